"""The cards of a learner's own clozes: one for each number in a sentence.

A card's identity is the subject, the number, and the sentence with its numbers in place of all the words to recall: mending any
of these words keeps every card of the sentence.
"""

from collections.abc import Iterator, Sequence

from quiz.cards.card import Card, Kind
from quiz.cards.drafts import Draft, Statements
from quiz.cards.identity import card_id, own_id
from quiz.cards.index import Index
from quiz.cards.wording import qualified, qualifiers
from quiz.facts.clozes import Cloze
from quiz.facts.relation import Relation
from quiz.facts.statements import Distinction, Statement
from quiz.facts.values import Text, Value


def cloze_drafts(index: Index, relation: Relation, sorted_out: Statements) -> Iterator[Draft]:
    """Yield a draft for every number of every sentence, sentence by sentence.

    The answer is what the blanks of the number hide, in their order. Sentences of one subject that differ in nothing but what one
    number hides are one card with a set.
    """
    for subject, found in sorted_out.items():
        same: dict[tuple[Distinction, int, str], list[tuple[Statement, Cloze]]] = {}
        taken: set[str] = set()
        for statement in found:
            value = statement.fact.value
            if not isinstance(value, Cloze):
                continue
            for number in value.numbers:
                same.setdefault((statement.distinction, number, value.blanked(number)[0]), []).append((statement, value))
        for (words, number, shown), several in same.items():
            first, cloze = several[0]
            identity = _identity(index.deck.id, first, number, cloze)
            if identity in taken:
                # Its other blanks tell this sentence from one with the same frame that came before it.
                identity = card_id(index.deck.id, relation.name, Kind.CLOZE, f"{subject}\x1f{number}\x1f{shown}", words)
            taken.add(identity)
            prompt = qualified(shown, (part for statement, _ in several for part in qualifiers(statement)))
            facts = tuple(statement.fact for statement, _ in several)
            hidden = [cloze.blanked(number)[1] for _, cloze in several]
            agreed = len(several) == 1 or all(len(texts) == 1 for texts in hidden)
            yield Draft(identity, Kind.CLOZE, subject, prompt, facts, parts_of(hidden), agreed)


def _identity(deck: str, statement: Statement, number: int, cloze: Cloze) -> str:
    fact = statement.fact
    if fact.id:
        return own_id(deck, fact.id, f"{fact.relation}\x1f{Kind.CLOZE}\x1f{number}")
    given = f"{fact.subject}\x1f{number}\x1f{cloze.frame}"
    return card_id(deck, fact.relation, Kind.CLOZE, given, statement.distinction)


def numbers_asked(card: Card) -> tuple[int, ...]:
    """Return the numbers of the blanks that a card of one fact may hide, of which one is its own; 0 for any other card."""
    sentence = card.facts[0].value
    if card.kind is not Kind.CLOZE or not isinstance(sentence, Cloze):
        return (0,)
    hidden = tuple(map(str, card.parts))
    blanked = ((number, sentence.blanked(number)) for number in sentence.numbers)
    return tuple(number for number, (shown, words) in blanked if words == hidden and card.prompt.startswith(shown))


def parts_of(hidden: Sequence[tuple[str, ...]]) -> tuple[Value, ...]:
    """Return the parts of an answer from the words that each of its sentences hides."""
    if len(hidden) == 1:
        return tuple(Text(text) for text in hidden[0])
    return tuple(Text(text) for text in dict.fromkeys(text for texts in hidden for text in texts))
