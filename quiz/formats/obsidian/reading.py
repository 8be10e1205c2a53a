"""A note or a vault of Obsidian as records: decks by tags or folders, cards by how they are written, due days by comments."""

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

from attrs import define, evolve, field, frozen

from quiz.facts.deck import Deck
from quiz.facts.delimited import lines_in, separator_of
from quiz.formats.anki.decks import DeckNames
from quiz.formats.authored import BOTH, FORWARD, Authored, Made
from quiz.formats.delimited_text import sniff as sniff_table
from quiz.formats.folder_media import FolderMedia, files_below
from quiz.formats.folder_texts import texts_of
from quiz.formats.format import Format, Head, MediaFile, Noted, Opened, ReadOptions, Record, Skipped, Taken
from quiz.formats.html_text import Fragment, file_named, from_html
from quiz.formats.markdown_html import embedded_notes, html_of
from quiz.formats.obsidian.blanks import with_blanks
from quiz.formats.obsidian.parsing import Note, Written, has_deck_tag, note_of
from quiz.formats.obsidian.schedule import entries, past
from quiz.formats.obsidian.settings import Settings, settings_of
from quiz.formats.obsidian.signs import Shape, has_inline_card, place_of
from quiz.formats.tabular import deck_id
from quiz.text.safe import safe_line

_TAG_ITSELF: Final = re.compile(r"(?:^|\s)#flashcards\b")
_SCHEDULED: Final = re.compile(r"<!--SR:!?(?:\d{4}-|fsrs)")
_INLINE: Final = re.compile(
    r"^(?![\s:{}=~|])(?:`[^`\n]{1,100}`|[^\n:{}`]){1,300}?(?<!/):{2,3}(?!:)[ \t]*[^\s:{}](?:`[^`\n]*`|\$[^$\n]*\$|[^\n{}`])*$",
    re.MULTILINE,
)
_REMARK: Final = re.compile(r"<!--.*?-->|<!--.*$")
_BELOW: Final = re.compile(r"^\S[^\n]*\n\?{1,2}[ \t]*\n[^\n]*\S", re.MULTILINE)
_LIST_MARK: Final = re.compile(r"^\s*(?:[-*+]|\d{1,9}[.)])\s+(?:\[[ xX]\]\s+)?|^\s*(?:>\s*)+|^#{1,6}\s+")
_NOTES: Final = (".md", ".markdown")
_PLACES: Final[tuple[str, ...]] = ("", "attachments", "assets", "Attachments", "files", "images", "media")
"""Where files that notes show are looked for first."""
_LOOKED_AT: Final = 400
"""So many notes of a folder are looked into to tell whether there are cards."""
_SMALL: Final = 32 * 1024
_CERTAIN: Final = 0.9
_TABLE: Final = 0.6
"""What is a table so surely has no cards in its cells."""


def sniff(head: Head) -> float:
    """Return how surely this is a note or a vault with cards."""
    if head.is_folder:
        return _sniff_folder(head.path)
    sure = _sniff_text(head.text or "", head.named(*_NOTES))
    if sure < _CERTAIN and not head.named(*_NOTES) and sniff_table(head) > _TABLE and not _is_colons(head.text or ""):
        return 0.0
    return sure


def _is_colons(text: str) -> bool:
    """Say whether what divides the cells of a table are colons, as the signs of cards are."""
    return separator_of(lines_in(text)[:50]) == ":"


def _sniff_text(text: str, is_named: bool) -> float:  # noqa: FBT001 - one of two things that are known of a file
    if not text or (text.lstrip()[:1] in {"<", "{", "["} and not text.lstrip().startswith(("[[", "<!--"))):
        return 0.0
    if _SCHEDULED.search(text):
        return 0.96
    if _TAG_ITSELF.search(text) or has_deck_tag(text, Settings()):
        has_cards = "==" in text or "{{" in text or _BELOW.search(text) or has_inline_card(text, Settings())
        return 0.93 if has_cards else 0.0
    if _BELOW.search(text):
        return 0.8
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    cards = sum(1 for line in lines if _INLINE.match(line))
    if cards and cards >= len(lines) * (0.2 if is_named else 0.6) and "\t" not in text:
        return 0.78
    return 0.0


