"""Home: what waits, what is offered, and where its keys lead."""

import pytest
from textual import events

from quiz.errors import StoreError
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.memory.rating import Rating
from quiz.study.settings import StudySettings
from quiz.tui.app import QuizApp
from quiz.tui.home.deck_list import OFFER, DeckList
from quiz.tui.home.screen import HomeScreen
from tests.tui.samples import START, Clock, Screen, capitals, collection, drive, neighbours, played


def levels() -> list[Deck]:
    """A deck with another below it."""
    return [Deck(name, name, facts=[Fact("a", "b", "c")]) for name in ("music", "music::jazz", "art")]


def test_a_deck_counts_what_is_below_it() -> None:
    """And studies it, too; the headline counts every card once."""

    async def play(screen: Screen) -> None:
        assert "6 cards wait today" in screen.text
        level = screen.app.screen.query_one(DeckList).level
        assert level is not None
        assert ("music", 4, 4) == (level.deck, level.due.new, level.due.total)
        await screen.press("enter")
        assert 4 == screen.study.session.left.new

    played(play, *levels())


def test_what_a_search_finds_is_studied() -> None:
    async def play(screen: Screen) -> None:
        from quiz.collection import searching

        found = "kind:forward deck:music::*"
        screen.app.study("music", lambda collection, now: searching.session(collection, found, now, deck="music"))
        await screen.press("shift")
        assert 1 == screen.study.session.left.new

    played(play, *levels())


def test_all_decks_at_once() -> None:
    async def play(screen: Screen) -> None:
        await screen.press("s")
        assert 11 == screen.study.session.left.new

    played(play, capitals(), neighbours())


def test_moving_and_choosing() -> None:
    async def play(screen: Screen) -> None:
        decks = screen.app.screen.query_one(DeckList)
        assert "capitals" == decks.chosen
        await screen.press("j")
        assert "neighbours" == decks.chosen
        await screen.press("k", "down", "enter")
        assert "Neighbours" == screen.study.heading
        await screen.press("q")
        assert "neighbours" == decks.chosen

    played(play, capitals(), neighbours())


def test_an_offered_deck_is_added_and_chosen() -> None:
    async def play(screen: Screen) -> None:
        assert OFFER + "countries" == screen.app.screen.query_one(DeckList).chosen
        assert "Add" in screen.footer
        await screen.press("enter")
        assert "countries" == screen.app.screen.query_one(DeckList).chosen
        assert ["countries"] == [row.deck for row in screen.app.collection.decks()]
        assert "Study" in screen.footer
        assert "+ Countries" not in screen.text

    played(play)


def test_a_removed_deck_is_not_offered_again() -> None:
    found = collection()
    found.add_bundled(START)
    found.remove("elements", START)

    async def play(screen: Screen) -> None:
        assert "elements" not in screen.text

    drive(QuizApp(found, Clock()), play)


def test_nothing_waits() -> None:
    """Enter on a deck that is done asks what else is wanted; where there is nothing of that either, that is said."""

    async def play(screen: Screen) -> None:
        assert "Enter Study more" in screen.footer
        await screen.press("enter", "down", "enter")
        assert screen.place == "HomeScreen"
        assert "Nothing waits there today." in screen.text

    played(play, capitals(), settings=StudySettings(new_per_day=0))


def test_a_new_day_begins_while_home_is_open() -> None:
    clock = Clock()
    found = collection(capitals(), settings=StudySettings(new_per_day=2))
    session = found.session(now=clock())
    while session.next(clock()):
        session.answer(Rating.EASY, clock())

    async def play(screen: Screen) -> None:
        assert "Done for today" in screen.text
        clock.move(days=1)
        home = screen.app.screen
        assert isinstance(home, HomeScreen)
        home._look_at_the_clock()
        await screen.pilot.pause()
        assert "2 cards wait today" in screen.text
        assert "Tuesday, 24 November" in screen.text

    drive(QuizApp(found, clock), play)


def test_another_program_adds_a_deck() -> None:
    """Home shows it as soon as the terminal has the focus again."""

    async def play(screen: Screen) -> None:
        screen.app.collection.add(neighbours(), START)
        assert "Neighbours" not in screen.text
        screen.app.post_message(events.AppFocus())
        await screen.pilot.pause()
        assert "Neighbours" in screen.text

    played(play, capitals())


def test_a_collection_that_cannot_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Says so instead of ending."""

    async def play(screen: Screen) -> None:
        def broken(*_: object, **__: object) -> None:
            raise StoreError("The disk failed.")

        monkeypatch.setattr(screen.app.collection, "allowance", broken)
        monkeypatch.setattr(screen.app.collection, "session", broken)
        screen.app.post_message(events.AppFocus())
        await screen.pilot.pause()
        assert "The disk failed." in screen.text
        await screen.press("enter")
        assert screen.place == "HomeScreen"

    played(play, capitals())


def test_quitting() -> None:
    async def play(screen: Screen) -> None:
        await screen.press("q")
        assert 0 == screen.app.return_value

    played(play, capitals())


def test_ctrl_q_quits_from_a_dialog() -> None:
    async def play(screen: Screen) -> None:
        await screen.press("enter", "question_mark", "ctrl+q")
        assert screen.app._exit

    played(play, capitals())


def test_a_session_can_be_asked_for() -> None:
    """`quiz study DECK` begins with the first card, and Home lies below."""

    async def play(screen: Screen) -> None:
        assert "Neighbours" == screen.study.heading
        await screen.press("q")
        assert screen.place == "HomeScreen"

    drive(QuizApp(collection(capitals(), neighbours()), Clock(), deck="neighbours"), play)
