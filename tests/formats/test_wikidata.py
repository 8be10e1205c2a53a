"""Wikidata's JSON as a file to import: by hand counts of real documents, and dumps that are packed."""

import gzip
import json
import time
from pathlib import Path

import pytest

from quiz.errors import FormatError
from quiz.formats.reading import read
from quiz.formats.sniffing import sniff

COUNTS = {
    # file: statements that make facts, statements that are left out, of which the file has in all
    "item.json": (7, 6, 13),
    "mock-dump-for-testing.json": (5, 0, 5),
    "wbgetentites-Oliver-Kahn.json": (34, 1, 35),
    "wbgetentities-Q1.json": (13, 3, 16),
}


@pytest.mark.parametrize("name", COUNTS)
def test_real_documents_have_the_statements_that_a_reader_counts(corpus: Path, name: str) -> None:
    found = read(corpus / "facts" / "wikidata" / name)
    facts, left_out, whole = COUNTS[name]
    assert ("wikidata", facts, left_out, whole) == (found.format.name, found.facts, found.skipped_count, facts + left_out)


def test_a_property_by_itself_states_nothing(corpus: Path) -> None:
    with pytest.raises(FormatError, match="holds no facts"):
        read(corpus / "facts" / "wikidata" / "property.json")


def test_names_are_in_the_language_that_there_is(corpus: Path) -> None:
    deck = read(corpus / "facts" / "wikidata" / "mock-dump-for-testing.json").deck
    assert ("de", {"Universum", "Glück"}) == (deck.lang, {fact.subject for fact in deck.facts})
    assert ("Weltall", "All", "Kosmos", "Weltraum") == deck.terms["Universum"].aliases
    kahn = read(corpus / "facts" / "wikidata" / "wbgetentites-Oliver-Kahn.json").deck
    assert "1969-06-15" == next(str(getattr(fact.value, "edtf", "")) for fact in kahn.facts if fact.relation == "P569")
    assert 4 == sum(fact.as_of is not None for fact in kahn.facts if fact.relation == "P166")


def _entity(number: int) -> bytes:
    claim = {
        "rank": "normal",
        "type": "statement",
        "mainsnak": {
            "snaktype": "value",
            "property": "P1",
            "datatype": "string",
            "datavalue": {"type": "string", "value": f"v{number}"},
        },
    }
    labels = {"en": {"language": "en", "value": f"thing {number}"}}
    return json.dumps({"type": "item", "id": f"Q{number}", "labels": labels, "claims": {"P1": [claim]}}).encode()


@pytest.mark.parametrize("packed", [False, True])
def test_a_dump_is_read_line_by_line_and_a_bad_line_costs_nothing_else(tmp_path: Path, packed: bool) -> None:  # noqa: FBT001
    lines = [
        b"[",
        *(_entity(number) + b"," for number in range(1, 2001)),
        b'{"id": "Q1',
        b'{"type": "lexeme", "id": "L1"},',
        b"]",
    ]
    data = b"\n".join(lines)
    path = tmp_path / ("dump.json.gz" if packed else "dump.json")
    path.write_bytes(gzip.compress(data) if packed else data)
    found = read(path)
    assert ("wikidata", 2000, ["line 2002"]) == (found.format.name, found.facts, [one.where for one in found.skipped])
    assert ("dump", "thing 7") == (found.deck.id, found.deck.facts[6].subject)


def test_what_unpacks_without_end_is_refused_soon(tmp_path: Path) -> None:
    beginning = b"[\n" + _entity(1) + b",\n"
    (tmp_path / "x.json.gz").write_bytes(gzip.compress(beginning + b" " * (200 * 2**20)))
    start = time.monotonic()
    assert "wikidata" == sniff(tmp_path / "x.json.gz").format.name
    with pytest.raises(FormatError, match="unpacks to more"):
        read(tmp_path / "x.json.gz")
    (tmp_path / "y.json.gz").write_bytes(gzip.compress(beginning * 1000)[:-20])
    with pytest.raises(FormatError, match="cannot be unpacked"):
        read(tmp_path / "y.json.gz")
    assert time.monotonic() - start < 10


@pytest.mark.parametrize(
    "text", ['{"entities": {"Q1": ' + "[" * 100_000, '{"entities": {"Q1": {"id": "Q1", "claims": {"P1": [1, null]}}}}']
)
def test_odd_documents_end_in_an_error(tmp_path: Path, text: str) -> None:
    (tmp_path / "x.json").write_text(text)
    with pytest.raises(FormatError):
        read(tmp_path / "x.json", format="wikidata")
