"""The report: which paper, for whom, how it begins, and where it is saved."""

from checklist.tui.report.reader import ReaderScreen
from checklist.tui.report.screen import ReportScreen

__all__ = [
    "ReaderScreen",
    "ReportScreen",
]
