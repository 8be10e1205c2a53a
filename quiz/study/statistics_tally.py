"""The tally: one pass over the answers of a log, in which everything is counted that the numbers are made of.

It has to get through 2,000,000 answers while somebody waits, so it counts in plain lists, and makes values of them afterwards.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import UTC, datetime, tzinfo

from attrs import field, frozen

from quiz.memory.answers import Answer
from quiz.study.statistics_retention import MATURE, Retention, joined

PHASES = ("new", "learning", "relearning", "young", "mature")
"""What a card was when it was answered; past its learning steps it is young or mature, by the interval that it had."""
_QUARTER = 900_000
"""Milliseconds of a quarter of an hour: the offsets of all zones since 1972 are whole quarters."""
_NAMED = frozenset({"typed", "choice"})
"""Forms in which the answer is one thing in place of another."""

Moments = Mapping[str, list[tuple[int, int]]]
"""Of some cards, the study days and moments at which they were reset or taught anew, in order."""


@frozen
class DayTally:
    """What was done on one study day."""

    answers: int
    milliseconds: int
    new: int
    """Cards met for the first time."""
    retention: Retention


@frozen
class FormTally:
    """What was answered in one form."""

    answers: int
    right: int
    """Those not graded Again, first ones and learning steps among them."""
    retention: Retention


@frozen
class HourTally:
    """What was answered in one hour of the day, all days together."""

    answers: int = 0
    retention: Retention = field(factory=Retention)


@frozen
class Tally:
    """All that was counted."""

    days: Mapping[int, DayTally] = field(factory=dict)
    """By study day, in order."""
    cards: Mapping[str, Retention] = field(factory=dict)
    """The retention of each card that was answered."""
    cards_today: int = 0
    """Cards that were answered today."""
    ratings: Mapping[str, tuple[int, int, int, int]] = field(factory=dict)
    """For each of `PHASES`, answers by grade: Again, Hard, Good, Easy."""
    forms: Mapping[str, FormTally] = field(factory=dict)
    wrong: Mapping[tuple[str, str], int] = field(factory=dict)
    """How often each card was given each wrong answer, typed or picked."""
    stages: Mapping[int, tuple[int, int, int]] = field(factory=dict)
    """By study day, in order: how many more cards are in their learning steps, young and mature after it than before."""
    quarters: Mapping[int, HourTally] = field(factory=dict)
    """By quarters of an hour since the epoch (UTC)."""


def tally(
    answers: Iterable[Answer],
    today: int,
    cards: Collection[str] | None = None,
    taught: Moments | None = None,
    *,
    since: int | None = None,
) -> Tally:
    """Count the answers, given in order, up to study day `today`; of some cards where they are named.

    `taught` are the moments at which cards were reset or taught anew: the next answer tests no memory. Answers before study day
    `since` do not count, but what they made of a card does.
    """
    taught = dict(taught or {})
    # Of each card: its last phase, study day and interval, and the four counts of a retention.
    known: dict[str, list[int]] = {}
    days: defaultdict[int, list[int]] = defaultdict(lambda: [0] * 7)
    forms: defaultdict[str, list[int]] = defaultdict(lambda: [0] * 6)
    quarters: defaultdict[int, list[int]] = defaultdict(lambda: [0] * 5)
    wrong: defaultdict[tuple[str, str], int] = defaultdict(int)
    stages: defaultdict[int, list[int]] = defaultdict(lambda: [0] * 3)
    stood: dict[str, int] = {}
    grades = [[0] * 5 for _ in PHASES]
    uncounted = [0] * 8
    places = {"new": 0, "learning": 1, "relearning": 2, "review": 3}
    for card, day, at, rating, phase, due, form, took, answer in _wanted(answers, today, cards):
        mine = known.get(card)
        counts = since is None or day >= since
        by_day = days[day] if counts else uncounted
        by_form = forms[form] if counts else uncounted
        quarter = quarters[at // _QUARTER] if counts else uncounted
        by_day[0] += 1
        by_day[1] += took
        by_form[0] += 1
        quarter[0] += 1
        if rating > 1:
            by_form[1] += 1
        elif answer and counts and form in _NAMED:
            wrong[card, answer] += 1
        if mine is None:
            by_day[2] += 1
            mine = known[card] = [0, day, 0, 0, 0, 0, 0]
        elif card in taught and _taught_anew(taught, card, day, at):
            mine[0] = 0
        place = mine[0]
        if place == 3:
            if mine[2] >= MATURE:
                place = 4
            if mine[1] < day:
                count = (3 if place == 3 else 5) + (rating == 1)
                mine[count] += counts
                by_day[count] += 1
                by_form[count - 1] += 1
                quarter[count - 2] += 1
        grades[place][rating] += counts
        mine[0], mine[1], mine[2] = places.get(phase, 3), day, due - day
        stage = 0 if mine[0] < 3 else 1 if mine[2] < MATURE else 2
        if stage != stood.get(card):
            _move(stages[day], stood, card, stage)
    return Tally(
        days={day: DayTally(found[0], found[1], found[2], Retention(*found[3:])) for day, found in sorted(days.items())},
        cards={card: Retention(*found[3:]) for card, found in known.items() if since is None or found[1] >= since},
        cards_today=sum(1 for found in known.values() if found[1] == today),
        ratings={name: (one[1], one[2], one[3], one[4]) for name, one in zip(PHASES, grades, strict=True) if any(one)},
        forms={form: FormTally(found[0], found[1], Retention(*found[2:])) for form, found in sorted(forms.items())},
        wrong=dict(wrong),
        stages={day: (found[0], found[1], found[2]) for day, found in sorted(stages.items())},
        quarters={at: HourTally(found[0], Retention(*found[1:])) for at, found in sorted(quarters.items())},
    )


def _move(counts: list[int], stood: dict[str, int], card: str, stage: int) -> None:
    """Count that a card came to a stage, and left the one before it."""
    counts[stage] += 1
    if card in stood:
        counts[stood[card]] -= 1
    stood[card] = stage


def by_hour(quarters: Mapping[int, HourTally], zone: tzinfo = UTC) -> tuple[HourTally, ...]:
    """Return what was answered in each of the 24 hours of the day, by the clock of a zone.

    The log keeps moments, and not what the clock said where the answer was given: who travels sees all answers by one clock.
    """
    found: list[list[HourTally]] = [[] for _ in range(24)]
    for quarter, counted in quarters.items():
        found[datetime.fromtimestamp(quarter * _QUARTER // 1000, zone).hour].append(counted)
    return tuple(HourTally(sum(part.answers for part in parts), joined(part.retention for part in parts)) for parts in found)


def _wanted(answers: Iterable[Answer], today: int, cards: Collection[str] | None) -> Iterator[Answer]:
    for row in answers:
        if row[1] > today:
            return  # they come by study day
        if cards is None or row[0] in cards:
            yield row


def _taught_anew(taught: dict[str, list[tuple[int, int]]], card: str, day: int, at: int) -> bool:
    """Say whether a card was reset or taught anew before this answer and after the one before it."""
    left = [moment for moment in taught[card] if moment > (day, at)]
    happened = len(left) < len(taught[card])
    taught[card] = left
    return happened
