"""Replay: from the event log to what it says of every card.

The log is only ever added to, by several devices, so three questions are answered before anything is applied: in which order
did things happen (`in_order`), what was taken back (`cancelled`), and what is each card called now (`lineage`). The rest is
one loop over `apply`. A due day that a review has given is taken from the event and never computed again; memory is computed
anew from the ratings.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from functools import singledispatch
from itertools import islice
from operator import attrgetter
from typing import TypeAlias

from attrs import evolve

from quiz.errors import UsageError
from quiz.memory.doubles import doubles
from quiz.memory.events import (
    Buried,
    CardEvent,
    Crammed,
    DueSet,
    Event,
    Flagged,
    Given,
    Marked,
    Name,
    Renamed,
    Reset,
    Resumed,
    Retaught,
    Reviewed,
    Suspended,
    Undone,
)
from quiz.memory.evidence import guess_chance, remember
from quiz.memory.fsrs import Parameters
from quiz.memory.rating import Rating
from quiz.memory.state import CardState, MemoryState, Phase
from quiz.memory.tally import Tally

ParametersOf: TypeAlias = Parameters | Callable[[str], Parameters]
"""The parameters of every card, or what returns those of a card by the id it has now."""

MODEL = 2
"""Counts the ways in which states were made of logs so far. 2: options are weighed as evidence, members have memories."""

_UNSEEN = CardState()


def replay(events: Iterable[Event], parameters: ParametersOf) -> dict[str, CardState]:
    """Return the state of every card that the log speaks of, by the id it has now, whatever the order of `events`.

    All events of a card that was renamed count for the card that it became, in their order; where both have some, the two
    histories are one. A card all of whose events were taken back is left out: it has the default state again.
    """
    from quiz.facts.collecting import no_collecting

    log = in_order(events)
    gone = cancelled(log)
    with no_collecting():
        return replay_in_order(log, gone, _lineage(log, gone), parameters)


def replay_in_order(
    log: Iterable[Event], gone: AbstractSet[Name], called: Mapping[str, str], parameters: ParametersOf
) -> dict[str, CardState]:
    """Return what `replay` does, of events in their order that are taken one by one: however long a log is, only states are held.

    `gone` are the names of the events that are taken back, `called` are former ids of cards with the present ones.
    """
    tallies: dict[str, Tally] = {}
    known = tallies.get
    for event in log:
        if not isinstance(event, CardEvent) or (gone and (event.device, event.sequence) in gone):
            continue
        card = called.get(event.card, event.card) if called else event.card
        tally = known(card)
        if tally is None:
            if isinstance(event, Renamed):
                continue  # a name alone says nothing of a memory
            tally = tallies[card] = Tally(_of_card(parameters, card))
        # Logs consist of reviews: nearly all of them take the short way.
        if type(event) is not Reviewed or not tally.count(event):
            tally.put(_applied(event, tally.state, tally.parameters))
    return {card: tally.state for card, tally in tallies.items()}


def replay_card(events: Iterable[Event], parameters: ParametersOf) -> CardState:
    """Return the state of one card from its own events and every `Undone` of the log, whatever their order.

    Its own events are also those under former ids, with the `Renamed` events that join them. An `Undone` that has nothing to do
    with the card does no harm.

    Raises:
        UsageError: the events speak of more than one card.
    """
    log = in_order(events)
    gone = cancelled(log)
    cards = {event.card for event in log if isinstance(event, CardEvent)}
    if len(cards) > 1:
        called = _lineage(log, gone)
        cards = {called.get(card, card) for card in cards if _happened(card, log, gone)}
    if len(cards) > 1:
        message = f"One card can be replayed at a time, but the events speak of {len(cards)}; use replay() for them."
        raise UsageError(message)
    state = _UNSEEN
    chosen = _of_card(parameters, next(iter(cards), ""))
    for event in log:
        if isinstance(event, CardEvent) and (event.device, event.sequence) not in gone:
            state = _applied(event, state, chosen)
    return state


def lineage(events: Iterable[Event]) -> dict[str, str]:
    """Return what each card that was renamed is called now: former id to present id, whatever the order of `events`.

    Of several renamings of one id the last one in order counts. Where a card gets an id back that it had before, it has that
    one; so the renamings never lead in a circle.
    """
    log = in_order(event for event in events if isinstance(event, Renamed | Undone))
    return _lineage(log, cancelled(log))


def in_order(events: Iterable[Event]) -> list[Event]:
    """Return the events in the order in which they count: by study day, moment, device and sequence number.

    The study day comes first: a learner who travels or whose clock is wrong still reviews in the order of the days.
    """
    log = list(events)
    if all(map(_follows, log, islice(log, 1, None))):
        return log  # as it is read from a store; to find that out takes a fraction of the time
    return sorted(log, key=attrgetter("day", "at", "device", "sequence"))


def _follows(before: Event, after: Event) -> bool:
    if before.day != after.day:
        return before.day < after.day
    if before.at != after.at:
        return before.at < after.at
    return (before.device, before.sequence) <= (after.device, after.sequence)


def cancelled(events: Iterable[Event]) -> set[Name]:
    """Return the names of the events that do not count: they were taken back and not brought back since, or are `doubles`.

    An event is cancelled while an `Undone` that names it stands; an `Undone` stands while no other that stands names it.
    So undoing an `Undone` is a redo, to any depth. Two devices that undo the same event must both be undone to bring it back.
    Order and clocks play no part. An `Undone` in a circle, which only a damaged log can hold, takes nothing back.
    """
    log = list(events)
    undone = [event for event in log if isinstance(event, Undone)]
    named: defaultdict[Name, list[int]] = defaultdict(list)
    aimed_at: defaultdict[Name, int] = defaultdict(int)
    for index, event in enumerate(undone):
        named[event.device, event.sequence].append(index)
        aimed_at[_target(event)] += 1
    # From the ends of the chains inwards: whoever has nobody left that could undo it stands, and so cancels its target;
    # whoever is cancelled no longer threatens its own target.
    gone: set[Name] = set()
    standing = [event for event in undone if (event.device, event.sequence) not in aimed_at]
    while standing:
        target = _target(standing.pop())
        if target in gone:
            continue
        gone.add(target)
        for index in named[target]:
            freed = _target(undone[index])
            aimed_at[freed] -= 1
            if not aimed_at[freed] and freed not in gone:
                standing.extend(undone[index] for index in named[freed])
    renamed = [event for event in log if isinstance(event, Renamed)]
    return gone | doubles(log, _lineage(in_order(renamed), gone) if renamed else {})


def apply(state: CardState, event: CardEvent, parameters: Parameters) -> CardState:
    """Return the state of a card after one more of its events, which must be the last in order and not taken back.

    Raises:
        TypeError: the event is of a kind that says nothing of a card.
    """
    return _applied(event, state, parameters)


def _of_card(parameters: ParametersOf, card: str) -> Parameters:
    return parameters if isinstance(parameters, tuple) else parameters(card)


def _lineage(log: Iterable[Event], gone: set[Name]) -> dict[str, str]:
    """`lineage` of a log in order, of which `gone` was taken back."""
    leads: dict[str, str] = {}
    for event in log:
        if isinstance(event, Renamed) and event.was != event.card and (event.device, event.sequence) not in gone:
            leads[event.was] = event.card
            if _end(event.card, leads, stop=event.was) == event.was:
                del leads[event.card]
    return {was: _end(was, leads) for was in leads}


def _end(card: str, leads: Mapping[str, str], stop: str | None = None) -> str:
    """Follow renamings to where they end, or until they reach `stop`."""
    while card in leads and card != stop:
        card = leads[card]
    return card


def _happened(card: str, log: Iterable[Event], gone: set[Name]) -> bool:
    """Say whether anything but renamings stands under an id."""
    return any(
        isinstance(event, CardEvent)
        and event.card == card
        and not isinstance(event, Renamed)
        and (event.device, event.sequence) not in gone
        for event in log
    )


def _target(event: Undone) -> Name:
    return event.target_device, event.target_sequence


@singledispatch
def _applied(event: Event, _state: CardState, _parameters: Parameters) -> CardState:
    """`apply` with the event first, because that is the argument by whose class singledispatch chooses."""
    message = f"{type(event).__name__} is no card event that replay knows."
    raise TypeError(message)


@_applied.register
def _reviewed(event: Reviewed, state: CardState, parameters: Parameters) -> CardState:
    guess = guess_chance(event.form, len(event.options), len(event.marks))
    memory, members = remember(state, event.day, event.rating, parameters, guess=guess, members=event.members)
    lapsed = event.rating is Rating.AGAIN and state.phase is Phase.REVIEW
    # Spelled out, and not evolve(): this is the event that logs consist of, and evolve() takes several times as long.
    return CardState(
        phase=event.phase,
        memory=memory,
        step=event.step,
        due_day=event.due_day,
        due_at=event.due_at,
        last_day=event.day,
        reps=state.reps + 1,
        lapses=state.lapses + lapsed,
        suspended=state.suspended,
        buried_until=None,
        marked=state.marked,
        flag=state.flag,
        reteach=False,
        members=members,
    )


@_applied.register
def _crammed(_event: Crammed, state: CardState, _parameters: Parameters) -> CardState:
    return state


@_applied.register
def _renamed(event: Renamed, state: CardState, _parameters: Parameters) -> CardState:
    if not event.members or not state.members:
        return state
    now = dict(event.members)
    renamed = {now.get(member.name, member.name): member for member in state.members}
    return evolve(state, members=tuple(evolve(member, name=name) for name, member in sorted(renamed.items())))


@_applied.register
def _reset(_event: Reset, state: CardState, _parameters: Parameters) -> CardState:
    return CardState(suspended=state.suspended, marked=state.marked, flag=state.flag)


@_applied.register
def _given(event: Given, state: CardState, _parameters: Parameters) -> CardState:
    known = event.stability is not None and event.difficulty is not None
    return evolve(
        state,
        phase=event.phase,
        memory=MemoryState(event.stability, event.difficulty) if known else state.memory,  # type: ignore[arg-type]
        step=event.step,
        due_day=event.due_day,
        due_at=event.due_at,
        last_day=state.last_day if event.last_day is None else event.last_day,
        reps=max(state.reps, event.reps),
        lapses=max(state.lapses, event.lapses),
        buried_until=None,
        reteach=False,
        members=() if known else state.members,
    )


@_applied.register
def _due_set(event: DueSet, state: CardState, _parameters: Parameters) -> CardState:
    return evolve(state, phase=Phase.REVIEW, step=0, due_day=event.due_day, due_at=None, buried_until=None)


@_applied.register
def _suspended(_event: Suspended, state: CardState, _parameters: Parameters) -> CardState:
    return evolve(state, suspended=True)


@_applied.register
def _resumed(_event: Resumed, state: CardState, _parameters: Parameters) -> CardState:
    return evolve(state, suspended=False, buried_until=None)


@_applied.register
def _buried(event: Buried, state: CardState, _parameters: Parameters) -> CardState:
    return evolve(state, buried_until=event.until)


@_applied.register
def _marked(event: Marked, state: CardState, _parameters: Parameters) -> CardState:
    return evolve(state, marked=event.on)


@_applied.register
def _flagged(event: Flagged, state: CardState, _parameters: Parameters) -> CardState:
    return evolve(state, flag=event.flag)


@_applied.register
def _retaught(event: Retaught, state: CardState, _parameters: Parameters) -> CardState:
    if state.due_day is None:
        return state  # a card that was never seen is taught before it is asked anyway
    due_at = None if state.due_at is None else min(state.due_at, event.at)
    return evolve(state, reteach=True, due_day=min(state.due_day, event.day), due_at=due_at)
