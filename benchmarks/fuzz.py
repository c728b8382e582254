"""Broken, odd and hostile input: `python -m benchmarks.fuzz [--many N] [--seed S] [TARGET ...]`.

Each target reads what people, files and other programs give. Input is either read or refused in
words: anything else is a traceback here and "noe uventet" to a user. Prints, for each target, how
many inputs were tried and refused, how many ended in a traceback or took more than two seconds,
and the most memory the process has used. One input in a thousand is large.

The cheap readers take as many inputs as are asked for; those that open files or make reports take
a share of them.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import random
import re
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

import msgspec

from benchmarks.store import home
from checklist.appraisal import appraise
from checklist.assessment import (
    Answer,
    Assessment,
    Author,
    Municipality,
    Recorded,
    find,
    hold_personal_number,
    partial_date,
    pasted,
    place,
    search_municipalities,
    typed_number,
    typed_whole_number,
    whole_day,
)
from checklist.assessment.answer_file import load_answers
from checklist.audit import Audit, AuditSituation, load_audit
from checklist.cli import main
from checklist.criteria import AnswerValue, CriteriaSearch
from checklist.criteria.checks import examine
from checklist.criteria.files import Library, lint, load_bytes
from checklist.errors import SamsjekkError
from checklist.i18n import Translator
from checklist.machine import change_settings, load_settings, print_table, print_wrapped
from checklist.reporting import FORMS, Report, published, report_file, report_text
from checklist.resources import folder
from checklist.session.assessments import copy_example
from checklist.store import Drafts, EvidenceFiles, Journal, holds_personal_number
from checklist.text import address, visible, visible_json

SLOW_SECONDS = 2.0
LANGUAGE = Translator()

PIECES = (
    "a", "ø", " ", "\n", "\t", "\r", "\0", "\x1b[2J", "\x9b", "\u202e", "\u2028", "\u00ad",
    "\ufeff", "\ud800", "\udcff", "😀", "👩\u200d👧", "a\u0301", "漢", "\U0010ffff", "0", "1", "13",
    "2018", "31.12.2018", "2018-02-30", "1e999", "-1", "1.200", "½", "٣", "nan", "Ⅷ",
    "999999999999999999999", "mars ", "februar", "kap. ", "s. 3", "2018/1234-5", "130972 48075",
    "http://", "https://a.no/%ff", "file:///", "C:\\a\\", "\\\\x\\y", "~", "../", "/dev/null",
    "'", '"', "`", "$(x)", "{0}", "{n}", "{x.__class__}", "%s", "%(a)s", "[/]", "[b]", "<script>",
    "&amp;", "&#x0;", "|", "*", "_", "\\", "#", ": ", "- ", "? ", "{", "}", "[", "]", ",", "&a ",
    "*a ", "!!str ", "---\n", ">\n", "<<: ", "format: 1\n", "id: x\n", "answers:\n",
    "criteria:\n", "extends: x\n", "  - ", "kari@nes.no", "+47 22 12 34 56", "Kari Nordmann",
    "K.N.", "~~~", "=1+1", "NO", "null", "true", "0x1F", "1_000",
)  # fmt: skip

LINES = (
    "- a\n", "- - a\n", "a, ", "[a, b], ", "? a\n", "k: v\n", "  - id: x\n", "'a' ", '"\\n"',
    "a\n\n", "---\n", "#\n", "-\n", ": ", "æ", "😀", "{", "[", "  ", "\t", "x", "!", "&", "\u2028",
    "%YAML 1.1\n",
)  # fmt: skip

TEMPLATE = (
    "{{ report.head.title }}", "{% for f in report.findings %}", "{% endfor %}", "{{ report }}",
    "{{ 'a' * 99 }}", "|truncate(-1)", "|upper", "{{ report.head.title|truncate(-1) }}",
    "{{ 1/0 }}", "{{ x.y.z }}", "{% if report %}", "{% endif %}", "{{ _('{a}', a=1) }}",
    "{{ _('{') }}", "{#", "#}", "{{ ''.__class__ }}", "{{ range(10**9)|list }}",
    "{% set x = [1] %}", "{{ 9**9**9 }}", "}}", "{{", "{% include 'gap.md.j2' %}",
    "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "{{ 'a'|batch(0) }}",
    "{{ 'abc'|indent(-1) }}", "{{ [3]|sum('a') }}", "{{ 'a'|wordwrap(0) }}",
    "{{ 'a'|center(-9) }}", "{{ [1,'a']|sort }}", "{{ 'a'|int(base=99) }}",
    "{{ '%s'|format(1,2) }}", "{{ 'x'|filesizeformat }}", "{{ 1|round(-400) }}",
    "{{ [1]|slice(0)|list }}", "{{ 'a'|replace('', 'b', -1) }}", "{{ {}|xmlattr }}",
    "{{ 'a'|urlize(-1) }}", "{{ cycler() }}", "{{ joiner(1)(2) }}", "{% break %}",
    "{{ loop.index }}", "{{ [1]|groupby('a') }}", "{{ 'é'|tojson }}",
    "{{ report.head.title[::0] }}", "{{ namespace(a=1).b }}",
)  # fmt: skip

FIELDS = (
    "[x]", "[]", "[[x]]", "{x: y}", "{}", "[{x: y}]", "x", "X y", '""', '" "', "0", "-1", "3.5",
    "99999999999", '"12,5"', "true", "yes", "~", "2018-02-30", "2099", "mars 2018", "https://a.no",
    "opp-plan", "d", "r", "p1", "first", "|\n    x", '"\\u202e"',
)  # fmt: skip
"""What may stand in a field, most of it in none."""

ANSWERS = """\
format: 1
assessment:
  municipality: {number: "3228", name: Nes}
  criteria_set: oppfolging
  date: 2026-10-01
