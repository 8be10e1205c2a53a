"""Which notes a deck of quiz becomes: one for each fact whose cards ask nothing else, and one for each other card."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property

from attrs import define

from quiz.cards.apart_cards import Plain
from quiz.cards.card import Card, Kind
from quiz.cards.generation import Alone, parted
from quiz.facts.clozes import Cloze
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.facts.relation import Relation
from quiz.facts.values import SetOf
from quiz.formats.anki.hidden import Form
from quiz.formats.anki.writing.models import kinds_of
from quiz.formats.anki.writing.simple import Simple


@define(eq=False)
class Plan:
    """A note that is to be written, and the cards that it has, by their numbers."""

    facts: Sequence[int]
    """The places of its facts in the deck."""
    form: Form
    relation: Relation
    cards: dict[int, Card]
    position: int
    """The place of its first card among the new ones."""


class Planning:
    """Sorts the cards of a deck into notes."""

    def __init__(self, deck: Deck, others: Collection[int], special: AbstractSet[str], *, one_by_one: bool) -> None:
        """Plan the notes of a deck, but for the facts in some places, which go out in another way.

        The facts of cards that are `special`, by their ids, are planned by themselves; all are `one_by_one`.
        """
        self._deck, self._others, self._special, self._one_by_one = deck, others, special, one_by_one
        self._keys: dict[str, int] | None = None
        self._alone: dict[int, Plan] = {}
        self._numbers: dict[str, Mapping[Kind, int]] = {}
        self.plans: list[Plan] = []
        self.simple: list[Simple] = []
        """The notes of facts whose cards are all told by their relation, for each relation."""
        self.cards = 0
        """How many cards the plans have."""

    def add_all(self) -> Iterator[None]:
        """Sort all cards; between them, whoever waits may look whether they are still wanted."""
        if len(self._others) >= len(self._deck.facts):
            return
        starts = self._starts()
        alone: dict[str, list[Alone]] = {}
        after: dict[str, int] = {name: start + len(self._deck.by_relation[name]) for name, start in starts.items()}
        for count, one in enumerate(parted(self._deck)):
            if not count % 1000:
                yield
            if isinstance(one, Alone):
                alone.setdefault(one.relation.name, []).append(one)
                continue
            card = self._made(one)
            if card is not None:
                self._add(card, after[card.relation.name])
                after[card.relation.name] += 1
        for name, several in alone.items():
            yield
            self._sort(name, several, starts[name])

    def _starts(self) -> Mapping[str, int]:
        """Return the place of the first card of each relation among the new ones: each of its facts may be one note or two."""
        found: dict[str, int] = {}
        start = 0
        for name, facts in self._deck.by_relation.items():
            found[name] = start
            start += 3 * len(facts)
        return found

    def _made(self, found: Card | Plain) -> Card | None:
        """Return a card that is to be planned; nothing for one of a fact that goes out in another way."""
        if isinstance(found, Card):
            return found
        if self._others and self._places[id(found[1])] in self._others:
            return None
        return next(iter(found[2].made((found,))))

    def _sort(self, name: str, several: Sequence[Alone], start: int) -> None:
        """Sort the facts of a relation that are alone in some kinds of card."""
        relation, facts = several[0].relation, self._deck.by_relation[name]
        kinds = kinds_of(relation)
        planned = {place for place in self._alone if self._deck.facts[place].relation == name} if self._alone else set[int]()
        special = self._specials(several)
        if not planned and not special and len(several) == len(kinds) and all(len(one.facts) == len(facts) for one in several):
            self.simple.append(Simple(relation, kinds, self._places_in(name), facts, start))
            return
        asked: dict[int, int] = {}
        for one in several:
            bit = 1 << kinds.index(one.kind)
            for fact in one.facts:
                asked[id(fact)] = asked.get(id(fact), 0) | bit
        found: list[tuple[int, Fact, int, int]] = []
        for position, (place, fact) in enumerate(zip(self._places_in(name), facts, strict=True), start):
            bits = asked.get(id(fact), 0)
            if place in planned or id(fact) in special:
                self._join(place, fact, [one for one in several if bits >> kinds.index(one.kind) & 1], position)
            elif bits:
                found.append((place, fact, bits, position))
        if found:
            place_of, fact_of, bits_of, position_of = zip(*found, strict=True)
            self.simple.append(Simple(relation, kinds, place_of, fact_of, start, bits_of, position_of))

    def _specials(self, several: Sequence[Alone]) -> set[int]:
        """Return which facts are planned by themselves, by what they are."""
        if self._one_by_one:
            return {id(fact) for one in several for fact in one.facts}
        found: set[int] = set()
        for one in several if self._special else ():
            names = zip(one.ids(), one.facts, strict=True)
            found.update(id(fact) for name, fact in names if name in self._special)
        return found

    def _join(self, place: int, fact: Fact, several: Sequence[Alone], position: int) -> None:
        """Put the cards that ask a fact alone to the others of its note."""
        plan = self._alone.get(place)
        for one in several:
            (card,) = one.made((fact,))
            number = kinds_of(one.relation).index(one.kind)
            self.cards += 1
            if plan is None:
                plan = self._alone[place] = Plan((place,), "fact", one.relation, {number: card}, position)
                self.plans.append(plan)
            else:
                plan.cards[number] = card

    def _add(self, card: Card, position: int) -> None:
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
                position = self._positions.get(id(card.facts[0]), position)
                self._alone[place] = plan = Plan(places, form, card.relation, {number: card}, position)
                self.plans.append(plan)
                return
        self.plans.append(Plan(places, "card", card.relation, {0: card}, position))

    def unused(self) -> Iterator[int]:
        """Yield the places of the facts that no card asks."""
        whole = len(self._deck.facts)
        if len(self._others) + sum(len(one.facts) for one in self.simple) == whole:
            return
        used = self._alone.keys() | {place for plan in self.plans if plan.form == "card" for place in plan.facts}
        used = used.union(*(one.places for one in self.simple))
        yield from (place for place in range(whole) if place not in used and place not in self._others)

    @cached_property
    def _places(self) -> Mapping[int, int]:
        """The places of the facts of the deck, by what they are."""
        return {id(fact): place for place, fact in enumerate(self._deck.facts)}

    def _places_in(self, relation: str) -> Sequence[int]:
        """Return the places of the facts of a relation in the deck."""
        if len(self._deck.by_relation) == 1:
            return range(len(self._deck.facts))
        return [self._places[id(fact)] for fact in self._deck.by_relation[relation]]

    @cached_property
    def _positions(self) -> Mapping[int, int]:
        """The place of the note of each fact among all notes, by what it is."""
        starts = self._starts()
        return {
            id(fact): position
            for name, facts in self._deck.by_relation.items()
            for position, fact in enumerate(facts, starts[name])
        }

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
