"""CrowdAnki's folders: a deck of Anki as JSON with its note types, the decks below it, and a folder of media.

What it holds is what a package of Anki would, but for the cards, which are those that Anki would make of the notes: facts, names
and ids are the same as of a package of the same deck.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final

from attrs import field, frozen

from quiz.errors import FormatError
from quiz.formats.anki import clozes
from quiz.formats.anki.decks import AnkiDeck
from quiz.formats.anki.filters import is_filled
from quiz.formats.anki.limits import LONGEST_FIELDS, MOST_NOTES
from quiz.formats.anki.media_names import clean, named_in, problem
from quiz.formats.anki.note import Note, Place
from quiz.formats.anki.notes import Maker
from quiz.formats.anki.notetypes import NoteType, of_model
from quiz.formats.anki.opened import ALWAYS, OpenDecks
from quiz.formats.anki.past import Calendar
from quiz.formats.anki.plain import NOT_PLAIN
from quiz.formats.anki.presets import Preset, of_config
from quiz.formats.anki.template import Shown, TemplateError, parsed, resolved
from quiz.formats.anki.template_checks import problems_of
from quiz.formats.folder_media import FolderMedia
from quiz.formats.format import Format, Head, MediaFile, Noted, ReadOptions, Record, Skipped, Taken
from quiz.formats.tabular import check_size
from quiz.text.safe import safe_line

_MARK: Final = re.compile(r'\s*\{\s*"__type__"\s*:\s*"Deck"')
_UUID: Final = '"crowdanki_uuid"'
_LOOKED_AT: Final = 64 * 1024
_DEEPEST: Final = 30
_TICK: Final = 500


def sniff(head: Head) -> float:
    """Return how surely this is CrowdAnki's: a file of JSON that says so, or a folder with one."""
    if head.is_folder:
        return 0.98 if _file_in(head.path) is not None else 0.0
    return 0.98 if _is_deck(head.text or "") else 0.0


def _is_deck(text: str) -> bool:
    return bool(_MARK.match(text)) or (text.lstrip().startswith("{") and _UUID in text and '"note_models"' in text)


def _file_in(folder: Path) -> Path | None:
    """Return the file of JSON of a folder: the one that is called so, or called as the folder is."""
    for name in ("deck.json", f"{folder.resolve().name}.json"):
        file = folder / name
        try:
            with file.open("rb") as opened:
                if _is_deck(opened.read(_LOOKED_AT).decode("utf-8-sig", "replace")):
                    return file
        except OSError:
            continue
    return None


def read(path: Path, options: ReadOptions) -> Iterator[Record]:
    """Read a folder, or the file of JSON in it."""
    file = _file_in(path) if path.is_dir() else path
    if file is None:
        raise FormatError(f"{path} holds no deck.json of CrowdAnki.")
    check_size(file)
    try:
        data = json.loads(file.read_bytes())
    except ValueError as error:
        raise FormatError(f"{file} is no JSON as CrowdAnki writes it: {error}.") from None
    if not isinstance(data, dict) or not isinstance(data.get("notes", []), list):
        raise FormatError(f"{file} holds no deck of CrowdAnki.")
    yield from _Deck(data, FolderMedia(file.parent, places=("media",)), options, file).records()


@frozen(eq=False)
class _Branch:
    """A deck of the tree."""

    deck: AnkiDeck
    notes: list[Any]


@frozen(eq=False)
class _Known:
    """What all notes of a file share."""

    types: Mapping[str, NoteType]
    """The note types by what CrowdAnki knows them by."""
    makers: Mapping[int, Maker]
    decks: OpenDecks
    names: set[str] = field(factory=set)
    """The names of the media that notes show so far."""


