from __future__ import annotations

import pickle
import zipfile
from typing import TYPE_CHECKING

import pytest

from kg.errors import ConfigError, InputError, UsageError
from kg.model import Skipped
from kg.readers import Entry, metadata, scan
from kg.readers.folders import NO_TEXT, OTHER_FORMAT, SUPERSEDED, TWICE
from kg.readers.formats import FORMATS
from kg.readers.refusal import NO_READER

if TYPE_CHECKING:
    from pathlib import Path


def make(folder: Path, *names: str, content: str = "") -> Path:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content)
    return folder


def test_a_pair_is_an_entry(tmp_path: Path) -> None:
    corpus = scan([make(tmp_path, "a.txt", "a.ann")])

    assert corpus.entries == (Entry(str(tmp_path), "a", "brat", "a.txt", ("a.ann",)),)
    assert corpus.ignored == ()


def test_entries_are_found_in_all_folders_and_sorted_by_id(tmp_path: Path) -> None:
    make(tmp_path, "b.txt", "fr/été/a.txt", "fr/été/a.ann", "a.txt")

    assert [entry.id for entry in scan([tmp_path]).entries] == ["a", "b", "fr/été/a"]


def test_the_order_of_paths_does_not_matter(tmp_path: Path) -> None:
    make(tmp_path, "x/a.txt", "y/b.txt")

    assert scan([tmp_path / "x", tmp_path / "y"]) == scan([tmp_path / "y", tmp_path / "x"])


def test_a_text_without_annotations_is_an_entry_without_annotations(tmp_path: Path) -> None:
    assert scan([make(tmp_path, "a.txt")]).entries[0].annotations == ()


def test_partial_files_are_read_in_the_order_in_which_they_define_ids(tmp_path: Path) -> None:
    corpus = scan([make(tmp_path, "a.rel", "a.a2", "a.txt", "a.a1")])

    assert corpus.entries[0].annotations == ("a.a1", "a.a2", "a.rel")


def test_endings_may_be_upper_case(tmp_path: Path) -> None:
    assert scan([make(tmp_path, "A.TXT", "A.Ann")]).entries[0].annotations == ("A.Ann",)


def test_a_stem_may_hold_a_full_stop(tmp_path: Path) -> None:
    assert scan([make(tmp_path, "v1.2.txt", "v1.2.ann")]).entries[0].id == "v1.2"


@pytest.mark.parametrize(
    ("names", "reason", "path"),
    [
        pytest.param(["a.ann"], NO_TEXT, "a.ann", id="annotations-without-text"),
        pytest.param(["x/a.a2"], NO_TEXT, "x/a.a2", id="partial-annotations-without-text"),
        pytest.param(["a.txt", "a.ann", "a.a1"], SUPERSEDED, "a.a1", id="partial-file-beside-joined"),
        pytest.param(["a.docx"], NO_READER, "a.docx", id="unknown-ending"),
        pytest.param(["notes"], NO_READER, "notes", id="no-ending"),
    ],
)
def test_what_is_not_read_is_named(tmp_path: Path, names: list[str], reason: str, path: str) -> None:
    assert scan([make(tmp_path, *names)]).ignored == (Skipped(0, reason, "", path),)


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("kg.toml", id="configuration"),
        pytest.param("decisions.toml", id="decisions"),
        pytest.param("README.md", id="readme"),
        pytest.param("README.txt", id="readme-that-is-a-text"),
        pytest.param("LICENSE", id="licence"),
        pytest.param("annotation.conf", id="brat-configuration"),
        pytest.param(".git/HEAD.txt", id="hidden-folder"),
        pytest.param(".a.txt", id="hidden-file"),
    ],
)
def test_companions_of_a_corpus_are_neither_entries_nor_noise(tmp_path: Path, name: str) -> None:
    corpus = scan([make(tmp_path, name)])

    assert (corpus.entries, corpus.ignored) == ((), ())


def test_a_readme_with_annotations_is_a_document(tmp_path: Path) -> None:
    assert [entry.id for entry in scan([make(tmp_path, "README.txt", "README.ann")]).entries] == ["README"]


def test_a_graph_inside_the_corpus_is_left_alone(tmp_path: Path) -> None:
    make(tmp_path, "a.txt", "graph/graph.json", "graph/version-1/account.json", "graph/version-1/store/000012.sst")

    corpus = scan([tmp_path])

    assert ([entry.id for entry in corpus.entries], corpus.ignored) == (["a"], ())


def test_a_graph_in_its_first_build_is_left_alone(tmp_path: Path) -> None:
    make(tmp_path, "a.txt", "graph/lock", "graph/version-1/state.sqlite")

    corpus = scan([tmp_path])

    assert ([entry.id for entry in corpus.entries], corpus.ignored) == (["a"], ())


