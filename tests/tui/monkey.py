"""Random keys, mouse events and resizes over the whole app: what it must never do, whatever happens to it.

A run is seeded: `Monkey(folder, seed).play(events)` does much the same every time. It begins at any screen, gives the app real
files and other settings, lets another program answer and edit meanwhile, and checks as it goes (`monkey_checks`): the log holds
the answers that sessions acknowledged and no others, undo takes back one step, every frame is whole, nothing is left behind, and
there is always a way back to Home.
"""

import asyncio
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from traceback import format_exception
from typing import TYPE_CHECKING, Any

from textual import events
from textual.geometry import Size
from textual.keys import _character_to_key, key_to_character
from textual.pilot import Pilot

from quiz.cards.card import Form
from quiz.collection.collection import Collection
from quiz.errors import QuizError
from quiz.memory.events import Event
from quiz.tui.acting import ActingScreen
from quiz.tui.actions import ACTIONS
from quiz.tui.app import QuizApp
from quiz.tui.asking import Confirm
from quiz.tui.home.screen import HomeScreen
from quiz.tui.home.updating import Problems
from quiz.tui.study.screen import StudyScreen
from quiz.tui.work import WorkScreen
from tests.tui.monkey_checks import Left, check_frame, check_log, watched
from tests.tui.monkey_world import World, seeded
from tests.tui.samples import HOSTILE

if TYPE_CHECKING:
    from quiz.study.session import Session

SIZES = ((80, 24), (140, 45), (40, 15), (60, 20), (23, 7), (100, 30))
_LETTERS = tuple("aeionrst 0123456789:-()\"*'é漢")
_LEAVES = frozenset({"ctrl+q"})
_WAY_BACK = 16
"""So many times Esc, and `q` where that does not help, always lead to Home."""
_SETTLE = 2
"""How often the screen is waited for after an event."""
_FORMS = (None, None, None, *Form)
_SEARCHES = ("", "is:due", "deck:capitals -is:new", "tag:chem or Austria", "(", "re:(", "rated:2 漢", "prop:ivl>3")
_PASTED = (*_SEARCHES, "2030-01-31", "3", "a\tb\nc", HOSTILE, "東京都" * 9, "e\u0301\u200d🇦🇹", "new deck", "x" * 500)


