"""The evidence screen: adding, reusing, changing and removing what an answer rests on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Input, OptionList, Static, TextArea

from checklist.appraisal import Strength
from checklist.assessment import (
    AddressPlace,
    ArchivePlace,
    Document,
    FilePlace,
    FileSample,
    Interview,
    place,
)
from checklist.assessment.typed_places import UnreadablePlace
from checklist.i18n import Translator
from checklist.session import Session
from checklist.tui.boxes import ConfirmScreen
from checklist.tui.evidence import EvidenceScreen
from checklist.tui.evidence.form import EvidenceForm
from checklist.tui.in_order import InOrder
from tests.conftest import is_private
from tests.terminal import press, press_at_once, wait

# Known: "are those who staff the unit sure of its tasks?"; linked to one undated interview.
KNOWN = "ke-mandat-kjent"
# "Is the unit's mandate written?"; asks for a document of at most two years.
WRITTEN = "ke-mandat-skriftlig"

HOSTILE = "[/] [@click=app.bell]x [b]{title} %s <script>"


class OneScreen(InOrder[None]):
    """The screen under test, at the bottom of an otherwise empty program."""

    def __init__(self, screen: Screen[Any]) -> None:
        super().__init__()
        self._first = screen

    def on_mount(self) -> None:
        self.push_screen(self._first)


def evidence_of(session: Session, checkpoint: str) -> OneScreen:
    return OneScreen(EvidenceScreen(session, Translator(), checkpoint))


async def open_form(pilot: Pilot[None], kind: str) -> None:
    """Choose a kind from the list of new evidence, with the keyboard."""
    await press(pilot, "+")
    kinds = pilot.app.screen.query_one(OptionList)
    words = [str(option.prompt) for option in kinds.options]
    number = next(n for n, text in enumerate(words, 1) if kind in text)
    await press(pilot, str(number))
    assert isinstance(pilot.app.screen, EvidenceForm)


async def write(pilot: Pilot[None], **fields: str) -> None:
    """Type into fields of the form, as from the keyboard or the clipboard."""
    for name, text in fields.items():
        field = pilot.app.screen.query_one(f"#{name}")
        field.focus()
        await pilot.pause()
        if isinstance(field, TextArea):
            field.text = text
        else:
            assert isinstance(field, Input)
            field.value = text


async def save(pilot: Pilot[None]) -> None:
    await press(pilot, "ctrl+s")


def note(pilot: Pilot[None], field: str) -> str:
    """What stands under a field of the form."""
    shown = pilot.app.screen.query_one(f"#note-{field}", Static)
    return str(shown.content) if shown.display else ""


def lines(pilot: Pilot[None]) -> list[str]:
    """The evidence as a person reads it in the list, each on one line."""
    listed = pilot.app.screen.query_one("#evidence", OptionList)
    return [" ".join(str(option.prompt).split()) for option in listed.options]


def newest(session: Session) -> Document:
    evidence = list(session.assessment.evidence.values())[-1].value
    assert isinstance(evidence, Document)
    return evidence


def strength(session: Session, checkpoint: str) -> Strength:
    appraised = session.appraised(session.criterion_of(checkpoint).id)
    return next(p for p in appraised.checkpoints if p.checkpoint.id == checkpoint).strength


def test_one_field_tells_file_address_and_archive_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    file = tmp_path / "rutine for plan.pdf"
    file.write_bytes(b"%PDF")
    assert place(str(file)) == FilePlace(file)
    assert place(f'"{file}"') == FilePlace(file)
    assert place("~/rutine for plan.pdf") == FilePlace(file)
    assert place(file.as_uri()) == FilePlace(file)
    assert place("https://nes.kommune.no/x") == AddressPlace("https://nes.kommune.no/x")
    assert place("www.nes.kommune.no") == AddressPlace("https://www.nes.kommune.no")
    assert place("2018/1234-5") == ArchivePlace("2018/1234-5")
    assert place("Sak: kontrollutvalget 26/17") == ArchivePlace("Sak: kontrollutvalget 26/17")
    missing = ("rutine.pdf", r'"C:\Felles\rutine.pdf"', "~/borte", str(tmp_path), "ftp://nes/x")
    for text in missing:
        with pytest.raises(UnreadablePlace):
            place(text)


async def test_a_document_in_the_archive_is_added_and_linked(nes: Session) -> None:
    async with evidence_of(nes, KNOWN).run_test(size=(80, 24), notifications=True) as pilot:
        await open_form(pilot, "Dokument")
        await write(pilot, title=HOSTILE, date="07.11.2017", place="2018/1234-5", page="3")
        await press(pilot, "tab")
        assert "arkivreferanse" in note(pilot, "place")
        await write(pilot, shows="At oppgavene er gjennomgått.\nMed alle.")
        await save(pilot)
        assert any(line.startswith(f"[✓] {HOSTILE}") for line in lines(pilot))
        assert any("⚐ svak" in line for line in lines(pilot))
    document = newest(nes)
    assert (document.archive, document.address, document.file) == ("2018/1234-5", None, None)
    assert (document.date, document.page) == ("2017-11-07", "3")
    assert document.shows == "At oppgavene er gjennomgått.\nMed alle."
    assert nes.assessment.links[KNOWN][-1] == document.id


async def test_an_address_is_recognised(nes: Session) -> None:
    async with evidence_of(nes, WRITTEN).run_test(size=(80, 24), notifications=True) as pilot:
        await open_form(pilot, "Dokument")
        await write(pilot, title="Nettsiden", place="https://nes.kommune.no/enheten")
        await press(pilot, "tab")
        assert "adresse" in note(pilot, "place")
        await save(pilot)
    assert newest(nes).address == "https://nes.kommune.no/enheten"


async def test_a_file_is_copied_into_the_assessment(
    nes: Session, home: Path, tmp_path: Path
) -> None:
    nes.unlink("rutine-ip-koordinator", WRITTEN)
    assert strength(nes, WRITTEN) is Strength.MISSING
    file = tmp_path / "mandat [utkast].pdf"
    file.write_bytes(b"%PDF mandat")
    async with evidence_of(nes, WRITTEN).run_test(size=(80, 24), notifications=True) as pilot:
        await open_form(pilot, "Dokument")
        await write(pilot, title="Mandat", date="2017", place=f'"{file}"')
        await save(pilot)
        await wait(pilot, lambda: strength(nes, WRITTEN) is Strength.STRONG)
        await pilot.pause()

    document = newest(nes)
    assert document.file is not None
    assert document.file.copied
    copy = nes.files.locate(nes.assessment.id, document.file)
    assert copy.is_relative_to(home / "evidence")
    assert copy.read_bytes() == b"%PDF mandat"
    assert is_private(copy)


async def test_a_file_can_be_referred_to_where_it_is(nes: Session, tmp_path: Path) -> None:
    file = tmp_path / "mandat.pdf"
    file.write_bytes(b"%PDF mandat")
    async with evidence_of(nes, WRITTEN).run_test(size=(80, 24), notifications=True) as pilot:
        await open_form(pilot, "Dokument")
        await write(pilot, title="Mandat", place=str(file))
        await press(pilot, "tab", "space")
        await save(pilot)
    document = newest(nes)
    assert document.file is not None
    assert (document.file.path, document.file.copied) == (str(file), False)
    assert not nes.files.directory.exists()


async def test_what_is_wrong_is_said_by_the_field_and_nothing_typed_is_lost(nes: Session) -> None:
    before = len(nes.assessment.evidence)
    async with evidence_of(nes, WRITTEN).run_test(size=(80, 24), notifications=True) as pilot:
        await open_form(pilot, "Dokument")
        await write(pilot, date="31.02.2017", place="~/borte.pdf", shows="Mandatet")
        await save(pilot)
        assert "tittel" in note(pilot, "title")
        assert "31.02.2017" in note(pilot, "date")
        assert "Fant ingen fil" in note(pilot, "place")
        assert pilot.app.screen.query_one("#shows", TextArea).text == "Mandatet"
        assert pilot.app.focused is pilot.app.screen.query_one("#title")

        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, ConfirmScreen)
        await press(pilot, "escape")
        assert pilot.app.screen.query_one("#date", Input).value == "31.02.2017"

        await write(pilot, title="x" * 301, date="2017", place="")
        await save(pilot)
        assert "301" in note(pilot, "title")
        await write(pilot, title="Mandat")
        await save(pilot)
    assert len(nes.assessment.evidence) == before + 1


async def test_a_personal_number_is_refused_in_words(nes: Session) -> None:
    before = len(nes.assessment.evidence)
    async with evidence_of(nes, WRITTEN).run_test(size=(80, 24), notifications=True) as pilot:
        await open_form(pilot, "Dokument")
        await write(pilot, title="Vedtak for 13497248005")
        await save(pilot)
        assert "fødselsnummer" in str(pilot.app.screen.query_one("#problem", Static).content)
        assert pilot.app.screen.query_one("#title", Input).value == "Vedtak for 13497248005"
    assert len(nes.assessment.evidence) == before


async def test_an_unverified_interview_is_weak_and_says_why(nes: Session) -> None:
    async with evidence_of(nes, KNOWN).run_test(size=(80, 24), notifications=True) as pilot:
        await open_form(pilot, "Intervju")
        await write(pilot, role="leder for tildelingsenheten", date="2018-01")
        await save(pilot)
        line = next(line for line in lines(pilot) if "tildelingsenheten" in line)
        assert line.startswith("[✓] Intervju med leder for tildelingsenheten")
        assert "⚐ svak: sagt av bare én rolle, intervjuet er ikke bekreftet" in line
    interview = list(nes.assessment.evidence.values())[-1].value
    assert isinstance(interview, Interview)
    assert not interview.verified


@pytest.mark.parametrize(
    ("of", "count", "field", "words"),
    [
        ("0", "0", "of", "minst én"),
        ("5", "6", "count", "6 treff blant 5"),
        ("fem", "3", "of", "helt tall"),
        ("5", "-1", "count", "-1 treff blant 5"),
    ],
)
async def test_a_sample_that_does_not_add_up_is_refused(
    nes: Session, of: str, count: str, field: str, words: str
) -> None:
    async with evidence_of(nes, KNOWN).run_test(size=(80, 24), notifications=True) as pilot:
        await open_form(pilot, "Stikkprøve")
        await write(pilot, title="Vedtak", of=of, count=count, period="2017")
        await save(pilot)
        assert words in note(pilot, field)
        await write(pilot, of="5", count="3")
        await save(pilot)
    sample = list(nes.assessment.evidence.values())[-1].value
    assert isinstance(sample, FileSample)
    assert (sample.count, sample.of) == (3, 5)


async def test_evidence_recorded_before_is_linked_and_unlinked_with_one_key(nes: Session) -> None:
    async with evidence_of(nes, KNOWN).run_test(size=(80, 24), notifications=True) as pilot:
        assert lines(pilot)[0].startswith("[✓] Intervju med fagkonsulent i koordinerende enhet")
        assert lines(pilot)[1].startswith("[ ] Forvaltningsrevisjon.")
        await press(pilot, "down", "enter")
        assert "rapport" in nes.assessment.links[KNOWN]
        assert lines(pilot)[1].startswith("[✓] Forvaltningsrevisjon.")
        assert strength(nes, KNOWN) is Strength.WEAK, "it is not what is asked for"
        await press(pilot, "space")
        assert "rapport" not in nes.assessment.links[KNOWN]
        await pilot.click("#evidence", offset=(6, 2))
        await pilot.pause()
        assert "rapport" in nes.assessment.links[KNOWN]


async def test_enter_links_what_was_marked_though_the_next_key_comes_at_once(nes: Session) -> None:
    async with evidence_of(nes, KNOWN).run_test(size=(80, 24), notifications=True) as pilot:
        before = [line[:3] for line in lines(pilot)]
        await press_at_once(pilot, "down", "enter", "down")
        after = [line[:3] for line in lines(pilot)]
        assert [n for n, was in enumerate(before) if after[n] != was] == [1]


async def test_changing_evidence_keeps_what_the_form_does_not_show(
    nes: Session, tmp_path: Path
) -> None:
    file = tmp_path / "mandat.pdf"
    file.write_bytes(b"%PDF mandat")
    reference = nes.record_file(file, copy=True)
    both = Document(id="begge", title="Mandat", file=reference, archive="2018/7", procedure=True)
    nes.record_evidence(both, [KNOWN])
    nes.unlink("intervju-koordinerende-enhet", KNOWN)
    async with evidence_of(nes, KNOWN).run_test(size=(80, 24), notifications=True) as pilot:
        await press(pilot, "e")
        await write(pilot, title="Mandat for enheten", date="2017")
        await save(pilot)
    changed = nes.evidence("begge")
    assert changed == Document(
        id="begge",
        title="Mandat for enheten",
        date="2017",
        file=reference,
        archive="2018/7",
        procedure=True,
    )


async def test_removing_asks_and_the_id_is_not_used_again(nes: Session) -> None:
    nes.record_evidence(Document(id="d1", title="Gammelt mandat"), [KNOWN, WRITTEN])
    nes.unlink("intervju-koordinerende-enhet", KNOWN)
    async with evidence_of(nes, KNOWN).run_test(size=(80, 24), notifications=True) as pilot:
        await press(pilot, "-")
        await press(pilot, "enter")
        assert "d1" in nes.assessment.evidence
        await press(pilot, "-")
        await press(pilot, "right", "enter")
        assert "d1" not in nes.assessment.evidence
        await open_form(pilot, "Dokument")
        await write(pilot, title="Nytt mandat")
        await save(pilot)
    titles = [evidence.title for evidence in nes.assessment.evidence_for(WRITTEN)]
    assert "Nytt mandat" not in titles
