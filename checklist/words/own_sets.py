"""Criteria sets of the user's own: that some have faults, and what to do."""

from __future__ import annotations

from collections.abc import Sequence

from checklist.criteria.files import OwnSet
from checklist.i18n import Translator


def first_fault_words(own: OwnSet, _: Translator) -> str:
    """The first fault of an own set, without its path, which is said beside it."""
    return _.say(own.faults[0]).removeprefix(f"{own.path}: ")


def faulty_sets_words(faulty: Sequence[OwnSet], _: Translator) -> str:
    """That own sets can't be chosen, with the first fault of the first of them."""
    first = faulty[0]
    said = _("{name}: {fault}", name=first.path.name, fault=first_fault_words(first, _))
    return " ".join(
        (
            _.plural(
                "{n} eget sett har feil og kan ikke velges.",
                "{n} egne sett har feil og kan ikke velges.",
                len(faulty),
            ),
            said,
            _('Se alle med: samsjekk criteria check "{path}"', path=first.path),
        )
    )
