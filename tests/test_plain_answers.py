"""Line by line an answer is a letter or the words, and what stands behind is the comment."""

from __future__ import annotations

from pathlib import Path

import pytest

from checklist.assessment import fold
from checklist.criteria import AnswerValue
from checklist.i18n import LANGUAGES, Translator
from checklist.machine import load_settings
from checklist.plain.answering import answer_said
from checklist.store import Journal
from tests.conftest import Run

YES, PARTLY, NO = AnswerValue.YES, AnswerValue.PARTLY, AnswerValue.NO
UNKNOWN, NOT_APPLICABLE = AnswerValue.UNKNOWN, AnswerValue.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("line", "value", "comment"),
    [
        ("j", YES, ""),
        ("Ja", YES, ""),
        ("JA ", YES, ""),
        ("ja.", YES, ""),
        ("ja!", YES, ""),
        ("Yes", YES, ""),
        ("d Bare i nord.", PARTLY, "Bare i nord."),
        ("D. Bare i nord.", PARTLY, "Bare i nord."),
        ("delvis, bare i nord", PARTLY, "bare i nord"),
        ("Delvis – bare i nord", PARTLY, "bare i nord"),
        ("Nei, det er nedlagt", NO, "det er nedlagt"),
        ("nei det er nedlagt", NO, "det er nedlagt"),
        ("Nei: «det» er -1 - 2.", NO, "«det» er -1 - 2."),
        ("no.", NO, ""),
        ("n Nei", NO, "Nei"),
        ("vet ikke", UNKNOWN, ""),
        ("Vet  ikke. Spør Bo.", UNKNOWN, "Spør Bo."),
        ("Veit ikkje, spør Bo", UNKNOWN, "spør Bo"),
        ("don’t know", UNKNOWN, ""),
        ("GJELDER IKKE: vi har ingen", NOT_APPLICABLE, "vi har ingen"),
        ("gjeld ikkje", NOT_APPLICABLE, ""),
        ("not applicable", NOT_APPLICABLE, ""),
    ],
)
def test_an_answer_in_letters_or_words(line: str, value: AnswerValue, comment: str) -> None:
    assert answer_said(line, "nb") == (value, comment)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "jaha",
        "ja/nei",
        "ja?",
        "neida, det er nedlagt",
        "nei-alternativet",
        "d.v.s. bare i nord",
        "vet",
        "ikke",
        "No er det slik",
        "Yes, but not here",
        "k Ja",
        ". ja",
        "neı, with a Turkish letter",
    ],
)
def test_what_only_looks_like_an_answer_is_none(line: str) -> None:
    assert answer_said(line, "nb") is None


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("value", AnswerValue)
def test_the_words_that_are_shown_are_understood_with_a_comment(
    language: str, value: AnswerValue
) -> None:
    words = Translator(language).say(value.words)
    assert answer_said(f"{words}, in the north", language) == (value, "in the north")
    assert answer_said("Nei, nedlagt", language) == (NO, "nedlagt")


def test_answers_in_words_are_stored_with_their_comments(run: Run) -> None:
    run("new", "--municipality", "3228", "--criteria", "oppfolging", "--as", "a")
    code, out, _ = run("walk", "a", "--plain", answers="Delvis. Bare i nord.\nvet ikke\nq\n")
    assert code == 0
    assert "Lagret: Delvis.\nKommentar: Bare i nord.\n" in out
    assert "Lagret: Vet ikke." in out
    assert "Forstod ikke" not in out


def test_the_chosen_depth_is_kept_through_a_search_and_until_the_next_time(
    run: Run, home: Path
) -> None:
    run("new", "--municipality", "3228", "--criteria", "psykisk-helse-rus-voksne", "--as", "a")
    out = run("walk", "a", "--plain", answers="f 2\n/ke-kjent\nja\nq\n")[1]
    assert "Rask gjennomgang: 58 spørsmål." in out
    assert load_settings(home).walks == {"a": ("quick", "")}
    again = run("walk", "a", "--plain", answers="f\nher\nq\n")[1]
    assert "Rask gjennomgang: 58 spørsmål." in again
    assert "2 rask gjennomgang: 58 spørsmål, valgt nå" in again
    assert "av 58." in again
    assert "Full gjennomgang" in run("walk", "a", "--plain", "--full", answers="q\n")[1]


def test_a_criterion_that_was_not_chosen_is_asked_about_and_then_what_was_chosen(run: Run) -> None:
    run("new", "--municipality", "3228", "--criteria", "psykisk-helse-rus-voksne", "--as", "a")
    out = run("walk", "a", "--plain", "--quick", answers="/ke-kjent\nja\nja\nja\nher\nq\n")[1]
    first, *rest = out.split("Kravet er ikke blant dem du har valgt. Det kommer nå likevel.")
    assert "Krav: Enheten finnes" in first
    assert [after.count("Krav: Enheten er lett å finne") for after in rest] == [1]
    assert "Spørsmål 4 av 61." in rest[0]


def test_a_sentence_that_begins_with_a_letter_of_a_command_is_not_taken_for_it(
    run: Run, nes_id: str
) -> None:
    out = run("walk", nes_id, "--plain", answers="I fjor var det annerledes.\nq\n")[1]
    assert "Forstod ikke «I fjor var det annerledes.»." in out


def test_after_the_last_question_one_stays_and_is_told(run: Run) -> None:
    run("new", "--municipality", "3228", "--criteria", "oppfolging", "--as", "a")
    out = run("walk", "a", "--plain", answers="\n" * 10 + "ja\no\nq\n")[1]
    assert out.count("Det var det siste spørsmålet.") == 1
    assert "Hvor stopper det" in out


def test_the_ladder_is_said_in_words(run: Run, nes_id: str) -> None:
    out = run("walk", nes_id, "--plain", answers="/ke-mandat\nq\n")[1]
    assert "Stopper ved: kjent.\nPå plass: ikke spurt.\nSkriftlig: ja.\nKjent: delvis.\n" in out


@pytest.mark.parametrize(
    ("answers", "comment", "next_answer"),
    [
        ("g\nVi har ikke slike tjenester.\nj\nq\n", "Vi har ikke slike tjenester.", YES),
        ("g\n\nj\nq\n", "", YES),
        ("g\nd Bare i nord.\nq\n", "", PARTLY),
        ("g\nq\n", "", None),
        ("g\n", "", None),
        ("g Nedlagt.\nj\nq\n", "Nedlagt.", YES),
    ],
)
def test_not_applicable_asks_why(
    answers: str, comment: str, next_answer: AnswerValue | None, run: Run, home: Path
) -> None:
    run("new", "--municipality", "3228", "--criteria", "oppfolging", "--as", "a")
    out = run("walk", "a", "--plain", answers=answers)[1]
    with Journal(home / "samsjekk.sqlite3") as journal:
        given = [held.value for held in fold("a", journal.events("a")).answers.values()]
    assert (given[0].value, given[0].comment) == (NOT_APPLICABLE, comment)
    assert [answer.value for answer in given[1:]] == ([next_answer] if next_answer else [])
    assert ("Hvorfor gjelder det ikke her?" in out) is (comment != "Nedlagt.")
    assert ("Svaret trenger en begrunnelse." in out) is (not comment)
    assert "Forstod ikke" not in out
