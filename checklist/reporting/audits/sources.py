"""What a fact rests on, as a reader can look it up: an entry of the log, or what was received."""

from __future__ import annotations

from checklist.audit import Source, log_entry
from checklist.i18n import Translator
from checklist.reporting.audits.paper import AuditPaper
from checklist.reporting.model import Reference
from checklist.words import Part, wording
from checklist.words.audits import AUDIT_WORDS


class FactSource(Part, frozen=True, kw_only=True):
    """A source of a fact.

    Attributes:
        reference: the entry of the log, or what was received; None where it is gone.
        what: what of it: the title of the entry, of the evidence, or the question that was
            answered.
    """

    reference: Reference | None
    what: str


def source_of(paper: AuditPaper, source: Source, _: Translator) -> FactSource:
    """A source as a reader can look it up."""
    if source.receipt is None:
        reference = paper.numbers.entry(source.entry)
        gone = _("kilde som er tatt ut av revisjonen")
        return FactSource(
            reference=reference, what=gone if reference is None else str(reference.title)
        )
    return FactSource(
        reference=paper.numbers.received.get(source.receipt),
        what=_handed_over(paper, source, _),
    )


def source_outside(paper: AuditPaper, source: Source, _: Translator) -> str:
    """A source for those who have neither the log nor its numbers: interview: head of Nav.

    How far the auditors have come with it is theirs, and not said.
    """
    what = source_of(paper, source, _).what
    entry = log_entry(paper.audit, source.entry)
    if entry is None:
        return what
    kind = _.say(AUDIT_WORDS[type(entry)].one)
    return _("{kind}: {what}", kind=kind, what=what)


def _handed_over(paper: AuditPaper, source: Source, _: Translator) -> str:
    """What it is of what a municipality handed over, as far as can be said without the receipt."""
    appraisal = paper.received.get(source.receipt or "")
    if appraisal is not None:
        evidence = appraisal.assessment.evidence.get(source.evidence or "")
        if evidence is not None:
            return evidence.value.title
    criteria_set = paper.criteria_set if appraisal is None else appraisal.criteria_set
    for criterion in () if criteria_set is None else criteria_set.criteria:
        for checkpoint in criterion.checkpoints:
            if checkpoint.id == source.checkpoint:
                asked = wording(checkpoint.question, _.language)
                return _("svaret på: {question}", question=asked)
    if source.evidence is not None:
        return _("dokumentasjon kommunen overleverte (mottaket er ikke her lenger)")
    return _("et svar kommunen overleverte (mottaket er ikke her lenger)")
