"""A query with a deadline: the engine works in a process that can be ended.

In Python the engine cannot be interrupted (oxigraph issue 1926, seen in pyoxigraph 0.5.13). The process opens the same
version of the graph, and gets the statements of a graph in memory through a pipe. It is ended and waited for however
the question ends: with the answer, at the deadline, by Ctrl-C. If this process is killed, the other one sees its
standard input end, and ends as well.
"""

from __future__ import annotations

import base64
import json
import os
import pickle
import subprocess
import sys
import threading
from contextlib import contextmanager, suppress
from typing import IO, TYPE_CHECKING, TypeAlias

import pyoxigraph as ox

from kg import errors
from kg.errors import KgError, QueryTimeoutError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.query.asked import RuleFiles
    from kg.query.running import Prepared
    from kg.store import Opened

    Read: TypeAlias = ox.QuerySolutions | ox.QueryBoolean | ox.QuadParser

_START = "import sys; _, descriptor, *sys.path = sys.argv; from kg.query.worker import main; main(descriptor)"


@contextmanager
def answered_within(
    seconds: float,
    *,
    spent: float,
    opened: Opened,
    prepared: Prepared,
    evidence: bool = False,
    rules: RuleFiles | None = None,
) -> Iterator[Read]:
    """The answer of a process that is ended at the deadline; it must be read within the `with`.

    Args:
        seconds: How long the answer may take, until its last row is read; above 0.
        spent: How much of that is over.
        opened: The graph.
        prepared: The query.
        evidence: Whether rows get the columns of their evidence.
        rules: As for `kg.query.evidence.with_evidence`.

    Yields:
        Solutions, a truth value, or triples as quads of the default graph.

    Raises:
        QueryTimeoutError: The deadline came first.
        QueryError: The query is wrong.
        StoreError: The graph cannot be read.
    """
    if not seconds > 0:
        raise UsageError(f"timeout {seconds!r} is no number of seconds above 0")
    with _process(opened, prepared, evidence, rules) as process:
        expired = threading.Event()

        def expire() -> None:
            expired.set()
            process.kill()

        timer = threading.Timer(max(seconds - spent, 0), expire)
        timer.daemon = True
        timer.start()
        try:
            yield _read(process)
            unfinished = process.wait() != 0
        except (SyntaxError, OSError) as error:
            if isinstance(error.__cause__, KeyboardInterrupt):
                raise error.__cause__ from None
            unfinished = True
        finally:
            timer.cancel()
        if unfinished:
            raise _timed_out(seconds) if expired.is_set() else _failure(process)


@contextmanager
def _process(
    opened: Opened, prepared: Prepared, evidence: bool, rules: RuleFiles | None
) -> Iterator[subprocess.Popen[bytes]]:
    """The process, asked; it is gone at the end of the `with`."""
    if not sys.executable:
        raise UsageError("a timeout needs a Python program to start, and this process has none", hint="leave it out")
    request = {
        "graph": str(opened.path),
        "version": str(opened.version.resolve()) if opened.version else None,
        "base": opened.base,
        "name": prepared.stored.name,
        "path": prepared.stored.path,
        "written": prepared.stored.text,
        "text": prepared.text,
        "evidence": evidence,
        # Pickled, for it names the function that reads rules of shapes, which this room knows nothing of.
        "rules": base64.b64encode(pickle.dumps(rules)).decode("ascii"),
    }
    with _statements(opened) as statements, _started(statements) as process:
        try:
            assert process.stdin is not None  # noqa: S101 - it is a pipe
            with suppress(BrokenPipeError):  # it has ended already: its exit code will tell
                process.stdin.write(json.dumps(request).encode() + b"\n")
                process.stdin.flush()
            yield process
        finally:
            process.kill()
            process.wait()


@contextmanager
def _statements(opened: Opened) -> Iterator[IO[bytes] | None]:
    """Where the process can read the statements of a graph in memory; None for one that it can open itself."""
    if opened.version is not None:
        yield None
        return
    reading, writing = os.pipe()

    def dump() -> None:
        # The process may end first; what it has not read is of no use then.
        with suppress(OSError), os.fdopen(writing, "wb") as stream:
            opened.store.dump(stream, format=ox.RdfFormat.N_QUADS)

    thread = threading.Thread(target=dump)
    with os.fdopen(reading, "rb", buffering=0) as stream:
        thread.start()
        yield stream
    thread.join()


def _started(statements: IO[bytes] | None) -> subprocess.Popen[bytes]:
    """The process: this Python with this Python's path; standard output is buffered, the statements are its alone."""
    descriptors = () if statements is None else (statements.fileno(),)
    path = [folder or os.getcwd() for folder in sys.path]  # noqa: PTH109 - they are texts
    process = subprocess.Popen(  # noqa: S603 - this Python, and a module of ours
        [sys.executable, "-P", "-c", _START, *map(str, descriptors or ("-",)), *path],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        pass_fds=descriptors,
    )
    if statements is not None:
        statements.close()
    return process


def _read(process: subprocess.Popen[bytes]) -> Read:
    """The answer, read as it comes."""
    stream = process.stdout
    assert stream is not None  # noqa: S101 - it is a pipe
    form = stream.readline()
    if form == b"triples\n":
        return ox.parse(stream, format=ox.RdfFormat.N_TRIPLES)
    return ox.parse_query_results(stream, format=ox.QueryResultsFormat.JSON)


def _timed_out(seconds: float) -> QueryTimeoutError:
    return QueryTimeoutError(f"the query took longer than {seconds:g} s", hint="make it narrower, or give it more time")


def _failure(process: subprocess.Popen[bytes]) -> KgError:
    """What the process says of its end."""
    assert process.stderr is not None  # noqa: S101 - it is a pipe
    code = process.wait()
    said = process.stderr.read().decode("utf-8", "replace").strip().splitlines()
    last = said[-1] if said else "it said nothing"
    try:
        told = json.loads(last)
        kind: type[KgError] = getattr(errors, told["class"])
        return kind(**told["fields"])
    except (ValueError, TypeError, KeyError):
        return KgError(f"the process that ran the query ended with {code}: {last}")
