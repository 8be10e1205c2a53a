"""What the log says of a deck: the version of its file, the learner's own version of it, and whether it was taken out."""

from collections.abc import Iterable
from operator import attrgetter
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from quiz.collection.places import BUNDLED, IMPORTED
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


@frozen
class Placed:
    """An event with the moment at which it counts: its own, or that of an earlier event of its device, if that is later."""

    day: int
    at: int
    event: Event


def of_deck(store: "Store", deck: str) -> list[Event]:
    """Return the events of the log about one deck that are not taken back, in order.

    Of one device they come in the order in which it wrote them, even if its clock was set back meanwhile. Those of versions that
    are not here are left out: another device has not sent the content yet, or it is lost.
    """
    return [placed.event for placed in in_place(event for event in _present(store) if _deck(event) == deck)]


def by_deck(store: "Store") -> "dict[str, list[Placed]]":
    """Return what `of_deck` returns of every deck that the log speaks of, with the place of each event."""
    found: dict[str, list[Event]] = {}
    for event in _present(store):
        found.setdefault(_deck(event), []).append(event)
    return {deck: in_place(events) for deck, events in found.items()}


def in_place(events: Iterable[Event]) -> "list[Placed]":
    """Return the events of one deck in order, each with its place."""
    latest: dict[str, tuple[int, int]] = {}
    placed = []
    for event in sorted(events, key=attrgetter("device", "sequence")):
        latest[event.device] = max(latest.get(event.device, (event.day, event.at)), (event.day, event.at))
        placed.append(Placed(*latest[event.device], event))
    return sorted(placed, key=lambda placed: (placed.day, placed.at, placed.event.device, placed.event.sequence))


def moment_after(store: "Store", deck: str, at: int, day: int) -> tuple[int, int]:
    """Return the moment and study day for a new event of a deck: now, or right after its last event, if that is later.

    Otherwise what is done here would not count while another device's clock is ahead of this one's.
    """
    placed = in_place(event for event in _present(store) if _deck(event) == deck)
    if not placed or (placed[-1].day, placed[-1].at) < (day, at):
        return at, day
    return placed[-1].at + 1, placed[-1].day


def path_here(store: "Store", events: Iterable[Event]) -> str | None:
    """Return the path that a deck follows on this device, by its events in order.

    It is the one that this collection has given it last: what another machine follows may be anything here. A deck that ships
    with quiz is there everywhere, and what was imported follows nothing anywhere.
    """
    own = store.own_devices()
    versions = [event for event in events if isinstance(event, DeckVersion)]
    mine = next((event.path for event in reversed(versions) if event.device in own), None)
    theirs = versions[-1].path if versions else None
    return mine or (theirs if theirs is not None and theirs.startswith((BUNDLED, IMPORTED)) else None)


def _present(store: "Store") -> list[Event]:
    kept = set(store.digests())
    return [event for event in store.standing(KINDS) if not isinstance(event, DeckVersion | Edited) or event.version in kept]


def _deck(event: Event) -> str:
    return event.deck if isinstance(event, KINDS) else ""


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
