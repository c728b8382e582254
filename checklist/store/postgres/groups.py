"""The roles of the shared database: who owns it, who may use it, and each who is let in.

A municipality or an auditor's office is a role nobody logs in as: the group that its rows are
owned by. Beside it is its owner role, which alone erases and removes. Each person has a login
that works as the group.
"""

from __future__ import annotations

import re
import secrets
from typing import NamedTuple

import psycopg
from psycopg import sql

KEEPER = "samsjekk"
"""Owns the schema and its functions."""
MUNICIPALITY = "samsjekk_municipality"
AUDITOR = "samsjekk_auditor"
"""What a group of either sort is a member of: the rights on the tables are these two roles'."""

_GROUP = re.compile(r"[a-z][a-z0-9_]{1,38}")


class Login(NamedTuple):
    """A login that was made; the password is nowhere else."""

    name: str
    password: str


def usable_group(name: str) -> bool:
    """Whether a municipality or an office can be called so: its name is a role's name.

    Names that begin as ours do, and those that end as owner roles do, are taken.
    """
    ours = (KEEPER, "pg_")
    return (
        bool(_GROUP.fullmatch(name))
        and not name.startswith(ours)
        and name not in ("none", "public")
        and not name.endswith("_owner")
    )


def owner_role(group: str) -> str:
    """The role that erases and removes what is a group's."""
    return f"{group}_owner"


def new_login(group: str) -> Login:
    """A login and a password nobody has had. Everybody on the server sees the names of logins."""
    return Login(f"{group}_{secrets.token_hex(3)}", secrets.token_urlsafe(24))


def group_statements(group: str, kind: str) -> list[sql.Composed]:
    """What makes a municipality or an office, of the kind that `kind` is the role of."""
    names = {"group": sql.Identifier(group), "owner": sql.Identifier(owner_role(group))}
    return [
        sql.SQL("CREATE ROLE {group} NOLOGIN").format(**names),
        sql.SQL("GRANT {kind} TO {group}").format(kind=sql.Identifier(kind), **names),
        sql.SQL("CREATE ROLE {owner} NOLOGIN").format(**names),
        *registration(group, kind),
    ]


def registration(group: str, kind: str) -> list[sql.Composed]:
    """What lets a group own rows in a database. Its role may be there for another database."""
    values = [sql.Literal(group), sql.Literal(kind == AUDITOR)]
    return [
        sql.SQL("SET LOCAL ROLE {}").format(sql.Identifier(KEEPER)),
        sql.SQL("INSERT INTO samsjekk.team VALUES ({}, {}) ON CONFLICT DO NOTHING").format(*values),
        sql.SQL("SET LOCAL ROLE {}").format(sql.SQL("NONE")),
    ]


def login_statements(login: Login, group: str, database: str, *, owner: bool) -> list[sql.Composed]:
    """What makes a login that works as a group in a database, with the owner role or not."""
    name = sql.Identifier(login.name)
    wanted = [group, owner_role(group)] if owner else [group]
    return [
        sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}").format(name, sql.Literal(login.password)),
        *(sql.SQL("GRANT {} TO {}").format(sql.Identifier(role), name) for role in wanted),
        sql.SQL("ALTER ROLE {} IN DATABASE {} SET role = {}").format(
            name, sql.Identifier(database), sql.Identifier(group)
        ),
        # So that the same statements find the tables here as in SQLite, also through a pool.
        sql.SQL("ALTER ROLE {} IN DATABASE {} SET search_path = samsjekk, pg_temp").format(
            name, sql.Identifier(database)
        ),
        # The program sets its own; through a pool that would not reach each connection.
        sql.SQL("ALTER ROLE {} IN DATABASE {} SET lock_timeout = '5s'").format(
            name, sql.Identifier(database)
        ),
    ]


def run(connection: psycopg.Connection, statements: list[sql.Composed]) -> None:
    """Run statements, all or none.

    Raises:
        psycopg.Error: nothing was done.
    """
    with connection.transaction():
        for statement in statements:
            connection.execute(statement)
