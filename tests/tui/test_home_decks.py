"""What is done with decks from Home: starting, adding, updating, saving, renaming, archiving, and taking it back."""

import sys
from pathlib import Path
from types import ModuleType

import pytest
from attrs import evolve
from textual.screen import Screen as TextualScreen
from textual.widgets import Input, OptionList

from quiz.collection.collection import Collection
from quiz.collection.new_decks import start_deck
from quiz.errors import StoreError
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.tui.app import QuizApp
from quiz.tui.home import files
from quiz.tui.home.deck_list import DeckList
from quiz.tui.home.screen import HomeScreen
from quiz.tui.home.updating import Problems
from tests.tui.samples import START, Clock, Play, Screen, capitals, drive, hostile, neighbours, played


def chosen(screen: Screen) -> str | None:
    """Return the id of the chosen row of Home."""
    home = screen.app.screen_stack[1]
    assert isinstance(home, HomeScreen)
    return home.query_one(DeckList).chosen


def shown_anew(screen: Screen, deck: str) -> None:
    """Let Home read the collection again, with the cursor on a deck."""
    home = screen.app.screen
    assert isinstance(home, HomeScreen)
    home.refresh_decks(choose=deck)


def in_file(home: Path, play: Play, *decks: Deck) -> Collection:
    """Let `play` use an app over a collection in a file; return it closed, to be asked no more than what it holds."""
    with Collection.open(home / "collection.quiz") as found:
        for deck in decks:
            found.add(deck, START)
        drive(QuizApp(found, Clock()), play)
    return found


def table(folder: Path, rows: str) -> Path:
    """Write a table of capitals."""
    file = folder / "towns.csv"
    file.write_text(f"country,capital\n{rows}")
    return file


class Form(TextualScreen[bool]):
    """Stands in for the form of a fact."""

    def __init__(self, deck: Deck, fact: Fact | None, *, relation: str = "") -> None:
        super().__init__()
        self.deck, self.fact, self.relation = deck, fact, relation


@pytest.fixture
def form(monkeypatch: pytest.MonkeyPatch) -> type[Form]:
    """Put the stand-in where the form is looked for."""
    module = ModuleType("quiz.tui.editing.screen")
    module.FactScreen = Form  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "quiz.tui.editing.screen", module)
    return Form


# Starting a deck


def test_a_deck_is_started_and_gets_its_first_fact(tmp_path: Path, form: type[Form]) -> None:
    async def play(screen: Screen) -> None:
        await screen.press("n")
        await screen.write("Rivers of Peru")
        assert "rivers-of-peru" == chosen(screen)
        assert "It has no facts yet" in screen.text
        await screen.press("enter")
        top = screen.app.screen
        assert isinstance(top, form)
        assert ("Rivers of Peru", None) == (top.deck.title, top.fact)
        top.dismiss(result=True)
        await screen.pilot.pause()
        await screen.press("u")
        assert [] == [row.deck for row in screen.app.collection.decks()]

    in_file(tmp_path, play)
    assert 'title = "Rivers of Peru"' in (tmp_path / "decks" / "rivers-of-peru" / "deck.toml").read_text()


def test_a_fact_is_added_to_the_chosen_deck(form: type[Form]) -> None:
    async def play(screen: Screen) -> None:
        await screen.press("down", "f")
        top = screen.app.screen
        assert isinstance(top, form)
        assert "neighbours" == top.deck.id

    played(play, capitals(), neighbours())


@pytest.mark.parametrize(("title", "says"), [("Capitals", "is a deck of this name"), ("...", "needs a letter or a digit")])
def test_a_title_that_makes_no_deck(title: str, says: str) -> None:
    async def play(screen: Screen) -> None:
        await screen.press("n")
        await screen.write(title)
        assert screen.place == "Ask"
        assert says in screen.text

    played(play, capitals())


def test_a_deck_is_started_where_no_file_can_be(tmp_path: Path) -> None:
    """A collection in memory keeps it; a folder that cannot be written is told of."""

    async def play(screen: Screen) -> None:
        await screen.press("n")
        await screen.write("Lakes/of::Peru")
        await screen.press("escape")
        assert ["lakes-of::peru"] == [row.deck for row in screen.app.collection.decks()]

    played(play)

    async def refused(screen: Screen) -> None:
        (tmp_path / "decks").write_text("no folder")
        await screen.press("n")
        await screen.write("Lakes")
        assert "changed." in screen.text
        assert [] == screen.app.collection.decks()

    in_file(tmp_path, refused)


# Adding


