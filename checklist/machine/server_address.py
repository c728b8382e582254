"""The address of a shared database, which may hold a password."""

from __future__ import annotations

import os
import re
from typing import NamedTuple
from urllib.parse import parse_qs, unquote

from checklist.machine.system import user_name

_HOST = r"(?:\[[0-9A-Fa-f:.%]+\]|[^\[\]@:/?#,\s]*)(?::[0-9]{1,5})?"
_ADDRESS = re.compile(
    r"postgres(?:ql)?://(?:(?P<role>[^@:/?#]*)(?::[^@/?#]*)?@)?"
    rf"(?P<hosts>{_HOST}(?:,{_HOST})*)/(?P<database>[^@/?#]+)(?:\?(?P<further>[^@#]*))?"
)
"""Strict, so that no part of a password is taken for something that is shown: a / or @ in one
that is not written %2F or %40 makes it no address."""


class ServerAddress(NamedTuple):
    """An address as `postgresql://role:password@host/database`, shown without its password."""

    url: str

    def __repr__(self) -> str:
        """What stands where the address is shown by mistake."""
        return f"ServerAddress({self.shown!r})"

    @property
    def is_usable(self) -> bool:
        """Whether it is an address of the kind that is wanted."""
        return _ADDRESS.fullmatch(self.url) is not None

    @property
    def host(self) -> str:
        """The machine, or the folder of a socket, with the port where it is said."""
        return self._part("hosts") or self._further("host") or "localhost"

    @property
    def database(self) -> str:
        """The name of the database."""
        return self._part("database")

    @property
    def role(self) -> str:
        """Who logs in; where the address does not say it, as PostgreSQL's own programs choose."""
        said = self._part("role") or self._further("user")
        return said or os.environ.get("PGUSER") or user_name()

    def _part(self, name: str) -> str:
        """A part of the address; nothing where it is no address."""
        found = _ADDRESS.fullmatch(self.url)
        return unquote(found[name] or "") if found else ""

    def _further(self, name: str) -> str:
        """What is said after the question mark."""
        found = _ADDRESS.fullmatch(self.url)
        return parse_qs(found["further"] or "").get(name, [""])[0] if found else ""

    @property
    def shown(self) -> str:
        """The address without what logs in; nothing where it is no address."""
        return f"postgresql://{self.host}/{self.database}" if self.is_usable else ""
