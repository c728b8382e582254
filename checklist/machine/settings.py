"""What a user has chosen once and should not have to choose again.

One small JSON file in the home of samsjekk. It holds habits, never answers: losing it loses
nothing that was said about a municipality. The plain `json` of the standard library reads it,
because every command does.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from checklist.errors import SamsjekkError
from checklist.i18n import Phrase, phrase
from checklist.machine import system
from checklist.machine.whole_file import write_file

_NAME = "settings.json"
LONGEST = 120
"""Characters in a name or a role."""
_MOST_WALKS = 200


class NotKept(SamsjekkError):
    """What was chosen was not kept; `field` is what it is about."""

    def __init__(self, words: Phrase, field: str) -> None:
        super().__init__(words)
        self.field = field


class Settings(NamedTuple):
    """A user's habits. Empty means: as samsjekk is from the start.

    `walks` goes from the id of an assessment to how it was last walked: depth and role.
    `evidence_folder` is where evidence was last found.
    """

    name: str = ""
    role: str = ""
    language: str = ""
    theme: str = ""
    animations: bool = False
    evidence_folder: str = ""
    walks: dict[str, tuple[str, str]] = {}  # noqa: RUF012 - replaced as a whole, never changed

    def with_walk(self, assessment: str, depth: str, role: str) -> Settings:
        """These settings, remembering how an assessment was walked; the oldest are forgotten."""
        others = {name: walk for name, walk in self.walks.items() if name != assessment}
        kept = dict(list(others.items())[-(_MOST_WALKS - 1) :])
        return self._replace(walks={**kept, assessment: (depth, role)})


def read_settings(home: Path) -> Settings:
    """The settings. Only where there is no file are there none.

    Raises:
        OSError: the file can't be read now.
    """
    try:
        text = system.patiently(lambda: (home / _NAME).read_text(encoding="utf-8-sig"))
        written = json.loads(text, object_hook=_storable)
    except FileNotFoundError:
        return Settings()
    except (ValueError, RecursionError):
        return Settings()
    if not isinstance(written, dict):
        return Settings()
    begun = Settings()
    kept: dict[str, Any] = {
        field: written[field]
        for field, default in begun._asdict().items()
        if type(written.get(field)) is type(default)
    }
    kept["walks"] = {
        str(name): (_whole(str(walk[0])), _whole(str(walk[1])))
        for name, walk in kept.get("walks", {}).items()
        if isinstance(walk, list) and len(walk) == len(("depth", "role"))
    }
    for field in ("name", "role"):
        kept[field] = kept.get(field, "").strip()[:LONGEST]
    return begun._replace(**kept)


def load_settings(home: Path) -> Settings:
    """The settings in a home. What is missing or can't be right is as from the start."""
    try:
        return read_settings(home)
    except OSError:
        return Settings()


def change_settings(home: Path, change: Callable[[Settings], Settings]) -> Settings | None:
    """Change the settings and keep them, whole or not at all.

    None when they can't be read or kept: what is there is untouched, and work goes on.
    """
    try:
        chosen = change(read_settings(home))
        system.make_private_folder(home)
        written = json.dumps(chosen._asdict(), ensure_ascii=False, indent=2)
        write_file(home / _NAME, written.encode())
    except OSError:
        return None
    return chosen


def keep_settings(home: Path, given: Mapping[str, Any]) -> Settings:
    """Keep what a user chose, beside what was chosen before.

    Raises:
        NotKept: there is no name, a name or a role is too long, or nothing can be written.
    """
    if given.get("name") == "":
        raise NotKept(phrase("Skriv et navn, for eksempel fornavnet ditt."), "name")
    for field in ("name", "role"):
        if len(given.get(field, "")) > LONGEST:
            words = phrase("Dette er for langt. Det er plass til {most} tegn.", most=LONGEST)
            raise NotKept(words, field)
    kept = change_settings(home, lambda known: known._replace(**given))
    if kept is None:
        raise NotKept(phrase("Innstillingene kan ikke lagres i {home}.", home=home), "name")
    return kept


def _storable(written: dict[str, Any]) -> dict[str, Any]:
    """Without halves of signs: JSON can hold one, as a code, and no file of text can."""
    return {
        _whole(name): _whole(value) if isinstance(value, str) else value
        for name, value in written.items()
    }


def _whole(text: str) -> str:
    return text.encode(errors="replace").decode()