evidence:
  - kind: document
    id: d
    title: Plan
    date: 2025-03
    address: https://a.no/plan
  - kind: interview
    id: i
    title: Samtale
    role: leder
    verified: true
  - kind: figure
    id: t
    title: Ventetid
    value: "12"
    unit: dager
    period: "2025"
    source: KOSTRA
  - kind: file_sample
    id: s
    title: Fem mapper
    count: 3
    of: 5
    period: "2025"
  - kind: observation
    id: o
    title: Oppslag
answers:
  - checkpoint: opp-plan-skriftlig
    answer: partly
    comment: Ikke revidert.
    place: kap. 2
    count: 3
    of: 5
    evidence:
      - d
  - checkpoint: opp-plan-kjent
    answer: no
verdicts:
  - criterion: opp-plan
    verdict: partly
    reason: Planen er ny.
recommendations:
  - id: r
    text: Kommunen bør ha en plan.
    given_by: Revisjonen
    date: 2020-05-01
    checkpoints:
      - opp-plan-skriftlig
follow_ups:
  - recommendation: r
    verdict: partly
    reason: Arbeidet er i gang.
actions:
  - id: a
    criterion: opp-plan
    what: Lage plan
    role: leder
    deadline: 2027-06-01
    recommendation: r
statement:
  date: 2026-10-01
  text: Vi følger opp.
"""

AUDIT = """\
format: 1
criteria_set: oppfolging
commission:
  title: Oppfølging
  ordered: 2019-08-29
  reported: 2020-02-27
team:
  - id: leder
    function: leader
    role: prosjektleder
questions:
  - id: p1
    text: Er planen fulgt?
criteria:
  - id: plan
    question: p1
    text: Kommunen skal ha en plan.
    gathers:
      - opp-plan
documents:
  - id: d
    title: Plan
    asked: 2019-09-01
    arrived: 2019-10-01
interviews:
  - id: i
    role: leder for Nav
    is_confirmed: true
surveys:
  - id: u
    title: Brukerne
    sent_to: 40
    answered: 30
samples:
  - id: s
    title: Mapper
    of: 40
    number: 5
    looked_at: 5
    counted: 2
facts:
  - id: f
    criterion: plan
    text: Planen er fra 2014.
    sources:
      - entry: d
verdicts:
  - id: plan
    verdict: not_met
    basis:
      - interview
    text: Det er ikke nok.
conclusions:
  - id: ko
    question: p1
    code: insufficient
    text: Ikke i tilstrekkelig grad.
recommendations:
  - id: r
    text: Kommunen bør ha en plan.
    conclusions:
      - ko
reviews:
  - id: first
    role: leder
