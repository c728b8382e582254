"""The documents on one page: what they say, and that they stay on it whatever people write."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import cycle, pairwise
from pathlib import Path

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from benchmarks import pages
from benchmarks.long_assessment import long_assessment
from checklist.appraisal import appraise
from checklist.assessment import Action, Answer, Assessment, Municipality, Recorded
from checklist.criteria import AnswerValue, CriteriaSet
from checklist.i18n import LANGUAGES, Translator
from checklist.reporting import DOCUMENTS, Report, report_text
from checklist.reporting.fitting import (
    ELLIPSIS,
    Columns,
    Space,
    balanced,
    fullest,
    shortened,
    width,
)
from checklist.reporting.forms.typst import taken
from checklist.reporting.nothing_to_say import nothing_assessed
from checklist.reporting.registry import function_named
from checklist.session import Session
from checklist.store import Journal
from tests.conftest import ANNA, copied, shipped_set
from tests.test_reporting_hostile import HOSTILE

DAY = date(2026, 11, 25)
EXAMPLES = ("lorenskog-2015", "lorenskog-2021", "nes-2018", "ullensaker-2020")

POSTERS = {
    "lorenskog-2015": [
        "voksne med psykiske vansker eller rusproblemer får trygg hjelp som henger sammen",
        "Sikrer kommunen at det fattes vedtak om tjenester slik loven krever",
        "Nav er vanskelig å nå",
        "kjenner hverandres tilbud for dårlig",
        "Nav er for lite med",
        "gråsoner der ansvaret er uklart",
        "akutt psykisk syk",
        "Avtalene loven krever, er vedtatt",
        "inngått retningslinjer for psykisk helse og rus",
        "systemet ikke er fullgodt",
        "Kommunen har en koordinerende enhet",
        "Skriftlig delegering av myndigheten til å fatte vedtak mangler",
        "Fullføre oppdateringen av delegert vedtaksmyndighet, rutiner og maler",
    ],
    "lorenskog-2021": [
        "barn og unge med psykiske vansker eller rusproblemer",
        "I hvilken grad sikrer kommunen at barn og unge",
        "vil ha bedre oversikt over det de andre tilbyr",
        "prøve ut en digital løsning",
    ],
}
"""What the auditors' own posters say, in our words, as far as the facts of the audits show it."""


def report_of(session: Session, language: str = "nb") -> Report:
    return Report(session.appraisal, DAY, Translator(language))


def text_of(session: Session, template: str, form: str = "md", language: str = "nb") -> str:
    return report_text(report_of(session, language), template=template, form=form)


@pytest.mark.parametrize(("example", "facts"), POSTERS.items())
def test_a_poster_says_what_the_auditors_poster_said(
    example: str, facts: list[str], journal: Journal
) -> None:
    text = text_of(copied(journal, example), "poster").replace("**", "")

    assert [fact for fact in facts if fact not in text] == []


@pytest.mark.parametrize("template", pages.ONE_PAGE)
@pytest.mark.parametrize("example", EXAMPLES)
def test_every_question_stands_with_its_conclusion_and_its_gravest_findings(
    example: str, template: str, journal: Journal
) -> None:
    session = copied(journal, example)
    report = report_of(session)
    text = text_of(session, template)
    themes = {
        criterion.reference.anchor: theme.theme.id
        for theme, section in zip(report.appraisal.themes, report.themes, strict=True)
        for criterion in section.criteria
    }
    asked = list(zip(report.appraisal.questions, report.questions, strict=True))
    places = [text.index(f" {question.reference.title}\n") for _, question in asked]

    assert places == sorted(places)
    for (question, concluded), start, end in zip(asked, places, [*places[1:], -1], strict=True):
        told = text[start:end]
        own = [
            f
            for f in report.findings
            if themes[f.criterion.reference.anchor] in question.question.themes
        ]
        assert concluded.status.word[1:] in told
        # Two or three of them, and what they say beside them: the question and its answer.
        for finding in own[:2]:
            assert f"{finding.reference.number} {finding.reference.title}" in told
            assert finding.telling[0].question.text in told
        if len(own) > 3:
            assert f"{len(own)} funn. De " in told


