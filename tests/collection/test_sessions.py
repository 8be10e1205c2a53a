"""What a session is made of: what is due, and as many new cards as the day allows."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.cards.card import Form
from quiz.collection.collection import Collection
from quiz.collection.settings import Settings
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.facts.relation import Relation
from quiz.memory.rating import Rating
from quiz.memory.state import Phase
from quiz.study.options import NewOrder
from quiz.study.question import Result
from quiz.study.session import Session
from quiz.study.settings import StudySettings
from tests.collection.samples import SYMBOLS, check_replay, deck, study, studying
from tests.study.samples import CAPITALS, NOON

MANY = deck(*((f"subject {number}", "what", f"value {number}") for number in range(30)), name="many")
DAY = timedelta(days=1)
FEW = StudySettings(new_per_day=3, reviews_per_day=2, backlog_days=0, fuzz=False)


def asked(session: Session, now: datetime = NOON) -> list[str]:
    """Answer everything with Easy."""
    found = []
    while (question := session.next(now)) is not None:
        found.append(question.card.id)
        session.answer(Rating.EASY, now)
    return found


def test_the_day_s_new_cards_are_shared_by_its_sessions() -> None:
    with studying(MANY, settings=FEW) as collection:
        assert 3 == collection.due(NOON)[0].new
        first = asked(collection.session(now=NOON, limit=2))
        assert (2, 1) == (len(first), collection.due(NOON)[0].new)
        second = asked(collection.session(now=NOON + timedelta(hours=15)), NOON + timedelta(hours=15))
        assert (1, 0) == (len(second), collection.due(NOON)[0].new)
        assert [] == asked(collection.session(now=NOON))
        tomorrow = NOON.replace(day=9, hour=4)
        assert 3 == collection.due(tomorrow)[0].new
        third = asked(collection.session(now=tomorrow), tomorrow)
        assert (3, 6) == (len(third), len({*first, *second, *third}))


def test_an_answer_that_was_taken_back_leaves_room_for_another() -> None:
    with studying(MANY, settings=FEW) as collection:
        session = collection.session(now=NOON)
        asked(session)
        session.undo(NOON)
        assert 1 == collection.due(NOON)[0].new
        assert 1 == len(asked(collection.session(now=NOON)))


def test_the_day_s_reviews_are_shared_by_its_sessions() -> None:
    with studying(MANY, settings=FEW) as collection:
        asked(collection.session(now=NOON, new=7))
        later = NOON + 30 * DAY
        assert (2, 3) == (collection.due(later)[0].review, collection.due(later)[0].new)
        assert 1 == len(asked(collection.session(now=later, new=0, limit=1), later))
        assert 1 == len(asked(collection.session(now=later, new=0), later))
        assert (0, 3, 2) == ((due := collection.due(later)[0]).review, due.new, due.done_today)
        assert [] == asked(collection.session(now=later, new=0), later)
        assert 2 == len(asked(collection.session(now=later + DAY, new=0), later + DAY))


def test_every_deck_has_its_own_limits() -> None:
    with studying(MANY, CAPITALS, settings=FEW) as collection:
        assert [3, 3] == [due.new for due in collection.due(NOON)]
        assert 6 == len(asked(collection.session(now=NOON)))
        assert [0, 0] == [due.new for due in collection.due(NOON)]


def test_new_cards_beyond_the_limit() -> None:
    with studying(MANY, CAPITALS, settings=FEW) as collection:
        assert 5 == len(asked(collection.session(now=NOON, new=5)))
        assert [] == asked(collection.session("many", now=NOON))
        assert 4 == len(asked(collection.session("many", now=NOON, new=4)))
        assert [] == asked(collection.session(now=NOON, new=0))
        assert [] == asked(collection.session(now=NOON, new=-1))
        assert 61 == len(asked(collection.session(now=NOON, new=1000)))
        assert 0 == sum(due.waiting for due in collection.due(NOON))


def test_a_limit_of_answers() -> None:
    with studying(MANY, settings=FEW) as collection:
        assert 2 == len(asked(collection.session(now=NOON, limit=2)))


def test_learning_cards_are_there_whatever_the_limits() -> None:
    with studying(MANY, settings=FEW) as collection:
        session = collection.session(now=NOON)
        while (question := session.next(NOON)) is not None and question.state.phase is Phase.NEW:
            session.answer(Rating.AGAIN, NOON)
        assert (0, 3) == ((due := collection.due(NOON)[0]).new, due.learning)
        assert 3 == len(asked(collection.session(now=NOON)))


def test_siblings_are_met_on_different_days() -> None:
    with studying(CAPITALS, SYMBOLS, settings=StudySettings(new_per_day=3)) as collection:
        siblings = {card.id: card.sibling for row in collection.decks() for card in collection.cards(row.deck)}
        first = [siblings[card] for card in asked(collection.session(now=NOON))]
        assert ["France", "Italy", "Spain", "gold", "iron", "tin"] == sorted(first)  # a subject of both decks comes once
        second = [siblings[card] for card in asked(collection.session(now=NOON + DAY), NOON + DAY)]
        assert {"Norway", "Peru"} <= set(second)


def test_siblings_of_what_was_met_today_wait() -> None:
    rivers = deck(("France", "river", "Loire"), ("Italy", "river", "Po"), ("Peru", "river", "Amazon"), name="rivers")
    with studying(CAPITALS, rivers) as collection:
        session = collection.session("capitals", now=NOON, new=2)
        for rating in (Rating.EASY, Rating.GOOD):  # one of them is still being learned
            assert session.next(NOON)
            session.answer(rating, NOON)
        question = collection.session("rivers", now=NOON, new=1).next(NOON)
        assert question
        assert "Peru" == question.card.given
        session.undo(NOON)
        question = collection.session("rivers", now=NOON, new=1).next(NOON)
        assert question
        assert "Italy" == question.card.given  # the answer that met it was taken back
        everything = collection.session("rivers", now=NOON, new=6)
        assert 6 == everything.left.total  # where there are no others, they come after all


def test_siblings_of_what_is_still_being_learned_wait() -> None:
    rivers = deck(("France", "river", "Loire"), ("Italy", "river", "Po"), name="rivers")
    with studying(CAPITALS, rivers) as collection:
        session = collection.session("capitals", now=NOON, new=1)
        assert session.next(NOON)
        session.answer(Rating.GOOD, NOON)
        tomorrow = collection.session(["rivers", "capitals"], now=NOON + DAY, new=1)
        assert ["France", "Italy"] == [item.sibling for item in tomorrow._line]


def test_what_is_best_remembered_comes_first() -> None:
    with studying(MANY, settings=StudySettings(fuzz=False, learning_steps=(), reviews_per_day=3)) as collection:
        session = collection.session(now=NOON, new=6)
        for rating in (2, 4, 3, 2, 4, 3):
            assert session.next(NOON)
            session.answer(rating, NOON)
        firmest = [result.event.card for result in session.results if result.rating is Rating.EASY]
        good = [result.event.card for result in session.results if result.rating is Rating.GOOD]
        later = NOON + 40 * DAY
        found = asked(collection.session(now=later, new=0), later)
        assert set(firmest) == set(found[:2])
        assert found[2] in good


@settings(max_examples=15)
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(1, 4), st.integers(0, 8)), max_size=8))
def test_no_day_has_more_than_its_limits(days: list[tuple[int, int, int]]) -> None:
    with studying(MANY, CAPITALS, settings=FEW) as collection:
        now = NOON
        met: dict[tuple[object, ...], set[str]] = {}
        for pause, rating, limit in days:
            now += pause * DAY
            session = collection.session(now=now, limit=limit)
            promised = collection.due(now)
            while (question := session.next(now)) is not None:
                met.setdefault((question.card.deck.id, now.date(), question.state.phase), set()).add(question.card.id)
                session.answer(rating, now)
            for before, due in zip(promised, collection.due(now), strict=True):
                assert 0 <= due.new <= before.new
                assert 0 <= due.review <= before.review
        for (_, _, phase), cards in met.items():
            assert len(cards) <= {Phase.NEW: 3, Phase.REVIEW: 2}.get(phase, 100)  # type: ignore[call-overload]
        check_replay(collection)


def test_numbers_of_all_decks_and_of_one() -> None:
    with studying(MANY, CAPITALS, settings=FEW) as collection:
        asked(collection.session("many", now=NOON, limit=2))
        asked(collection.session("capitals", now=NOON))
        found = collection.stats(NOON)
        assert (5, 5, 1) == (found.reviews, found.cards_today, found.streak)
        assert (2, 3) == (collection.stats(NOON, "many").reviews, collection.stats(NOON, "capitals").reviews)
        assert {"again": 0, "hard": 0, "good": 0, "easy": 5} == found.by_rating


def test_a_large_collection_starts_at_once() -> None:
    from time import perf_counter

    large = deck(*((f"subject {number}", "what", f"value {number}") for number in range(5000)), name="large")
    with Collection.in_memory() as collection:
        collection.add(large, NOON)
        started = perf_counter()
        assert collection.session(now=NOON).next(NOON)
        assert perf_counter() - started < 3
        assert 20 == len(study(collection))


def test_look_alikes_are_met_on_different_days() -> None:
    names = ("Slovakia", "Slovenia", "Peru", "Chad", "Fiji")
    words = dict(zip(names, ("krone", "pound", "sol", "yen", "dinar"), strict=True))
    money = Deck(
        "money", facts=[Fact(name, "pays", words[name]) for name in names], relations=[Relation("pays", kinds="forward")]
    )
    for apart, expected in ((True, ["Slovakia", "Peru", "Chad"]), (False, ["Slovakia", "Slovenia", "Peru"])):
        chosen = StudySettings(new_per_day=3, look_alikes_apart=apart, learning_steps=())
        with studying(money, settings=chosen) as collection:
            first = collection.session(now=NOON)
            assert expected == [collection.card(item.card).given for item in first._line]
            asked(first)
            second = collection.session(now=NOON + DAY, new=5)
            assert 2 == second.left.new
    with studying(money, settings=StudySettings(new_per_day=1)) as collection:
        asked(collection.session(now=NOON))
        again = collection.session(now=NOON, new=2)  # what was met today counts
        assert ["Peru", "Chad"] == [collection.card(item.card).given for item in again._line]
        everything = collection.session(now=NOON, new=9)  # where there are no others, look-alikes come after all
        assert 4 == everything.left.new


def test_what_was_confused_today_is_not_met_today() -> None:
    words = {"Peru": "sol", "Chad": "franc", "Fiji": "dollar", "Oman": "rial"}
    money = Deck(
        "money", facts=[Fact(name, "pays", word) for name, word in words.items()], relations=[Relation("pays", kinds="forward")]
    )
    with studying(money, settings=StudySettings(new_per_day=1)) as collection:
        session = collection.session(now=NOON, form=Form.TYPED)
        assert session.next(NOON)
        assert session.next(NOON).card.given == "Peru"  # type: ignore[union-attr]
        session.answer("franc", NOON)
        again = collection.session(now=NOON, new=1)
        assert ["Fiji"] == [collection.card(item.card).given for item in again._line if item.state.phase is Phase.NEW]


def test_what_comes_before_is_met_before() -> None:
    relations = [Relation("river", kinds="forward", after="capital"), Relation("capital", kinds="forward")]
    facts = [Fact(name, relation, f"{name} {relation}") for relation in ("river", "capital") for name in ("Peru", "Chad")]
    with studying(Deck("world", facts=facts, relations=relations), settings=StudySettings(fuzz=False)) as collection:

        def met(now: datetime) -> list[str]:
            cards = [collection.card(item.card) for item in collection.session(now=now)._line if item.state.phase is Phase.NEW]
            return [f"{card.given} {card.relation.name}" for card in cards]

        assert ["Peru capital", "Chad capital"] == met(NOON)
        session = collection.session(now=NOON)
        for rating in (Rating.EASY, Rating.GOOD):  # one has left its steps, the other has not
            assert session.next(NOON)
            session.answer(rating, NOON)
        assert ["Peru river"] == met(NOON + DAY)


def test_new_cards_at_random_are_the_same_all_day() -> None:
    chosen = StudySettings(new_order=NewOrder.RANDOM, new_per_day=5)
    with studying(MANY, settings=chosen) as collection:
        first = [item.card for item in collection.session(now=NOON)._line]
        assert first == [item.card for item in collection.session(now=NOON + timedelta(hours=2))._line]
        assert first != [item.card for item in collection.session(now=NOON + DAY)._line]
        assert first != [item.card for item in collection.session(now=NOON, seed="1")._line]
        assert first != [item.card for item in Collection(collection.store, FEW).session(now=NOON, new=5)._line]


def test_new_cards_at_random_from_many_are_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quiz.collection.sessions._FEW", 10)
    with studying(MANY, settings=StudySettings(new_order=NewOrder.RANDOM, new_per_day=5)) as collection:
        found = [item.card for item in collection.session(now=NOON)._line]
        assert found == [item.card for item in collection.session(now=NOON)._line]
        assert 5 == len(set(found))
        assert found != [card.id for card in collection.cards("many")][:5]


@pytest.mark.parametrize(("placement", "expected"), [("before", "NNRR"), ("after", "RRNN"), ("mixed", "RNRN")])
def test_new_cards_stand_where_the_learner_wants_them(placement: str, expected: str) -> None:
    chosen = StudySettings(new_placement=placement, new_per_day=2, learning_steps=(), fuzz=False)
    with studying(MANY, settings=chosen) as collection:
        asked(collection.session(now=NOON))
        later = collection.session(now=NOON + 30 * DAY)
        assert expected == "".join("N" if item.state.phase is Phase.NEW else "R" for item in later._line)


@pytest.mark.parametrize(("placement", "expected"), [("before", "LLRR"), ("after", "RRLL")])
def test_steps_of_an_earlier_day_stand_where_the_learner_wants_them(placement: str, expected: str) -> None:
    chosen = StudySettings(interday_placement=placement, learning_steps=(60, 30 * 86_400), new_per_day=4, fuzz=False)
    with studying(MANY, settings=chosen) as collection:
        session = collection.session(now=NOON, form=Form.REVEAL)
        for rating in (Rating.EASY, Rating.EASY, Rating.GOOD, Rating.GOOD):
            assert session.next(NOON)
            session.answer(rating, NOON)
        now = NOON + 31 * DAY
        later = collection.session(now=now, new=0)
        found = ""
        while (question := later.next(now)) is not None:
            found += "R" if question.state.phase is Phase.REVIEW else "L"
            later.answer(Rating.EASY, now)
        assert expected == found


def test_each_deck_is_studied_by_its_own_settings() -> None:
    text = "[study]\nfuzz = false\n[decks.capitals]\nlearning_steps = []\nnew_per_day = 1\n[decks.many]\nnew_per_day = 2\n"
    with Collection.in_memory(Settings.parse(text)) as collection:
        for each in (CAPITALS, MANY):
            collection.add(each, NOON)
        session = collection.session(now=NOON)
        phases = set()
        while (question := session.next(NOON)) is not None and question.state.phase is Phase.NEW:
            result = session.answer(Rating.GOOD, NOON)
            assert isinstance(result, Result)
            phases.add((question.card.deck.id, result.state.phase))
        assert {("capitals", Phase.REVIEW), ("many", Phase.LEARNING)} == phases
        assert 3 == len(session.results)
