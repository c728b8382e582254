"""What one can do with an assessment, and how: on screen, line by line, by command.

One table, so that no front end falls behind another unseen. `tests/test_capabilities.py` performs
every row for real in each front end and checks that the same came of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import NamedTuple

from textual.pilot import Pilot
from textual.widgets import OptionList

from checklist.appraisal import Only, Selection
from checklist.assessment import (
    Action,
    Author,
    Document,
    FollowUpCode,
    Recommendation,
    SetVerdict,
    VerdictCode,
)
from checklist.criteria import AnswerValue, Depth, text_in
from checklist.handover import begin_sharing, opened_hand_over, write_hand_over
from checklist.machine import load_settings
from checklist.reporting import DOCUMENTS
from checklist.session import Precedents, Session
from checklist.session.assessments import begin, copy_example
from checklist.store import EvidenceFiles, Journal, shared_folder
from checklist.store.receipt_names import receipts_in
from tests.conftest import shipped_set
from tests.sampled import FRAME, SAMPLED
from tests.terminal import Step, choose, fill

"""A key, or what is done with a field or a list in front."""


class NotHere(NamedTuple):
    """Why something makes no sense in a front end."""

    why: str


class World(NamedTuple):
    """What came of it: the assessment as another program finds it, files, what was shown."""

    session: Session
    folder: Path
    home: Path
    seen: str


Outcome = Callable[[World], bool]


class Capability(NamedTuple):
    """Something one can do.

    `key` is the screen of `checklist/tui/keys.py` and the action there. In lines and commands
    `{...}` stands for what is only known when it is run: see `names_for`.
    """

    id: str
    words: str
    key: tuple[str, str]
    screen: tuple[Step, ...]
    plain: tuple[str, ...] | NotHere
    command: tuple[str, ...] | NotHere
    outcome: Outcome
    before: Callable[[Session], None] = lambda _session: None
    criterion: str = "ke-kjent"
    on_older_set: bool = False
    on_sampled_set: bool = False


# -- what is done on screen -------------------------------------------------------------


def at(words: str) -> Step:
    """Go to the line of the list in front that holds some words."""

    async def done(pilot: Pilot[None]) -> None:
        lines = pilot.app.screen.query_one(OptionList)
        lines.highlighted = next(
            n
            for n, option in enumerate(lines.options)
            if words.casefold() in str(option.prompt).casefold()
        )
        lines.focus()

    return done


def click(selector: str) -> Step:
    """Click a button."""

    async def done(pilot: Pilot[None]) -> None:
        await pilot.click(selector)

    return done


async def _threads_done(pilot: Pilot[None]) -> None:
    """Wait for what is done in a thread."""
    await pilot.app.workers.wait_for_complete()


_YES: tuple[Step, ...] = ("tab", "enter")
"""The button of a question that does it; the one that does not has focus first."""


# -- what is there before ---------------------------------------------------------------

POINT = "ke-kjent-nettside"
NEXT = "ke-kjent-ansatte"
COUNTED = "ip-innhold-planer"
ROLE = "kommunedirektor"


def _answered(*values: AnswerValue) -> Callable[[Session], None]:
    def before(session: Session) -> None:
        for value in values:
            session.answer(POINT, value)

    return before


def _undone(session: Session) -> None:
    session.answer(POINT, AnswerValue.YES)
    session.undo()


def _with_evidence(*links: str) -> Callable[[Session], None]:
    def before(session: Session) -> None:
        session.record_evidence(Document(id="a", title="Rutine A", archive="2024/1-2"), links)

    return before


def _with_changed_file(session: Session) -> None:
    path = Path("rutine.txt")
    path.write_text("Rutinen er fra 2014.", encoding="utf-8")
    file = session.record_file(path, copy=False)
    session.record_evidence(Document(id="a", title="Rutine A", file=file))
    path.write_text("Rutinen er fra 2026.", encoding="utf-8")


def _with_copy(session: Session) -> None:
    path = Path("rutine.txt")
    path.write_text("Rutinen er fra 2014.", encoding="utf-8")
    file = session.record_file(path, copy=True)
    session.record_evidence(Document(id="a", title="Rutine A", file=file))
    path.unlink()


def _with_action(session: Session) -> None:
    session.set_action(Action(id="t9", criterion="ke-kjent", what="Gammelt tiltak"))


def _with_verdict(session: Session) -> None:
    verdict = SetVerdict(verdict=VerdictCode.MET, reason="Vi har sett det.")
    session.set_verdict("ke-kjent", verdict)


def _with_recommendation(session: Session) -> None:
    session.set_recommendation(
        Recommendation(id="r1", text="Lage nettside", checkpoints=(POINT,), date="2015")
    )


def _drawn(session: Session) -> None:
    session.draw_sample(FRAME.id, 42, seed="gammel")


def _noted(session: Session) -> None:
    session.set_fields(POINT, note="Spør Bo igjen.")


def _handed_by_bo(session: Session) -> None:
    """A file in this folder, from Bo, who has the same assessment and has written in it."""
    with Journal(Path("bo.sqlite3")) as theirs:
        theirs.adopt("nes", session.journal.lines(session.shared.id), [session.criteria_set])
        bo = Session(theirs, "nes", Author(name="Bo"), EvidenceFiles(Path("bo")))
        bo.comment(POINT, "Bo skrev dette.")
        with Path("bo.samsjekk").open("wb") as file:
            write_hand_over(bo, file)


def _with_folder(_session: Session) -> None:
    Path("delt").mkdir()


def _shared_by_bo(_session: Session) -> None:
    """A folder through which Bo shares an assessment of his own."""
    _with_folder(_session)
    with Journal(Path("bo", "samsjekk.sqlite3")) as theirs:
        files = EvidenceFiles(Path("bo", "evidence"))
        name = copy_example(theirs, files, "nes-2018")
        begin_sharing(Session(theirs, name, Author(name="Bo"), files), Path("delt").absolute())


def _names(session: Session) -> set[str]:
    return {entry.id for entry in session.journal.entries()}


def _apart(write: Callable[[Session, str], None]) -> Callable[[Session], None]:
    """Two people write the same thing differently, neither having seen the other's."""

    def before(session: Session) -> None:
        bo = Session(session.journal, session.shared.id, Author(name="Bo"), session.files)
        write(session, "Fra Anna")
        write(bo, "Fra Bo")
        opened = Session(session.journal, session.shared.id, session.author, session.files)
        assert _differs(opened)

    return before


def _differs(session: Session) -> bool:
    state = session.assessment
    return bool(state.disagreement(POINT)) or any(map(state.unsettled, state.fields))


def _comment_apart(session: Session, text: str) -> None:
    session.comment(POINT, text)


def _answer_apart(session: Session, text: str) -> None:
    session.answer(POINT, AnswerValue.YES if text == "Fra Bo" else AnswerValue.PARTLY)


