from __future__ import annotations

import os
from pathlib import Path

import pytest

from kg.model import Attribute, EquivalenceSet, Link, Mention, Relation, Skipped
from kg.readers import conllu, conllubrackets, conllutext, webannotsv
from kg.readers.formats import recognise
from kg.readers.found import Found
from kg.readers.records import NOT_UTF8

SHARED = Path(os.environ.get("KG_SHARED") or Path(__file__).parents[2].parent / "shared")
GUM = SHARED / "data/formats/webanno-tsv-linked/amir-zeldes__gum"
FIELDS = "# global.Entity = eid-etype-head-other\n"


def rows(*words: str) -> str:
    """Rows of words, each `word`, `word|MISC`, or with its own number `4-5 word|MISC`."""
    lines = []
    count = 0
    for each in words:
        numbered, _, misc = each.partition("|")
        number, _, word = numbered.rpartition(" ")
        count += not number
        lines.append("\t".join([number or str(count), word, *["_"] * 7, misc or "_"]))
    return "\n".join(lines) + "\n\n"


def read(folder: Path, content: str) -> list[Found | Skipped]:
    file = folder / "a.conllu"
    file.write_text(content, encoding="utf-8")
    return list(conllu.documents(str(file)))


def only(folder: Path, content: str) -> Found:
    found = read(folder, content)
    assert len(found) == 1
    assert isinstance(found[0], Found)
    return found[0]


def test_brackets_are_mentions_and_their_groups_sets(tmp_path: Path) -> None:
    words = rows("Soleil|Entity=(e1-ORG-1)", "rachète", "Lune|Entity=(e2-ORG-1", "SA|Entity=e2)|SpaceAfter=No", ".")
    again = rows("Il|Entity=(e1-ORG-1)", "paie")

    found = only(tmp_path, f"# newdoc id = d\n{FIELDS}{words}{again}")

    assert (found.id, found.text, found.given) == ("d", "Soleil rachète Lune SA. Il paie", {"text_basis": "tokens"})
    assert found.annotations.mentions == (
        Mention("T1", "ORG", ((0, 6),), "Soleil", 3),
        Mention("T2", "ORG", ((15, 22),), "Lune SA", 5),
        Mention("T3", "ORG", ((24, 26),), "Il", 9),
    )
    assert found.annotations.sets == (EquivalenceSet("coreference", ("T1", "T3"), 3),)
    assert found.annotations.attributes[0] == Attribute("T1-head", "T1", "head", "1", 3)
    assert found.annotations.account.read == 7


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param(
            ("a|Entity=(e1-A(e2-B)", "b|Entity=e1)"),
            [("A", ((0, 3),)), ("B", ((0, 1),))],
            id="opened-and-closed-within",
        ),
        pytest.param(
            ("a|Entity=(e1-A", "b|Entity=(e2-B", "c|Entity=e1)", "d|Entity=e2)"),
            [("A", ((0, 5),)), ("B", ((2, 7),))],
            id="crossing",
        ),
        pytest.param(
            ("a|Entity=(e1-A(e1-B", "b|Entity=e1)", "c|Entity=e1)"),
            [("A", ((0, 5),)), ("B", ((0, 3),))],
            id="one-group-nested",
        ),
        pytest.param(
            ("a|Entity=(e1[1/2]-A)", "b", "c|Entity=(e1[2/2]-A)"), [("A", ((0, 1), (4, 5)))], id="discontinuous"
        ),
        pytest.param(
            ("a|Entity=(e1[1/2]-A", "b|Entity=e1[1/2])", "c", "d|Entity=(e1[2/2]-A", "e|Entity=e1[2/2])"),
            [("A", ((0, 3), (6, 9)))],
            id="discontinuous-over-words",
        ),
        pytest.param(("a|Entity=(e1--1)",), [("Entity", ((0, 1),))], id="no-kind"),
        pytest.param(("a|Entity=(e1-%28x%29)",), [("(x)", ((0, 1),))], id="escaped-brackets"),
    ],
)
def test_brackets_nest_cross_and_part(
    tmp_path: Path, words: tuple[str, ...], expected: list[tuple[str, tuple[tuple[int, int], ...]]]
) -> None:
    found = only(tmp_path, FIELDS + rows(*words)).annotations

    assert [(one.label, one.fragments) for one in found.mentions] == expected
    assert found.account.skipped == ()


