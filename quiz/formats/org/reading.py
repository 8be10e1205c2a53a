"""Org's files as records: what org-drill and org-fc ask about, in one file or in all of a folder."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from attrs import define, evolve, field

from quiz.facts.deck import Deck
from quiz.formats.anki.decks import DeckNames
from quiz.formats.authored import Authored
from quiz.formats.folder_media import FolderMedia, files_below
from quiz.formats.folder_texts import texts_of
from quiz.formats.format import Format, Head, Noted, Opened, ReadOptions, Record, Skipped, Taken
from quiz.formats.html_text import Fragment, file_named, from_html
from quiz.formats.org import drill, fc
from quiz.formats.org.drill import Item
from quiz.formats.org.outline import Heading, outline
from quiz.formats.tabular import deck_id
from quiz.text.safe import safe_line

_ITEM: Final = re.compile(r"^\*+[ \t].*:(?:drill|fc):(?:[\w@#%:]*)[ \t]*$", re.MULTILINE)
_BLOCK: Final = re.compile(r"^[ \t]*#\+begin_(\w+).*?^[ \t]*#\+end_\1[ \t]*$", re.MULTILINE | re.DOTALL | re.IGNORECASE)
_SPECIAL: Final = frozenset({drill.TAG, fc.TAG, fc.SUSPENDED, "leech", "fc-suspended"})
_ENDING: Final = ".org"
_LOOKED_AT: Final = 400
_EMPTY: Final = "It is empty"


def sniff(head: Head) -> float:
    """Return how surely this is Org with headings that are asked about."""
    if head.is_folder:
        for count, file in enumerate(files_below(head.path, _ENDING)):
            if count > _LOOKED_AT:
                break
            try:
                with file.open("rb") as opened:
                    if _has_items(opened.read(256 * 1024).decode("utf-8", "replace")):
                        return 0.9
            except OSError:
                continue
        return 0.0
    return 0.97 if head.text and _has_items(head.text) else 0.0


def _has_items(text: str) -> bool:
    return _ITEM.search(text) is not None and _ITEM.search(_BLOCK.sub("", text)) is not None


@define
class _File:
    """A file that is being read."""

    path: Path
    place: str
    """What stands before the places in it, for people."""
    deck: Deck
    media: FolderMedia
    made: Authored = field(factory=Authored)

    def read(self, html: str) -> Fragment:
        """Return what HTML says, with the media that it names."""
        return from_html(html, named=self.path_of)

    def path_of(self, name: str) -> str | None:
        """Return the path of a picture or sound as facts name it."""
        found = file_named(name)
        return None if found is None else self.media.path(found)


def read(path: Path, options: ReadOptions) -> Iterator[Record]:
    """Read a file, or all of a folder: each file is a deck of its own."""
    is_folder = path.is_dir()
    names = DeckNames()
    for found in texts_of(path, _ENDING, tick=options.tick):
        if isinstance(found, Skipped):
            yield found
            continue
        file, name, text = found.file, found.name, found.text
        if is_folder and not _has_items(text):
            continue
        root = outline(text)
        own = names.id_of(name.replace("/", "::")) if is_folder else deck_id(path)
        deck = Deck(options.deck or own, safe_line(root.properties.get("TITLE", "")))
        place = f"{safe_line(name)}, " if is_folder else ""
        yield from _records(root, _File(file, place, deck, FolderMedia(file.parent)), options)


def _records(root: Heading, file: _File, options: ReadOptions) -> Iterator[Record]:
    """Yield what is asked about in a file."""
    yield Opened(file.deck, file.media.files)
    empty = 0
    for count, heading in enumerate(root.all()):
        if not count % 200:
            options.tick()
        is_drill, is_fc = drill.TAG in heading.tags, fc.TAG in heading.tags
        if not (is_drill or is_fc) or heading.title.startswith("COMMENT "):
            continue
        where = f"{file.place}line {heading.line}"
        item = Item(heading, file.read, file.made, _tags(heading))
        try:
            made = fc.facts_of(item) if is_fc else drill.facts_of(item)
        except ValueError as error:
            if str(error) == _EMPTY:
                empty += 1
            else:
                yield Skipped(where, f"{error}.")
            continue
        yield Taken(where, tuple(one.fact for one in made))
        if is_fc:
            yield from fc.past([whose for one in made for whose in one.whose(file.deck.id, where)], item)
        else:
            yield from drill.past([whose for one in made for whose in one.whose(file.deck.id, where)], item)
    if empty:
        what = "1 item without any text is" if empty == 1 else f"{empty:,} items without any text are"
        yield Noted(f"{file.place}{what} left out, as org-drill leaves such items out.")
    yield from file.media.told()
    yield Opened(evolve(file.deck, relations=file.made.relations), file.media.files)


def _tags(heading: Heading) -> tuple[str, ...]:
    """Return the tags of a heading: its own, those of the headings above it, and the way to it through the outline."""
    own = [tag for tag in (*heading.inherited_tags, *heading.tags) if tag not in _SPECIAL]
    way = "::".join(" ".join(safe_line(title).split()).replace(" ", "_") for title in heading.path)
    return tuple(dict.fromkeys(filter(None, (*own, way))))


FORMATS: Final = {
    "org": Format(
        name="org",
        moves=True,
        title="Org with org-drill or org-fc",
        sniff=sniff,
        read=read,
        extensions=(_ENDING,),
        holds="questions and answers, sentences with blanks, tags, pictures and sounds, due days",
        lacks="the review log",
    )
}
