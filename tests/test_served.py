"""`samsjekk serve` without a browser: who is let in, what may be sent in, what is left behind."""

from __future__ import annotations

import asyncio
import os
import re
import shlex
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from importlib import util
from pathlib import Path
from threading import Timer
from types import SimpleNamespace
from typing import NamedTuple, TypeVar
from unittest.mock import AsyncMock

import pytest
from aiohttp import (
    ClientSession,
    ClientWebSocketResponse,
    FormData,
    WSMessage,
    WSMsgType,
    WSServerHandshakeError,
    web,
)
from textual.widgets import Input, Static
from textual_serve.download_manager import DownloadManager

from checklist.cli import main
from checklist.errors import ExitCode
from checklist.i18n import Translator
from checklist.machine import STALE_SECONDS, UNFINISHED, Environment
from checklist.serving import LOOPBACK, BrowserServer, Guard, Request, Uploads, new_token
from checklist.serving import tab as tab_module
from checklist.serving.tab import Tab, open_socket, run_tab
from checklist.serving.uploads import RefusedUpload
from checklist.tui.explaining import commands_here
from tests.crawl import opened
from tests.terminal import in_front, on_screen, press, told
from tests.test_tui_files import settle

GUARD = Guard(8000, "key")
OWN = Request(LOOPBACK, GUARD.host, GUARD.origin, "/key/ws", acts=True)

_Awaited = TypeVar("_Awaited")
_LONG_SECONDS = 60
"""Longer than anything here takes on a busy machine, and than the server's own bounds together."""

A_PROGRAM = """
import os, sys
open(sys.argv[1], "w").write(str(os.getpid()))
out = sys.stdout.buffer
out.write(b"__GANGLION__\\nD" + (2).to_bytes(4, "big") + b"hi")
out.flush()
while told := sys.stdin.buffer.read(1):
    told = sys.stdin.buffer.read(int.from_bytes(sys.stdin.buffer.read(4), "big"))
    if b"quit" in told:
        break
"""
"""What the server takes for a program: it ends when it is told to, or at the end of its input."""


@pytest.mark.parametrize(
    ("request_", "said"),
    [
        (OWN._replace(remote="192.168.1.7"), "bare nettleseren på maskinen"),
        (OWN._replace(host="evil.example:8000"), "begynner med http://127.0.0.1:8000"),
        (OWN._replace(host="127.0.0.1:8001"), "begynner med"),
        (OWN._replace(host=None), "begynner med"),
        (OWN._replace(origin="http://evil.example"), "bare sin egen side"),
        (OWN._replace(origin="null"), "bare sin egen side"),
        (OWN._replace(origin=None), "bare sin egen side"),
        (OWN._replace(path="/ws"), "mangler nøkkelen"),
        (OWN._replace(path="/kez/ws"), "mangler nøkkelen"),
        (OWN._replace(path="/æ/ws"), "mangler nøkkelen"),
        (OWN._replace(path="//key/ws"), "mangler nøkkelen"),
    ],
)
def test_nobody_else_is_answered(request_: Request, said: str) -> None:
    refusal = GUARD.refusal(request_)
    assert refusal is not None
    assert said in str(refusal)


def test_the_page_itself_is_answered_and_a_read_needs_no_origin() -> None:
    assert GUARD.refusal(OWN) is None
    assert GUARD.refusal(OWN._replace(origin=None, acts=False)) is None
    assert new_token() != new_token()


class Served(NamedTuple):
    """A server that runs, its address, and the file that says which program it began."""

    address: str
    host: str
    told: Path


@asynccontextmanager
async def served(home: Path, command: str = "") -> AsyncIterator[Served]:
    home.mkdir(exist_ok=True)
    program, pid = home / "program.py", home / "pid"
    program.write_text(A_PROGRAM, encoding="utf-8")
    listening = socket.create_server((LOOPBACK, 0))
    guard = Guard(listening.getsockname()[1], "key")
    words = shlex.join([sys.executable, str(program), str(pid)])
    server = BrowserServer(guard, command or f"exec {words}", Environment.of_process(), None)
    runner = web.AppRunner(server.application(), shutdown_timeout=10)
    await runner.setup()
    await web.SockSite(runner, listening).start()
    try:
        yield Served(guard.address, guard.host, pid)
    finally:
        await within("the server to end", runner.cleanup())


async def within(what: str, awaited: Awaitable[_Awaited]) -> _Awaited:
    """Wait for something, and say what it was where it never comes."""
    try:
        async with asyncio.timeout(_LONG_SECONDS):
            return await awaited
    except TimeoutError:
        raise AssertionError(f"waited {_LONG_SECONDS} seconds for {what}") from None


