"""The interview guide: what to ask whom, made from the answers.

A yes that nothing shows is asked to be shown, a partly what is missing, a no why and what is
planned; what is unknown or unanswered is asked as the criteria set asks it. An answer that is
shown well is left alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from checklist.appraisal import Clash, NumberClash, Severity, Strength
from checklist.criteria import AnswerValue, EvidenceKind
from checklist.i18n import Translator, phrases
from checklist.reporting.model import Fact, Reference
from checklist.reporting.points import ForRole, Numbered, Points, ToFind
from checklist.reporting.report import Report
from checklist.words import Part, Wording, answer_status, clash_says, listed, what_there_is, wording

YES, PARTLY = AnswerValue.YES, AnswerValue.PARTLY

_SERIOUS = (
    AnswerValue.NO,
    AnswerValue.PARTLY,
    AnswerValue.UNKNOWN,
    AnswerValue.YES,
    AnswerValue.NOT_APPLICABLE,
    None,
)
"""Answers in the order they matter to an interviewer."""

Rank = tuple[bool, int, int, bool]


class TalkPoint(Part, frozen=True, kw_only=True):
    """A checkpoint to talk about, and what was answered."""

    number: str
    fact: Fact


class ToSay(Part, frozen=True, kw_only=True):
    """A question to say aloud, and the checkpoints it is about."""

    says: Wording
    points: tuple[str, ...]


class YesMeans(Part, frozen=True, kw_only=True):
    """What must hold for one checkpoint before its answer is yes."""

    number: str
    means: Wording


class PointTest(Part, frozen=True, kw_only=True):
    """How the answer to one checkpoint can be tested, besides asking."""

    number: str
    how: Wording


class FollowUpQuestion(Part, frozen=True, kw_only=True):
    """What to go on with, from the answers given: a question, and what to hold against it."""

    label: str
    says: str
    show: tuple[ToFind, ...] = ()
    yes_means: tuple[YesMeans, ...] = ()
    actions: tuple[str, ...] = ()


class CriterionTalk(Part, frozen=True, kw_only=True):
    """A criterion in an interview: what was answered, what to ask, what to go on with."""

    reference: Reference
    points: tuple[TalkPoint, ...]
    asks: tuple[ToSay, ...]
    follow_ups: tuple[FollowUpQuestion, ...]
    tests: tuple[PointTest, ...]


class ClashTalk(Part, frozen=True, kw_only=True):
    """Answers that don't go together, asked about at once."""

    says: Wording
    points: tuple[TalkPoint, ...]
    asks: tuple[ToSay, ...]
    settle: str


class ThemeTalk(Part, frozen=True, kw_only=True):
    """A theme in an interview, the most serious criteria first."""

    reference: Reference
    clashes: tuple[ClashTalk, ...]
    criteria: tuple[CriterionTalk, ...]


class RoleTalk(ForRole, frozen=True, kw_only=True):
    """An interview with one role, the most serious themes first."""

    themes: tuple[ThemeTalk, ...]


class InterviewGuide(Part, frozen=True, kw_only=True):
    """How to open, what to ask whom, how to close, and what to do with the minutes."""

    says: tuple[str, ...]
    opening: tuple[str, ...]
    first: tuple[str, ...]
    roles: tuple[RoleTalk, ...]
    last: tuple[str, ...]
    afterwards: tuple[str, ...]


