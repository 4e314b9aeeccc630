from __future__ import annotations

from pathlib import Path

import pytest

from kg.cli import run

NEWS = Path(__file__).parents[1] / "project" / "news.trig"


def kg(*arguments: str | Path) -> int:
    return run(["draw", *map(str, arguments)])


@pytest.mark.parametrize("name", ["a.png", "a.svg", "a.pdf"])
def test_a_picture_is_drawn(name: str, tmp_path: Path) -> None:
    assert kg(tmp_path / name, "-g", NEWS) == 0

    assert (tmp_path / name).stat().st_size > 1000


def test_labels_are_in_the_language_asked_for(tmp_path: Path) -> None:
    kg(tmp_path / "a.svg", "-g", NEWS, "--language", "fr")

    text = (tmp_path / "a.svg").read_text(encoding="utf-8")
    assert "Ardente" in text
    assert "Les entreprises et leurs liens" in text


def test_an_unknown_ending_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert kg(tmp_path / "a.bmp", "-g", NEWS) == 2

    assert "the ending '.bmp' names no kind of picture (use .png, .svg or .pdf)" in capsys.readouterr().err


def test_a_size_that_is_no_number_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert kg(tmp_path / "a.svg", "-g", NEWS, "--size", "label") == 2

    assert "no node has a number called 'label'" in capsys.readouterr().err
