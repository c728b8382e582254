"""Where things are kept, and how many were, in a line."""

from __future__ import annotations

from pathlib import Path

from checklist.i18n import Translator
from checklist.machine import own_folder
from checklist.store import Whereabouts

_MEGABYTE = 1_000_000


def kept_words(found: Whereabouts, _: Translator) -> str:
    """Where the assessments are, and when they were last backed up."""
    if found.server is not None:
        server = found.server
        return _("Ligger i databasen {name} på {host}.", name=server.database, host=server.host)
    folder = _short(found.journal.parent)
    if not found.found:
        return _("Ligger i {folder}. Ingen sikkerhetskopi ennå.", folder=folder)
    made = _.moment(found.found[0].made)
    return _("Ligger i {folder}. Siste sikkerhetskopi: {made}.", folder=folder, made=made)


def applied_words(changes: int, _: Translator, *, left_out: bool) -> str:
    """How much a file of answers changed; `left_out`: something in it was not read in."""
    if not changes and left_out:
        return _("Ingenting er endret.")
    if not changes:
        return _("Ingenting å endre: alt i filen er lagret fra før.")
    return _.plural("{n} endring lagret.", "{n} endringer lagret.", changes)


def so_far_words(read: int, sent: int, _: Translator) -> str:
    """How many bytes of files are read, or once some are sent, how many those are."""
    if sent:
        return _("Sender til databasen: {n} MB så langt.", n=round(sent / _MEGABYTE))
    return _("Leser: {n} MB så langt.", n=round(read / _MEGABYTE))


def _short(folder: Path) -> str:
    """A path with `~` for the user's own folder."""
    own = own_folder()
    return str(Path("~", folder.relative_to(own))) if folder.is_relative_to(own) else str(folder)
