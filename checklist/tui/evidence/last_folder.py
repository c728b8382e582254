"""Where evidence was last found: there one begins to look for more."""

from __future__ import annotations

from pathlib import Path

from textual.app import App

from checklist.machine import Environment, change_settings, load_settings
from checklist.store import nearest_folder
from checklist.tui.user_files import user_files_of


def evidence_folder(app: App[object]) -> Path:
    """Where to begin looking for evidence: where it was last found, else the user's own folder."""
    environment = getattr(app, "environment", None)
    if not isinstance(environment, Environment):
        return Path.home()
    return nearest_folder(load_settings(environment.home).evidence_folder)


def found_evidence_in(app: App[object], folder: Path) -> None:
    """Remember where evidence was found, where there is more than one folder for it."""
    environment = getattr(app, "environment", None)
    if isinstance(environment, Environment) and user_files_of(app).top is None:
        home = environment.home
        if load_settings(home).evidence_folder != str(folder):
            change_settings(home, lambda known: known._replace(evidence_folder=str(folder)))