def _verdict_apart(session: Session, text: str) -> None:
    session.set_verdict("ke-kjent", SetVerdict(verdict=VerdictCode.MET, reason=text))


def _signed_off(world: World) -> bool:
    return [s.value.role for s in world.session.assessment.sign_offs] == ["kommunedirektør"]


def _as_bo(session: Session) -> Session:
    return Session(session.journal, session.shared.id, Author(name="Bo"), session.files)


def _statement_apart(session: Session, text: str) -> None:
    session.give_statement(text, date(2018, 3, 1))


def _action_apart(session: Session, text: str) -> None:
    session.set_action(Action(id="t9", criterion="ke-kjent", what=text))


def _recommendation_apart(session: Session, text: str) -> None:
    session.set_recommendation(Recommendation(id="r1", text=text, checkpoints=(POINT,)))


def _evidence_apart(session: Session, text: str) -> None:
    session.record_evidence(Document(id="a", title=text, archive="2024/1-2"), [POINT])


def _in_round(session: Session) -> None:
    session.start_round(["Kari"])


def _answered_alike(session: Session) -> None:
    session.start_round()
    for name in ("Anna", "Bo"):
        own = Session(
            session.journal, session.shared.id, Author(name=name), session.files, alone=True
        )
        own.answer(POINT, AnswerValue.PARTLY)
        own.answer(NEXT, AnswerValue.YES if name == "Bo" else AnswerValue.NO)
    session.open_round()


def _with_earlier(session: Session) -> None:
    earlier = begin(
        session.journal,
        session.author,
        session.assessment.municipality,
        shipped_set(session.criteria_set.id),
        date(2017, 1, 1),
        name="forrige",
    )
    Session(session.journal, earlier, session.author, session.files).answer(POINT, AnswerValue.NO)


def _with_earlier_evidence(session: Session) -> None:
    _with_earlier(session)
    earlier = Session(session.journal, "forrige", session.author, session.files)
    earlier.record_evidence(Document(id="plan", title="Plan", archive="2024/1-2"), [POINT])


def _from_last_year(session: Session) -> None:
    """What is answered in an earlier assessment waits here."""
    _with_earlier(session)
    earlier = Session(session.journal, "forrige", session.author, session.files)
    earlier.set_action(Action(id="t9", criterion="ke-kjent", what="Lage nettside"))
    session.carry(earlier)


# -- what must be true afterwards -------------------------------------------------------


def _agreed(outcome: Outcome) -> Outcome:
    """That it came of it, and that nothing stands beside it any more."""

    def holds(world: World) -> bool:
        return outcome(world) and not _differs(world.session)

    return holds


def _value(checkpoint: str, value: AnswerValue | None) -> Outcome:
    def holds(world: World) -> bool:
        answer = world.session.assessment.answer(checkpoint)
        return (None if answer is None else answer.value) is value

    return holds


def _field(checkpoint: str, **fields: object) -> Outcome:
    def holds(world: World) -> bool:
        answer = world.session.assessment.answer(checkpoint)
        return all(getattr(answer, name) == value for name, value in fields.items())

    return holds


def _linked(world: World) -> bool:
    return "a" in world.session.assessment.links.get(POINT, ())


def _added(world: World) -> bool:
    assessment = world.session.assessment
    return any(
        isinstance(evidence := assessment.evidence[name].value, Document)
        and evidence.archive == "2024/12-3"
        for name in assessment.links.get(POINT, ())
    )


def _renewed(world: World) -> bool:
    world.session.check_files(content=True)
    return str(world.session.file_states["a"]) == "as_recorded"


def _drew(seed: str, reason: str = "") -> Outcome:
    def holds(world: World) -> bool:
        drawn = world.session.assessment.samples[FRAME.id].value
        found = (drawn.of, drawn.number, drawn.seed, drawn.reason)
        return found == (42, 10, seed, reason) and ", ".join(map(str, drawn.numbers)) in world.seen

    return holds


def _counted(world: World) -> bool:
    session = world.session
    linked = [session.evidence(name).title for name in session.assessment.links[SAMPLED]]
    answer = session.assessment.answer(SAMPLED)
    return (
        answer is not None
        and (answer.count, answer.of) == (3, 10)
        and linked == ["Ti personer med plan: 10 av 42, frø gammel"]
    )


def _action(what: str | None) -> Outcome:
    def holds(world: World) -> bool:
        actions = world.session.assessment.actions.values()
        return [a.what for a in actions if a.criterion == "ke-kjent"] == ([what] if what else [])

    return holds


def _verdict(code: VerdictCode | None) -> Outcome:
    def holds(world: World) -> bool:
        verdict = world.session.appraised("ke-kjent").verdict
        return verdict.set_reason is None if code is None else verdict.code is code

    return holds


def _recommended(world: World) -> bool:
    (found,) = world.session.assessment.recommendations.values()
    return (found.text, found.checkpoints) == ("Lage nettside", (POINT,))


def _judged(world: World) -> bool:
    judged = world.session.assessment.follow_ups["r1"].value
    return (judged.verdict, judged.reason) == (FollowUpCode.FOLLOWED_UP, "Den er laget.")


def _stated(world: World) -> bool:
    given = world.session.assessment.statement
    return given is not None and given.value.text == "Vi følger opp."


def _shows(words: str | Callable[[Session], str]) -> Outcome:
    def holds(world: World) -> bool:
        wanted = words if isinstance(words, str) else words(world.session)
        return " ".join(wanted.split()) in world.seen

    return holds


def _selected(**chosen: object) -> Callable[[Session], str]:
    """How many checkpoints a selection holds: on screen it stands as «0 av 58», here as «58»."""

    def words(session: Session) -> str:
        selection = Selection(**chosen)  # type: ignore[arg-type]  # the fields of a selection
        criteria = session.appraisal.criteria.values()
        return str(sum(len(selection.of(c, session.assessment)) for c in criteria))

    return words


def _why(session: Session) -> str:
    return text_in(session.criterion("ke-kjent").why, "nb")[:24]


def _earlier(session: Session) -> str:
    first = Precedents(session).of(session.criterion("ke-rutiner"))[0]
    return f"{first.municipality} {first.on.year}"


def _theme(session: Session) -> str:
    return text_in(session.appraisal.themes[0].theme.title, "nb")


def _question(session: Session) -> str:
    _role, points = session.appraisal.unknown_by_role[0]
    ask = next(iter(points[0].checkpoint.ask.values()), points[0].checkpoint.question)
    return text_in(ask, "nb")[:24]


def _differing(world: World) -> bool:
    # On screen the answer has its sign in front.
    return re.search(r"Bo: (✓ )?Ja", world.seen) is not None


def _written(world: World) -> bool:
    text = (world.folder / "ut.md").read_text(encoding="utf-8")
    return text.startswith("# ") and "Nes" in text


