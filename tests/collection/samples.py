"""Decks that change, and collections to study them in."""

from datetime import timedelta

from quiz.cards.card import Form
from quiz.collection.collection import Collection
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.memory.events import Event
from quiz.memory.rating import Rating
from quiz.memory.replay import replay
from quiz.memory.state import CardState
from quiz.study.options import Spacing
from quiz.study.settings import StudySettings
from tests.study.samples import CAPITALS, NOON

SYMBOLS = Deck(
    "symbols",
    facts=[Fact(element, "symbol", text) for element, text in (("gold", "Au"), ("iron", "Fe"), ("France", "Fr"), ("tin", "Sn"))],
)
"""One of its subjects is a subject of `CAPITALS` too: their cards are siblings."""


TOGETHER = StudySettings(review_siblings=Spacing.FREE)
"""Siblings come on the same day."""


def deck(*facts: tuple[str, str, str], name: str = "facts") -> Deck:
    return Deck(name, facts=[Fact(*fact) for fact in facts])


def studying(*decks: Deck, settings: StudySettings | None = None) -> Collection:
    """Return a collection in memory with some decks."""
    found = Collection.in_memory(settings)
    for each in decks or (CAPITALS, SYMBOLS):
        found.add(each, NOON)
    return found


def study(collection: Collection, rating: Rating = Rating.EASY, *, days: int = 0, limit: int | None = None) -> list[str]:
    """Answer everything that is due so many days after `NOON` with one grade; return the cards in the order of the answers."""
    now = NOON + timedelta(days=days)
    session = collection.session(now=now, form=Form.REVEAL, limit=limit)
    cards = []
    while (question := session.next(now)) is not None:
        cards.append(question.card.id)
        session.answer(rating, now)
        now += timedelta(seconds=10)
    return cards


def card_id(collection: Collection, deck: str, prompt: str) -> str:
    """Return the id of the one card of a deck whose prompt holds these words."""
    (found,) = (card.id for card in collection.cards(deck) if prompt in card.prompt)
    return found


def kinds(events: list[Event]) -> list[str]:
    return [type(event).__name__ for event in events]


def check_replay(collection: Collection) -> None:
    """Check that the log says what the collection keeps of every card."""
    states = replay(collection.events(), collection.tuning.of_card)
    known = {card.id for row in collection.decks() for card in collection.cards(row.deck)} | set(states)
    assert {card: states.get(card, CardState()) for card in known} == collection.store.states(known)
