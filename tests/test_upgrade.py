"""Going over to a new version of a criteria set: nothing is lost, nothing taken for given."""

from __future__ import annotations

import gzip
import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from checklist.assessment import Action, ActionStatus, Answer, CriteriaUpgraded, Document
from checklist.assessment.deciding import NothingToUpgrade
from checklist.criteria import (
    AnswerValue,
    Aspect,
    Checkpoint,
    Citation,
    CriteriaSet,
    Criterion,
    Force,
    Question,
    Source,
    SourceKind,
    Theme,
    compare_sets,
)
from checklist.criteria.files import load_bytes
from checklist.criteria.model import Retired
from checklist.i18n import Translator
from checklist.reporting import report_file, report_text
from checklist.session import Session
from checklist.session.assessments import begin
from checklist.session.reports import report_of
from checklist.store import EvidenceFiles, Journal
from checklist.words import comparison_lines
from tests.conftest import ANNA, NES, Clock, shipped_set


def point(name: str, text: str = "Finnes den?", *replaces: str) -> Checkpoint:
    return Checkpoint(
        id=name, aspect=Aspect.WRITTEN, question=text, yes_means="Den finnes.", replaces=replaces
    )


def small_set(*points: Checkpoint, version: str = "1", gone: tuple[str, ...] = ()) -> CriteriaSet:
    criterion = Criterion(
        id="krav",
        theme="tema",
        title="Krav",
        requirement="Det finnes en ordning.",
        force=Force.MUST,
        sources=(Citation(source="hol", section="7-3", says="Den skal finnes."),),
        why="Fordi.",
        checkpoints=points,
        recommendation="Kommunen bør ha en ordning.",
    )
    return CriteriaSet(
        format=1,
        id="prove",
        version=version,
        title="Prøve",
        purpose="Å prøve.",
        questions=(Question(id="q", text="Er det bra?", themes=("tema",)),),
        sources=(
            Source(
                id="hol",
                kind=SourceKind.ACT,
                title="Lov",
                short="loven",
                abbreviation="hol",
                checked=date(2026, 7, 2),
                checked_against="teksten",
            ),
        ),
        themes=(Theme(id="tema", title="Tema"),),
        criteria=(criterion,),
        retired=tuple(
            Retired(id=name, on=date(2026, 1, 1), reason="Slått sammen") for name in gone
        ),
    )


def opened(journal: Journal, criteria_set: CriteriaSet, home: Path) -> Session:
    made = begin(journal, ANNA, NES, criteria_set, date(2026, 1, 1))
    return Session(journal, made, ANNA, EvidenceFiles(home / "evidence"))


def test_going_over_to_another_version_says_which_was_in_force(
    journal: Journal, home: Path
) -> None:
    """Else two versions are in force at once."""
    begun = opened(journal, small_set(point("a")), home)
    begun.upgrade(small_set(point("a"), point("b"), version="2"))
    session = Session(journal, begun.assessment.id, ANNA, EvidenceFiles(home / "evidence"))
    session.upgrade(small_set(point("a"), point("b"), point("c"), version="3"))
    first, second = [
        (event.id, event.what.seen)
        for event in journal.events(session.assessment.id)
        if isinstance(event.what, CriteriaUpgraded)
    ]
    assert first[1] == ()
    assert second[1] == (first[0],)


def test_the_four_fates_of_a_checkpoint() -> None:
    old = small_set(point("a"), point("b"), point("c"), point("d"), point("e"))
    new = small_set(
        point("a"),
        point("b", "Er den på plass?"),
        point("c-en", "Finnes den ene?", "c"),
        point("c-to", "Finnes den andre?", "c"),
        point("d-og-e", "Finnes begge?", "d", "e"),
        point("ny"),
        version="2",
        gone=("c", "d", "e"),
    )
    compared = compare_sets(old, new)
    assert [kept.id for kept in compared.kept] == ["a"]
    assert {
        changed.now.id: tuple(before.id for before in changed.before)
        for changed in compared.confirm
    } == {"b": ("b",), "c-en": ("c",), "c-to": ("c",), "d-og-e": ("d", "e")}
    assert [fresh.id for fresh in compared.new] == ["ny"]
    assert compared.retired == ()
    gone = compare_sets(old, small_set(point("a"), version="2", gone=("b", "c", "d", "e"))).retired
    assert [(fate.checkpoint.id, fate.reason) for fate in gone] == [
        (name, "Slått sammen") for name in ("b", "c", "d", "e")
    ]


def test_an_answer_stands_when_its_question_only_got_another_id(
    journal: Journal, home: Path
) -> None:
    session = opened(journal, small_set(point("a"), point("b")), home)
    session.answer("a", AnswerValue.YES)
    new = small_set(point("a2", "Finnes den?", "a"), point("b"), version="2", gone=("a",))
    compared = compare_sets(session.criteria_set, new)
    assert [kept.id for kept in compared.kept] == ["a2", "b"]
    assert (compared.confirm, compared.retired) == ((), ())
    lines = [line.text for line in comparison_lines(compared, session.assessment, Translator())]
    assert lines == ["1 svar står som før."]
    session.upgrade(new)
    assert session.assessment.answers["a2"].value.value is AnswerValue.YES


