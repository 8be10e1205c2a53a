"""Writing the learner's own version of a deck into the file that the deck follows."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from quiz.collection.history import of_deck, standing
from quiz.collection.places import BUNDLED, IMPORTED
from quiz.collection.planning import row_of
from quiz.collection.shelf import unpacked
from quiz.errors import NotFoundError, QuizError, UsageError
from quiz.facts.loading import load
from quiz.facts.saving import Saved, drafted, save

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
        path = _unchanged(collection, deck)
        saved = save(collection.deck(deck), path)
        plan = collection.plan(saved.deck, str(path))
        collection.apply(evolve(plan, deck=saved.deck, upstream=None, conflicts=()), now)
    return saved


@frozen
class ToSave:
    """What saving a deck would write."""

    saved: Saved
    path: Path
    """The file or folder that the deck follows."""
    lines: tuple[str, ...]
    """The differences in its files, in unified format (`diff -u`), with names instead of whole paths."""


def to_save(collection: "Collection", deck: str) -> ToSave:
    """Return what `save_to_file` would write, and write nothing. Raises as it does."""
    from difflib import unified_diff

    path = _unchanged(collection, deck)
    saved, drafts = drafted(collection.deck(deck), path)
    lines: list[str] = []
    for file, content in drafts.items():
        old = file.read_bytes() if file.exists() else b""
        before, after = (one.decode("utf-8", "replace").splitlines() for one in (old, content))
        lines += unified_diff(before, after, file.name, file.name, "as it is", "to be written", n=1, lineterm="")
    return ToSave(saved, path, tuple(lines))


def told(saved: Saved) -> str:
    """Return what was saved, in words: `1 fact added, 2 facts changed`."""
    counts = {"added": saved.added, "changed": saved.changed, "removed": saved.removed}
    found = [f"{number} {'fact' if number == 1 else 'facts'} {change}" for change, number in counts.items() if number]
    found += [f"{saved.words} {'declaration' if saved.words == 1 else 'declarations'} changed"] if saved.words else []
    return ", ".join(found) or "facts put in another order"


def _unchanged(collection: "Collection", deck: str) -> Path:
    """Return the place that a deck follows, where it still holds what the collection last read there."""
    path = _path(collection, deck)
    held = standing(of_deck(collection.store, deck))
    if held is None:
        raise NotFoundError(f"There is no version of the deck {deck} in the collection.")
    if load(path) != unpacked(collection.store.version(held.upstream)):
        raise QuizError(f"{path} was changed since quiz last read it; run quiz update {deck} first, then save.")
    return path


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
