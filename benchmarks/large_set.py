"""A criteria set of any size, written as an author would write it."""

from __future__ import annotations

from datetime import UTC, date, datetime

from checklist.appraisal import Appraisal, appraise
from checklist.assessment import Answer, Assessment, Author, Municipality, Recorded
from checklist.criteria import AnswerValue, CriteriaSet
from checklist.criteria.files import load_bytes

_HEAD = """\
format: 1
id: stort-sett
version: "1"
title: Et stort sett
purpose: Å se om programmet er like raskt når settet er stort.
questions:
  - id: alt
    text: Er alt i orden?
    themes: [{themes}]
roles:
  - id: leder
    title: leder
sources:
  - id: hol
    kind: act
    title: Lov om kommunale helse- og omsorgstjenester m.m.
    short: helse- og omsorgstjenesteloven
    abbreviation: hol
    address: https://lovdata.no/dokument/NL/lov/2011-06-24-30
    from: 2012-01-01
    checked: 2026-07-02
    checked_against: konsolidert tekst
themes:
"""

_CRITERION = """\
  - id: krav-{n}
    theme: tema-{theme}
    title: Krav nummer {n}
    requirement: Kommunen har en ordning nummer {n} som virker for dem den er laget for.
    force: must
    sources:
      - source: hol
        section: "7-3"
        paragraph: 1
        says: Kommunen skal ha ordningen.
    why: Uten ordningen faller de som trenger den mest, ut.
    checkpoints:
      - id: krav-{n}-finnes
        aspect: established
        question: Finnes ordning nummer {n} i dag?
        yes_means: Det går fram av et vedtak hvem som har ansvaret.
        decisive: true
        ask:
          leder: Hvor er ordningen plassert?
      - id: krav-{n}-brukes
        aspect: practised
        question: Er ordningen i bruk?
        yes_means: Den er brukt det siste året.
    recommendation: Kommunen bør sørge for at ordningen virker.
"""

THEMES = 50


def large_set(size: int) -> bytes:
    """YAML text of a valid set with `size` criteria in 50 themes, two checkpoints each."""
    themes = [f"tema-{n}" for n in range(THEMES)]
    return "".join(
        [
            _HEAD.format(themes=", ".join(themes)),
            *(f"  - id: {theme}\n    title: Tema {theme}\n" for theme in themes),
            "criteria:\n",
            *(_CRITERION.format(n=n, theme=n * THEMES // size) for n in range(size)),
        ]
    ).encode()


def large_answers(criteria_set: CriteriaSet) -> dict[str, Answer]:
    """An answer with a comment to each checkpoint: all is in place, every tenth is not in use."""
    return {
        checkpoint.id: Answer(
            value=AnswerValue.NO if place and number % 10 == 0 else AnswerValue.YES,
            comment=f"Slik er det med ordning nummer {number}.",
        )
        for number, criterion in enumerate(criteria_set.criteria)
        for place, checkpoint in enumerate(criterion.checkpoints)
    }


def large_appraisal(size: int) -> Appraisal:
    """An assessment of such a set: the ordinances exist, and every tenth is not in use."""
    criteria_set = load_bytes(large_set(size), "large.yaml")
    author, at = Author(name="Anna"), datetime(2026, 11, 1, 12, tzinfo=UTC)
    answers = {
        name: Recorded(answer, author, at) for name, answer in large_answers(criteria_set).items()
    }
    place = Municipality(number="3228", name="Nes")
    return appraise(
        criteria_set, Assessment("large", place, "large", date(2026, 11, 1), answers=answers)
    )
