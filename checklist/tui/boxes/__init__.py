"""Boxes that ask: what one types, chooses or confirms in, over any screen."""

from checklist.tui.boxes.action_dialog import ActionDialog
from checklist.tui.boxes.assessment_dialog import AssessmentDialog, Opened
from checklist.tui.boxes.choosing import ChooseDialog, SearchDialog
from checklist.tui.boxes.confirm import ConfirmScreen, if_yes
from checklist.tui.boxes.copying import Copying
from checklist.tui.boxes.dialog import (
    Dialog,
    FieldError,
    labelled,
    needed,
    read_field,
    typed_path,
    written,
)
from checklist.tui.boxes.hinted import HintedInput
from checklist.tui.boxes.leaving import LeaveScreen
from checklist.tui.boxes.lines_box import LinesBox
from checklist.tui.boxes.list_dialog import FoundOptions, ListBox, ListDialog, TypingDialog
from checklist.tui.boxes.making import WantedFile, in_thread, make_file
from checklist.tui.boxes.proposing import ProposingInput
from checklist.tui.boxes.sign_off_dialog import SignOffDialog
from checklist.tui.boxes.toggles import Tick
from checklist.tui.boxes.typed_screen import TypedScreen
from checklist.tui.boxes.working_dialog import WorkingDialog

__all__ = [
    "ActionDialog",
    "AssessmentDialog",
    "ChooseDialog",
    "ConfirmScreen",
    "Copying",
    "Dialog",
    "FieldError",
    "FoundOptions",
    "HintedInput",
    "LeaveScreen",
    "LinesBox",
    "ListBox",
    "ListDialog",
    "Opened",
    "ProposingInput",
    "SearchDialog",
    "SignOffDialog",
    "Tick",
    "TypedScreen",
    "TypingDialog",
    "WantedFile",
    "WorkingDialog",
    "if_yes",
    "in_thread",
    "labelled",
    "make_file",
    "needed",
    "read_field",
    "typed_path",
    "written",
]
