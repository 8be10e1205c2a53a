"""Answers as lean rows: what counting needs of millions of reviews, without an object for each."""

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from quiz.memory.events import Event, Reviewed
from quiz.memory.replay import cancelled, in_order, lineage

Answer: TypeAlias = tuple[str, int, int, int, str, int, str, int, str | None]
"""One review that stands: the card by the id that it has now, the study day, the moment (milliseconds since the epoch, UTC), the
rating (1 … 4), the phase after it, the due day given, the form, milliseconds taken, and what was typed or picked."""


def answers_of(events: Iterable[Event]) -> Iterator[Answer]:
    """Yield the reviews of a log, given in any order, in the order in which they count; those taken back are left out."""
    log = list(events)
    gone = cancelled(log)
    called = lineage(log)
    for event in in_order(log):
        if isinstance(event, Reviewed) and (event.device, event.sequence) not in gone:
            card = called.get(event.card, event.card)
            yield (
                card,
                event.day,
                event.at,
                int(event.rating),
                str(event.phase),
                event.due_day,
                event.form,
                event.took,
                event.answer,
            )
