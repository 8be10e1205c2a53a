"""What the log says of a deck: the version of its file, the learner's own version of it, and whether it was taken out."""

from collections.abc import Iterable
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from quiz.memory.events import Archived, DeckVersion, Edited, Event

if TYPE_CHECKING:
    from quiz.store.store import Store

KINDS = (DeckVersion, Edited, Archived)
"""The events that say something of decks."""


@frozen
class Standing:
    """How a deck stands after some events."""

    upstream: str
    """The version that came from its file, or from a program."""
    path: str | None = None
    """The file or folder that it follows."""
    edited: str | None = None
    """The learner's own version, where there is one."""
    base: str | None = None
    """The version of the file that the learner's own one was made from."""
    archived: bool = False

    @property
    def version(self) -> str:
        """The version whose cards are asked."""
        return self.edited or self.upstream

    @property
    def is_edited(self) -> bool:
        """Whether the learner's own version differs from that of the file."""
        return self.edited is not None and self.edited != self.upstream


def of_deck(store: "Store", deck: str) -> list[Event]:
    """Return the events of the log about one deck that are not taken back, in order.

    Of one device they come in the order in which it wrote them, even if its clock was set back meanwhile.
    """
    found = [event for event in store.standing(KINDS) if isinstance(event, KINDS) and event.deck == deck]
    latest: dict[str, tuple[int, int]] = {}
    placed = []
    for event in sorted(found, key=attrgetter("device", "sequence")):
        latest[event.device] = max(latest.get(event.device, (event.day, event.at)), (event.day, event.at))
        placed.append((latest[event.device], event.device, event.sequence, event))
    return [event for *_, event in sorted(placed, key=itemgetter(0, 1, 2))]


def standing(events: Iterable[Event]) -> Standing | None:
    """Return how a deck stands after its events, in order; `None` where there is no version yet."""
    found: Standing | None = None
    for event in events:
        match event:
            case DeckVersion():
                found = Standing(event.version, event.path)
            case Edited() if found is not None:
                found = evolve(found, edited=event.version, base=event.base, archived=False)
            case Archived() if found is not None:
                found = evolve(found, archived=True)
            case _:
                pass
    return found
