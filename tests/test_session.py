"""An open assessment: what is refused, what is shared, and that following equals reckoning anew."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.privacy import made_up
from checklist.appraisal import appraise
from checklist.assessment import (
    Action,
    Answer,
    Author,
    Document,
    Evidence,
    Figure,
    FileSample,
    Interview,
    NothingToUndo,
    Observation,
    PersonalNumber,
    SetVerdict,
    VerdictCode,
)
from checklist.assessment.deciding import Undecided
from checklist.criteria import AnswerValue
from checklist.criteria.yaml import FaultyFile
from checklist.i18n import Translator
from checklist.resources import folder
from checklist.session import Session, UnknownName
from checklist.session.assessments import begin, beginning, copy_example
from checklist.store import EvidenceFiles, Journal
from checklist.store.errors import StoreError
from tests.conftest import NES, shipped_set

from .conftest import ANNA

POINT = "ke-etablert-finnes"
BENT = Author(name="Bent")
SET = shipped_set("psykisk-helse-rus-voksne")
DAY = date(2026, 11, 23)


NUMBER = made_up("130972")
"""Born 13 September 1972."""

Giving = Callable[[Session, str], object]


def evidence(session: Session, made: Evidence) -> None:
    session.record_evidence(made, [POINT])


GIVEN: dict[str, Giving] = {
    "comment": lambda s, t: s.comment(POINT, t),
    "place": lambda s, t: s.set_answer(POINT, Answer(place=t)),
    "number": lambda s, t: s.set_answer(POINT, Answer(number=float(t))),
    "title": lambda s, t: evidence(s, Document(id="ny", title=f"Vedtak {t}.pdf")),
    "shows": lambda s, t: evidence(s, Document(id="ny", title="Vedtak", shows=t)),
    "address": lambda s, t: evidence(s, Document(id="ny", title="V", address=f"https://x.no/{t}")),
    "archive": lambda s, t: evidence(s, Document(id="ny", title="Vedtak", archive=t)),
    "page": lambda s, t: evidence(s, Document(id="ny", title="Vedtak", page=t)),
    "role": lambda s, t: evidence(s, Interview(id="ny", title="Intervju", role=t)),
    "figure": lambda s, t: evidence(
        s, Figure(id="ny", title="Tall", value=t, unit="planer", period="2025", source="logg")
    ),
    "sample": lambda s, t: evidence(s, FileSample(id="ny", title=t, count=1, of=2, period="2025")),
    "where": lambda s, t: evidence(s, Observation(id="ny", title="Møte", where=t)),
    "action": lambda s, t: s.set_action(
        Action(id="ny", criterion="ke-etablert", what="Følge opp", role=t)
    ),
    "verdict": lambda s, t: s.set_verdict(
        "ke-etablert", SetVerdict(verdict=VerdictCode.PARTLY, reason=t)
    ),
    "statement": lambda s, t: s.give_statement(t, date(2026, 11, 23)),
}


@pytest.mark.parametrize("giving", GIVEN.values(), ids=GIVEN.keys())
def test_a_national_identity_number_is_stopped_wherever_text_is_given(
    nes: Session, giving: Giving
) -> None:
    before = nes.history()
    with pytest.raises(PersonalNumber, match=r"fødselsnummer.*Ta bort nummeret"):
        giving(nes, NUMBER)
    assert nes.history() == before
    assert nes.journal.events("nes-2018") == tuple(line.event for line in reversed(before))
    home = nes.journal.path.parent
    assert not [p for p in home.rglob("*") if p.is_file() and NUMBER.encode() in p.read_bytes()]


def test_a_file_named_after_a_person_is_not_referred_to(nes: Session, tmp_path: Path) -> None:
    path = tmp_path / f"{NUMBER}.pdf"
    path.write_bytes(b"epikrise")
    made = Document(id="ny", title="Vedtak", file=nes.record_file(path, copy=False))
    with pytest.raises(PersonalNumber):
        evidence(nes, made)


def test_neither_author_title_nor_id_may_be_a_number(journal: Journal, nes: Session) -> None:
    for author, title, name in (
        (Author(name="Kari", role=NUMBER), "", "ny"),
        (ANNA, f"Sak {NUMBER}", "ny"),
        (ANNA, "", NUMBER),
    ):
        with pytest.raises(PersonalNumber):
            begin(
                journal, author, NES, nes.criteria_set, date(2026, 11, 23),
                title=title, name=name,
            )  # fmt: skip
    assert [entry.id for entry in journal.entries()] == ["nes-2018"]


def test_applying_the_example_again_changes_nothing(nes: Session) -> None:
    before = nes.history()
    assert nes.apply(folder("examples") / "nes-2018.yaml") == 0
    assert nes.history() == before


ANSWERS = f"""\
format: 1
evidence:
  - {{kind: document, id: vedtak, title: Vedtak, date: 2017-11}}
  - {{kind: file_sample, id: mapper, title: Fem mapper, count: 3, of: 5, period: "2025"}}
