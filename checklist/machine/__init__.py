"""What samsjekk takes from the machine: folders, name, language, clock, settings, whole files."""

from __future__ import annotations

from checklist.machine.environment import Environment
from checklist.machine.settings import LONGEST, Settings, change_settings, load_settings
from checklist.machine.system import (
    can_wait_in_shell,
    create_private_file,
    drives,
    ending_signals,
    full_path,
    hang_up,
    is_closed_pipe,
    is_gone,
    is_network_folder,
    is_only_online,
    is_reserved,
    let_go_of,
    make_private_folder,
    names_keys,
    only_owner_reads,
    patiently,
    speak_utf8,
    sync_folder,
    synced_by,
    terminal,
    wait_in_shell,
)
from checklist.machine.whole_file import write_by_path, write_file, write_whole

__all__ = [
    "LONGEST",
    "Environment",
    "Settings",
    "can_wait_in_shell",
    "change_settings",
    "create_private_file",
    "drives",
    "ending_signals",
    "full_path",
    "hang_up",
    "is_closed_pipe",
    "is_gone",
    "is_network_folder",
    "is_only_online",
    "is_reserved",
    "let_go_of",
    "load_settings",
    "make_private_folder",
    "names_keys",
    "only_owner_reads",
    "patiently",
    "speak_utf8",
    "sync_folder",
    "synced_by",
    "terminal",
    "wait_in_shell",
    "write_by_path",
    "write_file",
    "write_whole",
]
