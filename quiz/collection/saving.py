"""Writing the learner's own version of a deck into the file that the deck follows."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import evolve

from quiz.collection.history import of_deck, standing
from quiz.collection.places import BUNDLED, IMPORTED
from quiz.collection.planning import row_of
from quiz.collection.shelf import unpacked
from quiz.errors import NotFoundError, QuizError, UsageError
from quiz.facts.loading import load
from quiz.facts.saving import Saved, save

if TYPE_CHECKING:
    from quiz.collection.collection import Collection


def save_to_file(collection: "Collection", deck: str, now: datetime) -> Saved:
    """Write a deck as the collection has it into the file or folder that it follows; both hold the same version then.

    Raises:
        NotFoundError: the collection never had the deck.
        UsageError: it follows no file of its own, was removed, or its file cannot say what it says; nothing is changed.
        QuizError: the file was changed since the collection last read it.
        DeckError: the file holds no good deck any more.
    """
    with collection.store.transaction():
        path = _path(collection, deck)
        held = standing(of_deck(collection.store, deck))
        if held is None:
            raise NotFoundError(f"There is no version of the deck {deck} in the collection.")
        if load(path) != unpacked(collection.store.version(held.upstream)):
            raise QuizError(f"{path} was changed since quiz last read it; run quiz update {deck} first, then save.")
        saved = save(collection.deck(deck), path)
        plan = collection.plan(saved.deck, str(path))
        collection.apply(evolve(plan, deck=saved.deck, upstream=None, conflicts=()), now)
    return saved


def _path(collection: "Collection", deck: str) -> Path:
    """Return the file or folder that a deck follows. Raises as `save_to_file` does where there is none."""
    row = row_of(collection.store, deck)
    if row is None:
        names = ", ".join(row.deck for row in collection.decks()) or "none; quiz add PATH adds one"
        raise NotFoundError(f"There is no deck “{deck}”. Decks: {names}.")
    elsewhere = f"quiz save {deck} --to PATH writes a copy."
    if row.archived:
        raise UsageError(f"The deck {deck} was removed from the collection, so its file is left alone. {elsewhere}")
    if row.path is None:
        raise UsageError(f"The deck {deck} follows no file. {elsewhere}")
    if row.path.startswith(IMPORTED):
        raise UsageError(f"The deck {deck} was imported from {row.path.removeprefix(IMPORTED)}, and follows no file. {elsewhere}")
    if row.path.startswith(BUNDLED):
        raise UsageError(f"The deck {deck} ships with quiz, and its files are not yours to change. {elsewhere}")
    return Path(row.path)
