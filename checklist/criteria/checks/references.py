"""What must hold between the parts of a criteria file, and what makes a set hard to use."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from checklist.criteria.checks.answerable import hard_to_answer_alike
from checklist.criteria.checks.readability import (
    HARDEST_LIX,
    LONGEST_SENTENCE,
    abbreviations,
    lix,
    long_sentences,
    possible_names,
)
from checklist.criteria.checks.register import OLD_AFTER_DAYS
from checklist.criteria.depth import LONGEST_QUICK_WALK, quick_points
from checklist.criteria.model import (
    Checkpoint,
    Citation,
    CriteriaSet,
    Criterion,
    Extension,
    Force,
    MeasureKind,
    Source,
    SourceKind,
    Yardstick,
    text_in,
)
from checklist.criteria.yaml import FAULTY, Fault, YamlDocument
from checklist.criteria.yardsticks import place_written
from checklist.i18n import phrase
from checklist.text import nearest

CriteriaFile = CriteriaSet | Extension
"""What a criteria file can hold."""

_Path = tuple[str | int, ...]

_BINDING = (SourceKind.ACT, SourceKind.REGULATION)
_DOUBLE_QUESTION = re.compile(r"\bog/eller\b", re.IGNORECASE)

# What fits beside the list of criteria on a screen of 80x24 without scrolling past the answer.
_LONGEST_QUESTION = 220
_LONGEST_YES_MEANS = 420
_LONGEST_LIST = 30


def contradicting_parts(
    document: YamlDocument[Any], base: CriteriaSet | None = None
) -> Iterator[Fault]:
    """What no single field can show: ids used twice, and references that lead nowhere.

    `base` is the set the file builds on; its parts may be referred to and not defined again.
    """
    written: CriteriaFile = document.value
    for field in ("questions", "roles", "samples", "sources", "themes"):
        parts: Sequence[Any] = getattr(written, field)
        taken = () if base is None or field == "questions" else getattr(base, field)
        ids = (((field, i, "id"), p.id) for i, p in enumerate(parts))
        yield from _repeated(document, ids, {part.id for part in taken})
    taken_by_base = set() if base is None else {base.id}
    yield from _repeated(document, [(("id",), written.id)], taken_by_base)
    taken_ids = () if base is None else (name for _, name in _ids_that_answers_hang_on(base))
    yield from _repeated(document, _ids_that_answers_hang_on(written), set(taken_ids))

    yield from _replacing_what_is(document)

    known = _Known(written, base)
    for index, source in enumerate(written.sources):
        yield from _empty_validity(document, ("sources", index), source)
    for index, question in enumerate(written.questions):
        for position, theme in enumerate(question.themes):
            place: _Path = ("questions", index, "themes", position)
            yield from _unknown(document, place, theme, known.themes)
    if isinstance(written, Extension):
        for name in written.guidance:
            yield from _unknown(document, ("guidance", name), name, known.criteria)
    for index, criterion in enumerate(written.criteria):
        yield from _dangling(document, ("criteria", index), criterion, known)
    for index, contradiction in enumerate(written.contradictions):
        for position, condition in enumerate(contradiction.when):
            place = ("contradictions", index, "when", position, "checkpoint")
            yield from _unknown(document, place, condition.checkpoint, known.checkpoints)


class _Known:
    """What a file may refer to: its own parts and those of the set it builds on."""

    def __init__(self, written: CriteriaFile, base: CriteriaSet | None) -> None:
        both: list[Any] = [written] if base is None else [base, written]
        # The first of two with the same id, so that one mistake gives one fault.
        self.sources: dict[str, Source] = {
            source.id: source for part in reversed(both) for source in reversed(part.sources)
        }
        self.themes = {theme.id for part in both for theme in part.themes}
        self.roles = {role.id for part in both for role in part.roles}
        self.samples = {frame.id for part in both for frame in part.samples}
        self.criteria = {criterion.id for part in both for criterion in part.criteria}
        self.checkpoints = {
            point.id
            for part in both
            for criterion in part.criteria
            for point in criterion.checkpoints
        }


def _dangling(
    document: YamlDocument[Any], path: _Path, criterion: Criterion, known: _Known
) -> Iterator[Fault]:
    yield from _unknown(document, (*path, "theme"), criterion.theme, known.themes)
    yield from _empty_validity(document, path, criterion)
    for position, citation in enumerate(criterion.sources):
        place = (*path, "sources", position)
        yield from _unknown(document, (*place, "source"), citation.source, known.sources)
        cited = known.sources.get(citation.source)
        if cited is not None and cited.kind in _BINDING and citation.section is None:
            yield document.fault(
                place,
                phrase("lov og forskrift vises til med paragraf"),
                phrase('skriv for eksempel section: "7-3"'),
            )
        yield from _empty_validity(document, place, citation)
    yield from _overlapping(document, path, criterion)
    yield from _must_without_law(document, path, criterion, known.sources)
    for position, checkpoint in enumerate(criterion.checkpoints):
        place = (*path, "checkpoints", position)
        for role in checkpoint.ask:
            yield from _unknown(document, (*place, "ask", role), role, known.roles)
        yield from _impossible_yardstick(document, place, criterion, checkpoint, known.sources)
        yield from _impossible_count(document, place, checkpoint)
        if checkpoint.sample is not None:
            yield from _unknown(document, (*place, "sample"), checkpoint.sample, known.samples)


def _impossible_yardstick(
    document: YamlDocument[Any],
    path: _Path,
    criterion: Criterion,
    checkpoint: Checkpoint,
    sources: Mapping[str, Source],
) -> Iterator[Fault]:
    """A yardstick is set by what the criterion cites, and only the law's own can be broken."""
    if FAULTY in (checkpoint.yardstick, checkpoint.breaks, criterion.sources):
        return
    by_law = checkpoint.yardstick is Yardstick.LAW
    if by_law and not checkpoint.breaks:
        yield document.fault(
            (*path, "yardstick"),
            phrase("yardstick: law må si hvilken paragraf et nei bryter"),
            phrase('skriv for eksempel breaks: ["hol 7-3"], eller yardstick: set'),
        )
    if checkpoint.breaks and not by_law:
        yield document.fault(
            (*path, "breaks"),
            phrase("bare det loven selv setter, kan brytes"),
            phrase("skriv yardstick: law, eller ta bort breaks"),
        )
    cited = [(c, sources.get(c.source)) for c in criterion.sources]
    if any(source is None or source.kind is FAULTY for _, source in cited):
        return  # What is cited is said to be wrong; one mistake gives one fault.
    laws = [c for c, source in cited if source is not None and source.kind in _BINDING]
    if not laws or any(c.section is None or c.section is FAULTY for c in laws):
        return
    binding = sorted({place_written(c) for c in laws})
    for position, written in enumerate(checkpoint.breaks):
        if written is not FAULTY and written not in binding:
            yield document.fault(
                (*path, "breaks", position),
                phrase("kravet har ingen lov eller forskrift «{place}» som kilde", place=written),
                phrase("tillatt her: {names}", names=_some(binding)),
                nearest(written, binding),
            )


