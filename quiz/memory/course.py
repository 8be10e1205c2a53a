"""The course of memories under a way of studying: groups of like cards, followed from day to day with every answer's chance.

`quiz.memory.forecast` says what it is for, and what is simplified.
"""

from collections.abc import Iterable
from math import exp, log, sqrt
from typing import TypeAlias

from attrs import frozen

from quiz.memory.fsrs import STABILITY_MIN, Stepper, first_state, interval, stepper
from quiz.memory.habits import Habits
from quiz.memory.rating import Rating
from quiz.memory.state import CardState, MemoryState

_DIFFICULTIES = 10.0
"""How far difficulty may differ within a group, for each unit of log-stability."""
_LEAST = 1e-4
"""The share of all cards below which a group is due on one day only."""
_FAR = 365
"""Days after which groups are wider: what comes then hangs on more than how like the cards of a group are."""
_WIDE = 0.3
_WIDER = 1 << 20
"""Tells the groups of then from those before: their keys mean something else."""
_EXACT = 4
"""Days of forgetting that are reckoned one by one; after them, the curve is a chain of straight lines."""
_STRAIGHT = 0.05
"""How long such a line is, in the time within which the curve falls as a whole: it is off by less than a thousandth."""
_GOOD = int(Rating.GOOD)
_AGAIN = int(Rating.AGAIN)

_Key: TypeAlias = tuple[int, int, int]
_Group: TypeAlias = list[float]
"""Cards, and their sums of log-stability, difficulty and last day."""
_Memory: TypeAlias = tuple[float, float]
"""Stability and difficulty."""
_Groups: TypeAlias = dict[_Key, _Group]


@frozen
class ExpectedDay:
    """What one study day is expected to bring."""

    day: int
    """In days since 1970-01-01."""
    new: float
    """Cards met for the first time."""
    reviews: float
    """Cards asked that are past their learning steps."""
    forgotten: float
    """Reviews whose answer is not known."""
    answers: float
    """All answers, learning steps among them."""
    seconds: float
    late: float
    """Reviews that the daily limit leaves for the next day."""
    known: float
    """Cards that are known at the end of the day: the sum of their chances of recall."""


@frozen
class Score:
    """How many cards are expected to be known at one moment."""

    mean: float
    deviation: float
    """The standard deviation."""
    cards: int
    """Of so many."""


