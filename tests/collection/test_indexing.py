"""The search index follows the decks, however it is interrupted, and is what filling it anew would give."""

import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from random import Random
from threading import Thread

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.cards.generation import generate
from quiz.collection import indexing
from quiz.collection.collection import Collection
from quiz.collection.indexing import bring_up_to_date, rebuild, shown, verify
from quiz.errors import StoreError
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.store import search_index, search_lease, search_letters
from quiz.store.connection import Database
from quiz.store.search_patterns import FIELD
from tests.collection.samples import SYMBOLS, deck, study, studying
from tests.study.samples import CAPITALS, NOON


def search(collection: Collection, text: str = "", days: int = 0) -> list[str]:
    return collection.search(text, NOON + timedelta(days=days))


def everything(collection: Collection) -> list[str]:
    return [card.id for row in collection.decks() for card in collection.cards(row.deck)]


def rows(collection: Collection) -> int:
    return int(collection.store.database.value("SELECT count(*) FROM search_cards"))


def test_a_deck_that_comes_changes_and_leaves_is_followed() -> None:
    with studying(CAPITALS) as collection:
        assert 10 == len(search(collection))
        collection.add(SYMBOLS, NOON)
        assert 18 == len(search(collection))
        collection.add(deck(("gold", "symbol", "Au"), ("zinc", "symbol", "Zn"), name="symbols"), NOON + timedelta(days=2))
        assert everything(collection) == search(collection)
        assert 2 == len(search(collection, "zinc"))
        assert [] == search(collection, "iron")
        assert 2 == len(search(collection, "added:1", 2))
        assert search(collection, "zinc") == search(collection, "added:2", 2)
        collection.remove("symbols", NOON + timedelta(days=3))
        assert 10 == len(search(collection)) == rows(collection)
        assert [] == list(verify(collection.store))


def test_a_text_that_changes_is_edited_and_not_added() -> None:
    with studying(deck(("gold", "symbol", "AU"))) as collection:
        search(collection)
        collection.add(deck(("gold", "symbol", "Au")), NOON + timedelta(days=4))
        assert 1 <= len(search(collection, "edited:1", 4))
        assert set(search(collection, "edited:1", 4)) >= set(search(collection, "added:1", 4))
        forward = next(card.id for card in collection.cards("facts") if card.kind == "forward")
        assert forward in search(collection, "edited:1 -added:1", 4)


def test_what_is_undone_is_found_again() -> None:
    with studying(deck(("gold", "symbol", "Au"), ("iron", "symbol", "Fe"))) as collection:
        before = search(collection)
        collection.add(deck(("gold", "symbol", "Au")), NOON + timedelta(days=1))
        assert 2 == len(search(collection))
        collection.undo_plan("facts", NOON + timedelta(days=2))
        assert before == search(collection)
        assert before == search(collection, "-added:2", 2)
        assert [] == list(verify(collection.store))


FACTS = st.tuples(st.sampled_from("abcdef"), st.just("is"), st.sampled_from(["x", "y", "z"]))
VERSIONS = st.lists(st.lists(FACTS, min_size=1, max_size=6, unique_by=lambda fact: fact[0]), min_size=1, max_size=4)


@given(VERSIONS, st.lists(st.booleans(), min_size=4, max_size=4))
@settings(max_examples=30)
def test_filling_step_by_step_is_filling_anew(versions: list[list[tuple[str, str, str]]], searched: list[bool]) -> None:
    with Collection.in_memory() as collection:
        for number, (facts, looks) in enumerate(zip(versions, searched, strict=False)):
            collection.add(deck(*facts), NOON + timedelta(days=number))
            if looks:
                search(collection)
        known = search(collection)
        dates = search_index.dates(collection.store.database, "facts")
        assert everything(collection) == known
        assert [] == list(verify(collection.store))
        rebuild(collection.store)
        assert dates == search_index.dates(collection.store.database, "facts")
        assert known == search(collection)


