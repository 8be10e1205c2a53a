"""The cards that come before a card are cards of the deck, of the same subject and an earlier relation."""

from hypothesis import given

from quiz.cards.card import Card, Kind
from quiz.cards.generation import generate
from quiz.cards.prerequisites import earlier
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.facts.relation import Relation
from quiz.testing.decks import decks


def before(deck: Deck) -> dict[str, list[str]]:
    """Return the prompts of the cards that come before each card, by its prompt."""
    cards = {card.id: card for card in generate(deck)}
    return {card.prompt: [cards[name].prompt for name in earlier(card)] for card in cards.values() if card.relation.after}


def test_the_earlier_relation_of_the_same_subject_comes_first() -> None:
    relations = [
        Relation("capital", ask="Capital of {subject}?", ask_back="Whose capital is {value}?"),
        Relation("currency", ask="Currency of {subject}?", ask_back="Who pays in {value}?", after="capital"),
    ]
    facts = [Fact("Norway", "capital", "Oslo"), Fact("Norway", "currency", "krone"), Fact("Peru", "currency", "sol")]
    found = before(Deck("world", facts=facts, relations=relations))
    assert {
        "Currency of Norway?": ["Capital of Norway?"],
        "Currency of Peru?": [],
        "Who pays in krone?": ["Capital of Norway?"],
        "Who pays in sol?": [],
    } == found


def test_facts_with_an_id_and_facts_of_a_time_are_found_too() -> None:
    relations = [Relation("leads", kinds="forward"), Relation("party", kinds="forward", after=["leads", "nothing"])]
    facts = [
        Fact("Smith", "leads", "Ruritania", until="2015"),
        Fact("Smith", "leads", "Graustark", id="graustark"),
        Fact("Smith", "party", "Blue"),
    ]
    deck = Deck("world", facts=facts, relations=relations)
    cards = {card.id: card for card in generate(deck)}
    last = next(card for card in cards.values() if card.relation.name == "party")
    assert {"Ruritania", "Graustark"} == {cards[name].answer for name in earlier(last)}


def test_a_relation_asked_only_by_gaps_comes_first_by_its_gaps() -> None:
    relations = [
        Relation("capital", say="The capital of {subject} is {value}.", kinds="cloze"),
        Relation("currency", kinds="forward", after="capital"),
        Relation("river", kinds="backward"),
        Relation("flag", kinds="forward", after="river"),
    ]
    facts = [Fact("Peru", *said) for said in (("capital", "Lima"), ("currency", "sol"), ("river", "Amazon"), ("flag", "red"))]
    cards = {card.id: card for card in generate(Deck("world", facts=facts, relations=relations))}
    by_relation = {card.relation.name: card for card in cards.values()}
    assert (by_relation["capital"].id,) == earlier(by_relation["currency"])
    assert () == earlier(by_relation["flag"])  # nothing asks for the river of Peru


@given(decks())
def test_what_comes_before_is_of_the_deck(deck: Deck) -> None:
    from attrs import evolve

    names = tuple(deck.by_relation)
    chained = evolve(deck, relations=[evolve(relation, after=names) for relation in deck.relations.values()])
    cards: dict[str, Card] = {card.id: card for card in generate(chained)}
    for card in cards.values():
        for name in earlier(card):
            assert cards[name].kind in {Kind.FORWARD, Kind.CLOZE}
            assert {fact.subject for fact in cards[name].facts} & {fact.subject for fact in card.facts}
