"""CoNLL columns: a line a token, a column of tags in IOB1, IOB2, BIOES or BILOU; with HIPE's header and links.

The files hold no text, so it is constructed: tokens at their offsets where columns give them, else joined by spaces
unless a column says `SpaceAfter=No` or `NoSpaceAfter`; a line for each sentence. `text_basis` in the metadata says so.
An entity is a record, and so is a row that cannot be used; other rows are the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.errors import InputError
from kg.model import Attribute, Link, Mention, Skipped
from kg.readers.binding import bind
from kg.readers.conllcolumns import Columns, columns_of, columns_of_header, is_header
from kg.readers.draft import Draft
from kg.readers.found import Found
from kg.readers.given import add
from kg.readers.irilinks import link_of
from kg.readers.records import NOT_UTF8, open_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kg.model import Span

OTHER_COLUMNS = "row has other columns than the rest"
SPACES = "token that holds spaces"
NO_TAG = "tag is none of IOB or BIOES"

TAG = re.compile(r"([BIESLUM])[-_](\S+)")
_NOTHING = frozenset({"O", "_", "-", ""})
_DOCUMENT = re.compile(r"#\s*(?:newdoc id|doc_?id|document_?id|hipe\d*:document_id)\s*[=:]\s*(.*)", re.IGNORECASE)
_COMMENT = re.compile(r"#\s*(?:hipe\d*:|meta::)?([\w. -]+?)\s*=\s*(.*)")
_DOCSTART = "-DOCSTART-"
# HIPE has ten columns; a line of prose has more words.
_MOST_COLUMNS = 16
# So many bytes show the columns of a file.
_SAMPLE = 1 << 20


@dataclass(frozen=True, slots=True)
class Token:
    """A row: its token, where it is in the text that is constructed, its line and its cells."""

    text: str
    span: Span
    line: int
    cells: Sequence[str]


@dataclass(slots=True)
class _Page:
    """A document that is being read."""

    id: str = ""
    metadata: dict[str, str] = field(default_factory=dict)
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    sentences: list[list[Token]] = field(default_factory=lambda: [[]])
    skipped: list[Skipped] = field(default_factory=list)
    repaired: list[Skipped] = field(default_factory=list)

    def write(self, text: str) -> None:
        """Add to the text."""
        self.pieces.append(text)
        self.length += len(text)

    @property
    def is_empty(self) -> bool:
        """Whether it has no token yet."""
        return not any(self.sentences)


def is_conll(head: bytes, *, whole: bool) -> bool:
    """Whether a file that begins so has a column of tags.

    Args:
        head: The first bytes of the file.
        whole: Whether they are all of it; else the last line may be cut.
    """
    lines = head.decode("utf-8", "replace").split("\n")
    lines = lines if whole else lines[:-1]
    # A single line of prose may end in `I-kappaB`; that two do, with as many words, does not happen.
    rows = sum(bool(line.strip()) for line in lines)
    columns = columns_of(lines) if rows > 1 else None
    return columns is not None and columns.number <= _MOST_COLUMNS


def documents(path: str, companions: Sequence[str] = ()) -> Iterator[Found | Skipped]:
    """The documents of a file, one for each mark such as `-DOCSTART-` or `# newdoc id`, or one for the whole.

    Raises:
        InputError: The file cannot be read, or has no column of tags.
    """
    del companions
    with open_bytes(path) as file:
        sample = [_decoded(line) or "" for line in file.readlines(_SAMPLE)]
    columns = columns_of(sample)
    if columns is None:
        raise InputError("no column of tags in it", path=path, hint="tags are written as O, B-ORG, I-ORG")
    page, number = _Page(), 0
    with open_bytes(path) as file:
        for line, raw in enumerate(file, 1):
            text = _decoded(raw)
            if text is None:
                page.skipped.append(Skipped(line, NOT_UTF8, ascii(raw)[2:-1]))
            elif is_header(text):
                columns = columns_of_header(text) or columns
            elif _begins_document(text):
                if not page.is_empty:
                    number += 1
                    yield _found(page, columns, number)
                    page = _Page()
                mark = _DOCUMENT.match(text)
                page.id = mark[1].strip() if mark else page.id
            else:
                _add_line(page, text, line, columns)
    if not page.is_empty or page.skipped:
        yield _found(page, columns, number + 1 if number or page.id else 0)


def _decoded(raw: bytes) -> str | None:
    """A line without its end; None where it is not UTF-8."""
    try:
        return raw.decode("utf-8-sig").rstrip("\r\n")
    except UnicodeDecodeError:
        return None


def _begins_document(text: str) -> bool:
    return text.startswith(_DOCSTART) or _DOCUMENT.match(text) is not None


def _add_line(page: _Page, text: str, line: int, columns: Columns) -> None:
    """Add a line to a document: a blank one ends a sentence, one with `#` is a comment unless it has the columns."""
    if not text.strip():
        if page.sentences[-1]:
            page.sentences.append([])
    elif text.startswith("#") and not _is_row(text, columns):
        comment = _COMMENT.fullmatch(text)
        if comment and page.is_empty:
            add(page.metadata, comment[1], comment[2])
    else:
        _add_token(page, text, line, columns)


def _is_row(text: str, columns: Columns) -> bool:
    cells = columns.split(text)
    return len(cells) == columns.number and all(
        cells[column] in _NOTHING or TAG.fullmatch(cells[column]) for column in columns.tags
    )


def _add_token(page: _Page, text: str, line: int, columns: Columns) -> None:
    cells = columns.split(text)
    more = len(cells) - columns.number
    if more > 0 and columns.token == 0 and (cells[-1] in _NOTHING or TAG.fullmatch(cells[-1])):
        page.repaired.append(Skipped(line, SPACES, text))
        cells = [" ".join(cells[: more + 1]), *cells[more + 1 :]]
    if len(cells) != columns.number:
        page.skipped.append(Skipped(line, OTHER_COLUMNS, text))
        token = cells[min(columns.token, len(cells) - 1)]
        cells = [token if at == columns.token else "" for at in range(columns.number)]
    for column in columns.tags:
        if cells[column] not in _NOTHING and not TAG.fullmatch(cells[column]):
            page.skipped.append(Skipped(line, NO_TAG, text))
    token = cells[columns.token]
    page.write(_gap(page, cells, columns))
    page.sentences[-1].append(Token(token, (page.length, page.length + len(token)), line, cells))
    page.write(token)


def _gap(page: _Page, cells: Sequence[str], columns: Columns) -> str:
    """What stands between the last token and this one."""
    if columns.start is not None and cells[columns.start].isdecimal():
        missing = int(cells[columns.start]) - page.length
        first_of_sentence = not page.sentences[-1] and not page.is_empty
        return "\n" * max(missing, 0) if first_of_sentence else " " * max(missing, 0)
    if page.is_empty:
        return ""
    if not page.sentences[-1]:
        return "\n"
    last = page.sentences[-1][-1].cells
    return "" if any("SpaceAfter=No" in cell or "NoSpaceAfter" in cell for cell in last) else " "


def _found(page: _Page, columns: Columns, number: int) -> Found:
    text = "".join(page.pieces)
    rows = {token.line: token for sentence in page.sentences for token in sentence}
    draft = Draft(lambda record: "\t".join(rows[record.line].cells))
    draft.read += len(page.skipped)
    draft.skipped += page.skipped
    draft.repaired += page.repaired
    for column in columns.tags:
        for label, tokens in _entities(page.sentences, column):
            _add_entity(draft, label, tokens, columns, column)
    identifier = page.id or (str(number) if number else "")
    given = {**page.metadata, "text_basis": "tokens"}
    return Found(identifier, text, bind(text, [draft]), given)


def _entities(sentences: Iterable[Sequence[Token]], column: int) -> Iterator[tuple[str, list[Token]]]:
    """Label and tokens of each entity: an inside tag begins one too, where no entity of its label is open (IOB1)."""
    for sentence in sentences:
        label, tokens = "", list[Token]()
        for token in sentence:
            match = TAG.fullmatch(token.cells[column])
            prefix, own = (match[1], match[2]) if match else ("O", "")
            if tokens and (own != label or prefix in "BSU"):
                yield label, tokens
                tokens = []
            if own:
                label = own
                tokens.append(token)
            if tokens and prefix in "ESLU":
                yield label, tokens
                tokens = []
        if tokens:
            yield label, tokens


def _add_entity(draft: Draft, label: str, tokens: Sequence[Token], columns: Columns, column: int) -> None:
    identifier = f"T{len(draft.mentions) + 1}"
    first = tokens[0]
    draft.read += 1
    draft.mentions.append(Mention(identifier, label, ((first.span[0], tokens[-1].span[1]),), "", first.line))
    name = columns.names.get(column)
    if name and len(columns.tags) > 1:
        draft.read += 1
        draft.attributes.append(Attribute(f"{identifier}-column", identifier, "column", name, first.line))
    link = columns.links.get(column)
    if link is not None and first.cells[link] not in ("", "_", "-"):
        draft.read += 1
        authority, key = link_of(first.cells[link])
        draft.links.append(Link(identifier, authority, key, "", first.line))
