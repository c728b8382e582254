"""What samsjekk takes from the machine: folders, the user's name and language, the clock.

The one place that reads environment variables. Everything below is given these as values.
What the user has chosen in the settings counts where no variable says otherwise.

    SAMSJEKK_HOME   folder for assessments (default: the platform's data folder)
    SAMSJEKK_LANG   nb, nn or en
    SAMSJEKK_NAME   who answers (default: the name of the user of the machine)
    SAMSJEKK_ROLE   the role that reports show, for example virksomhetsleder
    SAMSJEKK_DATABASE   the address of a database that a team shares (default: a file of one's own)
    SAMSJEKK_CRITERIA   folders or files with criteria sets of one's own, as PATH has folders
    SAMSJEKK_BROWSER    set by `samsjekk serve`: the program is shown in a browser
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple

from platformdirs import user_data_path, user_documents_path

from checklist.errors import SamsjekkError
from checklist.i18n import LANGUAGES, Phrase, phrase
from checklist.machine.server_address import ServerAddress
from checklist.machine.settings import Settings, read_settings
from checklist.machine.system import expand_home, is_store_python, own_folder, user_name

IN_BROWSER = "SAMSJEKK_BROWSER"
"""The variable that tells a program that it is shown in a browser."""


class UnusableHome(SamsjekkError):
    """The folder that was asked for can't be."""


