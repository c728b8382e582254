"""The few pages beside the program itself, in the user's language. Every value is escaped."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from pathlib import Path
from string import Template

from checklist.i18n import Phrase, Translator
from checklist.store import FolderEntry
from checklist.words import size_words

_TEMPLATES = Path(__file__).parent / "templates"


def index_page(socket_address: str, _: Translator) -> str:
    """The page that the program is shown on. The terminal is drawn by textual-serve's script."""
    return _filled(
        "program",
        language=_.language,
        beside=_("Ved siden av programmet"),
        files=_("Last opp filer"),
        about=_("Hjelp, og for skjermleser"),
        note=_to_screen_readers(_),
        starting=_("samsjekk starter …"),
        socket=socket_address,
        ended=_("samsjekk er lukket i denne fanen"),
        kept=_("Det du har svart, er lagret. Det du skrev uten å lagre, ligger der du skrev det."),
        otherwise=_("Åpnes det ikke igjen, så se i vinduet der samsjekk serve kjører."),
        again=_("Åpne igjen"),
    )


def upload_page(
    there: Iterable[FolderEntry], said: Iterable[str], largest: int, _: Translator
) -> str:
    """The form for files to send in, what became of those that were sent, and what is there."""
    title = _("Last opp filer")
    main = _filled(
        "files",
        {"said": _items(said), "rows": _rows(there, _)},
        title=title,
        choose=_("Filer fra maskinen din"),
        about=_(
            "Filene kommer i lista når du velger fil i programmet. En fil kan være {size}. Når en "
            "fil er kopiert inn som dokumentasjon, kan du ta den bort her.",
            size=size_words(largest, _),
        ),
        there=_("Filer du har lastet opp"),
        file=_("Fil"),
        size=_("Størrelse"),
        remove=_("Ta bort"),
    )
    return _page(title, main, _)


def about_page(_: Translator) -> str:
    """What is otherwise in a browser, and the way without a screen."""
    title = _("Hjelp, og for skjermleser")
    said = (
        _to_screen_readers(_),
        _(
            "Filer du lager, kommer blant nedlastingene i nettleseren. Filer du skal bruke, laster "
            "du opp først."
        ),
        _(
            "Noen taster er nettleserens egne: ctrl+n, ctrl+t og ctrl+w virker ikke i programmet. "
            "Trykk ? i programmet, så kan du velge det samme fra en liste."
        ),
        _(
            "Er teksten for liten eller for stor, så bruk ctrl og pluss eller minus. Lukker du "
            "fanen mens du skriver, står det du skrev, der neste gang du åpner det samme."
        ),
    )
    paragraphs = "".join(f"<p>{escape(one)}</p>" for one in said)
    return _page(title, f"<h1>{escape(title)}</h1>{paragraphs}", _)


def refusal_page(words: Phrase, _: Translator) -> str:
    """One sentence: why nothing is shown."""
    return _page("", f"<p>{escape(_.say(words))}</p>", _)


def _to_screen_readers(_: Translator) -> str:
    return _(
        "Programmet tegnes som en terminal, og en skjermleser får ikke lest den her. Bruk det "
        "linje for linje i stedet: skriv «samsjekk walk» med --plain og navnet på "
        "egenvurderingen i et vanlig terminalvindu. Svarene er de samme."
    )


def _items(said: Iterable[str]) -> str:
    return "".join(f"<li>{escape(line)}</li>" for line in said)


def _rows(there: Iterable[FolderEntry], _: Translator) -> str:
    made = []
    for entry in there:
        remove, whole = _("Ta bort"), _("Ta bort {name}", name=entry.name)
        button = (
            f'<button name="name" value="{escape(entry.name)}" aria-label="{escape(whole)}">'
            f"{escape(remove)}</button>"
        )
        cells = (escape(entry.name), escape(size_words(entry.size, _)), button)
        made.append("".join(f"<td>{cell}</td>" for cell in cells))
    if not made:
        nothing = _("Ingen filer er lastet opp ennå.")
        made.append(f'<td colspan="3">{escape(nothing)}</td>')
    return "".join(f"<tr>{row}</tr>" for row in made)


def _page(title: str, main: str, _: Translator) -> str:
    named = f"{title} · samsjekk" if title else "samsjekk"
    return _filled("page", {"main": main}, language=_.language, title=named)


def _filled(name: str, made: dict[str, str] | None = None, **words: str) -> str:
    """A template with words, which are escaped, and with HTML that is `made` here."""
    template = Template((_TEMPLATES / f"{name}.html").read_text(encoding="utf-8"))
    escaped = {key: escape(value) for key, value in words.items()}
    return template.substitute(escaped, **(made or {}))
