from __future__ import annotations

import shutil
from dataclasses import replace

import pytest

from kg.errors import BusyError, ConfigError, InputError, StoreError
from kg.store import open_graph, writing
from tests.building.conftest import quads, write_article

BIZ = "https://w3id.org/biznews/ontology#"


def test_the_account_adds_up(build):
    _, account = build()

    assert account.documents == 9
    assert account.records == 9 * 5
    for kind in account.read:
        assert account.read[kind] == account.mapped[kind] + account.left[kind]
    assert account.read["events"] == account.mapped["events"] == 9


def test_two_builds_are_equal(build):
    one, _ = build("one")
    other, _ = build("other")

    assert quads(one) == quads(other)


def test_the_number_of_workers_does_not_matter(build, monkeypatch):
    monkeypatch.setattr("kg.building.shards.SHARD_SIZE", 2)
    one, _ = build("one", workers=1)
    other, account = build("other", workers=2)

    assert account.documents == 9
    assert quads(one) == quads(other)


def test_the_order_in_which_documents_came_does_not_matter(build, corpus, tmp_path):
    extra = "N1\tReference T1 Wikidata:Q1\tx\n"
    write_article(corpus, "a", extra=extra)
    write_article(corpus, "b", one="Alto Group", extra=extra)
    whole, _ = build("whole")
    aside = tmp_path / "aside"
    aside.mkdir()
    for name in ("a.txt", "a.ann"):
        shutil.move(corpus / name, aside / name)
    late, _ = build("late")
    for name in ("a.txt", "a.ann"):
        shutil.move(aside / name, corpus / name)
    _, account = build("late")

    assert account.unchanged == 8
    assert quads(late) == quads(whole)


def test_an_unchanged_corpus_reads_nothing_again(build):
    build()
    graph, account = build()

    assert (account.changed, account.unchanged, account.removed) == (0, 9, 0)
    assert account.documents == 9
    assert len(list(graph.glob("version-*"))) == 1


@pytest.mark.parametrize("change", ["edit", "delete", "rename", "swap", "add"])
def test_a_rebuild_equals_a_fresh_build(build, corpus, change):
    build("kept")
    if change == "edit":
        write_article(corpus, "a", one="Anders")
    elif change == "delete":
        (corpus / "a.txt").unlink()
        (corpus / "a.ann").unlink()
    elif change == "rename":
        for ending in ("txt", "ann"):
            (corpus / f"a.{ending}").rename(corpus / f"z.{ending}")
    elif change == "swap":
        for ending in ("txt", "ann"):
            (corpus / f"n1.{ending}").rename(corpus / f"aside.{ending}")
            (corpus / f"n2.{ending}").rename(corpus / f"n1.{ending}")
            (corpus / f"aside.{ending}").rename(corpus / f"n2.{ending}")
    else:
        write_article(corpus, "new", other="Neu")
    kept, account = build("kept")
    fresh, first = build("fresh")

    assert account.unchanged >= 7
    assert quads(kept) == quads(fresh)
    assert (account.rules, account.triples) == (first.rules, first.triples)


def test_an_edit_changes_only_its_own_graph(build, corpus):
    graph, _ = build()
    before = set(quads(graph))
    write_article(corpus, "a", one="Anders")
    build()

    changed = before ^ set(quads(graph))
    graphs = {quad.rsplit(" ", 1)[-1] for quad in changed}
    assert {"<https://w3id.org/biznews/doc/b/graph>", "<https://w3id.org/biznews/doc/deep/c/graph>"}.isdisjoint(graphs)


def test_a_new_identifier_moves_names_in_other_documents(build, corpus):
    write_article(corpus, "b", one="Alto Holdings", extra="N1\tReference T1 Wikidata:Q1\tx\n")
    build("kept")
    write_article(corpus, "a", extra="N1\tReference T1 Wikidata:Q1\tx\n")
    kept, account = build("kept")
    fresh, _ = build("fresh")

    assert account.unchanged == 8
    assert not any("alto-holdings" in quad for quad in quads(kept))
    assert quads(kept) == quads(fresh)


def test_another_mapping_reads_everything_again(build, config):
    build()
    _, account = build(config=replace(config, labels={"FIRM": "Company"}))

    assert account.unchanged == 0


