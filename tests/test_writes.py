"""The bytes of a write: what they must be, what is refused, and the traps of a graph of writes."""

from __future__ import annotations

import json
import typing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from checklist.assessment import (
    Answer,
    Answered,
    AnsweredAlone,
    Author,
    Created,
    Erased,
    Event,
    Kontrollsum,
    Line,
    Municipality,
    Node,
    Part,
    RoundOpened,
    SetVerdict,
    Undone,
    UnreadableWrite,
    VerdictCode,
    VerdictSet,
    What,
    Written,
    author_key,
    beginning_of,
    checked,
    counting,
    decoded_old,
    digest,
    fold,
    incoming,
    kontrollsum,
    kontrollsums_in,
    new_id,
    old_digest,
    prove_against,
    to_share,
    written,
)
from checklist.assessment.writes import Write
from checklist.criteria import AnswerValue
from checklist.store import Journal
from tests.conftest import CREATED, NES
from tests.databases import ON_BOTH
from tests.desks import NAME, Step, criteria, do, office

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def write(*happened: What, **others: Any) -> Written:
    fields: dict[str, Any] = {
        "of": "a" * 64,
        "write_id": "0" * 25 + "1",
        "at": NOON,
        "by": "b" * 16,
        "replica": "c" * 16,
        "parents": ("d" * 64,),
        "happened": happened,
    }
    return written(**(fields | others))


def yes(comment: str = "", number: float | None = None) -> Answered:
    return Answered(
        checkpoint="ke-kjent",
        answer=Answer(value=AnswerValue.YES, comment=comment, number=number),
        seen=("0" * 26,),
        touched=("value", "comment"),
    )


# -- canonical bytes --------------------------------------------------------------------


def test_the_bytes_of_a_write_are_these_for_ever() -> None:
    """A changed default, name or mark of text would change the digests of what is written."""
    made = write(yes(), VerdictSet(criterion="ke", verdict=SetVerdict(verdict=VerdictCode.MET)))
    assert made.body.decode() == (
        '{"at":"2026-11-23T12:00:00Z","by":"bbbbbbbbbbbbbbbb","id":"00000000000000000000000001",'
        '"of":"' + "a" * 64 + '","parents":["' + "d" * 64 + '"],"replica":"cccccccccccccccc","v":2,'
        '"what":[{"answer":{"value":"yes"},"checkpoint":"ke-kjent",'
        '"seen":["00000000000000000000000000"],"touched":["value","comment"],"type":"answered"},'
        '{"criterion":"ke","type":"verdict_set","verdict":{"verdict":"met"}}]}'
    )
    assert made.digest == "0758c5ed20327502c23b4eedf1a6a3a38ab0dd7d24a4bd365de1b70dc70db669"


def test_a_text_lies_beside_the_write_with_a_salt_of_its_own() -> None:
    one, other = write(yes("Hemmelig")), write(yes("Hemmelig"))
    assert b"Hemmelig" not in one.body
    assert one.parts["0.answer.comment"].value == b'"Hemmelig"'
    assert one.write.parts != other.write.parts, "the same text can't be recognised"
    assert len(one.parts["0.answer.comment"].salt) == 16


OPEN = {
    "actionset.action.criterion", "actionset.action.id", "actionset.action.recommendation",
    "begun.criteria_set", "begun.kind",
    "fieldrecorded.field", "fieldrecorded.id", "fieldrecorded.kind",
    "actionwithdrawn.action", "answered.answer.ask", "answered.answer.fingerprint",
    "actionset.taken_from", "answered.taken_from", "evidencerecorded.taken_from",
    "predecessornamed.criteria_set", "predecessornamed.journal",
    "predecessornamed.municipality.name", "predecessornamed.municipality.number",
    "answered.checkpoint", "answeredalone.round", "corrected.municipality.name",
    "corrected.municipality.number", "corrected.touched", "created.criteria_set",
    "created.municipality.name", "created.municipality.number", "created.origin.date",
    "criteriaupgraded.criteria_set",
    "erased.event", "erased.path", "evidencelinked.checkpoint", "evidencelinked.evidence",
    "evidencerecorded.evidence.date", "evidencerecorded.evidence.id", "evidenceremoved.evidence",
    "evidenceunlinked.checkpoint", "evidenceunlinked.evidence", "followupset.recommendation",
    "recommendationset.recommendation.date", "recommendationset.recommendation.id",
    "roundopened.round", "sampledrawn.sample.frame", "undone.event", "verdictset.criterion",
    "signedoff.heads", "signedoff.kontrollsum", "wentback.to",
}  # fmt: skip
"""Strings in the open: ids, fingerprints, dates, and the municipality."""


