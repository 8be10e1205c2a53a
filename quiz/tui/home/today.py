"""What Home says of the day: what waits and how long it takes, what is done, what comes next, and what to do now."""

from datetime import datetime
from typing import TYPE_CHECKING

from textual.content import Content

from quiz.collection.today import Today, next_time
from quiz.errors import QuizError
from quiz.tui.lines import plain, sides
from quiz.tui.times import count, days, spent

if TYPE_CHECKING:
    from quiz.collection.collection import Collection
    from quiz.tui.keymap import Keymap


def headline(today: Today) -> Content:
    """Return what the day is about: how much waits, and about how long it takes."""
    if today.waiting:
        verb = "waits" if today.waiting == 1 else "wait"
        takes = spent(max(60, today.seconds))
        return Content.assemble((f"{count(today.waiting, 'card')} {verb} today", "bold"), (f" · about {takes}", "$quiet"))
    if not today.dues:
        return Content.styled("No decks yet", "bold")
    return Content.assemble(("✓ ", "$success"), ("Done for today" if today.done else "Nothing waits today", "bold"))


def done(head: Content, today: Today, width: int) -> Content:
    """Return the headline, and at the right as much of what was done as there is room for."""
    parts = [count(today.done, "card") + " done today"] if today.done else []
    parts += [f"{today.streak:,} days in a row"] if today.streak > 1 else []
    while parts and head.cell_length + len(text := " · ".join(parts)) + 2 > width:
        parts.pop()
    return sides(head, Content.styled(text, "$quiet"), width) if parts else head.truncate(width, ellipsis=True)


def hint(today: Today, collection: "Collection", now: datetime, keymap: "Keymap", *, offers: bool) -> Content:
    """Return what to do next, where that does not show by itself."""

    def key(name: str) -> str:
        return keymap.key(f"home.{name}")

    if not today.dues:
        first = _keys((key("study"), "adds the deck that is chosen below."), "\n") if offers else Content("")
        own = _keys(
            (key("add"), "adds a folder or table of yours, "),
            (key("new"), "starts a deck, "),
            (key("import"), "imports from Anki."),
        )
        return first + own
    if not today.waiting:
        then = _keys((key("custom"), "studies ahead, or again what was forgotten."))
        return Content("\n").join([*map(plain, coming(collection, now)), then])
    if not today.began:
        return _keys(
            "Welcome. ", (key("study"), "starts studying: each new fact is shown once, then asked.\n"),
            "Every answer is saved at once: stop at any time. ", (key("menu"), "lists all else."),
        )  # fmt: skip
    if today.backlog:
        return plain(
            f"{count(today.backlog, 'review')} piled up. They come in portions of a day, the most valuable first; new cards of "
            "their decks wait until then. Nothing is lost."
        )
    return Content("")


def coming(collection: "Collection", now: datetime) -> list[str]:
    """Return in words when something waits again, or why that cannot be told."""
    try:
        found = next_time(collection, now)
    except QuizError as error:
        return [str(error)]
    if found is None:
        return []
    parts = [f"{found.review:,} due"] if found.review else []
    parts += [f"{found.new:,} new"] if found.new else []
    return [f"{days(found.days).capitalize()}: {', '.join(parts)}."]


def _keys(*parts: str | tuple[str, str]) -> Content:
    """Return words, with keys in their colour before what they do."""
    found: list[str | tuple[str, str]] = []
    for part in parts:
        found += [part] if isinstance(part, str) else [(part[0], "bold $primary"), f" {part[1]}"]
    return Content.assemble(*found)
