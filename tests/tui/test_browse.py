"""Browse: what is typed is found, what is selected is changed, and all of it can be taken back."""

import random
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from textual.await_complete import AwaitComplete
from textual.widgets import Input

from quiz.collection.collection import Collection
from quiz.collection.load import Load
from quiz.collection.plan import Plan
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.store.search_sorts import SORTS
from quiz.tui.app import QuizApp
from quiz.tui.asking import Confirm
from quiz.tui.browse.former import Former
from quiz.tui.browse.pane import Pane
from quiz.tui.browse.screen import BrowseScreen
from quiz.tui.browse.searcher import Indexing
from quiz.tui.exchange.export_screen import ExportScreen
from tests.tui.browse_samples import browsing, decks, odd, prompts, suspended, tagged
from tests.tui.samples import START, Clock, Screen, capitals, drive, played


def test_a_letter_is_painted_before_the_next_beat_and_nothing_else_is_forgotten() -> None:
    async def play(screen: Screen, browse: BrowseScreen) -> None:
        browse.field.focus()
        await screen.settle()
        painted = []
        display = screen.app._display

        def noted(*arguments: Any) -> None:  # noqa: ANN401 - handed on
            painted.append(set(browse._dirty_widgets))
            display(*arguments)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(browse._update_timer, "_callback", lambda: None)  # the beat does not come
            patch.setattr(screen.app, "_display", noted)
            browse.query_one("#title").refresh()
            await screen.tap("x")
            await screen.until(lambda: bool(painted))
            assert browse.query_one("#title") in browse._dirty_widgets

    played(browsing("Austria", play), capitals())


def test_what_is_typed_is_found_at_once() -> None:
    async def play(screen: Screen, browse: BrowseScreen) -> None:
        await screen.press(*"chat")
        assert ["What does chat mean?", "What is cat in French?"] == prompts(browse)
        assert "2 cards" in screen.text
        await screen.press("enter", "down", "enter")
        await screen.until(lambda: "What is cat in French?" in screen.text.partition("reveal")[2])

    played(browsing("", play), *decks())


def test_a_broken_search_is_told_where_it_is_broken_and_the_last_cards_stay() -> None:
    async def play(screen: Screen, browse: BrowseScreen) -> None:
        await screen.press(*"chat (dog")
        lines = screen.text.splitlines()
        assert lines[1].index("(") == lines[2].index("▲")
        assert "has no closing one" in screen.text
        assert 2 == len(prompts(browse))
        await screen.press(*"nose:x")
        assert "No relation is called" not in screen.text
        for _ in "(dognose:x":
            await screen.tap("backspace")
        await screen.press(*"nose:x")
        assert "No relation is called “nose”" in screen.text

    played(browsing("", play), *decks())


def test_tab_completes_and_goes_on_to_the_next() -> None:
    async def play(screen: Screen, browse: BrowseScreen) -> None:
        await screen.press(*"-ta", "tab")
        assert "-tag:" == browse.field.value
        await screen.press("f", "r", "tab")
        assert "-tag:fruit" == browse.field.value
        await screen.press("space", *"tag:", "tab", "tab")
        assert "-tag:fruit tag:animal" == browse.field.value
        await screen.press("tab")
        assert "-tag:fruit tag:animal::mammal" == browse.field.value
        assert 4 == len(prompts(browse))

    played(browsing("", play), tagged())


def test_a_search_that_is_left_half_typed_is_told_at_once() -> None:
    async def play(screen: Screen, browse: BrowseScreen) -> None:
        await screen.press(*"is:d", "escape")
        await screen.pilot.pause()
        assert browse.focused is browse.results
        assert "A card is never “d”" in screen.text

    played(browsing("", play), *decks())


