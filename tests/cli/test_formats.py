from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from kg.cli import run
from kg.readers import formats

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def listed(capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    def kg(*arguments: str) -> str:
        assert run(["formats", *arguments]) == 0
        return capsys.readouterr().out

    return kg


def test_a_pipe_gets_a_line_a_format(listed: Callable[..., str]) -> None:
    lines = [line.split("\t") for line in listed().splitlines()]

    assert lines[0] == ["format", "name", "files", "can say", "needs"]
    assert [line[0] for line in lines[1:]] == [one.name for one in formats.FORMATS]


def test_json_has_all_of_it(listed: Callable[..., str]) -> None:
    found: list[dict[str, Any]] = json.loads(listed("-f", "json"))

    assert found[0]["format"] == "brat"
    assert found[0]["extra"] is None
    assert found[0]["installed"] is True


def test_a_missing_extra_is_named_with_its_command(listed: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats.Format, "installed", False)

    assert "kg-news[uima]: pip install 'kg-news[uima]'" in listed()


def test_a_terminal_gets_a_table(listed: Callable[..., str]) -> None:
    assert "label-studio" in listed("-f", "table")
