"""The interview guide (intervjuguide): what to ask each chosen role, from criteria and answers.

First come the core questions, the same to all chosen roles so that what they say can be compared.
Then comes what the municipality's answers leave open, or where it has not answered, the questions
of the set. What is answered and shown well is not asked. A role is asked at most `MOST_QUESTIONS`:
the most important, and the rest are counted.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from checklist.appraisal import Clash, NumberClash, Severity, Strength
from checklist.assessment import Author
from checklist.audit.asking import WRITTEN, PointToAsk, Received, points_to_ask
from checklist.audit.records import ChosenCriterion, GuideRole, OwnQuestion
from checklist.audit.state import Audit
from checklist.criteria import (
    AnswerValue,
    Aspect,
    CriteriaSet,
    EvidenceKind,
    ExpectedEvidence,
    Force,
    Role,
    Text,
    Theme,
    text_in,
)
from checklist.i18n import Phrase, WordedEnum, phrase

MOST_QUESTIONS = 20
"""Questions to one role: about an hour and a half, which is as long as one interview can be."""

MOST_IN_CORE = 6
"""Core questions: more would leave too little room for what each role alone knows."""

MINUTES_AROUND = 10
"""To say what the audit is about, and at the end how the minutes will be confirmed."""


class Prompt(WordedEnum):
    """Why something is asked, and what to listen for."""

    CONTRADICTION = "contradiction", phrase("Svarene går ikke sammen")
    DIFFER = "differ", phrase("Ulike svar")
    SHOW = "show", phrase("Vis oss")
    WHY = "why", phrase("Hvorfor ikke")
    MISSING = "missing", phrase("Hva mangler")
    WHO = "who", phrase("Hvem vet")
    NOT_APPLICABLE = "not_applicable", phrase("Gjelder ikke")
    OPEN = "open", phrase("Ikke besvart")
    OWN = "own", phrase("Revisjonens spørsmål")


_MINUTES: Mapping[Prompt, int] = {
    Prompt.CONTRADICTION: 5,
    Prompt.DIFFER: 5,
    Prompt.SHOW: 4,
    Prompt.WHO: 2,
}
"""Minutes that a question takes. The minutes are ours, and an estimate."""

_MINUTES_OTHERWISE = 3
_MORE_IN_CORE = 2
"""A core question is open, and those who are asked talk longer."""

_BY_ANSWER: Mapping[AnswerValue | None, Prompt] = {
    AnswerValue.NO: Prompt.WHY,
    AnswerValue.PARTLY: Prompt.MISSING,
    AnswerValue.UNKNOWN: Prompt.WHO,
    AnswerValue.NOT_APPLICABLE: Prompt.NOT_APPLICABLE,
    None: Prompt.OPEN,
}


class Said(NamedTuple):
    """Who has answered what, where the answers differ: an author, or a receipt."""

    who: Author | str
    value: AnswerValue | None


class GuideQuestion(NamedTuple):
    """A question to a role.

    Attributes:
        prompt: why it is asked.
        is_core: it is asked to all chosen roles, in the same words.
        text: the question; None where what is asked is which of the answers is right.
        also: how the set asks this role in particular, beside a core question.
        about: the criterion of the set that a core question is about.
        theme: the theme of the set; None for an own question that belongs to none.
        chosen: the criterion of the audit; None for an own question that belongs to none.
        checkpoints: the checkpoints that it is about.
        show: what would show it, where that is asked for.
        yes_means: what must hold for a yes, where that is asked for.
        said: who has said what, where they differ.
        clash: why the answers don't go together.
        place: where it comes in the set; own questions after it.
        minutes: how long it takes.
    """

    prompt: Prompt
    is_core: bool
    text: Text | Phrase
    also: Text | None
    theme: Theme | None
    chosen: ChosenCriterion | None
    checkpoints: tuple[str, ...]
    show: tuple[ExpectedEvidence, ...] = ()
    yes_means: Text | None = None
    said: tuple[Said, ...] = ()
    clash: Text | None = None
    about: Text | None = None
    place: int = 0

    @property
    def minutes(self) -> int:
        """How long it takes."""
        more = _MORE_IN_CORE if self.is_core else 0
        return _MINUTES.get(self.prompt, _MINUTES_OTHERWISE) + more


class GuideOfRole(NamedTuple):
    """What to ask one role, core questions first.

    `left_out` is what there was no room for, the most important first.
    """

    role: Role
    by_mail: bool
    note: str
    questions: tuple[GuideQuestion, ...]
    left_out: tuple[GuideQuestion, ...]

    @property
    def minutes(self) -> int:
        """How long the interview takes."""
        return MINUTES_AROUND + sum(question.minutes for question in self.questions)


class Guide(NamedTuple):
    """What to ask whom.

    `nobody` is how many checkpoints the set asks of roles that are not chosen, by the first role.
    """

    roles: tuple[GuideOfRole, ...]
    nobody: tuple[tuple[Role, int], ...]


def guide_of(audit: Audit, criteria_set: CriteriaSet, received: Received) -> Guide:
    """The guide for the roles that are chosen, in the order of the set."""
    chosen = [role for role in criteria_set.roles if role.id in audit.all(GuideRole)]
    questions = _Questions(audit, criteria_set, received, chosen)
    core = tuple(questions.core())
    return Guide(
        roles=tuple(
            _of_role(audit.all(GuideRole)[role.id], role, questions.asked_of(role.id, core))
            for role in chosen
        ),
        nobody=tuple(questions.asked_of_nobody()),
    )


def _of_role(
    wanted: GuideRole, role: Role, questions: Sequence[tuple[_Rank, GuideQuestion]]
) -> GuideOfRole:
    by_weight = [question for _rank, question in sorted(questions, key=lambda one: one[0])]
    kept, left_out = by_weight[:MOST_QUESTIONS], by_weight[MOST_QUESTIONS:]
    kept.sort(key=lambda question: (not question.is_core, question.place))
    return GuideOfRole(role, wanted.by_mail, wanted.note, tuple(kept), tuple(left_out))


_Rank = tuple[int, bool, bool, int, bool, int]
"""Which questions are kept: those with the lowest."""


class _Questions:
    """What the chosen roles can be asked."""

    def __init__(
        self, audit: Audit, criteria_set: CriteriaSet, received: Received, roles: Collection[Role]
    ) -> None:
        self._audit = audit
        self._set = criteria_set
        self._roles = {role.id: role for role in roles}
        every = points_to_ask(audit, criteria_set, received)
        self._clashes = _clashes(every, received)
        self._differing = {
            point.checkpoint.id: said for point in every if (said := _said(point, received))
        }
        self._points = [point for point in every if self._is_open(point)]
        self._after = 1 + max((point.place for point in every), default=0)

    def core(self) -> Iterator[PointToAsk]:
        """The points that are asked of all: of the audit's criteria that concern most of the roles.

        Only what several can tell from their own work, and one for each criterion of the set: the
        one that the set asks of most of the roles.
        """
        concerned = self._concerned(lambda point: point.chosen.id)
        more_closely = self._concerned(lambda point: point.criterion.id)
        best: dict[str, PointToAsk] = {}

        def rank(point: PointToAsk) -> tuple[object, ...]:
            asked = len(self._asked(point))
            return -len(more_closely[point.criterion.id]), -asked, _weight(point)

        for point in sorted(self._points, key=rank):
            several = len(self._asked(point)) > 1 and _is_told(point)
            if several and 2 * len(concerned[point.chosen.id]) > len(self._roles):
                best.setdefault(point.criterion.id, point)
        yield from sorted(list(best.values())[:MOST_IN_CORE], key=lambda point: point.place)

    def _concerned(self, of: Callable[[PointToAsk], str]) -> Mapping[str, set[str]]:
        """The chosen roles that the set asks about each criterion."""
        found: dict[str, set[str]] = {}
        for point in self._points:
            found.setdefault(of(point), set()).update(self._asked(point))
        return found

    def asked_of(
        self, role: str, core: Collection[PointToAsk]
    ) -> list[tuple[_Rank, GuideQuestion]]:
        """All that a role can be asked, with what decides whether there is room for it."""
        found = [
            *self._own(role),
            *(((1, *_weight(point)), self._core_question(point, role)) for point in core),
        ]
        covered = {point.checkpoint.id for point in core}
        for clash_points, question in self._clashes:
            if role in {name for point in clash_points for name in self._asked(point)}:
                covered |= set(question.checkpoints)
                found.append(((2, *min(map(_weight, clash_points))), question))
        for point in self._points:
            if point.checkpoint.id not in covered and role in self._whom(point):
                is_differing = point.checkpoint.id in self._differing
                rank = (2 if is_differing else 3, *_weight(point))
                found.append((rank, self._question(point, point.checkpoint.ask.get(role))))
        return found

    def asked_of_nobody(self) -> Iterator[tuple[Role, int]]:
        """How many points are asked of no chosen role, by the first role that the set names."""
        missed = [
            next(iter(point.checkpoint.ask), "") for point in self._points if not self._whom(point)
        ]
        for role in self._set.roles:
            if role.id in missed:
                yield role, missed.count(role.id)

    def _own(self, role: str) -> Iterator[tuple[_Rank, GuideQuestion]]:
        """The auditor's own questions to a role, and one for each criterion that only has words."""
        own = self._audit.all(OwnQuestion).values()
        asked_about = {question.criterion for question in own}
        to_all = len(self._roles) > 1
        for place, question in enumerate(own, start=self._after):
            if question.role in (None, role):
                chosen = self._audit.find(ChosenCriterion, question.criterion)
                asked = _own_question(Prompt.OWN, question.text, chosen, place)
                theme, is_core = self._theme_of(chosen), question.role is None and to_all
                yield (
                    (0, False, False, 0, False, place),
                    asked._replace(theme=theme, is_core=is_core),
                )
        for place, chosen in enumerate(self._audit.all(ChosenCriterion).values()):
            if not chosen.gathers and chosen.id not in asked_about:
                words = phrase("Hvordan sikrer dere dette: {criterion}", criterion=chosen.text)
                asked = _own_question(Prompt.OPEN, words, chosen, place)
                yield (1, False, False, 0, False, place), asked._replace(is_core=to_all)

    def _theme_of(self, chosen: ChosenCriterion | None) -> Theme | None:
        gathered = () if chosen is None else chosen.gathers[:1]
        names = {one.theme for one in self._set.criteria if one.id in gathered}
        return next((theme for theme in self._set.themes if theme.id in names), None)

    def _core_question(self, point: PointToAsk, role: str) -> GuideQuestion:
        also = point.checkpoint.ask.get(role)
        return self._question(point, point.checkpoint.question)._replace(
            is_core=True, also=also, about=point.criterion.title
        )

    def _question(self, point: PointToAsk, text: Text | None) -> GuideQuestion:
        prompt = _prompt(point)
        said = self._differing.get(point.checkpoint.id, ())
        if said:
            prompt = Prompt.DIFFER
        is_shown = prompt is Prompt.SHOW
        return GuideQuestion(
            prompt,
            is_core=False,
            text=text or point.checkpoint.question,
            also=None,
            theme=point.theme,
            chosen=point.chosen,
            checkpoints=(point.checkpoint.id,),
            show=tuple(e for e in point.checkpoint.evidence if is_shown and e.kind in WRITTEN),
            yes_means=point.checkpoint.yes_means if prompt is Prompt.MISSING else None,
            said=said,
            place=point.place,
        )

    def _is_open(self, point: PointToAsk) -> bool:
        return (
            point.checkpoint.id in self._differing
            or not point.given
            or any(
                one.point.value is not AnswerValue.YES
                or one.point.strength is not Strength.STRONG
                or one.point.outdated
                for one in point.given
                if one.point.value is not AnswerValue.NOT_APPLICABLE or one.point.comment_missing
            )
        )

    def _asked(self, point: PointToAsk) -> list[str]:
        return [role for role in point.checkpoint.ask if role in self._roles]

    def _whom(self, point: PointToAsk) -> set[str]:
        """The chosen roles to ask: whom the set asks, whom an answer names, and who differ."""
        named = {one.point.answer.ask for one in point.given if one.point.answer is not None}
        said = {
            who.role.casefold()
            for who, _value in self._differing.get(point.checkpoint.id, ())
            if isinstance(who, Author)
        }
        differ = {
            name
            for name, role in self._roles.items()
            if text_in(role.title, "nb").casefold() in said
        }
        return {*self._asked(point), *differ, *(name for name in named if name in self._roles)}


