from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import pytest

from kg.errors import InputError
from kg.model import Attribute, EquivalenceSet, Event, Link, Mention, Relation
from kg.readers import offsets, webannotsv
from kg.readers.found import Found
from kg.readers.uimalayers import BETWEEN_TOKENS

SHARED = Path(os.environ.get("KG_SHARED") or Path(__file__).parents[2].parent / "shared")
SUITE = SHARED / "data/formats/webanno-tsv/inception-project__inception/tsv3-suite"
GUM = SHARED / "data/formats/webanno-tsv-linked/amir-zeldes__gum/coref/gum/tsv"

SPAN = "#T_SP=webanno.custom.Firm|value"
TOKEN = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token"


def read(folder: Path, *lines: str) -> Found:
    file = folder / "a.tsv"
    file.write_bytes("\n".join(("#FORMAT=WebAnno TSV 3.3", *lines, "")).encode())
    found = list(webannotsv.documents(str(file)))
    assert len(found) == 1
    assert isinstance(found[0], Found)
    return found[0]


def rows(*cells: str) -> list[str]:
    """The rows of a sentence, given the cells of its first four tokens."""
    tokens = [("1-1\t0-6\tSoleil", 0), ("1-2\t7-14\trachète", 1), ("1-3\t15-19\tLune", 2), ("1-4\t19-20\t.", 3)]
    made = [f"{token}\t{cells[at]}\t" if at < len(cells) else f"{token}\t_\t" for token, at in tokens]
    return ["", "#Text=Soleil rachète Lune.", *made]


def test_a_value_is_a_mention(tmp_path: Path) -> None:
    found = read(tmp_path, SPAN, *rows("ORG"))

    assert (found.text, found.id) == ("Soleil rachète Lune.", "")
    assert found.annotations.mentions == (Mention("T1", "ORG", ((0, 6),), "Soleil", 5),)
    assert found.annotations.account.read == 1


def test_an_annotation_without_value_is_labelled_by_its_layer(tmp_path: Path) -> None:
    assert [one.label for one in read(tmp_path, SPAN, *rows("*")).annotations.mentions] == ["Firm"]


def test_a_number_joins_rows(tmp_path: Path) -> None:
    found = read(tmp_path, SPAN, *rows("ORG[1]", "ORG[1]|VERB[2]", "ORG[1]")).annotations

    assert [(one.label, one.text) for one in found.mentions] == [("ORG", "Soleil rachète Lune"), ("VERB", "rachète")]


def test_other_features_are_attributes_and_an_identifier_is_a_link(tmp_path: Path) -> None:
    header = "#T_SP=webanno.custom.Firm|value|identifier|note"

    found = read(
        tmp_path, header, *rows(r"ORG	http://www.wikidata.org/entity/Q1	a\|b", "_\t_\t_", "_\t_\t_", "_\t_\t_")
    )

    made = found.annotations
    assert made.links == (Link("T1", "Wikidata", "Q1", "", 5),)
    assert made.attributes == (Attribute("T1-note", "T1", "note", "a|b", 5),)
    assert made.account.read == 3


def test_a_relation_runs_from_what_the_column_names_to_the_row(tmp_path: Path) -> None:
    relation = "#T_RL=webanno.custom.Owns|value|BT_webanno.custom.Firm"

    found = read(tmp_path, SPAN, relation, *rows("ORG\t_\t_", "_\t_\t_", "ORG\towns\t1-1", "_\t_\t_")).annotations

    assert found.relations == (Relation("R1", "owns", (("Arg1", "T1"), ("Arg2", "T2")), 8),)


def test_relations_find_stacked_ends_by_number(tmp_path: Path) -> None:
    relation = "#T_RL=webanno.custom.Owns|value|BT_webanno.custom.Firm"
    cells = ("A[1]|B[2]\t_\t_", "_\t_\t_", "C[3]|D[4]\tx|y\t1-1[2_3]|1-1[1_4]", "_\t_\t_")

    found = read(tmp_path, SPAN, relation, *rows(*cells)).annotations

    ids = {one.id: one.label for one in found.mentions}
    assert [(one.label, [ids[filler] for _, filler in one.arguments]) for one in found.relations] == [
        ("x", ["B", "C"]),
        ("y", ["A", "D"]),
    ]


def test_a_relation_between_tokens_is_named(tmp_path: Path) -> None:
    found = read(tmp_path, f"#T_RL=webanno.custom.Dep|value|BT_{TOKEN}", *rows("_\t_", "nsubj\t1-1", "_\t_", "_\t_"))

    account = found.annotations.account
    assert ([skip.reason for skip in account.skipped], account.read) == ([BETWEEN_TOKENS], 1)


