"""Work that a thread does meanwhile: unpacking, or a long statement of SQLite, which need no Python while they run."""

from collections.abc import Callable
from threading import Thread
from typing import Generic, TypeVar

T = TypeVar("T")


class Meanwhile(Generic[T]):
    """A piece of work that began in a thread of its own."""

    def __init__(self, work: Callable[[], T]) -> None:
        """Begin."""
        self._work = work
        self._found: list[T] = []
        self._error: BaseException | None = None
        self._thread: Thread | None = Thread(target=self._run, daemon=True)
        try:
            self._thread.start()
        except RuntimeError:  # there are no threads here, or too many
            self._thread = None

    def _run(self) -> None:
        try:
            self._found.append(self._work())
        except BaseException as error:  # noqa: BLE001 - whoever asks for what comes of it gets it
            self._error = error

    def wait(self) -> None:
        """Wait until nothing is done any more, whatever came of it."""
        if self._thread is not None:
            self._thread.join()

    def result(self) -> T:
        """Wait for the end, and return what came of it. Raises what the work raised."""
        if self._thread is None and not self._found and self._error is None:
            self._run()
        self.wait()
        if self._error is not None:
            raise self._error
        return self._found[0]
