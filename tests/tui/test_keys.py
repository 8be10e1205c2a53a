"""Keys of the learner's own: read as people write them, in effect everywhere, and every conflict told at once."""

import pytest
from textual.keys import _character_to_key

from quiz.collection.settings import Settings
from quiz.tui.acting import MainScreen
from quiz.tui.actions import ACTIONS
from quiz.tui.app import QuizApp
from quiz.tui.key_conflicts import ALONE, WAYS_BACK, settled
from quiz.tui.key_names import is_text, key_named, shown
from quiz.tui.keyed import places_of
from quiz.tui.keymap import Keymap
from tests.tui.samples import Clock, Play, Screen, answers, borders, capitals, collection, drive, neighbours
from tests.tui.test_actions import SCREENS

WRITTEN = {
    "x": "x", "X": "X", "/": "slash", "?": "question_mark", "-": "minus", "@": "at", "[": "left_square_bracket", "ö": "ö",
    "Esc": "escape", "escape": "escape", "Enter": "enter", "return": "enter", "Space": "space", "PgUp": "pageup", "↑": "up",
    "F5": "f5", "f12": "f12", "Ctrl+R": "ctrl+r", "ctrl+r": "ctrl+r", "shift+a": "A", "Alt+X": "alt+x", "shift+up": "shift+up",
    "slash": "slash", "question_mark": "question_mark", "ctrl+/": "ctrl+slash", "+": "plus", "ctrl++": "ctrl+plus",
    "Ctrl+Shift+Right": "ctrl+shift+right", "Del": "delete", "page up": "pageup", "at": "at", "minus": "minus",
}  # fmt: skip


@pytest.mark.parametrize(("words", "key"), WRITTEN.items())
def test_keys_are_read_as_people_write_them(words: str, key: str) -> None:
    assert key == key_named(words)
    assert key == key_named(shown(key))


@pytest.mark.parametrize(
    "words", ["", " ", "enterr", "ctrl+", "hyper", "ctrl+i", "ctrl+m", "Ctrl+[", "f25", "xy", "up+x", "\x1b"]
)
def test_what_is_no_key_is_told(words: str) -> None:
    with pytest.raises(ValueError, match=r"There is no key|cannot be told from"):
        key_named(words)


@pytest.mark.parametrize("key", sorted({key for one in ACTIONS for key in one.keys}))
def test_every_key_of_the_registry_can_be_written(key: str) -> None:
    assert key == key_named(key) == key_named(shown(key))


def test_every_printable_key_is_text_and_shown_as_what_it_writes() -> None:
    signs = [sign for sign in map(chr, range(0x21, 0x250)) if sign.isprintable()]
    assert [] == [sign for sign in signs if not is_text(_character_to_key(sign))]
    assert [] == [sign for sign in signs if sign != shown(_character_to_key(sign))]


def test_places_without_ways_to_other_screens_are_known() -> None:
    """By the screens themselves: of what is on none that goes on to others, `go` is no rival."""
    for screen, place in ((kind, place) for kind in SCREENS.values() for place in places_of(kind)):
        if place not in {"go", "app"}:
            assert issubclass(screen, MainScreen) != (place in ALONE), place


def test_signs_are_text_and_others_are_not() -> None:
    assert all(map(is_text, ("minus", "slash", "at", "space", "a", "question_mark")))
    assert not any(map(is_text, ("enter", "tab", "escape", "f1", "ctrl+r", "up", "delete")))


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"home.studdy": ("x",)}, "did you mean “home.study”"),
        ({"home.study": ("entr",)}, "There is no key “entr”"),
        ({"home.study_all": ("enter",)}, "Enter is the key of “Study” (Decks) too"),
        ({"home.study_all": ("x",), "home.theme": ("x",)}, "x is the key of"),
        ({"home.study": ("ctrl+q",)}, "Ctrl+Q is the key of “Quit” (everywhere) too"),
        ({"home.study": ("ctrl+p",)}, "Ctrl+P is the key of"),
        ({"home.study": ("question_mark",)}, "? is the key of “Help” (everywhere) too"),
        ({"go.statistics": ("s",)}, "s is the key of “Study all” (Decks) too"),
        ({"app.help": ("u",)}, "u is the key of"),
        ({"app.quit": ("ctrl+x",)}, "stays as it is"),
        ({"go.back": ()}, "no way back"),
        ({"go.back": ("b",)}, "works in a text field too, such as Esc"),
        ({"study.submit": ("x",)}, "works in a text field too, such as Enter"),
        ({"study.grade": ("a", "s", "d")}, "3 different keys stand where 4 were expected"),
        ({"study.grade": ("a", "a", "s", "d")}, "3 different keys"),
        ({"study.grade": ("a", "s", "d", "u")}, "u is the key of “Undo” (Study) too"),
    ],
)  # fmt: skip
def test_conflicts_are_told_and_the_usual_keys_stay(given: dict[str, tuple[str, ...]], told: str) -> None:
    found = Keymap.of(given)
    assert told in "\n".join(map(str, found.problems))
    assert [one.keys for one in ACTIONS] == [one.keys for one in found.actions]
    assert all(any(one.where == f"keys.{action}" for action in given) for one in found.problems)


