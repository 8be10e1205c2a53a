"""Opening the collection for a verb, and what happens when there is none yet."""

from typing import TYPE_CHECKING

from quiz.cli import output
from quiz.cli.clock import now
from quiz.errors import NotFoundError, StoreError

if TYPE_CHECKING:
    from quiz.cli.call import Call
    from quiz.collection.collection import Collection


def studied(call: "Call") -> "Collection":
    """Open the collection to look or to study. One that never held anything takes in the decks that ship with quiz."""
    collection = kept(call)
    try:
        if not collection.read_only and not collection.decks() and not collection.decks(archived=True):
            _start(call, collection)
    except BaseException:
        collection.close()
        raise
    return collection


def kept(call: "Call") -> "Collection":
    """Open the collection, which is created where there is none; nothing is put into it.

    Raises `SettingsError` where the learner's settings cannot be used; then nothing is opened.
    """
    # Only here, so that what a verb takes is known without it: a press of Tab loads the verb's module.
    from quiz.collection.collection import Collection
    from quiz.collection.settings import FILE as SETTINGS
    from quiz.collection.settings import Settings

    collection = Collection.open(call.file, Settings.of(call.home / SETTINGS))
    if collection.read_only:
        output.message(f"{call.file} is read-only for you: it can be looked at, and nothing can be saved in it.")
    return collection


def check_writable(collection: "Collection") -> None:
    """Raise `StoreError` for a collection that can only be looked at, before anything is done."""
    if collection.read_only:
        file = collection.store.path
        raise StoreError(
            f"{file} is read-only for you, so nothing was done. Make it and its folder writable, or name another home."
        )


def existing(call: "Call") -> "Collection":
    """Open a collection that has to be there. Raises `NotFoundError` where there is none."""
    if not call.file.exists():
        raise NotFoundError(f"There is no collection in {call.home} yet; quiz add PATH starts one.")
    return kept(call)


def _start(call: "Call", collection: "Collection") -> None:
    # All or nothing, and one process after the other: a start that was killed is made up for, and two never meet.
    with collection.store.transaction():
        if collection.store.event_count():
            return
        plans = collection.add_bundled(now())
    if plans:
        titles = ", ".join(plan.deck.id for plan in plans)
        output.message(f"Started a collection in {call.home} with the decks that ship with quiz: {titles}.")
