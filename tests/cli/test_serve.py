"""`quiz serve`: the app in a browser, and who is let in."""

import asyncio
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pyte
import pytest
from aiohttp import ClientSession, ClientWebSocketResponse, WSMsgType, WSServerHandshakeError

from tests.cli.running import run

PATIENCE = 30.0
"""Seconds; a busy machine is slow now and then."""


class Server:
    """A `quiz serve` in a process of its own."""

    def __init__(self, *arguments: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "quiz", "serve", "--json", *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout is not None
        self.told: dict[str, Any] = json.loads(self.process.stdout.readline() or "{}")

    @property
    def url(self) -> str:
        return str(self.told["url"])

    def end(self) -> tuple[int, str]:
        """Interrupt it as Ctrl+C does; return its exit code and what it said."""
        self.process.send_signal(signal.SIGINT)
        _, err = self.process.communicate(timeout=PATIENCE)
        return self.process.returncode, err


@pytest.fixture
def server(added: Path) -> Iterator[Server]:  # noqa: ARG001 - the collection has to be there
    found = Server("rivers", "--port", "0")
    yield found
    if found.process.poll() is None:
        found.process.kill()
        found.process.communicate()


def reviews() -> list[dict[str, Any]]:
    return [event for event in run("log", "--json").objects if event["event"] == "Reviewed"]


def until(what: Callable[[], bool]) -> None:
    end = monotonic() + PATIENCE
    while not what():
        assert monotonic() < end, "it did not happen in time"
        sleep(0.05)


class Tab:
    """What a page does, without a browser."""

    def __init__(self, talk: ClientWebSocketResponse) -> None:
        self._talk = talk
        self._screen = pyte.Screen(80, 24)
        self._stream = pyte.ByteStream(self._screen)

    @property
    def text(self) -> str:
        return "\n".join(self._screen.display)

    async def type(self, keys: str) -> None:
        await self._talk.send_str(json.dumps(["stdin", keys]))

    async def shows(self, words: str) -> None:
        async with asyncio.timeout(PATIENCE):
            while words not in self.text:
                message = await self._talk.receive()
                assert WSMsgType.BINARY == message.type, self.text
                # pyte does not know these two, and prints their last letters.
                self._stream.feed(re.sub(rb"\x1b\[[<>=?][0-9;]*[a-zA-Z]|\x1b\[\?[0-9;]*\$p", b"", message.data))


def test_a_page_studies_and_undoes(server: Server) -> None:
    async def play() -> None:
        async with ClientSession() as client, client.ws_connect(f"{server.url}ws?width=80&height=24") as talk:
            tab = Tab(talk)
            await tab.shows("Ask me")
            await tab.type(" ")
            await tab.shows("Show answer")
            await tab.type(" ")
            await tab.shows("3 Good")
            await tab.type("3")
            await tab.shows("Ask me")
            await tab.type("u")
            await tab.shows("Show answer")

    asyncio.run(play())
    assert [(3, True)] == [(event["rating"], event["undone"]) for event in reviews()]
    assert (0, "") == server.end()


def test_two_tabs_are_two_apps_and_both_end_with_the_server(server: Server) -> None:
    async def play() -> None:
        url = f"{server.url}ws"
        async with ClientSession() as client, client.ws_connect(url) as one, client.ws_connect(url) as other:
            await Tab(one).shows("Ask me")
            await Tab(other).shows("Ask me")
            assert (0, "") == await asyncio.to_thread(server.end)
            for talk in (one, other):
                while (await talk.receive(timeout=PATIENCE)).type is not WSMsgType.CLOSE:
                    pass

    asyncio.run(play())


def test_leaving_the_app_ends_its_page(server: Server) -> None:
    async def play() -> None:
        async with ClientSession() as client, client.ws_connect(f"{server.url}ws") as talk:
            await Tab(talk).shows("Ask me")
            await talk.send_str('["stdin", "\\u0011"]')
            while (await talk.receive(timeout=PATIENCE)).type is not WSMsgType.CLOSE:
                pass

    asyncio.run(play())


@pytest.mark.parametrize("sent", ["[]", "nonsense", "{}", '["stdin"]', '["resize", {"width": "x"}]', '["ping", "x"]', "[[[["])
def test_what_a_page_says_wrongly_is_left_out(server: Server, sent: str) -> None:
    async def play() -> None:
        async with ClientSession() as client, client.ws_connect(f"{server.url}ws?width=x&height=-1") as talk:
            await talk.send_str(sent)
            await talk.send_bytes(b"x")
            await talk.send_str('["ping", "7"]')
            async with asyncio.timeout(PATIENCE):
                while (message := await talk.receive()).type is not WSMsgType.TEXT:
                    assert WSMsgType.BINARY == message.type
            assert ["pong", "7"] == json.loads(message.data)

    asyncio.run(play())


def test_only_its_own_page_is_let_in(server: Server) -> None:
    port = server.told["port"]

    async def status(path: str = "", **headers: str) -> int:
        async with ClientSession() as client, client.get(f"{server.url}{path}", headers=headers) as answer:
            assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
            return answer.status

    async def refused(**headers: str) -> int:
        with pytest.raises(WSServerHandshakeError) as caught:
            async with ClientSession() as client, client.ws_connect(f"{server.url}ws", headers=headers):
                pass
        return caught.value.status

    async def play() -> None:
        assert 200 == await status()
        assert 200 == await status(Host=f"localhost:{port}")
        assert 404 == await status("static/")
        assert 403 == await status(Host=f"rebound.example:{port}")
        assert 403 == await status(Host=f"192.168.0.1:{port}")
        assert 403 == await status(Host="[")
        assert 403 == await refused(Origin="https://elsewhere.example")
        assert 403 == await refused(Origin=f"http://127.0.0.1:{port + 1}")
        assert 403 == await refused(Origin="null")
        assert 403 == await refused(Host=f"rebound.example:{port}", Origin=f"http://rebound.example:{port}")

    asyncio.run(play())
    assert [] == reviews()


def test_nothing_of_the_page_is_from_elsewhere(server: Server) -> None:
    async def play() -> None:
        async with ClientSession() as client:
            async with client.get(f"{server.url}?fontsize=22%22%3E") as answer:
                page = await answer.text()
            parts = re.findall(r'(?:src|href)="([^"]+)"|url\("([^"]+)"\)', page)
            for path in {one or other for one, other in parts}:
                assert path.startswith("/")
                async with client.get(server.url.rstrip("/") + path) as answer:
                    assert 200 == answer.status
                    assert await answer.read()
        assert 'data-font-size="16"' in page

    asyncio.run(play())


def test_a_taken_port_is_told(added: Path) -> None:  # noqa: ARG001
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        found = run("serve", "--port", str(port))
    assert 2 == found.code
    assert f"Port {port} at 127.0.0.1 is taken by another program" in found.err


@pytest.mark.parametrize(("host", "said"), [("192.0.2.1", "This computer has no address"), ("no such host", "has no address")])
def test_an_address_of_another_computer_is_told(added: Path, host: str, said: str) -> None:  # noqa: ARG001
    found = run("serve", "--host", host)
    assert 2 == found.code
    assert said in found.err


def test_what_is_wrong_is_told_before_anything_is_served(added: Path) -> None:  # noqa: ARG001
    found = run("serve", "lakes")
    assert (1, "") == (found.code, found.out)
    assert "There is no deck “lakes”" in found.err


@pytest.mark.usefixtures("added")
def test_the_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "quiz.cli.serving", raising=False)
    monkeypatch.setitem(sys.modules, "aiohttp", None)
    found = run("serve")
    assert 2 == found.code
    assert 'pip install "factquiz[web]"' in found.err


