"""What the overview says: what each part lists, in words. Front ends draw it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby

from checklist.appraisal import (
    Appraisal,
    CheckpointAppraisal,
    CriterionAppraisal,
    HowFar,
    Opinion,
    Progress,
    Severity,
    Weight,
    file_words,
    map_row,
)
from checklist.assessment import Action, ActionStatus, FileState
from checklist.i18n import Phrase, Translator, phrase
from checklist.words.clashes import clash_entries
from checklist.words.conclusions import conclusion_entries
from checklist.words.dates import overdue_words
from checklist.words.differing import all_field_differences, criterion_of_thing, thing_words
from checklist.words.entries import (
    GAP,
    Entries,
    Entry,
    Line,
    Piece,
    heading,
    lines_of,
    nothing,
    one_line,
    state_piece,
    table_heading,
)
from checklist.words.figures import counted_words, to_confirm_sentence, to_confirm_short
from checklist.words.findings import (
    advice_words,
    finding_reason,
    found_points,
    should_words,
    why_words,
)
from checklist.words.ladder import ladder_entries, stop_word, stops_words
from checklist.words.map import map_entries, map_head
from checklist.words.people import opinions_of, said_by
from checklist.words.sentences import sentence
from checklist.words.states import DIFFERENT, STATES, UNANSWERED, Tone
from checklist.words.yardsticks import yardstick_words


def part_lines(
    part: str, appraisal: Appraisal, today: date, _: Translator, *, in_short: bool = False
) -> Iterator[tuple[int, str]]:
    """The lines of one part, each with how deep it lies, in words alone."""
    return lines_of(PARTS[part][1](appraisal, today, _), in_short=in_short)


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


def progress_sentence(progress: Progress, _: Translator) -> str:
    """How many checkpoints are answered."""
    return _.plural(
        "{answered} av {n} kontrollpunkt er besvart.",
        "{answered} av {n} kontrollpunkter er besvart.",
        progress.of,
        answered=progress.answered,
    )


def progress_sentences(appraisal: Appraisal, _: Translator) -> str:
    """How far an assessment has come, and what waits to be confirmed before it counts."""
    waits = to_confirm_sentence(len(appraisal.to_confirm), _)
    return " ".join(filter(None, (progress_sentence(appraisal.progress, _), waits)))


def progress_words(far: HowFar, _: Translator) -> str:
    """How far an assessment has come, and of the quick ones where it is a quick walk."""
    counted = (counted_words(far.progress, _), to_confirm_short(far.to_confirm, _))
    words = ", ".join(filter(None, counted))
    if far.quick is None:
        return words
    return _("{words}, rask: {n} av {of}", words=words, n=far.quick.answered, of=far.quick.of)


# -- in short ---------------------------------------------------------------------------

WORST = 8
"""Findings named in short, where there is room."""


def summary_entries(appraisal: Appraisal, today: date, _: Translator) -> Entries:
    """Where duties stop, the worst findings with what to do, and what themes conclude."""
    yield from differing_entries(appraisal, _)
    if not appraisal.has_begun:
        yield from _not_begun(_)
        return
    yield from ladder_entries(appraisal, _)
    yield GAP
    yield from worst_entries(appraisal, today, _)
    yield from clash_entries(appraisal, _)
    yield GAP
    yield from conclusion_entries(appraisal, _)


def _not_begun(_: Translator) -> Entries:
    yield nothing(_("Ingenting er besvart ennå."))
    yield nothing(
        _(
            "Her vil det stå hvor pliktene stopper på veien fra på plass til følges opp. Det vil "
            "også stå hva som er verst, hva dere bør gjøre, og hva hvert tema konkluderer med."
        )
    )


def worst_entries(appraisal: Appraisal, today: date, _: Translator, most: int = WORST) -> Entries:
    """The most serious findings: where each stops, why, what to do, and what is planned."""
    yield table_heading(_("Verst"), "", _("stopper"), _("tiltak"))
    yield from _nothing_found(appraisal, _)
    planned = _actions_by_criterion(appraisal)
    for appraised in appraisal.findings[:most]:
        own = planned.get(appraised.criterion.id, ())
        lines = (
            (Piece(_("Hvorfor: "), Tone.QUIET), Piece(why_words(appraised, _))),
            (Piece(should_words(appraised, _)),),
        )
        yield _found(appraised, own, lines, today, _)
    if left := len(appraisal.findings[most:]):
        yield nothing(_.one_or_many("{n} funn til.", left))


def differing_entries(appraisal: Appraisal, _: Translator) -> Entries:
    """What people have answered and written differently, unseen by each other."""
    yield from disagreement_entries(appraisal, _)
    yield from field_difference_entries(appraisal, _)


def disagreement_entries(appraisal: Appraisal, _: Translator) -> Entries:
    """The checkpoints that people answered differently without seeing each other's answer."""
    open_ones = appraisal.assessment.disagreements
    if open_ones:
        sign, tone = STATES[DIFFERENT]
        words = _("ulike svar, gitt uten å se hverandre")
        yield heading(Piece(words, tone, strong=True, sign=sign), len(open_ones))
    places = appraisal.places
    for name, answers in open_ones.items():
        appraised, point = places[name]
        question = Piece(one_line(point.checkpoint.question, _))
        said = tuple(opinion_pieces(opinions_of(answers), _))
        yield Entry(((question,), said), appraised.criterion.id, 1)


