"""What the overview says: what each part lists, in words. Front ends draw it.

An entry has pieces of text on one or more lines. A piece that is a state has its sign and tone; a
screen draws both, and line by line only the words are read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from checklist.appraisal import (
    Appraisal,
    CellState,
    CheckpointAppraisal,
    Clash,
    Conclusion,
    CriterionAppraisal,
    NumberClash,
    Opinion,
    Progress,
    Selection,
    ThemeAppraisal,
    Weight,
    file_words,
    map_row,
)
from checklist.assessment import Action, Answer, FileState
from checklist.criteria import Aspect, Depth, EvidenceKind, Text, text_in
from checklist.i18n import Phrase, Translator, phrase
from checklist.words.differing import all_field_differences, criterion_of_thing, thing_words
from checklist.words.figures import counted_words, figure_sentence
from checklist.words.findings import finding_reason, found_points
from checklist.words.people import opinions_of, said_by
from checklist.words.sentences import listed, sentence, wording
from checklist.words.states import (
    DIFFERENT,
    STATES,
    UNANSWERED,
    Code,
    Tone,
    claimed_words,
    conclusion_phrase,
    conclusion_status,
)
from checklist.words.values import Wording
from checklist.words.yardsticks import yardstick_words


class Piece(NamedTuple):
    """A part of a line; `sign` and `tone` are those of a state, and quiet is what matters less."""

    text: str
    tone: Tone | None = None
    strong: bool = False
    sign: str = ""


Line = tuple[Piece, ...]


class Entry(NamedTuple):
    """One thing of a list on one or more lines, and the criterion it leads to.

    Attributes:
        depth: how deep the first line lies; the others lie one deeper.
    """

    lines: tuple[Line, ...]
    criterion: str | None = None
    depth: int = 0


Entries = Iterator[Entry]


def part_lines(
    part: str, appraisal: Appraisal, today: date, _: Translator
) -> Iterator[tuple[int, str]]:
    """The lines of one part, each with how deep it lies, in words alone."""
    for entry in PARTS[part][1](appraisal, today, _):
        for number, line in enumerate(entry.lines):
            text = " ".join("".join(piece.text for piece in line).split())
            yield entry.depth + (number > 0), text


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
    """How far an assessment has come."""
    return _.plural(
        "{answered} av {n} kontrollpunkt er besvart.",
        "{answered} av {n} kontrollpunkter er besvart.",
        progress.of,
        answered=progress.answered,
    )


def progress_words(appraisal: Appraisal, _: Translator) -> str:
    """How far an assessment has come, and of the quick ones where only those are answered."""
    words = counted_words(appraisal.progress, _)
    if appraisal.depth is not Depth.QUICK:
        return words
    quick = Selection(depth=Depth.QUICK).among(appraisal)
    answered = sum(point.value is not None for point in quick)
    return _("{words}, rask: {n} av {of}", words=words, n=answered, of=len(quick))


# -- conclusions ------------------------------------------------------------------------


def conclusion_entries(appraisal: Appraisal, _: Translator) -> Entries:
    """The audit questions with their themes, each with its conclusion and the reason."""
    themes = {appraised.theme.id: appraised for appraised in appraisal.themes}
    left = dict(themes)
    for asked in appraisal.questions:
        own = [themes[name] for name in asked.question.themes if name in themes]
        yield Entry((_strong(_one_line(asked.question.text, _)),))
        leads_to = next((telling(theme) for theme in own if telling(theme)), None)
        yield Entry((conclusion_pieces(asked.conclusion, _),), leads_to, 1)
        for theme in own:
            left.pop(theme.theme.id, None)
            yield _theme_entry(theme, appraisal, _)
    if left:
        yield Entry((_strong(_("Andre temaer")),))
        yield from (_theme_entry(theme, appraisal, _) for theme in left.values())


def conclusion_pieces(conclusion: Conclusion, _: Translator) -> tuple[Piece, Piece]:
    """A conclusion, and the reason with how much of it is only claimed."""
    found = conclusion_status(conclusion, _)
    concluded = Piece(found.word, found.tone, sign=found.sign)
    return concluded, Piece(f": {reason_words(conclusion, _)}")


def reason_words(conclusion: Conclusion, _: Translator) -> str:
    """Why the rule came to a conclusion, and how much of it is only claimed."""
    said = _.say(conclusion.reason)
    claimed = claimed_words(conclusion.examined, _)
    return f"{said}. {claimed}" if claimed else said


def _theme_entry(theme: ThemeAppraisal, appraisal: Appraisal, _: Translator) -> Entry:
    low = [
        _one_line(appraisal.criteria[name].criterion.title, _)
        for name in theme.conclusion.pulled_down_by
    ]
    pulled = Piece(_("Trekker ned: {titles}", titles=", ".join(low)), Tone.QUIET)
    concluded, reason = conclusion_pieces(theme.conclusion, _)
    title = Piece(_one_line(theme.theme.title, _), strong=True)
    lines: tuple[Line, ...] = (
        (concluded._replace(text=""), title),
        (concluded._replace(sign=""), reason),
    )
    settled = settling_words(theme, _)
    if low:
        lines = (*lines, (pulled,))
    if settled:
        lines = (*lines, (Piece(settled, Tone.QUIET),))
    return Entry(lines, telling(theme), 2)


_SETTLING_NAMED = 3
"""Questions named; the rest are counted."""


def settling_words(theme: ThemeAppraisal, _: Translator) -> str:
    """What would settle a theme that is undetermined, as a sentence; empty where nothing would."""
    named = []
    for point in theme.settled_by[:_SETTLING_NAMED]:
        question = _one_line(point.checkpoint.question, _)
        sampled = any(e.kind is EvidenceKind.FILE_SAMPLE for e in point.checkpoint.evidence)
        named.append(
            _("«{question}» (stikkprøve)", question=question) if sampled else f"«{question}»"
        )
    if left := len(theme.settled_by) - len(named):
        named.append(_.plural("{n} spørsmål til", "{n} spørsmål til", left))
    return _("Dette ville avklare det: {questions}.", questions=listed(named, _)) if named else ""


def telling(theme: ThemeAppraisal) -> str | None:
    """The criterion that tells most about a conclusion: what pulled it down, else what is open."""
    ids: Sequence[str] = (
        *theme.conclusion.pulled_down_by,
        *theme.conclusion.not_assessed,
        *(appraised.criterion.id for appraised in theme.criteria),
    )
    return next(iter(ids), None)


def disagreement_entries(appraisal: Appraisal, _: Translator) -> Entries:
    """The checkpoints that people answered differently without seeing each other's answer."""
    open_ones = appraisal.assessment.disagreements
    if open_ones:
        sign, tone = STATES[DIFFERENT]
        words = _("ulike svar, gitt uten å se hverandre")
        yield _heading(Piece(words, tone, strong=True, sign=sign), len(open_ones))
    places = _places(appraisal)
    for name, answers in open_ones.items():
        appraised, point = places[name]
        question = Piece(_one_line(point.checkpoint.question, _))
        said = tuple(opinion_pieces(opinions_of(answers), _))
        yield Entry(((question,), said), appraised.criterion.id, 1)