def test_a_table_is_added_after_its_plan_was_shown(tmp_path: Path) -> None:
    file = table(tmp_path, "Peru,Lima\nChile,Santiago\n")

    async def play(screen: Screen) -> None:
        await screen.press("a")
        field = screen.app.screen.query_one(Input)
        field.value = f"{tmp_path}/tow"
        await screen.press("tab")
        assert str(file) == field.value
        assert "✓ a table, which becomes a deck" in screen.text
        await screen.press("enter")
        assert screen.place == "PlanScreen"
        assert "4 added" in screen.text
        await screen.press("enter")
        assert "towns" == chosen(screen)
        await screen.press("u")
        assert [] == screen.app.collection.decks()
        assert 1 == len(screen.app.collection.decks(archived=True))

    played(play)


def test_a_large_file_is_read_beside_the_app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "_LARGE", 0)
    file = table(tmp_path, "Peru,Lima\n")

    async def play(screen: Screen) -> None:
        await screen.press("a")
        screen.app.screen.query_one(Input).value = str(file)
        await screen.press("enter")
        await screen.pilot.pause(0.3)
        assert screen.place == "PlanScreen"
        await screen.press("enter")
        assert ["towns"] == [row.deck for row in screen.app.collection.decks()]

    in_file(tmp_path, play)


def test_a_path_with_nothing_is_told_and_not_taken() -> None:
    async def play(screen: Screen) -> None:
        await screen.press("a", *"/no such", "enter")
        assert screen.place == "AddScreen"
        assert "✗ there is nothing of that name" in screen.text
        await screen.press("escape", "a", "escape")
        assert screen.place == "HomeScreen"

    played(play, capitals())


def test_a_folder_is_gone_into_by_its_list(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    table(tmp_path / "in", "Peru,Lima\n")

    async def play(screen: Screen) -> None:
        await screen.press("a")
        field = screen.app.screen.query_one(Input)
        field.value = f"{tmp_path}/"
        await screen.press("down", "enter")
        assert f"{tmp_path}/in/" == field.value
        await screen.press("down", "enter")
        assert screen.place == "PlanScreen"
        await screen.press("escape")
        assert [] == screen.app.collection.decks()

    played(play)


def test_a_bundled_deck_is_added_from_the_list() -> None:
    async def play(screen: Screen) -> None:
        await screen.press("a", "down", "down", "enter", "enter")
        assert "elements" == chosen(screen)

    played(play, capitals())


def test_a_deck_with_errors_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "deck.toml").write_text("[deck")

    async def play(screen: Screen) -> None:
        await screen.press("a")
        screen.app.screen.query_one(Input).value = str(tmp_path)
        await screen.press("enter")
        assert "Nothing was added" in screen.text
        problems = screen.app.screen
        assert isinstance(problems, Problems)
        assert "deck.toml:1" in problems.text(200).plain

    played(play)


def test_a_file_of_another_program_is_imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "cards.apkg"
    file.touch()
    asked: list[str] = []
    monkeypatch.setattr(QuizApp, "import_file", lambda _, path="": asked.append(path))

    async def play(screen: Screen) -> None:
        await screen.press("a")
        screen.app.screen.query_one(Input).value = str(file)
        await screen.press("enter")
        assert [str(file)] == asked

    played(play)


def test_a_deck_of_the_same_id_from_elsewhere_is_refused(tmp_path: Path) -> None:
    first = start_deck(tmp_path / "one" / "towns", "Towns", example=True)
    other = start_deck(tmp_path / "two" / "towns", "Towns", example=True)
    other.write_text(other.read_text().replace("Uruguay", "Peru").replace("Montevideo", "Lima"))

    async def play(screen: Screen) -> None:
        screen.app.collection.add(first.parent, START)
        await screen.press("a")
        screen.app.screen.query_one(Input).value = str(other.parent)
        await screen.press("enter")
        assert screen.place == "HomeScreen"
        assert "id of its own" in screen.text

    played(play)


# Files that changed


@pytest.fixture
def followed(tmp_path: Path) -> Path:
    """A table that a collection can follow."""
    return table(tmp_path, "Peru,Lima\nChile,Santiago\n")


def test_an_update_is_shown_applied_and_taken_back(followed: Path) -> None:
    async def play(screen: Screen) -> None:
        found = screen.app.collection
        found.add(followed, START)
        shown_anew(screen, "towns")
        table(followed.parent, "Peru,Lima\nKenya,Nairobi\n")
        await screen.press("r")
        await screen.pilot.pause(0.1)
        assert screen.place == "PlanScreen"
        assert "Update: towns" in screen.text
        await screen.press("enter")
        assert {"Peru", "Kenya"} == {fact.subject for fact in found.deck("towns").facts}
        await screen.press("u")
        assert {"Peru", "Chile"} == {fact.subject for fact in found.deck("towns").facts}
        await screen.press("R")
        await screen.pilot.pause(0.1)
        await screen.press("escape")
        assert {"Peru", "Chile"} == {fact.subject for fact in found.deck("towns").facts}

    played(play)


