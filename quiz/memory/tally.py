"""Counting up one card's reviews: what `apply` does, in place, for logs of millions of events."""

from quiz.memory import fsrs
from quiz.memory.events import Reviewed
from quiz.memory.evidence import UNGUESSED
from quiz.memory.fsrs import Parameters
from quiz.memory.rating import Rating
from quiz.memory.state import CardState, MemoryState, Phase

_UNSEEN = CardState()
_AGAIN = Rating.AGAIN
_REVIEW = Phase.REVIEW


class Tally:
    """The state of one card while its events are counted. It is the only record that changes, and nobody else sees it."""

    __slots__ = (
        "_advance",
        "_base",
        "_difficulty",
        "_firsts",
        "_lapses",
        "_last",
        "_last_day",
        "_reps",
        "_stability",
        "parameters",
    )

    def __init__(self, parameters: Parameters) -> None:
        """Begin with a card never seen, in the words of these parameters."""
        self.parameters = parameters
        self._advance = fsrs.stepper(parameters)
        self._firsts = fsrs.first_states(parameters)
        self.put(_UNSEEN)

    def put(self, state: CardState) -> None:
        """Go on from a state."""
        memory = state.memory
        self._base = state
        """The state that was put last."""
        self._last: Reviewed | None = None
        """The last review that was counted since."""
        self._stability = None if memory is None else memory.stability
        self._difficulty = 0.0 if memory is None else memory.difficulty
        self._last_day = state.last_day
        self._reps = state.reps
        self._lapses = state.lapses

    def count(self, event: Reviewed) -> bool:
        """Count a review; return whether it could be, as any can that is neither a guess nor of a set."""
        if event.members or self._base.members or (event.form not in UNGUESSED and event.options):
            return False
        stability, day, rating = self._stability, event.day, event.rating
        if stability is None:
            self._stability, self._difficulty = self._firsts[rating]
        else:
            elapsed = 0 if self._last_day is None else day - self._last_day
            self._stability, self._difficulty = self._advance(stability, self._difficulty, elapsed, rating)
        if rating is _AGAIN:
            last = self._last
            if (self._base.phase if last is None else last.phase) is _REVIEW:
                self._lapses += 1
        self._last_day = day
        self._reps += 1
        self._last = event
        return True

    @property
    def state(self) -> CardState:
        """The state after all that was counted."""
        last, base = self._last, self._base
        if last is None or self._stability is None:
            return base
        return CardState(
            phase=last.phase,
            memory=MemoryState(self._stability, self._difficulty),
            step=last.step,
            due_day=last.due_day,
            due_at=last.due_at,
            last_day=self._last_day,
            reps=self._reps,
            lapses=self._lapses,
            suspended=base.suspended,
            buried_until=None,
            marked=base.marked,
            flag=base.flag,
            reteach=False,
            members=(),
        )
