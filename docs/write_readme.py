"""Run the commands that the README shows and write what they print: `make docs`.

A block marked `console` shows commands after `$ ` with their output. They run in order, in one copy of
examples/telecoms. A line `…` in shown output stands for any lines; such output is checked and left as it is.
`tests/test_readme.py` holds that what the README shows is what the commands print.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
_BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)
_SECONDS = re.compile(r"\b\d+\.\d+ s\b")
_ANY_LINES = "…"


@dataclass(frozen=True, slots=True)
class Shown:
    """A command that the README shows.

    Attributes:
        command: As one types it into a shell.
        output: What stands below it, with a line end after every line.
    """

    command: str
    output: str


def shown(text: str) -> list[Shown]:
    """All commands of a page, in its order."""
    return [command for block in _BLOCK.findall(text) for command in _commands(block)]


def _commands(block: str) -> list[Shown]:
    parts = re.split(r"^\$ (.*)\n", block, flags=re.MULTILINE)
    return [Shown(command, output) for command, output in zip(parts[1::2], parts[2::2], strict=True)]


def project(folder: Path) -> Path:
    """A copy of the telecoms corpus in a folder, to run commands in."""
    copy = folder / "telecoms"
    shutil.copytree(ROOT / "examples" / "telecoms", copy, ignore=shutil.ignore_patterns("graph"))
    return copy


def run(command: str, *, folder: Path) -> tuple[int, str]:
    """Exit code, and what the command printed on both streams, without blanks at line ends."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {name: value for name, value in os.environ.items() if name != "COLUMNS"}
    done = subprocess.run(
        ["sh", "-c", command],
        cwd=folder,
        env={**environment, "PATH": path, "NO_COLOR": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return done.returncode, re.sub(r"[ \t]+$", "", done.stdout, flags=re.MULTILINE)


def agrees(output: str, printed: str) -> bool:
    """Whether shown output is what was printed, seconds aside."""
    lines = _SECONDS.sub("0.0 s", output).splitlines(keepends=True)
    pattern = "".join("(?:.*\n)*?" if line.strip() == _ANY_LINES else re.escape(line) for line in lines)
    return re.fullmatch(pattern, _SECONDS.sub("0.0 s", printed)) is not None


def written_again(text: str, *, folder: Path) -> str:
    """The page with the outputs that its commands print now."""

    def block_again(block: re.Match[str]) -> str:
        parts = []
        for command in _commands(block[0]):
            _, printed = run(command.command, folder=folder)
            keep = agrees(command.output, printed)
            if not keep and any(line.strip() == _ANY_LINES for line in command.output.splitlines()):
                print(f"README.md: shorten by hand what this prints: {command.command}", file=sys.stderr)
            parts.append(f"$ {command.command}\n{command.output if keep else printed}")
        return "".join(parts)

    return _BLOCK.sub(block_again, text)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as home:
        README.write_text(
            written_again(README.read_text(encoding="utf-8"), folder=project(Path(home))), encoding="utf-8"
        )
    print(f"wrote {README.name}")
