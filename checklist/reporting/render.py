"""Rendering: a report model through a template, in a sandbox, with every value made harmless."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from checklist.errors import ExitCode, SamsjekkError
from checklist.i18n import phrase
from checklist.reporting.report import Report
from checklist.resources import folder

if TYPE_CHECKING:
    from jinja2 import Environment

TEXT_FORMS = ("html", "md")
"""Forms that a template lays out."""

MADE_FORMS: dict[str, str] = {
    "json": "checklist.reporting.as_json:report_json",
    "oscal-results": "checklist.reporting.oscal:assessment_results",
    "oscal-poam": "checklist.reporting.oscal:plan_of_action",
}
"""Other forms, each with the function that makes the bytes of a file: `module:function`.

It takes the report and a function that gives the HTML of the document.
"""

FORMS = (*TEXT_FORMS, *MADE_FORMS)

TITLES = {
    "gap": phrase("Gapanalyse"),
    "poster": phrase("Plakat"),
    "prepare": phrase("Forberedelsesark"),
    "request": phrase("Dokumentbestilling"),
    "interview": phrase("Intervjuguide"),
    "fact-check": phrase("Faktaverifisering"),
    "follow-up": phrase("Oppfølgingsrapport"),
    "case-paper": phrase("Saksframlegg"),
    "change": phrase("Endringsrapport"),
}
"""The shipped documents by the names of their templates, in the order they are offered."""


_FAULTS = (
    ArithmeticError,
    AttributeError,
    LookupError,
    MemoryError,
    OSError,
    RecursionError,
    SyntaxError,
    TypeError,
    ValueError,
)
"""What a template of one's own can make Python say. In a shipped one it is a fault of ours."""


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


def report_file(
    report: Report,
    *,
    template: str = "gap",
    form: str = "html",
    templates: Path | None = None,
    cache: Path | None = None,
) -> bytes:
    """A document as the bytes of a file: see `report_text`."""

    def text(form: str) -> str:
        return report_text(report, template=template, form=form, templates=templates, cache=cache)

    if form not in MADE_FORMS:
        return text(form).encode()
    module, function = MADE_FORMS[form].split(":")
    made: bytes = getattr(import_module(module), function)(report, lambda: text("html"))
    return made


def report_text(
    report: Report,
    *,
    template: str = "gap",
    form: str = "html",
    templates: Path | None = None,
    cache: Path | None = None,
) -> str:
    """A document as one text: the same report gives the same text.

    `templates` is a folder whose templates come before the shipped ones. `cache` is a folder
    for compiled templates; it must be the user's own. Without it they are compiled each time.

    Raises:
        UnknownForm: it is not one of `FORMS`.
        UnknownTemplate: there is none of that name in this form.
        FaultyTemplate: the template is wrong.
    """
    if form not in TEXT_FORMS:
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
    text = _rendered(report, f"{template}.{form}.j2", form, templates, cache)
    if form == "md" and report.left_out:
        # HTML documents say it in the foot of the page they extend.
        text += "\n" + _rendered(report, "_left_out.md.j2", form, templates, cache)
    return _tidy(text)


def _rendered(
    report: Report, name: str, form: str, templates: Path | None, cache: Path | None
) -> str:
    from jinja2 import TemplateError  # noqa: PLC0415 - 70 ms that only a report needs

    folders = _folders(templates)
    faults = (TemplateError,) if templates is None else (TemplateError, *_FAULTS)
    try:
        environment = _environment(report, form, folders, templates, cache)
        return environment.get_template(name).render(report=report)
    except faults as error:
        from checklist.reporting.template_faults import fault  # noqa: PLC0415 - seldom needed

        raise FaultyTemplate(
            phrase("Rapportmalen kan ikke brukes: {fault}", fault=fault(error, name, folders))
        ) from error


def _environment(
    report: Report, form: str, folders: list[Path], templates: Path | None, cache: Path | None
) -> Environment:
    if templates is None:
        from checklist.reporting.sandbox import sandbox  # noqa: PLC0415 - imports Jinja too

        return sandbox(form, folders, report.translator, cache)
    from checklist.reporting.limits import guarded  # noqa: PLC0415 - only for people's own

    return guarded(form, folders, report.translator)


def _tidy(text: str) -> str:
    """Without spaces at the end of lines, and with at most one empty line at a time.

    Templates can be laid out to be read. Line breaks that people wrote are few, and one empty
    line of theirs says as much as three.
    """
    return re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t]+\n", "\n", text)).strip("\n") + "\n"


def _folders(templates: Path | None) -> list[Path]:
    shipped = folder("templates")
    if templates is None:
        return [shipped]
    if not templates.is_dir():
        raise UnknownTemplate(phrase("Malmappen {folder} finnes ikke.", folder=templates))
    return [templates, shipped]
