"""Criteria files: what only the whole of a file can show, the published schema, and advice."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from checklist.criteria import criteria_schema
from checklist.criteria.files import Library, lint, load_bytes
from checklist.criteria.files.library import UnknownCriteriaSet
from checklist.criteria.yaml import Fault, FaultyFile, UnreadableFile
from checklist.i18n import Translator
from checklist.resources import folder

SHIPPED = (folder("criteria") / "psykisk-helse-rus-voksne.yaml").read_text(encoding="utf-8")

SMALL = """\
format: 1
id: prove
version: "2026.1"
title: Prøve
purpose: Vise hva som blir funnet.
questions:
  - {id: q, text: "Er det slik?", themes: [enhet]}
roles:
  - {id: leder, title: leder}
sources:
  - id: hol
    kind: act
    title: Lov om kommunale helse- og omsorgstjenester m.m.
    short: helse- og omsorgstjenesteloven
    abbreviation: hol
    checked: 2026-11-23
    checked_against: konsolidert tekst
  - id: veileder
    kind: guide
    title: Veileder
    short: veilederen
    abbreviation: v
    checked: 2026-11-23
    checked_against: nettutgaven
themes:
  - {id: enhet, title: Enheten}
criteria:
  - id: ke-etablert
    theme: enhet
    title: Enheten finnes
    requirement: Kommunen skal ha en koordinerende enhet.
    force: must
    sources:
      - {source: hol, section: "7-3", says: Kommunen skal ha en koordinerende enhet.}
    why: Noen må ha ansvaret.
    checkpoints:
      - id: ke-finnes
        aspect: established
        question: Finnes enheten?
        yes_means: Et vedtak sier hvem som er enheten.
        decisive: true
        ask: {leder: "Hvem er koordinerende enhet?"}
        yardstick: law
        breaks: ["hol 7-3"]
        partly_means: Enheten finnes, men ingen har vedtatt det.
        example: Vedtak fra 2025 om hvem som er enheten
        test: "Dokument: les vedtaket."
        recommendation: "Kommunen bør vedta hvem som er enheten."
    recommendation: Kommunen bør opprette en enhet.
"""


def changed(old: str, new: str, text: str = SMALL) -> str:
    assert text.count(old) == 1, old
    return text.replace(old, new)


def faults(text: str) -> tuple[Fault, ...]:
    with pytest.raises(FaultyFile) as refused:
        load_bytes(text.encode(), "prove.yaml")
    return refused.value.faults


@pytest.mark.parametrize(
    ("old", "new", "line", "field", "words"),
    [
        ("theme: enhet\n", "theme: enhetn\n", 29, "criteria[ke-etablert].theme",
         "«enhetn» er ikke definert i filen; tillatt her: enhet; mente du «enhet»?"),
        ("themes: [enhet]", "themes: [enhet, plan]", 7, "questions[q].themes[2]",
         "«plan» er ikke definert i filen; tillatt her: enhet"),
        ("{source: hol, ", "{source: hoi, ", 34, "criteria[ke-etablert].sources[1].source",
         "«hoi» er ikke definert i filen; tillatt her: hol, veileder; mente du «hol»?"),
        ("ask: {leder: ", "ask: {ledere: ", 42,
         "criteria[ke-etablert].checkpoints[ke-finnes].ask.ledere",
         "«ledere» er ikke definert i filen; tillatt her: leder; mente du «leder»?"),
        ("- id: ke-finnes", "- id: ke-etablert", 37,
         "criteria[ke-etablert].checkpoints[ke-etablert].id",
         "id-en «ke-etablert» er brukt før i filen; gi den et navn som ikke er brukt"),
        ("- id: veileder", "- id: hol", 18, "sources[hol].id",
         "id-en «hol» er brukt før i filen; gi den et navn som ikke er brukt"),
        ("en enhet.\n", "en enhet.\n    replaces: [ke-finnes]\n", 50,
         "criteria[ke-etablert].replaces[1]",
         "«ke-finnes» finnes fortsatt i filen; bare det som er tatt bort, kan erstattes"),
        ('section: "7-3", ', "", 34, "criteria[ke-etablert].sources[1]",
         'lov og forskrift vises til med paragraf; skriv for eksempel section: "7-3"'),
        ("{source: hol, ", "{source: hol, from: 2020-01-01, to: 2019-01-01, ", 34,
         "criteria[ke-etablert].sources[1].to", ("gjelder til 2019-01-01, før det begynner å "
         "gjelde 2020-01-01; en dato fra og med 2020-01-01")),
        ("abbreviation: hol\n", "abbreviation: hol\n    from: 2020-01-01\n    to: 2019-01-01\n", 17,
         "sources[hol].to", ("gjelder til 2019-01-01, før det begynner å gjelde 2020-01-01; en "
         "dato fra og med 2020-01-01")),
        ("{source: hol, ", "{source: veileder, ", 32, "criteria[ke-etablert].force",
         ("et skal-krav må ha en lov eller forskrift som kilde; legg til kilden, eller skriv "
         "force: should")),
        ("aspect: established", "aspect: etablert", 38,
         "criteria[ke-etablert].checkpoints[ke-finnes].aspect", ("fant «etablert»; tillatt her: "
         "established, written, known, practised, evaluated; mente du «established»?")),
    ],
)  # fmt: skip
def test_what_does_not_hang_together_is_named_with_its_place(
    old: str, new: str, line: int, field: str, words: str
) -> None:
    (fault,) = faults(changed(old, new))
    assert fault.field == field
    assert fault.text(Translator()).endswith(f": {field}: {words}")
    assert fault.line == line


COUNTED = """\
        measure:
          kind: count
          what: saker
          of: saker i stikkprøven
          decides: true
          limit: {at_least: 80, set_by: Settets eget mål.}
        sample: saker
