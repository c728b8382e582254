"""Commands that carry an assessment between people and machines in one file."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from checklist.cli.arguments import asking, assessment
from checklist.cli.opened import opened
from checklist.cli.output import put_out_file, replace_argument
from checklist.cli.watching import telling_so_far
from checklist.handover import (
    ENDING,
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
    refuse_ending,
    shared_words,
    told_of_merging,
    unshared_words,
)
from checklist.i18n import Translator
from checklist.machine import Environment, expand_home, print_wrapped
from checklist.store import (
    Content,
    Receipt,
    Receipts,
    author_of,
    is_database,
    open_evidence_files,
    open_journal,
    open_receipts,
    shared_folder,
)


def export_arguments(parser: argparse.ArgumentParser, _: Translator) -> None:
    """What `export` takes."""
    assessment(parser, _)
    parser.add_argument(
        "--output",
        type=Path,
        metavar="file",
        help=_("filen; uten: id-en og .samsjekk i denne mappen"),
    )
    parser.add_argument(
        "--without-evidence", action="store_true", help=_("uten filene med dokumentasjon")
    )
    parser.add_argument(
        "--publish",
        action="store_true",
        help=_("uten navn, filer, interne notater og tekster som ikke bør ut"),
    )
    replace_argument(parser, _)


def export(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Write an assessment with its history, criteria and evidence as one file to hand over."""
    path = options.output or Path(options.id + ENDING)
    refuse_ending(path)

    def put(content: Content) -> None:
        put_out_file(content, path, options, environment, _)

    evidence, publish, watch = not options.without_evidence, options.publish, telling_so_far(_)
    if (receipt := open_receipts(environment).named(options.id)) is not None:
        lines = hand_on(receipt, put, _, evidence=evidence, publish=publish, watch=watch)
    else:
        with opened(environment, options.id, _) as session:
            lines = hand_over(session, put, _, evidence=evidence, publish=publish, watch=watch)
    for line in lines:
        print(line, file=sys.stderr)


def inspect_arguments(parser: argparse.ArgumentParser, _: Translator) -> None:
    """What `inspect` takes."""
    parser.add_argument(
        "file",
        type=Path,
        help=_("overleveringsfilen, det som er mottatt (id), eller en kopi av databasen"),
    )


def inspect(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Say what is in a file, and what it would change here. Changes nothing.

    Of what was received: what is in it, and what is new since the file before it.
    """
    path = expand_home(options.file)
    receipts = open_receipts(environment)
    if not path.exists() and (receipt := receipts.named(str(path))) is not None:
        _inspect_receipt(receipts, receipt, _)
        return
    if is_database(path):
        with open_journal(environment) as journal:
            for line in copy_lines(journal, path, _):
                print_wrapped(line)
        return
    with opened_hand_over(path) as given:
        for line in content_lines(given, _):
            print_wrapped(line)
        print()
        with open_journal(environment) as journal, compared(journal, given) as parted:
            for line in parted_lines(parted, _):
                print_wrapped(line)


def _inspect_receipt(receipts: Receipts, receipt: Receipt, _: Translator) -> None:
    with opened_receipt(receipt) as given:
        print_wrapped(_("Mottatt {when}, som {id}.", when=_.moment(receipt.at), id=receipt.id))
        for line in content_lines(given, _):
            print_wrapped(line)
        with compared_to_earlier(receipts, receipt, given) as compared:
            if compared is not None:
                print()
                for line in later_lines(*compared, given, _):
                    print_wrapped(line)


def merge_arguments(parser: argparse.ArgumentParser, _: Translator) -> None:
    """What `merge` takes."""
    parser.add_argument("file", type=Path, help=_("overleveringsfilen, eller en kopi av databasen"))
    parser.add_argument(
        "--yes", action="store_true", help=_("slett også tekster her som filen sletter")
    )


def merge(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Take in what a file has, beside what is here; print the id of each assessment."""
    files, path = open_evidence_files(environment), expand_home(options.file)
    with open_journal(environment) as journal, asking():
        several = merge_file(journal, files, path, sure=options.yes, watch=telling_so_far(_))
    for merged in several:
        for line in told_of_merging(merged, environment, _):
            print(line, file=sys.stderr)
        print(merged.assessment)


def share_arguments(parser: argparse.ArgumentParser, _: Translator) -> None:
    """What `share` takes."""
    assessment(parser, _)
    parser.add_argument(
        "folder",
        nargs="?",
        type=Path,
        help=_("en mappe alle som skal være med, har; uten: vis hvilken det er"),
    )
    parser.add_argument("--stop", action="store_true", help=_("slutt å dele"))


def share(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Share an assessment through a folder, stop sharing it, or print through which it is."""
    with opened(environment, options.id, _) as session:
        if options.stop:
            print(_.say(unshared_words(told=end_sharing(session))))
        elif options.folder is None:
            folder = shared_folder(session.journal, options.id)
            print(_("Egenvurderingen deles ikke.") if folder is None else folder)
        else:
            folder = expand_home(options.folder).absolute()
            begin_sharing(session, folder)
            print(_.say(shared_words(folder)))


def join_arguments(parser: argparse.ArgumentParser, _: Translator) -> None:
    """What `join` takes."""
    parser.add_argument("folder", type=Path, help=_("mappen egenvurderingen deles gjennom"))


def join(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Begin to take part in the assessments shared through a folder; print their ids."""
    folder = expand_home(options.folder).absolute()
    author, files = author_of(environment), open_evidence_files(environment)
    with open_journal(environment) as journal:
        taken = join_shared(journal, files, author, folder)
    if taken.warning is not None:
        print(_.say(taken.warning), file=sys.stderr)
    print("\n".join(taken.names))