def test_slots_are_an_event_of_the_annotation_that_has_them(tmp_path: Path) -> None:
    host = "#T_SP=webanno.custom.Buys|ROLE_webanno.custom.Buys:links_webanno.custom.BuysLink|webanno.custom.Firm"
    cells = ("ORG\t_\t_", "_\tbuyer;*\t1-1;1-3", "ORG\t_\t_", "_\t_\t_")

    found = read(tmp_path, SPAN, host, *rows(*cells)).annotations

    assert found.events == (Event("T3-event", "Buys", "T3", (("buyer", "T1"), ("links", "T2")), 7),)
    assert found.account.read == 4


def test_slots_find_stacked_fillers_by_number_in_any_layer(tmp_path: Path) -> None:
    host = "#T_SP=webanno.custom.Buys|ROLE_webanno.custom.Buys:links_webanno.custom.BuysLink|uima.tcas.Annotation"
    cells = ("A[1]|B[2]\t_\t_", "_\tx;y\t1-1[2];1-1[1]", "_\t_\t_", "_\t_\t_")

    found = read(tmp_path, SPAN, host, *rows(*cells)).annotations

    assert found.events[0].arguments == (("x", "T2"), ("y", "T1"))


def test_a_chain_is_a_set_of_its_links(tmp_path: Path) -> None:
    chain = "#T_CH=webanno.custom.CorefLink|referenceRelation|referenceType"

    found = read(tmp_path, chain, *rows("*->1-1\tfirm[1]", "_\t_", "next->1-2\t*[1]", "_\t_")).annotations

    assert [(one.label, one.text) for one in found.mentions] == [("firm", "Soleil"), ("Coref", "Lune")]
    assert found.sets == (EquivalenceSet("Coref", ("T1", "T2"), 5),)
    assert found.attributes == (Attribute("T2-referenceRelation", "T2", "referenceRelation", "next", 7),)


def test_a_part_of_a_token_may_be_marked(tmp_path: Path) -> None:
    lines = rows("_")
    lines.insert(3, "1-1.1\t0-3\tSol\tSUN\t")

    assert [one.text for one in read(tmp_path, SPAN, *lines).annotations.mentions] == ["Sol"]


@pytest.mark.parametrize(
    ("span", "unit"),
    [
        pytest.param(("0-2", "3-9"), "UTF-16 units", id="utf-16"),
        pytest.param(("0-1", "2-8"), "code points", id="code-points"),
    ],
)
def test_offsets_count_what_the_tokens_show(tmp_path: Path, span: tuple[str, str], unit: str) -> None:
    del unit
    lines = ["#Text=👍 Soleil", f"1-1\t{span[0]}\t👍\t_\t", f"1-2\t{span[1]}\tSoleil\tORG\t"]

    found = read(tmp_path, SPAN, *lines)

    assert found.text == "👍 Soleil"
    assert [(one.fragments, one.text) for one in found.annotations.mentions] == [(((2, 8),), "Soleil")]


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        pytest.param(["#Text=a", "1-1\t0-1\ta\t_\t", "", "#Text=b", "2-1\t2-3\tb\t_\t"], "a\nb", id="gap"),
        pytest.param(["#Text=a", "1-1\t0-1\ta\t_\t", "", "#Text=b", "2-1\t1-2\tb\t_\t"], "ab", id="no-gap"),
        pytest.param(["#Text=a", "#Text=b c", "1-1\t0-1\ta\t_\t", "1-2\t2-3\tb\t_\t"], "a\nb c", id="line-break"),
        pytest.param([r"#Text=a\tb", "1-1\t0-1\ta\t_\t", "1-2\t2-3\tb\t_\t"], "a\tb", id="tab"),
        pytest.param(["#Text=a", "1-1\t1-2\ta\t_\t"], "\na", id="leading-gap"),
    ],
)
def test_the_text_is_put_together(tmp_path: Path, lines: list[str], text: str) -> None:
    assert read(tmp_path, SPAN, *lines).text == text


