"""Commands that begin audits, show them and take them away."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import msgspec

from checklist.assessment import find_written, named
from checklist.audit import (
    KIND,
    Audit,
    AuditRecommendation,
    Record,
    breaks,
    kind_named,
    known_record,
    set_of_audit_file,
)
from checklist.auditing import (
    AuditSession,
    audit_examples,
    contradictions_in,
    copy_audit_example,
    known_receipt,
    new_audit,
    open_audit,
    open_audits,
    take_audit_away,
)
from checklist.cli.arguments import ImpossibleCommand, audit, filled, ids_argument
from checklist.cli.erasing import removed_from_backups_words
from checklist.cli.opened_audit import opened_audit
from checklist.cli.output import json_arguments, put_out_json, wants_json
from checklist.cli.printing import print_ids
from checklist.criteria.files import Library
from checklist.errors import ExitCode, SamsjekkError
from checklist.i18n import Translator, phrase
from checklist.machine import Environment, print_table, print_wrapped
from checklist.store import (
    author_of,
    backups_with,
    open_backups,
    open_receipts,
    take_out_of_backups,
)
from checklist.text import visible
from checklist.words.audits import (
    AUDIT_PARTS,
    NO_BREAKS,
    NOTHING_RECORDED,
    audit_history,
    audit_part_lines,
    audit_summary,
    break_lines,
    chain_lines,
    contradiction_lines,
    is_empty,
    part_count,
    record_lines,
    thing_line,
)


def new_arguments(parser: argparse.ArgumentParser, _: Translator) -> None:
    """What `audit new` takes."""
    parser.add_argument("--title", type=filled(_), help=_("hva revisjonen handler om"))
    parser.add_argument(
        "--municipality", type=filled(_), help=_("kommunenummer, for eksempel 3228, eller navn")
    )
    parser.add_argument(
        "--criteria",
        type=filled(_),
        help=_("kriteriesett å velge kriterier fra; uten: det kommunen brukte"),
    )
    parser.add_argument(
        "--receipt", action="append", default=[], help=_("id på noe som er mottatt")
    )
    parser.add_argument("--file", type=Path, help=_("en revisjonsfil (YAML) å begynne med"))
    parser.add_argument("--as", dest="audit_id", type=filled(_), help=_("id for revisjonen"))


def new(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Begin an audit and print its id."""
    receipts = open_receipts(environment)
    received = [known_receipt(receipts, name) for name in options.receipt]
    used = options.criteria or (set_of_audit_file(options.file) if options.file else "")
    municipality = None
    if options.municipality:
        municipality = find_written(options.municipality, environment.today())
    with open_audits(environment) as journal, journal.database.writing():
        session = new_audit(
            journal,
            author_of(environment),
            title=options.title or (options.file.stem if options.file else ""),
            municipality=municipality,
            criteria_set=Library.shipped(environment.own_criteria).open(used) if used else None,
            receipts=received,
            name=options.audit_id,
        )
        if options.file:
            session.apply(options.file)
        found = contradictions_in(session.audit, receipts)
    for line in contradiction_lines(found, _):
        print(visible(line), file=sys.stderr)
    print(session.audit.id)


def example_arguments(parser: argparse.ArgumentParser, _: Translator) -> None:
    """What `audit example` takes."""
    parser.add_argument("name", nargs="?", help=_("navnet på eksemplet; uten navn: vis alle"))
    parser.add_argument("--as", dest="audit_id", type=filled(_), help=_("id for kopien"))


