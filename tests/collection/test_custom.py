"""Sessions over cards chosen otherwise than by the day's queue; and what bury, suspend, mark, reset and set due do to both."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

import pytest

from quiz.collection.collection import Collection
from quiz.errors import NotFoundError, UsageError
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.facts.relation import Relation
from quiz.memory.events import Buried, CardEvent, DueSet, Marked, Reset, Resumed, Suspended
from quiz.memory.rating import Rating
from quiz.memory.state import Phase
from quiz.study.day import milliseconds
from quiz.study.session import Session
from quiz.study.settings import StudySettings
from tests.collection.samples import check_replay, study, studying
from tests.study.samples import NOON

SETTINGS = StudySettings(fuzz=False, learning_steps=(), relearning_steps=())
WARS = Deck(
    "wars",
    facts=[
        Fact("Punic War", "began", "long ago", tags=["war::punic"]),
        Fact("Seven Years' War", "began", "1756", tags=["war"]),
        Fact("Peace of Westphalia", "began", "1648", tags=["peace"]),
    ],
    relations=[Relation("began", kinds="forward")],
)
DAY = timedelta(days=1)


def given(session: Session, now: datetime = NOON, rating: Rating = Rating.GOOD) -> list[str]:
    """Answer everything; return the subjects that were asked."""
    found = []
    while (question := session.next(now)) is not None:
        found.append(question.card.given)
        session.answer(rating, now)
    return found


def ids(collection: Collection) -> dict[str, str]:
    return {card.given: card.id for card in collection.cards("wars")}


def chosen(collection: Collection, now: datetime = NOON, **options: Any) -> list[str]:  # noqa: ANN401 - any option
    return [collection.card(item.card).given for item in collection.custom(now=now, **options)._line]


def test_cards_by_their_ids_come_in_their_order() -> None:
    with studying(WARS, settings=SETTINGS) as collection:
        names = ids(collection)
        wanted = [names["Peace of Westphalia"], "gone", names["Punic War"], names["Peace of Westphalia"]]
        assert ["Peace of Westphalia", "Punic War"] == chosen(collection, cards=wanted)
        assert ["Peace of Westphalia", "Punic War"] == given(collection.custom(now=NOON, cards=wanted))


def test_cards_of_a_tag() -> None:
    with studying(WARS, settings=SETTINGS) as collection:
        assert ["Punic War", "Seven Years' War"] == chosen(collection, tag="war")
        assert ["Punic War"] == chosen(collection, tag="war::punic")
        assert [] == chosen(collection, tag="nothing")


def test_studying_ahead_asks_what_is_due_soon_and_reckons_with_the_days_that_passed() -> None:
    with studying(WARS, settings=SETTINGS) as collection:
        given(collection.session(now=NOON))
        assert [] == chosen(collection, ahead=1)
        assert 3 == len(chosen(collection, ahead=2))
        before = collection.state(ids(collection)["Punic War"])
        assert 3 == len(given(collection.custom(now=NOON + DAY, ahead=1), NOON + DAY))
        after = collection.state(ids(collection)["Punic War"])
        assert before.memory
        assert after.memory
        assert before.memory.stability < after.memory.stability
        check_replay(collection)


def test_what_was_forgotten_today_or_lately() -> None:
    with studying(WARS, settings=SETTINGS) as collection:
        session = collection.session(now=NOON)
        for second, rating in enumerate((Rating.AGAIN, Rating.GOOD, Rating.AGAIN)):
            assert session.next(NOON)
            session.answer(rating, NOON + timedelta(seconds=second))
        assert ["Punic War", "Peace of Westphalia"] == chosen(collection, forgotten=1)
        assert [] == chosen(collection, NOON + DAY, forgotten=1)
        assert 2 == len(chosen(collection, NOON + DAY, forgotten=2))
        session.undo(NOON)
        assert ["Punic War"] == chosen(collection, forgotten=1)


def test_what_is_overdue() -> None:
    with studying(WARS, settings=SETTINGS) as collection:
        given(collection.session(now=NOON))
        assert [] == chosen(collection, NOON + 2 * DAY, overdue=True)
        assert 3 == len(chosen(collection, NOON + 3 * DAY, overdue=True))


def test_a_preview_introduces_nothing() -> None:
    with studying(WARS, settings=SETTINGS) as collection:
        session = collection.custom(now=NOON, preview=2)
        assert session.cram
        assert 2 == len(given(session))
        assert 3 == collection.due(NOON)[0].new
        assert {Phase.NEW} == {collection.state(card).phase for card in ids(collection).values()}


def test_cramming_moves_nothing() -> None:
    with studying(WARS, settings=SETTINGS) as collection:
        study(collection)
        later = NOON + 100 * DAY
        before = collection.store.states(ids(collection).values())
        assert 3 == len(given(collection.session(now=later, cram=True), later, Rating.AGAIN))
        assert 3 == len(given(collection.custom(now=later, overdue=True, cram=True), later, Rating.AGAIN))
        assert before == collection.store.states(ids(collection).values())
        assert 3 == collection.due(later)[0].review
        check_replay(collection)


@pytest.mark.parametrize("options", [{}, {"tag": "a", "ahead": 1}, {"ahead": 0}, {"forgotten": -1}, {"preview": 0}])
def test_a_choice_that_cannot_be_meant_is_refused(options: dict[str, Any]) -> None:
    with studying(WARS) as collection, pytest.raises(UsageError):
        collection.custom(now=NOON, **options)


def test_only_the_cards_of_the_decks_that_are_meant() -> None:
    other = Deck("other", facts=[Fact("x", "began", "y", tags=["war"])])
    with studying(WARS, other, settings=SETTINGS) as collection:
        assert ["Punic War", "Seven Years' War"] == chosen(collection, decks="wars", tag="war")
        card = next(card.id for card in collection.cards("other"))
        assert [] == chosen(collection, decks="wars", cards=[card])
        with pytest.raises(NotFoundError):
            collection.custom("nowhere", now=NOON, tag="war")


# What is recorded of a card shows in the queue.


def recorded(collection: Collection, make: type[CardEvent], now: datetime = NOON, **said: Any) -> None:  # noqa: ANN401 - whatever the event says
    card = ids(collection)["Punic War"]
    collection.record(make(card=card, at=milliseconds(now), day=collection.day(now), **said))


def asked(collection: Collection, now: datetime = NOON) -> set[str]:
    return {collection.card(item.card).given for item in collection.session(now=now)._line}


def without(names: Iterable[str]) -> bool:
    return "Punic War" not in set(names)


def test_suspended_cards_are_in_no_queue_until_they_are_resumed() -> None:
    with studying(WARS, settings=SETTINGS) as collection:
        recorded(collection, Suspended)
        assert without(asked(collection))
        assert without(chosen(collection, tag="war"))
        assert 2 == collection.due(NOON)[0].new
        recorded(collection, Resumed)
        assert not without(asked(collection))


def test_buried_cards_are_in_no_queue_until_their_day() -> None:
    with studying(WARS, settings=SETTINGS) as collection:
        recorded(collection, Buried, until=collection.day(NOON) + 2)
        assert without(asked(collection))
        assert without(chosen(collection, NOON + DAY, tag="war"))
        assert not without(asked(collection, NOON + 2 * DAY))
        assert 3 == collection.due(NOON + 2 * DAY)[0].new


def test_a_mark_changes_nothing() -> None:
    with studying(WARS, settings=SETTINGS) as collection:
        before = [item.card for item in collection.session(now=NOON)._line]
        recorded(collection, Marked)
        assert before == [item.card for item in collection.session(now=NOON)._line]


def test_a_card_that_was_reset_is_new_again() -> None:
    with studying(WARS, settings=SETTINGS) as collection:
        study(collection)
        tomorrow = NOON + DAY
        assert set() == asked(collection, tomorrow)
        recorded(collection, Reset, tomorrow)
        assert {"Punic War"} == asked(collection, tomorrow)
        assert 1 == collection.due(tomorrow)[0].new


def test_a_card_whose_due_day_was_set_is_due_on_it() -> None:
    with studying(WARS, settings=SETTINGS) as collection:
        study(collection)
        recorded(collection, DueSet, due_day=collection.day(NOON) + 1)
        assert {"Punic War"} == asked(collection, NOON + DAY)
        recorded(collection, DueSet, due_day=collection.day(NOON) + 90)
        assert without(asked(collection, NOON + 60 * DAY))
