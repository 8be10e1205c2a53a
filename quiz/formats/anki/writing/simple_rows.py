"""The rows of notes of facts whose cards are all told by their relation, made many at a time.

What comes of them is what comes of them one by one.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice, repeat
from operator import attrgetter
from typing import Final

from attrs import frozen

from quiz.facts.beside import NO_QUALITIES, qualities
from quiz.facts.fact import Fact
from quiz.facts.values import Text
from quiz.formats.anki.writing.content import Row
from quiz.formats.anki.writing.hiding import Hiding, is_plain_field
from quiz.formats.anki.writing.html import plain_html, rich_html, value_html
from quiz.formats.anki.writing.models import BESIDES
from quiz.formats.anki.writing.own import FRONTED, Fields
from quiz.formats.anki.writing.simple import Simple
from quiz.formats.anki.writing.sorting import checksums
from quiz.formats.anki.writing.sorting import words as sorted_by

_AT_ONCE: Final = 1000
"""Notes that are made together."""
_YES: Final = "x"
_NOTHING: Final = ("",) * len(BESIDES)
_subject: Final = attrgetter("subject")
_value: Final = attrgetter("value")
_tags: Final = attrgetter("tags")
_type: Final[Callable[[object], object]] = type


@frozen(eq=False)
class Rows:
    """Makes the rows of notes of one deck."""

    fields: Fields
    hiding: Hiding
    tags: Callable[[frozenset[str]], str]
    """Returns tags as Anki has them."""

    def of(self, simple: Simple, first: int, type: int, guids: Iterator[str]) -> Iterator[Row]:
        """Return the rows of notes, with ids from `first` on."""
        return chain.from_iterable(
            self._several(simple, start, first + start, type, [*islice(guids, _AT_ONCE)])
            for start in range(0, len(simple.facts), _AT_ONCE)
        )

    def _several(self, simple: Simple, start: int, first: int, type: int, names: Sequence[str]) -> Iterator[Row]:
        # Nothing is called for each note that can be done for many: this is most of the time that a package takes.
        facts, places = simple.facts[start : start + _AT_ONCE], simple.places[start : start + _AT_ONCE]
        subjects, given, tagged = [*map(_subject, facts)], [*map(_value, facts)], [*map(_tags, facts)]
        told = [*map(qualities, facts)]
        values = [*map(str, given)]
        are_texts = simple.relation.value == "text" and {*map(_type, given)} == {Text}
        bits = repeat(simple.whole) if simple.bits is None else simple.bits[start : start + _AT_ONCE]
        ends = self._ends(simple, bits, len(facts))
        mores: Iterable[str] = repeat("")
        hiding = self.hiding
        plainly = are_texts and _are_plain(chain(subjects, values))
        if told.count(NO_QUALITIES) < len(facts):
            more = zip(facts, names, bits, ends, told, strict=False)
            ends = [end if said == NO_QUALITIES else self._end(simple, fact, name, bit) for fact, name, bit, end, said in more]
            plainly = plainly and not any(fact.note or fact.feedback for fact in facts)
            mores = [*map(hiding.beside, facts)]
        elif any(tagged):
            mores = [*map(hiding.tags, tagged)]
        if plainly:
            found = [
                f'{subject}\x1f{value}{end}\x1f{{"at":[{place}],"facts":[{{{more}}}]}}'
                for subject, value, end, place, more in zip(subjects, values, ends, places, mores, strict=False)
            ]
            words = subjects
        else:
            shown = [
                f"{plain_html(subject)}\x1f{value_html(value)}{end}"
                for subject, value, end in zip(subjects, given, ends, strict=True)
            ]
            found = [
                f"{one}\x1f{hiding.of_fact(fact, place, one, more)}"
                for one, fact, place, more in zip(shown, facts, places, mores, strict=False)
            ]
            words = [sorted_by(plain_html(subject)) for subject in subjects]
        ids = range(first, first + len(facts))
        return zip(ids, names, repeat(type), map(self.tags, tagged), found, words, checksums(words), repeat(""), strict=False)

    def _ends(self, simple: Simple, bits: Iterable[int], count: int) -> Sequence[str]:
        """Return the fields that come after the value, of facts that say nothing more."""
        if simple.bits is None:
            return [_end(simple, simple.whole, (), _NOTHING)] * count
        by_bits = {one: _end(simple, one, (), _NOTHING) for one in set(bits)}
        return [*map(by_bits.__getitem__, bits)]

    def _end(self, simple: Simple, fact: Fact, name: str, bits: int) -> str:
        """Return the fields that come after the value of a fact that says more."""
        first = simple.kinds[(bits & -bits).bit_length() - 1]
        questions: Sequence[str] = ()
        if fact.front:
            laid_out = rich_html(fact.front)
            asked = (bits >> number & 1 and kind in FRONTED for number, kind in enumerate(simple.kinds))
            questions = [laid_out if is_asked else "" for is_asked in asked]
        return _end(simple, bits, questions, self.fields.besides_of(fact, name, first))


def _end(simple: Simple, bits: int, questions: Sequence[str], besides: Sequence[str]) -> str:
    kinds = range(len(simple.kinds))
    without = ["" if bits >> number & 1 else _YES for number in kinds] if len(kinds) > 1 else []
    return "\x1f" + "\x1f".join((*(questions or repeat("", len(kinds))), *besides, *without))


def _are_plain(texts: Iterable[str]) -> bool:
    """Say whether texts are in a field what they are as text."""
    return is_plain_field("\x1f".join(texts))
