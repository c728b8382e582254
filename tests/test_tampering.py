"""What is done to the database behind samsjekk's back is found, if need be by a kept kontrollsum.

Each kind is somebody who knows the format and mends every digest they can reach.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from checklist.assessment import (
    Answer,
    Answered,
    Author,
    Erased,
    PersonNamed,
    author_key,
    digest,
    new_id,
    written,
)
from checklist.criteria import AnswerValue
from checklist.errors import ExitCode
from checklist.session.assessments import Proved, prove_assessment
from checklist.store import Journal
from tests.conftest import CREATED, Run, shipped_set

ANNA, BENT = Author(name="Anna"), Author(name="Bent")
Row = tuple[int, str, str, bytes]


def answer(comment: str, value: AnswerValue = AnswerValue.YES) -> Answered:
    return Answered(
        checkpoint="ke-etablert-finnes",
        answer=Answer(value=value, comment=comment),
        seen=(),
        touched=("value", "comment"),
    )


@pytest.fixture
def path(home: Path) -> Path:
    """Two assessments, with three answers by each of two people."""
    return two_assessments(home / "samsjekk.sqlite3")


def two_assessments(path: Path) -> Path:
    """A journal with two assessments, `nes` and `lorenskog`."""
    with Journal(path) as journal:
        for name in ("nes", "lorenskog"):
            journal.create(name, CREATED, shipped_set("psykisk-helse-rus-voksne"), ANNA)
            for number in range(3):
                journal.append(name, ANNA, answer(f"Anna {number}"))
                journal.append(name, BENT, answer(f"Bent {number}", AnswerValue.NO))
    return path


class Tamperer:
    """Somebody with the file open, and the journal's own ways of making digests."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.key, self.genesis = connection.execute(
            "SELECT key, genesis FROM journal WHERE name = 'nes'"
        ).fetchone()

    def rows(self) -> list[Row]:
        return self.connection.execute(
            "SELECT n, id, digest, body FROM entry WHERE journal = ? ORDER BY id", (self.key,)
        ).fetchall()

    def remove(self, n: int) -> None:
        self.connection.execute("DELETE FROM part WHERE entry = ?", (n,))
        self.connection.execute("DELETE FROM entry WHERE n = ?", (n,))

    def put(self, n: int, body: bytes) -> None:
        """Bytes with the right digest."""
        name = json.loads(body)["id"]
        self.connection.execute(
            "UPDATE entry SET body = ?, digest = ?, id = ? WHERE n = ?",
            (body, digest(body), name, n),
        )

    def mend(self) -> None:
        """Make the shortcuts of the journal's row right again."""
        rows = self.rows()
        named = {parent for *_, body in rows for parent in json.loads(body).get("parents", [])}
        heads = [(name, known) for _, name, known, _ in rows if known not in named]
        self.connection.execute(
            "UPDATE journal SET heads = ?, writes = ? WHERE key = ?",
            (msgspec.json.encode(sorted(heads)), len(rows), self.key),
        )

    def rechain(self, first: int, change: Callable[[bytes], bytes]) -> None:
        """Change a body, and make everything after it name the new digests."""
        new: dict[str, str] = {}
        for position, (n, _, known, body) in enumerate(self.rows()):
            made = body
            for before, now in new.items():
                made = made.replace(before.encode(), now.encode())
            if position == first:
                made = change(made)
            if digest(made) != known:
                self.put(n, made)
                new[known] = digest(made)
        self.mend()

    def plant(self, what: Answered | Erased, by: str, parents: tuple[str, ...], after: str) -> None:
        made = written(
            of=self.genesis,
            write_id=new_id(datetime(2026, 1, 1, tzinfo=UTC), after),
            at=datetime(2026, 11, 24, tzinfo=UTC),
            by=by,
            replica="0" * 16,
            parents=parents,
            happened=(what,),
        )
        n = self.connection.execute(
            "INSERT INTO entry (journal, id, digest, body) VALUES (?, ?, ?, ?)",
            (self.key, made.write.id, made.digest, made.body),
        ).lastrowid
        for path, part in made.parts.items():
            self.connection.execute(
                "INSERT INTO part VALUES (?, ?, ?, ?)", (n, path, part.salt, part.value)
            )
        self.mend()


