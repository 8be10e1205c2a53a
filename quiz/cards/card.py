"""The card: one question in one direction, with everything that can be said about its answer."""

from enum import StrEnum
from typing import TYPE_CHECKING

from attrs import field, frozen

from quiz.facts.fact import Fact, Source, Status
from quiz.facts.relation import Relation
from quiz.facts.values import Listed, SetOf, Text, Value, members

if TYPE_CHECKING:
    from quiz.cards.index import Index
    from quiz.facts.deck import Deck


class Kind(StrEnum):
    """What a card asks."""

    FORWARD = "forward"
    BACKWARD = "backward"
    CLOZE = "cloze"
    ORDER = "order"
    CONTRAST = "contrast"


_BACKWARD = Kind.BACKWARD
"""Looked up once: the members of an enumeration are found slowly."""


class Form(StrEnum):
    """How a card is asked this time."""

    REVEAL = "reveal"
    TYPED = "typed"
    CHOICE = "choice"
    TRUEFALSE = "truefalse"
    MULTISELECT = "multiselect"
    ORDERING = "ordering"
    MATCHING = "matching"


MOST_MEMBERS = 12
"""A larger set is not asked whole but by membership: `choice` and `truefalse`."""


@frozen
class Card:
    """One question in one direction. Its answer may be a set of members."""

    id: str
    kind: Kind
    relation: Relation
    given: str
    """The side that the question shows: a subject, or a value as text."""
    prompt: str
    """The question in words, with whatever is needed to tell it from its siblings."""
    facts: tuple[Fact, ...]
    """The facts that are the answer, ordered by their value or subject."""
    index: "Index" = field(repr=False, eq=False)
    """What the deck knows of all its values; shared by all cards of the deck."""
    asked: bool = True
    """False where the facts contradict each other: the card is kept and shown, but not asked until the deck is mended."""
    parts: tuple[Value, ...] = ()
    """The members of the answer in their order, for kinds whose answer is not simply the values or subjects of the facts."""

    @property
    def deck(self) -> "Deck":
        """The deck that the card was made from."""
        return self.index.deck

    @property
    def lang(self) -> str:
        """The language of the answer (BCP 47)."""
        return self.relation.lang or self.deck.lang

    @property
    def subject(self) -> str:
        """The subject of the card's facts; of several, all of them."""
        return "; ".join(dict.fromkeys(fact.subject for fact in self.facts))

    @property
    def members(self) -> tuple[Value, ...]:
        """The answer's members in order, each once: values, or subjects when the card asks backward. Most cards have one."""
        if self.parts:
            return self.parts
        facts = self.facts
        if len(facts) == 1 and (self.kind is _BACKWARD or not isinstance(facts[0].value, SetOf)):
            return (Text(facts[0].subject) if self.kind is _BACKWARD else facts[0].value,)
        if self.kind is _BACKWARD:
            found: list[Value] = [Text(fact.subject) for fact in self.facts]
        else:
            found = [member for fact in self.facts for member in members(fact.value)]
        return tuple({member.key: member for member in found}.values())

    @property
    def ordered(self) -> bool:
        """Whether the answer's members stand in an order that matters: a list, or the parts of any card but one of a set."""
        if self.parts:
            return len(self.parts) > 1 and (self.kind is not Kind.CLOZE or len(self.facts) == 1)
        members = self.members
        return len(members) == 1 and isinstance(members[0], Listed)

    @property
    def answer(self) -> str:
        """The answer in words; members of a set are separated by semicolons."""
        if len(self.facts) == 1 and not self.parts:
            (fact,) = self.facts
            if self.kind is _BACKWARD:
                return fact.subject
            value = fact.value
            if type(value) is Text:
                return value.text
            if not isinstance(value, SetOf):
                return str(value)
        return "; ".join(str(member) for member in self.members)

    @property
    def accepted(self) -> tuple[str, ...]:
        """Every writing of the answer that the deck names; of a set, those of its members."""
        return tuple(dict.fromkeys(name for member in self.members for name in self.names(member)))

    def names(self, member: Value) -> tuple[str, ...]:
        """Return every name of one member of the answer, its own first, then what its author takes for right besides."""
        type_name = self.relation.subject if self.kind is _BACKWARD else getattr(member, "type", "")
        found = self.deck.names_of(str(member), type_name or None)
        if self.kind is _BACKWARD or self.parts:
            return found
        more = [text for fact in self.facts if fact.accept and fact.value.key == member.key for text in fact.accept]
        return tuple(dict.fromkeys((*found, *more))) if more else found

    @property
    def front(self) -> str:
        """The question as its author laid it out, in rich text; empty where it is asked in the words of its relation.

        What qualifies it stands in the prompt alone.
        """
        if self.parts or self.kind not in {Kind.FORWARD, Kind.CLOZE}:
            return ""
        fronts = {fact.front for fact in self.facts}
        return fronts.pop() if len(fronts) == 1 else ""

    @property
    def note(self) -> str:
        """What is shown with the answer, in rich text: the notes of its facts, one after the other."""
        return "\n\n".join(dict.fromkeys(fact.note for fact in self.facts if fact.note))

    @property
    def status(self) -> Status:
        """How settled the answer is: of several facts, the least settled one."""
        return max((fact.status for fact in self.facts), key=tuple(Status).index)

    @property
    def according_to(self) -> str | None:
        """Who makes the claim, where it is one."""
        claimants = dict.fromkeys(fact.according_to for fact in self.facts if fact.according_to)
        return "; ".join(claimants) or None

    @property
    def sources(self) -> tuple[Source, ...]:
        """Where the answer comes from, each source once."""
        return tuple(dict.fromkeys(source for fact in self.facts for source in fact.sources))

    @property
    def sibling(self) -> str:
        """The group of cards that give each other away: all cards of one subject, or of one value with several subjects.

        Where each fact is asked by itself, all cards of one note are a group, whatever the subjects of its facts.
        """
        if self.relation.apart and len(self.facts) == 1:
            return self.index.group_of(self.facts[0])
        return self.facts[0].subject if len({fact.subject for fact in self.facts}) == 1 else self.given

    @property
    def forms(self) -> tuple[Form, ...]:
        """Every form that the card allows, whatever the memory."""
        return self.index.forms(self)
