"""A small web server that shows the app in browsers: one page, and one app a tab, each in a process of its own.

The page's script (xterm.js with a client) and the way in which it talks with an app are textual-serve's. The page is our own,
since textual-serve's fetches a font from elsewhere, and so is the door: browsers send other people's pages' requests here too,
so only those are let in that name this very server (`Host`, against DNS rebinding) and come from its own page (`Origin`).
"""

import asyncio
import errno
import html
import logging
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from importlib.util import find_spec
from ipaddress import ip_address
from pathlib import Path
from socket import gaierror, gethostname
from urllib.parse import urlsplit

from aiohttp import WSCloseCode, WSMessage, WSMsgType, web
from attrs import field, frozen
from textual_serve.app_service import AppService
from textual_serve.download_manager import DownloadManager

from quiz.errors import UsageError
from quiz.text.safe import safe_line

_SIZES = {"width": (80, 10, 500), "height": (24, 4, 300), "fontsize": (16, 8, 40)}
"""What a page may ask for: the value where it asks for none or nonsense, the least and the most."""
_PATIENCE = 3.0
"""Seconds that an app has to end by itself."""
_ASSETS = {
    "/textual.js": "js/textual.js",
    "/xterm.css": "css/xterm.css",
    "/mono.ttf": "fonts/RobotoMono-VariableFont_wght.ttf",
    "/mono-italic.ttf": "fonts/RobotoMono-Italic-VariableFont_wght.ttf",
}
"""What the page needs of textual-serve's files."""
_HEADERS = {
    # xterm.js writes its colours as styles into the page. Nothing is fetched from elsewhere, no other page may frame this one.
    "Content-Security-Policy": "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
}

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@frozen
class Served:
    """Where the app is shown."""

    host: str
    port: int
    names: frozenset[str] = field(factory=frozenset)
    """The names by which the server may be called, in lower case."""

    @property
    def url(self) -> str:
        """The address for a browser."""
        host = "127.0.0.1" if self.host == "0.0.0.0" else "::1" if self.host == "::" else self.host  # noqa: S104 - compared only
        return f"http://[{host}]:{self.port}/" if ":" in host else f"http://{host}:{self.port}/"

    @property
    def private(self) -> bool:
        """Whether only this computer reaches it."""
        return _is_loopback(self.host)

    def answers_to(self, called: str) -> bool:
        """Say whether a `Host` header names this server.

        Where others may reach it, it is called by an address or by its name; another name is one that somebody else has made
        to lead here.
        """
        with suppress(ValueError):
            name = urlsplit(f"//{called}").hostname or ""
            if name in self.names:
                return True
            return not self.private and _is_address(name)
        return False


def serve_at(host: str, port: int, arguments: Sequence[str], ready: Callable[[Served], None]) -> None:
    """Show the app, started with `arguments` by `quiz.cli.served`, until it is interrupted; call `ready` once it listens.

    Raises `UsageError` for an address that cannot be listened at.
    """
    with suppress(KeyboardInterrupt):  # where signals cannot be handled in the loop
        asyncio.run(_serve(host, port, arguments, ready))


async def _serve(host: str, port: int, arguments: Sequence[str], ready: Callable[[Served], None]) -> None:
    # What goes wrong with one page's connection is told in that page; aiohttp's log would be tracebacks in the terminal.
    for name in ("aiohttp", "textual-serve"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    door = Door(arguments)
    app = web.Application(middlewares=[door.guard])
    app.add_routes(
        [
            web.get("/", door.page),
            web.get("/ws", door.talk),
            web.get("/serve.js", _script),
            *(web.get(path, _asset) for path in _ASSETS),
        ]
    )
    app.add_routes([web.get("/favicon.ico", _nothing)])
    runner = web.AppRunner(app, access_log=None, handle_signals=False, shutdown_timeout=_PATIENCE)
    await runner.setup()
    try:
        site = web.TCPSite(runner, host, port)
        try:
            await site.start()
        except OSError as error:
            raise UsageError(_cannot_listen(host, port, error)) from error
        door.served = Served(host, int(runner.addresses[0][1]), _names(host))
        ready(door.served)
        await _interrupted()
        await door.close()
    finally:
        await runner.cleanup()


async def _interrupted() -> None:
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    for one in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):  # as on Windows, where Ctrl+C raises KeyboardInterrupt
            loop.add_signal_handler(one, ended.set)
    await ended.wait()


