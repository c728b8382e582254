"""The table of commands. Others build on their words: adding is free, changing is not.

`samsjekk --help` is made of the table alone, in groups by what one wants to do. Only the command
that was asked for is imported; its file under `commands/` has its arguments beside what it does:
for a function `undo`, also a function `undo_arguments` that adds them.
"""

from __future__ import annotations

import argparse
import shutil
import textwrap
from collections.abc import Sequence
from importlib import import_module
from typing import Any, NamedTuple

from checklist import __version__
from checklist.errors import ExitCode, SamsjekkError
from checklist.i18n import LANGUAGES, Phrase, Translator, phrase
from checklist.machine import Environment

_EXTRAS = {"psycopg": "team"}
"""The extra that a package comes with, which a command needs and the rest does not."""


class NotInstalled(SamsjekkError):
    """The command needs a part of samsjekk that is not installed."""


class Command(NamedTuple):
    """One row: its words after `samsjekk`, what it is in one line, and where it is done.

    `place` is the module under `commands/` and the function; "" for what only has commands of its
    own.
    """

    words: str
    help: Phrase
    place: str = ""

    def add_arguments(self, parser: argparse.ArgumentParser, _: Translator) -> None:
        """Add what the command takes."""
        self._named("_arguments")(parser, _)

    def run(self, options: argparse.Namespace, environment: Environment, _: Translator) -> ExitCode:
        """Do it: done, unless it says otherwise."""
        code: ExitCode | None = self._named()(options, environment, _)
        return ExitCode.DONE if code is None else code

    def _named(self, ending: str = "") -> Any:
        module, function = self.place.split(":")
        try:
            found = import_module(f"checklist.cli.commands.{module}")
        except ModuleNotFoundError as error:
            if error.name not in _EXTRAS:
                raise
            raise NotInstalled(
                phrase(
                    "Denne kommandoen trenger en del som ikke er installert. Installer "
                    "samsjekk[{extra}].",
                    extra=_EXTRAS[error.name],
                )
            ) from error
        return getattr(found, function + ending)


_EPILOG = phrase(
    "Alt lagres på denne maskinen (SAMSJEKK_HOME). Avslutningskoder: 0 utført, 1 det du "
    "spurte om, har feil, 2 kan ikke utføres. Med skjermleser: samsjekk walk ID --plain, eller "
    "TERM=dumb."
)


class Heading(NamedTuple):
    """What one wants to do with the commands that follow, in the lists of `--help`."""

    words: Phrase


NO_COMMAND = Command(
    "",
    phrase(
        "Med samsjekk vurderer kommunen selv tjenestene til folk med psykiske vansker eller "
        "rusproblemer, og revisor gjør sin revisjon av dem. Uten kommando åpnes programmet i "
        "terminalen."
    ),
    "listing:open_program",
)
"""What `samsjekk` alone does."""

