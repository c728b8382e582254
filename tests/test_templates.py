"""Templates of one's own: what they can do, what stops them, and the words for it."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from checklist.assessment.events import Author
from checklist.assessment.files import EvidenceFiles
from checklist.assessment.journal import Journal
from checklist.i18n import Translator
from checklist.reporting.render import FaultyTemplate, UnknownTemplate, report_text
from checklist.reporting.report import Report
from checklist.resources import folder
from checklist.session import Session
from tests.conftest import ready

DAY = date(2018, 3, 1)


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    home = tmp_path_factory.mktemp("home")
    files = EvidenceFiles(home / "evidence")
    with Journal(home / "samsjekk.sqlite3") as journal:
        made = ready(journal, "nes-2018")
        session = Session(journal, made, Author(name="Anna"), files)
    return Report(session.appraisal, DAY, Translator())


def rendered(report: Report, directory: Path, source: str, form: str = "md") -> str:
    (directory / f"egen.{form}.j2").write_text(source, encoding="utf-8")
    return report_text(report, template="egen", form=form, templates=directory)


ROUND = "{% for a in range(99) %}"
ENDLESS = {
    "loops in loops": 2 * "{% for a in range(90000) %}" + 2 * "{% endfor %}",
    "a loop that calls itself": "{% for a in [1, 2] recursive %}{{ loop([1, 2]) }}{% endfor %}",
    "a macro that calls itself": "{% macro m() %}{{ m() }}{{ m() }}{% endmacro %}{{ m() }}",
    "a template that includes itself": "{% include 'egen.md.j2' %}{% include 'egen.md.j2' %}",
    "including twice to a depth": (
        "{% set n = (n|default(0)) + 1 %}"
        "{% if n < 60 %}{% include 'egen.md.j2' %}{% include 'egen.md.j2' %}{% endif %}"
    ),
    "a long text": "{{ 'a' * 10**9 }}",
    "a long list": "{{ ([1] * 10**9)|length }}",
    "a large power": "{{ 9**9**9 }}",
    "a number that grows": (
        "{% set ns = namespace(x=3) %}" + ROUND + "{% set ns.x = ns.x * ns.x %}{% endfor %}"
    ),
    "a text that grows": (
        "{% set ns = namespace(x='aa') %}" + ROUND + "{% set ns.x = ns.x ~ ns.x %}{% endfor %}"
    ),
    "a list that grows": (
        "{% set ns = namespace(x=[1]) %}" + ROUND + "{% set ns.x = [ns.x, ns.x] %}{% endfor %}"
        "{{ ns.x == ns.x }}"
    ),
    "a wide column": "{{ 'a'|center(10**9) }}",
    "a wide column by method": "{{ 'a'.ljust(10**9) }}",
    "a wide format": "{{ '%1000000000d' % 1 }}",
    "a wide format in a text": "{{ _('{x:>1000000000}', x='a') }}",
    "a wide format by method": "{{ '{:>1000000000}'.format('a') }}",
    "a long number of bytes": "{{ (1).to_bytes(10**9) }}",
    "a batch that is filled": "{{ [1]|batch(10**9, 'x')|list|length }}",
    "a long join": "{{ ((['a' * 9000]) * 9000)|join('b' * 9000)|length }}",
    "a replacement": "{{ ('a' * 99999)|replace('a', 'b' * 99999)|length }}",
    "lipsum": "{{ lipsum(n=10**9) }}",
    "whole parts as keys": "{{ {report.summary: 1}|length }}",
    "whole parts told apart": (
        "{% for a in range(99999) %}{{ report.themes|unique|list|length }}{% endfor %}"
    ),
    "much output": "{% for a in range(90000) %}{{ 'a' * 9000 }}{% endfor %}",
    "much fixed output": "{% for a in range(99999) %}" + "a" * 9000 + "{% endfor %}",
    "much output kept in a macro": (
        "{% macro m() %}{% for a in range(90000) %}{{ 'a' * 9000 }}{% endfor %}{% endmacro %}"
        "{% set x = m() %}"
    ),
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
    [*ENDLESS.values(), *FORBIDDEN.values(), *WRONG.values()],
    ids=[*ENDLESS, *FORBIDDEN, *WRONG],
)
def test_a_template_that_goes_too_far_is_stopped_with_file_and_line(
    report: Report, tmp_path: Path, source: str
) -> None:
    (tmp_path / "utenfor").write_text("hemmelig")
    directory = tmp_path / "maler"
    directory.mkdir()
    (directory / "link.md.j2").symlink_to(tmp_path / "utenfor")

    with pytest.raises(FaultyTemplate, match=r"Rapportmalen kan ikke brukes: ") as stopped:
        rendered(report, directory, f"# Først\n{source}\n")

    where = "egen.md.j2" if "(" * 5000 in source else "egen.md.j2 linje 2"
    assert f"kan ikke brukes: {where}: " in str(stopped.value)


def test_a_template_can_do_what_templates_need(report: Report, tmp_path: Path) -> None:
    (tmp_path / "_base.md.j2").write_text(
        "{% set comma = joiner(', ') %}{% block main scoped %}slutt{% endblock %}"
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
    assert "F1, F2\n1 av 26 7 aaa\n2 funn \\*F1\\*\nord [her](https://x.no)slutt\n" in text


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
