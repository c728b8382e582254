"""What somebody's file is, and reading it as a checklist: by its content, then by its ending."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO

import msgspec

from checklist.criteria.drafting.catalogs import catalog
from checklist.criteria.drafting.entries import About, AskedAbout, ChecklistRead, PartRead
from checklist.criteria.drafting.heads import Chosen, chosen_columns
from checklist.criteria.drafting.libraries import (
    is_library_workbook,
    library,
    library_workbook,
    plain_values,
)
from checklist.criteria.drafting.sheet_rows import sheet_part
from checklist.criteria.drafting.texts import one_line
from checklist.criteria.yaml import other_kind, tree_of
from checklist.errors import SamsjekkError
from checklist.i18n import Phrase, phrase
from checklist.tables import Sheet, read_delimited, read_document, read_workbook
from checklist.text import searchable

_PACKED = b"PK\x03\x04"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_BINARY = b"xl/workbook.bin"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_WORD = b"word/"
_LONGEST_TITLE = 80
_YAML, _JSON = (".yaml", ".yml"), (".json",)
_DELIMITED = (".csv", ".tsv", ".tab", ".txt", ".md")


class NothingToDraft(SamsjekkError):
    """The file is no checklist that can be read; the words say what it is and what to do."""


def checklist_in(content: bytes, name: str, chosen: Chosen, sheets: Sequence[str]) -> ChecklistRead:
    """The checklist in a file; `sheets` are the names of those that are to be read, none for all.

    Raises:
        NothingToDraft, UnreadableTable, FaultyFile: it can't be read, or holds nothing to draft.
    """
    ending = name[name.rfind(".") :].lower() if "." in name else ""
    read = _read(content, name, ending, chosen, sheets)
    if ending in (*_YAML, *_JSON) and (chosen != chosen_columns("") or sheets):
        ignored = phrase("--columns og --sheet gjelder bare regneark, og er ikke brukt.")
        read = read._replace(said=(*read.said, ignored))
    if not any(part.entries for part in read.parts):
        raise NothingToDraft(_nothing_in(read))
    return read


def _read(
    content: bytes, name: str, ending: str, chosen: Chosen, sheets: Sequence[str]
) -> ChecklistRead:
    if content.startswith(_PACKED) and b"xl/" in content and _BINARY not in content:
        return _workbook(content, chosen, sheets)
    if content.startswith(_PACKED) and _WORD in content:
        return _document(content, chosen)
    if content.startswith(_OLD_OFFICE) or _BINARY in content:
        raise NothingToDraft(
            phrase("Filen er låst med et passord. Lagre den uten passord, og prøv igjen.")
            if _LOCKED in content
            else phrase("Filen er en annen slags Excel-fil. Lagre den som .xlsx, og prøv igjen.")
        )
    if ending in _JSON:
        return _json(content)
    if ending in _YAML:
        return _yaml(content, name)
    kind = other_kind(content)
    if kind is not None:
        raise NothingToDraft(
            phrase(
                "Dette er {kind}. Et utkast kan lages av Excel (.xlsx, .xlsm), tabeller i Word "
                "(.docx), CSV, et bibliotek fra CISO Assistant og en katalog i OSCAL (JSON, YAML). "
                "Lagre listen slik og prøv igjen.",
                kind=kind,
            )
        )
    if ending in _DELIMITED:
        return _delimited(content, chosen)
    if ending in (".xlsx", ".xlsm", ".docx"):
        raise NothingToDraft(
            phrase(
                "Filen er ødelagt. Åpne den i programmet den er laget for, og lagre den på nytt."
            )
        )
    raise NothingToDraft(
        phrase(
            "Endelsen «{ending}» sier ikke hva filen er. Et utkast kan lages av .xlsx, .xlsm, "
            ".docx, .csv, .md, .yaml og .json.",
            ending=ending,
        )
    )


def _nothing_in(read: ChecklistRead) -> Phrase:
    words = phrase(
        "Fant ingen krav i filen. Er det et regneark, så velg kolonnene med --columns "
        "krav=B,tema=A og arkene med --sheet."
    )
    return phrase("{words} {said}", words=words, said=read.said[0]) if read.said else words


def _workbook(content: bytes, chosen: Chosen, wanted: Sequence[str]) -> ChecklistRead:
    names = {searchable(name.strip()): name for name in wanted}

    def reads(title: str, is_hidden: bool) -> bool:
        return searchable(title.strip()) in names if names else not is_hidden

    book = read_workbook(BytesIO(content), reads)
    said = [*_said_of(book.sheets, names)]
    if book.has_macros:
        said.append(phrase("Filen har makroer. De er ikke kjørt, og ikke med i utkastet."))
    if book.has_notes:
        said.append(phrase("Merknader til celler er ikke lest."))
    read = [sheet for sheet in book.sheets if reads(sheet.title, sheet.is_hidden)]
    if is_library_workbook(read):
        found = library_workbook(read)
        return found._replace(said=(*found.said, *said))
    return _tables([sheet_part(sheet, chosen) for sheet in read], said)


def _document(content: bytes, chosen: Chosen) -> ChecklistRead:
    found = read_document(BytesIO(content))
    if not found.tables:
        raise NothingToDraft(
            phrase(
                "Word-filen har ingen tabell. Lim listen inn i et tomt regneark med overskriften "
                "Krav i den første cellen, og lagre det som .xlsx."
            )
        )
    named = (table._replace(title=f"Tabell {table.title}") for table in found.tables)
    read = _tables([sheet_part(table, chosen) for table in named], ())
    texts = list(map(one_line, found.paragraphs))
    is_title = bool(texts) and len(texts[0]) <= _LONGEST_TITLE
    why = phrase("står utenfor tabellene")
    asked = [
        AskedAbout(n, f"Avsnitt {n + 1}", text, why)
        for n, text in enumerate(texts)
        if n > 0 or not is_title
    ]
    outside = PartRead("Avsnitt", len(texts), headings=int(is_title), asked=tuple(asked))
    title = texts[0] if is_title else read.about.title
    return read._replace(about=About(title=title), parts=(*read.parts, outside))


def _tables(parts: Sequence[PartRead], said: Sequence[Phrase]) -> ChecklistRead:
    names = (part.name for part in parts if part.name)
    return ChecklistRead(About(title=next(names, "")), tuple(parts), tuple(said))


def _said_of(sheets: Sequence[Sheet], names: Mapping[str, str]) -> list[Phrase]:
    """The sheets that are not read, and the names that are no sheet's."""
    there = {searchable(sheet.title.strip()) for sheet in sheets}
    if missing := sorted(names.keys() - there):
        raise NothingToDraft(
            phrase(
                "Arket «{name}» finnes ikke. Arkene er {sheets}.",
                name=names[missing[0]],
                sheets=", ".join(sheet.title for sheet in sheets),
            )
        )
    return [
        phrase("Arket «{sheet}» er skjult og ikke lest. Les det med --sheet.", sheet=sheet.title)
        if sheet.is_hidden
        else phrase("Arket «{sheet}» er ikke lest, siden du valgte andre.", sheet=sheet.title)
        for sheet in sheets
        if (searchable(sheet.title.strip()) not in names if names else sheet.is_hidden)
    ]


