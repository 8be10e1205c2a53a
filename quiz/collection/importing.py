"""Importing: from another program's file to plans for decks, shown before they are carried out; and carrying them out at once."""

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import evolve, field, frozen

from quiz.cards.generation import generate
from quiz.collection.exchanging import Cancelled, Progress
from quiz.collection.history import of_deck, standing
from quiz.collection.import_merging import joined
from quiz.collection.places import IMPORTED
from quiz.collection.plan import Change, Plan
from quiz.collection.planning import of_edit, of_file, row_of
from quiz.collection.shelf import unpacked
from quiz.errors import ExchangeCancelledError, FormatError, UsageError
from quiz.facts.collecting import no_collecting
from quiz.facts.deck import Deck
from quiz.facts.keeping import packed
from quiz.formats.format import MediaFile, ReadOptions, Skipped
from quiz.formats.reading import read_with
from quiz.store.decks import digest

if TYPE_CHECKING:
    from quiz.collection.collection import Collection
    from quiz.store.decks import DeckRow


@frozen
class Wanted:
    """What is to be imported, and how."""

    path: Path
    format: str | None = None
    options: ReadOptions = ReadOptions()  # noqa: RUF009 - frozen
    strict: bool = False


@frozen
class Imported:
    """What an import does to one deck."""

    incoming: Deck
    """The deck as the file has it."""
    plan: Plan
    is_new: bool
    """Whether the collection does not have the deck yet."""
    media: Mapping[str, MediaFile] = field(factory=dict, repr=False)
    """The files that come with it, by their paths."""

    @property
    def cards(self) -> int:
        """How many cards the file's facts make."""
        if self.is_new or self.plan.deck is self.incoming:
            return len(self.plan.cards)
        return sum(1 for _ in generate(self.incoming))


@frozen(slots=False)
class ImportReport:
    """What an import takes and skips; `is_done` says whether it was carried out."""

    path: Path
    format: str
    """The name of the format."""
    title: str
    """What people call the format."""
    decks: tuple[Imported, ...]
    records: int
    """How many records of the file gave something."""
    cards: int
    """How many cards the file's facts make."""
    skipped: tuple[Skipped, ...] = ()
    skipped_count: int = 0
    """How many were skipped in all; `skipped` holds the first ten thousand."""
    notes: tuple[str, ...] = ()
    rivals: tuple[str, ...] = ()
    """Names of other formats that the file may be of as well."""
    reviews: int = 0
    media: int = 0
    is_done: bool = False

    @property
    def facts(self) -> int:
        """How many facts the file holds."""
        return sum(len(one.incoming.facts) for one in self.decks)

    def count(self, change: Change) -> int:
        """Return how many cards of the collection a change happens to."""
        return sum(one.plan.count(change) for one in self.decks)

    @property
    def changes(self) -> str:
        """What happens to the cards of the collection, in words."""
        counts = [f"{number:,} {change}" for change in Change if (number := self.count(change))]
        conflicts = sum(len(one.plan.conflicts) for one in self.decks)
        return ", ".join([*counts, *([f"{conflicts} kept as you edited them"] if conflicts else [])]) or "no change"

    def as_data(self) -> dict[str, Any]:
        """Return it as `quiz import --json` prints it."""
        return {
            "format": self.format,
            "facts": self.facts,
            "cards": self.cards,
            "reviews": self.reviews,
            "media": self.media,
            "records": self.records,
            "skipped": [{"where": one.where, "reason": one.reason} for one in self.skipped],
            "skipped_count": self.skipped_count,
            "notes": list(self.notes),
            "rivals": list(self.rivals),
            "decks": [
                {
                    "deck": one.plan.deck.id,
                    "title": one.plan.deck.title,
                    "new": one.is_new,
                    **{str(change): one.plan.count(change) for change in Change},
                    "conflicts": len(one.plan.conflicts),
                }
                for one in self.decks
            ],
            "done": self.is_done,
        }

    def as_text(self) -> str:
        """Return the whole report as lines of text, to be kept."""
        lines = [f"{self.path}", f"Read as {self.title} ({self.format}).", ""]
        lines += [f"{self.records:,} records, {self.facts:,} facts, {self.cards:,} cards; {self.media:,} pictures and sounds."]
        lines += [f"{one.plan}" for one in self.decks]
        lines += [f"    {conflict}" for one in self.decks for conflict in one.plan.conflicts]
        lines += ["", *(f"note: {note}" for note in self.notes)] if self.notes else []
        lines += ["", f"{self.skipped_count:,} skipped:"] if self.skipped_count else ["", "Nothing was skipped."]
        lines += [f"    {one}" for one in self.skipped]
        more = self.skipped_count - len(self.skipped)
        return "\n".join([*lines, *([f"    and {more:,} more"] if more else []), ""])


