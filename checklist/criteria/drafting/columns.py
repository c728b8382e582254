"""Which column of somebody's checklist holds what, known by the words of its heading."""

from __future__ import annotations

import re

from checklist.i18n import WordedEnum, phrase
from checklist.text import searchable


class Field(WordedEnum):
    """What a column can hold, by the names that `--columns` takes, in English and in Norwegian."""

    THEME = "theme", phrase("tema")
    REQUIREMENT = "requirement", phrase("krav")
    QUESTION = "question", phrase("spørsmål")
    SOURCE = "source", phrase("kilde")
    SECTION = "section", phrase("paragraf")
    FORCE = "force", phrase("styrke")
    ID = "id", phrase("id")
    TITLE = "title", phrase("tittel")
    WHY = "why", phrase("hvorfor")
    GUIDANCE = "guidance", phrase("veiledning")
    ASPECT = "aspect", phrase("dimensjon")
    YES_MEANS = "yes_means", phrase("ja_betyr")
    PARTLY_MEANS = "partly_means", phrase("delvis_betyr")
    RECOMMENDATION = "recommendation", phrase("anbefaling")
    EVIDENCE = "evidence", phrase("dokumentasjon")
    EXAMPLE = "example", phrase("eksempel")
    TEST = "test", phrase("test")
    ROLE = "role", phrase("rolle")


_HEADINGS: dict[Field, str] = {
    Field.THEME: "tema delområde hovedområde område fagområde kapittel kategori gruppe temaområde "
    "theme topic area chapter category domain family group section",
    Field.REQUIREMENT: "krav kravet kravtekst kriterium kriterier revisjonskriterium "
    "revisjonskriterier kravbeskrivelse plikt plikter norm requirement requirements criterion "
    "criteria control controls duty",
    Field.QUESTION: "spørsmål spørsmålet kontrollspørsmål sjekkspørsmål revisjonsspørsmål "
    "kontrollpunkt sjekkpunkt question questions checkpoint check",
    Field.SOURCE: "kilde kilder kjelde kjelder hjemmel heimel lovhjemmel lov lover forskrift "
    "lovkrav lovgrunnlag lovverk regelverk rettskilde referanse source sources reference law act "
    "regulation authority standard",
    Field.SECTION: "paragraf § clause article",
    Field.FORCE: "styrke forpliktelse forplikting kravtype skal/bør strength force obligation "
    "importance must/should type_krav",
    Field.ID: "id nr nummer kravnr krav-id løpenr ref ref_id refnr kode number no # code",
    Field.TITLE: "tittel overskrift navn namn kortnavn kort_navn stikkord title "
    "name short_name heading",
    Field.WHY: "hvorfor kvifor konsekvens risiko why rationale consequence risk",
    Field.GUIDANCE: "veiledning rettleiing forklaring utdyping hjelpetekst guidance explanation "
    "help annotation discussion",
    Field.ASPECT: "dimensjon aspekt aspect dimension",
    Field.YES_MEANS: "akseptkriterium akseptkriterier ja_betyr ja_betyr_at oppfylt_når "
    "oppfylt_hvis hva_må_være_på_plass hva_skal_være_på_plass hva_skal_til yes_means met_when "
    "acceptance_criteria",
    Field.PARTLY_MEANS: "delvis_betyr delvis_oppfylt_når partly_means partly_met_when",
    Field.RECOMMENDATION: "anbefaling anbefalt_tiltak tilråding recommendation remedy",
    Field.EVIDENCE: "dokumentasjon bevis revisjonsbevis verifikasjon evidence typical_evidence "
    "documentation",
    Field.EXAMPLE: "eksempel døme example",
    Field.TEST: "test revisjonshandling kontrollhandling slik_prøves audit_procedure",
    Field.ROLE: "rolle hvem_spørres spørres_av role who_to_ask respondent",
}
"""Words that alone, or among others, say what a column holds; several words have _ between."""

_EITHER = {
    "beskrivelse": (Field.REQUIREMENT, Field.GUIDANCE),
    "description": (Field.REQUIREMENT, Field.GUIDANCE),
    "tekst": (Field.REQUIREMENT, Field.GUIDANCE),
    "text": (Field.REQUIREMENT, Field.GUIDANCE),
}
"""Words that say a thing only when no other column says it."""

_FIELD_OF = {word: field for field, words in _HEADINGS.items() for word in words.split()}
_ONLY_ALONE = {
    *("navn", "namn", "name", "gruppe", "group", "section", "code", "kode", "check", "act"),
    *("help", "risk", "risiko", "test", "no", "norm", "overskrift", "heading", "number"),
}
"""Words that say too little where other words stand beside them."""

_NUMBERED = frozenset({"nr", "id", "nummer"})
_WORDS = re.compile(r"[^\W_]+(?:[-_/][^\W_]+)*|[§#]")
_LONGEST_HEADING = 80


def fields_of(heading: str) -> tuple[Field, ...]:
    """What a heading may stand for, the likeliest first; none where it says nothing known."""
    words = _words(heading)
    whole = "_".join(words)
    if whole in _FIELD_OF:
        return (_FIELD_OF[whole],)
    if whole in _EITHER:
        return _EITHER[whole]
    pieces = [piece for word in words for piece in (word, *re.split("[-/]", word))]
    found = [_FIELD_OF[word] for word in pieces if word in _FIELD_OF and word not in _ONLY_ALONE]
    if _NUMBERED.intersection(pieces):
        found.insert(0, Field.ID)
    return tuple(dict.fromkeys(found))


def _words(heading: str) -> list[str]:
    return _WORDS.findall(searchable(heading)) if len(heading) <= _LONGEST_HEADING else []


def field_named(name: str) -> Field | None:
    """The field that somebody names, in English or by a heading in Norwegian."""
    return next(iter(fields_of(name)), None)


def matched(headings: dict[int, str]) -> dict[int, Field]:
    """The field of each column, each field once.

    Headings that say one thing count before those that can say several.
    """
    found: dict[int, Field] = {}
    for column, heading in sorted(headings.items(), key=lambda one: (len(fields_of(one[1])), one)):
        free = [field for field in fields_of(heading) if field not in found.values()]
        if free and not _says_it_worse(heading, headings, free[0]):
            found[column] = free[0]
    return found


def _says_it_worse(heading: str, headings: dict[int, str], field: Field) -> bool:
    """Whether a heading of several words says what another says in its only word."""
    return is_whole(heading) < any(
        is_whole(other) and fields_of(other)[:1] == (field,) for other in headings.values()
    )


def is_whole(heading: str) -> bool:
    """Whether the heading says one known thing and nothing else."""
    return "_".join(_words(heading)) in _FIELD_OF
