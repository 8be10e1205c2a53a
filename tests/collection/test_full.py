"""A file that may grow no further: what was acknowledged stays, what was not is told as NOT saved, nothing is half-written."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from quiz.cards.card import Form
from quiz.collection.collection import Collection
from quiz.collection.doctor import examine
from quiz.errors import StoreError
from quiz.memory.events import Suspended
from tests.collection.samples import deck
from tests.study.samples import CAPITALS, NOON

LATER = NOON + timedelta(days=1)
BIG = deck(*((f"subject {number}", "is", f"value {number}") for number in range(300)))


def answer(collection: Collection) -> None:
    session = collection.session(now=LATER, form=Form.REVEAL)
    while session.next(LATER) is not None:
        session.answer(3, LATER)


def suspend(collection: Collection) -> None:
    for card in collection.cards("facts"):
        collection.record(Suspended(card=card.id, at=0, day=0))


WRITING: dict[str, Callable[[Collection], object]] = {
    "answers": answer,
    "events": suspend,
    "a deck": lambda collection: collection.add(deck(*(("x", f"r{n}", f"v{n}") for n in range(300)), name="large"), NOON),
    "an update": lambda collection: collection.add(deck(*((f"subject {n}", "is", f"other {n}") for n in range(300))), NOON),
    "taking back": lambda collection: collection.undo_plan("facts", NOON),
    "removing": lambda collection: collection.remove("facts", NOON),
}


@pytest.fixture
def collection(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Collection:
    monkeypatch.setenv("QUIZ_BACKUPS", "off")
    found = Collection.open(tmp_path / "c.quiz")
    found.add(CAPITALS, NOON)
    found.add(deck(("a", "is", "b")), NOON)
    found.add(BIG, NOON)
    return found


@pytest.mark.parametrize("pages", [0, 6])
@pytest.mark.parametrize("kind", WRITING)
def test_all_or_nothing_of_it_is_kept(collection: Collection, kind: str, pages: int) -> None:
    database = collection.store.database
    present = int(database.value("PRAGMA page_count"))
    free = int(database.value("PRAGMA freelist_count"))
    told = collection.store.event_count()
    with collection:
        database.run(f"PRAGMA max_page_count = {present + pages}")
        failed = None
        try:
            WRITING[kind](collection)
        except StoreError as error:
            failed = error
        if failed is not None:
            assert "NOT saved" in str(failed)
            if kind not in {"answers", "events"}:
                assert told == collection.store.event_count()
        else:
            assert told < collection.store.event_count() or free
        assert examine(collection).is_whole
        database.run("PRAGMA max_page_count = 1000000")
        if failed is not None:
            WRITING[kind](collection)  # goes on with no more ado
        assert examine(collection).is_whole


def test_the_limit_is_felt(collection: Collection) -> None:
    """Or the test above shows nothing."""
    database = collection.store.database
    database.run(f"PRAGMA max_page_count = {database.value('PRAGMA page_count')}")
    with collection, pytest.raises(StoreError, match="NOT saved"):
        WRITING["a deck"](collection)
