"""Templates of the municipality's own, run apart from everything else."""

from checklist.reporting.forms.text.own_templates.sandbox import sandbox_for, written
from checklist.reporting.forms.text.own_templates.template_faults import IN_OWN, IN_SHIPPED, fault

__all__ = ["IN_OWN", "IN_SHIPPED", "fault", "sandbox_for", "written"]
