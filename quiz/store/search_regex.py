r"""Regular expressions that can be matched in linear time.

The language is that of Anki's `re:`, which is that of Rust's regex crate (https://docs.rs/regex/#syntax): no look-around and no
back-references, so that no pattern, however it is made, takes longer than the text is long. `^` and `$` stand at the ends of each
part of a text, and case does not matter unless `(?-i)` says so.
"""

import unicodedata
from typing import Final

from attrs import field, frozen

from quiz.errors import UsageError
from quiz.store.search_patterns import Either, Letters, Pattern, Place, Repeated, Sequence, Test, is_word

MOST_STEPS: Final = 2000
"""The size of the largest pattern: how many characters, classes and places it has when its repetitions are written out."""
_DEEPEST: Final = 50
_UNLIMITED: Final = -1
_SCRIPTS: Final = ("Arabic", "Cyrillic", "Devanagari", "Greek", "Hangul", "Hebrew", "Hiragana", "Katakana", "Latin", "Thai")
_CATEGORIES: Final = frozenset(
    "L Lu Ll Lt Lm Lo M Mn Mc Me N Nd Nl No P Pc Pd Ps Pe Pi Pf Po S Sm Sc Sk So Z Zs Zl Zp".split()  # noqa: SIM905 - names
)


def regex(source: str) -> Pattern:
    """Return the pattern that a regular expression describes.

    Raises `UsageError` for one that is broken, too large, or uses what this language does not have.
    """
    reader = _Reader(source)
    found = reader.either()
    if reader.at < len(source):
        raise reader.wrong("a closing bracket ) has no opening one; write \\) for the character")
    size(found)
    return found


def size(pattern: Pattern) -> int:
    """Return how many steps a pattern has when its repetitions are written out. Raises `UsageError` above `MOST_STEPS`."""
    match pattern:
        case Sequence(items) | Either(items):
            found = 1 + sum(map(size, items))
        case Repeated(item, least, most):
            found = 1 + size(item) * max(1, least, most or 0)
        case _:
            found = 1
    if found > MOST_STEPS:
        raise UsageError(f"The pattern is too large: written out it has more than {MOST_STEPS} steps. Repeat less in it.")
    return found


@frozen
class _Flags:
    caseless: bool = True
    dot_all: bool = False


