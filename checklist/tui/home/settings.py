"""Settings: who one is, the language, the colours. What is chosen is seen at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.widgets import Input, Select, Static

from checklist.i18n import LANGUAGES, Translator, phrase
from checklist.machine import Environment, NotKept, Settings, change_settings, keep_settings
from checklist.tui import themes
from checklist.tui.boxes import (
    Dialog,
    FieldError,
    Tick,
    labelled,
    needed,
    written,
)
from checklist.tui.widgets import plain

LANGUAGE_NAMES = {"nb": "Bokmål", "nn": "Nynorsk", "en": "English"}
"""Each in its own words, for those who read no other."""


class WhoDialog(Dialog):
    """Who answers: asked for before the first answer, where nobody has said it.

    Leaving it keeps the name that is there, so that nobody is asked twice.
    """

    LEAVE = phrase("Svar uten (esc)")
    AUTO_FOCUS = "Input"

    def __init__(self, environment: Environment, _: Translator) -> None:
        about = _(
            "Det står ved svarene, så dere ser hvem som har svart hva. Esc svarer som «{name}».",
            name=environment.name,
        )
        super().__init__(_("Hvem svarer?"), about, _)
        self._environment = environment
        self.chosen: Settings | None = None

    def fields(self) -> ComposeResult:
        """Name and role."""
        yield from who_fields(self._environment, self._)

    def on_mount(self) -> None:
        """Mark the name of the account, so that what is typed takes its place."""
        self.query_one("#name", Input).select_all()

    def store(self) -> None:
        """Keep both."""
        self.chosen = keep(self._environment, typed_who(self))

    def leave(self) -> None:
        """Go on with the name that is there."""
        name = self._environment.name
        self.chosen = change_settings(
            self._environment.home, lambda known: known._replace(name=name)
        )
        self.dismiss(True)


def who_fields(environment: Environment, _: Translator) -> ComposeResult:
    """The fields of the name and the role, each locked where it is set outside the program."""
    for name, label in (
        ("name", needed(_("Navn, som skiller dem som svarer, fra hverandre"), _)),
        ("role", _("Rolle (det rapportene viser)")),
    ):
        field = written(getattr(environment, name), name)
        field.disabled = name in environment.set_outside
        yield from labelled(label, field)


def typed_who(dialog: Dialog) -> dict[str, str]:
    """The name and the role in the fields of a box."""
    return {name: dialog.query_one(f"#{name}", Input).value.strip() for name in ("name", "role")}


def keep(environment: Environment, given: Mapping[str, Any]) -> Settings:
    """Keep what was chosen, but for what is set outside the program.

    Raises:
        FieldError: it can't be so, or can't be written.
    """
    free = {field: value for field, value in given.items() if field not in environment.set_outside}
    try:
        return keep_settings(environment.home, free)
    except NotKept as error:
        raise FieldError(error.words, f"#{error.field}") from error


class SettingsDialog(Dialog):
    """The user's habits. Leaving without saving takes the colours back."""

    AUTO_FOCUS = "Input, Select"

    def __init__(self, environment: Environment, current: Settings, _: Translator) -> None:
        about = _("Gjelder deg på denne maskinen. Egenvurderingene endres ikke.")
        super().__init__(_("Innstillinger"), about, _)
        self._environment = environment
        self._current = current
        self.chosen = current
        self._theme_before = ""

    def fields(self) -> ComposeResult:
        """Name, role, language, colours, movement."""
        _, now = self._, self._current
        set_outside = self._environment.set_outside
        yield from who_fields(self._environment, _)
        yield from labelled(
            _("Språk"),
            Select(
                [(LANGUAGE_NAMES[language], language) for language in LANGUAGES],
                value=self._environment.language,
                allow_blank=False,
                compact=True,
                id="language",
                disabled="language" in set_outside,
            ),
        )
        yield from labelled(
            _("Farger"),
            Select(
                [(plain(_.say(words)), name) for name, words in themes.WORDS.items()],
                value=now.theme if now.theme in themes.WORDS else themes.USUAL,
                allow_blank=False,
                compact=True,
                id="theme",
            ),
        )
        yield Tick(plain(_("Bevegelse på skjermen")), now.animations, id="animations", compact=True)
        if set_outside:
            words = _(
                "Felter som er låst, er satt med SAMSJEKK_NAME, SAMSJEKK_ROLE eller SAMSJEKK_LANG."
            )
            yield Static(plain(words), classes="about")

    def on_mount(self) -> None:
        """Remember the colours, to take them back."""
        self._theme_before = self.app.theme

    @on(Select.Changed, "#theme")
    def _try_colours(self, event: Select.Changed) -> None:
        if isinstance(event.value, str):
            self.app.theme = event.value

    def store(self) -> None:
        """Keep what was chosen."""
        self.chosen = keep(
            self._environment,
            {
                **typed_who(self),
                "language": str(self.query_one("#language", Select).value),
                "theme": str(self.query_one("#theme", Select).value),
                "animations": self.query_one("#animations", Tick).value,
            },
        )

    def on_unmount(self) -> None:
        """Closed without saving: the colours there were come back."""
        if self.chosen is self._current:
            self.app.theme = self._theme_before
