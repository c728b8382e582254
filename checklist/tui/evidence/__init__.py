"""The screen for evidence, with its form and file picker."""

from checklist.tui.evidence.file_picker import FilePicker, browse_for
from checklist.tui.evidence.screen import EvidenceScreen

__all__ = [
    "EvidenceScreen",
    "FilePicker",
    "browse_for",
]
