"""Personal numbers, both ways: `python -m benchmarks.privacy [FILE ...]`.

Prints how many of sixty spellings of a made-up number are let through, in a text and in a file
name, and how many texts without one are refused: 10,000 generated numbers of other kinds, every
text of the examples and the criteria, and each line and the whole of the files that are named.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from stdnum.no import fodselsnummer, kontonr, orgnr

from checklist.assessment import hold_personal_number
from checklist.resources import folder

MANY = 10_000


def made_up(birth: str, individual: int = 480) -> str:
    """A number with the right check digits that belongs to nobody we know of."""
    for serial in range(individual, individual - 100, -1):
        number = f"{birth}{serial:03}"
        first = fodselsnummer.calc_check_digit1(number)
        number += first
        second = fodselsnummer.calc_check_digit2(number)
        if len(first) == len(second) == 1:
            return str(number) + str(second)
    raise AssertionError(birth)


_PARTS = {"d": (0, 2), "m": (2, 4), "y": (4, 6), "D": (0, 6), "n": (6, 11), "N": (0, 11)}

SPELLINGS = (
    "{N}", "fnr{N}.", "({N})", "«{N}»", "fnr:{N}", "Fnr. {N}, født", "{N}.pdf", "vedtak_{N}.pdf",
    "{D} {n}", "{D}-{n}", "{D}_{n}", "{D}.{n}", "{D}/{n}", "{D},{n}", "{D}:{n}", "{D}, {n}",
    "{D}: {n}", "{D} - {n}", "{D} / {n}", "{D};{n}", "{D}|{n}", "{D}+{n}", "{D}*{n}", "{D}\\{n}",
    "{D} ({n})", "({D}) {n}", "[{D}] [{n}]", "{D}     {n}", "{D}\t{n}", "{D}\n{n}", "{D}\r\n{n}",
    "{D}\u00a0{n}", "{D}\u202f{n}", "{D}\u2011{n}", "{D}\u2013{n}", "{D}\u2014{n}", "{D}\u2212{n}",
    "{D}\u00ad{n}", "{D}\u200b{n}", "{D}\u2060{n}", "{D}\ufeff{n}", "{D}\u202e{n}",
    "{d}.{m}.{y} {n}", "{d}.{m}.{y}-{n}", "{d} {m} {y} {n}", "{d}/{m}/{y} {n}", "{d}-{m}-{y}-{n}",
    "{d}_{m}_{y}_{n}", "{d}.{m}.{y}.{n}", "{d}.{m}.{y}, pnr. {n}", "{d}. {m}. {y} {n}",
    "{d}{m}19{y} {n}", "{d}{m}19{y}{n}", "{d}.{m}.19{y} {n}", "{d}.{m}.19{y}-{n}",
    "{d}/{m}-19{y} {n}", "{d}.{m}.19{y}, personnummer {n}", "19{y}-{m}-{d} {n}", "19{y}{m}{d}-{n}",
    "{d}. september 19{y} {n}", "{d}. sept. 19{y}, {n}", "{D} {3} {2}", "{d} {m} {y} {3} {2}",
    "{one by one}", "{one-by-one}", "{in pairs}", "{full width}", "{keycaps}", "{arabic}",
    "{D}&nbsp;{n}", "{D}%20{n}", "{D}&#8209;{n}",
)  # fmt: skip
"""A personal number as people, programs, tables and file names write it."""


def spelled(spelling: str, number: str) -> str:
    """The number, spelled so."""
    other = {
        "3": number[6:9],
        "2": number[9:],
        "one by one": " ".join(number),
        "one-by-one": "-".join(number),
        "in pairs": " ".join(number[at : at + 2] for at in range(0, 11, 2)),
        "full width": "".join(chr(ord("\uff10") + int(digit)) for digit in number),
        "keycaps": "".join(f"{digit}\ufe0f\u20e3" for digit in number),
        "arabic": "".join(chr(0x0660 + int(digit)) for digit in number),
    }
    for name, (start, end) in _PARTS.items():
        other[name] = number[start:end]
    for name, written in other.items():
        spelling = spelling.replace(f"{{{name}}}", written)
    return spelling


def _phone(some: random.Random) -> str:
    number = f"{some.randint(2, 9)}{some.randint(0, 9_999_999):07}"
    pairs = " ".join(number[at : at + 2] for at in range(0, 8, 2))
    mobile = f"{number[:3]} {number[3:5]} {number[5:]}"
    return some.choice(
        [number, pairs, mobile, f"+47 {pairs}", f"+47{number}", f"0047 {mobile}", f"(+47) {mobile}"]
    )


def _case(some: random.Random) -> str:
    year, number, part = some.randint(1998, 2026), some.randint(1, 99_999), some.randint(1, 150)
    return some.choice(
        [
            f"{year}/{number}-{part}", f"{year}/{number}", f"{year % 100:02}/{number:05}-{part}",
            f"{year}{number:05}-{part}", f"{year}/{number:06}-{part}", f"{year}-{number}-{part}",
            f"{year}/{number}-{part}/{some.randint(100, 999)}", f"{year} {number:05} {part}",
        ]
    )  # fmt: skip


def _date(some: random.Random) -> str:
    day, month, year = some.randint(1, 28), some.randint(1, 12), some.randint(1950, 2030)
    written = some.choice(
        [f"{day:02}.{month:02}.{year}", f"{day}.{month}.{year}", f"{year}-{month:02}-{day:02}",
         f"{day:02}{month:02}{year % 100:02}", f"{day:02}/{month:02}/{year}"]
    )  # fmt: skip
    return some.choice(
        [written, f"{written}–{written}", f"{written} kl. 09.30", f"{written}, {day} av {month}",
         f"{written} {some.randint(1, 9_999)} brukere", f"{written}: {some.randint(1, 999)} 000 kr"]
    )  # fmt: skip


def _checked(is_valid: Callable[[str], bool], make: Callable[[], str]) -> str:
    """A number with the right check digit: one in eleven has it."""
    while not is_valid(number := make()):
        pass
    return number


def _organisation(some: random.Random) -> str:
    number = _checked(
        orgnr.is_valid, lambda: f"{some.choice('89')}{some.randint(0, 99_999_999):08}"
    )
    parts = f"{number[:3]} {number[3:6]} {number[6:]}"
    return some.choice([number, parts, f"NO {parts} MVA", f"org.nr. {parts}", f"{number}-{1:03}"])


def _account(some: random.Random) -> str:
    number = _checked(kontonr.is_valid, lambda: f"{some.randint(0, 99_999_999_999):011}")
    parts = number[:4], number[4:6], number[6:]
    return some.choice(
        [
            ".".join(parts),
            " ".join(parts),
            f"konto {number}",
            f"Kontonr.: {number}",
            "-".join(parts),
        ]
    )


def _payment(some: random.Random) -> str:
    return f"KID {some.randint(10 ** some.randint(3, 9), 10 ** some.randint(10, 20))}"


KINDS: tuple[Callable[[random.Random], str], ...] = (
    _phone, _case, _date, _organisation, _account, _payment
)  # fmt: skip


def other_numbers(many: int) -> Iterator[str]:
    """Numbers of other kinds, in a sentence or two together."""
    some = random.Random(1)  # noqa: S311 - nothing secret
    for number in range(many):
        kind = KINDS[number % len(KINDS)]
        yield f"Se {kind(some)}, {some.randint(1, 99)} av {some.randint(100, 400)} i {kind(some)}."


def own_texts() -> Iterator[str]:
    """Every line of the examples and the criteria that come with samsjekk, and each file whole."""
    for name in ("examples", "criteria"):
        for path in sorted(folder(name).rglob("*.yaml")):
            yield from _lines_and_whole(path)


def _lines_and_whole(path: Path) -> Iterator[str]:
    text = path.read_text(encoding="utf-8")
    yield from text.splitlines()
    yield text


def main(arguments: list[str]) -> int:
    """Print both counts; 0 when no spelling passes and nothing else is refused."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.privacy")
    parser.add_argument("files", nargs="*", type=Path, help="texts that hold no such number")
    files: list[Path] = parser.parse_args(arguments).files
    numbers = [made_up(born) for born in ("130972", "530972")]
    passed = [
        spelling
        for spelling in SPELLINGS
        for number in numbers
        for text in (spelled(spelling, number), f"Se {spelled(spelling, number)} i saken.")
        if not hold_personal_number(text)
    ]
    print(f"spellings of a personal number: {len(SPELLINGS)}, let through: {len(set(passed))}")
    for spelling in sorted(set(passed)):
        print(f"  {spelling!r}")
    wrong = 0
    texts = {
        "generated numbers of other kinds": list(other_numbers(MANY)),
        "lines of examples and criteria": list(own_texts()),
        **{str(file): list(_lines_and_whole(file)) for file in files},
    }
    for name, several in texts.items():
        began = time.perf_counter()
        refused = [text for text in several if hold_personal_number(text)]
        seconds = time.perf_counter() - began
        print(f"{name}: {len(several)}, refused: {len(refused)} ({seconds:.2f} s)")
        for text in refused[:10]:
            print(f"  {text[:200]!r}")
        wrong += len(refused)
    return 1 if passed or wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
