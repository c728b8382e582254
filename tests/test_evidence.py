"""Evidence files: kept under a name of our own, and missed or mistrusted when they change."""

from __future__ import annotations

import hashlib
import os
import re
import sys
from pathlib import Path

import pytest

from checklist.appraisal import Strength
from checklist.assessment import Document, FileReference, FileState, Refused
from checklist.criteria import AnswerValue
from checklist.machine import is_too_long
from checklist.session import Session
from checklist.session.assessments import copy_example
from checklist.store import EvidenceFiles
from checklist.store.evidence_files import EvidenceFileError
from tests.conftest import is_private

CONTENT = b"%PDF-1.7 rutine"
SHA256 = hashlib.sha256(CONTENT).hexdigest()
POINT = "ke-rutiner-skriftlig"


def copied(files: EvidenceFiles, assessment: str, path: Path) -> FileReference:
    """Copy a file, as when the event that refers to it is written."""
    staged = files.stage(assessment, path)
    files.keep(staged)
    return staged.reference


def every_file(folder: Path) -> list[str]:
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


@pytest.mark.parametrize(
    ("name", "suffix"),
    [
        ("rutine.pdf", ".pdf"),
        ("..\\..\\x.PDF", ".pdf"),
        ("CON", ""),
        ("a\nb.docx", ".docx"),
        ("r" * 200 + ".pdf", ".pdf"),
        ("[red]{x}.p$f", ""),
        (".bashrc", ""),
        ("x.pdf ", ""),
        ("\x1b[2J.pdf", ".pdf"),
    ],
)
def test_a_copy_is_named_by_its_content_whatever_the_file_was_called(
    home: Path, tmp_path: Path, files: EvidenceFiles, name: str, suffix: str
) -> None:
    original = tmp_path / name
    if sys.platform == "win32" and re.search(r"[\\\n\x1b]| $|^CON$", name):
        pytest.skip("Windows can't hold this name")
    if is_too_long(original):
        pytest.skip("this Windows takes no path as long")
    original.write_bytes(CONTENT)
    reference = copied(files, "nes-2018", original)
    assert reference == FileReference(SHA256 + suffix, SHA256, len(CONTENT), copied=True, name=name)
    assert every_file(home) == [f"evidence/nes-2018/{SHA256}{suffix}"]
    kept = files.locate("nes-2018", reference)
    assert kept.read_bytes() == CONTENT
    assert is_private(kept)
    assert is_private(kept.parent)
    assert copied(files, "nes-2018", original) == reference, "a second time is no harm"


def test_a_path_that_climbs_out_is_followed_but_never_kept(
    home: Path, tmp_path: Path, files: EvidenceFiles
) -> None:
    (tmp_path / "x").write_bytes(CONTENT)
    (tmp_path / "a" / "b").mkdir(parents=True)
    climbing = tmp_path / "a" / "b" / ".." / ".." / "x"
    assert files.refer(climbing).path == str(tmp_path / "x")
    copied(files, "nes", climbing)
    assert every_file(home) == [f"evidence/nes/{SHA256}"]


def test_a_copied_name_from_elsewhere_can_not_point_out_of_the_folder(
    home: Path, files: EvidenceFiles
) -> None:
    hostile = FileReference("../../samsjekk.sqlite3", SHA256, 1, copied=True)
    assert files.locate("nes", hostile) == home / "evidence" / "nes" / "samsjekk.sqlite3"


def test_what_is_not_a_file_is_refused_in_words(tmp_path: Path, files: EvidenceFiles) -> None:
    wrong = [tmp_path / "borte.pdf", tmp_path, tmp_path / "a\0b"]
    if hasattr(os, "mkfifo"):  # Windows has no pipes in folders
        os.mkfifo(tmp_path / "pipe")
        wrong.append(tmp_path / "pipe")
    for path in wrong:
        with pytest.raises(EvidenceFileError, match="finnes ikke, eller er ikke en vanlig fil"):
            files.stage("nes", path)
        with pytest.raises(EvidenceFileError, match="finnes ikke, eller er ikke en vanlig fil"):
            files.refer(path)


def test_a_copy_that_fails_half_way_leaves_nothing(
    home: Path, tmp_path: Path, files: EvidenceFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = tmp_path / "rutine.pdf"
    original.write_bytes(CONTENT)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(EvidenceFileError, match=r"No space left.*Ingenting ble registrert"):
        files.stage("nes", original)
    assert every_file(home) == []


@pytest.fixture
def routine(nes: Session, tmp_path: Path) -> Path:
    """A routine from 2018 that the answer about known routines rests on alone."""
    path = tmp_path / "rutine.pdf"
    path.write_bytes(CONTENT)
    reference = nes.record_file(path, copy=False)
    nes.answer(POINT, AnswerValue.YES)
    for evidence in nes.assessment.links.get(POINT, ()):
        nes.unlink(evidence, POINT)
    document = Document(id="rutine", title="Rutine", date="2018-01-15", file=reference)
    nes.record_evidence(document, [POINT])
    return path


def shown(session: Session) -> tuple[Strength, list[str]]:
    criterion = session.appraised(session.criterion_of(POINT).id)
    (point,) = [p for p in criterion.checkpoints if p.checkpoint.id == POINT]
    ((_, weight),) = point.evidence
    return weight.strength, [str(reason) for reason in weight.reasons]


def test_a_file_that_vanished_or_changed_makes_the_evidence_weak_and_says_why(
    nes: Session, routine: Path
) -> None:
    nes.check_files(content=True)
    assert nes.file_states["rutine"] is FileState.AS_RECORDED
    assert shown(nes) == (Strength.STRONG, [])

    routine.write_bytes(CONTENT[::-1])
    nes.check_files(content=False)
    assert shown(nes) == (Strength.STRONG, []), "only looked whether it is there"
    nes.check_files(content=True)
    assert shown(nes) == (Strength.WEAK, ["filen er endret etter at den ble registrert"])

    routine.unlink()
    nes.check_files(content=False)
    assert shown(nes) == (Strength.WEAK, ["filen finnes ikke lenger"])
    nes.answer(POINT, AnswerValue.PARTLY)
    assert shown(nes)[0] is Strength.WEAK, "an answer does not make the file come back"

    routine.write_bytes(CONTENT)
    nes.check_files(content=True)
    assert shown(nes) == (Strength.STRONG, [])


def test_a_file_recorded_again_counts_again(nes: Session, routine: Path) -> None:
    routine.write_bytes(b"ny utgave")
    nes.check_files(content=True)
    assert shown(nes)[0] is Strength.WEAK
    reference = nes.record_file(routine, copy=True)
    nes.record_evidence(
        Document(id="rutine", title="Rutine", date="2018-01-15", file=reference), [POINT]
    )
    routine.unlink()
    nes.check_files(content=True)
    assert shown(nes) == (Strength.STRONG, [])


def test_no_assessment_can_have_a_folder_outside_the_evidence_folder(nes: Session) -> None:
    with pytest.raises(Refused, match="kan ikke brukes som id"):
        copy_example(nes.journal, nes.files, "nes-2018", "../../ut")
