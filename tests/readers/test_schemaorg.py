from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from kg.errors import InputError
from kg.model import Attribute, Link, Mention, Relation, Skipped
from kg.readers import schemaitems, schemaorg
from kg.readers.formats import recognise
from kg.readers.found import Found

SHARED = Path(os.environ.get("KG_SHARED") or Path(__file__).parents[2].parent / "shared")
HTML = SHARED / "data/formats/html-rdfa"
REAL = sorted(HTML.rglob("*.html"))
BODY = "<h1>Un achat</h1>\n<p>Soleil   rachète <b>Lune</b>.</p>"
SOLEIL = {"@type": "Organization", "name": "Soleil", "leiCode": "549300ABCDEFGHIJKL12", "sameAs": "wd:Q1"}


def page(body: str = BODY, *, head: str = "") -> str:
    return f'<!DOCTYPE html>\n<html lang="fr"><head><meta charset="utf-8">{head}</head>\n<body>{body}</body></html>'


def linked(value: Any) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@context": "https://schema.org", **value})}</script>'


def read(folder: Path, content: str | bytes) -> list[Found | Skipped]:
    file = folder / "a.html"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(schemaorg.documents(str(file)))


def only(folder: Path, content: str | bytes) -> Found:
    found = read(folder, content)
    assert len(found) == 1
    assert isinstance(found[0], Found)
    return found[0]


def test_the_text_is_what_a_browser_shows(tmp_path: Path) -> None:
    found = only(tmp_path, page())

    assert (found.id, found.text, found.given) == ("", "Un achat\nSoleil rachète Lune.", {"language": "fr"})
    assert found.annotations.account.read == 0


def test_a_thing_is_a_mention_where_its_name_stands_first(tmp_path: Path) -> None:
    found = only(tmp_path, page(head=linked(SOLEIL))).annotations

    assert found.mentions == (Mention("T1", "Organization", ((9, 15),), "Soleil", 2),)
    assert {(link.target, link.authority, link.key) for link in found.links} == {
        ("T1", "LEI", "549300ABCDEFGHIJKL12"),
        ("T1", "wd", "Q1"),
    }
    assert found.account.read == 3


MICRODATA = (
    '<p><span itemscope itemtype="https://schema.org/Corporation"><b itemprop="name">Soleil</b></span> rachète '
    '<i itemscope itemtype="https://schema.org/Corporation"><b itemprop="name">Lune</b>'
    '<meta itemprop="ticker" content="LUN"></i>.</p>'
)
RDFA = (
    '<p vocab="https://schema.org/"><span typeof="Corporation"><b property="name">Soleil</b></span> rachète '
    '<i typeof="Corporation"><b property="name">Lune</b><span property="ticker" content="LUN"></span></i>.</p>'
)
GRAPH = linked(
    {
        "@graph": [
            {"@type": "Corporation", "name": "Soleil"},
            {"@type": ["Corporation"], "name": "Lune", "ticker": "LUN"},
        ]
    }
)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(page(MICRODATA), id="microdata"),
        pytest.param(page(RDFA), id="rdfa"),
        pytest.param(page("<p>Soleil rachète Lune.</p>", head=GRAPH), id="json-ld"),
        pytest.param(page(MICRODATA, head=GRAPH), id="two-syntaxes"),
    ],
)
def test_all_syntaxes_say_the_same(tmp_path: Path, content: str) -> None:
    found = only(tmp_path, content)

    said = sorted((one.label, one.fragments, one.text) for one in found.annotations.mentions)
    assert found.text == "Soleil rachète Lune."
    assert said == [("Corporation", ((0, 6),), "Soleil"), ("Corporation", ((15, 19),), "Lune")]
    assert [(one.name, one.value) for one in found.annotations.attributes] == [("ticker", "LUN")]
    assert found.annotations.account.read == 3


