"""Custom study: cards chosen otherwise than by what is due, such as those of a tag, forgotten today, or due next week.

They are the options of Anki's custom study (docs.ankiweb.net, “Filtered Decks & Cramming”). Hidden cards are never among them.
"""

from collections.abc import Callable, Iterable, Mapping

from quiz.cards.card import Card
from quiz.memory.events import Event, Reviewed
from quiz.memory.rating import Rating
from quiz.memory.replay import cancelled
from quiz.memory.state import Phase
from quiz.study.orders import by_due_day
from quiz.study.queue import Waiting
from quiz.text.normal import folded


def chosen(cards: Iterable[str], find: Callable[[str], Waiting | None], day: int) -> list[Waiting]:
    """Return the cards with these ids, each once and in their order; those that are hidden or gone are left out."""
    found = {item.card: item for card in cards if (item := find(card)) is not None}
    return shown(found.values(), day)


def shown(waiting: Iterable[Waiting], day: int) -> list[Waiting]:
    """Leave out the cards that are suspended, or buried on study day `day`."""
    return [item for item in waiting if not item.state.hidden(day)]


def tagged(cards: Iterable[Card], tag: str) -> list[str]:
    """Return the ids of the cards of which a fact has a tag, or one below it (`war` finds `war::punic`); case does not count."""
    wanted = folded(tag)
    return [card.id for card in cards if any(_is_below(folded(own), wanted) for fact in card.facts for own in fact.tags)]


def _is_below(tag: str, wanted: str) -> bool:
    return tag == wanted or tag.startswith(f"{wanted}::")


def due_within(waiting: Iterable[Waiting], day: int, days: int) -> list[Waiting]:
    """Return the reviews that are due by `days` days after study day `day`, the earliest first: studying ahead.

    An early answer moves memory less, as FSRS reckons with the days that have passed.
    """
    return by_due_day(
        item for item in shown(waiting, day) if item.state.phase is Phase.REVIEW and (item.state.due_day or 0) <= day + days
    )


def overdue(waiting: Iterable[Waiting], day: int) -> list[Waiting]:
    """Return the reviews that were due before study day `day`, the longest ago first."""
    return by_due_day(
        item for item in shown(waiting, day) if item.state.phase is Phase.REVIEW and (item.state.due_day or day) < day
    )


def forgotten(events: Iterable[Event], day: int, days: int = 1, called: Mapping[str, str] | None = None) -> list[str]:
    """Return the ids of the cards that were answered Again in the last `days` study days, `day` among them, the latest last.

    `events` are in any order and hold the undoings too: an answer that was taken back does not count. `called` gives the present
    ids of cards that were renamed.
    """
    log = list(events)
    gone = cancelled(log)
    lapses = [
        event
        for event in log
        if isinstance(event, Reviewed)
        and event.rating is Rating.AGAIN
        and day - days < event.day <= day
        and (event.device, event.sequence) not in gone
    ]
    names = called or {}
    latest = {names.get(event.card, event.card): event.at for event in sorted(lapses, key=lambda event: event.at)}
    return sorted(latest, key=lambda card: (latest[card], card))


def previews(waiting: Iterable[Waiting], day: int) -> list[Waiting]:
    """Return the new cards, to be looked at without being introduced: for a session that crams."""
    return [item for item in shown(waiting, day) if item.state.phase is Phase.NEW]
