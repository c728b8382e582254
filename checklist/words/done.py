"""What is said once something is done, or where there was nothing to do; front ends show it."""

from __future__ import annotations

from pathlib import Path

from checklist.assessment import DrawnSample, VerdictCode
from checklist.i18n import Phrase, phrase, phrases
from checklist.words.samples import draw_words

CORRECTED = phrase("Rettet.")
ANSWER_TAKEN_AWAY = phrase("Svaret er tatt bort.")
STATEMENT_STORED = phrase("Uttalelsen er lagret.")

NO_STATEMENT = phrase("Kommunedirektøren har ikke uttalt seg.")
NO_RECOMMENDATIONS = phrase("Ingen anbefalinger er registrert.")
NO_SAMPLE = phrase("Kontrollpunktet bygger ikke på noe utvalg.")
NO_PRECEDENTS = phrase("Ingen tidligere vurdering og ingen revisjon sier noe her.")
NEVER_ANSWERED = phrase("Spørsmålet er ikke besvart i noen tidligere vurdering her.")
NOTHING_WAITS = phrase("Ingen svar fra en tidligere vurdering venter i dette temaet.")
NOTHING_TO_REUSE = phrase("Andre egenvurderinger av kommunen har ikke noe mer.")


def undone_words(what: str | Phrase) -> Phrase:
    """That something was taken back."""
    return phrase("Angret: {what}", what=what)


def redone_words(what: str | Phrase) -> Phrase:
    """That something that was taken back counts again."""
    return phrase("Tilbake igjen: {what}", what=what)


def verdict_sentence(verdict: VerdictCode) -> Phrase:
    """What a criterion comes out as now."""
    return phrase("Vurdering: {verdict}.", verdict=verdict.words)


def withdrawn_words(what: str) -> Phrase:
    """That an action is not planned any more."""
    return phrase("Trukket: {what}", what=what)


def recorded_again_words(title: str) -> Phrase:
    """That evidence rests on its file as the file is now."""
    return phrase("Registrert på nytt: {title}", title=title)


def drawn_words(sample: DrawnSample) -> Phrase:
    """Which numbers a sample drew, of how many, from which seed."""
    return phrase("Trukket {draw}", draw=draw_words(sample))


def claimed_sentence(name: str) -> Phrase:
    """That what was written under a name is one's own."""
    return phrase("Det «{name}» har skrevet, er nå ditt.", name=name)


def alike_words(number: int) -> Phrase:
    """How many answers that all gave alike are now the assessment's."""
    return phrases("{n} likt svar er tatt over.", "{n} like svar er tatt over.", number)


def written_words(path: Path) -> Phrase:
    """Where a file was written."""
    return phrase("Skrevet til {path}", path=path)
