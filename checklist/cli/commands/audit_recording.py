"""Commands that record things in an audit. What a field takes is made from what it holds."""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from checklist.assessment import (
    Erased,
    Event,
    deciding,
)
from checklist.audit import (
    KIND,
    KINDS,
    NAMES,
    REVIEWS,
    Holds,
    QualityReview,
    Record,
    is_named_by,
    kind_named,
    known_record,
    shape_of,
    thing_of,
    types_of,
)
from checklist.auditing import (
    AuditSession,
    contradictions_in,
    known_receipt,
    open_audit,
    set_received,
    taken,
    typed_field,
)
from checklist.cli.arguments import NONE, ImpossibleCommand, asking, audit, day_of, filled
from checklist.cli.erasing import add_erasing, erase_in_backups_too, erase_texts
from checklist.cli.opened_audit import opened_audit
from checklist.criteria.files import Library
from checklist.i18n import Phrase, Translator, phrase
from checklist.machine import Environment
from checklist.plain.auditing import WALKED, AuditLines, walk_audit
from checklist.store import open_receipts
from checklist.text import visible
from checklist.words import redone_words, undone_words
from checklist.words.audits import AUDIT_WORDS, audit_step_words, contradiction_lines, thing_line


def _sure(parser: argparse.ArgumentParser, _: Translator) -> None:
    parser.add_argument(
        "--yes", action="store_true", help=_("det er ment slik, også når det er uvanlig")
    )


def record_arguments(parser: argparse.ArgumentParser, _: Translator) -> None:
    """What `audit record` takes: the kind, and then an option for each of its fields."""
    audit(parser, _)
    kinds = parser.add_subparsers(title=_("slag"), metavar=_("slag"), dest="kind", required=True)
    for name, kind in KINDS.items():
        words = AUDIT_WORDS[kind]
        of_kind = kinds.add_parser(name, help=_.say(words.one))
        of_kind.add_argument("--as", dest="thing", type=filled(_), help=_id_help(kind, _))
        for field in types_of(kind):
            _field_argument(of_kind, kind, field, _)
        _sure(of_kind, _)


def _id_words(kind: type[Record]) -> Phrase:
    """Whose id a thing has that is named by what it is of."""
    of = NAMES.get(kind, {}).get("id")
    if of is None:
        return phrase("id-en til det dette gjelder")
    return phrase("id-en til det som vurderes ({kind})", kind=AUDIT_WORDS[of].one)


def _id_help(kind: type[Record], _: Translator) -> str:
    if is_named_by(kind):
        return _.say(_id_words(kind))
    return _("id; finnes den, blir det endret")


def _field_argument(
    parser: argparse.ArgumentParser, kind: type[Record], field: str, _: Translator
) -> None:
    shape, words = shape_of(kind, field), AUDIT_WORDS[kind].fields[field]
    option = f"--{field.replace('_', '-')}"
    told = f"{_.say(words.label).lower()}: {_.say(words.help)}".replace("%", "%%")
    if shape.holds is Holds.FLAG:
        parser.add_argument(
            option, dest=f"field_{field}", action=argparse.BooleanOptionalAction, help=told
        )
        return
    choices = [choice.value for choice in shape.choices] or None
    parser.add_argument(
        option,
        dest=f"field_{field}",
        action="extend" if shape.several else "store",
        nargs="+" if shape.several else None,
        choices=choices and [*choices, NONE],
        metavar=None if choices else field.upper(),
        help=told,
    )


