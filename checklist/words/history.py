"""What happened to an assessment, one event at a time, in words anyone can read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from checklist.assessment import (
    COPIED_FILE,
    Action,
    ActionSet,
    ActionWithdrawn,
    Answer,
    Answered,
    AnsweredAlone,
    Claimed,
    Corrected,
    Created,
    CriteriaUpgraded,
    Erased,
    Event,
    EvidenceLinked,
    EvidenceRecorded,
    EvidenceRemoved,
    EvidenceUnlinked,
    FollowUpSet,
    Joined,
    Left,
    PredecessorNamed,
    PublishedAudit,
    RecommendationSet,
    RoundOpened,
    RoundStarted,
    SampleDrawn,
    SetFollowUp,
    SetVerdict,
    SignedOff,
    StatementGiven,
    Undone,
    VerdictSet,
    WayBack,
    WentBack,
    What,
    kind_of,
    undoes,
)
from checklist.criteria import CriteriaSet, Depth, checkpoint_fingerprint, text_in
from checklist.i18n import Phrase, Translator, phrase, phrases
from checklist.words.differing import FIELD_WORDS
from checklist.words.done import redone_words, undone_words
from checklist.words.earlier import Changing, Earlier
from checklist.words.origin import predecessor_phrase
from checklist.words.pictures import change_signs
from checklist.words.replaced import (
    answer_words,
    changed_fields,
    field_and_value,
    joined,
    replaced,
)
from checklist.words.samples import draw_words, frame_title
from checklist.words.signing import AFTER_SIGN_OFF, signed_words


def describe(event: Event, criteria_set: CriteriaSet, language: str, earlier: Earlier) -> Phrase:
    """What happened, as one sentence."""
    about = _About(criteria_set, language, earlier)
    event = earlier.events.get(event.id, event)
    said = _describe(event, about)
    journal, waits = getattr(event.what, "taken_from", ""), getattr(event.what, "waits", False)
    where = predecessor_phrase(earlier.predecessors.get(journal))
    if waits:
        return phrase("Hentet fra {where}, ikke bekreftet: {what}", where=where, what=said)
    if journal:
        return phrase("Tatt over fra {where}: {what}", where=where, what=said)
    return said


def _describe(event: Event, about: _About) -> Phrase:
    earlier = about.earlier
    match event.what:
        case Created(municipality=municipality, origin=PublishedAudit()):
            return phrase("En revisjon av {name} ble lest inn", name=municipality.name)
        case Created(municipality=municipality, depth=Depth.QUICK):
            return phrase(
                "Egenvurderingen ble opprettet for {name}, som rask gjennomgang",
                name=municipality.name,
            )
        case Created(municipality=municipality):
            return phrase("Egenvurderingen ble opprettet for {name}", name=municipality.name)
        case PredecessorNamed() as predecessor:
            return phrase("Henter fra {where}", where=predecessor_phrase(predecessor))
        case Answered(checkpoint=checkpoint, answer=answer):
            question = about.question(checkpoint, answer.fingerprint)
            details = changed_fields(answer, earlier.before.get(event.id))
            if details is None and answer.value is None and not answer.comment:
                return phrase("Svaret ble tatt bort: {question}", question=question)
            if details is not None:
                return phrase("Endret ({fields}): {question}", fields=details, question=question)
            return phrase("{answer}: {question}", answer=answer_words(answer), question=question)
        case EvidenceRecorded() | EvidenceRemoved() | EvidenceLinked() | EvidenceUnlinked() as what:
            return _describe_evidence(what, about, earlier.before.get(event.id))
        case _:
            return _describe_judgement(event, about)


def describe_step(
    events: Sequence[Event], criteria_set: CriteriaSet, language: str, earlier: Earlier
) -> Phrase:
    """What was done at once, as one sentence: the first of it, and how much more there was."""
    first, *others = events
    what = describe(first, criteria_set, language, earlier)
    if not others:
        return what
    return phrases(
        "{what} (og {n} endring til)", "{what} (og {n} endringer til)", len(others), what=what
    )


def taken_back(
    step: Sequence[Event], criteria_set: CriteriaSet, language: str, earlier: Earlier
) -> Phrase:
    """That a step was taken back, and what it was."""
    return undone_words(describe_step(step, criteria_set, language, earlier))


def brought_back(
    step: Sequence[Event], criteria_set: CriteriaSet, language: str, earlier: Earlier
) -> Phrase:
    """That a step that was taken back counts again, and what it was."""
    return redone_words(describe_step(step, criteria_set, language, earlier))


class HistoryWords(NamedTuple):
    """An event of the history in words.

    Attributes:
        before: what it came instead of; empty where there was nothing, or it is the same.
        change: another answer than before as signs, for a screen: ◐→✗. Empty for other events.
        undone: that it was taken back; empty where it was not.
        mark: that it was done after the assessment was approved, or is about a question that is
            not asked any more; empty where neither is so.
    """

    when: str
    who: str
    what: str
    before: str
    undone: str
    change: str = ""
    mark: str = ""

    def __str__(self) -> str:
        """The whole on one line."""
        return " ".join(f"{self.when} {self.who}: {self._all}".split())

    @property
    def what_first(self) -> str:
        """The same for one who listens: what was done, then by whom and when."""
        return " ".join(f"{self._all} ({self.who}, {self.when})".split())

    @property
    def _all(self) -> str:
        return "; ".join(filter(None, (self.what, self.before, self.undone, self.mark)))


def history_words(
    event: Event,
    criteria_set: CriteriaSet,
    earlier: Earlier,
    _: Translator,
    *,
    undone: bool,
    later: bool = False,
) -> HistoryWords:
    """When, by whom and what, each text on one line."""
    before = replaced(event, earlier)
    who = event.author.role or event.author.name
    what = _.say(describe(event, criteria_set, _.language, earlier))
    marks = (
        _.say(AFTER_SIGN_OFF) if later else "",
        _("tidene er ikke i rekkefølge: en klokke gikk feil")
        if event.id in earlier.back_in_time
        else "",
        _("spørres ikke lenger") if _is_retired(event, criteria_set) else "",
    )
    return HistoryWords(
        when=_.moment(event.at),
        who=" ".join(who.split()),
        what=" ".join(what.split()),
        before="" if before is None else " ".join(_.say(before).split()),
        undone=_("angret") if undone else "",
        change=_change(event, earlier),
        mark="; ".join(filter(None, marks)),
    )


def _is_retired(event: Event, criteria_set: CriteriaSet) -> bool:
    match event.what:
        case Answered(checkpoint=name) | AnsweredAlone(checkpoint=name):
            return all(point.id != name for c in criteria_set.criteria for point in c.checkpoints)
    return False


def _change(event: Event, earlier: Earlier) -> str:
    now, before = earlier.events.get(event.id, event).what, earlier.before.get(event.id)
    if not isinstance(now, Answered) or not isinstance(before, Answer):
        return ""
    was, become = before.value, now.answer.value
    return "" if was is become else change_signs(was, become)


def way_back_words(way: WayBack, _: Translator) -> str:
    """How many changes by whom going back takes away: 4 endringer: 3 av Anna, 1 av Bo."""
    total = sum(way.changes.values())
    by = ", ".join(_("{n} av {who}", n=n, who=who) for who, n in sorted(way.changes.items()))
    return _.plural("{n} endring: {by}", "{n} endringer: {by}", total, by=by)


class _About(msgspec.Struct, frozen=True):
    """Names of what events are about, in the reader's language."""

    criteria_set: CriteriaSet
    language: str
    earlier: Earlier

    def question(self, checkpoint: str, fingerprint: str = "") -> str:
        """As it was worded when it was answered, where that is known; else as it is last."""
        asked = (
            (criterion, point)
            for one in (self.criteria_set, *self.earlier.sets)
            for criterion in one.criteria
            for point in criterion.checkpoints
            if point.id == checkpoint
        )
        if (first := next(asked, None)) is None:
            return checkpoint
        if self.earlier.sets and fingerprint:
            for criterion, point in (first, *asked):
                if checkpoint_fingerprint(criterion, point) == fingerprint:
                    return text_in(point.question, self.language)
        return text_in(first[1].question, self.language)

    def criterion(self, name: str) -> str:
        for one in (self.criteria_set, *self.earlier.sets):
            for criterion in one.criteria:
                if criterion.id == name:
                    return text_in(criterion.title, self.language)
        return name

    def frame(self, name: str) -> str:
        return frame_title(name, self.criteria_set, self.language)

    def title(self, evidence: str) -> str:
        return self.earlier.titles.get(evidence, evidence)

    def recommendation(self, name: str) -> str:
        return self.earlier.recommendations.get(name, name)