def interview_guide(report: Report, _: Translator) -> InterviewGuide:
    """What to ask each role, made from the answers."""
    points = Points(report, report.depth)
    roles = (_Talk(role, points, _).made() for role in points.roles)
    return InterviewGuide(
        says=(
            _(
                "Guiden er laget av svarene i egenvurderingen. Ja-svar som er godt dokumentert, er "
                "ikke med. Det alvorligste står først, så det blir tatt opp om tiden blir knapp."
            )
            if points.appraisal.progress.answered
            else _(
                "Ingen kontrollpunkter er besvart ennå. Guiden har spørsmålene som "
                "kriteriesettet foreslår."
            ),
            *filter(None, (points.says_left_out(report.role),)),
        ),
        opening=(
            _("Si hvem du er, hva egenvurderingen gjelder, og hva samtalen skal brukes til."),
            _("Si at referatet viser rollen, ikke navnet, og at det sendes tilbake til sjekk."),
            _("Be om at ingen brukere blir nevnt med navn eller slik at de kan kjennes igjen."),
        ),
        first=(
            _("Hva har du ansvar for på dette området, og hvor lenge har du hatt det?"),
            _("Hva fungerer godt, og hva er du mest bekymret for?"),
        ),
        roles=tuple(role for role in roles if role.themes or report.role is not None),
        last=(
            _("Er det noe viktig vi ikke har spurt om?"),
            _("Hvem andre bør vi snakke med?"),
            _("Hvilke dokumenter eller tall bør vi be om?"),
        ),
        afterwards=(
            _("Skriv referatet samme dag. Skill det som ble sagt, fra det du selv mener."),
            _(
                "Send referatet til den du snakket med, og be om rettelser innen en frist. "
                "Registrer det som bekreftet først når svaret er kommet."
            ),
            _(
                "Et intervju er svak dokumentasjon, og svakest til det er bekreftet. Hold det som "
                "ble sagt, mot dokumenter, tall eller stikkprøver."
            ),
        ),
    )


