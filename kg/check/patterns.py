"""The regular expressions of `sh:pattern`: the store's own where it knows them, else Python's.

The store's expressions have no look-around and no back-references, which those of XPath have not either; but people
write them, and Python knows them.
"""

from __future__ import annotations

import functools
import operator
import re
from functools import cache

import pyoxigraph as ox

_FLAGS = {"i": re.IGNORECASE, "m": re.MULTILINE, "s": re.DOTALL, "x": re.VERBOSE}


def is_pattern(pattern: str, flags: str) -> bool:
    """Whether anything can match with a regular expression; where not, no value meets its constraint."""
    if is_known_to_store(pattern, flags):
        return True
    try:
        _compiled(pattern, flags)
    except re.error:
        return False
    return True


@cache
def is_known_to_store(pattern: str, flags: str) -> bool:
    """Whether the store's REGEX can evaluate a regular expression with some flags."""
    arguments = f"{ox.Literal(pattern)}, {ox.Literal(flags)}"
    ((found,),) = ox.Store().query(f'SELECT (REGEX("", {arguments}) AS ?found) WHERE {{}}')  # type: ignore[misc]
    return found is not None


def matches(text: ox.Literal, pattern: ox.Literal, flags: ox.Literal | None = None) -> ox.Literal:
    """What REGEX says, for a regular expression that only Python knows; called from queries."""
    compiled = _compiled(pattern.value, flags.value if flags else "")
    return ox.Literal(compiled.search(text.value) is not None)


@cache
def _compiled(pattern: str, flags: str) -> re.Pattern[str]:
    if "q" in flags:
        pattern = re.escape(pattern)
    return re.compile(pattern, functools.reduce(operator.or_, (_FLAGS[f] for f in flags if f in _FLAGS), re.NOFLAG))
