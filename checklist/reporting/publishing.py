"""An assessment as it can be published: roles for people, archive references for files.

A pure transformation, made before the assessment is appraised, so that every template and form
says the same. What is known are the names of those who have answered; other people's names
can't be told from other words.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from functools import cache
from typing import TypeVar

import msgspec

from checklist.assessment import (
    Action,
    Answer,
    Assessment,
    Author,
    Document,
    DrawnSample,
    Evidence,
    Figure,
    FileReference,
    FileSample,
    Interview,
    Observation,
    Recommendation,
    Recorded,
    SetFollowUp,
    SetVerdict,
    SignedOff,
    StatementGiven,
)
from checklist.i18n import Phrase, Translator, one_or_many, phrase, phrases
from checklist.text import address

_Struct = TypeVar("_Struct", bound=msgspec.Struct)

_TEXTS: Mapping[type, tuple[str, ...]] = {
    Answer: ("comment", "place"),
    Document: ("title", "shows", "page", "held_by"),
    Interview: ("title", "shows", "role"),
    Figure: ("title", "shows", "source"),
    FileSample: ("title", "shows", "period"),
    Observation: ("title", "shows", "where"),
    Action: ("what", "role", "effect", "cause"),
    Recommendation: ("text", "given_by", "place"),
    SetVerdict: ("reason",),
    SetFollowUp: ("reason",),
    DrawnSample: ("reason",),
    StatementGiven: ("text",),
    SignedOff: ("role",),
}
"""Where people write freely."""

_NUMBERS: Mapping[type, tuple[str, ...]] = {
    Document: ("archive",),
    Recommendation: ("case",),
    Figure: ("value", "unit", "period"),
    DrawnSample: ("seed",),
}
"""Where digits in a row are no telephone number."""

_NUMBER_FIELDS = frozenset(field for fields in _NUMBERS.values() for field in fields)

_UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_MAIL = re.compile(r"(?<![\w.+\-])[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+")
_SPACED = r"""
    \(?(?:\+|\b00)\s?47\)?(?:[\s.\-]?\d){8}
  | \(?\+(?:4[4-689]|358)\)?(?:[\s.\-]?\d){6,11}
  | [2-9]\d(?P<pairs>[\s.\-])\d\d(?P=pairs)\d\d(?P=pairs)\d\d
  | [2-9]\d\d(?P<mobile>[\s.\-])\d\d(?P=mobile)\d{3}
  | (?P<before>\b(?i:tlf|telefon|mobil|mob)(?:nr)?[\s.:]{1,3})\d(?:[\s.\-]?\d){7}
