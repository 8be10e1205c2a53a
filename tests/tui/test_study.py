"""Studying by keyboard: what each key does at each moment, and that the log holds exactly what was answered."""

from itertools import count

import pytest
from textual.widgets import Input

from quiz.cards.card import Form
from quiz.errors import NotFoundError, StoreError
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.facts.relation import Relation
from quiz.memory.events import Buried, Marked, Suspended
from quiz.memory.rating import Rating
from quiz.study.settings import StudySettings
from quiz.tui.action import Action
from quiz.tui.actions import ACTIONS, actions
from quiz.tui.app import QuizApp
from quiz.tui.study.card_view import CardView
from quiz.tui.study.screen import StudyScreen
from tests.tui.samples import (
    CAPITALS,
    START,
    Clock,
    Screen,
    answers,
    capitals,
    collection,
    drive,
    hostile,
    neighbours,
    played,
    presidents,
)


def both_ways() -> Deck:
    """Ten capitals and back: twenty cards."""
    from attrs import evolve

    deck = capitals()
    relation = evolve(
        deck.relations["capital"], kinds=("forward", "backward"), ask_back="Of which country is {value} the capital?"
    )
    return Deck("capitals", "Capitals", facts=deck.facts, relations=[relation], terms=deck.terms)


def test_twenty_cards_by_keyboard_with_undo() -> None:
    """Twenty cards, some of them twice, in at least three forms; undone twice in between. The log agrees answer by answer."""
    clock = Clock()
    found = collection(both_ways(), settings=StudySettings(learning_steps=(60,)))
    given: list[tuple[str, int, str]] = []
    undone = 0

    async def play(screen: Screen) -> None:
        nonlocal undone
        await screen.tap("enter")
        for step in count(1):
            clock.move(seconds=5)
            if screen.place != "StudyScreen":
                break
            study = screen.study
            question = study._question
            assert question is not None
            if screen.moment() == "teach":
                await screen.tap("space")
            form = screen.moment()
            if form == "choice":
                await screen.tap(str(1 + step % 4))
            elif form == "truefalse":
                await screen.tap("t" if step % 2 else "f")
            elif form == "field":
                await screen.tap(*(question.card.answer if step % 2 else "no idea"), "enter")
            else:
                await screen.tap("space")
            assert screen.moment() == "answered"
            grade = study.suggested if step % 3 else Rating.EASY
            await screen.tap("enter" if step % 3 else "4")
            given.append((question.card.id, int(grade), question.form.value))
            if step in {5, 12}:
                await screen.tap("u", "u")
                del given[-2:]
                undone += 2
        assert screen.place == "SummaryScreen"

    drive(QuizApp(found, clock), play)
    log = answers(found)
    assert given == [(event.card, int(event.rating), event.form) for event in log]
    assert 4 == undone
    assert 20 == len({card for card, _, _ in given})
    assert len({form for _, _, form in given}) >= 3
    assert found.stats(clock()).reviews == len(given)


def test_redo_brings_back_what_undo_took() -> None:
    """Undo, undo, redo, redo ends where it began, and an answer in between leaves nothing to redo."""

    async def play(screen: Screen) -> None:
        await screen.ask(form=Form.REVEAL)
        await screen.press("space", "4", "space", "space", "4")
        second = screen.study._question
        await screen.press("u", "u")
        assert [] == answers(screen.app.collection)
        assert "Redo" in screen.footer
        await screen.press("U", "ctrl+y")
        assert 2 == len(answers(screen.app.collection))
        assert second is not None
        assert screen.study._question is not None
        assert second.card.id == screen.study._question.card.id
        await screen.press("u", "space", "3")
        assert "Redo" not in screen.footer
        assert [4, 3] == [event.rating for event in answers(screen.app.collection)]

    played(play, capitals())


def test_digits_pick_before_the_answer_and_grade_after_it() -> None:
    """The same key twice: an option first, then the grade."""

    async def play(screen: Screen) -> None:
        await screen.ask(form=Form.CHOICE)
        await screen.press("2")
        assert screen.study.session.feedback is not None
        assert screen.moment() == "answered"
        assert [] == answers(screen.app.collection)
        await screen.press("2")
        assert [Rating.HARD] == [event.rating for event in answers(screen.app.collection)]

    played(play, capitals())


