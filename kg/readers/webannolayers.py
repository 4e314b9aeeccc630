"""The columns of WebAnno TSV 3 to records, layer by layer."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.model import Attribute, EquivalenceSet, Event, Link, Mention, Relation
from kg.readers.draft import Draft
from kg.readers.irilinks import link_of
from kg.readers.layernames import label_of
from kg.readers.uimalayers import BETWEEN_TOKENS
from kg.readers.webannocells import Item, chain_link, item, items, split, unescaped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.model import Argument, Span
    from kg.readers.webannotsv import Row

_SLOT = re.compile(r"ROLE_.*:(.*)_.*")
_LINK = "identifier"
_SEGMENTATION = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type."

Key = tuple[str, str, int]
"""An annotation: its layer, and its number or else, with number 0, the row it stands on."""


@dataclass(frozen=True, slots=True)
class Layer:
    """A layer as the header declares it.

    Attributes:
        kind: `SP` spans, `CH` chains, `RL` relations.
        name: Its type, such as `webanno.custom.Deal`.
        columns: (column, feature) of its plain features.
        slots: (column of the roles, column of the targets, feature, layer of the targets) of its slot features.
        ends: Column and layer of the other end of a relation.
        width: How many columns it has.
    """

    kind: str
    name: str
    columns: tuple[tuple[int, str], ...]
    slots: tuple[tuple[int, int, str, str], ...] = ()
    ends: tuple[int, str] | None = None
    width: int = 0


def layer_of(line: str, *, first: int) -> Layer:
    """A layer from its line in the header.

    Args:
        line: `#T_SP=layer|feature|…`.
        first: 0-based number of its first column.
    """
    kind, _, declared = line.removeprefix("#T_").partition("=")
    name, *features = declared.split("|")
    columns: list[tuple[int, str]] = []
    slots: list[tuple[int, int, str, str]] = []
    ends = None
    at, names = first, iter(features or [""])
    for feature in names:
        slot = _SLOT.fullmatch(feature)
        if slot:
            slots.append((at, at + 1, slot[1], next(names, "")))
            at += 2
        elif feature.startswith("BT_"):
            ends = (at, feature.removeprefix("BT_"))
            at += 1
        else:
            columns.append((at, feature))
            at += 1
    return Layer(kind, name, tuple(columns), tuple(slots), ends, at - first)


@dataclass(slots=True)
class _Unit:
    """An annotation that is being put together from its rows."""

    span: Span
    line: int
    values: dict[str, str] = field(default_factory=dict)
    slots: list[tuple[str, Item, str, str]] = field(default_factory=list)

    def widen(self, span: Span) -> None:
        """Take in another row."""
        self.span = (min(self.span[0], span[0]), max(self.span[1], span[1]))


@dataclass(slots=True)
class _Maker:
    """Makes a draft; mentions first, so that relations and slots can name them."""

    draft: Draft
    lines: Sequence[str]
    ids: dict[Key, str] = field(default_factory=dict)

    def mention(self, key: Key, label: str, unit: _Unit) -> str:
        """Add a mention and return its id."""
        identifier = f"T{len(self.draft.mentions) + 1}"
        self.draft.read += 1
        self.draft.mentions.append(Mention(identifier, label, (unit.span,), "", unit.line))
        self.ids[key] = identifier
        return identifier

    def features(self, target: str, unit: _Unit, *, leave_out: str) -> None:
        """Add what an annotation says besides its label."""
        for name, value in unit.values.items():
            if name == leave_out:
                continue
            self.draft.read += 1
            if name == _LINK:
                authority, key = link_of(value)
                self.draft.links.append(Link(target, authority, key, "", unit.line))
            else:
                self.draft.attributes.append(Attribute(f"{target}-{name}", target, name, value, unit.line))

    def target(self, layer: str, reference: Item) -> str:
        """The id of what a reference means: by number, else by row; in any layer where the type is that of all."""
        row = unescaped(reference.text)
        own = (layer, "", reference.number) if reference.number else (layer, row, 0)
        if own in self.ids:
            return self.ids[own]
        others = (key for key in self.ids if key[1:] == own[1:] and layer == "uima.tcas.Annotation")
        # An id that no mention has is reported when references are checked.
        return self.ids.get(next(others, own), f"{row}[{reference.number}]")


def records_of(layers: Sequence[Layer], rows: Sequence[Row], lines: Sequence[str]) -> Draft:
    """The records of all layers.

    Args:
        layers: As the header declares them.
        rows: All rows of the file.
        lines: The file, for the account.
    """
    maker = _Maker(Draft(lambda record: lines[record.line - 1]), lines)
    hosts: list[tuple[str, str, _Unit]] = []
    for layer in layers:
        for key, unit in _units(layer, rows).items() if layer.kind == "SP" else ():
            label, named_by = label_of(layer.name, unit.values)
            target = maker.mention(key, label, unit)
            maker.features(target, unit, leave_out=named_by)
            hosts.append((label, target, unit))
        if layer.kind == "CH" and len(layer.columns) > 1:
            _add_chains(maker, layer, rows)
    for label, target, unit in hosts:
        _add_event(maker, label, target, unit)
    for layer in layers:
        if layer.kind == "RL" and layer.ends:
            for row in rows:
                _add_relations(maker, layer, row, layer.ends)
    return maker.draft


def _units(layer: Layer, rows: Sequence[Row]) -> dict[Key, _Unit]:
    """The annotations of a span layer, in the order in which they begin."""
    units: dict[Key, _Unit] = {}
    for row in rows:
        for column, feature in layer.columns:
            for value in items(row.cells[column]):
                unit = _unit(units, layer, row, value)
                if unit is not None and value.value is not None and feature:
                    unit.values.setdefault(feature, value.value)
        for roles, targets, feature, target_layer in layer.slots:
            for role, target in zip(items(row.cells[roles]), split(row.cells[targets], "|"), strict=False):
                unit = _unit(units, layer, row, role)
                if unit is not None and not any(filler[3] == feature for filler in unit.slots):
                    unit.slots += _fillers(role, target, feature, target_layer)
    return units


def _fillers(role: Item, target: str, feature: str, layer: str) -> Iterator[tuple[str, Item, str, str]]:
    """(role, reference, layer of the target, feature) of each filler of a slot feature; the role may be left out."""
    names = [item(name).value for name in split(role.text, ";")]
    for name, reference in zip(names, map(item, split(target, ";")), strict=False):
        if reference.text not in ("_", "*", ""):
            yield name or feature, reference, layer, feature


def _unit(units: dict[Key, _Unit], layer: Layer, row: Row, value: Item) -> _Unit | None:
    """The annotation that a value belongs to, which takes in the row; None where the value is nothing."""
    if not value.is_there:
        return None
    key = (layer.name, "", value.number) if value.number else (layer.name, row.id, 0)
    unit = units.setdefault(key, _Unit(row.span, row.line))
    unit.widen(row.span)
    return unit


def _add_event(maker: _Maker, label: str, trigger: str, unit: _Unit) -> None:
    """Add the slots of an annotation as an event that it triggers."""
    if not unit.slots:
        return
    arguments: list[Argument] = [(role, maker.target(layer, reference)) for role, reference, layer, _ in unit.slots]
    maker.draft.read += 1
    maker.draft.events.append(Event(f"{trigger}-event", label, trigger, tuple(arguments), unit.line))


def _add_relations(maker: _Maker, layer: Layer, row: Row, ends: tuple[int, str]) -> None:
    """Add the relations that end at a row; the column refers to where they begin."""
    column, base = ends
    values = {feature: items(row.cells[at]) for at, feature in layer.columns}
    for number, reference in enumerate(items(row.cells[column])):
        if reference.text in ("_", "*", ""):
            continue
        maker.draft.read += 1
        if base.startswith(_SEGMENTATION):
            maker.draft.skip(row.line, BETWEEN_TOKENS, maker.lines[row.line - 1])
            continue
        unit = _Unit(row.span, row.line)
        for feature, stacked in values.items():
            value = stacked[number].value if number < len(stacked) else None
            if value is not None:
                unit.values[feature] = value
        label, named_by = label_of(layer.name, unit.values)
        identifier = f"R{len(maker.draft.relations) + 1}"
        own = Item(row.id, reference.own)
        arguments = (("Arg1", maker.target(base, reference)), ("Arg2", maker.target(base, own)))
        maker.draft.relations.append(Relation(identifier, label, arguments, row.line))
        maker.features(identifier, unit, leave_out=named_by)


def _add_chains(maker: _Maker, layer: Layer, rows: Sequence[Row]) -> None:
    """Add the links of chains as mentions, and each chain as a set."""
    (relation, relation_name), (kind, kind_name) = layer.columns[:2]
    links: dict[tuple[int, int], _Unit] = {}
    for row in rows:
        for first, second in zip(items(row.cells[relation]), items(row.cells[kind]), strict=False):
            link = chain_link(first)
            if link is None:
                continue
            unit = links.setdefault(link[1:], _Unit(row.span, row.line))
            unit.widen(row.span)
            named = {relation_name: Item(link[0]).value, kind_name: second.value}
            unit.values.update({name: value for name, value in named.items() if value is not None})
    name = layer.name.rpartition(".")[2].removesuffix("Link")
    chains: dict[int, list[str]] = {}
    for (chain, position), unit in sorted(links.items(), key=lambda pair: pair[0]):
        label = unit.values.pop(kind_name, name)
        target = maker.mention((layer.name, f"{chain}-{position}", 0), label, unit)
        maker.features(target, unit, leave_out="")
        chains.setdefault(chain, []).append(target)
    for chain, members in chains.items():
        maker.draft.read += 1
        line = links[min(key for key in links if key[0] == chain)].line
        maker.draft.sets.append(EquivalenceSet(name, tuple(members), line))
