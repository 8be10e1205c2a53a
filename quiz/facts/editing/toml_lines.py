"""The lines on which things stand in a TOML text, for messages about a file."""

import re
from bisect import bisect_right
from collections.abc import Mapping

from attrs import field, frozen

from quiz.facts.editing.toml_spans import Path, spans_of


@frozen
class Lines:
    """The lines of a TOML text's tables, keys and array elements."""

    known: Mapping[Path, int] = field(repr=False)
    """Lines, counted from 1, by path."""

    def line(self, path: Path) -> int | None:
        """Return the line where `path` is written; that of the nearest thing around it when it is not; else nothing."""
        for length in range(len(path), 0, -1):
            found = self.known.get(path[:length])
            if found is not None:
                return found
        return None


def lines_of(text: str) -> Lines:
    """Find the lines of everything in a TOML text.

    A table is on the line of its header, an element of an array of tables on that of its own `[[header]]`, a key on the line
    where it is written, and an array's element where it begins.
    """
    ends = [match.start() for match in re.finditer("\n", text)]
    return Lines({path: bisect_right(ends, begin - 1) + 1 for path, begin in spans_of(text).begins.items()})
