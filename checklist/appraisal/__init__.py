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
    CriterionChange,
    Differences,
    Direction,
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
from checklist.appraisal.overview import Cell, CellState, map_row
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
from checklist.appraisal.verdicts import RULES, Verdict, inside
from checklist.appraisal.yardsticks import Measured, PointMeasured

__all__ = [
    "EVERYTHING",
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
    "ConclusionCode",
    "CriterionAppraisal",
    "CriterionChange",
    "Differences",
    "Direction",
    "Examined",
    "FollowUp",
    "FollowUpVerdict",
    "FollowUps",
    "Incomparable",
    "Measured",
    "NumberClash",
    "Only",
    "Opinion",
    "PointMeasured",
    "Procedure",
    "Progress",
    "QuestionAppraisal",
    "Selection",
    "Severity",
    "Standing",
    "Strength",
    "ThemeAppraisal",
    "Verdict",
    "Weight",
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
    "progress",
    "refuse_incomparable",
    "weakest",
    "weigh",
    "weigh_together",
]
