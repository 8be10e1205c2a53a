"""Histories of reviews, as devices write them."""

from attrs import evolve
from hypothesis import strategies as st

from quiz.memory.events import Buried, CardEvent, Event, Marked, Resumed, Reviewed, Suspended, Undone
from quiz.memory.rating import Rating
from quiz.memory.replay import replay_card
from quiz.memory.state import CardState
from quiz.study.settings import StudySettings
from quiz.study.steps import DAY, Moment, prospects

FIRST_DAY = 20_000
"""The study day on which histories begin: 2024-10-04."""
CARDS = ("ant", "bee", "cat")
DEVICES = ("desk", "phone")

_RATINGS = st.sampled_from([Rating.AGAIN, Rating.HARD, Rating.GOOD, Rating.GOOD, Rating.GOOD, Rating.EASY])
_FORMS = st.sampled_from(["reveal", "typed", "choice"])


@st.composite
def histories(
    draw: st.DrawFn, cards: tuple[str, ...] = CARDS, devices: tuple[str, ...] = DEVICES, max_events: int = 25
) -> list[Event]:
    """Draw the log of somebody who studied: every review scheduled as quiz schedules it, by what was known at that moment.

    Days pass between reviews, or seconds; cards are suspended, resumed, buried and marked; answers are taken back, and the
    taking back is too. Devices take turns, each knowing what the others wrote. The events are in the order in which they
    happened, each with its device and sequence number.

    Args:
        draw: Given by hypothesis.
        cards: The ids of the cards.
        devices: The names of the devices.
        max_events: How many events there are at most.
    """
    settings = StudySettings(fuzz=draw(st.booleans()))
    log: list[Event] = []
    sequences = dict.fromkeys(devices, 0)
    at = FIRST_DAY * DAY * 1000
    for _ in range(draw(st.integers(0, max_events))):
        at += 1000 * draw(st.one_of(st.integers(1, 600), st.integers(1, 60).map(lambda days: days * DAY)))
        device = draw(st.sampled_from(devices))
        own = [event for event in log if event.device == device]
        if own and draw(st.integers(0, 6)) == 0:
            drawn: Event = _undoing(at, own[-1])
        else:
            card = draw(st.sampled_from(cards))
            drawn = draw(_events(card, state_of(card, log, settings), at, settings))
        sequences[device] += 1
        log.append(evolve(drawn, device=device, sequence=sequences[device]))
    return log


@st.composite
def reviews(draw: st.DrawFn, card: str = "ant", max_reviews: int = 20) -> list[Reviewed]:
    """Draw the reviews of one card on one device, each scheduled as quiz schedules it.

    Args:
        draw: Given by hypothesis.
        card: The card's id.
        max_reviews: How many reviews there are at most.
    """
    settings = StudySettings(fuzz=draw(st.booleans()))
    log: list[Reviewed] = []
    at = FIRST_DAY * DAY * 1000
    for number in range(1, 1 + draw(st.integers(0, max_reviews))):
        at += 1000 * draw(st.one_of(st.integers(1, 600), st.integers(1, 60).map(lambda days: days * DAY)))
        found = draw(_reviewed(card, state_of(card, log, settings), at, settings))
        log.append(evolve(found, device="desk", sequence=number))
    return log


def state_of(card: str, log: "list[Event] | list[Reviewed]", settings: StudySettings) -> CardState:
    """Return what a log says of a card."""
    return replay_card([event for event in log if _concerns(event, card)], settings.parameters)


def _concerns(event: Event, card: str) -> bool:
    return event.card == card if isinstance(event, CardEvent) else isinstance(event, Undone)


def _undoing(at: int, event: Event) -> Undone:
    return Undone(at=at, day=_day(at), target_device=event.device, target_sequence=event.sequence)


def _events(card: str, state: CardState, at: int, settings: StudySettings) -> st.SearchStrategy[CardEvent]:
    when = {"at": at, "day": _day(at), "card": card}
    if state.suspended:
        return st.just(Resumed(**when))  # type: ignore[arg-type]
    others = st.one_of(
        st.just(Suspended(**when)),  # type: ignore[arg-type]
        st.integers(1, 3).map(lambda days: Buried(until=_day(at) + days, **when)),  # type: ignore[arg-type]
        st.just(Marked(on=not state.marked, **when)),  # type: ignore[arg-type]
    )
    return st.integers(0, 7).flatmap(lambda chance: others if chance == 0 else _reviewed(card, state, at, settings))


@st.composite
def _reviewed(draw: st.DrawFn, card: str, state: CardState, at: int, settings: StudySettings) -> Reviewed:
    rating, form = draw(_RATINGS), draw(_FORMS)
    day = _day(at)
    found = prospects(card, state, Moment(at, day, (day + 1) * DAY * 1000), settings)[rating]
    options = tuple(f"option {number}" for number in range(4)) if form == "choice" else ()
    return Reviewed(
        at=at,
        day=day,
        card=card,
        rating=rating,
        phase=found.phase,
        step=found.step,
        due_day=found.due_day,
        due_at=found.due_at,
        form=form,
        options=options,
        answer=None if form == "reveal" else draw(st.sampled_from(options or ("an answer", ""))),
        took=draw(st.integers(500, 60_000)),
    )


def _day(at: int) -> int:
    return at // (DAY * 1000)
