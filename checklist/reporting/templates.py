"""Which templates there are for documents, and in which folders they lie."""

from __future__ import annotations

from pathlib import Path

from checklist.errors import ExitCode, SamsjekkError
from checklist.i18n import phrase
from checklist.resources import folder


class UnknownTemplate(SamsjekkError):
    """There is no template of this name in this form."""


class FaultyTemplate(SamsjekkError):
    """A template can't be used; the words say where and why."""

    exit_code = ExitCode.FAULTS


AUDITS = "audit-"
"""What the names of templates of an audit's documents begin with."""


def template_names(
    form: str, templates: Path | None = None, beginning: str = ""
) -> tuple[str, ...]:
    """The templates that can be used, in alphabetical order: those of assessments, or of audits."""
    suffix = f".{form}.j2"
    found = {
        path.name.removesuffix(suffix)
        for directory in template_folders(templates)
        for path in directory.glob(f"[!_]*{suffix}")
    }
    return tuple(
        sorted(
            name.removeprefix(beginning)
            for name in found
            if name.startswith(AUDITS) == bool(beginning)
        )
    )


def template_folders(templates: Path | None) -> list[Path]:
    """The folder of the user's own templates, if any, before that of the shipped ones.

    Raises:
        UnknownTemplate: it is not there.
    """
    shipped = folder("templates")
    if templates is None:
        return [shipped]
    if not templates.is_dir():
        raise UnknownTemplate(phrase("Malmappen {folder} finnes ikke.", folder=templates))
    return [templates, shipped]
