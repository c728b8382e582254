"""A report for publishing: no names, no files, and it says what it left out."""

from __future__ import annotations

import io
import itertools
import json
import re
import time
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from typing import Any, get_args

import msgspec
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from checklist.appraisal import appraise
from checklist.assessment import (
    Action,
    Answer,
    Assessment,
    Author,
    Created,
    Document,
    Event,
    FileReference,
    FollowUpCode,
    Interview,
    Municipality,
    Recommendation,
    Recorded,
    SetFollowUp,
    SetVerdict,
    StatementGiven,
    VerdictCode,
    What,
    fold,
)
from checklist.cli import main
from checklist.criteria import AnswerValue
from checklist.i18n import Translator
from checklist.reporting import FORMS, TEXT_FORMS, Report, left_out, published, report_file
from checklist.reporting.publishing import Published
from checklist.session import Session
from tests.conftest import shipped_set

DAY = date(2018, 3, 1)
KARI = Author(name="Kari Anne Nordmann", role="virksomhetsleder")


def telling(text: str, *people: Author) -> Assessment:
    """An assessment where a text stands wherever people write."""
    author = people[0] if people else KARI
    at = datetime(2018, 2, 27, 12, tzinfo=UTC)

    def told(value: Any) -> Recorded[Any]:
        return Recorded(value, author, at)

    return Assessment(
        id="a",
        municipality=Municipality(number="0236", name="Nes"),
        criteria_set="",
        date=date(2018, 2, 27),
        title=text,
        answers={"ke-kjent-ansatte": told(Answer(value=AnswerValue.NO, comment=text, place=text))},
        evidence={
            "d1": told(Document(id="d1", title=text, shows=text, archive=text, page=text)),
            "i1": told(Interview(id="i1", title=text, shows=text, role=text)),
        },
        links={"ke-kjent-ansatte": ("d1", "i1")},
        actions={
            "t": Action(
                id="t", criterion="sam-enkeltsak", what=text, role=text, effect=text, cause=text
            )
        },
        verdicts={"sam-enkeltsak": told(SetVerdict(verdict=VerdictCode.PARTLY, reason=text))},
        recommendations={
            "r": Recommendation(id="r", text=text, given_by=text, case=text, place=text)
        },
        follow_ups={"r": told(SetFollowUp(verdict=FollowUpCode.PARTLY, reason=text))},
        statement=told(StatementGiven(text=text, date=DAY)),
    )


def comment(text: str, *people: Author) -> str:
    made = published(telling(text, *people), people or (KARI,), Translator())
    answer = made.assessment.answer("ke-kjent-ansatte")
    assert answer is not None
    return answer.comment


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Kari Anne Nordmann sa det.", "Virksomhetsleder sa det."),
        ("Vi spurte kari anne nordmann.", "Vi spurte virksomhetsleder."),
        ("Kari Nordmann og K. Nordmann", "Virksomhetsleder og virksomhetsleder"),
        ("Se Kari Nordmanns vurdering.", "Se virksomhetsleders vurdering."),
        ("Etter Nordmann’s syn", "Etter virksomhetsleders syn"),
        ("Nordmann, Kari har svart", "Virksomhetsleder har svart"),
        ("virksomhetsleder Kari Nordmann svarte", "virksomhetsleder svarte"),
        ("Karikatur og Nordmannsdal står", "Karikatur og Nordmannsdal står"),
        ("Skriv til kari.nordmann@nes.no.", "Skriv til [e-postadresse fjernet]."),
        (
            "Ring 912 34 567 eller +47 22123456.",
            "Ring [telefonnummer fjernet] eller [telefonnummer fjernet].",
        ),
        (
            "Sak 2018/1234-5 kostet 45000000 kroner i 2018.",
            "Sak 2018/1234-5 kostet 45000000 kroner i 2018.",
        ),
        (
            r"Ligger i C:\Users\Kari Nordmann\plan.docx og /home/kari/plan.",
            "Ligger i [filsti fjernet] og [filsti fjernet].",
        ),
        (
            "Les https://nes.no/plan/2018 og/eller planen",
            "Les https://nes.no/plan/2018 og/eller planen",
        ),
    ],
)
def test_people_become_roles_in_what_others_have_written(written: str, read: str) -> None:
    assert comment(written) == read


