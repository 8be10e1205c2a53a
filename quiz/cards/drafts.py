"""Drafts: cards of one relation before their prompts are told apart from all others of the deck."""

from collections.abc import Mapping, Sequence

from attrs import frozen

from quiz.cards.card import Card, Kind
from quiz.cards.index import Index
from quiz.facts.fact import Fact, Status
from quiz.facts.relation import Relation
from quiz.facts.statements import Statement
from quiz.facts.values import Value

Statements = Mapping[str, Sequence[Statement]]
"""What is said of each subject by one relation."""


@frozen
class Draft:
    """All of a card but what it shares with others."""

    id: str
    kind: Kind
    given: str
    prompt: str
    """The question in words, which another card of the deck may happen to share."""
    facts: tuple[Fact, ...]
    parts: tuple[Value, ...] = ()
    asked: bool = True

    def card(self, relation: Relation, index: Index, prompt: str) -> Card:
        """Return the card, with its final prompt."""
        return Card(self.id, self.kind, relation, self.given, prompt, self.facts, index, self.asked, self.parts)


def plain_fact(found: Sequence[Statement]) -> Fact | None:
    """Return the fact that answers the plain question about a subject: the only one that is stated and holds, or nothing."""
    plain = [statement for statement in found if not statement.distinction]
    if not plain or len({statement.fact.value.key for statement in plain}) > 1:
        return None
    first = plain[0]
    return None if first.conflicting or first.dated or first.fact.status is not Status.STATED else first.fact
