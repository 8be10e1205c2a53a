"""Which notes a deck of quiz becomes: one for each fact whose cards ask nothing else, and one for each other card."""

from collections.abc import Container, Iterator, Mapping, Sequence

from attrs import define

from quiz.cards.card import Card, Kind
from quiz.facts.clozes import Cloze
from quiz.facts.deck import Deck
from quiz.facts.relation import Relation
from quiz.facts.values import SetOf
from quiz.formats.anki.hidden import Form
from quiz.formats.anki.writing.models import kinds_of


@define(eq=False)
class Plan:
    """A note that is to be written, and the cards that it has, by their numbers."""

    facts: Sequence[int]
    """The places of its facts in the deck."""
    form: Form
    relation: Relation
    cards: dict[int, Card]
    position: int
    """The place of its first card among all cards of the deck."""


class Planning:
    """Sorts the cards of a deck into notes."""

    def __init__(self, deck: Deck, others: Container[int] = ()) -> None:
        """Plan the notes of a deck, but for the facts in some places, which go out in another way."""
        self._deck, self._others = deck, others
        self._places = {id(fact): place for place, fact in enumerate(deck.facts)}
        self._keys: dict[str, int] | None = None
        self._alone: dict[int, Plan] = {}
        self._numbers: dict[str, Mapping[Kind, int]] = {}
        self.plans: list[Plan] = []
        self.cards = 0
        """How many cards its notes have."""

    def add(self, position: int, card: Card) -> None:
        """Add a card: to the note of its fact, or as a note of its own."""
        places = self._places_of(card)
        if all(place in self._others for place in places):
            return
        self.cards += 1
        if len(places) == 1 and card.asked:
            (place,) = places
            plan = self._alone.get(place)
            number = self._number(card, plan)
            if number is not None and plan is not None:
                plan.cards[number] = card
                return
            if number is not None:
                form: Form = "cloze" if card.relation.value == "cloze" else "fact"
                self._alone[place] = plan = Plan(places, form, card.relation, {number: card}, position)
                self.plans.append(plan)
                return
        self.plans.append(Plan(places, "card", card.relation, {0: card}, position))

    def unused(self) -> Iterator[int]:
        """Yield the places of the facts that no card asks."""
        used = self._alone.keys() | {place for plan in self.plans if plan.form == "card" for place in plan.facts}
        return (place for place in range(len(self._deck.facts)) if place not in used and place not in self._others)

    def _places_of(self, card: Card) -> tuple[int, ...]:
        places = self._places
        if len(card.facts) == 1 and (place := places.get(id(card.facts[0]))) is not None:
            return (place,)
        found = (places.get(id(fact)) for fact in card.facts)
        return tuple(dict.fromkeys(self._by_key(card, number) if place is None else place for number, place in enumerate(found)))

    def _by_key(self, card: Card, number: int) -> int:
        """Return the place of a fact that a card has otherwise than the deck, such as with the date of the whole deck."""
        if self._keys is None:
            self._keys = {fact.key: place for place, fact in reversed(list(enumerate(self._deck.facts)))}
        return self._keys[card.facts[number].key]

    def _number(self, card: Card, plan: Plan | None) -> int | None:
        """Return the number of a card in the note of its fact; nothing where that note cannot have it."""
        relation = card.relation
        if relation.value == "cloze":
            number = _sentence_number(card, plan)
        elif card.kind is Kind.BACKWARD and isinstance(card.facts[0].value, SetOf):
            return None  # each of its members is asked for
        else:
            numbers = self._numbers.get(relation.name)
            if numbers is None:
                numbers = {kind: number for number, kind in enumerate(kinds_of(relation))}
                self._numbers[relation.name] = numbers
            number = numbers.get(card.kind)
        return None if plan is not None and number in plan.cards else number


def _sentence_number(card: Card, plan: Plan | None) -> int | None:
    """Return the number of the card of a sentence: one less than that of the blanks that it hides."""
    (fact,) = card.facts
    value = fact.value
    if not isinstance(value, Cloze) or card.kind is not Kind.CLOZE or fact.front:
        return None
    hidden = tuple(map(str, card.parts))
    for number in value.numbers:
        shown, words = value.blanked(number)
        if words != hidden or not card.prompt.startswith(shown) or (plan is not None and number - 1 in plan.cards):
            continue
        when = card.prompt[len(shown) :]
        first = None if plan is None else next(iter(plan.cards.items()))
        if first is not None and when_of(value, first[0], first[1]) != when:
            return None
        return number - 1
    return None


def when_of(sentence: Cloze, number: int, card: Card) -> str:
    """Return what the question of a sentence says besides the sentence, such as when it held."""
    return card.prompt[len(sentence.blanked(number + 1)[0]) :]
