"""`verify` and `erase`: what proves that a history is whole, and what takes a text out of it."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence

from checklist.appraisal import RULES
from checklist.assessment import (
    Erased,
    Event,
    Kontrollsum,
    NoBeginning,
    Thing,
    deciding,
    kontrollsums_in,
)
from checklist.audit import QualityReview
from checklist.audit import fold as fold_audit
from checklist.auditing import open_audits
from checklist.cli.arguments import assessment
from checklist.cli.erasing import add_erasing, erase_in_backups_too, erase_texts
from checklist.cli.opened import opened
from checklist.errors import ExitCode
from checklist.handover import DamagedFile, opened_receipt
from checklist.i18n import Translator
from checklist.machine import Environment, read_files
from checklist.session import Session
from checklist.session.assessments import Proved, given_kontrollsums, open_session, prove_assessment
from checklist.store import ASSESSMENT, Journal, Receipt, StoreError, open_journal, open_receipts
from checklist.text import visible
from checklist.words.audits import changed_words

FIELDS = {
    "answer": "comment",
    "evidence": "title",
    "action": "what",
    "verdict": "reason",
    "recommendation": "text",
    "sample": "reason",
    "statement": "text",
    "about": "title",
}


def verify_arguments(parser: argparse.ArgumentParser, _: Translator) -> None:
    """What `verify` takes."""
    assessment(parser, _)
    parser.add_argument(
        "--against",
        metavar="report",
        help=_("en rapport, en sikkerhetskopi, en fil med kontrollsummen, eller den selv"),
    )


def verify(options: argparse.Namespace, environment: Environment, _: Translator) -> ExitCode:
    """Check that nothing in the history is missing or changed, and that files are as recorded."""
    if (receipt := open_receipts(environment).named(options.id)) is not None:
        return _verify_receipt(receipt, _given(options, ASSESSMENT), _)
    with open_audits(environment) as audits:
        if options.id in audits.names():
            given = _given(options, audits.kind)
            whole = _print_proof(prove_assessment(audits, options.id, given), _)
            stand = _print_reviews(audits, options.id, _)
            return ExitCode.DONE if whole and stand else ExitCode.FAULTS
    given = _given(options, ASSESSMENT)
    with open_journal(environment) as journal:
        proved = prove_assessment(journal, options.id, given)
    whole = _print_proof(proved, _)
    try:
        with open_session(environment, options.id) as session:
            read_files(session, _)
    except (NoBeginning, StoreError) as error:
        print(visible(error.text(_)))
        return ExitCode.FAULTS
    return ExitCode.DONE if _print_files(session, _) and whole else ExitCode.FAULTS


def _given(options: argparse.Namespace, kind: str) -> tuple[Kontrollsum, ...]:
    """What the history is to be held against; nothing where that was not asked for."""
    if options.against is None:
        return ()
    return given_kontrollsums(options.against, options.id, kind)


def _verify_receipt(receipt: Receipt, given: tuple[Kontrollsum, ...], _: Translator) -> ExitCode:
    try:
        with opened_receipt(receipt) as read:
            whole = _print_proof(prove_assessment(read.session.journal, receipt.id, given), _)
    except DamagedFile as error:
        print(visible(error.text(_)))
        return ExitCode.FAULTS
    print(_("Filen er som den var da den ble mottatt, byte for byte."))
    return ExitCode.DONE if whole else ExitCode.FAULTS


def _print_proof(proved: Proved, _: Translator) -> bool:
    for line in (*_proof_lines(proved, _), *_against_lines(proved, _)):
        print(visible(line))
    return proved.is_whole


def _proof_lines(proved: Proved, _: Translator) -> Iterator[str]:
    """How much was checked, what is wrong with it, and which sign-offs it still has."""
    proof = proved.proof
    yield _.plural("{n} hendelse er sjekket.", "{n} hendelser er sjekket.", proof.events)
    yield from map(_.say, proof.faults)
    if proof.unproven:
        yield _.plural(
            "{n} eldre hendelse fikk en tekst slettet, og kan ikke sjekkes mot det den var.",
            "{n} eldre hendelser fikk en tekst slettet, og kan ikke sjekkes mot det de var.",
            proof.unproven,
        )
    yield _("Kontrollsum: {sum}.", sum=proved.now)
    for signed, stands in proved.sign_offs:
        yield (
            _("Godkjenningen fra {role} {day} står ved lag.", role=signed.role, day=signed.date)
            if stands
            else _(
                "Godkjenningen fra {role} {day} gjelder noe som ikke finnes her.",
                role=signed.role,
                day=signed.date,
            )
        )


def _against_lines(proved: Proved, _: Translator) -> Iterator[str]:
    """What a kontrollsum that was given says; nothing where none was."""
    against = proved.against
    if against is None:
        return
    if not against.found:
        yield _(
            "Kontrollsummen du oppga, finnes ikke her: noe den gjelder for, er endret eller "
            "fjernet, eller den er fra en annen egenvurdering."
        )
        return
    yield _("Kontrollsummen du oppga, står ved lag: alt den gjelder for, er som det var.")
    if against.rules != RULES:
        yield _(
            "Rapporten ble laget med vurderingsregler {then}. Nå gjelder {now}: de samme "
            "svarene kan gi andre vurderinger og konklusjoner.",
            then=against.rules,
            now=RULES,
        )
    if against.further:
        yield _.plural(
            "{n} endring bygger videre på det.",
            "{n} endringer bygger videre på det.",
            against.further,
        )
    if against.beside:
        yield _.plural(
            "{n} endring bygger ikke på det. Den er kommet fra et annet sted:",
            "{n} endringer bygger ikke på det. De er kommet fra et annet sted:",
            len(against.beside),
        )
        for event in proved.beside:
            yield f"  {_.moment(event.at)} {event.author.name}"


def _print_reviews(audits: Journal, name: str, _: Translator) -> bool:
    """Say of each review of an audit whether what was reviewed is here; whether all are."""
    audit = fold_audit(name, audits.events(name))
    stand = True
    for review in audit.all(QualityReview).values():
        proved = prove_assessment(audits, name, kontrollsums_in(review.kontrollsum))
        if proved.against is None or not proved.against.found:
            stand = False
            said = _(
                "Kvalitetssikringen fra {role} gjelder noe som ikke finnes her.", role=review.role
            )
        else:
            said = _("Kvalitetssikringen fra {role} står ved lag.", role=review.role)
            if changed := changed_words(audit.changed_after(review), _):
                said = f"{said} {changed}."
        print(visible(said))
    return stand


def _print_files(session: Session, _: Translator) -> bool:
    """Say which evidence files are not as recorded; whether all are, or can't be read now."""
    wrong = {name: state for name, state in session.file_states.items() if state != "as_recorded"}
    for name, state in wrong.items():
        title = visible(session.assessment.evidence[name].value.title)
        if state == "unreadable":
            print(_("Filen til «{title}» kunne ikke leses nå.", title=title))
        else:
            print(_("Filen til «{title}» ({id}) er borte eller endret.", title=title, id=name))
    return not wrong


def erase_arguments(parser: argparse.ArgumentParser, _: Translator) -> None:
    """What `erase` takes."""
    assessment(parser, _)
    parser.add_argument(
        "kind",
        choices=[*FIELDS],
        help=_("hva slags ting teksten hører til"),
    )
    parser.add_argument("name", nargs="?", default="", help=_("id på det teksten hører til"))
    parser.add_argument("--field", help=_("feltet teksten står i, for eksempel note eller place"))
    add_erasing(parser, _)


def erase(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Erase for good all that anybody has written in one field."""
    thing = Thing(options.kind, options.name)
    field = options.field or FIELDS[options.kind]

    def places(events: Sequence[Event]) -> tuple[Erased, ...]:
        return deciding.erasing_text(events, thing, field, options.reason)

    with opened(environment, options.id, _) as session:
        erase_texts(
            lambda: session.erase(thing, field, options.reason), options, places, environment, _
        )
    erase_in_backups_too(options, places, environment, _)
