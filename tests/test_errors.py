"""Errors say where, what and what to do, and own their exit codes."""

from __future__ import annotations

import inspect

import pytest

from kg import errors
from kg.errors import InputError, KgError, located

CLASSES = [
    value for value in vars(errors).values() if inspect.isclass(value) and issubclass(value, KgError)
]  # fmt: skip
DRAWN = [line for line in (errors.__doc__ or "").splitlines() if "Error " in line]


@pytest.mark.parametrize(
    ("name", "code"),
    {
        "KgError": 1,
        "UsageError": 2,
        "ConfigError": 2,
        "NonconformingError": 3,
        "InputError": 4,
        "OntologyError": 4,
        "QueryError": 5,
        "QueryTimeoutError": 5,
        "StoreError": 6,
        "BusyError": 6,
    }.items(),
)
def test_exit_code_belongs_to_the_class(name, code):
    assert getattr(errors, name).exit_code == code


@pytest.mark.parametrize("error", CLASSES, ids=lambda error: error.__name__)
def test_tree_at_the_top_of_the_file_draws_every_class_with_its_code(error):
    lines = [line.split() for line in DRAWN if error.__name__ in line.split()]

    assert [words[words.index(error.__name__) + 1] for words in lines] == [str(error.exit_code)]


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        pytest.param({}, "bad", id="message"),
        pytest.param({"path": "a.ann"}, "a.ann: bad", id="path"),
        pytest.param({"path": "a.ann", "line": 3}, "a.ann:3: bad", id="line"),
        pytest.param({"path": "a.ann", "line": 3, "column": 7}, "a.ann:3:7: bad", id="column"),
        pytest.param({"line": 3}, "bad", id="a line of no file"),
        pytest.param({"hint": "mend it"}, "bad (mend it)", id="hint"),
        pytest.param({"see": "RFC 3987"}, "bad (see RFC 3987)", id="standard"),
        pytest.param({"path": "a", "hint": "mend it", "see": "RFC 1"}, "a: bad (mend it; see RFC 1)", id="all"),
    ],
)
def test_text(fields, text):
    assert str(KgError("bad", **fields)) == text


def test_located_stamps_path_and_line():
    with pytest.raises(InputError, match=r"^a\.ann:3: bad$"), located(path="a.ann", line=3):
        raise InputError("bad")


def test_located_keeps_what_an_error_knows_itself():
    with pytest.raises(InputError, match=r"^b\.ann:9: bad$"), located(path="a.ann", line=3):
        raise InputError("bad", path="b.ann", line=9)


def test_located_leaves_other_errors_alone():
    with pytest.raises(ValueError, match=r"^bad$"), located(path="a.ann"):
        raise ValueError("bad")