def field_difference_entries(appraisal: Appraisal, _: Translator) -> Entries:
    """What people have written differently, beside what they answered."""
    found = tuple(all_field_differences(appraisal, _))
    if found:
        sign, tone = STATES[DIFFERENT]
        words = _("ulikt skrevet, uten å se hverandre")
        yield heading(Piece(words, tone, strong=True, sign=sign), len(found))
    for differs in found:
        about = Piece(thing_words(differs.thing, appraisal, _))
        leads_to = criterion_of_thing(differs.thing, appraisal)
        yield Entry(((about,), (Piece(str(differs)),)), leads_to, 1)


def opinion_pieces(opinions: Sequence[Opinion], _: Translator) -> Iterator[Piece]:
    """Anna: ✓ ja · Bo: ✗ nei."""
    for number, said in enumerate(said_by(opinions, _)):
        sign, tone = STATES[UNANSWERED if said.value is None else said.value]
        yield Piece((" · " if number else "") + f"{said.who}: ")
        yield Piece(said.answer, tone, sign=sign)


# -- findings ---------------------------------------------------------------------------


def finding_entries(appraisal: Appraisal, today: date, _: Translator) -> Entries:
    """Findings under their severity, the most serious first."""
    yield from _nothing_found(appraisal, _)
    planned = _actions_by_criterion(appraisal)
    for severity, found in groupby(appraisal.findings, key=lambda appraised: appraised.severity):
        group = tuple(found)
        if severity is not None:
            state = state_piece(severity, _)
            over = state._replace(text=f"{state.text}  {len(group)}")
            yield table_heading(over, "", _("stopper"), _("tiltak"))
        for appraised in group:
            entry = _finding(appraised, planned, appraisal, today, _)
            name, _severity, *others = entry.cells
            yield entry._replace(cells=(name, Piece(""), *others))


def finding_entries_by_theme(appraisal: Appraisal, today: date, _: Translator) -> Entries:
    """Findings under their theme, in each the most serious first."""
    yield from _nothing_found(appraisal, _)
    planned = _actions_by_criterion(appraisal)
    for theme in appraisal.themes:
        group = [c for c in appraisal.findings if c.criterion.theme == theme.theme.id]
        if group:
            counted = f"{one_line(theme.theme.title, _)}  {len(group)}"
            yield table_heading(counted, "", _("stopper"), _("tiltak"))
            yield from (_finding(appraised, planned, appraisal, today, _) for appraised in group)


def _nothing_found(appraisal: Appraisal, _: Translator) -> Entries:
    if not appraisal.findings:
        yield nothing(_("Ingen funn i det som er besvart til nå."))


_Planned = Mapping[str, Sequence[Action]]


def _actions_by_criterion(appraisal: Appraisal) -> _Planned:
    found: dict[str, list[Action]] = {}
    for action in appraisal.assessment.actions.values():
        found.setdefault(action.criterion, []).append(action)
    return found


