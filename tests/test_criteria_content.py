"""The shipped criteria: complete, answerable, and resting on sources that can be looked up."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from typing import Any

import msgspec
import pytest

from checklist.appraisal import citations_at, coming_sources
from checklist.criteria import (
    Checkpoint,
    CriteriaSet,
    Criterion,
    EvidenceKind,
    ExpectedEvidence,
    Force,
    Measure,
    MeasureKind,
    SourceKind,
    checkpoint_fingerprint,
    set_fingerprint,
    text_in,
    untranslated,
)
from checklist.criteria.checks.readability import sentences_in
from checklist.criteria.extending import is_about
from checklist.criteria.files import Library, lint
from checklist.criteria.model import Translated
from checklist.i18n import LANGUAGES
from checklist.resources import folder
from tests.conftest import shipped_set

SET = shipped_set("psykisk-helse-rus-voksne")
CHECKED = date(2026, 11, 23)
ADDED = date(2026, 11, 25)
"""When the sources of the help itself were read."""
READ = date(2026, 11, 29)
"""When every section was read against what the set says of it."""
# The duty is what the text of the agreement says; its use is asked about in its neighbours.
ONE_SIDED = {"sph-minstepunkter"}
# Each of these asks about several things done in single cases; routines are their neighbours'.
ONE_SIDED |= {"eks-nav-plan", "eks-bolig-hjelp", "ved-opplyst", "ved-innhold"}
LAW = (SourceKind.ACT, SourceKind.REGULATION)
SHARING = re.compile(r"\b[Dd]el(?:e|es|t|ing|ingen)\b|[Oo]pplysninger|få det de trengte")
SAYS_NO = re.compile(r"\bs(?:i|ier|a|agt) nei\b")
EXCEPTION = re.compile(r"[Tt]ungtveiende grunner|alvorlig fare|unntak|selv om")
WHO = "(?:Kommunen|Kommunestyret|Kommunedirektøren|Nav-kontoret)"


def each_criterion() -> pytest.MarkDecorator:
    return pytest.mark.parametrize("criterion", SET.criteria, ids=lambda c: c.id)


def texts(value: Any) -> list[str]:
    """Every text in a part of the set."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for part in value.values() for text in texts(part)]
    if isinstance(value, list):
        return [text for part in value for text in texts(part)]
    return []


def test_the_themes_are_those_of_the_audits_and_the_help_itself() -> None:
    sizes = Counter(criterion.theme for criterion in SET.criteria)
    expected = {
        "koordinerende-enhet": 7,
        "individuell-plan": 7,
        "koordinator": 4,
        "spesialisthelsetjenesten": 7,
        "samhandling-internt": 6,
    }
    expected |= {
        "nav-fastlege-barnevern": 12,
        "hjelpen": 22,
        "vedtak-saksbehandling": 16,
        "medvirkning-parorende": 10,
        "taushetsplikt-deling": 8,
        "styring-internkontroll": 13,
    }
    assert {theme: sizes[theme] for theme in expected} == expected
    assert set(sizes) == {theme.id for theme in SET.themes}
    asked_about = [theme for question in SET.questions for theme in question.themes]
    assert sorted(asked_about) == sorted(theme.id for theme in SET.themes)


@pytest.mark.parametrize("day", [date(2018, 2, 27), date(2022, 7, 31), date(2022, 8, 1), CHECKED])
def test_each_theme_has_one_key_criterion_on_any_day_and_it_is_a_duty(day: date) -> None:
    for theme in SET.themes:
        (key,) = [c for c in SET.criteria if c.theme == theme.id and c.key and in_force(c, day)]
        assert key.force is Force.MUST, key.id


def in_force(criterion: Criterion, day: date) -> bool:
    start, end = criterion.applies_from or day, criterion.applies_to_date or day
    return start <= day <= end


def test_facilitating_cooperation_gives_way_to_cooperating_the_day_the_law_changed() -> None:
    key = {c.id: c for c in SET.criteria if c.theme == "samhandling-internt" and c.key}
    before = {name for name, c in key.items() if in_force(c, date(2022, 7, 31))}
    after = {name for name, c in key.items() if in_force(c, date(2022, 8, 1))}
    assert (before, after) == ({"sam-tilrettelegging"}, {"sam-enkeltsak"})


