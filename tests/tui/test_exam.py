"""The Exam screen: set up, sat in any order, marked at the end, printed; and nothing of it in the log."""

from collections.abc import Callable
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion
from textual.widgets import Input

from quiz.facts.deck import Deck
from quiz.study.exam_sheet import written
from quiz.tui.app import QuizApp
from quiz.tui.exam.screen import ExamScreen
from quiz.tui.exam.setup import Wishes
from quiz.tui.exam.sheet_view import SheetView
from tests.tui.looks import looks
from tests.tui.pictures import flags, followed
from tests.tui.samples import Clock, Play, Screen, borders, capitals, collection, drive, hostile, played, scripts, universities


async def opened(screen: Screen, deck: str = "capitals", *keys: str) -> ExamScreen:
    """Open the set-up of an exam, and press keys."""
    screen.app.exam(deck)
    await screen.pilot.pause()
    await screen.press(*keys)
    return exam(screen)


async def printing(screen: Screen, *keys: str) -> None:
    """Open the set-up of an exam and ask to print it."""
    await opened(screen, "capitals", *keys)
    await screen.press("p")
    await screen.app.workers.wait_for_complete()
    await screen.pilot.pause()


async def name(screen: Screen, path: Path) -> None:
    """Give a file's name to the question for it."""
    screen.app.screen.query_one(Input).value = str(path)
    await screen.press("enter")
    await screen.pilot.pause()


async def begun(screen: Screen, deck: str = "capitals", *keys: str, begin: str = "enter") -> ExamScreen:
    """Set an exam up by some keys, and begin it."""
    await opened(screen, deck, *keys, begin)
    await screen.app.workers.wait_for_complete()
    await screen.pilot.pause()
    await screen.pilot.pause()
    return exam(screen)


def exam(screen: Screen) -> ExamScreen:
    found = screen.app.screen
    assert isinstance(found, ExamScreen)
    return found


async def handed_in(screen: Screen) -> ExamScreen:
    await screen.press("f10", "enter")
    await screen.pilot.pause()
    return exam(screen)


FORMS = {name: ("down", *["right"] * number) for number, name in enumerate(
    ("choice", "typed", "multiselect", "ordering", "matching", "truefalse"), start=1
)}  # fmt: skip


def test_an_exam_is_sat_marked_and_not_logged() -> None:
    async def play(screen: Screen) -> None:
        found = await begun(screen, "capitals", *FORMS["choice"])
        assert "choice" == found.moment
        assert found.sheet is not None
        for question in found.sheet.paper.questions[:9]:
            assert "Right" not in screen.text
            await screen.press(str(question.asked.right + 1), "enter")
        assert "9 of 10 answered" in screen.text
        await screen.press("enter")
        assert "1 question has no answer yet." in screen.text
        await screen.press("enter")
        await screen.pilot.pause()
        assert "score" == found.moment
        assert "90%" in screen.text
        assert "9 of 10" in screen.text
        assert "no answer" in screen.text
        await screen.press("w")
        assert "✓ 1. " in screen.text
        await screen.press("escape")
        assert "HomeScreen" == screen.place

    found = played(play, capitals())
    assert ["DeckVersion"] == [type(event).__name__ for event in found.events()]


def test_questions_are_answered_in_any_order_and_changed() -> None:
    async def play(screen: Screen) -> None:
        found = await begun(screen, "capitals", *FORMS["choice"])
        await screen.press("1", "right", "right", "2", "left", "3", "4", "asterisk")
        assert found.sheet is not None
        assert (0, 3, 1) == found.sheet.answers[:3]
        assert {1} == found.sheet.flagged
        assert "★2" in screen.text
        await screen.press("backspace", "o")
        assert 3 == found.here
        await screen.press("g", "1", "0", "enter")
        await screen.pilot.pause()
        assert 9 == found.here
        await screen.press("down", "down", "space", "o")
        assert (1, 1) == (found.sheet.answers[9], found.here)
        await screen.click("OptionRow")
        assert 0 == found.sheet.answers[1]
        await screen.pilot.click("Numbers", offset=(1, 0))
        await screen.pilot.pause()
        assert 0 == found.here

    played(play, capitals())


def test_typed_answers_are_kept_on_the_way_back_and_forth() -> None:
    async def play(screen: Screen) -> None:
        found = await begun(screen, "capitals", *FORMS["typed"])
        assert "field" == found.moment
        await screen.press(*"Oslo", "enter", *"q1", "pageup")
        assert found.sheet is not None
        assert ("Oslo", "q1") == found.sheet.answers[:2]
        assert "Oslo" in screen.text
        await screen.press("escape")
        assert "typed" == found.moment
        await screen.press("X")
        assert "field" == found.moment
        await screen.press("enter")
        assert ("OsloX", 1) == (found.sheet.answers[0], found.here)

    played(play, capitals())