def test_a_folder_with_a_lock_and_documents_is_read(tmp_path: Path) -> None:
    make(tmp_path, "x/a.txt", "x/lock")

    assert [entry.id for entry in scan([tmp_path]).entries] == ["x/a"]


def test_a_remark_on_metadata_goes_with_the_corpus(tmp_path: Path) -> None:
    make(tmp_path, "a.txt")
    (tmp_path / "metadata.csv").write_text("path,dat\na,2024\n", encoding="utf-8")

    corpus = scan([tmp_path])

    assert (corpus.ignored, corpus.remarks) == (
        (),
        ("metadata.csv:1: unknown column 'dat' is kept under its own name (did you mean 'date'?)",),
    )


def test_a_projects_own_ontology_is_left_alone(tmp_path: Path) -> None:
    make(tmp_path, "kg.toml", "a.txt", "ontology/b.txt", "queries/q.rq", "shapes/s.ttl")

    corpus = scan([tmp_path])

    assert ([entry.id for entry in corpus.entries], corpus.ignored) == (["a"], ())


@pytest.mark.parametrize("name", [pytest.param("a.txt", id="text"), pytest.param("a.ann", id="annotations")])
def test_a_single_file_brings_its_companion(tmp_path: Path, name: str) -> None:
    make(tmp_path, "a.txt", "a.ann", "b.txt")

    assert scan([tmp_path / name]).entries == (Entry(str(tmp_path), "a", "brat", "a.txt", ("a.ann",)),)


def test_all_files_of_a_folder_named_one_by_one_are_what_the_folder_is(tmp_path: Path) -> None:
    make(tmp_path, "a.txt", "a.ann", "b.txt", "annotation.conf")

    assert scan(sorted(tmp_path.iterdir())) == scan([tmp_path])


def test_a_single_file_without_its_text_is_named(tmp_path: Path) -> None:
    assert scan([make(tmp_path, "a.ann") / "a.ann"]).ignored == (Skipped(0, NO_TEXT, "", "a.ann"),)


def test_a_missing_path_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        scan([tmp_path / "no"])

    assert str(caught.value) == (
        f"{tmp_path}/no: no such file or folder (give a corpus folder or a file of annotations)"
    )


def test_a_misspelt_path_is_answered_with_the_nearest(tmp_path: Path) -> None:
    make(tmp_path, "examples/a.txt")

    with pytest.raises(InputError, match=f"did you mean '{tmp_path}/examples'"):
        scan([f"{tmp_path}/exmaples/"])


def test_one_id_in_two_folders_is_an_error_that_names_both(tmp_path: Path) -> None:
    make(tmp_path, "x/a.txt", "y/a.txt")

    with pytest.raises(InputError) as caught:
        scan([tmp_path / "x", tmp_path / "y"])

    assert str(caught.value) == (
        f"{tmp_path}/y/a.txt: two documents have the id 'a'; the other is {tmp_path}/x/a.txt "
        "(rename one, or give a folder that holds both)"
    )


def test_a_document_under_two_of_the_paths_is_read_once(tmp_path: Path) -> None:
    make(tmp_path, "x/a.txt")

    corpus = scan([tmp_path, tmp_path / "x"])

    assert [entry.id for entry in corpus.entries] == ["x/a"]
    assert corpus.ignored == (Skipped(0, TWICE, "", "a.txt"),)


def test_a_folder_that_links_to_the_folder_above_is_searched_once(tmp_path: Path) -> None:
    make(tmp_path, "x/a.txt")
    (tmp_path / "x" / "up").symlink_to(tmp_path)

    assert [entry.id for entry in scan([tmp_path]).entries] == ["x/a"]


@pytest.mark.parametrize(
    "path",
    [pytest.param("x/a", id="id"), pytest.param("x/a.txt", id="text"), pytest.param("x/a.ann", id="annotations")],
)
def test_a_metadata_row_joins_its_document(tmp_path: Path, path: str) -> None:
    make(tmp_path, "x/a.txt", "x/a.ann")
    make(tmp_path, "metadata.csv", content=f"path,title,desk\n{path},Un,Eco\n")

    corpus = scan([tmp_path])

    assert corpus.entries[0].metadata == (("title", "Un"), ("desk", "Eco"))
    assert corpus.ignored == ()


def test_the_nearer_metadata_file_decides_cell_by_cell(tmp_path: Path) -> None:
    make(tmp_path, "x/a.txt")
    make(tmp_path, "metadata.csv", content="path,title,publisher\nx/a,Un,Le Soir\n")
    make(tmp_path, "x/metadata.csv", content="path,title\na,Deux\n")

    assert dict(scan([tmp_path]).entries[0].metadata) == {"title": "Deux", "publisher": "Le Soir"}