"""


class Target(NamedTuple):
    """What takes an input, what inputs are made of, and how many of those asked for it takes."""

    take: Callable[[str], object]
    pieces: tuple[str, ...] = PIECES
    share: float = 1.0
    seeds: tuple[str, ...] = ()


def texts(some: random.Random, target: Target) -> Iterator[str]:
    """Inputs without end: pieces put together, seeds with something changed, and large ones.

    What is changed in a seed is a line of it, what stands in a field of it, or some of its text.
    """
    while True:
        pieces = some.choices(target.pieces, k=some.choice((1, 2, 3, 5, 8, 13, 30)))
        kind = some.random()
        if target.seeds and kind < 0.1:
            yield _with_a_line_gone_or_twice(some, some.choice(target.seeds))
        elif target.seeds and kind < 0.3:
            yield _with_another_field(some, some.choice(target.seeds))
        elif target.seeds and kind < 0.5:
            text = some.choice(target.seeds)
            at = some.randrange(len(text))
            yield text[:at] + "".join(pieces[:2]) + text[at + some.choice((0, 1, 5, 50)) :]
        elif kind < 0.999:
            yield "".join(pieces)
        else:
            yield "".join(pieces[:3]) * (100_000 // max(1, len("".join(pieces[:3]))))


def _with_another_field(some: random.Random, text: str) -> str:
    """The text with something else in one of its fields, or in one of its lists."""
    field = some.choice([*re.finditer(r"(?m)(?<=: )\S.*$|(?<=- )\S.*$", text)])
    return text[: field.start()] + some.choice(FIELDS) + text[field.end() :]


def _with_a_line_gone_or_twice(some: random.Random, text: str) -> str:
    lines = text.splitlines(keepends=True)
    at = some.randrange(len(lines))
    return "".join((*lines[:at], *some.choice(((), (lines[at],) * 2)), *lines[at + 1 :]))


class Outcome(NamedTuple):
    """What became of the inputs of a target."""

    tried: int
    refused: int
    tracebacks: Counter[str]
    slow: int
    slowest: float


def fuzzed(target: Target, many: int, seed: int) -> Outcome:
    """Try a number of inputs on a target."""
    some = random.Random(seed)  # noqa: S311 - nothing secret
    made = texts(some, target)
    refused, slow, slowest = 0, 0, 0.0
    tracebacks: Counter[str] = Counter()
    for _number in range(many):
        text = next(made)
        # Of this process alone: other work on the machine does not count.
        began = time.process_time()
        try:
            target.take(text)
        except SamsjekkError:
            refused += 1
        except Exception as error:  # noqa: BLE001 - what this is for
            where = traceback.extract_tb(error.__traceback__)[-1]
            words = f"{type(error).__name__} at {Path(where.filename).name}:{where.lineno}"
            tracebacks[f"{words} {error!s:.80} <- {text!r:.120}"] += 1
        seconds = time.process_time() - began
        slowest = max(slowest, seconds)
        if seconds > SLOW_SECONDS:
            slow += 1
            print(f"  {seconds:.1f} s: {text[:60]!r} ({len(text)} characters)")
    return Outcome(many, refused, tracebacks, slow, slowest)


def _bytes(text: str) -> bytes:
    """The text as a file: what can't be UTF-8 is bytes that are not."""
    return text.encode("utf-8", "surrogatepass")


def _printed(text: str) -> None:
    with contextlib.redirect_stdout(io.StringIO()) as out:
        print_wrapped(text, "  ")
        print_table([(text[:50], text[50:90]), ("a", "b")])
    if visible(out.getvalue()) != out.getvalue():
        raise AssertionError(text)


def _shown(text: str) -> None:
    if visible(visible(text)) != visible(text) or visible(visible_json(text)) != visible_json(text):
        raise AssertionError(text)
    address(text)


def _typed(text: str) -> None:
    for read in (
        partial_date, whole_day, typed_number, typed_whole_number, place,
        partial(find, on=date(2026, 11, 1)), search_municipalities,
    ):  # fmt: skip
        with contextlib.suppress(SamsjekkError):
            read(text)
    pasted(text, lambda _path: False)


def _told(text: str) -> Assessment:
    text = _bytes(text).decode(errors="replace")
    author = Author(name="Kari Anne Nordmann", role="leder")
    at = datetime(2026, 11, 1, 12, tzinfo=UTC)
    answer = Recorded(Answer(value=AnswerValue.NO, comment=text, place=text[:200]), author, at)
    return Assessment(
        id="a",
        municipality=Municipality(number="3228", name="Nes"),
        criteria_set="",
        date=date(2026, 11, 1),
        title=text[:200],
        answers={"of-fulgt": answer, "of-maal": answer},
    )