def test_an_index_that_is_wrong_is_noticed_and_mended() -> None:
    with studying(CAPITALS) as collection:
        search(collection)
        database = collection.store.database
        database.run("UPDATE search_cards SET words = 'nonsense' WHERE id = (SELECT min(id) FROM search_cards)")
        (told,) = verify(collection.store)
        assert "capitals is wrong about" in told
        rebuild(collection.store)
        assert [] == list(verify(collection.store))
        database.run("DELETE FROM search_cards WHERE id = (SELECT min(id) FROM search_cards)")
        assert 1 == len(list(verify(collection.store)))
        rebuild(collection.store)
        assert 10 == len(search(collection))


def test_letters_that_are_lost_are_noticed() -> None:
    with studying(CAPITALS) as collection:
        search(collection)
        search_letters.forget(collection.store.database)
        assert 1 == len(list(verify(collection.store)))
        rebuild(collection.store)
        assert 2 == len(search(collection, "france"))


def test_what_is_interrupted_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_index, "_CHUNK", 3)

    def stop(_deck: str, done: int, _total: int) -> None:
        if done == 6:
            raise KeyboardInterrupt

    with studying(CAPITALS) as collection:
        with pytest.raises(KeyboardInterrupt):
            bring_up_to_date(collection.store, stop)
        assert 6 == rows(collection)
        assert everything(collection) == search(collection)
        assert [] == list(verify(collection.store))


FILLING = """if True:
    import sys
    from quiz.collection.collection import Collection
    from quiz.collection.indexing import bring_up_to_date
    from quiz.store import search_index
    search_index._CHUNK = 50
    with Collection.open(sys.argv[1]) as collection:
        bring_up_to_date(collection.store, lambda *told: print(*told, flush=True))
"""


@pytest.mark.parametrize("kills", [pytest.param(3, id="few"), pytest.param(40, id="many", marks=pytest.mark.long)])
def test_killed_at_any_moment_the_index_is_filled_by_the_next_search(
    kills: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_lease, "_LASTS", 0.1)
    path = tmp_path / "quiz.db"
    chance = Random(kills)
    for number in range(kills):
        facts = [Fact(f"thing {place}", "is", f"value {place * (number + 1)}") for place in range(chance.randrange(300, 500))]
        with Collection.open(path) as collection:
            collection.add(Deck("facts", facts=facts), NOON + timedelta(days=number))
        filling = subprocess.Popen([sys.executable, "-c", FILLING, str(path)], stdout=subprocess.PIPE, text=True)
        assert filling.stdout is not None
        for _ in range(chance.randrange(1, 6)):
            filling.stdout.readline()
        filling.kill()
        filling.communicate()
        with Collection.open(path) as collection:
            assert everything(collection) == search(collection, days=number)
            assert [] == list(verify(collection.store))


def test_who_was_taken_for_dead_writes_nothing_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_index, "_CHUNK", 3)
    with studying(CAPITALS) as collection:
        database = collection.store.database

        def take_over(_deck: str, done: int, _total: int) -> None:
            if done == 6:
                database.run("UPDATE meta SET value = '5.0 another' WHERE key = 'search_lease'")

        with pytest.raises(StoreError, match="Another process"):
            bring_up_to_date(collection.store, take_over)
        assert 6 == rows(collection)
        assert [("5.0 another",)] == database.rows("SELECT value FROM meta WHERE key = 'search_lease'")
        assert everything(collection) == search(collection)
        assert [] == list(verify(collection.store))


def test_progress_is_told() -> None:
    told: list[tuple[str, int, int]] = []
    with studying(CAPITALS) as collection:
        bring_up_to_date(collection.store, lambda *what: told.append(what))
        bring_up_to_date(collection.store, lambda *what: told.append(what))
    assert [("capitals", 10, 10)] == told