@pytest.mark.parametrize(
    ("words", "reason", "line"),
    [
        pytest.param(("a", "b|Entity=e1)"), conllubrackets.NOT_OPEN, 3, id="closes-nothing"),
        pytest.param(("a|Entity=(e1-A", "b"), conllubrackets.NOT_CLOSED, 2, id="never-closed"),
        pytest.param(("a|Entity=(e1[1/2]-A)",), conllubrackets.NOT_CLOSED, 2, id="a-part-is-missing"),
        pytest.param(("a", "1.1 x|Entity=(e1-A)"), conllubrackets.EMPTY_NODE, 3, id="empty-node"),
        pytest.param(("a|Bridge=e1<e2",), conllubrackets.NO_GROUP, 2, id="bridge-to-nowhere"),
        pytest.param(("a|Entity=)",), conllubrackets.NOT_OPEN, 2, id="bracket-alone"),
    ],
)
def test_a_bracket_that_cannot_be_kept_is_named(tmp_path: Path, words: tuple[str, ...], reason: str, line: int) -> None:
    account = only(tmp_path, FIELDS + rows(*words)).annotations.account

    assert [(skip.line, skip.reason) for skip in account.skipped] == [(line, reason)]
    assert account.read == 1


def test_words_of_a_surface_have_their_part_of_it(tmp_path: Path) -> None:
    words = rows("1-2 Lune's|SpaceAfter=No", "1 Lune|Entity=(e1-ORG)", "2 's", "3 fall")

    found = only(tmp_path, FIELDS + words)

    assert found.text == "Lune'sfall"
    assert [one.fragments for one in found.annotations.mentions] == [((0, 4),)]


def test_words_that_are_not_in_their_surface_have_all_of_it(tmp_path: Path) -> None:
    found = only(tmp_path, FIELDS + rows("1-2 du", "1 de", "2 le|Entity=(e1-X)", "3 Nord"))

    assert found.text == "du Nord"
    assert [one.fragments for one in found.annotations.mentions] == [((0, 2),)]


def test_the_text_line_gives_the_spaces(tmp_path: Path) -> None:
    found = only(tmp_path, f"# text = a\u00a0b  c\n{rows('a', 'b', 'c|Entity=(1-X)')}")

    assert found.text == "a\u00a0b  c"
    assert [one.fragments for one in found.annotations.mentions] == [((5, 6),)]


def test_a_text_line_of_other_words_is_named_and_not_used(tmp_path: Path) -> None:
    found = only(tmp_path, f"# text = a x\n{rows('a', 'b', 'c|Entity=(1-X)')}")

    assert found.text == "a b c"
    assert [(skip.line, skip.reason) for skip in found.annotations.account.repaired] == [(3, conllutext.OTHER_TEXT)]


def test_paragraphs_are_lines_and_spaces_may_be_written_out(tmp_path: Path) -> None:
    content = rows("a", "b|SpacesAfter=\\n\\s") + rows("c") + "# newpar\n" + rows("d")

    assert only(tmp_path, content).text == "a b\n c\nd"


def test_documents_follow_each_other(tmp_path: Path) -> None:
    first = f"# newdoc id = d1\n# global.Entity = GRP-etype\n{rows('a|Entity=(1-X)')}"
    second = f"# newdoc id = d2\n{rows('b|Entity=(1-Y)')}"

    found = read(tmp_path, first + second)

    assert [(one.id, one.text, one.annotations.mentions[0].label) for one in found if isinstance(one, Found)] == [
        ("d1", "a", "X"),
        ("d2", "b", "Y"),
    ]


