"""What supervisors and auditors found elsewhere, and the checkpoint that would have told it.

The findings are told in our own words, after summaries and reports of supervision, audits and
investigations that anyone can read, none of them among the audits that are replayed as examples.
Whoever answers truthfully where such a thing is so, can't answer yes to the checkpoint beside it.
What then follows, a verdict and a severity, follows from the rules alone. What no checkpoint would
have told is here too (MISSED), with why, so that the share of what is caught is an honest one.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

import pytest

from checklist.appraisal import Appraisal, Severity, appraise
from checklist.assessment import Answer, Assessment, Recorded, VerdictCode
from checklist.criteria import AnswerValue, CriteriaSet
from tests.conftest import ANNA, NES, shipped_set

ADULTS = shipped_set("psykisk-helse-rus-voksne")
CHILDREN = shipped_set("psykisk-helse-rus-barn-unge")
DAY = date(2026, 11, 25)
DOCS = Path(__file__).parent.parent / "docs"
NO, PARTLY = AnswerValue.NO, AnswerValue.PARTLY
BREACH, WEAK, BETTER = Severity.POSSIBLE_BREACH, Severity.WEAKNESS, Severity.IMPROVEMENT
VERDICTS = {
    BREACH: (VerdictCode.NOT_MET,),
    WEAK: (VerdictCode.PARTLY, VerdictCode.NOT_MET),
    BETTER: (VerdictCode.PARTLY,),
}


class Found(NamedTuple):
    """A finding: who told it and when, what it was, and the answer it leaves."""

    source: str
    finding: str
    checkpoint: str
    answer: AnswerValue
    severity: Severity
    asked: CriteriaSet = ADULTS


class Gap(StrEnum):
    """Why no checkpoint tells a finding: it is none of the set's business, or ought to be."""

    OUTSIDE = "outside"
    NEXT = "next"


class Missed(NamedTuple):
    """A finding that no checkpoint tells. `nearest` is the one that comes closest, if any."""

    source: str
    finding: str
    gap: Gap
    because: str
    nearest: str = ""


# Country-wide supervision of services to people with both disorders, 2017–2018.
ROP = "Statens helsetilsyn 2019, oppsummering av tilsyn 2017–2018"
RAKKESTAD = "Fylkesmannen i Østfold 2017, Rakkestad"
OSTENSJO = "Fylkesmannen i Oslo og Akershus 2018, Bydel Østensjø"
# Country-wide supervision of child welfare and Nav, 2019.
AFTERCARE = "Statens helsetilsyn 2020, oppsummering av tilsyn 2019"
LEIKANGER = "Fylkesmannen i Vestland 2019, Nav Leikanger"
# The Office of the Auditor General.
MENTAL_HEALTH = "Riksrevisjonen 2021, psykiske helsetjenester"
BOTH = "Riksrevisjonen 2025, samtidige ruslidelser og psykiske lidelser"
# Deaths and killings that were investigated.
VIOLENCE = "Ukom, om alvorlig psykisk lidelse og voldsrisiko (siden er udatert)"
SENTENCED = "Statens helsetilsyn 2022, pasient på dom i kommunal bolig"
FOUND_DEAD = "Fylkesmannen i Sogn og Fjordane 2017, funnet død i omsorgsbolig"
ORSTA = "Statsforvalteren i Møre og Romsdal 2023, Ørsta, omtalt av NRK"
# Municipal auditors.
OSLO = "Kommunerevisjonen i Oslo 2020, omtalt i oppfølgingen 2023"
LUNNER = "Innlandet Revisjon, Lunner, hjelp til ungdom (siden er udatert)"
LILLEHAMMER = "Innlandet Revisjon, Lillehammer, forebygging (siden er udatert)"
HAUGESUND = "Deloitte 2015, Haugesund"
SNILLFJORD = "Revisjon Midt-Norge 2015, Snillfjord, utleieboliger"
FOSEN = "Revisjon Midt-Norge 2021, Indre Fosen, barnevern"
SKEDSMO = "Romerike Revisjon 2015, Skedsmo"
RALINGEN = "Romerike Revisjon 2015, Rælingen"
# Nav, health clinics and others.
KONGSBERG = "Statsforvalteren i Østfold, Buskerud, Oslo og Akershus 2025, Nav Kongsberg"
VALER = "Statsforvalteren i Østfold, Buskerud, Oslo og Akershus 2025, Nav Våler"
HOLE = "Statsforvalteren i Østfold, Buskerud, Oslo og Akershus 2025, Nav Hole"
BALSFJORD = "Statsforvalteren i Troms og Finnmark 2025, Nav Balsfjord"
STAVANGER = "Statsforvalteren i Rogaland 2021, Nav Hillevåg og Hinna"
GAULDAL = "Statsforvalteren i Trøndelag 2022, Nav Midtre Gauldal"
BERGEN = "Statsforvalteren i Vestland 2023, Bergen"
GAMLE_OSLO = "Fylkesmannen i Oslo og Akershus 2011, Bydel Gamle Oslo"
OS = "Statsforvalteren i Innlandet 2023, Os"
HAMAR = "Fylkesmannen i Hedmark 2018, Hamar"
FROYA = "Fylkesmannen i Sør-Trøndelag 2013, Frøya"
ASKOY = "Fylkesmannen i Hordaland 2013, Askøy"
STORFJORD = "Fylkesmannen i Troms 2011, Storfjord"
LUNNER_CHILD = "Statsforvalteren i Oslo og Viken 2021, Lunner, barnevern"
# Preparedness, and services to other groups.
LILLESAND = "Fylkesmannen i Aust- og Vest-Agder 2018, Lillesand, beredskap"
SOR_ODAL = "Statsforvalteren i Innlandet 2023, Sør-Odal, beredskap"
NORDDAL = "Fylkesmannen i Møre og Romsdal 2018, Norddal, omtalt av NRK"
SINTEF = "SINTEF for Helsedirektoratet 2019, omtalt av VG"

