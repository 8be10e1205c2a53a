"""Every real file goes to the reader that is meant for it, by what is in it alone."""

from pathlib import Path

import pytest

from quiz.errors import FormatError
from quiz.formats.sniffing import sniff

MEANT: dict[str, dict[str, str | None]] = {
    # folder or file: the format of what is in it, by the ends of the names
    "article": {".txt": None},
    "decks": {"": "anki"},
    "decks_derived": {".apkg": "anki", ".cards": "mnemosyne", ".db": "mnemosyne"},
    "facts": {".csv": "csv", ".json": "json"},
    "facts/wikidata": {".json": "wikidata"},
    "revlogs": {".csv": "csv"},
    "text/anki_txt": {".txt": "anki-text"},
    "text/crowdanki/brainbrew/crowd_anki": {"deck.json": "crowdanki"},
    "text/crowdanki/brainbrew/csv": {".csv": "csv"},
    "text/crowdanki/brainbrew/deck_parts": {".json": "json", ".yaml": None},
    "text/crowdanki/brainbrew/tsv": {".tsv": "csv"},
    "text/csv": {".tsv": "csv"},
    "text/gift": {".gift": "gift", ".txt": "gift", ".json": "json"},
    "text/hashcards": {".md": "hashcards"},
    "text/markdown/apy": {".md": "apy", ".json": "json"},
    "text/mnemosyne": {
        ".mem": "mnemosyne", ".xml": "mnemosyne", ".wcu": "mnemosyne", ".txt": "anki-text", ".plugin": None, ".db2": None,
        ".mp3": None,
    },
    "text/moodle_xml": {".xml": "moodle"},
    "text/org-drill": {"spanish.org": "org", "org-drill_manual.org": None},
}  # fmt: skip


def _meant(file: Path, corpus: Path) -> str | None:
    """Return the format of a file: what the nearest folder above it says."""
    for folder in file.parents:
        told = MEANT.get(folder.relative_to(corpus).as_posix()) if folder != corpus else None
        if told is not None:
            return next(format for ending, format in told.items() if file.name.endswith(ending))
        if folder == corpus:
            break
    pytest.fail(f"nobody says what {file} is")


def _told(file: Path) -> str | None:
    try:
        return sniff(file).format.name
    except FormatError:
        return None


def test_every_file_goes_to_its_reader(corpus: Path) -> None:
    files = [
        file
        for folder in ("article", "decks", "decks_derived", "facts", "revlogs", "text")
        for file in (corpus / folder).rglob("*")
    ]
    files = [file for file in files if file.is_file()]
    assert 150 < len(files)
    wrong = {str(file.relative_to(corpus)): told for file in sorted(files) if (told := _told(file)) != _meant(file, corpus)}
    assert {} == wrong


def test_a_name_that_says_otherwise_changes_nothing(corpus: Path, tmp_path: Path) -> None:
    for name, expected in (
        ("text/mnemosyne/tests/dups.mem", "mnemosyne"),
        ("text/mnemosyne/tests/map.xml", "mnemosyne"),
        ("text/hashcards/Math.md", "hashcards"),
        ("text/markdown/apy/models.md", "apy"),
        ("text/org-drill/spanish.org", "org"),
        ("facts/wikidata/item.json", "wikidata"),
        ("text/crowdanki/brainbrew/crowd_anki/crowdanki_example_1/deck.json", "crowdanki"),
        ("decks_derived/mnemosyne2_ug_mixed.cards", "mnemosyne"),
        ("decks_derived/mnemosyne2_ug_mixed.db", "mnemosyne"),
    ):
        for ending in ("csv", "md", "txt", "apkg"):
            copy = tmp_path / f"x.{ending}"
            copy.write_bytes((corpus / name).read_bytes())
            assert (name, expected) == (name, sniff(copy).format.name)


def test_entities_of_wikidata_are_nothing_else(corpus: Path) -> None:
    for file in sorted((corpus / "facts" / "wikidata").glob("*.json")):
        assert ("wikidata", ()) == (sniff(file).format.name, sniff(file).rivals), file
