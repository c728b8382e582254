"""Answers, evidence and actions in a YAML file: what `samsjekk apply` reads.

The shipped examples are written in the same format, with a head that says whose they are.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator
from datetime import date
from pathlib import Path, PureWindowsPath
from typing import Annotated, Any, Literal, TypeVar

import msgspec
from msgspec import Meta
from msgspec.structs import asdict, replace

from checklist.assessment import deciding
from checklist.assessment.events import (
    Action,
    ActionSet,
    Answer,
    Answered,
    EvidenceLinked,
    EvidenceRecorded,
    FollowUpCode,
    FollowUpSet,
    Municipality,
    Origin,
    Recommendation,
    RecommendationSet,
    SetFollowUp,
    SetVerdict,
    StatementGiven,
    VerdictCode,
    VerdictSet,
    What,
)
from checklist.assessment.evidence import (
    Document,
    Evidence,
    Figure,
    FileReference,
    FileSample,
    Interview,
    Observation,
    kind_of,
)
from checklist.assessment.names import Names
from checklist.assessment.state import Assessment
from checklist.assessment.typed_dates import KnownDate, WholeDate
from checklist.assessment.typed_numbers import Number, WholeNumber
from checklist.criteria import AnswerValue, CriteriaSet, EvidenceKind, Id, checkpoint_fingerprint
from checklist.criteria.yaml import FAULTY, Fault, YamlDocument, read, read_bytes
from checklist.i18n import Phrase, phrase
from checklist.text import nearest

ANSWERS = phrase(
    "Svar leses fra en svarfil i YAML, eller fra et utfylt skjema med navn på .xlsx eller .docx."
)
"""What `apply` reads, for those who gave it something else."""

T = TypeVar("T", bound=msgspec.Struct)
S = TypeVar("S", Action, Recommendation)


class _Entry(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True
):
    """An immutable part of an answer file."""


class AssessmentHead(_Entry, frozen=True, kw_only=True):
    """Whose assessment it is: only needed where the file makes a new one."""

    municipality: Municipality
    criteria_set: str
    date: WholeDate
    title: str = ""
    origin: Origin = None
    begins: WholeDate | None = None
    ends: WholeDate | None = None


class DocumentEntry(_Entry, frozen=True, kw_only=True, tag_field="kind", tag="document"):
    """A document; `file` is a path from the folder of the answer file."""

    id: Id
    title: Annotated[str, Meta(max_length=300)] = ""
    date: KnownDate | None = None
    shows: str = ""
    file: str | None = None
    copy: bool = False
    address: str | None = None
    archive: str | None = None
    page: str | None = None
    procedure: bool = False
    held_by: str = ""


EvidenceEntry = DocumentEntry | Interview | Figure | FileSample | Observation


class AnswerEntry(_Entry, frozen=True, kw_only=True):
    """The answer to one checkpoint and the ids of the evidence it rests on.

    What is not written stays as it was; an empty text, or null, takes it away.
    """

    checkpoint: Id
    answer: AnswerValue
    comment: str | None = ""
    place: Annotated[str | None, Meta(description="Where in the evidence: kap. 5.2.")] = ""
    note: Annotated[str | None, Meta(description="For those who answer; in no report.")] = ""
    count: WholeNumber | None = None
    of: WholeNumber | None = None
    number: Number | None = None
    ask: Id | None = None
    evidence: tuple[Id, ...] = ()


class VerdictEntry(_Entry, frozen=True, kw_only=True):
    """A verdict a person sets instead of the derived one."""

    criterion: Id
    verdict: VerdictCode
    reason: Annotated[str, Meta(min_length=1)]


class FollowUpEntry(_Entry, frozen=True, kw_only=True):
    """A follow-up verdict a person sets instead of the derived one."""

    recommendation: Id
    verdict: FollowUpCode
    reason: Annotated[str, Meta(min_length=1)]


class StatementEntry(_Entry, frozen=True, kw_only=True):
    """The chief municipal executive's statement."""

    date: WholeDate
    text: Annotated[str, Meta(min_length=1)]


