"""The store on PostgreSQL: its schema, who may do what in it, and the connection.

Nothing here is imported unless an address is given: it needs `samsjekk[team]`.
"""

from checklist.store.postgres.checking import check_database
from checklist.store.postgres.handing_over import hand_over
from checklist.store.postgres.inviting import make_invitation
from checklist.store.postgres.reaching import reached
from checklist.store.postgres.schema import SCHEMA_VERSION, make_schema

__all__ = [
    "SCHEMA_VERSION",
    "check_database",
    "hand_over",
    "make_invitation",
    "make_schema",
    "reached",
]
