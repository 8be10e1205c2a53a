"""Why a card is asked now, and what its last answer did to its memory, in sentences."""

from quiz.memory.events import Reviewed
from quiz.memory.evidence import guess_chance
from quiz.memory.rating import Rating
from quiz.memory.state import CardState, Phase
from quiz.study.day import date_of_day


def reason(state: CardState, day: int, *, practice: bool = False) -> str:
    """Return why a card in this state is asked on a study day, as far as its own state says."""
    if practice:
        return "You chose to practise it. Nothing is scheduled by your answer."
    if state.reteach:
        return "Its fact has changed since you last answered: it is taught again, and then asked."
    due = state.due_day
    match state.phase:
        case Phase.NEW:
            return "It is new. Today’s share of new cards has room for it, and what it builds on has been learned."
        case Phase.LEARNING:
            return "You are learning it: after the first answers, short steps come before whole days."
        case Phase.RELEARNING:
            return "You had forgotten it: it is learned again in short steps before whole days."
    if due is None or due > day:
        return f"It is not due before {date_of_day(due)}: you chose it yourself." if due else "You chose it yourself."
    if due == day:
        return "It is due today: by now it is likely enough to be forgotten soon."
    late = day - due
    return f"It has been due for {late:,} day{'s' * (late > 1)}, since {date_of_day(due)}."


def weight(review: Reviewed) -> str:
    """Return how far an answer counts for the memory, by how it was asked."""
    if review.rating is Rating.AGAIN:
        return "Again counts in full, however it was asked."
    right = sum(1 for _ in review.marks) if review.form == "multiselect" else 1
    chance = guess_chance(review.form, len(review.options), max(right, 1))
    if not chance:
        return "Nobody can guess it, so the answer counts in full."
    return f"One in {round(1 / chance):,} would have guessed it, so the answer moves the memory less than a typed one."
