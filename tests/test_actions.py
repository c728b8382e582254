"""Actions: offered, planned, changed, overdue and withdrawn, on screen and by command."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from textual.app import App
from textual.widgets import Button, Input, TextArea

from checklist.assessment import Action, ActionStatus
from checklist.criteria import text_in
from checklist.i18n import Translator
from checklist.session import Session
from checklist.tui.boxes import ActionDialog, ConfirmScreen
from checklist.tui.lists import entry_rows as drawn_rows
from checklist.words import Earlier, action_entries, describe
from tests.conftest import Run
from tests.terminal import press, wait

CRITERION = "ke-etablert"
HOSTILE = "[/] [@click=app.bell]x <script> {what}"


def dialog(session: Session, name: str | None = None) -> App[None]:
    class OnlyDialog(App[None]):
        def on_mount(self) -> None:
            self.push_screen(ActionDialog(session, Translator(), CRITERION, name))

    return OnlyDialog()


def recommended(session: Session) -> str:
    return text_in(session.criterion(CRITERION).recommendation, "nb")


def planned(session: Session) -> list[Action]:
    return [a for a in session.assessment.actions.values() if a.criterion == CRITERION]


async def test_the_recommendation_is_offered_and_taken_with_one_key(nes: Session) -> None:
    async with dialog(nes).run_test(size=(80, 24), notifications=True) as pilot:
        what = pilot.app.screen.query_one(TextArea)
        role = pilot.app.screen.query_one("#role", Input)
        assert (what.text, role.value) == ("", "")
        assert recommended(nes) in str(what.placeholder)
        await press(pilot, "ctrl+s")
        assert planned(nes) == [], "what is offered is not what was written"
        await press(pilot, "right")
        assert what.text == recommended(nes)
        role.focus()
        await pilot.pause()
        await press(pilot, "right")
        assert role.value
        pilot.app.screen.query_one("#deadline", Input).value = "01.06.2027"
        pilot.app.screen.query_one("#effect", Input).value = HOSTILE
        await press(pilot, "ctrl+s")
    (action,) = planned(nes)
    assert (action.what, action.deadline) == (recommended(nes), date(2027, 6, 1))
    assert action.role in [text_in(known.title, "nb") for known in nes.criteria_set.roles]
    assert action.effect == HOSTILE


async def test_a_click_on_the_button_saves_once_and_closes_one_box(nes: Session) -> None:
    before = len(nes.history())
    async with dialog(nes).run_test(size=(80, 40), notifications=True) as pilot:
        await press(pilot, *"Eget")
        await pilot.click("#save")
        await pilot.pause()
        assert not isinstance(pilot.app.screen, ActionDialog)
    assert [action.what for action in planned(nes)] == ["Eget"]
    assert len(nes.history()) == before + 1


async def test_the_offer_can_be_clicked_and_goes_when_something_is_written(nes: Session) -> None:
    async with dialog(nes).run_test(size=(80, 24), notifications=True) as pilot:
        what, take = (
            pilot.app.screen.query_one(TextArea),
            pilot.app.screen.query_one("#take", Button),
        )
        await press(pilot, *"Eget")
        assert not take.display
        what.text = ""
        await pilot.pause()
        await pilot.click("#take")
        await pilot.pause()
        assert what.text == recommended(nes)


async def test_an_action_is_withdrawn_after_a_question_and_stays_in_the_history(
    nes: Session,
) -> None:
    nes.set_action(Action(id="t1", criterion=CRITERION, what=HOSTILE))
    async with dialog(nes, "t1").run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await pilot.click("#withdraw")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ConfirmScreen)
        await press(pilot, "escape")
        assert planned(nes)
        await pilot.hover("#what")  # two clicks in one place are a double click
        button = pilot.app.screen.query_one("#withdraw", Button)
        await wait(
            pilot, lambda: not button.has_class("-active")
        )  # one that is pressed takes no click
        await pilot.click("#withdraw")
        await pilot.pause()
        await press(pilot, "right", "enter")
    assert planned(nes) == []
    lines = nes.history()
    earlier = Earlier.of(line.event for line in lines)
    assert HOSTILE in str(describe(lines[0].event, nes.criteria_set, "nb", earlier))
    assert nes.new_action_id().startswith("t2-"), "an id is not used for something else"
    nes.undo()
    assert [action.what for action in planned(nes)] == [HOSTILE]


def test_the_overview_says_who_and_what_is_overdue(nes: Session) -> None:
    for name, status in (("sen", ActionStatus.STARTED), ("ferdig", ActionStatus.DONE)):
        nes.set_action(
            Action(
                id=name, criterion=CRITERION, what=name, deadline=date(2026, 1, 1), status=status
            )
        )
    nes.set_action(Action(id="x", criterion=CRITERION, what="i dag", deadline=date(2026, 1, 2)))
    rows = drawn_rows(action_entries(nes.appraisal, date(2026, 1, 2), Translator()), 200, {})
    drawn = {row.drawn.plain.splitlines()[1].strip(): row.drawn.plain for row in rows}
    assert "! over fristen per 2. januar 2026" in drawn["sen"]
    assert "! over fristen" not in drawn["ferdig"]
    assert "! over fristen" not in drawn["i dag"], "the day of the deadline is in time"
    assert "ingen har ansvaret ennå" in drawn["sen"]
    assert any("ansvar: kommunalsjef" in text for text in drawn.values())


def test_actions_by_command(run: Run, nes_id: str) -> None:
    code, out, _ = run(
        "action", "add", nes_id, CRITERION, "--recommended", "--role", "leder",
        "--deadline", "01.06.2020",
    )  # fmt: skip
    name = out.strip()
    assert (code, name[:3]) == (0, "t1-")
    assert run("action", "set", nes_id, name, "--status", "started")[0] == 0
    row = next(r for r in run("action", "list", nes_id)[1].splitlines() if r.startswith("t1"))
    assert "01.06.2020  i gang, over fristen" in row
    assert CRITERION not in row.split()
    assert "Enheten finnes" in row
    assert "Kommunen bør" in row
    assert run("action", "set", nes_id, name, "--deadline", "06.2020")[0] == 2
    assert run("action", "set", nes_id, "t9", "--role", "x")[0] == 2
    assert run("action", "add", nes_id, CRITERION, "--what", " ")[0] == 2
    assert run("action", "add", nes_id, CRITERION, "--what", "x", "--as", name)[0] == 2
    assert run("action", "withdraw", nes_id, name)[0] == 0
    assert "t1" not in run("action", "list", nes_id)[1].split()
    assert "trukket: Kommunen bør" in run("history", nes_id)[1]


def test_files_by_command_all_or_none_and_recorded_again(
    run: Run,
    nes_id: str,
    tmp_path: Path,
) -> None:
    files = [tmp_path / name for name in ("mandat_2017.pdf", "rutine.pdf")]
    for file in files:
        file.write_bytes(file.name.encode())
    point = ("--checkpoint", "ke-mandat-kjent")
    assert run("evidence", "files", nes_id, *files, tmp_path / "borte.pdf", *point)[0] == 2
    assert "mandat 2017" not in run("evidence", "list", nes_id)[1]
    code, out, _ = run("evidence", "files", nes_id, *files, *point)
    assert code == 0
    mandate, _routine = out.split()
    assert "ke-mandat-kjent" in run("evidence", "where", nes_id, mandate)[1]
    assert run("evidence", "renew", nes_id, mandate)[0] == 2, "nothing has changed"
    files[0].write_bytes(b"ny utgave")
    assert "endret" in run("evidence", "list", nes_id)[1]
    assert run("evidence", "renew", nes_id, mandate)[0] == 0
    assert "endret etter" not in run("evidence", "list", nes_id)[1]
    assert "kontrollsum før" in run("history", nes_id)[1]
    files[0].unlink()
    assert run("evidence", "renew", nes_id, mandate)[0] == 2


def test_evidence_and_actions_line_by_line(
    run: Run,
    nes_id: str,
    tmp_path: Path,
) -> None:
    file = tmp_path / "rutine for melding.pdf"
    file.write_bytes(b"x")
    lines = ["e", "e 1", f"e '{file}'", "e 999", "e /borte.pdf", "t"]
    lines += ["t =; leder; 01.06.2027", "t ;x", "t a; b; 06.2027", "q"]
    code, out, _ = run("walk", nes_id, "--plain", answers="\n".join(lines) + "\n")
    said = " ".join(out.split())
    assert code == 0
    assert "Koblet til: " in said
    assert "Registrert og koblet til: rutine for melding" in said
    assert "Ingenting i listen har nummer 999." in said
    assert "Fant ingen fil her: /borte.pdf" in said
    assert "Forslag: Kommunen bør" in said
    assert "Planlagt: Kommunen bør" in said
    assert "Skriv hva som skal gjøres." in said
    assert "mangler dag eller måned" in said
    assert "01.06.2027" in run("action", "list", nes_id)[1]
