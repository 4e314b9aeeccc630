from __future__ import annotations

import os
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.model import Attribute, EquivalenceSet, Link, Mention, Note, Relation, Skipped
from kg.readers import tei, teinames
from kg.readers.formats import recognise
from kg.readers.found import Found
from kg.readers.ids import SAME_ID

SHARED = Path(os.environ.get("KG_SHARED") or Path(__file__).parents[2].parent / "shared")
TEI = SHARED / "data/formats/tei/TEIC__TEI/P5"
SPECS = sorted((TEI / "Source/Specs").glob("*.xml"))
NS = 'xmlns="http://www.tei-c.org/ns/1.0"'


def read(folder: Path, body: str, *, header: str = "", after: str = "") -> list[Found | Skipped]:
    file = folder / "a.xml"
    file.write_text(
        f"<TEI {NS}>\n<teiHeader>{header}</teiHeader>\n<text><body>\n{body}\n</body></text>{after}</TEI>",
        encoding="utf-8",
    )
    return list(tei.documents(str(file)))


def only(folder: Path, body: str, *, header: str = "", after: str = "") -> Found:
    found = read(folder, body, header=header, after=after)
    assert len(found) == 1
    assert isinstance(found[0], Found)
    return found[0]


def test_names_are_mentions(tmp_path: Path) -> None:
    found = only(tmp_path, "<p><orgName>Soleil</orgName> rachète\n  <rs type='org' xml:id='l'>Lune  SA</rs>.</p>")

    assert (found.id, found.text) == ("", "Soleil rachète Lune SA.")
    assert found.annotations.mentions == (
        Mention("T1", "orgName", ((0, 6),), "Soleil", 4),
        Mention("l", "org", ((15, 22),), "Lune SA", 5),
    )
    assert (found.annotations.account.read, found.annotations.account.repaired) == (2, ())


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param("<head>Une</head><p>Deux <hi>trois</hi></p><p>Quatre</p>", "Une\nDeux trois\nQuatre", id="blocks"),
        pytest.param("<p>ra<lb break='no'/>\n chète<lb/>Lune</p>", "rachète Lune", id="line-breaks"),
        pytest.param("<p>a <pb/> b</p>", "a b", id="page-break"),
        pytest.param("<p><choice><sic>rachere</sic><corr>rachète</corr></choice> x</p>", "rachète x", id="correction"),
        pytest.param("<p><app><rdg>a</rdg><lem>b</lem></app></p>", "b", id="readings"),
        pytest.param("<p>a<note>b <name>c</name></note> d</p><p>e</p>", "a d\ne\nb c", id="notes-last"),
        pytest.param("<p>a <del>b</del>c<fw>7</fw></p>", "a c", id="what-is-no-text"),
        pytest.param("<list><item>a</item><item>b</item></list>", "a\nb", id="list"),
        pytest.param("<p>a<!-- b --><?c d?>e</p>", "ae", id="comments"),
    ],
)
def test_the_text_is_what_a_reader_reads(tmp_path: Path, body: str, expected: str) -> None:
    assert only(tmp_path, body).text == expected


def test_names_nest(tmp_path: Path) -> None:
    found = only(tmp_path, "<p><orgName>Banque de <placeName>Lune</placeName></orgName></p>").annotations

    assert [(one.label, one.fragments) for one in found.mentions] == [
        ("orgName", ((0, 14),)),
        ("placeName", ((10, 14),)),
    ]


def test_a_name_in_parts_is_one_mention(tmp_path: Path) -> None:
    body = "<p><name xml:id='a' next='#b'>Soleil</name> rachète <name xml:id='b' prev='#a'>SA</name></p>"

    found = only(tmp_path, body).annotations

    assert found.mentions == (Mention("a", "name", ((0, 6), (15, 17)), "Soleil SA", 4),)
    assert found.account.read == 1


def test_attributes_are_kept(tmp_path: Path) -> None:
    found = only(tmp_path, "<p><date when='2024-01-16' rend='bold'>hier</date></p>").annotations

    assert found.attributes == (Attribute("T1-when", "T1", "when", "2024-01-16", 4),)


PREFIX = "<prefixDef ident='wd' matchPattern='(Q\\d+)' replacementPattern='https://www.wikidata.org/entity/$1'/>"


