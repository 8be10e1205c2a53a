"""The pace of studying: a clock, going on by itself, practice, and nothing but the card. `app.now` is all the time there is."""

from collections.abc import Callable

import pytest
from attrs import evolve
from syrupy.assertion import SnapshotAssertion

from quiz.cards.card import Form
from quiz.collection.app_choices import AppChoices, Motion
from quiz.memory.events import Crammed
from quiz.memory.rating import Rating
from quiz.tui.app import QuizApp
from quiz.tui.study.screen import StudyScreen
from tests.tui.looks import looks
from tests.tui.samples import Clock, Play, Screen, answers, capitals, collection, drive


def choosing(clock: Clock | None = None, **chosen: object) -> QuizApp:
    found = collection(capitals())
    found.choices = evolve(found.choices, app=AppChoices(**chosen))  # type: ignore[arg-type]
    return QuizApp(found, clock or Clock())


def wait(screen: Screen, seconds: int) -> None:
    """Let time go by, second by second, as the screen's own timer does."""
    clock = screen.app.now
    assert isinstance(clock, Clock)
    for _ in range(seconds):
        clock.move(seconds=1)
        screen.study.tick()


def test_the_clock_counts_while_a_question_is_open_and_stands_still_after_it() -> None:
    async def play(screen: Screen) -> None:
        await screen.ask(form=Form.REVEAL)
        wait(screen, 65)
        assert "1:05" in screen.text or "1:05" in str(screen.study.query_one("#pace").content)  # type: ignore[attr-defined]
        await screen.press("space")
        wait(screen, 20)
        assert "1:05" in str(screen.study.query_one("#pace").content)  # type: ignore[attr-defined]
        await screen.press("T")
        assert "1:05" not in screen.text

    drive(choosing(timer=True), play)


def test_with_little_motion_the_clock_moves_seldom() -> None:
    async def play(screen: Screen) -> None:
        await screen.ask(form=Form.REVEAL)
        wait(screen, 19)
        await screen.pilot.pause()
        assert "0:10" in screen.text

    drive(choosing(timer=True, motion=Motion.REDUCED), play)


def test_cards_go_on_by_themselves() -> None:
    async def play(screen: Screen) -> None:
        await screen.ask(form=Form.REVEAL)
        wait(screen, 5)
        await screen.pilot.pause()
        assert "by itself in 5 s" in screen.text
        wait(screen, 5)
        assert "answered" == screen.moment()
        wait(screen, 3)
        assert [Rating.GOOD] == [event.rating for event in answers(screen.app.collection)]
        assert "teach" == screen.moment()
        wait(screen, 10)
        assert "reveal" == screen.moment()

    drive(choosing(auto_show=10, auto_grade=3), play)


def test_time_that_runs_out_over_options_is_no_answer() -> None:
    async def play(screen: Screen) -> None:
        await screen.ask(form=Form.CHOICE)
        wait(screen, 10)
        assert "answered" == screen.moment()
        wait(screen, 3)
        assert [Rating.AGAIN] == [event.rating for event in answers(screen.app.collection)]

    drive(choosing(auto_show=10, auto_grade=3), play)


@pytest.mark.parametrize("disturb", ["dialog", "typing", "elsewhere"])
def test_going_on_waits_for_a_dialog_for_typing_and_for_another_window(disturb: str) -> None:
    async def play(screen: Screen) -> None:
        await screen.ask(form=Form.TYPED)
        study = screen.study
        if disturb == "dialog":
            await screen.press("escape", "i")
        elif disturb == "typing":
            await screen.press("x")
        else:
            screen.app.app_focus = False
        for _ in range(30):
            screen.app.now.move(seconds=1)  # type: ignore[attr-defined]
            study.tick()
        assert study.moment in {"field", "typed"}
        if disturb != "dialog":
            await screen.pilot.pause()
            assert "paused" in screen.text
        await screen.press("escape") if disturb != "elsewhere" else None
        screen.app.app_focus = True
        if disturb == "typing":
            return
        for _ in range(11):
            screen.app.now.move(seconds=1)  # type: ignore[attr-defined]
            study.tick()
        assert screen.study.moment == screen.moment() == "answered"

    drive(choosing(auto_show=10), play)


def test_going_on_is_switched_by_key_and_never_grades_where_that_was_not_chosen() -> None:
    async def play(screen: Screen) -> None:
        await screen.ask(form=Form.REVEAL)
        wait(screen, 60)
        assert "reveal" == screen.moment()
        await screen.press("A")
        wait(screen, 9)
        assert "reveal" == screen.moment()
        wait(screen, 1)
        assert "answered" == screen.moment()
        await screen.press("A")
        wait(screen, 60)
        assert "answered" == screen.moment()

    drive(choosing(), play)


def test_how_long_the_rest_takes_is_estimated() -> None:
    clock = Clock()

    async def play(screen: Screen) -> None:
        await screen.ask(form=Form.REVEAL)
        for _ in range(3):
            if screen.moment() == "teach":
                await screen.tap("space")
            clock.move(seconds=6)
            await screen.press("space", "4")
        assert "42 s left" in screen.text

    drive(choosing(clock), play)


def test_nothing_but_the_card() -> None:
    async def play(screen: Screen) -> None:
        await screen.ask(form=Form.REVEAL)
        screen.app.clear_notifications()
        await screen.pilot.pause()
        assert "Help" not in screen.text
        await screen.press("space", "3")
        assert 1 == len(answers(screen.app.collection))
        await screen.press("F")
        assert "Help" in screen.text
        await screen.press("f11")
        assert "? Help" not in screen.text

    drive(choosing(focus=True), play)


def practising(app_of: Callable[[], QuizApp] = choosing) -> tuple[Callable[[], QuizApp], Play]:
    async def play(screen: Screen) -> None:
        now = screen.app.now()
        session = screen.app.collection.session(now=now, cram=True, form=Form.REVEAL)
        screen.app.push_screen(StudyScreen(session, "All decks"))
        await screen.pilot.pause()
        await screen.press("space") if screen.moment() == "teach" else None
        await screen.press("space")

    return app_of, play


def test_practice_says_that_nothing_is_scheduled_and_shows_no_intervals() -> None:
    make, begin = practising()

    async def play(screen: Screen) -> None:
        await begin(screen)
        assert "nothing is scheduled" in screen.text
        assert "10m" not in screen.text
        await screen.press("3", "u")
        assert "Taken back: Good" in screen.text
        await screen.press("U")

    app = make()
    drive(app, play)
    assert 1 == sum(isinstance(event, Crammed) for event in app.collection.events())


# How it looks


def test_the_pace(snapshot: SnapshotAssertion) -> None:
    async def play(screen: Screen) -> None:
        await screen.ask(form=Form.REVEAL)
        wait(screen, 4)

    looks(lambda: choosing(timer=True, auto_show=10, auto_grade=5), play, snapshot)


def test_only_the_card(snapshot: SnapshotAssertion) -> None:
    async def play(screen: Screen) -> None:
        await screen.ask(form=Form.REVEAL)
        await screen.press("space")

    looks(lambda: choosing(focus=True), play, snapshot)


def test_practice(snapshot: SnapshotAssertion) -> None:
    looks(*practising(), snapshot)