def test_two_processes_that_fill_it_at_once_wait_for_each_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_index, "_CHUNK", 1)
    path = tmp_path / "quiz.db"
    with Collection.open(path) as collection:
        collection.add(CAPITALS, NOON)
    found: list[list[str]] = []

    def look() -> None:
        with Collection.open(path) as mine:
            found.append(search(mine))

    threads = [Thread(target=look) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with Collection.open(path) as collection:
        assert [everything(collection)] * 3 == found
        assert [] == list(verify(collection.store))


def test_who_died_while_filling_it_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    with studying(CAPITALS) as collection:
        collection.store.database.run("INSERT INTO meta (key, value) VALUES ('search_lease', '5.0 gone')")
        assert 10 == len(search(collection))
        monkeypatch.setattr(search_lease, "_LASTS", -1)
        collection.store.database.run("INSERT INTO meta (key, value) VALUES ('search_lease', '9e99 other clock')")
        collection.add(SYMBOLS, NOON)
        assert 18 == len(search(collection))


@pytest.fixture
def _no_fts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_letters, "are_possible", lambda _database: False)


@pytest.mark.usefixtures("_no_fts")
def test_it_works_without_fts5() -> None:
    with studying(CAPITALS) as collection:
        assert 2 == len(search(collection, "france"))
        assert [] == collection.store.database.rows("SELECT 1 FROM sqlite_master WHERE name = 'search_letters'")
        assert [] == list(verify(collection.store))


def test_a_collection_that_was_indexed_without_fts5_gets_its_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    with studying(CAPITALS) as collection:
        with monkeypatch.context() as patch:
            patch.setattr(search_letters, "are_possible", lambda _database: False)
            search(collection)
        collection.add(SYMBOLS, NOON)
        assert 2 == len(search(collection, "italy"))
        assert [] == list(verify(collection.store))
        assert not collection.store.database.rows("SELECT 1 FROM search_decks WHERE lettered = 0")


def test_decks_are_found_in_their_order_whenever_they_came() -> None:
    with studying(CAPITALS, SYMBOLS) as collection:
        search(collection)
        collection.remove("capitals", NOON)
        assert 8 == len(search(collection))
        collection.add(CAPITALS, NOON)
        assert everything(collection) == search(collection)
        assert 10 == len(search(collection, "added:1 deck:capitals"))


def test_decks_that_change_places_are_indexed_anew() -> None:
    with studying(CAPITALS, SYMBOLS) as collection:
        search(collection)
        collection.store.database.run("UPDATE decks SET position = 9 WHERE deck = 'capitals'")
        collection.add(deck(("a", "is", "b")), NOON)
        assert everything(collection) == search(collection)


def test_an_index_that_is_up_to_date_writes_nothing() -> None:
    with studying(CAPITALS) as collection:
        search(collection)
        before = collection.store.database.connection.total_changes
        search(collection, "france")
        study(collection)
        changed = collection.store.database.connection.total_changes
        assert before < changed
        search(collection, "france")
        assert changed == collection.store.database.connection.total_changes


def test_opening_and_adding_touch_no_index() -> None:
    with studying(CAPITALS) as collection:
        assert 0 == rows(collection)


def test_what_a_card_says_is_written_once() -> None:
    forward, *_, backward = generate(Deck("d", facts=[Fact("France", "capital", "Paris")]))
    assert [forward.prompt, "Paris", "", "France", "", ""] == shown(forward).split(FIELD)
    assert [backward.prompt, "France", "", "", "", "Paris"] == shown(backward).split(FIELD)


def test_a_card_that_is_not_in_the_collection_is_not_found() -> None:
    with studying(CAPITALS) as collection:
        first, *others = everything(collection)
        collection.store.database.run("UPDATE cards SET alive = 0 WHERE card = ?", (first,))
        assert others == search(collection)
        assert [] == list(verify(collection.store))


def test_a_version_that_never_came_here_is_left_out() -> None:
    with studying(CAPITALS) as collection:
        versions = indexing._versions(collection.store, "capitals", "unknown")
        assert "unknown" == versions[-1][0]


def test_the_words_of_the_index_are_kept_from_the_log(tmp_path: Path) -> None:
    path = tmp_path / "quiz.db"
    with Collection.open(path) as collection:
        collection.add(CAPITALS, NOON)
        search(collection)
    database = Database(str(path), "quiz.db")
    assert "ok" == database.value("PRAGMA integrity_check")
    database.close()
