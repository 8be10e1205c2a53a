"""apy's Markdown: notes of Anki with a heading each, and a heading of the next rank for each of their fields.

Above the first note stands what holds for all of them: `model`, `deck`, `tags`. Right below a note's heading it says otherwise.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final

from attrs import evolve, field, frozen

from quiz.errors import FormatError
from quiz.facts.deck import Deck
from quiz.facts.encoding import UndecodableError, decode
from quiz.formats.anki import clozes
from quiz.formats.anki.decks import DeckNames
from quiz.formats.authored import BOTH, FORWARD, Authored, Blank, Made, hole, unmarked
from quiz.formats.folder_media import FolderMedia
from quiz.formats.format import Format, Head, Opened, ReadOptions, Record, Skipped, Taken
from quiz.formats.html_text import Fragment, file_named, from_html
from quiz.formats.markdown_html import html_of
from quiz.formats.tabular import check_size, deck_id

_KEY: Final = re.compile(r"(model|deck|tags?|nid|cid|id|markdown|external-ids):[ \t]*(.*?)[ \t]*$", re.IGNORECASE)
_NOTE: Final = re.compile(r"# +(.*?)[ \t]*#*$")
_FIELD: Final = re.compile(r"## +(.*?)[ \t]*#*$")
_FENCE: Final = re.compile(r"(`{3,}|~{3,})")
_BLANK: Final = re.compile(r"\{\{c(\d{1,3})::((?:(?!::|\}\}|\{\{c\d).)*)(?:::((?:(?!\}\}|\{\{c\d).)*))?\}\}", re.DOTALL)


@frozen
class _Note:
    """A note as it is written."""

    line: int
    told: dict[str, str] = field(factory=dict)
    fields: dict[str, list[str]] = field(factory=dict)


def sniff(head: Head) -> float:
    """Return how surely a file is apy's: headings of notes with headings of fields, and lines that only apy has."""
    text = head.text
    if not text or "## " not in text or text.startswith("---"):
        return 0.0
    shared, notes = _notes(text)
    whole = [note for note in notes if len(note.fields) > 1]
    if not whole or len(whole) < len(notes) * 0.8:
        return 0.0
    is_told = bool(shared.keys() | {key for note in notes for key in note.told})
    is_basic = all([name.casefold() for name in note.fields][:2] == ["front", "back"] for note in whole)
    return 0.95 if is_told else 0.9 if is_basic else 0.0


def _notes(text: str) -> tuple[dict[str, str], list[_Note]]:
    """Return what holds for all notes, and the notes."""
    shared: dict[str, str] = {}
    notes: list[_Note] = []
    current: list[str] | None = None
    fence = ""
    for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), start=1):
        if current is not None and (mark := _FENCE.match(line)) is not None:
            fence = "" if fence and line.startswith(fence) else fence or mark[1]
        if fence and current is not None:
            current.append(line)
        elif (found := _NOTE.match(line)) is not None:
            notes.append(_Note(number))
            current = None
        elif notes and (found := _FIELD.match(line)) is not None:
            current = notes[-1].fields.setdefault(found[1], [])
        elif current is not None:
            current.append(line)
        elif (key := _KEY.match(line)) is not None:
            (notes[-1].told if notes else shared)[key[1].casefold()] = key[2]
    return shared, notes


def read(path: Path, options: ReadOptions) -> Iterator[Record]:
    """Read the notes of a file."""
    check_size(path)
    try:
        text = decode(path.read_bytes())
    except UndecodableError as error:
        raise FormatError(f"{path}: {error}. {error.hint}") from None
    shared, notes = _notes(text)
    media = FolderMedia(path.parent)
    names = DeckNames()
    decks: dict[str, tuple[Deck, Authored]] = {}

    def named(html: str) -> Fragment:
        return from_html(html, named=lambda name: None if (found := file_named(name)) is None else media.path(found))

    for count, note in enumerate(notes):
        if not count % 200:
            options.tick()
        told = {**shared, **note.told}
        deck = options.deck or (names.id_of(told["deck"]) if told.get("deck") else deck_id(path))
        if deck not in decks:
            decks[deck] = (Deck(deck), Authored())
            yield Opened(decks[deck][0], media.files)
        where = f"line {note.line}"
        try:
            made = _facts(note, told, decks[deck][1], named)
        except ValueError as error:
            yield Skipped(where, f"{error}.")
            continue
        yield Taken(where, tuple(one.fact for one in made), deck)
    yield from media.told()
    for deck_, made_ in decks.values():
        yield Opened(evolve(deck_, relations=made_.relations), media.files)


def _facts(note: _Note, told: Mapping[str, str], made: Authored, read_html: Callable[[str], Fragment]) -> list[Made]:
    """Return the facts of a note: its first field is asked and the second one answers, and what else it has is told with that."""
    texts = {name: "\n".join(lines).strip() for name, lines in note.fields.items()}
    if not texts:
        raise ValueError("The note has no fields; write ## and the name of each above its text")
    tags = [tag for tag in re.split(r"[\s,]+", f"{told.get('tags', '')} {told.get('tag', '')}") if tag]
    model = told.get("model", "").casefold()
    id = told.get("nid") or told.get("id") or None
    values = list(texts.values())
    if "cloze" in model or clozes.numbers_in(values[0]):
        blanks: list[Blank] = []

        def marked(found: re.Match[str]) -> str:
            blanks.append(Blank((int(found[1]) or 1,), (found[3] or "").strip()))
            return hole(len(blanks) - 1, found[2])

        source = _BLANK.sub(marked, unmarked(values[0]))
        note_ = read_html(html_of("\n\n".join(filter(None, values[1:])), breaks=False)).rich
        return made.sentence(html_of(source, breaks=False), blanks, read_html, tags=tags, id=id, note=note_)
    if len(values) < 2:
        raise ValueError("The note has one field, and nothing that answers it")
    kinds = BOTH if "revers" in model else FORWARD
    rest = "".join(f"<p><b>{name}</b></p>{html_of(text, breaks=False)}" for name, text in list(texts.items())[2:] if text)
    asked, answered = (read_html(html_of(text, breaks=False)) for text in values[:2])
    return [made.pair(asked, answered, kinds, tags=tags, id=id, note=read_html(rest).rich if rest else "")]


FORMATS: Final = {
    "apy": Format(
        name="apy",
        moves=True,
        title="apy Markdown (notes of Anki)",
        sniff=sniff,
        read=read,
        extensions=(".md",),
        holds="notes with their fields, decks, tags, pictures and sounds",
        lacks="note types, reviews and due days",
    )
}
