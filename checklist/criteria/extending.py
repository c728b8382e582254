"""A set that builds on another: everything of the base, and what the extension adds.

Nothing of the base can be changed or taken away, so an extension can't weaken a duty. It can
only leave out criteria that are not about its population, and add criteria, sources and advice.
"""

from __future__ import annotations

from msgspec.structs import replace

from checklist.criteria.model import (
    Contradiction,
    CriteriaSet,
    Criterion,
    Extension,
    Question,
    Text,
    Translated,
    text_in,
)


def extended(base: CriteriaSet, extension: Extension) -> CriteriaSet:
    """The whole set that an extension makes of its base."""
    criteria = tuple(
        _with_guidance(criterion, extension.guidance.get(criterion.id))
        for criterion in (*base.criteria, *extension.criteria)
        if is_about(criterion, extension.population)
    )
    in_use = {criterion.theme for criterion in criteria}
    themes = tuple(theme for theme in (*base.themes, *extension.themes) if theme.id in in_use)
    return CriteriaSet(
        format=1,
        id=extension.id,
        version=extension.version,
        title=extension.title,
        purpose=extension.purpose,
        applies_to=extension.applies_to or (None if extension.population else base.applies_to),
        questions=_answerable(extension.questions or base.questions, in_use),
        conclusions=base.conclusions,
        roles=(*base.roles, *extension.roles),
        sources=(*base.sources, *extension.sources),
        glossary=(*base.glossary, *extension.glossary),
        samples=(*base.samples, *extension.samples),
        themes=themes,
        criteria=criteria,
        contradictions=_about_what_is_asked(
            (*base.contradictions, *extension.contradictions), criteria
        ),
        retired=(*base.retired, *extension.retired),
    )


def is_about(criterion: Criterion, population: str | None) -> bool:
    """Whether a criterion is about a population: it names none, or this one."""
    return population is None or not criterion.applies_to or population in criterion.applies_to


def _answerable(questions: tuple[Question, ...], themes: set[str]) -> tuple[Question, ...]:
    asked = (
        replace(question, themes=tuple(theme for theme in question.themes if theme in themes))
        for question in questions
    )
    return tuple(question for question in asked if question.themes)


def _about_what_is_asked(
    contradictions: tuple[Contradiction, ...], criteria: tuple[Criterion, ...]
) -> tuple[Contradiction, ...]:
    asked = {point.id for criterion in criteria for point in criterion.checkpoints}
    return tuple(c for c in contradictions if all(w.checkpoint in asked for w in c.when))


def _with_guidance(criterion: Criterion, added: Text | None) -> Criterion:
    if added is None:
        return criterion
    if criterion.guidance is None:
        return replace(criterion, guidance=added)
    return replace(criterion, guidance=_joined(criterion.guidance, added))


def _joined(first: Text, then: Text) -> Text:
    if isinstance(first, str) and isinstance(then, str):
        return f"{first}\n{then}"
    return Translated(
        **{
            language: f"{text_in(first, language)}\n{text_in(then, language)}"
            for language in ("nb", "nn", "en")
        }
    )