def _impossible_count(
    document: YamlDocument[Any], path: _Path, checkpoint: Checkpoint
) -> Iterator[Fault]:
    """What a number can't decide, and a sample without a count to be entered from it."""
    measure = checkpoint.measure
    if measure is FAULTY or checkpoint.sample is FAULTY:
        return
    if checkpoint.sample is not None and (measure is None or measure.kind is not MeasureKind.COUNT):
        yield document.fault(
            (*path, "sample"),
            phrase("et utvalg fyller ut et antall av flere, og kontrollpunktet spør ikke om det"),
            phrase("skriv measure: med kind: count, what og of"),
        )
    if measure is None:
        return
    place = (*path, "measure")
    limit = measure.limit
    if measure.kind is MeasureKind.COUNT and measure.of is None:
        yield document.fault(place, phrase("et antall må si hva det er av"), phrase("legg til of:"))
    if measure.decides and measure.kind not in (MeasureKind.COUNT, MeasureKind.PERCENT):
        yield document.fault(
            (*place, "decides"),
            phrase("bare et antall av flere eller en andel kan gi svaret"),
            phrase("skriv kind: count eller percent, eller ta bort decides"),
        )
    if limit is None or limit is FAULTY or FAULTY in (limit.at_least, limit.at_most):
        return
    if measure.decides and limit.at_most is not None:
        yield document.fault(
            (*place, "limit", "at_most"),
            phrase("et svar som følger av tallet, har ingen øvre grense"),
            phrase("ta bort at_most, eller ta bort decides"),
        )
    if limit.at_least is not None and limit.at_most is not None and limit.at_most < limit.at_least:
        yield document.fault(
            (*place, "limit"),
            phrase(
                "høyst {most} er mindre enn minst {least}", most=limit.at_most, least=limit.at_least
            ),
            phrase("bytt dem om, eller ta bort den ene"),
        )
    per_cent = measure.kind in (MeasureKind.COUNT, MeasureKind.PERCENT)
    if per_cent and any(
        bound is not None and not 0 <= bound <= 100  # noqa: PLR2004 - per cent
        for bound in (limit.at_least, limit.at_most)
    ):
        yield document.fault(
            (*place, "limit"),
            phrase("grensen for en andel er mellom 0 og 100 prosent"),
            phrase("skriv den i prosent"),
        )