def test_reading_the_cards_for_searches_is_told_no_longer_than_it_takes() -> None:
    async def play(screen: Screen, browse: BrowseScreen) -> None:
        await screen.press("escape")
        browse.on_indexing(Indexing("capitals", 10, 10))
        assert "Reading the cards of capitals" in "\n".join(str(browse._told).splitlines())
        browse.search_again()
        await screen.pilot.pause()
        assert "Reading the cards" not in screen.text

    played(browsing("", play), *decks())


def test_what_was_found_is_exported(tmp_path: Path) -> None:
    async def play(screen: Screen, browse: BrowseScreen) -> None:
        await screen.press("escape", "x")
        assert "Capitals: 10 facts" in screen.text
        await screen.press("escape")
        browse.put("deck:words::french tag:short")
        await screen.press("x")
        export = screen.app.screen
        assert isinstance(export, ExportScreen)
        assert "French words · 1 fact" in screen.text
        export.query_one(Input).value = str(tmp_path / "short.csv")
        await screen.press("enter")
        assert ["chat"] == [line.split(",")[0] for line in (tmp_path / "short.csv").read_text(encoding="utf-8").splitlines()[1:]]
        await screen.press("escape")
        assert screen.app.screen is browse

    played(browsing("", play), *decks())


def test_a_ready_made_search_and_a_deck_are_chosen() -> None:
    async def play(screen: Screen, browse: BrowseScreen) -> None:
        await screen.press("f", *"french", "enter")
        assert "deck:words::french" == browse.field.value
        assert 6 == len(prompts(browse))
        await screen.press("f", *"leech", "enter")
        assert "is:leech" == browse.field.value
        assert "No card is found." in screen.text
        await screen.press("f2", "escape", "f", *"made words", "backspace", "escape")
        assert ["is:leech", "deck:words::french"] == browse.former.searches()

    played(browsing("capital", play), *decks())


def test_former_searches_are_remembered_the_last_one_first(tmp_path: Path) -> None:
    former = Former(tmp_path / "quiz.db")
    for text in (*map(str, range(20)), "5", " ", "x" * 2000):
        former.remember(text)
    expected = ["5", *map(str, range(19, 8, -1))]
    assert expected == Former(tmp_path / "quiz.db").searches()
    (tmp_path / "searches.txt").write_bytes(b"\xff\xfe")
    assert [] == former.searches()
    (tmp_path / "searches.txt").unlink()
    (tmp_path / "searches.txt").mkdir()
    former.remember("dog")
    assert [] == former.searches()


@pytest.mark.parametrize("search", ["", "capital", "is:new tag:none"])
def test_cards_in_every_order(search: str) -> None:
    """The same ones, and turned round the other way."""

    async def play(screen: Screen, browse: BrowseScreen) -> None:
        expected = sorted(prompts(browse))
        for sort in SORTS:
            browse.order(sort, down=False)
            await screen.press("O")
            assert expected == sorted(prompts(browse)), sort
        browse.order("question", down=False)
        await screen.press("shift")
        assert sorted(expected, key=str.lower) == prompts(browse)
        await screen.press("O")
        assert sorted(expected, key=str.lower, reverse=True) == prompts(browse)

    played(browsing(search or "-zzz", play), *decks())


def test_a_click_on_a_head_sorts_and_a_click_on_a_row_goes_there() -> None:
    async def play(screen: Screen, browse: BrowseScreen) -> None:
        await screen.pilot.click("Heads", offset=(8, 0))
        await screen.pilot.pause()
        assert ("question", False) == (browse.wish.order, browse.wish.down)
        await screen.pilot.click("Heads", offset=(8, 0))
        await screen.pilot.pause()
        assert "▼" in screen.text
        await screen.pilot.click("ResultList", offset=(10, 3))
        assert 3 == browse.results.cursor
        await screen.pilot.click("ResultList", offset=(10, 6), shift=True)
        assert 4 == len(browse.results.chosen)

    played(browsing("deck:capitals", play), *decks())


