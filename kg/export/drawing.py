"""A network as a picture in memory, which notebooks show, or in a file."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import UsageError
from kg.export import new_file
from kg.export.picture import FORMATS, draw

if TYPE_CHECKING:
    import networkx as nx


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture; notebooks show it where it stands last in a cell.

    Attributes:
        content: The bytes of the file.
        format: `svg`, `png` or `pdf`.
        alt: What it shows, in one line.
        path: The file it was written to; None where it is in memory only.
    """

    content: bytes = field(repr=False)
    format: str
    alt: str
    path: Path | None = None

    def _repr_svg_(self) -> str | None:
        return self.content.decode("utf-8") if self.format == "svg" else None

    def _repr_png_(self) -> bytes | None:
        return self.content if self.format == "png" else None


def drawn(
    network: nx.MultiDiGraph,
    path: str | Path | None = None,
    *,
    format: str | None = None,  # noqa: A002 - the word users know
    **options: Any,
) -> Picture:
    """The picture of a network, and its file where one is named; the same network gives the same bytes.

    Args:
        network: Any networkx graph; its nodes get `x` and `y` unless they have them.
        path: A file to write; its ending names the format.
        format: `svg`, `png` or `pdf`; SVG for a picture in memory, by default.
        **options: `seed`, `size_by` and `title`, as `kg.export.picture.draw` takes them.

    Raises:
        UsageError: No such format, no matplotlib, or no node has a number called `size_by`.
    """
    form = check_picture(path, format=format)
    stream = io.BytesIO()
    draw(network, stream, format=form, **options)
    if path is not None:
        with new_file(Path(path)) as file:
            file.write(stream.getvalue())
    return Picture(stream.getvalue(), form, _alt(network), Path(path) if path is not None else None)


def check_picture(path: str | Path | None, *, format: str | None = None) -> str:  # noqa: A002 - as above
    """The format of a picture: the one named, else that of the file's ending, else SVG.

    Raises:
        UsageError: There is no such format.

    Example:
        >>> check_picture("companies.PNG"), check_picture(None)
        ('png', 'svg')
    """
    if format is None and path is not None:
        ending = Path(path).suffix
        format = ending.lower().lstrip(".")  # noqa: A001 - as above
        if format not in FORMATS:
            raise UsageError(f"the ending {ending!r} names no kind of picture", hint="use .png, .svg or .pdf")
    form = "svg" if format is None else format.lower()
    if form not in FORMATS:
        raise UsageError(f"there is no kind of picture {form!r}", hint="use png, svg or pdf")
    return form


def _alt(network: nx.MultiDiGraph) -> str:
    title = network.graph.get("title") or "network"
    return f"{title}: {network.number_of_nodes():,} nodes, {network.number_of_edges():,} edges"
