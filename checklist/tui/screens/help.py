"""Help: the keys of each screen, what the signs mean, and where things are saved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from checklist.appraisal.conclusions import ConclusionCode
from checklist.appraisal.findings import Severity
from checklist.appraisal.strength import Strength
from checklist.assessment.events import ActionStatus, VerdictCode
from checklist.catalogue.model import AnswerValue
from checklist.environment import Environment
from checklist.i18n import Translator
from checklist.tui.signs import (
    DIFFERENT,
    Sign,
    action_sign,
    answer_sign,
    conclusion_sign,
    severity_sign,
    strength_sign,
    verdict_sign,
)
from checklist.tui.widgets.bars import Key, KeyBar
from checklist.tui.widgets.drawing import Part
from checklist.tui.widgets.hanging import hung

_KEY_WIDTH = 17

Line = tuple[str, str]
"""A key and what it does."""


class HelpScreen(ModalScreen[None]):
    """Everything one can press and see, on one page that scrolls."""

    CSS_PATH = "help.tcss"
    AUTO_FOCUS = "VerticalScroll"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,question_mark,f1,enter,q", "close", show=False)
    ]

    def __init__(self, translator: Translator) -> None:
        super().__init__()
        self._ = translator

    def compose(self) -> ComposeResult:
        """One text that scrolls, and how to close it."""
        _ = self._
        with Vertical():
            with VerticalScroll():
                yield Static(id="help")
            yield KeyBar((Key("↑↓", _("Bla"), "scroll"),), last=(Key("esc", _("Lukk"), "close"),))

    def on_resize(self) -> None:
        """Wrap the text to the width there is."""
        self.call_after_refresh(self._show)

    def _show(self) -> None:
        text = self.query_one("#help", Static)
        text.update(self._text(text.content_size.width))

    def _text(self, width: int) -> Content:
        _ = self._
        blocks: list[Content] = []
        for title, keys in keys_of_screens(_):
            blocks.append(hung((Part(title, "bold $text-primary"),), width))
            blocks += [_line(key, does, width) for key, does in keys]
            blocks.append(Content(""))
        blocks.append(hung((Part(_("Tegnene"), "bold $text-primary"),), width))
        for title, signs in _signs(_):
            blocks.append(_sign_line(title, signs, _, width))
        blocks.append(Content(""))
        blocks.append(hung((Part(_("Lagring"), "bold $text-primary"),), width))
        blocks += [hung((Part(words),), width) for words in self._saving()]
        return Content("\n").join(blocks)

    def _saving(self) -> Iterator[str]:
        _ = self._
        yield _("Alt lagres med en gang. Du kan lukke når som helst og fortsette senere.")
        environment = getattr(self.app, "environment", None)
        if isinstance(environment, Environment):
            where = environment.home
            yield _("Egenvurderinger og kopier av filer ligger i {path}.", path=where)
        yield _("Ingenting sendes ut av maskinen. Bare du kan lese filene.")
        yield _("Skriv aldri navn eller fødselsnummer på pasienter. Vis til roller, ikke personer.")

    def action_scroll(self) -> None:
        """A click on the line at the bottom turns the page."""
        self.query_one(VerticalScroll).scroll_page_down(animate=False)

    def action_close(self) -> None:
        """Close the help."""
        self.dismiss(None)


def _line(key: str, does: str, width: int) -> Content:
    parts = (Part(f"  {set_cell_size(key, _KEY_WIDTH)}", "bold $text-accent"), Part(does))
    return hung(parts, width, _KEY_WIDTH + 2)


def _sign_line(title: str, signs: Iterable[Sign], _: Translator, width: int) -> Content:
    """Signs with their words after a title; a word never stands on another line than its sign."""
    indent = " " * (_KEY_WIDTH + 2)
    parts = [Part(f"  {set_cell_size(title, _KEY_WIDTH)}", "bold")]
    used = len(indent)
    for sign in signs:
        text = f"{sign.sign} {_.say(sign.words)}"
        if used > len(indent) and used + cell_len(text) > width:
            parts.append(Part(f"\n{indent}"))
            used = len(indent)
        parts += [Part(text, sign.style), Part("  ")]
        used += cell_len(text) + 2
    return hung(parts, width, len(indent))


def _signs(_: Translator) -> tuple[tuple[str, list[Sign]], ...]:
    return (
        (_("Svar"), [*(answer_sign(value) for value in (*AnswerValue, None)), DIFFERENT]),
        (_("Vurdering"), [verdict_sign(code) for code in VerdictCode]),
        (_("Funn"), [severity_sign(severity) for severity in Severity]),
        (_("Dokumentasjon"), [strength_sign(strength) for strength in Strength]),
        (_("Konklusjon"), [conclusion_sign(code) for code in ConclusionCode]),
        (_("Tiltak"), [action_sign(status) for status in ActionStatus]),
    )


def keys_of_screens(_: Translator) -> tuple[tuple[str, tuple[Line, ...]], ...]:
    """The keys of each screen and what they do, in the user's words."""
    return (
        (
            _("Overalt"),
            (
                ("esc", _("tilbake til der du kom fra")),
                ("tab  shift+tab", _("neste og forrige felt")),
                ("?  F1", _("denne hjelpen")),
                ("ctrl+q", _("avslutt")),
                (_("mus"), _("alt som kan velges med en tast, kan klikkes")),
            ),
        ),
        (
            _("Egenvurderinger"),
            (
                ("Enter", _("åpne")),
                ("n", _("ny egenvurdering")),
                ("x", _("kopi av et eksempel")),
                ("q", _("avslutt")),
            ),
        ),
        (
            _("Gjennomgang"),
            (
                ("j  d  n", _("svar ja, delvis eller nei")),
                ("v  g", _("svar vet ikke eller gjelder ikke")),
                (_("slett"), _("ta bort svaret")),
                (_("mellomrom"), _("neste ubesvarte kontrollpunkt")),
                ("↑↓", _("forrige og neste kontrollpunkt")),
                ("PgUp  PgDn", _("forrige og neste kriterium")),
                ("k", _("skriv kommentar")),
                ("m", _("skriv tall, og hvem dere skal spørre")),
                ("e", _("dokumentasjon for svaret")),
                ("l", _("loven i klartekst")),
                ("a", _("sett en annen vurdering, med begrunnelse")),
                ("t", _("planlegg et tiltak")),
                ("/", _("søk etter et kriterium")),
                ("u", _("gå over til en ny utgave av kriteriesettet")),
                ("z  y", _("angre din siste endring, og gjør den om igjen")),
                ("s", _("svar hver for seg, og se hvor dere er uenige")),
                ("o  r  h", _("oversikt, rapport og historikk")),
            ),
        ),
        (
            _("Dokumentasjon"),
            (
                (_("Enter  mellomrom"), _("koble til svaret, eller koble fra")),
                ("n", _("legg til ny dokumentasjon")),
                ("e", _("endre")),
                ("x  delete", _("ta bort fra egenvurderingen")),
                ("ctrl+s", _("lagre skjemaet")),
            ),
        ),
        (
            _("Oversikt"),
            (
                ("1–6  ←→", _("velg fane")),
                ("Enter", _("gå til kriteriet")),
            ),
        ),
        (
            _("Rapport"),
            (
                ("↑↓  PgUp  PgDn", _("bla i forhåndsvisningen")),
                ("f", _("velg format og filnavn")),
                ("ctrl+s", _("lagre rapporten som fil")),
            ),
        ),
        (
            _("Historikk"),
            (
                ("Enter", _("gå til kontrollpunktet, eller se hvordan alt var da")),
                ("z  y", _("angre din siste endring, og gjør den om igjen")),
                ("p", _("velg hvem sine endringer som vises")),
                ("k", _("velg et krav, eller vis alle igjen")),
                ("t", _("gå tilbake til det du ser på")),
            ),
        ),
        (
            _("Hver for seg"),
            (
                ("b", _("begynn å svare hver for seg")),
                ("p", _("åpne svarene, så alle ser dem")),
                ("Enter", _("gå til kontrollpunktet og avgjør")),
                ("t", _("ta over der alle har svart likt")),
            ),
        ),
    )
