"""What a description makes of one record: mentions, events, relations and sets by their tokens."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kg.model import Attribute, EquivalenceSet, Event, Mention, Relation
from kg.readers import offsets
from kg.readers.given import plain
from kg.readers.ids import SAME_ID, Ids
from kg.readers.jsondraft import JsonDraft
from kg.readers.tokentext import MISSING, at, each, name_at, number_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.model import Argument
    from kg.readers.tokendescription import Description, Rule
    from kg.readers.tokentext import TokenText

NO_SPAN = "span without token numbers"
NO_LABEL = "annotation has no label"
NO_LIST = "not a list of annotations"
NO_END = "relation without its ends"
DENIED = "label that denies a relation"

_Tokens = tuple[int, int]


@dataclass(slots=True)
class TokenDraft:
    """One record, as far as it has been understood.

    Attributes:
        sheet: The draft of its document.
    """

    description: Description
    record: Any
    text: TokenText
    line: int
    sheet: JsonDraft = field(init=False)
    _ids: list[str] = field(default_factory=list)
    _own: dict[str, str] = field(default_factory=dict)
    _spans: dict[_Tokens, str] = field(default_factory=dict)
    _triggers: dict[_Tokens, str] = field(default_factory=dict)
    _groups: dict[int, list[str]] = field(default_factory=dict)
    _taken: Ids = field(default_factory=Ids)

    def __post_init__(self) -> None:
        self.sheet = JsonDraft(self.line)

    def add_all(self) -> None:
        """Add everything that the description names."""
        for rule in self.description.mentions:
            self._add_mentions(rule)
        for rule in self.description.events:
            for numbers, item in self._items(rule):
                self._add_event(rule, item, numbers)
        for rule in self.description.relations:
            for numbers, item in self._items(rule):
                self._add_relation(rule, item, numbers)
        for rule in self.description.sets:
            for _, item in self._items(rule):
                self._add_set(rule, item)

    def _items(self, rule: Rule) -> list[tuple[tuple[int, ...], Any]]:
        """The items of a rule; what should be a list and is none is noted."""
        place = rule.get("each", "").partition(".*")[0]
        found = at(self.record, place)
        inner = found if isinstance(found, list) and ".*" in rule.get("each", "") else []
        for value in [found] if place else []:
            if value is not MISSING and value is not None and not isinstance(value, list):
                self._leave(NO_LIST, value)
        for value in inner:
            if not isinstance(value, list):
                self._leave(NO_LIST, value)
        return list(each(self.record, rule.get("each", "")))

    def _leave(self, reason: str, value: Any) -> None:
        self.sheet.draft.read += 1
        self.sheet.skip(reason, value)

    def _new_id(self, given: str, letter: str, value: Any) -> str:
        """An id that nothing else in the record has: the given one, if there is one."""
        if self._taken.is_taken(given):
            self.sheet.repair(SAME_ID, value)
        return self._taken.new(given, letter=letter)

    def _tokens(self, item: Any, paths: Sequence[str], sentence: int | None = None) -> _Tokens | None:
        """The numbers of the first token and of the one after the last, counted over the document."""
        first, last = number_at(item, paths[0]), number_at(item, paths[1])
        if first is None or last is None:
            return None
        begin = self.text.bounds(sentence)[0]
        return begin + first, begin + last + (self.description.end == "inclusive")

    def _sentence(self, rule: Rule, item: Any, numbers: tuple[int, ...]) -> int | None:
        """The number of the sentence that token numbers count in, where they do."""
        if self.description.offsets != "sentence":
            return None
        if "sentence" in rule:
            return number_at(item, rule["sentence"])
        return numbers[0] if len(numbers) > 1 else 0

    def _add_mentions(self, rule: Rule) -> None:
        groups: dict[int, list[str]] = {}
        for numbers, item in self._items(rule):
            self.sheet.draft.read += 1
            identifier = self._new_id(name_at(item, rule.get("id")), "T", item)
            self._ids.append(identifier)
            sentence = self._sentence(rule, item, numbers)
            tokens = self._tokens(item, rule["span"], sentence)
            label = rule.get("kind") or name_at(item, rule.get("label"))
            if tokens is None or not label:
                self.sheet.skip(NO_LABEL if tokens else NO_SPAN, item)
                continue
            if "id" in rule:
                self._own.setdefault(name_at(item, rule["id"]), identifier)
            groups.setdefault(numbers[0] if numbers else 0, []).append(identifier)
            self._spans.setdefault(tokens, identifier)
            quote = name_at(item, rule.get("quote"))
            self._keep_mention(item, identifier=identifier, label=label, tokens=tokens, sentence=sentence, quote=quote)
            self._add_attributes(rule, item, identifier)
        for number, members in groups.items():
            self._groups.setdefault(number, members)
            if rule.get("same") and len(members) > 1:
                self.sheet.draft.read += 1
                record = EquivalenceSet("coreference", tuple(members), self.line)
                self.sheet.keep(self.sheet.draft.sets, record, members)

    def _keep_mention(
        self, item: Any, *, identifier: str, label: str, tokens: _Tokens, sentence: int | None, quote: str
    ) -> None:
        fragment = self.text.fragment(*tokens, within=self.text.bounds(sentence))
        if fragment is None:
            self.sheet.skip(offsets.EMPTY if tokens[0] >= tokens[1] else offsets.OUTSIDE, item)
            return
        words = self.text.text[slice(*fragment)]
        # Tokens are no offsets whose unit is in doubt; and where spaces of the text are ours, the author's may differ.
        agrees = self.text.rebuilt and "".join(quote.split()) == "".join(words.split())
        quote = words if agrees or not quote else quote
        mention = Mention(identifier, label, (fragment,), quote, self.line)
        self.sheet.keep(self.sheet.draft.mentions, mention, item)

    def _add_attributes(self, rule: Rule, item: Any, target: str) -> None:
        """Add what is said of an annotation; nothing is said by a value that is empty or false."""
        for name, path in rule.get("attributes", {}).items():
            value = at(item, path)
            if value is MISSING or value in (None, "", False, []):
                continue
            self.sheet.draft.read += 1
            text = None if value is True else plain(value)
            attribute = Attribute(f"{target}-{name}", target, name, text, self.line)
            self.sheet.keep(self.sheet.draft.attributes, attribute, {name: value})

    def _add_relation(self, rule: Rule, item: Any, numbers: tuple[int, ...]) -> None:
        self.sheet.draft.read += 1
        label = name_at(item, rule["label"])
        ends = [(role, self._end(rule, item, path, numbers)) for role, path in rule["ends"].items()]
        if not label:
            self.sheet.skip(NO_LABEL, item)
        elif label in rule.get("none", ()):
            self.sheet.skip(DENIED, item)
        elif any(end is None for _, end in ends):
            self.sheet.skip(NO_END, item)
        else:
            fillers = [str(end) for _, end in ends]
            if "inverted" in rule and at(item, rule["inverted"]) not in (MISSING, None, False, 0):
                fillers.reverse()
            arguments: tuple[Argument, ...] = tuple(zip([role for role, _ in ends], fillers, strict=True))
            relation = Relation(self._new_id("", "R", item), label, arguments, self.line)
            self.sheet.keep(self.sheet.draft.relations, relation, item)
            self._add_attributes(rule, item, relation.id)

    def _end(self, rule: Rule, item: Any, path: str | list[str], numbers: tuple[int, ...]) -> str | None:
        """The id of a relation's end, or a name for what is not there; None where the relation does not say it."""
        if rule["by"] == "span":
            tokens = self._tokens(item, path, self._sentence(rule, item, numbers))
            return self._of_span(tokens, self._spans) if tokens else None
        if rule["by"] == "id":
            name = name_at(item, str(path))
            return self._own.get(name, f"id {name}") if name else None
        number = number_at(item, str(path))
        if number is None:
            return None
        if rule["by"] == "index":
            return self._ids[number] if 0 <= number < len(self._ids) else f"number {number}"
        if rule["by"] == "entity":
            return self._groups.get(number, [f"entity {number}"])[0]
        held = (name for (first, last), name in self._spans.items() if first <= number < last)
        return next(held, f"token {number}")

    def _of_span(self, tokens: _Tokens, known: dict[_Tokens, str]) -> str:
        return known.get(tokens, f"tokens {tokens[0]}-{tokens[1]}")

    def _add_event(self, rule: Rule, item: Any, numbers: tuple[int, ...]) -> None:
        """Add an event and its trigger, which count as two records."""
        self.sheet.draft.read += 2
        label = name_at(item, rule["label"])
        trigger = self._tokens(item, rule["trigger"], self._sentence(rule, item, numbers))
        if trigger is None or not label:
            for _ in range(2):
                self.sheet.skip(NO_LABEL if trigger else NO_SPAN, item)
            return
        identifier = self._new_id("", "T", item)
        self._triggers.setdefault(trigger, identifier)
        sentence = self._sentence(rule, item, numbers)
        self._keep_mention(item, identifier=identifier, label=label, tokens=trigger, sentence=sentence, quote="")
        arguments: list[Argument] = []
        for each_ in at(item, rule["arguments"]) or []:
            tokens, role = self._tokens(each_, rule["span"], sentence), name_at(each_, rule["role"])
            if tokens is None or not role:
                self.sheet.repair(NO_SPAN, each_)
                continue
            arguments.append((role, self._of_span(tokens, self._spans)))
        event = Event(self._new_id("", "E", item), label, identifier, tuple(arguments), self.line)
        self.sheet.keep(self.sheet.draft.events, event, item)

    def _add_set(self, rule: Rule, item: Any) -> None:
        if item == []:
            return
        self.sheet.draft.read += 1
        known = self._triggers if rule.get("of") == "events" else self._spans
        spans = [self._tokens(member, rule["span"]) for member in item] if isinstance(item, list) else []
        if not spans or None in spans:
            self.sheet.skip(NO_SPAN, item)
            return
        members = tuple(self._of_span(tokens, known) for tokens in spans if tokens)
        record = EquivalenceSet(rule.get("kind", "coreference"), members, self.line)
        self.sheet.keep(self.sheet.draft.sets, record, item)
