"""What stands between the braces of a GIFT question: its answers, by which it is told what kind of question it is."""

import re
from decimal import Decimal
from typing import Any, Final, TypeAlias

from attrs import evolve, frozen

from quiz.formats.moodle.gift_text import Formatted, formatted, on_one_line, trimmed, unescaped

_TRUE: Final = frozenset({"T", "TRUE"})
_FALSE: Final = frozenset({"F", "FALSE"})
_ESCAPE: Final = r"\\[\\:#={}~n]"
_MARK = re.compile(rf"{_ESCAPE}|([=~])")
_HASH = re.compile(rf"{_ESCAPE}|(#)")
_GENERAL = re.compile(rf"{_ESCAPE}|(####)")
_ARROW = re.compile(r"->")
_WEIGHT = re.compile(r"\s*%(-?\d{1,3}(?:\.\d*)?)%")
_DIGITS: Final = r"[+-]?(?:\d{1,400}(?:\.\d{0,400})?|\.\d{1,400})(?:[eE][+-]?\d{1,3})?"
_RANGE = re.compile(rf"({_DIGITS})\s*\.\.\s*({_DIGITS})")
# The first of two dots is no decimal point.
_LOW = re.compile(r"([+-]?\d+)\.\.")
_WITHIN = re.compile(rf"({_DIGITS})\s*\\?:\s*({_DIGITS})")
_ALONE = re.compile(_DIGITS)
LARGEST_WEIGHT: Final = 100
MOST_ANSWERS: Final = 200


class MistakeError(ValueError):
    """Something that cannot be read, at a place of a question's text."""

    def __init__(self, message: str, place: int) -> None:
        super().__init__(message)
        self.place = place


@frozen
class Number:
    """A number, or a range of numbers, that answers a question."""

    type: str
    """`simple`, `range` (a number and how far an answer may be off) or `high-low`."""
    first: Decimal
    """The number, or the lower end."""
    second: Decimal = Decimal(0)
    """How far an answer may be off, or the upper end."""

    def as_data(self) -> dict[str, Any]:
        """Return it as JSON holds it."""
        if self.type == "high-low":
            return {"type": self.type, "numberHigh": _json(self.second), "numberLow": _json(self.first)}
        found = {"type": self.type, "number": _json(self.first)}
        return found | {"range": _json(self.second)} if self.type == "range" else found


@frozen
class Choice:
    """One of the answers that a question names."""

    is_correct: bool
    """Whether an equal sign stands before it."""
    text: Formatted | Number
    weight: Decimal | None = None
    """The share of the marks that it gets, in percent, where it is named."""
    feedback: Formatted | None = None

    def as_data(self) -> dict[str, Any]:
        """Return it as JSON holds it."""
        return {
            "isCorrect": self.is_correct,
            "weight": None if self.weight is None else _json(self.weight),
            "text": self.text.as_data(),
            "feedback": self.feedback.as_data() if self.feedback else None,
        }


@frozen
class Matched:
    """What belongs together in a question that asks for pairs."""

    subquestion: Formatted
    """Empty for an answer that belongs to nothing."""
    subanswer: str

    def as_data(self) -> dict[str, Any]:
        """Return it as JSON holds it."""
        return {"subquestion": self.subquestion.as_data(), "subanswer": self.subanswer}


@frozen
class Answers:
    """All that stands between the braces."""

    type: str
    choices: tuple[Choice, ...] = ()
    number: Number | None = None
    """The one number that is the answer, where it stands by itself."""
    pairs: tuple[Matched, ...] = ()
    is_true: bool = False
    true_feedback: Formatted | None = None
    """What is said to whoever says that a statement is true."""
    false_feedback: Formatted | None = None
    general: Formatted | None = None
    """What is said whatever the answer was."""

    def as_data(self) -> dict[str, Any]:
        """Return what a question of this type has beside its words."""
        found: dict[str, Any] = {"globalFeedback": self.general.as_data() if self.general else None}
        match self.type:
            case "TF":
                found["isTrue"] = self.is_true
                found["trueFeedback"] = self.true_feedback.as_data() if self.true_feedback else None
                found["falseFeedback"] = self.false_feedback.as_data() if self.false_feedback else None
            case "Matching":
                found["matchPairs"] = [pair.as_data() for pair in self.pairs]
            case "Numerical" if self.number is not None:
                found["choices"] = self.number.as_data()
            case "MC" | "Short" | "Numerical":
                found["choices"] = [choice.as_data() for choice in self.choices]
        return found


_Part: TypeAlias = tuple[int, str]
"""Where a part of the answers begins in the question's text, and the part."""


def answers_in(source: str, start: int, format: str) -> Answers:
    """Return the answers that stand between braces from `start` on in a question whose words are in a format.

    Raises `MistakeError` for what is no answer.
    """
    general = None
    gaps = [found.start() for found in _GENERAL.finditer(source) if found[1]]
    if gaps:
        # Of five number signs the last four are the mark.
        cut = gaps[-1]
        while source.startswith("#", cut + 4):
            cut += 1
        general = _said(source[cut + 4 :], format)
        source = source[:cut]
    found = _answers((start, source), format)
    return evolve(found, general=general)