# -- the table --------------------------------------------------------------------------

_LETTERS = {
    AnswerValue.YES: "j",
    AnswerValue.PARTLY: "d",
    AnswerValue.NO: "n",
    AnswerValue.UNKNOWN: "v",
    AnswerValue.NOT_APPLICABLE: "g",
}


def _answers(value: AnswerValue, letter: str) -> Capability:
    return Capability(
        f"answer-{value.value}",
        f"answer a checkpoint: {value.value}",
        ("walk", f"answer('{value.value}')"),
        (letter,),
        (letter,),
        ("answer", "{id}", POINT, value.value),
        _value(POINT, value),
    )


def _overview(number: int, part: str, shows: Callable[[Session], str]) -> Capability:
    return Capability(
        f"overview-{part}",
        f"overview: {part}",
        ("walk", "overview"),
        ("o", str(number)),
        (f"o {number}",),
        ("status", "{id}", "--part", part),
        _shows(shows),
    )


def _report(number: int, document: str) -> Capability:
    return Capability(
        f"report-{document}",
        f"write the document {document} to a file",
        ("report", "save"),
        (
            *("r", str(number)),
            *((choose("#role", ""),) if DOCUMENTS[document].by_role else ()),
            *(fill("#name", "{folder}/ut.md"), "ctrl+s"),
        ),
        (f"r {number} {{folder}}/ut.md",),
        (
            *("report", "{id}", "--template", document, "--output", "{folder}/ut.md"),
            *(("--against", "forrige") if DOCUMENTS[document].looks_back else ()),
        ),
        _written,
        _with_earlier,
    )


_ONE_BY_ONE = NotHere("a command names its checkpoint, and is at none")
_ONE_FILE = NotHere("a whole assessment is handed over by a command, from no checkpoint")
_LOOK: tuple[Step, ...] = (
    *("ctrl+o", fill("#path", "{folder}/bo.samsjekk"), "ctrl+s"),
    _threads_done,
)


def _handed_over(world: World) -> bool:
    with opened_hand_over(world.folder / "nes.samsjekk") as given:
        return given.manifest.kontrollsum == str(world.session.kontrollsum())


def _received(world: World) -> bool:
    (receipt,) = receipts_in(world.home / "receipts")
    return receipt.path.read_bytes() == (world.folder / "bo.samsjekk").read_bytes()


