"""People and what they disagree on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from checklist.appraisal import Appraisal, Opinion, Progress, labels
from checklist.assessment import Answer, Author, Recorded
from checklist.criteria import AnswerValue, text_in
from checklist.i18n import Translator, phrase
from checklist.words.figures import counted_words

ANSWERING_ALONE = phrase("Nå svarer dere hver for seg. Bare du ser det du svarer.")
"""What is said when a round begins."""


class SaidBy(NamedTuple):
    """What one person answered, in words; the comment on one line, or empty."""

    who: str
    value: AnswerValue | None
    answer: str
    comment: str

    @property
    def in_full(self) -> str:
        """Anna: ja. Rutinen er fra 2014."""
        return f"{self}. {self.comment}" if self.comment else str(self)

    def __str__(self) -> str:
        """Anna: ja."""
        return f"{self.who}: {self.answer}"


def said_by(opinions: Sequence[Opinion], _: Translator) -> tuple[SaidBy, ...]:
    """What each answered, by role where that tells them apart."""
    names = labels(opinion.author for opinion in opinions)
    return tuple(
        SaidBy(
            who=names[opinion.author.name],
            value=(value := opinion.value),
            answer=_("ikke besvart") if value is None else _.say(value.words),
            comment="" if opinion.answer is None else " ".join(opinion.answer.comment.split()),
        )
        for opinion in opinions
    )


def name_and_role(author: Author) -> str:
    """Anna (virksomhetsleder)."""
    return f"{author.name} ({author.role})" if author.role else author.name


def not_begun_words(not_begun: Iterable[Author], _: Translator) -> str:
    """Har ikke begynt: Bo, Kari (lege)."""
    return _("Har ikke begynt: {names}", names=", ".join(map(name_and_role, not_begun)))


def progress_of(
    people: Iterable[tuple[Author, int]], of: int, not_begun: Iterable[Author], _: Translator
) -> Iterator[tuple[str, str]]:
    """How far each has come who answers alone: who, and in words."""
    for author, answered in people:
        yield name_and_role(author), counted_words(Progress(answered, of), _)
    for author in not_begun:
        yield name_and_role(author), _("har ikke begynt")


def opinions_of(answers: Iterable[Recorded[Answer]]) -> tuple[Opinion, ...]:
    """Answers that were recorded, as what people mean."""
    return tuple(Opinion(answer.author, answer.value) for answer in answers)


def disagreement_lines(appraisal: Appraisal, _: Translator) -> Iterator[str]:
    """Checkpoints that people answered differently without seeing it, one sentence each."""
    questions = {
        name: text_in(point.checkpoint.question, _.language)
        for name, (_appraised, point) in appraisal.places.items()
    }
    for name, answers in appraisal.assessment.disagreements.items():
        who = disagreement_words(opinions_of(answers), _)
        yield _("Ulike svar: {question} {who}", question=questions.get(name, name), who=who)


def disagreement_words(opinions: Sequence[Opinion], _: Translator) -> str:
    """Anna: ja; Bo: nei."""
    return "; ".join(map(str, said_by(opinions, _)))
