"""The decks that notes go to: each is opened when its first note comes, and told whole when all have come."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from attrs import evolve, field, frozen

from quiz.facts.deck import Deck
from quiz.formats.anki.decks import DEFAULT, AnkiDeck, DeckNames
from quiz.formats.anki.hidden import FIELD
from quiz.formats.anki.mapping import KeptDeck
from quiz.formats.anki.notetypes import NoteType
from quiz.formats.anki.past import SOURCE, Calendar
from quiz.formats.anki.presets import Preset
from quiz.formats.anki.vocabulary import Vocabulary
from quiz.formats.format import MediaFile, Opened, Record
from quiz.formats.html_text import from_html
from quiz.formats.past import Practice

ALWAYS: Final = ("_", "latex-")
"""How the names of media begin that are taken without any note that shows them: parts of templates, and drawn formulas."""
_NAMELESS: Final = "Default"


@frozen(eq=False)
class OpenDeck:
    """A deck that is being read."""

    deck: AnkiDeck | None
    """What Anki says of it; nothing where all notes go to one deck that the learner named."""
    head: Deck
    words: Vocabulary
    media: set[str] = field(factory=set)
    """The names of the media that its notes show."""
    files: dict[str, MediaFile] = field(factory=dict)


class OpenDecks:
    """The decks of one collection."""

    def __init__(
        self, decks: Mapping[int, AnkiDeck], types: Mapping[int, NoteType], styled: frozenset[int], only: str | None
    ) -> None:
        """Begin with none open. `styled` are the note types whose fields hold HTML; all notes go to the deck `only`, if named."""
        self._decks, self._types, self._styled, self._only = decks, types, styled, only
        self._names = DeckNames()
        self._ids: dict[int, str] = {}
        self._open: dict[str, OpenDeck] = {}
        self.used: dict[str, set[int]] = {}
        """The note types of each deck's notes, where there are several."""

    def __contains__(self, id: str) -> bool:
        return id in self._open

    def __getitem__(self, id: str) -> OpenDeck:
        return self._open[id]

    def __len__(self) -> int:
        return len(self._open)

    def home(self, deck: int, home: int) -> int:
        """Return the deck to which a card belongs: not the filtered one in which it is for now."""
        if home and home in self._decks:
            return home
        return deck if deck in self._decks else DEFAULT

    def anki(self, deck: int) -> AnkiDeck | None:
        """Return what Anki says of a deck."""
        return self._decks.get(deck)

    def name(self, deck: int) -> str:
        """Return what Anki calls a deck."""
        found = self._decks.get(deck)
        return found.name if found is not None else _NAMELESS

    def id_of(self, deck: int) -> str:
        """Return what quiz calls a deck."""
        if self._only is not None:
            return self._only
        if deck not in self._ids:
            self._ids[deck] = self._names.id_of(self.name(deck))
        return self._ids[deck]

    def open(self, deck: int, all_types: Iterable[int]) -> Opened:
        """Open a deck."""
        id = self.id_of(deck)
        known = self._decks.get(deck) if self._only is None else None
        description = from_html(known.description).plain if known is not None and known.description else ""
        words = Vocabulary(self._types, self.used.get(id, all_types), self._styled)
        title = known.name if known is not None else ""
        opened = self._open[id] = OpenDeck(known, Deck(id, title, description=description), words)
        return Opened(opened.head, opened.files)

    def closed(self, files: Mapping[str, MediaFile], presets: Mapping[int, Preset], days: Calendar) -> Iterator[Record]:
        """Yield the decks once more, with all that is known of them by now, and how they are studied."""
        self._give(files)
        for id, opened in self._open.items():
            preset = presets.get(opened.deck.preset) if opened.deck else None
            kept = KeptDeck(
                opened.deck.name if opened.deck else "",
                {type: {key: one for key, one in self._types[type].data.items() if key != FIELD} for type in opened.words.types},
                opened.words.links,
                preset.data if preset else {},
                opened.deck.description if opened.deck else "",
            )
            yield Opened(evolve(opened.head, relations=opened.words.relations, kept=kept.as_text()), opened.files)
            if opened.deck is not None:
                yield from self.practice(id, opened.deck.id, presets, days)

    def practice(self, id: str, deck: int, presets: Mapping[int, Preset], days: Calendar) -> Iterator[Practice]:
        """Yield how a deck is studied, as one of Anki's decks is; nothing where that has no parameters of FSRS."""
        known = self._decks.get(deck)
        preset = presets.get(known.preset) if known is not None else None
        if known is not None and preset is not None and preset.parameters:
            yield Practice(
                deck=id,
                parameters=preset.parameters,
                desired_retention=known.desired_retention or preset.desired_retention,
                rollover_hour=days.rollover,
                source=SOURCE,
            )

    def _give(self, files: Mapping[str, MediaFile]) -> None:
        """Give each deck the files that its notes show and its templates name, and the first deck those that nobody names."""
        free = {name for name in files if name.startswith(ALWAYS)}
        for opened in self._open.values():
            sources = [json.dumps(self._types[id].data, ensure_ascii=False) for id in opened.words.types]
            own = {name for name in free if any(name in source for source in sources)}
            opened.files.update((name, files[name]) for name in sorted((files.keys() & opened.media) | own))
        given = {name for opened in self._open.values() for name in opened.files}
        for opened in list(self._open.values())[:1]:
            opened.files.update((name, file) for name, file in sorted(files.items()) if name not in given)
