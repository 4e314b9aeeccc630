"""brat standoff: `NAME.txt` with `NAME.ann`, or with `NAME.a1` and `NAME.a2` as in the BioNLP shared tasks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.readers import bratlines
from kg.readers.binding import bind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.readers.draft import Annotations


def parse(text: str, contents: Sequence[tuple[str, str]], *, marked: bool = False) -> Annotations:
    r"""Read annotation files against their text.

    Args:
        text: The exact text.
        contents: (path, content) of each annotation file, in the order in which ids are defined.
        marked: Whether the text file began with a byte order mark.

    Example:
        >>> parse("Orange grows", [("a.ann", "T1\tCompany 0 6\tOrange\n")]).mentions
        (Mention(id='T1', label='Company', fragments=((0, 6),), text='Orange', line=1),)
    """
    ids: set[str] = set()
    drafts = [bratlines.parse(content, path=path if len(contents) > 1 else "", ids=ids) for path, content in contents]
    return bind(text, drafts, marked=marked)
