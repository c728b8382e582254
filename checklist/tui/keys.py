"""What one can do on each screen: the keys, the word at the bottom, the words in the list.

The keys and the words of a verb stand in `checklist/words/keys.py`. A screen says here which
verbs it has, by which action, and where its words are more exact than those of the verb. The
bindings, the line at the bottom and the list that `?` opens are made from it.
"""

from __future__ import annotations

from typing import NamedTuple

from textual.binding import Binding, BindingType

from checklist.criteria import AnswerValue
from checklist.i18n import Phrase, Translator, phrase
from checklist.words import NO_KEY, VERBS, key_of


class Use(NamedTuple):
    """A verb on a screen, and the action of the screen that it stands for.

    `does` is the word on the line at the bottom; a verb without one is not shown there. `words`
    is what the list says, where the screen says more than the table. An action that needs a place
    to point at is empty: it can be read about, and not run from the list.
    """

    verb: str
    action: str = ""
    does: Phrase | None = None
    words: Phrase | None = None


class Key(NamedTuple):
    """A key as it is drawn: what it is called, the word at the bottom, the action, the words."""

    shown: str
    does: str
    action: str
    words: str = ""


Keys = tuple[Key, ...]

_WITH_OTHERS = (
    Use("send", "app.send"),
    Use("open_file", "app.take_in", None, phrase("se i en fil fra en kollega, og flett den inn")),
    Use("share", "app.share"),
    Use("join", "app.join"),
)

HOME = (
    Use("open", "open", phrase("Fortsett"), phrase("fortsett der du slapp")),
    Use("overview", "overview", phrase("Oversikt")),
    Use("report", "report", phrase("Rapport")),
    Use("new", "new", phrase("Ny"), phrase("begynn en ny egenvurdering")),
    Use("settings", "app.settings", phrase("Innstillinger")),
    Use("examples", "example", phrase("Eksempler")),
    Use("new_audit", "new_audit"),
    Use("take_away", "take_away", None, phrase("ta bort egenvurderingen for godt")),
    *_WITH_OTHERS,
    Use("leave", "app.quit"),
)

LOOK_AT = Use("open", "open", phrase("Se på"), phrase("se hva som er i filen"))
"""What stands first at home where what is marked was received."""

WALK = (
    Use("next_unanswered", "next_unanswered", phrase("Neste")),
    Use("overview", "overview", phrase("Oversikt")),
    Use("report", "report", phrase("Rapport")),
    Use("undo", "undo", phrase("Angre")),
    Use("select", "select", phrase("Vis")),
    Use("history", "history", phrase("Historikk")),
    Use("together", "together", phrase("Hver for seg")),
    Use("search", "search", phrase("Søk")),
    *(Use(value.value, f"answer('{value.value}')") for value in AnswerValue),
    Use("take_away", "take_away", None, phrase("ta bort svaret")),
    Use("take_over", "take_over", None, phrase("bekreft eller ta over svaret fra sist")),
    Use("take_over_theme", "take_over_theme"),
    Use("comment", "comment"),
    Use("evidence", "evidence"),
    Use("figures", "figures"),
    Use("sample", "sample"),
    Use("law", "law"),
    Use("precedents", "precedents"),
    Use("verdict", "verdict"),
    Use("action", "action"),
    Use("recommendations", "recommendations"),
    Use("redo", "redo"),
    Use("correct", "correct"),
    Use("sign_off", "sign_off"),
    Use("upgrade", "upgrade"),
    *_WITH_OTHERS,
    Use("settings", "app.settings"),
    Use("list", "list"),
    Use("previous"),
    Use("next"),
    Use("choose"),
    Use("criterion"),
    Use("unsaved", "unsaved"),
    Use("copy", "copy_text"),
)

EVIDENCE = (
    Use("open", "link", phrase("Koble"), phrase("koble til svaret, eller koble fra")),
    Use("new", "new", phrase("Ny"), phrase("legg til ny dokumentasjon")),
    Use("evidence", "edit", phrase("Endre"), phrase("endre dokumentasjonen du står på")),
    Use("take_away", "remove", phrase("Ta bort"), phrase("ta bort fra egenvurderingen")),
    Use("search", "search", phrase("Søk"), phrase("vis bare den som har ordene du skriver")),
    Use("where", "where", phrase("Hvor")),
    Use("record_again", "record_again"),
    Use("fetch", "fetch"),
    Use("erase", "erase"),
    Use("settings", "app.settings"),
    Use("paste"),
    Use("save", "", None, phrase("lagre skjemaet")),
    Use("open_file", "open_file", None, phrase("åpne filen; i skjemaet: bla etter en fil")),
)