def _describe_evidence(
    what: EvidenceRecorded | EvidenceRemoved | EvidenceLinked | EvidenceUnlinked,
    about: _About,
    before: Changing | None,
) -> Phrase:
    match what:
        case EvidenceRecorded(evidence=now) if details := changed_fields(now, before):
            return phrase(
                "{kind} endret ({fields}): {title}",
                kind=kind_of(now).words,
                fields=details,
                title=now.title,
            )
        case EvidenceRecorded(evidence=evidence):
            return phrase(
                "{kind} lagret: {title}", kind=kind_of(evidence).words, title=evidence.title
            )
        case EvidenceRemoved(evidence=name):
            return phrase("Dokumentasjonen ble tatt bort: {title}", title=about.title(name))
        case EvidenceLinked(evidence=name, checkpoint=checkpoint):
            return phrase(
                "Dokumentasjonen «{title}» ble koblet til: {question}",
                title=about.title(name),
                question=about.question(checkpoint),
            )
        case EvidenceUnlinked(evidence=name, checkpoint=checkpoint):
            return phrase(
                "Dokumentasjonen «{title}» ble koblet fra: {question}",
                title=about.title(name),
                question=about.question(checkpoint),
            )


def _describe_judgement(event: Event, about: _About) -> Phrase:
    before = about.earlier.before.get(event.id)
    match event.what:
        case ActionSet(action=action) if details := changed_fields(action, before):
            return phrase(
                "Tiltak for {criterion} endret ({fields}): {what}",
                criterion=about.criterion(action.criterion),
                fields=details,
                what=action.what,
            )
        case RecommendationSet(recommendation=point) if details := changed_fields(point, before):
            return phrase("Anbefaling endret ({fields}): {text}", fields=details, text=point.text)
        case ActionSet(action=Action() as action):
            return phrase(
                "Tiltak for {criterion} ({status}): {what}",
                criterion=about.criterion(action.criterion),
                status=action.status.words,
                what=action.what,
            )
        case ActionWithdrawn(action=name):
            return phrase(
                "Tiltaket ble trukket: {what}", what=about.earlier.actions.get(name, name)
            )
        case VerdictSet(criterion=criterion, verdict=SetVerdict() as verdict):
            return phrase(
                "{criterion} ble satt til {verdict}: {reason}",
                criterion=about.criterion(criterion),
                verdict=verdict.verdict.words,
                reason=verdict.reason,
            )
        case VerdictSet(criterion=criterion):
            return phrase(
                "{criterion} følger svarene igjen; den andre vurderingen ble tatt bort",
                criterion=about.criterion(criterion),
            )
        case RecommendationSet() | FollowUpSet() as what:
            return _describe_follow_up(what, about)
        case _:
            return _describe_whole(event.what, about)