def test_many_are_suspended_in_one_step_and_taken_back() -> None:
    async def play(screen: Screen, browse: BrowseScreen) -> None:
        await screen.press("down", "shift+down", "shift+down", "at")
        assert "3 cards suspended" in screen.text
        assert 3 == len(suspended(screen.app.collection))
        assert 3 == len(browse.results.chosen)
        await screen.press("at")
        assert [] == suspended(screen.app.collection)
        await screen.press("u")
        assert 3 == len(suspended(screen.app.collection))
        await screen.press("u")
        assert [] == suspended(screen.app.collection)
        await screen.press("escape", "u")
        assert not browse.results.chosen
        assert not browse.can_undo

    found = played(browsing("deck:capitals", play), *decks())
    assert ["Suspended"] * 3 + ["Resumed"] * 3 + ["Undone"] * 6 == [type(event).__name__ for event in found.events()][4:]


def test_marking_burying_another_day_and_making_new() -> None:
    async def play(screen: Screen, browse: BrowseScreen) -> None:
        collection = screen.app.collection
        await screen.press("asterisk", "down", "minus", "home", "d", "x")
        assert "A whole number of days" in screen.text
        await screen.press("backspace", "7", "enter")
        assert "That is so already" in screen.text  # a new card has no day that could be moved
        await screen.press("r", "enter")
        assert (1, 1) == (collection.search_count("is:marked", START), collection.search_count("is:buried", START))
        browse.put("is:marked or is:buried")
        await screen.press("ctrl+a", "minus", "asterisk")
        assert "2 selected" in screen.text

    found = played(browsing("deck:capitals", play), *decks())
    assert (2, 2) == (found.search_count("is:marked", START), found.search_count("is:buried", START))


def test_tags_are_put_on_facts_and_taken_off() -> None:
    async def play(screen: Screen, browse: BrowseScreen) -> None:
        await screen.press("ctrl+a", "T", *"new -fruit")
        await screen.press("enter")
        assert 6 == screen.app.collection.search_count("tag:new", START)
        assert 0 == screen.app.collection.search_count("tag:fruit", START)
        assert "3 facts retagged" in screen.text
        await screen.press("u")
        assert 2 == screen.app.collection.search_count("tag:fruit", START)
        assert 6 == len(prompts(browse))

    played(browsing("-tag:none", play), *decks())


def test_a_study_session_over_what_is_selected_and_back_again() -> None:
    async def play(screen: Screen, browse: BrowseScreen) -> None:
        await screen.press("space", "space", "s")
        assert 2 == screen.study.session.left.new
        screen.app.back()
        await screen.pilot.pause()
        assert screen.app.screen is browse
        assert 2 == len(browse.results.chosen)
        await screen.press("escape", "c")
        assert 10 == screen.study.session.left.new

    played(browsing("deck:capitals", play), *decks())


def test_the_preview_in_every_form_and_what_is_known() -> None:
    async def play(screen: Screen, browse: BrowseScreen) -> None:
        pane = browse.query_one(Pane)
        await screen.press("enter")
        seen = set()
        for _ in pane.forms:
            await screen.press("right")
            seen.add(pane.form)
        assert set(pane.forms) == seen
        assert "The capital of Austria is Vienna." in screen.text
        await screen.press("left", "b")
        assert "The capital of Austria is Vienna." not in screen.text
        await screen.press("i", "J", "K")
        assert "World atlas" in screen.text
        await screen.press("enter")
        assert not browse.paned

    played(browsing("deck:capitals", play), *decks())


@pytest.mark.parametrize("size", [(40, 15), (80, 24), (140, 45)])
def test_hostile_text_and_other_scripts_are_shown_as_they_are(size: tuple[int, int]) -> None:
    async def play(screen: Screen, browse: BrowseScreen) -> None:
        for _ in range(len(browse.results.places)):
            await screen.tap("down", "right")
        await screen.press("i", "home", "f")
        assert "\x1b" not in screen.text
        assert "\u202e" not in screen.text
        await screen.press("escape", "slash", *"deck:", "tab", "escape")
        assert screen.app.screen is browse

    played(browsing("-zzz", play), *odd(), size=size)


