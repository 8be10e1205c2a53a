"""The looks of what all screens share."""

from syrupy.assertion import SnapshotAssertion

from quiz.tui.app import QuizApp
from quiz.tui.asking import Ask, Choose, Confirm
from tests.tui.looks import looks, pressing
from tests.tui.samples import Clock, Screen, capitals, collection


def _app() -> QuizApp:
    return QuizApp(collection(capitals()), Clock())


def test_the_help(snapshot: SnapshotAssertion) -> None:
    looks(_app, pressing("question_mark"), snapshot)


def test_a_confirmation(snapshot: SnapshotAssertion) -> None:
    async def play(screen: Screen) -> None:
        screen.app.push_screen(Confirm("Archive Capitals?", "Its cards leave every queue. Their memory is kept.", "Archive"))
        await screen.pilot.pause()

    looks(_app, play, snapshot)


def test_a_question_for_a_line(snapshot: SnapshotAssertion) -> None:
    async def play(screen: Screen) -> None:
        check = lambda text: "" if text.isalpha() else "A name has letters only."  # noqa: E731
        screen.app.push_screen(Ask("Rename Capitals", "The new title:", value="Capitals 2", check=check))
        await screen.pilot.pause()

    looks(_app, play, snapshot)


def test_a_choice(snapshot: SnapshotAssertion) -> None:
    async def play(screen: Screen) -> None:
        screen.app.push_screen(Choose("Sort by", [("due", "Due day"), ("name", "Prompt")], chosen="name"))
        await screen.pilot.pause()

    looks(_app, play, snapshot)
