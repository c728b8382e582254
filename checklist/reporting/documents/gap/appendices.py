"""The appendices: what is missing, what is not known, what everything rests on."""

from __future__ import annotations

import re
from collections.abc import Callable

from checklist.appraisal import Appraisal, CheckpointAppraisal
from checklist.assessment import (
    Document,
    Evidence,
    Figure,
    FileSample,
    Interview,
    Observation,
    day_if_whole,
    kind_of,
)
from checklist.i18n import Translator
from checklist.reporting.documents.gap.sections import Sections
from checklist.reporting.model import (
    EvidenceLine,
    LackingLine,
    NotCounted,
    OpenCriterion,
    Reference,
    RoleQuestions,
    SourceLine,
    TermLine,
    ToAsk,
)
from checklist.reporting.references import References
from checklist.text import address
from checklist.words import Wording, as_heading, in_force, known_date, wording


class Appendices:
    """Makes the appendices of one report."""

    def __init__(
        self, appraisal: Appraisal, found: References, sections: Sections, _: Translator
    ) -> None:
        self._appraisal = appraisal
        self._found = found
        self._sections = sections
        self._ = _
        self._criterion_of: dict[str, Reference] = {}
        self._rests_on: dict[str, dict[str, Reference]] = {}
        self._cites: dict[str, dict[str, Reference]] = {}
        for appraised in appraisal.criteria.values():
            reference = found.criteria[appraised.criterion.id]
            for point in appraised.asked:
                self._criterion_of[point.checkpoint.id] = reference
                for piece, _weight in point.evidence:
                    self._rests_on.setdefault(piece.id, {})[reference.number] = reference
            if appraised.not_in_force is None:
                criterion = appraised.criterion
                coming = appraisal.coming_citations(criterion)
                for citation in (*appraisal.citations(criterion), *coming):
                    self._cites.setdefault(citation.source, {})[reference.number] = reference

    def lacking(self) -> tuple[LackingLine, ...]:
        """Answers that should be shown and are not shown strongly, the missing ones first."""
        return tuple(
            LackingLine(
                criterion=self._found.criteria[appraised.criterion.id],
                fact=self._sections.fact(point),
                claimed=appraised.claimed,
                reasons=tuple(
                    self._.say(reason) for reason in (point.weight.reasons if point.weight else ())
                ),
                to_show=self._sections.to_show(point.checkpoint),
            )
            for appraised, point in self._appraisal.lacking_evidence
        )

    def unknown(self) -> tuple[RoleQuestions, ...]:
        """What is answered "unknown", by whom to ask."""
        _ = self._
        return tuple(
            RoleQuestions(
                role=(
                    Wording(text=_("Ingen rolle er oppgitt"))
                    if role is None
                    else as_heading(wording(role.title, _.language))
                ),
                questions=tuple(
                    ToAsk(
                        criterion=self._criterion_of[point.checkpoint.id],
                        fact=self._sections.fact(point),
                        interview_question=self._interview_question(
                            point, None if role is None else role.id
                        ),
                    )
                    for point in points
                ),
            )
            for role, points in self._appraisal.unknown_by_role
        )

    def unanswered(self) -> tuple[OpenCriterion, ...]:
        """Checkpoints that nobody has answered, by criterion."""
        return self._criteria_with(lambda point: point.value is None)

    def without_reason(self) -> tuple[OpenCriterion, ...]:
        """Answers that should have been explained and are not, by criterion."""
        return self._criteria_with(lambda point: point.comment_missing)

    def not_counted(self) -> tuple[NotCounted, ...]:
        """Criteria and checkpoints of another time than the assessment, and why."""
        _ = self._
        found = []
        for appraised in self._appraisal.criteria.values():
            reference = self._found.criteria[appraised.criterion.id]
            if appraised.not_in_force is not None:
                requirement = wording(appraised.criterion.requirement, _.language)
                reason = _.say(appraised.not_in_force)
                found.append(
                    NotCounted(
                        reference=reference,
                        whole_criterion=True,
                        requirement=requirement,
                        reason=reason,
                    )
                )
                continue
            found.extend(
                NotCounted(
                    reference=reference,
                    whole_criterion=False,
                    requirement=wording(point.checkpoint.question, _.language),
                    reason=_(
                        "kontrollpunktet gjelder fra {day}",
                        day=_.short_date(point.checkpoint.applies_from),
                    ),
                )
                for point in appraised.checkpoints
                if not point.in_force and point.checkpoint.applies_from is not None
            )
        return tuple(found)

    def documents(self) -> tuple[EvidenceLine, ...]:
        """Every document."""
        return self._evidence(Document)

    def interviews(self) -> tuple[EvidenceLine, ...]:
        """Every interview."""
        return self._evidence(Interview)

    def other_evidence(self) -> tuple[EvidenceLine, ...]:
        """Figures, file samples and observations."""
        return self._evidence(Figure, FileSample, Observation)

    def sources(self) -> tuple[SourceLine, ...]:
        """The sources that the criteria rest on."""
        _ = self._
        return tuple(
            SourceLine(
                reference=self._found.sources[source.id],
                kind=_.say(source.kind.words),
                short=wording(source.short, _.language),
                abbreviation=source.abbreviation,
                address=address(source.address),
                in_force=in_force(source, _),
                checked=_.short_date(source.checked),
                checked_against=wording(source.checked_against, _.language),
                used_in=tuple(self._cites[source.id].values()),
            )
            for source in self._appraisal.criteria_set.sources
            if source.id in self._cites
        )

    def glossary(self) -> tuple[TermLine, ...]:
        """The words of the criteria set, explained."""
        language = self._.language
        return tuple(
            TermLine(term=wording(term.term, language), means=wording(term.means, language))
            for term in self._appraisal.criteria_set.glossary
        )

    def _criteria_with(
        self, wanted: Callable[[CheckpointAppraisal], bool]
    ) -> tuple[OpenCriterion, ...]:
        found = []
        for appraised in self._appraisal.criteria.values():
            facts = tuple(self._sections.fact(point) for point in appraised.asked if wanted(point))
            if facts:
                reference = self._found.criteria[appraised.criterion.id]
                found.append(OpenCriterion(criterion=reference, facts=facts))
        return tuple(found)

    def _interview_question(self, point: CheckpointAppraisal, role: str | None) -> Wording | None:
        question = None if role is None else point.checkpoint.ask.get(role)
        return None if question is None else wording(question, self._.language)

    def _evidence(self, *kinds: type[Evidence]) -> tuple[EvidenceLine, ...]:
        return tuple(
            self._evidence_line(recorded.value)
            for recorded in self._appraisal.assessment.evidence.values()
            if isinstance(recorded.value, kinds)
        )

    def _evidence_line(self, evidence: Evidence) -> EvidenceLine:
        link = address(evidence.address) if isinstance(evidence, Document) else None
        return EvidenceLine(
            reference=self._found.evidence[evidence.id],
            kind=self._.say(kind_of(evidence).words),
            date=known_date(evidence.date, self._),
            day=day_if_whole(evidence.date),
            shows=evidence.shows.strip(),
            details=tuple(self._details(evidence, linked=link is not None)),
            address=link,
            used_in=tuple(self._rests_on.get(evidence.id, {}).values()),
        )

    def _details(self, evidence: Evidence, *, linked: bool) -> list[str]:
        _ = self._
        match evidence:
            case Document():
                return self._document_details(evidence, linked=linked)
            case Interview(role=role, verified=verified):
                confirmed = _("bekreftet") if verified else _("ikke bekreftet")
                return [_("rolle: {role}", role=role), confirmed]
            case Figure(value=value, unit=unit, period=period, source=source):
                return [
                    f"{value} {unit}".strip(),
                    _("periode: {period}", period=period),
                    _("kilde: {source}", source=source),
                ]
            case FileSample(count=count, of=of, period=period):
                return [
                    _("{n} av {of} saker", n=count, of=of),
                    _("periode: {period}", period=period),
                ]
            case Observation(where=where):
                return [_("sted: {where}", where=where)] if where else []

    def _document_details(self, document: Document, *, linked: bool) -> list[str]:
        _ = self._
        details = []
        if document.archive:
            details.append(_("arkiv: {reference}", reference=document.archive))
        if document.page:
            details.append(_("side: {page}", page=document.page))
        if document.address and not linked:
            details.append(_("adresse: {address}", address=document.address))
        if document.file is not None and not document.file.path:
            details.append(_("fil uten arkivreferanse"))
        elif document.file is not None:
            # Only the name: the folders of a path can name the person whose machine it was.
            name = re.split(r"[/\\]", document.file.path)[-1]
            details.append(
                _("fil: {name} (SHA-256 {digest})", name=name, digest=document.file.sha256)
            )
        return details
