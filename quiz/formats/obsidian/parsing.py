"""The cards of a note, line by line, as the plugin finds them.

(Rules: `src/parser.ts` and `src/NoteQuestionParser.ts` of obsidian-spaced-repetition 1.13.)
"""

import re
from collections.abc import Iterator
from enum import Enum
from typing import Final

from attrs import evolve, field, frozen

from quiz.formats.format import Skipped
from quiz.formats.obsidian.schedule import COMMENT
from quiz.formats.obsidian.settings import Settings

_TAG: Final = re.compile(r"(?:(?<=\s)|^)#(?!\d+(?:\s|$))[\w/-]*\w[\w/-]*", re.UNICODE)
_HEADING: Final = re.compile(r"(#{1,6})[ \t]+(.*?)[ \t]*#*$")
_END: Final = "+++"
"""What the plugin's manual has for a line that ends a card; taken for one where a note has such lines."""
_BLOCK: Final = re.compile(r"[ \t]\^([a-zA-Z0-9-]{1,100})[ \t]*$")
_HIGHLIGHT: Final = re.compile(r"==[^=\s][^\n]*?==|==[^=\n]+==")
_BOLD: Final = re.compile(r"\*\*(?=\S)[^\n]+?(?<=\S)\*\*")
_CURLY: Final = re.compile(r"\{\{[^\n{}]+\}\}")
_FRONT: Final = re.compile(r"\A---[ \t]*\n(.*?)^---[ \t]*$\n?", re.DOTALL | re.MULTILINE)
_FRONT_TAG: Final = re.compile(r"[^\s,\[\]\"'#]+")


class Shape(Enum):
    """How a card is written."""

    INLINE = "inline"
    INLINE_BOTH = "inline both"
    BELOW = "below"
    BELOW_BOTH = "below both"
    SENTENCE = "sentence"


@frozen
class Written:
    """A card as it is written."""

    shape: Shape
    lines: tuple[str, ...]
    line: int
    """The line on which it begins, counted from 1."""
    tags: tuple[str, ...] = ()
    """The tags for decks that hold for it: its own, or those that stood last above it."""
    headings: tuple[str, ...] = ()
    """The headings under which it stands."""
    schedule: str = ""
    """What the comment behind it says of when its cards are due."""
    block: str = ""
    """The id by which Obsidian links to it."""
    is_certain: bool = True
    """Whether only bold words make it one."""


@frozen
class Note:
    """What is found in a note."""

    cards: tuple[Written, ...]
    problems: tuple[Skipped, ...] = ()
    tags: tuple[str, ...] = ()
    """All other tags that it has at its top."""
    is_tagged: bool = False
    """Whether it has a tag of notes with cards."""


@frozen(eq=False)
class _Parser:
    settings: Settings
    lines: list[str]
    above: int
    """How many lines stood above them."""
    found: list[Written] = field(factory=list)
    problems: list[Skipped] = field(factory=list)
    headings: list[tuple[int, str]] = field(factory=list)
    decks: list[tuple[int, tuple[str, ...]]] = field(factory=list)
    """The tags for decks, and the lines on which they stand."""


