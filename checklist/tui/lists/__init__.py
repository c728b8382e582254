"""Lists whose rows one goes along and chooses from."""

from checklist.tui.lists.leading_rows import LeadingRow, LeadingRows
from checklist.tui.lists.leading_screen import LeadingScreen
from checklist.tui.lists.marked_list import MarkedList
from checklist.tui.lists.table_rows import entry_rows, ladder_rows, tables_of

__all__ = [
    "LeadingRow",
    "LeadingRows",
    "LeadingScreen",
    "MarkedList",
    "entry_rows",
    "ladder_rows",
    "tables_of",
]
