"""Text files from anywhere: which encoding they are in, and a plain refusal where they are no text.

UTF-8, UTF-16 and UTF-32 are recognised surely. Older encodings can only be guessed, so `decoded` tells which one it took.
"""

import codecs
import re
from typing import NamedTuple

LARGEST = 256 * 1024 * 1024
"""The most bytes that are read as one text."""

SAVE_AS_UTF8 = "Open the file in an editor or spreadsheet program that shows its letters rightly, and save it as UTF-8."

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What a file begins with that is no text: the start, what it is, and what to do about it.
_BINARIES = (
    (b"SQLite format 3\x00", "an SQLite database", "Export its cards as text, with a header line."),
    (b"PK\x03\x04", "a ZIP archive, as spreadsheets and Anki packages are",
     "In a spreadsheet program, save the sheet as CSV (UTF-8)."),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Excel or Word file", "Save the sheet as CSV (UTF-8)."),
    (b"\x28\xb5\x2f\xfd", "compressed by Zstandard", "Decompress it first."),
    (b"\x1f\x8b", "compressed by gzip", "Decompress it first."),
    (b"%PDF-", "a PDF document", "Copy its table into a spreadsheet program and save that as CSV (UTF-8)."),
    (b"\x89PNG\r\n", "a picture", "Name a table instead."),
    (b"\xff\xd8\xff", "a picture", "Name a table instead."),
    (b"GIF87a", "a picture", "Name a table instead."),
    (b"GIF89a", "a picture", "Name a table instead."),
)  # fmt: skip
_DOUBLE_BYTE = frozenset({"cp932", "euc_jp", "gb18030", "cp950", "cp949"})
_SAMPLE = 32 * 1024
_FILLED = 4
_LINE_END = re.compile(rb"\r\n?|\n")
_SPACE = re.compile(rb"[ \t\r\n]")
_WORDS = re.compile(rb"[A-Za-z\x80-\xff][\x80-\xff]|[\x80-\xff][A-Za-z\x80-\xff]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x9f\ufffe\uffff]")
_ESCAPES = (b"\x1b$B", b"\x1b$@")
"""How Japanese begins in ISO-2022-JP, all of whose bytes are ASCII."""
_LIKELY = 18
"""Bits that a letter beyond ASCII costs in the right encoding at the most; noise costs more in every one."""
_CHANCE = 8
"""Bits by which the letters of a few words cost more by chance than those of a whole text."""
_MARGIN = 1
"""Bits by which an encoding has to be likelier than another one in which the text reads otherwise."""


class UndecodableError(ValueError):
    """Bytes that cannot be read as text. Its text says what was found; `hint` says how to mend it."""

    code = "encoding"

    def __init__(self, message: str, hint: str = SAVE_AS_UTF8, line: int | None = None) -> None:
        super().__init__(message)
        self.hint = hint
        self.line = line
        """The first line that cannot be read, counted from 1."""


class MixedEncodingError(UndecodableError):
    """A file whose lines are in different encodings, as files become that two programs appended to."""


class BinaryDataError(UndecodableError):
    """A file that is no text at all."""

    code = "binary"


class TooLargeError(UndecodableError):
    """A file of more than `LARGEST` bytes."""

    code = "size"

    def __init__(self, size: int) -> None:
        super().__init__(
            f"the file is too large: {size / 2**20:,.0f} MiB, and at most {LARGEST // 2**20} MiB are read",
            "Split it into several files.",
        )


class Decoded(NamedTuple):
    """A text, and how it was read."""

    text: str
    encoding: str
    """Python's name of the encoding."""
    guessed: bool
    """Whether nothing in the file proves the encoding: letters beyond ASCII may be wrong."""


def decode(data: bytes) -> str:
    """Return the text in `data`, without a byte order mark. Raises `UndecodableError` or one of its subclasses."""
    return decoded(data).text


def decoded(data: bytes) -> Decoded:
    """Return the text in `data`, without a byte order mark, and its encoding.

    Raises `MixedEncodingError` where some lines are UTF-8 and others are not, `BinaryDataError` for what is no text,
    `TooLargeError` over `LARGEST` bytes, and `UndecodableError` where no encoding is likely enough.
    """
    if len(data) > LARGEST:
        raise TooLargeError(len(data))
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return Decoded(_marked(data[len(mark) :], encoding), encoding, guessed=False)
    for start, what, hint in _BINARIES:
        if data.startswith(start):
            raise BinaryDataError(f"the file is no text but {what}", hint)
    if b"\x00" in data:
        # Some programs fill a file up to the size that they asked for.
        whole = data.rstrip(b"\x00")
        if b"\x00" in whole or len(data) - len(whole) < _FILLED:
            return _without_mark(data)
        data = whole
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return _legacy(data)
    if "\x1b" in text and any(escape in data for escape in _ESCAPES) and _reads(data, "iso2022_jp"):
        japanese = data.decode("iso2022_jp")
        return Decoded(text, "utf-8", guessed=False) if japanese.isascii() else Decoded(japanese, "iso2022_jp", guessed=True)
    return Decoded(text, "utf-8", guessed=False)


