"""Going over to another version of the criteria set."""

from __future__ import annotations

from checklist.assessment.deciding.refusals import NothingToUpgrade
from checklist.assessment.deciding.situation import Situation, refuse_alone
from checklist.assessment.events import CriteriaUpgraded
from checklist.assessment.registers import Thing
from checklist.criteria import Comparison, CriteriaSet, compare_sets
from checklist.i18n import phrase


def comparison(own: CriteriaSet, newer: CriteriaSet) -> Comparison:
    """What going over to another version of the set would mean for the answers.

    Raises:
        NothingToUpgrade: it is another set, or the same version.
    """
    if newer.id != own.id:
        raise NothingToUpgrade(
            phrase(
                "Egenvurderingen bruker settet {own}, ikke {other}.",
                own=own.id,
                other=newer.id,
            )
        )
    if newer == own:
        raise NothingToUpgrade(
            phrase(
                "Egenvurderingen bruker allerede denne utgaven av {set} ({version}).",
                set=newer.id,
                version=newer.version,
            )
        )
    return compare_sets(own, newer)


def upgraded(at: Situation, compared: Comparison) -> CriteriaUpgraded:
    """Going over to another version of the set; the store says which.

    An answer to a checkpoint that was split stands under each part until it is confirmed. Where
    several were merged and answered differently, the new one stays unanswered.

    Raises:
        AnsweringAlone: a round is running.
    """
    refuse_alone(at)
    sources = (
        compared.criteria
        | {
            changed.now.id: tuple(b.id for b in changed.before if b.id != changed.now.id)
            for changed in compared.confirm
        }
        | compared.joined
    )
    standing = at.seen.fields.get(Thing("set", ""), {}).get("in_force", ())
    return CriteriaUpgraded(
        criteria_set="",
        comes_from={now: before for now, before in sources.items() if before},
        seen=tuple(given.event for given in standing),
    )