FILES = (
    Use("open", "choose", phrase("Åpne/velg"), phrase("åpne mappen eller velg filen")),
    Use("up", "up", phrase("Opp")),
    Use("into", "enter_folder"),
    Use("turn", "move(1)", phrase("Bla")),
    Use("sort", "sort", phrase("Sorter"), phrase("nyeste først, eller etter navn")),
    Use("type"),
)

OVERVIEW = (
    Use("open", "open", phrase("Gå dit"), phrase("gå til kravet")),
    Use("action", "action", phrase("Tiltak")),
    Use("beside", "step(1)", phrase("Fane")),
    Use("sort", "sort", phrase("Sorter"), phrase("sorter kart og funn etter alvor eller tema")),
    Use("settings", "app.settings"),
    Use("part"),
)

REPORT = (
    Use("open", "read", phrase("Les"), phrase("les det merkede dokumentet")),
    Use("save", "save", phrase("Lagre"), phrase("lagre dokumentet som fil")),
    Use("format", "file", phrase("Format")),
    Use("statement", "statement", phrase("Uttalelse")),
    Use("sign_off", "sign_off"),
    Use("open_file", "open_saved", None, phrase("åpne filen du lagret")),
    Use("send_form", "send_form"),
    Use("document"),
    Use("settings", "app.settings"),
)

READER = (
    Use("turn", "scroll", phrase("Bla")),
    Use("search", "chapter", phrase("Kapittel"), phrase("gå til et kapittel")),
    Use("settings", "app.settings"),
)

HISTORY = (
    Use(
        "open",
        "open",
        phrase("Se nærmere"),
        phrase("gå til kontrollpunktet, eller se alt som det var"),
    ),
    Use("undo", "undo", phrase("Angre")),
    Use("select", "whose", phrase("Hvem"), phrase("velg hvem sine endringer som vises")),
    Use("search", "criterion", phrase("Krav"), phrase("velg et krav, eller vis alle igjen")),
    Use("redo", "redo"),
    Use("take_over", "claim", None, phrase("ta over det du har skrevet under et annet navn")),
    Use("settings", "app.settings"),
)

MOMENT = (
    Use("undo", "go_back", phrase("Gå tilbake hit"), phrase("ta tilbake alt som er gjort siden")),
)

TOGETHER = (
    Use("open_answers", "open_answers", phrase("Åpne svarene")),
    Use("open", "open", phrase("Gå til"), phrase("gå til kontrollpunktet og avgjør")),
    Use("take_over", "take_over", phrase("Ta over like svar")),
    Use("new", "begin", phrase("Svar hver for seg"), phrase("begynn å svare hver for seg")),
    Use("settings", "app.settings"),
)

GIVEN = (
    Use("open", "open", phrase("Les"), phrase("les gaprapporten for det som er i filen")),
    Use(
        "save",
        "merge",
        phrase("Flett inn"),
        phrase("ta inn det som er nytt, ved siden av det som er her"),
    ),
    Use(
        "new",
        "receive",
        phrase("Ta imot"),
        phrase("ta vare på filen slik den er, og les den uten å endre den"),
    ),
    Use("settings", "app.settings"),
)
OPEN_TAKEN = Use("open", "open", phrase("Åpne"), phrase("åpne egenvurderingen"))
"""What stands first there once the file is taken in."""

AUDIT = (
    Use(
        "open",
        "open",
        phrase("Åpne"),
        phrase("åpne det du står på; en anbefaling: ned til kildene"),
    ),
    Use("new", "new", phrase("Ny"), phrase("legg til noe i den merkede delen")),
    Use("take_away", "take_away", phrase("Ta ut"), phrase("ta det du står på, ut av revisjonen")),
    Use("undo", "undo", phrase("Angre")),
    Use("report", "report", phrase("Rapport"), phrase("velg dokument og fil")),
    Use("select", "select", None, phrase("vis bare vurderinger der dere er uenige, eller andre")),
    Use("history", "history", phrase("Historikk")),
    Use("redo", "redo"),
    Use("beside", "", None, phrase("til delene, og til det som står i dem")),
    Use("settings", "app.settings"),
)

EVERYWHERE = (
    Use("back"),
    Use("field"),
    Use("palette", "app.palette"),
    Use("help"),
    Use("set_aside", "app.suspend_process"),
    Use("quit", "app.quit"),
    Use("mouse"),
)
"""What works on every screen."""


class Place(NamedTuple):
    """A screen with keys of its own: what it is called, what it is for, what one can do."""

    title: Phrase
    about: Phrase
    uses: tuple[Use, ...]