def _sniff_folder(folder: Path) -> float:
    is_vault = (folder / ".obsidian").is_dir()
    best = 0.0
    for count, file in enumerate(files_below(folder, *_NOTES)):
        if count > _LOOKED_AT or best > 0.9:
            break
        try:
            with file.open("rb") as opened:
                best = max(best, _sniff_text(opened.read(_SMALL).decode("utf-8", "replace"), is_named=True))
        except OSError:
            continue
    return min(0.95, best + 0.1) if best and is_vault else best * 0.95


@frozen
class _File:
    """A note, and where it is."""

    path: Path
    name: str
    """Its path from the vault, without the ending."""
    note: Note


@define
class _Open:
    """A deck that is being read."""

    head: Deck
    made: Authored = field(factory=Authored)
    media: dict[str, MediaFile] = field(factory=dict)


@define
class _Reading:
    """What is read of one note or of all of a vault."""

    path: Path
    options: ReadOptions
    settings: Settings
    files: FolderMedia
    is_folder: bool
    names: DeckNames = field(factory=DeckNames)
    decks: dict[str, _Open] = field(factory=dict)
    has_bold: bool = False
    """Whether bold words alone make a sentence a card."""
    embedded: list[str] = field(factory=list)
    """The notes that are to be shown within cards."""

    def records(self, notes: Sequence[_File]) -> Iterator[Record]:
        """Yield the cards of notes."""
        # A vault whose notes have tags for cards has cards in no others.
        by_tag = not self.settings.folders_are_decks and any(one.note.is_tagged for one in notes)
        certain = any(card.is_certain for one in notes for card in one.note.cards)
        self.has_bold = self.settings.bold is True or (self.settings.bold is None and not certain)
        for one in notes:
            self.options.tick()
            if self.is_folder and by_tag and not one.note.is_tagged:
                continue
            place = f"{one.name}, " if self.is_folder else ""
            yield from (evolve(problem, where=f"{place}{problem.where}") for problem in one.note.problems)
            if one.note.sign:
                yield Noted(f"{place}“{one.note.sign}” was taken for what stands between questions and answers, above due days.")
            for card in one.note.cards:
                if card.is_certain or self.has_bold:
                    yield from self._card(one, card, f"{place}line {card.line}", by_tag=by_tag)
        yield from self.files.told()
        if self.embedded:
            what = (
                "1 note that is embedded is" if len(self.embedded) == 1 else f"{len(self.embedded):,} notes that are embedded are"
            )
            yield Noted(f"{what} named, and not shown. The first: “{safe_line(self.embedded[0])}”.")
        for opened in self.decks.values():
            opened.media.update(self.files.files if len(self.decks) == 1 else self._shown(opened))
            yield Opened(evolve(opened.head, relations=opened.made.relations), opened.media)

    def _shown(self, opened: _Open) -> dict[str, MediaFile]:
        return {name: file for name, file in self.files.files.items() if name in opened.media}

    def _card(self, file: _File, card: Written, where: str, *, by_tag: bool) -> Iterator[Record]:
        """Yield the facts of a card, and when each of its cards is due."""
        deck, tags = self._deck(file, card, by_tag=by_tag)
        if deck not in self.decks:
            self.decks[deck] = _Open(Deck(deck))
            yield Opened(self.decks[deck].head, self.decks[deck].media)
        opened = self.decks[deck]
        shown: list[str] = []

        def read(html: str) -> Fragment:
            found = from_html(html, named=self._named)
            shown.extend(found.media)
            return found

        try:
            made = self._made(file, card, opened.made, read, tags)
        except ValueError as error:
            yield Skipped(where, f"{error}.")
            return
        opened.media.update((name, self.files.files[name]) for name in shown if name in self.files.files)
        self.embedded += [name for line in card.lines if "![[" in line for name in embedded_notes(line)]
        yield Taken(where, tuple(one.fact for one in made), deck)
        told = entries(card.schedule)
        cards = [whose for one in made for whose in one.whose(deck, where)]
        for whose, entry in zip(cards, told, strict=False):
            record = past(whose, entry)
            if record is not None:
                yield record

    def _made(
        self, file: _File, card: Written, made: Authored, read: Callable[[str], Fragment], tags: Sequence[str]
    ) -> list[Made]:
        """Return the facts of a card. Raises `ValueError` where it is none."""
        id = f"{file.name}^{card.block}" if card.block else None
        if card.shape is Shape.SENTENCE:
            source = "\n".join(card.lines)
            own, highlights, curly = self.settings.own, self.settings.highlights, self.settings.curly is not False
            html, blanks = with_blanks(source, highlights=highlights, curly=curly, bold=self.has_bold, own=own)
            if not blanks:
                html, blanks = with_blanks(source, highlights=highlights, curly=curly, bold=True)
            return made.sentence(html_of(html), blanks, read, tags=tags, id=id)
        question, answer = self._sides(card, file.note.sign)
        kinds = BOTH if card.shape in {Shape.INLINE_BOTH, Shape.BELOW_BOTH} else FORWARD
        asked = read(html_of(question))
        front = ""
        if card.headings:
            above = " › ".join(html_of(_REMARK.sub("", one).strip(), inline=True) for one in card.headings)
            front = read(f"<i>{above}</i><p>{html_of(question)}</p>").rich
        return [made.pair(asked, read(html_of(answer)), kinds, tags=tags, id=id, front=front)]

    def _sides(self, card: Written, own: str) -> tuple[str, str]:
        """Return the question and the answer of a card, as they are written."""
        settings = self.settings
        if card.shape in {Shape.BELOW, Shape.BELOW_BOTH}:
            sign = settings.below if card.shape is Shape.BELOW else settings.below_both
            place = next(at for at, line in enumerate(card.lines) if line.strip() == sign)
            question = card.lines[0] if place != 1 else _LIST_MARK.sub("", card.lines[0]).strip()
            return "\n".join((question, *card.lines[1:place])), "\n".join(card.lines[place + 1 :])
        sign = own or settings.inline if card.shape is Shape.INLINE else settings.inline_both
        line = card.lines[0]
        place = place_of(line, sign)
        return _LIST_MARK.sub("", line[:place]).strip(), line[place + len(sign) :].strip()

    def _deck(self, file: _File, card: Written, *, by_tag: bool) -> tuple[str, list[str]]:
        """Return the deck of a card, and the tags of its facts: those of the note, and further decks that it is to be in."""
        tags = [tag.replace("/", "::") for tag in file.note.tags]
        others = [tag.removeprefix("#").strip("/").replace("/", "::") for tag in card.tags[1:]]
        if self.options.deck is not None:
            return self.options.deck, [*tags, *others]
        if by_tag and card.tags:
            name = card.tags[0].removeprefix("#").strip("/").replace("/", "::")
        elif self.is_folder:
            above = file.name.split("/")[:-1]
            name = "::".join(above) or deck_id(self.path.resolve())
        else:
            return deck_id(self.path), [*tags, *others]
        return self.names.id_of("::".join(safe_line(level) or "blank" for level in name.split("::"))), [*tags, *others]

    def _named(self, name: str) -> str | None:
        found = file_named(name)
        return None if found is None else self.files.path(found)


def read(path: Path, options: ReadOptions) -> Iterator[Record]:
    """Read a note, or all notes of a folder."""
    settings, vault = settings_of(path)
    if options.separator:
        settings = evolve(settings, inline=options.separator)
    is_folder = path.is_dir()
    root = vault or (path if is_folder else path.parent)
    places = _PLACES
    if not is_folder and path.parent.resolve().is_relative_to(root.resolve()):
        places = (path.parent.resolve().relative_to(root.resolve()).as_posix(), *_PLACES)
    files = FolderMedia(root, places=places, is_deep=is_folder or vault is not None)
    notes: list[_File] = []
    for found in texts_of(path, *_NOTES, tick=options.tick):
        if isinstance(found, Skipped):
            yield found
        else:
            notes.append(_File(found.file, safe_line(found.name), note_of(found.text, settings)))
    yield from _Reading(path, options, settings, files, is_folder).records(notes)


FORMATS: Final = {
    "obsidian": Format(
        name="obsidian",
        title="Obsidian notes with cards",
        sniff=sniff,
        read=read,
        extensions=(".md",),
        holds="questions and answers, sentences with blanks, decks by tags, pictures and sounds, due days",
        lacks="the review log",
    )
}
