"""The cards of a note, line by line, as the plugin finds them.

(Rules: `src/parser.ts` and `src/NoteQuestionParser.ts` of obsidian-spaced-repetition 1.13.)
"""

import re
from bisect import bisect_left
from typing import Final

from attrs import define, evolve, field, frozen

from quiz.formats.format import Skipped
from quiz.formats.obsidian.schedule import COMMENT
from quiz.formats.obsidian.settings import Settings
from quiz.formats.obsidian.signs import TAG, Shape, blanks_in, deck_tags, front_tags, inline_shape, is_deck, place_of

_HEADING: Final = re.compile(r"(#{1,6})[ \t]+(.*?)[ \t]*#*$")
_END: Final = "+++"
"""What the plugin's manual has for a line that ends a card; taken for one where a note has such lines."""
_FENCE: Final = re.compile(r"`{3,}|~{3,}")
_BLOCK: Final = re.compile(r"[ \t]\^([a-zA-Z0-9-]{1,100})[ \t]*$")
_FRONT: Final = re.compile(r"\A---[ \t]*\n(.*?)^---[ \t]*$\n?", re.DOTALL | re.MULTILINE)
_RULE: Final = re.compile(r"-{3,}|\*{3,}|_{3,}")
_ARROW: Final = re.compile(r"(?:[-=]+>)+|→|>{2,}")
_NO_CARD: Final = (
    "Due days stand below this line, which is no card by the usual signs. Where the vault has signs of its own, import the note "
    "from within the vault, or say what stands between question and answer: --separator SIGN."
)


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
    sign: str = ""
    """What stands between questions and answers on one line, where that is none of the usual signs."""


