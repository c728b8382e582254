"""What one can do on each screen: the key, the word at the bottom, the words in the help.

One list a screen serves the line of keys, the help and the command palette, so that none of
them can forget what another one knows.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from checklist.criteria import AnswerValue
from checklist.i18n import Translator


class Key(NamedTuple):
    """A key, and the action of the screen it stands for.

    `does` is the word on the line at the bottom; a key without one is not shown there.
    `explained` is what the help and the palette say, where it is more than the one word.
    An action that needs a place to point at is empty: the palette leaves it out.
    """

    shown: str
    does: str
    action: str
    explained: str = ""

    @property
    def words(self) -> str:
        """What it does, in as many words as there are."""
        return self.explained or self.does


Keys = tuple[Key, ...]

ANSWER_KEYS = (
    (AnswerValue.YES, "j"),
    (AnswerValue.PARTLY, "d"),
    (AnswerValue.NO, "n"),
    (AnswerValue.UNKNOWN, "v"),
    (AnswerValue.NOT_APPLICABLE, "g"),
)
"""The key of each answer, in the order they are offered."""


def everywhere(_: Translator) -> Keys:
    """Keys that work on every screen."""
    return (
        Key("esc", _("Tilbake"), "", _("tilbake til der du kom fra")),
        Key("tab  shift+tab", "", "", _("neste og forrige felt")),
        Key("ctrl+p", "", "", _("finn en handling, et krav eller en egenvurdering")),
        Key("?  F1", _("Hjelp"), "help", _("denne hjelpen")),
        Key("ctrl+q", "", "app.quit", _("avslutt")),
        Key("ctrl+z", "", "", _("legg programmet til side; fg henter det fram igjen")),
        Key(_("mus"), "", "", _("alt som kan velges med en tast, kan klikkes")),
        Key("ctrl+c", "", "", _("kopier det du har merket med musen")),
    )


def home(_: Translator) -> Keys:
    """The list of assessments."""
    return (
        Key("Enter", _("Åpne"), "open"),
        Key("n", _("Ny"), "new", _("begynn en ny egenvurdering")),
        Key("x", _("Eksempler"), "example", _("åpne et eksempel")),
        Key("s", _("Innstillinger"), "app.settings"),
        Key(_("slett"), "", "take_away", _("ta bort egenvurderingen for godt")),
        Key("q", _("Avslutt"), "app.quit"),
    )


def walk(_: Translator) -> Keys:
    """One criterion at a time, the keys most used first."""
    return (
        Key(_("mellomrom"), _("Neste"), "next_unanswered", _("neste ubesvarte kontrollpunkt")),
        Key("o", _("Oversikt"), "overview"),
        Key("r", _("Rapport"), "report"),
        Key("z", _("Angre"), "undo", _("angre din siste endring")),
        Key("f", _("Vis"), "select", _("velg hva som vises: rask, mine, ubesvarte …")),
        Key("h", _("Historikk"), "history"),
        Key("s", _("Hver for seg"), "together", _("svar hver for seg, og se hvor dere er uenige")),
        Key("/", _("Søk"), "search", _("søk etter et krav")),
        Key("j", "", "answer('yes')", _("svar ja")),
        Key("d", "", "answer('partly')", _("svar delvis")),
        Key("n", "", "answer('no')", _("svar nei")),
        Key("v", "", "answer('unknown')", _("svar vet ikke")),
        Key("g", "", "answer('not_applicable')", _("svar gjelder ikke")),
        Key(_("slett"), "", "take_away", _("ta bort svaret")),
        Key("k", "", "comment", _("skriv kommentar eller internt notat")),
        Key("e", "", "evidence", _("dokumentasjon for svaret")),
        Key("m", "", "figures", _("skriv tall, og hvem dere skal spørre")),
        Key("w", "", "sample", _("trekk et utvalg til stikkprøve")),
        Key("l", "", "law", _("loven i klartekst, og hvorfor kravet betyr noe")),
        Key("i", "", "precedents", _("tidligere svar, og hva revisjoner fant")),
        Key("a", "", "verdict", _("sett en annen vurdering, med begrunnelse")),
        Key("t", "", "action", _("planlegg et tiltak")),
        Key("b", "", "recommendations", _("anbefalinger og vedtak dere har fått")),
        Key("y", "", "redo", _("gjør om igjen det du angret")),
        Key("u", "", "upgrade", _("gå over til en ny utgave av kriteriesettet")),
        Key("tab", "", "list", _("listen over krav, og tilbake")),
        Key("↑↓", "", "", _("forrige og neste kontrollpunkt")),
        Key("←→  Enter", "", "", _("velg et av svarene, og svar det")),
        Key("PgUp  PgDn", "", "", _("forrige og neste krav")),
        Key("ctrl+c", "", "copy_text", _("kopier hele kravet, eller det du har merket")),
    )


def evidence(_: Translator) -> Keys:
    """What an answer rests on."""
    return (
        Key("Enter", _("Koble"), "link", _("koble til svaret, eller koble fra")),
        Key("n", _("Ny"), "new", _("legg til ny dokumentasjon")),
        Key("e", _("Endre"), "edit"),
        Key("x", _("Ta bort"), "remove", _("ta bort fra egenvurderingen")),
        Key("v", _("Hvor"), "where", _("vis hvilke svar som bygger på den, og gå dit")),
        Key("/", _("Søk"), "search", _("vis bare den som har ordene du skriver")),
        Key("r", "", "record_again", _("registrer en endret fil på nytt")),
        Key("h", "", "fetch", _("hent ut filen under navnet den hadde")),
        Key("s", "", "erase", _("slett kopien av filen for godt")),
        Key(_("lim inn"), "", "", _("en sti, adresse eller arkivreferanse; eller slipp filer her")),
        Key("ctrl+s", "", "", _("lagre skjemaet")),
        Key("ctrl+o", "", "", _("i skjemaet for dokument: bla etter filen")),
    )


def files(_: Translator) -> Keys:
    """Finding a file."""
    return (
        Key("Enter", _("Åpne/velg"), "choose", _("åpne mappen eller velg filen")),
        Key("←", _("Opp"), "up", _("mappen over; det gjør også slett bakover i et tomt felt")),
        Key("→", "", "enter_folder", _("inn i mappen")),
        Key("↑↓", _("Bla"), "move(1)"),
        Key("ctrl+t", _("Sorter"), "sort", _("nyeste først, eller etter navn")),
        Key(_("bokstaver"), "", "", _("vis bare det som har disse ordene i navnet")),
    )


def overview(_: Translator) -> Keys:
    """Conclusions, map, findings and what is missing."""
    return (
        Key("Enter", _("Gå dit"), "open", _("gå til kravet")),
        Key("t", _("Tiltak"), "action", _("planlegg et tiltak")),
        Key("←→", _("Fane"), "step(1)", _("neste fane")),
        Key("1–6", "", "", _("velg fane")),
        Key("s", _("Sorter"), "sort", _("sorter kart og funn etter alvor eller tema")),
    )


def report(_: Translator) -> Keys:
    """The report as it is now, and where to save it."""
    return (
        Key("↑↓", _("Bla"), "scroll", _("bla i forhåndsvisningen")),
        Key("d", _("Dokument"), "document", _("velg et av de ni dokumentene")),
        Key("f", _("Format"), "file", _("velg format og filnavn")),
        Key("ctrl+s", _("Lagre"), "save", _("lagre rapporten som fil")),
        Key("u", _("Uttalelse"), "statement", _("skriv kommunedirektørens uttalelse")),
    )


def history(_: Translator) -> Keys:
    """Who did what, when."""
    return (
        Key(
            "Enter", _("Se nærmere"), "open", _("gå til kontrollpunktet, eller se alt som det var")
        ),
        Key("z", _("Angre"), "undo", _("angre din siste endring")),
        Key("y", "", "redo", _("gjør om igjen det du angret")),
        Key("p", _("Hvem"), "whose", _("velg hvem sine endringer som vises")),
        Key("k", _("Krav"), "criterion", _("velg et krav, eller vis alle igjen")),
        Key("t", "", "", _("gå tilbake til det du ser på")),
    )


def together(_: Translator) -> Keys:
    """First alone, then together. What can be done depends on how far the round has come."""
    return (
        Key("b", "", "begin", _("begynn å svare hver for seg")),
        Key("p", "", "open_answers", _("åpne svarene, så alle ser dem")),
        Key("Enter", "", "open", _("gå til kontrollpunktet og avgjør")),
        Key("t", "", "take_over", _("ta over der alle har svart likt")),
    )


SCREENS: dict[str, Callable[[Translator], Keys]] = {
    "home": home,
    "walk": walk,
    "evidence": evidence,
    "files": files,
    "overview": overview,
    "report": report,
    "history": history,
    "together": together,
}
"""The screens that have keys of their own, in the order the help explains them."""


def title(screen: str, _: Translator) -> str:
    """What a screen is called."""
    return {
        "home": _("Egenvurderinger"),
        "walk": _("Gjennomgang"),
        "evidence": _("Dokumentasjon"),
        "files": _("Velg fil"),
        "overview": _("Oversikt"),
        "report": _("Rapport"),
        "history": _("Historikk"),
        "together": _("Hver for seg"),
    }[screen]


def help_with_f1(_: Translator) -> Key:
    """The help where one types, and a question mark is a letter."""
    return Key("F1", _("Hjelp"), "help")


def last(_: Translator) -> Keys:
    """What the line at the bottom ends with."""
    return (Key("?", _("Mer"), "help"), Key("esc", _("Tilbake"), "back"))


def last_of_walk(_: Translator) -> Keys:
    """What the line ends with where there is no screen behind."""
    return (Key("?", _("Mer"), "help"), Key("esc", _("Hjem"), "close"))
