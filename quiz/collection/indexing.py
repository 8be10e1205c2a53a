"""Filling the search index: what the cards of a deck say, and since when, from the versions of the deck."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from quiz.cards.card import Card
from quiz.cards.generation import generate
from quiz.collection.adding import can_be_asked
from quiz.collection.history import of_deck
from quiz.collection.shelf import unpacked
from quiz.facts.values import members
from quiz.memory.events import DeckVersion, Edited
from quiz.store import search_index
from quiz.store.search_index import Entry, History
from quiz.store.search_patterns import FIELD, PART, fold

if TYPE_CHECKING:
    from quiz.store.connection import Database
    from quiz.store.store import Store

Told = Callable[[str, int, int], None]
"""Is told of which deck how many cards of how many are done."""
_Dates = dict[str, tuple[int, int, str]]


def bring_up_to_date(store: "Store", told: Told | None = None) -> None:
    """Index the cards of every current deck whose index is not that of its present version."""
    database = store.database
    if not search_index.is_behind(database):
        return
    search_index.prepare(database)
    for deck in search_index.outdated(database):
        row = store.deck_row(deck)
        cards, versions, entries = entries_of(store, deck, row.version)
        tell = None if told is None else _telling(told, deck)
        search_index.put(database, deck, row.version, versions, cards, entries, tell)


def rebuild(store: "Store", told: Told | None = None) -> None:
    """Make the whole index anew, from the first version of each deck on."""
    search_index.forget(store.database)
    bring_up_to_date(store, told)


def verify(store: "Store") -> Iterator[str]:
    """Yield a sentence for each deck whose index is not what filling it anew would give. `rebuild` mends them."""
    database: Database = store.database
    behind = set(search_index.outdated(database))
    for row in store.deck_rows():
        if row.deck in behind:
            continue  # it is filled before the next search
        _, _, entries = entries_of(store, row.deck, row.version, anew=True)
        wrong = search_index.differences(database, row.deck, entries)
        if wrong:
            yield f"The search index of the deck {row.deck} is wrong about {wrong} of its cards."


def entries_of(
    store: "Store", deck: str, version: str, *, anew: bool = False
) -> tuple[Sequence[str], History, Iterator[Entry]]:
    """Return the cards of a deck that can be asked, the versions it had, and what the index is to hold of each card.

    Dates go on from those in the index, unless `anew`, where it was made from the first of these versions.
    """
    versions = _versions(store, deck, version)
    known = [] if anew else list(search_index.history(store.database, deck))
    if known and list(versions[: len(known)]) == known:
        dates: _Dates = search_index.dates(store.database, deck)
        later = versions[len(known) : -1]
    else:
        dates, later = {}, versions[:-1]
    for former, day in later:
        dates = {card.id: _dated(dates, card.id, shown(card), day) for card in _asked(store, former)}
    cards = list(_asked(store, version))
    return [card.id for card in cards], versions, _entries(cards, dates, versions[-1][1])


def shown(card: Card) -> str:
    """Return the words of a card by which it can be found, as `Entry.shown` holds them.

    Subjects or values that are the answers, and a given side that is the first of the others, are left empty.
    """
    answer = card.answer
    others = [name for name in card.accepted if name != answer]
    names = card.deck.names_of
    facts, relation = card.facts, card.relation
    subjects = list(dict.fromkeys(name for fact in facts for name in names(fact.subject, relation.subject)))
    values = list(
        dict.fromkeys(
            name for fact in facts for value in members(fact.value) for name in names(str(value), getattr(value, "type", None))
        )
    )
    answers = {answer, *others}
    subjects = [] if answers.issuperset(subjects) else subjects
    values = [] if answers.issuperset(values) else values
    first = values or subjects
    given = "" if first and card.given == first[0] else card.given
    fields = (card.prompt, answer, PART.join(others), PART.join(subjects), given, PART.join(values))
    return FIELD.join(fields)


def _entries(cards: Sequence[Card], dates: _Dates, day: int) -> Iterator[Entry]:
    for card in cards:
        words = shown(card)
        added, edited, _ = _dated(dates, card.id, words, day)
        facts = card.facts
        sources = [text for source in card.sources for text in (source.title, source.publisher, source.url, source.key) if text]
        yield Entry(
            card.id,
            card.relation.name,
            str(card.kind),
            str(card.status),
            card.lang,
            _list(sorted({tag for fact in facts for tag in fact.tags})),
            _list(dict.fromkeys(sources)),
            added,
            edited,
            fold(words),
            words,
            _list(fact.key for fact in facts),
        )


def _list(items: "Sequence[str] | dict[str, None] | Iterator[str]") -> str:
    found = PART.join(items)
    return f"{PART}{found}{PART}" if found else ""


def _dated(dates: _Dates, card: str, words: str, day: int) -> tuple[int, int, str]:
    """Return since when the deck has had a card, and since when the card has had these words, which it has on this day."""
    known = dates.get(card)
    if known is None:
        return day, day, words
    added, edited, before = known
    return added, edited if before == words else day, words


def _asked(store: "Store", version: str) -> Iterator[Card]:
    return filter(can_be_asked, generate(unpacked(store.version(version))))


def _versions(store: "Store", deck: str, version: str) -> list[tuple[str, int]]:
    """Return the versions of a deck that are here, with the days on which they came, the present one last."""
    here = set(store.digests())
    found: list[tuple[str, int, int]] = []
    for event in of_deck(store, deck):
        if not isinstance(event, DeckVersion | Edited) or event.version not in here:
            continue
        if found and found[-1][2] == event.at:  # the learner's edits, carried over into the version that just came
            found.pop()
        if not found or found[-1][0] != event.version:
            found.append((event.version, event.day, event.at))
    if not found or found[-1][0] != version:
        found.append((version, found[-1][1] if found else 0, 0))
    return [(name, day) for name, day, _ in found]


def _telling(told: Told, deck: str) -> Callable[[int, int], None]:
    return lambda done, total: told(deck, done, total)