@pytest.mark.parametrize(("form", "deck"), [("multiselect", borders), ("ordering", universities), ("matching", capitals)])
def test_several_picks_are_taken_and_taken_back(form: str, deck: Callable[[], Deck]) -> None:
    async def play(screen: Screen) -> None:
        made = deck()
        found = await begun(screen, made.id, *FORMS[form])
        assert form == found.moment
        assert found.sheet is not None
        await screen.press("2", "1", "backspace", "3")
        assert ((1, 2), 1) == (found.sheet.answers[0], found.sheet.given)
        await screen.press("backspace", "backspace")
        assert 0 == found.sheet.given
        right = [str(place + 1) for place in found.question.asked.picks]
        await screen.press(*right)
        await handed_in(screen)
        assert f"1 of {len(found.sheet.answers)}" in screen.text

    played(play, deck())


def test_leaving_asks_first() -> None:
    async def play(screen: Screen) -> None:
        await begun(screen, "capitals", *FORMS["choice"], "enter")
        await screen.press("1", "q")
        assert "Leave the exam?" in screen.text
        await screen.press("escape")
        assert "ExamScreen" == screen.place
        await screen.press("q", "enter")
        assert "HomeScreen" == screen.place

    played(play, capitals())


def test_the_paper_is_handed_in_when_the_time_is_over() -> None:
    clock = Clock()

    async def play(screen: Screen) -> None:
        found = await begun(screen, "capitals", *FORMS["choice"], "down", "right")
        assert "5:00 left" in screen.text
        clock.move(seconds=270)
        found._tick()
        await screen.pilot.pause()
        assert "0:30 left" in screen.text
        clock.move(seconds=31)
        found._tick()
        await screen.pilot.pause()
        assert "score" == found.moment

    drive(QuizApp(collection(capitals()), clock), play)


def test_a_printed_paper_is_marked_by_typing_its_answers_in() -> None:
    async def play(screen: Screen) -> None:
        found = await begun(screen, "capitals", begin="m")
        assert found.sheet is not None
        for question in found.sheet.paper.questions:
            assert "field" == found.moment
            text = written(question, question.asked.picks if question.left else question.asked.right) if question.options else ""
            await screen.press(*(text or question.answer), "enter")
        assert "Mark this paper?" in screen.text
        await screen.press("enter")
        await screen.pilot.pause()
        assert "100%" in screen.text
        assert "✓ 1. " in screen.text

    played(play, capitals())


def test_the_same_seed_is_the_same_paper_and_another_one_is_not() -> None:
    codes = []

    async def play(screen: Screen) -> None:
        for _ in range(2):
            found = await begun(screen)
            assert found.sheet is not None
            codes.append(found.sheet.paper.code)
            await handed_in(screen)
            await screen.press("r")
            assert "setup" == found.moment
            await screen.press("enter")
            await screen.app.workers.wait_for_complete()
            await screen.pilot.pause()
            codes.append(found.sheet.paper.code)
            screen.app.go_home()

    played(play, capitals())
    assert codes[:2] == codes[2:]
    assert codes[0] != codes[1]


def test_a_paper_and_its_key_are_printed(tmp_path: Path) -> None:
    path = tmp_path / "paper.html"

    async def play(screen: Screen) -> None:
        await printing(screen, "down", "right")
        await name(screen, tmp_path / "paper.doc")
        assert "has to end in one of .html" in screen.text
        await name(screen, path)
        before = path.read_bytes()
        path.write_text("mine")
        await screen.press("p")
        await screen.app.workers.wait_for_complete()
        await screen.pilot.pause()
        await name(screen, path)
        assert "Write over it?" in screen.text
        await screen.press("escape")
        assert "mine" == path.read_text()
        await screen.press("p")
        await screen.app.workers.wait_for_complete()
        await screen.pilot.pause()
        await name(screen, path)
        await screen.press("enter")
        await screen.pilot.pause()
        assert before == path.read_bytes()

    played(play, capitals())
    assert "answer key" in (tmp_path / "paper-key.html").read_text(encoding="utf-8")