CAPABILITIES: tuple[Capability, ...] = (
    *(_answers(value, letter) for value, letter in _LETTERS.items()),
    Capability(
        "take-away",
        "take an answer away",
        ("walk", "take_away"),
        ("backspace",),
        ("-",),
        ("answer", "{id}", POINT, "none"),
        _value(POINT, None),
        _answered(AnswerValue.YES),
    ),
    Capability(
        "comment",
        "write a comment",
        ("walk", "comment"),
        ("k", fill("#comment", "Siden er fra 2014."), "ctrl+s"),
        ("k Siden er fra 2014.",),
        ("answer", "{id}", POINT, "yes", "--comment", "Siden er fra 2014."),
        _field(POINT, comment="Siden er fra 2014."),
        _answered(AnswerValue.YES),
    ),
    Capability(
        "note",
        "write an internal note",
        ("walk", "comment"),
        ("k", fill("#note", "Spør Bo igjen."), "ctrl+s"),
        ("c Spør Bo igjen.",),
        ("answer", "{id}", POINT, "yes", "--note", "Spør Bo igjen."),
        _field(POINT, note="Spør Bo igjen.", value=AnswerValue.YES),
        _answered(AnswerValue.YES),
    ),
    Capability(
        "note-read",
        "read an internal note",
        ("walk", "comment"),
        (),
        (),
        ("show", "{id}", "ke-kjent"),
        _shows("Internt notat: Spør Bo igjen."),
        _noted,
    ),
    Capability(
        "note-away",
        "take an internal note away",
        ("walk", "comment"),
        ("k", fill("#note", ""), "ctrl+s"),
        ("c -",),
        ("answer", "{id}", POINT, "none", "--note", ""),
        lambda world: not getattr(world.session.assessment.answer(POINT), "note", ""),
        _noted,
    ),
    Capability(
        "note-of-an-action",
        "write an internal note on an action",
        ("walk", "action"),
        ("t", at("Gammelt"), "enter", fill("#note", "Bo har sagt ja."), "ctrl+s"),
        NotHere("an action is one line; the note is written on screen or by command"),
        ("action", "set", "{id}", "t9", "--note", "Bo har sagt ja."),
        lambda world: world.session.action("t9").note == "Bo har sagt ja.",
        _with_action,
    ),
    Capability(
        "difference-in-answers",
        "see that two have answered differently, unseen",
        ("walk", "overview"),
        (),
        (),
        ("status", "{id}"),
        _differing,
        _apart(_answer_apart),
    ),
    Capability(
        "difference-in-answers-settled",
        "decide between two answers",
        ("walk", "answer('no')"),
        ("n",),
        ("n",),
        ("answer", "{id}", POINT, "no"),
        _agreed(_value(POINT, AnswerValue.NO)),
        _apart(_answer_apart),
    ),
    Capability(
        "difference-in-words",
        "see that two have written differently, unseen",
        ("walk", "comment"),
        (),
        (),
        ("status", "{id}"),
        _shows("Bo: «Fra Bo»"),
        _apart(_comment_apart),
    ),
    Capability(
        "difference-in-words-settled",
        "decide between two comments",
        ("walk", "comment"),
        ("k", fill("#comment", "Avgjort."), "ctrl+s"),
        ("k Avgjort.",),
        ("answer", "{id}", POINT, "none", "--comment", "Avgjort."),
        _agreed(_field(POINT, comment="Avgjort.")),
        _apart(_comment_apart),
    ),
    Capability(
        "difference-in-verdicts",
        "decide between two verdicts",
        ("walk", "verdict"),
        ("a", choose("Select", "not_met"), fill("TextArea", "Avgjort."), "ctrl+s"),
        ("a", "a n Avgjort."),
        ("verdict", "{id}", "ke-kjent", "not_met", "--reason", "Avgjort."),
        _agreed(_verdict(VerdictCode.NOT_MET)),
        _apart(_verdict_apart),
    ),
    Capability(
        "difference-in-statements",
        "decide between two statements",
        ("report", "statement"),
        ("r", "u", fill("TextArea", "Vi følger opp."), "ctrl+s"),
        ("u", "u Vi følger opp."),
        ("statement", "{id}", "--text", "Vi følger opp."),
        _agreed(_stated),
        _apart(_statement_apart),
    ),
    Capability(
        "difference-in-actions",
        "decide between two wordings of an action",
        ("walk", "action"),
        ("t", "enter", fill("TextArea", "Nytt tiltak"), "ctrl+s"),
        ("t", "t 1 Nytt tiltak"),
        ("action", "set", "{id}", "t9", "--what", "Nytt tiltak"),
        _agreed(_action("Nytt tiltak")),
        _apart(_action_apart),
    ),
    Capability(
        "difference-in-recommendations",
        "decide between two wordings of a recommendation",
        ("walk", "recommendations"),
        ("b", "enter", at("Rett den"), "enter", fill("TextArea", "Lage nettside"), "ctrl+s"),
        NotHere("a recommendation is corrected on screen, where all its fields are seen"),
        NotHere("a recommendation is corrected on screen, where all its fields are seen"),
        _agreed(_recommended),
        _apart(_recommendation_apart),
    ),
    Capability(
        "difference-in-evidence",
        "decide between two titles of a document",
        ("evidence", "edit"),
        ("e", at("Fra Bo"), "e", fill("#title", "Rutine A"), "ctrl+s"),
        NotHere("what evidence says is corrected on screen; line by line it is read out"),
        NotHere("a command records evidence, and changes none"),
        _agreed(lambda world: world.session.evidence("a").title == "Rutine A"),
        _apart(_evidence_apart),
    ),
    Capability(
        "count",
        "write a count: n of N",
        ("walk", "figures"),
        ("m", fill("#count", "12"), fill("#of", "40"), "ctrl+s"),
        ("m 12 av 40",),
        ("answer", "{id}", COUNTED, "partly", "--count", "12", "--of", "40"),
        _field(COUNTED, count=12, of=40),
        criterion="ip-innhold",
    ),
    Capability(
        "sample-draw",
        "draw a file sample",
        ("walk", "sample"),
        ("p", fill("#of", "42"), fill("#seed", "2026"), "ctrl+s"),
        ("p 42; ; ; 2026",),
        ("sample", "{id}", FRAME.id, "--of", "42", "--seed", "2026"),
        _drew("2026"),
        criterion="ip-innhold",
        on_sampled_set=True,
    ),
    Capability(
        "sample-again",
        "draw a file sample again, and say why",
        ("walk", "sample"),
        ("p", fill("#seed", "2026"), fill("#reason", "En plan var glemt."), "ctrl+s"),
        ("p 42; En plan var glemt.; 10; 2026",),
        (
            *("sample", "{id}", FRAME.id, "--of", "42", "--seed", "2026"),
            *("--again", "En plan var glemt."),
        ),
        _drew("2026", "En plan var glemt."),
        _drawn,
        criterion="ip-innhold",
        on_sampled_set=True,
    ),
    Capability(
        "sample-count",
        "count in a file sample",
        ("walk", "figures"),
        ("m", fill("#count", "3"), "ctrl+s"),
        ("m 3",),
        ("answer", "{id}", SAMPLED, "partly", "--count", "3"),
        _counted,
        _drawn,
        criterion="ip-innhold",
        on_sampled_set=True,
    ),
    Capability(
        "sample-look",
        "see which file sample to draw",
        ("walk", "sample"),
        (),
        ("p",),
        ("sample", "{id}"),
        _shows("alle som har en plan i dag"),
        criterion="ip-innhold",
        on_sampled_set=True,
    ),
    Capability(
        "whom-to-ask",
        "say whom to ask",
        ("walk", "figures"),
        ("m", choose("#ask", ROLE), "ctrl+s"),
        ("m rolle 1",),
        ("answer", "{id}", POINT, "unknown", "--ask", ROLE),
        _field(POINT, ask=ROLE),
    ),
    Capability(
        "export",
        "make a file to hand over",
        ("walk", "app.send"),
        ("ctrl+e", fill("#path", "{folder}/nes.samsjekk"), "ctrl+s", _threads_done),
        _ONE_FILE,
        ("export", "{id}", "--output", "{folder}/nes.samsjekk"),
        _handed_over,
    ),
    Capability(
        "inspect",
        "look into a file from a colleague",
        ("walk", "app.take_in"),
        _LOOK,
        _ONE_FILE,
        ("inspect", "{folder}/bo.samsjekk"),
        _shows("I filen, og ikke her: 1 endring (Bo: 1)."),
        _handed_by_bo,
    ),
    Capability(
        "merge",
        "take in a file from a colleague",
        ("given", "merge"),
        (*_LOOK, "ctrl+s", _threads_done),
        _ONE_FILE,
        ("merge", "{folder}/bo.samsjekk"),
        _field(POINT, comment="Bo skrev dette."),
        _handed_by_bo,
    ),
    Capability(
        "receive",
        "keep a file from a municipality as it came",
        ("given", "receive"),
        (*_LOOK, "+", _threads_done),
        _ONE_FILE,
        ("receive", "{folder}/bo.samsjekk"),
        _received,
        _handed_by_bo,
    ),
    Capability(
        "share",
        "share an assessment through a folder",
        ("walk", "app.share"),
        (
            *("ctrl+p", *"del egenv", "enter"),
            *(fill("#path", "{folder}/delt"), "ctrl+s"),
            _threads_done,
        ),
        _ONE_FILE,
        ("share", "{id}", "{folder}/delt"),
        lambda world: shared_folder(world.session.journal, "nes-2018") == world.folder / "delt",
        _with_folder,
    ),
    Capability(
        "join",
        "take part in what others share",
        ("home", "app.join"),
        (
            *("ctrl+p", *"bli med", "enter"),
            *(fill("#path", "{folder}/delt"), "ctrl+s"),
            _threads_done,
        ),
        _ONE_FILE,
        ("join", "{folder}/delt"),
        lambda world: {"nes-2018", "nes-2018-02-27"} <= _names(world.session),
        _shared_by_bo,
    ),
    Capability(
        "next-unanswered",
        "go to the next unanswered checkpoint",
        ("walk", "next_unanswered"),
        ("space", "j"),
        (">", "j"),
        _ONE_BY_ONE,
        _value(NEXT, AnswerValue.YES),
    ),
    Capability(
        "quick",
        "see only what decides under the law",
        ("walk", "select"),
        ("f", at("rask gjennomgang"), "enter"),
        ("f 2",),
        ("walk", "{id}", "--plain", "--quick"),
        _shows(_selected(depth=Depth.QUICK)),
    ),
    Capability(
        "mine",
        "see only what one role can answer",
        ("walk", "select"),
        ("f", at("kommunedirektør"), "enter"),
        ("f 10",),
        ("walk", "{id}", "--plain", "--role", ROLE),
        _shows(_selected(role=ROLE)),
    ),
    Capability(
        "filter",
        "see only criteria with findings",
        ("walk", "select"),
        ("f", at("krav med funn"), "enter"),
        ("f 6",),
        ("walk", "{id}", "--plain", "--only", "findings"),
        _shows(_selected(only=Only.FINDINGS)),
    ),
    Capability(
        "law",
        "read the law in plain words, and why it matters",
        ("walk", "law"),
        ("l",),
        ("l",),
        ("show", "{id}", "ke-kjent"),
        _shows(_why),
    ),
    Capability(
        "earlier-answers",
        "read earlier answers and what audits found",
        ("walk", "precedents"),
        ("i",),
        ("i",),
        ("show", "{id}", "ke-rutiner"),
        _shows(_earlier),
        criterion="ke-rutiner",
    ),
    Capability(
        "evidence-add",
        "record evidence and link it",
        ("evidence", "new"),
        (
            "e",
            "+",
            at("en fil, en nettside"),
            "enter",
            fill("#place", "2024/12-3"),
            fill("#title", "Sak"),
            "ctrl+s",
        ),
        ("e 2024/12-3",),
        (
            "evidence",
            "add",
            "{id}",
            "--title",
            "Sak",
            "--archive",
            "2024/12-3",
            "--checkpoint",
            POINT,
        ),
        _added,
    ),
    Capability(
        "evidence-link",
        "link evidence recorded before",
        ("evidence", "link"),
        ("e", at("Rutine A"), "enter"),
        ("e {last}",),
        ("evidence", "link", "{id}", "a", POINT),
        _linked,
        _with_evidence(),
    ),
    Capability(
        "evidence-unlink",
        "take a link away",
        ("evidence", "link"),
        ("e", at("Rutine A"), "enter"),
        ("e {last}",),
        ("evidence", "unlink", "{id}", "a", POINT),
        lambda world: not _linked(world),
        _with_evidence(POINT),
    ),
    Capability(
        "evidence-remove",
        "take evidence out of the assessment",
        ("evidence", "remove"),
        ("e", at("Rutine A"), "-", *_YES),
        ("e - {last}",),
        ("evidence", "remove", "{id}", "a"),
        lambda world: "a" not in world.session.assessment.evidence,
        _with_evidence(POINT),
    ),
    Capability(
        "evidence-renew",
        "record a changed file anew",
        ("evidence", "record_again"),
        ("e", at("Rutine A"), "ctrl+r", *_YES),
        ("e på nytt {last}",),
        ("evidence", "renew", "{id}", "a"),
        _renewed,
        _with_changed_file,
    ),
    Capability(
        "evidence-open",
        "open the file of a document under its own name",
        ("evidence", "open_file"),
        ("e", at("Rutine A"), "ctrl+o"),
        NotHere("a program that opens takes the screen away: «e hent» puts the file in a folder"),
        NotHere("«samsjekk evidence fetch» puts the file in a folder"),
        _shows("Det er en kopi."),
        _with_copy,
    ),
    Capability(
        "evidence-reuse",
        "use evidence of another assessment",
        ("evidence", "new"),
        ("e", "+", "6", "enter"),
        ("e brukt", "e brukt 1"),
        ("evidence", "reuse", "{id}", "forrige", "plan", "--checkpoint", POINT),
        lambda world: "plan" in world.session.assessment.links[POINT],
        _with_earlier_evidence,
    ),
    Capability(
        "evidence-erase",
        "erase the copy of a file for good",
        ("evidence", "erase"),
        ("e", at("Rutine A"), "ctrl+x", fill("#reason", "Et navn."), "ctrl+s"),
        ("e slett {last} Et navn.",),
        ("evidence", "erase", "{id}", "a", "--reason", "Et navn."),
        lambda world: not list((world.home / "evidence" / "nes-2018").iterdir()),
        _with_copy,
    ),
    Capability(
        "evidence-fetch",
        "fetch a file under its name",
        ("evidence", "fetch"),
        ("e", at("Rutine A"), "ctrl+d"),
        ("e hent {last}",),
        ("evidence", "fetch", "{id}", "a"),
        lambda world: (world.folder / "rutine.txt").is_file(),
        _with_copy,
    ),
    Capability(
        "evidence-where",
        "see which answers rest on evidence",
        ("evidence", "where"),
        ("e", at("Rutine A"), "ctrl+g"),
        ("e hvor {last}",),
        ("evidence", "where", "{id}", "a"),
        _shows(lambda session: text_in(session.criterion("ip-innhold").title, "nb")),
        _with_evidence(COUNTED),
    ),
    Capability(
        "action-add",
        "plan an action",
        ("walk", "action"),
        ("t", fill("TextArea", "Lage nettside"), "ctrl+s"),
        ("t Lage nettside; leder; 01.06.2027",),
        ("action", "add", "{id}", "ke-kjent", "--what", "Lage nettside"),
        _action("Lage nettside"),
    ),
    Capability(
        "action-change",
        "change an action",
        ("walk", "action"),
        ("t", at("Gammelt"), "enter", fill("TextArea", "Nytt tiltak"), "ctrl+s"),
        ("t 1 Nytt tiltak",),
        ("action", "set", "{id}", "t9", "--what", "Nytt tiltak"),
        _action("Nytt tiltak"),
        _with_action,
    ),
    Capability(
        "action-withdraw",
        "withdraw an action",
        ("walk", "action"),
        ("t", at("Gammelt"), "enter", click("#withdraw"), *_YES),
        ("t - 1",),
        ("action", "withdraw", "{id}", "t9"),
        _action(None),
        _with_action,
    ),
    Capability(
        "verdict-set",
        "set another verdict than the answers give",
        ("walk", "verdict"),
        ("a", choose("Select", "not_met"), fill("TextArea", "Siden er nede."), "ctrl+s"),
        ("a n Siden er nede.",),
        ("verdict", "{id}", "ke-kjent", "not_met", "--reason", "Siden er nede."),
        _verdict(VerdictCode.NOT_MET),
    ),
    Capability(
        "verdict-back",
        "follow the answers again",
        ("walk", "verdict"),
        ("a", click("#follow")),
        ("a -",),
        ("verdict", "{id}", "ke-kjent", "none"),
        _verdict(None),
        _with_verdict,
    ),
    Capability(
        "statement",
        "record the chief municipal executive's statement",
        ("report", "statement"),
        ("r", "u", fill("TextArea", "Vi følger opp."), "ctrl+s"),
        ("u Vi følger opp.",),
        ("statement", "{id}", "--text", "Vi følger opp."),
        _stated,
    ),
    Capability(
        "correct",
        "correct what the assessment is about",
        ("walk", "correct"),
        ("ctrl+a", fill("#title", "Etter vedtaket"), "ctrl+s"),
        ("rett tittel Etter vedtaket",),
        ("correct", "{id}", "--title", "Etter vedtaket"),
        lambda world: world.session.assessment.title == "Etter vedtaket",
    ),
    *(
        Capability(
            f"sign-off-{screen}",
            "approve the assessment on behalf of a role",
            (screen, "sign_off"),
            (*way, "ctrl+n", fill("#role", "kommunedirektør"), "ctrl+s"),
            ("godkjenn kommunedirektør",),
            ("signoff", "{id}", "--role", "kommunedirektør"),
            _signed_off,
        )
        for screen, way in (("walk", ()), ("report", ("r",)))
    ),
    Capability(
        "claim",
        "say that what another name has written is one's own",
        ("history", "claim"),
        ("h", "=", at("Bo"), "enter"),
        ("h = Bo",),
        ("claim", "{id}", "Bo"),
        lambda world: world.session.assessment.people["Bo"].name == world.session.author.name,
        lambda session: _as_bo(session).answer(POINT, AnswerValue.YES),
    ),
    Capability(
        "recommendation-add",
        "record what the municipality was asked to do",
        ("walk", "recommendations"),
        ("b", fill("TextArea", "Lage nettside"), "ctrl+s"),
        ("b Lage nettside; kommunestyret; 2015",),
        ("recommendation", "add", "{id}", "--text", "Lage nettside", "--checkpoint", POINT),
        _recommended,
    ),
    Capability(
        "recommendation-judge",
        "judge how a recommendation was followed up",
        ("walk", "recommendations"),
        (
            "b",
            at("Lage nettside"),
            "enter",
            at("Vurder"),
            "enter",
            choose("Select", "followed_up"),
            fill("TextArea", "Den er laget."),
            "ctrl+s",
        ),
        ("b 1 j Den er laget.",),
        ("recommendation", "judge", "{id}", "r1", "followed_up", "--reason", "Den er laget."),
        _judged,
        _with_recommendation,
    ),
    Capability(
        "undo",
        "undo the last change",
        ("walk", "undo"),
        ("z",),
        ("z",),
        ("undo", "{id}"),
        _value(POINT, AnswerValue.YES),
        _answered(AnswerValue.YES, AnswerValue.NO),
    ),
    Capability(
        "redo",
        "bring back what was undone",
        ("walk", "redo"),
        ("y",),
        ("y",),
        ("redo", "{id}"),
        _value(POINT, AnswerValue.YES),
        _undone,
    ),
    Capability(
        "go-back",
        "go back to what all was at a moment",
        ("history", "open"),
        ("h", "down", "down", "enter", at("slik den var"), "enter", "z", *_YES),
        ("z 3",),
        ("undo", "{id}", "--to", "{third}"),
        _value(POINT, AnswerValue.YES),
        _answered(AnswerValue.YES, AnswerValue.NO, AnswerValue.PARTLY),
    ),
    Capability(
        "history",
        "see who did what",
        ("walk", "history"),
        ("h",),
        ("h",),
        ("history", "{id}"),
        _shows("Nei: Kan en innbygger"),
        _answered(AnswerValue.NO),
    ),
    Capability(
        "status",
        "see the conclusions",
        ("walk", "overview"),
        ("o",),
        ("o",),
        ("status", "{id}"),
        _shows(_theme),
    ),
    _overview(
        1,
        "conclusion",
        lambda session: text_in(session.appraisal.questions[0].question.text, "nb")[:24],
    ),
    _overview(2, "map", lambda session: text_in(session.criterion("ke-etablert").title, "nb")),
    _overview(
        3, "findings", lambda session: text_in(session.appraisal.findings[0].criterion.title, "nb")
    ),
    _overview(
        4,
        "lacking",
        lambda session: text_in(session.appraisal.lacking_evidence[0][0].criterion.title, "nb"),
    ),
    _overview(5, "unknown", _question),
    _overview(
        6, "actions", lambda session: next(iter(session.assessment.actions.values())).what[:24]
    ),
    Capability(
        "search",
        "find a criterion by words",
        ("walk", "search"),
        ("slash", fill("Input", "minste"), "enter"),
        ("/minste",),
        ("search", "{id}", "minste"),
        _shows(lambda session: text_in(session.criterion("sph-minstepunkter").title, "nb")),
    ),
    *(_report(number, name) for number, name in enumerate(DOCUMENTS, start=1)),
    Capability(
        "upgrade",
        "go over to a new version of the criteria set",
        ("walk", "upgrade"),
        ("ctrl+u", *_YES),
        NotHere("what is changed is read before one goes over: «samsjekk upgrade --dry-run»"),
        ("upgrade", "{id}"),
        lambda world: world.session.criteria_set == shipped_set(world.session.criteria_set.id),
        criterion="ke-mandat",
        on_older_set=True,
    ),
    Capability(
        "alone-start",
        "let everybody answer alone",
        ("together", "begin"),
        ("w", "+", fill("Input", "Bo, Kari"), "ctrl+s"),
        ("w + Bo, Kari",),
        ("alone", "{id}", "start", "--with", "Bo", "--with", "Kari"),
        lambda world: (
            world.session.running is not None
            and {"Bo", "Kari"} <= {who.name for who in world.session.running.people}
        ),
    ),
    Capability(
        "alone-status",
        "see how far each has come",
        ("walk", "together"),
        ("w",),
        ("w",),
        ("alone", "{id}", "status"),
        _shows("Kari: har ikke begynt"),
        _in_round,
    ),
    Capability(
        "alone-end",
        "open the answers for all",
        ("together", "open_answers"),
        ("w", "enter", *_YES),
        ("w åpne",),
        ("alone", "{id}", "end"),
        lambda world: bool(world.session.rounds) and world.session.running is None,
        _in_round,
    ),
    Capability(
        "together",
        "see where people differ",
        ("walk", "together"),
        ("w",),
        ("w",),
        ("together", "{id}"),
        _differing,
        _answered_alike,
    ),
    Capability(
        "confirm",
        "confirm an earlier answer that waits",
        ("walk", "take_over"),
        ("=",),
        ("=",),
        ("confirm", "{id}", POINT),
        _value(POINT, AnswerValue.NO),
        _from_last_year,
    ),
    Capability(
        "take-over-earlier",
        "take over an earlier answer as it is shown",
        ("walk", "take_over"),
        ("i", "="),
        ("i", "="),
        NotHere("«samsjekk answer» says the answer"),
        _value(POINT, AnswerValue.NO),
        _with_earlier,
    ),
    Capability(
        "confirm-theme",
        "read and confirm what waits in a theme",
        ("walk", "take_over_theme"),
        ("ctrl+w", "="),
        ("= tema", "= alle"),
        ("confirm", "{id}", "--theme", "koordinerende-enhet", "--yes"),
        _value(POINT, AnswerValue.NO),
        _from_last_year,
    ),
    Capability(
        "confirm-action",
        "confirm an earlier action that waits",
        ("walk", "action"),
        ("t", "enter"),
        ("t", "t = 1"),
        ("confirm", "{id}", "--action", "t9"),
        lambda world: "t9" in world.session.assessment.actions,
        _from_last_year,
    ),
    Capability(
        "form",
        "make a form for a role that answers without the program",
        ("report", "send_form"),
        ("r", "ctrl+b", at("Nav-kontoret"), "enter"),
        NotHere("a form is a file: «samsjekk questionnaire»"),
        ("questionnaire", "{id}", "--role", "nav-leder"),
        lambda world: (world.folder / f"{world.session.shared.id}-nav-leder.xlsx").exists(),
    ),
    Capability(
        "take-over",
        "take over what all answered alike",
        ("together", "take_over"),
        ("w", "=", *_YES),
        ("w =",),
        ("together", "{id}", "--take-over"),
        _value(POINT, AnswerValue.PARTLY),
        _answered_alike,
    ),
    Capability(
        "settings",
        "say who one is",
        ("home", "app.settings"),
        ("s", fill("#role", "rådgiver"), "ctrl+s"),
        NotHere("who answers is settled before the first question: «samsjekk settings»"),
        ("settings", "--role", "rådgiver"),
        lambda world: load_settings(world.home).role == "rådgiver",
    ),
)


