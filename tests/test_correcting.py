"""What an assessment is about can be corrected, one's own be claimed, and the whole signed off."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any, get_args

import msgspec
import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from checklist.assessment import (
    ABOUT,
    Action,
    Answer,
    Answered,
    AnsweringAlone,
    Author,
    Begun,
    Claimed,
    Doubtful,
    Erased,
    EvidenceLinked,
    EvidenceUnlinked,
    FieldRecorded,
    Municipality,
    NothingToUndo,
    Observation,
    Period,
    PersonNamed,
    Refused,
    SinceSignOff,
    Thing,
    Undone,
    UnknownName,
    WentBack,
    What,
    changes_of,
    signing,
)
from checklist.assessment.registers import WAITING
from checklist.criteria import AnswerValue
from checklist.handover import merge, opened_hand_over, write_hand_over
from checklist.i18n import Translator
from checklist.reporting import DOCUMENTS, report_file, report_text
from checklist.reporting.method import method_part
from checklist.session import Session
from checklist.session.assessments import begin
from checklist.session.reports import report_of
from checklist.store import EvidenceFiles, Journal
from checklist.words import Earlier, changed_words, history_words, sign_off_mark, since_words
from checklist.words.signing import COUNTED
from tests.conftest import ANNA, NES, Run, shipped_set
from tests.test_publishing import filled

BO = Author(name="Bo")
TODAY = date(2026, 11, 23)
_ = Translator("nb")


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("checklist.machine.Environment.today", staticmethod(lambda: TODAY))


@pytest.fixture
def own(journal: Journal, home: Path) -> Session:
    """Anna's own assessment, begun today."""
    name = begin(journal, ANNA, NES, shipped_set("oppfolging"), TODAY, name="a")
    return Session(journal, name, ANNA, EvidenceFiles(home / "evidence"))


@pytest.fixture
def bo(own: Session) -> Iterator[Session]:
    """Bo's session on the same, in another program."""
    with Journal(own.journal.path) as journal:
        yield Session(journal, "a", BO, own.files)


def again(session: Session) -> Session:
    return Session(session.journal, "a", session.author, session.files)


def first_point(session: Session) -> str:
    return session.criteria_set.criteria[0].checkpoints[0].id


def said(session: Session) -> list[str]:
    """The history in words, the newest first."""
    lines = session.history()
    earlier = Earlier.of(line.event for line in lines)
    return [
        str(
            history_words(
                line.event, session.criteria_set, earlier, _, undone=line.undone, later=line.later
            )
        )
        for line in lines
    ]


CORRECTIONS: dict[str, dict[str, Any]] = {
    "title": {"title": "Etter vedtaket"},
    "municipality": {"municipality": Municipality(number="3205", name="Lillestrøm")},
    "date": {"date": date(2026, 11, 1)},
    "period": {"begins": date(2026, 11, 1), "ends": date(2026, 11, 12)},
}


@pytest.mark.parametrize("wanted", CORRECTIONS.values(), ids=CORRECTIONS)
def test_a_correction_stands_in_list_and_history_and_is_undone(
    own: Session, wanted: dict[str, Any]
) -> None:
    began = own.journal.entries()[0].created
    assert own.correct(wanted, sure=True)
    state = again(own).assessment
    period = Period(begins=wanted.get("begins"), ends=wanted.get("ends"))
    for name, value in (wanted | {"period": period}).items():
        if name not in ("begins", "ends"):
            assert getattr(state, name) == value
            assert getattr(own.journal.entries()[0].created, name) == value
    assert ": Rettet: " in said(own)[0]
    assert "før: " in said(own)[0]
    assert not own.correct(wanted, sure=True), "it is so already"
    own.undo()
    assert own.journal.entries()[0].created == began
    assert again(own).assessment.title == ""


def test_a_correction_of_one_field_leaves_what_another_wrote_in_the_others(
    own: Session, bo: Session
) -> None:
    bo.correct({"title": "Bos tittel"})
    own.correct({"begins": date(2026, 11, 1)})
    assert own.assessment.title == "Bos tittel"


