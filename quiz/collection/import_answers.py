"""Answers that were given in another program, as events of the log: those that the log does not have yet."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import UTC, datetime
from typing import Final, TypeAlias

from attrs import frozen

from quiz.formats.past import Answer, Past
from quiz.memory.events import CardEvent, Crammed, Event, Name, Reset, Reviewed
from quiz.memory.rating import Rating
from quiz.memory.state import Phase
from quiz.study.day import study_day

DayOf: TypeAlias = Callable[[int], int]
"""Returns the study day of a moment in milliseconds since the epoch."""

FORM: Final = "reveal"
"""How other programs ask, for all that is known: the answer is shown, and the learner grades."""
LONGEST: Final = 36_500
"""Days; a longer interval is taken for this."""
_NUDGE: Final = 100
"""Milliseconds within which two answers to one card with one grade are the same: a program that numbers answers by their moments
puts one off where another card was answered in the same millisecond."""
_QUARTER: Final = 900_000
FIRST: Final = frozenset({Phase.NEW, Phase.LEARNING})
"""The phases of a card that was not learned yet."""


@frozen
class Standing:
    """What the log says of a card before a file is taken in."""

    events: Sequence[Event]
    """The card's events that stand, in order."""
    own_latest: int | None
    """The moment of the last one that says when the card is due and that the file does not know; nothing where there is none."""


def day_of(now: datetime, rollover_hour: int) -> DayOf:
    """Return what tells study days in the time zone of `now`. A day begins on a quarter of an hour, wherever one lives."""
    known: dict[int, int] = {}

    def day(at: int) -> int:
        quarter = at // _QUARTER
        found = known.get(quarter)
        if found is None:
            moment = datetime.fromtimestamp(quarter * (_QUARTER // 1000), UTC).astimezone(now.tzinfo)
            found = known[quarter] = study_day(moment, rollover_hour)
        return found

    return day


def compared(past: Past, events: Iterable[Event], gone: Collection[Name]) -> tuple[list[Answer], list[int], Standing]:
    """Return the answers and the resets of a record that the log does not have yet, and what stands in the log.

    An answer is the same as one in the log where it has the number under which that came from the same program, or the same
    moment; or where it is only put off by a little, and has the same grade.
    """
    standing = [event for event in events if (event.device, event.sequence) not in gone]
    if not standing:
        return list(past.answers), list(past.resets), Standing((), None)
    log = [event for event in standing if isinstance(event, Reviewed | Crammed)]
    known: dict[int, list[Reviewed | Crammed]] = {}
    for event in log:
        for name in {event.at, event.origin or event.at} if event.source == past.source else {event.at}:
            known.setdefault(name, []).append(event)
    matched: set[int] = set()
    new = []
    for answer in past.answers:
        same = (event for name in (answer.name, answer.at) for event in known.get(name, ()) if id(event) not in matched)
        if (match := next(same, None)) is None:
            new.append(answer)
        else:
            matched.add(id(match))
    late = _put_off(new, [event for event in log if not event.source and id(event) not in matched])
    matched |= late.keys()
    found = {id(answer) for answer in late.values()}
    resets = {event.at for event in standing if isinstance(event, Reset)}
    own = [
        event.at
        for event in standing
        if (isinstance(event, Reviewed) and id(event) not in matched)
        or (isinstance(event, CardEvent) and type(event).__name__ in _SCHEDULING and event.at not in past.resets)
    ]
    return (
        [answer for answer in new if id(answer) not in found],
        [at for at in past.resets if at not in resets],
        Standing(standing, max(own, default=None)),
    )


_SCHEDULING: Final = frozenset({"Reset", "DueSet", "Retaught"})


def _put_off(answers: Iterable[Answer], own: Iterable[Reviewed | Crammed]) -> dict[int, Answer]:
    """Return which of quiz's own answers some answers are, by the identity of the event."""
    found: dict[int, Answer] = {}
    waiting = sorted(own, key=lambda event: event.at)
    moments = [event.at for event in waiting]
    for answer in answers if waiting else ():
        near = waiting[bisect_right(moments, answer.at - _NUDGE) : bisect_left(moments, answer.at)]
        same = next((event for event in near if id(event) not in found and answer.rating == event.rating), None)
        if same is not None:
            found[id(same)] = answer
    return found


def events_of(card: str, past: Past, answers: Collection[Answer], resets: Iterable[int], day: DayOf) -> list[CardEvent]:
    """Return the events of a card's answers and resets, in their order."""
    new = set(answers)
    found: list[CardEvent] = []
    before = Phase.NEW
    for answer in past.answers:
        event, after = event_of(card, past.source, answer, before, day)
        if answer in new:
            found.append(event)
        before = after
    found += [Reset(card=card, at=at, day=day(at)) for at in resets]
    found.sort(key=_moment)
    return found


def event_of(card: str, source: str, answer: Answer, before: Phase, day: DayOf) -> tuple[CardEvent, Phase]:
    """Return the event of an answer, and the phase after it; `before` is that after the last answer."""
    at, rating, asked, interval, took, ease, origin, is_cram = answer
    today = day(at)
    if is_cram:
        event: CardEvent = Crammed(
            card=card, at=at, day=today, rating=Rating(rating), form=FORM, took=took, source=source, origin=origin, ease=ease
        )
        return event, before
    phase, due_day, due_at = after(asked, at, interval, today, day)
    told = asked is before or (asked in FIRST and before in FIRST)
    event = Reviewed(
        card=card, at=at, day=today, rating=Rating(rating), phase=phase, due_day=due_day, due_at=due_at, form=FORM, took=took,
        source=source, origin=origin, ease=ease, before=None if told else asked,
    )  # fmt: skip
    return event, phase


def after(asked: Phase, at: int, interval: int, today: int, day: DayOf) -> tuple[Phase, int, int | None]:
    """Return the phase after an answer, and when the card is due then."""
    if interval > 0:
        return Phase.REVIEW, today + min(interval, LONGEST), None
    due_at = at - max(interval, -LONGEST * 86_400) * 1000
    return (Phase.LEARNING if asked in FIRST else Phase.RELEARNING), day(due_at), due_at


def _moment(event: Event) -> tuple[int, int]:
    return event.day, event.at
