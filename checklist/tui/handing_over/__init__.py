"""An assessment as a file to a colleague, one from a colleague, and a folder that several share."""

from __future__ import annotations

from checklist.tui.handing_over.received import ReceivedFiles
from checklist.tui.handing_over.starting import HandingOver

__all__ = ["HandingOver", "ReceivedFiles"]
