"""Real files that nobody here wrote: the right delimiter and encoding on each, by counts that were made by hand."""

import resource
import time
from contextlib import suppress
from pathlib import Path

import pytest

from quiz.errors import FormatError
from quiz.formats.reading import read

TEXTS = {
    # file: format, records taken, facts, what the columns state
    "text/anki_txt/karticky/Abstraktní umění.txt": ("anki-text", 29, 29, ["answer"]),
    "text/anki_txt/karticky/Literatura - Test kartičky..txt": ("anki-text", 20, 20, ["answer"]),
    "text/anki_txt/karticky/Literatura - Test kartičky.txt": ("anki-text", 25, 25, ["answer"]),
    "text/anki_txt/karticky/abstrakt_umeni.txt": ("anki-text", 20, 20, ["answer"]),
    "text/anki_txt/karticky/abstraktni_umeni_obrazky.txt": ("anki-text", 29, 29, ["answer"]),
    "text/anki_txt/karticky/abstraktni_umeni_simple.txt": ("anki-text", 4, 4, ["answer"]),
    "text/anki_txt/karticky/fix-abstraktni-umeni-obrazky.txt": ("anki-text", 8, 8, ["answer"]),
    "text/anki_txt/karticky/jednoduche-abstraktni-umeni.txt": ("anki-text", 4, 4, ["answer"]),
    "text/crowdanki/brainbrew/csv/test1.csv": ("csv", 15, 26, ["Danish", "Esperanto", "Danish Audio", "Japanese"]),
    "text/crowdanki/brainbrew/csv/test1_split1.csv": ("csv", 6, 12, ["Danish", "Esperanto", "Danish Audio", "Japanese"]),
    "text/crowdanki/brainbrew/csv/test1_split2.csv": ("csv", 9, 14, ["Danish", "Esperanto", "Danish Audio"]),
    "text/crowdanki/brainbrew/csv/test2.csv": ("csv", 9, 13, ["Danish", "Esperanto", "Danish Audio"]),
    "text/crowdanki/brainbrew/csv/test2_missing_guids.csv": ("csv", 9, 13, ["Danish", "Esperanto", "Danish Audio"]),
    "text/crowdanki/brainbrew/csv/test3.csv": ("csv", 1, 3, ["Danish", "Esperanto", "Japanese"]),
    "text/crowdanki/brainbrew/tsv/test1.tsv": ("csv", 15, 26, ["Danish", "Esperanto", "Danish Audio", "Japanese"]),
    "text/csv/zhongwen_input.tsv": ("csv", 2, 16, None),
    "text/csv/zhongwen_output.tsv": ("csv", 2, 32, None),
    "facts/periodic/periodic-table.csv": ("csv", 118, 1890, None),
    "facts/periodic/periodic-table.json": ("json", 118, 1890, None),
    "facts/ultimate-geography/capital.csv": ("csv", 219, 3504, None),
    "facts/ultimate-geography/country.csv": ("csv", 323, 4845, None),
    "facts/ultimate-geography/main.csv": ("csv", 323, 968, ["flag", "map", "region code", "ISO"]),
    "facts/us/us_states.csv": ("csv", 56, 604, None),
    "facts/us/us_counties.json": ("json", 3235, 6470, ["name", "state"]),
    "facts/mledoze/countries.csv": ("csv", 250, 18062, None),
    "text/gift/moodle_examples.txt": ("gift", 43, 50, None),
    "text/gift/pegjs/mc5.gift": ("gift", 4, 4, None),
    "text/gift/pegjs/options1.gift": ("gift", 14, 14, None),
    "text/gift/pegjs/shortFirstEmbedded.gift": ("gift", 2, 2, None),
    "text/gift/pegjs/totara_moodle_numerical.gift": ("gift", 1, 1, None),
    "text/moodle_xml/moodle_core/old_format_file.xml": ("moodle", 2, 2, None),
    "text/moodle_xml/tuberlin/matchingRef.xml": ("moodle", 2, 6, None),
    "text/moodle_xml/tuberlin/numericalRef.xml": ("moodle", 2, 2, None),
}
UNREADABLE = {
    "header_only.csv": "has a header, and no row below it",
    "lone_surrogate.json": "this is no JSON object",
    "mixed_encodings.csv": "line 3 is not UTF-8, as other lines of the file are",
    "ragged_rows.csv": "the row has 4 cells, but the header names 2 columns",
    "xml_external_entity.xml": "declares entities of its own",
}
READABLE = {
    "bidi_override.txt": 1,
    "cp1252.csv": 1,
    "cr_only.tsv": 2,
    "shift_jis.tsv": 1,
    "utf16be_nobom.tsv": 1,
    "utf16le_bom.csv": 1,
    "zero_width_dupes.csv": 5,
}


@pytest.mark.parametrize("name", TEXTS)
def test_every_table_is_read_as_it_is_meant(corpus: Path, name: str) -> None:
    format, records, facts, relations = TEXTS[name]
    found = read(corpus / name)
    assert (format, records, facts, 0) == (found.format.name, found.taken, found.facts, found.skipped_count)
    if relations is not None:
        assert relations == list(found.decks[0].relations)


@pytest.mark.parametrize("name", UNREADABLE)
def test_a_malformed_text_ends_in_a_clear_error(corpus: Path, name: str) -> None:
    with pytest.raises(FormatError, match=UNREADABLE[name]):
        read(corpus / "malformed" / "synthetic" / "text" / name)


@pytest.mark.parametrize("name", READABLE)
def test_an_odd_text_is_read_all_the_same(corpus: Path, name: str) -> None:
    assert READABLE[name] == read(corpus / "malformed" / "synthetic" / "text" / name).taken


def test_every_malformed_file_ends_soon_and_in_little_memory(corpus: Path) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for file in sorted((corpus / "malformed").rglob("*.*")):
        start = time.monotonic()
        with suppress(FormatError):
            read(file)
        assert time.monotonic() - start < 10, file
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 300 * 1024