async def opened_tab(session: ClientSession, here: Served) -> ClientWebSocketResponse:
    tab = session.ws_connect(f"{here.address}ws", origin=here.address[:-5])
    return await within("the tab to be opened", tab)


def is_running(pid: Path) -> bool:
    if sys.platform == "win32":
        pytest.skip("Windows has no signal that only asks")
    try:
        os.kill(int(pid.read_text(encoding="utf-8")), 0)
    except ProcessLookupError:
        return False
    return True


async def test_what_is_refused_gets_a_sentence_and_no_page_reaches_out(home: Path) -> None:
    async with served(home) as here, ClientSession() as session:
        for headers in ({"Host": "evil.example"}, {"Origin": "http://evil.example"}):
            async with session.get(here.address, headers=headers) as answer:
                assert answer.status == 403
                assert "samsjekk svarer bare" in await answer.text()
        async with session.get(here.address.replace("key", "other")) as answer:
            assert answer.status == 403
            assert "mangler nøkkelen" in await answer.text()
        with pytest.raises(WSServerHandshakeError) as refused:
            await session.ws_connect(f"{here.address}ws", origin="http://evil.example")
        assert refused.value.status == 403
        for page in ("", "files", "about", "own/page.css", "own/page.js"):
            async with session.get(here.address + page) as answer:
                assert answer.status == 200
                policy = answer.headers["Content-Security-Policy"]
                assert "default-src 'none'" in policy
                assert "frame-ancestors 'none'" in policy
                addresses = set(re.findall(r"(?:https?|wss?)://[^\"' )]+", await answer.text()))
                assert addresses <= {f"ws://{here.host}/key/ws"}
        async with session.get(f"{here.address}download/none") as answer:
            assert answer.status == 404
        for page in ("own/../server.py", "own", "ws", "nowhere"):
            async with session.get(f"{here.address}{page}") as answer:
                assert answer.status >= 400
                assert f"Gå tilbake til {here.address}" in await answer.text()
    assert not here.told.exists(), "no program was begun"


