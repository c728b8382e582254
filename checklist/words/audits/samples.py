"""File samples of an audit in words: what was drawn of what, and what was counted."""

from __future__ import annotations

from collections.abc import Iterator

from checklist.audit import FileSampleTaken
from checklist.i18n import Translator, phrase

WHICH_CASES = phrase("Hva slags saker er det?")
DRAWN_FROM = phrase("Hvor mange er det å trekke fra?")
HOW_MANY_DRAWN = phrase("Hvor mange skal trekkes?")
LOOKED_AT = phrase("Hvor mange saker er gjennomgått?")
COUNTED = phrase("Hvor mange av dem var som de skulle?")


def audit_sample_lines(sample: FileSampleTaken, _: Translator) -> Iterator[str]:
    """What is drawn of what, by which seed; the running numbers; what was counted."""
    yield f"{sample.id}: {sample.title}"
    if sample.numbers:
        yield _(
            "Trukket {n} av {of}, frø {seed}: nr. {numbers}",
            n=len(sample.numbers),
            of=sample.of or 0,
            seed=sample.seed or "–",
            numbers=", ".join(map(str, sample.numbers)),
        )
    if sample.reason:
        yield _("Trukket på nytt: {reason}", reason=sample.reason)
    if sample.looked_at is not None:
        yield _(
            "{count} av {of} gjennomgåtte saker var som de skulle.",
            count=sample.counted or 0,
            of=sample.looked_at,
        )
    yield from sample.found.splitlines()
