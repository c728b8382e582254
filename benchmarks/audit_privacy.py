"""That nothing of an audit leaves with an assessment: `python -m benchmarks.audit_privacy`.

An audit with a text of its own in each field of each kind of record is made over a receipt, in the
home where the same assessment is. Then everything is made that can leave with the assessment:
its export whole, without evidence and for publishing, every document in every form, the forms to
fill in, the shared folder, the receipt handed on, and municipalities side by side. How many bytes
of the texts of the audit stand in them is printed, and the exit code is 1 where there are any.
"""

from __future__ import annotations

import re
import sys
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from benchmarks.receipts import receipts_in, small_file
from benchmarks.store import use_memory
from checklist.assessment import Author
from checklist.audit import (
    KIND,
    KINDS,
    NAMES,
    Audit,
    GuideRole,
    ReceivedAssessment,
    Record,
    Source,
    is_text,
    set_side_by_side,
    types_of,
)
from checklist.auditing import begin_audit, handed_over
from checklist.errors import SamsjekkError
from checklist.handover import begin_sharing, publishable, receive, write_hand_over
from checklist.i18n import Translator
from checklist.reporting import DOCUMENTS, FORMS, Report, report_file
from checklist.reporting.audits import BESIDE_FORMS, beside_file
from checklist.session import Session
from checklist.session.forms import ENDINGS, role_form_of
from checklist.session.reports import report_of
from checklist.store import EvidenceFiles, Journal, Receipts
from tests.desks import NAME, TODAY

MARK = "qzx"
"""What begins each text of the audit, and stands in nothing else that is made."""
_MARKED = re.compile(rf"{MARK}[a-z-]*".encode())
_PDF_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
_SLOW = ("html", "docx", "pdf")
"""Forms that a quick look leaves out: their text is that of Markdown."""


def marked_audit(journal: Journal, receipts: Receipts) -> Audit:
    """An audit over the receipts with a text of its own in every field that holds one."""
    author = Author(name=f"{MARK}-forfatter", role=f"{MARK}-rolle")
    with Journal(journal.path) as assessments:
        criteria_set = assessments.criteria_set(
            Session(assessments, NAME, author, EvidenceFiles(journal.path)).shared.criteria_set
        )
    session = begin_audit(journal, f"{MARK}-revisjon", author, criteria_set)
    (receipt,) = receipts.all()
    for kind in KINDS.values():
        name = _id_of(kind, criteria_set.roles[0].id, receipt.id)
        session.record(kind(id=name, **_values(kind, session.audit)), sure=True)
    return session.audit


def _id_of(kind: type[Record], role: str, receipt: str) -> str:
    if kind.SINGLE:
        return kind.KIND
    if kind is GuideRole:
        return role
    if kind is ReceivedAssessment:
        return receipt
    named = {"review": "first", "chapter": "summary"}
    return named.get(kind.KIND, f"{MARK}-{NAMES.get(kind, {}).get('id', kind).KIND}")


def _values(kind: type[Record], audit: Audit) -> dict[str, object]:
    """A text of its own in every field that holds a text, and names of what there is."""
    values: dict[str, object] = {}
    for field, held in types_of(kind).items():
        text = f"{MARK}-{kind.KIND}-{field.replace('_', '-')}"
        if is_text(held) or held is str:
            values[field] = text
        elif field == "sources":
            values[field] = (Source(entry=f"{MARK}-document", kontrollsum=text, event=text),)
        elif field in NAMES.get(kind, {}):
            name = next(iter(audit.all(NAMES[kind][field])))
            values[field] = (name,) if "tuple" in str(held) else name
    return values


def texts_of(audit: Audit) -> set[str]:
    """Every text of the audit, as it is stored."""
    everything = msgspec.json.encode(audit.records)
    return {found.decode() for found in _MARKED.findall(everything)}


def outgoing(
    session: Session, receipts: Receipts, folder: Path, *, quick: bool
) -> Iterator[tuple[str, bytes]]:
    """Everything that can leave with the assessment, by what it is."""
    _ = Translator("nb")
    yield from _exports(session, _)
    yield "receipt", receipts.all()[0].path.read_bytes()
    for publish in (False, True):
        yield from _documents(report_of(session, TODAY, _, publish=publish), quick=quick)
    for ending in ENDINGS:
        role = session.criteria_set.roles[0].id
        yield f"form {ending}", role_form_of(session, role, _, ending)()
    (one,) = handed_over(receipts.all())
    oslo = msgspec.structs.replace(one.municipality, number="0301", name="Oslo")
    side = set_side_by_side([one, one._replace(municipality=oslo)])
    for form in BESIDE_FORMS:
        yield f"beside.{form}", beside_file(side, form, _)
    shared = folder / "delt"
    shared.mkdir()
    begin_sharing(session, shared)
    for path in sorted(path for path in shared.rglob("*") if path.is_file()):
        yield f"shared {path.name}", path.read_bytes()


def _exports(session: Session, _: Translator) -> Iterator[tuple[str, bytes]]:
    for evidence, is_public in ((True, None), (False, None), (False, publishable(session, _))):
        file = BytesIO()
        write_hand_over(session, file, evidence=evidence, is_public=is_public)
        yield (
            "export" + " with evidence" * evidence + " for publishing" * bool(is_public),
            (file.getvalue()),
        )


def _documents(report: Report, *, quick: bool) -> Iterator[tuple[str, bytes]]:
    for name in DOCUMENTS:
        for form in FORMS:
            # A document may compare with an earlier assessment, or not be made in this form.
            with suppress(SamsjekkError):
                if not (quick and form in _SLOW):
                    yield f"{name}.{form}", report_file(report, template=name, form=form)


def bytes_of_texts(content: bytes) -> int:
    """How many bytes of the texts of an audit stand in a file, also where it is packed."""
    # Without zeros, a text in UTF-16 is as one in UTF-8.
    found = sum(map(len, _MARKED.findall(content.replace(b"\0", b""))))
    if zipfile.is_zipfile(BytesIO(content)):
        with zipfile.ZipFile(BytesIO(content)) as packed:
            found += sum(bytes_of_texts(packed.read(name)) for name in packed.namelist())
    for stream in _PDF_STREAM.findall(content) if content.startswith(b"%PDF") else ():
        with suppress(zlib.error):
            found += sum(map(len, _MARKED.findall(zlib.decompressobj().decompress(stream))))
    return found


def try_all(folder: Path, *, quick: bool = False) -> tuple[int, int, dict[str, int]]:
    """How many texts the audit has, how many files were made, and what was found in which."""
    home = folder / "home"
    home.mkdir()
    receipts = receipts_in(home)
    receive(receipts, small_file(home))
    with Journal(home / "samsjekk.sqlite3", kind=KIND) as audits:
        texts = texts_of(marked_audit(audits, receipts))
        assert all(bytes_of_texts(text.encode()) for text in texts)  # noqa: S101 - what is looked for is found
    found: dict[str, int] = {}
    files = 0
    with Journal(home / "samsjekk.sqlite3") as journal:
        session = Session(journal, NAME, Author(name="Anna"), EvidenceFiles(home / "evidence"))
        for what, content in outgoing(session, receipts, folder, quick=quick):
            files += 1
            if number := bytes_of_texts(content):
                found[what] = number
    return len(texts), files, found


def main() -> int:
    """Make everything, and print what was found of the audit in it."""
    use_memory()
    with TemporaryDirectory() as made:
        texts, files, found = try_all(Path(made))
    for what, number in found.items():
        print(f"{what}: {number} bytes")
    print(f"{sum(found.values())} bytes of {texts} texts of an audit in {files} files")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
