"""The picture of the change report: each theme then and now."""

from __future__ import annotations

from checklist.i18n import Translator
from checklist.reporting import pictures
from checklist.reporting.report import Report


def change_picture(report: Report, _: Translator) -> pictures.ChangePicture | None:
    """The conclusion of each theme then and now, drawn; None where nothing is compared."""
    if report.changes is None:
        return None
    return pictures.change_picture(
        [(line.title, line.then, line.now, line.change) for line in report.changes.themes], _
    )