@each_criterion()
def test_a_criterion_is_examined_from_more_than_one_side(criterion: Criterion) -> None:
    assert 2 <= len(criterion.checkpoints) <= 5
    aspects = {checkpoint.aspect for checkpoint in criterion.checkpoints}
    assert len(aspects) >= 2 or criterion.id in ONE_SIDED
    # What comes into force later can't be all that decides what is asked today.
    today = criterion.applies_from or CHECKED
    assert any(c.decisive and (c.applies_from or today) <= CHECKED for c in criterion.checkpoints)
    for checkpoint in criterion.checkpoints:
        assert checkpoint.id.startswith(criterion.id + "-")
        assert len(text_in(checkpoint.yes_means, "nb")) > 40
        assert checkpoint.evidence
        assert checkpoint.ask
        assert text_in(checkpoint.question, "nb").endswith("?")
        assert all(text_in(asked, "nb").endswith("?") for asked in checkpoint.ask.values())


@each_criterion()
def test_a_criterion_can_be_read_on_a_small_screen_and_in_a_report(criterion: Criterion) -> None:
    assert len(text_in(criterion.title, "nb")) <= 28
    recommended = text_in(criterion.recommendation, "nb")
    assert re.match(f"{WHO} bør ", recommended)
    assert text_in(criterion.requirement, "nb").count(".") == 1
    assert text_in(criterion.why, "nb")
    assert not [text for text in texts(msgspec.to_builtins(criterion)) if "og/eller" in text]


@pytest.mark.parametrize("name", Library.shipped().names())
def test_what_to_do_when_a_checkpoint_fails_is_one_short_sentence_of_its_own(name: str) -> None:
    points = [point for c in shipped_set(name).criteria for point in c.checkpoints]
    told = [text_in(point.recommendation, "nb") for point in points if point.recommendation]
    assert len(set(told)) == len(points)
    for recommended in told:
        assert re.match(f"{WHO} bør ", recommended)
        assert len(sentences_in(recommended)) == 1
        assert recommended.endswith(".")


@each_criterion()
def test_a_citation_of_law_can_be_looked_up(criterion: Criterion) -> None:
    sources = {source.id: source for source in SET.sources}
    cited = [(citation, sources[citation.source]) for citation in criterion.sources]
    for citation, source in cited:
        assert citation.section or citation.place
        assert citation.in_force_from or source.in_force_from or source.coming, citation
        if source.kind in LAW:
            assert citation.section
            assert source.reference
            assert source.address or source.in_force_to
        elif source.in_force_to is None:
            assert source.address
    in_force = [
        source
        for citation, source in cited
        if citation.in_force_to is None and source.in_force_to is None and not source.coming
    ]
    assert in_force, "nothing in force today says this"
    if criterion.force is Force.MUST:
        assert any(source.kind in LAW for source in in_force)


def test_sources_were_checked_the_days_the_set_says_and_there_is_no_advice_left() -> None:
    assert {source.checked for source in SET.sources} == {CHECKED, ADDED, READ}
    content = (folder("criteria") / "psykisk-helse-rus-voksne.yaml").read_bytes()
    assert lint(content, "psykisk-helse-rus-voksne.yaml", CHECKED) == ()


def test_a_count_says_what_it_is_counted_among() -> None:
    for criterion in SET.criteria:
        for checkpoint in criterion.checkpoints:
            if checkpoint.measure and checkpoint.measure.kind is MeasureKind.COUNT:
                assert checkpoint.measure.of is not None, checkpoint.id


MEASURE = Measure(kind=MeasureKind.COUNT, what="meldinger", of="meldinger mottatt")


@pytest.mark.parametrize(
    "change",
    [
        {"question": "Er det slik?"},
        {"yes_means": "Et vedtak sier det."},
        {"measure": MEASURE},
    ],
    ids=lambda change: next(iter(change)),
)
def test_an_answer_goes_stale_when_what_was_asked_changes(change: dict[str, Any]) -> None:
    criterion = SET.criteria[0]
    checkpoint = criterion.checkpoints[0]
    new = msgspec.structs.replace(checkpoint, **change)
    assert fingerprint(criterion, new) != fingerprint(criterion, checkpoint)


def test_an_answer_goes_stale_when_the_duty_or_the_count_changes() -> None:
    criterion = SET.criteria[0]
    checkpoint = msgspec.structs.replace(criterion.checkpoints[0], measure=MEASURE)
    stricter = msgspec.structs.replace(criterion, requirement="Kommunen skal ha to enheter.")
    assert fingerprint(stricter, checkpoint) != fingerprint(criterion, checkpoint)
    other = msgspec.structs.replace(
        checkpoint, measure=msgspec.structs.replace(MEASURE, of="innbyggere")
    )
    assert fingerprint(criterion, other) != fingerprint(criterion, checkpoint)