def test_two_who_correct_the_same_unseen_differ_until_somebody_has_seen_both(
    own: Session, bo: Session
) -> None:
    bo.correct({"title": "Bos tittel"})
    own.correct({"title": "Annas tittel"})
    assert [given.value for given in own.assessment.unsettled(ABOUT)["title"]] == [
        "Bos tittel",
        "Annas tittel",
    ]
    own.refresh()
    own.correct({"title": "Vår tittel"})
    assert not own.assessment.unsettled(ABOUT)


def test_a_date_to_come_is_asked_about_when_it_begins_and_when_it_is_corrected(
    own: Session,
) -> None:
    later = date(2026, 12, 1)
    with pytest.raises(Doubtful, match=r"Vurderingen får datoen 01.12.2026. Er det riktig\?"):
        begin(own.journal, ANNA, NES, shipped_set("oppfolging"), later)
    with pytest.raises(Doubtful, match=r"Vurderingen får datoen 01.12.2026. Er det riktig\?"):
        own.correct({"date": later})
    assert own.correct({"date": later}, sure=True)


def test_a_correction_that_changes_what_is_measured_with_says_so_first(nes: Session) -> None:
    with pytest.raises(Doubtful) as asked:
        nes.correct({"date": date(2026, 11, 1)})
    words = str(asked.value.words)
    assert words.startswith("Rettelsen endrer hva dere måles mot. ")
    assert "krav måles mot andre steder i loven." in words
    assert nes.assessment.date.year == 2018
    assert nes.correct({"date": date(2026, 11, 1)}, sure=True)


def test_what_can_not_be_is_refused(own: Session) -> None:
    with pytest.raises(Refused, match=r"Perioden slutter 1\. november 2026, før den begynner"):
        own.correct({"begins": date(2026, 11, 2), "ends": date(2026, 11, 1)})
    with pytest.raises(Refused, match="dagen er ikke kommet"):
        own.correct({"ends": date(2026, 11, 24)})
    with pytest.raises(Refused, match="Skriv rollen til den som godkjenner"):
        own.sign_off(" ", TODAY)
    with pytest.raises(Refused, match=r"er ikke kommet ennå\. Ingen kan ha godkjent"):
        own.sign_off("ordfører", date(2026, 11, 24))
    with pytest.raises(Refused, match=r"begynte .* kan ikke være godkjent 27\. november 2020"):
        own.sign_off("ordfører", date(2020, 11, 27))
    own.correct({"begins": date(2026, 11, 2)})
    with pytest.raises(Refused, match=r"kan ikke være godkjent 1\. november 2026"):
        own.sign_off("ordfører", date(2026, 11, 1))
    own.start_round()
    for change in (
        lambda: own.correct({"title": "Ny"}),
        lambda: own.sign_off("ordfører", TODAY),
        lambda: own.claim("Bo"),
    ):
        with pytest.raises((AnsweringAlone, UnknownName)):
            change()


def since(session: Session) -> SinceSignOff:
    """What came after the last sign-off of an assessment that is signed."""
    found = session.since_sign_off()
    assert found is not None
    return found


# -- sign-off ---------------------------------------------------------------------------


def test_a_sign_off_ends_the_period_and_holds_what_proves_what_was_signed(
    own: Session, run: Run
) -> None:
    own.answer(first_point(own), AnswerValue.YES)
    proof = str(own.kontrollsum())
    own.sign_off(" kommunedirektør ", TODAY)
    (signed,) = again(own).assessment.sign_offs
    assert (signed.value.role, signed.value.kontrollsum) == ("kommunedirektør", proof)
    assert own.assessment.period.ends == TODAY
    code, out, _err = run("verify", "a", "--against", proof)
    assert (code, "står ved lag" in out) == (0, True)
    assert since_words(since(own), _) == "Ingenting er endret etter godkjenningen."
    assert "Godkjent av kommunedirektør 23. november 2026, kontrollsum" in said(own)[0]


