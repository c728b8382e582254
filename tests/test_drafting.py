"""From a checklist to a draft: what is taken for what, nothing lost, and what is refused."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
import yaml
from docx import Document
from hypothesis import example, given, settings
from hypothesis import strategies as st

from checklist.criteria import CriteriaSet
from checklist.criteria.drafting import (
    About,
    ChecklistRead,
    Draft,
    Field,
    NothingToDraft,
    Origin,
    UnknownColumns,
    checklist_in,
    chosen_columns,
    drafted,
    told,
)
from checklist.criteria.drafting.sheet_rows import sheet_part
from checklist.criteria.drafting.texts import clean, one_line
from checklist.criteria.files import Library, load_bytes
from checklist.criteria.yaml import FaultyFile
from checklist.i18n import Translator
from checklist.tables import Area, Cell, Sheet, UnreadableTable
from tests.checklists import CHECKLISTS, delimited, filled_in, oscal, sheet, workbook
from tests.conftest import Run

DAY = date(2026, 11, 29)


def read(
    content: bytes, name: str = "skjema.xlsx", columns: str = "", sheets: tuple[str, ...] = ()
) -> ChecklistRead:
    return checklist_in(content, name, chosen_columns(columns), sheets)


def draft(found: ChecklistRead, name: str = "skjema.xlsx") -> Draft:
    return drafted(found, Origin(name, DAY, "utkast", "utkast.yaml"), SOURCES)


SOURCES = Library.shipped().open("psykisk-helse-rus-voksne").sources


def account(found: ChecklistRead) -> str:
    return "\n".join(told(found, draft(found), Translator()))


def loaded(text: str) -> CriteriaSet:
    return load_bytes(filled_in(text).encode(), "utkast.yaml")


def table(*rows: Sequence[object], **more: Any) -> bytes:
    """A workbook with one sheet, Krav; `merged` and `hidden` are done to it."""

    def write(book: Any) -> None:
        made = sheet(book, "Krav", rows)
        for area, text in more.get("merged", {}).items():
            made.merge_range(area, text)
        for place, (formula, value) in more.get("formulas", {}).items():
            made.write_formula(place, formula, None, value)

    return workbook(write)


HEAD: list[object] = ["Nr", "Tema", "Krav", "Spørsmål", "Hjemmel", "Styrke"]


@pytest.mark.parametrize("name", CHECKLISTS)
def test_twelve_checklists_become_drafts_and_no_row_is_lost(name: str) -> None:
    found = read(CHECKLISTS[name](), name)
    assert all(part.lost == 0 for part in found.parts)
    made = draft(found, name)
    assert loaded(made.text).criteria
    assert ("MANGLER:" in made.text) is (made.missing > 0)


def test_a_checklist_that_says_everything_loads_as_it_is() -> None:
    made = draft(read(CHECKLISTS["brannvern.xlsx"]()))
    assert made.missing == 0
    first = load_bytes(made.text.encode(), "utkast.yaml").criteria[0]
    assert (first.title, first.force, first.sources[0].section) == ("Krav 0", "must", "3-1")
    assert first.why == "Uten rømningsplan kan noen bli skadet."


def test_what_is_missing_is_what_the_check_says() -> None:
    made = draft(read(table(HEAD, ["1", "Plan", "Planen er vedtatt.", None, "Et vedlegg", "A"])))
    with pytest.raises(FaultyFile) as refused:
        load_bytes(made.text.encode(), "utkast.yaml")
    lines = made.text.split("\n")
    assert len(refused.value.faults) == made.missing == 5
    for fault in refused.value.faults:
        assert "MANGLER" in lines[fault.line - 1]
    assert "i skjemaet står «A»" in made.text


COLUMNS = [
    ("Krav", "requirement"),
    ("KRAVTEKST:", "requirement"),
    ("Revisjonskriterium", "requirement"),
    ("Requirement", "requirement"),
    ("Beskrivelse", "requirement"),
    ("Krav nr.", "id"),
    ("Område / tema", "theme"),
    ("Lov/forskrift", "source"),
    ("Heimel (lov)", "source"),
    ("Kontrollspørsmål", "question"),
    ("Type krav", "force"),
    ("Typical evidence", "evidence"),
    ("Oppfylt når", "yes_means"),
    ("Hva må være på plass?", "yes_means"),
    ("Navn på ansvarlig", None),
    ("Ja/Nei", None),
    ("Kommentar", None),
]


@pytest.mark.parametrize(("heading", "field"), COLUMNS)
def test_columns_are_known_by_their_headings(heading: str, field: str | None) -> None:
    asks = "Spørsmål" if field == "requirement" else "Krav"
    found = read(table([heading, asks], ["En tekst", "En annen"]))
    said = account(found)
    wanted = f"lest som {Field(field).words}" if field else "ikke et felt"
    assert f"«{heading}» er {wanted}." in said


def test_columns_can_be_chosen_by_letter_and_by_heading() -> None:
    rows = [["Noe", "Hva skal være på plass"], ["Drift", "Pumpene går."]]
    for columns in ("tema=A,krav=B", "theme=A,requirement=hva skal være på plass"):
        (criterion,) = loaded(draft(read(table(*rows), columns=columns)).text).criteria[-1:]
        assert (criterion.theme, criterion.requirement) == ("drift", "Pumpene går.")
    with pytest.raises(NothingToDraft, match="--columns"):
        read(table(*rows))
    for wrong in ("B", "krav", "bilde=B"):
        with pytest.raises(UnknownColumns, match="velger ingen kolonne") as refused:
            chosen_columns(wrong)
        for language in ("nb", "nn", "en"):
            said = re.split(" er | are ", Translator(language).say(refused.value.words))[-1]
            names = said.rstrip(".").split(", ")
            assert [chosen_columns(f"{name}=A")[0][0] for name in names] == list(Field)


def test_merged_and_empty_cells_carry_the_theme_and_the_requirement() -> None:
    rows: list[list[object]] = [
        ["Tema", "Krav", "Spørsmål"],
        [None, None, "Finnes den?"],
        [None, None, "Er den kjent?"],
        ["Drift", "Vakten er bemannet.", "Er den det?"],
        [None, None, "Også i helgen?"],
        [None, "Avvik meldes.", "Meldes de?"],
    ]
    found = read(table(*rows, merged={"A2:A3": "Plan", "B2:B3": "Planen finnes."}))
    made = loaded(draft(found).text)
    assert [(c.theme, len(c.checkpoints)) for c in made.criteria] == [
        ("plan", 2),
        ("drift", 2),
        ("drift", 1),
    ]
    said = account(found)
    assert "Sammenslåtte celler gjelder også A3, B3." in said
    assert "Tomme celler har temaet fra raden over: A5–A6." in said


def test_headings_may_stand_below_a_title_and_rows_without_a_place_are_named() -> None:
    rows: list[list[object]] = [
        ["Sjekkliste for vann"],
        ["Revidert av", "NN"],
        [],
        ["Krav", "Spørsmål", "Status"],
        ["Kilden er vernet.", "Er den det?", "OK"],
        ["Krav", "Spørsmål", "Status"],
        ["Vannet prøves.", None, None],
        [None, None, "Se også bilag 3"],
    ]
    found = read(table(*rows))
    (part,) = found.parts
    assert (part.rows, part.headings, part.placed, len(part.asked)) == (7, 3, 2, 2)
    made = draft(found)
    assert loaded(made.text).title == "Sjekkliste for vann"
    assert "# C5 Status: OK" in made.text
    assert "# Krav C8: Se også bilag 3" in made.text
    assert "Krav A2: «Revidert av | NN»: står over overskriftene" in account(found)


def test_headings_in_two_rows_are_read_as_one() -> None:
    rows: list[list[object]] = [
        [None, "Vurdering", None],
        [None, "Krav", "Spørsmål"],
        ["Drift", "Pumpen går.", "Går den?"],
    ]
    found = read(table(*rows, merged={"A1:A2": "Tema"}))
    (criterion,) = loaded(draft(found).text).criteria
    assert criterion.theme == "drift"


def test_a_choice_that_is_not_used_is_said() -> None:
    rows: list[list[object]] = [["Krav"], ["Pumpen går."]]
    said = account(read(table(*rows), columns="why=Grunnen"))
    assert "Fant ingen kolonne med overskriften «grunnen»." in said
    said = account(read(oscal(), "katalog.json", columns="why=B"))
    assert "--columns og --sheet gjelder bare regneark, og er ikke brukt." in said


def test_sheets_are_themes_and_hidden_ones_are_said_and_read_when_named() -> None:
    content = CHECKLISTS["barnehager.xlsx"]()
    found = read(content)
    assert [theme.title for theme in loaded(draft(found).text).themes] == ["Bemanning", "Lokaler"]
    assert "Arket «Lister» er skjult og ikke lest." in account(found)
    one = read(content, sheets=("lokaler",))
    assert [part.title for part in one.parts] == ["Lokaler"]
    assert "Arket «Bemanning» er ikke lest, siden du valgte andre." in account(one)
    assert "Velg kolonnene selv" in account(read(content, sheets=("Lister", "Lokaler")))
    with pytest.raises(NothingToDraft, match="«Lister2» finnes ikke"):
        read(content, sheets=("Lister2",))


def test_what_deserves_a_look_is_named_with_its_cell() -> None:
    rows: list[list[object]] = [
        ["Nr", "Krav", "Krav", "Spørsmål"],
        ["1.1", "Planen finnes.", "Også skriftlig.", "=1+1"],
        ["1.1", "Planen er øvd.", None, "Er den?"],
        [None, "Alt er i orden.", None, None],
    ]
    formulas = {"A4": ("=A3+1", 2.1), "D4": ("=REF", "")}
    said = account(read(table(*rows, formulas=formulas)))
    assert "C «Krav» sier det samme som B." in said
    assert "Flere rader har id «1.1»: A2–A3." in said
    assert "Formler, der verdien er tatt: A4." in said
    assert "Formler uten verdi er ikke lest: D4." in said
    assert "Tekst som begynner med =, er tatt som den står: D2." in said


def test_macros_are_said_and_not_run() -> None:
    assert "Filen har makroer. De er ikke kjørt" in account(read(CHECKLISTS["kjøkken.xlsm"]()))


def test_laws_that_are_known_bring_their_description_and_others_are_asked_about() -> None:
    rows: list[list[object]] = [
        HEAD,
        ["1", "Plan", "Planen finnes.", "Er den?", "hol § 5-2 første ledd bokstav a", "skal"],
        ["2", "Plan", "Øvd.", "Er den?", "brannloven §§ 3 og 4 a; Rundskriv 2; bilag 7", "skal"],
    ]
    made = draft(read(table(*rows)))
    first, second = loaded(made.text).criteria
    (cited,) = first.sources
    assert (cited.source, cited.section, cited.paragraph, cited.item) == ("hol", "5-2", 1, "a")
    assert [(c.source, c.section) for c in second.sources] == [
        ("brannloven", "3"),
        ("brannloven", "4 a"),
        ("rundskriv-2", None),
        ("bilag-7", None),
    ]
    assert "reference: lov/2011-06-24-30" in made.text
    assert made.text.count("kind:  # MANGLER") == 1


def test_a_duty_without_law_and_a_law_without_section_are_marked() -> None:
    made = draft(read(table(HEAD, ["1", "Plan", "Finnes.", "Er den?", "Rundskriv", "skal"])))
    assert (
        "force: must  # MANGLER: et skal-krav må ha en lov eller forskrift som kilde" in made.text
    )
    made = draft(read(table(HEAD, ["1", "Plan", "Finnes.", "Er den?", "brannloven", "skal"])))
    assert '- source: brannloven  # MANGLER: paragrafen; skriv section: "7-3" under' in made.text


def test_the_licence_of_a_library_is_kept() -> None:
    for name in ("bibliotek.yaml", "bibliotek.xlsx", "katalog.json"):
        made = draft(read(CHECKLISTS[name](), name), name)
        assert "# Lisens og opphavsrett, som skal følge teksten:" in made.text
        assert "by/4.0" in made.text or "CC BY 4.0" in made.text
        assert "by/4.0" in str(loaded(made.text).sources[0].checked_against) or "CC BY" in str(
            loaded(made.text).sources[0].checked_against
        )


def test_a_library_and_its_workbook_come_to_the_same() -> None:
    one, other = (
        loaded(draft(read(CHECKLISTS[name](), name), name).text)
        for name in ("bibliotek.yaml", "bibliotek.xlsx")
    )
    assert [c.id for c in one.criteria] == [c.id for c in other.criteria]
    assert (
        [t.title for t in one.themes]
        == [t.title for t in other.themes]
        == [
            "Theme GOV",
            "Theme OPS",
        ]
    )
    assert [q.question for q in one.criteria[0].checkpoints] == [
        "Is it in place?",
        "Is it reviewed?",
    ]


def test_the_older_workbook_of_a_library_is_read_too() -> None:
    def write(book: Any) -> None:
        meta = [["library_name", "Eldre"], ["library_copyright", "CC0"], ["tab", "krav", "x"]]
        sheet(book, "library_content", meta)
        head = ["assessable", "depth", "ref_id", "name", "description", "importance", "threats"]
        sheet(
            book,
            "krav",
            [
                head,
                [None, 1, "1", "Styring"],
                ["x", 2, "1.1", None, "Leder vet.", "mandatory", "t:1"],
            ],
        )

    found = read(workbook(write))
    made = draft(found)
    (criterion,) = loaded(made.text).criteria
    assert (criterion.theme, criterion.requirement) == ("styring", "Leder vet.")
    assert loaded(made.text).title == "Eldre"
    assert "# importance: mandatory" in made.text
    assert "Deler som ikke er med i utkastet: threats (1)." in account(found)


def test_a_catalogue_in_yaml_is_read_as_the_same_one_in_json() -> None:
    text = yaml.safe_dump(json.loads(oscal()), sort_keys=False, allow_unicode=True)
    assert read(text.encode(), "katalog.yaml") == read(oscal(), "katalog.json")


def test_a_chapter_of_a_plan_is_a_place_in_it() -> None:
    rows = [["1", "Plan", "En rutine.", None, f"Arkivplanen{place}", None] for place in PLACES]
    made = loaded(draft(read(table(HEAD, *rows))).text)
    assert [c.sources[0].place for c in made.criteria] == ["kap. 3", "punkt 4.2", None]
    assert len(made.sources) == 1


@pytest.mark.parametrize(
    ("asked", "title", "recommendation"),
    [
        ("Kommunen har en arkivplan.", "Arkivplan", "Kommunen bør ha en arkivplan."),
        ("Kommunen skal ha en plan", "Plan", "Kommunen bør ha en plan"),
        ("Kommunen skal føre journal", "Føre journal", "Kommunen bør føre journal"),
        ("Planen er kjent", "Planen er kjent", "Kommunen bør sørge for dette: Planen er kjent"),
    ],
)
def test_what_a_requirement_says_becomes_its_title_and_what_to_do(
    asked: str, title: str, recommendation: str
) -> None:
    made = loaded(draft(read(table(["Krav", "Tema"], [asked, "Plan"]))).text).criteria[0]
    assert (made.title, made.recommendation) == (title, recommendation)


def test_the_only_checkpoint_of_a_requirement_decides_it_and_one_of_several_does_not() -> None:
    rows = [["1", "Plan", "Planen.", "Finnes den?"], ["1", "Plan", "Planen.", "Er den kjent?"]]
    for asked, decisive in ((rows[:1], [True]), (rows, [False, False])):
        (made,) = loaded(draft(read(table(HEAD[:4], *asked))).text).criteria
        assert [point.decisive for point in made.checkpoints] == decisive


PLACES = (" kap. 3", ", punkt 4.2", "")


def test_a_draft_has_the_name_of_the_file_it_is_written_to(run: Run, tmp_path: Path) -> None:
    source, made = tmp_path / "Sjekkliste 2026.csv", tmp_path / "arkiv.yaml"
    source.write_text("Krav;Tema\nPlanen er vedtatt;Plan\n", "utf-8")
    assert run("criteria", "new", "--from", str(source), "--output", str(made))[0] == 0
    text = made.read_text("utf-8")
    assert "\nid: arkiv\n" in text
    assert "samsjekk criteria check arkiv.yaml" in text


def test_a_catalogue_names_the_values_to_set_and_what_is_withdrawn() -> None:
    found = read(oscal(), "katalog.json")
    first = loaded(draft(found).text).criteria[0]
    assert first.requirement == "a. Write it.\nb. Review it [how often]."
    said = account(found)
    assert "at-2: «Gone»: er trukket tilbake i katalogen" in said
    assert "assessment-objective (4)" in said


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_text_files_are_read_in_every_encoding(encoding: str, separator: str) -> None:
    rows = [["Krav", "Spørsmål"], ["Åpent, øvd; og «kjent»", "Er det\nslik, også på Ås?"]]
    found = read(delimited(rows, separator, encoding), "liste.csv")
    (criterion,) = loaded(draft(found).text).criteria
    assert criterion.requirement == rows[1][0]
    assert criterion.checkpoints[0].question == rows[1][1]


def test_a_table_in_markdown_is_read_with_its_headings_as_themes() -> None:
    text = (
        "# Barnehage\n\n## Bemanning\n| Krav | Spørsmål |\n| :--- | ---: |\n"
        "| Én leder per **14** barn | Er de nok?<br>Er de der? |\n\n## Rutiner\n\n"
        "| Krav | Spørsmål |\n|---|---|\n| Rutinen er skriftlig | Finnes den? |\n"
    )
    found = read(text.encode(), "svar.md")
    assert [part.lost for part in found.parts] == [0]
    made = loaded(draft(found).text)
    assert made.title == "Barnehage"
    assert [theme.title for theme in made.themes] == ["Bemanning", "Rutiner"]
    first, second = made.criteria
    assert (first.requirement, second.requirement) == (
        "Én leder per 14 barn",
        "Rutinen er skriftlig",
    )
    assert [point.question for point in first.checkpoints] == ["Er de nok?", "Er de der?"]


def word(paragraphs: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """A Word file with paragraphs, and a table under them where it has rows."""
    made = Document()
    for text in paragraphs:
        made.add_paragraph(text)
    if rows:
        held = made.add_table(len(rows), len(rows[0]))
        for row, cells in zip(held.rows, rows, strict=True):
            for cell, content in zip(row.cells, cells, strict=True):
                cell.text = content
    file = BytesIO()
    made.save(file)
    return file.getvalue()


def test_the_tables_of_a_word_file_are_read_and_what_stands_outside_them_is_named() -> None:
    rows = [["Tema", "Krav"], ["Plan", "Planen er vedtatt."], ["", "Planen er kjent."]]
    found = read(word(["Skole", "Husk internkontroll."], rows), "liste.docx")
    assert [part.lost for part in found.parts] == [0, 0]
    made = draft(found)
    assert loaded(made.text).title == "Skole"
    assert [c.theme for c in loaded(made.text).criteria] == ["plan", "plan"]
    assert "# Avsnitt 2: Husk internkontroll." in made.text
    assert "Avsnitt 2: «Husk internkontroll.»: står utenfor tabellene" in account(found)


def test_hidden_rows_and_numbers_that_became_dates_are_said() -> None:
    def write(book: Any) -> None:
        made = sheet(book, "Krav", [["Nr", "Krav"], [None, "Planen er vedtatt."], ["3", "Skjult."]])
        made.write_datetime("A2", date(2026, 2, 1), book.add_format({"num_format": "d.m"}))
        made.set_row(2, None, None, {"hidden": True})

    said = account(read(workbook(write)))
    assert "Nummeret er en dato: A2." in said
    assert "Skjulte rader er også lest: 3." in said


LOCKED = b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le")


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.xlsx", LOCKED, "låst med et passord"),
        ("a.xls", b"\xd0\xcf\x11\xe0", "annen slags Excel-fil. Lagre den som .xlsx"),
        ("a.xlsb", b"PK\x03\x04 xl/workbook.bin", "annen slags Excel-fil"),
        ("a.pdf", b"%PDF-1.7", "Dette er en PDF-fil"),
        ("a.csv", b"%PDF-1.7", "Dette er en PDF-fil"),
        ("a.xlsx", b"PK\x03\x04 xl/", "Filen kan ikke leses"),
        ("a.docx", b"PK\x03\x04 word/", "Filen kan ikke leses"),
        ("a.docx", word(["Planen er vedtatt."], []), "ingen tabell"),
        ("a.json", b"{", "ikke gyldig JSON"),
        ("a.json", b"[" * 100_000, "ikke gyldig JSON"),
        ("a.json", b'{"profile": {}}', "ingen katalog i OSCAL"),
        ("a.json", b'{"catalog": {}}', "Fant ingen krav"),
        ("a.yaml", b"format: 1", "samsjekk criteria check"),
        ("a.csv", b'Krav;B\n"Et krav;2\n', "et anførselstegn er ikke lukket"),
        ("a.csv", b"", "Fant ingen krav"),
        ("a.csv", b"Krav\n" + b"Et krav\n" * 100_000, "for stor til"),
        ("a.docx", b"noe", "Filen er ødelagt"),
        ("a.odt", b"noe", "Endelsen «.odt»"),
        ("noe", b"noe", "Endelsen «»"),
    ],
)
def test_what_is_no_checklist_is_refused_in_words(name: str, content: bytes, words: str) -> None:
    with pytest.raises((NothingToDraft, UnreadableTable), match=words):
        read(content, name)


def test_too_many_rows_of_a_workbook_are_refused_in_words() -> None:
    rows = "".join(f'<row r="{n}"><c t="str"><v>x</v></c></row>' for n in range(1, 100_001))
    content = BytesIO(table(["Krav"]))
    changed = BytesIO()
    with ZipFile(content) as before, ZipFile(changed, "w") as after:
        for part in before.namelist():
            held = before.read(part)
            if part == "xl/worksheets/sheet1.xml":
                before_rows = held[: held.index(b"<sheetData>")].decode()
                held = f"{before_rows}<sheetData>{rows}</sheetData></worksheet>".encode()
            after.writestr(part, held)
    with pytest.raises(UnreadableTable, match="Høyst 20000 rader på et ark"):
        read(changed.getvalue())


def test_merged_cells_without_end_are_refused_in_words() -> None:
    cells = {n: {0: Cell("Krav" if n == 0 else "Et krav.")} for n in range(2_000)}
    areas = tuple(Area(n, 0, 2_000, 0) for n in range(1, 1_000))
    with pytest.raises(UnreadableTable, match="for stor til"):
        sheet_part(Sheet("K", cells, areas), chosen_columns(""))


TEXTS = st.text(
    st.sampled_from("abæø 1.:#-\n=\"'{}[]&*!|>%@`\t\u2028\x00\x85\u200b§,?"), max_size=12
)
WHOLE = ("Kommunen har en plan.", "hol § 1-2 tredje ledd", "brannloven", "skal", "Er det så?")
CELLS = st.one_of(st.none(), TEXTS, st.sampled_from(WHOLE))


@settings(deadline=None, max_examples=150)
@given(
    heads=st.lists(
        st.sampled_from(["Krav", "Tema", "Spørsmål", "Hjemmel", "Nr", "Status", "Styrke", ""]),
        min_size=1,
        max_size=6,
    ),
    rows=st.lists(st.lists(CELLS, max_size=6), max_size=12),
    areas=st.lists(st.tuples(*[st.integers(0, 12)] * 2, *[st.integers(0, 5)] * 2), max_size=3),
)
@example(
    heads=["Nr", "Krav", "Tema"], rows=[["7", None, "Ledelse"], [None, "En plan."]], areas=[]
).via("a theme with a number of its own")
def test_every_row_is_placed_or_asked_about_and_its_words_are_in_the_draft(
    heads: list[str], rows: list[list[str | None]], areas: list[tuple[int, int, int, int]]
) -> None:
    written: list[list[str | None]] = [[*heads], *rows]
    cells = {
        row: {n: Cell(text) for n, text in enumerate(texts) if text}
        for row, texts in enumerate(written)
    }
    merged = tuple(
        Area(min(top, bottom), min(left, right), max(top, bottom), max(left, right))
        for top, bottom, left, right in areas
    )
    part = sheet_part(Sheet("Ark1", cells, merged), chosen_columns(""))
    shown_rows = [row for row in cells.values() if any(clean(cell.text) for cell in row.values())]
    assert part.rows == len(shown_rows)
    assert part.lost == 0
    if not part.entries:
        return
    made = draft(ChecklistRead(About(), (part,)))
    text = " ".join(" ".join((made.text, *map(str, part.said))).replace("#", " ").split())
    for row in rows:
        for cell in row:
            for word in one_line(cell or "").replace("#", " ").split():
                assert word in text or json.dumps(word, ensure_ascii=False)[1:-1] in text
    assert loaded(made.text).criteria


def test_the_command_writes_the_draft_and_says_what_was_taken_for_what(
    run: Run, tmp_path: Path
) -> None:
    source, target, report = (tmp_path / name for name in ("A liste.xlsx", "b.yaml", "c.txt"))
    source.write_bytes(CHECKLISTS["arkiv.xlsx"]())
    code, out, err = run("criteria", "new", "--from", source, "--output", target)
    assert (code, out) == (0, "")
    assert "B «Krav» er lest som krav." in err
    assert f"samsjekk criteria check {target}" in err
    assert "\nid: b\n" in target.read_text(encoding="utf-8")
    code, out, err = run("criteria", "new", "eget", "--from", source, "--report", report)
    assert "\nid: eget\n" in out
    assert "B «Krav»" not in err
    assert "B «Krav»" in report.read_text(encoding="utf-8")
    target.write_text(filled_in(target.read_text(encoding="utf-8")), encoding="utf-8")
    assert run("criteria", "check", target)[0] == 0
    assert run("new", "--municipality", "3228", "--criteria", target)[0] == 0


def test_the_command_refuses_with_the_name_of_the_file(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "låst.xlsx"
    path.write_bytes(LOCKED)
    code, _out, err = run("criteria", "new", "--from", path)
    assert code == 2
    assert err.startswith(f"{path}: Filen er låst med et passord.")
    assert "filen finnes ikke" in run("criteria", "new", "--from", tmp_path / "borte.csv")[2]
