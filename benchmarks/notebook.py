"""The script a user would write in a notebook: bratly, rdflib, pySHACL, networkx. It is what `kg` is compared with.

    python benchmarks/notebook.py build CORPUS OUT.nt      annotations to triples, rules applied
    python benchmarks/notebook.py check GRAPH.nt           pySHACL with our shapes; prints the number of results
    python benchmarks/notebook.py query GRAPH.nt QUERY.rq  prints CSV
    python benchmarks/notebook.py gexf EDGES               a network of so many edges by networkx; GEXF to nowhere

It makes the same kinds of statements as `kg build` (documents, spans, sentences, evidence, situations, values, names,
links, provenance, what the field's rules derive) and serializes as N-Triples, because rdflib's Turtle takes minutes. It
leaves out: named graphs, links on events (bratly refuses them) and so the same situation in several documents,
discontinuous mentions, merging of names by identifiers, labels other than those of the ontology, values beyond the
commonest wordings, sentence boundaries beyond `. `, the account of what was lost, and renewal: it starts from nothing
each time. So it does less; where it is slower, that is not for doing more.
"""

from __future__ import annotations

import csv
import hashlib
import random
import re
import sys
import unicodedata
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
BASE = "https://w3id.org/biznews/"
MAGNITUDES = {"million": 10**6, "millions": 10**6, "billion": 10**9, "milliard": 10**9, "milliards": 10**9}
CURRENCIES = {"€": "EUR", "euro": "EUR", "$": "USD", "dollar": "USD", "£": "GBP", "livre": "GBP"}
HEDGES = {
    **dict.fromkeys(("about", "environ", "nearly", "près de"), ("approximate", "value")),
    **dict.fromkeys(("at least", "au moins"), ("atLeast", "minValue")),
    **dict.fromkeys(("up to", "jusqu'à"), ("atMost", "maxValue")),
}
NUMBER_WORDS = ("one un", "two deux", "three trois", "four quatre", "five cinq", "six", "seven sept", "eight huit",
                "nine neuf", "ten dix", "eleven onze", "twelve douze")  # fmt: skip
RANK_WORDS = ("first première", "second deuxième", "third troisième", "fourth quatrième", "fifth cinquième",
              "sixth sixième", "seventh septième", "eighth huitième")  # fmt: skip
MONTH_WORDS = ("january janvier", "february février", "march mars", "april avril", "may mai", "june juin",
               "july juillet", "august août", "september septembre", "october octobre", "november novembre",
               "december décembre")  # fmt: skip
NUMBERS, RANKS, MONTHS = (
    {word: n for n, words in enumerate(table, 1) for word in words.split()}
    for table in (NUMBER_WORDS, RANK_WORDS, MONTH_WORDS)
)
FAMILIES = {"Company": "organization", "BusinessUnit": "organization", "Organization": "organization",
            "Person": "person", "Product": "offering", "Technology": "offering", "Market": "market",
            "Region": "region"}  # fmt: skip
LEGAL_FORM = re.compile(r" (SA|plc|SE|AG|Inc|SAS|GmbH)$")
AUTHORITIES = {
    "Wikidata": "http://www.wikidata.org/entity/",
    "EUCountry": "http://publications.europa.eu/resource/authority/country/",
}


def slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.lower())
    return re.sub(r"[^\w]+", "-", "".join(c for c in plain if not unicodedata.combining(c))).strip("-")


def read_number(text: str) -> float | None:
    found = re.search(r"\d+([.,]\d+)?", text)
    return float(found[0].replace(",", ".")) if found else None


def read_date(text: str) -> tuple[str, str] | None:
    year = re.search(r"\b(19|20)\d\d\b", text)
    if not year:
        return None
    month = next((n for word, n in MONTHS.items() if word in text.lower()), None)
    day = re.search(r"\b\d\d?\b", text.replace(year[0], ""))
    if month and day:
        return f"{year[0]}-{month:02d}-{int(day[0]):02d}", "date"
    return (f"{year[0]}-{month:02d}", "gYearMonth") if month else (year[0], "gYear")


