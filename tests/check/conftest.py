"""A small graph as `kg build` writes it, and shapes to check it with; both in this project's own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from kg.check import Report, check
from kg.store import open_graph

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PREFIXES = """
@prefix biz: <https://w3id.org/biznews/ontology#> . @prefix code: <https://w3id.org/biznews/code/> .
@prefix id: <https://w3id.org/biznews/id/> . @prefix d: <https://w3id.org/biznews/doc/fr/accord#> .
@prefix dcterms: <http://purl.org/dc/terms/> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix schema: <https://schema.org/> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix sh: <http://www.w3.org/ns/shacl#> . @prefix : <urn:t:> .
"""
TEXT = "Solène SA et Lunaire signent. Leur accord court sur dix ans."
_DOCUMENT = "https://w3id.org/biznews/doc/fr/accord"


def span(begin: int, end: int, rest: str) -> str:
    return (
        f"<{_DOCUMENT}#char={begin},{end}> a biz:TextSpan ; biz:inDocument <{_DOCUMENT}> ; biz:beginIndex {begin} ; "
        f'biz:endIndex {end} ; biz:quote "{TEXT[begin:end]}" {rest} .\n'
    )


GRAPH = f"""{PREFIXES}
<https://w3id.org/biznews/graph/entities> {{
  id:organization-solene a biz:Company ; skos:prefLabel "Solène SA"@fr .
  id:organization-lunaire a biz:Company ; skos:prefLabel "Lunaire"@fr .
}}
<{_DOCUMENT}/graph> {{
  <{_DOCUMENT}> a biz:Document ; dcterms:title "Un accord"@fr ; dcterms:issued "2024-01-16"^^xsd:date ;
    dcterms:language <http://publications.europa.eu/resource/authority/language/FRA> ; biz:sourceFile "fr/accord.ann" ;
    schema:sha256 "{"0" * 64}" .
  d:E1 a biz:Partnership ; biz:partner id:organization-solene , id:organization-lunaire ; biz:status code:agreed ;
    biz:sourceKind code:documentVoice ; biz:duration "P10Y"^^xsd:duration ; dcterms:identifier "E1" ; biz:line 5 ;
    biz:evidence <{_DOCUMENT}#char=21,28> , <{_DOCUMENT}#char=0,9> , <{_DOCUMENT}#char=13,20> ,
      <{_DOCUMENT}#char=52,59> , <{_DOCUMENT}#char=0,29> , <{_DOCUMENT}#char=30,60> .
  {span(21, 28, "; biz:supports rdf:type ; biz:annotation d:T3")}
  {span(0, 9, "; biz:supports biz:partner ; biz:annotation d:T1")}
  {span(13, 20, "; biz:supports biz:partner ; biz:annotation d:T2")}
  {span(52, 59, "; biz:supports biz:duration ; biz:annotation d:T4")}
  {span(0, 29, "; a biz:Sentence")}
  {span(30, 60, "; a biz:Sentence")}
  d:T1 dcterms:identifier "T1" ; biz:line 1 . d:T2 dcterms:identifier "T2" ; biz:line 2 .
  d:T3 dcterms:identifier "T3" ; biz:line 3 . d:T4 dcterms:identifier "T4" ; biz:line 4 .
  id:organization-solene biz:mention <{_DOCUMENT}#char=0,9> .
  id:organization-lunaire biz:mention <{_DOCUMENT}#char=13,20> .
}}
"""


@pytest.fixture
def graph() -> ox.Store:
    store = ox.Store()
    store.load(GRAPH.encode(), format=ox.RdfFormat.TRIG)
    return store


@pytest.fixture
def graph_file(tmp_path: Path) -> Path:
    path = tmp_path / "graph.trig"
    path.write_text(GRAPH, encoding="utf-8")
    return path


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Writes Turtle, with the common prefixes, into a file."""

    def written(turtle: str, *, name: str = "shapes.ttl") -> Path:
        path = tmp_path / name
        path.write_text(PREFIXES + turtle, encoding="utf-8")
        return path

    return written


@pytest.fixture
def shapes_of_formats(write: Callable[..., Path]) -> Path:
    """Shapes of which one is violated, one warns, one is met and one has nothing to check; with words to escape."""
    return write(
        ":Wrong a sh:NodeShape ; sh:targetClass biz:Partnership ; "
        'sh:message "No <kind> & more"@en , "Sans <type>"@fr ; '
        "sh:or ( [ sh:path biz:kind ; sh:minCount 1 ] ) . "
        ':Odd sh:targetClass biz:Document ; sh:severity sh:Warning ; sh:message "A \\u0001 literal \U0001f4b6?"@en ; '
        "sh:nodeKind sh:Literal . "
        ":Fine sh:targetClass biz:Document ; sh:nodeKind sh:IRI . "
        ":Idle sh:targetClass biz:SpinOff ; sh:nodeKind sh:IRI ."
    )


@pytest.fixture
def checked(graph_file: Path, shapes_of_formats: Path) -> tuple[Report, ox.Store]:
    opened = open_graph(graph_file)
    return check(opened, shapes=[shapes_of_formats]), opened.store
