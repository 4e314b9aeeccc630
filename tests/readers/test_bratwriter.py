from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from kg.errors import InputError
from kg.model import Document, Link, Mention, Relation, Source
from kg.readers import bratwriter, read, scan
from kg.readers.bratwriter import write_brat
from kg.readers.pages import SAME_FILE

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "👍 Soleil\r\nrachète Lune."


def document(**records: Any) -> Document:
    return Document("in/a", TEXT, "fr", {"title": "Un", "date": "2024"}, Source("x", "a"), **records)


def again(one: Document, folder: Path) -> Document:
    write_brat([one], folder)
    return read(scan([folder]).entries[0])[0]


def test_nothing_is_changed_that_brat_allows(tmp_path: Path) -> None:
    one = document(mentions=(Mention("T7", "ORG", ((2, 8),), "Soleil"),))

    assert write_brat([one], tmp_path / "out") == {}


@pytest.mark.parametrize(
    ("records", "change", "line"),
    [
        pytest.param(
            {"mentions": (Mention("s", "ORG", ((2, 8),), "Soleil"),)},
            bratwriter.RENAMED_ID,
            "T1\tORG 2 8\tSoleil",
            id="id",
        ),
        pytest.param(
            {"mentions": (Mention("T1", "big firm", ((2, 8),), "Soleil"),)},
            bratwriter.CHANGED_NAME,
            "T1\tbig_firm 2 8\tSoleil",
            id="label",
        ),
        pytest.param(
            {"mentions": (Mention("T1", "", ((2, 8),), "Soleil"),)},
            bratwriter.CHANGED_NAME,
            "T1\tunlabelled 2 8\tSoleil",
            id="no-label",
        ),
        pytest.param(
            {"mentions": (Mention("T1", "X", ((2, 17),), "Soleil\r\nrachète"),)},
            bratwriter.LINE_BREAK,
            "T1\tX 2 17\tSoleil rachète",
            id="line-break",
        ),
        pytest.param(
            {"links": (Link("T1", "", None, ""),)}, bratwriter.NO_AUTHORITY, "N1\tReference T1 Unknown:NULL\t", id="nil"
        ),
    ],
)
def test_what_brat_does_not_allow_is_changed_and_told(
    tmp_path: Path, records: dict[str, Any], change: str, line: str
) -> None:
    changes = write_brat([document(**records)], tmp_path / "out")

    assert changes == {change: 1}
    assert (tmp_path / "out/in/a.ann").read_text() == f"{line}\n"


def test_references_follow_the_new_ids(tmp_path: Path) -> None:
    mentions = (Mention("s", "ORG", ((2, 8),), "Soleil"), Mention("T1", "ORG", ((18, 22),), "Lune"))

    found = again(
        document(mentions=mentions, relations=(Relation("r", "buys", (("Arg1", "s"), ("Arg2", "T1"))),)), tmp_path
    )

    assert [mention.id for mention in found.mentions] == ["T2", "T1"]
    assert found.relations[0].arguments == (("Arg1", "T2"), ("Arg2", "T1"))


def test_a_second_annotator_has_a_file_of_their_own(tmp_path: Path) -> None:
    anna, ben = (replace(document(), annotator=name) for name in ("anna", "ben"))

    changes = write_brat([anna, ben], tmp_path)

    assert changes == {SAME_FILE: 1}
    assert [(read(entry)[0].id, read(entry)[0].annotator) for entry in scan([tmp_path]).entries] == [
        ("in/a", "anna"),
        ("in/a@ben", "ben"),
    ]


@pytest.mark.parametrize("name", ["../../a", "/a", ".a", "a/../../b"])
def test_no_file_lands_outside_the_folder(tmp_path: Path, name: str) -> None:
    write_brat([replace(document(), id=name)], tmp_path / "in" / "out")

    inside = {path for path in tmp_path.rglob("*") if path.is_file()}
    assert all((tmp_path / "in" / "out") in path.parents for path in inside)
    assert len(scan([tmp_path / "in" / "out"]).entries) == 1


def test_a_folder_that_is_not_empty_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a")

    with pytest.raises(InputError, match="folder is not empty"):
        write_brat([document()], tmp_path)
