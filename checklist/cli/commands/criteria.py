"""Commands on criteria sets."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from checklist.appraisal import citations_at, coming_sources
from checklist.cli.arguments import no_arguments
from checklist.cli.output import (
    json_arguments,
    output_arguments,
    put_out,
    put_out_json,
    wants_json,
)
from checklist.cli.printing import as_json_text
from checklist.criteria import (
    CriteriaSet,
    Criterion,
    checkpoint_fingerprint,
    criteria_schema,
    text_in,
    untranslated,
)
from checklist.criteria.checks import (
    Grounds,
    Missing,
    RegisteredSource,
    examine,
    sections_beside,
    source_register,
)
from checklist.criteria.files import Library, OwnSet, lint, load_bytes
from checklist.criteria.yaml import read_bytes
from checklist.errors import ExitCode
from checklist.i18n import LANGUAGES, Translator, phrase
from checklist.machine import Environment, print_table, print_wrapped
from checklist.words import citation_label, first_fault_words, in_force, short_citations

list_sets_arguments = no_arguments


def list_sets(_options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Print the sets: id, version, size and title, and what is wrong with those of one's own."""
    library = Library.shipped(environment.own_criteria)
    rows: list[tuple[str, ...]] = []
    for name in library.names():
        found = library.open(name)
        size = _.one_or_many("{n} krav", len(found.criteria))
        rows.append((found.id, found.version, size, text_in(found.title, _.language), ""))
    rows += [_own_row(own, _) for own in library.own_sets(environment.today())]
    print_table(rows)


def _own_row(own: OwnSet, _: Translator) -> tuple[str, ...]:
    if own.criteria_set is None:
        first = first_fault_words(own, _)
        more = _.one_or_many("{n} feil", len(own.faults))
        return (own.path.stem, "", "", f"{own.path}", f"{more}: {first}")
    found = own.criteria_set
    size = _.one_or_many("{n} krav", len(found.criteria))
    advice = _.one_or_many("eget sett, {n} råd", own.advice)
    return (found.id, found.version, size, text_in(found.title, _.language), advice)


def show_arguments(parser: argparse.ArgumentParser, _: Translator) -> None:
    """What `criteria show` takes."""
    parser.add_argument("set", help=_("kriteriesett: id eller fil"))
    parser.add_argument(
        "--fingerprints",
        action="store_true",
        help=_("skriv avtrykket av hvert kontrollpunkt, til same_meaning_as"),
    )


