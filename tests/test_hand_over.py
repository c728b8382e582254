"""An assessment as one file: whole or refused, the same bytes for the same history, taken in."""

from __future__ import annotations

import hashlib
import shutil
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import run_state_machine_as_test

from benchmarks.hand_over import People, tried
from benchmarks.privacy import made_up
from checklist.assessment import Answer, Answered, Author, Document
from checklist.criteria import AnswerValue
from checklist.handover import (
    DamagedFile,
    Manifest,
    Reason,
    compared,
    merge,
    opened_hand_over,
    read_hand_over,
    write_hand_over,
)
from checklist.handover.container import Packed, pack
from checklist.handover.manifest import MANIFEST, SUM, LeftOut, Member, manifest_bytes
from checklist.handover.words import merged_lines
from checklist.i18n import Translator
from checklist.session import Session
from checklist.store import EvidenceFiles, Journal, unwatched
from tests.conftest import ANNA, Run, copied
from tests.databases import ON_BOTH

DATA = Path(__file__).parent / "data"
POINT = "ke-mandat-kjent"


def bytes_of(session: Session) -> bytes:
    """The hand-over file of an assessment."""
    made = BytesIO()
    write_hand_over(session, made)
    return made.getvalue()


def saved(folder: Path, content: bytes) -> Path:
    """A file with this content."""
    path = folder / "handed.samsjekk"
    path.write_bytes(content)
    return path


class Elsewhere:
    """The same program on another machine."""

    def __init__(self, folder: Path, name: str = "Bo") -> None:
        folder.mkdir()
        self.journal = Journal(folder / "samsjekk.sqlite3")
        self.files = EvidenceFiles(folder / "evidence")
        self.author = Author(name=name)

    def take_in(self, path: Path) -> Session:
        with opened_hand_over(path) as handed:
            merged = merge(self.journal, self.files, handed)
        return Session(self.journal, merged.assessment, self.author, self.files)


@pytest.fixture
def elsewhere(tmp_path: Path) -> Elsewhere:
    return Elsewhere(tmp_path / "elsewhere")


@ON_BOTH
def test_what_was_taken_in_is_handed_on_as_the_same_bytes(
    nes: Session, elsewhere: Elsewhere, tmp_path: Path
) -> None:
    handed = bytes_of(nes)
    theirs = elsewhere.take_in(saved(tmp_path, handed))
    assert theirs.assessment.answers == nes.assessment.answers
    assert bytes_of(theirs) == handed
    assert zipfile.ZipFile(BytesIO(handed)).testzip() is None


@ON_BOTH
def test_twice_changes_nothing_and_says_so(
    nes: Session, elsewhere: Elsewhere, tmp_path: Path
) -> None:
    path = saved(tmp_path, bytes_of(nes))
    elsewhere.take_in(path)
    with opened_hand_over(path) as handed:
        again = merge(elsewhere.journal, elsewhere.files, handed)
    assert (again.is_new, again.events) == (False, ())


@ON_BOTH
def test_what_two_people_wrote_meanwhile_stands_side_by_side_in_both_places(
    nes: Session, elsewhere: Elsewhere, tmp_path: Path
) -> None:
    theirs = elsewhere.take_in(saved(tmp_path, bytes_of(nes)))
    nes.comment(POINT, "Anna skrev dette.")
    theirs.comment(POINT, "Bo skrev dette.")
    with (
        opened_hand_over(saved(tmp_path, bytes_of(theirs))) as handed,
        compared(nes.journal, handed) as parted,
    ):
        assert parted is not None
        assert [len(parted.here), len(parted.there)] == [1, 1]
        assert len(nes.journal.events(nes.assessment.id)) == 219, "nothing is taken in yet"
        merge(nes.journal, nes.files, handed)
    nes = Session(nes.journal, nes.assessment.id, ANNA, nes.files)
    theirs = elsewhere.take_in(saved(tmp_path, bytes_of(nes)))
    assert bytes_of(theirs) == bytes_of(nes)
    for session in (nes, theirs):
        fields = next(
            fields for thing, fields in session.assessment.fields.items() if thing.id == POINT
        )
        assert {given.value for given in fields["comment"]} == {
            "Anna skrev dette.",
            "Bo skrev dette.",
        }