def test_rules_derive_links_in_their_own_graph(build):
    graph, account = build()

    store = open_graph(graph).store
    ask = f"ASK {{ GRAPH <https://w3id.org/biznews/graph/inferred> {{ ?a <{BIZ}partnerOf> ?b }} }}"
    assert bool(store.query(ask))
    assert account.triples["inferred"] == 18


def test_nothing_is_written_outside_the_graph(build, corpus):
    before = sorted(corpus.rglob("*"))
    build()

    assert sorted(corpus.rglob("*")) == before


def test_an_interrupted_build_leaves_the_old_graph(build, corpus, monkeypatch):
    graph, _ = build()
    before = quads(graph)
    write_article(corpus, "a", one="Anders")

    def interrupt(*_args: object, **_options: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("kg.building.pipeline.derive", interrupt)
        with pytest.raises(KeyboardInterrupt):
            build()

    assert quads(graph) == before
    assert len(list(graph.glob("version-*"))) == 1
    _, account = build()
    assert account.changed == 1


def test_a_full_disk_is_one_error_and_the_old_graph_stays(build, corpus, monkeypatch):
    graph, _ = build()
    before = quads(graph)
    write_article(corpus, "a", one="Anders")

    def full(*_args: object, **_options: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("kg.building.loading.Loader._load_file", full)
        with pytest.raises(StoreError, match="No space left on device"):
            build()

    assert quads(graph) == before


def test_two_builds_at_once_are_refused(build):
    graph, _ = build()
    with writing(graph), pytest.raises(BusyError, match="another process is building this graph"):
        build()


def test_a_reader_keeps_its_version_while_it_reads(build, corpus):
    graph, _ = build()
    reader = open_graph(graph)
    before = len(reader.store)
    write_article(corpus, "new", other="Neu")
    build()

    assert len(reader.store) == before
    assert len(open_graph(graph).store) > before
    assert len(list(graph.glob("version-*"))) == 2
    reader.lock.release()
    write_article(corpus, "newer", other="Neuer")
    build()
    assert len(list(graph.glob("version-*"))) == 1


def test_an_unreadable_document_is_named_and_the_rest_goes_on(build, corpus):
    (corpus / "a.txt").write_bytes(b"caf\xe9 au lait")
    _, account = build()

    assert account.documents == 8
    assert account.exit_code == 4
    assert [message.split(":")[0] for message in account.unreadable] == ["a.txt"]


def test_strict_stops_at_an_unreadable_document(build, corpus, tmp_path):
    (corpus / "a.txt").write_bytes(b"caf\xe9 au lait")
    with pytest.raises(InputError):
        build(strict=True)

    assert not (tmp_path / "graph" / "graph.json").exists()


def test_an_empty_folder_is_an_error(build, tmp_path):
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match="no annotated text"):
        build(corpus=tmp_path / "empty")


def test_annotations_that_mean_nothing_are_said_to(build, corpus):
    for path in corpus.rglob("*.ann"):
        path.write_text("T1\tXYZ 0 2\tAl\n", encoding="utf-8")
    _, account = build()

    assert account.is_empty
    assert account.exit_code == 4


@pytest.mark.usefixtures("corpus")
def test_a_corpus_is_never_taken_for_a_graph(build):
    with pytest.raises(StoreError, match="is not a graph's folder"):
        build("corpus")


def test_a_broken_rule_is_named(build, config, tmp_path):
    rule = tmp_path / "bad.rq"
    rule.write_text("CONSTRUCT { ?a", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        build(config=replace(config, rules=(rule,)))

    assert caught.value.path == str(rule)


def test_decisions_are_replayed(build, config, tmp_path):
    decisions = tmp_path / "decisions.toml"
    decisions.write_text('[[same]]\ntype = "Company"\nnames = ["Alto", "Brisa"]\n', encoding="utf-8")
    build("kept")
    kept, account = build("kept", config=replace(config, decisions=decisions))
    fresh, _ = build("fresh", config=replace(config, decisions=decisions))

    assert account.unchanged == 9
    assert not any("organization-brisa>" in quad for quad in quads(fresh))
    assert quads(kept) == quads(fresh)


def test_contradicting_decisions_leave_no_graph(build, config, tmp_path):
    decisions = tmp_path / "decisions.toml"
    pair = 'type = "Company"\nnames = ["Alto", "Brisa"]\n'
    decisions.write_text(f"[[same]]\n{pair}[[different]]\n{pair}", encoding="utf-8")
    with pytest.raises(ConfigError):
        build(config=replace(config, decisions=decisions))
