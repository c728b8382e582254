"""A shared database: what an answer costs, what holds when many write, and who sees what.

python -m benchmarks.team [quick]

It starts Debian's PostgreSQL on loopback, with the settings it has in production (fsync on), and
prints each figure beside its bar: an answer over a raw commit of the same bytes, 200 writers over
40 journals and 40 on one, and every statement of `tests.team_attacks` tried as each wrong role.
From what an answer took of the server it reckons what all 357 municipalities at once would need.
With `quick` there are fewer answers. The exit code is 1 where something falls short.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import partial
from itertools import cycle
from pathlib import Path
from typing import Any, NamedTuple

import psycopg

from checklist.assessment import Answer, Answered, Author, Created, Municipality
from checklist.criteria import AnswerValue
from checklist.machine import ServerAddress
from checklist.session import Session
from checklist.session.assessments import copy_example
from checklist.store import EvidenceFiles, Journal
from checklist.store.postgres.database import PostgresDatabase
from tests.postgres import Server, running
from tests.team_attacks import ALONE, MARK, make_world, tried

_SETTINGS = {"max_connections": "260", "shared_buffers": "128MB", "log_min_messages": "fatal"}
_PROCESSES = 4
_MUNICIPALITIES = 357
_PEOPLE_EACH = 10
_SECONDS_PER_ANSWER = 30
_ANSWERS_A_YEAR = 2000
"""In a municipality: the largest set has 395 questions, each answered by some and changed."""
_SECONDS_TO_CONNECT = 15
_WRONG = ("other member", "other owner", "auditor", "auditor's owner", "other auditor")
_COMMENT = "Rutinen er vedtatt, men ikke alle enhetene har tatt den i bruk. "


class Used(NamedTuple):
    """What the server has used: seconds of processor, bytes of log, bytes of tables."""

    cpu: float
    log: float
    tables: float


class Took(NamedTuple):
    """What a run of writers came to.

    Attributes:
        seconds: those of each answer.
        elapsed: those of all of it.
        used: what an answer used of the server, in the middle of it.
        faults: what was not as it should be.
    """

    seconds: list[float]
    elapsed: float
    used: Used
    faults: list[str]

    def line(self, name: str) -> str:
        """The figures on one line."""
        at = statistics.quantiles(self.seconds, n=20)
        middle = statistics.median(self.seconds)
        return (
            f"{name:<29} {len(self.seconds):5} answers, {len(self.seconds) / self.elapsed:4.0f}/s, "
            f"p50 {middle * 1000:5.1f} ms, p95 {at[18] * 1000:6.1f} ms, {at[18] / middle:4.1f}"
        )

    @property
    def spread(self) -> float:
        """The 95th percentile over the median."""
        return statistics.quantiles(self.seconds, n=20)[18] / statistics.median(self.seconds)


def opened(address: str, folder: Path) -> Journal:
    """The journals at an address."""
    return Journal(folder / "samsjekk.sqlite3", database=PostgresDatabase(ServerAddress(address)))


def answer_over_commit(server: Server, folder: Path, rounds: int) -> tuple[float, float, float]:
    """Median milliseconds of an answer, of its append alone, and of a raw commit, in turn."""
    address = server.invite(server.team("one"), "nes")
    with server.connect("one") as connection:
        connection.execute("CREATE TABLE public.raw (n BIGSERIAL, b BYTEA)")
        connection.execute("GRANT INSERT ON public.raw TO nes")
        connection.execute("GRANT USAGE ON SEQUENCE public.raw_n_seq TO nes")
    files = EvidenceFiles(folder / "evidence")
    whole, append, raw = list[float](), list[float](), list[float]()
    anna = Author(name="Anna")
    with opened(address, folder) as journal, psycopg.connect(address, autocommit=True) as plain:
        name = copy_example(journal, files, "nes-2018")
        session = Session(journal, name, anna, files)
        insert = "INSERT INTO public.raw (b) VALUES (%s)"
        values = cycle((AnswerValue.YES, AnswerValue.NO))
        body = b"x" * bytes_of_an_answer(server)
        for _ in range(rounds):
            value = next(values)
            whole.append(timed(partial(session.answer, "ke-etablert-finnes", value)))
            what = Answered(checkpoint="ke-etablert-finnes", answer=Answer(value=value))
            append.append(timed(partial(journal.append, name, anna, what)))
            raw.append(timed(partial(plain.execute, insert, (body,))))
    return statistics.median(whole), statistics.median(append), statistics.median(raw)


def bytes_of_an_answer(server: Server) -> int:
    """The bytes of the newest write and its parts: what a raw commit is given to write."""
    with server.connect("one") as connection:
        row = connection.execute(
            "SELECT length(body) + (SELECT coalesce(sum(length(salt) + length(value)), 0)"
            " FROM samsjekk.part WHERE entry = n) FROM samsjekk.entry ORDER BY n DESC LIMIT 1"
        ).fetchone()
    return int(row[0]) if row else 0


def timed(do: Callable[[], object]) -> float:
    """Milliseconds that it takes."""
    begin = time.perf_counter()
    do()
    return (time.perf_counter() - begin) * 1000


# -- many writers --------------------------------------------------------------------------------


def write_many(plan: Path) -> None:
    """Be the process of some writers: each waits for the start, and answers as planned."""
    wanted = json.loads(plan.read_text(encoding="utf-8"))
    ready = threading.Barrier(len(wanted["writers"]) + 1)
    with ThreadPoolExecutor(len(wanted["writers"])) as several:
        each = [several.submit(_write, one, wanted, ready) for one in wanted["writers"]]
        ready.wait(120)
        results = [one.result() for one in each]
    plan.with_suffix(".done").write_text(json.dumps(results), encoding="utf-8")


def _write(writer: dict[str, str], wanted: dict[str, float], ready: threading.Barrier) -> object:
    author = Author(name=writer["author"])
    taken, acknowledged, faults = list[float](), list[str](), list[str]()
    with opened(writer["address"], Path(writer["folder"])) as journal:
        ready.wait(120)
        time.sleep(max(0.0, wanted["starts"] - time.time()))  # all begin at once
        for number in range(int(wanted["answers"])):
            text = f"{writer['group']}-mark {_COMMENT}{number}"
            answer = Answer(value=AnswerValue.YES, comment=text)
            what = Answered(checkpoint="ke-etablert-finnes", answer=answer)
            begin = time.perf_counter()
            try:
                events = journal.append(writer["journal"], author, what)
            except Exception as error:  # noqa: BLE001 - whatever it is, it is counted
                faults.append(f"{type(error).__name__}: {error}")
                continue
            taken.append(time.perf_counter() - begin)
            acknowledged += [event.id for event in events]
    return {
        "journal": writer["journal"],
        "seconds": taken,
        "ids": acknowledged,
        "faults": faults,
        "ends": time.time(),
    }


def many(
    server: Server, folder: Path, database: str, *, writers: int, journals: int, answers: int
) -> Took:
    """So many writers at once over so many journals, two in a municipality; then all is proved."""
    server.team(database)
    groups = [f"k{number:03}" for number in range(max(1, journals // 2))]
    owners = {group: server.invite(database, group) for group in groups}
    names = {}
    for number in range(journals):
        group = groups[number % len(groups)]
        names[f"vurdering-{number}"] = group
        with opened(owners[group], folder) as journal:
            journal.create(f"vurdering-{number}", _created(), None, Author(name="Anna"))
    chosen = [list(names)[number % journals] for number in range(writers)]
    plan = [
        {
            "address": server.invite(database, names[name]),
            "journal": name,
            "group": names[name],
            "author": f"Anna {number}",
            "folder": str(folder),
        }
        for number, name in enumerate(chosen)
    ]
    begin = _start(plan, folder, answers)
    before = used(server, database)
    results, faults = _finish(begin, owners)
    after = used(server, database)
    seconds = [one for result in results for one in result["seconds"]]
    elapsed = max(result["ends"] for result in results) - begin.at
    each = Used(*((end - start) / len(seconds) for start, end in zip(before, after, strict=True)))
    faults += [fault for result in results for fault in result["faults"]]
    faults += _lost(names, owners, folder, results)
    faults += _seen_by_others(owners)
    return Took(seconds, elapsed, each, faults)


def _created() -> Created:
    return Created(
        municipality=Municipality(number="3228", name="Nes"),
        criteria_set="",
        date=date(2026, 11, 30),
    )


class Started(NamedTuple):
    """Processes of writers that begin at a time, and where each writes what came of it."""

    at: float
    processes: list[subprocess.Popen[bytes]]
    results: list[Path]


def _start(plan: Sequence[dict[str, str]], folder: Path, answers: int) -> Started:
    """Let the writers connect, in several processes; when this returns, they begin."""
    at = time.time() + _SECONDS_TO_CONNECT
    code = "import sys, pathlib, benchmarks.team as t; t.write_many(pathlib.Path(sys.argv[1]))"
    started = Started(at, [], [])
    for number in range(_PROCESSES):
        path = Path(tempfile.mkstemp(dir=folder, suffix=".json")[1])
        share = {"writers": plan[number::_PROCESSES], "answers": answers, "starts": at}
        path.write_text(json.dumps(share), encoding="utf-8")
        started.processes.append(subprocess.Popen([sys.executable, "-c", code, path]))
        started.results.append(path.with_suffix(".done"))
    time.sleep(max(0.0, at - time.time()))  # until they begin
    return started


def _finish(started: Started, owners: dict[str, str]) -> tuple[list[dict[str, Any]], list[str]]:
    """Wait for the writers, and look meanwhile at what somebody else may see."""
    stop = threading.Event()
    with ThreadPoolExecutor(1) as looking:
        looked = looking.submit(_look, owners, stop)
        codes = [one.wait(600) for one in started.processes]
        stop.set()
        faults = [*looked.result(), *(f"a process ended with {code}" for code in codes if code)]
    done = [path for path in started.results if path.exists()]
    return [one for path in done for one in json.loads(path.read_text(encoding="utf-8"))], faults


def _look(owners: dict[str, str], stop: threading.Event) -> list[str]:
    """Rows of others that a municipality sees while everybody writes."""
    seen = 0
    with psycopg.connect(next(iter(owners.values())), autocommit=True) as connection:
        while not stop.wait(0.2):
            for table in ("journal", "entry", "part"):
                query = f"SELECT count(*) FROM {table} WHERE owner <> CURRENT_USER"  # noqa: S608 - ours
                row = connection.execute(query.encode()).fetchone()
                seen += int(row[0]) if row else 0
    return [f"{seen} rows of others seen while they wrote"] if seen else []


def _lost(
    names: dict[str, str],
    owners: dict[str, str],
    folder: Path,
    results: Sequence[dict[str, Any]],
) -> Iterator[str]:
    """What was acknowledged and is not there, and what of a journal does not hold together."""
    acknowledged: dict[str, set[object]] = {name: set() for name in names}
    for result in results:
        acknowledged[result["journal"]] |= set(result["ids"])
    for name, group in names.items():
        with opened(owners[group], folder) as journal:
            _genesis, proof = journal.prove(name)
            here = {event.id for event in journal.events(name)}
        if proof.faults:
            yield f"{name}: {len(proof.faults)} faults"
        if missing := acknowledged[name] - here:
            yield f"{name}: {len(missing)} answers lost"


def _seen_by_others(owners: dict[str, str]) -> Iterator[str]:
    for group, address in owners.items():
        with psycopg.connect(address) as connection:
            rows = connection.execute(
                "SELECT owner, convert_from(value, 'UTF8') FROM part"
            ).fetchall()
        wrong = [
            owner
            for owner, text in rows
            if owner != group or ("-mark" in text and group not in text)
        ]
        if wrong:
            yield f"{group} sees {len(wrong)} rows of others"


# -- the server ----------------------------------------------------------------------------------


def used(server: Server, database: str) -> Used:
    """What the server has used until now, in the tables of one database."""
    with server.connect(database) as connection:
        row = connection.execute(
            "SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint,"
            " (SELECT sum(pg_total_relation_size(oid))::bigint FROM pg_class"
            " WHERE relnamespace = 'samsjekk'::regnamespace AND relkind = 'r')"
        ).fetchone() or (0, 0)
    return Used(_cpu_of(server), row[0], row[1])


def _cpu_of(server: Server) -> float:
    """Seconds of processor that the server and all it has started have used, also those ended."""
    main = int(
        (server.socket_folder / "data" / "postmaster.pid").read_text(encoding="utf-8").split()[0]
    )
    ticks = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text(encoding="utf-8").rpartition(")")[2].split()
        except OSError:
            continue
        if int(stat.parent.name) == main:
            ticks += sum(map(int, fields[11:15]))
        elif int(fields[1]) == main:
            ticks += sum(map(int, fields[11:13]))
    return ticks / os.sysconf("SC_CLK_TCK")


def memory_of_a_connection(server: Server, address: str, folder: Path) -> float:
    """MB that a connection of its own takes at the server, when it has read and written."""
    with opened(address, folder) as journal:
        journal.listed()
        name = journal.names()[0]
        journal.events(name)
        journal.append(name, Author(name="Anna"), Answered(checkpoint="a", answer=Answer()))
        with server.connect() as connection:
            login = ServerAddress(address).role
            query = "SELECT pid FROM pg_stat_activity WHERE usename = %s"
            (pid,) = connection.execute(query, (login,)).fetchone() or (0,)
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="utf-8").splitlines()
    found = [int(line.split()[1]) for line in lines if line.startswith("Private_")]
    return sum(found) / 1024


def asked_often(server: Server, address: str, folder: Path) -> float:
    """Milliseconds of processor at the server for asking whether others wrote, without LISTEN."""
    times = 2000
    with opened(address, folder) as journal:
        before = _cpu_of(server)
        for _ in range(times):
            journal.database.connection.execute("SELECT coalesce(sum(writes), 0) FROM journal")
        return (_cpu_of(server) - before) * 1000 / times


def reckoned(each: Used, memory: float, asked: float) -> Iterator[str]:
    """What all municipalities at once would need, by what was measured."""
    people = _MUNICIPALITIES * _PEOPLE_EACH
    rate = people / _SECONDS_PER_ANSWER
    year = _MUNICIPALITIES * _ANSWERS_A_YEAR
    yield (
        f"an answer costs the server {each.cpu * 1000:.2f} ms of one core, "
        f"{each.log / 1024:.1f} kB of log, {each.tables / 1024:.1f} kB of tables; "
        f"a connection {memory:.1f} MB; to ask for news without LISTEN {asked:.2f} ms"
    )
    yield (
        f"{_MUNICIPALITIES} municipalities, {_PEOPLE_EACH} people each, an answer every "
        f"{_SECONDS_PER_ANSWER} s: {rate:.0f} answers/s, {rate * each.cpu:.2f} cores, "
        f"{rate * each.log / 1024:.0f} kB/s of log, {people} connections of "
        f"{people * memory / 1024:.0f} GB; asking each second: {people * asked / 1000:.1f} cores"
    )
    yield (
        f"{_ANSWERS_A_YEAR} answers a year in each: {year * each.tables / 1024**3:.1f} GB of "
        f"tables, {year * each.log / 1024**3:.1f} GB of log"
    )


# -- wrong roles ---------------------------------------------------------------------------------


def wrong_roles(server: Server) -> tuple[int, int]:
    """How many statements were tried by wrong roles, and how many showed or changed something."""
    world = make_world(server, "wrong")
    number, seen = 0, 0
    for who in _WRONG:
        before = world.rows()
        with world.connect(who) as connection:
            for statement in world.statements():
                shown = tried(connection, statement).shown
                number, seen = number + 1, seen + (MARK in shown or ALONE in shown)
        seen += world.rows() != before
    return number, seen


def main(arguments: Sequence[str]) -> int:
    """Print the figures; 1 where something falls short."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.team")
    parser.add_argument("quick", nargs="?", choices=["quick"], help="fewer answers")
    quick = parser.parse_args(arguments).quick is not None
    rounds, answers = (100, 5) if quick else (500, 20)
    short = False

    def say(line: str, *, holds: bool = True) -> None:
        nonlocal short
        short |= not holds
        print(f"{line}{'' if holds else '  FALLS SHORT'}", flush=True)

    with running(_SETTINGS) as server, tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        whole, append, raw = answer_over_commit(server, folder, rounds)
        say(
            f"an answer {whole:.2f} ms, its append {append:.2f} ms, a raw commit {raw:.2f} ms:"
            f" {whole / raw:.2f}, {append / raw:.2f} (limit 2)",
            holds=whole / raw <= 2,
        )
        over = many(server, folder, "many", writers=200, journals=40, answers=answers)
        say(over.line("200 writers over 40 journals"), holds=over.spread <= 10 and not over.faults)
        one = many(server, folder, "single", writers=40, journals=1, answers=answers)
        say(one.line("40 writers on one"), holds=not one.faults)
        faults = [*over.faults, *one.faults]
        say(f"lost, broken or seen by others: {len(faults)}")
        for fault in faults[:10]:
            say(f"  {fault}")
        number, seen = wrong_roles(server)
        say(
            f"{number} statements tried by wrong roles, {seen} saw or changed something",
            holds=not seen,
        )
        address = server.invite("many", "k000")
        memory = memory_of_a_connection(server, address, folder)
        for line in reckoned(over.used, memory, asked_often(server, address, folder)):
            say(line)
    return int(short)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
