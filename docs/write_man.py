"""Write docs/kg.1, the manual page, from the commands themselves: `make docs`.

`tests/cli/test_man.py` holds that the page is what this script writes.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli import COMMANDS, cli

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = Path(__file__).with_name("kg.1")

_EXITS = (
    ("0", "done"),
    ("1", "a bug of ours"),
    ("2", "usage: the command, kg.toml, decisions.toml or metadata.csv must change"),
    ("3", "the data do not conform to the shapes"),
    ("4", "an input file could not be read, or nothing that it says has a place in the graph"),
    ("5", "the query is wrong or too slow"),
    ("6", "the graph is missing, damaged or locked; or it, or another file, cannot be written"),
    ("7", "no rows, where kg query --fail-empty asked"),
    ("130", "interrupted"),
)


def page() -> str:
    """The whole page, in the man macros of roff."""
    lines = [
        '.TH KG 1 "" "kg" "kg manual"',
        ".SH NAME",
        r"kg \- from annotated news to a knowledge graph in which every fact points to its sentence",
        ".SH SYNOPSIS",
        r".B kg",
        r"[\-\-debug] COMMAND [ARGUMENTS]...",
        ".SH DESCRIPTION",
        *_paragraphs(cli.help or ""),
        ".SH COMMANDS",
    ]
    for name in sorted(COMMANDS):
        lines += _command([name])
    lines.append(".SH EXIT STATUS")
    for code, meaning in _EXITS:
        lines += [".TP", f".B {code}", _text(meaning)]
    lines += [
        ".SH ENVIRONMENT",
        ".TP",
        ".B NO_COLOR",
        "Colours are off where it is set.",
        ".TP",
        ".B XDG_STATE_HOME",
        "Where kg shell keeps its history, in kg/history.",
        ".SH FILES",
        ".TP",
        ".B kg.toml",
        "The project: its corpus, graph, ontology, shapes and queries; found upwards from the working folder.",
    ]
    return "\n".join(lines) + "\n"


def _command(path: list[str]) -> Iterator[str]:
    """The section of one command, and those of its own commands."""
    context = click.Context(cli, info_name="kg", **cli.context_settings)
    command: click.Command = cli
    for name in path:
        assert isinstance(command, click.Group)
        found = command.get_command(context, name)
        assert found is not None
        command, context = found, click.Context(found, info_name=name, parent=context)
    usage = " ".join(command.collect_usage_pieces(context))
    yield f".SS kg {' '.join(path)} {_text(usage)}".rstrip()
    yield from _paragraphs(command.help or "")
    for parameter in command.params:
        record = parameter.get_help_record(context)
        if record is not None:
            yield from filter(None, (".TP", f".B {_text(record[0])}", _text(record[1])))
    if command.epilog:
        yield ".PP"
        yield _text(command.epilog)
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            yield from _command([*path, name])


def _paragraphs(text: str) -> Iterator[str]:
    for block in re.split(r"\n\s*\n", text.strip()):
        yield ".PP"
        yield _text(" ".join(block.replace("\b", "").split()))


def _text(text: str) -> str:
    """Text with the signs that roff would read as its own."""
    escaped = " ".join(text.split()).replace("\\", r"\e").replace("-", r"\-")
    escaped = re.sub(r"[^\x00-\x7f]", lambda found: rf"\[u{ord(found[0]):04X}]", escaped)
    return r"\&" + escaped if escaped.startswith((".", "'")) else escaped


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
