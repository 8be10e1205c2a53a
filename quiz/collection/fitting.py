"""Fitting the parameters of the memory model to one learner: read the answers, fit out of process, judge, and keep."""

from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime
from typing import TYPE_CHECKING, Final

from quiz.collection.fitter import Fitter, Progress, Watcher, installed
from quiz.errors import FittingCancelledError, FittingError
from quiz.memory import fitting
from quiz.memory.events import Event, Fitted, Reset, Retaught, Reviewed
from quiz.memory.fitting import Report, Row
from quiz.memory.fsrs import Parameters
from quiz.study.day import milliseconds

if TYPE_CHECKING:
    from quiz.collection.collection import Collection

KINDS: Final = (Reviewed, Reset, Retaught)
"""The events of which histories consist."""
_GLANCE: Final = 10_000
"""After so many events, somebody may want to know or to stop."""


def fit_rows(
    rows: Sequence[Row], current: Parameters, *, progress: Watcher | None = None, cancelled: Callable[[], bool] | None = None
) -> Report:
    """Fit parameters to all answers but the last fifth of those that tell of forgetting, and judge them by that fifth.

    A process of its own fits; meanwhile the present parameters are judged here. Other threads go on: call it in a thread of its
    own where something must stay responsive.

    Raises:
        FittingError: there are too few answers, the extra `fit` is missing, or the process failed.
        FittingCancelledError: `cancelled` said so.
    """
    with Fitter() as fitter:
        places = fitting.predicted(rows)
        if len(places) < fitting.FEWEST:
            raise FittingError(
                f"{len(places)} answers tell of forgetting (those a day or more after the last one of their card), but a fit "
                f"takes at least {fitting.FEWEST}. The parameters are what they were; study on, and fit again later."
            )
        held_out = fitting.split(places)
        fitter.fit(fitting.drawn(rows[:held_out], current, str(len(rows))))
        known = fitting.baseline(rows, places, held_out, current)
        return fitting.report(known, fitter.parameters(progress, cancelled))


def fit(
    collection: "Collection",
    deck: str = "",
    *,
    now: datetime,
    keep: bool = True,
    progress: Watcher | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Report:
    """Fit the parameters of a deck and those below it, or of all decks; keep them in the log where they are better.

    With `keep` false, nothing is written. Raises what `fit_rows` raises, and `NotFoundError` for a deck that the collection does
    not have.
    """
    installed()
    cards = None
    if deck:
        cards = {found.card for name in collection.named(deck) for found in collection.store.deck_cards(name)}
    report = fit_rows(
        answers(collection, cards, progress=progress, cancelled=cancelled),
        collection.settings_of(deck).parameters,
        progress=progress,
        cancelled=cancelled,
    )
    if report.kept and keep:
        collection.fitted(
            Fitted(
                at=milliseconds(now),
                day=collection.day(now),
                deck=deck,
                parameters=report.parameters,
                loss_before=report.before.log_loss,
                loss_after=report.after.log_loss,
                reviews=report.answers,
            )
        )
    return report


def answers(
    collection: "Collection",
    cards: AbstractSet[str] | None = None,
    *,
    progress: Watcher | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> list[Row]:
    """Return the answers of the log that fitting may use, of all cards or of some.

    Raises `FittingCancelledError` when `cancelled` says so.
    """
    store = collection.store
    total = store.event_count()

    def watched() -> Iterator[Event]:
        for number, event in enumerate(collection.events(kinds=KINDS)):
            if number % _GLANCE == 0:
                if cancelled is not None and cancelled():
                    raise FittingCancelledError("The fit was stopped; the parameters are what they were.")
                if progress is not None:
                    progress(Progress("reading", share=min(0.95, number / total)))
            yield event

    return fitting.rows_in_order(watched(), store.taken_back(), store.former_ids(), cards)