def prepared(
    collection: "Collection", wanted: Wanted, now: datetime, progress: Progress | None = None, cancelled: Cancelled | None = None
) -> ImportReport:
    """Return what an import would do. Nothing is changed. Raises as `Collection.import_` does."""
    del now
    tell, tick = watched(f"Reading {wanted.path.name} …", "The import was stopped; nothing was changed.", progress, cancelled)
    contents = read_with(wanted.path, wanted.format, evolve(wanted.options, tick=tick))
    skipped, count = list(contents.skipped), contents.skipped_count
    decks = []
    for number, deck in enumerate(contents.decks):
        tell("Comparing it with what you have …", 0.3 + 0.5 * number / len(contents.decks))
        imported, unfit = _imported(collection, wanted, deck)
        imported = evolve(imported, media=contents.media.get(deck.id, {}))
        skipped += unfit
        count += len(unfit)
        decks.append(imported)
    if wanted.strict and count:
        more = f" And {count - 1:,} more." if count > 1 else ""
        raise FormatError(
            f"Nothing was imported from {wanted.path}, because something would have to be skipped. {skipped[0]}{more}"
        )
    return ImportReport(
        wanted.path,
        contents.format.name,
        contents.format.title,
        tuple(decks),
        contents.taken,
        sum(one.cards for one in decks),
        tuple(skipped),
        count,
        contents.notes,
        tuple(one.name for one in contents.rivals),
        media=len({path for one in decks for path in one.media}),
    )


def carry_out(
    collection: "Collection",
    report: ImportReport,
    now: datetime,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> ImportReport:
    """Do what a report of `prepared` says, in one transaction, after a backup where one is due. Raises as `import_` does."""
    from quiz.collection.import_media import keeping

    tell, tick = watched("Making a backup …", "The import was stopped; nothing was changed.", progress, cancelled)
    tell("Making a backup …", 0.8)
    collection.back_up_before("import", now)
    with keeping(collection.store) as media, collection.store.transaction():
        for number, one in enumerate(report.decks):
            tell(f"Taking in {one.plan.deck.title} …", 0.85 + 0.15 * number / len(report.decks))
            tick()
            collection.apply(one.plan, now)
            media.keep(one.incoming, one.plan.deck.id, one.media)
        tick()
    skipped, count = (*report.skipped, *media.skipped), report.skipped_count + len(media.skipped)
    return evolve(report, media=media.count, skipped=skipped, skipped_count=count, is_done=True)


def watched(
    words: str, stopped: str, progress: Progress | None, cancelled: Cancelled | None
) -> tuple[Callable[[str, float | None], None], Callable[[], None]]:
    """Return what tells of progress, and what raises `ExchangeCancelledError` where the work is no longer wanted."""

    def tick() -> None:
        if cancelled is not None and cancelled():
            raise ExchangeCancelledError(stopped)

    def tell(text: str, share: float | None) -> None:
        tick()
        if progress is not None:
            progress(text, share)

    tell(words, None)
    return tell, tick


def _imported(collection: "Collection", wanted: Wanted, deck: Deck) -> tuple[Imported, list[Skipped]]:
    """Return what taking in a deck of the file does, and what of it the deck that is there cannot hold."""
    store, shelf = collection.store, collection.shelf
    row = row_of(store, deck.id)
    mark = IMPORTED + wanted.path.name
    held = standing(of_deck(store, deck.id))
    if row is None or held is None:
        return Imported(deck, of_file(store, shelf, _apart(deck), mark), is_new=True), []
    if _follows(row) and wanted.options.deck is None:
        raise UsageError(
            f"The collection has a deck “{deck.id}” already, which follows {row.path}. "
            f"Name the deck that the facts are to go to: {deck.id} itself, or a new one."
        )
    if row.path is not None and row.path.startswith(IMPORTED) and row.version == held.upstream and not row.archived:
        apart = _apart(deck)
        if digest(packed(apart)) == row.version:
            return Imported(apart, _unchanged(apart, row), is_new=False), []
    if _follows(row):
        whole, skipped = joined(shelf.deck(deck.id), deck)
        return Imported(deck, of_edit(store, shelf, whole), is_new=False), skipped
    whole, skipped = joined(unpacked(store.version(held.upstream)), deck)
    return Imported(deck, of_file(store, shelf, whole, row.path or mark), is_new=False), skipped


def _unchanged(deck: Deck, row: "DeckRow") -> Plan:
    """Return the plan of a deck that is what the collection has, byte for byte: there is no need to read and compare that."""
    with no_collecting():
        return Plan(deck, tuple(generate(deck)), (), row.path, row.version)


def _apart(deck: Deck) -> Deck:
    return evolve(deck, folder=None, relations=[one for one in deck.relations.values() if one.declared])


def _follows(row: "DeckRow") -> bool:
    return row.path is not None and not row.path.startswith(IMPORTED) and not row.archived
