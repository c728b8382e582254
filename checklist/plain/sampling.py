"""Drawing the sample of a checkpoint line by line: as on screen."""

from __future__ import annotations

from checklist.assessment import draw_for, typed_whole_number
from checklist.i18n import phrase
from checklist.machine import print_wrapped
from checklist.plain.lines import OfAssessment, UnreadableLine, parted
from checklist.words import NO_SAMPLE, TYPED, all_drawn_words, drawn_words, sample_line

_PARTS = 4
_EXAMPLE = phrase("{sample} 42; Listen var gammel; 15; 2026", **TYPED)


class PlainSampling(OfAssessment):
    """The sample that the count of a checkpoint is taken from."""

    def take(self, rest: str, checkpoint: str) -> None:
        """`p` tells, `p 42` draws of 42, `p 42; why` draws again.

        `p 42; why; 15; seed` also says how many, and from which seed.

        Raises:
            SamsjekkError: it can't be done; the words say why.
        """
        _, session = self._, self._session
        point = session.checkpoint(checkpoint)
        if point.sample is None:
            raise UnreadableLine(NO_SAMPLE)
        frame = session.frame(point.sample)
        if not rest:
            self.print_lines(
                sample_line(frame, draw_for(session.assessment, point), _),
                _("{sample} 42 trekker av 42.", **TYPED),
                _("{sample} 42; og en grunn trekker på nytt.", **TYPED),
                _("Bak det kan det stå hvor mange og et frø, slik: {example}.", example=_EXAMPLE),
            )
            return
        of, why, number, seed = parted(rest, _PARTS, _EXAMPLE)
        drawn = session.draw_sample(
            frame.id,
            typed_whole_number(of, _.language),
            number=typed_whole_number(number, _.language),
            seed=seed or None,
            why=why,
        )
        if (fewer := all_drawn_words(frame, drawn)) is not None:
            print_wrapped(_.say(fewer))
        print_wrapped(_.say(drawn_words(drawn)))