def test_without_any_card_it_says_what_to_do() -> None:
    async def play(screen: Screen, browse: BrowseScreen) -> None:
        assert "No cards yet" in screen.text
        await screen.press("escape", "down", "end", "enter", "space", "ctrl+a", "e", "s", "o", "f", "escape", "T", "delete")
        await screen.press("escape", "q")
        assert browse is not screen.app.screen

    played(browsing("", play))


def test_in_a_thread_the_last_wish_is_the_one_that_is_answered(tmp_path: Path) -> None:
    """Over a file, searches run in a thread of their own."""

    async def play(screen: Screen, browse: BrowseScreen) -> None:
        assert not browse.searcher.at_once
        for key in "tag:animal":
            await screen.tap(key)
        for _ in range(200):
            await screen.pilot.pause(0.02)
            if browse.found == 4:
                break
        assert 4 == len(prompts(browse))
        browse.order("question", down=True)
        await screen.pilot.pause(0.3)
        assert sorted(prompts(browse), reverse=True) == prompts(browse)
        browse.quick = 1
        await screen.press("escape", "ctrl+a", "at")
        for _ in range(200):
            await screen.pilot.pause(0.02)
            if screen.app.screen is browse and browse.can_undo:
                break
        assert 4 == len(suspended(screen.app.collection))

    with Collection.open(tmp_path / "quiz.db") as found:
        for deck in decks():
            found.add(deck, START)
        drive(QuizApp(found, Clock()), browsing("", play))


class Walk:
    """A list of cards as plain data, beside the one on the screen."""

    def __init__(self, screen: Screen, browse: BrowseScreen, chance: random.Random) -> None:
        self.screen, self.browse, self.chance = screen, browse, chance
        self.results = browse.results
        self.listed = list(self.results.places)
        self.cursor = 0
        self.anchor: int | None = None
        self.chosen: set[int] = set()

    async def search(self) -> None:
        text = self.chance.choice(["capital", "-zzz", "tag:none", "is:new mean", "border", "deck:words::*", "zzz"])
        self.browse.put(text)
        await self.screen.pilot.pause()
        self.listed = list(self.results.places)
        rows = [self.results.row(number) for number in range(len(self.listed))]
        assert sorted(self.screen.app.collection.search(text, START)) == sorted(row.card for row in rows if row)
        self.cursor, self.anchor, self.chosen = 0, None, set()

    async def turn(self) -> None:
        await self.screen.press("O")
        here = self.listed[self.cursor]
        self.listed.reverse()
        self.cursor, self.anchor = self.listed.index(here), None

    async def select(self, key: str) -> None:
        if key == "escape" and not self.chosen:
            return  # it would leave the screen
        await self.screen.tap(key)
        if key == "space":
            self.chosen ^= {self.listed[self.cursor]}
            self.cursor, self.anchor = min(self.cursor + 1, len(self.listed) - 1), None
        elif key == "escape":
            self.chosen, self.anchor = set(), None
        else:
            self.chosen = set(self.listed)

    async def move(self, key: str) -> None:
        await self.screen.tap(key)
        last, page = len(self.listed) - 1, self.results.page
        steps = {"up": -1, "down": 1, "pageup": -page, "pagedown": page, "home": -last, "end": last}
        there = min(max(self.cursor + steps[key.removeprefix("shift+")], 0), last)
        if key.startswith("shift+"):
            self.anchor = self.cursor if self.anchor is None else self.anchor
            low, high = sorted((self.anchor, there))
            self.chosen = set(self.listed[low : high + 1])
        else:
            self.anchor = None
        self.cursor = there

    async def step(self) -> None:
        ways = ["move"] * 8 + ["select"] * 2 + ["turn", "search"]
        way = self.chance.choice(ways) if self.listed else "search"
        match way:
            case "move":
                key = self.chance.choice(["up", "down", "pageup", "pagedown", "home", "end"])
                await self.move(self.chance.choice(["", "shift+"]) + key)
            case "select":
                await self.select(self.chance.choice(["space", "ctrl+a", "escape"]))
            case "turn":
                await self.turn()
            case _:
                await self.search()

    def check(self) -> None:
        results = self.results
        assert (self.cursor, self.chosen, self.listed) == (results.cursor, results.chosen, list(results.places))
        if self.listed:
            assert results.scroll_offset.y <= self.cursor < results.scroll_offset.y + results.page


