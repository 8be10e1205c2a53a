"""The learner's four grades."""

from enum import IntEnum


class Rating(IntEnum):
    """How well an answer was recalled, numbered as in FSRS and on the keyboard."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4
