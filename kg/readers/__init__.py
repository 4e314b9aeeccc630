"""Annotation files to documents: `scan` finds what there is to read, `read` reads one entry of it."""

from kg.readers.documents import read
from kg.readers.entry import Corpus, Entry
from kg.readers.folders import scan

__all__ = ["Corpus", "Entry", "read", "scan"]