def test_a_metadata_row_without_document_is_named(tmp_path: Path) -> None:
    make(tmp_path, "a.txt")
    make(tmp_path, "metadata.csv", content="path,title\nb,Un\n")

    assert scan([tmp_path]).ignored == (Skipped(2, metadata.NO_DOCUMENT, "b", "metadata.csv"),)


def test_rows_of_other_documents_are_no_matter_for_a_single_file(tmp_path: Path) -> None:
    make(tmp_path, "a.txt", "b.txt")
    make(tmp_path, "metadata.csv", content="path,title\na,Un\nb,Deux\n")

    corpus = scan([tmp_path / "b.txt"])

    assert (corpus.entries[0].metadata, corpus.ignored) == ((("title", "Deux"),), ())


def test_a_broken_metadata_file_stops_the_scan(tmp_path: Path) -> None:
    make(tmp_path, "a.txt")
    make(tmp_path, "metadata.csv", content="title\nUn\n")

    with pytest.raises(ConfigError, match="no column 'path'"):
        scan([tmp_path])


def test_entries_can_be_handed_to_another_process(tmp_path: Path) -> None:
    entry = scan([make(tmp_path, "a.txt", "a.ann")]).entries[0]

    assert pickle.loads(pickle.dumps(entry)) == entry


def test_an_entry_knows_where_its_files_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path, "x/a.txt", "x/a.ann")
    monkeypatch.chdir(tmp_path)

    assert scan(["x/../x"]).entries[0].files == (str(tmp_path / "x" / "a.txt"), str(tmp_path / "x" / "a.ann"))


@pytest.mark.parametrize("whole", [True, False], ids=["folder", "file"])
def test_a_named_format_is_not_recognised(tmp_path: Path, whole: bool) -> None:
    make(tmp_path, "a.txt", content="Soleil B-ORG\n")

    corpus = scan([tmp_path if whole else tmp_path / "a.txt"], form="webanno-tsv")

    assert corpus.entries == (Entry(str(tmp_path), "a", "webanno-tsv", "", ("a.txt",)),)


def test_a_named_format_takes_the_files_of_a_pair_one_by_one(tmp_path: Path) -> None:
    corpus = scan([make(tmp_path, "a.txt", "a.ann")], form="conll")

    assert [(entry.id, entry.annotations) for entry in corpus.entries] == [
        ("a.ann", ("a.ann",)),
        ("a.txt", ("a.txt",)),
    ]


def test_texts_that_files_of_the_named_format_are_about_are_no_documents(tmp_path: Path) -> None:
    make(tmp_path, "a.txt", content="Soleil")
    annotation = '{"@context": "http://www.w3.org/ns/anno.jsonld", "type": "Annotation", "target": "a.txt"}'
    make(tmp_path, "a.jsonld", content=annotation)

    corpus = scan([tmp_path], form="web-annotation")

    assert corpus.entries == (Entry(str(tmp_path), "a", "web-annotation", "", ("a.jsonld", "a.txt")),)


def test_what_belongs_to_others_still_does_where_a_format_is_named(tmp_path: Path) -> None:
    make(tmp_path, "TypeSystem.xml", content="<typeSystemDescription/>")
    make(tmp_path, "a.xmi", content="<x/>")

    corpus = scan([tmp_path], form="uima")

    assert [entry.annotations for entry in corpus.entries] == [("a.xmi", "TypeSystem.xml")]


def test_files_that_are_no_pairs_are_named_where_brat_is_asked_for(tmp_path: Path) -> None:
    make(tmp_path, "a.txt", content="Soleil B-ORG\nLune B-ORG\n")
    make(tmp_path, "b.json", content="[]")

    corpus = scan([tmp_path], form="brat")

    assert [(entry.id, entry.format) for entry in corpus.entries] == [("a", "brat")]
    assert corpus.ignored == (Skipped(0, OTHER_FORMAT, "", "b.json"),)


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        pytest.param("docano", "did you mean 'doccano'?", id="misspelt"),
        pytest.param("pdf", f"there are {', '.join(one.name for one in FORMATS)}", id="unlike-any"),
    ],
)
def test_a_format_that_there_is_not_is_refused(tmp_path: Path, name: str, hint: str) -> None:
    with pytest.raises(UsageError) as raised:
        scan([tmp_path], form=name)

    assert raised.value.message == f"no format is called {name!r}"
    assert raised.value.hint == hint


def test_the_files_of_an_archive_are_of_the_named_format_too(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as packed:
        packed.writestr("a.txt", "Soleil B-ORG\n")

    assert [entry.format for entry in scan([tmp_path], form="conllu").entries] == ["conllu"]
