"""Where a command puts what it makes: on standard output, or in a file that it says the name of."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from checklist.cli.arguments import ImpossibleCommand, as_json
from checklist.cli.printing import as_json_text, print_file
from checklist.i18n import Translator, phrase
from checklist.machine import Environment
from checklist.store import (
    ZIP,
    Content,
    FileInTheWay,
    refuse_output_file,
    refuse_output_folder,
    write_output,
    write_several,
    zipped,
)
from checklist.words import written_words

STANDARD_OUTPUT = "-"


def output_arguments(parser: argparse.ArgumentParser, _: Translator, help_text: str = "") -> None:
    """Where to, as `output`, and whether a file may be replaced, as `replace`."""
    usual = _("fil, eller - for standard ut")
    parser.add_argument(
        "--output", default=STANDARD_OUTPUT, metavar="file", help=help_text or usual
    )
    replace_argument(parser, _)


def replace_argument(parser: argparse.ArgumentParser, _: Translator) -> None:
    """Whether files that are there may be replaced, as `replace`."""
    parser.add_argument("--replace", action="store_true", help=_("erstatt filer som finnes"))


def json_arguments(parser: argparse.ArgumentParser, _: Translator) -> None:
    """Whether to give it for scripts, as `json`, and the file for that."""
    as_json(parser, _)
    output_arguments(parser, _, _("fil til --json"))


def wants_json(options: argparse.Namespace) -> bool:
    """Whether it is to be given for scripts.

    Raises:
        ImpossibleCommand: it is not, and a file was named.
    """
    if options.output != STANDARD_OUTPUT and not options.json:
        raise ImpossibleCommand(phrase("--output hører sammen med --json her."))
    return bool(options.json)


def refuse_output(
    options: argparse.Namespace, environment: Environment, *, several: bool = False
) -> None:
    """Stop what can't be written where it was asked for, before it is made, which may take long.

    `several` files go in a folder, or in one file whose name says so.

    Raises:
        ImpossibleName, OutputFileError: it can't; the words say why.
    """
    if options.output == STANDARD_OUTPUT:
        return
    path = Path(options.output)
    if several and path.suffix.lower() != ZIP:
        refuse_output_folder(path, environment.home)
    else:
        refuse_output_file(path, environment.home)


def put_out_json(
    data: object, options: argparse.Namespace, environment: Environment, _: Translator
) -> None:
    """Print what a script reads, or write it to the file that was asked for."""
    put_out(as_json_text(data), options, environment, _)


def put_out(
    content: bytes,
    options: argparse.Namespace,
    environment: Environment,
    _: Translator,
    *,
    text: bool = True,
) -> None:
    """Print what was made, or write it to the file that was asked for.

    Raises:
        FileInTheWay: another file is there, and `--replace` was not written.
        OutputFileError: it can't be written; the words say why.
    """
    if options.output == STANDARD_OUTPUT:
        print_file(content, text=text)
        return
    put_out_file(content, Path(options.output), options, environment, _)


def put_out_together(
    files: Mapping[str, bytes],
    options: argparse.Namespace,
    environment: Environment,
    _: Translator,
) -> None:
    """Write files that belong together, each with an ending after the name that was asked for.

    Raises:
        FileInTheWay: other files are there, and `--replace` was not written.
        OutputFileError: they can't be written; the words say why.
    """
    path = Path(options.output)
    named = {f"{path.stem}{ending}{path.suffix}": content for ending, content in files.items()}
    directory = put_out_several(path.parent, named, options, environment)
    _say_written(directory, named, _)


def put_out_file(
    source: Content,
    path: Path,
    options: argparse.Namespace,
    environment: Environment,
    _: Translator,
) -> None:
    """Write a file to where it was asked for, and say where that is.

    Raises:
        FileInTheWay: another file is there, and `--replace` was not written.
        OutputFileError: it can't be read or written; the words say why.
    """
    try:
        written = write_output(path, source, replace=options.replace, home=environment.home)
    except FileInTheWay as error:
        raise _with_remedy(error) from None
    print(_.say(written_words(written)), file=sys.stderr)


def put_out_many(
    files: Mapping[str, bytes],
    options: argparse.Namespace,
    environment: Environment,
    _: Translator,
) -> None:
    """Write files in the folder or the zip file that was asked for, and say where they are.

    Raises:
        FileInTheWay: other files are there, and `--replace` was not written.
        OutputFileError: they can't be written; the words say why.
    """
    path = Path(options.output)
    if path.suffix.lower() == ZIP:
        put_out(zipped(files), options, environment, _, text=False)
    else:
        _say_written(put_out_several(path, files, options, environment), files, _)


def _say_written(directory: Path, names: Iterable[str], _: Translator) -> None:
    for name in names:
        print(_.say(written_words(directory / name)), file=sys.stderr)


def put_out_several(
    directory: Path,
    files: Mapping[str, bytes],
    options: argparse.Namespace,
    environment: Environment,
) -> Path:
    """Write files in a folder, all or none where some are there already; return its full path.

    Raises:
        FileInTheWay: other files are there, and `--replace` was not written.
        OutputFileError: they can't be written; the words say why.
    """
    try:
        return write_several(directory, files, replace=options.replace, home=environment.home)
    except FileInTheWay as error:
        raise _with_remedy(error) from None


def _with_remedy(error: FileInTheWay) -> FileInTheWay:
    words = phrase(
        "{problem}. Ingenting er skrevet. Velg et annet sted, eller erstatt med --replace.",
        problem=error.words,
    )
    return FileInTheWay(words)
