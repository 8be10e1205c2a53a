"""What else an answer might be: the names of everything that the deck gives as an answer to the same kind of question."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from attrs import field, frozen

from quiz.cards.card import Card, Kind
from quiz.cards.spelling import Level, form, primary
from quiz.facts.fact import Fact, Status
from quiz.facts.relation import Relation, fill
from quiz.facts.values import Text, Value, members

if TYPE_CHECKING:
    from quiz.cards.index import Index
    from quiz.facts.deck import Deck


@frozen
class Called:
    """One name of something, and the canonical key of what it names."""

    name: str
    key: str


@frozen(slots=False, eq=False)
class Known:
    """The answers that a deck knows for one relation in one direction. Everything is looked up, nothing is searched."""

    facts: tuple[Fact, ...]
    """The facts of the relation."""
    relation: Relation
    backward: bool
    lang: str
    deck: "Deck" = field(repr=False)
    _by_form: "dict[Level, dict[str, list[Called]]]" = field(factory=dict, init=False, repr=False)

    @cached_property
    def by_key(self) -> Mapping[str, tuple[Fact, ...]]:
        """The facts that have each answer."""
        found: dict[str, list[Fact]] = {}
        for fact in self.facts:
            for answer in self.answers(fact):
                found.setdefault(answer.key, []).append(fact)
        return {key: tuple(facts) for key, facts in found.items()}

    @cached_property
    def by_given(self) -> Mapping[str, tuple[Fact, ...]]:
        """The facts that have each given side."""
        found: dict[str, list[Fact]] = {}
        for fact in self.facts:
            for given in self.givens(fact):
                found.setdefault(given, []).append(fact)
        return {given: tuple(facts) for given, facts in found.items()}

    @cached_property
    def called(self) -> tuple[Called, ...]:
        """Every name of every answer that is words."""
        return tuple(
            Called(name, key)
            for key, facts in self.by_key.items()
            for answer in self.answers(facts[0])
            if answer.key == key
            for name in self.names(answer)
        )

    @cached_property
    def by_letters(self) -> Mapping[str, list[Called]]:
        """Every name by its letters without accents, and with digraphs for those that may be written as two letters."""
        found: dict[str, list[Called]] = {}
        for called in self.called:
            letters = form(called.name, Level.BARE, self.lang)
            found.setdefault(letters, []).append(called)
            if not called.name.isascii() and (double := form(called.name, Level.DIGRAPHS, self.lang)) != letters:
                found.setdefault(double, []).append(called)
        return found

    def forms(self, level: Level) -> Mapping[str, list[Called]]:
        """Return everything that the deck knows, by its form at a level of tolerance looser than `BARE`."""
        if level not in self._by_form:
            found: dict[str, list[Called]] = {}
            for called in self.called:
                found.setdefault(form(called.name, level, self.lang), []).append(called)
            self._by_form[level] = found
        return self._by_form[level]

    def at(self, level: Level, text: str) -> Iterator[Called]:
        """Yield what is called `text` at a level of tolerance."""
        wanted = form(text, level, self.lang)
        if level > Level.BARE:
            yield from self.forms(level).get(wanted, ())
            return
        # What is equal at a strict level is equal at one of these: no other index is needed.
        letters = dict.fromkeys((form(text, Level.BARE, self.lang), form(text, Level.DIGRAPHS, self.lang)))
        for called in dict.fromkeys(called for key in letters for called in self.by_letters.get(key, ())):
            if form(called.name, level, self.lang) == wanted:
                yield called

    def find(self, text: str, unless: frozenset[str] = frozenset()) -> tuple[Level, tuple[Called, ...]]:
        """Return what else `text` names, of keys not in `unless`, at the strictest level at which it names anything."""
        for level in (Level.SAME, Level.FOLDED, Level.SPELLED, Level.DIGRAPHS, Level.BARE):
            found = tuple(called for called in self.at(level, text) if called.key not in unless)
            if found:
                return level, found
        return Level.SHORT, ()

    def answers(self, fact: Fact) -> tuple[Value, ...]:
        """Return the members of the answer that a fact gives."""
        return (Text(fact.subject),) if self.backward else members(fact.value)

    def givens(self, fact: Fact) -> tuple[str, ...]:
        """Return what a question that a fact answers shows."""
        return tuple(str(member) for member in members(fact.value)) if self.backward else (fact.subject,)

    def names(self, answer: Value) -> tuple[str, ...]:
        """Return every name of an answer."""
        type_name = self.relation.subject if self.backward else getattr(answer, "type", "")
        return self.deck.names_of(str(answer), type_name or None)

    def others(self, card: Card) -> tuple[Fact, ...]:
        """Return the facts that answer the card's question at another time or by another claimant.

        What is denied is no answer.
        """
        givens = dict.fromkeys(given for fact in card.facts for given in self.givens(fact))
        if self.backward and card.given in givens:
            givens = {card.given: None}
        found = dict.fromkeys(fact for given in givens for fact in self.by_given.get(given, ()))
        return tuple(fact for fact in found if fact not in card.facts and fact.status is not Status.DENIED)


# By the index that a deck's cards share: it goes with the last of them, and what is known of it goes too.
_KNOWN: "WeakKeyDictionary[Index, dict[tuple[str, bool, str], Known]]" = WeakKeyDictionary()


def known(card: Card) -> Known:
    """Return what the card's deck knows of answers like this card's; gathered once a deck, relation and direction."""
    of_deck = _KNOWN.setdefault(card.index, {})
    key = (card.relation.name, card.kind is Kind.BACKWARD, primary(card.lang))
    if key not in of_deck:
        facts = card.deck.by_relation.get(card.relation.name, ())
        of_deck[key] = Known(facts, card.relation, backward=key[1], lang=key[2], deck=card.deck)
    return of_deck[key]


def told(fact: Fact, relation: Relation) -> str:
    """Return what a fact says, with when and by whom, as one sentence without its full stop."""
    value = str(fact.value)
    if relation.say and "{subject}" in relation.say and "{value}" in relation.say:
        said = fill(relation.say, subject=fact.subject, value=value).rstrip(".")
    else:
        said = f"{value} is the {relation.words} of {fact.subject}"
    if fact.since or fact.until:
        since, until = (f"from {fact.since}" if fact.since else ""), (f"until {fact.until}" if fact.until else "")
        said += f", {' '.join(filter(None, (since, until)))}"
    if fact.status is not Status.STATED:
        said += f" ({fact.status.value})"
    return f"{said}, according to {fact.according_to}" if fact.according_to else said
