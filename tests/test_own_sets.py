"""Criteria sets of one's own: found beside the data, checked, and chosen among the others."""

from __future__ import annotations

import json
import os
import re
from datetime import date
from pathlib import Path

import pytest

from benchmarks import any_field
from checklist.criteria.checks import examine, sections_beside
from checklist.criteria.extending import is_about
from checklist.criteria.files import Library
from checklist.i18n import Translator
from checklist.machine import Environment
from checklist.session.assessments import sets_to_choose
from checklist.tui.audit.new import NewAuditDialog
from checklist.words import faulty_sets_words
from tests.conftest import Run

TODAY = date(2026, 11, 29)
LAW = """  - id: arkivlova
    kind: act
    title: Lov om arkiv
    short: arkivlova
    abbreviation: arkivlova
    reference: lov/2099-06-20-96
    address: https://lovdata.no/dokument/NL/lov/2099-06-20-96
    checked: 2026-11-01
    checked_against: teksten
"""
CITED = """      - source: arkivlova
        section: "7"
        says: Slik er det.
"""


@pytest.fixture
def own(home: Path, run: Run) -> Path:
    """A whole set for another field, in the folder beside the data."""
    folder = home / "criteria"
    folder.mkdir(parents=True)
    path = folder / "utlan.yaml"
    path.write_text(run("criteria", "new", "utlan", "--standalone")[1], encoding="utf-8")
    return path


def test_a_set_in_the_folder_beside_the_data_is_listed_walked_and_reported(
    own: Path, run: Run
) -> None:
    assert "eget sett, 0 råd" in run("criteria", "list")[1]
    code, made, _ = run("new", "--municipality", "3228", "--criteria", "utlan", "--as", "lokaler")
    assert (code, made.strip()) == (0, "lokaler")
    assert run("answer", "lokaler", "utlan-regler-finnes", "yes")[0] == 0
    assert "Regler for utlån" in run("report", "lokaler", "--format", "md")[1]
    own.write_text(own.read_text("utf-8").replace('version: "1"', 'version: "2"'), "utf-8")
    assert run("upgrade", "lokaler")[0] == 0


def test_the_draft_for_another_field_passes_the_strict_check(own: Path, run: Run) -> None:
    code, _, said = run("criteria", "check", "--strict", str(own))
    assert (code, "0 feil, 0 råd, 1 fil" in said) == (0, True)


def test_a_set_with_faults_is_listed_with_them_and_can_not_be_chosen(own: Path, run: Run) -> None:
    own.write_text(own.read_text("utf-8").replace("force: local", "force: lokal"), "utf-8")
    listed = run("criteria", "list")[1]
    assert "1 feil" in listed
    assert "linje" in listed
    assert "must, should, local" in " ".join(listed.split())
    sets, faulty = sets_to_choose(Library.shipped((own.parent,)), TODAY)
    assert "utlan" not in sets
    assert [one.path for one in faulty] == [own]


def test_a_set_of_one_s_own_can_not_pass_for_one_that_comes_along(own: Path, run: Run) -> None:
    own.write_text(
        own.read_text("utf-8").replace("\nid: utlan\n", "\nid: oppfolging\n"), encoding="utf-8"
    )
    assert "følger med samsjekk" in " ".join(run("criteria", "list")[1].split())
    sets, _ = sets_to_choose(Library.shipped((own.parent,)), TODAY)
    assert sets["oppfolging"].title != "Utlån av lokaler"


def test_own_sets_come_first_and_the_largest_of_the_others_next(own: Path) -> None:
    sets, _ = sets_to_choose(Library.shipped((own.parent,)), TODAY)
    assert list(sets)[:2] == ["utlan", "psykisk-helse-rus-voksne"]


def test_a_set_is_found_by_its_id_whatever_its_file_is_called(own: Path, run: Run) -> None:
    own.rename(own.with_name("Lokaler 2026.yaml"))
    assert run("new", "--municipality", "3228", "--criteria", "utlan", "--as", "lokaler")[0] == 0


