"""Municipalities side by side in words: how much is comparable, and why the rest is not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from checklist.audit import Contradiction, NotCompared, SideBySide
from checklist.i18n import Translator
from checklist.words.sentences import listed


def beside_labels(side: SideBySide, _: Translator) -> tuple[str, ...]:
    """What each municipality is called: its name, or Kommune A."""
    if not side.anonymous:
        return side.labels
    return tuple(_("Kommune {letter}", letter=letter) for letter in side.labels)


def beside_lines(side: SideBySide, _: Translator) -> Iterator[str]:
    """What the comparison is of, how much is comparable, and what stands in the way."""
    yield _("Dette er det kommunene selv har svart. Revisor har ikke vurdert svarene.")
    yield _(
        "I parentes står hvor godt svarene er vist: sterk, svak eller mangler. Uten parentes er "
        "det ingenting i svarene som skulle vært vist."
    )
    if side.anonymous:
        yield _("Kommunene er uten navn, og rekkefølgen sier ikke hvem de er.")
    elif len({one.date.year for one in side.handed_over}) > 1:
        dates = (
            f"{label} {_.short_date(one.date)}"
            for label, one in zip(side.labels, side.handed_over, strict=True)
        )
        yield _("Svarene er fra hver sin tid: {dates}.", dates=listed([*dates], _))
    yield (
        _(
            "{n} av {of} krav kan sammenlignes: de er like i alle settene, og alle har besvart "
            "dem.",
            n=len(side.rows),
            of=side.criteria,
        )
        if side.rows
        else _("Ingen krav kan sammenlignes.")
    )
    for why, times in Counter(one.why for one in side.not_compared).items():
        yield _.one_or_many("{n} krav er ikke med: hos noen {why}.", times, why=_.say(why.told))
    yield from _passed_over_lines(side, _)
    if not side.anonymous:
        yield from contradiction_lines(side.contradictions, _)
    elif side.contradictions:
        yield _(
            "Noen har levert filer som motsier hverandre. Sammenlign uten å skjule navn for å se "
            "hvem."
        )


def whose_words(one: NotCompared, side: SideBySide, _: Translator) -> str:
    """Because of which municipalities a criterion is not compared; short where that is all."""
    labels = beside_labels(side, _)
    if len(one.whose) == len(labels):
        return _("alle")
    return listed([labels[place] for place in one.whose], _)


def _passed_over_lines(side: SideBySide, _: Translator) -> Iterator[str]:
    if side.anonymous:
        if side.passed_over:
            yield _.one_or_many(
                "{n} mottak er ikke med, fordi kommunen har et nyere.", len(side.passed_over)
            )
        return
    for passed in side.passed_over:
        yield _(
            "{municipality} har levert flere ganger: {used} er brukt, og {other} er ikke med.",
            municipality=passed.handed_over.municipality.name,
            used=passed.instead.receipt,
            other=passed.handed_over.receipt,
        )


def contradiction_lines(found: Iterable[Contradiction], _: Translator) -> Iterator[str]:
    """Each pair of receipts that contradict each other, and what to do."""
    for one in found:
        names = {
            "municipality": one.one.municipality.name,
            "one": one.one.receipt,
            "other": one.other.receipt,
        }
        if one.forked:
            yield _(
                "{municipality}: {one} og {other} er samme egenvurdering, men begge har endringer "
                "som den andre mangler. Be kommunen om én fil der de er flettet sammen, eller få "
                "vite hvilken som gjelder.",
                **names,
            )
        else:
            yield _(
                "{municipality}: {one} og {other} gjelder samme dato, men har hver sin historikk. "
                "Spør kommunen hvilken som gjelder, og bruk bare den.",
                **names,
            )
