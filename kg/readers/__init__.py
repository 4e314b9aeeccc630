"""Annotation files to documents: `scan` finds what there is to read, `read` and `stream` read one entry of it."""

from kg.readers.documents import read, stream
from kg.readers.entry import Corpus, Entry
from kg.readers.folders import scan

__all__ = ["Corpus", "Entry", "read", "scan", "stream"]