def walked(seed: int, steps: int) -> None:
    """Random moving, selecting, sorting and searching, beside a plain list."""

    async def play(screen: Screen, browse: BrowseScreen) -> None:
        walk = Walk(screen, browse, random.Random(seed))
        for _ in range(steps):
            await walk.step()
            walk.check()

    played(browsing("-zzz", play), *decks(), size=(80, 18))


def test_random_moving_selecting_sorting_and_searching() -> None:
    walked(1, 60)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(8))
def test_random_moving_selecting_sorting_and_searching_for_longer(seed: int) -> None:
    walked(seed, 400)


def test_coming_back_finds_what_changed_elsewhere() -> None:
    async def play(screen: Screen, browse: BrowseScreen) -> None:
        await screen.press("down", "down")
        row = browse.results.row()
        assert row is not None
        screen.app.browse("mean")
        await screen.pilot.pause()
        screen.app.collection.remove("words::french", START)
        await screen.press("q")
        assert screen.app.screen is browse
        again = browse.results.row()
        assert again is not None
        assert row.card == again.card
        assert 10 == len(prompts(browse))

    played(browsing("-zzz", play), capitals(), tagged())


class Agreed(Confirm):
    """Stands in for the screen of a plan: it takes it as it is."""

    def __init__(self, plan: Plan, load: Load, *, heading: str = "") -> None:
        super().__init__(heading, str(plan), "Do it")
        self.plan, self.load = plan, load

    def dismiss(self, result: object = None) -> AwaitComplete:
        return super().dismiss(self.plan if result else None)  # type: ignore[arg-type]


def test_facts_are_deleted_after_their_plan_was_shown_and_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    plans = ModuleType("quiz.tui.plans")
    plans.PlanScreen = Agreed  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "quiz.tui.plans", plans)

    async def play(screen: Screen, browse: BrowseScreen) -> None:
        await screen.press("ctrl+a", "delete")
        assert "3 facts deleted: French words" in screen.text
        await screen.press("escape")
        assert 6 == len(prompts(browse))
        await screen.press("delete", "enter")
        await screen.pilot.pause()
        assert [] == prompts(browse)
        await screen.press("u")
        await screen.pilot.pause()
        assert 6 == len(prompts(browse))

    played(browsing("deck:words::*", play), *decks())


def test_the_fact_behind_a_card_is_edited_and_one_is_added(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of several facts behind one card, it asks which one is meant."""
    opened = []

    class FactScreen(Confirm):
        def __init__(self, deck: Deck, fact: Fact | None, *, relation: str = "") -> None:
            super().__init__("Fact", "", "Done")
            opened.append((deck.id, None if fact is None else str(fact.value), relation))

    editing = ModuleType("quiz.tui.editing.screen")
    editing.FactScreen = FactScreen  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "quiz.tui.editing", ModuleType("quiz.tui.editing"))
    monkeypatch.setitem(sys.modules, "quiz.tui.editing.screen", editing)

    async def play(screen: Screen, browse: BrowseScreen) -> None:
        await screen.press("e", "enter", "a", "escape")
        browse.put("norway border")
        await screen.press("e", "down", "enter", "enter")

    played(browsing("deck:capitals", play), *decks())
    assert [("capitals", "Vienna", ""), ("capitals", None, "capital"), ("borders", "Finland", "")] == opened
