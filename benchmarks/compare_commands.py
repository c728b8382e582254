"""What two checkouts say by command and line by line.

`python -m benchmarks.compare_commands FOLDER OTHER [--lang LANGUAGE]`. Each checkout does the same
things one after the other in a home of its own: the help of every command, changes and refusals,
and a walk line by line. What each command prints and how it ends is compared, and listed with the
lines that differ; 1 when anything does. Ids of events and times of day are not compared.
"""

from __future__ import annotations

import argparse
import difflib
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path

from benchmarks.checkouts import COMMAND, checkout, variables

LANGUAGES = ("nb", "nn", "en")

HELP = """
; example; new; list; remove; settings; walk; answer; evidence; evidence add; evidence files;
evidence list; evidence where; evidence renew; evidence link; evidence unlink; evidence remove;
action; action add; action set; action list; action withdraw; recommendation; recommendation add;
recommendation list; recommendation judge; apply; upgrade; undo; redo; alone; together; verdict;
statement; status; show; search; report; history; verify; criteria; criteria list; criteria show;
criteria check; criteria new; criteria schema; sources; templates; templates list; templates copy;
templates schema
"""
"""The commands whose help is compared."""

COMMANDS = """
example
example nes-2018 --as nes
example nes-2018 --as nes
example nothing
new --municipality Nes --criteria psykisk-helse-rus-voksne --date 2026-11-20 --as mine
new --municipality 9999 --criteria psykisk-helse-rus-voksne
new --municipality 3228 --criteria nothing
new --municipality 3228 --criteria psykisk-helse-rus-voksne --date 2026-13-01
list
list --json
settings
settings --role leder
settings --language xx
answer nes ke-etablert-finnes partly --comment Prøvd
answer nes ke-etablert-finns no
answer nes ke-etablert-finnes maybe
answer nes ke-etablert-finnes yes --count 5 --of 3
answer nes ke-etablert-finnes yes --number abc
answer nes ke-etablert-finnes yes --ask nobody
answer none ke-etablert-finnes yes
undo nes
undo nes
redo nes
redo nes
evidence add nes --title Rutine --date 2025-02 --archive 25/1-2 --as rutine
evidence add nes --title Rutine --date 13.13.13
evidence add nes --title Møte --kind interview --role Leder --as motet
evidence add nes --title Tall --kind figure
evidence add nes --title Prøve --kind file_sample --count 9 --of 5
evidence list nes
evidence where nes motet
evidence link nes motet ke-etablert-ressurs
evidence unlink nes motet ke-etablert-ressurs
evidence renew nes motet
evidence files nes nothing.txt
evidence remove nes motet
evidence remove nes motet
action add nes ke-etablert --what Prøve --deadline 2027-06-01 --as prove
action add nes ke-etablert --what Prøve --deadline soon
action set nes prove --status started
action set nes prove
action list nes
action withdraw nes prove
recommendation add nes --text Prøve --given-by Kommunestyret --date 2017 --as be-om
recommendation list nes
recommendation judge nes be-om partly
recommendation judge nes be-om partly --reason Prøvd
verdict nes ke-etablert met
verdict nes ke-etablert met --reason Prøvd
verdict nes ke-etablert none
statement nes
statement nes --text Sett --date 2026-11-21
apply nes nothing.yaml
upgrade nes --dry-run
status nes
status nes --json
status nes --part conclusion
status nes --part map
status nes --part findings
status nes --part lacking
status nes --part unknown
status nes --part actions
show nes ke-etablert
show nes ke-etabler
search nes koordinator plan
history nes
history nes --criterion ke-etablert
verify nes
alone nes start --with Per
alone nes status
alone nes end
together nes
together nes --json
report nes --format md --date 2026-11-25
report nes --template nothing
report nes --format html --template all
report nes --role nobody
criteria list
criteria show psykisk-helse-rus-voksne
criteria new
criteria check nothing.yaml
sources
templates list
remove nes
remove mine
nothing
"""
"""One after the other, each line a command."""

WALK = """
j
d Prøvd.
n
v
?
l
i
k En merknad.
m 3 av 5
m abc
m
e
e 1
t
t Prøve
a
a 1
b
u
o
o 2
h
r
w
z
y
-
<
>
/ plan
f
f 9
ja
q
"""
"""What is written in a walk line by line."""

_AT_ONCE = 2
_LINES = 30
_NOT_COMPARED = re.compile(r"\d\d:\d\d(:\d\d(\.\d+)?)?|\b[0-9a-f]{8}-[0-9a-f-]{27}\b")


def said(folder: Path, home: Path, language: str) -> Iterator[tuple[str, str]]:
    """What each command says in a checkout, by its words."""
    for words in " ".join(HELP.split()).split(";"):
        yield _run(folder, home, language, f"{words.strip()} --help".strip())
    for line in COMMANDS.strip().splitlines():
        yield _run(folder, home, language, line)
        if line.startswith("new --municipality Nes"):
            yield _run(folder, home, language, "walk mine --plain", WALK)
        if line.startswith("example nes-2018"):
            yield _run(folder, home, language, "walk nes --plain --only findings", WALK)


def _run(folder: Path, home: Path, language: str, line: str, answers: str = "") -> tuple[str, str]:
    ended = subprocess.run(
        [*COMMAND, *line.split()],
        env=variables(folder, home, language),
        cwd=home,
        check=False,
        input=answers.lstrip("\n").encode(),
        capture_output=True,
    )
    parts = (ended.stdout, ended.stderr, f"ended with {ended.returncode}".encode())
    text = "\n".join(part.decode(errors="backslashreplace") for part in parts)
    return line, _NOT_COMPARED.sub("~", text.replace(str(home), "HOME"))


def main() -> int:
    """List what differs; 1 when anything does."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.compare_commands", description=__doc__
    )
    parser.add_argument("folder", type=checkout, help="a folder with a checkout")
    parser.add_argument("other", type=checkout, help="a folder with another one")
    parser.add_argument("--lang", action="append", choices=LANGUAGES, help="only this one (all)")
    options = parser.parse_args()
    differ = count = 0
    with tempfile.TemporaryDirectory() as work, ThreadPoolExecutor(_AT_ONCE) as pool:
        for language in options.lang or LANGUAGES:
            homes = [Path(work) / f"{side}-{language}" for side in "ab"]
            for home in homes:
                home.mkdir()
            folders = (options.folder, options.other)
            running = [
                pool.submit(lambda *where: list(said(*where)), folder, home, language)
                for folder, home in zip(folders, homes, strict=True)
            ]
            ours, other = (job.result() for job in running)
            for (line, one), (_, another) in zip(ours, other, strict=True):
                count += 1
                if one != another:
                    differ += 1
                    lines = difflib.unified_diff(
                        another.splitlines(), one.splitlines(), lineterm="", n=0
                    )
                    print(f"{language} samsjekk {line}", *islice(lines, 2, _LINES), sep="\n    ")
    print(f"{differ} of {count} commands differ")
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main())
