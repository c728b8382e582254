"""What the strict reader refuses, where it says the fault is, and that nothing gets past it."""

from __future__ import annotations

import time
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Annotated, Literal

import msgspec
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import Meta

from benchmarks.large_set import large_set
from checklist.criteria import CriteriaSet, Id, PartialDate, Text
from checklist.criteria.yaml import (
    MAX_BYTES,
    MAX_FAULTS,
    Fault,
    FaultyFile,
    UnreadableFile,
    composing,
    read,
    read_bytes,
)
from checklist.i18n import Translator
from checklist.resources import folder

SHIPPED = (folder("criteria") / "psykisk-helse-rus-voksne.yaml").read_bytes()
ALL_SHIPPED = [path.read_bytes() for path in sorted(folder("criteria").glob("*.yaml"))]


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A small shape with one field of each kind."""

    id: Id = "x"
    title: Text = "x"
    decisive: bool = False
    number: Annotated[int, msgspec.Meta(ge=1)] = 1
    day: date | None = None
    known: PartialDate | None = None
    ask: dict[Id, Text] = msgspec.field(default_factory=dict)
    parts: tuple[Part, ...] = ()


class Cat(msgspec.Struct, frozen=True, tag_field="kind", tag="cat"):
    """Told from a dog by `kind`."""

    name: str


class Dog(msgspec.Struct, frozen=True, tag_field="kind", tag="dog"):
    """Told from a cat by `kind`."""

    name: str


class Animals(msgspec.Struct, frozen=True):
    """A list of either."""

    animals: tuple[Cat | Dog, ...]


def faults(content: str | bytes, shape: type = Part) -> tuple[Fault, ...]:
    raw = content.encode() if isinstance(content, str) else content
    with pytest.raises(FaultyFile) as refused:
        read(raw, shape, "f.yaml")
    return refused.value.faults


def lines(content: str | bytes, shape: type = Part) -> list[str]:
    return [fault.text(Translator()) for fault in faults(content, shape)]


@pytest.mark.parametrize("written", ["no", "on", "Yes", "1.10", "6:30", "2018", "2022-08-01", "~"])
def test_text_that_yaml_would_read_as_something_else_is_refused(written: str) -> None:
    (fault,) = faults(f"id: a\ntitle: {written}\n")
    assert (fault.line, fault.column, fault.field) == (2, 8, "title")
    if written != "~":
        assert f'sett det i anførselstegn: "{written}"' in fault.text(Translator())
        assert read(f"title: '{written}'".encode(), Part, "f").value.title == written


def test_a_field_nobody_knows_gets_the_nearest_name() -> None:
    assert lines("id: a\n\ntitel: Hei\n") == [
        (
            "f.yaml:3:1: titel: ukjent felt «titel»; tillatt her: ask, day, decisive, id, known, "
            "number, parts, title; mente du «title»?"
        )
    ]


@pytest.mark.parametrize(
    ("content", "place"),
    [
        ("id: a\nid: b\n", (2, 1, "id", "feltet står to ganger")),
        ("ask:\n  ko: a\n  ko: b\n", (3, 3, "ask.ko", "navnet står to ganger")),
        ("id: Ke_Etablert\n", (1, 5, "id", "«Ke_Etablert» er ikke skrevet på rett måte")),
        ('id: "a\\n"\n', (1, 5, "id", "«a\n» er ikke skrevet på rett måte")),
        ("id:\n", (1, 4, "id", "feltet er tomt")),
        ('title: ""\n', (1, 8, "title", "teksten har 0 tegn")),
        ("decisive: yes\n", (1, 11, "decisive", "fant «yes»")),
        ("number: 1_0\n", (1, 9, "number", "fant «1_0»")),
        ("number: 0\n", (1, 9, "number", "tallet 0 er utenfor grensene")),
        ("day: 2022-02-30\n", (1, 6, "day", "fant «2022-02-30»")),
        ("known: 2022-13\n", (1, 8, "known", "«2022-13» er ikke skrevet på rett måte")),
        ("title: [a]\n", (1, 8, "title", "her står det en liste")),
        ("parts: a\n", (1, 8, "parts", "fant «a»")),
        ("parts:\n- id: a\n  parts:\n  - id: b\n    number: x\n",
         (5, 13, "parts[a].parts[b].number", "fant «x»")),
        ("<<: {id: a}\n", (1, 1, "<<", "ukjent felt «<<»")),
        ("ask: {[1, 2]: x}\n", (1, 7, "ask.?", "her står det en liste")),
        ("- id: a\n", (1, 1, "", "her står det en liste")),
        ("", (1, 1, "", "filen er tom")),
        ("# bare en kommentar\n", (1, 1, "", "filen er tom")),
        ("id: a\n---\nid: b\n", (2, 1, "", "her begynner et nytt dokument")),
        ("id: a\n\ttitle: b\n", (2, 1, "", "her står en tabulator")),
        ("parts:\n\t- a\n", (2, 1, "", "her står en tabulator")),
        ("title: 'a\n", (1, 8, "", "anførselstegnet her er ikke lukket")),
        ("id: a\ntitle b\nnumber: 1\n", (2, 1, "", "linjen har ikke et kolon")),
        ("parts: [a, b\nid: a\n", (1, 8, "", "klammen her er ikke lukket")),
        ("id: a\ntitle: @b\n", (2, 8, "", "en tekst kan ikke begynne med «@»")),
        ("```yaml\nid: a\n```\n", (1, 1, "", "her står ```")),
        ('title: "han sa "hei""\n', (1, 17, "", "linjen passer ikke sammen med det")),
        ("id: a\n%b: c\n", (2, 3, "", "dette er ikke gyldig YAML")),
        ("id: a\ntitle: a\0b\n", (2, 9, "", "her står et tegn som ikke kan vises (U+0000)")),
        ("\n\x1b", (2, 1, "", "her står et tegn som ikke kan vises (U+001B)")),
        ("id: a\ntitle: \x1b[2J\n", (2, 8, "", "her står et tegn som ikke kan vises (U+001B)")),
    ],
)  # fmt: skip
def test_each_fault_has_its_place(content: str, place: tuple[int, int, str, str]) -> None:
    line, column, field, problem = place
    (fault,) = faults(content)
    assert (fault.line, fault.column, fault.field) == (line, column, field)
    assert str(fault.problem).startswith(problem)


class Colour(Enum):
    """One of a few."""

    RED = "rød"
    BLUE = "blå"


class Bounds(msgspec.Struct, frozen=True):
    """What a file may say, with limits of each kind."""

    short: Annotated[str, Meta(min_length=2, max_length=4)]
    few: Annotated[tuple[int, ...], Meta(min_length=1, max_length=2)] = (1,)
    least: Annotated[int, Meta(ge=1)] = 1
    most: Annotated[int, Meta(le=9)] = 0
    share: Annotated[float, Meta(ge=0, le=1)] = 0.5
    colour: Colour = Colour.RED
    size: Literal["stor", "liten"] = "stor"
    maybe: bool | None = True
    names: dict[Id, int] = msgspec.field(default_factory=dict)
    address: Annotated[str, Meta(pattern=r"^https://\S+$")] = "https://x"
    age: Annotated[str, Meta(pattern=r"^\d+ (years|days)$")] = "2 years"
    code: Annotated[str, Meta(pattern=r"^[A-Z]+$")] = "A"
    known: PartialDate = "2017"
    text: Text = "x"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("few: [1]", "1:1: short: feltet mangler; legg til «short:» her"),
        ("short: a", "1:8: short: teksten har 1 tegn; fra 2 til 4 tegn"),
        ("short: abcde", "1:8: short: teksten har 5 tegn; fra 2 til 4 tegn"),
        ("short: ~", "1:8: short: feltet er tomt; skriv en tekst, eller ta det bort"),
        ("short: 12", ("1:8: short: «12» kan bli lest som noe annet enn tekst; sett det i "
         'anførselstegn: "12"')),
        ("few: []", "2:6: few: listen har 0 ledd; fra 1 til 2 ledd"),
        ("few: [1, 2, 3]", "2:6: few: listen har 3 ledd; fra 1 til 2 ledd"),
        ("few: {a: b}", "2:6: few: her står det felt med verdier; her skal det stå en liste (- …)"),
        ("least: 0", "2:8: least: tallet 0 er utenfor grensene; 1 eller mer"),
        ("least: 1.5", "2:8: least: fant «1.5»; her skal det stå et helt tall"),
        ("least: '2'", "2:8: least: fant «2»; her skal det stå et helt tall"),
        ("most: 10", "2:7: most: tallet 10 er utenfor grensene; 9 eller mindre"),
        ("share: 1.1", "2:8: share: tallet 1.1 er utenfor grensene; fra 0 til 1"),
        ("share: -0.1", "2:8: share: tallet -0.1 er utenfor grensene; fra 0 til 1"),
        ("share: x", "2:8: share: fant «x»; her skal det stå et tall"),
        ("colour: rod", "2:9: colour: fant «rod»; tillatt her: rød, blå; mente du «rød»?"),
        ("colour: [rød]", "2:9: colour: her står det en liste; tillatt her: rød, blå"),
        ("size: lite", "2:7: size: fant «lite»; tillatt her: liten, stor; mente du «liten»?"),
        ("maybe: no", "2:8: maybe: fant «no»; tillatt her: true, false"),
        ("names: [a]", "2:8: names: her står det en liste; her skal det stå navn: verdi"),
        ("names: {A: 2}", ("2:9: names.A: «A» er ikke skrevet på rett måte; små bokstaver a–z, "
         "tall og bindestrek, for eksempel ke-etablert")),
        ("address: http://x", ("2:10: address: «http://x» er ikke skrevet på rett måte; en adresse "
         "som begynner med https://")),
        ("age: to år", ("2:6: age: «to år» er ikke skrevet på rett måte; et tidsrom som 2 years, "
         "18 months eller 90 days")),
        ("code: a", "2:7: code: «a» er ikke skrevet på rett måte; mønsteret ^[A-Z]+$"),
        ("known: x", ("2:8: known: «x» er ikke skrevet på rett måte; en dato som 2017, 2017-11 "
         "eller 2017-11-07")),
        ("text: [a]", "2:7: text: her står det en liste; her skal det stå tekst"),
        ("[a]: b", "2:1: et feltnavn må være ett ord"),
    ],
)  # fmt: skip
def test_each_fault_says_what_is_wrong_and_what_is_allowed(content: str, words: str) -> None:
    if words.startswith("2"):
        content = f"short: ab\n{content}"
    assert lines(content, Bounds) == [f"f.yaml:{words}"]


def test_what_is_just_within_the_limits_is_read() -> None:
    content = "{short: abcd, few: [1, 2], least: 1, most: 9, share: 1, colour: blå, size: liten,"
    content += " maybe: ~, names: {a: 1, b: 2}, known: 2017-11-07}"
    assert read(content.encode(), Bounds, "f").value == Bounds(
        short="abcd",
        few=(1, 2),
        least=1,
        most=9,
        share=1.0,
        colour=Colour.BLUE,
        size="liten",
        maybe=None,
        names={"a": 1, "b": 2},
        known="2017-11-07",
    )
    read_again = read(b"{short: ab, share: 0.25, few: [1], maybe: false}", Bounds, "f").value
    assert (read_again.share, read_again.few, read_again.maybe) == (0.25, (1,), False)


@pytest.mark.parametrize("code_page", ["cp1252", "cp850"])
@pytest.mark.parametrize("text", ["på", "søker", "nærmere", "Åpen", "Øst", "Ærlig", "§ 3"])
def test_letters_that_a_shell_has_rewritten_are_refused(code_page: str, text: str) -> None:
    rewritten = text.encode().decode(code_page)
    (fault,) = faults(f"\nid: a\ntitle: {rewritten}\n")
    assert (fault.line, fault.column > 7) == (3, True)
    assert "bokstavene er ødelagt" in str(fault.problem)


def test_what_is_not_utf8_is_refused_where_it_stands() -> None:
    assert lines(b"id: a\ntitle: \xe5pen\n") == [
        (
            "f.yaml:2:8: filen er ikke UTF-8-tekst; den kan være lagret som «ANSI» i Windows; "
            "lagre den som UTF-8: «Lagre som» i Notisblokk har et valg for koding"
        )
    ]


@pytest.mark.parametrize(
    ("content", "place"),
    [
        ("title: &a x\n", (1, 8)),
        ("&a {id: a}\n", (1, 1)),
        ("\ufeff&a {id: a}\n", (1, 1)),
        ("id: a\ntitle: *a\n", (2, 8)),
        ('{"id": a, "title":*a}', (1, 19)),
        ("parts:\n- &p {id: a}\n- *p\n", (2, 3)),
        ("ask: {<<: *a}\n", (1, 11)),
        ("title: !!python/object/apply:os.system [echo]\n", (1, 8)),
        ("decisive: !!python/object:os.system true\n", (1, 11)),
        ("title: !!str 1.10\n", (1, 8)),
        ('{"title":!x y}', (1, 10)),
    ],
)
def test_anchors_aliases_and_tags_are_refused_also_in_disguise(
    content: str, place: tuple[int, int]
) -> None:
    (fault,) = faults(content)
    assert (fault.line, fault.column) == place
    assert "ikke tillatt" in str(fault.problem)


def test_signs_in_ordinary_text_are_only_text() -> None:
    text = "FoU & utvikling: 3 * 4, S&P, og *hei*! Se [her]!"
    assert read(f"title: '{text}'".encode(), Part, "f").value.title == text


@pytest.mark.parametrize("line_break", ["", "\ufeff", "x:\r", "x:\u0085", "x:\u2028", "x:\n"])
@pytest.mark.parametrize("sign", ["[", "{", "[{", "- ", "-\t", "? ", "? - "])
def test_deep_nesting_is_refused_before_it_can_overrun_the_stack(
    line_break: str, sign: str
) -> None:
    (fault,) = faults(line_break + sign * 100_000)
    assert fault.line in (1, 2)


def test_nesting_by_indentation_is_refused() -> None:
    deep = "".join(" " * depth + "-\n" for depth in range(3_000))
    (fault,) = faults(deep)
    assert str(fault.problem) == "for mange nivåer inni hverandre"


def test_two_blanks_a_level_are_enough_to_be_too_deep() -> None:
    deep = "".join(f"{'  ' * depth}a:\n" for depth in range(41))
    assert lines(deep) == ["f.yaml:41:81: for mange nivåer inni hverandre; høyst 40 nivåer"]


@pytest.mark.parametrize("level", ["[]", "{}"])
def test_many_brackets_that_are_too_deep_are_refused(level: str) -> None:
    opening, closing = ("[", "]") if level == "[]" else ("{a: ", "}")
    deep = opening * 41 + closing * 41
    assert lines(f"[{', '.join([deep] * 50)}]")[0].endswith(
        "for mange nivåer inni hverandre; høyst 40 nivåer"
    )


@pytest.mark.skipif(not yaml.__with_libyaml__, reason="PyYAML was built without libyaml")
def test_a_shipped_set_is_read_by_the_quick_reader() -> None:
    """The other one takes seventeen times as long."""
    began = time.process_time()
    composing.compose(SHIPPED, "f.yaml")
    assert time.process_time() - began < 1


def test_forty_levels_are_read_and_not_one_more() -> None:
    assert str(faults("- " * 40 + "x")[0].problem) == "her står det en liste"
    assert lines("- " * 41 + "x") == [
        "f.yaml:1:81: for mange nivåer inni hverandre; høyst 40 nivåer"
    ]
    lists = "- " * 20 + "x\n"
    # Beside each other they are not deep, and make room for nothing.
    assert str(faults(lists * 30)[0].problem) == "her står det en liste"
    assert str(faults(lists * 30 + "- " * 40 + "x")[0].problem) == "her står det en liste"
    assert str(faults(lists * 30 + "- " * 41 + "x")[0].problem).startswith("for mange nivåer")


def test_where_there_are_too_many_values_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(composing, "MAX_NODES", 9)
    assert read(b"ask: {a: b, c: d, e: f}", Part, "f.yaml").value.ask["e"] == "f"
    assert lines("ask: {a: b, c: d,\n  e: f, g: h}") == [
        "f.yaml:2:9: filen har for mange felter og verdier; høyst 9; del den opp"
    ]
    for kind in ("- a\n", "? a\n", "a: \n"):
        assert "for mange" in lines(kind * 12)[0]
    assert "for mange" in lines("[" + "[a]," * 12)[0]
    assert "for mange" in lines("[" + "a," * 12 + "a]")[0]


def test_a_byte_order_mark_and_windows_line_ends_are_accepted() -> None:
    content = b"\xef\xbb\xbfid: a\r\ntitle: |\r\n  En\r\n  to\r\n"
    assert read(content, Part, "f").value.title == "En\nto\n"
    plain = read(SHIPPED, CriteriaSet, "f").value
    windows = b"\xef\xbb\xbf" + SHIPPED.replace(b"\n", b"\r\n")
    assert read(windows, CriteriaSet, "f").value == plain


def test_a_kind_that_stands_twice_or_is_unknown_is_refused() -> None:
    assert lines("animals:\n- {kind: cat, name: a, kind: dog}\n", Animals) == [
        "f.yaml:2:24: animals[1].kind: feltet står to ganger; behold det ene"
    ]
    assert lines("animals:\n- {kind: cow, name: a}\n", Animals) == [
        (
            "f.yaml:2:10: animals[1].kind: feltet mangler eller har en ukjent verdi; "
            "tillatt her: cat, dog"
        )
    ]


def test_a_file_that_is_wrong_all_over_gets_a_list_that_ends() -> None:
    found = faults("parts:\n" + "- {idd: a, titel: no}\n" * 50_000)
    assert len(found) == MAX_FAULTS + 1
    assert [fault.line for fault in found[:-1]] == sorted(fault.line for fault in found[:-1])
    assert str(found[-1].problem).startswith("her stopper listen")


def test_a_message_is_short_however_long_the_text_is() -> None:
    assert all(len(line) < 1_000 for line in lines(f"{'k' * 900}: a\nid: {'A' * 50_000}\n"))


def test_a_file_that_is_too_large_is_refused_without_reading_it(tmp_path: Path) -> None:
    large = tmp_path / "stor.yaml"
    with large.open("wb") as file:
        file.truncate(MAX_BYTES + 1024**2)
    with pytest.raises(UnreadableFile, match="større enn 16 MiB"):
        read_bytes(large)


@pytest.mark.parametrize(
    ("name", "words"),
    [("borte.yaml", "finnes ikke"), ("", "dette er en mappe"), ("\0", "kan ikke")],
)
def test_what_can_not_be_opened_is_said_in_words(tmp_path: Path, name: str, words: str) -> None:
    with pytest.raises(UnreadableFile, match=words):
        read_bytes(tmp_path / name)


@pytest.mark.parametrize("mark", ["utf-16-le", "utf-16-be"])
def test_a_file_that_powershell_has_made_is_read(tmp_path: Path, mark: str) -> None:
    path = tmp_path / "sett.yaml"
    path.write_bytes(f"\ufeff{SHIPPED.decode()}".encode(mark))
    assert read(read_bytes(path), CriteriaSet, "sett.yaml").value.id == "psykisk-helse-rus-voksne"
    path.write_bytes("\ufeffid: å".encode(mark)[:-1])
    with pytest.raises(UnreadableFile, match="Bruk --output FIL"):
        read_bytes(path)


@pytest.mark.parametrize("page", ["cp850", "cp437", "cp865", "cp1252"])
@pytest.mark.parametrize("letter", "æøåÆØÅ«»–")
def test_letters_that_were_read_in_another_code_page_are_refused(page: str, letter: str) -> None:
    try:
        spoilt = letter.encode().decode(page)
    except UnicodeDecodeError:
        return
    with pytest.raises(FaultyFile) as error:
        read(f"id: x\ntitle: gr{spoilt}nn".encode(), Part, "x.yaml")
    (fault,) = error.value.faults
    assert (fault.line, fault.column) == (2, 10)
    assert "--output FIL" in fault.text(Translator())


def test_text_that_looks_like_spoilt_letters_is_read() -> None:
    for text in ("├── mappe", "SÃO PAULO", "Âge", "5 € for â", "ÔÇ", "¬½"):
        assert read(f"title: {text}".encode(), Part, "x.yaml").value.title == text


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"PK\x03\x04.... xl/workbook.xml", "dette er en Excel-fil"),
        (b"PK\x03\x04.... word/document.xml", "dette er en Word-fil"),
        (b"PK\x03\x04", "dette er en pakket fil"),
        (b"%PDF-1.7", "dette er en PDF-fil"),
        (b"\xd0\xcf\x11\xe0\xa1", "eldre Word, Excel"),
        (b"\x89PNG\r\n", "dette er et bilde"),
        (b"SQLite format 3\0", "dette er en database"),
        (b"<!DOCTYPE html>", "nettside"),
        (b'{"urn": "a", "requirements": []}', "JSON-fil fra et annet program"),
        (b'[\n {"id": 1}]', "JSON-fil fra et annet program"),
        (b"urn: urn:intuitem:risk:library:x\n", "et bibliotek fra CISO Assistant"),
        (b"PK\x03\x04.... xl/workbook.xml", "samsjekk criteria new --from FIL --output SETT"),
    ],
)
def test_a_file_that_is_something_else_is_called_what_it_is(
    tmp_path: Path, content: bytes, words: str
) -> None:
    path = tmp_path / "skjema.yaml"
    path.write_bytes(content)
    with pytest.raises(UnreadableFile, match=words):
        read_bytes(path)


def test_a_text_file_of_cells_is_called_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / "liste.CSV"
    path.write_text("Krav;Tema", encoding="utf-8")
    with pytest.raises(UnreadableFile, match="dette er en CSV-fil"):
        read_bytes(path)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"])
def test_what_programs_write_in_other_encodings_is_read(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "sett.YAML"
    path.write_bytes("id: a\ntitle: Blåbær\n".encode(encoding))
    assert read(read_bytes(path), Part, "f.yaml").value.title == "Blåbær"


def test_a_comma_in_braces_and_a_colon_in_a_text_say_what_to_do() -> None:
    (fault,) = lines("parts:\n- {id: a, title: Plan, vedtatt i 2024}\n")
    assert fault == (
        "f.yaml:2:24: parts[a]: «vedtatt i 2024» er skilt fra teksten før av et komma; i klammer "
        "skiller komma feltene: sett hele teksten i anførselstegn"
    )
    (fault,) = lines("id: a\ntitle: Les: planen\n")
    assert fault == (
        "f.yaml:2:11: her står et kolon midt i en tekst; sett hele teksten i anførselstegn, eller "
        "sjekk innrykket på linjen og kolonet på linjen over"
    )


def test_json_with_the_fields_of_a_set_is_yaml(tmp_path: Path) -> None:
    path = tmp_path / "sett.json"
    path.write_bytes(b'{"format": 1, "id": "x"}')
    assert read_bytes(path)


LINES = {
    "items": b"- a\n",
    "flow": b"[a, a, a, a],",
    "keys": b"? a\n",
    "nested": b"- - - a\n",
}


@pytest.mark.parametrize("kind", LINES)
def test_ten_megabytes_are_refused_in_words_and_soon(kind: str) -> None:
    content = LINES[kind] * (10_000_000 // len(LINES[kind]))
    if kind == "flow":
        content = b"[" + content + b"a]"
    began = time.process_time()
    with pytest.raises(FaultyFile, match=r"for mange felter og verdier|ikke gyldig YAML"):
        read(content, CriteriaSet, "x.yaml")
    assert time.process_time() - began < 3


def test_a_set_of_thousands_is_within_the_bounds() -> None:
    content = large_set(5_000)
    assert 2 * sum(map(content.count, (b"-", b"?", b":", b",", b"[", b"{"))) < composing.MAX_NODES


YAML_PIECES = st.sampled_from(
    ["a: ", "- ", "\n", "  ", "[", "]", "{", "}", "'", '"', ": ", "? ", "&a ", "*a ", "!!str ",
     "|", ">", "#", "%", "@", "---\n", "...\n", "\t", "\0", "\ufeff", "\u0085", "id", "parts:\n",
     "<<", "no", "~", "1.10", "kind", "ask", "\r", ",", "\\"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=300) | st.lists(YAML_PIECES, max_size=60).map("".join))
def test_any_text_gives_a_value_or_faults(content: bytes | str) -> None:
    raw = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    value_or_faults(raw, Part)


@settings(max_examples=150, deadline=None)
@given(
    shipped=st.sampled_from(ALL_SHIPPED),
    at=st.floats(0, 1, exclude_max=True),
    cut=st.integers(0, 200),
    put=st.binary(max_size=20) | YAML_PIECES.map(str.encode),
)
def test_any_change_of_a_shipped_file_gives_a_value_or_faults(
    shipped: bytes, at: float, cut: int, put: bytes
) -> None:
    start = int(at * len(shipped))
    value_or_faults(shipped[:start] + put + shipped[start + cut :], CriteriaSet)


def value_or_faults(raw: bytes, shape: type) -> None:
    try:
        read(raw, shape, "f.yaml")
    except FaultyFile as refused:
        found = refused.faults
    else:
        return
    assert found
    assert all(len(fault.text(Translator())) < 2_000 for fault in found)
    assert all(fault.line <= len(raw) + 2 for fault in found)
