"""`kg schema`: configurations for annotation tools, from the ontology."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("schema")
@click.argument("tool", metavar="brat|doccano|inception|label-studio")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    default=".",
    help="The folder that the files go into; it is made where it is missing. Default: the working folder.",
)
@click.option("--language", help="Of the labels that annotators read. Default: the project's.")
@click.option("--force", is_flag=True, help="Replace files that are there.")
def schema(*, tool: str, output: Path, language: str | None, force: bool) -> None:
    """Write an annotation tool's configuration from the ontology.

    What is annotated with these labels, roles and attributes, `kg build` understands without any mapping.

    Example: kg schema brat -o corpus/
    """
    from kg.annotators import configuration
    from kg.config import find_config
    from kg.errors import UsageError
    from kg.schema import load

    config = find_config()
    files = configuration(tool, load(config.ontology), language=language or config.language)
    present = [name for name in files if (output / name).exists()]
    if present and not force:
        raise UsageError(f"{output / present[0]} is there already", hint="add --force to replace it")
    output.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (output / name).write_text(content, encoding="utf-8")
        click.echo(f"{output / name}: written", err=True)
