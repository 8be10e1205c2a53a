"""Saving an edited deck into the files that it came from: what changed is changed there, and everything else stays as it is."""

import os
from collections import Counter
from collections.abc import Iterable, Mapping
from os import PathLike
from pathlib import Path
from typing import Any

from attrs import fields, frozen

from quiz.errors import DeckError, UsageError
from quiz.facts.deck import Deck
from quiz.facts.editing.aligning import aligned
from quiz.facts.editing.record_edits import Line, RecordEdits
from quiz.facts.editing.replacing import check_inside, replace_files
from quiz.facts.editing.row_edits import RowEdits
from quiz.facts.editing.table_edits import TableEdits
from quiz.facts.editing.toml_edits import TomlEdits
from quiz.facts.editing.word_edits import declare, edit_words
from quiz.facts.fact import Fact
from quiz.facts.fields import Path as Place
from quiz.facts.grouping import Stated
from quiz.facts.loading import DECK_FILE, examine
from quiz.facts.reading import Reading
from quiz.facts.relation import Relation
from quiz.facts.writing import keys_of, stated

_BOM = b"\xef\xbb\xbf"


@frozen
class Saved:
    """What saving a deck wrote."""

    deck: Deck
    """The deck as loading its files gives it now."""
    files: tuple[Path, ...] = ()
    """The files that were written."""
    added: int = 0
    """Facts that are new."""
    changed: int = 0
    """Facts that say something else now."""
    removed: int = 0
    """Facts that are gone."""
    words: int = 0
    """Terms, relations, sources and keys of the deck itself that were changed, added or removed."""


def save(deck: Deck, path: str | PathLike[str]) -> Saved:
    """Write what differs between the deck at `path` and `deck` into its files, which keep their comments, order and layout.

    Loading the files then gives `deck`. Its facts keep their order but where the files' layout forbids it: the records of
    `deck.toml` and the rows of its tables are read one after the other. A relation that no fact uses and that no file declares
    is not written.

    Raises `DeckError` where the deck at `path` cannot be loaded, and `UsageError` for what cannot be written, such as a table of
    JSON lines without any; no file is changed then.
    """
    saved, drafts = drafted(deck, path)
    replace_files(drafts)
    return saved


def drafted(deck: Deck, path: str | PathLike[str]) -> tuple[Saved, dict[Path, bytes]]:
    """Return what `save` would say and what it would write, and write nothing. Raises as it does."""
    found = Path(path)
    reading = examine(found)
    if reading.errors or reading.deck is None:
        raise DeckError(reading.errors)
    if _same_words(reading.deck, deck) and reading.deck.facts == deck.facts:
        return Saved(reading.deck), {}
    saving = _Saving(found, reading, reading.deck, deck)
    words = saving.edit_words()
    counts = saving.edit_facts()
    again = _good(examine(found, saving.drafts()), saving.drafts())
    if odd := [name for name, relation in _relations(deck).items() if again.relations.get(name) != relation]:
        saving.declare(odd)
        again = _good(examine(found, saving.drafts()), saving.drafts())
    _check(again, deck, found)
    drafts = {Path(os.path.realpath(file)): content for file, content in saving.drafts().items()}
    return Saved(again, tuple(drafts), *counts, words), drafts


