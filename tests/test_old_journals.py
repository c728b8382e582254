"""A journal from before writes opens, holds what it held, and goes on in the new form."""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from checklist.assessment import (
    WITHHELD,
    Answer,
    Answered,
    Author,
    Erased,
    EvidenceRecorded,
    author_key,
    old_digest,
    old_secret,
)
from checklist.audit import KIND as AUDITS
from checklist.auditing import begin_audit
from checklist.criteria import AnswerValue
from checklist.errors import ExitCode
from checklist.session import Session
from checklist.store import EvidenceFiles, Journal
from tests.conftest import Run, make_link

DATA = Path(__file__).parent / "data"
POINT = "opp-plan-skriftlig"
KEPT_KONTROLLSUM = "9ee288d4c0c3bfb2c5004c98878bf90f-3-2-7353e1b9"
"""Of `journal-of-writes.sqlite3`, as the program that wrote it printed it."""
SHARED_KONTROLLSUM = "a7565bed5f3ee7fc7d587494b14ebcc5-5-2-f74ad01b"
"""Of `journal-shared.sqlite3`, in the same way."""
AUDIT_KONTROLLSUM = "0cb0fcd90e946863bd48703dd1e8d1df-5-2-14422a83"
"""Of `journal-audit.sqlite3`, in the same way."""


@pytest.fixture
def kept(home: Path) -> Path:
    """The journal that samsjekk 0.3.0 wrote, in a home of its own."""
    home.mkdir(mode=0o700)
    path = home / "samsjekk.sqlite3"
    shutil.copy(DATA / "journal-0.3.sqlite3", path)
    return path


def bodies(path: Path) -> list[bytes]:
    with sqlite3.connect(path) as connection:
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
        table = "entry" if "entry" in tables else "event"
        found = connection.execute(f"SELECT body FROM {table} ORDER BY id").fetchall()  # noqa: S608 - ours
    connection.close()
    return [body for (body,) in found]


def test_it_says_what_it_said_and_no_byte_of_what_was_written_is_changed(
    kept: Path, run: Run
) -> None:
    before = bodies(kept)
    code, out, _ = run("status", "gammel", "--json")
    assert code == 0
    said = json.loads(out)
    before_fields = json.loads((DATA / "journal-0.3-status.json").read_text(encoding="utf-8"))
    judged = ("questions", "themes", "criteria")
    for name in before_fields.keys() - judged:
        assert said[name] == before_fields[name], name
    # The rules have another version, and its set does not say who set the yardsticks: what was
    # answered, and the verdicts, are as they were, and a possible breach is now a weakness.
    fields = ("id", "verdict", "derived_verdict", "evidence", "checkpoints")
    for now, then in zip(said["criteria"], before_fields["criteria"], strict=True):
        # They stand in the order of the five aspects now.
        for each in (now, then):
            each["checkpoints"].sort(key=lambda point: point["id"])
        assert {name: now[name] for name in fields} == {name: then[name] for name in fields}
        breach = then["severity"] == "possible_breach"
        assert now["severity"] == ("weakness" if breach else then["severity"])
    assert bodies(kept) == before, "no event was added, none changed"
    assert run("verify", "gammel")[0] == ExitCode.DONE


def test_it_goes_on_in_writes_that_build_on_every_earlier_author(kept: Path) -> None:
    anna = Author(name="Anna", role="virksomhetsleder")
    with Journal(kept) as journal:
        _, heads, writes = journal.heads("gammel")
        assert len(heads) == 2, "the last event of each of the two authors"
        session = Session(journal, "gammel", anna, EvidenceFiles(kept.parent / "evidence"))
        session.answer(POINT, AnswerValue.NO)
        (new,) = journal.heads("gammel")[1]
        node = next(n for n in journal.prove("gammel")[1].nodes if n.digest == new)
        assert node.parents == tuple(sorted(heads))
        assert journal.heads("gammel")[2] == writes + 1
        session.undo()
        assert session.assessment.answers[POINT].value.value is AnswerValue.PARTLY
        assert not journal.prove("gammel")[1].faults


