"""One assessment says the same in all its documents and forms.

Every document is read as a reader would: what it says of each question, criterion, finding and
checkpoint, and how many there are. No two of them may differ.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any

import html5lib
import pytest
from openpyxl import load_workbook

from checklist.assessment import VerdictCode
from checklist.criteria import AnswerValue
from checklist.i18n import Translator
from checklist.reporting import DOCUMENTS, Report, report_file, report_text
from checklist.reporting.model import CriterionSection, Fact
from checklist.words import status
from tests.documents import example

NB = Translator()
MADE = [
    # An example has nothing to follow up, and no earlier one to be compared with.
    name
    for name, document in DOCUMENTS.items()
    if not document.looks_back
]
ANSWERS = "|".join([NB.say(value.words) for value in AnswerValue])
BEFORE = re.compile(
    rf"[✓✗◐○?–] ({ANSWERS})\.? "
    r"(?:(?:På plass|Skriftlig|Kjent|Brukes|Følges opp): |K\d+\.\d+ )?$"
)
AFTER = re.compile(
    rf" (?:\(?avgjørende\)? )?(?:Svar: ({ANSWERS})\b|\(?besvart: ({ANSWERS})\b|({ANSWERS})\. )",
    re.IGNORECASE,
)
CONCLUDED = re.compile(
    r"(\w[\w ]*?)(?:, så langt det er undersøkt)? \((?:undersøkt )?(\d+) av (\d+)\)"
)
JUDGED = re.compile(r"Vurdering: [✓✗◐○?–] (.+?)\.? [A-ZÆØÅ0-9]")
COUNTS = {
    "answered": r"(\d+) av \d+ kontrollpunkter er besvart",
    "applying": r"\d+ av (\d+) kontrollpunkter er besvart",
    "open": r"(\d+) kontrollpunkter er ikke besvart",
    "findings": r"Svarene gir (\d+) funn",
    "weaknesses": r"Svarene gir [^.]*?(\d+) svakhet",
    "criteria": r"(\d+) krav inngår i vurderingen",
    "without action": r"(?:de )?(\d+) funn(?:ene)?(?: som)? er uten tiltak",
}
"""What is counted, and in which words."""

Statement = tuple[str, str]
"""What is spoken of, and what is said of it."""


def words_of(text: str, form: str) -> str:
    """A document as one line of words."""
    if form == "html":
        body = html5lib.parse(text, namespaceHTMLElements=False).find("body")
        assert body is not None
        text = " ".join(body.itertext())
    else:
        text = re.sub(r"[*|\\#]|<br>", "", text)
    return re.sub(r"\s+([.,:])", r"\1", " ".join(text.split()))


def from_words(words: str, report: Report) -> Iterator[Statement]:
    """What a document says, in HTML or Markdown."""
    for question in report.questions:
        for place in re.finditer(re.escape(question.reference.title.text), words):
            if said := CONCLUDED.search(words, place.end(), place.end() + 90):
                yield from _concluded(question.reference.id, said)
    for criterion in _criteria(report):
        yield from _judged(words, criterion)
        for fact in criterion.facts:
            yield from _answers(words, fact)
    for name, pattern in COUNTS.items():
        yield from ((name, found[1]) for found in re.finditer(pattern, words))


def _criteria(report: Report) -> Iterator[CriterionSection]:
    return (criterion for theme in report.themes for criterion in theme.criteria)


def _judged(words: str, criterion: CriterionSection) -> Iterator[Statement]:
    name, title = criterion.reference.number, criterion.reference.title
    for place in re.finditer(re.escape(f"{name} {title} {criterion.requirement}"), words):
        if said := JUDGED.search(words, place.end()):
            yield f"verdict {criterion.reference.id}", said[1].lower()
    if criterion.finding is not None:
        heading = re.escape(f"{criterion.finding.number} {criterion.finding.title}")
        for found in re.finditer(rf"{heading} [▲△◇⚑⚐] ([\w ]+?) [A-ZÆØÅ]", words):
            yield f"severity {criterion.reference.id}", found[1].lower()


def _answers(words: str, fact: Fact) -> Iterator[Statement]:
    for place in re.finditer(re.escape(fact.question.text), words):
        before = words[max(0, place.start() - 40) : place.start()]
        if said := AFTER.match(words, place.end()) or BEFORE.search(before):
            yield f"answer {fact.id}", next(filter(None, said.groups())).lower()


def _concluded(question: str, said: re.Match[str]) -> Iterator[Statement]:
    yield f"question {question}", said[1].lower()
    yield f"examined {question}", f"{said[2]}/{said[3]}"


def from_json(report: Report) -> Iterator[Statement]:
    """What the JSON file says."""
    written = json.loads(report_file(report, form="json"))
    for question in written["questions"]:
        name = written["references"][question["reference"]]["id"]
        said = CONCLUDED.fullmatch(question["status"]["word"])
        if said:
            yield from _concluded(name, said)
        yield f"examined {name}", f"{question['examined']}/{question['applying']}"
    for name, criterion in written["criteria"].items():
        yield f"verdict {name}", criterion["judgement"]["status"]["word"].lower()
    for name, fact in written["facts"].items():
        yield f"answer {name}", fact["answer"]["word"].lower()
    for finding in written["findings"]:
        yield f"severity {finding['criterion']}", finding["severity"]["word"].lower()
    yield "findings", str(len(written["findings"]))
    yield "without action", str(len(written["without_action"]))


def from_workbook(report: Report) -> Iterator[Statement]:
    """What the workbook says."""
    sheets = {
        sheet.title: list(sheet.iter_rows(values_only=True))
        for sheet in load_workbook(BytesIO(report_file(report, form="xlsx")))
    }
    names = {c.reference.number: c.reference.id for c in _criteria(report)}
    facts = {
        (criterion.reference.number, fact.question.text): fact.id
        for criterion in _criteria(report)
        for fact in criterion.facts
    }

    def rows(sheet: str) -> Iterator[dict[str, str]]:
        heads, *values = sheets[sheet]
        return (dict(zip(map(str, heads), map(str, row), strict=True)) for row in values)

    for row in rows("Kart"):
        yield f"verdict {names[row['Krav nr.']]}", row["Vurdering"][2:].lower()
    for row in rows("Alle svar"):
        yield f"answer {facts[row['Krav nr.'], row['Kontrollpunkt']]}", row["Svar"][2:].lower()
    for row in rows("Funn"):
        yield f"severity {names[row['Krav nr.']]}", row["Alvorlighet"][2:].lower()
    yield "findings", str(len(sheets["Funn"]) - 1)


def from_oscal(report: Report) -> Iterator[Statement]:
    """What the OSCAL files say of what was judged."""
    severities = {f.severity.code: f.severity.word for f in report.findings}

    def properties(part: dict[str, Any]) -> dict[str, str]:
        return {each["name"]: each["value"] for each in part["props"]}

    results = json.loads(report_file(report, form="oscal-results"))
    plan = json.loads(report_file(report, form="oscal-poam"))
    (whole,) = results["assessment-results"]["results"]
    for found in (whole, plan["plan-of-action-and-milestones"]):
        for finding in found["findings"]:
            name, said = finding["target"]["target-id"], properties(finding)
            yield f"verdict {name}", status(VerdictCode(said["verdict"]), NB).word.lower()
            if "severity" in said:
                yield f"severity {name}", severities[said["severity"]].lower()
        for observation in found["observations"]:
            said = properties(observation)
            answer = NB.say(AnswerValue(said["answer"]).words).lower()
            yield f"answer {said['checkpoint']}", answer
    waiting = [
        item
        for item in plan["plan-of-action-and-milestones"]["poam-items"]
        if properties(item)["status"] == "without_action"
    ]
    yield "without action", str(len(waiting))


@pytest.mark.parametrize("name", ["nes-2018", "lorenskog-2021"])
def test_no_two_documents_or_forms_say_different_things(name: str) -> None:
    report = example(name=name)
    said: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    spoken_of: dict[str, set[str]] = {}

    def take(where: str, statements: Iterable[Statement]) -> None:
        for thing, words in statements:
            said[thing][words].add(where)
            spoken_of.setdefault(where, set()).add(thing)

    for template in MADE:
        for form in ("html", "md"):
            text = report_text(report, template=template, form=form)
            take(f"{template}.{form}", from_words(words_of(text, form), report))
        html, md = (spoken_of.get(f"{template}.{form}") for form in ("html", "md"))
        assert html == md, f"{template} does not say the same in both"
    take("json", from_json(report))
    take("xlsx", from_workbook(report))
    take("oscal", from_oscal(report))
    progress = report.appraisal.progress
    answered, of = progress.answered, progress.of
    counted = {"answered": answered, "applying": of, "open": of - answered}
    take("appraisal", ((thing, str(number)) for thing, number in counted.items()))

    differing = {
        thing: {words: sorted(where) for words, where in ways.items()}
        for thing, ways in said.items()
        if len(ways) > 1
    }
    assert differing == {}
    in_several = [thing for thing, ways in said.items() if sum(map(len, ways.values())) > 1]
    assert len(in_several) > 500, "it was read"
    assert {kind.partition(" ")[0] for kind in in_several} == {
        *("question", "examined", "verdict", "answer", "severity"),
        *(name.partition(" ")[0] for name in COUNTS),
    }


def test_a_document_that_differs_is_found() -> None:
    report = example()
    text = words_of(report_text(report, template="fact-check", form="md"), "md")
    fact = next(f for c in _criteria(report) for f in c.facts if f.answer.code == "yes")
    told = f"{fact.question} Svar: Ja."
    assert told in text
    changed = text.replace(told, f"{fact.question} Svar: Nei.")
    assert (f"answer {fact.id}", "nei") in list(from_words(changed, report))
