"""Work in a thread: its result, what goes wrong, and that it is done where there are no threads."""

import threading

import pytest

from quiz.formats.meanwhile import Meanwhile


def test_its_result_is_there_as_often_as_it_is_wanted() -> None:
    work = Meanwhile(lambda: 3)
    assert (3, 3) == (work.result(), work.result())


def test_what_goes_wrong_is_told_to_whoever_asks() -> None:
    work = Meanwhile(lambda: 1 // 0)
    work.wait()
    with pytest.raises(ZeroDivisionError):
        work.result()


def test_without_threads_it_is_done_when_it_is_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_thread: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", refuse)
    work = Meanwhile(lambda: 3)
    work.wait()
    assert 3 == work.result()
