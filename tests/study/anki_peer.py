"""The same reviews by Anki and by quiz: random histories, what Anki makes of them, and where quiz has something else.

`tests/study/anki_backend.py` drives Anki, in a process of its own. A step is one button at one review.
"""

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta, timezone
from itertools import product
from math import floor
from pathlib import Path
from random import Random
from typing import Any, TypeAlias
from unittest.mock import patch

from attrs import evolve, field, frozen

from quiz.memory import fsrs
from quiz.memory.fsrs import DEFAULT_PARAMETERS, Parameters
from quiz.memory.rating import Rating
from quiz.memory.state import CardState, MemoryState, Phase
from quiz.study.day import study_day
from quiz.study.settings import StudySettings
from quiz.study.steps import DAY, Moment, Prospect, prospects

_NOW = datetime.now(UTC)
_LATE = timedelta(hours=_NOW.hour - 11, minutes=_NOW.minute - 48)
ZONE = timezone(-_LATE)
"""A time zone in which it is 11:48: the next full hour, at which a study day may begin, is 12 minutes away, so steps run into
it. It is far from the time between 2 and 4 o'clock, when `ANKI_TEST_MODE` lets Anki put its clock two hours back."""
OFFSET = f"{'+' if _LATE > timedelta() else '-'}{str(abs(_LATE))[:-3]}"
"""The same as the variable TZ has it, in which west of Greenwich is positive."""
MINUTE = 60
HOUR = 3600
SECOND = 1000
"""Milliseconds."""
Offer: TypeAlias = tuple[Phase, int, int]
"""A phase, seconds until the card is due, and steps left."""
PHASES = {"learning": Phase.LEARNING, "relearning": Phase.RELEARNING, "review": Phase.REVIEW}
LEARNING_STEPS = (
    (), (1 * MINUTE, 10 * MINUTE), (15 * MINUTE,), (1 * MINUTE, 10 * MINUTE, DAY), (30, 5 * MINUTE, 1 * HOUR, 8 * HOUR),
    (3 * DAY,), (10 * MINUTE, 4 * DAY), (2 * DAY, 5 * DAY),
)  # fmt: skip
RELEARNING_STEPS = ((), (10 * MINUTE,), (10 * MINUTE, 3 * HOUR), (DAY,), (5 * MINUTE, 30 * MINUTE, 2 * DAY), (2 * DAY,))
RETENTIONS = (0.7, 0.8, 0.85, 0.87, 0.9, 0.9, 0.9, 0.92, 0.95, 0.97)
MAXIMA = (*[36_500] * 12, 365, 180, 90, 30)
LONGEST = 36_500
BEYOND = "Again beyond the longest interval"
PRECISION = "single precision"
DIGIT = "single precision where digits cancel out or are rounded"
FOLLOWS = "after an earlier difference"
TOLERANCES = (*((part, PRECISION) for part in (1e-7, 1e-6, 5e-6, 2e-5)), (1e-4, DIGIT), (5e-4, DIGIT))
"""How much of an interval may be off for either reason, after some reviews."""
FAR = 8_192
COARSE = tuple(sign * 4 * 10.0**-power for power in range(3, 8) for sign in (1, -1))
"""Beyond so many days, single precision tells apart no less than 0.001 to 0.004 of a day; parts of ranges of 1 to 10,000 days."""
UNEXPLAINED = "unexplained"
SETTINGS = 40
REVIEWS = 12
"""Reviews of a card."""


@frozen
class Difference:
    """A button for which quiz has something else than Anki."""

    why: str
    rating: Rating
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
    """Steps whose fuzz came so near to the bound between two days that either would be right; they count as the same."""
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
    plain = {"exact": exact, "cards": task["cards"], "settings": [_plain(one) for one in task["settings"]]}
    found = _ask_anki(plain, fuzz=fuzz)
    assert isinstance(found, list)
    return found


def asked_by_anki(ahead: int, left: Sequence[int]) -> list[bool]:
    """Return whether Anki asks a learning card that is due in `left` seconds, where it looks `ahead` seconds ahead."""
    found = _ask_anki({"settings": [_plain(StudySettings())], "ahead": ahead, "left": left}, fuzz=False)
    assert isinstance(found, list)
    return found


def _plain(settings: StudySettings) -> dict[str, Any]:
    return {
        "parameters": settings.parameters,
        "retention": settings.desired_retention,
        "learning_steps": settings.learning_steps,
        "relearning_steps": settings.relearning_steps,
        "maximum": settings.maximum_interval,
    }