@pytest.mark.parametrize("kind", typing.get_args(What), ids=lambda kind: kind.__name__)
def test_every_string_of_every_event_is_a_text_or_known_to_be_open(kind: type[Any]) -> None:
    for path in open_strings(kind):
        assert f"{kind.__name__.lower()}.{path}" in OPEN, path


def open_strings(kind: Any) -> set[str]:
    found: set[str] = set()

    def walk(described: Any, path: str) -> None:
        match described:
            case msgspec.inspect.StructType(fields=fields):
                for field in fields:
                    walk(field.type, f"{path}.{field.name}" if path else field.name)
            case msgspec.inspect.Metadata(extra={"typed": True}):
                pass
            case msgspec.inspect.Metadata(type=inner):
                walk(inner, path)
            case msgspec.inspect.UnionType(types=types):
                for one in types:
                    walk(one, path)
            case msgspec.inspect.StrType():
                found.add(path)

    walk(msgspec.inspect.type_info(kind), "")
    return found


@pytest.mark.parametrize(
    "spoil",
    [
        lambda body: body.replace(b'"v":2', b'"v":2,"v":2'),
        lambda body: body.replace(b'{"at"', b'{ "at"'),
        lambda body: body.replace(b'"v":2', b'"v":3'),
        lambda body: body.replace(b'"answered"', b'"reviewed"'),
        lambda body: body.replace(b'"value","comment"', b'"value","to_come"'),
        lambda body: body.replace(b'"id":"0000', b'"id":"8000'),
        lambda body: body.replace(b'"id":"0000', b'"id":"000G'),
        lambda body: body.replace(b"d" * 64, b"D" * 64),
        lambda body: body.replace(b'"d', b'"d') + b" ",
        lambda body: body.replace(b"c" * 16, b"c" * 15),
        lambda body: b"[" + body + b"]",
        lambda body: body[:-1],
        lambda _body: b"\xff",
    ],
)
def test_bytes_that_this_version_would_not_have_written_are_refused(spoil: Any) -> None:
    body = write(yes()).body
    assert checked(body)
    with pytest.raises(UnreadableWrite):
        checked(spoil(body))


def test_a_whole_number_is_stored_as_it_will_be_read() -> None:
    """1 and 1.0 are equal in Python, and different bytes."""
    assert write(yes(number=1)).body == write(yes(number=1.0)).body
    assert b'"number":1.0' in write(yes(number=1)).body


# -- ids and order ----------------------------------------------------------------------


@given(st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1)), st.integers(0, 2**46))  # noqa: DTZ001 - below
def test_an_id_is_above_the_newest_whatever_the_clock_says(at: datetime, milliseconds: int) -> None:
    newest = f"{milliseconds:012x}{'f' * 14}"
    made = new_id(at.replace(tzinfo=UTC), newest)
    assert made > newest
    assert len(made) == 26


def test_two_stores_that_count_up_from_the_same_id_give_different_ones() -> None:
    past = NOON - timedelta(days=400)
    newest = new_id(NOON, "")
    assert len({new_id(past, newest) for _ in range(200)}) == 200


@ON_BOTH
def test_news_is_what_arrived_and_not_what_has_a_higher_id() -> None:
    with office(3) as (desks, clock):
        clock[0] += timedelta(days=60)
        do(desks, Step(2, "answer", 0, 1), clock)
        do(desks, Step(0, "answer", 1, 1), clock)
        known = desks[0].journal.news(NAME)
        desks[0].journal.take_in(NAME, desks[2].journal.lines(NAME))
        (late,) = desks[0].journal.news(NAME, known.arrived).events
        assert late.author == desks[2].author
        assert desks[0].events()[-1].author == desks[0].author, "its place is before the last"


