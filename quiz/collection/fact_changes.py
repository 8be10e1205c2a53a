"""Changing the facts behind many cards at once: their tags, or whether they are there. What it does to cards is a plan first."""

from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from quiz.errors import UsageError

if TYPE_CHECKING:
    from quiz.collection.collection import Collection
    from quiz.collection.plan import Plan
    from quiz.facts.deck import Deck


@frozen
class Retagging:
    """Tags that facts get and lose."""

    add: frozenset[str] = frozenset()
    remove: frozenset[str] = frozenset()

    @classmethod
    def of(cls, text: str) -> "Retagging":
        """Read tags with spaces between them; one behind a minus sign is taken off.

        Raises `UsageError` where there is none, and for one that is both added and taken off.
        """
        words = text.split()
        add = frozenset(word for word in words if not word.startswith("-"))
        remove = frozenset(word[1:] for word in words if word.startswith("-") and word[1:])
        if not add and not remove:
            raise UsageError("Write a tag, such as north, or -north to take it off.")
        if both := add & remove:
            raise UsageError(f"“{min(both)}” cannot be added and taken off at once.")
        return cls(add, remove)


def retagged(deck: "Deck", facts: AbstractSet[str], tags: Retagging) -> "Deck":
    """Return a deck in which the facts with these keys have other tags."""
    return deck.of_settled(
        evolve(fact, tags=(fact.tags | tags.add) - tags.remove) if fact.key in facts else fact for fact in deck.facts
    )


def without(deck: "Deck", facts: AbstractSet[str]) -> "Deck":
    """Return a deck without the facts with these keys."""
    return deck.of_settled(fact for fact in deck.facts if fact.key not in facts)


def planned(
    collection: "Collection",
    facts: Iterable[tuple[str, str]],
    change: "Callable[[Deck, AbstractSet[str]], Deck]",
    tick: "Callable[[], None]" = lambda: None,
) -> "list[Plan]":
    """Return the plans of an edit of facts, given by deck and key: a plan a deck that it changes. Nothing is changed yet.

    `tick` is called before each deck; what it raises ends the work. `collection.apply` carries each plan out, and
    `collection.undo_plan` takes it back. Raises `NotFoundError` for a deck that the collection does not have.
    """
    from quiz.collection.planning import of_edit

    by_deck: dict[str, set[str]] = {}
    for deck, key in facts:
        by_deck.setdefault(deck, set()).add(key)
    plans = []
    for name, keys in by_deck.items():
        tick()
        before = collection.deck(name)
        after = change(before, keys)
        if after.facts != before.facts:
            plans.append(of_edit(collection.store, collection.shelf, after))
    return plans
