"""Anki's blanks: `{{c1::Paris}}`, with hints, inside each other, with several numbers, and shapes that cover a picture.

What Anki makes of a text with them, asked and answered. It reads any text: what is out of order is shown as Anki shows it.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final, TypeAlias

from attrs import field, frozen

from quiz.formats.anki.spans import between, changed

DEEPEST: Final = 10
"""How many blanks may stand inside each other; those that stand deeper are none."""
_TOKEN = re.compile(r"\{\{c(?P<numbers>[\d,]{1,200})::|\}\}", re.ASCII)
SHAPE: Final = "image-occlusion:"
_TEX: Final = ((r"\(", r"\)"), (r"\[", r"\]"))
_TAG = re.compile(r"<[^<>]*>")
HIDDEN: Final = "[...]"
_OPEN, _CLOSE = "\ue000", "\ue001"
_ASKED: Final = re.compile(f"{_OPEN}([^{_OPEN}{_CLOSE}]*){_CLOSE}")


@frozen
class Blank:
    """Words to recall."""

    numbers: tuple[int, ...]
    parts: "list[Part]" = field(factory=list)
    hints: list[str] = field(factory=list)

    @property
    def hint(self) -> str | None:
        """What stands behind `::`, if anything does; what is empty is a hint too, of which nothing is shown."""
        return self.hints[-1] if self.hints else None

    @property
    def text(self) -> str:
        """Its words, with those of the blanks inside it."""
        return "".join(part if isinstance(part, str) else part.text for part in self.parts)

    @property
    def shape(self) -> str:
        """The part of a picture that it covers; empty for words."""
        first = self.parts[0] if self.parts else ""
        return first.removeprefix(SHAPE) if isinstance(first, str) and first.startswith(SHAPE) else ""


Part: TypeAlias = str | Blank


def parts_of(text: str) -> list[Part]:
    """Return the parts of a text. A blank that is not closed, and all inside it, is lost, as in Anki."""
    found: list[Part] = []
    stack: list[Blank] = []
    at = 0
    for match in _TOKEN.finditer(text):
        _add(found, stack, text[at : match.start()])
        at = match.end()
        if match["numbers"]:
            if len(stack) < DEEPEST:
                stack.append(Blank(_numbers(match["numbers"])))
        elif stack:
            closed = stack.pop()
            (stack[-1].parts if stack else found).append(closed)
        else:
            found.append("}}")
    _add(found, stack, text[at:])
    return found


def _add(found: list[Part], stack: list[Blank], text: str) -> None:
    if not text:
        return
    if not stack:
        found.append(text)
        return
    if "::" in text and not text.startswith(SHAPE):
        text, hint = text.split("::", 1)
        stack[-1].hints.append(hint)
    if text:
        stack[-1].parts.append(text)


def _numbers(found: str) -> tuple[int, ...]:
    return tuple(dict.fromkeys(int(number) for number in found.split(",") if number and int(number) < 65_536))


def blanks(parts: Iterable[Part]) -> Iterator[Blank]:
    """Yield all blanks, those inside others behind these."""
    for part in parts:
        if isinstance(part, Blank):
            yield part
            yield from blanks(part.parts)


def numbers_in(text: str) -> frozenset[int]:
    """Return the numbers of a text's blanks; each is a card."""
    if "{{c" not in text:
        return frozenset()
    return frozenset(number for blank in blanks(parts_of(text)) for number in blank.numbers if number)


def shown(text: str, number: int, *, answered: bool) -> str:
    """Return what Anki shows of a text on the card of a number, as HTML; nothing where no blank has that number."""
    parts = parts_of(text)
    if not any(number in blank.numbers for blank in blanks(parts)):
        return ""
    drawn = "".join(_drawn(part, number, answered=answered) for part in parts)
    return changed(drawn, _TEX, lambda tex: _TAG.sub("", tex)) if "\\" in drawn else drawn


def _drawn(part: Part, number: int, *, answered: bool) -> str:
    if isinstance(part, str):
        return part
    if part.shape:
        # Shapes are drawn over the picture, and say nothing in words.
        return ""
    if number not in part.numbers or answered:
        inside = "".join(_drawn(one, number, answered=answered) for one in part.parts)
        return f'<span class="{"cloze" if number in part.numbers else "cloze-inactive"}">{inside}</span>'
    hint = part.hint
    return f'<span class="cloze">{HIDDEN if hint is None else f"[{hint}]"}</span>'


def alone(text: str, number: int, *, answered: bool) -> str:
    """Return the words alone that a number hides, or their hints."""
    hidden = [blank for blank in blanks(parts_of(text)) if number in blank.numbers]
    return ", ".join(
        blank.text if answered else "..." if blank.hint is None else blank.hint for blank in hidden if not blank.shape
    )


def hidden(text: str, number: int) -> list[str]:
    r"""Return what each blank of a number hides, as HTML; in a formula it is one: `\(…\)`."""
    found = [blank.text for blank in blanks(parts_of(text)) if number in blank.numbers and not blank.shape]
    if "\\" not in text or not found:
        return found
    marked = "".join(_marked(part, number) for part in parts_of(text))
    formulas = [(start, end) for start, end, _ in between(marked, _TEX)]
    return [
        rf"\({one[1]}\)" if any(start < one.start() < end for start, end in formulas) else one[1]
        for one in _ASKED.finditer(marked)
    ]


def _marked(part: Part, number: int) -> str:
    """Return the words of a part, in which those are between signs that a number hides, but for those inside these."""
    if isinstance(part, str):
        return part
    if number in part.numbers:
        return "" if part.shape else f"{_OPEN}{part.text}{_CLOSE}"
    return "".join(_marked(one, number) for one in part.parts)
