"""States as a reader sees them: one table of sign and tone, and each state's own word.

Sign and word carry the meaning without colour. Signs are one cell wide and in the fonts of
Windows Terminal. A code has one sign and one tone wherever it is used: "partly" as an answer, a
verdict and a conclusion is ◐. What colour a tone has stands in
`reporting/design.py` for documents, and in `tui/signs.py` for the terminal.
"""

from __future__ import annotations

from enum import StrEnum

from checklist.appraisal import (
    CellState,
    Conclusion,
    ConclusionCode,
    CriterionAppraisal,
    Examined,
    Severity,
    Strength,
)
from checklist.assessment import ActionStatus, FollowUpCode, VerdictCode
from checklist.criteria import AnswerValue, Depth
from checklist.i18n import Phrase, Translator, phrase
from checklist.words.values import Part


class Tone(StrEnum):
    """What a state means for the reader, from which it gets its colour.

    `GOOD`, `HALF` and `BAD` are how it stands with a duty: answers, verdicts, findings and
    conclusions, and an action past its deadline. `ASK` is what is not known. All else is `QUIET`,
    also how well an answer is shown and how far an action has come: there a no can be strong, and
    a late action is what the eye should find.
    """

    GOOD = "good"
    HALF = "half"
    BAD = "bad"
    ASK = "ask"
    QUIET = "quiet"


UNANSWERED = "unanswered"
DIFFERENT = "different"
"""Two states that are no answer: nobody has given one, or people gave different ones."""

EXAMINED = "examined"
"""That a checkpoint is answered yes, partly or no, whichever it is."""

STATES: dict[str, tuple[str, Tone]] = {
    "yes": ("✓", Tone.GOOD),
    "met": ("✓", Tone.GOOD),
    "in_line": ("✓", Tone.GOOD),
    "done": ("✓", Tone.QUIET),
    "followed_up": ("✓", Tone.GOOD),
    "largely": ("◕", Tone.GOOD),
    "partly": ("◐", Tone.HALF),
    "started": ("◐", Tone.QUIET),
    "mixed": ("±", Tone.HALF),
    "no": ("✗", Tone.BAD),
    "not_met": ("✗", Tone.BAD),
    "insufficient": ("✗", Tone.BAD),
    "not_followed_up": ("✗", Tone.BAD),
    "unknown": ("?", Tone.ASK),
    "undetermined": ("?", Tone.ASK),
    "not_applicable": ("–", Tone.QUIET),
    "empty": ("–", Tone.QUIET),
    "open": ("○", Tone.QUIET),
    UNANSWERED: ("○", Tone.QUIET),
    "planned": ("○", Tone.QUIET),
    "possible_breach": ("▲", Tone.BAD),
    "weakness": ("△", Tone.HALF),
    "improvement": ("◇", Tone.HALF),
    "undocumented": ("⚐", Tone.QUIET),
    "strong": ("⚑", Tone.QUIET),
    "weak": ("⚐", Tone.QUIET),
    "missing": ("·", Tone.QUIET),
    "gone": ("✗", Tone.QUIET),
    "changed": ("!", Tone.QUIET),
    "unreadable": ("?", Tone.QUIET),
    DIFFERENT: ("≠", Tone.ASK),
    EXAMINED: ("●", Tone.QUIET),
}
"""Each code with its sign and its tone."""


def tone_of(code: str) -> Tone:
    """The tone of a state; of what is no state, the quiet one."""
    return STATES[code][1] if code in STATES else Tone.QUIET


class Status(Part, frozen=True, kw_only=True):
    """A state by code, by a sign that needs no colour, and in words.

    Attributes:
        code: the same word in every language: met, no, strong, possible_breach.
        sign: ✓, ◐, ✗ and the like; empty where there is none.
    """

    code: str
    sign: str
    word: str

    def __str__(self) -> str:
        """The word alone, for use inside a sentence."""
        return self.word

    @property
    def tone(self) -> Tone:
        """What it means for the reader: good, half, bad, ask or quiet."""
        return tone_of(self.code)