def _prompt(point: PointToAsk) -> Prompt:
    """Why a point is asked, from what stands in the latest receipt that has it."""
    if not point.given:
        return Prompt.OPEN
    value = point.given[-1].point.value
    return Prompt.SHOW if value is AnswerValue.YES else _BY_ANSWER[value]


def _is_told(point: PointToAsk) -> bool:
    """Whether several who are asked can say how it is: the set asks for interviews about it."""
    kinds = {expected.kind for expected in point.checkpoint.evidence}
    in_use = point.checkpoint.aspect in (Aspect.KNOWN, Aspect.PRACTISED)
    return EvidenceKind.INTERVIEW in kinds or (not kinds and in_use)


def _weight(point: PointToAsk) -> tuple[bool, bool, int, bool, int]:
    """What is most important: decisive, then what the law demands, then the gravest finding."""
    severity = point.severity
    return (
        not point.checkpoint.decisive,
        point.criterion.force is not Force.MUST,
        len(Severity) if severity is None else severity.rank,
        not point.criterion.key,
        point.place,
    )


def _said(point: PointToAsk, received: Received) -> tuple[Said, ...]:
    """Who has answered what, where people or receipts differ; else nothing."""
    name = point.checkpoint.id
    people = tuple(
        Said(given.author, given.value.value)
        for one in point.given
        for given in received[one.receipt].assessment.disagreement(name)
    )
    if people:
        return people
    values = {one.receipt: one.point.value for one in point.given if one.point.value is not None}
    same = len({received[receipt].assessment.municipality for receipt in values}) == 1
    if not same or len(set(values.values())) < 2:  # noqa: PLR2004 - two that differ
        return ()
    return tuple(Said(receipt, value) for receipt, value in values.items())


