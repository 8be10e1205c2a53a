"""Records of what another program remembers, packed, so that a file with millions of answers needs little memory."""

import marshal
from collections.abc import Iterator
from operator import attrgetter
from os import SEEK_END
from struct import Struct
from struct import error as StructError  # noqa: N812 - it is a class
from tempfile import SpooledTemporaryFile
from typing import Final
from weakref import finalize

from attrs import fields

from quiz.formats.past import Answer, Past
from quiz.memory.state import Phase

_IN_MEMORY: Final = 4 * 2**20
"""Bytes of packed records from which on they are kept in a temporary file."""
_PHASES: Final = tuple(Phase)
_NUMBERS: Final = {phase: number for number, phase in enumerate(_PHASES)}
_ANSWER: Final = Struct("<qqIiHBB")
_CRAM: Final = 0x80
_HEAD: Final = tuple(part.name for part in fields(Past) if part.name not in {"answers", "phase"})
_head_of: Final = attrgetter(*_HEAD)
_AT_ONCE: Final = 200
"""Records that are read together."""


class Pasts:
    """Records of the past of cards: 28 bytes an answer, beyond a few megabytes in a temporary file.

    They can be read as often as is wanted, in the order in which they came. The file is gone when nobody holds them any more.
    """

    def __init__(self) -> None:
        """Begin without any."""
        self._file = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - it lives as long as this object
        finalize(self, self._file.close)
        self._sizes: list[tuple[int, int]] = []
        self._is_at_end = True
        self.answers = 0
        """How many answers they hold in all."""

    def add(self, past: Past) -> None:
        """Keep one more, whose values `past.checked` let through."""
        # Marshal reads and writes plain tuples several times as fast as anything else, and nobody but this object sees the file.
        phase = None if past.phase is None else _NUMBERS[past.phase]
        head = marshal.dumps((phase, *_head_of(past)))
        body = b"".join(map(_packed, past.answers))
        if not self._is_at_end:
            self._file.seek(0, SEEK_END)
            self._is_at_end = True
        self._file.write(head + body)
        self._sizes.append((len(head), len(body)))
        self.answers += len(past.answers)

    def __len__(self) -> int:
        return len(self._sizes)

    def __iter__(self) -> Iterator[Past]:
        for head, body in self._parts():
            yield _restored(head, tuple(map(_unpacked, _ANSWER.iter_unpack(body))))

    def counted(self) -> Iterator[tuple[Past, int]]:
        """Yield each record without its answers, and how many these are: it takes a third of the time."""
        return ((_restored(head, ()), len(body) // _ANSWER.size) for head, body in self._parts())

    def _parts(self) -> Iterator[tuple[bytes, bytes]]:
        place = 0
        sizes = tuple(self._sizes)
        for start in range(0, len(sizes), _AT_ONCE):
            several = sizes[start : start + _AT_ONCE]
            self._is_at_end = False
            self._file.seek(place)
            found = self._file.read(sum(map(sum, several)))
            place += len(found)
            begin = 0
            for head, body in several:
                yield found[begin : begin + head], found[begin + head : begin + head + body]
                begin += head + body


def _restored(head: bytes, answers: tuple[Answer, ...]) -> Past:
    phase, *values = marshal.loads(head)  # noqa: S302 - `add` wrote it, in this process
    return Past(**dict(zip(_HEAD, values, strict=True)), phase=None if phase is None else _PHASES[phase], answers=answers)


def _packed(answer: Answer) -> bytes:
    at, rating, before, interval, took, ease, origin, is_cram = answer
    try:
        return _ANSWER.pack(at, origin, took, interval, ease, rating | _CRAM if is_cram else rating, _NUMBERS[before])
    except StructError:
        return _clamped(answer)


def _clamped(answer: Answer) -> bytes:
    return _ANSWER.pack(
        answer.at,
        answer.origin,
        min(max(answer.took, 0), 2**32 - 1),
        min(max(answer.interval, -(2**31)), 2**31 - 1),
        min(max(answer.ease, 0), 2**16 - 1),
        answer.rating | _CRAM * answer.is_cram,
        _NUMBERS[answer.before],
    )


def _unpacked(found: tuple[int, ...]) -> Answer:
    at, origin, took, interval, ease, rating, before = found
    return Answer(at, rating & ~_CRAM, _PHASES[before], interval, took, ease, origin, bool(rating & _CRAM))
