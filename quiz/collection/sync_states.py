"""What is kept of cards after a sync: only those that new events bear on are replayed."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from quiz.collection.adding import refresh
from quiz.errors import NotFoundError
from quiz.memory.events import CardEvent, Event, Fitted, Renamed, Undone

if TYPE_CHECKING:
    from quiz.collection.tuning import Tuning
    from quiz.store.store import Store


def follow_log(store: "Store", events: Sequence[Event], former: Mapping[str, str], tuning: "Tuning") -> None:
    """Bring what is kept of cards up to date with events that were just added; `former` says what cards were called before."""
    touched = {card for event in events for card in _cards(event, store)}
    now = store.former_ids()
    for card in former.keys() | now.keys():
        if former.get(card) != now.get(card):
            touched |= {card, *filter(None, (former.get(card), now.get(card)))}
    if touched:
        refresh(store, sorted(touched), tuning)


def are_fittings(events: Iterable[Event], store: "Store") -> bool:
    """Say whether parameters are fitted by some events, or by what they take back."""
    return any(isinstance(_meant(event, store), Fitted) for event in events)


def _cards(event: Event, store: "Store") -> list[str]:
    meant = _meant(event, store)
    return [*([meant.card] if isinstance(meant, CardEvent) else []), *([meant.was] if isinstance(meant, Renamed) else [])]


def _meant(event: Event, store: "Store") -> Event | None:
    """Return what an undoing takes back in the end, or an event itself; nothing where that is on another device still."""
    seen: set[tuple[str, int]] = set()
    while isinstance(event, Undone):
        name = (event.target_device, event.target_sequence)
        if name in seen:
            return None  # a circle, which only a damaged log can hold, takes nothing back
        seen.add(name)
        try:
            event = store.event(*name)
        except NotFoundError:
            return None
    return event
