"""A document as PDF, tagged for screen readers: Typst writes none that breaks PDF/UA."""

from __future__ import annotations

from collections.abc import Callable

from checklist.reporting.forms.text import shown
from checklist.reporting.forms.typst.setting import About, as_pdf
from checklist.reporting.paper import Paper


def pdf(report: Paper, html: Callable[[], str]) -> bytes:
    """The bytes of the file: the same report gives the same bytes, and nothing is fetched."""
    _ = report.translator
    before, between, after = _("Side {page} av {pages}", page="|", pages="|").split("|")
    about = About(shown(report.author), report.day, (before, between, after), shown(report.foot))
    return as_pdf(html(), about)
