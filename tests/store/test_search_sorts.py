"""Orders of cards, rows of a list, and searches that are stopped."""

import threading
import time
from datetime import timedelta
from pathlib import Path

import pytest

from quiz.cards.card import Form
from quiz.collection import searching
from quiz.collection.collection import Collection
from quiz.errors import SearchError, StoppedError, UsageError
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.memory.fsrs import retrievability
from quiz.memory.rating import Rating
from quiz.store import search_rows
from quiz.store.search_rows import Row
from quiz.store.search_sorts import SORTS
from tests.collection.samples import studying
from tests.study.samples import NOON

LATER = NOON + timedelta(days=9)


@pytest.fixture
def studied() -> Collection:
    """Some cards answered in different ways, the others new."""
    found = studying()
    now = NOON
    session = found.session(now=now, form=Form.REVEAL)
    for number in range(14):
        if session.next(now) is None:
            break
        session.answer(list(Rating)[number % 4], now)
        now += timedelta(seconds=20)
    return found


def rows(collection: Collection, order: str, *, down: bool) -> list[Row]:
    places = [place for page in searching.places(collection, "", LATER, order=order, down=down, first=3) for place in page]
    found = search_rows.rows(collection.store.database, places)
    return [found[place] for place in places]


def key(collection: Collection, order: str, row: Row) -> object:
    state = row.state
    memory = state.memory
    day = collection.day(LATER)
    standing = 5 if state.suspended else ["new", "learning", "relearning", "review"].index(state.phase)
    return {
        "position": row.place,
        "question": row.prompt.lower(),
        "answer": row.answer.lower(),
        "due": state.due_day,
        "interval": state.due_day - state.last_day if state.phase == "review" and state.due_day and state.last_day else None,
        "lapses": state.lapses,
        "state": standing,
        "stability": memory and memory.stability,
        "difficulty": memory and memory.difficulty,
        "recall": memory
        and round(retrievability(memory.stability, day - (state.last_day or 0), collection.settings_of(row.deck).parameters), 9),
        "reps": state.reps,
        "added": row.added,
        "edited": row.edited,
    }[order]


@pytest.mark.parametrize("down", [False, True])
@pytest.mark.parametrize("order", SORTS)
def test_cards_are_in_order_and_those_without_come_last(studied: Collection, order: str, *, down: bool) -> None:
    found = [key(studied, order, row) for row in rows(studied, order, down=down)]
    known = [one for one in found if one is not None]
    assert found == [*known, *[None] * (len(found) - len(known))]
    assert len(found) == studied.search_count("", LATER)
    assert known == sorted(known, reverse=down)  # type: ignore[type-var]


def test_rows_say_what_the_cards_say(studied: Collection) -> None:
    for row in rows(studied, "position", down=False):
        card = studied.card(row.card)
        assert (card.prompt, card.answer, card.deck.id, studied.state(row.card)) == (
            row.prompt,
            row.answer,
            row.deck,
            row.state,
        )
        assert [fact.key for fact in card.facts] == list(row.facts)


def test_names_have_all_tags_above_a_tag() -> None:
    found = Collection.in_memory()
    found.add(Deck("d", facts=[Fact("a", "b", "c", tags=["x::y::z", "k"], sources=["An atlas"])]), NOON)
    found.search("", NOON)
    names = search_rows.names(found.store.database)
    assert ["k", "x", "x::y", "x::y::z"] == names["tag"]
    assert (["d"], ["b"], ["An atlas"]) == (names["deck"], names["relation"], names["source"])
    places = next(searching.places(found, "", NOON))
    assert 1 == len(search_rows.facts(found.store.database, places))
    assert found.search("", NOON) == search_rows.cards(found.store.database, places)


def test_an_unknown_order_is_refused(studied: Collection) -> None:
    with pytest.raises(UsageError, match="no order “size”"):
        next(searching.places(studied, "", NOON, order="size"))


def test_a_mistake_says_where_it_is() -> None:
    with pytest.raises(SearchError, match="at character 5: a closing bracket") as caught:
        Collection.in_memory().search("dog )", NOON)
    assert 4 == caught.value.place


def test_a_search_that_nobody_wants_any_more_ends(tmp_path: Path) -> None:
    facts = [Fact(f"thing {number} {'x' * 200}", "what", f"{number}") for number in range(3000)]
    with Collection.open(tmp_path / "quiz.db") as found:
        found.add(Deck("many", facts=facts), NOON)
        found.search_count("", NOON)
        wanted = [True]
        pages = searching.places(found, "", NOON, first=1, stopped=lambda: not wanted[0])
        assert 1 == len(next(pages))
        pages.close()
        wanted[0] = False
        with pytest.raises(StoppedError):
            next(searching.places(found, "re:\\d{9}", NOON, stopped=lambda: not wanted[0]))
        threading.Timer(0.2, found.store.database.interrupt).start()
        started = time.monotonic()
        with pytest.raises(StoppedError):
            found.store.database.value("WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n")
        assert time.monotonic() - started < 10
        assert 3000 == found.search_count("", NOON)
    found.store.database.interrupt()  # a closed one is left alone


def test_a_collection_that_was_never_searched_is_searched_though_it_may_not_be_written(tmp_path: Path) -> None:
    path = tmp_path / "quiz.db"
    with Collection.open(path) as found:
        found.add(Deck("d", facts=[Fact("a", "b", "c")]), NOON)
    before = path.read_bytes()
    with Collection.open(path, read_only=True) as found:
        assert 2 == found.search_count("", NOON)
        assert 1 == len(found.search("kind:backward", NOON))
        assert found.read_only
    assert before == path.read_bytes()
