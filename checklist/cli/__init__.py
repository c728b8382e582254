"""The command line: thin commands over the same session the terminal UI uses.

What was asked for goes to standard output, everything said about it to standard error. A
command is imported when it is asked for, so that `--help` costs no more than the table of them.
"""

from __future__ import annotations

import atexit
import gc
import os
import sys
import traceback
from collections.abc import Sequence

from checklist.cli.argparse_language import argparse_in
from checklist.cli.table import build_parser
from checklist.errors import ExitCode, SamsjekkError
from checklist.i18n import LANGUAGES, Translator, phrase
from checklist.machine import (
    SHOWN_OTHERWISE,
    Environment,
    harmless_output,
    is_closed_pipe,
    let_go_of,
    speak_utf8,
)
from checklist.text import has_harmful

_NEW_OBJECTS = 10_000
"""How many new objects Python looks through for garbage at a time where a program runs for long.
Its own 700 is for programs that make few."""


def start(arguments: Sequence[str] | None = None) -> int:
    """Run samsjekk as the whole of a process, and return its exit code.

    What a command makes is in use until it is done, and goes with the process then. So it is not
    looked through for garbage, nor at the end. What runs until the user ends it, looks again
    (`gc.enable`).
    """
    gc.set_threshold(_NEW_OBJECTS)
    gc.disable()
    atexit.register(gc.freeze)
    return main(arguments)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code: 0 done, 1 faults found, 2 can't be carried out."""
    speak_utf8()
    with harmless_output():
        return _run(list(sys.argv[1:] if arguments is None else arguments))


class UnreadableWord(SamsjekkError):
    """A word of the command is no text, so it can't be kept or shown."""


def _refuse_what_is_no_text(words: Sequence[str]) -> None:
    for word in words:
        if any("\ud800" <= character <= "\udfff" for character in word):
            raise UnreadableWord(
                phrase("«{word}» er ikke tekst i UTF-8. Skriv det om igjen.", word=word)
            )


def _written_first(words: Sequence[str]) -> str:
    """The language of the help, where `--lang` comes first."""
    return words[1] if words[:1] == ["--lang"] and words[1:2] and words[1] in LANGUAGES else ""


def _run(words: Sequence[str]) -> int:
    _ = Translator(Environment.language_asked_for())
    try:
        environment = Environment.of_process()
        _ = Translator(environment.language)
        if (said := environment.unread_words) is not None:
            print(_.say(said), file=sys.stderr)
        _refuse_what_is_no_text(words)
        language = _written_first(words) or environment.language
        with argparse_in(language):
            options = build_parser(Translator(language), words).parse_args(words)
        _ = Translator(options.lang or environment.language)
        code: ExitCode = options.command.run(options, environment, _)
        if any(map(has_harmful, words)):
            print(_.say(SHOWN_OTHERWISE), file=sys.stderr)
        sys.stdout.flush()
    except SamsjekkError as error:
        print(error.text(_), file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        print(_("Avbrutt. Det som var lagret før dette, er trygt."), file=sys.stderr)
        return ExitCode.REFUSED
    except Exception as error:  # noqa: BLE001 - whatever it is, it is said in words
        if is_closed_pipe(error, sys.stdout):
            # The reader (head, less) has what it wanted.
            let_go_of(sys.stdout)
            return ExitCode.DONE
        # Whatever was not foreseen: users get words, not a traceback.
        if "SAMSJEKK_DEBUG" in os.environ:
            traceback.print_exc()
        print(
            _(
                "Noe uventet gikk galt ({kind}: {reason}). Det som var lagret, er trygt. Kjør på "
                "nytt med SAMSJEKK_DEBUG=1 for å se mer, og meld fra.",
                kind=type(error).__name__,
                reason=error,
            ),
            file=sys.stderr,
        )
        return ExitCode.REFUSED
    return code
