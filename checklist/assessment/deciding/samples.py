"""Draws of file samples."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from checklist.assessment.deciding.refusals import Fault, Refused, refuse
from checklist.assessment.deciding.situation import Situation, refuse_alone
from checklist.assessment.deciding.touched import touching
from checklist.assessment.events import DrawnSample, SampleDrawn, What
from checklist.assessment.registers import Thing
from checklist.assessment.sampling import (
    LONGEST_SEED,
    MOST_TO_DRAW,
    MOST_TO_DRAW_FROM,
    drawn_numbers,
)
from checklist.i18n import phrase

_SEED = re.compile(r"[A-Za-z0-9._-]+")


def sample(
    at: Situation, frame: str, of: int | None, seed: str, *, number: int | None = None, why: str
) -> tuple[What, ...]:
    """Draw a file sample; nothing happens where the same draw stands.

    Without `number`, as many are drawn as the frame says, and all of them where there are fewer:
    who has six plans looks at six. A number that somebody wrote is held to.

    Args:
        at: what is so now.
        frame: what is drawn from.
        of: how many there are to draw from.
        seed: what makes it this draw and no other.
        number: how many to draw; None is as many as the frame says.
        why: why another draw is made than the one that stands.

    Raises:
        UnknownName: there is no such frame.
        Refused: a number or the seed can't be, or another draw stands and nobody has said why.
        AnsweringAlone: a round is running.
    """
    found = at.names.sample(frame)
    if number is None:
        number = found.number if of is None else min(found.number, max(of, 1))
    refuse(draw_faults(of, seed, number))
    refuse_alone(at)
    standing = at.state.samples.get(frame)
    wanted = DrawnSample(
        frame=frame, of=of or 0, numbers=drawn_numbers(number, of or 0, seed), seed=seed
    )
    if standing is not None:
        same = replace(standing.value, reason="") == wanted
        if same and not at.state.differing(Thing("sample", frame)):
            return ()
        if not why.strip():
            before = standing.value
            words = phrase(
                "Utvalget er trukket fra før: {n} av {of}. Skriv hvorfor dere trekker på nytt. "
                "Grunnen står i rapporten.",
                n=before.number,
                of=before.of,
            )
            raise Refused({"reason": words})
        wanted = replace(wanted, reason=why.strip())
    return touching(at, SampleDrawn(sample=wanted))


def draw_faults(of: int | None, seed: str, number: int) -> Iterator[Fault]:
    """What is wrong with a draw, by field."""
    if of is None:
        yield "of", phrase("Skriv hvor mange det er å trekke fra, for eksempel 42.")
    elif not 1 <= of <= MOST_TO_DRAW_FROM:
        yield (
            "of",
            phrase(
                "Det kan være fra 1 til {most} å trekke fra, ikke {of}.",
                most=MOST_TO_DRAW_FROM,
                of=of,
            ),
        )
    elif not 1 <= number <= min(of, MOST_TO_DRAW):
        yield (
            "number",
            phrase(
                "{number} kan ikke trekkes av {of}. Trekk fra 1 til {most}.",
                number=number,
                of=of,
                most=min(of, MOST_TO_DRAW),
            ),
        )
    if not _SEED.fullmatch(seed) or len(seed) > LONGEST_SEED:
        yield (
            "seed",
            phrase(
                "Frøet må ha fra 1 til {most} tegn: bokstavene a–z, tall, punktum og bindestrek. "
                "Da kan andre trekke det samme.",
                most=LONGEST_SEED,
            ),
        )
