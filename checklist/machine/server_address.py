"""The address of a shared database, which may hold a password."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import parse_qs, unquote, urlsplit


class ServerAddress(NamedTuple):
    """An address as `postgresql://role:password@host/database`, shown without its password."""

    url: str

    def __repr__(self) -> str:
        """What stands where the address is shown by mistake."""
        return f"ServerAddress({self.shown!r})"

    @property
    def host(self) -> str:
        """The machine, or the folder of a socket, with the port where it is said."""
        parts = urlsplit(self.url)
        named = parse_qs(parts.query).get("host", [""])[0]
        return parts.netloc.rpartition("@")[2] or named or "localhost"

    @property
    def database(self) -> str:
        """The name of the database."""
        return unquote(urlsplit(self.url).path.lstrip("/")) or "?"

    @property
    def role(self) -> str:
        """Who logs in."""
        before = urlsplit(self.url).netloc.rpartition("@")[0]
        return unquote(before.partition(":")[0]) or "?"

    @property
    def shown(self) -> str:
        """The address without what logs in."""
        return f"postgresql://{self.host}/{self.database}"
