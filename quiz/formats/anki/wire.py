"""Protocol buffers on the wire: the fields of one message, without knowing what they mean.

(Protocol Buffers' own “Encoding” page: a tag is the field's number and the type of what follows.)
"""

import struct
from collections.abc import Iterator
from typing import Final

Found = int | bytes | float
"""What a field can be: a number, bytes of a known length (text, or another message), or a floating-point number."""
_MOST: Final = 1_000_000
"""Fields of one message."""


class WireError(ValueError):
    """Bytes that are no message."""


def fields(data: bytes) -> Iterator[tuple[int, Found]]:
    """Yield each field of a message: its number, and what it holds. Raises `WireError` where the bytes are no message."""
    at = count = 0
    end = len(data)
    while at < end:
        count += 1
        if count > _MOST:
            raise WireError("a message has too many fields")
        tag, at = _varint(data, at)
        number = tag >> 3
        if not number:
            raise WireError("a field has the number 0")
        match tag & 7:
            case 0:
                found, at = _varint(data, at)
                yield number, found
            case 1:
                yield number, struct.unpack("<d", _slice(data, at, 8))[0]
                at += 8
            case 2:
                length, at = _varint(data, at)
                yield number, _slice(data, at, length)
                at += length
            case 5:
                yield number, struct.unpack("<f", _slice(data, at, 4))[0]
                at += 4
            case kind:
                raise WireError(f"a field is of the type {kind}, which there is not")


def numbers(data: bytes) -> dict[int, int]:
    """Return the whole numbers of a message, by field; of a field that is there several times the last one."""
    return {number: found for number, found in fields(data) if isinstance(found, int)}


class Message:
    """The fields of one message, of each the last one."""

    def __init__(self, data: bytes) -> None:
        """Read them. Raises `WireError` where the bytes are no message."""
        self._fields = dict(fields(data))

    def number(self, field: int, default: int = 0) -> int:
        """Return a whole number."""
        found = self._fields.get(field, default)
        return found if isinstance(found, int) else default

    def real(self, field: int, default: float = 0.0) -> float:
        """Return a floating-point number."""
        found = self._fields.get(field, default)
        return found if isinstance(found, float) else default

    def data(self, field: int) -> bytes:
        """Return bytes, or a message inside this one."""
        found = self._fields.get(field, b"")
        return found if isinstance(found, bytes) else b""

    def text(self, field: int) -> str:
        """Return a text; what is no UTF-8 in it is replaced."""
        return self.data(field).decode("utf-8", "replace")

    def has(self, field: int) -> bool:
        """Say whether a field is there."""
        return field in self._fields

    def reals(self, field: int) -> tuple[float, ...]:
        """Return packed floating-point numbers of four bytes each."""
        found = self.data(field)
        return struct.unpack(f"<{len(found) // 4}f", found[: len(found) // 4 * 4])


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """Return a number of up to ten bytes, and where the next thing stands. Negative ones are as large as they are written."""
    found = shift = 0
    while True:
        if at >= len(data) or shift > 63:
            raise WireError("a number breaks off")
        byte = data[at]
        at += 1
        found |= (byte & 0x7F) << shift
        if byte < 0x80:
            return found & 0xFFFF_FFFF_FFFF_FFFF, at
        shift += 7


def _slice(data: bytes, at: int, length: int) -> bytes:
    if at + length > len(data):
        raise WireError("a field is longer than its message")
    return data[at : at + length]
