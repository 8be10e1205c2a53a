"""Protocol buffers on the wire, written: the fields of one message, one after the other. What is empty is left out."""

import struct
from collections.abc import Iterable


def number(field: int, value: int) -> bytes:
    """Return a whole number, which is not negative, or a truth value as a field."""
    return varint(field << 3) + varint(value) if value else b""


def data(field: int, content: bytes | str) -> bytes:
    """Return bytes, text or a message as a field."""
    found = content.encode() if isinstance(content, str) else content
    return varint(field << 3 | 2) + varint(len(found)) + found if found else b""


def message(field: int, content: bytes) -> bytes:
    """Return a message as a field that is there even if nothing is in it."""
    return varint(field << 3 | 2) + varint(len(content)) + content


def real(field: int, value: float) -> bytes:
    """Return a floating-point number of four bytes as a field."""
    return varint(field << 3 | 5) + struct.pack("<f", value) if value else b""


def reals(field: int, values: Iterable[float]) -> bytes:
    """Return packed floating-point numbers as a field."""
    several = tuple(values)
    return data(field, struct.pack(f"<{len(several)}f", *several))


def varint(value: int) -> bytes:
    """Return a number in as few bytes as it needs; of negative ones, ten."""
    if 0 <= value < 0x80:
        return bytes((value,))
    rest = value & 0xFFFF_FFFF_FFFF_FFFF
    found = bytearray()
    while rest > 0x7F:
        found.append(rest & 0x7F | 0x80)
        rest >>= 7
    found.append(rest)
    return bytes(found)
