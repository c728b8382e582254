"""Who may do what in a shared database, tried as each who may log in to it."""

from __future__ import annotations

import json

import psycopg
import pytest

from checklist.store.postgres.schema import SCHEMA_VERSION, make_schema
from tests.postgres import Server
from tests.team_attacks import (
    ALONE,
    HANDED_OVER,
    MARK,
    World,
    make_world,
    tried,
)

_OTHERS = ("other member", "other owner", "auditor", "auditor's owner", "other auditor")
_OWN = ("member", "owner")


@pytest.fixture(scope="module")
def world(postgres_server: Server) -> World:
    return make_world(postgres_server, "world")


@pytest.mark.parametrize("who", _OTHERS)
def test_nothing_of_a_municipality_is_read_or_changed_by_others(world: World, who: str) -> None:
    before = world.rows()
    with world.connect(who) as connection:
        shown = [
            (statement, found)
            for statement in world.statements()
            if MARK in (found := tried(connection, statement)).shown or ALONE in found.shown
        ]
    assert shown == []
    assert world.rows() == before


@pytest.mark.parametrize("who", _OWN)
def test_what_was_written_is_changed_by_nobody(world: World, who: str) -> None:
    apart = ("aside", "shared", "segment", "caches")
    before = world.rows(*apart)
    with world.connect(who) as connection:
        shown = [
            statement
            for statement in world.statements(more=())
            if ALONE in tried(connection, statement).shown
        ]
    assert shown == []
    assert world.rows(*apart) == before
