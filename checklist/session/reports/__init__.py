"""The reports of open assessments. Apart from `session`: the walk opens without the documents."""

from checklist.session.reports.making import baselines, report_of

__all__ = ["baselines", "report_of"]
