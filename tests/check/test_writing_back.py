from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from kg.building import build_graph
from kg.check import check
from kg.check.writing_back import write_back
from kg.config import find_config
from kg.errors import UsageError
from kg.readers import read, scan
from kg.resources import folder
from kg.store import open_graph

ARTICLE = Path(__file__).parents[2] / "examples" / "telecoms" / "en" / "pellworth-merger-off.ann"
CONFIG = replace(find_config(folder("shapes")), defaults={"language": "en", "date": "2024-12-10"})
ALL = ":Doc sh:targetClass biz:Document ; sh:property [ sh:path biz:kind ; sh:minCount 1 ] ."
COMPANY = ':Co sh:targetClass biz:Company ; sh:property [ sh:path biz:basedIn ; sh:minCount 1 ; sh:message "Where?" ] .'


@pytest.fixture
def corpus(tmp_path):
    """One article with a misspelt role, a second status and a note of the annotator."""
    home = tmp_path / "corpus" / "en"
    home.mkdir(parents=True)
    for ending in (".ann", ".txt"):
        shutil.copy(ARTICLE.with_suffix(ending), home / f"deal{ending}")
    text = (home / "deal.ann").read_text(encoding="utf-8").replace("rank:T18", "rnak:T18")
    text += "A38\tstatus E8 planned\n#4\tAnnotatorNotes E8\tsure?\n"
    (home / "deal.ann").write_text(text, encoding="utf-8")
    return home.parent


@pytest.fixture
def written(tmp_path, write):
    def run(corpus, *, tool="brat", shapes=None, output=tmp_path / "copy", corpora=None, language="en"):
        build_graph([corpus], tmp_path / "graph", config=CONFIG, workers=1)
        opened = open_graph(tmp_path / "graph")
        report = check(opened, shapes=[write(shapes)] if shapes else CONFIG.shapes)
        return write_back(report, opened, tool=tool, corpora=corpora or [corpus], output=output, language=language)

    return run


def notes(corpus):
    ((document,),) = (read(entry) for entry in scan([corpus]).entries)
    assert document.account.skipped == ()
    return {(note.target, note.text) for note in document.notes}


def situations(graph):
    store = open_graph(graph).store
    return sorted(
        str(quad) for quad in store if "/provenance" not in str(quad.graph_name) and "omment" not in str(quad)
    )


def test_findings_are_notes_on_their_annotations_that_read_again(corpus, written, tmp_path):
    found = written(corpus)

    expected = "kg check, violation: A ranking needs exactly one rank, a whole number from 1 on. [biz:rank]"
    assert (found.notes, found.files, found.left) == (2, ("en/deal.ann",), ())
    assert ("E2", expected) in notes(tmp_path / "copy")
    assert {target for target, _ in notes(tmp_path / "copy")} == {"E2", "E8"}


def test_notes_have_free_ids_after_those_of_the_annotators(corpus, written, tmp_path):
    written(corpus)

    lines = (tmp_path / "copy" / "en" / "deal.ann").read_text(encoding="utf-8").splitlines()
    assert [line.split("\t")[0] for line in lines if line.startswith("#")] == ["#4", "#5", "#6"]


def test_the_corpus_itself_is_not_touched(corpus, written):
    before = {path: path.read_bytes() for path in corpus.rglob("*.*")}

    written(corpus)

    assert {path: path.read_bytes() for path in corpus.rglob("*.*")} == before


def test_the_copy_builds_the_same_situations(corpus, written, tmp_path):
    written(corpus)

    build_graph([tmp_path / "copy"], tmp_path / "second", config=CONFIG, workers=1)

    assert situations(tmp_path / "second") == situations(tmp_path / "graph")


def test_writing_back_twice_repeats_no_note(corpus, written, tmp_path):
    written(corpus)

    again = written(tmp_path / "copy", output=tmp_path / "copy2")

    assert (again.notes, notes(tmp_path / "copy2")) == (0, notes(tmp_path / "copy"))


def test_line_ends_stay_as_they_are(corpus, written, tmp_path):
    path = corpus / "en" / "deal.ann"
    path.write_bytes(path.read_bytes().rstrip().replace(b"\n", b"\r\n"))

    written(corpus)

    content = (tmp_path / "copy" / "en" / "deal.ann").read_bytes()
    assert content.startswith(path.read_bytes())
    assert content.count(b"\n") == content.count(b"\r\n") == path.read_bytes().count(b"\n") + 3


def test_a_finding_on_the_document_goes_on_its_first_words(corpus, written, tmp_path):
    written(corpus, shapes=ALL)

    text = "kg check, violation: A value is missing. [biz:kind] (on the whole document)"
    assert ("T1", text) in notes(tmp_path / "copy")


