"""What an answer rests on (dokumentasjon): five kinds, each with what an auditor asks of it."""

import re
from calendar import monthrange
from datetime import date
from enum import StrEnum
from typing import Annotated
from unicodedata import normalize

import msgspec
from msgspec import UNSET, Meta, UnsetType

from checklist.assessment.texts import TYPED, Text
from checklist.assessment.typed_dates import KnownDate
from checklist.assessment.typed_numbers import WholeNumber
from checklist.criteria import EvidenceKind, Id

LONGEST_TITLE = 300


class _Evidence(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    forbid_unknown_fields=True,
    omit_defaults=True,
    tag_field="kind",
):
    """What every kind has: a name, a date as far as it is known, and what it shows."""

    id: Id
    title: Annotated[str, Meta(max_length=LONGEST_TITLE), TYPED] = ""
    date: KnownDate | None = None
    shows: Text = ""


class FileReference(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file as it was when it was recorded.

    `path` is the file referred to, or, when `copied`, its name in the assessment's own folder;
    `name` is then what the file was called. Where it is not known, it is not written either: a
    reference from before there was a name keeps its bytes.
    """

    path: str
    sha256: Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]
    size: int
    copied: bool = False
    name: str | UnsetType = UNSET

    @property
    def known_as(self) -> str:
        """What people know the file as. Folders can name the person whose machine it was."""
        # A Mac may write å as two letters.
        return normalize("NFC", self.name or re.split(r"[/\\]", self.path)[-1])


class Document(_Evidence, frozen=True, kw_only=True, tag="document"):
    """A document: a file, an address, or a reference to the municipality's archive.

    `held_by` is the role or unit that has it, where it is filed nowhere. `procedure` says that it
    is one of the municipality's own procedures or routines. Its date is
    when it was last revised.
    """

    file: Annotated[FileReference | None, TYPED] = None
    address: Annotated[str | None, TYPED] = None
    archive: Annotated[str | None, Meta(description="Case and document: 2018/1234-5."), TYPED] = (
        None
    )
    page: Annotated[str | None, TYPED] = None
    procedure: bool = False
    held_by: Text = ""

    @property
    def can_be_found(self) -> bool:
        """Whether it says where it is, or who has it. A reference to an archive has a number."""
        archived = any(letter.isdigit() for letter in self.archive or "")
        return bool(self.file or self.address or archived or self.held_by.strip())


class Interview(_Evidence, frozen=True, kw_only=True, tag="interview"):
    """A conversation. `verified` says that the person has confirmed the minutes."""

    role: Text = ""
    verified: bool = False


class Figure(_Evidence, frozen=True, kw_only=True, tag="figure"):
    """A number with its unit, the period it counts and where it was taken from."""

    value: Text = ""
    unit: Text = ""
    period: Text = ""
    source: Text = ""


class FileSample(_Evidence, frozen=True, kw_only=True, tag="file_sample"):
    """A look into `of` cases, of which `count` had what was looked for."""

    count: Annotated[WholeNumber, Meta(ge=0)]
    of: Annotated[WholeNumber, Meta(ge=1)]
    period: Text = ""


class Observation(_Evidence, frozen=True, kw_only=True, tag="observation"):
    """Something seen: a web page, a meeting, a system in use."""

    where: Text = ""


Evidence = Document | Interview | Figure | FileSample | Observation


def kind_of(evidence: Evidence) -> EvidenceKind:
    """Which of the five kinds it is."""
    return EvidenceKind(str(evidence.__struct_config__.tag))


def first_day(written: str) -> date:
    """The earliest day a partial date can mean: 2017 is 1 January 2017.

    Age is counted from here, so that a half-known date never makes evidence look newer.
    """
    year, month, day = (*(int(part) for part in written.split("-")), 1, 1)[:3]
    return date(year, month, day)


def day_if_whole(written: str | None) -> date | None:
    """The date where the whole of it is known; None for 2017 or 2017-03."""
    whole = written is not None and len(written) == len("2017-11-07")
    return first_day(written) if written is not None and whole else None


def last_day(written: str) -> date:
    """The latest day a partial date can mean: 2017 is 31 December 2017."""
    day = first_day(written)
    match written.count("-"):
        case 0:
            return day.replace(month=12, day=31)
        case 1:
            return day.replace(day=monthrange(day.year, day.month)[1])
        case _:
            return day


class FileState(StrEnum):
    """What became of a recorded file since it was recorded."""

    AS_RECORDED = "as_recorded"
    GONE = "gone"
    CHANGED = "changed"
    UNREADABLE = "unreadable"
    """It can't be read now: it is held, or its disk is away. It counts as when last seen."""