@pytest.mark.usefixtures("added")
def test_an_address_for_others_comes_with_a_warning() -> None:
    server = Server("--host", "0.0.0.0", "--port", "0")  # noqa: S104 - that is what it is about
    assert f"http://127.0.0.1:{server.told['port']}/" == server.url
    code, err = server.end()
    assert 0 == code
    assert "Anybody who reaches 0.0.0.0 can study, edit and remove decks" in err


def test_no_name_is_ever_a_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, added: Path) -> None:  # noqa: ARG001
    home = tmp_path / "a; touch stolen; $(touch stolen) 'b"
    shutil.copytree(os.environ["QUIZ_HOME"], home)
    monkeypatch.chdir(tmp_path)
    server = Server("--home", str(home), "--port", "0")

    async def play() -> None:
        async with ClientSession() as client, client.ws_connect(f"{server.url}ws") as talk:
            await Tab(talk).shows("Rivers")

    asyncio.run(play())
    assert (0, "") == server.end()
    assert [home.name] == [path.name for path in tmp_path.iterdir() if path.name != "rivers"]


def test_what_cannot_be_opened_is_told_in_the_page(server: Server) -> None:
    (Path(os.environ["QUIZ_HOME"]) / "settings.toml").write_text("[study", encoding="utf-8")

    async def play() -> None:
        async with ClientSession() as client, client.ws_connect(f"{server.url}ws") as talk:
            await Tab(talk).shows("settings.toml")

    asyncio.run(play())
    assert (0, "") == server.end()


@pytest.mark.long
def test_a_browser_studies_five_cards_and_undoes_one(server: Server, tmp_path: Path) -> None:
    browsers = pytest.importorskip("playwright.sync_api", reason="the group `browser` is not installed")
    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if path is None:
        pytest.skip("there is no Chromium on this machine")
    pictures = Path(os.environ.get("QUIZ_PICTURES", tmp_path))
    with browsers.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=path, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1000, "height": 640})
        asked: list[str] = []
        wrong: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda told: wrong.append(told.text) if told.type == "error" else None)
        page.goto(server.url)
        page.wait_for_selector("body.-first-byte")
        page.wait_for_timeout(1500)
        page.screenshot(path=pictures / "first.png")
        for number in range(1, 6):
            for key in ("Space", "Space", "3"):
                page.keyboard.press(key)
                page.wait_for_timeout(400)
            until(lambda number=number: number == len(reviews()))  # type: ignore[misc]
        page.keyboard.press("u")
        until(lambda: [True] == [event["undone"] for event in reviews()][-1:])
        page.screenshot(path=pictures / "last.png")
        page.keyboard.press("Control+q")
        page.wait_for_selector("text=Start it again", state="visible")
        page.screenshot(path=pictures / "ended.png")
        browser.close()
    assert [False, False, False, False, True] == [event["undone"] for event in reviews()]
    assert all(one.startswith((server.url, "ws://127.0.0.1:")) for one in asked)
    assert [] == wrong
    assert (0, "") == server.end()
