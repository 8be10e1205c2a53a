"""Tables in Markdown, whatever stands around them."""

from pathlib import Path

import pytest

from quiz.errors import FormatError
from quiz.formats.reading import Contents, read

TEXT = """# Lesson 1

> Words of the sea.

| Word | Meaning |
| :--- | ------: |
| ebb | **falling** water |
| `knot` | a [mile](https://example.org/x) an hour |
| a \\| b | two |

| Word | Meaning |
|--|--|
| buoy | a mark |
| reef | rocks | too much |

```
| no | table |
|--|--|
| x | y |
```

Ship | Masts
-----|------
brig | 2
"""


def _read(tmp_path: Path, text: str) -> Contents:
    (tmp_path / "x.md").write_text(text, encoding="utf-8")
    return read(tmp_path / "x.md")


def test_rows_of_all_tables_are_records_with_the_words_of_their_cells(tmp_path: Path) -> None:
    found = _read(tmp_path, TEXT)
    assert "md-table" == found.format.name
    assert [
        ("ebb", "Meaning", "falling water"),
        ("knot", "Meaning", "a mile an hour"),
        ("a | b", "Meaning", "two"),
        ("buoy", "Meaning", "a mark"),
        ("brig", "Masts", "2"),
    ] == [(fact.subject, fact.relation, str(fact.value)) for fact in found.deck.facts]
    assert ["line 14"] == [one.where for one in found.skipped]


def test_columns_can_be_told(tmp_path: Path) -> None:
    (tmp_path / "x.md").write_text(TEXT, encoding="utf-8")
    found = read(tmp_path / "x.md", columns={"Meaning": "answer"})
    assert {"answer", "Masts"} == {fact.relation for fact in found.deck.facts}


def test_prose_is_no_table(tmp_path: Path) -> None:
    prose = "Rain, hail and snow fall, as all know.\n\nSnow is light.\nHail, though, is not, for it is ice.\n\nIt melts.\n"
    prose += "Soon.\nOh, yes.\nSee?\n"
    with pytest.raises(FormatError, match="in no format"):
        _read(tmp_path, prose)
    with pytest.raises(FormatError, match="in no format"):
        _read(tmp_path, f"{prose}\n| a | b |\n|--|--|\n| c | d |\n{prose * 3}")