def test_meta_is_metadata_and_an_entry_is_a_link(tmp_path: Path) -> None:
    content = (
        "# newdoc id = d\n# global.Entity = GRP-etype-infstat-identity\n# meta::title = Un\n"
        "# meta::dateCreated = 2024-01-16\n# meta::sourceURL = https://example.org/\n"
        + rows("a|Entity=(1-X-_-Jean-Luc_Picard)")
    )

    found = only(tmp_path, content)

    assert found.given == {"title": "Un", "date": "2024-01-16", "url": "https://example.org/", "text_basis": "tokens"}
    assert found.annotations.links == (Link("T1", "Wikipedia", "Jean-Luc_Picard", "", 6),)
    assert found.annotations.attributes == ()


def test_a_bridge_relates_the_nearest_mentions(tmp_path: Path) -> None:
    words = rows("a|Entity=(1-X)", "b|Entity=(1-X)", "c|Bridge=1<2:part|Entity=(2-Y)", "d|Entity=(2-Y)")

    assert only(tmp_path, FIELDS + words).annotations.relations == (
        Relation("R1", "bridge:part", (("Arg1", "T3"), ("Arg2", "T2")), 4),
    )


def test_lines_that_are_no_rows_are_named_and_the_rest_read(tmp_path: Path) -> None:
    file = tmp_path / "a.conllu"
    file.write_bytes(rows("a|Entity=(1-X)").encode() + b"oops\n2\t\xe9" + b"\t_" * 8 + b"\n")

    found = list(conllu.documents(str(file)))

    assert [(one.line, one.reason) for one in found if isinstance(one, Skipped)] == [
        (4, NOT_UTF8),
        (3, conllu.NO_ROW),
    ]
    assert [len(one.annotations.mentions) for one in found if isinstance(one, Found)] == [1]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(f"# sent_id = 1\n{rows('a|Entity=(1-X)')}", "conllu", id="entities"),
        pytest.param(f"# text = a\n{rows('a')}", "conllu", id="no-entities"),
        pytest.param("-DOCSTART- -X- O O\n\nSoleil NNP B-NP B-ORG\n", "conll", id="columns"),
        pytest.param(f"# global.columns = ID FORM NER\n# text = a\n1\ta\tB-ORG\n\n{rows('a')}", "conll", id="plus"),
    ],
)
def test_files_are_recognised_by_their_rows(tmp_path: Path, content: str, expected: str) -> None:
    (tmp_path / "a.conllu").write_text(content)

    assert recognise(str(tmp_path / "a.conllu")) == expected


@pytest.mark.skipif(not GUM.is_dir(), reason="the shared data are not here")
@pytest.mark.parametrize(("name", "mentions"), [("GUM_news_ie9", 127), ("GUM_news_taxes", 183)])
def test_a_real_document_says_the_same_in_conllu_and_webanno_tsv(name: str, mentions: int) -> None:
    (one,) = conllu.documents(str(GUM / "dep" / f"{name}.conllu"))
    (other,) = webannotsv.documents(str(GUM / "coref/gum/tsv" / f"{name}.tsv"))

    assert isinstance(one, Found)
    assert isinstance(other, Found)
    # The TSV has spaces between all tokens.
    said, same = (
        sorted((mention.label, mention.text.replace(" ", "")) for mention in each.annotations.mentions)
        for each in (one, other)
    )
    assert said == same
    assert len(said) == mentions
    assert (one.annotations.account.skipped, one.annotations.account.repaired) == ((), ())


@pytest.mark.skipif(not GUM.is_dir(), reason="the shared data are not here")
def test_a_real_text_is_that_of_its_sentences() -> None:
    file = GUM / "dep/GUM_news_ie9.conllu"
    sentences = [line[9:] for line in file.read_text(encoding="utf-8").splitlines() if line.startswith("# text = ")]

    (found,) = conllu.documents(str(file))

    assert isinstance(found, Found)
    assert found.text.replace("\n", " ") == " ".join(sentences)
