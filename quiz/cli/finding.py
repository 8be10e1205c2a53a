"""Finding what a verb is asked about: a deck by its place or name, a card by its id or words."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from quiz.errors import NotFoundError, UsageError

if TYPE_CHECKING:
    from quiz.cards.card import Card
    from quiz.cli.call import Call
    from quiz.collection.collection import Collection
    from quiz.facts.deck import Deck

_LISTED = 10
"""Cards that are named where several are meant."""


def place(name: str) -> str:
    """Return the path that a name means: a file or folder or, where there is none, a deck that ships with quiz."""
    if not Path(name).exists():
        from quiz.collection.places import bundled_decks

        if found := bundled_decks().get(name):
            return str(found)
    return name


def deck_at(call: "Call", name: str) -> "Deck":
    """Return the deck of a file or folder; else one that ships with quiz; else one of the collection, by its id.

    Raises `DeckError` with every problem of a deck that cannot be loaded.
    """
    from quiz.facts.loading import load

    found = place(name)
    if not Path(found).exists() and call.file.exists():
        from quiz.cli.opening import kept

        with kept(call) as collection:
            if any(row.deck == name for row in collection.decks()):
                return collection.deck(name)
    return load(found)


def card_meant(collection: "Collection", wanted: str) -> "Card":
    """Return the card of the collection with this id, with the only id that begins so, or with these words in its question.

    Raises `NotFoundError` when there is none, and `UsageError`, which lists them, when there are several.
    """
    from quiz.text.normal import folded

    cards = list(_cards(collection))
    words = folded(wanted)
    for meant in (
        [card for card in cards if card.id == wanted],
        [card for card in cards if card.id.startswith(wanted)],
        [card for card in cards if folded(card.prompt) == words],
        [card for card in cards if _says(folded(card.prompt), words)],
    ):
        if len(meant) == 1:
            return meant[0]
        if meant:
            listed = "\n".join(f"{card.id}  {card.prompt}" for card in meant[:_LISTED])
            more = f"\nand {len(meant) - _LISTED} more" if len(meant) > _LISTED else ""
            raise UsageError(f"“{wanted}” means {len(meant)} cards; name one by its id:\n{listed}{more}")
    raise NotFoundError(f"No card has the id or the words “{wanted}”. “quiz cards DECK --json” lists cards with their ids.")


def _cards(collection: "Collection") -> "Iterator[Card]":
    for row in collection.decks():
        yield from collection.cards(row.deck)


def _says(prompt: str, words: str) -> bool:
    return bool(words) and all(word in prompt for word in words.split())
