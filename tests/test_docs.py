"""The documentation tells the truth: commands, links, keys and thresholds are the program's."""

from __future__ import annotations

import argparse
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from checklist.cli.table import COMMANDS, build_parser
from checklist.criteria import ConclusionRule
from checklist.i18n import Translator
from checklist.session.assessments import examples
from checklist.text import nearest
from tools import command_rows
from tools.pictures import IMAGES, NAMES
from tools.report_model import PAGE, page

ROOT = Path(__file__).parent.parent
TEMPLATES = ROOT / "reports" / "templates"
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


def commands(parser: argparse.ArgumentParser, prefix: str = "") -> Iterator[tuple[str, set[str]]]:
    """Every command with its long options; what one command takes of several kinds is its own."""
    found = [a for a in parser._actions if isinstance(a, argparse._SubParsersAction)]
    if prefix and (not found or parser.get_default("command")):
        options = {o for a in parser._actions for o in a.option_strings if o.startswith("--")}
        yield prefix.strip(), options
        return
    for action in found:
        for name, child in action.choices.items():
            yield from commands(child, f"{prefix} {name}")


def test_every_command_is_documented_with_its_options() -> None:
    text = (ROOT / "docs" / "kommandoer.md").read_text(encoding="utf-8")
    for name, options in commands(build_parser(Translator())):
        if name == "evidence unlink":
            continue  # shares its line with `evidence link`
        line = next((x for x in text.splitlines() if x.startswith(f"| `samsjekk {name}")), None)
        assert line is not None, name
        if "[…]" not in line and " […]" not in line:
            for option in options - {"--help"}:
                assert option in line, (name, option)


def test_the_commands_are_documented_in_the_groups_of_the_help() -> None:
    text = command_rows.PAGE.read_text(encoding="utf-8")
    assert command_rows.page(text) == text, "python -m tools.command_rows puts them in their place"


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(document: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", document.read_text(encoding="utf-8")):
        if not target.startswith("http"):
            assert (document.parent / target).exists(), target


def test_the_pictures_that_documents_show_are_those_that_the_command_makes() -> None:
    shown = [
        (document, words, target)
        for document in DOCUMENTS
        for words, target in re.findall(
            r"!\[(.*?)\]\((.+?)\)", document.read_text(encoding="utf-8")
        )
    ]
    for document, words, target in shown:
        assert (document.parent / target).resolve().parent == IMAGES, target
        assert len(words) > 20, target
    names = {Path(target).name for _, _, target in shown}
    assert names <= NAMES
    assert {path.name for path in IMAGES.iterdir()} == NAMES


def test_the_guides_name_keys_and_commands_that_there_are() -> None:
    """Each command is understood with its options; each key stands in the table of keys."""
    table = (ROOT / "docs" / "kommandoer.md").read_text(encoding="utf-8").split("## Taster")[1]
    rows = re.findall(r"^\| `(.+?)` \|", table, re.MULTILINE)
    keys = {key for row in rows for key in row.split()} | set("123456789←→↑↓")
    parser = build_parser(Translator())
    for guide in ("for-ledere.md", "for-revisorer.md"):
        text = (ROOT / "docs" / guide).read_text(encoding="utf-8")
        spans = re.findall(r"`(.+?)`", text)
        commands = [span for span in spans if span.startswith("samsjekk ")]
        commands += re.findall(r"^    (samsjekk .+)$", text, re.MULTILINE)
        assert commands, guide
        for command in commands:
            parser.parse_args(shlex.split(command)[1:])
        for span in spans:
            if re.fullmatch(r"ctrl\+\w|F\d+|\w|[+=\-?/→←↑↓]|mellomrom|esc|tab", span):
                assert span in keys, (guide, span)


def test_what_shows_that_something_holds_exists() -> None:
    """Each row of the page on what samsjekk survives names tests or commands that are there."""
    text = (ROOT / "docs" / "robusthet.md").read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if line.startswith("| ") and "Vist av" not in line]
    assert len(rows) > 50
    for row in rows:
        shown_by = row.rstrip("| ").rpartition("|")[2]
        files = re.findall(r"`(test_\w+\.py)`", shown_by)
        commands = re.findall(r"`python -m benchmarks\.(\w+)`", shown_by)
        assert files or commands, row
        for name in files:
            assert (ROOT / "tests" / name).exists(), row
        for name in commands:
            assert (ROOT / "benchmarks" / f"{name}.py").exists(), row


def test_the_page_on_the_report_model_is_as_the_code_is() -> None:
    assert PAGE.read_text(encoding="utf-8") == page()


def test_readme_names_what_exists() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    known = {name.split()[0] for name, _ in commands(build_parser(Translator()))}
    for command in re.findall(r"samsjekk (\w+)", readme):
        if nearest(command, known):
            assert command in known
    for example in re.findall(r"samsjekk example ([\w-]+)", readme):
        assert example in examples()


def test_the_rules_in_words_have_the_thresholds_of_the_code() -> None:
    rules = (ROOT / "docs" / "vurderingsregler.md").read_text(encoding="utf-8")
    assert "minst 66 prosent" in rules
    assert "Halvparten eller flere" in rules
    assert "under halvparten" in rules
    assert ConclusionRule() == ConclusionRule(
        largely_from=66, insufficient_from=50, assessed_from=50
    )


def test_each_command_is_understood_when_only_it_has_its_arguments() -> None:
    every = dict(commands(build_parser(Translator())))
    assert list(every) == [command.words for command in COMMANDS if command.place]
    for name, options in every.items():
        alone = dict(commands(build_parser(Translator(), ["--lang", "nn", *name.split(), "x"])))
        assert {known for known, taken in alone.items() if taken} == {name}
        assert alone[name] == options


def changeable() -> Iterator[tuple[str, str]]:
    """Each name in the table of where to change what, with the column it stands in."""
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    table = page.split("## Where to change what")[1].split("## ")[0]
    for row in re.findall(r"^\| (?!I want|-)(.+) \|$", table, re.MULTILINE):
        _, places, tests = row.split(" | ")
        yield from (("place", name) for name in re.findall(r"`([^`\[ ]+)`", places))
        yield from (("test", name) for name in re.findall(r"`(test_[^` ]+)`", tests))


@pytest.mark.parametrize(("column", "name"), sorted(set(changeable())))
def test_every_path_in_the_table_of_the_architecture_exists(column: str, name: str) -> None:
    if column == "test":
        assert list((ROOT / "tests").glob(name)), name
    elif "." in name.strip(".") or "/" in name:
        found = (*ROOT.glob(name), *(ROOT / "checklist").rglob(name), *TEMPLATES.glob(name))
        assert found, name
