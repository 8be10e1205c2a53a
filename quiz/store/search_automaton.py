"""Matching a pattern in a text in linear time: an automaton whose states are made when a text first leads to them.

Each state is the set of all places in the pattern where a match could be (Ken Thompson, “Regular expression search algorithm”,
1968), so there is no backtracking, and no pattern can take more than its size times the length of the text.
"""

from collections.abc import Callable
from time import monotonic
from typing import Final

from quiz.store.search_patterns import BORDERS, Either, Letters, Pattern, Place, Repeated, Sequence, is_word

_MOST_STATES: Final = 5000
"""States that are kept before all are forgotten and made anew."""
_EDGE, _WORD, _OTHER = range(3)
"""What stands before or behind a place: the end of a part, a character of a word, or another one."""


class OutOfTimeError(Exception):
    """The moment has come at which a search has to end."""


class Matcher:
    """Says of texts whether a pattern matches somewhere in them."""

    def __init__(self, pattern: Pattern, deadline: Callable[[], float] = lambda: float("inf")) -> None:
        """Match `pattern`. `deadline` gives the moment, by the monotonic clock, after which no new state is made."""
        self._deadline = deadline
        self._moves: list[tuple[Letters | Place | None, tuple[int, ...]]] = [(None, ())]
        self._start = self._built(pattern, 0)
        self._states: dict[tuple[frozenset[int], int], _State] = {}

    def matches(self, text: str) -> bool:
        """Say whether the pattern matches somewhere in a text. Raises `OutOfTimeError` after the deadline."""
        state = self.state(frozenset((self._start,)), _EDGE)
        for letter in text:
            state = state[letter]
            if state.is_match:
                return True
        return state[""].is_match

    def state(self, places: frozenset[int], before: int) -> "_State":
        """Return the state of being at some places of the pattern behind such a character."""
        found = self._states.get((places, before))
        if found is None:
            if len(self._states) >= _MOST_STATES:
                self._states.clear()
            found = self._states[places, before] = _State(self, places, before)
        return found

    def follow(self, places: frozenset[int], before: int, letter: str) -> "_State":
        """Return the state to which a character leads; an empty one is the end of the text."""
        if monotonic() > self._deadline():
            raise OutOfTimeError
        behind = _kind(letter)
        seen: set[int] = set()
        waiting = list(places)
        reached: set[int] = set()
        while waiting:
            place = waiting.pop()
            if place in seen:
                continue
            seen.add(place)
            if not place:
                return self.state(frozenset((0,)), _OTHER)
            test, following = self._moves[place]
            if test is None:
                waiting += following
            elif isinstance(test, Place):
                if _holds(test.at, before, behind):
                    waiting += following
            elif letter and test.has(letter):
                reached.update(following)
        reached.add(self._start)  # a match may begin anywhere
        return self.state(frozenset(reached), behind)

    def _built(self, pattern: Pattern, then: int) -> int:
        """Put in a pattern that leads on to the place `then`; return the place at which it begins. Place 0 is the match."""
        match pattern:
            case Letters() | Place():
                return self._move(pattern, then)
            case Sequence(items):
                for item in reversed(items):
                    then = self._built(item, then)
                return then
            case Either(items):
                return self._move(None, *(self._built(item, then) for item in items))
            case Repeated(item, least, most):
                return self._repeated(item, least, most, then)

    def _repeated(self, item: Pattern, least: int, most: int | None, then: int) -> int:
        if most is None:
            loop = self._move(None, then)
            self._moves[loop] = (None, (self._built(item, loop), then))
            then = loop
        else:
            end = then
            for _ in range(most - least):
                then = self._move(None, self._built(item, then), end)
        for _ in range(least):
            then = self._built(item, then)
        return then

    def _move(self, test: Letters | Place | None, *following: int) -> int:
        self._moves.append((test, following))
        return len(self._moves) - 1


class _State(dict[str, "_State"]):
    """Where each character leads to, as far as it was asked."""

    __slots__ = ("_before", "_matcher", "_places", "is_match")

    def __init__(self, matcher: Matcher, places: frozenset[int], before: int) -> None:
        self._matcher = matcher
        self._places = places
        self._before = before
        self.is_match = 0 in places

    def __missing__(self, letter: str) -> "_State":
        found = self[letter] = self._matcher.follow(self._places, self._before, letter)
        return found


def _kind(letter: str) -> int:
    if not letter or letter in BORDERS:
        return _EDGE
    return _WORD if is_word(letter) else _OTHER


def _holds(place: str, before: int, behind: int) -> bool:
    if place == "^":
        return before == _EDGE
    if place == "$":
        return behind == _EDGE
    return ((before == _WORD) != (behind == _WORD)) == (place == "b")
