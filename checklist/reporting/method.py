"""The chapter on method: what was collected, and the rules, in words a reader can check."""

from __future__ import annotations

from collections import Counter

from checklist.appraisal import Appraisal, how_far
from checklist.assessment import Interview, Origin, SinceSignOff, kind_of
from checklist.criteria import ConclusionRule, Depth, EvidenceKind
from checklist.i18n import Translator, one_or_many, phrase, phrases
from checklist.reporting.model import Method, Rule
from checklist.reporting.samples import drawn_samples, every_sample
from checklist.words import by_origin, listed, sign_off_lines, what_there_is


def method_part(appraisal: Appraisal, _: Translator, since: SinceSignOff | None = None) -> Method:
    """How this assessment was made; `since` is what was changed after it was approved."""
    approved = () if since is None else sign_off_lines(appraisal.assessment, since, _)
    return Method(
        about=_about(appraisal.assessment.origin, _),
        data=_data(appraisal, _),
        approved=tuple(approved),
        rules=_rules(appraisal.criteria_set.conclusions, _),
        sources=_source_check(appraisal, _),
        samples=drawn_samples(appraisal, _),
    )


def _about(origin: Origin, _: Translator) -> tuple[str, ...]:
    own = phrase(
        "Dette er en egenvurdering, ikke en revisjon. Kommunen svarer selv på kontrollpunktene og "
        "viser selv til dokumentasjonen."
    )
    typed_in = phrase(
        "Dette er et eksempel. I en egenvurdering svarer kommunen selv på kontrollpunktene. Her er "
        "svarene fakta fra en publisert revisjon, gjengitt med andre ord, og dokumentasjonen er "
        "den revisjonen viser til."
    )
    return (
        _.say(by_origin(origin, own, typed_in)),
        _(
            "Hvert revisjonskriterium er ett krav. Kravet er delt i kontrollpunkter, og hvert "
            "kontrollpunkt gjelder én dimensjon. På plass: ordningen finnes. Skriftlig: den er "
            "skrevet ned og oppdatert. Kjent: de som skal bruke den, kjenner den. Brukes: den "
            "brukes i praksis. Følges opp: noen sjekker at den virker."
        ),
        _(
            "Fakta, vurdering og anbefaling står hver for seg. Fakta er det som er svart. "
            "Vurderingen følger av faste regler, som står nedenfor. Setter noen en annen vurdering "
            "enn regelen gir, viser rapporten begge."
        ),
        _(
            "Hvor mye som er besvart, sier bare hvor mye som er undersøkt. Det er ikke regnet med "
            "i vurderingene, og rapporten gir ingen samlet poengsum."
        ),
    )


def _data(appraisal: Appraisal, _: Translator) -> tuple[str, ...]:
    recorded = [entry.value for entry in appraisal.assessment.evidence.values()]
    return (
        *_period(appraisal, _),
        _collected(Counter(kind_of(piece) for piece in recorded), _),
        *(_weaknesses(appraisal, _) if recorded else ()),
        *_authors(appraisal, _),
        *_depth(appraisal, _),
        *_unsettled(appraisal, _),
        *_not_drawn(appraisal, _),
    )


def _not_drawn(appraisal: Appraisal, _: Translator) -> tuple[str, ...]:
    """How many of the file samples that the set asks for nobody has drawn."""
    lacking = sum(not line.numbers for line in every_sample(appraisal, _))
    words = phrases(
        "{n} stikkprøve som kriteriesettet ber om, er ikke trukket.",
        "{n} stikkprøver som kriteriesettet ber om, er ikke trukket.",
        lacking,
    )
    return what_there_is((words,), _)


def _depth(appraisal: Appraisal, _: Translator) -> tuple[str, ...]:
    """How deep the answers go."""
    match appraisal.depth:
        case Depth.QUICK:
            return (_("Det er en rask gjennomgang av de viktigste kravene i loven."),)
        case Depth.FULL if further := how_far(appraisal).beyond_quick:
            return (
                _.one_or_many(
                    "Det er en rask gjennomgang av de viktigste kravene i loven, og {n} spørsmål "
                    "til er besvart.",
                    further,
                ),
            )
        case Depth.FULL:
            return (
                _(
                    "Gjennomgangen spør om alle kravene i kriteriesettet, ikke bare de viktigste "
                    "i loven."
                ),
            )
        case None:
            return ()


