"""Looking at the whole, line by line: overview (`o`), history (`h`), report (`r`)."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from pathlib import Path

from checklist.i18n import Translator, phrase
from checklist.machine import Environment, print_wrapped, read_files
from checklist.plain.lines import (
    HeardList,
    OfAssessment,
    UnreadableLine,
    is_number,
    numbered,
    parted,
)
from checklist.reporting import (
    APPENDIX_CHOICES,
    DOCUMENTS,
    Appendix,
    form_named_by,
    long_in_one,
    parts_of,
    report_file,
)
from checklist.session import HistoryLine, Session
from checklist.session.reports import baselines, report_of
from checklist.store import write_output
from checklist.words import (
    PARTS,
    TYPED,
    claimed_sentence,
    history_words,
    moment_lines,
    part_counts,
    part_lines,
    typed_of,
    way_back_words,
    written_words,
)

_NEWEST = 10
_REPORT_PARTS = 2
_REPORT_EXAMPLE = phrase("{report} 1 rapport.html; uten vedlegg", **TYPED)


class PlainLooking(OfAssessment):
    """What the answers lead to, what has been done, and the documents made of it."""

    def __init__(self, session: Session, translator: Translator) -> None:
        super().__init__(session, translator)
        self._heard = HeardList[HistoryLine](TYPED["history"])

    def take_overview(self, rest: str) -> None:
        """`o` reads out the first part in short and names the parts, `o 3` reads out a part.

        Raises:
            SamsjekkError: there is no such part.
        """
        _, appraisal = self._, self._session.appraisal
        names = list(PARTS)
        part = numbered(names, rest, TYPED["overview"]) if rest else names[0]
        today = Environment.today()
        for depth, line in part_lines(part, appraisal, today, _, in_short=not rest):
            print_wrapped(line, "  " * (depth + 1))
        if not rest:
            counts = part_counts(appraisal)
            parts = ", ".join(
                f"{number} {_.say(PARTS[name][0]).capitalize()}"
                + ("" if counts[name] is None else f" ({counts[name]})")
                for number, name in enumerate(names, start=1)
            )
            print_wrapped(_("{overview} og et nummer leser en del: {parts}.", parts=parts, **TYPED))

    # -- history ------------------------------------------------------------------------

    def take_history(self, rest: str) -> None:
        """`h` lists the newest, `h 3` shows how all was then, `h = name` claims a name.

        Raises:
            SamsjekkError: there is no such line.
        """
        _, session = self._, self._session
        lines = {line.event.id: line for line in session.history()}
        take_over = typed_of("take_over", _)
        if rest.startswith(take_over):
            self._claim(rest.removeprefix(take_over).strip())
        elif is_number(rest):
            event = self._heard.numbered(lines, rest).event
            print_wrapped(_("Slik det var {when}.", when=_.moment(event.at)), "  ")
            for depth, line, _change in moment_lines(session.at(event.id), session.appraisal, _):
                print_wrapped(line, "  " * (depth + 1))
        elif rest:
            raise UnreadableLine(phrase("Skriv {history}, eller {history} og et nummer.", **TYPED))
        else:
            self._list_history(lines)

    def _claim(self, name: str) -> None:
        if name:
            self._session.claim(name)
            print_wrapped(self._.say(claimed_sentence(name)))
            return
        for known in self._session.claimable():
            print_wrapped(known, "  ")
        self.print_lines(
            self._("{history} {take_over} og et navn sier at det også er deg.", **TYPED)
        )

    def go_back(self, number: str) -> None:
        """Go back to how all was after a line of the history.

        Raises:
            SamsjekkError: there is no such line, or one can't go back to it.
        """
        _, session = self._, self._session
        lines = {line.event.id: line for line in session.history()}
        way = session.way_back(self._heard.numbered(lines, number).event.id)
        session.go_back(way)
        changes = way_back_words(way, _)
        self.print_lines(
            _("Tok tilbake {changes}.", changes=changes), _("{undo} angrer det.", **TYPED)
        )

    def _list_history(self, lines: Mapping[str, HistoryLine]) -> None:
        _, session = self._, self._session
        earlier = session.earlier()
        self.print_number(min(len(lines), _NEWEST))
        for number, line in islice(self._heard.read_out(lines), _NEWEST):
            said = history_words(
                line.event, session.criteria_set, earlier, _, undone=line.undone, later=line.later
            )
            print_wrapped(f"{number} {said.what_first}", "  ")
        if (older := len(lines) - _NEWEST) > 0:
            print_wrapped(_.plural("{n} eldre hendelse.", "{n} eldre hendelser.", older), "  ")
        self.print_lines(
            _("{history} og et nummer viser hvordan alt var da.", **TYPED),
            _("{undo} og et nummer går tilbake.", **TYPED),
            _("{history} {take_over} viser navn du kan ta over.", **TYPED),
        )

    # -- report -------------------------------------------------------------------------

    def take_report(self, rest: str) -> None:
        """`r` lists the documents, `r 1 file` writes one; the suffix says in which form.

        Raises:
            SamsjekkError: it was not written; the words say why.
        """
        _ = self._
        number, _space, name = rest.partition(" ")
        if not name.strip():
            self.print_number(len(DOCUMENTS))
            for at, offered in enumerate(DOCUMENTS.values(), start=1):
                print_wrapped(f"{at} {_.say(offered.title)}", "  ")
            print_wrapped(
                _(
                    "Skriv nummer og filnavn, slik: {report} 1 rapport.html eller {report} 1 "
                    "rapport.pdf",
                    **TYPED,
                )
            )
            choices = ", ".join(_.say(where.words) for where in APPENDIX_CHOICES)
            print_wrapped(
                _("Gaprapporten kan få ett av disse etter et semikolon: {choices}", choices=choices)
            )
            return
        document = numbered(list(DOCUMENTS), number, TYPED["report"])
        name, where = parted(name, _REPORT_PARTS, _REPORT_EXAMPLE)
        appendix = self._appendix(where)
        path = Path(name)
        path = path if path.suffix else path.with_suffix(".html")
        form = form_named_by(path) or "html"
        # A report is about what all share, also while its reader answers alone.
        session = self._session if self._session.round is None else self._session.sharing()
        read_files(session, _)
        earlier = baselines(session) if DOCUMENTS[document].looks_back else ()
        made = report_of(
            session,
            Environment.today(),
            _,
            against=earlier[0].id if earlier else None,
            appendix=appendix,
        )
        if (long := long_in_one(made, document)) is not None:
            print_wrapped(_.say(long))
        for ending, part in parts_of(made, document, form).items():
            content = report_file(part, template=document, form=form)
            file = path.with_name(f"{path.stem}{ending}{path.suffix}")
            written = write_output(file, content, replace=False, home=session.home)
            print_wrapped(_.say(written_words(written)))

    def _appendix(self, said: str) -> Appendix:
        """Where the appendix is to stand, in words or in their beginning.

        Raises:
            UnreadableLine: it is none of the choices.
        """
        for where in APPENDIX_CHOICES:
            if self._.say(where.words).startswith(said.casefold()):
                return where
        raise UnreadableLine(phrase("Skriv det slik: {example}", example=_REPORT_EXAMPLE))
