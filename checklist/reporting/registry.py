"""What reports there are: the documents and the forms. A new one is a row here.

A document is its row, its templates (`reports/templates/NAME.html.j2` and `NAME.md.j2`), and a
module in `documents/` for the parts that only it needs. Functions are named as `module:function`
and imported when they are needed, so that the command line needs no more than this.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

from checklist.errors import SamsjekkError
from checklist.i18n import Phrase, WordedEnum, phrase
from checklist.text import nearest

_DOCUMENTS = "checklist.reporting.documents"
_AUDITS = "checklist.reporting.audits"
_FORMS = "checklist.reporting.forms"
_NOTHING = "checklist.reporting.nothing_to_say"


class Appendix(WordedEnum):
    """Where the appendix of a document stands; the last is the appendix alone."""

    WITH = "with", phrase("med vedlegg")
    APART = "apart", phrase("vedlegg i egen fil")
    NONE = "none", phrase("uten vedlegg")
    ONLY = "only", phrase("bare vedlegget")


APPENDIX_CHOICES = (Appendix.WITH, Appendix.APART, Appendix.NONE)
"""What people choose between."""


class ReportDocument(NamedTuple):
    """A document. `DOCUMENTS` has it by the name of its templates.

    Attributes:
        title: what it is called where it is offered.
        parts: what makes the parts that it has beside those of every report, as
            `module:function`; `report` has each by the name of its function.
        by_role: it can be made for one role; its part has what each role is asked in `roles`.
        by_depth: it asks what nobody has answered, as much as the walk it is for does.
        long: for all roles in one file it is more than a hundred pages.
        looks_back: it holds the assessment against an earlier one where one is chosen.
        alone: why it can't be made without an earlier one; None where it can.
        one_page: what may give way so that it fits one page, as `module:function`; empty where
            it may take several.
        refusal: what says why it can't be made of an assessment that gives it nothing to say, as
            `module:function`; it takes the report.
        appendix: it has an appendix, which can stand in a file of its own or be left out.
        reader: whom it is for.
    """

    title: Phrase
    parts: tuple[str, ...] = ()
    by_role: bool = False
    by_depth: bool = False
    long: bool = False
    looks_back: bool = False
    alone: Phrase | None = None
    one_page: str = ""
    refusal: str = ""
    appendix: bool = False
    reader: Phrase | None = None


class ReportForm(NamedTuple):
    """A form. `FORMS` has it by the suffix of its files.

    Attributes:
        title: what it is called; empty for forms that are for other programs.
        maker: what makes the bytes of a file, as `module:function`; empty where templates lay
            it out. It takes the report and a function that gives the HTML of the document. Word
            takes a template of the municipality's own as well.
        whole: it holds the whole assessment, and is the same for every document.
    """

    title: str = ""
    maker: str = ""
    whole: bool = False

    @property
    def of_bytes(self) -> bool:
        """Whether it is for people and can't be shown in a terminal."""
        return bool(self.title and self.maker)


