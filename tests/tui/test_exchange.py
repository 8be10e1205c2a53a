"""Import and Export: from a path to cards, and back to a file."""

from collections.abc import Callable
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion
from textual.widgets import Input

from quiz.collection.collection import Collection
from quiz.facts.deck import Deck
from quiz.tui.app import QuizApp
from quiz.tui.exchange.columns_view import ColumnsView
from quiz.tui.exchange.completion import completed, matches
from quiz.tui.exchange.export_screen import ExportScreen
from quiz.tui.exchange.import_screen import ImportScreen
from tests.tui.looks import looks
from tests.tui.samples import HOSTILE, Clock, Play, Screen, capitals, collection, drive, hostile, played

TABLE = "Wort,English,Schlagwort,Quelle\nHaus,house,a b,An atlas\nBaum,tree,,\n,x,,\nBuch,book,b,\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder with a table of words."""
    (tmp_path / "words.csv").write_text(TABLE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


async def settled(screen: Screen) -> None:
    """Wait until the work in threads is done and shown."""
    await screen.app.workers.wait_for_complete()
    await screen.pilot.pause()
    await screen.app.workers.wait_for_complete()
    await screen.pilot.pause()


async def opened(screen: Screen, path: str = "words.csv") -> ImportScreen:
    screen.app.import_file(path)
    await screen.pilot.pause()
    await settled(screen)
    shown = screen.app.screen
    assert isinstance(shown, ImportScreen)
    shown.query_one(Input).cursor_blink = False  # or a look would depend on the moment
    return shown


async def go(screen: Screen, *keys: str) -> None:
    for key in keys:
        await screen.press(key)
        await settled(screen)


def _app(*decks: Deck) -> Callable[[], QuizApp]:
    return lambda: QuizApp(collection(*(decks or (capitals(),))), Clock())


# How it looks


def test_the_path_of_a_file_is_asked(snapshot: SnapshotAssertion) -> None:
    async def play(screen: Screen) -> None:
        await opened(screen, "")

    looks(_app(), play, snapshot)


def test_what_is_in_the_way_is_told(snapshot: SnapshotAssertion) -> None:
    async def play(screen: Screen) -> None:
        await opened(screen, "wards.csv")

    looks(_app(), play, snapshot)


def test_columns_and_the_cards_that_they_give(snapshot: SnapshotAssertion) -> None:
    async def play(screen: Screen) -> None:
        await opened(screen)
        await screen.press("right")

    looks(_app(), play, snapshot)


def test_a_column_is_given_a_meaning(snapshot: SnapshotAssertion) -> None:
    async def play(screen: Screen) -> None:
        await opened(screen)
        await screen.press("right", "r")

    looks(_app(), play, snapshot)


def test_what_would_change(snapshot: SnapshotAssertion) -> None:
    async def play(screen: Screen) -> None:
        await opened(screen)
        await go(screen, "enter")

    looks(_app(), play, snapshot)


def test_what_was_imported(snapshot: SnapshotAssertion) -> None:
    async def play(screen: Screen) -> None:
        await opened(screen)
        await go(screen, "enter", "enter")

    looks(_app(), play, snapshot)


def test_a_deck_is_exported(snapshot: SnapshotAssertion) -> None:
    async def play(screen: Screen) -> None:
        screen.app.export("capitals")
        await go(screen, "down", "down", "down", "down")

    looks(_app(), play, snapshot)


def test_a_deck_was_exported(snapshot: SnapshotAssertion, folder: Path) -> None:
    async def play(screen: Screen) -> None:
        (folder / "capitals.csv").unlink(missing_ok=True)
        screen.app.export("capitals")
        await go(screen, "down", "enter")

    looks(_app(), play, snapshot)


# What it does


def _imported(play: Play, *decks: Deck) -> Collection:
    return played(play, *(decks or (capitals(),)))


def test_a_file_is_imported_by_keys_alone() -> None:
    async def play(screen: Screen) -> None:
        await opened(screen, "")
        await screen.press(*"wo", "tab")
        assert "words.csv" in screen.text
        await go(screen, "enter", "enter")
        assert "3 records read as table" in screen.text
        await go(screen, "enter")
        assert "✓ Imported" in screen.text
        await screen.press("enter")
        assert "HomeScreen" == screen.place

    found = _imported(play)
    assert ["Haus", "Baum", "Buch"] == list(dict.fromkeys(fact.subject for fact in found.deck("words").facts))


def test_the_meaning_of_a_column_is_chosen_and_the_cards_change() -> None:
    async def play(screen: Screen) -> None:
        await opened(screen)
        assert "Haus — English?" in screen.text
        await screen.press("right")
        await go(screen, "r", "down", "enter")
        assert "Haus — English?" not in screen.text
        await screen.press("right")
        await screen.press("r")
        await go(screen, "down", "down", "down", "enter")
        await go(screen, "enter", "enter")

    deck = _imported(play).deck("words")
    assert {"answer", "Quelle"} == set(deck.relations)
    assert {"a", "b"} == set(deck.facts[0].tags)


def test_the_subject_can_be_another_column_and_a_relation_another_name() -> None:
    async def play(screen: Screen) -> None:
        shown = await opened(screen)
        await screen.press("right")
        await go(screen, "r", "up", "enter")
        assert shown._found is not None
        assert shown._found.layout is not None
        assert ("subject", "Wort") == (shown._found.layout.roles["English"], shown._found.layout.roles["Wort"])
        await screen.press("left")
        await go(screen, "r", "down", "down", "enter")
        await screen.press(*["backspace"] * 4)
        await go(screen, *"german", "enter")
        await go(screen, "enter", "enter")

    assert ["german"] == [name for name in _imported(play).deck("words").relations if name not in {"Schlagwort", "Quelle"}]


def test_a_click_on_the_head_of_a_column_asks_what_it_holds() -> None:
    async def play(screen: Screen) -> None:
        shown = await opened(screen)
        await screen.pilot.click(ColumnsView, offset=(16, 0))
        await screen.pilot.pause()
        assert "What does “English” hold?" in screen.text
        await screen.press("escape")
        assert "English" == shown.query_one(ColumnsView).column

    _imported(play)


def test_facts_go_to_a_deck_that_is_there() -> None:
    async def play(screen: Screen) -> None:
        await opened(screen)
        await screen.press("d")
        await go(screen, "down", "down", "enter")
        assert "capitals (there already)" in screen.text
        await go(screen, "enter", "enter")

    assert {"English", "capital"} <= set(_imported(play).deck("capitals").relations)


def test_a_new_deck_is_named() -> None:
    async def play(screen: Screen) -> None:
        await opened(screen)
        await screen.press("d")
        await go(screen, "down", "enter")
        await screen.press(*"mine/x", "enter")
        assert "no slashes" in screen.text
        await screen.press("backspace", "backspace")
        await go(screen, "enter")
        assert "mine (new)" in screen.text
        await go(screen, "enter", "enter")

    assert ["capitals", "mine"] == sorted(row.deck for row in _imported(play).decks())


def test_header_separator_encoding_and_format_can_be_told_otherwise(folder: Path) -> None:
    (folder / "x.csv").write_bytes("Häuser;groß;1\nBäume;alt;2\n".encode("cp1252"))

    async def play(screen: Screen) -> None:
        await opened(screen, "x.csv")
        assert "Häuser" in screen.text
        await go(screen, "h")
        assert "there is no header" in screen.text
        assert "column 1" in screen.text
        await screen.press("e")
        await go(screen, "down", "down", "down", "down", "enter")
        assert "cp1251" in screen.text
        assert "Häuser" not in screen.text
        await screen.press("s")
        await go(screen, "down", "enter")
        assert "comma between cells" in screen.text
        await screen.press("f")
        assert "Anki notes in plain text" in screen.text
        await screen.press("escape", "escape")
        assert "Look inside" in screen.footer

    _imported(play)


PAIRS = "Hund => dog ;; Katze => cat\nkitten ;; Haus => house\nor home ;; Baum => tree"


def test_what_stands_between_rows_can_be_told(folder: Path) -> None:
    (folder / "animals.txt").write_text(PAIRS, encoding="utf-8")

    async def play(screen: Screen) -> None:
        await opened(screen, "animals.txt")
        await screen.press("l")
        await go(screen, *["down"] * 6, "enter")
        assert "three number signs between rows" in screen.text
        await screen.press("l", "end")
        await go(screen, "enter", ";", ";", "enter")
        assert "two semicolons between rows" in screen.text
        await screen.press("s", "end")
        await go(screen, "enter", "=", ">", "enter")
        assert "arrow => between terms and definitions" in screen.text
        await go(screen, "h")
        assert "names" in screen.text
        await go(screen, "h")
        await go(screen, "enter", "enter")

    assert 4 == len(_imported(play).deck("animals").facts)


def test_how_pairs_look_whose_signs_were_told(folder: Path, snapshot: SnapshotAssertion) -> None:
    """Terms and definitions that are divided by other signs than cells and lines."""
    (folder / "animals.txt").write_text(PAIRS, encoding="utf-8")

    async def play(screen: Screen) -> None:
        await opened(screen, "animals.txt")
        await screen.press("l")
        await go(screen, *["down"] * 4, "enter")
        await screen.press("s", "end", "up")
        await go(screen, "up", "enter")

    looks(_app(), play, snapshot)


def test_the_question_what_stands_between_rows(folder: Path, snapshot: SnapshotAssertion) -> None:
    """The choice of a sign, with one that is typed."""
    (folder / "animals.txt").write_text(PAIRS, encoding="utf-8")

    async def play(screen: Screen) -> None:
        await opened(screen, "animals.txt")
        await screen.press("l")

    looks(_app(), play, snapshot)


def test_importing_again_says_that_nothing_changes() -> None:
    async def play(screen: Screen) -> None:
        for _ in range(2):
            await opened(screen)
            await go(screen, "enter", "enter")
        assert "no change" in screen.text

    _imported(play)


def test_the_report_is_written_to_a_file(folder: Path) -> None:
    async def play(screen: Screen) -> None:
        await opened(screen)
        await go(screen, "enter", "w")
        await go(screen, "enter")
        await go(screen, "w", "enter")
        assert "is there already" in screen.text

    _imported(play)
    assert "line 4: The row has no subject" in (folder / "words.csv.report.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (bytes(range(256)) * 20, "the file is no text"),
        (b"PK\x03\x04 collection.anki2", "no whole Anki package"),
        (b"just some words\nand others\n", "hold no table"),
        (None, "There is no file"),
    ],
)
def test_a_file_of_no_use_is_told_beside_its_path(folder: Path, content: bytes | None, said: str) -> None:
    if content is not None:
        (folder / "x").write_bytes(content)

    async def play(screen: Screen) -> None:
        shown = await opened(screen, "x")
        assert said in " ".join(screen.text.split())
        assert "file" == shown.stage
        await screen.press("escape")
        assert "HomeScreen" == screen.place

    _imported(play)


