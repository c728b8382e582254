"""Widgets that draw many rows as one."""

from checklist.tui.widgets.bars import KeyBar, TopBar, progress_bar
from checklist.tui.widgets.closing_screen import ClosingScreen
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
from checklist.tui.widgets.line_list import LineList
from checklist.tui.widgets.marking import in_text, marked
from checklist.tui.widgets.message_line import HasMessages, MessageLine

__all__ = [
    "Block",
    "ClosingScreen",
    "HasMessages",
    "KeyBar",
    "LineList",
    "MessageLine",
    "OnlyVisible",
    "StyledText",
    "Target",
    "TopBar",
    "content",
    "difference_parts",
    "differing_answers",
    "files_words",
    "fitted",
    "hung",
    "in_few_pieces",
    "in_text",
    "is_differing",
    "look_at_files",
    "marked",
    "opinion_parts",
    "plain",
    "progress_bar",
    "shortened",
    "strips",
    "styled",
    "target_at",
    "written_parts",
]
