"""The documents and their forms. Apart from `render`, so that the command line needs no more."""

from checklist.i18n import phrase

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

TEXT_FORMS = ("html", "md")
"""Forms that a template lays out."""

MADE_FORMS = {
    "pdf": "checklist.reporting.forms.pdf:pdf",
    "docx": "checklist.reporting.forms.word.document:word",
    "xlsx": "checklist.reporting.forms.excel:excel",
    "json": "checklist.reporting.forms.json_form:report_json",
    "oscal-results": "checklist.reporting.forms.oscal:assessment_results",
    "oscal-poam": "checklist.reporting.forms.oscal:plan_of_action",
}
"""Other forms, each with the function that makes the bytes of a file: `module:function`.

It takes the report and a function that gives the HTML of the document. Word takes a template of
the municipality's own as well.
"""

WHOLE_FORMS = ("xlsx", "json", "oscal-results", "oscal-poam")
"""Those of them that hold the whole assessment and are the same for every document."""

EXTRAS = {"pdf": "pdf", "docx": "word", "xlsx": "excel"}
"""What must be installed beside the program for a form, as `pip install samsjekk[pdf]`."""

FORMS = (*TEXT_FORMS, *MADE_FORMS)