def show(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Print a set as a person reads it."""
    criteria_set = Library.shipped(environment.own_criteria).open(options.set)
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
                if options.fingerprints:
                    for point in criterion.checkpoints:
                        print_wrapped(
                            f"{point.id}: {checkpoint_fingerprint(criterion, point)}", "    "
                        )


def _show_criterion(
    criterion: Criterion, criteria_set: CriteriaSet, environment: Environment, _: Translator
) -> None:
    language = _.language
    cited = short_citations(
        citations_at(criterion, environment.today(), coming_sources(criteria_set)), criteria_set
    )
    print_wrapped(f"{criterion.id} [{_.say(criterion.force.words)}] {cited}", "  ")
    print_wrapped(text_in(criterion.requirement, language), "  ")
    for checkpoint in criterion.checkpoints:
        aspect = _.say(checkpoint.aspect.words)
        decisive = _(" (avgjørende)") if checkpoint.decisive else ""
        print_wrapped(
            f"{checkpoint.id}, {aspect}{decisive}: {text_in(checkpoint.question, language)}",
            "    ",
        )


def check_arguments(parser: argparse.ArgumentParser, _: Translator) -> None:
    """What `criteria check` takes."""
    parser.add_argument("files", nargs="+", type=Path, metavar="file", help=_("kriteriefil"))
    parser.add_argument("--strict", action="store_true", help=_("regn råd som feil"))


def check(options: argparse.Namespace, environment: Environment, _: Translator) -> ExitCode:
    """Print every fault and every piece of advice, one a line; faults decide the exit code."""
    faults = advice = 0
    rests_on = []
    library = Library.shipped(environment.own_criteria)
    for path in options.files:
        content = read_bytes(path)
        examined = examine(content, str(path), library.beside(path), sections_beside(path))
        if examined.grounds is not None:
            rests_on.append(examined.grounds)
        if examined.faults:
            faults += len(examined.faults)
            for fault in examined.faults:
                print(fault.text(_))
            continue
        checked = load_bytes(content, str(path), library.beside(path))
        for fault in lint(content, str(path), environment.today(), library.beside(path)):
            advice += 1
            print(fault.text(_))
        missing = ", ".join(
            f"{language}: {untranslated(checked, language)}" for language in LANGUAGES[1:]
        )
        print(
            _("{file}: tekster uten oversettelse: {missing}", file=path, missing=missing),
            file=sys.stderr,
        )
    if options.strict:
        faults, advice = faults + advice, 0
        _print_grounds(rests_on, _)
    print(
        _.one_or_many("{n} feil", faults)
        + ", "
        + _.one_or_many("{n} råd", advice)
        + ", "
        + _.plural("{n} fil", "{n} filer", len(options.files)),
        file=sys.stderr,
    )
    if advice and not faults:
        print(_("Råd hindrer ikke at settet brukes."), file=sys.stderr)
    return ExitCode.FAULTS if faults else ExitCode.DONE


_WHY_NOT = {
    Missing.TEXT: phrase("Ikke slått opp, teksten er ikke i paragrafregisteret"),
    Missing.WORDING: phrase("Ikke slått opp, ordlyden fra den tiden er ikke i paragrafregisteret"),
    Missing.NEWER: phrase("Ikke slått opp, gjelder først etter datoen for paragrafregisteret"),
    Missing.SOME: phrase("Slått opp for en del av tiden, resten er ikke i paragrafregisteret"),
}


def _print_grounds(rests_on: list[Grounds], _: Translator) -> None:
    """What the criteria rest on, so that one run shows the whole bar."""
    looked = [found.look_up for found in rests_on]
    lines = [
        _(
            "Henvisninger til lov og forskrift: {n} i alt, {looked} slått opp, {found} finnes.",
            n=sum(one.citations for one in looked),
            looked=sum(one.looked_up for one in looked),
            found=sum(one.found for one in looked),
        ),
    ]
    for missing, why in _WHY_NOT.items():
        listed = [x for one in looked for x in one.not_found if x.missing is missing]
        lines.append(f"{_.say(why)}: {len(listed)}")
        lines += (
            f"  {one.criterion}: {citation_label(one.citation, one.source, _)}, "
            f"{in_force(one.citation, _)}"
            for one in listed
        )
    lines.append(
        _(
            "Krav uten kilde: {without}. Skal-krav uten lov eller forskrift: {guide}.",
            without=sum(one.without_source for one in rests_on),
            guide=sum(one.must_without_law for one in rests_on),
        ),
    )
    print("\n".join(lines), file=sys.stderr)


schema_arguments = output_arguments


def schema(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """The JSON Schema of criteria files."""
    put_out(as_json_text(criteria_schema()), options, environment, _)


def sources_arguments(parser: argparse.ArgumentParser, _: Translator) -> None:
    """What `sources` takes."""
    parser.add_argument("set", nargs="?", help=_("kriteriesett: id eller fil; uten: alle"))
    json_arguments(parser, _)


def sources(options: argparse.Namespace, environment: Environment, _: Translator) -> None:
    """Print the register of sources: in force, last checked, and what cites each."""
    library = Library.shipped(environment.own_criteria)
    names = [options.set] if options.set else library.names()
    found = source_register([library.open(name) for name in names], environment.today())
    if wants_json(options):
        put_out_json([_as_data(entry) for entry in found], options, environment, _)
        return
    for entry in found:
        source = entry.source
        print_wrapped(f"{source.abbreviation}: {text_in(source.title, _.language)}")
        lines = [
            f"{_.say(source.kind.words)} {source.reference or ''} {source.address or ''}",
            _("I kraft: {when}", when=in_force(source, _)),
            _("Sist sjekket {day}", day=_.short_date(source.checked))
            + (": " + _("over ett år siden") if entry.old else ""),
            _("Paragrafer: {sections}", sections=", ".join(entry.sections) or "–"),
            _("Brukt i: {criteria}", criteria=", ".join(entry.cited_by) or "–"),
        ]
        for line in lines:
            if line.strip():
                print_wrapped(" ".join(line.split()), "  ")


def _as_data(entry: RegisteredSource) -> dict[str, object]:
    source = entry.source
    return {
        "id": source.id,
        "kind": source.kind,
        "title": text_in(source.title, "nb"),
        "short": text_in(source.short, "nb"),
        "abbreviation": source.abbreviation,
        "reference": source.reference,
        "address": source.address,
        "from": source.in_force_from.isoformat() if source.in_force_from else None,
        "to": source.in_force_to.isoformat() if source.in_force_to else None,
        "coming": source.coming,
        "checked": source.checked.isoformat(),
        "checked_against": text_in(source.checked_against, "nb"),
        "old": entry.old,
        "sections": entry.sections,
        "cited_by": entry.cited_by,
    }
