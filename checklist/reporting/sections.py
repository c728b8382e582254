"""Criteria, themes and findings as a reader meets them."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Any

import msgspec

from checklist.appraisal import (
    Appraisal,
    CellState,
    CheckpointAppraisal,
    Conclusion,
    ConclusionCode,
    CriterionAppraisal,
    FollowUpVerdict,
    QuestionAppraisal,
    Severity,
    Strength,
    ThemeAppraisal,
    Verdict,
    Weight,
    inside,
    map_row,
    point_yardstick,
    weakest,
)
from checklist.assessment import Recorded, Thing, VerdictCode
from checklist.criteria import AnswerValue, Checkpoint, Criterion, Text
from checklist.i18n import Phrase, Translator, phrases
from checklist.reporting.model import (
    CitedPlace,
    ConclusionPart,
    CriterionSection,
    EvidenceUse,
    Fact,
    Finding,
    Judgement,
    MapCell,
    MapRow,
    Reference,
    ThemeSection,
    YardstickLine,
)
from checklist.reporting.references import References
from checklist.words import (
    Status,
    Wording,
    answer_status,
    citation_address,
    cited_places,
    conclusion_status,
    figure_sentence,
    quoted,
    reason_words,
    reference_lines,
    sentence,
    settling_words,
    status,
    wording,
    yardstick_words,
)


class Sections:
    """Makes the sections of one report. Each criterion and checkpoint is made once."""

    def __init__(
        self,
        appraisal: Appraisal,
        references: References,
        _: Translator,
        changed: Container[Thing] = (),
    ) -> None:
        """`changed` is what was changed after the last approval."""
        self._appraisal = appraisal
        self._changed = changed
        self._criteria_set = appraisal.criteria_set
        self._references = references
        self._ = _
        self._facts: dict[str, Fact] = {}
        self._criteria: dict[str, CriterionSection] = {}
        self._actions: dict[str, list[Reference]] = {}
        self._causes: dict[str, list[str]] = {}
        for action in appraisal.assessment.actions.values():
            self._actions.setdefault(action.criterion, []).append(references.actions[action.id])
            if action.cause.strip():
                self._causes.setdefault(action.criterion, []).append(sentence(action.cause))

    def theme(self, appraised: ThemeAppraisal) -> ThemeSection:
        """A theme with its criteria."""
        reference, about = self._references.themes[appraised.theme.id], appraised.theme.about
        return ThemeSection(
            about=None if about is None else self._wording(about),
            conclusion=self._theme_conclusion(reference, appraised),
            row=self._row(reference, appraised.criteria),
            criteria=tuple(
                self.criterion(criterion)
                for criterion in appraised.criteria
                if criterion.not_in_force is None
            ),
        )

    def question(self, appraised: QuestionAppraisal) -> ConclusionPart:
        """The conclusion of an audit question: from its themes, or from the criteria of one."""
        question, found = appraised.question, self._references
        reference = found.questions[question.id]
        by_id = {theme.theme.id: theme for theme in self._appraisal.themes}
        themes = [by_id[name] for name in question.themes]
        if len(themes) == 1:
            concluded = self._theme_conclusion(reference, themes[0])
        else:
            good = (ConclusionCode.IN_LINE, ConclusionCode.LARGELY)
            concluded = self._conclusion(
                reference,
                appraised.conclusion,
                [theme.theme.id for theme in themes if theme.conclusion.code in good],
                found.themes,
            )
        low = {name for theme in themes for name in theme.conclusion.pulled_down_by}
        gravest_first = tuple(found.findings[name] for name in found.findings if name in low)
        return msgspec.structs.replace(concluded, pulled_down_by=gravest_first)

    def _theme_conclusion(self, reference: Reference, appraised: ThemeAppraisal) -> ConclusionPart:
        concluded = self._conclusion(
            reference,
            appraised.conclusion,
            [c.criterion.id for c in appraised.criteria if c.verdict.code is VerdictCode.MET],
            self._references.criteria,
        )
        settled_by = settling_words(appraised, self._)
        concluded = msgspec.structs.replace(concluded, settled_by=settled_by)
        open_criteria = len(concluded.not_assessed)
        if not open_criteria or concluded.pulled_up_by or concluded.pulled_down_by:
            return concluded
        # Nothing is known: a list of every criterion would only hide that.
        reason = phrases(
            "Kravet er ikke avklart.", "Ingen av de {n} kravene er avklart.", open_criteria
        )
        return msgspec.structs.replace(concluded, reason=self._.say(reason), not_assessed=())

    def _conclusion(
        self,
        reference: Reference,
        concluded: Conclusion,
        pulled_up_by: Iterable[str],
        among: Mapping[str, Reference],
    ) -> ConclusionPart:
        return ConclusionPart(
            reference=reference,
            status=conclusion_status(concluded, self._),
            reason=sentence(reason_words(concluded, self._)),
            examined=concluded.examined.answered,
            applying=concluded.examined.of,
            claimed=concluded.examined.claimed,
            pulled_up_by=tuple(among[name] for name in pulled_up_by),
            pulled_down_by=tuple(among[name] for name in concluded.pulled_down_by),
            not_assessed=tuple(among[name] for name in concluded.not_assessed),
        )

    def criterion(self, appraised: CriterionAppraisal) -> CriterionSection:
        """One criterion with its facts and verdict."""
        made = self._criteria.get(appraised.criterion.id)
        if made is None:
            made = self._criteria[appraised.criterion.id] = self._criterion(appraised)
        return made

    def _criterion(self, appraised: CriterionAppraisal) -> CriterionSection:
        _ = self._
        criterion, verdict = appraised.criterion, appraised.verdict
        reference = self._references.criteria[criterion.id]
        return CriterionSection(
            reference=reference,
            requirement=self._wording(criterion.requirement),
            force=Status(code=criterion.force.value, sign="", word=_.say(criterion.force.words)),
            key=criterion.key,
            citations=self._citations(criterion),
            why=self._wording(criterion.why),
            facts=tuple(self.fact(point) for point in appraised.asked),
            judgement=judgement(
                verdict,
                None if verdict.set_reason is None else sentence(verdict.set_reason),
                self._appraisal.assessment.verdicts.get(criterion.id),
                _,
            ),
            strength=None if appraised.nothing_to_show else status(appraised.weight.strength, _),
            shown=self._shown(appraised),
            claimed=appraised.claimed,
            finding=self._references.findings.get(criterion.id),
            row=self._row(reference, (appraised,)),
        )

    def _shown(self, appraised: CriterionAppraisal) -> str:
        """How well the answers are shown, as a sentence."""
        _ = self._
        if appraised.nothing_to_show:
            return _("Ingen av svarene trenger dokumentasjon.")
        match appraised.weight.strength:
            case Strength.STRONG:
                return _("Hvert svar som skal dokumenteres, har dokumentasjon uten svakheter.")
            case Strength.WEAK:
                weights = [point.weight for point in appraised.asked if point.weight is not None]
                weak = sum(weight.strength is not Strength.STRONG for weight in weights)
                if weak == len(weights):
                    return _.plural(
                        "Svaret er ikke godt nok dokumentert.",
                        "Ingen av de {n} svarene er godt nok dokumentert.",
                        weak,
                    )
                return _.one_or_many(
                    "{n} av {of} svar er ikke godt nok dokumentert.", weak, of=len(weights)
                )
            case Strength.MISSING:
                return _("Ingenting dokumenterer svarene.")

    def _citations(self, criterion: Criterion) -> tuple[CitedPlace, ...]:
        return tuple(
            CitedPlace(
                label=label,
                address=citation_address(citation, source),
                says=self._wording(citation.says),
                source=self._references.sources[citation.source],
            )
            for label, citation, source in cited_places(self._appraisal, criterion, self._)
        )

    def fact(self, point: CheckpointAppraisal) -> Fact:
        """One checkpoint with its answer."""
        made = self._facts.get(point.checkpoint.id)
        if made is None:
            made = self._facts[point.checkpoint.id] = self._fact(point)
        return made

    def _fact(self, point: CheckpointAppraisal) -> Fact:
        _ = self._
        checkpoint, answer = point.checkpoint, point.answer
        assessment, thing = self._appraisal.assessment, Thing("answer", checkpoint.id)
        appraised, _point = self._appraisal.places[checkpoint.id]
        held = point_yardstick(appraised.criterion, checkpoint, assessment.date)
        remarks = []
        if point.comment_missing:
            remarks.append(_("Svaret mangler begrunnelse."))
        if point.outdated:
            remarks.append(_("Svaret ble gitt da kontrollpunktet hadde en annen ordlyd."))
        if thing in self._changed:
            remarks.append(_("Endret etter godkjenningen."))
        if assessment.disagreement(checkpoint.id):
            remarks.append(
                _("Ulike svar er registrert, og det er ikke avgjort hvilket som gjelder.")
            )
        if assessment.unsettled(thing).keys() - {"note"}:
            remarks.append(
                _("Det er skrevet ulikt om svaret, og det er ikke avgjort hva som gjelder.")
            )
        return Fact(
            id=checkpoint.id,
            aspect=_.say(checkpoint.aspect.words),
            question=self._wording(checkpoint.question),
            yes_means=self._wording(checkpoint.yes_means),
            decisive=checkpoint.decisive,
            answer=answer_status(point.value, _),
            comment="" if answer is None else answer.comment.strip(),
            place="" if answer is None else answer.place.strip().removesuffix("."),
            figures="" if answer is None else figure_sentence(answer, checkpoint.measure, _),
            compared=reference_lines(checkpoint.measure, assessment.municipality.number, _),
            evidence=tuple(
                EvidenceUse(
                    reference=self._references.evidence[piece.id],
                    strength=status(weight.strength, _),
                    reasons=self._said(weight.reasons),
                )
                for piece, weight in point.evidence
            ),
            strength=None if point.weight is None else status(point.weight.strength, _),
            remarks=tuple(remarks),
            yardstick=yardstick_words(held, self._criteria_set, _, in_full=True),
        )

    def finding(self, appraised: CriterionAppraisal, severity: Severity) -> Finding:
        """A finding, complete enough to be read by itself."""
        criterion = appraised.criterion
        telling = appraised.telling
        others = [point for point in appraised.asked if point not in telling]
        undocumented = severity is Severity.UNDOCUMENTED
        advice = (
            (Wording(text=self._("Kommunen bør skaffe dokumentasjon på det som bare er påstått.")),)
            if undocumented
            else tuple(map(self._wording, appraised.advice))
        )
        return Finding(
            reference=self._references.findings[criterion.id],
            severity=status(severity, self._),
            criterion=self.criterion(appraised),
            telling=tuple(self.fact(point) for point in telling),
            others=self._others(others),
            evidence=self._evidence_of(appraised),
            recommendation=Wording(
                text=" ".join(part.text for part in advice),
                language=max(part.language for part in advice),
            ),
            advice=advice,
            to_show=self.to_show(*(point.checkpoint for point in telling)) if undocumented else (),
            causes=tuple(dict.fromkeys(self._causes.get(criterion.id, ()))),
            actions=tuple(self._actions.get(criterion.id, ())),
            yardstick=yardstick_words(
                appraised.yardsticks, self._criteria_set, self._, in_full=True
            ),
            yardsticks=tuple(
                YardstickLine(
                    means=self._wording(point.checkpoint.yes_means),
                    yardstick=yardstick_words(point, self._criteria_set, self._, in_full=True),
                )
                for point in appraised.yardsticks.points
            ),
        )

    def to_show(self, *checkpoints: Checkpoint) -> tuple[Wording, ...]:
        """The evidence that would show the answers."""
        return tuple(
            self._wording(what)
            for what in dict.fromkeys(
                expected.what for checkpoint in checkpoints for expected in checkpoint.evidence
            )
        )

    def _others(self, points: list[CheckpointAppraisal]) -> str:
        """What the checkpoints say that did not lead to the finding: one sentence an answer."""
        by_answer: dict[AnswerValue | None, list[str]] = {}
        for point in sorted(points, key=lambda point: point.value is None):
            by_answer.setdefault(point.value, []).append(
                self._.say(inside(point.checkpoint.aspect))
            )
        return " ".join(
            self._others_alike(value, ", ".join(dict.fromkeys(aspects)), len(aspects))
            for value, aspects in by_answer.items()
        )

    def _others_alike(self, value: AnswerValue | None, aspects: str, number: int) -> str:
        _ = self._
        if value is None:
            return _.plural(
                "Ett annet kontrollpunkt er ikke besvart ({aspects}).",
                "{n} andre kontrollpunkter er ikke besvart ({aspects}).",
                number,
                aspects=aspects,
            )
        answer = quoted(answer_status(value, _).word.lower(), _)
        return _.plural(
            "Ett annet kontrollpunkt er besvart med {answer} ({aspects}).",
            "{n} andre kontrollpunkter er besvart med {answer} ({aspects}).",
            number,
            answer=answer,
            aspects=aspects,
        )

    def _evidence_of(self, appraised: CriterionAppraisal) -> tuple[EvidenceUse, ...]:
        """The evidence under all answers of a criterion, each piece once with all its reasons.

        A reason that two answers have in different degrees (older than so and so) is said once.
        """
        weights: dict[str, list[Weight]] = {}
        for point in appraised.asked:
            for piece, weight in point.evidence:
                weights.setdefault(piece.id, []).append(weight)
        return tuple(
            EvidenceUse(
                reference=self._references.evidence[name],
                strength=status(weakest(weights[name]).strength, self._),
                reasons=self._said(
                    {r.singular: r for weight in weights[name] for r in weight.reasons}.values()
                ),
            )
            for name in self._appraisal.assessment.evidence
            if name in weights
        )

    def _row(self, reference: Reference, criteria: Iterable[CriterionAppraisal]) -> MapRow:
        _ = self._
        cells = []
        for cell in map_row(criteria).values():
            shown_state = status(cell.state, _)
            if cell.state is CellState.OPEN and cell.answered:
                # A theme where most is answered is not "ikke besvart".
                shown_state = Status(
                    code=shown_state.code, sign=shown_state.sign, word=_("ikke alt besvart")
                )
            cells.append(MapCell(status=shown_state, detail=self._distribution(cell.values)))
        return MapRow(reference=reference, cells=tuple(cells))

    def _distribution(self, values: Sequence[AnswerValue | None]) -> str:
        """How the answers of a cell were distributed; empty where they are all the same."""
        if len(set(values)) <= 1:
            return ""
        return ", ".join(
            f"{values.count(value)} {answer_status(value, self._).word.lower()}"
            for value in (*AnswerValue, None)
            if value in values
        )

    def _wording(self, text: Text) -> Wording:
        return wording(text, self._.language)

    def _said(self, reasons: Iterable[Phrase]) -> tuple[str, ...]:
        return tuple(self._.say(reason) for reason in reasons)


def judgement(
    verdict: Verdict | FollowUpVerdict,
    own_reason: str | None,
    set_by: Recorded[Any] | None,
    _: Translator,
) -> Judgement:
    """A verdict, and beside what a person set what the rule gives."""
    derived_reason = sentence(_.say(verdict.reason))
    own = _("Satt av en person, ikke av regelen.")
    return Judgement(
        status=status(verdict.code, _),
        reason=derived_reason if own_reason is None else own,
        derived=status(verdict.derived, _),
        derived_reason=derived_reason,
        own_reason=own_reason,
        own_role="" if set_by is None else set_by.author.role.strip(),
        own_date=(
            "" if set_by is None or own_reason is None else _.date(set_by.at.astimezone().date())
        ),
    )
