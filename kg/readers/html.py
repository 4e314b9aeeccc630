"""HTML as the text that a browser shows, with the places of its text nodes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.model import Span

_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
# Not shown, or not part of the paths that annotation tools write.
_HIDDEN = frozenset({"head", "script", "style", "template", "title"})
_TRANSPARENT = frozenset({"body", "html"})
# A start tag of the key ends an open element of the value (HTML Living Standard, optional tags).
_ENDS: dict[str, frozenset[str]] = {
    "li": frozenset({"li"}),
    **dict.fromkeys(("dt", "dd"), frozenset({"dt", "dd"})),
    **dict.fromkeys(("td", "th"), frozenset({"td", "th"})),
    "tr": frozenset({"tr", "td", "th"}),
}
_BLOCK = re.compile(
    r"address|article|aside|blockquote|div|dl|figure|footer|form|h[1-6]|header|hr|main|nav|ol|p|pre|section|table|ul"
)
_LINE = frozenset({"br", "dd", "dt", "li", "td", "th", "tr"})
_STEP = re.compile(r"/(text\(\)|[a-z0-9]+)(?:\[(\d+)\])?")


@dataclass(slots=True)
class Page:
    """The text of a page.

    Attributes:
        text: All text nodes one after the other, with a line break wherever a browser begins a line.
        nodes: Start of each text node by its path, such as `/div[1]/p[2]/text()[1]`, and its end, in document order.
    """

    text: str
    nodes: dict[str, Span]

    def span(self, start: str, start_offset: int, end: str, end_offset: int) -> Span | None:
        """The span between two places, each the path of a text node and an offset in it in UTF-16 units.

        None where there is no such node or it is too short.
        """
        first, last = self._place(start, start_offset), self._place(end, end_offset)
        return (first, last) if first is not None and last is not None and first < last else None

    def whole_span(self, start: int, end: int) -> Span | None:
        """The span between two offsets that count UTF-16 units of all text nodes, without the line breaks of `text`."""
        passed = 0
        first = last = None
        for node in self.nodes.values():
            units = self.text[slice(*node)].encode("utf-16-le", "surrogatepass")
            before, passed = passed, passed + len(units) // 2
            if first is None and before <= start < passed:
                first = node[0] + _code_points(units, start - before)
            if last is None and before < end <= passed:
                last = node[0] + _code_points(units, end - before)
        return (first, last) if first is not None and last is not None and first < last else None

    def _place(self, path: str, offset: int) -> int | None:
        node = self.nodes.get(_normal(path))
        if node is None or offset < 0:
            return None
        units = self.text[node[0] : node[1]].encode("utf-16-le", "surrogatepass")
        if offset * 2 > len(units):
            return None
        return node[0] + _code_points(units, offset)


def _code_points(units: bytes, number: int) -> int:
    """How many code points the first units are."""
    return len(units[: number * 2].decode("utf-16-le", "replace"))


def _normal(path: str) -> str:
    """A path with every index written, without the elements around all others."""
    steps = _STEP.findall(path.lower())
    return "".join(f"/{name}[{index or 1}]" for name, index in steps if name not in _TRANSPARENT)


@dataclass(slots=True)
class _Element:
    name: str
    path: str
    counts: dict[str, int] = field(default_factory=dict)
    in_text: bool = False

    def child(self, name: str) -> str:
        """Path of the next child of this name."""
        self.counts[name] = self.counts.get(name, 0) + 1
        return f"{self.path}/{name}[{self.counts[name]}]"


class _Renderer(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.length = 0
        self.nodes: dict[str, Span] = {}
        self.open: list[_Element] = [_Element("", "")]
        self.hidden = 0
        self.node = ""

    def parse_html_declaration(self, i: int) -> int:
        """As the parser has it, but `<![` opens a bogus comment (HTML, section 13.2.5.42), where it gives up."""
        if self.rawdata.startswith("<![", i):
            return self.parse_bogus_comment(i)
        return super().parse_html_declaration(i)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if tag in _TRANSPARENT:
            return
        ends = _ENDS.get(tag, frozenset({"p"}) if _BLOCK.fullmatch(tag) else frozenset())
        while self.open[-1].name in ends:
            self._close()
        self._break_line(tag)
        parent = self.open[-1]
        path = parent.child(tag)
        parent.in_text = False
        if tag not in _VOID:
            self.open.append(_Element(tag, path))
            self.hidden += tag in _HIDDEN

    def handle_endtag(self, tag: str) -> None:
        if any(element.name == tag for element in self.open):
            while self.open[-1].name != tag:
                self._close()
            self._close()

    def _close(self) -> None:
        tag = self.open.pop().name
        self.hidden -= tag in _HIDDEN
        self.open[-1].in_text = False
        self._break_line(tag)

    def _break_line(self, tag: str) -> None:
        begins = tag in _LINE or _BLOCK.fullmatch(tag)
        if begins and self.pieces and not self.pieces[-1].endswith("\n"):
            self.pieces.append("\n")
            self.length += 1

    def handle_comment(self, data: str) -> None:
        del data
        self.open[-1].in_text = False

    def handle_data(self, data: str) -> None:
        if self.hidden:
            return
        parent = self.open[-1]
        if not parent.in_text:
            self.node = parent.child("text()")
            parent.in_text = True
        start = self.nodes.get(self.node, (self.length, 0))[0]
        self.pieces.append(data)
        self.length += len(data)
        self.nodes[self.node] = (start, self.length)


def render(source: str) -> Page:
    r"""The text of HTML and where its text nodes are.

    Example:
        >>> page = render("<p>Orange &amp; <b>Bleu</b></p>")
        >>> page.text
        'Orange & Bleu\n'
        >>> page.span("/p[1]/b[1]/text()[1]", 0, "/p[1]/b[1]/text()[1]", 4)
        (9, 13)
    """
    renderer = _Renderer()
    renderer.feed(source)
    renderer.close()
    return Page("".join(renderer.pieces), renderer.nodes)
