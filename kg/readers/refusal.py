"""Why a file is not read, in words that help whoever made it."""

from __future__ import annotations

import json
import re
import zlib
from itertools import islice

from kg.errors import InputError
from kg.model import Skipped
from kg.readers.records import NOT_JSON, open_bytes, records

NO_READER = "no reader knows this kind of file"
PUBTATOR_UNREAD = "PubTator, which kg does not read: convert it to BioC"
DAMAGED_JSON = "damaged JSON"

PUBTATOR = "pubtator"
"""What `recognise` calls files of PubTator: named .txt, they would pass for texts."""

_PUBTATOR = re.compile(rb"\d+\|[ta]\|")
# So many records without one that is JSON are damage, not another format.
_SAMPLE = 20


def is_pubtator(head: bytes) -> bool:
    """Whether a file that begins so is PubTator."""
    return _PUBTATOR.match(head) is not None


def refusal(path: str, *, shown: str, form: str | None) -> Skipped:
    """Why a file is not read.

    Args:
        path: The file.
        shown: Its path as the account shows it.
        form: What it was recognised as.
    """
    if form == PUBTATOR:
        return Skipped(0, PUBTATOR_UNREAD, "", shown)
    try:
        is_damaged = _is_damaged_json(path)
    except (InputError, OSError, EOFError, zlib.error):
        is_damaged = False
    line, text = _damage(path) if is_damaged else (0, "")
    return Skipped(line, DAMAGED_JSON if is_damaged else NO_READER, text, shown)


def _is_damaged_json(path: str) -> bool:
    with open_bytes(path) as file:
        if not file.read(64).lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"[")):
            return False
    found = list(islice(records(path), _SAMPLE))
    return bool(found) and all(isinstance(record, Skipped) and record.reason == NOT_JSON for record in found)


def _damage(path: str) -> tuple[int, str]:
    """Line and kind of the first damage."""
    with open_bytes(path) as file:
        data = file.read()
    try:
        json.loads(data)
    except json.JSONDecodeError as error:
        return error.lineno, f"{error.msg} at column {error.colno}"
    except (ValueError, RecursionError) as error:
        return 0, str(error)
    return 0, ""
