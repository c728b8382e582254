"""A document written by its template, in a sandbox, with every value made harmless.

Apart from `render`: this loads Jinja.
"""

from __future__ import annotations

import re
from pathlib import Path

from checklist.i18n import phrase
from checklist.reporting.forms.text import (
    layout,
    own_templates,
    with_languages,
    without_lost_links,
)
from checklist.reporting.paper import Paper
from checklist.reporting.registry import Appendix
from checklist.reporting.templates import FaultyTemplate, template_folders

_EMPTY_LINES = re.compile(r"\n\n\n+")


def page(
    report: Paper, template: str, form: str, templates: Path | None, cache: Path | None
) -> str:
    """A document as one text.

    Raises:
        FaultyTemplate: the template is wrong.
    """
    text = rendered(report, f"{report.TEMPLATES}{template}.{form}.j2", form, templates, cache)
    if form == "html" and report.appendix != Appendix.WITH:
        text = without_lost_links(text)
    text = in_its_languages(text, form, report)
    if form == "md" and report.left_out:
        # HTML documents say it in the foot of the page they extend.
        text += "\n" + rendered(report, "_left_out.md.j2", form, templates, cache)
    return _tidy(text)


def in_its_languages(text: str, form: str, report: Paper) -> str:
    """The text with what is in another language than it marked, and how much that is."""
    return with_languages(text, form, report.language, report.note_on_languages)


def rendered(
    report: Paper, name: str, form: str, templates: Path | None, cache: Path | None
) -> str:
    """What a template makes of a report.

    Raises:
        FaultyTemplate: it is wrong; the words say where and why.
    """
    folders = template_folders(templates)
    faults = own_templates.IN_SHIPPED if templates is None else own_templates.IN_OWN
    try:
        if templates is not None:
            environment = own_templates.sandbox_for(form, folders, report.translator)
            return own_templates.written(environment.get_template(name), report)
        environment = layout(form, folders, report.translator, cache)
        return environment.get_template(name).render(report=report)
    except faults as error:
        fault = own_templates.fault(error, name, folders)
        raise FaultyTemplate(
            phrase("Rapportmalen kan ikke brukes: {fault}", fault=fault)
        ) from error


def _tidy(text: str) -> str:
    """Without spaces at the end of lines, and with at most one empty line at a time.

    Templates can be laid out to be read. Line breaks that people wrote are few, and one empty
    line of theirs says as much as three.
    """
    text = "\n".join(map(str.rstrip, text.split("\n")))
    return _EMPTY_LINES.sub("\n\n", text).strip("\n") + "\n"
