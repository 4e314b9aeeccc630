"""The command line: one module a command, loaded when it is called, so that `kg --help` is quick."""

from __future__ import annotations

import importlib
import io
import os
import sys
from typing import TYPE_CHECKING

import click

import kg
from kg.errors import EXIT_INTERRUPTED, KgError, StoreError, similar

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS: dict[str, str] = {
    "build": "Turn a folder of annotated texts into a graph.",
    "check": "Check a graph with SHACL and point at the annotations to fix.",
    "draw": "Draw a network as PNG, SVG or PDF.",
    "export": "Write a network (GEXF, GraphML, CSV, JSON) or the graph itself (RDF).",
    "formats": "List the annotation formats that kg reads.",
    "init": "Start a new project: kg.toml and an example document.",
    "measure": "Rank the nodes of a network: degree, PageRank, betweenness, communities.",
    "queries": "List the stored queries and their parameters.",
    "query": "Ask a graph: a stored query, a .rq file or SPARQL text.",
    "read": "Read annotation files and print what they say.",
    "rules": "List the rules by which triples follow from a graph, with what they concluded.",
    "schema": "Write an annotation tool's configuration from the ontology.",
    "shapes": "List the constraints that a graph is checked for, by class.",
    "shell": "Ask a graph interactively, with completion and history.",
    "show": "Print the card of a company or a situation, with its sentences.",
    "value": "Read one value: money, a date, a duration, a rank.",
}
"""Commands and their short help, here so that listing them loads none of them."""


_DAMAGED = "Corruption: "
"""How the engine begins its words on a block that is not as it was written, whenever it comes to it (pyoxigraph 0.5.13
raises RuntimeError)."""


class LazyGroup(click.Group):
    """A group whose commands are modules of this package, loaded one by one."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names of all commands whose module is there, sorted."""
        del ctx
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, or None where there is none of this name."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        command = getattr(importlib.import_module(f"kg.cli.{cmd_name}"), cmd_name)
        return command if isinstance(command, click.Command) else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does it, with a suggestion for a misspelt name."""
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            near = similar(args[0], among=COMMANDS)
            if near:
                raise click.UsageError(f"No such command {args[0]!r}. Did you mean {near[0]!r}?", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, without loading them."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(sorted(COMMANDS.items()))


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit codes: 0 done, 1 a bug of ours, 2 usage, 3 the data do not conform, 4 input could not be read, "
    "5 query error, 6 graph missing, damaged or locked, or a file cannot be written, 7 no rows (--fail-empty), "
    "130 interrupted.",
)
@click.version_option(kg.__version__, prog_name="kg")
@click.option("--debug", is_flag=True, help="Show a traceback when something fails.")
@click.pass_context
def cli(ctx: click.Context, *, debug: bool) -> None:
    """From annotated news to a knowledge graph in which every fact points to its sentence.

    Example: kg build corpus/ -o graph && kg check -g graph && kg query partnerships -g graph
    """
    del debug  # which `run` looks for
    if ctx.obj:
        from kg.cli._interrupt import heed_interrupts

        heed_interrupts()


def main(arguments: Sequence[str] | None = None) -> None:
    """Entry point of the command `kg`: errors become one line and an exit code, never a traceback."""
    errors = sys.stderr
    if errors is sys.__stderr__ and errors is not None:
        sys.stderr = _Told(
            open(errors.fileno(), "wb", closefd=False),  # noqa: SIM115 - until the process ends
            encoding=errors.encoding,
            errors=errors.errors,
            line_buffering=True,
        )
    sys.exit(run(arguments, own_process=True))


class _Told(io.TextIOWrapper):
    """Standard error that nobody need read: a build is a build also where `2>&1 | head` cuts its account short.

    What is written after the reader has gone is lost; the command goes on, and its exit code is its own.
    """

    def write(self, text: str, /) -> int:
        try:
            return super().write(text)
        except BrokenPipeError:
            self._to_nobody()
            return len(text)

    def flush(self) -> None:
        try:
            super().flush()
        except BrokenPipeError:
            self._to_nobody()

    def _to_nobody(self) -> None:
        _point_at_nothing(self.fileno())


def run(arguments: Sequence[str] | None = None, *, own_process: bool = False) -> int:
    """Run a command line and return its exit code.

    Args:
        arguments: Without the program's name; those of the process by default.
        own_process: Whether the process is the command's own, to be ended by Ctrl-C.
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    stdout, stderr = sys.stdout, sys.stderr
    try:
        result = cli.main(args=words, prog_name="kg", standalone_mode=False, obj=own_process)
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.exceptions.Abort, KeyboardInterrupt):
        _say("interrupted")
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        return _close_broken_pipe()
    except SystemExit:
        # click itself exits with 1 where a pipe is broken, and wraps the standard streams then (seen in 8.5).
        if sys.stdout is stdout:
            raise
        sys.stdout, sys.stderr = stdout, stderr
        return _close_broken_pipe()
    except (KgError, OSError, RuntimeError) as error:
        if "--debug" in words or (isinstance(error, RuntimeError) and not str(error).startswith(_DAMAGED)):
            raise
        return _report(error)
    return result if isinstance(result, int) else 0


def _report(error: KgError | OSError | RuntimeError) -> int:
    """One line on standard error; the exit code that belongs to the error."""
    if isinstance(error, RuntimeError):
        error = StoreError(f"the graph is damaged: {error}", hint="build it again with 'kg build --fresh'")
    if isinstance(error, KgError):
        _say(str(error))
        return error.exit_code
    # A full disk, a folder without permission: the system's own words say it best.
    words = error.strerror or str(error)
    _say(f"{error.filename}: {words}" if error.filename else words)
    return StoreError.exit_code


def _say(message: str) -> None:
    click.echo(f"kg: {message}", err=True)


def _close_broken_pipe() -> int:
    """A reader that has seen enough is no error; stdout is pointed at nothing so that exit stays quiet."""
    _point_at_nothing(sys.stdout.fileno())
    return 0


def _point_at_nothing(descriptor: int) -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), descriptor)
