"""Python's pickles as data: a machine for their opcodes that builds lists, tables, texts and numbers, and nothing else.

What a pickle wants to be imported or called is never imported or called. An object is the name of its class, with what was stored
in it; a call is the name of what was to be called, with what it was to be given. (Opcodes: Python's `Lib/pickletools.py`.)
"""

import re
from collections.abc import Callable
from struct import unpack_from
from typing import Any, Final

from attrs import define, field

MOST: Final = 20_000_000
"""Opcodes of one pickle."""
_LONGEST_NUMBER: Final = 100
_ESCAPE = re.compile(rb"\\(?:x([0-9a-fA-F]{2})|([0-7]{1,3})|\n|(.))", re.DOTALL)
_LETTERS: Final = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"a": b"\a", b"b": b"\b", b"f": b"\f", b"v": b"\v"}


class PickleError(ValueError):
    """Bytes that are no pickle, or one of something else than plain data."""


@define(eq=False)
class Instance:
    """An object, or what a call would have returned."""

    name: str
    """The module and the name of its class, or of what was to be called."""
    given: Any = ()
    """What it was to be called with."""
    state: dict[str, Any] = field(factory=dict)

    def get(self, key: str, default: Any = None) -> Any:  # noqa: ANN401 - whatever was stored
        """Return what was stored under a name."""
        return self.state.get(key, default)


@define(eq=False)
class _Name:
    """A class or function, by its module and its name."""

    name: str


_MARK: Final = object()


def unpickled(data: bytes, start: int = 0, tick: Callable[[], None] = lambda: None) -> Any:  # noqa: ANN401 - whatever it holds
    """Return what a pickle holds that begins at a place. Raises `PickleError`."""
    machine = _Machine(data, start)
    try:
        for count in range(MOST):
            if not count % 10_000:
                tick()
            code = data[machine.at : machine.at + 1]
            machine.at += 1
            if code == b".":
                return _whole(machine)
            _STEPS.get(code, _unknown)(machine)
    except PickleError:
        raise
    except (IndexError, KeyError, TypeError, ValueError, AttributeError, ArithmeticError) as error:
        message = f"it is damaged at byte {machine.at:,}"
        raise PickleError(message) from error
    except Exception as error:
        if type(error).__module__ == "struct":
            message = "it ends too early"
            raise PickleError(message) from error
        raise
    message = f"it has more than {MOST:,} steps"
    raise PickleError(message)


class _Machine:
    """What the opcodes work on."""

    def __init__(self, data: bytes, start: int) -> None:
        self.data, self.at = data, start
        self.stack: list[Any] = []
        self.memo: dict[int, Any] = {}
        self.marks: list[int] = []

    def pop(self) -> Any:  # noqa: ANN401
        if self.marks and self.marks[-1] >= len(self.stack) - 1:
            self.marks.pop()
        return self.stack.pop()

    def line(self) -> bytes:
        end = self.data.index(b"\n", self.at)
        found = self.data[self.at : end]
        self.at = end + 1
        return found

    def number(self, size: int) -> int:
        return int.from_bytes(self.bytes(size), "little")

    def bytes(self, size: int) -> bytes:
        found = self.data[self.at : self.at + size]
        if len(found) < size:
            message = "it ends too early"
            raise PickleError(message)
        self.at += size
        return found

    def mark(self) -> None:
        self.marks.append(len(self.stack))
        self.stack.append(_MARK)

    def marked(self) -> list[Any]:
        """Take what stands above the last mark, and the mark."""
        place = self.marks.pop()
        found = self.stack[place + 1 :]
        del self.stack[place:]
        return found

    # What opcodes do

    def instance(self) -> None:
        module, name = self.line(), self.line()
        given = self.marked()
        self.stack.append(Instance(_text(module + b"." + name), tuple(given)))

    def obj(self) -> None:
        found = self.marked()
        self.stack.append(Instance(_called(found[0]), tuple(found[1:])))

    def call(self) -> None:
        given, name = self.pop(), self.pop()
        self.stack.append(Instance(_called(name), given))

    def build(self) -> None:
        state, target = self.pop(), self.stack[-1]
        if isinstance(state, tuple) and len(state) == 2:
            state = state[0] if state[1] is None else state[1]
        if isinstance(target, Instance) and isinstance(state, dict):
            target.state.update((str(key), value) for key, value in state.items())

    def append(self, values: list[Any]) -> None:
        target = self.stack[-1]
        if isinstance(target, list):
            target.extend(values)

    def set(self, pairs: list[Any]) -> None:
        target = self.stack[-1]
        if isinstance(target, dict):
            target.update(_table(pairs))

    def put(self, place: int) -> None:
        self.memo[place] = self.stack[-1]

    def tuple(self, size: int) -> None:
        found = tuple(self.stack[len(self.stack) - size :])
        del self.stack[len(self.stack) - size :]
        self.stack.append(found)


def _whole(machine: _Machine) -> Any:  # noqa: ANN401 - whatever it holds
    """Return what a pickle holds at its end. Raises `PickleError` where something in it was not closed."""
    found = machine.pop()
    if found is _MARK or machine.marks:
        message = "something in it is not closed"
        raise PickleError(message)
    return found


def _unknown(machine: _Machine) -> None:
    code = machine.data[machine.at - 1 : machine.at]
    message = f"the byte {code!r} at {machine.at - 1:,} means nothing there" if code else "it ends too early"
    raise PickleError(message)


def _table(pairs: list[Any]) -> dict[Any, Any]:
    """Return pairs of keys and values as a table; keys that could be none are left out."""
    found = zip(pairs[::2], pairs[1::2], strict=True)
    return {key: value for key, value in found if isinstance(key, str | int | float | None)}


