"""Where cards stand, and the answers to them, as rows of Anki's tables.

(Types, queues and kinds of rows: see `quiz.formats.anki.past`.)
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from attrs import field, frozen

from quiz.formats.anki.writing.content import FIRST_DAY, Options, Row
from quiz.formats.past import Answer, Past
from quiz.memory.state import Phase

_TYPES: Final[Mapping[Phase | None, int]] = {None: 0, Phase.NEW: 0, Phase.LEARNING: 1, Phase.REVIEW: 2, Phase.RELEARNING: 3}
_ASKED: Final[Mapping[Phase, int]] = {Phase.NEW: 0, Phase.LEARNING: 0, Phase.REVIEW: 1, Phase.RELEARNING: 2}
_CRAM, _MANUAL = 3, 4
_SUSPENDED, _BURIED, _DAY_LEARNING = -1, -2, 3
_EASE: Final = 2500
_LATEST: Final = 2**31 - 1
_HOUR: Final = 3_600_000
_AT_ONCE: Final = 1000
"""Milliseconds: what another program says right after an answer came with it."""
_OLD_DECAY: Final = 0.5
"""The decay of FSRS before its sixth version."""


@frozen(eq=False)
class States:
    """What is remembered of the cards of a deck."""

    at: int
    """The moment of writing, in milliseconds since the epoch."""
    options: Options
    today: int
    """The study day of that moment."""
    known: dict[object, Past] = field(factory=dict)
    """By the card's id, and by fact, kind and number."""
    _answers: list[list[int]] = field(factory=list)

    def take(self, pasts: Iterable[Past]) -> None:
        """Keep the records that say more than that a card is new."""
        for past in pasts:
            if past.is_touched:
                self.known[past.card] = self.known[past.fact, past.kind, past.number] = past

    @property
    def count(self) -> int:
        """How many answers the cards had whose rows were made."""
        return sum(1 for row in self._answers if row[4])

    def of_card(self, card: str) -> Past | None:
        """Return what is remembered of a card, by its id; nothing of one that is new."""
        return self.known.get(card)

    def of_fact(self, fact: str, kind: str, number: int) -> Past | None:
        """Return what is remembered of a card of a fact that is apart."""
        return self.known.get((fact, kind, number))

    def row(  # noqa: PLR0917 - the columns that name it
        self, id: int, note: int, deck: int, number: int, position: int, past: Past, *, asked: bool = True
    ) -> Row:
        """Return the row of a card with a past, and remember its answers. One that is not `asked` is suspended."""
        phase = past.phase if past.phase is None or past.phase is Phase.NEW or past.due_day is not None or past.due_at else None
        kind = _TYPES[phase]
        learning = phase in {Phase.LEARNING, Phase.RELEARNING}
        left = 0
        queue, due, interval = kind, position, 0
        if phase is Phase.REVIEW:
            # One that was put on a day and never asked has no interval in Anki either, and so no memory is made up of it.
            is_unmet = past.stability is None and not past.is_met
            due, interval = (past.due_day or FIRST_DAY) - FIRST_DAY, 0 if is_unmet else max(1, past.interval)
        elif learning:
            steps = self.options.relearning_steps if phase is Phase.RELEARNING else self.options.steps
            left = max(1, len(steps) - past.step) * 1001
            queue, due = (1, past.due_at // 1000) if past.due_at else (_DAY_LEARNING, (past.due_day or FIRST_DAY) - FIRST_DAY)
            interval = max(1, past.interval) if phase is Phase.RELEARNING else 0
        if past.suspended or not asked:
            queue = _SUSPENDED
        elif past.buried_until is not None and past.buried_until > self.today:
            queue = _BURIED
        changed = min(past.changed_at or self._last(past), self.at) if queue != _BURIED else self.at
        self._remember(id, past)
        ease = 0 if not kind else round(past.ease * 1000) or _EASE
        return (
            id, note, deck, number, (changed or self.at) // 1000, -1, kind, queue,
            max(min(due, _LATEST), -_LATEST), min(interval, _LATEST),
            min(ease, 65_535), past.reps, past.lapses, left, 0, 0, past.flag, self._data(past, position if kind else None),
        )  # fmt: skip

    def _last(self, past: Past) -> int:
        return max((past.answers[-1].at if past.answers else 0), past.as_of, past.last_at or 0)

    def _data(self, past: Past, position: int | None) -> str:
        data: dict[str, Any] = {} if position is None else {"pos": position}
        if past.stability is not None and past.difficulty is not None:
            parameters = self.options.parameters
            data |= {"s": round(past.stability, 4), "d": round(past.difficulty, 3)}
            retention = past.desired_retention or self.options.desired_retention
            if retention is not None:
                data["dr"] = round(retention, 2)
            data["decay"] = round(parameters[20], 3) if len(parameters) > 20 else _OLD_DECAY
        if past.last_at is not None:
            data["lrt"] = past.last_at // 1000
        return json.dumps(data, separators=(",", ":")) if data else ""

    def _remember(self, card: int, past: Past) -> None:
        """Remember the answers to a card, and when it was put on another day."""
        before = 0
        for answer in past.answers:
            kind = _CRAM if answer.is_cram else _ASKED[answer.before]
            ease = 0 if answer.is_cram else answer.ease
            row = [_number(answer), card, -1, answer.rating, answer.interval, before, ease, answer.took, kind]
            self._answers.append([0 if answer.origin else 1, *row])
            before = answer.interval
        self._answers.extend([1, at, card, -1, 0, 0, 0, 0, 0, _MANUAL] for at in past.resets)
        last = max((past.answers[-1].at if past.answers else 0), *past.resets[-1:], 0)
        if past.as_of > last + _AT_ONCE:
            moved = [1, past.as_of, card, -1, 0, past.interval, before, round(past.ease * 1000) or _EASE, 0, _MANUAL]
            self._answers.append(moved)

    def answers(self) -> Iterator[Row]:
        """Yield the rows of all answers, each under a number of its own: the one that it came with, or its moment."""
        self._answers.sort()
        used: set[int] = set()
        found = []
        for _, at, *rest in self._answers:
            while at in used:
                at += 1  # noqa: PLW2901 - the next moment that is free
            used.add(at)
            found.append((at, *rest))
        yield from sorted(found)


def _number(answer: Answer) -> int:
    """Return the number of an answer's row: its own, where that is about its moment, as Anki's are."""
    return answer.origin if answer.origin and abs(answer.origin - answer.at) < _HOUR else answer.at
