"""The first start, and `quiz` with and without a terminal."""

import gc
import subprocess
import sys
from pathlib import Path

import pytest

import quiz.tui.app
from quiz.cli import output
from quiz.cli.main import is_plain
from quiz.collection.places import bundled_decks
from tests.cli.running import run

BUNDLED = list(bundled_decks())


@pytest.fixture
def app(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Path, str | None]]:
    """Sit at a terminal, and note how the app is opened in place of opening it."""
    opened: list[tuple[Path, str | None]] = []

    def opens(_collection: object, home: Path, deck: str | None = None, _make: object = None, **_: object) -> int:
        opened.append((home, deck))
        gc.enable()  # as the app does once its first screen is there
        return 0

    monkeypatch.setattr(output, "is_terminal", lambda: True)
    monkeypatch.setattr(quiz.tui.app, "run_over", opens)
    return opened


@pytest.mark.parametrize("arguments", [("due",), ("decks",), ("stats",), ("log",), ("drill",), ()])
def test_the_first_look_takes_in_the_decks_that_ship_with_quiz(arguments: tuple[str, ...]) -> None:
    found = run(*arguments)
    assert 0 == found.code
    assert "Started a collection in" in found.err
    again = run("decks", "--json")
    assert BUNDLED == [deck["deck"] for deck in again.objects]
    assert "" == again.err


@pytest.mark.parametrize("arguments", [("check", "DECK"), ("cards", "DECK"), ("new", "OTHER"), ("update",), ("remove", "x")])
def test_other_verbs_start_no_collection(arguments: tuple[str, ...], deck: Path, home: Path, tmp_path: Path) -> None:
    places = {"DECK": str(deck), "OTHER": str(tmp_path / "other")}
    run(*(places.get(argument, argument) for argument in arguments))
    assert not (home / "quiz").exists()


def test_who_adds_a_deck_first_has_only_that(deck: Path) -> None:
    run("add", deck)
    assert ["rivers"] == [deck["deck"] for deck in run("due", "--json").objects]


def test_decks_that_were_removed_stay_away() -> None:
    for name in BUNDLED:
        run("due")
        run("remove", name)
    found = run("decks", "--json")
    assert ("", "") == (found.out, found.err)


def test_a_start_that_was_cut_short_is_made_up_for(home: Path) -> None:
    from quiz.collection.collection import Collection

    Collection.open(home / "quiz" / "collection.quiz").close()
    assert BUNDLED == [deck["deck"] for deck in run("due", "--json").objects]


def test_without_a_terminal_it_tells_what_is_due_and_how_to_go_on(added: Path) -> None:  # noqa: ARG001
    found = run()
    assert 0 == found.code
    assert ["deck    new  learning  review  title", "rivers    6         0       0  Rivers"] == found.lines[:2]
    assert "quiz drill DECK" in found.lines[-1]
    assert run("due", "--json").objects == run("--json").objects


def test_in_a_terminal_the_app_opens(app: list[tuple[Path, str | None]], home: Path, added: Path) -> None:  # noqa: ARG001
    assert 0 == run().code
    assert 0 == run("study").code
    assert 0 == run("study", "rivers").code
    assert [(home / "quiz", None), (home / "quiz", ""), (home / "quiz", "rivers")] == app


def test_an_unknown_deck_does_not_open_the_app(app: list[tuple[Path, str | None]], added: Path) -> None:  # noqa: ARG001
    found = run("study", "lakes")
    assert 1 == found.code
    assert "There is no deck “lakes”. Decks: rivers." in found.err
    assert [] == app


def test_the_app_needs_a_terminal() -> None:
    found = run("study", "rivers")
    assert (2, "") == (found.code, found.out)
    assert "Without one: quiz drill rivers" in found.err


def test_the_app_prints_no_json(app: list[tuple[Path, str | None]]) -> None:
    found = run("study", "--json")
    assert 2 == found.code
    assert "quiz drill --json" in found.err
    assert [] == app


@pytest.mark.parametrize(
    ("words", "plain"),
    [
        ([], True),
        (["study"], True),
        (["study", "countries"], True),
        (["study", "--limit"], False),
        (["study", "a", "b"], False),
        (["--version"], False),
        (["-h"], False),
        (["due"], False),
    ],
)
def test_what_opens_the_app_without_an_option_needs_no_click(words: list[str], plain: bool) -> None:  # noqa: FBT001
    assert plain is is_plain(words)


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["study"], 2, "quiz: The app needs a terminal. Without one: quiz drill\n"),
        (["study", "x"], 2, "quiz: The app needs a terminal. Without one: quiz drill x\n"),
    ],
)
def test_without_click_the_same_is_told(words: list[str], code: int, told: str) -> None:
    program = (
        "import sys\n"
        "from quiz.cli.main import main\n"
        f"sys.argv = ['quiz', *{words}]\n"
        "try: main()\n"
        "except SystemExit as end: print(end.code, 'click' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, stdin=subprocess.DEVNULL)
    assert (f"{code} False\n", told) == (done.stdout, done.stderr)
    found = run(*words)
    assert (code, told) == (found.code, found.err)
