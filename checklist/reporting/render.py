"""Rendering: a report model through a template, in a sandbox, with every value made harmless."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from checklist.errors import ExitCode, SamsjekkError
from checklist.i18n import phrase
from checklist.reporting.fitting import Shares, Space, fullest
from checklist.reporting.registry import (
    DOCUMENTS,
    FORMS,
    TEXT_FORMS,
    Appendix,
    function_named,
)
from checklist.reporting.report import Report
from checklist.resources import folder
from checklist.words import language_words

APPENDIX_ENDING = "-vedlegg"
"""What the name of a file has in which the appendix stands alone."""

NO_ROLE = "uten-rolle"
"""What the name of a file has instead of a role, where the set names none to ask."""

_ENDING_BLANK = re.compile(r"(?<![ \t])[ \t]+\n")
_EMPTY_LINES = re.compile(r"\n{3,}")


class UnknownTemplate(SamsjekkError):
    """There is no template of this name in this form."""


class UnknownForm(SamsjekkError):
    """Reports don't come in this form."""


class NothingToSay(SamsjekkError):
    """The document would say nothing; the words say why, and what to do."""


class MissingBaseline(NothingToSay):
    """The document compares with an earlier assessment, and none was chosen."""


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
    word_template: Path | None = None,
) -> bytes:
    """A document as the bytes of a file: see `report_text`.

    `word_template` is a Word file of the municipality's own, for its styles, header and footer.
    """
    report = _within_its_page(report, template, templates, cache)

    def text(form: str) -> str:
        return report_text(report, template=template, form=form, templates=templates, cache=cache)

    if form not in FORMS or not FORMS[form].maker:
        return text(form).encode()
    if form == "xlsx" and template != "gap":
        raise UnknownTemplate(
            phrase("Excel-filen har hele egenvurderingen i tabeller og følger ingen rapportmal.")
        )
    own = {} if word_template is None else {"template": word_template}
    made: bytes = function_named(FORMS[form].maker)(report, lambda: text("html"), **own)
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
    for compiled templates; it must be the user's own. Without it they are kept while it runs.

    Raises:
        UnknownForm: it is not one of `FORMS`.
        UnknownTemplate: there is none of that name in this form.
        MissingBaseline: the document needs an earlier assessment.
        NothingToSay: the assessment gives the document nothing to say.
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
    _refuse_empty(template, report)
    report = _within_its_page(report, template, templates, cache)
    text = _rendered(report, f"{template}.{form}.j2", form, templates, cache)
    if form == "html" and report.appendix != Appendix.WITH:
        text = _without_lost_links(text)
    text = _with_languages(text, form, report)
    if form == "md" and report.left_out:
        # HTML documents say it in the foot of the page they extend.
        text += "\n" + _rendered(report, "_left_out.md.j2", form, templates, cache)
    return _tidy(text)


def _refuse_empty(template: str, report: Report) -> None:
    document = DOCUMENTS.get(template)
    if document is None:
        return
    if document.alone is not None and report.baseline is None:
        raise MissingBaseline(document.alone)
    why = function_named(document.refusal)(report) if document.refusal else None
    if why is not None:
        raise NothingToSay(why)


def parts_of(
    report: Report, template: str, form: str, *, each_role: bool = False
) -> dict[str, Report]:
    """What the files of a document are made of, each by what its name has after the document's.

    With `each_role`, a working paper has a file for each role that it has something for.
    """
    if each_role and DOCUMENTS[template].by_role:
        (maker,) = DOCUMENTS[template].parts
        roles = getattr(report, maker.partition(":")[2]).roles
        if roles:
            return {f"-{role.id or NO_ROLE}": report.for_role(role.id) for role in roles}
    alone = report.with_appendix(Appendix.ONLY)
    return {
        ending: alone if ending else report
        for ending in endings(template, form, Appendix(report.appendix))
    }


def endings(template: str, form: str, appendix: Appendix) -> tuple[str, ...]:
    """What the names of a document's files end in: two where its appendix stands in its own."""
    document = DOCUMENTS.get(template)
    has_appendix = document is not None and document.appendix and not FORMS[form].whole
    if has_appendix and appendix is Appendix.APART:
        return ("", APPENDIX_ENDING)
    return ("",)


def _without_lost_links(text: str) -> str:
    from checklist.reporting.forms.text import without_lost_links  # noqa: PLC0415 - imports Jinja

    return without_lost_links(text)


def _with_languages(text: str, form: str, report: Report) -> str:
    from checklist.reporting.forms.text import with_languages  # noqa: PLC0415 - imports Jinja

    def note(not_translated: int) -> str:
        return language_words(not_translated, report.appraisal.assessment, report.translator)

    return with_languages(text, form, report.language, note)


def _within_its_page(
    report: Report, template: str, templates: Path | None, cache: Path | None
) -> Report:
    """The report as a document on one page has room for it: the same in every form.

    It is chosen by laying the page out in HTML and measuring that as it is set on paper.
    """
    document = DOCUMENTS.get(template)
    if document is None or not document.one_page or report.space is not None:
        return report
    from checklist.reporting.forms.typst import (  # noqa: PLC0415 - half a second that only these need
        taken,
    )

    def measured(space: Space) -> Sequence[Shares]:
        page = _rendered(report.within(space), f"{template}.html.j2", "html", templates, cache)
        return taken(_with_languages(page, "html", report))

    return report.within(fullest(function_named(document.one_page)(report), measured))


def _rendered(
    report: Report, name: str, form: str, templates: Path | None, cache: Path | None
) -> str:
    from checklist.reporting.forms.text import (  # noqa: PLC0415 - Jinja: 70 ms that only a report needs
        layout,
        own_templates,
    )

    folders = _folders(templates)
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
    text = _ENDING_BLANK.sub("\n", text)
    text = _EMPTY_LINES.sub("\n\n", text)
    return text.strip("\n") + "\n"


def _folders(templates: Path | None) -> list[Path]:
    shipped = folder("templates")
    if templates is None:
        return [shipped]
    if not templates.is_dir():
        raise UnknownTemplate(phrase("Malmappen {folder} finnes ikke.", folder=templates))
    return [templates, shipped]
