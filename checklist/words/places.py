"""What an earlier municipality is to a later one, where they are not the same."""

from __future__ import annotations

from checklist.assessment import Kinship, Municipality, kinship
from checklist.i18n import Translator


def kinship_sentence(earlier: Municipality, later: Municipality, _: Translator) -> str:
    """That an earlier assessment was of a part, or of more; empty where it was of the same."""
    match kinship(earlier, later):
        case Kinship.PART_OF_LATER:
            return _(
                "{earlier} er i dag en del av {later}. Den tidligere vurderingen gjaldt bare den "
                "delen.",
                earlier=earlier.name,
                later=later.name,
            )
        case Kinship.PART_OF_EARLIER:
            return _(
                "{later} var den gangen en del av {earlier}. Den tidligere vurderingen gjaldt et "
                "større område.",
                earlier=earlier.name,
                later=later.name,
            )
    return ""


def whole_municipality(municipality: Municipality | None, _: Translator) -> str:
    """A municipality as it is named in text: Nes kommune."""
    if municipality is None:
        return _("kommunen")
    name = municipality.name.strip()
    return name if name.casefold().endswith("kommune") else _("{name} kommune", name=name)
