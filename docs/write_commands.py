"""Write docs/commands.md from the commands themselves: `make docs`.

`tests/cli/test_main.py` holds that the page is what this script writes.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli import COMMANDS, cli

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = Path(__file__).with_name("commands.md")
WIDTH = 100

INTRODUCTION = """\
# Commands

<!-- Written by docs/write_commands.py (`make docs`); do not edit. -->

Every command takes `--help`. In a folder with a `kg.toml`, or below one, no command needs to be told where the corpus
and the graph are. Tables are shown on a terminal; into a pipe goes TSV. What a program reads stands on standard output,
what a person is told on standard error. `NO_COLOR` turns colours off; `kg --debug COMMAND …` shows a traceback when
something fails.

| exit code | means |
|---|---|
| 0 | done |
| 1 | a bug of ours |
| 2 | usage: the command, `kg.toml`, `decisions.toml` or `metadata.csv` must change |
| 3 | the data do not conform to the shapes |
| 4 | an input file could not be read, or nothing that it says has a place in the graph |
| 5 | the query is wrong or too slow |
| 6 | the graph is missing, damaged or locked; or it, or another file, cannot be written |
| 7 | no rows, where `kg query --fail-empty` asked |
| 130 | interrupted |

A reader who has seen enough is no error: into `| head` no command complains, and one whose messages nobody reads any
more (`2>&1 | head`) goes on to its end with its own exit code. Ctrl-C ends a command within a second
or two, also in the midst of a long query, and no answer or network is left half-written under the name that you gave.

For shell completion, put one line into `~/.bashrc`: `eval "$(_KG_COMPLETE=bash_source kg)"` (also `zsh_source`,
`fish_source`).
"""


def page() -> str:
    """The whole page."""
    return "\n".join([INTRODUCTION, *(part for name in sorted(COMMANDS) for part in _command([name]))])


def _command(path: list[str]) -> Iterator[str]:
    """The section of one command, and those of its own commands."""
    command, context = _resolved(path)
    help_text = command.get_help(context)
    yield f"## kg {' '.join(path)}\n\n```\n{help_text}\n```\n"
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            yield from _command([*path, name])


def _resolved(path: list[str]) -> tuple[click.Command, click.Context]:
    """A command and the context that its help is written in."""
    width = {"terminal_width": WIDTH, "max_content_width": WIDTH}
    command: click.Command = cli
    context = click.Context(cli, info_name="kg", help_option_names=["-h", "--help"], **width)
    for name in path:
        found = command.get_command(context, name) if isinstance(command, click.Group) else None
        if found is None:
            raise click.UsageError(f"there is no command {' '.join(path)!r}")
        command = found
        context = click.Context(command, info_name=name, parent=context, **width)
    return command, context


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    print(f"wrote {PAGE.name}")
