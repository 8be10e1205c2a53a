"""Evidence: how far one answer moves a memory, by how it was asked and by which members of a set it named.

A right answer among options may be a guess. Before the answer the memory says with chance `R` (retrievability) that the learner
knows it; somebody who does not know picks the right one with chance `c`. By Bayes, a right answer was known with chance

    q = R / (R + (1 - R)·c)

and so the memory is moved between what FSRS makes of the grade, with weight `q`, and of Again, with weight `1 - q`: the logarithm
of stability, and difficulty, are interpolated. Where nothing can be guessed (`c = 0`), after Again, at a first answer and on the
day of the last one (`R = 1`) this is FSRS exactly.

A set has one memory a member. A member that was missed is graded Again, whatever the grade of the whole, and one that was named
is not forgotten because others were.
"""

from collections.abc import Mapping, Sequence
from math import comb, exp, factorial, log

from quiz.memory import fsrs
from quiz.memory.fsrs import Parameters
from quiz.memory.rating import Rating
from quiz.memory.state import CardState, Member, MemoryState

UNGUESSED = frozenset({"reveal", "typed"})
"""The forms in which nobody can guess."""


def guess_chance(form: str, options: int, right: int = 1) -> float:
    """Return the chance, from 0 to 1, that somebody who knows nothing answers rightly in a form.

    `options` is how many options were shown; `right`, for `multiselect`, how many of them had to be picked. Forms without options
    have the chance 0, and so has a form that this quiz does not know.
    """
    if form in UNGUESSED or options < 2:
        return 0.0
    match form:
        case "choice" | "truefalse" | "matching":
            return 1.0 / options
        case "multiselect":
            return 1.0 / comb(options, right) if 0 < right <= options else 0.0
        case "ordering":
            return 1.0 / factorial(options)
        case _:
            return 0.0


def remember(
    state: CardState,
    day: int,
    rating: Rating,
    parameters: Parameters,
    *,
    guess: float = 0.0,
    members: Sequence[tuple[str, bool]] = (),
) -> tuple[MemoryState, tuple[Member, ...]]:
    """Return the memory of a card after an answer on study day `day`, and those of its members.

    `guess` is the chance of a lucky answer, as `guess_chance` gives it; `members` are the members of a set that was asked, each
    with whether it was known. Of a set, the memory of the card is the weakest one of the members asked.
    """
    if not members and not state.members:
        elapsed = 0 if state.last_day is None else day - state.last_day
        return moved(state.memory, elapsed, rating, parameters, guess), ()
    known = {member.name: member for member in state.members}
    asked = dict(members) or dict.fromkeys(known, rating is not Rating.AGAIN)
    grades = grades_of_members(rating, asked)
    for name, grade in grades.items():
        memory, last = _before(state, known.get(name))
        known[name] = Member(name, moved(memory, 0 if last is None else day - last, grade, parameters, guess), day)
    weakest = min((known[name].memory for name in grades), key=_firmness)
    return weakest, tuple(known[name] for name in sorted(known))


def moved(memory: MemoryState | None, elapsed: int, rating: Rating, parameters: Parameters, guess: float = 0.0) -> MemoryState:
    """Return one memory after a grade, `elapsed` whole study days after the last one; `guess` is the chance of a lucky answer."""
    after = fsrs.step(memory, elapsed, rating, parameters)
    if not guess or memory is None or rating is Rating.AGAIN or elapsed <= 0:
        return after
    recall = fsrs.retrievability(memory.stability, elapsed, parameters)
    known = recall / (recall + (1.0 - recall) * guess)
    forgotten = fsrs.step(memory, elapsed, Rating.AGAIN, parameters)
    stability = exp(known * log(after.stability) + (1.0 - known) * log(forgotten.stability))
    return MemoryState(stability, known * after.difficulty + (1.0 - known) * forgotten.difficulty)


def grades_of_members(rating: Rating, members: Mapping[str, bool]) -> dict[str, Rating]:
    """Return the grade of each member of a set, from the grade of the whole and from which of them were known.

    Where some were missed, those are graded Again, and the others Good at least. A learner who calls a set with misses Good or
    Easy overrules the marks.
    """
    if rating >= Rating.GOOD or len(set(members.values())) < 2:
        return dict.fromkeys(members, rating)
    named = Rating.GOOD if rating is Rating.AGAIN else rating
    return {name: named if given else Rating.AGAIN for name, given in members.items()}


def _before(state: CardState, member: Member | None) -> tuple[MemoryState | None, int | None]:
    """Return the memory of a member before an answer, and when it was last asked."""
    if member is not None:
        return member.memory, member.last_day
    # Answers from before members were told apart count for all of them; a member that came later is new.
    return (None, None) if state.members else (state.memory, state.last_day)


def _firmness(memory: MemoryState) -> float:
    return memory.stability
