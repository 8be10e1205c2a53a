"""Adding very many events at once: the log ends as if they had come one by one, or as it was."""

import pytest

from quiz.store import log_room
from quiz.store.records import EventRow
from quiz.store.store import Store

ROWS: list[EventRow] = [(1000 + number, number // 3, "Reviewed", f"c{number % 4}", "{}") for number in range(20)]


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log_room, "_LEAST", 5)


def kept(store: Store) -> list[list[tuple[object, ...]]]:
    tables = ("events ORDER BY sequence", "answers ORDER BY day")
    schema = store.database.rows("SELECT type, name, sql FROM sqlite_master ORDER BY name")
    return [*(store.database.rows(f"SELECT * FROM {table}") for table in tables), schema]  # noqa: S608 - constants


def test_indexes_and_counts_are_there_as_ever() -> None:
    with Store.in_memory(device="one") as plain, Store.in_memory(device="one") as store:
        for number in range(0, len(ROWS), 4):
            plain.append_rows(ROWS[number : number + 4])
        store.append_rows(ROWS[:4])
        with store.transaction(), store.adding_many(16):
            assert not store.database.rows("SELECT 1 FROM sqlite_master WHERE name = 'events_by_card'")
            for number in range(4, len(ROWS), 4):
                store.append_rows(ROWS[number : number + 4])
        assert kept(plain) == kept(store)


def test_few_events_leave_everything_in_its_place() -> None:
    with Store.in_memory(device="one") as store:
        store.append_rows(ROWS)
        with store.transaction(), store.adding_many(len(ROWS) - 1):
            assert store.database.rows("SELECT 1 FROM sqlite_master WHERE name = 'events_by_card'")


def fail(store: Store) -> None:
    with store.transaction(), store.adding_many(16):
        store.append_rows(ROWS[4:])
        raise ZeroDivisionError


def test_what_goes_wrong_leaves_the_log_as_it_was() -> None:
    with Store.in_memory(device="one") as store:
        store.append_rows(ROWS[:4])
        before = kept(store)
        with pytest.raises(ZeroDivisionError):
            fail(store)
        assert before == kept(store)
