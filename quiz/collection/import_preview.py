"""A look into a file before it is imported: its first rows, what its columns hold, and the first cards that come of it."""

from contextlib import suppress
from itertools import islice, zip_longest
from pathlib import Path
from typing import Final

from attrs import evolve, frozen

from quiz.cards.card import Card
from quiz.errors import FormatError, UsageError
from quiz.facts.deck import Deck
from quiz.facts.rows import Row, Table
from quiz.facts.values import RichText, Value, written
from quiz.formats import tabular
from quiz.formats.choice_columns import with_choices
from quiz.formats.columns import Layout, layout, unique
from quiz.formats.format import Format, ReadOptions
from quiz.formats.reading import Contents, chosen, gathered, read_with, readable
from quiz.formats.sniffing import head_of

ROWS: Final = 40
"""So many rows are shown."""
CARDS: Final = 40
_SAMPLE: Final = 500
"""Cards and columns are told by so many rows."""


@frozen
class Preview:
    """What stands at the beginning of a file."""

    path: Path
    format: Format
    rivals: tuple[Format, ...]
    """Other formats that the file may be of as well."""
    table: Table
    """The first rows; of a format that is no table, its first facts."""
    layout: Layout | None = None
    """What the columns hold; nothing for a format that is no table."""
    decks: tuple[str, ...] = ()
    """The ids of the decks that are known by now."""
    cards: tuple[Card, ...] = ()
    """The first cards that come of it."""
    problem: str = ""
    """Why nothing can come of it as it is; the columns can be given another meaning."""
    notes: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()
    """What of the first rows would be skipped, with its place."""

    @property
    def has_header(self) -> bool:
        """Whether the columns of a table have names of their own."""
        return self.layout is not None and any(
            name not in {f"column {place}", f"field {place}"} for place, name in enumerate(self.table.columns, start=1)
        )


def preview(path: Path, format: str | None, options: ReadOptions) -> Preview:
    """Return what stands at the beginning of a file. Raises `FormatError` where nothing can be read, and as `read` does."""
    found, rivals = chosen(path, format, options)
    if found.columns is None:
        return _whole(path, found, rivals, options)
    with readable(path):
        table = with_choices(found.columns(head_of(path), options), options.columns)
    table = evolve(table, columns=unique(table.columns), rows=table.rows[:_SAMPLE])
    if not table.rows:
        errors = [problem for problem in table.problems if problem.severity == "error"]
        told = f"{errors[0].message}. {errors[0].hint}" if errors else "There is a header, and no row below it."
        return Preview(path, found, rivals, table, problem=told)
    try:
        roles = layout(table, options.columns)
    except UsageError as error:
        return Preview(path, found, rivals, table, problem=str(error))
    deck = options.deck or tabular.deck_id(path)
    origin = tabular.Origin(path, deck)
    try:
        contents = gathered(tabular.records(table, origin, options), path, found)
    except (FormatError, UsageError) as error:
        return Preview(path, found, rivals, table, roles, (deck,), problem=str(error))
    decks = found.decks(head_of(path), options) if found.decks is not None else (deck,)
    return Preview(
        path, found, rivals, evolve(table, rows=table.rows[:ROWS]), roles, decks, _cards(contents.decks),
        notes=contents.notes, skipped=tuple(map(str, contents.skipped)),
    )  # fmt: skip


def _whole(path: Path, format: Format, rivals: tuple[Format, ...], options: ReadOptions) -> Preview:
    contents, decks = _beginning(path, format, options)
    facts = [fact for deck in contents.decks for fact in deck.facts[:ROWS]]
    rows = tuple(Row(number, (fact.subject, fact.relation, _words(fact.value))) for number, fact in enumerate(facts[:ROWS], 1))
    return Preview(
        path, format, rivals, Table(("subject", "relation", "value"), rows), None,
        decks, _cards(contents.decks),
        notes=contents.notes, skipped=tuple(map(str, contents.skipped[:_SAMPLE])),
    )  # fmt: skip


def _beginning(path: Path, format: Format, options: ReadOptions) -> tuple[Contents, tuple[str, ...]]:
    """Return what stands at the beginning of a file, where its reader can stop, else all of it; and its decks' ids."""
    if format.glances:
        # Perhaps it is only of the first notes that nothing can be taken.
        with suppress(FormatError):
            found = read_with(path, format.name, evolve(options, most=_SAMPLE))
            return found, found.opened
    found = read_with(path, format.name, options)
    return found, tuple(deck.id for deck in found.decks)


def _words(value: Value) -> str:
    """Return a value as it is written in a table or, of rich text, its words: they are only looked at."""
    return str(value) if isinstance(value, RichText) else written(value)


def _cards(decks: tuple[Deck, ...]) -> tuple[Card, ...]:
    """Return the first cards: of each relation and kind the first one, then of each the second one, and so on."""
    from quiz.cards.generation import generate

    kinds: dict[tuple[str, str, str], list[Card]] = {}
    for deck in decks:
        for card in generate(deck):
            kinds.setdefault((deck.id, card.relation.name, card.kind), []).append(card)
    turns = zip_longest(*kinds.values())
    return tuple(islice((card for turn in turns for card in turn if card is not None), CARDS))