def _finding(
    appraised: CriterionAppraisal,
    planned: _Planned,
    appraisal: Appraisal,
    today: date,
    _: Translator,
) -> Entry:
    """What was asked and answered, what it is measured with, and what to do about it."""
    reason = finding_reason(appraised, _)
    verdict: Line = (state_piece(appraised.verdict.code, _),)
    if reason:
        verdict += (Piece(f": {reason}"),)
    points = found_points(appraised, appraisal.assessment, appraisal.criteria_set, _)
    lines: list[Line] = [verdict]
    for yardstick, alike in groupby(points, key=lambda point: point.yardstick):
        lines += [(Piece(str(point)),) for point in alike]
        lines.append((Piece(yardstick, Tone.QUIET),))
    if not points:
        yardstick = yardstick_words(appraised.yardsticks, appraisal.criteria_set, _)
        lines.append((Piece(yardstick, Tone.QUIET),))
    undocumented = appraised.severity is Severity.UNDOCUMENTED
    should = should_words(appraised, _) if undocumented else advice_words(appraised, _)
    lines.append((Piece(" ".join(should.split()), strong=True),))
    return _found(appraised, planned.get(appraised.criterion.id, ()), lines, today, _)


def _found(
    appraised: CriterionAppraisal,
    actions: Sequence[Action],
    lines: Iterable[Line],
    today: date,
    _: Translator,
) -> Entry:
    """A finding: what it is and where it stops, more about it, and what is planned."""
    title = one_line(appraised.criterion.title, _)
    row = map_row([appraised])
    first: list[Piece] = [Piece(title, strong=True)]
    sign, found = "", Piece("")
    if appraised.severity is not None:
        state = state_piece(appraised.severity, _)
        sign, found = state.sign, state._replace(sign="")
        first += [Piece(": "), state]
    if stops := stops_words(row, _):
        first.append(Piece(f", {stops}"))
    cells = (
        Piece(title, found.tone, sign=sign),
        found,
        Piece(stop_word(row, _)),
        _planned_piece(actions, today, _),
    )
    done = [(Piece(_planned_words(action, _)),) for action in actions] or [
        (Piece(_("Ingen tiltak er planlagt."), Tone.HALF),)
    ]
    return Entry((tuple(first), *lines, *done), appraised.criterion.id, 1, cells)


def _planned_words(action: Action, _: Translator) -> str:
    what = sentence(" ".join(action.what.split()))
    return _("Tiltak: {what} ({details})", what=what, details=action_details(action, _))


def _planned_piece(actions: Sequence[Action], today: date, _: Translator) -> Piece:
    """How far the actions have come, in a word: the one that has come the least far."""
    if not actions:
        return Piece(_("ingen"), Tone.HALF)
    if any(action.is_overdue(today) for action in actions):
        return Piece(_("over fristen"), Tone.BAD, sign="!")
    return state_piece(min((a.status for a in actions), key=list(ActionStatus).index), _)


# -- what is missing --------------------------------------------------------------------


def lacking_entries(appraisal: Appraisal, _: Translator) -> Entries:
    """Answers that should be shown and are not shown strongly, under what is wrong with each.

    Nothing at all comes first; then undated, too old, oral only, files that are gone or changed.
    """
    if not appraisal.lacking_evidence:
        yield nothing(_("Alle svar som skal dokumenteres, er dokumentert."))
    by_reason: dict[str, list[tuple[CriterionAppraisal, CheckpointAppraisal]]] = {}
    for appraised, point in appraisal.lacking_evidence:
        said = "" if point.weight is None else reasons_words(point.weight, _)
        by_reason.setdefault(said, []).append((appraised, point))
    for said, group in by_reason.items():
        shown = state_piece(group[0][1].strength, _, strong=True)
        yield heading(shown._replace(text=said or shown.text), len(group))
        for appraised, point in group:
            yield Entry(_question(appraised, point, _), appraised.criterion.id, 1)


def file_entries(appraisal: Appraisal, files: Mapping[str, FileState], _: Translator) -> Entries:
    """Recorded files that are not as they were; each leads to an answer that rests on it."""
    wrong = [(name, state, words) for name, state in files.items() if (words := file_words(state))]
    if wrong:
        title = Piece(_("! Filer som er borte, endret eller ikke kan leses nå"), strong=True)
        yield heading(title, len(wrong))
    links = appraisal.assessment.links
    for name, state, words in wrong:
        resting = [
            appraised.criterion.id
            for appraised in appraisal.criteria.values()
            for point in appraised.checkpoints
            if name in links.get(point.checkpoint.id, ())
        ]
        used = sum(name in names for names in links.values())
        sign, tone = STATES[state]
        title = Piece(
            " ".join(appraisal.assessment.evidence[name].value.title.split()), strong=True
        )
        number = _.one_or_many("{n} svar bygger på den", used)
        about = (Piece(_.say(words), tone, sign=sign), Piece(f"  {number}", Tone.QUIET))
        yield Entry(((title,), about), next(iter(resting), None), 1)


