"""What samsjekk takes from the machine: folders, name, language, clock, settings, whole files."""

from __future__ import annotations

from checklist.machine.environment import Environment
from checklist.machine.harmless import SHOWN_OTHERWISE, harmless_output
from checklist.machine.settings import LONGEST, Settings, change_settings, load_settings
from checklist.machine.system import (
    can_wait_in_shell,
    drives,
    ending_signals,
    full_path,
    hang_up,
    is_closed_pipe,
    is_gone,
    is_only_online,
    is_reserved,
    let_go_of,
    make_private_folder,
    names_keys,
    patiently,
    speak_utf8,
    terminal,
    wait_in_shell,
)
from checklist.machine.whole_file import write_file, write_whole

__all__ = [
    "LONGEST",
    "SHOWN_OTHERWISE",
    "Environment",
    "Settings",
    "can_wait_in_shell",
    "change_settings",
    "drives",
    "ending_signals",
    "full_path",
    "hang_up",
    "harmless_output",
    "is_closed_pipe",
    "is_gone",
    "is_only_online",
    "is_reserved",
    "let_go_of",
    "load_settings",
    "make_private_folder",
    "names_keys",
    "patiently",
    "speak_utf8",
    "terminal",
    "wait_in_shell",
    "write_file",
    "write_whole",
]
