"""What takes so long in Statistics that it is asked for: forecasts that are compared, and fitting the memory model."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from quiz.errors import QuizError, SessionError
from quiz.tui.statistics.ahead import RETENTIONS

if TYPE_CHECKING:
    from datetime import datetime

    from quiz.collection.collection import Collection
    from quiz.collection.fitter import Progress
    from quiz.collection.forecasting import Expected
    from quiz.memory.fitting import Report
    from quiz.tui.work import Watch

_STAGES = {"reading": "Reading the log", "fitting": "Fitting"}


def compared(collection: "Collection", deck: str | None, now: "datetime", days: int, watch: "Watch") -> "Sequence[Expected]":
    """Return what studying leads to for each of some desired retentions.

    Raises `SessionError` when it is no longer wanted.
    """
    from quiz.collection.forecasting import expected

    last = -1

    def progress(share: float) -> None:
        nonlocal last
        if watch.cancelled:
            raise SessionError("The comparison was stopped.")
        if int(share * 100) != last:
            last = int(share * 100)
            place = min(int(share * len(RETENTIONS)), len(RETENTIONS) - 1)
            wish = RETENTIONS[place]
            watch.say(f"{days} days, retention {'as set' if wish is None else f'{wish:.2f}'}", share)

    with collection.beside() as own:
        return expected(own, None if deck is None else [deck], now=now, days=days, retentions=RETENTIONS, progress=progress)


def fitted(collection: "Collection", deck: str | None, now: "datetime", watch: "Watch") -> "Report | str":
    """Fit the parameters of a deck and those below it, or of all; return what it led to, or why there is no fit.

    They are kept where they are better.
    """
    from quiz.collection.fitting import fit

    def progress(found: "Progress") -> None:
        watch.say(_STAGES[found.stage], found.share)

    try:
        with collection.beside() as own:
            return fit(own, deck or "", now=now, progress=progress, cancelled=lambda: watch.cancelled)
    except QuizError as error:
        return str(error)
