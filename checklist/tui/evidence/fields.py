"""The fields of the evidence form: what is asked for each kind, and how it is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from checklist.assessment import (
    AddressPlace,
    ArchivePlace,
    Document,
    Doubtful,
    Evidence,
    FilePlace,
    FileReference,
    Place,
    Refused,
    deciding,
    evidence_faults,
    evidence_of,
    partial_date,
    place,
    typed_whole_number,
)
from checklist.criteria import EvidenceKind
from checklist.errors import SamsjekkError
from checklist.i18n import Phrase, Translator, phrase
from checklist.store import Watch, unwatched
from checklist.words import short_known_date


@dataclass(frozen=True, slots=True)
class Field:
    """A field as the form shows it. `lines` above 1 makes room for several sentences."""

    name: str
    label: str
    value: str = ""
    hint: str = ""
    suggestions: tuple[str, ...] = ()
    lines: int = 1

    def needed(self, kind: EvidenceKind) -> bool:
        """Whether it can't be left empty. An interview gets a title of its own."""
        if (kind, self.name) == (EvidenceKind.INTERVIEW, "title"):
            return False
        return self.name in deciding.NEEDED_OF_EVIDENCE


@dataclass(frozen=True, slots=True)
class Choice:
    """A yes or no in the form."""

    name: str
    label: str
    value: bool


def fields_for(
    kind: EvidenceKind,
    before: Evidence | None,
    _: Translator,
    *,
    roles: tuple[str, ...],
    locate: Callable[[FileReference], Path],
) -> tuple[Field | Choice, ...]:
    """The fields of a kind, filled from the evidence when there is one to change."""

    def field(
        name: str,
        label: str,
        hint: str = "",
        *,
        suggestions: tuple[str, ...] = (),
        lines: int = 1,
    ) -> Field:
        had = getattr(before, name, None)
        return Field(name, label, "" if had is None else str(had), hint, suggestions, lines)

    def tick(name: str, label: str) -> Choice:
        return Choice(name, label, value=getattr(before, name, False))

    day = Field(
        "date",
        _("Dato"),
        short_known_date(before.date, _) if before is not None and before.date else "",
        _("så langt du vet: 2017, 11.2017 eller 07.11.2017"),
    )
    shows = field("shows", _("Hva viser det?"), lines=2)
    period = field("period", _("Periode"), _("for eksempel 2017 eller høsten 2017"))
    match kind:
        case EvidenceKind.DOCUMENT:
            holder = _("Hvem har det, om det ikke ligger noe sted")
            return (
                field("title", _("Tittel")),
                day,
                Field(
                    "place",
                    _("Fil, adresse eller arkivreferanse"),
                    place_text(before, locate),
                    _("lim inn, eller bla med ctrl+o"),
                ),
                Choice("copy", _("Er det en fil: ta en kopi inn i egenvurderingen"), value=True),
                field("page", _("Side eller kapittel")),
                field("held_by", holder, _("rolle eller enhet"), suggestions=roles),
                shows,
                tick("procedure", _("Er det en prosedyre eller rutine i kommunen")),
            )
        case EvidenceKind.INTERVIEW:
            whose = _("Rollen til den som ble intervjuet")
            return (
                field("role", whose, _("pil høyre tar forslaget"), suggestions=roles),
                day,
                tick("verified", _("Den intervjuede har bekreftet referatet")),
                shows,
                field("title", _("Tittel"), _("tomt felt gir «Intervju med …»")),
            )
        case EvidenceKind.FIGURE:
            return (
                field("title", _("Hva er talt eller målt?")),
                field("value", _("Tall"), _("for eksempel 37")),
                field("unit", _("Enhet"), _("for eksempel planer, dager, prosent")),
                period,
                field("source", _("Hvor er tallet hentet fra?")),
                day,
                shows,
            )
        case EvidenceKind.FILE_SAMPLE:
            return (
                field(
                    "title", _("Hva ble undersøkt?"), _("for eksempel vedtak om individuell plan")
                ),
                field("of", _("Antall saker du så på")),
                field("count", _("Antall der det var på plass")),
                period,
                day,
                shows,
            )
        case EvidenceKind.OBSERVATION:
            return (
                field("title", _("Hva ble observert?")),
                field("where", _("Hvor?"), _("for eksempel nettsiden eller et møte")),
                day,
                shows,
            )


