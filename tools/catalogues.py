"""Extract, complete and compile the catalogues. For those who change words, not for users.

python -m tools.catalogues           extract, update nn and en, compile
python -m tools.catalogues --check   fail when something is untranslated or not compiled

There are three: `samsjekk`, the words of the program, complete in both languages; `criteria`, the
texts of the shipped sets, complete in both too; and `argparse`, what Python's reader of the
command line says in English, in both forms of Norwegian.
"""

from __future__ import annotations

import ast
import io
import re
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.catalog import Message as BabelMessage
from babel.messages.extract import extract_from_file
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po, write_po
from jinja2 import Environment, nodes
from jinja2.ext import babel_extract

from checklist.criteria import CriteriaSet
from checklist.criteria.files import Library
from checklist.criteria.texts import texts
from checklist.i18n import LANGUAGES, LOCALE_DIRECTORY
from checklist.resources import folder

# A date would make every run a change.
_NO_DATE = datetime(2026, 1, 1, tzinfo=UTC)

_ONE_FORM = {
    "nn": {
        "òg": "også",
        "blei": "vart",
        r"vort\w*": "blitt",
        r"veikskap\w*": "svakheit",
        r"tilsynsmakt\w*": "tilsynsstyresmakt",
        r"\w*handsam\w*": "behandle",
        r"begyn[nt]\w*": "byrje",
        r"tyder?": "betyr",
        r"gje|\w*gjev\w*": "gi, gir, gitt",
        "lat": "la",
        "åleine": "aleine",
        r"usamd\w*": "ueinige",
        r"søkar\w*": "søkjar",
        "svarar": "svarer",
        "slepper": "slepp",
        "henne": "ho",
        "difor": "derfor",
        "korkje": "verken",
        "mens": "medan",
        "herfrå": "herifrå",
        r"føremål\w*": "formål",
        r"\w*tinging\w*": "bestilling",
        r"ordlyding\w*": "ordlyd",
        r"ein stikkprøve": "ei stikkprøve",
        r"stedfortred\w*": "stadfortredar",
        r"tryggleikskopi\w*": "tryggingskopi",
        "[Nn]ummera": "numra",
        "for dømes": "til dømes",
        r"vold\w*": "vald",
        r"server(?:en)?": "tenar",
        r"“.*": "«»",
    },
    "en": {
        r"\w+'\w+": "’",
        r"\w+n’t": "cannot, do not",
        r"«.*": "“”",
        "anew": "again",
        "for instance": "for example",
        r"digests?": "checksum",
        "audit committee": "control committee",
        "must[ -]criteri(?:on|a)": "“must” criterion",
    },
}
"""Where a language has two words or two forms of one, the one the catalogues use."""

Message = str | tuple[str, ...]
"""A message, or its singular and plural."""

_KEYWORDS = {
    "phrase": None,
    "phrases": (1, 2),
    "one_or_many": (1, 1),
    "Phrase": (1, 2),
    "_": None,
    "translator": None,
    "plural": (1, 2),
}


def program_messages() -> Iterator[Message]:
    """Every message in the code and the templates."""
    for path in sorted(LOCALE_DIRECTORY.parent.rglob("*.py")):
        for _line, message, _comments, _context in extract_from_file("python", path, _KEYWORDS):
            yield message
        yield from _in_f_strings(path)
    for path in sorted(folder("templates").rglob("*.j2")):
        yield from _from_template(path)


def _in_f_strings(path: Path) -> Iterator[Message]:
    """What Babel does not see before Python 3.12: a message inside the braces of an f-string."""
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    inside = (one for node in nodes if isinstance(node, ast.JoinedStr) for one in ast.walk(node))
    for call in inside:
        match call:
            case ast.Call(
                func=ast.Name(id=name) | ast.Attribute(attr=name),
                args=[ast.Constant(str(text)), *more],
            ) if name in _KEYWORDS:
                yield (text, ast.literal_eval(more[0])) if _KEYWORDS[name] else text


def _from_template(path: Path) -> Iterator[Message]:
    with path.open("rb") as file:
        found = babel_extract(file, list(_KEYWORDS), [], {"encoding": "utf-8"})
        for _line, _function, message, _comments in found:
            if isinstance(message, str):
                yield message
            elif message and message[0]:
                yield message[0]
    # Jinja's own search finds no methods.
    for call in (
        Environment(autoescape=True).parse(path.read_text(encoding="utf-8")).find_all(nodes.Call)
    ):
        match call:
            case nodes.Call(
                node=nodes.Getattr(attr="plural"),
                args=[nodes.Const(value=str(one)), nodes.Const(value=str(several)), *_more],
            ):
                yield one, several


