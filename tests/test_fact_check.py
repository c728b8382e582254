"""The fact check of an audit: out as a form, back as corrections, and what becomes of those."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checklist.assessment import Author, Doubtful, Refused
from checklist.audit import (
    KIND,
    Audit,
    Correction,
    Decided,
    Fact,
    FactCheckRound,
    Source,
    breaks,
    correction_words,
    counted_corrections,
)
from checklist.auditing import AuditSession, begin_audit, received_in
from checklist.auditing.forms import TakenInCorrections, fact_form_of, take_in_corrections
from checklist.i18n import Translator
from checklist.reporting import NothingToSay
from checklist.reporting.audits import AuditPaper
from checklist.reporting.forms.fact_check import fact_form, returned_facts
from checklist.reporting.forms.filling import (
    FaultyForm,
    NoForm,
    excel_form,
    read_filled_document,
    word_form,
)
from checklist.session.forms import DOCUMENT, WORKBOOK
from checklist.store import Journal, Receipts
from checklist.tables import read_workbook
from tests.conftest import Run
from tests.filled import filled, filled_document, opened
from tests.test_audit import WHOLE, written

NB = Translator("nb")
OLA = Author(name="Ola", role="prosjektleder")
DAY = date(2020, 5, 1)
WANTED, SHOWN_BY, FACT, CHECKED = "Skal være", "Vist av", "Faktum", "Riktig?"
ROLE = "kommunedirektør"
COORDINATORS = "Kommunen har 12 koordinatorer."


@pytest.fixture
def audit(tmp_path: Path) -> Iterator[AuditSession]:
    with Journal(tmp_path / "samsjekk.sqlite3", kind=KIND) as journal:
        session = begin_audit(journal, "revisjon", OLA)
        session.apply(written(tmp_path, WHOLE))
        session.record(Fact(id="f3", criterion="samhandling", text="Møtet holdes hver måned."))
        session.record(Fact(id="f2", criterion="samhandling", text=COORDINATORS, place="side 4"))
        session.record(FactCheckRound(role=ROLE, sent="2020-04-20"))
        yield session


def form(session: AuditSession, ending: str = WORKBOOK, language: str = "nb") -> bytes:
    receipts = Receipts(session.journal.path.parent / "receipts", lambda: datetime.now(UTC))
    return fact_form_of(
        session, received_in(session.audit, receipts), DAY, Translator(language), ending
    )()


def taken(session: AuditSession, content: bytes, ending: str = WORKBOOK) -> TakenInCorrections:
    path = session.journal.path.parent / f"fakta{ending}"
    path.write_bytes(content)
    return take_in_corrections(session, path, NB)


def corrected(session: AuditSession, content: bytes) -> list[tuple[str | None, str, str]]:
    found = taken(session, content).recorded
    return [(one.fact, one.wanted, one.shown_by) for one in found]


# -- out --------------------------------------------------------------------------------


def test_facts_go_out_numbered_as_in_the_report_and_without_what_they_amount_to(
    audit: AuditSession,
) -> None:
    _book, page, head = opened(form(audit))
    rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=head)]
    assert rows[0] == ["Nr.", FACT, "Kilde", CHECKED, WANTED, SHOWN_BY, "Id"]
    assert [(row[0], row[1], row[6]) for row in rows[1:4]] == [
        ("F1", "Det meldes lite.", "f1"),
        ("F2", "Møtet holdes hver måned.", "f3"),
        ("F3", COORDINATORS, "f2"),
    ]
    said = str(rows)
    assert "intervju: leder for Nav" in [row[2] for row in rows[1:4]]
    guide = [page.cell(row, 1).value for row in range(1, head)]
    assert any(str(audit.kontrollsum) in str(line) for line in guide)
    assert "ikke oppfylt" not in said
    assert "Kommunen bør" not in said


def test_a_number_that_was_sent_is_that_of_the_same_fact_whatever_comes_or_goes(
    audit: AuditSession,
) -> None:
    sent = form(audit)
    audit.record(Fact(id="f0", text="Kommunen har 20 000 innbyggere."))
    audit.remove(Fact, "f1")
    assert audit.undo()
    audit.remove(Fact, "f1")
    _book, page, head = opened(form(audit))
    rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=head + 1)]
    assert [(row[0], row[6]) for row in rows[:3]] == [("F2", "f3"), ("F3", "f2"), ("F4", "f0")]
    found = taken(audit, filled(sent, {("f2", WANTED): "To."}))
    assert [(one.fact, one.wanted) for one in found.recorded] == [("f2", "To.")]
    assert found.apart[-1].startswith("Disse fakta er kommet til etter at skjemaet ble laget")


def test_a_fact_that_is_undone_after_it_was_sent_lends_no_other_its_id(
    audit: AuditSession,
) -> None:
    audit.record(Fact(id=audit.new_id(Fact), text="Ti har plan."))
    sent = form(audit)
    audit.undo()
    other = audit.new_id(Fact)
    audit.record(Fact(id=other, text="Møtene er få."))
    (correction,) = taken(audit, filled(sent, {("f-1", WANTED): "Elleve har plan."})).recorded
    assert (other, correction.fact, correction.said) == ("f-2", None, "Ti har plan.")


def test_only_what_is_to_be_filled_in_is_open_and_three_rows_are_empty(audit: AuditSession) -> None:
    _book, page, head = opened(form(audit))
    is_open = [
        [not cell.protection.locked for cell in row]
        for row in page.iter_rows(min_row=head + 1, max_row=head + 6)
    ]
    assert is_open == [[False, False, False, True, True, True, False]] * 6


def test_an_audit_without_facts_has_none_to_check(audit: AuditSession) -> None:
    for name in ("f1", "f2", "f3"):
        audit.remove(Fact, name)
    with pytest.raises(NothingToSay, match="ingen fakta ennå"):
        form(audit)


# -- back -------------------------------------------------------------------------------


@pytest.mark.parametrize("ending", [WORKBOOK, DOCUMENT])
@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_a_form_that_nobody_filled_in_changes_nothing(
    audit: AuditSession, ending: str, language: str
) -> None:
    found = taken(audit, form(audit, ending, language), ending)
    assert (found.recorded, found.confirmed, found.apart) == ((), 0, ())
    assert audit.audit.single(FactCheckRound).came is None


@pytest.mark.parametrize(("ending", "fill"), [(WORKBOOK, filled), (DOCUMENT, filled_document)])
def test_a_correction_is_recorded_with_what_the_fact_said(
    audit: AuditSession, ending: str, fill: Callable[..., bytes]
) -> None:
    given = {
        ("f2", WANTED): "Kommunen har 14 koordinatorer.",
        ("f2", SHOWN_BY): "oversikt 1.3.2020",
        ("f1", CHECKED): "Riktig",
    }
    found = taken(audit, fill(form(audit, ending), given), ending)
    (one,) = found.recorded
    assert one == Correction(
        id=one.id,
        fact="f2",
        said=COORDINATORS,
        wanted="Kommunen har 14 koordinatorer.",
        shown_by="oversikt 1.3.2020",
        role=ROLE,
        came=audit.audit.single(FactCheckRound).came,
    )
    assert (found.confirmed, found.apart) == (1, ())


def test_the_same_file_twice_records_nothing_more(audit: AuditSession) -> None:
    content = filled(form(audit), {("f2", WANTED): "14."})
    assert len(taken(audit, content).recorded) == 1
    again = taken(audit, content)
    assert (again.recorded, again.known) == ((), 1)


def test_what_comes_back_is_undone_as_one_step(audit: AuditSession) -> None:
    taken(audit, filled(form(audit), {("f1", WANTED): "a", ("f2", WANTED): "b"}))
    audit.undo()
    assert not audit.audit.all(Correction)
    assert audit.audit.single(FactCheckRound).came is None


@pytest.mark.parametrize(
    ("given", "wanted", "said"),
    [
        ({("f1", FACT): "Det meldes mye."}, "Det meldes mye.", "F1: selve teksten er endret"),
        ({("f1", CHECKED): "Nei, mye"}, "Nei, mye", "lest inn som en rettelse: «Nei, mye»"),
        (
            {("f1", FACT): "A.", ("f1", WANTED): "B."},
            "B.",
            "også selve teksten er endret, til «A.»",
        ),
        ({("f1", "Nr."): "F9", ("f1", WANTED): "B."}, "B.", "F1: nummeret er endret til «F9»"),
        ({("f1", CHECKED): "Må rettes"}, None, "det står ikke hva som er riktig"),
        ({("f1", SHOWN_BY): "side 3"}, None, "«Vist av» er fylt ut («side 3»)"),
        ({("f1", FACT): None}, None, "F1: teksten er tatt bort"),
    ],
)
def test_what_is_written_elsewhere_than_it_should_is_read_or_said(
    audit: AuditSession, given: dict[tuple[str, str], Any], wanted: str | None, said: str
) -> None:
    found = taken(audit, filled(form(audit), given))
    assert [one.wanted for one in found.recorded] == ([] if wanted is None else [wanted])
    assert any(said in line for line in found.apart), found.apart


def removing(fact: str) -> Callable[[Any, int], None]:
    def remove(page: Any, head: int) -> None:
        rows = range(head + 1, page.max_row + 1)
        page.delete_rows(next(row for row in rows if page.cell(row, 7).value == fact))

    return remove


def writing(row: int, **columns: Any) -> Callable[[Any, int], None]:
    def write(page: Any, head: int) -> None:
        for place, value in columns.items():
            page[f"{place}{head + row}"].value = value

    return write


def test_facts_that_are_taken_out_or_added_are_said_and_kept(audit: AuditSession) -> None:
    gone = taken(audit, filled(form(audit), {}, then=removing("f3")))
    assert gone.recorded == ()
    assert gone.apart[0].startswith("Disse er tatt ut av skjemaet: F2.")
    added = filled(form(audit), {}, then=writing(4, E="Legevakten svarer hele døgnet."))
    assert corrected(audit, added) == [(None, "Legevakten svarer hele døgnet.", "")]


def test_a_row_without_its_id_is_known_by_its_text_and_another_id_is_a_fault(
    audit: AuditSession,
) -> None:
    without = filled(form(audit), {("f3", WANTED): "Hvert kvartal."}, then=writing(2, G=None))
    assert corrected(audit, without) == [("f3", "Hvert kvartal.", "")]
    other = filled(form(audit), {}, then=writing(2, B="Noe annet.", G="f99"))
    before = audit.events
    with pytest.raises(FaultyForm) as told:
        taken(audit, other)
    assert "«f99» var ikke i skjemaet. Sett tilbake id-en" in told.value.text(NB)
    twice = filled(form(audit), {}, then=writing(2, G="f1"))
    with pytest.raises(FaultyForm) as told:
        taken(audit, twice)
    assert "raden står to ganger" in told.value.text(NB)
    assert audit.events == before


def test_a_form_of_another_audit_or_of_something_else_is_refused(audit: AuditSession) -> None:
    other = begin_audit(audit.journal, "en-annen", OLA)
    with pytest.raises(NoForm, match="hører ikke til faktaverifiseringen i denne revisjonen"):
        taken(other, form(audit))
    plain = docx.Document()
    plain.add_paragraph("Vi har ingen merknader.")
    file = BytesIO()
    plain.save(file)
    with pytest.raises(NoForm, match="ikke et skjema fra faktaverifiseringen"):
        taken(audit, file.getvalue(), DOCUMENT)


def test_a_form_that_is_older_than_the_facts_is_read_and_said(audit: AuditSession) -> None:
    content = filled(form(audit), {("f2", WANTED): "14.", ("f1", WANTED): "Mye."})
    audit.record(Fact(id="f2", text="Kommunen har 13 koordinatorer.", place="side 4"))
    audit.remove(Fact, "f1")
    audit.record(Fact(id="f4", text="Et nytt faktum."))
    found = taken(audit, content)
    assert [(one.fact, one.said) for one in found.recorded] == [
        (None, "Det meldes lite."),
        ("f2", COORDINATORS),
    ]
    said = "\n".join(found.apart)
    assert "F1: faktumet er tatt bort siden skjemaet ble laget" in said
    assert "F3 har fått ny tekst siden skjemaet ble laget" in said
    assert "er ikke verifisert: f4" in said


TEXT = st.text(
    st.characters(blacklist_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1, max_size=60
).filter(lambda text: text.strip() and not text.strip().isdigit())


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(TEXT, min_size=1, max_size=4, unique_by=lambda text: text.strip()), st.data())
def test_whatever_the_facts_say_nothing_filled_in_changes_nothing_and_what_is_comes_back(
    texts: list[str], data: st.DataObject
) -> None:
    state = Audit("a")
    for number, text in enumerate(texts):
        state = state.with_record(Fact(id=f"f-{number}", text=text, sources=(Source(entry="d"),)))
    made = fact_form(AuditPaper(state, DAY, NB), "journal")
    book, document = excel_form(made, NB), word_form(made, NB)
    for sheets in (read_workbook(BytesIO(book)).sheets, read_filled_document(BytesIO(document))):
        found = returned_facts(sheets, "journal", state)
        assert (found.corrections, found.apart) == ((), ())
    wanted = data.draw(TEXT.filter(lambda text: text.strip() not in {t.strip() for t in texts}))
    back = read_workbook(BytesIO(filled(book, {("f-0", WANTED): wanted}))).sheets
    (one,) = returned_facts(back, "journal", state).corrections
    assert (one.fact, one.wanted) == ("f-0", wanted.strip())


# -- what becomes of corrections --------------------------------------------------------


@pytest.fixture
def to_decide(audit: AuditSession) -> AuditSession:
    audit.record(Correction(id="r-1", fact="f2", said=COORDINATORS, wanted="14."))
    return audit


def test_accepting_takes_the_text_over_in_one_step(to_decide: AuditSession) -> None:
    to_decide.accept_correction("r-1")
    state = to_decide.audit
    assert state.all(Fact)["f2"].text == "14."
    assert state.all(Correction)["r-1"].decided is Decided.ACCEPTED
    assert state.all(Correction)["r-1"].said == COORDINATORS
    to_decide.undo()
    assert to_decide.audit.all(Fact)["f2"].text == COORDINATORS
    assert to_decide.audit.all(Correction)["r-1"].decided is Decided.OPEN


def test_accepting_can_leave_the_fact_as_it_is(to_decide: AuditSession) -> None:
    to_decide.accept_correction("r-1", "skrevet om i kapittel 5", take_over=False)
    assert to_decide.audit.all(Fact)["f2"].text == COORDINATORS
    assert to_decide.audit.all(Correction)["r-1"].reason == "skrevet om i kapittel 5"


def test_a_fact_that_was_written_anew_is_not_replaced_without_asking(
    to_decide: AuditSession,
) -> None:
    fact = to_decide.audit.all(Fact)["f2"]
    to_decide.record(Fact(id="f2", text="Kommunen har 13.", place=fact.place))
    with pytest.raises(Doubtful, match=r"fått ny tekst siden det ble sendt: «Kommunen har 13\.»"):
        to_decide.accept_correction("r-1")
    to_decide.accept_correction("r-1", sure=True)
    assert to_decide.audit.all(Fact)["f2"].text == "14."


def test_a_correction_without_a_fact_becomes_one_when_it_is_accepted(audit: AuditSession) -> None:
    audit.record(Correction(id="r-1", wanted="Legevakten svarer hele døgnet."))
    audit.accept_correction("r-1")
    name = audit.audit.all(Correction)["r-1"].fact
    assert name is not None
    assert audit.audit.all(Fact)[name].text == "Legevakten svarer hele døgnet."


def test_a_fact_that_was_taken_out_comes_back_only_when_that_is_meant(
    to_decide: AuditSession,
) -> None:
    to_decide.remove(Fact, "f2")
    with pytest.raises(Doubtful, match="Faktumet f2 er tatt ut av revisjonen"):
        to_decide.accept_correction("r-1")
    to_decide.accept_correction("r-1", sure=True)
    assert "14." in [fact.text for fact in to_decide.audit.all(Fact).values()]


def test_a_refused_correction_that_the_fact_says_is_a_break(to_decide: AuditSession) -> None:
    to_decide.accept_correction("r-1")
    to_decide.refuse_correction("r-1", "oversikten viser 12")
    broken = [one.code for one in breaks(to_decide.audit) if one.id == "r-1"]
    assert broken == ["correction_refused_and_taken_over"]
    to_decide.record(Fact(id="f2", criterion="samhandling", text=COORDINATORS))
    assert "r-1" not in [one.id for one in breaks(to_decide.audit)]


def test_refusing_needs_a_reason_and_all_are_counted(to_decide: AuditSession) -> None:
    to_decide.record(Correction(id="r-2", fact="f1", wanted="Mye."))
    to_decide.record(Correction(id="r-3", fact="f1", wanted="Svært mye."))
    with pytest.raises(Refused):
        to_decide.refuse_correction("r-1", " ")
    to_decide.refuse_correction("r-1", "oversikten viser 12")
    to_decide.accept_correction("r-2")
    assert list(counted_corrections(to_decide.audit).values()) == [1, 1, 1]
    assert " ".join(map(str, correction_words(to_decide.audit))) == (
        "Kommunen ba om 3 rettelser. 1 er tatt til følge. 1 er ikke tatt til følge. "
        "1 er det ikke tatt stilling til."
    )


# -- by command -------------------------------------------------------------------------


def test_the_fact_check_goes_out_and_comes_back_by_command(run: Run, tmp_path: Path) -> None:
    path = written(tmp_path, WHOLE)
    assert run("audit", "new", "--file", path, "--as", "revisjon")[0] == 0
    out, back = tmp_path / "fakta.docx", tmp_path / "svar.docx"
    assert run("audit", "form", "revisjon", "--output", out)[0] == 0
    assert run("audit", "corrections", "revisjon", out)[2] == (
        "Ingen fakta er bekreftet eller rettet i skjemaet.\n"
        "Det er ikke ført at kommunen har svart.\n"
    )
    back.write_bytes(filled_document(out.read_bytes(), {("f1", WANTED): "Det meldes mye."}))
    named = run("audit", "corrections", "revisjon", back, "--role", "Kari Nordmann")
    assert "ser ut som navnet på en person" in named[2]
    future = run("audit", "corrections", "revisjon", back, "--came", "1.1.2999")
    assert "er ikke kommet ennå" in future[2]
    code, ids, err = run("audit", "corrections", "revisjon", back, "--role", ROLE)
    assert (code, ids, err) == (0, "r-1\n", "1 ny rettelse.\n")
    accepted = run("audit", "accept", "revisjon", "r-1")
    assert "r-1: f1: Det meldes mye. (tatt til følge)" in accepted[1]
    assert "Det meldes mye." in run("audit", "show", "revisjon", "fact", "f1")[1]
    told = run("audit", "corrections", "revisjon")
    assert "Vist ved" not in told[1]
    assert "Det meldes lite." in told[1]
    assert told[2] == "Kommunen ba om 1 rettelse. 1 er tatt til følge.\n"
    assert run("audit", "refuse", "revisjon", "r-9", "--reason", "nei")[0] == 2


def test_what_is_asked_for_goes_into_the_log_and_waits_there(run: Run, tmp_path: Path) -> None:
    run(
        "audit",
        "new",
        "--title",
        "Rus",
        "--criteria",
        "psykisk-helse-rus-voksne",
        "--as",
        "revisjon",
    )
    path = written(
        tmp_path,
        "format: 1\ncriteria:\n  - {id: k1, text: Enheten skal finnes., gathers: [ke-mandat]}\n",
    )
    assert run("audit", "apply", "revisjon", path)[0] == 0
    ids = run("audit", "requested", "revisjon", "--sent", "1.1.2020", "--due", "1.2.2020")[1]
    assert ids.splitlines()
    again = run("audit", "requested", "revisjon")
    assert again[1:] == ("", "Alt det bes om, står i loggen fra før.\n")
    waiting = run("audit", "waiting", "revisjon", "--date", "2.2.2020")[1]
    assert waiting.count("! 01.02.2020, over fristen:") == len(ids.splitlines())
    assert "(d-1)" in waiting
    said = run("audit", "report", "revisjon", "--template", "request", "--format", "md")[1]
    assert "(bedt om 01.01.2020, frist 01.02.2020)" in said.replace("\\", "")
    assert "har ikke noe mottatt å sammenligne med" in run("audit", "beside", "revisjon")[2]
    wrong = run("audit", "report", "revisjon", "--template", "fact-check", "--role", "x")
    assert "--role gjelder bare request, guide." in wrong[2]
