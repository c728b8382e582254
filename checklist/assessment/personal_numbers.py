"""National identity numbers and D-numbers in a text, as people, tables and pages write them.

The check digits are those of the Tax Administration, checked by python-stdnum.

One number in 120 has the right check digits by chance, so how it is written counts as well: as
eleven digits, or as a date of birth and five digits, with what people, tables, file names and
web pages put between them. An account number (4, 2 and 5 digits), the number of a case, an
amount and a row of other numbers are not written so.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from html import unescape
from urllib.parse import unquote

_DIGITS = 11
_FEWEST = len("1") + len("72") + len("48075")
"""As in "1. mai 72 48075"."""
_NO_DIGIT = re.compile(r"\D+")
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u20e3\ufe00-\ufe0f\ufeff]"
)
_MONTH = re.compile(
    r"[\W_]{0,3}(?<![^\W_])(jan|feb|mar|apr|mai|may|jun|jul|aug|sep|okt|oct|nov|des|dec)"
    r"(?:[uars]{1,3}|ruary|ch|il|[iey]|ust|t|tember|tober|ober|ember)?\.?[\W_]{0,3}(?![^\W\d_])",
    re.IGNORECASE,
)
_MONTHS = {
    **dict(zip(("jan", "feb", "mar", "apr", "mai", "jun", "jul"), range(1, 8), strict=True)),
    **dict(zip(("aug", "sep", "okt", "nov", "des"), range(8, 13), strict=True)),
    "may": 5,
    "oct": 10,
    "dec": 12,
}

_JOINED = re.compile(r"(?<!\d)(?<!\b0[.,])(?:\d{11}|\d{13})(?!\d)")
_AFTER_ACCOUNT = re.compile(
    r"(?:konto|kto|\bKID|IBAN)[^\W\d_]*[\W_]{0,3}(?:nr|no)?[\W_]{0,3}$", re.IGNORECASE
)
_BETWEEN = r"[\W_]{0,12}(?:\b(?:fnr|pnr|p\.\s?nr|personnr|personnummer)\b[\W_]{0,4})?"
_FIVE = r"(?P<five>\d{5}|\d{3}[\s.\-_]\d\d)(?!\d|[.,]\d)(?!\s?(?:kr\b|kroner|NOK|,-|%))"
_BORN = (
    r"(?P<day>\d\d)(?P<month>\d\d)(?P<year>\d{4}|\d\d)(?!\d)",
    r"(?P<day>\d{1,2})(?P<gap>[\W_]{1,3})(?P<month>\d{1,2})(?:(?P=gap)|-)(?P<year>\d{4}|\d\d)",
    r"(?P<year>\d{4})(?P<gap>[\-./_ ]?)(?P<month>\d\d)(?P=gap)(?P<day>\d\d)(?!\d)",
)
_WRITTEN = tuple(re.compile(rf"(?<!\d)(?<!\d[.,]){born}{_BETWEEN}{_FIVE}") for born in _BORN)
_GROUPS = re.compile(r"(?<!\d)\d+(?:[ .\-_\u2010-\u2015\u2212]{1,3}\d+)+")
_GROUP = re.compile(r"\d+")
_ACCOUNT = (4, 2, 5)
_CASE = (9, 2)


def names_person(text: str) -> bool:
    """Whether a text names a person by number."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", _UNSEEN.sub("", text))
    if len(_NO_DIGIT.sub("", text)) < _FEWEST:
        return False
    if _holds_number(text):
        return True
    # As it stands in the source of a page, or in an address.
    bare = unquote(unescape(text)) if "&" in text or "%" in text else text
    return bare != text and _holds_number(_UNSEEN.sub("", unicodedata.normalize("NFKC", bare)))


def _holds_number(text: str) -> bool:
    return any(
        _is_valid(number, year)
        for number, year in (*_joined(text), *_in_groups(text), *_by_date(text))
    )


def _joined(text: str) -> Iterator[tuple[str, int | None]]:
    """Eleven digits in a row, or thirteen with the whole year."""
    for found in _JOINED.finditer(text):
        number = found[0]
        if len(number) == _DIGITS:
            if not _AFTER_ACCOUNT.search(text, max(0, found.start() - 30), found.start()):
                yield number, None
        else:
            yield number[:4] + number[6:], int(number[4:8])
            yield number[6:8] + number[4:6] + number[2:4] + number[8:], int(number[:4])


def _in_groups(text: str) -> Iterator[tuple[str, int | None]]:
    """Eleven digits in groups of any length, when no other number stands beside them."""
    for found in _GROUPS.finditer(text):
        groups = _GROUP.findall(found[0])
        sizes = tuple(map(len, groups))
        if sum(sizes) != _DIGITS or sizes in (_ACCOUNT, _CASE):
            continue
        one_by_one = set(sizes) == {1}
        alike = len(set(_GROUP.sub("", found[0]))) == 1
        amount = set(sizes[1:]) == {3}
        year = sizes[0] == len("2018") and groups[0][:2] in ("19", "20")
        if one_by_one or (alike and not amount and not year):
            yield "".join(groups), None


def _by_date(text: str) -> Iterator[tuple[str, int | None]]:
    """A date of birth, and five digits after it."""
    text = _MONTH.sub(lambda name: f".{_MONTHS[name[1].casefold()]}.", text)
    for written in _WRITTEN:
        for found in written.finditer(text):
            day, month, year = found["day"], found["month"], found["year"]
            number = f"{day:0>2}{month:0>2}{year[-2:]}{_NO_DIGIT.sub('', found['five'])}"
            yield number, int(year) if len(year) == len("1972") else None


def _is_valid(number: str, year: int | None) -> bool:
    from stdnum.no import fodselsnummer  # noqa: PLC0415 - rarely needed

    # int() also reads the digits of other scripts.
    number = "".join(str(int(digit)) for digit in number)
    return bool(
        fodselsnummer.is_valid(number)
        and (year is None or fodselsnummer.get_birth_date(number).year == year)
    )
