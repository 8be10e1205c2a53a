"""Transactions keep everything or nothing, and every failure says what became of the answer."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from quiz.errors import QuizError, StoreError, UsageError
from quiz.memory.state import CardState
from quiz.store import connection
from quiz.store.store import Store
from tests.store.samples import NOON, review, undo


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "c.quiz") as store:
        yield store


def test_a_transaction_is_kept_when_it_ends(store: Store, tmp_path: Path) -> None:
    with Store.open(tmp_path / "c.quiz") as other:
        with store.transaction():
            store.append(review())
            assert 0 == other.event_count()
        assert 1 == other.event_count()


def test_an_exception_takes_back_the_transaction(store: Store) -> None:
    with pytest.raises(KeyError), store.transaction():  # noqa: PT012 - all of the block is tried
        store.append(review())
        store.put_state("ant", CardState(reps=1))
        raise KeyError
    assert (0, CardState()) == (store.event_count(), store.state("ant"))


def test_an_inner_transaction_is_part_of_the_outer_one(store: Store) -> None:
    with pytest.raises(KeyError), store.transaction():  # noqa: PT012 - all of the block is tried
        with store.transaction():
            store.append(review())
        raise KeyError
    assert 0 == store.event_count()


def test_the_outer_transaction_may_go_on_after_an_inner_one_failed(store: Store) -> None:
    with store.transaction():
        store.append(review("ant"))
        with pytest.raises(KeyError), store.transaction():  # noqa: PT012 - all of the block is tried
            store.append(review("bee"))
            with store.transaction():
                store.append(review("cat"))
            raise KeyError
        store.append(review("dog"))
    assert ["ant", "dog"] == [event.card for event in store.events(kinds=["Reviewed"])]  # type: ignore[attr-defined]
    assert {store.device: 2} == store.heads()


def test_a_transaction_can_be_used_after_one_that_failed(store: Store) -> None:
    for _ in range(2):
        with pytest.raises(KeyError), store.transaction():
            raise KeyError
    assert 1 == store.append(review()).sequence


def test_a_writer_that_waits_in_vain_is_told_so(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "PATIENCE", 0.05)
    with Store.open(tmp_path / "c.quiz") as other, store.transaction():
        with pytest.raises(StoreError, match=r"Another process holds the collection.*NOT saved"):
            other.append(review())
        assert 0 == other.event_count()  # reading goes on
    assert 0 == store.event_count()


def test_a_full_disk_leaves_what_was_saved_and_nothing_half_written(store: Store) -> None:
    pages = store._database.value("PRAGMA page_count")
    store._database.value(f"PRAGMA max_page_count = {pages + 10}")
    saved = 0
    with pytest.raises(StoreError, match=r"c\.quiz: The disk is full.*NOT saved.*Free some space"):  # noqa: PT012 - all of the block is tried
        for number in range(10_000):
            with store.transaction():
                event = store.append(review("x" * 2000, at=number))
                store.put_state("x" * 2000 + str(number), CardState(reps=1))
                store.append(undo(event))
            saved += 1
    assert saved
    assert 2 * saved == store.event_count()
    assert saved == len(store._database.rows("SELECT card FROM cards"))
    assert "ok" == store._database.value("PRAGMA integrity_check")
    store._database.value(f"PRAGMA max_page_count = {pages + 1000}")
    assert 2 * saved + 1 == store.append(review()).sequence


def test_nothing_is_saved_alone_after_sqlite_took_back_the_transaction(store: Store) -> None:
    with pytest.raises(StoreError, match="taken back the whole change"), store.transaction():  # noqa: PT012 - all of the block is tried
        store.append(review())
        store._database.connection.execute("ROLLBACK")  # as SQLite does by itself on some failures of the disk
        with pytest.raises(StoreError, match="taken back the whole change"):
            store.put_state("ant", CardState(reps=1))
        with pytest.raises(StoreError, match="taken back the whole change"):
            store.append(review())
    assert (0, CardState()) == (store.event_count(), store.state("ant"))
    assert 1 == store.append(review()).sequence


@pytest.mark.skipif(sys.platform == "win32", reason="there are no limits on the size of files")
def test_a_disk_that_does_not_take_the_bytes(tmp_path: Path) -> None:
    path = tmp_path / "c.quiz"
    Store.open(path).close()
    program = f"""if True:
        import resource
        from quiz.errors import StoreError
        from quiz.store.store import Store
        from tests.store.samples import review
        store = Store.open({str(path)!r})
        resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, resource.RLIM_INFINITY))
        try:
            for number in range(1, 1000):
                assert number == store.append(review("x" * 500)).sequence
        except StoreError as error:
            print(number - 1, error)
    """
    root = Path(__file__).parent.parent.parent
    done = subprocess.run([sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=True)
    saved, message = done.stdout.split(" ", 1)
    assert "NOT saved" in message
    with Store.open(path) as store:
        assert 0 < int(saved) == store.event_count()


def test_a_closed_collection_says_so(store: Store) -> None:
    store.close()
    store.close()
    with pytest.raises(StoreError, match="has been closed"):
        store.event_count()
    with pytest.raises(StoreError, match="has been closed"), store.transaction():
        pytest.fail("a transaction began")  # pragma: no cover


def test_another_thread_is_refused(store: Store) -> None:
    caught: list[BaseException] = []

    def use() -> None:
        try:
            store.event_count()
        except QuizError as error:
            caught.append(error)

    thread = threading.Thread(target=use)
    thread.start()
    thread.join()
    assert [StoreError] == [type(error) for error in caught]
    assert "another thread" in str(caught[0])


def test_what_cannot_be_stored_is_refused(store: Store) -> None:
    with pytest.raises(UsageError, match="64 bits"):
        store.append(review(at=2**63))
    with pytest.raises(UsageError, match="surrogate"):
        store.append(review("\ud800"))
    assert 0 == store.event_count()


def test_a_refused_statement_names_its_reason(store: Store) -> None:
    event = store.append(review(at=NOON))
    with pytest.raises(StoreError, match=r"refused, and nothing was written: the event log is only added to"):
        store._database.run("UPDATE events SET at = 0 WHERE sequence = ?", (event.sequence,))