def field_difference_entries(appraisal: Appraisal, _: Translator) -> Entries:
    """What people have written differently, beside what they answered."""
    found = tuple(all_field_differences(appraisal, _))
    if found:
        sign, tone = STATES[DIFFERENT]
        words = _("ulikt skrevet, uten å se hverandre")
        yield _heading(Piece(words, tone, strong=True, sign=sign), len(found))
    for differs in found:
        about = Piece(thing_words(differs.thing, appraisal, _))
        leads_to = criterion_of_thing(differs.thing, appraisal)
        yield Entry(((about,), (Piece(str(differs)),)), leads_to, 1)


def _places(appraisal: Appraisal) -> dict[str, tuple[CriterionAppraisal, CheckpointAppraisal]]:
    return {
        point.checkpoint.id: (appraised, point)
        for appraised in appraisal.criteria.values()
        for point in appraised.checkpoints
    }


def opinion_pieces(opinions: Sequence[Opinion], _: Translator) -> Iterator[Piece]:
    """Anna: ✓ ja · Bo: ✗ nei."""
    for number, said in enumerate(said_by(opinions, _)):
        sign, tone = STATES[UNANSWERED if said.value is None else said.value]
        yield Piece((" · " if number else "") + f"{said.who}: ")
        yield Piece(said.answer, tone, sign=sign)


# -- findings ---------------------------------------------------------------------------


def finding_entries(appraisal: Appraisal, _: Translator) -> Entries:
    """Findings under their severity, the most serious first."""
    yield from _nothing_found(appraisal, _)
    for severity, found in groupby(appraisal.findings, key=lambda appraised: appraised.severity):
        group = tuple(found)
        if severity is not None:
            yield _heading(state_piece(severity, _, strong=True), len(group))
        yield from (_finding(appraised, appraisal, _) for appraised in group)