def test_arrows_and_enter_pick_an_option() -> None:
    """Enter picks what the arrows chose, and shows the answer where they chose nothing."""

    async def play(screen: Screen) -> None:
        await screen.ask(form=Form.CHOICE)
        await screen.press("up", "k", "down", "enter")
        question, feedback = screen.study._question, screen.study.session.feedback
        assert question is not None
        assert feedback is not None
        assert question.options[3] is feedback.picked
        screen.app.go_home()
        await screen.ask(form=Form.CHOICE)
        await screen.press("enter")
        assert screen.study.session.feedback is None
        assert Rating.GOOD is screen.study.suggested

    played(play, capitals())


def test_the_answer_field() -> None:
    """Printable keys are text in the field; Esc leaves it; a key without a meaning, Tab and Enter go back to it."""

    async def play(screen: Screen) -> None:
        study = await screen.ask(form=Form.TYPED)
        field = study.query_one(Input)
        await screen.press("q", "u", "1", "?", "space", "-", "@", "*", "i")
        assert "qu1? -@*i" == field.value
        await screen.press("escape", "*")
        assert screen.moment() == "typed"
        assert study._question is not None
        assert study._question.state.marked
        await screen.press("x")
        assert "qu1? -@*ix" == field.value
        for back in ("tab", "enter"):
            await screen.press("escape", back)
            assert screen.moment() == "field"
        field.value = ""
        await screen.press("escape", "space")
        assert screen.moment() == "answered"
        assert study.session.feedback is None

    played(play, capitals())


def test_what_is_true_of_another_question_may_be_tried_again() -> None:
    """It is no answer: nothing is graded, the field is empty again, and the next try counts."""

    async def play(screen: Screen) -> None:
        study = await screen.ask(form=Form.TYPED)
        await screen.write("Gloria Teasdale")
        assert screen.moment() == "field"
        assert "" == study.query_one(Input).value
        await screen.write("Rufus Firefly")
        assert Rating.GOOD is study.suggested
        await screen.press("space")

    assert ["Rufus Firefly"] == [event.answer for event in answers(played(play, presidents()))]


def test_the_marks_of_a_set_are_recorded() -> None:
    """Which members of a set were given stands in the log."""

    async def play(screen: Screen) -> None:
        await screen.ask(form=Form.TYPED)
        await screen.write("Peru; Bolivia")
        await screen.press("space")

    (event,) = answers(played(play, neighbours()))
    assert (("Argentina", False), ("Bolivia", True), ("Peru", True)) == event.marks


def test_an_answer_that_could_not_be_saved_is_not_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """The question stays with its answer, says what happened, and can be graded once it works again."""

    async def play(screen: Screen) -> None:
        study = await screen.ask(form=Form.REVEAL)
        question = study._question
        await screen.press("space")

        def full(*_: object) -> None:
            raise StoreError("The disk is full.")

        with monkeypatch.context() as patched:
            patched.setattr(study.session._journal, "record", full)
            for key in ("3", "-", "@", "*", "space"):
                await screen.press(key)
                assert "NOT saved: The disk is full." in screen.text
                assert screen.moment() == "answered"
                assert question is study._question
        assert () == study.session.results
        await screen.press("3")
        assert "NOT saved" not in screen.text
        assert 1 == len(study.session.results)

    assert 1 == len(answers(played(play, capitals())))


def test_an_undo_that_could_not_be_saved_can_be_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """The answer stands until taking it back is saved."""

    async def play(screen: Screen) -> None:
        study = await screen.ask(form=Form.REVEAL)
        await screen.press("space", "4")

        def full(*_: object) -> None:
            raise StoreError("The disk is full.")

        with monkeypatch.context() as patched:
            patched.setattr(study.session._journal, "take_back", full)
            await screen.press("u")
            assert "NOT saved: The disk is full." in screen.text
            assert 1 == len(answers(screen.app.collection))
        await screen.press("u")

    assert [] == answers(played(play, capitals()))


