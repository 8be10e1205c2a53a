"""The short way from a row to a record, for notes that are as most are; all others go the long way."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any, Final, TypeAlias

from quiz.facts.fact import Fact
from quiz.formats.anki.database import Row
from quiz.formats.anki.filters import is_filled
from quiz.formats.anki.groups import Groups
from quiz.formats.anki.notes import Maker
from quiz.formats.anki.opened import OpenDecks
from quiz.formats.anki.plain import NOT_PLAIN, Line, are_bare, is_words
from quiz.formats.anki.uniform import Group
from quiz.formats.format import Opened, Record, Several, Taken
from quiz.text.safe import safe_line

MARKED: Final = "marked"
"""The tag by which Anki marks a note."""
PastsOf: TypeAlias = Callable[[int, str, Mapping[int, tuple[str, str]]], Iterator[Record]]
_FILTERED: Final = 2
"""What `Group` says of notes with a card in a filtered deck, which is not its own."""
_AT_ONCE: Final = 1000
"""Facts that are handed on together."""
_MOST: Final = 10_000
"""Sorts of notes, and sets of tags, that are remembered."""


class ShortWay:
    """Takes the notes whose fields are words only, and whose cards are in one deck."""

    def __init__(self, groups: Groups, decks: OpenDecks, makers: Mapping[int, Maker], doubles: AbstractSet[int]) -> None:
        """Take notes of one collection; `doubles` are those that have come and whose GUID one before them has."""
        self._groups, self._decks, self._makers, self._doubles = groups, decks, makers, doubles
        self._tags: dict[bytes, frozenset[str]] = {}
        self._sorts: dict[tuple[object, ...], tuple[str, tuple[Line, ...]]] = {}
        self._opened: list[Opened] = []
        """Decks that were just opened, which is to be told before anything of them."""

    def records(
        self, rows: Iterable[Row], long: Callable[[Row], Iterator[Record]], pasts: PastsOf, *, together: bool = True
    ) -> Iterator[Record]:
        """Yield what comes of notes, in their order, each by itself or many `together`.

        Notes have to come in the order of their ids. `long` tells what comes of one that has to go the long way, and `pasts` what
        is remembered of the cards of one that goes the short way, by its id, its deck, and each card's fact and kind; where many
        come together, it comes before them.
        """
        facts: list[Fact] = []
        records, deck, fit, opened = 0, "", self._fit, self._opened
        for row, group in self._groups.beside(rows):
            found = fit(row, group)
            if found is None:
                if facts:
                    yield Several(records, facts, deck)
                    facts, records = [], 0
                yield from opened
                opened.clear()
                yield from long(row)
                continue
            if found[0] != deck or len(facts) >= _AT_ONCE:
                if facts:
                    yield Several(records, facts, deck)
                    facts, records = [], 0
                deck = found[0]
                yield from opened
                opened.clear()
            if not together:
                yield Taken(f"note {row[0]}", tuple(found[1]), deck)
            else:
                facts += found[1]
                records += 1
            if group is not None and group[-1]:
                lines = zip(found[1], found[2], strict=True)
                asked = {number: (fact.id or "", kind) for fact, line in lines for number, kind in line.cards}
                yield from pasts(row[0], deck, asked)
        if facts:
            yield Several(records, facts, deck)

    def _fit(self, row: Row, group: Group | None) -> tuple[str, Sequence[Fact], Sequence[Line]] | None:
        """Return the deck of a note with some cards, its facts, and of what each came; nothing where it goes the long way."""
        id, guid, mid, tags, flds, data = row
        if group is None or data or id in self._doubles:
            return None
        numbers, home, last_home, touched = group
        if touched == _FILTERED or home != last_home:
            return None
        tagged = self._tags.get(tags)
        if tagged is None and (tagged := self._tagged(tags)) is None:
            return None
        try:
            text, name = flds.decode(), guid.decode()
        except (AttributeError, UnicodeDecodeError):
            return None
        if not (name.isascii() and name.isprintable()) or not name or " " in name:
            return None
        fields = text.split("\x1f")
        key = (mid, numbers, home, len(fields) if "" not in fields else tuple(map(bool, fields)))
        known = self._sorts.get(key) or self._sort(key, fields)
        if known is None:
            return None
        deck, lines = known
        fact: Fact | None
        if is_words(text):
            if are_bare(text):
                facts = [fact for line in lines if (fact := line.of_bare_words(name, fields, tagged)) is not None]
            else:
                facts = [fact for line in lines if (fact := line.of_words(name, fields, tagged)) is not None]
        else:
            is_plain = "<" not in text and NOT_PLAIN.search(text) is None
            facts = [fact for line in lines if (fact := line.fact(name, fields, tagged, is_plain=is_plain)) is not None]
        return (deck, facts, lines) if lines and len(facts) == len(lines) else None

    def _tagged(self, tags: object) -> frozenset[str] | None:
        """Return tags, and remember them; nothing for those that say more, or are no text."""
        if not isinstance(tags, bytes) or MARKED.encode() in tags.lower():
            return None
        found = frozenset(filter(None, map(safe_line, tags.decode("utf-8", "replace").split())))
        if len(self._tags) < _MOST:
            self._tags[tags] = found
        return found

    def _sort(self, key: tuple[Any, ...], fields: list[str]) -> tuple[str, tuple[Line, ...]] | None:
        """Return the deck of notes that are like one, and what comes of each, and remember it.

        No lines where their words have to be looked at. The deck is opened; nothing where what is known of the note is at odds.
        """
        mid, cards, home, _ = key
        maker = self._makers.get(mid) if isinstance(mid, int) else None
        if type(home) is not int or maker is None or not all(map(is_filled, filter(None, fields))):
            return None
        place = self._decks.home(home, 0)
        deck = self._decks.id_of(place)
        if deck not in self._decks:
            self._opened.append(self._decks.open(place, self._makers))
        lines: tuple[Line, ...] | None = None
        numbers = cards.split(b",") if isinstance(cards, bytes) else []
        is_right = len(numbers) == len(set(numbers)) and all(map(bytes.isdigit, numbers))
        if len(fields) == len(maker.note_type.fields) and is_right:
            lines = maker.lines(frozenset(map(int, numbers)), [bool(field) for field in fields], self._decks[deck].words)
        found = (deck, lines or ())
        if len(self._sorts) < _MOST:
            self._sorts[key] = found
        return found
