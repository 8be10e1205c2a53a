"""Looking through a whole collection: named checks, each with what mends it where it can be mended.

The event log and the deck versions are the truth, and nothing here changes them. All else is worked out from them once more,
compared, and, on request, written anew.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from attrs import evolve, field, frozen

from quiz.collection import upkeep
from quiz.collection.upkeep import Note
from quiz.errors import QuizError
from quiz.store import inspection

if TYPE_CHECKING:
    from pathlib import Path

    from quiz.collection.collection import Collection

MOST = 20
"""How many problems of a check are told one by one."""


@frozen
class Check:
    """One question to a collection."""

    name: str
    """Its short, stable name."""
    says: str
    """What is true of a whole collection."""
    look: "Callable[[Collection], Iterable[str]]"
    """Gives a sentence for every problem; a `Note` where it is none, but worth telling."""
    mend: "Callable[[Collection], None] | None" = None
    """Writes anew what is worked out from the log; `None` where only a backup helps."""
    can_mend: "Callable[[list[str]], bool]" = bool
    """Says of some problems whether mending may help."""


@frozen
class Result:
    """What a check found."""

    check: str
    says: str
    problems: tuple[str, ...] = ()
    """What is wrong, still, after mending."""
    notes: tuple[str, ...] = ()
    """What is as it may be."""
    mended: tuple[str, ...] = ()
    """What was wrong and is right now."""
    can_be_mended: bool = False
    """Whether `repair` might help."""


@frozen
class Report:
    """What all checks found."""

    results: tuple[Result, ...]
    backup: "Path | None" = field(default=None)
    """The backup that was made before anything was mended."""

    @property
    def is_whole(self) -> bool:
        """Whether nothing is wrong, or nothing any more."""
        return not any(result.problems for result in self.results)

    @property
    def can_be_mended(self) -> bool:
        """Whether `repair` might help."""
        return any(result.can_be_mended for result in self.results)


def examine(collection: "Collection") -> Report:
    """Look through a collection as it is at one moment, and write nothing."""
    with collection.store.snapshot():
        return Report(tuple(_results(collection)))


def repair(collection: "Collection", now: datetime) -> Report:
    """Look through a collection and mend what can be, in one transaction, after a backup. The log stays as it is.

    A collection in memory gets no backup. Raises `StoreError` where the backup or the mending cannot be written; then nothing is.
    """
    from quiz.collection.backing_up import certainly_before

    first = examine(collection)
    if not first.can_be_mended:
        return first
    store = collection.store
    backup = None if store.path is None else certainly_before(store, "repair", now).path
    with store.transaction():
        return Report(tuple(_results(collection, mending=True)), backup)


def _results(collection: "Collection", *, mending: bool = False) -> Iterator[Result]:
    blocked = False
    for check in CHECKS:
        if blocked:
            yield Result(check.name, check.says, notes=("Not looked at, because of the above.",))
            continue
        found = _looked(check, collection)
        if mending and found.can_be_mended and check.mend is not None:
            found = _mended(check, check.mend, collection, found)
        yield found
        blocked = bool(found.problems) and check in _FIRST


def _looked(check: Check, collection: "Collection") -> Result:
    problems: list[str] = []
    notes: list[str] = []
    try:
        for said in check.look(collection):
            (notes if isinstance(said, Note) else problems).append(str(said))
    except QuizError as error:
        problems.append(f"This could not be looked at: {error}")
        return Result(check.name, check.says, tuple(problems[-MOST:]), tuple(notes))
    can_be_mended = check.mend is not None and check.can_mend(problems)
    more = len(problems) - MOST
    if more > 0:
        problems[MOST:] = [f"… and {more:,} more."]
    return Result(check.name, check.says, tuple(problems), tuple(notes), can_be_mended=can_be_mended)


def _mended(check: Check, mend: "Callable[[Collection], None]", collection: "Collection", before: Result) -> Result:
    try:
        with collection.store.transaction():
            mend(collection)
    except QuizError as error:
        return evolve(before, problems=(*before.problems, f"It could not be mended: {error}"), can_be_mended=False)
    after = _looked(check, collection)
    mended = tuple(problem for problem in before.problems if problem not in after.problems)
    return evolve(after, mended=mended, can_be_mended=False)


def _damage(collection: "Collection") -> Iterator[str]:
    found = inspection.damage(collection.store.database)
    yield from found
    if found and not inspection.is_of_indexes(found):
        yield "The file is damaged: quiz restore latest brings back the newest backup."


def _reindex(collection: "Collection") -> None:
    collection.store.database.run("REINDEX")


_FILE = Check("file", "The file is whole", _damage, _reindex, inspection.is_of_indexes)
_SCHEMA = Check("schema", "Tables, indexes and triggers are those of this format", upkeep.wrong_parts, upkeep.put_parts)
_FIRST = (_FILE, _SCHEMA)
"""Where these find something, the others cannot be trusted."""

CHECKS: tuple[Check, ...] = (
    _FILE,
    _SCHEMA,
    Check("log", "Every event can be read", upkeep.unreadable_events),
    Check("numbers", "The log lacks none of this device's events", upkeep.missing_events),
    Check("versions", "Every version of a deck is the one that it is named after", upkeep.wrong_versions),
    Check("undone", "What was taken back is known", upkeep.wrong_undone, upkeep.put_undone),
    Check("renames", "What cards are called now is known", upkeep.wrong_renames, upkeep.put_renames),
    Check("decks", "Decks are as the log has them", upkeep.wrong_decks, upkeep.put_decks),
    Check("cards", "Decks have the cards that are made from them", upkeep.wrong_cards, upkeep.put_cards),
    Check("states", "What is remembered is what the log says", upkeep.wrong_states, upkeep.put_states),
    Check("counts", "Decks' cards are counted", upkeep.wrong_counts, upkeep.put_counts),
)
"""All checks, in their order: what is mended by one is what the next ones look at."""
