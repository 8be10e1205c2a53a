"""A collection of Anki, read note by note: each with its cards, deck by deck, and what is remembered of them."""

from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Any, Final

from attrs import evolve, frozen

from quiz.errors import FormatError
from quiz.facts.deck import Deck
from quiz.formats.anki.alike import alike_in
from quiz.formats.anki.cards import Card, Cards, unfit
from quiz.formats.anki.database import Database, Row
from quiz.formats.anki.decks import decks
from quiz.formats.anki.groups import Groups
from quiz.formats.anki.hidden import FIELD, has_comment, is_styled
from quiz.formats.anki.limits import LONGEST_FIELDS
from quiz.formats.anki.media_names import as_taken, named_in
from quiz.formats.anki.note import Made, Note, Place
from quiz.formats.anki.note_rows import NoteRows
from quiz.formats.anki.notes import Maker
from quiz.formats.anki.notetypes import NoteType, note_types
from quiz.formats.anki.opened import ALWAYS, OpenDecks
from quiz.formats.anki.own_decks import OwnNotes
from quiz.formats.anki.past import Answers, Whose, calendar, past
from quiz.formats.anki.plain import NOT_PLAIN
from quiz.formats.anki.presets import presets
from quiz.formats.anki.remarks import is_styled_beside, restated, with_media, without_remarks
from quiz.formats.anki.short_way import MARKED, ShortWay
from quiz.formats.anki.template_checks import problems_of
from quiz.formats.anki.uniform import Uniform
from quiz.formats.format import MediaFile, Noted, Opened, ReadOptions, Record, Skipped, Taken
from quiz.formats.past import Past

_STYLED: Final = "instr(flds, '<') OR instr(flds, '&') OR instr(flds, '[') OR instr(flds, char(92))"
_REMARKED: Final = "instr(flds, '<!--quiz ')"


@frozen(eq=False)
class _Read:
    """A note that could be read."""

    note: Note
    note_type: NoteType
    text: str
    """All its fields as they are."""
    remarks: Mapping[str, Any]
    """What quiz wrote beside them: what its facts say, by their ids, and which of its cards are `marked`."""
    is_marked: bool


