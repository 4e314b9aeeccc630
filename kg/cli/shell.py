"""`kg shell`: ask a graph, question after question."""

from __future__ import annotations

import os
import shlex
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.config import Config
    from kg.query.completion import Completions
    from kg.store import Opened

_HELP = """\
A line that begins with the name of a stored query runs it:  partnerships company=Vodafone
Anything else is SPARQL; over several lines it ends with an empty line. Tab completes.

.queries [NAME]     the stored queries, or all about one
.show THING         the card of a company, a situation or a document
.format FORMAT      of answers: table, plain, md, csv, tsv, json, xml, ndjson …
.language TAG       of labels
.iris               show IRIs, or labels again
.evidence on|off    add what each row rests on: documents, annotations, sentences
.limit N            at most N rows; 0 for all
.export FILE        the last answer into a file; its ending names the format
.explain            the parts of the last query with their rows and times
.help               this text
.quit               end (also Ctrl-D)
"""

_SWITCH = ("on", "off")


@click.command(epilog="Example: kg shell -g graph")
@click.option("-g", "--graph", metavar="GRAPH", help="A graph that kg built, or an RDF file. Default: that of kg.toml.")
@click.option("-l", "--language", metavar="TAG", help="Of labels. Default: that of kg.toml, else en.")
@click.option("--no-history", is_flag=True, help="Keep no history beyond this session.")
def shell(*, graph: str | None, language: str | None, no_history: bool) -> int:
    """Ask a graph interactively, with completion and history.

    Questions are those of 'kg query': names of stored queries with NAME=VALUE, or SPARQL. History is kept in
    $XDG_STATE_HOME/kg/history (~/.local/state/kg/history).
    """
    from kg.cli._answers import keep_open, language_for
    from kg.config import find_config
    from kg.query.completion import Completions
    from kg.store import open_graph

    config = find_config(near=Path(graph) if graph else None)
    opened = open_graph(graph or config.graph, base=config.base)
    keep_open(opened)
    session = Session(opened, config, Settings(language=language_for(opened, language, config=config)))
    if sys.stdin.isatty():
        click.echo(f"{opened.path}: {len(opened.store):,} statements. .help for help, Ctrl-D to end.", err=True)
        _prepare_lines(Completions(opened, folders=config.query_folders), history=not no_history)
    return _loop(session)


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user has set."""

    language: str
    form: str = ""
    iris: bool = False
    evidence: bool = False
    limit: int = 0


class Session:
    """What the shell does with complete inputs."""

    def __init__(self, opened: Opened, config: Config, settings: Settings) -> None:
        self._opened = opened
        self._config = config
        self._settings = settings
        self._last: list[str] | None = None

    def do(self, text: str) -> bool:
        """Carry out an input; whether to go on. Errors are told, not raised."""
        from kg.errors import KgError

        try:
            if text in {"quit", "exit", ".exit"}:
                return False
            if text.startswith("."):
                return self._command(text)
            self._ask(self._words(text))
        except KgError as error:
            click.echo(f"kg: {error}", err=True)
        return True

    def is_name(self, text: str) -> bool:
        """Whether a line begins with the name of a stored query."""
        from kg.query.catalog import names

        return text.split(None, 1)[0] in names(self._config.query_folders)

    def _words(self, text: str) -> list[str]:
        from kg.errors import UsageError

        if not self.is_name(text):
            return [text]
        try:
            return shlex.split(text)
        except ValueError as error:
            raise UsageError(f"cannot be split into words: {error}", hint="close the quotation mark") from error

    def _ask(self, words: list[str], *, output: str | None = None, explain: bool = False) -> None:
        """Run `kg query`: the same options, errors and explanations."""
        from kg.cli import run

        settings = self._settings
        options = ["-g", str(self._opened.path), "-l", settings.language]
        options += ["-o", output] if output else ["-f", settings.form] if settings.form else []
        options += ["--iris"] * settings.iris + ["--limit", str(settings.limit)] * bool(settings.limit)
        options += ["--evidence"] * settings.evidence + ["--explain"] * explain
        # A SPARQL text may begin with a dash only as a comment does not: options end before it.
        self._last = words
        run(["query", *options, "--", *words])

    def _command(self, text: str) -> bool:
        from kg.errors import UsageError, similar

        name, _, rest = text.partition(" ")
        if name == ".quit":
            return False
        commands = self._commands()
        if name not in commands:
            near = similar(name, among=commands)
            raise UsageError(f"there is no {name!r}", hint=f"did you mean {near[0]!r}?" if near else "see .help")
        commands[name](rest.strip())
        return True

    def _commands(self) -> dict[str, Callable[[str], object]]:
        from kg.cli import run

        graph = ["-g", str(self._opened.path), "-l", self._settings.language]
        return {
            ".help": lambda _: click.echo(_HELP, nl=False),
            ".queries": lambda rest: run(["queries", "-l", self._settings.language, *rest.split()]),
            ".show": lambda rest: run(["show", *graph, "--", rest]),
            ".format": self._set_format,
            ".language": lambda rest: self._set(language=rest or "en"),
            ".iris": lambda _: self._set(iris=not self._settings.iris),
            ".evidence": self._set_evidence,
            ".limit": self._set_limit,
            ".export": self._export,
            ".explain": lambda _: self._again(explain=True),
        }

    def _set(self, **changes: str | bool | int) -> None:
        self._settings = replace(self._settings, **changes)  # type: ignore[arg-type] # the callers know the fields

    def _set_format(self, rest: str) -> None:
        from kg.errors import UsageError
        from kg.query.formats import NAMES

        if rest and rest not in NAMES:
            raise UsageError(f"there is no format {rest!r}", hint=f"there are {', '.join(NAMES)}")
        self._set(form=rest)

    def _set_evidence(self, rest: str) -> None:
        from kg.errors import UsageError

        if rest not in _SWITCH:
            raise UsageError(f"{rest!r} is neither on nor off" if rest else "on or off?", hint="write .evidence on")
        self._set(evidence=rest == "on")

    def _set_limit(self, rest: str) -> None:
        from kg.errors import UsageError

        if not rest.isdecimal():
            raise UsageError(f"{rest!r} is no number of rows")
        self._set(limit=int(rest))

    def _export(self, rest: str) -> None:
        from kg.errors import UsageError

        if not rest:
            raise UsageError("no file to export to", hint="write .export answer.csv")
        self._again(output=rest)

    def _again(self, *, output: str | None = None, explain: bool = False) -> None:
        from kg.errors import UsageError

        if self._last is None:
            raise UsageError("nothing has been asked yet")
        self._ask(self._last, output=output, explain=explain)


def _loop(session: Session) -> int:
    """Read inputs to the end."""
    going = True
    while going:
        try:
            text = _read(session)
        except EOFError:
            if sys.stdin.isatty():
                click.echo("")
            return 0
        except KeyboardInterrupt:
            click.echo("", err=True)
            continue
        going = session.do(text) if text else True
    return 0


def _read(session: Session) -> str:
    """One input: a line, or the lines of a query up to an empty one."""
    interactive = sys.stdin.isatty()
    text = input("kg> " if interactive else "").strip()
    if not text or text in {"quit", "exit"} or text.startswith(".") or session.is_name(text) or _is_whole(text):
        return text
    lines = [text]
    while True:
        try:
            line = input("..> " if interactive else "")
        except EOFError:
            return "\n".join(lines)
        if not line.strip():
            return "\n".join(lines)
        lines.append(line)


def _is_whole(text: str) -> bool:
    """Whether a first line can be run as it stands: a query, or something that more lines will not mend."""
    from kg.errors import QueryError
    from kg.query.parser import parse
    from kg.vocab import prefixes

    try:
        parse(text, prefixes=prefixes())
    except QueryError as error:
        return not error.message.startswith(("this '{' is never closed", "the query ends", "unclosed"))
    return True


def _prepare_lines(completions: Completions, *, history: bool) -> None:
    """Line editing, completion and history, where this Python has them."""
    try:
        import readline
    except ImportError:  # a Python built without it: lines can be read all the same
        return
    readline.set_completer_delims(" \t\n{}()|/^;,!")
    readline.set_completer(_Completer(completions))
    readline.parse_and_bind("tab: complete")
    if history:
        _keep_history(readline)


def _keep_history(readline: object) -> None:
    import atexit

    state = Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state")
    file = state / "kg" / "history"
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        if file.exists():
            readline.read_history_file(file)  # type: ignore[attr-defined]
    except OSError:
        return  # a home that cannot be written keeps no history
    atexit.register(readline.write_history_file, file)  # type: ignore[attr-defined]


class _Completer:
    """What readline calls, once for each candidate."""

    def __init__(self, completions: Completions) -> None:
        self._completions = completions
        self._found: list[str] = []

    def __call__(self, word: str, state: int) -> str | None:
        import readline

        if state == 0:
            before = readline.get_line_buffer()[: readline.get_begidx()]
            self._found = self.candidates(before, word)
        return self._found[state] if state < len(self._found) else None

    def candidates(self, before: str, word: str) -> list[str]:
        """What may stand in place of a word, given what stands before it on its line."""
        first = before.split(None, 1)[0] if before.strip() else ""
        if not first and word.startswith("."):
            names = [line.split()[0] for line in _HELP.splitlines() if line.startswith(".")]
            return [name for name in names if name.startswith(word)]
        if not first:
            return self._completions.queries(word) + self._completions.words(word)
        if first == ".show":
            return self._completions.entities(word)
        if first == ".evidence":
            return [switch for switch in _SWITCH if switch.startswith(word)]
        found = self._completions.parameters(first, word)
        return found or self._completions.words(word)