@frozen(eq=False)
class _Deck:
    """What a file of JSON holds."""

    data: Mapping[str, Any]
    media: FolderMedia
    options: ReadOptions
    path: Path
    seen: set[str] = field(factory=set)
    """The GUIDs of the notes so far."""

    def records(self) -> Iterator[Record]:
        """Yield the notes, deck by deck."""
        branches = list(self._branches(self.data, "", 0))
        types: dict[str, NoteType] = {}
        for one in self._models(self.data, 0):
            uuid = str(one.get("crowdanki_uuid", ""))
            model = of_model(_number(uuid), one)
            if isinstance(model, Skipped):
                yield model
            else:
                types.setdefault(uuid, model)
        by_id = {one.id: one for one in types.values()}
        styled = frozenset(self._styled(branches, types))
        makers = {id: Maker(one, styled=id in styled) for id, one in by_id.items()}
        decks = OpenDecks({one.deck.id: one.deck for one in branches}, by_id, styled, self.options.deck)
        for branch in branches:
            used = {types[uuid].id for note in branch.notes if (uuid := _uuid(note)) in types}
            decks.used.setdefault(decks.id_of(branch.deck.id), set()).update(used)
        known = _Known(types, makers, decks)
        number = 0
        for branch in branches:
            for found in branch.notes:
                number += 1
                if not number % _TICK:
                    self.options.tick()
                if number > MOST_NOTES:
                    raise FormatError(f"{self.path} holds more than {MOST_NOTES:,} notes.")
                yield from self._note(found, number, branch.deck, known)
        for maker in makers.values():
            yield from map(Noted, problems_of(maker.note_type))
        files = self._files(known.names)
        yield from self.media.told()
        yield from decks.closed(files, {one.id: one for one in self._presets()}, Calendar())

    def _note(self, found: object, number: int, deck: AnkiDeck, known: "_Known") -> Iterator[Record]:
        """Yield the facts of one note."""
        where = f"note {number}"
        note_type = known.types.get(_uuid(found))
        if not isinstance(found, dict) or note_type is None:
            yield Skipped(where, "Its note type is not in the file.")
            return
        fields = found.get("fields")
        if not isinstance(fields, list) or len(fields) != len(note_type.fields):
            told = f"It has {len(fields) if isinstance(fields, list) else 0} fields"
            yield Skipped(where, f"{told}, and its note type “{note_type.name}” has {len(note_type.fields)}.")
            return
        texts = ["" if text is None else str(text) for text in fields]
        if sum(map(len, texts)) > LONGEST_FIELDS:
            yield Skipped(where, "Its fields are longer than those of a note can be.")
            return
        guid = str(found.get("guid", ""))
        note = Note(
            number,
            f"{guid}~{number}" if guid in self.seen else guid,
            texts,
            frozenset(map(str, _listed(found.get("tags")))),
            str(found.get("data") or ""),
            is_plain=all(NOT_PLAIN.search(text) is None for text in texts),
        )
        self.seen.add(guid)
        decks = known.decks
        if decks.id_of(deck.id) not in decks:
            yield decks.open(deck.id, known.makers)
        own = decks[decks.id_of(deck.id)]
        shown = set().union(*map(named_in, texts)) if not note.is_plain else set()
        known.names.update(shown)
        own.media.update(shown)
        flag = found.get("flags")
        places = {at: Place(at, 0, deck.name, flag & 7 if isinstance(flag, int) else 0) for at in cards_of(note_type, texts)}
        try:
            made = known.makers[note_type.id].facts(note, places, own.words)
        except ValueError as error:
            yield Skipped(where, f"{error}.")
            return
        yield Taken(where, tuple(one.fact for one in made), decks.id_of(deck.id))

    def _branches(self, data: Mapping[str, Any], above: str, depth: int) -> Iterator[_Branch]:
        """Yield a deck and those below it."""
        own = str(data.get("name") or "CrowdAnki")
        name = own if not above or own.startswith(f"{above}::") else f"{above}::{own}"
        retention = data.get("desiredRetention")
        deck = AnkiDeck(
            _number(str(data.get("crowdanki_uuid") or name)),
            "::".join(safe_line(level) or "blank" for level in name.split("::")),
            preset=_number(str(data.get("deck_config_uuid", ""))),
            description=str(data.get("desc") or ""),
            desired_retention=retention / 100 if isinstance(retention, int) and 0 < retention < 100 else None,
        )
        yield _Branch(deck, _listed(data.get("notes")))
        for child in _below(data, depth):
            yield from self._branches(child, name, depth + 1)

    def _models(self, data: Mapping[str, Any], depth: int) -> Iterator[Mapping[str, Any]]:
        yield from (one for one in _listed(data.get("note_models")) if isinstance(one, dict))
        for child in _below(data, depth):
            yield from self._models(child, depth + 1)

    def _presets(self) -> Iterator[Preset]:
        for one in _listed(self.data.get("deck_configurations")):
            if isinstance(one, dict):
                yield of_config(_number(str(one.get("crowdanki_uuid", ""))), one)

    def _styled(self, branches: Iterable[_Branch], types: Mapping[str, NoteType]) -> Iterator[int]:
        """Yield the note types of whose notes any field holds HTML."""
        for branch in branches:
            for note in branch.notes:
                fields = _listed(note.get("fields")) if isinstance(note, dict) else []
                if (uuid := _uuid(note)) in types and any(set("<&[\\") & set(str(text)) for text in fields):
                    yield types[uuid].id

    def _files(self, names: set[str]) -> dict[str, MediaFile]:
        """Return the media that notes show, and those that templates may name."""
        listed = _listed(self.data.get("media_files"))
        always = {one for one in listed if isinstance(one, str) and one.startswith(ALWAYS)}
        for name in sorted(names | always):
            if not problem(clean(name)):
                self.media.path(name)
        return dict(self.media.files)