def test_a_text_of_an_old_event_is_erased_and_said_to_be_unproven(kept: Path) -> None:
    anna = Author(name="Anna", role="virksomhetsleder")
    with Journal(kept) as journal:
        # Events of that time hold the whole answer, so a comment stands in each of them.
        told = [
            event
            for event in journal.events("gammel")
            if isinstance(event.what, Answered) and event.what.answer.comment.startswith("Planen")
        ]
        for event in told:
            erased = Erased(event=event.id, path="answer.comment", reason="feil sted")
            journal.erase("gammel", anna, erased)
        proof = journal.prove("gammel")[1]
        assert (proof.faults, proof.unproven) == ((), len(told))
        again = {event.id: event.what for event in journal.events("gammel")}[told[0].id]
        assert isinstance(again, Answered)
        assert again.answer.comment == WITHHELD
        assert again.answer.value is AnswerValue.YES
    held = b"".join(path.read_bytes() for path in kept.parent.glob("samsjekk.sqlite3*"))
    assert b"Planen er fra 2024." not in held


def test_who_writes_on_in_an_old_journal_is_not_told_from_a_name_alone(kept: Path) -> None:
    first = bodies(kept)[0]
    with Journal(kept) as journal:
        Session(journal, "gammel", Author(name="Bo"), EvidenceFiles(kept.parent / "e")).answer(
            POINT, AnswerValue.YES
        )
        by = json.loads(journal.lines("gammel")[-1].body)["by"]
    assert by == author_key(old_secret(first), "Bo")


def test_forks_of_an_old_journal_are_one_history_again(kept: Path, tmp_path: Path) -> None:
    """The same person went on with a copy on two machines, with the old program and the new."""
    other = tmp_path / "other.sqlite3"
    shutil.copy(kept, other)
    anna, files = Author(name="Anna", role="virksomhetsleder"), EvidenceFiles(tmp_path / "e")
    with Journal(kept) as here, Journal(other) as there:
        one, two = (Session(j, "gammel", anna, files) for j in (here, there))
        one.answer(POINT, AnswerValue.YES)
        two.answer("opp-plan-kjent", AnswerValue.YES)
        assert here.replicas().isdisjoint(there.replicas())
        here.take_in("gammel", there.lines("gammel"))
        there.take_in("gammel", here.lines("gammel"))
        assert here.events("gammel") == there.events("gammel")
        assert not here.prove("gammel")[1].faults
        one.refresh()
        assert one.assessment.answer(POINT) == Answer(
            value=AnswerValue.YES,
            comment="Planen er fra 2024.",
            fingerprint=one.assessment.answers[POINT].value.fingerprint,
        )
        assert any(isinstance(e.what, EvidenceRecorded) for e in here.events("gammel"))


CONTENT = b"en rutine"
COPY = f"{hashlib.sha256(CONTENT).hexdigest()}.pdf"


@pytest.fixture
def alike(kept: Path) -> Path:
    """The old journal with `GAMMEL`, and with `gammel` and `gammel-2`, which have a copy each."""
    file = {"path": COPY, "sha256": COPY[:64], "size": len(CONTENT), "copied": True}
    document = {"kind": "document", "id": "rutine", "title": "Rutine", "file": file}
    with closing(sqlite3.connect(kept)) as connection, connection:
        connection.execute("UPDATE assessment SET id = 'GAMMEL'")
        connection.execute("UPDATE event SET assessment = 'GAMMEL'")
        (begun,) = connection.execute("SELECT body FROM event ORDER BY id").fetchone()
        for name in ("gammel", "gammel-2"):
            first = json.loads(begun)
            first["what"]["municipality"]["name"] = name.upper()
            second = {**first, "id": f"{first['id'][:-1]}d", "previous": old_digest(body_of(first))}
            second["what"] = {"type": "evidence_recorded", "evidence": document}
            connection.execute(
                "INSERT INTO assessment SELECT ?, criteria_set FROM assessment LIMIT 1", (name,)
            )
            for one in (first, second):
                row = (name, one["id"], body_of(one))
                connection.execute("INSERT INTO event VALUES (?, ?, 'Anna', ?)", row)
            folder = kept.parent / "evidence" / name
            folder.mkdir(parents=True)
            (folder / COPY).write_bytes(CONTENT)
    return kept


def body_of(event: object) -> bytes:
    return json.dumps(event).encode()


def copies(kept: Path) -> list[str]:
    found = (kept.parent / "evidence").glob("*/*")
    return sorted(path.relative_to(kept.parent / "evidence").as_posix() for path in found)


