"""What a reader of files with several documents delivers for each."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.readers.draft import Annotations


@dataclass(frozen=True, slots=True)
class Found:
    """A document as one annotator sees it, before metadata of the corpus are added.

    Attributes:
        id: Its own id in the file; empty where the file holds one document.
        given: Metadata that the format gives, by the names of `kg.readers.metadata`.
        annotator: Whose annotations these are, where the format says it.
    """

    id: str
    text: str
    annotations: Annotations
    given: dict[str, str] = field(default_factory=dict)
    annotator: str | None = None