def test_everything_is_told_at_once_and_what_is_right_holds() -> None:
    good, problems = settled({"home.nothing": ("x",), "home.study": ("zz",), "home.theme": ("z",), "go.browse": ("t",)})
    assert {"home.theme": ("z",)} == good
    assert ["keys.home.nothing", "keys.home.study", "keys.go.browse"] == [one.where for one in problems]


def test_keys_can_be_exchanged() -> None:
    found = Keymap.of({"home.study_all": ("enter",), "home.study": ("s",)})
    assert () == found.problems
    assert ("Enter", "s") == (found.key("home.study_all"), found.key("home.study"))


def test_a_conflict_that_comes_of_another_one_is_told_too() -> None:
    """The theme takes the key that another action gives up, which it then cannot give up."""
    found = Keymap.of({"home.study_all": ("enter",), "home.theme": ("s",)})
    assert {"keys.home.study_all", "keys.home.theme"} == {one.where for one in found.problems}
    assert [one.keys for one in ACTIONS] == [one.keys for one in found.actions]


def test_actions_that_share_a_key_as_they_come_may_share_another_one() -> None:
    assert () == Keymap.of({"study.reveal": ("x",), "study.confirm": ("x", "enter")}).problems


def test_an_action_may_go_without_a_key() -> None:
    found = Keymap.of({"home.theme": ()})
    assert () == found.problems
    assert ("", "Theme") == (found.action("home.theme").key, found.key("home.theme"))


def test_ways_back_are_known() -> None:
    assert {one.id for one in ACTIONS} >= WAYS_BACK


def play_with(play: Play, **keys: tuple[str, ...]) -> QuizApp:
    found = collection(capitals(), neighbours())
    found.use(Settings(keys={name.replace("__", "."): several for name, several in keys.items()}))
    app = QuizApp(found, Clock())
    drive(app, play)
    return app


def test_footer_help_palette_and_keys_show_and_do_what_was_chosen() -> None:
    async def play(screen: Screen) -> None:
        assert "z Study" in screen.footer
        assert "F6 Statistics" in screen.footer
        await screen.press("f5")
        assert screen.app.theme == "quiz-light"
        await screen.press("T")
        assert screen.app.theme == "quiz-light"
        await screen.press("question_mark")
        assert "z" in screen.text.split("Study the chosen deck")[0].splitlines()[-1]
        await screen.press("escape", "ctrl+p")
        await screen.pilot.pause(0.2)
        assert "(z)" in screen.text
        await screen.press("escape", "z", "j")
        assert "StudyScreen" == screen.place
        await screen.press("v")
        assert "answered" == screen.moment()
        await screen.press("g")

    app = play_with(
        play, home__study=("z",), home__theme=("f5",), go__statistics=("F6",),
        study__ask=("j",), study__down=("down",), study__reveal=("v",), study__grade=("d", "f", "g", "h"),
    )  # fmt: skip
    assert [3] == [event.rating for event in answers(app.collection)]


def test_a_key_that_a_list_would_take_does_what_it_was_given_to() -> None:
    async def play(screen: Screen) -> None:
        await screen.press("enter")
        assert "All decks" == screen.study.heading

    play_with(play, home__study_all=("enter",), home__study=("s",))


def test_conflicts_are_told_at_the_start_and_can_be_read_again() -> None:
    async def play(screen: Screen) -> None:
        assert "2 of your keys do not hold. F2 tells more." in screen.text
        await screen.press("f2")
        assert "home.study_all" in screen.text
        assert "did you mean “home.study”" in " ".join(screen.text.replace("│", " ").split())
        await screen.press("f2")
        assert "HomeScreen" == screen.place

    play_with(play, home__studdy=("x",), home__study_all=("enter",))


def test_without_problems_there_is_nothing_to_read() -> None:
    async def play(screen: Screen) -> None:
        await screen.press("f2")
        assert "HomeScreen" == screen.place
        assert "Problems" not in screen.footer

    play_with(play)


def test_borders_can_be_picked_by_other_keys() -> None:
    found = collection(borders())
    found.use(Settings(keys={"study.add": tuple("bcdfghlm")}))
    app = QuizApp(found, Clock())

    async def play(screen: Screen) -> None:
        from quiz.cards.card import Form

        await screen.ask(form=Form.MULTISELECT)
        await screen.press("b")
        assert screen.study._picks

    drive(app, play)
