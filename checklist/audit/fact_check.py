"""The fact check (faktaverifisering): what came back is recorded, and accepted or refused.

A correction is what the municipality would have a fact say. To accept one can take what it wants
over into the fact in the same step; the correction keeps what the fact said before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec.structs import replace

from checklist.assessment import Doubtful
from checklist.audit.deciding import known_record, new_ids
from checklist.audit.records import Correction, Decided, Fact, FactCheckRound, Record
from checklist.audit.state import Audit
from checklist.i18n import Phrase, one_or_many, phrase, phrases


def returned_corrections(
    audit: Audit, wanted: Iterable[Correction], came: str
) -> tuple[Record, ...]:
    """What to record of what came back: each new correction, and that the fact check came back."""
    new = [one for one in wanted if not is_recorded(audit, one)]
    ids = new_ids(audit, Correction, len(new))
    sent = audit.single(FactCheckRound)
    return (
        *(replace(one, id=name, came=came) for name, one in zip(ids, new, strict=True)),
        replace(sent, came=sent.came or came),
    )


def is_recorded(audit: Audit, wanted: Correction) -> bool:
    """Whether the same was recorded before, from the same file read again."""

    def same(one: Correction) -> tuple[object, ...]:
        return one.fact, one.said.strip(), one.wanted.strip(), one.shown_by.strip()

    return any(same(one) == same(wanted) for one in audit.all(Correction).values())


def accepted_correction(
    audit: Audit, name: str, reason: str, *, take_over: bool, sure: bool
) -> tuple[Record, ...]:
    """A correction as accepted; with `take_over`, before it the fact as the correction wants it.

    One that belongs to no fact becomes a fact of its own.

    Raises:
        UnknownName: there is no such correction.
        Doubtful: the fact says something else now than when it was sent, or was taken out.
    """
    found = known_record(audit, Correction, name)
    accepted = replace(found, decided=Decided.ACCEPTED, reason=reason or found.reason)
    if not take_over:
        return (accepted,)
    fact = audit.find(Fact, found.fact)
    if fact is None and found.fact is not None and not sure:
        raise Doubtful(
            phrase(
                "Faktumet {fact} er tatt ut av revisjonen. Tas rettelsen til følge, blir den et "
                "nytt faktum.",
                fact=found.fact,
            )
        )
    if fact is None:
        (made,) = new_ids(audit, Fact, 1)
        return Fact(id=made, text=found.wanted), replace(accepted, fact=made)
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
    return replace(fact, text=found.wanted), accepted


def refused_correction(audit: Audit, name: str, reason: str) -> Correction:
    """A correction as refused, with the reason.

    Raises:
        UnknownName: there is no such correction.
    """
    found = known_record(audit, Correction, name)
    return replace(found, decided=Decided.REFUSED, reason=reason)


def counted_corrections(audit: Audit) -> Mapping[Decided, int]:
    """How many corrections were accepted, refused and are still to be decided."""
    decided = [one.decided for one in audit.all(Correction).values()]
    return {code: decided.count(code) for code in Decided}


def correction_words(audit: Audit) -> Iterator[Phrase]:
    """How many corrections came, and what became of them; nothing where none came."""
    counted = counted_corrections(audit)
    number = sum(counted.values())
    if not number:
        return
    yield phrases("Kommunen ba om {n} rettelse.", "Kommunen ba om {n} rettelser.", number)
    told = {
        Decided.ACCEPTED: one_or_many("{n} er tatt til følge.", counted[Decided.ACCEPTED]),
        Decided.REFUSED: one_or_many("{n} er ikke tatt til følge.", counted[Decided.REFUSED]),
        Decided.OPEN: one_or_many("{n} er det ikke tatt stilling til.", counted[Decided.OPEN]),
    }
    yield from (words for code, words in told.items() if counted[code])
