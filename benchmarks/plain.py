"""Single steps that the benchmarks compare, each a process of its own.

plain.py GRAPH OUT.nt|OUT.nq         the statements of a built graph as plain text, for other programs
plain.py --load QUADS.nq STORE       bulk_load and optimize into a new store
plain.py --network EDGES             a network is made
plain.py --gexf EDGES                … and written by kg
plain.py --rudof DATA.nt SHAPES.ttl  SHACL by pyrudof
plain.py --shapes OUT.ttl SHAPES…    shapes in one file, with their English messages only
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path


def load(quads: Path, store: Path) -> None:
    import pyoxigraph as ox

    shutil.rmtree(store, ignore_errors=True)
    loaded = ox.Store(str(store))
    loaded.bulk_load(path=str(quads), format=ox.RdfFormat.N_QUADS, lenient=True)
    loaded.optimize()
    loaded.flush()


def write(graph: Path, out: Path) -> None:
    from kg.store import open_graph

    store = open_graph(graph).store
    with out.open("w", encoding="utf-8") as file:
        if out.suffix == ".nq":
            file.writelines(f"{quad} .\n" for quad in store)
        else:
            seen: set[int] = set()
            # Equal triples of several graphs once; 64 bits of hash are enough for a benchmark.
            for quad in store:
                if (known := hash(quad.triple)) not in seen:
                    seen.add(known)
                    file.write(f"{quad.triple} .\n")


def one_file(out: Path, files: list[str]) -> None:
    import pyoxigraph as ox

    quads = (quad for path in files for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE))
    kept = (q for q in quads if not (isinstance(q.object, ox.Literal) and q.object.language not in (None, "en")))
    ox.serialize((quad.triple for quad in kept), str(out), format=ox.RdfFormat.TURTLE)


def gexf(edges: int) -> None:
    from notebook import network

    import kg.export

    with Path(os.devnull).open("wb") as stream:
        kg.export.write(network(edges), stream, format="gexf")


def rudof(data: Path, shapes: Path) -> None:
    import pyrudof

    engine = pyrudof.Rudof(pyrudof.RudofConfig())
    engine.read_data(data.read_text(encoding="utf-8"), pyrudof.RDFFormat.NTriples)
    engine.read_shacl(shapes.read_text(encoding="utf-8"), pyrudof.ShaclFormat.Turtle)
    print(engine.validate_shacl())


def main() -> None:
    match sys.argv[1:]:
        case ["--load", quads, store]:
            load(Path(quads), Path(store))
        case ["--network", edges]:
            from notebook import network

            network(int(edges))
        case ["--gexf", edges]:
            gexf(int(edges))
        case ["--rudof", data, shapes]:
            rudof(Path(data), Path(shapes))
        case ["--shapes", out, *files]:
            one_file(Path(out), files)
        case [graph, out]:
            write(Path(graph), Path(out))
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main()