def _period(appraisal: Appraisal, _: Translator) -> tuple[str, ...]:
    """When the assessment was made, where somebody has said it."""
    period = appraisal.assessment.period
    begins = _.date(period.begins) if period.begins else ""
    ends = _.date(period.ends) if period.ends else ""
    if begins and ends:
        return (_("Egenvurderingen er gjort fra {begins} til {ends}.", begins=begins, ends=ends),)
    if begins:
        return (_("Egenvurderingen ble påbegynt {begins}.", begins=begins),)
    return (_("Egenvurderingen ble avsluttet {ends}.", ends=ends),) if ends else ()


def _unsettled(appraisal: Appraisal, _: Translator) -> tuple[str, ...]:
    """How many fields people have written differently, without saying which is to count."""
    state = appraisal.assessment
    differing = sum(len(state.unsettled(thing).keys() - {"note"}) for thing in state.fields)
    words = phrases(
        "{n} opplysning er skrevet ulikt av flere, og det er ikke avgjort hva som gjelder.",
        "{n} opplysninger er skrevet ulikt av flere, og det er ikke avgjort hva som gjelder.",
        differing,
    )
    return what_there_is((words,), _)


def _collected(kinds: Counter[EvidenceKind], _: Translator) -> str:
    if not kinds:
        return _("Ingen dokumentasjon er registrert, så ingen av svarene er vist.")
    counted = {
        EvidenceKind.DOCUMENT: _.plural(
            "{n} dokument", "{n} dokumenter", kinds[EvidenceKind.DOCUMENT]
        ),
        EvidenceKind.INTERVIEW: _.plural(
            "{n} intervju", "{n} intervjuer", kinds[EvidenceKind.INTERVIEW]
        ),
        EvidenceKind.FIGURE: _.one_or_many("{n} tall", kinds[EvidenceKind.FIGURE]),
        EvidenceKind.FILE_SAMPLE: _.plural(
            "{n} stikkprøve", "{n} stikkprøver", kinds[EvidenceKind.FILE_SAMPLE]
        ),
        EvidenceKind.OBSERVATION: _.plural(
            "{n} observasjon", "{n} observasjoner", kinds[EvidenceKind.OBSERVATION]
        ),
    }
    return _(
        "Svarene bygger på {what}.",
        what=listed([words for kind, words in counted.items() if kinds[kind]], _),
    )


def _weaknesses(appraisal: Appraisal, _: Translator) -> tuple[str, ...]:
    recorded = appraisal.assessment.evidence
    pieces = [entry.value for entry in recorded.values()]
    interviews = [piece for piece in pieces if isinstance(piece, Interview)]
    undated = sum(piece.date is None for piece in pieces)
    unconfirmed = sum(not interview.verified for interview in interviews)
    linked = {name for names in appraisal.assessment.links.values() for name in names}
    unused = sum(name not in linked for name in recorded)
    said = (
        phrase("Det er uten dato og regnes derfor som svak dokumentasjon.")
        if undated and len(pieces) == 1
        else one_or_many(
            "{n} av dem mangler dato og regnes derfor som svak dokumentasjon.", undated
        ),
        phrase("Alle intervjuene er bekreftet av dem som ble intervjuet.")
        if interviews and not unconfirmed
        else phrases(
            "{n} intervju er ikke bekreftet av den som ble intervjuet.",
            "{n} intervjuer er ikke bekreftet av dem som ble intervjuet.",
            unconfirmed,
        ),
        phrases(
            "{n} stykke dokumentasjon er registrert uten at noe svar viser til det.",
            "{n} stykker dokumentasjon er registrert uten at noe svar viser til dem.",
            unused,
        ),
    )
    return what_there_is(said, _)


