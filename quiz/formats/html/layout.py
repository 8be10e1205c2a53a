"""The blocks of HTML while they are read: paragraphs, headings, code, and the lists and quotes around them."""

from typing import Final

from attrs import define, field

from quiz.formats.html.words import Words
from quiz.text.blocks import Block, Code, Items, Paragraph, Quote
from quiz.text.safe import safe

_DEEPEST: Final = 16
"""Lists, their items and quotes within each other; deeper ones are lines."""


@define
class _Frame:
    """A list, an item of one, or a quote that is open."""

    kind: str
    blocks: list[Block] = field(factory=list)
    items: list[tuple[Block, ...]] = field(factory=list)
    start: int | None = None


class Layout:
    """Takes words and what divides them, one after the other."""

    def __init__(self) -> None:
        """Start empty."""
        self.words = Words()
        """Those of the paragraph or cell that is read now."""
        self._frames = [_Frame("all")]
        self._heading = 0
        self._code: list[str] | None = None
        self._lang = ""

    def blocks(self) -> list[Block]:
        """Return what was read, whatever is still open."""
        self.end_code()
        self.flush()
        while len(self._frames) > 1:
            self._close_frame()
        return self._frames[0].blocks

    def put(self, *found: Block) -> None:
        """Put blocks where it is read; right in a list, they are items of their own."""
        frame = self._frames[-1]
        if frame.kind in {"list", "dd"}:
            frame.items += [(one,) for one in found]
        else:
            frame.blocks += found

    def flush(self) -> None:
        """Put the words so far into paragraphs of their own."""
        heading, self._heading = self._heading, 0
        if self.words:
            self.put(*(Paragraph(words, heading) for words in self.words.paragraphs()))

    def heading(self, rank: int) -> None:
        """Begin a heading."""
        self.flush()
        self._heading = rank

    # Lists and quotes

    def begin(self, kind: str, start: int | None = None) -> None:
        """Begin a `list`, a list of definitions (`dd`) or a `quote`."""
        if len(self._frames) > _DEEPEST:
            self.words.line()
            return
        self.flush()
        if kind in {"list", "dd"} and self._frames[-1].kind == "list" and self._frames[-1].items:
            # A list right in a list, as old programs write it, belongs to the item before it.
            self._frames.append(_Frame("item", [*self._frames[-1].items.pop()]))
        self._frames.append(_Frame(kind, start=start))

    def item(self, kind: str) -> bool:
        """Begin an item of the innermost list of a kind; say whether there is such a list."""
        place = len(self._frames) - 1
        while self._frames[place].kind not in {kind, "quote", "all"}:
            place -= 1
        if self._frames[place].kind != kind:
            return False
        self.flush()
        while len(self._frames) > place + 1:
            self._close_frame()
        self._frames.append(_Frame("item"))
        return True

    def end(self, kind: str) -> None:
        """Close the innermost list or quote of a kind and all in it, if there is one; else only a line ends."""
        if not any(frame.kind == kind for frame in self._frames):
            self.words.line()
            return
        self.flush()
        while self._close_frame() != kind:
            pass

    def _close_frame(self) -> str:
        frame = self._frames.pop()
        if frame.kind == "item":
            self._frames[-1].items += [tuple(frame.blocks)] if frame.blocks else []
        elif frame.kind == "quote" and frame.blocks:
            self.put(Quote(tuple(frame.blocks)))
        elif frame.items:
            self.put(Items(tuple(frame.items), frame.start))
        return frame.kind

    # Code

    @property
    def in_code(self) -> bool:
        """Whether lines of code are read."""
        return self._code is not None

    def begin_code(self, lang: str) -> None:
        """Begin lines of code in a language."""
        self.flush()
        self._code, self._lang = [], lang

    def code(self, text: str) -> None:
        """Take code as it is."""
        if self._code is not None:
            self._code.append(text)

    def code_in(self, lang: str) -> None:
        """Take the language of the code that is read."""
        self._lang = lang or self._lang

    def end_code(self) -> None:
        """End lines of code, if there are any."""
        if self._code is None:
            return
        lines = [line.expandtabs(4).rstrip() for line in safe("".join(self._code)).replace("\xa0", " ").split("\n")]
        self._code = None
        source = "\n".join(lines).strip("\n")
        if source.strip():
            self.put(Code(source, self._lang))