class Monkey:
    """Does to the app what nobody would."""

    def __init__(self, folder: Path, seed: int, first: str = "") -> None:
        """Play in a folder, from a seed; the first jump is the one called `first`, of those in `_jump`."""
        self.first = first
        self.random = seeded(seed, "events")
        self.now = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
        self.world = World(folder, seeded(seed, "world"), lambda: self.now)
        self.keys = sorted({key for one in ACTIONS for key in one.keys} - _LEAVES)
        self.seen: Counter[str] = Counter()
        """How many events each screen got."""
        self.trail: list[str] = []
        """The last events, for whoever looks into a failure."""
        self.given: list[Event] = []
        """Every answer that a session acknowledged."""
        self.events = 0
        self._left = Left()

    def play(self, number: int) -> Collection:
        """Send so many events; the app is started again whenever it was left. Return the collection as it is then."""
        try:
            with self.world.around(), watched(self.given):
                while self.events < number:
                    asyncio.run(self._run(number))
        except BaseException as error:
            error.add_note("after:\n" + "\n".join(self.trail[-40:]))
            raise
        finally:
            self.world.close()
        assert not self.world.outside, "written outside of its folder"
        found = self.world.open()
        check_log(found, self.given)
        return found

    async def _run(self, number: int) -> None:
        collection = self.world.open()
        app = QuizApp(collection, lambda: self.now, settings=self.world.settings)
        self._tell_end(app)
        try:
            async with app.run_test(size=SIZES[0], notifications=True) as pilot:
                await pilot.pause()
                await self._jump(app, pilot)
                stop = self.events + self.random.choice((150, 400, 900))
                while self.events < min(stop, number) and app.is_running and not app._exit:
                    await self._event(app, pilot)
                    self.events += 1
                    if self.events % 10 == 0 and not app._exit:
                        check_frame(app)
                    if self.events % 120 == 0 and not app._exit:
                        await self._go_home(app, pilot)
                        await self._jump(app, pilot)
                if not app._exit:
                    app.exit(0)  # as Ctrl+Q does, whatever is being opened at that moment
        finally:
            collection.close()
        assert app.return_code in {0, None}, app._exit_renderables
        self.events += 1

    async def _jump(self, app: QuizApp, pilot: Pilot[int]) -> None:
        """Go to any screen from Home: by keys alone, the far ones are seldom reached."""
        pick = self.random.choice
        decks = [row.deck for row in app.collection.decks()]
        if not decks or app._exit:
            return
        deck, form = pick(decks), pick(_FORMS)

        def make(collection: Collection, now: datetime) -> "Session":
            return collection.session(pick((deck, None)), now=now, form=form, new=20, cram=pick((False, False, False, True)))

        def wrong() -> None:
            app.push_screen(Problems("Nothing was added", [QuizError("It is broken.")]))

        jumps: tuple[tuple[str, Callable[[], None]], ...] = (
            ("study", lambda: app.study(None)),
            *(("study in a form", lambda: app.study(None, make)) for _ in range(5)),
            ("study in a form", lambda: app.study(None, make)),
            ("browse", lambda: app.browse(pick(_SEARCHES))),
            ("statistics", lambda: app.statistics(pick((deck, None)))),
            ("import", lambda: app.import_file(str(pick(self.world.files)))),
            ("import to its end", lambda: app.import_file(str(pick(self.world.files)))),
            ("export", lambda: app.export(deck)),
            ("exam", lambda: app.exam(deck)),
            ("exam that is sat", lambda: app.exam(deck)),
            ("settings", lambda: app.settings(pick((deck, None)))),
            ("a key of one's own", lambda: app.settings(None)),
            ("problems", wrong),
            ("home", lambda: None),
        )
        name, jump = pick([one for one in jumps if one[0] == self.first] or jumps)
        self.first = ""
        keys = {
            "import to its end": ("enter", "enter", "enter"),
            "exam that is sat": ("enter",),
            "a key of one's own": ("end", *["up"] * self.random.randrange(9), "enter"),
        }.get(name, ())
        self._note(app, f"jump to {name}")
        try:
            jump()
        except QuizError as error:  # nobody calls it so: the screens look first whether the deck is there
            self._note(app, f"no jump: {error}")
        await pilot.pause()
        for key in keys:
            await self._press(app, pilot, key)
            await pilot.pause(0.02)

    async def _event(self, app: QuizApp, pilot: Pilot[int]) -> None:
        self.seen[type(app.screen).__name__] += 1
        self.now += timedelta(seconds=self.random.choice((1, 5, 40)))
        what = self.random.random()
        if what < 0.45:
            await self._press(app, pilot, self._sensible(app))
        elif what < 0.60:
            await self._press(app, pilot, self.random.choice(self.keys))
        elif what < 0.68:
            await self._press(app, pilot, self.random.choice(_LETTERS))
        elif what < 0.74:
            await self._paste(app, pilot)
        elif what < 0.92:
            await self._mouse(app, pilot)
        elif what < 0.95:
            await self._resize(app, pilot, self.random.choice(SIZES))
        elif what < 0.97:
            self._note(app, self.world.happen())
            if self.random.random() < 0.5:
                app.post_message(events.AppBlur())
                app.post_message(events.AppFocus())
            await _settle(pilot)
        else:
            self.now += timedelta(hours=self.random.choice((1, 30)))
            await pilot.pause(0.01)

    def _sensible(self, app: QuizApp) -> str:
        """Return a key that does something now: a monkey that only hammers rarely gets to grade a card."""
        screen = app.screen
        if not isinstance(screen, ActingScreen):
            return self.random.choice(("escape", "enter", "down", "tab", "space"))
        found = [key for one in screen.working() for key in screen.keys(one) if key not in _LEAVES]
        if isinstance(screen, StudyScreen) and self.random.random() < 0.6:
            if screen.moment == "answered":
                return self.random.choice(("1", "2", "3", "4", "space", "u"))
            return self.random.choice(("space", "enter", "1", "2", "down"))
        return self.random.choice(found or ["escape"])

    async def _press(self, app: QuizApp, pilot: Pilot[int], key: str) -> None:
        name = _character_to_key(key) if len(key) == 1 else key
        self._note(app, f"key {name}")
        event = events.Key(name, key if len(key) == 1 else key_to_character(name))
        event.set_sender(app)
        app.post_message(event)
        await _settle(pilot)

    async def _paste(self, app: QuizApp, pilot: Pilot[int]) -> None:
        text = self.random.choice((*_PASTED, *map(str, self.world.files)))
        screen = app.screen
        if isinstance(screen, StudyScreen) and screen.session.question is not None:
            text = self.random.choice((text, screen.session.question.card.answer))
        self._note(app, f"paste {text[:40]!r}")
        app.post_message(events.Paste(text))
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
            app.post_message(event)
        await _settle(pilot)

    async def _resize(self, app: QuizApp, pilot: Pilot[int], size: tuple[int, int]) -> None:
        self._note(app, f"resize to {size}")
        app._driver._size = Size(*size) if app._driver else None  # type: ignore[union-attr]
        app.post_message(events.Resize(Size(*size), Size(*size)))
        await _settle(pilot)

    async def _go_home(self, app: QuizApp, pilot: Pilot[int]) -> None:
        """Walk back: Esc as long as something comes of it, `q` where it does not, and then Esc again."""
        same = 0
        for _ in range(_WAY_BACK):
            if isinstance(app.screen, HomeScreen) or app._exit:
                break
            before = app.screen
            # A question whether to leave stands over the screen that it is about: it is answered with its first button.
            leave = "enter" if isinstance(before, Confirm) and before.heading.startswith("Leave") else "escape"
            await self._press(app, pilot, "q" if same == 2 else leave)
            await pilot.pause(0.01)
            for _ in range(600):
                # Work that was told to stop ends when nothing is half-done.
                if not isinstance(app.screen, WorkScreen) or app._exit:
                    break
                await pilot.pause(0.05)
            same = (same + 1) % 3 if app.screen is before else 0
        if app._exception is not None:
            raise app._exception  # it ended the app: what is left of its screens says nothing of the way back
        told = [one.message for one in app._notifications]
        assert app._exit or isinstance(app.screen, HomeScreen), f"no way back from {app.screen}, {app.focused}: {told}"
        if not app._exit:
            await pilot.pause(0.02)
            self._left.check(app)

    def _tell_end(self, app: QuizApp) -> None:
        """Have it said what an app ended of: whoever waits for it then learns only that it does not answer."""
        end = app._handle_exception

        def told(error: Exception) -> None:
            self.trail.append("".join(format_exception(error)))
            end(error)

        app._handle_exception = told  # type: ignore[method-assign]

    def _note(self, app: QuizApp, what: str) -> None:
        self.trail.append(f"{type(app.screen).__name__}: {what}")


async def _settle(pilot: Pilot[int]) -> None:
    for _ in range(_SETTLE):
        await pilot._wait_for_screen()
