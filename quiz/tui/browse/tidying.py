"""Looking for garbage while nobody types: on its own, Python does it whenever enough was made, which some key has to wait for."""

import gc
from collections.abc import Callable
from typing import Any, Final

from textual.timer import Timer

_SOON, _LATER = 0.25, 1.0
"""Seconds without a key or something found, after which a look is taken at what is new, and at everything."""
_MEANWHILE: Final = (50_000, 20, 1000)
"""When Python looks on its own nevertheless: see `gc.set_threshold`. A search that is typed and shown makes some 5,000 things."""


class Tidying:
    """Decides when to look for garbage, as long as a screen is there on which somebody types."""

    def __init__(self, after: Callable[[float, Callable[[], Any]], Timer]) -> None:
        """Have `after` call something so many seconds later."""
        self._after = after
        self._timer: Timer | None = None
        self._usual: tuple[int, int, int] | None = None

    def begin(self) -> None:
        """Put off looking for garbage. What is there by now, where nobody has done so, is not looked through again.

        All that a large app holds takes 40 ms to look through. What is garbage by then stays, which is little.
        """
        if not gc.get_freeze_count():
            gc.collect()
            gc.freeze()
        self._usual = gc.get_threshold()
        gc.set_threshold(*_MEANWHILE)

    def stirred(self) -> None:
        """Something was typed, found or moved: wait for the next pause."""
        if self._timer is not None:
            self._timer.stop()
        self._timer = self._after(_SOON, self._soon)

    def end(self) -> None:
        """Let Python look when it wants to."""
        if self._usual is not None:
            gc.set_threshold(*self._usual)
            self._usual = None

    def _soon(self) -> None:
        gc.collect(1)
        self._timer = self._after(_LATER, gc.collect)
