"""Segments: what was packed comes back, and nothing else gets in."""

import json
import zlib
from contextlib import suppress
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from quiz.collection.sync_events import UnfitError, packed, unpacked
from quiz.memory.codec import to_data
from quiz.memory.events import DeckVersion, Event, Fitted
from tests.memory.strategies import logs
from tests.store.samples import review

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


def record(sequence: int = 1, **changed: object) -> dict[str, Any]:
    return {**to_data(evolve(review(), device="desk", sequence=sequence)), **changed}


@given(logs())
def test_what_was_packed_comes_back(events: list[Event]) -> None:
    records = [to_data(evolve(event, device="desk", sequence=number)) for number, event in enumerate(events, 1)]
    if records:
        with suppress(UnfitError):  # such as a day that no clock shows
            assert records == unpacked(packed(records), "desk", 1, len(records)).records


def test_packing_the_same_events_gives_the_same_bytes() -> None:
    assert packed([record()]) == packed([record()])


@given(st.binary(max_size=200))
def test_any_bytes_are_events_or_refused(content: bytes) -> None:
    for given_bytes in (content, zlib.compress(content)):
        with suppress(UnfitError):
            assert [] == unpacked(given_bytes, "desk", 1, max(1, content.count(b"\n"))).records


@given(st.dictionaries(st.sampled_from([*record(), "answer", "options", "marks", "due_at", "x"]), json_values))
def test_any_change_of_an_event_is_an_event_a_newer_one_or_refused(changed: dict[str, Any]) -> None:
    content = zlib.compress(json.dumps(record(**changed)).encode())
    with suppress(UnfitError):
        found = unpacked(content, "desk", 1, 1)
        assert found.newer or 1 == len(found.records) == len(found.events)


@pytest.mark.parametrize("text", ["NaN", "Infinity", "1e999999", "[" * 100_000, '{"event":"Reviewed"}', "[]", '"x"', ""])
def test_a_line_that_is_no_event_is_refused(text: str) -> None:
    with pytest.raises(UnfitError):
        unpacked(zlib.compress(text.encode() + b"\n"), "desk", 1, 1)


def test_a_segment_has_to_hold_the_numbers_that_it_is_said_to_hold() -> None:
    content = packed([record(1), record(2)])
    assert 2 == len(unpacked(content, "desk", 1, 2).records)
    for device, first, last in (("desk", 1, 1), ("desk", 2, 3), ("phone", 1, 2), ("desk", 1, 3)):
        with pytest.raises(UnfitError):
            unpacked(content, device, first, last)
    with pytest.raises(UnfitError):
        unpacked(content[:-1], "desk", 1, 2)
    with pytest.raises(UnfitError):
        unpacked(content + b"x", "desk", 1, 2)


def test_parameters_and_decks_have_to_be_possible() -> None:
    fitted = to_data(Fitted(parameters=(1.0,) * 20, at=0, day=0, device="desk", sequence=1))
    deck = to_data(DeckVersion(deck="a/b", version="", at=0, day=0, device="desk", sequence=1))
    for data in (fitted, deck):
        with pytest.raises(UnfitError):
            unpacked(packed([data]), "desk", 1, 1)


def test_fields_of_a_newer_quiz_are_kept_as_they_came() -> None:
    data = record(mood="good")
    assert [data] == unpacked(packed([data]), "desk", 1, 1).records
