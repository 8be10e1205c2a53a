"""The registry of actions: every entry works, every key means one thing at a moment, and the reference page lists them all."""

from pathlib import Path

import pytest
from textual.dom import DOMNode

from quiz.tui.acting import ActingScreen, MainScreen
from quiz.tui.action import Action, shown
from quiz.tui.actions import ACTIONS, PLACES, actions, named
from quiz.tui.app import QuizApp
from quiz.tui.asking import Asking
from quiz.tui.browse.screen import BrowseScreen
from quiz.tui.dialogs import Dialog
from quiz.tui.editing.outside import OutsideScreen
from quiz.tui.editing.screen import FactScreen
from quiz.tui.exam.screen import ExamScreen
from quiz.tui.exchange.export_screen import ExportScreen
from quiz.tui.exchange.import_screen import ImportScreen
from quiz.tui.help import HelpScreen
from quiz.tui.home.adding import AddScreen
from quiz.tui.home.screen import HomeScreen
from quiz.tui.keybar import KeyBar
from quiz.tui.plans import PlanScreen
from quiz.tui.pointed import Pointed
from quiz.tui.settings.screen import SettingsScreen
from quiz.tui.statistics.screen import StatisticsScreen
from quiz.tui.study.info import InfoScreen
from quiz.tui.study.screen import StudyScreen
from quiz.tui.summary.screen import SummaryScreen
from quiz.tui.work import WorkScreen
from tests.tui.keys_page import page
from tests.tui.samples import Screen, capitals, played

SCREENS: dict[str, type[DOMNode]] = {
    "app": QuizApp,
    "statistics": StatisticsScreen,
    "home": HomeScreen,
    "add": AddScreen,
    "study": StudyScreen,
    "info": InfoScreen,
    "fact": FactScreen,
    "outside": OutsideScreen,
    "summary": SummaryScreen,
    "settings": SettingsScreen,
    "browse": BrowseScreen,
    "import": ImportScreen,
    "export": ExportScreen,
    "go": MainScreen,
    "dialog": Dialog,
    "help": HelpScreen,
    "ask": Asking,
    "exam": ExamScreen,
    "work": WorkScreen,
    "plan": PlanScreen,
}


def test_ids_are_unique_and_places_known() -> None:
    assert len(ACTIONS) == len({one.id for one in ACTIONS})
    assert {one.place for one in ACTIONS} == set(PLACES)


@pytest.mark.parametrize("one", ACTIONS, ids=lambda one: one.id)
def test_every_action_has_a_method_and_bindings_with_its_id(one: Action) -> None:
    screen = SCREENS[one.place]
    assert callable(getattr(screen, f"action_{one.name}", None))
    bound = [
        binding
        for _, binding in screen._merge_bindings() or []
        if binding.id == one.id or (binding.id or "").startswith(f"{one.id}.")
    ]
    assert set(one.keys) <= {binding.key for binding in bound}
    assert {one.description} == {binding.tooltip for binding in bound}
    assert one is named(one.place, one.name)


@pytest.mark.parametrize("place", PLACES)
def test_a_key_means_one_thing_at_a_moment(place: str) -> None:
    """Two actions share a key only where one of them steps back: Enter picks or types where it can, and reveals elsewhere."""
    shared = {
        (first.name, second.name)
        for first in actions(place)
        for second in actions(place)
        if first.id < second.id and set(first.keys) & set(second.keys) and (not first.during or first.during & second.during)
    }
    assert shared <= {
        ("pick_chosen", "reveal"), ("reveal", "type"), ("add_chosen", "reveal"), ("confirm", "reveal"),
        ("change", "leave_field"), ("down", "leave_field"),
    }  # fmt: skip


def test_no_key_is_taken_from_everywhere() -> None:
    everywhere = {key for one in actions("app") for key in one.keys}
    assert [] == [one.id for one in ACTIONS if one.place != "app" and everywhere & set(one.keys)]


def test_the_reference_page_lists_every_key(root: Path) -> None:
    """`python -m tests.tui.keys_page > docs/reference/keys.md` writes it anew."""
    assert page() == (root / "docs" / "reference" / "keys.md").read_text(encoding="utf-8")


def test_the_help_lists_every_action_and_what_works_now_first() -> None:
    async def play(screen: Screen) -> None:
        await screen.press("enter", "question_mark")
        rows = screen.app.screen.query_one(Pointed)._rows
        assert "Now, on Study" == rows[0][1].plain
        assert {one.id for one in ACTIONS} == {name for name, _ in rows if name}
        now = [name for name, _ in rows[1 : next(at for at, (name, _) in enumerate(rows[1:], 1) if not name)]]
        below = screen.app.screen_stack[-2]
        assert isinstance(below, ActingScreen)
        assert [one.id for one in below.working()] == now
        text = " ".join(words.plain for _, words in rows).split()
        assert [] == [one.id for one in ACTIONS if not set(one.key.split()) <= set(text)]

    played(play, capitals())


def test_the_help_is_searched_while_one_types_and_does_what_it_lists() -> None:
    async def play(screen: Screen) -> None:
        await screen.press("question_mark", *"next theme")
        assert ["home.theme"] == [name for name, _ in screen.app.screen.query_one(Pointed)._rows if name]
        await screen.press("enter")
        await screen.pilot.pause()
        assert ("HomeScreen", "quiz-light") == (screen.place, screen.app.theme)
        await screen.press("f1", *"bury", "enter")
        assert "does not work where you are" in screen.text
        await screen.press(*"xyz", "enter")
        assert "Nothing is called that." in screen.text

    played(play, capitals())


def test_a_click_on_a_line_of_the_help_does_it() -> None:
    async def play(screen: Screen) -> None:
        await screen.press("f1", *"next theme")
        line = next(y for y, text in enumerate(screen.text.splitlines()) if "Change to the next theme" in text)
        await screen.pilot.click(offset=(20, line))
        await screen.pilot.pause()
        assert ("HomeScreen", "quiz-light") == (screen.place, screen.app.theme)

    played(play, capitals())


def test_the_footer_says_more_of_what_is_under_the_mouse() -> None:
    async def play(screen: Screen) -> None:
        await screen.pilot.hover(offset=(4, 23))
        assert "Study the chosen deck" in str(screen.app.screen.query_one(KeyBar).tooltip)
        await screen.pilot.hover(offset=(0, 23))
        assert screen.app.screen.query_one(KeyBar).tooltip is None

    played(play, capitals())


@pytest.mark.parametrize("closes", ["escape", "question_mark", "f1"])
def test_the_help_closes_where_it_was_opened(closes: str) -> None:
    async def play(screen: Screen) -> None:
        await screen.press("question_mark", "down", "pagedown", "pageup", "up")
        assert screen.place == "HelpScreen"
        await screen.press(closes)
        assert screen.place == "HomeScreen"

    played(play, capitals())


def test_the_command_palette_does_what_was_chosen() -> None:
    async def play(screen: Screen) -> None:
        await screen.press("ctrl+p", *"high con")
        await screen.pilot.pause(0.3)
        await screen.press("down", "enter")
        await screen.pilot.pause()
        assert screen.app.theme == "quiz-contrast"
        await screen.press("ctrl+p", *"quit")
        await screen.pilot.pause(0.3)
        await screen.press("down", "enter")
        assert screen.app._exit

    played(play, capitals())


@pytest.mark.parametrize(("key", "expected"), [("ctrl+q", "Ctrl+Q"), ("minus", "-"), ("U", "U"), ("up", "↑")])
def test_keys_are_written_as_people_write_them(key: str, expected: str) -> None:
    assert expected == shown(key)
