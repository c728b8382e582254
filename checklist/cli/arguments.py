"""Arguments that many commands take."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path

from checklist.i18n import Translator

NONE = "none"
"""Written in place of a value, it takes away what is there."""


def no_arguments(_parser: argparse.ArgumentParser, _: Translator) -> None:
    """What a command takes that takes nothing."""


def assessment(parser: argparse.ArgumentParser, _: Translator) -> None:
    """The assessment a command is about, as `id`: all that many of them take."""
    parser.add_argument("id", help=_("egenvurderingens id"))


def assessment_and_evidence(parser: argparse.ArgumentParser, _: Translator) -> None:
    """The assessment, and a piece of evidence as `evidence`."""
    assessment(parser, _)
    parser.add_argument("evidence", help=_("id på dokumentasjon"))


def assessment_and_criterion(parser: argparse.ArgumentParser, _: Translator) -> None:
    """The assessment, and a criterion as `criterion`."""
    assessment(parser, _)
    parser.add_argument("criterion", help=_("kravets id"))


def as_json(parser: argparse.ArgumentParser, _: Translator) -> None:
    """Whether to print for scripts, as `json`."""
    parser.add_argument("--json", action="store_true", help=_("som JSON"))


def output(parser: argparse.ArgumentParser, _: Translator) -> None:
    """Where to write what else is printed, as `output`: > in PowerShell spoils letters."""
    parser.add_argument("--output", type=Path, metavar="FILE", help=_("fil å skrive til"))


def codes(values: Iterable[StrEnum], *others: str) -> list[str]:
    """The words that stand for the values, and others, to choose among."""
    return [*(value.value for value in values), *others]
