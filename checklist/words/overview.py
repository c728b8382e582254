"""What the overview says, line by line: the same six parts as on screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from checklist.appraisal import Appraisal, CellState, CriterionAppraisal, ThemeAppraisal, map_row
from checklist.criteria import Aspect, Text, text_in
from checklist.i18n import Phrase, Translator, phrase
from checklist.words.people import disagreement_lines

Lines = Iterator[tuple[int, str]]
"""Lines, each with how deep it lies."""


def part_lines(part: str, appraisal: Appraisal, today: date, _: Translator) -> Lines:
    """The lines of one part."""
    return PARTS[part][1](appraisal, today, _)


def part_counts(appraisal: Appraisal) -> dict[str, int | None]:
    """How much each part holds, where that can be counted."""
    return {
        "conclusion": None,
        "map": None,
        "findings": len(appraisal.findings),
        "lacking": len(appraisal.lacking_evidence),
        "unknown": sum(len(points) for _role, points in appraisal.unknown_by_role),
        "actions": len(appraisal.assessment.actions),
    }


def _conclusions(appraisal: Appraisal, _today: date, _: Translator) -> Lines:
    for asked in appraisal.questions:
        yield 0, _text(asked.question.text, _)
        said, reason = _.say(asked.conclusion.code.words), _.say(asked.conclusion.reason)
        yield 1, f"{said} ({reason})"
    for theme in appraisal.themes:
        yield 0, conclusion_line(theme, _)
    for line in (*clash_lines(appraisal, _), *disagreement_lines(appraisal, _)):
        yield 0, line


def _map(appraisal: Appraisal, _today: date, _: Translator) -> Lines:
    for theme in appraisal.themes:
        yield 0, _text(theme.theme.title, _)
        for appraised in theme.criteria:
            if appraised.not_in_force is not None:
                said = _.say(appraised.not_in_force)
            else:
                said = ", ".join(
                    f"{_.say(aspect.words)}: {_.say(cell.state.words)}"
                    for aspect in Aspect
                    if (cell := map_row([appraised])[aspect]).state is not CellState.EMPTY
                )
            yield 1, f"{_text(appraised.criterion.title, _)}. {said}"


def _findings(appraisal: Appraisal, _today: date, _: Translator) -> Lines:
    if not appraisal.findings:
        yield 0, _("Ingen funn i det som er besvart til nå.")
    for appraised in appraisal.findings:
        severity = "" if appraised.severity is None else _.say(appraised.severity.words)
        title = _text(appraised.criterion.title, _)
        yield 0, f"{title}: {_.say(appraised.verdict.code.words)} · {severity}"
        yield 1, _reason(appraised, _)


def _reason(appraised: CriterionAppraisal, _: Translator) -> str:
    if appraised.verdict.set_reason is not None:
        return appraised.verdict.set_reason
    if appraised.claimed:
        return _("påstått, men ikke vist")
    return _.say(appraised.verdict.reason)


def _lacking(appraisal: Appraisal, _today: date, _: Translator) -> Lines:
    if not appraisal.lacking_evidence:
        yield 0, _("Alle svar som skal dokumenteres, er dokumentert.")
    for appraised, point in appraisal.lacking_evidence:
        reasons = () if point.weight is None else point.weight.reasons
        title = _text(appraised.criterion.title, _)
        yield 0, f"{title}: {_text(point.checkpoint.question, _)}"
        yield 1, ", ".join(_.say(reason) for reason in reasons) or _.say(point.strength.words)


def _unknown(appraisal: Appraisal, _today: date, _: Translator) -> Lines:
    if not appraisal.unknown_by_role:
        yield 0, _("Ingen spørsmål er besvart med «vet ikke».")
    for role, points in appraisal.unknown_by_role:
        yield 0, _("Ingen å spørre ennå") if role is None else _text(role.title, _)
        for point in points:
            ask = None if role is None else point.checkpoint.ask.get(role.id)
            yield 1, _text(ask or point.checkpoint.question, _)


def _actions(appraisal: Appraisal, today: date, _: Translator) -> Lines:
    actions = appraisal.assessment.actions.values()
    if not actions:
        yield 0, _("Ingen tiltak er lagt inn ennå.")
    for action in sorted(actions, key=lambda a: (a.deadline or date.max, a.id)):
        details = [
            _("uten frist") if action.deadline is None else _.short_date(action.deadline),
            _.say(action.status.words),
            _("over fristen") if action.is_overdue(today) else "",
            action.role or _("ingen har ansvaret ennå"),
        ]
        yield 0, action.what
        yield 1, ", ".join(filter(None, details))


def _text(text: Text, _: Translator) -> str:
    return " ".join(text_in(text, _.language).split())


PARTS: dict[str, tuple[Phrase, Callable[[Appraisal, date, Translator], Lines]]] = {
    "conclusion": (phrase("Konklusjon"), _conclusions),
    "map": (phrase("Kart"), _map),
    "findings": (phrase("Funn"), _findings),
    "lacking": (phrase("Mangler dokumentasjon"), _lacking),
    "unknown": (phrase("Vet ikke"), _unknown),
    "actions": (phrase("Tiltak"), _actions),
}
"""The parts by the names that commands use, in the order of the screen."""


def clash_lines(appraisal: Appraisal, _: Translator) -> Iterator[str]:
    """Answers that don't go together, one sentence each."""
    for clash in appraisal.clashes:
        yield _("Se på nytt: {says}", says=text_in(clash.contradiction.says, _.language))


def conclusion_line(theme: ThemeAppraisal, _: Translator) -> str:
    """A theme with its conclusion and the reason."""
    title = text_in(theme.theme.title, _.language)
    conclusion = _.say(theme.conclusion.code.words)
    return f"{title}: {conclusion} ({_.say(theme.conclusion.reason)})"
