"""Sending forms out, and taking in what comes back in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from checklist.appraisal import sample_states
from checklist.assessment import Answer, Thing
from checklist.assessment.deciding import FormAnswer
from checklist.criteria import Depth, text_in
from checklist.criteria.yaml import content_of
from checklist.errors import SamsjekkError
from checklist.i18n import Phrase, Translator, phrase
from checklist.machine import Environment
from checklist.reporting.forms import filling, questionnaire
from checklist.session.form_files import DOCUMENT, ENDINGS, WORKBOOK
from checklist.session.reports import report_of
from checklist.session.session import Session
from checklist.tables import Sheet, read_workbook
from checklist.words import disagreement_words, field_differences, opinions_of, shortened

_MOST_BYTES = 20_000_000
_LONGEST_QUOTE = 60


class NoFormFile(SamsjekkError):
    """The file is of a kind that is no form, or larger than any form."""


class TakenIn(NamedTuple):
    """What a form led to.

    Attributes:
        lines: what was filled in and read in, one line for each cell.
        apart: what was not, or must be looked at, and why.
        changed: how many changes were stored.
    """

    lines: tuple[str, ...]
    apart: tuple[str, ...]
    changed: int


def role_form_of(
    session: Session,
    role: str,
    _: Translator,
    ending: str = WORKBOOK,
    depth: Depth | None = None,
) -> Callable[[], bytes]:
    """What writes the questions of a role, with what stands now, as a workbook or a Word document.

    It may be run in a thread: what is to be read of the session is read first. `depth` is how deep
    it asks, as `report_of` has it.

    Raises:
        UnknownName: the set has no such role.
        NothingToSay: it is asked nothing.
    """
    report = report_of(session, Environment.today(), _, role=role, depth=depth)
    write = filling.word_form if ending == DOCUMENT else filling.excel_form
    return partial(write, questionnaire.role_content(report, _), _)


def sample_form_of(session: Session, frame: str, _: Translator) -> Callable[[], bytes]:
    """What writes the drawn cases of a sample as a workbook, as `role_form_of`.

    Raises:
        UnknownName: the set has no such sample.
        NothingDrawn: it is not drawn yet.
    """
    known = session.frame(frame)
    states = {state.frame.id: state for state in sample_states(session.appraisal)}
    report = report_of(session, Environment.today(), _)
    return partial(filling.excel_form, questionnaire.sample_content(report, states[known.id], _), _)


def take_in_form(session: Session, path: Path, _: Translator) -> TakenIn:
    """Read a form back and store what was filled in, all of it or nothing.

    Raises:
        UnreadableFile, NoFormFile, UnreadableTable: it can't be read.
        NoForm, FaultyForm: it is of something else, or cells can't be read in.
    """
    sheets = sheets_in(path)
    journal, _heads, _writes = session.journal.heads(session.shared.id)
    found = questionnaire.returned(
        sheets, journal, session.criteria_set, session.shared, _.language
    )
    new = [filled for filled in found.filled if not _stands(session, filled.answer)]
    changed, late = session.apply_form([filled.answer for filled in new])
    lines, apart = list[str](), [_.say(words) for words in found.apart]
    for filled in new:
        name = filled.answer.checkpoint
        about = text_in(session.criterion_of(name).title, _.language)
        told = [f"{about}, {_line(change, name, _)}" for change in filled.changes]
        if filled.answer in late:
            apart += [_.say(_left_alone(line)) for line in told]
        else:
            lines += told
            apart += _differing(session, filled.answer.checkpoint, _)
    return TakenIn(tuple(lines), tuple(apart), changed)


def sheets_in(path: Path) -> tuple[Sheet, ...]:
    """The tables of a form that came back.

    Raises:
        UnreadableFile, NoFormFile, UnreadableTable: it can't be read.
    """
    file = BytesIO(_content(path))
    if path.suffix.lower() == DOCUMENT:
        return filling.read_filled_document(file)
    return read_workbook(file).sheets


def _content(path: Path) -> bytes:
    if path.suffix.lower() not in ENDINGS:
        raise NoFormFile(
            phrase(
                "{path}: et skjema kan leses inn som {endings}. Åpne filen i programmet den er "
                "fra, og lagre den slik.",
                path=path,
                endings=", ".join(ENDINGS),
            )
        )
    content = content_of(path, _MOST_BYTES)
    if content is None:
        raise NoFormFile(
            phrase(
                "{path}: filen er større enn {n} MB, og ingen skjemaer er så store.",
                path=path,
                n=_MOST_BYTES // 1_000_000,
            )
        )
    return content


def _stands(session: Session, filled: FormAnswer) -> bool:
    """Whether what the form says is what stands already, and nobody says otherwise."""
    answer = session.shared.answer(filled.checkpoint) or Answer()
    differing = session.shared.differing(Thing("answer", filled.checkpoint))
    return not differing and all(
        getattr(answer, name) == value for name, value in filled.fields.items()
    )


def _line(change: filling.Change, checkpoint: str, _: Translator) -> str:
    """G12 (ke-etablert-finnes): Svar: fra Nei til Ja."""
    before, after = (
        shortened(text, _LONGEST_QUOTE) if text else _("tomt")
        for text in (change.before, change.after)
    )
    place = change.where if checkpoint in change.where else f"{change.where} ({checkpoint})"
    words = _("fra {before} til {after}", before=before, after=after)
    return f"{place}: {change.heading}: {words}"


def _left_alone(line: str) -> Phrase:
    return phrase(
        "{line}. Ikke lest inn: du har svart noe annet etter at skjemaet ble laget. Svar på nytt "
        "hvis skjemaet skal gjelde.",
        line=line,
    )


def _differing(session: Session, checkpoint: str, _: Translator) -> Iterator[str]:
    """Who has answered otherwise since the form was made, where both stand."""
    said = [
        str(each) for each in field_differences(session.appraisal, Thing("answer", checkpoint), _)
    ]
    if answers := session.assessment.disagreement(checkpoint):
        said.insert(0, disagreement_words(opinions_of(answers), _))
    for who in said:
        yield _(
            "{checkpoint}: ulike svar står til noen avgjør: {who}", checkpoint=checkpoint, who=who
        )
