"""Picking several options by keyboard and mouse: nothing is an answer before Enter says so."""

import pytest

from quiz.cards.card import Form
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.memory.rating import Rating
from quiz.study.question import Question
from quiz.tui.study.parts import OptionRow
from tests.tui.samples import Screen, answers, borders, capitals, played, universities

FORMS = {Form.MULTISELECT: borders, Form.ORDERING: universities, Form.MATCHING: capitals}


def asked(screen: Screen) -> Question:
    question = screen.study._question
    assert question is not None
    return question


def digits(question: Question) -> list[str]:
    """The keys that answer a question rightly."""
    return [str(place + 1) for place in question.asked.picks]


@pytest.mark.parametrize("form", FORMS)
def test_digits_and_enter_answer_rightly(form: Form) -> None:
    """The right digits in turn, Enter, and the suggested grade: a Good that the log holds with its marks."""

    async def play(screen: Screen) -> None:
        await screen.ask(form=form)
        question = asked(screen)
        assert form.value == screen.moment()
        await screen.press(*digits(question))
        assert screen.study.session.feedback is None
        assert f"{question.wants} of {question.wants} picked" in screen.text
        await screen.press("enter")
        assert "answered" == screen.moment()
        assert "✓ Right" in screen.text
        await screen.press("enter")
        (event,) = answers(screen.app.collection)
        assert (Rating.GOOD, form.value) == (event.rating, event.form)
        assert tuple(option.text for option in question.options) == event.options
        assert question.wants == len(event.marks)
        assert all(given for _, given in event.marks)
        if form is not Form.MULTISELECT:
            assert question.answer == event.answer

    played(play, FORMS[form]())


@pytest.mark.parametrize("form", FORMS)
def test_a_pick_can_be_taken_back(form: Form) -> None:
    """Backspace takes the last one back, as often as there is one; it works only then."""

    async def play(screen: Screen) -> None:
        await screen.ask(form=form)
        assert "Take back" not in screen.footer
        await screen.press("1", "2", "backspace", "3")
        assert [0, 2] == screen.study._picks
        assert "Take back" in screen.footer
        await screen.press("backspace", "backspace", "backspace")
        assert [] == screen.study._picks
        assert "Take back" not in screen.footer

    played(play, FORMS[form]())


def test_a_digit_again_takes_a_member_back_but_leaves_an_order_alone() -> None:
    """In a set each option is in or out; in an order its place is taken."""

    async def play(screen: Screen) -> None:
        await screen.ask(form=Form.MULTISELECT)
        await screen.press("1", "2", "1")
        assert [1] == screen.study._picks
        await screen.press("1", "3", "4", "8")
        assert [1, 0, 2] == screen.study._picks

    async def order(screen: Screen) -> None:
        await screen.ask(form=Form.ORDERING)
        await screen.press("1", "2", "1", "5", "8")
        assert [0, 1] == screen.study._picks

    played(play, borders())
    played(order, universities())


def test_arrows_and_space_pick_too() -> None:
    """Space picks what the arrows chose; without a choice it shows the answer."""

    async def play(screen: Screen) -> None:
        await screen.ask(form=Form.ORDERING)
        await screen.press("down", "space", "down", "space")
        assert [0, 1] == screen.study._picks
        await screen.press("enter")
        assert (0, 1) == (screen.study.session.feedback or pytest.fail("nothing was checked")).picks
        screen.app.go_home()
        await screen.ask(form=Form.ORDERING)
        await screen.press("space")
        assert "answered" == screen.moment()
        assert screen.study.session.feedback is None

    played(play, universities())


def test_enter_without_a_pick_shows_the_answer() -> None:
    """Nothing picked is nothing to check: the card is revealed."""

    async def play(screen: Screen) -> None:
        await screen.ask(form=Form.MATCHING)
        await screen.press("enter")
        assert screen.study.session.feedback is None
        assert Rating.GOOD is screen.study.suggested

    played(play, capitals())


def test_the_mouse_picks_and_checks() -> None:
    """A click on a row picks it, another on the button checks."""

    async def play(screen: Screen) -> None:
        await screen.ask(form=Form.MATCHING)
        rows = list(screen.study.query(OptionRow))
        for place in asked(screen).asked.picks:
            await screen.pilot.click(rows[place])
        await screen.click("Buttons Button")
        feedback = screen.study.session.feedback
        assert feedback is not None
        assert feedback.right

    played(play, capitals())


def test_picks_are_forgotten_with_their_question() -> None:
    """What was picked and not checked is gone after bury and undo."""

    async def play(screen: Screen) -> None:
        await screen.ask(form=Form.MATCHING)
        await screen.press("1", "2", "minus")
        assert [] == screen.study._picks
        await screen.press("u")
        assert [] == screen.study._picks

    played(play, capitals())


def test_markup_is_text() -> None:
    """What looks like markup in a deck is shown as it is, in both columns and after the answer."""
    deck = Deck("m", facts=[Fact(f"[b]{n}[/b] \x1b[31m", "[i]of[/i]", f"[red]{n}[/red] $primary") for n in range(5)])

    async def play(screen: Screen) -> None:
        await screen.ask(form=Form.MATCHING)
        await screen.press("1", "2", "3", "4")
        for text in (screen.text, await answered(screen)):
            assert "[b]" in text
            assert "[/red]" in text
            assert "\x1b" not in text

    async def answered(screen: Screen) -> str:
        await screen.press("enter")
        return screen.text

    played(play, deck)


@pytest.mark.parametrize("form", [Form.ORDERING, Form.MATCHING])
def test_a_click_on_what_is_placed_takes_it_back(form: Form) -> None:
    """On its place, or on the option itself; what was placed behind it moves up."""

    async def play(screen: Screen) -> None:
        await screen.ask(form=form)
        await screen.press("2", "4", "1")
        await screen.pilot.click("#slots", offset=(4, 1))
        await screen.pilot.pause()
        assert [1, 0] == screen.study._picks
        await screen.pilot.click("#slots", offset=(4, 3))
        await screen.pilot.pause()
        assert [1, 0] == screen.study._picks
        await screen.pilot.click(screen.study.query(OptionRow)[1])
        await screen.pilot.pause()
        assert [0] == screen.study._picks
        assert "answered" != screen.moment()

    played(play, FORMS[form]())


def test_a_click_on_a_place_after_the_answer_does_nothing() -> None:
    """The order that is shown then is the right one."""

    async def play(screen: Screen) -> None:
        await screen.ask(form=Form.ORDERING)
        await screen.press("1", "2", "enter")
        await screen.pilot.click("#slots", offset=(4, 0))
        await screen.pilot.pause()
        assert "answered" == screen.moment()
        assert [0, 1] == screen.study._picks

    played(play, universities())