DOCUMENTS = {
    "gap": ReportDocument(
        phrase("Gaprapport"),
        reader=phrase("kontrollutvalg og ledelse"),
        parts=(
            f"{_DOCUMENTS}.gap.appendix:chapters",
            f"{_DOCUMENTS}.gap.appendix:lacking",
            f"{_DOCUMENTS}.gap.appendix:unknown",
            f"{_DOCUMENTS}.gap.appendix:unanswered",
            f"{_DOCUMENTS}.gap.appendix:without_reason",
            f"{_DOCUMENTS}.gap.appendix:not_counted",
            f"{_DOCUMENTS}.gap.appendix:sources",
            f"{_DOCUMENTS}.gap.appendix:glossary",
            f"{_DOCUMENTS}.gap.for_people:for_people",
            f"{_DOCUMENTS}.gap.advice:advice",
            f"{_DOCUMENTS}.gap.found:found",
            f"{_DOCUMENTS}.gap.found:answers_against",
            f"{_DOCUMENTS}.gap.found:undocumented",
            f"{_DOCUMENTS}.gap.not_known:not_known",
        ),
        refusal=f"{_NOTHING}:nothing_assessed",
        appendix=True,
    ),
    "poster": ReportDocument(
        phrase("Plakat"),
        reader=phrase("alle ansatte"),
        parts=(f"{_DOCUMENTS}.poster:poster",),
        one_page=f"{_DOCUMENTS}.poster:columns",
        refusal=f"{_NOTHING}:nothing_assessed",
    ),
    "prepare": ReportDocument(
        phrase("Forberedelsesark"),
        reader=phrase("den som skal svare"),
        parts=(f"{_DOCUMENTS}.prepare:preparation",),
        by_role=True,
        by_depth=True,
        long=True,
    ),
    "request": ReportDocument(
        phrase("Dokumentbestilling"),
        reader=phrase("den som finner fram"),
        parts=(f"{_DOCUMENTS}.request:requests",),
        by_role=True,
        refusal=f"{_NOTHING}:nothing_to_request",
    ),
    "interview": ReportDocument(
        phrase("Intervjuguide"),
        reader=phrase("den som intervjuer"),
        parts=(f"{_DOCUMENTS}.interview:interview_guide",),
        by_role=True,
        by_depth=True,
        long=True,
        refusal=f"{_NOTHING}:nothing_to_ask",
    ),
    "fact-check": ReportDocument(
        phrase("Faktaverifisering"),
        reader=phrase("den som retter fakta"),
        parts=(f"{_DOCUMENTS}.fact_check:fact_check",),
        refusal=f"{_NOTHING}:nothing_to_confirm",
    ),
    "follow-up": ReportDocument(
        phrase("Oppfølgingsrapport"),
        reader=phrase("kontrollutvalg"),
        parts=(f"{_DOCUMENTS}.follow_up:follow_up",),
        looks_back=True,
        refusal=f"{_NOTHING}:nothing_to_follow_up",
    ),
    "case-paper": ReportDocument(
        phrase("Saksframlegg"),
        reader=phrase("politisk utvalg"),
        parts=(f"{_DOCUMENTS}.case_paper:case_paper",),
        one_page=f"{_DOCUMENTS}.case_paper:columns",
        refusal=f"{_NOTHING}:nothing_assessed",
    ),
    "change": ReportDocument(
        phrase("Endringsrapport"),
        reader=phrase("ledelse"),
        parts=(
            f"{_DOCUMENTS}.change.changes:changes",
            f"{_DOCUMENTS}.change.picture:change_picture",
        ),
        looks_back=True,
        alone=phrase(
            "Endringsrapporten sammenligner med en tidligere egenvurdering av samme kommune. "
            "Velg hvilken (på kommandolinjen: --against og id-en fra «samsjekk list»)."
        ),
        refusal=f"{_NOTHING}:nothing_to_compare",
    ),
}
"""The shipped documents of an assessment, in the order they are offered."""

AUDIT_DOCUMENTS: dict[str, ReportDocument] = {
    "report": ReportDocument(
        phrase("Forvaltningsrevisjonsrapport"),
        reader=phrase("kontrollutvalg og kommunestyre"),
        parts=(
            f"{_AUDITS}.report:chapters",
            f"{_AUDITS}.report:not_here",
            f"{_AUDITS}.substance:texts",
            f"{_AUDITS}.substance:questions",
            f"{_AUDITS}.substance:other_conclusions",
            f"{_AUDITS}.substance:delimitations",
            f"{_AUDITS}.substance:criteria",
            f"{_AUDITS}.substance:other_facts",
            f"{_AUDITS}.substance:recommendations",
            f"{_AUDITS}.method:method",
            f"{_AUDITS}.collected:collected",
            f"{_AUDITS}.checking:facts_checked",
            f"{_AUDITS}.checking:hearing",
            f"{_AUDITS}.checking:work",
            f"{_AUDITS}.checking:literature",
        ),
        refusal=f"{_AUDITS}.nothing_to_say:nothing_audited",
    ),
    "poster": ReportDocument(
        phrase("Plakat"),
        reader=phrase("kontrollutvalg og innbyggere"),
        parts=(f"{_AUDITS}.poster:poster",),
        one_page=f"{_AUDITS}.poster:columns",
        refusal=f"{_AUDITS}.nothing_to_say:nothing_on_poster",
    ),
    "follow-up": ReportDocument(
        phrase("Oppfølgingsrapport"),
        reader=phrase("kontrollutvalg og kommunestyre"),
        parts=(f"{_AUDITS}.follow_up:follow_up",),
        refusal=f"{_AUDITS}.nothing_to_say:nothing_followed_up",
    ),
    "request": ReportDocument(
        phrase("Dokumentbestilling"),
        parts=(f"{_AUDITS}.request:request",),
        by_role=True,
        refusal=f"{_AUDITS}.request:nothing_to_request",
        reader=phrase("kommunen, rolle for rolle"),
    ),
    "guide": ReportDocument(
        phrase("Intervjuguide"),
        parts=(f"{_AUDITS}.guide:guide",),
        by_role=True,
        refusal=f"{_AUDITS}.guide:nothing_to_ask",
        reader=phrase("revisjonen selv, eller den som får spørsmålene på e-post"),
    ),
    "fact-check": ReportDocument(
        phrase("Faktaverifisering"),
        parts=(f"{_AUDITS}.fact_check:fact_check",),
        refusal=f"{_AUDITS}.fact_check:nothing_to_verify",
        reader=phrase("kommunen, som bekrefter eller retter"),
    ),
}
"""The shipped documents of an audit, in the order they are offered."""

