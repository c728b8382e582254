"""File samples of an audit line by line: drawn, counted, and drawn again."""

from __future__ import annotations

from functools import partial

from checklist.assessment import Refused, UnknownName, typed_whole_number
from checklist.audit import ChosenCriterion, FileSampleTaken, WantedDraw, frames_to_draw, read_field
from checklist.auditing import count_sample, draw_sample
from checklist.criteria import SampleFrame, text_in
from checklist.i18n import Translator, phrase
from checklist.machine import print_wrapped
from checklist.plain.auditing.lines import AuditLines
from checklist.words.audits import (
    COUNTED,
    DRAWN_FROM,
    HOW_MANY_DRAWN,
    LOOKED_AT,
    WHICH_CASES,
    audit_sample_lines,
)


def draw_new_sample(lines: AuditLines, _: Translator) -> None:
    """Ask what is drawn from, and draw; nothing where no cases are named."""
    session = lines.session
    frame = _frame(lines, _)
    title, answers = "", None
    if frame is None:
        title = lines.asked(_.say(WHICH_CASES))
        if not title:
            return
        criteria = ", ".join(session.audit.all(ChosenCriterion))
        if criteria:
            question = _("Hvilke kriterier gjelder den, med komma mellom ({ids})?", ids=criteria)
            answers = lines.read(question, _names) or None
    sample = FileSampleTaken(
        id=session.new_id(FileSampleTaken),
        title=title,
        frame=None if frame is None else frame.id,
        number=None if frame is None else frame.number,
    )
    _draw(sample, WantedDraw(sample.id, None, None, "", answers=answers), lines, _)


def ask_about_sample(sample: FileSampleTaken, lines: AuditLines, _: Translator) -> None:
    """Ask what was counted in a sample, or why it is drawn again; draw one that is not.

    Raises:
        Refused: it can't be so; the words say what to do.
    """
    session = lines.session
    lines.print_all(audit_sample_lines(sample, _))
    wanted = WantedDraw(sample.id, sample.of, None, "")
    if not sample.numbers:
        _draw(sample, wanted, lines, _)
        return
    looked_at = _number(_.say(LOOKED_AT), lines, _)
    if looked_at is not None:
        counted = _number(_.say(COUNTED), lines, _)
        found = lines.asked(_("Hva som ble funnet, med egne ord:"))
        made = count_sample(session, sample.id, counted or 0, looked_at, found or None)
        lines.print_all(audit_sample_lines(made, _))
    elif why := lines.asked(_("Skal den trekkes på nytt? Skriv hvorfor; Enter lar den stå:")):
        _draw(sample, wanted._replace(why=why), lines, _)


def _draw(sample: FileSampleTaken, wanted: WantedDraw, lines: AuditLines, _: Translator) -> None:
    """Ask how many of how many, and the seed, and draw; what can't be is asked again."""
    how_many = _.say(HOW_MANY_DRAWN)
    if sample.number is not None:
        how_many = _("Hvor mange skal trekkes? Enter gir {n}:", n=sample.number)
    # A frame says how many; where there are fewer, all of them are drawn.
    usual = sample.number if sample.frame is None else None

    def ask(field: str) -> WantedDraw:
        match field:
            case "of":
                of = _number(_.say(DRAWN_FROM), lines, _)
                return wanted._replace(of=wanted.of if of is None else of)
            case "number":
                number = _number(how_many, lines, _)
                return wanted._replace(number=usual if number is None else number)
            case _:
                seed = lines.asked(_("Frø, hvis det er avtalt; Enter lager et nytt:"))
                return wanted._replace(seed=seed)

    wanted = wanted._replace(title=sample.title, frame=sample.frame)
    for field in _ASKED:
        wanted = ask(field)
    while True:
        try:
            drawn = draw_sample(lines.session, wanted)
        except Refused as refused:
            field = next(iter(refused.faults))
            if field not in _ASKED:
                raise
            lines.tell(refused)
            wanted = ask(field)
        else:
            lines.print_all(audit_sample_lines(drawn, _))
            return


_ASKED = ("of", "number", "seed")


def _frame(lines: AuditLines, _: Translator) -> SampleFrame | None:
    frames = {
        frame.id: frame for frame in frames_to_draw(lines.session.audit, lines.session.criteria_set)
    }
    if not frames:
        return None
    print_wrapped(_("Utvalg i kriteriesettet, {n}:", n=len(frames)))
    lines.print_all(f"{name}: {text_in(one.title, _.language)}" for name, one in frames.items())

    def known(written: str) -> SampleFrame | None:
        if written and written not in frames:
            raise UnknownName(phrase("Her er ikke noe som heter «{name}».", name=written))
        return frames.get(written)

    return lines.read(_("Id på utvalget; Enter for andre saker:"), known)


def _number(question: str, lines: AuditLines, _: Translator) -> int | None:
    return lines.read(question, partial(typed_whole_number, language=_.language))


def _names(written: str) -> tuple[str, ...]:
    read: tuple[str, ...] = read_field(FileSampleTaken, "answers", written.split(","))
    return read