def test_verify_holds_a_report_to_its_own_kontrollsum_and_not_to_that_of_the_sign_off(
    own: Session, run: Run, tmp_path: Path
) -> None:
    own.answer(first_point(own), AnswerValue.YES)
    own.sign_off("kommunedirektør", TODAY)
    own.answer(first_point(own), AnswerValue.NO)
    now = str(own.kontrollsum())
    signed = own.assessment.sign_offs[0].value.kontrollsum
    report = tmp_path / "rapport.txt"
    report.write_text(f"{signed} {now}", encoding="utf-8")
    code, out, _err = run("verify", "a", "--against", report)
    assert (code, "Kontrollsummen du oppga, står ved lag" in out) == (0, True)
    assert "Godkjenningen fra kommunedirektør 23. november 2026 står ved lag." in out
    other = ("1" if now[0] == "0" else "0") + now[1:]
    report.write_text(f"{signed} {other}", encoding="utf-8")
    code, out, _err = run("verify", "a", "--against", report)
    assert (code, "finnes ikke her" in out) == (1, True)


def test_an_end_that_somebody_has_said_stands_and_one_of_a_sign_off_is_moved(
    own: Session, nes: Session
) -> None:
    own.correct({"begins": date(2026, 11, 1)})
    own.sign_off("kommunedirektør", date(2026, 11, 10))
    own.sign_off("ordfører", TODAY)
    assert own.assessment.period.ends == TODAY
    own.correct({"ends": date(2026, 11, 12)})
    own.sign_off("ordfører", TODAY)
    assert own.assessment.period.ends == date(2026, 11, 12)
    before = nes.appraisal
    nes.sign_off("kommunedirektør", TODAY)
    assert nes.appraisal.criteria == before.criteria, "what looks back is judged as before"


def test_going_back_past_a_correction_takes_it_out_of_the_list(own: Session) -> None:
    began = own.journal.entries()[0].created
    own.correct({"title": "Etter vedtaket"}, sure=True)
    own.go_back(own.way_back(own.history()[-1].event.id))
    assert own.journal.entries()[0].created == began


def test_no_undo_and_no_way_back_takes_a_sign_off_away(own: Session) -> None:
    point = first_point(own)
    own.answer(point, AnswerValue.YES)
    own.sign_off("kommunedirektør", TODAY)
    own.undo()
    assert len(own.assessment.sign_offs) == 1
    assert own.assessment.answer(point) is None, "the answer before it is what was undone"
    with pytest.raises(NothingToUndo):
        own.undo()
    own.answer(point, AnswerValue.NO)
    own.go_back(own.way_back(own.history()[-1].event.id))
    assert len(own.assessment.sign_offs) == 1
    assert own.assessment.period.ends == TODAY


def test_what_is_changed_afterwards_is_counted_until_it_is_signed_again(own: Session) -> None:
    point = first_point(own)
    own.answer(point, AnswerValue.YES)
    own.sign_off("kommunedirektør", TODAY)
    assert not own.is_after_sign_off(Thing("answer", point))
    own.answer(point, AnswerValue.NO)
    own.comment(point, "Ikke lenger.")
    own.record_evidence(Observation(id="d1", title="Nettside", date="2026-11-02"), [point])
    own.correct({"title": "Ny"})
    counted = "1 svar, 1 stykke dokumentasjon og hva vurderingen gjelder"
    assert changed_words(since(own), _) == counted
    assert sign_off_mark(since(own), _) == "Godkjent, 3 endret etter"
    assert own.is_after_sign_off(Thing("answer", point))
    own.sign_off("ordfører", TODAY)
    assert sign_off_mark(since(own), _) == "Godkjent"
    assert not own.is_after_sign_off(Thing("answer", point))


