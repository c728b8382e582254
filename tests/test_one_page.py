"""The documents on one page: what they say, and that they stay on it whatever people write."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from benchmarks import pages
from benchmarks.long_assessment import long_assessment
from checklist.assessment import Author, Municipality, VerdictCode
from checklist.i18n import LANGUAGES, Translator
from checklist.reporting import Report, report_text
from checklist.reporting.fitting import ELLIPSIS, lines, shortened, width
from checklist.session import Session, begin
from checklist.store import EvidenceFiles, Journal
from tests.conftest import ANNA, ready, shipped_set
from tests.test_reporting_hostile import HOSTILE

DAY = date(2026, 11, 25)
EXAMPLES = ("lorenskog-2015", "lorenskog-2021", "nes-2018", "ullensaker-2020")

POSTERS = {
    "lorenskog-2015": [
        "voksne med psykiske vansker eller rusproblemer får trygg hjelp som henger sammen",
        "Sikrer kommunen at det fattes vedtak om tjenester slik loven krever",
        "Nav er vanskelig å nå",
        "kjenner hverandres tilbud for dårlig",
        "uklart hvordan ansvar og oppgaver er delt med Nav",
        "Nav er for lite med",
        "gråsoner der ansvaret er uklart",
        "akutt psykisk syk",
        "Faglig uenighet er en utfordring, og samarbeidet er for lite likeverdig",
        "ikke er rustet til de sykeste pasientene",
        "Avtalene loven krever, er vedtatt",
        "inngått retningslinjer for psykisk helse og rus",
        "Tilbud om plan: ◐ Plakaten sier at systemet ikke er fullgodt",
        "Tilbud om koordinator: ◐ Plakaten sier at systemet ikke er fullgodt",
        "Kommunen har en koordinerende enhet",
        "Enheten fungerer ikke helt slik loven krever",
        "Skriftlig delegering av myndigheten til å fatte vedtak mangler",
        "Kommunen bør sammen med helseforetaket avklare hvem som gjør hva",
        "Kommunen bør tilby individuell plan",
        "Kommunen bør gi tjenestene ansvar for å tilby koordinator",
        "Kommunen bør gå gjennom oppgavene med enheten",
        "Fullføre oppdateringen av delegert vedtaksmyndighet, rutiner og maler",
    ],
    "lorenskog-2021": [
        "barn og unge med psykiske vansker eller rusproblemer",
        "I hvilken grad sikrer kommunen at barn og unge",
        "Delvis oppfylt: Kommunen legger til rette for at tjenestene samarbeider med hverandre",
        "Oppfylt: Kommunen har en koordinerende enhet",
        "vil ha bedre oversikt over det de andre tilbyr",
        "Kommunen bør ha faste møter på tvers",
        "prøve ut en digital løsning",
    ],
}
"""What the auditors' own posters say, in our words, as far as the facts of the audits show it."""


def opened(journal: Journal, home: Path, example: str) -> Session:
    files = EvidenceFiles(home / "evidence")
    return Session(journal, ready(journal, example), ANNA, files)


def report_of(session: Session, language: str = "nb") -> Report:
    return Report(session.appraisal, DAY, Translator(language))


def text_of(session: Session, template: str, form: str = "md", language: str = "nb") -> str:
    return report_text(report_of(session, language), template=template, form=form)


@pytest.mark.parametrize(("example", "facts"), POSTERS.items())
def test_a_poster_says_what_the_auditors_poster_said(
    example: str, facts: list[str], journal: Journal, home: Path
) -> None:
    text = text_of(opened(journal, home, example), "poster").replace("**", "")

    assert [fact for fact in facts if fact not in text] == []


def test_what_has_no_room_is_counted_and_the_worst_is_shown(nes: Session) -> None:
    poster = report_of(nes).poster
    shown = [finding.reference.number for finding in poster.findings]

    assert shown == [f"F{n}" for n in range(1, len(shown) + 1)]
    assert [finding.severity.code for finding in poster.findings][:2] == [
        "possible_breach",
        "weakness",
    ]
    found = len(nes.appraisal.findings)
    assert poster.findings_left == f"{found - len(shown)} funn til i gaprapporten."
    assert poster.recommendations_left == (
        f"{found - len(poster.recommendations)} anbefalinger til i gaprapporten."
    )
    for form in ("md", "html"):
        assert poster.findings_left in text_of(nes, "poster", form)


