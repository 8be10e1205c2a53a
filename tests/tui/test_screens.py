"""What each state of each screen looks like, as plain text. `pytest --snapshot-update` after a change that is meant."""

from datetime import timedelta

import pytest
from syrupy.assertion import SnapshotAssertion

from quiz.cards.card import Form
from quiz.errors import StoreError
from quiz.tui.app import QuizApp
from tests.tui.samples import (
    START,
    Clock,
    Screen,
    borders,
    capitals,
    collection,
    drive,
    hostile,
    neighbours,
    played,
    presidents,
    scripts,
    universities,
)

WIDE = (140, 45)
SMALL = (40, 15)


@pytest.mark.parametrize("size", [(80, 24), WIDE, SMALL], ids=str)
def test_a_new_card_is_taught(size: tuple[int, int], snapshot: SnapshotAssertion) -> None:
    """A new card: question, answer, statement, other names and source."""

    async def play(screen: Screen) -> None:
        await screen.press("enter")
        assert screen.text == snapshot

    played(play, capitals(), size=size)


def test_a_card_is_asked(snapshot: SnapshotAssertion) -> None:
    """A question in each form, before its answer."""

    async def play(screen: Screen) -> None:
        for form in Form:
            await screen.ask(form=form)
            assert screen.text == snapshot(name=form.value)
            screen.app.go_home()

    played(play, capitals())


ANSWERS = {
    "revealed": (Form.REVEAL, "space"),
    "picked wrong": (Form.CHOICE, "wrong"),
    "picked right": (Form.CHOICE, "right"),
    "said true": (Form.TRUEFALSE, "1"),
    "said false": (Form.TRUEFALSE, "2"),
    "typed right": (Form.TYPED, "V i e n n a enter"),
    "typed close": (Form.TYPED, "V i e n a enter"),
    "typed wrong": (Form.TYPED, "O s l o enter"),
    "typed nothing": (Form.TYPED, "enter"),
}


def test_a_card_is_answered(snapshot: SnapshotAssertion) -> None:
    """The answer with its verdict, the facts, and the grades with what each leads to."""

    async def play(screen: Screen) -> None:
        for name, (form, keys) in ANSWERS.items():
            study = await screen.ask(form=form)
            asked = study._question.asked if study._question else None
            digits: dict[str, str] = {}
            if asked is not None and asked.options:
                right = asked.right + 1
                digits = {"right": str(right), "wrong": str(right % len(asked.options) + 1)}
            await screen.press(*(digits.get(key, key) for key in keys.split()))
            assert screen.text == snapshot(name=name)
            screen.app.go_home()

    played(play, capitals())


@pytest.mark.parametrize("size", [WIDE, SMALL], ids=str)
def test_an_answer_at_other_sizes(size: tuple[int, int], snapshot: SnapshotAssertion) -> None:
    """A wrong pick on a large and on a tiny screen."""

    async def play(screen: Screen) -> None:
        await screen.ask(form=Form.CHOICE)
        await screen.press("1")
        assert screen.text == snapshot

    played(play, capitals(), size=size)


def test_a_chosen_option(snapshot: SnapshotAssertion) -> None:
    """The arrow keys point at an option before Enter picks it."""

    async def play(screen: Screen) -> None:
        await screen.ask(form=Form.CHOICE)
        await screen.press("down", "down")
        assert screen.text == snapshot

    played(play, capitals())


SEVERAL = {
    "set begun": (borders, Form.MULTISELECT, "1 3"),
    "set partly right": (borders, Form.MULTISELECT, "1 3 4 enter"),
    "set revealed": (borders, Form.MULTISELECT, "space"),
    "order begun": (universities, Form.ORDERING, "2 1 down"),
    "order wrong": (universities, Form.ORDERING, "2 1 3 4 enter"),
    "order cut short": (universities, Form.ORDERING, "2 enter"),
    "order revealed": (universities, Form.ORDERING, "space"),
    "order in words": (universities, Form.REVEAL, "space"),
    "pairs begun": (capitals, Form.MATCHING, "2 1"),
    "pairs wrong": (capitals, Form.MATCHING, "2 1 3 4 enter"),
    "pairs revealed": (capitals, Form.MATCHING, "space"),
}


