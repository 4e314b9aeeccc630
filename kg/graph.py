"""A graph as Python sees it: build or open one, then ask, check, project and write it."""

from __future__ import annotations

import json
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.config import find_config
from kg.store import open_graph

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import networkx as nx
    import rdflib

    from kg.check import Report
    from kg.config import Config
    from kg.export.drawing import Picture
    from kg.query import Table, Triples
    from kg.query.asked import AskedRule, RuleFiles
    from kg.query.card import Card
    from kg.store import Opened


_COUNTED = {
    "documents": "SELECT (COUNT(DISTINCT ?thing) AS ?number) { ?thing a biz:Document }",
    # Amounts of money have mentions too, but no name.
    "entities": "SELECT (COUNT(DISTINCT ?thing) AS ?number) { ?thing skos:prefLabel ?name ; biz:mention ?span }",
}
"""What to ask for a number that no account of a build tells."""


def rule_files(config: Config) -> RuleFiles:
    """Where the rules of a project's graph are written, for `kg.query.evidence`."""
    from kg.query.asked import RuleFiles

    return RuleFiles(config.rules, (*config.ontology, *config.shapes), _rules_of_shapes)


def _rules_of_shapes(opened: Opened, files: tuple[Path, ...]) -> Iterator[AskedRule]:
    from kg.rules.asked import asked_rules

    return asked_rules(opened, files)


class Graph:
    """An open graph: RDF, in a folder that `kg build` wrote or in any RDF file.

    Reading is safe from several threads. A graph stays as it was when it was opened, even while it is built again.

    Args:
        opened: The open store.
        config: What `kg.toml` says of queries, shapes and labels.

    Example:
        >>> import tempfile
        >>> import kg
        >>> folder = tempfile.TemporaryDirectory()
        >>> file = Path(folder.name) / "a.ttl"
        >>> _ = file.write_text('<https://example.org/a> <https://example.org/b> "c" .')
        >>> graph = kg.open(file)
        >>> len(graph)
        1
        >>> graph.query("SELECT ?o WHERE { ?s ?p ?o }").rows
        [('c',)]
        >>> folder.cleanup()
    """

    def __init__(self, opened: Opened, config: Config) -> None:
        self.opened = opened
        self.config = config

    @property
    def path(self) -> Path:
        """The folder or file, as it was named."""
        return self.opened.path

    @property
    def account(self) -> dict[str, Any]:
        """The account of the last build, as `account.json` has it; empty for an RDF file."""
        version = self.opened.version
        if version is None:
            return {}
        content: dict[str, Any] = json.loads((version / "account.json").read_text(encoding="utf-8"))
        return content

    def __len__(self) -> int:
        """Number of statements, those of all named graphs together."""
        return len(self.opened.store)

    def __repr__(self) -> str:
        return f"<kg.Graph {str(self.path)!r}: {len(self):,} statements>"

    def _repr_html_(self) -> str:
        """What a notebook shows: the path, and how much is in the graph."""
        numbers = {"statements": len(self)} | {name: self._number_of(name) for name in _COUNTED}
        cells = "".join(f"<tr><th>{name}</th><td>{number:,}</td></tr>" for name, number in numbers.items())
        return f"<table><caption>kg.Graph <code>{escape(str(self.path))}</code></caption>{cells}</table>"

    def _number_of(self, things: str) -> int:
        """Number of documents or entities: the account's, else what the graph itself gives."""
        counted = self.account.get(things)
        if counted is None:
            from kg.vocab import prefixes

            solutions: Any = self.opened.store.query(
                _COUNTED[things], prefixes=prefixes(self.opened.base), use_default_graph_as_union=True
            )
            counted = next(iter(solutions))["number"].value
        return int(counted)

    def query(self, query: str, *, timeout: float | None = None, **parameters: object) -> Table | Triples | bool:
        """The answer to a stored query, a `.rq` file or SPARQL text.

        Args:
            query: Name, path or text.
            timeout: Seconds after which the query is stopped; it then runs in a process of its own.
            **parameters: Of a stored query: a value or a list of values each.

        Returns:
            A table for SELECT, triples for CONSTRUCT and DESCRIBE, a truth value for ASK.

        Raises:
            UsageError: No such query; unknown, missing or ill-typed parameters.
            QueryError: The query is wrong; with line and column.
            QueryTimeoutError: It took longer than `timeout`.
        """
        from kg.query import run

        return run(
            self.opened,
            query,
            parameters=parameters,
            folders=self.config.query_folders,
            language=self.config.language,
            timeout=timeout,
        )

    def evidence(self, query: str, *, timeout: float | None = None, **parameters: object) -> Table | Triples | bool:
        """As `query`, with the documents, annotations and sentences that each row rests on.

        Raises:
            UsageError: As for `query`.
            QueryError: As for `query`.
        """
        from kg.query import run

        return run(
            self.opened,
            query,
            parameters=parameters,
            folders=self.config.query_folders,
            language=self.config.language,
            evidence=True,
            rules=rule_files(self.config),
            timeout=timeout,
        )

    def show(self, thing: str) -> Card:
        """The card of a company, a situation or a document: what the graph says of it, with the sentences.

        Args:
            thing: Any name of an entity, a document's id, `document#annotation`, a CURIE or an IRI.

        Raises:
            UsageError: Nothing is called so, or several things are.
        """
        from kg.query.card import card

        return card(self.opened, thing, language=self.config.language)

    def check(self, *, shapes: Sequence[Path | str] | None = None, rules: bool = False) -> Report:
        """The SHACL report.

        Args:
            shapes: Shapes files; those of the project by default.
            rules: Whether the `sh:rule`s of the shapes are run first, on a copy. A build has run those of the project.

        Raises:
            OntologyError: The shapes are no shapes, or match nothing.
        """
        from kg.check import check

        files = self.config.shapes if shapes is None else [Path(path) for path in shapes]
        derive = None
        if rules:
            from kg.rules import deriving

            derive = deriving()
        return check(self.opened, shapes=files, ontology=self.config.ontology, derive=derive)

    def project(self, name: str = "companies", **options: Any) -> nx.MultiDiGraph:
        """The network that a projection makes of the graph.

        Args:
            name: A projection (`companies`, `investments`, `rankings`, …) or the path of a `.rq` file.
            **options: What to take and leave, as `kg.project.project` has them.

        Raises:
            UsageError: No such projection or option.
        """
        from kg.project import project

        options.setdefault("language", self.config.language)
        return project(self.opened, name, folders=self.config.projection_folders, **options)

    def draw(
        self,
        path: str | Path | None = None,
        *,
        name: str = "companies",
        format: str | None = None,  # noqa: A002 (the word users know)
        size_by: str | None = None,
        title: str | None = None,
        seed: int = 1,
        **options: Any,
    ) -> Picture:
        """The picture of a network, which a notebook shows; the same graph gives the same bytes.

        Args:
            path: A file to write as well; its ending names the format.
            name: A projection, or the path of a `.rq` file.
            format: `svg`, `png` or `pdf`; SVG in a notebook, by default.
            size_by: Name of a number that each node has; the number of ties gives its size by default.
            title: Above the picture; the projection's by default.
            seed: Of the layout.
            **options: What to take and leave, as `project` takes them.

        Raises:
            UsageError: No such projection, format or option, or a network without ties.
        """
        from kg.errors import UsageError
        from kg.export.drawing import check_picture, drawn
        from kg.project import why_empty

        check_picture(path, format=format)
        network = self.project(name, **options)
        if network.number_of_edges() == 0:
            raise UsageError(f"the network {name!r} has no edges: {why_empty(self.opened, network)}")
        return drawn(network, path, format=format, size_by=size_by, title=title, seed=seed)

    def write(self, path: str | Path, *, format: str | None = None) -> int:  # noqa: A002 (the word users know)
        """Write the graph itself as RDF; the file's ending names the syntax. Returns the number of statements.

        Raises:
            UsageError: No such format.
        """
        from kg.export import write_rdf

        return write_rdf(self.opened.store, path, format=format, base=self.opened.base)

    def to_rdflib(self) -> rdflib.Dataset:
        """A live `rdflib.Dataset` over the same store, whose default graph is the union of all named graphs."""
        import rdflib
        from oxrdflib import OxigraphStore

        return rdflib.Dataset(store=OxigraphStore(store=self.opened.store), default_union=True)


