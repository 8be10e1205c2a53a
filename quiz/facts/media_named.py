"""Every picture and sound that a deck names: as a value, a member of one or a term's picture, and in rich text of any kind."""

from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import Final

from quiz.facts.clozes import Cloze
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.facts.media import Picture, Sound, named_in
from quiz.facts.values import Listed, RichText, SetOf, Text, Value

_SIGN = "!["
"""With what a picture or sound begins in rich text; in most texts there is none."""
_AT_ONCE: Final = 1000
_WORDS: Final = frozenset({Text, RichText})
_told: Final = attrgetter("front", "note", "wrong", "feedback")
_NOTHING: Final = _told(Fact)


def media_of(deck: Deck) -> Iterator[Picture | Sound]:
    """Yield the pictures and sounds of a deck's facts and terms; one that is named twice, twice."""
    # Next to no fact of a large deck names any: whether one might is seen of many at once.
    for start in range(0, len(deck.facts), _AT_ONCE):
        several: Sequence[Fact] = deck.facts[start : start + _AT_ONCE]
        if {type(fact.value) for fact in several} <= _WORDS and [*map(_told, several)].count(_NOTHING) == len(several):
            several = [fact for fact in several if type(fact.value) is RichText and _SIGN in fact.value.source]
        for fact in several:
            yield from media_of_fact(fact)
    for term in deck.terms.values():
        if term.picture is not None:
            yield term.picture


def media_of_fact(fact: Fact) -> Iterator[Picture | Sound]:
    """Yield the pictures and sounds of a fact: of its question, its value, its options, and all that is told with them."""
    if fact.front and _SIGN in fact.front:
        yield from named_in(fact.front)
    yield from media_of_value(fact.value)
    if fact.note and _SIGN in fact.note:
        yield from named_in(fact.note)
    for text in (*fact.wrong, *(remark for _, remark in fact.feedback)):
        if _SIGN in text:
            yield from named_in(text)


def media_of_value(value: Value) -> Iterator[Picture | Sound]:
    """Yield the pictures and sounds of a value: itself, its members, or those in its words."""
    match value:
        case Picture() | Sound():
            yield value
        case Listed(items) | SetOf(items):
            for item in items:
                yield from media_of_value(item)
        case RichText(source=text) | Cloze(text=text) if _SIGN in text:
            yield from named_in(text)
        case _:
            pass
