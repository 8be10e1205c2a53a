"""Ids in the order of a deck's cards that change as little as can be when cards come, go or move."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import Final

GAP: Final = 1 << 20
"""What lies between the ids of two cards that are put in together."""
DECK: Final = 1 << 42
"""What lies between the first ids of two decks: room for four million cards."""


def ordered_ids(cards: Sequence[str], known: Mapping[str, int], number: int) -> dict[str, int]:
    """Return the id of each card of the deck with this number, ascending.

    As many cards as possible keep the id by which they are known; where a gap is too small for those that came, all get new ones.
    """
    kept = _ascending([known[card] for card in cards if card in known])
    ids: dict[str, int] = {}
    last, top = number * DECK, (number + 1) * DECK
    waiting: list[str] = []
    for card in cards:
        place = known.get(card)
        if place not in kept or place is None:
            waiting.append(card)
        elif _spread(ids, waiting, last, place):
            ids[card] = last = place
            waiting = []
        else:
            return _anew(cards, number)
    return ids if _spread(ids, waiting, last, min(top, last + GAP * (len(waiting) + 1))) else _anew(cards, number)


def _anew(cards: Sequence[str], number: int) -> dict[str, int]:
    return {card: number * DECK + place * GAP for place, card in enumerate(cards, 1)}


def _spread(ids: dict[str, int], cards: Sequence[str], low: int, high: int) -> bool:
    """Give cards ids between two others; say whether there was room."""
    step = (high - low) // (len(cards) + 1)
    if step < 1:
        return False
    ids.update((card, low + step * place) for place, card in enumerate(cards, 1))
    return True


def _ascending(numbers: Sequence[int]) -> set[int]:
    """Return a longest ascending run among different numbers, leaving out those between (patience sorting)."""
    tops: list[int] = []
    places: list[int] = []
    before: list[int] = []
    for place, number in enumerate(numbers):
        pile = bisect_left(tops, number)
        before.append(places[pile - 1] if pile else -1)
        if pile == len(tops):
            tops.append(number)
            places.append(place)
        else:
            tops[pile] = number
            places[pile] = place
    found: set[int] = set()
    place = places[-1] if places else -1
    while place >= 0:
        found.add(numbers[place])
        place = before[place]
    return found
