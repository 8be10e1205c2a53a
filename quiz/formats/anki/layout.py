"""Laying out a card as Anki does it: the HTML of its question and its answer."""

from collections.abc import Iterable, Mapping
from typing import Final

from attrs import field, frozen

from quiz.formats.anki.analysis import at_line, told_besides, unfolded
from quiz.formats.anki.filters import filtered, is_filled
from quiz.formats.anki.limits import MOST_DRAWN
from quiz.formats.anki.notetypes import NoteType
from quiz.formats.anki.template import CLOZE_NUMBER, FRONT_SIDE, Piece, Shown, parsed, resolved
from quiz.formats.html.visible import unhidden

_HIDING: Final = frozenset({"cloze", "cloze-only"})
FLAGS: Final = ("flag0", "flag1", "flag2", "flag3", "flag4", "flag5", "flag6", "flag7")


@frozen(eq=False)
class Content:
    """What the card of a note shows: its fields, and what Anki lets templates show besides."""

    note_type: NoteType
    number: int
    """The number of the card, counted from 0: that of its template, or for a cloze one less than that of its blanks."""
    fields: Mapping[str, str]
    special: Mapping[str, str]
    unknown: set[str] = field(factory=set)
    """Names that its templates want and that there are not."""

    def is_filled(self, name: str) -> bool:
        """Say whether a name counts as filled; one that there is not is none."""
        found = self.fields.get(name)
        if found is None:
            found = self.special.get(name)
        if found is not None:
            return is_filled(found)
        if CLOZE_NUMBER.fullmatch(name):
            return name == f"c{self.number + 1}"
        self.unknown.add(name)
        return False

    @property
    def template(self) -> int:
        """The number of its template."""
        return 0 if self.note_type.is_cloze else self.number

    def question(self) -> str:
        """Return its question. Raises `TemplateError` where that cannot be read."""
        return self.html(self._question(), answered=False)

    def answer(self) -> str:
        """Return what its answer shows below the line. Raises `TemplateError` where that cannot be read."""
        return self.html(self._answer()[1], answered=True)

    def besides(self) -> str:
        """Return the hints that its question can unfold and its answer does not show, and what stands above the line alone."""
        above, below = self._answer()
        found = told_besides(self._question(), above, below)
        return "<br>".join(filter(None, (self._shown(piece, answered=True) for piece in found)))

    def hiding(self) -> frozenset[str]:
        """Return the names of the fields of which its question hides blanks."""
        return frozenset(
            piece.name for piece in self._question() if isinstance(piece, Shown) and not _HIDING.isdisjoint(piece.filters)
        )

    def _answer(self) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
        answer = resolved(parsed(self.note_type.templates[self.template].answer), self.is_filled)
        return at_line(unfolded(self._question(), tuple(answer)))

    def _question(self) -> tuple[Piece, ...]:
        return tuple(resolved(parsed(self.note_type.templates[self.template].question), self.is_filled))

    def html(self, pieces: Iterable[Piece], *, answered: bool) -> str:
        """Return what pieces of a template show, as HTML. In an answer the template hides nothing: scripts would show it."""
        found: list[str] = []
        length = 0
        for piece in pieces:
            shown = piece if isinstance(piece, str) else self._shown(piece, answered=answered)
            text = unhidden(shown) if answered and shown is piece else shown
            found.append(text)
            length += len(text)
            if length > MOST_DRAWN:
                break
        return "".join(found)[:MOST_DRAWN]

    def _shown(self, piece: Shown, *, answered: bool) -> str:
        if piece.name == FRONT_SIDE or (not piece.name and piece.filters):
            return ""
        text = self.fields.get(piece.name)
        if text is None:
            text = self.special.get(piece.name)
        if text is None:
            self.unknown.add(piece.name)
            return ""
        return filtered(text, piece.filters, self.number + 1, answered=answered) if piece.filters else text