def last_removed(t: Tamperer) -> None:
    t.remove(t.rows()[-1][0])
    t.mend()


def last_two_removed(t: Tamperer) -> None:
    for row in t.rows()[-2:]:
        t.remove(row[0])
    t.mend()


def flipped(body: bytes) -> bytes:
    assert b'"value":"no"' in body
    return body.replace(b'"value":"no"', b'"value":"yes"')


def last_changed(t: Tamperer) -> None:
    t.rechain(len(t.rows()) - 1, flipped)


def middle_changed(t: Tamperer) -> None:
    n, _, _, body = t.rows()[2]
    t.connection.execute("UPDATE entry SET body = ? WHERE n = ?", (flipped(body), n))


def middle_changed_with_its_digest(t: Tamperer) -> None:
    n, _, _, body = t.rows()[2]
    t.put(n, flipped(body))


def all_after_made_anew(t: Tamperer) -> None:
    t.rechain(2, flipped)


def middle_removed(t: Tamperer) -> None:
    t.remove(t.rows()[3][0])
    t.mend()


def middle_removed_and_closed(t: Tamperer) -> None:
    rows = t.rows()
    gone, before = rows[3], rows[2]
    t.remove(gone[0])
    t.rechain(3, lambda body: body.replace(gone[2].encode(), before[2].encode()))


def one_author_wiped(t: Tamperer) -> None:
    by = json.loads(t.rows()[2][3])["by"]
    last = t.genesis
    for n, _, known, body in t.rows():
        held = json.loads(body)
        if held["by"] == by:
            t.remove(n)
        elif held.get("parents"):
            made = msgspec.json.encode(held | {"parents": [last]}, order="sorted")
            t.put(n, made)
            last = digest(made)
        else:
            last = known
    t.mend()


def moved(t: Tamperer) -> None:
    """An answer is given an earlier place, as if it had been answered over later."""
    rows = t.rows()
    n, name, _, body = rows[-1]
    t.put(n, body.replace(name.encode(), (rows[2][1][:-1] + "f").encode()))
    t.mend()


def planted(t: Tamperer) -> None:
    rows = t.rows()
    by = json.loads(rows[2][3])["by"]
    t.plant(answer("Plantet"), by, (rows[2][2],), rows[2][1])


def planted_last(t: Tamperer) -> None:
    rows = t.rows()
    t.plant(answer("Plantet"), json.loads(rows[2][3])["by"], (rows[-1][2],), rows[-1][1])


def invented_author(t: Tamperer) -> None:
    rows = t.rows()
    t.plant(answer("Oppdiktet"), author_key("hemmelig", "Kari"), (rows[3][2],), rows[3][1])


def from_another_assessment(t: Tamperer) -> None:
    other = t.connection.execute("SELECT key FROM journal WHERE name = 'lorenskog'").fetchone()[0]
    name, known, body = t.connection.execute(
        "SELECT id, digest, body FROM entry WHERE journal = ? ORDER BY id DESC", (other,)
    ).fetchone()
    t.connection.execute(
        "INSERT INTO entry (journal, id, digest, body) VALUES (?, ?, ?, ?)",
        (t.key, name, known, body),
    )
    t.mend()


def text_changed(t: Tamperer) -> None:
    t.connection.execute(
        "UPDATE part SET value = CAST('\"Annet\"' AS BLOB) WHERE path LIKE '%comment'"
    )


def text_removed(t: Tamperer) -> None:
    t.connection.execute("DELETE FROM part WHERE path LIKE '%comment'")


