"""What is remembered of a card, in a few lines: the same words in the info of Study and in Browse."""

from typing import TYPE_CHECKING

from quiz.memory.fsrs import retrievability
from quiz.study.day import date_of_day
from quiz.tui.times import count, days

if TYPE_CHECKING:
    from quiz.memory.fsrs import Parameters
    from quiz.memory.state import CardState


def memory_lines(state: "CardState", parameters: "Parameters", day: int) -> list[tuple[str, str]]:
    """Return labels with what they say: recall on the study day `day`, stability, difficulty, when it is due, and how it went."""
    found: list[tuple[str, str]] = []
    if state.memory is not None and state.last_day is not None:
        chance = retrievability(state.memory.stability, day - state.last_day, parameters)
        found += [
            ("recall now", f"{chance:.0%}"),
            ("stability", f"{state.memory.stability:.1f} days until recall has fallen to 90%"),
            ("difficulty", f"{state.memory.difficulty:.1f} of 10"),
        ]
    if state.due_day is not None:
        found.append(("due", f"{days(state.due_day - day)}, {date_of_day(state.due_day)}"))
    if state.reps:
        found.append(("answered", f"{count(state.reps, 'time')}, {count(state.lapses, 'lapse')}"))
    return found
