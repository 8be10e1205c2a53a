"""Whatever goes the short way of an import ends as what goes the long way: the same deck, the same slices, the same cards."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.cards.apart_cards import Apart
from quiz.collection import adding, planning
from quiz.collection.collection import Collection
from quiz.formats.anki.short_way import ShortWay
from tests.formats.anki.made import Made, MadeNote, MadeType

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)
FORTH = ("{{Front}}", "{{FrontSide}}<hr id=answer>{{Back}}")
BACK = ("{{Back}}", "{{FrontSide}}<hr id=answer>{{Front}}")
PIECES = (
    *("word", "the meaning of it", "a", "b", " ", "  ", ".", "1.", "-", "--", "…", "...", "_", "*", "'", '"', "(x)", "?", "é"),
    *("e\u0301", "漢字", "½", "\u200d", "\u00ad", "\xa0", "ﬁ", "<b>bold</b>", " <b>two words</b> ", "<i>slanted</i>", "<b>"),
    *("</b>", "<br>", "<div>x</div>", "&nbsp;", "&amp;", "&lt;b&gt;", "[x]{.bold}", "[sound:a.mp3]", "\\", "$x$", "~x~", "#"),
    *("1)", "\t", "\n", "{{c1::x}}", "%", "/"),
)
TEXTS = st.lists(st.sampled_from(PIECES), max_size=4).map("".join)
PLAIN = st.sampled_from(("one", "two", "three words here", "one", "four, five", "é", "x <b>y</b> z", "<i>y</i>"))
NOTES = st.builds(
    MadeNote,
    st.tuples(PLAIN | TEXTS, PLAIN | TEXTS),
    st.sampled_from(({0: 1}, {0: 1, 1: 1}, {0: 1, 1: 1}, {0: 1, 1: 2}, {1: 2})),
    st.sampled_from(("", " one ", " one two::three ", " marked ")),
)
TYPES = (MadeType(templates=(FORTH, BACK)),)


def kept_of(path: Path, *, long: bool) -> dict[str, Any]:
    """Return what a collection keeps of a package that it took in, in slices however few facts there are."""
    with TemporaryDirectory() as folder, ways(long=long), Collection.open(Path(folder) / "c.quiz") as collection:
        report = collection.import_(path, now=NOW)
        database = collection.store.database
        tables = {
            "versions": "SELECT digest, deck, content FROM versions ORDER BY digest",
            "sliced": "SELECT * FROM sliced ORDER BY deck",
            "slices": "SELECT * FROM slices ORDER BY deck, number",
            "cards": "SELECT card, deck, position, sibling, content, alive, phase FROM cards ORDER BY deck, position",
            "decks": "SELECT deck, version, title, total, fresh FROM decks ORDER BY deck",
            "states": "SELECT card, stability, due_day, due_at, reps, suspended, flag FROM cards ORDER BY card",
            "events": "SELECT at, day, kind, card, body FROM events WHERE card IS NOT NULL ORDER BY card, day, at, kind",
        }
        told = (report.records, report.facts, report.cards, report.skipped, report.notes)
        return {"told": told, **{name: database.rows(sql) for name, sql in tables.items()}}


@contextmanager
def ways(*, long: bool) -> Iterator[None]:
    """Keep all decks in slices; send everything the long way."""
    with patch.object(adding, "LEAST_SLICED", 1), patch.object(planning, "LEAST_SLICED", 1):
        if not long:
            yield
            return
        with patch.object(ShortWay, "_fit", lambda _self, _row, _group: None), patch.object(Apart, "alike", lambda _self: None):
            yield


def check(notes: list[MadeNote], cards: Mapping[str, int] | None = None, answers: Sequence[tuple[int, ...]] = ()) -> None:
    made = Made(tuple(notes), TYPES, {1: "One", 2: "Two"}, cards=cards or {}, answers=answers)
    with TemporaryDirectory() as folder:
        path = made.package(Path(folder) / "x.apkg", "latest")
        assert kept_of(path, long=True) == kept_of(path, long=False)


@given(st.lists(NOTES, min_size=1, max_size=12).filter(lambda notes: any(all(one.fields) for one in notes)))
@settings(max_examples=15, deadline=None)
def test_both_ways_end_in_the_same_collection(notes: list[MadeNote]) -> None:
    check([*notes, MadeNote(("sure", "certain"), {0: 1, 1: 1})])


@pytest.mark.long
@given(st.lists(NOTES, min_size=1, max_size=20))
@settings(max_examples=1000, deadline=None)
def test_both_ways_end_in_the_same_collection_however_mixed(notes: list[MadeNote]) -> None:
    check([*notes, MadeNote(("sure", "certain"), {0: 1, 1: 1})])


TOUCHED = st.sampled_from(
    (
        {},
        {"type": 2, "queue": 2, "due": 50, "ivl": 9, "reps": 3, "factor": 2300},
        {"queue": -1},
        {"flags": 3},
        {"odid": 2, "odue": 5},
    )
)
"""Columns of cards that are not new, suspended, flagged, or in a filtered deck."""


@given(
    st.lists(NOTES, min_size=1, max_size=8),
    TOUCHED,
    st.lists(st.tuples(st.integers(1, 60), st.integers(0, 25), st.integers(1, 4)), max_size=8, unique_by=lambda one: one[0]),
)
@settings(max_examples=25, deadline=None)
def test_what_is_remembered_comes_along_on_both_ways(
    notes: list[MadeNote], touched: dict[str, int], answered: list[tuple[int, int, int]]
) -> None:
    known = card_ids([*notes, MadeNote(("sure", "certain"), {0: 1, 1: 1})])
    answers = [
        (1_600_000_000_000 + day * 86_400_000, known[place % len(known)], ease, day, 1, 2300, 4000, 1)
        for day, place, ease in answered
    ]
    check([*notes, MadeNote(("sure", "certain"), {0: 1, 1: 1})], touched, answers)


def card_ids(notes: list[MadeNote]) -> list[int]:
    """Return the ids that a package gives the cards of some notes."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(Made(tuple(notes), TYPES, {1: "One", 2: "Two"}).database())
        return [id for (id,) in connection.execute("SELECT id FROM cards ORDER BY id")]


def test_a_field_of_spaces_only_is_empty_on_both_ways() -> None:
    check([MadeNote(("one", " "), {0: 1}), MadeNote(("sure", "certain"), {0: 1, 1: 1})])


def test_underlines_in_words_are_kept(tmp_path: Path) -> None:
    made = Made((MadeNote(("<b>x</b>", "_init_ it"), {0: 1}), MadeNote(("y", "_slanted_"), {0: 1})), TYPES, {1: "One"})
    path = made.package(tmp_path / "x.apkg", "latest")
    with Collection.open(tmp_path / "c.quiz") as collection:
        collection.import_(path, now=NOW)
        assert ["_init_ it", "_slanted_"] == [card.answer for card in collection.cards("One")]
