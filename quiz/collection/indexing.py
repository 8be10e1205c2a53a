"""Filling the search index: what the cards of a deck say, and since when, from the versions of the deck."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from quiz.cards.card import Card, Kind
from quiz.cards.generation import generate
from quiz.cards.keeping import can_be_asked
from quiz.collection.history import of_deck
from quiz.collection.shelf import unpacked
from quiz.facts.collecting import no_collecting
from quiz.facts.fact import Fact
from quiz.facts.values import RichText, SetOf, members
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
    """Index the cards of every current deck whose index is not that of its present version.

    A collection that may only be looked at gets its index in a copy in memory, with which the store then goes on.
    """
    if not search_index.is_behind(store.database):
        return
    if store.read_only:
        with store.copied_to_memory():
            bring_up_to_date(store, told)
        return
    database = store.database
    search_index.prepare(database)
    # Another process may change a deck meanwhile, so that it is behind again.
    while decks := search_index.outdated(database):
        for deck in decks:
            row = store.deck_row(deck)
            tell = None if told is None else _telling(told, deck)
            with no_collecting():
                cards, versions, entries = entries_of(store, deck, row.version)
                search_index.put(database, deck, row.version, versions=versions, cards=cards, entries=entries, told=tell)


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


def entries_of(store: "Store", deck: str, version: str, *, anew: bool = False) -> tuple[Sequence[str], History, Iterator[Entry]]:
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
    # Not by its rules of today, which may be those of a newer quiz than took the deck in.
    alive = search_index.asked(store.database, deck)
    cards = [card for card in generate(unpacked(store.version(version))) if card.id in alive]
    return [card.id for card in cards], versions, _entries(cards, dates, versions[-1][1])


def shown(card: Card, said: "_Said | None" = None) -> str:
    """Return the words of a card by which it can be found, as `Entry.shown` holds them.

    Subjects or values that are the answers, and a given side that is the first of the others, are left empty.
    """
    of_fact = said or _Said(card)
    answer = card.answer
    if len(card.facts) == 1:
        (fact,) = card.facts
        subjects, values = of_fact.subjects(fact), of_fact.values(fact)
    else:
        subjects = tuple(dict.fromkeys(name for fact in card.facts for name in of_fact.subjects(fact)))
        values = tuple(dict.fromkeys(name for fact in card.facts for name in of_fact.values(fact)))
    accepted = subjects if card.kind is _BACKWARD else values
    if card.parts or (card.kind is not _BACKWARD and card.kind is not _FORWARD):
        accepted = card.accepted
    others = tuple(name for name in accepted if name != answer) if accepted != (answer,) else ()
    asks = _unless(subjects, (answer, *others))
    says = _unless(values, (answer, *others))
    if beside := _beside(card):
        says = (*(says or values), *beside)
    first = says or asks
    given = "" if first and card.given == first[0] else card.given
    return FIELD.join((card.prompt, answer, PART.join(others), PART.join(asks), given, PART.join(says)))


def _beside(card: Card) -> tuple[str, ...]:
    """Return the words that are shown of a card beside its question and its answer."""
    texts = dict.fromkeys(text for fact in card.facts for text in (fact.front, fact.note) if text)
    return tuple(filter(None, (" ".join(str(RichText(text)).split()) for text in texts)))


def _unless(names: tuple[str, ...], answers: tuple[str, ...]) -> tuple[str, ...]:
    """Return names, or none of them where all are among the answers."""
    if len(names) == 1:
        return () if names[0] in answers else names
    return () if all(name in answers for name in names) else names


class _Said:
    """What is said of each fact of a deck, kept for the several cards that are made of it."""

    def __init__(self, card: Card) -> None:
        """Keep what is said in the deck of this card."""
        # Without terms, a thing has no name but its own.
        self._names = card.deck.names_of if card.deck.terms else lambda name, _type: (name,)
        self._relations = card.deck.relations
        self._subjects: dict[tuple[str, str], tuple[str, ...]] = {}
        self._values: dict[int, tuple[str, ...]] = {}
        self._sources: dict[int, str] = {}
        self._tags: dict[frozenset[str], str] = {}

    def subjects(self, fact: Fact) -> tuple[str, ...]:
        """Return the names of a fact's subject."""
        key = (fact.subject, fact.relation)
        found = self._subjects.get(key)
        if found is None:
            found = self._subjects[key] = self._names(fact.subject, self._relations[fact.relation].subject)
        return found

    def values(self, fact: Fact) -> tuple[str, ...]:
        """Return the names of a fact's value, or of all its members."""
        found = self._values.get(id(fact))
        if found is None:
            parts = members(fact.value) if isinstance(fact.value, SetOf) else (fact.value,)
            found = tuple(dict.fromkeys(name for part in parts for name in self._names(str(part), getattr(part, "type", None))))
            self._values[id(fact)] = found
        return found

    def sources(self, facts: Iterable[Fact]) -> str:
        """Return the names of the sources of some facts as a list for the index."""
        found = dict.fromkeys(source for fact in facts for source in fact.sources)
        if not found:
            return ""
        names = (name for source in found for name in (source.title, source.publisher, source.url, source.key) if name)
        return _list(dict.fromkeys(names))

    def tags(self, facts: Sequence[Fact]) -> str:
        """Return the tags of some facts as a list for the index."""
        tags = facts[0].tags if len(facts) == 1 else frozenset[str]().union(*(fact.tags for fact in facts))
        if tags not in self._tags:
            self._tags[tags] = _list(sorted(tags))
        return self._tags[tags]


_BACKWARD = Kind.BACKWARD
_FORWARD = Kind.FORWARD


def _entries(cards: Sequence[Card], dates: _Dates, day: int) -> Iterator[Entry]:
    if not cards:
        return
    said = _Said(cards[0])
    for card in cards:
        words = shown(card, said)
        added, edited, _ = _dated(dates, card.id, words, day) if dates else (day, day, words)
        facts = card.facts
        status = facts[0].status if len(facts) == 1 else card.status
        qualities = (card.relation.name, card.kind, status, card.lang, said.tags(facts), said.sources(facts))
        yield Entry(card.id, qualities, added, edited, fold(words), words, _list([fact.key for fact in facts]))


def _list(items: Iterable[str]) -> str:
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
    """Return the versions of a deck that are here, with the days on which they came, the present one last.

    A deck that goes back to a former version is as it was then, and what came in between never was.
    """
    here = set(store.digests())
    found: list[tuple[str, int, int]] = []
    for event in of_deck(store, deck):
        if not isinstance(event, DeckVersion | Edited) or event.version not in here:
            continue
        if found and found[-1][2] == event.at:  # the learner's edits, carried over into the version that just came
            found.pop()
        _go_on(found, event.version, event.day, event.at)
    _go_on(found, version, found[-1][1] if found else 0, 0)
    return [(name, day) for name, day, _ in found]


def _go_on(versions: list[tuple[str, int, int]], version: str, day: int, at: int) -> None:
    """Put a version at the end, or go back to it."""
    place = next((place for place, known in enumerate(versions) if known[0] == version), None)
    if place is None:
        versions.append((version, day, at))
    else:
        del versions[place + 1 :]


def _telling(told: Told, deck: str) -> Callable[[int, int], None]:
    return lambda done, total: told(deck, done, total)
