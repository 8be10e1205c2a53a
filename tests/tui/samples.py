"""Collections for the app's tests: small decks, a clock that only moves when it is told to, and the screen as plain text."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

import pytest
from textual import events
from textual.keys import _character_to_key, key_to_character
from textual.pilot import Pilot

from quiz.cards.card import Form
from quiz.collection.collection import Collection
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact, Source
from quiz.facts.relation import Relation
from quiz.facts.term import Term
from quiz.memory.events import Reviewed
from quiz.memory.replay import cancelled
from quiz.store.store import Store
from quiz.study.settings import StudySettings
from quiz.tui.app import QuizApp
from quiz.tui.study.screen import StudyScreen
from tests.tui.hurried import hurried

START = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
ATLAS = Source("World atlas", publisher="A publisher", date="2020", locator="page 7")
CAPITALS = {
    "Austria": "Vienna",
    "Chile": "Santiago",
    "Egypt": "Cairo",
    "Japan": "Tokyo",
    "Kenya": "Nairobi",
    "Norway": "Oslo",
    "Peru": "Lima",
    "Portugal": "Lisbon",
    "Spain": "Madrid",
    "Sweden": "Stockholm",
}
NEIGHBOURS = ("Argentina", "Bolivia", "Peru")


class Clock:
    """Stands still until it is moved."""

    def __init__(self, now: datetime = START) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def move(self, **parts: float) -> None:
        self.now += timedelta(**parts)


def capitals() -> Deck:
    """Ten capitals with a source and an alias."""
    return Deck(
        "capitals",
        "Capitals",
        facts=tuple(Fact(country, "capital", city, sources=ATLAS) for country, city in CAPITALS.items()),
        relations=[
            Relation(
                "capital",
                subject="country",
                value="city",
                ask="What is the capital of {subject}?",
                say="The capital of {subject} is {value}.",
                kinds="forward",
            )
        ],
        terms=[Term("Vienna", type="city", aliases=("Wien",))],
    )


def neighbours() -> Deck:
    """One question with a set of answers, of which one is only alleged."""
    return Deck(
        "neighbours",
        "Neighbours",
        facts=tuple(Fact("Chile", "neighbour", name, sources=ATLAS) for name in NEIGHBOURS),
        relations=[
            Relation(
                "neighbour",
                ask="Which countries border {subject}?",
                say="{subject} borders {value}.",
                many=True,
                kinds="forward",
            )
        ],
    )


def presidents() -> Deck:
    """A question whose answer was another one at another time."""
    return Deck(
        "offices",
        "Offices",
        facts=(
            Fact("Freedonia", "president", "Rufus Firefly", since="2015"),
            Fact(
                "Freedonia",
                "president",
                "Gloria Teasdale",
                since="2010",
                until="2014",
                status="disputed",
                according_to="Sylvania",
            ),
        ),
        relations=[
            Relation("president", ask="Who is president of {subject}?", say="{value} is president of {subject}.", kinds="forward")
        ],
    )


def borders() -> Deck:
    """Sets that are whole, to be picked from among others."""
    known = {
        "Norway": ("Sweden", "Finland", "Russia"),
        "Peru": ("Chile", "Bolivia", "Ecuador", "Brazil", "Colombia"),
        "Portugal": ("Spain",),
    }
    return Deck(
        "borders",
        "Borders",
        facts=tuple(Fact(country, "border", other) for country, others in known.items() for other in others),
        relations=[
            Relation(
                "border",
                ask="Which countries border {subject}?",
                say="{subject} borders {value}.",
                many=True,
                complete=True,
                kinds="forward",
            )
        ],
    )


def universities() -> Deck:
    """Things to be put in order."""
    founded = {"Bologna": "1088", "Coimbra": "1290", "Heidelberg": "1386", "Uppsala": "1477", "Harvard": "1636"}
    return Deck(
        "universities",
        "Universities",
        facts=tuple(Fact(name, "founding", year, sources=ATLAS) for name, year in founded.items()),
        relations=[Relation("founding", value="date", say="{subject} was founded in {value}.", kinds="order")],
    )


HOSTILE = "[bold red]x[/] [@click=app.quit]go[/] \x1b[31mred\x07 \u202eevil $primary {subject}"


def hostile() -> Deck:
    """Text that would do something if it were ever obeyed, in every place that text can stand."""
    source = Source(f"source {HOSTILE}", locator="[/]")
    facts = tuple(
        Fact(f"{number} {HOSTILE}", "[red]what[/]", f"[b]{number}[/b] {HOSTILE}", sources=source) for number in range(6)
    )
    return Deck("hostile", f"Deck {HOSTILE}", facts=facts)


def scripts() -> Deck:
    """Other scripts, and text that is much longer than a screen."""
    return Deck(
        "scripts",
        "文字 · כתב · خط",
        facts=(
            Fact("日本の首都はどこですか", "答え", "東京都" * 30),
            Fact("ما هي عاصمة مصر", "جواب", "القاهرة"),
            Fact("long " * 400, "text", "word " * 400),
            Fact("🇦🇹👩‍👩‍👧", "flag", "🇦🇹"),
        ),
    )


def collection(*decks: Deck, settings: StudySettings | None = None) -> Collection:
    """Return a collection in memory with these decks, the same at every run."""
    found = Collection(Store.in_memory(device="test"), settings)
    for deck in decks:
        found.add(deck, START)
    return found


Play = Callable[["Screen"], Awaitable[None]]
SIZE = (80, 24)
_ROUNDS = 5
"""How often every widget has to say that its messages are done: a key passes from the app to the screen to a widget and back."""


class Screen:
    """The running app as a learner has it: keys go in, and what stands on the screen comes out."""

    def __init__(self, pilot: Pilot[int]) -> None:
        self.pilot = pilot
        app = pilot.app
        assert isinstance(app, QuizApp)
        self.app = app

    async def press(self, *keys: str) -> None:
        """Press keys and wait until the screen has caught up."""
        await self.tap(*keys)
        await self.pilot.pause()

    async def until(self, found: Callable[[], bool]) -> None:
        """Wait until something is so that comes a little later than the keys, such as what scrolls after the next painting."""
        for _ in range(200):
            if found():
                return
            await self.pilot.pause(0.02)
        pytest.fail(f"It never came:\n{self.text}")

    async def settle(self) -> None:
        """Wait until the screen stays as it is: on a busy machine a layout or a thread may come late."""
        seen: list[str] = []
        for _ in range(100):
            await self.pilot.pause(0.03)
            seen.append(self.text)
            if len(seen) > 2 and seen[-1] == seen[-2] == seen[-3]:
                return

    async def tap(self, *keys: str) -> None:
        """Press keys and wait until they have been dealt with, though perhaps not painted.

        `Pilot.press` waits for an idle machine twice after every key, some 50 ms each.
        """
        for key in keys:
            name = _character_to_key(key) if len(key) == 1 else key
            event = events.Key(name, key if len(key) == 1 else key_to_character(name))
            event.set_sender(self.app)
            self.app.post_message(event)
            for _ in range(_ROUNDS):
                await self.pilot._wait_for_screen()

    async def write(self, words: str) -> None:
        """Type words, key by key, and press Enter."""
        await self.press(*words, "enter")

    async def click(self, selector: str) -> None:
        """Click on a widget."""
        await self.pilot.click(selector)
        await self.pilot.pause()

    async def ask(self, *, form: Form | None = None, taught: bool = True, limit: int | None = None) -> StudyScreen:
        """Start a session over all decks; a first card that is new has been taught unless wanted otherwise."""
        now = self.app.now()
        session = self.app.collection.session(now=now, form=form, limit=limit)
        question = session.next(now)
        if taught and question is not None and question.teach:
            session.taught()
        self.app.push_screen(StudyScreen(session, "All decks"))
        await self.pilot.pause()
        return self.study

    @property
    def study(self) -> StudyScreen:
        """The Study screen."""
        screen = self.app.screen
        assert isinstance(screen, StudyScreen)
        return screen

    def moment(self) -> str:
        """Return what the Study screen is at."""
        return self.study.moment

    @property
    def place(self) -> str:
        """The name of the screen's class."""
        return type(self.app.screen).__name__

    @property
    def text(self) -> str:
        """What stands on the screen, as lines of plain text."""
        lines = ["".join(segment.text for segment in strip) for strip in self.app.screen._compositor.render_strips()]
        return "\n".join(line.rstrip() for line in lines)

    @property
    def footer(self) -> str:
        """The last line."""
        return self.text.splitlines()[-1]


def drive(app: QuizApp, play: Play, size: tuple[int, int] = SIZE) -> None:
    """Run the app without a terminal and let `play` use it."""

    async def run() -> None:
        async with app.run_test(size=size, notifications=True) as pilot:
            await pilot.pause()
            await play(Screen(pilot))

    hurried(run())


def played(play: Play, *decks: Deck, size: tuple[int, int] = SIZE, settings: StudySettings | None = None) -> Collection:
    """Let `play` use an app over these decks; return the collection as it is afterwards."""
    found = collection(*decks, settings=settings)
    drive(QuizApp(found, Clock()), play, size)
    return found


def answers(found: Collection) -> list[Reviewed]:
    """Return the answers in the log that were not taken back, in their order."""
    log = list(found.events())
    gone = cancelled(log)
    return [event for event in log if isinstance(event, Reviewed) and (event.device, event.sequence) not in gone]
