"""Safe text: nothing that a terminal would obey or that would show words in another order than they are written.

A deck may come from anyone. Every record cleans its text with `safe` when it is made, and the command line and the app clean
once more whatever they print, so that no path around the records (a file name, a typed answer) leads to the terminal either.
"""

import re

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
"""Stands where a control character was, so that a reader sees that something was there."""

_LINE_ENDS = re.compile("\r\n?|[\x85\u2028\u2029]")
# The last two of each plane are noncharacters, like U+FDD0 to U+FDEF.
_NONCHARACTERS = "\ufdd0-\ufdef" + "".join(chr(plane << 16 | 0xFFFE) + chr(plane << 16 | 0xFFFF) for plane in range(17))
# C0 but for tab and newline, DEL and C1; surrogates (they cannot be encoded) and the noncharacters.
_CONTROL = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff{_NONCHARACTERS}]")
# Bidirectional embeddings, overrides and isolates reorder what stands around them; byte order marks, interlinear
# annotations and tag characters hide text. The marks U+200E and U+200F and the joiners are kept: right-to-left scripts and
# emoji need them. Tags are kept behind a black flag, where they spell the flags of England, Scotland and Wales.
_HIDDEN = re.compile(
    "[\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\U000e0001]|(?<![\U0001f3f4\U000e0020-\U000e007f])[\U000e0020-\U000e007f]+"
)
_SUSPECT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufff9-\ufffb"
    f"\U000e0000-\U000e007f{_NONCHARACTERS}]"
)
_SPACES = re.compile(r"\s+")


def safe(text: str) -> str:
    r"""Return `text` without anything that a terminal would obey.

    Control characters (C0, DEL, C1), lone surrogates and noncharacters become U+FFFD; bidirectional overrides, embeddings and
    isolates, byte order marks and hidden tags are dropped; every line end becomes `\n`. Tabs and newlines stay.
    """
    if text.isascii() and text.isprintable():
        return text
    if not _SUSPECT.search(text):
        return text
    return _HIDDEN.sub("", _CONTROL.sub(REPLACEMENT, _LINE_ENDS.sub("\n", text)))


def safe_line(text: str) -> str:
    """Return `text` safe and on one line: runs of white space become one space, none at the ends."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    return _SPACES.sub(" ", safe(text)).strip()


def is_safe(text: str) -> bool:
    """Say whether `safe` would leave `text` as it is."""
    return safe(text) == text
