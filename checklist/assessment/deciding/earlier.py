"""What is taken over from an earlier assessment, and confirmed here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from checklist.assessment.deciding.answers import answer
from checklist.assessment.deciding.refusals import NothingToConfirm, Refused
from checklist.assessment.deciding.situation import Situation, refuse_alone
from checklist.assessment.deciding.touched import touching
from checklist.assessment.events import (
    ActionSet,
    Answer,
    EvidenceLinked,
    EvidenceRecorded,
    PredecessorNamed,
    What,
)
from checklist.assessment.municipalities import Kinship, kinship
from checklist.assessment.state import Assessment
from checklist.assessment.taking_over import Carrying
from checklist.criteria import CriteriaSet, still_asks
from checklist.i18n import phrase


def carry(
    at: Situation, earlier: Assessment, what: Carrying, own: CriteriaSet, now: CriteriaSet
) -> None:
    """Stop taking over from an assessment that this one can't begin from.

    Args:
        at: what is so in the new one.
        earlier: the earlier one.
        what: what would be taken over.
        own: the set of the earlier one.
        now: the set of the new one.

    Raises:
        Refused: it is of another municipality or other services, later, or has nothing that is
            asked here.
    """
    refuse_other_municipality(at.state, earlier)
    if earlier.date > at.state.date:
        words = phrase(
            "{earlier} er etter {now}. Begynn fra en som er eldre.",
            earlier=earlier.municipality.on(earlier.date),
            now=at.state.date,
        )
    elif own.applies_to != now.applies_to:
        words = phrase(
            "{earlier} gjelder tjenester til andre: svar om dem sier ikke noe om disse. Velg en "
            "annen å begynne fra, eller et annet kriteriesett.",
            earlier=earlier.municipality.on(earlier.date),
        )
    elif not what.answers:
        words = phrase(
            "{earlier} har ingen svar på spørsmålene i dette kriteriesettet.",
            earlier=earlier.municipality.on(earlier.date),
        )
    else:
        return
    raise Refused({"from": words})


def refuse_other_municipality(here: Assessment, other: Assessment) -> None:
    """Stop taking something over from another municipality, by number and never by name.

    Raises:
        Refused: neither has come from the other.
    """
    if kinship(other.municipality, here.municipality) is Kinship.OTHER:
        words = phrase(
            "Den du valgte, gjelder {other}, ikke {own} eller en kommune den er blitt til av. "
            "Velg en annen.",
            other=other.municipality.name,
            own=here.municipality.name,
        )
        raise Refused({"from": words})


def confirm(at: Situation, checkpoints: Iterable[str]) -> tuple[What, ...]:
    """Let what an earlier assessment answered count here, with what it rests on.

    A count of a sample is not among it: the sample is drawn and counted anew. In a round only
    the author's own answer is given; what it rests on concerns all, and waits.

    Raises:
        UnknownName: there is no such checkpoint.
        NothingToConfirm: nothing waits at one of them.
        SamsjekkError: as `answer`.
    """
    happened: list[What] = []
    recorded: set[str] = set()
    for name in checkpoints:
        point, waiting = at.names.checkpoint(name), at.state.waiting_answer(name)
        if waiting is None:
            raise NothingToConfirm(
                phrase("Ingen svar fra en tidligere vurdering venter på bekreftelse her.")
            )
        if point.sample is not None:
            waiting = replace(waiting, count=None, of=None)
        waiting = _with_own_words(at, name, waiting)
        predecessor = at.state.taken_from("answer", name)
        journal = "" if predecessor is None else predecessor.journal
        happened += answer(at, name, waiting, decides=True, taken_from=journal)
        if at.round is None:
            happened += _confirmed_evidence(at, name, journal, recorded)
    return tuple(happened)


def _with_own_words(at: Situation, checkpoint: str, given: Answer) -> Answer:
    """An earlier answer with what is written here already: nobody's words are lost."""
    own = at.state.answer(checkpoint) or Answer()
    written = {name: text for name in ("comment", "place", "note") if (text := getattr(own, name))}
    return replace(given, **written)


def _confirmed_evidence(
    at: Situation, checkpoint: str, journal: str, recorded: set[str]
) -> Iterator[What]:
    for evidence in at.state.waiting_evidence_for(checkpoint):
        if evidence.id not in at.state.evidence and evidence.id not in recorded:
            recorded.add(evidence.id)
            yield from touching(at, EvidenceRecorded(evidence=evidence, taken_from=journal))
        if evidence.id not in at.state.links.get(checkpoint, ()):
            yield from touching(at, EvidenceLinked(evidence=evidence.id, checkpoint=checkpoint))


def confirm_action(at: Situation, name: str) -> tuple[What, ...]:
    """Let an action of an earlier assessment be planned here too.

    Raises:
        NothingToConfirm: no such action waits.
        AnsweringAlone: a round is running.
    """
    waiting = at.state.actions_that_wait.get(name)
    if waiting is None:
        raise NothingToConfirm(phrase("Tiltaket «{name}» venter ikke på bekreftelse.", name=name))
    refuse_alone(at)
    predecessor = at.state.taken_from("action", name)
    journal = "" if predecessor is None else predecessor.journal
    return touching(at, ActionSet(action=waiting, taken_from=journal))


def take_from(
    at: Situation, predecessor: PredecessorNamed, checkpoint: str, given: Answer
) -> tuple[What, ...]:
    """Answer what an earlier assessment answered, as it stands in front of the author.

    Raises:
        Refused: the question was another then.
        SamsjekkError: as `answer`.
    """
    criterion, point = at.names.criterion_of(checkpoint), at.names.checkpoint(checkpoint)
    if given.fingerprint and not still_asks(criterion, point, given.fingerprint):
        words = phrase("Spørsmålet er endret siden da. Svar på det slik det er nå.")
        raise Refused({"value": words})
    ask = given.ask if given.ask is not None and given.ask in at.names.roles else None
    given = replace(given, count=None, of=None, ask=ask)
    given = _with_own_words(at, checkpoint, given)
    answered = answer(at, checkpoint, given, decides=True, taken_from=predecessor.journal)
    is_known = at.round is not None or predecessor.journal in at.state.predecessors
    return answered if is_known or not answered else (predecessor, *answered)
