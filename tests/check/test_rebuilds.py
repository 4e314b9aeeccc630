"""Annotators edit, the graph is rebuilt and checked: the report is that of a check of everything, byte for byte."""

from __future__ import annotations

import gzip
import json
import random
import shutil
from pathlib import Path

import pytest

import kg.check
from kg.building import build_graph
from kg.check.formats import to_text
from kg.config import read_config
from kg.query.header import StoredQuery
from kg.query.updating import update
from kg.store import open_graph
from tests.check.conftest import PREFIXES

EXAMPLE = Path(__file__).parents[2] / "examples" / "telecoms"
CONFIG = read_config(EXAMPLE / "kg.toml")
STATUS = "\tstatus E1 "
ARTICLE = "pellworth-merger-off"
OTHERS = 4
"""Further articles: so many that one edited article is less than a third of all, of which all is built anew."""


@pytest.fixture
def corpus(tmp_path):
    folder = tmp_path / "corpus"
    (folder / "en").mkdir(parents=True)
    articles = [path.stem for path in sorted((EXAMPLE / "en").glob("*.ann")) if path.stem != ARTICLE]
    for name in (ARTICLE, *articles[:OTHERS]):
        for ending in (".txt", ".ann"):
            shutil.copy(EXAMPLE / "en" / (name + ending), folder / "en")
    shutil.copy(EXAMPLE / "metadata.csv", folder)
    return folder


@pytest.fixture
def graph(tmp_path, corpus):
    build(corpus, tmp_path / "graph")
    return tmp_path / "graph"


def build(corpus, graph):
    build_graph([corpus], graph, config=CONFIG, workers=1)


def checked(graph, *, full=False, shapes=CONFIG.shapes):
    """The report, and how it was made."""
    opened = open_graph(graph)
    report = kg.check.check(opened, shapes=shapes, ontology=CONFIG.ontology, full=full)
    texts = [to_text(report, opened.store, form=form, language="fr") for form in ("json", "ttl", "html")]
    opened.lock.release()
    return "\n".join(texts), report.renewal