def _ids_that_answers_hang_on(criteria_set: CriteriaFile) -> Iterator[tuple[_Path, str]]:
    for index, criterion in enumerate(criteria_set.criteria):
        yield ("criteria", index, "id"), criterion.id
        for position, checkpoint in enumerate(criterion.checkpoints):
            yield ("criteria", index, "checkpoints", position, "id"), checkpoint.id
    for index, contradiction in enumerate(criteria_set.contradictions):
        yield ("contradictions", index, "id"), contradiction.id
    for index, retired in enumerate(criteria_set.retired):
        yield ("retired", index, "id"), retired.id


def _replacing_what_is(document: YamlDocument[Any]) -> Iterator[Fault]:
    """Only what is gone can be replaced; so no two parts can replace each other either."""
    written: CriteriaFile = document.value
    live = {c.id for c in written.criteria}
    live |= {point.id for c in written.criteria for point in c.checkpoints}
    for index, criterion in enumerate(written.criteria):
        parts: list[tuple[_Path, tuple[str, ...]]] = [(("criteria", index), criterion.replaces)]
        parts += [
            (("criteria", index, "checkpoints", position), point.replaces)
            for position, point in enumerate(criterion.checkpoints)
        ]
        for path, replaced in parts:
            for position, name in enumerate(replaced):
                if name is not FAULTY and name in live:
                    yield document.fault(
                        (*path, "replaces", position),
                        phrase("«{id}» finnes fortsatt i filen", id=name),
                        phrase("bare det som er tatt bort, kan erstattes"),
                    )


def _repeated(
    document: YamlDocument[Any], ids: Iterable[tuple[_Path, str]], taken: set[str]
) -> Iterator[Fault]:
    seen: set[str] = set()
    for path, name in ids:
        if name is FAULTY:
            continue
        if name in seen or name in taken:
            yield document.fault(
                path,
                phrase("id-en «{id}» er brukt i settet filen bygger på", id=name)
                if name in taken
                else phrase("id-en «{id}» er brukt før i filen", id=name),
                phrase("gi den et navn som ikke er brukt"),
            )
        seen.add(name)


