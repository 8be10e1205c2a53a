"""Where a typed answer differs from the right one: two lines below each other, and the same in words, for eyes and for ears.

    you     Montvideeo
    right   Montevideo      missing e · too much e

Letters that are missing in one line are a dot there, so that the letters of both stand below each other.
"""

from collections.abc import Sequence
from itertools import accumulate

from attrs import frozen
from rich.cells import cell_len
from textual.content import Content

from quiz.cards.verdict import Outcome
from quiz.study.question import Feedback
from quiz.text.closeness import Piece, letters
from quiz.tui.lines import joined, plain

_GAP = "·"
_INDENT = 8
_MOST_WORDS = 4


@frozen
class Column:
    """A run of letters in both lines. `swapped` letters are the same ones in another order."""

    op: str
    given: str = ""
    right: str = ""

    @property
    def words(self) -> str:
        """The difference in words."""
        match self.op:
            case "missing":
                return f"missing {_spoken(self.right)}"
            case "extra":
                return f"too much: {_spoken(self.given)}"
            case "swapped":
                return f"swapped: {_spoken(self.given)} for {_spoken(self.right)}"
            case _:
                return f"{_spoken(self.given)} instead of {_spoken(self.right)}"


def difference(feedback: Feedback, width: int) -> Content:
    """Return the given and the right writing, where there is something to compare, for lines of so many cells."""
    pieces = feedback.verdict.diff if feedback.verdict else ()
    if not pieces:
        if feedback.outcome is Outcome.WRONG and feedback.picked is None and feedback.answer:
            return _line("you", plain(feedback.answer))
        return Content("")
    found = columns(as_typed(pieces, feedback.answer), pieces)
    given = joined((_cells(column, column.given, column.right, "bold strike $error") for column in found), "")
    right = joined((_cells(column, column.right, column.given, "bold underline $success") for column in found), "")
    alike = sum(len(column.right) for column in found if column.op == "same")
    if 2 * alike < len("".join(column.right for column in found)):
        # It is another word: that some letters of the two are the same tells nothing.
        given = plain("".join(column.given for column in found), "bold strike $error")
        right = plain("".join(column.right for column in found), "bold underline $success")
    elif _INDENT + max(given.cell_length, right.cell_length) > width:
        # What wraps does not stand below each other: no gaps then.
        given = joined((_piece(column, column.given, "bold strike $error") for column in found), "")
        right = joined((_piece(column, column.right, "bold underline $success") for column in found), "")
    told = [column.words for column in found if column.op != "same"]
    words = " · ".join(told) if len(told) <= _MOST_WORDS and feedback.outcome is not Outcome.WRONG else ""
    lines = [_line("you", given), _line("right", right)]
    return joined([*lines, plain(" " * _INDENT + words, "$quiet")] if words else lines)


def columns(given: Sequence[Piece], pieces: Sequence[Piece]) -> list[Column]:
    """Return both writings side by side; letters that changed places are one column."""
    typed = iter(given)
    found: list[Column] = []
    for piece in pieces:
        match piece.op:
            case "same":
                found.append(Column("same", next(typed).text, piece.text))
            case "missing" if found and found[-1].op == "wrong" and not found[-1].right:
                found[-1] = Column("wrong", found[-1].given, piece.text)
            case "missing":
                found.append(Column("missing", "", piece.text))
            case op:
                found.append(Column(op, next(typed).text))
    return _with_swaps(found)


def as_typed(pieces: Sequence[Piece], answer: str) -> list[Piece]:
    """Return the pieces of the given writing in the letters that were typed; what is the same may differ in case and accents."""
    given = [piece for piece in pieces if piece.op != "missing"]
    typed = letters(answer)
    lengths = [len(letters(piece.text)) for piece in given]
    if sum(lengths) != len(typed):
        return given
    ends = list(accumulate(lengths))
    return [Piece(piece.op, "".join(typed[end - length : end])) for piece, length, end in zip(given, lengths, ends, strict=True)]


def _with_swaps(found: list[Column]) -> list[Column]:
    """Join a letter that is missing on one side of another one, and too much on its other side: they changed places."""
    done: list[Column] = []
    for column in found:
        done.append(column)
        if len(done) < 3:
            continue
        first, middle, last = done[-3:]
        if {first.op, last.op} == {"missing", "extra"} and middle.op == "same" and len(letters(middle.right)) == 1:
            moved = (first.given or first.right, last.given or last.right)
            if moved[0].casefold() == moved[1].casefold() and len(letters(moved[0])) == 1:
                sides = [(part.given, part.right) for part in (first, middle, last)]
                done[-3:] = [Column("swapped", *("".join(side) for side in zip(*sides, strict=True)))]
    return done


def _cells(column: Column, own: str, other: str, style: str) -> Content:
    gap = max(0, cell_len(other) - cell_len(own))
    return joined([_piece(column, own, style), Content.styled(_GAP * gap, "$quiet")], "")


def _piece(column: Column, text: str, style: str) -> Content:
    return plain(text, "" if column.op == "same" else style)


def _line(label: str, text: Content) -> Content:
    return joined([Content.styled(f"{label:<{_INDENT}}", "$quiet"), text], "")


def _spoken(text: str) -> str:
    return "a space" if text == " " else text.strip() or "spaces"
