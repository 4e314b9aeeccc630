from __future__ import annotations

import subprocess
import sys

import pytest

from kg.readers.language import detect, language_code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("fr", "fr", id="code"),
        pytest.param(" FR ", "fr", id="case-and-space"),
        pytest.param("de_AT", "de", id="locale"),
        pytest.param("eng", "en", id="three-letters"),
        pytest.param("Français", "fr", id="own-name"),
        pytest.param("nb-NO", "no", id="variety"),
        pytest.param("eu", "eu", id="code-that-is-not-detected"),
        pytest.param("", None, id="empty"),
        pytest.param("klingon", None, id="no-language"),
    ],
)
def test_a_language_is_named_in_many_ways(text: str, code: str | None) -> None:
    assert language_code(text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("Le groupe annonce un partenariat avec une société allemande.", "fr", id="fr"),
        pytest.param("The company announced a partnership with a German group.", "en", id="en"),
        pytest.param("Das Unternehmen kündigte eine Partnerschaft mit einem Konzern an.", "de", id="de"),
        pytest.param("", None, id="empty"),
        pytest.param("2024: 1.500", None, id="numbers"),
        pytest.param("SAP", None, id="a-name"),
    ],
)
def test_the_language_of_a_text_is_detected_or_left_open(text: str, code: str | None) -> None:
    assert detect(text) == code


def test_the_classifier_is_not_loaded_before_it_is_needed() -> None:
    program = "import sys, kg.readers; sys.exit('py3langid' in sys.modules or 'numpy' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