async def test_who_opens_more_tabs_than_there_is_room_for_is_told(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("checklist.serving.server._MOST_TABS", 0)
    async with served(home) as here, ClientSession() as session:
        async with session.get(here.address) as answer:
            assert answer.status == 503
            assert "Lukk en av dem" in await answer.text()
        with pytest.raises(WSServerHandshakeError):
            await opened_tab(session, here)
    assert not here.told.exists(), "no program was begun"


async def test_the_pages_speak_the_language_that_is_chosen_now(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with served(home) as here, ClientSession() as session:
        for language, words in (("nn", "Hjelp, og for skjermlesar"), ("en", "Help, and for")):
            monkeypatch.setenv("SAMSJEKK_LANG", language)
            async with session.get(here.address) as answer:
                text = await answer.text()
            assert f'<html lang="{language}">' in text
            assert words in text


@pytest.mark.skipif(sys.platform == "win32", reason="the program is begun as by sh")
async def test_a_tab_that_goes_without_a_word_leaves_no_program(home: Path) -> None:
    async with served(home) as here, ClientSession() as session:
        tab = await opened_tab(session, here)
        assert await within("the program to write", tab.receive_bytes()) == b"hi"
        assert is_running(here.told)
        for sense in ("no json", '["stdin"]', '["resize", {"width": "x", "height": -1}]', "[]"):
            await tab.send_str(sense)
        response = tab._response
        assert response.connection is not None
        assert response.connection.transport is not None
        response.connection.transport.abort()
        await within("the tab to close", tab.close())
    assert not is_running(here.told), "the server has ended, and all that it began"


@pytest.mark.skipif(sys.platform == "win32", reason="the program is begun as by sh")
async def test_a_program_that_ends_closes_its_tab(home: Path) -> None:
    ended = f"echo $$ > {shlex.quote(str(home / 'pid'))}; exec false"
    async with served(home, ended) as here, ClientSession() as session:
        tab = await opened_tab(session, here)
        last = await within("the server to close the tab", tab.receive())
        assert last.type.name in ("CLOSE", "CLOSING", "CLOSED")
        await within("the tab to close", tab.close())
    assert not is_running(here.told)


async def test_a_program_that_was_gone_before_it_was_listened_to_closes_its_tab(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    closed: list[bool] = []

    async def close() -> None:
        closed.append(True)

    socket = open_socket()
    monkeypatch.setattr(socket, "close", close)
    written, errors = asyncio.StreamReader(), asyncio.StreamReader()
    written.feed_eof()
    tab = Tab("", socket, DownloadManager())
    # What it wrote has ended already, so nobody has begun to read its errors.
    monkeypatch.setattr(tab, "_process", SimpleNamespace(stdout=written, stderr=errors))
    await within("the tab to be let go", tab.run())
    assert closed


async def for_ever(*_what: object) -> None:
    await asyncio.Event().wait()


async def test_a_program_that_does_not_read_what_is_typed_is_stopped(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stopped: list[bool] = []

    async def stop() -> None:
        stopped.append(True)

    socket = open_socket()
    typed = WSMessage(WSMsgType.TEXT, '["stdin", "x"]', None)
    monkeypatch.setattr(socket, "receive", AsyncMock(return_value=typed))
    tab = Tab("", socket, DownloadManager())
    monkeypatch.setattr(tab_module, "_UNREAD_SECONDS", 0)
    monkeypatch.setattr(tab, "_stdin", SimpleNamespace(write=lambda _data: None, drain=for_ever))
    monkeypatch.setattr(tab, "start", AsyncMock())
    monkeypatch.setattr(tab, "stop", stop)
    await within("the program to be stopped", run_tab(tab, socket, "80", "24"))
    assert stopped


async def sent_in(uploads: Uploads, name: str, *parts: bytes) -> str:
    coming = iter((*parts, b""))

    async def next_part() -> bytes:
        return next(coming)

    return await uploads.take_in(name, next_part)


async def test_names_that_are_sent_in_are_made_safe(tmp_path: Path) -> None:
    uploads = Uploads(tmp_path / "opplastet")
    wanted = {
        "plan.pdf": "plan.pdf",
        "../../x": "_.._x",
        "/etc/passwd": "_etc_passwd",
        "C:\\Users\\a.pdf": "C__Users_a.pdf",
        "CON": "_CON",
        "con.txt": "_con.txt",
        ".skjult": "skjult",
        "..": "_",
        "a\x00b\x1b[2J": "a_b_[2J",
        "a\u030asen.pdf": "åsen.pdf",
        "\udce5.pdf": "_.pdf",
        "plan\u202efdp.exe": "plan_fdp.exe",
    }
    for name, safe in wanted.items():
        assert await sent_in(uploads, name, b"x") == safe
    long = await sent_in(uploads, "å" * 300 + ".pdf", b"x")
    assert len(long.encode()) <= 240
    assert long.endswith(".pdf")
    assert await sent_in(uploads, "plan.pdf", b"other") == "plan (2).pdf"
    assert (uploads.folder / "plan.pdf").read_bytes() == b"x"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["opplastet"]
    names = {path.name for path in uploads.folder.iterdir()}
    assert names == {*wanted.values(), long, "plan (2).pdf"}


async def test_no_more_is_taken_in_than_agreed(tmp_path: Path) -> None:
    uploads = Uploads(tmp_path / "opplastet", largest=10, most=15)
    with pytest.raises(RefusedUpload, match="for stor"):
        await sent_in(uploads, "a", b"12345", b"67890", b"1")
    assert await sent_in(uploads, "a", b"1234567890") == "a"
    with pytest.raises(RefusedUpload, match="ikke plass"):
        await sent_in(uploads, "b", b"123456")
    assert [path.name for path in uploads.folder.iterdir()] == ["a"], "nothing is left of those"
    uploads.remove("../a")
    uploads.remove("a")
    uploads.remove("a")
    assert uploads.all() == ()


async def test_what_a_server_that_was_killed_left_is_removed_when_it_is_stale(
    home: Path,
) -> None:
    folder = Environment.of_process().uploads
    for name, age in (("old", STALE_SECONDS + 60), ("new", 0)):
        left = folder / f"{UNFINISHED}{name}"
        left.mkdir(parents=True)
        (left / "whole").write_bytes(b"x")
        for path in (left / "whole", left):
            os.utime(path, (time.time() - age,) * 2)
    async with served(home):
        assert [path.name for path in folder.iterdir()] == [f"{UNFINISHED}new"]


async def test_more_files_than_are_taken_at_once_are_said(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("checklist.serving.server._MOST_FILES", 2)
    async with served(home) as here, ClientSession() as session:
        for number, words in ((2, False), (3, True)):
            form = FormData()
            for name in range(number):
                form.add_field("file", b"1", filename=f"{name}.txt")
            post = session.post(
                f"{here.address}files", data=form, headers={"Origin": here.address[:-5]}
            )
            async with post as answer:
                text = await answer.text()
            assert (text.count("✓"), "Resten ble ikke lastet opp" in text) == (2, words)


async def test_the_form_takes_several_files_and_removes_one(home: Path) -> None:
    async with served(home) as here, ClientSession() as session:
        own = {"Origin": here.address[:-5]}
        form = FormData(quote_fields=False)
        form.add_field("file", b"1", filename="a <b>.txt")
        form.add_field("file", b"2", filename="../c.txt")
        async with session.post(f"{here.address}files", data=form, headers=own) as answer:
            text = await answer.text()
        assert "✓ Lastet opp: a _b_.txt" in text
        uploads = Environment.of_process().uploads
        assert {path.name for path in uploads.iterdir()} == {"a _b_.txt", "_c.txt"}
        for name in ("_c.txt", "../pid"):
            data = {"name": name}
            async with session.post(f"{here.address}remove", data=data, headers=own) as answer:
                assert answer.status == 200
        assert [path.name for path in uploads.iterdir()] == ["a _b_.txt"]
        async with session.post(f"{here.address}files", data=b"", headers=own) as answer:
            assert "Ingen fil ble valgt" in await answer.text()
        for sent in (
            b"x",
            b"--x\r\nContent-Disposition: form-data; name=a; filename=a\x1b[2J\r\n\r\n\r\n--x--",
        ):
            kind = {"Content-Type": "multipart/form-data; boundary=x"}
            post = session.post(f"{here.address}files", data=sent, headers={**own, **kind})
            async with post as answer:
                assert (answer.status, "kunne ikke leses" in await answer.text()) == (200, True)
        async with session.post(f"{here.address}files", data=b"") as answer:
            assert answer.status == 403, "another page may not send anything in"


@pytest.mark.usefixtures("home")
def test_without_the_extra_a_sentence_says_how_to_get_it(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("checklist.cli.commands.serving.find_spec", lambda _name: None)
    assert main(["serve", "--no-open"]) == ExitCode.REFUSED
    assert 'pip install "samsjekk[web]"' in capsys.readouterr().err
    assert util.find_spec("textual_serve") is not None


@pytest.mark.usefixtures("home")
def test_a_port_that_is_taken_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server((LOOPBACK, 0)) as taken:
        port = taken.getsockname()[1]
        assert main(["serve", "--no-open", "--port", str(port)]) == ExitCode.REFUSED
    said = capsys.readouterr().err
    assert f"Port {port} kan ikke brukes" in said
    assert said.count(str(port)) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="pipes are read otherwise there")
@pytest.mark.usefixtures("home")
def test_a_program_whose_server_is_gone_ends_by_itself() -> None:
    driver = {
        "SAMSJEKK_BROWSER": "1",
        "TEXTUAL_DRIVER": "textual.drivers.web_driver:WebDriver",
        "COLUMNS": "80",
        "ROWS": "24",
    }
    with subprocess.Popen(
        [sys.executable, "-m", "checklist"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=os.environ | driver,
    ) as program:
        assert program.stdout is not None
        # One that never begins or never ends is ended, and that is seen below.
        bound = Timer(_LONG_SECONDS, program.kill)
        bound.start()
        begun = program.stdout.readline()
        program.communicate()
        bound.cancel()
    assert begun == b"__GANGLION__\n"
    assert program.returncode == 0


@pytest.mark.usefixtures("home")
async def test_in_the_browser_the_picker_shows_what_was_sent_in_and_nothing_else(
    tmp_path: Path,
) -> None:
    (tmp_path / "hemmelig.pdf").write_bytes(b"x")
    main(["example", "nes-2018", "--as", "nes"])
    async with opened("nes", in_browser=True) as pilot:
        await press(pilot, "e", "+", "enter", "ctrl+o")
        await settle(pilot)
        assert "Velg «Last opp filer» øverst på siden" in on_screen(pilot)
        assert str(tmp_path) not in on_screen(pilot)
        await press(pilot, "left")
        await settle(pilot)
        assert "Filer du har lastet opp" in on_screen(pilot), "there is nothing above"
        secret = str(tmp_path / "hemmelig.pdf")
        in_front(pilot).query_one(Input).value = secret
        await press(pilot, "enter")
        assert "ikke noe annet" in on_screen(pilot)
        await press(pilot, "escape")
        place = in_front(pilot).query_one("#place", Input)
        note = in_front(pilot).query_one("#note-place", Static)
        place.focus()
        place.value = secret
        await press(pilot, "enter")
        assert "I nettleseren kan du bruke filer du har lastet opp" in str(note.content)
        uploads = Environment.of_process().uploads
        uploads.mkdir()
        (uploads / "plan.pdf").write_bytes(b"x")
        place.focus()
        place.value = "plan.pdf"
        await press(pilot, "enter")
        assert "fil: plan.pdf" in str(note.content)


@pytest.mark.usefixtures("home")
async def test_in_the_browser_what_needs_the_disk_says_so() -> None:
    main(["example", "nes-2018", "--as", "nes"])
    async with opened("nes", (80, 50), in_browser=True) as pilot:
        pilot.app.action_share()  # type: ignore[attr-defined]  # it is SamsjekkApp
        assert "kan ikke begynne i nettleseren" in told(pilot)
        offered = [command.key for command in commands_here(in_front(pilot), (), Translator())]
        assert "ctrl+q" in offered
        assert "ctrl+l" not in offered, "there is no shell to put the program aside in"
