"""The report as data: plain JSON with its schema, and OSCAL as NIST has published it."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import UnionType
from typing import Any, Union, get_args, get_origin

import msgspec
import pytest
from jsonschema import Draft202012Validator
from trestle.oscal.assessment_results import Model as AssessmentResults
from trestle.oscal.poam import Model as PlanOfAction

from checklist.assessment import Action, ActionStatus, Author
from checklist.cli import main
from checklist.cli.table import build_parser
from checklist.i18n import LANGUAGES, Translator
from checklist.reporting import FORMS, Report, part_types, report_file, report_schema
from checklist.reporting.forms.json_form import TABLES, _Tables
from checklist.reporting.forms.oscal import NothingPlanned
from checklist.reporting.model import Reference
from checklist.reporting.paper import part_names
from checklist.session import Session
from checklist.session.assessments import examples
from checklist.store import EvidenceFiles, Journal
from checklist.words import Wording
from tests.conftest import of_small_set, ready

DAY = date(2026, 11, 24)

Made = Callable[[str, str, str], bytes]


@pytest.fixture(scope="module")
def sessions(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Session]:
    home = tmp_path_factory.mktemp("home")
    files = EvidenceFiles(home / "evidence")
    opened = {}
    with Journal(home / "samsjekk.sqlite3") as journal:
        for name in examples():
            ready(journal, name)
            opened[name] = Session(journal, name, Author(name="Anna", role="leder"), files)
    return opened


def data(session: Session, form: str, language: str = "nb") -> dict[str, Any]:
    report = Report(session.appraisal, DAY, Translator(language))
    parsed: dict[str, Any] = json.loads(report_file(report, form=form))
    return parsed


@pytest.fixture(scope="module")
def schema() -> Draft202012Validator:
    made = report_schema()
    Draft202012Validator.check_schema(made)
    return Draft202012Validator(made)


@pytest.mark.parametrize(
    ("example", "language"),
    [*((example, "nb") for example in examples()), ("nes-2018", "nn"), ("ullensaker-2020", "en")],
)
def test_every_example_follows_the_schema(
    sessions: dict[str, Session], schema: Draft202012Validator, example: str, language: str
) -> None:
    report = Report(sessions[example].appraisal, DAY, Translator(language))
    written = json.loads(report_file(report, form="json"))

    schema.validate(written)
    assert list(written) == ["format", *part_names(Report), *TABLES]
    assert written["language"] == language
    for name, kind in part_types().items():
        whole = with_things(written[name], kind, written)
        assert msgspec.convert(whole, kind, strict=True) == getattr(report, name)


def with_things(value: Any, kind: Any, written: dict[str, Any]) -> Any:
    """A value of the file with what its names stand for, as a reader of the file puts it back."""
    if get_origin(kind) in (Union, UnionType):
        return None if value is None else with_things(value, get_args(kind)[0], written)
    if get_origin(kind) is tuple:
        return [with_things(each, get_args(kind)[0], written) for each in value]
    if not issubclass(kind, msgspec.Struct):
        return value
    table = next((table for table, of in TABLES.items() if of is kind), None)
    fields = value if table is None else written[table][value]
    types = {field.name: field.type for field in msgspec.structs.fields(kind)}
    return {name: with_things(fields[name], types[name], written) for name in fields}


def test_what_many_places_speak_of_stands_once_and_the_file_is_small(
    sessions: dict[str, Session],
) -> None:
    report = Report(sessions["nes-2018"].appraisal, DAY, Translator())
    content = report_file(report, form="json")
    written = json.loads(content)

    for table in TABLES:
        things = [json.dumps(thing) for thing in written[table].values()]
        assert len(things) == len(set(things)) > 0
    assert set(written["facts"]) == {
        point.checkpoint.id
        for appraised in report.appraisal.criteria.values()
        for point in appraised.asked
    }
    assert len(content) < 1_500_000


def test_an_earlier_assessment_that_says_otherwise_keeps_its_own_facts() -> None:
    once = _Tables()
    then, now = (
        Reference(number="K1", anchor="krav-1", title=Wording(text=title)) for title in ("da", "nå")
    )

    assert once.plain((then, now, then)) == ["krav-1", "krav-1.2", "krav-1"]
    assert [thing["title"]["text"] for thing in once.filled["references"].values()] == ["da", "nå"]


@pytest.mark.parametrize("form", ["json", "oscal-results", "oscal-poam"])
def test_the_same_assessment_gives_the_same_file_whichever_document_is_asked_for(
    journal: Journal, form: str
) -> None:
    appraisal = of_small_set(journal).appraisal
    made = {
        report_file(Report(appraisal, DAY, Translator()), template=template, form=form)
        for template in ("gap", "poster", "case-paper", "gap")
    }
    assert len(made) == 1


def test_the_schema_refuses_what_is_not_a_report(
    journal: Journal, schema: Draft202012Validator
) -> None:
    written = data(of_small_set(journal), "json")
    assert schema.is_valid(written)
    del next(iter(written["facts"].values()))["answer"]["code"]

    assert not schema.is_valid(written)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("example", examples())
def test_oscal_is_as_nist_has_published_it(
    sessions: dict[str, Session], example: str, language: str
) -> None:
    results = data(sessions[example], "oscal-results", language)
    plan = data(sessions[example], "oscal-poam", language)

    AssessmentResults.model_validate(results)
    PlanOfAction.model_validate(plan)
    for document in (results, plan):
        names = uuids(document)
        assert len(names) == len(set(names))
        assert set(references(document)) <= set(names)


def uuids(part: Any) -> list[str]:
    if isinstance(part, list):
        return [name for each in part for name in uuids(each)]
    if not isinstance(part, dict):
        return []
    own = [part["uuid"]] if "uuid" in part else []
    return own + [name for each in part.values() for name in uuids(each)]


def references(part: Any) -> list[str]:
    if isinstance(part, list):
        return [name for each in part for name in references(each)]
    if not isinstance(part, dict):
        return []
    own = [value for key, value in part.items() if key.endswith("-uuid")]
    own += [part["href"][1:]] if str(part.get("href", "")).startswith("#") else []
    return own + [name for each in part.values() for name in references(each)]


def properties(part: dict[str, Any]) -> dict[str, str]:
    assert {prop["ns"] for prop in part.get("props", [])} <= {"urn:samsjekk:oscal:1"}
    return {prop["name"]: prop["value"] for prop in part.get("props", [])}


def test_findings_say_what_the_report_says(sessions: dict[str, Session]) -> None:
    nes = sessions["nes-2018"]
    result = data(nes, "oscal-results")["assessment-results"]["results"][0]
    found = {finding["target"]["target-id"]: finding for finding in result["findings"]}
    observed = {properties(one)["checkpoint"]: one for one in result["observations"]}
    whole = nes.appraisal.criteria

    assert found["sam-tilrettelegging"]["target"]["status"] == {"state": "not-satisfied"}
    assert properties(found["sam-tilrettelegging"])["severity"] == "possible_breach"
    assert {risk["uuid"] for risk in result["risks"]} == {
        related["risk-uuid"]
        for finding in result["findings"]
        for related in finding.get("related-risks", [])
    }
    assert len(result["risks"]) == len([c for c in whole.values() if c.severity is not None])
    one = observed["sam-tilrettelegging-brukes"]
    assert properties(one)["answer"] == "no"
    assert set(one["methods"]) == {"EXAMINE", "INTERVIEW"}
    assert [properties(e)["kind"] for e in one["relevant-evidence"]] == [
        "document",
        "interview",
        "document",
        "interview",
        "interview",
    ]
    assert one["collected"] == nes.assessment.answers["sam-tilrettelegging-brukes"].at.strftime(
        "%Y-%m-%dT%H:%M:%SZ"
    )


def test_an_action_is_an_item_with_role_deadline_and_status(nes: Session) -> None:
    nes.set_action(
        Action(
            id="mote",
            criterion="sam-tilrettelegging",
            what="Faste *møter*",
            role="virksomhetsleder",
            deadline=date(2018, 6, 1),
            status=ActionStatus.STARTED,
        )
    )
    plan = data(nes, "oscal-poam")["plan-of-action-and-milestones"]
    item = next(i for i in plan["poam-items"] if i["title"] == "Faste \\*møter\\*")
    risk = next(r for r in plan["risks"] if r["uuid"] == item["related-risks"][0]["risk-uuid"])
    task = next(
        t
        for remedy in risk["remediations"]
        for t in remedy.get("tasks", [])
        if t["title"] == item["title"]
    )

    assert properties(item) == {
        "status": "started",
        "role": "virksomhetsleder",
        "deadline": "2018-06-01",
    }
    assert risk["status"] == "remediating"
    assert task["timing"] == {"on-date": {"date": "2018-06-01T00:00:00Z"}}
    role = task["responsible-roles"][0]["role-id"]
    assert {"id": role, "title": "virksomhetsleder"} in plan["metadata"]["roles"]
    waiting = [i for i in plan["poam-items"] if properties(i)["status"] == "without_action"]
    assert len(waiting) == len(Report(nes.appraisal, DAY, Translator()).without_action)


def test_nothing_planned_is_said_and_nothing_judged_is_still_valid(empty: Session) -> None:

    AssessmentResults.model_validate(data(empty, "oscal-results"))
    with pytest.raises(NothingPlanned, match="verken funn eller tiltak"):
        data(empty, "oscal-poam")


def test_the_command_offers_every_form_and_follows_the_file_name(
    nes: Session, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["report", nes.assessment.id, "--output", str(tmp_path / "rapport.json")]) == 0
    assert json.loads((tmp_path / "rapport.json").read_bytes())["format"] == 2
    assert main(["templates", "schema"]) == 0
    assert json.loads(capsys.readouterr().out) == json.loads(json.dumps(report_schema()))
    for form in FORMS:
        build_parser(Translator()).parse_args(["report", "nes-2018", "--format", form])
