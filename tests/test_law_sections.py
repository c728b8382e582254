"""A citation names a place that is there: the index of sections, and the check that uses it."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from checklist.criteria.checks.law_sections import INDEX
from checklist.criteria.files import Library, examine
from checklist.criteria.files.examining import Examined
from checklist.i18n import Translator
from checklist.resources import data_file, folder
from tests.conftest import Run
from tests.test_criteria_files import SMALL, changed
from tools.law_sections import rows

ACT = SMALL.replace(
    "    abbreviation: hol\n", "    abbreviation: hol\n    reference: lov/2011-06-24-30\n"
)


def citing(place: str, text: str = ACT) -> Examined:
    cited = changed('section: "7-3", ', f"{place}, ", text)
    return examine(cited.encode(), "prove.yaml")


@pytest.mark.parametrize(
    ("place", "field", "words"),
    [
        ('section: "99-9"', "section", ("hol har ingen § 99-9; paragrafregisteret er per "
         "02.07.2026; er paragrafen nyere, skriv from; mente du «9-9»?")),
        ('section: "7-3", paragraph: 30', "paragraph", "hol § 7-3 har ikke ledd 30; høyst 2"),
        ('section: "6-2", paragraph: 1, item: "14"', "item",
         "hol § 6-2 har ikke punkt 14 her; listen har 13 punkter"),
        ('section: "4-1", paragraph: 2, item: a', "item",
         "hol § 4-1 har ikke punkt a her; listen har 0 punkter"),
        ('section: "5-10"', "section", ("hol § 5-10 er opphevet; en paragraf som gjelder, eller "
         "from og to med dagene den gjelder")),
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


def test_only_what_can_be_looked_up_is_counted_as_found() -> None:
    here, ended = citing('section: "7-3"').grounds, citing('section: "3-7", to: 2023-06-30').grounds
    elsewhere = citing('section: "7-3"', SMALL).grounds
    assert here and ended and elsewhere  # noqa: PT018 - three of the same
    assert (here.look_up.looked_up, here.look_up.found) == (1, 1)
    assert (ended.look_up.looked_up, ended.look_up.other_time) == (0, 1)
    assert (elsewhere.look_up.looked_up, elsewhere.look_up.elsewhere) == (0, ("hol",))


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
    broken.write_text(text, encoding="utf-8")
    assert "utenfor paragrafregisteret (–)" in run("criteria", "check", "--strict", broken)[2]


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
        index = {(row["reference"], row["section"]): row for row in csv.DictReader(file)}
    assert {place: index[place]["items"] for place in READ} == READ
    assert all(int(row["paragraphs"]) == len(row["items"].split()) for row in index.values())


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

## Merknader

### § 6. Er ikke en paragraf

Tekst.
"""


def test_the_index_is_made_from_a_text_without_keeping_it() -> None:
    found = [
        (row["section"], row["paragraphs"], row["items"], row["state"])
        for row in rows(MADE_UP, date(2026, 7, 2))
    ]
    assert found == [
        ("1-1", "2", "2 0", ""),
        ("1-1 b", "0", "", "repealed"),
        ("2 A-1", "2", "1 0", ""),
        ("3", "0", "", "repealed"),
        ("4", "0", "", ""),
        ("5", "0", "", "coming"),
    ]
