"""What a fact's author says to answers, on its way back to shares of the marks: `50 %: …` is an answer that is partly right."""

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Final

from attrs import frozen

from quiz.cards.card import Card, Kind
from quiz.text.normal import folded

_SHARE: Final = re.compile(r"(\d{1,3}(?:\.\d{1,5})?) %(?:: (.*))?", re.DOTALL)


@frozen
class Said:
    """The remarks on the answers to a card."""

    by_answer: Mapping[str, tuple[str, Decimal, str]]
    """The answer, its share of the marks in percent, and the remark; by the answer's letters."""

    def remark(self, *answers: str) -> str:
        """Return the remark on the first of some writings of an answer that has one."""
        return next((self.by_answer[key][2] for key in map(folded, answers) if key in self.by_answer), "")

    def share(self, answer: str) -> Decimal:
        """Return the share of the marks that a wrong answer gets all the same."""
        found = self.by_answer.get(folded(answer))
        return found[1] if found else Decimal(0)

    def others(self, known: Iterable[str]) -> Iterator[str]:
        """Yield the answers with a remark that are none of the known ones."""
        left = {folded(answer) for answer in known}
        yield from (answer for key, (answer, _, _) in self.by_answer.items() if key not in left)


def said_of(card: Card) -> Said:
    """Return what the author of a card's facts says to answers."""
    found: dict[str, tuple[str, Decimal, str]] = {}
    for fact in card.facts if card.kind is not Kind.BACKWARD else ():
        for answer, remark in fact.feedback:
            share = _SHARE.fullmatch(remark)
            if share and Decimal(share[1]) < 100:
                found.setdefault(folded(answer), (answer, Decimal(share[1]), share[2] or ""))
            else:
                found.setdefault(folded(answer), (answer, Decimal(0), remark))
    return Said(found)