class Files:
    """Targets that need a folder, a set or an assessment."""

    def __init__(self, directory: Path) -> None:
        self._folder = directory
        self._set = Library.shipped().open("oppfolging")
        criteria_set = self._set
        ids = [c.id for criterion in criteria_set.criteria for c in criterion.checkpoints][:2]
        self._ids = ids
        with Journal(
            directory / "home" / "samsjekk.sqlite3", partial(datetime.now, UTC)
        ) as journal:
            copy_example(journal, EvidenceFiles(directory / "home" / "evidence"), "nes-2018", "a")
        self._find = cache(Library.shipped().beside(folder("criteria") / "x.yaml"))
        self._search = CriteriaSearch(criteria_set, "nb")

    def criteria(self, text: str) -> None:
        """A criteria file."""
        found = examine(_bytes(text), "x.yaml")
        for fault in found.faults:
            fault.text(LANGUAGE)

    def building(self, text: str) -> None:
        """A criteria file that builds on a shipped set, and what it comes to."""
        content = _bytes(text)
        faults = examine(content, "x.yaml", self._find).faults
        if not faults:
            load_bytes(content, "x.yaml", self._find)
            faults = lint(content, "x.yaml", date(2026, 11, 1), self._find)
        for fault in faults:
            fault.text(LANGUAGE)

    def ten_megabytes(self, text: str) -> None:
        """A criteria file of ten megabytes, the same over and over."""
        self.criteria(text * (10_000_000 // len(_bytes(text))))

    def answers(self, text: str) -> None:
        """An answer file."""
        path = self._folder / "svar.yaml"
        path.write_bytes(_bytes(text))
        load_answers(path, self._set, None, date(2026, 11, 1))

    def audit(self, text: str) -> None:
        """An audit file."""
        path = self._folder / "revisjon.yaml"
        path.write_bytes(_bytes(text))
        empty = Audit("a")
        load_audit(
            path,
            AuditSituation(empty, empty, Author(name="Kari"), date(2026, 11, 1), (), self._set),
        )

    def settings(self, text: str) -> None:
        """A settings file and a file of drafts, read and written again."""
        for name in ("settings.json", "drafts.json"):
            (self._folder / name).write_bytes(_bytes(text))
        load_settings(self._folder)
        change_settings(self._folder, lambda known: known._replace(theme="x"))
        drafts = Drafts(self._folder / "drafts.json")
        drafts.find("a")
        drafts.keep("a", [text])

    def attached(self, text: str) -> None:
        """A file that is attached, read for personal numbers."""
        path = self._folder / "vedlegg"
        path.write_bytes(_bytes(text))
        holds_personal_number(path)

    def search(self, text: str) -> None:
        """Words to search for."""
        self._search.find(text)

    def published(self, text: str) -> None:
        """A comment in an assessment to be published."""
        published(_told(text), (Author(name="Ola Berg"), Author(name="Kari Berg")), LANGUAGE)

    def report(self, text: str) -> None:
        """A comment of up to ten thousand characters in a report of each form but PDF."""
        report = self._report((text * 20)[:10_000])
        for form in FORMS:
            if form != "pdf":
                report_file(report, form=form)

    def template(self, text: str) -> None:
        """A template of one's own."""
        own = self._folder / "maler"
        own.mkdir(exist_ok=True)
        (own / "gap.md.j2").write_bytes(_bytes(text))
        report_text(self._report("Ingen."), template="gap", form="md", templates=own)

    def _report(self, comment: str) -> Report:
        """A report of two answers to questions of the set, with this comment."""
        told = _told(comment)
        answers = dict(zip(self._ids, told.answers.values(), strict=False))
        told = msgspec.structs.replace(told, answers=answers)
        return Report(appraise(self._set, told), date(2026, 11, 1), LANGUAGE)

    def command(self, text: str) -> None:
        """What stands for X in a command."""
        text = text.replace("\0", "")  # no system lets an argument have it
        command = COMMANDS[crc32(_bytes(text)) % len(COMMANDS)]
        out, err = io.StringIO(), io.StringIO()
        with (
            contextlib.redirect_stdout(out),
            contextlib.redirect_stderr(err),
            contextlib.suppress(SystemExit),
        ):
            main([text if word == "X" else word for word in command.split(" ")])
        said = out.getvalue() + err.getvalue()
        if "Noe uventet" in said or visible(said) != said:
            raise AssertionError(said[-300:])


COMMANDS = (
    "X", "--lang X list", "list --json", "settings", "settings --name X --role X", "show a X",
    "answer a ke-etablert-finnes partly --comment X", "answer a X no", "redo a", "status a --json",
    "answer a ke-etablert-finnes yes --place X", "answer a ke-kjent-ansatte no --count X --of X",
    "evidence add a --title X --shows X", "evidence add a --title X --file X --copy", "undo a",
    "evidence add a --title X --date X --address X --archive X --page X", "evidence files a X",
    "evidence add a --kind figure --title X --value X --unit X --period X --source X",
    "action add a ke-etablert --what X --role X --deadline X", "statement a --text X --date X",
    "verdict a ke-etablert not_met --reason X", "search a X", "history a --by X", "history a",
    "recommendation add a --text X --given-by X --date X --case X", "report a --template X",
    "report a --role X", "apply a X", "criteria show X", "criteria check X", "example X --as X",
    "new --municipality X --criteria oppfolging --as X", "undo a --to X", "walk a --role X",
    "new --municipality 3228 --criteria X --title X --date X", "upgrade a", "report a --publish",
    "templates list --templates X", "criteria new X", "report a --against X", "report a --date X",
    "restore X", "inspect X", "receive X", "merge X", "join X", "share a X", "verify a X",
)  # fmt: skip
"""Command lines; X is the input."""


def targets(files: Files) -> dict[str, Target]:
    """Every target by its name."""
    small = (folder("criteria") / "oppfolging.yaml").read_text("utf-8")
    large = (folder("criteria") / "psykisk-helse-rus-voksne.yaml").read_text("utf-8")
    built = (
        (folder("criteria") / "psykisk-helse-rus-barn-unge.yaml").read_text("utf-8"),
        (folder("criteria") / "overlays" / "lorenskog-helseplan.yaml").read_text("utf-8"),
    )
    settings = '{"name": "Anna", "role": "leder", "walks": {"a": ["full", "leder"]}, "theme": "x"}'
    return {
        "shown": Target(_shown),
        "printed": Target(_printed),
        "privacy": Target(hold_personal_number),
        "typed": Target(_typed, share=0.1),
        "search": Target(files.search, share=0.2),
        "criteria": Target(files.criteria, share=0.2),
        "criteria changed": Target(files.criteria, share=0.002, seeds=(small,)),
        "large set changed": Target(files.criteria, share=0.0005, seeds=(large,)),
        "built on changed": Target(files.building, share=0.001, seeds=built),
        "ten megabytes": Target(files.ten_megabytes, LINES, share=0.0005),
        "answers": Target(files.answers, share=0.1),
        "answers changed": Target(files.answers, share=0.01, seeds=(ANSWERS,)),
        "audit changed": Target(files.audit, share=0.01, seeds=(AUDIT,)),
        "settings": Target(files.settings, share=0.02, seeds=(settings,)),
        "attached": Target(files.attached, share=0.1),
        "published": Target(files.published, share=0.02),
        "template": Target(files.template, (*TEMPLATE, *PIECES[:12]), share=0.01),
        "report": Target(files.report, share=0.0005),
        "command": Target(files.command, share=0.005),
    }


def run(arguments: list[str]) -> int:
    """Fuzz the targets; 0 when nothing went wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--many", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("targets", nargs="*")
    options = parser.parse_args(arguments)
    sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: PTH123, SIM115 - no command may wait
    import resource  # noqa: PLC0415 - Windows has none, and a test takes the rest of this module

    wrong = tried = 0
    with tempfile.TemporaryDirectory() as name, home(Path(name)):
        os.chdir(name)
        for title, target in targets(Files(Path(name))).items():
            if options.targets and title not in options.targets:
                continue
            outcome = fuzzed(target, max(1, int(options.many * target.share)), options.seed)
            tried += outcome.tried
            wrong += outcome.tracebacks.total() + outcome.slow
            print(
                f"{title:18} {outcome.tried:8} tried, {outcome.refused:7} refused, "
                f"{outcome.tracebacks.total()} tracebacks, {outcome.slow} over "
                f"{SLOW_SECONDS:.0f} s (slowest {outcome.slowest:.2f}), peak "
                f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB",
                flush=True,
            )
            for words, number in outcome.tracebacks.most_common(8):
                print(f"    {number} × {words}")
    print(f"{tried} inputs, {wrong} went wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
