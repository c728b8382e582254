"""Commands about where things are kept: backups, getting one back, and where everything is."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from checklist.cli.output import json_arguments, put_out_json, wants_json
from checklist.cli.printing import print_copies_beside
from checklist.i18n import Translator, phrase
from checklist.machine import Environment, expand_home, print_table, print_wrapped
from checklist.store import (
    StoreError,
    Whereabouts,
    Why,
    check_backup,
    find_whereabouts,
    journal_path,
    open_backups,
    open_evidence_files,
    open_journal,
    refuse_place,
    restore_backup,
    unusable_address,
)
from checklist.words import size_words


def backup_arguments(parser: argparse.ArgumentParser, _: Translator) -> None:
    """What `backup` takes."""
    parser.add_argument(
        "--to",
        metavar="folder",
        type=Path,
        help=_("mappe å legge den i, helst på en annen disk; uten: sammen med de andre"),
    )


def backup(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Make a backup of everything, see that it can be read, and print where it is."""
    folder = None if options.to is None else expand_home(options.to).resolve()
    if folder == environment.home.resolve():
        folder = None
    with open_journal(environment) as journal:
        made = journal.database.back_up(Why.ASKED, folder)
    if made is None:
        return
    held = check_backup(made.path)
    print(made.path)
    words = _.plural(
        "Sikkerhetskopien har {n} egenvurdering, og kan leses.",
        "Sikkerhetskopien har {n} egenvurderinger, og kan leses.",
        held.assessments,
    )
    print(words, file=sys.stderr)
    _say_audits(held.audits, _)
    if made.has_evidence:
        words = _(
            "Kopiene av dokumentasjon og det du har mottatt, ligger i {folder}. Ta med den mappen "
            "når du flytter sikkerhetskopien.",
            folder=made.evidence,
        )
        print(words, file=sys.stderr)


def restore_arguments(parser: argparse.ArgumentParser, _: Translator) -> None:
    """What `restore` takes."""
    parser.add_argument(
        "file", type=Path, help=_("sikkerhetskopien; samsjekk where viser hvor de er")
    )


def restore(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Put a backup in the place of everything there is, which is backed up first."""
    if (server := environment.database) is not None:
        if not server.is_usable:
            raise unusable_address()
        raise StoreError(
            phrase(
                "Egenvurderingene ligger i databasen {database} på {host}, og den kan ikke hentes "
                "inn herfra. Vil du ta inn det som er i en sikkerhetskopi, skriv: samsjekk merge "
                "{file}",
                database=server.database,
                host=server.host,
                file=options.file,
            )
        )
    refuse_place(environment)
    restored = restore_backup(
        expand_home(options.file).absolute(),
        journal_path(environment),
        open_backups(environment),
        open_evidence_files(environment),
    )
    for path in restored.before:
        print(_("Slik det var før, er tatt vare på i {path}.", path=path))
    print(
        _.plural(
            "Nå er det {n} egenvurdering her, slik den var i sikkerhetskopien.",
            "Nå er det {n} egenvurderinger her, slik de var i sikkerhetskopien.",
            restored.held.assessments,
        )
    )
    _say_audits(restored.held.audits, _)
    if restored.missing:
        words = _.plural(
            "{n} kopi av dokumentasjon finnes verken her eller sammen med sikkerhetskopien:",
            "{n} kopier av dokumentasjon finnes verken her eller sammen med sikkerhetskopien:",
            len(restored.missing),
        )
        print("\n".join([words, *restored.missing]), file=sys.stderr)


def _say_audits(number: int, _: Translator) -> None:
    if number:
        words = _.plural(
            "I tillegg er {n} revisjon med.", "I tillegg er {n} revisjoner med.", number
        )
        print(words, file=sys.stderr)


where_arguments = json_arguments


def where(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Print where everything is, how much it is, and the backups with the newest first."""
    found = find_whereabouts(environment)
    if wants_json(options):
        put_out_json(_where_data(found, environment, _), options, environment, _)
    else:
        _print_where(found, environment, _)


def _where_data(found: Whereabouts, environment: Environment, _: Translator) -> dict[str, object]:
    server = found.server
    return {
        "journal": str(found.journal) if server is None else server.shown,
        "role": server.role if server is not None and server.is_usable else "",
        "bytes": found.journal_bytes,
        "evidence": str(found.evidence),
        "evidence_files": found.evidence_files,
        "evidence_bytes": found.evidence_bytes,
        "receipts": str(found.receipts),
        "receipts_files": found.receipts_files,
        "receipts_bytes": found.receipts_bytes,
        "backups": str(found.backups),
        "backups_bytes": found.backups_bytes,
        "settings": str(found.settings),
        "criteria": str(found.criteria),
        "uploads": str(environment.uploads),
        "made": [
            {"file": str(b.path), "made": b.made.isoformat(), "why": b.why.value}
            for b in found.found
        ],
        "warnings": [_.say(words) for words in found.warnings],
    }


def _print_where(found: Whereabouts, environment: Environment, _: Translator) -> None:
    server = found.server
    evidence = _.plural("{n} fil", "{n} filer", found.evidence_files)
    received = _.plural("{n} fil", "{n} filer", found.receipts_files)
    print_table(
        [
            (_("Egenvurderinger"), size_words(found.journal_bytes, _), str(found.journal))
            if server is None
            else (
                _("Egenvurderinger"),
                _("på en server"),
                _(
                    "databasen {database} på {host}, som {role}",
                    database=server.database,
                    host=server.host,
                    role=server.role,
                )
                if server.is_usable
                else _("adressen i SAMSJEKK_DATABASE kan ikke brukes"),
            ),
            (
                _("Kopier av dokumentasjon"),
                f"{evidence}, {size_words(found.evidence_bytes, _)}",
                str(found.evidence),
            ),
            (
                _("Mottatt"),
                f"{received}, {size_words(found.receipts_bytes, _)}",
                str(found.receipts),
            ),
            (_("Sikkerhetskopier"), size_words(found.backups_bytes, _), str(found.backups)),
            (_("Innstillinger"), "", str(found.settings)),
            (_("Egne kriteriesett"), "", str(found.criteria)),
            (_("Lastet opp i nettleseren"), "", str(environment.uploads)),
        ]
    )
    print()
    if not found.found and server is None:
        print(_("Ingen sikkerhetskopi ennå. Ta en med samsjekk backup."))
    print_table([(_.moment(b.made), _.say(b.why.words), str(b.path)) for b in found.found])
    for words in found.warnings:
        print_wrapped(_.say(words))
    print_copies_beside(environment, _)