"""


@pytest.mark.parametrize(
    ("old", "new", "field", "words"),
    [
        ('        breaks: ["hol 7-3"]\n', "", "yardstick", "må si hvilken paragraf et nei bryter"),
        ("yardstick: law", "yardstick: set", "breaks", "bare det loven selv setter, kan brytes"),
        ('["hol 7-3"]', '["hol 7-4"]', "breaks[1]", "mente du «hol 7-3»?"),
        ("          of: saker i stikkprøven\n", "", "measure", "et antall må si hva det er av"),
        ("kind: count", "kind: days", "measure.decides", "bare et antall av flere eller en andel"),
        ("at_least: 80", "at_most: 80", "measure.limit.at_most", "har ingen øvre grense"),
        ("at_least: 80", "at_least: 180", "measure.limit", "er mellom 0 og 100 prosent"),
        ("sample: saker", "sample: planer", "sample", "tillatt her: saker"),
        ("number: 10", "number: 0", "number", "0"),
    ],
)  # fmt: skip
def test_a_yardstick_a_count_rule_or_a_frame_that_is_impossible_is_named(
    old: str, new: str, field: str, words: str
) -> None:
    frame = "samples:\n  - {id: saker, title: Saker, drawn_from: alle saker, number: 10}\nthemes:\n"
    text = changed("themes:\n  - {id", frame + "  - {id")
    text = changed("    recommendation: Kom", COUNTED + "    recommendation: Kom", text)
    load_bytes(text.encode(), "prove.yaml")
    found = [fault for fault in faults(changed(old, new, text)) if fault.field.endswith(field)]
    assert found
    assert any(words in fault.text(Translator()) for fault in found)


def test_the_small_set_is_otherwise_right() -> None:
    assert load_bytes(SMALL.encode(), "prove.yaml").criteria[0].id == "ke-etablert"


def test_all_faults_come_in_one_go_in_the_order_of_the_file() -> None:
    text = changed("themes: [enhet]", "themes: [enhet, plan]")
    text = changed('version: "2026.1"', "version: 2026.10", text)
    text = changed("kind: act", "kind: lov", text)
    text = changed("question: Finnes enheten?", "question: no", text)
    text = changed("ask: {leder:", "ask: {sjef:", text)
    text = changed("    recommendation: Kommunen bør opprette en enhet.\n", "", text)
    assert [(fault.line, fault.column, fault.field) for fault in faults(text)] == [
        (3, 10, "version"),
        (7, 51, "questions[q].themes[2]"),
        (12, 11, "sources[hol].kind"),
        (28, 5, "criteria[ke-etablert].recommendation"),
        (39, 19, "criteria[ke-etablert].checkpoints[ke-finnes].question"),
        (42, 21, "criteria[ke-etablert].checkpoints[ke-finnes].ask.sjef"),
    ]


def advice(text: str, today: date = date(2026, 11, 24)) -> list[str]:
    return [str(found.problem) for found in lint(text.encode(), "prove.yaml", today)]


def test_advice_is_given_about_what_makes_a_set_hard_to_answer_or_trust() -> None:
    assert advice(SMALL) == []
    assert advice(changed("Finnes enheten?", "Finnes enheten og/eller planen?")) == [
        "spørsmålet spør om to ting («og/eller»)"
    ]
    assert advice(changed("        decisive: true\n", "")) == [
        "ingen av kontrollpunktene avgjør om kravet er oppfylt"
    ]
    assert advice(changed("Finnes enheten?", "Finnes enheten " + "x" * 240)) == [
        "teksten har 255 tegn og blir for lang for en skjerm"
    ]
    old = [f"kilden er ikke sjekket på over ett år ({date(2026, 11, 23)})"] * 2
    assert advice(SMALL, date(2027, 11, 23)) == []
    assert advice(SMALL, date(2027, 11, 24)) == old


SECOND = """\
      - id: ke-kjent
        aspect: known
        question: Vet de ansatte hvem det er?
        yes_means: To spurte ansatte kan si det.
        yardstick: set
        evidence:
          - {kind: interview, what: To ansatte}
        ask:
          leder: Hvem ringer de ansatte?
          ansatt: Hvem ringer du?
        example: Notat fra to samtaler
        test: "Intervju: spør to ansatte."
        recommendation: "Kommunen bør fortelle de ansatte hvem det er."
    recommendation: Kom"""


@pytest.mark.parametrize(
    ("old", "new", "field", "words"),
    [
        ("hvem det er?", "godt nok hvem det er?", "question", "dømme ulikt om «godt nok»"),
        ("kan si det.", "er trygge på svaret.", "yes_means", "dømme ulikt om «trygge på»"),
        ("kan si det.", "sier at det Virker.", "yes_means", "dømme ulikt om «Virker»"),
        ("kan si det.", "vet tilstrekkelig.", "yes_means", "dømme ulikt om «tilstrekkelig»"),
        ("kan si det.", "kan det. De sa fra. De har svar.", "yes_means", "stemme med 3 ting"),
        ("To spurte", "I stikkprøven kan", "yes_means", "«stikkprøven» er ikke nevnt før"),
        ("Vet de ansatte hvem det er?", "Finnes enheten?", "question", "som i «ke-finnes»"),
        ("To spurte ansatte kan si det.", "Et vedtak sier hvem som er enheten.", "yes_means",
         "samme tekst som i «ke-finnes»"),
        ("        example: Notat fra to samtaler\n", "", "", "ikke noe eksempel"),
        ('        test: "Intervju: spør to ansatte."\n', "", "", "ikke hvordan svaret kan prøves"),
        ('        recommendation: "Kommunen bør fortelle de ansatte hvem det er."\n', "", "",
         "ikke hva kommunen bør gjøre ved nei eller delvis"),
        ("          ansatt: Hvem ringer du?\n", "", "ask", "færre enn to roller"),
    ],
)  # fmt: skip
def test_advice_on_what_two_persons_would_answer_differently(
    old: str, new: str, field: str, words: str
) -> None:
    text = changed("roles:\n", "roles:\n  - {id: ansatt, title: ansatt}\n")
    text = changed("    recommendation: Kom", SECOND, text)
    assert advice(text) == []
    content = changed(old, new, text).encode()
    (found,) = lint(content, "prove.yaml", date(2026, 11, 24))
    assert words in found.text(Translator())
    place = "criteria[ke-etablert].checkpoints[ke-kjent]"
    assert found.field == (f"{place}.{field}" if field else place)


@pytest.mark.parametrize(
    "yes_means",
    [
        "To spurte kan si det. Navnet står på nettsiden. To er settets eget mål.",
        "To spurte kan si det. Svar «gjelder ikke» når ingen er ansatt. Et skilt teller ikke.",
        "Ta en stikkprøve på ti. I alle sakene i stikkprøven står det. Noen vet det.",
        "Ta minst ti vedtak. I alle står ønsket. Grunnen er skrevet ned.",
        "Motvirkning er målt.",
    ],
)
def test_no_advice_on_what_explains_and_asks_for_nothing_more(yes_means: str) -> None:
    assert advice(changed("Et vedtak sier hvem som er enheten.", yes_means)) == []


def test_a_sample_named_before_in_the_criterion_is_known_but_not_to_a_question_asked_alone() -> (
    None
):
    text = changed("roles:\n", "roles:\n  - {id: ansatt, title: ansatt}\n")
    text = changed(
        "    recommendation: Kom", SECOND.replace("To spurte", "I stikkprøven kan"), text
    )
    text = changed("Et vedtak sier", "I en stikkprøve på ti saker sier alle", text)
    assert advice(text) == []
    alone = changed("        question: Vet", "        quick: true\n        question: Vet", text)
    assert advice(alone) == ["«stikkprøven» er ikke nevnt før"]


def as_an_editor_reads_it(text: str) -> Any:
    """YAML as editors with a schema read it: a date is text."""

    class Loader(yaml.SafeLoader):
        yaml_implicit_resolvers = {  # noqa: RUF012 - PyYAML's own shape
            key: [pair for pair in found if not pair[0].endswith(":timestamp")]
            for key, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
        }

    return yaml.load(text, Loader=Loader)  # noqa: S506 - a SafeLoader with less in it


def test_the_published_schema_accepts_the_shipped_set_and_refuses_what_the_loader_refuses() -> None:
    schema = criteria_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    judge = jsonschema.Draft202012Validator(schema)
    judge.validate(as_an_editor_reads_it(SHIPPED))
    judge.validate(as_an_editor_reads_it(SMALL))
    for old, new in (
        ("purpose:", "purpos:"),
        ("force: must", "force: skal"),
        ("aspect: established", "aspect: etablert"),
        ("id: ke-finnes", "id: Ke_finnes"),
        ("Finnes enheten?", '""'),
        ("decisive: true", "decisive: 1"),
        ("yes_means: ", "yes_mean: "),
    ):
        text = changed(old, new)
        assert faults(text)
        assert not judge.is_valid(as_an_editor_reads_it(text)), new


def test_a_set_that_is_not_there_gets_the_nearest_name() -> None:
    with pytest.raises(UnknownCriteriaSet, match=re.escape("«psykisk-helse-rus-voksne»?")):
        Library.shipped().open("psykisk-helse-rus-vaksne")


def test_one_place_in_law_cannot_say_two_things_on_the_same_day() -> None:
    line = next(x for x in SMALL.splitlines() if "{source: hol, " in x)
    twice = SMALL.replace(line, f"{line}\n{line}")
    with pytest.raises(FaultyFile, match="vist til to ganger for samme tid"):
        load_bytes(twice.encode(), "prove.yaml")
    before = line.replace("source: hol, ", "source: hol, to: 2011-12-31, ")
    after = line.replace("source: hol, ", "source: hol, from: 2012-01-01, ")
    assert load_bytes(SMALL.replace(line, f"{before}\n{after}").encode(), "prove.yaml")


@pytest.mark.parametrize("name", ["PLAN.YAML", "plan.Yml", "plan.txt", "plan"])
def test_a_file_that_exists_is_never_said_to_be_missing(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes((folder("criteria") / "oppfolging.yaml").read_bytes())
    assert Library.shipped().open(str(path)).id == "oppfolging"
    path.write_bytes(b"PK\x03\x04 xl/workbook.xml")
    with pytest.raises(UnreadableFile, match="dette er en Excel-fil"):
        Library.shipped().open(str(path))
    with pytest.raises(UnreadableFile, match="dette er en mappe"):
        Library.shipped().open(str(tmp_path))
