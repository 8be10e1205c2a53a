"""Ways to draw FSRS parameters, review histories and event logs."""

import random
from itertools import count

from attrs import evolve
from hypothesis import strategies as st

from quiz.memory import fsrs
from quiz.memory.events import (
    Archived,
    Buried,
    Crammed,
    DeckVersion,
    DueSet,
    Edited,
    Event,
    Fitted,
    Flagged,
    Given,
    Marked,
    Renamed,
    Reset,
    Resumed,
    Retaught,
    Reviewed,
    Suspended,
    Undone,
)
from quiz.memory.rating import Rating
from quiz.memory.state import Phase

BOUNDS = tuple((low, high) for _, low, high in fsrs._TABLE)
"""The lowest and highest value of each parameter."""
DEVICES = ("desk", "phone")
CARDS = ("ant", "bee", "cat")

ratings = st.sampled_from(Rating)
elapsed = st.one_of(st.just(0), st.integers(0, 30), st.integers(0, 3650))
parameters = st.one_of(
    st.just(fsrs.DEFAULT_PARAMETERS),
    st.tuples(*(st.floats(low, high) for low, high in BOUNDS)),
)
histories = st.lists(st.tuples(elapsed, ratings.map(int)), min_size=1, max_size=30)
"""Elapsed days and rating of each review of a card; the first elapsed days say nothing."""


def random_parameters(source: random.Random) -> fsrs.Parameters:
    """Draw parameters from the whole of their ranges, or, half of the time, the default ones."""
    if source.random() < 0.5:
        return fsrs.DEFAULT_PARAMETERS
    return tuple(source.uniform(low, high) for low, high in BOUNDS)


def random_history(source: random.Random) -> list[tuple[int, int]]:
    """Draw up to 30 reviews as (elapsed days, rating), a quarter of them on the same day as the one before."""
    return [
        (0 if source.random() < 0.25 else int(10 ** source.uniform(0, 3.2)), source.choices((1, 2, 3, 4), (2, 1, 6, 1))[0])
        for _ in range(source.randint(1, 30))
    ]


_when = {"at": st.integers(0, 5), "day": st.integers(20_000, 20_010)}
_card = {**_when, "card": st.sampled_from(CARDS)}
_days = st.integers(20_000, 20_050)
reviewed = st.builds(
    Reviewed,
    **_card,
    rating=ratings,
    phase=st.sampled_from([Phase.LEARNING, Phase.REVIEW, Phase.RELEARNING]),
    step=st.integers(0, 3),
    due_day=_days,
    due_at=st.none() | st.integers(0, 10),
    form=st.sampled_from(["reveal", "typed", "choice"]),
    options=st.lists(st.text(max_size=3), max_size=3),
    answer=st.none() | st.text(max_size=5),
    marks=st.lists(st.tuples(st.text(max_size=3), st.booleans()), max_size=3).map(tuple),
    took=st.integers(0, 10_000),
    members=st.just(())
    | st.lists(st.tuples(st.sampled_from("xyz"), st.booleans()), max_size=3, unique_by=lambda m: m[0]).map(tuple),
    before=st.none() | st.sampled_from(Phase),
)
crammed = st.builds(
    Crammed,
    **_card,
    rating=ratings,
    form=st.sampled_from(["reveal", "typed", "choice"]),
    options=st.lists(st.text(max_size=3), max_size=3),
    answer=st.none() | st.text(max_size=5),
    took=st.integers(0, 10_000),
)
imported = st.builds(
    lambda event, origin, ease: evolve(event, source="anki", origin=origin, ease=ease),
    reviewed | crammed,
    st.integers(0, 2),
    st.integers(0, 3000),
)
"""Answers of another program; several devices may have the same ones."""
given_states = st.builds(
    Given,
    **_card,
    source=st.just("anki"),
    phase=st.sampled_from([Phase.LEARNING, Phase.REVIEW, Phase.RELEARNING]),
    step=st.integers(0, 3),
    due_day=_days,
    due_at=st.none() | st.integers(0, 10),
    stability=st.none() | st.floats(0.01, 1000),
    difficulty=st.none() | st.floats(1, 10),
    last_day=st.none() | _days,
    reps=st.integers(0, 9),
    lapses=st.integers(0, 9),
)
card_events = st.one_of(
    reviewed,
    reviewed,
    imported,
    given_states,
    st.builds(Flagged, **_card, flag=st.integers(0, 7)),
    st.builds(Suspended, **_card),
    st.builds(Resumed, **_card),
    st.builds(Buried, **_card, until=_days),
    st.builds(Marked, **_card, on=st.booleans()),
    st.builds(Retaught, **_card),
    st.builds(Reset, **_card),
    st.builds(DueSet, **_card, due_day=_days),
    crammed,
)
renamed = st.builds(
    Renamed,
    **_card,
    was=st.sampled_from(CARDS),
    members=st.lists(st.tuples(st.sampled_from("xyz"), st.sampled_from("xyz")), max_size=2).map(tuple),
)
deck_events = st.one_of(
    st.builds(DeckVersion, **_when, deck=st.text(), version=st.text(), path=st.none() | st.text(), changes=st.integers(0, 9)),
    st.builds(Edited, **_when, deck=st.text(), version=st.text(), base=st.text(), changes=st.integers(0, 9)),
    st.builds(Archived, **_when, deck=st.text()),
    st.builds(
        Fitted,
        **_when,
        deck=st.text(max_size=5),
        parameters=st.lists(st.floats(0, 100), max_size=3).map(tuple),
        loss_before=st.none() | st.floats(0, 1),
        loss_after=st.none() | st.floats(0, 1),
        reviews=st.integers(0, 10_000),
    ),
)
undone = st.builds(Undone, **_when, target_device=st.sampled_from(DEVICES), target_sequence=st.integers(0, 12))
events = st.one_of(card_events, renamed, deck_events, undone)


mixed = st.one_of(card_events, card_events, deck_events, undone)
renaming = st.one_of(card_events, card_events, renamed, undone)


@st.composite
def logs(draw: st.DrawFn, kinds: st.SearchStrategy[Event] = mixed) -> list[Event]:
    """A log of two devices in which an `Undone` may name any event, even a later one, itself or none."""
    numbers = {device: count(1) for device in DEVICES}
    drawn = draw(st.lists(st.tuples(st.sampled_from(DEVICES), kinds), max_size=25))
    return [evolve(event, device=device, sequence=next(numbers[device])) for device, event in drawn]
