"""The boxes that open over the walk."""

from checklist.tui.walk.confirming import ConfirmThemeScreen
from checklist.tui.walk.correct_dialog import CorrectDialog
from checklist.tui.walk.dialogs import CommentDialog, FiguresDialog
from checklist.tui.walk.judging import RecommendationDialog, follow_up_dialog, verdict_dialog
from checklist.tui.walk.sample_dialog import SampleDialog
from checklist.tui.walk.selecting import SelectionDialog
from checklist.tui.walk.upgrade import UpgradeScreen

__all__ = [
    "CommentDialog",
    "ConfirmThemeScreen",
    "CorrectDialog",
    "FiguresDialog",
    "RecommendationDialog",
    "SampleDialog",
    "SelectionDialog",
    "UpgradeScreen",
    "follow_up_dialog",
    "verdict_dialog",
]