# -- forks of the old form --------------------------------------------------------------


def test_an_undoing_is_about_its_own_authors_event_where_two_have_one_id() -> None:
    """Two copies of an old journal could count up to the same id."""
    created = Created(
        municipality=NES,
        criteria_set="f",
        date=date(2026, 1, 1),
    )

    def event(number: int, author: str, what: What) -> Event:
        name = f"{number:026x}"
        return Event(
            id=name, at=NOON, author=Author(name=author), what=what, write=f"{author}{number}"
        )

    twins = [event(2, "Anna", yes("Anna")), event(2, "Bo", yes("Bo"))]
    other = event(4, "Anna", yes("Også borte"))
    undone = event(3, "Bo", Undone(event=twins[0].id))
    too = event(5, "Bo", Undone(event=other.id))
    left = counting([event(1, "Anna", created), *twins, undone, other, too])
    assert [e.author.name for e in left if isinstance(e.what, Answered)] == ["Anna"]
    state = fold("nes", [undone, *twins[::-1], event(1, "Anna", created)])
    assert state.answers["ke-kjent"].value.comment == "Anna"


def test_the_old_form_has_digests_of_its_own() -> None:
    old = (
        b'{"id":"00000000000000000000000001","at":"2026-11-23T12:00:00Z","author":{"name":"Anna"},'
        b'"previous":"","what":{"type":"round_opened","round":"x"}}'
    )
    assert decoded_old(old).write == old_digest(old)
    assert old_digest(old) != digest(old)


# -- people -----------------------------------------------------------------------------


def test_a_name_is_the_same_however_its_letters_are_made() -> None:
    assert author_key("s", "Åse") == author_key("s", "A\u030ase")
    assert author_key("s", "Åse") != author_key("t", "Åse")


# -- kontrollsum ------------------------------------------------------------------------


def test_a_kontrollsum_is_read_again_as_it_was_printed() -> None:
    made = kontrollsum("a" * 64, ("b" * 64, "c" * 64), "1", "f" * 16, 120)
    text = f"Laget med samsjekk. Kontrollsum: {made}."
    assert kontrollsums_in(text) == (made,)
    assert kontrollsums_in(made.sum) == (Kontrollsum(made.sum, 0, "", ()),)
    assert kontrollsums_in("a" * 64) == ()


def test_a_kontrollsum_in_an_old_report_is_made_in_the_same_way_for_ever() -> None:
    made = kontrollsum("a" * 64, ("c" * 64, "b" * 64), "1", "f" * 16, 120)
    assert str(made) == "442f6d53d7feb9c54bd6d7aca7c8b723-120-1-bbbbbbbb-cccccccc"
    many = kontrollsum("a" * 64, (f"{n:064x}" for n in range(9)), "1", "f" * 16, 9)
    assert len(many.heads) == 8, "more would not fit on a line of a report"


A, B, C, D, E = "a" * 64, "b" * 64, "c" * 64, "d" * 64, "e" * 64
TWO_HEADS = (Node("1", A, ()), Node("2", B, (A,)), Node("3", C, (A,)))
MERGED = (*TWO_HEADS, Node("4", D, (B, C)))
"""B and C were written without having seen each other, and D having seen both."""


