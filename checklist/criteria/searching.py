"""Finding criteria by words in their text."""

from __future__ import annotations

from collections.abc import Iterator

from checklist.criteria.model import CriteriaSet, Criterion, text_in
from checklist.text import searchable


class CriteriaSearch:
    """The texts of a set in one language, put in order once: a search answers while one types."""

    def __init__(self, criteria_set: CriteriaSet, language: str) -> None:
        self._texts = [
            (
                criterion,
                searchable(text_in(criterion.title, language)),
                searchable(" ".join(_words(criterion, language))),
            )
            for criterion in criteria_set.criteria
        ]

    def find(self, typed: str) -> list[Criterion]:
        """The criteria that hold every word; first those that have one in their title."""
        words = searchable(typed).split()
        found = [
            (criterion, title)
            for criterion, title, text in self._texts
            if all(word in text for word in words)
        ]
        found.sort(key=lambda pair: not any(word in pair[1] for word in words))
        return [criterion for criterion, _title in found]


def _words(criterion: Criterion, language: str) -> Iterator[str]:
    yield criterion.id
    yield text_in(criterion.title, language)
    yield text_in(criterion.requirement, language)
    for checkpoint in criterion.checkpoints:
        yield text_in(checkpoint.question, language)
        yield text_in(checkpoint.yes_means, language)
