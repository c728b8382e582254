"""The texts of the papers as they are written, one at a time, and why some can't be."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from checklist.errors import SamsjekkError
from checklist.reporting import Appendix, Report, refusal_of, report_text
from checklist.tui.boxes import in_thread
from checklist.tui.report.papers import Outcome, Wanted, Written


class PaperTexts:
    """What has been written so far; threads write it, so that keys go on working.

    Papers that depend on the same are made of one report, so that its parts are made once.

    Args:
        make: what a paper is made of; raises a `SamsjekkError` where that can't be.
    """

    def __init__(self, make: Callable[[Wanted], Report]) -> None:
        self._make = make
        self._outcomes: dict[Wanted, Outcome] = {}
        self._reports: dict[Wanted, Report] = {}

    def of(self, wanted: Wanted) -> Outcome | None:
        """A paper, or why there is none; None where nobody has tried."""
        return self._outcomes.get(wanted)

    def forget(self) -> None:
        """Write everything anew; what is being written now is not kept either."""
        self._outcomes, self._reports = {}, {}

    async def write(self, wanted: Wanted) -> Outcome:
        """Write a paper, or find why it can't be."""
        outcomes = self._outcomes
        try:
            make = partial(report_text, self._report(wanted), template=wanted.document, form="md")
            outcomes[wanted] = await in_thread(lambda: Written.of(make()))
        except SamsjekkError as error:
            outcomes[wanted] = error
        return outcomes[wanted]

    async def is_refused(self, wanted: Wanted) -> bool:
        """Whether something stands in the way of a paper, without writing it."""
        refused: Outcome | None
        try:
            refused = await in_thread(partial(refusal_of, wanted.document, self._report(wanted)))
        except SamsjekkError as error:
            refused = error
        if refused is not None:
            self._outcomes[wanted] = refused
        return refused is not None

    def _report(self, wanted: Wanted) -> Report:
        of = wanted._replace(document="", appendix=wanted.appendix or Appendix.WITH)
        if of not in self._reports:
            self._reports[of] = self._make(of)
        return self._reports[of]
