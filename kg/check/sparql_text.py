"""SPARQL text taken apart just enough to join it with a pattern: its head, its group, and where variables stand.

The store parses queries and reports their errors; this module only looks at tokens, so it never changes what a query
means: the text before, inside and after the outermost group is put together again as it was written.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_TOKEN = re.compile(
    r"""
    (?P<comment>\#[^\n]*)
  | (?P<string>\"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\" | '''(?:[^'\\]|\\.|'(?!''))*'''
              |"(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*')
  | (?P<iri><[^\s<>"{}|^`\\]*>)
  | (?P<variable>[?$][^\W]\w*)
  | (?P<name>[^\W\d][\w.\-]*(?::[\w.\-%:]*)?|:[\w.\-%:]*)
  | (?P<sign>[{}()]|[^\s])
    """,
    re.VERBOSE | re.DOTALL,
)
_MODIFIERS = frozenset({"GROUP", "HAVING", "LIMIT", "OFFSET"})
_AGGREGATES = frozenset({"COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT"})


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    start: int
    end: int

    @property
    def word(self) -> str:
        """The token as a keyword: upper case for names, as it is for signs."""
        return self.text.upper() if self.kind == "name" else self.text


@dataclass(frozen=True, slots=True)
class SparqlText:
    """A query in three pieces.

    Attributes:
        prologue: Prefix declarations, the shapes graph's and the query's own.
        head: From SELECT or ASK to before the outermost group, without WHERE.
        body: The inside of the outermost group, without its braces.
        tail: What follows the group: GROUP BY, HAVING, ORDER BY, LIMIT, VALUES.
    """

    prologue: str
    head: str
    body: str
    tail: str

    @property
    def whole(self) -> str:
        """The query as it was written, with its prefixes."""
        return f"{self.prologue}{self.head} WHERE {{ {self.body}\n}} {self.tail}"

    @property
    def kind(self) -> str:
        """`SELECT`, `ASK`, or whatever else the first keyword is."""
        tokens = _tokens(self.head)
        return tokens[0].word if tokens else ""

    @property
    def projected(self) -> set[str]:
        """Names of the variables in the head, those inside expressions included."""
        return {token.text[1:] for token in _tokens(self.head) if token.kind == "variable"}

    @property
    def projects_all(self) -> bool:
        """Whether the head is `SELECT *`."""
        return [token.word for token in _tokens(self.head)][1:] in (["*"], ["DISTINCT", "*"])

    @property
    def variables(self) -> set[str]:
        """Names of all variables in the query."""
        text = f"{self.head} {self.body}\n{self.tail}"
        return {token.text[1:] for token in _tokens(text) if token.kind == "variable"}

    def joined(self, pattern: str) -> str:
        """The query with a pattern put first in its outermost group."""
        return f"{self.prologue}{self.head} WHERE {{ {pattern} {self.body}\n}} {self.tail}"

    def bound(self, values: Mapping[str, str]) -> SparqlText:
        """The query with the values of variables written in their place, everywhere in it.

        Args:
            values: Name to term, as SPARQL writes it. A variable that is projected is not any more.
        """
        if not values.keys() & self.variables:
            return self
        text = _bound(f"{self.head} WHERE {{{self.body}\n}} {self.tail}", values)
        return read_sparql(self.prologue + text, prefixes={})

    def can_join(self, name: str) -> bool:
        """Whether joining with a pattern for a variable gives the same as binding the variable beforehand."""
        words = [token.word for token in _tokens(self.tail)]
        if self.projects_all or "LIMIT" in words or "OFFSET" in words:
            return False
        head = {token.word for token in _tokens(self.head)}
        grouped = {token.text[1:] for token in _tokens(self.tail) if token.kind == "variable"}
        if ("GROUP" in words or head & _AGGREGATES or "HAVING" in words) and not ("GROUP" in words and name in grouped):
            return False
        return _Groups(self.body).join_is_sound(name)

    def forbidden(self, bound: set[str]) -> str | None:
        """What SHACL forbids in a query whose variables are bound beforehand; None where there is nothing of it.

        Args:
            bound: Names of the variables that are bound beforehand.
        """
        tokens = _tokens(f"{self.head} {{ {self.body}\n}} {self.tail}")
        words = {token.word for token in tokens if token.kind == "name"}
        for word in ("MINUS", "VALUES", "SERVICE"):
            if word in words:
                return word
        for before, after in itertools.pairwise(tokens):
            if before.word == "AS" and after.kind == "variable" and after.text[1:] in bound:
                return f"AS {after.text}"
        return self._incomplete_select(tokens, bound)

    def _incomplete_select(self, tokens: tuple[_Token, ...], bound: set[str]) -> str | None:
        nested = [index for index, token in enumerate(tokens) if index and token.word == "SELECT"]
        for start in nested:
            projected: set[str] = set()
            for token in tokens[start + 1 :]:
                if token.text == "{":
                    break
                projected |= {token.text[1:]} if token.kind == "variable" else set()
            missing = sorted((bound & {"this"}) - projected)
            if missing:
                return f"a nested SELECT without ${missing[0]}"
        return None


def read_sparql(query: str, *, prefixes: Mapping[str, str]) -> SparqlText:
    """A query taken apart.

    Args:
        query: The text; its syntax need not be right, the store will say so.
        prefixes: Prefix to namespace, declared before the query's own prologue.
    """
    tokens = _tokens(query)
    begin = next((t.start for t in tokens if t.word in ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")), 0)
    opening = next((t for t in tokens if t.text == "{" and t.start >= begin), None)
    closing = _closing(tokens, opening) if opening is not None else None
    declared = "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in sorted(prefixes.items()))
    prologue = declared + query[:begin]
    if opening is None or closing is None:
        return SparqlText(prologue, query[begin:], "", "")
    head_tokens = [token for token in tokens if begin <= token.start < opening.start]
    end = head_tokens[-1].start if head_tokens and head_tokens[-1].word == "WHERE" else opening.start
    return SparqlText(prologue, query[begin:end], query[opening.end : closing.start], query[closing.end :])


@lru_cache(maxsize=1000)
def _tokens(text: str) -> tuple[_Token, ...]:
    return tuple(
        _Token(match.lastgroup or "", match[0], match.start(), match.end())
        for match in _TOKEN.finditer(text)
        if match.lastgroup != "comment"
    )


_END_OF_GROUPING = frozenset({"HAVING", "ORDER", "LIMIT", "OFFSET", "VALUES", "}"})


def _bound(text: str, values: Mapping[str, str]) -> str:
    """Text with variables replaced: dropped from projections, renamed in GROUP BY, `true` in BOUND(…)."""
    tokens, last = _tokens(text), 0
    written: list[str] = []
    place, parentheses, projected = "", 0, 0
    for index, token in enumerate(tokens):
        parentheses += {"(": 1, ")": -1}.get(token.text, 0)
        replacement = None
        if token.word == "SELECT":
            place, projected = "select", 0
        elif place == "select" and token.word in ("WHERE", "{"):
            # A projection that has lost its only variable still needs something to project.
            replacement = token.text if projected else f"(1 AS ?kg_one{index}) {token.text}"
            place = ""
        elif token.word == "BY" and tokens[index - 1].word == "GROUP":
            place = "group"
        elif place == "group" and parentheses == 0 and token.word in _END_OF_GROUPING:
            place = ""
        elif token.kind == "variable" and token.text[1:] in values:
            replacement = _written(values[token.text[1:]], tokens, index, place if parentheses == 0 else "")
        projected += place == "select" and replacement is None and token.word not in ("SELECT", "DISTINCT", "REDUCED")
        if replacement is not None:
            written += [text[last : token.start], replacement]
            last = token.end
    rejoined = "".join([*written, text[last:]])
    return re.sub(r"(?i)\bBOUND\s*\(\s*\x00\s*\)", "(true)", rejoined).replace("\x00", "")


def _written(value: str, tokens: tuple[_Token, ...], index: int, place: str) -> str:
    if place == "select":
        return ""
    if place == "group":
        return f"({value} AS ?kg_group{index})"
    in_bound = [token.word for token in tokens[max(index - 2, 0) : index]] == ["BOUND", "("]
    return "\x00" if in_bound else value


def _closing(tokens: tuple[_Token, ...], opening: _Token) -> _Token | None:
    depth = 0
    for token in tokens:
        if token.start < opening.start:
            continue
        depth += {"{": 1, "}": -1}.get(token.text, 0)
        if depth == 0:
            return token
    return None


@dataclass(slots=True)
class _Group:
    """One pair of braces."""

    exists: bool
    parent: _Group | None
    blind: bool = False
    matched: bool = False
    tested: bool = False

    def opened(self, word: str) -> _Group:
        """The group that begins in this one after a word.

        An OPTIONAL is joined with what stands before it in its group: where that does not match the variable yet, it
        is matched for all values of the variable, and takes away those for which it is not.
        """
        early = word == "OPTIONAL" and self.parent is not None and not self.exists and not self.matched
        return _Group(exists=self.exists or word == "EXISTS", parent=self, blind=self.blind or early)

    @property
    def is_sound(self) -> bool:
        """Whether it sees the value of the variable wherever it looks at it."""
        if self.blind:
            return not (self.matched or self.tested)
        return self.matched or not self.tested or self.parent is None or self.exists


class _Groups:
    """The groups of a query's body, and what each does with a variable."""

    def __init__(self, body: str) -> None:
        self._tokens = _tokens(body)

    def join_is_sound(self, name: str) -> bool:
        """Whether every group that tests a variable also matches it, or sees the outermost group's value.

        EXISTS is evaluated with the values of the solution it tests, so groups in it see the variable. A nested SELECT
        is a group like any other if it lets the variable through and neither counts nor cuts its solutions.
        """
        if {token.word for token in self._tokens if token.kind == "name"} & (_AGGREGATES | _MODIFIERS):
            return False
        outer = _Group(exists=False, parent=None)
        groups, group, parentheses, previous = [outer], outer, 0, ""
        selecting: set[str] | None = None
        for token in self._tokens:
            parentheses += {"(": 1, ")": -1}.get(token.text, 0)
            variable = token.text[1:] if token.kind == "variable" else ""
            if token.word == "SELECT":
                selecting = set()
            elif token.text == "{":
                if selecting is not None and name not in selecting:
                    return False
                selecting = None
                group = group.opened(previous)
                groups.append(group)
            elif token.text == "}":
                group = group.parent or outer
            elif selecting is not None:
                selecting |= {variable or token.text}
            elif variable == name:
                self._note(group, tested=parentheses > 0)
            previous = token.word
        return all(group.is_sound for group in groups)

    @staticmethod
    def _note(group: _Group, *, tested: bool) -> None:
        if group.exists and not group.blind:
            # The test belongs to the group around the whole EXISTS.
            around: _Group | None = group
            while around is not None and around.exists:
                around = around.parent
            if around is not None:
                around.tested = True
        elif tested:
            group.tested = True
        else:
            group.matched = True
