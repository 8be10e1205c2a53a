"""What is kept of cards after a sync: only those that new events bear on are replayed."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from quiz.collection.adding import refresh
from quiz.errors import NotFoundError
from quiz.memory.events import CardEvent, Event, Fitted, Renamed, Undone
from quiz.memory.replay import replay

if TYPE_CHECKING:
    from quiz.memory.fsrs import Parameters
    from quiz.store.store import Store
    from quiz.store.streams import Taken


def follow_log(
    store: "Store", taken: "Taken", corrections: Iterable[Event], former: Mapping[str, str], parameters: "Parameters"
) -> None:
    """Bring what is kept of cards up to date with what was taken in; `former` says what cards were called before."""
    events = [*taken.added, *corrections]
    if taken.lifted or any(_is_fitting(event, store) for event in events):
        store.clear_states()
        store.put_states(replay(store.events(), parameters))
        return
    touched = {card for event in events for card in _cards(event, store)}
    now = store.former_ids()
    for card in former.keys() | now.keys():
        if former.get(card) != now.get(card):
            touched |= {card, *filter(None, (former.get(card), now.get(card)))}
    if touched:
        refresh(store, sorted(touched), parameters)


def _is_fitting(event: Event, store: "Store") -> bool:
    return isinstance(event, Fitted) or (isinstance(event, Undone) and isinstance(_meant(event, store), Fitted))


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
