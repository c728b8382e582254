"""Settings: who one is, the language, the colours. What is chosen is seen at once."""

from __future__ import annotations

from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.widgets import Input, Select, Static

from checklist.i18n import LANGUAGES, Translator, phrase
from checklist.machine import LONGEST, Environment, Settings, change_settings
from checklist.tui import themes
from checklist.tui.widgets import Dialog, FieldError, Tick, labelled, plain

LANGUAGE_NAMES = {"nb": "Bokmål", "nn": "Nynorsk", "en": "English"}
"""Each in its own words, for those who read no other."""


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
        yield from labelled(
            _("Navn (skiller dem som svarer, fra hverandre)"),
            Input(self._environment.name, id="name", compact=True, disabled="name" in set_outside),
        )
        yield from labelled(
            _("Rolle (det rapportene viser)"),
            Input(self._environment.role, id="role", compact=True, disabled="role" in set_outside),
        )
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
        name = self.query_one("#name", Input).value.strip()
        if not name:
            raise FieldError(phrase("Skriv et navn, for eksempel fornavnet ditt."), "#name")
        role = self.query_one("#role", Input).value.strip()
        for text, field in ((name, "#name"), (role, "#role")):
            if len(text) > LONGEST:
                words = phrase("Dette er for langt. Det er plass til {most} tegn.", most=LONGEST)
                raise FieldError(words, field)
        locked = self._environment.set_outside
        language = str(self.query_one("#language", Select).value)
        fields = {"name": name, "role": role, "language": language}
        given: dict[str, Any] = {
            **{field: value for field, value in fields.items() if field not in locked},
            "theme": str(self.query_one("#theme", Select).value),
            "animations": self.query_one("#animations", Tick).value,
        }
        kept = change_settings(self._environment.home, lambda known: known._replace(**given))
        if kept is None:
            raise FieldError(
                phrase("Innstillingene kan ikke lagres i {home}.", home=self._environment.home),
                "#name",
            )
        self.chosen = kept

    def on_unmount(self) -> None:
        """Closed without saving: the colours there were come back."""
        if self.chosen is self._current:
            self.app.theme = self._theme_before
