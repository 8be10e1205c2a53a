"""The checkpoint gives back every state as it was put."""

from attrs import fields
from hypothesis import given
from hypothesis import strategies as st

from quiz.memory.state import CardState, MemoryState, Phase
from quiz.store import states
from quiz.store.store import Store
from tests.store.samples import DAY, NOON, add_deck, due

integers = st.integers(-(2**63), 2**63 - 1)
memories = st.builds(MemoryState, st.floats(0.001, 36_500), st.floats(1, 10))
card_states = st.builds(
    CardState,
    phase=st.sampled_from(Phase),
    memory=st.none() | memories,
    step=integers,
    due_day=st.none() | integers,
    due_at=st.none() | integers,
    last_day=st.none() | integers,
    reps=integers,
    lapses=integers,
    suspended=st.booleans(),
    buried_until=st.none() | integers,
    marked=st.booleans(),
    reteach=st.booleans(),
)


@given(st.dictionaries(st.sampled_from(["ant", "bee", "cow"]), card_states), card_states)
def test_a_state_comes_back_as_it_was_put(known: dict[str, CardState], later: CardState) -> None:
    with Store.in_memory() as store:
        add_deck(store, "animals", ["ant"])
        store.put_states(known)
        expected = {card: known.get(card, CardState()) for card in ("cow", "ant", "bee")}
        assert expected == store.states(expected)
        assert expected == {card: store.state(card) for card in expected}
        assert list(expected) == list(store.states(expected))
        store.put_state("bee", later)
        assert later == store.state("bee")


def test_every_field_of_a_state_is_kept() -> None:
    columns = set(states.COLUMNS.split(", ")) - {"stability", "difficulty"} | {"memory"}
    assert {field.name for field in fields(CardState)} == columns


def test_many_states_at_once() -> None:
    with Store.in_memory() as store:
        known = {str(number): due(number) for number in range(1234)}
        store.put_states(known)
        assert known | {"none": CardState()} == store.states([*known, "none"])
        assert {} == store.states([])


def test_cleared_states_are_the_default_and_the_cards_stay() -> None:
    with Store.in_memory() as store:
        add_deck(store, "animals", ["ant", "bee", "cow"])
        store.put_states({"ant": due(), "bee": CardState(suspended=True), "gone": due()})
        store.clear_states()
        assert dict.fromkeys(["ant", "bee", "cow", "gone"], CardState()) == store.states(["ant", "bee", "cow", "gone"])
        assert ["ant", "bee", "cow"] == [card.card for card in store.new_cards(None, DAY)]
        assert 3 == store.counts(DAY, NOON)[0].new
        assert [("ant",), ("bee",), ("cow",)] == store._database.rows("SELECT card FROM cards ORDER BY card")
