"""An audit on screen: everything that is done there is done by a command too, with the same end."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Input, TextArea

from checklist.assessment import VerdictCode, drawn_numbers
from checklist.audit import (
    KIND,
    Audit,
    AuditConclusion,
    AuditQuestion,
    AuditRecommendation,
    ChosenCriterion,
    Correction,
    CriterionVerdict,
    Decided,
    Delimitation,
    DocumentAsked,
    EarlierPoint,
    Fact,
    FileSampleTaken,
    Hearing,
    Literature,
    Meeting,
    OwnQuestion,
    QualityReview,
    Source,
    WantedDraw,
)
from checklist.auditing import AuditSession, begin_audit, draw_sample
from checklist.i18n import Translator
from checklist.machine import Environment
from checklist.store import author_of, open_journal, open_receipts
from checklist.tui import keys
from checklist.tui.app import SamsjekkApp
from checklist.tui.audit import AuditScreen, audits_listed
from checklist.tui.audit.choices import receipts_to_choose
from checklist.tui.audit.choosing import ChainDialog
from checklist.tui.audit.form import RecordDialog
from checklist.tui.boxes import ConfirmScreen, LinesBox, Tick
from checklist.words.audits import AUDIT_PARTS
from tests.conftest import Run
from tests.crawl import opened, with_text_everywhere
from tests.filled import filled_document
from tests.sampled import FRAME, sampled_set
from tests.terminal import (
    Step,
    choose,
    do,
    fill,
    focused,
    in_front,
    on_screen,
    press,
    press_at_once,
    told,
)

AUDIT = "revisjon"
WHOLE = (
    AuditQuestion(id="p1", text="Er tilbudet samordnet?"),
    ChosenCriterion(id="ke-kjent", question="p1", text="Enheten skal være kjent.", sources="hol"),
    Meeting(id="i1", role="leder for Nav", is_confirmed=True),
    Fact(id="f1", criterion="ke-kjent", text="Få kjenner den.", sources=(Source(entry="i1"),)),
    AuditConclusion(id="ko1", question="p1", text="Nei."),
    AuditRecommendation(id="a1", text="Gjør enheten kjent.", conclusions=("ko1",)),
    Literature(id="l1", text="Fafo 2017"),
    Correction(id="r1", fact="f1", said="Få kjenner den.", wanted="Noen kjenner den."),
)


@pytest.fixture
def audit(home: Path) -> AuditSession:
    """An audit, as another program has it open."""
    assert not home.exists()
    environment = Environment.of_process()
    with open_journal(environment, KIND) as journal:
        session = begin_audit(journal, AUDIT, author_of(environment), sampled_set())
        session.record_all(WHOLE)
        return session


def now() -> Audit:
    """The audit as another program finds it."""
    environment = Environment.of_process()
    with open_journal(environment, KIND) as journal:
        return AuditSession(journal, AUDIT, author_of(environment)).audit


@asynccontextmanager
async def at(part: str, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Pilot[None]]:
    """The audit open, with a part marked."""
    app = SamsjekkApp(Environment.of_process())
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.pause()
        app.push_screen(AuditScreen(app.environment, AUDIT, app.translator))
        await pilot.pause()
        await press(pilot, *["down"] * list(AUDIT_PARTS).index(part))
        yield pilot
    app.journal.close()


def tick(name: str) -> Step:
    """Tick a box."""

    async def done(pilot: Pilot[None]) -> None:
        in_front(pilot).query_one(f"#{name}", Tick).value = True

    return done


def words_on_screen(pilot: Pilot[None]) -> str:
    """What can be read, also where a sentence goes over several lines of a box."""
    return " ".join(on_screen(pilot).replace("│", " ").split())


class Doing(NamedTuple):
    """Something one can do with an audit, in each front end, and what comes of it.

    Attributes:
        action, part: what is done on screen, and the part that is marked there.
        screen: keys and fields there.
        command: the words after `samsjekk audit`.
        outcome: whether the audit, and what was shown, is as it should.
        lines: the part that `samsjekk audit walk` goes through, and what is typed there; empty
            for what is not done line by line.
    """

    action: str
    part: str
    screen: tuple[Step, ...]
    command: tuple[str, ...]
    outcome: Callable[[Audit, str], bool]
    lines: tuple[str, ...] = ()


def _shows(*words: str) -> Callable[[Audit, str], bool]:
    return lambda _audit, seen: all(one in " ".join(seen.split()) for one in words)


DOINGS = (
    Doing(
        "new",
        "facts",
        ("+", fill("#text", "Den er ny."), tick("tick-sources-i1"), "ctrl+s"),
        ("record", AUDIT, "fact", "--text", "Den er ny.", "--source", "i1"),
        lambda audit, _seen: audit.all(Fact)["f-1"].sources == (Source(entry="i1"),),
        ("criteria", "Den er ny.", "i1"),
    ),
    Doing(
        "new",
        "facts",
        ("+", fill("#text", "Fafo sier det."), tick("tick-sources-l1"), "ctrl+s"),
        ("record", AUDIT, "fact", "--text", "Fafo sier det.", "--source", "l1"),
        lambda audit, _seen: audit.all(Fact)["f-1"].sources == (Source(entry="l1"),),
    ),
    Doing(
        "open",
        "facts",
        ("enter", "enter", fill("#place", "kap. 5"), "ctrl+s"),
        ("record", AUDIT, "fact", "--as", "f1", "--place", "kap. 5"),
        lambda audit, _seen: (
            audit.all(Fact)["f1"].place == "kap. 5"
            and audit.all(Fact)["f1"].criterion == "ke-kjent"
        ),
    ),
    Doing(
        "open",
        "verdicts",
        ("enter", "enter", choose("#verdict", "not_met"), tick("tick-basis-interview"), "ctrl+s"),
        (
            "record",
            AUDIT,
            "verdict",
            "--as",
            "ke-kjent",
            "--verdict",
            "not_met",
            "--basis",
            "interview",
        ),
        lambda audit, _seen: audit.all(CriterionVerdict)["ke-kjent"].verdict is VerdictCode.NOT_MET,
        ("criteria", "", "ikke oppfylt", "intervju", ""),
    ),
    Doing(
        "open",
        "log",
        ("enter", "end", "enter", fill("#held", "7. februar 2018"), "ctrl+s"),
        ("record", AUDIT, "interview", "--as", "i1", "--held", "7. februar 2018"),
        lambda audit, _seen: audit.all(Meeting)["i1"].held == "2018-02-07",
        ("log", "i1", "", "", "", "", "7. februar 2018"),
    ),
    Doing(
        "new",
        "log",
        ("+", "enter", fill("#title", "Plan"), fill("#due", "02.03.2018"), "ctrl+s"),
        ("record", AUDIT, "document", "--title", "Plan", "--due", "02.03.2018"),
        lambda audit, _seen: audit.all(DocumentAsked)["d-1"].due == date(2018, 3, 2),
        ("log", "", "dokument", "Plan", "", "", "02.03.2018"),
    ),
    Doing(
        "new",
        "log",
        (
            *("+", *["down"] * 5, "enter", *["down"] * len(sampled_set().samples), "enter"),
            *(fill("#title", "Vedtak"), fill("#of", "42"), fill("#number", "5")),
            *(fill("#seed", "abc"), tick("criterion-ke-kjent"), "ctrl+s"),
        ),
        (
            *("sample", AUDIT, "--title", "Vedtak", "--of", "42", "--number", "5"),
            *("--seed", "abc", "--criterion", "ke-kjent"),
        ),
        lambda audit, seen: (
            audit.all(FileSampleTaken)["s-1"].numbers == drawn_numbers(5, 42, "abc")
            and audit.all(FileSampleTaken)["s-1"].answers == ("ke-kjent",)
            and "Trukket 5 av 42, frø abc: nr. " in " ".join(seen.split())
        ),
        ("log", "", "stikkprøve", "", "Vedtak", "ke-kjent", "42", "5", "abc"),
    ),
    Doing(
        "new",
        "log",
        ("+", *["down"] * 5, "enter", "enter", fill("#of", "42"), fill("#seed", "abc"), "ctrl+s"),
        ("sample", AUDIT, "--frame", FRAME.id, "--of", "42", "--seed", "abc"),
        lambda audit, _seen: (
            audit.all(FileSampleTaken)["s-1"].frame == FRAME.id
            and len(audit.all(FileSampleTaken)["s-1"].numbers) == FRAME.number
        ),
        ("log", "", "stikkprøve", FRAME.id, "42", "", "abc"),
    ),
    Doing(
        "new",
        "log",
        (
            *("+", *["down"] * 5, "enter", "enter"),
            *(fill("#of", "4"), fill("#number", "5"), fill("#seed", "abc"), "ctrl+s"),
        ),
        ("sample", AUDIT, "--frame", FRAME.id, "--of", "4", "--number", "5", "--seed", "abc"),
        lambda audit, seen: (
            not audit.all(FileSampleTaken)
            and "5 kan ikke trekkes av 4. Trekk fra 1 til 4." in " ".join(seen.split())
        ),
        ("log", "", "stikkprøve", FRAME.id, "4", "5", "abc"),
    ),
    Doing(
        "new",
        "recommendations",
        ("+", fill("#text", "Mål ventetiden."), tick("tick-conclusions-ko1"), "ctrl+s"),
        ("record", AUDIT, "recommendation", "--text", "Mål ventetiden.", "--conclusions", "ko1"),
        lambda audit, _seen: audit.all(AuditRecommendation)["a-1"].conclusions == ("ko1",),
        ("recommendations", "", "Mål ventetiden.", "ko1"),
    ),
    Doing(
        "open",
        "fact-check",
        ("enter", "down", "enter", "ctrl+s"),
        ("accept", AUDIT, "r1"),
        lambda audit, _seen: (
            audit.all(Correction)["r1"].decided is Decided.ACCEPTED
            and audit.all(Fact)["f1"].text == "Noen kjenner den."
        ),
        ("corrections", "ja", "ja", ""),
    ),
    Doing(
        "open",
        "fact-check",
        (
            *("enter", "down", "enter", choose("#decision", "refuse")),
            *(fill("#reason", "Ikke vist."), "ctrl+s"),
        ),
        ("refuse", AUDIT, "r1", "--reason", "Ikke vist."),
        lambda audit, _seen: audit.all(Correction)["r1"].reason == "Ikke vist.",
        ("corrections", "nei", "Ikke vist."),
    ),
    Doing(
        "open",
        "commission",
        ("enter", "enter", fill("#municipality", "Nes"), "ctrl+s"),
        ("record", AUDIT, "commission", "--municipality", "Nes"),
        lambda audit, _seen: getattr(audit.commission.municipality, "name", "") == "Nes",
    ),
    Doing(
        "open",
        "recommendations",
        ("enter", "enter"),
        ("trace", AUDIT, "a1"),
        _shows("a1: Gjør enheten kjent.", "ko1: Nei.", "f1: Få kjenner den.", "i1: leder for Nav"),
    ),
    Doing(
        "new",
        "criteria",
        ("+", "down", "enter", *"etablert", "enter"),
        ("choose", AUDIT, "--criterion", "ke-etablert", "--question", "p1"),
        lambda audit, _seen: audit.all(ChosenCriterion)["ke-etablert"].gathers == ("ke-etablert",),
    ),
    Doing(
        "new",
        "delimitations",
        ("+", fill("#text", "Barn"), fill("#reason", "Egen revisjon"), "ctrl+s"),
        ("record", AUDIT, "delimitation", "--text", "Barn", "--reason", "Egen revisjon"),
        lambda audit, _seen: audit.all(Delimitation)["delimitation-1"].reason == "Egen revisjon",
    ),
    Doing(
        "new",
        "chapters",
        ("+", "down", "down", "enter", "enter", fill("#role", "leder"), "ctrl+s"),
        ("review", AUDIT, "first", "--role", "leder"),
        lambda audit, _seen: bool(audit.all(QualityReview)["first"].signed),
    ),
    Doing(
        "new",
        "log",
        (
            *("+", *["down"] * AUDIT_PARTS["log"].kinds.index(OwnQuestion), "enter"),
            *(choose("#role", "nav-leder"), fill("#text", "Hva gjør dere?"), "ctrl+s"),
        ),
        ("record", AUDIT, "own-question", "--role", "nav-leder", "--text", "Hva gjør dere?"),
        lambda audit, _seen: audit.all(OwnQuestion)["own-question-1"].role == "nav-leder",
    ),
    Doing(
        "take_away",
        "facts",
        ("enter", "-", "right", "enter"),
        ("withdraw", AUDIT, "fact", "f1"),
        lambda audit, _seen: not audit.all(Fact),
    ),
    Doing("undo", "facts", ("z",), ("undo", AUDIT), lambda audit, _seen: not audit.all(Fact)),
    Doing(
        "history",
        "facts",
        ("h",),
        ("history", AUDIT),
        _shows("Registrerte problemstilling p1 og 7 ting til", "Revisjonen ble begynt"),
    ),
    Doing(
        "open",
        "breaks",
        (),
        ("breaks", AUDIT),
        _shows("revisjonskriterium ke-kjent: Revisjonskriteriet er"),
    ),
)


@pytest.mark.parametrize("doing", DOINGS, ids=lambda doing: f"{doing.action}-{doing.part}")
@pytest.mark.usefixtures("audit")
async def test_on_screen(doing: Doing) -> None:
    async with at(doing.part) as pilot:
        await do(pilot, *doing.screen)
        box = in_front(pilot)
        seen = "\n".join(box._lines) if isinstance(box, LinesBox) else on_screen(pilot)
        assert doing.outcome(now(), seen.replace("│", " ").replace("▌", " ")), seen + told(pilot)


@pytest.mark.parametrize("doing", DOINGS, ids=lambda doing: f"{doing.action}-{doing.part}")
@pytest.mark.usefixtures("audit")
def test_by_command(run: Run, doing: Doing) -> None:
    _code, out, err = run("audit", *doing.command)
    assert doing.outcome(now(), out + err), err


@pytest.mark.parametrize(
    "doing",
    [doing for doing in DOINGS if doing.lines],
    ids=lambda doing: f"{doing.action}-{doing.part}",
)
@pytest.mark.usefixtures("audit")
def test_line_by_line(run: Run, doing: Doing) -> None:
    part, *typed = doing.lines
    code, out, err = run("audit", "walk", AUDIT, part, answers="\n".join((*typed, "q")))
    assert (code, err) == (0, "")
    assert doing.outcome(now(), out), out


def test_every_action_of_the_screen_is_tried() -> None:
    tried = {doing.action for doing in DOINGS} | {"redo", "report", "select"}
    assert {use.action for use in keys.AUDIT if use.action} == tried | {"app.settings"}


# -- on screen only ---------------------------------------------------------------------


@pytest.mark.usefixtures("home")
async def test_an_audit_without_a_set_is_given_one_when_a_criterion_is_added() -> None:
    environment = Environment.of_process()
    with open_journal(environment, KIND) as journal:
        begin_audit(journal, AUDIT, author_of(environment))
    async with at("criteria") as pilot:
        await press(pilot, "+", "down", "enter")
        assert "Finn ett krav i settet" in words_on_screen(pilot)
        await press(pilot, "down", "down", "enter")
        assert now().criteria_set
        assert now().all(ChosenCriterion)


@pytest.mark.parametrize("by_command", [False, True])
@pytest.mark.usefixtures("audit")
async def test_a_request_that_was_sent_is_in_the_log(run: Run, by_command: bool) -> None:
    assert run("audit", "choose", AUDIT, "--criterion", "ke-etablert")[0] == 0
    if by_command:
        run("audit", "requested", AUDIT, "--sent", "02.03.2018", "--due", "9.3.2018")
    else:
        async with at("log") as pilot:
            sent = (fill("#sent", "02.03.2018"), fill("#due", "9.3.2018"), "ctrl+s")
            await do(pilot, "+", "end", "enter", *sent)
            assert "i loggen som bestilt" in told(pilot)
    asked = [one for one in now().all(DocumentAsked).values() if "ke-etablert" in one.answers]
    assert {(one.asked, one.due) for one in asked} == {("2018-03-02", date(2018, 3, 9))}


@pytest.mark.usefixtures("audit")
async def test_from_a_recommendation_to_its_sources_and_into_one_and_back() -> None:
    async with at("recommendations") as pilot:
        await press(pilot, "enter", "enter")
        assert "i1: leder for Nav (verifisert)" in on_screen(pilot)
        await press(pilot, *["down"] * 4, "enter")
        box = in_front(pilot)
        assert isinstance(box, RecordDialog)
        assert box.query_one("#role", Input).value == "leder for Nav"
        await press(pilot, "escape")
        assert "Fra anbefaling til kilder" in on_screen(pilot)


@pytest.mark.usefixtures("audit")
async def test_what_others_record_comes_and_what_they_wrote_in_a_field_is_kept(run: Run) -> None:
    async with at("facts") as pilot:
        await press(pilot, "enter", "enter")
        run("audit", "record", AUDIT, "fact", "--as", "f1", "--place", "kap. 5")
        await do(pilot, fill("#text", "Svært få kjenner den."), "ctrl+s")
        fact = now().all(Fact)["f1"]
        assert (fact.text, fact.place) == ("Svært få kjenner den.", "kap. 5")


@pytest.mark.usefixtures("audit")
async def test_what_can_not_be_is_said_at_its_field_and_nothing_typed_is_lost() -> None:
    async with at("log") as pilot:
        await do(pilot, "enter", "end", "enter", fill("#role", "Kari Nordmann"))
        await do(pilot, fill("#held", "i går"))
        await press(pilot, "ctrl+s")
        assert "«i går» er ikke en dato" in on_screen(pilot)
        await do(pilot, fill("#held", "2018"), "ctrl+s")
        assert "ser ut som navnet på en person" in " ".join(on_screen(pilot).split())
        await press(pilot, "escape", "escape")
        assert "Det du har skrevet, er ikke lagret" in on_screen(pilot)
    assert now().all(Meeting)["i1"].role == "leder for Nav"


@pytest.mark.usefixtures("audit")
async def test_a_draft_of_a_fact_stands_there_the_next_time() -> None:
    async with at("facts") as pilot:
        await do(pilot, "+", fill("#text", "Halvferdig"))
        box = in_front(pilot)
        assert isinstance(box, RecordDialog)
        box.keep_draft()
    async with at("facts") as pilot:
        await press(pilot, "+")
        assert in_front(pilot).query_one("#text", TextArea).text == "Halvferdig"


@pytest.mark.usefixtures("audit")
async def test_a_new_fact_begins_in_its_text_so_that_typing_writes_it() -> None:
    async with at("facts", (60, 20)) as pilot:
        await press(pilot, "+", *"Ny")
        assert "Faktum" in on_screen(pilot)
        assert in_front(pilot).query_one("#text", TextArea).text == "Ny"


@pytest.mark.usefixtures("audit")
async def test_a_form_that_is_longer_than_the_screen_begins_at_its_top() -> None:
    async with at("log") as pilot:
        await press(pilot, "+", "enter", *"Ny")
        assert "Tittel (må fylles ut)" in on_screen(pilot)
        assert in_front(pilot).query_one("#title", Input).value == "Ny"


@pytest.mark.usefixtures("audit")
async def test_a_part_with_one_thing_opens_it_and_breaks_say_where_they_come_from() -> None:
    async with at("hearing") as pilot:
        await do(pilot, "+", fill("#text", "Vi er enige."), "ctrl+s")
        assert now().single(Hearing).text == "Vi er enige."
        await press(pilot, "end", "+")
        assert "Brudd kommer og går" in told(pilot)


@pytest.mark.usefixtures("audit")
async def test_redo_brings_back_what_was_undone() -> None:
    async with at("facts") as pilot:
        await press(pilot, "z", "y")
        assert "Tilbake igjen" in told(pilot)
    assert now().all(Fact)


@pytest.mark.parametrize(
    ("decide", "decided", "fact"),
    [
        (("ctrl+s",), Decided.ACCEPTED, "Noen kjenner den."),
        ((choose("#decision", "keep"), "ctrl+s"), Decided.ACCEPTED, "Få kjenner den."),
        (
            (choose("#decision", "refuse"), "ctrl+s", fill("#reason", "Ikke vist."), "ctrl+s"),
            Decided.REFUSED,
            "Få kjenner den.",
        ),
    ],
)
@pytest.mark.usefixtures("audit")
async def test_a_correction_is_decided_on_beside_what_the_fact_says(
    decide: tuple[Step, ...], decided: Decided, fact: str
) -> None:
    async with at("fact-check") as pilot:
        await press(pilot, "enter", "down", "enter")
        assert "Faktumet sier: Få kjenner den." in on_screen(pilot)
        await do(pilot, *decide)
    assert now().all(Correction)["r1"].decided is decided
    assert now().all(Fact)["f1"].text == fact


async def test_the_recommendations_of_an_earlier_audit_are_taken_over(audit: AuditSession) -> None:
    environment = Environment.of_process()
    with open_journal(environment, KIND) as journal:
        earlier = begin_audit(journal, "tidligere", audit.author)
        earlier.record(AuditRecommendation(id="a", text="Mål ventetiden."))
    async with at("follow-up") as pilot:
        await press(pilot, "+", "down", "down", "down", "enter", "enter")
        assert "Mål ventetiden." in on_screen(pilot)
    (point,) = now().all(EarlierPoint).values()
    assert (point.text, point.audit) == ("Mål ventetiden.", "tidligere")


async def test_the_report_is_made_as_the_file_says(audit: AuditSession, tmp_path: Path) -> None:
    assert audit.audit.all(Fact)
    wanted = tmp_path / "rapport.md"
    async with at("facts") as pilot:
        await do(pilot, "r", fill("#file", str(wanted)), "ctrl+s")
        await pilot.app.workers.wait_for_complete()
    assert "Revisjonens kontrollsum" in wanted.read_text(encoding="utf-8")


async def test_the_fact_check_is_made_as_a_form_with_an_ending_it_can_have(
    audit: AuditSession, tmp_path: Path
) -> None:
    wanted = tmp_path / "fakta.docx"
    async with at("facts") as pilot:
        await do(pilot, "r", choose("#paper", "poster"))
        # Each paper has a file of its own, until somebody writes another name.
        suggested = in_front(pilot).query_one("#file", Input).value
        assert suggested.endswith(f"{AUDIT}-plakat.docx")
        await do(pilot, fill("#file", str(tmp_path / "fakta.pdf")))
        assert audit.audit.all(Fact)
        await do(pilot, choose("#paper", "fact-form"))
        assert in_front(pilot).query_one("#file", Input).value == str(tmp_path / "fakta.xlsx")
        await do(pilot, fill("#file", str(wanted)), "ctrl+s")
        await pilot.app.workers.wait_for_complete()
    assert wanted.read_bytes().startswith(b"PK")


async def test_the_form_that_came_back_is_read_in_and_what_came_of_it_is_told(
    run: Run, audit: AuditSession, tmp_path: Path
) -> None:
    sent, back = tmp_path / "fakta.docx", tmp_path / "svar.docx"
    run("audit", "form", audit.audit.id, "--output", str(sent))
    back.write_bytes(
        filled_document(sent.read_bytes(), {("f1", "Skal være"): "Svært få kjenner den."})
    )
    read_in = (fill("#path", str(back)), fill("#role", "Kari Nordmann"), "ctrl+s")
    async with at("fact-check") as pilot:
        await do(pilot, "+", "enter", *read_in)
        assert "ser ut som navnet på en person" in " ".join(on_screen(pilot).split())
        await do(pilot, "escape", fill("#role", "kommunedirektør"), "ctrl+s")
        assert "1 ny rettelse." in on_screen(pilot)
    correction = now().all(Correction)["r-1"]
    assert (correction.fact, correction.wanted) == ("f1", "Svært få kjenner den.")


async def test_any_municipalities_stand_side_by_side_in_a_file_those_of_the_audit_first(
    run: Run, audit: AuditSession, tmp_path: Path
) -> None:
    received = {}
    for name in ("lorenskog-2015", "nes-2018"):
        run("example", name)
        run("export", name, "--output", str(tmp_path / f"{name}.samsjekk"))
        received[name] = run("receive", str(tmp_path / f"{name}.samsjekk"))[1].strip()
    run("audit", "take", audit.audit.id, received["nes-2018"])
    async with at("facts") as pilot:
        await do(pilot, "r", choose("#paper", "beside"))
        await do(pilot, fill("#file", str(tmp_path / "side.md")), "ctrl+s")
        await pilot.app.workers.wait_for_complete()
        ticks = list(in_front(pilot).query(Tick))
        assert [tick.id for tick in ticks] == list(reversed(received.values()))
        assert [tick.value for tick in ticks] == [True, False]
        assert "Nes" in str(ticks[0].label)
        await press(pilot, "ctrl+s")
        assert "Velg minst to." in on_screen(pilot)
        await do(pilot, tick(received["lorenskog-2015"]), "ctrl+s")
        await pilot.app.workers.wait_for_complete()
    text = (tmp_path / "side.md").read_text(encoding="utf-8")
    assert "Nes" in text
    assert "Lørenskog" in text


async def test_the_form_of_a_sample_is_made_and_read_in_and_the_sample_counted_and_drawn_again(
    audit: AuditSession, tmp_path: Path
) -> None:
    with open_journal(Environment.of_process(), KIND) as journal:
        session = AuditSession(journal, AUDIT, audit.author)
        draw_sample(session, WantedDraw("s-1", of=42, number=2, seed="abc", title="Vedtak"))
    sent, back = tmp_path / "saker.docx", tmp_path / "svar.docx"
    async with at("log", (80, 30)) as pilot:
        await do(pilot, "enter", "end", "enter", "enter", fill("#file", str(sent)), "ctrl+s")
        await pilot.app.workers.wait_for_complete()
        case = f"Sak {now().all(FileSampleTaken)['s-1'].numbers[0]}"
        asked = "1. Er saken som den skal være?"
        back.write_bytes(filled_document(sent.read_bytes(), {(case, asked): "Ja"}))
        await do(pilot, "enter", "down", "enter", fill("#path", str(back)), "ctrl+s")
        assert "1 av 1 gjennomgåtte saker var som de skulle." in on_screen(pilot)
        await do(pilot, "escape", "enter", *["down"] * 2, "enter")
        await do(pilot, fill("#counted", "3"), fill("#looked_at", "2"), "ctrl+s")
        assert "3 treff blant 2" in words_on_screen(pilot)
        await do(pilot, fill("#counted", "1"), fill("#found", "Én manglet dato."), "ctrl+s")
        assert now().all(FileSampleTaken)["s-1"].found == "Én manglet dato."
        await do(pilot, "enter", *["down"] * 3, "enter", "ctrl+s")
        assert "Skriv hvorfor den trekkes på nytt" in words_on_screen(pilot)
        await do(pilot, fill("#reason", "Listen var feil."), "ctrl+s", "escape")
    again = now().all(FileSampleTaken)["s-1"]
    assert (again.reason, again.looked_at, again.number) == ("Listen var feil.", None, 2)


async def test_home_lists_audits_and_opens_the_one_that_is_marked(audit: AuditSession) -> None:
    assert audit.audit.id == AUDIT
    async with opened(None) as pilot:
        await pilot.pause()
        assert "Revisjoner" in on_screen(pilot)
        await press(pilot, "enter")
        assert isinstance(in_front(pilot), AuditScreen)
        await press(pilot, "escape", "-", "right", "enter")
        assert "Her vil egenvurderingene dine stå" in on_screen(pilot)


async def test_an_auditor_begins_over_what_was_received(run: Run, tmp_path: Path) -> None:
    run("example", "nes-2018")
    run("export", "nes-2018", "--output", str(tmp_path / "nes.samsjekk"))
    receipt = run("receive", str(tmp_path / "nes.samsjekk"))[1].strip()
    app = SamsjekkApp(Environment.of_process())
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await pilot.pause()
        await do(pilot, "+", "down", "enter", fill("#title", "Rus"), tick(receipt), "ctrl+s")
        assert isinstance(in_front(pilot), AuditScreen)
        await pilot.app.workers.wait_for_complete()
        assert receipt in on_screen(pilot)
    app.journal.close()
    code, out, _ = run("audit", "show", "revisjon-nes", "received")
    assert (code, out.split(":")[0]) == (0, receipt)
    # Criteria are chosen from what the municipality measured itself against.
    assert run("audit", "choose", "revisjon-nes", "--criterion", "ke-kjent")[1] == "ke-kjent\n"
    # One that is begun over nothing can take it in later, and finds it by whose it is.
    environment = Environment.of_process()
    with open_journal(environment, KIND) as journal:
        other = begin_audit(journal, "annen", author_of(environment))
        found = await receipts_to_choose(other, open_receipts(environment), Translator())
    assert found == ((f"Nes · 27.02.2018 ({receipt})", receipt),)
    assert audits_listed(environment, Translator())["annen"] == "annen"


async def test_the_municipalitys_verdict_stands_beside_and_some_can_be_shown_alone(
    run: Run, tmp_path: Path, audit: AuditSession
) -> None:
    assert audit.audit.id == AUDIT
    run("example", "nes-2018")
    run("export", "nes-2018", "--output", str(tmp_path / "nes.samsjekk"))
    receipt = run("receive", str(tmp_path / "nes.samsjekk"))[1].strip()
    run("audit", "take", AUDIT, receipt)
    run("audit", "choose", AUDIT, "--criterion", "sph-avtale", "--criterion", "ke-etablert")
    run("audit", "record", AUDIT, "verdict", "--as", "sph-avtale", "--verdict", "not_met")
    async with at("verdicts") as pilot:
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert "Nes: strengere: revisjonen ikke oppfylt, kommunen" in on_screen(pilot)
        assert "ke-etablert" in on_screen(pilot)
        await press(pilot, "f", "down", "enter")
        assert "Nes: strengere: revisjonen ikke oppfylt, kommunen" in on_screen(pilot)
        assert "ke-etablert" not in on_screen(pilot)


@pytest.mark.usefixtures("audit")
async def test_receipts_that_are_not_on_this_machine_are_asked_for(
    run: Run, home: Path, tmp_path: Path
) -> None:
    run("example", "nes-2018")
    run("export", "nes-2018", "--output", str(tmp_path / "nes.samsjekk"))
    receipt = run("receive", str(tmp_path / "nes.samsjekk"))[1].strip()
    run("audit", "take", AUDIT, receipt)
    shutil.rmtree(home / "receipts")
    async with at("verdicts") as pilot:
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        said = " ".join(told(pilot).split())
        assert f"bygger på, er ikke på denne maskinen: {receipt}. Få den" in said
        assert "samsjekk receive FIL" in said


@pytest.mark.usefixtures("audit")
async def test_what_is_waited_for_stands_over_the_log(run: Run) -> None:
    run(
        "audit",
        "record",
        AUDIT,
        "document",
        "--title",
        "Plan",
        "--asked",
        "2018",
        "--due",
        "2.3.18",
    )
    async with at("log") as pilot:
        assert "! 02.03.2018, over fristen: Dokumentet «Plan»" in on_screen(pilot)


HOSTILE = "[/] [@click=app.quit]x[/] \x1b[2J\u202e5"


@pytest.mark.parametrize("size", [(80, 24), (30, 8)])
async def test_text_from_people_is_data_in_every_part(
    audit: AuditSession, size: tuple[int, int]
) -> None:
    with open_journal(Environment.of_process(), KIND) as journal:
        session = AuditSession(journal, AUDIT, audit.author)
        session.record_all(tuple(with_text_everywhere(session, HOSTILE)), sure=True)
    async with at("commission", size) as pilot:
        for _part in AUDIT_PARTS:
            assert "\x1b" not in on_screen(pilot)
            await press(pilot, "down")
        await press(pilot, "home", *["down"] * list(AUDIT_PARTS).index("facts"), "right", "enter")
        assert isinstance(in_front(pilot), RecordDialog)
        on_screen(pilot)
        await press(pilot, "escape", "left", "down", "down", "down", "right", "enter")
        assert "�[2J�5" in on_screen(pilot) or size < (80, 24)
        await press(pilot, "escape", "h")
        assert isinstance(in_front(pilot), LinesBox)


@pytest.mark.parametrize(
    ("language", "words"), [("nn", "Problemstillingar"), ("en", "Audit questions")]
)
@pytest.mark.usefixtures("audit")
async def test_the_screen_speaks_the_language_of_the_user(
    language: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAMSJEKK_LANG", language)
    async with at("questions") as pilot:
        assert words in on_screen(pilot)


@pytest.mark.usefixtures("audit")
async def test_the_form_of_what_there_is_one_of_is_not_called_by_an_id() -> None:
    async with at("commission") as pilot:
        await press(pilot, "right", "enter")
        assert isinstance(in_front(pilot), RecordDialog)
        assert "─ Bestilling ─" in on_screen(pilot)


@pytest.mark.parametrize(
    ("keys_pressed", "opened", "words"),
    [
        (("down", "right", "enter"), ChainDialog, "Gjør enheten kjent."),
        (("down", "enter", "enter"), ChainDialog, "Gjør enheten kjent."),
        (("down", "minus"), ConfirmScreen, "Gjør enheten kjent."),
        (("right", "enter", "minus"), RecordDialog, "ko1"),
        (("right", "enter", "left", "down"), RecordDialog, "ko1"),
    ],
)
async def test_keys_pressed_at_once_act_in_their_order(
    audit: AuditSession, keys_pressed: tuple[str, ...], opened: type[Screen[None]], words: str
) -> None:
    assert audit.audit.all(AuditConclusion)
    async with at("conclusions") as pilot:
        await press_at_once(pilot, *keys_pressed)
        assert isinstance(in_front(pilot), opened)
        assert words in on_screen(pilot)


@pytest.mark.usefixtures("audit")
async def test_a_source_that_somebody_else_took_out_meanwhile_is_told_of() -> None:
    environment = Environment.of_process()
    with open_journal(environment, KIND) as journal:
        bo = AuditSession(journal, AUDIT, author_of(environment._replace(name="Bo")))
        bo.record(FileSampleTaken(id="s1", title="Planer"))
        bo.record(Fact(id="f1", criterion="ke-kjent", text="x", sources=(Source(entry="s1"),)))
        async with at("recommendations") as pilot:
            await press(pilot, "right", "enter", "end")
            assert isinstance(in_front(pilot), ChainDialog)
            assert "Planer" in on_screen(pilot)
            bo.remove(FileSampleTaken, "s1")
            desk = next(one for one in pilot.app.screen_stack if isinstance(one, AuditScreen))
            desk._look_for_others()
            await press(pilot, "enter")
            assert in_front(pilot) is desk
            assert "har ikke «s1»" in told(pilot)


async def test_enter_gives_what_stands_in_a_part_the_next_key(audit: AuditSession) -> None:
    assert audit.audit.all(AuditConclusion)
    async with at("conclusions") as pilot:
        await press_at_once(pilot, "enter", "down")
        screen = in_front(pilot)
        assert isinstance(screen, AuditScreen)
        assert screen.part == "conclusions"
        assert focused(pilot) is screen.query_one("#things")


async def test_what_is_chosen_by_enter_twice_at_once_closes_its_own_box_only(
    audit: AuditSession,
) -> None:
    assert audit.audit.all(Meeting)
    async with at("log") as pilot:
        await press(pilot, "+")
        await press_at_once(pilot, "enter", "enter")
        assert isinstance(in_front(pilot), RecordDialog)
        assert isinstance(pilot.app.screen_stack[-2], AuditScreen)
