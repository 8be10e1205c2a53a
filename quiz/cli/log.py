"""`quiz log`: every event of the collection, as it was written."""

from typing import TYPE_CHECKING, Any

import click

from quiz.cli import output
from quiz.cli.call import Call, common
from quiz.cli.clock import local
from quiz.cli.opening import studied

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Set as AbstractSet

    from quiz.collection.collection import Collection
    from quiz.memory.events import Event, Reviewed


@click.command(epilog="Example: quiz log --limit 20 --json")
@click.option("--limit", type=click.IntRange(min=0), metavar="N", help="Only the last so many events.")
@click.option("--card", metavar="ID", help="Only what concerns one card, by its id or the beginning of it.")
@common
def log(call: Call, limit: int | None, card: str | None) -> None:
    """Print the log, one event a line.

    The oldest comes first. Events that were taken back are there too, marked as undone.
    """
    from collections import deque

    from quiz.memory.replay import cancelled

    with studied(call) as collection:
        found: Iterable[Event]
        if card is None:
            gone = collection.store.taken_back()
            found = collection.events()
        else:
            found = collection.store.card_events(collection.store.called(_card_id(collection, card)))
            gone = cancelled(found)
        if limit is not None:
            found = deque(found, maxlen=limit)
        for event in found:
            undone = (event.device, event.sequence) in gone
            if call.json:
                output.record(as_data(event, undone=undone))
            else:
                output.line(_line(collection, event) + (" (undone)" if undone else ""))


def as_data(event: "Event", *, undone: bool) -> dict[str, Any]:
    """Return an event as `quiz log --json` prints it: as it is stored, and whether it was taken back."""
    from quiz.memory.codec import to_data

    return {**to_data(event), "undone": undone}


def reviewed(event: "Reviewed") -> str:
    """Return an answer in words: grade, form, and what was typed or picked."""
    answer = f"  “{event.answer}”" if event.answer else ""
    return f"{int(event.rating)} {event.rating.name.title()}  {event.form}{answer}"


def history(collection: "Collection", card: str) -> "tuple[list[Event], AbstractSet[tuple[str, int]]]":
    """Return everything that happened to a card, and the names of the events that were taken back."""
    from quiz.memory.replay import cancelled

    events = collection.store.card_events(card)
    return events, cancelled(events)


def _card_id(collection: "Collection", wanted: str) -> str:
    """Return the id that is meant: of any card that the log speaks of, be it in a deck or not."""
    from quiz.errors import NotFoundError, UsageError
    from quiz.memory.events import CardEvent

    known = {event.card for event in collection.events() if isinstance(event, CardEvent)}
    if wanted in known:
        return wanted
    meant = sorted(card for card in known if card.startswith(wanted))
    if len(meant) > 1:
        raise UsageError(f"“{wanted}” is the beginning of {len(meant)} ids: {', '.join(meant[:10])}.")
    if not meant:
        raise NotFoundError(f"The log has no card whose id is or begins with “{wanted}”.")
    return meant[0]


def _line(collection: "Collection", event: "Event") -> str:
    from quiz.memory.events import Archived, CardEvent, DeckVersion, Edited, Renamed, Reviewed, Undone

    head = f"{local(event.at):%Y-%m-%d %H:%M}  {type(event).__name__.lower():<11}  "
    match event:
        case Reviewed():
            return f"{head}{_prompt(collection, event.card)}  {reviewed(event)}"
        case Renamed() if event.was != event.card:
            return f"{head}{_prompt(collection, event.card)}  was {event.was}"
        case CardEvent():
            return f"{head}{_prompt(collection, event.card)}"
        case DeckVersion():
            return f"{head}{event.deck}" + (f" from {event.path}" if event.path else "")
        case Archived() | Edited():
            return f"{head}{event.deck}"
        case Undone():
            return f"{head}event {event.target_sequence}"
        case _:
            return head.rstrip()


def _prompt(collection: "Collection", card: str) -> str:
    from quiz.errors import NotFoundError

    try:
        return collection.card(card).prompt
    except NotFoundError:
        return f"card {card}"
