"""The registry of formats: those of quiz, and those that other packages offer under the entry point group `quiz.formats`."""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Final

from quiz.errors import FormatError, UsageError
from quiz.formats.format import Format

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP: Final = "quiz.formats"
"""The entry point group; each of its entries names a `Format`."""
_BUILT_IN: Final[Mapping[str, str]] = {
    "quiz": "deck_files",
    "csv": "delimited_text",
    "json": "json_records",
    "jsonl": "json_records",
    "anki": "anki.packages",
    "anki-legacy": "anki.packages",
    "anki-text": "anki_text",
    "parquet": "parquet",
    "markdown": "markdown_text",
    "md-table": "markdown_tables",
    "hashcards": "hashcards",
    "gift": "moodle.gift",
    "aiken": "moodle.aiken",
    "moodle": "moodle.moodle_xml",
    "mnemosyne": "mnemosyne.reading",
    "crowdanki": "crowdanki",
    "obsidian": "obsidian.reading",
    "org": "org.reading",
    "apy": "apy",
    "quizlet": "quizlet",
    "labelled": "labelled",
    "wikidata": "wikidata",
    "exam": "exam",
    "exam-pdf": "exam",
    "log-csv": "review_log",
    "log-jsonl": "review_log",
    "log-parquet": "review_log",
}
"""Every format of quiz, in the order in which they are listed, and the module whose `FORMATS` holds it."""

ENDINGS: Final[Mapping[str, str]] = {
    ".toml": "quiz",
    **dict.fromkeys((".csv", ".tsv", ".tab"), "csv"),
    ".json": "json",
    **dict.fromkeys((".jsonl", ".ndjson"), "jsonl"),
    **dict.fromkeys((".apkg", ".colpkg", ".anki2", ".anki21", ".anki21b"), "anki"),
    ".txt": "anki-text",
    ".md": "markdown",
    ".gift": "gift",
    ".aiken": "aiken",
    ".xml": "moodle",
    **dict.fromkeys((".html", ".htm"), "exam"),
    ".pdf": "exam-pdf",
    ".parquet": "log-parquet",
}
"""How files end, and the format of quiz in which such a file is written: to ask all of them takes a while."""
BINARY: Final = ((b"PK\x03\x04", "anki"), (b"SQLite format 3\0", "anki"), (b"PAR1", "parquet"), (b"ARROW1\0\0", "parquet"))
"""How files begin that are no text, and the format that is asked about them first: loading all takes a while."""


def names() -> tuple[str, ...]:
    """Return the names of all formats. Nothing of other packages is imported for it."""
    return (*_BUILT_IN, *(name for name in _offered() if name not in _BUILT_IN))


def formats() -> list[Format]:
    """Return every format that can be loaded; what other packages offer and cannot be loaded is left to `broken`."""
    return [found for name in names() if isinstance(found := _loaded(name), Format)]


def broken() -> dict[str, str]:
    """Return why formats of other packages cannot be loaded, by their names."""
    return {name: found for name in names() if isinstance(found := _loaded(name), str)}


def named(name: str) -> Format:
    """Return the format of a name. Raises `UsageError` for one that there is not, `FormatError` for one that cannot be loaded."""
    if name not in _BUILT_IN and name not in names():
        from quiz.text.closeness import nearest

        near = nearest(name, list(names()))
        hint = f"Did you mean “{near}”?" if near else f"There are: {', '.join(names())}."
        raise UsageError(f"There is no format “{name}”. {hint}")
    found = _loaded(name)
    if isinstance(found, str):
        raise FormatError(f"The format “{name}” cannot be used: {found}")
    return found


def _loaded(name: str) -> Format | str:
    if module := _BUILT_IN.get(name):
        found: Mapping[str, Format] = import_module(f"quiz.formats.{module}").FORMATS
        return found[name]
    return _from_elsewhere(_offered()[name])


def _from_elsewhere(entry: "EntryPoint") -> Format | str:
    of = f" of the package {entry.dist.name}" if entry.dist else ""
    try:
        found = entry.load()
    except Exception as error:  # noqa: BLE001 - another package's code may fail in any way, and quiz goes on without it
        return f"{entry.value}{of} cannot be imported: {type(error).__name__}: {error}"
    if not isinstance(found, Format):
        return f"{entry.value}{of} is no quiz.formats.format.Format."
    if found.name != entry.name:
        return f"{entry.value}{of} is called “{found.name}”, and its entry point “{entry.name}”; give both one name."
    return found


@cache
def _offered() -> dict[str, "EntryPoint"]:
    from importlib.metadata import entry_points

    return {entry.name: entry for entry in sorted(entry_points(group=GROUP), key=lambda entry: entry.name)}
