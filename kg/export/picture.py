"""Pictures of networks for print and screen: PNG, SVG and PDF, the same bytes for the same network.

Node size is the number of ties or a measure, node colour the type, edge colour the kind. Labels stand where they cover
least; where there is no room for all, those of small nodes are left out and the caption says how many.
"""

from __future__ import annotations

import textwrap
import warnings
from typing import IO, TYPE_CHECKING, Any

from kg.errors import UsageError
from kg.export.appearance import OTHER, edge_colours, node_colours, sizes, width_of
from kg.export.columns import text_of
from kg.export.labels import Box, arranged
from kg.export.layout import place
from kg.project.wording import left_out_sentence, size_sentence, words

if TYPE_CHECKING:
    import networkx as nx

FORMATS = ("png", "svg", "pdf")

_WIDTH_INCHES = 12.0
"""Of a picture of up to `_MANY` nodes; the height is two thirds of it."""

_WIDEST_INCHES = 16.0
_DOTS_PER_INCH = 150
_AXES = (0.02, 0.09, 0.74, 0.83)
"""Left, bottom, width and height of the drawing, as parts of the figure."""

_LONGEST_LABEL = 32
_MANY = 60
"""Number of nodes from which labels and edges are drawn finer."""

_STYLE: Any = {
    "font.family": ["DejaVu Sans"],
    "svg.hashsalt": "kg",
    "svg.fonttype": "none",
    "pdf.fonttype": 42,
    "path.simplify": True,
}
_WORDS = {
    "en": {
        "Ties": "Ties",
        "Nodes": "Nodes",
        "ties": "number of ties",
        "node size": "Node size: {meaning}.",
        "line width": "Line width: {meaning}.",
        "unlabelled": "{number} labels have no room and are not shown.",
    },
    "fr": {
        "Ties": "Liens",
        "Nodes": "Nœuds",
        "ties": "nombre de liens",
        "node size": "Taille des nœuds : {meaning}.",
        "line width": "Épaisseur des lignes : {meaning}.",
        "unlabelled": "{number} noms n'ont pas de place et ne sont pas montrés.",
    },
}
_NO_DATES: dict[str, dict[str, None]] = {
    "png": {"Software": None},
    "svg": {"Date": None, "Creator": None},
    "pdf": {"CreationDate": None, "Creator": None, "Producer": None},
}


def draw(
    network: nx.MultiDiGraph,
    stream: IO[bytes],
    *,
    format: str,  # noqa: A002 - the word users know
    seed: int = 1,
    size_by: str | None = None,
    title: str | None = None,
) -> None:
    """Draw a network; its nodes get `x` and `y` unless they have them.

    Args:
        network: Any networkx graph.
        stream: Where to write.
        format: One of `FORMATS`.
        seed: Of the layout.
        size_by: Name of a numeric node attribute that gives the size; the number of ties by default.
        title: Above the picture; the network's own by default.

    Raises:
        UsageError: matplotlib is not installed, or no node has a number called `size_by`.
    """
    try:
        import matplotlib as mpl  # noqa: PLC0415 - an extra
        from matplotlib.figure import Figure  # noqa: PLC0415 - likewise
    except ImportError as error:
        raise UsageError(
            "pictures need matplotlib, which is not installed", hint="pip install 'kg-news[draw]'"
        ) from error
    _check_measure(network, size_by)
    place(network, seed=seed)
    with mpl.rc_context(_STYLE), warnings.catch_warnings():
        # A script that the font lacks shows as boxes; the names are in the other files.
        warnings.filterwarnings("ignore", message="Glyph .* missing from")
        width = max(_WIDTH_INCHES, min(_WIDEST_INCHES, _WIDTH_INCHES * (network.number_of_nodes() / _MANY) ** 0.3))
        figure = Figure(figsize=(width, width / 1.5), dpi=_DOTS_PER_INCH, facecolor="white")
        _Canvas(network, figure, size_by=size_by, title=title).draw()
        figure.savefig(stream, format=format, metadata=_NO_DATES[format])


def _check_measure(network: nx.MultiDiGraph, name: str | None) -> None:
    if name is None:
        return
    found = sorted({key for _, data in network.nodes(data=True) for key, value in data.items() if _is_number(value)})
    if name not in found:
        raise UsageError(f"no node has a number called {name!r}", hint=f"there are {', '.join(found) or 'none'}")


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


