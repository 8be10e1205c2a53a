"""Random keys, mouse events and resizes over the whole app: what it must never do, whatever happens to it.

A run is seeded: `Monkey(folder, seed).play(events)` does the same every time. The log is compared with the answers that sessions
acknowledged, so that none is lost and none is written twice; and every so often the way back to Home is walked.
"""

import asyncio
import random
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.geometry import Size
from textual.keys import _character_to_key, key_to_character
from textual.pilot import Pilot

from quiz.collection.collection import Collection
from quiz.collection.settings import FILE as SETTINGS
from quiz.collection.settings import Settings
from quiz.memory.events import Crammed, Event, Reviewed
from quiz.study.question import Result
from quiz.study.session import Session
from quiz.tui.acting import ActingScreen
from quiz.tui.actions import ACTIONS
from quiz.tui.app import QuizApp
from quiz.tui.home.screen import HomeScreen
from tests.tui.samples import borders, capitals, hostile, neighbours, presidents, scripts, universities

SIZES = ((80, 24), (140, 45), (40, 15), (60, 20), (23, 7), (100, 30))
_LETTERS = tuple("aeionrst 0123456789:-()\"*'é漢")
_LEAVES = frozenset({"ctrl+q"})
_WAY_BACK = 14
"""So many times Esc, and `q` where that does not help, always lead to Home."""
_SETTLE = 3
"""How often the screen is waited for after an event."""


