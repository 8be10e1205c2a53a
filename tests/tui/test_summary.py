"""The summary: what a session came to, what it leads to, and how it looks."""

from datetime import timedelta

import pytest
from syrupy.assertion import SnapshotAssertion
from textual import events
from textual.widgets import OptionList

from quiz.cards.card import Form
from quiz.collection.collection import Collection
from quiz.memory.events import Crammed
from quiz.memory.rating import Rating
from quiz.study.session import Session
from quiz.study.session_summary import summed_up
from quiz.study.settings import StudySettings
from quiz.tui.app import QuizApp
from quiz.tui.summary.screen import SummaryScreen
from tests.tui.looks import looks
from tests.tui.samples import START, Clock, Screen, answers, capitals, collection, drive, hostile, played
from tests.tui.studied import studied

AGAIN, GOOD, EASY = Rating.AGAIN, Rating.GOOD, Rating.EASY


def summary(screen: Screen) -> SummaryScreen:
    found = screen.app.screen
    assert isinstance(found, SummaryScreen)
    return found


def answer(session: Session, clock: Clock, number: int) -> None:
    """Give so many answers, each third one wrong, and wrong by name where the form allows it."""
    for place in range(number):
        question = session.next(clock())
        if question is None:
            return
        clock.move(seconds=5 + place % 7)
        if question.teach:
            session.taught()
        if place % 3:
            session.answer(GOOD, clock())
            continue
        if question.form is Form.TYPED:
            session.check("K")
        elif question.form is Form.CHOICE:
            session.check(next(place for place, option in enumerate(question.options) if not option.right))
        session.answer(AGAIN, clock())


def test_a_key_that_was_meant_for_the_last_card_does_not_take_the_summary_away() -> None:
    """It was pressed once too often, before there was anything to see."""

    async def play(screen: Screen) -> None:
        def press(key: str, *, early: bool) -> None:
            event = events.Key(key, None)
            event.set_sender(screen.app)
            event.time = 0.0 if early else event.time
            screen.app.post_message(event)

        study = await screen.ask(taught=False)
        answer(study.session, Clock(), 3)
        screen.app.finish(study.session, "All decks")
        press("space", early=False)  # while it is being made
        await screen.until(lambda: "Done" in screen.text or "Paused" in screen.text)
        assert "SummaryScreen" == screen.place
        for key in ("space", "enter", "q"):
            press(key, early=True)  # while it was being painted
            await screen.pilot.pause()
            assert "SummaryScreen" == screen.place
        await screen.press("enter")
        assert "HomeScreen" == screen.place

    played(play, capitals())


async def finish(screen: Screen, session: Session) -> None:
    screen.app.finish(session, "All decks")
    await screen.pilot.pause()
    await screen.pilot.pause()


async def after(screen: Screen, clock: Clock, number: int) -> Session:
    """Give some answers in a session over all decks, and end it."""
    study = await screen.ask(taught=False)
    answer(study.session, clock, number)
    await finish(screen, study.session)
    return study.session


def months() -> tuple[Collection, Clock]:
    return studied(90), Clock(START + timedelta(days=20))


@pytest.mark.parametrize("number", [9, 200])
def test_paused_and_done_after_months_of_study(number: int, snapshot: SnapshotAssertion) -> None:
    """A session that was left says what still waits; one that is over says when the next card comes."""
    clock = Clock()

    def make() -> QuizApp:
        found, clock.now = studied(90), START + timedelta(days=20)
        return QuizApp(found, clock)

    async def play(screen: Screen) -> None:
        session = await after(screen, clock, number)
        assert ("Paused" in screen.text) is bool(session.left.total)
        assert ("✓ Done" in screen.text) is not session.left.total

    looks(make, play, snapshot)


def test_a_first_session_of_one_answer(snapshot: SnapshotAssertion) -> None:
    clock = Clock()

    async def play(screen: Screen) -> None:
        await screen.ask(limit=1)
        clock.move(seconds=4)
        screen.study.session.answer(GOOD, clock())
        await finish(screen, screen.study.session)

    looks(lambda: QuizApp(collection(capitals()), clock), play, snapshot)


def test_the_numbers_are_those_of_the_session() -> None:
    found, clock = months()

    async def play(screen: Screen) -> None:
        session = await after(screen, clock, 9)
        expected = summed_up(session.results)
        words = " ".join(screen.text.split())
        assert f"{expected.answers} {expected.right / expected.answers:.0%}" in words
        assert f"{expected.cards} cards" in words
        assert f"{expected.lapsed} lapsed" in words
        assert expected.lapsed > 0
        for one in expected.missed:
            assert one.card.prompt in screen.text
            assert one.card.answer in screen.text
        for name, (right, asked) in expected.by_relation.items():
            assert f"{name} {right} of {asked} right" in words
        assert f"{session.left.new + session.left.review} cards of this session still wait today." in words

    drive(QuizApp(found, clock), play, (140, 45))


def test_going_on_with_a_paused_session() -> None:
    found, clock = months()

    async def play(screen: Screen) -> None:
        session = await after(screen, clock, 2)
        await screen.press("g")
        assert screen.study.session is session
        assert 2 == len(session.results)

    drive(QuizApp(found, clock), play)


