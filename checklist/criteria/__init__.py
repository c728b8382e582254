"""Criteria: what practice is measured against, where it is written, how it is read."""

from __future__ import annotations

from checklist.criteria.depth import quick_points
from checklist.criteria.fingerprints import checkpoint_fingerprint, set_fingerprint
from checklist.criteria.model import (
    AnswerValue,
    Aspect,
    Checkpoint,
    Citation,
    ConclusionRule,
    Condition,
    Contradiction,
    CriteriaSet,
    Criterion,
    Depth,
    EvidenceKind,
    ExpectedEvidence,
    Force,
    Id,
    Limit,
    Measure,
    MeasureKind,
    PartialDate,
    Question,
    Role,
    Source,
    SourceKind,
    Text,
    Theme,
    text_in,
    translation,
)
from checklist.criteria.schema import criteria_schema
from checklist.criteria.searching import CriteriaSearch
from checklist.criteria.texts import untranslated
from checklist.criteria.upgrade import Comparison, compare_sets

__all__ = [
    "AnswerValue",
    "Aspect",
    "Checkpoint",
    "Citation",
    "Comparison",
    "ConclusionRule",
    "Condition",
    "Contradiction",
    "CriteriaSearch",
    "CriteriaSet",
    "Criterion",
    "Depth",
    "EvidenceKind",
    "ExpectedEvidence",
    "Force",
    "Id",
    "Limit",
    "Measure",
    "MeasureKind",
    "PartialDate",
    "Question",
    "Role",
    "Source",
    "SourceKind",
    "Text",
    "Theme",
    "checkpoint_fingerprint",
    "compare_sets",
    "criteria_schema",
    "quick_points",
    "set_fingerprint",
    "text_in",
    "translation",
    "untranslated",
]