def _describe_whole(what: What, about: _About) -> Phrase:
    """What is about the whole assessment, not about one criterion."""
    match what:
        case SampleDrawn(sample=drawn) if drawn.reason:
            return phrase(
                "Utvalget «{frame}» ble trukket på nytt: {draw}. Grunn: {reason}",
                frame=about.frame(drawn.frame),
                draw=draw_words(drawn),
                reason=drawn.reason,
            )
        case SampleDrawn(sample=drawn):
            return phrase(
                "Utvalget «{frame}» ble trukket: {draw}",
                frame=about.frame(drawn.frame),
                draw=draw_words(drawn),
            )
        case StatementGiven(text=text):
            return phrase("Kommunedirektørens uttalelse: {text}", text=text)
        case CriteriaUpgraded():
            return phrase("Gikk over til en annen utgave av kriteriesettet")
        case Undone() as undoing:
            return _describe_undoing(undoing, about)
        case Erased() as erased:
            return _describe_erasing(erased, about)
        case Corrected(touched=touched) as corrected:
            held = [field_and_value(name, corrected) for name in FIELD_WORDS if name in touched]
            return phrase("Rettet: {fields}", fields=joined(held))
        case WentBack(to=to):
            return _describe_way_back(about.earlier.events.get(to))
        case _:
            return _describe_round(what, about)


