"""A citation names a place that is there: the index of sections, and the check that uses it."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checklist.criteria.checks import Missing, examine
from checklist.criteria.checks.examining import Examined
from checklist.criteria.checks.law_sections import COLUMNS, INDEX
from checklist.criteria.files import Library
from checklist.i18n import Translator
from checklist.resources import data_file, folder
from tests.conftest import Run
from tests.test_criteria_files import SMALL, changed
from tools.law_amendments import UNKNOWN, Amendment, Count, Shape, amended, before
from tools.law_sections import by_section_and_act, main, rows

ACT = changed(
    "    abbreviation: hol\n",
    "    abbreviation: hol\n    reference: lov/2011-06-24-30\n",
    changed('        yardstick: law\n        breaks: ["hol 7-3"]\n', ""),
)


def citing(place: str, text: str = ACT) -> Examined:
    cited = changed('section: "7-3", ', f"{place}, ", text)
    return examine(cited.encode(), "prove.yaml")


@pytest.mark.parametrize(
    ("place", "field", "words"),
    [
        ('section: "99-9"', "section", ("hol har ingen § 99-9; paragrafregisteret er per "
         "2. juli 2026; er paragrafen nyere, skriv from; mente du «9-9»?")),
        ('section: "7-3", paragraph: 30', "paragraph", "hol § 7-3 har ikke ledd 30; høyst 2"),
        ('section: "6-2", paragraph: 1, item: "14"', "item",
         "hol § 6-2 har ikke punkt 14 her; listen har 13 punkter"),
        ('section: "4-1", paragraph: 2, item: a', "item",
         "hol § 4-1 har ikke punkt a her; listen har 0 punkter"),
        ('section: "5-10"', "section", ("hol § 5-10 er opphevet; en paragraf som gjelder, eller "
         "from og to med dagene den gjelder")),
        ('section: "12-7", from: 2020-01-01', "section",
         "hol § 12-7 gjaldt ikke før 1. juli 2025; from: 2025-07-01 eller senere"),
        ('section: "12-3 a", from: 2019-07-01, to: 2026-06-30, paragraph: 2', "paragraph",
         "hol § 12-3 a hadde ikke ledd 2 før 1. juli 2026; høyst 1"),
        ('section: "7-2 b", from: 2024-07-01, item: d', "item",
         "hol § 7-2 b hadde ikke punkt d her før 1. juli 2026; listen har 3 punkter"),
    ],
)  # fmt: skip
def test_a_place_that_is_not_there_is_named_with_the_nearest(
    place: str, field: str, words: str
) -> None:
    (fault,) = citing(place).faults
    assert fault.text(Translator()).startswith("prove.yaml:")
    assert fault.field == f"criteria[ke-etablert].sources[1].{field}"
    assert fault.text(Translator()).endswith(f": {words}")


@pytest.mark.parametrize(
    "place",
    [
        'section: "7-2 a", paragraph: 2, item: e',
        'section: "7-2a"',
        'section: "6-2", item: "13"',
        'section: "5-10", to: 2026-06-30',
        'section: "7-9", from: 2027-01-01',
    ],
)
def test_what_is_there_or_about_another_time_is_no_fault(place: str) -> None:
    assert citing(place).faults == ()


def other(law: str, reference: str, place: str) -> Examined:
    text = ACT.replace("abbreviation: hol", f"abbreviation: {law}")
    return citing(place, text.replace("lov/2011-06-24-30", reference))


@pytest.mark.parametrize(
    ("law", "reference", "place", "words"),
    [
        ("hpl", "lov/1999-07-02-64", 'section: "29 b", from: 2015-01-01',
         "hpl § 29 b var opphevet fra 1. juni 2021 til 31. mai 2026"),
        ("pbrl", "lov/1999-07-02-63", 'section: "2-1 a", from: 2012-01-01',
         ("pbrl har ingen § 2-1 a etter 31. mai 2024; "
         "to: 2024-05-31, eller en paragraf som gjelder")),
        ("oppll 1998", "lov/1998-07-17-61", 'section: "15-5", from: 2013-08-01, to: 2022-08-01',
         "oppll 1998 § 15-5 er opphevet"),
    ],
)  # fmt: skip
def test_a_time_when_the_place_was_not_there_is_named(
    law: str, reference: str, place: str, words: str
) -> None:
    (fault,) = other(law, reference, place).faults
    assert fault.field == "criteria[ke-etablert].sources[1].section"
    assert f": {words}" in fault.text(Translator())


@pytest.mark.parametrize(
    ("law", "reference", "place", "missing"),
    [
        ("hol", "lov/2011-06-24-30", 'section: "7-3"', None),
        ("hol", "lov/2011-06-24-30", 'section: "3-7", to: 2023-06-30', None),
        ("hol", "lov/2011-06-24-30", 'section: "3-4", paragraph: 2, to: 2022-07-31',
         Missing.WORDING),
        ("hol", "lov/2011-06-24-30", 'section: "3-4", paragraph: 2, from: 2020-01-01',
         Missing.SOME),
        ("hol", "lov/2011-06-24-30", 'section: "99-9", to: 2020-01-01', Missing.WORDING),
        ("hol", "lov/2011-06-24-30", 'section: "7-3", from: 2026-07-03', Missing.NEWER),
        ("koml 1992", "lov/1992-09-25-107", 'section: "23", item: "2"', None),
        ("koml 1992", "lov/1992-09-25-107", 'section: "23", item: "4"', Missing.WORDING),
        ("koml 1992", "lov/1992-09-25-107", 'section: "99"', Missing.WORDING),
        ("bhl", "lov/2005-06-17-64", 'section: "2 b"', Missing.TEXT),
    ],
)  # fmt: skip
def test_what_could_not_be_looked_up_is_told_with_why(
    law: str, reference: str, place: str, missing: Missing | None
) -> None:
    examined = other(law, reference, place)
    assert examined.faults == ()
    assert examined.grounds
    found = examined.grounds.look_up
    assert [one.missing for one in found.not_found] == ([missing] if missing else [])
    looked_up = missing in (None, Missing.SOME)
    assert (found.citations, found.looked_up, found.found) == (1, looked_up, looked_up)


DAYS = st.dates(date(2010, 1, 1), date(2026, 7, 2))  # up to the day of the index


@settings(deadline=None)  # reading the index takes its time
@given(
    section=st.sampled_from(["3-4", "3-9 a", "3-9 b", "5-10", "6-2", "7-2 b", "12-3 a", "99-9"]),
    paragraph=st.none() | st.integers(1, 6),
    item=st.none() | st.integers(1, 15),
    days=st.tuples(DAYS, DAYS, DAYS, DAYS).map(sorted),
)
def test_what_is_there_all_the_time_is_there_at_any_time_within_it(
    section: str, paragraph: int | None, item: int | None, days: list[date]
) -> None:
    place = f'section: "{section}"'
    place += f", paragraph: {paragraph}" if paragraph else ""
    place += f', item: "{item}"' if item else ""

    def within(since: date, until: date) -> Examined:
        return citing(f"{place}, from: {since}, to: {until}")

    whole, part = within(days[0], days[3]), within(days[1], days[2])
    assert whole.grounds
    assert part.grounds
    if not whole.faults:
        assert not part.faults
        if not whole.grounds.look_up.not_found:
            assert part.grounds.look_up.not_found == ()


def test_an_overlay_that_cites_what_is_not_there_is_refused(run: Run, tmp_path: Path) -> None:
    own = tmp_path / "min-plan.yaml"
    skeleton = run("criteria", "new", "min-plan")[1]
    place = "      - source: helseplan\n        place: kapittel 4\n"
    cited = '      - source: hol\n        section: "99-9"\n'
    own.write_text(
        changed(place, cited + "        says: Slik er det.\n" + place, skeleton), encoding="utf-8"
    )
    code, out, err = run("criteria", "check", "--strict", own)
    assert code == 1
    assert f"{own}:40:18: criteria[egen-plan-lavterskel].sources[1].section: hol har ingen" in out
    assert "1 slått opp, 0 finnes" in err
    cited = '      - source: hol\n        section: "7-3"\n        paragraph: 40\n'
    own.write_text(
        changed(place, cited + "        says: Slik er det.\n" + place, skeleton), encoding="utf-8"
    )
    assert "paragraph: hol § 7-3 har ikke ledd 40; høyst 2" in run("criteria", "check", own)[1]


def test_the_check_prints_the_whole_bar_also_when_a_file_fails(run: Run, tmp_path: Path) -> None:
    shipped = sorted(folder("criteria").glob("*.yaml"))
    code, out, err = run("criteria", "check", "--strict", *shipped)
    assert (code, out) == (0, "")
    assert "Krav uten kilde: 0. Skal-krav uten lov eller forskrift: 0.\n0 feil, 0 råd" in err
    broken = tmp_path / "prove.yaml"
    text = changed("abbreviation: hol", "abbreviation: 7", SMALL)
    broken.write_text(changed("{source: hol, ", "{source: veileder, ", text), encoding="utf-8")
    code, out, err = run("criteria", "check", "--strict", broken)
    assert code == 1
    assert "et skal-krav må ha en lov eller forskrift som kilde" in out
    assert "Skal-krav uten lov eller forskrift: 1." in err
    broken.write_text(SMALL, encoding="utf-8")
    err = run("criteria", "check", "--strict", broken)[2]
    assert "forskrift: 1 i alt, 0 slått opp, 0 finnes." in err
    assert "ke-etablert: helse- og omsorgstjenesteloven § 7-3, ikke oppgitt" in err


@pytest.mark.parametrize("name", Library.shipped().names())
def test_each_shipped_citation_that_can_be_looked_up_is_there(name: str) -> None:
    content = (folder("criteria") / f"{name}.yaml").read_bytes()
    examined = examine(content, name, Library.shipped().open)
    assert examined.faults == ()
    assert examined.grounds
    assert examined.grounds.look_up.found == examined.grounds.look_up.looked_up > 0


# Counted by reading: the number of items in the list of each paragraph.
READ = {
    ("lov/2011-06-24-30", "3-1"): "0 0 0 0 0",
    ("lov/2011-06-24-30", "3-2"): "7 0 0 0",
    ("lov/2011-06-24-30", "3-4"): "0 0 0 0",
    ("lov/2011-06-24-30", "4-1"): "4 0",
    ("lov/2011-06-24-30", "6-2"): "13 0",
    ("lov/2011-06-24-30", "7-2 a"): "0 5 0 0",
    ("lov/2011-06-24-30", "7-3"): "0 0",
    ("lov/1999-07-02-63", "2-5 b"): "0",
    ("lov/1999-07-02-63", "2-7"): "0 0 0",
    ("lov/1999-07-02-63", "3-1"): "0 0 0 2 0",
    ("lov/1999-07-02-63", "3-3"): "0 0 2 0",
    ("lov/1999-07-02-61", "2-1 e"): "0 0 0 0",
    ("lov/1967-02-10", "11 a"): "0 0 0",
    ("lov/1967-02-10", "13 b"): "9 0",
    ("lov/1967-02-10", "27"): "0 0 0 3",
    ("lov/2025-06-20-81", "17"): "0 0 0 0",
    ("lov/2025-06-20-81", "59"): "0 0 9 0",
    ("lov/2018-06-22-83", "13-1"): "0 0 0 0 0 0 0",
    ("lov/2018-06-22-83", "23-2"): "5 0 0 0 0",
    ("lov/2018-06-22-83", "25-1"): "0 0 5",
    ("lov/2009-12-18-131", "13"): "0 0 0 0 0",
    ("lov/2009-12-18-131", "45"): "0 5 0",
    ("lov/2006-06-16-20", "14 a"): "5 0 0 0 0",
    ("lov/2021-06-18-97", "13-2"): "5 0",
    ("lov/2021-06-18-97", "15-9"): "0 0",
    ("lov/2022-12-20-121", "7"): "0 0 0 0",
    ("forskrift/2022-06-22-1110", "9"): "0 0 10 0",
    ("forskrift/2011-12-16-1256", "6"): "0 2",
    ("forskrift/2016-10-28-1250", "6"): "7",
    ("forskrift/2003-06-27-792", "3"): "3 16",
    ("forskrift/2025-12-02-2405", "7"): "0 0 0 0",
    ("forskrift/2011-11-18-1115", "9"): "5 0 0 0",
}


def test_the_index_counts_as_a_reader_does() -> None:
    with data_file(INDEX).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    today = {(row["reference"], row["section"]): row["items"] for row in rows if not row["to"]}
    assert {place: today[place] for place in READ} == READ
    assert all(int(row["paragraphs"].rstrip("+")) == len(row["items"].split()) for row in rows)
    assert all(row["from"] <= row["to"] for row in rows if row["to"])


MADE_UP = """\
---
refid: "lov/2000-01-01-1"
---

