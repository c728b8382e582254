"""An answer file changes what is written in it and nothing else."""

from __future__ import annotations

from pathlib import Path

from checklist.assessment import Action, Document, Interview, Recommendation
from checklist.session import Session
from tests.conftest import Run

POINT, COUNTED = "ke-etablert-finnes", "ip-innhold-planer"


def applied(session: Session, tmp_path: Path, text: str) -> int:
    path = tmp_path / "svar.yaml"
    path.write_text(f"format: 1\n{text}", encoding="utf-8")
    return session.apply(path)


def test_what_is_not_written_of_an_answer_stays(nes: Session, tmp_path: Path) -> None:
    whole = f"""
answers:
  - checkpoint: {COUNTED}
    answer: partly
    comment: Viktig begrunnelse
    place: kap. 5
    count: 3
    of: 10
    note: Husk å ringe.
"""
    applied(nes, tmp_path, whole)
    before = nes.assessment.answer(COUNTED)
    assert before is not None
    assert (before.comment, before.count, before.note) == ("Viktig begrunnelse", 3, "Husk å ringe.")
    assert applied(nes, tmp_path, f"answers:\n  - {{checkpoint: {COUNTED}, answer: partly}}\n") == 0
    assert applied(nes, tmp_path, f"answers:\n  - {{checkpoint: {COUNTED}, answer: no}}\n") == 1
    after = nes.assessment.answer(COUNTED)
    assert after is not None
    assert (after.comment, after.place, after.count, after.of, after.note) == (
        before.comment, before.place, 3, 10, before.note,
    )  # fmt: skip
    applied(nes, tmp_path, f"answers:\n  - {{checkpoint: {COUNTED}, answer: no, count: 4}}\n")
    counted = nes.assessment.answer(COUNTED)
    assert counted is not None
    assert (counted.count, counted.of) == (4, 10)


def test_an_empty_text_and_null_take_a_text_away_and_that_is_said(
    run: Run, nes_id: str, tmp_path: Path
) -> None:
    run("answer", nes_id, POINT, "yes", "--comment", "Viktig begrunnelse", "--place", "kap. 5")
    path = tmp_path / "svar.yaml"
    entry = f"{{checkpoint: {POINT}, answer: yes, comment: '', place: null}}"
    path.write_text(f"format: 1\nanswers:\n  - {entry}\n", encoding="utf-8")
    code, _, err = run("apply", nes_id, path)
    assert code == 0
    assert "Tømt: Kommentar for " in err
    assert "Før: Viktig begrunnelse" in err
    assert "Tømt: Sted for " in err
    assert "Viktig begrunnelse" not in run("show", nes_id, "ke-etablert")[1]


def test_what_is_not_written_of_evidence_actions_and_recommendations_stays(
    nes: Session, tmp_path: Path
) -> None:
    nes.record_evidence(Document(id="plan", title="Plan", date="2017", shows="Alt", page="3"))
    nes.record_evidence(Interview(id="samtale", title="Samtale", role="leder", verified=True))
    nes.set_action(Action(id="t9", criterion="ke-kjent", what="Lage side", role="leder"))
    asked = Recommendation(
        id="r9", text="Lage side", given_by="kommunestyret", checkpoints=(POINT,)
    )
    nes.set_recommendation(asked)
    assert applied(nes, tmp_path, """
evidence:
  - {kind: document, id: plan, title: Ny plan}
  - {kind: interview, id: samtale, date: 2017-05-01}
actions:
  - {id: t9, criterion: ke-kjent, status: done}
recommendations:
  - {id: r9, case: 12/18}
""") == 4  # fmt: skip
    state = nes.assessment
    plan = Document(id="plan", title="Ny plan", date="2017", shows="Alt", page="3")
    assert state.evidence["plan"].value == plan
    held = state.evidence["samtale"].value
    assert held == Interview(
        id="samtale", title="Samtale", date="2017-05-01", role="leder", verified=True
    )
    assert (state.actions["t9"].what, state.actions["t9"].role) == ("Lage side", "leder")
    assert state.recommendations["r9"].given_by == "kommunestyret"
    assert state.recommendations["r9"].case == "12/18"


def test_what_is_no_answers_is_told_what_answers_can_be(tmp_path: Path, run: Run) -> None:
    run("example", "nes-2018", "--as", "nes")
    page = tmp_path / "svar.html"
    page.write_text("<!DOCTYPE html><p>Svar</p>", encoding="utf-8")
    code, _out, said = run("apply", "nes", str(page))
    assert code == 2
    assert "dette er en nettside eller en XML-fil. Svar leses fra en svarfil i YAML, eller" in said
    assert "skjema med navn på .xlsx eller .docx" in said
