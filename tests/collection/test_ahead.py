"""What a thread makes ahead: all of it, in order, with what goes wrong; and an end where nobody takes it any more."""

import threading
from collections.abc import Iterator

import pytest

from quiz.collection.ahead import ahead


def test_everything_comes_in_order() -> None:
    assert list(range(100)) == list(ahead(range(100), 3))
    assert [] == list(ahead((), 3))


def test_what_goes_wrong_comes_behind_what_went_well() -> None:
    def items() -> Iterator[int]:
        yield 1
        raise ZeroDivisionError

    found = ahead(items(), 3)
    assert 1 == next(found)
    with pytest.raises(ZeroDivisionError):
        next(found)


def test_the_thread_ends_with_whoever_takes_things() -> None:
    made: list[int] = []

    def items() -> Iterator[int]:
        for number in range(10_000):
            made.append(number)
            yield number

    before = threading.active_count()
    found = ahead(items(), 2)
    assert [0, 1] == [next(found), next(found)]
    found.close()  # type: ignore[attr-defined]
    assert before == threading.active_count()
    assert len(made) < 10


def test_without_threads_they_are_made_as_they_are_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_thread: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", refuse)
    assert [0, 1, 2] == list(ahead(range(3), 2))