SEVERAL = (
    KARI,
    Author(name="Kari Berg", role="fagleder"),
    Author(name="Ola-Kari Hansen", role="lege"),
)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Ola-Karis syn", "Leges syn"),
        ("Ola sa til O. Hansen", "Lege sa til lege"),
        ("«Nordmann,Kari» og Hansen O.", "«virksomhetsleder» og lege"),
        ("KA Nordmann og KARI-ANNE", "Virksomhetsleder og virksomhetsleder"),
        ("OlaKariHansen svarte kari_berg", "Lege svarte fagleder"),
        ("Etter K.A.N., K.B. og O. H.", "Etter virksomhetsleder, fagleder og lege"),
        ("IP for KB og OH", "IP for KB og OH"),
    ],
)
def test_names_joined_turned_and_shortened_become_roles(written: str, read: str) -> None:
    assert comment(written, *SEVERAL) == read


@pytest.mark.parametrize(
    "number",
    [
        "22 12 34 56", "22.12.34.56", "22-12-34-56", "221 23 456", "912-34-567", "91234567",
        "+47 22 12 34 56", "(+47) 912 34 567", "+4791234567", "+47-912-34-567", "0047 22123456",
        "+46 8 123 45 67", "+358 40 123 4567", "22\u00a012\u00a034\u00a056",
    ],
)  # fmt: skip
def test_telephone_numbers_are_taken_out(number: str) -> None:
    assert comment(f"Ring {number}, så svarer vi.") == "Ring [telefonnummer fjernet], så svarer vi."


def test_telephone_numbers_in_groups_that_others_have_too() -> None:
    assert comment("Tlf. 2212 3456 i 2015 2016") == "Tlf. [telefonnummer fjernet] i 2015 2016"
    others = "22.12.2025, 01.02.2026–03.04.2026, 45 000 000 kroner, 2018/1234-5, 938 679 088"
    assert comment(others) == others


def test_a_title_or_text_that_is_a_file_name_is_replaced() -> None:
    before = telling("Se plan-fra-ola.docx (liste.xlsx) og https://nes.no/plan.pdf nr. 12.5", KARI)
    title = "Notat om Ola 2018.docx"
    named = Document(id="d1", title=title, archive="2018/7-1"), Document(id="d2", title=title)
    at = before.evidence["d1"].at
    before = msgspec.structs.replace(
        before, evidence={one.id: Recorded(one, KARI, at) for one in named}
    )
    made = published(before, (KARI,), Translator()).assessment
    titles = [told.value.title for told in made.evidence.values()]

    assert titles == ["2018/7-1", "fil uten arkivreferanse"]
    answer = made.answer("ke-kjent-ansatte")
    assert answer is not None
    assert answer.comment == (
        "Se fil uten arkivreferanse (fil uten arkivreferanse) og https://nes.no/plan.pdf nr. 12.5"
    )


