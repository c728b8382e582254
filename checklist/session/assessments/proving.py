"""Proving that a history is whole, and as it was when a kontrollsum was printed."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from checklist.appraisal import EVERY_RULES, RULES
from checklist.assessment import (
    Against,
    Begun,
    Created,
    CriteriaUpgraded,
    Event,
    Kontrollsum,
    NoBeginning,
    Proof,
    SignedOff,
    effective,
    fold,
    kontrollsum,
    kontrollsums_in,
    prove_against,
    set_chosen_from,
)
from checklist.criteria.yaml import why_unreadable
from checklist.errors import SamsjekkError
from checklist.i18n import phrase
from checklist.store import Journal, StoreError, is_database, opened_backup

_MOST_BYTES = 64 * 2**20


class NoKontrollsum(SamsjekkError):
    """What was given holds no kontrollsum."""


class Proved(NamedTuple):
    """What checking an assessment came to.

    Attributes:
        proof: what `journal.prove` found.
        now: the kontrollsum of the history as it is.
        against: what the one that was given says; None where none was given.
        beside: the first event of each write that does not build on that one.
        sign_offs: each sign-off, and whether what it says was signed is here as it was.
    """

    proof: Proof
    now: Kontrollsum
    against: Against | None
    beside: tuple[Event, ...]
    sign_offs: tuple[tuple[SignedOff, bool], ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether nothing is missing or changed, and what was signed or given is here."""
        found = self.against is None or self.against.found
        return found and not self.proof.faults and all(stands for _of, stands in self.sign_offs)


def prove_assessment(
    journal: Journal, assessment: str, given: tuple[Kontrollsum, ...] = ()
) -> Proved:
    """Check every digest of a history, and a kontrollsum that was kept of it.

    Where a report holds several, as one that compares two assessments, one that is found counts;
    but not one of a sign-off, which says nothing of what came after it.

    Raises:
        UnknownAssessment: there is no such assessment.
    """
    genesis, proof = journal.prove(assessment)
    _, heads, writes = journal.heads(assessment)
    events = journal.events(assessment)
    sets = {
        event.what.criteria_set
        for event in events
        if isinstance(event.what, Begun | Created | CriteriaUpgraded)
    } - {""}
    for name in sorted(sets):
        try:
            journal.criteria_set(name)
        except StoreError:
            gone = phrase("Kriteriesettet {fingerprint} kan ikke leses.", fingerprint=name)
            proof = proof._replace(faults=(*proof.faults, gone))
    in_force = _set_in_force(assessment, events)
    now = kontrollsum(genesis, heads, RULES, in_force, writes)

    def proved(one: Kontrollsum) -> Against:
        return prove_against(proof.nodes, one, genesis, EVERY_RULES, sets | {in_force})

    signed = [event.what for event in events if isinstance(event.what, SignedOff)]
    proofs = {one.kontrollsum for one in signed}
    found = [proved(one) for one in given if str(one) not in proofs] or [*map(proved, given)]
    sign_offs = tuple(
        (one, any(proved(of).found for of in kontrollsums_in(one.kontrollsum))) for one in signed
    )
    against = max(found, key=lambda one: one.found, default=None)
    firsts = {event.write: event for event in reversed(events)}
    beside = (
        [firsts[node.digest] for node in against.beside if node.digest in firsts] if against else []
    )
    return Proved(proof, now, against, tuple(beside), sign_offs)


def _set_in_force(assessment: str, events: Sequence[Event]) -> str:
    """The fingerprint of the criteria set that holds; empty where there is none."""
    if any(isinstance(event.what, Begun) for event in events):
        return set_chosen_from(effective(events))
    try:
        return fold(assessment, events).criteria_set
    except NoBeginning:
        return ""


def given_kontrollsums(given: str, assessment: str, kind: str) -> tuple[Kontrollsum, ...]:
    """The kontrollsums in a report, in a file, in a backup of the assessment, or as typed.

    `kind` is what it is of.

    Word, Excel and hand-over files are read inside. In a PDF the letters are packed: type the
    kontrollsum.

    Raises:
        NoKontrollsum: there is none, or the file can't be read.
        DamagedBackup: it is a database, and not a whole one.
        UnknownAssessment: the backup does not have it.
    """
    path = Path(given)
    found = () if path.is_file() else kontrollsums_in(given)
    if not found and is_database(path):
        with opened_backup(path, kind) as journal:
            return (prove_assessment(journal, assessment).now,)
    if not found:
        found = kontrollsums_in(_text_of(path))
    if not found:
        raise NoKontrollsum(
            phrase(
                "Fant ingen kontrollsum i «{given}». Oppgi en rapport fra samsjekk, eller skriv "
                "kontrollsummen slik den står nederst i rapporten.",
                given=given,
            )
        )
    return found


def _text_of(path: Path) -> str:
    try:
        if path.stat().st_size > _MOST_BYTES:
            return ""
        if not zipfile.is_zipfile(path):
            return path.read_bytes().decode("utf-8", "replace")
        with zipfile.ZipFile(path) as packed:
            inside = [
                entry
                for entry in packed.infolist()
                if entry.filename.endswith((".xml", "manifest.json"))
            ]
            if sum(entry.file_size for entry in inside) > _MOST_BYTES:
                return ""
            return "\n".join(packed.read(entry).decode("utf-8", "replace") for entry in inside)
    except (OSError, ValueError, zipfile.BadZipFile) as error:
        raise NoKontrollsum(why_unreadable(path, error)) from error