TABLE: tuple[Heading | Command, ...] = (
    Heading(phrase("begynne og holde orden")),
    Command("example", phrase("lag en kopi av et ferdig eksempel"), "starting:example"),
    Command("new", phrase("begynn en ny egenvurdering"), "starting:new"),
    Command("list", phrase("vis egenvurderingene"), "listing:list_assessments"),
    Command("serve", phrase("vis programmet i nettleseren på denne maskinen"), "serving:serve"),
    Command(
        "correct",
        phrase("rett kommune, dato, tittel eller periode; uten noe: vis dem"),
        "answering_for:correct",
    ),
    Command("upgrade", phrase("gå over til en ny utgave av kriteriesettet"), "upgrading:upgrade"),
    Command("remove", phrase("ta bort en egenvurdering for godt"), "removing:remove"),
    Heading(phrase("svare")),
    Command("walk", phrase("gå gjennom spørsmålene"), "walking:walk"),
    Command("answer", phrase("svar på ett kontrollpunkt"), "answering:answer"),
    Command("confirm", phrase("bekreft det som er hentet fra en tidligere"), "confirming:confirm"),
    Command("sample", phrase("trekk et utvalg til stikkprøver"), "sampling:sample"),
    Command(
        "questionnaire",
        phrase("lag et skjema til noen som svarer uten programmet"),
        "sending:questionnaire",
    ),
    Command("apply", phrase("les inn svar fra en fil eller et utfylt skjema"), "answering:apply"),
    Command(
        "verdict",
        phrase("sett en annen vurdering enn svarene gir, med begrunnelse"),
        "judging:verdict",
    ),
    Command("undo", phrase("angre din siste endring"), "answering:undo"),
    Command("redo", phrase("gjør om igjen det du angret sist"), "answering:redo"),
    Heading(phrase("dokumentere, og gjøre noe med det")),
    Command("evidence", phrase("dokumentasjon")),
    Command("evidence add", phrase("registrer dokumentasjon; skriver ut id-en"), "evidence:add"),
    Command("evidence list", phrase("vis dokumentasjonen"), "evidence:list_evidence"),
    Command(
        "evidence reuse", phrase("bruk dokumentasjon fra en annen vurdering"), "evidence:reuse"
    ),
    Command("evidence link", phrase("la et svar bygge på dokumentasjonen"), "evidence:link"),
    Command("evidence unlink", phrase("ta dokumentasjonen bort fra et svar"), "evidence:unlink"),
    Command(
        "evidence files",
        phrase("registrer flere filer på én gang; skriver ut id-ene"),
        "evidence:add_files",
    ),
    Command(
        "evidence where", phrase("vis hvilke svar som bygger på dokumentasjonen"), "evidence:where"
    ),
    Command("evidence renew", phrase("registrer en endret fil på nytt"), "evidence:renew"),
    Command("evidence remove", phrase("ta dokumentasjon ut av vurderingen"), "evidence:remove"),
    Command("evidence erase", phrase("slett kopien av en fil for godt"), "evidence:erase"),
    Command("evidence fetch", phrase("hent ut en fil under navnet den hadde"), "evidence:fetch"),
    Command("action", phrase("tiltak")),
    Command("action add", phrase("planlegg et tiltak; skriver ut id-en"), "actions:add"),
    Command("action set", phrase("endre et tiltak; det du ikke oppgir, står"), "actions:change"),
    Command("action list", phrase("vis tiltakene etter frist"), "actions:list_actions"),
    Command(
        "action withdraw", phrase("trekk et tiltak; historikken beholder det"), "actions:withdraw"
    ),
    Command("recommendation", phrase("anbefalinger og vedtak å følge opp")),
    Command(
        "recommendation add",
        phrase("registrer en anbefaling eller et vedtakspunkt; skriver ut id-en"),
        "recommending:add",
    ),
    Command(
        "recommendation list",
        phrase("vis anbefalingene og hvordan de er fulgt opp"),
        "recommending:list_recommendations",
    ),
    Command(
        "recommendation judge",
        phrase("sett oppfølgingen selv, ved siden av det svarene gir"),
        "recommending:judge",
    ),
    Heading(phrase("lese og lete")),
    Command("status", phrase("vis vurderinger og framdrift"), "reading:status"),
    Command("show", phrase("vis ett krav med loven og tidligere svar"), "reading:show"),
    Command("search", phrase("finn krav som har disse ordene"), "reading:search"),
    Command("history", phrase("vis hva som er gjort, det nyeste først"), "reading:history"),
    Command("sources", phrase("vis kildene, og hva som bygger på dem"), "criteria:sources"),
    Heading(phrase("få ut papirer og godkjenne")),
    Command("report", phrase("skriv ut rapporten"), "reports:report"),
    Command(
        "statement",
        phrase("kommunedirektørens uttalelse; uten --text: vis den"),
        "judging:statement",
    ),
    Command(
        "signoff",
        phrase("godkjenn egenvurderingen; uten --role: vis godkjenningene"),
        "answering_for:signoff",
    ),
    Heading(phrase("arbeide sammen")),
    Command("alone", phrase("svar hver for seg før dere svarer sammen"), "together:alone"),
    Command("together", phrase("vis hvor dere er uenige, det største først"), "together:together"),
    Command(
        "claim",
        phrase("ta over det du har skrevet under et annet navn"),
        "answering_for:claim",
    ),
    Command("share", phrase("del en egenvurdering gjennom en mappe"), "handing_over:share"),
    Command("join", phrase("bli med i det som deles gjennom en mappe"), "handing_over:join"),
    Command("team", phrase("en database som flere deler: egenvurderinger på en server")),
    Command("team init", phrase("gjør databasen klar, som administrator"), "team:init"),
    Command(
        "team invite",
        phrase("slipp inn en person; skriver ut adressen personen skal ha"),
        "team:invite",
    ),
    Command("team send", phrase("overlever en fil til en revisjon gjennom databasen"), "team:send"),
    Command(
        "team collect",
        phrase("ta imot det kommuner har overlevert gjennom databasen; skriver ut id-ene"),
        "team:collect",
    ),
    Command("team check", phrase("se om alt er slik det skal med databasen"), "team:check"),
    Heading(phrase("sende og ta imot")),
    Command("export", phrase("lag en fil å sende til andre"), "handing_over:export"),
    Command("inspect", phrase("se hva som er i en fil du har fått"), "handing_over:inspect"),
    Command("receive", phrase("ta imot og ta vare på en fil slik den er"), "receiving:receive"),
    Command("receipts", phrase("vis det som er mottatt"), "receiving:receipts"),
    Command("merge", phrase("flett inn en fil fra en kollega"), "handing_over:merge"),
    Heading(phrase("revisjon")),
    Command("audit", phrase("revisjon: revisorens egen mappe over det kommunen har overlevert")),
    Heading(phrase("begynne")),
    Command("audit new", phrase("begynn en revisjon; skriver ut id-en"), "auditing:new"),
    Command("audit example", phrase("lag en kopi av en ferdig revisjon"), "auditing:example"),
    Command("audit list", phrase("vis revisjonene"), "auditing:list_audits"),
    Command(
        "audit take",
        phrase("ta med noe som er mottatt, i revisjonen"),
        "audit_recording:take",
    ),
    Command(
        "audit take-over",
        phrase("hent anbefalingene i en tidligere revisjon, for å følge dem opp"),
        "audit_recording:take_over",
    ),
    Command(
        "audit apply",
        phrase("les inn en revisjonsfil, alt eller ingenting"),
        "audit_recording:apply",
    ),
    Command("audit remove", phrase("ta bort en revisjon for godt"), "auditing:remove"),
    Heading(phrase("velge kriterier og hente inn")),
    Command(
        "audit choose",
        phrase("velg revisjonskriterier fra kriteriesettet; skriver ut id-ene"),
        "audit_recording:choose",
    ),
    Command(
        "audit requested",
        phrase("før i loggen at dokumentbestillingen er sendt; skriver ut id-ene"),
        "audit_asking:requested",
    ),
    Command("audit waiting", phrase("vis det revisjonen venter på"), "audit_asking:waiting"),
    Command(
        "audit sample",
        phrase("trekk en stikkprøve, lag skjemaet, og les inn det som er talt"),
        "audit_samples:sample",
    ),
    Heading(phrase("skrive fakta og vurderinger")),
    Command(
        "audit record",
        phrase("registrer eller endre noe i en revisjon; skriver ut id-en"),
        "audit_recording:record",
    ),
    Command(
        "audit walk",
        phrase("gå gjennom kriterier, logg, anbefalinger eller rettelser linje for linje"),
        "audit_recording:walk",
    ),
    Command(
        "audit withdraw",
        phrase("ta noe ut av revisjonen; historikken beholder det"),
        "audit_recording:withdraw",
    ),
    Command("audit undo", phrase("angre din siste endring"), "audit_recording:undo"),
    Command("audit redo", phrase("gjør om igjen det du angret sist"), "audit_recording:redo"),
    Command(
        "audit erase",
        phrase("slett en tekst for godt, også i historikken"),
        "audit_recording:erase",
    ),
    Heading(phrase("faktaverifisering")),
    Command(
        "audit form",
        phrase("lag faktaverifiseringen som skjema kommunen fyller ut"),
        "audit_asking:form",
    ),
    Command(
        "audit corrections",
        phrase("les inn rettelser fra skjemaet; uten fil: vis dem"),
        "audit_asking:corrections",
    ),
    Command("audit accept", phrase("ta en rettelse til følge"), "audit_asking:accept"),
    Command("audit refuse", phrase("avslå en rettelse, med grunn"), "audit_asking:refuse"),
    Heading(phrase("se over og kvalitetssikre")),
    Command("audit show", phrase("vis en revisjon, eller noe i den"), "auditing:show"),
    Command("audit breaks", phrase("vis det som ikke henger sammen"), "auditing:list_breaks"),
    Command(
        "audit trace", phrase("vis hva en anbefaling bygger på, ned til kildene"), "auditing:trace"
    ),
    Command(
        "audit beside",
        phrase("vis vurderingene ved siden av kommunens egne"),
        "audit_asking:beside",
    ),
    Command("audit log", phrase("vis loggen over datainnsamlingen"), "auditing:log"),
    Command("audit history", phrase("vis hva som er gjort, det nyeste først"), "auditing:history"),
    Command(
        "audit review", phrase("signer et trinn i kvalitetssikringen"), "audit_recording:review"
    ),
    Heading(phrase("få ut papirer")),
    Command(
        "audit report",
        phrase("skriv ut rapporten eller et annet av revisjonens dokumenter"),
        "audit_papers:report",
    ),
    Command(
        "audit compare", phrase("sett kommuner side om side, fra mottakene"), "comparing:compare"
    ),
    Heading(phrase("kriteriesett, tall fra andre og maler")),
    Command("criteria", phrase("kriteriesett")),
    Command("criteria list", phrase("vis kriteriesettene"), "criteria:list_sets"),
    Command("criteria show", phrase("vis et kriteriesett"), "criteria:show"),
    Command("criteria check", phrase("sjekk kriteriefiler"), "criteria:check"),
    Command("criteria new", phrase("skriv ut et eget kriteriesett å begynne på"), "new_set:new"),
    Command("criteria schema", phrase("skriv ut JSON Schema for kriteriefiler"), "criteria:schema"),
    Command("references", phrase("tall fra andre, ved siden av kommunens egne")),
    Command("references add", phrase("les inn en tabell i CSV"), "comparing_numbers:add"),
    Command(
        "references list", phrase("vis tabellene som er lest inn"), "comparing_numbers:list_tables"
    ),
    Command("references remove", phrase("ta bort en tabell"), "comparing_numbers:remove"),
    Command("templates", phrase("rapportmaler")),
    Command("templates list", phrase("vis malene"), "templates:list_templates"),
    Command(
        "templates copy", phrase("kopier malene til en mappe, som en begynnelse"), "templates:copy"
    ),
    Command("templates schema", phrase("skriv ut JSON Schema for rapporten"), "templates:schema"),
    Heading(phrase("innstillinger, sikkerhet og drift")),
    Command("settings", phrase("vis eller endre navn, rolle og språk"), "settings:habits"),
    Command("backup", phrase("ta en sikkerhetskopi av alt"), "keeping:backup"),
    Command("restore", phrase("hent inn en sikkerhetskopi"), "keeping:restore"),
    Command("where", phrase("vis hvor alt ligger, og sikkerhetskopiene"), "keeping:where"),
    Command(
        "completion",
        phrase("lag skriptet som lar skallet fullføre kommandoene"),
        "completing:completion",
    ),
    Command("verify", phrase("sjekk at historikken er hel"), "proving:verify"),
    Command("erase", phrase("slett en tekst for godt, også i historikken"), "proving:erase"),
)
"""Every command in the order of the help, under headings.

What has commands of its own stands before them; those of `audit` have headings of their own.
"""

