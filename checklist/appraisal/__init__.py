"""Appraisal: from answers to verdicts, findings and conclusions. Pure functions over values."""

from checklist.appraisal.appraising import (
    Appraisal,
    CheckpointAppraisal,
    CriterionAppraisal,
    Progress,
    QuestionAppraisal,
    ThemeAppraisal,
    appraise,
    appraise_criterion,
    citations_at,
    coming_sources,
)
from checklist.appraisal.comparison import (
    AnswerChange,
    ConclusionChange,
    CriterionChange,
    Differences,
    FindingChange,
    Incomparable,
    differences,
    refuse_incomparable,
)
from checklist.appraisal.conclusions import Conclusion, ConclusionCode, Examined
from checklist.appraisal.contradictions import Clash, NumberClash
from checklist.appraisal.findings import Severity
from checklist.appraisal.follow_up import (
    FollowUp,
    FollowUps,
    FollowUpVerdict,
    Procedure,
    Standing,
    follow_ups,
)
from checklist.appraisal.moments import ChangesSince, changes_since
from checklist.appraisal.numbers import implied
from checklist.appraisal.over_time import Direction, Outcome
from checklist.appraisal.overview import Cell, CellState, map_row
from checklist.appraisal.samples import SampleState, sample_states
from checklist.appraisal.selection import EVERYTHING, LATELY, Only, Selection, choices
from checklist.appraisal.strength import (
    Strength,
    Weight,
    age_words,
    day_before,
    file_words,
    weakest,
    weigh,
    weigh_together,
)
from checklist.appraisal.together import (
    Agenda,
    Compared,
    Opinion,
    agenda,
    common_answer,
    differing,
    labels,
    progress,
)
from checklist.appraisal.verdicts import EVERY_RULES, RULES, Verdict, inside
from checklist.appraisal.yardsticks import PointYardstick, Yardsticks, point_yardstick

__all__ = [
    "EVERYTHING",
    "EVERY_RULES",
    "LATELY",
    "RULES",
    "Agenda",
    "AnswerChange",
    "Appraisal",
    "Cell",
    "CellState",
    "ChangesSince",
    "CheckpointAppraisal",
    "Clash",
    "Compared",
    "Conclusion",
    "ConclusionChange",
    "ConclusionCode",
    "CriterionAppraisal",
    "CriterionChange",
    "Differences",
    "Direction",
    "Examined",
    "FindingChange",
    "FollowUp",
    "FollowUpVerdict",
    "FollowUps",
    "Incomparable",
    "NumberClash",
    "Only",
    "Opinion",
    "Outcome",
    "PointYardstick",
    "Procedure",
    "Progress",
    "QuestionAppraisal",
    "SampleState",
    "Selection",
    "Severity",
    "Standing",
    "Strength",
    "ThemeAppraisal",
    "Verdict",
    "Weight",
    "Yardsticks",
    "age_words",
    "agenda",
    "appraise",
    "appraise_criterion",
    "changes_since",
    "choices",
    "citations_at",
    "coming_sources",
    "common_answer",
    "day_before",
    "differences",
    "differing",
    "file_words",
    "follow_ups",
    "implied",
    "inside",
    "labels",
    "map_row",
    "point_yardstick",
    "progress",
    "refuse_incomparable",
    "sample_states",
    "weakest",
    "weigh",
    "weigh_together",
]