def finding_entries_by_theme(appraisal: Appraisal, _: Translator) -> Entries:
    """Findings under their theme, in each the most serious first."""
    yield from _nothing_found(appraisal, _)
    for theme in appraisal.themes:
        group = [c for c in appraisal.findings if c.criterion.theme == theme.theme.id]
        if group:
            yield _heading(Piece(_one_line(theme.theme.title, _), strong=True), len(group))
            yield from (
                _finding(appraised, appraisal, _, with_severity=True) for appraised in group
            )


def _nothing_found(appraisal: Appraisal, _: Translator) -> Entries:
    if not appraisal.findings:
        yield _nothing(_("Ingen funn i det som er besvart til nå."))


def _finding(
    appraised: CriterionAppraisal,
    appraisal: Appraisal,
    _: Translator,
    *,
    with_severity: bool = False,
) -> Entry:
    title: Line = (Piece(_one_line(appraised.criterion.title, _), strong=True),)
    if with_severity and appraised.severity is not None:
        title += (Piece("  "), state_piece(appraised.severity, _))
    reason = finding_reason(appraised, _)
    verdict: Line = (state_piece(appraised.verdict.code, _),)
    if reason:
        verdict += (Piece(f": {reason}"),)
    points = found_points(appraised, appraisal.assessment, appraisal.criteria_set, _)
    measured: list[Line] = []
    for yardstick, alike in groupby(points, key=lambda point: point.yardstick):
        measured += [(Piece(str(point)),) for point in alike]
        measured.append((Piece(yardstick, Tone.QUIET),))
    if not points:
        yardstick = yardstick_words(appraised.yardsticks, appraisal.criteria_set, _)
        measured.append((Piece(yardstick, Tone.QUIET),))
    return Entry((title, verdict, *measured), appraised.criterion.id, 1)


# -- what is missing --------------------------------------------------------------------


def lacking_entries(appraisal: Appraisal, _: Translator) -> Entries:
    """Answers that should be shown and are not shown strongly, under what is wrong with each.

    Nothing at all comes first; then undated, too old, oral only, files that are gone or changed.
    """
    if not appraisal.lacking_evidence:
        yield _nothing(_("Alle svar som skal dokumenteres, er dokumentert."))
    by_reason: dict[str, list[tuple[CriterionAppraisal, CheckpointAppraisal]]] = {}
    for appraised, point in appraisal.lacking_evidence:
        said = "" if point.weight is None else reasons_words(point.weight, _)
        by_reason.setdefault(said, []).append((appraised, point))
    for said, group in by_reason.items():
        shown = state_piece(group[0][1].strength, _, strong=True)
        yield _heading(shown._replace(text=said or shown.text), len(group))
        for appraised, point in group:
            yield Entry(_question(appraised, point, _), appraised.criterion.id, 1)


def file_entries(appraisal: Appraisal, files: Mapping[str, FileState], _: Translator) -> Entries:
    """Recorded files that are not as they were; each leads to an answer that rests on it."""
    wrong = [(name, state, words) for name, state in files.items() if (words := file_words(state))]
    if wrong:
        title = Piece(
            _("! Filer som er borte, endret eller ikke kan leses nå"), Tone.HALF, strong=True
        )
        yield _heading(title, len(wrong))
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
        number = _.plural("{n} svar bygger på den", "{n} svar bygger på den", used)
        about = (Piece(_.say(words), tone, sign=sign), Piece(f"  {number}", Tone.QUIET))
        yield Entry(((title,), about), next(iter(resting), None), 1)


def unknown_entries(appraisal: Appraisal, _: Translator) -> Entries:
    """What nobody knew, under the role to ask, with the question to ask."""
    if not appraisal.unknown_by_role:
        yield _nothing(_("Ingen spørsmål er besvart med «vet ikke»."))
    places = _places(appraisal)
    for role, points in appraisal.unknown_by_role:
        who = _("Ingen å spørre ennå") if role is None else _one_line(role.title, _)
        yield _heading(Piece(who, strong=True, sign="?"), len(points))
        for point in points:
            appraised = places[point.checkpoint.id][0]
            ask = None if role is None else point.checkpoint.ask.get(role.id)
            lines = _question(appraised, point, _)
            if ask is not None:
                words = _("Spør: {question}", question=_one_line(ask, _))
                lines = (*lines, (Piece(words, Tone.QUIET),))
            yield Entry(lines, appraised.criterion.id, 1)


def action_entries(appraisal: Appraisal, today: date, _: Translator) -> Entries:
    """Actions by deadline; those without one last. Those not done in time say so."""
    actions = appraisal.assessment.actions.values()
    if not actions:
        yield _nothing(_("Ingen tiltak er lagt inn ennå."))
    for action in sorted(actions, key=lambda a: (a.deadline or date.max, a.id)):
        day = _("uten frist") if action.deadline is None else _.short_date(action.deadline)
        late = "  ! " + _("over fristen") if action.is_overdue(today) else ""
        known = appraisal.criteria.get(action.criterion)
        title = action.criterion if known is None else _one_line(known.criterion.title, _)
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