@frozen(slots=False)
class _Reader:
    """Reads a regular expression from left to right."""

    source: str
    state: list[int] = field(factory=lambda: [0, 0])
    """Where it is, and how deep in groups."""
    flags: list[_Flags] = field(factory=lambda: [_Flags()])

    @property
    def at(self) -> int:
        return self.state[0]

    def wrong(self, what: str) -> UsageError:
        return UsageError(f"The pattern {self.source!r} is no regular expression: at character {self.at + 1}, {what}.")

    def peek(self, text: str) -> bool:
        return self.source.startswith(text, self.at)

    def take(self, text: str) -> bool:
        if found := self.peek(text):
            self.state[0] += len(text)
        return found

    def next(self) -> str:
        if self.at >= len(self.source):
            raise self.wrong("it ends too early")
        self.state[0] += 1
        return self.source[self.at - 1]

    def until(self, end: str) -> str:
        place = self.source.find(end, self.at)
        if place < 0:
            raise self.wrong(f"{end} is missing")
        found = self.source[self.at : place]
        self.state[0] = place + 1
        return found

    def either(self) -> Pattern:
        found = [self.sequence()]
        while self.take("|"):
            found.append(self.sequence())
        return found[0] if len(found) == 1 else Either(tuple(found))

    def sequence(self) -> Pattern:
        found: list[Pattern] = []
        while self.at < len(self.source) and not self.peek("|") and not self.peek(")"):
            item = self.item()
            deep = 0
            while item is not None and self.at < len(self.source) and (times := self.times()):
                deep += 1
                if deep > _DEEPEST:
                    raise self.wrong("too many repetitions repeat each other")
                item = Repeated(item, times[0], None if times[1] == _UNLIMITED else times[1])
            if item is not None:
                found.append(item)
        return found[0] if len(found) == 1 else Sequence(tuple(found))

    def times(self) -> tuple[int, int] | None:
        """Return how often the item before is repeated. The lazy ones match the same texts as the others."""
        found = next((times for sign, times in _TIMES.items() if self.take(sign)), None)
        if found is None and self.take("{"):
            low, comma, high = self.until("}").partition(",")
            numbers = [part.strip() for part in (low, high if comma else low)]
            if not all(part.isdecimal() and len(part) < 5 for part in numbers if part) or not numbers[0]:
                raise self.wrong("a repetition such as {2,5} is broken; write \\{ for the character")
            found = (int(numbers[0]), int(numbers[1]) if numbers[1] else _UNLIMITED)
            if found[1] != _UNLIMITED and found[1] < found[0]:
                raise self.wrong("a repetition ends below its beginning")
        if found is not None:
            self.take("?")
        return found

    def item(self) -> Pattern | None:
        letter = self.next()
        if letter == "(":
            return self.group()
        if letter == "[":
            return self.letters()
        if letter == ".":
            return Letters(frozenset() if self.flags[-1].dot_all else frozenset("\n"), negated=True)
        if letter in "^$":
            return Place(letter)
        if letter in "*+?{":
            self.state[0] -= 1
            raise self.wrong(f"{letter} repeats nothing; write \\{letter} for the character")
        if letter == "\\":
            return self.escaped()
        return self.single(letter)

    def single(self, letter: str) -> Letters:
        return Letters(frozenset((letter,)), caseless=self.flags[-1].caseless)

    def group(self) -> Pattern | None:
        flags = self.flags[-1]
        if self.take("?"):
            if self.take("P<") or (self.peek("<") and not self.peek("<=") and not self.peek("<!") and self.take("<")):
                self.until(">")
            elif self.peek("=") or self.peek("!") or self.peek("<"):
                raise self.wrong("look-around is not part of this language, as in Anki; search for two terms instead")
            elif not self.take(":"):
                flags, alone = self.switched()
                if alone:
                    self.flags[-1] = flags
                    return None
        self.state[1] += 1
        if self.state[1] > _DEEPEST:
            raise self.wrong("groups stand too deep in one another")
        self.flags.append(flags)
        found = self.either()
        self.flags.pop()
        self.state[1] -= 1
        if not self.take(")"):
            raise self.wrong("an opening bracket ( has no closing one; write \\( for the character")
        return found

    def switched(self) -> tuple[_Flags, bool]:
        """Read switches such as `(?-i)` and `(?s:`; say whether they stand alone."""
        caseless, dot_all, on = self.flags[-1].caseless, self.flags[-1].dot_all, True
        while (letter := self.next()) not in ":)":
            if letter == "-":
                on = False
            elif letter == "i":
                caseless = on
            elif letter == "s":
                dot_all = on
            else:
                raise self.wrong(f"the switch {letter} is unknown; there are i, without case, and s, any character")
        return _Flags(caseless, dot_all), letter == ")"

    def escaped(self) -> Pattern:
        letter = self.next()
        if letter in "bB":
            return Place(letter)
        if letter in "Az":
            return Place("^" if letter == "A" else "$")
        found = self.class_or_letter(letter)
        return self.single(found) if isinstance(found, str) else Letters(tests=(found,), caseless=self.flags[-1].caseless)

    def class_or_letter(self, letter: str) -> Test | str:
        """Return the test or the character that a backslash and this letter mean."""
        if letter in _CLASSES:
            return _CLASSES[letter]
        if letter in "pP":
            test = self.property()
            return test if letter == "p" else lambda one: not test(one)
        if letter in _CONTROLS:
            return _CONTROLS[letter]
        if letter in "xuU":
            return self.coded(letter)
        if letter.isdecimal():
            raise self.wrong("back-references are not part of this language, as in Anki")
        if letter.isalpha():
            raise self.wrong(f"\\{letter} means nothing here; write {letter} for the letter")
        return letter

    def coded(self, letter: str) -> str:
        digits = self.until("}") if self.take("{") else "".join(self.next() for _ in range({"x": 2, "u": 4, "U": 8}[letter]))
        try:
            found = chr(int(digits, 16)) if digits.isalnum() else ""
        except (ValueError, OverflowError):
            found = ""
        if not found:
            raise self.wrong(f"{digits!r} is no number of a character; write one such as \\x41 or \\u{{1f600}}")
        return found

    def property(self) -> Test:
        name = self.until("}") if self.take("{") else self.next()
        if name in _CATEGORIES:
            return lambda letter: unicodedata.category(letter).startswith(name)
        script = name.title()
        if script in _SCRIPTS or script == "Han":
            start = "CJK " if script == "Han" else script.upper()
            return lambda letter: unicodedata.name(letter, "").startswith(start)
        raise self.wrong(f"{name!r} is no class of characters here; there are L, Lu, Nd and the like, Han, {', '.join(_SCRIPTS)}")

    def letters(self) -> Pattern:
        """Read what stands in square brackets."""
        negated = self.take("^")
        singles: set[str] = set()
        ranges: list[tuple[str, str]] = []
        tests: list[Test] = []
        first = True
        while first or not self.peek("]"):
            first = False
            low = self.member()
            if not isinstance(low, str):
                tests.append(low)
            elif self.peek("-") and not self.peek("-]"):
                self.next()
                high = self.member()
                if not isinstance(high, str) or high < low:
                    raise self.wrong("a range such as a-z ends below its beginning; write \\- for the character")
                ranges.append((low, high))
            else:
                singles.add(low)
        self.next()
        return Letters(frozenset(singles), tuple(ranges), tuple(tests), negated, self.flags[-1].caseless)

    def member(self) -> Test | str:
        letter = self.next()
        if letter == "[":
            raise self.wrong("a [ stands inside […]; write \\[ for the character")
        return self.class_or_letter(self.next()) if letter == "\\" else letter


_TIMES: Final = {"*": (0, _UNLIMITED), "+": (1, _UNLIMITED), "?": (0, 1)}
_CONTROLS: Final = {"n": "\n", "r": "\r", "t": "\t", "f": "\f", "v": "\v", "a": "\a"}
_CLASSES: Final[dict[str, Test]] = {
    "d": str.isdecimal,
    "D": lambda letter: not letter.isdecimal(),
    "w": is_word,
    "W": lambda letter: not is_word(letter),
    "s": str.isspace,
    "S": lambda letter: not letter.isspace(),
}
