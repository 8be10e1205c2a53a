"""Reading TeX: the tree of a formula. Whatever is not known for certain is refused, so that no formula is shown wrong."""

import re
from collections.abc import Callable, Iterable
from typing import TypeAlias
from unicodedata import normalize

from attrs import frozen

from quiz.text.tex_signs import ACCENTS, NAMES, SILENT, SPACES, STYLES, Part, UnknownTeXError, part, sign

DEEPEST = 20
"""Groups inside each other; a deeper formula is shown as it is written."""

_COMMAND = re.compile(r"\\(?:([a-zA-Z]+)\*?|(.))", re.DOTALL)
_NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
_FRACTIONS = frozenset({"frac", "dfrac", "tfrac", "cfrac"})
_BINOMIALS = frozenset({"binom", "dbinom", "tbinom"})
_TEXTS = frozenset({"text", "mathrm", "operatorname", "mbox", "textrm", "textnormal", "mathit"})
_ROWS = frozenset({"aligned", "align", "gathered", "gather", "split", "alignedat"})
_FENCES = {"matrix": ("⟦", "⟧"), "pmatrix": ("⎛", "⎞"), "bmatrix": ("⎡", "⎤"), "Bmatrix": ("⎰", "⎱"), "vmatrix": ("⎢", "⎥"),
           "Vmatrix": ("‖", "‖"), "smallmatrix": ("⟦", "⟧"), "cases": ("⎧", "")}  # fmt: skip
_TEXT_ESCAPES = re.compile(r"\\([%&#_$ {},])")


@frozen
class Sign:
    """One sign, name or word."""

    text: str
    part: Part


@frozen
class Fraction:
    """One thing over another."""

    above: "Nodes"
    below: "Nodes"


@frozen
class Binomial:
    """One thing over another in parentheses, without a line between them."""

    above: "Nodes"
    below: "Nodes"


@frozen
class Root:
    """A root; its degree is empty for a square root."""

    degree: "Nodes"
    inner: "Nodes"


@frozen
class Scripts:
    """Something with what is lowered and raised behind it; without a base, they stand before what comes next."""

    base: "Node | None"
    low: "Nodes | None"
    high: "Nodes | None"


@frozen
class Accent:
    """A mark over or under something."""

    mark: str
    inner: "Nodes"


@frozen
class Styled:
    """Letters in an alphabet of their own."""

    command: str
    inner: "Nodes"


@frozen
class Group:
    """What stands in braces."""

    inner: "Nodes"


@frozen
class Table:
    """Rows of cells between fences."""

    start: str
    end: str
    rows: "tuple[tuple[Nodes, ...], ...]"


@frozen
class Chemistry:
    """A chemical formula, as its author wrote it."""

    source: str


Node: TypeAlias = Sign | Fraction | Binomial | Root | Scripts | Accent | Styled | Group | Table | Chemistry
Nodes: TypeAlias = tuple[Node, ...]


def read(tex: str) -> Nodes:
    """Return the tree of a formula, or raise `UnknownTeXError` where something in it is not known."""
    reader = _Reader(tex, 0)
    nodes = reader.nodes()
    if not reader.done:
        raise UnknownTeXError(tex)
    return nodes