def test_what_was_planned_for_a_requirement_that_is_gone_or_renamed_is_kept(
    journal: Journal, home: Path
) -> None:
    before, after = small_set(point("a"), point("b")), small_set(point("a"), version="2")
    (duty,) = before.criteria
    other = replace(duty, id="annet", checkpoints=(point("c"),))
    session = opened(journal, replace(before, criteria=(duty, other)), home)
    session.answer("a", AnswerValue.NO)
    session.set_action(Action(id="t1", criterion="krav", what="Lage planen"))
    session.set_action(Action(id="t2", criterion="annet", what="Si det til alle"))
    renamed = replace(after.criteria[0], id="nytt", replaces=("krav",))
    session.upgrade(replace(after, criteria=(renamed,)))
    planned = {name: action.criterion for name, action in session.assessment.actions.items()}
    assert planned == {"t1": "nytt", "t2": "annet"}
    done = replace(session.action("t2"), status=ActionStatus.DONE)
    session.set_action(done)
    assert session.assessment.actions["t2"].status is ActionStatus.DONE
    report = report_of(session, date(2026, 2, 1), Translator())
    assert [str(line.criterion) for line in report.actions] == [
        "K1",
        "annet (ikke med i settet lenger)",
    ]
    assert 'href="#"' not in report_text(report, form="html")
    for form in ("json", "oscal-poam", "xlsx", "docx"):
        assert report_file(report, form=form)


def test_a_question_under_a_changed_duty_is_not_said_to_be_reworded(
    journal: Journal, home: Path
) -> None:
    session = opened(journal, small_set(point("a"), point("b")), home)
    session.answer("a", AnswerValue.YES)
    (criterion,) = session.criteria_set.criteria
    other = replace(criterion, requirement="Kommunen skal noe annet.")
    new = replace(
        small_set(point("a"), version="2", gone=("b",)),
        criteria=(replace(other, checkpoints=criterion.checkpoints[:1]),),
    )
    lines = [
        line.text
        for line in comparison_lines(
            compare_sets(session.criteria_set, new), session.assessment, Translator()
        )
    ]
    assert "Spørsmålet er som før. Kravet eller tallet er endret." in lines
    assert lines[-1] == "Slått sammen"


def test_a_changed_question_must_be_confirmed_and_shows_what_it_was(
    journal: Journal, home: Path
) -> None:
    session = opened(journal, small_set(point("a"), point("b")), home)
    session.answer("a", AnswerValue.YES)
    session.answer("b", AnswerValue.YES)
    session.upgrade(small_set(point("a"), point("b", "Er den på plass?"), version="2"))
    kept, changed = session.appraised("krav").checkpoints
    assert (kept.outdated, changed.outdated) == (False, True)
    earlier = session.wording_answered("b")
    assert earlier is not None
    assert earlier.question == "Finnes den?"
    session.answer("b", AnswerValue.YES)
    assert not session.appraised("krav").checkpoints[1].outdated


def test_a_merge_of_different_answers_is_left_to_a_person(journal: Journal, home: Path) -> None:
    session = opened(journal, small_set(point("a"), point("b")), home)
    session.answer("a", AnswerValue.YES)
    session.answer("b", AnswerValue.NO)
    session.upgrade(small_set(point("ab", "Begge?", "a", "b"), version="2", gone=("a", "b")))
    assert session.assessment.answer("ab") is None
    assert session.assessment.answer("a") is not None
    session.undo()
    assert session.criteria_set.version == "1"


@pytest.mark.parametrize("answered", ["twin", "both"])
def test_what_was_answered_to_a_twin_stands_under_the_one_that_took_it_over(
    journal: Journal, home: Path, answered: str
) -> None:
    session = opened(journal, small_set(point("kept"), point("twin", "Er den her?")), home)
    session.answer("twin", AnswerValue.NO)
    if answered == "both":
        session.answer("kept", AnswerValue.YES)
    compared = session.upgrade(small_set(point("kept", "Finnes den?", "twin"), version="2"))
    assert [gone.checkpoint.id for gone in compared.retired] == ["twin"]
    state = Session(journal, session.assessment.id, ANNA, session.files).assessment
    assert state.answers["twin"].value.value is AnswerValue.NO
    expected = AnswerValue.NO if answered == "twin" else AnswerValue.YES
    assert state.answers["kept"].value.value is expected


def test_there_must_be_something_to_go_over_to(journal: Journal, home: Path) -> None:
    session = opened(journal, small_set(point("a")), home)
    with pytest.raises(NothingToUpgrade, match="allerede"):
        session.upgrade(small_set(point("a")))
    with pytest.raises(NothingToUpgrade, match="ikke annet"):
        session.upgrade(replace(small_set(point("a")), id="annet"))


