"""How settings and keys are written on the Settings screen: a line each, and below the list all that there is to know of one."""

from collections.abc import Collection, Iterator

from textual.content import Content

from quiz.collection.setting_entries import Entry
from quiz.collection.setting_texts import GROUPS
from quiz.tui.action import Action
from quiz.tui.actions import PLACES
from quiz.tui.lines import fitted, joined, plain
from quiz.tui.themes import called

_NOTHING = {"date": "none", "week": "none", "theme": "the one that fits the terminal", "times": "none", "text": "none"}
_UNITS = {"maximum_interval": "days", "deadline_gap": "days", "backlog_days": "days' reviews", "leech_lapses": "lapses"}
_SIGN = "● "
"""Beside what was set: colour alone would not tell."""


def setting_rows(several: list[Entry], wanted: list[str], width: int) -> "Iterator[tuple[str, Content]]":
    """Yield the settings in which all the wanted words are, under their groups."""
    for group in GROUPS:
        found = [one for one in several if one.about.group == group and _matches(_words(one), wanted)]
        if found:
            yield "", heading(group)
            yield from ((one.about.name, setting_line(one, width)) for one in found)


def key_rows(
    actions: tuple[Action, ...], given: "Collection[str]", wanted: list[str], width: int
) -> "Iterator[tuple[str, Content]]":
    """Yield the actions in which all the wanted words are, with their keys, under the places where they work."""
    for place, title in PLACES.items():
        found = [one for one in actions if one.place == place and _matches(f"keys {title} {_key_words(one)}", wanted)]
        if found:
            yield "", heading(f"Keys: {title}")
            yield from ((one.id, key_line(one, width, own=one.id in given)) for one in found)


def heading(words: str) -> Content:
    """Return the line over a group."""
    return Content.styled(f"\n{words}", "bold")


def setting_line(entry: Entry, width: int) -> Content:
    """Return one setting as a line."""
    return _line(entry.about.label, shown(entry, entry.text), width, own=entry.own, note=_note(entry))


def key_line(action: Action, width: int, *, own: bool) -> Content:
    """Return one action and its keys as a line."""
    return _line(action.label, action.every_key or "none", width, own=own, note=action.description if width >= 70 else "")


def shown(entry: Entry, text: str) -> str:
    """Return a value of a setting as the screen has it."""
    about = entry.about
    if "0: never" in about.means and text in {"0", "0s"}:
        return "never"
    if about.name == "rollover_hour":
        return f"{text}:00"
    if about.kind == "theme" and text:
        return called(text)
    return f"{text} {_UNITS[about.name]}" if about.name in _UNITS else text or _NOTHING.get(about.kind, "")


def about_setting(entry: Entry) -> Content:
    """Return all that there is to know of a setting."""
    about = entry.about
    table = ".".join(f'"{part}"' if not part.replace("_", "").isalnum() else part for part in entry.where)
    means = about.plain_meaning
    words = f"{means[0].upper()}{means[1:]}."
    other = shown(entry, entry.inherited_text)
    source = f"{entry.origin or 'unless set'}: {other}"
    return joined([plain(words), plain(f"{source} · [{table}] {about.name}", "$quiet")])


def about_key(action: Action, usual: Action) -> Content:
    """Return all that there is to know of the keys of an action."""
    came = f"unless set: {usual.every_key} · " if usual.every_key else ""
    return joined([plain(f"{action.description}."), plain(f"{came}[keys] {action.id}", "$quiet")])


def _line(label: str, value: str, width: int, *, own: bool, note: str) -> Content:
    at = min(32, max(14, width * 3 // 5))
    room = max(4, width - at - len(_SIGN))
    words = fitted(value, room).rstrip()
    left = Content(fitted(label, at - 1) + " ")
    sign = Content.styled(_SIGN, "$primary") if own else Content(" " * len(_SIGN))
    rest = room - len(words) - 2
    tail = plain(f"  {fitted(note, rest).rstrip()}", "$quiet") if note and rest > 8 else Content("")
    return joined([left, sign, plain(words, "bold" if own else ""), tail], "")


def _note(entry: Entry) -> str:
    if entry.origin and not entry.own:
        return f"from {entry.origin}"
    return entry.about.words.get(str(entry.value), "")


def _words(entry: Entry) -> str:
    about = entry.about
    return f"{about.name} {about.label} {about.group} {about.plain_meaning} {entry.text} {' '.join(about.words)}"


def _key_words(action: Action) -> str:
    return f"{action.id} {action.label} {action.description} {action.every_key}"


def _matches(text: str, wanted: list[str]) -> bool:
    known = text.casefold()
    return all(word in known for word in wanted)
