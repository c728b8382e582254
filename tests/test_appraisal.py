"""Each rule of the appraisal, as its table of cases."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from checklist.appraisal import (
    CellState,
    Conclusion,
    ConclusionCode,
    CriterionAppraisal,
    Severity,
    Step,
    Strength,
    ThemeAppraisal,
    day_before,
    ladder,
    map_row,
    most_stop_at,
    weakest,
    weigh,
    weigh_together,
    worst_first,
)
from checklist.appraisal.conclusions import conclude_question, conclude_theme
from checklist.appraisal.findings import severity
from checklist.appraisal.numbers import at_odds, implied, refuted
from checklist.appraisal.settling import would_settle
from checklist.appraisal.strength import combined
from checklist.appraisal.verdicts import verdict
from checklist.assessment import (
    Answer,
    Document,
    Evidence,
    Figure,
    FileState,
    Interview,
    SetVerdict,
    VerdictCode,
)
from checklist.criteria import (
    AnswerValue,
    Aspect,
    Checkpoint,
    Citation,
    ConclusionRule,
    Criterion,
    EvidenceKind,
    ExpectedEvidence,
    Force,
    Limit,
    Measure,
    MeasureKind,
    Yardstick,
)
from checklist.i18n import Translator, phrase
from checklist.session import Session
from checklist.words import signature_pieces, stops_words

Y, P, N, U, A = (
    AnswerValue.YES,
    AnswerValue.PARTLY,
    AnswerValue.NO,
    AnswerValue.UNKNOWN,
    AnswerValue.NOT_APPLICABLE,
)
MET, PARTLY, NOT_MET, NOT_APPLICABLE, UNDETERMINED = VerdictCode


def checkpoint(
    name: str = "a", *, decisive: bool = False, max_age: str | None = None
) -> Checkpoint:
    return Checkpoint(
        id=name,
        aspect=Aspect.WRITTEN if decisive else Aspect.KNOWN,
        question="?",
        yes_means="!",
        decisive=decisive,
        evidence=(ExpectedEvidence(kind=EvidenceKind.DOCUMENT, what="rutine", max_age=max_age),),
    )


@pytest.mark.parametrize(
    ("decisive", "others", "expected"),
    [
        (Y, (Y, Y), MET),
        (N, (Y, Y), NOT_MET),
        (N, (None, U), NOT_MET),
        (None, (Y, Y), UNDETERMINED),
        (U, (N, P), UNDETERMINED),
        (P, (Y, Y), PARTLY),
        (Y, (N, Y), PARTLY),
        (Y, (P, None), PARTLY),
        (Y, (None, Y), MET),
        (Y, (U, None), MET),
        (A, (None, Y), UNDETERMINED),
        (Y, (A, Y), MET),
        (A, (N, Y), PARTLY),
        (A, (A, A), NOT_APPLICABLE),
        (A, (A, Y), MET),
    ],
)
def test_verdict(
    decisive: AnswerValue | None, others: tuple[AnswerValue | None, ...], expected: VerdictCode
) -> None:
    answered = [(checkpoint(decisive=True), decisive), *((checkpoint(), a) for a in others)]
    assert verdict(answered).code is expected


def test_the_reason_names_the_aspects_that_decided() -> None:
    answered = [(checkpoint(decisive=True), P), (checkpoint(), N)]
    assert (
        str(verdict(answered).reason)
        == "ett kontrollpunkt er nei (kjent), og 1 er delvis (skriftlig)"
    )
    assert str(verdict([(checkpoint(decisive=True), N)]).reason) == (
        "et avgjørende kontrollpunkt er nei (skriftlig)"
    )


@pytest.mark.parametrize(
    ("answers", "reason"),
    [
        ((A,), "ingen av kontrollpunktene gjelder her"),
        ((Y,), "kontrollpunktet er ja"),
        ((Y, Y), "begge kontrollpunktene er ja"),
        ((Y, Y, Y), "alle 3 kontrollpunkter er ja"),
        ((N, N), "2 kontrollpunkter er nei (kjent)"),
        ((P, Y), "ett kontrollpunkt er delvis (kjent)"),
        ((Y, U), "1 av 2 kontrollpunkter er ikke avklart"),
    ],
)
def test_the_reason_counts_the_answers(answers: tuple[AnswerValue, ...], reason: str) -> None:
    assert str(verdict([(checkpoint(), answer) for answer in answers]).reason) == reason


def test_met_says_how_much_nobody_has_looked_at() -> None:
    answered = [(checkpoint(decisive=True), Y), (checkpoint(), None), (checkpoint(), Y)]
    assert str(verdict(answered).reason) == (
        "det avgjørende er ja; 1 av 3 kontrollpunkter er ikke avklart"
    )


def test_a_person_may_judge_otherwise_and_both_are_kept() -> None:
    judged = verdict(
        [(checkpoint(decisive=True), Y)], SetVerdict(verdict=PARTLY, reason="Gjelder bare nord.")
    )
    assert (judged.code, judged.derived, judged.set_reason) == (PARTLY, MET, "Gjelder bare nord.")


TODAY = date(2018, 2, 27)


def document(when: str | None, **more: Any) -> Document:
    return Document(id="d", title="Rutine", date=when, **{"archive": "2018/12-3", **more})


def interview(role: str, when: str | None = "2018-01", *, verified: bool = True) -> Interview:
    return Interview(id="i", title="Samtale", date=when, role=role, verified=verified)


@pytest.mark.parametrize(
    ("evidence", "max_age", "strength", "reasons"),
    [
        (document("2017-11"), "4 years", Strength.STRONG, []),
        (document(None), "4 years", Strength.WEAK, ["uten dato"]),
        (document("2014-02-26"), "4 years", Strength.WEAK, ["eldre enn 4 år"]),
        (document("2014-02-27"), "4 years", Strength.STRONG, []),
        (document("2014"), "4 years", Strength.WEAK, ["eldre enn 4 år"]),
        (document("2017-11-27"), "90 days", Strength.WEAK, ["eldre enn 90 dager"]),
        (document("2018-01-27"), "1 month", Strength.STRONG, []),
        (document("2018-01-26"), "1 month", Strength.WEAK, ["eldre enn 1 måned"]),
        (document("1999"), None, Strength.WEAK, ["eldre enn 4 år"]),
        (document("2018-02-27"), None, Strength.STRONG, []),
        (document("2018-02-28"), None, Strength.WEAK, ["datert etter vurderingen"]),
        (document("2018"), None, Strength.STRONG, []),
        (
            document("2018", archive="arkivet"),
            None,
            Strength.WEAK,
            ["sier ikke hvor det er, eller hvem som har det"],
        ),
        (document("2018", archive=None, held_by="lederen"), None, Strength.STRONG, []),
        (document("2018", archive=None, address="https://x.no"), None, Strength.STRONG, []),
        (
            Interview(id="i", title="Samtale", date="2018-01", role="leder", verified=True),
            "4 years",
            Strength.WEAK,
            ["bare muntlig"],
        ),
        (
            Interview(id="i", title="Samtale", date="2018-01", role="leder"),
            "4 years",
            Strength.WEAK,
            ["bare muntlig", "intervjuet er ikke bekreftet"],
        ),
        (
            # The document's max_age says nothing about a figure.
            Figure(
                id="f",
                title="Planer",
                date="2001",
                value="3",
                unit="stk",
                period="2000",
                source="x",
            ),
            "20 years",
            Strength.WEAK,
            ["eldre enn 4 år"],
        ),
    ],
)
def test_strength_of_evidence(
    evidence: Evidence, max_age: str | None, strength: Strength, reasons: list[str]
) -> None:
    weight = weigh(evidence, checkpoint(decisive=True, max_age=max_age), TODAY, ends=TODAY)
    assert (weight.strength, [str(reason) for reason in weight.reasons]) == (strength, reasons)


@pytest.mark.parametrize(
    ("day", "age", "before"),
    [
        ("2018-02-27", "2 years", "2016-02-27"),
        ("2018-02-27", "14 months", "2016-12-27"),
        ("2018-03-31", "1 month", "2018-02-28"),
        ("2020-03-31", "1 month", "2020-02-29"),
        ("2020-03-30", "1 month", "2020-02-29"),
        ("2020-05-31", "1 month", "2020-04-30"),
        ("2020-02-29", "1 year", "2019-02-28"),
        ("2018-03-28", "1 month", "2018-02-28"),
        ("2018-02-27", "1 day", "2018-02-26"),
        # The calendar has a first day.
        ("2018-02-27", "2018 years", "0001-01-27"),
        ("0001-01-15", "1 month", "0001-01-15"),
        ("2018-02-27", "999999 days", "0001-01-01"),
    ],
)
def test_the_day_that_lies_an_age_before(day: str, age: str, before: str) -> None:
    assert day_before(date.fromisoformat(day), age).isoformat() == before


def test_evidence_may_be_as_old_as_the_longest_of_several_ages() -> None:
    point = replace(
        checkpoint(),
        evidence=tuple(
            ExpectedEvidence(kind=EvidenceKind.DOCUMENT, what="rutine", max_age=age)
            for age in ("1 month", "90 days", "2 months", None)
        ),
    )
    assert weigh(document("2017-11-29"), point, TODAY).strength is Strength.STRONG
    (reason,) = weigh(document("2017-11-28"), point, TODAY).reasons
    assert str(reason) == "eldre enn 90 dager"


@pytest.mark.parametrize(
    ("state", "reason"),
    [
        (FileState.GONE, "filen finnes ikke lenger"),
        (FileState.CHANGED, "filen er endret etter at den ble registrert"),
    ],
)
def test_a_file_that_is_gone_or_changed_is_weak(state: FileState, reason: str) -> None:
    weight = weigh(document("2018"), checkpoint(), TODAY, {"d": state})
    assert [str(r) for r in weight.reasons] == [reason]


ANOTHER_KIND = "et annet slag dokumentasjon enn det spørres etter"


@pytest.mark.parametrize(
    ("aspect", "asked_for", "procedure", "strong"),
    [
        (Aspect.PRACTISED, [EvidenceKind.FILE_SAMPLE], False, False),
        (Aspect.KNOWN, [EvidenceKind.INTERVIEW], False, False),
        (Aspect.PRACTISED, [EvidenceKind.FILE_SAMPLE, EvidenceKind.DOCUMENT], False, True),
        (Aspect.PRACTISED, [EvidenceKind.FILE_SAMPLE, EvidenceKind.DOCUMENT], True, False),
        (Aspect.PRACTISED, [], True, True),
        (Aspect.WRITTEN, [EvidenceKind.FILE_SAMPLE], True, True),
        (Aspect.EVALUATED, [EvidenceKind.FILE_SAMPLE], True, True),
    ],
)
def test_a_document_shows_little_of_practice_where_something_else_is_asked_for(
    aspect: Aspect, asked_for: list[EvidenceKind], procedure: bool, strong: bool
) -> None:
    asked = tuple(ExpectedEvidence(kind=kind, what="x") for kind in asked_for)
    point = replace(checkpoint(), aspect=aspect, evidence=asked)
    weight = weigh(document("2018", procedure=procedure), point, TODAY)
    assert [str(reason) for reason in weight.reasons] == ([] if strong else [ANOTHER_KIND])


@pytest.mark.parametrize(
    ("aspect", "asked_for", "roles", "expected"),
    [
        (Aspect.KNOWN, EvidenceKind.INTERVIEW, ["leder", "ansatt"], Strength.STRONG),
        (Aspect.PRACTISED, EvidenceKind.INTERVIEW, ["leder", "ansatt"], Strength.STRONG),
        (Aspect.WRITTEN, EvidenceKind.INTERVIEW, ["leder", "ansatt"], Strength.WEAK),
        (Aspect.PRACTISED, EvidenceKind.FILE_SAMPLE, ["leder", "ansatt"], Strength.WEAK),
        (Aspect.KNOWN, EvidenceKind.INTERVIEW, ["leder", "Leder "], Strength.WEAK),
        (Aspect.KNOWN, EvidenceKind.INTERVIEW, ["leder", ""], Strength.WEAK),
        (Aspect.KNOWN, EvidenceKind.INTERVIEW, ["leder"], Strength.WEAK),
    ],
)
def test_two_roles_that_say_the_same_show_what_is_known_and_done(
    aspect: Aspect, asked_for: EvidenceKind, roles: list[str], expected: Strength
) -> None:
    point = replace(
        checkpoint(), aspect=aspect, evidence=(ExpectedEvidence(kind=asked_for, what="x"),)
    )
    pieces = [(said, weigh(said, point, TODAY)) for said in map(interview, roles)]
    assert weigh_together(pieces, point).strength is expected


@pytest.mark.parametrize(
    "other", [interview("ansatt", None), interview("ansatt", verified=False),
              interview("ansatt", "2018-03"), interview("ansatt", "2010")]
)  # fmt: skip
def test_an_interview_that_lacks_something_agrees_with_nobody(other: Interview) -> None:
    point = replace(checkpoint(), evidence=())
    pieces = [(said, weigh(said, point, TODAY, ends=TODAY)) for said in (interview("leder"), other)]
    assert weigh_together(pieces, point).strength is Strength.WEAK


def counted(
    kind: MeasureKind, *, decides: bool = False, least: float | None = None,
    most: float | None = None,
) -> Checkpoint:  # fmt: skip
    limit = Limit(at_least=least, at_most=most, set_by="x")
    measure = Measure(kind=kind, what="saker", of="saker", limit=limit, decides=decides)
    return replace(checkpoint(decisive=True), measure=measure)


COUNT, PERCENT, DAYS = MeasureKind.COUNT, MeasureKind.PERCENT, MeasureKind.DAYS


@pytest.mark.parametrize(
    ("point", "typed", "expected"),
    [
        (counted(COUNT, decides=True), {"count": 0, "of": 10}, N),
        (counted(COUNT, decides=True), {"count": 1, "of": 10}, P),
        (counted(COUNT, decides=True), {"count": 3, "of": 10}, P),
        (counted(COUNT, decides=True), {"count": 9_999_999, "of": 10_000_000}, P),
        (counted(COUNT, decides=True), {"count": 10, "of": 10}, Y),
        (counted(COUNT, decides=True), {"count": 10}, None),
        (counted(COUNT, decides=True), {}, None),
        (counted(COUNT), {"count": 3, "of": 10}, None),
        (counted(PERCENT, decides=True), {"number": 0}, N),
        (counted(PERCENT, decides=True), {"number": 99.9}, P),
        (counted(PERCENT, decides=True), {"number": 100}, Y),
        (counted(PERCENT, decides=True, least=80), {"number": 80}, Y),
        (counted(COUNT, decides=True, least=80), {"count": 7, "of": 10}, P),
    ],
)
def test_the_count_rule(
    point: Checkpoint, typed: dict[str, Any], expected: AnswerValue | None
) -> None:
    assert implied(point.measure, Answer(**typed)) is expected


@pytest.mark.parametrize(
    ("point", "value", "typed", "odd", "is_refuted"),
    [
        (counted(COUNT, decides=True), Y, {"count": 3, "of": 10}, True, True),
        (counted(COUNT, decides=True), P, {"count": 3, "of": 10}, False, False),
        (counted(COUNT, decides=True), N, {"count": 3, "of": 10}, True, False),
        (counted(COUNT, decides=True), P, {"count": 0, "of": 10}, True, False),
        (counted(COUNT, decides=True), P, {"count": 10, "of": 10}, False, False),
        (counted(COUNT, decides=True), U, {"count": 3, "of": 10}, False, False),
        (counted(COUNT), Y, {"count": 3, "of": 10}, False, False),
        (counted(COUNT, least=50), Y, {"count": 3, "of": 10}, True, True),
        (counted(DAYS, most=7), Y, {"number": 8}, True, True),
        (counted(DAYS, most=7), Y, {"number": 7}, False, False),
        (counted(DAYS, most=7), N, {"number": 3}, False, False),
        (counted(MeasureKind.NUMBER, least=2), Y, {"number": 1}, True, True),
        (counted(MeasureKind.NUMBER, least=2), Y, {}, False, False),
        (checkpoint(), Y, {"count": 3, "of": 10}, False, False),
    ],
)
def test_a_number_is_held_against_its_answer(
    point: Checkpoint, value: AnswerValue, typed: dict[str, Any], odd: bool, is_refuted: bool
) -> None:
    answer = Answer(value=value, **typed)
    assert (at_odds(point, answer), refuted(point, answer)) == (odd, is_refuted)


@pytest.mark.parametrize(
    ("values", "refutes", "expected"),
    [
        ((Y, Y), "ab", UNDETERMINED),
        ((Y, Y), "b", UNDETERMINED),
        ((Y, N), "a", PARTLY),
        ((N, Y), "b", NOT_MET),
        ((Y, Y), "", MET),
    ],
)
def test_a_yes_that_its_number_refutes_is_never_met(
    values: tuple[AnswerValue, ...], refutes: str, expected: VerdictCode
) -> None:
    points = [checkpoint("a", decisive=True), checkpoint("b")]
    judged = verdict(list(zip(points, values, strict=True)), None, set(refutes))
    assert judged.code is expected
    decided = verdict(
        list(zip(points, values, strict=True)), SetVerdict(verdict=MET, reason="x"), set(refutes)
    )
    assert decided.code is MET


@pytest.mark.parametrize("value", AnswerValue)
@given(count=st.integers(0, 20), of=st.integers(1, 20), least=st.none() | st.integers(1, 100))
def test_no_criterion_is_met_on_a_yes_that_its_own_number_refutes(
    value: AnswerValue, count: int, of: int, least: int | None
) -> None:
    point = counted(COUNT, decides=True, least=least)
    answer = Answer(value=value, count=min(count, of), of=of)
    judged = verdict([(point, value)], refuted={point.id} if refuted(point, answer) else set())
    share = 100 * min(count, of) / of
    assert not (judged.code is MET and share < (least or 100))


def test_one_strong_piece_carries_an_answer_and_one_bare_answer_weakens_the_whole() -> None:
    strong = weigh(document("2018"), checkpoint(), TODAY)
    weak = weigh(document(None), checkpoint(), TODAY)
    assert combined([weak, strong]).strength is Strength.STRONG
    assert combined([weak, weak]).strength is Strength.WEAK
    assert combined([]).strength is Strength.MISSING
    assert weakest([strong, weak]).strength is Strength.WEAK
    missing = weakest([strong, weak, combined([])])
    assert missing.strength is Strength.MISSING
    assert [str(r) for r in missing.reasons] == ["ingen dokumentasjon er registrert"]
    # Each reason is said once.
    assert [str(r) for r in weakest([weak, strong, weak]).reasons] == ["uten dato"]


@pytest.mark.parametrize(
    ("force", "code", "strength", "expected"),
    [
        (Force.MUST, NOT_MET, Strength.STRONG, Severity.POSSIBLE_BREACH),
        (Force.SHOULD, NOT_MET, Strength.STRONG, Severity.WEAKNESS),
        (Force.LOCAL, NOT_MET, Strength.STRONG, Severity.WEAKNESS),
        (Force.MUST, PARTLY, Strength.STRONG, Severity.WEAKNESS),
        (Force.SHOULD, PARTLY, Strength.STRONG, Severity.IMPROVEMENT),
        (Force.LOCAL, PARTLY, Strength.MISSING, Severity.IMPROVEMENT),
        (Force.MUST, MET, Strength.MISSING, Severity.UNDOCUMENTED),
        (Force.MUST, MET, Strength.WEAK, None),
        (Force.MUST, MET, Strength.STRONG, None),
        (Force.MUST, UNDETERMINED, Strength.MISSING, None),
        (Force.MUST, NOT_APPLICABLE, Strength.MISSING, None),
    ],
)
def test_severity(
    force: Force, code: VerdictCode, strength: Strength, expected: Severity | None
) -> None:
    assert severity(force, code, strength, by_law=True) is expected


@pytest.mark.parametrize("force", Force)
@pytest.mark.parametrize("code", VerdictCode)
@pytest.mark.parametrize("strength", Strength)
def test_only_the_laws_own_yardstick_makes_a_breach(
    force: Force, code: VerdictCode, strength: Strength
) -> None:
    found = severity(force, code, strength, by_law=False)
    assert found is not Severity.POSSIBLE_BREACH
    by_law = severity(force, code, strength, by_law=True)
    assert found is (Severity.WEAKNESS if by_law is Severity.POSSIBLE_BREACH else by_law)


def test_the_codes_and_words_that_stand_in_exports_and_reports_are_these() -> None:
    """Other programs read the codes."""
    assert {code.value: str(code.words) for code in (*Severity, *Strength)} == {
        "possible_breach": "mulig lovbrudd",
        "weakness": "svakhet",
        "improvement": "forbedringspunkt",
        "undocumented": "mangler dokumentasjon",
        "strong": "sterk",
        "weak": "svak",
        "missing": "mangler",
    }
    assert [one.rank for one in Severity] == [0, 1, 2, 3]
    assert [str(one.counted(2)) for one in Severity] == [
        "2 mulige lovbrudd",
        "2 svakheter",
        "2 forbedringspunkter",
        "2 krav som mangler dokumentasjon",
    ]


def criterion(name: str, *, key: bool = False, force: Force = Force.MUST) -> Criterion:
    return Criterion(
        id=name,
        theme="t",
        title=name,
        requirement="x",
        force=force,
        key=key,
        sources=(Citation(source="hol", section="7-3", says="x"),),
        why="x",
        checkpoints=(checkpoint(decisive=True),),
        recommendation="x",
    )


@pytest.mark.parametrize(
    ("key", "others", "expected"),
    [
        # Conclusions auditors drew that the rule was fitted to.
        pytest.param(MET, (PARTLY, MET, MET, MET), "largely", id="Nes: koordinerende enhet"),
        pytest.param(MET, (PARTLY, PARTLY), "partly", id="Lørenskog 2015: koordinerende enhet"),
        pytest.param(PARTLY, (MET,), "partly", id="Ullensaker: individuell plan"),
        pytest.param(NOT_MET, (MET, MET, MET), "insufficient", id="Nes: samhandling"),
        (MET, (MET, MET), "in_line"),
        pytest.param(MET, (PARTLY, MET), "largely", id="Lørenskog 2021, Ullensaker: samhandling"),
        (MET, (PARTLY, PARTLY, MET), "partly"),
        (MET, (MET, MET, MET, NOT_MET), "partly"),
        (MET, (MET, NOT_MET, NOT_MET), "insufficient"),
        (MET, (MET, UNDETERMINED), "largely"),
        (MET, (MET, NOT_APPLICABLE), "in_line"),
        (UNDETERMINED, (MET, MET, MET), "undetermined"),
        (UNDETERMINED, (NOT_MET, NOT_MET), "undetermined"),
        (MET, (UNDETERMINED, UNDETERMINED), "undetermined"),
        (NOT_APPLICABLE, (NOT_APPLICABLE,), "undetermined"),
        (PARTLY, (MET, MET, MET, MET), "partly"),
    ],
)
def test_conclusion_of_a_theme(
    key: VerdictCode, others: tuple[VerdictCode, ...], expected: str
) -> None:
    judged = [
        (criterion("k", key=True), key, Yardstick.LAW),
        *((criterion(f"c{i}"), code, Yardstick.LAW) for i, code in enumerate(others)),
    ]
    assert conclude_theme(judged, ConclusionRule()).code == expected


@pytest.mark.parametrize(
    ("force", "yardsticks", "expected"),
    [
        # The first is the key criterion; all of them are not met, as far as their letter goes.
        (Force.MUST, "L", "insufficient"),
        (Force.MUST, "GG", "partly"),
        (Force.MUST, "OO", "partly"),
        (Force.MUST, "SSSS", "partly"),
        (Force.MUST, "??", "partly"),
        (Force.MUST, "SL", "insufficient"),
        (Force.MUST, "SSL", "partly"),
        (Force.SHOULD, "G", "partly"),
        (Force.SHOULD, "GG", "insufficient"),
        (Force.LOCAL, "OO", "insufficient"),
        (Force.LOCAL, "OS", "partly"),
        (Force.LOCAL, "SS", "partly"),
        (Force.LOCAL, "??", "partly"),
    ],
)
def test_what_others_than_the_law_have_set_never_settles_a_theme_alone(
    force: Force, yardsticks: str, expected: str
) -> None:
    letters = {**dict(zip("LGOS", Yardstick, strict=True)), "?": None}
    judged = [
        (criterion(f"c{i}", key=not i, force=force), NOT_MET, letters[letter])
        for i, letter in enumerate(yardsticks)
    ]
    assert conclude_theme(judged, ConclusionRule()).code == expected


@pytest.mark.parametrize(
    ("codes", "must", "reason"),
    [
        ((NOT_MET, MET), True, "1 av 2 vurderte skal-krav er oppfylt"),
        ((UNDETERMINED,), True, ("temaet har ett skal-krav, og det er ikke vurdert; ett krav er "
         "ikke avklart")),
        ((UNDETERMINED,) * 3, False, "ingen av 3 krav er vurdert; i alt 3 krav er ikke avklart"),
        ((MET, *[UNDETERMINED] * 3), True, ("bare 1 av 4 skal-krav er vurdert; i alt 3 krav er "
         "ikke avklart")),
        ((MET, MET, *[UNDETERMINED] * 5), True, ("bare 2 av 7 skal-krav er vurdert; i alt 5 krav "
         "er ikke avklart")),
        ((MET,), False, "ett krav er vurdert, og det er oppfylt"),
        ((PARTLY,), True, "ett skal-krav er vurdert, og det er ikke helt oppfylt"),
        ((MET, MET), True, "begge de vurderte skal-kravene er oppfylt"),
        ((MET, MET), False, "begge de vurderte kravene er oppfylt"),
        ((MET, MET, MET), True, "alle 3 vurderte skal-krav er oppfylt"),
        ((PARTLY, NOT_MET), False, "ingen av 2 vurderte krav er helt oppfylt"),
        ((MET, MET, PARTLY), True, "2 av 3 vurderte skal-krav er oppfylt"),
    ],
)  # fmt: skip
def test_the_reason_for_the_conclusion_of_a_theme(
    codes: tuple[VerdictCode, ...], must: bool, reason: str
) -> None:
    force = Force.MUST if must else Force.SHOULD
    judged = [(criterion(f"c{i}", force=force), code, None) for i, code in enumerate(codes)]
    assert str(conclude_theme(judged, ConclusionRule()).reason) == reason


def test_only_what_the_law_demands_is_counted_and_the_rest_is_named() -> None:
    concluded = conclude_theme(
        [
            (criterion("k", key=True), MET, None),
            (criterion("b", force=Force.SHOULD), NOT_MET, None),
            (criterion("u", force=Force.SHOULD), UNDETERMINED, None),
        ],
        ConclusionRule(),
    )
    assert concluded.code is ConclusionCode.IN_LINE
    assert (concluded.pulled_down_by, concluded.not_assessed) == (("b",), ("u",))
    assert (
        str(concluded.reason)
        == "ett skal-krav er vurdert, og det er oppfylt; ett krav er ikke avklart"
    )


def test_the_thresholds_are_data_of_the_set() -> None:
    judged = [
        (criterion("k", key=True), MET, None),
        (criterion("a"), MET, None),
        (criterion("b"), PARTLY, None),
    ]
    assert conclude_theme(judged, ConclusionRule()).code is ConclusionCode.LARGELY
    assert conclude_theme(judged, ConclusionRule(largely_from=75)).code is ConclusionCode.PARTLY


@pytest.mark.parametrize(
    ("criteria", "asked"),
    [
        # A criterion a word: k is key, then an answer for each checkpoint: y yes, . none, u
        # unknown, a not applicable; a capital or ! is decisive (! has no answer).
        pytest.param("k!. y y", "0.0", id="the decisive one of a key criterion, no other"),
        pytest.param("kU. y y", "0.0", id="unknown is open, as no answer is"),
        pytest.param("k.. y y", "0.0 0.1", id="all where none is decisive"),
        pytest.param("kY ! ! !", "1.0", id="as many others as the rule needs"),
        pytest.param("kAu", "0.1", id="a decisive one that does not apply decides nothing"),
        pytest.param("kY .. !", "2.0", id="those that least is left of come first"),
        pytest.param("ky k! k! y y", "1.0 2.0", id="every key criterion"),
    ],
)
def test_the_fewest_questions_that_would_settle_a_theme(criteria: str, asked: str) -> None:
    looked = []
    for i, word in enumerate(criteria.split()):
        key, signs = word.startswith("k"), word.removeprefix("k")
        answered = [
            (
                checkpoint(f"{i}.{j}", decisive=sign == "!" or sign.isupper()),
                {"y": Y, "u": U, "a": A}.get(sign.lower()),
            )
            for j, sign in enumerate(signs)
        ]
        looked.append((criterion(f"c{i}", key=key), verdict(answered).code, answered))
    assert would_settle(looked, ConclusionRule()) == tuple(asked.split())


answered_criteria = st.lists(
    st.tuples(
        st.booleans(),
        st.sampled_from(Force),
        st.lists(st.tuples(st.booleans(), st.sampled_from([*AnswerValue, None])), min_size=1),
    ),
    min_size=1,
    max_size=8,
)


@given(answered_criteria, st.sampled_from([Y, P, N]))
def test_a_theme_is_settled_by_the_questions_that_are_said_to_settle_it(
    criteria: list[tuple[bool, Force, list[tuple[bool, AnswerValue | None]]]], answer: AnswerValue
) -> None:
    looked = []
    for i, (key, force, answers) in enumerate(criteria):
        answered = [
            (checkpoint(f"{i}.{j}", decisive=decisive), value)
            for j, (decisive, value) in enumerate(answers)
        ]
        code = verdict(answered).code
        if code is not NOT_APPLICABLE:
            looked.append((criterion(f"c{i}", key=key, force=force), code, answered))
    judged = [(one, code, None) for one, code, _ in looked]
    if (
        not looked
        or conclude_theme(judged, ConclusionRule()).code is not ConclusionCode.UNDETERMINED
    ):
        return
    asked = would_settle(looked, ConclusionRule())
    judged = [
        (one, verdict([(p, answer if p.id in asked else v) for p, v in answered]).code, None)
        for one, _, answered in looked
    ]
    assert conclude_theme(judged, ConclusionRule()).code is not ConclusionCode.UNDETERMINED


@pytest.mark.parametrize(
    ("themes", "expected"),
    [
        ("in_line in_line", "in_line"),
        ("in_line largely", "largely"),
        ("largely partly partly insufficient", "partly"),
        ("in_line in_line in_line insufficient", "partly"),
        ("in_line in_line in_line partly", "largely"),
        ("insufficient insufficient in_line partly", "insufficient"),
        ("undetermined undetermined undetermined in_line", "undetermined"),
        ("in_line in_line in_line undetermined", "largely"),
        ("insufficient", "insufficient"),
    ],
)
def test_conclusion_of_an_audit_question(themes: str, expected: str) -> None:
    concluded = [
        (f"t{i}", Conclusion(ConclusionCode(code), phrase("x")))
        for i, code in enumerate(themes.split())
    ]
    assert conclude_question(concluded, ConclusionRule()).code == expected


@pytest.mark.parametrize(
    ("themes", "reason"),
    [
        ("undetermined undetermined", "ingen av temaene er avklart"),
        ("in_line undetermined", "bare 1 av 2 temaer er avklart"),
        ("in_line partly undetermined undetermined", "bare 2 av 4 temaer er avklart"),
        ("partly insufficient", ("ingen av de 2 avklarte temaene er helt eller i det alt "
         "vesentlige i tråd med kravene")),
        ("in_line partly", "1 av 2 temaer er helt eller i det alt vesentlige i tråd med kravene"),
        ("in_line partly undetermined", ("1 av 2 avklarte temaer er helt eller i det alt "
         "vesentlige i tråd med kravene; 1 tema er ikke avklart")),
    ],
)  # fmt: skip
def test_the_reason_for_the_conclusion_of_an_audit_question(themes: str, reason: str) -> None:
    concluded = [
        (f"t{i}", Conclusion(ConclusionCode(code), phrase("x")))
        for i, code in enumerate(themes.split())
    ]
    conclusion = conclude_question(concluded, ConclusionRule())
    assert str(conclusion.reason) == reason
    low = [name for name, c in concluded if c.code in ("partly", "insufficient")]
    still_open = [name for name, c in concluded if c.code == "undetermined"]
    assert [*conclusion.pulled_down_by] == low
    assert [*conclusion.not_assessed] == still_open


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ((Y, Y), CellState.YES),
        ((Y, None), CellState.OPEN),
        ((Y, U), CellState.UNKNOWN),
        ((N, N), CellState.NO),
        ((N, None), CellState.NO),
        ((Y, N), CellState.MIXED),
        ((P, N), CellState.MIXED),
        ((P, Y), CellState.PARTLY),
        ((P, None), CellState.PARTLY),
        ((A, Y), CellState.YES),
        ((A, A), CellState.NOT_APPLICABLE),
        ((None, None), CellState.OPEN),
    ],
)
def test_a_yes_in_the_map_never_covers_for_what_nobody_looked_at(
    answers: tuple[AnswerValue | None, ...], expected: CellState, nes: Session
) -> None:
    for point, value in zip(nes.criterion("ke-etablert").checkpoints, answers, strict=True):
        nes.answer(point.id, value)
    appraised = nes.appraised("ke-etablert")
    same_aspect = tuple(
        replace(point, checkpoint=replace(point.checkpoint, aspect=Aspect.KNOWN))
        for point in appraised.checkpoints
    )
    row = map_row([replace(appraised, asked=same_aspect)])
    assert row[Aspect.KNOWN].state is expected
    assert row[Aspect.WRITTEN].state is CellState.EMPTY


def clashing(session: Session) -> list[str]:
    return [clash.id for clash in session.appraisal.clashes]


def test_answers_that_do_not_go_together_are_said_and_change_nothing(nes: Session) -> None:
    assert clashing(nes) == []
    nes.answer("ke-etablert-finnes", N)
    before = nes.appraised("ke-etablert").verdict
    nes.answer("ke-kjent-ansatte", Y)
    assert "ingen-enhet-men-kjent" in clashing(nes)
    assert nes.appraised("ke-etablert").verdict == before
    assert nes.appraisal.clashes_of(nes.criterion("ke-kjent"))


def test_a_share_calls_for_a_second_look_only_when_it_is_known(nes: Session) -> None:
    nes.answer("ip-tilbud-gis", Y)
    nes.answer("ip-tilbud-andel", Y)
    assert clashing(nes) == []
    nes.set_answer("ip-tilbud-andel", Answer(value=Y, count=6, of=100))
    assert clashing(nes) == ["tilbud-til-alle-men-faa-planer"]
    nes.set_answer("ip-tilbud-andel", Answer(value=Y, count=26, of=100))
    assert clashing(nes) == []


def test_checkpoints_stand_in_the_order_of_the_aspects(nes: Session) -> None:
    appraised = nes.appraised("ke-meldinger")
    assert [point.checkpoint.aspect.value for point in appraised.checkpoints] == [
        "established",
        "established",
        "known",
        "practised",
        "practised",
    ]
    assert [p.checkpoint.id for p in appraised.checkpoints[:2]] == [
        "ke-meldinger-mottak",
        "ke-meldinger-rehab",
    ]


@pytest.mark.parametrize(
    ("answers", "stops", "signs"),
    [
        # The answer to each aspect in order; a space where it is not asked.
        ((None, Y, P, Y, P), "stopper ved: kjent", "○✓◐✓◐"),
        ((Y, P, P, N, N), "stopper ved: brukes", "✓◐◐✗✗"),
        ((Y, Y, U, None, A), "", "✓✓?○–"),
        ((N, Y, Y, Y, Y), "stopper ved: på plass", "✗✓✓✓✓"),
        ((Y, Y, Y, Y, Y), "", "✓✓✓✓✓"),
    ],
)
def test_a_duty_stops_at_the_worst_answer_and_never_at_an_open_one(
    answers: tuple[AnswerValue | None, ...], stops: str, signs: str, nes: Session
) -> None:
    appraised = nes.appraised("ke-meldinger")
    points = tuple(
        replace(
            point,
            checkpoint=replace(point.checkpoint, aspect=aspect),
            answer=None if value is None else Answer(value=value),
        )
        for point, aspect, value in zip(appraised.checkpoints, Aspect, answers, strict=True)
    )
    row = map_row([replace(appraised, asked=points)])
    assert stops_words(row, Translator()) == stops
    assert "".join(piece.text for piece in signature_pieces(row)) == signs


def asked(session: Session, *answers: tuple[Aspect, AnswerValue | None]) -> CriterionAppraisal:
    """A criterion with these answers, one checkpoint each."""
    appraised = session.appraised("ke-meldinger")
    points = tuple(
        replace(
            appraised.checkpoints[0],
            checkpoint=replace(appraised.checkpoints[0].checkpoint, aspect=aspect),
            answer=None if value is None else Answer(value=value),
        )
        for aspect, value in answers
    )
    return replace(appraised, asked=points)


def test_each_step_counts_what_is_answered_and_what_stops_there(nes: Session) -> None:
    written, used = Aspect.WRITTEN, Aspect.PRACTISED
    steps = ladder(
        [
            asked(nes, (written, Y), (used, P), (used, None)),
            asked(nes, (written, Y), (used, N), (used, U)),
            asked(nes, (written, P), (used, A)),
        ]
    )
    assert list(steps) == list(Aspect)
    assert steps[written] == Step(yes=2, partly=1, stops=1)
    assert steps[used] == Step(partly=1, no=1, unknown=1, stops=2)
    assert (steps[used].answered, steps[used].few) == (3, True)
    assert most_stop_at(steps) is used
    assert most_stop_at(ladder([asked(nes, (written, Y))])) is None
    assert not ladder([asked(nes, *[(written, Y)] * 10)])[written].few


def test_themes_come_with_the_worst_first_and_without_those_nobody_has_begun_on(
    nes: Session,
) -> None:
    themes = worst_first(nes.appraisal.themes)
    codes = [theme.conclusion.code for theme in themes]
    assert codes[0] is ConclusionCode.INSUFFICIENT
    assert codes[-1] is ConclusionCode.LARGELY
    assert set(codes[1:-1]) == {ConclusionCode.UNDETERMINED}
    assert sum(c.answered for t in themes for c in t.criteria) == nes.appraisal.progress.answered


def test_of_themes_that_conclude_alike_the_most_serious_findings_come_first(nes: Session) -> None:
    theme = next(t for t in nes.appraisal.themes if t.begun)
    found = next(c for c in theme.criteria if c.begun)

    def having(*ranks: Severity) -> ThemeAppraisal:
        return replace(theme, criteria=tuple(replace(found, severity=rank) for rank in ranks))

    breach, weak = Severity.POSSIBLE_BREACH, Severity.WEAKNESS
    two, one, minor = having(weak, breach), having(breach), having(weak, weak, weak)
    assert worst_first([minor, one, two]) == (two, one, minor)