COMMANDS = tuple(row for row in TABLE if isinstance(row, Command))

_ALL_ALIKE = phrase("kommandoer")
"""The heading where there is but one."""


def grouped(parent: str = "") -> list[tuple[Phrase, list[Command]]]:
    """The commands of `parent`, as they are after its words, under their headings."""
    found: list[tuple[Phrase, list[Command]]] = []
    heading = _ALL_ALIKE
    for row in TABLE:
        if isinstance(row, Heading):
            heading = row.words
        elif row.words.rpartition(" ")[0] == parent:
            if not found or found[-1][0] != heading:
                found.append((heading, []))
            found[-1][1].append(row)
    return found if len(found) > 1 else [(_ALL_ALIKE, found[0][1])]


def build_parser(
    _: Translator,
    written: Sequence[str] | None = None,
    kind: type[argparse.ArgumentParser] = argparse.ArgumentParser,
) -> argparse.ArgumentParser:
    """The parser of what was written; other commands than its own have no arguments.

    Where its own comes first, no list of commands can be asked for, and the others are left out.
    None makes all of them, each with what it is, for those who read the parser itself.
    """
    parser = kind(
        prog="samsjekk",
        description=textwrap.fill(_.say(NO_COMMAND.help), _room()),
        epilog=textwrap.fill(_.say(_EPILOG), _room()),
    )
    parser.add_argument(
        "--version", action="version", version=f"samsjekk {__version__}", help=_("vis versjonen")
    )
    parser.add_argument("--lang", choices=LANGUAGES, help=_("språk: nb, nn eller en"))
    parser.set_defaults(command=NO_COMMAND)
    chosen = None if written is None else _command_words(written)
    first = written[0] if written else ""
    alone = any(command.words == first for command in COMMANDS)
    parsers = {"": _add_commands(parser, _)}
    if written is not None and not alone:
        _list_commands(parser, "", _)
    for command in COMMANDS:
        parent, _space, name = command.words.rpartition(" ")
        if parent not in parsers or (alone and command.words.split()[0] != first):
            continue
        wanted = chosen is None or f"{chosen} ".startswith(f"{command.words} ")
        # With help, argparse would list it as well.
        told = {"help": _.say(command.help)} if written is None else {}
        made = parsers[parent].add_parser(name, add_help=wanted, **told)
        if wanted and command.place:
            made.set_defaults(command=command)
            command.add_arguments(made, _)
        elif wanted:
            parsers[command.words] = _add_commands(made, _, required=True)
            _list_commands(made, command.words, _)
    return parser


