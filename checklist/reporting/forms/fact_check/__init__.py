"""The fact check of an audit as a form: what goes out (`form`), and what came back (`returned`)."""

from __future__ import annotations

from checklist.reporting.forms.fact_check.form import fact_form
from checklist.reporting.forms.fact_check.returned import returned_facts

__all__ = ["fact_form", "returned_facts"]
