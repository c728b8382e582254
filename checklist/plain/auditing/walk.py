"""Going through an audit line by line: its criteria with facts and verdicts, or another part."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import NamedTuple

from checklist.assessment import VerdictCode
from checklist.audit import (
    LOG,
    Audit,
    AuditRecommendation,
    Basis,
    ChosenCriterion,
    CriterionVerdict,
    Fact,
    Record,
    Source,
    facts_of,
    read_field,
)
from checklist.auditing import typed_field
from checklist.i18n import Translator
from checklist.machine import print_wrapped
from checklist.plain.auditing.corrections import corrections_told, go_through_corrections
from checklist.plain.auditing.lines import AuditLines, Left
from checklist.plain.auditing.things import go_through_things, things_counted
from checklist.words.audits import audit_summary, record_lines, thing_line


class _Walked(NamedTuple):
    """A part of an audit: going through it, and how far one has come."""

    go_through: Callable[[AuditLines, Translator], None]
    progress: Callable[[Audit, Translator], str]


def walk_audit(part: str, lines: AuditLines, _: Translator) -> None:
    """Go through a part of an audit, until its end or until the user leaves."""
    walked = _PARTS[part]
    lines.progress = lambda: walked.progress(lines.session.audit, _)
    title, municipality, _counted = audit_summary(lines.session.audit, _)
    print_wrapped(", ".join(filter(None, (title, municipality))))
    lines.say_how()
    with suppress(Left):
        walked.go_through(lines, _)
    if lines.has_asked:
        print_wrapped(lines.progress())


def _go_through_criteria(lines: AuditLines, _: Translator) -> None:
    """Ask about each criterion in turn: facts with sources, then the verdict."""
    criteria = lines.session.audit.all(ChosenCriterion)
    for number, criterion in enumerate(criteria.values(), start=1):
        lines.begin(_("Kriterium {n} av {of}:", n=number, of=len(criteria)))
        _ask_about(criterion, lines, _)


def _criteria_judged(audit: Audit, _: Translator) -> str:
    criteria, judged = audit.all(ChosenCriterion), audit.all(CriterionVerdict)
    if not criteria:
        return _("Ingen revisjonskriterier er valgt ennå. «samsjekk audit choose» velger dem.")
    return _("{n} av {of} kriterier er vurdert.", n=len(judged), of=len(criteria))


def _ask_about(criterion: ChosenCriterion, lines: AuditLines, _: Translator) -> None:
    audit = lines.session.audit
    print_wrapped(thing_line(criterion, audit, _).words, "  ")
    facts = facts_of(audit, criterion.id)
    if facts:
        print_wrapped(_("Fakta, {n}:", n=len(facts)))
        lines.print_all(thing_line(fact, audit, _).words for fact in facts)
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
    fact = Fact(id=session.new_id(Fact), criterion=criterion, text=text, sources=sources)
    name = session.record(fact, is_new=True)
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
    print_wrapped(_("Vurdert som {verdict}.", verdict=_.say(verdict.words)), "  ")


def _verdict(written: str) -> VerdictCode | None:
    read: VerdictCode | None = read_field(CriterionVerdict, "verdict", [written])
    return read


def _basis(written: str) -> tuple[Basis, ...]:
    read: tuple[Basis, ...] = read_field(CriterionVerdict, "basis", written.split(","))
    return read


def _things(*kinds: type[Record]) -> _Walked:
    return _Walked(
        lambda lines, _: go_through_things(kinds, lines, _),
        lambda audit, _: things_counted(audit, kinds, _),
    )


_PARTS: Mapping[str, _Walked] = {
    "criteria": _Walked(_go_through_criteria, _criteria_judged),
    "log": _things(*LOG),
    "recommendations": _things(AuditRecommendation),
    "corrections": _Walked(go_through_corrections, corrections_told),
}
WALKED = tuple(_PARTS)
"""The parts that can be gone through, the usual one first."""
