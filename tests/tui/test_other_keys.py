"""With other keys for every action, each screen shows and does those, and no text names one that the app comes with."""

import re
from functools import cache

import pytest

from quiz.collection.settings import Settings
from quiz.tui.acting import ActingScreen
from quiz.tui.actions import ACTIONS, with_id
from quiz.tui.app import QuizApp
from quiz.tui.key_names import is_text, shown
from quiz.tui.keybar import KeyBar
from quiz.tui.keyed import places_of
from quiz.tui.keymap import Keymap
from tests.tui.places import STATES, State
from tests.tui.samples import Clock, Screen, drive

_NAMES = re.compile(
    r"(?<![\w^+])(Enter|Esc|Space|Tab|Backspace|PgUp|PgDn|Del|F\d+|Ctrl\+(?!Q)\w|\^(?!P)\w|[Aa]rrows|[↑↓←])(?!\w)"
)
"""The names of keys, but for the two that work everywhere and are no others, and the sign that stands before an answer."""
_LETTERS = re.compile(r"(?<!\S)(?<!\d )(?:[b-z]|[1-9]–[1-9])(?!\S)")
"""What stands alone as a key does; the article, a number and its unit, and the symbol of an element may be words."""
_FIRST = 0x4E00
"""Letters that nothing on the screens has."""


@cache
def others() -> dict[str, tuple[str, ...]]:
    """Return other keys for every action that can have them: none is the key of another one."""
    instead: dict[tuple[str, str], str] = {}
    for one in ACTIONS:
        for key in one.keys:
            # Actions of one place that share a key share the other one, too.
            letter = chr(_FIRST + len(instead))
            instead.setdefault((one.place, key), letter if is_text(key) else f"alt+{letter}")
    return {one.id: tuple(instead[one.place, key] for key in one.keys) for one in ACTIONS if not one.always}


class OtherKeys(Screen):
    """Presses for each key the one that does the same now."""

    async def tap(self, *keys: str) -> None:
        for key in keys:
            await super().tap(self._now(key))

    def _now(self, key: str) -> str:
        here, keymap = self.app.screen, self.app.keymap
        for place in [*places_of(here), "app"]:
            for one in keymap.at(place):
                known = with_id(one.id)
                name = "question_mark" if key == "?" else key
                if known is None or name not in known.keys or one.always:
                    continue
                if isinstance(here, ActingScreen) and one.place != "app" and not here.allowed(one):
                    continue
                now = one.keys[known.keys.index(name)]
                if isinstance(here, ActingScreen) and here.typing and is_text(now):
                    continue
                return now
        return key


def test_every_action_can_have_another_key() -> None:
    found = Keymap.of(others())
    assert [] == list(found.problems)
    assert [] == [one.id for one, other in zip(ACTIONS, found.actions, strict=True) if not one.always and one.keys == other.keys]


_ONE_OF_EACH = list({one.place: one for one in reversed(STATES)}.values())


@pytest.mark.parametrize(
    "state", [pytest.param(one, marks=() if one in _ONE_OF_EACH else pytest.mark.long) for one in STATES], ids=str
)
def test_no_screen_names_a_key_that_does_nothing(state: State) -> None:
    found = state.collection()
    found.use(Settings(keys=others()))

    async def play(screen: Screen) -> None:
        await state.reach(OtherKeys(screen.pilot))
        here = screen.app.screen
        assert set(state.place.split()) <= set(places_of(here))
        text = screen.text
        if isinstance(here, ActingScreen):
            keys = [here.key(one) for _, _, one in here.query_one(KeyBar).places() if not one.always]
            assert [] == [one.id for one in here.offered() if is_text(here.keys(one)[0]) and here.typing]
            assert [] == [key for key in keys if key and key.split(" ")[0] not in text]
        assert [] == [line for line in text.splitlines() if _NAMES.search(line) or _LETTERS.search(line)]

    try:
        drive(QuizApp(found, Clock()), play, (240, 45))
    finally:
        found.use(Settings())


@pytest.mark.parametrize("key", sorted({key for one in ACTIONS for key in one.keys}))
def test_every_key_is_shown_as_one_word(key: str) -> None:
    assert shown(key).strip() == shown(key) != ""
    assert " " not in shown(key)
