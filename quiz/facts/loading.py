"""Loading decks from files: a folder with `deck.toml`, one `.toml` file, or a bare table."""

import os
import re
import stat
import tomllib
from collections.abc import Iterable, Mapping
from os import PathLike
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeAlias

from quiz.errors import DeckError, Problem
from quiz.facts.checks import described
from quiz.facts.collecting import no_collecting
from quiz.facts.deck import LONGEST_ID, Deck, names_a_deck
from quiz.facts.deck_folder import within
from quiz.facts.fields import TABLE, Places, Report
from quiz.facts.fields import Path as Place
from quiz.facts.reading import Reading, TableReader, read_deck
from quiz.facts.records import Placed, RecordReader, Vocabulary
from quiz.facts.settle import Names
from quiz.text.safe import safe, safe_line

if TYPE_CHECKING:
    from quiz.facts.rows import Table

DECK_FILE = "deck.toml"
DeckPath: TypeAlias = str | PathLike[str]
"""A deck's folder, its `.toml` file, or a table."""

LARGEST = 64 * 2**20
"""Bytes; a larger `.toml` file is refused: tables are the place for many facts."""

_TABLES = {".csv", ".tsv", ".jsonl", ".txt"}
_MOST_KEYS = 200
"""How many parts a dotted key has at most; `tomllib` takes minutes over one of many thousands."""
_MANY_KEYS = re.compile(
    r"(?:^|[\[{,])[ \t]*(?:(?:[\w\-]+|\"[^\"\n]*\"|'[^'\n]*')[ \t]*\.[ \t]*)" + f"{{{_MOST_KEYS}}}",
)
_TOO_LONG = re.compile(r"\d[\d_]{4299}")


def load(path: DeckPath) -> Deck:
    """Load a deck from a folder, a `.toml` file or a table. Raises `DeckError` with every problem that forbids using it."""
    reading = examine(path)
    if reading.errors or reading.deck is None:
        raise DeckError(reading.errors)
    return reading.deck


def examine(path: DeckPath, drafts: Mapping[Path, bytes] = MappingProxyType({})) -> Reading:
    """Read a deck as `load` does, but return its problems, warnings too, beside whatever is good. Raises nothing.

    `drafts` are read in place of what the files of these paths hold.
    """
    found = Path(path)
    if "\0" in str(found):
        return Reading(None, (Problem("missing-file", "The path holds a NUL character", "Correct the path.", safe(str(found))),))
    try:
        with no_collecting():
            if found.is_dir():
                return _examine_toml(found / DECK_FILE, found, drafts)
            if found.suffix.casefold() == ".toml":
                return _examine_toml(found, found.parent, drafts)
            return _examine_table(found, drafts)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        hint = f"A deck is a folder with {DECK_FILE}, a .toml file, or a table with a header."
        name = str(error.filename or found)
        return Reading(None, (Problem("missing-file", f"{name} cannot be read: {reason}", hint, name),))


def _examine_toml(path: Path, folder: Path, drafts: Mapping[Path, bytes]) -> Reading:
    name = str(path)
    info = path.stat()
    if not stat.S_ISREG(info.st_mode):
        return Reading(None, (Problem("missing-file", f"{name} is not a file", f"A deck's file is {DECK_FILE}.", name),))
    if info.st_size > LARGEST:
        message = f"The file is larger than {LARGEST // 2**20} MiB"
        return Reading(None, (Problem("too-large", message, "Keep the facts in tables beside it.", name),))
    try:
        text = (drafts.get(path) or path.read_bytes()).decode("utf-8-sig")
        data = _parsed(text)
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        return Reading(None, (Problem("encoding", "The file is not UTF-8", "Save it as UTF-8.", name, line),))
    except tomllib.TOMLDecodeError as error:
        return Reading(None, (_syntax(str(error), name, text),))
    except ValueError:
        # A whole number with more digits than Python reads.
        long = _TOO_LONG.search(text)
        at = text.count("\n", 0, long.start()) + 1 if long else None
        return Reading(None, (Problem("toml", "A number in the file is too long to be one", "Write it as text.", name, at),))
    except RecursionError:
        return Reading(None, (Problem("toml", "The file nests tables or lists too deeply", "A deck needs three levels.", name),))
    return read_deck(data, Places(name, _Lines(text).line), _table_reader(folder, drafts), folder)