def _add_commands(parser: argparse.ArgumentParser, _: Translator, *, required: bool = False) -> Any:
    """Let the parser take commands."""
    return parser.add_subparsers(
        metavar=_("kommando"),
        required=required,
        help=_("en av dem under; KOMMANDO --help sier mer om den"),
    )


def _list_commands(parser: argparse.ArgumentParser, parent: str, _: Translator) -> None:
    """List the commands of `parent` in the help, under their headings."""
    groups = grouped(parent)
    width = max(len(_name(command)) for _words, commands in groups for command in commands) + 2
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    for words, commands in groups:
        lines = (_line(command, width, _) for command in commands)
        parser.add_argument_group(_.say(words), "\n".join(lines))


def _name(command: Command) -> str:
    return command.words.rpartition(" ")[2]


def _line(command: Command, width: int, _: Translator) -> str:
    """A command and what it is, in as many lines as the terminal needs."""
    name = _name(command).ljust(width)
    return textwrap.fill(
        _.say(command.help),
        _room() - 2,
        initial_indent=name,
        subsequent_indent=" " * width,
        break_on_hyphens=False,
    )


def _room() -> int:
    """How wide to write: as argparse itself does, and never less than two words."""
    return max(shutil.get_terminal_size().columns - 2, 24)


def _command_words(written: Sequence[str]) -> str:
    """What was written, options left out, from the first word that is the name of a command."""
    words = [word for word in written if not word.startswith("-")]
    names = {command.words for command in COMMANDS}
    begin = next((at for at, word in enumerate(words) if word in names), len(words))
    return " ".join(words[begin : begin + 2])