def test_several_updates_are_shown_one_after_the_other(tmp_path: Path) -> None:
    """One that is left is left; the others are taken in together, and a file with errors is told of."""
    files = [start_deck(tmp_path / name, name, example=True) for name in ("one", "two", "three")]

    async def play(screen: Screen) -> None:
        found = screen.app.collection
        for file in files:
            found.add(file.parent, START)
            file.write_text(file.read_text().replace("Montevideo", "Lima"))
        files[2].write_text("[deck")
        shown_anew(screen, "one")
        await screen.press("R")
        await screen.pilot.pause(0.2)
        assert "Update 1 of 2: one" in screen.text
        await screen.press("escape")
        assert "Update 2 of 2: two" in screen.text
        await screen.press("enter")
        assert screen.place == "Problems"
        assert ["Montevideo", "Lima"] == [str(found.deck(name).facts[0].value) for name in ("one", "two")]

    played(play)


def test_files_that_say_nothing_new(followed: Path) -> None:
    async def play(screen: Screen) -> None:
        await screen.press("R")
        await screen.pilot.pause(0.1)
        assert "No file is followed here" in screen.text
        screen.app.collection.add(followed, START)
        await screen.press("R")
        await screen.pilot.pause(0.1)
        assert "no change of any card" in screen.text

    played(play, capitals())


def test_what_would_be_saved_is_shown_first(tmp_path: Path) -> None:
    file = start_deck(tmp_path / "towns", "Towns", example=True)

    async def play(screen: Screen) -> None:
        found = screen.app.collection
        deck = found.add(file.parent, START).deck
        shown_anew(screen, "towns")
        await screen.press("w")
        assert "says all this already" in screen.text
        found.edit(evolve(deck, facts=[*deck.facts, Fact("[bold]Peru[/]", "capital", "Lima")]), START)
        await screen.press("w")
        assert "1 fact added" in screen.text
        assert '+subject = "[bold]Peru[/]"' in screen.text
        await screen.press("escape")
        assert "Peru" not in file.read_text()
        await screen.press("w", "enter")
        assert "Peru" in file.read_text()
        assert "Saved: 1 fact added." in screen.text

    played(play)


def test_a_deck_without_a_file_is_not_saved() -> None:
    async def play(screen: Screen) -> None:
        await screen.press("w")
        assert "follows no file" in screen.text

    played(play, capitals())


# Titles and the archive


def test_a_deck_is_renamed_and_called_as_before() -> None:
    async def play(screen: Screen) -> None:
        await screen.press("e", "end", *" [b]", "enter")
        assert "▌ Capitals [b]" in screen.text
        await screen.press("u")
        assert "▌ Capitals [b]" not in screen.text
        await screen.press("e", "enter")
        assert screen.place == "HomeScreen"

    played(play, capitals())


def test_a_deck_is_archived_and_comes_back() -> None:
    async def play(screen: Screen) -> None:
        found = screen.app.collection
        await screen.press("delete", "escape", "D", "enter")
        assert ["neighbours"] == [row.deck for row in found.decks()]
        await screen.press("u")
        assert {"capitals", "neighbours"} == {row.deck for row in found.decks()}
        await screen.press("home", "delete", "enter", "A")
        assert "The chosen deck comes back" in screen.text
        await screen.press("enter")
        assert {"capitals", "neighbours"} == {row.deck for row in found.decks()}
        await screen.press("u")
        assert 1 == len(found.decks())

    played(play, capitals(), neighbours())


def test_no_deck_was_archived() -> None:
    async def play(screen: Screen) -> None:
        await screen.press("A")
        assert "No deck is archived" in screen.text

    played(play, capitals())


# Taking back


def test_an_older_change_is_taken_back_after_asking() -> None:
    async def play(screen: Screen) -> None:
        found = screen.app.collection
        found.edit(evolve(capitals(), title="Other"), START)
        shown_anew(screen, "capitals")
        await screen.press("u", "escape")
        assert "Other" == found.deck("capitals").title
        await screen.press("u", "enter")
        assert "Capitals" == found.deck("capitals").title
        await screen.press("u", "enter")
        assert "has no version before this one" in screen.text

    played(play, capitals())