def test_a_case_paper_has_a_conclusion_for_each_question_and_a_proposal(nes: Session) -> None:
    report = report_of(nes)
    paper = report.case_paper

    assert [q.status for q in paper.questions] == [q.status for q in report.questions]
    assert paper.to_fill_in == ("Saksnummer", "Utvalg", "Møtedato")
    assert paper.findings[0].found.startswith("Kommunalsjefen sier at samarbeidet er litt")
    assert [(action.role, action.deadline) for action in paper.actions] == [
        ("kommunalsjef", "01.06.2018"),
        ("ikke oppgitt", "ikke satt"),
    ]
    planned = {action.criterion for action in nes.assessment.actions.values()}
    without = sum(c.criterion.id not in planned for c in nes.appraisal.findings)
    unsettled = sum(
        c.verdict.code is VerdictCode.UNDETERMINED for c in nes.appraisal.criteria.values()
    )
    assert paper.proposals == (
        "Kommunestyret tar vurderingen per 27. februar 2018 til orientering.",
        (
            "Kommunestyret ber kommunedirektøren om tiltak, med ansvarlig og frist, for de "
            f"{without} funnene som er uten tiltak."
        ),
        (
            "Kommunestyret ber kommunedirektøren sette ansvarlig og frist for tiltaket som mangler "
            "ansvarlig eller frist."
        ),
        (
            f"Kommunestyret ber kommunedirektøren undersøke de {unsettled} kravene som ikke er "
            "avklart."
        ),
        "Kommunestyret ber om å få vite det når tiltakene er gjennomført.",
    )
    assert r"Saksnummer: \_\_" in text_of(nes, "case-paper")


def test_the_duty_to_report_is_not_cited_before_it_came(nes: Session) -> None:
    own = structs.replace(nes.appraisal, assessment=structs.replace(nes.assessment, origin=None))
    earlier = Report(own, date(2018, 3, 1), Translator()).case_paper

    assert "kommuneloven" not in " ".join(earlier.about)
    assert "kommuneloven § 25-2" in " ".join(Report(own, DAY, Translator()).case_paper.about)


def test_an_assessment_with_nothing_in_it_claims_nothing(journal: Journal, home: Path) -> None:
    made = begin(
        journal,
        Author(name="Anna"),
        Municipality(number="3228", name="Nes"),
        shipped_set("psykisk-helse-rus-voksne"),
        date(2026, 11, 1),
    )
    session = Session(journal, made, Author(name="Anna"), EvidenceFiles(home / "evidence"))
    poster, paper = report_of(session).poster, report_of(session).case_paper

    assert (poster.findings, poster.criteria, poster.recommendations) == ((), (), ())
    assert poster.picture is None
    assert "Det som er besvart, gir ingen funn" in text_of(session, "poster")
    assert paper.actions_said == ("Ingen tiltak er registrert.",)
    assert len(paper.proposals) == 2
    for template in pages.ONE_PAGE:
        html5lib.HTMLParser(strict=True).parse(text_of(session, template, "html"))


@pytest.mark.parametrize("text", ["En lang setning som sier det samme. " * 200, "W" * 5_000])
def test_long_texts_are_shortened_in_the_model_and_counted(
    text: str, journal: Journal, home: Path
) -> None:
    report = report_of(long_assessment(journal, home, text))
    poster, paper = report.poster, report.case_paper
    said = [fact.text for finding in poster.findings for fact in finding.facts]
    said += [*poster.under_way, *(row.what for row in paper.actions)]
    said += [finding.found for finding in paper.findings]

    assert poster.findings
    assert paper.findings
    assert all(ELLIPSIS in one and lines(one, 40) <= 12 for one in said)
    shown, left = len(poster.findings), int(poster.findings_left.split()[0])
    assert shown + left == len(report.findings)
    assert len(paper.actions) + int(paper.actions_said[0].split()[0]) == 200


@pytest.fixture(scope="module")
def printed() -> Callable[[str], dict[str, int]]:
    """How many pages a document takes, by what prints it."""
    found = pages.printers()
    return lambda html: {name: prints(html) for name, prints in found.items()}


@pytest.mark.parametrize("template", pages.ONE_PAGE)
@pytest.mark.parametrize("example", EXAMPLES)
def test_each_example_is_on_one_page(
    example: str,
    template: str,
    printed: Callable[[str], dict[str, int]],
    journal: Journal,
    home: Path,
) -> None:
    # English is the longest; `python -m benchmarks.pages` prints all three languages.
    html = text_of(opened(journal, home, example), template, "html", "en")

    assert set(printed(html).values()) == {1}


@pytest.mark.parametrize("template", pages.ONE_PAGE)
def test_the_longest_assessment_is_on_one_page(
    template: str, printed: Callable[[str], dict[str, int]], journal: Journal, home: Path
) -> None:
    session = long_assessment(journal, home, "En lang setning som sier det samme. " * 200)

    assert set(printed(text_of(session, template, "html")).values()) == {1}


def test_hostile_texts_stay_texts(journal: Journal, home: Path) -> None:
    for name in ("script", "cdata", "attribute", "terminal", "turned", "closing", "long"):
        text = HOSTILE[name]
        session = long_assessment(journal, home, text)
        for template in pages.ONE_PAGE:
            page = html5lib.HTMLParser(strict=True).parse(text_of(session, template, "html"))
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
