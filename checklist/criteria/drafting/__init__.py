"""From a checklist in a spreadsheet, a library or a catalogue to the draft of a criteria set.

What was read (`reading`) is rows with fields (`sheet_rows`, `libraries`, `catalogs`); each is
placed, a heading, or asked about. They are grouped to criteria (`grouping`) and written as YAML
with marks for what is missing (`writing`).
"""

from __future__ import annotations

from checklist.criteria.drafting.columns import Field
from checklist.criteria.drafting.described import Origin, as_id
from checklist.criteria.drafting.entries import About, ChecklistRead
from checklist.criteria.drafting.heads import UnknownColumns, chosen_columns
from checklist.criteria.drafting.reading import NothingToDraft, checklist_in
from checklist.criteria.drafting.telling import told
from checklist.criteria.drafting.writing import Draft, drafted

__all__ = [
    "About",
    "ChecklistRead",
    "Draft",
    "Field",
    "NothingToDraft",
    "Origin",
    "UnknownColumns",
    "as_id",
    "checklist_in",
    "chosen_columns",
    "drafted",
    "told",
]