def test_a_personal_number_in_what_is_taken_in_is_warned_of(
    nes: Session, elsewhere: Elsewhere, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is signed by others, so it can't be refused; whoever wrote it is asked to erase it."""
    monkeypatch.setattr("checklist.store.journal.refuse_personal_numbers", lambda *_: None)
    told = []
    for comment in ("Sak 2018/12.", f"Se {made_up('130972')}."):
        answer = Answer(value=AnswerValue.YES, comment=comment)
        nes.journal.append(nes.assessment.id, ANNA, Answered(checkpoint=POINT, answer=answer))
        with opened_hand_over(saved(tmp_path, bytes_of(nes))) as handed:
            merged = merge(elsewhere.journal, elsewhere.files, handed)
        told.append(" ".join(merged_lines(merged, nes, Translator())))
    assert ["Be den som skrev det" in lines for lines in told] == [False, True]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A hand-over file with a history, a set and a piece of evidence."""
    folder = tmp_path_factory.mktemp("small")
    with Journal(folder / "samsjekk.sqlite3") as journal:
        session = copied(journal, "nes-2018")
        attach(session, folder, b"Innhold.")
        return bytes_of(session)


def attach(session: Session, folder: Path, content: bytes) -> Path:
    """Copy a file as evidence; where the copy is."""
    path = folder / "Plan for ROP.pdf"
    path.write_bytes(content)
    reference = session.record_file(path, copy=True)
    session.record_evidence(Document(id="plan", title="Plan", file=reference), [POINT])
    return session.file_of("plan").path


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_a_file_with_one_byte_altered_cut_or_added_is_refused(
    small: bytes, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    place = data.draw(
        st.one_of(
            st.integers(0, len(small) - 1),
            st.integers(0, 400),
            st.integers(len(small) - 800, len(small) - 1),
        )
    )
    how = data.draw(st.sampled_from(["alter", "cut", "add"]))
    match how:
        case "alter":
            content = bytearray(small)
            content[place] ^= data.draw(st.integers(1, 255))
        case "cut":
            content = bytearray(small[:place])
        case _:
            content = bytearray(small[:place] + b"\0" + small[place:])
    path = saved(tmp_path_factory.mktemp("altered"), bytes(content))
    with pytest.raises(DamagedFile), opened_hand_over(path):
        pass


def rebuilt(content: bytes, change: Callable[[dict[str, bytes]], Manifest | None]) -> bytes:
    """A file whose parts somebody changed, with every digest taken anew."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    manifest = change(parts)
    if manifest is None:
        told = msgspec.json.decode(parts[MANIFEST], type=Manifest)
        members = tuple(
            Member(name, len(body), hashlib.sha256(body).hexdigest())
            for name, body in parts.items()
            if name not in (MANIFEST, SUM)
        )
        manifest = msgspec.structs.replace(told, files=members)
    body = manifest_bytes(manifest)
    others = [(member.name, parts[member.name]) for member in manifest.files]
    proof = hashlib.sha256(body).hexdigest().encode()
    made = BytesIO()
    pack(
        made,
        [
            Packed(name, len(held), hashlib.sha256(held).hexdigest(), held)
            for name, held in ((MANIFEST, body), *others, (SUM, proof))
        ],
        unwatched,
    )
    return made.getvalue()


def _climb(parts: dict[str, bytes]) -> None:
    parts["evidence/../../settings.json"] = b"{}"


def _other_set(parts: dict[str, bytes]) -> None:
    name = next(name for name in parts if name.startswith("sets/"))
    parts[name] = parts[name].replace(b"koordinerende", b"koordinerendx", 1)


def _other_evidence(parts: dict[str, bytes]) -> None:
    name = next(name for name in parts if name.startswith("evidence/"))
    parts[name] = b"Noe annet."


def _without_the_last_line(parts: dict[str, bytes]) -> None:
    parts["writes.jsonl"] = b"".join(parts["writes.jsonl"].splitlines(keepends=True)[:-1])


def _other_text(parts: dict[str, bytes]) -> None:
    parts["writes.jsonl"] = parts["writes.jsonl"].replace(b"Nes", b"Nxs", 1)


def _twice(parts: dict[str, bytes]) -> Manifest:
    manifest = msgspec.json.decode(parts[MANIFEST], type=Manifest)
    return msgspec.structs.replace(manifest, files=(*manifest.files, manifest.files[-1]))


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (_climb, "settings.json kan ikke være i en overleveringsfil"),
        (_other_set, "annet innhold enn navnet"),
        (_other_evidence, "annet innhold enn navnet"),
        (_without_the_last_line, "writes.jsonl er endret"),
        (_other_text, "linje er skadet"),
        (_twice, "to ganger"),
    ],
)
def test_a_file_that_somebody_made_anew_is_refused_with_what_is_wrong(
    small: bytes,
    tmp_path: Path,
    change: Callable[[dict[str, bytes]], Manifest | None],
    says: str,
) -> None:
    path = saved(tmp_path, rebuilt(small, change))
    with pytest.raises(DamagedFile, match=says), opened_hand_over(path):
        pass


