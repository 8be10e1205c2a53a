"""Every place of the app in the states that it can be in: what has to hold everywhere is tried in all of them.

A screen joins with one line in `STATES` for each of its states: the place, a name, and how one gets there from Home (`asked`,
`opened`, `over`, `pressing`). A test fails where a place has actions and no state, and where an action works in no state.
"""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from attrs import evolve, frozen

from quiz.cards.card import Form
from quiz.collection.collection import Collection
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.memory.rating import Rating
from quiz.tui.app import QuizApp
from quiz.tui.asking import Ask, Choose, Confirm
from tests.tui.looks import pressing
from tests.tui.samples import START, Clock, Play, Screen, borders, capitals, collection, neighbours, universities

_FOLDER = TemporaryDirectory(prefix="quiz-places-")
"""Holds a table to be imported, as long as the tests run."""


@frozen
class State:
    """A place at one of its moments; or two places, where one screen stands on both."""

    place: str
    name: str
    reach: Play
    decks: tuple[Callable[[], Deck], ...] = (capitals, neighbours)
    months: bool = False
    """Whether the collection was studied for weeks before."""

    def app(self) -> QuizApp:
        """Return the app that is to be brought there."""
        return QuizApp(self.collection(), Clock())

    def collection(self) -> Collection:
        """Return what is studied."""
        if self.months:
            return studied_for_weeks()
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


def opened(how: Callable[[QuizApp], None], *keys: str) -> Play:
    """Return how one gets to a screen that the app opens, and the keys that are pressed there, each once work has ended."""

    async def play(screen: Screen) -> None:
        how(screen.app)
        await settled(screen)
        for key in keys:
            await screen.press(key)
            await settled(screen)

    return play


async def settled(screen: Screen) -> None:
    """Wait until the work in threads is done and shown."""
    for _ in range(2):
        await screen.app.workers.wait_for_complete()
        await screen.pilot.pause()


@cache
def studied_for_weeks() -> Collection:
    """Return a collection with answers of some weeks, things mixed up among them. It is only looked at."""
    from tests.tui.studied import studied

    return studied(60)


@cache
def table() -> str:
    """Return the path of a table that can be imported."""
    path = Path(_FOLDER.name) / "words.csv"
    path.write_text("Wort,English,Tag\nHaus,house,noun\nBaum,tree,\n,none,\n", encoding="utf-8")
    return str(path)


async def mistaken(screen: Screen) -> None:
    """End a session with a wrong pick."""
    study = await screen.ask(form=Form.CHOICE)
    session = study.session
    question = session.next(START)
    assert question is not None
    session.check(next(place for place, option in enumerate(question.options) if not option.right))
    session.answer(Rating.AGAIN, START)
    screen.app.finish(session, "All decks")
    await settled(screen)


async def changed(screen: Screen) -> None:
    """Show the plan of a deck in which answers changed, cards were added and cards taken out."""
    from quiz.tui.plans import PlanScreen

    deck = capitals()
    kept = [evolve(fact, value=f"New {fact.value}") if fact.subject < "D" else fact for fact in deck.facts[:-2]]
    new = evolve(deck, facts=[*kept, Fact("Ghana", "capital", "Accra"), Fact("Chad", "capital", "N'Djamena")])
    session = screen.app.collection.session(now=START)
    while (question := session.next(START)) is not None:
        if question.teach:
            session.taught()
        session.answer(Rating.EASY, START)
    plan = screen.app.collection.plan(new)
    screen.app.push_screen(PlanScreen(plan, screen.app.collection.load(plan, START)))
    await settled(screen)


def form(*keys: str, new: bool = False) -> Play:
    """Return how one gets to the form of a fact."""

    def show(app: QuizApp) -> None:
        from quiz.tui.editing.screen import FactScreen

        deck = app.collection.deck("capitals")
        app.push_screen(FactScreen(deck, None if new else deck.facts[0]))

    return opened(show, *keys)


