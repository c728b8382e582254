"""The boxes that ask where a file is to lie, and where one lies."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import ClassVar, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Button, Input

from checklist.handover import ENDING, TakenPart
from checklist.i18n import Phrase, Translator, phrase
from checklist.machine import Environment
from checklist.store import Watch
from checklist.tui.boxes import (
    Tick,
    WorkingDialog,
    labelled,
    typed_path,
    written,
)
from checklist.tui.evidence import browse_for
from checklist.tui.handing_over.jobs import (
    Look,
    Sent,
    Wanted,
    begin_to_share,
    look_into,
    make_file,
    stop_sharing,
    take_part,
)
from checklist.tui.keys import Use, bindings
from checklist.tui.user_files import user_files_of
from checklist.tui.widgets import plain

_Made = TypeVar("_Made")
NOTHING_TAKEN_IN = phrase("Avbrutt. Ingenting er tatt inn.")
_NOT_SHARED = phrase("Lukket mens mappen ble lest. Se etter om egenvurderingen deles.")


class PlaceDialog(WorkingDialog[_Made]):
    """A box that asks for a place, and does its work there."""

    AUTO_FOCUS = "Input"
    DEFAULT_CSS = "PlaceDialog .buttons { margin-top: 1; }"

    def job(self) -> Callable[[Watch], _Made]:
        """What is to be done with what is in the fields now.

        Raises:
            SamsjekkError: it can't be; the words say why.
        """
        raise NotImplementedError  # a screen has a metaclass of its own, so it cannot be an ABC

    def action_save(self) -> None:
        """Begin, unless it is begun already."""
        self.begin_work(self.job)

    def has_unsaved_text(self) -> bool:
        """Whether something is being done: a place is soon typed again."""
        return self.is_working


class SendDialog(PlaceDialog[Sent]):
    """Where the file is to lie, and what is to go with it."""

    SAVE = phrase("Lag filen (ctrl+s)")

    def __init__(self, environment: Environment, assessment: str, _: Translator) -> None:
        about = _(
            "En fil som en kollega kan flette inn, og som andre kan se i: svarene, historikken, "
            "kriteriene og kopiene av dokumentasjon."
        )
        super().__init__(
            _("Send egenvurderingen"), about, _, phrase("Avbrutt. Ingen fil er laget.")
        )
        self._environment = environment
        self._assessment = assessment

    def fields(self) -> ComposeResult:
        """The place, and two ticks."""
        _ = self._
        proposed = user_files_of(self.app).folder / f"{self._assessment}{ENDING}"
        yield from labelled(_.say(user_files_of(self.app).asks), written(str(proposed), "path"))
        yield Tick(plain(_("Uten filene med dokumentasjon")), id="without", compact=True)
        words = _("Til publisering: uten navn, filer og det som ikke bør ut")
        yield Tick(plain(words), id="publish", compact=True)

    def job(self) -> Callable[[Watch], Sent]:
        """Make the file."""
        wanted = Wanted(
            self._assessment,
            user_files_of(self.app).passing(typed_path(self.query_one("#path", Input))),
            evidence=not self.query_one("#without", Tick).value,
            publish=self.query_one("#publish", Tick).value,
        )
        made = partial(make_file, self._environment, wanted, self._, sure=self.sure)
        return lambda watch: made(watch=watch)


class OpenFileDialog(PlaceDialog[Look]):
    """Which file to look into."""

    SAVE = phrase("Se i filen (ctrl+s)")
    BINDINGS: ClassVar[list[BindingType]] = bindings(Use("open_file", "browse"))

    def __init__(self, environment: Environment, _: Translator) -> None:
        about = _("Du ser hva som er i den, og hva den endrer her, før noe blir tatt inn.")
        super().__init__(_("Se i en fil"), about, _, NOTHING_TAKEN_IN)
        self._environment = environment

    def fields(self) -> ComposeResult:
        """The place."""
        yield from labelled(self._("Hvor ligger filen?"), written("", "path"))

    def extra_buttons(self) -> ComposeResult:
        """A way to look for it."""
        yield Button(plain(self._("Bla etter den (ctrl+o)")), id="browse", compact=True)

    @on(Input.Submitted, "#path")
    def _entered(self) -> None:
        self.action_save()

    @on(Button.Pressed, "#browse")
    def action_browse(self) -> None:
        """Find the file in its folder."""
        browse_for(self.query_one("#path", Input), self._, self.action_save)

    def job(self) -> Callable[[Watch], Look]:
        """Look into the file."""
        written = typed_path(self.query_one("#path", Input))
        path = user_files_of(self.app).source(written, Path.cwd())
        look = partial(look_into, self._environment, path, self._)
        return lambda watch: look(watch=watch)


class ShareDialog(PlaceDialog[Phrase]):
    """Through which folder an assessment is to be shared; where it is, the way to stop."""

    SAVE = phrase("Del (ctrl+s)")

    def __init__(
        self, environment: Environment, assessment: str, now: Path | None, _: Translator
    ) -> None:
        about = _(
            "Velg en mappe som alle har: på en server, i OneDrive eller Nextcloud, eller på en "
            "minnepinne. Det som svares, er lagret her først, og deles når mappen er der."
        )
        super().__init__(_("Del egenvurderingen"), about, _, _NOT_SHARED)
        self._environment = environment
        self._assessment = assessment
        self._now = now

    def fields(self) -> ComposeResult:
        """The folder."""
        words = self._("Hvilken mappe?")
        yield from labelled(words, written("" if self._now is None else str(self._now), "path"))

    def extra_buttons(self) -> ComposeResult:
        """The way to stop."""
        if self._now is not None:
            yield Button(plain(self._("Slutt å dele")), id="stop", compact=True)

    @on(Button.Pressed, "#stop")
    def _stop(self) -> None:
        self.begin_work(lambda: lambda _watch: stop_sharing(self._environment, self._assessment))

    def job(self) -> Callable[[Watch], Phrase]:
        """Share it."""
        folder = Path.cwd() / typed_path(self.query_one("#path", Input))
        return lambda _watch: begin_to_share(self._environment, self._assessment, folder)


class JoinDialog(PlaceDialog[TakenPart]):
    """From which folder an assessment is to be fetched, and shared from now on."""

    SAVE = phrase("Bli med (ctrl+s)")

    def __init__(self, environment: Environment, _: Translator) -> None:
        about = _("Egenvurderingen kommer hit, og det dere svarer, deles gjennom mappen.")
        super().__init__(_("Bli med i det andre deler"), about, _, _NOT_SHARED)
        self._environment = environment

    def fields(self) -> ComposeResult:
        """The folder."""
        yield from labelled(self._("Hvilken mappe?"), written("", "path"))

    def job(self) -> Callable[[Watch], TakenPart]:
        """Join."""
        folder = Path.cwd() / typed_path(self.query_one("#path", Input))
        return lambda _watch: take_part(self._environment, folder)
