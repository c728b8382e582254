"""The small words of a report: states with their signs, dates, numbers, places in law."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import reduce

from checklist.assessment import Assessment
from checklist.criteria import Text, text_in, translation
from checklist.i18n import LANGUAGES, Phrase, Translator, phrase
from checklist.words.values import Wording

NOTHING_FOUND = phrase("Ingen krav har disse ordene. Prøv færre eller kortere ord.")
"""What is said where words are looked for that no criterion has."""


def wording(text: Text, language: str) -> Wording:
    """A text of the criteria set in `language`, or in bokmål with a note that it is."""
    if language == LANGUAGES[0] and isinstance(text, str):
        return Wording(text=text)
    found = translation(text, language)
    if found is not None:
        return Wording(text=found, language="")
    return Wording(text=text_in(text, language), language=LANGUAGES[0])


def language_words(not_translated: int, assessment: Assessment, _: Translator) -> str:
    """What a document says of the languages in it; empty where all of it is in the reader's."""
    said = _not_translated(not_translated, _)
    if _.language != LANGUAGES[0] and _has_words_of_people(assessment):
        said.append(
            _(
                "Kommentarer, begrunnelser, tiltak og navn på dokumentasjon står slik de ble "
                "skrevet, som oftest på norsk."
            )
        )
    return " ".join(said)


def audit_language_words(not_translated: int, _: Translator) -> str:
    """The same of a paper of an audit."""
    said = _not_translated(not_translated, _)
    if _.language != LANGUAGES[0]:
        said.append(
            _("Det revisjonen har skrevet, står slik det ble skrevet, som oftest på norsk.")
        )
    return " ".join(said)


def _not_translated(texts: int, _: Translator) -> list[str]:
    if not texts:
        return []
    return [
        _.plural(
            "{n} tekst i dette dokumentet finnes bare på bokmål.",
            "{n} tekster i dette dokumentet finnes bare på bokmål.",
            texts,
        )
    ]


def _has_words_of_people(assessment: Assessment) -> bool:
    commented = any(entry.value.comment for entry in assessment.answers.values())
    judged = assessment.verdicts or assessment.statement
    return bool(commented or judged or assessment.actions or assessment.evidence)


def as_heading(wording: Wording) -> Wording:
    """The wording with a capital first."""
    text = wording.text
    return Wording(text=text[:1].upper() + text[1:], language=wording.language)


def sentence(text: str) -> str:
    """The text with a capital first and a full stop last."""
    text = text.strip()
    if not text:
        return ""
    return text[0].upper() + text[1:] + ("" if text[-1] in ".!?:…" else ".")


_LETTERS = 12
"""What a word may have on average, so that a text of one long word is cut too."""

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


def shortened(text: str, most: int) -> str:
    """The text on one line in at most so many words, whole sentences where one is short enough.

    What is left out is marked with "…".
    """
    words = text.split()
    whole = " ".join(words)
    if len(words) <= most and len(whole) <= most * _LETTERS:
        return whole
    kept: list[str] = []
    for said in _SENTENCE_END.split(whole):
        if len(kept) + len(said.split()) > most:
            break
        kept += said.split()
    return f"{' '.join(kept or words[:most])[: most * _LETTERS]} …"


def erased_words(kept_for: Sequence[str], _: Translator) -> str:
    """What came of erasing a copy; `kept_for` are titles of evidence that has the same file."""
    if kept_for:
        return _(
            "Dokumentasjonen har ingen fil lenger, men innholdet er beholdt: {titles} har den "
            "samme filen. Slett kopien der også.",
            titles=", ".join(quoted(title, _) for title in dict.fromkeys(kept_for)),
        )
    return _("Kopien er slettet for godt. Sikkerhetskopier fra før har den fortsatt.")


def quoted(text: str, _: Translator) -> str:
    """The text between the quotation marks of the language."""
    return _("«{text}»", text=text)


def if_any(counted: Phrase, _: Translator) -> str:
    """What is counted as a sentence, or empty where there is none."""
    return _.say(counted) if counted.number > 0 else ""


def what_there_is(told: Iterable[str | Phrase], _: Translator) -> tuple[str, ...]:
    """Each as text, without what is empty and what is counted and there is none of."""
    return tuple(filter(None, (one if isinstance(one, str) else if_any(one, _) for one in told)))


def in_a_row(sentences: Sequence[Phrase]) -> Phrase:
    """Several sentences after each other, as one."""
    return reduce(lambda one, other: phrase("{one} {other}", one=one, other=other), sentences)


def listed(items: Sequence[str], _: Translator) -> str:
    """Several things in a row: a, b og c."""
    if len(items) < len("ab"):
        return "".join(items)
    return _("{most} og {last}", most=", ".join(items[:-1]), last=items[-1])
