"""Line by line a letter alone shows what stands; taking it away needs a word, and is said."""

from __future__ import annotations

import pytest

from checklist.i18n import phrase
from checklist.session import Session
from checklist.store import Unreached
from tests.conftest import Run


@pytest.mark.parametrize(
    ("letter", "option", "told", "gone"),
    [
        ("k", "--comment", "Rutinen er fra 2014", "Kommentaren er tatt bort."),
        ("c", "--note", "Spør Bo igjen", "Det interne notatet er tatt bort."),
    ],
)
def test_a_letter_alone_shows_and_a_minus_after_it_takes_away(
    run: Run, letter: str, option: str, told: str, gone: str
) -> None:
    made = run("new", "--municipality", "3228", "--criteria", "oppfolging", "--as", "a")
    assert made[0] == 0
    assert run("answer", "a", "opp-plan-skriftlig", "partly", option, told)[0] == 0
    shown = run("walk", "a", "--plain", answers=f"<\n{letter}\nq\n")[1]
    assert told in shown
    assert told in run("show", "a", "opp-plan")[1], "a letter alone changes nothing"
    out = run("walk", "a", "--plain", answers=f"<\n{letter} -\nq\n")[1]
    assert gone in out
    for said in (shown, out):
        assert "er lagret" not in said.replace("Alt er lagret.", "")
    assert told not in run("show", "a", "opp-plan")[1]


def test_a_database_that_does_not_answer_is_said_once_and_the_walk_goes_on(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("new", "--municipality", "3228", "--criteria", "oppfolging", "--as", "a")
    refresh, failing = Session.refresh, iter([False, True, True])

    def sometimes(session: Session) -> bool:
        if next(failing, False):
            raise Unreached(phrase("Databasen svarer ikke."))
        return refresh(session)

    monkeypatch.setattr(Session, "refresh", sometimes)
    code, out, _err = run("walk", "a", "--plain", answers="her\nher\nj\nq\n")
    assert (code, out.count("Databasen svarer ikke."), out.count("Lagret: Ja.")) == (0, 1, 1)