def map_entries(appraisal: Appraisal, _: Translator) -> Entries:
    """Each criterion with the state of each aspect, under its theme."""
    for theme in appraisal.themes:
        yield Entry((_strong(_one_line(theme.theme.title, _)),))
        for appraised in theme.criteria:
            if appraised.not_in_force is not None:
                said = _.say(appraised.not_in_force)
            else:
                said = ", ".join(
                    f"{_.say(aspect.words)}: {_.say(cell.state.words)}"
                    for aspect in Aspect
                    if (cell := map_row([appraised])[aspect]).state is not CellState.EMPTY
                )
            title = _one_line(appraised.criterion.title, _)
            yield Entry(((Piece(f"{title}. {said}"),),), appraised.criterion.id, 1)


# -- what entries are made of -----------------------------------------------------------


def state_piece(code: Code, _: Translator, *, strong: bool = False) -> Piece:
    """A state in words, with its sign and tone."""
    sign, tone = STATES[code]
    return Piece(_.say(code.words), tone, strong, sign)


def _heading(words: Piece, number: int) -> Entry:
    return Entry(((words, Piece(f"  {number}", Tone.QUIET)),))


def _nothing(words: str) -> Entry:
    return Entry(((Piece(words, Tone.QUIET),),))


def _strong(words: str) -> Line:
    return (Piece(words, strong=True),)


def _question(
    appraised: CriterionAppraisal, point: CheckpointAppraisal, _: Translator
) -> tuple[Line, ...]:
    title = Piece(_one_line(appraised.criterion.title, _), strong=True)
    aspect = Piece(f" › {_.say(point.checkpoint.aspect.words)}", Tone.QUIET)
    return (title, aspect), (Piece(_one_line(point.checkpoint.question, _)),)


def _one_line(text: Text, _: Translator) -> str:
    return " ".join(text_in(text, _.language).split())


# -- the parts line by line -------------------------------------------------------------


def _conclusions(appraisal: Appraisal, _today: date, _: Translator) -> Entries:
    yield from disagreement_entries(appraisal, _)
    yield from field_difference_entries(appraisal, _)
    yield from conclusion_entries(appraisal, _)
    yield from (Entry(((Piece(line),),)) for line in clash_lines(appraisal, _))


PARTS: dict[str, tuple[Phrase, Callable[[Appraisal, date, Translator], Iterable[Entry]]]] = {
    "conclusion": (phrase("Konklusjon"), _conclusions),
    "map": (phrase("Kart"), lambda appraisal, _today, _: map_entries(appraisal, _)),
    "findings": (phrase("Funn"), lambda appraisal, _today, _: finding_entries(appraisal, _)),
    "lacking": (
        phrase("Mangler dokumentasjon"),
        lambda appraisal, _today, _: lacking_entries(appraisal, _),
    ),
    "unknown": (phrase("Vet ikke"), lambda appraisal, _today, _: unknown_entries(appraisal, _)),
    "actions": (phrase("Tiltak"), action_entries),
}
"""The parts by the names that commands use, in the order of the screen."""


def clash_lines(appraisal: Appraisal, _: Translator) -> Iterator[str]:
    """Answers that don't go together, one sentence each."""
    for clash in appraisal.clashes:
        yield _("Se på nytt: {says}", says=clash_says(clash, _).text)


def clash_says(clash: Clash | NumberClash, _: Translator) -> Wording:
    """What is said of answers that don't go together, or of one and its number."""
    if isinstance(clash, Clash):
        return wording(clash.contradiction.says, _.language)
    figure = figure_sentence(clash.answer, clash.checkpoint.measure, _)
    return Wording(text=f"{odds_words(clash.answer, _)} {figure}")


def odds_words(answer: Answer, _: Translator) -> str:
    """That an answer and its own number don't go together, where the number stands beside it."""
    value = "" if answer.value is None else _.say(answer.value.words).lower()
    return _("Svaret er {value}, men tallet sier noe annet.", value=value)


def conclusion_line(theme: ThemeAppraisal, _: Translator) -> str:
    """A theme with its conclusion and the reason."""
    title = text_in(theme.theme.title, _.language)
    conclusion = _.say(conclusion_phrase(theme.conclusion))
    return f"{title}: {conclusion}. {sentence(reason_words(theme.conclusion, _))}"