def outside(app: QuizApp) -> None:
    """Hand a fact to an editor, which cannot be opened here."""
    from quiz.tui.editing.outside import OutsideScreen

    deck = app.collection.deck("capitals")
    app.push_screen(OutsideScreen(deck, deck.facts[0]))


def tree() -> Deck:
    """Return a deck below another one that is not there."""
    return evolve(capitals(), id="world::capitals")


def opened_after(reach: Play, *keys: str) -> Play:
    """Return how one gets somewhere, and the keys that are pressed there."""

    async def play(screen: Screen) -> None:
        await reach(screen)
        await screen.press(*keys)

    return play


def browse(*keys: str) -> Play:
    """Return how one gets to Browse, and the keys that are pressed there."""
    return opened(lambda app: app.browse(), *keys)


def statistics(*keys: str) -> Play:
    """Return how one gets to Statistics, and the keys that are pressed there."""
    return opened(lambda app: app.statistics(), *keys)


def exam(*keys: str, deck: str = "capitals") -> Play:
    """Return how one gets to Exam, and the keys that are pressed there."""
    return opened(lambda app: app.exam(deck), *keys)


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
    State("home", "a tree", pressing("home"), (tree, neighbours)),
    State("home", "a tree folded", pressing("home", "space"), (tree, neighbours)),
    State("add ask", "a path", pressing("a")),
    State("ask", "the menu", pressing("m")),
    State("plan", "a change of an answer", changed),
    State("plan", "an added card", opened_after(changed, *["down"] * 4)),
    State("fact", "a fact", form()),
    State("fact", "a change", form("x", "x")),
    State("fact", "a new one", form(new=True)),
    State("outside", "no editor", opened(outside)),
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
    State("study", "an answer to options", asked(Form.CHOICE, "1")),
    State("study", "a redo", asked(Form.REVEAL, "space", "3", "u", "u")),
    State("summary", "mistakes", mistaken),
    State("browse", "the field", browse()),
    State("browse", "a completion", browse("d", "e")),
    State("browse", "nothing found", browse(*"xyzzy")),
    State("browse", "the cards", browse("enter")),
    State("browse", "selected", browse("enter", "space")),
    State("browse", "after a change", browse("enter", "at")),
    State("browse", "the preview", browse("enter", "enter")),
    State("statistics", "nothing yet", statistics()),
    *(State("statistics", f"section {number}", statistics(number), months=True) for number in "123456789"),
    State("import", "the path", opened(lambda app: app.import_file())),
    State("import", "the columns", opened(lambda app: app.import_file(table()))),
    State("import", "the changes", opened(lambda app: app.import_file(table()), "enter")),
    State("import", "the report", opened(lambda app: app.import_file(table()), "enter", "enter")),
    State("export", "the formats", opened(lambda app: app.export("capitals"))),
    State("export", "the path", opened(lambda app: app.export("capitals"), "p")),
    State("exam", "the set-up", exam()),
    State("exam", "options", exam("down", "right", "enter")),
    State("exam", "an answer", exam("down", "right", "enter", "1", "down")),
    State("exam", "true or false", exam("down", *["right"] * 6, "enter", "right")),
    State("exam", "several", exam("down", *["right"] * 3, "enter", deck="borders"), (borders,)),
    State("exam", "the field", exam("down", "right", "right", "enter")),
    State("exam", "beside the field", exam("down", "right", "right", "enter", "escape")),
    State("exam", "the score", exam("down", "right", "enter", "f10", "enter")),
    State("settings", "the list", pressing("comma", "down")),
    State("settings", "after a change", pressing("comma", "down", "down", "enter")),
    State("settings", "the field", pressing("comma", "slash")),
    State("help", "the list", pressing("question_mark", "down")),
    State("info dialog", "card info", asked(Form.REVEAL, "space", "i")),
    State("ask", "a confirmation", over(lambda: Confirm("Really?", "It is done.", "Do it"))),
    State("ask", "a line", over(lambda: Ask("Which?"))),
    State("ask", "a choice", over(lambda: Choose("Which?", [("a", "One"), ("b", "Two")]))),
    State("work", "long work", working),
)  # fmt: skip