def note_of(text: str, settings: Settings) -> Note:
    """Return the cards of a note."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    front = _FRONT.match(text)
    top = tuple(_front_tags(front[1])) if front else ()
    above = front[0].count("\n") if front else 0
    lines = (text[front.end() :] if front else text).split("\n")
    if not settings.end and any(line.strip() == _END for line in lines):
        settings = evolve(settings, end=_END)
    parser = _Parser(settings, lines, above)
    _parse(parser)
    own = [tag for tag in top if _is_deck(tag, settings)]
    first = parser.decks[0][1] if parser.decks else ()
    cards = []
    for card in parser.found:
        if not card.tags:
            before = [tags for line, tags in parser.decks if line < card.line]
            card = evolve(card, tags=before[-1] if before else tuple(own) or first)
        cards.append(card)
    others = tuple(tag.removeprefix("#") for tag in top if not _is_deck(tag, settings))
    return Note(tuple(cards), tuple(parser.problems), others, bool(own or parser.decks or any(card.tags for card in cards)))


def _parse(parser: _Parser) -> None:
    settings, lines = parser.settings, parser.lines
    text: list[str] = []
    shape: Shape | None = None
    start, at = 0, 0
    is_certain = True

    def end() -> None:
        nonlocal shape, is_certain
        if shape is not None:
            _add(parser, shape, text, start, is_certain=is_certain)
        text.clear()
        shape, is_certain = None, True

    while at < len(lines):
        line = lines[at]
        bare = line.strip()
        if line.startswith("<!--") and not line.startswith("<!--SR:"):
            while at < len(lines) and "-->" not in lines[at]:
                at += 1
            at += 1
            continue
        is_over = not bare and (not settings.end or shape is None)
        if is_over or (settings.end and bare == settings.end):
            end()
            at += 1
            continue
        if not text:
            start = at
        text.append(line.rstrip())
        inline = _inline_shape(line, settings)
        heading = _HEADING.match(line)
        if heading and shape is None and inline is None:
            _under(parser, len(heading[1]), heading[2])
        if shape is None and inline is None and (tags := _deck_tags(bare, settings)) and not _TAG.sub("", bare).strip():
            parser.decks.append((parser.above + at + 1, tags))
            text.clear()
        elif inline is not None and shape not in {Shape.BELOW, Shape.BELOW_BOTH}:
            text[:], start, shape = [line], at, inline
            if at + 1 < len(lines) and lines[at + 1].startswith("<!--SR:"):
                at += 1
                text.append(lines[at])
            end()
        elif bare in {settings.below, settings.below_both}:
            if len(text) > 1:
                shape, is_certain = (Shape.BELOW if bare == settings.below else Shape.BELOW_BOTH), True
        elif (fence := re.match(r"`{3,}|~{3,}", line)) is not None:
            while at + 1 < len(lines) and not lines[at + 1].startswith(fence[0]):
                at += 1
                text.append(lines[at])
            at += 1
            text.append(fence[0])
        elif shape is None and (sure := _blanks_in(line, settings)) is not None:
            shape, is_certain = Shape.SENTENCE, sure
        elif shape is Shape.SENTENCE and not is_certain and _blanks_in(line, settings):
            is_certain = True
        at += 1
    end()


def _add(parser: _Parser, shape: Shape, text: list[str], start: int, *, is_certain: bool) -> None:
    """Add a card, or why it is none."""
    settings, line = parser.settings, parser.above + start + 1
    whole = "\n".join(text)
    found = COMMENT.search(whole)
    lines = COMMENT.sub("", whole).rstrip().split("\n")
    tags = _deck_tags(lines[0], settings) if lines[0].lstrip().startswith("#") else ()
    if tags:
        first = lines[0]
        for tag in tags:
            first = first.replace(tag, "", 1)
        lines[0] = first.lstrip()
        lines = lines if lines[0] or len(lines) == 1 else lines[1:]
    block = _BLOCK.search(lines[-1])
    if block:
        lines[-1] = lines[-1][: block.start()]
    if shape in {Shape.BELOW, Shape.BELOW_BOTH}:
        sign = settings.below if shape is Shape.BELOW else settings.below_both
        place = next((at for at, one in enumerate(lines) if one.strip() == sign), 0)
        if not "\n".join(lines[:place]).strip() or not "\n".join(lines[place + 1 :]).strip():
            parser.problems.append(Skipped(f"line {line}", f"A question or an answer is missing around the line “{sign}”."))
            return
    parser.found.append(
        Written(
            shape,
            tuple(lines),
            line,
            tags,
            tuple(words for _, words in parser.headings),
            found[1] if found else "",
            block[1] if block else "",
            is_certain or bool(found),
        )
    )


def _under(parser: _Parser, rank: int, words: str) -> None:
    while parser.headings and parser.headings[-1][0] >= rank:
        parser.headings.pop()
    if words.strip():
        parser.headings.append((rank, words.strip()))


def _inline_shape(line: str, settings: Settings) -> Shape | None:
    """Return which card stands on one line, if any does: the longer sign counts first."""
    both = (settings.inline_both, Shape.INLINE_BOTH)
    one = (settings.inline, Shape.INLINE)
    for sign, shape in sorted((both, one), key=lambda pair: -len(pair[0])):
        if place_of(line, sign) >= 0:
            return shape
    return None


def place_of(line: str, sign: str) -> int:
    """Return where a sign stands in a line outside of code and formulas, or -1."""
    at = line.find(sign)
    while at >= 0:
        before = line[:at]
        if before.count("`") % 2 == 0 and before.replace("\\$", "").count("$") % 2 == 0 and "<!--" not in before:
            return at
        at = line.find(sign, at + 1)
    return -1


def _blanks_in(line: str, settings: Settings) -> bool | None:
    """Say whether words of a line are blanks for sure; nothing where there are none."""
    bare = re.sub(r"`[^`\n]*`", "", line)
    if settings.highlights and _HIGHLIGHT.search(bare):
        return True
    if settings.curly is not False and _CURLY.search(bare):
        return True
    if settings.bold is not False and _BOLD.search(bare):
        return settings.bold is True
    return None


def _deck_tags(line: str, settings: Settings) -> tuple[str, ...]:
    return tuple(found for found in _TAG.findall(line) if _is_deck(found, settings))


def _is_deck(tag: str, settings: Settings) -> bool:
    name = tag.casefold()
    return any(name == own.casefold() or name.startswith(f"{own.casefold()}/") for own in settings.tags)


def _front_tags(front: str) -> Iterator[str]:
    """Yield the tags that the lines at the top give, with the number sign."""
    inside = False
    for line in front.split("\n"):
        key, colon, rest = line.partition(":")
        if colon and not line[:1].isspace() and not line.lstrip().startswith("-"):
            inside = key.strip().casefold() in {"tags", "tag"}
            found = rest
        else:
            found = line.strip().removeprefix("-")
        if inside:
            yield from (f"#{tag}" for tag in _FRONT_TAG.findall(found))
