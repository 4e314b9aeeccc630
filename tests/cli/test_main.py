"""The command line as a whole: its list of commands, its exit codes, its one-line errors, its page in the docs."""

from __future__ import annotations

import os
import re
import runpy
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import click
import pytest

import kg
from kg import cli as command_line
from kg import errors
from kg.cli import COMMANDS, LazyGroup, run

ROOT = Path(__file__).parents[2]
MODULES = sorted(path.stem for path in (ROOT / "kg" / "cli").glob("*.py") if not path.stem.startswith("_"))


def _kg(*arguments, folder, **options):
    return subprocess.run(
        [sys.executable, "-m", "kg", *arguments], cwd=folder, capture_output=True, text=True, check=False, **options
    )


@pytest.fixture
def failing(monkeypatch):
    """Put a command in the place of `kg show` that raises what the test says."""

    def install(error):
        @click.command()
        def show():
            raise error

        monkeypatch.setattr(LazyGroup, "get_command", lambda *_: show)

    return install


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_command_is_a_command_with_an_example(name):
    command = LazyGroup().get_command(click.Context(click.Command("kg")), name)

    context = click.Context(command, info_name=f"kg {name}", help_option_names=["-h", "--help"])
    help_text = command.get_help(context)
    assert command.name == name
    assert re.search(rf"Examples?:\s+kg\s+{name}\b", help_text)


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_command_explains_itself_in_the_words_of_the_list(name):
    command = LazyGroup().get_command(click.Context(click.Command("kg")), name)

    assert command.help.split(".")[0].split()[0] == COMMANDS[name].split()[0]


def test_every_command_module_is_listed():
    commands = {name for name in MODULES if hasattr(__import__(f"kg.cli.{name}", fromlist=[name]), name)}

    assert commands == set(COMMANDS)


def test_page_of_commands_is_current():
    page = runpy.run_path(str(ROOT / "docs" / "write_commands.py"))["page"]()

    # If this fails: make docs
    assert (ROOT / "docs" / "commands.md").read_text(encoding="utf-8") == page


def test_version(capsys):
    assert (run(["--version"]), capsys.readouterr().out) == (0, f"kg, version {kg.__version__}\n")


def test_help_lists_all_commands(capsys):
    code = run(["--help"])

    listed = re.findall(r"^  ([a-z]+)  +[A-Z]", capsys.readouterr().out, re.MULTILINE)
    assert (code, listed) == (0, sorted(COMMANDS))


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["qurey"], "No such command 'qurey'. Did you mean 'query'?"),
        (["frobnicate"], "No such command 'frobnicate'."),
        (["query", "--colour"], "No such option '--colour'."),
        (["build", "--workers", "0"], "Invalid value for '--workers': 0 is not in the range x>=1."),
    ],
    ids=["misspelt command", "unknown command", "unknown option", "value out of range"],
)
def test_usage_error(arguments, words, capsys):
    code = run(arguments)

    assert (code, capsys.readouterr().err.splitlines()[-1]) == (2, f"Error: {words}")


@pytest.mark.parametrize(
    ("error", "code", "line"),
    [
        (errors.UsageError("bad", hint="mend it"), 2, "kg: bad (mend it)"),
        (errors.NonconformingError("bad"), 3, "kg: bad"),
        (errors.InputError("bad", path="a.ann", line=3), 4, "kg: a.ann:3: bad"),
        (errors.QueryError("bad"), 5, "kg: bad"),
        (errors.BusyError("bad"), 6, "kg: bad"),
        (errors.KgError("bad"), 1, "kg: bad"),
        (PermissionError(13, "Permission denied", "/graph"), 6, "kg: /graph: Permission denied"),
        (OSError(28, "No space left on device"), 6, "kg: No space left on device"),
        (KeyboardInterrupt(), 130, "kg: interrupted"),
        (
            RuntimeError("Corruption: block checksum mismatch"),
            6,
            "kg: the graph is damaged: Corruption: block checksum mismatch (build it again with 'kg build --fresh')",
        ),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, BaseException) else None,
)
def test_error_is_one_line_and_a_code(failing, capsys, error, code, line):
    failing(error)

    assert (run(["show"]), capsys.readouterr().err.strip()) == (code, line)