@pytest.mark.parametrize(
    ("nodes", "of_heads", "bare", "further", "beside"),
    [
        (TWO_HEADS, (B, C), True, 0, ()),  # the present heads
        (MERGED, (B, C), True, 1, ()),  # the parents of a write
        (MERGED, (B,), True, 1, (C,)),  # a write alone
        (MERGED, (A,), True, 3, ()),
        (MERGED, (D,), False, 0, ()),
        # By the digits of the heads alone: C was not seen by all that came after.
        ((*TWO_HEADS, Node("4", E, (B,))), (B, C), False, 1, ()),
    ],
)
def test_the_heads_of_a_kontrollsum_are_found(
    nodes: tuple[Node, ...],
    of_heads: tuple[str, ...],
    bare: bool,
    further: int,
    beside: tuple[str, ...],
) -> None:
    """Also where somebody typed the 32 digits and left out the rest."""
    printed = kontrollsum(A, of_heads, "1", "set", 1)
    for kept in (printed, printed._replace(rules="", heads=())) if bare else (printed,):
        against = prove_against(nodes, kept, A, ["0", "1"], ["old", "set"])
        assert (against.found, against.further) == (True, further)
        assert tuple(node.digest for node in against.beside) == beside


def test_a_kontrollsum_of_what_is_not_here_is_not_found() -> None:
    for of_heads in ((B, E), (E,), (E, "e" * 8 + "0" * 56)):
        printed = kontrollsum(A, of_heads, "1", "set", 1)
        assert not prove_against(MERGED, printed, A, ["1"], ["set"]).found
    printed = kontrollsum(A, (D,), "1", "set", 4)
    assert not prove_against(MERGED, printed, A, ["1"], ["another"]).found
    assert not prove_against(MERGED, printed._replace(rules="2"), A, ["1"], ["set"]).found
    # One of two heads is gone, and what came after names it.
    left = (MERGED[0], *MERGED[2:])
    assert not prove_against(left, kontrollsum(A, (B, C), "1", "set", 3), A, ["1"], ["set"]).found
    alone = kontrollsum(A, (C,), "1", "set", 2)._replace(rules="", heads=())
    assert prove_against(left, alone, A, ["1"], ["set"]).found
    # What lies below the heads must be here too.
    assert not prove_against(MERGED[2:], printed, A, ["1"], ["set"]).found


@ON_BOTH
def test_a_text_that_is_left_out_does_not_change_the_kontrollsum(tmp_path: Path) -> None:
    with office(2) as (desks, clock):
        do(desks, Step(0, "comment", 0, 0), clock)
        desks[1].journal.remove(NAME)
        bare = [Line(line.body, {}) for line in desks[0].journal.lines(NAME)]
        desks[1].journal.adopt(NAME, bare)
        assert desks[0].journal.heads(NAME) == desks[1].journal.heads(NAME)
    assert not list(tmp_path.iterdir())


# -- taking in --------------------------------------------------------------------------


@ON_BOTH
def test_what_is_given_on_and_taken_in_is_given_on_again_as_it_was() -> None:
    with office(2) as (desks, clock):
        for kind in ("answer", "comment", "record", "action", "verdict", "undo"):
            do(desks, Step(0, kind, 1, 1), clock)
        lines = desks[0].journal.lines(NAME)
        desks[1].journal.remove(NAME)
        desks[1].journal.adopt("kopi", lines)
        assert desks[1].journal.lines("kopi") == lines


@ON_BOTH
@pytest.mark.parametrize("what", ["value", "salt", "unknown"])
def test_a_text_that_is_not_the_one_that_was_written_is_refused(what: str) -> None:
    with office(2) as (desks, clock):
        do(desks, Step(0, "comment", 0, 0), clock)
        *first, last = desks[0].journal.lines(NAME)
        ((path, part),) = last.parts.items()
        parts = {
            "value": {path: Part(part.salt, b'"Annet"')},
            "salt": {path: Part(b"0" * 16, part.value)},
            "unknown": {path: part, "0.answer.place": part},
        }[what]
        new = desks[1].journal.take_in(NAME, [*first, Line(last.body, parts)])
        assert len(new.refused) == 1
        assert not new.writes


@ON_BOTH
def test_what_builds_on_something_that_is_not_here_waits_until_it_comes() -> None:
    with office(2) as (desks, clock):
        do(desks, Step(0, "answer", 0, 0), clock)
        do(desks, Step(0, "answer", 1, 0), clock)
        lines = desks[0].journal.lines(NAME)
        assert len(desks[1].journal.take_in(NAME, lines[-1:]).aside) == 1
        assert len(desks[1].events()) == 1
        desks[1].journal.take_in(NAME, lines[:-1])
        assert desks[1].events() == desks[0].events()


