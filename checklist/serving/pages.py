"""The few pages beside the program itself, in the user's language. All values are escaped."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from checklist.i18n import Phrase, Translator
from checklist.store import FolderEntry
from checklist.words import size_words


def index_page(socket_address: str, _: Translator) -> str:
    """The page that the program is shown on. The terminal is textual-serve's own script."""
    lost = _("Det du har svart, er lagret. Det du skrev uten å lagre, ligger der du skrev det.")
    links = (("files", _("Last opp filer")), ("about", _("Hjelp, og for skjermleser")))
    return _page(
        "samsjekk",
        f"""<header><strong>samsjekk</strong><nav aria-label="{_text(_("Ved siden av"))}">
{"".join(f'<a href="{to}" target="_blank" rel="noopener">{_text(said)}</a>' for to, said in links)}
</nav></header>
<main>
<p id="note" class="unseen">{_text(_said_to_screen_readers(_))}</p>
<p id="starting" role="status">{_text(_("samsjekk starter …"))}</p>
<div id="terminal" class="textual-terminal" role="application" aria-label="samsjekk"
 aria-describedby="note" data-session-websocket-url="{_text(socket_address)}"
 data-font-size="16"></div>
<div id="ended" role="alertdialog" aria-labelledby="over"><div>
<h1 id="over">{_text(_("samsjekk er lukket i denne fanen"))}</h1>
<p>{_text(lost)}</p>
<p>{_text(_("Åpnes det ikke igjen, så se i vinduet der samsjekk serve kjører."))}</p>
<button type="button" id="again">{_text(_("Åpne igjen"))}</button>
</div></div>
</main>""",
        _,
        head="""<link rel="stylesheet" href="static/css/xterm.css">
<script src="own/page.js"></script><script src="static/js/textual.js"></script>""",
        body_class="program",
    )


def upload_page(
    there: Iterable[FolderEntry], said: Iterable[str], largest: int, _: Translator
) -> str:
    """The form for files to send in, what became of those that were sent, and what is there."""
    told = "".join(f"<li>{_text(line)}</li>" for line in said)
    rows = "".join(
        f"<tr><td>{_text(entry.name)}</td><td>{_text(size_words(entry.size, _))}</td>"
        f'<td><form method="post" action="remove"><button name="name" '
        f'value="{_text(entry.name)}" aria-label="'
        f'{_text(_("Ta bort {name}", name=entry.name))}">{_text(_("Ta bort"))}</button></form>'
        "</td></tr>"
        for entry in there
    )
    listed = (
        f"<table><caption>{_text(_('Filer du har lastet opp'))}</caption><thead><tr>"
        f"<th scope=col>{_text(_('Fil'))}</th><th scope=col>{_text(_('Størrelse'))}</th>"
        f"<th scope=col>{_text(_('Ta bort'))}</th></tr></thead><tbody>{rows}</tbody></table>"
        if rows
        else f"<p>{_text(_('Ingen filer er lastet opp ennå.'))}</p>"
    )
    title = _("Last opp filer")
    about = _(
        "Filene kommer i lista når du velger fil i programmet. En fil kan være {size}. Når en fil "
        "er kopiert inn som dokumentasjon, kan du ta den bort her.",
        size=size_words(largest, _),
    )
    return _page(
        f"{title} · samsjekk",
        f"""<main class="beside"><h1>{_text(title)}</h1>
<ul role="status" class="said">{told}</ul>
<form method="post" action="files" enctype="multipart/form-data">
<p><label for="chosen">{_text(_("Filer fra maskinen din"))}</label>
<input type="file" name="file" id="chosen" multiple required aria-describedby="about"></p>
<p id="about">{_text(about)}</p>
<p><button type="submit">{_text(title)}</button></p></form>
{listed}</main>""",
        _,
    )


def about_page(_: Translator) -> str:
    """What is otherwise in a browser, and the way without a screen."""
    title = _("Hjelp, og for skjermleser")
    said = (
        _said_to_screen_readers(_),
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
    paragraphs = "".join(f"<p>{_text(one)}</p>" for one in said)
    return _page(
        f"{title} · samsjekk",
        f'<main class="beside"><h1>{_text(title)}</h1>{paragraphs}</main>',
        _,
    )


def refusal_page(words: Phrase, _: Translator) -> str:
    """One sentence: why nothing is shown."""
    return _page("samsjekk", f'<main class="beside"><p>{_text(_.say(words))}</p></main>', _)


def _said_to_screen_readers(_: Translator) -> str:
    return _(
        "Programmet tegnes som en terminal, og en skjermleser får ikke lest den her. Bruk det "
        "linje for linje i stedet: skriv «samsjekk walk» med --plain og navnet på "
        "egenvurderingen i et vanlig terminalvindu. Svarene er de samme."
    )


def _page(title: str, body: str, _: Translator, head: str = "", *, body_class: str = "page") -> str:
    return f"""<!doctype html>
<html lang="{_text(_.language)}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{_text(title)}</title><link rel="icon" href="data:,">
<link rel="stylesheet" href="own/page.css">
{head}</head><body class="{body_class}">{body}</body></html>
"""


def _text(words: str) -> str:
    return escape(words)