class Course:
    """Follows groups of cards from day to day. Days are counted from 0 here; those before are negative."""

    def __init__(self, habits: Habits, first_day: int, days: int, width: float) -> None:
        self.habits = habits
        self.width = width
        self.first_day = first_day
        self.days = days
        self.due: list[_Groups] = [{} for _ in range(days + 1)]
        """The groups due on each day; in the last place, those due on none."""
        self.known = [0.0] * days
        # The lines of the cards that are not asked for long, by the days on which they begin and end: there the sum of them
        # jumps, and its slope changes.
        self.jumps = [0.0] * (days + 1)
        self.bends = [0.0] * (days + 1)
        self.level = self.slope = 0.0
        self.marked = 0
        self.advance: Stepper = stepper(habits.parameters)
        self.decay = -habits.parameters[20]
        self.factor = float(0.9 ** (1.0 / self.decay)) - 1.0
        # The interval is proportional to stability.
        self.reach = interval(1.0, habits.desired_retention, habits.parameters)
        self.made: dict[int, _Groups] = {}
        self.least = 0.0
        """Of fewer cards, nobody wants to know the day to a fraction."""

    def begin(self, state: CardState, memory: MemoryState) -> None:
        """Take in a card as it is today."""
        last = 0 if state.last_day is None else state.last_day - self.first_day
        due = self.days if state.suspended or state.due_day is None else max(0, state.due_day - self.first_day)
        stability = max(memory.stability, STABILITY_MIN)
        # Those that are late, or never asked, were last asked on very different days.
        waited = int(4.0 * log(1.0 - last)) if last < 0 and (due == 0 or due >= self.days) else 0
        self._add(self.due[min(due, self.days)], 1.0, (stability, memory.difficulty), last, waited)

    def settle(self, cards: int) -> None:
        """Reckon how the cards, so many in all, are forgotten until they are due."""
        self.least = _LEAST * cards
        for due, groups in enumerate(self.due):
            self._forget(groups, 0, due)

    def live(self, place: int, new: int) -> ExpectedDay:
        """Go through one day and return what it brings."""
        habits = self.habits
        if place == _FAR and self.width < _WIDE:
            self.width, self.marked = _WIDE, _WIDER
        self.made = {}
        reviews = forgotten = late = 0.0
        room = float(max(0, habits.reviews_per_day - (0 if place else habits.reviewed_today)))
        for recall, elapsed, group in self._in_order(place):
            number, logs, difficulties, _ = group
            taken = min(number, room)
            room -= taken
            if taken < number:
                self._postpone(place, number - taken, group)
                late += number - taken
            if taken:
                stability, difficulty = exp(logs / number), difficulties / number
                reviews += taken
                forgotten += taken * (1.0 - recall)
                self._answer(place, taken, recall, (stability, difficulty, elapsed))
        steps = forgotten * self._answers_to(habits.relearning_steps) + (self._meet(place, new) if new else 0.0)
        self._spread(place)
        self.level += self.slope + self.jumps[place]
        self.slope += self.bends[place]
        self.known[place] += self.level
        seconds = (
            new * habits.seconds_new
            + (reviews - forgotten) * habits.seconds_known
            + forgotten * habits.seconds_forgotten
            + steps * habits.seconds_step
        )
        answers = new + reviews + steps
        return ExpectedDay(self.first_day + place, new, reviews, forgotten, answers, seconds, late, self.known[place])

    def score(self, cards: int, guess: float) -> Score:
        """Return the score on the day after the last one. Nothing is due before it, so all groups are in the last place."""
        seen = recalled = 0.0
        for number, logs, _, lasts in self.due[self.days].values():
            elapsed = max(0.0, self.days - lasts / number)
            seen += number
            recalled += number * (1.0 + self.factor * elapsed / exp(logs / number)) ** self.decay
        right = recalled + (seen - recalled) * guess
        # A card's own chance at the end depends on the way it took. Without following every card, all that were seen are given
        # the same chance, by which the variance is too high rather than too low.
        chance = right / seen if seen else 0.0
        unseen = max(0.0, cards - seen)
        variance = seen * chance * (1.0 - chance) + unseen * guess * (1.0 - guess)
        return Score(right + unseen * guess, sqrt(max(0.0, variance)), cards)

    def _add(self, groups: _Groups, number: float, memory: _Memory, last: float, waited: int = 0) -> None:
        """Put cards into the group of their like."""
        stability, difficulty = memory
        logarithm = log(stability)
        key = (int(logarithm / self.width), int(difficulty / (self.width * _DIFFICULTIES)), waited + self.marked)
        known = groups.get(key)
        if known is None:
            groups[key] = [number, number * logarithm, number * difficulty, number * last]
        else:
            known[0] += number
            known[1] += number * logarithm
            known[2] += number * difficulty
            known[3] += number * last

    def _in_order(self, place: int) -> Iterable[tuple[float, float, _Group]]:
        """Return the groups due on a day with their chance of recall and days since the last answer, as the queue asks them."""
        found = []
        for group in self.due[place].values():
            number, logs, _, lasts = group
            elapsed = max(0.0, place - lasts / number)
            found.append(((1.0 + self.factor * elapsed / exp(logs / number)) ** self.decay, elapsed, group))
        self.due[place] = {}
        return sorted(found, key=_falling)

    def _postpone(self, place: int, number: float, group: _Group) -> None:
        mean = [total / group[0] for total in group]
        stability = exp(mean[1])
        self._add(self.due[place + 1], number, (stability, mean[2]), mean[3], int(4.0 * log(1.0 + place - mean[3])))
        self._remember(number, stability, mean[3], place, place + 1)

    def _answer(self, place: int, number: float, recall: float, memory: tuple[float, float, float]) -> None:
        least = 1.0
        for rating, share in enumerate(self.habits.recall_ratings, start=2):
            after = self.advance(*memory, rating)
            days = max(least, after[0] * self.reach)
            least = days + 1.0  # a better grade gives a longer interval: see `quiz.study.steps`
            if share:
                self._schedule(place, number * recall * share, after, days)
        after = self.advance(*memory, _AGAIN)
        for _ in range(self.habits.relearning_steps):
            after = self.advance(*after, 0, _GOOD)
        self._schedule(place, number * (1.0 - recall), after, after[0] * self.reach)

    def _meet(self, place: int, new: int) -> float:
        """Let new cards be met; return how many steps that takes."""
        steps = self.habits.learning_steps
        total = 0.0
        for rating, share in enumerate(self.habits.first_ratings, start=1):
            if share:
                first = first_state(rating, self.habits.parameters)
                after = (first.stability, first.difficulty)
                # Again and Hard begin with the first step, Good with the second, Easy leaves them: see `quiz.study.steps`.
                left = max(0, steps - max(0, rating - 2)) if rating < Rating.EASY else 0
                for _ in range(left):
                    after = self.advance(*after, 0, _GOOD)
                total += new * share * self._answers_to(left)
                self._schedule(place, new * share, after, after[0] * self.reach)
        return total

    def _answers_to(self, steps: int) -> float:
        """Return how many answers so many steps take: Hard repeats a step, and Easy leaves them."""
        hard, good, _ = self.habits.recall_ratings
        answers = 0.0
        for _ in range(steps):
            answers = (1.0 + good * answers) / (1.0 - min(hard, 0.9))
        return answers

    def _schedule(self, place: int, number: float, memory: _Memory, days: float) -> None:
        """Let cards be due after an interval in days; its fraction is parted among the two whole days."""
        if number <= 0.0:
            return  # such as those who forget within the day on which they were asked
        days = min(max(days, 1.0), self.habits.maximum_interval)
        due = place + int(days)
        part = days % 1.0
        if number < self.least or due >= self.days:
            due, part = due + round(part), 0.0
        self._add(self.made.setdefault(min(due, self.days), {}), number * (1.0 - part), memory, place)
        if part:
            self._add(self.made.setdefault(due + 1, {}), number * part, memory, place)

    def _spread(self, place: int) -> None:
        """Put the day's groups where they are due, and reckon how they are forgotten until then."""
        for due, groups in self.made.items():
            there = self.due[due]
            for key, group in groups.items():
                known = there.get(key)
                there[key] = group if known is None else [a + b for a, b in zip(known, group, strict=True)]
            self._forget(groups, place, due)

    def _forget(self, groups: _Groups, start: int, end: int) -> None:
        """Count what is known of groups that are not asked from one day up to, not including, another."""
        # Difficulty has no part in forgetting.
        alike: dict[tuple[int, int], _Group] = {}
        for (width, _, waited), group in groups.items():
            known = alike.get((width, waited))
            alike[width, waited] = group if known is None else [a + b for a, b in zip(known, group, strict=True)]
        for number, logs, _, lasts in alike.values():
            self._remember(number, exp(logs / number), lasts / number, start, end)

    def _remember(self, number: float, stability: float, last: float, start: int, end: int) -> None:
        """Count what is known of cards that are not asked from one day up to, not including, another."""
        slope, decay, known = self.factor / stability, self.decay, self.known
        end = min(end, self.days)
        exact = min(end, start + _EXACT)
        for place in range(start, exact):
            known[place] += number * (1.0 + slope * (place - last)) ** decay
        if exact < end:
            self._remember_long(number, (slope, last), exact, end)

    def _remember_long(self, number: float, curve: tuple[float, float], start: int, end: int) -> None:
        slope, last = curve
        jumps, bends, decay = self.jumps, self.bends, self.decay
        here = number * (1.0 + slope * (start - last)) ** decay
        jumps[start] += here
        while start < end:
            there = min(end, start + max(1, int(_STRAIGHT * (1.0 / slope + start - last))))
            after = number * (1.0 + slope * (there - last)) ** decay
            fall = (after - here) / (there - start)
            bends[start] += fall
            bends[there] -= fall
            start, here = there, after
        jumps[end] -= here


def _falling(item: tuple[float, float, _Group]) -> float:
    return -item[0]