def _authors(appraisal: Appraisal, _: Translator) -> tuple[str, ...]:
    answers = appraisal.assessment.answers
    counted = [name for name, point in appraisal.asked.items() if point.value is not None]
    given = [answers[name].author.role.strip() for name in counted]
    roles = sorted({*given} - {""})
    said = (
        _("Svarene er registrert av: {roles}.", roles=listed(roles, _)) if roles else "",
        one_or_many(
            "{n} svar er registrert uten at rollen til den som svarte, er oppgitt.",
            given.count(""),
        ),
        phrases(
            "Svar gitt under {n} annet navn regnes som samme persons, fordi personen selv har "
            "sagt det.",
            "Svar gitt under {n} andre navn regnes som samme persons, fordi de selv har sagt det.",
            sum(name != who.name for name, who in appraisal.assessment.people.items()),
        ),
    )
    return what_there_is(said, _)


def _rules(rule: ConclusionRule, _: Translator) -> tuple[Rule, ...]:
    return (
        Rule(
            name=_("Vurdering av et krav"),
            lead=_(
                "Les ovenfra. Den første regelen som passer, avgjør. Kontrollpunkter som ikke "
                "gjelder, holdes utenfor. Et avgjørende kontrollpunkt er et der nei alene betyr "
                "at kravet ikke er oppfylt."
            ),
            steps=(
                _("Ingen kontrollpunkter gjelder: ikke relevant."),
                _("Et avgjørende kontrollpunkt er nei: ikke oppfylt."),
                _("Et avgjørende kontrollpunkt er ubesvart eller «vet ikke»: ikke avklart."),
                _("Et kontrollpunkt er nei eller delvis: delvis oppfylt."),
                _(
                    "Et ja stemmer ikke med tallet som står ved svaret: ikke avklart, til noen "
                    "avgjør hva som er riktig."
                ),
                _("Alle kontrollpunkter er ja: oppfylt."),
                _(
                    "Alle avgjørende kontrollpunkter er ja, og andre er ubesvart eller «vet ikke»: "
                    "oppfylt. Begrunnelsen sier hvor mange som ikke er avklart."
                ),
                _("Ellers: ikke avklart."),
            ),
        ),
        Rule(
            name=_("Hvor sterk dokumentasjonen er"),
            lead=_(
                "Styrken sier hvor godt et svar er vist. Den endrer ikke selve vurderingen. Et "
                "krav som er oppfylt uten dokumentasjon, kalles påstått oppfylt."
            ),
            steps=(
                _("Sterk: noe av dokumentasjonen er uten svakheter."),
                _(
                    "Svak: dokumentasjonen er uten dato, for gammel, fra etter at vurderingen var "
                    "ferdig, bare muntlig eller et intervju som ikke er bekreftet. Svak er også en "
                    "fil som er borte eller endret, og det som ikke sier hvor det er eller hvem "
                    "som har det. Gammel er fire år der kriteriesettet ikke sier noe annet."
                ),
                _(
                    "For det som er kjent og brukes, er dokumentasjon av et annet slag enn det "
                    "som er etterspurt, også svak. Bekreftede intervjuer med to ulike roller som "
                    "viser det samme, er sterke når det ikke er bedt om en stikkprøve."
                ),
                _("Mangler: ingen dokumentasjon er registrert."),
                _(
                    "Et krav er så godt vist som det svaret som er dårligst vist. Er noen av "
                    "svarene vist og andre ikke, er dokumentasjonen svak."
                ),
            ),
        ),
        Rule(
            name=_("Hvor alvorlig et funn er"),
            lead=_(
                "Et krav er «skal» når det står i lov eller forskrift, «bør» når det står i en "
                "nasjonal veileder, og «vedtatt lokalt» når det står i kommunens egen plan. Bare "
                "en tilsynsmyndighet eller en domstol kan avgjøre om noe er et lovbrudd."
            ),
            steps=(
                _(
                    "Mulig lovbrudd: et skal-krav er ikke oppfylt, og det er loven selv som setter "
                    "det som mangler. Paragrafen står ved funnet."
                ),
                _(
                    "Svakhet: et krav er ikke oppfylt, målt mot noe annet enn loven selv, eller et "
                    "skal-krav er delvis oppfylt."
                ),
                _("Forbedringspunkt: et krav som ikke er et skal-krav, er delvis oppfylt."),
                _("Mangler dokumentasjon: kravet er oppfylt, men ingenting viser det."),
            ),
        ),
        _theme_rule(rule, _),
        _question_rule(rule, _),
    )