def test_what_cannot_be_written_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    async def play(screen: Screen) -> None:
        def broken(*_: object) -> None:
            raise StoreError("The disk is full.")

        monkeypatch.setattr(screen.app.collection, "remove", broken)
        await screen.press("delete", "enter")
        assert "The disk is full." in screen.text
        assert screen.place == "HomeScreen"

    played(play, capitals())


# The menu and the ways


def test_the_menu_does_what_was_chosen() -> None:
    async def play(screen: Screen) -> None:
        await screen.press("m")
        options = screen.app.screen.query_one(OptionList)
        names = [option.id for option in options.options]
        await screen.press(*["down"] * names.index("archive"), "enter")
        await screen.pilot.pause()
        assert "Archive Capitals?" in screen.text

    played(play, capitals())


def test_the_right_button_opens_the_menu() -> None:
    async def play(screen: Screen) -> None:
        await screen.pilot.click(DeckList, offset=(6, 1), button=3)
        await screen.pilot.pause()
        assert "─ Neighbours ─" in screen.text

    played(play, capitals(), neighbours())


def test_the_menu_of_an_offer_names_nothing_that_it_cannot_do() -> None:
    async def play(screen: Screen) -> None:
        await screen.press("m")
        assert "Archive " not in screen.text
        assert "New deck" in screen.text

    played(play)


@pytest.mark.parametrize(
    ("key", "method", "expected"),
    [
        ("b", "browse", ('deck:"capitals"',)),
        ("g", "statistics", ("capitals",)),
        ("E", "exam", ("capitals",)),
        ("o", "settings", ("capitals",)),
        ("x", "export", ("capitals",)),
        ("i", "import_file", ()),
    ],
)
def test_ways_to_other_screens(monkeypatch: pytest.MonkeyPatch, key: str, method: str, expected: tuple[str, ...]) -> None:
    asked: list[tuple[str, ...]] = []
    monkeypatch.setattr(QuizApp, method, lambda _, *given: asked.append(given))

    async def play(screen: Screen) -> None:
        await screen.press(key)
        assert [expected] == asked

    played(play, capitals())


def test_custom_study() -> None:
    tagged = evolve(
        capitals(), facts=[evolve(fact, tags={"[b]"} if place < 3 else ()) for place, fact in enumerate(capitals().facts)]
    )

    async def play(screen: Screen) -> None:
        await screen.press("c", "down", "down", "down", "enter")
        await screen.write("")
        assert 10 == screen.study.session.left.new
        await screen.press("q", "c", "down", "down", "down", "down", "enter")
        assert "[b]" in screen.text
        await screen.press("enter")
        assert 3 == screen.study.session.left.new
        await screen.press("q", "c", "end", "enter")
        assert 10 == screen.study.session.left.new
        await screen.press("q", "c", "enter")
        await screen.write("0")
        assert "A number from 1" in screen.text
        await screen.press("backspace")
        await screen.write("3")
        assert "Nothing waits there today." in screen.text
        await screen.press("c", "enter", "backspace", "x")
        assert "A whole number is wanted." in screen.text

    played(play, tagged)


def test_no_tags() -> None:
    async def play(screen: Screen) -> None:
        await screen.press("c", "down", "down", "down", "down", "enter")
        assert "No fact of this deck has a tag." in screen.text

    played(play, capitals())


def test_syncing_remembers_the_folder(tmp_path: Path) -> None:
    async def play(screen: Screen) -> None:
        await screen.press("y", *"/no/such")
        assert "There is no such folder." in screen.text
        screen.app.screen.query_one(Input).value = str(tmp_path)
        await screen.press("enter")
        await screen.pilot.pause(0.3)
        assert "received 0 events" in screen.text
        await screen.press("y")
        assert str(tmp_path) == screen.app.screen.query_one(Input).value

    played(play, capitals())


def test_a_hostile_deck_is_handled_like_any_other() -> None:
    """Its title is shown as it is written, in every question."""

    async def play(screen: Screen) -> None:
        for keys in (("m",), ("delete",), ("e",), ("c",), ("u",)):
            await screen.press(*keys)
            await screen.press("escape")
            assert screen.place == "HomeScreen"
        await screen.press("delete", "enter", "A")
        assert "[bold red]x[/]" in screen.text

    played(play, hostile(), size=(40, 15))


def test_every_action_of_home_does_something_on_a_small_screen() -> None:
    """Whatever is pressed, there is a way back."""

    async def play(screen: Screen) -> None:
        for key in "anmcuyA":
            await screen.press(key, "escape")
            assert screen.place == "HomeScreen", key

    played(play, capitals(), size=(40, 15))
