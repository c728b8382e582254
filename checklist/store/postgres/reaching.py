"""Reaching the server for whoever sets the database up, before there is anything in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

from checklist.i18n import phrase
from checklist.machine import ServerAddress
from checklist.store.errors import NotAllowed
from checklist.store.postgres.errors import explained, explained_opening
from checklist.store.postgres.schema import refuse_old_server, refuse_other_schema
from checklist.store.postgres.trusted import trust_as_the_machine

_SECONDS_TO_REACH = 10


@contextmanager
def reached(address: ServerAddress, *, is_ready: bool = True) -> Iterator[psycopg.Connection]:
    """A connection to the database at an address, which commits each statement.

    Args:
        address: where it is, and who logs in.
        is_ready: whether its tables have to be there, as this samsjekk knows them.

    Raises:
        NotAllowed: the login may not do what was asked for.
        StoreError: the server can't be reached, or refused for another reason.
    """
    with explained_opening(address):
        trust_as_the_machine(address)
        connection = psycopg.connect(
            address.url,
            autocommit=True,
            application_name="samsjekk team",
            connect_timeout=_SECONDS_TO_REACH,
        )
    with explained(address), connection:
        refuse_old_server(address, connection)
        # Whoever sets it up may do more than others, and is not led to what others have made. A
        # member's path is left as it is: through a pool others of theirs would get it too.
        connection.execute(
            "SELECT set_config('search_path', 'pg_catalog, pg_temp', false)"
            " WHERE CURRENT_USER = SESSION_USER"
        )
        try:
            if is_ready:
                refuse_other_schema(address, connection)
            yield connection
        except psycopg.errors.InsufficientPrivilege as error:
            raise NotAllowed(
                phrase(
                    "Brukeren {role} har ikke lov til dette i databasen {database} på {host} "
                    "({reason}). Ingenting er endret.",
                    role=address.role,
                    database=address.database,
                    host=address.host,
                    reason=error.diag.message_primary,
                )
            ) from error
