"""What was taken for what when a checklist was read, in words: nothing is left out in silence."""

from __future__ import annotations

from collections.abc import Iterator

from checklist.criteria.drafting.entries import ChecklistRead, PartRead
from checklist.criteria.drafting.writing import Draft
from checklist.i18n import Translator
from checklist.text import visible

_LONGEST_QUOTE = 80
_MOST_CRITERIA = 8_000
"""With what each has in a draft, what the reader of YAML takes at most."""


def told(read: ChecklistRead, draft: Draft, _: Translator) -> Iterator[str]:
    """The account, a line each: sheet by sheet, then the file, then the draft."""
    for part in read.parts:
        yield from map(visible, _part(part, _))
    for said in read.said:
        yield visible(_.say(said))
    if draft.criteria > _MOST_CRITERIA:
        yield _(
            "Et kriteriesett har ikke plass til flere enn omtrent {n} krav. Del sjekklisten i "
            "flere filer.",
            n=_MOST_CRITERIA,
        )
    yield _(
        "Utkastet: {criteria}, {checkpoints}, {themes}.",
        criteria=_.one_or_many("{n} krav", draft.criteria),
        checkpoints=_.plural("{n} kontrollpunkt", "{n} kontrollpunkter", draft.checkpoints),
        themes=_.plural("{n} tema", "{n} temaer", draft.themes),
    )
    yield _(
        "Felt som mangler (MANGLER): {missing}. Felt å lese (FORESLÅTT): {proposed}.",
        missing=draft.missing,
        proposed=draft.proposed,
    )


def _part(part: PartRead, _: Translator) -> Iterator[str]:
    yield f"{part.title}:" if part.title else _("Tabellen:")
    for said in part.said:
        yield f"  {_.say(said)}"
    yield "  " + _(
        "{rows} lest: overskrifter {headings}, krav og spørsmål {placed}, temaer {themes}, å se på "
        "{asked}.",
        rows=_.plural("{n} rad", "{n} rader", part.rows),
        headings=part.headings,
        placed=part.placed,
        themes=part.themes,
        asked=len(part.asked),
    )
    for one in part.asked:
        text = one.text if len(one.text) <= _LONGEST_QUOTE else one.text[:_LONGEST_QUOTE] + "…"
        yield f"  {one.place}: «{text}»: {_.say(one.why)}"
