"""The program in the browser of the machine it runs on, for `samsjekk serve`.

The only package that knows a web server; it is an extra, so this is imported when it is asked for.
"""

from __future__ import annotations

from checklist.serving.guard import LOOPBACK, Guard, Request, new_token
from checklist.serving.server import BrowserServer, command_of_a_tab
from checklist.serving.uploads import Uploads

__all__ = [
    "LOOPBACK",
    "BrowserServer",
    "Guard",
    "Request",
    "Uploads",
    "command_of_a_tab",
    "new_token",
]