def build(corpus: Path, out: Path) -> None:
    from bratly.io.file_read_src import parse_ann_file
    from rdflib import Graph

    with (corpus / "metadata.csv").open(encoding="utf-8", newline="") as file:
        metadata = {row["path"]: row for row in csv.DictReader(file)}
    graph = Graph()
    for path in sorted(corpus.rglob("*.txt")):
        text = path.read_text(encoding="utf-8")
        annotations = path.with_suffix(".ann")
        collection = parse_ann_file(
            annotations.read_text(encoding="utf-8"), str(annotations),
            no_duplicates=False, sorting=False, renumerotize=False,  # its quickest way
        )  # fmt: skip
        name = path.relative_to(corpus).as_posix()
        _Article(graph, name, text, metadata[name]).add(collection.annotations)
    for file in ontology_files():
        graph.parse(file)
    for rule in sorted((ROOT / "ontology" / "rules").glob("*.rq")):
        for triple in list(graph.query(rule.read_text(encoding="utf-8"))):
            graph.add(triple)
    graph.serialize(out, format="nt", encoding="utf-8")
    print(f"{len(graph)} triples")


def ontology_files() -> list[Path]:
    names = ("core", "core-codes", "business", "business-codes")
    return [ROOT / "ontology" / f"{name}.ttl" for name in names]


