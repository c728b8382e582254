"""The shape of a criteria set (`criteria/*.yaml`).

One definition serves three readers: the strict loader, the published JSON Schema, and the
rest of the program. Field names are the words of the YAML file; descriptions here are the
ones editors show while an author types.
"""

import re
from contextlib import suppress
from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from checklist.i18n import LANGUAGES, WordedEnum, criteria_text, phrase

Id = Annotated[
    str,
    Meta(
        pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$",
        max_length=60,
        description="Short, stable name in kebab-case, for example ke-etablert. Never reused.",
    ),
]
AsWritten = {"as_written": True}
"""Marks a text that may look like a number or a date, and is taken letter by letter."""

PartialDate = Annotated[
    str,
    Meta(
        pattern=r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$",
        description="A date as far as it is known: 2017, 2017-11 or 2017-11-07.",
        extra=AsWritten,
    ),
]
Period = Annotated[
    str,
    Meta(
        pattern=r"^[1-9][0-9]{0,3} (day|days|month|months|year|years)$",
        description="A length of time: 2 years, 18 months, 90 days.",
    ),
]


class Translated(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A text in several languages; a missing one falls back to bokmål."""

    nb: Annotated[str, Meta(min_length=1)]
    nn: str | None = None
    en: str | None = None


Text = Annotated[str, Meta(min_length=1)] | Translated
"""What an author writes: plain bokmål, or a map from language to text."""


def text_in(text: Text, language: str) -> str:
    """The text in `language`, or in bokmål where it has not been translated."""
    return translation(text, language) or (text if isinstance(text, str) else text.nb)


def translation(text: Text, language: str) -> str | None:
    """The text in `language`; None where it is only to be had in bokmål.

    What the author of a set wrote in the file comes before the catalogue.
    """
    if not isinstance(text, str):
        written: str | None = getattr(text, language)
        return written or criteria_text(text.nb, language)
    return text if language == LANGUAGES[0] else criteria_text(text, language)


class Force(WordedEnum):
    """How strongly a criterion binds, from where it comes (forpliktelse)."""

    MUST = "must", phrase("skal")
    SHOULD = "should", phrase("bør")
    LOCAL = "local", phrase("vedtatt lokalt")


class Depth(WordedEnum):
    """How deep one goes through a set: the quick walk asks what the law stands on."""

    QUICK = "quick", phrase("rask gjennomgang")
    FULL = "full", phrase("full gjennomgang")


class Aspect(WordedEnum):
    """The five places where a duty can stop, on paper or in practice (dimensjon)."""

    ESTABLISHED = "established", phrase("På plass")
    WRITTEN = "written", phrase("Skriftlig")
    KNOWN = "known", phrase("Kjent")
    PRACTISED = "practised", phrase("Brukes")
    EVALUATED = "evaluated", phrase("Følges opp")

    @property
    def step(self) -> int:
        """How far a duty has come that stops here: 0 for what is not established."""
        return _STEPS[self]


_STEPS = {aspect: step for step, aspect in enumerate(Aspect)}


class AnswerValue(WordedEnum):
    """What can be answered to a checkpoint (svar)."""

    YES = "yes", phrase("Ja")
    PARTLY = "partly", phrase("Delvis")
    NO = "no", phrase("Nei")
    UNKNOWN = "unknown", phrase("Vet ikke")
    NOT_APPLICABLE = "not_applicable", phrase("Gjelder ikke")


class EvidenceKind(WordedEnum):
    """What an answer can rest on (dokumentasjon)."""

    DOCUMENT = "document", phrase("Dokument")
    INTERVIEW = "interview", phrase("Intervju")
    FIGURE = "figure", phrase("Tall")
    FILE_SAMPLE = "file_sample", phrase("Stikkprøve")
    OBSERVATION = "observation", phrase("Observasjon")


class SourceKind(WordedEnum):
    """Where a criterion comes from (kilde)."""

    ACT = "act", phrase("lov")
    REGULATION = "regulation", phrase("forskrift")
    GUIDE = "guide", phrase("veileder")
    PREPARATORY_WORK = "preparatory_work", phrase("forarbeid")
    LOCAL = "local", phrase("kommunens egen plan")


class Yardstick(WordedEnum):
    """Who set what yes means (målestokk). Only the law's own can make a no a breach of it."""

    LAW = "law", phrase("loven")
    GUIDE = "guide", phrase("nasjonal veileder")
    LOCAL = "local", phrase("kommunens egen plan eller avtale")
    SET = "set", phrase("kriteriesettets eget mål")


class _Part(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    forbid_unknown_fields=True,
    omit_defaults=True,
):
    """What every part of a criteria set has in common: immutable, named fields, no others."""


_DAY = re.compile(r"(?<=/)\d{4}-\d\d-\d\d(?!\d)", re.ASCII)


class Source(_Part, frozen=True, kw_only=True):
    """A text that criteria are drawn from, described once."""

    id: Id
    kind: SourceKind
    title: Annotated[Text, Meta(description="The full name of the source.")]
    short: Annotated[Text, Meta(description="The name people use, written out.")]
    abbreviation: Annotated[str, Meta(description="As in citations: hol.", max_length=20)]
    reference: Annotated[
        str | None, Meta(description="Reference in the register: lov/2011-06-24-30.")
    ] = None
    address: (
        Annotated[
            str,
            Meta(pattern=r"^https://\S+$", description="Where the source can be read."),
        ]
        | None
    ) = None
    in_force_from: date | None = msgspec.field(default=None, name="from")
    in_force_to: date | None = msgspec.field(default=None, name="to")
    coming: Annotated[bool, Meta(description="Adopted, but no date is set for it.")] = False
    checked: Annotated[date, Meta(description="When somebody last read it against the criteria.")]
    checked_against: Annotated[Text, Meta(description="Which text was read.")]

    @property
    def adopted(self) -> date | None:
        """When it was adopted, as its reference says: lov/2025-06-20-81. None where it doesn't."""
        found = _DAY.search(self.reference or "")
        with suppress(ValueError):  # no such day
            return None if found is None else date.fromisoformat(found[0])
        return None


class Citation(_Part, frozen=True, kw_only=True):
    """The place in a source that a criterion rests on."""

    source: Id
    section: (
        Annotated[str, Meta(max_length=20, description="Section without the sign: 7-3.")] | None
    ) = None
    paragraph: Annotated[int, Meta(ge=1, le=99, description="Ledd, counted from 1.")] | None = None
    item: Annotated[str, Meta(max_length=10, description="Letter or number: a, 12.")] | None = None
    place: Annotated[
        Text | None, Meta(description="For sources without sections: kapittel 12.3.")
    ] = None
    says: Annotated[Text, Meta(description="What this place requires, in one plain sentence.")]
    in_force_from: date | None = msgspec.field(default=None, name="from")
    in_force_to: date | None = msgspec.field(default=None, name="to")


class Role(_Part, frozen=True, kw_only=True):
    """Someone to ask, named by what they do (rolle)."""

    id: Id
    title: Text


class Theme(_Part, frozen=True, kw_only=True):
    """A group of criteria that share a conclusion (tema)."""

    id: Id
    title: Text
    about: Text | None = None


class Question(_Part, frozen=True, kw_only=True):
    """What the set answers (problemstilling)."""

    id: Id
    text: Text
    themes: Annotated[tuple[Id, ...], Meta(min_length=1)]


class Term(_Part, frozen=True, kw_only=True):
    """A word explained for a reader outside the field (begrep)."""

    term: Text
    means: Text


class ExpectedEvidence(_Part, frozen=True, kw_only=True):
    """What would show that a checkpoint is answered rightly."""

    kind: EvidenceKind
    what: Text
    max_age: Period | None = None


class Limit(_Part, frozen=True, kw_only=True):
    """The number a measure is held against, and who set it."""

    at_least: float | None = None
    at_most: float | None = None
    set_by: Annotated[Text, Meta(description="Where the limit comes from, or that law sets none.")]


class MeasureKind(StrEnum):
    """What kind of number a checkpoint asks for."""

    COUNT = "count"
    PERCENT = "percent"
    NUMBER = "number"
    DAYS = "days"


class ReferenceValue(_Part, frozen=True, kw_only=True):
    """A number of others beside one's own (sammenligningstall): never part of a verdict.

    `municipality` is the number of the only municipality it is shown to; empty is all.
    """

    whose: Annotated[Text, Meta(description="Whose number it is: landet, fylket.")]
    value: Annotated[float, Meta(description="In the unit of the measure; a count as per cent.")]
    date: PartialDate
    where: Annotated[Text, Meta(description="Where the number stands.")]
    address: Annotated[str, Meta(pattern=r"^https?://\S+$")] | None = None
    municipality: Annotated[str, Meta(pattern=r"^([0-9]{4})?$", extra=AsWritten)] = ""


class Measure(_Part, frozen=True, kw_only=True):
    """A number that belongs to the answer: n of N, a share, a count or days."""

    kind: MeasureKind
    what: Annotated[Text, Meta(description="What is counted: brukere med individuell plan.")]
    of: Annotated[Text | None, Meta(description="What it is counted among, for n of N.")] = None
    limit: Limit | None = None
    decides: Annotated[
        bool,
        Meta(
            description="The count or share gives the answer: none is no, some is partly, all is "
            "yes. With at_least, in per cent, yes begins there."
        ),
    ] = False
    references: Annotated[
        tuple[ReferenceValue, ...],
        Meta(description="Numbers of others, shown beside one's own and never judged by."),
    ] = ()


class SampleFrame(_Part, frozen=True, kw_only=True):
    """What a file sample is drawn from (utvalg): several checkpoints may rest on one sample."""

    id: Id
    title: Annotated[Text, Meta(description="What one looks at: Ti personer med plan.")]
    drawn_from: Annotated[Text, Meta(description="All that can be drawn, numbered from 1.")]
    number: Annotated[int, Meta(ge=1, le=500, description="How many to draw.")]


class Checkpoint(_Part, frozen=True, kw_only=True):
    """One observable thing under a criterion (kontrollpunkt)."""

    id: Id
    aspect: Aspect
    question: Text
    yes_means: Annotated[Text, Meta(description="What must hold before one may answer yes.")]
    yardstick: Annotated[
        Yardstick | None,
        Meta(description="Who set what yes means: law, guide, local or set (the set's own)."),
    ] = None
    breaks: Annotated[
        tuple[Annotated[str, Meta(pattern=r"^[a-z][a-z0-9-]* \d+(-\d+)?( [a-z])?$")], ...],
        Meta(
            description="With yardstick law: the places among the criterion's sources that a no "
            "would break, each as source and section: hol 7-3."
        ),
    ] = ()
    partly_means: Annotated[
        Text | None, Meta(description="What holds when the answer is partly, not yes and not no.")
    ] = None
    recommendation: Annotated[
        Text | None,
        Meta(
            description="Kommunen bør …: what to do when the answer is no or partly. Where none of "
            "the checkpoints that failed has one, that of the criterion is used."
        ),
    ] = None
    decisive: Annotated[bool, Meta(description="A no alone means the duty is not met.")] = False
    quick: Annotated[
        bool, Meta(description="One of the questions of the quick walk; see depth.")
    ] = False
    evidence: tuple[ExpectedEvidence, ...] = ()
    example: Annotated[
        Text | None, Meta(description="An example of good evidence, in one line.")
    ] = None
    test: Annotated[
        Text | None,
        Meta(description="How an auditor would test the answer: by what, and what to look for."),
    ] = None
    ask: Annotated[
        dict[Id, Text],
        Meta(description="Role id and the interview question for that role."),
    ] = msgspec.field(default_factory=dict)
    measure: Measure | None = None
    sample: Annotated[
        Id | None, Meta(description="The sample frame that the count is taken from.")
    ] = None
    justify: Annotated[
        tuple[AnswerValue, ...], Meta(description="Answers that need a comment.")
    ] = (AnswerValue.PARTLY, AnswerValue.NO, AnswerValue.NOT_APPLICABLE)
    link: Annotated[
        tuple[AnswerValue, ...],
        Meta(description="Answers that need evidence to count as shown."),
    ] = (AnswerValue.YES,)
    applies_from: Annotated[
        date | None, Meta(description="Not asked about practice before this date.")
    ] = msgspec.field(default=None, name="from")
    replaces: Annotated[
        tuple[Id, ...], Meta(description="Checkpoints of earlier versions that this came from.")
    ] = ()
    same_meaning_as: Annotated[
        tuple[Annotated[str, Meta(pattern="^[0-9a-f]{16}$", extra=AsWritten)], ...],
        Meta(
            description="Fingerprints of earlier wordings that meant the same: answers given for "
            "them stand. `criteria show SET --fingerprints` prints those of today."
        ),
    ] = ()


class Criterion(_Part, frozen=True, kw_only=True):
    """One duty the practice is measured against (revisjonskriterium)."""

    id: Id
    theme: Id
    title: Annotated[Text, Meta(description="A few words for lists and maps.")]
    requirement: Annotated[Text, Meta(description="The duty, in one sentence.")]
    force: Force
    key: Annotated[bool, Meta(description="The theme stands or falls with this one.")] = False
    depth: Annotated[
        Depth, Meta(description="full: left out of the quick walk, even where the law demands it.")
    ] = Depth.QUICK
    applies_to: Annotated[
        tuple[Id, ...],
        Meta(description="The populations it is about, in words of the set's own; none: all."),
    ] = ()
    applies_from: Annotated[
        date | None,
        Meta(description="Shown, but not counted, for practice before this date."),
    ] = msgspec.field(default=None, name="from")
    applies_to_date: Annotated[
        date | None, Meta(description="The last day of a duty that has ceased.")
    ] = msgspec.field(default=None, name="to")
    sources: Annotated[tuple[Citation, ...], Meta(min_length=1)]
    why: Annotated[Text, Meta(description="What it means for people when this fails.")]
    guidance: Text | None = None
    checkpoints: Annotated[tuple[Checkpoint, ...], Meta(min_length=1, max_length=20)]
    recommendation: Annotated[
        Text,
        Meta(description="Kommunen bør …: used where no checkpoint that failed has its own."),
    ]
    replaces: tuple[Id, ...] = ()


class Retired(_Part, frozen=True, kw_only=True):
    """A criterion or checkpoint that is no longer asked, kept so that its id is never reused."""

    id: Id
    on: date
    reason: Text


class Condition(_Part, frozen=True, kw_only=True):
    """What must be answered to a checkpoint. `share_below` is about its count, in per cent."""

    checkpoint: Id
    answer: tuple[AnswerValue, ...] = ()
    share_below: Annotated[int, Meta(ge=1, le=100)] | None = None


class Contradiction(_Part, frozen=True, kw_only=True):
    """Answers that don't go together when all conditions hold, or that call for a second look."""

    id: Id
    when: Annotated[tuple[Condition, ...], Meta(min_length=1)]
    says: Annotated[Text, Meta(description="What the user and the reader are told.")]


class ConclusionRule(_Part, frozen=True, kw_only=True):
    """The shares, in per cent, that decide the conclusion of a theme.

    The defaults are the ones that fit the conclusions of five published audits by Romerike
    Revisjon (2015-2021); `docs/vurderingsregler.md` explains them to a reader of the report.
    """

    largely_from: Annotated[int, Meta(ge=1, le=100)] = 66
    insufficient_from: Annotated[int, Meta(ge=1, le=100)] = 50
    assessed_from: Annotated[int, Meta(ge=1, le=100)] = 50


class CriteriaSet(_Part, frozen=True, kw_only=True):
    """One criteria file: a purpose, audit questions, sources, roles, themes and criteria."""

    format: Literal[1]
    id: Id
    version: Annotated[str, Meta(min_length=1, max_length=20, description="In quotes: '2026.11'.")]
    title: Text
    purpose: Text
    applies_to: Annotated[
        Text | None, Meta(description="Whose services the set is about, in words.")
    ] = None
    questions: Annotated[tuple[Question, ...], Meta(min_length=1)]
    conclusions: ConclusionRule = ConclusionRule()
    roles: tuple[Role, ...] = ()
    sources: Annotated[tuple[Source, ...], Meta(min_length=1)]
    glossary: tuple[Term, ...] = ()
    samples: tuple[SampleFrame, ...] = ()
    themes: Annotated[tuple[Theme, ...], Meta(min_length=1)]
    criteria: Annotated[tuple[Criterion, ...], Meta(min_length=1)]
    contradictions: tuple[Contradiction, ...] = ()
    retired: tuple[Retired, ...] = ()


class Extension(_Part, frozen=True, kw_only=True):
    """A criteria file that builds on another set: it adds to it, and takes nothing away.

    One mechanism serves both the sets for different populations and a municipality's own plan.
    """

    format: Literal[1]
    id: Id
    version: Annotated[str, Meta(min_length=1, max_length=20, description="In quotes: '2026.11'.")]
    extends: Annotated[Id, Meta(description="The set this one builds on.")]
    title: Text
    purpose: Text
    applies_to: Text | None = None
    population: Annotated[
        Id | None, Meta(description="Leave out criteria that are not about these people.")
    ] = None
    questions: Annotated[
        tuple[Question, ...], Meta(description="Instead of those of the set it builds on.")
    ] = ()
    roles: tuple[Role, ...] = ()
    sources: tuple[Source, ...] = ()
    glossary: tuple[Term, ...] = ()
    samples: tuple[SampleFrame, ...] = ()
    themes: tuple[Theme, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    guidance: Annotated[
        dict[Id, Text], Meta(description="Added to the guidance of a criterion, by its id.")
    ] = msgspec.field(default_factory=dict)
    retired: tuple[Retired, ...] = ()
