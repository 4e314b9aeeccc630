"""Tables on a terminal: nothing is cut off, whatever the width."""

from __future__ import annotations

import pytest

from kg.cli._answers import print_table

COLUMNS = ("company", "count", "start", "situation")
ROWS = [("Alpha", "1500000000", "", "en/vodafone-microsoft#E3"), ("A company of a long name", "2", "", "fr/b#E1")]


@pytest.mark.parametrize("width", [20, 40, 50, 51, 52, 53, 54, 60, 100])
def test_every_word_is_shown(monkeypatch, capsys, width):
    monkeypatch.setenv("COLUMNS", str(width))

    print_table(COLUMNS, ROWS, (False, True, False, False))

    shown = "".join(capsys.readouterr().out.split())
    for row in ROWS:
        for cell in row:
            assert all(word in shown for word in cell.split())


def test_wide_terminal_has_a_grid_with_numbers_at_the_right(monkeypatch, capsys):
    monkeypatch.setenv("COLUMNS", "100")

    print_table(COLUMNS, ROWS, (False, True, False, False))

    lines = [line.rstrip() for line in capsys.readouterr().out.splitlines() if line.strip()]
    assert lines == [
        " company                         count   situation",
        " ────────────────────────────────────────────────────────────────",
        " Alpha                      1500000000   en/vodafone-microsoft#E3",
        " A company of a long name            2   fr/b#E1",
        "no values: start",
    ]


def test_narrow_terminal_has_a_block_for_each_row(monkeypatch, capsys):
    monkeypatch.setenv("COLUMNS", "30")

    print_table(("company", "situation", "other"), [("Alpha", "en/deal#E1", "averyveryverylongname")], ())

    lines = [line.rstrip() for line in capsys.readouterr().out.splitlines()]
    assert lines == [
        "— 1 —",
        "company    Alpha",
        "situation  en/deal#E1",
        "other      averyveryverylongna",
        "           me",
    ]
