"""What the README shows is what the commands print; what it says of labels is what the ontology has."""

from __future__ import annotations

import doctest
import importlib.util
import re
import sys
from pathlib import Path

import pytest
from babel import Locale

from kg import errors, schema
from kg.cli import COMMANDS
from kg.cli.query import EXIT_EMPTY
from kg.resources import folder

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]

SCRIPT = importlib.util.spec_from_file_location("write_readme", ROOT / "docs" / "write_readme.py")
TOUR = importlib.util.module_from_spec(SCRIPT)
sys.modules["write_readme"] = TOUR  # which dataclasses look up
SCRIPT.loader.exec_module(TOUR)
SHOWN = TOUR.shown(TEXT)

ONTOLOGY = schema.load(
    folder("ontology") / name for name in ("core.ttl", "core-codes.ttl", "business.ttl", "business-codes.ttl")
)


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """What each command of the README prints, by its place; they build on one another."""
    project = TOUR.project(tmp_path_factory.mktemp("readme"))
    return [TOUR.run(shown.command, folder=project) for shown in SHOWN]


@pytest.mark.parametrize("place", range(len(SHOWN)), ids=[shown.command[:60] for shown in SHOWN])
def test_command_prints_what_is_shown(printed, place):
    # If this fails and the new output is right: make docs
    _, output = printed[place]

    assert TOUR.agrees(SHOWN[place].output, output), output


@pytest.mark.parametrize("place", range(len(SHOWN)), ids=[shown.command[:60] for shown in SHOWN])
def test_command_fails_only_where_an_error_is_shown(printed, place):
    code, _ = printed[place]

    assert (code != 0) == SHOWN[place].output.startswith("kg: ")


@pytest.mark.parametrize(
    ("output", "text", "same"),
    [
        ("a\n", "a\n", True),
        ("a\n", "b\n", False),
        ("a\n…\nz\n", "a\nb\nc\nz\n", True),
        ("a\n…\nz\n", "a\nb\nc\n", False),
        ("built; 0.7 s\n", "built; 12.3 s\n", True),
        ("1.5 km\n", "2.5 km\n", False),
    ],
    ids=["same", "other", "shortened", "shortened, other end", "seconds", "other numbers"],
)
def test_comparison(output, text, same):
    assert TOUR.agrees(output, text) is same


def test_python_examples_run(tmp_path, monkeypatch):
    monkeypatch.chdir(TOUR.project(tmp_path))
    (block,) = re.findall(r"(?<=^```pycon\n).*?(?=^```$)", TEXT, re.MULTILINE | re.DOTALL)
    example = doctest.DocTestParser().get_doctest(block, {}, "README.md", "README.md", 0)
    failures: list[str] = []

    doctest.DocTestRunner().run(example, out=failures.append)

    assert failures == []


def _table(heading):
    """The cells of the table whose first column has this heading, without the head."""
    rows = TEXT.split(f"\n| {heading} |", 1)[1].splitlines()[2:]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows[: rows.index("")]]


def _words(cell):
    return re.findall(r"`([^`]+)`", cell)


ENTITIES = [name for cell, _ in _table("mark as entity") for name in _words(cell)]
VALUES = [name for cell, _ in _table("mark as value") for name in _words(cell)]
EVENTS = [(name, role) for cell, roles in _table("mark as event") for name in _words(cell) for role in _words(roles)]
CODES = [(_words(cell)[0], code) for cell, codes in _table("attribute of an event") for code in _words(codes)]
EVERY_EVENT = _words(TEXT.split("Roles of every event:", 1)[1].split(". A role", 1)[0])


def test_entities_are_those_of_the_ontology():
    # Offering is the family of Product and Technology and says less than either.
    classes = {c.name for c in ONTOLOGY.classes.values() if c.is_entity and c.iri.startswith(schema.BIZ)}

    assert set(ENTITIES) == classes - {"Offering"}


@pytest.mark.parametrize("label", VALUES)
def test_value_is_known(label):
    assert ONTOLOGY.value_kind(label) is not None


def test_events_are_those_of_the_ontology():
    situations = {c.name for c in ONTOLOGY.classes.values() if c.is_situation}

    assert {name for name, _ in EVENTS} == situations - {"Situation", "ContestedRanking"}


@pytest.mark.parametrize(("event", "role"), EVENTS)
def test_role_belongs_to_its_event(event, role):
    class_ = ONTOLOGY.class_called(event)

    assert ONTOLOGY.property_called(role, of=class_).name == role


def test_roles_of_every_event_are_those_of_the_ontology():
    situation = ONTOLOGY.class_called("Situation")
    coded = {_words(cell)[0] for cell, _ in _table("attribute of an event")}
    # Evidence and matter come from spans and links, sameness from matters; participants have a role of their own.
    others = {"evidence", "matter", "sameSituationAs", "participant"}

    assert set(EVERY_EVENT) == {role.name for role in ONTOLOGY.roles_of(situation)} - coded - others


@pytest.mark.parametrize(("attribute", "code"), CODES)
def test_code_belongs_to_its_attribute(attribute, code):
    property_ = ONTOLOGY.property_called(attribute)

    assert ONTOLOGY.code_called(code, of=property_).name == code


@pytest.mark.parametrize("attribute", dict(CODES))
def test_all_codes_are_named(attribute):
    property_ = ONTOLOGY.property_called(attribute)

    assert {code.name for code in ONTOLOGY.codes_of(property_)} == {c for a, c in CODES if a == attribute}


def test_exit_codes_are_those_of_the_errors():
    shown = {int(code) for code, _ in _table("code")}
    classes = (value for value in vars(errors).values() if isinstance(value, type))
    owned = {value.exit_code for value in classes if issubclass(value, errors.KgError)}

    assert shown == owned | {0, EXIT_EMPTY, errors.EXIT_INTERRUPTED}


def test_what_is_not_there_yet_is_not_there():
    promised = re.findall(r"`kg (\w+)`", TEXT.split("## Not there yet", 1)[1].split("\n## ", 1)[0])

    assert set(promised) & set(COMMANDS) == set()


def test_languages_of_values_are_those_that_are_there():
    (named,) = re.findall(r"values in languages other than (.*?) \|", TEXT)
    modules = {path.stem for path in (ROOT / "kg" / "values" / "languages").glob("??.py")}

    assert set(re.split(", | and ", named)) == {Locale("en").languages[code] for code in modules}


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page):
    text = page.read_text(encoding="utf-8")
    targets = re.findall(r"\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)", text)

    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_every_decision_is_listed():
    records = {path.name for path in (ROOT / "docs" / "decisions").glob("[0-9]*.md")}
    listed = re.findall(r"\]\((\d{4}-[^)]+)\)", (ROOT / "docs" / "decisions" / "README.md").read_text(encoding="utf-8"))

    assert listed == sorted(records)


def test_headings_that_are_linked_exist():
    anchors = {re.sub(r"[^\w -]", "", line.lstrip("# ")).lower().replace(" ", "-") for line in TEXT.splitlines()}

    assert set(re.findall(r"\]\(#([^)]+)\)", TEXT)) <= anchors
