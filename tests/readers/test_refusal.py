from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.model import Skipped
from kg.readers import scan
from kg.readers.refusal import DAMAGED_JSON, NO_READER, PUBTATOR_UNREAD

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("name", "content", "refused"),
    [
        pytest.param("a.png", "\x89PNG", Skipped(0, NO_READER, "", "a.png"), id="picture"),
        pytest.param("a.json", '{"name": "a"}', Skipped(0, NO_READER, "", "a.json"), id="other-json"),
        pytest.param("a.json", '{"n": 1}\n{"n": 2}\n', Skipped(0, NO_READER, "", "a.json"), id="other-json-lines"),
        pytest.param("a.json", "", Skipped(0, NO_READER, "", "a.json"), id="empty"),
        pytest.param("a.txt", "12|t|Title.\n12|a|Words.\n", Skipped(0, PUBTATOR_UNREAD, "", "a.txt"), id="pubtator"),
        pytest.param("a.tsv", "12|t|Title.\n", Skipped(0, PUBTATOR_UNREAD, "", "a.tsv"), id="pubtator-by-another-name"),
    ],
)
def test_what_is_not_read_is_named_with_its_reason(tmp_path: Path, name: str, content: str, refused: Skipped) -> None:
    (tmp_path / name).write_text(content)

    corpus = scan([tmp_path])

    assert corpus.entries == ()
    assert corpus.ignored == (refused,)


def test_damaged_json_is_named_with_the_line_of_the_damage(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{\n  "id": 1,\n  "text": "a"\n  "label": []\n}\n')

    (skip,) = scan([tmp_path]).ignored

    assert (skip.path, skip.line, skip.reason) == ("a.json", 4, DAMAGED_JSON)
    assert skip.text == "Expecting ',' delimiter at column 3"
