"""A document as PDF: the printed page of its HTML, tagged for screen readers (PDF/UA).

Importing this module imports WeasyPrint (two seconds): only `render` does, when a PDF is made.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from weasyprint import CSS, HTML
from weasyprint.urls import URLFetcher

from checklist.reporting.report import Report

_INLINE = re.compile(r"(?<=[^\s>])\s(?=<(?:a|b|code|em|i|small|span|strong)\b)")

# Browsers have no words for what stands at the foot of a page, so it would be an error in the
# page itself. At the foot of each page stands whose report it is. The foot of a poster stands in
# its margin: WeasyPrint can't always make columns of equal height, and they may then fill the page.
_FOOT = CSS(
    string="""
    h1 { string-set: whose content() }
    @page { @bottom-left { content: string(whose) } }
    .poster { page: poster }
    .poster footer { position: running(foot) }
    @page poster { @bottom-left { content: element(foot); width: 100%; vertical-align: top } }
    """
)


def pdf(report: Report, html: Callable[[], str]) -> bytes:  # noqa: ARG001 - the HTML has it all
    """The bytes of the file: the same HTML gives the same bytes.

    Nothing is fetched, from the network or from disk; pictures must stand in the page itself.
    """
    # A space that just fits makes WeasyPrint break the line after its first word, unless the
    # space is an element of its own.
    page = _INLINE.sub(r"<span>\g<0></span>", html())
    document = HTML(string=page, url_fetcher=URLFetcher(allowed_protocols=("data",)))
    try:
        return _printed(document)
    except AssertionError:
        # WeasyPrint gives up where a row that must be kept together is longer than a page.
        return _printed(document, CSS(string="tr { break-inside: auto !important }"))


def _printed(document: HTML, *styles: CSS) -> bytes:
    made: bytes = document.write_pdf(pdf_variant="pdf/ua-1", stylesheets=[_FOOT, *styles])
    return made
