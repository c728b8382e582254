"""Personal numbers are found however they are written, and other numbers are left in peace."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import msgspec
import pytest

from benchmarks.privacy import SPELLINGS, made_up, other_numbers, own_texts, spelled
from checklist.assessment import (
    Author,
    FileReference,
    PersonalNumber,
    What,
    hold_personal_number,
    refuse_personal_numbers,
    warning_of_personal_numbers,
)
from checklist.store import holds_personal_number
from tests.conftest import Run

NUMBERS = made_up("130972"), made_up("530972")
"""A national identity number and a D-number."""


def text_fields(described: Any) -> Iterator[str]:
    """The name of every field inside that a person may have written a text in."""
    match described:
        case msgspec.inspect.StructType(cls=cls, fields=fields):
            for field in fields:
                held = bare(field.type)
                kinds = map(bare, getattr(held, "types", (held,)))
                if any(isinstance(kind, msgspec.inspect.StrType) for kind in kinds):
                    yield f"{cls.__name__}.{field.encode_name}"
                yield from text_fields(field.type)
        case msgspec.inspect.Metadata(type=inner) | msgspec.inspect.VarTupleType(item_type=inner):
            yield from text_fields(inner)
        case msgspec.inspect.UnionType(types=types):
            for one in types:
                yield from text_fields(one)


def bare(described: Any) -> Any:
    """A type without its marks."""
    return bare(described.type) if isinstance(described, msgspec.inspect.Metadata) else described


MADE_BY_SAMSJEKK = {"sha256", "fingerprint", "criteria_set", "event", "round", "to"}
FIELDS = sorted(
    {
        name
        for shape in (*get_args(What), Author, FileReference)
        for name in text_fields(msgspec.inspect.type_info(shape))
        if name.split(".")[1] not in MADE_BY_SAMSJEKK
    }
)


def test_all_text_fields_are_known() -> None:
    assert len(FIELDS) >= 24
    assert {"Answer.comment", "Document.title", "Author.role", "FileReference.path"} <= set(FIELDS)


@pytest.mark.parametrize("field", FIELDS)
def test_no_spelling_passes_in_any_field(field: str) -> None:
    passed = [
        spelling
        for spelling in SPELLINGS
        for text in (spelled(spelling, NUMBERS[0]), f"Se {spelled(spelling, NUMBERS[1])}, sak 3.")
        if not hold_personal_number({"kind": "x", field.split(".")[1]: text})
    ]
    assert len(SPELLINGS) >= 60
    assert not passed


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_no_spelling_passes_in_the_name_of_a_file(spelling: str) -> None:
    for number in NUMBERS:
        written = spelled(spelling, number)
        for path in (f"C:\\Felles\\{written}.pdf", f"/2018/1234-5/vedtak_{written}_kopi.docx"):
            with pytest.raises(PersonalNumber):
                refuse_personal_numbers(FileReference(path, "f00d" * 16, 1))


@pytest.mark.parametrize(
    "harmless",
    [
        "2018/1234-5", "201802345-12", "2012/02345-12", "18/01234-12", "2012-0234-123",
        "01.01.2018–31.12.2018", "31.12.2018: 12 500 kr", "20180913_123456.jpg",
        "tlf. 22 12 34 56 / 912 34 567", "+47 22 12 34 56", "0047 912 34 567",
        "org.nr. 938 679 088", "NO 938 679 088 MVA", "12 345 678 900 kroner",
        "ISBN 978-82-02-12345-6", "NO93 8601 1117 947", "side 13, 09, 72 og 480",
        f"{int(NUMBERS[0]) + 1}", f"1{NUMBERS[0]}",
    ],
)  # fmt: skip
def test_numbers_of_other_kinds_are_left_in_peace(harmless: str) -> None:
    refuse_personal_numbers({"comment": harmless, "sha256": NUMBERS[0]})


def test_a_number_that_is_made_up_for_testing_is_one_too() -> None:
    """Its month has 40 added to it."""
    assert hold_personal_number(made_up("134972"))


def test_an_account_number_may_look_like_a_person_s() -> None:
    number = NUMBERS[0]
    refuse_personal_numbers(f"{number[:4]}.{number[4:6]}.{number[6:]}", f"Kontonr.: {number}")


def test_the_year_must_be_that_of_the_number() -> None:
    young = made_up("010105", 780)
    assert hold_personal_number(f"01.01.2005 {young[6:]}")
    refuse_personal_numbers(f"13.09.2072 {NUMBERS[0][6:]}")


def test_nothing_generated_and_nothing_of_our_own_is_refused() -> None:
    texts = [*other_numbers(10_000), *own_texts()]
    assert not [text for text in texts if hold_personal_number(text)]


@pytest.mark.parametrize("piece", ["1", "1 ", "12 ", "13.09.72 ", "1_", "sept ", "%31", "&#49;"])
def test_no_text_takes_long(piece: str) -> None:
    began = time.process_time()
    hold_personal_number(piece * 20_000)
    assert time.process_time() - began < 1


def test_what_others_have_written_is_warned_of_and_not_refused() -> None:
    assert warning_of_personal_numbers(Author(name="Kari"), {"comment": "Sak 2018/12"}) is None
    said = warning_of_personal_numbers(Author(name="Kari"), {"comment": f"Se {NUMBERS[0]}"})
    assert "Be den som skrev det" in str(said)


def packed(name: str, text: str) -> bytes:
    """The part of an Office file that holds its text, packed as such a file is."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", "<Types/>")
        file.writestr(name, text)
    return made.getvalue()


