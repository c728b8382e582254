"""Who is answered: the browser on this machine, asking from samsjekk's own page, with its key.

Any page that is open in the browser can ask for addresses on this machine, also under a name of
its own that leads here (DNS rebinding), and so can other users of the machine. So the address, the
name it was asked by, the page that asks and a key that only the user has seen must all be right.
"""

from __future__ import annotations

import secrets
from typing import NamedTuple

from checklist.i18n import Phrase, phrase

LOOPBACK = "127.0.0.1"
_KEY_BYTES = 24


def new_token() -> str:
    """A key that nobody can guess, as a part of an address."""
    return secrets.token_urlsafe(_KEY_BYTES)


class Request(NamedTuple):
    """What is known of who asks: the headers are as the browser sent them, or None.

    `acts` is whether it does more than read: a web socket is opened, or something is sent.
    """

    remote: str | None
    host: str | None
    origin: str | None
    path: str
    acts: bool = False


class Guard(NamedTuple):
    """The one address that is answered."""

    port: int
    token: str

    @property
    def host(self) -> str:
        """What the address calls this machine."""
        return f"{LOOPBACK}:{self.port}"

    @property
    def origin(self) -> str:
        """What a browser says that samsjekk's own pages come from."""
        return f"http://{self.host}"

    @property
    def address(self) -> str:
        """Where the program is, with the key."""
        return f"{self.origin}/{self.token}/"

    def refusal(self, request: Request) -> Phrase | None:
        """Why a request is not answered; None where it is."""
        if request.remote != LOOPBACK:
            return phrase("samsjekk svarer bare nettleseren på maskinen det kjører på.")
        if request.host != self.host:
            return phrase(
                "samsjekk svarer bare når adressen begynner med {origin}. Kopier hele adressen "
                "fra vinduet der samsjekk serve kjører.",
                origin=self.origin,
            )
        # A browser names the page that asks whenever something is done, and not always otherwise.
        if request.origin != self.origin and (request.acts or request.origin is not None):
            return phrase("samsjekk svarer bare sin egen side. En annen side spurte.")
        given = request.path.split("/")[1] if request.path.startswith("/") else ""
        if not secrets.compare_digest(given.encode(), self.token.encode()):
            return phrase(
                "Adressen mangler nøkkelen, eller den er fra en gang før. Kopier hele adressen "
                "fra vinduet der samsjekk serve kjører."
            )
        return None