def texts_swapped(t: Tamperer) -> None:
    one, two = t.rows()[1][0], t.rows()[2][0]
    rows = t.connection.execute(
        "SELECT entry, path, salt, value FROM part WHERE entry IN (?, ?) AND path LIKE '%comment'",
        (one, two),
    ).fetchall()
    t.connection.execute(
        "DELETE FROM part WHERE entry IN (?, ?) AND path LIKE '%comment'", (one, two)
    )
    for n, path, salt, value in rows:
        t.connection.execute(
            "INSERT INTO part VALUES (?, ?, ?, ?)", (two if n == one else one, path, salt, value)
        )


def erasing_invented(t: Tamperer) -> None:
    rows = t.rows()
    by = json.loads(rows[1][3])["by"]
    erased = Erased(event=rows[1][1], path="answer.comment")
    t.plant(erased, by, (rows[2][2],), rows[2][1])
    t.connection.execute(
        "DELETE FROM part WHERE entry = ? AND path = '0.answer.comment'", (rows[1][0],)
    )


def name_changed(t: Tamperer) -> None:
    """Somebody else is said to have answered."""
    value = msgspec.json.encode("Kari")
    t.connection.execute("UPDATE part SET value = ? WHERE path LIKE '%.name'", (value,))


def criterion_changed(t: Tamperer) -> None:
    (body,) = t.connection.execute("SELECT body FROM criteria_set").fetchone()
    body = body.replace(b"koordinerende enhet", b"koordinerende lag")
    t.connection.execute(
        "UPDATE criteria_set SET body = ?, sha256 = ?", (body, hashlib.sha256(body).hexdigest())
    )


def heads_changed(t: Tamperer) -> None:
    rows = t.rows()
    t.connection.execute(
        "UPDATE journal SET heads = ? WHERE key = ?",
        (msgspec.json.encode([(rows[-2][1], rows[-2][2])]), t.key),
    )


def row_renamed(t: Tamperer) -> None:
    t.connection.execute("UPDATE entry SET id = ? WHERE n = ?", ("f" * 26, t.rows()[2][0]))


def row_emptied(t: Tamperer) -> None:
    t.connection.execute("UPDATE entry SET body = NULL WHERE n = ?", (t.rows()[2][0],))


ALONE = (
    row_renamed, row_emptied,
    middle_changed, middle_changed_with_its_digest, middle_removed, moved,
    from_another_assessment, text_changed, text_removed, texts_swapped, name_changed,
    criterion_changed, heads_changed,
)  # fmt: skip
"""What `verify` finds by itself."""
KEPT = (
    last_removed, last_two_removed, last_changed, all_after_made_anew, middle_removed_and_closed,
    one_author_wiped, planted, invented_author, erasing_invented,
)  # fmt: skip
"""What it finds with a kontrollsum that was kept elsewhere."""


def kept_and_tampered(path: Path, tamper: Callable[[Tamperer], None]) -> Proved:
    with Journal(path) as journal:
        kept = prove_assessment(journal, "nes").now
        other = prove_assessment(journal, "lorenskog").now
    with closing(sqlite3.connect(path)) as connection, connection:
        tamper(Tamperer(connection))
    with Journal(path) as journal:
        if tamper is not criterion_changed:
            untouched = prove_assessment(journal, "lorenskog", (other,))
            assert not untouched.proof.faults or tamper in {
                text_changed,
                text_removed,
                name_changed,
            }
        return prove_assessment(journal, "nes", (kept,))


@pytest.mark.parametrize("tamper", ALONE, ids=lambda tamper: tamper.__name__)
def test_verify_finds_it_alone(path: Path, tamper: Callable[[Tamperer], None]) -> None:
    assert kept_and_tampered(path, tamper).proof.faults


@pytest.mark.parametrize(
    ("tamper", "words"),
    [
        (middle_changed, "er ikke slik den ble skrevet: noe er endret eller skadet etterpå."),
        (middle_removed, "bygger på en som mangler"),
        (from_another_assessment, "hører til en annen egenvurdering."),
        (row_renamed, "Hendelsen ffffffffffffffffffffffffff er ikke slik den ble skrevet"),
    ],
)
def test_verify_says_what_is_wrong_with_which_event(
    path: Path, tamper: Callable[[Tamperer], None], words: str
) -> None:
    assert any(words in str(fault) for fault in kept_and_tampered(path, tamper).proof.faults)


