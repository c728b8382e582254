"""Drawing running numbers for a file sample, so that anybody can draw the same again.

The numbers depend on the seed and on how many there are to draw from, and on nothing else: no
version of Python, no machine. To draw by hand:

1. For i = 0, 1, 2 and on, take SHA-256 of the seed, a colon and i, as ASCII: `printf 'SEED:0' |
   sha256sum`.
2. Read the first 16 hex digits as a number. Leave it out where it is not below the greatest
   multiple of `of` that is not above 2**64: each number is then as likely as any other.
3. The remainder when it is divided by `of`, plus 1, is drawn, unless it was drawn before.
4. Stop when there are enough, and sort them.

More numbers with the same seed are the same numbers and some more.
"""

from __future__ import annotations

from hashlib import sha256
from itertools import count

from checklist.assessment.events import DrawnSample
from checklist.assessment.registers import Thing
from checklist.assessment.state import Assessment
from checklist.criteria import Checkpoint, SampleFrame, text_in

MOST_TO_DRAW = 500
"""How many one may draw: more is no sample that somebody reads."""

MOST_TO_DRAW_FROM = 1_000_000
"""How many there may be to draw from: no municipality has more persons or decisions."""

LONGEST_SEED = 64

_DIGITS = 16
_EQUALLY_LIKELY = 16**_DIGITS


def drawn_numbers(number: int, of: int, seed: str) -> tuple[int, ...]:
    """`number` different running numbers from 1 to `of`, sorted; the module says how.

    Args:
        number: how many, from 1 to `of`.
        of: how many there are to draw from.
        seed: what makes it this draw and no other.
    """
    below = _EQUALLY_LIKELY - _EQUALLY_LIKELY % of
    found: set[int] = set()
    for turn in count():
        drawn = int(sha256(f"{seed}:{turn}".encode("ascii")).hexdigest()[:_DIGITS], 16)
        if drawn < below:
            found.add(drawn % of + 1)
        if len(found) == number:
            break
    return tuple(sorted(found))


def draw_for(state: Assessment, checkpoint: Checkpoint) -> DrawnSample | None:
    """The standing draw that the count of a checkpoint is taken from; None where there is none."""
    drawn = None if checkpoint.sample is None else state.samples.get(checkpoint.sample)
    return None if drawn is None else drawn.value


def is_counted(state: Assessment, checkpoint: Checkpoint) -> bool:
    """Whether a count was entered for the draw that stands, and not for one before it."""
    return _counted_since(state, checkpoint) is True


def is_of_earlier_draw(state: Assessment, checkpoint: Checkpoint) -> bool:
    """Whether the count was entered before the sample was drawn that stands now."""
    return _counted_since(state, checkpoint) is False


def _counted_since(state: Assessment, checkpoint: Checkpoint) -> bool | None:
    """Whether a count came after the draw; None where either is missing."""
    drawn = None if checkpoint.sample is None else state.samples.get(checkpoint.sample)
    counts = state.fields.get(Thing("answer", checkpoint.id), {}).get("count", ())
    if drawn is None or not counts or counts[-1].value is None:
        return None
    return counts[-1].event > drawn.event


def sample_evidence(checkpoint: str) -> str:
    """The id of the evidence that the count of a checkpoint is: always the same."""
    return f"utvalg-{sha256(checkpoint.encode()).hexdigest()[:8]}"


_LONGEST_FRAME = 200


def sample_title(frame: SampleFrame, drawn: DrawnSample) -> str:
    """What that evidence is called: the frame, how many of how many, and the seed.

    It is stored, so it is in no language of a reader's; the words are those of bokmål and nynorsk.
    """
    title = text_in(frame.title, "nb")[:_LONGEST_FRAME]
    return f"{title}: {drawn.number} av {drawn.of}, frø {drawn.seed}"
