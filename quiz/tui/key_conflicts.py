"""Which of the learner's own keys can hold, and what is wrong with the others: everything is told at once."""

from collections.abc import Iterator, Mapping

from quiz.errors import Problem
from quiz.text.closeness import nearest
from quiz.tui.action import Action
from quiz.tui.actions import ACTIONS, PLACES, with_id
from quiz.tui.key_names import is_text, key_named, shown

Keys = tuple[str, ...]

WAYS_BACK = frozenset(
    {
        "home.leave", "study.leave_field", "study.back", "summary.home", "go.back",
        "help.close", "dialog.close", "ask.cancel", "work.cancel", "plan.cancel", "fact.cancel", "outside.cancel",
        "exam.back", "exam.leave_field", "browse.results", "settings.leave_field",
    }
)  # fmt: skip
"""Without a key for these, somebody could be stuck; where one of their keys works in a text field, one has to."""
ALONE = frozenset({"study", "exam", "fact", "outside", "plan", "help", "dialog", "info", "ask", "add", "work"})
"""Places that are not left for other screens by the actions of `go`."""
TOGETHER = (frozenset({"info", "dialog"}), frozenset({"add", "ask"}))
"""Places of one screen: the first has what is its own, the second what all of its kind have."""


def settled(given: Mapping[str, Keys]) -> tuple[dict[str, Keys], tuple[Problem, ...]]:
    """Return the learner's keys that can hold, by the action's id, and what is wrong with the others."""
    problems: list[Problem] = []
    good: dict[str, Keys] = {}
    for action, words in given.items():
        try:
            good[action] = _read(action, words)
        except ValueError as error:
            problems.append(_problem(action, str(error)))
    told: set[frozenset[str]] = set()
    while clashes := list(_clashes(good)):
        for first, second, key in clashes:
            pair = frozenset({first.id, second.id})
            if pair not in told:
                told.add(pair)
                problems.append(_clash(first, second, key, good))
        for first, second, _ in clashes:
            good.pop(first.id, None)
            good.pop(second.id, None)
    return good, tuple(problems)


def _read(action: str, words: Keys) -> Keys:
    """Return Textual's names of the keys that are given to an action, or raise `ValueError`."""
    known = with_id(action)
    if known is None:
        near = nearest(action, [one.id for one in ACTIONS])
        hint = f"; did you mean “{near}”?" if near else "; the help page of the keys lists them"
        message = f"There is no action “{action}”{hint}"
        raise ValueError(message)
    if known.always:
        message = f"{known.key} works everywhere, whatever happens, and stays as it is"
        raise ValueError(message)
    keys = tuple(dict.fromkeys(map(key_named, words)))
    if known.numbered and len(keys) != len(known.keys):
        message = f"{len(keys)} different keys stand where {len(known.keys)} were expected, one for each number"
        raise ValueError(message)
    if action in WAYS_BACK and not keys:
        message = f"“{known.label}” needs a key: without it there would be no way back"
        raise ValueError(message)
    if _needed_in_fields(known) and all(map(is_text, keys)):
        message = f"“{known.label}” needs a key that works in a text field too, such as {shown(_beside_text(known))}"
        raise ValueError(message)
    return keys


def _needed_in_fields(action: Action) -> bool:
    return (action.id in WAYS_BACK or ("field" in action.during and action.weight > 5)) and any(
        not is_text(key) for key in action.keys
    )


def _beside_text(action: Action) -> str:
    return next(key for key in action.keys if not is_text(key))


def _clashes(good: Mapping[str, Keys]) -> Iterator[tuple[Action, Action, str]]:
    """Yield two actions that one key would do at one place and moment, though they do not share a key as they come."""
    for number, first in enumerate(ACTIONS):
        for second in ACTIONS[number + 1 :]:
            if not (first.id in good or second.id in good) or not meet(first, second):
                continue
            shared = set(good.get(first.id, first.keys)) & set(good.get(second.id, second.keys))
            if shared and not set(first.keys) & set(second.keys):
                yield first, second, min(shared)


def meet(first: Action, second: Action) -> bool:
    """Say whether two actions can be there at one place and moment."""
    if "app" in {first.place, second.place}:
        return True
    if "go" in {first.place, second.place}:
        return not {first.place, second.place} & ALONE
    together = first.place == second.place or {first.place, second.place} in TOGETHER
    return together and (not first.during or not second.during or bool(first.during & second.during))


def _clash(first: Action, second: Action, key: str, good: Mapping[str, Keys]) -> Problem:
    changed, other = (first, second) if first.id in good else (second, first)
    place = PLACES[other.place] if other.place != "app" else "everywhere"
    message = f"{shown(key)} is the key of “{other.label}” ({place}) too"
    return _problem(changed.id, message, f"Give one of {changed.id} and {other.id} another key.")


def _problem(action: str, message: str, hint: str = "") -> Problem:
    known = with_id(action)
    kept = f"It keeps {known.every_key}." if known else "Nothing comes of it."
    return Problem("wrong-key", message, f"{hint} {kept}".strip(), where=f"keys.{action}")
