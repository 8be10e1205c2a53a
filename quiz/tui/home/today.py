"""What the day looks like: what waits, what is done, when the next card comes, and how many days in a row were studied."""

from datetime import datetime

from attrs import frozen

from quiz.collection.collection import Collection
from quiz.collection.studying import Due
from quiz.errors import QuizError
from quiz.study.day import milliseconds
from quiz.tui.times import days

_FOR_EVER = 1_000_000
"""Days; further ahead than any card can be due."""


@frozen
class Next:
    """What comes when nothing waits any more today."""

    days: int
    """From today."""
    new: int
    review: int


def waits_in(dues: list[Due], deck: str) -> Due:
    """Return what a deck has to offer together with the decks below it, which are studied with it."""
    several = [due for due in dues if due.deck == deck or due.deck.startswith(f"{deck}::")]
    return Due(
        deck,
        next(due.title for due in several if due.deck == deck),
        sum(due.new for due in several),
        sum(due.learning for due in several),
        sum(due.review for due in several),
        sum(due.total for due in several),
        sum(due.done_today for due in several),
    )


def next_time(collection: Collection, now: datetime) -> Next | None:
    """Return on which day something waits again and how much; `None` when nothing ever will."""
    today = collection.day(now)
    first = collection.store.due_cards(None, today + _FOR_EVER, limit=1)
    due_day = first[0].state.due_day if first else None
    day = None if due_day is None else max(due_day, today + 1)
    if any(due.new for due in collection.due_on(today + 1, milliseconds(now))):
        day = today + 1
    if day is None:
        return None
    found = collection.due_on(day, milliseconds(now))
    return Next(day - today, sum(due.new for due in found), sum(due.review + due.learning for due in found))


def coming(collection: Collection, now: datetime) -> list[str]:
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


async def streak(collection: Collection, now: datetime) -> int:
    """Return how many study days in a row have an answer, up to today, which may still be empty.

    It reads one day after the other and lets the app breathe in between: a log of many years must not hold up a key.
    """
    from asyncio import sleep

    day = collection.day(now)
    length = 0
    if not _answered(collection, day):
        day -= 1
    while _answered(collection, day - length):
        length += 1
        await sleep(0)
    return length


def _answered(collection: Collection, day: int) -> bool:
    from quiz.memory.events import Reviewed
    from quiz.memory.replay import cancelled

    log = list(collection.store.events(day=day, kinds=("Reviewed", "Undone")))
    gone = cancelled(log)
    return any(isinstance(event, Reviewed) and (event.device, event.sequence) not in gone for event in log)