SCREENS: dict[str, Place] = {
    "home": Place(
        phrase("Egenvurderinger"),
        phrase("Alle egenvurderingene på denne maskinen, den som sist ble endret, først."),
        HOME,
    ),
    "walk": Place(
        phrase("Gjennomgang"),
        phrase(
            "Ett krav om gangen. Tastene svarer på spørsmålet som er merket, og svaret lagres med "
            "en gang."
        ),
        WALK,
    ),
    "evidence": Place(
        phrase("Dokumentasjon"),
        phrase("All dokumentasjon i egenvurderingen. Det som er koblet, bygger svaret på."),
        EVIDENCE,
    ),
    "files": Place(
        phrase("Velg fil"), phrase("Skriv en del av navnet, eller gå fra mappe til mappe."), FILES
    ),
    "overview": Place(
        phrase("Oversikt"),
        phrase("Hva svarene fører til: hvor pliktene stopper, funn, det som mangler, og tiltak."),
        OVERVIEW,
    ),
    "report": Place(
        phrase("Rapport"),
        phrase("Hvilket dokument, til hvem, og hvor det lagres. Det sier også hva det mangler."),
        REPORT,
    ),
    "reader": Place(
        phrase("Les dokumentet"),
        phrase("Dokumentet slik det blir nå, fra det kapitlet du vil."),
        READER,
    ),
    "history": Place(
        phrase("Historikk"),
        phrase("Alt som er gjort, det nyeste først. Ingenting slettes."),
        HISTORY,
    ),
    "together": Place(
        phrase("Hver for seg"),
        phrase("Først svarer hver for seg. Når svarene åpnes, avgjør dere det som er ulikt."),
        TOGETHER,
    ),
    "audit": Place(
        phrase("Revisjon"),
        phrase("Delene i en revisjon, i den rekkefølgen den blir til, og det som står i dem."),
        AUDIT,
    ),
    "given": Place(
        phrase("Fil utenfra"),
        phrase("Det som er i filen, og det den endrer her. Ingenting er tatt inn ennå."),
        GIVEN,
    ),
}
"""The screens that have keys of their own."""

_ALSO = {
    "help": "f1",
    "new": "insert",
    "take_away": "delete,backspace",
    "undo": "ctrl+z",
    "redo": "ctrl+y",
}
"""Other keys that do the same, for those who know them from elsewhere."""

_BY_THE_SCREEN = {"Enter", "esc", "tab", "↑", "↓", "←", "→", "↑↓", "←→", "1–6", "1–9"}
"""Keys that move: each widget binds its own."""
_NOT_BOUND = {*_BY_THE_SCREEN, NO_KEY.norwegian}


def bindings(*uses: Use) -> list[BindingType]:
    """The bindings of a screen, by the keys in Norwegian; see `keymap`."""
    return [
        Binding(_pressed(use.verb, Translator()), use.action, show=False, id=use.verb)
        for use in uses
        if use.action and VERBS[use.verb].key.norwegian not in _NOT_BOUND
    ]


def keymap(_: Translator) -> dict[str, str]:
    """The keys that are others than in Norwegian, for `App.set_keymap`."""
    others = (name for name, verb in VERBS.items() if key_of(name, _) != verb.key.norwegian)
    return {name: _pressed(name, _) for name in others}


def _pressed(verb: str, _: Translator) -> str:
    """A verb's keys as Textual names them."""
    key = "space" if verb == "next_unanswered" else key_of(verb, _).lower()
    return f"{key},{_ALSO[verb]}" if verb in _ALSO else key


def on_screen(screen: str, _: Translator) -> Keys:
    """What one can do on a screen, in the user's language."""
    return tuple(drawn(use, _) for use in SCREENS[screen].uses)


def everywhere(*, can_wait: bool) -> tuple[Use, ...]:
    """What one can do on every screen; the program is put aside only where it can wait."""
    return tuple(use for use in EVERYWHERE if use.verb != "set_aside" or can_wait)


def drawn(use: Use, _: Translator) -> Key:
    """A verb as it is drawn."""
    does = "" if use.does is None else _.say(use.does)
    return Key(key_of(use.verb, _), does, use.action, _.say(use.words or VERBS[use.verb].words))


def last(_: Translator) -> Keys:
    """What the line at the bottom ends with."""
    return (drawn(_MORE, _), drawn(Use("back", "back", phrase("Tilbake")), _))


def last_of_home(_: Translator) -> Keys:
    """What the line ends with where there is nothing to go back to."""
    return (drawn(_MORE, _), drawn(Use("leave", "app.quit", phrase("Avslutt")), _))


def last_of_walk(_: Translator) -> Keys:
    """What the line ends with where there is no screen behind."""
    return (drawn(_MORE, _), drawn(Use("back", "close", phrase("Hjem")), _))


def last_where_one_types(_: Translator) -> Keys:
    """What the line ends with where a question mark is a letter."""
    return (Key("F1", _("Mer"), "help"), last(_)[-1])


_MORE = Use("help", "help", phrase("Mer"))
