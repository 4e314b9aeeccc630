from __future__ import annotations

import json
import os

import pyoxigraph as ox
import pytest

from kg.errors import InputError, StoreError
from kg.store import Opened, is_graph_folder, open_graph, rdf_format_of, read_pointer, writing


def test_an_rdf_file_is_read_into_memory(tmp_path):
    path = tmp_path / "a.trig"
    path.write_text("<https://e.org/g> { <https://e.org/a> <https://e.org/b> <https://e.org/c> }", encoding="utf-8")

    opened = open_graph(path)

    assert isinstance(opened, Opened)
    assert len(list(opened.store.query("SELECT * { ?s ?p ?o }", use_default_graph_as_union=True))) == 1


@pytest.mark.parametrize(
    ("name", "message", "hint"),
    [
        ("gone", "there is no graph at", "kg build"),
        ("gone.ttl", "there is no file", "RDF file"),
        ("", "is not a graph that kg built", "kg build"),
    ],
    ids=["folder", "file", "another folder"],
)
def test_a_graph_that_is_not_there_says_what_to_do(tmp_path, name, message, hint):
    with pytest.raises(StoreError, match=message) as caught:
        open_graph(tmp_path / name)

    assert hint in caught.value.hint


def test_a_syntax_error_is_given_with_its_place(tmp_path):
    path = tmp_path / "a.ttl"
    path.write_text("@prefix e: <https://e.org/> .\ne:a e:b\n", encoding="utf-8")

    with pytest.raises(InputError) as caught:
        open_graph(path)

    assert caught.value.line == 3


def test_an_unknown_ending_is_refused(tmp_path):
    with pytest.raises(InputError, match="names no RDF syntax"):
        rdf_format_of(tmp_path / "a.docx")


@pytest.mark.parametrize(
    "content", ["", "{", '{"format": 99, "version": "version-1", "base": "x"}'], ids=["empty", "cut", "newer"]
)
def test_a_damaged_or_newer_graph_is_refused(tmp_path, content):
    (tmp_path / "graph.json").write_text(content, encoding="utf-8")

    with pytest.raises(StoreError) as caught:
        open_graph(tmp_path)

    assert caught.value.hint == "build it again"


@pytest.fixture
def truncated(tmp_path):
    """A graph one of whose files was cut, as by a copy that was broken off."""
    folder = tmp_path / "graph"
    with writing(folder) as draft:
        store = ox.Store(str(draft.path / "store"))
        node = ox.NamedNode("https://e.org/a")
        store.bulk_extend([ox.Quad(node, node, node)])
        store.flush()
        del store
        draft.publish(base="https://e.org/")
    file = max((folder / "version-1" / "store").glob("*.sst"), key=lambda path: path.stat().st_size)
    os.truncate(file, file.stat().st_size // 2)
    return folder


def test_a_graph_whose_store_was_cut_is_damaged(truncated):
    with pytest.raises(StoreError, match="the graph is damaged: Corruption: ") as caught:
        open_graph(truncated)

    assert (caught.value.path, caught.value.hint) == (str(truncated), "build it again with 'kg build --fresh'")


def test_a_graph_whose_store_was_cut_is_no_start_of_the_next_version(truncated):
    with (
        writing(truncated) as draft,
        pytest.raises(StoreError, match="the graph is damaged: Corruption: "),
    ):
        draft.copy_previous()


def test_a_draft_is_seen_by_nobody_before_it_is_published(tmp_path):
    folder = tmp_path / "graph"
    with writing(folder) as draft:
        assert not is_graph_folder(folder)
        (draft.path / "store").mkdir()
        draft.publish(base="https://example.org/")

    assert read_pointer(folder) == {"version": "version-1", "base": "https://example.org/"}
    assert json.loads((folder / "graph.json").read_text(encoding="utf-8"))["format"] == 1


def test_an_unpublished_draft_is_removed(tmp_path):
    folder = tmp_path / "graph"
    with writing(folder) as draft:
        (draft.path / "store").mkdir()

    assert not list(folder.glob("version-*"))
