"""The report in the shape of OSCAL (NIST), for tools that read assessments from many places.

Two documents: assessment results, and a plan of action and milestones. What OSCAL has no word
for is a property under our own namespace. Nothing comes from the clock: identifiers are made
from ids, and times are those of the journal, so that the same assessment gives the same bytes.

Only what has been judged is a finding: a criterion without a verdict was not assessed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, time
from typing import Any
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

from checklist.appraisal import CheckpointAppraisal, CriterionAppraisal, Severity
from checklist.assessment import (
    Action,
    ActionStatus,
    Document,
    Evidence,
    Interview,
    VerdictCode,
    kind_of,
)
from checklist.criteria import text_in
from checklist.errors import SamsjekkError
from checklist.i18n import phrase
from checklist.reporting.forms.json_form import json_file
from checklist.reporting.forms.text import markdown_without_links, shown
from checklist.reporting.report import Report
from checklist.text import address
from checklist.words import advice_words

OSCAL_VERSION = "1.2.1"
NAMESPACE = "urn:samsjekk:oscal:1"

_ROOT = uuid5(NAMESPACE_URL, NAMESPACE)
_JUDGED = {
    VerdictCode.MET: "satisfied",
    VerdictCode.PARTLY: "not-satisfied",
    VerdictCode.NOT_MET: "not-satisfied",
}
_LIFECYCLE = {
    ActionStatus.PLANNED: "planned",
    ActionStatus.STARTED: "planned",
    ActionStatus.DONE: "completed",
}

Object = dict[str, Any]


class NothingPlanned(SamsjekkError):
    """OSCAL has no empty plan of action."""


def assessment_results(report: Report, _html: Callable[[], str]) -> bytes:
    """The assessment results: observations, risks and findings."""
    return _Oscal(report).results()


def plan_of_action(report: Report, _html: Callable[[], str]) -> bytes:
    """The plan of action and milestones: an item for each action, and for each finding without.

    Raises:
        NothingPlanned: there are no findings and no actions.
    """
    return _Oscal(report).plan()


class _Oscal:
    """Makes one document."""

    def __init__(self, report: Report) -> None:
        self._ = report.translator
        self._report = report
        self._appraisal = report.appraisal
        self._assessment = report.appraisal.assessment
        self._facts = {
            section.reference.id: section.facts
            for theme in report.themes
            for section in theme.criteria
        }
        self._actions: dict[str, list[Action]] = {}
        for action in self._assessment.actions.values():
            self._actions.setdefault(action.criterion, []).append(action)
        roles = dict.fromkeys(
            action.role.strip()
            for action in self._assessment.actions.values()
            if action.role.strip()
        )
        self._roles = {role: f"role-{number}" for number, role in enumerate(roles, start=1)}

    def results(self) -> bytes:
        _ = self._
        judged = [c for c in self._appraisal.criteria.values() if self._is_judged(c)]
        plan = self._uuid("resource", "assessment-plan")
        document = self._document(_("Egenvurdering"), "assessment-results")
        document["import-ap"] = {"href": f"#{plan}"}
        document["results"] = [
            _filled(
                {
                    "uuid": self._uuid("result", ""),
                    "title": _line(text_in(self._appraisal.criteria_set.title, _.language)),
                    "description": _line(self._report.head.set_title.text),
                    "start": _at(self._assessment.date),
                    "props": self._props(
                        ("municipality", self._report.head.municipality),
                        ("municipality-number", self._report.head.number),
                        ("criteria-set", self._report.head.set_id),
                        ("criteria-set-version", self._report.head.set_version),
                    ),
                    "reviewed-controls": {"control-selections": [self._reviewed()]},
                    **self._found(judged),
                }
            )
        ]
        document["back-matter"] = {
            "resources": [
                {
                    "uuid": plan,
                    "title": _line(self._report.head.set_title.text),
                    "description": _("Kriteriesettet egenvurderingen følger."),
                    "props": self._props(
                        ("criteria-set", self._report.head.set_id),
                        ("criteria-set-version", self._report.head.set_version),
                    ),
                },
                *self._resources(),
            ]
        }
        return _encoded("assessment-results", document)

    def plan(self) -> bytes:
        criteria = self._appraisal.criteria
        found = [c for c in criteria.values() if c.severity is not None or self._planned(c)]
        items = [
            *(self._item(action) for action in self._assessment.actions.values()),
            *(self._without_action(c) for c in found if not self._planned(c)),
        ]
        if not items:
            raise NothingPlanned(
                phrase(
                    "Egenvurderingen har verken funn eller tiltak, og OSCAL har ingen tom "
                    "tiltaksplan. Bruk --format oscal-results."
                )
            )
        document = self._document(self._("Tiltaksplan"), "plan-of-action-and-milestones")
        document["system-id"] = {"identifier-type": NAMESPACE, "id": self._uuid("assessment", "")}
        document |= _filled(self._found([c for c in found if self._is_judged(c)]))
        document["poam-items"] = items
        document |= _filled({"back-matter": _filled({"resources": list(self._resources())})})
        return _encoded("plan-of-action-and-milestones", document)

    # -- what both have -----------------------------------------------------------------

    def _document(self, title: str, kind: str) -> Object:
        changed = self._assessment.changed
        version = _at(self._assessment.date) if changed is None else _moment(changed)
        head = self._report.head
        return {
            "uuid": self._uuid(kind, f"{version}/{self._.language}"),
            "metadata": _filled(
                {
                    "title": _line(f"{title}: {head.municipality}"),
                    "last-modified": version,
                    "version": version,
                    "oscal-version": OSCAL_VERSION,
                    "props": self._props(("language", self._.language)),
                    "roles": [
                        {"id": name, "title": _line(role)} for role, name in self._roles.items()
                    ],
                    "remarks": " ".join(
                        map(markdown_without_links, (head.colophon, *self._report.left_out))
                    ),
                }
            ),
        }

    def _found(self, judged: list[CriterionAppraisal]) -> Object:
        return {
            "observations": [
                self._observation(appraised, point)
                for appraised in judged
                for point in _answered(appraised)
            ],
            "risks": [self._risk(c, c.severity) for c in judged if c.severity is not None],
            "findings": [self._finding(c) for c in judged],
        }

    def _reviewed(self) -> Object:
        in_force = [c for c in self._appraisal.criteria.values() if c.not_in_force is None]
        described: Object = {"description": self._("Kravene som gjaldt på vurderingsdatoen.")}
        if not in_force:
            return {**described, "include-all": {}}
        return {**described, "include-controls": [{"control-id": c.criterion.id} for c in in_force]}

    def _observation(self, appraised: CriterionAppraisal, point: CheckpointAppraisal) -> Object:
        fact = self._facts[appraised.criterion.id][appraised.asked.index(point)]
        said = (f"{fact.question} {fact.answer}.", fact.comment, fact.figures)
        methods = dict.fromkeys(_method(piece) for piece, _weight in point.evidence)
        return _filled(
            {
                "uuid": self._uuid("observation", point.checkpoint.id),
                "title": _line(f"{appraised.criterion.id}: {fact.aspect}"),
                "description": _line(" ".join(part for part in said if part)),
                "props": self._props(
                    ("checkpoint", point.checkpoint.id),
                    ("criterion", appraised.criterion.id),
                    ("aspect", point.checkpoint.aspect.value),
                    ("answer", point.value.value if point.value else ""),
                    ("evidence", point.strength.value),
                    ("place", fact.place),
                ),
                "methods": list(methods) or ["UNKNOWN"],
                "types": ["control-objective"],
                "relevant-evidence": [
                    {
                        "href": f"#{self._uuid('resource', piece.id)}",
                        "description": _line(piece.shows or piece.title),
                        "props": self._props(
                            ("kind", kind_of(piece).value),
                            ("date", piece.date or ""),
                            ("evidence", weight.strength.value),
                            *(("weakness", self._.say(reason)) for reason in weight.reasons),
                        ),
                    }
                    for piece, weight in point.evidence
                ],
                "collected": _moment(self._assessment.answers[point.checkpoint.id].at),
            }
        )

    def _risk(self, appraised: CriterionAppraisal, severity: Severity) -> Object:
        criterion = appraised.criterion
        planned = self._planned(appraised)
        begun = any(action.status is not ActionStatus.PLANNED for action in planned)
        deadlines = [action.deadline for action in planned if action.deadline is not None]
        return _filled(
            {
                "uuid": self._uuid("risk", criterion.id),
                "title": self._title(appraised),
                "description": _line(self._.say(severity.words)),
                "statement": _line(text_in(criterion.why, self._.language)),
                "props": self._props(
                    ("severity", severity.value), ("force", criterion.force.value)
                ),
                "status": "remediating" if begun else "open",
                "deadline": _at(max(deadlines)) if deadlines else None,
                "remediations": [
                    {
                        "uuid": self._uuid("recommendation", criterion.id),
                        "lifecycle": "recommendation",
                        "title": _line(self._("Anbefaling")),
                        "description": _line(self._recommendation(appraised)),
                    },
                    *(self._remediation(action) for action in planned),
                ],
                "related-observations": self._observations(appraised),
            }
        )

    def _remediation(self, action: Action) -> Object:
        roles = [{"role-id": self._roles[action.role.strip()]}] if action.role.strip() else []
        return {
            "uuid": self._uuid("remediation", action.id),
            "lifecycle": _LIFECYCLE[action.status],
            "title": _line(action.what),
            "description": _line(action.effect or action.what),
            "props": self._action_props(action),
            "tasks": [
                _filled(
                    {
                        "uuid": self._uuid("task", action.id),
                        "type": "action" if action.deadline is None else "milestone",
                        "title": _line(action.what),
                        "timing": (
                            None
                            if action.deadline is None
                            else {"on-date": {"date": _at(action.deadline)}}
                        ),
                        "responsible-roles": roles,
                    }
                )
            ],
        }

    def _finding(self, appraised: CriterionAppraisal) -> Object:
        criterion, verdict = appraised.criterion, appraised.verdict
        reason = verdict.set_reason or self._.say(verdict.reason)
        severity, yardstick = appraised.severity, appraised.yardsticks.yardstick
        return _filled(
            {
                "uuid": self._uuid("finding", criterion.id),
                "title": self._title(appraised),
                "description": _line(text_in(criterion.requirement, self._.language)),
                "props": self._props(
                    ("verdict", verdict.code.value),
                    ("derived-verdict", verdict.derived.value),
                    ("evidence", appraised.weight.strength.value),
                    ("severity", severity.value if severity else ""),
                    ("yardstick", yardstick.value if severity and yardstick else ""),
                    ("theme", criterion.theme),
                ),
                "target": {
                    "type": "objective-id",
                    "target-id": criterion.id,
                    "description": _line(reason),
                    "status": {"state": _JUDGED[verdict.code]},
                },
                "related-observations": self._observations(appraised),
                "related-risks": (
                    [{"risk-uuid": self._uuid("risk", criterion.id)}] if severity else []
                ),
            }
        )

    def _resources(self) -> Iterator[Object]:
        """What the answers rest on, each with its type, date and where to find it."""
        for recorded in self._assessment.evidence.values():
            piece = recorded.value
            document = piece if isinstance(piece, Document) else None
            yield _filled(
                {
                    "uuid": self._uuid("resource", piece.id),
                    "title": _line(piece.title),
                    "description": _line(piece.shows),
                    "props": self._props(
                        ("kind", kind_of(piece).value),
                        ("date", piece.date or ""),
                        ("role", piece.role if isinstance(piece, Interview) else ""),
                    ),
                    "document-ids": (
                        [{"identifier": _value(document.archive)}]
                        if document and _value(document.archive)
                        else []
                    ),
                    "rlinks": list(_links(document)) if document else [],
                }
            )

    # -- the plan -----------------------------------------------------------------------

    def _item(self, action: Action) -> Object:
        appraised = self._appraisal.criteria.get(action.criterion)
        return _filled(
            {
                "uuid": self._uuid("item", action.id),
                "title": _line(action.what),
                "description": _line(action.effect or action.what),
                "props": self._action_props(action),
                **(self._related(appraised) if appraised else {}),
            }
        )

    def _without_action(self, appraised: CriterionAppraisal) -> Object:
        return _filled(
            {
                "uuid": self._uuid("item-of-finding", appraised.criterion.id),
                "title": self._title(appraised),
                "description": _line(self._recommendation(appraised)),
                "props": self._props(("status", "without_action")),
                **self._related(appraised),
            }
        )

    def _related(self, appraised: CriterionAppraisal) -> Object:
        if not self._is_judged(appraised):
            return {}
        name = appraised.criterion.id
        return {
            "related-findings": [{"finding-uuid": self._uuid("finding", name)}],
            "related-observations": self._observations(appraised),
            "related-risks": (
                [{"risk-uuid": self._uuid("risk", name)}] if appraised.severity else []
            ),
        }

    def _action_props(self, action: Action) -> list[Object]:
        return self._props(
            ("status", action.status.value),
            ("role", action.role),
            ("deadline", "" if action.deadline is None else action.deadline.isoformat()),
        )

    # -- small things -------------------------------------------------------------------

    def _planned(self, appraised: CriterionAppraisal) -> list[Action]:
        return self._actions.get(appraised.criterion.id, [])

    @staticmethod
    def _is_judged(appraised: CriterionAppraisal) -> bool:
        return appraised.applicable and appraised.verdict.code in _JUDGED

    def _recommendation(self, appraised: CriterionAppraisal) -> str:
        return advice_words(appraised, self._)

    def _title(self, appraised: CriterionAppraisal) -> str:
        return _line(text_in(appraised.criterion.title, self._.language))

    def _observations(self, appraised: CriterionAppraisal) -> list[Object]:
        return [
            {"observation-uuid": self._uuid("observation", point.checkpoint.id)}
            for point in _answered(appraised)
        ]

    def _uuid(self, kind: str, name: str) -> str:
        """The same for the same thing in the same assessment, in both documents."""
        return str(uuid5(_ROOT, f"{self._assessment.id}/{kind}/{name}"))

    @staticmethod
    def _props(*named: tuple[str, str]) -> list[Object]:
        return [
            {"name": name, "ns": NAMESPACE, "value": _value(value)}
            for name, value in named
            if _value(value)
        ]


def _answered(appraised: CriterionAppraisal) -> Iterable[CheckpointAppraisal]:
    return (point for point in appraised.asked if point.value is not None)


def _method(piece: Evidence) -> str:
    """How an assessor came to see it: talked to people, or looked at something."""
    return "INTERVIEW" if isinstance(piece, Interview) else "EXAMINE"


def _links(document: Document) -> Iterator[Object]:
    link = address(document.address)
    if link is not None:
        yield {"href": link}
    if document.file is not None and document.file.path:
        yield {
            "href": quote(document.file.known_as),
            "hashes": [{"algorithm": "SHA-256", "value": document.file.sha256}],
        }


def _value(text: str | None) -> str:
    """A text as the value of a property: one line, not markup."""
    return " ".join(shown(text or "").split())


def _line(text: str) -> str:
    """A text where OSCAL reads Markdown: harmless, on one line."""
    return markdown_without_links(text) or "–"


def _at(day: date) -> str:
    return _moment(datetime.combine(day, time(), UTC))


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _filled(given: Object) -> Object:
    """Without what is empty: OSCAL leaves it out."""
    return {name: value for name, value in given.items() if value or value == 0}


def _encoded(kind: str, document: Object) -> bytes:
    return json_file({kind: document})