def place_text(evidence: Evidence | None, locate: Callable[[FileReference], Path]) -> str:
    """Where a document is, as the form shows it."""
    if not isinstance(evidence, Document):
        return ""
    if evidence.file is not None:
        return str(locate(evidence.file))
    return evidence.address or evidence.archive or ""


def taken_as(found: Place | None) -> Phrase | None:
    """What the text about a place was taken for."""
    match found:
        case FilePlace(path=path):
            return phrase("fil: {name}", name=path.name)
        case AddressPlace():
            return phrase("adresse på nettet")
        case ArchivePlace():
            return phrase("arkivreferanse")
        case None:
            return None


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads what was typed into evidence.

    Attributes:
        new_id: the id of evidence that is new.
        record_file: takes the digest of a file and, when asked, a copy.
        watch: told how far a file has been read.
        locate: where a recorded file is.
        translator: for the title that an interview gets when none is typed.
        today: what a date can't be after.
        place: what a text about a place stands for.
    """

    new_id: str
    record_file: Callable[..., FileReference]
    locate: Callable[[FileReference], Path]
    translator: Translator
    today: date
    watch: Watch = unwatched
    place: Callable[[str], Place | None] = place

    def read(
        self,
        kind: EvidenceKind,
        before: Evidence | None,
        typed: Mapping[str, str],
        chosen: Mapping[str, bool],
    ) -> Evidence:
        """The evidence that the form describes. A file is copied only when nothing else is wrong.

        Raises:
            Refused: with every field that can't be right.
            Doubtful: the file is large, and nobody has said that it is to be copied.
        """
        _ = self.translator
        text = {name: value.strip() for name, value in typed.items()}
        if kind is EvidenceKind.INTERVIEW and not text["title"]:
            text["title"] = _("Intervju med {role}", role=text["role"])
        faults: dict[str, Phrase] = {}
        made: dict[str, object] = {"id": before.id if before else self.new_id, **text}
        _try("date", faults, made, lambda: partial_date(text["date"]))
        match kind:
            case EvidenceKind.DOCUMENT:
                del made["place"]
                made["page"] = text["page"] or None
                made["procedure"] = chosen["procedure"]
            case EvidenceKind.INTERVIEW:
                made["verified"] = chosen["verified"]
            case EvidenceKind.FILE_SAMPLE:
                for name in ("of", "count"):
                    whole = partial(typed_whole_number, text[name], _.language)
                    _try(name, faults, made, whole)
            case _:
                pass
        faults = {**dict(evidence_faults(made, self.today, before)), **faults}
        if kind is EvidenceKind.DOCUMENT:
            self._read_place(before, text["place"], faults, made, copy=chosen["copy"])
        if faults:
            raise Refused(faults)
        return evidence_of(kind, made, self.today, before)

    def _read_place(
        self,
        before: Evidence | None,
        text: str,
        faults: dict[str, Phrase],
        made: dict[str, object],
        *,
        copy: bool,
    ) -> None:
        had = before if isinstance(before, Document) else None
        if had is not None and text == place_text(had, self.locate):
            made.update(file=had.file, address=had.address, archive=had.archive)
            return
        # The form shows one place; the others that a document may have are kept.
        if had is not None and had.file is not None:
            made.update(address=had.address, archive=had.archive)
        elif had is not None and had.address is not None:
            made["archive"] = had.archive
        found: dict[str, object] = {}
        _try("place", faults, found, lambda: self.place(text))
        match found.get("place"):
            case FilePlace(path=path) if not faults:
                take = partial(self.record_file, path, copy=copy, watch=self.watch)
                _try("place", faults, found, take)
                made["file"] = found["place"]
            case AddressPlace(address=address):
                made["address"] = address
            case ArchivePlace(reference=reference):
                made["archive"] = reference


def _try(
    name: str,
    faults: dict[str, Phrase],
    made: dict[str, object],
    read: Callable[[], object],
) -> None:
    try:
        made[name] = read()
    except Doubtful:
        raise
    except SamsjekkError as error:
        made[name] = None
        faults[name] = error.words