def _answers(part: _Part, format: str) -> Answers:
    start, source = part
    body = trimmed(source)
    if not body:
        return Answers("Essay")
    if body.startswith("#"):
        return _numerical((start + source.index("#") + 1, source[source.index("#") + 1 :]), format)
    marks = {found[1] for found in _MARK.finditer(source)}
    if "~" not in marks and "=" in marks and "->" in source:
        return Answers("Matching", pairs=tuple(_pair(one, format) for _, one in _marked(part)))
    if "~" not in marks and (told := _told(source, format)) is not None:
        return told
    choices = tuple(_choice(sign, one, format, right="~" not in marks) for sign, one in _marked(part))
    return Answers("MC" if any(not choice.is_correct for choice in choices) else "Short", choices)


def _marked(part: _Part) -> list[tuple[str, _Part]]:
    """Return the parts of the answers, each with the sign before it; the first one may have none."""
    start, source = part
    marks = [found for found in _MARK.finditer(source) if found[1]]
    if len(marks) > MOST_ANSWERS:
        raise MistakeError(f"A question may have {MOST_ANSWERS} answers; this one has {len(marks):,}.", start)
    ends = [*(found.start() for found in marks), len(source)]
    found = [(mark[1], (start + mark.end(), source[mark.end() : end])) for mark, end in zip(marks, ends[1:], strict=True)]
    lead = source[: ends[0]]
    return [("", (start, lead)), *found] if trimmed(lead) else found


def _told(source: str, format: str) -> Answers | None:
    """Return the answers of a statement that is true or false, if it is one."""
    word, *said = _divided(source, 2)
    if trimmed(word) not in _TRUE | _FALSE:
        return None
    is_true = trimmed(word) in _TRUE
    wrong, right = ([_said(one, format) for one in said] + [None, None])[:2]
    return Answers("TF", is_true=is_true, true_feedback=right if is_true else wrong, false_feedback=wrong if is_true else right)


def _choice(sign: str, part: _Part, format: str, *, right: bool) -> Choice:
    """Return one of the answers; `right` if those without a sign are right, as where there are none that are wrong."""
    weight, source = _weight(part)
    text, *said = _divided(source, 1)
    return Choice(sign == "=" or (not sign and right), formatted(text, format), weight, _said(said[0], format) if said else None)


def _pair(part: _Part, format: str) -> Matched:
    start, source = part
    arrow = _ARROW.search(source)
    if arrow is None:
        raise MistakeError("This is no pair; write = before and -> between what belongs together.", start)
    words = formatted(source[: arrow.start()], format)
    return Matched(words, unescaped(on_one_line(source[arrow.end() :])))


def _numerical(part: _Part, format: str) -> Answers:
    start, source = part
    marked = _marked(part)
    if not marked:
        raise MistakeError("A number is missing behind #; write {#4} or {#3:2}.", start)
    if len(marked) == 1 and not marked[0][0]:
        number, *said = _divided(source, 1)
        if not said:
            return Answers("Numerical", number=_number((start, number)))
    return Answers("Numerical", tuple(_numerical_choice(sign, one, format) for sign, one in marked))


def _numerical_choice(sign: str, part: _Part, format: str) -> Choice:
    weight, source = _weight(part)
    number, *said = _divided(source, 1)
    feedback = _said(said[0], format) if said else None
    if trimmed(number) in {"", "*"}:
        return Choice(sign != "~", Formatted("*", format, "*"), weight, feedback)
    return Choice(sign != "~", _number((part[0], number)), weight, feedback)


def _number(part: _Part) -> Number:
    start, source = part
    text = _LOW.sub(r"\1 ..", trimmed(source))
    if found := _RANGE.fullmatch(text):
        first, second = Decimal(found[1]), Decimal(found[2])
        if first > second:
            raise MistakeError(f"{found[1]}..{found[2]} is no range; write the smaller number first.", start)
        return Number("high-low", first, second)
    if found := _WITHIN.fullmatch(text):
        return Number("range", Decimal(found[1]), Decimal(found[2]))
    if _ALONE.fullmatch(text):
        return Number("simple", Decimal(text))
    raise MistakeError(f"“{on_one_line(source)[:60]}” is no number; write one as 3.14, as 3.14:0.01, or as 3..4.", start)


def _weight(part: _Part) -> tuple[Decimal | None, str]:
    """Return the share of the marks that an answer names, and the rest of it."""
    _, source = part
    found = _WEIGHT.match(source)
    if not found or abs(weight := Decimal(found[1])) > LARGEST_WEIGHT:
        return None, source
    return weight, source[found.end() :]


def _divided(source: str, times: int) -> list[str]:
    """Return the parts of a text between its first number signs, at most so many."""
    parts: list[str] = []
    start = 0
    for found in _HASH.finditer(source):
        if found[1] and len(parts) < times:
            parts.append(source[start : found.start()])
            start = found.end()
    return [*parts, source[start:]]


def _said(source: str, format: str) -> Formatted | None:
    found = formatted(source, format)
    return found if found.text else None


def _json(number: Decimal) -> int | float:
    return int(number) if number == number.to_integral_value() else float(number)