def decoded_as(data: bytes, encoding: str) -> Decoded:
    """Return the text in `data`, which is in an encoding that somebody named. Raises `UndecodableError` where it is not."""
    if len(data) > LARGEST:
        raise TooLargeError(len(data))
    try:
        name = codecs.lookup(encoding).name
        text = str(data, encoding)
    except (LookupError, ValueError) as error:
        if isinstance(error, UnicodeDecodeError):
            line = len(_LINE_END.findall(data[: error.start])) + 1
            raise UndecodableError(f"line {line} is not {encoding}: {error.reason}", "Name another encoding.", line) from None
        raise UndecodableError(f"there is no encoding “{encoding}”", "Name one such as utf-8, cp1252 or shift_jis.") from None
    return Decoded(text.removeprefix("\ufeff"), name, guessed=False)


def _marked(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding == "utf-8":
            raise _mixed(data, error.start) from None
        line = data[: error.start].decode(encoding, "replace").count("\n") + 1
        raise UndecodableError(
            f"the file begins as {encoding.upper()} but line {line} is broken: {error.reason}",
            "The file may be cut off or damaged; take a fresh copy. " + SAVE_AS_UTF8,
            line,
        ) from None


def _without_mark(data: bytes) -> Decoded:
    """Read UTF-16 or UTF-32 that lacks its mark: the NUL bytes stand where letters beyond Latin have their high byte."""
    share = data.count(0) / len(data)
    wide = ("utf-32-le", "utf-32-be") if share > 0.5 else ()
    low_first = data[1::2].count(0) >= data[::2].count(0)
    for encoding in (*wide, "utf-16-le" if low_first else "utf-16-be"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        # A single NUL in a text of single bytes reads as UTF-16 too, but then white space comes apart.
        spaces = len(_SPACE.findall(data))
        if not _CONTROL.search(text) and (2 * sum(map(text.count, " \t\r\n")) >= spaces if spaces else share >= 0.3):
            return Decoded(text, encoding, guessed=False)
    line = len(_LINE_END.findall(data[: data.index(0)])) + 1
    message = f"the file is no text: line {line} holds a NUL byte"
    raise BinaryDataError(message, "Name a text file, such as CSV saved as UTF-8.", line)


def _legacy(data: bytes) -> Decoded:
    good, bad = _lines_beyond_ascii(data)
    encoding = _guess(bad.sample, data)
    # By chance a line in an older encoding may be UTF-8 too; then it reads as well as the others do.
    few = good.number < bad.number if encoding in _DOUBLE_BYTE else 4 * good.number <= bad.number
    if good.number and not (encoding and few and _read_alike(good.sample, bad.sample, encoding)):
        raise _mixed(data, None)
    if encoding is None:
        message = "the file is not UTF-8, and which other encoding it is in cannot be told"
        raise UndecodableError(message, line=_first_bad_line(data))
    return Decoded(data.decode(encoding), encoding, guessed=True)


class _Lines(NamedTuple):
    """Lines with bytes beyond ASCII."""

    number: int
    sample: bytes
    """The first of them."""


def _lines_beyond_ascii(data: bytes) -> tuple[_Lines, _Lines]:
    """Return the lines with bytes beyond ASCII: those that are UTF-8, and those that are not."""
    counts, sizes = [0, 0], [0, 0]
    samples: tuple[list[bytes], list[bytes]] = ([], [])
    for line in _LINE_END.split(data):
        if line.isascii():
            continue
        kind = 0 if _is_utf8(line) else 1
        counts[kind] += 1
        if sizes[kind] < _SAMPLE:
            samples[kind].append(line[:_SAMPLE])
            sizes[kind] += len(line) + 1
    good, bad = (_Lines(count, b"\n".join(sample)) for count, sample in zip(counts, samples, strict=True))
    return good, bad


def _read_alike(good: bytes, bad: bytes, encoding: str) -> bool:
    from quiz.facts.alphabets import rate

    return rate(good, encoding) <= rate(bad, encoding) + _CHANCE


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def _first_bad_line(data: bytes) -> int:
    return next((number for number, line in enumerate(_LINE_END.split(data), start=1) if not _is_utf8(line)), 1)


def _mixed(data: bytes, at: int | None) -> MixedEncodingError:
    line = _first_bad_line(data) if at is None else len(_LINE_END.findall(data[:at])) + 1
    hint = (f"Write the letters of line {line} anew in an editor that saves UTF-8, "
            "and look at the other lines that came from the same place.")  # fmt: skip
    return MixedEncodingError(f"line {line} is not UTF-8, as other lines of the file are", hint, line)


def _guess(beyond: bytes, data: bytes) -> str | None:
    """Return the likeliest encoding of a text, by some of its lines with bytes beyond ASCII, which are not UTF-8."""
    from quiz.facts.alphabets import guesses

    if not _WORDS.search(beyond) and _reads(data, "cp1252"):
        return "cp1252"  # letters that stand alone tell nothing, and signs not much
    found = (guess for guess in guesses(beyond) if _reads(data, guess.encoding))
    best = next(found, None)
    if best is None or best.rate > _LIKELY:
        return None
    other = next((guess for guess in found if guess.text != best.text), None)
    return best.encoding if other is None or other.bits - best.bits >= _MARGIN else None


def _reads(data: bytes, encoding: str) -> bool:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return not _CONTROL.search(text)