# Lov om noe

## Kapittel 1. Noe

#### § 1-1. Formål

Loven har et formål:

- det første
- det andre.

Et annet ledd.

*Endret ved lov 1 jan 2001 nr. 1 (ikr. 1 feb 2001). Endres ved lov 2 jan 2026 nr. 2 (i kraft 1 juli
2026).*

#### § 1-1b. (Opphevet)

#### § 2 A-1. Med nummer

(1) Et ledd

- med punkt

og en hale som hører til.

(2) Enda et.

#### § 3. På vei ut

Sto her.

*Oppheves ved lov 2 jan 2026 nr. 2 (i kraft 1 juli 2026).*

#### § 4. Ute og inne igjen

*Oppheves ved lov 1 jan 2024 nr. 5 (i kraft 1 juli 2026). Tilføyes ved lov 2 jan 2026 nr. 2 (i kraft
1 juli 2026).*

#### § 5. På vei inn

*Tilføyes ved lov 2 jan 2026 nr. 2 (i kraft fra den tid Kongen bestemmer, endret 3 mars
2020 nr. 1).*

#### § 8. Flyttet

Tekst.

*Tilføyd ved lov 24 juni 2011 nr. 30 (ikr. 1 jan 2012), endret ved lov 11 juni 2021 nr. 78 som endra
med lov 10 juni 2022 nr. 39 (i kraft 1 aug 2022 iflg. res. 3 mars 2019 nr. 7, tidligere § 7).*

