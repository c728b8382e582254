"""The file that GitHub would run, held to what can be held without GitHub."""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parent.parent
TEXT = (ROOT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8")
WORKFLOW = yaml.safe_load(TEXT)
JOBS: dict[str, dict[str, Any]] = WORKFLOW["jobs"]
WINDOWS_ONLY = {"powershell", "cmd"}
UNIX, WINDOWS = "runner.os != 'Windows'", "runner.os == 'Windows'"


def steps() -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:
    """Each step with its job and a name to tell it by."""
    for name, job in JOBS.items():
        for step in job["steps"]:
            yield f"{name}: {step.get('name', step.get('uses'))}", job, step


def shell_of(job: dict[str, Any], step: dict[str, Any]) -> str | None:
    """The shell that a step asks for."""
    found: str | None = step.get("shell") or job.get("defaults", {}).get("run", {}).get("shell")
    return found


def test_every_python_that_is_claimed_is_tried_on_every_system() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    claimed = re.findall(r"Python :: (\d\.\d+)", "\n".join(project["classifiers"]))
    assert JOBS["tests"]["strategy"]["matrix"] == {
        "system": ["ubuntu-latest", "macos-latest", "windows-latest"],
        "python": claimed,
    }
    assert project["requires-python"] == f">={claimed[0]}"


def test_a_step_asks_for_a_shell_that_its_system_has() -> None:
    for name, job, step in steps():
        if "run" not in step:
            continue
        shell = shell_of(job, step)
        if shell is None:  # bash on Linux, PowerShell on Windows
            assert job["runs-on"].startswith("ubuntu"), name
        elif shell in WINDOWS_ONLY:
            assert step.get("if") == WINDOWS, name
        else:
            assert shell in ("bash", "pwsh"), name


def test_the_lines_of_the_readme_are_run_each_in_its_shells() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    told = set(re.findall(r"<!-- command: ([\w-]+) -->", readme))
    assert set(re.findall(r"readme_command\.py ([\w-]+)", TEXT)) == told
    for name, _job, step in steps():
        for command in re.findall(r"readme_command\.py ([\w-]+)", step.get("run", "")):
            assert step["if"] == (WINDOWS if command.endswith("-windows") else UNIX), name
    shells = {
        shell_of(job, step)
        for _, job, step in steps()
        if "readme_command.py open-windows" in step.get("run", "")
    }
    assert shells == WINDOWS_ONLY


def test_a_run_may_read_and_only_a_release_may_write() -> None:
    assert WORKFLOW["permissions"] == {"contents": "read"}
    given = {name: job["permissions"] for name, job in JOBS.items() if "permissions" in job}
    assert given == {"release": {"contents": "write"}}
    assert JOBS["release"]["if"] == "startsWith(github.ref, 'refs/tags/v')"
    assert set(JOBS["release"]["needs"]) == set(JOBS) - {"release"}
    assert "pull_request_target" not in TEXT
    assert "secrets." not in TEXT
    for name, _, step in steps():
        if "checkout@" in step.get("uses", ""):
            assert step["with"] == {"persist-credentials": False}, name


def test_nothing_from_outside_is_pasted_into_a_command() -> None:
    for name, _, step in steps():
        for pasted in re.findall(r"\$\{\{(.*?)\}\}", step.get("run", "")):
            assert pasted.strip().startswith("runner.os "), name


def test_what_is_fetched_is_pinned_to_a_commit_and_says_its_version() -> None:
    fetched = re.findall(r"uses: (.*)", TEXT)
    assert fetched
    for line in fetched:
        assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line), line


def test_every_job_ends_and_what_is_taken_was_made() -> None:
    assert all(job["timeout-minutes"] <= 90 for job in JOBS.values())
    made = {step["with"]["name"] for _, _, step in steps() if "upload-artifact" in str(step)}
    assert made == {"wheel", "single-file-${{ matrix.name }}"}
    names = [each["name"] for each in JOBS["single-file"]["strategy"]["matrix"]["include"]]
    assert f"for system in {' '.join(names)}; do" in TEXT
    for module in re.findall(r"python -m ((?:tools|benchmarks)\.\w+)", TEXT):
        assert (ROOT / f"{module.replace('.', '/')}.py").is_file(), module


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash here")
def test_what_bash_is_to_run_can_be_read_by_it() -> None:
    for name, job, step in steps():
        if "run" in step and shell_of(job, step) in (None, "bash"):
            script = re.sub(r"\$\{\{.*?\}\}", "", step["run"])
            ended = subprocess.run(["bash", "-n"], input=script.encode(), check=False)
            assert ended.returncode == 0, name
