from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.readers.webannocells import Item, chain_link, items, split, unescaped


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        pytest.param("_", [Item("_")], id="nothing"),
        pytest.param("ORG", [Item("ORG")], id="value"),
        pytest.param("ORG[3]", [Item("ORG", 3)], id="numbered"),
        pytest.param("a[1]|*[2]", [Item("a", 1), Item("*", 2)], id="stacked"),
        pytest.param("3-4[12_1]", [Item("3-4", 12, 1)], id="reference"),
        pytest.param(r"a\|b[1]", [Item(r"a\|b", 1)], id="escaped-separator"),
        pytest.param(r"a\[1\]", [Item(r"a\[1\]")], id="escaped-brackets"),
    ],
)
def test_a_cell_has_items(cell: str, expected: list[Item]) -> None:
    assert items(cell) == expected


@pytest.mark.parametrize(
    ("item", "value", "is_there"),
    [
        pytest.param(Item("_"), None, False, id="nothing"),
        pytest.param(Item("*"), None, True, id="without-value"),
        pytest.param(Item("_", 2), None, True, id="numbered-nothing"),
        pytest.param(Item(r"\_"), "_", True, id="escaped-underscore"),
    ],
)
def test_an_item_is_an_annotation_or_nothing(item: Item, value: str | None, is_there: bool) -> None:
    assert (item.value, item.is_there) == (value, is_there)


def test_controls_are_written_by_letters() -> None:
    assert unescaped(r"a\tb\nc\\t\->") == "a\tb\nc\\t->"


def test_a_link_of_a_chain_has_its_chain_and_position() -> None:
    assert chain_link(Item("next->2-3")) == ("next", 2, 3)


def test_other_values_are_no_link_of_a_chain() -> None:
    assert chain_link(Item("next")) is None


@given(st.lists(st.text(st.sampled_from(r"ab|;\[]_*"), max_size=5), min_size=1, max_size=4))
def test_escaped_values_come_back(values: list[str]) -> None:
    escaped = ["".join(f"\\{sign}" if sign in r"|;\[]_*" else sign for sign in value) for value in values]

    assert [unescaped(part) for part in split("|".join(escaped), "|")] == values
