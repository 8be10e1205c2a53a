"""Every place of the app in the states that it can be in: what has to hold everywhere is tried in all of them.

A screen joins with one line in `STATES` for each of its states: the place, a name, and how one gets there from Home (`asked`,
`opened`, `over`, `pressing`). A test fails where a place has actions and no state, and where an action works in no state.
"""

from collections.abc import Callable
from importlib.util import find_spec

from attrs import frozen

from quiz.cards.card import Form
from quiz.collection.collection import Collection
from quiz.facts.deck import Deck
from quiz.tui.app import QuizApp
from quiz.tui.asking import Ask, Choose, Confirm
from tests.tui.looks import pressing
from tests.tui.samples import Clock, Play, Screen, borders, capitals, collection, neighbours, universities

OPENED = {
    "browse": ("quiz.tui.browse.screen", lambda app: app.browse()),
    "statistics": ("quiz.tui.statistics.screen", lambda app: app.statistics()),
    "import": ("quiz.tui.exchange.import_screen", lambda app: app.import_file()),
    "export": ("quiz.tui.exchange.export_screen", lambda app: app.export("capitals")),
    "exam": ("quiz.tui.exam.screen", lambda app: app.exam("capitals")),
}
"""Where each of these screens is, and how it is opened: as soon as it is there, it is tried."""


@frozen
class State:
    """A place at one of its moments."""

    place: str
    name: str
    reach: Play
    decks: tuple[Callable[[], Deck], ...] = (capitals, neighbours)

    def app(self) -> QuizApp:
        """Return the app that is to be brought there."""
        return QuizApp(self.collection(), Clock())

    def collection(self) -> Collection:
        """Return what is studied."""
        return collection(*(make() for make in self.decks))

    def __str__(self) -> str:
        return f"{self.place}: {self.name}"


def asked(form: Form, *keys: str, taught: bool = True) -> Play:
    """Return how one gets to a question in a form, and the keys that are pressed there."""

    async def play(screen: Screen) -> None:
        await screen.ask(form=form, taught=taught)
        await screen.press(*keys)

    return play


def over(make: Callable[[], object]) -> Play:
    """Return how one gets to a screen that lies over Home."""

    async def play(screen: Screen) -> None:
        screen.app.push_screen(make())  # type: ignore[call-overload]
        await screen.pilot.pause()

    return play


def opened(how: Callable[[QuizApp], None]) -> Play:
    """Return how one gets to a screen that the app opens."""

    async def play(screen: Screen) -> None:
        how(screen.app)
        await screen.pilot.pause()
        await screen.pilot.pause()

    return play


async def working(screen: Screen) -> None:
    """Begin work that ends when it is cancelled."""
    from time import sleep

    from quiz.tui.work import Watch

    def work(watch: Watch) -> None:
        while not watch.cancelled:
            watch.say("Busy", 0.5)
            sleep(0.01)

    screen.app.work("Long work", work, lambda _: None)
    await screen.pilot.pause()


STATES: tuple[State, ...] = (
    State("home", "decks", pressing()),
    State("home", "one deck", pressing(), (capitals,)),
    State("home", "an offer", pressing("end")),
    State("home", "no deck", pressing(), ()),
    State("study", "a new card", asked(Form.REVEAL, taught=False)),
    State("study", "a question", asked(Form.REVEAL)),
    State("study", "an answer", asked(Form.REVEAL, "space")),
    State("study", "after a step", asked(Form.REVEAL, "space", "3")),
    State("study", "after a step back", asked(Form.REVEAL, "space", "3", "u")),
    State("study", "the field", asked(Form.TYPED)),
    State("study", "beside the field", asked(Form.TYPED, "escape")),
    State("study", "options", asked(Form.CHOICE)),
    State("study", "a chosen option", asked(Form.CHOICE, "down")),
    State("study", "true or false", asked(Form.TRUEFALSE)),
    State("study", "several", asked(Form.MULTISELECT), (borders,)),
    State("study", "several picked", asked(Form.MULTISELECT, "down", "1"), (borders,)),
    State("study", "an order", asked(Form.ORDERING, "down", "1"), (universities,)),
    State("summary", "after a step", asked(Form.REVEAL, "space", "3", "q")),
    State("settings", "the list", pressing("comma", "down")),
    State("settings", "after a change", pressing("comma", "down", "down", "enter")),
    State("settings", "the field", pressing("comma", "slash")),
    State("help", "the list", pressing("question_mark", "down")),
    State("dialog", "card info", asked(Form.REVEAL, "space", "i")),
    State("ask", "a confirmation", over(lambda: Confirm("Really?", "It is done.", "Do it"))),
    State("ask", "a line", over(lambda: Ask("Which?"))),
    State("ask", "a choice", over(lambda: Choose("Which?", [("a", "One"), ("b", "Two")]))),
    State("work", "long work", working),
    *(State(place, "opened", opened(how)) for place, (module, how) in OPENED.items() if find_spec(module)),
)  # fmt: skip
