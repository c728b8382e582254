"""The address of a shared database, which may hold a password."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit


class ServerAddress(NamedTuple):
    """An address as `postgresql://role:password@host/database`, shown without its password."""

    url: str

    def __repr__(self) -> str:
        """What stands where the address is shown by mistake."""
        return f"ServerAddress({self.shown!r})"

    @property
    def is_usable(self) -> bool:
        """Whether it is an address of the kind that is wanted."""
        return bool(self._parts.path.strip("/"))

    @property
    def host(self) -> str:
        """The machine, or the folder of a socket, with the port where it is said."""
        parts = self._parts
        named = parse_qs(parts.query).get("host", [""])[0]
        return parts.netloc.rpartition("@")[2] or named or "localhost"

    @property
    def database(self) -> str:
        """The name of the database."""
        return unquote(self._parts.path.lstrip("/")) or "?"

    @property
    def role(self) -> str:
        """Who logs in."""
        before = self._parts.netloc.rpartition("@")[0]
        return unquote(before.partition(":")[0]) or "?"

    @property
    def _parts(self) -> SplitResult:
        """What it is made of: nothing where it is no address of this kind."""
        try:
            parts = urlsplit(self.url)
        except ValueError:
            return urlsplit("")
        return parts if parts.scheme in ("postgresql", "postgres") else urlsplit("")

    @property
    def shown(self) -> str:
        """The address without what logs in."""
        return f"postgresql://{self.host}/{self.database}"