def moved(kept: Path) -> list[str]:
    """The copies where each id has a folder; the old one stays where it is the folder of two."""
    both = (kept.parent / "evidence" / "GAMMEL").exists()  # as on Windows
    return [f"{name}/{COPY}" for name in ("gammel-2", "gammel-3", *(["gammel"] if both else []))]


def test_ids_that_differ_in_case_only_are_told_apart_by_a_number(alike: Path, run: Run) -> None:
    """As samsjekk 0.3.0 allowed, though Windows and macOS have one folder for both."""
    code, out, _ = run("list", "--json")
    assert code == 0
    listed = {one["assessment"]: one["municipality"] for one in json.loads(out)}
    assert listed == {"GAMMEL": "Nes", "gammel-2": "GAMMEL-2", "gammel-3": "GAMMEL"}
    assert copies(alike) == moved(alike)
    for name in listed:
        assert run("verify", name)[0] == ExitCode.DONE


def test_where_both_have_had_one_folder_the_copies_stay_in_it_too(alike: Path, run: Run) -> None:
    folder = alike.parent / "evidence"
    make_link(folder / "GAMMEL", folder / "gammel")
    assert run("list")[0] == 0
    assert copies(alike) == [
        f"{name}/{COPY}" for name in ("GAMMEL", "gammel-2", "gammel-3", "gammel")
    ]


def test_a_copy_that_is_held_while_it_is_moved_is_moved_the_next_time(
    alike: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, before = Path.unlink, bodies(alike)

    def held(path: Path, missing_ok: bool = False) -> None:
        if path.name == COPY:
            raise PermissionError(13, "held")
        real(path, missing_ok=missing_ok)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", held)
        assert run("list")[0] == ExitCode.DONE, "it can be read"
    assert f"gammel/{COPY}" in copies(alike)
    assert bodies(alike) == before
    assert run("list")[0] == ExitCode.DONE
    assert copies(alike) == moved(alike)


def test_the_digest_of_an_old_event_is_the_one_its_author_named() -> None:
    first, *others = bodies(DATA / "journal-0.3.sqlite3")
    named = {json.loads(body)["previous"] for body in others if json.loads(body)["previous"]}
    assert old_digest(first) in named


def test_a_journal_from_before_sharing_says_what_it_said_and_can_be_shared(
    home: Path, run: Run, tmp_path: Path
) -> None:
    home.mkdir(mode=0o700)
    shutil.copy(DATA / "journal-of-writes.sqlite3", home / "samsjekk.sqlite3")
    code, out, _ = run("verify", "kjent")
    assert (code, KEPT_KONTROLLSUM in out) == (0, True)
    code, out, _ = run("history", "kjent")
    assert (code, "Delvis: Har hvert vedtakspunkt" in out) == (0, True)
    folder = tmp_path / "delt"
    folder.mkdir()
    code, _, _ = run("share", "kjent", str(folder))
    assert (code, len(list(folder.glob("samsjekk-*/w-*.jsonl")))) == (0, 1)


def test_a_journal_from_before_audits_says_what_it_said_and_an_audit_can_be_begun_beside_it(
    home: Path, run: Run
) -> None:
    home.mkdir(mode=0o700)
    path = home / "samsjekk.sqlite3"
    shutil.copy(DATA / "journal-shared.sqlite3", path)
    before = bodies(path)
    code, out, _ = run("verify", "delt")
    assert (code, SHARED_KONTROLLSUM in out, "står ved lag" in out) == (0, True, True)
    with Journal(path, kind=AUDITS) as journal:
        begin_audit(journal, "revisjon", Author(name="Ola"))
    code, out, _ = run("list")
    assert (code, "delt" in out) == (0, True)
    assert [body for body in bodies(path) if body in before] == before


def test_the_first_audit_journal_says_what_it_said(home: Path, run: Run) -> None:
    home.mkdir(mode=0o700)
    shutil.copy(DATA / "journal-audit.sqlite3", home / "samsjekk.sqlite3")
    code, out, _ = run("verify", "revisjon")
    assert (code, AUDIT_KONTROLLSUM in out) == (0, True)
    assert run("audit", "breaks", "revisjon")[0] == 0
    code, out, _ = run("audit", "trace", "revisjon", "a1")
    assert (code, "leder for Nav (verifisert)" in out) == (0, True)
    shown = run("audit", "show", "revisjon", "fact", "f1")[1]
    assert ("Det meldes lite." in shown, "kap. 5" in shown) == (True, False)  # it was undone
