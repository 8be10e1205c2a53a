"""Decks are rows that change; their contents are named by what they are, and never change."""

import hashlib
from collections.abc import Iterator

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from quiz.errors import NotFoundError, StoreError
from quiz.store.decks import DeckRow
from quiz.store.store import Store
from tests.store.samples import DAY, NOON, add_deck, due


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.in_memory() as store:
        yield store


@given(st.binary())
def test_a_version_is_named_by_its_content(content: bytes) -> None:
    with Store.in_memory() as store:
        digest = store.put_version("animals", content)
        assert hashlib.sha256(content).hexdigest() == digest
        assert digest == store.put_version("beasts", content)
        assert content == store.version(digest)
        assert [digest] == store.digests()


def test_a_version_that_is_not_there(store: Store) -> None:
    with pytest.raises(NotFoundError, match="no deck version 'abc'"):
        store.version("abc")


@pytest.mark.parametrize("packed", ["x'00'", "x'789c030000000001'", "zeroblob(0)"])
def test_a_damaged_version_is_told_of(store: Store, packed: str) -> None:
    store._database.run(f"INSERT INTO versions VALUES ('abc', 'animals', {packed})")  # noqa: S608 - the parameters above
    with pytest.raises(StoreError, match="'abc' is damaged"):
        store.version("abc")


def test_a_version_is_never_changed(store: Store) -> None:
    digest = store.put_version("animals", b"ant")
    with pytest.raises(StoreError, match="named by its content"):
        store._database.run("UPDATE versions SET content = x'00'")
    assert b"ant" == store.version(digest)


def test_decks_are_listed_by_position(store: Store) -> None:
    digest = store.put_version("animals", b"")
    rows = [
        DeckRow("plants", digest, "Plants"),
        DeckRow("animals", digest, "Animals", "/decks/animals", 1),
        DeckRow("bees", digest, "B", None, 1),
    ]
    for row in reversed(rows):
        store.put_deck(row)
    assert rows == store.deck_rows()
    assert rows[1] == store.deck_row("animals")
    store.put_deck(changed := evolve(rows[1], title="Beasts", path=None, position=-1))
    assert [changed, rows[0], rows[2]] == store.deck_rows()
    with pytest.raises(NotFoundError, match="no deck 'cows'"):
        store.deck_row("cows")


def test_a_deck_has_a_version_that_is_there(store: Store) -> None:
    with pytest.raises(NotFoundError, match="no deck version 'abc'"):
        store.put_deck(DeckRow("animals", "abc", "Animals"))
    assert [] == store.deck_rows()


def test_an_archived_deck_is_remembered(store: Store) -> None:
    add_deck(store, "animals", ["ant", "bee"])
    store.put_state("ant", due())
    row = store.deck_row("animals")
    store.archive("animals")
    assert ([], [evolve(row, archived=True)]) == (store.deck_rows(), store.deck_rows(archived=True))
    assert ([], [], []) == (store.due_cards(["animals"], DAY), store.new_cards(["animals"], DAY), store.counts(DAY, NOON))
    assert due() == store.state("ant")
    add_deck(store, "animals", ["bee", "ant", "cow"])
    assert (["ant"], ["bee", "cow"]) == tuple(
        [c.card for c in cs] for cs in (store.due_cards(None, DAY), store.new_cards(None, DAY))
    )
    (counts,) = store.counts(DAY, NOON)
    assert (2, 1, 3) == (counts.new, counts.review, counts.total)


def test_only_a_known_deck_is_archived(store: Store) -> None:
    with pytest.raises(NotFoundError, match="no deck 'cows'"):
        store.archive("cows")
