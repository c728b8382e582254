"""One criterion as paragraphs: the duty, its checkpoints with answers, and what they lead to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec
from rich.cells import cell_len

from checklist.appraisal import CheckpointAppraisal, CriterionAppraisal, Strength, point_yardstick
from checklist.assessment import Answer, Thing, VerdictCode, draw_for
from checklist.criteria import AnswerValue, Aspect, Checkpoint, Measure, Text, text_in
from checklist.i18n import Translator
from checklist.session import Precedent, Session
from checklist.tui.signs import DIFFERENT, KEY, NOTE, QUIET, answer_sign, state_sign
from checklist.tui.widgets import (
    Block,
    StyledText,
    Target,
    content,
    difference_parts,
    differing_answers,
    fitted,
    shortened,
    styled,
    written_parts,
)
from checklist.words import (
    AFTER_SIGN_OFF,
    NO_PRECEDENTS,
    REWORDED,
    action_details,
    advice_words,
    change_signs,
    cited_places,
    clash_says,
    figure_words,
    key_of,
    odds_words,
    partly_wording,
    predecessor_phrase,
    reason_asked,
    reasons_words,
    reference_lines,
    sample_dots,
    sample_lines,
    short_citations,
    state_piece,
    suggestion_words,
    waiting_evidence_lines,
    waiting_words,
    yardstick_words,
)

_HANGING = 2
_DEEPEST = 8
_LEAST = 8
"""Columns of a question at least, however narrow the form is."""


class CriterionBlocks(msgspec.Struct, frozen=True):
    """The paragraphs of one criterion.

    Attributes:
        focus: the number of the checkpoint that keys answer; it shows what yes means.
        choice: the answer that the arrows have come to; None where they have not been used.
        law: whether the law in plain words is unfolded.
        shown: the numbers of the checkpoints to show; None shows all.
        precedents: what others answered to the criterion; None where nobody has asked.
    """

    session: Session
    appraised: CriterionAppraisal
    translator: Translator
    focus: int | None
    law: bool
    shown: Sequence[int] | None = None
    precedents: Sequence[Precedent] | None = None
    choice: AnswerValue | None = None

    def __call__(self, width: int) -> tuple[Block, ...]:
        """The paragraphs for a form this wide."""
        return tuple(self._blocks(width))

    def _blocks(self, width: int) -> Iterator[Block]:
        yield from self._duty(width)
        yield Block()
        for number, point in enumerate(self.appraised.checkpoints):
            if self.shown is None or number in self.shown:
                yield self._step(number, point, width)
        yield from self._hidden()
        if self.focus is not None:
            yield Block()
            yield from self._open(self.focus, self.appraised.checkpoints[self.focus], width)
        yield Block()
        if self.appraised.not_in_force is None:
            yield from self._outcome()
        yield from self._actions()

    def _hidden(self) -> Iterator[Block]:
        """That there is more, where not everything is shown."""
        hidden = 0 if self.shown is None else len(self.appraised.asked) - len(self.shown)
        if hidden:
            words = self.translator.plural(
                "{n} kontrollpunkt til vises ikke nå.",
                "{n} kontrollpunkter til vises ikke nå.",
                hidden,
            )
            show = self.translator(" f Velg hva som vises")
            yield Block((StyledText(words, QUIET), StyledText(show, KEY, ("select",))))

    def _in(self, text: Text) -> str:
        return text_in(text, self.translator.language)

    # -- the duty -----------------------------------------------------------------------

    def _duty(self, width: int) -> Iterator[Block]:
        _, criterion = self.translator, self.appraised.criterion
        force = _.say(criterion.force.words).upper()
        short = short_citations(
            self.session.appraisal.citations(criterion), self.session.criteria_set
        )
        law = _("Skjul loven") if self.law else _("Loven")
        before = _("Skjul tidligere svar") if self.precedents is not None else _("Tidligere svar")
        hanging = min(cell_len(force) + 2, _DEEPEST)
        text = (
            StyledText(f"{force}  ", "bold"),
            StyledText(f"{self._in(criterion.requirement)}  "),
            StyledText(f"{short}  ", QUIET),
        )
        doing = (("law", law), ("precedents", before))
        keys = _keys([(key_of(verb, _), words, (verb,)) for verb, words in doing]).parts
        # A key is not parted from its words: where a line would end between them, all move down.
        lines = [line.plain for line in content((*text, *keys)).wrap(max(1, width - hanging))]
        whole = [f"{key_of(verb, _)} {words}" for verb, words in doing]
        if all(any(one in line for line in lines) for one in whole):
            yield Block((*text, *keys), hanging=hanging)
        else:
            yield Block(text, hanging=hanging)
            yield Block((StyledText(" " * hanging), *keys), hanging=hanging)
        if self.appraised.not_in_force is not None:
            reason = _.say(self.appraised.not_in_force)
            words = _(
                "– Gjelder ikke: {reason}. Kravet vises, men teller ikke og besvares ikke.",
                reason=reason,
            )
            yield Block((StyledText(words, QUIET),), hanging=_HANGING)
        if self.law:
            yield from self._law()
        if self.precedents is not None:
            yield from self._earlier(self.precedents)

    def _earlier(self, precedents: Sequence[Precedent]) -> Iterator[Block]:
        """What the municipality answered before, and what published audits found."""
        _ = self.translator
        aspects = {c.checkpoint.id: c.checkpoint.aspect for c in self.appraised.checkpoints}
        now = {c.checkpoint.id: c.value for c in self.appraised.checkpoints}
        yield Block()
        if not precedents:
            yield Block((StyledText(_.say(NO_PRECEDENTS), QUIET),))
        for own, heading in (
            (True, _("Svart tidligere i kommunen")),
            (False, _("Slik svarer publiserte revisjoner")),
        ):
            found = [precedent for precedent in precedents if precedent.own is own]
            if found and own:
                take_over = StyledText(_("Ta over svaret"), "", ("take_over",))
                key = StyledText(f"  {key_of('take_over', _)} ", KEY, ("take_over",))
                yield Block((StyledText(heading, "bold"), key, take_over))
            elif found:
                yield Block((StyledText(heading, "bold"),))
            for precedent in found:
                sign = answer_sign(precedent.value)
                where = f"{precedent.municipality} {precedent.on.year}"
                place = f" ({precedent.place})" if precedent.place else ""
                answer = now[precedent.checkpoint]
                change = change_signs(precedent.value, answer) if own and answer else sign.sign
                yield Block(
                    (
                        StyledText(f"{_.say(aspects[precedent.checkpoint].words)}: ", "bold"),
                        StyledText(f"{change} {_.say(sign.words)} ", sign.style),
                        StyledText(f"{where}{place}: ", QUIET),
                        StyledText(precedent.comment or _("uten begrunnelse")),
                    ),
                    hanging=_HANGING,
                )

    def _law(self) -> Iterator[Block]:
        _, criterion = self.translator, self.appraised.criterion
        yield Block()
        for label, citation, _source in cited_places(self.session.appraisal, criterion, _):
            yield Block(
                (StyledText(f"{label}: ", "bold"), StyledText(self._in(citation.says))),
                hanging=_HANGING,
            )
        cited = {citation.source for citation in self.session.appraisal.citations(criterion)}
        for source in self.session.criteria_set.sources:
            if source.id in cited and source.address:
                yield Block((StyledText(f"{source.abbreviation}: {source.address}", QUIET),))
        yield Block((StyledText(_("Hvorfor: "), "bold"), StyledText(self._in(criterion.why))))
        if criterion.guidance is not None:
            yield Block((StyledText(_("Råd: "), "bold"), StyledText(self._in(criterion.guidance))))

    # -- a checkpoint -------------------------------------------------------------------

    def _step(self, number: int, point: CheckpointAppraisal, width: int) -> Block:
        """A checkpoint on one line: aspect, answer, question, and how well it is shown."""
        _, checkpoint = self.translator, point.checkpoint
        steps = [_.say(aspect.words) for aspect in Aspect]
        signs = [answer_sign(value) for value in (None, *AnswerValue)]
        answers = [f"{sign.sign} {_.say(sign.words).lower()}" for sign in signs]
        sign = answer_sign(point.value)
        aspect = fitted(_.say(checkpoint.aspect.words), max(map(cell_len, steps)))
        answer = f"{sign.sign} {_.say(sign.words).lower()}"
        style = f"bold {sign.style}" if number == self.focus else sign.style
        if point.waiting is not None and point.waiting.answer.value is not None:
            # The key that confirms it stands where the sign of an answer does.
            value = point.waiting.answer.value
            answer, style = f"= {_.say(value.words).lower()}", KEY
        if not self._counts(point):
            answer, style = f"– {_('ikke nå')}", QUIET
        answer = fitted(answer, max(map(cell_len, answers)))
        strength, shown = "", ""
        if point.weight is not None:
            weighed = state_sign(point.weight.strength)
            strength, shown = f"{weighed.sign} {_.say(weighed.words)}", weighed.style
        notes = "".join(
            (
                "  !" if point.outdated or point.comment_missing or point.at_odds else "",
                f"  {DIFFERENT.sign}" if differing_answers(self.session, checkpoint.id) else "",
                _("  avgjørende") if checkpoint.decisive else "",
            )
        )
        strengths = [f"{state_sign(code).sign} {_.say(code.words)}" for code in Strength]
        room = width - cell_len(aspect) - cell_len(answer) - 5 - max(map(cell_len, strengths))
        room_for_question = max(_LEAST, room - cell_len(notes))
        question = shortened(self._in(checkpoint.question), room_for_question)
        return Block(
            (
                StyledText(f"{aspect}  ", "bold" if number == self.focus else ""),
                StyledText(f"{answer}  ", style),
                StyledText(fitted(f"{question}{notes}", room)),
                StyledText(f" {strength}", shown),
            ),
            number,
        )

    def _counts(self, point: CheckpointAppraisal) -> bool:
        return self.appraised.not_in_force is None and point.in_force

    def _open(self, number: int, point: CheckpointAppraisal, width: int) -> Iterator[Block]:
        """The checkpoint that keys answer: what is asked, what yes means, the choices."""
        _, checkpoint = self.translator, point.checkpoint
        yield Block((StyledText(self._in(checkpoint.question), "bold"),), number)
        if not self._counts(point):
            if checkpoint.applies_from is not None:
                day = _.date(checkpoint.applies_from)
                words = _("– Gjelder fra {day}, og besvares ikke ennå.", day=day)
                yield Block((StyledText(words, QUIET),), number)
            return
        yield Block(
            (
                StyledText(_("Ja betyr: "), f"bold {QUIET}"),
                StyledText(self._in(checkpoint.yes_means), QUIET),
            ),
            number,
        )
        yield Block((), number)
        yield from self._choices(number, point, width)
        yield Block((), number)
        yield from self._details(number, point)
        yield from self._partly(number, checkpoint)

    def _partly(self, number: int, checkpoint: Checkpoint) -> Iterator[Block]:
        """What partly means, and who has set what yes means."""
        _ = self.translator
        parts = []
        if (partly := partly_wording(checkpoint, _)) is not None:
            parts = [StyledText(_("Delvis: "), f"bold {QUIET}"), StyledText(partly.text, QUIET)]
        point = point_yardstick(self.appraised.criterion, checkpoint, self.session.assessment.date)
        measured = yardstick_words(point, self.session.criteria_set, _)
        parts.append(StyledText(f" {measured}" if parts else measured, QUIET))
        yield Block(tuple(parts), number, aside=True)

    def _choices(self, number: int, point: CheckpointAppraisal, width: int) -> Iterator[Block]:
        """The five choices with their keys, on as few lines as they need; none is broken."""
        name = point.checkpoint.id
        choices = [
            (
                value,
                key_of(value, self.translator),
                f"{'(●)' if value is point.value else '( )'} {self.translator.say(value.words)}",
            )
            for value in AnswerValue
        ]
        line: list[StyledText] = []
        used = 0
        for value, key, words in choices:
            taken = cell_len(f"{key} {words}")
            if line and used + taken > width:
                yield Block(tuple(line), number)
                line, used = [], 0
            target = ("answer", name, value.value)
            style = f"bold {answer_sign(value).style}" if value is point.value else ""
            # The gap is a part of the choice before it: a target by itself costs 40 bytes to send.
            between = "" if value is choices[-1][0] else "  "
            line.append(StyledText(f"{key} ", KEY, target))
            if value is self.choice:
                line += [StyledText(words, f"{style} reverse", target), StyledText(between)]
            else:
                line.append(StyledText(f"{words}{between}", style, target))
            used += taken + 2
        yield Block(tuple(line), number)

    def _details(self, number: int, point: CheckpointAppraisal) -> Iterator[Block]:
        _, checkpoint, answer = self.translator, point.checkpoint, point.answer
        yield from self._differences(number, checkpoint.id)
        if point.outdated:
            words = _("! Spørsmålet er endret siden du svarte. Les det på nytt, og svar igjen.")
            yield Block((StyledText(words, NOTE),), number, _HANGING)
            yield from self._worded_then(number, checkpoint)
        yield from self._waiting(number, point)
        if later := self._later(Thing("answer", checkpoint.id)):
            yield Block(later, number, _HANGING)
        yield self._comment(number, point)
        if answer is not None and answer.note:
            words = _("Internt notat: {text}", text=answer.note)
            yield Block((StyledText(words, QUIET),), number, _HANGING)
        yield self._evidence(number, point)
        if checkpoint.measure is not None:
            yield from self._measure(number, point, checkpoint.measure)
        yield from self._sample(number, point)
        if point.value is AnswerValue.UNKNOWN:
            yield from self._whom_to_ask(number, point)

    def _later(self, thing: Thing) -> tuple[StyledText, ...]:
        """The mark of what was changed after the assessment was approved; empty elsewhere."""
        if not self.session.is_after_sign_off(thing):
            return ()
        return (StyledText(f"! {self.translator.say(AFTER_SIGN_OFF)} ", NOTE),)

    def _worded_then(self, number: int, checkpoint: Checkpoint) -> Iterator[Block]:
        """The question as it was when it was answered, where that is known."""
        earlier = self.session.wording_answered(checkpoint.id)
        if earlier is not None:
            asked = f"{self._in(earlier.question)} {self._in(earlier.yes_means)}"
            before = StyledText(self.translator("Da du svarte, sto det: "), QUIET)
            yield Block((before, StyledText(asked)), number)

    def _waiting(self, number: int, point: CheckpointAppraisal) -> Iterator[Block]:
        """The earlier answer that waits, beside the key that confirms it."""
        _, checkpoint, waiting = self.translator, point.checkpoint, point.waiting
        if waiting is None:
            return
        predecessor = self.session.assessment.taken_from("answer", checkpoint.id)
        said = waiting_words(waiting, checkpoint.measure, predecessor, _)
        label = _("Bekreft")
        target = ("take_over",)
        yield self._beside("take_over", label, (StyledText(said, "", target),), target, number)
        if waiting.reworded:
            yield Block((StyledText(_.say(REWORDED), NOTE),), number, _HANGING)
            yield from self._worded_then(number, checkpoint)
        for line in waiting_evidence_lines(waiting, _):
            yield Block((StyledText(line, QUIET),), number, _HANGING)

    def _comment(self, number: int, point: CheckpointAppraisal) -> Block:
        """The comment beside its key; where one is needed and missing, what to write."""
        _, answer, target = self.translator, point.answer, ("comment", point.checkpoint.id)
        said, style = "", ""
        if answer is not None and answer.comment:
            where = f" ({answer.place})" if answer.place else ""
            said = f"{answer.comment}{where}"
        elif point.comment_missing:
            asked = reason_asked(point.value, _) or _("Skriv en begrunnelse.")
            said, style = f"! {asked}", NOTE
        return self._beside(
            "comment", _("Kommentar"), (StyledText(said, style, target),), target, number
        )

    def _beside(
        self,
        verb: str,
        label: str,
        parts: tuple[StyledText, ...],
        target: Target,
        number: int,
    ) -> Block:
        """A key with its word, and what has been recorded by it."""
        _ = self.translator
        wide = max(cell_len(word) for word in (_("Kommentar"), _("Dokumentasjon"), _("Tall")))
        return Block(
            (
                StyledText(f"{key_of(verb, _)} ", KEY, target),
                StyledText(f"{fitted(label, wide)}  ", "", target),
                *parts,
            ),
            number,
            wide + 4,
        )

    def _differences(self, number: int, checkpoint: str) -> Iterator[Block]:
        """What people have answered and written differently, without seeing each other's."""
        if differ := difference_parts(self.session, checkpoint, self.translator):
            yield Block(differ, number, _HANGING)
        thing = Thing("answer", checkpoint)
        for written in written_parts(self.session, thing, self.translator):
            yield Block(written, number, _HANGING)

    def _measure(
        self, number: int, point: CheckpointAppraisal, measure: Measure
    ) -> Iterator[Block]:
        _, target = self.translator, ("figures", point.checkpoint.id)
        figure = figure_words(point.answer, measure, _)
        what = self._in(measure.what)
        if measure.of is not None:
            what = _("{what} av {of}", what=what, of=self._in(measure.of))
        parts = (
            (StyledText(f"{_dots(point.answer)}{figure}: {what}", "", target),)
            if figure
            else (StyledText(what, QUIET, target),)
        )
        yield self._beside("figures", _("Tall"), parts, target, number)
        if point.answer is not None and point.at_odds:
            yield Block((StyledText(f"! {odds_words(point.answer, _)}", NOTE),), number, _HANGING)
        if measure.limit is not None:
            yield Block((StyledText(self._in(measure.limit.set_by), QUIET),), number)
        municipality = self.session.assessment.municipality.number
        for other in reference_lines(measure, municipality, _):
            yield Block((StyledText(other.text, QUIET),), number, _HANGING)

    def _sample(self, number: int, point: CheckpointAppraisal) -> Iterator[Block]:
        """The sample that the count is taken from, and the answer that it suggests."""
        _, target = self.translator, ("sample", point.checkpoint.id)
        lines = list(sample_lines(point, self.session.appraisal, _))
        drawn = draw_for(self.session.assessment, point.checkpoint)
        if lines and drawn is not None:
            lines[0] = f"{sample_dots(drawn.number, drawn.of)}{lines[0]}"
        for place, line in enumerate(lines):
            style = NOTE if line.startswith("!") else QUIET
            key = () if place else (StyledText(f"{key_of('sample', _)} ", KEY, target),)
            yield Block((*key, StyledText(line, style, target)), number, _HANGING)
        if suggested := suggestion_words(point, _):
            yield Block((StyledText(f"→ {suggested}", "bold"),), number, _HANGING)

    def _whom_to_ask(self, number: int, point: CheckpointAppraisal) -> Iterator[Block]:
        _, target = self.translator, ("figures", point.checkpoint.id)
        role = self.session.appraisal.whom_to_ask(point)
        if role is None:
            parts: tuple[StyledText, ...] = (StyledText(_("ingen valgt"), NOTE, target),)
        else:
            question = point.checkpoint.ask.get(role)
            asked = "" if question is None else " " + _("«{text}»", text=self._in(question))
            title = self._in(self.session.role(role).title)
            parts = (
                StyledText(title, "", target),
                StyledText(asked, QUIET),
            )
        yield self._beside("figures", _("Spør"), parts, target, number)

    def _evidence(self, number: int, point: CheckpointAppraisal) -> Block:
        """How well the answer is shown, and by how much, beside its key."""
        _, weight, target = self.translator, point.weight, ("evidence", point.checkpoint.id)
        parts: tuple[StyledText, ...] = ()
        if weight is not None:
            sign = state_sign(weight.strength)
            parts = (StyledText(f"{sign.sign} {_.say(sign.words)}", sign.style, target),)
            if point.evidence:
                count = _.plural("{n} kilde", "{n} kilder", len(point.evidence))
                reasons = reasons_words(weight, _)
                more = f", {count}: {reasons}" if reasons else f", {count}"
                parts = (*parts, StyledText(more, QUIET, target))
        return self._beside("evidence", _("Dokumentasjon"), parts, target, number)

    # -- what the answers lead to -------------------------------------------------------

    def _verdict(self) -> Iterator[Block]:
        """The verdict, and where somebody has set another than the answers give, both."""
        _, appraised = self.translator, self.appraised
        verdict = appraised.verdict
        label = StyledText(_("Vurdering: "), "bold")
        came_to = styled(state_piece(verdict.code, _, strong=True))
        reason = StyledText(f" ({_.say(verdict.reason)})", QUIET)
        if verdict.set_reason is None:
            yield Block((label, came_to, reason))
            return
        who = self.session.assessment.verdicts[appraised.criterion.id].author.name
        set_by = _(", satt av {who}: {reason}", who=who, reason=verdict.set_reason)
        yield Block((label, came_to, StyledText(set_by)))
        derived = styled(state_piece(verdict.derived, _))
        yield Block((StyledText(_("Svarene gir: "), QUIET), derived, reason))

    def _outcome(self) -> Iterator[Block]:
        _, appraised = self.translator, self.appraised
        yield from self._verdict()
        thing = Thing("verdict", appraised.criterion.id)
        if later := self._later(thing):
            yield Block(later, hanging=_HANGING)
        for written in written_parts(self.session, thing, _):
            yield Block(written, hanging=_HANGING)
        if appraised.severity is not None:
            found = styled(state_piece(appraised.severity, _))
            yield Block((StyledText(_("Funn: "), "bold"), found))
            measured = yardstick_words(appraised.yardsticks, self.session.criteria_set, _)
            yield Block((StyledText(measured, QUIET),))
        yield from self._shown()
        for clash in self.session.appraisal.clashes_of(appraised.criterion):
            says = StyledText(clash_says(clash, _).text)
            yield Block((StyledText(_("! Se på nytt: "), NOTE), says))
        if appraised.verdict.code in (VerdictCode.NOT_MET, VerdictCode.PARTLY):
            advice = StyledText(advice_words(appraised, _))
            yield Block((StyledText(_("Anbefaling: "), "bold"), advice))
        yield _keys(
            [
                (key_of("verdict", _), _("Annen vurdering"), ("verdict",)),
                (key_of("action", _), _("Tiltak"), ("action",)),
            ]
        )

    def _shown(self) -> Iterator[Block]:
        _, appraised = self.translator, self.appraised
        if all(point.weight is None for point in appraised.asked):
            return
        if appraised.claimed:
            yield Block((StyledText(_("Påstått: ingenting viser at kravet er oppfylt."), NOTE),))
            return
        reasons = reasons_words(appraised.weight, _)
        yield Block(
            (
                StyledText(_("Dokumentasjon: "), "bold"),
                styled(state_piece(appraised.weight.strength, _)),
                StyledText(f" ({reasons})" if reasons else "", QUIET),
            )
        )

    def _actions(self) -> Iterator[Block]:
        _ = self.translator
        for action in self.session.assessment.actions_that_wait.values():
            if action.criterion == self.appraised.criterion.id:
                predecessor = self.session.assessment.taken_from("action", action.id)
                where = predecessor_phrase(predecessor)
                words = _("Tiltak fra {where}, ikke bekreftet: ", where=where)
                details = f" ({action_details(action, _)})"
                yield Block(
                    (
                        StyledText(words, "bold", ("action",)),
                        StyledText(action.what, "", ("action",)),
                        StyledText(details, QUIET),
                    )
                )
        for action in self.session.assessment.actions.values():
            if action.criterion != self.appraised.criterion.id:
                continue
            sign = state_sign(action.status)
            yield Block(
                (
                    *self._later(Thing("action", action.id)),
                    StyledText(_("Tiltak: "), "bold", ("action", action.id)),
                    StyledText(f"{sign.sign} ", sign.style),
                    StyledText(action.what),
                    StyledText(f" ({action_details(action, _)})", QUIET),
                )
            )
            for written in written_parts(self.session, Thing("action", action.id), _):
                yield Block(written, hanging=_HANGING)


def _dots(answer: Answer | None) -> str:
    """What was counted, as dots before the number in words; empty where it was not counted."""
    if answer is None or answer.count is None or answer.of is None:
        return ""
    return sample_dots(answer.count, answer.of)


def _keys(doing: list[tuple[str, str, Target]]) -> Block:
    parts = []
    for key, words, target in doing:
        parts += [
            StyledText(f"{key} ", KEY, target),
            StyledText(f"{words}  ", "", target),
        ]
    return Block(tuple(parts))
