"""Exchanging with shared folders while somebody works: in a thread, with a journal of its own.

A folder may lie on a server that is slow or gone. Nothing here is waited for: what comes is in the
journal, where open screens find it as they find what other programs write.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from checklist.errors import SamsjekkError
from checklist.handover.folder import FolderAway, SharedFolder
from checklist.i18n import Phrase, phrase
from checklist.machine import Environment
from checklist.store import (
    Journal,
    Unreached,
    open_evidence_files,
    open_journal,
    shared_folders,
)

_BETWEEN_SECONDS = 2.0
"""Folders are looked at no oftener than this."""

Tell = Callable[[Phrase], object]


class Exchanging:
    """Exchanges with the folders that assessments are shared through, until it is ended.

    Args:
        environment: whose assessments.
        tell: is told, in the thread, what somebody should know: each thing once.
        only: the one assessment to exchange; without it all that are shared.
    """

    def __init__(self, environment: Environment, tell: Tell, only: str | None = None) -> None:
        self._environment = environment
        self._tell = tell
        self._only = only
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._ended = threading.Event()
        self._folders: dict[str, tuple[Path, SharedFolder]] = {}
        self._away: set[str] = set()
        self._told: set[str] = set()

    def begin(self) -> None:
        """Begin, in a thread that is not waited for when the program ends."""
        self._thread.start()

    def end(self, seconds: float) -> None:
        """Exchange once more, and end; wait for that so long, and no longer."""
        self._ended.set()
        self._thread.join(seconds)

    def _wanted(self, journal: Journal) -> dict[str, Path]:
        folders = shared_folders(journal)
        return {name: at for name, at in folders.items() if self._only in (None, name)}

    def _run(self) -> None:
        try:
            with open_journal(self._environment) as journal:
                while True:
                    is_last = self._ended.is_set()
                    # The screens say that a server is gone, and it may be back.
                    with suppress(Unreached):
                        for name, folder in self._wanted(journal).items():
                            self._exchange(journal, name, folder)
                    if is_last:
                        return
                    self._ended.wait(_BETWEEN_SECONDS)
        except Exception as error:  # noqa: BLE001 - whatever it is, work goes on without sharing
            reason = error.words if isinstance(error, SamsjekkError) else repr(error)
            self._tell(
                phrase(
                    "Delingen har stanset: {reason} Det du svarer, lagres her, og deles neste "
                    "gang samsjekk åpnes.",
                    reason=reason,
                )
            )

    def _exchange(self, journal: Journal, name: str, folder: Path) -> None:
        """Exchange one assessment; what stands in the way is told once, and tried again."""
        try:
            known = self._folders.get(name)
            if known is None or known[0] != folder:
                files = open_evidence_files(self._environment)
                known = (folder, SharedFolder(folder, journal, files, name))
                self._folders[name] = known
            faults = known[1].exchange().faults
        except FolderAway as error:
            if name not in self._away:
                self._away.add(name)
                self._tell(error.words)
            return
        except Unreached:
            raise
        except SamsjekkError as error:
            faults = (error.words,)
        if name in self._away:
            self._away.discard(name)
            self._tell(phrase("Den delte mappen {folder} er tilbake.", folder=folder))
        for fault in faults:
            if str(fault) not in self._told:
                self._told.add(str(fault))
                self._tell(fault)