@pytest.mark.parametrize(
    ("attribute", "links", "attributes"),
    [
        pytest.param("ref='https://www.wikidata.org/entity/Q30'", [("Wikidata", "Q30")], [], id="iri"),
        pytest.param("ref='wd:Q30'", [("Wikidata", "Q30")], [], id="declared-prefix"),
        pytest.param("key='LEI:5493'", [("LEI", "5493")], [], id="key"),
        pytest.param("key='soleil 1'", [], [("key", "soleil 1")], id="name-of-ones-own"),
        pytest.param(
            "ref='https://a.example/x wd:Q1'", [("IRI", "https://a.example/x"), ("Wikidata", "Q1")], [], id="2"
        ),
    ],
)
def test_references_are_links(
    tmp_path: Path, attribute: str, links: list[tuple[str, str]], attributes: list[tuple[str, str]]
) -> None:
    found = only(tmp_path, f"<p><name {attribute}>Soleil</name></p>", header=PREFIX).annotations

    assert found.links == tuple(Link("T1", authority, key, "", 4) for authority, key in links)
    assert [(one.name, one.value) for one in found.attributes] == attributes


ENTRY = "<listOrg><org xml:id='s'><orgName>Soleil SA</orgName><idno type='LEI'>5493</idno></org></listOrg>"


def test_names_of_one_entry_are_a_set_and_have_its_identifiers(tmp_path: Path) -> None:
    body = "<p><orgName ref='#s'>Soleil</orgName> et <rs ref='#s'>elle</rs></p>"

    found = only(tmp_path, body, after=f"<standOff>{ENTRY}</standOff>").annotations

    assert [one.text for one in found.mentions] == ["Soleil", "elle"]
    assert found.links == (Link("T1", "LEI", "5493", "", 4), Link("T2", "LEI", "5493", "", 4))
    assert found.sets == (EquivalenceSet("coreference", ("T1", "T2"), 1),)


def test_relations_keep_roles_and_all_their_ends(tmp_path: Path) -> None:
    body = (
        "<p><orgName xml:id='a'>Soleil</orgName> <orgName xml:id='b'>Lune</orgName> <rs ref='#m'>Mars</rs></p>"
        "<listRelation><relation name='buys' active='#a' passive='#b #m'/>"
        "<relation ref='https://example.org/onto#partners' mutual='#a #b'/></listRelation>"
    )

    found = only(tmp_path, body).annotations

    assert found.relations == (
        Relation("R4", "buys", (("active", "a"), ("passive", "b"), ("passive", "T3")), 4),
        Relation("R5", "partners", (("mutual", "a"), ("mutual", "b")), 4),
    )


def test_spans_and_annotations_stand_off(tmp_path: Path) -> None:
    body = "<p><w xml:id='w1'>Soleil</w> <w xml:id='w2'>rachète</w> <w xml:id='w3'>Lune</w></p>"
    after = (
        "<standOff><spanGrp type='event'><span target='#w1 #w2' ana='#fs'>un achat</span>"
        "<span from='#w1' to='#w3'/></spanGrp>"
        "<annotation motivation='linking' target='#w3'><ptr target='https://a.example/x'/><note>sûr</note></annotation>"
        "</standOff>"
    )

    found = only(tmp_path, body, after=after).annotations

    assert [(one.label, one.text) for one in found.mentions] == [
        ("event", "Soleil rachète"),
        ("event", "Soleil rachète Lune"),
        ("linking", "Lune"),
    ]
    assert [(one.target, one.name, one.value) for one in found.attributes] == [("T1", "ana", "#fs")]
    assert found.links == (Link("T3", "IRI", "https://a.example/x", "", 5),)
    assert found.notes == (Note("T1", "span", "un achat", 5), Note("T3", "note", "sûr", 5))


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        pytest.param("<p><orgName/>x</p>", teinames.NO_WORDS, id="no-words"),
        pytest.param("<p>x</p><listRelation><relation name='y'/></listRelation>", teinames.NO_ENDS, id="no-ends"),
        pytest.param("<p>x <span target='#gone'>y</span></p>", teinames.NO_TARGET, id="no-target"),
        pytest.param(
            "<p>x</p><listRelation><relation name='y' active='#a'/></listRelation>",
            "none of its arguments is in the file",
            id="ends-elsewhere",
        ),
    ],
)
def test_what_cannot_be_kept_is_named(tmp_path: Path, body: str, reason: str) -> None:
    account = only(tmp_path, body).annotations.account

    assert [(skip.line, skip.reason) for skip in account.skipped] == [(4, reason)]
    assert account.read == 1