def test_a_set_that_is_changed_and_calls_itself_the_same_version_is_said(
    journal: Journal, home: Path
) -> None:
    session = opened(journal, small_set(point("a"), version="7"), home)
    told = [
        next(iter(comparison_lines(session.compare(newer), session.assessment, Translator()))).text
        for version in "78"
        if (newer := small_set(point("a"), point("b"), version=version))
    ]
    assert ["har fortsatt versjon 7. Gi det en ny" in words for words in told] == [True, False]


NAMES = [f"p{n}" for n in range(6)]
versions = st.lists(
    st.tuples(
        st.sampled_from(NAMES + [f"n{n}" for n in range(4)]),
        st.sampled_from(["Finnes den?", "Er den på plass?"]),
        st.lists(st.sampled_from(NAMES), max_size=3, unique=True),
    ),
    min_size=1,
    max_size=8,
    unique_by=lambda drawn: drawn[0],
)


@settings(max_examples=60, deadline=None)
@given(
    old=versions,
    new=versions,
    answers=st.dictionaries(st.sampled_from(NAMES), st.sampled_from(list(AnswerValue))),
)
def test_no_answer_comment_or_evidence_disappears(
    old: list[tuple[str, str, list[str]]],
    new: list[tuple[str, str, list[str]]],
    answers: dict[str, AnswerValue],
) -> None:
    before = small_set(*(point(name, text) for name, text, _ in old))
    live = {name for name, _, _ in new}
    after = small_set(
        *(
            point(name, text, *(r for r in replaces if r not in live))
            for name, text, replaces in new
        ),
        version="2",
    )
    asked = {name for name, _, _ in old}
    with tempfile.TemporaryDirectory() as folder, Journal(Path(folder) / "j", Clock()) as journal:
        session = opened(journal, before, Path(folder))
        for name, value in answers.items():
            if name in asked:
                session.set_answer(name, Answer(value=value, comment=f"om {name}"))
                session.record_evidence(Document(id=f"d-{name}", title=name), [name])
        had = dict(session.assessment.answers), dict(session.assessment.links)
        session.upgrade(after)
        for name, recorded in had[0].items():
            assert session.assessment.answers[name] == recorded
        for name, links in had[1].items():
            assert session.assessment.links[name] == links
        for name, recorded in session.assessment.answers.items():
            if name not in had[0]:
                assert recorded in had[0].values()
        compared = compare_sets(before, after)
        sorted_out = [*compared.kept, *compared.new, *(c.now for c in compared.confirm)]
        assert {p.id for p in sorted_out} == live
        reopened = Session(journal, session.assessment.id, ANNA, session.files)
        assert reopened.assessment == session.assessment


DATA = Path(__file__).parent / "data"


def published(version: str) -> CriteriaSet:
    """The set for adults as it once was: 2026.11 had five themes, 2026.11.4 no yardsticks."""
    path = DATA / f"psykisk-helse-rus-voksne-{version}.yaml"
    if path.exists():
        return load_bytes(path.read_bytes(), path.name)
    return load_bytes(gzip.decompress(path.with_suffix(".yaml.gz").read_bytes()), path.name)


@pytest.mark.parametrize("version", ["2026.11", "2026.11.4"])
def test_an_assessment_on_a_set_that_was_published_loses_nothing(
    journal: Journal, home: Path, version: str
) -> None:
    """Every checkpoint of the old file is answered, and all of it is there afterwards."""
    old = published(version)
    now = shipped_set("psykisk-helse-rus-voksne")
    session = opened(journal, old, home)
    points = [point.id for criterion in old.criteria for point in criterion.checkpoints]
    session.record_evidence(Document(id="rutine", title="Rutine", date="2026"), points)
    for number, name in enumerate(points):
        value = list(AnswerValue)[number % len(AnswerValue)]
        session.set_answer(name, Answer(value=value, comment=f"Svar {number}"))
    before = session.assessment
    compared = session.upgrade(now)

    after = Session(journal, session.assessment.id, ANNA, session.files).assessment
    for name in points:
        kept, had = after.answers[name].value, before.answers[name].value
        assert (kept.value, kept.comment) == (had.value, had.comment)
        assert after.links[name] == ("rutine",)
    assert after.evidence == before.evidence
    carried = [*compared.kept, *(p for c in compared.confirm for p in (c.now, *c.before))]
    fates = {point.id for point in carried}
    retired = {gone.checkpoint.id for gone in compared.retired}
    assert set(points) <= fates | retired
    assert len(compared.kept) > len(points) * 3 // 4
    assert {c.now.id for c in compared.confirm} == {
        point.checkpoint.id
        for appraised in session.appraisal.criteria.values()
        for point in appraised.checkpoints
        if point.outdated
    }
