"""The audits there are, to choose among."""

from __future__ import annotations

from checklist.audit import KIND, fold
from checklist.errors import SamsjekkError
from checklist.i18n import Translator
from checklist.machine import Environment
from checklist.store import open_journal
from checklist.words.audits import audit_summary


def audits_listed(environment: Environment, _: Translator) -> dict[str, str]:
    """Every audit with its words, by its id; what can't be opened says so."""
    found: dict[str, str] = {}
    with open_journal(environment, KIND) as journal:
        for name in journal.names():
            try:
                title, *others = audit_summary(fold(name, journal.events(name)), _)
                words = [title or name, *others]
            except SamsjekkError:
                words = ["✗ " + _("Kan ikke åpnes."), name]
            found[name] = " · ".join(filter(None, words))
    return found
