"""The data and the table of `python -m benchmarks.peers`; nothing is measured here."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

import pytest
import yaml

from benchmarks.peer_data import ANSWERED, ASKED, LINKED, Files, items
from benchmarks.peers import Took, bars, table


@pytest.mark.parametrize(
    "form", [ASKED, ANSWERED, LINKED], ids=["not answered", "answered", "linked"]
)
@pytest.mark.parametrize("program", ASKED)
def test_each_program_gets_every_criterion_and_every_answer(
    program: str, form: Mapping[str, Callable[[int], Files]]
) -> None:
    text = "\n".join(form[program](100).values())
    for item in items(100):
        for said in (item.title, item.requirement, item.why, item.points[1].question):
            assert said in text or said in " ".join(text.split()), program
    answered = "Slik er det med ordning nummer 99" in " ".join(text.split())
    assert answered is (form is not ASKED)
    assert sum(point.answer == "no" for item in items(100) for point in item.points) == 10


def test_the_files_are_of_the_form_of_their_program() -> None:
    catalog = json.loads(ANSWERED["trestle"](50)["catalogs/large/catalog.json"])["catalog"]
    assert len(catalog["groups"]) == 50
    report = yaml.safe_load(ANSWERED["ChecklistFabrik"](50)["large.yml"])
    assert report["pages"][0]["tasks"][1]["value"] == "yes"
    document = ANSWERED["doorstop"](50)
    assert len(document) == 1 + 50 + 50, "settings, themes and criteria"
    assert ANSWERED["StrictDoc"](50)["large.sdoc"].count("[REQUIREMENT]") == 50


def test_when_linked_each_checkpoint_names_its_criterion() -> None:
    assert LINKED["StrictDoc"](50)["large.sdoc"].count("VALUE: krav-7\n") == 2
    files = LINKED["doorstop"](50)
    links = [yaml.safe_load(text)["links"] for name, text in files.items() if "/CHK0" in name]
    assert len(links) == 100
    assert all(f"REQ/{link}.yml" in files for (link,) in links)


def test_when_linked_trestle_gets_the_answers_apart_from_what_they_answer() -> None:
    files = LINKED["trestle"](50)
    catalog = files["catalogs/large/catalog.json"]
    assert "Svar:" not in catalog
    definition = json.loads(files["component-definitions/large/component-definition.json"])
    (component,) = definition["component-definition"]["components"]
    (implementation,) = component["control-implementations"]
    given = {
        statement["statement-id"]: (statement["description"], statement["props"][0]["value"])
        for requirement in implementation["implemented-requirements"]
        for statement in requirement["statements"]
    }
    assert len(given) == 100
    assert all(f'"id": "{name}"' in catalog for name in given)
    assert given["krav-10_smt.b"] == ("Svar: no. Slik er det med ordning nummer 10.", "planned")


def test_the_table_says_what_was_stopped_and_what_a_program_does_not_have() -> None:
    figures = {
        ("samsjekk", "start", 0): Took(0.1, 0.1, 30),
        ("slow", "start", 0): Took(1.0, 1.0, 60),
        ("samsjekk", "HTML", 50): Took(1.0, 1.0, 40),
        ("slow", "HTML", 50): Took(2.0, 2.0, 80),
        ("samsjekk", "HTML", 500): Took(2.0, 2.0, 50),
        ("slow", "HTML", 500): Took(300.0, 0, 0, stopped=True),
        ("slow", "check", 50): Took(1.0, 1.0, 80, failed=True),
    }
    lines = list(table(figures, ["slow"], (50, 500)))
    assert lines[:3] == [
        "| | samsjekk | ÷ slow |",
        "|---|---|---|",
        "| start | 0.10 s | 0.1 (1.00 s) |",
    ]
    assert "| check, 50 | – | failed |" in lines
    assert "| HTML, 500 | 2.00 s | <0.0067 (> 5.0 min) |" in lines
    assert "| Markdown, 50 | – | – |" in lines
    assert "| memory, 50 | 40 MB | 0.5 (80 MB) |" in lines
    assert "| memory, 500 | 50 MB | – |" in lines
    assert lines[-1] == "| growth, 50 to 500 | × 2 | > × 150 |"


def test_a_bar_is_held_to_the_clock_and_told_by_work_as_well() -> None:
    figures = {
        ("samsjekk", "HTML", 500): Took(1.0, 0.5, 40),
        ("doorstop", "HTML", 500): Took(2.0, 2.5, 40),
        ("StrictDoc", "HTML", 500): Took(20.0, 0, 0, stopped=True),
    }
    assert list(bars(figures)) == [
        "HTML of 500 criteria ÷ doorstop HTML: 0.500 (bar 0.25) FAILS; by work 0.200",
        "HTML of 500 criteria ÷ StrictDoc HTML: <0.050 (bar 0.03) not shown",
    ]