ONLY_ON_SCREEN = {
    "home": {
        *("open", "new", "example", "overview", "report", "take_away", "app.quit"),
        *("app.send", "app.take_in", "app.share", "new_audit"),
    },
    "walk": {"list", "evidence", "report", "app.settings", "unsaved", "copy_text", "app.join"},
    "evidence": {"search", "app.settings"},
    "overview": {"open", "action", "step(1)", "sort", "app.settings"},
    "report": {"read", "open_saved", "file", "app.settings"},
    "reader": {"scroll", "chapter", "app.settings"},
    "history": {"undo", "redo", "whose", "criterion", "app.settings"},
    "together": {"open", "app.settings"},
    "given": {"open", "app.settings"},
    # An audit is no assessment: each of its actions is done in `tests/test_tui_audit.py`.
    "audit": {
        "open",
        "new",
        "take_away",
        "undo",
        "redo",
        "report",
        "history",
        "select",
        "app.settings",
    },
    "files": {"choose", "up", "enter_folder", "move(1)", "sort"},
}
"""Keys that only move about, lead to a screen above, or are done by another row."""


def names_for(session: Session, folder: Path) -> dict[str, object]:
    """What is only known when a row is run."""
    history = session.history()
    return {
        "id": session.shared.id,
        "last": len(session.assessment.evidence),
        "folder": folder,
        "third": history[min(2, len(history) - 1)].event.id,
    }


