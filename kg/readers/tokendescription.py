"""Descriptions of research JSON whose annotations count tokens: a TOML file that says where what stands.

A description names places in a record by paths: `type` is a key, `pos.0` the first item of the list under `pos`, `0.-1`
the last of the first, `1:` all items but the first, `*` each item, and the empty path the value itself::

    format = "token-json"
    name = "FIRE"
    document = "orig_id"             # the document's id
    end = "exclusive"                # whether the token at the end of a span belongs to it: "inclusive" if so
    offsets = "document"             # what token numbers begin with anew: "sentence", or the whole "document"
    ignore = ["duration"]            # fields that say nothing of the text
    metadata = {title = "title"}     # other names for metadata

    [tokens]
    each = "tokens"                  # "sentences.*" where each sentence is a list of its own
    word = "text"                    # where tokens are objects; and what else they say:
    space = "ws"                     # whether a space follows
    span = ["start", "end"]          # where they stand in the text, given that the record has it under
    text = "text"

    [[mentions]]
    each = "entities"                # "vertexSet.*" where mentions of one entity are a list of their own
    same = false                     # whether they are, and so mean the same thing
    label = "type"
    kind = "Company"                 # instead of a label, the one of all
    span = ["start", "end"]
    sentence = "sent_id"             # the sentence's number, where that is not the number of the list
    id = "id"
    quote = "text"                   # the words; their white space does not count where the text is made of tokens
    attributes = {score = "score"}

    [[relations]]
    each = "relations"
    label = "type"
    by = "index"                     # ends are numbers of mentions; or "id", "span", "token", "entity" (its number)
    ends = {Arg1 = "head", Arg2 = "tail"}    # two paths for a span: {Arg1 = ["0", "1"], Arg2 = ["2", "3"]}
    none = ["undefined"]             # labels that deny a relation
    inverted = "inverted"            # whether the ends have changed places
    attributes = {}

    [[events]]
    each = "events.*"
    label = "0.-1"
    trigger = ["0.0", "0.-2"]
    arguments = "1:"
    span = ["0", "1"]                # of an argument
    role = "2"

    [[sets]]
    each = "clusters"                # each a list of spans
    span = ["0", "1"]
    of = "mentions"                  # or "events"
    kind = "coreference"
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from kg.errors import ConfigError, similar

FORMAT = "token-json"
BY = ("index", "id", "span", "token", "entity")

_SHIPPED = Path(__file__).resolve().parent / "descriptions"
_TOP = ("format", "name", "document", "end", "offsets", "ignore", "metadata")
_RULES = {
    "tokens": ("each", "word", "space", "span", "text"),
    "mentions": ("each", "same", "label", "kind", "span", "sentence", "id", "quote", "attributes"),
    "relations": ("each", "label", "by", "ends", "none", "inverted", "sentence", "attributes"),
    "events": ("each", "label", "trigger", "arguments", "span", "role"),
    "sets": ("each", "span", "of", "kind"),
}
_NEEDED = {
    "tokens": ("each",),
    "mentions": ("span",),
    "relations": ("label", "by", "ends"),
    "events": ("each", "label", "trigger", "arguments", "span", "role"),
    "sets": ("each", "span"),
}
_CHOICES = {"end": ("exclusive", "inclusive"), "offsets": ("document", "sentence"), "by": BY}
_CHOICES["of"] = ("mentions", "events")
_TABLES = ("metadata", "ends", "attributes")
_LISTS = ("ignore", "none")
_PAIRS = ("span", "trigger")

Rule = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Description:
    """Where a kind of research JSON has its tokens and annotations; the module says what each field means."""

    name: str
    document: str = ""
    end: str = "exclusive"
    offsets: str = "document"
    ignore: tuple[str, ...] = ()
    metadata: dict[str, str] = field(default_factory=dict)
    tokens: Rule = field(default_factory=dict)
    mentions: tuple[Rule, ...] = ()
    relations: tuple[Rule, ...] = ()
    events: tuple[Rule, ...] = ()
    sets: tuple[Rule, ...] = ()

    @property
    def fields(self) -> frozenset[str]:
        """The fields of a record that it says anything about."""
        rules = (self.tokens, *self.mentions, *self.relations, *self.events, *self.sets)
        paths = [self.document, *self.ignore, *self.metadata.values(), *(rule.get("each", "") for rule in rules)]
        paths.append(self.tokens.get("text", ""))
        whole = [rule for rule in (*self.mentions, *self.relations) if not rule.get("each")]
        return frozenset(
            path.partition(".")[0] for path in (*paths, *(path for rule in whole for path in _paths(rule)))
        )


def _paths(rule: Rule) -> list[str]:
    """The paths of a rule that says something of the record itself."""
    paths: list[str] = []
    for key in ("label", "id", "quote", "inverted", "sentence"):
        paths += [rule[key]] if key in rule else []
    for value in (rule.get("span", []), *rule.get("ends", {}).values()):
        paths += value if isinstance(value, list) else [value]
    return [*paths, *rule.get("attributes", {}).values()]


@cache
def shipped() -> tuple[Description, ...]:
    """The descriptions that come with kg."""
    return tuple(read_description(path) for path in sorted(_SHIPPED.glob("*.toml")))


def is_description(head: bytes) -> bool:
    """Whether a file that begins so is a description."""
    return re.search(rb'^format\s*=\s*["\']token-json["\']', head, re.MULTILINE) is not None


def read_description(path: Path) -> Description:
    """What a file says.

    Raises:
        ConfigError: It is no TOML, has an unknown or lacks a needed key, or a value is not what the key takes.
    """
    try:
        text = path.read_text(encoding="utf-8")
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
        message = re.sub(r" \(at .*\)$", "", str(error))
        raise ConfigError(
            f"not valid TOML: {message}", path=str(path), line=int(place[1]) if place else None
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"cannot be read: {error}", path=str(path)) from error
    _check(data, ("", *_TOP, *_RULES), path, text)
    rules = {name: [data[name]] if name == "tokens" else data[name] for name in _RULES if name in data}
    for name in ("tokens", "mentions"):
        if name not in rules:
            raise ConfigError(f"no [{name}]: a description says where they are", path=str(path))
    for name, found in rules.items():
        if not isinstance(found, list) or not all(isinstance(rule, dict) for rule in found):
            raise ConfigError(f"{name} must be {'a table' if name == 'tokens' else '[[…]] tables'}", path=str(path))
        for rule in found:
            _check(rule, (name, *_RULES[name]), path, text)
    top: dict[str, Any] = {
        key: value for key, value in data.items() if key in _TOP and key not in ("format", "ignore", "name")
    }
    several: dict[str, Any] = {name: tuple(found) for name, found in rules.items() if name != "tokens"}
    return Description(
        name=data.get("name", path.stem),
        ignore=tuple(data.get("ignore", ())),
        **top,
        tokens=data["tokens"],
        **several,
    )


def _check(table: Rule, known: tuple[str, ...], path: Path, text: str) -> None:
    """Refuse what a table does not take."""
    name = known[0]
    for key, value in table.items():
        line = _line_of(key, text)
        if key not in known[1:]:
            near = similar(key, among=known[1:])
            hint = f"did you mean {near[0]!r}?" if near else f"known are {', '.join(known[1:])}"
            raise ConfigError(f"unknown key {key!r}", path=str(path), line=line, hint=hint)
        expected = _expected(key, value)
        if expected:
            raise ConfigError(f"{key!r} must be {expected}, not {value!r}", path=str(path), line=line)
    for key in _NEEDED.get(name, ()):
        if key not in table:
            raise ConfigError(f"[{name}] lacks {key!r}", path=str(path), line=_line_of(name, text))
    if name == "mentions" and not {"label", "kind"} & table.keys():
        raise ConfigError("[mentions] lacks 'label' or 'kind'", path=str(path), line=_line_of(name, text))


def _expected(key: str, value: Any) -> str:
    """What a key takes, where the value is not that; else an empty string."""
    if key in _RULES:
        return ""
    if key in _CHOICES:
        return "" if value in _CHOICES[key] else " or ".join(map(repr, _CHOICES[key]))
    if key in _TABLES:
        return "" if isinstance(value, dict) else "a table"
    if key in _LISTS:
        return "" if isinstance(value, list) else "a list"
    if key in _PAIRS:
        pair = isinstance(value, list) and len(value) == 2 and all(isinstance(item, str) for item in value)  # noqa: PLR2004 - start and end
        return "" if pair else "the paths of its start and its end"
    kind: type = bool if key == "same" else str
    return "" if isinstance(value, kind) else {bool: "true or false", str: "a string"}[kind]


def _line_of(key: str, text: str) -> int | None:
    found = re.search(rf"^\s*(?:{re.escape(key)}\s*=|\[+{re.escape(key)}\]+)", text, re.MULTILINE)
    return text.count("\n", 0, found.start() + len(found[0]) - len(found[0].lstrip())) + 1 if found else None