def test_properties_between_things_are_relations(tmp_path: Path) -> None:
    value = {"@type": "Organization", "name": "Lune", "parentOrganization": {"@type": "Organization", "name": "Soleil"}}

    found = only(tmp_path, page(head=linked(value))).annotations

    assert [(one.id, one.text) for one in found.mentions] == [("T1", "Lune"), ("T2", "Soleil")]
    assert found.relations == (Relation("R3", "parentOrganization", (("Arg1", "T1"), ("Arg2", "T2")), 2),)


def test_nodes_of_a_graph_refer_to_each_other(tmp_path: Path) -> None:
    graph = [
        {"@id": "#l", "@type": "Organization", "name": "Lune", "parentOrganization": {"@id": "#s"}},
        {"@id": "#s", "@type": "Organization", "name": "Soleil", "subOrganization": {"@id": "#l"}},
    ]

    found = only(tmp_path, page(head=linked({"@graph": graph}))).annotations

    assert sorted(one.text for one in found.mentions) == ["Lune", "Soleil"]
    assert sorted(one.label for one in found.relations) == ["parentOrganization", "subOrganization"]


def test_what_has_no_name_of_its_own_is_an_attribute(tmp_path: Path) -> None:
    address = {"@type": "PostalAddress", "streetAddress": "Rue 1", "addressLocality": "Lyon"}

    found = only(tmp_path, page(head=linked({"@type": "Person", "name": "Lune", "address": address}))).annotations

    assert found.attributes == (Attribute("T1-address", "T1", "address", "Rue 1, Lyon", 0),)


ARTICLE = {
    "@type": "NewsArticle",
    "headline": "Un achat",
    "datePublished": "2024-01-16T08:00:00+01:00",
    "inLanguage": "fr-FR",
    "author": [{"@type": "Person", "name": "Ada"}, "Grace"],
    "publisher": {"@type": "NewsMediaOrganization", "name": "Le Soir"},
    "mainEntityOfPage": {"@type": "WebPage", "url": "https://example.org/a"},
    "url": "https://example.org/a",
    "mentions": [{"@type": "Organization", "name": "Soleil"}],
}


def test_the_article_gives_metadata_and_what_it_mentions(tmp_path: Path) -> None:
    found = only(tmp_path, page(head=linked(ARTICLE)))

    assert found.given == {
        "title": "Un achat",
        "date": "2024-01-16T08:00:00+01:00",
        "language": "fr",
        "publisher": "Le Soir",
        "author": "Ada;Grace",
        "url": "https://example.org/a",
    }
    assert [one.text for one in found.annotations.mentions] == ["Soleil"]


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        pytest.param("<title>Un\n achat</title>", {"title": "Un achat", "language": "fr"}, id="title"),
        pytest.param(
            '<meta property="og:title" content="Deux"><meta property="og:site_name" content="Le Soir">',
            {"title": "Deux", "publisher": "Le Soir", "language": "fr"},
            id="open-graph",
        ),
        pytest.param(
            '<meta property="article:published_time" content="2024-01-16">',
            {"date": "2024-01-16", "language": "fr"},
            id="open-graph-article",
        ),
    ],
)
def test_without_an_article_the_page_speaks_for_itself(tmp_path: Path, head: str, expected: dict[str, str]) -> None:
    assert only(tmp_path, page(head=head)).given == expected


@pytest.mark.parametrize(
    ("head", "reason"),
    [
        pytest.param(linked({"@type": "Organization", "name": "Mars"}), schemaorg.NOT_IN_TEXT, id="name-not-in-text"),
        pytest.param(linked({"@type": "Organization", "name": "Sol"}), schemaorg.NOT_IN_TEXT, id="part-of-a-word"),
        pytest.param(linked({"@type": "Organization", "url": "x"}), schemaorg.NO_NAME, id="no-name"),
        pytest.param('<script type="application/ld+json">{"a": </script>', schemaitems.UNREADABLE, id="damaged"),
    ],
)
def test_what_cannot_be_kept_is_named_and_the_rest_read(tmp_path: Path, head: str, reason: str) -> None:
    found = only(tmp_path, page(BODY + MICRODATA, head=head)).annotations

    assert [skip.reason for skip in found.account.skipped] == [reason]
    assert len(found.mentions) == 2


