"""What `make bench` runs: our commands and their peers on one synthetic corpus, with ratios.

python benchmarks/run.py                          300 documents, under five minutes on two cores
python benchmarks/run.py --documents 20000        the full run, about an hour
python benchmarks/run.py --only build,query
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import formats
import jena
from corpus import write_corpus
from figures import Figure, Row, line, table, together, without
from measuring import Missing, measure, measured

if TYPE_CHECKING:
    from collections.abc import Callable

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
_EDIT = ("\tcertainty E1 certain\n", "\tcertainty E1 probable\n")
_NETWORK_EDGES = 100_000
_FEW = 20
"""Documents on which every SHACL engine comes to an end in a minute or two."""

_ONE_ROW = "SELECT ?deal ?name WHERE { ?deal a biz:Partnership ; biz:partner [ skos:prefLabel ?name ] } LIMIT 1"
_MANY_TIMES = 21
"""Runs of what takes less than the tenth of a second: single ones differ by a half."""

_REAL = Path(os.environ.get("KG_SHARED") or ROOT.parent / "shared") / "data" / "formats"


class Bench:
    """A corpus, its graph, and the rows measured on them."""

    def __init__(self, work: Path, *, documents: int, seed: int, times: int, limit: float, peers: Path) -> None:
        self.work, self.documents, self.seed, self.times, self.limit = work, documents, seed, times, limit
        self.peers = peers
        self.corpus, self.graph = work / "corpus", work / "graph"
        self.triples = work / "triples.nt"
        self.quads = work / "quads.nq"
        self.rows: list[Row] = []
        self.below: list[str] = []
        self._fresh: Figure | None = None
        self._notebook: Figure | None = None

    def kg(self, *words: str | Path, times: int | None = None, codes: tuple[int, ...] = (0,)) -> Figure:
        """What one of our commands takes."""
        return self.run([sys.executable, "-m", "kg", *words], times=times, codes=codes)

    def peer(self, *words: str | Path, times: int = 1) -> Figure:
        """What a script takes under the peers' Python."""
        return self.run([self.peers, *words], times=times)

    def run(self, command: list[str | Path], *, times: int | None = None, codes: tuple[int, ...] = (0,)) -> Figure:
        """What a command takes: the medians of several runs."""
        print("·", *(Path(word).name if "/" in str(word) else word for word in command[1:4]), file=sys.stderr)
        once = partial(measure, command, limit=self.limit, codes=codes)
        return measured(once, times=self.times if times is None else times)

    def add(self, stage: str, what: str, figure: Figure, *, by: Figure | None = None, goal: str = "") -> Figure:
        """Put a line into the table; its figure."""
        row = Row(stage, what, figure, by, goal)
        self.rows.append(row)
        print(line(row), file=sys.stderr)
        return figure

    def fresh(self) -> Figure:
        """A build from nothing, measured once for all stages; it leaves the graph behind."""
        if self._fresh is None:
            self._fresh = self.kg("build", self.corpus, "-o", self.graph, "--fresh", "-q")
            if isinstance(self._fresh, Missing):
                sys.exit(f"kg build: {self._fresh.reason}")
        return self._fresh

    def exported(self, path: Path) -> Path:
        """The graph as N-Triples or N-Quads, for the peers."""
        self.fresh()
        if not path.is_file():
            subprocess.run([sys.executable, HERE / "plain.py", self.graph, path], check=True)
        return path

    def shapes_file(self) -> Path:
        """All shapes in one file, for everybody: with one message each, since Jena 4.5 takes no more."""
        path = self.work / "shapes.ttl"
        names = [ROOT / "shapes" / f"{name}.ttl" for name in ("core", "business")]
        subprocess.run([sys.executable, HERE / "plain.py", "--shapes", path, *names], check=True)
        return path

    def jena(self, program: str, *words: str | Path, codes: tuple[int, ...] = (0,)) -> Figure:
        """What a program of Apache Jena takes."""
        command = jena.command(program, work=self.work)
        if command is None:
            return Missing("not run: no Apache Jena (JENA_HOME, or Debian's libapache-jena-java)")
        return self.run([*command, *words], times=1, codes=codes)

    def query_file(self) -> Path:
        """The stored query as SPARQL for everybody: without its optional parameters."""
        text = (ROOT / "queries" / "partnerships.rq").read_text(encoding="utf-8")
        path = self.work / "partnerships.rq"
        path.write_text("".join(line for line in text.splitlines(True) if "#@params" not in line), encoding="utf-8")
        return path

    def company(self) -> str:
        """A company with a partnership."""
        command = [sys.executable, "-m", "kg", "query", _ONE_ROW, "-g", self.graph, "-f", "tsv"]
        answer = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        return answer.splitlines()[1].split('"')[1]

    def build(self) -> None:
        """Annotations to a graph: against the notebook script."""
        ours = self.add("build", "kg build", self.fresh())
        peer = self._notebook = self.peer(HERE / "notebook.py", "build", self.corpus, self.work / "notebook.nt")
        self.add("build", "notebook: bratly, rdflib", peer,
                 by=ours)  # fmt: skip

    def load(self) -> None:
        """The whole build against loading the same quads alone."""
        whole = self.fresh()
        target = self.work / "loaded"
        alone = self.run([sys.executable, HERE / "plain.py", "--load", self.exported(self.quads), target])
        shutil.rmtree(target)
        self.add("load", "bulk_load and optimize of its quads alone", alone)
        self.add("load", "kg build", whole, by=alone, goal="at most 1.5 times the load")

    def rebuild(self) -> None:
        """One document edited, against everything."""
        full = self.fresh()
        ours = measured(self._rebuilt, times=self.times)
        self.add("rebuild", f"kg build after editing 1 of {self.documents:,} documents", ours)
        self.add("rebuild", "kg build --fresh", full, by=ours, goal="50 times")

    def recheck(self) -> None:
        """A check after one document was edited, against a check of everything."""
        self.fresh()
        full = self.checked("--full")

        def again() -> Figure:
            built = self._rebuilt()
            return built if isinstance(built, Missing) else self.checked(times=1)

        ours = measured(again, times=self.times)
        self.add("recheck", f"kg check after editing 1 of {self.documents:,} documents", ours)
        self.add("recheck", "kg check --full", full, by=ours, goal="10 times")

    def _rebuilt(self) -> Figure:
        """What it takes to build again after an edit, as annotators do it.

        One attribute of one event gets another value, and the next time the old one again.
        """
        texts = {path: path.read_text(encoding="utf-8") for path in sorted(self.corpus.glob("*/*/*.ann"))}
        edited, text = next((path, text) for path, text in texts.items() if any(words in text for words in _EDIT))
        old, new = _EDIT if _EDIT[0] in text else reversed(_EDIT)
        edited.write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")
        return self.kg("build", self.corpus, "-o", self.graph, "-q", times=1)

    def checked(self, *words: str, times: int | None = None) -> Figure:
        """What a check takes."""
        report = self.work / "report.json"
        return self.kg("check", "-g", self.graph, "-f", "json", "-o", report, "-q", *words, times=times, codes=(0, 3))

    def query(self) -> None:
        """A stored query from a cold start on the built graph."""
        self.exported(self.triples)
        text = self.query_file()
        ours = self.kg("query", "partnerships", "-g", self.graph, "-f", "csv")
        self.add("query", "kg query partnerships -f csv", ours)
        peer = self.peer(HERE / "notebook.py", "query", self.triples, text)
        self.add("query", "notebook: rdflib", peer, by=ours, goal="50 times")
        jena = self.jena("arq", f"--data={self.triples}", f"--query={text}", "--results=csv")
        self.add("query", "Jena arq", jena, by=ours, goal="5 times")

    def startup(self) -> None:
        """What every command pays."""
        bare = self.run([sys.executable, "-c", "pass"], times=_MANY_TIMES)
        self.add("startup", "python -c pass", bare)
        self.add("startup", "kg --help", self.kg("--help", times=_MANY_TIMES), by=bare, goal="at most 4 times")
        self.fresh()
        columns = {"-f csv": ("-f", "csv"), "as a table": ("-f", "table")}
        for what, words in columns.items():
            ours = self.kg("query", _ONE_ROW, "-g", self.graph, *words, times=_MANY_TIMES)
            self.add("startup", f"kg query SELECT …, one row, {what}", ours, by=bare, goal="90 ms CPU")
        company = f"company={self.company()}"
        ours = self.kg("query", "partnerships", company, "-g", self.graph, "-f", "csv", times=_MANY_TIMES)
        self.add("startup", "kg query partnerships company=… -f csv", ours, by=bare, goal="90 ms CPU")

    def example(self) -> None:
        """What somebody sees who tries kg: the example corpus, built and checked for the first time."""
        project, graph = ROOT / "examples" / "telecoms", self.work / "telecoms"
        ours = self.kg("build", project, "-o", graph, "--fresh", "-q", times=_MANY_TIMES)
        self.add("example", "kg build, 16 articles", ours)
        ours = self.kg("check", "-g", graph, "--full", "-q", times=_MANY_TIMES)
        self.add("example", "kg check --full", ours, goal="0.3 s")

    def check(self) -> None:
        """SHACL: against three other engines, on the same triples and shapes; first on a corpus that all can check."""
        small = Bench(
            self.work / "few", documents=min(_FEW, self.documents), seed=self.seed, times=self.times,
            limit=self.limit, peers=self.peers,
        )  # fmt: skip
        write_corpus(small.corpus, documents=small.documents, seed=small.seed)
        small.compare_checks(f"check, {small.documents:,} documents")
        self.rows += small.rows
        shutil.rmtree(small.work)
        ours, peer = self.compare_checks("check")
        if self._notebook:
            both = together(self.fresh(), ours)
            self.add("build and check", "kg build, kg check", both)
            peer = together(self._notebook, peer)
            self.add("build and check", "notebook, pySHACL", peer, by=both, goal="20 times, 1/4 of the memory")

    def compare_checks(self, stage: str) -> tuple[Figure, Figure]:
        """Four engines on this graph; the figures of ours and of pySHACL."""
        self.exported(self.triples)
        shapes = self.shapes_file()
        ours = self.checked("--full")
        self.add(stage, "kg check --full", ours)
        words = ("validate", "--shapes", shapes, "--data", self.triples, "--text")
        self.add(stage, "Jena shacl", self.jena("shacl", *words), by=ours, goal="3 times")
        rudof = self.peer(HERE / "plain.py", "--rudof", self.triples, shapes)
        self.add(stage, "pyrudof", rudof, by=ours, goal="5 times")
        peer = self.peer(HERE / "notebook.py", "check", self.triples)
        self.add(stage, "pySHACL", peer, by=ours, goal="25 times")
        return ours, peer

    def gexf(self) -> None:
        """A network of 100,000 edges, made and written; and made only."""
        script, edges = HERE / "plain.py", str(_NETWORK_EDGES)
        made = self.run([sys.executable, script, "--network", edges])
        ours = self.run([sys.executable, script, "--gexf", edges])
        theirs = self.run([sys.executable, HERE / "notebook.py", "gexf", edges])
        self.add("gexf", f"network of {_NETWORK_EDGES:,} edges made, not written", made)
        self.add("gexf", "kg.write, the network's making taken off", without(ours, made))
        self.add("gexf", "networkx.write_gexf, likewise", without(theirs, made), by=without(ours, made), goal="8 times")

    def networks(self) -> None:
        """Projection, layout and betweenness, in one process each against the bare library; printed below the table."""
        whole, graph, config = self.fresh(), self.work / "networks", self.work / "networks.toml"
        told = (self.corpus / "kg.toml").read_text(encoding="utf-8")
        config.write_text(
            f'{told}\n[build]\nnetworks = ["companies", "partnerships", "investments"]\n', encoding="utf-8"
        )
        ours = self.kg("build", self.corpus, "-o", graph, "--config", config, "--fresh", "-q")
        self.add("networks", "kg build", whole)
        self.add("networks", "kg build that makes three networks", ours, by=whole)
        command = [sys.executable, HERE / "export.py", "--graph", graph]
        self.below.append(subprocess.run(command, check=True, capture_output=True, text=True).stdout)

    def growth(self) -> None:
        """Ten times the documents."""
        small = self.work / "tenth"
        write_corpus(small / "corpus", documents=max(1, self.documents // 10), seed=self.seed)
        tenth = self.kg("build", small / "corpus", "-o", small / "graph", "--fresh", "-q")
        whole = self.fresh()
        self.add("growth", f"kg build, {self.documents // 10:,} documents", tenth)
        self.add("growth", f"kg build, {self.documents:,} documents", whole, by=tenth, goal="at most 11 times the time")
        shutil.rmtree(small)

    def formats(self) -> None:
        """Real files of each annotation format: against the best library for it."""
        if not _REAL.is_dir():
            self.add("formats", "all", Missing("not run: no real files in ../shared/data/formats"))
            return
        for form, libraries in formats.PEERS.items():
            folder = self.work / "formats" / form
            # In a process of its own: what this one holds would count as the memory of those that it starts.
            command = [sys.executable, HERE / "formats.py", "prepare", _REAL, folder, form]
            files = int(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
            stage = f"{form}, {files:,} files"
            if not files:
                self.add(stage, "kg", Missing("not run: no real file that is read here"))
                continue
            ours = self.run([sys.executable, HERE / "formats.py", "kg", folder])
            self.add(stage, _rate(ours, folder, "kg"), ours)
            for library in libraries:
                theirs = self.peer(HERE / "formats.py", library, folder)
                self.add(stage, _rate(theirs, folder, library), theirs, by=ours)
            if not libraries:
                self.add(stage, "no library", Missing("none on PyPI reads its annotations"))
            shutil.rmtree(folder)


def _rate(figure: Figure, folder: Path, what: str) -> str:
    """How many documents were read, how many a CPU second, and how many files failed."""
    if isinstance(figure, Missing):
        return what
    documents, failed = formats.counts_of(folder, what)
    said = f"{what}: {documents:,} documents, {documents / figure.cpu:,.0f}/s"
    return f"{said}, {failed:,} files failed" if failed else said


STAGES: dict[str, Callable[[Bench], None]] = {
    "startup": Bench.startup,
    "example": Bench.example,
    "build": Bench.build,
    "load": Bench.load,
    "rebuild": Bench.rebuild,
    "recheck": Bench.recheck,
    "growth": Bench.growth,
    "query": Bench.query,
    "gexf": Bench.gexf,
    "networks": Bench.networks,
    "check": Bench.check,
    "formats": Bench.formats,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--documents", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default=",".join(STAGES), help=f"Stages, of: {', '.join(STAGES)}.")
    parser.add_argument("--times", type=int, default=3, help="Runs of our commands; the median counts.")
    parser.add_argument("--limit", type=float, default=60, help="Seconds a single command may take.")
    parser.add_argument("--work", type=Path, default=HERE / ".work" / "bench", help="A folder that is emptied.")
    default = HERE / ".work" / "peers" / "bin" / "python"
    parser.add_argument("--peers", type=Path, default=default, help="A Python that has benchmarks/peers.txt installed.")
    options = parser.parse_args()
    chosen = options.only.split(",")
    if unknown := sorted(set(chosen) - set(STAGES)):
        parser.error(f"no stage is called {', '.join(unknown)}; there are {', '.join(STAGES)}")
    peers = options.peers if options.peers.is_file() else Path(sys.executable)
    shutil.rmtree(options.work, ignore_errors=True)
    bench = Bench(
        options.work,
        documents=options.documents,
        seed=options.seed,
        times=options.times,
        limit=options.limit,
        peers=peers,
    )
    lines = write_corpus(bench.corpus, documents=options.documents, seed=options.seed)
    print(f"{options.documents:,} documents, {lines:,} annotation lines", file=sys.stderr)
    for name in chosen:
        STAGES[name](bench)
    print(table(bench.rows), *bench.below, sep="\n\n")
    shutil.rmtree(options.work, ignore_errors=True)


if __name__ == "__main__":
    main()
