"""Counts are what counting the cards and events one by one gives, without doing so."""

from collections.abc import Iterator

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from quiz.memory.events import Suspended
from quiz.memory.replay import cancelled
from quiz.memory.state import CardState, Phase
from quiz.store import counts, inspection
from quiz.store.counts import DeckCounts
from quiz.store.store import Store
from tests.store.samples import DAY, NOON, add_deck, due, review, undo

CARDS = {"animals": ["ant", "bee", "cow"], "plants": ["oak", "fir"]}


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.in_memory() as store:
        for position, (deck, cards) in enumerate(CARDS.items()):
            add_deck(store, deck, cards, position=position)
        yield store


def counted_one_by_one(store: Store, deck: str, day: int, now: int) -> DeckCounts:
    """Count from the cards' states and the whole log: slow, and plainly right."""
    cards = {card.card: card.state for card in store.deck_cards(deck)}
    shown = [state for state in cards.values() if not state.hidden(day)]
    waiting = [state for state in shown if state.due_day is not None and state.due_day <= day]
    learning = [state for state in waiting if state.phase in {Phase.LEARNING, Phase.RELEARNING}]
    log = list(store.events())
    gone = cancelled(log)
    days: dict[str, set[int]] = {card: set() for card in cards}
    for event in store.events(kinds=["Reviewed"]):
        if (event.device, event.sequence) not in gone and event.card in days:  # type: ignore[attr-defined]
            days[event.card].add(event.day)  # type: ignore[attr-defined]
    return DeckCounts(
        deck=deck,
        title=deck.title(),
        new=sum(state.phase is Phase.NEW for state in shown),
        learning=len(learning),
        review=sum(state.phase is Phase.REVIEW for state in waiting),
        total=len(cards),
        introduced_today=sum(day in reviewed and min(reviewed) == day for reviewed in days.values()),
        reviewed_today=sum(day in reviewed and min(reviewed) < day for reviewed in days.values()),
        learning_now=sum(state.due_at is None or state.due_at <= now for state in learning),
    )


def test_a_day(store: Store) -> None:
    store.append_all([review("ant", day=DAY - 1), review("ant"), review("ant", at=NOON + 1), review("bee"), review("oak")])
    store.append(Suspended(at=NOON, day=DAY, card="fir"))
    store.put_states(
        {"ant": due(DAY + 9), "bee": due(DAY, Phase.LEARNING, NOON + 5), "oak": due(), "fir": CardState(suspended=True)}
    )
    assert [
        DeckCounts("animals", "Animals", 1, 1, 0, 3, 1, 1, 0),
        DeckCounts("plants", "Plants", 0, 0, 1, 2, 1, 0, 0),
    ] == store.counts(DAY, NOON)
    assert 1 == store.counts(DAY, NOON + 5)[0].learning_now


def test_undone_reviews_do_not_count(store: Store) -> None:
    first, second = store.append_all([review("ant", day=DAY - 1), review("ant")])
    assert (0, 1) == today(store)
    taken = store.append(undo(first))
    assert (1, 0) == today(store)
    store.append(undo(second))
    assert (0, 0) == today(store)
    store.append(undo(taken))
    assert (0, 0) == today(store)
    store.append(review("ant"))
    assert (0, 1) == today(store)


def test_answers_are_counted_by_day(store: Store) -> None:
    """Those that stand: an undoing may come before its answer, and be taken back itself."""
    first, *_ = store.append_all([review(day=DAY - 2), review(day=DAY - 2), review("oak", day=DAY)])
    assert {DAY - 2: 2, DAY: 1} == store.answers_by_day(DAY - 9, DAY)
    taken = store.append(undo(first))
    assert {DAY - 2: 1} == store.answers_by_day(DAY - 9, DAY - 1)
    store.append(undo(taken))
    assert {DAY - 2: 2} == store.answers_by_day(DAY - 2, DAY - 2)
    store.append(undo(evolve(review(day=DAY - 1), device="phone", sequence=1)))
    with Store.in_memory(device="phone") as other:
        other.append(review(day=DAY - 1))
        store.merge(other.event_data("phone"))
    assert {DAY - 2: 2, DAY: 1} == store.answers_by_day(DAY - 9, DAY)
    assert [] == inspection.miscounted_answers(store.database)


