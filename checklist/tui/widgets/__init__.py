"""Widgets that draw many rows as one."""

from checklist.tui.widgets.action_dialog import ActionDialog
from checklist.tui.widgets.assessment_dialog import AssessmentDialog, Opened
from checklist.tui.widgets.bars import KeyBar, TopBar, progress_bar
from checklist.tui.widgets.choosing import ChooseDialog, SearchDialog
from checklist.tui.widgets.confirm import ConfirmScreen, if_yes
from checklist.tui.widgets.copying import Copying, CopyStopped
from checklist.tui.widgets.dialog import Dialog, FieldError, labelled, needed, read_field, written
from checklist.tui.widgets.disagreements import (
    difference_parts,
    differing_answers,
    is_differing,
    opinion_parts,
    written_parts,
)
from checklist.tui.widgets.drawing import (
    Block,
    OnlyVisible,
    StyledText,
    Target,
    content,
    fitted,
    hung,
    in_few_pieces,
    plain,
    shortened,
    strips,
    styled,
    target_at,
)
from checklist.tui.widgets.file_watch import files_words, look_at_files
from checklist.tui.widgets.hinted import HintedInput
from checklist.tui.widgets.leading_rows import LeadingRow, LeadingRows
from checklist.tui.widgets.line_list import LineList
from checklist.tui.widgets.lines_box import LinesBox
from checklist.tui.widgets.list_dialog import FoundOptions, ListBox, ListDialog, TypingDialog
from checklist.tui.widgets.making import WantedFile, apart, being_made, make_file
from checklist.tui.widgets.marked_list import MarkedList
from checklist.tui.widgets.marking import in_text, marked
from checklist.tui.widgets.message_line import HasMessages, MessageLine
from checklist.tui.widgets.proposing import ProposingInput, ProposingText
from checklist.tui.widgets.sign_off_dialog import SignOffDialog
from checklist.tui.widgets.table_rows import entry_rows, ladder_rows, tables_of
from checklist.tui.widgets.toggles import Tick
from checklist.tui.widgets.typed_screen import TypedScreen
from checklist.tui.widgets.working_dialog import WorkingDialog

__all__ = [
    "ActionDialog",
    "AssessmentDialog",
    "Block",
    "ChooseDialog",
    "ConfirmScreen",
    "CopyStopped",
    "Copying",
    "Dialog",
    "FieldError",
    "FoundOptions",
    "HasMessages",
    "HintedInput",
    "KeyBar",
    "LeadingRow",
    "LeadingRows",
    "LineList",
    "LinesBox",
    "ListBox",
    "ListDialog",
    "MarkedList",
    "MessageLine",
    "OnlyVisible",
    "Opened",
    "ProposingInput",
    "ProposingText",
    "SearchDialog",
    "SignOffDialog",
    "StyledText",
    "Target",
    "Tick",
    "TopBar",
    "TypedScreen",
    "TypingDialog",
    "WantedFile",
    "WorkingDialog",
    "apart",
    "being_made",
    "content",
    "difference_parts",
    "differing_answers",
    "entry_rows",
    "files_words",
    "fitted",
    "hung",
    "if_yes",
    "in_few_pieces",
    "in_text",
    "is_differing",
    "labelled",
    "ladder_rows",
    "look_at_files",
    "make_file",
    "marked",
    "needed",
    "opinion_parts",
    "plain",
    "progress_bar",
    "read_field",
    "shortened",
    "strips",
    "styled",
    "tables_of",
    "target_at",
    "written",
    "written_parts",
]
