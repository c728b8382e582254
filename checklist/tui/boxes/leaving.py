"""The question before the program ends without files that are being made."""

from __future__ import annotations

from collections.abc import Sequence

from checklist.i18n import Translator
from checklist.tui.boxes.confirm import ConfirmScreen


class LeaveScreen(ConfirmScreen):
    """Ask before the program ends without files that are being made."""

    def __init__(self, making: Sequence[str], _: Translator) -> None:
        question = _.plural(
            "Denne filen er ikke ferdig: {names}. Vil du avslutte uten den?",
            "Disse filene er ikke ferdige: {names}. Vil du avslutte uten dem?",
            len(making),
            names=", ".join(making),
        )
        super().__init__(question, _("Avslutt"), _("Vent"))
