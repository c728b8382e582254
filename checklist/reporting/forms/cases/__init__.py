"""The form of an auditor's file sample: what was found in each drawn case, out and back."""

from __future__ import annotations

from checklist.reporting.forms.cases.content import (
    NothingDrawnYet,
    ReturnedSample,
    audit_sample_form,
    returned_sample,
)

__all__ = ["NothingDrawnYet", "ReturnedSample", "audit_sample_form", "returned_sample"]