class _Saving:
    """The differences between a deck and its files, on their way there."""

    def __init__(self, path: Path, reading: Reading, old: Deck, new: Deck) -> None:
        self._reading = reading
        self._old = old
        self._new = new
        self._is_bare = not path.is_dir() and path.suffix.casefold() != ".toml"
        self._file = path / DECK_FILE if path.is_dir() else path
        self._folder = self._file.parent
        data = b"" if self._is_bare else self._file.read_bytes()
        self._mark = _BOM if data.startswith(_BOM) else b""
        self._toml = TomlEdits(data.removeprefix(_BOM).decode())
        self._tables: dict[str, TableEdits] = {}

    def edit_words(self) -> int:
        """Write what the deck declares; return how many declarations differ."""
        if not self._is_bare:
            return edit_words(self._toml, self._old, self._new)
        if not _same_words(self._old, self._new):
            raise UsageError(
                f"{self._file} is a bare table, which holds nothing but facts; write the deck to a folder with quiz.dump."
            )
        return 0

    def declare(self, relations: list[str]) -> None:
        """Declare relations that would be inferred to be something else than the deck says."""
        known = self._toml.data.get("relations", {})
        if self._is_bare or any(name in known for name in relations):
            names = ", ".join(relations)
            raise UsageError(f"{self._file} cannot say what the deck says of {names}; nothing was written.")
        declare(self._toml, self._new, relations)

    def edit_facts(self) -> tuple[int, int, int]:
        """Write the facts; return how many were added, changed and removed."""
        old, new = self._old.facts, self._new.facts
        origins = aligned(old, new)
        changed = sum(1 for place, origin in enumerate(origins) if origin is not None and old[origin] != new[place])
        kept = sum(origin is not None for origin in origins)
        blocks = self._blocks(origins)
        records = RecordEdits(self._toml, self._new.relations, self._declared())
        rows: dict[str, dict[int, tuple[list[tuple[Place, Stated]], list[Line]]]] = {}
        first: list[Stated] = []
        for (file, kind, number), (were, are) in blocks.items():
            if [old[place] for place in were] == [new[place] for place in are]:
                continue
            lines = self._lines(were, are, origins)
            if kind == "facts":
                records.edit(number, *lines)
            elif kind == "row":
                rows.setdefault(file, {})[number] = lines
            else:
                first += [found for found, _ in lines[1]]
        left = [*first, *(found for file, changes in rows.items() for found in self._row_edits(file).edit(changes))]
        if left and self._is_bare:
            told = ", ".join(f"{found.fact.relation} of {found.fact.subject}" for found in left[:3])
            raise UsageError(f"{self._file} has no column and row for every fact: {told}. Write the deck to a folder.")
        records.add(left)
        return len(new) - kept, changed, len(old) - kept

    def _blocks(self, origins: list[int | None]) -> dict[tuple[str, str, int], tuple[list[int], list[int]]]:
        """Return the old and the new facts of each record and row, by their places in the decks.

        A new fact belongs where the one before it belongs, or to the record after it, where it is of the same subject.
        """
        placed = self._reading.facts
        names = [(found.places.file, str(found.path[0]), int(found.path[1])) for found in placed]
        blocks: dict[tuple[str, str, int], tuple[list[int], list[int]]] = {}
        for place, name in enumerate(names):
            blocks.setdefault(name, ([], []))[0].append(place)
        following: list[int | None] = [None] * len(origins)
        later: int | None = None
        for place in range(len(origins) - 1, -1, -1):
            later = origins[place] if origins[place] is not None else later
            following[place] = later
        last: int | None = None
        for place, origin in enumerate(origins):
            here = origin if origin is not None else last
            after = following[place]
            if origin is None and after is not None and (here is None or self._belongs_to(place, after, here)):
                here = after
            name = names[here] if here is not None else ("", "", 0)
            blocks.setdefault(name, ([], []))[1].append(place)
            last = here
        return blocks

    def _belongs_to(self, place: int, after: int, before: int) -> bool:
        subject = self._new.facts[place].subject
        return self._old.facts[after].subject == subject != self._old.facts[before].subject

    def _lines(
        self, were: Iterable[int], are: Iterable[int], origins: list[int | None]
    ) -> tuple[list[tuple[Place, Stated]], list[Line]]:
        old_keys, new_keys = keys_of(self._old), keys_of(self._new)
        old = {place: (self._reading.facts[place].path, stated(self._old.facts[place], self._old, old_keys)) for place in were}
        new: list[Line] = []
        for place in are:
            origin = origins[place]
            new.append((stated(self._new.facts[place], self._new, new_keys), None if origin is None else old[origin]))
        return list(old.values()), new

    def _declared(self) -> set[str]:
        return {*self._toml.data.get("relations", {}), *(name for name, found in self._new.relations.items() if found.declared)}

    def _row_edits(self, file: str) -> RowEdits:
        entries: list[tuple[Place, Mapping[str, Any]]] = [
            (("tables", number), entry)
            for number, entry in enumerate(self._toml.data.get("tables", ()))
            if str(self._folder / entry["path"]) == file
        ]
        edits = self._tables[file] = TableEdits(Path(file).read_bytes(), file)
        return RowEdits(edits, entries, self._new, self._toml.data.get("deck", {}).get("source"))

    def drafts(self) -> dict[Path, bytes]:
        """Return what the files that change are to hold. Raises `UsageError` for one that may not be written."""
        found = {Path(file): edits.result() for file, edits in self._tables.items() if not edits.is_empty()}
        if not self._toml.is_empty:
            found[self._file] = self._mark + self._toml.result().encode()
        for file in found:
            check_inside(file, self._folder)
            if not os.access(file, os.W_OK):
                raise UsageError(f"{file} may not be written; nothing was changed.")
        return found


def _relations(deck: Deck) -> dict[str, Relation]:
    """Return the relations of a deck but for those that nobody declared and no fact uses."""
    return {name: found for name, found in deck.relations.items() if found.declared or name in deck.by_relation}


def _same_words(one: Deck, other: Deck) -> bool:
    """Say whether two decks are the same but for their facts."""
    names = [part.name for part in fields(Deck) if part.eq and part.name not in {"facts", "relations"}]
    return _relations(one) == _relations(other) and all(getattr(one, name) == getattr(other, name) for name in names)


def _good(reading: Reading, drafts: Mapping[Path, bytes]) -> Deck:
    if reading.errors or reading.deck is None:
        files = ", ".join(map(str, drafts))
        raise UsageError(f"The changes cannot be written to {files}; nothing was changed. {reading.errors[0]}")
    return reading.deck


def _check(again: Deck, deck: Deck, path: Path) -> None:
    """Raise `UsageError` unless loading what is to be written gives the deck."""
    lost, odd = Counter(deck.facts) - Counter(again.facts), Counter(again.facts) - Counter(deck.facts)
    if lost or odd:
        raise UsageError(f"{path} cannot say that {_told([*lost, *odd][0])}; nothing was changed. Write it there by hand.")
    if not _same_words(again, deck):
        raise UsageError(f"{path} cannot hold all that the deck declares; nothing was changed. Write it there by hand.")


def _told(fact: Fact) -> str:
    return f"{fact.relation} of {fact.subject} is {fact.value}"
