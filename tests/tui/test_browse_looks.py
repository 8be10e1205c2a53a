"""How Browse looks, in each of its states."""

from datetime import timedelta

from syrupy.assertion import SnapshotAssertion
from textual.widgets import Input

from quiz.cards.card import Form
from quiz.collection.bulk import change
from quiz.collection.collection import Collection
from quiz.memory.rating import Rating
from quiz.study.settings import StudySettings
from quiz.tui.app import QuizApp
from quiz.tui.browse.screen import BrowseScreen
from tests.tui.browse_samples import browsing, decks, odd
from tests.tui.looks import looks
from tests.tui.samples import START, Clock, Screen, collection


def studied() -> Collection:
    """Cards in every state."""
    found = collection(*decks(), settings=StudySettings(new_per_day=99))
    now = START - timedelta(days=6)
    for _ in range(3):
        session = found.session(now=now, form=Form.REVEAL, limit=14)
        for number in range(14):
            if session.next(now) is None:
                break
            session.answer([Rating.EASY, Rating.GOOD, Rating.AGAIN][number % 3], now)
            now += timedelta(seconds=9)
        now += timedelta(days=2)
    cards = found.search("", START)
    change(found, cards[2:4], "suspend", START)
    change(found, cards[4:5], "bury", START)
    change(found, cards[1:3], "mark", START)
    return found


def _look(snapshot: SnapshotAssertion, search: str, *keys: str, make: Collection | None = None) -> None:
    async def play(screen: Screen, browse: BrowseScreen) -> None:
        del browse
        await screen.press(*keys)
        for field in screen.app.screen.query(Input):
            field.cursor_blink = False
        await screen.pilot.pause(0.4)

    looks(lambda: QuizApp(make or studied(), Clock()), browsing(search, play), snapshot)


def test_cards(snapshot: SnapshotAssertion) -> None:
    _look(snapshot, "-zzz", "down")


def test_some_are_selected_and_one_is_shown(snapshot: SnapshotAssertion) -> None:
    _look(snapshot, "-zzz", "down", "shift+down", "shift+down", "p", "p", "p")


def test_what_is_known_of_a_card(snapshot: SnapshotAssertion) -> None:
    _look(snapshot, "deck:capitals", "i")


def test_typing_a_search_with_completions(snapshot: SnapshotAssertion) -> None:
    _look(snapshot, "", *"capital tag:a")


def test_a_broken_search(snapshot: SnapshotAssertion) -> None:
    _look(snapshot, "", *"capital (is:foo")


def test_nothing_is_found(snapshot: SnapshotAssertion) -> None:
    _look(snapshot, "zzz")


def test_no_cards_at_all(snapshot: SnapshotAssertion) -> None:
    _look(snapshot, "", make=collection())


def test_choosing_a_search(snapshot: SnapshotAssertion) -> None:
    _look(snapshot, "-zzz", "f", "down", "down")


def test_choosing_an_order_and_what_it_looks_like(snapshot: SnapshotAssertion) -> None:
    _look(snapshot, "-zzz", "o", "down", "down", "down", "down", "down", "down", "down", "down", "enter")


def test_tags(snapshot: SnapshotAssertion) -> None:
    _look(snapshot, "-zzz", "T", *"north -")


def test_hostile_text(snapshot: SnapshotAssertion) -> None:
    _look(snapshot, "-zzz", "down", make=collection(*odd()))