def example(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Make a copy of a shipped audit and print its id; without a name, print the names."""
    if options.name is None:
        print("\n".join(audit_examples()))
        return
    with open_audits(environment) as journal:
        print(copy_audit_example(journal, options.name, options.audit_id))


def list_audits_arguments(parser: argparse.ArgumentParser, _: Translator) -> None:
    """What `audit list` takes."""
    json_arguments(parser, _)
    ids_argument(parser, _)


def list_audits(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Print every audit, the last changed first: id, what it is of, and how far it has come."""
    found: list[Audit] = []
    with open_audits(environment) as journal:
        if options.ids:
            print_ids(journal.names())
            return
        for name in journal.names():
            try:
                found.append(AuditSession(journal, name, author_of(environment)).audit)
            except SamsjekkError as error:
                print(f"{name}: {visible(error.text(_))}", file=sys.stderr)
    if wants_json(options):
        put_out_json([_listed(one) for one in found], options, environment, _)
        return
    if not found:
        print_wrapped(_("Ingen revisjoner ennå. Begynn en med: samsjekk audit new --title TITTEL"))
    print_table([(one.id, *audit_summary(one, _)) for one in found])


def _listed(one: Audit) -> dict[str, object]:
    commission = one.commission
    return {
        "audit": one.id,
        "title": commission.title,
        "municipality": commission.municipality and commission.municipality.name,
        "things": {kind: len(found) for kind, found in one.records.items() if found},
        "breaks": len(breaks(one)),
        "changed": one.changed.isoformat() if one.changed else None,
    }


def show_arguments(parser: argparse.ArgumentParser, _: Translator) -> None:
    """What `audit show` takes."""
    audit(parser, _)
    parser.add_argument("kind", nargs="?", help=_("hva slags ting, for eksempel fact"))
    parser.add_argument("thing", nargs="?", help=_("id på tingen"))
    json_arguments(parser, _)


def show(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Print an audit part by part, all of one kind, or one thing in full."""
    with opened_audit(environment, options.id, _) as session:
        shown, kontrollsum = session.audit, session.kontrollsum
    kind = None if options.kind is None else kind_named(options.kind)
    if kind is None:
        if wants_json(options):
            put_out_json(
                {"audit": shown.id, "kontrollsum": str(kontrollsum), **_data(shown)},
                options,
                environment,
                _,
            )
        else:
            _print_audit(shown, _)
            print()
            print(_("Kontrollsum: {sum}.", sum=kontrollsum))
        return
    found = shown.all(kind)
    if options.thing is not None:
        found = {options.thing: known_record(shown, kind, options.thing)}
    if wants_json(options):
        put_out_json(
            [msgspec.to_builtins(record) for record in found.values()], options, environment, _
        )
    elif options.thing is not None:
        _print_thing(found[options.thing], shown, _)
    else:
        for record in found.values():
            print_wrapped(thing_line(record, shown, _).words)
        if not found:
            print(_.say(NOTHING_RECORDED), file=sys.stderr)


def _data(shown: Audit) -> dict[str, object]:
    return {
        kind: [msgspec.to_builtins(record) for record in found.values()]
        for kind, found in shown.records.items()
        if found
    }


def _print_audit(shown: Audit, _: Translator) -> None:
    print_wrapped(", ".join(filter(None, audit_summary(shown, _))))
    for part, of in AUDIT_PARTS.items():
        if is_empty(shown, part):
            continue
        number, words = part_count(shown, part), _.say(of.words)
        print()
        print(words if number is None else f"{words} ({number})")
        for line in audit_part_lines(shown, part, _):
            print_wrapped(line.words, "  " * (line.depth + 1))
    if shown.unknown:
        print()
        print_wrapped(
            _.one_or_many(
                "{n} ting er registrert med en nyere utgave av samsjekk, og vises ikke.",
                shown.unknown,
            )
        )


def _print_thing(record: Record, shown: Audit, _: Translator) -> None:
    print_wrapped(thing_line(record, shown, _).words)
    for label, words in record_lines(record, shown, _):
        print_wrapped(f"{label}: {words}", "  ")


def trace_arguments(parser: argparse.ArgumentParser, _: Translator) -> None:
    """What `audit trace` takes."""
    audit(parser, _)
    words = _("anbefalingens id; uten: alle anbefalingene")
    parser.add_argument("recommendation", nargs="?", help=words)


def trace(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Print what one recommendation rests on, or each of them, down to the sources."""
    with open_audit(environment, options.id) as session:
        known = session.audit.all(AuditRecommendation)
        wanted = list(known.values())
        if (name := options.recommendation) is not None:
            problem = phrase("Revisjonen har ikke anbefalingen «{name}».", name=name)
            wanted = [named(known, name, problem)]
        for recommendation in wanted:
            for line in chain_lines(session.audit, recommendation, _):
                print_wrapped(line.words, "  " * line.depth)


breaks_arguments = audit


def list_breaks(options: argparse.Namespace, environment: Environment, _: Translator) -> ExitCode:
    """Print what hangs on nothing; faults where anything does."""
    with open_audit(environment, options.id) as session:
        found = breaks(session.audit)
        for line in break_lines(found, session.audit, _):
            print_wrapped(line.words)
    if not found:
        print(_.say(NO_BREAKS), file=sys.stderr)
    return ExitCode.FAULTS if found else ExitCode.DONE


list_breaks_arguments = audit
log_arguments = audit


def log(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Print the log of data collection, by kind and in each kind by date."""
    with open_audit(environment, options.id) as session:
        lines = tuple(audit_part_lines(session.audit, "log", _))
    for line in lines:
        print_wrapped(line.words, "  " * line.depth)
    if not lines:
        print(_.say(NOTHING_RECORDED), file=sys.stderr)


history_arguments = audit


def history(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Print every step, the newest first; those that were undone are marked."""
    with open_audit(environment, options.id) as session:
        for step in audit_history(session.events, session.audit, _):
            print(visible(step.line(_)))


def remove_arguments(parser: argparse.ArgumentParser, _: Translator) -> None:
    """What `audit remove` takes."""
    audit(parser, _)
    parser.add_argument("--yes", action="store_true", help=_("ta den bort uten å spørre"))
    parser.add_argument(
        "--from-backups", action="store_true", help=_("ta den bort fra sikkerhetskopiene også")
    )


def remove(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Take an audit away with its history; only when told so."""
    backups = open_backups(environment)
    with open_audits(environment) as journal:
        if not options.from_backups or not backups_with(options.id, backups, KIND):
            journal.key(options.id)
        if not options.yes:
            words = phrase(
                "«{id}» og all historikk i den blir borte, og det kan ikke angres. "
                "Sikkerhetskopiene har den fortsatt. Skriv --yes hvis det er det du vil.",
                id=options.id,
            )
            raise ImpossibleCommand(words)
        if options.id in journal.names():
            take_audit_away(journal, options.id)
            print(_("«{id}» er tatt bort.", id=options.id), file=sys.stderr)
    if options.from_backups:
        held = len(take_out_of_backups(options.id, backups, KIND))
        print(removed_from_backups_words(held, backups.directory, _), file=sys.stderr)
