"""Time that does not wait: where nothing is left to do but to wait for a moment, that moment is now.

    hurried(play())

runs `play` to its end, as `asyncio.run` does. Timers go off in their order and at their distances, and what a test waits for comes
at once: a pause of a second costs nothing, and ends when all that was to happen within it has happened, however busy the machine.
While something is being done beside the loop, in a thread, time goes its usual pace, since only the clock knows how long that takes.

What one app has read of the stylesheets is kept for the next one.
"""

import asyncio
import threading
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
    """A loop whose clock is put forward whenever it would wait."""

    def __init__(self) -> None:
        """Start at the clock's time."""
        self._ahead = 0.0
        self._jobs = 0
        self._others = frozenset(threading.enumerate())
        super().__init__(_Selector(self._skipped))

    def time(self) -> float:
        """Return the time in seconds, which is ahead of the clock's."""
        return super().time() + self._ahead

    @property
    def beside(self) -> bool:
        """Whether something is being done in a thread."""
        return self._jobs > 0 or any(
            one not in self._others and not one.name.startswith(_POOLS) for one in threading.enumerate()
        )

    def run_in_executor(  # type: ignore[override]
        self, executor: Executor | None, func: Callable[[Unpack[Arguments]], Found], *args: Unpack[Arguments]
    ) -> "asyncio.Future[Found]":
        """Do something in a thread, and know of it until it is done."""
        self._jobs += 1
        job = super().run_in_executor(executor, func, *args)
        job.add_done_callback(self._done)
        return job

    def _done(self, _: object) -> None:
        self._jobs -= 1

    def _skipped(self, seconds: float) -> bool:
        if self.beside:
            return False
        self._ahead += seconds
        return True


class _Selector(DefaultSelector):
    """Waits for files and sockets only where the time cannot be skipped."""

    def __init__(self, skipped: Callable[[float], bool]) -> None:
        super().__init__()
        self._skipped = skipped

    def select(self, timeout: float | None = None) -> list[tuple[SelectorKey, int]]:
        if timeout is None or timeout <= 0:
            return super().select(timeout)
        found = super().select(0)
        if found or self._skipped(timeout):
            return found
        return super().select(timeout)


async def _until_idle(min_sleep: float = _MOMENT, max_sleep: float = 1) -> None:
    """Wait until nothing is to be done: Textual’s own takes a process that gets no turn for an idle one."""
    await asyncio.sleep(_MOMENT)
    loop = asyncio.get_running_loop()
    if isinstance(loop, HurriedLoop) and loop.beside:
        await _wait.wait_for_idle(min_sleep, max_sleep)