def unknown_entries(appraisal: Appraisal, _: Translator) -> Entries:
    """What nobody knew, under the role to ask, with the question to ask."""
    if not appraisal.unknown_by_role:
        yield nothing(_("Ingen spørsmål er besvart med «vet ikke»."))
    places = appraisal.places
    for role, points in appraisal.unknown_by_role:
        who = _("Ingen å spørre ennå") if role is None else one_line(role.title, _)
        yield heading(Piece(who, strong=True, sign="?"), len(points))
        for point in points:
            appraised = places[point.checkpoint.id][0]
            ask = None if role is None else point.checkpoint.ask.get(role.id)
            lines = _question(appraised, point, _)
            if ask is not None:
                words = _("Spør: {question}", question=one_line(ask, _))
                lines = (*lines, (Piece(words, Tone.QUIET),))
            yield Entry(lines, appraised.criterion.id, 1)


def action_entries(appraisal: Appraisal, today: date, _: Translator) -> Entries:
    """Actions by deadline; those without one last. Those not done in time say so."""
    actions = appraisal.assessment.actions.values()
    if not actions:
        yield nothing(_("Ingen tiltak er lagt inn ennå."))
    for action in sorted(actions, key=lambda a: (a.deadline or date.max, a.id)):
        day = _("uten frist") if action.deadline is None else _.short_date(action.deadline)
        overdue = overdue_words(action, today, _)
        late = f"  ! {overdue}" if overdue else ""
        known = appraisal.criteria.get(action.criterion)
        title = action.criterion if known is None else one_line(known.criterion.title, _)
        first = (
            Piece(f"{day}  ", strong=True),
            state_piece(action.status, _),
            Piece(late, Tone.BAD, strong=True),
            Piece(f"  {_responsible(action, _)}", Tone.QUIET),
        )
        what, about = Piece(" ".join(action.what.split())), Piece(title, Tone.QUIET)
        yield Entry((first, (what,), (about,)), None if known is None else action.criterion)


def action_details(action: Action, _: Translator) -> str:
    """How far an action has come, who has it, and until when: i gang, leder, frist 1. juni 2027."""
    details = [_.say(action.status.words), action.role]
    if action.deadline is not None:
        details.append(_("frist {day}", day=_.date(action.deadline)))
    return ", ".join(filter(None, details))


def reasons_words(weight: Weight, _: Translator) -> str:
    """What is weak with the evidence; empty where nothing is."""
    return ", ".join(_.say(reason) for reason in weight.reasons)


def _responsible(action: Action, _: Translator) -> str:
    role = " ".join(action.role.split())
    return _("ansvar: {role}", role=role) if role else _("ingen har ansvaret ennå")


# -- the parts line by line -------------------------------------------------------------


def _question(
    appraised: CriterionAppraisal, point: CheckpointAppraisal, _: Translator
) -> tuple[Line, ...]:
    title = Piece(one_line(appraised.criterion.title, _), strong=True)
    aspect = Piece(f" › {_.say(point.checkpoint.aspect.words)}", Tone.QUIET)
    return (title, aspect), (Piece(one_line(point.checkpoint.question, _)),)


def _map(appraisal: Appraisal, _today: date, _: Translator) -> Entries:
    yield from map_head(appraisal, _)
    yield from map_entries(appraisal, _)


PARTS: dict[str, tuple[Phrase, Callable[[Appraisal, date, Translator], Iterable[Entry]]]] = {
    "conclusion": (phrase("Kort sagt"), summary_entries),
    "map": (phrase("Kart"), _map),
    "findings": (phrase("Funn"), finding_entries),
    "lacking": (
        phrase("Mangler dokumentasjon"),
        lambda appraisal, _today, _: lacking_entries(appraisal, _),
    ),
    "unknown": (phrase("Vet ikke"), lambda appraisal, _today, _: unknown_entries(appraisal, _)),
    "actions": (phrase("tiltak"), action_entries),
}
"""The parts by the names that commands use, in the order of the screen."""