def _theme_rule(rule: ConclusionRule, _: Translator) -> Rule:
    return Rule(
        name=_("Konklusjon for et tema"),
        lead=_(
            "Regelen teller skal-kravene i temaet. Har temaet ingen, teller den alle kravene. Krav "
            "som ikke er avklart, er ikke med i andelene. Et hovedkrav er et krav som temaet står "
            "og faller med."
        ),
        steps=(
            _(
                "Et hovedkrav er ikke oppfylt, målt mot loven selv: ikke i tilstrekkelig grad i "
                "tråd med kravene."
            ),
            _(
                "Et hovedkrav er ikke avklart, eller mindre enn {n} prosent av kravene er vurdert: "
                "ikke avklart.",
                n=rule.assessed_from,
            ),
            _(
                "{n} prosent eller mer av de vurderte kravene er ikke oppfylt: ikke i "
                "tilstrekkelig grad i tråd med kravene. Bare det som er målt mot loven selv, "
                "regnes med her. Har temaet ingen skal-krav, regnes også veiledere og kommunens "
                "egne planer med, når det gjelder minst to krav.",
                n=rule.insufficient_from,
            ),
            _("Alle kravene er vurdert og oppfylt: i tråd med kravene."),
            _(
                "Alle hovedkrav er oppfylt, {n} prosent eller mer av de vurderte kravene er "
                "oppfylt, og resten er delvis oppfylt: i det alt vesentlige i tråd med kravene.",
                n=rule.largely_from,
            ),
            _("Ellers: delvis i tråd med kravene."),
        ),
    )


def _question_rule(rule: ConclusionRule, _: Translator) -> Rule:
    return Rule(
        name=_("Konklusjon for en problemstilling"),
        lead=_(
            "En problemstilling med ett tema får konklusjonen til temaet. Med flere temaer teller "
            "regelen de temaene som er avklart. Et tema som er i tråd eller i det alt vesentlige i "
            "tråd med kravene, regnes som godt."
        ),
        steps=(
            _("Halvparten eller færre av temaene er avklart: ikke avklart."),
            _(
                "{n} prosent eller mer av de avklarte temaene er ikke i tilstrekkelig grad i tråd "
                "med kravene: det samme gjelder problemstillingen.",
                n=rule.insufficient_from,
            ),
            _("Alle temaene er avklart og i tråd med kravene: i tråd med kravene."),
            _(
                "Alle temaene er avklart og gode, eller {n} prosent eller mer av de avklarte "
                "temaene er gode: i det alt vesentlige i tråd med kravene. Er ett av de andre "
                "ikke i tilstrekkelig grad i tråd med kravene, blir det delvis.",
                n=rule.largely_from,
            ),
            _("Ellers: delvis i tråd med kravene."),
        ),
    )


def _source_check(appraisal: Appraisal, _: Translator) -> tuple[str, ...]:
    cited = {
        citation.source
        for appraised in appraisal.criteria.values()
        if appraised.not_in_force is None
        for citation in appraisal.citations(appraised.criterion)
    }
    checked = [source for source in appraisal.criteria_set.sources if source.id in cited]
    if not checked:
        return ()
    first, last = min(s.checked for s in checked), max(s.checked for s in checked)
    return (
        _(
            "Kravene er hentet fra kilder som gjaldt {day}, den datoen vurderingen gjelder for.",
            day=_.date(appraisal.assessment.date),
        ),
        _(
            "Kildene ble sist lest mot kravene fra {first} til {last}. Dagen for hver av dem står "
            "i tabellen.",
            first=_.date(first),
            last=_.date(last),
        )
        if first != last
        else _("Alle kildene ble sist lest mot kravene {day}.", day=_.date(first)),
        _(
            "Lenkene går til teksten slik den er i dag. Den kan være endret etter datoen "
            "vurderingen gjelder for."
        ),
    )
