"""Numbers written in digits."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import Final

_EXPONENT: Final = re.compile(r"e([+-]?\d{1,3})$")
_GROUP: Final = 3
_MAX_DIGITS: Final = 60  # longer strings of digits are identifiers, not values


@lru_cache(maxsize=4096)
def literal_of(written: str, *, decimal: str, groups: str) -> Decimal | None:
    """Return the number that folded digits `written` stand for.

    Args:
        written: Digits with separators and an optional exponent, without sign ("1 234,5", ".08", "12e-1").
        decimal: The decimal mark of the language.
        groups: The marks between groups of three digits that the language knows.

    Returns:
        The number, or None when the separators make no number ("1.2.3").
    """
    if written.isdecimal():
        return Decimal(written) if len(written) <= _MAX_DIGITS else None
    if len(written) > _MAX_DIGITS:
        return None
    exponent = _EXPONENT.search(written)
    if exponent:
        mantissa = literal_of(written[: exponent.start()], decimal=decimal, groups=groups)
        return None if mantissa is None else mantissa.scaleb(int(exponent[1]))
    plain = _without_separators(written, decimal=decimal, groups=groups)
    return None if plain is None else Decimal(plain)


def _without_separators(written: str, *, decimal: str, groups: str) -> str | None:
    """Return `written` as Python writes numbers, or None."""
    marks = [character for character in written if not character.isdecimal()]
    last = marks[-1]
    whole, _, tail = written.rpartition(last)
    if len(set(marks)) > 1:
        if last not in ".," or marks.count(last) > 1 or len(set(marks)) > 2 or not _is_grouped(whole):  # noqa: PLR2004
            return None
        return f"{_digits(whole)}.{tail}"
    if len(marks) > 1 or last in " '":
        return _digits(written) if _is_grouped(written) else None
    if last != decimal and last in groups and _is_grouped(written):
        return _digits(written)
    return f"{whole or '0'}.{tail}"


def _is_grouped(written: str) -> bool:
    """Return whether `written` has groups of three digits, or of two before the last three as in India."""
    first, *rest = re.split(r"[ .,']", written)
    if not 1 <= len(first) <= _GROUP or first[0] == "0" or not rest or len(rest[-1]) != _GROUP:
        return False
    sizes = {len(group) for group in rest[:-1]}
    return sizes <= {_GROUP} or (sizes == {2} and len(first) <= 2)  # noqa: PLR2004


def _digits(written: str) -> str:
    return "".join(character for character in written if character.isdecimal())