# -- what is refused, in the same words from everywhere ---------------------------------


class Refusal(NamedTuple):
    """Something that can't be, and the words that say so; nothing is recorded.

    The screen and the lines are at `checkpoint`, in an assessment of the set `criteria`.
    """

    id: str
    said: str
    screen: tuple[Step, ...] | NotHere
    plain: tuple[str, ...] | NotHere
    command: tuple[str, ...] | NotHere
    before: Callable[[Session], None] = lambda _session: None
    checkpoint: str = POINT
    criteria: str = "psykisk-helse-rus-voksne"


_WITH_SAMPLE = "sampled"
"""The set of `tests/sampled.py`."""


def _sample(
    name: str,
    said: str,
    *,
    of: str = "42",
    number: str = "",
    before: Callable[[Session], None] = lambda _session: None,
) -> Refusal:
    return Refusal(
        f"sample-{name}",
        said,
        ("p", fill("#of", of), fill("#number", number), "ctrl+s"),
        (f"p {of}; ; {number}",),
        ("sample", "{id}", FRAME.id, "--of", of, *(("--number", number) if number else ())),
        before,
        SAMPLED,
        _WITH_SAMPLE,
    )


_ADULTS, _CHILDREN = "psykisk-helse-rus-voksne", "psykisk-helse-rus-barn-unge"