@ON_BOTH
def test_what_was_answered_alone_must_be_here_once_the_round_is_opened() -> None:
    with office(2) as (desks, clock):
        for kind in ("start", "alone"):
            do(desks, Step(0, kind, 0, 0), clock)
        hidden = desks[0].journal.lines(NAME)
        desks[1].journal.take_in(NAME, hidden)
        assert not desks[1].journal.prove(NAME)[1].faults
        do(desks, Step(0, "open", 0, 0), clock)
        desks[1].journal.take_in(NAME, [*hidden, *desks[0].journal.lines(NAME)[-1:]])
        (missing, *_) = desks[1].journal.prove(NAME)[1].faults
        assert "mangler (0.answer), og ingen har slettet den" in str(missing)
        desks[1].journal.take_in(NAME, desks[0].journal.lines(NAME))
        assert not desks[1].journal.prove(NAME)[1].faults


FIRST = write(CREATED, of="", write_id="1".zfill(26), parents=())


def building_on(*parents: Written, number: int, what: What | None = None) -> Written:
    names = sorted(parent.digest for parent in parents)
    made = yes("Se vedtaket.") if what is None else what
    return write(made, of=FIRST.digest, write_id=f"{number:026x}", parents=names)


def line(made: Written) -> Line:
    return Line(made.body, made.parts)


def here_are(*known: Written) -> tuple[dict[str, Node], dict[str, Write]]:
    nodes = [Node(made.write.id, made.digest, made.write.parents) for made in known]
    return {node.digest: node for node in nodes}, {made.digest: made.write for made in known}


def old(number: int, previous: str = "") -> bytes:
    event = Event(
        id=f"{number:026x}", at=NOON, author=Author(name="Anna"), previous=previous, what=yes()
    )
    return msgspec.json.encode(event)


def test_writes_are_taken_in_parents_first_whatever_order_they_come_in() -> None:
    second = building_on(FIRST, number=2)
    third = building_on(second, number=3)
    new = incoming([line(third), line(second), line(FIRST)], FIRST.digest, {}, {})
    assert new.writes == (FIRST, second, third)
    assert (new.aside, new.refused, new.old) == ((), (), ())
    new = incoming([line(third), line(FIRST)], FIRST.digest, {}, {})
    assert (new.writes, new.aside) == ((FIRST,), (line(third),))
    bare = Line(second.body, {})
    lines = [bare, line(second), line(third)]
    new = incoming(lines, FIRST.digest, *here_are(FIRST, second))
    assert (new.writes, new.late) == ((third,), {second.digest: second.parts})


def test_one_that_can_not_be_taken_in_stops_no_other() -> None:
    second = building_on(FIRST, number=9)
    moved, third = building_on(second, number=5), building_on(second, number=10)
    lines = [Line(b"{}", {}), line(moved), line(third)]
    new = incoming(lines, FIRST.digest, *here_are(FIRST, second))
    assert new.writes == (third,)
    assert ["flyttet i rekkefølgen" in str(words) for words in new.refused] == [False, True]


def test_the_texts_of_a_write_may_come_in_two_lines() -> None:
    both = yes("Se vedtaket.")
    second = building_on(
        FIRST, number=2, what=replace(both, answer=replace(both.answer, place="1"))
    )
    halves = [Line(second.body, {path: part}) for path, part in second.parts.items()]
    assert len(halves) == 2
    (_, made) = incoming([line(FIRST), *halves], FIRST.digest, {}, {}).writes
    assert made.parts == second.parts


def test_a_text_that_was_erased_here_or_there_is_left_out() -> None:
    second = building_on(FIRST, number=2)
    gone = (second.write.id, "0.answer.comment")
    erased = Erased(event=second.write.id, path="answer.comment", reason="")
    third = building_on(second, number=3, what=erased)
    lines = [line(made) for made in (FIRST, second, third)]
    new = incoming(lines, FIRST.digest, {}, {})
    assert (new.erased, dict(new.writes[1].parts)) == ((erased,), {})
    new = incoming(lines[:2], FIRST.digest, {}, {}, [gone])
    assert (len(new.erased), dict(new.writes[1].parts)) == (0, {})
    assert incoming(lines[:2], FIRST.digest, {}, {}).writes[1] == second


