from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.readers.html import render


@pytest.mark.parametrize(
    ("source", "text"),
    [
        pytest.param("plain", "plain", id="no-elements"),
        pytest.param("<p>a</p><p>b</p>", "a\nb\n", id="paragraphs"),
        pytest.param("<p>a<p>b", "a\nb", id="paragraphs-without-end"),
        pytest.param("a<br>b<br/>c", "a\nb\nc", id="line-breaks"),
        pytest.param("<b>a</b><i>b</i>", "ab", id="inline"),
        pytest.param("<html><head><title>x</title></head><body><p>a</p></body></html>", "a\n", id="head-is-not-shown"),
        pytest.param("a<script>x</script><style>y</style>b", "ab", id="scripts-are-not-shown"),
        pytest.param("<ul><li>a<li>b</ul>", "a\nb\n", id="list-items"),
        pytest.param("<table><tr><td>a<td>b<tr><td>c</table>", "a\nb\nc\n", id="table"),
        pytest.param("&eacute;&#128077;&nbsp;", "é👍\xa0", id="character-references"),
        pytest.param("a<!-- x -->b", "ab", id="comment"),
        pytest.param("</p>a", "a", id="end-without-start"),
    ],
)
def test_the_text_is_what_a_browser_shows(source: str, text: str) -> None:
    assert render(source).text == text


@pytest.mark.parametrize(
    ("source", "path", "text"),
    [
        pytest.param("a<b>b</b>c", "/text()[2]", "c", id="second-text-node"),
        pytest.param("<p>a</p><p>b<b>c</b></p>", "/p[2]/b[1]/text()[1]", "c", id="nested"),
        pytest.param("<p>a</p><p>b</p>", "/p[2]/text()", "b", id="index-left-out"),
        pytest.param("<html><body><p>a</p></body></html>", "/html/body/p[1]/text()[1]", "a", id="with-body"),
        pytest.param("<html><body><p>a</p></body></html>", "/p[1]/text()[1]", "a", id="without-body"),
        pytest.param("a<!-- x -->b", "/text()[2]", "b", id="a-comment-divides"),
        pytest.param("a<br>b", "/text()[2]", "b", id="a-line-break-divides"),
        pytest.param("<p>x<div>a</div>", "/div[1]/text()[1]", "a", id="a-block-ends-a-paragraph"),
        pytest.param("a &amp; b", "/text()[1]", "a & b", id="a-reference-does-not-divide"),
    ],
)
def test_a_path_finds_its_text_node(source: str, path: str, text: str) -> None:
    page = render(source)

    span = page.span(path, 0, path, len(text))

    assert span is not None
    assert page.text[slice(*span)] == text


def test_offsets_in_a_node_count_utf16() -> None:
    page = render("<p>👍 Soleil</p>")

    assert page.span("/p[1]/text()[1]", 3, "/p[1]/text()[1]", 9) == (2, 8)


@pytest.mark.parametrize(
    ("path", "offset"),
    [
        pytest.param("/p[2]/text()[1]", 0, id="no-such-node"),
        pytest.param("/p[1]/text()[1]", 9, id="beyond-the-node"),
        pytest.param("/p[1]/text()[1]", -1, id="before-the-node"),
        pytest.param("rubbish", 0, id="no-path"),
    ],
)
def test_a_place_that_is_not_there_is_none(path: str, offset: int) -> None:
    assert render("<p>abc</p>").span(path, offset, "/p[1]/text()[1]", 3) is None


def test_offsets_of_the_whole_do_not_count_line_breaks() -> None:
    page = render("<p>Un 👍</p><p>Soleil</p>")

    span = page.whole_span(5, 11)

    assert span is not None
    assert page.text[slice(*span)] == "Soleil"


def test_offsets_beyond_the_whole_are_none() -> None:
    assert render("<p>Un</p>").whole_span(1, 9) is None


@given(st.text(st.sampled_from("<>/pbrdivli &;#!-a\n\"'="), max_size=60))
def test_every_text_node_is_in_the_text(source: str) -> None:
    page = render(source)

    assert all(0 <= start < end <= len(page.text) for start, end in page.nodes.values())
    assert sum(end - start for start, end in page.nodes.values()) + page.text.count("\n") >= len(page.text)


@pytest.mark.parametrize("source", ["<![ x>\n<p>Alto</p>", "<![DOCTYPE x]><p>Alto", "<p>Alto<![CDATA[x]]></p>"])
def test_what_looks_like_a_marked_section_is_a_comment(source):
    assert render(source).text.strip() == "Alto"
