"""Fitting: which answers tell how a learner forgets, what of them is held out, and when new parameters are kept.

The parameters themselves are found by the crate fsrs, out of process: see `quiz.collection.fitter`.

- A *history* is what happened to one memory: a card, or a member of a card whose answer is a set. What was taken back is left
  out, and so is practice that moves nothing (`Crammed`); cards that were renamed are joined. A history ends where the card was
  made new again (`Reset`) or its fact changed (`Retaught`): what comes after is another memory.
- Same-day answers are part of a history, but none of them is predicted, as in the crate fsrs and in Anki
  (rslib/src/scheduler/fsrs/params.rs: only reviews at least a day after the last one are training items).
- A right answer among options may be a guess. The crate knows right and wrong only, so each such answer is drawn once: it counts
  as known with the chance that the present parameters give (`quiz.memory.evidence`), otherwise as forgotten. That is one step of
  stochastic expectation-maximisation (Celeux and Diebolt, 1985). Leaving those answers out would leave nothing of young
  cards, which are asked by options; taking them as they are would make the learner forget more slowly than he does.
"""

from bisect import bisect_left
from collections.abc import Container, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import count
from math import ceil
from random import Random
from typing import TypeAlias

from attrs import frozen

from quiz.errors import UsageError
from quiz.memory import fsrs
from quiz.memory.events import CardEvent, Event, Name, Reset, Retaught, Reviewed
from quiz.memory.evidence import grades_of_members, guess_chance, moved
from quiz.memory.fsrs import Parameters
from quiz.memory.quality import Calibrated, Outcome, Quality, calibration, chances, measured, moving_chances, outcomes
from quiz.memory.rating import Rating
from quiz.memory.replay import cancelled, in_order, lineage
from quiz.memory.state import MemoryState

Row: TypeAlias = tuple[int, int, int, float]
"""One answer of one history: the history's number, the study day, the rating (1 … 4), and the chance of a lucky answer."""

FEWEST = 400
"""Predicted answers below which nothing is fitted, as Anki did where it said so (release 24.04)."""
HELD_OUT = 0.2
"""The share of predicted answers, the last ones, that are held out to judge the parameters by."""


@frozen
class Baseline:
    """How well the held-out answers are predicted before anything is fitted."""

    held_out: Sequence[Row]
    """The histories of which answers are held out, whole."""
    happened: Sequence[Outcome]
    """The held-out answers that are predicted."""
    start: int
    """The place among them of the first held-out answer."""
    answers: int
    predicted: int
    current: Parameters
    """The parameters so far."""
    before: Quality
    default: Quality
    average: Quality


@frozen
class Report:
    """What a fit led to. Every quality is that of the same held-out answers, which the fit has not seen."""

    parameters: Parameters
    """The parameters to use from now on: those fitted where they are kept, else the former ones."""
    kept: bool
    """Whether the fit predicts the held-out answers better than the former parameters do."""
    answers: int
    """All answers that were looked at."""
    predicted: int
    """Those of them that came a day or more after the last one, so that they tell of forgetting."""
    before: Quality
    """Of the parameters so far."""
    after: Quality
    """Of the fitted parameters."""
    default: Quality
    """Of the parameters that FSRS-6 begins with."""
    average: Quality
    """Of a moving average, which knows nothing of cards and days."""
    fitted: Parameters = ()
    """The parameters that were found, whether they are kept or not."""
    former: Parameters = ()
    """Those so far."""
    curve_before: tuple[Calibrated, ...] = ()
    """How the chances given by the parameters so far compare with what happened."""
    curve_after: tuple[Calibrated, ...] = ()
    """… of the fitted parameters."""


def rows(events: Iterable[Event], cards: Container[str] | None = None) -> list[Row]:
    """Return the answers of a log, given in any order, that fitting may use, in the order in which they count.

    `cards` are the ids, as they are now, of the cards that are wanted; `None` wants all.
    """
    log = in_order(events)
    return rows_in_order(log, cancelled(log), lineage(log), cards)


def rows_in_order(
    log: Iterable[Event], gone: AbstractSet[Name], called: Mapping[str, str], cards: Container[str] | None = None
) -> list[Row]:
    """Return what `rows` does, of events in their order that are taken one by one: however long a log is, no event is held.

    `gone` are the names of the events that are taken back, `called` are former ids of cards with the present ones.
    """
    numbers: dict[tuple[str, str | None], int] = {}
    members: dict[str, set[str]] = {}
    found: list[Row] = []
    fresh = count()
    for event in log:
        if not isinstance(event, CardEvent) or (event.device, event.sequence) in gone:
            continue
        card = called.get(event.card, event.card)
        if cards is not None and card not in cards:
            continue
        if isinstance(event, Reset | Retaught):
            numbers.pop((card, None), None)
            for member in members.pop(card, ()):
                numbers.pop((card, member), None)
        elif isinstance(event, Reviewed):
            guess = guess_chance(event.form, len(event.options), len(event.marks))
            for name, grade in _grades(event, members.get(card), whole=(card, None) in numbers):
                key = (card, name)
                if key not in numbers:
                    numbers[key] = next(fresh)
                if name is not None:
                    members.setdefault(card, set()).add(name)
                found.append((numbers[key], event.day, int(grade), guess))
    return found


