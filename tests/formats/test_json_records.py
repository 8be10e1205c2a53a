"""JSON: an object a record."""

from pathlib import Path

import pytest

from quiz.errors import FormatError
from quiz.formats.reading import Contents, read


def _read(tmp_path: Path, text: str) -> Contents:
    path = tmp_path / "things.txt"
    path.write_text(text, encoding="utf-8")
    return read(path)


def _stated(found: Contents) -> list[tuple[str, str, str]]:
    return [(fact.subject, fact.relation, str(fact.value)) for fact in found.deck.facts]


@pytest.mark.parametrize(
    "text",
    [
        '{"name": "Oslo", "founded": 1040}\n{"name": "Bergen", "founded": 1070}\n',
        '[{"name": "Oslo", "founded": 1040}, {"name": "Bergen", "founded": 1070}]',
    ],
)
def test_objects_a_line_or_in_an_array_are_records(tmp_path: Path, text: str) -> None:
    assert [("Oslo", "founded", "1,040"), ("Bergen", "founded", "1,070")] == [
        (one, two, f"{int(three.replace(',', '')):,}") for one, two, three in _stated(_read(tmp_path, text))
    ]


def test_objects_inside_have_columns_of_their_own(tmp_path: Path) -> None:
    found = _read(tmp_path, '[{"name": "Oslo", "in": {"county": "Oslo", "country": {"en": "Norway"}}}]')
    assert [("Oslo", "in.county", "Oslo"), ("Oslo", "in.country.en", "Norway")] == _stated(found)


def test_records_on_one_line_are_told_apart_by_their_numbers(tmp_path: Path) -> None:
    found = _read(tmp_path, '[{"name": "Oslo", "x": "a"}, {"name": "", "x": "b"}, {"name": "Bergen", "x": "c"}]')
    assert [("Oslo", "x", "a"), ("Bergen", "x", "c")] == _stated(found)
    assert ["record 2"] == [one.where for one in found.skipped]


def test_an_empty_list_says_nothing_and_is_no_mistake(tmp_path: Path) -> None:
    found = _read(tmp_path, '[{"name": "Oslo", "x": "a", "borders": []}]')
    assert ([("Oslo", "x", "a")], 0) == (_stated(found), found.skipped_count)


@pytest.mark.parametrize(
    ("text", "said"),
    [('["a", "b"]', "this is no JSON object"), ('[{"a": ', "this is not JSON"), ("[" * 3000, "nested too deeply")],
)
def test_other_json_is_refused(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(FormatError, match=said):
        _read(tmp_path, text)
