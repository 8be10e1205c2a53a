"""Where leaving leads: back to the screen that one came from, which shows what was done meanwhile."""

from datetime import timedelta
from time import sleep
from typing import Any

import pytest

from quiz.cards.card import Form
from quiz.memory.rating import Rating
from quiz.tui.app import QuizApp
from quiz.tui.browse.screen import BrowseScreen
from quiz.tui.statistics.figures_screen import FiguresScreen
from quiz.tui.study.parts import Buttons
from quiz.tui.study.screen import StudyScreen
from quiz.tui.summary.screen import SummaryScreen
from quiz.tui.work import WorkScreen
from tests.tui.samples import START, Clock, Screen, capitals, collection, drive, neighbours, played
from tests.tui.studied import studied


async def settled(screen: Screen) -> None:
    """Wait for what is read beside the screen."""
    await screen.pilot.app.workers.wait_for_complete()
    await screen.pilot.pause()


async def leave(screen: Screen) -> None:
    """Leave a session, and its summary once that is there: a key that comes before is none."""
    await screen.press("q")
    found = screen.app.screen
    assert isinstance(found, SummaryScreen)
    await screen.until(lambda: found._shown != float("inf"))
    await screen.press("q")


async def browse(screen: Screen) -> BrowseScreen:
    screen.app.browse("Austria")
    await screen.pilot.pause()
    await settled(screen)
    found = screen.app.screen
    assert isinstance(found, BrowseScreen)
    return found


def test_a_session_of_found_cards_leads_back_to_browse() -> None:
    """One that was left without an answer does at once, one with answers over its summary; the row shows the new due day."""

    async def play(screen: Screen) -> None:
        found = await browse(screen)
        before = screen.text
        await screen.press("s")
        assert "StudyScreen" == screen.place
        await screen.press("q")
        assert found is screen.app.screen
        await screen.press("s")
        await answer(screen)
        await screen.press("escape", "q")
        assert "SummaryScreen" == screen.place
        assert "Back" in screen.footer
        await screen.press("enter")
        assert found is screen.app.screen
        await settled(screen)
        assert before.count("new") > screen.text.count("new")
        await screen.press("q")
        assert "HomeScreen" == screen.place

    played(play, capitals(), neighbours())


def test_a_session_from_the_statistics_leads_back_to_them() -> None:
    clock = Clock(START + timedelta(days=20))

    async def play(screen: Screen) -> None:
        screen.app.statistics()
        await screen.pilot.pause()
        found = screen.app.screen
        assert isinstance(found, FiguresScreen)
        screen.app.study(None)
        await screen.pilot.pause()
        await answer(screen)
        await leave(screen)
        assert found is screen.app.screen

    drive(QuizApp(studied(30), clock), play)


async def answer(screen: Screen) -> None:
    """Give one answer, whatever is asked."""
    study = screen.study
    while study.moment != "answered":
        study.action_ask() if study.moment == "teach" else study.action_reveal()
    await screen.press("3")


def test_practice_leads_back_to_the_summary_it_was_started_from_and_more_study_does_not() -> None:
    """Going on with what still waits today begins anew: its summary leads Home."""

    async def play(screen: Screen) -> None:
        study = await screen.ask(form=Form.REVEAL, limit=1)
        study.session.answer(Rating.AGAIN, screen.app.now())
        study.show_next()
        await screen.pilot.pause()
        first = screen.app.screen
        await screen.press("m")
        screen.study.action_back()
        await screen.pilot.pause()
        assert first is screen.app.screen
        await screen.press("g")
        await answer(screen)
        await leave(screen)
        assert "HomeScreen" == screen.place

    drive(QuizApp(collection(capitals()), Clock()), play)


def test_a_screen_that_is_left_does_not_paint_itself_any_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """It loses its parts one by one; what was to come once it is painted would miss them."""

    async def play(screen: Screen) -> None:
        await browse(screen)
        await screen.press("s")
        left = screen.app.screen
        assert isinstance(left, StudyScreen)
        waiting: list[Any] = []
        with monkeypatch.context() as patch:
            patch.setattr(left, "post_message", waiting.append)
            left.on_resize()
        await left.query_one(Buttons).remove()
        left.remove()
        (message,) = waiting
        assert message.callback() is None
        await screen.pilot.pause()

    drive(QuizApp(collection(capitals()), Clock()), play)


def test_work_may_tell_how_far_it_is_before_its_screen_has_its_parts_and_after() -> None:
    async def play(screen: Screen) -> None:
        work = WorkScreen("Work", lambda _: sleep(0.2), lambda _: None)
        work._tell("before", 0.1)
        screen.app.push_screen(work)
        await screen.pilot.pause()
        await work.query_one("#text").remove()
        work._tell("after", 0.9)
        work.action_cancel()

    drive(QuizApp(collection(capitals()), Clock()), play)
