"""Feature structures of a CAS to records.

An annotation is a mention, labelled by a feature (`kg.readers.layernames`) or else by its layer. One with `Governor`
and `Dependent` is a relation; one whose features hold links with `role` and `target` is an event too, with the fillers
of its slots; a feature that refers to another annotation is a relation of the feature's name; other features are
attributes. An `identifier` is a link to an authority. A chain is a set of its links.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.model import Attribute, EquivalenceSet, Event, Link, Mention, Relation
from kg.readers.draft import Draft
from kg.readers.given import add, plain
from kg.readers.irilinks import link_of
from kg.readers.layernames import label_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kg.model import Argument
    from kg.readers.draft import Record

BETWEEN_TOKENS = "relation between tokens, not between annotations"
NO_ENDS = "relation without both ends"

# Layers that say how a text is cut and tagged by a program, not what somebody found in it.
_STRUCTURE = (
    "uima.cas.Sofa",
    "uima.tcas.DocumentAnnotation",
    "de.tudarmstadt.ukp.dkpro.core.api.metadata.type.",
    "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.",
    "de.tudarmstadt.ukp.clarin.webanno.api.type.",
    "de.tudarmstadt.ukp.inception.api.type.",
)
_OWN = frozenset({"begin", "end", "sofa", "Governor", "Dependent", "identifier"})


class Layers:
    """Makes a draft of the feature structures of one view.

    Attributes:
        draft: The records.
        metadata: What structures without a place in the text say of the document.
    """

    def __init__(self, structures: Sequence[Any], lines: Mapping[int, int]) -> None:
        self.draft = Draft(self._shown)
        self.metadata: dict[str, str] = {}
        self._lines = lines
        self._names: dict[Record, str] = {}
        chained = {id(link) for structure in structures if _is_chain(structure) for link in _links_of(structure)}
        for structure in structures:
            if not structure.type.name.startswith(_STRUCTURE) and id(structure) not in chained:
                self._add(structure)

    def _shown(self, record: Record) -> str:
        return self._names[record]

    def _keep(self, records: list[Any], record: Record, structure: Any) -> None:
        self.draft.read += 1
        records.append(record)
        self._names[record] = f"{structure.type.name} {structure.xmiID}"

    def _line(self, structure: Any) -> int:
        return self._lines.get(structure.xmiID, 0)

    def _add(self, structure: Any) -> None:
        features = _features(structure)
        if "Governor" in features and "Dependent" in features:
            self._add_relation(structure, features)
        elif _is_chain(structure):
            self._add_chain(structure)
        elif isinstance(features.get("begin"), int) and isinstance(features.get("end"), int):
            self._add_mention(structure, features)
        elif not _is_link(structure):
            for name, value in features.items():
                if isinstance(value, str | int | float) and name not in _OWN:
                    add(self.metadata, f"{structure.type.short_name}.{name}", plain(value))

    def _add_relation(self, structure: Any, features: dict[str, Any]) -> None:
        identifier = str(structure.xmiID)
        ends = [("Arg1", features["Governor"]), ("Arg2", features["Dependent"])]
        fault = NO_ENDS if any(end is None for _, end in ends) else ""
        if not fault and all(end.type.name.startswith(_STRUCTURE) for _, end in ends):
            fault = BETWEEN_TOKENS
        if fault:
            self.draft.read += 1
            self.draft.skip(self._line(structure), fault, f"{structure.type.name} {identifier}")
            return
        label, named_by = label_of(structure.type.name, features)
        arguments = tuple((role, str(end.xmiID)) for role, end in ends)
        relation = Relation(identifier, label, arguments, self._line(structure))
        self._keep(self.draft.relations, relation, structure)
        self._add_features(structure, features, leave_out={named_by})

    def _add_mention(self, structure: Any, features: dict[str, Any]) -> None:
        label, named_by = label_of(structure.type.name, features)
        self._mention(structure, label)
        slots = [name for name, value in features.items() if any(map(_is_link, _elements(value)))]
        arguments: list[Argument] = [
            (link.role or name, str(link.target.xmiID))
            for name in slots
            for link in _elements(features[name])
            if _is_link(link) and link.target is not None
        ]
        line = self._line(structure)
        identifier = str(structure.xmiID)
        if slots:
            event = Event(f"{identifier}-event", label, identifier, tuple(arguments), line)
            self._keep(self.draft.events, event, structure)
        if isinstance(features.get("identifier"), str) and features["identifier"]:
            authority, key = link_of(features["identifier"])
            self._keep(self.draft.links, Link(identifier, authority, key, "", line), structure)
        self._add_features(structure, features, leave_out={named_by, *slots})

    def _mention(self, structure: Any, label: str) -> None:
        mention = Mention(str(structure.xmiID), label, ((structure.begin, structure.end),), "", self._line(structure))
        self._keep(self.draft.mentions, mention, structure)

    def _add_features(self, structure: Any, features: dict[str, Any], *, leave_out: set[str]) -> None:
        """Add what a structure says besides its label, its place and its slots."""
        target, line = str(structure.xmiID), self._line(structure)
        for name, value in features.items():
            if name in _OWN or name in leave_out or value in (None, ""):
                continue
            for number, item in enumerate(_elements(value), 1):
                identifier = f"{target}-{name}" if number == 1 else f"{target}-{name}-{number}"
                if hasattr(item, "xmiID"):
                    ends = (("Arg1", target), ("Arg2", str(item.xmiID)))
                    self._keep(self.draft.relations, Relation(identifier, name, ends, line), structure)
                else:
                    attribute = Attribute(identifier, target, name, plain(item), line)
                    self._keep(self.draft.attributes, attribute, structure)

    def _add_chain(self, structure: Any) -> None:
        links = list(_links_of(structure))
        label = structure.type.short_name.removesuffix("Chain") or structure.type.short_name
        for link in links:
            self._mention(link, plain(getattr(link, "referenceType", None) or label))
        members = tuple(str(link.xmiID) for link in links)
        self._keep(self.draft.sets, EquivalenceSet(label, members, self._line(structure)), structure)


def _features(structure: Any) -> dict[str, Any]:
    return {feature.name: structure[feature.name] for feature in structure.type.all_features}


def _elements(value: Any) -> list[Any]:
    """The items of an array or list; a single value as one."""
    items = getattr(value, "elements", value)
    return items if isinstance(items, list) else [items]


def _is_link(value: Any) -> bool:
    """Whether a structure is the link of a slot feature."""
    names = {feature.name for feature in value.type.all_features} if hasattr(value, "type") else set()
    return {"role", "target"} <= names and "begin" not in names


def _is_chain(structure: Any) -> bool:
    names = {feature.name for feature in structure.type.all_features}
    return "first" in names and "begin" not in names


def _links_of(chain: Any) -> Iterator[Any]:
    """The links of a chain; one that comes back to itself ends."""
    link, seen = chain.first, set[int]()
    while link is not None and id(link) not in seen:
        seen.add(id(link))
        yield link
        link = getattr(link, "next", None)