def test_a_learning_card_that_was_left_open_waits_now() -> None:
    clock = Clock()

    async def play(screen: Screen) -> None:
        study = await screen.ask(limit=9)
        for rating in (AGAIN, GOOD):
            question = study.session.next(clock())
            if question and question.teach:
                study.session.taught()
            study.session.answer(rating, clock())
        clock.move(minutes=2)
        question = study.session.next(clock())
        assert question is not None
        assert question.state.due_at is not None
        await finish(screen, study.session)
        assert "2 learning cards, the next one now." in screen.text

    drive(QuizApp(collection(capitals(), settings=StudySettings(new_per_day=2)), clock), play)


def test_going_on_with_what_else_waits_today() -> None:
    """A session is over, and another deck still has cards."""
    clock = Clock()
    found = collection(capitals(), hostile(), settings=StudySettings(new_per_day=1))

    async def play(screen: Screen) -> None:
        session = found.session("capitals", now=clock())
        session.next(clock())
        session.answer(EASY, clock())
        await screen.ask()
        await finish(screen, session)
        assert "✓ Done" in screen.text
        assert "1 more card waits today." in screen.text
        await screen.press("g")
        assert "StudyScreen" == screen.place

    drive(QuizApp(found, clock), play)


def test_missed_cards_are_practised_and_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    found, clock = months()
    searched: list[str] = []
    monkeypatch.setattr(QuizApp, "browse", lambda _, search="": searched.append(search))

    async def play(screen: Screen) -> None:
        session = await after(screen, clock, 9)
        missed = [one.card.id for one in summed_up(session.results).missed]
        assert 3 == len(missed)
        await screen.press("down", "b")
        assert [f"cid:{missed[1]}"] == searched
        before = len(answers(found))
        await screen.press("m")
        assert screen.study.session.cram
        for _ in missed:
            screen.study.session.next(clock())
            screen.study.session.answer(GOOD, clock())
        await finish(screen, screen.study.session)
        assert before == len(answers(found))
        assert 3 == len(list(found.events(kinds=(Crammed,))))
        assert "practice, nothing was rescheduled" in screen.text
        await screen.press("enter")
        assert "practice" not in screen.text, "it leads back to the summary that it was started from"
        await screen.press("enter")
        assert "HomeScreen" == screen.place

    drive(QuizApp(found, clock), play)


def test_what_was_mixed_up_is_drilled_side_by_side() -> None:
    clock = Clock()
    found = collection(capitals())

    async def play(screen: Screen) -> None:
        study = await screen.ask(form=Form.TYPED)
        question = study.session.next(clock())
        assert question is not None
        other = next(card for card in found.cards("capitals") if card.id != question.card.id)
        study.session.check(other.answer)
        study.session.answer(AGAIN, clock())
        await finish(screen, study.session)
        assert f"{other.answer} instead of {question.card.answer}" in screen.text
        await screen.press("x")
        session = screen.study.session
        assert session.cram
        line = [session._current[0].card, *(one.card for one in session._line)]  # type: ignore[index]
        assert {question.card.id, other.id} == set(line)

    drive(QuizApp(found, clock), play)


def test_nothing_that_does_not_work_is_offered() -> None:
    """After one right answer in a session that is over there is nothing to practise, drill, open or go on with."""

    async def play(screen: Screen) -> None:
        study = await screen.ask(limit=1)
        study.session.answer(EASY, START)
        await finish(screen, study.session)
        footer = screen.footer
        assert [] == [word for word in ("Missed", "Drill", "Open", "Go on") if word in footer]
        await screen.press("m", "x", "b", "g")
        assert "SummaryScreen" == screen.place

    played(play, capitals(), settings=StudySettings(new_per_day=1))


def test_days_in_a_row_are_told_when_the_session_is_over() -> None:
    clock = Clock(START - timedelta(days=1))
    found = collection(capitals(), settings=StudySettings(new_per_day=1))
    session = found.session(now=clock())
    session.next(clock())
    session.answer(EASY, clock())
    clock.move(days=1)

    async def play(screen: Screen) -> None:
        await after(screen, clock, 60)
        await screen.app.workers.wait_for_complete()
        await screen.pilot.pause()
        assert "2 days in a row" in screen.text

    drive(QuizApp(found, clock), play)


@pytest.mark.parametrize("size", [(80, 24), (40, 15), (12, 4)], ids=str)
def test_untrusted_text_and_small_screens(size: tuple[int, int]) -> None:
    clock = Clock()

    async def play(screen: Screen) -> None:
        await after(screen, clock, 9)
        assert "\x1b" not in screen.text
        assert "\u202e" not in screen.text
        await screen.press("down", "up", "pagedown", "j", "k", "pageup")
        assert 3 == summary(screen).query_one(OptionList).option_count
        for other in ((140, 45), size):
            await screen.pilot.resize_terminal(*other)
            await screen.pilot.pause()

    drive(QuizApp(collection(hostile()), clock), play, size)
