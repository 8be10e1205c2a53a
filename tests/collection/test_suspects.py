"""A plan that looks only at cards that may differ says what one says that looks at all of them."""

from collections.abc import Iterable

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.collection import adding, planning
from quiz.collection.collection import Collection
from quiz.collection.plan import Plan
from quiz.collection.suspects import suspects
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.facts.relation import Relation
from quiz.testing import decks
from tests.study.samples import NOON

WORDS = st.sampled_from(("one", "two", "three", "four", "five"))
NOTES = st.lists(
    st.tuples(st.integers(0, 5), WORDS, WORDS, st.sampled_from(("", "front")), st.sampled_from((None, 1900))),
    max_size=5,
    unique_by=lambda note: note[0],
)
ASKS = st.sampled_from(("{subject}", "What is {subject}?", "Which?"))
KINDS = st.sampled_from((("forward",), ("forward", "backward")))


def notes(found: Iterable[tuple[int, str, str, str, int | None]], ask: str, kinds: tuple[str, ...]) -> Deck:
    relation = Relation("Back", ask=ask, ask_back="{value}", kinds=kinds, apart=True)
    facts = [Fact(subject, "Back", value, id=f"n{n}/0", front=front, until=until) for n, subject, value, front, until in found]
    return Deck("notes", facts=facts, relations=[relation])


def told(plan: Plan) -> object:
    lines = [(line.change, line.card.id, line.was and line.was.id, line.members, line.text) for line in plan.lines]
    return lines, [card.id for card in plan.cards], plan.changes


def check(one: Deck, other: Deck) -> None:
    with Collection.in_memory() as collection:
        collection.add(one, NOON)
        whole = told(collection.plan(other))
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(planning, "LEAST_SLICED", 0)
            patch.setattr(adding, "LEAST_SLICED", 0)
            plan = collection.plan(other)
            assert whole == told(plan)
            collection.apply(plan, NOON)
            rows = collection.store.database.rows("SELECT card, position, sibling FROM cards WHERE alive ORDER BY position")
    with Collection.in_memory() as collection:
        collection.add(one, NOON)
        collection.apply(collection.plan(other), NOON)
        sql = "SELECT card, position, sibling FROM cards WHERE alive ORDER BY position"
        assert rows == collection.store.database.rows(sql)


VERSIONS = st.builds(notes, NOTES, ASKS, KINDS)


@given(VERSIONS, VERSIONS)
@settings(max_examples=40, deadline=None)
def test_of_notes(one: Deck, other: Deck) -> None:
    check(one, other)


@given(decks(), decks())
@settings(max_examples=20, deadline=None)
def test_of_any_decks(one: Deck, other: Deck) -> None:
    check(one, evolve(other, id=one.id))


def test_what_is_the_same_is_left_out() -> None:
    before = notes([(n, f"s{n}", f"v{n}", "", None) for n in range(9)], "{subject}", ("forward", "backward"))
    after = notes([(n, f"s{n}", f"v{n}{'x' * (n == 3)}", "", None) for n in range(9)], "{subject}", ("forward", "backward"))
    assert [[2], [2]] == [[len(several)] for several in suspects(before, after)]
