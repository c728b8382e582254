"""Going through an audit line by line: its criteria with facts and verdicts, or another part."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress

from checklist.assessment import VerdictCode
from checklist.audit import (
    LOG,
    AuditRecommendation,
    Basis,
    ChosenCriterion,
    CriterionVerdict,
    Fact,
    Source,
    facts_of,
    read_field,
)
from checklist.auditing import typed_field
from checklist.i18n import Translator
from checklist.machine import print_wrapped
from checklist.plain.auditing.corrections import go_through_corrections
from checklist.plain.auditing.lines import AuditLines, Left
from checklist.plain.auditing.things import go_through_things
from checklist.words.audits import record_lines, thing_line


def walk_audit(part: str, lines: AuditLines, _: Translator) -> None:
    """Go through a part of an audit, until its end or until the user leaves."""
    lines.say_how()
    with suppress(Left):
        _PARTS[part](lines, _)


def _go_through_criteria(lines: AuditLines, _: Translator) -> None:
    """Ask about each criterion in turn: facts with sources, then the verdict."""
    criteria = lines.session.audit.all(ChosenCriterion)
    try:
        for number, criterion in enumerate(criteria.values(), start=1):
            print_wrapped(_("Kriterium {n} av {of}:", n=number, of=len(criteria)))
            _ask_about(criterion, lines, _)
    finally:
        judged = lines.session.audit.all(CriterionVerdict)
        print_wrapped(_("{n} av {of} kriterier er vurdert.", n=len(judged), of=len(criteria)))


def _ask_about(criterion: ChosenCriterion, lines: AuditLines, _: Translator) -> None:
    audit = lines.session.audit
    print_wrapped(thing_line(criterion, audit, _).words, "  ")
    for fact in facts_of(audit, criterion.id):
        print_wrapped(thing_line(fact, audit, _).words, "  ")
    while text := lines.asked(_("Nytt faktum:")):
        lines.tell_of(_record_fact, criterion.id, text, lines, _)
    lines.tell_of(_record_verdict, criterion.id, lines, _)


def _record_fact(criterion: str, text: str, lines: AuditLines, _: Translator) -> None:
    session = lines.session

    def read(written: str) -> tuple[Source, ...]:
        names = list(filter(None, map(str.strip, written.split(","))))
        found: tuple[Source, ...] = typed_field(session, lines.receipts, Fact, "sources", names)
        return found

    sources = lines.read(_("Kilder, med komma mellom:"), read)
    name = session.new_id(Fact)
    session.record(Fact(id=name, criterion=criterion, text=text, sources=sources))
    print_wrapped(_("Registrert: {id}", id=name), "  ")


def _record_verdict(criterion: str, lines: AuditLines, _: Translator) -> None:
    audit = lines.session.audit
    before = audit.find(CriterionVerdict, criterion)
    if before is not None:
        lines.print_all(f"{label}: {words}" for label, words in record_lines(before, audit, _))
    choices = ", ".join(_.say(code.words) for code in VerdictCode)
    verdict = lines.read(_("Vurdering ({choices}):", choices=choices), _verdict)
    if verdict is None:
        return
    bases = ", ".join(_.say(basis.words) for basis in Basis)
    basis = lines.read(_("Bygger på, med komma mellom ({bases}):", bases=bases), _basis)
    text = lines.asked(_("Begrunnelse:"))
    wanted = CriterionVerdict(id=criterion, verdict=verdict, basis=basis, text=text)
    lines.session.record(wanted)


def _verdict(written: str) -> VerdictCode | None:
    read: VerdictCode | None = read_field(CriterionVerdict, "verdict", [written])
    return read


def _basis(written: str) -> tuple[Basis, ...]:
    read: tuple[Basis, ...] = read_field(CriterionVerdict, "basis", written.split(","))
    return read


def _go_through_log(lines: AuditLines, _: Translator) -> None:
    go_through_things(LOG, lines, _)


def _go_through_recommendations(lines: AuditLines, _: Translator) -> None:
    go_through_things((AuditRecommendation,), lines, _)


_PARTS: Mapping[str, Callable[[AuditLines, Translator], None]] = {
    "criteria": _go_through_criteria,
    "log": _go_through_log,
    "recommendations": _go_through_recommendations,
    "corrections": go_through_corrections,
}
WALKED = tuple(_PARTS)
"""The parts that can be gone through, the usual one first."""