def test_what_is_undone_again_is_no_change_and_an_undo_of_what_was_signed_is_one(
    own: Session,
) -> None:
    point = first_point(own)
    own.answer(point, AnswerValue.YES)
    own.sign_off("kommunedirektør", TODAY)
    own.answer(point, AnswerValue.NO)
    own.undo()
    assert since_words(since(own), _) == "Ingenting er endret etter godkjenningen."
    own.undo()
    assert changed_words(since(own), _) == "1 svar"
    assert own.is_after_sign_off(Thing("answer", point))
    own.redo()
    assert since_words(since(own), _) == "Ingenting er endret etter godkjenningen."


def test_what_was_written_elsewhere_before_but_taken_in_later_is_after_the_sign_off(
    own: Session, tmp_path: Path
) -> None:
    path = tmp_path / "handed.samsjekk"
    with path.open("wb") as file:
        write_hand_over(own, file)
    (tmp_path / "elsewhere").mkdir()
    with Journal(tmp_path / "elsewhere" / "samsjekk.sqlite3") as there:
        files = EvidenceFiles(tmp_path / "elsewhere" / "evidence")
        with opened_hand_over(path) as handed:
            name = merge(there, files, handed).assessment
        theirs = Session(there, name, BO, files)
        theirs.answer(first_point(theirs), AnswerValue.NO)
        with path.open("wb") as file:
            write_hand_over(theirs, file)
    own.sign_off("kommunedirektør", TODAY)
    with opened_hand_over(path) as handed:
        merge(own.journal, own.files, handed)
    assert changed_words(since(again(own)), _) == "1 svar"


# -- whose it is ------------------------------------------------------------------------


def test_what_was_written_under_another_name_is_claimed_and_counted_as_one_person(
    own: Session, bo: Session
) -> None:
    first, other = [c.checkpoints[0].id for c in own.criteria_set.criteria[:2]]
    bo.answer(first, AnswerValue.YES)
    own.answer(other, AnswerValue.YES)
    assert "uten at rollen" in " ".join(method_part(again(own).appraisal, _).data)
    assert own.claimable() == ("Bo",)
    own.claim("Bo")
    claimed = again(own)
    assert {given.author for given in claimed.assessment.answers.values()} == {ANNA}
    data = " ".join(method_part(claimed.appraisal, _).data)
    assert "Svarene er registrert av: virksomhetsleder." in data
    assert "uten at rollen" not in data
    assert "Svar gitt under 1 annet navn regnes som samme persons" in data
    assert claimed.claimable() == ()
    assert "Tok over det «Bo» har skrevet, som sitt eget" in said(claimed)[0]
    assert any("Bo: Ja" in line for line in said(claimed)), "the history says who wrote it"
    claimed.undo()
    assert {given.author.name for given in again(own).assessment.answers.values()} == {"Anna", "Bo"}


def test_who_is_claimed_and_goes_on_under_the_old_name_is_the_same_person(
    own: Session, bo: Session
) -> None:
    bo.answer(first_point(own), AnswerValue.YES)
    own.claim("Bo")
    bo.refresh()
    bo.answer(first_point(own), AnswerValue.NO)
    assert bo.assessment.answers == again(own).assessment.answers
    assert not bo.assessment.disagreements
    bo.claim("Anna")
    authors = {given.author.name for given in again(own).assessment.answers.values()}
    assert authors == {"Bo"}, "the last who says it has it"


def test_what_waits_to_be_confirmed_is_no_change_until_it_is(own: Session) -> None:
    own.sign_off("kommunedirektør", TODAY)
    answer = Answer(value=AnswerValue.YES)
    waits = Answered(checkpoint=first_point(own), answer=answer, taken_from="0a", waits=True)
    own.journal.append("a", ANNA, waits)
    assert changed_words(since(again(own)), _) == ""