FINDINGS = (
    Found(ROP, "ingen hadde sett på hele situasjonen", "hje-kartlegging-omrader", NO, WEAK),
    Found(ROP, "det var ikke satt mål for hjelpen", "hje-kartlegging-tiltak", NO, WEAK),
    Found(ROP, "tiltak ble sjelden evaluert", "ved-gjennomforing-virkning", NO, WEAK),
    Found(ROP, "sykdom i kroppen fikk liten plass", "hje-somatisk-kropp", NO, WEAK),
    Found(ROP, "for lite hjelp til å klare hverdagen", "hje-bosted-mestre", NO, WEAK),
    Found(ROP, "hjelpen var ikke samordnet", "sam-enkeltsak-alle", NO, BREACH),
    Found(ROP, "uklart hvem som gjorde hva", "sam-styring-roller", NO, BETTER),
    Found(RAKKESTAD, "hjelpen var ikke dokumentert", "ti-dokumentasjon-skrives", NO, WEAK),
    Found(RAKKESTAD, "ikke rettet mot rus og lidelse", "hje-rop-samtidig", NO, WEAK),
    Found(RAKKESTAD, "ingen planer med mål og tiltak", "hje-kartlegging-tiltak", NO, WEAK),
    Found(RAKKESTAD, "ingen opplæring i praktiske ting", "hje-bosted-mestre", NO, WEAK),
    Found(RAKKESTAD, "avvik ble ikke meldt", "st-avvik-meldes", NO, WEAK),
    Found(RAKKESTAD, "kompetansen var ikke kartlagt", "st-kompetanse-oversikt", NO, BREACH),
    Found(RAKKESTAD, "ingen plan for tjenestene til gruppen", "st-mal-vedtatt", NO, BREACH),
    Found(RAKKESTAD, "fare for svikt var ikke analysert", "st-risiko-oversikt", NO, BREACH),
    Found(OSTENSJO, "Nav fulgte ikke opp med råd", "hje-penger-fulgt", NO, WEAK),
    Found(OSLO, "svak og lite fast kartlegging", "hje-kartlegging-rutine", NO, WEAK),
    Found(OSLO, "behovet var ikke dokumentert vurdert", "ved-opplyst-grunnlag", PARTLY, WEAK),
    Found(KONGSBERG, "råd ble gitt uten vedtak", "ved-innhold-skriftlig", NO, BREACH),
    Found(KONGSBERG, "vedtaket kom etter at det trengtes", "hje-penger-start", PARTLY, WEAK),
    Found(KONGSBERG, "ingen begrunnelse for start", "ved-innhold-begrunnet", PARTLY, WEAK),
    Found(KONGSBERG, "ingen rutiner for vedtakene", "ved-rutiner-finnes", NO, BREACH),
    Found(STAVANGER, "rådgivning uten skriftlig vedtak", "ved-innhold-skriftlig", NO, BREACH),
    Found(HOLE, "delegeringen manglet", "ved-videredelegering-skriftlig", NO, WEAK),
    Found(VALER, "tjenesten var ikke gjort tilgjengelig", "hje-penger-tilbud", NO, WEAK),
    Found(BALSFJORD, "rådene kom ikke i gang i tide", "hje-penger-start", NO, WEAK),
    Found(GAULDAL, "barnas behov var ikke kartlagt", "hje-stonad-barn", NO, WEAK),
    Found(BERGEN, "folk fikk ikke et sted å sove", "hje-bosted-natt", NO, BREACH),
    Found(BERGEN, "stedene holdt ikke mål", "hje-bosted-standard", NO, WEAK),
    Found(GAMLE_OSLO, "for vanskelig å nå på telefon", "eks-nav-kontakt-bruker", NO, WEAK),
    Found(AFTERCARE, "unge visste ikke om ettervern", "eks-ettervern-tilbud", NO, BREACH, CHILDREN),
    Found(AFTERCARE, "ettervernet ble ikke fulgt opp", "eks-ettervern-plan", NO, WEAK, CHILDREN),
    Found(AFTERCARE, "samarbeidet var ikke styrt", "eks-overgang-rutine", NO, WEAK, CHILDREN),
    Found(AFTERCARE, "unge fikk ikke medvirke", "bm-utforming-skjer", NO, BREACH, CHILDREN),
    Found(LEIKANGER, "Nav visste for lite om de unge", "eks-nav-plan-behov", NO, WEAK),
    Found(
        STORFJORD, "hjelpetiltak ble ikke vurdert", "ved-gjennomforing-virkning", NO, WEAK, CHILDREN
    ),
    Found(STORFJORD, "barn ble ikke hørt", "bm-barn-hores", NO, BREACH, CHILDREN),
    Found(OS, "ingen rutiner, opp til den enkelte", "hje-skolehelse-rutine", NO, WEAK, CHILDREN),
    Found(OS, "tverrfaglige team virket ikke", "sam-system-virker", NO, WEAK, CHILDREN),
    Found(HAMAR, "ikke tid til å følge opp barna", "hje-skolehelse-videre", NO, BREACH, CHILDREN),
    Found(HAMAR, "kontroller var slått sammen", "hje-skolehelse-undersokelser", NO, WEAK, CHILDREN),
    Found(HAMAR, "få avvik meldt", "st-avvik-meldes", PARTLY, WEAK, CHILDREN),
    Found(FROYA, "ikke tilpasset familiens språk", "bm-tolk-brukes", NO, BREACH, CHILDREN),
    Found(FROYA, "familier fikk ikke et helt tilbud", "sam-enkeltsak-alle", PARTLY, WEAK, CHILDREN),
    Found(ASKOY, "ingen rutiner med fastlegene", "eks-fastlege-veier", NO, WEAK, CHILDREN),
    Found(
        LUNNER, "for syk for skolen, for frisk for BUP", "hje-tilgang-mellom", NO, WEAK, CHILDREN
    ),
    Found(LUNNER, "tjenestene visste lite om hverandre", "sam-system-virker", NO, WEAK, CHILDREN),
    Found(LUNNER, "samarbeid uten rutiner", "sam-rutiner-finnes", NO, BREACH, CHILDREN),
    Found(LUNNER, "uavklarte roller", "sam-styring-roller", NO, BETTER, CHILDREN),
    Found(
        LILLEHAMMER,
        "for få folk i flere tjenester",
        "st-bemanning-oppgaver",
        PARTLY,
        WEAK,
        CHILDREN,
    ),
    Found(HAUGESUND, "få vedtatte mål", "st-mal-vedtatt", NO, BREACH, CHILDREN),
    Found(HAUGESUND, "uklart hvem som styrte på tvers", "sam-styring-foringer", NO, WEAK, CHILDREN),
    Found(MENTAL_HEALTH, "mange måtte vente lenge", "hje-ventetid-frist", NO, WEAK),
    Found(MENTAL_HEALTH, "lite medvirkning fra brukere", "bm-utforming-skjer", NO, BREACH),
    Found(MENTAL_HEALTH, "pårørende var lite med", "bm-parorende-spurt", NO, WEAK),
    Found(MENTAL_HEALTH, "ungdom med rus uten tilbud", "hje-rop-samtidig", NO, WEAK, CHILDREN),
    Found(MENTAL_HEALTH, "ledere forbedret ikke fast", "st-gjennomgang-gjort", NO, BREACH),
    Found(BOTH, "ikke nok egnede boliger", "hje-bosted-bemannet", NO, WEAK),
    Found(BOTH, "mange hadde ingenting å gå til", "hje-aktivitet-tilbud", NO, WEAK),
    Found(VIOLENCE, "sto uten hjelp etter å ha sagt nei", "hje-nei-igjen", NO, WEAK),
    Found(VIOLENCE, "det noen visste, nådde ikke fram", "ti-deling-mottatt", NO, WEAK),
    Found(SENTENCED, "voldsrisiko var ikke vurdert", "hje-vold-andre", NO, WEAK),
    Found(SENTENCED, "opplysninger om fare kom ikke fram", "hje-vold-kjent", NO, WEAK),
    Found(FOUND_DEAD, "reagerte ikke da personen ble sykere", "hje-kartlegging-verre", NO, WEAK),
    Found(FOUND_DEAD, "tvang ble ikke vurdert på nytt", "hje-nei-fare", NO, WEAK),
    Found(ORSTA, "ingen vurdering av mat og vekt", "hje-somatisk-mat", NO, WEAK),
    Found(ORSTA, "burde strukket seg lenger", "hje-nei-igjen", PARTLY, WEAK),
    Found(SINTEF, "ingen rutine etter selvmordsforsøk", "hje-selvmord-rutine", NO, WEAK),
    Found(SINTEF, "ingen rutine etter overdose", "hje-overdose-plan", NO, WEAK),
    Found(SNILLFJORD, "behovet ble ikke vurdert", "eks-bolig-hjelp-vurdert", NO, BREACH),
    Found(SNILLFJORD, "søknader ble ikke behandlet", "eks-bolig-hjelp-vedtak", NO, WEAK),
    Found(SNILLFJORD, "dårlig stand i boligene", "eks-bolig-hjelp-standard", NO, WEAK),
    Found(FOSEN, "avtalen passet ikke lenger", "ved-delegering-vert", NO, WEAK, CHILDREN),
    Found(SKEDSMO, "plan ble ikke tilbudt", "ip-tilbud-gis", NO, BREACH),
    Found(RAKKESTAD, "ingen så etter at rutiner ble fulgt", "st-kontroll-sett-etter", NO, BREACH),
    Found(
        LEIKANGER, "ledelsen styrte ikke Nav", "eks-nav-internkontroll-folges", NO, WEAK, CHILDREN
    ),
    Found(LILLESAND, "planen ble øvd for sjelden", "hje-beredskap-ovd", NO, WEAK),
    Found(SOR_ODAL, "ingen plan for øvelser", "hje-beredskap-ovd", NO, WEAK),
    Found(NORDDAL, "politiattest manglet for noen", "st-politiattest-krevd", PARTLY, WEAK),
    Found(ASKOY, "feil ble ikke forebygget", "st-avvik-gjennomgang", NO, BREACH, CHILDREN),
    Found(ASKOY, "en kontroll falt bort", "hje-skolehelse-undersokelser", NO, WEAK, CHILDREN),
    Found(LUNNER_CHILD, "barn ble ikke hørt til slutt", "bm-barn-hores", NO, BREACH, CHILDREN),
    Found(RALINGEN, "enheten virket ikke som den skulle", "ke-mandat-fulgt-opp", NO, WEAK),
)


