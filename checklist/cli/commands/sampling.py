"""Drawing file samples: running numbers, never names."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from checklist.appraisal import SampleState, implied, sample_states
from checklist.assessment import Refused, typed_whole_number
from checklist.cli.arguments import assessment
from checklist.cli.opened import opened
from checklist.cli.output import json_arguments, put_out_json, wants_json
from checklist.criteria import text_in
from checklist.i18n import Translator, phrase
from checklist.machine import Environment, print_wrapped
from checklist.words import all_drawn_words, drawn_words, sample_state_lines


def sample_arguments(parser: argparse.ArgumentParser, _: Translator) -> None:
    """What `sample` takes."""
    assessment(parser, _)
    parser.add_argument(
        "frame", nargs="?", help=_("id på utvalget; uten det vises alle utvalgene i settet")
    )
    parser.add_argument("--of", help=_("hvor mange det er å trekke fra"))
    parser.add_argument(
        "--number", help=_("hvor mange som trekkes, når det ikke er utvalgets tall")
    )
    parser.add_argument("--seed", help=_("frøet; med det samme frøet kan andre trekke det samme"))
    parser.add_argument(
        "--again", default="", metavar="reason", help=_("hvorfor utvalget trekkes på nytt")
    )
    json_arguments(parser, _)


def sample(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Draw a sample and print its numbers; without a frame, list the frames and their draws."""
    if options.frame is None:
        _list_frames(options, environment, _)
        return
    as_data = wants_json(options)
    with opened(environment, options.id, _) as session:
        frame = session.frame(options.frame)
        try:
            drawn = session.draw_sample(
                frame.id,
                typed_whole_number(options.of or "", _.language),
                number=typed_whole_number(options.number or "", _.language),
                seed=options.seed,
                why=options.again,
            )
        except Refused as error:
            if "reason" not in error.faults:
                raise
            words = phrase("{problem} Bruk --again.", problem=error.words)
            raise Refused({"reason": words}) from None
        states = {state.frame.id: state for state in sample_states(session.appraisal)}
    if (fewer := all_drawn_words(frame, drawn)) is not None:
        print(_.say(fewer), file=sys.stderr)
    if as_data:
        put_out_json(sample_data(states[frame.id], _), options, environment, _)
    else:
        print_wrapped(_.say(drawn_words(drawn)))


def _list_frames(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    with opened(environment, options.id, _) as session:
        states = sample_states(session.appraisal)
    if wants_json(options):
        put_out_json([sample_data(state, _) for state in states], options, environment, _)
        return
    if not states:
        print(_("Kriteriesettet har ingen utvalg."), file=sys.stderr)
    for state in states:
        first, *others = sample_state_lines(state, _)
        print_wrapped(first)
        for line in others:
            print_wrapped(line, "  ")


def sample_data(state: SampleState, _: Translator) -> dict[str, Any]:
    """A frame with its draw and its counts, for scripts."""
    drawn = state.drawn
    return {
        "frame": state.frame.id,
        "title": text_in(state.frame.title, _.language),
        "drawn_from": text_in(state.frame.drawn_from, _.language),
        "number": state.frame.number,
        "draw": None
        if drawn is None
        else {
            "of": drawn.value.of,
            "number": drawn.value.number,
            "seed": drawn.value.seed,
            "numbers": drawn.value.numbers,
            "reason": drawn.value.reason,
            "at": drawn.at.isoformat(),
            "by": drawn.author.role or drawn.author.name,
        },
        "checkpoints": [
            {
                "id": point.checkpoint.id,
                "filled_in": point in state.counted,
                "count": None if point.answer is None else point.answer.count,
                "of": None if point.answer is None else point.answer.of,
                "answer": point.value,
                "suggested": None
                if point.answer is None
                else implied(point.checkpoint.measure, point.answer),
            }
            for point in state.points
        ],
    }
