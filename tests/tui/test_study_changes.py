"""What Study does to cards beside grading them, what it tells about them, and that undo takes all of it back."""

import sys
from types import ModuleType

import pytest
from syrupy.assertion import SnapshotAssertion

from quiz.cards.card import Form
from quiz.collection.collection import Collection
from quiz.collection.fact_edits import with_fact
from quiz.errors import StoreError
from quiz.facts.deck import Deck
from quiz.memory.events import Buried, DueSet, Marked, Reset, Suspended
from quiz.study.options import LeechAction
from quiz.study.settings import StudySettings
from quiz.tui.acting import MainScreen
from quiz.tui.app import QuizApp
from quiz.tui.keybar import KeyBar
from quiz.tui.study.info import InfoScreen
from tests.tui.looks import looks
from tests.tui.samples import START, Clock, Screen, answers, capitals, collection, drive, hostile, played, presidents
from tests.tui.test_study import both_ways


def hidden(found: Collection, deck: str = "capitals") -> int:
    day = found.day(START)
    return sum(found.state(card.id).hidden(day) for card in found.cards(deck))


@pytest.mark.parametrize(
    ("key", "number", "words"), [("=", 2, "Buried"), ("!", 2, "Suspended"), ("-", 1, "Buried"), ("@", 1, "Suspended")]
)
def test_a_card_or_its_whole_fact_is_put_away_and_taken_back(key: str, number: int, words: str) -> None:
    async def play(screen: Screen) -> None:
        await screen.ask(form=Form.REVEAL)
        await screen.press(key)
        assert number == hidden(screen.app.collection)
        assert words in screen.text
        await screen.press("u")
        assert 0 == hidden(screen.app.collection)
        await screen.press("U")
        assert number == hidden(screen.app.collection)

    played(play, both_ways())


def test_a_due_day_is_set_and_taken_back() -> None:
    async def play(screen: Screen) -> None:
        await screen.ask(form=Form.REVEAL)
        await screen.press("D", *"never", "enter")
        assert "Expected a number of days" in screen.text
        await screen.press(*["backspace"] * 5, *"9", "enter")
        assert "Due in 9 days" in screen.text
        assert "Chile" in screen.text
        await screen.press("u")
        assert "Austria" in screen.text

    found = played(play, capitals())
    assert 1 == sum(isinstance(event, DueSet) for event in found.events())


def test_a_card_is_made_new_again() -> None:
    async def play(screen: Screen) -> None:
        await screen.ask(form=Form.REVEAL)
        await screen.press("N", "escape")
        assert "reveal" == screen.moment()
        await screen.press("N", "enter")
        assert "teach" == screen.moment()
        await screen.press("u")
        assert "Taken back: new again" in screen.text

    found = played(play, capitals())
    assert 1 == sum(isinstance(event, Reset) for event in found.events())


def test_any_number_of_steps_back_and_forth_loses_nothing() -> None:
    async def play(screen: Screen) -> None:
        await screen.ask(form=Form.REVEAL)
        await screen.tap("*", "space", "3", "space", "-", "space", "@", "space", "space", "4")
        steps = len(screen.study.session._steps)
        assert 5 == steps
        await screen.tap(*["u"] * 9)
        assert not screen.study.session.can_undo
        assert (0, []) == (hidden(screen.app.collection), answers(screen.app.collection))
        await screen.tap(*["U"] * 9)
        assert steps == len(screen.study.session._steps)
        assert (2, 2) == (hidden(screen.app.collection), len(answers(screen.app.collection)))

    found = played(play, capitals())
    assert {Marked, Buried, Suspended} <= {type(event) for event in found.events()}


def test_browse_opens_over_the_session_and_the_card_is_read_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    class BrowseScreen(MainScreen):
        place = "browse"

        def __init__(self, search: str) -> None:
            super().__init__()
            self.search = search

        def compose(self):  # type: ignore[no-untyped-def]  # noqa: ANN202
            yield KeyBar()

    found = ModuleType("quiz.tui.browse.screen")
    found.BrowseScreen = BrowseScreen  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "quiz.tui.browse.screen", found)

    async def play(screen: Screen) -> None:
        await screen.ask(form=Form.REVEAL)
        await screen.press("slash")
        assert "BrowseScreen" == screen.place
        await screen.press("escape")
        assert "Austria" in screen.text
        await screen.press("slash")
        card = screen.app.collection.cards("capitals")[0]
        screen.app.collection.record(Suspended(card=card.id, at=1, day=1))
        await screen.press("escape")
        assert "Chile" in screen.text
        await screen.press("slash")
        screen.app.collection.remove("capitals", START)
        await screen.press("escape")
        assert "SummaryScreen" == screen.place

    played(play, capitals())


def test_a_session_goes_on_while_another_process_changes_its_deck() -> None:
    async def play(screen: Screen) -> None:
        await screen.ask(form=Form.REVEAL)
        whole = screen.app.collection.deck("capitals")
        screen.app.collection.edit(with_fact(whole, None, whole.facts[1]), START)
        await screen.press("space", "3")
        assert "Egypt" in screen.text
        assert 1 == len(answers(screen.app.collection))

    played(play, capitals())