OUTSIDE, NEXT = Gap.OUTSIDE, Gap.NEXT
OWN_CHILD_CASES = "barnevernets egne undersøkelser, som settet ikke gjelder"
STATE = "plikten er statens, ikke kommunens"
TRUSTS = "plikten er helseforetakenes, ikke kommunens"

MISSED = (
    Missed(STORFJORD, "undersøkelser i barnevernet fulgte ikke loven", OUTSIDE, OWN_CHILD_CASES),
    Missed(LUNNER_CHILD, "omsorgen ble kartlagt for dårlig", OUTSIDE, OWN_CHILD_CASES),
    Missed(MENTAL_HEALTH, "psykisk helse ble ikke prioritert foran annet", OUTSIDE, TRUSTS),
    Missed(MENTAL_HEALTH, "poliklinikker kunne for lite om rus", OUTSIDE, TRUSTS),
    Missed(MENTAL_HEALTH, "staten brukte virkemidlene sine dårlig", OUTSIDE, STATE),
    Missed(BOTH, "departementene sørget ikke for nok hjelp", OUTSIDE, STATE),
    Missed(MENTAL_HEALTH, "ulikt tilbud fra kommune til kommune", OUTSIDE, "settet ser én kommune"),
    Missed(ASKOY, "barn ble veid og målt feil", OUTSIDE, "gjelder ikke psykisk helse eller rus"),
    Missed(
        NORDDAL, "vedtak om tvang fulgte ikke reglene", OUTSIDE, "reglene gjelder en annen gruppe"
    ),
    Missed(SOR_ODAL, "ingen plan for miljørettet helsevern", OUTSIDE, "et annet fagområde"),
    Missed(
        SOR_ODAL,
        "risikoanalysen for hele kommunen var gammel",
        NEXT,
        "spørsmålet er om planen, ikke om analysen den bygger på",
        "hje-beredskap-plan",
    ),
    Missed(
        LILLESAND,
        "opplæringen til kriseledelsen var lite planlagt",
        NEXT,
        "spørsmålet er om øvelser, ikke om opplæring",
        "hje-beredskap-ovd",
    ),
    Missed(
        MENTAL_HEALTH,
        "ny kunnskap om behandling ble lite brukt",
        NEXT,
        "spørsmålet er bare om hjelp til dem som har både rus og psykisk lidelse",
        "hje-rop-metode",
    ),
)


