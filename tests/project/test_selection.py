from __future__ import annotations

import networkx as nx

from kg.project.selection import find_node


def test_a_node_whose_alias_differs_in_case_alone_is_one_node():
    network = nx.MultiDiGraph()
    network.add_node("urn:orange", label="Orange", aliases=["ORANGE", "France Télécom"])

    assert find_node(network, "orange") == "urn:orange"
