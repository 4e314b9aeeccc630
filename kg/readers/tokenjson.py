"""Research JSON whose annotations count tokens: FIRE, CORE, CrossRE, DyGIE++, DocRED, and what a description says.

Descriptions stand in `kg/readers/descriptions`, or beside the data as a TOML file with `format = "token-json"`;
`kg.readers.tokendescription` says what they hold. The text is made of the tokens where the file has none, and metadata
say so under `text_basis`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import InputError
from kg.model import Skipped
from kg.readers.binding import bind
from kg.readers.found import Found
from kg.readers.given import metadata_of, plain
from kg.readers.prodigy import is_row
from kg.readers.records import records, shown
from kg.readers.tokendescription import FORMAT, is_description, read_description, shipped
from kg.readers.tokendraft import TokenDraft
from kg.readers.tokentext import MISSING, REBUILT, at, each, name_at, number_at, token_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kg.readers.tokendescription import Description, Rule

NO_TOKENS = "record has no tokens where the description says"
UNDESCRIBED = "field that the description does not name"

# So many records decide which description fits.
_SAMPLE = 20


def descriptions_beside(path: str) -> tuple[str, ...]:
    """Descriptions in the folder of a file and in the one above, the nearest first."""
    folder = Path(path).parent
    found = [file for place in (folder, folder.parent) for file in sorted(place.glob("*.toml"))]
    return tuple(str(file) for file in found if is_description(file.read_bytes()))


def is_record(record: Mapping[str, Any]) -> bool:
    """Whether a JSON object is what one of the shipped descriptions says; rows of Prodigy are read as such."""
    return not is_row(record) and any(_fits(description, record) for description in shipped())


def is_record_of(record: Mapping[str, Any], companions: Sequence[str]) -> bool:
    """Whether a JSON object is what one of the descriptions beside its file says."""
    return any(_fits(read_description(Path(file)), record) for file in companions)


def _fits(description: Description, record: Mapping[str, Any]) -> bool:
    """Whether a record has tokens and at least one mention, and all its mentions and relations are as described."""
    if token_text(record, description.tokens) is None:
        return False
    mentions = [(rule, item) for rule in description.mentions for _, item in each(record, rule.get("each", ""))]
    relations = [(rule, item) for rule in description.relations for _, item in each(record, rule.get("each", ""))]
    labelled = all(at(item, rule["label"]) is not MISSING for rule, item in relations)
    return bool(mentions) and labelled and all(_is_mention(item, rule) for rule, item in mentions)


def _is_mention(item: Any, rule: Rule) -> bool:
    numbers = all(number_at(item, path) is not None for path in rule["span"])
    return numbers and ("kind" in rule or bool(name_at(item, rule["label"])))


def documents(path: str, companions: Sequence[str] = ()) -> Iterator[Found | Skipped]:
    """The records of a file, and what in it is none.

    Args:
        path: The file.
        companions: Descriptions beside it, which are tried before those of kg.

    Raises:
        InputError: The file cannot be read, or no description fits it.
        ConfigError: A description beside it cannot be used.
    """
    description = _description_of(path, companions)
    for number, record in enumerate(records(path), 1):
        if isinstance(record, Skipped):
            yield record
            continue
        text = token_text(record.value, description.tokens)
        if text is None:
            yield Skipped(record.line, NO_TOKENS, shown(record.value))
            continue
        draft = TokenDraft(description, record.value, text, record.line)
        draft.add_all()
        given = _given(record.value, description, draft)
        if text.rebuilt:
            given["text_basis"] = REBUILT
        identifier = name_at(record.value, description.document or None) or plain(number)
        yield Found(identifier, text.text, bind(text.text, [draft.sheet.draft]), given)


def _description_of(path: str, companions: Sequence[str]) -> Description:
    """The description that one of the first records fits, rather one beside the file."""
    tried = [*(read_description(Path(file)) for file in companions), *shipped()]
    for number, record in enumerate(records(path)):
        if number == _SAMPLE:
            break
        if isinstance(record, Skipped):
            continue
        for description in tried:
            if _fits(description, record.value):
                return description
    names = ", ".join(description.name for description in tried)
    raise InputError(
        "no description of tokens and annotations fits it",
        path=path,
        hint=f'known are {names}; put a TOML file with format = "{FORMAT}" beside it',
    )


def _given(record: Mapping[str, Any], description: Description, draft: TokenDraft) -> dict[str, str]:
    """The metadata of a record: what no rule names, if it is plain."""
    named = {name: at(record, path) for name, path in description.metadata.items()}
    values = {name: value for name, value in named.items() if value is not MISSING}
    for key, value in record.items():
        if key in description.fields:
            continue
        if isinstance(value, dict) or (
            isinstance(value, list) and any(isinstance(item, dict | list) for item in value)
        ):
            draft.sheet.draft.read += 1
            draft.sheet.skip(UNDESCRIBED, {key: value})
        else:
            values[key] = value
    return metadata_of(values)