def test_events_of_the_old_form_are_taken_in_as_they_were() -> None:
    first = old(1)
    second = old(2, old_digest(first))
    new = incoming([Line(second, {}), Line(first, {})], old_digest(first), {}, {})
    assert [(event.id[-1], body) for event, body in new.old] == [("1", first), ("2", second)]
    assert (new.writes, new.aside, new.refused) == ((), (), ())
    assert beginning_of([Line(second, {}), Line(first, {})]) == old_digest(first)


def test_an_assessment_begins_with_one_write() -> None:
    second = building_on(FIRST, number=2)
    assert beginning_of([line(second)]) == FIRST.digest
    assert beginning_of([line(FIRST), line(second)]) == FIRST.digest
    after_old = write(yes(), of=old_digest(old(1)), write_id="3".zfill(26))
    assert beginning_of([Line(old(1), {}), line(after_old)]) == old_digest(old(1))
    another = write(yes("Annet"), of="", parents=())
    for lines in ([], [line(FIRST), line(another)]):
        with pytest.raises(UnreadableWrite, match="ikke én egenvurdering"):
            beginning_of(lines)


def test_what_is_answered_alone_is_shared_when_the_round_is_opened() -> None:
    alone = AnsweredAlone(round="r", checkpoint="ke-kjent", answer=yes("Hemmelig").answer)
    made = write(alone, yes("Åpent"), of=FIRST.digest)
    (hidden,) = to_share([made])
    assert hidden.body == made.body
    assert {path.partition(".")[0] for path in hidden.parts} == {"1"}
    assert to_share([made, write(RoundOpened(round="r"))])[0] == line(made)


@ON_BOTH
def test_an_erased_text_is_not_taken_in_again() -> None:
    with office(2) as (desks, clock):
        do(desks, Step(0, "comment", 0, 0), clock)
        before = desks[0].journal.lines(NAME)
        desks[1].journal.take_in(NAME, before)
        do(desks, Step(0, "erase", 0, 0), clock)
        (text,) = desks[0].erased
        for desk, lines in ((desks[1], desks[0].journal.lines(NAME)), (desks[0], before)):
            desk.journal.take_in(NAME, lines)
        desks[1].journal.take_in(NAME, before)
        for desk in desks:
            assert not desk.left_of([text])
            assert not desk.journal.prove(NAME)[1].faults


@ON_BOTH
def test_what_belongs_to_another_assessment_is_refused(tmp_path: Path) -> None:
    with office(1) as (desks, _), Journal(tmp_path / "annen.sqlite3") as other:
        created = Created(
            municipality=Municipality(number="3205", name="Lillestrøm"),
            criteria_set="",
            date=date(2026, 1, 1),
        )
        other.create("annen", created, criteria(), Author(name="Anna"))
        new = desks[0].journal.take_in(NAME, other.lines("annen"))
        assert len(new.refused) == 1
        assert desks[0].journal.heads(NAME)[2] == 1


@ON_BOTH
def test_a_salt_goes_with_its_text() -> None:
    """With the salt kept, a personal number could be guessed from the digest."""
    with office(1) as (desks, clock):
        do(desks, Step(0, "comment", 0, 0), clock)
        *_, last = desks[0].journal.lines(NAME)
        ((_, part),) = last.parts.items()
        do(desks, Step(0, "erase", 0, 0), clock)
        folder = desks[0].journal.path.parent
        assert part.salt not in b"".join(path.read_bytes() for path in folder.iterdir())
        (erased,) = [e for e in desks[0].events() if isinstance(e.what, Erased)]
        assert erased.what.path == "answer.comment"  # type: ignore[union-attr]
        assert json.loads(last.body)["parts"], "what was there is still proved"
