"""What another program remembers of cards: their answers, when they are due, how firm they are.

A reader yields a `Past` for each card of which its file says more than that it is new, and a `Practice` for each deck of whose
settings it knows something. What is to be written carries the same records, so that what came from a program can go back to it.
"""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from attrs import evolve, field, frozen

from quiz.memory.state import Phase

MOMENTS: Final = range(-(10**12), 253_370_764_800_000)
"""The moments that an answer can have, in milliseconds since the epoch: from 1938 to the end of 9998."""
DAYS: Final = range(-25_000, 2_932_897)
"""The study days that a card can have, in days since 1970-01-01."""


def _numbers(values: Iterable[float]) -> tuple[float, ...]:
    return tuple(map(float, values))


class Answer(NamedTuple):
    """One answer that was given in another program, as `Past.answers` holds them."""

    at: int
    """When it was given, in milliseconds since the epoch (UTC)."""
    rating: int
    """From 1 (Again) to 4 (Easy)."""
    before: Phase = Phase.REVIEW
    """The phase in which the card was asked; `LEARNING` or `NEW` where it was met for the first time."""
    interval: int = 0
    """How long the card then had to wait: days where it is above 0, seconds where it is below; 0 where nobody knows."""
    took: int = 0
    """Milliseconds from question to grade; 0 where nobody knows."""
    ease: int = 0
    """What the program noted of how easy the card is, in its own measure: Anki's `factor`; 0 for nothing."""
    origin: int = 0
    """The number by which the program knows the answer; 0 where its moment is that, as in Anki."""
    is_cram: bool = False
    """Whether it was practice that moved nothing: neither memory nor the day on which the card is due."""

    @property
    def name(self) -> int:
        """What tells it from the other answers to its card, whenever the file is read."""
        return self.origin or self.at


@frozen(kw_only=True)
class Past:
    """What another program remembers of one card. Whatever it does not say is left at its default."""

    deck: str
    """The id of the deck as it was opened."""
    fact: str
    """The `id` of the card's fact, or its `key` where it has none."""
    kind: str = "forward"
    number: int = 0
    """The number of the blank, for a cloze."""
    card: str = ""
    """The card's id, where it goes out. A reader leaves it empty, unless quiz itself wrote the file."""
    source: str = ""
    """Which program: `anki`, `mnemosyne`, … The same word for all its files, whatever their format."""
    as_of: int = 0
    """When it became so that the card is due as said below, in milliseconds since the epoch, where that was later than its last
    answer, or no answers are given: when it was last rescheduled. 0 where nobody knows."""
    changed_at: int = 0
    """When the card was last suspended, buried, marked or flagged, or freed of that, at the latest; 0 where nobody knows."""

    phase: Phase | None = None
    """Where the card stands; `None` where the program says nothing of that, so that its answers decide."""
    step: int = 0
    """The learning step that it waits for, counted from 0."""
    due_day: int | None = None
    """The learner's calendar day on which it is due, in days since 1970-01-01; `None` for a new card."""
    due_at: int | None = None
    """For a card in its learning steps: the moment at which it is due, in milliseconds since the epoch."""
    interval: int = 0
    """The days from its last review to the day on which it is due; 0 while it is in its learning steps."""
    stability: float | None = None
    """As FSRS has it; with `difficulty`, or neither."""
    difficulty: float | None = None
    ease: float = 0.0
    """The ease factor as SM-2 has it, such as 2.5; 0 where there is none. Memory is worked out of it and `interval`, where the
    program has no FSRS and the answers are not all there."""
    last_at: int | None = None
    """The moment of the last review, where the answers do not tell."""
    reps: int = 0
    lapses: int = 0
    desired_retention: float | None = None
    """The card's own, where the program has one for each card."""

    suspended: bool = False
    buried_until: int | None = None
    """The first study day on which it comes back."""
    marked: bool = False
    flag: int = 0
    """From 1 to 7; 0 for none."""
    position: int | None = None
    """The card's place among the new ones."""

    answers: Sequence[Answer] = ()
    """In the order in which they were given."""
    resets: tuple[int, ...] = ()
    """The moments at which the learner let the program forget the card, in milliseconds since the epoch."""
    where: str = ""
    """The place of the card in the file, for people; told where something of it cannot be taken."""

    @property
    def is_met(self) -> bool:
        """Whether the card was answered since it was forgotten on purpose last."""
        return bool(self.answers) and (not self.resets or self.answers[-1].at > self.resets[-1])

    @property
    def is_touched(self) -> bool:
        """Whether there is more to say of the card than that it is new."""
        told = self.answers or self.resets or self.suspended or self.marked or self.flag or self.buried_until is not None
        return bool(told) or self.phase not in {None, Phase.NEW}


@frozen(kw_only=True)
class Practice:
    """How a deck was studied in another program."""

    deck: str
    parameters: tuple[float, ...] = field(default=(), converter=_numbers)
    """Those of FSRS-4.5, 5 or 6: 17, 19 or 21 numbers; none where the program used no FSRS."""
    desired_retention: float | None = None
    rollover_hour: int | None = None
    """The local hour at which its study day begins."""
    source: str = ""


def checked(past: Past) -> tuple[Past, list[str]]:
    """Return what of a record can be taken, and what is wrong with the rest, in words: a file may say anything."""
    wrong: list[str] = []
    changes: dict[str, object] = {}
    answers = [answer for answer in past.answers if _is_answer(answer)]
    if missing := len(past.answers) - len(answers):
        changes["answers"] = answers
        wrong.append(f"{missing} of its answers {'has' if missing == 1 else 'have'} no moment or grade that can be")
    if any(moment not in MOMENTS for moment in past.resets):
        changes["resets"] = tuple(moment for moment in past.resets if moment in MOMENTS)
    days = (past.due_day, past.buried_until)
    moments = (past.due_at, past.last_at, past.as_of, past.changed_at)
    if any(day is not None and day not in DAYS for day in days) or any(at is not None and at not in MOMENTS for at in moments):
        changes |= {
            "phase": None,
            "due_day": None,
            "due_at": None,
            "last_at": None,
            "as_of": 0,
            "changed_at": 0,
            "buried_until": None,
        }
        wrong.append("it is due, or was changed, at a time that no calendar has")
    if past.stability is not None or past.difficulty is not None:
        memory = (past.stability, past.difficulty)
        if None in memory or not (0.0 < memory[0] < 1e6 and 0.0 < memory[1] < 100.0):  # type: ignore[operator]
            changes |= {"stability": None, "difficulty": None}
            wrong.append("its stability and difficulty cannot be")
    if not 0.0 <= past.ease < 100.0:
        changes["ease"] = 0.0
    if not 0 <= past.flag <= 7:
        changes["flag"] = 0
    return (evolve(past, **changes) if changes else past), wrong  # type: ignore[arg-type]


def _is_answer(answer: Answer) -> bool:
    return answer.at in MOMENTS and 1 <= answer.rating <= 4 and abs(answer.origin) < 2**53