def test_a_file_of_a_newer_form_asks_for_a_newer_program(small: bytes, tmp_path: Path) -> None:
    newer = small.replace(b'"format":1', b'"format":2', 1)
    with (
        pytest.raises(DamagedFile, match="nyere versjon"),
        opened_hand_over(saved(tmp_path, fitted(newer))),
    ):
        pass


def fitted(content: bytes) -> bytes:
    """The same file with the checksum that a zip has of its first part taken anew."""
    size = int.from_bytes(content[18:22], "little")
    begins = 30 + len(MANIFEST)
    crc = zlib.crc32(content[begins : begins + size])
    return content[:14] + crc.to_bytes(4, "little") + content[18:]


@ON_BOTH
def test_a_copy_that_is_erased_goes_where_the_file_is_taken_in(
    nes: Session, elsewhere: Elsewhere, tmp_path: Path
) -> None:
    attach(nes, tmp_path, b"Et navn.")
    theirs = elsewhere.take_in(saved(tmp_path, bytes_of(nes)))
    copy = theirs.file_of("plan").path
    nes.erase_evidence("plan", "Et navn.")
    assert copy.exists()
    elsewhere.take_in(saved(tmp_path, bytes_of(nes)))
    assert not copy.exists()


@ON_BOTH
def test_evidence_goes_along_and_what_does_not_is_said(
    nes: Session, elsewhere: Elsewhere, tmp_path: Path
) -> None:
    copy = attach(nes, tmp_path, b"Innhold.")
    other = tmp_path / "Ikke kopiert.pdf"
    other.write_bytes(b"x")
    nes.record_evidence(
        Document(id="fil", title="Fil", file=nes.record_file(other, copy=False)), [POINT]
    )
    made = BytesIO()
    manifest = write_hand_over(nes, made)
    assert manifest.left_out == (LeftOut("fil", Reason.NOT_COPIED),)
    theirs = elsewhere.take_in(saved(tmp_path, made.getvalue()))
    assert theirs.file_of("plan").path.read_bytes() == b"Innhold."
    assert theirs.file_of("plan").name == "Plan for ROP.pdf"
    assert not list((tmp_path / "elsewhere").rglob(".samsjekk-*")), "nothing unfinished is left"
    manifest = write_hand_over(nes, BytesIO(), evidence=False)
    assert {left.reason for left in manifest.left_out} == {Reason.NOT_ASKED}
    copy.write_bytes(b"Endret.")
    assert LeftOut("plan", Reason.CHANGED) in write_hand_over(nes, BytesIO()).left_out
    copy.unlink()
    assert LeftOut("plan", Reason.MISSING) in write_hand_over(nes, BytesIO()).left_out


@ON_BOTH
def test_commands_export_look_and_merge(run: Run, nes_id: str, tmp_path: Path) -> None:
    path = tmp_path / "nes.samsjekk"
    code, _out, err = run("export", nes_id, "--output", str(path))
    assert (code, "Kontrollsum: " in err) == (0, True)
    code, _out, err = run("export", nes_id, "--output", str(path))
    assert (code, "--replace" in err) == (2, True)
    code, out, _err = run("inspect", str(path))
    assert code == 0
    assert "Alt som er i filen, er her, og alt som er her, er i filen." in " ".join(out.split())
    code, _out, _err = run("remove", nes_id, "--with-answers")
    assert code == 0
    code, out, err = run("merge", str(path))
    assert (code, "Egenvurderingen er tatt inn" in err) == (0, True)
    code, listed, _err = run("list")
    assert out.strip() in listed
    code, _out, err = run("merge", str(path))
    assert "Ingenting er endret" in err


