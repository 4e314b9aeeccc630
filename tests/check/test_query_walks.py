"""Nested SELECTs that list what is used: only what comes into use, or goes out of it, matters."""

from __future__ import annotations

import pytest

from kg.check.query_walks import query_walks
from kg.check.walks import HERE, Use

LISTS = {
    # name: (a nested SELECT, the property whose values it lists; empty for a list of properties, None for no list)
    "properties": ("SELECT $this ?a WHERE { ?s ?a ?o } GROUP BY $this ?a", ""),
    "classes": (
        "SELECT $this ?a WHERE { ?s a ?a } GROUP BY ?a $this",
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#type",
    ),
    "values": ("SELECT ?a WHERE { ?s <urn:q> ?a } GROUP BY ?a", "urn:q"),
    "with who uses them": ("SELECT $this ?a ?s WHERE { ?s <urn:q> ?a } GROUP BY $this ?a ?s", None),
    "with how often": ("SELECT $this ?a (COUNT(?s) AS ?n) WHERE { ?s <urn:q> ?a } GROUP BY $this ?a", None),
    "of subjects": ("SELECT $this ?a WHERE { ?a <urn:q> ?o } GROUP BY $this ?a", None),
    "of one subject": ("SELECT $this ?a WHERE { <urn:n> ?a ?o } GROUP BY $this ?a", None),
    "of one value": ("SELECT $this ?a WHERE { ?s ?a 1 } GROUP BY $this ?a", None),
    "of loops": ("SELECT $this ?a WHERE { ?s ?a ?s } GROUP BY $this ?a", None),
    "along a path": ("SELECT $this ?a WHERE { ?s <urn:p>/<urn:q> ?a } GROUP BY $this ?a", None),
    "of two patterns": ("SELECT $this ?a WHERE { ?s ?a ?o . ?o a <urn:C> } GROUP BY $this ?a", None),
    "with a test": ("SELECT $this ?a WHERE { ?s ?a ?o FILTER(isIRI(?o)) } GROUP BY $this ?a", None),
    "of some groups": ("SELECT $this ?a WHERE { ?s ?a ?o } GROUP BY $this ?a HAVING(COUNT(?s) > 1)", None),
    "of the focus node": ("SELECT $this ?a WHERE { $this ?a ?o } GROUP BY $this ?a", None),
}


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_told_from_what_says_more(name):
    select, predicate = LISTS[name]

    reliance = query_walks(f"SELECT $this (?a AS ?value) WHERE {{ {{ {select} }} }}", bound={"this": HERE})

    assert reliance.unknown == ""
    assert {walk.lists for walk in reliance.walks} - {None} == (set() if predicate is None else {Use(predicate)})
