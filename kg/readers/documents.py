"""One entry of a corpus to documents."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from kg.model import Document, Source
from kg.readers import brat
from kg.readers.describe import describe
from kg.readers.text import load

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.readers.entry import Entry


def read(entry: Entry, *, defaults: Mapping[str, str] | None = None) -> list[Document]:
    """The documents of an entry: one an annotator.

    What is wrong with single annotations is in the documents' accounts.

    Args:
        entry: What `scan` found.
        defaults: Metadata of all documents that say nothing else, from `kg.toml`.

    Raises:
        InputError: A file is gone, or is not text.
        ConfigError: The defaults name a language that there is none of.
    """
    decoded = load(os.path.join(entry.root, entry.text))  # noqa: PTH118 - a Path costs as much as reading a short text
    contents = [(name, load(os.path.join(entry.root, name)).text) for name in entry.annotations]  # noqa: PTH118 - as above
    found = brat.parse(decoded.text, contents, marked=decoded.marked)
    language, metadata = describe(decoded.text, given={}, row=dict(entry.metadata), defaults=defaults or {})
    annotator = metadata.pop("annotator", None)
    return [
        Document(
            id=entry.id,
            text=decoded.text,
            language=language,
            metadata=metadata,
            source=Source(entry.format, entry.text, entry.annotations),
            mentions=found.mentions,
            events=found.events,
            relations=found.relations,
            attributes=found.attributes,
            links=found.links,
            sets=found.sets,
            notes=found.notes,
            account=found.account,
            annotator=annotator,
        )
    ]
