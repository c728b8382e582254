"""The interview guide of an audit, for the field: a page or three for each role."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from checklist.audit import (
    Audit,
    EmailQuestions,
    Guide,
    GuideOfRole,
    GuideQuestion,
    GuideRole,
    guide_of,
)
from checklist.criteria import Role, Text, text_in
from checklist.i18n import Phrase, Translator, phrase
from checklist.reporting.audits.paper import AuditPaper
from checklist.reporting.points import ForRole
from checklist.words import Part, Wording, as_heading, wording
from checklist.words.audits import left_out_words, nobody_words, prompt_words, time_words


class AskedLine(Part, frozen=True, kw_only=True):
    """A question.

    Attributes:
        number: its number, the same to all roles for a core question.
        about: what the question is about, where no heading says it; None elsewhere.
        text: the question.
        also: how it is asked of this role in particular; None for none.
        says: why it is asked, or empty.
        clash: answers that don't go together; None for none.
        yes_means: what must hold for a yes; None where that is not asked.
        show: what would show it.
        criterion: the number of the criterion of the audit, or empty.
    """

    number: str
    about: Wording | None
    text: Wording
    also: Wording | None
    says: str
    clash: Wording | None
    yes_means: Wording | None
    show: tuple[Wording, ...]
    criterion: str


class AskedTogether(Part, frozen=True, kw_only=True):
    """Questions under a heading."""

    title: Wording
    lines: tuple[AskedLine, ...]


class RoleGuide(ForRole, frozen=True, kw_only=True):
    """What to ask a role; `note` is the auditor's own about it.

    `due` is the deadline of what it is asked by e-mail, or empty.
    """

    by_mail: bool
    note: str
    due: str
    opening: tuple[str, ...]
    groups: tuple[AskedTogether, ...]
    closing: tuple[str, ...]
    left_out: tuple[str, ...]


class GuidePaper(Part, frozen=True, kw_only=True):
    """The whole guide: which criteria it is about, the roles, and who is not asked."""

    criteria: tuple[Wording, ...]
    roles: tuple[RoleGuide, ...]
    says: tuple[str, ...]


def guide(report: AuditPaper, _: Translator) -> GuidePaper:
    """What to ask each chosen role."""
    found = _guide(report)
    roles = tuple(
        _role(role, place, report, _)
        for place, role in enumerate(found.roles, start=1)
        if report.role in (None, role.role.id)
    )
    return GuidePaper(
        criteria=tuple(reference.title for reference in report.numbers.criteria.values()),
        roles=roles,
        says=tuple(nobody_words(found, _)) if report.role is None else (),
    )


def nothing_to_ask(report: AuditPaper) -> Phrase | None:
    """Why there is no guide; None where there is one."""
    if report.criteria_set is None:
        return phrase(
            "Revisjonen har ikke noe kriteriesett, så det er ingen roller og spørsmål å velge "
            "blant. Velg et kriteriesett under «Kriterier», eller med audit choose --criteria."
        )
    chosen = report.audit.all(GuideRole)
    if not chosen:
        return phrase(
            "Ingen roller er valgt til intervjuguiden. Velg hvem som skal intervjues eller "
            "spørres på e-post, først."
        )
    if report.role is not None and report.role not in chosen:
        return phrase(
            "Rollen «{role}» er ikke valgt til intervjuguiden. Disse er valgt: {roles}.",
            role=report.role,
            roles=", ".join(chosen),
        )
    if not any(role.questions for role in _guide(report).roles):
        return phrase(
            "Det er ingenting å spørre de valgte rollene om. Velg revisjonskriterier som samler "
            "krav i kriteriesettet, velg andre roller, eller skriv egne spørsmål."
        )
    return None


def _guide(report: AuditPaper) -> Guide:
    if report.criteria_set is None:
        return Guide((), ())
    return guide_of(report.audit, report.criteria_set, report.received)


def _role(role: GuideOfRole, place: int, report: AuditPaper, _: Translator) -> RoleGuide:
    lines = [
        (_heading(question, _), _line(str(number), question, report, _))
        for number, question in enumerate(role.questions, start=1)
    ]
    return RoleGuide(
        id=role.role.id,
        role=as_heading(wording(role.role.title, _.language)),
        anchor=f"rolle-{place}",
        says=time_words(role, _),
        by_mail=role.by_mail,
        note=role.note.strip(),
        due=report.due_words(_due_by_mail(role.role, report.audit)) if role.by_mail else "",
        opening=tuple(_by_mail(report, _) if role.by_mail else _opening(report, _)),
        groups=tuple(_groups(lines)),
        closing=tuple(_closing(_, by_mail=role.by_mail)),
        left_out=tuple(left_out_words(role, _)),
    )


def _groups(lines: Sequence[tuple[Wording, AskedLine]]) -> Iterator[AskedTogether]:
    for title, held in groupby(lines, key=lambda one: one[0]):
        yield AskedTogether(title=title, lines=tuple(line for _title, line in held))


def _heading(question: GuideQuestion, _: Translator) -> Wording:
    if question.is_core:
        return Wording(text=_("Felles spørsmål"))
    if question.theme is None:
        return Wording(text=_("Egne spørsmål"))
    return wording(question.theme.title, _.language)


def _line(number: str, question: GuideQuestion, report: AuditPaper, _: Translator) -> AskedLine:
    chosen = question.chosen
    reference = None if chosen is None else report.numbers.criteria.get(chosen.id)

    def said(text: Text | None) -> Wording | None:
        return None if text is None else wording(text, _.language)

    text = question.text
    if isinstance(text, Phrase):
        asked = Wording(text=_.say(text))
    else:
        asked = wording(text, _.language) if question.checkpoints else Wording(text=str(text))
    return AskedLine(
        number=number,
        about=said(question.about),
        text=asked,
        also=said(question.also),
        says=prompt_words(question, _),
        clash=said(question.clash),
        yes_means=said(question.yes_means),
        show=tuple(wording(one.what, _.language) for one in question.show),
        criterion="" if reference is None else reference.number,
    )


def _opening(report: AuditPaper, _: Translator) -> Iterator[str]:
    yield _(
        "Si hvem vi er, hva revisjonen handler om ({title}), og at referatet blir sendt til "
        "verifisering.",
        title=report.head.title or _("uten tittel"),
    )
    yield _("Spør om rolle og hvor lenge personen har hatt den. Skriv ikke navn på brukere.")


def _due_by_mail(role: Role, audit: Audit) -> date | None:
    """The deadline of the questions that a role has not answered; None where there are several."""
    due = {
        email.due
        for email in audit.all(EmailQuestions).values()
        if email.role.strip().casefold() == text_in(role.title, "nb").casefold()
        and not (email.has_answer or email.never_answered)
    }
    return due.pop() if len(due) == 1 else None


def _by_mail(report: AuditPaper, _: Translator) -> Iterator[str]:
    yield _(
        "Revisjonen gjennomfører forvaltningsrevisjonen {title} i {municipality}. Vi ber om "
        "skriftlig svar på spørsmålene under.",
        title=report.head.title or _("uten tittel"),
        municipality=report.head.municipality,
    )
    yield _("Svar ved nummeret, og legg ved det som viser det. Skriv ikke navn på brukere.")


def _closing(_: Translator, *, by_mail: bool) -> Iterator[str]:
    if by_mail:
        yield _("Er det noe annet revisjonen bør vite om dette? Hvem andre bør vi spørre?")
        return
    yield _("Er det noe vi burde ha spurt om? Hvem andre bør vi snakke med?")
    yield _("Avtal hva som skal sendes, og når referatet kommer til verifisering.")
