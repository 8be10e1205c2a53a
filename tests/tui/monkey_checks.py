"""What holds whatever is done to the app."""

import asyncio
import threading
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import pytest

from quiz.collection.collection import Collection
from quiz.collection.doctor import examine
from quiz.memory.events import CardEvent, Crammed, Event, Reviewed, Undone
from quiz.study.question import Result
from quiz.study.session import Session
from quiz.tui.app import QuizApp

_THREADS = 40
"""Threads of the pool that Python starts for short work, of the store and of the other program; each screen may have one more."""
_TASKS = 25
"""Tasks beside those of the widgets."""
_WIDGETS = 260
"""More than Home, with a tree of decks and what lies over it, ever has."""


class Left:
    """Whether anything is left of the screens that were closed."""

    def check(self, app: QuizApp) -> None:
        """At Home, with nothing over it: as few widgets, tasks and threads as at the start."""
        assert 2 == len(app.screen_stack), app.screen_stack
        widgets = len(app._registry)
        assert widgets < _WIDGETS, Counter(type(one).__name__ for one in app._registry).most_common(12)
        tasks = len(asyncio.all_tasks()) - widgets
        assert tasks < _TASKS, f"{tasks} tasks beside {widgets} widgets"
        threads = [one.name for one in threading.enumerate()]
        assert len(threads) < _THREADS, threads


def check_frame(app: QuizApp) -> None:
    """Every line is as wide as the screen, holds nothing that moves a cursor, and cuts no sign from what belongs to it."""
    width = app.screen._compositor.size.width
    for number, strip in enumerate(app.screen._compositor.render_strips()):
        text = strip.text
        assert width == strip.cell_length, f"line {number} of {width} cells has {strip.cell_length}: {text!r}"
        assert not (found := [sign for sign in text if is_unsafe(sign)]), f"{found} in line {number}: {text!r}"
        first = text[:1]
        assert not unicodedata.combining(first or " "), f"line {number} begins within a sign: {text!r}"


def is_unsafe(sign: str) -> bool:
    """Say whether a terminal would obey a sign rather than show it."""
    return unicodedata.category(sign) == "Cc" or sign in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029"


def check_log(found: Collection, given: Iterable[Event]) -> None:
    """Every answer that was acknowledged is in the log once, and no other is; the doctor finds nothing wrong."""
    logged = Counter(_identity(one) for one in found.events(kinds=("Reviewed", "Crammed")))
    assert Counter(map(_identity, given)) == logged
    report = examine(found)
    assert report.is_whole, [line for result in report.results for line in result.problems]


def _identity(event: Event) -> tuple[str, int, str]:
    assert isinstance(event, Reviewed | Crammed)
    return event.device, event.sequence, event.card


@contextmanager
def watched(given: list[Event]) -> Iterator[None]:
    """Note every answer that a session acknowledges, and check that going back takes back what it says and no more."""
    answer, undo = Session.answer, Session.undo

    def noted(session: Session, *arguments: Any, **named: Any) -> Any:  # noqa: ANN401 - whatever it takes
        found = answer(session, *arguments, **named)
        if isinstance(found, Result):
            given.append(found.event)
        return found

    def undone(session: Session, now: datetime) -> Any:  # noqa: ANN401 - whatever was done
        store = session._journal._store  # type: ignore[attr-defined] # the journal of a collection
        step = session._steps[-1] if session._steps else None
        before = sum(1 for _ in store.events(kinds=("Undone",)))
        found = undo(session, now)
        assert step is not None
        if isinstance(found, CardEvent):
            new = list(store.events(kinds=("Undone",)))[before:]
            targets = [(one.target_device, one.target_sequence) for one in new if isinstance(one, Undone)]
            assert Counter((one.device, one.sequence) for one in (found, *step.also)) == Counter(targets)
        return found

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Session, "answer", noted)
        patch.setattr(Session, "undo", undone)
        yield