def _number(name: str, typed: str, checkpoint: str, said: str, criteria: str = _ADULTS) -> Refusal:
    return Refusal(
        f"number-{name}",
        said,
        ("m", fill("#number", typed), "ctrl+s"),
        (f"m {typed}",),
        ("answer", "{id}", checkpoint, "yes", "--number", typed),
        checkpoint=checkpoint,
        criteria=criteria,
    )


def _count(name: str, count: str, of: str, said: str) -> Refusal:
    return Refusal(
        f"count-{name}",
        said,
        ("m", fill("#count", count), fill("#of", of), "ctrl+s"),
        (f"m {count} av {of}",),
        ("answer", "{id}", COUNTED, "yes", "--count", count, "--of", of),
        checkpoint=COUNTED,
    )


def _deadline(name: str, typed: str, said: str) -> Refusal:
    return Refusal(
        f"date-{name}",
        said,
        ("t", fill("TextArea", "Lage nettside"), fill("#deadline", typed), "ctrl+s"),
        (f"t Lage nettside; leder; {typed}",),
        ("action", "add", "{id}", "ke-kjent", "--what", "Lage nettside", "--deadline", typed),
    )


_ONLY_A_PLACE = NotHere("a line records a place, and the rest of evidence is written elsewhere")
_EVIDENCE = ("evidence", "add", "{id}", "--title", "T", "--kind")
_REASON = "Skriv hvorfor. Den som leser rapporten, må kunne forstå det."


def _evidence(name: str, kind: str, said: str, command: tuple[str, ...], **fields: str) -> Refusal:
    return Refusal(
        f"evidence-{name}",
        said,
        (
            *("e", "+", at(kind), "enter", fill("#title", "T")),
            *(fill(f"#{field}", typed) for field, typed in fields.items()),
            "ctrl+s",
        ),
        _ONLY_A_PLACE,
        (*_EVIDENCE, *command),
    )


def _no_report(document: str, number: int, said: str) -> Refusal:
    return Refusal(
        f"report-{document}-of-nothing",
        said,
        ("r", str(number), fill("#name", "ut.md"), "ctrl+s"),
        (f"r {number} ut.md",),
        ("report", "{id}", "--template", document, "--output", "ut.md"),
    )


