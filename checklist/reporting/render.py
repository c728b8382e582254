"""A report as a document in a form: what can be made of it, and the bytes of the file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from checklist.errors import SamsjekkError
from checklist.i18n import Phrase, phrase
from checklist.reporting.paper import AnyPaper, Paper
from checklist.reporting.registry import (
    DOCUMENTS,
    FORMS,
    PAPER_FORMS,
    TEXT_FORMS,
    Appendix,
    CannotLoad,
    ReportDocument,
    UnknownForm,
    function_named,
)
from checklist.reporting.report import Report
from checklist.reporting.templates import UnknownTemplate, template_names

APPENDIX_ENDING = "-vedlegg"
"""What the name of a file has in which the appendix stands alone."""

NO_ROLE = "uten-rolle"
"""What the name of a file has instead of a role, where the set names none to ask."""


class NothingToSay(SamsjekkError):
    """The document would say nothing; the words say why, and what to do."""

    in_short = phrase("har ikke noe å si ennå")


class MissingBaseline(NothingToSay):
    """The document compares with an earlier assessment, and none was chosen."""

    in_short = phrase("mangler tidligere vurdering")


def report_file(
    report: Paper,
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
    # What is the same for every document is not fitted to the page of one.
    if form not in FORMS or not FORMS[form].whole:
        # What says nothing has no page to be measured.
        if (refused := refusal_of(template, report)) is not None:
            raise refused
        report = _within_its_page(report, template, templates, cache)

    def text(form: str) -> str:
        return report_text(report, template=template, form=form, templates=templates, cache=cache)

    if form not in FORMS or not FORMS[form].maker:
        return text(form).encode()
    if form in FORMS and FORMS[form].whole and not isinstance(report, Report):
        raise UnknownForm(
            phrase(
                "En revisjon kan ikke skrives som {form}. Velg blant: {forms}.",
                form=form,
                forms=", ".join(PAPER_FORMS),
            )
        )
    if form == "xlsx" and template != "gap":
        raise UnknownTemplate(
            phrase("Excel-filen har hele egenvurderingen i tabeller og følger ingen rapportmal.")
        )
    own = {} if word_template is None else {"template": word_template}
    made: bytes = function_named(FORMS[form].maker)(report, lambda: text("html"), **own)
    return made


def report_text(
    report: Paper,
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
    names = template_names(form, templates, report.TEMPLATES)
    if template not in names:
        raise UnknownTemplate(
            phrase(
                "Rapportmalen «{name}» finnes ikke som {form}. Velg mellom: {names}.",
                name=template,
                form=form,
                names=", ".join(names),
            )
        )
    if (refused := refusal_of(template, report)) is not None:
        raise refused
    from checklist.reporting.pages import page  # noqa: PLC0415 - Jinja takes 70 ms

    report = _within_its_page(report, template, templates, cache)
    return page(report, template, form, templates, cache)


def refusal_of(template: str, report: Paper) -> NothingToSay | None:
    """Why a document can't be made of a report; None where it can."""
    document = report.DOCUMENTS.get(template)
    if document is None:
        return None
    if document.alone is not None and isinstance(report, Report) and report.baseline is None:
        return MissingBaseline(document.alone)
    why = function_named(document.refusal)(report) if document.refusal else None
    return None if why is None else NothingToSay(why)


def parts_of(
    report: AnyPaper, template: str, form: str, *, each_role: bool = False
) -> dict[str, AnyPaper]:
    """What the files of a document are made of, each by what its name has after the document's.

    With `each_role`, a working paper has a file for each role that it has something for.
    """
    if each_role and report.DOCUMENTS[template].by_role:
        (maker,) = report.DOCUMENTS[template].parts
        roles = getattr(report, maker.partition(":")[2]).roles
        if roles:
            return {f"-{role.id or NO_ROLE}": report.for_role(role.id) for role in roles}
    alone = report.with_appendix(Appendix.ONLY)
    return {
        ending: alone if ending else report
        for ending in endings(template, form, Appendix(report.appendix), report.DOCUMENTS)
    }


def long_in_one(report: Paper, template: str) -> Phrase | None:
    """That all the roles in one file are many pages, and how to get a file for each.

    None where the document is not long, or is for one role.
    """
    document = report.DOCUMENTS.get(template)
    if report.role is not None or document is None or not document.long:
        return None
    files = len(parts_of(report, template, "html", each_role=True))
    if files == 1:
        return None
    return phrase(
        "Alle de {n} rollene kommer i én fil, som kan bli over hundre sider. På kommandolinjen gir "
        "--role all og --output MAPPE én fil til hver rolle.",
        n=files,
    )


def endings(
    template: str,
    form: str,
    appendix: Appendix,
    documents: Mapping[str, ReportDocument] = DOCUMENTS,
) -> tuple[str, ...]:
    """What the names of a document's files end in: two where its appendix stands in its own."""
    document = documents.get(template)
    has_appendix = document is not None and document.appendix and not FORMS[form].whole
    if has_appendix and appendix is Appendix.APART:
        return ("", APPENDIX_ENDING)
    return ("",)


def _within_its_page(
    report: AnyPaper, template: str, templates: Path | None, cache: Path | None
) -> AnyPaper:
    """The report as a document on one page has room for it; as it is, for other documents."""
    document = report.DOCUMENTS.get(template)
    if document is None or not document.one_page or report.space is not None:
        return report
    columns = function_named(document.one_page)(report)
    try:
        within_page = function_named("checklist.reporting.within_page:within_page")
    except CannotLoad:  # Typst measures; without it, as much is said as takes a page or so.
        return report.within(columns.plain())
    fitted: AnyPaper = within_page(report, template, columns, templates, cache)
    return fitted
