"""How Home looks in each of its states."""

import random
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from attrs import evolve
from syrupy.assertion import SnapshotAssertion
from textual.widgets import Input

from quiz.collection.collection import Collection
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.memory.rating import Rating
from quiz.study.settings import StudySettings
from quiz.tui.app import QuizApp
from quiz.tui.home.screen import HomeScreen
from tests.tui.looks import looks, pressing
from tests.tui.samples import START, Clock, Screen, capitals, collection, drive, neighbours, scripts


def deck(name: str, title: str, cards: int = 5) -> Deck:
    """A deck of so many facts."""
    return Deck(name, title, facts=[Fact(f"{name} {number}", "is", f"v{number}") for number in range(cards)])


def tree() -> list[Deck]:
    """Decks on several levels, with titles of many kinds."""
    return [
        capitals(),
        deck("lang::fr", "French", 12),
        deck("lang::fr::verbs", "Irregular verbs that have an exceedingly long title for a deck"),
        deck("lang::ja", "日本語の単語と漢字の読み方を覚えるための長い題名のデッキ"),
        deck("music", "Music"),
        deck("music::jazz", "Jazz"),
        neighbours(),
    ]


def studied(*decks: Deck, days: int = 90, settings: StudySettings | None = None, until: int = 0) -> Collection:
    """A collection that was studied on many days, up to `until` days ago; the same at every run."""
    found = collection(*decks, settings=settings or StudySettings(new_per_day=4))
    dice = random.Random(3)
    for back in range(days, until - 1, -1):
        if dice.random() < 0.25 and back > 6:
            continue
        clock = Clock(START - timedelta(days=back, hours=2))
        session = found.session(now=clock(), limit=dice.randrange(1, 12))
        while session.next(clock()):
            clock.move(seconds=5)
            session.answer(dice.choice([Rating.AGAIN, Rating.GOOD, Rating.GOOD, Rating.EASY]), clock())
    return found


def app(*decks: Deck) -> Callable[[], QuizApp]:
    """Return what makes an app over these decks."""
    return lambda: QuizApp(collection(*decks), Clock())


def test_a_first_run(snapshot: SnapshotAssertion) -> None:
    looks(app(capitals(), neighbours(), scripts()), pressing("shift"), snapshot)


def test_no_decks(snapshot: SnapshotAssertion) -> None:
    looks(app(), pressing("shift"), snapshot)


def test_a_later_day(snapshot: SnapshotAssertion) -> None:
    """Progress, streak and calendar; some cards are in learning."""
    looks(lambda: QuizApp(studied(*tree()), Clock()), pressing("down", "down"), snapshot)


def test_levels_that_are_folded_away(snapshot: SnapshotAssertion) -> None:
    looks(lambda: QuizApp(studied(*tree(), until=1), Clock()), pressing("down", "space", "down"), snapshot)


def test_all_is_done(snapshot: SnapshotAssertion) -> None:
    """It says when something waits again, and what could be done meanwhile."""

    def make() -> QuizApp:
        found = collection(neighbours())
        session = found.session(now=START)
        while session.next(START):
            session.answer(Rating.EASY, START)
        return QuizApp(found, Clock())

    looks(make, pressing("shift"), snapshot)


def test_a_pile_of_reviews(snapshot: SnapshotAssertion) -> None:
    settings = StudySettings(new_per_day=20, reviews_per_day=5, backlog_days=2)
    looks(lambda: QuizApp(studied(*tree(), days=50, until=30, settings=settings), Clock()), pressing("shift"), snapshot)


def test_the_menu_of_a_deck(snapshot: SnapshotAssertion) -> None:
    looks(app(capitals(), neighbours()), pressing("m"), snapshot)


def test_a_new_deck(snapshot: SnapshotAssertion) -> None:
    looks(app(capitals()), pressing("n", *"Capitals"), snapshot)


def test_a_deck_was_started(snapshot: SnapshotAssertion) -> None:
    looks(app(capitals()), pressing("n", *"Rivers", "enter"), snapshot)


def test_adding(snapshot: SnapshotAssertion) -> None:
    looks(app(capitals()), pressing("a"), snapshot)


def test_adding_with_a_wrong_path(snapshot: SnapshotAssertion) -> None:
    looks(app(capitals()), pressing("a", *"/no/such/deck"), snapshot)


def test_adding_with_a_path_that_is_completed(
    snapshot: SnapshotAssertion, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("rivers", "roads"):
        (tmp_path / name).mkdir()
    monkeypatch.chdir(tmp_path)
    looks(app(capitals()), pressing("a", *"r", "tab"), snapshot)


def test_custom_study(snapshot: SnapshotAssertion) -> None:
    looks(app(capitals()), pressing("c"), snapshot)


def test_archiving(snapshot: SnapshotAssertion) -> None:
    looks(app(capitals()), pressing("delete"), snapshot)


def test_the_archived_decks(snapshot: SnapshotAssertion) -> None:
    def make() -> QuizApp:
        found = collection(*tree())
        for name in ("capitals", "lang::fr::verbs", "lang::ja"):
            found.remove(name, START)
        return QuizApp(found, Clock())

    looks(make, pressing("A"), snapshot)


def test_what_would_be_saved(snapshot: SnapshotAssertion, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from quiz.collection import saving
    from quiz.collection.new_decks import start_deck

    file = start_deck(tmp_path / "towns", "Towns", example=True)

    def make() -> QuizApp:
        found = collection()
        towns = found.add(file.parent, START).deck
        facts = [evolve(towns.facts[0], value="Montevideo, the city"), Fact("Peru", "capital", "Lima")]
        found.edit(evolve(towns, facts=facts), START)
        return QuizApp(found, Clock())

    real = saving.to_save
    # The path is another one at each run.
    monkeypatch.setattr(saving, "to_save", lambda own, name: evolve(real(own, name), path=Path("/decks/towns")))
    looks(make, pressing("w"), snapshot)


def test_problems_of_a_file(snapshot: SnapshotAssertion, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "deck.toml").write_text('[deck]\nid = "x"\ntitle = 3\n[[facts]]\nwhat = "?"\n')
    monkeypatch.chdir(tmp_path)

    async def play(screen: Screen) -> None:
        await screen.press("a")
        screen.app.screen.query_one(Input).value = "deck.toml"
        await screen.press("enter")

    looks(app(capitals()), play, snapshot)


@pytest.mark.parametrize("size", [(40, 15), (20, 6), (1, 1), (200, 12), (30, 60)])
def test_any_size(size: tuple[int, int]) -> None:
    """Nothing is too small; what is chosen is in sight where there is any room."""

    async def play(screen: Screen) -> None:
        await screen.press("down", "m", "escape", "a", "escape")
        await screen.pilot.resize_terminal(100, 30)
        await screen.pilot.pause()
        assert "▌ ▾ lang" in screen.text
        assert isinstance(screen.app.screen, HomeScreen)

    drive(QuizApp(studied(*tree(), days=10), Clock()), play, size)