## Merknader

### § 6. Er ikke en paragraf

Tekst.
"""


def shortly(row: dict[str, str]) -> tuple[str, ...]:
    return tuple(row[key] for key in ("section", "from", "to", "paragraphs", "items", "state"))


def test_the_index_is_made_from_a_text_without_keeping_it() -> None:
    assert [shortly(row) for row in rows(MADE_UP, date(2026, 7, 2))] == [
        ("1-1", "", "2001-01-31", "0+", "", ""),
        ("1-1", "2001-02-01", "2026-06-30", "2", "2 0", ""),
        ("1-1", "2026-07-01", "", "0+", "", ""),
        ("1-1 b", "", "2026-07-01", "0+", "", ""),
        ("1-1 b", "2026-07-02", "", "0+", "", "repealed"),
        ("2 A-1", "", "", "2", "1 0", ""),
        ("3", "", "2026-06-30", "1", "0", ""),
        ("3", "2026-07-01", "", "0+", "", "repealed"),
        ("4", "", "", "0+", "", ""),
        ("5", "", "", "0+", "", "coming"),
        ("7", "", "2011-12-31", "0+", "", "coming"),
        ("7", "2012-01-01", "2022-07-31", "0+", "", ""),
        ("8", "2022-08-01", "", "1", "0", ""),
    ]


AMENDMENTS = """\
---
refid: "lov/2000-01-01-1"
---