class _Article:
    """The triples of one article."""

    def __init__(self, graph: Any, path: str, text: str, about: dict[str, str]) -> None:
        from rdflib import Literal, Namespace, URIRef

        self.graph, self.path, self.text, self.about = graph, path, text, about
        self.biz, self.code = Namespace(f"{BASE}ontology#"), Namespace(f"{BASE}code/")
        self.iri = URIRef(f"{BASE}doc/{path.removesuffix('.txt')}")
        self.literal, self.ref = Literal, URIRef
        self.sentences = [match.span() for match in re.finditer(r"\S.*?(?:[.!?](?=\s)|$)", text, re.MULTILINE)]
        self.classes: dict[str, str] = {}
        self.terms: dict[str, Any] = {}
        self.spans: dict[str, Any] = {}
        self.values: dict[str, Any] = {}

    def add(self, annotations: list[Any]) -> None:
        lines = {annotation.id: line for line, annotation in enumerate(annotations, 1) if hasattr(annotation, "id")}
        kinds: dict[str, list[Any]] = {}
        for annotation in annotations:
            kinds.setdefault(type(annotation).__name__, []).append(annotation)
        self.document()
        for mention in kinds.get("EntityAnnotation", []):
            self.mention(mention, lines[mention.id])
        for event in kinds.get("EventAnnotation", []):
            self.event(event, lines[event.id])
        for relation in kinds.get("RelationAnnotation", []):
            ends = [end.id for _, end in (relation.argument1, relation.argument2)]
            self.graph.add((self.terms[ends[0]], self.biz[relation.label], self.terms[ends[1]]))
        for attribute in kinds.get("AttributeAnnotation", []):
            value = (attribute.values or [""])[0]
            self.graph.add(
                (self.ref(f"{self.iri}#{attribute.component.id}"), self.biz[attribute.label], self.code[value])
            )
        for link in kinds.get("NormalizationAnnotation", []):
            self.link(link)

    def document(self) -> None:
        from rdflib import DCTERMS, PROV, RDF, RDFS, SDO, XSD

        about, literal, subject, add = self.about, self.literal, self.iri, self.graph.add
        language = {"en": "ENG", "fr": "FRA"}[about["language"]]
        add((subject, RDF.type, self.biz.Document))
        add((subject, DCTERMS.identifier, literal(self.path.removesuffix(".txt"))))
        add((subject, DCTERMS.title, literal(about["title"], lang=about["language"])))
        add((subject, DCTERMS.issued, literal(about["date"], datatype=XSD.date)))
        add((subject, DCTERMS.publisher, literal(about["publisher"])))
        add(
            (
                subject,
                DCTERMS.language,
                self.ref(f"http://publications.europa.eu/resource/authority/language/{language}"),
            )
        )
        add((subject, SDO.url, literal(about["url"], datatype=XSD.anyURI)))
        add((subject, SDO.sha256, literal(hashlib.sha256(self.text.encode()).hexdigest())))
        add((subject, self.biz.sourceFile, literal(self.path.replace(".txt", ".ann"))))
        if about["agencies"]:
            agency = self.ref(f"{BASE}id/organization-{slug(about['agencies'])}")
            add((subject, self.biz.usesMaterialFrom, agency))
            self.name(agency, about["agencies"], "Organization")
        graph, activity, agent = (
            self.ref(f"{subject}/graph"),
            self.ref(f"{subject}#annotation"),
            self.ref(f"{BASE}agent/me"),
        )
        add((graph, RDF.type, PROV.Entity))
        add((graph, PROV.wasDerivedFrom, subject))
        add((graph, PROV.wasGeneratedBy, activity))
        add((activity, RDF.type, PROV.Activity))
        add((activity, PROV.used, subject))
        add((activity, PROV.wasAssociatedWith, agent))
        add((agent, RDF.type, PROV.SoftwareAgent))
        add((agent, RDFS.label, literal("notebook")))

    def name(self, entity: Any, name: str, label: str) -> None:
        from rdflib import RDF, SKOS

        self.graph.add((entity, RDF.type, self.biz[label]))
        literal = self.literal(name, lang=self.about["language"])
        known = [old.language for old in self.graph.objects(entity, SKOS.prefLabel)]
        property_ = SKOS.altLabel if self.about["language"] in known else SKOS.prefLabel
        if (entity, SKOS.prefLabel, literal) not in self.graph:
            self.graph.add((entity, property_, literal))

    def span(self, start: int, end: int, class_: str = "TextSpan") -> Any:
        from rdflib import RDF, XSD

        span, add, literal = self.ref(f"{self.iri}#char={start},{end}"), self.graph.add, self.literal
        add((span, RDF.type, self.biz[class_]))
        add((span, RDF.type, self.biz.TextSpan))
        add((span, self.biz.inDocument, self.iri))
        add((span, self.biz.beginIndex, literal(start, datatype=XSD.integer)))
        add((span, self.biz.endIndex, literal(end, datatype=XSD.integer)))
        add((span, self.biz.quote, literal(self.text[start:end])))
        return span

    def describe(self, id_: str, line: int) -> Any:
        from rdflib import DCTERMS

        term = self.ref(f"{self.iri}#{id_}")
        self.graph.add((term, DCTERMS.identifier, self.literal(id_)))
        self.graph.add((term, self.biz.line, self.literal(line)))
        return term

    def mention(self, mention: Any, line: int) -> None:
        term = self.describe(mention.id, line)
        span = self.span(mention.fragments[0].start, mention.fragments[-1].end)
        self.spans[mention.id], self.classes[mention.id] = span, mention.label
        self.graph.add((span, self.biz.annotation, term))
        if mention.label in FAMILIES:
            family, name = FAMILIES[mention.label], mention.content
            key = LEGAL_FORM.sub("", name) if family == "organization" else name
            entity = self.ref(f"{BASE}id/{family}-{slug(key)}")
            self.terms[mention.id] = self.values[mention.id] = entity
            self.name(entity, name, mention.label)
            self.graph.add((entity, self.biz.mention, span))
        else:
            self.value(mention, term, span)

    def value(self, mention: Any, term: Any, span: Any) -> None:
        from rdflib import XSD

        text, literal = mention.content.lower(), self.literal
        if mention.label in ("Money", "Percentage", "Quantity"):
            self.quantity(text, mention.label, term, span)
            self.values[mention.id] = term
        elif mention.label == "Date" and (date := read_date(text)):
            self.values[mention.id] = literal(date[0], datatype=XSD[date[1]])
        elif mention.label == "Rank" and text in RANKS:
            self.values[mention.id] = literal(RANKS[text], datatype=XSD.integer)
        elif mention.label == "Duration":
            count, unit = text.split()
            letter = "M" if unit.startswith("mo") else "Y"
            self.values[mention.id] = literal(f"P{NUMBERS.get(count, count)}{letter}", datatype=XSD.duration)

    def quantity(self, text: str, label: str, term: Any, span: Any) -> None:
        from decimal import Decimal

        from rdflib import RDF, SKOS, XSD

        add, literal = self.graph.add, self.literal
        number = Decimal(str(read_number(text) or 0))
        number *= next((factor for word, factor in MAGNITUDES.items() if f" {word} " in f"{text} "), 1)
        approximation, bound = next((HEDGES[word] for word in HEDGES if text.startswith(word)), ("exact", "value"))
        add((term, RDF.type, self.biz.MonetaryAmount if label == "Money" else self.biz.Quantity))
        add((term, self.biz[bound], literal(f"{number:f}", datatype=XSD.decimal)))
        add((term, self.biz.approximation, self.code[approximation]))
        add((term, self.biz.mention, span))
        if label == "Money":
            code = next(code for sign, code in CURRENCIES.items() if sign in text)
            currency = self.ref(f"http://publications.europa.eu/resource/authority/currency/{code}")
            add((term, self.biz.currency, currency))
            add((currency, RDF.type, SKOS.Concept))
            add((currency, SKOS.notation, literal(code)))

    def event(self, event: Any, line: int) -> None:
        from rdflib import RDF

        term = self.describe(event.id, line)
        self.graph.add((term, RDF.type, self.biz[event.label]))
        self.evidence(term, event.event_trigger.id, RDF.type)
        for role, filler in event.args.items():
            property_ = self.biz[role.rstrip("0123456789")]
            if filler.id in self.values:
                self.graph.add((term, property_, self.values[filler.id]))
                self.evidence(term, filler.id, property_)

    def evidence(self, term: Any, mention: str, property_: Any) -> None:
        span = self.spans[mention]
        self.graph.add((term, self.biz.evidence, span))
        self.graph.add((span, self.biz.supports, property_))
        start = int(str(span).rpartition("=")[2].partition(",")[0])
        for first, last in self.sentences:
            if first <= start < last:
                self.graph.add((term, self.biz.evidence, self.span(first, last, "Sentence")))

    def link(self, link: Any) -> None:
        from rdflib import SKOS

        authority, key = link.external_resource
        target = link.component.id
        if authority == "Matter":
            self.graph.add((self.ref(f"{self.iri}#{target}"), self.biz.matter, self.ref(f"{BASE}matter/{slug(key)}")))
        elif target in self.terms:
            self.graph.add((self.terms[target], SKOS.exactMatch, self.ref(AUTHORITIES[authority] + key)))


