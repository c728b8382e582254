"""The chapters of the audit report: those that have something to say, numbered in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from checklist.i18n import Translator
from checklist.reporting.audits.paper import AuditPaper
from checklist.reporting.audits.substance import not_answered, not_judged
from checklist.reporting.model import Reference
from checklist.words import Part

_APPENDICES = ("collected", "gathered")


class AuditChapter(Part, frozen=True, kw_only=True):
    """A chapter. `name` says which, and `number` is empty for an appendix."""

    name: str
    number: str
    title: str


def chapters(paper: AuditPaper, _: Translator) -> tuple[AuditChapter, ...]:
    """The chapters in the order of a forvaltningsrevisjonsrapport; an empty one is not there."""
    return numbered_chapters(shared_chapters(paper, _))


def numbered_chapters(offered: Iterable[tuple[str, str, bool]]) -> tuple[AuditChapter, ...]:
    """Those chapters that have something to say, by number; an appendix has none."""
    there = [(name, title) for name, title, has in offered if has]
    return tuple(
        AuditChapter(name=name, number="" if name in _APPENDICES else str(number), title=title)
        for number, (name, title) in enumerate(there, start=1)
    )


def not_here(paper: AuditPaper, _: Translator) -> tuple[str, ...]:
    """What a committee would look for and does not find."""
    there = {chapter.name for chapter in chapters(paper, _)}
    missed = (
        ("purpose", _("problemstillinger")),
        ("method", _("metode")),
        ("criteria", _("revisjonskriterier")),
        ("facts", _("fakta")),
        ("verdicts", _("vurderinger")),
        ("conclusions", _("konklusjoner")),
        ("recommendations", _("anbefalinger")),
        ("hearing", _("kommunedirektørens uttalelse")),
    )
    lacks = [words for name, words in missed if name not in there]
    if "verdicts" in there and (missing := not_judged(paper)):
        lacks.append(_("vurdering av {criteria}", criteria=numbers_of(missing)))
    if "conclusions" in there and (missing := not_answered(paper)):
        lacks.append(_("konklusjon på problemstilling {numbers}", numbers=numbers_of(missing)))
    if not paper.work.reviews:
        lacks.append(_("kvalitetssikring"))
    return tuple(lacks)


def numbers_of(references: Iterable[Reference]) -> str:
    """The numbers alone: K1, K4."""
    return ", ".join(reference.number for reference in references)


def shared_chapters(paper: AuditPaper, _: Translator) -> Iterator[tuple[str, str, bool]]:
    """Every chapter that a report can have: its name, its title, and whether it says something."""
    texts, criteria, method = paper.texts, paper.criteria, paper.method
    concluded = any(question.conclusions for question in paper.questions)
    concluded = concluded or bool(paper.other_conclusions or texts.closing)
    yield "summary", _("Sammendrag"), bool(texts.summary or concluded or paper.recommendations)
    yield "background", _("Bakgrunn"), bool(texts.ordered or texts.background)
    yield "purpose", _("Formål og problemstillinger"), bool(texts.purpose or paper.questions)
    yield "delimitations", _("Avgrensning"), bool(paper.delimitations)
    yield "method", _("Metode"), bool(method.lead or method.ways or texts.method)
    yield "criteria", _("Revisjonskriterier"), bool(criteria)
    # Facts of no criterion tell of the services, or are all that there are.
    judged = any(criterion.facts for criterion in criteria)
    about = bool(texts.organisation or (judged and paper.other_facts))
    yield "organisation", _("Om tjenestene"), about
    yield "facts", _("Fakta"), judged or bool(paper.other_facts and not about)
    yield "verdicts", _("Revisjonens vurderinger"), any(one.verdict for one in criteria)
    yield "conclusions", _("Konklusjoner"), concluded
    yield "recommendations", _("Anbefalinger"), bool(paper.recommendations)
    yield "checked", _("Faktaverifisering"), bool(paper.facts_checked.says)
    yield "hearing", _("Kommunedirektørens uttalelse"), paper.hearing is not None
    yield "literature", _("Litteratur og kilder"), bool(paper.literature)
    yield (
        "work",
        _("Gjennomføring og kvalitetssikring"),
        bool(paper.work.team or paper.work.reviews),
    )
    yield "collected", _("Vedlegg: innsamlede data"), bool(paper.collected)
    yield "gathered", _("Vedlegg: kravene bak kriteriene"), any(one.gathers for one in criteria)
