"""Large and damaged exports: a document at a time, and what stands before the damage is kept."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from random import Random

import pytest

from kg.errors import InputError
from tests.peak import PEAK

_MEGABYTE = 1 << 20
# Python, the store and the ontology take about 75 MB; a file that is held whole takes several times its size.
_LIMIT = 160 * _MEGABYTE

_PROGRAM = f"""
import sys
from dataclasses import replace
from pathlib import Path
from kg.building import build_graph
from kg.config import find_config
{PEAK}
folder = Path(sys.argv[1])
config = replace(find_config(folder), defaults={{"language": "fr"}})
account = build_graph([folder / "corpus"], folder / "graph", config=config)
print(account.documents, account.mapped["mentions"], peak())
"""


def record(number: int, text: str) -> str:
    return json.dumps({"id": number, "text": text, "label": [[0, 6, "Company"]]}, ensure_ascii=False) + "\n"


def write_damaged(folder, *, documents: int) -> None:
    """An export whose end is missing."""
    random = Random(1)
    lines = [record(number, f"Soleil {random.getrandbits(400)}") for number in range(documents)]
    packed = gzip.compress("".join(lines).encode())
    (folder / "damaged.jsonl.gz").write_bytes(packed[:-1000])


def test_a_large_export_is_built_in_little_memory(tmp_path):
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    text = "Soleil rachète Lune. " * 5000
    with (corpus / "all.jsonl").open("w", encoding="utf-8") as file:
        file.writelines(record(number, text) for number in range(1000))
    assert (corpus / "all.jsonl").stat().st_size > 100 * _MEGABYTE

    command = [sys.executable, "-c", _PROGRAM, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)

    documents, mentions, peak = map(int, done.stdout.split())
    assert (documents, mentions) == (1000, 1000)
    assert peak < _LIMIT


def test_documents_before_a_damage_are_in_the_graph_and_the_damage_in_the_account(build, corpus):
    write_damaged(corpus, documents=500)

    _, account = build()

    assert 9 < account.documents < 9 + 500
    assert account.formats["doccano"] == account.documents - 9
    assert account.unreadable == (
        "damaged.jsonl.gz: cannot be unpacked: Compressed file ended before the end-of-stream marker was reached",
    )
    assert account.exit_code == 4


def test_a_damage_stops_a_strict_build(build, corpus):
    write_damaged(corpus, documents=500)

    with pytest.raises(InputError, match="cannot be unpacked"):
        build(strict=True)


def test_a_damaged_export_that_stays_is_read_once(build, corpus):
    write_damaged(corpus, documents=500)
    _, before = build()

    _, after = build()

    assert after.unchanged == before.changed == 10
    assert after.documents == before.documents
    assert after.unreadable == before.unreadable
