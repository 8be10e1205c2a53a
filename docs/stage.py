"""What the pictures of the documentation are made from: collections on a fixed day, and the app brought to a screen.

The same program gives the same pictures everywhere: the clock stands still, nothing moves, nothing is fetched, and the learner's
answers are drawn with a seed.
"""

import os
import re
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, chdir, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from unittest.mock import patch

from attrs import define, evolve
from textual import events
from textual.keys import key_to_character
from textual.pilot import Pilot
from textual.widgets import Input
from textual.worker import WorkerError

from quiz.cards.card import Form
from quiz.collection.app_choices import AppChoices, Motion, Symbols
from quiz.collection.collection import Collection
from quiz.collection.settings import Settings
from quiz.memory.events import Reviewed
from quiz.memory.rating import Rating
from quiz.memory.state import CardState
from quiz.store.store import Store
from quiz.study.settings import StudySettings
from quiz.study.simulation import Learner, simulate
from quiz.tui.app import QuizApp

DOCS = Path(__file__).parent
_A_KEY = timedelta(seconds=3)
"""The time that passes with a key."""
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
_PAGE = DOCS / "tutorial" / "first-deck.md"
_FILE = re.compile(r'^```\w+ title="([^"]+)"\n(.*?)^```$', re.MULTILINE | re.DOTALL)
_CHOICES = AppChoices(theme="quiz-dark", motion=Motion.REDUCED, symbols=Symbols.UNICODE)
_LEARNED = ("deck:countries relation:capital kind:forward", "deck:elements relation:symbol kind:forward")
"""Searches for what the learner of the statistics has met."""
_LEARNER = Learner(first_ratings=(0.15, 0.1, 0.7, 0.05), recall_ratings=(0.12, 0.82, 0.06))
_MIXED_UP = {
    "Riga": "Vilnius",
    "Vilnius": "Riga",
    "Budapest": "Bucharest",
    "Bucharest": "Budapest",
    "Ljubljana": "Bratislava",
    "Bratislava": "Ljubljana",
    "Lusaka": "Harare",
}
"""What this learner takes for what, by the right answer."""
_STREAK = 40
"""How many days before `NOW` the last rest may be."""
_TERMINAL = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "COLORFGBG": "", "LC_ALL": "C.UTF-8"}
"""What the environment says of the terminal, wherever the pictures are made."""
_ROUNDS = 5
"""How often every widget has to say that its messages are done: a key passes from the app to the screen to a widget and back."""


def tutorial_files(*, later: bool = False) -> Mapping[str, str]:
    """Return the files that the tutorial writes, by path; `later`, as they are after the world has changed."""
    found: dict[str, str] = {}
    for name, text in _FILE.findall(_PAGE.read_text(encoding="utf-8")):
        if later or name not in found:
            found[name] = text
    if not later:
        found["moons/moons.csv"] = found["moons.csv"]
    return {name: text for name, text in found.items() if name.startswith("moons/")}


def write_tutorial(*, later: bool = False) -> None:
    """Write the tutorial's deck into the working directory."""
    Path("moons").mkdir(exist_ok=True)
    for name, text in tutorial_files(later=later).items():
        Path(name).write_text(text, encoding="utf-8")


def _collection(studying: StudySettings | None = None) -> Collection:
    return Collection(Store.in_memory(device="pictures"), Settings(base=studying or StudySettings(), app=_CHOICES))


def shipped(*decks: str) -> Callable[[], Collection]:
    """Return what makes a collection of decks that ship with quiz, all of them as a newcomer has them, or these."""

    def make() -> Collection:
        found = _collection()
        found.add_bundled(NOW, *decks)
        return found

    return make


def empty() -> Collection:
    """Return a collection without a deck."""
    return _collection()


def moons() -> Collection:
    """Return the tutorial's deck as it was added, followed in the folder `moons`."""
    write_tutorial()
    found = _collection()
    found.add(Path("moons"), NOW - timedelta(days=3))
    return found


def changed_moons() -> Collection:
    """Return the tutorial's deck, whose files have changed since it was added."""
    found = moons()
    write_tutorial(later=True)
    return found


def studied(days: int = 330) -> Collection:
    """Return decks that a simulated learner, who takes a rest now and then, has studied up to the day of `NOW`."""
    found = _collection(StudySettings(new_per_day=3))
    begin = NOW - timedelta(days=days)
    found.add_bundled(begin, "countries", "elements")
    cards = {card: found.card(card) for search in _LEARNED for card in found.search(search, begin)}
    dice = Random(11)
    order = sorted(cards, key=lambda card: (cards[card].answer not in _MIXED_UP, dice.random()))
    states = {card: CardState() for card in order}
    day, today = found.day(begin), found.day(NOW)
    while day < today:
        length = min(today - day, dice.randrange(4, 24)) if today - day > _STREAK else today - day
        course = simulate(_LEARNER, states, StudySettings(new_per_day=1), first_day=day, days=length, seed=f"pictures {day}")
        states = dict(course.states)
        for event in course.events:
            found.record(_lived(event, cards[event.card].answer, dice))
        day += length + dice.choice((1, 1, 2, 3))
    return found


def _lived(event: Reviewed, answer: str, dice: Random) -> Reviewed:
    """Return a simulated answer with what the simulation does not tell: the hour, how long it took, what was typed."""
    later = 3_600_000 * Random(event.day).choice((-4, -3, 0, 6, 7, 7, 8))
    given = _MIXED_UP.get(answer) if event.rating is Rating.AGAIN else None
    return evolve(
        event,
        at=event.at + later,
        due_at=None if event.due_at is None else event.due_at + later,
        form=Form.TYPED if given else event.form,
        answer=given,
        took=dice.randrange(3000, 14000),
    )


@define
class Clock:
    """The app's only clock; it moves by `_A_KEY` with each key."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        """Return the present moment."""
        return self.now


@define
class Stage:
    """The running app: keys go in, and pictures come out."""

    app: QuizApp
    pilot: Pilot[int]
    clock: Clock

    async def press(self, *keys: str) -> None:
        """Press keys and wait until the screen has caught up."""
        for name in keys:
            key = events.Key(name, name if len(name) == 1 else key_to_character(name))
            key.set_sender(self.app)
            self.app.post_message(key)
            self.clock.now += _A_KEY
            for _ in range(_ROUNDS):
                await self.pilot._wait_for_screen()  # noqa: SLF001 - `press` waits twice as long for every key
        if keys:
            await self.still()

    async def write(self, words: str) -> None:
        """Type words into the field that has the focus."""
        for field in self.app.screen.query(Input):
            if words and field.has_focus:
                field.insert_text_at_cursor(words)
                await self.still()

    async def still(self) -> None:
        """Wait until nothing changes any more: work beside the app is done, and no cursor blinks."""
        await self.pilot.pause()
        with suppress(WorkerError):
            await self.app.workers.wait_for_complete()
        self.app.clear_notifications()
        for field in self.app.screen.query(Input):
            field.cursor_blink = False
        await self.pilot.pause()


@asynccontextmanager
async def staged(make: Callable[[], Collection], size: tuple[int, int]) -> AsyncIterator[Stage]:
    """Run the app over a collection, in a folder of its own that is gone afterwards."""
    with TemporaryDirectory() as folder, chdir(folder), patch.dict(os.environ, _TERMINAL), make() as collection:
        os.environ.pop("NO_COLOR", None)
        clock = Clock()
        app = QuizApp(collection, clock, settings=Path("settings.toml"))
        async with app.run_test(size=size) as pilot:
            stage = Stage(app, pilot, clock)
            await stage.still()
            yield stage
