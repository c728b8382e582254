"""Letting a person into a shared database, as one of a municipality or of an auditor's office."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import quote, urlencode

import psycopg
from psycopg import sql

from checklist.errors import SamsjekkError
from checklist.i18n import phrase
from checklist.store.postgres.groups import (
    AUDITOR,
    MUNICIPALITY,
    Login,
    group_statements,
    login_statements,
    new_login,
    registration,
    run,
    usable_group,
)
from checklist.store.postgres.schema import has_role

_CARRIED_ON = ("sslmode", "sslrootcert", "channel_binding", "target_session_attrs")


class UnusableGroup(SamsjekkError):
    """No municipality or office can be called so here."""


class Invitation(NamedTuple):
    """A login that was made, or is to be made.

    Attributes:
        address: what the person sets SAMSJEKK_DATABASE to, with the password.
        script: the statements that make it; the password is not in them.
        made: whether they were carried out: not where this login may not make roles.
    """

    address: str
    script: str
    made: bool


def make_invitation(
    connection: psycopg.Connection, group: str, *, auditor: bool, owner: bool
) -> Invitation:
    """Make a login in a municipality or an auditor's office, which is made where it is not here.

    Raises:
        UnusableGroup: a role of another sort has this name, or none can have it.
    """
    if not usable_group(group):
        raise UnusableGroup(
            phrase(
                "«{name}» kan ikke være navnet på en kommune i databasen. Bruk små bokstaver a–z, "
                "tall og understrek, og begynn med en bokstav, for eksempel nes.",
                name=group,
            )
        )
    login, database = new_login(group), connection.info.dbname
    statements = [
        *_group(connection, group, AUDITOR if auditor else MUNICIPALITY),
        *login_statements(_hidden(connection, login), group, database, owner=owner),
    ]
    made = True
    try:
        run(connection, statements)
    except psycopg.errors.InsufficientPrivilege:
        made = False
    script = "\n".join(f"{one.as_string(connection)};" for one in statements)
    return Invitation(_address(connection, login), f"BEGIN;\n{script}\nCOMMIT;", made)


def _group(connection: psycopg.Connection, group: str, kind: str) -> list[sql.Composed]:
    """What makes a group; nothing where it is here.

    Raises:
        UnusableGroup: it is of the other kind, or a role that is no group of ours.
    """
    if not has_role(connection, group):
        return group_statements(group, kind)
    query = "SELECT rolcanlogin, pg_has_role(rolname, %s, 'USAGE') FROM pg_roles WHERE rolname = %s"
    if connection.execute(query, (kind, group)).fetchone() != (False, True):
        raise UnusableGroup(
            phrase(
                "Serveren har allerede noe annet som heter «{name}». Er det en revisjon, skriv "
                "--auditor; ellers velg et annet navn.",
                name=group,
            )
        )
    return registration(group, kind)


def _hidden(connection: psycopg.Connection, login: Login) -> Login:
    """The login with what the server keeps in place of the password: it is in no statement."""
    hidden = connection.pgconn.encrypt_password(
        login.password.encode(), login.name.encode(), b"scram-sha-256"
    )
    return login._replace(password=hidden.decode())


def _address(connection: psycopg.Connection, login: Login) -> str:
    info = connection.info
    given = info.get_parameters()
    further = {name: given[name] for name in _CARRIED_ON if name in given}
    host = info.host
    if host.startswith("/"):
        further["host"], host = host, ""
    name = f"[{host}]" if ":" in host else host
    ending = f"?{urlencode(further, safe='/')}" if further else ""
    return (
        f"postgresql://{login.name}:{quote(login.password, safe='')}@{name}:{info.port}"
        f"/{quote(info.dbname, safe='')}{ending}"
    )
