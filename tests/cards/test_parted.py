"""The cards of facts that are alone, found without making a card for each of them."""

from hypothesis import given, settings

from quiz.cards.card import Card
from quiz.cards.generation import Alone, generate, parted
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.facts.relation import Relation
from quiz.testing import decks


def ids(deck: Deck) -> set[str]:
    """Return the ids of all cards of a deck, as they are found without making those of facts that are alone."""
    found: set[str] = set()
    for one in parted(deck):
        match one:
            case Card(id=id):
                found.add(id)
            case Alone():
                found.update(one.ids())
            case (id, *_):
                found.add(id)
    return found


@settings(deadline=None)
@given(deck=decks(media=True))
def test_they_are_those_of_the_deck(deck: Deck) -> None:
    assert {card.id for card in generate(deck)} == ids(deck)


@settings(deadline=None)
@given(deck=decks(media=True))
def test_the_others_are_made_as_in_the_whole_deck(deck: Deck) -> None:
    made = {card.id: card for card in generate(deck)}
    for one in parted(deck):
        if isinstance(one, Card):
            assert made[one.id] == one
        elif isinstance(one, Alone):
            for card in one.made(one.facts):
                assert made[card.id] == card


def test_facts_that_share_a_side_are_not_alone() -> None:
    facts = [
        Fact("Peru", "capital", "Lima"),
        Fact("Chile", "capital", "Santiago"),
        Fact("Cuba", "capital", "Santiago", id="cuba"),
        Fact("Fiji", "capital", "Suva", id="fiji", until="2020"),
    ]
    found = list(parted(Deck("capitals", facts=facts, relations=[Relation("capital")])))
    assert [("forward", 3), ("backward", 1)] == [(one.kind, len(one.facts)) for one in found if isinstance(one, Alone)]
    assert 3 == sum(isinstance(one, Card) for one in found)
