"""What a session came to: what was learned, lapsed and fixed, how each relation went, and what was missed."""

from collections import Counter
from collections.abc import Mapping, Sequence

from attrs import field, frozen

from quiz.cards.card import Card
from quiz.memory.events import Crammed
from quiz.memory.rating import Rating
from quiz.memory.state import Phase
from quiz.study.question import Result


@frozen
class Tried:
    """A card of a session."""

    card: Card
    right_at_last: bool
    """Whether the last answer was not Again."""


@frozen
class Summary:
    """The numbers of a session. Every card counts once, and by what it was when it was first asked."""

    answers: int = 0
    right: int = 0
    """Answers other than Again."""
    seconds: float = 0.0
    cards: int = 0
    learned: int = 0
    """New cards whose last answer was right."""
    lapsed: int = 0
    """Cards past their learning steps that were forgotten."""
    fixed: int = 0
    """Cards that had been forgotten, before this session or in it, and were right at last."""
    by_rating: Mapping[Rating, int] = field(factory=dict)
    by_relation: Mapping[str, tuple[int, int]] = field(factory=dict)
    """For each relation, in words, right answers and all of them; in the order in which they were first asked."""
    missed: tuple[Tried, ...] = ()
    """The cards that were graded Again, in the order in which they first were."""
    is_practice: bool = False
    """Nothing of it moved memory."""


def summed_up(results: Sequence[Result]) -> Summary:
    """Return what the graded answers of a session, in order, come to."""
    first: dict[str, Result] = {}
    last: dict[str, Result] = {}
    relations: dict[str, tuple[int, int]] = {}
    missed: dict[str, Card] = {}
    lapsed: set[str] = set()
    for one in results:
        card, right = one.question.card, one.rating is not Rating.AGAIN
        first.setdefault(card.id, one)
        last[card.id] = one
        known, asked = relations.get(card.relation.words, (0, 0))
        relations[card.relation.words] = known + right, asked + 1
        if not right:
            missed.setdefault(card.id, card)
            if one.question.state.phase is Phase.REVIEW:
                lapsed.add(card.id)
    right_at_last = {card for card, one in last.items() if one.rating is not Rating.AGAIN}
    new = {card for card, one in first.items() if one.question.state.phase is Phase.NEW}
    forgotten = lapsed | {card for card, one in first.items() if one.question.state.phase is Phase.RELEARNING}
    return Summary(
        answers=len(results),
        right=sum(one.rating is not Rating.AGAIN for one in results),
        seconds=sum(one.event.took for one in results) / 1000,
        cards=len(first),
        learned=len(new & right_at_last),
        lapsed=len(lapsed),
        fixed=len(forgotten & right_at_last),
        by_rating=Counter(one.rating for one in results),
        by_relation=relations,
        missed=tuple(Tried(card, name in right_at_last) for name, card in missed.items()),
        is_practice=bool(results) and all(isinstance(one.event, Crammed) for one in results),
    )