def _parsed(text: str) -> dict[str, Any]:
    """Parse TOML. Raises `RecursionError` where it nests too deeply, by brackets or by dots, and what `tomllib` raises."""
    if any(_MANY_KEYS.search(line) for line in text.splitlines() if line.count(".") >= _MOST_KEYS):
        raise RecursionError
    return tomllib.loads(text)


class _Lines:
    """Finds lines in a TOML text; the text is scanned only when there is something to tell."""

    def __init__(self, text: str) -> None:
        self._text: str | None = text
        self._line: Any = None

    def line(self, place: Place) -> int | None:
        if self._text is not None:
            from quiz.facts.editing.toml_lines import lines_of

            self._line, self._text = lines_of(self._text).line, None
        found: int | None = self._line(place)
        return found


def _syntax(message: str, name: str, text: str) -> Problem:
    reason, _, place = message.partition(" (at ")
    words = place.removesuffix(")").replace(",", "").split()
    line = int(words[1]) if words[:1] == ["line"] else text.count("\n") + 1
    return Problem(
        "toml", f"The file is not TOML: {reason}", "Mend the syntax there; the rest is checked after that.", name, line
    )


def _table_reader(folder: Path, drafts: Mapping[Path, bytes]) -> TableReader:
    def read(entry: Mapping[str, Any], path: Place, reader: RecordReader) -> Iterable[Placed]:
        from quiz.facts.table_records import facts_of_table

        file = _table_file(folder, entry, path, reader.report)
        if file is None:
            # What else is wrong with the entry is told all the same.
            reader.report.read(path, {key: found for key, found in entry.items() if key not in {"columns", "path"}}, TABLE)
            if "path" not in entry:
                reader.report.missing(path, "path", "The table has no path", 'Write path = "….csv".')
            return []
        return facts_of_table(_table(file, drafts), str(file), entry, path, reader)

    return read


def _table_file(folder: Path, entry: Mapping[str, Any], path: Place, report: Report) -> Path | None:
    """Return the file that a `[[tables]]` entry names, if it is a file inside the deck's folder."""
    named, where = entry.get("path"), (*path, "path")
    if named is None:
        return None
    if not isinstance(named, str) or not named.strip() or "\0" in named:
        message = f"{described(named)} stands where the path of a table was expected"
        report.add(where, "wrong-value", message, 'Write path = "….csv".')
        return None
    file = within(folder, named)
    if file is None:
        report.add(where, "outside-folder", f"“{named}” is outside the deck's folder", "Move the table into the folder.")
        return None
    # Not `Path.is_file`, which raises where a name is too long.
    if not os.path.isfile(file):  # noqa: PTH113
        present = ", ".join(sorted(found.name for found in folder.iterdir() if found.suffix in _TABLES))
        message = f"“{named}” is a folder" if os.path.isdir(file) else f"There is no file “{named}” in the deck's folder"  # noqa: PTH112
        report.add(where, "missing-file", message, f"Tables there: {present or 'none'}.")
        return None
    return file


def _table(path: Path, drafts: Mapping[Path, bytes]) -> "Table":
    from quiz.facts.tables import read_table, read_table_bytes

    return read_table_bytes(drafts[path], str(path)) if path in drafts else read_table(path, name=str(path))


def _id_of(path: Path) -> str:
    """Return the file's stem as a deck's id."""
    found = safe_line(path.stem).replace("\\", "-")[:LONGEST_ID].strip()
    return found if names_a_deck(found) else "table"


def _examine_table(path: Path, drafts: Mapping[Path, bytes]) -> Reading:
    from quiz.facts.table_records import bare_facts, subject_column

    table = _table(path, drafts)
    report = Report(Places(str(path), lambda _: None))
    for problem in table.problems:
        report.problems.add(problem)
    facts = bare_facts(table, str(path), RecordReader(Vocabulary({}, Names.of({}), {}), report))
    label = table.columns[subject_column(table)] if table.columns else ""
    stated = tuple(placed.fact for placed in facts)
    deck = Deck(_id_of(path), facts=stated, subject_label=label, folder=path.parent)
    return Reading(deck, tuple(report.problems.found), tuple(facts), report.places)
