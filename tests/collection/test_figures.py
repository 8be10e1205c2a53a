"""The figures of a collection agree with one another and with what was studied."""

from datetime import timedelta

import pytest

from quiz.cards.card import Form
from quiz.errors import NotFoundError
from quiz.memory.rating import Rating
from quiz.study.settings import StudySettings
from quiz.study.statistics import statistics
from quiz.study.statistics_coverage import Level
from quiz.study.statistics_retention import joined
from quiz.study.statistics_spreads import Standing
from tests.collection.samples import SYMBOLS, TOGETHER, deck, study, studying
from tests.study.samples import CAPITALS, DAY, NOON, ZONE


def test_of_a_collection_that_was_never_studied() -> None:
    found = studying().figures(NOON)
    assert (0, None, 18) == (found.statistics.reviews, found.statistics.true_retention, found.standing.new)
    assert (0, {}, [], (), {}) == (
        found.spreads.stability.total,
        found.forecast.by_day,
        found.leeches,
        found.confusions,
        found.retention_by_relation,
    )
    assert {Level.NEW: 9, Level.LEARNING: 0, Level.KNOWN: 0} == found.coverage.levels


def test_after_two_days_of_study() -> None:
    collection = studying(settings=TOGETHER)
    study(collection)
    cards = study(collection, Rating.GOOD, days=60)
    found = collection.figures(NOON.replace(year=2026, month=1, day=7))
    assert 18 == len(cards) == found.statistics.retention.reviews == found.standing.total
    assert Standing(mature=18) == found.standing
    assert {"capitals": 10, "symbols": 8} == {deck: part.reviews for deck, part in found.retention_by_deck.items()}
    assert {"capital": 10, "symbol": 8} == {name: part.reviews for name, part in found.retention_by_relation.items()}
    assert found.statistics.retention == joined(found.retention_by_deck.values())
    assert 18 == found.spreads.intervals.total == sum(found.forecast.by_day.values())
    assert min(found.forecast.by_day) > DAY + 60 == found.day
    assert {Level.NEW: 0, Level.LEARNING: 0, Level.KNOWN: 9} == found.coverage.levels
    assert collection.stats(NOON.replace(year=2026, month=1, day=7)) == found.statistics


def test_of_one_deck() -> None:
    collection = studying(CAPITALS, SYMBOLS)
    study(collection)
    found = collection.figures(NOON, "symbols")
    assert (8, 8, 8) == (found.statistics.reviews, found.standing.total, found.spreads.stability.total)
    with pytest.raises(NotFoundError):
        collection.figures(NOON, "nowhere")


def test_what_was_confused() -> None:
    collection = studying(CAPITALS)
    session = collection.session(now=NOON, form=Form.TYPED)
    for _ in range(2):
        while (question := session.next(NOON)) is not None and question.card.prompt != "France — capital?":
            session.answer(Rating.EASY, NOON)
        assert question is not None
        session.answer("rome", NOON)
    (pair,) = collection.figures(NOON).confusions
    assert ("Paris", "rome", "capital", 1) == (pair.right, pair.given, pair.relation, pair.cards)


def test_the_store_is_counted_as_the_log_itself_is() -> None:
    facts = (("continent", "Africa"), ("currency", "zaire"), ("president", "Mobutu"), ("code", "ZRE"))
    peru = ("Peru", "continent", "South America")
    collection = studying(deck(*(("Zaire", *fact) for fact in facts), peru))
    study(collection)
    mended = [("DR Congo", name, "Kabila" if name == "president" else value) for name, value in facts]
    collection.add(deck(*mended, peru), NOON + timedelta(days=1))  # a renaming, and a fact to be taught again
    study(collection, Rating.AGAIN, days=2, limit=3)
    study(collection, Rating.GOOD, days=40)
    now = NOON + timedelta(days=41)
    found = collection.stats(now)
    assert statistics(collection.events(), collection.day(now), zone=ZONE) == found
    assert 0 < found.retention.reviews < found.reviews - found.cards


def test_figures_since_a_day_count_what_came_from_then_on() -> None:
    collection = studying(CAPITALS, settings=TOGETHER)
    study(collection)
    study(collection, Rating.GOOD, days=60)
    now = NOON + timedelta(days=60)
    told: list[int] = []
    whole, late = collection.figures(now, glance=told.append), collection.figures(now, since=DAY + 60)
    assert whole.statistics.reviews > late.statistics.reviews == 10 == sum(late.statistics.by_rating.values())
    assert whole.statistics.retention == late.statistics.retention
    assert whole.statistics.by_phase["young"] == late.statistics.by_phase["young"]
    assert {DAY + 60: 10} == late.statistics.by_day
    assert {} == late.statistics.new_by_day
    assert whole.statistics.by_hour != late.statistics.by_hour
    assert [0] == told
    assert collection.figures(now, since=DAY).statistics == whole.statistics


def test_a_leech_is_what_the_settings_say() -> None:
    collection = studying(CAPITALS, settings=StudySettings(leech_lapses=1))
    study(collection)
    (card,) = study(collection, Rating.AGAIN, days=60, limit=1)
    assert [(card, 1)] == collection.figures(NOON + timedelta(days=60)).leeches
    assert [] == studying(CAPITALS, settings=StudySettings(leech_lapses=0)).figures(NOON).leeches