def test_a_sentence_that_does_not_hold_its_tokens_is_named(tmp_path: Path) -> None:
    found = read(tmp_path, SPAN, "#Text=quite other", "1-1\t0-1\ta\tORG\t", "1-2\t2-3\tb\t_\t")

    assert found.text == "a\nb"
    assert [skip.reason for skip in found.annotations.account.repaired] == [webannotsv.MISPLACED]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        pytest.param("1-5\t20-21\t!\tORG\tx\ty\t", webannotsv.COLUMNS, id="columns"),
        pytest.param("rubbish", webannotsv.NO_ROW, id="no-row"),
        pytest.param("1-4.1\t20-20\t\tORG\t", offsets.EMPTY, id="empty-span"),
    ],
)
def test_a_line_that_cannot_be_kept_is_named(tmp_path: Path, line: str, reason: str) -> None:
    account = read(tmp_path, SPAN, *rows(), line).annotations.account

    assert [(skip.line, skip.reason) for skip in account.skipped] == [(9, reason)]
    assert account.read == 1


def test_other_lines_of_the_header_are_metadata(tmp_path: Path) -> None:
    assert read(tmp_path, SPAN, "#Summary1=Short.", "#date=2024", *rows()).given == {
        "Summary1": "Short.",
        "date": "2024",
    }


def test_a_file_without_tokens_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"a\.tsv: no row of a token in it"):
        read(tmp_path, SPAN)


def counts(found: Found) -> dict[str, int]:
    kinds = ("mentions", "events", "relations", "attributes", "links", "sets")
    made = {kind: len(getattr(found.annotations, kind)) for kind in kinds}
    return {kind: number for kind, number in made.items() if number}


@pytest.mark.skipif(not SUITE.is_dir(), reason="the shared data are not here")
def test_the_whole_suite_is_there() -> None:
    assert len(list(SUITE.glob("*/reference.tsv"))) == 38


@pytest.mark.parametrize("file", [pytest.param(file, id=file.parent.name) for file in sorted(SUITE.glob("*/*.tsv"))])
def test_of_a_real_file_nothing_is_lost_that_is_not_in_its_account(file: Path) -> None:
    found = next(iter(webannotsv.documents(str(file))))

    assert isinstance(found, Found)
    account = found.annotations.account
    assert account.read == sum(counts(found).values()) + len(account.skipped)
    assert {skip.reason for skip in account.skipped} <= {offsets.EMPTY, BETWEEN_TOKENS}
    assert webannotsv.MISPLACED not in {skip.reason for skip in account.repaired}


@pytest.mark.skipif(not SUITE.is_dir(), reason="the shared data are not here")
@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("testSimpleSlotFeature", {"mentions": 3, "events": 1}, id="slots"),
        pytest.param("sampleSlotAnnotation2", {"mentions": 2, "events": 1}, id="stacked-slots"),
        pytest.param("testMultiTokenStackedSlotFeature", {"mentions": 3, "events": 1}, id="slots-by-number"),
        pytest.param("testStackedChain", {"mentions": 6, "sets": 2}, id="stacked-chains"),
        pytest.param("testMultiTokenChain", {"mentions": 2, "sets": 1}, id="chain-over-tokens"),
        pytest.param(
            "testStackedNonMultiTokenRelationWithMultipleFeatureValues",
            {"mentions": 2, "relations": 2, "attributes": 4},
            id="stacked-relations",
        ),
        pytest.param("testSubTokenRelation2", {"mentions": 2, "relations": 1}, id="part-of-a-token"),
        pytest.param("testSubMultiTokenSpanWithFeatureValue", {"mentions": 9}, id="parts-of-tokens"),
        pytest.param("testCrossSentenceSpanWithoutFeatureValue", {"mentions": 1}, id="across-sentences"),
        pytest.param("testTokenAttachedAnnotationsWithValues", {"mentions": 4, "attributes": 2}, id="morphology"),
    ],
)
def test_a_real_file_says_what_its_name_says(name: str, expected: dict[str, int]) -> None:
    found = next(iter(webannotsv.documents(str(SUITE / name / "reference.tsv"))))

    assert isinstance(found, Found)
    assert counts(found) == expected


@pytest.mark.parametrize("file", [pytest.param(file, id=file.stem) for file in sorted(GUM.glob("*.tsv"))])
def test_news_of_gum_has_an_annotation_for_each_number_and_a_relation_for_each_reference(file: Path) -> None:
    lines = [line.split("\t") for line in file.read_text().split("\n") if re.match(r"\d+-\d+\t", line)]
    cells: list[Any] = [line[3] for line in lines]
    numbers = {number for cell in cells for number in re.findall(r"\[(\d+)\]", cell)}
    single = sum(cell != "_" and "[" not in cell for cell in cells)

    found = next(iter(webannotsv.documents(str(file))))

    assert isinstance(found, Found)
    assert len(found.annotations.mentions) == len(numbers) + single
    assert len(found.annotations.relations) == sum(line[9].count("|") + 1 for line in lines if line[9] != "_")
    assert found.annotations.account.skipped == ()
