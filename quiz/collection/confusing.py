"""What is confused with what, as a session: the cards that were answered wrongly, and those whose answer was given instead."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from attrs import frozen

from quiz.errors import NotFoundError
from quiz.text.normal import folded

if TYPE_CHECKING:
    from quiz.cards.card import Card
    from quiz.collection.collection import Collection
    from quiz.study.question import Result
    from quiz.study.statistics_confusions import Confusion

_MOST: Final = 20_000
"""Cards of a deck; in a larger one, what was given instead is not looked for."""


@frozen
class Taken:
    """A card for whose answer another one was given."""

    card: str
    given: str


def of_confusions(found: "Iterable[Confusion]") -> list[Taken]:
    """Return the cards of some confusions, each with what was given in place of its answer."""
    return [Taken(card, one.given) for one in found for card in one.asked]


def of_results(results: "Iterable[Result]") -> list[tuple[str, str, Taken]]:
    """Return what was confused in a session: the right answer, what was given instead, and the card; each pair once.

    Only cards whose answer is one thing count, and an answer that the card accepts is none that was confused.
    """
    pairs: dict[tuple[str, str], tuple[str, str, Taken]] = {}
    for one in results:
        card, feedback = one.question.card, one.feedback
        if feedback is None or feedback.right or len(card.members) != 1 or str(one.question.form) not in {"typed", "choice"}:
            continue
        given = folded(feedback.answer)
        if given and given not in {folded(name) for name in card.accepted}:
            pairs.setdefault((card.id, given), (card.answer, feedback.answer, Taken(card.id, feedback.answer)))
    return list(pairs.values())


def cards_to_drill(collection: "Collection", taken: Iterable[Taken]) -> list[str]:
    """Return the ids of cards that were answered wrongly, each followed by those of its relation whose answer was given instead.

    So a session over them sets the two against each other. Cards that no deck has any longer are left out.
    """
    found: dict[str, None] = {}
    known: dict[str, list[Card]] = {}
    sizes = {counts.deck: counts.total for counts in collection.store.counts(0, 0)}
    for one in taken:
        try:
            card = collection.card(one.card)
        except NotFoundError:
            continue
        deck = card.deck.id
        if deck not in known:
            known[deck] = collection.cards(deck) if sizes.get(deck, 0) <= _MOST else []
        found[card.id] = None
        found |= dict.fromkeys(other.id for other in known[deck] if _answers(other, card, folded(one.given)))
    return list(found)


def _answers(other: "Card", card: "Card", given: str) -> bool:
    return (
        other.asked
        and other.relation.name == card.relation.name
        and other.kind is card.kind
        and len(other.members) == 1
        and given in {folded(name) for name in other.accepted}
    )
