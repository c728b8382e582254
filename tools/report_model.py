"""Write docs/rapportmodell.md: what a template is given, field by field, from the code itself.

python -m tools.report_model           write it
python -m tools.report_model --check   fail when it is not as the code is
"""

from __future__ import annotations

import inspect
import re
import sys
import types
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Union, get_args, get_origin

import msgspec

from checklist.reporting import Paper, Report, part_description, part_types
from checklist.reporting.audits import AuditPaper

PAGE = Path(__file__).parent.parent / "docs" / "rapportmodell.md"

_INTRO = """\
# Rapportmodellen

En mal får én verdi, `report`. Den har delene under, og `samsjekk report ID --format json` skriver \
ut alle. `samsjekk templates schema` gir det samme som JSON Schema. Siden er laget av koden med \
`python -m tools.report_model`, og forklaringene er kodens egne, på engelsk.

Tekstene er ferdige setninger på leserens språk. Alt en mal skriver ut, blir gjort ufarlig for \
HTML eller Markdown. Tre slags verdier skrives ut slik:

- `Status`: tegnet og ordet (`{{ finding.severity }}`), eller bare ordet (`.word`). `.code` er \
kodeordet, som er det samme på alle språk. `.tone` er good, half, bad, ask eller quiet, og klassen \
`tone-` med ordet etter gir tegnet farge.
- `Reference`: nummeret, i HTML som lenke dit (`{{ finding.reference }}`). `.title` er tittelen.
- `Wording`: teksten. Finnes den ikke på leserens språk, er den på bokmål, og HTML sier fra.

I tillegg har malene `_("tekst med {navn}", navn=verdi)`, som oversetter ordene til samsjekk, \
`_.plural("{n} funn", "{n} funn", n)`, og `link(tekst, adresse)`. `{{ language_note }}` er stedet \
i HTML der dokumentet sier hva som ikke er på leserens språk. Det folk har skrevet, står i \
elementer med klassen `said`, som i engelske dokumenter blir merket som norsk.

## Egne maler

`samsjekk templates copy MAPPE` kopierer malene, og `samsjekk report ID --templates MAPPE` bruker \
dem. Maler i mappen går foran dem som følger med. En ny mal heter `NAVN.html.j2` eller \
`NAVN.md.j2` og velges med `--template NAVN`. Filer som begynner med `_`, er deler av andre maler. \
Språket i malene er Jinja (https://jinja.palletsprojects.com).

En egen mal kjøres for seg selv. Den kan ikke lese andre filer enn dem i malmappene, ikke bruke \
noe annet enn `report`, og ikke skrive mer enn 20 millioner tegn eller gå mer enn 100 000 runder i \
én løkke over `range`. Går den for langt eller har en feil, sier samsjekk hvilken fil og linje det \
gjelder. Tar den ikke slutt, stopper du den med Ctrl+C.

`report.appendix` sier hvor vedlegget til gaprapporten skal stå: `with` (i samme fil), `apart` (en \
egen fil), `none` (ikke med) eller `only` (bare vedlegget, den andre filen ved `apart`). En mal \
som ikke spør om det, gir det samme hver gang. Maler fra før format 2 virker som før; bare \
`summary.findings_left` er borte, for funnene står ikke lenger i et eget kapittel 6.
"""

_OF_AUDITS = """\
Malene til `samsjekk audit report` heter `audit-NAVN.html.j2` og `audit-NAVN.md.j2`. De får også \
verdien `report`, men med disse delene. Ordene er revisjonens.
"""

_SIMPLE = {str: "tekst", int: "heltall", float: "tall", bool: "ja/nei", type(None): "ingenting"}


def page() -> str:
    """The whole page."""
    lines = [_INTRO, "## Delene", "", *_parts(Report)]
    lines += ["", "## Delene i revisjonens dokumenter", "", _OF_AUDITS, *_parts(AuditPaper)]
    for kind in _structs([*part_types().values(), *part_types(AuditPaper).values()]):
        lead, fields = _documented(kind)
        lines += ["", f"## {kind.__name__}", "", lead, ""]
        lines += ["| felt | type | hva det er |", "|---|---|---|"]
        lines += [
            f"| `{field.name}` | {_words(field.type)} | {fields.get(field.name, '')} |"
            for field in msgspec.structs.fields(kind)
        ]
    return "\n".join(lines) + "\n"


def _parts(paper: type[Paper]) -> Iterator[str]:
    """The table of the parts of a kind of paper."""
    yield from ("| del | type | hva den er |", "|---|---|---|")
    for name, kind in part_types(paper).items():
        yield f"| `{name}` | {_words(kind)} | {_one_line(part_description(name, paper))} |"


def _structs(kinds: Any) -> Iterator[type[msgspec.Struct]]:
    """Every struct the parts are made of, in the order one meets them."""
    seen: dict[type[msgspec.Struct], None] = {}
    waiting = list(kinds)
    while waiting:
        kind = waiting.pop(0)
        if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
            if kind not in seen:
                seen[kind] = None
                waiting += [field.type for field in msgspec.structs.fields(kind)]
        else:
            waiting += get_args(kind)
    yield from sorted(seen, key=lambda kind: kind.__name__)


def _words(kind: Any) -> str:
    if get_origin(kind) in (Union, types.UnionType):
        return " eller ".join(map(_words, get_args(kind)))
    if get_origin(kind) is tuple:
        inside = [part for part in get_args(kind) if part is not Ellipsis]
        return f"liste av {' og '.join(map(_words, inside))}"
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return f"[{kind.__name__}](#{kind.__name__.lower()})"
    return _SIMPLE.get(kind, f"`{getattr(kind, '__name__', kind)}`")


def _documented(kind: type) -> tuple[str, dict[str, str]]:
    """What a type is, and what its fields are: the docstring and its Attributes."""
    lead, _, attributes = (inspect.getdoc(kind) or "").partition("Attributes:\n")
    found = re.findall(r"^ {4}(\w+): (.*(?:\n {8}.*)*)", attributes, re.MULTILINE)
    return _one_line(lead), {name: _one_line(text) for name, text in found}


def _one_line(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def main(arguments: list[str]) -> int:
    """Write the page, or with `--check` only look. 1 when it is not current."""
    wanted = page()
    if "--check" not in arguments:
        PAGE.write_text(wanted, encoding="utf-8")
        return 0
    if PAGE.exists() and PAGE.read_text(encoding="utf-8") == wanted:
        return 0
    sys.stderr.write(f"{PAGE} is not as the code is: python -m tools.report_model\n")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
