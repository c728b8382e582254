"""Forms of an audit, out and back.

Apart from `auditing`: it loads what writes Word and Excel files, which nothing else of it needs.
"""

from __future__ import annotations

from checklist.auditing.forms.fact_check import (
    TakenInCorrections,
    fact_form_of,
    take_in_corrections,
)

__all__ = ["TakenInCorrections", "fact_form_of", "take_in_corrections"]