def answered(asked: CriteriaSet, **changed: AnswerValue) -> Appraisal:
    """An otherwise good assessment: yes to everything but what is changed."""
    when = datetime(2026, 11, 25, tzinfo=UTC)
    answers = {
        point.id: Recorded(Answer(value=changed.get(point.id, AnswerValue.YES)), ANNA, when)
        for criterion in asked.criteria
        for point in criterion.checkpoints
    }
    return appraise(asked, Assessment("a", NES, asked.id, DAY, answers=answers))


@pytest.mark.parametrize("found", FINDINGS, ids=lambda f: f"{f.checkpoint}: {f.source[:40]}")
def test_a_finding_made_elsewhere_would_have_been_one_here(found: Found) -> None:
    appraisal = answered(found.asked, **{found.checkpoint: found.answer})
    worst = [c for c in appraisal.findings if c.severity is not Severity.UNDOCUMENTED]
    (appraised,) = worst
    assert found.checkpoint in {point.checkpoint.id for point in appraised.asked}
    assert appraised.severity is found.severity
    assert appraised.verdict.code in VERDICTS[found.severity]


@pytest.mark.parametrize("asked", [ADULTS, CHILDREN], ids=lambda asked: asked.id)
def test_where_all_is_well_there_is_nothing_to_find_but_what_nobody_has_shown(
    asked: CriteriaSet,
) -> None:
    assert {c.severity for c in answered(asked).findings} == {Severity.UNDOCUMENTED}


