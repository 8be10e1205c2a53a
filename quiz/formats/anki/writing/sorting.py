"""What Anki sorts notes by, and by what it knows a first field again: its words, and a number that is worked out of them.

(`rslib/src/text.rs` and `rslib/src/notes/mod.rs` of Anki 26.9.)
"""

import re
from collections.abc import Sequence
from hashlib import sha1
from html import unescape
from struct import unpack
from typing import Final

_MEANS_MORE: Final = re.compile(r"[<&\xa0]")
_MEDIA: Final = re.compile(
    r"<\b(?:img|audio|video|object|source)\b[^>]+\b(?:src|data)\b="
    r"(?:\"([^\"]+?)\"[^>]*>|'([^']+?)'[^>]*>|([^ >]+?)(?: [^>]*)?>)",
    re.IGNORECASE | re.DOTALL,
)
_HTML: Final = re.compile(r"<!--.*?-->|<style.*?>.*?</style>|<script.*?>.*?</script>|<.*?>", re.IGNORECASE | re.DOTALL)


def words(field: str) -> str:
    """Return the words of a field, with the names of its pictures."""
    if not _MEANS_MORE.search(field):
        return field
    if "<" in field:
        field = _HTML.sub("", _MEDIA.sub(lambda found: f" {found[1] or found[2] or found[3]} ", field))
    return (unescape(field) if "&" in field else field).replace("\xa0", " ")


def checksum(stripped: str) -> int:
    """Return the number of a first field, of whose words it is made."""
    return int.from_bytes(sha1(stripped.encode(), usedforsecurity=False).digest()[:4], "big")


def checksums(digests: Sequence[bytes]) -> tuple[int, ...]:
    """Return the `checksum` of each of some fields, by the SHA-1 of its words."""
    return unpack(f">{'I16x' * len(digests)}", b"".join(digests))
