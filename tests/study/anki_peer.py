"""The same reviews by Anki and by quiz: random histories, what Anki makes of them, and where quiz has something else.

`tests/study/anki_backend.py` drives Anki, in a process of its own. A step is one button at one review.
"""

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from importlib.util import find_spec
from pathlib import Path
from random import Random
from typing import Any

from attrs import evolve, field, frozen

from quiz.memory import fsrs
from quiz.memory.fsrs import DEFAULT_PARAMETERS, Parameters
from quiz.memory.rating import Rating
from quiz.memory.state import CardState, MemoryState, Phase
from quiz.study.day import study_day
from quiz.study.settings import StudySettings
from quiz.study.steps import DAY, Moment, Prospect, prospects

ZONE = timezone(timedelta(minutes=(-datetime.now(timezone.utc).minute - 12) % 60))
"""A time zone in which the next full hour, at which a study day may begin, is some 12 minutes away: steps run into it."""
OFFSET = str(ZONE.utcoffset(None))[:-3]
MINUTE = 60
HOUR = 3600
SECOND = 1000
"""Milliseconds."""
PHASES = {"learning": Phase.LEARNING, "relearning": Phase.RELEARNING, "review": Phase.REVIEW}
LEARNING_STEPS = (
    (), (1 * MINUTE, 10 * MINUTE), (15 * MINUTE,), (1 * MINUTE, 10 * MINUTE, DAY), (30, 5 * MINUTE, 1 * HOUR, 8 * HOUR),
    (3 * DAY,), (10 * MINUTE, 4 * DAY), (2 * DAY, 5 * DAY),
)  # fmt: skip
RELEARNING_STEPS = ((), (10 * MINUTE,), (10 * MINUTE, 3 * HOUR), (DAY,), (5 * MINUTE, 30 * MINUTE, 2 * DAY), (2 * DAY,))
RETENTIONS = (0.7, 0.8, 0.85, 0.9, 0.9, 0.93, 0.97)
MAXIMA = (36_500, 36_500, 365, 60, 7)
LONGEST = 36_500
SETTINGS = 40
REVIEWS = 12
"""Reviews of a card."""


@frozen
class Difference:
    """A button for which quiz has something else than Anki."""

    why: str
    rating: Rating
    wanted: float
    """The interval that FSRS wants, in days."""
    anki: object
    quiz: object
    state: CardState
    settings: StudySettings


@frozen
class Comparison:
    """What came of comparing."""

    sequences: int
    reviews: int = 0
    steps: int = 0
    undecided: int = 0
    """Steps whose fuzz could have led to either of two days, so near was it to the bound between them; not among the steps."""
    differences: list[Difference] = field(factory=list)

    @property
    def share(self) -> float:
        """The part of the steps that are the same."""
        return 1 - len(self.differences) / self.steps

    def __str__(self) -> str:
        """Say it in one line."""
        reasons = ", ".join(f"{times} {why}" for why, times in sorted(Counter(one.why for one in self.differences).items()))
        figures = f"{self.sequences} sequences, {self.reviews} reviews, {self.steps} steps, {self.undecided} undecided"
        return f"{figures}: {self.share:.4%} the same ({reasons or 'no difference'})"


def missing() -> bool:
    """Whether the package `anki` is not installed."""
    return find_spec("anki") is None


def chosen_settings(rng: Random) -> StudySettings:
    """Return settings as somebody might have them."""
    return StudySettings(
        desired_retention=rng.choice(RETENTIONS),
        learning_steps=rng.choice(LEARNING_STEPS),
        relearning_steps=rng.choice(RELEARNING_STEPS),
        maximum_interval=rng.choice(MAXIMA),
        parameters=_parameters(rng),
        fuzz=False,
    )


def _parameters(rng: Random) -> Parameters:
    """Return the defaults, or parameters of some learner around them; now and then of one without same-day reviews."""
    kind = rng.random()
    if kind < 0.3:
        return DEFAULT_PARAMETERS
    found = [
        min(max(value * rng.uniform(0.7, 1.4), lowest), highest)
        for value, (_, lowest, highest) in zip(DEFAULT_PARAMETERS, fsrs._TABLE, strict=True)
    ]
    found[:4] = sorted(found[:4])
    if kind > 0.95:
        found[17] = 0.0
    return fsrs.check_parameters(found)


def chosen_task(seed: int, sequences: int) -> dict[str, Any]:
    """Return what Anki is to study: settings, and for each card the chances that decide on its reviews."""
    rng = Random(seed)
    chosen = [chosen_settings(rng) for _ in range(SETTINGS)]
    cards = []
    for _ in range(sequences):
        again = rng.choice((0.05, 0.15, 0.4))
        weights = (again, 0.1, 0.75 - again, 0.15)
        reviews = [(rng.random(), rng.random(), rng.choices((1, 2, 3, 4), weights)[0]) for _ in range(REVIEWS)]
        cards.append({"settings": rng.randrange(SETTINGS), "reviews": reviews})
    return {"settings": chosen, "cards": cards}