def test_a_set_that_builds_on_its_own_id_is_a_fault_and_not_a_loop(own: Path, run: Run) -> None:
    text = run("criteria", "new", "runde")[1]
    built = re.sub(r"(?m)^extends: .*$", "extends: runde", text)
    own.with_name("rundt.yaml").write_text(built, "utf-8")
    assert "rundt" in run("criteria", "list")[1]


def test_an_audit_chooses_from_a_set_of_one_s_own(own: Path, run: Run) -> None:
    assert run("audit", "new", "--title", "Utlån", "--criteria", "utlan", "--as", "a")[0] == 0
    assert run("audit", "choose", "a", "--theme", "utlan")[1].split() == ["utlan-regler"]
    assert run("audit", "new", "--title", "Utlån", "--as", "b")[0] == 0
    assert run("audit", "choose", "b", "--criteria", "utlan", "--theme", "utlan")[0] == 0
    dialog = NewAuditDialog(Environment.of_process(), {}, Translator())
    assert next(iter(dialog.sets)) == own.stem


def test_the_next_assessment_has_the_set_that_was_kept_when_its_file_is_gone(
    own: Path, run: Run
) -> None:
    run("new", "--municipality", "3228", "--criteria", "utlan", "--date", "2026-01-01", "--as", "a")
    run("answer", "a", "utlan-regler-finnes", "yes")
    own.unlink()
    assert run("new", "--from", "a", "--date", "2026-06-01", "--as", "b")[0] == 0
    said = run("upgrade", "a")[2]
    assert "skriv navnet på filen med settet, eller legg den i mappen" in said


def test_sets_that_build_on_each_other_in_a_ring_are_named(own: Path, run: Run) -> None:
    text = run("criteria", "new", "a")[1]
    for name, base in (("a", "b"), ("b", "a"), ("c", "c")):
        made = text.replace("\nid: a\n", f"\nid: {name}\n")
        path = own.with_name(f"{name}.yaml")
        path.write_text(re.sub(r"(?m)^extends: .*$", f"extends: {base}", made), "utf-8")
    checked = run("criteria", "check", str(own.with_name("a.yaml")))[1]
    assert ":12:10: extends: " in checked
    assert "(a.yaml → b.yaml → a.yaml); ta bort extends i én av dem" in checked
    assert "(c.yaml → c.yaml)" in run("criteria", "check", str(own.with_name("c.yaml")))[1]


def test_a_set_builds_on_a_file_beside_it_by_its_id(own: Path, run: Run, tmp_path: Path) -> None:
    base = tmp_path / "Lokaler 2026.yml"
    own.rename(base)
    plan = tmp_path / "plan.yaml"
    head = {"extends": "utlan", "format": 1, "id": "plan", "version": "1", "title": "Plan"}
    plan.write_text(json.dumps(head | {"purpose": "Hva planen skal vise."}, indent=1), "utf-8")
    assert run("criteria", "check", str(plan))[:2] == (0, "")
    base.with_name("Lokaler – kopi.yaml").write_text(base.read_text("utf-8"), "utf-8")
    said = run("criteria", "check", str(plan))[1]
    assert "flere filer har den id-en (Lokaler 2026.yml, Lokaler – kopi.yaml)" in said


def test_a_set_has_another_id_than_the_one_it_builds_on(run: Run, tmp_path: Path) -> None:
    text = run("criteria", "new", "plan")[1].replace("\nid: plan\n", "\nid: oppfolging\n")
    plan = tmp_path / "plan.yaml"
    plan.write_text(re.sub(r"(?m)^extends: .*$", "extends: oppfolging", text), "utf-8")
    assert (
        ": id: id-en «oppfolging» er brukt i settet filen bygger på"
        in run("criteria", "check", str(plan))[1]
    )


def test_two_sets_with_one_id_are_not_mistaken_for_each_other(own: Path) -> None:
    copy = own.with_name("utlan – kopi.yaml")
    copy.write_text(own.read_text("utf-8"), "utf-8")
    sets, faulty = sets_to_choose(Library.shipped((own.parent,)), TODAY)
    assert "utlan" in sets
    assert [(one.path, "id-en «utlan»" in str(one.faults[0])) for one in faulty] == [(copy, True)]


