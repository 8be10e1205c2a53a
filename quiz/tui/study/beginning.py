"""A session that begins, with its title: made by the app, or before the app is there."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, TypeAlias

from attrs import frozen

if TYPE_CHECKING:
    from quiz.collection.collection import Collection
    from quiz.study.session import Session

    Making: TypeAlias = Callable[[Collection, datetime], Session]
    """Makes a session over a collection at a moment."""


@frozen
class Begun:
    """A session in which a card waits, and what stands over it."""

    session: "Session"
    title: str


def begin(collection: "Collection", deck: str | None, make: "Making | None", now: datetime) -> Begun | None:
    """Begin a session on a deck and those below it, on all decks where none is named, or the one that `make` makes.

    Returns nothing where no card waits. Raises a `QuizError` where the collection cannot be read or does not have the deck.
    """
    session = make(collection, now) if make else collection.session(deck, now=now)
    if session.next(now) is None:
        return None
    titles = {row.deck: row.title for row in collection.decks()}
    title = "All decks" if deck is None else titles.get(deck, deck)
    return Begun(session, title if make is None else f"{title}: chosen cards")
