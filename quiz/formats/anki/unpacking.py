"""Zstandard, as Anki packs with it: read piece by piece, with an end to how much may come of it."""

import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING or sys.version_info < (3, 14):
    from backports.zstd import ZstdCompressor, ZstdDecompressor, ZstdError, compress
else:
    from compression.zstd import ZstdCompressor, ZstdDecompressor, ZstdError, compress

MAGIC: Final = b"\x28\xb5\x2f\xfd"
"""How every frame begins."""
PIECE: Final = 128 * 1024
_LEVEL: Final = 1
"""How hard it is packed: this is the quickest, and nearly as small as Anki's own."""
_WINDOW: Final = {100: 27}
"""The largest window, as a power of two: 128 MiB, which is what Anki's own library takes. (Parameter 100 of zstd.h.)"""


class Readable(Protocol):
    """Whatever bytes can be read from."""

    def read(self, size: int, /) -> bytes:
        """Return the next bytes, at most so many; none at the end."""


class UnpackingError(ValueError):
    """What was packed cannot be unpacked. It says why."""


def pieces(file: Readable, most: int) -> Iterator[bytes]:
    """Yield what is packed in a file, in pieces. Raises `UnpackingError` where it is damaged, or more than `most` bytes."""
    total = 0
    opening = ZstdDecompressor(options=_WINDOW)
    begun = False
    while True:
        data = b""
        if opening.needs_input and not (data := file.read(PIECE)):
            if begun:
                raise UnpackingError("it breaks off before its end")
            return
        begun = begun or bool(data)
        try:
            found = opening.decompress(data, PIECE)
        except ZstdError as error:
            raise UnpackingError(f"it is no Zstandard, or damaged ({error})") from None
        total += len(found)
        if total > most:
            raise UnpackingError(f"more than {most:,} bytes would come of it")
        if found:
            yield found
        if opening.eof:
            return


def packed(data: bytes) -> bytes:
    """Return bytes as one frame."""
    return compress(data)


def packing(content: Iterable[bytes]) -> Iterator[bytes]:
    """Yield bytes as one frame, piece by piece as they come."""
    packer = ZstdCompressor(level=_LEVEL)
    for piece in content:
        if found := packer.compress(piece):
            yield found
    yield packer.flush()
