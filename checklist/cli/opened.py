"""Opening the assessment that a command is about, or what was received under that name."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from checklist.i18n import Translator
from checklist.machine import Environment, OnDemand, print_faults
from checklist.session import History, Session, read_history, read_newest_first
from checklist.session.assessments import open_session
from checklist.store import (
    author_of,
    open_evidence_files,
    open_journal,
    open_receipts,
    shared_folder,
)
from checklist.text import visible
from checklist.words import received_words

if TYPE_CHECKING:
    from checklist import handover
else:
    # Most assessments are neither received nor shared.
    handover = OnDemand("checklist.handover")


@contextmanager
def opened(
    environment: Environment,
    assessment: str,
    _: Translator,
    *,
    alone: bool = False,
    with_files: bool = False,
) -> Iterator[Session]:
    """The assessment, as `open_session`; what can't be read of it is said on standard error.

    Where it is shared through a folder, what others have written is taken in first, and what was
    done here is shared at the end.

    What was received is opened from its file, to be read only; `with_files` says that the files
    of its evidence are wanted.
    """
    if (receipt := open_receipts(environment).named(assessment)) is not None:
        with handover.opened_receipt(receipt, evidence=with_files) as given:
            print(f"{receipt.id}: {_.say(received_words(receipt.day))}", file=sys.stderr)
            given.session.answers_as(author_of(environment))
            yield given.session
        return
    told = _exchange(environment, assessment, _)
    with open_session(environment, assessment, alone=alone) as session:
        print_faults(session.faults, _)
        yield session
    _exchange(environment, assessment, _, told)


def history_of(environment: Environment, assessment: str, _: Translator) -> Iterator[History]:
    """The history of the assessment, or of what was received under that name, in its parts.

    Nothing else of it is worked out; what can't be read is said as in `opened`.
    """
    if open_receipts(environment).named(assessment) is not None:
        with opened(environment, assessment, _) as session:
            yield read_history(session.journal, session.shared.id, session.author)
        return
    _exchange(environment, assessment, _)
    author, cache = author_of(environment), environment.cache
    with open_journal(environment) as journal:
        for history in read_newest_first(journal, assessment, author, cache):
            print_faults(history.faults, _)
            yield history


def _exchange(
    environment: Environment, assessment: str, _: Translator, told: Collection[str] = ()
) -> tuple[str, ...]:
    """Exchange with the folder it is shared through; where that is away, say so and go on.

    What is wrong is said, and returned; what was `told` before is not said again.
    """
    with open_journal(environment) as journal:
        folder = shared_folder(journal, assessment)
        if folder is None:
            return ()
        files = open_evidence_files(environment)
        try:
            faults = handover.SharedFolder(folder, journal, files, assessment).exchange().faults
        except handover.FolderAway as error:
            faults = (error.words,)
    said = tuple(_.say(fault) for fault in faults)
    for fault in said:
        if fault not in told:
            print(visible(fault), file=sys.stderr)
    return said
