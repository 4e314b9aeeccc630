"""A folder that Hugging Face's `datasets` loads: ties in three splits and nodes, as Parquet, with a dataset card."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from kg.export.columns import clean
from kg.export.parquet import edges_table, nodes_table, write_table
from kg.export.triples import part_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from pathlib import Path
    from typing import IO

    import networkx as nx

SPLITS = {"train": "train", "valid": "validation", "test": "test"}
"""Names of the parts, ours and theirs."""

_CARD = """---
pretty_name: {title}
tags:
- knowledge-graph
configs:
- config_name: edges
  default: true
  data_files:
{files}
- config_name: nodes
  data_files: nodes.parquet
---

# {heading}

{description}

```python
from datasets import load_dataset

edges = load_dataset("FOLDER", "edges")   # {splits}
nodes = load_dataset("FOLDER", "nodes")["train"]
```

The ties are split by chance (seed 1; 80, 10 and 10 percent as far as possible): all ties between two nodes are in one
split, and every node and every kind of tie of another split occurs in `train`. `source` and `target` of a tie are the
`id` of nodes.

## Columns of edges

{edges}

## Columns of nodes

{nodes}
"""


def write(
    network: nx.MultiDiGraph, folder: Path, *, new_file: Callable[[Path], AbstractContextManager[IO[bytes]]]
) -> list[Path]:
    """Write `README.md`, `edges/train.parquet`, `validation` and `test`, and `nodes.parquet`.

    Args:
        network: The network.
        folder: Made where it is not there; what else is in it stays.
        new_file: Opens a file that takes its name when it is complete.

    Returns:
        The files, the card first.

    Raises:
        UsageError: pyarrow is not installed.
    """
    edges, nodes = edges_table(network), nodes_table(network)
    parts = part_of(network)
    tables = {folder / "nodes.parquet": nodes}
    sizes = {}
    for ours, theirs in SPLITS.items():
        rows = [number for number, part in enumerate(parts) if part == ours]
        tables[folder / "edges" / f"{theirs}.parquet"] = edges.take(rows) if rows else edges.slice(0, 0)
        sizes[theirs] = len(rows)
    (folder / "edges").mkdir(parents=True, exist_ok=True)
    for path, table in tables.items():
        with new_file(path) as stream:
            write_table(table, stream)
    card = folder / "README.md"
    with new_file(card) as stream:
        stream.write(_card(network, edges, nodes, sizes=sizes).encode("utf-8"))
    return [card, *tables]


def _card(network: nx.MultiDiGraph, edges: Any, nodes: Any, *, sizes: dict[str, int]) -> str:
    title = " ".join(clean(str(network.graph.get("title") or "Network")).split())
    # An empty split is no split to `datasets`.
    filled = [name for name, size in sizes.items() if size]
    return _CARD.format(
        # A JSON string is a YAML one.
        title=json.dumps(title),
        files="\n".join(f"  - split: {name}\n    path: edges/{name}.parquet" for name in filled or ["train"]),
        heading=title,
        description=clean(str(network.graph.get("description") or "")),
        splits=", ".join(f"{name}: {size:,}" for name, size in sizes.items()),
        edges=_columns(edges),
        nodes=_columns(nodes),
    )


def _columns(table: Any) -> str:
    rows = "\n".join(f"| `{field.name.replace('|', chr(92) + '|')}` | {field.type} |" for field in table.schema)
    return f"| column | type |\n|---|---|\n{rows}"
