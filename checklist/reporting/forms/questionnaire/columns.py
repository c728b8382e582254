"""The columns of a questionnaire that are read back, and what its author had seen."""

from __future__ import annotations

from checklist.assessment import Assessment, Thing
from checklist.reporting.forms.filling import Marks

VALUE, COMMENT, PLACE = "value", "comment", "place"
COUNT, OF, NUMBER = "count", "of", "number"
FIELDS = (VALUE, COMMENT, PLACE, COUNT, OF, NUMBER)
"""The columns that are read back as they stand, by the field of an answer that each is."""

_CASE = "case:"


def case_column(number: int) -> str:
    """The name of the column of a drawn case."""
    return f"{_CASE}{number}"


def cases_of(marks: Marks) -> tuple[str, ...]:
    """The names of the columns that hold one drawn case each."""
    return tuple(name for name in marks.columns if name.startswith(_CASE))


def seen_in(assessment: Assessment, checkpoint: str) -> tuple[str, ...]:
    """The events whose values a form shows for a checkpoint.

    Where people differ, the form shows the last value only, so the others are not among them:
    what is answered in the form does not settle what its author could not see.
    """
    fields = assessment.fields.get(Thing("answer", checkpoint), {})
    standing = {given.event for values in fields.values() for given in values}
    unseen = {
        given.event
        for values in fields.values()
        for given in values
        if given.value != values[-1].value
    }
    return tuple(sorted(standing - unseen))