## § 1-1

### 2001-01-01 — lov/2001-01-01-1

*§ 1-1 første ledd ny bokstav b skal lyde:*

> det andre.
>

### 2026-01-02 — lov/2026-01-02-2

*§ 1-1 andre ledd oppheves.*

## § 4

### 2026-07-01 — lov/2026-01-02-2

*§ 4 skal lyde:*

> § 4.Ute og inne
>
> Ett ledd.
>
> To ledd.
>

## § 7

### 2012-01-01 — lov/2011-06-24-30

*Ny § 7 skal lyde:*

> § 7.Et flyttet sted
>
> Ett ledd.
>

## (annet)

### 2021-06-11 — lov/2021-06-11-78

*I lov 1. januar 2000 nr. 1 om noe skal ny § 9 lyde:*

> Ett ledd.
>

### 2024-06-11 — lov/2024-06-11-7

*§ 9 oppheves.*
"""


def test_amendments_tell_how_a_section_was_at_other_times() -> None:
    amendments = by_section_and_act(AMENDMENTS)
    found = {shortly(row) for row in rows(MADE_UP, date(2026, 7, 2), amendments)}
    assert found >= {
        ("1-1", "", "2001-01-31", "2", "0+ 0", ""),
        ("1-1", "2001-02-01", "2026-06-30", "2", "2 0", ""),
        ("1-1", "2026-07-01", "", "1", "2", ""),
        ("4", "2026-07-01", "", "2", "0+ 0+", ""),
        ("7", "2012-01-01", "2022-07-31", "1", "0+", ""),
    }


def test_of_a_repealed_act_only_what_amendments_tell_is_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts, history, index = (tmp_path / name for name in ("texts", "history", "index.csv"))
    texts.mkdir()
    history.mkdir()
    (texts / "lov.md").write_text(MADE_UP, encoding="utf-8")
    repealed = AMENDMENTS.replace("2000-01-01-1", "1992-01-01-1")
    (history / "lov.md").write_text(repealed, encoding="utf-8")
    kept = dict.fromkeys(COLUMNS, "0") | {"reference": "lov/1814-05-17", "section": "1"}
    index.write_text(f"{','.join(kept)}\n{','.join(kept.values())}\n", encoding="utf-8")
    monkeypatch.setattr("tools.law_sections.data_file", lambda _: index)
    assert main([str(texts), "2026-07-02", str(history)]) == 0
    with index.open(encoding="utf-8", newline="") as file:
        made = list(csv.DictReader(file))
    assert [row for row in made if row["reference"] == "lov/1814-05-17"] == [kept]
    assert {shortly(row) for row in made if row["reference"] == "lov/1992-01-01-1"} == {
        ("1-1", "", "2026-06-30", "2+", "0+ 0+", ""),
        ("1-1", "2026-07-01", "", "1+", "0+", ""),
        ("4", "", "2026-06-30", "0+", "", ""),
        ("4", "2026-07-01", "", "2", "0+ 0+", ""),
        ("7", "", "2011-12-31", "0+", "", "coming"),
        ("7", "2012-01-01", "", "1", "0+", ""),
        # The day that the same act came into force elsewhere, and not the day it was passed.
        ("9", "", "2022-07-31", "0+", "", "coming"),
        ("9", "2022-08-01", "2024-06-10", "1", "0+", ""),
        ("9", "2024-06-11", "", "0+", "", "repealed"),
    }


ORDINALS = ["første", "annet", "tredje", "fjerde", "femte", "sjette", "sjuende", "åttende"]


@st.composite
def changes(draw: st.DrawFn) -> tuple[list[int], str, list[int]]:
    """The lists of a section, an instruction as amending acts write them, and the lists after."""
    was = draw(st.lists(st.integers(0, 5), min_size=1, max_size=6))
    at = draw(st.integers(0, len(was) - 1))
    named, items, became = ORDINALS[at], draw(st.integers(0, 5)), list(was)
    match draw(st.sampled_from(["new", "gone", "replaced", "item", "new item", "sentence"])):
        case "new":
            became.insert(at, items)
            said = f"nytt {named} ledd skal lyde:"
        case "gone":
            del became[at]
            said = f"{named} ledd oppheves. Nåværende {ORDINALS[at + 1]} ledd blir {named} ledd."
        case "replaced":
            became[at] = items
            said = f"{named} ledd skal lyde:"
        case "item" if was[at]:
            said = f"{named} ledd nr. {was[at]} skal lyde:"
        case "new item":
            became[at] += 1
            said = f"{named} ledd ny bokstav {'abcdef'[was[at]]} skal lyde:"
        case _:
            said = f"{named} ledd andre punktum skal lyde:"
    return was, f"§ 2-1 a {said}", became


def agrees(shape: Shape, lists: list[int]) -> bool:
    """Whether what is said to be known is so."""
    counted = [*zip(shape.items, lists, strict=False)]
    return (
        (len(shape.items) == len(lists) if shape.whole else len(shape.items) <= len(lists))
        and all(n == count.least for count, n in counted if count.exact)
        and all(n >= count.least for count, n in counted)
    )


@given(changes())
def test_what_an_amendment_tells_is_never_wrong(change: tuple[list[int], str, list[int]]) -> None:
    was, instruction, became = change
    said = [Amendment("lov/2020-01-01-1", instruction)]
    first, last = (Shape(tuple(Count(n) for n in lists), whole=True) for lists in (was, became))
    assert agrees(amended(first, said), became)
    assert agrees(before(last, said), was)
    assert agrees(amended(UNKNOWN, said), became)
    assert agrees(before(UNKNOWN, said), was)
    assert amended(first, said).whole
    assert before(last, said).whole


@pytest.mark.parametrize(
    "instruction",
    [
        "nytt ledd skal lyde:",
        "nytt ledd bokstav a skal lyde:",
        "siste ledd oppheves.",
        "andre ledd blir tredje ledd og skal lyde:",
        "første ledd andre punktum blir nytt andre ledd.",
        "Nåværende § 2 blir ny § 3.",
    ],
)
def test_where_an_instruction_cannot_be_followed_nothing_is_said(instruction: str) -> None:
    said = [Amendment("lov/2020-01-01-1", f"§ 2 {instruction}")]
    known = Shape((Count(1), Count(2)), whole=True)
    assert not amended(known, said).whole
    assert not before(known, said).whole


@given(st.text(max_size=60), st.lists(st.text(max_size=20), max_size=3))
def test_an_instruction_of_any_kind_can_be_read(instruction: str, text: list[str]) -> None:
    said = [Amendment("lov/2020-01-01-1", f"§ 1 {instruction}", tuple(text))]
    known = Shape((Count(1),), whole=True)
    assert amended(known, said).items is not None
    assert before(known, said).items is not None
