"""Templates of the municipality's own, run apart from everything else."""

from __future__ import annotations

from checklist.reporting.forms.text.own_templates.limits import guarded
from checklist.reporting.forms.text.own_templates.template_faults import fault

__all__ = [
    "fault",
    "guarded",
]