def test_a_workbook_among_the_sets_says_what_to_do_and_its_path_once(own: Path) -> None:
    own.write_bytes(b"PK\x03\x04 xl/workbook.xml")
    _, faulty = sets_to_choose(Library.shipped((own.parent,)), TODAY)
    said = faulty_sets_words(faulty, Translator())
    assert "utlan.yaml: dette er en Excel-fil" in said
    assert said.count(str(own)) == 1


def test_a_place_in_the_environment_that_is_gone_is_said(own: Path, tmp_path: Path) -> None:
    gone = tmp_path / "borte"
    _, faulty = sets_to_choose(Library.shipped((own.parent, gone)), TODAY)
    assert [one.path for one in faulty] == [gone]
    assert "SAMSJEKK_CRITERIA" in str(faulty[0].faults[0])


def test_folders_and_files_are_named_in_the_environment(own: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "Annet.YAML"
    elsewhere.write_text(own.read_text("utf-8"), "utf-8")

    named = os.pathsep.join((str(elsewhere), str(tmp_path / "borte")))
    found = Environment.of_process(
        {"SAMSJEKK_HOME": str(own.parent.parent), "SAMSJEKK_CRITERIA": named}
    )
    assert Library.shipped(found.own_criteria).own_files() == (own, elsewhere)


def test_a_set_brings_its_own_index_of_sections(own: Path) -> None:
    text = own.read_text("utf-8").replace(
        "sources:\n  - id: reglement", f"sources:\n{LAW}  - id: reglement"
    )
    text = text.replace(
        "    sources:\n      - source: reglement", f"    sources:\n{CITED}      - source: reglement"
    )
    own.write_text(text, "utf-8")
    index = own.with_name("utlan.sections.csv")
    assert sections_beside(own) == {}
    before = examine(text.encode(), "x.yaml")
    assert before.grounds is not None
    assert before.grounds.look_up.looked_up == 0
    index.write_text(
        "reference,section,from,to,paragraphs,items,state,as_of\n"
        "lov/2099-06-20-96,6,,,2,0,,2026-07-01\n",
        "utf-8",
    )
    found = examine(text.encode(), "x.yaml", sections=sections_beside(own))
    assert ["§ 7" in str(fault.problem) for fault in found.faults] == [True]
    changed = index.read_text("utf-8").replace(",6,", ",7,").replace(",", ";")
    index.write_text(changed, "utf-8-sig")
    found = examine(text.encode(), "x.yaml", sections=sections_beside(own))
    assert found.faults == ()
    assert found.grounds is not None
    assert found.grounds.look_up.found == 1


@pytest.mark.parametrize(
    ("index", "words"),
    [
        ("lov,paragraf\n", "disse kolonnene"),
        (
            "reference,section,from,to,paragraphs,items,state,as_of\nlov/1,7,,,mange,0,,\n",
            "linje 2",
        ),
    ],
)
def test_an_index_that_can_not_be_read_says_where(
    own: Path, run: Run, index: str, words: str
) -> None:
    own.with_name("utlan.sections.csv").write_text(index, "utf-8")
    code, _, said = run("criteria", "check", str(own))
    assert (code, words in " ".join(said.split())) == (1, True)


def test_populations_are_words_of_the_set_s_own(own: Path) -> None:
    everyone = Library.shipped((own.parent,)).open("utlan").criteria[0]
    own.write_text(
        own.read_text("utf-8").replace("    key: true", "    applies_to: [lag]\n    key: true"),
        encoding="utf-8",
    )
    clubs = Library.shipped((own.parent,)).open("utlan").criteria[0]
    assert [is_about(everyone, name) for name in (None, "lag", "private")] == [True] * 3
    assert [is_about(clubs, name) for name in (None, "lag", "private")] == [True, True, False]


def test_no_document_of_a_set_for_another_field_has_a_word_of_the_usual_one(
    tmp_path: Path,
) -> None:
    session = any_field.made_session(tmp_path, Library.shipped().open(str(any_field.SET)))
    with session.journal:
        found = any_field.found_words(dict(any_field.texts(session, Translator())))
    assert found == {}
    assert any_field.found_words({"x": "Har kommunen en koordinerende enhet?"})