def test_a_file_that_vanishes_meanwhile_is_told(folder: Path) -> None:
    async def play(screen: Screen) -> None:
        shown = await opened(screen)
        (folder / "words.csv").unlink()
        await go(screen, "enter")
        assert "There is no file" in screen.text
        assert "columns" == shown.stage

    assert ["capitals"] == [row.deck for row in _imported(play).decks()]


def test_hostile_text_is_shown_and_never_obeyed(folder: Path) -> None:
    (folder / "x.csv").write_text(f'"[red]front[/] {HOSTILE}",back\n"{HOSTILE}","{HOSTILE}"\n', encoding="utf-8")

    async def play(screen: Screen) -> None:
        await opened(screen, "x.csv")
        assert "[bold red]x[/]" in screen.text
        await go(screen, "r", "escape", "enter", "enter")
        assert "✓ Imported" in screen.text
        screen.app.export("hostile")
        await settled(screen)
        assert "[bold red]x[/]" in screen.text

    _imported(play, hostile())


@pytest.mark.parametrize("size", [(40, 15), (23, 7)])
def test_it_works_on_a_small_screen(size: tuple[int, int]) -> None:
    async def play(screen: Screen) -> None:
        await opened(screen)
        await go(screen, "right", "right", "enter", "enter")
        screen.app.export("capitals")
        await settled(screen)

    drive(QuizApp(collection(capitals()), Clock()), play, size)


