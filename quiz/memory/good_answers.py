"""What parameters mean in days: the intervals of a card that is always known."""

from quiz.memory.fsrs import Parameters, step, whole_interval
from quiz.memory.rating import Rating

_MAXIMUM = 36_500


def intervals_when_good(parameters: Parameters, desired_retention: float, answers: int = 6) -> list[int]:
    """Return the days between the answers to a card that is graded Good each time, on the day on which it is due.

    Learning steps and fuzz are left out. Raises `UsageError` for a desired retention out of range.
    """
    memory, days = step(None, 0, Rating.GOOD, parameters), list[int]()
    for _ in range(answers):
        days.append(whole_interval(memory.stability, desired_retention, _MAXIMUM, parameters))
        memory = step(memory, days[-1], Rating.GOOD, parameters)
    return days
