"""What a disk could hold if power went, built from a record of what a program asked it for.

python -m benchmarks.power_loss [--states 1200] [--rounds 3] [--seed 1]

A program makes every kind of write (`benchmarks.writes`) under strace, which records each write,
sync, rename and the like. From any point in the record, states are built that a disk could be in:
what was written to a file since it was last synced is there, is not, or is there in some sectors;
a name that was given or taken away since its folder was last synced is as before, or as after. In
each state the home is opened: all that was acknowledged before that point must be there, it must
verify, and nothing may be left that nothing refers to. Only states that differ are counted.
Ctrl+C ends it, and prints what came of it so far. Needs strace.

What is taken for granted of a disk: what it has synced stays, a sector of 512 bytes is written
whole or not at all, and writing one leaves those beside it alone.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from benchmarks.writes import Kept, Worker, begun, encoded, faults_after, last_said
from checklist.errors import SamsjekkError
from checklist.machine import Environment

WAYS = ("all", "none", "names only", "content only", "in order", "in any order")
"""How much of what was not synced is there: see `_Disk.after_power_loss`."""
_SECTOR = 512
_ROUNDS = 3
_MOST_PASSES = 200
_LEAST_IN_A_PASS = 100
_RECORDED = (
    "open,openat,creat,close,dup,lseek,write,pwrite64,writev,pwritev,pwritev2,truncate,ftruncate,"
    "fallocate,sendfile,copy_file_range,fsync,fdatasync,sync,syncfs,rename,renameat,renameat2,link,"
    "linkat,unlink,unlinkat,mkdir,mkdirat,rmdir,symlink,symlinkat"
)
_LINE = re.compile(r"\d+ +(\w+)\((.*)\) += (-?\d+)")
_FIRST_NUMBER = re.compile(r"\d+")
_SAID = "said"
_WEIGHT = {"write": 0.2, "pwrite64": 0.2, "sendfile": 0.2}


class UnknownCall(Exception):
    """A record has a call whose effect on a disk is not known here: no state is built of it."""


class _File:
    """A file: what is on disk for sure, and what was asked for since.

    A change is bytes with where they go, or None with a new length.
    """

    def __init__(self) -> None:
        self.content = bytearray()
        self.synced = b""
        self.changes: list[tuple[int, bytes | None]] = []

    def change(self, at: int, written: bytes | None) -> None:
        """Write, or with None let the file have the length `at`."""
        _apply(self.content, at, written)
        self.changes.append((at, written))

    def sync(self) -> None:
        """Let all of it be on disk."""
        if self.changes:
            self.synced = bytes(self.content)
            self.changes = []

    def after_power_loss(self, way: str, chance: random.Random) -> bytes:
        """What could be there."""
        if way in ("all", "content only"):
            return bytes(self.content)
        content = bytearray(self.synced)
        if way in ("none", "names only"):
            return bytes(content)
        for at, written in self.changes:
            became = chance.choice(("there", "gone", "torn", "zeros"))
            if became == "there" or (became == "torn" and written is None):
                _apply(content, at, written)
            elif written is None:
                continue
            elif became == "torn":
                for start, part in _sectors(at, written):
                    if chance.random() < 0.5:
                        _apply(content, start, part)
            elif became == "zeros" and at + len(written) > len(content):
                # The length has reached the disk, the bytes have not.
                _apply(content, at + len(written), None)
        return bytes(content)


class _Folder:
    """A folder; its names are kept by the disk."""


_Node = _File | _Folder
_Name = tuple[_Folder, str]


class _NameChange(NamedTuple):
    """Names taken from what had them, then one given; on disk when a folder is synced."""

    folder: _Folder
    taken: tuple[tuple[_Name, _Node], ...] = ()
    given: tuple[_Name, _Node] | None = None

    def apply(self, names: dict[_Name, _Node]) -> None:
        for name, node in self.taken:
            if names.get(name) is node:
                del names[name]
        if self.given is not None:
            names[self.given[0]] = self.given[1]


class Disk:
    """A disk under one folder, which is there for sure, as a program's calls change it.

    Args:
        root: the folder; what is elsewhere is left out.
    """

    def __init__(self, root: Path) -> None:
        self.said = bytearray()
        self._root = str(root)
        self._top = _Folder()
        self._names: dict[_Name, _Node] = {}
        self._synced: dict[_Name, _Node] = {}
        self._changes: list[_NameChange] = []
        self._open: dict[int, tuple[_Node, int]] = {}
        self._calls = self._known_calls()

    def call(self, call: str, words: Sequence[str], result: int) -> bool:
        """Take in a system call that returned well; whether it changed what a disk may hold.

        Raises:
            UnknownCall: it may change a file in a way that is not known here.
        """
        known = self._calls.get(call)
        return self._refuse_open(call, words) if known is None else known(words, result)

    def _known_calls(self) -> dict[str, Callable[[Sequence[str], int], bool]]:
        path, number = self._path, int
        return {
            "openat": lambda w, to: self._open_file(path(w[1], w[0]), w[2], to),
            "close": lambda w, _: self._close(number(w[0])),
            "dup": lambda w, to: self._copy_handle(number(w[0]), to),
            "lseek": lambda w, to: self._seek(number(w[0]), to),
            "write": lambda w, n: self._write(number(w[0]), _bytes(w[1])[:n]),
            "pwrite64": lambda w, n: self._write(number(w[0]), _bytes(w[1])[:n], number(w[3])),
            "sendfile": self._send,
            "ftruncate": lambda w, _: self._cut(number(w[0]), number(w[1])),
            "fsync": lambda w, _: self._sync(number(w[0])),
            "fdatasync": lambda w, _: self._sync(number(w[0])),
            "rename": lambda w, _: self._rename(path(w[0]), path(w[1])),
            "link": lambda w, _: self._link(path(w[0]), path(w[1])),
            "unlink": lambda w, _: self._unlink(path(w[0])),
            "rmdir": lambda w, _: self._unlink(path(w[0])),
            "unlinkat": lambda w, _: self._unlink(path(w[1], w[0])),
            "mkdir": lambda w, _: self._give(path(w[0]), _Folder()),
        }

    # -- what it may hold ---------------------------------------------------------------

    def after_power_loss(self, way: str, chance: random.Random) -> dict[str, bytes | None]:
        """What could be there, by path: a file's content, or None for a folder.

        `way` is `all`, as after a kill; `none`, only what was synced; `names only` and `content
        only`; `in order`, names as far as any, and each write of content by chance; `in any
        order`, also each change of a name by chance.
        """
        names = dict(self._synced)
        for change in self._changes_after(way, chance):
            change.apply(names)
        found: dict[_Node, bytes] = {}
        within = defaultdict(list)
        for (folder, name), node in names.items():
            within[folder].append((name, node))

        def walk(folder: _Folder, path: str) -> Iterator[tuple[str, bytes | None]]:
            for name, node in sorted(within[folder], key=lambda pair: pair[0]):
                if isinstance(node, _Folder):
                    yield f"{path}{name}", None
                    yield from walk(node, f"{path}{name}/")
                elif not name.endswith("-shm"):  # SQLite makes it anew
                    if node not in found:
                        found[node] = node.after_power_loss(way, chance)
                    yield f"{path}{name}", found[node]

        return dict(walk(self._top, ""))

    def _changes_after(self, way: str, chance: random.Random) -> Sequence[_NameChange]:
        match way:
            case "none" | "content only":
                return ()
            case "in order":
                return self._changes[: chance.randint(0, len(self._changes))]
            case "in any order":
                return [change for change in self._changes if chance.random() < 0.5]
        return self._changes

    # -- what changes it ----------------------------------------------------------------

    def _open_file(self, path: str | None, flags: str, handle: int) -> bool:
        self._open.pop(handle, None)
        if path is None:
            return False
        node = self._node(path)
        changed = False
        if node is None:
            if "O_CREAT" not in flags:
                return False
            node = _File()
            changed = self._give(path, node)
        self._open[handle] = (node, 0)
        if "O_TRUNC" in flags and isinstance(node, _File) and node.content:
            node.change(0, None)
            return True
        return changed

    def _write(self, handle: int, written: bytes, at: int | None = None) -> bool:
        node, position = self._open.get(handle, (None, 0))
        if not isinstance(node, _File):
            return False
        if self._names.get((self._top, _SAID)) is node:
            self.said += written
            return False
        node.change(position if at is None else at, written)
        if at is None:
            self._open[handle] = (node, position + len(written))
        return True

    def _send(self, words: Sequence[str], sent: int) -> bool:
        node, _ = self._open.get(int(words[1]), (None, 0))
        start = _FIRST_NUMBER.search(words[2])
        if not isinstance(node, _File) or start is None:
            return self._refuse_open("sendfile", words[:1])
        at = int(start.group())
        return self._write(int(words[0]), bytes(node.content[at : at + sent]))

    def _close(self, handle: int) -> bool:
        self._open.pop(handle, None)
        return False

    def _copy_handle(self, handle: int, made: int) -> bool:
        if handle in self._open:
            self._open[made] = self._open[handle]
        return False

    def _seek(self, handle: int, position: int) -> bool:
        if handle in self._open:
            self._open[handle] = (self._open[handle][0], position)
        return False

    def _cut(self, handle: int, length: int) -> bool:
        node, _ = self._open.get(handle, (None, 0))
        if not isinstance(node, _File) or len(node.content) == length:
            return False
        node.change(length, None)
        return True

    def _sync(self, handle: int) -> bool:
        node, _ = self._open.get(handle, (None, 0))
        if isinstance(node, _File):
            node.sync()
        elif node is not None:
            for change in self._changes:
                if change.folder is node:
                    change.apply(self._synced)
            self._changes = [change for change in self._changes if change.folder is not node]
        return node is not None

    def _rename(self, old: str | None, new: str | None) -> bool:
        node = self._node(old)
        if old is None or node is None:
            return self._refuse_path("rename", new)
        name = self._name(new)
        change = _NameChange(name[0], ((self._name(old), node),), (name, node))
        return self._rename_by(change)

    def _link(self, old: str | None, new: str | None) -> bool:
        node = self._node(old)
        return self._refuse_path("link", new) if node is None else self._give(new, node)

    def _give(self, path: str | None, node: _Node) -> bool:
        if path is None:
            return False
        name = self._name(path)
        return self._rename_by(_NameChange(name[0], given=(name, node)))

    def _unlink(self, path: str | None) -> bool:
        node = self._node(path)
        if path is None or node is None:
            return False
        name = self._name(path)
        return self._rename_by(_NameChange(name[0], ((name, node),)))

    def _rename_by(self, change: _NameChange) -> bool:
        change.apply(self._names)
        self._changes.append(change)
        return True

    # -- looking things up --------------------------------------------------------------

    def _path(self, word: str, folder: str = "AT_FDCWD") -> str | None:
        """The path below the root; None where it is elsewhere."""
        name = os.fsdecode(_bytes(word))
        if folder != "AT_FDCWD" and not name.startswith("/"):
            node, _ = self._open.get(int(folder), (None, 0))
            above = next((p for p, n in self._paths() if n is node), None)
            return None if node is None or above is None else f"{above}{name}"
        whole = name if name.startswith("/") else f"{self._root}/{name}"
        if whole == self._root:
            return ""
        return whole.removeprefix(f"{self._root}/") if whole.startswith(f"{self._root}/") else None

    def _paths(self) -> Iterator[tuple[str, _Folder]]:
        """Every folder, with what the paths in it begin with."""
        waiting: list[tuple[str, _Folder]] = [("", self._top)]
        while waiting:
            path, folder = waiting.pop()
            yield path, folder
            waiting += [
                (f"{path}{name}/", node)
                for (above, name), node in self._names.items()
                if above is folder and isinstance(node, _Folder)
            ]

    def _node(self, path: str | None) -> _Node | None:
        if path is None:
            return None
        node: _Node | None = self._top
        for part in path.split("/") if path else ():
            if not isinstance(node, _Folder):
                return None
            node = self._names.get((node, part))
        return node

    def _name(self, path: str | None) -> _Name:
        above, _, name = (path or "").rpartition("/")
        folder = self._node(above)
        if not isinstance(folder, _Folder):
            raise UnknownCall(path)
        return folder, name

    def _refuse_open(self, call: str, words: Sequence[str]) -> bool:
        if any(word.isdecimal() and int(word) in self._open for word in words):
            raise UnknownCall(call)
        if any(self._path(word) is not None for word in words if word.startswith('"')):
            raise UnknownCall(call)
        return False

    def _refuse_path(self, call: str, path: str | None) -> bool:
        if path is not None:
            raise UnknownCall(f"{call} {path}")
        return False


def _apply(content: bytearray, at: int, written: bytes | None) -> None:
    end = at if written is None else at + len(written)
    if written is None:
        del content[at:]
    if len(content) < at:
        content.extend(bytes(at - len(content)))
    if written is not None:
        content[at:end] = written


def _sectors(at: int, written: bytes) -> Iterator[tuple[int, bytes]]:
    start = at
    while start < at + len(written):
        end = (start // _SECTOR + 1) * _SECTOR
        yield start, written[start - at : end - at]
        start = end


def _bytes(word: str) -> bytes:
    return word.removeprefix('"').encode("latin-1")


# -- the record ---------------------------------------------------------------------------


def can_record() -> bool:
    """Whether strace is here, and may follow a program."""
    try:
        tried = subprocess.run(
            ["strace", "-o", os.devnull, sys.executable, "-c", ""], check=False, capture_output=True
        )
    except OSError:
        return False
    return tried.returncode == 0


def record(root: Path, *, rounds: int, seed: int) -> Path:
    """Let a program make every kind of write so many times in a folder, and record its calls."""
    trace = root.with_name(f"{root.name}.trace")
    recording = f"strace -f -xx -s 100000000 -e signal=none -e trace={_RECORDED} -o".split()
    numbers = ["--rounds", str(rounds), "--seed", str(seed)]
    program = [sys.executable, "-m", "benchmarks.power_loss", "--write", str(root), *numbers]
    subprocess.run(
        [*recording, str(trace), *program],
        check=True,
        cwd=Path(__file__).resolve().parent.parent,
        env={**os.environ, "TMPDIR": str(root / "tmp"), "HOME": str(root)},
    )
    return trace


def write(root: Path, *, rounds: int, seed: int) -> None:
    """Make every kind of write in a folder, and say in a file there what is kept."""
    chance = random.Random(seed)  # noqa: S311 - what is written
    with (root / _SAID).open("wb", buffering=0) as said:
        worker = Worker(*begun(root), chance)
        said.write(encoded(worker.kept()))
        for _ in range(rounds):
            kinds = list(worker.kinds)
            chance.shuffle(kinds)
            for kind in kinds:
                with suppress(SamsjekkError):
                    worker.do(kind, lambda kept: said.write(encoded(kept)))


def calls(trace: Path) -> Iterator[tuple[str, list[str], int]]:
    """The calls of a record that returned well: the name, what was given, and what came back."""
    with trace.open(encoding="ascii") as lines:
        for line in lines:
            if "<unfinished" in line:
                raise UnknownCall("calls of more than one thread at a time")
            named = _LINE.match(line)
            if named and not named[3].startswith("-"):
                yield named[1], [_plain(word) for word in named[2].split(", ")], int(named[3])


def _plain(word: str) -> str:
    """A word of a record; of a text in hexadecimal, a quotation mark and its bytes as Latin-1."""
    if not word.startswith('"'):
        return word
    return '"' + bytes.fromhex(word.strip('"').replace("\\x", "")).decode("latin-1")


class State(NamedTuple):
    """A state that a disk could be in.

    Attributes:
        point: after how many changes power went.
        way: how much of what was not synced is there, one of `WAYS`.
        tree: what is there.
        kept: what was acknowledged before.
    """

    point: int
    way: str
    tree: dict[str, bytes | None]
    kept: Kept

    def build(self, folder: Path) -> Environment:
        """Write the home to a folder."""
        (folder / "home").mkdir()
        for path, content in self.tree.items():
            if content is None:
                (folder / path).mkdir(exist_ok=True)
            else:
                (folder / path).write_bytes(content)
        return Environment("nb", "Anna", chosen_home=folder / "home")


def states(root: Path, trace: Path, wanted: int, chance: random.Random) -> Iterator[State]:
    """So many states that differ, spread over a record."""
    every = list(calls(trace))
    disk = Disk(root)
    # Backups are many writes of the same kind; syncs and names are few.
    weights = [_WEIGHT.get(call[0], 1) for call in every if disk.call(*call)]
    points = range(1, len(weights) + 1)
    seen: set[bytes] = set()
    for _ in range(_MOST_PASSES):
        left = max(wanted - len(seen), _LEAST_IN_A_PASS)
        chosen = sorted(chance.choices(points, weights, k=left))
        for state in _one_pass(Disk(root), every, chosen, chance):
            known = _digest(state)
            if known not in seen:
                seen.add(known)
                yield state
            if len(seen) == wanted:
                return


def _one_pass(
    disk: Disk,
    every: Iterable[tuple[str, list[str], int]],
    chosen: list[int],
    chance: random.Random,
) -> Iterator[State]:
    point = 0
    for call in every:
        point += disk.call(*call)
        while chosen and chosen[0] == point:
            del chosen[0]
            way = chance.choice(WAYS)
            tree = disk.after_power_loss(way, chance)
            home = {path: c for path, c in tree.items() if path.startswith("home/")}
            yield State(point, way, home, last_said(bytes(disk.said)))


def _digest(state: State) -> bytes:
    digest = hashlib.sha256(encoded(state.kept))
    for path, content in state.tree.items():
        digest.update(f"{path}\0{None if content is None else len(content)}\0".encode())
        digest.update(content or b"")
    return digest.digest()


def differs(root: Path, trace: Path) -> list[str]:
    """The paths in the home where what the record says is not what is there; none if it is true."""
    disk = Disk(root)
    for call in calls(trace):
        disk.call(*call)
    said = disk.after_power_loss("all", random.Random(0))  # noqa: S311 - not asked
    paths = {str(path.relative_to(root)) for path in (root / "home").rglob("*")} | set(said)
    return [
        path
        for path in sorted(paths)
        if path.startswith("home/") and not path.endswith("-shm")
        if path not in said or not _is_as_said(root / path, said[path])
    ]


def _is_as_said(path: Path, content: bytes | None) -> bool:
    return path.is_dir() if content is None else path.is_file() and path.read_bytes() == content


def faults_in(state: State) -> list[str]:
    """What is wrong in a state, in words."""
    with tempfile.TemporaryDirectory() as name:
        return faults_after(state.build(Path(name)), state.kept)


def main(arguments: Sequence[str] | None = None) -> int:
    """Record, build states, look at each, and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--states", type=int, default=1200)
    parser.add_argument("--rounds", type=int, default=_ROUNDS)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--write", type=Path, help="only write, in this folder")
    options = parser.parse_args(arguments)
    if options.write:
        write(options.write, rounds=options.rounds, seed=options.seed)
        return 0
    if not can_record():
        print("strace is not here, or may not follow a program.")
        return 2
    began, looked, wrong = time.monotonic(), 0, 0
    with tempfile.TemporaryDirectory() as name:
        root = Path(name, "disk")
        root.mkdir()
        trace = record(root, rounds=options.rounds, seed=options.seed)
        if untrue := differs(root, trace):
            print(f"The record is not of what is there: {', '.join(untrue)}")
            return 2
        chance = random.Random(options.seed)  # noqa: S311 - which states
        with suppress(KeyboardInterrupt):
            for state in states(root, trace, options.states, chance):
                if faults := faults_in(state):
                    wrong += 1
                    doing = state.kept.doing
                    print(f"change {state.point}, {state.way}, {doing}: {'; '.join(faults)}")
                looked += 1
        acknowledged = len((root / _SAID).read_bytes().splitlines()) // 2
    print(
        f"{looked} states after power loss, {acknowledged} acknowledged writes: {wrong} where "
        f"something was lost, did not open, did not verify or was left "
        f"({time.monotonic() - began:.0f} s)"
    )
    return int(wrong > 0 or looked < options.states)


if __name__ == "__main__":
    raise SystemExit(main())