class Monkey:
    """Does to the app what nobody would."""

    def __init__(self, folder: Path, seed: int) -> None:
        """Play in a folder, from a seed."""
        self.folder = folder
        self.random = random.Random(seed)
        self.now = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
        self.keys = sorted({key for one in ACTIONS for key in one.keys} - _LEAVES)
        self.seen: Counter[str] = Counter()
        """How many events each screen got."""
        self.trail: list[str] = []
        """The last events, for whoever looks into a failure."""
        self.given: list[Event] = []
        """Every answer that a session acknowledged."""

    def play(self, number: int) -> Collection:
        """Send so many events; the app is started again whenever it was left. Return the collection as it is then."""
        with self._watched():
            left = number
            while left > 0:
                left -= asyncio.run(self._run(left))
        found = self._open()
        self._check(found)
        return found

    def _open(self) -> Collection:
        found = Collection.open(self.folder / "collection.quiz", Settings.of(self.folder / SETTINGS))
        if not found.decks() and not found.decks(archived=True):
            for deck in (capitals(), neighbours(), borders(), universities(), presidents(), hostile(), scripts()):
                found.add(deck, self.now)
        return found

    async def _run(self, number: int) -> int:
        collection = self._open()
        app = QuizApp(collection, lambda: self.now)
        sent = 0
        async with app.run_test(size=SIZES[0], notifications=True) as pilot:
            await pilot.pause()
            while sent < number and app.is_running and not app._exit:
                await self._event(app, pilot)
                sent += 1
                if sent % 250 == 0 and not app._exit:
                    await self._go_home(app, pilot)
        collection.close()
        return max(sent, 1)

    async def _event(self, app: QuizApp, pilot: Pilot[int]) -> None:
        self.seen[type(app.screen).__name__] += 1
        self.now += timedelta(seconds=self.random.choice((1, 5, 40)))
        what = self.random.random()
        if what < 0.4:
            await self._press(app, pilot, self._sensible(app))
        elif what < 0.62:
            await self._press(app, pilot, self.random.choice(self.keys))
        elif what < 0.72:
            await self._press(app, pilot, self.random.choice(_LETTERS))
        elif what < 0.94:
            await self._mouse(app, pilot)
        elif what < 0.97:
            await self._resize(app, pilot, self.random.choice(SIZES))
        else:
            self.now += timedelta(hours=self.random.choice((1, 30)))
            await pilot.pause(0.01)

    def _sensible(self, app: QuizApp) -> str:
        """Return a key that does something now: a monkey that only hammers rarely gets to grade a card."""
        screen = app.screen
        if not isinstance(screen, ActingScreen):
            return self.random.choice(("escape", "enter", "down", "tab", "space"))
        found = [key for one in screen.working() for key in screen.keys(one) if key not in _LEAVES]
        return self.random.choice(found or ["escape"])

    async def _press(self, app: QuizApp, pilot: Pilot[int], key: str) -> None:
        name = _character_to_key(key) if len(key) == 1 else key
        self._note(app, f"key {name}")
        event = events.Key(name, key if len(key) == 1 else key_to_character(name))
        event.set_sender(app)
        app.post_message(event)
        await _settle(pilot)

    async def _mouse(self, app: QuizApp, pilot: Pilot[int]) -> None:
        width, height = app.size
        x, y = self.random.randrange(max(1, width)), self.random.randrange(max(1, height))
        kind = self.random.choice(("click", "click", "click", "right", "up", "down", "move", "drag"))
        self._note(app, f"mouse {kind} at {x},{y}")
        common: dict[str, Any] = {"widget": None, "x": x, "y": y, "delta_x": 0, "delta_y": 0, "shift": False, "meta": False}
        common |= {"ctrl": False, "screen_x": x, "screen_y": y}
        sent: list[events.MouseEvent] = [events.MouseMove(**common, button=0)]
        if kind in {"up", "down"}:
            scroll = events.MouseScrollUp if kind == "up" else events.MouseScrollDown
            sent.append(scroll(**common, button=0))
        elif kind != "move":
            button = 3 if kind == "right" else 1
            sent.append(events.MouseDown(**common, button=button))
            if kind == "drag":
                x, y = self.random.randrange(max(1, width)), self.random.randrange(max(1, height))
                common |= {"x": x, "y": y, "screen_x": x, "screen_y": y}
                sent.append(events.MouseMove(**common, button=button))
            sent.append(events.MouseUp(**common, button=button))
        for event in sent:
            event.set_sender(app)
            app.screen._forward_event(event)
        await _settle(pilot)

    async def _resize(self, app: QuizApp, pilot: Pilot[int], size: tuple[int, int]) -> None:
        self._note(app, f"resize to {size}")
        app._driver._size = Size(*size) if app._driver else None  # type: ignore[union-attr]
        app.post_message(events.Resize(Size(*size), Size(*size)))
        await _settle(pilot)

    async def _go_home(self, app: QuizApp, pilot: Pilot[int]) -> None:
        for _ in range(_WAY_BACK):
            if isinstance(app.screen, HomeScreen) or app._exit:
                return
            before = type(app.screen)
            await self._press(app, pilot, "escape")
            await pilot.pause(0.02)
            if type(app.screen) is before and not isinstance(app.screen, HomeScreen):
                await self._press(app, pilot, "q")
                await pilot.pause(0.02)
        pytest.fail(f"No way back from {app.screen}; after:\n" + "\n".join(self.trail[-40:]))

    def _note(self, app: QuizApp, what: str) -> None:
        self.trail.append(f"{type(app.screen).__name__}: {what}")

    @contextmanager
    def _watched(self) -> Iterator[None]:
        """Note every answer that a session acknowledges."""
        original = Session.answer

        def answer(session: Session, *arguments: Any, **named: Any) -> Any:  # noqa: ANN401 - whatever it takes
            found = original(session, *arguments, **named)
            if isinstance(found, Result):
                self.given.append(found.event)
            return found

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Session, "answer", answer)
            patch.chdir(self.folder)
            patch.setenv("HOME", str(self.folder))
            for name in ("EDITOR", "VISUAL", "PAGER", "BROWSER"):
                patch.setenv(name, "true")
            yield

    def _check(self, found: Collection) -> None:
        """Every answer that was acknowledged is in the log once, and nothing else is."""
        logged = Counter(_identity(one) for one in found.events(kinds=("Reviewed", "Crammed")))
        given = Counter(_identity(one) for one in self.given)
        assert given == logged


def _identity(event: Event) -> tuple[str, int, str]:
    assert isinstance(event, Reviewed | Crammed)
    return event.device, event.sequence, event.card


async def _settle(pilot: Pilot[int]) -> None:
    for _ in range(_SETTLE):
        await pilot._wait_for_screen()