def test_on_the_poster_each_finding_has_its_recommendation_beside_it(nes: Session) -> None:
    report = report_of(nes)
    text = text_of(nes, "poster")

    for finding in report.findings[:1]:
        told = next(line for line in text.splitlines() if f"{finding.reference.number} " in line)
        assert finding.recommendation.text[:60] in told
    # What settles an undetermined question is asked of somebody, or drawn as a sample.
    assert "(stikkprøve)" in text
    assert "(spør samhandlingskoordinator)" in text


def test_the_case_paper_proposes_what_the_findings_ask_for(nes: Session) -> None:
    report = report_of(nes)
    paper = report.case_paper
    planned = {action.criterion for action in nes.assessment.actions.values()}
    without = [
        finding
        for finding, appraised in zip(report.findings, nes.appraisal.findings, strict=True)
        if appraised.criterion.id not in planned
    ]

    assert paper.to_fill_in == ("Saksnummer", "Utvalg", "Møtedato")
    assert [(action.finding, action.role, action.deadline) for action in paper.actions] == [
        ("F6", "kommunalsjef", "1. juni 2018"),
        ("F17", "ikke oppgitt", "ikke satt"),
    ]
    assert [proposal.text for proposal in paper.proposals] == [
        "Kommunestyret tar vurderingen per 27. februar 2018 til orientering.",
        (
            "Kommunestyret ber kommunedirektøren sette ansvarlig og frist for dette, det mest "
            "alvorlige først:"
        ),
        (
            "Kommunestyret ber kommunedirektøren sette ansvarlig og frist der det mangler, i 1 "
            "tiltak."
        ),
        (
            "Kommunestyret ber kommunedirektøren undersøke det som mangler for å svare på de 6 "
            "problemstillingene som ikke er avklart."
        ),
        "Kommunestyret ber om å få vite det når tiltakene er gjennomført.",
    ]
    advice = paper.proposals[1].advice
    assert [one.findings for one in advice] == [f.reference.number for f in without[: len(advice)]]
    assert str(advice[0].text).startswith(str(without[0].recommendation)[:100])
    said = {finding.recommendation for finding in without}
    assert paper.proposals[1].more.startswith(f"{len(said) - len(advice)} anbefalinger til")
    assert paper.not_examined.startswith("Ikke undersøkt: «Hjelpen til den enkelte» og «")
    assert r"Saksnummer: \_\_" in text_of(nes, "case-paper")


@pytest.mark.parametrize("template", pages.ONE_PAGE)
def test_a_possible_breach_is_told_with_its_section_and_counts_are_explained(
    template: str, nes: Session
) -> None:
    text = text_of(nes, template)

    assert "mulig lovbrudd" in text
    assert "Målestokk: loven selv, helse- og omsorgstjenesteloven § 4-1." in text
    assert "80 av 395 kontrollpunkter er besvart. 70 av dem er undersøkt, med svaret" in text
    assert "Vurderingene av svarene er ikke revisjonens." in text


def test_the_duty_to_report_is_not_cited_before_it_came(nes: Session) -> None:
    own = structs.replace(nes.appraisal, assessment=structs.replace(nes.assessment, origin=None))
    earlier = Report(own, date(2018, 3, 1), Translator()).case_paper

    assert "kommuneloven" not in " ".join(earlier.about)
    assert "kommuneloven § 25-2" in " ".join(Report(own, DAY, Translator()).case_paper.about)


def test_an_assessment_with_nothing_in_it_claims_nothing(empty: Session) -> None:
    empty.answer("ke-etablert-finnes", AnswerValue.UNKNOWN)
    poster, paper = report_of(empty).poster, report_of(empty).case_paper
    cards = [card for column in poster.columns for card in column.cards]

    assert [(card.findings, card.known, card.leaning) for card in cards] == [((), (), ())] * 6
    assert all(card.settling for card in cards)
    assert poster.columns[-1].about is not None
    assert poster.columns[-1].about.picture is None
    assert "Svarene er ikke nok til å vurdere noe krav" in text_of(empty, "poster")
    assert paper.actions_said == ("Ingen tiltak er registrert.",)
    assert len(paper.proposals) == 2
    for template in pages.ONE_PAGE:
        html5lib.HTMLParser(strict=True).parse(text_of(empty, template, "html"))


