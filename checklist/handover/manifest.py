"""What stands first in a hand-over file: what it holds, byte for byte, and what it does not."""

from __future__ import annotations

import re
from collections import Counter
from enum import StrEnum
from typing import Annotated

import msgspec
from msgspec import Meta

from checklist.handover.container import MOST_FILES, DamagedFile, altered
from checklist.i18n import Phrase, phrase

FORMAT = 1
MANIFEST, WRITES, SUM = "manifest.json", "writes.jsonl", "sum"
MOST_MANIFEST_BYTES = 16 << 20
MOST_WRITES_BYTES = 512 << 20
MOST_SET_BYTES = 16 << 20
_SET = re.compile(r"sets/[0-9a-f]{8,64}\.json")
_EVIDENCE = re.compile(r"evidence/(?P<sha256>[0-9a-f]{64})(?:\.[a-z0-9]{1,8})?")

_Digest = Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]


class Reason(StrEnum):
    """Why a file that evidence refers to did not go with it."""

    NOT_COPIED = "not_copied"
    MISSING = "missing"
    CHANGED = "changed"
    NOT_ASKED = "not_asked"
    TOO_LARGE = "too_large"

    @property
    def words(self) -> Phrase:
        """Why, after the title of the evidence."""
        return _REASONS[self]


_REASONS = {
    Reason.NOT_COPIED: phrase("samsjekk har ingen kopi av filen"),
    Reason.MISSING: phrase("kopien er borte"),
    Reason.CHANGED: phrase("kopien er ikke lenger slik den var"),
    Reason.NOT_ASKED: phrase("filene skulle ikke være med"),
    Reason.TOO_LARGE: phrase("det er ikke plass til mer enn 4 GB i filen"),
}


class LeftOut(msgspec.Struct, frozen=True, forbid_unknown_fields=True, order=True):
    """Evidence whose file did not go with it, and why."""

    evidence: str
    reason: Reason


class Member(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file in it: its name there, its size in bytes, its digest."""

    name: str
    size: Annotated[int, Meta(ge=0)]
    sha256: _Digest

    @property
    def is_set(self) -> bool:
        """Whether it is a criteria set."""
        return _SET.fullmatch(self.name) is not None

    @property
    def fingerprint(self) -> str:
        """Of the criteria set that it is."""
        return self.name.removeprefix("sets/").removesuffix(".json")

    @property
    def is_evidence(self) -> bool:
        """Whether it is a copy of evidence."""
        return _EVIDENCE.fullmatch(self.name) is not None


class Manifest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a hand-over file says of itself.

    Attributes:
        format: of the file.
        of: the digest of the journal's first write.
        heads: the digests of its heads, sorted.
        kontrollsum: of the history, as reports print it.
        withheld: how many texts were left out.
        left_out: whose files did not come along.
        files: the writes, then the criteria sets, then the evidence.
    """

    format: Annotated[int, Meta(ge=FORMAT, le=FORMAT)] = FORMAT
    of: _Digest
    heads: tuple[_Digest, ...]
    kontrollsum: str
    withheld: Annotated[int, Meta(ge=0)] = 0
    left_out: tuple[LeftOut, ...] = ()
    files: Annotated[tuple[Member, ...], Meta(min_length=2, max_length=MOST_FILES - 2)]


class _Format(msgspec.Struct):
    format: int


_encoder = msgspec.json.Encoder(order="sorted")


def manifest_bytes(manifest: Manifest) -> bytes:
    """The manifest as it stands in the file."""
    return _encoder.encode(manifest)


def read_manifest(written: bytes) -> Manifest:
    """The manifest of a file, when everything it lists can stand in one.

    Raises:
        DamagedFile: it is newer, altered, or lists what can't be in a hand-over file.
    """
    try:
        if msgspec.json.decode(written, type=_Format).format > FORMAT:
            raise DamagedFile(
                phrase(
                    "Filen er laget av en nyere versjon av samsjekk. Oppdater samsjekk, og prøv "
                    "igjen."
                )
            )
        manifest = msgspec.json.decode(written, type=Manifest)
    except (msgspec.DecodeError, UnicodeError) as error:
        raise altered(MANIFEST) from error
    if manifest_bytes(manifest) != written:
        raise altered(MANIFEST)
    _refuse_members(manifest.files)
    return manifest


def _refuse_members(files: tuple[Member, ...]) -> None:
    names = [member.name for member in files]
    if twice := next((name for name, times in Counter(names).items() if times > 1), None):
        raise DamagedFile(phrase("{name} står to ganger i filen.", name=twice))
    if files[0].name != WRITES or files[0].size > MOST_WRITES_BYTES:
        raise altered(MANIFEST)
    for member in files[1:]:
        if member.is_set and member.size > MOST_SET_BYTES:
            raise DamagedFile(phrase("{name} er for stor.", name=member.name))
        if not (member.is_set or member.is_evidence):
            raise DamagedFile(
                phrase("{name} kan ikke være i en overleveringsfil.", name=member.name)
            )
        if member.is_evidence and member.sha256 not in member.name:
            raise DamagedFile(
                phrase("{name} har et annet innhold enn navnet sier.", name=member.name)
            )
