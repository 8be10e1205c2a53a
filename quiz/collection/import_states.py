"""Where a card stands by what another program says, where its answers do not lead there: as events of the log.

What happened later counts: a file never moves a card back that was answered or rescheduled here after the file's last word on it.
"""

from collections.abc import Iterator
from functools import cached_property
from math import log
from typing import Final

from attrs import frozen

from quiz.collection.import_answers import LONGEST, DayOf, Standing
from quiz.errors import UsageError
from quiz.formats.past import Past
from quiz.memory.conversion import from_sm2
from quiz.memory.events import Buried, CardEvent, Flagged, Given, Marked, Reset, Resumed, Reviewed, Suspended
from quiz.memory.fsrs import DIFFICULTY_MAX, DIFFICULTY_MIN, STABILITY_MAX, STABILITY_MIN, Parameters
from quiz.memory.state import CardState, MemoryState, Phase

RETENTION: Final = 0.9
"""The chance of recall at which SM-2 is taken to have asked cards again, as Anki takes it."""
EASE: Final = 2.5
"""The ease factor of a card of which none is known: the one with which SM-2 begins."""
_FAR: Final = 0.1
"""How far the logarithms of two stabilities may lie apart to count as one."""
_FAR_DIFFICULTY: Final = 1.0
_SECOND: Final = 1000
_DAY: Final = 86_400_000
_FIRST: Final = frozenset({Phase.NEW, Phase.LEARNING})


@frozen
class Now:
    """The moment at which a file is taken in."""

    at: int
    day: int
    day_of: DayOf