def note_of(text: str, settings: Settings) -> Note:
    """Return the cards of a note."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    front = _FRONT.match(text)
    top = tuple(front_tags(front[1])) if front else ()
    above = front[0].count("\n") if front else 0
    lines = (text[front.end() :] if front else text).split("\n")
    if not settings.end and any(line.strip() == _END for line in lines):
        settings = evolve(settings, end=_END)
    parser = _Parser(settings, lines, above)
    parser.parse()
    sign = "" if settings.is_known else parser.own_sign()
    if sign:
        parser = _Parser(evolve(settings, inline=sign), lines, above)
        parser.parse()
    own = tuple(tag for tag in top if is_deck(tag, settings))
    cards = tuple(card if card.tags else evolve(card, tags=parser.tags_above(card.line, own)) for card in parser.found)
    others = tuple(tag.removeprefix("#") for tag in top if not is_deck(tag, settings))
    is_tagged = bool(own or parser.decks or any(card.tags for card in parser.found))
    return Note(cards, tuple(parser.problems), others, is_tagged, sign)


def has_deck_tag(text: str, settings: Settings) -> bool:
    """Say whether the lines at the top of a note have a tag of notes with cards."""
    front = _FRONT.match(text.replace("\r\n", "\n"))
    return front is not None and any(is_deck(tag, settings) for tag in front_tags(front[1]))


@define
class _Parser:
    """Goes through the lines of a note, once."""

    settings: Settings
    lines: list[str]
    above: int
    """How many lines stood above them."""
    found: list[Written] = field(factory=list)
    problems: list[Skipped] = field(factory=list)
    decks: list[tuple[int, tuple[str, ...]]] = field(factory=list)
    """The tags for decks, and the lines on which they stand."""
    _headings: list[tuple[int, str]] = field(factory=list)
    _at: int = 0
    _text: list[str] = field(factory=list)
    """The lines that may belong to the next card."""
    _start: int = 0
    _shape: Shape | None = None
    _is_certain: bool = True
    _paragraph: tuple[int, list[str]] = (0, [])
    """The paragraph that stands right above, if it is no card."""
    _due: list[str] = field(factory=list)
    """The lines above due days that are no cards."""

    def parse(self) -> None:
        """Find the cards."""
        while self._at < len(self.lines):
            line = self.lines[self._at]
            if line.startswith("<!--") and not line.startswith("<!--SR:"):
                self._pass_remark()
            elif self._is_end(line.strip()) or (self._shape is None and _RULE.fullmatch(line.strip())):
                self._end()
            else:
                self._take(line)
            self._at += 1
        self._end()

    def own_sign(self) -> str:
        """Return the sign that divides every line above due days that is no card; nothing where a card has a usual sign."""
        if not self._due or any(card.shape in {Shape.INLINE, Shape.INLINE_BOTH} for card in self.found):
            return ""
        signs = {found[0] for line in self._due if (found := _ARROW.search(line)) and place_of(line, found[0]) == found.start()}
        sign, *others = signs or {""}
        return sign if not others and all(place_of(line, sign) > 0 for line in self._due) else ""

    def tags_above(self, line: int, own: tuple[str, ...]) -> tuple[str, ...]:
        """Return the tags for decks that hold for a line: those that stood last above it, else the note's own, else the first."""
        at = bisect_left(self.decks, line, key=lambda one: one[0])
        return self.decks[at - 1][1] if at else own or (self.decks[0][1] if self.decks else ())

    def _pass_remark(self) -> None:
        while self._at < len(self.lines) and "-->" not in self.lines[self._at]:
            self._at += 1

    def _is_end(self, bare: str) -> bool:
        """Say whether a line ends a card."""
        end = self.settings.end
        if not bare and self._shape in {Shape.BELOW, Shape.BELOW_BOTH} and self._is_unanswered():
            return False
        return (not bare and (not end or self._shape is None)) or (bool(end) and bare == end)

    def _is_unanswered(self) -> bool:
        """Say whether the answer of a card stands below an empty line, which some vaults allow."""
        signs = {self.settings.below, self.settings.below_both}
        if self.settings.is_known or next((line for line in reversed(self._text) if line), "").strip() not in signs:
            return False
        at = self._at
        while at < len(self.lines) and not self.lines[at].strip():
            at += 1
        end = at
        while end < len(self.lines) and self.lines[end].strip():
            end += 1
        answer = self.lines[at:end]
        if not answer or _HEADING.match(answer[0]) or answer[0].startswith("<!--") or _RULE.fullmatch(answer[0].strip()):
            return False
        return bool(_FENCE.match(answer[0])) or not any(
            line.strip() in signs or inline_shape(line, self.settings) for line in answer
        )

    def _take(self, line: str) -> None:
        """Take a line in that may belong to a card."""
        bare = line.strip()
        if not self._text:
            self._start = self._at
        self._text.append(line.rstrip())
        inline = inline_shape(line, self.settings)
        if self._shape is None and inline is None and self._is_beside(line, bare):
            return
        if inline is not None and self._shape not in {Shape.BELOW, Shape.BELOW_BOTH}:
            self._inline(line, inline)
        elif bare in {self.settings.below, self.settings.below_both}:
            start, above = self._paragraph
            if len(self._text) == 1 and above and not self.settings.is_known:
                self._start, self._text[:0] = start, above
            if len(self._text) > 1:
                self._shape = Shape.BELOW if bare == self.settings.below else Shape.BELOW_BOTH
                self._is_certain = True
        elif (fence := _FENCE.match(line)) is not None:
            self._code(fence[0])
        elif self._shape in {None, Shape.SENTENCE}:
            self._sentence(line)

    def _is_beside(self, line: str, bare: str) -> bool:
        """Take in a heading, or tags for decks; say whether it is these, which belong to no card."""
        heading = _HEADING.match(line)
        if heading:
            while self._headings and self._headings[-1][0] >= len(heading[1]):
                self._headings.pop()
            if heading[2].strip():
                self._headings.append((len(heading[1]), heading[2].strip()))
            if blanks_in(line, self.settings) is None:
                self._forget()
                return True
        tags = deck_tags(bare, self.settings)
        if not tags or TAG.sub("", bare).strip():
            return False
        self.decks.append((self.above + self._at + 1, tags))
        self._forget()
        return True

    def _forget(self) -> None:
        self._text.clear()
        self._paragraph = (0, [])

    def _inline(self, line: str, shape: Shape) -> None:
        """Take in a card on one line, with the comment below it."""
        self._text[:], self._start, self._shape = [line], self._at, shape
        if self._at + 1 < len(self.lines) and self.lines[self._at + 1].startswith("<!--SR:"):
            self._at += 1
            self._text.append(self.lines[self._at])
        self._end()

    def _code(self, fence: str) -> None:
        while self._at + 1 < len(self.lines) and not self.lines[self._at + 1].startswith(fence):
            self._at += 1
            self._text.append(self.lines[self._at])
        self._at += 1
        self._text.append(fence)

    def _sentence(self, line: str) -> None:
        sure = blanks_in(line, self.settings)
        if sure is None:
            return
        self._is_certain = sure or (self._shape is Shape.SENTENCE and self._is_certain)
        self._shape = Shape.SENTENCE

    def _end(self) -> None:
        """Add the card that ends here, if there is one."""
        if self._shape is not None:
            self._add(self._shape)
            self._paragraph = (0, [])
        elif self._text:
            self._paragraph = (self._start, [] if self._has_due_days() else self._text[:])
        self._text.clear()
        self._shape, self._is_certain = None, True

    def _has_due_days(self) -> bool:
        """Say whether due days stand within a text that is no card, and tell of each line above them."""
        words, found = "", False
        for place, line in enumerate(self._text):
            bare = COMMENT.sub("", line).strip()
            if bare == line.strip():
                words = bare
                continue
            found = True
            if bare or words:
                self._due.append(bare or words)
                self.problems.append(Skipped(f"line {self.above + self._start + place + (1 if bare else 0)}", _NO_CARD))
            words = ""
        return found

    def _add(self, shape: Shape) -> None:
        """Add a card, or why it is none."""
        settings, line = self.settings, self.above + self._start + 1
        whole = "\n".join(self._text)
        comment = COMMENT.search(whole)
        lines, tags = _without_tags(COMMENT.sub("", whole).rstrip().split("\n"), settings)
        block = _BLOCK.search(lines[-1])
        if block:
            lines[-1] = lines[-1][: block.start()]
        if shape in {Shape.BELOW, Shape.BELOW_BOTH}:
            sign = settings.below if shape is Shape.BELOW else settings.below_both
            place = next((at for at, one in enumerate(lines) if one.strip() == sign), 0)
            if not "".join(lines[:place]).strip() or not "".join(lines[place + 1 :]).strip():
                self.problems.append(Skipped(f"line {line}", f"A question or an answer is missing around the line “{sign}”."))
                return
        self.found.append(
            Written(
                shape,
                tuple(lines),
                line,
                tags,
                tuple(words for _, words in self._headings),
                comment[1] if comment else "",
                block[1] if block else "",
                self._is_certain or comment is not None,
            )
        )


def _without_tags(lines: list[str], settings: Settings) -> tuple[list[str], tuple[str, ...]]:
    """Return the lines of a card without the tags for decks at its beginning, and those."""
    tags = deck_tags(lines[0], settings) if lines[0].lstrip().startswith("#") else ()
    if not tags:
        return lines, ()
    first = lines[0]
    for tag in tags:
        first = first.replace(tag, "", 1)
    first = first.lstrip()
    return ([first, *lines[1:]] if first or len(lines) == 1 else lines[1:]), tags