class _Talk:
    """One role's part. It remembers what has been said, so that nothing is asked twice."""

    def __init__(self, role: str | None, points: Points, _: Translator) -> None:
        self._role = role
        self._points = points
        self._ = _
        self._said: set[str] = set()
        self._shown: dict[str, str] = {}
        self._own = {n.point.checkpoint.id: n for n in points.asked_of(role)}
        self._all = {n.point.checkpoint.id: n for n in points.all}

    def made(self) -> RoleTalk:
        clashes = [c for c in self._points.appraisal.clashes if self._own.keys() & c.checkpoints]
        clashing = {name for clash in clashes for name in clash.checkpoints}
        single = [n for name, n in self._own.items() if name not in clashing and _open(n)]
        return RoleTalk(
            id=self._role or "",
            role=self._points.role(self._role),
            anchor=self._points.anchor(self._role),
            says=self._says(single, clashes),
            themes=self._themes(single, clashes),
        )

    def _says(self, single: list[Numbered], clashes: list[Clash | NumberClash]) -> str:
        _ = self._
        if not single and not clashes:
            return _("Svarene gir ingenting å spørre denne rollen om.")
        counts = Counter(n.point.value for n in single)
        parts = listed(
            [
                f"{counts[value]} {answer_status(value, _).word.lower()}"
                for value in _SERIOUS
                if counts[value]
            ],
            _,
        )
        said = (
            phrases(
                "{n} kontrollpunkt å snakke om: {parts}.",
                "{n} kontrollpunkter å snakke om: {parts}.",
                len(single),
                parts=parts,
            )
            if counts.keys() - {None}
            else phrases(
                "{n} kontrollpunkt å snakke om. Det er ikke besvart.",
                "{n} kontrollpunkter å snakke om. Ingen av dem er besvart.",
                len(single),
            ),
            phrases(
                "{n} sted passer svarene ikke sammen.",
                "{n} steder passer svarene ikke sammen.",
                len(clashes),
            ),
        )
        return " ".join(what_there_is(said, _))

    def _themes(
        self, single: list[Numbered], clashes: list[Clash | NumberClash]
    ) -> tuple[ThemeTalk, ...]:
        ranks: dict[str, Rank] = {}
        criteria: dict[str, list[tuple[Rank, list[Numbered]]]] = {}
        for _name, of_one in groupby(single, key=lambda n: n.criterion.criterion.id):
            group = list(of_one)
            theme, rank = group[0].criterion.criterion.theme, min(_rank(n) for n in group)
            criteria.setdefault(theme, []).append((rank, group))
            ranks[theme] = min(rank, ranks.get(theme, rank))
        clashes_in: dict[str, list[Clash | NumberClash]] = {}
        for clash in clashes:
            first = next(self._all[name] for name in clash.checkpoints if name in self._all)
            theme = first.criterion.criterion.theme
            clashes_in.setdefault(theme, []).append(clash)
            ranks[theme] = min(_rank(first), ranks.get(theme, _rank(first)))
        return tuple(
            ThemeTalk(
                reference=self._points.found.themes[theme],
                clashes=tuple(self._clash(clash) for clash in clashes_in.get(theme, ())),
                criteria=tuple(
                    self._criterion(group)
                    for _worst, group in sorted(criteria.get(theme, ()), key=lambda pair: pair[0])
                ),
            )
            for theme in sorted(ranks, key=lambda name: ranks[name])
        )

    def _clash(self, clash: Clash | NumberClash) -> ClashTalk:
        points = [self._all[name] for name in clash.checkpoints if name in self._all]
        return ClashTalk(
            says=clash_says(clash, self._),
            points=self._talk_points(points),
            asks=self._asks(n for n in points if n.checkpoint.id in self._own),
            settle=self._(
                "Hva er riktig for {points}, og hva viser det?", points=self._numbers(points)
            ),
        )

    def _criterion(self, group: list[Numbered]) -> CriterionTalk:
        group = sorted(group, key=_rank)
        return CriterionTalk(
            reference=self._points.found.criteria[group[0].criterion.criterion.id],
            points=self._talk_points(group),
            asks=self._asks(group),
            follow_ups=tuple(self._follow_ups(group)),
            tests=tuple(
                PointTest(number=n.number, how=wording(n.checkpoint.test, self._.language))
                for n in group
                if n.checkpoint.test is not None and n.point.value in (YES, PARTLY)
            ),
        )

    def _talk_points(self, points: Iterable[Numbered]) -> tuple[TalkPoint, ...]:
        return tuple(
            TalkPoint(number=n.number, fact=self._points.sections.fact(n.point)) for n in points
        )

    def _asks(self, points: Iterable[Numbered]) -> tuple[ToSay, ...]:
        """The set's questions to the role, or the checkpoint's own; each only the first time."""
        asks: dict[str, tuple[Wording, list[str]]] = {}
        for numbered in points:
            question = self._points.ask(numbered.point, self._role) or wording(
                numbered.checkpoint.question, self._.language
            )
            if question.text not in self._said:
                asks.setdefault(question.text, (question, []))[1].append(numbered.number)
        self._said.update(asks)
        return tuple(ToSay(says=says, points=tuple(numbers)) for says, numbers in asks.values())

    def _follow_ups(self, group: Sequence[Numbered]) -> Iterator[FollowUpQuestion]:
        _ = self._
        of = {value: [n for n in group if n.point.value is value] for value in AnswerValue}
        if of[AnswerValue.NO]:
            yield self._why(of[AnswerValue.NO])
        if of[AnswerValue.PARTLY]:
            yield self._what_is_missing(of[AnswerValue.PARTLY])
        if unknown := self._numbers(of[AnswerValue.UNKNOWN]):
            yield FollowUpQuestion(
                label=_("Vet ikke"),
                says=_("Hva vet du om {points}, og hvem kan vite mer?", points=unknown),
            )
        for strength in (Strength.MISSING, Strength.WEAK):
            yes = of[AnswerValue.YES]
            if unshown := [n for n in yes if _unshown(n) and n.point.strength is strength]:
                yield self._show(unshown, strength)
        not_applicable = of[AnswerValue.NOT_APPLICABLE]
        if unexplained := self._numbers(n for n in not_applicable if n.point.comment_missing):
            yield FollowUpQuestion(
                label=_("Gjelder ikke"),
                says=_("Hvorfor gjelder ikke {points} for kommunen?", points=unexplained),
            )
        if reworded := self._numbers(n for n in group if n.point.outdated):
            yield FollowUpQuestion(
                label=_("Ny ordlyd"),
                says=_(
                    "Kontrollpunktet har fått ny ordlyd. Stemmer svaret på {points} fortsatt?",
                    points=reworded,
                ),
            )

    def _why(self, points: list[Numbered]) -> FollowUpQuestion:
        criterion = points[0].criterion.criterion.id
        actions = self._points.appraisal.assessment.actions.values()
        planned = tuple(
            f"{action.what.strip()} ({self._.say(action.status.words)})"
            for action in actions
            if action.criterion == criterion
        )
        says = (
            self._(
                "Hva er grunnen til at svaret på {points} er nei, og hvor langt er tiltakene "
                "kommet?",
                points=self._numbers(points),
            )
            if planned
            else self._(
                "Hva er grunnen til at svaret på {points} er nei, og hva er planlagt?",
                points=self._numbers(points),
            )
        )
        return FollowUpQuestion(label=self._("Hvorfor"), says=says, actions=planned)

    def _what_is_missing(self, points: list[Numbered]) -> FollowUpQuestion:
        return FollowUpQuestion(
            label=self._("Hva mangler"),
            says=self._(
                "Hva må til for at svaret på {points} skal bli ja?",
                points=self._numbers(points),
            ),
            yes_means=tuple(
                YesMeans(number=n.number, means=wording(n.checkpoint.yes_means, self._.language))
                for n in points
            ),
        )

    def _show(self, points: list[Numbered], strength: Strength) -> FollowUpQuestion:
        _ = self._
        numbers, wanted = self._numbers(points), []
        for thing in self._points.to_find(points, without=(EvidenceKind.INTERVIEW,)):
            if thing.what.text not in self._shown:
                self._shown[thing.what.text] = thing.points[0]
                wanted.append(thing)
        reasons = dict.fromkeys(
            _.say(reason) for n in points if n.point.weight for reason in n.point.weight.reasons
        )
        state = (
            _("Nå er ingenting registrert.")
            if strength is Strength.MISSING
            else _("Nå er det svakt vist: {reasons}.", reasons=", ".join(reasons))
        )
        return FollowUpQuestion(
            label=_("Vis oss"),
            says=f"{self._show_what(points, wanted, numbers)} {state}",
            show=tuple(wanted),
        )

    def _show_what(self, points: list[Numbered], wanted: list[ToFind], numbers: str) -> str:
        if wanted:
            return self._("Hva viser at svaret på {points} er ja?", points=numbers)
        earlier = {
            self._shown[text]
            for n in points
            for e in n.checkpoint.evidence
            if (text := wording(e.what, self._.language).text) in self._shown
        }
        if earlier:
            return self._(
                "Viser det dere la fram for {earlier}, også at svaret på {points} er ja?",
                earlier=listed(sorted(earlier), self._),
                points=numbers,
            )
        return self._(
            "Hva skriftlig viser at svaret på {points} er ja, og hvem kan bekrefte det?",
            points=numbers,
        )

    def _numbers(self, points: Iterable[Numbered]) -> str:
        return listed([n.number for n in points], self._)


def _open(numbered: Numbered) -> bool:
    """Whether the answer leaves something to ask."""
    point = numbered.point
    match point.value:
        case AnswerValue.YES:
            return _unshown(numbered) or point.outdated
        case AnswerValue.NOT_APPLICABLE:
            return point.comment_missing or point.outdated
        case _:
            return True


def _unshown(numbered: Numbered) -> bool:
    weight = numbered.point.weight
    return weight is not None and weight.strength is not Strength.STRONG


def _rank(numbered: Numbered) -> Rank:
    """The most serious first: findings by severity, then the answer; last what has no answer."""
    severity, value = numbered.criterion.severity, numbered.point.value
    return (
        value is None,
        len(Severity) if severity is None else severity.rank,
        _SERIOUS.index(value),
        not numbered.checkpoint.decisive,
    )
