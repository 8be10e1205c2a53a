"""The cards of two versions of a deck that may differ: of a large deck nearly all are the same, and need no object."""

from collections.abc import Iterable
from typing import TypeAlias

from quiz.cards.apart_cards import Apart, Plain
from quiz.cards.card import Card
from quiz.cards.generation import lean
from quiz.facts.collecting import no_collecting
from quiz.facts.deck import Deck

_Lean: TypeAlias = Card | Plain


def suspects(old: Deck, new: Deck) -> tuple[list[Card], list[Card]]:
    """Return the cards of an old and of a new version of a deck, without those that are the same in both.

    A card is the same where it asks for the same in the same words of its frame, with the same answer.
    """
    known: dict[tuple[int, int], bool] = {}

    def alike(was: Apart, now: Apart) -> bool:
        pair = (id(was), id(now))
        if pair not in known:
            known[pair] = _are_alike(was, now)
        return known[pair]

    with no_collecting():
        before = {_id(one): one for one in lean(old)}
        now: list[_Lean] = []
        for one in lean(new):
            was = before.get(_id(one))
            if (
                was is None
                or isinstance(one, Card)
                or isinstance(was, Card)
                or not (_is_same(was, one) and alike(was[2], one[2]))
            ):
                now.append(one)
            else:
                del before[one[0]]
        return _made(before.values()), _made(now)


def _id(one: _Lean) -> str:
    return one.id if isinstance(one, Card) else one[0]


def _is_same(was: Plain, now: Plain) -> bool:
    """Say whether two plain cards ask for facts that say the same: nothing qualifies what a plain card asks for."""
    before, after = was[1], now[1]
    return before.subject == after.subject and before.value == after.value and before.front == after.front


def _are_alike(was: Apart, now: Apart) -> bool:
    """Say whether what makes two cards puts them in the same words."""
    if was.kind is not now.kind or was.relation != now.relation:
        return False
    frames = [one.prompts.worded.get((one.relation.name, one.kind)) for one in (was, now)]
    return frames[0] is not None and frames[0] == frames[1]


def _made(several: Iterable[_Lean]) -> list[Card]:
    return [one if isinstance(one, Card) else next(iter(one[2].made((one,)))) for one in several]
