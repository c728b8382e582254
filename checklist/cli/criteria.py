"""Commands on criteria sets."""

from __future__ import annotations

import argparse
import json
import sys

from checklist.appraisal.appraise import citations_at, short_citations
from checklist.catalogue.library import Library
from checklist.catalogue.loading import lint, load_bytes
from checklist.catalogue.model import CriteriaSet, Criterion, text_in
from checklist.catalogue.schema import criteria_schema
from checklist.cli.output import print_table, print_wrapped
from checklist.environment import Environment
from checklist.errors import ExitCode
from checklist.i18n import Translator
from checklist.strict_yaml import FaultyFile, read_bytes


def list_sets(_options: argparse.Namespace, _environment: Environment, _: Translator) -> ExitCode:
    """Print the shipped sets: id, version, size and title."""
    library = Library.shipped()
    rows = []
    for name in library.names():
        found = library.open(name)
        size = _.plural("{n} kriterium", "{n} kriterier", len(found.criteria))
        rows.append((found.id, found.version, size, text_in(found.title, _.language)))
    print_table(rows)
    return ExitCode.DONE


def show(options: argparse.Namespace, environment: Environment, _: Translator) -> ExitCode:
    """Print a set as a person reads it."""
    criteria_set = Library.shipped().open(options.set)
    language = _.language
    print_wrapped(f"{text_in(criteria_set.title, language)} ({criteria_set.version})")
    print_wrapped(text_in(criteria_set.purpose, language))
    for theme in criteria_set.themes:
        print()
        print_wrapped(text_in(theme.title, language).upper())
        for criterion in criteria_set.criteria:
            if criterion.theme == theme.id:
                print()
                _show_criterion(criterion, criteria_set, environment, _)
    return ExitCode.DONE


def _show_criterion(
    criterion: Criterion, criteria_set: CriteriaSet, environment: Environment, _: Translator
) -> None:
    language = _.language
    cited = short_citations(citations_at(criterion, environment.today()), criteria_set)
    print_wrapped(f"{criterion.id} [{_.say(criterion.force.words)}] {cited}", "  ")
    print_wrapped(text_in(criterion.requirement, language), "  ")
    for checkpoint in criterion.checkpoints:
        aspect = _.say(checkpoint.aspect.words)
        decisive = _(" (avgjørende)") if checkpoint.decisive else ""
        print_wrapped(
            f"{checkpoint.id} · {aspect}{decisive}: {text_in(checkpoint.question, language)}",
            "    ",
        )


def check(options: argparse.Namespace, environment: Environment, _: Translator) -> ExitCode:
    """Print every fault and every piece of advice, one a line; faults decide the exit code."""
    faults = advice = 0
    library = Library.shipped()
    for path in options.files:
        content = read_bytes(path)
        try:
            load_bytes(content, str(path), library.beside(path))
        except FaultyFile as error:
            faults += len(error.faults)
            for fault in error.faults:
                print(fault.text(_))
            continue
        for fault in lint(content, str(path), environment.today()):
            advice += 1
            print(fault.text(_))
    if options.strict:
        faults, advice = faults + advice, 0
    print(
        _.plural("{n} feil", "{n} feil", faults)
        + ", "
        + _.plural("{n} råd", "{n} råd", advice)
        + ", "
        + _.plural("{n} fil", "{n} filer", len(options.files)),
        file=sys.stderr,
    )
    return ExitCode.FAULTS if faults else ExitCode.DONE


def schema(_options: argparse.Namespace, _environment: Environment, _: Translator) -> ExitCode:
    """Print the JSON Schema of criteria files."""
    print(json.dumps(criteria_schema(), ensure_ascii=False, indent=2))
    return ExitCode.DONE