class _Reader:
    """Reads from left to right."""

    def __init__(self, tex: str, depth: int) -> None:
        if depth > DEEPEST:
            raise UnknownTeXError(tex)
        self._tex, self._at, self._depth = tex, 0, depth

    @property
    def done(self) -> bool:
        """Whether all is read."""
        return self._at >= len(self._tex)

    def nodes(self) -> Nodes:
        """Read all that is left."""
        found: list[Node] = []
        while not self.done:
            if self._tex[self._at].isspace():
                self._spaces()
                found.append(Sign(" ", "space"))
            elif number := _NUMBER.match(self._tex, self._at):
                self._at = number.end()
                found.append(Sign(number[0], "digit"))
            elif self._tex[self._at] in "^_'":
                found.append(self._scripts(self._base(found)))
            else:
                found += self._node()
        return tuple(found)

    def _base(self, found: list[Node]) -> Node | None:
        """Take from what was found so far the thing that scripts belong to."""
        while found and found[-1] == Sign(" ", "space"):
            found.pop()
        if not found:
            return None
        base = found.pop()
        if isinstance(base, Scripts):
            raise UnknownTeXError("two scripts in one place")
        if base == Group(()):
            return None
        if isinstance(base, Sign) and base.part in {"operator", "relation", "open", "comma"}:
            raise UnknownTeXError(base.text)
        return base

    def _scripts(self, base: Node | None) -> Node:
        low: Nodes | None = None
        high: list[Node] | None = None
        primes = raised = False
        while True:
            before = self._at
            self._spaces()
            mark = self._tex[self._at : self._at + 1]
            if mark == "'" and not raised:
                self._at += 1
                primes, high = True, [*(high or ()), Sign("′", "post")]
            elif mark == "^" and not raised:
                self._at += 1
                raised, high = True, [*(high or ()), *self.argument()]
            elif mark == "_" and low is None:
                self._at += 1
                low = self.argument()
            elif mark and mark in "^_'":
                raise UnknownTeXError("two scripts in one place")
            else:
                self._at = before
                break
        if primes and raised:
            raise UnknownTeXError("a prime and something raised")
        return Scripts(base, low, None if high is None else tuple(high))

    def _node(self) -> Nodes:
        character = self._tex[self._at]
        if character == "\\":
            return self._command()
        if character == "{":
            return (Group(self.argument()),)
        if self._tex.startswith(":=", self._at):
            self._at += 2
            return (Sign(":=", "relation"),)
        if character in '}&%#$"' or (character.isascii() and not character.isprintable()):
            raise UnknownTeXError(character)
        self._at += 1
        if character == "~":
            return (Sign(" ", "space"),)
        return (Sign(character, part(character)),)

    def _command(self) -> Nodes:
        match = _COMMAND.match(self._tex, self._at)
        if match is None:
            raise UnknownTeXError("a backslash at the end")
        self._at = match.end()
        name = match[1] or match[2]
        if match[1]:
            self._spaces()
        if (reader := _READERS.get(name)) is not None:
            return (reader(self, name),)
        if name in SILENT:
            if name in {"left", "right"} and self._tex.startswith(".", self._at):
                self._at += 1
            return ()
        if name in SPACES:
            return (Sign(" ", "space"),) if SPACES[name] else ()
        return self._named(name)

    def _named(self, name: str) -> Nodes:
        if name in NAMES:
            return (Sign(name, "name"),)
        if name == "not":
            match self.argument():
                case (Sign(after, "relation"),) if len(after) == 1:
                    return (Sign(normalize("NFC", after + "\u0338"), "relation"),)
            raise UnknownTeXError(name)
        if name in {"bmod", "mod"}:
            return (Sign("mod", "name"),)
        if name == "pmod":
            return (Sign("(", "open"), Sign("mod", "name"), Sign(" ", "space"), *self.argument(), Sign(")", "close"))
        found = sign(name)
        return (Sign(found, part(found)),)

    # Arguments

    def argument(self) -> Nodes:
        """Return the group, command or letter that comes next."""
        self._spaces()
        if self.done:
            raise UnknownTeXError("an argument is missing")
        if self._tex[self._at] == "{":
            return _Reader(self.braced(), self._depth + 1).nodes()
        if self._tex[self._at] in "^_'}&":
            raise UnknownTeXError(self._tex[self._at])
        return self._node()

    def braced(self) -> str:
        """Return what stands between the braces that come next."""
        self._spaces()
        if not self._tex.startswith("{", self._at):
            raise UnknownTeXError("braces are missing")
        start, depth = self._at + 1, 0
        for piece in re.finditer(r"\\.|[{}]", self._tex[self._at :], re.DOTALL):
            depth += {"{": 1, "}": -1}.get(piece[0], 0)
            if depth == 0:
                self._at += piece.end()
                return self._tex[start : self._at - 1]
        raise UnknownTeXError("a brace is not closed")

    def option(self) -> Nodes:
        """Return what stands in the brackets that come next, if any do."""
        match = re.compile(r"\s*\[([^\[\]{}\\]{0,10})\]").match(self._tex, self._at)
        if match is None:
            return ()
        self._at = match.end()
        return _Reader(match[1].strip(), self._depth + 1).nodes()

    def words(self) -> str:
        """Return the words of an argument that is text."""
        text = _TEXT_ESCAPES.sub(r"\1", self.braced())
        if not text.strip() or any(mark in text for mark in "\\{}$^_\n"):
            raise UnknownTeXError(text)
        return text

    def environment(self) -> Node:
        """Return the rows up to the end of what was begun."""
        name = self.braced().removesuffix("*")
        body, end, _ = self._tex[self._at :].partition("\\end{")
        if not end or "\\begin" in body or "\\hline" in body:
            raise UnknownTeXError(name)
        self._at += len(body) + len(end)
        closing, brace, _ = self._tex[self._at :].partition("}")
        self._at += len(closing) + len(brace)
        if closing.removesuffix("*") != name:
            raise UnknownTeXError(name)
        rows = [row for row in re.split(r"\\\\", body) if row.strip()]
        cells = tuple(tuple(self._cell(cell) for cell in re.split(r"(?<!\\)&", row)) for row in rows)
        if name in _ROWS:
            # The marks of where rows are lined up say nothing.
            return Table("", "", tuple((tuple(node for cell in row for node in cell),) for row in cells))
        if name not in _FENCES:
            raise UnknownTeXError(name)
        return Table(*_FENCES[name], cells)

    def _cell(self, tex: str) -> Nodes:
        return _Reader(tex.strip(), self._depth + 1).nodes()

    def _spaces(self) -> None:
        while not self.done and self._tex[self._at].isspace():
            self._at += 1


def _all(names: Iterable[str], reader: "Callable[[_Reader, str], Node]") -> "dict[str, Callable[[_Reader, str], Node]]":
    return dict.fromkeys(names, reader)


_READERS: "dict[str, Callable[[_Reader, str], Node]]" = {
    **_all(_FRACTIONS, lambda reader, _: Fraction(reader.argument(), reader.argument())),
    **_all(_BINOMIALS, lambda reader, _: Binomial(reader.argument(), reader.argument())),
    **_all(_TEXTS, lambda reader, _: Sign(reader.words(), "name")),
    **_all(ACCENTS, lambda reader, name: Accent(ACCENTS[name], reader.argument())),
    **_all(STYLES, lambda reader, name: Styled(name, reader.argument())),
    "sqrt": lambda reader, _: Root(reader.option(), reader.argument()),
    "ce": lambda reader, _: Chemistry(reader.braced()),
    "begin": lambda reader, _: reader.environment(),
}
"""The commands with arguments."""
