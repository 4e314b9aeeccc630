from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from kg.model import Attribute, Link, Mention, Skipped
from kg.readers import conll
from kg.readers.conllcolumns import Columns, columns_of
from kg.readers.found import Found
from kg.readers.records import NOT_UTF8

SHARED = Path(os.environ.get("KG_SHARED") or Path(__file__).parents[2].parent / "shared")
BCONV = SHARED / "data/formats/bioc/lfurrer__bconv/test/data/conll"


def read(folder: Path, content: str | bytes) -> list[Found]:
    file = folder / "a.conll"
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return [item for item in conll.documents(str(file)) if isinstance(item, Found)]


def only(folder: Path, *lines: str) -> Found:
    found = read(folder, "\n".join(lines) + "\n")
    assert len(found) == 1
    return found[0]


def entities(found: Found) -> list[tuple[str, str]]:
    return [(mention.label, mention.text) for mention in found.annotations.mentions]


def test_an_entity_is_a_mention_in_a_text_of_tokens(tmp_path: Path) -> None:
    found = only(tmp_path, "Groupe B-ORG", "Soleil I-ORG", "rachète O", "Lune B-ORG", "", "Mars B-LOC")

    assert (found.id, found.text) == ("", "Groupe Soleil rachète Lune\nMars")
    assert found.given == {"text_basis": "tokens"}
    assert found.annotations.mentions == (
        Mention("T1", "ORG", ((0, 13),), "Groupe Soleil", 1),
        Mention("T2", "ORG", ((22, 26),), "Lune", 4),
        Mention("T3", "LOC", ((27, 31),), "Mars", 6),
    )
    assert found.annotations.account.read == 3


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        pytest.param("B-A I-A B-A O", ["a b", "c"], id="iob2"),
        pytest.param("I-A I-A B-A O", ["a b", "c"], id="iob1"),
        pytest.param("B-A E-A S-A O", ["a b", "c"], id="bioes"),
        pytest.param("B-A L-A U-A O", ["a b", "c"], id="bilou"),
        pytest.param("B-A M-A E-A O", ["a b c"], id="bmes"),
        pytest.param("I-A I-B I-A O", ["a", "b", "c"], id="iob1-other-label"),
        pytest.param("S-A S-A O S-A", ["a", "b", "d"], id="single-tokens"),
        pytest.param("B-A E-A I-A O", ["a b", "c"], id="inside-after-an-end"),
        pytest.param("B_A I_A O O", ["a b"], id="underscore"),
    ],
)
def test_every_scheme_is_read(tmp_path: Path, tags: str, expected: list[str]) -> None:
    lines = [f"{token}\t{tag}" for token, tag in zip("abcd", tags.split(), strict=True)]

    assert [text for _, text in entities(only(tmp_path, *lines))] == expected


def test_the_end_of_a_sentence_ends_an_entity(tmp_path: Path) -> None:
    assert entities(only(tmp_path, "a B-X", "", "b I-X")) == [("X", "a"), ("X", "b")]


SCHEMES = {
    "IOB2": lambda at, size: "B" if at == 0 else "I",  # noqa: ARG005 - schemes share their form
    "BIOES": lambda at, size: "S" if size == 1 else "B" if at == 0 else "E" if at == size - 1 else "I",
    "BILOU": lambda at, size: "U" if size == 1 else "B" if at == 0 else "L" if at == size - 1 else "I",
}


@given(
    runs=st.lists(st.tuples(st.sampled_from(["", "X", "Y"]), st.integers(1, 3)), min_size=1, max_size=6),
    scheme=st.sampled_from(sorted(SCHEMES)),
)
def test_what_is_written_in_a_scheme_comes_back(
    tmp_path_factory: pytest.TempPathFactory, runs: list[tuple[str, int]], scheme: str
) -> None:
    lines = ["start\tB-X", ""]
    for label, size in runs:
        lines += [f"t\t{SCHEMES[scheme](at, size)}-{label}" if label else "t\tO" for at in range(size)]

    found = only(tmp_path_factory.mktemp("conll"), *lines)

    assert entities(found)[1:] == [(label, " ".join("t" * size)) for label, size in runs if label]


@pytest.mark.parametrize(
    ("lines", "ids"),
    [
        pytest.param(
            ["-DOCSTART- -X- O O", "", "a NN x B-X", "", "-DOCSTART-", "", "b NN x B-X"], ["1", "2"], id="docstart"
        ),
        pytest.param(["# newdoc id = n1", "a B-X", "", "# newdoc id = n2", "b B-X"], ["n1", "n2"], id="newdoc"),
        pytest.param(["# doc_id = 7", "a B-X"], ["7"], id="doc-id"),
    ],
)
def test_marks_divide_documents(tmp_path: Path, lines: list[str], ids: list[str]) -> None:
    found = read(tmp_path, "\n".join(lines))

    assert [item.id for item in found] == ids
    assert [item.text for item in found] == ["a", "b"][: len(ids)]


HIPE = "TOKEN\tNE-COARSE-LIT\tNE-COARSE-METO\tNE-FINE-LIT\tNEL-LIT\tNEL-METO\tMISC"


