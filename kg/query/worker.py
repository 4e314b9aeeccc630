"""The process that asks one query on behalf of `kg.query.deadline`, and is ended with it.

It reads one line of JSON from standard input and writes the answer to standard output, as SPARQL JSON results or
N-Triples. When standard input ends, nobody waits for the answer any more, and the process ends too.
"""

from __future__ import annotations

import base64
import json
import os
import pickle
import sys
import threading
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg.errors import KgError
from kg.query.header import StoredQuery
from kg.query.running import Prepared, ask
from kg.store import Opened

_INPUT = 0
_AT_ONCE = 65536


def main(descriptor: str) -> None:
    """Answer the request on standard input, then end the process.

    Args:
        descriptor: Number of the file from which the statements are read; `-` for a graph that is opened.
    """
    request = json.loads(_line())
    threading.Thread(target=_end_with_the_parent, daemon=True).start()
    try:
        _answer(request, None if descriptor == "-" else int(descriptor))
        sys.stdout.buffer.flush()
        code = 0
    except KgError as error:
        fields = ("message", "path", "line", "column", "hint", "see")
        told = {name: getattr(error, name) for name in fields}
        print(json.dumps({"class": type(error).__name__, "fields": told}), file=sys.stderr, flush=True)  # noqa: T201 - the parent reads it
        code = 1
    # No tidying up: the thread that waits for the parent cannot be ended.
    os._exit(code)


def _line() -> bytes:
    """The first line of standard input; read past Python's buffers, which the waiting thread must not hold."""
    read = b""
    while not read.endswith(b"\n"):
        more = os.read(_INPUT, _AT_ONCE)
        if not more:
            os._exit(1)
        read += more
    return read


def _end_with_the_parent() -> None:
    while os.read(_INPUT, _AT_ONCE):
        pass
    os._exit(1)


def _answer(request: dict[str, Any], descriptor: int | None) -> None:
    opened = _opened(request, descriptor)
    output = sys.stdout.buffer
    stored = StoredQuery(name=request["name"], text=request["written"], path=request["path"])
    prepared = Prepared(stored=stored, text=request["text"], given=(), base=opened.base, notes=())
    answer = ask(opened, prepared=prepared)
    if isinstance(answer, ox.QueryTriples):
        output.write(b"triples\n")
        answer.serialize(output, ox.RdfFormat.N_TRIPLES)
        return
    if request["evidence"] and isinstance(answer, ox.QuerySolutions):
        from kg.query.asked import RuleFiles  # noqa: PLC0415 - few queries need it
        from kg.query.evidence import with_evidence  # noqa: PLC0415 - as above

        rules = pickle.loads(base64.b64decode(request["rules"])) or RuleFiles()  # noqa: S301 - the parent wrote it
        answer = with_evidence(opened, prepared=prepared, answer=answer, rules=rules).solutions
    output.write(b"results\n")
    answer.serialize(output, ox.QueryResultsFormat.JSON)


def _opened(request: dict[str, Any], descriptor: int | None) -> Opened:
    """The same version of the graph, or the statements that the parent sends."""
    version = Path(request["version"]) if request["version"] else None
    if version is not None:
        store = ox.Store.read_only(str(version / "store"))
    else:
        assert descriptor is not None  # noqa: S101 - the parent sends them
        store = ox.Store()
        with os.fdopen(descriptor, "rb") as statements:
            # Parsed and added, for loading would give blank nodes other labels.
            store.bulk_extend(ox.parse(statements, format=ox.RdfFormat.N_QUADS))
    return Opened(store=store, path=Path(request["graph"]), base=request["base"], version=version)
