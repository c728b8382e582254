"""Texts from people change what a report says, never how it is built."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from checklist.assessment import (
    Action,
    Answer,
    Author,
    Document,
    EvidenceLinked,
    EvidenceRecorded,
    Figure,
    FollowUpCode,
    Interview,
    Municipality,
    Observation,
    Recommendation,
    SetFollowUp,
    SetVerdict,
    VerdictCode,
)
from checklist.criteria import AnswerValue
from checklist.i18n import Translator
from checklist.reporting import DOCUMENTS, Report, report_text
from checklist.reporting.forms.text import escape
from checklist.reporting.forms.text.printing import markdown, markdown_link
from checklist.session import Session
from checklist.session.assessments import begin
from checklist.store import EvidenceFiles, Journal
from checklist.text import address as safe_address
from tests.conftest import shipped_set

DAY = date(2018, 3, 1)
INNOCENT = "Ord"
HOSTILE = {
    "script": "<script>alert(1)</script>",
    "table": "| a |",
    "link": "[x](javascript:alert(1))",
    "template": "{{ 7*7 }}{% raw %}",
    "heading": "# h1",
    "terminal": "\x1b[31mrød",
    "turned": "\u202egnitset\u200b",
    "long": "x" * 10_000,
    "cdata": "]]><!--",
    "attribute": "\"'onload=alert(1)",
    "lines": "en\n\n- to\n# tre\n===\n| fire |\n|---|\r\n```\nfem",
    "emphasis": "**_~~`x`~~_** \\",
    "entity": "&lt;b&gt; &amp;#35; &copy",
    "numbered": "1. en",
    "closing": "</style></title></table></main>",
    "address": "javascript:alert(document.cookie)",
    "format": "{x} {0} %s",
}

MARKS = st.text(st.sampled_from("|\\`*_[]()<>{}#~&;-+=:.1! \n\r\taÆ\u202e\xa0"), max_size=40)
ANYTHING = st.one_of(st.text(), MARKS)


def report_with(text: str, journal: Journal, home: Path) -> Report:
    """A report where one text stands in every place that people can write in.

    It looks back to an earlier assessment, where other answers had the same text.
    """
    then, session = (_begun(text, journal, home, year) for year in (2017, 2018))
    for checkpoint in ("sam-tilrettelegging-brukes", "ke-kjent-ansatte", "ke-mandat-skriftlig"):
        then.set_answer(checkpoint, Answer(value=AnswerValue.PARTLY, comment=text, place=text))
    for checkpoint in ("ke-etablert-finnes", "sam-tilrettelegging-brukes", "ip-tilbud-gis"):
        session.set_answer(checkpoint, Answer(value=AnswerValue.NO, comment=text, place=text))
    # Answers that don't go together, and one that nothing shows well.
    for checkpoint in ("ke-kjent-ansatte", "ke-mandat-skriftlig"):
        session.set_answer(checkpoint, Answer(value=AnswerValue.YES, comment=text))
    session.set_answer("ip-innhold-mal", Answer(value=AnswerValue.UNKNOWN, comment=text))
    for evidence in (
        Document(
            id="dokument", title=text[:300], shows=text, address=text, archive=text, page=text
        ),
        Interview(id="intervju", title=text[:300], shows=text, role=text),
        Figure(id="tall", title=text[:300], value=text, unit=text, period=text, source=text),
        Observation(id="sett", title=text[:300], where=text),
    ):
        # Past what is refused today: an older journal may hold it.
        journal.append(
            session.assessment.id,
            session.author,
            EvidenceRecorded(evidence=evidence),
            *(
                EvidenceLinked(evidence=evidence.id, checkpoint=name)
                for name in ("ke-etablert-finnes", "ip-tilbud-gis", "ke-mandat-skriftlig")
            ),
        )
    session.set_action(
        Action(id="tiltak", criterion="ke-etablert", what=text, role=text, effect=text, cause=text)
    )
    session.set_verdict("ip-tilbud", SetVerdict(verdict=VerdictCode.PARTLY, reason=text))
    session.set_recommendation(
        Recommendation(
            id="anbefaling",
            text=text,
            given_by=text,
            case=text,
            place=text,
            checkpoints=("ke-etablert-finnes",),
        )
    )
    session.set_follow_up("anbefaling", SetFollowUp(verdict=FollowUpCode.PARTLY, reason=text))
    session.give_statement(text, DAY)
    return Report(session.appraisal, DAY, Translator(), baseline=then.appraisal)


def _begun(text: str, journal: Journal, home: Path, year: int) -> Session:
    author = Author(name="Anna", role=text)
    made = begin(
        journal,
        author,
        Municipality(number="0236", name=text[:80]),
        shipped_set("psykisk-helse-rus-voksne"),
        date(year, 2, 27),
        title=text,
        name=f"hostile-{len(journal.entries())}",
    )
    return Session(journal, made, author, EvidenceFiles(home / "evidence"))


def skeleton(element: Element) -> list[object]:
    names = sorted(element.attrib)
    return [element.tag, names, [skeleton(child) for child in element]]


def parsed(text: str) -> Element:
    document: Element = html5lib.HTMLParser(strict=True).parse(text)
    return document


def markdown_parser() -> MarkdownIt:
    return MarkdownIt("commonmark").enable(["table", "strikethrough"])


def markdown_skeleton(text: str) -> list[tuple[str, str]]:
    def structure(tokens: list[Token]) -> list[tuple[str, str]]:
        found = []
        for token in tokens:
            kept_line = token.type == "html_inline" and token.content == "<br>"
            if token.type not in ("text", "text_special") and not kept_line:
                found.append((token.type, token.tag))
            found.extend(structure(token.children or []))
        return found

    return structure(markdown_parser().parse(text))


@pytest.fixture(scope="module")
def innocent(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], object]:
    """How a document of this template and form is built when nobody means any harm."""
    home = tmp_path_factory.mktemp("innocent")
    with Journal(home / "samsjekk.sqlite3") as journal:
        report = report_with(INNOCENT, journal, home)

    @cache
    def built(template: str, form: str) -> object:
        return build(report_text(report, template=template, form=form), form)

    return built


def build(text: str, form: str) -> object:
    return skeleton(parsed(text)) if form == "html" else markdown_skeleton(text)


def kinds(built: object) -> set[str]:
    """The elements of a page with their attributes, or the tokens of a text in Markdown."""
    match built:
        case [str(tag), [*attributes], [*children]]:
            return {f"{tag} {attributes}"}.union(*map(kinds, children))
        case list():
            return set().union(*map(kinds, built))
        case _:
            return {str(built)}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_report_is_built_the_same_whatever_people_write(
    text: str, journal: Journal, home: Path, innocent: Callable[[str, str], object]
) -> None:
    report = report_with(text, journal, home)
    page, written = (report_text(report, form=form) for form in ("html", "md"))

    document = parsed(page)
    assert skeleton(document) == innocent("gap", "html")
    assert escape.shown(text) in "".join(document.itertext())
    assert markdown_skeleton(written) == innocent("gap", "md")
    assert not set("\x1b\u202e") & set(page + written)


@pytest.mark.parametrize("template", DOCUMENTS)
def test_every_document_is_built_the_same_whatever_people_write(
    template: str, journal: Journal, home: Path, innocent: Callable[[str, str], object]
) -> None:
    hostile = report_with("\n".join(HOSTILE.values()), journal, home)

    for form in ("html", "md"):
        text = report_text(hostile, template=template, form=form)
        if DOCUMENTS[template].one_page:
            # How much there is room for depends on the texts; what it is made of does not.
            assert kinds(build(text, form)) <= kinds(innocent(template, form))
        else:
            assert build(text, form) == innocent(template, form)
        assert not set("\x1b\u202e") & set(text)


def cells_with(text: str) -> list[str]:
    """The cells of a row of a table with this text in it, as they are read."""
    table = f"| a | b |\n|---|---|\n| {escape.markdown(text)} | slutt |\n\nutenfor\n"
    tokens = markdown_parser().parse(table)
    return [
        "".join(part.content for part in (after.children or []))
        for token, after in pairwise(tokens)
        if token.type == "td_open"
    ]


@settings(deadline=None)
@given(ANYTHING)
def test_any_text_stays_in_its_table_cell_and_reads_as_written(text: str) -> None:
    assert cells_with(text) == [" ".join(escape.shown(text).split()), "slutt"]


@settings(deadline=None)
@given(ANYTHING)
def test_any_text_stays_on_its_line(text: str) -> None:
    written = escape.markdown(text)
    for before, after in (("", ""), ("- ", ""), ("## ", ""), ("avsnitt\n", "\nslutt"), ("> ", "")):
        ours = markdown_skeleton(f"{before}{written}{after}")
        expected = markdown_skeleton(f"{before}{INNOCENT}{after}") if written else ours
        assert ours == expected


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("Se https://nes.kommune.no/a_b_c#avsnitt_2.", "https://nes.kommune.no/a_b_c#avsnitt_2"),
        ("(https://nes.no/~nes/*/?q=1&copy=2)", "https://nes.no/~nes/*/?q=1&copy=2"),
        ("HTTPS://nes.no/Sak_1, side 2", "HTTPS://nes.no/Sak_1"),
        ("https://no.wikipedia.org/wiki/Nes_(Akershus)/x", None),
        ("https://nes.no/_tiltak_\nNy linje", "https://nes.no/_tiltak_"),
    ],
)
def test_web_addresses_are_whole_in_markdown(written: str, address: str | None) -> None:
    address = address or written
    for line in (escape.markdown(written), str(markdown(written)), f"| {markdown(written)} |"):
        assert f"<{address}>" in line
        (inline,) = [token for token in markdown_parser().parse(line) if token.children]
        (link,) = [token for token in inline.children or [] if token.type == "link_open"]
        assert link.attrs["href"] == address
    assert str(markdown_link(address, address)) == f"<{address}>"
    # There is no link inside a link.
    assert "<http" not in str(markdown_link(written, "https://nes.no"))


def test_line_breaks_are_kept_in_markdown() -> None:
    assert str(markdown("en\vto\u2028tre\n\n\n\nfire")) == "en<br> to<br> tre<br> <br> fire"
    assert escape.markdown("en\vto") == "en to"


WEB = st.text(st.sampled_from("https://no_#&;()[]<>|`*~\\. \nÆ"), max_size=30)


@settings(deadline=None)
@given(st.lists(st.one_of(st.just("https://"), WEB), max_size=4).map("".join))
def test_any_web_address_stays_in_its_table_cell_and_reads_as_written(text: str) -> None:
    assert cells_with(text) == [" ".join(escape.shown(text).split()), "slutt"]


@settings(deadline=None)
@given(ANYTHING)
def test_only_web_and_mail_addresses_become_links(text: str) -> None:
    for tried in (text, f"https://{text}", f"javascript:{text}", f" https://x.no/{text}"):
        address = safe_address(tried)
        if address is not None:
            assert address.lower().startswith(("https://", "http://", "mailto:"))
            assert not set(address) & set(' \n"<>()`|\\')
    assert safe_address("javascript:alert(1)//https://x.no") is None
    assert safe_address(r"C:\notat.pdf") is None
