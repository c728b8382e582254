"""What the gap report says of what it counts, leaves out and rests on."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

import pytest

from checklist.assessment import Answer, Interview
from checklist.criteria import AnswerValue, quick_points
from checklist.i18n import Translator
from checklist.reporting import Appendix, Report, report_text
from checklist.reporting.cards import told_points
from checklist.session import Session

DAY = date(2018, 3, 1)
Y, P, N = AnswerValue.YES, AnswerValue.PARTLY, AnswerValue.NO


@pytest.fixture
def quick(empty: Session) -> Session:
    """An assessment with one no to each quick question of the first theme, and nothing else."""
    theme = empty.criteria_set.themes[0].id
    for criterion in empty.criteria_set.criteria:
        if criterion.theme == theme:
            for point in quick_points(criterion):
                empty.answer(point.id, N)
    return empty


def model(session: Session, appendix: Appendix = Appendix.WITH, language: str = "nb") -> Report:
    return Report(session.appraisal, DAY, Translator(language), appendix=appendix)


def parts(session: Session) -> tuple[str, str]:
    """The report and its appendix in Markdown."""
    text = report_text(model(session), form="md")
    report, _, rest = text.partition("## Vedlegg")
    return report, rest


def unlink_all(session: Session, criterion: str) -> None:
    for point in session.criterion(criterion).checkpoints:
        for evidence in tuple(session.assessment.links.get(point.id, ())):
            session.unlink(evidence, point.id)


def numbered(findings: Iterable[str]) -> list[int]:
    return [int(number.removeprefix("F")) for number in findings]


# -- what is counted is named -----------------------------------------------------------


def test_every_finding_that_is_counted_is_listed_or_said_where_it_is(nes: Session) -> None:
    for name in ("ke-etablert", "ke-meldinger"):
        unlink_all(nes, name)
    made = model(nes)
    report, _ = parts(nes)
    said = re.search(
        r"^F(\d+)–F(\d+) er 2 krav som er oppfylt etter svarene, men ikke dokumentert\. "
        r"De står i anbefaling (\d)\.$",
        report,
        re.MULTILINE,
    )

    assert said is not None
    first, last, advice = map(int, said.groups())
    listed = numbered(found.reference.number for found in made.found)
    assert [*listed, *range(first, last + 1)] == [*range(1, len(made.findings) + 1)]
    assert made.advice[advice - 1].criteria


def test_a_no_in_a_criterion_that_is_undetermined_is_named(nes: Session) -> None:
    report, _ = parts(nes)
    told = report[report.index("### Nei i krav som ikke er avklart") :]

    assert "- Har alle som har bodd midlertidig i mer enn tre måneder" in told
    assert "**Nei.** Personer blir boende i midlertidige løsninger" in told
    assert [str(one.criterion) for one in model(nes).answers_against] == ["K40"]


def test_a_question_names_the_findings_behind_its_conclusion_the_gravest_first(
    nes: Session,
) -> None:
    made = model(nes)
    for question in made.questions:
        numbers = numbered(finding.number for finding in question.pulled_down_by)
        assert numbers == sorted(numbers)
    report, _ = parts(nes)
    assert "Trekker ned: F1 Lagt til rette for samarbeid, F2 Tilbud om plan" in report


def test_the_map_says_where_some_of_the_answers_are_no(nes: Session) -> None:
    (row,) = (
        theme.row
        for theme in model(nes).themes
        if theme.row.reference.id == "vedtak-saksbehandling"
    )
    established = row.cells[0]
    assert (str(established.status), established.detail) == (
        "noe nei",
        "2 ja, 1 nei, 2 ikke besvart",
    )


# -- what is not there is not referred to -----------------------------------------------


@pytest.mark.parametrize("form", ["md", "html"])
@pytest.mark.parametrize(
    ("language", "referred"), [("nb", r"[Vv]edlegg [A-K]\b"), ("en", r"appendix [A-K]\b")]
)
def test_a_report_without_its_appendix_refers_to_no_chapter_of_it(
    nes: Session, form: str, language: str, referred: str
) -> None:
    alone = report_text(model(nes, Appendix.NONE, language), form=form)
    whole = report_text(model(nes, language=language), form=form)
    assert not re.search(referred, alone)
    assert re.search(referred, whole)


def test_chapters_of_the_appendix_with_nothing_to_say_are_left_out(
    quick: Session, nes: Session
) -> None:
    _, appendix = parts(quick)
    letters = re.findall(r"^### ([A-K]) ", appendix, re.MULTILINE)

    assert letters == [chapter.letter for chapter in model(quick).chapters]
    assert not {"E", "F", "G", "K"} & set(letters)
    assert "Vedlegg som ikke har noe innhold, er utelatt." in appendix
    page = report_text(model(quick))
    assert 'href="#vedlegg-a"' in page
    assert "#vedlegg-k" not in page
    assert {"A", "B", "C", "D", "E", "F", "H", "I", "J", "K"} <= {
        chapter.letter for chapter in model(nes).chapters
    }


def test_sources_are_those_of_what_is_examined(quick: Session) -> None:
    made = model(quick)
    examined = {c.reference for theme in made.themes for c in theme.examined}
    assert {used for source in made.sources for used in source.used_in} == examined


# -- what it rests on -------------------------------------------------------------------


def test_a_yardstick_of_a_section_that_had_not_come_is_the_set_s_own(nes: Session) -> None:
    (found,) = (f for f in model(nes).found if f.reference.title.text == "Én plan i bruk")
    assert found.yardstick == (
        "Målestokk: kriteriesettets eget mål; paragrafen gjaldt ikke på vurderingsdatoen."
    )


def test_evidence_that_nobody_asks_for_is_not_called_missing(nes: Session) -> None:
    for name in ("ke-etablert-finnes", "ke-etablert-ressurs"):
        nes.answer(name, N)
    unlink_all(nes, "ke-etablert")
    _, appendix = parts(nes)
    first = appendix[appendix.index("##### K1 ") : appendix.index("##### K2 ")]

    assert "Dokumentasjon: Ingen av svarene trenger dokumentasjon." in first
    assert "angler" not in first


def test_how_many_answers_are_weakly_shown_is_counted(nes: Session) -> None:
    shown = {criterion.shown for theme in model(nes).themes for criterion in theme.examined}
    assert "2 av 3 svar er ikke godt nok dokumentert." in shown
    assert "Svaret er ikke godt nok dokumentert." in shown
    assert not any("1 av 1" in said for said in shown)


def test_where_a_second_interview_would_be_enough_one_is_not_called_only_oral(
    nes: Session,
) -> None:
    talk = Interview(id="samtale", title="Samtale", date="2018-01", role="leder", verified=True)
    nes.record_evidence(talk, ["eks-nav-sak-roller"])
    line = next(line for line in model(nes).lacking if line.fact.id == "eks-nav-sak-roller")
    assert "sagt av bare én rolle" in line.reasons
    assert "bare muntlig" not in line.reasons


# -- short papers -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (P, ""),
        (N, ""),
        (Y, "Møtene er gode. …"),
    ],
)
def test_a_comment_on_a_fault_is_told_whole_or_not_at_all(
    value: AnswerValue, told: str, nes: Session
) -> None:
    comment = "Møtene er gode. Men de holdes for sjelden."
    nes.set_answer("ke-etablert-finnes", Answer(value=value, comment=comment))
    fact = model(nes).themes[0].criteria[0].facts[0]

    assert [point.comment for point in told_points([fact], 30)] == [told]
    assert [point.comment for point in told_points([fact], 100)] == [comment]


def test_the_report_tells_a_long_explanation_whole_or_says_that_it_is_too_long(
    nes: Session,
) -> None:
    point = model(nes).findings[0].telling[0].id
    for words, told in ((60, "Ord " + "ord " * 58 + "ord."), (61, "Begrunnelsen er for lang")):
        nes.set_answer(point, Answer(value=N, comment="ord " * words))
        assert model(nes).found[0].points[0].comment.startswith(told)


def test_a_conclusion_after_a_quick_walk_says_that_it_is(quick: Session) -> None:
    question = model(quick).themes[0].conclusion
    assert question.status.code == "insufficient"
    assert re.fullmatch(
        r"ikke i tilstrekkelig grad i tråd med kravene \(rask gjennomgang, undersøkt \d+ av \d+\)",
        question.status.word,
    )


@pytest.mark.parametrize(
    ("language", "day"), [("nb", "1. juni 2018"), ("nn", "1. juni 2018"), ("en", "1 June 2018")]
)
def test_the_deadline_of_an_action_has_its_month_in_letters(
    nes: Session, language: str, day: str
) -> None:
    assert next(a.deadline for a in model(nes, language=language).actions if a.deadline) == day
