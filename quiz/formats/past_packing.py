"""Records of what another program remembers, packed, so that a file with millions of answers needs little memory."""

import marshal
from collections.abc import Iterator
from os import SEEK_END
from struct import Struct
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


class Pasts:
    """Records of the past of cards: 28 bytes an answer, beyond a few megabytes in a temporary file.

    They can be read as often as is wanted, in the order in which they came. The file is gone when nobody holds them any more.
    """

    def __init__(self) -> None:
        """Begin without any."""
        self._file = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - it lives as long as this object
        finalize(self, self._file.close)
        self._sizes: list[tuple[int, int]] = []
        self.answers = 0
        """How many answers they hold in all."""

    def add(self, past: Past) -> None:
        """Keep one more, whose values `past.checked` let through."""
        # Marshal reads and writes plain tuples several times as fast as anything else, and nobody but this object sees the file.
        phase = None if past.phase is None else _NUMBERS[past.phase]
        head = marshal.dumps((phase, *(getattr(past, name) for name in _HEAD)))
        body = b"".join(map(_packed, past.answers))
        self._file.seek(0, SEEK_END)
        self._file.write(head)
        self._file.write(body)
        self._sizes.append((len(head), len(body)))
        self.answers += len(past.answers)

    def __len__(self) -> int:
        return len(self._sizes)

    def __iter__(self) -> Iterator[Past]:
        place = 0
        for head, body in tuple(self._sizes):
            self._file.seek(place)
            found = self._file.read(head + body)
            place += head + body
            yield _restored(found[:head], found[head:])


def _restored(head: bytes, body: bytes) -> Past:
    phase, *values = marshal.loads(head)  # noqa: S302 - `add` wrote it, in this process
    answers = tuple(map(_unpacked, _ANSWER.iter_unpack(body)))
    return Past(**dict(zip(_HEAD, values, strict=True)), phase=None if phase is None else _PHASES[phase], answers=answers)


def _packed(answer: Answer) -> bytes:
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