class AnswerFile(_Entry, frozen=True, kw_only=True):
    """A whole answer file."""

    format: Literal[1]
    assessment: AssessmentHead | None = None
    evidence: tuple[EvidenceEntry, ...] = ()
    answers: tuple[AnswerEntry, ...] = ()
    verdicts: tuple[VerdictEntry, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    follow_ups: tuple[FollowUpEntry, ...] = ()
    actions: tuple[Action, ...] = ()
    statement: StatementEntry | None = None


RecordFile = Callable[[str, bool], FileReference]
"""Takes a path as the answer file writes it, and whether to copy, to a recorded file."""


def head_of(path: Path) -> AssessmentHead | None:
    """Only the head of an answer file, before it is known which criteria set it is for.

    Raises:
        FaultyFile: the file has faults.
    """
    return read(read_bytes(path, ANSWERS), AnswerFile, str(path)).value.assessment


def load_answers(
    path: Path, criteria_set: CriteriaSet, state: Assessment | None, today: date
) -> YamlDocument[AnswerFile]:
    """Read an answer file and check that what it names exists and nothing in it is refused.

    `state` is the assessment it will be applied to; its evidence and recommendations may be
    referred to.

    Raises:
        FaultyFile: with every fault, each with line, column and field.
        UnreadableFile: the file can't be opened.
    """

    def check(document: YamlDocument[AnswerFile]) -> Iterator[Fault]:
        yield from _dangling(document, criteria_set, state)
        yield from _repeated(document)
        yield from _refused_evidence(document, state, today)
        yield from _refused_figures(document, criteria_set, state)
        yield from _lacking_words(document, state)

    return read(read_bytes(path, ANSWERS), AnswerFile, str(path), check)


def changes(
    document: YamlDocument[AnswerFile],
    criteria_set: CriteriaSet,
    state: Assessment,
    record_file: RecordFile,
) -> tuple[What, ...]:
    """What applying the file would change. Applying it twice changes nothing the second time.

    What is not written of something that is known stays as it is.
    """
    answers = document.value
    recommended = _completed(document, "recommendations", answers.recommendations, state)
    planned = _completed(document, "actions", answers.actions, state)
    return (
        *_new_evidence(document, state, record_file),
        *_new_answers(document, criteria_set, state),
        *(
            RecommendationSet(recommendation=recommendation)
            for recommendation in recommended
            if state.recommendations.get(recommendation.id) != recommendation
        ),
        *_new_follow_ups(answers, state),
        *(ActionSet(action=action) for action in planned if state.actions.get(action.id) != action),
        *_new_verdicts(answers, state),
        *_new_statement(answers, state),
    )


def _completed(
    document: YamlDocument[AnswerFile], part: str, entries: Iterable[S], state: Assessment
) -> tuple[S, ...]:
    """Actions or recommendations, with what is known of them where nothing is written."""
    before = getattr(state, part)
    return tuple(
        _complete(entry, before.get(entry.id), document.fields_at((part, index)))
        for index, entry in enumerate(entries)
    )


def _complete(entry: T, before: Any, written: Container[str]) -> T:
    """An entry with what was there before in the fields that are not written."""
    if type(before) is not type(entry):
        return entry
    kept = {name: getattr(before, name) for name in before.__struct_fields__ if name not in written}
    return replace(entry, **kept)


def _new_evidence(
    document: YamlDocument[AnswerFile], state: Assessment, record_file: RecordFile
) -> Iterator[What]:
    for index, entry in enumerate(document.value.evidence):
        known = state.evidence.get(entry.id)
        before = None if known is None else known.value
        evidence = _complete(
            _evidence(entry, record_file), before, document.fields_at(("evidence", index))
        )
        if before != evidence:
            yield EvidenceRecorded(evidence=evidence)


def _evidence(entry: EvidenceEntry, record_file: RecordFile) -> Evidence:
    if not isinstance(entry, DocumentEntry):
        return entry
    return Document(
        id=entry.id,
        title=entry.title,
        date=entry.date,
        shows=entry.shows,
        file=None if entry.file is None else record_file(entry.file, entry.copy),
        address=entry.address,
        archive=entry.archive,
        page=entry.page,
        procedure=entry.procedure,
        held_by=entry.held_by,
    )


_BESIDE_ANSWER = ("comment", "place", "note", "count", "of", "number", "ask")


def _new_answers(
    document: YamlDocument[AnswerFile], criteria_set: CriteriaSet, state: Assessment
) -> Iterator[What]:
    fingerprints = {
        checkpoint.id: checkpoint_fingerprint(criterion, checkpoint)
        for criterion in criteria_set.criteria
        for checkpoint in criterion.checkpoints
    }
    for index, entry in enumerate(document.value.answers):
        written = document.fields_at(("answers", index))
        given = {name: getattr(entry, name) for name in _BESIDE_ANSWER if name in written}
        given |= {name: "" for name in ("comment", "place", "note") if given.get(name, "") is None}
        answer = replace(
            state.answer(entry.checkpoint) or Answer(),
            value=entry.answer,
            fingerprint=fingerprints[entry.checkpoint],
            **given,
        )
        if state.answer(entry.checkpoint) != answer:
            yield Answered(checkpoint=entry.checkpoint, answer=answer)
        linked = state.links.get(entry.checkpoint, ())
        for name in entry.evidence:
            if name not in linked:
                yield EvidenceLinked(evidence=name, checkpoint=entry.checkpoint)


def _new_verdicts(answers: AnswerFile, state: Assessment) -> Iterator[What]:
    for entry in answers.verdicts:
        verdict = SetVerdict(verdict=entry.verdict, reason=entry.reason)
        known = state.verdicts.get(entry.criterion)
        if known is None or known.value != verdict:
            yield VerdictSet(criterion=entry.criterion, verdict=verdict)


def _new_follow_ups(answers: AnswerFile, state: Assessment) -> Iterator[What]:
    for entry in answers.follow_ups:
        verdict = SetFollowUp(verdict=entry.verdict, reason=entry.reason)
        known = state.follow_ups.get(entry.recommendation)
        if known is None or known.value != verdict:
            yield FollowUpSet(recommendation=entry.recommendation, verdict=verdict)


def _new_statement(answers: AnswerFile, state: Assessment) -> Iterator[What]:
    if answers.statement is None:
        return
    given = StatementGiven(text=answers.statement.text, date=answers.statement.date)
    if state.statement is None or state.statement.value != given:
        yield given


class _Named(msgspec.Struct, frozen=True):
    """A name in the file, where it stands, what it must be among, and what to do when it isn't."""

    path: tuple[str | int, ...]
    name: str
    among: frozenset[str]
    remedy: Phrase


def _dangling(
    document: YamlDocument[AnswerFile], criteria_set: CriteriaSet, state: Assessment | None
) -> Iterator[Fault]:
    answers = document.value
    for named in (
        *_names_in_set(answers, criteria_set),
        *_names_in_file(
            answers,
            recorded=frozenset() if state is None else frozenset(state.evidence),
            recommended=frozenset() if state is None else frozenset(state.recommendations),
        ),
    ):
        if named.name is not FAULTY and named.name not in named.among:
            yield document.fault(
                named.path,
                phrase("«{id}» finnes ikke", id=named.name),
                named.remedy,
                nearest(named.name, named.among),
            )


def _names_in_set(answers: AnswerFile, criteria_set: CriteriaSet) -> Iterator[_Named]:
    points = frozenset(c.id for criterion in criteria_set.criteria for c in criterion.checkpoints)
    criteria = frozenset(criterion.id for criterion in criteria_set.criteria)
    roles = frozenset(role.id for role in criteria_set.roles)
    remedy = phrase(
        "bruk en id fra {set} {version}", set=criteria_set.id, version=criteria_set.version
    )
    for index, entry in enumerate(answers.answers):
        yield _Named(("answers", index, "checkpoint"), entry.checkpoint, points, remedy)
        if entry.ask:
            yield _Named(("answers", index, "ask"), entry.ask, roles, remedy)
    for index, verdict in enumerate(answers.verdicts):
        yield _Named(("verdicts", index, "criterion"), verdict.criterion, criteria, remedy)
    for index, recommendation in enumerate(answers.recommendations):
        for position, name in enumerate(recommendation.checkpoints):
            place = ("recommendations", index, "checkpoints", position)
            yield _Named(place, name, points, remedy)
    for index, action in enumerate(answers.actions):
        yield _Named(("actions", index, "criterion"), action.criterion, criteria, remedy)


def _names_in_file(
    answers: AnswerFile, *, recorded: frozenset[str], recommended: frozenset[str]
) -> Iterator[_Named]:
    """Names of what the file, or the assessment before it, must have recorded."""
    evidence = recorded | {entry.id for entry in answers.evidence if entry.id is not FAULTY}
    recommendations = recommended | {
        entry.id for entry in answers.recommendations if entry.id is not FAULTY
    }
    under_evidence = phrase("registrer dokumentasjonen under evidence i filen")
    under_recommendations = phrase("registrer anbefalingen under recommendations i filen")
    for index, entry in enumerate(answers.answers):
        for position, name in enumerate(entry.evidence):
            place = ("answers", index, "evidence", position)
            yield _Named(place, name, evidence, under_evidence)
    for index, follow_up in enumerate(answers.follow_ups):
        path = ("follow_ups", index, "recommendation")
        yield _Named(path, follow_up.recommendation, recommendations, under_recommendations)
    for index, action in enumerate(answers.actions):
        if action.recommendation is not None:
            path = ("actions", index, "recommendation")
            yield _Named(path, action.recommendation, recommendations, under_recommendations)


def _repeated(document: YamlDocument[AnswerFile]) -> Iterator[Fault]:
    """Two entries for one thing: it would depend on the order which of them counts."""
    answers = document.value
    for part, field, names in (
        ("evidence", "id", [entry.id for entry in answers.evidence]),
        ("answers", "checkpoint", [entry.checkpoint for entry in answers.answers]),
        ("verdicts", "criterion", [entry.criterion for entry in answers.verdicts]),
        ("recommendations", "id", [entry.id for entry in answers.recommendations]),
        ("follow_ups", "recommendation", [entry.recommendation for entry in answers.follow_ups]),
        ("actions", "id", [entry.id for entry in answers.actions]),
    ):
        seen: set[str] = set()
        for index, name in enumerate(names):
            if name is not FAULTY and name in seen:
                yield document.fault(
                    (part, index, field),
                    phrase("«{id}» står to ganger i filen", id=name),
                    phrase("behold den ene"),
                )
            seen.add(name)


def _refused_evidence(
    document: YamlDocument[AnswerFile], state: Assessment | None, today: date
) -> Iterator[Fault]:
    """What would be refused from a screen too. A field with a fault already gets no other."""
    recorded = {} if state is None else state.evidence
    for index, entry in enumerate(document.value.evidence):
        if entry is FAULTY:
            continue
        kind = EvidenceKind(str(entry.__struct_config__.tag))
        known = {name: held for name, held in asdict(entry).items() if held is not FAULTY}
        had = recorded.get(known.get("id", ""))
        before = None if had is None else had.value
        if before is not None and kind_of(before) is kind:
            written = document.fields_at(("evidence", index))
            known = {name: held for name, held in known.items() if name in written}
            known = asdict(before) | known
        for field, problem in deciding.evidence_faults(known, today, before):
            yield document.fault(("evidence", index, field), problem)
        if isinstance(entry, DocumentEntry) and entry.file and _leads_out(entry.file):
            yield document.fault(
                ("evidence", index, "file"),
                phrase("filen ligger utenfor mappen til svarfilen"),
                phrase("legg den i samme mappe, eller registrer den fra programmet"),
            )


def _refused_figures(
    document: YamlDocument[AnswerFile], criteria_set: CriteriaSet, state: Assessment | None
) -> Iterator[Fault]:
    names = Names(criteria_set)
    for index, entry in enumerate(document.value.answers):
        before = None if state is None else state.answer(entry.checkpoint)
        written = document.fields_at(("answers", index))
        known = {
            name: getattr(entry if name in written or before is None else before, name)
            for name in ("count", "of", "number")
        }
        if entry.checkpoint not in names.checkpoints or FAULTY in known.values():
            continue
        measure = names.checkpoint(entry.checkpoint).measure
        faults = deciding.figure_faults(Answer(**known), before or Answer(), measure)
        for field, problem in faults:
            yield document.fault(("answers", index, field), problem)


def _lacking_words(document: YamlDocument[AnswerFile], state: Assessment | None) -> Iterator[Fault]:
    for part, field, known in (
        ("verdicts", "reason", {}),
        ("follow_ups", "reason", {}),
        ("actions", "what", {} if state is None else state.actions),
        ("recommendations", "text", {} if state is None else state.recommendations),
    ):
        for index, entry in enumerate(getattr(document.value, part)):
            text = getattr(entry, field)
            stays = getattr(entry, "id", "") in known
            if stays and field not in document.fields_at((part, index)):
                continue
            if text is not FAULTY and not text.strip():
                yield document.fault((part, index, field), deciding.MISSING_WORDS[field])


def _leads_out(path: str) -> bool:
    """Whether a path leaves the folder it is read from: an answer file may come from anyone."""
    windows = PureWindowsPath(path)
    return bool(windows.drive or windows.root or path.startswith("~") or ".." in windows.parts)
