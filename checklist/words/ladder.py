"""The way of a duty from paper to practice, in signs and words: where it stops."""

from __future__ import annotations

from collections.abc import Iterator

from checklist.appraisal import Appraisal, MapRow, Step, inside, ladder, most_stop_at, stops_at
from checklist.i18n import Translator
from checklist.words.entries import Entries, Entry, Piece, table_heading
from checklist.words.sentences import sentence
from checklist.words.states import STATES, Tone, tone_of


def signature_pieces(row: MapRow) -> tuple[Piece, ...]:
    """The signs of the five aspects in their order, each with its tone."""
    return tuple(Piece(STATES[cell.state][0], tone_of(cell.state)) for cell in row.values())


def stops_words(row: MapRow, _: Translator) -> str:
    """Where it stops, in words; empty where no answer is no or partly."""
    where = stop_word(row, _)
    return _("stopper ved: {aspect}", aspect=where) if where else ""


def stop_word(row: MapRow, _: Translator) -> str:
    """The aspect where it stops, in one word; empty where no answer is no or partly."""
    aspect = stops_at(row)
    return "" if aspect is None else _.say(inside(aspect))


def ladder_sentences(row: MapRow, _: Translator) -> Iterator[str]:
    """The way of one duty to hear: where it stops, and how far it has come in each aspect."""
    if stops := stops_words(row, _):
        yield sentence(stops)
    for aspect, cell in row.items():
        yield f"{_.say(aspect.words)}: {_.say(cell.state.words)}."


def ladder_entries(appraisal: Appraisal, _: Translator) -> Entries:
    """The five aspects with how many of the answers are yes, and where most duties stop.

    The cells of an aspect are its name, the number, and what the other answers are; a screen may
    draw the share between them.
    """
    steps = ladder(appraisal.criteria.values())
    most = most_stop_at(steps)
    yield table_heading(_("Hvor stopper det"), _("ja av besvarte"))
    for aspect, step in steps.items():
        name = _.say(aspect.words)
        counted = yes_words(step, _)
        rest = rest_words(step, _)
        yes = _("{counted} er ja", counted=counted) if counted else ""
        said = f"{name}: {', '.join(filter(None, (yes, rest)))}"
        cells = (Piece(name, strong=aspect is most), Piece(counted), Piece(rest, Tone.QUIET))
        yield Entry(((Piece(said),),), depth=1, cells=cells)
    if most is not None:
        words = _.one_or_many(
            "Flest stopper ved {aspect}: {n} krav.", steps[most].stops, aspect=_.say(inside(most))
        )
        yield Entry(((Piece(words, Tone.QUIET),),), depth=1)


def yes_words(step: Step, _: Translator) -> str:
    """How many of the answers are yes: 6 av 35."""
    return _("{n} av {of}", n=step.yes, of=step.answered) if step.answered else ""


def rest_words(step: Step, _: Translator) -> str:
    """What the answers that are not yes are: 25 delvis, 4 nei; that they are few, where so."""
    if not step.answered:
        return _("ingen svar")
    if step.few:
        return _("få svar")
    counted = (
        (step.partly, _("{n} delvis", n=step.partly)),
        (step.no, _("{n} nei", n=step.no)),
        (step.unknown, _("{n} vet ikke", n=step.unknown)),
    )
    return ", ".join(words for number, words in counted if number)
