"""A collection of Anki, read note by note: each with its cards, deck by deck, and what is remembered of them."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from attrs import evolve

from quiz.errors import FormatError
from quiz.facts.deck import Deck
from quiz.formats.anki.cards import Card, Cards
from quiz.formats.anki.database import Database, Row
from quiz.formats.anki.decks import DEFAULT, AnkiDeck, DeckNames, decks
from quiz.formats.anki.groups import Group, Groups, guid_of
from quiz.formats.anki.limits import LONGEST_FIELDS, MOST_NOTES
from quiz.formats.anki.mapping import KeptDeck
from quiz.formats.anki.media_names import named_in
from quiz.formats.anki.notes import Maker, Note, Place
from quiz.formats.anki.notetypes import NoteType, note_types
from quiz.formats.anki.past import SOURCE, Answers, calendar, past
from quiz.formats.anki.plain import NOT_PLAIN, Line
from quiz.formats.anki.presets import presets
from quiz.formats.anki.vocabulary import Vocabulary
from quiz.formats.format import MediaFile, Noted, Opened, ReadOptions, Record, Skipped, Taken
from quiz.formats.html_text import from_html
from quiz.formats.past import Practice
from quiz.text.safe import safe_line

_STYLED: Final = "instr(flds, '<') OR instr(flds, '&') OR instr(flds, '[') OR instr(flds, char(92))"
_TICK: Final = 1000
_MOST_SORTS: Final = 10_000
"""Sorts of notes, and sets of tags, that are remembered."""
_ALWAYS: Final = ("_", "latex-")
"""How the names of media begin that are taken without any note that shows them: parts of templates, and drawn formulas."""
MARKED: Final = "marked"
"""The tag by which Anki marks a note."""


class _Open:
    """A deck that is being read."""

    def __init__(self, deck: AnkiDeck | None, head: Deck, words: Vocabulary) -> None:
        self.deck, self.head, self.words = deck, head, words
        self.media: set[str] = set()
        self.files: dict[str, MediaFile] = {}


class Collection:
    """What is read of one collection."""

    def __init__(self, database: Database, path: Path, options: ReadOptions, *, is_package: bool) -> None:
        """Read what is in a database; `path` is the file that people know."""
        self._database, self._path, self._options = database, path, options
        self._is_package = is_package
        self._decks = decks(database)
        self._names = DeckNames()
        self._open: dict[str, _Open] = {}
        self._ids: dict[int, str] = {}
        self._types: dict[int, NoteType] = {}
        self._makers: dict[int, Maker] = {}
        self._used: dict[str, set[int]] = {}
        self._presets = presets(database)
        self._calendar = calendar(database)
        self._answers = Answers.of(database)
        self._taken: set[str] = set()
        self._without_cards = 0
        self._styled: frozenset[int] = frozenset()
        self._doubles: frozenset[int] = frozenset()
        self._cards = Cards(database)
        self._tags: dict[bytes, frozenset[str]] = {}
        self._sorts: dict[tuple[object, ...], tuple[str, tuple[Line, ...]]] = {}

    def takes_medium(self, name: str) -> bool:
        """Say whether a medium is taken: of a package those that notes show, of a collection all of its folder."""
        return not self._is_package or name in self._taken or name.startswith(_ALWAYS)

    # Notes

    def records(self) -> Iterator[Record]:
        """Yield the notes, and what is remembered of their cards."""
        for one in note_types(self._database):
            if isinstance(one, Skipped):
                yield one
            else:
                self._types[one.id] = one
        if not self._types and not self._database.damage:
            raise FormatError(
                f"{self._path} holds no note types, without which its notes mean nothing: its table “col” is empty, or of a version "
                "of Anki that is not known here. Export it from Anki once more."
            )
        self._survey()
        groups = Groups(self._database) if self._cards.has_index else None
        for count, row in enumerate(self._notes()):
            if not count % _TICK:
                self._options.tick()
            if count > MOST_NOTES:
                raise FormatError(f"{self._path} holds more than {MOST_NOTES:,} notes.")
            quick = self._quick(row, groups) if groups is not None else None
            if quick is not None:
                yield quick
            else:
                yield from self._record(row)
        yield from self._told()

    def _quick(self, row: Row, groups: Groups) -> Taken | None:
        """Return what comes of a note that is as most are; nothing of another one."""
        id, guid, mid, tags, flds, data = row
        group = groups.of(id)
        if group is None or group.touched or group.deck != group.last_deck or data or id in self._doubles or type(guid) is not bytes:
            return None
        tagged = self._tags.get(tags)
        if tagged is None and (tagged := self._tagged(tags)) is None:
            return None
        try:
            fields = flds.decode().split("\x1f")
        except (AttributeError, UnicodeDecodeError):
            return None
        key = (mid, group.numbers, group.deck, *map(bool, fields))
        known = self._sorts.get(key)
        if known is None:
            known = self._sort(mid, group, fields)
            if known is not None and len(self._sorts) < _MOST_SORTS:
                self._sorts[key] = known
        if known is None:
            return None
        deck, lines = known
        name = guid_of(guid)
        if not lines or name is None or NOT_PLAIN.search(flds.decode()):
            return None
        facts = [fact for line in lines if (fact := line.fact(name, fields, tagged)) is not None]
        return Taken(f"note {id}", tuple(facts), deck) if len(facts) == len(lines) else None

    def _tagged(self, tags: object) -> frozenset[str] | None:
        """Return tags that are remembered; nothing for those that say more, or are no text."""
        if not isinstance(tags, bytes) or MARKED.encode() in tags.lower():
            return None
        found = frozenset(filter(None, map(safe_line, _text(tags).split())))
        if len(self._tags) < _MOST_SORTS:
            self._tags[tags] = found
        return found

    def _sort(self, mid: object, group: Group, fields: list[str]) -> tuple[str, tuple[Line, ...]] | None:
        """Return the deck of notes that are like one, and what comes of each; no lines where their words have to be looked at.

        Nothing as long as the deck was not opened, which the first note that goes the long way does.
        """
        maker = self._makers.get(mid) if isinstance(mid, int) else None
        numbers = group.numbers.split(b",")
        deck = self._id_of(self._deck_of(group.deck, 0))
        if deck not in self._open:
            return None
        if maker is None or len(fields) != len(maker.note_type.fields) or len(numbers) > len(set(numbers)):
            return deck, ()
        lines = maker.lines(frozenset(map(int, numbers)), [bool(field) for field in fields], self._open[deck].words)
        return deck, lines or ()

    def _survey(self) -> None:
        """Find out which note types there are in which deck, and which of them hold HTML."""
        database = self._database
        styled = {mid for mid, html in database.rows(f"SELECT mid, max({_STYLED}) FROM notes GROUP BY mid") if html}
        used = {mid for (mid,) in database.rows("SELECT DISTINCT mid FROM notes")}
        for id in used & self._types.keys():
            self._makers[id] = Maker(self._types[id], styled=id in styled)
        self._styled = frozenset(id for id in styled if isinstance(id, int))
        twice = database.rows("SELECT guid, min(id) FROM notes GROUP BY guid HAVING count(*) > 1")
        first = {guid: id for guid, id in twice}
        if first:
            rows = database.rows("SELECT id, guid FROM notes")
            self._doubles = frozenset(id for id, guid in rows if guid in first and first[guid] != id)
        if len(self._makers) > 1:
            for deck, home, mid in database.rows("SELECT DISTINCT c.did, c.odid, n.mid FROM cards c JOIN notes n ON n.id = c.nid"):
                if mid in self._makers:
                    self._used.setdefault(self._id_of(self._deck_of(deck, home)), set()).add(mid)

    def _notes(self) -> Iterator[Row]:
        query = "SELECT id, guid, mid, tags, flds, data FROM notes"
        last = None
        for row in self._database.rows(f"{query} ORDER BY id"):
            last = row[0]
            yield row
        if self._database.damage and isinstance(last, int):
            # What lies behind the damage, from the end.
            yield from sorted(self._database.rows(f"{query} WHERE id > ? ORDER BY id DESC", (last,)), key=lambda row: row[0])

    def _record(self, row: Row) -> Iterator[Record]:
        """Yield what comes of one note."""
        id = row[0]
        found = self._note(row)
        if isinstance(found, Skipped):
            yield found
            return
        note, maker, raw = found
        places: dict[str, dict[int, Place]] = {}
        cards: dict[int, Card] = {}
        for card in self._cards.of(id):
            reason = _unfit(card, maker.note_type, cards)
            if reason:
                yield Skipped(f"note {id}, card {card.number + 1}", reason)
                continue
            cards[card.number] = card
            deck = self._deck_of(card.deck, card.home)
            named = self._decks[deck].name if deck in self._decks else "Default"
            places.setdefault(self._id_of(deck), {})[card.number] = Place(card.number, card.id, named, card.flags & 7)
        if not places:
            self._without_cards += 1
            return
        media = named_in(raw) if not note.is_plain else set()
        self._taken |= media
        is_marked = any(tag.casefold() == MARKED for tag in note.tags)
        for deck_id, there in places.items():
            if deck_id not in self._open:
                yield self._opened(deck_id)
            opened = self._open[deck_id]
            opened.media |= media
            try:
                made = maker.facts(note, there, opened.words)
            except ValueError as error:
                yield Skipped(note.where, f"{error}.")
                continue
            yield Taken(note.where, tuple(one.fact for one in made), deck_id)
            for one in made:
                for number, kind, blank in one.cards:
                    yield from self._past(cards[number], note, deck_id, one.fact.id or one.fact.key, kind, blank, is_marked=is_marked)

    def _past(
        self, card: Card, note: Note, deck: str, fact: str, kind: str, blank: int, *, is_marked: bool
    ) -> Iterator[Record]:
        """Yield what is remembered of a card, if there is anything to remember."""
        rows = self._answers.to(note.id, card.number, card.id)
        if not rows and not is_marked and card.is_untouched:
            return
        home = self._decks.get(self._deck_of(card.deck, card.home))
        preset = self._presets.get(home.preset) if home else None
        found = past(card, rows, self._calendar, preset, is_marked=is_marked)
        yield evolve(found, deck=deck, fact=fact, kind=kind, number=blank, where=f"note {note.id}, card {card.number + 1}")

    def _note(self, row: Row) -> tuple[Note, Maker, str] | Skipped:
        """Return a note with what makes facts of it, and all its fields as one text; or why it cannot be read."""
        id, guid, mid, tags, flds, data = row
        where = f"note {id}"
        maker = self._makers.get(mid)
        if not isinstance(flds, bytes) or not isinstance(guid, bytes | int):
            return Skipped(where, "Its fields are no text. In Anki, “Check Database” may mend it.")
        if maker is None:
            return Skipped(where, f"Its note type, {mid}, is not in the file. In Anki, “Check Database” mends it.")
        if len(flds) > LONGEST_FIELDS:
            return Skipped(where, f"Its fields have {len(flds):,} bytes; at most {LONGEST_FIELDS:,} are read.")
        try:
            text = flds.decode()
        except UnicodeDecodeError as error:
            number = flds.count(b"\x1f", 0, error.start)
            fields = maker.note_type.fields
            named = f", field “{fields[number]}”" if number < len(fields) else ""
            return Skipped(f"{where}{named}", "It is no text in UTF-8. Correct it in Anki, and export again.")
        parts = text.split("\x1f")
        expected = len(maker.note_type.fields)
        if len(parts) != expected:
            name = maker.note_type.name
            return Skipped(where, f"It has {len(parts)} fields, and its note type “{name}” has {expected}. In Anki, “Check Database” mends it.")
        tagged = frozenset(_text(tags).split()) if tags else frozenset()
        name = guid.decode("utf-8", "replace") if isinstance(guid, bytes) else str(guid)
        if id in self._doubles:
            name = f"{name}~{id}"
        return Note(id, name, parts, tagged, _text(data), is_plain=NOT_PLAIN.search(text) is None), maker, text

    # Decks

    def _deck_of(self, deck: int, home: int) -> int:
        """Return the deck to which a card belongs: not the filtered one in which it is for now."""
        if home and home in self._decks:
            return home
        return deck if deck in self._decks else DEFAULT

    def _id_of(self, deck: int) -> str:
        """Return what quiz calls a deck."""
        if self._options.deck is not None:
            return self._options.deck
        if deck not in self._ids:
            self._ids[deck] = self._names.id_of(self._decks[deck].name if deck in self._decks else "Default")
        return self._ids[deck]

    def _opened(self, id: str) -> Opened:
        deck = next((self._decks.get(number) for number, name in self._ids.items() if name == id), None)
        title = deck.name if deck is not None else id
        description = from_html(deck.description).plain if deck is not None and deck.description else ""
        used = self._used.get(id, self._makers.keys()) if self._options.deck is None else self._makers.keys()
        opened = _Open(deck, Deck(id, title, description=description), Vocabulary(self._types, used, self._styled))
        self._open[id] = opened
        return Opened(opened.head, opened.files)

    def closed(self, files: Mapping[str, MediaFile]) -> Iterator[Record]:
        """Yield the decks once more, with all that is known of them by now, and how they are studied."""
        everywhere = {name for name in files if name.startswith(_ALWAYS)}
        unplaced = files.keys() - everywhere - {name for opened in self._open.values() for name in opened.media}
        for place, (id, opened) in enumerate(self._open.items()):
            shown = (files.keys() & opened.media) | self._of_templates(everywhere, opened, is_first=not place)
            for name in sorted(shown | (unplaced if not place else set())):
                opened.files[name] = files[name]
            preset = self._presets.get(opened.deck.preset) if opened.deck else None
            kept = KeptDeck(
                opened.deck.name if opened.deck else "",
                {type: self._types[type].data for type in opened.words.types},
                opened.words.links,
                preset.data if preset else {},
                opened.deck.description if opened.deck else "",
            )
            head = evolve(opened.head, relations=opened.words.relations, kept=kept.as_text())
            yield Opened(head, opened.files)
            retention = opened.deck.desired_retention if opened.deck else None
            if preset and preset.parameters:
                yield Practice(
                    deck=id,
                    parameters=preset.parameters,
                    desired_retention=retention or preset.desired_retention,
                    rollover_hour=self._calendar.rollover,
                    source=SOURCE,
                )

    def _of_templates(self, names: set[str], opened: _Open, *, is_first: bool) -> set[str]:
        """Return which of the media that no note shows belong to a deck: what its templates name, and to the first deck all others."""
        sources = {id: json.dumps(self._types[id].data, ensure_ascii=False) for id in self._makers}
        own = {name for name in names if any(name in sources[id] for id in opened.words.types)}
        others = {name for name in names if not any(name in source for source in sources.values())}
        return own | (others if is_first else set())

    def _told(self) -> Iterator[Record]:
        """Yield what is to be said of the whole."""
        for maker in self._makers.values():
            for problem in maker.problems:
                yield Noted(f"{problem[:1].upper()}{problem[1:]}. Its cards are laid out without that.")
        blank = sum(maker.blank for maker in self._makers.values())
        if blank:
            yield Noted(f"{_counted(blank, 'card')} with an empty question; in Anki, “Empty Cards” takes such cards out.")
        if self._without_cards:
            yield Noted(f"{_counted(self._without_cards, 'note')} without any card; nothing asks for what stands there.")
        strays = self._database.row("SELECT count(*) FROM cards WHERE nid NOT IN (SELECT id FROM notes)")
        if strays and strays[0]:
            yield Skipped("cards", f"{_counted(strays[0], 'card')} of notes that are not in the file.")
        if self._answers.lost[0]:
            yield Noted(f"{_counted(self._answers.lost[0], 'answer')} to cards that were not taken.")
        if self._database.damage:
            yield Skipped("the database", f"It is damaged ({self._database.damage}); what could be read of it was taken.")
        if not self._open and self._database.damage:
            raise FormatError(f"The database in {self._path} is damaged, and no note of it can be read. Export it from Anki once more.")


def _unfit(card: Card, note_type: NoteType, known: Mapping[int, Card]) -> str:
    """Say why a card cannot be one of its note; nothing where it can."""
    if card.number in known:
        return "The note has this card twice; the first one is taken."
    if note_type.is_cloze:
        return "" if 0 <= card.number < 65_535 else "There is no blank of that number."
    if not 0 <= card.number < len(note_type.templates):
        return f"Its note type “{note_type.name}” has no such template. In Anki, “Check Database” takes such cards out."
    return ""


def _counted(number: int, what: str) -> str:
    return f"There is 1 {what}" if number == 1 else f"There are {number:,} {what}s"


def _text(found: object) -> str:
    return found.decode("utf-8", "replace") if isinstance(found, bytes) else ""
