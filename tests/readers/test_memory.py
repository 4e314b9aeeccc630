"""Large files take no more memory than their longest record."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.peak import PEAK

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_MEGABYTE = 1 << 20
# Python with the readers takes about 40 MB; a file that is held whole takes several times its size.
_LIMIT = 120 * _MEGABYTE

_PROGRAM = f"""
import sys
from kg.readers import scan, stream
{PEAK}
count = sum(1 for entry in scan([sys.argv[1]]).entries for document in stream(entry, defaults={{"language": "fr"}}))
print(count, peak())
"""


def write_jsonl(file: Path) -> int:
    text = "Soleil rachète Lune. " * 5000
    with file.open("w", encoding="utf-8") as opened:
        for number in range(1000):
            record = {"id": number, "text": text, "label": [[0, 6, "ORG"]]}
            opened.write(json.dumps(record, ensure_ascii=False) + "\n")
    return 1000


def write_conll(file: Path) -> int:
    sentence = "Soleil\tB-ORG\nrachète\tO\nLune\tB-ORG\n.\tO\n\n"
    with file.open("w", encoding="utf-8") as opened:
        for number in range(600):
            opened.write(f"# newdoc id = d{number}\n\n" + sentence * 200)
    return 600


def write_triples(file: Path) -> int:
    text = "Soleil rachète Lune. " * 2000
    core = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"
    with file.open("w", encoding="utf-8") as opened:
        # The mentions of all texts stand before all texts.
        for number in range(2500):
            mention = f"<https://example.org/{number}#char=0,6>"
            opened.write(f"{mention} <{core}referenceContext> <https://example.org/{number}> .\n")
            opened.write(f'{mention} <{core}anchorOf> "Soleil" .\n')
        for number in range(2500):
            opened.write(f'<https://example.org/{number}> <{core}isString> "{text}"@fr .\n')
    return 2500


@pytest.mark.parametrize(
    ("name", "write", "size"),
    [
        pytest.param("a.jsonl", write_jsonl, 100 * _MEGABYTE, id="json-lines"),
        pytest.param("a.conll", write_conll, 4 * _MEGABYTE, id="conll"),
        pytest.param("a.nt", write_triples, 100 * _MEGABYTE, id="n-triples"),
    ],
)
def test_a_large_file_is_read_in_little_memory(
    tmp_path: Path, name: str, write: Callable[[Path], int], size: int
) -> None:
    file = tmp_path / name
    documents = write(file)
    assert file.stat().st_size > size

    done = subprocess.run([sys.executable, "-c", _PROGRAM, str(tmp_path)], capture_output=True, text=True, check=True)

    count, peak = map(int, done.stdout.split())
    assert count == documents
    assert peak < _LIMIT