@pytest.mark.parametrize("tamper", KEPT, ids=lambda tamper: tamper.__name__)
def test_a_kept_kontrollsum_finds_it(path: Path, tamper: Callable[[Tamperer], None]) -> None:
    proved = kept_and_tampered(path, tamper)
    assert proved.against is not None
    assert not proved.against.found or proved.beside


def test_a_text_that_was_changed_is_said_where_it_is_read(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        text_changed(Tamperer(connection))
    with Journal(path) as journal:
        assert any("En tekst i hendelsen" in str(words) for words in journal.news("nes").faults)


def test_what_was_written_after_a_kontrollsum_builds_on_it(path: Path) -> None:
    with Journal(path) as journal:
        kept = prove_assessment(journal, "nes").now
        journal.append("nes", ANNA, answer("Etterpå"))
        proved = prove_assessment(journal, "nes", (kept,))
    assert proved.against is not None
    assert (proved.against.found, proved.against.further, proved.beside) == (True, 1, ())
    assert not proved.proof.faults


def test_nobody_can_tell_what_is_planted_last_from_what_was_written(path: Path) -> None:
    """What a kontrollsum does not prove: docs/journal.md."""
    proved = kept_and_tampered(path, planted_last)
    assert proved.against is not None
    assert (proved.against.found, proved.against.further) == (True, 1)


def test_the_command_says_what_is_wrong_in_words(path: Path, run: Run, tmp_path: Path) -> None:
    report = tmp_path / "rapport.md"
    assert run("report", "nes", "--output", report)[0] == 0
    code, out, _ = run("verify", "nes", "--against", report)
    assert code == 0
    assert "står ved lag" in out
    with closing(sqlite3.connect(path)) as connection, connection:
        planted(Tamperer(connection))
    code, out, _ = run("verify", "nes", "--against", report)
    assert "bygger ikke på det" in out
    assert "24.11.2026" in out
    with closing(sqlite3.connect(path)) as connection, connection:
        last_changed(Tamperer(connection))
    code, out, _ = run("verify", "nes", "--against", report)
    assert code == ExitCode.FAULTS
    assert "finnes ikke her" in out


@pytest.mark.parametrize(
    "form", ["md", "html", "docx", "xlsx", "json", "oscal-results", "oscal-poam"]
)
def test_a_report_in_every_form_is_held_against_what_is_now(
    path: Path, run: Run, tmp_path: Path, form: str
) -> None:
    """All but PDF, where the letters are packed."""
    report = tmp_path / "rapport"
    assert path.exists()
    assert run("report", "nes", "--format", form, "--output", report)[0] == 0
    code, out, _ = run("verify", "nes", "--against", report)
    assert (code, "står ved lag" in out) == (0, True)


def test_a_backup_is_held_against_what_is_now(path: Path, run: Run) -> None:
    code, out, _ = run("backup")
    kept = out.strip()
    assert code == 0
    assert "står ved lag" in run("verify", "nes", "--against", kept)[1]
    with closing(sqlite3.connect(path)) as connection, connection:
        last_removed(Tamperer(connection))
    code, out, _ = run("verify", "nes", "--against", kept)
    assert code == ExitCode.FAULTS
    assert "finnes ikke her" in out


def test_a_person_who_changes_role_is_named_again(path: Path) -> None:
    with Journal(path) as journal:
        journal.append("nes", Author(name="Anna", role="leder"), answer("Ny rolle"))
        assert [event.author.role for event in journal.events("nes")][-1] == "leder"
        whats = [what for line in journal.lines("nes") for what in json.loads(line.body)["what"]]
    assert sum(what["type"] == "person_named" for what in whats) == 3
    assert PersonNamed.__struct_config__.tag == "person_named"
