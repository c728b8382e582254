"""The same criteria and answers as files of samsjekk and of four other programs.

Each program gets every text in the form its own documentation shows: one requirement, control or
page for each criterion with its checkpoints beneath, and the 50 themes as headings. What a program
has no place for of its own stands in the text. That is the least work for each. `ANSWERED` has what
was answered behind each checkpoint. Three of the programs can have checkpoints and answers as
things of their own, as samsjekk has them, and get that in `LINKED`: items linked to their criterion
in doorstop and StrictDoc. In OSCAL the requirements are a catalog, and what somebody has answered
to them is a component definition, by way of the profile that says which catalog it is about.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from string import ascii_lowercase
from typing import NamedTuple
from uuid import NAMESPACE_URL, uuid5

import yaml

from benchmarks.large_set import large_answers, large_set
from checklist.criteria import CriteriaSet, text_in
from checklist.criteria.files import load_bytes

Files = Mapping[str, str]
"""What stands in each file, by its path in the folder of a program."""

Lines = Callable[["Item"], Iterable[str]]
"""What is written of the checkpoints of a criterion, a line for each."""

_LANGUAGE = "nb"
_OSCAL_STATUS = {"yes": "implemented", "no": "planned"}
"""How OSCAL says whether something is in place; for what is not, it has no other word."""


class Point(NamedTuple):
    """A checkpoint with its answer."""

    question: str
    yes_means: str
    answer: str
    comment: str


class Item(NamedTuple):
    """A criterion in words."""

    id: str
    theme: str
    title: str
    requirement: str
    law: str
    why: str
    recommendation: str
    points: tuple[Point, ...]


def items(size: int) -> list[Item]:
    """So many criteria with their answers, in the order of their themes."""
    return list(_items(load_bytes(large_set(size), "large.yaml")))


def _items(criteria_set: CriteriaSet) -> Iterator[Item]:
    answers = large_answers(criteria_set)
    themes = {theme.id: text_in(theme.title, _LANGUAGE) for theme in criteria_set.themes}
    for criterion in criteria_set.criteria:
        advice = criterion.recommendation
        yield Item(
            id=criterion.id,
            theme=themes[criterion.theme],
            title=text_in(criterion.title, _LANGUAGE),
            requirement=text_in(criterion.requirement, _LANGUAGE),
            law=" ".join(text_in(cited.says, _LANGUAGE) for cited in criterion.sources),
            why=text_in(criterion.why, _LANGUAGE),
            recommendation="" if advice is None else text_in(advice, _LANGUAGE),
            points=tuple(
                Point(
                    text_in(checkpoint.question, _LANGUAGE),
                    text_in(checkpoint.yes_means, _LANGUAGE),
                    str(answers[checkpoint.id].value),
                    answers[checkpoint.id].comment,
                )
                for checkpoint in criterion.checkpoints
            ),
        )


def _by_theme(several: list[Item]) -> dict[str, list[Item]]:
    found: dict[str, list[Item]] = {}
    for item in several:
        found.setdefault(item.theme, []).append(item)
    return found


def _question_lines(item: Item) -> Iterator[str]:
    for point in item.points:
        yield f"{point.question} {point.yes_means}"


def _answer_lines(item: Item) -> Iterator[str]:
    for point, question in zip(item.points, _question_lines(item), strict=True):
        yield f"{question} {_said(point)}"


def _said(point: Point) -> str:
    return f"Svar: {point.answer}. {point.comment}"


def samsjekk_files(size: int, *, answered: bool = False) -> Files:
    """A criteria set, and where it is answered a file of answers that `samsjekk apply` reads."""
    content = large_set(size)
    if not answered:
        return {"large.yaml": content.decode()}
    answers = large_answers(load_bytes(content, "large.yaml"))
    given = [
        {"checkpoint": name, "answer": str(answer.value), "comment": answer.comment}
        for name, answer in answers.items()
    ]
    return {
        "large.yaml": content.decode(),
        "answers.yaml": yaml.safe_dump({"format": 1, "answers": given}, allow_unicode=True),
    }


class _DoorstopDocument:
    """The files of a document of doorstop, to which items are added."""

    def __init__(self, prefix: str, parent: str = "") -> None:
        settings = {"digits": 5, "itemformat": "yaml", "prefix": prefix, "sep": ""}
        if parent:
            settings["parent"] = parent
        self._prefix = prefix
        self.files = {f"{prefix}/.doorstop.yml": yaml.safe_dump({"settings": settings})}

    def add(self, level: str, header: str, text: str, links: tuple[str, ...] = ()) -> str:
        """Add an item, and return its id; one without a text is a heading."""
        item = {
            "active": True,
            "derived": False,
            "header": header,
            "level": level,
            "links": list(links),
            "normative": bool(text),
            "ref": "",
            "reviewed": None,
            "text": text or header,
        }
        name = f"{self._prefix}{len(self.files):05}"
        self.files[f"{self._prefix}/{name}.yml"] = yaml.safe_dump(item, allow_unicode=True)
        return name


def doorstop_files(size: int, lines: Lines, *, linked: bool = False) -> Files:
    """A document of one item in YAML for each criterion, and a heading for each theme.

    When linked, the checkpoints are a document of their own, each linked to its criterion.
    """
    criteria, checkpoints = _DoorstopDocument("REQ"), _DoorstopDocument("CHK", "REQ")
    for chapter, (theme, several) in enumerate(_by_theme(items(size)).items(), start=1):
        criteria.add(f"{chapter}.0", theme, "")
        for number, item in enumerate(several, start=1):
            points = "" if linked else "\n".join(f"- {line}" for line in lines(item))
            parts = (item.requirement, item.law, item.why, points, item.recommendation)
            text = "\n\n".join(filter(None, parts))
            made = criteria.add(f"{chapter}.{number}", item.title, text)
            for place, point in enumerate(item.points if linked else (), start=1):
                said = f"{point.yes_means}\n\n{_said(point)}"
                level = f"{chapter}.{number}.{place}"
                checkpoints.add(level, point.question, said, (made,))
    return {**criteria.files, **(checkpoints.files if linked else {})}


def strictdoc_files(size: int, lines: Lines, *, linked: bool = False) -> Files:
    """One document with a section for each theme and a requirement for each criterion.

    When linked, each checkpoint is a requirement of its own, with the criterion as its parent.
    """
    parts = ["[DOCUMENT]\nTITLE: Et stort sett\n"]
    for theme, several in _by_theme(items(size)).items():
        parts.append(f"[[SECTION]]\nTITLE: {theme}\n")
        for item in several:
            points = () if linked else lines(item)
            said = (item.law, *points, item.recommendation)
            comments = "".join(f"COMMENT: >>>\n{line}\n<<<\n" for line in said)
            parts.append(
                f"[REQUIREMENT]\nUID: {item.id}\nTITLE: {item.title}\n"
                f"STATEMENT: >>>\n{item.requirement}\n<<<\n"
                f"RATIONALE: >>>\n{item.why}\n<<<\n{comments}"
            )
            for place, point in enumerate(item.points if linked else ()):
                parts.append(
                    f"[REQUIREMENT]\nUID: {item.id}-{place}\nTITLE: {point.question}\n"
                    f"STATEMENT: >>>\n{point.yes_means}\n<<<\n"
                    f"COMMENT: >>>\n{_said(point)}\n<<<\n"
                    f"RELATIONS:\n- TYPE: Parent\n  VALUE: {item.id}\n"
                )
        parts.append("[[/SECTION]]\n")
    return {"large.sdoc": "\n".join(parts)}


def trestle_files(size: int, lines: Lines) -> Files:
    """An OSCAL catalog: a group for each theme, and a control for each criterion.

    `trestle author catalog-generate` writes it as Markdown.
    """
    return _oscal_file("catalog", {"groups": _oscal_groups(items(size), lines)})


def trestle_component_files(size: int) -> Files:
    """The catalog with the questions only, and a component definition with the answers to them.

    The municipality is the component. Each criterion is an implemented requirement, and each
    checkpoint a statement with what was answered as its description, and its implementation
    status. `trestle author component-generate` writes requirements and answers as Markdown.
    """
    several = items(size)
    included = {"href": "trestle://catalogs/large/catalog.json", "include-all": {}}
    implementation = {
        "uuid": _uuid("implementation"),
        "source": "trestle://profiles/large/profile.json",
        "description": "Egenvurderingen",
        "implemented-requirements": [_implemented(item) for item in several],
    }
    component = {
        "uuid": _uuid("component"),
        "type": "service",
        "title": "Nes",
        "description": "Kommunen som svarer",
        "control-implementations": [implementation],
    }
    return {
        **_oscal_file("catalog", {"groups": _oscal_groups(several, _question_lines)}),
        **_oscal_file("profile", {"imports": [included], "merge": {"as-is": True}}),
        **_oscal_file("component-definition", {"components": [component]}),
    }


def _oscal_file(model: str, content: Mapping[str, object]) -> Files:
    """A model where trestle looks for it, with what all of them begin with."""
    metadata = {
        "title": "Et stort sett",
        "last-modified": "2026-11-01T12:00:00+00:00",
        "version": "1",
        "oscal-version": "1.1.3",
    }
    whole = {model: {"uuid": _uuid(model), "metadata": metadata, **content}}
    return {f"{model}s/large/{model}.json": json.dumps(whole, ensure_ascii=False)}


def _uuid(name: str) -> str:
    return str(uuid5(NAMESPACE_URL, name))


def _oscal_groups(several: list[Item], lines: Lines) -> list[object]:
    return [
        {"id": f"tema-{number}", "title": theme, "controls": [_control(i, lines(i)) for i in among]}
        for number, (theme, among) in enumerate(_by_theme(several).items())
    ]


def _control(item: Item, lines: Iterable[str]) -> dict[str, object]:
    points = [
        {
            "id": statement,
            "name": "item",
            "props": [{"name": "label", "value": f"{statement[-1]}."}],
            "prose": line,
        }
        for statement, line in zip(_statement_ids(item), lines, strict=True)
    ]
    statement = {
        "id": f"{item.id}_smt",
        "name": "statement",
        "prose": item.requirement,
        "parts": points,
    }
    guidance = {
        "id": f"{item.id}_gdn",
        "name": "guidance",
        "prose": f"{item.law}\n\n{item.why}\n\n{item.recommendation}",
    }
    return {"id": item.id, "title": item.title, "parts": [statement, guidance]}


def _implemented(item: Item) -> dict[str, object]:
    statements = [
        {
            "uuid": _uuid(statement),
            "statement-id": statement,
            "description": _said(point),
            "props": [{"name": "implementation-status", "value": _OSCAL_STATUS[point.answer]}],
        }
        for statement, point in zip(_statement_ids(item), item.points, strict=True)
    ]
    return {
        "uuid": _uuid(item.id),
        "control-id": item.id,
        "description": "",
        "statements": statements,
    }


def _statement_ids(item: Item) -> list[str]:
    return [f"{item.id}_smt.{letter}" for letter in ascii_lowercase[: len(item.points)]]


def fabrik_files(size: int, *, answered: bool = False) -> Files:
    """A report with a page for each theme, the criteria in Markdown and a field for each answer."""
    answers = [{"value": value} for value in ("yes", "partly", "no", "unknown")]
    pages = []
    for theme, several in _by_theme(items(size)).items():
        tasks: list[dict[str, object]] = []
        for item in several:
            parts = (f"### {item.title}", item.requirement, item.law, item.why, item.recommendation)
            tasks.append({"linuxfabrik.clf.markdown": {"content": "\n\n".join(parts)}})
            for place, point in enumerate(item.points):
                fact = f"{item.id}-{place}".replace("-", "_")
                label = f"{point.question} {point.yes_means}"
                fields: tuple[dict[str, object], ...] = (
                    {
                        "linuxfabrik.clf.radio_input": {"label": label, "values": answers},
                        "fact_name": fact,
                        "value": point.answer,
                    },
                    {
                        "linuxfabrik.clf.textarea_input": {"label": "Kommentar"},
                        "fact_name": f"{fact}_comment",
                        "value": point.comment,
                    },
                )
                for field in fields:
                    if not answered:
                        del field["value"]
                    tasks.append(field)
        pages.append({"title": theme, "tasks": tasks})
    content = yaml.safe_dump(
        {"title": "Et stort sett", "pages": pages}, allow_unicode=True, sort_keys=False
    )
    return {"large.yml": content}


ASKED: Mapping[str, Callable[[int], Files]] = {
    "samsjekk": samsjekk_files,
    "doorstop": partial(doorstop_files, lines=_question_lines),
    "StrictDoc": partial(strictdoc_files, lines=_question_lines),
    "trestle": partial(trestle_files, lines=_question_lines),
    "ChecklistFabrik": fabrik_files,
}
"""What makes the files of each program, with nothing answered."""

ANSWERED: Mapping[str, Callable[[int], Files]] = {
    "samsjekk": partial(samsjekk_files, answered=True),
    "doorstop": partial(doorstop_files, lines=_answer_lines),
    "StrictDoc": partial(strictdoc_files, lines=_answer_lines),
    "trestle": partial(trestle_files, lines=_answer_lines),
    "ChecklistFabrik": partial(fabrik_files, answered=True),
}
"""The same with every checkpoint answered."""

LINKED: Mapping[str, Callable[[int], Files]] = {
    **ANSWERED,
    "doorstop": partial(doorstop_files, lines=_answer_lines, linked=True),
    "StrictDoc": partial(strictdoc_files, lines=_answer_lines, linked=True),
    "trestle": trestle_component_files,
}
"""Answered, with checkpoints and answers as things of their own where a program has such."""