def test_what_is_there_is_replaced_only_after_asking(folder: Path) -> None:
    (folder / "capitals.csv").write_text("mine", encoding="utf-8")

    async def play(screen: Screen) -> None:
        screen.app.export("capitals")
        await go(screen, "down", "enter")
        assert "Replace it?" in screen.text
        await go(screen, "escape")
        assert "mine" == (folder / "capitals.csv").read_text(encoding="utf-8")
        await go(screen, "enter", "enter")
        assert "Wrote 10 facts" in screen.text

    _imported(play)
    assert (folder / "capitals.csv").read_text(encoding="utf-8").startswith("subject,capital")


def test_a_path_that_cannot_be_written_is_told() -> None:
    async def play(screen: Screen) -> None:
        screen.app.export("capitals")
        await screen.pilot.pause()
        await screen.press("down", "p", *"no/where.csv", "enter")
        assert "There is no folder" in screen.text
        assert isinstance(screen.app.screen, ExportScreen)
        await screen.press("escape")
        await screen.press("escape")
        assert "HomeScreen" == screen.place

    _imported(play)


def test_paths_are_completed_as_far_as_it_is_certain(folder: Path) -> None:
    (folder / "wordlist").mkdir()
    (folder / ".hidden").touch()
    assert ["wordlist/", "words.csv"] == matches("wo")
    assert "word" == completed("w")
    assert "words.csv" == completed("words")
    assert ["./wordlist/", "./words.csv"] == matches("./")
    assert [".hidden"] == matches(".h")
    assert "nothing/x" == completed("nothing/x")
    assert [] == matches("a\0b")


def test_the_chosen_column_can_be_told_without_colours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = tmp_path / "words.csv"
    words.write_text("Wort,English\nHaus,house\n", encoding="utf-8")

    async def play(screen: Screen) -> None:
        screen.app.import_file(str(words))
        await settled(screen)
        rows = [list(strip) for strip in screen.app.screen._compositor.render_strips()]
        (heading,) = [row for row in rows if any("Wort" in part.text and part.style and part.style.bold for part in row)]
        reversed_ = [part.text.strip() for part in heading if part.style and part.style.reverse]
        assert ["Wort"] == [text for text in reversed_ if text]

    monkeypatch.setenv("NO_COLOR", "1")
    played(play, capitals())