class Environment(NamedTuple):
    """The machine as samsjekk sees it. Cheap to make: `samsjekk --help` needs one.

    `chosen_home` is what the user set; `home` is where things are. `set_outside` names the fields
    that a variable decides, whatever the settings say. `settings_unread` is whether there are
    settings that could not be read. `name_is_guessed` is whether nobody has said who answers, so
    that the name is that of the user of the machine. `in_browser` is whether the program is shown
    in a browser, so that files come and go through that and not over the disk of this machine.
    """

    language: str
    name: str
    role: str = ""
    chosen_home: Path | None = None
    set_outside: frozenset[str] = frozenset()
    session_name: str = ""
    cloud_folders: tuple[str, ...] = ()
    settings_unread: bool = False
    name_is_guessed: bool = False
    criteria: tuple[Path, ...] = ()
    database: ServerAddress | None = None
    in_browser: bool = False

    @classmethod
    def of_process(cls, variables: Mapping[str, str] = os.environ) -> Environment:
        """The environment of this process.

        Raises:
            UnusableHome: SAMSJEKK_HOME names the folder of a user that the machine does not know.
        """
        begun = cls(
            "",
            "",
            chosen_home=_chosen_home(variables.get("SAMSJEKK_HOME", "")),
            session_name=variables.get("SESSIONNAME", ""),
            cloud_folders=tuple(
                root
                for name in ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
                if (root := variables.get(name, ""))
            ),
            criteria=_folders(variables.get("SAMSJEKK_CRITERIA", "")),
            database=_address(variables.get("SAMSJEKK_DATABASE", "")),
            in_browser=bool(variables.get(IN_BROWSER)),
        )
        try:
            own, unread = read_settings(begun.home), False
        except OSError:
            own, unread = Settings(), True
        outside = {
            field: value
            for field in ("name", "role", "lang")
            if (value := _storable(variables.get(f"SAMSJEKK_{field.upper()}", "")))
        }
        language = outside.get("lang") or own.language
        return begun._replace(
            language=language if language in LANGUAGES else LANGUAGES[0],
            name=outside.get("name") or own.name or user_name(),
            role=outside.get("role") or own.role,
            set_outside=frozenset("language" if f == "lang" else f for f in outside),
            settings_unread=unread,
            name_is_guessed=not (unread or own.name or "name" in outside),
        )

    def with_settings(self, chosen: Settings) -> Environment:
        """The environment after the user has changed the settings."""
        free = {"name", "role", "language"} - self.set_outside
        values = {field: value for field in free if (value := getattr(chosen, field))}
        if "role" in free:
            values["role"] = chosen.role
        return self._replace(
            **values, name_is_guessed=self.name_is_guessed and "name" not in values
        )

    @property
    def home(self) -> Path:
        """The folder for assessments: the one the user chose, else the platform's."""
        if self.chosen_home is not None:
            return self.chosen_home
        if is_store_python():
            return own_folder() / "samsjekk"
        return user_data_path("samsjekk", appauthor=False)

    @property
    def unread_words(self) -> Phrase | None:
        """That the settings could not be read, and whose the answers are meanwhile."""
        if not self.settings_unread:
            return None
        return phrase(
            "Innstillingene i {home} kan ikke leses nå. Til de kan det, er det «{name}» som "
            "svarer. Er det feil, så avslutt og prøv igjen.",
            home=self.home,
            name=self.name,
        )

    @property
    def own_criteria(self) -> tuple[Path, ...]:
        """Where criteria sets of the user's own are: beside the data, and where they said."""
        beside = self.criteria_folder
        return (*((beside,) if beside.is_dir() else ()), *self.criteria)

    @property
    def criteria_folder(self) -> Path:
        """The folder beside the data for criteria sets of the user's own; it need not be there."""
        return self.home / "criteria"

    @property
    def uploads(self) -> Path:
        """The folder for what was sent in from a browser; it need not be there."""
        return self.home / "opplastet"

    @property
    def cache(self) -> Path:
        """A folder for what can be made again."""
        return self.home / "cache"

    @property
    def is_remote_session(self) -> bool:
        """Whether the user sits at another machine (Citrix, Remote Desktop)."""
        return self.session_name[:3].upper() in ("ICA", "RDP")

    @staticmethod
    def documents() -> Path:
        """The folder where people keep what they write; where there is none, the current one."""
        found = user_documents_path()
        return found if found.is_dir() else Path.cwd()

    @staticmethod
    def can_draw() -> bool:
        """Whether the terminal can move its cursor. One in an editor often says that it can't."""
        return os.environ.get("TERM") != "dumb"

    @staticmethod
    def language_asked_for() -> str:
        """The language to speak until the settings are read."""
        asked = os.environ.get("SAMSJEKK_LANG", "").strip()
        return asked if asked in LANGUAGES else LANGUAGES[0]

    @staticmethod
    def now() -> datetime:
        """The time, with zone."""
        return datetime.now(UTC)

    @staticmethod
    def new_seed() -> str:
        """What a draw begins with where nobody chose it: three groups of four consonants.

        Without digits it is never taken for a number of a person, and without vowels for a word.
        """
        letters = "".join(secrets.choice("bcdfghjkmnpqrstvwxz") for _place in range(12))
        return f"{letters[:4]}-{letters[4:8]}-{letters[8:]}"

    @staticmethod
    def today() -> date:
        """Today's date where the user is."""
        return datetime.now().astimezone().date()


def _storable(written: str) -> str:
    """A short text in UTF-8, whatever the bytes of the variable were."""
    return written.encode(errors="replace").decode().strip()[:120]


def _folders(written: str) -> tuple[Path, ...]:
    return tuple(Path(name).absolute() for name in written.split(os.pathsep) if name.strip())


def _address(written: str) -> ServerAddress | None:
    bare = written.strip().strip('"')
    return ServerAddress(bare) if bare else None


def _chosen_home(written: str) -> Path | None:
    # `set SAMSJEKK_HOME="C:\x"` in cmd keeps the quotation marks.
    bare = written[1:-1] if len(written) > 1 and written[0] == written[-1] == '"' else written
    home = expand_home(Path(bare))
    if str(home).startswith("~"):
        raise UnusableHome(
            phrase(
                "SAMSJEKK_HOME er «{home}», men maskinen kjenner ingen bruker med det navnet. "
                "Skriv hele stien til mappen.",
                home=written,
            )
        )
    return home.absolute() if bare else None
