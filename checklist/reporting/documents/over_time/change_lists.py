"""What else differs between two assessments: evidence, actions, and the law in between."""

from __future__ import annotations

from collections.abc import Iterator

from checklist.appraisal import CriterionAppraisal, Differences
from checklist.assessment import Action, ActionStatus, Evidence, kind_of
from checklist.i18n import Translator
from checklist.reporting.documents.over_time.parts import NamedLine, NamedList
from checklist.words import Wording, known_date, short_citations, wording


def evidence_lists(changes: Differences, _: Translator) -> tuple[NamedList, ...]:
    """Evidence that is new, has another date, or is gone. No list is empty."""
    return tuple(part for part in _evidence(changes, _) if part.lines)


def action_lists(changes: Differences, _: Translator) -> tuple[NamedList, ...]:
    """Actions by how far they have come since. No list is empty."""
    return tuple(part for part in _actions(changes, _) if part.lines)


def law_lists(changes: Differences, _: Translator) -> tuple[NamedList, ...]:
    """What the two dates and the two versions of the set make different. No list is empty."""
    return tuple(part for part in _law(changes, _) if part.lines)


def _evidence(changes: Differences, _: Translator) -> Iterator[NamedList]:
    evidence = changes.evidence
    yield NamedList.of(
        _.plural("{n} er kommet til.", "{n} er kommet til.", len(evidence.new)),
        [_piece(piece, _) for piece in evidence.new],
    )
    yield NamedList.of(
        _.plural("{n} har fått ny dato.", "{n} har fått ny dato.", len(evidence.renewed)),
        [
            NamedLine(
                title=Wording(text=now.title),
                says=_(
                    "{then}, nå {now}",
                    then=known_date(then.date, _),
                    now=known_date(now.date, _),
                ),
            )
            for then, now in evidence.renewed
        ],
    )
    yield NamedList.of(
        _.plural("{n} er ikke med lenger.", "{n} er ikke med lenger.", len(evidence.gone)),
        [_piece(piece, _) for piece in evidence.gone],
    )


def _piece(piece: Evidence, _: Translator) -> NamedLine:
    kind = _.say(kind_of(piece).words)
    return NamedLine(title=Wording(text=piece.title), says=f"{kind}, {known_date(piece.date, _)}")


def _actions(changes: Differences, _: Translator) -> Iterator[NamedList]:
    by_status: dict[ActionStatus, list[NamedLine]] = {s: [] for s in ActionStatus}
    for change in changes.actions:
        by_status[change.now.status].append(_action(change.now, change.then, _))
    done, started, planned = (
        by_status[ActionStatus.DONE],
        by_status[ActionStatus.STARTED],
        by_status[ActionStatus.PLANNED],
    )
    yield NamedList.of(
        _.plural(
            "{n} tiltak er gjennomført siden sist.",
            "{n} tiltak er gjennomført siden sist.",
            len(done),
        ),
        done,
    )
    yield NamedList.of(
        _.plural(
            "{n} tiltak er satt i gang siden sist.",
            "{n} tiltak er satt i gang siden sist.",
            len(started),
        ),
        started,
    )
    yield NamedList.of(
        _.plural("{n} tiltak er planlagt nå.", "{n} tiltak er planlagt nå.", len(planned)),
        planned,
    )
    yield NamedList.of(
        _.plural(
            "{n} tiltak fra sist er ikke med lenger.",
            "{n} tiltak fra sist er ikke med lenger.",
            len(changes.left_actions),
        ),
        [_action(action, action.status, _) for action in changes.left_actions],
    )


def _action(action: Action, then: ActionStatus | None, _: Translator) -> NamedLine:
    said = _("nytt tiltak") if then is None else _("sist: {status}", status=_.say(then.words))
    role = f", {action.role.strip()}" if action.role.strip() else ""
    deadline = (
        ""
        if action.deadline is None
        else ", " + _("frist {day}", day=_.short_date(action.deadline))
    )
    return NamedLine(title=Wording(text=action.what.strip()), says=f"{said}{role}{deadline}")


def _law(changes: Differences, _: Translator) -> Iterator[NamedList]:
    law, then, now = changes.law, changes.then, changes.now
    yield NamedList.of(
        _.plural(
            "{n} krav gjelder nå, men gjaldt ikke sist.",
            "{n} krav gjelder nå, men gjaldt ikke sist.",
            len(law.begun),
        ),
        [
            _of(found, _("nå {verdict}", verdict=_.say(found.verdict.code.words)), _)
            for found in law.begun
        ],
    )
    yield NamedList.of(
        _.plural(
            "{n} krav gjaldt sist, men gjelder ikke nå.",
            "{n} krav gjaldt sist, men gjelder ikke nå.",
            len(law.ended),
        ),
        [_of(found, _.say(found.verdict.reason), _) for found in law.ended],
    )
    yield NamedList.of(
        _.plural(
            "{n} kontrollpunkt i krav som gjaldt begge ganger, er kommet til med loven.",
            "{n} kontrollpunkter i krav som gjaldt begge ganger, er kommet til med loven.",
            len(law.begun_points),
        ),
        [
            _of(found, wording(point.checkpoint.question, _.language).text, _)
            for found, point in law.begun_points
        ],
    )
    yield NamedList.of(
        _.plural(
            "{n} krav bygger på andre steder i lov eller veileder enn sist.",
            "{n} krav bygger på andre steder i lov eller veileder enn sist.",
            len(law.moved),
        ),
        [
            _of(
                found,
                _places(
                    short_citations(left, then.criteria_set),
                    short_citations(new, now.criteria_set),
                    _,
                ),
                _,
            )
            for found, left, new in law.moved
        ],
    )
    yield NamedList.of(
        _.plural(
            "{n} krav er bare med i den nye utgaven av kriteriesettet.",
            "{n} krav er bare med i den nye utgaven av kriteriesettet.",
            len(law.added),
        ),
        [_of(found, "", _) for found in law.added],
    )
    yield NamedList.of(
        _.plural(
            "{n} krav var bare med i den gamle utgaven av kriteriesettet.",
            "{n} krav var bare med i den gamle utgaven av kriteriesettet.",
            len(law.removed),
        ),
        [_of(found, "", _) for found in law.removed],
    )
    yield NamedList.of(
        _.plural(
            "{n} kontrollpunkt har fått en annen ordlyd.",
            "{n} kontrollpunkter har fått en annen ordlyd.",
            len(law.reworded),
        ),
        [
            _of(found, wording(point.checkpoint.question, _.language).text, _)
            for found, point in law.reworded
        ],
    )


def _of(found: CriterionAppraisal, says: str, _: Translator) -> NamedLine:
    return NamedLine(title=wording(found.criterion.title, _.language), says=says)


def _places(left: str, new: str, _: Translator) -> str:
    if not left:
        return _("nå også {places}", places=new)
    if not new:
        return _("ikke lenger {places}", places=left)
    return _("før {left}, nå {new}", left=left, new=new)
