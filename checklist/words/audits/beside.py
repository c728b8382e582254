"""How an auditor's verdicts beside a municipality's are said."""

from __future__ import annotations

from collections.abc import Iterator

from checklist.assessment import VerdictCode
from checklist.audit import Beside, ComparedOnly, ComparedVerdict
from checklist.criteria import text_in
from checklist.i18n import Translator


def compared_words(compared: ComparedVerdict, _: Translator) -> str:
    """How the two verdicts of a criterion are: strengere: revisjonen …, kommunen … (why)."""
    said = _(
        "{beside}: revisjonen {own}, kommunen {theirs} ({why})",
        beside=_.say(compared.beside.words),
        own=_verdict(compared.own, _),
        theirs=_verdict(compared.theirs, _),
        why=_.say(compared.why),
    )
    filters = (ComparedOnly.CLAIMED, ComparedOnly.NOT_LOOKED_AT)
    marks = (_.say(only.words) for only in filters if compared.shown_by(only))
    return "; ".join((said, *marks))


def beside_municipality(compared: ComparedVerdict, municipality: str, _: Translator) -> str:
    """What a report says of the municipality's own; empty where the two can't be compared."""
    if compared.theirs is None or compared.beside is Beside.INCOMPARABLE:
        return ""
    return _(
        "Etter svarene fra {municipality}: {verdict}. Revisjonens vurdering er {beside}.",
        municipality=municipality,
        verdict=_.say(compared.theirs.words),
        beside=_.say(compared.beside.words),
    )


def gathered_lines(compared: ComparedVerdict, _: Translator) -> Iterator[str]:
    """What the municipality came to for each criterion of the set that this one gathers."""
    for found in compared.gathered:
        yield _(
            "{title}: {verdict} ({reason})",
            title=text_in(found.criterion.title, _.language),
            verdict=_.say(found.verdict.code.words),
            reason=_.say(found.verdict.reason),
        )


def _verdict(code: VerdictCode | None, _: Translator) -> str:
    return _("har ingen vurdering") if code is None else _.say(code.words)
