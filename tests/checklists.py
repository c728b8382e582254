"""Twelve checklists of other fields in the forms people have them, and filling in their drafts."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Sequence
from datetime import date
from io import BytesIO, StringIO
from typing import Any
from zipfile import ZipFile

import xlsxwriter

Rows = Sequence[Sequence[object]]

_LICENCE = "Copyright 2026 Eksempeletaten. Lisens: CC BY 4.0"


def workbook(write: Callable[[Any], None]) -> bytes:
    """A workbook, as somebody writes it."""
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        write(book)
    return file.getvalue()


def sheet(book: Any, title: str, rows: Rows) -> Any:
    """A sheet with these rows, texts as texts; None leaves a cell empty."""
    made = book.add_worksheet(title)
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            if isinstance(value, str):
                made.write_string(number, column, value)
            elif value is not None:
                made.write(number, column, value)
    return made


def delimited(rows: Rows, separator: str, encoding: str) -> bytes:
    """A text file with a sign between the cells."""
    text = StringIO(newline="")
    csv.writer(text, delimiter=separator).writerows(rows)
    return text.getvalue().encode(encoding)


def fire_safety() -> bytes:
    """Every field has a column, so nothing is missing."""
    head = "Nr;Tema;Kort navn;Krav;Spørsmål;Hjemmel;Styrke;Hvorfor;Dimensjon;Ja betyr;Anbefaling"
    rows = [
        f"{n};{theme};Krav {n};Bygget har {what}.;Har bygget {what}?;hol § 3-1;skal;"
        f"Uten {what} kan noen bli skadet.;På plass;Tilsynet har sett {what}.;Kommunen "
        f"bør skaffe {what}."
        for n, (theme, what) in enumerate(
            (theme, what)
            for theme in ("Rømning", "Slokking")
            for what in ("rømningsplan", "nødlys", "slokkeutstyr", "øvelser hvert år")
        )
    ]
    return workbook(lambda book: sheet(book, "Brannvern", [head.split(";"), *_split(rows)]))


def archives() -> bytes:
    """A title above the headings, themes merged over their rows, and notes below."""

    def write(book: Any) -> None:
        rows: list[Sequence[object]] = [
            ["Sjekkliste for arkiv og journal"],
            ["Arkivet i Eksempel kommune, revidert 2025", None, None, "Utgave 3"],
            [],
            ["Område", "Krav", "Kontrollspørsmål", "Kilde", "Merknad fra 2024"],
            *(
                [
                    None,
                    f"Krav {n} til arkivet er fulgt.",
                    f"Er krav {n} fulgt?",
                    "Arkivplanen",
                    None,
                ]
                for n in range(6)
            ),
            [],
            ["Utarbeidet av arkivtjenesten", None, None, None, "Sist endret i mai"],
        ]
        made = sheet(book, "Arkiv", rows)
        made.merge_range(4, 0, 6, 0, "Journalføring")
        made.merge_range(7, 0, 9, 0, "Oppbevaring")

    return workbook(write)


def kindergartens() -> bytes:
    """A theme on each sheet, a requirement over several rows, and a hidden list."""

    def write(book: Any) -> None:
        for title in ("Bemanning", "Lokaler"):
            rows: list[list[object]] = [["Krav", "Spørsmål", "Lov/forskrift", "Dokumentasjon"]]
            for n in range(3):
                rows += [
                    [
                        f"{title}: krav {n} er oppfylt.",
                        f"Er det nok {n}?",
                        "barnehageloven § 25",
                        "Vaktliste",
                    ],
                    [None, f"Vet de ansatte om {n}?", None, "Intervju med to ansatte"],
                ]
            sheet(book, title, rows)
        sheet(book, "Lister", [["Ja"], ["Nei"]]).hide()

    return workbook(write)


def procurement() -> bytes:
    """Nynorsk, headings of themes inside the table, numbers that are worked out."""

    def write(book: Any) -> None:
        made = sheet(book, "Ark1", [["Nr", "Krav", "Spørsmål", "Heimel", "Forplikting"]])
        row, number = 1, 0
        for theme in ("Planlegging", "Kontrakt"):
            made.merge_range(row, 0, row, 4, theme)
            for _each in range(4):
                row, number = row + 1, number + 1
                made.write_formula(row, 0, f"=A{row}+1", None, number)
                made.write_row(
                    row,
                    1,
                    [
                        f"Kjøpet er {theme.lower()} {number}.",
                        "Er det gjort?",
                        "Innkjøpsreglementet",
                        "bør",
                    ],
                )
            row += 1

    return workbook(write)


def school() -> bytes:
    """English, two headings alike, ids that Excel made numbers of, and dates."""

    def write(book: Any) -> None:
        sheet(
            book,
            "Safe school",
            [
                ["Ref", "Topic", "Requirement", "Requirement", "Question", "Due"],
                *(
                    [
                        1.1 if n == 9 else 1 + n / 10,
                        "Bullying",
                        f"The school shall do thing {n}.",
                        f"More about {n}.",
                        f"Does it do {n}?",
                        None,
                    ]
                    for n in range(1, 10)
                ),
            ],
        )
        day = book.add_format({"num_format": "dd.mm.yyyy"})
        book.worksheets()[0].write_datetime(1, 5, date(2026, 3, 1), day)

    return workbook(write)


def food() -> bytes:
    """Questions only, with columns for the answer, in a workbook with macros."""
    rows = [["Sjekkpunkt", "Ja", "Nei", "Kommentar"]]
    rows += [
        [f"Blir temperaturen målt i skap {n}?", "x" if n % 2 else "", "", ""] for n in range(8)
    ]
    content = BytesIO(workbook(lambda book: sheet(book, "Kjøkken", rows)))
    with ZipFile(content, "a") as package:
        package.writestr("xl/vbaProject.bin", b"Sub Auto_Open()")
    return content.getvalue()


def _table(name: str) -> list[list[str]]:
    head = ["Id", "Kategori", "Kravtekst", "Spørsmål", "Regelverk", "Type krav", "Veiledning"]
    return [
        head,
        *(
            [
                f"{name}-{n}",
                "Første" if n < 4 else "Andre",
                f"Kommunen må følge opp {name} {n}.",
                f"Følges {n} opp?\nHvordan vises det?",
                "Forskrift om eksempel § 4 annet ledd bokstav a; internkontrollen",
                "må",
                "Se «håndboken», kapittel 2",
            ]
            for n in range(8)
        ),
    ]


def _split(lines: Sequence[str]) -> list[list[str]]:
    return [line.split(";") for line in lines]


def _nodes() -> list[dict[str, object]]:
    nodes: list[dict[str, object]] = []
    for theme in ("GOV", "OPS"):
        nodes.append(
            {
                "urn": f"urn:x:{theme}",
                "assessable": False,
                "depth": 1,
                "ref_id": theme,
                "name": f"Theme {theme}",
            }
        )
        nodes.append(
            {
                "urn": f"urn:x:{theme}:1",
                "assessable": False,
                "depth": 2,
                "ref_id": f"{theme}.1",
                "name": "Group",
            }
        )
        nodes += [
            {
                "urn": f"urn:x:{theme}:1:{n}",
                "assessable": True,
                "depth": 3,
                "ref_id": f"{theme}.1.{n}",
                "description": f"Control {n} is in place: yes & no #{n}.",
                "annotation": "See the guide.",
                "typical_evidence": "Policy document\nInterview with the owner",
                "questions": {
                    f"urn:x:{n}:q1": {"type": "unique_choice", "text": "Is it in place?"},
                    f"urn:x:{n}:q2": {"type": "unique_choice", "text": "Is it reviewed?"},
                },
            }
            for n in range(4)
        ]
    return nodes


def library_yaml() -> bytes:
    """A library of CISO Assistant."""
    library = {
        "urn": "urn:intuitem:risk:library:eksempel",
        "locale": "en",
        "ref_id": "EKS",
        "name": "Example framework",
        "description": "What an office needs.",
        "copyright": _LICENCE,
        "version": 2,
        "provider": "Eksempeletaten",
        "packager": "eksempel",
        "objects": {
            "framework": {
                "urn": "urn:x",
                "ref_id": "EKS",
                "name": "Example",
                "requirement_nodes": _nodes(),
            }
        },
    }
    return json.dumps(library, ensure_ascii=False, indent=1).encode()


def library_workbook() -> bytes:
    """The same, in the workbook that such a library is made of."""
    columns = [
        "assessable",
        "depth",
        "ref_id",
        "name",
        "description",
        "annotation",
        "typical_evidence",
        "questions",
    ]

    def row(node: dict[str, Any]) -> list[object]:
        questions = "\n".join(one["text"] for one in node.get("questions", {}).values())
        held = {**node, "assessable": "x" if node["assessable"] else None, "questions": questions}
        return [held.get(name) for name in columns]

    def write(book: Any) -> None:
        sheet(
            book,
            "library_meta",
            [
                ["type", "library"],
                ["name", "Example framework"],
                ["version", 2],
                ["copyright", _LICENCE],
                ["provider", "Eksempeletaten"],
            ],
        )
        sheet(book, "fw_meta", [["type", "framework"], ["name", "Example"]])
        sheet(book, "fw_content", [columns, *map(row, _nodes())])
        sheet(book, "scores_content", [["score", "name"], [1, "Low"]])

    return workbook(write)


def oscal() -> bytes:
    """A catalogue in OSCAL, with values to set, an enhancement and a withdrawn control."""

    def control(name: str, **more: object) -> dict[str, object]:
        return {
            "id": name,
            "title": f"Policy {name}",
            "params": [{"id": f"{name}_prm", "label": "how often"}],
            "props": [{"name": "label", "value": name.upper()}],
            "parts": [
                {
                    "name": "statement",
                    "parts": [
                        {
                            "name": "item",
                            "props": [{"name": "label", "value": "a."}],
                            "prose": "Write it.",
                        },
                        {
                            "name": "item",
                            "props": [{"name": "label", "value": "b."}],
                            "prose": f"Review it {{{{ insert: param, {name}_prm }}}}.",
                        },
                    ],
                },
                {"name": "guidance", "prose": "Keep it short."},
                {"name": "assessment-objective", "prose": "Look for it."},
            ],
            **more,
        }

    catalog = {
        "uuid": "6f2b9a2e-0000-4000-8000-000000000000",
        "metadata": {
            "title": "Example catalogue",
            "version": "1.2",
            "oscal-version": "1.1.2",
            "links": [{"rel": "license", "href": "https://creativecommons.org/licenses/by/4.0/"}],
            "parties": [{"name": "Eksempeletaten"}],
        },
        "groups": [
            {
                "id": "ac",
                "title": "Access",
                "controls": [control("ac-1", controls=[control("ac-1.1")]), control("ac-2")],
            },
            {
                "id": "at",
                "title": "Training",
                "controls": [
                    control("at-1"),
                    {
                        "id": "at-2",
                        "title": "Gone",
                        "props": [{"name": "status", "value": "withdrawn"}],
                    },
                ],
            },
        ],
    }
    return json.dumps({"catalog": catalog}).encode()


CHECKLISTS: dict[str, Callable[[], bytes]] = {
    "brannvern.xlsx": fire_safety,
    "arkiv.xlsx": archives,
    "barnehager.xlsx": kindergartens,
    "innkjøp.xlsx": procurement,
    "skole.xlsx": school,
    "kjøkken.xlsm": food,
    "vann.csv": lambda: delimited(_table("vann"), ";", "cp1252"),
    "avløp.csv": lambda: delimited(_table("avløp"), ",", "utf-8-sig"),
    "personvern.tsv": lambda: delimited(_table("personvern"), "\t", "utf-16"),
    "bibliotek.yaml": library_yaml,
    "bibliotek.xlsx": library_workbook,
    "katalog.json": oscal,
}
"""What makes each, by the name of the file."""

_FILLED = {"checked": "2026-11-23", "kind": "guide", "force": "should", "aspect": "established"}
_GAP = re.compile(r"^( *)([a-z_]+):  # MANGLER: .*$", re.MULTILINE)


def filled_in(draft: str) -> str:
    """The draft with everything that is marked as missing filled in, as a person would."""
    filled = _GAP.sub(lambda gap: f"{gap[1]}{gap[2]}: {_FILLED.get(gap[2], 'Fylt ut.')}", draft)
    filled = re.sub("force: must  # MANGLER: .*", "force: should", filled)
    return re.sub("( *)(- source: .*)  # MANGLER: .*", r'\1\2\n\1  section: "1"', filled)