REFUSALS: tuple[Refusal, ...] = (
    _number(
        "percent-over-100",
        "250",
        "hje-skolehelse-undersokelser",
        "Prosent kan ikke være mer enn 100.",
        criteria=_CHILDREN,
    ),
    _number("negative-days", "-7", "sam-samordning-avgjort", "Tallet kan ikke være mindre enn 0."),
    _number(
        "that-can-be-two",
        "1.200",
        "ke-oversikt-planer",
        "«1.200» kan leses på to måter. Skriv 1200 eller 1,2.",
    ),
    _number(
        "unreadable",
        "mange",
        "ke-oversikt-planer",
        "Skriv et tall, for eksempel 12 eller 12,5. Her står det «mange».",
    ),
    _count("above-of", "6", "5", "6 av 5 kan ikke være riktig. Antallet må være fra 0 til 5."),
    _count("half", "2,5", "5", "Skriv et helt tall med sifre. Her står det «2,5»."),
    _count(
        "without-of",
        "6",
        "",
        "Oppgi både antallet og hvor mange det er av, for eksempel 12 av 40.",
    ),
    _sample("of-nothing", "Det kan være fra 1 til 1000000 å trekke fra, ikke 0.", of="0"),
    _sample("above-of", "7 kan ikke trekkes av 6. Trekk fra 1 til 6.", of="6", number="7"),
    _sample(
        "again-without-a-reason",
        "Utvalget er trukket fra før: 10 av 42. Skriv hvorfor dere trekker på nytt.",
        before=_drawn,
    ),
    _no_report("gap", 1, "Ingen kontrollpunkter er besvart ennå, så rapporten har ingenting å si."),
    _no_report("request", 4, "Forberedelsesarket viser hva hver rolle bør finne fram."),
    Refusal(
        "sample-where-there-is-none",
        "Kontrollpunktet bygger ikke på noe utvalg.",
        ("p",),
        ("p",),
        NotHere("a command names its sample"),
    ),
    _deadline("unreadable", "til våren", "«til våren» er ikke en dato vi forstår."),
    _deadline(
        "not-whole",
        "mars 2027",
        "«mars 2027» mangler dag eller måned. Skriv for eksempel 27.02.2018.",
    ),
    _deadline("not-in-calendar", "31.6.27", "«31.6.27» finnes ikke i kalenderen."),
    Refusal(
        "sign-off-in-the-future",
        "01.01.2099 er ikke kommet ennå. Ingen kan ha godkjent noe den dagen.",
        ("ctrl+n", fill("#role", "ordfører"), fill("#date", "1.1.2099"), "ctrl+s"),
        NotHere("line by line one approves today"),
        ("signoff", "{id}", "--role", "ordfører", "--date", "1.1.2099"),
    ),
    Refusal(
        "period-that-can-not-be",
        "Vurderingen kan ikke være avsluttet 1. januar 2099: dagen er ikke kommet.",
        ("ctrl+a", fill("#ends", "1.1.2099"), "ctrl+s"),
        ("rett avsluttet 1.1.2099",),
        ("correct", "{id}", "--ends", "1.1.2099"),
    ),
    Refusal(
        "date-of-a-recommendation",
        "«i fjor» er ikke en dato vi forstår. Skriv 2017, 2017-11 eller",
        ("b", fill("TextArea", "Lage nettside"), fill("#date", "i fjor"), "ctrl+s"),
        ("b Lage nettside; kommunestyret; i fjor",),
        ("recommendation", "add", "{id}", "--text", "Lage nettside", "--date", "i fjor"),
    ),
    _evidence(
        "in-the-future",
        "en fil, en nettside",
        "01.01.2099 er ikke kommet ennå. Dokumentasjon kan ikke ha en dato i framtiden.",
        ("document", "--date", "1.1.2099"),
        date="1.1.2099",
    ),
    _evidence(
        "figure-without-value",
        "et tall dere har talt",
        "Skriv tallet.",
        ("figure", "--value", "", "--unit", "", "--period", "", "--source", ""),
    ),
    _evidence(
        "figure-without-source",
        "et tall dere har talt",
        "Skriv hvor tallet er hentet fra.",
        ("figure", "--value", "37", "--unit", "planer", "--period", "2025"),
        value="37",
        unit="planer",
        period="2025",
    ),
    _evidence(
        "interview-without-role",
        "noen har fortalt det",
        "Skriv rollen, for eksempel leder for Nav-kontoret. Ikke skriv navn.",
        ("interview",),
    ),
    _evidence(
        "sample-above-of",
        "dere har sett på noen saker",
        "Stikkprøven kan ikke ha 6 treff blant 5.",
        ("file_sample", "--count", "6", "--of", "5", "--period", "2025"),
        count="6",
        of="5",
        period="2025",
    ),
    Refusal(
        "verdict-without-a-reason",
        _REASON,
        ("a", choose("Select", "not_met"), "ctrl+s"),
        ("a n",),
        ("verdict", "{id}", "ke-kjent", "not_met"),
    ),
    Refusal(
        "follow-up-without-a-reason",
        _REASON,
        (
            *("b", at("Lage nettside"), "enter", at("Vurder"), "enter"),
            *(choose("Select", "followed_up"), "ctrl+s"),
        ),
        ("b 1 j",),
        ("recommendation", "judge", "{id}", "r1", "followed_up"),
        before=_with_recommendation,
    ),
    Refusal(
        "action-without-words",
        "Skriv hva som skal gjøres.",
        ("t", "ctrl+s"),
        ("t ; leder",),
        ("action", "add", "{id}", "ke-kjent", "--what", " "),
    ),
    Refusal(
        "recommendation-without-words",
        "Skriv hva dere er bedt om.",
        ("b", "ctrl+s"),
        ("b ; kommunestyret",),
        ("recommendation", "add", "{id}", "--text", " "),
    ),
    Refusal(
        "empty-statement",
        "Skriv uttalelsen. En uttalelse som er gitt, kan angres.",
        ("r", "u", "ctrl+s"),
        NotHere("u alone reads the statement out"),
        ("statement", "{id}", "--text", " "),
    ),
    Refusal(
        "verdict-in-a-round",
        "Dere svarer hver for seg nå. Dette er felles for alle",
        ("a", choose("Select", "not_met"), fill("TextArea", "Siden er nede."), "ctrl+s"),
        ("a n Siden er nede.",),
        ("verdict", "{id}", "ke-kjent", "not_met", "--reason", "Siden er nede."),
        before=_in_round,
    ),
    Refusal(
        "action-in-a-round",
        "Dere svarer hver for seg nå. Dette er felles for alle",
        ("t", fill("TextArea", "Lage nettside"), "ctrl+s"),
        ("t Lage nettside",),
        ("action", "add", "{id}", "ke-kjent", "--what", "Lage nettside"),
        before=_in_round,
    ),
    Refusal(
        "nothing-to-undo",
        "Du (Anna) har ingen endringer å angre.",
        ("z",),
        ("z",),
        ("undo", "{id}"),
    ),
    Refusal(
        "nothing-to-redo",
        "Du (Anna) har ikke angret noe som kan gjøres om.",
        ("y",),
        ("y",),
        ("redo", "{id}"),
    ),
    Refusal(
        "back-to-now",
        "Ingenting er endret siden da.",
        NotHere("the newest moment has no key that goes back to it"),
        ("z 1",),
        ("undo", "{id}", "--to", "{third}"),
    ),
    Refusal(
        "no-round-to-open",
        "Ingen svarer hver for seg nå.",
        NotHere("the key is there only in a round"),
        ("w åpne",),
        ("alone", "{id}", "end"),
    ),
    Refusal(
        "no-agenda-in-a-round",
        "Svarene er skjult til dere åpner dem.",
        NotHere("the key is there only when the answers are opened"),
        ("w =",),
        ("together", "{id}"),
        before=_in_round,
    ),
)