class Door:
    """Lets the right requests in, and starts an app for each page."""

    def __init__(self, arguments: Sequence[str]) -> None:
        """Start apps with these arguments."""
        self.served = Served("", 0)
        self._arguments = arguments
        self._open: set[web.WebSocketResponse] = set()

    @web.middleware
    async def guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Refuse what comes by another name, or from a page that is not ours."""
        origin = request.headers.get("Origin")
        if not self.served.answers_to(request.host):
            raise web.HTTPForbidden(text=f"quiz is not called that here. Open {self.served.url}", headers=_HEADERS)
        if origin is not None and (urlsplit(origin).scheme not in {"http", "https"} or urlsplit(origin).netloc != request.host):
            raise web.HTTPForbidden(text="quiz takes requests from its own page only.", headers=_HEADERS)
        try:
            response = await handler(request)
        except web.HTTPException as error:
            error.headers.update(_HEADERS)
            raise
        if not response.prepared:
            response.headers.update(_HEADERS)
        return response

    async def page(self, request: web.Request) -> web.Response:
        """Return the page."""
        text = Path(__file__).with_name("serve.html").read_text(encoding="utf-8")
        text = text.replace("{{socket}}", html.escape(f"ws://{request.host}/ws"))
        return web.Response(text=text.replace("{{size}}", str(_asked(request, "fontsize"))), content_type="text/html")

    async def talk(self, request: web.Request) -> web.WebSocketResponse:
        """Run an app for a page until one of them ends."""
        socket = web.WebSocketResponse(heartbeat=15, max_msg_size=1 << 20)
        await socket.prepare(request)
        self._open.add(socket)
        app = _App(self._arguments, socket)
        try:
            await app.start(_asked(request, "width"), _asked(request, "height"))
            async for message in socket:
                await _passed_on(message, app)
        finally:
            self._open.discard(socket)
            await app.stop()
        return socket

    async def close(self) -> None:
        """Say goodbye to every page."""
        await asyncio.gather(*(socket.close(code=WSCloseCode.GOING_AWAY) for socket in tuple(self._open)))


class _App(AppService):
    """One app in a process of its own, started without a shell: no folder's or deck's name is ever read as a command."""

    def __init__(self, arguments: Sequence[str], socket: web.WebSocketResponse) -> None:
        super().__init__(
            "",
            write_bytes=socket.send_bytes,
            write_str=socket.send_str,
            close=self._close,
            download_manager=DownloadManager(),
        )
        self._arguments = arguments
        self._socket = socket

    async def _open_app_process(self, width: int = 80, height: int = 24) -> Process:
        self._process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-P",  # no `quiz` that happens to lie in the present folder
            "-m",
            "quiz.cli.served",
            *self._arguments,
            stdin=PIPE,
            stdout=PIPE,
            stderr=PIPE,
            env=self._build_environment(width=width, height=height),
            start_new_session=True,  # Ctrl+C is for the server, which then lets every app end by itself
        )
        self._stdin = self._process.stdin
        return self._process

    async def run(self) -> None:
        """Pass on what the app says until it ends; then its page is told so."""
        await super().run()
        await self._close()

    async def stop(self) -> None:
        """Let the app end by itself, and make an end of one that does not."""
        with suppress(TimeoutError):
            await asyncio.wait_for(super().stop(), _PATIENCE)
        if self._process is None:
            return
        try:
            await asyncio.wait_for(self._process.wait(), _PATIENCE)
        except TimeoutError:
            self._process.kill()
            await self._process.wait()

    async def _close(self) -> None:
        await self._socket.close()


async def _passed_on(message: WSMessage, app: AppService) -> None:
    """Do what a page says; what it does not say well is left out."""
    if message.type is not WSMsgType.TEXT:
        return
    try:
        match message.json():
            case ["stdin", str(typed)]:
                await app.send_bytes(typed.encode(errors="replace"))
            case ["resize", {"width": int(width), "height": int(height)}]:
                await app.set_terminal_size(_bounded("width", width), _bounded("height", height))
            case ["ping", str(sent)]:
                await app.remote_write_str(f'["pong", "{int(sent)}"]')
            case ["blur"]:
                await app.blur()
            case ["focus"]:
                await app.focus()
    except ValueError:
        return


async def _asset(request: web.Request) -> web.StreamResponse:
    found = find_spec("textual_serve")
    if found is None or found.origin is None:
        raise web.HTTPNotFound
    return web.FileResponse(
        Path(found.origin).with_name("static") / _ASSETS[request.path], headers={"Cache-Control": "max-age=3600"}
    )


async def _script(_: web.Request) -> web.StreamResponse:
    return web.FileResponse(Path(__file__).with_name("serve.js"))


async def _nothing(_: web.Request) -> web.Response:
    return web.Response(status=204)


def _asked(request: web.Request, name: str) -> int:
    try:
        return _bounded(name, int(request.query.get(name, "")))
    except ValueError:
        return _SIZES[name][0]


def _bounded(name: str, value: int) -> int:
    _, least, most = _SIZES[name]
    return min(max(value, least), most)


def _names(host: str) -> frozenset[str]:
    found = {host.casefold()}
    if _is_loopback(host):
        found |= {"localhost", "127.0.0.1", "::1"}
    else:
        own = gethostname().casefold()
        found |= {"localhost", own, f"{own}.local"}
    return frozenset(found)


def _is_loopback(host: str) -> bool:
    return host.casefold() == "localhost" or (_is_address(host) and ip_address(host).is_loopback)


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _cannot_listen(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        other = port + 1 if port < 65_535 else port - 1
        return (
            f"Port {port} at {safe_line(host)} is taken by another program, perhaps another quiz. Try: quiz serve --port {other}"
        )
    if error.errno == errno.EACCES:
        return f"Port {port} needs rights that you do not have. Take one from 1024 on: quiz serve --port 8000"
    if isinstance(error, gaierror) or error.errno == errno.EADDRNOTAVAIL:
        return f"This computer has no address “{safe_line(host)}”. Leave --host out to be reached from this computer only."
    return f"{safe_line(host)}, port {port}, cannot be listened at: {error.strerror or error}."
