"""What is decided when somebody wishes something: the events it becomes, or a refusal in words.

Every limit stands here and nowhere else: what a screen, a line, a command and an answer file may
do is the same. Nothing here reads a disk, a clock or a language: `today` and what is random are
arguments.
"""

from __future__ import annotations

from checklist.assessment.deciding.answers import (
    about,
    answer,
    applied,
    comment,
    figure_faults,
    value,
)
from checklist.assessment.deciding.approval import claim, claimable, sign_off
from checklist.assessment.deciding.dates import refuse_date
from checklist.assessment.deciding.earlier import (
    carry,
    confirm,
    confirm_action,
    refuse_other_municipality,
    take_from,
)
from checklist.assessment.deciding.erasures import (
    erase_evidence,
    erasing,
    erasing_copies,
    erasing_text,
)
from checklist.assessment.deciding.evidence import (
    LARGE_FILE,
    LARGEST_FILE,
    NEEDED_OF_EVIDENCE,
    copies_of,
    evidence_faults,
    evidence_id,
    evidence_of,
    link,
    record,
    refuse_copy,
    remove_evidence,
    unlink,
)
from checklist.assessment.deciding.forms import FormAnswer, changed_since, form_answer
from checklist.assessment.deciding.refusals import (
    MISSING_WORDS,
    AnsweringAlone,
    Doubtful,
    NoRound,
    NothingToConfirm,
    NothingToErase,
    NothingToUpgrade,
    Refused,
    Undecided,
    refuse_assessment_id,
    refuse_id,
)
from checklist.assessment.deciding.rounds import open_round, opened_round, start_round, take_over
from checklist.assessment.deciding.samples import draw_faults, sample
from checklist.assessment.deciding.shared import (
    action,
    action_id,
    follow_up,
    recommendation,
    recommendation_id,
    statement,
    verdict,
    withdraw_action,
)
from checklist.assessment.deciding.situation import Situation, refuse_alone
from checklist.assessment.deciding.subject import begin, correct
from checklist.assessment.deciding.taking_back import back_to, go_back, moment, redo, undo
from checklist.assessment.deciding.upgrading import comparison, upgraded

__all__ = [
    "LARGEST_FILE",
    "LARGE_FILE",
    "MISSING_WORDS",
    "NEEDED_OF_EVIDENCE",
    "AnsweringAlone",
    "Doubtful",
    "FormAnswer",
    "NoRound",
    "NothingToConfirm",
    "NothingToErase",
    "NothingToUpgrade",
    "Refused",
    "Situation",
    "Undecided",
    "about",
    "action",
    "action_id",
    "answer",
    "applied",
    "back_to",
    "begin",
    "carry",
    "changed_since",
    "claim",
    "claimable",
    "comment",
    "comparison",
    "confirm",
    "confirm_action",
    "copies_of",
    "correct",
    "draw_faults",
    "erase_evidence",
    "erasing",
    "erasing_copies",
    "erasing_text",
    "evidence_faults",
    "evidence_id",
    "evidence_of",
    "figure_faults",
    "follow_up",
    "form_answer",
    "go_back",
    "link",
    "moment",
    "open_round",
    "opened_round",
    "recommendation",
    "recommendation_id",
    "record",
    "redo",
    "refuse_alone",
    "refuse_assessment_id",
    "refuse_copy",
    "refuse_date",
    "refuse_id",
    "refuse_other_municipality",
    "remove_evidence",
    "sample",
    "sign_off",
    "start_round",
    "statement",
    "take_from",
    "take_over",
    "undo",
    "unlink",
    "upgraded",
    "value",
    "verdict",
    "withdraw_action",
]