COLUMNS = Columns(sizes=(11.0, 10.0, 9.0), cards=(2, 1), enough=4, last=9)


@given(
    st.lists(st.integers(1, 60), min_size=30, max_size=30),
    st.lists(st.integers(0, 90), min_size=2, max_size=2),
)
def test_the_fullest_page_fits_and_no_card_has_room_to_say_the_next_more(
    more: list[int], fixed: list[int]
) -> None:
    """Each card takes less on each rung, and less in smaller letters."""

    def share(column: int, card: int, rung: int, points: float) -> float:
        place = (2 * column + card) * 10
        rest = fixed[column] if card == 0 else 0
        return points / 11 * (rest + sum(more[place + rung : place + 9])) / 200

    def taken(space: Space) -> list[tuple[float, ...]]:
        return [
            tuple(share(c, card, rung, space.points) for card, rung in enumerate(rungs))
            for c, rungs in enumerate(space.rungs)
        ]

    chosen = fullest(COLUMNS, taken)
    for column, shares in enumerate(taken(chosen)):
        assert sum(shares) <= 1
        rungs = chosen.rungs[column]
        if max(rungs) > 0:
            # Every card one rung up would be too much.
            richer = [share(column, c, max(rungs) - 1, chosen.points) for c in range(len(rungs))]
            assert sum(richer) > 0.98
    larger = [size for size in COLUMNS.sizes if size > chosen.points]
    for size in larger:
        assert any(sum(shares) > 0.98 for shares in taken(COLUMNS.even(size, [4, 4])))


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=9), st.integers(1, 4))
def test_cards_are_shared_out_so_that_the_fullest_column_holds_least(
    weights: list[int], columns: int
) -> None:
    numbers = balanced(weights, columns)
    ends = [sum(numbers[:place]) for place in range(len(numbers) + 1)]
    held = [sum(weights[a:b]) for a, b in pairwise(ends)]

    assert sum(numbers) == len(weights)
    assert min(numbers) >= 1
    assert len(numbers) == min(columns, len(weights))
    assert max(held) <= max(weights) + sum(weights) / len(numbers)


@pytest.fixture(scope="module")
def adults() -> CriteriaSet:
    return shipped_set("psykisk-helse-rus-voksne")


TEXTS = (
    st.sampled_from(["", "Litt.", "Ok.", "W" * 5_000, "En lang setning som sier det samme. " * 280])
    | st.sampled_from(sorted(HOSTILE.values()))
    | st.text(max_size=400)
)


@settings(max_examples=8, deadline=None)
@given(
    answered=st.tuples(
        st.sampled_from([1, 7, 60, 1000]),
        st.lists(st.sampled_from(AnswerValue), min_size=1, max_size=5),
        st.lists(TEXTS, min_size=1, max_size=3),
    ),
    actions=st.integers(0, 12),
    name=TEXTS,
)
def test_whatever_is_answered_each_paper_is_one_page_with_every_question(
    answered: tuple[int, list[AnswerValue], list[str]], actions: int, name: str, adults: CriteriaSet
) -> None:
    number, values, texts = answered
    points = [point for criterion in adults.criteria for point in criterion.checkpoints]
    assessment = Assessment(
        id="a",
        municipality=Municipality(number="3228", name=name[:100] or "Nes"),
        criteria_set=adults.id,
        date=date(2026, 11, 1),
        answers={
            point.id: Recorded(
                Answer(value=value, comment=text), ANNA, datetime(2026, 11, 1, tzinfo=UTC)
            )
            for point, value, text in zip(points[:number], cycle(values), cycle(texts))
        },
        actions={
            f"t{place}": Action(
                id=f"t{place}", criterion=criterion.id, what=text or "Noe.", role=text, effect=text
            )
            for place, criterion, text in zip(range(actions), adults.criteria, cycle(texts))
        },
    )
    report = Report(appraise(adults, assessment), DAY, Translator())
    if nothing_assessed(report) is not None:
        return  # it is refused instead: test_nearly_empty.py
    for template in pages.ONE_PAGE:
        html = report_text(report, template=template)
        assert all(sum(shares) <= 1 for shares in taken(html))
        for question in report.questions:
            assert question.reference.title.text in html
            assert question.status.word in html