@pytest.mark.parametrize("kind", get_args(What), ids=lambda kind: kind.__name__)
def test_every_kind_of_event_is_a_change_with_words_or_none(kind: type[Any]) -> None:
    """A new kind is said what it is: else it would be told as a text that was erased."""
    changes_nothing = kind in signing._NO_CHANGE or kind is PersonNamed
    apart = kind in (Claimed, Erased, Undone, WentBack, EvidenceLinked, EvidenceUnlinked)
    apart |= kind in (Begun, FieldRecorded)  # of audits, which are signed otherwise
    value = next(iter(filled(msgspec.inspect.type_info(kind), kind.__name__, "")))
    changed = changes_of(msgspec.convert(value, kind))
    assert (
        changes_nothing
        or apart
        or (changed is not None and changed[0].kind.removeprefix(WAITING) in COUNTED)
    )


def test_following_one_change_counts_as_all_do(own: Session) -> None:
    first, other = [c.checkpoints[0].id for c in own.criteria_set.criteria[:2]]
    own.sign_off("kommunedirektør", TODAY)
    for point in (first, other, first):
        own.since_sign_off()
        own.answer(point, AnswerValue.NO if own.assessment.answer(point) else AnswerValue.YES)
    assert own.since_sign_off() == again(own).since_sign_off()


def test_only_names_of_this_store_are_claimed(own: Session) -> None:
    with pytest.raises(UnknownName, match="Ingen har skrevet som «Kari» på denne maskinen"):
        own.claim("Kari")


# -- by command -------------------------------------------------------------------------


def test_correcting_and_signing_off_by_command(run: Run, own: Session) -> None:
    code, _out, err = run("correct", "a", "--title", "Ny tittel", "--begins", "1.11.2026")
    assert (code, err.strip()) == (0, "Rettet.")
    code, out, _err = run("correct", "a")
    assert out.splitlines() == [
        "Kommune: 3228 Nes",
        "Tittel: Ny tittel",
        "Dato: 23. november 2026",
        "Begynt: 1. november 2026",
    ]
    code, _out, err = run("correct", "a", "--date", "1.1.2030")
    assert (code, "Skriv --yes hvis det er det." in err) == (2, True)
    code, _out, err = run("correct", "a", "--date", "1.1.2030", "--yes")
    assert (code, err.strip()) == (0, "Rettet.")
    code, _out, err = run("correct", "a", "--municipality", "kjøkken")
    assert code == 2
    run("correct", "a", "--begins", "none")
    assert json.loads(run("status", "a", "--json")[1])["sign_offs"] == []
    code, out, _err = run("signoff", "a")
    assert out.splitlines() == [
        "0 av 11 kontrollpunkter er besvart.",
        "Ingen har godkjent egenvurderingen.",
    ]
    code, out, _err = run("signoff", "a", "--role", "kommunedirektør")
    assert "Godkjent av kommunedirektør 23. november 2026, kontrollsum" in out
    assert "Ingenting er endret etter godkjenningen." in out
    code, _out, err = run("signoff", "a", "--date", "1.11.2026")
    assert (code, "--date hører sammen med --role her." in err) == (2, True)
    own.refresh()
    assert own.assessment.period == Period(ends=TODAY)
    own.answer(first_point(own), AnswerValue.YES)
    told = json.loads(run("status", "a", "--json")[1])
    assert [signed["role"] for signed in told["sign_offs"]] == ["kommunedirektør"]
    changed = [{"kind": "answer", "id": first_point(own)}]
    assert told["changed_after_sign_off"] == changed
    assert "Endret etter godkjenningen: 1 svar." in run("status", "a")[1]
    assert "Godkjent, 1 endret etter." in run("walk", "a", "--plain", answers="q\n")[1]