def test_a_collection_that_cannot_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Says so, and Space tries again."""

    async def play(screen: Screen) -> None:
        study = await screen.ask(form=Form.REVEAL)

        def broken(*_: object) -> None:
            raise StoreError("The disk failed.")

        with monkeypatch.context() as patched:
            patched.setattr(study.session._journal, "state", broken)
            await screen.press("space", "4")
            assert "The disk failed." in screen.text
            assert screen.moment() == "stuck"
            assert "Try again" in screen.footer
        await screen.press("space")
        assert screen.moment() == "teach"
        assert "The disk failed." not in screen.text

    assert 1 == len(answers(played(play, capitals())))


def test_a_card_whose_deck_has_gone_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another quiz removed a card: the session goes on with the next one."""

    async def play(screen: Screen) -> None:
        study = await screen.ask(form=Form.REVEAL)
        known = study.session._journal.card
        gone: list[str] = []

        def missing(card: str) -> object:
            if len(gone) < 2:
                gone.append(card)
                raise NotFoundError("It is gone.")
            return known(card)

        monkeypatch.setattr(study.session._journal, "card", missing)
        await screen.press("space", "4")
        assert screen.moment() == "teach"
        assert study._question is not None
        assert study._question.card.id not in gone

    played(play, capitals())


def test_putting_away_and_marking() -> None:
    """Bury, suspend and mark are events of their own, each of which can be taken back."""

    async def play(screen: Screen) -> None:
        study = await screen.ask()
        await screen.press("*")
        assert "★ marked" in screen.text
        await screen.press("-", "@")
        assert 8 == study.session.left.total
        await screen.press("u", "u", "u")
        assert "★" not in screen.text
        assert 10 == study.session.left.total
        await screen.press("@")

    found = played(play, capitals())
    kinds = [type(event) for event in found.events() if isinstance(event, Buried | Suspended | Marked)]
    assert [Marked, Buried, Suspended, Suspended] == kinds
    assert 9 == found.due(START)[0].new


def test_the_mouse() -> None:
    """Options, buttons and the footer can be clicked."""

    async def play(screen: Screen) -> None:
        study = await screen.ask(form=Form.CHOICE, taught=False)
        await screen.click("Buttons > Button")
        assert screen.moment() == "choice"
        await screen.pilot.click("OptionRow", offset=(8, 0))
        await screen.pilot.pause()
        assert screen.moment() == "answered"
        grades = [button for button in study.query("Button") if button.display]
        await screen.pilot.click(grades[3])
        await screen.pilot.pause()
        assert [Rating.EASY] == [event.rating for event in answers(screen.app.collection)]
        at = screen.footer.index("Undo")
        await screen.pilot.click("KeyBar", offset=(at, 0))
        await screen.pilot.pause()
        assert [] == answers(screen.app.collection)

    played(play, capitals())


def test_a_session_ends_with_its_summary_and_can_still_be_undone() -> None:
    """The last answer leads to the summary; `u` there asks it again, and redo works on."""

    async def play(screen: Screen) -> None:
        await screen.ask(form=Form.REVEAL, limit=1)
        await screen.press("space", "4")
        assert screen.place == "SummaryScreen"
        await screen.press("u")
        assert screen.moment() == "reveal"
        assert [] == answers(screen.app.collection)
        await screen.press("U")
        assert screen.place == "SummaryScreen"
        await screen.press("enter")
        assert screen.place == "HomeScreen"
        assert "1 card done today" in screen.text

    played(play, capitals())


def test_leaving_a_session() -> None:
    """`q` and Esc lead to the summary when something was answered, else home."""

    async def play(screen: Screen) -> None:
        for key in ("q", "escape"):
            await screen.press("enter", key)
            assert screen.place == "HomeScreen"
            await screen.press("enter", "space", "space", "3", key)
            assert screen.place == "SummaryScreen"
            assert "Paused" in screen.text
            await screen.press("enter")

    played(play, hostile())


def test_enter_in_an_empty_field_says_that_it_shows_the_answer() -> None:
    async def play(screen: Screen) -> None:
        await screen.ask(form=Form.TYPED)
        assert "Enter Show answer" in screen.footer
        await screen.press("V")
        assert "Enter Check" in screen.footer
        assert "Show answer" not in screen.text
        await screen.press("backspace")
        assert "Enter Show answer" in screen.footer

    played(play, capitals())


def test_the_answer_to_a_long_question_is_brought_into_sight() -> None:
    async def play(screen: Screen) -> None:
        study = await screen.ask(form=Form.REVEAL)
        await screen.press("space")
        await screen.until(lambda: "the answer" in screen.text)
        await screen.press("3")
        assert 0 == study.query_one(CardView).scroll_y

    facts = [Fact(f"{number} {'long ' * 300}", "end", "the answer") for number in range(2)]
    played(play, Deck("long", facts=facts, relations=[Relation("end", kinds="forward")]))


