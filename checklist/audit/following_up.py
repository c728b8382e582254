"""What an audit follows up: the recommendations of an earlier one."""

from __future__ import annotations

from checklist.assessment import Refused
from checklist.audit.deciding import new_ids
from checklist.audit.records import AuditRecommendation, EarlierPoint
from checklist.audit.state import Audit
from checklist.i18n import phrase


def points_to_follow_up(audit: Audit, earlier: Audit) -> tuple[EarlierPoint, ...]:
    """The recommendations of an earlier audit as points, without those that were taken over before.

    Raises:
        Refused: an audit does not follow itself up, or there are no recommendations.
    """
    if audit.id == earlier.id:
        words = phrase("En revisjon følger ikke opp seg selv. Velg en tidligere revisjon.")
        raise Refused({"audit": words})
    if not (given := earlier.all(AuditRecommendation)):
        words = phrase("Den revisjonen har ingen anbefalinger å følge opp.")
        raise Refused({"audit": words})
    known = {(one.audit, one.text) for one in audit.all(EarlierPoint).values()}
    new = [one for one in given.values() if (earlier.id, one.text) not in known]
    commission = earlier.commission
    return tuple(
        EarlierPoint(
            id=name,
            text=one.text,
            given_by=commission.by,
            given=commission.reported,
            place=commission.title,
            audit=earlier.id,
        )
        for name, one in zip(new_ids(audit, EarlierPoint, len(new)), new, strict=True)
    )
