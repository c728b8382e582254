"""The change report: what differs from an earlier assessment of the same municipality."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from checklist.appraisal import (
    AnswerChange,
    ConclusionChange,
    CriterionChange,
    Differences,
    Direction,
    Fates,
    differences,
)
from checklist.criteria import CriteriaSet
from checklist.i18n import Translator, one_or_many, phrase, phrases
from checklist.reporting.documents.change.findings import (
    FindingLine,
    earlier_finding,
    new_finding,
    standing_finding,
    unsettled_finding,
)
from checklist.reporting.documents.change.lists import (
    NamedList,
    action_lists,
    evidence_lists,
    law_lists,
)
from checklist.reporting.report import Report
from checklist.reporting.sections import Sections
from checklist.words import (
    Part,
    Status,
    Wording,
    answer_status,
    by_origin,
    conclusion_status,
    if_any,
    kinship_sentence,
    listed,
    origin_sentence,
    sentence,
    status,
    what_there_is,
    wording,
)

_CONCLUSIONS = {
    Direction.SAME: phrase("som sist"),
    Direction.UP: phrase("bedre enn sist"),
    Direction.DOWN: phrase("svakere enn sist"),
    Direction.SETTLED: phrase("avklart siden sist"),
    Direction.UNSETTLED: phrase("ikke lenger avklart"),
    Direction.INCOMPARABLE: phrase("kan ikke sammenlignes: et funn fra sist kan ikke vurderes nå"),
}
"""What became of the conclusion of a theme or an audit question."""


class ThenNow(Part, frozen=True, kw_only=True):
    """A theme or an audit question: its conclusion then and now, and what that amounts to.

    `reason` is that of the conclusion now, or empty where it is the same as then.
    """

    title: Wording
    then: Status
    now: Status
    change: str
    reason: str


class AnswerThenAndNow(Part, frozen=True, kw_only=True):
    """An answer then and now, with what is said about it now."""

    aspect: str
    question: Wording
    decisive: bool
    then: Status
    now: Status
    comment: str
    place: str


class ChangedCriterion(Part, frozen=True, kw_only=True):
    """A criterion whose verdict is another, and the answers that changed.

    `why` says it where no answer did, and how many answers are missing now.
    """

    title: Wording
    requirement: Wording
    then: Status
    now: Status
    reason: str
    answers: tuple[AnswerThenAndNow, ...]
    why: str


class ChangedGroup(Part, frozen=True, kw_only=True):
    """Criteria that went the same way."""

    code: str
    heading: str
    lead: str
    criteria: tuple[ChangedCriterion, ...]


class AnswerGroup(Part, frozen=True, kw_only=True):
    """The changed answers of one criterion."""

    title: Wording
    answers: tuple[AnswerThenAndNow, ...]


class ChangePart(Part, frozen=True, kw_only=True):
    """The whole change report, from the earlier assessment to this one."""

    then: str
    now: str
    then_title: str
    then_version: str
    lead: tuple[str, ...]
    summary: tuple[str, ...]
    questions: tuple[ThenNow, ...]
    themes: tuple[ThenNow, ...]
    groups: tuple[ChangedGroup, ...]
    unchanged: str
    new_findings: tuple[FindingLine, ...]
    closed_findings: tuple[FindingLine, ...]
    unsettled_findings: tuple[FindingLine, ...]
    lapsed_findings: tuple[FindingLine, ...]
    standing_findings: tuple[FindingLine, ...]
    answers_lead: str
    answers: tuple[AnswerGroup, ...]
    evidence: tuple[NamedList, ...]
    actions: tuple[NamedList, ...]
    law: tuple[NamedList, ...]
    method: tuple[str, ...]


def changes(report: Report, _: Translator) -> ChangePart | None:
    """What differs from the baseline; None where there is none."""
    then, now = report.baseline, report.appraisal
    return None if then is None else _part(differences(then, now), report.sections, _)


def _part(changes: Differences, sections: Sections, _: Translator) -> ChangePart:
    then, now = changes.then.assessment, changes.now.assessment
    return ChangePart(
        then=_.date(then.date),
        now=_.date(now.date),
        then_title=then.title.strip(),
        then_version=changes.then.criteria_set.version,
        lead=tuple(_lead(changes, _)),
        summary=tuple(_summary(changes, _)),
        questions=tuple(_then_now(change, _) for change in changes.questions),
        themes=tuple(_then_now(change, _) for change in changes.themes),
        groups=tuple(_groups(changes, _)),
        unchanged=_.one_or_many(
            "{n} krav har samme vurdering som sist.",
            sum(not change.changed for change in changes.criteria),
        ),
        new_findings=tuple(
            new_finding(found, changes, sections, _) for found in changes.new_findings
        ),
        closed_findings=tuple(earlier_finding(found, changes, _) for found in changes.closed),
        unsettled_findings=tuple(
            unsettled_finding(found, changes, _) for found in changes.unsettled
        ),
        lapsed_findings=tuple(earlier_finding(found, changes, _) for found in changes.lapsed),
        standing_findings=tuple(standing_finding(found, changes, _) for found in changes.standing),
        answers_lead=_answers_lead(changes, _),
        answers=tuple(_answers(changes, _)),
        evidence=evidence_lists(changes, _),
        actions=action_lists(changes, _),
        law=law_lists(changes, _),
        method=_method(changes, _),
    )


# -- the first page --------------------------------------------------------------------------


def _lead(changes: Differences, _: Translator) -> Iterator[str]:
    """Who assessed the two times; what was typed in from an audit says so."""
    then, now = changes.then.assessment, changes.now.assessment
    own = phrase(
        "Kommunen har vurdert tjenestene to ganger, {then} og {now}. Rapporten viser det som er "
        "forskjellig.",
        then=_.date(then.date),
        now=_.date(now.date),
    )
    typed_in = phrase(
        "Rapporten viser det som er forskjellig mellom {then} og {now}, etter svarene.",
        then=_.date(then.date),
        now=_.date(now.date),
    )
    yield _.say(by_origin(then.origin or now.origin, own, typed_in))
    for assessment in (then, now):
        if told := origin_sentence(assessment.origin, _):
            yield _("Vurderingen fra {day}: {told}", day=_.date(assessment.date), told=told)
    if part := kinship_sentence(then.municipality, now.municipality, _):
        yield part
    if changes.then.criteria_set.id != changes.now.criteria_set.id:
        yield _(
            "Kriteriesettet er et annet enn sist. Bare det som er felles, er sammenlignet. "
            "Kapittel 7 sier hva som ikke er det."
        )


_WENT = {
    Direction.UP: phrase("{n} gått opp"),
    Direction.DOWN: phrase("{n} gått ned"),
    Direction.SETTLED: phrase("{n} blitt avklart"),
    Direction.UNSETTLED: phrase("{n} blitt uavklart"),
    Direction.INCOMPARABLE: phrase("{n} fått en vurdering som ikke kan sammenlignes"),
    Direction.OTHER: phrase("{n} endret seg på annen måte"),
}


def _verdicts_sentence(changes: Differences, _: Translator) -> str:
    """How many criteria have another verdict than before, and which way each went."""
    went = Counter(change.direction for change in changes.criteria if change.changed)
    ways = [(words, went[direction]) for direction, words in _WENT.items() if went[direction]]
    if not ways:
        return _("Ingen krav har fått en annen vurdering.")
    parts = listed([_(words.singular, n=number) for words, number in ways], _)
    return _.one_or_many(
        "{n} krav gjaldt begge ganger. Av dem har {parts}.", len(changes.criteria), parts=parts
    )


def _summary(changes: Differences, _: Translator) -> Iterator[str]:
    yield _verdicts_sentence(changes, _)
    yield _(
        "Sist var det {then} funn, nå er det {now}. {new} er kommet til, {closed} er lukket, "
        "og {standing} står fortsatt.",
        then=len(changes.then.findings),
        now=len(changes.now.findings),
        new=len(changes.new_findings),
        closed=len(changes.closed),
        standing=len(changes.standing),
    )
    counted = (
        one_or_many(
            "{n} funn fra sist kan ikke vurderes nå, fordi svarene mangler.", len(changes.unsettled)
        ),
        phrases(
            "Ett av dem gjelder et krav som har et funn nå også, etter andre svar.",
            "{n} av dem gjelder krav som har funn nå også, etter andre svar.",
            sum(found.found_now for found in changes.unsettled),
        ),
        phrases(
            "{n} funn fra sist er om et krav som ikke gjelder nå.",
            "{n} funn fra sist er om krav som ikke gjelder nå.",
            len(changes.lapsed),
        ),
        phrases(
            "{n} som fortsatt står, telles ikke blant funnene nå: kravet er ikke avklart, eller "
            "oppfylt med svak dokumentasjon.",
            "{n} som fortsatt står, telles ikke blant funnene nå: kravene er ikke avklart, eller "
            "oppfylt med svak dokumentasjon.",
            sum(not found.found_now for found in changes.standing),
        ),
    )
    yield from what_there_is(counted, _)
    then, now = changes.then.progress, changes.now.progress
    yield _(
        "Sist var {then} av {then_of} kontrollpunkter besvart, nå er {now} av {now_of} det.",
        then=then.answered,
        then_of=then.of,
        now=now.answered,
        now_of=now.of,
    )
    if changes.now.assessment.predecessors:
        yield from _fates(changes.fates, _)
    if changes.law.begun or changes.law.ended or changes.law.begun_points:
        yield _(
            "Loven er endret mellom de to datoene. Det som gjelder bare den ene gangen, er "
            "holdt utenfor sammenligningen av krav og står for seg."
        )


def _fates(fates: Fates, _: Translator) -> Iterator[str]:
    """What became of each earlier answer, where this assessment was begun from one."""
    counted = (
        one_or_many("{n} står som sist", fates.kept),
        one_or_many("{n} er endret", fates.changed),
        one_or_many("{n} er ikke bekreftet ennå", fates.to_confirm),
        one_or_many("{n} mangler nå", fates.missing),
        one_or_many("{n} spørres det ikke om nå", fates.retired),
    )
    parts = listed(what_there_is(counted, _), _)
    words = one_or_many("Av {n} svar fra sist: {parts}.", fates.earlier, parts=parts)
    yield _.say(words)
    if new := if_any(phrases("{n} svar er nytt.", "{n} svar er nye.", fates.new), _):
        yield new


def _then_now(change: ConclusionChange, _: Translator) -> ThenNow:
    return ThenNow(
        title=wording(change.title, _.language),
        then=conclusion_status(change.then, _),
        now=conclusion_status(change.now, _),
        change=_.say(_CONCLUSIONS[change.direction]),
        reason=("" if change.direction is Direction.SAME else sentence(_.say(change.now.reason))),
    )


# -- criteria --------------------------------------------------------------------------------


def _groups(changes: Differences, _: Translator) -> Iterator[ChangedGroup]:
    for direction, heading, lead in (
        (Direction.DOWN, _("Har gått ned"), _("Disse kravene vurderes svakere enn sist.")),
        (Direction.UP, _("Har gått opp"), _("Disse kravene vurderes bedre enn sist.")),
        (
            Direction.SETTLED,
            _("Er blitt avklart"),
            _("Disse kravene kunne ikke vurderes sist. Det sier ikke om de er blitt bedre."),
        ),
        (
            Direction.UNSETTLED,
            _("Er ikke lenger avklart"),
            _("Disse kravene var vurdert sist, men mangler avgjørende svar nå."),
        ),
        (
            Direction.INCOMPARABLE,
            _("Kan ikke sammenlignes"),
            _(
                "Svar som var nei eller delvis sist, mangler nå, eller spørsmålet er endret. Det "
                "sier ikke at disse kravene er blitt bedre."
            ),
        ),
        (
            Direction.OTHER,
            _("Er endret på annen måte"),
            _(
                "Disse kravene er relevante bare den ene gangen, eller er vurdert høyere uten at "
                "svarene bak funnet er blitt bedre."
            ),
        ),
    ):
        went = changes.went(direction)
        if went:
            yield ChangedGroup(
                code=direction.value,
                heading=heading,
                lead=lead,
                criteria=tuple(_criterion(change, _) for change in went),
            )


def _criterion(change: CriterionChange, _: Translator) -> ChangedCriterion:
    set_reason = change.now.verdict.set_reason
    return ChangedCriterion(
        title=wording(change.now.criterion.title, _.language),
        requirement=wording(change.now.criterion.requirement, _.language),
        then=status(change.then.verdict.code, _),
        now=status(change.now.verdict.code, _),
        reason=(
            sentence(_.say(change.now.verdict.reason))
            if set_reason is None
            else _("Satt av en person, ikke av regelen.") + " " + sentence(set_reason)
        ),
        answers=tuple(
            _answer(answer, _)
            for answer in sorted(change.answers, key=lambda a: not a.now.checkpoint.decisive)
            if not answer.withdrawn
        ),
        why=_withdrawn(change.answers, _) if change.answers else _why(change, _),
    )


def _withdrawn(answers: Iterable[AnswerChange], _: Translator) -> str:
    """How many answers are not given now; empty where all are."""
    withdrawn = sum(answer.withdrawn for answer in answers)
    return if_any(one_or_many("{n} svar fra sist mangler nå.", withdrawn), _)


def _why(change: CriterionChange, _: Translator) -> str:
    """Why a verdict is another though no answer is."""
    if change.then.verdict.set_reason != change.now.verdict.set_reason:
        return _("Ingen svar er endret. En person har satt vurderingen, nå eller sist.")
    if waiting := sum(point.waiting is not None for point in change.now.asked):
        return _.one_or_many("{n} svar fra sist er ikke bekreftet ennå.", waiting)
    return _("Ingen svar er endret. Det er kontrollpunktene som er andre enn sist.")


def _answer(change: AnswerChange, _: Translator) -> AnswerThenAndNow:
    checkpoint, answer = change.now.checkpoint, change.now.answer
    return AnswerThenAndNow(
        aspect=_.say(checkpoint.aspect.words),
        question=wording(checkpoint.question, _.language),
        decisive=checkpoint.decisive,
        then=answer_status(change.then.value, _),
        now=answer_status(change.now.value, _),
        comment="" if answer is None else answer.comment.strip(),
        place="" if answer is None else answer.place.strip(),
    )


# -- answers ---------------------------------------------------------------------------------


def _answers_lead(changes: Differences, _: Translator) -> str:
    answers = changes.answers
    first = sum(answer.first for answer in answers)
    missing = _withdrawn(answers, _)
    if not answers:
        return _("Alle kontrollpunktene som gjaldt begge ganger, har samme svar.")
    counted = (
        one_or_many(
            "{n} svar er endret siden sist.",
            sum(not answer.first and not answer.withdrawn for answer in answers),
        ),
        one_or_many("{n} svar er gitt for første gang.", first),
    )
    said = (*counted, missing, _("De som hører til kravene i kapittel 2, står der."))
    return " ".join(what_there_is(said, _))


def _answers(changes: Differences, _: Translator) -> Iterator[AnswerGroup]:
    """Where the verdict is another, the answers stand beside it instead.

    Those that are not given now are counted.
    """
    for change in changes.criteria:
        given = [answer for answer in change.answers if not answer.withdrawn]
        if given and not change.changed:
            yield AnswerGroup(
                title=wording(change.now.criterion.title, _.language),
                answers=tuple(_answer(answer, _) for answer in given),
            )


# -- how -------------------------------------------------------------------------------------


def _sets(then: CriteriaSet, now: CriteriaSet, _: Translator) -> str:
    if then == now:
        return _("Begge gangene ble utgave {version} av kriteriesettet brukt.", version=now.version)
    if then.id == now.id:
        return _(
            "Sist ble utgave {then} av kriteriesettet brukt, nå utgave {now}.",
            then=then.version,
            now=now.version,
        )
    return _("Sist ble kriteriesettet {then} brukt, nå {now}.", then=then.id, now=now.id)


def _method(changes: Differences, _: Translator) -> tuple[str, ...]:
    return (
        _("Begge gangene er vurdert etter de samme reglene, hver etter loven på sin egen dato."),
        _sets(changes.then.criteria_set, changes.now.criteria_set, _),
        _(
            "Et krav har gått opp eller ned bare når det var vurdert begge ganger. Det som "
            "ikke var avklart, er ikke regnet som dårlig."
        ),
        _(
            "Et funn er lukket bare når alle svarene bak det er blitt ja. Mangler noen av dem nå, "
            "kan det ikke vurderes. Oppfølgingsrapporten bruker den samme regelen."
        ),
        _(
            "Dokumentasjon er den samme når den er av samme slag og har samme tittel, og et "
            "tiltak når det har samme id."
        ),
    )
