"""A simulated learner, who studies by the real rules: what quiz expects of the future is checked against him.

He has a true memory of every card, which follows FSRS with parameters of his own and which the scheduler never sees. He is
asked when the scheduler says so (`quiz.study.steps`), in the order of the queue and within its limits. What he does not know he
guesses, where there are options, and his memory then moves as after Again: he has forgotten, is told the answer, and the
scheduler, who saw a right answer, thinks otherwise.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from heapq import heappop, heappush
from random import Random

from attrs import field, frozen

from quiz.memory.events import Reviewed
from quiz.memory.evidence import guess_chance
from quiz.memory.fsrs import DEFAULT_PARAMETERS, Parameters, retrievability, step
from quiz.memory.rating import Rating
from quiz.memory.replay import apply
from quiz.memory.state import CardState, MemoryState, Phase
from quiz.study.orders import by_retrievability
from quiz.study.queue import Waiting
from quiz.study.settings import StudySettings
from quiz.study.steps import DAY, Moment, prospects

_MORNING = 12 * 3600
"""Seconds after the beginning of the study day at which the learner sits down."""
_SECOND = 1000


@frozen(kw_only=True)
class Learner:
    """How the simulated learner remembers and answers."""

    parameters: Parameters = DEFAULT_PARAMETERS
    """How he really forgets."""
    first_ratings: tuple[float, float, float, float] = (0.0, 0.0, 1.0, 0.0)
    """How often his first answer to a new card, which he has just been shown, is Again, Hard, Good, Easy."""
    recall_ratings: tuple[float, float, float] = (0.0, 1.0, 0.0)
    """How often a card that he knows is Hard, Good, Easy for him."""
    options: int = 0
    """How many options he is shown at every answer after the first; 0 for none."""
    weighed: bool = True
    """Whether the scheduler knows that an answer may be a guess. Without it, right is right: plain grading."""


@frozen
class SimulatedDay:
    """What happened on one study day."""

    day: int
    new: int
    """Cards met for the first time."""
    reviews: int
    """Cards past their learning steps that were asked, each once."""
    known: int
    """Those of them that the learner truly knew."""
    right: int
    """Those of them that he answered rightly, guesses among them."""
    answers: int
    """All answers, the steps within the day among them."""
    knowledge: float
    """How many cards he truly knows at the end of the day, by the chances of recall."""


@frozen
class Simulated:
    """What became of a simulation."""

    days: tuple[SimulatedDay, ...]
    states: Mapping[str, CardState]
    """What the scheduler thinks of every card at the end."""
    events: tuple[Reviewed, ...]
    """The log: every answer in its order, without device and number."""
    memories: Mapping[str, tuple[MemoryState, int]]
    """What is true of every card that was seen: its memory, and the study day of its last answer."""

    @property
    def true_retention(self) -> float:
        """The share of reviews at which the learner truly knew the answer. From 0 to 1; 0 without reviews."""
        reviews = sum(day.reviews for day in self.days)
        return sum(day.known for day in self.days) / reviews if reviews else 0.0

    def score(self, day: int, parameters: Parameters, seed: str) -> int:
        """Return how many cards the learner would know on a day, drawn once from what is true."""
        dice = Random(seed)
        chances = (retrievability(memory.stability, day - last, parameters) for memory, last in self.memories.values())
        return sum(dice.random() < chance for chance in chances)


@frozen
class _Study:
    """A simulation under way."""

    learner: Learner
    settings: StudySettings
    dice: Random
    states: dict[str, CardState]
    memories: dict[str, tuple[MemoryState, int]]
    due: defaultdict[int, list[str]] = field(factory=lambda: defaultdict(list))
    """The cards that wait for each study day."""
    events: list[Reviewed] = field(factory=list)


def simulate(
    learner: Learner, states: Mapping[str, CardState], settings: StudySettings, *, first_day: int, days: int, seed: str
) -> Simulated:
    """Let a learner study some cards for some days, and return what became of it; the same seed gives the same.

    `states` are the cards, new ones in the order in which they are met. What the scheduler thinks of a card is true at the
    beginning. Every day, he answers all that the settings' limits allow, steps within the day too.
    """
    study = _Study(learner, settings, Random(seed), dict(states), {})
    fresh = [card for card, state in states.items() if state.phase is Phase.NEW]
    fresh.reverse()
    for card, state in states.items():
        if state.memory is not None and state.due_day is not None:
            study.memories[card] = (state.memory, first_day if state.last_day is None else state.last_day)
            study.due[max(state.due_day, first_day)].append(card)
    log = []
    for day in range(first_day, first_day + days):
        taken = [fresh.pop() for _ in range(min(settings.new_per_day, len(fresh)))]
        log.append(_day(study, day, taken))
    return Simulated(tuple(log), study.states, tuple(study.events), study.memories)


def _day(study: _Study, day: int, new: Sequence[str]) -> SimulatedDay:
    waiting = [Waiting(card, "", card, study.states[card]) for card in study.due.pop(day, ())]
    steps = [item.card for item in waiting if item.state.phase is not Phase.REVIEW]
    due = by_retrievability((item for item in waiting if item.state.phase is Phase.REVIEW), day, study.settings.parameters)
    asked, late = due[: study.settings.reviews_per_day], due[study.settings.reviews_per_day :]
    study.due[day + 1].extend(item.card for item in late)
    now = (day * DAY + _MORNING) * _SECOND
    queue = [(now, place, card) for place, card in enumerate([*(item.card for item in asked), *steps, *new])]
    reviews = known = right = answers = 0
    while queue:
        due_at, place, card = heappop(queue)
        now = max(now, due_at) + _SECOND
        past_steps = study.states[card].phase is Phase.REVIEW
        knew, passed = _answer(study, card, Moment(now, day, (day + 1) * DAY * _SECOND))
        answers += 1
        if past_steps:
            reviews, known, right = reviews + 1, known + knew, right + passed
        state = study.states[card]
        if state.due_at is not None and state.due_day == day:
            heappush(queue, (state.due_at, place, card))
        elif state.due_day is not None:
            study.due[state.due_day].append(card)
    chances = (retrievability(memory.stability, day - last, study.learner.parameters) for memory, last in study.memories.values())
    return SimulatedDay(day, len(new), reviews, known, right, answers, sum(chances))


def _answer(study: _Study, card: str, moment: Moment) -> tuple[bool, bool]:
    """Let the learner answer a card; return whether he knew it, and whether he was right."""
    learner, dice, state = study.learner, study.dice, study.states[card]
    memory, last = study.memories.get(card, (None, moment.day))
    options = learner.options if memory is not None else 0
    if memory is None:
        felt = Rating(dice.choices((1, 2, 3, 4), learner.first_ratings)[0])
        knew = passed = felt is not Rating.AGAIN
        seen = felt
    else:
        knew = dice.random() < retrievability(memory.stability, moment.day - last, learner.parameters)
        felt = Rating(dice.choices((2, 3, 4), learner.recall_ratings)[0]) if knew else Rating.AGAIN
        passed = knew or (options > 1 and dice.random() < 1 / options)
        seen = felt if knew or not passed else Rating.GOOD
    study.memories[card] = (step(memory, moment.day - last, felt, learner.parameters), moment.day)
    form = "choice" if options and learner.weighed else "reveal"
    guess = guess_chance(form, options)
    prospect = prospects(card, state, moment, study.settings, guess=guess)[seen]
    event = Reviewed(
        card=card,
        at=moment.at,
        day=moment.day,
        rating=seen,
        phase=prospect.phase,
        step=prospect.step,
        due_day=prospect.due_day,
        due_at=prospect.due_at,
        form=form,
        options=("",) * options,
    )
    study.events.append(event)
    study.states[card] = apply(state, event, study.settings.parameters)
    return knew, passed