FORMS = {
    "html": ReportForm("HTML"),
    "md": ReportForm("Markdown"),
    "pdf": ReportForm("PDF", f"{_FORMS}.typst.document:pdf"),
    "docx": ReportForm("Word", f"{_FORMS}.word.document:word"),
    "xlsx": ReportForm("Excel", f"{_FORMS}.excel:excel", whole=True),
    "json": ReportForm(maker=f"{_FORMS}.json_form:report_json", whole=True),
    "oscal-results": ReportForm(maker=f"{_FORMS}.oscal:assessment_results", whole=True),
    "oscal-poam": ReportForm(maker=f"{_FORMS}.oscal:plan_of_action", whole=True),
}

TEXT_FORMS = tuple(name for name, form in FORMS.items() if not form.maker)
"""Forms that a template lays out."""

PAPER_FORMS = tuple(name for name, form in FORMS.items() if not form.whole)
"""Forms that hold one document."""


_ALIKE = {
    "htm": "html",
    "xhtml": "html",
    "markdown": "md",
    "txt": "md",
    "doc": "docx",
    "odt": "docx",
    "rtf": "docx",
    "xls": "xlsx",
    "ods": "xlsx",
    "csv": "xlsx",
}
"""Suffixes of forms that there are not, or other spellings, and what comes nearest."""


class UnknownForm(SamsjekkError):
    """Reports are not made in this form, which was named or which the name of a file asks for."""


class CannotLoad(SamsjekkError):
    """A library that a document or a form needs does not load on this machine."""


def form_named_by(path: Path) -> str | None:
    """The form that the suffix of a file asks for; None where it has no suffix.

    Raises:
        UnknownForm: it asks for none of ours; the words name those that there are, and the nearest.
    """
    suffix = path.suffix.lower().removeprefix(".")
    named = "html" if suffix == "htm" else suffix
    if not named or named in FORMS:
        return named or None
    known = ", ".join(f".{form}" for form in FORMS)
    like = _ALIKE.get(suffix) or nearest(suffix, FORMS)
    if like is None:
        raise UnknownForm(
            phrase(
                "Rapporten kan ikke skrives som .{suffix}. Velg blant: {known}.",
                suffix=suffix,
                known=known,
            )
        )
    raise UnknownForm(
        phrase(
            "Rapporten kan ikke skrives som .{suffix}. Mente du .{like}? Velg blant: {known}.",
            suffix=suffix,
            like=like,
            known=known,
        )
    )


def makers_of_parts(
    documents: Mapping[str, ReportDocument], *, one_page: bool = False
) -> dict[str, str]:
    """What makes each part that belongs to one of the documents, by the name of the part.

    With `one_page`, only those of documents on one page.
    """
    return {
        maker.partition(":")[2]: maker
        for document in documents.values()
        if document.one_page or not one_page
        for maker in document.parts
    }


def parts_by_role(documents: Mapping[str, ReportDocument]) -> tuple[str, ...]:
    """The parts that are other for one role than for all."""
    return tuple(
        maker.partition(":")[2]
        for document in documents.values()
        if document.by_role
        for maker in document.parts
    )


def function_named(name: str) -> Callable[..., Any]:
    """The function that `module:function` names.

    Raises:
        CannotLoad: something that it needs does not load here.
    """
    module, _, function = name.partition(":")
    try:
        loaded = import_module(module)
    except ImportError as error:
        raise CannotLoad(
            phrase(
                "Dette kan ikke lages på denne maskinen, for en del av samsjekk lar seg ikke laste "
                "({reason}). Velg et annet format: HTML kan skrives ut til PDF i nettleseren. Er "
                "maskinen låst, kan IT la delen kjøre.",
                reason=str(error),
            )
        ) from error
    named: Callable[..., Any] = getattr(loaded, function)
    return named
