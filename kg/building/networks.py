"""The networks that `kg.toml` names under `[build]`: every build makes them, so that nobody who asks for one waits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.errors import ConfigError, UsageError
from kg.project import find_projection, project, why_empty

if TYPE_CHECKING:
    from kg.config import Config
    from kg.store import Opened


@dataclass(frozen=True, slots=True)
class Network:
    """A network that a build has made.

    Attributes:
        name: Of its projection.
        nodes: How many it has.
        edges: How many it has.
        remark: Why it has no edges; empty where it has some.
    """

    name: str
    nodes: int
    edges: int
    remark: str = ""


def refuse_unknown_networks(config: Config) -> None:
    """See that there is a projection of each name, before anything is built.

    Raises:
        ConfigError: There is none.
        InputError: Its file is not one.
    """
    for name in config.networks:
        try:
            find_projection(name, folders=config.projection_folders)
        except UsageError as error:
            raise ConfigError(f"'networks': {error.message}", path=str(config.path), hint=error.hint) from error


def make_network(opened: Opened, name: str, config: Config) -> Network:
    """Make a network as `kg export` does without options, and keep it with the version.

    Args:
        opened: The graph; its version's folder can be written.
        name: Of a projection.
        config: Where projections are, and the language of labels.

    Raises:
        QueryError: The projection's query is wrong.
    """
    network = project(opened, name, folders=config.projection_folders, language=config.language)
    nodes, edges = network.number_of_nodes(), network.number_of_edges()
    return Network(name, nodes, edges, "" if edges else why_empty(opened, network))
