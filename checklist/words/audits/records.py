"""What the things of an audit and their fields are called, and how each is said.

Commands, screens and forms are made from this table: a kind of record has words here, and
nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from checklist.appraisal import ConclusionCode
from checklist.assessment import FollowUpCode, Municipality, VerdictCode
from checklist.audit import (
    NAMES,
    NAMES_IN_SET,
    Audit,
    AuditConclusion,
    AuditQuestion,
    AuditRecommendation,
    Chapter,
    ChapterName,
    ChosenCriterion,
    Commission,
    Correction,
    CriterionVerdict,
    Delimitation,
    DocumentAsked,
    EarlierPoint,
    EmailQuestions,
    Fact,
    FactCheckRound,
    FileSampleTaken,
    GuideRole,
    Hearing,
    Holds,
    Literature,
    Measure,
    Meeting,
    ObservationMade,
    OwnQuestion,
    OwnRequest,
    PointVerdict,
    QualityReview,
    ReceivedAssessment,
    Record,
    Source,
    Survey,
    TeamMember,
    defaults_of,
    is_confirmed,
    log_entry,
    shape_of,
    types_of,
)
from checklist.criteria import text_in
from checklist.i18n import Phrase, Translator, WordedEnum, phrase
from checklist.words.dates import short_known_date


class FieldWords(NamedTuple):
    """What a field is called, and what to write in it."""

    label: Phrase
    help: Phrase


class KindWords(NamedTuple):
    """What one thing of a kind is called, several of them, and its fields but the id."""

    one: Phrase
    many: Phrase
    fields: Mapping[str, FieldWords]


def _field(label: Phrase, words: Phrase) -> FieldWords:
    return FieldWords(label, words)


_DATE = phrase("dato så langt den er kjent, for eksempel 07.11.2017 eller 2017")
_DUE = _field(phrase("Frist"), phrase("hel dato, for eksempel 27.02.2018"))
_ROLE = _field(phrase("Rolle"), phrase("rollen, ikke navnet, for eksempel leder for Nav-kontoret"))
_SENT = _field(phrase("Sendt"), _DATE)
_CAME = _field(phrase("Kom tilbake"), _DATE)
_CASE = _field(phrase("Sak"), phrase("saksnummer, for eksempel 24/15"))
_REFERENCE = _field(phrase("Referanse"), phrase("hvor det ligger i revisjonens arkiv"))
_CRITERION = _field(phrase("Revisjonskriterium"), phrase("id-en til revisjonskriteriet"))
_QUESTION = _field(phrase("Problemstilling"), phrase("id-en til problemstillingen"))
_ANSWERS = _field(phrase("Sier noe om"), phrase("revisjonskriteriene det sier noe om"))
_SOURCES = _field(
    phrase("Kilder"), phrase("id i loggen, eller MOTTAK:DOKUMENTASJON i det mottatte")
)

AUDIT_WORDS: Mapping[type[Record], KindWords] = {
    Commission: KindWords(
        phrase("bestilling"),
        phrase("Bestilling"),
        {
            "title": _field(phrase("Tittel"), phrase("for eksempel Psykisk helse og rus")),
            "municipality": _field(phrase("Kommune"), phrase("kommunens navn eller nummer")),
            "ordered_by": _field(phrase("Bestilt av"), phrase("for eksempel kontrollutvalget")),
            "case": _CASE,
            "ordered": _field(phrase("Bestilt"), _DATE),
            "purpose": _field(phrase("Formål"), phrase("hva revisjonen skal føre til")),
            "by": _field(phrase("Utført av"), phrase("revisjonsenheten")),
            "reported": _field(phrase("Rapportert"), _DATE),
        },
    ),
    TeamMember: KindWords(
        phrase("medlem av teamet"),
        phrase("Team"),
        {
            "function": _field(phrase("Oppgave"), phrase("hva personen gjør i revisjonen")),
            "role": _ROLE,
        },
    ),
    ReceivedAssessment: KindWords(
        phrase("mottatt egenvurdering"),
        phrase("Mottatt"),
        {
            "sha256": _field(phrase("SHA-256"), phrase("filens fingeravtrykk")),
            "kontrollsum": _field(phrase("Kontrollsum"), phrase("slik den står på papirene")),
            "municipality": _field(phrase("Kommune"), phrase("kommunens navn eller nummer")),
        },
    ),
    AuditQuestion: KindWords(
        phrase("problemstilling"),
        phrase("Problemstillinger"),
        {"text": _field(phrase("Tekst"), phrase("spørsmålet som revisjonen skal svare på"))},
    ),
    ChosenCriterion: KindWords(
        phrase("revisjonskriterium"),
        phrase("Kriterier"),
        {
            "text": _field(phrase("Tekst"), phrase("kravet kommunen blir målt mot")),
            "question": _QUESTION,
            "gathers": _field(phrase("Samler"), phrase("krav i kriteriesettet som det samler")),
            "sources": _field(
                phrase("Egne kilder"), phrase("én på hver linje, for eksempel en lov")
            ),
        },
    ),
    Delimitation: KindWords(
        phrase("avgrensning"),
        phrase("Avgrensning"),
        {
            "text": _field(phrase("Ser ikke på"), phrase("hva revisjonen ikke ser på")),
            "reason": _field(phrase("Begrunnelse"), phrase("hvorfor revisjonen er avgrenset slik")),
        },
    ),
    DocumentAsked: KindWords(
        phrase("dokument"),
        phrase("Dokumenter"),
        {
            "title": _field(phrase("Tittel"), phrase("hvilket dokument det er")),
            "role": _field(phrase("Bedt om hos"), phrase("rollen som ble bedt om det")),
            "asked": _field(phrase("Bedt om"), _DATE),
            "due": _DUE,
            "arrived": _field(phrase("Kom"), _DATE),
            "has_come": _field(phrase("Har kommet"), phrase("dokumentet er her; dagen er ukjent")),
            "never_came": _field(phrase("Kom aldri"), phrase("dokumentet kom ikke")),
            "dated": _field(phrase("Dokumentets dato"), _DATE),
            "reference": _REFERENCE,
            "answers": _ANSWERS,
            "checkpoints": _field(
                phrase("Kontrollpunkter"), phrase("de som det ble bedt om det for")
            ),
        },
    ),
    Meeting: KindWords(
        phrase("intervju"),
        phrase("Intervjuer"),
        {
            "role": _ROLE,
            "group": _field(phrase("Gruppemøte"), phrase("flere ble intervjuet sammen")),
            "people": _field(phrase("Antall"), phrase("hvor mange som var med")),
            "planned": _field(phrase("Planlagt"), _DATE),
            "held": _field(phrase("Holdt"), _DATE),
            "minutes_sent": _field(phrase("Referat sendt"), _DATE),
            "due": _DUE,
            "confirmed": _field(phrase("Verifisert dato"), _DATE),
            "is_confirmed": _field(
                phrase("Verifisert"), phrase("referatet er bekreftet, også når datoen er ukjent")
            ),
            "reference": _REFERENCE,
        },
    ),
    EmailQuestions: KindWords(
        phrase("spørsmål på e-post"),
        phrase("Spørsmål på e-post"),
        {
            "role": _ROLE,
            "about": _field(phrase("Om"), phrase("hva spørsmålene handler om")),
            "sent": _SENT,
            "due": _DUE,
            "answered": _field(phrase("Besvart dato"), _DATE),
            "is_answered": _field(
                phrase("Besvart"), phrase("spørsmålene er besvart, også når datoen er ukjent")
            ),
            "never_answered": _field(phrase("Aldri besvart"), phrase("svaret kom ikke")),
            "reference": _REFERENCE,
        },
    ),
    Survey: KindWords(
        phrase("spørreundersøkelse"),
        phrase("Spørreundersøkelser"),
        {
            "title": _field(phrase("Tittel"), phrase("hva undersøkelsen handler om")),
            "to": _field(phrase("Til"), phrase("hvem som fikk den, ved rolle")),
            "sent": _SENT,
            "due": _DUE,
            "closed": _field(phrase("Avsluttet"), _DATE),
            "sent_to": _field(phrase("Antall som fikk den"), phrase("et helt tall")),
            "answered": _field(phrase("Antall som svarte"), phrase("et helt tall")),
            "reference": _REFERENCE,
        },
    ),
    ObservationMade: KindWords(
        phrase("observasjon"),
        phrase("Observasjoner"),
        {
            "title": _field(phrase("Tittel"), phrase("hva som ble observert")),
            "where": _field(phrase("Sted"), phrase("hvor det ble observert")),
            "made": _field(phrase("Dato"), _DATE),
        },
    ),
    FileSampleTaken: KindWords(
        phrase("stikkprøve"),
        phrase("Stikkprøver"),
        {
            "title": _field(phrase("Tittel"), phrase("hva stikkprøven er tatt av")),
            "frame": _field(phrase("Ramme"), phrase("id-en i kriteriesettet, om den er derfra")),
            "of": _field(phrase("Trukket blant"), phrase("hvor mange det er å trekke blant")),
            "number": _field(phrase("Antall trukket"), phrase("et helt tall")),
            "seed": _field(phrase("Frø"), phrase("det som gir de samme numrene igjen")),
            "numbers": _field(phrase("Løpenumre"), phrase("de som ble trukket")),
            "drawn": _field(phrase("Trukket"), _DATE),
            "reason": _field(
                phrase("Hvorfor på nytt"), phrase("hvorfor det er trukket en gang til")
            ),
            "looked_at": _field(phrase("Gjennomgått"), phrase("hvor mange saker som er sett på")),
            "counted": _field(phrase("Treff"), phrase("hvor mange av dem som var som de skulle")),
            "found": _field(phrase("Funnet"), phrase("det som ble talt, spørsmål for spørsmål")),
            "answers": _ANSWERS,
        },
    ),
    Fact: KindWords(
        phrase("faktum"),
        phrase("Fakta"),
        {
            "criterion": _CRITERION,
            "text": _field(phrase("Tekst"), phrase("hva som er funnet, uten vurdering")),
            "place": _field(phrase("Sted"), phrase("hvor i kilden, for eksempel side 12")),
            "sources": _SOURCES,
        },
    ),
    CriterionVerdict: KindWords(
        phrase("vurdering"),
        phrase("Vurderinger"),
        {
            "verdict": _field(phrase("Vurdering"), phrase("om kriteriet er oppfylt")),
            "basis": _field(phrase("Bygger på"), phrase("dokument, intervju, stikkprøve")),
            "text": _field(phrase("Begrunnelse"), phrase("hvorfor, ut fra fakta")),
        },
    ),
    AuditConclusion: KindWords(
        phrase("konklusjon"),
        phrase("Konklusjoner"),
        {
            "question": _QUESTION,
            "criteria": _field(
                phrase("Bygger på"), phrase("vurderinger; uten: alle til problemstillingen")
            ),
            "code": _field(phrase("Grad"), phrase("i hvilken grad kravene er fulgt")),
            "text": _field(phrase("Tekst"), phrase("svaret på problemstillingen")),
        },
    ),
    AuditRecommendation: KindWords(
        phrase("anbefaling"),
        phrase("Anbefalinger"),
        {
            "text": _field(phrase("Tekst"), phrase("hva kommunen bør gjøre")),
            "conclusions": _field(phrase("Følger av"), phrase("konklusjonene den følger av")),
        },
    ),
    Chapter: KindWords(
        phrase("kapittel"),
        phrase("Egne kapitler"),
        {"text": _field(phrase("Tekst"), phrase("avsnitt har en tom linje mellom seg"))},
    ),
    Literature: KindWords(
        phrase("litteratur"),
        phrase("Litteratur"),
        {
            "text": _field(phrase("Tekst"), phrase("lov, veileder eller rapport det vises til")),
            "address": _field(phrase("Adresse"), phrase("nettadresse, om den har en")),
        },
    ),
    FactCheckRound: KindWords(
        phrase("faktaverifisering"),
        phrase("Faktaverifisering"),
        {"role": _ROLE, "sent": _SENT, "due": _DUE, "came": _CAME},
    ),
    Correction: KindWords(
        phrase("rettelse"),
        phrase("Rettelser"),
        {
            "fact": _field(phrase("Faktum"), phrase("id-en til faktumet")),
            "said": _field(phrase("Sa"), phrase("hva faktumet sa da det ble sendt")),
            "wanted": _field(phrase("Ønsket"), phrase("hva kommunen mener er riktig")),
            "shown_by": _field(phrase("Vist ved"), phrase("hva kommunen viser det med")),
            "role": _ROLE,
            "came": _field(phrase("Kom"), _DATE),
            "decided": _field(phrase("Avgjort"), phrase("om rettelsen er tatt til følge")),
            "reason": _field(phrase("Begrunnelse"), phrase("hvorfor, særlig når svaret er nei")),
        },
    ),
    Hearing: KindWords(
        phrase("uttalelse"),
        phrase("Uttalelse"),
        {
            "role": _ROLE,
            "sent": _SENT,
            "due": _DUE,
            "came": _CAME,
            "text": _field(phrase("Tekst"), phrase("hele uttalelsen, slik den kom")),
        },
    ),
    QualityReview: KindWords(
        phrase("kvalitetssikring"),
        phrase("Kvalitetssikring"),
        {
            "role": _ROLE,
            "signed": _field(phrase("Signert"), phrase("hel dato, for eksempel 27.02.2018")),
            "remark": _field(phrase("Merknad"), phrase("med egne ord")),
            "kontrollsum": _field(
                phrase("Kontrollsum"), phrase("revisjonens, slik den ble kvalitetssikret")
            ),
            "heads": _field(phrase("Siste hendelser"), phrase("det som var registrert da")),
        },
    ),
    EarlierPoint: KindWords(
        phrase("tidligere punkt"),
        phrase("Tidligere punkter"),
        {
            "question": _field(phrase("Problemstilling"), phrase("den som svarer på punktet")),
            "point": _field(phrase("Slag"), phrase("hva kommunen ble bedt om")),
            "text": _field(phrase("Tekst"), phrase("hva kommunen ble bedt om, med egne ord")),
            "given_by": _field(phrase("Gitt av"), phrase("for eksempel kommunestyret")),
            "given": _field(phrase("Gitt"), _DATE),
            "case": _CASE,
            "place": _field(phrase("Sted"), phrase("hvor det står, for eksempel kap. 1.3")),
            "audit": _field(phrase("Revisjon"), phrase("id-en til revisjonen det er hentet fra")),
            "checkpoints": _field(
                phrase("Kontrollpunkter"), phrase("de som kan vise om det er fulgt opp")
            ),
        },
    ),
    PointVerdict: KindWords(
        phrase("oppfølging"),
        phrase("Oppfølging"),
        {
            "verdict": _field(phrase("Vurdering"), phrase("hvordan punktet er fulgt opp")),
            "text": _field(phrase("Begrunnelse"), phrase("hvorfor, med egne ord")),
        },
    ),
    Measure: KindWords(
        phrase("tiltak"),
        phrase("Kommunens tiltak"),
        {
            "points": _field(phrase("Gjelder"), phrase("punktene det er et tiltak for")),
            "group": _field(phrase("Gruppe"), phrase("overskriften det står under")),
            "number": _field(phrase("Nummer"), phrase("slik det står i kilden")),
            "type": _field(phrase("Slag"), phrase("plan, prosedyre, møte og så videre")),
            "title": _field(phrase("Tittel"), phrase("hva tiltaket er")),
            "purpose": _field(phrase("Formål"), phrase("hva det skal føre til")),
            "participants": _field(phrase("Deltakere"), phrase("hvem som er med, ved rolle")),
            "case": _CASE,
            "planned_in": _field(phrase("Planlagt i"), phrase("planen som har det")),
            "status": _field(phrase("Status"), phrase("hvor langt det er kommet")),
            "said_by": _field(phrase("Sagt av"), phrase("rollen som sier det")),
            "said": _field(phrase("Sagt"), _DATE),
            "comment": _field(phrase("Merknad"), phrase("med egne ord")),
            "dated": _field(phrase("Datert"), _DATE),
            "kept": _field(phrase("Siden sist"), phrase("ny, revidert, videreført eller udatert")),
            "sources": _SOURCES,
        },
    ),
    GuideRole: KindWords(
        phrase("rolle i intervjuguiden"),
        phrase("Roller i intervjuguiden"),
        {
            "by_mail": _field(phrase("På e-post"), phrase("rollen får spørsmålene på e-post")),
            "note": _field(phrase("Merknad"), phrase("med egne ord")),
        },
    ),
    OwnQuestion: KindWords(
        phrase("eget spørsmål"),
        phrase("Egne spørsmål"),
        {
            "role": _field(phrase("Til"), phrase("rollens id i kriteriesettet; uten: alle")),
            "text": _field(phrase("Tekst"), phrase("spørsmålet")),
            "criterion": _CRITERION,
        },
    ),
    OwnRequest: KindWords(
        phrase("egen bestilling"),
        phrase("Egne bestillinger"),
        {
            "role": _field(phrase("Til"), phrase("rollen som blir bedt om det")),
            "text": _field(phrase("Tekst"), phrase("hva du ber om")),
            "criterion": _CRITERION,
        },
    ),
}
"""Every kind of record that an audit has, in the order that an audit comes to them."""


def record_line(record: Record, audit: Audit, _: Translator) -> str:
    """A thing on one line, as in a list, without its id."""
    match record:
        case TeamMember():
            function = _.say(record.function.words)
            if record.role.strip() in ("", function):
                return function
            return _("{function}: {role}", function=function, role=record.role)
        case ReceivedAssessment():
            name = "" if record.municipality is None else record.municipality.name
            return " · ".join(filter(None, (name, record.kontrollsum))) or record.id
        case CriterionVerdict() | PointVerdict():
            about = about_words(record, audit).rstrip(".")
            return f"{about}: {_.say(record.verdict.words)}"
        case Chapter():
            return _.say(chapter_words(record.id))
        case GuideRole():
            title = title_in_set(GuideRole, "id", record.id, audit, _)
            return ": ".join(filter(None, (title, _one_line(record.note))))
        case Correction():
            return f"{record.fact or '–'}: {_with_state(record, _.say(record.decided.words), _)}"
        case QualityReview():
            return f"{step_words(record.id, _)}: {record.role}"
        case _:
            return _with_state(record, _state_words(record, _), _)


def _state_words(record: Record, _: Translator) -> str:
    match record:
        case AuditConclusion(code=ConclusionCode() as code):
            return _.say(code.words)
        case FactCheckRound() | Hearing():
            return _sent_words(record, _)
        case FileSampleTaken(looked_at=int() as looked_at, counted=counted):
            said = _("{count} av {of} som de skulle", count=counted or 0, of=looked_at)
            return f"{log_state(record, _)}, {said}"
        case _:
            return log_state(record, _)


def _with_state(record: Record, state: str, _: Translator) -> str:
    main = _main_text(record)
    if record.SINGLE and main == record.id:
        main = _.say(AUDIT_WORDS[type(record)].one)
    return f"{main} ({state})" if state else main


def about_words(record: CriterionVerdict | PointVerdict, audit: Audit) -> str:
    """What a verdict is of: the text of the criterion or the earlier point, on one line."""
    kind = NAMES[type(record)]["id"]
    return name_of(kind, record.id, audit)


def name_of(kind: type[Record], name: str, audit: Audit) -> str:
    """What another thing of the audit says in its first text; its id where it is not there."""
    found = audit.find(kind, name)
    return name if found is None else _main_text(found)


def title_in_set(kind: type[Record], field: str, name: str, audit: Audit, _: Translator) -> str:
    """What the criteria set calls what a field names in it; the name where it has no title."""
    title = audit.title_in_set(kind, field, name)
    return name if title is None else _one_line(text_in(title, _.language))


def log_state(entry: Record, _: Translator) -> str:
    """How far an entry of the log has come; empty for what is no such entry, or has no state."""
    match entry:
        case DocumentAsked():
            return _document_state(entry, _)
        case Meeting():
            return _meeting_state(entry, _)
        case EmailQuestions():
            return _email_state(entry, _)
        case Survey(answered=int() as answered, sent_to=int() as sent_to):
            return _("{n} av {of} svarte", n=answered, of=sent_to)
        case ObservationMade(made=str() as day):
            return short_known_date(day, _)
        case FileSampleTaken(number=int() as number, of=int() as of):
            return _("{n} av {of} trukket", n=number, of=of)
        case _:
            return ""


def _document_state(entry: DocumentAsked, _: Translator) -> str:
    if entry.never_came:
        return _("kom aldri")
    if entry.arrived:
        return _("kom {day}", day=short_known_date(entry.arrived, _))
    if entry.has_come:
        return _("er kommet")
    return _waiting_words(entry.asked, entry.due, _)


def _meeting_state(entry: Meeting, _: Translator) -> str:
    match entry:
        case Meeting(held=str() as day) if is_confirmed(entry):
            return _("holdt {day}, verifisert", day=short_known_date(day, _))
        case _ if is_confirmed(entry):
            return _("verifisert")
        case Meeting(minutes_sent=str() as day):
            return _("referat sendt {day}, ikke verifisert", day=short_known_date(day, _))
        case Meeting(held=str() as day):
            return _("holdt {day}, ikke verifisert", day=short_known_date(day, _))
        case Meeting(planned=str() as day):
            return _("planlagt {day}", day=short_known_date(day, _))
        case _:
            return _("ikke verifisert")


def _email_state(entry: EmailQuestions, _: Translator) -> str:
    if entry.never_answered:
        return _("aldri besvart")
    if entry.has_answer:
        return _("besvart")
    return _waiting_words(entry.sent, entry.due, _)


def _waiting_words(begun: str | None, due: date | None, _: Translator) -> str:
    if due is not None:
        return _("venter, frist {day}", day=_.short_date(due))
    return _("venter") if begun else ""


def _sent_words(record: FactCheckRound | Hearing, _: Translator) -> str:
    if record.came:
        return _("kom {day}", day=short_known_date(record.came, _))
    if record.sent:
        return _("sendt {day}", day=short_known_date(record.sent, _))
    return _("ikke sendt")


def step_words(review: str, _: Translator) -> str:
    """A step of quality review, by its id."""
    return _("første trinn") if review == "first" else _("andre trinn")


def chapter_words(name: str) -> Phrase:
    """The title of a chapter that the auditors write, by its id."""
    known = {chapter.value: chapter.words for chapter in ChapterName}
    return known.get(name, Phrase(name))


_MAIN = ("title", "wanted", "text", "role", "note")


def _main_text(record: Record) -> str:
    """The text that a thing is known by, on one line; its id where it has none."""
    fields = ("role",) if isinstance(record, Hearing) else _MAIN
    texts = (_one_line(getattr(record, field, None) or "") for field in fields)
    return next(filter(None, texts), record.id)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def record_lines(record: Record, audit: Audit, _: Translator) -> Iterator[tuple[str, str]]:
    """A thing in full: the label and the words of each field that has a value, in order."""
    words, defaults = AUDIT_WORDS[type(record)], defaults_of(type(record))
    for field in types_of(type(record)):
        value = getattr(record, field)
        if value != defaults[field]:
            yield (
                _.say(words.fields[field].label),
                value_words(type(record), field, value, audit, _),
            )


def value_words(kind: type[Record], field: str, value: Any, audit: Audit, _: Translator) -> str:
    """What stands in a field, in words; what other things are named by has their text too."""
    if isinstance(value, tuple):
        return "; ".join(value_words(kind, field, one, audit, _) for one in value)
    if value is None:
        return ""
    if field in NAMES_IN_SET.get(kind, {}):
        return title_in_set(kind, field, value, audit, _)
    named = NAMES.get(kind, {}).get(field)
    if named is not None:
        text = name_of(named, value, audit)
        return value if text == value else f"{value}: {text}"
    return _plain_words(kind, field, value, audit, _)


def _plain_words(kind: type[Record], field: str, value: Any, audit: Audit, _: Translator) -> str:
    match value:
        case bool():
            return _("ja") if value else _("nei")
        case WordedEnum() | VerdictCode() | FollowUpCode():
            return _.say(value.words)
        case Municipality():
            return value.name
        case date():
            return _.short_date(value)
        case Source():
            return source_words(value, audit, _)
        case str() if value and shape_of(kind, field).holds is Holds.KNOWN_DATE:
            return short_known_date(value, _)
        case _:
            return str(value)


def source_words(source: Source, audit: Audit, _: Translator) -> str:
    """What a fact rests on: an entry of the log, or what a municipality handed over."""
    if source.receipt is None:
        entry = log_entry(audit, source.entry)
        if entry is None:
            return _("{id} (tatt ut av loggen)", id=source.entry or "–")
        return f"{entry.id}: {record_line(entry, audit, _)}"
    found = audit.find(ReceivedAssessment, source.receipt)
    name = "" if found is None or found.municipality is None else found.municipality.name
    place = ":".join(filter(None, (source.receipt, source.evidence or source.checkpoint)))
    return f"{place} ({name})" if name else place