def test_a_full_disk_keeps_the_card_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    async def play(screen: Screen) -> None:
        study = await screen.ask(form=Form.REVEAL)
        await screen.press("space")

        def full(*_: object) -> None:
            raise StoreError("The disk is full.")

        with monkeypatch.context() as patched:
            patched.setattr(type(screen.app.collection.store), "append", full)
            for key in ("3", "=", "@"):
                await screen.press(key)
                assert "NOT saved: The disk is full." in screen.text
                assert "Austria" in screen.text
        await screen.press("3")
        assert not study.query_one("#alarm").display

    found = played(play, capitals())
    assert (1, 0) == (len(answers(found)), hidden(found))


def test_a_leech_is_told_with_what_can_be_done() -> None:
    settings = StudySettings(leech_lapses=1, leech_action=LeechAction.TELL)
    clock = Clock()
    found = collection(capitals(), settings=settings)
    session = found.session(now=clock(), form=Form.REVEAL, limit=1)
    session.next(clock())
    session.answer(4, clock())
    clock.move(days=60)

    async def play(screen: Screen) -> None:
        session = found.custom(now=clock(), cards=[card.id for card in found.cards("capitals")[:2]], form=Form.REVEAL)
        from quiz.tui.study.screen import StudyScreen

        screen.app.push_screen(StudyScreen(session, "Capitals"))
        await screen.pilot.pause()
        await screen.press("space", "1")
        assert "A card that you keep forgetting" in screen.text
        assert "Forgotten 1 times" in screen.text
        await screen.press("down", "down", "enter")
        assert 1 == hidden(found)
        await screen.press("u")
        assert 0 == hidden(found)

    drive(QuizApp(found, clock), play)


# What is told


def test_why_sources_and_history_are_sections_of_the_info() -> None:
    async def play(screen: Screen) -> None:
        await screen.ask(form=Form.REVEAL)
        await screen.press("s")
        assert "StudyScreen" == screen.place  # the source could give the answer away
        await screen.press("space", "s")
        assert "A publisher" in screen.text
        await screen.press("w")
        assert "It is new" in screen.text
        await screen.press("h")
        assert "Nothing has happened" in screen.text
        await screen.press("tab")
        assert "difficulty" in screen.text or "phase" in screen.text
        await screen.press("i")
        assert "StudyScreen" == screen.place
        await screen.press("w", "w")
        assert "StudyScreen" == screen.place

    played(play, capitals())


def history(deck: Deck, section: str) -> tuple[QuizApp, object]:
    clock = Clock()
    found = collection(deck)
    session = found.session(now=clock(), form=Form.CHOICE if len(deck.facts) > 3 else Form.REVEAL)
    first = session.next(clock())
    assert first is not None
    session.taught()
    clock.move(seconds=9)
    session.answer(3, clock())
    session.undo(clock())
    session.next(clock())
    session.answer(2, clock())
    clock.move(days=2)
    asked = found.custom(now=clock(), cards=[first.card.id], form=Form.REVEAL)
    asked.next(clock())
    asked.mark(clock())
    whole = found.deck(deck.id)
    from attrs import evolve

    from quiz.facts.values import Text

    found.edit(with_fact(whole, evolve(first.card.facts[0], value=Text("Elsewhere")), first.card.facts[0]), clock())
    asked.reread()
    question = asked.next(clock())
    assert question is not None

    async def play(screen: Screen) -> None:
        screen.app.push_screen(InfoScreen(question, with_answer=True, section=section))
        await screen.pilot.pause()

    return QuizApp(found, clock), play


def test_the_history_tells_all_that_happened() -> None:
    app, begin = history(capitals(), "history")

    async def play(screen: Screen) -> None:
        await begin(screen)  # type: ignore[operator]
        for words in ("Good", "undone", "Hard", "first learned", "marked", "the fact changed: taught again"):
            assert words in screen.text

    drive(app, play)


@pytest.mark.parametrize("section", ["card", "why", "sources", "history"])
def test_the_info(section: str, snapshot: SnapshotAssertion) -> None:
    looks(lambda: history(capitals(), section)[0], history(capitals(), section)[1], snapshot)  # type: ignore[arg-type]


def test_the_info_of_a_hostile_card(snapshot: SnapshotAssertion) -> None:
    async def play(screen: Screen) -> None:
        await screen.ask(form=Form.REVEAL)
        await screen.press("space", "s")

    looks(lambda: QuizApp(collection(hostile()), Clock()), play, snapshot)


def test_an_answer_that_is_not_saved(monkeypatch: pytest.MonkeyPatch, snapshot: SnapshotAssertion) -> None:
    def full(*_: object) -> None:
        raise StoreError("The disk is full: free some space, then grade again.")

    async def play(screen: Screen) -> None:
        await screen.ask(form=Form.REVEAL)
        await screen.press("space")
        with monkeypatch.context() as patched:
            patched.setattr(type(screen.app.collection.store), "append", full)
            await screen.press("3")

    looks(lambda: QuizApp(collection(presidents()), Clock()), play, snapshot)
