"""From bytes to YAML nodes, bounded in depth and without marks; or one fault."""

from __future__ import annotations

import re
from typing import Any, NoReturn

import yaml
from yaml.nodes import Node
from yaml.reader import Reader, ReaderError

from checklist.criteria.yaml.faults import Fault, FaultyFile, quoted
from checklist.criteria.yaml.syntax import slip_of
from checklist.i18n import Phrase, phrase
from checklist.text import spoilt_letters

MAX_DEPTH = 40
MAX_NODES = 400_000
"""Keys, values and lists in a file: the largest set anyone has tried has 260,000."""

# CSafeLoader is 17 times faster than SafeLoader; PyYAML built without libyaml still works.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# Not only after a space: in flow style a value may stand right after its colon ("a":*b), and
# YAML knows line breaks that are several bytes.
_MARKED = re.compile(rb"[&*!](?<![0-9A-Za-z].)(?:(?<=!)|[^\s,\]}])")
# libyaml composes recursively in C: text nested deeply enough would overrun the stack. A level
# costs a bracket, or a column or a sign at the start of a line; text with few of them can't be
# deep. They are looked for everywhere: to YAML \r, U+0085 and U+2028 end a line as well.
_FEW_BRACKETS = 2_000
_MUCH_INDENTED = b" " * (2 * MAX_DEPTH)
_MANY_SIGNS = re.compile(rb"[?:-](?:[ \t]*[?:-]){%d}" % (MAX_DEPTH - 1))


def compose(content: bytes, file: str) -> Node:
    """The root node of a YAML text.

    Raises:
        FaultyFile: it is not UTF-8, not YAML, empty, too deep, or has tags, anchors or aliases.
    """
    return _Composer(file).compose(content)


class _Composer:
    def __init__(self, file: str) -> None:
        self._file = file

    def compose(self, content: bytes) -> Node:
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            before = content[: error.start]
            self._stop(
                before.count(b"\n") + 1,
                error.start - before.rfind(b"\n"),
                phrase("filen er ikke UTF-8-tekst; den kan være lagret som «ANSI» i Windows"),
                phrase("lagre den som UTF-8: «Lagre som» i Notisblokk har et valg for koding"),
            )
        if spoilt := spoilt_letters(text):
            self._stop_at_spoilt(text, spoilt)
        brackets = content.count(b"[") + content.count(b"{")
        # Every key and value stands beside one of these: no file has more than two for each.
        signs = brackets + sum(map(content.count, (b"-", b"?", b":", b",")))
        if (
            2 * signs > MAX_NODES
            or brackets > _FEW_BRACKETS
            or _MARKED.search(content)
            or _MUCH_INDENTED in content
            or _MANY_SIGNS.search(content)
        ):
            self._refuse_marks_and_depth(text)
        try:
            root: Node | None = yaml.compose(text, Loader=_Loader)
        except yaml.MarkedYAMLError as error:
            self._stop(*slip_of(error, text))
        except ReaderError:
            self._stop_at_control_character(text)
        except (yaml.YAMLError, ValueError) as error:
            self._stop(
                1,
                1,
                phrase("dette er ikke gyldig YAML ({reason})", reason=str(error)[:120]),
            )
        except RecursionError:
            self._too_deep(1, 1)
        if root is None:
            self._stop(1, 1, phrase("filen er tom"))
        return root

    def _stop(
        self, line: int, column: int, problem: Phrase, allowed: Phrase | None = None
    ) -> NoReturn:
        raise FaultyFile((Fault(self._file, line, column, "", problem, allowed),))

    def _too_deep(self, line: int, column: int) -> NoReturn:
        self._stop(
            line,
            column,
            phrase("for mange nivåer inni hverandre"),
            phrase("høyst {limit} nivåer", limit=MAX_DEPTH),
        )

    def _stop_at_control_character(self, text: str) -> NoReturn:
        found = Reader.NON_PRINTABLE.search(text)
        at = found.start() if found else 0
        self._stop(
            text.count("\n", 0, at) + 1,
            at - text.rfind("\n", 0, at),
            phrase("her står et tegn som ikke kan vises (U+{code})", code=f"{ord(text[at]):04X}"),
            phrase("ta det bort"),
        )

    def _stop_at_spoilt(self, text: str, spoilt: re.Match[str]) -> NoReturn:
        at = spoilt.start()
        self._stop(
            text.count("\n", 0, at) + 1,
            at - text.rfind("\n", 0, at),
            phrase(
                "bokstavene er ødelagt: her står «{sign}» for æ, ø, å eller et annet tegn",
                sign=spoilt[0],
            ),
            phrase(
                "> i PowerShell gjør slikt; lag filen på nytt med --output FIL, og lagre den som "
                "UTF-8"
            ),
        )

    def _refuse_marks_and_depth(self, text: str) -> None:
        """Slow look at the events, for text that could hold a mark, deep nesting or too much."""
        depth = nodes = 0
        try:
            for event in yaml.parse(text, Loader=_Loader):
                mark: Any = event.start_mark
                if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                    self._stop(
                        mark.line + 1,
                        mark.column + 1,
                        phrase("anker og alias (& og *) er ikke tillatt"),
                        phrase("skriv teksten ut, eller sett den i anførselstegn"),
                    )
                nodes += isinstance(event, yaml.NodeEvent)
                if nodes > MAX_NODES:
                    self._stop(
                        mark.line + 1,
                        mark.column + 1,
                        phrase("filen har for mange felter og verdier"),
                        phrase(
                            "høyst {limit}; del den opp", limit=f"{MAX_NODES:_}".replace("_", " ")
                        ),
                    )
                tag = getattr(event, "tag", None)
                if tag is not None:
                    self._stop(
                        mark.line + 1,
                        mark.column + 1,
                        phrase("merket {tag} er ikke tillatt", tag=quoted(tag)),
                        phrase("ta det bort, eller sett teksten i anførselstegn"),
                    )
                if isinstance(event, yaml.CollectionStartEvent):
                    depth += 1
                    if depth > MAX_DEPTH:
                        self._too_deep(mark.line + 1, mark.column + 1)
                elif isinstance(event, yaml.CollectionEndEvent):
                    depth -= 1
                elif isinstance(event, yaml.DocumentEndEvent):
                    return  # compose() refuses another document
        except yaml.YAMLError:
            return  # compose() meets the same error and reports it with its place
