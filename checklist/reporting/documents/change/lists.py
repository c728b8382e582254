"""What else differs between two assessments: evidence, actions, and the law in between."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from checklist.appraisal import CheckpointAppraisal, CriterionAppraisal, Differences
from checklist.assessment import Action, ActionStatus, Evidence, kind_of
from checklist.criteria import Citation, Source
from checklist.i18n import Phrase, Translator, one_or_many, phrases
from checklist.words import Part, Wording, known_date, listed, what_there_is, wording


class NamedLine(Part, frozen=True, kw_only=True):
    """Something by its title, with a sentence about it."""

    title: Wording
    says: str


class NamedList(Part, frozen=True, kw_only=True):
    """A sentence about several things, and the things."""

    lead: str
    lines: tuple[NamedLine, ...]


def evidence_lists(changes: Differences, _: Translator) -> tuple[NamedList, ...]:
    """Evidence that is new, has another date, or is gone. No list is empty."""
    new, renewed, gone = changes.evidence.new, changes.evidence.renewed, changes.evidence.gone
    return _lists(
        _,
        (one_or_many("{n} er kommet til.", len(new)), [_piece(piece, _) for piece in new]),
        (
            one_or_many("{n} har fått ny dato.", len(renewed)),
            [
                NamedLine(
                    title=Wording(text=now.title),
                    says=_(
                        "{then}, nå {now}",
                        then=known_date(then.date, _),
                        now=known_date(now.date, _),
                    ),
                )
                for then, now in renewed
            ],
        ),
        (one_or_many("{n} er ikke med lenger.", len(gone)), [_piece(piece, _) for piece in gone]),
    )


def action_lists(changes: Differences, _: Translator) -> tuple[NamedList, ...]:
    """Actions by how far they have come since. No list is empty."""
    done, started, planned = (
        [_action(c.now, c.then, _) for c in changes.actions if c.now.status is status]
        for status in (ActionStatus.DONE, ActionStatus.STARTED, ActionStatus.PLANNED)
    )
    left = [_action(action, action.status, _) for action in changes.left_actions]
    return _lists(
        _,
        (one_or_many("{n} tiltak er gjennomført siden sist.", len(done)), done),
        (one_or_many("{n} tiltak er satt i gang siden sist.", len(started)), started),
        (one_or_many("{n} tiltak er planlagt nå.", len(planned)), planned),
        (one_or_many("{n} tiltak fra sist er ikke med lenger.", len(left)), left),
    )


def law_lists(changes: Differences, _: Translator) -> tuple[NamedList, ...]:
    """What the two dates and the two versions of the set make different. No list is empty."""
    law, then, now = changes.law, changes.then.criteria_set, changes.now.criteria_set
    return _lists(
        _,
        (
            one_or_many("{n} krav gjelder nå, men gjaldt ikke sist.", len(law.begun)),
            [
                _of(found, _("nå {verdict}", verdict=_.say(found.verdict.code.words)), _)
                for found in law.begun
            ],
        ),
        (
            one_or_many("{n} krav gjaldt sist, men gjelder ikke nå.", len(law.ended)),
            [_of(found, _.say(found.verdict.reason), _) for found in law.ended],
        ),
        (
            phrases(
                "{n} kontrollpunkt i krav som gjaldt begge ganger, er kommet til med loven.",
                "{n} kontrollpunkter i krav som gjaldt begge ganger, er kommet til med loven.",
                len(law.begun_points),
            ),
            _questions(law.begun_points, _),
        ),
        (
            one_or_many(
                "{n} krav bygger på andre steder i lov eller veileder enn sist, fra disse kildene:",
                len(law.moved),
            ),
            list(_sources_moved(law.moved, (*then.sources, *now.sources), _)),
        ),
        (
            one_or_many("{n} krav er bare med i kriteriesettet som er brukt nå.", len(law.added)),
            [_of(found, "", _) for found in law.added],
        ),
        (
            one_or_many(
                "{n} krav er bare med i kriteriesettet som ble brukt sist.", len(law.removed)
            ),
            [_of(found, "", _) for found in law.removed],
        ),
        (
            phrases(
                "{n} kontrollpunkt har fått en annen ordlyd.",
                "{n} kontrollpunkter har fått en annen ordlyd.",
                len(law.reworded),
            ),
            _questions(law.reworded, _),
        ),
    )


def _lists(_: Translator, *counted: tuple[Phrase, list[NamedLine]]) -> tuple[NamedList, ...]:
    return tuple(
        NamedList(lead=_.say(lead), lines=tuple(lines)) for lead, lines in counted if lines
    )


def _piece(piece: Evidence, _: Translator) -> NamedLine:
    kind = _.say(kind_of(piece).words)
    return NamedLine(title=Wording(text=piece.title), says=f"{kind}, {known_date(piece.date, _)}")


def _action(action: Action, then: ActionStatus | None, _: Translator) -> NamedLine:
    said = _("nytt tiltak") if then is None else _("sist: {status}", status=_.say(then.words))
    role = f", {action.role.strip()}" if action.role.strip() else ""
    deadline = (
        "" if action.deadline is None else ", " + _("frist {day}", day=_.date(action.deadline))
    )
    return NamedLine(title=Wording(text=action.what.strip()), says=f"{said}{role}{deadline}")


def _of(found: CriterionAppraisal, says: str, _: Translator) -> NamedLine:
    return NamedLine(title=wording(found.criterion.title, _.language), says=says)


def _questions(
    found: Iterable[tuple[CriterionAppraisal, CheckpointAppraisal]], _: Translator
) -> list[NamedLine]:
    return [
        _of(criterion, wording(point.checkpoint.question, _.language).text, _)
        for criterion, point in found
    ]


def _sources_moved(
    moved: Iterable[tuple[CriterionAppraisal, tuple[Citation, ...], tuple[Citation, ...]]],
    sources: Iterable[Source],
    _: Translator,
) -> Iterator[NamedLine]:
    """The laws behind, each with how many requirements came to rest on it and ceased to."""
    by_id = {source.id: source for source in sources}
    left, new = Counter[str](), Counter[str]()
    for _criterion, before, after in moved:
        left.update({citation.source for citation in before})
        new.update({citation.source for citation in after})
    for name in sorted(by_id, key=lambda name: -left[name] - new[name]):
        counted = (
            one_or_many("nye steder i {n} krav", new[name]),
            one_or_many("bortfalte steder i {n} krav", left[name]),
        )
        if said := listed(what_there_is(counted, _), _):
            yield NamedLine(title=wording(by_id[name].title, _.language), says=said)