class _Canvas:
    """One figure while it is drawn."""

    def __init__(self, network: nx.MultiDiGraph, figure: Any, *, size_by: str | None, title: str | None) -> None:
        self.network = network
        self.figure = figure
        self.title = title if title is not None else str(network.graph.get("title", ""))
        self.many = network.number_of_nodes() > _MANY
        self.axes = figure.add_axes(_AXES)
        self.axes.set_axis_off()
        self.places = {node: (float(d["x"]), float(d["y"])) for node, d in network.nodes(data=True)}
        scale = 1.0 if not self.many else max(0.45, 1.0 - network.number_of_nodes() / 900)
        # Diameters in points.
        self.sizes = {node: (6 + value * 0.55) * scale for node, value in sizes(network, by=size_by).items()}
        # Words keep their size beside a picture that grows.
        self.large = float(figure.get_size_inches()[0]) / _WIDTH_INCHES
        self.size_meaning = size_by
        language = str(network.graph.get("language", "en"))
        self.words = words(language) | _WORDS.get(language, _WORDS["en"])
        self.kinds = edge_colours(network)
        self.types = node_colours(network)
        self.unlabelled = 0

    def draw(self) -> None:
        """All parts, from the back to the front."""
        if self.places:
            self._set_limits()
            self._edges()
            self._nodes()
            self._labels()
        self._legend()
        self._texts()

    def _set_limits(self) -> None:
        """Show all places, in one scale for both axes."""
        xs, ys = ([place[axis] for place in self.places.values()] for axis in (0, 1))
        width, height = (side * part for side, part in zip(self.figure.get_size_inches(), _AXES[2:], strict=True))
        margin = max((max(xs) - min(xs)) * 0.08, (max(ys) - min(ys)) * 0.08, 10.0)
        unit = max((max(xs) - min(xs) + 2 * margin) / width, (max(ys) - min(ys) + 2 * margin) / height)
        middle = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
        self.axes.set_xlim(middle[0] - unit * width / 2, middle[0] + unit * width / 2)
        self.axes.set_ylim(middle[1] - unit * height / 2, middle[1] + unit * height / 2)

    def _edges(self) -> None:
        from matplotlib.patches import FancyArrowPatch  # noqa: PLC0415 - an extra

        between: dict[frozenset[Any], int] = {}
        heaviest = max((width_of(data) for *_, data in self.network.edges(data=True)), default=1.0) or 1.0
        thin = 0.5 if self.many else 1.3
        directed = self.network.graph.get("direction", "directed") == "directed"
        for source, target, data in self.network.edges(data=True):
            pair = frozenset((source, target))
            number = between[pair] = between.get(pair, -1) + 1
            # Ties of several kinds between two nodes bend apart; whose direction is reversed bends the other way.
            bend = (0.0, 0.18, -0.18, 0.34, -0.34)[number % 5] * (1 if str(source) < str(target) else -1)
            arrow = directed and not data.get("symmetric", False)
            self.axes.add_patch(
                FancyArrowPatch(
                    self.places[source],
                    self.places[target],
                    connectionstyle=f"arc3,rad={bend}",
                    arrowstyle="-|>" if arrow else "-",
                    mutation_scale=7 if self.many else 12,
                    shrinkA=self.sizes[source] / 2,
                    shrinkB=self.sizes[target] / 2 + (1 if arrow else 0),
                    linewidth=thin + (0.9 if self.many else 1.6) * width_of(data) / heaviest,
                    color=self.kinds[str(data.get("kind") or "")],
                    alpha=max(0.3, 0.6 - self.network.number_of_edges() / 4000) if self.many else 0.8,
                    zorder=1,
                )
            )

    def _nodes(self) -> None:
        nodes = list(self.network.nodes(data=True))
        self.axes.scatter(
            [self.places[node][0] for node, _ in nodes],
            [self.places[node][1] for node, _ in nodes],
            s=[self.sizes[node] ** 2 for node, _ in nodes],
            c=[self.types[str(data.get("type") or "")] for _, data in nodes],
            edgecolors="white",
            linewidths=0.8,
            zorder=2,
        )

    def _labels(self) -> None:
        from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415 - an extra

        renderer = FigureCanvasAgg(self.figure).get_renderer()  # type: ignore[no-untyped-call]
        points = self.figure.dpi / 72
        centres = {node: tuple(self.axes.transData.transform(place)) for node, place in self.places.items()}
        order = sorted(self.network, key=lambda node: (-self.sizes[node], str(node)))
        texts = {node: self._text(node) for node in order}
        boxes = {}
        for node, text in texts.items():
            extent = text.get_window_extent(renderer)
            boxes[node] = (extent.width, extent.height)
        circles = {node: (*centres[node], self.sizes[node] * points / 2) for node in order}
        bounds = self.axes.get_window_extent(renderer)
        lines = [(centres[source], centres[target]) for source, target in self.network.edges()]
        found = arranged(circles, boxes, lines, Box(bounds.x0, bounds.y0, bounds.x1, bounds.y1))
        # Parts of the figure, not pixels: SVG and PDF have other pixels than the one that is measured.
        width, height = self.figure.bbox.width, self.figure.bbox.height
        for node, text in texts.items():
            if node in found:
                self._show(text, found[node][0] / width, found[node][1] / height)
            else:
                text.remove()
        self.unlabelled = len(order) - len(found)

    def _text(self, node: Any) -> Any:
        return self.figure.text(
            0,
            0,
            _shortened(text_of(self.network.nodes[node].get("label") or node)),
            fontsize=_font_size(self.sizes[node], many=self.many),
            color="#1a1a1a",
            zorder=4,
            verticalalignment="bottom",
            parse_math=False,
        )

    def _show(self, text: Any, x: float, y: float) -> None:
        """Put a label in its place, over a white rim of its own: one with a rim itself would not be text in an SVG."""
        from matplotlib import patheffects  # noqa: PLC0415 - an extra

        text.set_position((x, y))
        rim = self.figure.text(
            x, y, text.get_text(), fontsize=text.get_fontsize(), zorder=3, verticalalignment="bottom", parse_math=False
        )
        rim.set_path_effects([patheffects.Stroke(linewidth=2.4, foreground="white")])

    def _legend(self) -> None:
        from matplotlib.lines import Line2D  # noqa: PLC0415 - an extra

        counts: dict[str, int] = {}
        labels: dict[str, str] = {}
        for *_, data in self.network.edges(data=True):
            kind = str(data.get("kind") or "")
            counts[kind] = counts.get(kind, 0) + 1
            labels[kind] = text_of(data.get("label") or kind or "tie")
        edges = [
            Line2D([], [], color=self.kinds[kind], linewidth=2.4, label=f"{labels[kind]} ({number})")
            for kind, number in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        ]
        types: dict[str, int] = {}
        names: dict[str, str] = {}
        for _, data in self.network.nodes(data=True):
            type_ = str(data.get("type") or "")
            types[type_] = types.get(type_, 0) + 1
            names[type_] = text_of(data.get("type_label") or type_ or "node")
        nodes = [
            Line2D(
                [],
                [],
                color=self.types.get(type_, OTHER),
                marker="o",
                linestyle="",
                markersize=8,
                label=f"{names[type_]} ({number})",
            )
            for type_, number in sorted(types.items(), key=lambda item: (-item[1], item[0]))
        ]
        style: dict[str, Any] = {"loc": "upper left", "frameon": False, "alignment": "left", "fontsize": 9 * self.large}
        first = self.figure.legend(handles=edges, title=self.words["Ties"], bbox_to_anchor=(0.77, 0.92), **style)
        first.get_title().set(fontweight="bold", fontsize=10 * self.large)
        height = 0.05 + 0.031 * len(edges)
        second = self.figure.legend(
            handles=nodes, title=self.words["Nodes"], bbox_to_anchor=(0.77, 0.92 - height), **style
        )
        second.get_title().set(fontweight="bold", fontsize=10 * self.large)

    def _texts(self) -> None:
        graph = self.network.graph
        if self.title:
            self.figure.text(0.02, 0.955, self.title, fontsize=16 * self.large, fontweight="bold", color="#1a1a1a")
        phrase = self.words
        said = [
            size_sentence(self.network),
            phrase["node size"].format(meaning=self.size_meaning or phrase["ties"]),
            phrase["line width"].format(meaning=graph["weight"]) if graph.get("weight") else "",
            left_out_sentence(self.network),
            phrase["unlabelled"].format(number=self.unlabelled) if self.unlabelled else "",
        ]
        text = "\n".join(textwrap.wrap(" ".join(part for part in said if part), 175))
        self.figure.text(0.02, 0.065, text, fontsize=8 * self.large, color="#555555", verticalalignment="top")


def _shortened(label: str) -> str:
    label = " ".join(label.split())
    return label if len(label) <= _LONGEST_LABEL else label[: _LONGEST_LABEL - 1].rstrip() + "…"


def _font_size(diameter: float, *, many: bool) -> float:
    return round(min(13.0, max(6.0 if many else 8.5, 5.5 + diameter * 0.28)), 1)