"""
_JOINED = r"(?!20)[2-9]\d{7}(?!\s*(?:kr\b|kroner|NOK|,-))"
_ALONE = r"(?<![\d/.,:\-])(?:{})(?![\d/]|[.,\-]\d)"
_OFFICE = r"(?:docx?|dotx|xlsx?|pptx?|pdf|od[tsp]|txt|csv|rtf|msg|eml|zip|jpe?g|png|tiff?|html?)"
_FILE_TITLE = re.compile(rf"\S.*\w\.{_OFFICE}", re.IGNORECASE)
_FILE_NAME = re.compile(rf"(?<![^\s\"«(])[\w\-][\w\-.()]*\.{_OFFICE}(?![\w/])", re.IGNORECASE)
_PATH = re.compile(
    r"""(?:\b[A-Za-z]:|(?<!\S)\\)\\(?:[^\\/:*?"<>|\r\n]+\\)*[^\\/:*?"<>|\s]*[^\\/:*?"<>|\s.,;)]
      | \bfile:\S+
      | (?<![\w/:.])~?/(?:[\w.\-]+/)+[\w.\-]*\w""",
    re.VERBOSE | re.IGNORECASE,
)
_BEFORE, _AFTER = r"(?<![^\W_])", r"(?:(?P<own>['’]?s|['’])?(?![^\W_]))"
_SHORT = 4
"""Shorter names are often words as well (Dag, Liv, Per): only as they are written."""


@cache
def _phone(*, only_spaced: bool) -> re.Pattern[str]:
    """A telephone number. Most reports are not published, and need not wait for the pattern."""
    looks = _SPACED if only_spaced else f"{_SPACED} | {_JOINED}"
    return re.compile(_ALONE.format(looks), re.VERBOSE)


class _Kind(StrEnum):
    NAME = "name"
    MAIL = "mail"
    PHONE = "phone"
    PATH = "path"
    FILE = "file"
    DIGEST = "digest"
    ADDRESS = "address"


_LEFT_OUT: Mapping[_Kind, Callable[[int], Phrase]] = {
    _Kind.NAME: lambda number: phrases(
        "Navn er byttet ut med rolle på {n} sted.",
        "Navn er byttet ut med rolle på {n} steder.",
        number,
    ),
    _Kind.MAIL: lambda number: phrases(
        "{n} e-postadresse er fjernet.", "{n} e-postadresser er fjernet.", number
    ),
    _Kind.PHONE: lambda number: phrases(
        "{n} telefonnummer er fjernet.", "{n} telefonnumre er fjernet.", number
    ),
    _Kind.PATH: lambda number: phrases(
        "{n} filsti er fjernet.", "{n} filstier er fjernet.", number
    ),
    _Kind.FILE: lambda number: one_or_many(
        "{n} filnavn er byttet ut med arkivreferansen, der det finnes en.", number
    ),
    _Kind.DIGEST: lambda number: phrases(
        "Kontrollsummen til {n} fil er utelatt.",
        "Kontrollsummene til {n} filer er utelatt.",
        number,
    ),
    _Kind.ADDRESS: lambda number: phrases(
        "{n} adresse er fjernet, fordi den ikke leder til en nettside eller har et navn i seg.",
        "{n} adresser er fjernet, fordi de ikke leder til en nettside eller har et navn i seg.",
        number,
    ),
}
"""What was left out, and how often."""


class Published(msgspec.Struct, frozen=True):
    """The assessment as it can be published, and how much of each kind was left out of it."""

    assessment: Assessment
    counted: Mapping[_Kind, int]


def left_out(*made: Published) -> tuple[Phrase, ...]:
    """What was left out of the assessments that one report is about, as sentences."""
    counted = {kind: sum(one.counted.get(kind, 0) for one in made) for kind in _Kind}
    said = tuple(_LEFT_OUT[kind](number) for kind, number in counted.items() if number)
    return said or (phrase("Det var ingenting å utelate."),)


def published(assessment: Assessment, people: Iterable[Author], _: Translator) -> Published:
    """The assessment without names of `people` and without their files.

    `people` are the authors in the journal, the latest last: a person goes by the last role.
    """
    everyone = (*_recorded_by(assessment), *people)
    return _Publishing(assessment, everyone, _).made()


def is_public(
    assessment: Assessment, people: Iterable[Author], _: Translator
) -> Callable[[str, str], bool]:
    """Whether a text in a field can be published as it is: what `published` would not change."""
    everyone = (*_recorded_by(assessment), *people)
    return _Publishing(assessment, everyone, _).is_public


class _Publishing:
    """Counts what is replaced while it goes through one assessment."""

    def __init__(self, assessment: Assessment, people: Iterable[Author], _: Translator) -> None:
        self._assessment = assessment
        self._ = _
        self._counted: Counter[_Kind] = Counter()
        self._staff = _("en ansatt")
        self._without_reference = _("fil uten arkivreferanse")
        self._files = self._file_names()
        self._file_pattern = _any_file(self._files)
        self._roles, self._names = self._known(people)

    def made(self) -> Published:
        before = self._assessment
        assessment = msgspec.structs.replace(
            before,
            title=self._text(before.title) or "",
            origin=before.origin
            and msgspec.structs.replace(
                before.origin,
                title=self._text(before.origin.title) or "",
                by=self._text(before.origin.by) or "",
            ),
            answers={name: self._recorded(told) for name, told in before.answers.items()},
            evidence={
                name: self._recorded(told, self._evidence) for name, told in before.evidence.items()
            },
            actions={name: self._struct(action) for name, action in before.actions.items()},
            verdicts={name: self._recorded(told) for name, told in before.verdicts.items()},
            recommendations={
                name: self._struct(given) for name, given in before.recommendations.items()
            },
            follow_ups={name: self._recorded(told) for name, told in before.follow_ups.items()},
            samples={name: self._recorded(told) for name, told in before.samples.items()},
            statement=None if before.statement is None else self._recorded(before.statement),
            sign_offs=tuple(self._recorded(told) for told in before.sign_offs),
            standing={
                name: tuple(self._opinion(told) for told in answers)
                for name, answers in before.standing.items()
            },
            # What is not confirmed does not count: a published paper says only that it is there.
            waiting_answers={
                name: self._opinion(told) for name, told in before.waiting_answers.items()
            },
            waiting_evidence={},
            waiting_links={},
            waiting_actions={},
            # The fields hold the same as above, with the names of those who wrote.
            fields={},
            people={},
        )
        return Published(assessment, dict(self._counted))

    def is_public(self, field: str, text: str) -> bool:
        """Whether a text in a field of this name goes out as it is."""
        if field == "address":
            return address(text) is not None and not self._says_who(text)
        if field == "title" and _FILE_TITLE.fullmatch(text.strip()):
            return False
        return self._text(text, digits=field in _NUMBER_FIELDS) == _plain(text)

    def _opinion(self, told: Recorded[Answer]) -> Recorded[Answer]:
        """What somebody answered, by role. What they wrote to it stands with the answer itself."""
        role = self._role(told.author)
        bare = msgspec.structs.replace(told.value, comment="", place="", note="")
        return Recorded(bare, Author(name=role, role=role), told.at)

    def _recorded(
        self,
        told: Recorded[_Struct],
        change: Callable[[_Struct], _Struct] | None = None,
    ) -> Recorded[_Struct]:
        role = self._role(told.author)
        return Recorded(
            (change or self._struct)(told.value),
            Author(name=role, role=role if told.author.role.strip() else ""),
            told.at,
        )

    def _struct(self, value: _Struct) -> _Struct:
        changed = {
            field: self._text(getattr(value, field)) for field in _TEXTS.get(type(value), ())
        }
        for field in _NUMBERS.get(type(value), ()):
            changed[field] = self._text(getattr(value, field), digits=True)
        if isinstance(value, Answer | Action):
            changed["note"] = ""
        return msgspec.structs.replace(
            value, **{name: text for name, text in changed.items() if text is not None}
        )

    def _evidence(self, evidence: Evidence) -> Evidence:
        if isinstance(evidence, Document) and _FILE_TITLE.fullmatch(evidence.title.strip()):
            self._counted[_Kind.FILE] += 1
            title = evidence.archive or self._without_reference
            evidence = msgspec.structs.replace(evidence, title=title)
        evidence = self._struct(evidence)
        if not isinstance(evidence, Document):
            return evidence
        link = evidence.address
        if link is not None and (address(link) is None or self._says_who(link)):
            self._counted[_Kind.ADDRESS] += 1
            link = None
        file = evidence.file
        if file is not None:
            self._counted[_Kind.FILE] += 1
            self._counted[_Kind.DIGEST] += 1
            file = None if evidence.archive else FileReference("", "", 0)
        return msgspec.structs.replace(evidence, address=link, file=file)

    # -- texts --------------------------------------------------------------------------

    def _text(self, text: str | None, *, digits: bool = False) -> str | None:
        if not text:
            return text
        text = _plain(text)
        text = self._removed(_Kind.MAIL, _MAIL, self._("[e-postadresse fjernet]"), text)
        if self._file_pattern is not None:
            text = self._file_pattern.sub(self._archived, text)
        text = self._removed(_Kind.PATH, _PATH, self._("[filsti fjernet]"), text)
        text = self._removed(_Kind.FILE, _FILE_NAME, self._without_reference, text)
        phone = _phone(only_spaced=digits)
        text = self._removed(_Kind.PHONE, phone, self._("[telefonnummer fjernet]"), text)
        return self._named(text)

    def _removed(self, kind: _Kind, pattern: re.Pattern[str], words: str, text: str) -> str:
        text, number = pattern.subn(
            lambda found: (found.groupdict().get("before") or "") + words, text
        )
        self._counted[kind] += number
        return text

    def _archived(self, found: re.Match[str]) -> str:
        self._counted[_Kind.FILE] += 1
        return self._files.get(found[1].casefold(), self._without_reference)

    def _named(self, text: str) -> str:
        """The text with every known name as a role."""
        if self._names is None:
            return text
        named = self._names.sub(lambda found: self._as_role(found, text), text)
        if named != text:
            for role in map(re.escape, set(self._roles.values())):
                named = re.sub(
                    rf"(?<!\w)({role}),?\s+{role}(?!\w)", r"\1", named, flags=re.IGNORECASE
                )
        return named

    def _as_role(self, found: re.Match[str], text: str) -> str:
        self._counted[_Kind.NAME] += 1
        group = next(name for name, part in found.groupdict().items() if part and name != "own")
        role = self._roles[group]
        if _begins_sentence(text, found.start()):
            role = role[0].upper() + role[1:]
        if not found["own"]:
            return role
        return f"{role}’" if role[-1] in "sxz" else f"{role}s"

    def _says_who(self, text: str) -> bool:
        return bool(
            _MAIL.search(text) or (self._names is not None and self._names.search(_plain(text)))
        )

    # -- what is known ------------------------------------------------------------------

    def _file_names(self) -> dict[str, str]:
        """File names and what they become."""
        names = {}
        for told in self._assessment.evidence.values():
            if isinstance(told.value, Document) and told.value.file is not None:
                name = _plain(told.value.file.known_as)
                names[name.casefold()] = told.value.archive or self._without_reference
        names.pop("", None)
        return names

    def _known(self, people: Iterable[Author]) -> tuple[dict[str, str], re.Pattern[str] | None]:
        """A pattern that finds every name, and the role for each of its groups."""
        roles: dict[str, str] = {}
        for author in people:
            name = " ".join(_plain(author.name).split())
            if sum(letter.isalpha() for letter in name) > 1:
                roles[name] = author.role.strip() or roles.get(name, "")
        if not roles:
            return {}, None
        place = {word.casefold() for word in _words(self._assessment.municipality.name)}
        parts = {name: _parts(name, place) for name in roles}
        owners = Counter(part.casefold() for own in parts.values() for part in own)
        alike = Counter(map(_first_and_last, roles))
        alike[""] = 0
        groups, patterns = {}, []
        for number, name in enumerate(sorted(roles, key=len, reverse=True)):
            groups[f"n{number}"] = roles[name]
            own = [part for part in parts[name] if owners[part.casefold()] == 1]
            own_initials = [_initials(name)] if alike[_first_and_last(name)] == 1 else []
            either = "|".join((f"(?i:{_whole(name)})", *_runs(own, parts[name]), *own_initials))
            patterns.append(f"(?P<n{number}>{either})")
        shared = [part for part, number in owners.items() if number > 1]
        if shared:
            groups["several"] = ""
            patterns.append(f"(?P<several>{_any_of(shared)})")
        pattern = re.compile(f"{_BEFORE}(?:{'|'.join(patterns)}){_AFTER}")
        return {
            group: role if role and not pattern.search(_plain(role)) else self._staff
            for group, role in groups.items()
        }, pattern

    def _role(self, author: Author) -> str:
        role = self._named(_plain(author.role.strip()))
        return role or self._staff


def _recorded_by(assessment: Assessment) -> tuple[Author, ...]:
    return (
        *(told.author for told in assessment.answers.values()),
        *(told.author for told in assessment.evidence.values()),
        *(told.author for told in assessment.verdicts.values()),
        *(told.author for told in assessment.follow_ups.values()),
        *(() if assessment.statement is None else (assessment.statement.author,)),
    )


def _any_file(names: Iterable[str]) -> re.Pattern[str] | None:
    """What finds any of the file names, with the folders before it."""
    either = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    whole = rf"(?:(?<!\S)[^\s\"«»<>]*[/\\])?(?<!\w)({either})(?!\w)"
    return re.compile(whole, re.IGNORECASE) if either else None


def _begins_sentence(text: str, at: int) -> bool:
    """Whether a word at a place is the first of its sentence or line."""
    end = at
    while end and text[end - 1].isspace():
        end -= 1
    return not end or "\n" in text[end:at] or (end < at and text[end - 1] in ".!?:")


def _plain(text: str) -> str:
    """Letters in one form, and nothing unseen inside a word."""
    return unicodedata.normalize("NFC", _UNSEEN.sub("", text))


def _words(name: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", name)


def _whole(name: str) -> str:
    """A whole name, however it is spaced: kari nordmann, Kari_Nordmann, KariNordmann."""
    return r"[\s._\-]*".join(map(re.escape, re.split(r"[\s\-]+", name)))


def _parts(name: str, place: set[str]) -> list[str]:
    """First and last names that can stand alone; none that is also the municipality's."""
    words = name.split()
    if len(words) == 1:
        return []
    words += [part for word in words if "-" in word for part in word.split("-") if part]
    return list(
        {
            word.casefold(): word
            for word in words
            if word[0].isupper() and len(_words(word)) and len(word) > 1
            if word.casefold() not in place
        }.values()
    )


def _runs(own: list[str], parts: list[str]) -> Iterator[str]:
    """Parts of a name in any order, as one: Nordmann, Kari; K. Nordmann; Kari Anne.

    As many as a name has, and no more: else a text of names would take ages.
    """
    if own:
        every = _any_of(parts)
        initials = "".join(dict.fromkeys(re.escape(part[0]) for part in parts))
        between = r"(?:,\s{0,3}|\s{1,3}|[._\-])"
        most = f"{{0,{len(parts)}}}"
        first = rf"(?:(?:{every}){between}|[{initials}]\.?\s{{0,3}}){most}"
        last = rf"(?:{between}(?:{every}|[{initials}](?:\.|(?![^\W_])))){most}"
        yield rf"{first}(?:{_any_of(own)}){last}"


def _first_and_last(name: str) -> str:
    """The two initials of a name; empty for one of a single word."""
    first, *others = name.split()
    return first[0] + others[-1][0] if others else ""


def _initials(name: str) -> str:
    """The letters that stand for a name where it is not written out: K.A.N., K.N."""
    first, *middle, last = (re.escape(word[0]) for word in name.split())
    between = "".join(rf"(?:{letter}\.\s?)?" for letter in middle)
    return rf"{first}\.\s?{between}{last}\."


def _any_of(parts: Iterable[str]) -> str:
    return "|".join(
        f"(?i:{re.escape(part)})"
        if len(part) >= _SHORT
        else f"{re.escape(part.capitalize())}|{re.escape(part.upper())}"
        for part in sorted(parts, key=len, reverse=True)
    )
