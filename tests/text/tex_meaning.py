"""An oracle for formulas on one line: trees with a value, their TeX, and a reader of the line that knows nothing of TeX.

Read by the ordinary rules (powers before products and quotients, those before sums, from left to right), the line has to have the
value of the tree. What the rules leave open, such as `a/bc` or `√x²`, the reader refuses.
"""

from attrs import frozen
from hypothesis import strategies as st

from quiz.text.tex_signs import RAISED

VALUES = {"a": 1.37, "b": 2.11, "c": 0.83, "x": 1.93}
_RAISED = {high: low for low, high in RAISED.items() if low.isascii()}
_DOT = " \\cdot "
_ROOTS = {"√": 2, "∛": 3, "⁵√": 5}


@frozen
class Tree:
    """A formula that has a value: an operation and what it is done to, or a number or letter."""

    does: str
    parts: "tuple[Tree, ...]" = ()
    name: str = ""

    @property
    def value(self) -> float:
        one, other = ([part.value for part in self.parts] + [0.0, 0.0])[:2]
        match self.does:
            case "+":
                return one + other
            case "-":
                return one - other
            case "*" | "dot":
                return one * other
            case "/":
                return one / other
            case "^":
                return float(abs(one) ** other)
            case "√":
                return float(abs(one) ** (1 / int(self.name)))
            case _:
                return VALUES.get(self.name) or float(self.name)

    @property
    def tex(self) -> str:
        parts = self.parts
        match self.does:
            case "+":
                return f"{parts[0].tex}+{parts[1].tex}"
            case "dot":
                return f"{_factor(parts[0])} \\cdot {_factor(parts[1])}"
            case "-":
                return f"{parts[0].tex}-{_bracketed(parts[1]) if parts[1].does in '+-' else parts[1].tex}"
            case "*":
                right = _factor(parts[1])
                return f"{_factor(parts[0])}{_DOT if right[0].isdigit() else ''}{right}"
            case "/":
                return f"\\frac{{{parts[0].tex}}}{{{parts[1].tex}}}"
            case "^":
                base = parts[0].tex if parts[0].does in {"√", "/"} or not parts[0].parts else _bracketed(parts[0])
                return f"{base}^{{{parts[1].tex}}}"
            case "√":
                degree = "" if self.name == "2" else f"[{self.name}]"
                return f"\\sqrt{degree}{{{parts[0].tex}}}"
            case _:
                return self.name


def _bracketed(tree: Tree) -> str:
    return f"\\left({tree.tex}\\right)"


def _factor(tree: Tree) -> str:
    return _bracketed(tree) if tree.does in "+-" and tree.parts else tree.tex


def _joined(trees: st.SearchStrategy[Tree]) -> st.SearchStrategy[Tree]:
    pair = st.tuples(trees, trees)
    return st.one_of(
        st.builds(Tree, st.sampled_from(["+", "-", "*", "/", "dot", "*", "/"]), pair),
        st.builds(Tree, st.just("^"), st.tuples(trees, st.sampled_from([Tree("", name=name) for name in ("2", "3", "x", "a")]))),
        st.builds(Tree, st.just("^"), pair),
        st.builds(Tree, st.just("√"), st.tuples(trees), st.sampled_from(["2", "3", "5"])),
    )


LEAVES = st.sampled_from([Tree("", name=name) for name in ("a", "b", "c", "x", "2", "3", "10")])
TREES = st.recursive(LEAVES, _joined, max_leaves=7)


class Ambiguous(Exception):  # noqa: N818 - told as what it is
    """The rules leave open what a line means."""


def read(line: str) -> float:
    """Return the value of a line, or raise `Ambiguous`."""
    reader = _Reader(line.replace(" ", ""))
    value = reader.sum()
    if reader.rest:
        raise Ambiguous(line)
    return value


class _Reader:
    def __init__(self, line: str) -> None:
        self.rest = line

    def sum(self) -> float:
        value = self.product()
        while self.rest[:1] in {"+", "-"}:
            sign = self._take()
            value = value + self.product() if sign == "+" else value - self.product()
        return value

    def product(self) -> float:
        value, divided = self.power(), False
        while self.rest and self.rest[0] not in "+-)}":
            if self.rest[0] == "/":
                if divided:
                    raise Ambiguous(self.rest)
                self._take()
                value, divided = value / self.power(), True
            elif self.rest[0] == "·":
                self._take()
                value, divided = value * self.power(), False
            elif divided:
                raise Ambiguous(self.rest)
            else:
                value *= self.power()
        return value

    def power(self) -> float:
        root = next((sign for sign in _ROOTS if self.rest.startswith(sign)), "")
        if root:
            self.rest = self.rest[len(root) :]
            value = float(abs(self.base()) ** (1 / _ROOTS[root]))
            if self.rest[:1] in _RAISED or self.rest[:1] == "^":
                raise Ambiguous(self.rest)
            return value
        value = self.base()
        raised = ""
        while self.rest[:1] in _RAISED and self.rest[:1]:
            if self.rest.startswith("⁵√"):
                raise Ambiguous(self.rest)
            raised += _RAISED[self._take()]
        if raised:
            return float(abs(value) ** read(raised))
        if self.rest.startswith("^{"):
            self.rest = self.rest[2:]
            power = self.sum()
            assert self._take() == "}"
            return float(abs(value) ** power)
        return value

    def base(self) -> float:
        first = self._take()
        if first == "(":
            value = self.sum()
            assert self._take() == ")"
            return value
        if first.isdigit() and first.isascii():
            while self.rest[:1].isdigit() and self.rest[:1].isascii():
                first += self._take()
            return float(first)
        if first not in VALUES:
            raise Ambiguous(first + self.rest)
        return VALUES[first]

    def _take(self) -> str:
        first, self.rest = self.rest[:1], self.rest[1:]
        return first