@frozen(slots=False)
class Word:
    """What a file says of one card, beside the answers."""

    card: str
    past: Past
    standing: Standing
    parameters: Parameters
    now: Now
    new_day: int | None = None
    """The study day of the last event that its answers give; nothing where there is none."""

    @cached_property
    def moment(self) -> int:
        """The moment of the file's last word on when the card is due; 0 where nothing tells it."""
        past, now = self.past, self.now
        told = max(
            *(answer.at for answer in past.answers[-1:]),
            *past.resets[-1:],
            min(past.as_of, now.at),
            min(past.last_at or 0, now.at),
            0,
        )
        if not told and past.due_day is not None and past.interval > 0:
            return min(max((past.due_day - past.interval) * _DAY + _DAY // 2, 1), now.at)
        return told

    @property
    def is_last(self) -> bool:
        """Whether nothing that happened here says when the card is due since."""
        latest = self.standing.own_latest
        return self.past.phase is not None and (latest is None or latest <= self.moment)

    def schedule(self, state: CardState) -> CardEvent | None:
        """Return the event that puts the card where it is said to stand; nothing where it stands there, or was moved since.

        `state` is that after all answers.
        """
        earlier = [event.at for event in self.standing.events if isinstance(event, Given)]
        if not self.is_last or (earlier and max(earlier) > self.moment + _SECOND):
            return None  # such as where a newer file was taken in before
        at = max([self.moment, *earlier]) + 1
        known = [event.day for event in self.standing.events[-1:]]
        last = max([*known, *([] if self.new_day is None else [self.new_day])], default=0)
        day = max(self.now.day_of(at), last if last <= self.now.day else 0)
        if self.past.phase is Phase.NEW:
            is_told = self.past.answers or self.past.resets
            return Reset(card=self.card, at=at, day=day) if state.phase is not Phase.NEW and is_told else None
        given = self._given(state, at, day)
        if given is not None and self._is_unmet(state) and (given.phase, given.due_day) == (state.phase, state.due_day):
            return None
        return given if given is not None and _is_otherwise(state, given) else None

    def _is_unmet(self, state: CardState) -> bool:
        """Say whether the card was put on a day and never asked since, here as there."""
        past = self.past
        return not (state.reps or past.reps or past.is_met or past.stability) and state.memory is None

    def marks(self, state: CardState) -> Iterator[CardEvent]:
        """Yield the events that suspend, mark, flag and bury the card as is said, unless that was changed here since."""
        past, card, now = self.past, self.card, self.now
        known = past.changed_at or self.moment
        at = min(known, now.at) or now.at
        day = min(now.day_of(at), now.day)
        if past.suspended != state.suspended and self._is_news((Suspended, Resumed), known):
            yield (Suspended if past.suspended else Resumed)(card=card, at=at, day=day)
        if past.marked != state.marked and self._is_news((Marked,), known):
            yield Marked(card=card, at=at, day=day, on=past.marked)
        if past.flag != state.flag and self._is_news((Flagged,), known):
            yield Flagged(card=card, at=at, day=day, flag=past.flag)
        until = past.buried_until
        # A card that comes back later here stays away: programs such as Anki bury for a day only.
        is_buried = until is not None and until > now.day and (state.buried_until or 0) < until
        if is_buried and self._is_news((Buried, Resumed, Reviewed), max(known, self.moment + 1)):
            yield Buried(card=card, at=now.at, day=now.day, until=until or 0)

    def _is_news(self, kinds: tuple[type[CardEvent], ...], known: int) -> bool:
        """Say whether nothing that was done here since a moment says otherwise."""
        touched = [event.at for event in self.standing.events if isinstance(event, kinds)]
        return not touched or max(touched) < known

    def _given(self, state: CardState, at: int, day: int) -> Given | None:
        past, now = self.past, self.now
        phase = past.phase or Phase.REVIEW
        due_day, due_at = past.due_day, past.due_at
        if phase is Phase.REVIEW:
            due_at = None
        elif due_at is not None:
            due_day = now.day_of(due_at)
        if due_day is None:
            return None
        last = None if past.last_at is None else now.day_of(past.last_at)
        if last is None and state.last_day is None and phase is Phase.REVIEW:
            last = due_day - past.interval
        memory = self._memory()
        return Given(
            card=self.card, at=at, day=day, source=past.source, phase=phase, step=past.step, due_day=due_day, due_at=due_at,
            stability=None if memory is None else memory.stability, difficulty=None if memory is None else memory.difficulty,
            last_day=last, reps=max(past.reps, 1), lapses=past.lapses,
        )  # fmt: skip

    def _memory(self) -> MemoryState | None:
        """Return the memory that is given; nothing where the answers are what it is to be worked out of."""
        is_given = self.past.stability is not None and self.past.difficulty is not None
        return memory_of(self.past, self.parameters) if is_given or not self._is_complete() else None

    def _is_complete(self) -> bool:
        """Say whether the answers begin with the card's first one, as Anki asks before it works memory out of them."""
        past = self.past
        if past.answers:
            begun = next((answer for answer in past.answers if not past.resets or answer.at > past.resets[-1]), None)
            return begun is not None and begun.before in _FIRST
        return any(isinstance(event, Reviewed) for event in self.standing.events)


def memory_of(past: Past, parameters: Parameters) -> MemoryState | None:
    """Return the memory that a record gives, or that its ease and interval come to; nothing where it has neither."""
    if past.stability is not None and past.difficulty is not None:
        return MemoryState(
            min(max(past.stability, STABILITY_MIN), STABILITY_MAX), min(max(past.difficulty, DIFFICULTY_MIN), DIFFICULTY_MAX)
        )
    if past.interval <= 0:
        return None
    try:
        return from_sm2(past.ease or EASE, min(past.interval, LONGEST), RETENTION, parameters)
    except (UsageError, OverflowError):
        return None


def _is_otherwise(state: CardState, given: Given) -> bool:
    """Say whether a card does not stand where it is said to."""
    if (state.phase, state.due_day, state.step) != (given.phase, given.due_day, given.step) or not state.reps:
        return True
    if given.due_at is not None and abs((state.due_at or 0) - given.due_at) > _SECOND:
        return True
    if given.stability is None or given.difficulty is None:
        return False
    memory = state.memory
    return (
        memory is None
        or abs(log(memory.stability / given.stability)) > _FAR
        or abs(memory.difficulty - given.difficulty) > _FAR_DIFFICULTY
    )
