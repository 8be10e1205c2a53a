"""Exporting: a deck, or the answers to its cards, to a file of another program, which is there whole or not at all."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import evolve, frozen

from quiz.collection.exchanging import Cancelled, Progress
from quiz.collection.export_past import pasts, practice
from quiz.collection.sync_media import files_of
from quiz.collection.watching import watched
from quiz.errors import UsageError
from quiz.formats.format import Outgoing, Skipped
from quiz.formats.writing import format_for, obstacle, write_whole

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from quiz.collection.collection import Collection
    from quiz.facts.deck import Deck
    from quiz.facts.media import Picture, Sound
    from quiz.formats.format import Exam
    from quiz.memory.events import Reviewed


@frozen
class ExportReport:
    """What was written."""

    path: Path
    format: str
    deck: str
    facts: int = 0
    cards: int = 0
    reviews: int = 0
    media: int = 0
    skipped: tuple[Skipped, ...] = ()
    """What the format could not hold."""

    def as_data(self) -> dict[str, Any]:
        """Return it as `quiz export --json` prints it."""
        return {
            "format": self.format,
            "facts": self.facts,
            "cards": self.cards,
            "reviews": self.reviews,
            "media": self.media,
            "skipped": [{"where": one.where, "reason": one.reason} for one in self.skipped],
            "deck": self.deck,
            "path": str(self.path),
        }

    def __str__(self) -> str:
        counts = {"fact": self.facts, "card": self.cards, "review": self.reviews, "picture or sound": self.media}
        told = [
            f"{number:,} {name if number == 1 else _PLURALS.get(name, name + 's')}" for name, number in counts.items() if number
        ]
        return ", ".join(told) or "nothing"


_PLURALS = {"picture or sound": "pictures and sounds"}


def export(
    collection: "Collection",
    deck: str,
    path: Path,
    format: str | None = None,
    *,
    facts: "AbstractSet[str] | None" = None,
    force: bool = False,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> ExportReport:
    """Write a deck as `Collection.export` does; of its facts only those with these keys, where some are named."""
    path = path.expanduser()
    found = format_for(path, format)
    if wrong := obstacle(path, found, force=force):
        raise UsageError(
            f"{wrong} Nothing was written." + (" To replace it, say so: --force." if wrong.endswith("already.") else "")
        )
    tell, tick = watched(f"Reading {deck} …", "The export was stopped; nothing was written.", progress, cancelled)
    whole = collection.deck(deck)
    if facts is not None:
        whole = whole.of_settled(fact for fact in whole.facts if fact.key in facts)
    tell(f"Writing {path.name} …", None)
    reviews = _reviews(collection, deck, whole if facts is not None else None) if found.has_reviews else ()
    keys = None if facts is None else {fact.key for fact in whole.facts}
    outgoing = Outgoing(
        whole, reviews, tick, lambda value: _file(collection, deck, value),
        past=lambda: pasts(collection, deck, keys, with_new=False), practice=practice(collection, deck),
        exam=lambda: _exam(collection, deck),
        files=lambda: files_of(collection.store, deck),
    )  # fmt: skip
    written = write_whole(found, outgoing, path)
    return ExportReport(path, found.name, deck, written.facts, written.cards, written.reviews, written.media, written.skipped)


def _exam(collection: "Collection", deck: str) -> "Exam":
    from quiz.collection.exams import exam_over

    return exam_over(collection, deck)


def _file(collection: "Collection", deck: str, value: "Picture | Sound") -> Path | None:
    return collection.media(deck, value)


def _reviews(collection: "Collection", deck: str, part: "Deck | None") -> "Iterator[Reviewed]":
    """Yield the answers to a deck's cards that were not taken back, in order, each under the id that its card has now.

    Where only a part of the deck is written, they are those to cards that are made of its facts.
    """
    from quiz.memory.events import Reviewed

    wanted = None if part is None else {fact.key for fact in part.facts}
    cards = {
        card.id
        for card in collection.shelf.cards(deck).values()
        if wanted is None or any(fact.key in wanted for fact in card.facts)
    }
    called = collection.store.former_ids()
    gone = collection.store.taken_back()
    for event in collection.events(kinds=(Reviewed,)):
        if isinstance(event, Reviewed) and (event.device, event.sequence) not in gone:
            card = called.get(event.card, event.card)
            if card in cards:
                yield event if card == event.card else evolve(event, card=card)
