"""A connection that is lost where the server says nothing for half a minute.

A server that is gone, the system notices by itself. One that hangs, or a pool that waits for one,
still answers at its network card, and a program would wait for ever with its screen standing still.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Generator
from typing import Any, TypeVar

import psycopg

_SECONDS_OF_SILENCE = 30.0

# What psycopg logs when somebody stops the program while it waits, is no sentence for them.
logging.getLogger("psycopg").addHandler(logging.NullHandler())

_Result = TypeVar("_Result")


class PatientConnection(psycopg.Connection[Any]):
    """A connection to a server that has half a minute for each piece of an answer."""

    def wait(
        self, gen: Generator[Any, Any, _Result], *given: Any, **further: Any
    ) -> _Result:  # the name is psycopg's
        """Wait as psycopg does, until nothing has come or gone for too long.

        Raises:
            psycopg.OperationalError: the connection is lost, and closed.
        """
        try:
            return super().wait(_while_heard(gen), *given, **further)
        except _Silent:
            self.close()
            raise


class _Silent(psycopg.OperationalError):
    """The server has said nothing for too long."""


def _while_heard(
    waiting: Generator[Any, Any, _Result],
) -> Generator[Any, Any, _Result]:
    """Wait for the same, as long as something comes or goes now and then.

    psycopg says a few times a second whether something did.

    Raises:
        _Silent: nothing did for too long.
    """
    heard, ready = time.monotonic(), None
    while True:
        try:
            wanted = waiting.send(ready)
        except StopIteration as done:
            result: _Result = done.value
            return result
        ready = yield wanted
        now = time.monotonic()
        if ready:
            heard = now
        elif now - heard > _SECONDS_OF_SILENCE:
            raise _Silent
