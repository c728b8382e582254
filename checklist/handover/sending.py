"""Making the file that is handed to others, in the same way from a command and on screen."""

from __future__ import annotations

from collections.abc import Callable
from io import BufferedRandom

from checklist.handover.file import write_hand_over
from checklist.handover.manifest import Manifest
from checklist.handover.publishing import publishable
from checklist.handover.receiving import opened_receipt, refuse_other_form
from checklist.handover.words import sent_lines
from checklist.i18n import Translator
from checklist.session import Session
from checklist.store import Content, Receipt, Watch, unwatched

Put = Callable[[Content], object]
"""Puts the file where it is to lie."""


def hand_over(
    session: Session,
    put: Put,
    _: Translator,
    *,
    evidence: bool,
    publish: bool,
    watch: Watch = unwatched,
) -> tuple[str, ...]:
    """Make the file of an assessment; what there is to say of it.

    Raises:
        SamsjekkError: it was not made; the words say why.
    """
    made: list[Manifest] = []

    def fill(file: BufferedRandom) -> None:
        public = publishable(session, _) if publish else None
        made.append(
            write_hand_over(session, file, evidence=evidence, is_public=public, watch=watch)
        )

    put(fill)
    return tuple(sent_lines(made[0], session, _))


def hand_on(
    receipt: Receipt,
    put: Put,
    _: Translator,
    *,
    evidence: bool,
    publish: bool,
    watch: Watch = unwatched,
) -> tuple[str, ...]:
    """Let what was received go on to others, byte for byte; what there is to say of it.

    Raises:
        SamsjekkError: it can't be so, or was not written; the words say why.
    """
    refuse_other_form(evidence=evidence, publish=publish)
    with opened_receipt(receipt, watch=watch) as given:
        put(receipt.path)
        return tuple(sent_lines(given.manifest, given.session, _))
