"""The words of the command line. Others build on them: adding is free, changing is not."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from checklist import __version__
from checklist.cli.argparse_words import ARGPARSE
from checklist.i18n import LANGUAGES, Translator
from checklist.reporting import FORMS, TITLES


def build_parser(_: Translator, command: str | None = None) -> argparse.ArgumentParser:
    """The parser, speaking the user's language.

    `command` is the first word of what was written, empty where nothing was. Only the commands of
    its kind are made, and where it is no command, only their names: each costs time at every
    start. None makes all of them.
    """
    # argparse looks its own words up through this name, in no catalogue unless told otherwise.
    argparse._ = lambda text: (  # type: ignore[attr-defined]  # not in its stubs
        _.say(ARGPARSE[text]) if text in ARGPARSE else text
    )
    parser = argparse.ArgumentParser(
        prog="samsjekk",
        description=_(
            "Kommunen undersøker selv om tjenestene henger sammen for folk med psykiske vansker "
            "eller rusproblemer. Uten kommando åpnes programmet i terminalen."
        ),
        epilog=_(
            "Alt lagres på denne maskinen (SAMSJEKK_HOME). Avslutningskoder: 0 utført, 1 det du "
            "spurte om, har feil, 2 kan ikke utføres."
        ),
    )
    parser.add_argument(
        "--version", action="version", version=f"samsjekk {__version__}", help=_("vis versjonen")
    )
    parser.add_argument("--lang", choices=LANGUAGES, help=_("språk: nb, nn eller en"))
    parser.set_defaults(run="checklist.cli.commands.walking:open_program")
    commands = parser.add_subparsers(title=_("kommandoer"), metavar=_("kommando"))
    kinds = {
        _starting: ("example", "new", "list", "remove", "settings"),
        _answering: (
            "walk",
            "answer",
            "evidence",
            "action",
            "recommendation",
            "apply",
            "upgrade",
            "undo",
            "redo",
        ),
        _together: ("alone", "together"),
        _judging: ("verdict", "statement"),
        _reading: ("status", "show", "search", "report", "history", "verify"),
        _criteria: ("criteria", "sources"),
        _templates: ("templates",),
    }
    known = any(command in names for names in kinds.values())
    named: Any = _Named(commands) if command in _NO_COMMAND else commands
    for add, names in kinds.items():
        if not known or command in names:
            add(named, _)
    return parser


_NO_COMMAND = ("", "-h", "--help", "--version")


class _Named:
    """Commands by name and in one line: what the list of them needs, and nothing they take."""

    def __init__(self, commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
        self._commands = commands

    def add_parser(self, name: str, **words: Any) -> _Ignored:
        self._commands.add_parser(name, add_help=False, **words)
        return _Ignored()


class _Ignored:
    """A command whose options nobody asks for."""

    def __getattr__(self, _name: str) -> Callable[..., _Ignored]:
        return lambda *_options, **_words: self


def _starting(commands: argparse._SubParsersAction[argparse.ArgumentParser], _: Translator) -> None:
    example = commands.add_parser("example", help=_("lag en kopi av et ferdig eksempel"))
    example.add_argument("name", nargs="?", help=_("navnet på eksemplet; uten navn: vis alle"))
    example.add_argument("--as", dest="id", help=_("id for kopien"))
    example.add_argument("--open", action="store_true", help=_("åpne kopien med en gang"))
    example.set_defaults(run="checklist.cli.commands.starting:example")

    new = commands.add_parser("new", help=_("begynn en ny egenvurdering"))
    new.add_argument(
        "--municipality", required=True, help=_("kommunenummer, for eksempel 3228, eller navn")
    )
    new.add_argument("--name", help=_("kommunens navn, for numre som ikke er i bruk lenger"))
    new.add_argument("--criteria", required=True, help=_("kriteriesett: id eller fil"))
    new.add_argument("--date", help=_("dato for vurderingen (i dag)"))
    new.add_argument("--title", default="", help=_("hva vurderingen gjelder"))
    new.add_argument(
        "--yes", action="store_true", help=_("datoen er riktig, også der den er uvanlig")
    )
    new.add_argument("--as", dest="id", help=_("id for egenvurderingen"))
    new.set_defaults(run="checklist.cli.commands.starting:new")

    listing = commands.add_parser("list", help=_("vis egenvurderingene"))
    listing.add_argument("--json", action="store_true", help=_("som JSON"))
    listing.set_defaults(run="checklist.cli.commands.listing:list_assessments")

    remove = commands.add_parser("remove", help=_("ta bort en egenvurdering for godt"))
    remove.add_argument("id", help=_("egenvurderingens id"))
    remove.add_argument(
        "--with-answers",
        action="store_true",
        help=_("også når noe er svart: svar, kopier og historikk blir borte"),
    )
    remove.set_defaults(run="checklist.cli.commands.starting:remove")

    habits = commands.add_parser("settings", help=_("vis eller endre navn, rolle og språk"))
    habits.add_argument("--name", help=_("navnet ditt"))
    habits.add_argument("--role", help=_("rollen din, det rapportene viser"))
    habits.add_argument("--language", choices=LANGUAGES, help=_("språk: nb, nn eller en"))
    habits.set_defaults(run="checklist.cli.commands.settings:habits")


def _answering(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], _: Translator
) -> None:
    walk = commands.add_parser("walk", help=_("gå gjennom spørsmålene"))
    walk.add_argument("id", help=_("egenvurderingens id"))
    walk.add_argument("--plain", action="store_true", help=_("linje for linje, uten skjermbilde"))
    walk.add_argument("--quick", action="store_true", help=_("bare det avgjørende loven krever"))
    walk.add_argument("--role", help=_("bare spørsmål til denne rollen (id i kriteriesettet)"))
    walk.add_argument(
        "--only",
        choices=["unanswered", "unknown", "findings", "unshown"],
        help=_("bare ubesvarte, «vet ikke», funn eller uten god dokumentasjon"),
    )
    walk.set_defaults(run="checklist.cli.commands.walking:walk")

    answer = commands.add_parser("answer", help=_("svar på ett kontrollpunkt"))
    answer.add_argument("id", help=_("egenvurderingens id"))
    answer.add_argument("checkpoint", help=_("kontrollpunktets id"))
    answer.add_argument(
        "value",
        choices=["yes", "partly", "no", "unknown", "not_applicable", "none"],
        help=_("svaret; none tar svaret bort"),
    )
    answer.add_argument("--comment", help=_("begrunnelse"))
    answer.add_argument("--place", help=_("sted i dokumentasjonen, for eksempel kap. 5.2"))
    answer.add_argument("--count", help=_("antall"))
    answer.add_argument("--of", help=_("av hvor mange"))
    answer.add_argument("--number", help=_("tall"))
    answer.add_argument("--ask", help=_("rollen som må spørres"))
    answer.add_argument("--evidence", action="append", default=[], help=_("id på dokumentasjon"))
    answer.set_defaults(run="checklist.cli.commands.answering:answer")

    _evidence(commands.add_parser("evidence", help=_("dokumentasjon")), _)

    _action(commands.add_parser("action", help=_("tiltak")), _)
    _recommendation(
        commands.add_parser("recommendation", help=_("anbefalinger og vedtak å følge opp")), _
    )

    apply = commands.add_parser("apply", help=_("les inn svar fra en YAML-fil"))
    apply.add_argument("id", help=_("egenvurderingens id"))
    apply.add_argument("file", type=Path, help=_("svarfil"))
    apply.set_defaults(run="checklist.cli.commands.answering:apply")

    upgrade = commands.add_parser("upgrade", help=_("gå over til en ny utgave av kriteriesettet"))
    upgrade.add_argument("id", help=_("egenvurderingens id"))
    upgrade.add_argument("--criteria", help=_("kriteriesett: id eller fil (samme sett)"))
    upgrade.add_argument("--dry-run", action="store_true", help=_("vis hva som ville skje"))
    upgrade.set_defaults(run="checklist.cli.commands.upgrading:upgrade")

    undo = commands.add_parser("undo", help=_("angre din siste endring"))
    undo.add_argument("id", help=_("egenvurderingens id"))
    undo.add_argument(
        "--to", metavar="event", help=_("gå tilbake til slik alt var etter denne hendelsen")
    )
    undo.set_defaults(run="checklist.cli.commands.answering:undo")

    redo = commands.add_parser("redo", help=_("gjør om igjen det du angret sist"))
    redo.add_argument("id", help=_("egenvurderingens id"))
    redo.set_defaults(run="checklist.cli.commands.answering:redo")


def _evidence(parser: argparse.ArgumentParser, _: Translator) -> None:
    actions = parser.add_subparsers(title=_("kommandoer"), metavar=_("kommando"), required=True)
    _evidence_add(actions.add_parser("add", help=_("registrer dokumentasjon; skriver ut id-en")), _)

    listing = actions.add_parser("list", help=_("vis dokumentasjonen"))
    listing.add_argument("id", help=_("egenvurderingens id"))
    listing.set_defaults(run="checklist.cli.commands.answering:list_evidence")

    for name, function, words in (
        ("link", "link_evidence", _("la et svar bygge på dokumentasjonen")),
        ("unlink", "unlink_evidence", _("ta dokumentasjonen bort fra et svar")),
    ):
        link = actions.add_parser(name, help=words)
        link.add_argument("id", help=_("egenvurderingens id"))
        link.add_argument("evidence", help=_("id på dokumentasjon"))
        link.add_argument("checkpoint", help=_("kontrollpunktets id"))
        link.set_defaults(run=f"checklist.cli.commands.answering:{function}")

    files = actions.add_parser(
        "files", help=_("registrer flere filer på én gang; skriver ut id-ene")
    )
    files.add_argument("id", help=_("egenvurderingens id"))
    files.add_argument("files", nargs="+", type=Path, metavar="file", help=_("filen"))
    files.add_argument(
        "--checkpoint", action="append", default=[], help=_("kontrollpunkt de gjelder")
    )
    files.add_argument("--copy", action="store_true", help=_("ta en kopi av filene"))
    files.set_defaults(run="checklist.cli.commands.evidence:add_files")

    for name, function, words in (
        ("where", "where", _("vis hvilke svar som bygger på dokumentasjonen")),
        ("renew", "renew", _("registrer en endret fil på nytt")),
    ):
        about = actions.add_parser(name, help=words)
        about.add_argument("id", help=_("egenvurderingens id"))
        about.add_argument("evidence", help=_("id på dokumentasjon"))
        about.set_defaults(run=f"checklist.cli.commands.evidence:{function}")

    remove = actions.add_parser("remove", help=_("ta dokumentasjon ut av vurderingen"))
    remove.add_argument("id", help=_("egenvurderingens id"))
    remove.add_argument("evidence", help=_("id på dokumentasjon"))
    remove.set_defaults(run="checklist.cli.commands.answering:remove_evidence")


def _evidence_add(add: argparse.ArgumentParser, _: Translator) -> None:
    add.add_argument("id", help=_("egenvurderingens id"))
    add.add_argument(
        "--kind",
        choices=["document", "interview", "figure", "file_sample", "observation"],
        default="document",
        help=_("slag"),
    )
    add.add_argument("--title", required=True, help=_("navn på dokumentasjonen"))
    add.add_argument(
        "--date", default=None, help=_("dato så langt den er kjent: 2017 eller 2017-11-07")
    )
    add.add_argument("--shows", default="", help=_("hva den viser"))
    add.add_argument(
        "--checkpoint", action="append", default=[], help=_("kontrollpunkt den gjelder")
    )
    add.add_argument("--as", dest="evidence_id", help=_("id for dokumentasjonen"))
    document = add.add_argument_group(_("dokument"))
    document.add_argument("--file", type=Path, help=_("filen"))
    document.add_argument("--copy", action="store_true", help=_("ta en kopi av filen"))
    document.add_argument("--address", help=_("adresse som begynner med http"))
    document.add_argument("--archive", help=_("arkivreferanse, for eksempel 2018/1234-5"))
    document.add_argument("--page", help=_("side"))
    document.add_argument(
        "--procedure", action="store_true", help=_("dokumentet er en prosedyre eller rutine")
    )
    interview = add.add_argument_group(_("intervju"))
    interview.add_argument("--role", help=_("rollen til den som ble intervjuet"))
    interview.add_argument("--verified", action="store_true", help=_("referatet er bekreftet"))
    numbers = add.add_argument_group(_("tall og stikkprøve"))
    numbers.add_argument("--value", help=_("tallet"))
    numbers.add_argument("--unit", help=_("enheten"))
    numbers.add_argument("--period", help=_("perioden"))
    numbers.add_argument("--source", help=_("hvor tallet er hentet"))
    numbers.add_argument("--count", help=_("antall som hadde det"))
    numbers.add_argument("--of", help=_("antall som ble sjekket"))
    observation = add.add_argument_group(_("observasjon"))
    observation.add_argument("--where", default="", help=_("sted"))
    add.set_defaults(run="checklist.cli.commands.answering:add_evidence")


def _action(parser: argparse.ArgumentParser, _: Translator) -> None:
    actions = parser.add_subparsers(title=_("kommandoer"), metavar=_("kommando"), required=True)
    add = actions.add_parser("add", help=_("planlegg et tiltak; skriver ut id-en"))
    add.add_argument("id", help=_("egenvurderingens id"))
    add.add_argument("criterion", help=_("kriteriets id"))
    add.add_argument("--as", dest="action_id", help=_("id for tiltaket"))
    add.set_defaults(run="checklist.cli.commands.actions:add")

    change = actions.add_parser("set", help=_("endre et tiltak; det du ikke oppgir, står"))
    change.add_argument("id", help=_("egenvurderingens id"))
    change.add_argument("action", help=_("tiltakets id"))
    change.set_defaults(run="checklist.cli.commands.actions:change")
    for command in (add, change):
        what = command.add_mutually_exclusive_group(required=command is add)
        what.add_argument("--what", help=_("hva som skal gjøres"))
        what.add_argument(
            "--recommended", action="store_true", help=_("bruk kriteriets anbefaling som tekst")
        )
        command.add_argument("--role", help=_("rollen som har ansvaret"))
        command.add_argument("--deadline", help=_("frist, for eksempel 2027-06-01; none: ingen"))
        command.add_argument(
            "--status", choices=["planned", "started", "done"], help=_("hvor langt det er kommet")
        )
        command.add_argument("--effect", help=_("hvordan dere ser at det virker"))
        command.add_argument("--cause", help=_("årsaken til at det ble slik"))

    listing = actions.add_parser("list", help=_("vis tiltakene etter frist"))
    listing.add_argument("id", help=_("egenvurderingens id"))
    listing.set_defaults(run="checklist.cli.commands.actions:list_actions")

    withdraw = actions.add_parser("withdraw", help=_("trekk et tiltak; historikken beholder det"))
    withdraw.add_argument("id", help=_("egenvurderingens id"))
    withdraw.add_argument("action", help=_("tiltakets id"))
    withdraw.set_defaults(run="checklist.cli.commands.actions:withdraw")


def _recommendation(parser: argparse.ArgumentParser, _: Translator) -> None:
    actions = parser.add_subparsers(title=_("kommandoer"), metavar=_("kommando"), required=True)
    add = actions.add_parser(
        "add", help=_("registrer en anbefaling eller et vedtakspunkt; skriver ut id-en")
    )
    add.add_argument("id", help=_("egenvurderingens id"))
    add.add_argument("--text", required=True, help=_("hva kommunen er bedt om, med egne ord"))
    add.add_argument(
        "--given-by", default="", help=_("hvem som ba om det, for eksempel kommunestyret")
    )
    add.add_argument(
        "--date", default=None, help=_("dato så langt den er kjent: 2017 eller 2017-11-07")
    )
    add.add_argument("--case", default="", help=_("saksnummer, for eksempel 24/15"))
    add.add_argument("--place", default="", help=_("hvor det står, for eksempel kap. 1.3"))
    add.add_argument(
        "--checkpoint",
        action="append",
        default=[],
        help=_("kontrollpunkt som viser om det er fulgt opp"),
    )
    add.add_argument("--as", dest="recommendation_id", help=_("id for anbefalingen"))
    add.set_defaults(run="checklist.cli.commands.recommending:add")

    listing = actions.add_parser("list", help=_("vis anbefalingene og hvordan de er fulgt opp"))
    listing.add_argument("id", help=_("egenvurderingens id"))
    listing.set_defaults(run="checklist.cli.commands.recommending:list_recommendations")

    judge = actions.add_parser(
        "judge", help=_("sett oppfølgingen selv, ved siden av det svarene gir")
    )
    judge.add_argument("id", help=_("egenvurderingens id"))
    judge.add_argument("recommendation", help=_("anbefalingens id"))
    judge.add_argument(
        "verdict",
        choices=["followed_up", "partly", "not_followed_up", "undetermined", "none"],
        help=_("oppfølgingen; none tar den bort"),
    )
    judge.add_argument("--reason", default="", help=_("begrunnelse"))
    judge.set_defaults(run="checklist.cli.commands.recommending:judge")


def _judging(commands: argparse._SubParsersAction[argparse.ArgumentParser], _: Translator) -> None:
    verdict = commands.add_parser(
        "verdict", help=_("sett en annen vurdering enn svarene gir, med begrunnelse")
    )
    verdict.add_argument("id", help=_("egenvurderingens id"))
    verdict.add_argument("criterion", help=_("kriteriets id"))
    verdict.add_argument(
        "verdict",
        choices=["met", "partly", "not_met", "not_applicable", "undetermined", "none"],
        help=_("vurderingen; none følger svarene igjen"),
    )
    verdict.add_argument("--reason", default="", help=_("begrunnelse"))
    verdict.set_defaults(run="checklist.cli.commands.judging:verdict")

    statement = commands.add_parser(
        "statement", help=_("kommunedirektørens uttalelse; uten --text: vis den")
    )
    statement.add_argument("id", help=_("egenvurderingens id"))
    statement.add_argument("--text", help=_("uttalelsen"))
    statement.add_argument("--date", help=_("datoen for uttalelsen (i dag)"))
    statement.set_defaults(run="checklist.cli.commands.judging:statement")


def _together(commands: argparse._SubParsersAction[argparse.ArgumentParser], _: Translator) -> None:
    alone = commands.add_parser("alone", help=_("svar hver for seg før dere svarer sammen"))
    alone.add_argument("id", help=_("egenvurderingens id"))
    alone.add_argument(
        "do",
        choices=["start", "end", "status"],
        help=_("begynn, åpne svarene for alle, eller vis hvor langt folk er kommet"),
    )
    alone.add_argument(
        "--with",
        dest="people",
        action="append",
        default=[],
        metavar="name",
        help=_("navnet på en som skal svare; kan gjentas"),
    )
    alone.set_defaults(run="checklist.cli.commands.together:alone")

    together = commands.add_parser("together", help=_("vis hvor dere er uenige, det største først"))
    together.add_argument("id", help=_("egenvurderingens id"))
    together.add_argument("--json", action="store_true", help=_("som JSON"))
    together.add_argument(
        "--take-over", action="store_true", help=_("la like svar bli egenvurderingens svar")
    )
    together.set_defaults(run="checklist.cli.commands.together:together")


def _reading(commands: argparse._SubParsersAction[argparse.ArgumentParser], _: Translator) -> None:
    status = commands.add_parser("status", help=_("vis vurderinger og framdrift"))
    status.add_argument("id", help=_("egenvurderingens id"))
    status.add_argument("--json", action="store_true", help=_("som JSON"))
    status.add_argument(
        "--part",
        choices=["conclusion", "map", "findings", "lacking", "unknown", "actions"],
        help=_("bare én del av oversikten"),
    )
    status.set_defaults(run="checklist.cli.commands.reading:status")

    show = commands.add_parser("show", help=_("vis ett kriterium med loven og tidligere svar"))
    show.add_argument("id", help=_("egenvurderingens id"))
    show.add_argument("criterion", help=_("kriteriets id"))
    show.set_defaults(run="checklist.cli.commands.reading:show")

    search = commands.add_parser("search", help=_("finn kriterier som har disse ordene"))
    search.add_argument("id", help=_("egenvurderingens id"))
    search.add_argument("words", nargs="+", metavar="word", help=_("ord i kriteriet"))
    search.set_defaults(run="checklist.cli.commands.reading:search")

    report = commands.add_parser("report", help=_("skriv ut rapporten"))
    report.add_argument("id", help=_("egenvurderingens id"))
    report.add_argument(
        "--template",
        default="gap",
        help=_("hvilken rapport (gap): {names}; all gir alle", names=", ".join(TITLES)),
    )
    report.add_argument("--role", help=_("bare for denne rollen (prepare, request, interview)"))
    report.add_argument(
        "--format", choices=FORMS, help=_("format; uten dette: etter filnavnet, ellers md")
    )
    report.add_argument(
        "--against",
        metavar="ID",
        help=_("tidligere egenvurdering å sammenligne med eller følge opp"),
    )
    report.add_argument(
        "--output", default="-", help=_("fil, eller - for standard ut; en mappe til alle")
    )
    report.add_argument(
        "--word-template", type=Path, help=_("kommunens egen Word-mal (.docx eller .dotx)")
    )
    report.add_argument("--date", help=_("datoen rapporten bærer (i dag)"))
    report.add_argument("--templates", type=Path, help=_("mappe med egne maler"))
    report.add_argument(
        "--publish",
        action="store_true",
        help=_("til publisering: roller for navn, arkivreferanser for filer"),
    )
    report.add_argument(
        "--lang", choices=LANGUAGES, default=argparse.SUPPRESS, help=_("språk: nb, nn eller en")
    )
    report.set_defaults(run="checklist.cli.commands.reports:report")

    history = commands.add_parser("history", help=_("vis hva som er gjort, det nyeste først"))
    history.add_argument("id", help=_("egenvurderingens id"))
    history.add_argument("--by", metavar="name", help=_("bare det denne personen har gjort"))
    history.add_argument("--criterion", help=_("bare det som gjelder dette kriteriet (id)"))
    history.add_argument("--ids", action="store_true", help=_("vis også id-en til hendelsene"))
    history.add_argument(
        "--at", metavar="event", help=_("vis hvordan alt var etter denne hendelsen")
    )
    history.set_defaults(run="checklist.cli.commands.reading:history")

    verify = commands.add_parser("verify", help=_("sjekk at historikken er hel"))
    verify.add_argument("id", help=_("egenvurderingens id"))
    verify.set_defaults(run="checklist.cli.commands.reading:verify")


def _criteria(commands: argparse._SubParsersAction[argparse.ArgumentParser], _: Translator) -> None:
    criteria = commands.add_parser("criteria", help=_("kriteriesett"))
    actions = criteria.add_subparsers(title=_("kommandoer"), metavar=_("kommando"), required=True)
    listing = actions.add_parser("list", help=_("vis kriteriesettene"))
    listing.set_defaults(run="checklist.cli.commands.criteria:list_sets")
    show = actions.add_parser("show", help=_("vis et kriteriesett"))
    show.add_argument("set", help=_("kriteriesett: id eller fil"))
    show.set_defaults(run="checklist.cli.commands.criteria:show")
    check = actions.add_parser("check", help=_("sjekk kriteriefiler"))
    check.add_argument("files", nargs="+", type=Path, metavar="file", help=_("kriteriefil"))
    check.add_argument("--strict", action="store_true", help=_("regn råd som feil"))
    check.set_defaults(run="checklist.cli.commands.criteria:check")
    new = actions.add_parser("new", help=_("skriv ut et eget kriteriesett å begynne på"))
    new.add_argument("id", nargs="?", default="egen-plan", help=_("id for settet"))
    new.set_defaults(run="checklist.cli.commands.criteria:new")
    register = commands.add_parser("sources", help=_("vis kildene, og hva som bygger på dem"))
    register.add_argument("set", nargs="?", help=_("kriteriesett: id eller fil; uten: alle"))
    register.add_argument("--json", action="store_true", help=_("som JSON"))
    register.set_defaults(run="checklist.cli.commands.criteria:sources")
    schema = actions.add_parser("schema", help=_("skriv ut JSON Schema for kriteriefiler"))
    schema.set_defaults(run="checklist.cli.commands.criteria:schema")


def _templates(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], _: Translator
) -> None:
    templates = commands.add_parser("templates", help=_("rapportmaler"))
    actions = templates.add_subparsers(title=_("kommandoer"), metavar=_("kommando"), required=True)
    listing = actions.add_parser("list", help=_("vis malene"))
    listing.add_argument("--templates", type=Path, help=_("mappe med egne maler"))
    listing.set_defaults(run="checklist.cli.commands.templates:list_templates")
    copy = actions.add_parser("copy", help=_("kopier malene til en mappe, som en begynnelse"))
    copy.add_argument("directory", type=Path, metavar="dir", help=_("mappen"))
    copy.add_argument("--replace", action="store_true", help=_("erstatt filer som finnes"))
    copy.set_defaults(run="checklist.cli.commands.templates:copy")
    schema = actions.add_parser("schema", help=_("skriv ut JSON Schema for rapporten"))
    schema.set_defaults(run="checklist.cli.commands.templates:schema")