def _clashes(
    points: Iterable[PointToAsk], received: Received
) -> list[tuple[tuple[PointToAsk, ...], GuideQuestion]]:
    """The answers that don't go together, each with the points it is between."""
    by_id = {point.checkpoint.id: point for point in points}
    found: dict[str, tuple[tuple[PointToAsk, ...], GuideQuestion]] = {}
    for appraisal in received.values():
        for clash in appraisal.clashes:
            between = tuple(by_id[name] for name in _between(clash) if name in by_id)
            if between and clash.id not in found:
                found[clash.id] = between, _clash_question(clash, between)
    return list(found.values())


def _between(clash: Clash | NumberClash) -> tuple[str, ...]:
    return (clash.checkpoint.id,) if isinstance(clash, NumberClash) else clash.checkpoints


def _clash_question(clash: Clash | NumberClash, between: tuple[PointToAsk, ...]) -> GuideQuestion:
    first = between[0]
    if isinstance(clash, NumberClash):
        says = clash.checkpoint.question
        words = phrase("Svaret og tallet dere har oppgitt, går ikke sammen. Hva stemmer?")
    else:
        says, words = clash.contradiction.says, phrase("Hva av dette stemmer?")
    return GuideQuestion(
        Prompt.CONTRADICTION,
        is_core=False,
        text=words,
        also=None,
        theme=first.theme,
        chosen=first.chosen,
        checkpoints=tuple(point.checkpoint.id for point in between),
        clash=says,
        place=first.place,
    )


def _own_question(
    prompt: Prompt, text: str | Phrase, chosen: ChosenCriterion | None, place: int
) -> GuideQuestion:
    return GuideQuestion(
        prompt,
        is_core=False,
        text=text,
        also=None,
        theme=None,
        chosen=chosen,
        checkpoints=(),
        place=place,
    )
