"""A graph that is damaged can be built again, and what is lost with it is said."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.building import build_graph
from kg.errors import InputError, StoreError
from kg.query.header import StoredQuery
from kg.query.updating import update
from kg.store import open_graph
from tests.building.conftest import quads, write_article

LOST = (
    "the last version is damaged, or of another format: everything was built afresh, and statements written by hand "
    "('kg query --update'), if there were any, could not be taken over"
)
FORGOTTEN = "what the last build remembered (state.sqlite) is damaged: everything was read again"


def _version(graph):
    return open_graph(graph).version


def _truncate(store):
    table = max(store.glob("*.sst"), key=lambda path: path.stat().st_size)
    table.write_bytes(table.read_bytes()[:100])


def _remove_table(store):
    max(store.glob("*.sst"), key=lambda path: path.stat().st_size).unlink()


def _remove_current(store):
    (store / "CURRENT").unlink()


def _remove_all(store):
    for path in store.iterdir():
        path.unlink()
    store.rmdir()


def _write_by_hand(graph):
    text = 'INSERT DATA { <https://example.org/hand> <https://example.org/note> "seen" }'
    update(graph, stored=StoredQuery("by hand", text))


@pytest.mark.parametrize("fresh", [True, False], ids=["fresh", "renewal"])
@pytest.mark.parametrize("damage", [_truncate, _remove_table, _remove_current, _remove_all])
def test_a_damaged_graph_is_built_afresh_with_a_warning(build, damage, fresh):
    good, _ = build("good")
    graph, _ = build()
    damage(_version(graph) / "store")

    _, account = build(fresh=fresh)

    assert account.warnings == (LOST,)
    assert (account.changed, account.exit_code) == (9, 0)
    assert quads(graph) == quads(good)


def test_what_was_written_by_hand_is_taken_over_without_a_word(build):
    graph, _ = build()
    _write_by_hand(graph)

    _, account = build(fresh=True)

    assert account.warnings == ()
    assert any("https://example.org/hand" in quad for quad in quads(graph))


def test_what_was_written_by_hand_stays_where_the_base_changes(build, config):
    graph, _ = build()
    _write_by_hand(graph)

    build(config=replace(config, base="https://example.org/other/"))

    (written,) = [quad for quad in quads(graph) if "https://example.org/hand" in quad]
    assert written.endswith("<https://example.org/other/graph/manual>")


def test_a_first_build_misses_nothing(build):
    assert build()[1].warnings == ()


@pytest.mark.parametrize("content", [b"garbage" * 100, b""], ids=["garbage", "empty"])
def test_without_its_memory_a_build_reads_everything_again(build, content):
    graph, _ = build()
    _write_by_hand(graph)
    (_version(graph) / "state.sqlite").write_bytes(content)

    _, account = build()

    assert (account.changed, account.warnings) == (9, (FORGOTTEN,))
    assert any("https://example.org/hand" in quad for quad in quads(graph))


def test_damage_that_is_met_late_is_an_error_that_says_what_to_do(build, corpus):
    graph, _ = build()
    memory = _version(graph) / "state.sqlite"
    content = bytearray(memory.read_bytes())
    page = content.index(b"CREATE TABLE names") // 4096
    assert page == 0
    # The pages after those of `meta` and `entries`, which are read first.
    content[4096 * 3 :] = b"\xff" * (len(content) - 4096 * 3)
    memory.write_bytes(content)
    write_article(corpus, "a", one="Anders")

    with pytest.raises(StoreError, match="database disk image is malformed") as caught:
        build()

    assert caught.value.hint == "build it again with 'kg build --fresh'"


@pytest.mark.parametrize(
    ("names", "words"),
    [
        pytest.param(["a"], "1 file of annotations", id="one"),
        pytest.param(["a", "b"], "2 files of annotations", id="two"),
    ],
)
def test_annotations_without_any_text_are_named(tmp_path, config, names, words):
    folder = tmp_path / "bare"
    for name in names:
        write_article(folder, name)
        (folder / f"{name}.txt").unlink()

    with pytest.raises(InputError) as caught:
        build_graph([folder], tmp_path / "graph", config=config)

    assert caught.value.message == f"no annotated text in {folder}: {words} without the text, such as 'a.ann'"
    assert caught.value.hint == "put 'a.txt' beside it, the text that was annotated"