def test_a_streak_ends_at_a_day_without_answers(store: Store) -> None:
    assert 0 == store.streak(DAY)
    events = store.append_all([review(day=day) for day in (DAY - 5, DAY - 3, DAY - 2, DAY - 1, DAY - 1)])
    assert 3 == store.streak(DAY)
    assert (3, 2, 0, 1) == tuple(store.streak(day) for day in (DAY - 1, DAY - 2, DAY + 1, DAY - 4))
    store.append(review(day=DAY))
    assert 4 == store.streak(DAY)
    store.append(undo(events[2]))
    assert 2 == store.streak(DAY)


def test_the_times_of_the_last_answers(store: Store) -> None:
    store.append_all([evolve(review(day=DAY - back), took=back * 1000) for back in (3, 1, 2, 0)])
    gone = store.append(evolve(review(day=DAY), took=77_000))
    store.append(undo(gone))
    assert [0, 1000, 2000] == store.recent_times(3)
    assert 4 == len(store.recent_times(9))


def test_when_the_next_card_is_due(store: Store) -> None:
    assert counts.next_due(store.database) is None
    store.put_states({"ant": due(DAY + 5), "bee": evolve(due(DAY + 2), suspended=True), "oak": due(DAY + 3, Phase.LEARNING)})
    assert DAY + 3 == counts.next_due(store.database)
    store.archive("plants")
    assert DAY + 5 == counts.next_due(store.database)


def today(store: Store) -> tuple[int, int]:
    return store.counts(DAY, NOON)[0].introduced_today, store.counts(DAY, NOON)[0].reviewed_today


def test_what_left_its_deck_today_was_done_all_the_same(store: Store) -> None:
    store.append(review("ant"))
    store.append(review("unknown"))
    store.put_cards("animals", [])
    found = store.counts(DAY, NOON)[0]
    assert (0, 1) == (found.total, found.introduced_today)


days = st.integers(DAY - 2, DAY + 2)
card_states = st.builds(
    evolve,
    st.builds(
        due, days, st.sampled_from([Phase.LEARNING, Phase.REVIEW, Phase.RELEARNING]), st.none() | st.integers(NOON - 1, NOON + 1)
    )
    | st.just(CardState()),
    suspended=st.booleans(),
    buried_until=st.none() | days,
)
cards = st.sampled_from([card for deck in CARDS.values() for card in deck])


@given(st.lists(st.tuples(cards, card_states)), st.lists(st.tuples(cards, days)), st.lists(st.integers(1, 20), max_size=8))
def test_counting_one_by_one_gives_the_same(
    changes: list[tuple[str, CardState]], reviews: list[tuple[str, int]], undos: list[int]
) -> None:
    with Store.in_memory() as store:
        for position, (deck, names) in enumerate(CARDS.items()):
            add_deck(store, deck, names, position=position)
        for card, state in changes:
            store.put_state(card, state)
        store.append_all(review(card, day=day) for card, day in reviews)
        for sequence in undos:
            store.append(evolve(undo(review()), target_device=store.device, target_sequence=sequence))
        assert [counted_one_by_one(store, deck, DAY, NOON) for deck in CARDS] == store.counts(DAY, NOON)


def test_no_card_or_event_is_read_but_those_that_count(store: Store) -> None:
    for sql, values in ((counts._WAITING, (DAY, NOON)), (counts._DONE, (DAY,))):
        plan = [row[3] for row in store._database.rows(f"EXPLAIN QUERY PLAN {sql}", values)]
        assert [] == [step for step in plan if step.startswith("SCAN") and step.split()[1] in {"c", "cards", "e", "u"}]
    due_plan = [row[3] for row in store._database.rows(f"EXPLAIN QUERY PLAN {counts._WAITING}", (DAY, NOON))]
    assert 3 == sum("COVERING INDEX cards_due" in step for step in due_plan)