def cards_of(note_type: NoteType, fields: Iterable[str]) -> tuple[int, ...]:
    """Return the numbers of the cards that Anki makes of a new note, counted from 0: at least one.

    A template makes a card where its question shows a field that is filled; a number of a blank makes one.
    (`rslib/src/notetype/cardgen.rs` of Anki 26.9.)
    """
    values = dict(zip(note_type.fields, fields, strict=True))
    if note_type.is_cloze:
        numbers = frozenset[int]().union(*(clozes.numbers_in(text) for text in values.values()))
        return tuple(sorted(number - 1 for number in numbers)) or (0,)
    filled = {name for name, text in values.items() if is_filled(text)}
    found = []
    for number, template in enumerate(note_type.templates):
        try:
            pieces = resolved(parsed(template.question), filled.__contains__)
            if any(isinstance(piece, Shown) and piece.name in filled for piece in pieces):
                found.append(number)
        except TemplateError:
            continue
    return tuple(found) or (0,)


def _below(data: Mapping[str, Any], depth: int) -> Iterator[Mapping[str, Any]]:
    if depth < _DEEPEST:
        yield from (child for child in _listed(data.get("children")) if isinstance(child, dict))


def _listed(found: object) -> list[Any]:
    """Return a list as it is, and for anything else, which a damaged file may have in its place, an empty one."""
    return found if isinstance(found, list) else []


def _uuid(note: object) -> str:
    return str(note.get("note_model_uuid", "")) if isinstance(note, dict) else ""


def _number(uuid: str) -> int:
    """Return the number that stands for what CrowdAnki knows by a text: always the same one, as large as Anki's."""
    return int.from_bytes(blake2b(uuid.encode("utf-8", "replace"), digest_size=8).digest(), "big") >> 23


FORMATS: Final = {
    "crowdanki": Format(
        name="crowdanki",
        moves=True,
        title="CrowdAnki folder (JSON)",
        sniff=sniff,
        read=read,
        extensions=(".json",),
        holds="notes, note types, decks, tags, pictures and sounds",
        lacks="cards' due days and reviews",
    )
}
