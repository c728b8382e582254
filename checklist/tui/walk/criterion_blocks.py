"""One criterion as paragraphs: the duty, its checkpoints with answers, and what they lead to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec
from rich.cells import cell_len

from checklist.appraisal import CheckpointAppraisal, CriterionAppraisal, Weight, point_yardstick
from checklist.assessment import Thing, VerdictCode
from checklist.criteria import AnswerValue, Checkpoint, Force, Measure, Text, text_in
from checklist.i18n import Translator
from checklist.session import Precedent, Session
from checklist.tui.signs import BAD, HALF, QUIET, answer_sign, state_sign
from checklist.tui.widgets import Block, StyledText, Target, difference_parts, styled, written_parts
from checklist.words import (
    action_details,
    advice_words,
    cited_places,
    clash_says,
    figure_words,
    odds_words,
    partly_wording,
    reasons_words,
    sample_lines,
    short_citations,
    state_piece,
    suggestion_words,
    yardstick_words,
)

_FORCE_STYLES = {Force.MUST: "bold $text-error", Force.SHOULD: "bold $text-warning"}
_HANGING = 2


class CriterionBlocks(msgspec.Struct, frozen=True):
    """The paragraphs of one criterion.

    Attributes:
        focus: the number of the checkpoint that keys answer; it shows what yes means.
        law: whether the law in plain words is unfolded.
        shown: the numbers of the checkpoints to show; None shows all.
        left: how many are left in the theme, in words, or empty.
        precedents: what others answered to the criterion; None where nobody has asked.
    """

    session: Session
    appraised: CriterionAppraisal
    translator: Translator
    focus: int | None
    law: bool
    shown: Sequence[int] | None = None
    left: str = ""
    precedents: Sequence[Precedent] | None = None

    def __call__(self, width: int) -> tuple[Block, ...]:
        """The paragraphs for a form this wide."""
        return tuple(self._blocks(width))

    def _blocks(self, width: int) -> Iterator[Block]:
        yield from self._duty(width)
        for number, point in enumerate(self.appraised.checkpoints):
            if self.shown is None or number in self.shown:
                yield Block()
                yield from self._checkpoint(number, point, width)
        yield from self._hidden()
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
            yield Block()
            yield Block(
                (StyledText(words, QUIET), StyledText(show, "bold $text-accent", ("select",)))
            )

    def _in(self, text: Text) -> str:
        return text_in(text, self.translator.language)

    # -- the duty -----------------------------------------------------------------------

    def _duty(self, width: int) -> Iterator[Block]:
        _, criterion = self.translator, self.appraised.criterion
        theme = next(t for t in self.session.criteria_set.themes if t.id == criterion.theme)
        yield Block(
            (
                StyledText(f"{self._in(theme.title)} › ", QUIET),
                StyledText(self._in(criterion.title), "bold"),
                StyledText(f"  {self.left}" if self.left else "", QUIET),
            )
        )
        force = _.say(criterion.force.words).upper()
        yield Block(
            (
                StyledText(f"{force}  ", _FORCE_STYLES.get(criterion.force, "bold $text-accent")),
                StyledText(self._in(criterion.requirement)),
            )
        )
        short = short_citations(
            self.session.appraisal.citations(criterion), self.session.criteria_set
        )
        cited = StyledText(f"{short}  ", QUIET)
        words = _("Skjul loven") if self.law else _("Loven i klartekst")
        before = _("Skjul tidligere svar") if self.precedents is not None else _("Tidligere svar")
        law = (
            StyledText("l ", "bold $text-accent", ("law",)),
            StyledText(f"{words}  ", QUIET, ("law",)),
            StyledText("i ", "bold $text-accent", ("precedents",)),
            StyledText(before, QUIET, ("precedents",)),
        )
        if sum(cell_len(part.text) for part in (cited, *law)) <= width:
            yield Block((cited, *law))
        else:
            yield Block((cited,))
            yield Block(law)
        if self.appraised.not_in_force is not None:
            reason = _.say(self.appraised.not_in_force)
            words = _(
                "– Gjelder ikke: {reason}. Kravet vises, men teller ikke og besvares ikke.",
                reason=reason,
            )
            yield Block((StyledText(words, HALF),), hanging=_HANGING)
        if self.law:
            yield from self._law()
        if self.precedents is not None:
            yield from self._earlier(self.precedents)

    def _earlier(self, precedents: Sequence[Precedent]) -> Iterator[Block]:
        """What the municipality answered before, and what published audits found."""
        _ = self.translator
        numbers = {c.checkpoint.id: n for n, c in enumerate(self.appraised.checkpoints, start=1)}
        yield Block()
        if not precedents:
            yield Block(
                (StyledText(_("Ingen tidligere vurdering og ingen revisjon sier noe her."), QUIET),)
            )
        for own, heading in (
            (True, _("Svart tidligere i kommunen")),
            (False, _("Slik svarer publiserte revisjoner")),
        ):
            found = [precedent for precedent in precedents if precedent.own is own]
            if found:
                yield Block((StyledText(heading, "bold"),))
            for precedent in found:
                sign = answer_sign(precedent.value)
                where = f"{precedent.municipality} {precedent.on.year}"
                place = f" ({precedent.place})" if precedent.place else ""
                yield Block(
                    (
                        StyledText(f"{numbers[precedent.checkpoint]} ", "bold $text-primary"),
                        StyledText(f"{sign.sign} {_.say(sign.words)} ", sign.style),
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

    def _checkpoint(self, number: int, point: CheckpointAppraisal, width: int) -> Iterator[Block]:
        _, checkpoint = self.translator, point.checkpoint
        focused = number == self.focus
        aspect = f"{number + 1} {_.say(checkpoint.aspect.words)}"
        decisive = _(" · avgjørende") if checkpoint.decisive else ""
        yield Block(
            (
                StyledText(aspect, "bold $text-primary"),
                StyledText(f"{decisive}  ", QUIET),
                StyledText(self._in(checkpoint.question), "bold" if focused else ""),
            ),
            number,
            _HANGING,
        )
        if self.appraised.not_in_force is not None:
            return
        if not point.in_force and checkpoint.applies_from is not None:
            day = _.date(checkpoint.applies_from)
            yield Block(
                (StyledText(_("– Gjelder fra {day}, og besvares ikke ennå.", day=day), QUIET),),
                number,
            )
            return
        if focused:
            yield Block(
                (
                    StyledText(_("Ja betyr: "), f"bold {QUIET}"),
                    StyledText(self._in(checkpoint.yes_means), QUIET),
                ),
                number,
            )
            yield from self._partly(number, checkpoint)
        yield from self._choices(number, point, width)
        yield from self._details(number, point, focused=focused)

    def _partly(self, number: int, checkpoint: Checkpoint) -> Iterator[Block]:
        """What partly means, and who has set what yes means."""
        _ = self.translator
        parts = []
        if (partly := partly_wording(checkpoint, _)) is not None:
            parts = [StyledText(_("Delvis: "), f"bold {QUIET}"), StyledText(partly.text, QUIET)]
        point = point_yardstick(self.appraised.criterion, checkpoint, self.session.assessment.date)
        measured = yardstick_words(point, self.session.criteria_set, _)
        parts.append(StyledText(f" {measured}" if parts else measured, QUIET))
        yield Block(tuple(parts), number)

    def _choices(self, number: int, point: CheckpointAppraisal, width: int) -> Iterator[Block]:
        """The five choices, on as few lines as they need; a choice is never broken."""
        name = point.checkpoint.id
        choices = [
            (
                value,
                f"{'(●)' if value is point.value else '( )'}{{}}{self.translator.say(value.words)}",
            )
            for value in AnswerValue
        ]
        gap = "  "
        spaced = [(value, words.format(" ")) for value, words in choices]
        if sum(cell_len(words) + len(gap) for _value, words in spaced) > width:
            gap = " "
            spaced = [(value, words.format("")) for value, words in choices]
        line: list[StyledText] = []
        used = 0
        for value, words in spaced:
            if line and used + cell_len(words) > width:
                yield Block(tuple(line), number)
                line, used = [], 0
            style = f"bold {answer_sign(value).style}" if value is point.value else ""
            # The gap is a part of the choice before it: a target by itself costs 40 bytes to send.
            between = "" if value is choices[-1][0] else gap
            line.append(StyledText(f"{words}{between}", style, ("answer", name, value.value)))
            used += cell_len(words) + len(gap)
        yield Block(tuple(line), number)

    def _details(
        self, number: int, point: CheckpointAppraisal, *, focused: bool
    ) -> Iterator[Block]:
        _, checkpoint, answer = self.translator, point.checkpoint, point.answer
        yield from self._differences(number, checkpoint.id)
        if point.outdated:
            words = _("! Spørsmålet er endret siden du svarte. Les det på nytt, og svar igjen.")
            yield Block((StyledText(words, HALF),), number, _HANGING)
            earlier = self.session.wording_answered(checkpoint.id) if focused else None
            if earlier is not None:
                asked = f"{self._in(earlier.question)} {self._in(earlier.yes_means)}"
                yield Block(
                    (StyledText(_("Da du svarte, sto det: "), QUIET), StyledText(asked)), number
                )
        if answer is not None and answer.comment:
            where = f" ({answer.place})" if answer.place else ""
            yield Block(
                (StyledText(_("Kommentar: "), QUIET), StyledText(f"{answer.comment}{where}")),
                number,
            )
        elif point.comment_missing:
            words = _("! Skriv med k hva som mangler, så andre forstår svaret.")
            yield Block((StyledText(words, HALF, ("comment", checkpoint.id)),), number, _HANGING)
        if answer is not None and answer.note:
            words = _("Internt notat: {text}", text=answer.note)
            yield Block((StyledText(words, QUIET),), number, _HANGING)
        if checkpoint.measure is not None:
            yield from self._measure(number, point, checkpoint.measure, focused=focused)
        yield from self._sample(number, point, focused=focused)
        if point.value is AnswerValue.UNKNOWN:
            yield from self._whom_to_ask(number, point)
        if point.weight is not None:
            yield self._evidence(number, point, point.weight)
        if focused:
            yield self._things_to_do(number, point)

    def _differences(self, number: int, checkpoint: str) -> Iterator[Block]:
        """What people have answered and written differently, without seeing each other's."""
        if differ := difference_parts(self.session, checkpoint, self.translator):
            yield Block(differ, number, _HANGING)
        thing = Thing("answer", checkpoint)
        for written in written_parts(self.session, thing, self.translator):
            yield Block(written, number, _HANGING)

    def _measure(
        self, number: int, point: CheckpointAppraisal, measure: Measure, *, focused: bool
    ) -> Iterator[Block]:
        _ = self.translator
        figure = figure_words(point.answer, measure, _)
        if not figure and not focused:
            return
        what = self._in(measure.what)
        if measure.of is not None:
            what = _("{what} av {of}", what=what, of=self._in(measure.of))
        words = f"{figure}: {what}" if figure else _("Tall (m): {what}", what=what)
        yield Block((StyledText(words, "" if figure else QUIET),), number, _HANGING)
        if point.answer is not None and point.at_odds:
            yield Block((StyledText(f"! {odds_words(point.answer, _)}", HALF),), number, _HANGING)
        if focused and measure.limit is not None:
            yield Block((StyledText(self._in(measure.limit.set_by), QUIET),), number)

    def _sample(self, number: int, point: CheckpointAppraisal, *, focused: bool) -> Iterator[Block]:
        """The sample that the count is taken from, and the answer that it suggests."""
        _, name = self.translator, point.checkpoint.id
        if focused:
            for line in sample_lines(point, self.session.appraisal, _):
                style = HALF if line.startswith("!") else QUIET
                yield Block((StyledText(line, style, ("sample", name)),), number, _HANGING)
        if suggested := suggestion_words(point, _):
            yield Block((StyledText(f"→ {suggested}", "$text-accent"),), number, _HANGING)

    def _whom_to_ask(self, number: int, point: CheckpointAppraisal) -> Iterator[Block]:
        _ = self.translator
        role = self.session.appraisal.whom_to_ask(point)
        if role is None:
            words = _("Spør: ingen valgt (m)")
            yield Block((StyledText(words, HALF, ("figures", point.checkpoint.id)),), number)
            return
        title = self._in(self.session.role(role).title)
        question = point.checkpoint.ask.get(role)
        asked = "" if question is None else " " + _("«{text}»", text=self._in(question))
        yield Block(
            (
                StyledText(_("Spør: {role}", role=title), answer_sign(point.value).style),
                StyledText(asked, QUIET),
            ),
            number,
            _HANGING,
        )

    def _evidence(self, number: int, point: CheckpointAppraisal, weight: Weight) -> Block:
        _ = self.translator
        sign = state_sign(weight.strength)
        words = _("{sign} dokumentasjon: {strength}", sign=sign.sign, strength=_.say(sign.words))
        if point.evidence:
            count = _.plural("{n} stykke", "{n} stykker", len(point.evidence))
            words = f"{words}, {count}"
        reasons = reasons_words(weight, _) if point.evidence else ""
        target = ("evidence", point.checkpoint.id)
        return Block(
            (
                StyledText(words, sign.style, target),
                StyledText(f" ({reasons})" if reasons else "", QUIET, target),
            ),
            number,
            _HANGING,
        )

    def _things_to_do(self, number: int, point: CheckpointAppraisal) -> Block:
        _, name = self.translator, point.checkpoint.id
        doing: list[tuple[str, str, Target]] = [
            ("k", _("Kommentar"), ("comment", name)),
            ("e", _("Dokumentasjon"), ("evidence", name)),
        ]
        if point.checkpoint.measure is not None:
            doing.append(("m", _("Tall"), ("figures", name)))
            if point.checkpoint.sample is not None:
                doing.append(("w", _("Trekk"), ("sample", name)))
        elif point.value is AnswerValue.UNKNOWN:
            doing.append(("m", _("Hvem spør vi"), ("figures", name)))
        return _keys(doing, number)

    # -- what the answers lead to -------------------------------------------------------

    def _outcome(self) -> Iterator[Block]:
        _, appraised = self.translator, self.appraised
        verdict = appraised.verdict
        came_to = styled(state_piece(verdict.code, _, strong=True))
        reason = _.say(verdict.reason)
        if verdict.set_reason is None:
            yield Block(
                (
                    StyledText(_("Vurdering: "), "bold"),
                    came_to,
                    StyledText(f" ({reason})", QUIET),
                )
            )
        else:
            author = self.session.assessment.verdicts[appraised.criterion.id].author
            yield Block(
                (
                    StyledText(_("Vurdering: "), "bold"),
                    came_to,
                    StyledText(
                        _(", satt av {who}: {reason}", who=author.name, reason=verdict.set_reason)
                    ),
                )
            )
            yield Block(
                (
                    StyledText(_("Svarene gir: "), QUIET),
                    styled(state_piece(verdict.derived, _)),
                    StyledText(f" ({reason})", QUIET),
                )
            )
        for written in written_parts(self.session, Thing("verdict", appraised.criterion.id), _):
            yield Block(written, hanging=_HANGING)
        if appraised.severity is not None:
            found = styled(state_piece(appraised.severity, _))
            yield Block((StyledText(_("Funn: "), "bold"), found))
            measured = yardstick_words(appraised.yardsticks, self.session.criteria_set, _)
            yield Block((StyledText(measured, QUIET),))
        yield from self._shown()
        for clash in self.session.appraisal.clashes_of(appraised.criterion):
            yield Block(
                (
                    StyledText(_("! Se på nytt: "), f"bold {HALF}"),
                    StyledText(clash_says(clash, _).text),
                )
            )
        if verdict.code in (VerdictCode.NOT_MET, VerdictCode.PARTLY):
            yield Block(
                (
                    StyledText(_("Anbefaling: "), "bold"),
                    StyledText(advice_words(appraised, _)),
                )
            )
        yield _keys([("a", _("Annen vurdering"), ("verdict",)), ("t", _("Tiltak"), ("action",))])

    def _shown(self) -> Iterator[Block]:
        _, appraised = self.translator, self.appraised
        if all(point.weight is None for point in appraised.asked):
            return
        if appraised.claimed:
            yield Block((StyledText(_("Påstått: ingenting viser at kravet er oppfylt."), BAD),))
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
        for action in self.session.assessment.actions.values():
            if action.criterion != self.appraised.criterion.id:
                continue
            sign = state_sign(action.status)
            yield Block(
                (
                    StyledText(_("Tiltak: "), "bold", ("action", action.id)),
                    StyledText(f"{sign.sign} ", sign.style),
                    StyledText(action.what),
                    StyledText(f" ({action_details(action, _)})", QUIET),
                )
            )
            for written in written_parts(self.session, Thing("action", action.id), _):
                yield Block(written, hanging=_HANGING)


def _keys(doing: list[tuple[str, str, Target]], group: int | None = None) -> Block:
    parts = []
    for key, words, target in doing:
        parts += [
            StyledText(f"{key} ", "bold $text-accent", target),
            StyledText(f"{words}  ", QUIET, target),
        ]
    return Block(tuple(parts), group)
