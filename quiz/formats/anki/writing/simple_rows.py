"""The rows of notes of facts whose cards are all told by their relation, made many at a time.

What comes of them is what comes of them one by one.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import repeat
from operator import attrgetter
from typing import Final

from attrs import field, frozen

from quiz.facts.beside import NO_QUALITIES, are_only_cited, qualities
from quiz.facts.fact import Fact
from quiz.facts.values import Text
from quiz.formats.anki.writing.content import Row
from quiz.formats.anki.writing.guids import digests_of, guids_of
from quiz.formats.anki.writing.hiding import Hiding, is_plain_field
from quiz.formats.anki.writing.html import plain_html, rich_html, value_html
from quiz.formats.anki.writing.models import BESIDES
from quiz.formats.anki.writing.own import FRONTED, Fields
from quiz.formats.anki.writing.simple import Simple
from quiz.formats.anki.writing.sorting import checksums
from quiz.formats.anki.writing.sorting import words as sorted_by

_MOST_REMEMBERED: Final = 10_000
_AT_ONCE: Final = 1000
"""Notes that are made together."""
_YES: Final = "x"
_NOTHING: Final = ("",) * len(BESIDES)
_subject: Final = attrgetter("subject")
_value: Final = attrgetter("value")
_tags: Final = attrgetter("tags")
_text: Final = attrgetter("text")
_type: Final[Callable[[object], object]] = type


@frozen(eq=False)
class Rows:
    """Makes the rows of notes of one deck."""

    deck: str
    fields: Fields
    hiding: Hiding
    tags: Callable[[frozenset[str]], str]
    """Returns tags as Anki has them."""
    _known: dict[tuple[int, ...], str] = field(factory=dict, init=False)

    def of(self, simple: Simple, first: int, type: int) -> Iterator[Iterable[Row]]:
        """Yield the rows of notes, with ids from `first` on, many at a time."""
        for start in range(0, len(simple.facts), _AT_ONCE):
            yield self._several(simple, start, first + start, type)

    def _several(self, simple: Simple, start: int, first: int, type: int) -> Iterable[Row]:
        # Nothing is called for each note that can be done for many: this is most of the time that a package takes.
        facts, places = simple.facts[start : start + _AT_ONCE], simple.places[start : start + _AT_ONCE]
        subjects, given, tagged = [*map(_subject, facts)], [*map(_value, facts)], [*map(_tags, facts)]
        has_tags = any(tagged)
        told = [*map(qualities, facts)]
        are_bare = told.count(NO_QUALITIES) == len(facts)
        are_texts = simple.relation.value == "text" and {*map(_type, given)} == {Text}
        values = [*map(_text, given)] if are_texts else []
        is_plain = are_texts and is_plain_field(" ".join(subjects)) and is_plain_field(" ".join(values))
        bits = repeat(simple.whole) if simple.bits is None else simple.bits[start : start + _AT_ONCE]
        ends = self._ends(simple, bits, len(facts))
        mores: Iterable[str] = repeat("")
        hiding = self.hiding
        if not are_bare:
            more = zip(facts, bits, ends, told, strict=False)
            ends = [end if said == NO_QUALITIES else self._end(simple, fact, bit, said) for fact, bit, end, said in more]
            mores = [*map(hiding.beside, facts, told)]
        elif has_tags:
            mores = [*map(hiding.tags, tagged)]
        if is_plain and (are_bare or not any(fact.note or fact.feedback for fact in facts)):
            found = [
                f'{subject}\x1f{value}{end}\x1f{{"at":[{place}],"facts":[{{{more}}}]}}'
                for subject, value, end, place, more in zip(subjects, values, ends, places, mores, strict=False)
            ]
        else:
            shown = [
                f"{plain_html(subject)}\x1f{value_html(value)}{end}"
                for subject, value, end in zip(subjects, given, ends, strict=True)
            ]
            found = [
                f"{one}\x1f{hiding.of_fact(fact, place, one, more)}"
                for one, fact, place, more in zip(shown, facts, places, mores, strict=False)
            ]
        words = subjects if is_plain else [sorted_by(plain_html(subject)) for subject in subjects]
        digests = digests_of(words)
        names = self._guids(simple, start, facts, digests if is_plain else None)
        tags = map(self.tags, tagged) if has_tags else repeat("")
        ids = range(first, first + len(facts))
        return zip(ids, names, repeat(type), tags, found, words, checksums(digests), repeat(""), strict=False)

    def _guids(self, simple: Simple, start: int, facts: Sequence[Fact], digests: Sequence[bytes] | None) -> Sequence[str]:
        """Return what notes are known by."""
        firsts = simple.firsts
        if firsts is None:
            return guids_of(self.deck, simple.relation, simple.kinds[0], facts, digests)
        own = firsts[start : start + len(facts)]
        each = {
            number: iter(guids_of(self.deck, simple.relation, simple.kinds[number], several))
            for number in set(own)
            if (several := [fact for fact, first in zip(facts, own, strict=True) if first == number])
        }
        return [next(each[number]) for number in own]

    def _ends(self, simple: Simple, bits: Iterable[int], count: int) -> Sequence[str]:
        """Return the fields that come after the value, of facts that say nothing more."""
        if simple.bits is None:
            return [_end(simple, simple.whole, (), _NOTHING)] * count
        by_bits = {one: _end(simple, one, (), _NOTHING) for one in set(bits)}
        return [*map(by_bits.__getitem__, bits)]

    def _end(self, simple: Simple, fact: Fact, bits: int, told: tuple[object, ...]) -> str:
        """Return the fields that come after the value of a fact that says more."""
        # Most facts that say more say only where they come from, as many others do.
        name = (id(simple), bits, *map(id, fact.sources)) if are_only_cited(told) else None
        if name is not None and (known := self._known.get(name)) is not None:
            return known
        first = simple.kinds[(bits & -bits).bit_length() - 1]
        questions: Sequence[str] = ()
        if fact.front:
            laid_out = rich_html(fact.front)
            asked = (bits >> number & 1 and kind in FRONTED for number, kind in enumerate(simple.kinds))
            questions = [laid_out if is_asked else "" for is_asked in asked]
        found = _end(simple, bits, questions, self.fields.besides_of(fact, first))
        if name is not None and len(self._known) < _MOST_REMEMBERED:
            self._known[name] = found
        return found


def _end(simple: Simple, bits: int, questions: Sequence[str], besides: Sequence[str]) -> str:
    kinds = range(len(simple.kinds))
    without = ["" if bits >> number & 1 else _YES for number in kinds] if len(kinds) > 1 else []
    return "\x1f" + "\x1f".join((*(questions or repeat("", len(kinds))), *besides, *without))
