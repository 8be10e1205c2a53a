"""The tree of decks: columns in line, folding, and many decks."""

import pytest

from quiz.collection.deck_tree import levels
from quiz.collection.studying import Due
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.tui.home.deck_list import Columns, DeckList
from tests.tui.samples import START, Screen, capitals, collection, neighbours, played


def deck(name: str, title: str = "") -> Deck:
    """A small deck."""
    return Deck(name, title or name.rpartition("::")[2], facts=[Fact(name, "is", "something")])


def tree() -> list[Deck]:
    """Decks on three levels, of which one holds only others."""
    return [deck("lang::fr"), deck("lang::fr::verbs"), deck("lang::ja"), deck("music")]


def listed(screen: Screen) -> DeckList:
    return screen.app.screen.query_one(DeckList)


def shown(screen: Screen) -> list[str]:
    """Return the ids of the rows."""
    return [row.deck for row in listed(screen)._rows if not isinstance(row, str)]


@pytest.mark.parametrize("width", [10, 38, 56, 70, 82, 200])
def test_the_columns_fill_the_width_and_stay_in_line(width: int) -> None:
    found = collection(capitals(), neighbours(), deck("cjk", "東京" * 60))
    columns = Columns.of(width)
    rows = [
        columns.row(due, inset="  " * depth, chosen=bool(depth)) for due in found.due(START) for depth in range(3) if width > 20
    ]
    assert {row.cell_length for row in rows} <= {columns.head.cell_length}
    ends = {row.plain.rstrip()[-2:] for row in rows if columns.total}
    assert ends <= {"10", " 2", " 1"}


def test_levels_are_folded_and_stay_so() -> None:
    """With the deck that the cursor was on, its level is chosen."""

    async def play(screen: Screen) -> None:
        rows = listed(screen)
        assert ["lang", "lang::fr", "lang::fr::verbs", "lang::ja", "music"] == shown(screen)
        await screen.press("down", "down", "left", "left")
        assert (["lang", "lang::fr", "lang::ja", "music"], "lang::fr") == (shown(screen), rows.chosen)
        await screen.press("left", "space")
        assert (["lang", "music"], "lang") == (shown(screen), rows.chosen)
        assert "▸ lang" in screen.text
        await screen.press("s", "q")
        assert ["lang", "music"] == shown(screen)
        await screen.press("right")
        assert ["lang", "lang::fr", "lang::ja", "music"] == shown(screen)
        rows.choose("lang::fr::verbs")
        assert "lang::fr::verbs" == rows.chosen
        assert 5 == len(shown(screen))

    played(play, *tree())


def test_what_only_holds_decks_is_studied_with_them() -> None:
    async def play(screen: Screen) -> None:
        assert "lang" == listed(screen).chosen
        await screen.press("enter")
        assert ("lang", 6) == (screen.study.heading, screen.study.session.left.new)

    played(play, *tree())


def test_a_click_on_the_sign_folds_and_one_on_the_row_studies() -> None:
    async def play(screen: Screen) -> None:
        await screen.pilot.click(DeckList, offset=(2, 0))
        assert ["lang", "music"] == shown(screen)
        await screen.pilot.click(DeckList, offset=(6, 1))
        await screen.pilot.pause()
        assert "music" == screen.study.heading

    played(play, *tree())


def test_the_row_under_the_mouse_is_shown() -> None:
    async def play(screen: Screen) -> None:
        rows = listed(screen)
        await screen.pilot.hover(DeckList, offset=(6, 1))
        before = rows.render_line(1)
        await screen.pilot.hover("#title")
        assert before != rows.render_line(1)

    played(play, *tree())


def test_a_thousand_decks() -> None:
    """The cursor moves among them, and the chosen one is in sight."""
    dues = [Due(f"d{number % 40}::s{number}", f"Deck {number}", number % 3, 0, 1, 10, 0) for number in range(1_000)]

    async def play(screen: Screen) -> None:
        rows = listed(screen)
        rows.show(levels(dues), {})
        assert 1_040 == rows.count
        await screen.press("end")
        assert "▌" in screen.text
        assert 1_039 == rows.cursor
        await screen.press("pageup", "up", "home", "pagedown")
        assert 0 < rows.cursor < 20
        assert "▌" in screen.text

    played(play, capitals(), size=(60, 16))


def test_levels_without_end() -> None:
    """Titles keep some room however deep they stand."""
    deep = "::".join("abcdefghijklmnopqrstuvwxyz")

    async def play(screen: Screen) -> None:
        await screen.press("end", "up", "up", "up")
        assert deep == listed(screen).chosen
        assert any("▌" in line and "z" in line for line in screen.text.splitlines())

    played(play, deck(deep, "z"), size=(40, 15))