def test_an_answer_stays_when_only_the_help_around_the_question_changes() -> None:
    criterion = SET.criteria[0]
    checkpoint = criterion.checkpoints[0]
    question = Translated(nb=text_in(checkpoint.question, "nb"), nn="Finst eininga?")
    helped = msgspec.structs.replace(
        checkpoint,
        question=question,
        recommendation="Kommunen bør lage en rutine.",
        ask={"koordinator": "Hvem er det?"},
        evidence=(ExpectedEvidence(kind=EvidenceKind.OBSERVATION, what="Nettsiden"),),
    )
    told = msgspec.structs.replace(
        criterion, recommendation="Kommunen bør se på det.", guidance="Se også veilederen."
    )
    assert fingerprint(told, helped) == fingerprint(criterion, checkpoint)


def test_the_same_set_has_the_same_fingerprint_once_more() -> None:
    again = msgspec.json.decode(msgspec.json.encode(SET), type=CriteriaSet)
    assert set_fingerprint(again) == set_fingerprint(SET)


def fingerprint(criterion: Criterion, checkpoint: Checkpoint) -> str:
    return checkpoint_fingerprint(criterion, checkpoint)


@pytest.mark.parametrize("name", Library.shipped().names())
def test_every_shipped_set_is_complete_in_nynorsk_and_english(name: str) -> None:
    shipped = shipped_set(name)
    assert [untranslated(shipped, language) for language in ("nn", "en")] == [0, 0]


@pytest.mark.parametrize("name", Library.shipped().names())
def test_no_shipped_set_has_advice_left(name: str) -> None:
    path = folder("criteria") / f"{name}.yaml"
    assert lint(path.read_bytes(), path.name, CHECKED, Library.shipped().open) == ()


def test_the_set_for_children_shares_what_is_common_and_leaves_out_the_rest() -> None:
    children = shipped_set("psykisk-helse-rus-barn-unge")
    shared = {c.id for c in children.criteria} & {c.id for c in SET.criteria}
    assert len(shared) == sum(is_about(c, "children") for c in SET.criteria)
    assert "ko-barnekoordinator" in {c.id for c in children.criteria}
    assert "eks-bolig" not in {c.id for c in children.criteria}
    assert all(is_about(c, "children") for c in children.criteria)


@pytest.mark.parametrize("name", Library.shipped().names())
def test_what_says_that_one_can_say_no_to_sharing_names_the_exception(name: str) -> None:
    """Whoever believes that a no always stands may keep still about a danger to life."""
    for criterion in Library.shipped().open(name).criteria:
        about = texts(msgspec.to_builtins(criterion))
        told = [text for text in about if SHARING.search(text) and SAYS_NO.search(text)]
        assert [text for text in told if not EXCEPTION.search(text)] == []
        assert told or criterion.id != "ti-deling"


@pytest.mark.parametrize(
    ("day", "sections"),
    [
        (date(2018, 2, 27), {("pbrl", "5-3"), ("hpl", "23"), ("hpl", "25"), ("hpl", "45")}),
        (date(2026, 5, 31), {("pbrl", "5-3"), ("hpl", "23"), ("hpl", "25"), ("hpl", "45")}),
        (date(2026, 6, 30), {("pbrl", "5-3"), ("hpl", "23"), ("hpl", "25"), ("hpl", "45")}),
        (date(2026, 7, 1), {("pbrl", "5-3"), ("hpl", "23"), ("hpl", "29")}),
    ],
)
def test_a_no_to_sharing_can_be_set_aside_on_any_day(
    day: date, sections: set[tuple[str, str | None]]
) -> None:
    (criterion,) = [c for c in SET.criteria if c.id == "ti-deling"]
    cited = [c for c in citations_at(criterion, day, frozenset()) if c.source in {"pbrl", "hpl"}]
    named = [c for c in cited if EXCEPTION.search(text_in(c.says, "nb"))]
    assert sorted((c.source, c.section or "") for c in named) == sorted(sections)


def test_a_coming_act_is_cited_and_not_counted_as_in_force() -> None:
    (criterion,) = [c for c in SET.criteria if c.id == "ved-forelopig-svar"]
    coming = coming_sources(SET)
    assert coming == {"fvl-25"}
    assert any(c.source in coming for c in criterion.sources)
    assert all(c.source not in coming for c in citations_at(criterion, CHECKED, coming))


@pytest.mark.parametrize("name", Library.shipped().names())
@pytest.mark.parametrize("language", LANGUAGES)
def test_titles_have_room_in_the_list_beside_the_questions(name: str, language: str) -> None:
    """At 120 columns it has 42, of which signs take 7 before a criterion and 2 before a theme."""
    criteria_set = shipped_set(name)
    criteria = [text_in(criterion.title, language) for criterion in criteria_set.criteria]
    themes = [text_in(theme.title, language) for theme in criteria_set.themes]
    assert [title for title in criteria if len(title) > 35] == []
    assert [title for title in themes if len(title) > 40] == []
