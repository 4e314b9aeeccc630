from __future__ import annotations

from kg.building import pieces as module
from kg.building.pieces import pieces
from tests.building.conftest import quads


def test_little_is_one_file(tmp_path):
    with pieces(tmp_path / "a.nq") as file:
        file.write("one\n")
        file.write("two\n")

    assert file.paths == [tmp_path / "a.nq"]
    assert file.paths[0].read_text() == "one\ntwo\n"


def test_much_is_several_files_with_whole_documents(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "_MOST", 5)

    with pieces(tmp_path / "a.nq") as file:
        for text in ("one\n", "two\n", "three\n"):
            file.write(text)

    assert [path.name for path in file.paths] == ["a.nq", "a-1.nq"]
    assert [path.read_text() for path in file.paths] == ["one\ntwo\n", "three\n"]


def test_nothing_is_no_file(tmp_path):
    with pieces(tmp_path / "a.nq") as file:
        pass

    assert file.paths == []
    assert list(tmp_path.iterdir()) == []


def test_the_graph_does_not_depend_on_the_pieces(build, monkeypatch):
    whole, _ = build("whole")
    monkeypatch.setattr(module, "_MOST", 10)
    parts, account = build("parts")

    assert account.documents == 9
    assert quads(parts) == quads(whole)
