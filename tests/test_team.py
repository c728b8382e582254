"""Who may do what in a shared database, tried as each who may log in to it."""

from __future__ import annotations

from checklist.store.postgres.schema import SCHEMA_VERSION, make_schema
from tests.postgres import Server


def test_what_is_there_is_not_made_again(postgres_server: Server) -> None:
    with postgres_server.connect(postgres_server.team("again")) as connection:
        assert make_schema(connection) == SCHEMA_VERSION
