"""Facts that another program has moved from one deck to another: their cards' memory moves along."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from attrs import evolve

from quiz.cards.card import Card
from quiz.collection.export_past import number_of
from quiz.collection.import_report import Imported
from quiz.collection.places import IMPORTED
from quiz.collection.plan import Change, PlanLine
from quiz.facts.deck import Deck
from quiz.formats.anki.origins import Origin, Origins

if TYPE_CHECKING:
    from quiz.store.store import Store

_IDS: Final = re.compile(rb'"id":("(?:[^"\\]|\\.)*")')
"""The ids in a deck as it is kept; among them those of other things than facts."""


def moved_facts(store: "Store", incoming: Sequence[Deck]) -> dict[str, dict[str, str]]:
    """Return, of decks that were imported before, the ids of the facts that a file has in another deck now, with that deck.

    A fact is known by its id, as facts that are apart are. One that both decks have already stays in both.
    """
    imported = {row.deck: row.version for row in store.deck_rows() if (row.path or "").startswith(IMPORTED)}
    if not imported:
        return {}
    here = {deck.id: {fact.id for fact in deck.facts if fact.id and deck.relations[fact.relation].apart} for deck in incoming}
    known = {deck: _ids(store.version(version)) for deck, version in imported.items()}
    come = {one: deck for deck, ids in here.items() for one in ids - known.get(deck, set())}
    found: dict[str, dict[str, str]] = {}
    for deck, ids in known.items():
        gone = {one: come[one] for one in ids & come.keys() if come[one] != deck and one not in here.get(deck, ())}
        if gone:
            found[deck] = gone
    return found


def moving_along(decks: Sequence[Imported], moved: Mapping[str, Mapping[str, str]]) -> list[Imported]:
    """Return decks with plans by which the memory of moved cards comes along."""
    cards: dict[tuple[str, str, str, int], Card] = {}
    for one in decks:
        gone = moved.get(one.plan.deck.id, {})
        for line in one.plan.of(Change.RETIRED) if gone else ():
            own = line.card.facts[0].id
            if own is not None and own in gone:
                cards[gone[own], own, line.card.kind, number_of(line.card)] = line.card
    return [_moving(one, moved, cards) for one in decks]


def _moving(one: Imported, moved: Mapping[str, Mapping[str, str]], cards: Mapping[tuple[str, str, str, int], Card]) -> Imported:
    deck = one.plan.deck.id
    gone = {card.id for card in cards.values() if card.deck.id == deck}
    comes = {fact for facts in moved.values() for fact, to in facts.items() if to == one.incoming.id}
    if not gone and not comes:
        return one

    def line_of(line: PlanLine) -> PlanLine:
        fact = line.card.facts[0]
        if line.change not in {Change.ADDED, Change.RETURNED} or fact.id not in comes:
            return line
        was = cards.get((one.incoming.id, str(fact.id), line.card.kind, number_of(line.card)))
        return line if was is None else PlanLine(Change.RENAMED, line.card, was)

    lines = tuple(line_of(line) for line in one.plan.lines if not (line.change is Change.RETIRED and line.card.id in gone))
    return evolve(one, plan=evolve(one.plan, lines=lines))


def laid_out_anew(one: Imported) -> Imported:
    """Return a deck with a plan by which memory moves along to the cards of notes that are laid out otherwise than before.

    So it is where a sentence with blanks got its first bold word: its cards are the same ones of Anki, of other facts.
    """
    plan = one.plan
    if plan.is_first or not (gone := plan.of(Change.RETIRED)) or not (come := plan.of(Change.ADDED, Change.RETURNED)):
        return one
    before, after = Origins(gone[0].card.deck), Origins(plan.deck)
    left = {key: line for line in gone if (key := _origin(line.card, before)) is not None}
    moved: dict[str, PlanLine] = {}
    done: set[str] = set()
    for line in come if left else ():
        key = _origin(line.card, after)
        old = left.pop(key, None) if key is not None else None
        if old is not None:
            moved[line.card.id] = PlanLine(_change(old.card, line.card), line.card, old.card)
            done.add(old.card.id)
    if not moved:
        return one
    lines = tuple(
        moved.get(line.card.id, line) if line.change is not Change.RETIRED else line
        for line in plan.lines
        if not (line.change is Change.RETIRED and line.card.id in done)
    )
    return evolve(one, plan=evolve(plan, lines=lines))


def _origin(card: Card, origins: Origins) -> Origin | None:
    return origins.of_card(card.facts[0], card.kind.value, number_of(card)) if card.relation.apart else None


def _change(old: Card, new: Card) -> Change:
    """Say what happened to a card whose answer may only have got a layout: it is the same one where it still says the words."""
    was, now = (" ".join(map(str, card.members)).split() for card in (old, new))
    return Change.RENAMED if set(was) <= set(now) or set(now) <= set(was) else Change.CHANGED


def _ids(content: bytes) -> set[str]:
    return set(_read(_IDS.findall(content)))


def _read(found: Iterable[bytes]) -> Iterable[str]:
    return (json.loads(one) if b"\\" in one else one[1:-1].decode() for one in found)