def test_there_are_many_findings_from_many_hands() -> None:
    assert len({(found.source, found.finding) for found in FINDINGS}) >= 60
    assert len({found.source for found in FINDINGS}) >= 25
    assert len({found.checkpoint for found in FINDINGS}) >= 55


def test_what_is_missed_is_told_with_why_and_not_among_what_is_caught() -> None:
    ids = {p.id for asked in (ADULTS, CHILDREN) for c in asked.criteria for p in c.checkpoints}
    told = {(found.source, found.finding) for found in FINDINGS}
    for missed in MISSED:
        assert (missed.source, missed.finding) not in told
        assert missed.because
        # What ought to be caught is close to something that is asked; what is outside is not.
        assert (missed.nearest in ids) is (missed.gap is Gap.NEXT), missed.finding


def test_the_share_that_is_caught_is_the_one_the_documents_tell() -> None:
    outside = sum(missed.gap is Gap.OUTSIDE for missed in MISSED)
    told = (DOCS / "funn-andre-steder.md").read_text(encoding="utf-8")
    assert (
        f"Av {len(FINDINGS) + len(MISSED)} funn fanger settene {len(FINDINGS)}. "
        f"{outside} er utenfor det settene gjelder, og {len(MISSED) - outside} burde vært fanget."
    ) in told
    for missed in MISSED:
        assert missed.finding in told, missed.finding
