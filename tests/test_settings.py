"""Habits are kept between runs, and a broken file of them never stops anybody."""

from __future__ import annotations

from pathlib import Path

import pytest

from checklist.machine import Settings, change_settings, load_settings


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    chosen = Settings(name="Anna", role="leder", theme="textual-light", animations=True)
    chosen = chosen.with_walk("nes-2018", "quick", "nav-leder")
    assert change_settings(tmp_path / "home", lambda _: chosen) == chosen
    assert load_settings(tmp_path / "home") == chosen


def test_only_the_latest_walks_are_remembered() -> None:
    settings = Settings()
    for number in range(300):
        settings = settings.with_walk(f"a-{number}", "full", "")
    assert len(settings.walks) == 200
    assert "a-299" in settings.walks
    assert "a-0" not in settings.walks


@pytest.mark.parametrize(
    "written",
    ["", "[]", "{", '{"name": 7, "walks": {"a": 1}, "animations": "yes"}', "\x00", "[" * 9000],
)
def test_a_broken_file_is_as_no_file(tmp_path: Path, written: str) -> None:
    (tmp_path / "settings.json").write_text(written, encoding="utf-8")
    assert load_settings(tmp_path) == Settings()


def test_half_a_sign_in_the_file_stops_nothing(tmp_path: Path) -> None:
    written = '{"name": "A\\ud800", "role": "\\udfff", "walks": {"a\\ud800": ["full", "\\udc00"]}}'
    (tmp_path / "settings.json").write_text(written, encoding="utf-8")
    assert load_settings(tmp_path).name == "A?"
    assert change_settings(tmp_path, lambda known: known._replace(theme="x")) is not None
    assert load_settings(tmp_path).walks == {"a?": ("full", "?")}


def test_a_file_that_notepad_has_saved_is_read(tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_text('{"name": "Anna"}', encoding="utf-8-sig")
    assert load_settings(tmp_path).name == "Anna"


def test_settings_that_can_t_be_kept_stop_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert change_settings(tmp_path / "file", lambda _: Settings(name="Anna")) is None
