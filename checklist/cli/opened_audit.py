"""Opening the audit that a command is about, with what it rests on."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from checklist.auditing import AuditSession, bring_receipts, open_audit
from checklist.i18n import Translator
from checklist.machine import Environment
from checklist.store import open_receipts
from checklist.text import visible


@contextmanager
def opened_audit(environment: Environment, name: str, _: Translator) -> Iterator[AuditSession]:
    """The audit, as `open_audit`; receipts that are not to be had are said on standard error."""
    with open_audit(environment, name) as session:
        if (away := bring_receipts(session.audit, open_receipts(environment))) is not None:
            print(visible(_.say(away)), file=sys.stderr)
        yield session