def studied_by_anki(task: Mapping[str, Any], *, fuzz: bool = False, exact: bool = True) -> list[list[dict[str, Any]]]:
    """Return every card's reviews as Anki had them."""
    plain = {
        "exact": exact,
        "cards": task["cards"],
        "settings": [
            {
                "parameters": one.parameters,
                "retention": one.desired_retention,
                "learning_steps": one.learning_steps,
                "relearning_steps": one.relearning_steps,
                "maximum": one.maximum_interval,
            }
            for one in task["settings"]
        ],
    }
    environment = {name: value for name, value in os.environ.items() if name != "ANKI_TEST_MODE"} | {"TZ": f"ZONE-{OFFSET}"}
    if not fuzz:
        environment["ANKI_TEST_MODE"] = "1"
    done = subprocess.run(
        [sys.executable, "-W", "ignore", str(Path(__file__).with_name("anki_backend.py"))],
        input=json.dumps(plain),
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert isinstance(found, list)
    return found


def compare(task: Mapping[str, Any], *, exact: bool = True) -> Comparison:
    """Study a task with Anki and with quiz, without fuzz."""
    found = Comparison(len(task["cards"]))
    for card, reviews in zip(task["cards"], studied_by_anki(task, exact=exact), strict=True):
        found = _follow(found, task["settings"][card["settings"]], reviews)
    return found


def _follow(found: Comparison, settings: StudySettings, reviews: list[dict[str, Any]]) -> Comparison:
    """Follow one card through its reviews, comparing every button."""
    state, day, before, limited = CardState(), 20_000, len(found.differences), settings
    for review in reviews:
        settings = limited if review["limited"] else evolve(limited, maximum_interval=LONGEST)
        day += review["gap"]
        now = Moment(review["at"], day, review["next_day_at"])
        offers = prospects("card", state, now, settings)
        elapsed = day - (day if state.last_day is None else state.last_day)
        found = evolve(found, reviews=found.reviews + 1, steps=found.steps + len(Rating))
        for rating, (kind, wait, left) in zip(Rating, review["offers"], strict=True):
            memory = fsrs.step(state.memory, elapsed, rating, settings.parameters)
            wanted = fsrs.interval(memory.stability, settings.desired_retention, settings.parameters)
            mine = (offers[rating].phase, offers[rating].wait, _left(offers[rating], settings))
            anki = (PHASES[kind], wait * DAY if kind == "review" else wait, left if mine[2] > 0 else mine[2])
            if anki != mine:
                follows = len(found.differences) > before
                why = "after an earlier difference" if follows else _why(wanted, anki, mine, settings)
                found.differences.append(Difference(why, rating, wanted, anki, mine, state, settings))
        rating = Rating(review["rating"])
        _check_days(review)
        if len(found.differences) == before:
            _check_due(review, offers[rating], now)
        memory = fsrs.step(state.memory, elapsed, rating, settings.parameters)
        state = after(state, offers[rating], now, memory)
    return found


def after(state: CardState, prospect: Prospect, now: Moment, memory: MemoryState) -> CardState:
    """Return a card's state after an answer that led to a prospect."""
    return CardState(
        prospect.phase, memory, prospect.step, prospect.due_day, prospect.due_at, last_day=now.day, reps=state.reps + 1
    )


def _left(prospect: Prospect, settings: StudySettings) -> int:
    """Return how many steps are left, the one that the card waits for among them, as Anki counts them."""
    steps = {Phase.LEARNING: settings.learning_steps, Phase.RELEARNING: settings.relearning_steps}.get(prospect.phase, ())
    return len(steps) - prospect.step


def _why(wanted: float, anki: tuple[Phase, int, int], mine: tuple[Phase, int, int], settings: StudySettings) -> str:
    """Return the reason for a difference; see docs/explanation/memory-model.md."""
    if anki[0] is Phase.REVIEW and mine[0] is Phase.REVIEW:
        if anki[1] > settings.maximum_interval * DAY == mine[1]:
            return "beyond the longest interval"
        if abs(wanted % 1 - 0.5) < 1e-5 * wanted and abs(anki[1] - mine[1]) == DAY:
            return "single precision: a day"
    elif anki[0] is mine[0] and abs(anki[1] - mine[1]) == 1 and wanted < 0.5:
        return "single precision: a second"
    return "unexplained"


def _check_days(review: Mapping[str, Any]) -> None:
    """Check that both count the same study days between two reviews."""
    seconds = (review["last"], review["at"] // SECOND)
    last, now = (study_day(datetime.fromtimestamp(second, ZONE), review["rollover"]) for second in seconds)
    assert review["gap"] == now - last


def _check_due(review: Mapping[str, Any], prospect: Prospect, now: Moment) -> None:
    """Check that both put an answered card on the same study day, and a step of today at the same second."""
    if prospect.due_at is not None and abs(now.at + prospect.wait * SECOND - now.next_day_at) < 2 * SECOND:
        return  # the moment lies too near to the next study day to tell on which side Anki's clock had it
    if review["due_at"] is None:
        assert review["due_day"] - review["today"] == prospect.due_day - now.day
    else:
        assert prospect.due_at is not None
        assert abs(review["due_at"] * SECOND - prospect.due_at) < 2 * SECOND