def test_an_id_that_is_used_twice_is_told_apart(tmp_path: Path) -> None:
    found = only(tmp_path, "<p><name xml:id='a'>x</name> <name xml:id='a'>y</name></p>").annotations

    assert [one.id for one in found.mentions] == ["a", "a-2"]
    assert [skip.reason for skip in found.account.repaired] == [SAME_ID]


def test_the_header_gives_metadata(tmp_path: Path) -> None:
    header = (
        "<fileDesc><titleStmt><title>Un\n  achat</title><author>Ada</author></titleStmt><publicationStmt>"
        "<publisher>Le Soir</publisher><date when='2024-01-16'>hier</date><idno type='URL'>https://example.org/a</idno>"
        "</publicationStmt></fileDesc><profileDesc><langUsage><language ident='fr'/></langUsage></profileDesc>"
    )

    assert only(tmp_path, "<p>x</p>", header=header).given == {
        "title": "Un achat",
        "author": "Ada",
        "publisher": "Le Soir",
        "date": "2024-01-16",
        "url": "https://example.org/a",
        "language": "fr",
    }


def test_a_corpus_has_several_documents(tmp_path: Path) -> None:
    file = tmp_path / "a.xml"
    one = "<TEI xml:id='one'><text><body><p><name>x</name></p></body></text></TEI>"
    empty = "<TEI><text><body/></text></TEI>"
    file.write_text(f"<teiCorpus {NS}><teiHeader/>{one}\n{empty}</teiCorpus>")

    found = list(tei.documents(str(file)))

    assert [one.id for one in found if isinstance(one, Found)] == ["one"]
    assert [one for one in found if isinstance(one, Skipped)] == [Skipped(2, tei.NO_TEXT, "<TEI>")]


def test_p4_has_no_namespace(tmp_path: Path) -> None:
    file = tmp_path / "a.xml"
    file.write_text("<TEI.2><text><body><p><name type='org'>Soleil</name></p></body></text></TEI.2>")

    (found,) = tei.documents(str(file))

    assert isinstance(found, Found)
    assert [one.label for one in found.annotations.mentions] == ["org"]
    assert recognise(str(file)) == "tei"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param(f"<TEI {NS}>\n<text>", r"a\.xml:2:\d+: not well-formed XML: no element found", id="cut"),
        pytest.param(f"<!DOCTYPE TEI [<!ENTITY x 'y'>]><TEI {NS}/>", r"a\.xml:1: declares XML entities", id="entity"),
        pytest.param(
            f"<elementSpec {NS}/>", r"a\.xml:1: no text of TEI in it: it begins with <elementSpec>", id="spec"
        ),
    ],
)
def test_a_file_that_cannot_be_read_says_why(tmp_path: Path, content: str, message: str) -> None:
    (tmp_path / "a.xml").write_text(content)

    assert recognise(str(tmp_path / "a.xml")) == "tei"
    with pytest.raises(InputError, match=message):
        list(tei.documents(str(tmp_path / "a.xml")))


@pytest.mark.skipif(not TEI.is_dir(), reason="the shared data are not here")
@pytest.mark.parametrize(
    ("name", "mentions", "relations", "sets", "skipped"),
    [
        pytest.param("testbasic.xml", 7, 0, 0, [], id="basic"),
        pytest.param(
            "testplace.xml",
            132,
            1,
            9,
            [teinames.NO_WORDS] * 3 + ["none of its arguments is in the file"],
            id="places",
        ),
    ],
)
def test_a_real_file_is_read_with_its_account(
    name: str, mentions: int, relations: int, sets: int, skipped: list[str]
) -> None:
    (found,) = tei.documents(str(TEI / "Test" / name))

    assert isinstance(found, Found)
    annotations = found.annotations
    assert (len(annotations.mentions), len(annotations.relations), len(annotations.sets)) == (mentions, relations, sets)
    assert sorted(skip.reason for skip in annotations.account.skipped) == sorted(skipped)


@pytest.mark.parametrize("file", [pytest.param(file, id=file.stem) for file in SPECS])
def test_a_real_specification_is_no_text(file: Path) -> None:
    with pytest.raises(InputError, match="no text of TEI in it: it begins with <elementSpec>"):
        list(tei.documents(str(file)))
