"""`kg init`: a new project that builds and checks as it stands."""

from __future__ import annotations

import os
import shlex
from pathlib import Path

import click

_STARTER = Path(__file__).with_name("starter")
_EXAMPLE = "articles"
_CORPUS_LINE = 'corpus = ["articles"] '


@click.command(epilog="Example: kg init mynews && cd mynews && kg build && kg check")
@click.argument("folder", metavar="[DIR]", default=Path(), type=click.Path(path_type=Path))
@click.option(
    "--corpus",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Your folder of annotated texts, instead of an example.",
)
def init(*, folder: Path, corpus: Path | None) -> None:
    """Start a new project: kg.toml and an example document.

    DIR is made where it does not exist; the default is the working folder. Nothing is ever overwritten.
    """
    files = _files(folder, corpus)
    _refuse_to_overwrite(folder, list(files))
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
        click.echo(f"wrote {path}")
    steps = [] if folder.resolve() == Path.cwd() else [f"cd {shlex.quote(str(folder))}"]
    steps += ["kg build", "kg check", "kg query investments"]
    click.echo("Next: " + " && ".join(steps))


def _files(folder: Path, corpus: Path | None) -> dict[str, str]:
    """Path in the project → text, in the order they are written."""
    files = {
        path.relative_to(_STARTER).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(_STARTER.rglob("*"))
        if path.is_file()
    }
    if corpus is None:
        return files
    # The example's names mean nothing to another corpus; the path is written as it is seen from kg.toml.
    config = files["kg.toml"].replace(_CORPUS_LINE, f"corpus = [{_toml_string(_seen_from(folder, corpus))}] ")
    decisions = files["decisions.toml"].splitlines(keepends=True)
    commented = [line if line.startswith(("#", "\n")) else f"# {line}" for line in decisions]
    return {"decisions.toml": "".join(commented), "kg.toml": config}


def _seen_from(folder: Path, corpus: Path) -> str:
    return Path(os.path.relpath(corpus.resolve(), folder.resolve())).as_posix()


def _toml_string(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _refuse_to_overwrite(folder: Path, names: list[str]) -> None:
    from kg.errors import UsageError

    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{str(folder)!r} is not a folder", hint="name a new or existing folder")
    there = [name for name in names if os.path.lexists(folder / name)]
    if there:
        raise UsageError(
            "is already there and is not overwritten", path=str(folder / there[0]), hint="name another folder"
        )
