"""The poster: what the assessment is for, measures against, found and recommends, on one page.

What the page says is decided here. Each part has so many lines; what has no room is counted and
said, and the most serious comes first. A text that is shortened ends with the sign for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from checklist.appraisal import ConclusionCode
from checklist.assessment import VerdictCode
from checklist.criteria import AnswerValue
from checklist.i18n import Translator, phrases
from checklist.reporting.fitting import (
    BETWEEN,
    ELLIPSIS,
    fitting,
    going_on,
    lines,
    short,
    shortened,
)
from checklist.reporting.model import (
    ActionLine,
    ConclusionPart,
    CriterionSection,
    Fact,
    Finding,
    Reference,
)
from checklist.reporting.pictures import COLUMN, BarPicture, findings_picture
from checklist.reporting.report import Report
from checklist.words import Part, Status, Wording, if_any, sentence

_COLUMN = 50
"""Average letters in a line of a column."""

_PAGE = 147
"""Lines on the page: three columns, less what is lost where a text must not be broken."""

_HEAD = 120
"""Average letters in a line of the head: what it takes beyond one, each of the columns loses."""

_HEADING = 1.9
_BAR = 1.3
"""Lines of a heading with the space above it, and of a bar of the picture."""

_PURPOSE = 8
_QUESTION = 4
_REASON = 3
"""Lines of a text at most."""

_FACTS = (8, 6, 4)
"""Lines of a finding: the last, and more for the most serious as far as there is room."""

_QUESTIONS = 31.0
_CRITERIA = 24.0
_LEANING = 5.0
_RECOMMENDATIONS = 13.0
_ACTIONS = 6.0
"""Lines of a list at most. The findings get the rest of the page, and the recommendations what
the findings leave."""

_BARS = 10


class PosterQuestion(Part, frozen=True, kw_only=True):
    """An audit question with its conclusion, and the themes that pulled it up or down."""

    text: Wording
    status: Status
    because: str


class PosterCriterion(Part, frozen=True, kw_only=True):
    """A key criterion: what is required, and what it came to. `fact` is what shows it is met."""

    reference: Reference
    status: Status
    requirement: Wording
    fact: str


class PosterFact(Part, frozen=True, kw_only=True):
    """What was answered, with the sign of the answer."""

    status: Status
    text: str


class PosterFinding(Part, frozen=True, kw_only=True):
    """A finding by its facts; without a comment, by the reason for the verdict."""

    reference: Reference
    severity: Status
    facts: tuple[PosterFact, ...]
    yardstick: str


class PosterRecommendation(Part, frozen=True, kw_only=True):
    """What should be done, and the finding it follows from."""

    finding: Reference
    text: Wording


class Leaning(Part, frozen=True, kw_only=True):
    """A criterion that is undetermined, with the answers that are no or partly."""

    reference: Reference
    facts: tuple[PosterFact, ...]


class Poster(Part, frozen=True, kw_only=True):
    """One page. Each `…_left` says what has no room, or is empty."""

    municipality: str
    subject: Wording
    purpose: Wording
    questions: tuple[PosterQuestion, ...]
    questions_left: str
    criteria: tuple[PosterCriterion, ...]
    criteria_left: str
    findings_lead: str
    findings: tuple[PosterFinding, ...]
    findings_left: str
    leaning: tuple[Leaning, ...]
    leaning_left: str
    recommendations: tuple[PosterRecommendation, ...]
    recommendations_left: str
    under_way: tuple[str, ...]
    under_way_left: str
    picture: BarPicture | None
    looked: str
    note: str


def poster(report: Report, _: Translator) -> Poster:
    """The poster: what has room on one page, and what is left."""
    head, themes, findings = report.head, report.themes, report.findings
    criteria = [criterion for theme in themes for criterion in theme.criteria]
    known = [question for question in report.questions if _is_known(question)] or report.questions
    asked = [_question(question, _) for question in known]
    told_questions, questions_lines = fitting([(o, _question_lines(o)) for o in asked], _QUESTIONS)
    keys, keys_left, keys_lines = _key_criteria(criteria, _)
    leaning = [one for one in map(_leaning, criteria) if one is not None]
    told_leaning, leaning_lines = fitting([(one, _lines_of(one)) for one in leaning], _LEANING)
    going = [_under_way(action) for action in going_on(report.actions, findings)]
    told_going, going_lines = fitting([(one, lines(one, _COLUMN)) for one in going], _ACTIONS)
    picture = findings_picture(themes, findings, _, most=_BARS, frame=COLUMN)
    about = short(report.purpose, _PURPOSE * _COLUMN * 0.95)
    # Beside the lists: six headings, and a lead and a sentence on what is left for each.
    taken = (
        6 * (lines(f"{head.municipality} {head.set_title.text}", _HEAD) - 1)
        + 6 * (_HEADING + 2 + BETWEEN)
        + (3 * (lines(head.origin, 2.7 * _COLUMN) + 1) if head.origin else 0)
        + lines(about.text, _COLUMN)
        + (0 if picture is None else (len(picture.bars) + 2) * _BAR)
        + sum((questions_lines, keys_lines, leaning_lines, going_lines))
    )
    told_found, found_lines = _told(findings, _PAGE - taken - _RECOMMENDATIONS)
    advice = [_recommendation(finding) for finding in findings]
    told_advice, _lines = fitting(
        [(one, lines(f"F99 {one.text.text}", _COLUMN)) for one in advice],
        _PAGE - taken - found_lines,
    )
    return Poster(
        municipality=shortened(head.municipality, _COLUMN),
        subject=short(head.set_title, 2 * _COLUMN),
        purpose=about,
        questions=told_questions,
        questions_left=if_any(
            phrases(
                "{n} problemstilling til i gaprapporten.",
                "{n} problemstillinger til i gaprapporten.",
                len(report.questions) - len(told_questions),
            ),
            _,
        ),
        criteria=keys,
        criteria_left=keys_left,
        findings_lead=report.summary.findings_counted,
        findings=told_found,
        findings_left=if_any(
            phrases(
                "{n} funn til i gaprapporten.",
                "{n} funn til i gaprapporten.",
                len(findings) - len(told_found),
            ),
            _,
        ),
        leaning=told_leaning,
        leaning_left=if_any(
            phrases(
                "{n} krav til i gaprapporten.",
                "{n} krav til i gaprapporten.",
                len(leaning) - len(told_leaning),
            ),
            _,
        ),
        recommendations=told_advice,
        recommendations_left=if_any(
            phrases(
                "{n} anbefaling til i gaprapporten.",
                "{n} anbefalinger til i gaprapporten.",
                len(advice) - len(told_advice),
            ),
            _,
        ),
        under_way=told_going,
        under_way_left=if_any(
            phrases(
                "{n} tiltak til i gaprapporten.",
                "{n} tiltak til i gaprapporten.",
                len(going) - len(told_going),
            ),
            _,
        ),
        picture=picture,
        looked=report.summary.progress[0],
        note=_("{sign} betyr at det står mer i gaprapporten.", sign=ELLIPSIS),
    )


def _is_known(question: ConclusionPart) -> bool:
    """Whether something of what a question rests on is assessed. What is not, gives way first."""
    return (
        question.status.code != ConclusionCode.UNDETERMINED
        or bool(question.pulled_up_by)
        or bool(question.pulled_down_by)
    )


def _question(question: ConclusionPart, _: Translator) -> PosterQuestion:
    up = (_("Trekker opp:"), question.pulled_up_by)
    down = (_("Trekker ned:"), question.pulled_down_by)
    good = question.status.code in (ConclusionCode.IN_LINE, ConclusionCode.LARGELY)
    said = [
        f"{lead} {', '.join(one.title.text for one in references)}."
        for lead, references in ((up, down) if good else (down, up))
        if references and question.status.code != ConclusionCode.UNDETERMINED
    ]
    return PosterQuestion(
        text=short(question.reference.title, _QUESTION * _COLUMN * 0.95),
        status=question.status,
        because=shortened(" ".join(said) or question.reason, _REASON * _COLUMN),
    )


def _question_lines(asked: PosterQuestion) -> int:
    # The chip is bold and has a margin of its own.
    chip = f"{asked.status.sign} {asked.status.word} …… {asked.because}"
    return lines(asked.text.text, _COLUMN * 0.93) + lines(chip, _COLUMN)


def _key_criteria(
    criteria: Iterable[CriterionSection], _: Translator
) -> tuple[tuple[PosterCriterion, ...], str, float]:
    """The key criteria that are assessed, a sentence on the others, and the lines of the first."""
    keys = [criterion for criterion in criteria if criterion.key]
    assessed = [
        criterion
        for criterion in keys
        if criterion.judgement.status.code
        in (VerdictCode.MET, VerdictCode.PARTLY, VerdictCode.NOT_MET)
    ]
    told = [_key_criterion(criterion) for criterion in assessed]
    shown, used = fitting(
        [
            (
                one,
                lines(
                    f"{one.status.sign} {one.status.word} …… {one.requirement.text} {one.fact}",
                    _COLUMN,
                ),
            )
            for one in told
        ],
        _CRITERIA,
    )
    more, undetermined = len(told) - len(shown), len(keys) - len(assessed)
    left = (
        phrases("{n} hovedkrav til er vurdert.", "{n} hovedkrav til er vurdert.", more),
        phrases("{n} hovedkrav er ikke avklart.", "{n} hovedkrav er ikke avklart.", undetermined),
    )
    return shown, " ".join(filter(None, (if_any(words, _) for words in left))), used


def _key_criterion(criterion: CriterionSection) -> PosterCriterion:
    met = criterion.judgement.status.code == VerdictCode.MET
    said = [fact.comment for fact in criterion.facts if fact.comment] if met else []
    return PosterCriterion(
        reference=criterion.reference,
        status=criterion.judgement.status,
        requirement=short(criterion.requirement, 3 * _COLUMN),
        fact=shortened(said[0], 2 * _COLUMN) if said else "",
    )


def _told(findings: Sequence[Finding], room: float) -> tuple[tuple[PosterFinding, ...], float]:
    """The findings that have room, with as many of their facts as that allows.

    Each is first told in short. What room is left goes to the most serious.
    """
    told = [_finding(finding, _FACTS[-1]) for finding in findings]
    fitted, used = fitting([(one, _lines_of(one)) for one in told], room)
    shown = list(fitted)
    for most in reversed(_FACTS[:-1]):
        for place, one in enumerate(shown):
            longer = _finding(findings[place], most)
            more = _lines_of(longer) - _lines_of(one)
            if used + more <= room:
                shown[place], used = longer, used + more
    return tuple(shown), used


def _finding(finding: Finding, most: int) -> PosterFinding:
    """The facts that led to the finding, then what is in order, as far as there is room."""
    others = [fact for fact in finding.criterion.facts if fact not in finding.telling]
    telling = sorted(finding.telling, key=lambda fact: not _decides(fact))
    facts = [fact for fact in (*telling, *others) if fact.comment]
    reference = Reference(
        number=finding.reference.number,
        anchor=finding.reference.anchor,
        title=short(finding.reference.title, _COLUMN),
    )
    told = _facts(facts, f"△ {reference.number} {reference.title.text}", most)
    if not told:
        reason = finding.criterion.judgement.reason
        told = (PosterFact(status=finding.criterion.judgement.status, text=reason),)
    return PosterFinding(
        reference=reference, severity=finding.severity, facts=told, yardstick=finding.yardstick
    )


def _decides(fact: Fact) -> bool:
    """Whether this answer alone makes the requirement not met."""
    return fact.decisive and fact.answer.code == AnswerValue.NO.value


def _facts(facts: Sequence[Fact], lead: str, most: int) -> tuple[PosterFact, ...]:
    """The first facts that have room after `lead`; the sign for more where some have not."""
    told: list[PosterFact] = []
    for fact in facts:
        text = sentence(" ".join(fact.comment.split()))
        if shortened(text, most * _COLUMN) != text:
            break
        one = PosterFact(status=fact.answer, text=text)
        if lines(_together(lead, [*told, one]), _COLUMN) > most:
            break
        told.append(one)
    if len(told) == len(facts):
        return tuple(told)
    if told:
        last = told.pop()
        return (*told, PosterFact(status=last.status, text=f"{last.text} {ELLIPSIS}"))
    room = (most - lines(lead, _COLUMN)) * _COLUMN - _COLUMN / 5
    return (PosterFact(status=facts[0].answer, text=shortened(sentence(facts[0].comment), room)),)


def _together(lead: str, facts: Iterable[PosterFact]) -> str:
    return " ".join([lead, *(f"{fact.status.sign} {fact.text}" for fact in facts)])


def _lines_of(told: PosterFinding | Leaning) -> int:
    lead = f"△ {told.reference.number} {told.reference.title.text}"
    measured = told.yardstick if isinstance(told, PosterFinding) else ""
    return lines(f"{_together(lead, told.facts)} {measured}", _COLUMN)


def _leaning(criterion: CriterionSection) -> Leaning | None:
    """A criterion without a verdict whose answers point to something that is not in order."""
    if criterion.judgement.status.code != VerdictCode.UNDETERMINED:
        return None
    facts = [
        fact
        for fact in criterion.facts
        if fact.answer.code in (AnswerValue.NO, AnswerValue.PARTLY) and fact.comment
    ]
    if not facts:
        return None
    reference = Reference(
        number=criterion.reference.number,
        anchor=criterion.reference.anchor,
        title=short(criterion.reference.title, _COLUMN),
    )
    return Leaning(
        reference=reference,
        facts=_facts(facts, f"△ {reference.number} {reference.title.text}", _FACTS[-1]),
    )


def _recommendation(finding: Finding) -> PosterRecommendation:
    return PosterRecommendation(
        finding=finding.reference, text=short(finding.recommendation, 3 * _COLUMN)
    )


def _under_way(action: ActionLine) -> str:
    """What is done, how far it has come, and how one will see that it helped."""
    if not action.effect:
        told = shortened(sentence(action.what), 4 * _COLUMN)
    else:
        what = shortened(sentence(action.what), 2.5 * _COLUMN)
        told = f"{what} {shortened(sentence(action.effect), 1.5 * _COLUMN)}"
    return f"{action.status.sign} {sentence(action.status.word)} {told}"
