"""Templates of one's own: what they can do, what stops them, and the words for it."""

from __future__ import annotations

import ast
import os
import re
import signal
import tomllib
from datetime import date
from importlib.metadata import version
from pathlib import Path

import pytest

import checklist
from checklist.assessment import Author
from checklist.i18n import Translator
from checklist.reporting import Report, UnknownTemplate, report_text
from checklist.reporting.forms.text import environment as layout
from checklist.reporting.forms.text.own_templates import sandbox
from checklist.reporting.templates import FaultyTemplate
from checklist.resources import folder
from checklist.session import Session
from checklist.store import EvidenceFiles, Journal
from tests.conftest import Run, make_link, ready

DAY = date(2018, 3, 1)


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    home = tmp_path_factory.mktemp("home")
    files = EvidenceFiles(home / "evidence")
    with Journal(home / "samsjekk.sqlite3") as journal:
        made = ready(journal, "nes-2018")
        session = Session(journal, made, Author(name="Anna"), files)
    return Report(session.appraisal, DAY, Translator())


def rendered(report: Report, directory: Path, source: str) -> str:
    (directory / "egen.md.j2").write_text(source, encoding="utf-8")
    return report_text(report, template="egen", form="md", templates=directory)


TOO_MUCH = {
    "a loop that calls itself": "{% for a in [1, 2] recursive %}{{ loop([1, 2]) }}{% endfor %}",
    "a macro that calls itself": "{% macro m() %}{{ m() }}{{ m() }}{% endmacro %}{{ m() }}",
    "a template that includes itself": "{% include 'egen.md.j2' %}{% include 'egen.md.j2' %}",
    "a long loop": "{% for a in range(10**9) %}{% endfor %}",
    "a long text": "{{ 'a' * 10**9 }}",
    "a long text, the other way": "{{ 10**9 * 'a' }}",
    "a long list": "{{ ([1] * 10**9)|length }}",
    "a large power": "{{ 9**9**9 }}",
    "a number that grows": (
        "{% set ns = namespace(x=3) %}"
        "{% for a in range(99) %}{% set ns.x = ns.x * ns.x %}{% endfor %}"
    ),
    "a text that grows": (
        "{% set ns = namespace(x='aa') %}"
        "{% for a in range(20) %}{% set ns.x = ns.x ~ ns.x %}{% endfor %}{{ ns.x }}"
    ),
    "a list that grows": (
        "{% set ns = namespace(x=[1]) %}"
        "{% for a in range(99) %}{% set ns.x = [ns.x, ns.x] %}{% endfor %}{{ ns.x }}"
    ),
    "a wide column": "{{ 'a'|center(10**6) }}",
    "a wide column by method": "{{ 'a'.ljust(10**6) }}",
    "a wide format": "{{ '%1000000000d' % 1 }}",
    "a wide format in a text": "{{ _('{x:>1000000000}', x='a') }}",
    "a wide format by method": "{{ '{:>1000000}'.format('a') }}",
    "a long number of bytes": "{{ (1).to_bytes(10**6) }}",
    "a long join": "{{ (['a' * 999] * 999)|join('b' * 999) }}",
    "a replacement": "{{ ('a' * 999)|replace('a', 'b' * 999) }}",
    "words that mean nothing": "{{ lipsum(n=10**9) }}",
    "much output": "{% for a in range(90000) %}{{ 'a' * 9000 }}{% endfor %}",
    "much fixed output": "{% for a in range(99999) %}" + "a" * 9000 + "{% endfor %}",
}

FORBIDDEN = {
    "a class": "{{ report.__class__.__mro__ }}",
    "a class by filter": "{{ [report]|map(attribute='__class__')|list }}",
    "a class by format": "{{ '{0.__class__}'.format(report) }}",
    "a class by text": "{{ _('{x.__class__.__init__.__globals__}', x=report) }}",
    "globals of a function": "{{ _.__init__.__globals__ }}",
    "what the report is made from": "{{ report.appraisal.assessment.id }}",
    "what the report is made from, by name": "{{ report['appraisal'].assessment.id }}",
    "a file above": "{% include '../gap.md.j2' %}",
    "a file of the machine": "{% include '/etc/passwd' %}",
    "a link out": "{% include 'link.md.j2' %}",
}

WRONG = {
    "a mark too few": "{% if %}",
    "what is not there": "{{ report.nothing }}",
    "no filter": "{{ 1|nothing }}",
    "no template": "{% include 'nothing' %}",
    "division": "{{ 1 / 0 }}",
    "types": "{{ 1 + 'a' }}",
    "a part": "{{ report.findings }}",
    "depth": "{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}",
}


