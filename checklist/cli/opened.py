"""Opening the assessment that a command is about."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from checklist.i18n import Translator
from checklist.machine import Environment
from checklist.plain import print_faults
from checklist.session import Session, open_session


@contextmanager
def opened(
    environment: Environment, assessment: str, _: Translator, *, alone: bool = False
) -> Iterator[Session]:
    """The assessment, as `open_session`; what can't be read of it is said on standard error."""
    with open_session(environment, assessment, alone=alone) as session:
        print_faults(session.faults, _)
        yield session
