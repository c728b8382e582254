"""Criteria of an audit, chosen from the criteria set, which says what they measure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from checklist.assessment import CriteriaUpgraded, Event, Refused, named
from checklist.audit.records import NAMES_IN_SET, ChosenCriterion
from checklist.audit.state import Audit
from checklist.criteria import CriteriaSet, Criterion, text_in
from checklist.i18n import phrase


def given_set(audit: Audit) -> CriteriaUpgraded:
    """A set to choose from, for an audit that was begun without one; the store says which.

    Where several were chosen, it settles which of them counts.

    Raises:
        Refused: it has one, which what is chosen rests on.
    """
    differing = audit.sets_differing()
    if audit.criteria_set and not differing:
        words = phrase("Revisjonen har et kriteriesett fra før, og det kan ikke byttes.")
        raise Refused({"criteria": words})
    return CriteriaUpgraded(criteria_set="", seen=tuple(given.event for given in differing))


def refuse_taking_set_back(audit: Audit, step: Iterable[Event]) -> None:
    """Stop taking back a step that gave the set, once something names what is in the set.

    Raises:
        Refused: something does.
    """
    gives = any(isinstance(event.what, CriteriaUpgraded) for event in step)
    if gives and any(
        getattr(thing, field)
        for kind, fields in NAMES_IN_SET.items()
        for thing in audit.all(kind).values()
        for field in fields
    ):
        words = phrase("Noe i revisjonen er valgt fra kriteriesettet. Ta det ut først.")
        raise Refused({"criteria": words})


def found_criteria(
    criteria_set: CriteriaSet | None, themes: Sequence[str], criteria: Sequence[str]
) -> tuple[Criterion, ...]:
    """The criteria of the set that are of these themes or have these ids, in its order.

    Raises:
        UnknownName: the set has no such theme or criterion.
        Refused: the audit has no criteria set.
    """
    if criteria_set is None:
        words = phrase(
            "Revisjonen har ikke noe kriteriesett å velge fra. Oppgi ett med --criteria, eller "
            "skriv kriteriet selv."
        )
        raise Refused({"gathers": words})
    known = {criterion.id: criterion for criterion in criteria_set.criteria}
    of_theme = {theme.id: theme for theme in criteria_set.themes}
    for name in criteria:
        named(known, name, phrase("Kriteriesettet har ikke kriteriet «{name}».", name=name))
    for name in themes:
        problem = phrase(
            "Kriteriesettet har ikke temaet «{name}». Velg blant: {names}.",
            name=name,
            names=", ".join(of_theme),
        )
        named(of_theme, name, problem)
    return tuple(
        criterion
        for criterion in criteria_set.criteria
        if criterion.id in criteria or criterion.theme in themes
    )


def chosen_criteria(
    found: Sequence[Criterion], audit: Audit, question: str | None, language: str
) -> tuple[ChosenCriterion, ...]:
    """One criterion of the audit for each, with the requirement as its text.

    What is chosen before keeps the text that somebody may have written.
    """
    before = audit.all(ChosenCriterion)
    return tuple(
        ChosenCriterion(
            id=criterion.id,
            text=chosen.text
            if (chosen := before.get(criterion.id))
            else text_in(criterion.requirement, language),
            question=question if question is not None or chosen is None else chosen.question,
            gathers=(criterion.id,),
        )
        for criterion in found
    )
