"""Writes the reference page of the keys from the registry of actions.

python -m tests.tui.keys_page > docs/reference/keys.md
"""

import sys

from quiz.tui.action import Action
from quiz.tui.actions import PLACES, actions

_HEAD = """\
# Keys

The keys of the terminal app. The footer shows those that work at the moment, `?` shows all of them, and `Ctrl+P` finds
them by name. Everything can be done with the mouse as well.

Digits have two phases: before the answer they pick an option, after it they grade. Where several are to be picked, each digit
adds one, Backspace takes the last one back, and Enter checks them. In the answer field printable keys are text; `Esc` leaves it.
"""
_WHEN = {
    "teach": "a new card",
    "reveal": "a question",
    "choice": "options",
    "truefalse": "true or false",
    "multiselect": "several to pick",
    "ordering": "an order",
    "matching": "pairs",
    "typed": "beside the answer field",
    "field": "in the answer field",
    "answered": "after the answer",
    "stuck": "after a failed reading",
}
_QUESTIONS = frozenset({"reveal", "typed", "choice", "truefalse", "multiselect", "ordering", "matching"})
_ALWAYS = _QUESTIONS | {"teach", "answered"}


def page() -> str:
    """Return the page's text."""
    return "\n".join([_HEAD, *("\n".join(_section(place)) for place in PLACES)])


def _section(place: str) -> list[str]:
    with_when = place == "study"
    lines = [
        f"## {PLACES[place]}",
        "",
        "| key | does |" + (" when |" if with_when else ""),
        "|---|---|" + ("---|" if with_when else ""),
    ]
    return [*lines, *(_row(action, with_when=with_when) for action in actions(place)), ""]


def _row(action: Action, *, with_when: bool) -> str:
    keys = " ".join(f"`{key}`" for key in ([action.key] if action.numbered else action.every_key.split(" ")))
    when = f" {_when(action.during)} |" if with_when else ""
    return f"| {keys} | {action.description} |{when}"


def _when(during: frozenset[str]) -> str:
    if during >= _ALWAYS:
        return "always" if "field" in during else "outside the answer field"
    if during == _QUESTIONS:
        return "a question"
    return ", ".join(words for moment, words in _WHEN.items() if moment in during)


if __name__ == "__main__":
    sys.stdout.write(page())