def _delimited(content: bytes, chosen: Chosen) -> ChecklistRead:
    found = read_delimited(content, "")
    said = phrase(
        "Tekstfil i {encoding} med «{separator}» mellom cellene.",
        encoding=found.encoding,
        separator=found.separator.replace("\t", "tabulator"),
    )
    return _tables([sheet_part(found.sheet, chosen)], [said])


def _json(content: bytes) -> ChecklistRead:
    try:
        found = catalog(msgspec.json.decode(content.removeprefix(b"\xef\xbb\xbf")))
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        raise NothingToDraft(phrase("Filen er ikke gyldig JSON.")) from None
    if found is None:
        raise NothingToDraft(
            phrase(
                "Filen er JSON, men ingen katalog i OSCAL. Har du listen i et regneark, så lagre "
                "den som .xlsx eller .csv."
            )
        )
    return found


def _yaml(content: bytes, name: str) -> ChecklistRead:
    held = plain_values(tree_of(content, name))
    found = library(held) or catalog(held)
    if found is None:
        raise NothingToDraft(
            phrase(
                "Filen er YAML, men verken et bibliotek fra CISO Assistant eller en katalog i "
                "OSCAL. Er den et kriteriesett, så sjekk det med samsjekk criteria check."
            )
        )
    return found