def _describe_undoing(undoing: Undone, about: _About) -> Phrase:
    known = about.earlier.events
    undone = [known[name] for name in (undoing.event, *undoing.also) if name in known]
    if not undone:
        return phrase("En endring ble angret")
    again = undone[0].what
    back = [known[name] for name in undoes(again) if name in known]
    if isinstance(again, Undone) and back:
        return brought_back(back, about.criteria_set, about.language, about.earlier)
    return taken_back(undone, about.criteria_set, about.language, about.earlier)


def _describe_way_back(moment: Event | None) -> Phrase:
    if moment is None:
        return phrase("Gikk tilbake til slik det var før")
    return phrase("Gikk tilbake til slik det var {moment}", moment=moment.at)


def _describe_erasing(erased: Erased, about: _About) -> Phrase:
    known = about.earlier.events.get(erased.event)
    match None if known is None else known.what:
        case EvidenceRecorded(evidence=evidence) if erased.path == COPIED_FILE:
            what = phrase("Filen til «{title}» ble slettet for godt", title=evidence.title)
        case Answered(checkpoint=checkpoint):
            question = about.question(checkpoint)
            what = phrase("En tekst ble slettet for godt: {question}", question=question)
        case _:
            what = phrase("En tekst ble slettet for godt")
    return phrase("{what} ({reason})", what=what, reason=erased.reason) if erased.reason else what


def _describe_round(what: What, about: _About) -> Phrase:
    match what:
        case RoundStarted(people=()):
            return phrase("Begynte en runde der alle svarer hver for seg")
        case RoundStarted(people=people):
            return phrase(
                "Begynte en runde der alle svarer hver for seg: {names}", names=", ".join(people)
            )
        case AnsweredAlone(checkpoint=checkpoint, answer=answer):
            return phrase(
                "{answer} (svarte alene): {question}",
                answer=answer_words(answer),
                question=about.question(checkpoint),
            )
        case RoundOpened():
            return phrase("Åpnet det alle hadde svart hver for seg")
        case Claimed(name=name):
            return phrase("Tok over det «{name}» har skrevet, som sitt eget", name=name)
        case SignedOff() as signed:
            return signed_words(signed)
        case Joined():
            return phrase("Begynte å dele egenvurderingen gjennom en mappe")
        case Left():
            return phrase("Sluttet å dele egenvurderingen gjennom mappen")
        case _:
            raise AssertionError(what)


def _describe_follow_up(what: RecommendationSet | FollowUpSet, about: _About) -> Phrase:
    match what:
        case RecommendationSet(recommendation=recommendation):
            return phrase("Anbefaling å følge opp: {text}", text=recommendation.text)
        case FollowUpSet(recommendation=name, verdict=SetFollowUp() as judged):
            return phrase(
                "Oppfølgingen av «{text}» ble satt til {verdict}: {reason}",
                text=about.recommendation(name),
                verdict=judged.verdict.words,
                reason=judged.reason,
            )
        case FollowUpSet(recommendation=name):
            return phrase(
                "Oppfølgingen av «{text}» følger svarene igjen; "
                "den andre vurderingen ble tatt bort",
                text=about.recommendation(name),
            )
