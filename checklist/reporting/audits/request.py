"""The request of an audit: documents and numbers to send, by role, without what lies there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from checklist.audit import Request, RequestLine, RequestOfRole, request_of
from checklist.criteria import Role
from checklist.i18n import Phrase, Translator, phrase
from checklist.reporting.audits.paper import AuditPaper
from checklist.reporting.model import Reference
from checklist.reporting.points import ForRole
from checklist.words import Part, Wording, as_heading, wording
from checklist.words.audits import requested_before, there_words


class AskedFor(Part, frozen=True, kw_only=True):
    """A thing to send; any of `wanted` is enough. `note` says that it was asked for before."""

    number: str
    wanted: tuple[Wording, ...]
    criteria: tuple[Reference, ...]
    note: str


class AskedOfRole(ForRole, frozen=True, kw_only=True):
    """What one role is asked to send."""

    lines: tuple[AskedFor, ...]


class RequestPaper(Part, frozen=True, kw_only=True):
    """The whole request.

    Attributes:
        says: how to answer.
        due: the deadline, where all that is asked for has been asked for with the same; else empty.
        criteria: the criteria of the audit that are named by number.
        roles: what each is asked for.
        frames: what samples are drawn from.
        there: what is not asked for, since the municipality has shown it already.
        there_says: how many those are, and how many have arrived; empty for none.
    """

    says: tuple[str, ...]
    due: str
    criteria: tuple[Reference, ...]
    roles: tuple[AskedOfRole, ...]
    frames: tuple[Wording, ...]
    there: tuple[str, ...]
    there_says: str


def request(report: AuditPaper, _: Translator) -> RequestPaper:
    """What is to be asked for now."""
    found = _request(report)
    roles = tuple(
        _role(role, place, report, _)
        for place, role in enumerate(found.roles, start=1)
        if report.role in (None, _id_of(role))
    )
    named = {
        reference.number for role in roles for line in role.lines for reference in line.criteria
    }
    everyone = report.role is None
    return RequestPaper(
        says=tuple(_says(roles, _)),
        due=report.due_words(_common_due(found, report)),
        criteria=tuple(one for one in report.numbers.criteria.values() if one.number in named),
        roles=roles,
        frames=tuple(wording(frame.drawn_from, _.language) for frame in found.frames if everyone),
        there=tuple(there_words(found.there, _)) if everyone else (),
        there_says=_there_says(found, _) if everyone else "",
    )


def nothing_to_request(report: AuditPaper) -> Phrase | None:
    """Why there is no request; None where there is one."""
    found = _request(report)
    if not found.lines:
        return phrase(
            "Det er ingenting å be om: ingen valgte revisjonskriterier mangler dokumenter eller "
            "tall. Velg kriterier, eller skriv egne bestillinger."
        )
    roles = [_id_of(role) for role in found.roles]
    if report.role is not None and report.role not in roles:
        return phrase(
            "Rollen «{role}» blir ikke bedt om noe. Disse blir det: {roles}.",
            role=report.role,
            roles=", ".join(roles),
        )
    return None


def _request(report: AuditPaper) -> Request:
    if report.criteria_set is None:
        return Request((), (), (), ())
    return request_of(report.audit, report.criteria_set, report.received)


def _common_due(found: Request, report: AuditPaper) -> date | None:
    asked = (
        line.asked
        for role in found.roles
        if report.role in (None, _id_of(role))
        for line in role.lines
    )
    due = {None if document is None else document.due for document in asked}
    return due.pop() if len(due) == 1 else None


def _id_of(role: RequestOfRole) -> str:
    return role.role.id if isinstance(role.role, Role) else role.role


def _role(role: RequestOfRole, place: int, report: AuditPaper, _: Translator) -> AskedOfRole:
    title = (
        wording(role.role.title, _.language)
        if isinstance(role.role, Role)
        else Wording(text=role.role or _("Ingen rolle er oppgitt"))
    )
    return AskedOfRole(
        id=_id_of(role),
        role=as_heading(title),
        anchor=f"rolle-{place}",
        says=_.one_or_many("{n} ting å sende.", len(role.lines)),
        lines=tuple(_line(line, report, _) for line in role.lines),
    )


def _line(line: RequestLine, report: AuditPaper, _: Translator) -> AskedFor:
    wanted = (
        tuple(wording(one.what, _.language) for one in line.wanted)
        if line.own is None
        else (Wording(text=line.own.text),)
    )
    criteria = tuple(report.numbers.criteria[one.id] for one in line.criteria)
    return AskedFor(
        number=line.number, wanted=wanted, criteria=criteria, note=requested_before(line, _)
    )


def _says(roles: tuple[AskedOfRole, ...], _: Translator) -> Iterator[str]:
    yield _.one_or_many(
        "Revisjonen ber om {n} ting. Står det flere på en linje, er ett av dem nok.",
        sum(len(role.lines) for role in roles),
    )
    yield _(
        "Oppgi nummeret (B1, B2 og så videre) når du sender noe. Dokumentet må ha dato. "
        "Finnes det ikke, skriv det: det er også et svar."
    )
    yield _("Ta bort navn, fødselsnummer og annet som kan knyttes til en person, før du sender.")


def _there_says(found: Request, _: Translator) -> str:
    said = []
    if found.there:
        said.append(
            _.plural(
                "Kommunen har alt vist til {n} dokument eller tall, som vi ikke ber om på nytt.",
                "Kommunen har alt vist til {n} dokumenter eller tall, som vi ikke ber om på nytt.",
                len(found.there),
            )
        )
    if found.arrived:
        said.append(
            _.plural("{n} dokument er kommet.", "{n} dokumenter er kommet.", len(found.arrived))
        )
    return " ".join(said)