answers:
  - {{checkpoint: {POINT}, answer: partly, count: 3, of: 5, evidence: [vedtak]}}
  - {{checkpoint: ke-mandat-kjent, answer: no}}
"""


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("2017-11", "2017-02-31", ("3:55: evidence[vedtak].date: «2017-02-31» "
         "finnes ikke i kalenderen. Sjekk dag og måned.")),
        ("date: 2017-11", "address: ftp://x.no", ("3:58: evidence[vedtak].address: Adressen må "
         "begynne med http:// eller https:// og ikke ha mellomrom.")),
        ("count: 3, of: 5, per", "count: 6, of: 5, per", ("4:63: evidence[mapper].count: "
         "Stikkprøven kan ikke ha 6 treff blant 5.")),
        ("count: 3, of: 5, evi", "count: 6, of: 5, evi", ("6:61: answers[1].count: "
         "6 av 5 kan ikke være riktig. Antallet må være fra 0 til 5.")),
        ("count: 3, of: 5, evi", "count: 3, evi", ("6:61: answers[1].count: Oppgi både antallet og "
         "hvor mange det er av, for eksempel 12 av 40.")),
        ("count: 3, of: 5, evi", "count: -3, of: 5, evi", ("6:61: answers[1].count: -3 av 5 kan "
         "ikke være riktig. Antallet må være fra 0 til 5.")),
        ("kind: file_sample", "kind: mapper", ("4:12: evidence[mapper].kind: feltet mangler eller "
         "har en ukjent verdi; tillatt her: document, interview, figure, file_sample, "
         "observation")),
        ("[vedtak]", "[vedtaket]", ("6:82: answers[1].evidence[1]: «vedtaket» finnes ikke; "
         "registrer dokumentasjonen under evidence i filen; mente du «vedtak»?")),
        ("ke-mandat-kjent", "ke-mandat-kjend", ("7:18: answers[2].checkpoint: «ke-mandat-kjend» "
         "finnes ikke; bruk en id fra psykisk-helse-rus-voksne 2026.11.7; mente du "
         "«ke-mandat-kjent»?")),
        ("ke-mandat-kjent", POINT, (f"7:18: answers[2].checkpoint: «{POINT}» står to ganger i "
         "filen; behold den ene")),
        ("id: mapper", "id: vedtak", ("4:29: evidence[vedtak].id: «vedtak» står to ganger i filen; "
         "behold den ene")),
    ],
)  # fmt: skip
def test_an_answer_file_with_a_fault_changes_nothing_and_says_where(
    nes: Session, tmp_path: Path, old: str, new: str, line: str
) -> None:
    assert ANSWERS.count(old) == 1
    path = tmp_path / "svar.yaml"
    path.write_text(ANSWERS.replace(old, new), encoding="utf-8")
    before = nes.history()
    with pytest.raises(FaultyFile) as refused:
        nes.apply(path)
    assert [f.text(Translator()) for f in refused.value.faults] == [f"{path}:{line}"]
    assert nes.history() == before
    path.write_text(ANSWERS, encoding="utf-8")
    assert nes.apply(path) == 5
    assert nes.apply(path) == 0


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("2017-11", "2099-01-01", "evidence[vedtak].date: 01.01.2099 er ikke kommet ennå."),
        ("2017-11", "i fjor", "evidence[vedtak].date: «i fjor» er ikke en dato"),
        ("count: 3, of: 5, per", "count: 1.200, of: 5, per",
         "evidence[mapper].count: «1.200» kan leses på to måter. Skriv 1200 eller 1,2."),
        ('period: "2025"', 'period: " "', "evidence[mapper].period: Skriv hvilken tid"),
        ("count: 3, of: 5, evi", "number: -7, evi", "answers[1].number: Tallet kan ikke"),
        ("answers:", "verdicts: [{criterion: ke-kjent, verdict: met, reason: \" \"}]\nanswers:",
         "verdicts[1].reason: Skriv hvorfor."),
        ("answers:", "actions: [{id: t, criterion: ke-kjent, what: x, deadline: 2027}]\nanswers:",
         "actions[t].deadline: «2027» mangler dag eller måned."),
    ],
)  # fmt: skip
def test_an_answer_file_is_refused_what_a_screen_is_refused(
    nes: Session, tmp_path: Path, old: str, new: str, line: str
) -> None:
    path = tmp_path / "svar.yaml"
    path.write_text(ANSWERS.replace(old, new), encoding="utf-8")
    with pytest.raises(FaultyFile) as refused:
        nes.apply(path)
    (fault,) = (f.text(Translator()) for f in refused.value.faults)
    assert line in fault


def test_an_answer_file_has_dates_and_numbers_as_people_write_them(
    nes: Session, tmp_path: Path
) -> None:
    path = tmp_path / "svar.yaml"
    path.write_text(
        """format: 1
