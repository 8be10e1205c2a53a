"""Changing many cards at once: all or none, nothing twice, and back again."""

from itertools import count

import pytest

from quiz.collection import bulk
from quiz.collection.bulk import all_are, change, take_back
from quiz.collection.collection import Collection
from quiz.collection.fact_changes import Retagging, planned, retagged, without
from quiz.errors import NotFoundError, StoppedError, UsageError
from quiz.memory.rating import Rating
from tests.collection.samples import studying
from tests.study.samples import NOON


def cards(collection: Collection) -> list[str]:
    return collection.search("", NOON)


@pytest.mark.parametrize(
    ("what", "search"),
    [("suspend", "is:suspended"), ("bury", "is:buried"), ("mark", "is:marked")],
)
def test_each_card_is_changed_once(what: bulk.Change, search: str) -> None:
    found = studying()
    some = cards(found)[:3]
    first = change(found, some[:1], what, NOON)
    second = change(found, some, what, NOON)
    assert (1, 2) == (len(first), len(second))
    assert some == found.search(search, NOON)
    assert all_are(found.store.states(some).values(), what, found.day(NOON))
    take_back(found, [*first, *second], NOON)
    assert [] == found.search(search, NOON)


def test_a_card_is_taken_back_made_new_and_given_another_day() -> None:
    found = studying()
    session = found.session(now=NOON)
    question = session.next(NOON)
    assert question is not None
    session.answer(Rating.EASY, NOON)
    card, new = question.card.id, next(one for one in cards(found) if one != question.card.id)
    day = found.day(NOON)
    (moved,) = change(found, [card, new], "due", NOON, due_day=day + 3)
    assert day + 3 == found.state(card).due_day
    assert [] == change(found, [card, new], "due", NOON, due_day=day + 3)
    (made_new,) = change(found, [card, new], "reset", NOON)
    assert found.state(new) == found.state(card)
    take_back(found, [moved, made_new], NOON)
    assert found.state(card).reps
    change(found, [card], "bury", NOON)
    change(found, [new], "suspend", NOON)
    change(found, [card, new], "resume", NOON)
    assert 0 == found.search_count("is:buried or is:suspended", NOON)


def test_what_is_stopped_changes_nothing() -> None:
    found = studying()
    before = found.store.event_count()
    steps = count()
    with pytest.raises(StoppedError, match="Nothing was changed"):
        change(found, cards(found) * 200, "mark", NOON, told=lambda _done, _of: next(steps) < 2)
    with pytest.raises(NotFoundError):
        planned(found, [("nowhere", "x")], without)
    assert before == found.store.event_count()
    assert 0 == found.search_count("is:marked", NOON)


def test_tags_are_read_and_put_on_facts() -> None:
    found = studying()
    deck = next(row.deck for row in found.decks() if row.deck == "symbols")
    keys = [fact.key for fact in found.deck(deck).facts]
    tags = Retagging.of("  metal -old light  ")
    assert Retagging(frozenset({"metal", "light"}), frozenset({"old"})) == tags
    (plan,) = planned(found, [(deck, keys[0])], lambda whole, chosen: retagged(whole, chosen, tags))
    assert () == tuple(plan.lines)
    found.apply(plan, NOON)
    facts = found.deck(deck).facts
    assert {"metal", "light"} == facts[0].tags
    assert keys == [fact.key for fact in facts]
    assert [] == planned(found, [(deck, keys[0])], lambda whole, chosen: retagged(whole, chosen, tags))
    for wrong in ("", " - ", "a -a"):
        with pytest.raises(UsageError):
            Retagging.of(wrong)


def test_facts_are_taken_out_and_come_back() -> None:
    found = studying()
    deck = "symbols"
    before = found.deck(deck)
    (plan,) = planned(found, [(deck, before.facts[0].key)], without)
    assert {"retired"} == {str(line.change) for line in plan.lines}
    found.apply(plan, NOON)
    assert before.facts[1:] == found.deck(deck).facts
    assert 0 == found.search_count("deck:symbols gold", NOON)
    found.undo_plan(deck, NOON)
    assert before.facts == found.deck(deck).facts
