"""Every picture and sound that a deck names: as a value, a member of one or a term's picture, and in rich text of any kind."""

from collections.abc import Iterator

from quiz.facts.clozes import Cloze
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.facts.media import Picture, Sound, named_in
from quiz.facts.values import Listed, RichText, SetOf, Value

_SIGN = "!["
"""With what a picture or sound begins in rich text; in most texts there is none."""


def media_of(deck: Deck) -> Iterator[Picture | Sound]:
    """Yield the pictures and sounds of a deck's facts and terms; one that is named twice, twice."""
    for fact in deck.facts:
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