def test_notes_are_in_the_language_asked_for(corpus, written, tmp_path):
    written(corpus, shapes=ALL.replace("minCount 1", "minCount 1 ; sh:severity sh:Warning"), language="fr")

    text = "kg check, avertissement : Une valeur manque. [biz:kind] (sur tout le document)"
    assert ("T1", text) in notes(tmp_path / "copy")


def test_a_finding_on_an_entity_goes_on_its_first_mention(corpus, written, tmp_path):
    written(corpus, shapes=COMPANY)

    on_companies = {target for target, text in notes(tmp_path / "copy") if "Where?" in text}
    assert on_companies == {"T1", "T5", "T11", "T12"}


def test_a_finding_that_stands_nowhere_is_left_with_its_reason(corpus, written):
    found = written(corpus, shapes=":N sh:targetNode :nowhere ; sh:nodeKind sh:Literal .")

    ((remark, reason),) = found.left
    assert (found.notes, reason) == (0, "it stands in no annotation file")
    assert "urn:t:nowhere" in remark.text


def test_files_of_another_tool_are_left_with_the_reason(corpus, written):
    found = written(corpus, tool="label-studio")

    assert {reason for _, reason in found.left} == {"en/deal.ann is not a file of label-studio"}


@pytest.mark.parametrize(
    ("output", "corpora", "said"),
    [
        pytest.param("corpus/copy", None, "would lie in the corpus", id="in the corpus"),
        pytest.param("corpus", None, "is there already", id="the corpus itself"),
        pytest.param("graph", None, "is there already", id="a folder in use"),
        pytest.param("copy", "nowhere", "there is no corpus folder", id="no corpus"),
        pytest.param("copy", "corpus/en", "which the graph was built from, is not in", id="another corpus"),
    ],
)
def test_a_copy_that_could_do_harm_is_refused(corpus, written, tmp_path, output, corpora, said):
    with pytest.raises(UsageError, match=said):
        written(corpus, output=tmp_path / output, corpora=[tmp_path / corpora] if corpora else None)


def test_graphs_are_not_copied(corpus, written, tmp_path):
    build_graph([corpus], corpus / "graph", config=CONFIG, workers=1)

    written(corpus)

    assert sorted(path.name for path in (tmp_path / "copy").iterdir()) == ["en"]


def region(identifier, start, end, text):
    value = {"start": start, "end": end, "text": text[start:end], "labels": ["Company"]}
    return {"id": identifier, "from_name": "label", "to_name": "text", "type": "labels", "value": value}


def task(number, text, *regions):
    return {"id": number, "data": {"text": text}, "annotations": [{"id": number, "result": list(regions)}]}


TASKS = [
    task(7, "Alto buys shoes from Brisa.", region("a", 0, 4, "Alto buys"), region("b", 21, 26, " " * 21 + "Brisa")),
    task(8, "Corda sings.", region("a", 0, 5, "Corda")),
]


@pytest.fixture(params=[pytest.param(None, id="one line"), pytest.param(2, id="indented"), pytest.param(0, id="lines")])
def export(tmp_path, request):
    home = tmp_path / "tasks"
    home.mkdir()
    text = json.dumps(TASKS, indent=request.param)
    if request.param == 0:
        text = "\n".join(json.dumps(one) for one in TASKS) + "\n"
    (home / "export.json").write_text(text, encoding="utf-8")
    return home


def test_label_studio_shows_findings_on_regions_of_the_right_task(export, written, tmp_path):
    found = written(export, tool="label-studio", shapes=COMPANY)

    documents = [document for entry in scan([tmp_path / "copy"]).entries for document in read(entry)]
    text = "kg check, violation: Where? [biz:basedIn]"
    assert (found.notes, found.left) == (3, ())
    assert [[(note.target, note.text) for note in document.notes] for document in documents] == [
        [("a", text), ("b", text)],
        [("a", text)],
    ]
    assert all(document.account.skipped == () for document in documents)


def test_texts_may_hold_what_ends_a_line_elsewhere(written, tmp_path):
    home = tmp_path / "tasks"
    home.mkdir()
    tasks = (task(n, "Alto\u2028buys.", region("a", 0, 4, "Alto")) for n in (1, 2))
    lines = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in tasks)
    (home / "export.json").write_text(lines, encoding="utf-8")

    found = written(home, tool="label-studio", shapes=COMPANY)

    assert (found.notes, found.left) == (1, ())


def test_an_export_keeps_its_layout(export, written, tmp_path):
    written(export, tool="label-studio", shapes=COMPANY)

    before, after = (
        path.read_text(encoding="utf-8") for path in (export / "export.json", tmp_path / "copy/export.json")
    )
    assert (before.count("\n") > 2, before[:4]) == (after.count("\n") > 2, after[:4])


def test_label_studio_shows_findings_on_documents_on_the_first_region(export, written, tmp_path):
    found = written(export, tool="label-studio", shapes=ALL)

    content = (tmp_path / "copy" / "export.json").read_text(encoding="utf-8")
    assert (found.notes, content.count("(on the whole document)")) == (2, 2)
