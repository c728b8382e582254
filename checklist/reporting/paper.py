"""What the papers of assessments and of audits have in common.

A template knows a paper as `report`. Its parts are plain values, each made when a template first
asks for it: those that several documents have are properties of the paper, and those of single
documents are made by functions that the registry names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from copy import copy
from datetime import date
from functools import cached_property
from typing import Any, ClassVar, Self, TypeVar

from checklist.i18n import Phrase, Translator
from checklist.reporting.fitting import Space
from checklist.reporting.registry import (
    Appendix,
    ReportDocument,
    function_named,
    makers_of_parts,
    parts_by_role,
)


class Paper:
    """A paper as a template reads it, in the reader's words.

    Beside its parts, no template of people's own can read anything of it.

    Args:
        day: the date the documents carry.
        translator: the reader's language.
        role: id of the one role that the working papers are for; None for all, and empty for what
            the set names no role for.
        left_out: what this version does not say, because it is for publishing.
        appendix: where the appendix stands, of a document that has one.
    """

    DOCUMENTS: ClassVar[Mapping[str, ReportDocument]]
    """The documents that can be made of it."""

    TEMPLATES: ClassVar[str] = ""
    """What the names of the templates of these documents begin with."""

    PUBLISHED: ClassVar[tuple[str, ...]] = ()
    """Parts in the order they are documented and exported, which stays; other parts follow."""

    def __init__(
        self,
        day: date,
        translator: Translator,
        *,
        role: str | None = None,
        left_out: Iterable[Phrase] = (),
        appendix: Appendix = Appendix.WITH,
    ) -> None:
        self.day = day
        self.translator = self._ = translator
        self.role = role
        self.space: Space | None = None
        self._left_out = tuple(left_out)
        self._appendix = appendix

    def __getattr__(self, name: str) -> Any:
        """A part that belongs to a document, made when it is first asked for."""
        if name not in makers_of_parts(self.DOCUMENTS):
            raise AttributeError(f"a report has no part {name!r}", name=name, obj=self)
        part = vars(self)[name] = part_maker(name, type(self))(self, self.translator)
        return part

    def with_appendix(self, where: Appendix) -> Self:
        """The same paper with its appendix somewhere else."""
        other = copy(self)
        vars(other)["appendix"] = where.value
        return other

    def for_role(self, role: str) -> Self:
        """The same paper for one role, as `role`."""
        other = copy(self)
        other.role = role
        for name in parts_by_role(self.DOCUMENTS):
            vars(other).pop(name, None)
        return other

    def within(self, space: Space) -> Self:
        """The same paper, where documents on one page say what there is space for."""
        other = copy(self)
        for name in makers_of_parts(self.DOCUMENTS, one_page=True):
            vars(other).pop(name, None)
        other.space = space
        return other

    @property
    def author(self) -> str:
        """Who speaks: what a file says it is written by."""
        raise NotImplementedError

    @property
    def subject(self) -> str:
        """What it is about: what a file says of itself."""
        raise NotImplementedError

    @property
    def foot(self) -> str:
        """What stands at the foot of each page beside its number."""
        return self.author

    def note_on_languages(self, not_translated: int) -> str:
        """What it says of the languages in it; empty where all of it is in the reader's."""
        raise NotImplementedError

    @cached_property
    def appendix(self) -> str:
        """Where the appendix stands: with, apart, none; only where this is the appendix alone."""
        return self._appendix.value

    @cached_property
    def language(self) -> str:
        """The language of the report: nb, nn or en."""
        return self._.language

    @cached_property
    def left_out(self) -> tuple[str, ...]:
        """What was left out for publishing, as sentences; empty in the municipality's own copy."""
        return tuple(self._.say(words) for words in self._left_out)


AnyPaper = TypeVar("AnyPaper", bound=Paper)


def part_names(kind: type[Paper]) -> tuple[str, ...]:
    """The names of the parts, in the order they are documented and exported."""
    own = (
        name
        for held in (Paper, kind)
        for name, value in vars(held).items()
        if isinstance(value, cached_property)
    )
    return tuple(dict.fromkeys((*kind.PUBLISHED, *own, *makers_of_parts(kind.DOCUMENTS))))


def part_maker(name: str, kind: type[Paper]) -> Callable[..., Any]:
    """The function that makes a part: of the paper, or of the paper and the translator."""
    own = getattr(kind, name, None)
    if isinstance(own, cached_property):
        return own.func
    return function_named(makers_of_parts(kind.DOCUMENTS)[name])