def test_claiming_by_command(run: Run, own: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    own.answer(first_point(own), AnswerValue.YES)
    monkeypatch.setenv("SAMSJEKK_NAME", "Anna Olsen")
    assert run("claim", "a")[1].strip() == "Anna"
    code, _out, err = run("claim", "a", "Ana")
    assert (code, "Mente du «Anna»?" in err) == (2, True)
    code, _out, err = run("claim", "a", "Anna")
    assert (code, err.strip()) == (0, "Det «Anna» har skrevet, er nå ditt (Anna Olsen).")


def test_a_title_that_was_erased_is_left_out_everywhere(run: Run, own: Session) -> None:
    own.correct({"title": "Kari Nordmanns sak"})
    own.correct({"title": "Saken"})
    assert run("erase", "a", "about", "--yes")[0] == 0
    assert "Kari Nordmann" not in run("history", "a")[1]
    body = own.journal.path.read_bytes()
    assert b"Kari Nordmanns sak" not in body


def test_events_of_before_have_the_same_bytes(own: Session) -> None:
    """What is new has no value in them, so that nothing stands in their bytes."""
    own.answer(first_point(own), AnswerValue.YES)
    for event in own.journal.events("a"):
        encoded = msgspec.json.encode(msgspec.structs.replace(event, parents=()))
        assert b"parents" not in encoded


# -- in the papers ----------------------------------------------------------------------


def paper(session: Session, document: str = "gap", **more: Any) -> str:
    return report_text(report_of(session, TODAY, _, **more), template=document, form="md")


@pytest.fixture
def changed_later(nes: Session) -> Session:
    """The Nes audit, approved, with an answer and an action changed afterwards."""
    nes.sign_off("kommunedirektør", TODAY)
    nes.answer("ke-kjent-ansatte", AnswerValue.NO)
    nes.set_action(Action(id="t9", criterion="ke-kjent", what="Lage nettside"))
    return nes


def test_the_report_says_who_approved_it_and_what_was_changed_since(
    changed_later: Session,
) -> None:
    proof = changed_later.assessment.sign_offs[0].value.kontrollsum
    text = " ".join(paper(changed_later).split())
    assert f"Godkjent av kommunedirektør 23. november 2026, kontrollsum {proof}." in text
    assert "Endret etter godkjenningen: 1 svar og 1 tiltak." in text
    assert "### L Endret etter godkjenningen" in text
    later = text[text.index("### L ") :]
    assert "Tiltak: Lage nettside (23\\. november 2026)" in later
    assert text.count("Endret etter godkjenningen.") == 1, "beside the answer"


@pytest.mark.parametrize(
    "document", [name for name in DOCUMENTS if name not in ("change", "follow-up")]
)
def test_every_paper_says_at_its_foot_that_it_was_changed(
    changed_later: Session, document: str
) -> None:
    text = " ".join(paper(changed_later, document).split())
    assert "Godkjent av kommunedirektør 23. november 2026. 2 endringer er gjort etter" in text


def test_papers_of_what_nobody_has_approved_say_nothing_of_it(nes: Session) -> None:
    assert "odkjen" not in paper(nes)


def test_for_publishing_the_role_is_without_names(own: Session, bo: Session) -> None:
    bo.answer(first_point(own), AnswerValue.YES)
    own.refresh()
    own.sign_off("Bo, leder", TODAY)
    assert "Godkjent av Bo, leder" in paper(own, "fact-check")
    public = paper(own, "fact-check", publish=True)
    assert ("Bo, leder" in public, "Godkjent av" in public) == (False, True)


def test_the_export_and_the_workbook_carry_the_approval(changed_later: Session) -> None:
    report = report_of(changed_later, TODAY, _)
    told = json.loads(report_file(report, form="json"))
    (line,) = told["sign_offs"]
    assert (line["role"], line["date"]) == ("kommunedirektør", "23. november 2026")
    assert len(told["changed_after"]) == 2
    workbook = load_workbook(BytesIO(report_file(report, form="xlsx")))
    assert "Godkjent av kommunedirektør" in str([*workbook["Om"].values])


@pytest.mark.parametrize("document", ["poster", "case-paper"])
def test_a_paper_on_one_page_stays_on_one(changed_later: Session, document: str) -> None:
    report = report_of(changed_later, TODAY, _)
    pdf = report_file(report, template=document, form="pdf")
    assert len(PdfReader(BytesIO(pdf)).pages) == 1