@ON_BOTH
@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("finnes-ikke.samsjekk", None, "filen finnes ikke"),
        ("tom.samsjekk", b"", "Filen er tom"),
        ("tekst.samsjekk", b"Hei", "ikke en overleveringsfil"),
        ("samsjekk.sqlite3", b"SQLite format 3\0" + bytes(100), "er skadet"),
    ],
)
def test_another_file_is_refused_with_what_it_is(
    run: Run, tmp_path: Path, name: str, content: bytes | None, says: str
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    for command in ("inspect", "merge"):
        code, _out, err = run(command, str(path))
        assert (code, says in err) == (2, True), err


@ON_BOTH
def test_a_published_file_has_no_names_notes_files_or_private_texts_and_can_be_looked_into(
    run: Run, nes_id: str, home: Path, tmp_path: Path
) -> None:
    with Journal(home / "samsjekk.sqlite3") as journal:
        session = Session(journal, nes_id, ANNA, EvidenceFiles(home / "evidence"))
        attach(session, tmp_path, b"Innhold.")
        session.comment("ke-meldinger-kjent", f"Ring {ANNA.name} på 22 33 44 55.")
        session.comment(POINT, "Ingen tvil hos dem vi spurte.")
        session.set_fields(POINT, note="Bare for oss i stab.")
    path = tmp_path / "ut.samsjekk"
    code, _out, err = run("export", nes_id, "--publish", "--output", str(path))
    assert (code, "utelatt" in err) == (0, True)
    content = path.read_bytes().decode("utf-8", "replace")
    for private in (ANNA.name, "22 33 44 55", "Bare for oss", "Innhold.", "Plan for ROP.pdf"):
        assert private not in content
    assert "Ingen tvil hos dem vi spurte." in content
    code, out, _err = run("inspect", str(path))
    assert (code, "Kontrollsum" in out) == (0, True)
    run("remove", nes_id, "--with-answers")
    code, _out, err = run("merge", str(path))
    assert (code, "kan bare leses" in err) == (2, True)


def test_a_text_erased_from_an_old_event_stays_erased_when_it_is_taken_in(
    elsewhere: Elsewhere, tmp_path: Path, home: Path
) -> None:
    home.mkdir(mode=0o700)
    shutil.copy(DATA / "journal-0.3.sqlite3", home / "samsjekk.sqlite3")
    with Journal(home / "samsjekk.sqlite3") as journal:
        (entry,) = journal.entries()
        session = Session(journal, entry.id, ANNA, EvidenceFiles(home / "evidence"))
        before = saved(tmp_path, bytes_of(session))
        theirs = elsewhere.take_in(before)
        thing, text = next(
            (thing, fields["comment"][-1].value)
            for thing, fields in session.assessment.fields.items()
            if thing.kind == "answer" and fields.get("comment") and fields["comment"][-1].value
        )
        session.erase(thing, "comment", "Nevner en person.")
        sent = saved(tmp_path, bytes_of(session))
        theirs = elsewhere.take_in(sent)
        assert bytes_of(theirs) == bytes_of(session)
        assert read_hand_over(sent, entry.id).assessment == session.shared
    files = b"".join(
        path.read_bytes() for path in (tmp_path / "elsewhere").glob("samsjekk.sqlite3*")
    )
    assert text.encode() not in files


def test_people_who_write_apart_and_hand_files_to_each_other_agree() -> None:
    """A few runs of `python -m benchmarks.hand_over`."""
    before = People.tally.runs
    run_state_machine_as_test(seed(1)(People), settings=tried(3, steps=8))
    assert People.tally.runs - before >= 3


@ON_BOTH
def test_stopping_in_the_middle_of_the_files_takes_nothing_in_and_leaves_none(
    nes: Session, elsewhere: Elsewhere, tmp_path: Path
) -> None:
    for name in ("a", "b"):
        path = tmp_path / f"{name}.txt"
        path.write_text(f"Innholdet i {name}.", encoding="utf-8")
        document = Document(id=name, title=name, file=nes.record_file(path, copy=True))
        nes.record_evidence(document, [POINT])
    copied: list[int] = []

    def stop_at_the_second(read: int = 0, /, **_sent: int) -> None:
        copied.append(read)
        if len(copied) == 2:
            raise ValueError("stopped")

    with (
        opened_hand_over(saved(tmp_path, bytes_of(nes))) as handed,
        pytest.raises(ValueError, match="stopped"),
    ):
        merge(elsewhere.journal, elsewhere.files, handed, watch=stop_at_the_second)
    assert elsewhere.journal.entries() == ()
    assert not [path for path in elsewhere.files.directory.rglob("*") if path.is_file()]
