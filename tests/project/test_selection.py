from __future__ import annotations

import networkx as nx
import pytest

from kg.errors import UsageError
from kg.project.selection import find_node, parse_selection


def test_a_node_whose_alias_differs_in_case_alone_is_one_node():
    network = nx.MultiDiGraph()
    network.add_node("urn:orange", label="Orange", aliases=["ORANGE", "France Télécom"])

    assert find_node(network, "orange") == "urn:orange"


@pytest.mark.parametrize("weight", [float("nan"), float("inf"), float("-inf")], ids=str)
def test_a_least_weight_that_is_no_number_is_refused(weight):
    with pytest.raises(UsageError) as caught:
        parse_selection(min_weight=weight)

    assert str(caught.value) == f"the least weight is {weight} (give a number such as 2)"
