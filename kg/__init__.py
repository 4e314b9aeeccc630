"""kg: from annotated news to a knowledge graph in which every fact points to its sentence.

::

    import kg

    graph = kg.build("corpus/", "graph/")                    # or kg.open("graph/"), kg.open("file.ttl")
    graph.query("partnerships", company="Vodafone")          # a Table
    graph.check()                                            # a Report
    network = graph.project("companies")                     # a networkx.MultiDiGraph
    kg.write(network, "companies.gexf")
    graph.to_rdflib()                                        # an rdflib.Dataset over the same store

`graph` is always RDF, `network` is always networkx. Nothing heavy is imported before it is used.
"""

from __future__ import annotations

TYPE_CHECKING = False
"""What type checkers take for true; `typing` takes longer to import than all of this, and a Ctrl-C meanwhile would
be a traceback: only `kg.__main__` heeds it."""

if TYPE_CHECKING:
    from typing import Any

    from kg.errors import KgError
    from kg.export import write
    from kg.graph import Graph, build, open  # noqa: A004 (kg.open, as in the standard library)

__version__ = "0.1.0"
__all__ = ["Graph", "KgError", "__version__", "build", "open", "write"]

_HOMES = {"Graph": "kg.graph", "KgError": "kg.errors", "build": "kg.graph", "open": "kg.graph", "write": "kg.export"}


def __getattr__(name: str) -> Any:
    """The public names, imported when they are first used (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module 'kg' has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value
