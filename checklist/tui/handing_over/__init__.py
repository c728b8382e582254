"""An assessment as a file to a colleague, one from a colleague, and a folder that several share."""

from __future__ import annotations

from checklist.tui.handing_over.doors import HandingOver
from checklist.tui.handing_over.received import ReceivedFiles

__all__ = ["HandingOver", "ReceivedFiles"]