def open(path: str | Path, *, config: Config | None = None) -> Graph:  # noqa: A001 (kg.open, as in the standard library)
    """Open a graph's folder, or read an RDF file.

    Args:
        path: A folder that `kg build` wrote, or a `.ttl`, `.trig`, `.nq`, `.nt`, `.jsonld` or `.rdf` file.
        config: What `kg.toml` says; the one near the graph, else near the working folder, by default.

    Raises:
        StoreError: There is no graph, or it is damaged.
        InputError: The file is no RDF; with line and column.
    """
    config = config or find_config(near=Path(path))
    return Graph(open_graph(path, base=config.base), config)


def build(
    corpus: str | Path | Sequence[str | Path], graph: str | Path, *, config: Config | None = None, **options: Any
) -> Graph:
    """Build or renew the graph of a corpus, and open it.

    Args:
        corpus: One or more folders of annotated texts.
        graph: The graph's folder.
        config: What `kg.toml` says; the one near the corpus, else near the working folder, by default.
        **options: `form`, `workers`, `strict`, `fresh`, `progress`, as `kg.building.build_graph` takes them.

    Returns:
        The graph; what the build read and left out is its `account`.

    Raises:
        InputError: Nothing to read.
        ConfigError: `kg.toml` says something that the ontology does not have.
        BusyError: Another process is building this graph.
    """
    from kg.building import build_graph

    sources = [corpus] if isinstance(corpus, str | Path) else list(corpus)
    config = config or find_config(near=Path(sources[0]) if sources else None)
    build_graph(sources, Path(graph), config=config, **options)
    return open(graph, config=config)
