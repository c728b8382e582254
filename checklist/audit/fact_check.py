"""The fact check (faktaverifisering): what came back is recorded, and accepted or refused.

A correction is what the municipality would have a fact say. To accept one can take what it wants
over into the fact in the same step; the correction keeps what the fact said before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec.structs import replace

from checklist.assessment import Doubtful, FieldRecorded
from checklist.audit.deciding import AuditSituation, known_record, new_ids, record
from checklist.audit.records import Correction, Decided, Fact, FactCheckRound
from checklist.audit.state import Audit
from checklist.i18n import Phrase, phrase, phrases


def record_corrections(
    at: AuditSituation, wanted: Iterable[Correction], came: str | None = None
) -> tuple[FieldRecorded, ...]:
    """Record what came back, each under a free id, and that the fact check came back.

    Raises:
        Refused: the date it came is in the future.
    """
    came = came or at.today.isoformat()
    new = [one for one in wanted if not is_recorded(at.state, one)]
    happened: list[FieldRecorded] = []
    for name, one in zip(new_ids(at.state, Correction, len(new)), new, strict=True):
        named = replace(one, id=name, came=one.came or came)
        happened += record(at, named, sure=True)
        at = at._replace(state=at.state.with_record(named))
    sent = at.state.single(FactCheckRound)
    if sent.came is None:
        returned = replace(sent, came=came)
        happened += record(at, returned, touched=("came",), sure=True)
    return tuple(happened)


def is_recorded(audit: Audit, wanted: Correction) -> bool:
    """Whether the same was recorded before, from the same file read again."""

    def same(one: Correction) -> tuple[object, ...]:
        return one.fact, one.said.strip(), one.wanted.strip(), one.shown_by.strip()

    return any(same(one) == same(wanted) for one in audit.all(Correction).values())


def accept_correction(
    at: AuditSituation, name: str, reason: str = "", *, take_over: bool = True, sure: bool = False
) -> tuple[FieldRecorded, ...]:
    """Accept a correction; with `take_over`, the fact says what it wants from now on.

    One that belongs to no fact becomes a fact of its own.

    Raises:
        UnknownName: there is no such correction.
        Doubtful: the fact says something else now than when it was sent.
    """
    found = known_record(at.state, Correction, name)
    accepted = replace(found, decided=Decided.ACCEPTED, reason=reason or found.reason)
    fact = at.state.find(Fact, found.fact)
    if not take_over:
        return record(at, accepted, touched=("decided", "reason"))
    if fact is None:
        (made,) = new_ids(at.state, Fact, 1)
        new = record(at, Fact(id=made, text=found.wanted), sure=True)
        at = at._replace(state=at.state.with_record(Fact(id=made, text=found.wanted)))
        return *new, *record(
            at, replace(accepted, fact=made), touched=("decided", "reason", "fact")
        )
    stands = (found.said.strip() or fact.text.strip(), found.wanted.strip())
    if not sure and fact.text.strip() not in stands:
        raise Doubtful(
            phrase(
                "Faktumet {fact} har fått ny tekst siden det ble sendt: «{now}». Rettelsen gjelder "
                "«{said}». Les begge før den nye teksten blir byttet ut.",
                fact=fact.id,
                now=fact.text,
                said=found.said,
            )
        )
    return (
        *record(at, replace(fact, text=found.wanted), touched=("text",)),
        *record(at, accepted, touched=("decided", "reason")),
    )


def refuse_correction(at: AuditSituation, name: str, reason: str) -> tuple[FieldRecorded, ...]:
    """Refuse a correction, with the reason.

    Raises:
        UnknownName: there is no such correction.
        Refused: no reason is given.
    """
    found = known_record(at.state, Correction, name)
    refused = replace(found, decided=Decided.REFUSED, reason=reason)
    return record(at, refused, touched=("decided", "reason"))


def counted_corrections(audit: Audit) -> Mapping[Decided, int]:
    """How many corrections were accepted, refused and are still to be decided."""
    decided = [one.decided for one in audit.all(Correction).values()]
    return {code: decided.count(code) for code in Decided}


def correction_words(audit: Audit) -> Iterator[Phrase]:
    """How many corrections came, and what became of them."""
    counted = counted_corrections(audit)
    number = sum(counted.values())
    yield phrases("Kommunen ba om {n} rettelse.", "Kommunen ba om {n} rettelser.", number)
    told = {
        Decided.ACCEPTED: phrases(
            "{n} er tatt til følge.", "{n} er tatt til følge.", counted[Decided.ACCEPTED]
        ),
        Decided.REFUSED: phrases(
            "{n} er ikke tatt til følge.", "{n} er ikke tatt til følge.", counted[Decided.REFUSED]
        ),
        Decided.OPEN: phrases(
            "{n} er det ikke tatt stilling til.",
            "{n} er det ikke tatt stilling til.",
            counted[Decided.OPEN],
        ),
    }
    yield from (words for code, words in told.items() if counted[code])