@pytest.mark.parametrize("name", SEVERAL)
def test_several_picks(name: str, snapshot: SnapshotAssertion) -> None:
    """Options that are picked one after the other, and what came of them."""
    deck, form, keys = SEVERAL[name]

    async def play(screen: Screen) -> None:
        await screen.ask(form=form)
        await screen.press(*keys.split())
        assert screen.text == snapshot

    played(play, deck())


@pytest.mark.parametrize("size", [WIDE, SMALL, (44, 24)], ids=str)
def test_several_picks_at_other_sizes(size: tuple[int, int], snapshot: SnapshotAssertion) -> None:
    """Beside each other where there is room, below each other where there is not."""

    async def play(screen: Screen) -> None:
        await screen.ask(form=Form.MATCHING)
        await screen.press("2", "1")
        assert screen.text == snapshot

    played(play, capitals(), size=size)


def test_a_set_partly_right(snapshot: SnapshotAssertion) -> None:
    """Of a set, every member has its own mark."""

    async def play(screen: Screen) -> None:
        await screen.ask(form=Form.TYPED)
        await screen.write("peru; atlantis")
        assert screen.text == snapshot

    played(play, neighbours())


def test_true_but_not_asked(snapshot: SnapshotAssertion) -> None:
    """What is true of another time is told so, and may be tried again."""

    async def play(screen: Screen) -> None:
        await screen.ask(form=Form.TYPED)
        await screen.write("Gloria Teasdale")
        assert screen.text == snapshot

    played(play, presidents())


def test_an_answer_that_could_not_be_saved(monkeypatch: pytest.MonkeyPatch, snapshot: SnapshotAssertion) -> None:
    """A failed write stands above the grades, and the question stays."""

    async def play(screen: Screen) -> None:
        study = await screen.ask(form=Form.REVEAL)

        def full(*_: object) -> None:
            raise StoreError("collection.quiz: The disk is full, so the last change was NOT saved. Free some space and go on.")

        monkeypatch.setattr(study.session._journal, "record", full)
        await screen.press("space", "3")
        assert screen.text == snapshot

    played(play, capitals())


def test_hostile_text(snapshot: SnapshotAssertion) -> None:
    """Markup, links and escapes in a deck stand on the screen as they are written."""

    async def play(screen: Screen) -> None:
        assert screen.text == snapshot(name="home")
        await screen.ask(form=Form.CHOICE, taught=False)
        assert screen.text == snapshot(name="taught")
        await screen.press("space", "1")
        assert screen.text == snapshot(name="picked")

    played(play, hostile())


def test_other_scripts(snapshot: SnapshotAssertion) -> None:
    """Chinese characters, right-to-left text, text longer than a screen, and joined emoji."""

    async def play(screen: Screen) -> None:
        await screen.ask(form=Form.REVEAL, taught=False)
        for name in ("chinese", "arabic", "long", "emoji"):
            assert screen.text == snapshot(name=name)
            await screen.press("space", "space", "4")

    played(play, scripts())


def test_the_help(snapshot: SnapshotAssertion) -> None:
    """The help begins with the keys of the screen it was called from."""

    async def play(screen: Screen) -> None:
        await screen.press("question_mark")
        assert screen.text == snapshot

    played(play, capitals())


@pytest.mark.parametrize("keys", ["i", "space i"])
def test_the_info_of_a_card(keys: str, snapshot: SnapshotAssertion) -> None:
    """A card's info, without its facts while they would give the answer away."""
    clock = Clock(START - timedelta(days=2))
    found = collection(capitals())
    session = found.session(now=clock(), form=Form.TYPED)
    session.next(clock())
    clock.move(seconds=9)
    session.answer("Vienna", clock())
    clock.move(days=2)

    async def play(screen: Screen) -> None:
        await screen.ask(form=Form.REVEAL)
        await screen.press(*keys.split())
        assert screen.text == snapshot

    drive(QuizApp(found, clock), play)


def test_the_command_palette(snapshot: SnapshotAssertion) -> None:
    """The palette lists what can be done now, each with its key."""

    async def play(screen: Screen) -> None:
        await screen.press("ctrl+p")
        await screen.pilot.pause(0.3)
        assert screen.text == snapshot

    played(play, capitals())
