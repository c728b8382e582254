"""What two checkouts make of the same assessments, document by document.

`python -m benchmarks.compare_documents FOLDER OTHER [--verbose]`. Each checkout copies every
shipped example by its own command, and an earlier assessment beside it where every third answer
is no. Then it writes the nine documents in every form and language, on the same date. What differs
is listed, with `--verbose` with the lines that do; 1 when anything does.

A PDF is left out: it is laid out from the HTML. Word and Excel files are compared part by part,
and what says when a file or an event was made is not compared.
"""

from __future__ import annotations

import argparse
import difflib
import io
import re
import sys
import tempfile
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import islice, product
from pathlib import Path
from typing import NamedTuple

import yaml

from benchmarks.checkouts import checkout, samsjekk

DATE = "2026-11-25"
LANGUAGES = ("nb", "nn", "en")
EACH_DOCUMENT = ("html", "md", "docx")
"""Forms that every document has."""

WHOLE = ("xlsx", "json", "oscal-results", "oscal-poam")
"""Forms that hold the whole assessment."""

PUBLISHED = ("html", "json")
"""Forms that are compared for publishing as well."""

_AT_ONCE = 2
_LINES = 40
_SUM = re.compile(rb" ?(Kontrollsum|Checksum): [0-9a-f]{32}(-[0-9a-z]+)+\.?")
_WHEN = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
_UUID_OF_FILE = re.compile(rb'(?<=^    "uuid": ")[0-9a-f-]{36}', re.MULTILINE)
"""OSCAL gives a file a new one whenever anything in it is new, and so whenever an event is."""

Files = Mapping[str, bytes]
"""What was made, by a name that says of what and how; a refusal has its words."""


class Job(NamedTuple):
    """One command that writes documents."""

    example: str
    language: str
    form: str
    publish: bool = False


def documents(folder: Path, work: Path, examples: Sequence[str], languages: Sequence[str]) -> Files:
    """Every document that a checkout makes, and what its commands said."""
    jobs = [Job(*words) for words in product(examples, languages, (*EACH_DOCUMENT, *WHOLE))]
    jobs += [Job(*words, publish=True) for words in product(examples, languages[:1], PUBLISHED)]
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        begun = list(pool.map(lambda name: _begin(folder, work, name), examples))
        made = list(pool.map(lambda job: _write(folder, work, job), jobs))
    return {name: content for files in (*begun, *made) for name, content in files.items()}


def _begin(folder: Path, work: Path, example: str) -> Files:
    """Copy an example, and make the earlier assessment that it is compared with."""
    home = work / example
    text = (folder / "examples" / f"{example}.yaml").read_text(encoding="utf-8")
    # Read as texts: "yes" and "no" are answers.
    answers = yaml.load(text, Loader=yaml.BaseLoader)["answers"]  # noqa: S506 - our own file
    every_third = sorted(answer["checkpoint"] for answer in answers)[::3]
    home.mkdir(parents=True)
    no = home / "no.yaml"
    no.write_text(
        "format: 1\nanswers:\n"
        + "".join(f"  - {{checkpoint: {name}, answer: no}}\n" for name in every_third),
        encoding="utf-8",
    )
    said = {}
    for words in (
        ("example", example, "--as", "then"),
        ("apply", "then", str(no)),
        ("example", example, "--as", "now"),
    ):
        said[f"{example}/samsjekk {' '.join(words[:2])}"] = _run(folder, work, example, *words)
    return said


def _write(folder: Path, work: Path, job: Job) -> Files:
    """Write all documents of one form, or the one file that the form has."""
    published = "-published" if job.publish else ""
    label = f"{job.example}/{job.language}{published}"
    # Not among the assessments: nothing is written there.
    output = work / f"{job.example}-{job.language}{published}-{job.form}"
    words = ["report", "now", "--against", "then", "--format", job.form, "--date", DATE]
    words += ["--lang", job.language, "--output", str(output)]
    if job.form in EACH_DOCUMENT:
        words += ["--template", "all"]
    if job.publish:
        words += ["--publish"]
    said = {f"{label}/samsjekk report --format {job.form}": _run(folder, work, job.example, *words)}
    if output.is_dir():
        made = {f"{label}/{path.name}": path.read_bytes() for path in sorted(output.iterdir())}
    else:
        made = {f"{label}/{job.form}": output.read_bytes()} if output.exists() else {}
    return said | {part: text for name, file in made.items() for part, text in _parts(name, file)}


def _parts(name: str, file: bytes) -> Iterator[tuple[str, bytes]]:
    """A file as it is compared: a Word or Excel file is an archive of parts."""
    if not zipfile.is_zipfile(io.BytesIO(file)):
        yield name, _UUID_OF_FILE.sub(b"UUID", _alike(file), count=1)
        return
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        for part in sorted(archive.namelist()):
            yield f"{name}/{part}", _alike(archive.read(part))


def _alike(content: bytes) -> bytes:
    """Without moments, and without checksums: no two copies of an example have the same."""
    return _SUM.sub(b"", _WHEN.sub(b"WHEN", content))


def _run(folder: Path, work: Path, example: str, *words: str) -> bytes:
    """What a command says, without where its home is.

    Raises:
        RuntimeError: it refused; the error has its words.
    """
    ended = samsjekk(folder, work / example, *words)
    said = (ended.stdout + ended.stderr).replace(str(work).encode(), b"WORK")
    if ended.returncode:
        raise RuntimeError(f"samsjekk {' '.join(words)} in {folder}: {said.decode()}")
    return said


def lines(content: bytes) -> list[str]:
    """A file as lines: of XML a tag begins each."""
    text = content.decode(errors="backslashreplace")
    if text.startswith("<?xml"):
        text = text.replace("<", "\n<")
    return text.splitlines()


def main() -> int:
    """List what differs; 1 when anything does."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.compare_documents", description=__doc__
    )
    parser.add_argument("folder", type=checkout, help="a folder with a checkout")
    parser.add_argument("other", type=checkout, help="a folder with another one")
    parser.add_argument("--example", action="append", help="only this one (all); can be repeated")
    parser.add_argument("--lang", action="append", help="only this one (all); can be repeated")
    parser.add_argument("--verbose", action="store_true", help="show the lines that differ")
    options = parser.parse_args()
    examples = options.example or sorted(
        {path.stem for path in (options.folder / "examples").glob("*.yaml")}
        | {path.stem for path in (options.other / "examples").glob("*.yaml")}
    )
    languages = options.lang or LANGUAGES
    with tempfile.TemporaryDirectory() as work:
        ours = documents(options.folder, Path(work) / "ours", examples, languages)
        other = documents(options.other, Path(work) / "other", examples, languages)
    differ = 0
    for name in sorted(ours.keys() | other.keys()):
        if ours.get(name) == other.get(name):
            continue
        differ += 1
        only = options.folder if name in ours else options.other
        print(name if name in ours and name in other else f"{name}: only in {only}")
        if options.verbose and name in ours and name in other:
            changed = difflib.unified_diff(lines(other[name]), lines(ours[name]), lineterm="", n=0)
            print(*(f"    {line[:300]}" for line in islice(changed, 2, _LINES)), sep="\n")
    print(f"{differ} of {len(ours.keys() | other.keys())} files differ")
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main())
