"""Small faults put into the rules and the store, one at a time: do the tests notice them?

python -m benchmarks.mutants [--sample 60 | --all] [--seed 1] [MODULE ...]

A mutant is a module with one change of `benchmarks.changes`. It is killed when a test fails, or
when the tests take many times as long as they should. Printed is, for each module, how many there
are, how many were tried and killed, and the share; then those that survived, but for the ones in
`equal_mutants.toml`, which no user could tell from the module as it is. It ends with 1 where a
share is below 85 %. Ctrl+C ends it, and prints what came of it so far.

No file is changed. The tests are collected once; each mutant is a fork in which the functions of
the module get other code, and only tests that run the changed function are run, the quickest
first. What runs at import needs a process of its own.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import gc
import io
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_file_location
from inspect import iscoroutinefunction
from itertools import islice
from pathlib import Path
from types import CodeType, FrameType, FunctionType
from typing import NamedTuple

import hypothesis
import msgspec
import pytest

from benchmarks.changes import ROOT, Key, Mutant, changes, equal_mutants, module_path, mutants_of

BAR = 0.85

_SLOWEST_TEST = 1.5
_MEMORY = 8 << 30  # of addresses, of which making a PDF takes many
_KILLED, _SURVIVED, _NOT_LIKE_THIS, _NO_END = 1, 0, 77, 78

TESTS: Mapping[str, str] = {
    "assessment/deciding/answers": "deciding state open_boxes sampling rounds upgrade apply_keeps"
    " from_last_year writes",
    "assessment/deciding/approval": "correcting deciding",
    "assessment/deciding/dates": "deciding correcting evidence",
    "assessment/deciding/earlier": "from_last_year deciding",
    "assessment/deciding/erasures": "evidence_copies notes deciding",
    "assessment/deciding/evidence": "deciding evidence evidence_copies evidence_reused apply_keeps"
    " open_boxes",
    "assessment/deciding/forms": "questionnaires deciding",
    "assessment/deciding/refusals": "deciding actions evidence",
    "assessment/deciding/rounds": "rounds deciding",
    "assessment/deciding/samples": "sampling deciding",
    "assessment/deciding/shared": "deciding actions follow_up open_boxes apply_keeps",
    "assessment/deciding/subject": "correcting deciding",
    "assessment/deciding/taking_back": "undoing rounds deciding",
    "assessment/deciding/touched": "deciding state open_boxes apply_keeps evidence rounds writes",
    "assessment/deciding/upgrading": "upgrade deciding",
    "assessment/state": "state rounds deciding upgrade histories undoing writes",
    "assessment/registers": "state deciding histories rounds",
    "assessment/proving": "tampering writes histories old_journals journal deciding",
    "assessment/merging": "writes histories journal old_journals",
    "assessment/graph": "tampering writes histories",
    "assessment/undoing": "undoing rounds deciding",
    "store/heads": "journal damage tampering old_journals",
    "store/journal": "journal writes histories tampering old_journals damage notes upgrade"
    " hand_over correcting",
    "store/kept_sets": "journal damage upgrade",
    "store/row_writing": "journal writes histories tampering notes",
    "store/taking_in": "journal histories old_journals",
    "criteria/yaml/building": "strict_yaml criteria_files apply_keeps",
    "criteria/yaml/composing": "strict_yaml criteria_files",
    "appraisal/verdicts": "appraisal replays",
    "appraisal/conclusions": "appraisal replays",
    "appraisal/strength": "appraisal replays evidence machine",
    "appraisal/findings": "appraisal replays",
}
"""Each module, and the test files that belong to it. Tests of the terminal UI are left out."""

_LEFT_OUT = ("test_a_flipped_bit_is_said_or_changes_nothing", "[postgresql]")
"""What takes half a minute, and no mutant is shown to a test that slow; and the same tests on
PostgreSQL, where a run that is killed would leave its server."""


def _import_name(module: str) -> str:
    return "checklist." + module.replace("/", ".")


def _code(module: str, number: int | None = None) -> CodeType:
    path = module_path(module)
    tree = ast.parse(path.read_text(encoding="utf-8"))
    if number is not None:
        next(islice(changes(tree), number, None)).make()
    return compile(tree, str(path), "exec", dont_inherit=True)


# -- a process in which the tests are collected ----------------------------------------------


class _Tests:
    """A plugin of pytest: what it does instead of running all that was collected."""

    def __init__(self, module: str, folder: Path) -> None:
        self._module = module
        self._folder = folder

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = [one for one in items if not iscoroutinefunction(getattr(one, "obj", None))]

    def _run(self, items: Sequence[pytest.Item]) -> Iterator[tuple[pytest.Item, float, bool]]:
        """Run tests one by one: how long each took, and whether it failed."""
        for item, following in zip(items, [*items[1:], None], strict=False):
            begun, failed = time.process_time(), item.session.testsfailed
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            yield item, time.process_time() - begun, item.session.testsfailed > failed


class _Whole(_Tests):
    """For what runs at import: all tests, in the order of a list, until one fails."""

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        order = msgspec.json.decode((self._folder / "order.json").read_bytes(), type=list[str])
        by_id = {item.nodeid: item for item in session.items}
        chosen = [by_id[name] for name in order if name in by_id]
        _ = any(failed for _, _, failed in self._run(chosen))
        return True


class _Known(NamedTuple):
    seconds: dict[str, float]
    runs: dict[str, list[str]]
    failed: list[str]


class _Forked(_Tests):
    """Makes each mutant in a fork of the process that has collected the tests."""

    def __init__(self, module: str, folder: Path, chosen: Sequence[Mutant]) -> None:
        super().__init__(module, folder)
        self._chosen = chosen
        self._now = _by_name(_code(module))
        self._functions: list[FunctionType] = []
        self.ends: dict[int, str] = {}

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        if session.testsfailed:
            sys.exit(f"The tests of {self._module} can't be collected.")
        gc.collect()
        path = str(module_path(self._module))
        self._functions = [
            known
            for known in gc.get_objects()
            if isinstance(known, FunctionType) and known.__code__.co_filename == path
        ]
        gc.freeze()  # so that a fork need not copy what it only looks at
        self._in_a_fork(lambda: self._look(session.items), 600)
        known = msgspec.json.decode((self._folder / "known.json").read_bytes(), type=_Known)
        if known.failed:  # of those that measure time, while others use the processor
            print(f"Left out, as they fail now: {', '.join(known.failed)}", file=sys.stderr)
        quick = [
            item
            for item in session.items
            if known.seconds[item.nodeid] <= _SLOWEST_TEST and item.nodeid not in known.failed
        ]
        quick.sort(key=lambda item: known.seconds[item.nodeid])
        order = [item.nodeid for item in quick]
        (self._folder / "order.json").write_bytes(msgspec.json.encode(order))
        if self._in_a_fork(lambda: self._fails(quick), 600) != _SURVIVED:
            sys.exit(f"The tests of {self._module} fail in another order, without a mutant.")
        with contextlib.suppress(KeyboardInterrupt):
            self._try_all(quick, known)
        return True

    def _try_all(self, quick: Sequence[pytest.Item], known: _Known) -> None:
        for done, mutant in enumerate(self._chosen):
            print(f"\r{self._module} {done}/{len(self._chosen)} ", end="", file=sys.stderr)
            within = mutant.change.within
            # A function that was made by another: by the tests that ran either.
            names = {within, within.partition(".<locals>")[0]}
            items = [one for one in quick if names & {*known.runs[one.nodeid]}]
            limit = 5 + 5 * sum(known.seconds[item.nodeid] for item in items)
            end = _NOT_LIKE_THIS
            if within:
                end = self._in_a_fork(partial(self._try, mutant.number, items), limit)
            if end == _NOT_LIKE_THIS:
                limit = 5 + 5 * sum(known.seconds[item.nodeid] for item in quick)
                end = _alone(self._module, mutant.number, self._folder, limit)
            stuck = "stuck" if end < 0 else "killed"
            self.ends[mutant.number] = "survived" if end == _SURVIVED else stuck
        print("\r", end="", file=sys.stderr)

    def _in_a_fork(self, run: Callable[[], int], limit: float) -> int:
        child = os.fork()
        if not child:
            _hush(limit)
            end = _NO_END
            with contextlib.suppress(BaseException):
                end = run()
            os._exit(end)
        end = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        if end == _NO_END:
            sys.exit(
                f"{self._module} could not be tried: neither did a test fail, nor did all end."
            )
        for left in (self._folder / "tmp").iterdir():
            shutil.rmtree(left, ignore_errors=True)
        return end

    def _look(self, items: Sequence[pytest.Item]) -> int:
        """How long each test takes, and which functions of the module it runs."""
        path, ran = str(module_path(self._module)), set[str]()

        def note(frame: FrameType, _event: str, _arg: object) -> None:
            if frame.f_code.co_filename == path:
                ran.add(frame.f_code.co_qualname)

        known = _Known({}, {}, [])
        threading.settrace(note)
        sys.settrace(note)
        for item, seconds, failed in self._run(items):
            known.seconds[item.nodeid] = seconds
            known.runs[item.nodeid] = sorted(ran)
            known.failed.extend([item.nodeid] * failed)
            ran.clear()
            self._forget()
        sys.settrace(None)
        (self._folder / "known.json").write_bytes(msgspec.json.encode(known))
        return 0

    def _try(self, number: int, items: Sequence[pytest.Item]) -> int:
        self._forget()
        changed = _by_name(_code(self._module, number))
        for known in self._functions:
            name = known.__code__.co_qualname, known.__code__.co_firstlineno
            if name in changed and changed[name] != self._now[name]:
                try:
                    known.__code__ = changed[name]
                except ValueError:  # it holds other names of the function around it
                    return _NOT_LIKE_THIS
        return self._fails(items)

    def _forget(self) -> None:
        """What the module has kept from one test would keep another from running it."""
        for known in vars(sys.modules[_import_name(self._module)]).values():
            if hasattr(type(known), "cache_clear"):
                known.cache_clear()

    def _fails(self, items: Sequence[pytest.Item]) -> int:
        return _KILLED if any(failed for _, _, failed in self._run(items)) else _SURVIVED


def _by_name(code: CodeType) -> dict[tuple[str, int], CodeType]:
    found = {(code.co_qualname, code.co_firstlineno): code}
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            found |= _by_name(inner)
    return found


def _hush(limit: float) -> None:
    """End after so many seconds of work, or twenty times as many by the clock; say nothing."""
    signal.setitimer(signal.ITIMER_PROF, limit)
    signal.setitimer(signal.ITIMER_REAL, 20 * limit)
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)


# -- a process of its own --------------------------------------------------------------------


class _Changed(SourceFileLoader):
    """Finds and loads a module as it is with one change."""

    def __init__(self, module: str, number: int) -> None:
        super().__init__(_import_name(module), str(module_path(module)))
        self._module, self._number = module, number

    def find_spec(self, name: str, *_: object) -> ModuleSpec | None:
        return spec_from_file_location(name, self.path, loader=self) if name == self.name else None

    def get_code(self, fullname: str) -> CodeType:  # noqa: ARG002 - there is one only
        return _code(self._module, self._number)


def _alone(module: str, number: int, folder: Path, limit: float) -> int:
    command = [sys.executable, "-m", "benchmarks.mutants", module]
    command += ["--one", str(number), "--folder", str(folder)]
    try:
        with subprocess.Popen(command, cwd=ROOT) as running:
            try:
                return running.wait(20 * limit)
            finally:
                running.kill()
                running.wait()  # which `with` does not do after Ctrl+C
    except subprocess.TimeoutExpired:
        return -signal.SIGALRM


def _one(module: str, number: int, folder: Path) -> int:
    sys.meta_path.insert(0, _Changed(module, number))
    _hush(3600)
    end = _pytest(module, folder, _Whole(module, folder))
    return _SURVIVED if end == pytest.ExitCode.OK else _KILLED


def _pytest(module: str, folder: Path, plugin: _Tests) -> int | pytest.ExitCode:
    hypothesis.settings.register_profile(
        "mutants",
        derandomize=True,
        database=None,
        deadline=None,
        phases=(hypothesis.Phase.explicit, hypothesis.Phase.generate),
        suppress_health_check=list(hypothesis.HealthCheck),
    )
    hypothesis.settings.load_profile("mutants")
    files = [str(ROOT / "tests" / f"test_{name}.py") for name in TESTS[module].split()]
    options = ["-q", "-s", "-p", "no:cacheprovider", "--basetemp", str(folder / "tmp")]
    options += ["-k", " and ".join(f"not {name}" for name in _LEFT_OUT)]
    # Hypothesis is imported here already, which pytest warns of.
    options += ["-W", "ignore::pytest.PytestAssertRewriteWarning"]
    # What pytest says at the end is about no test at all.
    with contextlib.redirect_stdout(io.StringIO()):
        return pytest.main([*options, *files], plugins=[plugin])


# -- the command -----------------------------------------------------------------------------


class _Tried(NamedTuple):
    """What became of mutants, by their numbers: `killed`, `stuck` or `survived`."""

    ends: dict[int, str]
    wrong: list[str]


def _try_module(module: str, chosen: Sequence[Mutant], equal: Mapping[Key, str]) -> _Tried:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        (folder / "tmp").mkdir()
        plugin = _Forked(module, folder, chosen)
        _pytest(module, folder, plugin)
    wrong = [
        f"{mutant.text}: {mutant.change.words} is said to be equal, and is noticed"
        for mutant in chosen
        if mutant.key in equal and plugin.ends.get(mutant.number, "survived") != "survived"
    ]
    return _Tried(plugin.ends, wrong)


def _tried_apart(module: str, chosen: Sequence[Mutant], equal: Mapping[Key, str]) -> _Tried:
    """Try in a process of its own: what a module has imported must not be what another finds."""
    with tempfile.TemporaryFile() as told:
        child = os.fork()
        if not child:
            told.write(msgspec.json.encode(_try_module(module, chosen, equal)))
            told.flush()
            os._exit(0)
        if _end_of(child):
            sys.exit(f"{module} could not be tried.")
        told.seek(0)
        return msgspec.json.decode(told.read(), type=_Tried)


def _end_of(child: int) -> int:
    """How a child ended; Ctrl+C reaches it too, and it still tells what it has."""
    while True:
        with contextlib.suppress(KeyboardInterrupt):
            return os.waitpid(child, 0)[1]


def _is_good_enough(
    module: str, all_of_it: int, chosen: Sequence[Mutant], tried: _Tried, equal: Mapping[Key, str]
) -> bool:
    """Print what came of a module; whether all were tried and enough of them killed."""
    some = [mutant for mutant in chosen if mutant.number in tried.ends]
    left = [mutant for mutant in some if tried.ends[mutant.number] == "survived"]
    unlike = [mutant for mutant in left if mutant.key not in equal]
    counted = len(some) - len(left) + len(unlike)
    share = (counted - len(unlike)) / counted if counted else 0.0
    stuck = sum(end == "stuck" for end in tried.ends.values())
    print(
        f"{module}: {all_of_it} mutants, {len(some)} tried, {counted - len(unlike)} killed"
        f" ({stuck} stuck), {len(unlike)} survived, {len(left) - len(unlike)} equal: {share:.0%}"
    )
    for mutant in unlike:
        change = mutant.change
        print(f"  {change.line} {change.within}: {mutant.text}\n      {change.words}")
    for words in tried.wrong:
        print(f"  {words}")
    if len(some) < len(chosen):
        print(f"  stopped after {len(some)} of {len(chosen)}")
    sys.stdout.flush()
    return share >= BAR and not tried.wrong and len(some) == len(chosen)


def main() -> None:
    """Try mutants of every module, or of those that are named."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("modules", nargs="*", metavar="MODULE", help=", ".join(TESTS))
    parser.add_argument("--sample", type=int, default=60, help="how many in each module")
    parser.add_argument("--all", action="store_true", help="every mutant")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.one is not None:
        os._exit(_one(chosen.modules[0], chosen.one, chosen.folder))
    modules = [
        name for name in TESTS if not chosen.modules or any(m in name for m in chosen.modules)
    ]
    # Also where a shell has started it in the background, or `timeout` ends it.
    for stop in (signal.SIGINT, signal.SIGTERM):
        signal.signal(stop, signal.default_int_handler)
    known = equal_mutants()
    short = False
    for module in modules:
        mutants, equal = mutants_of(module), known[module]
        some = mutants
        if not chosen.all and len(mutants) > chosen.sample:
            draw = random.Random(f"{chosen.seed} {module}")  # noqa: S311 - which mutants
            some = draw.sample(mutants, chosen.sample)
            some.sort(key=lambda mutant: mutant.number)
        tried = _tried_apart(module, some, equal)
        short |= not _is_good_enough(module, len(mutants), some, tried, equal)
        if len(tried.ends) < len(some):
            break
    sys.exit(short)


if __name__ == "__main__":
    main()
