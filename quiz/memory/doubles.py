"""Answers that several devices have taken over from one program: each counts once.

Whoever imports a file on two devices and syncs them has each of its answers twice in the log. They are told by their card, under
the id that it has now, by their program, and by the number by which that knows them. The one whose device and sequence number are
the lowest counts, on every device and in whatever order they come.
"""

from collections.abc import Iterable, Mapping

from quiz.memory.events import Crammed, Event, Name, Reviewed

Key = tuple[str, str, int]
"""What tells an answer of another program from all others: the card, the program, and its number or moment there."""


def key_of(event: Event) -> Key | None:
    """Return what tells an answer of another program from all others; nothing for any other event."""
    if (type(event) is Reviewed or type(event) is Crammed) and event.source:
        return event.card, event.source, event.origin or event.at
    return None


def doubles(events: Iterable[Event], called: Mapping[str, str]) -> set[Name]:
    """Return the names of the events that do not count, because the log has the same answer of another program once more.

    `called` are former ids of cards with the present ones.
    """
    first: dict[Key, Name] = {}
    found: set[Name] = set()
    for event in events:
        key = key_of(event)
        if key is None or not event.device:
            continue
        if called:
            key = (called.get(key[0], key[0]), *key[1:])
        name = (event.device, event.sequence)
        known = first.setdefault(key, name)
        if known != name:
            first[key] = min(known, name)
            found.add(max(known, name))
    return found
