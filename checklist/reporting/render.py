"""Rendering: a report model through a template, in a sandbox, with every value made harmless."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from checklist.appraisal.appraise import Appraisal
from checklist.errors import ExitCode, SamsjekkError
from checklist.i18n import Translator, phrase
from checklist.reporting.build import gap_report
from checklist.resources import folder

FORMS = ("html", "md")


class UnknownTemplate(SamsjekkError):
    """There is no template of this name in this form."""


class UnknownForm(SamsjekkError):
    """Reports don't come in this form."""


class FaultyTemplate(SamsjekkError):
    """A template can't be used; the words say where and why."""

    exit_code = ExitCode.FAULTS


def template_names(form: str, templates: Path | None = None) -> tuple[str, ...]:
    """The templates that can be used, in alphabetical order."""
    suffix = f".{form}.j2"
    return tuple(
        sorted(
            {
                path.name.removesuffix(suffix)
                for directory in _folders(templates)
                for path in directory.glob(f"[!_]*{suffix}")
            }
        )
    )


def report_text(
    appraisal: Appraisal,
    *,
    template: str = "gap",
    form: str = "html",
    day: date,
    translator: Translator,
    templates: Path | None = None,
    cache: Path | None = None,
) -> str:
    """The report as one text: the same appraisal and the same day give the same text.

    `templates` is a folder whose templates come before the shipped ones. `cache` is a folder
    for compiled templates; it must be the user's own. Without it they are compiled each time.

    Raises:
        UnknownForm: it is not one of `FORMS`.
        UnknownTemplate: there is none of that name in this form.
        FaultyTemplate: the template is wrong.
    """
    if form not in FORMS:
        raise UnknownForm(
            phrase(
                "Formatet «{form}» finnes ikke. Velg mellom: {forms}.",
                form=form,
                forms=", ".join(FORMS),
            )
        )
    names = template_names(form, templates)
    if template not in names:
        raise UnknownTemplate(
            phrase(
                "Rapportmalen «{name}» finnes ikke som {form}. Velg mellom: {names}.",
                name=template,
                form=form,
                names=", ".join(names),
            )
        )
    from jinja2 import TemplateError  # noqa: PLC0415 - 70 ms that only a report needs

    from checklist.reporting.sandbox import sandbox  # noqa: PLC0415 - imports Jinja too

    report = gap_report(appraisal, day, translator)
    try:
        environment = sandbox(form, _folders(templates), translator, cache)
        text = environment.get_template(f"{template}.{form}.j2").render(report=report)
    except TemplateError as error:
        raise FaultyTemplate(
            phrase(
                "Rapportmalen «{name}» kan ikke brukes: {reason}",
                name=getattr(error, "name", None) or template,
                reason=error,
            )
        ) from error
    return _tidy(text)


def _tidy(text: str) -> str:
    """Without spaces at the end of lines, and with at most one empty line at a time.

    Templates can be laid out to be read. Line breaks that people wrote are few, and one empty
    line of theirs says as much as three.
    """
    return re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t]+\n", "\n", text)).strip("\n") + "\n"


def _folders(templates: Path | None) -> list[Path]:
    shipped = folder("templates")
    return [shipped] if templates is None else [templates, shipped]