Code = (
    AnswerValue
    | VerdictCode
    | Severity
    | Strength
    | ConclusionCode
    | ActionStatus
    | FollowUpCode
    | CellState
)


def status(code: Code, _: Translator) -> Status:
    """A state as the reader sees it."""
    return Status(code=code.value, sign=STATES[code][0], word=_.say(code.words))


def conclusion_phrase(conclusion: Conclusion) -> Phrase:
    """A conclusion; where not every checkpoint was looked into, with how many were."""
    seen, words = conclusion.examined, conclusion.code.words
    good = conclusion.code in (ConclusionCode.IN_LINE, ConclusionCode.LARGELY)
    quick = conclusion.depth is Depth.QUICK
    if quick and conclusion.code is ConclusionCode.UNDETERMINED:
        words = phrase("ikke avklart i rask gjennomgang")
    if seen.whole:
        return words
    counted = {"conclusion": words, "n": seen.answered, "of": seen.of}
    if good and quick:
        return phrase(
            "{conclusion}, så langt det er undersøkt i rask gjennomgang ({n} av {of})", **counted
        )
    if good:
        return phrase("{conclusion}, så langt det er undersøkt ({n} av {of})", **counted)
    if quick and conclusion.code is not ConclusionCode.UNDETERMINED:
        return phrase("{conclusion} (rask gjennomgang, undersøkt {n} av {of})", **counted)
    return phrase("{conclusion} (undersøkt {n} av {of})", **counted)


def conclusion_in_short(conclusion: Conclusion, _: Translator) -> str:
    """A conclusion where there is little room, and how much was examined stands beside it."""
    return _.say(
        {
            ConclusionCode.IN_LINE: phrase("i tråd"),
            ConclusionCode.LARGELY: phrase("i det alt vesentlige"),
            ConclusionCode.PARTLY: phrase("delvis i tråd"),
            ConclusionCode.INSUFFICIENT: phrase("ikke i tilstrekkelig grad"),
            ConclusionCode.UNDETERMINED: conclusion.code.words,
        }[conclusion.code]
    )


def criterion_code(appraised: CriterionAppraisal) -> str:
    """The state of a criterion in a list: its verdict, or that nobody has begun on it."""
    if appraised.not_in_force is not None:
        return CellState.NOT_APPLICABLE
    return appraised.verdict.code if appraised.begun else UNANSWERED


def conclusion_status(conclusion: Conclusion, _: Translator) -> Status:
    """A conclusion as the reader sees it, wherever it stands."""
    code = conclusion.code
    word = _.say(conclusion_phrase(conclusion))
    return Status(code=code.value, sign=STATES[code][0], word=word)


def claimed_words(examined: Examined, _: Translator) -> str:
    """How many of the yes that nothing shows, as a sentence; empty where each is shown."""
    if not examined.claimed:
        return ""
    if examined.claimed == examined.yes:
        return _.plural(
            "Ja-svaret er bare påstått, ikke dokumentert.",
            "Ingen ja-svar er dokumentert.",
            examined.yes,
        )
    return _.one_or_many(
        "{n} av {of} ja-svar er bare påstått, uten dokumentasjon.",
        examined.claimed,
        of=examined.yes,
    )


def reason_asked(value: AnswerValue | None, _: Translator) -> str:
    """What the comment to an answer should tell; empty where it is for the user to say."""
    match value:
        case AnswerValue.PARTLY | AnswerValue.NO:
            return _("Hva mangler?")
        case AnswerValue.NOT_APPLICABLE:
            return _("Hvorfor gjelder det ikke her?")
    return ""


def answer_status(value: AnswerValue | None, _: Translator) -> Status:
    """An answer, or that nobody has answered."""
    if value is None:
        return Status(code=UNANSWERED, sign=STATES[UNANSWERED][0], word=_("Ikke besvart"))
    return status(value, _)
