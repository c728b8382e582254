"""What one can do, and the key that does it: on every screen, line by line, and in the documents.

A letter means one thing wherever it is pressed or typed. The line at the bottom, the list that `?`
opens, the command palette, the walk line by line and the table in `docs/kommandoer.md` are all
made from this table.
"""

from __future__ import annotations

from typing import NamedTuple

from checklist.i18n import Letter, Phrase, Translator, phrase

NO_KEY = Letter("")


class Verb(NamedTuple):
    """Something one can do.

    `key` does it on screen; what has `NO_KEY` is found in the list and in the palette, or is only
    done line by line. `typed` does it line by line: the same letter, or a word for what is done
    seldom; None where it is not done there.
    """

    key: Letter
    words: Phrase
    typed: Letter | Phrase | None = None


def _same(key: Letter, words: Phrase) -> Verb:
    """A verb with the same key on screen and line by line."""
    return Verb(key, words, key)


VERBS: dict[str, Verb] = {
    # answers: by their code words
    "yes": _same(Letter("j", "y"), phrase("svar ja")),
    "partly": _same(Letter("d", "p"), phrase("svar delvis")),
    "no": _same(Letter("n"), phrase("svar nei")),
    "unknown": _same(Letter("v", "u"), phrase("svar vet ikke")),
    "not_applicable": _same(Letter("g", "x"), phrase("svar gjelder ikke")),
    # about the question
    "comment": _same(Letter("k", "c"), phrase("skriv kommentar eller internt notat")),
    "note": _same(Letter("c", "k"), phrase("skriv internt notat")),
    "evidence": _same(Letter("e"), phrase("dokumentasjon for svaret")),
    "figures": _same(Letter("m"), phrase("skriv tall, og hvem dere skal spørre")),
    "sample": _same(Letter("p", "d"), phrase("trekk et utvalg til stikkprøve")),
    "law": _same(Letter("l"), phrase("loven i klartekst, og hvorfor kravet betyr noe")),
    "precedents": _same(Letter("i"), phrase("tidligere svar, og hva revisjoner fant")),
    "verdict": _same(Letter("a", "v"), phrase("sett en annen vurdering, med begrunnelse")),
    "action": _same(Letter("t"), phrase("planlegg et tiltak")),
    "recommendations": _same(Letter("b", "g"), phrase("anbefalinger og vedtak dere har fått")),
    # about the whole
    "overview": _same(Letter("o"), phrase("oversikten over svar, funn og tiltak")),
    "report": _same(Letter("r"), phrase("rapporten, og de andre dokumentene")),
    "statement": _same(Letter("u", "j"), phrase("skriv kommunedirektørens uttalelse")),
    "sign_off": Verb(
        Letter("ctrl+n"),
        phrase("godkjenn egenvurderingen, eller se hvem som har gjort det"),
        phrase("godkjenn"),
    ),
    "correct": Verb(
        Letter("ctrl+a"), phrase("rett kommune, dato, tittel eller periode"), phrase("rett")
    ),
    "history": _same(Letter("h"), phrase("hvem som gjorde hva, og når")),
    "together": _same(Letter("w"), phrase("svar hver for seg, og se hvor dere er uenige")),
    "upgrade": Verb(Letter("ctrl+u"), phrase("gå over til en ny utgave av kriteriesettet")),
    "examples": Verb(Letter("x", "a"), phrase("åpne et eksempel")),
    "settings": Verb(Letter("s"), phrase("navn, rolle, språk og farger")),
    "undo": _same(Letter("z"), phrase("angre din siste endring")),
    "redo": _same(Letter("y", "b"), phrase("gjør om igjen det du angret")),
    # what is made, taken away and taken over
    "new": _same(Letter("+"), phrase("begynn på noe nytt")),
    "take_away": _same(Letter("-"), phrase("ta bort")),
    "take_over": _same(Letter("="), phrase("ta over det som er likt eller foreslått")),
    "take_over_theme": Verb(Letter("ctrl+w"), phrase("les og bekreft det som venter i temaet")),
    "open_answers": Verb(Letter("Enter"), phrase("åpne svarene, så alle ser dem"), phrase("åpne")),
    # one piece of evidence
    "where": Verb(
        Letter("ctrl+g"), phrase("vis hvilke svar som bygger på den, og gå dit"), phrase("hvor")
    ),
    "record_again": Verb(
        Letter("ctrl+r"), phrase("registrer en endret fil på nytt"), phrase("på nytt")
    ),
    "fetch": Verb(Letter("ctrl+d"), phrase("hent ut filen under navnet den hadde"), phrase("hent")),
    "erase": Verb(Letter("ctrl+x"), phrase("slett kopien av filen for godt"), phrase("slett")),
    # finding the way
    "here": Verb(NO_KEY, phrase("les spørsmålet på nytt, og hvor langt dere er"), phrase("her")),
    "open": Verb(Letter("Enter"), phrase("åpne eller gå til det du står på")),
    "next_unanswered": Verb(
        Letter("mellomrom", "space"), phrase("neste ubesvarte kontrollpunkt"), Letter(">")
    ),
    "previous": Verb(Letter("↑"), phrase("forrige kontrollpunkt"), Letter("<")),
    "next": Verb(Letter("↓"), phrase("neste kontrollpunkt"), Letter("Enter")),
    "choose": Verb(Letter("←→  Enter"), phrase("velg et av svarene, og svar det")),
    "criterion": Verb(Letter("PgUp  PgDn"), phrase("forrige og neste krav")),
    "list": Verb(Letter("tab"), phrase("listen over krav, og tilbake")),
    "select": _same(Letter("f"), phrase("velg hva som vises: rask, mine, ubesvarte …")),
    "unsaved": Verb(Letter("ctrl+k"), phrase("tekster du har begynt på og ikke lagret")),
    "search": _same(Letter("/"), phrase("søk etter et krav")),
    "sort": Verb(Letter("ctrl+t"), phrase("sorter på en annen måte")),
    "part": Verb(Letter("1–6"), phrase("velg fane")),
    "beside": Verb(Letter("←→"), phrase("neste fane")),
    "turn": Verb(Letter("↑↓"), phrase("bla")),
    "up": Verb(Letter("←"), phrase("mappen over; det gjør også slett bakover i et tomt felt")),
    "into": Verb(Letter("→"), phrase("inn i mappen")),
    "type": Verb(
        Letter("bokstaver", "letters"), phrase("vis bare det som har disse ordene i navnet")
    ),
    # files and forms
    "document": Verb(Letter("1–9"), phrase("velg et av de ni dokumentene")),
    "format": Verb(Letter("ctrl+f"), phrase("velg format og filnavn")),
    "save": Verb(Letter("ctrl+s"), phrase("lagre")),
    "send_form": Verb(
        Letter("ctrl+b"), phrase("skjema til noen som svarer uten programmet: lag, eller les inn")
    ),
    "open_file": Verb(Letter("ctrl+o"), phrase("åpne en fil")),
    "send": Verb(Letter("ctrl+e"), phrase("send egenvurderingen som en fil")),
    "share": Verb(
        Letter("F2"), phrase("del egenvurderingen gjennom en mappe, eller slutt med det")
    ),
    "new_audit": Verb(NO_KEY, phrase("begynn en ny revisjon")),
    "join": Verb(NO_KEY, phrase("bli med i det andre deler gjennom en mappe")),
    "paste": Verb(
        Letter("lim inn", "paste"),
        phrase("en sti, adresse eller arkivreferanse; eller slipp filer her"),
    ),
    # everywhere
    "help": _same(Letter("?"), phrase("alt du kan gjøre her")),
    "palette": Verb(Letter("ctrl+p"), phrase("finn en handling, et krav eller en egenvurdering")),
    "back": Verb(Letter("esc"), phrase("tilbake til der du kom fra")),
    "field": Verb(Letter("tab  shift+tab"), phrase("neste og forrige felt")),
    "copy": Verb(Letter("ctrl+c"), phrase("kopier hele kravet, eller det du har merket")),
    "mouse": Verb(Letter("mus", "mouse"), phrase("alt som kan velges med en tast, kan klikkes")),
    "set_aside": Verb(
        Letter("ctrl+l"), phrase("legg programmet til side; fg henter det fram igjen")
    ),
    "leave": _same(Letter("q"), phrase("avslutt")),
    "quit": Verb(Letter("ctrl+q"), phrase("avslutt")),
}
"""Every verb by its code word."""

KEYS: dict[str, Letter] = {name: verb.key for name, verb in VERBS.items()}
"""For sentences that name keys: `phrase("Trykk {overview} for oversikt.", **KEYS)`."""

TYPED: dict[str, Letter | Phrase] = {
    name: verb.typed for name, verb in VERBS.items() if verb.typed is not None
}
"""The same, for sentences that are read line by line."""


def key_of(verb: str, _: Translator) -> str:
    """The key of a verb as it is written in the user's language."""
    return VERBS[verb].key.of(_.language)


def typed_of(verb: str, _: Translator) -> str:
    """What is typed line by line for a verb, in the user's language."""
    typed = TYPED[verb]
    return _.say(typed) if isinstance(typed, Phrase) else typed.of(_.language)
