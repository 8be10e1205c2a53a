"""The first candidates of a kind: nearly always all of them are false for a card, and one look tells so."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from attrs import frozen

from quiz.cards.card import Card, Kind
from quiz.cards.crowd import Crowd, crowd_of
from quiz.cards.sameness import marks
from quiz.cards.spelling import primary
from quiz.facts.values import TermName, Text, Value

if TYPE_CHECKING:
    from quiz.cards.pool import Candidate


@frozen(eq=False)
class Witnesses:
    """Candidates of which none can be taken for another."""

    candidates: "tuple[Candidate, ...]"
    _words: Crowd | None = None
    """What they are called; nothing where some are not simply words."""
    _had: Crowd | None = None
    """Every value that each has, where they are subjects; nothing where some values are not simply words."""

    @classmethod
    def of(cls, card: Card, candidates: "tuple[Candidate, ...]") -> "Witnesses":
        """Return candidates with all that must be known of them to tell that they are false for a card like `card`."""
        relation, lang = card.relation, primary(card.lang)
        if card.deck.terms or (relation.many and not relation.complete):
            return cls(candidates)
        words = crowd_of((one.value for one in candidates), lang)
        if card.kind is not Kind.BACKWARD:
            return cls(candidates, words)
        return cls(
            candidates,
            words,
            crowd_of((value for one in candidates for value in card.index.known(relation, str(one.value))), lang),
        )

    def are_false(self, card: Card, members: Sequence[Value]) -> bool:
        """Say whether it is plain that all of them are false for a card. `members` are those of its answer.

        They are false where nothing true of the card might be taken for one of them and, if they are subjects, the value that the
        card shows for none of theirs.
        """
        words, lang = self._words, primary(card.lang)
        if words is None:
            return False
        if card.kind is not Kind.BACKWARD:
            true = card.index.known(card.relation, card.facts[0].subject)
            return not (words.might_be(marks(card.given, lang)) or words.any_might_be(true, lang))
        fact = card.facts[0]
        if self._had is None or not isinstance(fact.value, Text | TermName) or str(fact.value) != card.given:
            return False
        shown = marks(card.given, lang)
        return not (words.might_be(shown) or self._had.might_be(shown) or words.any_might_be(members, lang))