@pytest.mark.parametrize(
    "piece",
    ["Kari ", "Kari-", "K. ", "KA", "Nordmann, ", "Kari\n", "a.b-", "a@b.", "C:\\a\\", "/a",
     "22 12 34 5", "9", "+47 ", "virksomhetsleder "],
)  # fmt: skip
def test_publishing_takes_time_in_proportion_to_the_text(piece: str) -> None:
    text = piece * (20_000 // len(piece))
    before = Recorded(Answer(comment=text), KARI, datetime(2018, 2, 27, tzinfo=UTC))
    assessment = msgspec.structs.replace(
        telling(""), answers={"ke-kjent-ansatte": before}, evidence={}
    )
    began = time.process_time()
    published(assessment, SEVERAL, Translator())
    assert time.process_time() - began < 1.5


def test_names_that_several_have_or_nobody_knows_the_role_of() -> None:
    people = (KARI, Author(name="Kari Berg", role="fagleder"), Author(name="Dag Nes"))

    assert comment("Kari spurte Berg.", *people) == "En ansatt spurte fagleder."
    assert comment("Dag for dag i Nes spurte Dag Nes oss.", *people) == (
        "En ansatt for dag i Nes spurte en ansatt oss."
    )


def test_a_role_that_names_its_person_is_not_used() -> None:
    author = Author(name="Kari Nordmann", role="leder (Nordmann)")
    assert comment("Nordmann svarte", author) == "En ansatt svarte"


NAMES = st.lists(
    st.text("abdefgiklmnoprstuvyæøåéÅØBK", min_size=3, max_size=9), min_size=1, max_size=3
).map(lambda words: " ".join(word.capitalize() for word in words))
FORMS_OF_NAMES = (
    str,
    str.upper,
    str.casefold,
    lambda name: f"{name}s",
    lambda name: f"{name}'s",
    lambda name: name.replace(" ", "\u00a0"),
    lambda name: name.replace(" ", "."),
    lambda name: unicodedata.normalize("NFD", name),
    lambda name: ", ".join(reversed(name.split())),
    lambda name: f"«{name}»",
)


def texts(value: object) -> Iterator[str]:
    """Every text inside; what a field is called is no text of anybody's."""
    if isinstance(value, dict):
        for part in value.values():
            yield from texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from texts(part)
    elif isinstance(value, str):
        yield value


def public_texts(text: str, *people: Author) -> str:
    """All texts of the public edition of an assessment where this stands wherever people write."""
    made = published(telling(text, *people), people, Translator())
    return "\n".join(texts(msgspec.to_builtins(made.assessment)))


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(
    names=st.lists(NAMES, min_size=1, max_size=4, unique=True),
    write=st.sampled_from(FORMS_OF_NAMES),
    roles=st.lists(st.sampled_from(["", "leder", "lege"]), min_size=4, max_size=4),
)
def test_no_name_from_the_journal_survives_in_any_form(
    names: list[str], write: type[str], roles: list[str]
) -> None:
    # What stands there whoever writes, such as `statement_given`, is nobody's name.
    ours = public_texts("", *(Author(name="", role=role) for role in roles)).casefold()
    assume(not any(word.casefold() in ours for name in names for word in name.split()))
    people = tuple(Author(name=n, role=r) for n, r in zip(names, roles, strict=False))
    text = " sa 7, ".join(write(name) for name in names)
    before = telling(text, *people)
    kept = msgspec.json.encode(before)

    after = public_texts(text, *people)

    for name in names:
        for form in FORMS_OF_NAMES:
            written = unicodedata.normalize("NFC", form(name)).casefold()
            assert not re.search(rf"(?<![^\W_]){re.escape(written)}(?![^\W_])", after.casefold())
    assert msgspec.json.encode(before) == kept


@pytest.mark.parametrize("form", FORMS)
def test_every_form_leaves_out_people_and_files_and_says_so(form: str) -> None:
    text = "Kari Nordmann, kari@nes.no, 22 12 34 56, notat-fra-kari.docx"
    before = telling(text, KARI)
    file = FileReference("/home/kari/notat-fra-kari.docx", "f00d" * 16, 1)
    document = Document(id="d2", title="Notat", file=file, archive="2018/7-1")
    loose = Document(id="d3", title="Liste", file=FileReference("liste-kari.xlsx", "beef" * 16, 1))
    before = msgspec.structs.replace(
        before,
        evidence={
            **before.evidence,
            "d2": Recorded(document, KARI, before.evidence["d1"].at),
            "d3": Recorded(loose, KARI, before.evidence["d1"].at),
        },
    )
    said = rendered(published(before, (KARI,), Translator()), form)

    for gone in ("Kari", "Nordmann", "kari@", "22 12 34", "f00d", "beef", "notat-fra", ".xlsx"):
        assert gone not in said
    assert "2018/7-1" in said
    assert "filnavn er byttet ut med arkivreferansen" in said
    if form in TEXT_FORMS or FORMS[form].of_bytes:
        assert "fil uten arkivreferanse" in said
        assert "Denne utgaven er laget for å publiseres" in said


def rendered(made: Published, form: str) -> str:
    """The text of a report in a form, as its reader finds it."""
    criteria_set = shipped_set("psykisk-helse-rus-voksne")
    # What is answered and the first few: the other hundred pages of PDF say nothing of people.
    told = {*made.assessment.answers, *made.assessment.verdicts, *made.assessment.actions}
    few = [
        criterion
        for place, criterion in enumerate(criteria_set.criteria)
        if place < 3 or criterion.id in told or told & {c.id for c in criterion.checkpoints}
    ]
    criteria_set = msgspec.structs.replace(criteria_set, criteria=tuple(few))
    appraisal = appraise(criteria_set, made.assessment)
    report = Report(appraisal, DAY, Translator(), left_out=left_out(made))
    content = report_file(report, form=form)
    if form == "pdf":
        pypdf = pytest.importorskip("pypdf")
        pages = pypdf.PdfReader(io.BytesIO(content)).pages
        return " ".join(" ".join(page.extract_text() for page in pages).split())
    if not FORMS[form].of_bytes:
        return content.decode()
    with zipfile.ZipFile(io.BytesIO(content)) as members:
        parts = [members.read(name).decode() for name in members.namelist() if ".xml" in name]
    return " ".join(re.sub(r"<[^>]+>", "", part) for part in parts)


CODE_WORDS = {
    ("SignedOff", "kontrollsum"),
    ("SignedOff", "heads"),
    ("Answer", "fingerprint"),
    ("Created", "criteria_set"),
    ("CriteriaUpgraded", "criteria_set"),
    ("Municipality", "name"),
    ("Undone", "event"),
    ("Erased", "event"),
    ("Erased", "path"),
}
"""Texts that no person writes freely. What must have a pattern, such as an id, isn't either."""


SAMPLES: dict[Any, Any] = {
    msgspec.inspect.AnyType: True,
    msgspec.inspect.DictType: {},
    msgspec.inspect.DateType: "2018-02-27",
    msgspec.inspect.BoolType: True,
    msgspec.inspect.IntType: 1,
    msgspec.inspect.FloatType: 1,
}
"""Values of the types that nobody can write a text in."""


def filled(  # noqa: C901 - one case for each kind of type
    described: Any, owner: str, field: str
) -> Iterator[Any]:
    """Every kind of value a field can have, with a name and a file wherever a person writes."""
    match described:
        case msgspec.inspect.StructType(cls=cls, tag_field=tag_field, tag=tag, fields=fields):
            # Those two hold ids and names of fields.
            told = [one for one in fields if one.encode_name not in {"seen", "touched"}]
            each = [list(filled(one.type, cls.__name__, one.encode_name)) for one in told]
            for values in itertools.product(*each):
                made = dict(zip((one.encode_name for one in told), values, strict=True))
                yield made | ({tag_field: tag} if tag_field else {})
        case msgspec.inspect.Metadata(type=inner):
            yield from filled(inner, owner, field)
        case msgspec.inspect.UnionType(types=types):
            for one in types:
                if not isinstance(one, msgspec.inspect.NoneType):
                    yield from filled(one, owner, field)
        case msgspec.inspect.StrType(pattern=str(pattern)):
            samples = ("sam-enkeltsak", "audit", "0236", "2018", "f00d" * 16)
            yield next(sample for sample in samples if re.search(pattern, sample))
        case msgspec.inspect.StrType():
            yield "code" if (owner, field) in CODE_WORDS else "Kari Nordmann kari@nes.no"
        case msgspec.inspect.EnumType(cls=kind):
            yield next(iter(kind)).value
        case msgspec.inspect.VarTupleType(item_type=item):
            yield [next(filled(item, owner, field))]
        case _:
            yield SAMPLES[type(described)]


@pytest.mark.parametrize("kind", get_args(What), ids=lambda kind: kind.__name__)
def test_no_text_of_any_event_is_forgotten(kind: type[Any]) -> None:
    """A new field is published here until it is in `publishing.py` or among the code words."""
    at = datetime(2018, 2, 27, 12, tzinfo=UTC)
    begun = Created(
        municipality=Municipality(number="0236", name="Nes"), criteria_set="", date=at.date()
    )
    for value in filled(msgspec.inspect.type_info(kind), kind.__name__, ""):
        happened = [begun, msgspec.convert(value, kind)]
        events = [
            Event(id=str(number), at=at, author=KARI, previous="", what=what)
            for number, what in enumerate(happened[kind is Created :])
        ]
        made = published(fold("a", events), (KARI,), Translator())
        after = msgspec.json.encode(made.assessment).decode().casefold()

        assert not re.search("kari|nordmann", after), value


def test_what_is_left_out_of_two_assessments_is_counted_together() -> None:
    made = published(telling("Kari Nordmann"), (KARI,), Translator())
    one, both = left_out(made), left_out(made, made)

    assert both[0].number == 2 * (one[0].number or 0) > 0


def test_the_command_publishes_and_the_municipality_s_own_copy_is_as_before(
    nes: Session, capsys: pytest.CaptureFixture[str]
) -> None:
    def report(*options: str) -> str:
        assert main(["report", "nes-2018", "--date", "2018-03-01", *options]) == 0
        return capsys.readouterr().out

    own = report()
    nes.comment("ke-kjent-ansatte", "Anna sier at Annas liste ikke er kjent.")
    assert "Anna sier at Annas liste" in report()
    public = report("--publish")

    assert "Anna" not in public
    assert "Virksomhetsleder sier at virksomhetsleders liste" in public
    assert "laget for å publiseres" not in own
    left = json.loads(report("--publish", "--format", "json"))["left_out"]
    assert left == ["Navn er byttet ut med rolle på 2 steder."]


def test_publishing_changes_no_verdict(nes: Session) -> None:
    people: Iterable[Author] = [line.event.author for line in nes.history()]
    made = published(nes.assessment, people, Translator())
    after = appraise(nes.criteria_set, made.assessment, nes.file_states)

    assert {k: (c.verdict.code, c.weight, c.severity) for k, c in after.criteria.items()} == {
        k: (c.verdict.code, c.weight, c.severity) for k, c in nes.appraisal.criteria.items()
    }
