"""What a page says of things in JSON-LD, microdata and RDFa: items with types and properties, by extruct."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kg.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SYNTAXES = ("json-ld", "microdata", "rdfa")
UNREADABLE = "markup cannot be read"

# Relative addresses count from here; nothing has it, and it is taken away again.
_BASE = "http://page.invalid/"


@dataclass(slots=True)
class Item:
    """A thing of which a page says something.

    Attributes:
        types: Local names of its types.
        values: Items and strings by the local name of the property, in the page's order.
    """

    id: str = ""
    types: list[str] = field(default_factory=list)
    values: dict[str, list[Item | str]] = field(default_factory=dict)

    def texts(self, *names: str) -> list[str]:
        """The strings of properties, names of items for items."""
        found = [value for name in names for value in self.values.get(name, ())]
        return [
            text for value in found for text in (value.texts("name") if isinstance(value, Item) else [value]) if text
        ]

    def first(self, *names: str) -> str:
        """The first string of some properties; empty where there is none."""
        return next(iter(self.texts(*names)), "")


def local(name: str) -> str:
    """The last part of an IRI or a prefixed name.

    Example:
        >>> local("https://schema.org/Organization"), local("schema:name"), local("http://ogp.me/ns#title")
        ('Organization', 'name', 'title')
    """
    return re.split(r"[/#:]", name.rstrip("/#"))[-1]


def items_of(data: bytes, *, path: str) -> tuple[list[Item], list[tuple[str, str]]]:
    """The items of a page, outermost ones only, and (syntax, message) of markup that cannot be read.

    Raises:
        InputError: extruct is not installed.
    """
    try:
        import extruct  # noqa: PLC0415 - an extra
        from lxml.etree import LxmlError  # noqa: PLC0415 - comes with it
    except ImportError as error:
        raise InputError("HTML needs the extra 'html'", path=path, hint="pip install 'kg-news[html]'") from error
    found: list[Item] = []
    errors: list[tuple[str, str]] = []
    faults = (ValueError, TypeError, LookupError, AttributeError, RuntimeError, SyntaxError, LxmlError)
    for syntax in SYNTAXES:
        try:
            said = extruct.extract(data, base_url=_BASE, syntaxes=[syntax], errors="strict")[syntax]
        except faults as error:
            errors.append((syntax, str(error).partition("\n")[0]))
            continue
        values = [dict(value) for value in said if isinstance(value, dict)]
        items = list(_from_microdata(values)) if syntax == "microdata" else _from_graph(values)
        # Blank nodes of RDFa have new names each time, and so another order.
        found += sorted(items, key=_sorted_by) if syntax == "rdfa" else items
    return found, errors


def _sorted_by(item: Item) -> tuple[Any, ...]:
    return item.id, sorted(item.types), sorted((key, sorted(map(_flat, values))) for key, values in item.values.items())


def _flat(value: Item | str) -> str:
    return value if isinstance(value, str) else " ".join([*value.types, *value.texts(*sorted(value.values))])


def flat(item: Item) -> str:
    """All that an item says, as one line."""
    texts = [value if isinstance(value, str) else flat(value) for values in item.values.values() for value in values]
    return ", ".join(text for text in texts if text)


def _from_microdata(values: list[dict[str, Any]]) -> Iterator[Item]:
    for value in values:
        types = value.get("type") or []
        item = Item(
            _plain(value.get("id", "")), [local(kind) for kind in ([types] if isinstance(types, str) else types)]
        )
        properties = value.get("properties")
        for name, several in (properties if isinstance(properties, dict) else {}).items():
            for one in several if isinstance(several, list) else [several]:
                kept = next(_from_microdata([one])) if isinstance(one, dict) else _plain(one)
                item.values.setdefault(local(name), []).append(kept)
        yield item


def _from_graph(values: list[dict[str, Any]]) -> list[Item]:
    """Items of JSON-LD, nested or as a graph whose nodes refer to each other by `@id`."""
    nodes = [node for value in values for node in _nodes(value)]
    known: dict[str, Item] = {}
    inner: set[int] = set()
    items = [_node_item(node, known) for node in nodes]
    for node, item in zip(nodes, items, strict=True):
        _fill(node, item, known, inner)
    kept = dict.fromkeys(id(item) for item in items)
    unique = {id(item): item for item in items}
    return [unique[key] for key in kept if key not in inner or _in_a_circle(unique[key])]


def _in_a_circle(item: Item) -> bool:
    """Whether an item is held only by items that it holds itself."""
    seen: list[Item] = []
    waiting = [value for values in item.values.values() for value in values if isinstance(value, Item)]
    while waiting:
        one = waiting.pop()
        if one is item:
            return True
        if not any(one is other for other in seen):
            seen.append(one)
            waiting += [value for values in one.values.values() for value in values if isinstance(value, Item)]
    return False


def _nodes(value: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    graph = value.get("@graph")
    for one in graph if isinstance(graph, list) else [value]:
        if isinstance(one, dict):
            yield one


def _node_item(node: Mapping[str, Any], known: dict[str, Item]) -> Item:
    """The item of a node: the one that has its id already, or a new one."""
    name = node.get("@id")
    identifier = _plain(name) if isinstance(name, str) else ""
    item = known.setdefault(identifier, Item(identifier)) if identifier else Item()
    types = node.get("@type") or []
    for kind in map(local, [types] if isinstance(types, str) else filter(None, map(_plain, types))):
        if kind not in item.types:
            item.types.append(kind)
    if item.id.startswith("_:"):
        item.id = ""
    return item


def _fill(node: Mapping[str, Any], item: Item, known: dict[str, Item], inner: set[int]) -> None:
    for name, several in node.items():
        if name.startswith("@"):
            continue
        for value in several if isinstance(several, list) else [several]:
            kept = _value(value, known, inner)
            if kept not in ("", None):
                item.values.setdefault(local(name), []).append(kept)


def _value(value: Any, known: dict[str, Item], inner: set[int]) -> Item | str:
    if not isinstance(value, dict):
        return _plain(value)
    if "@value" in value:
        return _plain(value["@value"])
    if "@list" in value:
        return _plain(value["@list"])
    if set(value) == {"@id"}:
        name = _plain(value["@id"])
        if name not in known:
            return "" if name.startswith("_:") else name
        inner.add(id(known[name]))
        return known[name]
    item = _node_item(value, known)
    _fill(value, item, known, inner)
    inner.add(id(item))
    return item


def _plain(value: Any) -> str:
    """A value as a string, white space as one space, relative addresses as they were."""
    if value is None or isinstance(value, bool):
        return "" if value is None else str(value).lower()
    return " ".join(str(value).removeprefix(_BASE).split())
