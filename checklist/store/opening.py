"""The journal, the evidence files and the author of one machine, from its `Environment`."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

from checklist.assessment import Author
from checklist.i18n import phrase
from checklist.machine import Environment, ServerAddress, is_network_folder, own_folder
from checklist.store.backups import BACKUPS, Backups
from checklist.store.contract import JournalDatabase
from checklist.store.errors import StoreError, backup_advice
from checklist.store.evidence_files import EvidenceFiles
from checklist.store.heads import ASSESSMENT
from checklist.store.journal import Journal
from checklist.store.receipt_names import RECEIPTS
from checklist.store.receipts import Receipts


def journal_path(environment: Environment) -> Path:
    """Where the journal is."""
    return environment.home / "samsjekk.sqlite3"


def copies_beside(environment: Environment) -> tuple[Path, ...]:
    """Files beside the journal with nearly its name, as syncing programs call copies of it."""
    own = journal_path(environment)
    found = own.parent.glob(f"{own.stem}*{own.suffix}")
    return tuple(sorted(path for path in found if path.name != own.name and path.is_file()))


def open_journal(environment: Environment, kind: str = ASSESSMENT) -> Journal:
    """Open the journal, made on first use; of other things than assessments with another `kind`.

    Raises:
        StoreError: it can't be opened, or it is gone and what belongs to it is still there; the
            words say why.
    """
    if environment.database is not None:
        server = _open_server(environment.database)
        return Journal(journal_path(environment), environment.now, None, kind, server)
    refuse_place(environment)
    _refuse_lost_journal(environment)
    return Journal(journal_path(environment), environment.now, open_backups(environment), kind)


def _open_server(address: ServerAddress) -> JournalDatabase:
    """Open the database of a team."""
    opened: JournalDatabase = _on_server("database").PostgresDatabase(address)
    return opened


def _on_server(module: str) -> Any:
    """A module about a team's database. What that needs is not installed with samsjekk alone."""
    try:
        return import_module(f"checklist.store.postgres.{module}")
    except ImportError as error:
        raise StoreError(
            phrase(
                "SAMSJEKK_DATABASE viser til en database på en server, men denne installasjonen "
                "kan bare lagre på maskinen. Installer samsjekk[team]."
            )
        ) from error


def refuse_place(environment: Environment) -> None:
    """Refuse to keep a journal on another machine.

    Raises:
        StoreError: the words say how what is there is brought here.
    """
    if is_network_folder(environment.home):
        raise StoreError(
            phrase(
                "{home} er på en annen maskin, og der kan svar bli borte når flere har "
                "egenvurderingene åpne. Velg en mappe på denne maskinen med SAMSJEKK_HOME. Er det "
                "egenvurderinger der, hent dem inn etterpå: samsjekk restore {path}",
                home=environment.home,
                path=journal_path(environment),
            )
        )


def open_backups(environment: Environment) -> Backups:
    """The folder of backups."""
    return Backups(
        directory=environment.home / BACKUPS,
        evidence=open_evidence_files(environment).directory,
        spare=own_folder(),
        clock=environment.now,
    )


def open_evidence_files(environment: Environment) -> EvidenceFiles:
    """The folder that evidence files are copied to; for a team, on the way to its database."""
    folder = environment.home / "evidence"
    if environment.database is None:
        return EvidenceFiles(folder)
    module = _on_server("evidence")
    found: EvidenceFiles = module.EvidenceOnServer(
        folder, module.FilesOnServer(environment.database)
    )
    return found


def open_receipts(environment: Environment) -> Receipts:
    """The files that municipalities have handed over: a folder, and what a team shares."""
    folder = environment.home / RECEIPTS
    if environment.database is None:
        return Receipts(folder, environment.now)
    found: Receipts = _on_server("receipts").ReceiptsOnServer(
        folder, environment.now, environment.database
    )
    return found


def author_of(environment: Environment) -> Author:
    """Who answers."""
    return Author(name=environment.name, role=environment.role)


def _refuse_lost_journal(environment: Environment) -> None:
    """Not take an empty journal, or none, for a new user where there are copies or backups."""
    path, backups = journal_path(environment), open_backups(environment)
    try:
        if path.exists() and path.stat().st_size:
            return
        latest = backups.latest()
        if latest is None and not any(backups.evidence.glob("*/*")):
            return
    except OSError:
        return
    raise StoreError(
        phrase(
            "{path} er borte eller tom, men her har det vært egenvurderinger. {advice} Vil du "
            "begynne helt på nytt, flytt mappen {home} først.",
            path=path,
            advice=backup_advice(path),
            home=environment.home,
        )
    )
