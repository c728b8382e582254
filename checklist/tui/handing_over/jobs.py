"""What takes long, done in a thread with a journal of its own: it touches nothing on screen."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from checklist.assessment import Doubtful
from checklist.handover import (
    HandOver,
    Received,
    TakenPart,
    begin_sharing,
    compared,
    compared_to_earlier,
    content_lines,
    copy_lines,
    end_sharing,
    hand_on,
    hand_over,
    join_shared,
    later_lines,
    merge_file,
    opened_hand_over,
    opened_receipt,
    parted_lines,
    receive,
    received_lines,
    refuse_ending,
    shared_words,
    told_of_merging,
    unshared_words,
)
from checklist.i18n import Phrase, Translator, phrase
from checklist.machine import Environment
from checklist.reporting import report_text
from checklist.session.assessments import open_session
from checklist.session.reports import report_of
from checklist.store import (
    ASSESSMENT,
    Content,
    FileInTheWay,
    Receipt,
    Watch,
    author_of,
    is_database,
    open_evidence_files,
    open_journal,
    open_receipts,
    write_output,
)


class Wanted(NamedTuple):
    """A file to send: of which assessment, where, and what goes with it."""

    assessment: str
    path: Path
    evidence: bool
    publish: bool


class Sent(NamedTuple):
    """A file that was made: where it is, and what there is to say of it."""

    path: Path
    lines: tuple[str, ...]


class Look(NamedTuple):
    """What is in a file, and what it would change here, in words.

    `report` is the gap report of it; empty where several assessments are in it. `receipt` is what
    it is called where it was received, and empty where it was not.
    """

    path: Path
    content: tuple[str, ...]
    differs: tuple[str, ...]
    report: str
    receipt: str = ""


class Taken(NamedTuple):
    """What the assessment that was taken in is called here, and what there is to say of it.

    None where there was no assessment among it, only audits.
    """

    assessment: str | None
    lines: tuple[str, ...]


def make_file(
    environment: Environment, wanted: Wanted, _: Translator, watch: Watch, *, sure: bool
) -> Sent:
    """Make a hand-over file. `sure` is whether another file may be replaced.

    Raises:
        Doubtful: another file is there.
        SamsjekkError: it was not made; the words say why.
    """
    refuse_ending(wanted.path)
    written: list[Path] = []

    def put(content: Content) -> None:
        written.append(_written(environment, wanted.path, content, sure=sure))

    evidence, publish = wanted.evidence, wanted.publish
    if (receipt := open_receipts(environment).named(wanted.assessment)) is not None:
        lines = hand_on(receipt, put, _, evidence=evidence, publish=publish, watch=watch)
    else:
        with open_session(environment, wanted.assessment) as session:
            lines = hand_over(session, put, _, evidence=evidence, publish=publish, watch=watch)
    return Sent(written[0], lines)


def _written(environment: Environment, path: Path, source: Content, *, sure: bool) -> Path:
    try:
        return write_output(path, source, replace=sure, home=environment.home)
    except FileInTheWay as error:
        question = phrase("{problem}. Vil du erstatte den?", problem=error.words)
        raise Doubtful(question) from error


def look_into(environment: Environment, path: Path, _: Translator, watch: Watch) -> Look:
    """What is in a hand-over file, or in a copy of the database; nothing is changed.

    Raises:
        SamsjekkError: it can't be used; the words say why.
    """
    if is_database(path):
        with open_journal(environment) as journal:
            return Look(path, tuple(copy_lines(journal, path, _)), (), "")
    with opened_hand_over(path, watch) as given, open_journal(environment) as journal:
        with compared(journal, given) as parted:
            differs = tuple(parted_lines(parted, _))
        return Look(path, tuple(content_lines(given, _)), differs, _gap_report(given, _))


def _gap_report(given: HandOver, _: Translator) -> str:
    return report_text(report_of(given.session, Environment.today(), _), template="gap", form="md")


def receive_file(environment: Environment, path: Path, _: Translator, watch: Watch) -> Look:
    """Keep a hand-over file as it came; what there is to say of it.

    Raises:
        SamsjekkError: it was not kept; the words say why.
    """
    received = receive(open_receipts(environment), path, watch)
    with opened_receipt(received.receipt, watch=watch) as given:
        return _look_of(environment, received, given, _)


def look_into_receipt(environment: Environment, receipt: Receipt, _: Translator) -> Look:
    """What is in what was received, and what is new since the file before it.

    Raises:
        SamsjekkError: it can't be read; the words say why.
    """
    with opened_receipt(receipt) as given:
        return _look_of(environment, Received(receipt, is_new=True), given, _)


def _look_of(environment: Environment, received: Received, given: HandOver, _: Translator) -> Look:
    receipt = received.receipt
    with compared_to_earlier(open_receipts(environment), receipt, given) as compared:
        differs = tuple(later_lines(*compared, given, _)) if compared else ()
    content = tuple(received_lines(received, given, _))
    return Look(receipt.path, content, differs, _gap_report(given, _), receipt.id)


def take_in_file(
    environment: Environment, path: Path, _: Translator, watch: Watch, *, sure: bool
) -> Taken:
    """Merge a hand-over file, or a copy of the database, into what is here.

    `sure` is whether texts here may be erased.

    Raises:
        Doubtful: it erases texts here.
        SamsjekkError: nothing is taken in; the words say why.
    """
    files = open_evidence_files(environment)
    with open_journal(environment) as journal:
        several = merge_file(journal, files, path, sure=sure, watch=watch)
    lines = tuple(line for one in several for line in told_of_merging(one, environment, _))
    assessments = (one.assessment for one in several if one.kind == ASSESSMENT)
    return Taken(next(assessments, None), lines)


def begin_to_share(environment: Environment, assessment: str, folder: Path) -> Phrase:
    """Share an assessment through a folder; what to say of it.

    Raises:
        SamsjekkError: it is not shared; the words say why.
    """
    with open_session(environment, assessment) as session:
        begin_sharing(session, folder)
    return shared_words(folder)


def stop_sharing(environment: Environment, assessment: str) -> Phrase:
    """Share an assessment no longer; what to say of it.

    Raises:
        SamsjekkError: nothing could be written here.
    """
    with open_session(environment, assessment) as session:
        return unshared_words(told=end_sharing(session))


def take_part(environment: Environment, folder: Path) -> TakenPart:
    """Take part in what is shared through a folder.

    Raises:
        SamsjekkError: nothing can be joined; the words say why.
    """
    with open_journal(environment) as journal:
        files, author = open_evidence_files(environment), author_of(environment)
        return join_shared(journal, files, author, folder)