def check(file: Path) -> None:
    from pyshacl import validate
    from rdflib import SH, Graph

    graph, shapes = Graph(), Graph()
    graph.parse(file, format="nt")
    for name in ("core", "business"):
        shapes.parse(ROOT / "shapes" / f"{name}.ttl")
    conforms, results, _ = validate(graph, shacl_graph=shapes, advanced=True, allow_infos=True, allow_warnings=True)
    print(f"conforms {conforms}, {len(list(results.subjects(SH.resultSeverity)))} results")


def query(file: Path, text: Path) -> None:
    from rdflib import Graph

    graph = Graph()
    graph.parse(file, format="nt")
    sys.stdout.buffer.write(graph.query(text.read_text(encoding="utf-8")).serialize(format="csv"))


def network(edges: int) -> Any:
    """A network of companies: a third as many nodes as edges, drawn from a long-tailed distribution."""
    import networkx as nx

    rng, nodes = random.Random(1), edges // 3
    made = nx.MultiDiGraph()
    for node in range(nodes):
        made.add_node(f"n{node}", label=f"Company {node}", type="Company", documents=rng.randint(1, 50))
    for number in range(edges):
        source = f"n{int(nodes * rng.random() ** 2)}"
        made.add_edge(
            source, f"n{number % nodes}", kind=f"kind {number // nodes}", weight=1.5, evidence="a sentence & more"
        )
    return made


def gexf(edges: int) -> None:
    import os

    import networkx as nx

    nx.write_gexf(network(edges), os.devnull)


def main() -> None:
    stage, *arguments = sys.argv[1:]
    stages = {"build": build, "check": check, "query": query}
    if stage == "gexf":
        gexf(int(arguments[0]))
    else:
        stages[stage](*map(Path, arguments))


if __name__ == "__main__":
    main()