def split(places: Sequence[int], held_out: float = HELD_OUT) -> int:
    """Return the place of the first held-out answer: the share `held_out` of `places`, as `predicted` gives them, follow.

    Before it lies everything that fitting may see. Histories go on across it: a held-out answer is predicted from all before it.
    Raises `UsageError` unless something is left on either side.
    """
    wanted = ceil(len(places) * (1.0 - held_out))
    if not 0 < wanted < len(places):
        raise UsageError(f"{len(places)} answers cannot be parted so that {held_out:.0%} of them are held out.")
    return places[wanted]


def predicted(found: Iterable[Row]) -> list[int]:
    """Return the places of the answers that tell of forgetting: those a study day or more after the last one of their history."""
    last: dict[int, int] = {}
    places = []
    for place, (number, day, _, _) in enumerate(found):
        if day > last.get(number, day):
            places.append(place)
        last[number] = day
    return places


def drawn(found: Sequence[Row], parameters: Parameters, seed: str) -> Sequence[Row]:
    """Return the answers with every lucky chance drawn, so that each is known or forgotten for certain.

    A right answer with a chance of luck becomes Again with the chance that it was a guess, under these parameters. The same seed
    draws the same. Without options, the answers come back as they are.
    """
    if not any(row[3] for row in found):
        return found
    dice = Random(seed)
    known: dict[int, tuple[MemoryState, int]] = {}
    certain: list[Row] = []
    for number, day, rating, guess in found:
        before, last = known.get(number, (None, day))
        elapsed = max(0, day - last)
        grade = rating
        if guess and before is not None and elapsed and rating != Rating.AGAIN:
            recall = fsrs.retrievability(before.stability, elapsed, parameters)
            if dice.random() >= recall / (recall + (1.0 - recall) * guess):
                grade = int(Rating.AGAIN)
        known[number] = (moved(before, elapsed, Rating(grade), parameters), day)
        certain.append((number, day, grade, 0.0))
    return certain


def baseline(found: Sequence[Row], places: Sequence[int], held_out: int, current: Parameters) -> Baseline:
    """Return how well the held-out answers, those from the place `held_out` on, are predicted without any fitting.

    `places` are those of the answers that tell of forgetting, as `predicted` gives them.
    """
    first = bisect_left(places, held_out)
    wanted = {found[place][0] for place in places[first:]}
    concerned = [row for row in found[:held_out] if row[0] in wanted]
    start = len(concerned)
    concerned += [row for row in found[held_out:] if row[0] in wanted]
    happened = outcomes(concerned, start)
    before = measured(happened, chances(concerned, current, start))
    default = before
    if current != fsrs.DEFAULT_PARAMETERS:
        default = measured(happened, chances(concerned, fsrs.DEFAULT_PARAMETERS, start))
    average = measured(happened, moving_chances(happened, (found[place][2] for place in places[:first])))
    return Baseline(concerned, happened, start, len(found), len(places), current, before, default, average)


def report(known: Baseline, fitted: Parameters) -> Report:
    """Return what a fit to everything that is not held out led to.

    The fitted parameters are kept, as they are, where they have a lower log loss on the held-out answers than the present ones
    have. Anki judges by the answers that it fitted to (rslib/src/scheduler/fsrs/params.rs), which flatters the fit; fitting anew
    to everything would use the newest answers too, but then nothing would be left that says whether the result is any good.
    """
    given = chances(known.held_out, fitted, known.start)
    after = measured(known.happened, given)
    kept = after.log_loss < known.before.log_loss
    return Report(
        parameters=fitted if kept else known.current,
        kept=kept,
        answers=known.answers,
        predicted=known.predicted,
        before=known.before,
        after=after,
        default=known.default,
        average=known.average,
        fitted=fitted,
        former=known.current,
        curve_before=calibration(known.happened, chances(known.held_out, known.current, known.start)),
        curve_after=calibration(known.happened, given),
    )


def _grades(event: Reviewed, members: set[str] | None, *, whole: bool) -> Iterable[tuple[str | None, Rating]]:
    """Return the grade of each memory that an answer moved: `None` stands for the card itself.

    A set that was first asked before its members were told apart stays one history.
    """
    if event.members and not whole:
        return grades_of_members(event.rating, dict(event.members)).items()
    if members:
        return ((name, event.rating) for name in sorted(members))
    return ((None, event.rating),)