PRINTERS = pages.printers()


@pytest.mark.parametrize("form", PRINTERS)
@pytest.mark.parametrize("template", pages.ONE_PAGE)
def test_an_example_fills_its_page_in_every_form(
    template: str, form: str, journal: Journal
) -> None:
    # `python -m benchmarks.pages` prints all the examples in all three languages.
    report = report_of(copied(journal, "lorenskog-2015"))
    came = pages.printed(report, template, form, PRINTERS[form])

    assert (came.pages, came.missing) == (1, 0)
    assert came.blank <= pages.BLANK


@pytest.mark.parametrize("template", pages.ONE_PAGE)
def test_the_note_on_what_is_only_in_norwegian_has_room_too(template: str, nes: Session) -> None:
    html = text_of(nes, template, "html", language="en")
    assert "Norwegian" in html
    assert all(sum(shares) <= 1 for shares in taken(html))


@pytest.mark.parametrize("template", pages.ONE_PAGE)
def test_the_longest_assessment_is_on_one_page(template: str, journal: Journal, home: Path) -> None:
    session = long_assessment(journal, home, "En lang setning som sier det samme. " * 200)
    report = report_of(session)

    for form, prints in PRINTERS.items():
        came = pages.printed(report, template, form, prints)
        assert (form, came.pages, came.missing) == (form, 1, 0)


def test_hostile_texts_stay_texts(journal: Journal, home: Path) -> None:
    for name in ("script", "cdata", "attribute", "terminal", "turned", "closing", "long"):
        text = HOSTILE[name]
        report = report_of(long_assessment(journal, home, text))
        for template in pages.ONE_PAGE:
            # In the smallest letters, where most of a text is said; measuring takes the time.
            columns = function_named(DOCUMENTS[template].one_page)(report)
            said = report_text(report.within(columns.plain()), template=template)
            page = html5lib.HTMLParser(strict=True).parse(said)
            tags = {element.tag.rsplit("}")[-1] for element in page.iter()}

            assert not tags & {"script", "img", "iframe"}
            assert not [n for e in page.iter() for n in e.attrib if str(n).startswith("on")]
            assert "\x1b" not in "".join(page.itertext())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("template", pages.ONE_PAGE)
def test_pages_are_well_formed_and_their_links_lead_somewhere(
    template: str, language: str, nes: Session
) -> None:
    page = html5lib.HTMLParser(strict=True).parse(text_of(nes, template, "html", language))
    ids = [found for e in page.iter() if (found := e.get("id"))]
    links = [found for e in page.iter() if (found := e.get("href"))]
    named = " ".join(found for e in page.iter() if (found := e.get("aria-labelledby"))).split()

    assert len(ids) == len(set(ids))
    assert {link[1:] for link in links} <= set(ids)
    assert set(named) <= set(ids)


@given(st.text(max_size=300), st.integers(5, 80))
def test_a_shortened_text_has_room_and_says_that_it_is_shortened(text: str, most: int) -> None:
    whole = " ".join(text.split())
    kept = shortened(text, most)

    assert width(kept) <= most
    assert kept == whole or (kept.endswith(ELLIPSIS) and whole.startswith(kept[:-1].rstrip()))


@pytest.mark.parametrize(
    ("text", "most", "kept"),
    [
        (
            "Rutinen er fra 2014. Den er ikke revidert.",
            60,
            "Rutinen er fra 2014. Den er ikke revidert.",
        ),
        ("Rutinen er fra 2014. Den er ikke revidert.", 30, "Rutinen er fra 2014. …"),
        ("En setning uten ende og uten punktum", 20, "En setning uten …"),
        ("x" * 100, 10, "xxxxxxx…"),
    ],
)
def test_a_text_is_shortened_at_a_sentence_a_word_or_a_letter(
    text: str, most: int, kept: str
) -> None:
    assert shortened(text, most) == kept