def checked_whole(graph, **options):
    """The report of a check of everything, which leaves nothing behind."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kg.check.keep", lambda *_args, **_options: None)
        text, renewal = checked(graph, full=True, **options)
    assert renewal is None
    return text


def change(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


class Annotators:
    """Edits of a corpus from one seed."""

    def __init__(self, corpus, seed):
        self.corpus = corpus
        self._random = random.Random(f"annotators {seed}")
        self._new = 0

    def edit(self):
        edits = [self.lose_a_line, self.lose_a_line, self.swap_labels, self.misspell_a_code, self.misspell_a_code]
        self._random.choice([*edits, self.copy, self.remove, self.exchange, self.link, self.shift])()

    def lose_a_line(self):
        path, lines = self._lines()
        del lines[self._random.randrange(len(lines))]
        self._write(path, lines)

    def swap_labels(self):
        path, lines = self._lines()
        known = sorted(
            {label for label in ("Company", "Market", "Region", "Product") if f"\t{label} " in "".join(lines)}
        )
        old, new = self._random.choice(known), self._random.choice(["Company", "Person", "BusinessUnit", "Region"])
        at = self._random.choice([number for number, line in enumerate(lines) if f"\t{old} " in line])
        self._write(path, [*lines[:at], lines[at].replace(f"\t{old} ", f"\t{new} ", 1), *lines[at + 1 :]])

    def misspell_a_code(self):
        path, lines = self._lines()
        attributes = [number for number, line in enumerate(lines) if line.startswith("A")]
        if attributes:
            at = self._random.choice(attributes)
            words = lines[at].split()
            words[-1] = self._random.choice(["agreed", "planned", "completed", "general", words[-1] + "x"])
            lines[at] = f"{words[0]}\t{' '.join(words[1:])}\n"
            self._write(path, lines)

    def link(self):
        path, lines = self._lines()
        companies = [line.split("\t") for line in lines if "\tCompany " in line]
        if companies:
            mention = self._random.choice(companies)
            number = self._random.choice(["Q1", "Q2"])
            lines.append(f"N9{len(lines)}\tReference {mention[0]} Wikidata:{number}\t{mention[2].strip()}\n")
            self._write(path, lines)

    def shift(self):
        path, lines = self._lines()
        self._write(path, ["#9\tAnnotatorNotes T1\tlook again\n", *lines])

    def copy(self):
        self._new += 1
        path = self._article()
        for ending in (".txt", ".ann"):
            shutil.copy(path.with_suffix(ending), path.with_name(f"copy-{self._new}{ending}"))

    def remove(self):
        path = self._article()
        for ending in (".txt", ".ann"):
            path.with_suffix(ending).unlink()

    def exchange(self):
        one, other = self._article(), self._article()
        for ending in (".txt", ".ann") if one != other else ():
            first, second = one.with_suffix(ending), other.with_suffix(ending)
            content = first.read_bytes()
            first.write_bytes(second.read_bytes())
            second.write_bytes(content)

    def _article(self):
        return self._random.choice(sorted(self.corpus.rglob("*.ann")))

    def _lines(self):
        path = self._article()
        return path, path.read_text(encoding="utf-8").splitlines(keepends=True)

    @staticmethod
    def _write(path, lines):
        path.write_text("".join(lines), encoding="utf-8")


@pytest.mark.parametrize("seed", range(3))
def test_edit_after_edit(corpus, graph, seed, monkeypatch):
    # However much is edited, what was known is kept.
    monkeypatch.setattr("kg.changes._FEW", 100_000)
    monkeypatch.setattr("kg.building.pipeline._WHOLE_AGAIN", 1)
    annotators = Annotators(corpus, seed)
    draw = random.Random(seed)
    checked(graph)
    taken = []
    for _ in range(5):
        for _ in range(draw.randint(1, 2)):
            for _ in range(draw.randint(1, 2)):
                annotators.edit()
            build(corpus, graph)

        text, renewal = checked(graph)

        assert text == checked_whole(graph)
        taken.append(renewal)
    assert all(taken), "every one of these reports was to be made from the last one"
    assert any(renewal.nodes for renewal in taken)


def test_what_breaks_is_found_and_what_is_mended_is_gone(corpus, graph):
    before, _ = checked(graph)
    change(corpus / "en" / f"{ARTICLE}.ann", STATUS, "\tstat E1 ")
    build(corpus, graph)
    broken, renewal = checked(graph)
    change(corpus / "en" / f"{ARTICLE}.ann", "\tstat E1 ", STATUS)
    build(corpus, graph)
    mended, again = checked(graph)

    assert "bizs:s-status" in broken.replace("https://w3id.org/biznews/shapes#", "bizs:")
    assert mended == before != broken
    assert renewal is not None
    assert again is not None
    assert 0 < renewal.nodes < 10


def test_a_graph_that_has_not_changed_is_not_checked_again(graph):
    before, _ = checked(graph)
    after, renewal = checked(graph)

    assert after == before
    assert (renewal.changes, renewal.nodes, renewal.everywhere) == (0, 0, 0)


def test_an_update_by_hand_is_a_change_like_any(graph):
    checked(graph)
    insert = (
        "PREFIX biz: <https://w3id.org/biznews/ontology#> INSERT DATA { <urn:t:x> a biz:Partnership , biz:Partnersip }"
    )
    update(graph, stored=StoredQuery(name="insert", text=insert))

    text, renewal = checked(graph)

    assert text == checked_whole(graph)
    assert "urn:t:x" in text
    assert renewal.changes == 2


def test_classes_that_change_are_checked_whole(graph):
    checked(graph)
    insert = "INSERT DATA { <urn:t:x> <http://www.w3.org/2000/01/rdf-schema#subClassOf> <urn:t:y> }"
    update(graph, stored=StoredQuery(name="insert", text=insert))

    text, renewal = checked(graph)

    assert text == checked_whole(graph)
    assert renewal is None


def test_other_shapes_are_checked_whole(tmp_path, graph):
    shapes = tmp_path / "shapes.ttl"
    shapes.write_text(PREFIXES + ":S a sh:NodeShape ; sh:targetClass biz:Company ; sh:nodeKind sh:IRI .", "utf-8")
    checked(graph, shapes=[shapes])
    change(shapes, "sh:IRI", "sh:Literal")

    text, renewal = checked(graph, shapes=[shapes])

    assert "sh:conforms false" in text
    assert renewal is None


def test_outcomes_of_two_sets_of_shapes_are_kept_side_by_side(tmp_path, corpus, graph):
    shapes = tmp_path / "shapes.ttl"
    shapes.write_text(PREFIXES + ":S a sh:NodeShape ; sh:targetClass biz:Company ; sh:nodeKind sh:Literal .", "utf-8")
    checked(graph)
    checked(graph, shapes=[shapes])
    change(corpus / "en" / f"{ARTICLE}.ann", STATUS, "\tstat E1 ")
    build(corpus, graph)

    assert checked(graph)[1] is not None
    assert checked(graph, shapes=[shapes])[1] is not None


def test_a_build_from_nothing_is_checked_whole(corpus, graph):
    checked(graph)
    build_graph([corpus], graph, config=CONFIG, workers=1, fresh=True)

    assert checked(graph)[1] is None


def test_some_shapes_only_leave_nothing_for_later_checks(graph):
    kg.check.check(open_graph(graph), shapes=CONFIG.shapes, only=["s-status"])

    assert checked(graph)[1] is None


def _outcome(graph):
    (path,) = graph.glob("version-*/checks/*.json.gz")
    return path


def _garbled(path):
    path.write_bytes(b"no gzip")


def _cut(path):
    path.write_bytes(path.read_bytes()[:-40])


def _of_another_graph(path):
    _rewritten(path, fingerprint="0" * 64)


def _of_other_shapes(path):
    _rewritten(path, key="0" * 64)


def _without_results(path):
    _rewritten(path, found=None)


def _with_strange_results(path):
    _rewritten(path, found=[[0, 0, [["urn:t:x"]]]])


def _of_another_version(path):
    _rewritten(path, version="version-0")


def _no_object(path):
    path.write_bytes(gzip.compress(b"[]"))


def _rewritten(path, **changes):
    content = json.loads(gzip.decompress(path.read_bytes()))
    path.write_bytes(gzip.compress(json.dumps({**content, **changes}).encode()))


@pytest.mark.parametrize(
    "damage",
    [
        _garbled,
        _cut,
        _of_another_graph,
        _of_another_version,
        _of_other_shapes,
        _without_results,
        _with_strange_results,
        _no_object,
        Path.unlink,
    ],
)
def test_an_outcome_that_is_damaged_or_strange_is_not_taken(graph, damage):
    before, _ = checked(graph)
    damage(_outcome(graph))

    after, renewal = checked(graph)

    assert after == before
    assert renewal is None


@pytest.mark.parametrize("damage", [_garbled, _cut, Path.unlink])
def test_changes_that_are_damaged_or_gone_are_not_taken(corpus, graph, damage):
    checked(graph)
    for old, new in ((STATUS, "\tstat E1 "), ("\tstat E1 ", STATUS)):
        change(corpus / "en" / f"{ARTICLE}.ann", old, new)
        build(corpus, graph)
    first, _ = sorted(graph.glob("version-*/checks/*.changes.gz"))
    damage(first)

    text, renewal = checked(graph)

    assert text == checked_whole(graph)
    assert renewal is None


def test_a_graph_that_cannot_be_written_is_checked_all_the_same(graph, monkeypatch):
    def refused(*_args, **_options):
        raise PermissionError

    monkeypatch.setattr(Path, "write_bytes", refused)

    assert checked(graph)[1] is None
    assert checked(graph)[1] is None
