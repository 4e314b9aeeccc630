"""What a build records of its changes is the difference between the versions, neither more nor less."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg import changes
from kg.building.recording import Recording
from kg.changes import Changes
from kg.store import open_graph
from tests.building.conftest import write_article


def remember(graph):
    """Leave what a check leaves, so that the next build is asked for its changes; the version's name and quads."""
    opened = open_graph(graph)
    (opened.version / changes.FOLDER).mkdir(exist_ok=True)
    (opened.version / changes.FOLDER / f"{opened.version.name}.key.json.gz").touch()
    return opened.version.name, changes.fingerprint(opened.version), frozenset(opened.store)


def edit(corpus):
    write_article(corpus, "a", one="Anders")


def edit_one_attribute(corpus):
    path = corpus / "a.ann"
    path.write_text(path.read_text(encoding="utf-8").replace("agreed", "planned"), encoding="utf-8")


def delete(corpus):
    (corpus / "a.txt").unlink()
    (corpus / "a.ann").unlink()


def rename(corpus):
    for ending in ("txt", "ann"):
        (corpus / f"a.{ending}").rename(corpus / f"z.{ending}")


def swap(corpus):
    for ending in ("txt", "ann"):
        (corpus / f"n1.{ending}").rename(corpus / f"aside.{ending}")
        (corpus / f"n2.{ending}").rename(corpus / f"n1.{ending}")
        (corpus / f"aside.{ending}").rename(corpus / f"n2.{ending}")


def add(corpus):
    write_article(corpus, "new", other="Neu")


def merge_names(corpus):
    write_article(corpus, "a", extra="N1\tReference T1 Wikidata:Q1\tx\n")


def nothing(corpus):
    del corpus


@pytest.mark.parametrize("edited", [edit, edit_one_attribute, delete, rename, swap, add, merge_names, nothing])
def test_the_changes_are_the_difference_between_the_versions(build, corpus, edited):
    write_article(corpus, "b", one="Alto Holdings", extra="N1\tReference T1 Wikidata:Q1\tx\n")
    graph, _ = build()
    name, known, before = remember(graph)
    edited(corpus)
    build()
    after = open_graph(graph)

    found = changes.since(after.version, name=name, known=known)

    assert found == Changes(frozenset(after.store) - before, before - frozenset(after.store))
    assert bool(found) is (edited is not nothing)


def test_changes_of_several_builds_add_up(build, corpus):
    graph, _ = build()
    name, known, before = remember(graph)
    for change in (add, edit, delete, edit, edit_one_attribute):
        change(corpus)
        build()
    after = open_graph(graph)

    found = changes.since(after.version, name=name, known=known)

    assert found == Changes(frozenset(after.store) - before, before - frozenset(after.store))


def test_nothing_is_recorded_where_nobody_will_ask(build, corpus):
    graph, _ = build()
    edit(corpus)
    build()

    assert not list(graph.glob("version-*/checks"))


def test_a_build_from_nothing_forgets(build, corpus):
    graph, _ = build()
    remember(graph)
    edit(corpus)
    build(fresh=True)

    assert not list(graph.glob("version-*/checks"))


def test_what_is_known_before_the_oldest_outcome_is_not_carried_on(build, corpus):
    graph, _ = build()
    remember(graph)
    add(corpus)
    build()
    (open_graph(graph).version / changes.FOLDER / "version-1.key.json.gz").unlink()
    remember(graph)
    edit(corpus)
    build()

    names = sorted(path.name for path in (open_graph(graph).version / changes.FOLDER).iterdir())

    assert names == ["version-2.key.json.gz", "version-3.changes.gz"]


def test_after_too_many_changes_nothing_is_known(build, corpus, monkeypatch):
    monkeypatch.setattr("kg.changes._MOST", 20)
    graph, _ = build()
    name, known, _ = remember(graph)
    add(corpus)
    build()

    assert changes.since(open_graph(graph).version, name=name, known=known) is None
    assert not list(open_graph(graph).version.glob("checks"))


def _quad(name):
    return ox.Quad(ox.NamedNode("urn:s"), ox.NamedNode("urn:p"), ox.Literal(name))


def test_more_than_can_be_noted_is_no_difference_at_all():
    recording = Recording(ox.Store(), most=2)

    recording.removing([_quad("a"), _quad("b"), _quad("c")])

    assert recording.changes() is None


def test_what_is_taken_out_and_put_back_has_not_changed():
    store = ox.Store()
    store.add(_quad("a"))
    recording = Recording(store, most=10)

    recording.removing([_quad("a")])
    store.remove(_quad("a"))
    store.add(_quad("a"))

    assert recording.changes() == Changes()
