"""Facts that came from Anki as notes of one fact each: their fields are stated many at a time."""

from collections.abc import Mapping, Sequence
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from attrs import fields, frozen

from quiz.facts.clozes import Cloze
from quiz.facts.fact import Fact
from quiz.facts.values import RichText, Text, Value
from quiz.formats.anki.mapping import KeptFact, Link, kept_fact, stated_sum
from quiz.formats.anki.plain import MARKDOWN, NOT_PLAIN, is_words, styled
from quiz.formats.anki.writing.html import plain_html, simple_html
from quiz.formats.html_text import from_html

if TYPE_CHECKING:
    from quiz.formats.anki.writing.kept import KeptNote

_NAMES: Final = tuple(part.name for part in fields(Fact)[3:] if part.name not in {"tags", "id"})
_qualities: Final = attrgetter(*_NAMES)
_NONE: Final = tuple(getattr(Fact, name) for name in _NAMES)
_OTHERS: Final = tuple(name for name in _NAMES if name not in {"note", "front", "kept"})
_others: Final = attrgetter(*_OTHERS)
_NO_OTHERS: Final = tuple(getattr(Fact, name) for name in _OTHERS)
_subject: Final = attrgetter("subject")
_value: Final = attrgetter("value")


@frozen(eq=False)
class Block:
    """Notes of one note type, each with the fact of one relation."""

    note_type: int
    link: Link
    size: int
    """How many fields the note type has."""
    facts: Sequence[Fact]
    places: Sequence[int]
    """Where the facts are in the deck."""
    guids: Sequence[str]

    @property
    def numbers(self) -> Mapping[str, int]:
        """The number of the card in each kind."""
        return self.link.templates

    @property
    def cards(self) -> int:
        """How many cards they have."""
        return len(self.facts) * len(self.numbers)

    def note(self, place: int) -> "KeptNote":
        """Return one of them by itself."""
        from quiz.formats.anki.writing.kept import KeptNote

        return KeptNote(self.guids[place], self.note_type, [self.facts[place]], [self.link], self.places[place])

    def texts(self, start: int, stop: int) -> list[str | None]:
        """Return the fields of some of them, as Anki divides them; nothing for one of which not only its fields tell."""
        facts = self.facts[start:stop]
        values, subjects = [*map(_value, facts)], [*map(_subject, facts)]
        sources = [value.source if type(value) is RichText else str(value) for value in values]
        told = [*map(_qualities, facts)]
        if told.count(_NONE) == len(facts):
            if all(source[:1].isalnum() for source in sources) and is_words("\x1f".join((*subjects, *sources))):
                return self._framed(subjects, sources)
            htmls = [*map(bare_html, values)]
            if None not in htmls:
                return self._framed([*map(plain_html, subjects)], htmls)
        return [self._text(fact) for fact in facts]

    def _text(self, fact: Fact) -> str | None:
        found = stated_fields([fact], [self.link], self.size)
        return None if found is None or found[1] else "\x1f".join(found[0])

    def _framed(self, subjects: Sequence[str], values: Sequence[str | None]) -> list[str | None]:
        """Return fields of which each note has two."""
        subject, value = self.link.subject or 0, self.link.value or 0
        low, high = sorted((subject, value))
        before, between, after = "\x1f" * low, "\x1f" * (high - low), "\x1f" * (self.size - 1 - high)
        pairs = zip(subjects, values, strict=True) if subject < value else zip(values, subjects, strict=True)
        return [f"{before}{one}{between}{other}{after}" for one, other in pairs]


def stated_fields(facts: Sequence[Fact], links: Sequence[Link], size: int) -> tuple[list[str], str] | None:
    """Return the fields of a note, and what add-ons keep with it; nothing where these may not be read again as its facts.

    They are, where nothing but plain words is stated, and where the facts are what they were when their note was read.
    """
    kept = next((one for one in map(kept_fact, facts) if one.sum), KeptFact())
    if len(facts) > 1 and len({fact.tags for fact in facts}) > 1:
        return None
    if kept.sum:
        if any(_others(fact) != _NO_OTHERS for fact in facts) or kept.sum != stated_sum(facts):
            return None
    elif any(_qualities(fact) != _NONE for fact in facts):
        return None
    found: dict[int, str] = {}
    for fact, link in zip(facts, links, strict=True):
        for side, is_value in () if link.form == "drawn" else ((link.subject, False), (link.value, True)):
            if side is None or side in kept.fields:
                continue
            html = (_html(fact.value) if kept.sum else bare_html(fact.value)) if is_value else plain_html(fact.subject)
            if html is None or found.setdefault(side, html) != html:
                return None
    found.update(kept.fields)
    return [found.get(place, "") for place in range(size)], kept.data


def _html(value: Value) -> str | None:
    return plain_html(value.text) if isinstance(value, Cloze) else bare_html(value)


def bare_html(value: Value) -> str | None:
    """Return a value as HTML of which it is surely read again: words, or words of which some are bold or slanted."""
    if type(value) is Text:
        return plain_html(value.text)
    if type(value) is not RichText:
        return None
    source = value.source
    if not MARKDOWN.search(source):
        return plain_html(source)
    html = simple_html(source)
    if html is not None and (read := styled(html)) is not None and read.source == source:
        return html
    # Signs that mean nothing: finding its words takes the longest.
    return plain_html(value.text) if not NOT_PLAIN.search(value.text) and from_html(value.text).rich == source else None
