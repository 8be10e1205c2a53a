"""How much of a package is read at most. A file that wants more is refused, or the part of it that does is left out."""

from typing import Final

MIB: Final = 2**20

LARGEST_DIRECTORY: Final = 16 * MIB
"""Bytes of an archive's list of members: some 250,000 of them."""
LARGEST_COLLECTION: Final = 2048 * MIB
"""Bytes of the database inside a package."""
LARGEST_MAP: Final = 64 * MIB
"""Bytes of the list of media, unpacked."""
LARGEST_MEDIUM: Final = 100 * MIB
"""Bytes of one picture or sound, unpacked, as AnkiWeb allows."""
ALWAYS_ALLOWED: Final = 64 * MIB
"""What unpacks to no more than this is unpacked, however small it was."""
MOST_TIMES: Final = 200
"""What unpacks to more than this many times its size is a bomb."""
LONGEST_FIELDS: Final = 32 * MIB
"""Bytes of all fields of one note together."""
LONGEST_TEMPLATE: Final = 1 * MIB
"""Characters of one side of a template."""
LARGEST_CONFIG: Final = 32 * MIB
"""Bytes of one blob of settings."""
MOST_FIELDS: Final = 1_000
MOST_TEMPLATES: Final = 500
DEEPEST: Final = 100
"""How deep sections of templates may stand inside each other."""
MOST_NOTES: Final = 2_000_000
MOST_CARDS: Final = 8_000_000
MOST_DRAWN: Final = 200_000
"""Characters of a side of a card as it is laid out, beyond which it is cut."""


def allowed(packed: int, largest: int) -> int:
    """Return how many bytes may come of so many packed ones."""
    return min(largest, max(ALWAYS_ALLOWED, MOST_TIMES * packed))