def test_what_is_said_of_a_thing_that_is_not_in_the_text_is_named_too(tmp_path: Path) -> None:
    account = only(tmp_path, page(head=linked({**SOLEIL, "name": "Mars"}))).annotations.account

    assert (len(account.skipped), account.read) == (3, 3)


def test_a_page_without_text_is_named(tmp_path: Path) -> None:
    assert [one.reason for one in read(tmp_path, page("")) if isinstance(one, Skipped)] == [schemaorg.NO_TEXT]


def test_a_page_whose_text_is_only_in_its_markup_has_that(tmp_path: Path) -> None:
    assert only(tmp_path, page("", head=linked({**ARTICLE, "articleBody": "Soleil paie."}))).text == "Soleil paie."


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(page("<p>déjà</p>").replace("utf-8", "iso-8859-1").encode("latin-1"), id="declared"),
        pytest.param(b"\xef\xbb\xbf" + page("<p>déjà</p>").encode(), id="byte-order-mark"),
        pytest.param(page("<p>déjà</p>").encode("utf-16"), id="utf-16"),
    ],
)
def test_encodings_are_those_that_the_page_declares(tmp_path: Path, content: bytes) -> None:
    assert only(tmp_path, content).text == "déjà"


def test_an_encoding_that_is_not_so_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"a\.html: not in the encoding that it declares"):
        read(tmp_path, page("<p>déjà</p>").encode("latin-1"))


def test_a_missing_extra_is_named_with_its_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "extruct", None)

    with pytest.raises(InputError, match=r"needs the extra 'html' \(pip install 'kg-news\[html\]'\)"):
        read(tmp_path, page())


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(page(), "html", id="html"),
        pytest.param('<?xml version="1.0"?>\n<!DOCTYPE html><html/>', "html", id="xhtml"),
        pytest.param("<!-- x -->\n<HTML></HTML>", "html", id="comment-first"),
        pytest.param(RDFA, "html", id="part-of-a-page"),
        pytest.param("<p>x</p>", None, id="part-that-says-nothing"),
        pytest.param("<View><Text/></View>", "companion", id="label-studio"),
        pytest.param("<page/>", None, id="other-xml"),
    ],
)
def test_files_are_recognised_by_their_beginning(tmp_path: Path, content: str, expected: str | None) -> None:
    (tmp_path / "a.html").write_text(content)

    assert recognise(str(tmp_path / "a.html")) == expected


@pytest.mark.parametrize("file", [pytest.param(file, id=file.stem) for file in REAL])
def test_a_real_page_gives_the_same_each_time(file: Path) -> None:
    once, again = list(schemaorg.documents(str(file))), list(schemaorg.documents(str(file)))

    assert once == again
    assert recognise(str(file)) == "html"


@pytest.mark.skipif(not REAL, reason="the shared data are not here")
@pytest.mark.parametrize(
    ("name", "mentions", "given"),
    [
        pytest.param("w3c.rdfalite.example004", [("Person", "Manu Sporny")], {}, id="person"),
        pytest.param(
            "w3c.rdfaprimer.example006", [], {"title": "The Trouble with Bob", "date": "2011-09-10"}, id="dublin-core"
        ),
    ],
)
def test_a_real_page_says(name: str, mentions: list[tuple[str, str]], given: dict[str, str]) -> None:
    (file,) = HTML.rglob(f"{name}.html")

    (found,) = schemaorg.documents(str(file))

    assert isinstance(found, Found)
    assert [(one.label, one.text) for one in found.annotations.mentions] == mentions
    assert found.given == given


def test_links_are_those_of_the_same_thing(tmp_path: Path) -> None:
    value = {
        "@type": "Organization",
        "name": "Soleil",
        "sameAs": ["https://www.wikidata.org/wiki/Q30", "https://a.example"],
    }

    assert only(tmp_path, page(head=linked(value))).annotations.links == (
        Link("T1", "Wikidata", "Q30", "", 2),
        Link("T1", "IRI", "https://a.example", "", 2),
    )