def _called(name: object) -> str:
    return name.name if isinstance(name, _Name) else "?"


def _text(found: bytes) -> str:
    """Return bytes as text: UTF-8 where they are that, else Latin-1, in which every byte is a letter."""
    try:
        return found.decode()
    except UnicodeDecodeError:
        return found.decode("latin-1")


def _quoted(line: bytes) -> str:
    line = line.strip()
    if len(line) < 2 or line[:1] not in {b"'", b'"'} or line[-1:] != line[:1]:
        message = "a text in it has no quotation marks"
        raise PickleError(message)
    return _text(_ESCAPE.sub(_escaped, line[1:-1]))


def _escaped(found: re.Match[bytes]) -> bytes:
    if found[1]:
        return bytes([int(found[1], 16)])
    if found[2]:
        return bytes([int(found[2], 8) & 0xFF])
    return b"" if not found[3] else _LETTERS.get(found[3], found[3] if found[3] in {b"\\", b"'", b'"'} else b"\\" + found[3])


def _unicode(line: bytes) -> str:
    return line.decode("raw-unicode-escape", "replace")


def _integer(line: bytes) -> int | bool:
    line = line.strip().removesuffix(b"L")
    if len(line) > _LONGEST_NUMBER:
        message = "a number in it is too long"
        raise PickleError(message)
    return {b"00": False, b"01": True}.get(line, int(line))


def _wide(machine: _Machine, size: int) -> int:
    length = machine.number(size)
    if length > _LONGEST_NUMBER:
        message = "a number in it is too long"
        raise PickleError(message)
    return int.from_bytes(machine.bytes(length), "little", signed=True)


def _real(machine: _Machine) -> float:
    (found,) = unpack_from(">d", machine.bytes(8))
    return float(found)


def _pushing(value: "Callable[[_Machine], Any]") -> "Callable[[_Machine], None]":
    return lambda machine: machine.stack.append(value(machine))


_STEPS: Final[dict[bytes, Callable[[_Machine], object]]] = {
    b"(": _Machine.mark,
    b"0": _Machine.pop,
    b"1": _Machine.marked,
    b"2": lambda machine: machine.stack.append(machine.stack[-1]),
    b"N": _pushing(lambda _: None),
    b"\x88": _pushing(lambda _: True),
    b"\x89": _pushing(lambda _: False),
    b"I": _pushing(lambda machine: _integer(machine.line())),
    b"L": _pushing(lambda machine: int(_integer(machine.line()))),
    b"F": _pushing(lambda machine: float(machine.line()[:_LONGEST_NUMBER])),
    b"J": _pushing(lambda machine: int.from_bytes(machine.bytes(4), "little", signed=True)),
    b"K": _pushing(lambda machine: machine.number(1)),
    b"M": _pushing(lambda machine: machine.number(2)),
    b"G": _pushing(_real),
    b"\x8a": _pushing(lambda machine: _wide(machine, 1)),
    b"\x8b": _pushing(lambda machine: _wide(machine, 4)),
    b"S": _pushing(lambda machine: _quoted(machine.line())),
    b"T": _pushing(lambda machine: _text(machine.bytes(machine.number(4)))),
    b"U": _pushing(lambda machine: _text(machine.bytes(machine.number(1)))),
    b"B": _pushing(lambda machine: _text(machine.bytes(machine.number(4)))),
    b"C": _pushing(lambda machine: _text(machine.bytes(machine.number(1)))),
    b"V": _pushing(lambda machine: _unicode(machine.line())),
    b"X": _pushing(lambda machine: machine.bytes(machine.number(4)).decode("utf-8", "replace")),
    b"\x8c": _pushing(lambda machine: machine.bytes(machine.number(1)).decode("utf-8", "replace")),
    b"]": _pushing(lambda _: []),
    b"}": _pushing(lambda _: {}),
    b")": _pushing(lambda _: ()),
    b"l": lambda machine: machine.stack.append(machine.marked()),
    b"d": lambda machine: machine.stack.append(_table(machine.marked())),
    b"t": lambda machine: machine.stack.append(tuple(machine.marked())),
    b"\x85": lambda machine: machine.tuple(1),
    b"\x86": lambda machine: machine.tuple(2),
    b"\x87": lambda machine: machine.tuple(3),
    b"a": lambda machine: machine.append([machine.pop()]),
    b"e": lambda machine: machine.append(machine.marked()),
    b"s": lambda machine: machine.set([machine.pop(), machine.pop()][::-1]),
    b"u": lambda machine: machine.set(machine.marked()),
    b"c": _pushing(lambda machine: _Name(_text(machine.line() + b"." + machine.line()))),
    b"i": _Machine.instance,
    b"o": _Machine.obj,
    b"R": _Machine.call,
    b"\x81": _Machine.call,
    b"b": _Machine.build,
    b"p": lambda machine: machine.put(int(_integer(machine.line()))),
    b"q": lambda machine: machine.put(machine.number(1)),
    b"r": lambda machine: machine.put(machine.number(4)),
    b"g": lambda machine: machine.stack.append(machine.memo[int(_integer(machine.line()))]),
    b"h": lambda machine: machine.stack.append(machine.memo[machine.number(1)]),
    b"j": lambda machine: machine.stack.append(machine.memo[machine.number(4)]),
    b"\x94": lambda machine: machine.put(len(machine.memo)),
    b"\x80": lambda machine: machine.number(1),
    b"\x95": lambda machine: machine.number(8),
}
"""What is to be done at each opcode."""
