"""From a criteria file to a criteria set: strict reading, then what only the whole can show."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from checklist.catalogue.model import (
    Checkpoint,
    Citation,
    CriteriaSet,
    Criterion,
    Force,
    Source,
    SourceKind,
    text_in,
)
from checklist.i18n import phrase
from checklist.nearest import nearest
from checklist.strict_yaml import FAULTY, Document, Fault, read, read_bytes

_Path = tuple[str | int, ...]

_BINDING = (SourceKind.ACT, SourceKind.REGULATION)
_DOUBLE_QUESTION = re.compile(r"\bog/eller\b", re.IGNORECASE)

# What fits beside the list of criteria on a screen of 80x24 without scrolling past the answer.
_LONGEST_QUESTION = 220
_LONGEST_YES_MEANS = 420
_SOURCE_IS_OLD_AFTER_DAYS = 365
_LONGEST_LIST = 30


def load(path: Path) -> CriteriaSet:
    """Read and check one criteria file.

    Raises:
        FaultyFile: with every fault in the file, each with line, column and field.
        UnreadableFile: when the file can't be opened.
    """
    return load_bytes(read_bytes(path), str(path))


def load_bytes(content: bytes, file: str) -> CriteriaSet:
    """As `load`, for a file already read; `file` is the name that faults carry."""
    return read(content, CriteriaSet, file, _contradicting_parts).value


def lint(content: bytes, file: str, today: date) -> tuple[Fault, ...]:
    """What is allowed but makes a set harder to answer or to trust, in the order of the file."""
    document = read(content, CriteriaSet, file)
    found = [*_old_sources(document, today), *_weak_criteria(document)]
    return tuple(sorted(found, key=lambda fault: (fault.line, fault.column)))


def _contradicting_parts(document: Document[CriteriaSet]) -> Iterator[Fault]:
    criteria_set = document.value
    for field in ("questions", "roles", "sources", "themes"):
        parts: Sequence[Any] = getattr(criteria_set, field)
        yield from _repeated(document, (((field, i, "id"), p.id) for i, p in enumerate(parts)))
    yield from _repeated(document, _ids_that_answers_hang_on(criteria_set))

    # The first of two with the same id, so that one mistake gives one fault.
    sources = {source.id: source for source in reversed(criteria_set.sources)}
    themes = {theme.id for theme in criteria_set.themes}
    roles = {role.id for role in criteria_set.roles}
    for index, source in enumerate(criteria_set.sources):
        yield from _empty_validity(document, ("sources", index), source)
    for index, question in enumerate(criteria_set.questions):
        for position, theme in enumerate(question.themes):
            yield from _unknown(document, ("questions", index, "themes", position), theme, themes)
    for index, criterion in enumerate(criteria_set.criteria):
        path: _Path = ("criteria", index)
        yield from _unknown(document, (*path, "theme"), criterion.theme, themes)
        for position, citation in enumerate(criterion.sources):
            place = (*path, "sources", position)
            yield from _unknown(document, (*place, "source"), citation.source, sources)
            cited = sources.get(citation.source)
            if cited is not None and cited.kind in _BINDING and citation.section is None:
                yield document.fault(
                    place,
                    phrase("lov og forskrift vises til med paragraf"),
                    phrase('skriv for eksempel section: "7-3"'),
                )
            yield from _empty_validity(document, place, citation)
        yield from _must_without_law(document, path, criterion, sources)
        for position, checkpoint in enumerate(criterion.checkpoints):
            for role in checkpoint.ask:
                place = (*path, "checkpoints", position, "ask", role)
                yield from _unknown(document, place, role, roles)


def _ids_that_answers_hang_on(criteria_set: CriteriaSet) -> Iterator[tuple[_Path, str]]:
    for index, criterion in enumerate(criteria_set.criteria):
        yield ("criteria", index, "id"), criterion.id
        for position, checkpoint in enumerate(criterion.checkpoints):
            yield ("criteria", index, "checkpoints", position, "id"), checkpoint.id
        for position, old in enumerate(criterion.replaces):
            yield ("criteria", index, "replaces", position), old
    for index, retired in enumerate(criteria_set.retired):
        yield ("retired", index, "id"), retired.id


def _repeated(document: Document[CriteriaSet], ids: Iterable[tuple[_Path, str]]) -> Iterator[Fault]:
    seen: set[str] = set()
    for path, name in ids:
        if name is FAULTY:
            continue
        if name in seen:
            yield document.fault(
                path,
                phrase("id-en «{id}» er brukt før i filen", id=name),
                phrase("gi den et navn som ikke er brukt"),
            )
        seen.add(name)


def _unknown(
    document: Document[CriteriaSet], path: _Path, name: str, known: Iterable[str]
) -> Iterator[Fault]:
    if name is not FAULTY and name not in known:
        names = sorted(word for word in known if word is not FAULTY)
        yield document.fault(
            path,
            phrase("«{id}» er ikke definert i filen", id=name),
            phrase("tillatt her: {names}", names=_some(names)),
            nearest(name, names),
        )


def _some(names: list[str]) -> str:
    shown = ", ".join(names[:_LONGEST_LIST])
    return shown if len(names) <= _LONGEST_LIST else f"{shown} …"


def _empty_validity(
    document: Document[CriteriaSet], path: _Path, part: Source | Citation
) -> Iterator[Fault]:
    start, end = part.in_force_from, part.in_force_to
    if start and end and end < start:
        yield document.fault(
            (*path, "to"),
            phrase(
                "gjelder til {to}, før det begynner å gjelde {start}",
                to=end,
                start=start,
            ),
            phrase("en dato fra og med {start}", start=start),
        )


def _must_without_law(
    document: Document[CriteriaSet],
    path: _Path,
    criterion: Criterion,
    sources: dict[str, Any],
) -> Iterator[Fault]:
    cited = [sources[c.source].kind for c in criterion.sources if c.source in sources]
    binding = any(kind in _BINDING or kind is FAULTY for kind in cited)
    if criterion.force is Force.MUST and cited and not binding:
        yield document.fault(
            (*path, "force"),
            phrase("et skal-krav må ha en lov eller forskrift som kilde"),
            phrase("legg til kilden, eller skriv force: should"),
        )


def _old_sources(document: Document[CriteriaSet], today: date) -> Iterator[Fault]:
    for index, source in enumerate(document.value.sources):
        if (today - source.checked).days > _SOURCE_IS_OLD_AFTER_DAYS:
            yield document.fault(
                ("sources", index, "checked"),
                phrase("kilden er ikke sjekket på over ett år ({day})", day=source.checked),
                phrase("les kilden på nytt, og skriv inn datoen"),
            )


def _weak_criteria(document: Document[CriteriaSet]) -> Iterator[Fault]:
    for index, criterion in enumerate(document.value.criteria):
        path: _Path = ("criteria", index)
        if not any(checkpoint.decisive for checkpoint in criterion.checkpoints):
            yield document.fault(
                (*path, "checkpoints"),
                phrase("ingen av kontrollpunktene avgjør om kravet er oppfylt"),
                phrase("skriv decisive: true på minst ett"),
            )
        for position, checkpoint in enumerate(criterion.checkpoints):
            yield from _hard_to_answer(document, (*path, "checkpoints", position), checkpoint)


def _hard_to_answer(
    document: Document[CriteriaSet], path: _Path, checkpoint: Checkpoint
) -> Iterator[Fault]:
    question, yes_means = (
        text_in(checkpoint.question, "nb"),
        text_in(checkpoint.yes_means, "nb"),
    )
    if _DOUBLE_QUESTION.search(question):
        yield document.fault(
            (*path, "question"),
            phrase("spørsmålet spør om to ting («og/eller»)"),
            phrase("del det i to kontrollpunkter"),
        )
    for field, text, longest in (
        ("question", question, _LONGEST_QUESTION),
        ("yes_means", yes_means, _LONGEST_YES_MEANS),
    ):
        if len(text) > longest:
            yield document.fault(
                (*path, field),
                phrase("teksten har {n} tegn og blir for lang for en skjerm", n=len(text)),
                phrase("høyst {longest} tegn", longest=longest),
            )