def test_hipe_has_named_columns_links_and_metadata(tmp_path: Path) -> None:
    found = only(
        tmp_path,
        HIPE,
        "# hipe2022:document_id = GDL-1",
        "# hipe2022:language = fr",
        "# hipe2022:date = 1898-01-03",
        "La\tO\tO\tO\t_\t_\tNoSpaceAfter",
        "France\tB-loc\tB-org\tB-loc.nat\tQ142\tNIL\t_",
    )

    assert (found.id, found.text) == ("GDL-1", "LaFrance")
    assert found.given == {"language": "fr", "date": "1898-01-03", "text_basis": "tokens"}
    assert [(one.id, one.label) for one in found.annotations.mentions] == [
        ("T1", "loc"),
        ("T2", "org"),
        ("T3", "loc.nat"),
    ]
    assert found.annotations.links == (Link("T1", "Wikidata", "Q142", "", 6), Link("T2", "", None, "", 6))
    assert found.annotations.attributes[0] == Attribute("T1-column", "T1", "column", "NE-COARSE-LIT", 6)


def test_columns_of_offsets_give_the_text_its_gaps(tmp_path: Path) -> None:
    found = only(tmp_path, "Alpha\t0\t5\tB-X", "-\t5\t6\tI-X", "Beta\t8\t12\tO", "", "Gamma\t14\t19\tS-X")

    assert found.text == "Alpha-  Beta\n\nGamma"
    assert entities(found) == [("X", "Alpha-"), ("X", "Gamma")]


@pytest.mark.parametrize(
    ("line", "skipped"),
    [
        pytest.param("a b c", Skipped(2, conll.OTHER_COLUMNS, "a b c"), id="columns"),
        pytest.param("a", Skipped(2, conll.OTHER_COLUMNS, "a"), id="no-tag"),
        pytest.param("a FOO", Skipped(2, conll.NO_TAG, "a FOO"), id="tag"),
        pytest.param(b"\xe9 O", Skipped(2, NOT_UTF8, "\\xe9 O\\n"), id="bytes"),
    ],
)
def test_a_row_that_cannot_be_used_is_named(tmp_path: Path, line: str | bytes, skipped: Skipped) -> None:
    raw = line.encode() if isinstance(line, str) else line

    found = read(tmp_path, b"x B-X\n" + raw + b"\n" + b"y O\n" * 20)[0]

    assert found.annotations.account.skipped == (skipped,)
    assert found.annotations.account.read == 2


def test_a_token_with_spaces_is_kept_and_named(tmp_path: Path) -> None:
    found = only(tmp_path, "Groupe Soleil B-ORG", "Lune B-ORG", *["y O"] * 20).annotations

    assert [mention.text for mention in found.mentions] == ["Groupe Soleil", "Lune"]
    assert found.account.repaired == (Skipped(1, conll.SPACES, "Groupe Soleil B-ORG"),)


def test_a_hash_may_be_a_token(tmp_path: Path) -> None:
    assert only(tmp_path, "# O", "1 O", "a B-X").text == "# 1 a"


def test_returns_before_line_feeds_are_no_part_of_the_rows(tmp_path: Path) -> None:
    assert entities(read(tmp_path, "a B-X\r\n\r\nb I-X\r\n")[0]) == [("X", "a"), ("X", "b")]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param(["a NN B-X", "b NN O"], Columns(3, 0, (2,)), id="last-column"),
        pytest.param(["1\ta\tB-X", "2\tb\tO"], Columns(3, 1, (2,), tabs=True), id="numbered-rows"),
        pytest.param(["a\tB-X\tfoo", "b c\tO\tbar"], Columns(3, 0, (1,), tabs=True), id="tag-in-the-middle"),
        pytest.param(["only words here", "and more words"], None, id="prose"),
        pytest.param(["a O", "b O"], None, id="no-entity"),
        pytest.param(["B-X", "O"], None, id="one-column"),
        pytest.param([], None, id="empty"),
        pytest.param(
            ["# global.columns = ID FORM NER", "1\ta\tB-X"],
            Columns(3, 1, (2,), names={0: "ID", 1: "FORM", 2: "NER"}, tabs=True),
            id="declared",
        ),
    ],
)
def test_columns_are_found(lines: list[str], expected: Columns | None) -> None:
    assert columns_of(lines) == expected


def test_a_file_without_tags_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no column of tags in it"):
        read(tmp_path, "just words\n")


@pytest.mark.skipif(not BCONV.is_dir(), reason="the shared data are not here")
@pytest.mark.parametrize("name", ["BC5CDR-example", "NCBIdevset-example", "elliptic-coordination", "tutorial-example"])
def test_a_real_file_has_an_entity_for_each_beginning(name: str) -> None:
    file = BCONV / f"{name}.conll"

    found = [item for item in conll.documents(str(file)) if isinstance(item, Found)]

    tags = [line.split("\t")[3][0] for line in file.read_text().split("\n") if line.count("\t") == 3]
    assert sum(len(item.annotations.mentions) for item in found) == sum(tag in "BS" for tag in tags)
    assert all(not item.annotations.account.skipped for item in found)