def _unknown(
    document: YamlDocument[Any], path: _Path, name: str, known: Iterable[str]
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
    document: YamlDocument[Any], path: _Path, part: Source | Citation | Criterion
) -> Iterator[Fault]:
    if isinstance(part, Criterion):
        start, end = part.applies_from, part.applies_to_date
    else:
        start, end = part.in_force_from, part.in_force_to
    if start and end and end < start:
        yield document.fault(
            (*path, "to"),
            phrase(
                "gjelder til {to}, før det begynner å gjelde {start}",
                to=end.isoformat(),
                start=start.isoformat(),
            ),
            phrase("en dato fra og med {start}", start=start.isoformat()),
        )


def _overlapping(document: YamlDocument[Any], path: _Path, criterion: Criterion) -> Iterator[Fault]:
    """One place in law can't say two things on the same day."""
    seen: dict[tuple[object, ...], list[tuple[date, date]]] = {}
    for position, citation in enumerate(criterion.sources):
        place = (citation.source, citation.section, citation.paragraph, citation.item)
        if FAULTY in place or citation.place or citation.section is None:
            continue
        start, end = citation.in_force_from or date.min, citation.in_force_to or date.max
        if any(start <= last and first <= end for first, last in seen.get(place, ())):
            yield document.fault(
                (*path, "sources", position),
                phrase("samme sted i loven er vist til to ganger for samme tid"),
                phrase("gi den ene en annen from eller to, eller slå dem sammen"),
            )
        seen.setdefault(place, []).append((start, end))


def _must_without_law(
    document: YamlDocument[Any],
    path: _Path,
    criterion: Criterion,
    sources: dict[str, Any],
) -> Iterator[Fault]:
    if must_without_law(criterion, sources):
        yield document.fault(
            (*path, "force"),
            phrase("et skal-krav må ha en lov eller forskrift som kilde"),
            phrase("legg til kilden, eller skriv force: should"),
        )


def must_without_law(criterion: Criterion, sources: Mapping[str, Source]) -> bool:
    """Whether a criterion says must, and names only sources that can't bind."""
    cited = [sources[c.source].kind for c in criterion.sources if c.source in sources]
    binding = any(kind in _BINDING or kind is FAULTY for kind in cited)
    return criterion.force is Force.MUST and bool(cited) and not binding


def _old_sources(document: YamlDocument[Any], today: date) -> Iterator[Fault]:
    for index, source in enumerate(document.value.sources):
        if (today - source.checked).days > OLD_AFTER_DAYS:
            yield document.fault(
                ("sources", index, "checked"),
                phrase(
                    "kilden er ikke sjekket på over ett år ({day})", day=source.checked.isoformat()
                ),
                phrase("les kilden på nytt, og skriv inn datoen"),
            )


def _long_quick_walk(document: YamlDocument[Any]) -> Iterator[Fault]:
    today = (c for c in document.value.criteria if c.applies_to_date is None)
    asked = sum(len(quick_points(criterion)) for criterion in today)
    if asked > LONGEST_QUICK_WALK:
        yield document.fault(
            ("criteria",),
            phrase("den raske gjennomgangen har {n} spørsmål", n=asked),
            phrase(
                "høyst {most}: skriv depth: full på krav som kan vente",
                most=LONGEST_QUICK_WALK,
            ),
        )


def _weak_criteria(document: YamlDocument[Any]) -> Iterator[Fault]:
    for index, criterion in enumerate(document.value.criteria):
        path: _Path = ("criteria", index)
        if not any(checkpoint.decisive for checkpoint in criterion.checkpoints):
            yield document.fault(
                (*path, "checkpoints"),
                phrase("ingen av kontrollpunktene avgjør om kravet er oppfylt"),
                phrase("skriv decisive: true på minst ett"),
            )
        for position, checkpoint in enumerate(criterion.checkpoints):
            place = (*path, "checkpoints", position)
            yield from _without_yardstick(document, place, checkpoint)
            yield from _without_recommendation(document, place, checkpoint)
            yield from _hard_to_answer(document, place, checkpoint)


