"""GIFT as a tree: every question of a file with all that it says, and nothing of what becomes of it.

The language is that of Moodle's documentation and importer; the tree has the fields of GIFT-grammar-PEG.js, so that each can be
compared with the other. What Moodle takes and that grammar refuses, such as a colon without a backslash, is taken.
"""

import re
from collections.abc import Iterator
from typing import Any, Final

from attrs import evolve, frozen

from quiz.errors import FormatError
from quiz.formats.moodle.gift_answers import Answers, Choice, Matched, MistakeError, Number, answers_in
from quiz.formats.moodle.gift_blocks import CATEGORY, LONGEST, Block, blocks
from quiz.formats.moodle.gift_text import Formatted, formatted, trimmed, unescaped

__all__ = ["Choice", "Formatted", "Mistake", "Number", "Pair", "Question", "parse", "read"]

BLANK: Final = "_____"
"""What stands in a question for answers that are in its middle."""
Pair = Matched
_NO_WORDS: Final = Formatted("")
_NO_ANSWERS: Final = Answers("Description")

_TITLE = re.compile(r"::((?:\\[\\:#={}~n]|(?!::).)+)::", re.DOTALL)
_BRACE = re.compile(r"\\[\\:#={}~n]|([{}])")


@frozen
class Question:
    """A question, a description or a category of a file."""

    type: str
    """`MC`, `TF`, `Short`, `Numerical`, `Matching`, `Essay`, `Description` or `Category`."""
    line: int
    """The line in which it begins, counted from 1."""
    title: str | None = None
    stem: Formatted = _NO_WORDS
    answers: Answers = _NO_ANSWERS
    is_embedded: bool = False
    """Whether its answers stand before words of the question."""
    id: str | None = None
    tags: tuple[str, ...] = ()
    source: str = ""
    """What it is written as."""

    def as_data(self) -> dict[str, Any]:
        """Return it as JSON holds it, with the names of GIFT-grammar-PEG.js."""
        if self.type == "Category":
            return {"type": self.type, "title": self.title}
        found = {
            "id": self.id,
            "tags": list(self.tags) or None,
            "type": self.type,
            "title": self.title,
            "stem": self.stem.as_data(),
            "hasEmbeddedAnswers": self.is_embedded,
        }
        return found if self.type == "Description" else found | self.answers.as_data()


@frozen
class Mistake:
    """A question that cannot be read."""

    line: int
    reason: str


def parse(text: str) -> list[Question]:
    """Return the questions of a file. Raises `FormatError` for the first one that cannot be read."""
    found = []
    for one in read(text):
        if isinstance(one, Mistake):
            raise FormatError(f"line {one.line}: {one.reason}")
        found.append(one)
    return found


def read(text: str) -> Iterator[Question | Mistake]:
    """Yield the questions of a file, and for each that cannot be read what is wrong with it."""
    for block in blocks(text):
        try:
            yield _question(block)
        except MistakeError as error:
            yield Mistake(block.line_at(error.place), str(error))


def _question(block: Block) -> Question:
    text = block.text
    if len(text) > LONGEST:
        raise MistakeError(f"A question may have {LONGEST:,} letters with its answers; this one has {len(text):,}.", 0)
    start = len(text) - len(text.lstrip())
    if text.startswith(CATEGORY, start):
        return Question("Category", block.numbers[0], text[start + len(CATEGORY) :].lstrip(" \t"), source=text)
    title = _TITLE.match(text, start)
    rest = title.end() if title else start + 2 * text.startswith("::", start)
    opened, closed = _braces(text, rest)
    known = Question(
        "Description",
        block.numbers[0],
        unescaped(title[1]) if title else None,
        id=block.id,
        tags=block.tags,
        source=text.strip(),
    )
    if opened < 0:
        return evolve(known, stem=formatted(text[rest:], "moodle"))
    before, behind = trimmed(text[rest:opened]), trimmed(text[closed + 1 :])
    stem, is_embedded = _stem(before, behind)
    answers = answers_in(text[opened + 1 : closed], opened + 1, _format_of_answers(before, behind))
    return evolve(known, type=answers.type, stem=stem, answers=answers, is_embedded=is_embedded)


def _braces(text: str, start: int) -> tuple[int, int]:
    """Return where the answers begin and end; -1 where there are none. Raises `MistakeError` for braces that are out of order."""
    found = [one.start() for one in _BRACE.finditer(text, start) if one[1]]
    if not found:
        return -1, -1
    if text[found[0]] == "}":
        raise MistakeError("A brace closes here that nothing opens; write \\} where a brace is meant.", found[0])
    if len(found) == 1:
        raise MistakeError("The brace that opens the answers is not closed; write } behind them.", found[0])
    if text[found[1]] == "{":
        raise MistakeError("A brace opens within the answers; write \\{ and \\} where braces are meant.", found[1])
    if len(found) > 2:
        raise MistakeError(
            "Braces stand here a second time. Write a blank line between questions, and \\{ where a brace is meant.",
            found[2],
        )
    return found[0], found[1]


def _format_of_answers(before: str, behind: str) -> str:
    return formatted(before, "moodle").format if before or not behind else "moodle"


def _stem(before: str, behind: str) -> tuple[Formatted, bool]:
    """Return the words of a question, with a blank where its answers stand in the middle, and whether they do."""
    first = formatted(before, "moodle")
    if not behind:
        return first, False
    last = formatted(behind, first.format)
    format = first.format if before else last.format
    lead = f"{first.text} " if before else ""
    lines = f"{first.lines} " if before else ""
    return Formatted(f"{lead}{BLANK} {last.text}", format, f"{lines}{BLANK}{_gap(behind)}{last.lines}"), True


def _gap(behind: str) -> str:
    return "" if behind[:1] in ".,;:!?)]}’”'\"" else " "
