"""The part of a collection that exchanges decks with other programs' files."""

from collections.abc import Callable, Mapping
from datetime import datetime
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, Unpack, cast

if TYPE_CHECKING:
    from quiz.collection.collection import Collection
    from quiz.collection.exporting import ExportReport
    from quiz.collection.importing import ImportReport

Progress = Callable[[str, float | None], object]
"""Is told what is being done, and which share of all the work is done, from 0 to 1, where that is known."""
Cancelled = Callable[[], bool]
"""Says whether the work is no longer wanted."""


class TableOptions(TypedDict, total=False):
    """What may be told of a table; what is not told is found out."""

    separator: str | None
    """What stands between the cells: one character."""
    row_separator: str | None
    """What stands between pairs of terms and definitions, where it is not the end of a line."""
    encoding: str | None
    """The encoding of a text, by a name that Python knows."""
    header: bool | None
    """Whether the first row names the columns."""


class Exchanging:
    """Import and export."""

    def import_(
        self,
        path: str | PathLike[str],
        *,
        now: datetime,
        format: str | None = None,
        deck: str | None = None,
        mapping: Mapping[str, str] | None = None,
        dry_run: bool = False,
        strict: bool = False,
        progress: Progress | None = None,
        cancelled: Cancelled | None = None,
        **table: Unpack[TableOptions],
    ) -> "ImportReport":
        """Take in what a file of another program holds, all of it or nothing, in one transaction.

        Importing a file again, or a newer one, updates: a fact takes the place of the one with its `id`, else of those that say
        the same relation of the same subject (at the same time, by the same claimant). What the file says nothing of stays. Where
        the learner edited what the file changes too, the edit is kept, and a conflict in the plan tells so.

        Args:
            path: A file, or a folder for formats that are one. The collection does not follow it.
            now: The moment.
            format: The name of its format; told by what is in it unless given.
            deck: The id of the deck that the facts go to, which may be there already; what the file says, else its name.
            mapping: What columns of a table hold, by their names: see `quiz.formats.columns`.
            dry_run: Only say what would be done.
            strict: Take nothing where anything has to be skipped.
            progress: Is told how far the work is.
            cancelled: Is asked now and then whether to stop.
            table: What is told of a table: see `TableOptions`.

        Raises:
            FormatError: nothing can be read, or, with `strict`, something had to be skipped.
            UsageError: there is no such format or column, or the deck is one that follows a file and was not named.
            ExchangeCancelledError: it was stopped; nothing was changed.
            StoreError: it could not be written.
        """
        from quiz.collection.importing import Wanted, carry_out, prepared
        from quiz.facts.collecting import no_collecting
        from quiz.formats.format import ReadOptions

        wanted = Wanted(
            Path(path),
            format,
            ReadOptions(deck=deck, columns=mapping or {}, **table),
            strict=strict,
        )
        own = cast("Collection", self)
        with no_collecting():
            report = prepared(own, wanted, now, progress, cancelled)
            return report if dry_run else carry_out(own, report, now, progress, cancelled)

    def export(
        self,
        deck: str,
        path: str | PathLike[str],
        *,
        format: str | None = None,
        force: bool = False,
        progress: Progress | None = None,
        cancelled: Cancelled | None = None,
    ) -> "ExportReport":
        """Write a deck, as the collection has it, to a file of another program; the file is there whole, or not at all.

        Args:
            deck: The deck's id.
            path: Where to write it.
            format: The name of the format; told by how the path ends unless given.
            force: Replace what is there.
            progress: Is told how far the work is.
            cancelled: Is asked now and then whether to stop.

        Raises:
            NotFoundError: the collection does not have the deck.
            UsageError: something is there already, nothing can be written there, or there is no such format.
            FormatError: the format cannot be written.
            ExchangeCancelledError: it was stopped; nothing was written.
        """
        from quiz.collection.exporting import export

        return export(cast("Collection", self), deck, Path(path), format, force=force, progress=progress, cancelled=cancelled)
