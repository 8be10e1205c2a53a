"""Browse over small decks, and stand-ins for what other screens bring."""

from collections.abc import Awaitable, Callable

from quiz.collection.collection import Collection
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.facts.relation import Relation
from quiz.tui.browse.screen import BrowseScreen
from tests.tui.samples import START, Screen, borders, capitals, hostile, scripts, universities

BrowsePlay = Callable[[Screen, BrowseScreen], Awaitable[None]]


def tagged() -> Deck:
    """Words with tags, of which one has a space in its relation's name."""
    return Deck(
        "words::french",
        "French words",
        facts=[
            Fact("chien", "means", "dog", tags=["animal::mammal"]),
            Fact("chat", "means", "cat", tags=["animal::mammal", "short"]),
            Fact("pomme", "means", "apple", tags=["fruit"]),
        ],
        relations=[Relation("means", ask="What does {subject} mean?", ask_back="What is {value} in French?")],
    )


def decks() -> list[Deck]:
    return [capitals(), borders(), universities(), tagged()]


def odd() -> list[Deck]:
    return [hostile(), scripts()]


def browsing(search: str, play: BrowsePlay) -> Callable[[Screen], Awaitable[None]]:
    """Return the play of opening Browse with a search, and going on from there."""

    async def opened(screen: Screen) -> None:
        screen.app.browse(search)
        await screen.pilot.pause()
        browse = screen.app.screen
        assert isinstance(browse, BrowseScreen)
        await play(screen, browse)

    return opened


def prompts(browse: BrowseScreen) -> list[str]:
    """Return the questions of all cards that are listed."""
    rows = [browse.results.row(number) for number in range(len(browse.results.places))]
    return [row.prompt for row in rows if row is not None]


def suspended(collection: Collection) -> list[str]:
    return collection.search("is:suspended", START)