def test_the_set_up_is_changed_by_keys_and_by_words() -> None:
    async def play(screen: Screen) -> None:
        found = await opened(screen, "capitals", "left", "down", "right", "down", "right", "down", "down", "right")
        assert (15, ("choice",), 5, True) == (
            found.wishes.questions,
            found.wishes.forms,
            found.wishes.minutes,
            found.wishes.by_difficulty,
        )
        await screen.press("up", "e", *"x" * 3, "enter")
        await screen.pilot.pause()
        assert "xxx" == found.wishes.seed
        await screen.pilot.click("Setup", offset=(5, 0))
        await screen.press("e", "backspace", "backspace", *"1001")
        assert "A number from 1 to 1,000 is expected." in screen.text
        await screen.press("escape")

    played(play, capitals())


@pytest.mark.parametrize(
    ("line", "text", "said"),
    [("questions", "0", "from 1"), ("minutes", "x", "from 0"), ("forms", "reveal", "some of these"), ("forms", "", "some")],
)
def test_what_cannot_be_is_told(line: str, text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        Wishes("").typed(line, text)


def test_what_cannot_be_asked_is_told() -> None:
    async def play(screen: Screen) -> None:
        found = await begun(screen, "capitals", *FORMS["ordering"])
        assert "setup" == found.moment
        assert "No card can be asked by ordering" in screen.text

    played(play, capitals())


def test_a_question_about_a_picture_shows_it_and_names_no_mark(tmp_path: Path) -> None:
    async def play(screen: Screen) -> None:
        await begun(screen, "flags", *FORMS["choice"])
        await screen.app.workers.wait_for_complete()
        await screen.pilot.pause()
        assert "Whose flag is this?" in screen.text
        assert "▀" in screen.text or "█" in screen.text
        assert 0 == screen.app.screen.query_one(SheetView).max_scroll_y
        await screen.press("1")
        await handed_in(screen)
        assert "picture " not in screen.text

    drive(QuizApp(followed(flags(tmp_path)), Clock()), play)


@pytest.mark.parametrize("size", [(80, 24), (40, 15), (200, 60)])
@pytest.mark.parametrize("deck", [hostile, scripts])
def test_whatever_a_deck_holds_is_shown_and_never_obeyed(deck: Callable[[], Deck], size: tuple[int, int]) -> None:
    async def play(screen: Screen) -> None:
        made = deck()
        found = await begun(screen, made.id)
        assert found.sheet is not None
        for _ in found.sheet.answers[1:]:
            await screen.press("pagedown")
        await handed_in(screen)
        await screen.press("w", "down", "pagedown")
        assert "score" == found.moment

    played(play, deck(), size=size)


# How it looks


def shown(play: Play, snapshot: SnapshotAssertion) -> None:
    looks(lambda: QuizApp(collection(capitals(), borders(), universities()), Clock()), play, snapshot)


def test_the_set_up(snapshot: SnapshotAssertion) -> None:
    async def play(screen: Screen) -> None:
        await opened(screen, "capitals", "down", "right", "down", "right")

    shown(play, snapshot)


@pytest.mark.parametrize(
    ("form", "deck", "keys"),
    [
        ("choice", "capitals", ("2", "down", "asterisk")),
        ("typed", "capitals", ("L", "i")),
        ("truefalse", "capitals", ("t",)),
        ("multiselect", "borders", ("1", "3")),
        ("ordering", "universities", ("2", "1")),
        ("matching", "capitals", ("3",)),
    ],
)
def test_a_question(form: str, deck: str, keys: tuple[str, ...], snapshot: SnapshotAssertion) -> None:
    async def play(screen: Screen) -> None:
        await begun(screen, deck, *FORMS[form], "down", "right")
        await screen.press(*keys)

    shown(play, snapshot)


def test_a_printed_paper(snapshot: SnapshotAssertion) -> None:
    async def play(screen: Screen) -> None:
        await begun(screen, "capitals", *FORMS["matching"], begin="m")
        await screen.press(*"a1 b2")

    shown(play, snapshot)


def test_handing_in(snapshot: SnapshotAssertion) -> None:
    async def play(screen: Screen) -> None:
        await begun(screen, "capitals", *FORMS["choice"])
        await screen.press("1", "asterisk", "F")

    shown(play, snapshot)


@pytest.mark.parametrize("missed", [True, False])
def test_the_score(missed: bool, snapshot: SnapshotAssertion) -> None:  # noqa: FBT001 - of a parameter
    async def play(screen: Screen) -> None:
        found = await begun(screen, "capitals")
        assert found.sheet is not None
        for question in found.sheet.paper.questions[:5]:
            if question.options and not question.left:
                await screen.press("1", "enter")
            else:
                await screen.press("right" if question.left else "enter")
        await handed_in(screen)
        if not missed:
            await screen.press("w")

    shown(play, snapshot)


def test_where_to_print(snapshot: SnapshotAssertion, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "cwd", Path)

    async def play(screen: Screen) -> None:
        await printing(screen)

    shown(play, snapshot)
