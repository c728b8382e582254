"""The store on PostgreSQL: its schema, who may do what in it, and the connection.

Nothing here is imported unless an address is given: it needs `samsjekk[team]`.
"""

from checklist.store.postgres.checking import Checked, check_database
from checklist.store.postgres.handing_over import NotHandedOver, hand_over
from checklist.store.postgres.inviting import Invitation, make_invitation
from checklist.store.postgres.reaching import reached
from checklist.store.postgres.schema import SCHEMA_VERSION, make_schema

__all__ = [
    "SCHEMA_VERSION",
    "Checked",
    "Invitation",
    "NotHandedOver",
    "check_database",
    "hand_over",
    "make_invitation",
    "make_schema",
    "reached",
]