def _without_yardstick(
    document: YamlDocument[Any], path: _Path, checkpoint: Checkpoint
) -> Iterator[Fault]:
    if checkpoint.yardstick is None:
        yield document.fault(
            path,
            phrase("kontrollpunktet sier ikke hvem som har satt målestokken"),
            phrase("skriv yardstick: law, guide, local eller set"),
        )
    counted = checkpoint.measure is not None and checkpoint.measure.decides
    if checkpoint.decisive and checkpoint.partly_means is None and not counted:
        yield document.fault(
            path,
            phrase("det avgjørende kontrollpunktet sier ikke hva delvis betyr"),
            phrase("skriv partly_means, eller decides: true på tallet"),
        )


def _without_recommendation(
    document: YamlDocument[Any], path: _Path, checkpoint: Checkpoint
) -> Iterator[Fault]:
    if checkpoint.recommendation is None:
        yield document.fault(
            path,
            phrase("kontrollpunktet sier ikke hva kommunen bør gjøre ved nei eller delvis"),
            phrase("skriv recommendation: Kommunen bør …"),
        )


def _hard_to_answer(
    document: YamlDocument[Any], path: _Path, checkpoint: Checkpoint
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


def advice(
    document: YamlDocument[Any], today: date, known_abbreviations: frozenset[str]
) -> tuple[Fault, ...]:
    """What is allowed but makes a set harder to answer or to trust, in the order of the file.

    `known_abbreviations` are those explained in the glossary, or that name a source.
    """
    found = [
        *_old_sources(document, today),
        *_weak_criteria(document),
        *hard_to_answer_alike(document),
        *_long_quick_walk(document),
        *_hard_texts(document, known_abbreviations),
    ]
    return tuple(sorted(found, key=lambda fault: (fault.line, fault.column)))


def explained_abbreviations(parts: Iterable[CriteriaFile]) -> frozenset[str]:
    """The abbreviations that the glossaries and sources of some files explain."""
    explained: set[str] = set()
    for part in parts:
        explained |= {a for term in part.glossary for a in abbreviations(text_in(term.term, "nb"))}
        explained |= {a for source in part.sources for a in abbreviations(source.abbreviation)}
    return frozenset(explained)


def _hard_texts(document: YamlDocument[Any], known: frozenset[str]) -> Iterator[Fault]:
    for index, criterion in enumerate(document.value.criteria):
        read_together = []
        for path, text in _prose(("criteria", index), criterion):
            read_together.append(text)
            for sentence in long_sentences(text):
                yield document.fault(
                    path,
                    phrase("setningen «{start} …» er for lang", start=sentence[:40]),
                    phrase("høyst {most} ord", most=LONGEST_SENTENCE),
                )
            for short in sorted(abbreviations(text) - known):
                yield document.fault(
                    path,
                    phrase("forkortelsen {short} er ikke forklart", short=short),
                    phrase("skriv den ut, eller forklar den under glossary"),
                )
            for name in possible_names(text):
                yield document.fault(
                    path,
                    phrase("«{name}» kan være navnet på en person", name=name),
                    phrase("skriv rollen"),
                )
        if (hardness := lix(read_together)) > HARDEST_LIX:
            yield document.fault(
                ("criteria", index),
                phrase("teksten er tung å lese (LIX {lix})", lix=hardness),
                phrase("høyst {most}: kortere ord og setninger", most=HARDEST_LIX),
            )


def _prose(path: _Path, criterion: Criterion) -> Iterator[tuple[_Path, str]]:
    for field in ("requirement", "why", "guidance", "recommendation"):
        text = getattr(criterion, field)
        if text is not None:
            yield (*path, field), text_in(text, "nb")
    for position, checkpoint in enumerate(criterion.checkpoints):
        place = (*path, "checkpoints", position)
        yield (*place, "question"), text_in(checkpoint.question, "nb")
        yield (*place, "yes_means"), text_in(checkpoint.yes_means, "nb")
        for field in ("partly_means", "recommendation"):
            if (said := getattr(checkpoint, field)) is not None:
                yield (*place, field), text_in(said, "nb")
