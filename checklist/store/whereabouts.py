"""Where everything lies, how much it is, and what one ought to know about the place."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from checklist.i18n import Phrase, phrase
from checklist.machine import Environment, ServerAddress, synced_by
from checklist.store.backups import Backup, found_in
from checklist.store.errors import explained, unusable_address
from checklist.store.opening import journal_path, open_backups
from checklist.store.pairing import log_of
from checklist.store.receipt_names import receipts_in


class Whereabouts(NamedTuple):
    """The files of one user: paths as they really are, sizes in bytes, backups the newest first.

    `server` is where the journal is instead, if a team shares it; there are no backups then.
    """

    server: ServerAddress | None
    journal: Path
    journal_bytes: int
    evidence: Path
    evidence_files: int
    evidence_bytes: int
    receipts: Path
    receipts_files: int
    receipts_bytes: int
    backups: Path
    found: tuple[Backup, ...]
    backups_bytes: int
    settings: Path
    criteria: Path
    warnings: tuple[Phrase, ...]


def find_whereabouts(environment: Environment) -> Whereabouts:
    """Look at the folders. Nothing is opened, so it also tells where the journal is damaged.

    Raises:
        StoreError: a folder can't be read.
    """
    with explained(environment.home):
        path, backups = journal_path(environment).resolve(), open_backups(environment)
        copies = backups.evidence.glob("*/*")
        evidence = [size for file in copies if (size := _bytes(file)) is not None]
        received = receipts_in(backups.receipts)
        return Whereabouts(
            server=environment.database,
            journal=path,
            journal_bytes=(_bytes(path) or 0) + (_bytes(log_of(path)) or 0),
            evidence=backups.evidence.resolve(),
            evidence_files=len(evidence),
            evidence_bytes=sum(evidence),
            receipts=backups.receipts.resolve(),
            receipts_files=len(received),
            receipts_bytes=sum(_bytes(receipt.path) or 0 for receipt in received),
            backups=backups.directory.resolve(),
            found=found_in(backups.directory),
            backups_bytes=sum(_bytes(file) or 0 for file in backups.directory.glob("*")),
            settings=(environment.home / "settings.json").resolve(),
            criteria=environment.criteria_folder.resolve(),
            warnings=_warnings(environment),
        )


def _warnings(environment: Environment) -> tuple[Phrase, ...]:
    found = []
    if environment.database is not None and not environment.database.is_usable:
        return (unusable_address().words,)
    if environment.database is not None:
        found.append(
            phrase(
                "Egenvurderingene og kopiene av dokumentasjon ligger i databasen, og den som "
                "driver den, tar sikkerhetskopi av dem. Det du mottar, ligger på denne maskinen, "
                "og i databasen etter «samsjekk team collect»."
            )
        )
        return tuple(found)
    if program := synced_by(environment.home, environment.cloud_folders):
        found.append(
            phrase(
                "Mappen synkroniseres av {program}. Da kan databasen og loggen til den bli kopiert "
                "hver for seg, og svar bli borte. Velg en mappe utenfor med SAMSJEKK_HOME.",
                program=program,
            )
        )
    if environment.is_remote_session:
        found.append(
            phrase(
                "Dette er et fjernskrivebord. Noen sletter det som ligger lokalt når du logger av. "
                "Spør IKT, og ta sikkerhetskopi til et annet sted: samsjekk backup --to MAPPE"
            )
        )
    return tuple(found)


def _bytes(file: Path) -> int | None:
    try:
        return file.stat().st_size if file.is_file() else None
    except OSError:
        return None