def criteria_messages(sets: Iterable[CriteriaSet]) -> Iterator[Message]:
    """Every bokmål text of the sets that has no translation in the file itself."""
    for criteria_set in sets:
        yield from (text for text in texts(criteria_set) if isinstance(text, str))


def argparse_messages() -> Iterator[Message]:
    """The sentences of argparse that a user can meet, in any Python we support.

    They are those of the bokmål catalogue: a new one is written there by hand.
    """
    with (LOCALE_DIRECTORY / "nb" / "LC_MESSAGES" / "argparse.po").open("rb") as file:
        yield from (message.id for message in read_po(file) if isinstance(message.id, str))


def update(domain: str, language: str, wanted: Iterable[Message], *, check: bool) -> Catalog:
    """The catalogue with exactly the messages wanted; written and compiled unless `check`.

    With `check`, raises `FileNotFoundError` when it is not compiled as it stands.
    """
    path = LOCALE_DIRECTORY / language / "LC_MESSAGES" / f"{domain}.po"
    catalogue = Catalog(locale=language, charset="utf-8")
    if path.exists():
        with path.open("rb") as file:
            catalogue = read_po(file, locale=language, charset="utf-8")
    template = Catalog(project="samsjekk", charset="utf-8", creation_date=_NO_DATE)
    for message in wanted:
        template.add(message)
    catalogue.update(template, no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    written = path.with_suffix(".mo")
    if check:
        if not written.exists() or _compiled(written) != _translations(catalogue):
            raise FileNotFoundError(f"{written} is not up to date: python -m tools.catalogues")
        return catalogue
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalogue, width=100, sort_output=True, no_location=True)
    written.write_bytes(compiled.getvalue())
    return catalogue


def _compiled(path: Path) -> set[Message]:
    with path.open("rb") as file:
        return _translations(read_mo(file))


def _translations(catalogue: Catalog) -> set[Message]:
    """What the catalogue says, without its head, which tells who made it and when."""
    return {
        (*_forms(message.id), *_forms(message.string))
        for message in catalogue
        if message.id and _translated(message)
    }


def _forms(text: object) -> tuple[str, ...]:
    # A message that is new has None for its translation.
    return tuple(text) if isinstance(text, tuple | list) else (str(text or ""),)


def main(arguments: list[str]) -> int:
    """Update and compile, or with `--check` only look. 1 when something is missing."""
    check = "--check" in arguments
    library = Library.shipped()
    sets = [library.open(name) for name in library.names()]
    program = list(program_messages())
    criteria = list(criteria_messages(sets))
    catalogues = [
        *(("argparse", language, list(argparse_messages())) for language in ("nb", "nn")),
        *(("samsjekk", language, program) for language in LANGUAGES[1:]),
        *(("criteria", language, criteria) for language in LANGUAGES[1:]),
    ]
    faults = []
    for domain, language, wanted in catalogues:
        try:
            catalogue = update(domain, language, wanted, check=check)
        except FileNotFoundError as error:
            faults.append(str(error))
            continue
        faults += [
            f"{language}: {message.id!r} is not translated"
            for message in catalogue
            if message.id and not _translated(message)
        ]
        faults += _other_forms(catalogue, language)
    sys.stderr.write("".join(f"{fault}\n" for fault in faults))
    sys.stderr.write(f"{len(set(program))} messages, {len(set(criteria))} criteria texts, ")
    sys.stderr.write(f"{len(faults)} faults\n")
    return 1 if faults else 0


def _other_forms(catalogue: Catalog, language: str) -> Iterator[str]:
    """The words of a language that the catalogues write in another way."""
    for message in catalogue:
        said = re.sub(r"{.*?}", "{}", " ".join(_forms(message.string)).lower())
        for word, form in _ONE_FORM.get(language, {}).items():
            if found := re.search(rf"(?<!\w)(?:{word})(?!\w)", said):
                yield f"{language}: {message.id!r}: write {form!r}, not {found[0]!r}"


def _translated(message: BabelMessage) -> bool:
    # A fuzzy message is left out when the catalogue is compiled.
    return not message.fuzzy and all(_forms(message.string))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