def record(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Record a thing, or change the fields that are given of one that is known; print its id."""
    kind = kind_named(options.kind)
    with open_audit(environment, options.id) as session, asking():
        name = options.thing or _new_id(session, kind)
        before = session.audit.find(kind, name) or kind(id=name)
        given = {
            field: _read(session, environment, kind, field, written)
            for field in types_of(kind)
            if (written := getattr(options, f"field_{field}")) is not None
        }
        wanted = msgspec.structs.replace(before, **given)
        is_new = options.thing is None
        name = session.record(wanted, touched=given, sure=options.yes, is_new=is_new)
    print(name)


def _new_id(session: AuditSession, kind: type[Record]) -> str:
    if is_named_by(kind):
        words = phrase("Skriv --as og {id}.", id=_id_words(kind))
        raise ImpossibleCommand(words)
    return session.new_id(kind)


def _read(
    session: AuditSession, environment: Environment, kind: type[Record], field: str, written: Any
) -> Any:
    """The value of a field from what was given of it; `none` takes away what is there."""
    if isinstance(written, bool):
        return written
    pieces = written if isinstance(written, list) else [written]
    if NONE in pieces and shape_of(kind, field).holds is not Holds.TEXT:
        pieces = []
    return typed_field(session, open_receipts(environment), kind, field, pieces)


def walk_arguments(parser: argparse.ArgumentParser, _: Translator) -> None:
    """What `audit walk` takes."""
    audit(parser, _)
    parser.add_argument(
        "part",
        nargs="?",
        choices=WALKED,
        default=WALKED[0],
        help=_("delen du vil gå gjennom; uten: kriteriene med fakta og vurderinger"),
    )


def walk(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Go through a part of an audit line by line."""
    gc.enable()  # until the user ends it
    with opened_audit(environment, options.id, _) as session:
        lines = AuditLines(session, open_receipts(environment), sys.stdin, _)
        walk_audit(options.part, lines, _)


def choose_arguments(parser: argparse.ArgumentParser, _: Translator) -> None:
    """What `audit choose` takes."""
    audit(parser, _)
    parser.add_argument(
        "--theme", action="append", default=[], help=_("alle kravene i et tema i kriteriesettet")
    )
    parser.add_argument(
        "--criterion", action="append", default=[], help=_("ett krav i kriteriesettet")
    )
    parser.add_argument("--question", help=_("problemstillingen de skal svare på"))
    parser.add_argument(
        "--criteria",
        type=filled(_),
        help=_("kriteriesett å velge fra, der revisjonen ikke har noe; uten: det kommunen brukte"),
    )


def choose(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Choose criteria of the set, each with its requirement as text, and print their ids."""
    with open_audit(environment, options.id) as session, session.journal.database.writing():
        if options.criteria is not None:
            session.give_set(Library.shipped(environment.own_criteria).open(options.criteria))
        elif session.criteria_set is None:
            theirs = set_received(session.audit, open_receipts(environment))
            if theirs is not None:
                session.give_set(theirs)
        chosen = session.choose(
            options.question, _.language, themes=options.theme, criteria=options.criterion
        )
    for name in chosen:
        print(name)


def take_arguments(parser: argparse.ArgumentParser, _: Translator) -> None:
    """What `audit take` takes."""
    audit(parser, _)
    parser.add_argument("receipt", nargs="+", help=_("id på noe som er mottatt"))


def take(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Let the audit be over receipts too, and print what each is."""
    receipts = open_receipts(environment)
    several = [taken(known_receipt(receipts, name)) for name in options.receipt]
    with open_audit(environment, options.id) as session:
        session.record_all(several)
        for one in several:
            print(thing_line(one, session.audit, _).words)
        found = contradictions_in(session.audit, receipts)
    for line in contradiction_lines(found, _):
        print(visible(line), file=sys.stderr)


def take_over_arguments(parser: argparse.ArgumentParser, _: Translator) -> None:
    """What `audit take-over` takes."""
    audit(parser, _)
    parser.add_argument("earlier", help=_("id på den tidligere revisjonen"))


def take_over(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Let the audit follow up the recommendations of an earlier one, and print the new ids."""
    with open_audit(environment, options.id) as session:
        points = session.follow_up(options.earlier)
    for name in points:
        print(name)
    told = _.plural("{n} anbefaling er hentet.", "{n} anbefalinger er hentet.", len(points))
    print(told, file=sys.stderr)


def apply_arguments(parser: argparse.ArgumentParser, _: Translator) -> None:
    """What `audit apply` takes."""
    audit(parser, _)
    parser.add_argument("file", type=Path, help=_("revisjonsfilen (YAML)"))
    _sure(parser, _)


def apply(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Record all that is in a file, in one step."""
    with open_audit(environment, options.id) as session, asking():
        number = session.apply(options.file, sure=options.yes)
    words = _.plural("{n} felt er nytt eller endret.", "{n} felter er nye eller endret.", number)
    print(words, file=sys.stderr)


def withdraw_arguments(parser: argparse.ArgumentParser, _: Translator) -> None:
    """What `audit withdraw` takes."""
    audit(parser, _)
    _kind_and_thing(parser, _)


def _kind_and_thing(parser: argparse.ArgumentParser, _: Translator) -> None:
    parser.add_argument("kind", choices=list(KINDS), help=_("hva slags ting"))
    parser.add_argument("thing", help=_("id på tingen"))


def withdraw(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Let a thing no longer count. It stays in the history."""
    kind = kind_named(options.kind)
    with open_audit(environment, options.id) as session:
        what = thing_line(known_record(session.audit, kind, options.thing), session.audit, _)
        session.remove(kind, options.thing)
    print(_("Tatt ut: {what}", what=what.words), file=sys.stderr)


def review_arguments(parser: argparse.ArgumentParser, _: Translator) -> None:
    """What `audit review` takes."""
    audit(parser, _)
    parser.add_argument("step", choices=REVIEWS, help=_("trinnet: first eller second"))
    parser.add_argument("--role", required=True, help=_("rollen som har kvalitetssikret"))
    parser.add_argument("--date", help=_("dato (i dag)"))
    parser.add_argument("--remark", default="", help=_("merknad"))
    _sure(parser, _)


def review(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Sign a step of quality review of the audit as it is now."""
    day = day_of(options, environment)
    with open_audit(environment, options.id) as session, asking():
        session.sign_review(
            QualityReview(id=options.step, role=options.role, signed=day, remark=options.remark),
            sure=options.yes,
        )
        signed = session.audit.all(QualityReview)[options.step]
    print(_("Signert. Kontrollsum: {sum}.", sum=signed.kontrollsum), file=sys.stderr)


undo_arguments = redo_arguments = audit


def undo(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Take back one's own last step."""
    with open_audit(environment, options.id) as session:
        what = audit_step_words(session.undo(), session.audit, _)
    print(_.say(undone_words(what)), file=sys.stderr)


def redo(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Bring back what one undid last."""
    with open_audit(environment, options.id) as session:
        what = audit_step_words(session.redo(), session.audit, _)
    print(_.say(redone_words(what)), file=sys.stderr)


def erase_arguments(parser: argparse.ArgumentParser, _: Translator) -> None:
    """What `audit erase` takes."""
    audit(parser, _)
    _kind_and_thing(parser, _)
    parser.add_argument("--field", default="text", help=_("feltet teksten står i (text)"))
    add_erasing(parser, _)


def erase(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Erase for good all that anybody has written in one field."""
    kind = kind_named(options.kind)
    thing = thing_of(kind, options.thing)

    def places(events: Sequence[Event]) -> tuple[Erased, ...]:
        return deciding.erasing_text(events, thing, options.field, options.reason)

    with open_audit(environment, options.id) as session:
        erase_texts(
            lambda: session.erase(kind, options.thing, options.field, options.reason),
            options,
            places,
            environment,
            _,
            KIND,
        )
    erase_in_backups_too(options, places, environment, _, KIND)
