"""What the municipality would have the facts say, line by line: accepted or refused, with why."""

from __future__ import annotations

from checklist.assessment import Doubtful
from checklist.audit import Audit, Correction, Decided, correction_words
from checklist.i18n import Translator
from checklist.machine import print_wrapped
from checklist.plain.auditing.lines import AuditLines
from checklist.words import sentence
from checklist.words.audits import decision_lines


def go_through_corrections(lines: AuditLines, _: Translator) -> None:
    """Ask about each correction that nobody has decided on."""
    waiting = [
        one for one in lines.session.audit.all(Correction).values() if one.decided is Decided.OPEN
    ]
    for number, correction in enumerate(waiting, start=1):
        lines.begin(_("Rettelse {n} av {of}:", n=number, of=len(waiting)))
        lines.print_all(decision_lines(correction, lines.session.audit, _))
        _decide(correction, lines, _)
        decided = lines.session.audit.all(Correction)[correction.id].decided
        print_wrapped(sentence(_.say(decided.words)), "  ")


def corrections_told(audit: Audit, _: Translator) -> str:
    """How many there are, and what became of them."""
    told = " ".join(_.say(words) for words in correction_words(audit))
    return told or _("Ingen rettelser er kommet.")


def _decide(correction: Correction, lines: AuditLines, _: Translator) -> None:
    accepted = lines.is_yes(_("Tas den til følge? Svar ja eller nei; Enter venter med det:"))
    if accepted is None:
        return
    if accepted:
        take_over = lines.is_yes(_("Skal faktumet rettes slik kommunen mener? Svar ja eller nei:"))
        reason = lines.asked(_("Begrunnelse; kan stå tom:"))
        lines.tell_of(_accept, correction, reason, take_over is not False, lines)
    elif reason := lines.asked(_("Begrunnelse; må skrives:")):
        lines.tell_of(lines.session.refuse_correction, correction.id, reason)


def _accept(correction: Correction, reason: str, take_over: bool, lines: AuditLines) -> None:
    session = lines.session
    try:
        session.accept_correction(correction.id, reason, take_over=take_over)
    except Doubtful as doubt:
        if lines.is_meant(doubt):
            session.accept_correction(correction.id, reason, take_over=take_over, sure=True)
