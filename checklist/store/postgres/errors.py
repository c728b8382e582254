"""What can go wrong with a database on a server, and what the user can do about it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

from checklist.i18n import Phrase, phrase
from checklist.machine import ServerAddress
from checklist.store.errors import (
    NotAllowed,
    PerhapsWritten,
    StoreError,
    Unreached,
    saved_at_once,
    unstorable,
    unusable_address,
)

_NAMES = re.compile(r"\"[^\"]*\"|'[^']*'")
"""What is named in an error: a machine may be called ssl, and a database timeout."""
_AWAY = ("refused", "timeout", "timed out", "no route", "unreachable", "could not connect")
_UNKNOWN = ("translate host name", "name or service not known", "name resolution")
_NOT_LET_IN = (
    "password authentication failed", "no password supplied", "role does not exist",
    "database does not exist", "no such user", "no such database", "sasl authentication failed",
)  # fmt: skip
_REFUSED = ("pg_hba", "denied for database", "not permitted to log in", "not currently accepting")
_SETTING = ("invalid port", "invalid integer value", "invalid sslmode", "weak sslmode")
_CERTIFICATE = ("certificate", "ssl")
_BUSY = ("too many", "connection slots", "starting up", "shutting down", "not yet accepting")


@contextmanager
def explained(address: ServerAddress) -> Iterator[None]:
    """Turn what the server says is wrong into a `StoreError` that says what to do.

    Raises:
        Unreached: it does not answer.
        StoreError: it said no.
    """
    try:
        yield
    except psycopg.Error as error:
        raise _explained(address, error) from error
    except UnicodeEncodeError as error:
        raise unstorable(error) from error
    except OSError as error:
        raise StoreError(
            phrase(
                "Dette gikk ikke ({reason}). Ingenting er endret i databasen på {host}.",
                reason=error.strerror or error,
                host=address.host,
            )
        ) from error


@contextmanager
def explained_opening(address: ServerAddress) -> Iterator[None]:
    """The same, of why a server does not let us in: then it gives no code, only text."""
    try:
        yield
    except psycopg.OperationalError as error:
        said = " ".join(_NAMES.sub("", str(error)).casefold().split())
        raise Unreached(_not_opened(address, said)) from None
    except psycopg.ProgrammingError as error:
        if error.sqlstate is not None:
            raise _explained(address, error) from error
        # What it says may repeat the password.
        raise unusable_address() from None
    except psycopg.Error as error:
        raise _explained(address, error) from error


def perhaps_written(address: ServerAddress) -> PerhapsWritten:
    """The error for a change that the server got, and did not answer for."""
    return PerhapsWritten(
        phrase(
            "Forbindelsen til {host} ble borte idet dette skulle lagres, så det er ikke sikkert at "
            "det er lagret. Prøv igjen når nettet er tilbake: samsjekk ser etter først, og lagrer "
            "det ikke to ganger.",
            host=address.host,
        )
    )


def read_only(address: ServerAddress) -> StoreError:
    """The error for a server that can only be read."""
    return StoreError(
        phrase(
            "Databasen på {host} kan bare leses nå, så dette ble ikke lagret. Det er ofte en "
            "reserve som venter på at den andre skal komme tilbake. Spør den som driver databasen.",
            host=address.host,
        )
    )


def another_schema(address: ServerAddress, here: int, known: int) -> StoreError:
    """The error for tables of another version than this samsjekk knows."""
    if here > known:
        return StoreError(
            phrase(
                "Databasen {database} på {host} er laget av en nyere versjon av samsjekk. Oppdater "
                "samsjekk for å åpne den. Ingenting er endret.",
                database=address.database,
                host=address.host,
            )
        )
    if here:
        return StoreError(
            phrase(
                "Databasen {database} på {host} er fra en eldre versjon av samsjekk. Den som "
                "driver den, må kjøre «samsjekk team init» en gang til. Ingenting er endret.",
                database=address.database,
                host=address.host,
            )
        )
    return not_ready(address)


def not_ready(address: ServerAddress) -> StoreError:
    """The error for a database without our tables."""
    return StoreError(
        phrase(
            "Databasen {database} på {host} er ikke gjort klar for samsjekk. Den som driver den, "
            "må kjøre «samsjekk team init».",
            database=address.database,
            host=address.host,
        )
    )


def too_old(address: ServerAddress, version: int, oldest: int) -> StoreError:
    """The error for a server that lacks what is asked of it."""
    return StoreError(
        phrase(
            "Serveren {host} er PostgreSQL {version}. samsjekk trenger {oldest} eller nyere.",
            host=address.host,
            version=version,
            oldest=oldest,
        )
    )


def not_invited(address: ServerAddress) -> StoreError:
    """The error for a login that belongs to no municipality and no auditor."""
    return StoreError(
        phrase(
            "Brukeren {role} er ikke sluppet inn i databasen {database} på {host}. Den som driver "
            "databasen, gjør det med «samsjekk team invite».",
            role=address.role,
            database=address.database,
            host=address.host,
        )
    )


def _not_opened(address: ServerAddress, said: str) -> Phrase:
    if any(words in said for words in _UNKNOWN):
        return phrase(
            "Fant ikke maskinen {host}. Sjekk adressen i SAMSJEKK_DATABASE, og at du er på "
            "kommunens nett.",
            host=address.host,
        )
    if any(words in said for words in _BUSY):
        return phrase(
            "Databasen på {host} tar ikke imot flere akkurat nå. Vent litt og prøv igjen.",
            host=address.host,
        )
    if any(words in said for words in _NOT_LET_IN):
        return phrase(
            "{host} tok ikke imot brukeren {role} med dette passordet, eller har ingen database "
            "som heter {database}. Sjekk adressen i SAMSJEKK_DATABASE, eller spør den som driver "
            "databasen.",
            host=address.host,
            role=address.role,
            database=address.database,
        )
    over_network = not address.host.startswith("/")
    if over_network and "no encryption" in said and "ssl encryption" not in said:
        return phrase(
            "{host} slipper ikke inn brukeren {role} uten kryptering. Skriv sslmode=verify-full i "
            "SAMSJEKK_DATABASE, eller spør den som driver databasen. Passordet er ikke sendt.",
            host=address.host,
            role=address.role,
        )
    if any(words in said for words in _REFUSED):
        return phrase(
            "{host} slipper ikke inn brukeren {role} fra denne maskinen. Spør den som driver "
            "databasen.",
            host=address.host,
            role=address.role,
        )
    if any(words in said for words in _SETTING):
        return phrase(
            "Adressen i SAMSJEKK_DATABASE har en innstilling som ikke kan brukes. Se på porten og "
            "på det som står etter spørsmålstegnet, som sslmode."
        )
    if any(words in said for words in _CERTIFICATE):
        return phrase(
            "Forbindelsen til {host} kan ikke sikres: sertifikatet er ukjent, eller serveren har "
            "ikke et. Spør den som driver databasen, hvilken sertifikatfil du skal ha. Ingenting "
            "er sendt.",
            host=address.host,
        )
    if any(words in said for words in _AWAY):
        return away(address)
    return phrase(
        "Får ikke kontakt med databasen {database} på {host}. Det du har skrevet her, er ikke "
        "borte. Sjekk nettet, og prøv igjen.",
        database=address.database,
        host=address.host,
    )


def away(address: ServerAddress) -> Phrase:
    """That nobody answers."""
    return phrase(
        "{host} svarer ikke. Sjekk at du er på kommunens nett, og prøv igjen. Det som er lagret, "
        "er trygt.",
        host=address.host,
    )


def _explained(address: ServerAddress, error: psycopg.Error) -> StoreError:
    known = _refused(address, error.sqlstate)
    if known is not None:
        kind = NotAllowed if isinstance(error, psycopg.errors.InsufficientPrivilege) else StoreError
        return kind(known)
    if not isinstance(error, psycopg.OperationalError):
        return StoreError(
            phrase(
                "Databasen på {host} svarte med en feil ({reason}), så dette ble ikke lagret. Prøv "
                "igjen, og si fra til den som driver databasen.",
                host=address.host,
                reason=error.diag.message_primary or type(error).__name__,
            )
        )
    return Unreached(
        phrase(
            "Forbindelsen til {host} ble borte. Det som er lagret, er trygt. Prøv igjen når nettet "
            "er tilbake.",
            host=address.host,
        )
    )


def _refused(address: ServerAddress, code: str | None) -> Phrase | None:
    """Why the server did not do as it was told, by the code it gives."""
    match code:
        case "53100" | "53200":
            return phrase(
                "Databasen på {host} har ikke plass til mer, så dette ble ikke lagret. Det som var "
                "lagret før, er trygt. Si fra til den som driver databasen.",
                host=address.host,
            )
        case "25006":
            return read_only(address).words
        case "42501":
            return phrase(
                "Brukeren {role} har ikke lov til dette i databasen på {host}, så ingenting er "
                "endret. Bare eierrollen kan slette tekster og ta bort egenvurderinger, og en "
                "revisor skriver bare revisjoner. Spør den som driver databasen.",
                role=address.role,
                host=address.host,
            )
        case "42P01" | "3F000" | "42883" | "42703":
            return not_ready(address).words
        case "23505":
            return saved_at_once().words
        case "55P03" | "40P01" | "40001" | "57014":
            return phrase(
                "En annen skriver til den samme egenvurderingen akkurat nå. Vent litt og prøv "
                "igjen. Ingenting er gått tapt."
            )
        case "22021" | "22P05":
            return phrase("Teksten har tegn som ikke kan lagres. Ta dem bort og prøv igjen.")
        case "XX001" | "XX002":
            return phrase(
                "Databasen på {host} er skadet. Si fra til den som driver den, før noen skriver "
                "mer.",
                host=address.host,
            )
    return None
