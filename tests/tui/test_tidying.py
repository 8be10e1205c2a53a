"""When garbage is looked for while somebody types, and that the search stands still for the screen."""

import gc
from collections.abc import Callable
from threading import Timer as Thread
from time import perf_counter
from typing import Any

from quiz.tui.browse.searcher import Searcher
from quiz.tui.browse.tidying import Tidying
from tests.tui.browse_samples import browsing
from tests.tui.samples import Screen, capitals, played


class Later:
    """Timers that fire when a test says so."""

    def __init__(self) -> None:
        self.waiting: list[tuple[float, Callable[[], Any]]] = []
        self.stopped = 0

    def __call__(self, seconds: float, callback: Callable[[], Any]) -> Any:  # noqa: ANN401 - what stands for a timer
        self.waiting.append((seconds, callback))
        return self

    def stop(self) -> None:
        self.stopped += 1


def test_garbage_is_looked_for_in_pauses_only() -> None:
    usual = gc.get_threshold()
    later = Later()
    tidying = Tidying(later)
    tidying.begin()
    try:
        assert gc.get_threshold()[0] > usual[0]
        tidying.stirred()
        tidying.stirred()
        assert 1 == later.stopped
        later.waiting[-1][1]()
        assert gc.collect == later.waiting[-1][1]
    finally:
        tidying.end()
    assert usual == gc.get_threshold()


def test_browse_looks_for_garbage_as_usual_once_it_is_left() -> None:
    usual = gc.get_threshold()

    async def play(screen: Screen, _browse: object) -> None:
        assert usual != gc.get_threshold()
        await screen.press("escape")
        await screen.until(lambda: "HomeScreen" == screen.place and usual == gc.get_threshold())

    played(browsing("Austria", play), capitals())


def test_a_search_stands_still_for_a_moment_and_goes_on_when_told() -> None:
    def waited(searcher: Searcher) -> float:
        started = perf_counter()
        searcher._give_way()
        return perf_counter() - started

    class _File:
        path, read_only = "collection.quiz", False

    class _Collection:
        store = _File()

    searcher = Searcher(_Collection(), lambda _: None)  # type: ignore[arg-type] # all that is asked of it
    assert waited(searcher) < 0.04
    searcher.hold()
    assert waited(searcher) >= 0.04
    assert waited(searcher) < 0.04
    searcher.hold()
    Thread(0.01, searcher.go_on).start()
    assert waited(searcher) < 0.05
