"""How a thing is said: law, figures, dates, states and people, in the three languages."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from itertools import pairwise
from typing import Any

import pytest
from msgspec.structs import replace
from rich.cells import cell_len

from checklist.appraisal import (
    CellState,
    ConclusionCode,
    FollowUpVerdict,
    Opinion,
    Progress,
    Severity,
    Strength,
    appraise,
    how_far,
)
from checklist.assessment import (
    Action,
    ActionStatus,
    Answer,
    Assessment,
    Author,
    FileState,
    FollowUpCode,
    SetVerdict,
    VerdictCode,
    partial_date,
)
from checklist.criteria import (
    AnswerValue,
    Aspect,
    Checkpoint,
    Citation,
    Depth,
    Effort,
    EvidenceKind,
    ExpectedEvidence,
    Limit,
    Measure,
    MeasureKind,
    Source,
    SourceKind,
    effort_of,
    text_in,
)
from checklist.criteria.files import Library
from checklist.criteria.model import Translated
from checklist.i18n import LANGUAGES, Translator, phrase
from checklist.resources import folder
from checklist.session import Session
from checklist.words import (
    DIFFERENT,
    EXAMINED,
    PARTS,
    STATES,
    UNANSWERED,
    Earlier,
    Entry,
    FoundPoint,
    Piece,
    Status,
    Tone,
    answer_status,
    asked_words,
    brought_back,
    citation_address,
    citation_label,
    cited_places,
    clash_entries,
    day_of_timestamp,
    disagreement_words,
    effort_words,
    figure_sentence,
    figure_words,
    file_entries,
    finding_entries,
    follow_up_words,
    history_words,
    in_force,
    known_date,
    ladder_entries,
    lines_of,
    map_entries,
    map_entries_by_severity,
    moment_lines,
    part_lines,
    progress_sentence,
    progress_words,
    rule_of_answers,
    said_by,
    sample_dots,
    short_citations,
    short_known_date,
    shortened,
    size_words,
    status,
    taken_back,
    tone_of,
    unit_word,
    why_words,
    worst_entries,
    written_number,
)
from tests.conftest import NES, Run

NB, NN, EN = (Translator(language) for language in LANGUAGES)
IN_THREE = (NB, NN, EN)
DAY = date(2018, 2, 7)


def begun() -> Assessment:
    """Nothing is answered yet."""
    return Assessment("nes", NES, "psykisk-helse-rus-voksne", date(2026, 11, 23))


# -- law --------------------------------------------------------------------------------


def source(**given: Any) -> Source:
    usual: dict[str, Any] = {
        "id": "hol",
        "kind": SourceKind.ACT,
        "title": "Lov om helse- og omsorgstjenester",
        "short": Translated(nb="helse- og omsorgstjenesteloven", en="the health services act"),
        "abbreviation": "hol",
        "address": "https://lovdata.no/hol",
        "checked": DAY,
        "checked_against": "lovdata.no",
    }
    return Source(**usual | given)


REGULATION = source(
    id="f", kind=SourceKind.REGULATION, short=Translated(nb="forskriften", en="the regulation")
)
GUIDE = source(id="v", kind=SourceKind.GUIDE, short=Translated(nb="veilederen", en="the guide"))


@pytest.mark.parametrize(
    ("of", "place", "label", "english"),
    [
        (source(), {}, "helse- og omsorgstjenesteloven", "the health services act"),
        (
            source(),
            {"section": "7-3"},
            "helse- og omsorgstjenesteloven § 7-3",
            "Section 7-3 of the health services act",
        ),
        (
            source(),
            {"section": "3-9 a", "paragraph": 2},
            "helse- og omsorgstjenesteloven § 3-9 a andre ledd",
            "Section 3-9 a second paragraph of the health services act",
        ),
        (
            REGULATION,
            {"section": "6-2", "paragraph": 1, "item": "12"},
            "forskriften § 6-2 første ledd nr. 12",
            "Section 6-2 first paragraph no. 12 of the regulation",
        ),
        (
            REGULATION,
            {"section": "6", "paragraph": 11, "item": "c"},
            "forskriften § 6 11. ledd bokstav c",
            "Section 6 paragraph 11 letter c of the regulation",
        ),
        (GUIDE, {"place": "kapittel 12.3"}, "veilederen, kapittel 12.3", None),
    ],
)
def test_a_place_in_law_is_cited_in_full(
    of: Source, place: dict[str, Any], label: str, english: str | None
) -> None:
    citation = Citation(source=of.id, says="Noe.", **place)
    assert citation_label(citation, of, NB) == label
    if english is not None:
        assert citation_label(citation, of, EN) == english


def test_the_section_is_a_part_of_the_address_of_an_act_or_a_regulation_only() -> None:
    at = Citation(source="hol", section="7-3", says="Noe.")
    assert citation_address(at, source()) == "https://lovdata.no/hol/%C2%A77-3"
    assert citation_address(at, GUIDE) == "https://lovdata.no/hol"
    assert citation_address(at, source(address=None)) is None


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, ("ikke oppgitt", "ikkje oppgitt", "not given")),
        ({"coming": True}, ("vedtatt, uten dato", "vedteken, utan dato", "adopted, no date")),
        (
            {"in_force_from": DAY},
            ("fra 7. februar 2018", "frå 7. februar 2018", "from 7 February 2018"),
        ),
        (
            {"in_force_to": DAY},
            ("til 7. februar 2018", "til 7. februar 2018", "until 7 February 2018"),
        ),
        (
            {"in_force_from": date(2012, 1, 1), "in_force_to": DAY},
            (
                "fra 1. januar 2012 til 7. februar 2018",
                "frå 1. januar 2012 til 7. februar 2018",
                "from 1 January 2012 to 7 February 2018",
            ),
        ),
    ],
)
def test_a_source_says_when_it_holds(given: dict[str, Any], said: tuple[str, ...]) -> None:
    assert tuple(in_force(source(**given), _) for _ in IN_THREE) == said


def test_screen_lines_and_papers_get_coming_law_last_and_marked() -> None:
    shipped = Library.shipped().open("psykisk-helse-rus-voksne")
    sources = tuple(replace(s, coming=s.id == "hol") for s in shipped.sources)
    criteria_set = replace(shipped, sources=sources)
    appraisal = appraise(criteria_set, begun())
    cited = [
        list(cited_places(appraisal, criterion, NB))
        for criterion in criteria_set.criteria
        if len({citation.source == "hol" for citation in criterion.sources}) > 1
    ]
    assert cited
    for places in cited:
        coming = [label.startswith("kommer, uten dato: helse- og") for label, *_rest in places]
        assert coming == sorted(coming)
        assert any(coming)


@pytest.mark.parametrize(
    ("reference", "cited"),
    [
        ("lov/2026-11-22-81", True),
        ("lov/2026-11-23", True),
        ("lov/2026-11-24-1", False),
        ("lov/2027-01-01-8", False),
        ("lov/2025-06-31-81", True),
        (None, True),
    ],
)
def test_a_law_adopted_after_the_date_is_not_cited(reference: str | None, cited: bool) -> None:
    shipped = Library.shipped().open("psykisk-helse-rus-voksne")
    sources = tuple(replace(s, reference=reference) if s.coming else s for s in shipped.sources)
    appraisal = appraise(replace(shipped, sources=sources), begun())
    places = [place for c in shipped.criteria for place in cited_places(appraisal, c, NB)]
    assert any(source.coming for _label, _citation, source in places) is cited


def test_places_in_law_are_cited_in_short_each_source_once() -> None:
    shipped = Library.shipped().open("psykisk-helse-rus-voksne")
    of = shipped.sources[0]
    places = [("3-4", 1), ("4-1", 2), ("3-4", 2)]
    cited = [Citation(source=of.id, section=s, paragraph=n, says="Noe.") for s, n in places]
    assert short_citations(cited, shipped) == f"{of.abbreviation} §§ 3-4, 4-1"
    assert short_citations(cited[:1], shipped) == f"{of.abbreviation} § 3-4"
    whole = Citation(source=of.id, says="Noe.")
    assert short_citations([whole], shipped) == of.abbreviation


def test_a_number_in_law_is_a_number_line_by_line_too(run: Run, nes_id: str) -> None:
    _code, out, _err = run("show", nes_id, "sph-ansvar")
    said = " ".join(out.split())
    assert "helse- og omsorgstjenesteloven § 6-2 første ledd nr. 1: " in said


# -- figures ----------------------------------------------------------------------------

COUNT, PERCENT, NUMBER, DAYS = MeasureKind


@pytest.mark.parametrize(
    ("answer", "kind", "said"),
    [
        (None, DAYS, ("", "", "")),
        (Answer(), DAYS, ("", "", "")),
        (Answer(number=1), DAYS, ("1 dag", "1 dag", "1 day")),
        (Answer(number=1.5), DAYS, ("1,5 dager", "1,5 dagar", "1.5 days")),
        (Answer(number=0), DAYS, ("0 dager", "0 dagar", "0 days")),
        (Answer(number=12.5), PERCENT, ("12,5 prosent", "12,5 prosent", "12.5 per cent")),
        (Answer(number=1200), NUMBER, ("1200", "1200", "1200")),
        (Answer(number=0.25), NUMBER, ("0,25", "0,25", "0.25")),
        (Answer(number=0.25), None, ("0,25", "0,25", "0.25")),
        (Answer(count=3, of=10), COUNT, ("3 av 10", "3 av 10", "3 of 10")),
        (Answer(count=3), COUNT, ("3", "3", "3")),
        (Answer(count=3, of=10, number=2), COUNT, ("3 av 10", "3 av 10", "3 of 10")),
        (Answer(count=3, of=10, number=2), DAYS, ("2 dager", "2 dagar", "2 days")),
    ],
)
def test_a_figure_has_the_decimal_sign_and_the_unit_of_the_language(
    answer: Answer | None, kind: MeasureKind | None, said: tuple[str, ...]
) -> None:
    measure = None if kind is None else Measure(kind=kind, what="noe")
    assert tuple(figure_words(answer, measure, _) for _ in IN_THREE) == said


def test_a_figure_is_told_with_what_it_counts_and_its_limit() -> None:
    limit = Limit(at_most=21, set_by="vedtak i kommunestyret")
    measure = Measure(kind=DAYS, what="ventetid", of="alle søkere", limit=limit)
    assert figure_sentence(Answer(number=1.5), measure, NB) == (
        "Ventetid: 1,5 dager (blant alle søkere). Grense: høyst 21. Vedtak i kommunestyret."
    )
    assert figure_sentence(Answer(), measure, NB) == ""
    all_of_them = Measure(
        kind=COUNT, what="kartlagte", of="ti", limit=Limit(at_least=100, set_by="settet")
    )
    assert figure_sentence(Answer(count=3, of=10), all_of_them, NB) == (
        "Kartlagte: 3 av 10 (blant ti). Grense: minst 100 prosent. Settet."
    )


@pytest.mark.parametrize(
    ("value", "nb", "en"),
    [(12, "12", "12"), (12.50, "12,5", "12.5"), (1e11, "1" + "0" * 11, "1" + "0" * 11)],
)
def test_a_number_has_no_more_digits_than_it_needs(value: float, nb: str, en: str) -> None:
    assert (written_number(value, NB), written_number(value, EN)) == (nb, en)


def test_every_kind_of_number_has_its_unit_or_none() -> None:
    words = {kind: unit_word(kind, NB) for kind in MeasureKind}
    assert words == {COUNT: "", PERCENT: "prosent", NUMBER: "", DAYS: "dager"}


@pytest.mark.parametrize(
    ("spent", "says"),
    [
        (Effort(1, 0, 0), "1 spørsmål: om lag 10 minutter å svare, 10 minutter å vise det"),
        (Effort(24, 1, 0), "24 spørsmål: om lag 20 minutter å svare, 30 minutter å vise det"),
        (Effort(55, 0, 1), "55 spørsmål: om lag 1 time å svare, 1,5 timer å vise det"),
        (Effort(90, 6, 0), "90 spørsmål: om lag 1,5 timer å svare, 2 timer å vise det"),
        (Effort(440, 200, 10), "440 spørsmål: om lag 7,5 timer å svare, 26 timer å vise det"),
    ],
)
def test_how_long_questions_take_is_said_no_finer_than_one_can_know(
    spent: Effort, says: str
) -> None:
    assert effort_words(spent, Translator("nb")) == says


def test_questions_about_the_same_sample_take_one_sample() -> None:
    def point(name: str, *kinds: EvidenceKind, sample: str | None = None) -> Checkpoint:
        return Checkpoint(
            id=name,
            aspect=Aspect.PRACTISED,
            question="?",
            yes_means="!",
            evidence=tuple(ExpectedEvidence(kind=kind, what="x") for kind in kinds),
            sample=sample,
        )

    spent = effort_of(
        [
            point("a", EvidenceKind.FILE_SAMPLE, sample="vedtak"),
            point("b", EvidenceKind.FILE_SAMPLE, EvidenceKind.DOCUMENT, sample="vedtak"),
            point("c", EvidenceKind.FILE_SAMPLE),
            point("d", EvidenceKind.INTERVIEW),
        ]
    )
    assert spent == Effort(questions=4, to_find=1, samples=2)
    assert (spent.minutes, spent.minutes_to_show) == (4, 68)


def test_sizes_are_as_people_compare_them() -> None:
    sizes = (0, 812, 14_200, 2_340_000, 12_000_000)
    assert [size_words(n, NB) for n in sizes] == ["0 B", "812 B", "14 kB", "2,3 MB", "12 MB"]
    assert [size_words(n, EN) for n in sizes] == ["0 B", "812 B", "14 kB", "2.3 MB", "12 MB"]
    assert size_words(2_000_000, NB) == "2,0 MB"


# -- dates ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "long", "short"),
    [
        (None, ("uten dato", "utan dato", "undated"), None),
        ("2018", ("2018", "2018", "2018"), ("2018", "2018", "2018")),
        (
            "2018-02",
            ("februar 2018", "februar 2018", "February 2018"),
            ("02.2018", "02.2018", "02/2018"),
        ),
        (
            "2018-02-07",
            ("7. februar 2018", "7. februar 2018", "7 February 2018"),
            ("07.02.2018", "07.02.2018", "07/02/2018"),
        ),
    ],
)
def test_a_date_is_written_as_far_as_it_is_known(
    written: str | None, long: tuple[str, ...], short: tuple[str, ...] | None
) -> None:
    assert tuple(known_date(written, _) for _ in IN_THREE) == long
    if written is not None:
        assert tuple(short_known_date(written, _) for _ in IN_THREE) == short


@pytest.mark.parametrize("written", ["2018", "2018-02", "2018-02-07"])
@pytest.mark.parametrize("translator", IN_THREE, ids=LANGUAGES)
def test_what_stands_in_a_field_is_read_back_as_it_was(
    written: str, translator: Translator
) -> None:
    assert partial_date(short_known_date(written, translator)) == written


def test_the_day_of_a_file_is_written_as_other_days_are() -> None:
    noon = datetime(2018, 2, 7, 12, tzinfo=UTC).timestamp()
    assert [day_of_timestamp(noon, _) for _ in (NB, EN)] == ["07.02.2018", "07/02/2018"]
    assert day_of_timestamp(1e20, NB) == ""


# -- states -----------------------------------------------------------------------------

ENUMS = (
    AnswerValue,
    VerdictCode,
    Severity,
    Strength,
    ConclusionCode,
    ActionStatus,
    FollowUpCode,
    CellState,
)
PAGE = folder("templates") / "page.css"


@pytest.mark.parametrize("codes", ENUMS, ids=lambda codes: str(codes.__name__))
def test_every_state_has_a_sign_a_word_and_a_tone(codes: type[Any]) -> None:
    for code in codes:
        shown = status(code, NB)
        assert cell_len(shown.sign) == 1
        assert shown.word
        assert shown.tone is tone_of(code.value)
        assert len({status(code, _).sign for _ in IN_THREE}) == 1


def test_the_table_has_no_state_that_nobody_uses() -> None:
    used = {code.value for codes in (*ENUMS, FileState) for code in codes}
    assert set(STATES) == used - {FileState.AS_RECORDED} | {UNANSWERED, DIFFERENT, EXAMINED}


def test_nobody_has_answered_is_a_state_too() -> None:
    assert answer_status(None, NB) == Status(code=UNANSWERED, sign="○", word="Ikke besvart")
    assert answer_status(None, NB).tone is Tone.QUIET


def test_no_sign_stands_for_both_good_and_bad() -> None:
    tones: dict[str, set[Tone]] = {}
    for sign, tone in STATES.values():
        tones.setdefault(sign, set()).add(tone)
    assert all(not {Tone.GOOD, Tone.BAD} <= of_sign for of_sign in tones.values())


def test_every_tone_is_a_class_of_the_page_and_no_state_is() -> None:
    css = PAGE.read_text("utf-8") + (PAGE.parent / "follow-up.html.j2").read_text("utf-8")
    for tone in Tone:
        colours = f"background: var(--{tone}-on); color: var(--{tone}); }}"
        rule = ".st { display" if tone is Tone.QUIET else f".st.tone-{tone} {{"
        assert re.search(re.escape(rule) + ".*" + re.escape(colours), css), tone
    coloured = re.findall(r"\.(?:st|finding)\.([\w-]+) \{[^}]*color: var", css)
    assert set(coloured) == {f"tone-{tone}" for tone in Tone if tone is not Tone.QUIET}


# -- people -----------------------------------------------------------------------------

ANNE, BO = Author(name="Anne", role="leder"), Author(name="Bo")
OPINIONS = (
    Opinion(ANNE, Answer(value=AnswerValue.YES, comment="Rutinen er\nfra 2014.")),
    Opinion(BO, Answer(value=AnswerValue.NO)),
    Opinion(Author(name="Kari", role="leder"), None),
)


def test_what_people_differ_on_is_said_with_their_roles() -> None:
    assert disagreement_words(OPINIONS, NB) == (
        "leder (Anne): Ja; Bo: Nei; leder (Kari): ikke besvart"
    )
    assert disagreement_words(OPINIONS[:2], EN) == "leder: Yes; Bo: No"
    assert [said.in_full for said in said_by(OPINIONS[:2], NB)] == [
        "leder: Ja. Rutinen er fra 2014.",
        "Bo: Nei",
    ]


# -- history ----------------------------------------------------------------------------


def test_an_event_says_when_who_what_and_what_it_came_instead_of(nes: Session) -> None:
    point = nes.criteria_set.criteria[0].checkpoints[0]
    nes.answer(point.id, AnswerValue.NO)
    step = nes.undo()
    lines = nes.history()
    earlier = Earlier.of(line.event for line in lines)
    said = history_words(lines[1].event, nes.criteria_set, earlier, EN, undone=lines[1].undone)
    assert (said.who, said.undone, said.before) == ("virksomhetsleder", "undone", "before: Yes")
    question = text_in(point.question, "en")
    assert str(said).endswith(f"virksomhetsleder: No: {question}; before: Yes; undone")
    assert str(taken_back(step, nes.criteria_set, "nb", earlier)).startswith("Angret: Nei: ")
    again = str(brought_back(step, nes.criteria_set, "nb", earlier))
    assert again.startswith("Tilbake igjen: Nei: ")
    undoing = history_words(lines[0].event, nes.criteria_set, earlier, NB, undone=False)
    assert undoing.what == str(taken_back(step, nes.criteria_set, "nb", earlier))


def test_two_changes_to_the_same_thing_are_two_different_lines(nes: Session) -> None:
    """What was changed is named, in the history and where it is taken back."""
    point = nes.criteria_set.criteria[0].checkpoints[0]
    nes.answer(point.id, AnswerValue.NO)
    nes.set_fields(point.id, count=3, of=10)
    nes.set_fields(point.id, count=4)
    nes.set_fields(point.id, note="Spør igjen")
    nes.comment(point.id, "Spurt i møtet.")
    action = Action(id="ny", criterion="ke-oversikt", what="Lage en liste")
    nes.set_action(action)
    nes.set_action(replace(action, deadline=date(2027, 1, 31)))
    nes.set_action(replace(action, deadline=date(2027, 2, 28), role="leder"))
    lines = [line.event for line in nes.history()][:8]
    earlier = Earlier.of(line.event for line in nes.history())
    said = [history_words(event, nes.criteria_set, earlier, NB, undone=False) for event in lines]
    assert len({(one.what, one.before) for one in said}) == len(said)
    question = text_in(point.question, "nb")
    assert [one.what for one in said[3:]] == [
        f"Endret (Kommentar): {question}",
        f"Endret (Internt notat): {question}",
        f"Endret (Antall): {question}",
        f"Endret (Antall, Av hvor mange): {question}",
        f"Nei: {question}",
    ]
    assert said[5].before == "før: Antall: 3"
    assert said[0].what.endswith("endret (Rolle, Frist): Lage en liste")
    assert said[0].before == "før: Rolle: tomt, Frist: 31. januar 2027"
    assert said[2].before == ""
    step = nes.undo()
    assert str(taken_back(step, nes.criteria_set, "nb", earlier)) == f"Angret: {said[0].what}"


def test_pictures_stand_beside_their_words(nes: Session) -> None:
    assert sample_dots(3, 10) == "●●●○○○○○○○ "
    assert sample_dots(0, 2) == "○○ "
    assert [sample_dots(*few) for few in ((3, 21), (4, 3), (-1, 3), (0, 0))] == [""] * 4
    judged = FollowUpVerdict(FollowUpCode.FOLLOWED_UP, FollowUpCode.PARTLY, phrase(""), "grunn")
    assert follow_up_words(judged, NB) == "◐→✓ fulgt opp"
    assert follow_up_words(replace(judged, derived=judged.code), NB) == "✓ fulgt opp"
    point = nes.criteria_set.criteria[0].checkpoints[0]
    moment = nes.history()[0].event.id
    nes.answer(point.id, AnswerValue.NO)
    nes.comment(point.id, "Spurt i møtet.")
    earlier = Earlier.of(line.event for line in nes.history())
    comment, answer = (
        history_words(line.event, nes.criteria_set, earlier, NB, undone=False)
        for line in nes.history()[:2]
    )
    assert (answer.change, answer.before, comment.change) == ("✓→✗", "før: Ja", "")
    assert "✓→✗" not in str(answer)
    changed = [line for line in moment_lines(nes.at(moment), nes.appraisal, NB) if line.change]
    assert all(line.text.startswith("da: ") for line in changed)
    assert changed[-1].change == "✓→✗"


# -- the overview -----------------------------------------------------------------------


TODAY = date(2026, 11, 23)


def test_how_far_one_has_come_agrees_with_what_is_counted() -> None:
    assert progress_sentence(Progress(0, 1), NB) == "0 av 1 kontrollpunkt er besvart."
    assert progress_sentence(Progress(1, 12), NB) == "1 av 12 kontrollpunkter er besvart."
    assert progress_sentence(Progress(1, 12), EN) == "1 of 12 checkpoints are answered."


def test_before_the_first_answer_a_quick_walk_is_counted_as_one(nes: Session) -> None:
    none = appraise(nes.criteria_set, begun())
    assert progress_words(how_far(none), NB).endswith(" besvart")
    assert ", rask: 0 av " in progress_words(how_far(none, Depth.QUICK), NB)
    assert "rask" not in progress_words(how_far(nes.appraisal, Depth.QUICK), NB)


@pytest.mark.parametrize("part", PARTS)
def test_each_part_of_the_overview_says_in_words_what_a_screen_draws(
    part: str, nes: Session
) -> None:
    today = date(2026, 11, 23)
    lines = list(part_lines(part, nes.appraisal, today, NB))
    entries = list(PARTS[part][1](nes.appraisal, today, NB))
    assert len(lines) == sum(len(entry.lines) for entry in entries)
    assert {entry.criterion for entry in entries} - {None} <= set(nes.appraisal.criteria)
    for _depth, line in lines:
        assert line == " ".join(line.split())
        assert not set(line) & {"◐", "✓", "✗", "▲", "△", "◇"}
    pieces = [piece for entry in entries for line in entry.lines for piece in line]
    assert all(piece.tone is not None or piece.sign in ("", "?") for piece in pieces)


def test_a_part_with_nothing_in_it_says_so() -> None:
    criteria_set = Library.shipped().open("psykisk-helse-rus-voksne")
    appraisal = appraise(criteria_set, begun())
    nothing = {
        part: [line for _depth, line in part_lines(part, appraisal, date(2026, 11, 23), NB)]
        for part in ("findings", "lacking", "unknown", "actions")
    }
    assert nothing == {
        "findings": ["Ingen funn i det som er besvart til nå."],
        "lacking": ["Alle svar som skal dokumenteres, er dokumentert."],
        "unknown": ["Ingen spørsmål er besvart med «vet ikke»."],
        "actions": ["Ingen tiltak er lagt inn ennå."],
    }


def test_what_lacks_evidence_stands_under_what_is_wrong(nes: Session) -> None:
    lines = list(part_lines("lacking", nes.appraisal, date(2026, 11, 23), NB))
    headings = [line for depth, line in lines if depth == 0]
    assert sum(int(heading.split()[-1]) for heading in headings) == len(
        nes.appraisal.lacking_evidence
    )
    assert len(set(headings)) == len(headings)


def test_a_finding_is_told_with_its_verdict_and_why(nes: Session) -> None:
    nes.set_verdict("ke-etablert", SetVerdict(verdict=VerdictCode.PARTLY, reason="Bare\nnord."))
    (found,) = [
        e for e in finding_entries(nes.appraisal, TODAY, NB) if e.criterion == "ke-etablert"
    ]
    verdict, why = found.lines[1]
    assert (verdict.text, verdict.sign, verdict.tone) == ("delvis oppfylt", "◐", Tone.HALF)
    assert why.text == ": Bare nord."


def read_out(entry: Entry) -> list[str]:
    """The lines of an entry in words alone."""
    return [line for _depth, line in lines_of([entry])]


def found_lines(session: Session, criterion: str) -> list[str]:
    """What is said of the finding about a criterion."""
    entries = finding_entries(session.appraisal, TODAY, NB)
    return next(read_out(entry) for entry in entries if entry.criterion == criterion)


def test_a_finding_says_what_was_asked_and_answered(nes: Session) -> None:
    lines = found_lines(nes, "sam-tilrettelegging")
    assert lines[0] == "Lagt til rette for samarbeid: mulig lovbrudd, stopper ved: brukes"
    assert lines[1] == "ikke oppfylt"
    assert lines[2].startswith(
        "Samarbeider tjenestene slik det er lagt opp til? Nei. Kommunalsjefen sier at"
    )
    assert lines[3] == "Målestokk: loven selv, hol § 4-1."
    assert lines[4].startswith("Har kommunen bestemt hvordan tjenestene skal samarbeide? Delvis. ")


def test_each_yardstick_of_a_finding_stands_after_what_it_is_the_yardstick_of(nes: Session) -> None:
    for entry in finding_entries(nes.appraisal, TODAY, NB):
        said = read_out(entry)
        measured = [line for line in said if line.startswith("Målestokk")]
        if entry.criterion is not None:
            assert said.index(measured[-1]) > max(
                number for number, line in enumerate(said) if "? " in line or number == 1
            )
            assert all(one != other for one, other in pairwise(measured))


def test_a_text_is_shortened_at_a_sentence_where_one_is_short_enough() -> None:
    text = "Rutinen er fra 2019. Lederne sier at den brukes ulikt.  Ingen har rettet den."
    assert shortened(text, 30) == " ".join(text.split())
    assert shortened(text, 10) == "Rutinen er fra 2019. Lederne sier at den brukes ulikt. …"
    assert shortened("en to tre fire", 3) == "en to tre …"
    assert shortened("", 3) == ""
    assert len(shortened("W" * 5_000, 3)) < 50


def test_a_finding_ends_with_what_to_do_and_what_is_planned(nes: Session) -> None:
    name = "sam-tilrettelegging"
    assert found_lines(nes, name)[-1] == "Ingen tiltak er planlagt."
    assert found_lines(nes, name)[-2].startswith("Kommunen bør sørge for at tjenestene bruker")
    nes.set_action(Action(id="ny", criterion=name, what="Møte  hver uke", role="leder"))
    assert found_lines(nes, name)[-1] == "Tiltak: Møte hver uke. (planlagt, leder)"


def test_a_yes_that_nothing_shows_is_a_finding_about_showing_it(nes: Session) -> None:
    name = next(n for n, c in nes.appraisal.criteria.items() if c.asked and not c.begun)
    for point in nes.appraised(name).asked:
        nes.answer(point.checkpoint.id, AnswerValue.YES)
    found = nes.appraised(name)
    assert found.severity is Severity.UNDOCUMENTED
    lines = found_lines(nes, name)
    assert "oppfylt: påstått, men ikke vist" in lines
    assert "Kommunen bør legge fram noe som viser det." in lines
    assert why_words(found, NB) == "Påstått, men ikke vist."


def test_why_is_the_gravest_answer_or_what_a_person_said(nes: Session) -> None:
    name = "sam-tilrettelegging"
    asked = "Samarbeider tjenestene slik det er lagt opp til?"
    assert why_words(nes.appraised(name), NB) == f"{asked} Nei, og det er avgjørende."
    partly = nes.appraised("ke-mandat")
    assert why_words(partly, NB).endswith("? Delvis.")
    nes.set_verdict(name, SetVerdict(verdict=VerdictCode.PARTLY, reason="bare\nnord"))
    assert why_words(nes.appraised(name), NB) == "Bare nord."


def test_the_worst_finding_is_told_with_where_it_stops_and_what_is_planned(nes: Session) -> None:
    nes.set_action(Action(id="a", criterion="sam-tilrettelegging", what="x"))
    head, worst, *_others, last = worst_entries(nes.appraisal, TODAY, NB, 3)
    assert [piece.text for piece in head.cells] == ["Verst", "", "stopper", "tiltak"]
    name, severity, stops, planned = worst.cells
    assert (name.text, name.sign) == ("Lagt til rette for samarbeid", "▲")
    assert (severity.text, stops.text) == ("mulig lovbrudd", "brukes")
    assert (planned.text, planned.tone) == ("planlagt", Tone.QUIET)
    assert read_out(last) == [f"{len(nes.appraisal.findings) - 3} funn til."]


@pytest.mark.parametrize(
    ("planned", "said"),
    [
        ([], "ingen"),
        ([(ActionStatus.DONE, None), (ActionStatus.STARTED, None)], "i gang"),
        ([(ActionStatus.DONE, date(2020, 1, 1))], "gjennomført"),
        ([(ActionStatus.PLANNED, TODAY)], "planlagt"),
        ([(ActionStatus.DONE, None), (ActionStatus.STARTED, date(2026, 11, 22))], "over fristen"),
    ],
)
def test_what_is_planned_is_the_action_that_has_come_the_least_far(
    planned: list[tuple[ActionStatus, date | None]], said: str, nes: Session
) -> None:
    for number, (came_to, deadline) in enumerate(planned):
        nes.set_action(
            Action(
                id=f"n{number}",
                criterion="sam-tilrettelegging",
                what="x",
                status=came_to,
                deadline=deadline,
            )
        )
    _head, worst, *_rest = worst_entries(nes.appraisal, TODAY, NB)
    assert worst.cells[-1].text == said


def test_where_duties_stop_is_said_with_numbers_and_that_answers_are_few(nes: Session) -> None:
    lines = [line for _depth, line in lines_of(ladder_entries(nes.appraisal, NB))]
    assert lines == [
        "Hvor stopper det",
        "På plass: 11 av 18 er ja, 3 delvis, 1 nei, 3 vet ikke",
        "Skriftlig: 9 av 16 er ja, 6 delvis, 1 vet ikke",
        "Kjent: 0 av 5 er ja, få svar",
        "Brukes: 4 av 34 er ja, 21 delvis, 4 nei, 5 vet ikke",
        "Følges opp: 1 av 7 er ja, få svar",
        "Flest stopper ved brukes: 15 krav.",
    ]
    none = appraise(nes.criteria_set, begun())
    assert [line for _d, line in lines_of(ladder_entries(none, NB))][1:] == [
        f"{aspect}: ingen svar"
        for aspect in ("På plass", "Skriftlig", "Kjent", "Brukes", "Følges opp")
    ]


def test_in_short_only_the_first_row_says_more_than_its_first_line(nes: Session) -> None:
    whole = list(part_lines("conclusion", nes.appraisal, TODAY, NB))
    short = list(part_lines("conclusion", nes.appraisal, TODAY, NB, in_short=True))
    assert set(short) < set(whole)
    assert sum(depth == 2 for depth, _line in short) == 3
    assert any(line.startswith("Hvorfor: Samarbeider tjenestene") for _depth, line in short)
    themes = [line for _depth, line in short if ", undersøkt " in line]
    assert themes[0] == "Samhandling i kommunen: ikke i tilstrekkelig grad, undersøkt 10 av 15"
    assert themes[-1] == "Koordinerende enhet: i det alt vesentlige, undersøkt 10 av 22"


def test_in_short_says_what_will_stand_there_where_nothing_is_answered() -> None:
    none = appraise(Library.shipped().open("psykisk-helse-rus-voksne"), begun())
    first, will_be = (line for _depth, line in part_lines("conclusion", none, TODAY, NB))
    assert first == "Ingenting er besvart ennå."
    assert "hvor pliktene stopper" in will_be


def test_answers_that_do_not_go_together_lead_to_a_criterion(nes: Session) -> None:
    assert not list(clash_entries(nes.appraisal, NB))
    nes.answer("ke-etablert-finnes", AnswerValue.NO)
    nes.answer("ke-kjent-ansatte", AnswerValue.YES)
    clashes = nes.appraisal.clashes
    entries = list(clash_entries(nes.appraisal, NB))
    assert len(entries) == len(clashes) > 0
    for clash, entry in zip(clashes, entries, strict=True):
        own = {p.checkpoint.id for p in nes.appraised(entry.criterion or "").checkpoints}
        assert own.intersection(clash.checkpoints)


def mapped(session: Session) -> dict[str | None, list[Entry]]:
    """The rows of the map by what each leads to."""
    found: dict[str | None, list[Entry]] = {}
    for entry in map_entries(session.appraisal, NB):
        found.setdefault(entry.criterion, []).append(entry)
    return found


def test_the_map_has_a_row_for_each_criterion_and_one_for_a_theme_nobody_has_begun_on(
    nes: Session,
) -> None:
    entries = list(map_entries(nes.appraisal, NB))
    begun_on = [theme for theme in nes.appraisal.themes if theme.begun]
    assert len(entries) == len(nes.appraisal.themes) + sum(len(t.criteria) for t in begun_on)
    assert all(len(entry.lines) == 1 for entry in entries)
    (folded,) = [line for e in entries for line in read_out(e) if "ikke begynt" in line]
    assert folded == "Hjelpen til den enkelte: 22 krav, ikke begynt"


def test_a_row_of_the_map_has_a_sign_and_a_short_word_for_each_aspect(nes: Session) -> None:
    rows = mapped(nes)
    (row,) = [entry for entry in rows["ke-mandat"] if len(entry.cells) == 6]
    assert [f"{cell.sign} {cell.text}".strip() for cell in row.cells] == [
        *("◐ Enheten kjenner oppgavene", "", "✓ ja", "◐ delvis", "◐ delvis", "◐ delvis"),
    ]
    (said,) = read_out(row)
    assert said.startswith("Enheten kjenner oppgavene. Skriftlig: ja, kjent: delvis, brukes: ")
    assert said.endswith("følges opp: delvis. Stopper ved: kjent.")
    words = {f"{c.sign} {c.text}".strip() for r in rows.values() for e in r for c in e.cells[1:]}
    assert {"○ åpen", "? spør"} <= words
    (later,) = [line for e in rows["ip-ansvar"] for line in read_out(e)]
    assert later == "Hovedansvaret er avtalt. Plikten gjelder fra 1. august 2022."


def test_the_map_by_severity_has_the_findings_first_and_every_criterion_once(nes: Session) -> None:
    rows = list(map_entries_by_severity(nes.appraisal, NB))
    found = [appraised.criterion.id for appraised in nes.appraisal.findings]
    assert [row.criterion for row in rows[: len(found)]] == found
    assert sorted(str(row.criterion) for row in rows) == sorted(nes.appraisal.criteria)
    assert [row.cells[0].sign for row in rows[:2]] == ["▲", "△"]


def test_a_short_comment_never_stands_without_its_question() -> None:
    assert asked_words("Er rutinen\n skriftlig?", "Delvis") == "Er rutinen skriftlig? Delvis."
    point = FoundPoint(asked="Er rutinen skriftlig? Delvis.", comment="Litt.", yardstick="")
    assert str(point) == "Er rutinen skriftlig? Delvis. Litt."


def test_a_file_that_is_gone_leads_to_an_answer_that_rests_on_it(nes: Session) -> None:
    name = next(name for names in nes.assessment.links.values() for name in names)
    heading, entry = file_entries(nes.appraisal, {name: FileState.GONE}, NB)
    assert heading.lines[0][1].text == ": 1"
    assert entry.criterion is not None
    assert entry.lines[1][0] == Piece("filen finnes ikke lenger", Tone.QUIET, sign="✗")
    assert not list(file_entries(nes.appraisal, {name: FileState.AS_RECORDED}, NB))


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_answers_mean_is_said_by_the_names_they_are_chosen_by(language: str) -> None:
    translator = Translator(language)
    said = rule_of_answers(translator)
    assert all(f"{translator.say(value.words)}: " in said for value in AnswerValue)
