"""Long work on a collection that tells how far it is, and that can be stopped."""

from collections.abc import Callable

from quiz.collection.exchanging import Cancelled, Progress
from quiz.errors import ExchangeCancelledError


def watched(
    words: str, stopped: str, progress: Progress | None, cancelled: Cancelled | None
) -> tuple[Callable[[str, float | None], None], Callable[[], None]]:
    """Return what tells of progress, and what raises `ExchangeCancelledError` where the work is no longer wanted."""

    def tick() -> None:
        if cancelled is not None and cancelled():
            raise ExchangeCancelledError(stopped)

    def tell(text: str, share: float | None) -> None:
        tick()
        if progress is not None:
            progress(text, share)

    tell(words, None)
    return tell, tick