class Collection:
    """What is read of one collection."""

    def __init__(
        self,
        database: Database,
        path: Path,
        options: ReadOptions,
        uniform: Uniform,
        others: Mapping[str, str],
        *,
        is_package: bool,
    ) -> None:
        """Read what is in a database; `path` is the file that people know, and `others` what some media are called instead."""
        self._others = others
        self._database, self._path, self._options = database, path, options
        self._uniform, self._is_package = uniform, is_package
        self._types: dict[int, NoteType] = {}
        self._makers: dict[int, Maker] = {}
        self._presets = presets(database)
        self._calendar = calendar(database)
        self._answers = Answers.of(database)
        self._cards = Cards(database)
        self._decks = OpenDecks(decks(database), {}, frozenset(), None)
        self._rows = NoteRows(database, path, options)
        self._media: set[str] = set()
        self._renamed: dict[str, str] = {}
        """What media are called that went to Anki under other names, by these."""
        self._own = OwnNotes((), None)
        self._practised: dict[str, int] = {}
        """The decks of quiz, and the first of Anki's decks in which cards of theirs are."""
        self._without_cards = 0

    def takes_medium(self, name: str) -> bool:
        """Say whether a medium is taken: of a package those that notes show, of a collection all of its folder."""
        return not self._is_package or name in self._media or name in self._renamed or name.startswith(ALWAYS)

    def records(self) -> Iterator[Record]:
        """Yield the notes, and what is remembered of their cards."""
        for one in note_types(self._database):
            if isinstance(one, Skipped):
                yield one
            else:
                self._types[one.id] = one
        if not self._types and not self._database.damage:
            raise FormatError(
                f"{self._path} holds no note types, without which its notes mean nothing: its table “col” is empty, or of a "
                "version of Anki that is not known here. Export it from Anki once more."
            )
        self._own = OwnNotes(self._types.values(), self._options.deck)
        self._survey()
        if self._cards.has_index:
            short = ShortWay(Groups(self._database, self._uniform), self._decks, self._makers, self._rows.doubles)
            yield from short.records(self._notes(), self._records, self._pasts, together=self._options.together)
        else:
            yield from chain.from_iterable(map(self._records, self._notes()))
        if self._is_glanced_at:
            yield from self._unopened()
        self._media.update(self._own.media())
        yield from self._told()

    def closed(self, files: Mapping[str, MediaFile]) -> Iterator[Record]:
        """Yield the decks once more, with the media that came and all that is known of them by now."""
        opened: dict[str, Deck] = {}
        files = {self._renamed.get(name, name): file for name, file in files.items()} if self._renamed else files
        for record in self._decks.closed(files, self._presets, self._calendar):
            if isinstance(record, Opened):
                opened[record.deck.id] = record.deck
            yield record
        yield from self._own.closed(opened, files)
        for deck, anki in self._practised.items():
            yield from self._decks.practice(deck, anki, self._presets, self._calendar)

    def _survey(self) -> None:
        """Find out which note types there are in which deck, and which of them hold HTML."""
        database = self._database
        query = f"SELECT mid, max(({_STYLED}) AND NOT {_REMARKED}), max({_REMARKED}) FROM notes GROUP BY mid"  # noqa: S608 - constants
        surveyed = list(database.rows(query))
        found = {mid: bool(html) for mid, html, _ in surveyed}
        if any(remarked for _, _, remarked in surveyed) or database.damage:
            for mid, flds in database.rows(f"SELECT mid, flds FROM notes WHERE {_REMARKED}"):  # noqa: S608 - a constant
                found[mid] = found.get(mid) or is_styled_beside(flds)
        styled = frozenset(mid for mid, html in found.items() if html and isinstance(mid, int))
        styled |= {one.id for one in self._types.values() if is_styled(one.data.get(FIELD))}
        for id in found.keys() & self._types.keys() - self._own.types.keys():
            self._makers[id] = Maker(self._types[id], styled=id in styled)
        self._decks = OpenDecks(decks(database), self._types, styled, self._options.deck)
        if len(self._makers) > 1:
            for deck, home, mid in database.rows(
                "SELECT DISTINCT c.did, c.odid, n.mid FROM cards c JOIN notes n ON n.id = c.nid"
            ):
                if mid in self._makers:
                    self._decks.used.setdefault(self._decks.id_of(self._decks.home(deck, home)), set()).add(mid)

    @property
    def _is_glanced_at(self) -> bool:
        """Whether only the first notes are read. Of notes that quiz wrote only all of them tell which decks there are."""
        return self._options.most is not None and not self._own.types

    def _unopened(self) -> Iterator[Record]:
        """Open the decks of which no note was read."""
        for deck, home in self._database.rows("SELECT DISTINCT did, odid FROM cards"):
            place = self._decks.home(deck, home)
            if self._decks.id_of(place) not in self._decks:
                yield self._decks.open(place, self._makers)

    def _notes(self) -> Iterator[Row]:
        return self._rows.first(self._options.most or 0) if self._is_glanced_at else self._rows.all()

    def _records(self, row: Row) -> Iterator[Record]:
        """Yield what comes of one note."""
        if row[2] in self._own.types:
            yield from self._of_quiz(row)
            return
        read = self._read(row)
        if isinstance(read, Skipped):
            yield read
            return
        note, cards = read.note, dict[int, Card]()
        places: dict[int, dict[int, Place]] = {}
        for card in self._cards.of(note.id):
            if reason := unfit(card, read.note_type, cards):
                yield Skipped(f"{note.where}, card {card.number + 1}", reason)
                continue
            cards[card.number] = card
            deck = self._decks.home(card.deck, card.home)
            place = Place(card.number, card.id, self._decks.name(deck), card.flags & 7)
            places.setdefault(deck, {})[card.number] = place
        if not places:
            self._without_cards += 1
            return
        media = named_in(read.text) if not note.is_plain else set()
        self._media |= media
        for deck, there in self._by_id(places).items():
            yield from self._facts(read, deck, there, media, cards)

    def _of_quiz(self, row: Row) -> Iterator[Record]:
        """Yield what is remembered of the cards of a note that quiz wrote; its facts come when the deck is closed."""
        note_type = self._own.types[row[2]][0]
        read = self._read(row)
        if isinstance(read, Skipped):
            yield read
            return
        note = read.note
        cards: dict[int, Card] = {}
        for card in self._cards.of(note.id):
            if reason := unfit(card, note_type, cards):
                yield Skipped(f"{note.where}, card {card.number + 1}", reason)
            else:
                cards[card.number] = card
        try:
            taking = self._own.take(note_type.id, note.where, note.fields, note.tags)
        except (ValueError, TypeError) as error:
            yield Skipped(note.where, f"{error}.")
            return
        self._media |= named_in(read.text)
        for number, card in cards.items():
            self._practised.setdefault(taking.deck, self._decks.home(card.deck, card.home))
            is_marked = read.is_marked and (taking.hidden.marked is None or number in taking.hidden.marked)
            asked = taking.asked(number, note.guid)
            where = f"{note.where}, card {number + 1}"
            whose = Whose(asked.deck, asked.fact, asked.kind, asked.number, where, asked.card)
            found = self._remembered(note.id, card, whose, is_marked=is_marked)
            if found is not None and taking.hidden.unasked:
                found = evolve(found, suspended=False)
            if found is not None and found.is_touched:
                yield found

    def _by_id(self, places: Mapping[int, Mapping[int, Place]]) -> dict[int, dict[int, Place]]:
        """Return places by the first of the decks that quiz calls the same: all of them, where the learner named one."""
        firsts: dict[str, int] = {}
        found: dict[int, dict[int, Place]] = {}
        for deck, there in places.items():
            found.setdefault(firsts.setdefault(self._decks.id_of(deck), deck), {}).update(there)
        return found

    def _facts(
        self, read: _Read, deck: int, there: Mapping[int, Place], media: set[str], cards: Mapping[int, Card]
    ) -> Iterator[Record]:
        """Yield the facts of a note in one deck, and what is remembered of their cards."""
        id, note = self._decks.id_of(deck), read.note
        if id not in self._decks:
            yield self._decks.open(deck, self._makers)
        self._decks[id].media.update(media)
        try:
            maker = self._makers.get(read.note_type.id) or Maker(read.note_type, styled=True)  # the survey of a damaged file
            made = maker.facts(note, there, self._decks[id].words)
        except ValueError as error:
            yield Skipped(note.where, f"{error}.")
            return
        if read.remarks:
            made = [evolve(one, fact=restated(one.fact, read.remarks, self._decks[id].words)) for one in made]
        yield Taken(note.where, tuple(one.fact for one in made), id)
        for one in made:
            yield from self._past(one, read, id, cards)

    def _past(self, made: Made, read: _Read, deck: str, cards: Mapping[int, Card]) -> Iterator[Record]:
        """Yield what is remembered of the cards of a fact, where there is anything to remember."""
        some = read.remarks.get("marked")
        for number, kind, blank in made.cards:
            is_marked = read.is_marked and (not isinstance(some, list) or number in some)
            whose = Whose(deck, made.fact.id or made.fact.key, kind, blank, f"{read.note.where}, card {number + 1}")
            found = self._remembered(read.note.id, cards[number], whose, is_marked=is_marked)
            if found is not None:
                yield found

    def _pasts(self, note: int, deck: str, asked: Mapping[int, tuple[str, str]]) -> Iterator[Past]:
        """Yield what is remembered of the cards of a note that went the short way: each has a fact, and a kind, by its number."""
        for card in self._cards.of(note):
            fact, kind = asked[card.number]
            found = self._remembered(
                note, card, Whose(deck, fact, kind, 0, f"note {note}, card {card.number + 1}"), is_marked=False
            )
            if found is not None:
                yield found

    def _remembered(self, note: int, card: Card, whose: Whose, *, is_marked: bool) -> Past | None:
        """Return what is remembered of a card, where there is anything to remember."""
        rows = self._answers.to(note, card.number, card.id)
        if not rows and not is_marked and card.is_untouched:
            return None
        home = self._decks.anki(self._decks.home(card.deck, card.home))
        return past(card, rows, self._calendar, self._presets.get(home.preset) if home else None, whose, is_marked=is_marked)

    def _read(self, row: Row) -> _Read | Skipped:
        """Return a note with what makes facts of it; or why it cannot be read."""
        id, guid, mid, tags, flds, data = row
        where = f"note {id}"
        note_type = self._types.get(mid)
        if note_type is None:
            return Skipped(where, f"Its note type, {mid}, is not in the file. In Anki, “Check Database” mends it.")
        if not isinstance(flds, bytes) or not isinstance(guid, bytes | int) or not isinstance(id, int):
            return Skipped(where, "Its fields are no text, or its id is no number. In Anki, “Check Database” may mend it.")
        if len(flds) > LONGEST_FIELDS:
            return Skipped(where, f"Its fields have {len(flds):,} bytes; at most {LONGEST_FIELDS:,} are read.")
        names = note_type.fields
        try:
            text = flds.decode()
        except UnicodeDecodeError as error:
            number = flds.count(b"\x1f", 0, error.start)
            named = f", field “{names[number]}”" if number < len(names) else ""
            return Skipped(f"{where}{named}", "It is no text in UTF-8. Correct it in Anki, and export again.")
        fields = text.split("\x1f")
        if len(fields) != len(names):
            told = f"It has {len(fields)} fields, and its note type “{note_type.name}” has {len(names)}."
            return Skipped(where, f"{told} In Anki, “Check Database” mends it.")
        remarks: dict[str, Any] = {}
        fields = as_taken(fields, self._others)
        if has_comment(text):
            fields, remarks = without_remarks(fields)
            fields, renamed = with_media(fields, remarks)
            self._renamed |= renamed
        text = "\x1f".join(fields)
        tagged = _text(tags).split()
        name = guid.decode("utf-8", "replace") if isinstance(guid, bytes) else str(guid)
        note = Note(
            id,
            f"{name}~{id}" if id in self._rows.doubles else name,
            fields,
            frozenset(tag for tag in tagged if tag.casefold() != MARKED),
            _text(data),
            is_plain=NOT_PLAIN.search(text) is None,
        )
        return _Read(note, note_type, text, remarks, is_marked=any(tag.casefold() == MARKED for tag in tagged))

    def _told(self) -> Iterator[Record]:
        """Yield what is to be said of the whole."""
        database = self._database
        drawings = [maker.drawing for maker in self._makers.values()]
        for maker in self._makers.values():
            yield from map(Noted, problems_of(maker.note_type))
        if blank := sum(len(drawing.blank) for drawing in drawings):
            yield Noted(f"{_counted(blank, 'card')} with an empty question; in Anki, “Empty Cards” takes such cards out.")
        if self._without_cards:
            yield Noted(f"{_counted(self._without_cards, 'note')} without any card; nothing asks for what stands there.")
        if alike := alike_in(database):
            told = f"There are {alike:,} notes that begin with the same words as another one of their note type"
            yield Noted(f"{told}. All their cards are taken; questions that would be the same are told apart by numbers.")
        strays = database.row("SELECT count(*) FROM cards WHERE nid NOT IN (SELECT id FROM notes)")
        if strays and strays[0]:
            yield Skipped("cards", f"{_counted(strays[0], 'card')} of notes that are not in the file.")
        if self._answers.lost:
            yield Noted(f"{_counted(self._answers.lost, 'answer')} to cards that were not taken.")
        if database.damage:
            yield Skipped("the database", f"It is damaged ({database.damage}); what could be read of it was taken.")
            if not len(self._decks):
                raise FormatError(
                    f"The database in {self._path} is damaged, and no note of it can be read. Export it from Anki once more."
                )


def _counted(number: int, what: str) -> str:
    return f"There is 1 {what}" if number == 1 else f"There are {number:,} {what}s"


def _text(found: object) -> str:
    return found.decode("utf-8", "replace") if isinstance(found, bytes) else ""
