"""One tab in the browser: a process of its own, that is gone when the tab is."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

from aiohttp import WSMsgType, web
from textual_serve.app_service import AppService
from textual_serve.download_manager import DownloadManager

_END_SECONDS = 5.0
"""How long a process has to end by itself; then it is told by the end of its input."""

_MOST_CELLS = 500
"""Columns or lines that a tab is given."""

_HEARTBEAT_SECONDS = 15.0

_UNREAD_SECONDS = 60.0
"""How long a process may leave unread what is typed; the heartbeat is as strict with a browser."""


class Tab(AppService):
    """The process behind a tab. What it writes goes to the socket for as long as that is open."""

    def __init__(
        self, command: str, socket: web.WebSocketResponse, downloads: DownloadManager
    ) -> None:
        super().__init__(
            command,
            write_bytes=_while_open(socket.send_bytes),
            write_str=_while_open(socket.send_str),
            close=_while_open(socket.close),
            download_manager=downloads,
        )

    async def run(self) -> None:
        """Pass on what the process writes, and close the tab when the process has ended."""
        try:
            # Where the process was gone before its errors were listened to, the listening is ended
            # by an error of its own.
            with suppress(asyncio.CancelledError):
                await super().run()
        finally:
            await self.remote_close()

    async def stop(self) -> None:
        """Ask the process to end, leave it nothing to wait for, and see it end."""
        with suppress(TimeoutError):
            await asyncio.wait_for(super().stop(), _END_SECONDS)
        self.stdin.close()
        # textual-serve waits for what it writes to end, and keeps the process to itself.
        if self._process is not None:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._process.wait(), _END_SECONDS)


def open_socket() -> web.WebSocketResponse:
    """A socket that notices when the other end is gone without a word."""
    return web.WebSocketResponse(heartbeat=_HEARTBEAT_SECONDS)


async def run_tab(tab: Tab, socket: web.WebSocketResponse, width: str, height: str) -> None:
    """Let a process and a socket talk to each other until one of them ends, or does not read.

    While a process does not read, nobody sees that the socket closes.
    """
    await tab.start(_cells(width, 80), _cells(height, 24))
    try:
        with suppress(TimeoutError):
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    async with asyncio.timeout(_UNREAD_SECONDS):
                        await _pass_on(_read(message.data), tab, socket)
    finally:
        await tab.stop()


async def _pass_on(message: Any, tab: Tab, socket: web.WebSocketResponse) -> None:
    """Do what the page asks for; what it never asks for is left out."""
    match message:
        case ["stdin", str(text)]:
            await tab.send_bytes(text.encode(errors="replace"))
        case ["resize", {"width": width, "height": height}]:
            await tab.set_terminal_size(_cells(width, 80), _cells(height, 24))
        case ["ping", str(sent)]:
            with suppress(ConnectionError):
                await socket.send_json(["pong", sent])
        case ["blur"]:
            await tab.blur()
        case ["focus"]:
            await tab.focus()


def _read(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _cells(wanted: object, usual: int) -> int:
    try:
        return max(1, min(int(str(wanted)), _MOST_CELLS))
    except ValueError:
        return usual


def _while_open(write: Callable[..., Awaitable[object]]) -> Callable[..., Awaitable[None]]:
    """A way to write that is silent once the other end is gone.

    An error there would stop the reading of what the process writes, and then the process, which
    waits until somebody reads it.
    """

    async def written(*what: Any) -> None:
        with suppress(ConnectionError, RuntimeError):
            await write(*what)

    return written
