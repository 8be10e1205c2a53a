"""Time that does not wait: where nothing is left to do but to wait for a moment, that moment is now.

    hurried(play())

runs `play` to its end, as `asyncio.run` does. Time passes only while there is nothing to do, and then at once: timers go off in
their order and at their distances, a pause of a second costs nothing, and at its end all that was to happen within it has
happened, however busy the machine. While something is being done beside the loop, in a thread, time goes its usual pace, since
only the clock knows how long that takes.

What one app has read of the stylesheets is kept for the next one.
"""

import asyncio
import threading
import time
from collections.abc import Callable, Coroutine
from concurrent.futures import Executor
from selectors import DefaultSelector, SelectorKey
from typing import Any, TypeVar, TypeVarTuple, Unpack
from unittest.mock import patch

from textual import _wait
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet

Found = TypeVar("Found")
Arguments = TypeVarTuple("Arguments")

_MOMENT = 0.02
"""Seconds in which nothing more happens once the app is idle, but for what comes by the clock."""
_MOMENTS = 10
"""So many moments are waited for at most: something may move all the time."""
_IDLE = 3
"""Rounds of the loop in a moment in which nothing happens."""
_POOLS = ("asyncio_", "figures")
"""How the threads of pools are called: they live on when what they were given is done, which is counted by itself."""


def hurried(play: Coroutine[Any, Any, None]) -> None:
    """Run a play that waits for nothing but threads."""
    with asyncio.Runner(loop_factory=HurriedLoop) as runner:
        loop = runner.get_loop()
        with (
            patch("textual._time.get_time", loop.time),
            patch("textual.pilot.wait_for_idle", _until_idle),
            patch("textual.app.wait_for_idle", _until_idle),
            patch.object(Stylesheet, "_parse_rules", _kept),
        ):
            runner.run(play)


_parse_rules = Stylesheet._parse_rules
_rules: dict[object, list[RuleSet]] = {}


def _kept(sheet: Stylesheet, css: str, **told: Any) -> list[RuleSet]:  # noqa: ANN401 - where the text stands, and what counts
    """Return the rules of a text, which are the same with the same variables."""
    key = (css, *told.items(), frozenset(sheet._variables.items()))
    if key not in _rules:
        _rules[key] = _parse_rules(sheet, css, **told)
    return _rules[key]


class HurriedLoop(asyncio.SelectorEventLoop):
    """A loop whose clock is put forward whenever it would wait, and stands still otherwise."""

    def __init__(self) -> None:
        """Start at the clock's time."""
        self._now = time.monotonic()
        self._jobs = 0
        self._others = frozenset(threading.enumerate())
        self.waits = 0
        """How often there was nothing left to do at the moment, or just something."""
        super().__init__(_Selector(self))

    def time(self) -> float:
        """Return the time in seconds."""
        return self._now

    def pass_by(self, seconds: float) -> None:
        """Let time go by."""
        self._now += seconds

    @property
    def beside(self) -> bool:
        """Whether something is being done in a thread."""
        return self._jobs > 0 or any(one not in self._others and not one.name.startswith(_POOLS) for one in threading.enumerate())

    def run_in_executor(
        self, executor: Executor | None, func: Callable[[Unpack[Arguments]], Found], *args: *Arguments
    ) -> "asyncio.Future[Found]":
        """Do something in a thread, and know of it until it is done."""
        self._jobs += 1
        job = super().run_in_executor(executor, func, *args)
        job.add_done_callback(self._done)
        return job

    def _done(self, _: object) -> None:
        self._jobs -= 1


class _Selector(DefaultSelector):
    """Waits for files and sockets only where something is being done beside the loop."""

    def __init__(self, loop: HurriedLoop) -> None:
        super().__init__()
        self._loop = loop

    def select(self, timeout: float | None = None) -> list[tuple[SelectorKey, int]]:
        self._loop.waits += 1
        found = super().select(0)
        if found or (timeout is not None and timeout <= 0):
            return found
        if timeout is not None and not self._loop.beside:
            self._loop.pass_by(timeout)
            return found
        began = time.monotonic()
        found = super().select(timeout)
        self._loop.pass_by(time.monotonic() - began)
        return found


async def _until_idle(min_sleep: float = _MOMENT, max_sleep: float = 1) -> None:
    """Wait until nothing is to be done: Textual’s own takes a process that gets no turn for an idle one."""
    loop = asyncio.get_running_loop()
    assert isinstance(loop, HurriedLoop)
    for _ in range(_MOMENTS):
        before = loop.waits
        await asyncio.sleep(_MOMENT)
        if loop.waits - before <= _IDLE:
            break
    if loop.beside:
        await _wait.wait_for_idle(min_sleep, max_sleep)