def test_learning_cards_that_are_due_later_end_the_session() -> None:
    """Nothing else is left: the summary says in how many minutes the learning card comes."""

    async def play(screen: Screen) -> None:
        await screen.ask(form=Form.REVEAL)
        await screen.press("space", "1")
        assert screen.place == "SummaryScreen"
        assert "1 learning card, the next one in 40m." in screen.text

    played(play, neighbours(), settings=StudySettings(learning_steps=(2400,), learn_ahead=60))


def test_state_outlives_a_resize() -> None:
    """A window of another size shows the same moment of the same card, down to a few cells."""

    async def play(screen: Screen) -> None:
        study = await screen.ask(form=Form.TYPED)
        await screen.press("V", "i")
        for size in ((140, 45), (40, 15), (12, 4), (80, 24)):
            await screen.pilot.resize_terminal(*size)
            await screen.pilot.pause()
            assert screen.moment() == "field"
            assert "Vi" == study.query_one(Input).value
        await screen.press("e", "n", "n", "a", "enter")
        assert study.session.feedback is not None
        assert study.session.feedback.right

    played(play, capitals())


def test_long_text_scrolls() -> None:
    """What does not fit is reached by the arrow and page keys, and the next card begins at its top."""
    deck = Deck("long", facts=[*capitals().facts], relations=[*capitals().relations.values()])

    async def play(screen: Screen) -> None:
        study = await screen.ask(form=Form.CHOICE)
        await screen.press("1")
        body = study.query_one(CardView)
        assert body.max_scroll_y > 0
        # The verdict is brought into sight.
        await screen.until(lambda: "Wrong" in screen.text or "Right" in screen.text)
        start = body.scroll_y
        await screen.press("down")
        assert start + 1 == body.scroll_y
        await screen.press("pagedown", "j")
        assert body.max_scroll_y == body.scroll_y
        await screen.press("space")
        assert 0 == body.scroll_y

    played(play, deck, size=(40, 12))


MOMENTS = {
    "teach": (Form.REVEAL, ()),
    "reveal": (Form.REVEAL, ("space",)),
    "choice": (Form.CHOICE, ("space",)),
    "truefalse": (Form.TRUEFALSE, ("space",)),
    "field": (Form.TYPED, ("space",)),
    "typed": (Form.TYPED, ("space", "escape")),
    "answered": (Form.REVEAL, ("space", "space")),
}


@pytest.mark.parametrize("moment", MOMENTS)
def test_only_keys_that_work_are_offered_and_work(moment: str) -> None:
    """At each moment every key of the registry does what is said of it there, or nothing; the footer names what works."""
    form, keys = MOMENTS[moment]

    async def play(screen: Screen) -> None:
        study = await screen.ask(form=form, taught=False)
        await screen.press(*keys)
        assert moment == screen.moment()
        done: list[str] = []
        for one in ACTIONS:
            if one.place in {"study", "app"}:
                target = screen.app if one.place == "app" else study
                setattr(target, f"action_{one.name}", lambda *_, one=one: done.append(one.id))
        offered = study.offered()
        assert offered
        shown = [one for one in offered if f"{study.key(one)} {study.label(one)}" in screen.footer]
        assert all(one in shown or one.weight <= min(other.weight for other in shown) for one in offered)
        for one in [*actions("study"), *actions("app")]:
            for key in one.keys:
                if moment == "field" and (key == "enter" or key not in study.keys(one)):
                    continue  # Enter goes through the field's own message; what is printable is text
                if moment == "typed" and first(study, key) is None:
                    continue  # begins to type again
                done.clear()
                await screen.tap(key)
                working = first(study, key)
                assert ([working.id] if working else []) == done, key

    played(play, capitals(), size=(110, 24))


def first(study: StudyScreen, key: str) -> Action | None:
    """Return what a key does now."""
    return next((one for one in study.working() if key in study.keys(one)), None)


def test_every_capital_can_be_asked() -> None:
    """The sample is what the tests take it for."""
    assert len(CAPITALS) == len(collection(capitals()).cards("capitals"))
