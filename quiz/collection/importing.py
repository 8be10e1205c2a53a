"""Importing: from another program's file to plans for decks, shown before they are carried out; and carrying them out at once."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from quiz.collection.exchanging import Cancelled, Progress
from quiz.collection.first_cards import LeanCards, doubles_of
from quiz.collection.history import of_deck, standing
from quiz.collection.import_merging import joined
from quiz.collection.import_moves import laid_out_anew, moved_facts, moving_along
from quiz.collection.import_report import Imported, ImportReport
from quiz.collection.places import IMPORTED
from quiz.collection.plan import Plan
from quiz.collection.planning import of_edit, of_file, row_of
from quiz.collection.shelf import unpacked
from quiz.collection.watching import watched
from quiz.errors import FormatError, UsageError
from quiz.facts.collecting import no_collecting
from quiz.facts.deck import Deck
from quiz.facts.keeping import fact_texts, head_text, pieces
from quiz.formats.format import ReadOptions, Skipped
from quiz.formats.reading import read_with
from quiz.store.decks import digest

if TYPE_CHECKING:
    from quiz.collection.collection import Collection
    from quiz.store.decks import DeckRow


__all__ = ["ImportReport", "Imported", "Wanted", "carry_out", "prepared"]


@frozen
class Wanted:
    """What is to be imported, and how."""

    path: Path
    format: str | None = None
    options: ReadOptions = ReadOptions()  # noqa: RUF009 - frozen
    strict: bool = False


@no_collecting()
def prepared(
    collection: "Collection", wanted: Wanted, now: datetime, progress: Progress | None = None, cancelled: Cancelled | None = None
) -> ImportReport:
    """Return what an import would do. Nothing is changed. Raises as `Collection.import_` does."""
    from quiz.collection.import_history import advice, surveyed

    tell, tick = watched(f"Reading {wanted.path.name} …", "The import was stopped; nothing was changed.", progress, cancelled)
    contents = read_with(wanted.path, wanted.format, evolve(wanted.options, tick=tick))
    skipped, count = list(contents.skipped), contents.skipped_count
    decks = []
    moved = moved_facts(collection.store, contents.decks) if contents.format.moves and wanted.options.deck is None else {}
    left = [Deck(deck) for deck in moved if deck not in {one.id for one in contents.decks}]
    for number, deck in enumerate([*contents.decks, *left]):
        tell("Comparing it with what you have …", 0.3 + 0.5 * number / len(contents.decks))
        imported, unfit = _imported(collection, wanted, deck, moved.get(deck.id, {}))
        imported = laid_out_anew(imported)
        skipped += unfit
        count += len(unfit)
        decks.append(evolve(imported, media=contents.media.get(deck.id, {}), doubles=doubles_of(imported.plan.cards)))
    decks = moving_along(decks, moved) if moved else decks
    if wanted.strict and count:
        more = f" And {count - 1:,} more." if count > 1 else ""
        raise FormatError(
            f"Nothing was imported from {wanted.path}, because something would have to be skipped. {skipped[0]}{more}"
        )
    tell("Comparing the answers with those that you have …", 0.75)
    decks, remembered = surveyed(collection, decks, contents, now)
    return ImportReport(
        wanted.path,
        contents.format.name,
        contents.format.title,
        tuple(decks),
        contents.taken,
        sum(one.cards for one in decks),
        tuple(skipped),
        count,
        (*contents.notes, *advice(contents.practice, decks, collection)),
        tuple(one.name for one in contents.rivals),
        media=len({path for one in decks for path in one.media}),
        remembered=remembered,
        past=contents.past,
        practice=contents.practice,
    )


@no_collecting()
def carry_out(
    collection: "Collection",
    report: ImportReport,
    now: datetime,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> ImportReport:
    """Do what a report of `prepared` says, in one transaction, after a backup where one is due. Raises as `import_` does."""
    from quiz.collection.import_history import take_in
    from quiz.collection.import_media import keeping

    tell, tick = watched("Making a backup …", "The import was stopped; nothing was changed.", progress, cancelled)
    tell("Making a backup …", 0.8)
    collection.back_up_before("import", now)
    with keeping(collection.store) as media, collection.store.transaction():
        for number, one in enumerate(report.decks):
            tell(f"Taking in {one.plan.deck.title} …", 0.85 + 0.15 * number / len(report.decks))
            tick()
            if not one.is_same:
                collection.apply(one.plan, now)
            media.keep(one.incoming, one.plan.deck.id, one.media)
        tell("Taking in the answers …", 0.95)
        remembered = take_in(collection, report, now, lambda share: tell("Taking in the answers …", 0.95 + 0.05 * share))
        tick()
    skipped, count = (*report.skipped, *media.skipped), report.skipped_count + len(media.skipped)
    return evolve(report, media=media.count, skipped=skipped, skipped_count=count, remembered=remembered, is_done=True)


def _imported(collection: "Collection", wanted: Wanted, deck: Deck, without: Mapping[str, str]) -> tuple[Imported, list[Skipped]]:
    """Return what taking in a deck of the file does, and what of it the deck that is there cannot hold.

    Facts with the ids of `without` leave the deck.
    """
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
    if (
        row.path is not None
        and row.path.startswith(IMPORTED)
        and row.version == held.upstream
        and not row.archived
        and deck.facts
    ):
        apart = _apart(deck)
        if digest(pieces(head_text(apart), fact_texts(apart))) == row.version:
            plan = Plan(apart, LeanCards(apart), (), row.path, row.version)
            return Imported(apart, plan, is_new=False, is_same=True), []
    if _follows(row):
        whole, skipped = joined(shelf.deck(deck.id), deck, without)
        return Imported(deck, of_edit(store, shelf, whole), is_new=False), skipped
    upstream = shelf.deck(deck.id) if held.upstream == row.version else unpacked(store.version(held.upstream))
    whole, skipped = joined(upstream, deck, without)
    return Imported(deck, of_file(store, shelf, whole, row.path or mark), is_new=False), skipped


def _apart(deck: Deck) -> Deck:
    if all(one.declared for one in deck.relations.values()):
        return evolve(deck, folder=None, facts=()).of_settled(deck.facts)
    return evolve(deck, folder=None, relations=[one for one in deck.relations.values() if one.declared])


def _follows(row: "DeckRow") -> bool:
    return row.path is not None and not row.path.startswith(IMPORTED) and not row.archived
