"""Personal numbers are found however they are written, and other numbers are left in peace."""

from __future__ import annotations

import time
from collections.abc import Iterator
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

NUMBERS = made_up("130972"), made_up("530972")
"""A national identity number and a D-number."""


def text_fields(described: Any) -> Iterator[str]:
    """The name of every field inside that a person may have written a text in."""
    match described:
        case msgspec.inspect.StructType(cls=cls, fields=fields):
            for field in fields:
                kinds = getattr(field.type, "types", (field.type,))
                if any(isinstance(kind, msgspec.inspect.StrType) for kind in kinds):
                    yield f"{cls.__name__}.{field.encode_name}"
                yield from text_fields(field.type)
        case msgspec.inspect.Metadata(type=inner) | msgspec.inspect.VarTupleType(item_type=inner):
            yield from text_fields(inner)
        case msgspec.inspect.UnionType(types=types):
            for one in types:
                yield from text_fields(one)


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
    for number in NUMBERS[:2]:
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
    ],
)  # fmt: skip
def test_numbers_of_other_kinds_are_left_in_peace(harmless: str) -> None:
    refuse_personal_numbers({"comment": harmless})


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
