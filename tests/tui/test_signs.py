"""The app in plain signs: every line as wide as before, and nothing left that the terminal cannot write."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.widgets import Input

from quiz.collection.app_choices import AppChoices, Symbols
from quiz.collection.settings import Settings
from quiz.tui import terminal
from quiz.tui.app import QuizApp
from quiz.tui.signs import _PLAIN, plain_signs
from tests.tui.samples import Clock, Screen, borders, capitals, collection, drive, hostile, scripts


@pytest.mark.parametrize(
    ("text", "encoding", "expected"),
    [
        ("│ ▌ Größe → ✓ …", "ascii", "| > Gro?e > + ."),
        ("│ ▌ Größe → ✓ …", "latin-1", "| > Größe > + ."),
        ("╭─ Title ━━━──╮", "utf-8", "+- Title ===--+"),
        ("東京 é", "ascii", "???? e"),
        ("東京 é", "utf-8", "東京 é"),
        ("⣿⠀", "ascii", ": "),
    ],
)
def test_signs_and_letters(text: str, encoding: str, expected: str) -> None:
    assert expected == plain_signs(text, encoding)


@given(st.text(st.characters(min_codepoint=32, exclude_categories=("Cs", "Cc")), max_size=30))
def test_no_line_gets_narrower_and_all_of_it_can_be_written(text: str) -> None:
    found = plain_signs(text, "ascii")
    assert found.isascii()
    assert cell_len(found) >= cell_len(text)


def test_every_sign_is_as_wide_as_what_takes_its_place() -> None:
    assert [] == [sign for sign, plain in _PLAIN.items() if cell_len(sign) != cell_len(plain) or not plain.isascii()]


@pytest.mark.parametrize("size", [(80, 24), (40, 15)])
def test_no_screen_has_other_signs(size: tuple[int, int], monkeypatch: pytest.MonkeyPatch) -> None:
    # From the start: what is painted is kept as long as it stays the same.
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    found = collection(capitals(), borders(), hostile(), scripts())
    found.use(Settings(app=AppChoices(symbols=Symbols.ASCII)))

    async def play(screen: Screen) -> None:
        for keys in (
            ("down",),
            ("question_mark",),
            ("escape", "ctrl+p"),
            ("escape", "comma"),
            ("enter",),
            ("escape", "q"),
            ("s",),
        ):
            await screen.press(*keys)
            await screen.pilot.pause()
            assert screen.text.isascii(), screen.text
        await screen.press("space", "space")
        assert screen.text.isascii(), screen.text
        screen.app.choose("symbols", "unicode")
        await screen.pilot.pause()
        assert not screen.text.isascii()

    drive(QuizApp(found, Clock()), play, size)


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, "utf-8"),
        ({"LANG": "de_DE.UTF-8"}, "utf-8"),
        ({"LANG": "C"}, "ascii"),
        ({"PYTHONIOENCODING": "ascii:replace"}, "ascii"),
        ({"PYTHONIOENCODING": "latin-1", "LANG": "C"}, "iso8859-1"),
        ({"PYTHONIOENCODING": "nonsense"}, "ascii"),
        ({"LANG": "C", "LC_CTYPE": "C.UTF-8"}, "ascii"),
        ({"LC_CTYPE": "C.UTF-8"}, "utf-8"),
        ({"LC_ALL": "C.UTF-8", "LANG": "C"}, "utf-8"),
        ({"LC_ALL": "POSIX", "LANG": "de_DE.UTF-8"}, "ascii"),
    ],
)
def test_the_encoding_is_known_from_the_environment(environment: dict[str, str], expected: str) -> None:
    assert expected == terminal.encoding(environment)


def test_with_reduced_motion_nothing_moves_or_blinks() -> None:
    async def play(screen: Screen) -> None:
        moves = [screen.app.moves]
        screen.app.choose("motion", "reduced")
        moves.append(screen.app.moves)
        assert [True, False] == moves
        await screen.press("comma", "slash")
        assert not screen.app.screen.query_one(Input).cursor_blink
        screen.app.choose("motion", "full")
        await screen.press("enter", "slash")
        assert screen.app.screen.query_one(Input).cursor_blink

    drive(QuizApp(collection(capitals()), Clock()), play)