NUMBER = NUMBERS[0]
WORD = "<w:p><w:r><w:t>{}</w:t></w:r><w:r><w:t>{}</w:t></w:r></w:p>"


@pytest.mark.parametrize(
    "content",
    [
        f"Referat\nBruker {NUMBER[:6]} {NUMBER[6:]}".encode(),
        f"navn;fnr\nx;{NUMBER}\n".encode("cp1252"),
        f"født: {NUMBER}".encode("utf-16"),
        ("blåbær " * 200_000 + NUMBER).encode(),
        packed("word/document.xml", WORD.format(NUMBER[:4], NUMBER[4:])),
        packed("xl/worksheets/sheet1.xml", f"<row><c><v>7</v></c><c><v>{NUMBER}</v></c></row>"),
        packed("content.xml", f"<text:p>Vedtak</text:p><text:p>{NUMBER}</text:p>"),
    ],
    ids=["text", "csv", "utf-16", "long", "Word", "Excel", "OpenDocument"],
)
def test_readable_files_are_looked_at(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "vedlegg"
    path.write_bytes(content)
    assert holds_personal_number(path)


@pytest.mark.parametrize(
    "content",
    [
        b"Sak 2018/1234-5, 12 av 40",
        packed("word/document.xml", WORD.format("Sak 2018", "/1234")),
        b"%PDF-1.7\n" + NUMBER.encode(),
        b"PK\x03\x04 not packed",
        b"\x89PNG\0" + NUMBER.encode(),
        b"",
        packed("bombe.xml", " " * 50_000_000 + NUMBER),
    ],
    ids=["text", "Word", "PDF", "torn", "picture", "empty", "bomb"],
)
def test_no_word_of_files_without_one_or_that_can_not_be_read(
    tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "vedlegg"
    path.write_bytes(content)
    began = time.process_time()
    assert not holds_personal_number(path)
    assert time.process_time() - began < 2
    assert not holds_personal_number(tmp_path / "borte")
    assert not holds_personal_number(tmp_path)


def test_a_file_with_a_number_is_recorded_and_warned_of(
    run: Run, nes_id: str, tmp_path: Path
) -> None:
    path = tmp_path / "logg.txt"
    path.write_text(f"Bruker {NUMBER}", encoding="utf-8")
    add = ("evidence", "add", nes_id, "--title", "Logg", "--as", "logg", "--file", path)
    code, out, err = run(*add)
    assert (code, out) == (0, "logg\n")
    assert "Filen logg.txt ser ut til å inneholde et fødselsnummer" in err
    assert "Filen logg.txt" in run("evidence", "files", nes_id, path, "--copy")[2]
    said = run("walk", nes_id, answers=f"e {path}\nq\n")[1]
    assert "Filen logg.txt ser ut" in " ".join(said.split())
    path.write_text(f"Bruker {NUMBERS[1]}", encoding="utf-8")
    assert "Filen logg.txt" in run("evidence", "renew", nes_id, "logg")[2]
    answers = tmp_path / "svar.yaml"
    answers.write_text(
        "format: 1\nevidence:\n"
        "  - {kind: document, id: ny, title: Ny, date: 2017-11, file: logg.txt}\n",
        encoding="utf-8",
    )
    assert "Filen logg.txt" in run("apply", nes_id, answers)[2]