@pytest.mark.parametrize(
    "source",
    [*TOO_MUCH.values(), *FORBIDDEN.values(), *WRONG.values()],
    ids=[*TOO_MUCH, *FORBIDDEN, *WRONG],
)
def test_a_template_that_goes_too_far_is_stopped_with_file_and_line(
    report: Report, tmp_path: Path, source: str
) -> None:
    (tmp_path / "utenfor").write_text("hemmelig", encoding="utf-8")
    directory = tmp_path / "maler"
    directory.mkdir()
    make_link(directory / "link.md.j2", tmp_path / "utenfor")

    with pytest.raises(FaultyTemplate, match=r"Rapportmalen kan ikke brukes: ") as stopped:
        rendered(report, directory, f"# Først\n{source}\n")

    where = "egen.md.j2" if "(" * 5000 in source else "egen.md.j2 linje 2"
    assert f"kan ikke brukes: {where}: " in str(stopped.value)


def test_a_template_can_do_what_templates_need(report: Report, tmp_path: Path) -> None:
    (tmp_path / "_base.md.j2").write_text(
        "{% set comma = joiner(', ') %}{% block main scoped %}slutt{% endblock %}", encoding="utf-8"
    )
    text = rendered(
        report,
        tmp_path,
        "{% extends '_base.md.j2' %}{% block main %}"
        "{% for theme in report.themes if theme.criteria %}{{ loop.index }}/{{ loop.length }} "
        "{{ theme.conclusion.reference.title }}{{ comma() if loop.last }}\n{% endfor %}"
        "{{ report.themes|map(attribute='conclusion.status.word')|unique|sort|join('; ')|upper }}\n"
        "{{ report.findings[:2]|map(attribute='reference')|join(', ') }}\n"
        "{{ _('{n} av {of}', n=1, of=report.findings|length) }} {{ 2 * 3 + 1 }} {{ 'a' * 3 }}\n"
        "{{ _.plural('{n} funn', '{n} funn', 2) }} {{ '*' ~ report.findings[0].reference ~ '*' }}\n"
        "{{ 'Ord'.lower().strip() }} {{ link('her', 'https://x.no') }}{{ super() }}{% endblock %}",
    )

    assert "1/11 Koordinerende enhet\n" in text
    assert (
        f"F1, F2\n1 av {len(report.findings)} 7 aaa\n2 funn \\*F1\\*\nord [her](https://x.no)slutt\n"
        in text
    )


def test_a_template_without_end_is_stopped_by_who_waits(
    run: Run,
    nes_id: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> None:
    (tmp_path / "egen.md.j2").write_text(
        "{{ _.plural('{n} funn', '{n} funn', 1) }}" + 9 * "{% for a in range(90000) %}"
        "" + 9 * "{% endfor %}",
        encoding="utf-8",
    )
    # Ctrl+C, when the template has begun. A shell lets what runs in the background ignore it.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    request.addfinalizer(lambda: signal.signal(signal.SIGINT, before))
    monkeypatch.setattr(Translator, "plural", lambda *_: signal.raise_signal(signal.SIGINT))

    own = ("--templates", tmp_path, "--template", "egen", "--output", tmp_path / "egen.md")
    code, out, err = run("report", nes_id, *own)

    assert (code, out, err) == (2, "", "Avbrutt. Det som var lagret før dette, er trygt.\n")
    assert [path.name for path in tmp_path.iterdir() if path.suffix != ".j2"] == ["home"]


@pytest.mark.parametrize("form", ["html", "md"])
def test_a_copy_of_the_shipped_templates_says_the_same(
    report: Report, tmp_path: Path, form: str
) -> None:
    for file in folder("templates").iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())

    own = report_text(report, form=form, templates=tmp_path)

    assert own == report_text(report, form=form)


def test_a_folder_that_is_not_there_is_refused(report: Report, tmp_path: Path) -> None:
    with pytest.raises(UnknownTemplate, match=r"Malmappen .*borte finnes ikke"):
        report_text(report, templates=tmp_path / "borte")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes in folders are a Unix thing")
def test_a_pipe_in_the_folder_is_no_template(report: Report, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "gap.md.j2")
    assert report_text(report, form="md", templates=tmp_path) == report_text(report, form="md")


DOCUMENTED = {"jinja2", "jinja2.bccache", "jinja2.exceptions", "jinja2.runtime", "jinja2.sandbox"}


def test_jinja_is_used_as_it_is_documented_and_in_the_range_that_is_tested() -> None:
    root = Path(checklist.__file__).parent
    imported = {
        module
        for file in root.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        for module in _modules(node)
        if module.split(".")[0] == "jinja2"
    }
    assert imported == DOCUMENTED

    for kind in (*vars(layout).values(), *vars(sandbox).values()):
        if isinstance(kind, type) and kind.__module__.startswith("checklist.reporting."):
            ours = {name for name in vars(kind) if re.match("_[^_]", name)}
            assert not [base for base in kind.__mro__[1:] if ours & set(vars(base))]

    assert version("jinja2").startswith("3.1.")
    requirement = tomllib.loads((root.parent / "pyproject.toml").read_text(encoding="utf-8"))
    assert "jinja2>=3.1.6,<3.2" in requirement["project"]["dependencies"]


def _modules(node: ast.AST) -> list[str]:
    match node:
        case ast.Import(names=names):
            return [name.name for name in names]
        case ast.ImportFrom(module=str(module), level=0):
            return [module]
        case _:
            return []
