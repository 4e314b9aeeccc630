from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from kg.errors import ConfigError
from kg.readers.tokendescription import read_description, shipped

if TYPE_CHECKING:
    from pathlib import Path

GOOD = """format = "token-json"
[tokens]
each = "tokens"
[[mentions]]
each = "names"
label = "kind"
span = ["from", "to"]
"""


def test_these_descriptions_come_with_kg() -> None:
    assert [description.name for description in shipped()] == [
        "CORE",
        "CrossRE",
        "DocRED",
        "DyGIE++",
        "FIRE",
        "rows with tokens",
    ]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        pytest.param('each = "tokens"', "each = 3", ":3: 'each' must be a string, not 3", id="type"),
        pytest.param('each = "tokens"', "", ":2: [tokens] lacks 'each'", id="lacking"),
        pytest.param("[tokens]", "[token]", ":2: unknown key 'token' (did you mean 'tokens'?)", id="table"),
        pytest.param('label = "kind"', "", ":4: [mentions] lacks 'label' or 'kind'", id="no-label"),
        pytest.param(
            '["from", "to"]',
            '["from"]',
            ":7: 'span' must be the paths of its start and its end, not ['from']",
            id="span",
        ),
        pytest.param(
            "[tokens]", 'end = "x"\n[tokens]', ":2: 'end' must be 'exclusive' or 'inclusive', not 'x'", id="end"
        ),
        pytest.param("[[mentions]]", "[[mentions]", ":4: not valid TOML:", id="no-toml"),
        pytest.param("[[mentions]]", "[mentions]", ": mentions must be [[…]] tables", id="one-table"),
        pytest.param(
            GOOD[GOOD.index("[[") :], "", ": no [mentions]: a description says where they are", id="no-mentions"
        ),
    ],
)
def test_a_fault_is_named_with_its_line(tmp_path: Path, old: str, new: str, message: str) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(GOOD.replace(old, new))

    with pytest.raises(ConfigError, match=re.escape(f"mine.toml{message}")):
        read_description(file)