@pytest.mark.parametrize("bug", [ZeroDivisionError("a bug"), RuntimeError("a bug")], ids=["division", "runtime"])
def test_bug_is_not_hidden(failing, bug):
    failing(bug)

    with pytest.raises(type(bug)):
        run(["show"])


def test_debug_shows_where_an_error_comes_from(failing):
    failing(errors.StoreError("bad"))

    with pytest.raises(errors.StoreError):
        run(["--debug", "show"])


def test_result_of_a_command_is_the_exit_code(monkeypatch):
    monkeypatch.setattr(LazyGroup, "get_command", lambda *_: click.Command("check", callback=lambda: 3))

    assert run(["check"]) == 3


def test_main_exits_with_the_code(capsys):
    with pytest.raises(SystemExit, match=r"^2$"):
        command_line.main(["qurey"])
    capsys.readouterr()


def test_reader_that_stops_is_no_error(tmp_path):
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [sys.executable, "-m", "kg", "--help"], cwd=tmp_path, stdout=writer, stderr=subprocess.PIPE, check=False
    )
    os.close(writer)

    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["build", "--fresh"], 0),
        (["build", "--fresh", "--verbose"], 0),
        (["build", "--fresh", "--workers", "2"], 0),
        (["build", "nowhere"], 4),
        (["query", "nothing"], 2),
        (["qurey"], 2),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else str(value),
)
@pytest.mark.parametrize("both", [True, False], ids=["both streams", "standard error"])
def test_reader_of_messages_who_stops_changes_nothing(tmp_path, words, code, both):
    run(["init", str(tmp_path)])
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, "-m", "kg", *words]
    done = subprocess.run(
        command, cwd=tmp_path, stdout=writer if both else subprocess.DEVNULL, stderr=writer, check=False
    )
    os.close(writer)

    assert done.returncode == code
    assert (tmp_path / "graph" / "graph.json").exists() is (words[0] == "build" and code == 0)


def test_build_shows_its_progress_on_a_terminal(tmp_path):
    run(["init", str(tmp_path)])
    terminal, end = os.openpty()
    try:
        done = _kg_with_error_stream(end, "build", folder=tmp_path)
    finally:
        os.close(end)
        shown = _all_of(terminal)

    assert (done.returncode, "Traceback" in shown) == (0, False)
    assert "looking for documents" in shown
    assert "graph: 1 document (1 en)" in shown


def _kg_with_error_stream(stream, *arguments, folder):
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "200"}
    return subprocess.run(
        [sys.executable, "-m", "kg", *arguments],
        cwd=folder,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=stream,
        check=False,
    )


def _all_of(terminal):
    """What was written to a terminal whose other end is closed; Linux then says EIO, others nothing."""
    chunks = []
    with suppress(OSError):
        while chunk := os.read(terminal, 1 << 16):
            chunks.append(chunk)
    os.close(terminal)
    return b"".join(chunks).decode("utf-8", "replace")


def test_python_runs_the_package_as_the_command(tmp_path):
    done = _kg("--version", folder=tmp_path)

    assert (done.returncode, done.stdout) == (0, f"kg, version {kg.__version__}\n")


# Ctrl-C while a module is imported, before the command line is there to heed it or while it loads a command.
EARLY = """
import signal, sys
wanted, sys.argv = sys.argv[1], ["kg", "queries"]
class Pressed:
    def find_spec(self, name, path=None, target=None):
        if name == wanted:
            signal.raise_signal(signal.SIGINT)
signal.signal(signal.SIGINT, signal.default_int_handler)
sys.modules.pop("typing", None)
sys.meta_path.insert(0, Pressed())
from kg.__main__ import main
main()
"""


@pytest.mark.parametrize("module", ["typing", "kg.cli", "click", "kg.cli._interrupt", "kg.cli.queries"])
def test_ctrl_c_while_the_command_starts_is_no_traceback(tmp_path, module):
    command = [sys.executable, "-c", EARLY, module]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)

    # click ends the line that a terminal shows ^C on.
    assert (done.returncode, done.stdout, done.stderr.removeprefix("\n")) == (130, "", "kg: interrupted\n")
