"""What is shown of a text: nothing that a terminal acts on, nothing that means nothing."""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklist.text import has_harmful, plain_text, searchable, visible, visible_json


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Sam\u00adarbeids\u00adavtalen", "Samarbeidsavtalen"),
        ("null\u200bbredde", "nullbredde"),
        ("ord\u2060føyer", "ordføyer"),
        ("\ufeffmed merke", "med merke"),
        ("👩\u200d👧", "👩👧"),
        ("en\u2028to\u2029tre", "en\nto\ntre"),
        ("skift\vlinje\fside", "skift\nlinje\nside"),
        ("en\r\nto\rtre", "en\nto\ntre"),
        ("tab\tog\nlinje", "tab\tog\nlinje"),
        ("fast\u00a0mellomrom", "fast\u00a0mellomrom"),
        ("forside\u202etxt.exe", "forside\ufffdtxt.exe"),
        ("\u2066isolert\u2069 \u200e\u061c", "\ufffdisolert\ufffd \ufffd\ufffd"),
        ("\x1b[2J\x07\x08\x9b\x00\x7f\x85", "\ufffd[2J" + "\ufffd" * 6),
        ("\ud800", "\ufffd"),
        ("merket\U000e0041", "merket"),
    ],
)
def test_what_means_nothing_is_left_out_and_what_does_harm_is_marked(
    written: str, shown: str
) -> None:
    assert visible(written) == shown
    assert has_harmful(written) is ("\ufffd" in shown)
    assert ("\ufffd" in shown) or plain_text(written) == shown


def test_what_can_not_be_seen_hides_no_word() -> None:
    assert "samarbeidsavtalen" in searchable("Sam\u00adarbeids\u200bavtalen")


_ANY = st.text(st.characters(), max_size=60)


@given(_ANY)
def test_nothing_shown_can_be_acted_on(text: str) -> None:
    shown = visible(text)
    kinds = {unicodedata.category(c) for c in shown if c not in "\t\n"}
    assert not kinds & {"Cc", "Cs", "Zl", "Zp"}
    bidi = {unicodedata.bidirectional(c) for c in shown}
    assert not bidi & {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
    assert visible(shown) == shown


@given(_ANY)
def test_json_is_the_same_data_without_what_is_unseen(text: str) -> None:
    printed = visible_json(json.dumps(text, ensure_ascii=False))
    assert json.loads(printed) == text
    assert visible(printed) == printed