def _ask_anki(task: Mapping[str, Any], *, fuzz: bool) -> object:
    """Let a process of its own do a task with Anki; return its answer."""
    environment = {name: value for name, value in os.environ.items() if name != "ANKI_TEST_MODE"} | {"TZ": f"ZONE{OFFSET}"}
    if not fuzz:
        environment["ANKI_TEST_MODE"] = "1"
    done = subprocess.run(
        [sys.executable, "-W", "ignore", str(Path(__file__).with_name("anki_backend.py"))],
        input=json.dumps(task),
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def compare(task: Mapping[str, Any], *, fuzz: bool = False, stored: bool = False) -> Comparison:
    """Study a task with Anki and with quiz.

    With `fuzz`, quiz takes its days by the numbers that Anki drew, so every day is the same if every range is. Between two
    reviews Anki rounds stability to four decimals and difficulty to three, to save room. With `stored`, quiz does so too; else
    the memories that Anki computed are put back as they were.
    """
    found = Comparison(len(task["cards"]))
    for card, reviews in zip(task["cards"], studied_by_anki(task, fuzz=fuzz, exact=not stored), strict=True):
        found = _follow(found, evolve(task["settings"][card["settings"]], fuzz=fuzz), reviews, stored=stored)
    return found


def _follow(found: Comparison, limited: StudySettings, reviews: list[dict[str, Any]], *, stored: bool) -> Comparison:
    """Follow one card through its reviews, comparing every button."""
    state, day, before = CardState(), 20_000, len(found.differences)
    for review in reviews:
        settings = limited if review["limited"] else evolve(limited, maximum_interval=LONGEST)
        day += review["gap"]
        now = Moment(review["at"], day, review["next_day_at"])
        rating = Rating(review["rating"])
        lower, upper = (_offers(state, now, settings, factor) for factor in review["factor"])
        taken = lower[rating] if _said(lower[rating], settings) == _of_anki(review, rating) else upper[rating]
        for button in Rating:
            anki = _of_anki(review, button)
            mine = {_said(offers[button], settings) for offers in (lower, upper)}
            found = evolve(found, steps=found.steps + 1, undecided=found.undecided + len(mine) - 1)
            if anki not in mine:
                why = _why(anki, button, state, now, settings, review["factor"])
                if why == UNEXPLAINED and len(found.differences) > before:
                    why = FOLLOWS
                found.differences.append(Difference(why, button, anki, min(mine), state, settings))
        found = evolve(found, reviews=found.reviews + 1)
        _check_days(review)
        if len(found.differences) == before:
            _check_due(review, taken, now, settings)
        memory = _memory(state, day, rating, settings)
        if stored:
            memory = MemoryState(round(memory.stability, 4), round(memory.difficulty, 3))
        state = after(state, taken, now, memory)
    return found


def _offers(state: CardState, now: Moment, settings: StudySettings, factor: float) -> Mapping[Rating, Prospect]:
    """Return what quiz offers where the number that is drawn is a part of the highest one."""
    number = min(max(floor(factor * 2**64), 0), 2**64 - 1)
    with patch("quiz.study.steps.draw", return_value=number):
        return prospects("card", state, now, settings)


def _said(prospect: Prospect, settings: StudySettings) -> Offer:
    """Return a prospect of quiz as phase, seconds and steps left, counted as Anki counts them."""
    steps = {Phase.LEARNING: settings.learning_steps, Phase.RELEARNING: settings.relearning_steps}.get(prospect.phase, ())
    return prospect.phase, prospect.wait, len(steps) - prospect.step if steps else 0


def _of_anki(review: Mapping[str, Any], rating: Rating) -> Offer:
    """Return what Anki offered; without steps it may still count some that are left, which means nothing."""
    kind, wait, left, steps = review["offers"][rating - 1]
    return PHASES[kind], wait * DAY if kind == "review" else wait, left if steps else 0


def _memory(state: CardState, day: int, rating: Rating, settings: StudySettings) -> MemoryState:
    elapsed = 0 if state.last_day is None else day - state.last_day
    return fsrs.step(state.memory, elapsed, rating, settings.parameters)


def after(state: CardState, prospect: Prospect, now: Moment, memory: MemoryState) -> CardState:
    """Return a card's state after an answer that led to a prospect."""
    return CardState(
        prospect.phase, memory, prospect.step, prospect.due_day, prospect.due_at, last_day=now.day, reps=state.reps + 1
    )


def _why(anki: Offer, button: Rating, state: CardState, now: Moment, settings: StudySettings, factors: Iterable[float]) -> str:  # noqa: PLR0917
    """Return the reason for a difference; see docs/explanation/memory-model.md."""
    if button is Rating.AGAIN and anki[1] > settings.maximum_interval * DAY:
        return BEYOND
    if settings.fuzz and anki[1] > FAR * DAY:
        factors = [factor + off for factor in factors for off in (0.0, *COARSE)]
        if anki[1] == (LONGEST + 1) * DAY:
            return PRECISION  # rounded up to the day after the last
    interval = fsrs.interval
    for part, why in TOLERANCES:
        for scale, factor in product((1 - part, 1, 1 + part), factors):
            with patch("quiz.memory.fsrs.interval", lambda *given, scale=scale: scale * interval(*given)):
                if anki == _said(_offers(state, now, settings, factor)[button], settings):
                    return why
    return UNEXPLAINED


def _check_days(review: Mapping[str, Any]) -> None:
    """Check that both count the same study days between two reviews."""
    seconds = (review["last"], review["at"] // SECOND)
    last, now = (study_day(datetime.fromtimestamp(second, ZONE), review["rollover"]) for second in seconds)
    assert review["gap"] == now - last


def _check_due(review: Mapping[str, Any], prospect: Prospect, now: Moment, settings: StudySettings) -> None:
    """Check that both put an answered card on the same study day, and a step of today at the same second."""
    if prospect.due_at is not None and abs(now.at + prospect.wait * SECOND - now.next_day_at) < 2 * SECOND:
        return  # the moment lies too near to the next study day to tell on which side Anki's clock had it
    if review["due_at"] is None:
        assert review["due_day"] - review["today"] == prospect.due_day - now.day
    else:
        assert prospect.due_at is not None
        # With fuzz, Anki adds up to a quarter or five minutes to a step.
        late = min(prospect.wait // 4, 300) * SECOND if settings.fuzz else 0
        assert -2 * SECOND < review["due_at"] * SECOND - prospect.due_at < late + 2 * SECOND