evidence:
  - {kind: document, id: d-no, title: Rutine A, date: 12.03.2024}
  - {kind: file_sample, id: saker, title: T, count: 1 100, of: 1 200, period: a, date: mai 2024}
answers:
  - {checkpoint: sam-samordning-avgjort, answer: partly, number: "12,5"}
actions:
  - {id: t1, criterion: ke-kjent, what: Lage nettside, deadline: 1. juni 2027}
statement: {date: 27.2.25, text: Vi følger opp.}
""",
        encoding="utf-8",
    )
    assert nes.apply(path) == 5
    assert nes.evidence("d-no").date == "2024-03-12"
    sample = nes.evidence("saker")
    assert isinstance(sample, FileSample)
    assert (sample.count, sample.of, sample.date) == (1100, 1200, "2024-05")
    answer = nes.assessment.answer("sam-samordning-avgjort")
    assert answer is not None
    assert answer.number == 12.5
    assert nes.action("t1").deadline == date(2027, 6, 1)
    assert nes.assessment.statement is not None
    assert nes.assessment.statement.value.date == date(2025, 2, 27)
    assert nes.apply(path) == 0


def test_an_answer_file_with_a_number_of_a_person_changes_nothing(
    nes: Session, tmp_path: Path
) -> None:
    path = tmp_path / "svar.yaml"
    path.write_text(ANSWERS.replace("title: Vedtak", f"title: Vedtak {NUMBER}"), encoding="utf-8")
    before = nes.history()
    with pytest.raises(PersonalNumber):
        nes.apply(path)
    assert nes.history() == before


def test_hostile_text_comes_back_letter_by_letter(nes: Session, journal: Journal) -> None:
    text = "[/red] {0} {{ x }} <script> \x1b[2J\u202e {name} %s 'og' \"så\" \\ \x00"
    nes.comment(POINT, text)
    reopened = Session(journal, "nes-2018", ANNA, nes.files).assessment.answer(POINT)
    assert reopened is not None
    assert reopened.comment == text


def test_answering_nothing_where_nothing_is_answered_is_no_change(nes: Session) -> None:
    unanswered = "ke-kjent-ansatte"
    assert nes.assessment.answer(unanswered) is None
    before = nes.history()
    nes.answer(unanswered, None)
    assert nes.history() == before


def test_another_program_sees_the_answer_after_a_refresh(nes: Session) -> None:
    with Journal(nes.journal.path) as journal:
        other = Session(journal, "nes-2018", BENT, nes.files)
        assert not other.refresh()
        nes.answer("ke-etablert-finnes", AnswerValue.NO)
        assert other.appraised("ke-etablert").verdict.code is VerdictCode.MET
        assert other.refresh()
        assert other.assessment == nes.assessment
        assert other.appraised("ke-etablert").verdict.code is VerdictCode.NOT_MET
        assert not other.refresh()
        # Writing takes in what the other wrote meanwhile, too.
        nes.comment("ke-mandat-kjent", "Fra Anna.")
        other.comment("ke-etablert-finnes", "Fra Bent.")
        assert nes.refresh()
        assert nes.assessment == other.assessment
        assert nes.appraisal.criteria == other.appraisal.criteria


def test_a_comment_does_not_bring_back_the_answer_another_program_changed(nes: Session) -> None:
    with Journal(nes.journal.path) as journal:
        other = Session(journal, "nes-2018", BENT, nes.files)
        nes.answer(POINT, AnswerValue.NO)
        other.comment(POINT, "Enheten er en stilling.")
        assert other.refresh(), "the screen has not shown it yet"
    nes.refresh()
    answer = nes.assessment.answer(POINT)
    assert answer is not None
    assert (answer.value, answer.comment) == (AnswerValue.NO, "Enheten er en stilling.")


def test_a_name_that_does_not_exist_gets_the_nearest(nes: Session) -> None:
    with pytest.raises(UnknownName, match="Mente du «ke-etablert-finnes»"):
        nes.answer("ke-etablert-fins", AnswerValue.YES)
    with pytest.raises(UnknownName, match="Mente du «rapport»"):
        nes.link("raport", POINT)


POINTS = [
    checkpoint.id
    for criterion in shipped_set("psykisk-helse-rus-voksne").criteria[:3]
    for checkpoint in criterion.checkpoints
]
STEPS = st.one_of(
    st.tuples(st.just("answer"), st.sampled_from(POINTS), st.none() | st.sampled_from(AnswerValue)),
    st.tuples(st.just("comment"), st.sampled_from(POINTS), st.sampled_from(["", "Fra 2014."])),
    st.tuples(st.just("link"), st.sampled_from(POINTS), st.sampled_from(["rapport"])),
    st.tuples(
        st.just("verdict"),
        st.sampled_from(["ke-etablert", "ke-mandat"]),
        st.none() | st.sampled_from(VerdictCode),
    ),
    st.tuples(st.just("undo"), st.just(""), st.none()),
)


@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(st.tuples(st.booleans(), STEPS), max_size=8))
def test_following_answers_one_by_one_is_the_same_as_appraising_anew(
    nes: Session, steps: list[tuple[bool, tuple[str, str, object]]]
) -> None:
    with Journal(nes.journal.path) as journal:
        other = Session(journal, "nes-2018", BENT, nes.files)
        nes.refresh()
        for by_other, step in steps:
            session = other if by_other else nes
            take(session, *step)
            session.refresh()
            anew = Session(journal, "nes-2018", ANNA, nes.files)
            assert session.assessment == anew.assessment
            assert session.appraisal.criteria == anew.appraisal.criteria
            appraised = appraise(session.criteria_set, session.assessment)
            assert session.appraisal.criteria == appraised.criteria


def take(session: Session, step: str, name: str, value: object) -> None:
    match step, value:
        case "answer", AnswerValue() | None:
            session.answer(name, value)
        case "comment", str():
            # Two answers may stand: then one has to be chosen first.
            with suppress(Undecided):
                session.comment(name, value)
        case "link", str():
            session.link(value, name)
        case "verdict", VerdictCode():
            session.set_verdict(name, SetVerdict(verdict=value, reason="Vurdert samlet."))
        case "verdict", None:
            session.set_verdict(name, None)
        case _:
            with suppress(NothingToUndo):
                session.undo()


def test_the_set_is_kept_as_it_was_when_the_assessment_began(
    journal: Journal, nes: Session
) -> None:
    older = msgspec.structs.replace(nes.criteria_set, version="2025.1")
    made = begin(journal, ANNA, NES, older, date(2026, 11, 23))
    assert made == "nes-2026-11-23"
    assert Session(journal, made, ANNA, nes.files).criteria_set == older
    assert Session(journal, "nes-2018", ANNA, nes.files).criteria_set == nes.criteria_set


# -- several programs -------------------------------------------------------------------


def test_an_example_is_one_step_and_leaves_nothing_when_it_fails(
    journal: Journal, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_session: Session, _path: Path) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(Session, "apply", fail)
    with pytest.raises(KeyboardInterrupt):
        copy_example(journal, EvidenceFiles(home / "evidence"), "nes-2018")
    assert journal.entries() == ()


def test_another_id_is_found_when_another_program_takes_the_first_meanwhile(
    journal: Journal, home: Path
) -> None:
    files = EvidenceFiles(home / "evidence")
    with Journal(journal.path) as other:
        made = [copy_example(one, files, "nes-2018") for one in (journal, other, journal)]
        made += [begin(one, ANNA, NES, SET, DAY) for one in (journal, other)]
    assert made == ["nes-2018", "nes-2018-2", "nes-2018-3", "nes-2026-11-23", "nes-2026-11-23-2"]


def test_the_id_is_looked_for_while_nobody_else_can_write(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another program begins one of the same name just when we have looked."""
    seen = []

    def look(among: Journal, wanted: str) -> str:
        with Journal(among.path) as other:
            other.database.wait_for_others(0)
            with pytest.raises(StoreError, match="Vent litt"):
                begin(other, BENT, NES, SET, DAY, name=wanted)
        seen.append(wanted)
        return wanted

    monkeypatch.setattr(beginning, "free_id", look)
    begin(journal, ANNA, NES, SET, DAY)
    assert seen == ["nes-2026-11-23"]
