"""The server: textual-serve's, with pages of our own and a guard in front of everything."""

from __future__ import annotations

import asyncio
import logging
import shlex
import socket
import subprocess
import sys
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from urllib.parse import quote

from aiohttp import BodyPartReader, WSCloseCode, web
from aiohttp.http_exceptions import BadHttpMessage
from textual_serve.server import Server

from checklist.errors import SamsjekkError
from checklist.i18n import Phrase, Translator, phrase
from checklist.machine import Environment, has_cmd
from checklist.serving.guard import LOOPBACK, Guard, Request
from checklist.serving.pages import about_page, index_page, refusal_page, upload_page
from checklist.serving.tab import Tab, open_socket, run_tab
from checklist.serving.uploads import Uploads

_OWN = Path(__file__).parent / "static"
_MOST_TABS = 20
_MOST_FILES = 100
"""Files that are sent in at once."""

_PART_BYTES = 1 << 20
_LAST_WORDS_SECONDS = 8.0
"""How long the tabs have to end when the server does."""

_Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class BrowserServer(Server):
    """Gives each tab of the browser a program of its own on the same store.

    Args:
        guard: the address, and who is answered.
        command: what a tab runs.
        environment: gives the folder for what is sent in.
        language: what the pages speak where `--lang` said so; else what the settings say.
    """

    def __init__(
        self, guard: Guard, command: str, environment: Environment, language: str | None
    ) -> None:
        super().__init__(
            command, host=LOOPBACK, port=guard.port, title="samsjekk", public_url=guard.origin
        )
        self._guard = guard
        self._language = language
        self._uploads = Uploads(environment.uploads)
        self._open: set[web.WebSocketResponse] = set()

    @property
    def _(self) -> Translator:
        """What the pages speak now: the language may be changed in a tab."""
        return Translator(self._language or Environment.of_process().language)

    def application(self) -> web.Application:
        """The pages, each under the key, behind the guard."""
        application = web.Application(middlewares=[self._guarded])
        under = f"/{self._guard.token}"
        application.add_routes(
            [
                web.get(f"{under}/", self.handle_index),
                web.get(f"{under}/ws", self.handle_websocket),
                web.get(f"{under}/download/{{key}}", self.handle_download),
                web.get(f"{under}/files", self.handle_files),
                web.post(f"{under}/files", self.handle_upload),
                web.post(f"{under}/remove", self.handle_removal),
                web.get(f"{under}/about", self.handle_about),
                web.static(f"{under}/static", self.statics_path),
                web.static(f"{under}/own", _OWN),
            ]
        )
        application.on_response_prepare.append(self._with_headers)
        application.on_startup.append(self.on_startup)
        application.on_shutdown.append(self.on_shutdown)
        return application

    def serve_on(self, listening: socket.socket) -> None:
        """Serve until somebody stops it."""
        # What textual-serve logs would be a traceback in front of the user.
        logging.getLogger("textual-serve").addHandler(logging.NullHandler())
        logging.getLogger("aiohttp").addHandler(logging.NullHandler())
        web.run_app(
            self.application(),
            sock=listening,
            print=None,
            access_log=None,
            shutdown_timeout=_LAST_WORDS_SECONDS,
        )

    async def on_startup(self, app: web.Application) -> None:  # noqa: ARG002 - as the server calls it
        """Put right what a server that was killed left; the command says where it is before."""
        await asyncio.to_thread(self._uploads.tidy)

    async def on_shutdown(self, app: web.Application) -> None:  # noqa: ARG002 - as the server calls it
        """Close every tab; its program keeps what is typed, and ends."""
        closing = [tab.close(code=WSCloseCode.GOING_AWAY) for tab in tuple(self._open)]
        await asyncio.gather(*closing, return_exceptions=True)

    # -- in front of everything ---------------------------------------------------------

    @web.middleware
    async def _guarded(self, request: web.Request, handler: _Handler) -> web.StreamResponse:
        acts = request.method != "GET" or "Upgrade" in request.headers
        host, origin = request.headers.get("Host"), request.headers.get("Origin")
        refusal = self._guard.refusal(Request(request.remote, host, origin, request.path, acts))
        if refusal is not None:
            return self._refused(refusal, web.HTTPForbidden.status_code)
        try:
            return await handler(request)
        except web.HTTPClientError as error:
            words = phrase(
                "Denne siden finnes ikke. Gå tilbake til {address}", address=self._guard.address
            )
            return self._refused(words, error.status)

    async def _with_headers(self, _request: web.Request, response: web.StreamResponse) -> None:
        """Nothing is fetched from elsewhere, shown within another page, remembered or told on."""
        response.headers.update(
            {
                "Content-Security-Policy": (
                    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
                    "font-src 'self' data:; img-src 'self' data:; form-action 'self'; "
                    f"connect-src 'self' ws://{self._guard.host}; base-uri 'none'; "
                    "frame-ancestors 'none'"
                ),
                "Cache-Control": "no-store",
                "Cross-Origin-Opener-Policy": "same-origin",
                "Cross-Origin-Resource-Policy": "same-origin",
                "Referrer-Policy": "same-origin",
                "X-Content-Type-Options": "nosniff",
            }
        )

    def _refused(self, words: Phrase, status: int) -> web.Response:
        return _html(refusal_page(words, self._), status)

    # -- the program --------------------------------------------------------------------

    async def handle_index(self, request: web.Request) -> web.Response:  # noqa: ARG002 - as the server calls it
        """The page that the program is shown on, or that there is room for no more."""
        if len(self._open) >= _MOST_TABS:
            words = phrase(
                "samsjekk er åpent i {most} faner, og det er så mange som går. Lukk en av dem, og "
                "last denne på nytt.",
                most=_MOST_TABS,
            )
            return self._refused(words, web.HTTPServiceUnavailable.status_code)
        socket_address = f"ws://{self._guard.host}/{self._guard.token}/ws"
        return _html(index_page(socket_address, self._))

    async def handle_about(self, request: web.Request) -> web.Response:  # noqa: ARG002 - as the server calls it
        """How to use it without seeing it, and what is otherwise in a browser."""
        return _html(about_page(self._))

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """Begin a program for a tab, and end it with the tab."""
        if len(self._open) >= _MOST_TABS:
            raise web.HTTPServiceUnavailable
        opened = open_socket()
        await opened.prepare(request)
        self._open.add(opened)
        try:
            tab = Tab(self.command, opened, self.download_manager)
            width, height = (request.query.get(side, "") for side in ("width", "height"))
            await run_tab(tab, opened, width, height)
        finally:
            self._open.discard(opened)
        return opened

    async def handle_download(self, request: web.Request) -> web.StreamResponse:
        """A file that a program gives, under the name that it has for it."""
        key = request.match_info["key"]
        try:
            wanted = await self.download_manager.get_download_metadata(key)
        except KeyError:
            raise web.HTTPNotFound from None
        name = quote(wanted.file_name, safe="")
        response = web.StreamResponse(
            headers={
                "Content-Type": "application/octet-stream",
                "Content-Disposition": f"attachment; filename*=UTF-8''{name}",
            }
        )
        if wanted.name is not None and wanted.name.isdecimal():
            # Then the browser sees where not all of it came.
            response.content_length = int(wanted.name)
        await response.prepare(request)
        async for part in self.download_manager.download(key):
            await response.write(part)
        await response.write_eof()
        return response

    # -- files that are sent in ---------------------------------------------------------

    async def handle_files(self, request: web.Request) -> web.Response:  # noqa: ARG002 - as the server calls it
        """The form, and what is there."""
        return self._files_page(())

    async def handle_upload(self, request: web.Request) -> web.Response:
        """Take in each of the files, and say what became of it."""
        _, said = self._, list[str]()
        if not request.content_type.startswith("multipart/"):
            return self._files_page((_("✗ Ingen fil ble valgt."),))
        left_out = False
        try:
            parts = await request.multipart()
            while (part := await parts.next()) is not None:
                if not (isinstance(part, BodyPartReader) and part.filename):
                    continue
                if len(said) < _MOST_FILES:
                    said.append(await self._take_in(part, part.filename))
                else:
                    await part.release()
                    left_out = True
        except (ValueError, BadHttpMessage):
            said.append(_("✗ Resten kunne ikke leses. Gi filene enklere navn, og prøv igjen."))
        if left_out:
            said.append(
                _(
                    "✗ Resten ble ikke lastet opp. Ta høyst {most} filer om gangen.",
                    most=_MOST_FILES,
                )
            )
        return self._files_page(said or (_("✗ Ingen fil ble valgt."),))

    async def _take_in(self, part: BodyPartReader, name: str) -> str:
        _ = self._
        try:
            kept = await self._uploads.take_in(name, lambda: part.read_chunk(_PART_BYTES))
        except SamsjekkError as error:
            await part.release()
            return f"✗ {error.text(_)}"
        return _("✓ Lastet opp: {name}", name=kept)

    async def handle_removal(self, request: web.Request) -> web.Response:
        """Take away what was sent in."""
        _, name = self._, str((await request.post()).get("name", ""))
        try:
            self._uploads.remove(name)
        except SamsjekkError as error:
            return self._files_page((f"✗ {error.text(_)}",))
        return self._files_page((_("✓ Tatt bort: {name}", name=name),))

    def _files_page(self, said: Sequence[str]) -> web.Response:
        try:
            there = self._uploads.all()
        except SamsjekkError as error:
            there, said = (), [*said, f"✗ {error.text(self._)}"]
        return _html(upload_page(there, said, self._uploads.largest, self._))


def command_of_a_tab(language: str | None) -> str:
    """What a tab runs: this program, by the shell of the system."""
    own = (
        [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-Pm", "checklist"]
    )
    words = [*own, *(("--lang", language) if language else ())]
    # Without `exec` a shell would stay for as long as the tab.
    return subprocess.list2cmdline(words) if has_cmd() else f"exec {shlex.join(words)}"


def _html(text: str, status: int = 200) -> web.Response:
    return web.Response(text=text, content_type="text/html", status=status)
