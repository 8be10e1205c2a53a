"""What is due is what a session asks: limits of decks and of those above them, backlogs, siblings and deadlines."""

from datetime import date, datetime, timedelta

import pytest

from quiz.collection.collection import Collection
from quiz.collection.settings import Settings
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.facts.relation import Relation
from quiz.memory.rating import Rating
from quiz.memory.state import Phase
from quiz.study.settings import StudySettings
from tests.collection.samples import study
from tests.study.samples import NOON

ONE_WAY = [Relation("what", kinds="forward")]


def numbers(name: str, count: int = 12) -> Deck:
    """Return a deck of unlike things, with one card each."""
    words = [f"{name}{chr(97 + number) * 9}" for number in range(count)]
    return Deck(name, facts=[Fact(word, "what", word[::-1] * 2) for word in words], relations=ONE_WAY)


def collection(text: str, *decks: str) -> Collection:
    found = Collection.in_memory(Settings.parse("[study]\nfuzz = false\nlearning_steps = []\n" + text))
    for name in decks:
        found.add(numbers(name), NOON)
    return found


def offered(found: Collection, now: datetime = NOON) -> dict[str, tuple[int, int]]:
    return {due.deck: (due.new, due.review) for due in found.due(now)}


def asked(found: Collection, now: datetime = NOON, deck: str | None = None, rating: Rating = Rating.GOOD) -> dict[str, int]:
    """Answer everything; return how many cards came from each deck."""
    counted: dict[str, int] = {}
    session = found.session(deck, now=now)
    while (question := session.next(now)) is not None:
        counted[question.card.deck.id] = counted.get(question.card.deck.id, 0) + 1
        session.answer(rating, now)
    return counted


def test_a_limit_on_a_deck_bounds_those_below_it_together() -> None:
    text = '[decks.a]\nnew_per_day = 5\n[decks."a::b"]\nnew_per_day = 4\n'
    with collection(text, "a", "a::b", "e") as found:
        assert {"a": (5, 0), "a::b": (0, 0), "e": (12, 0)} == offered(found)
        assert {"a::b": 4} == asked(found, deck="a::b")
        assert {"a": (1, 0), "a::b": (0, 0), "e": (12, 0)} == offered(found)
        assert {"a": 1, "e": 12} == asked(found)
        assert {"a": (0, 0), "a::b": (0, 0), "e": (0, 0)} == offered(found)


def test_a_level_without_a_deck_is_bounded_where_the_settings_name_it() -> None:
    with collection("[decks.a]\nnew_per_day = 5\n", "a::b", "a::c") as found:
        assert 5 == sum(new for new, _ in offered(found).values())
        assert {"a::b": 5} == asked(found)
    with collection("new_per_day = 5\n", "a::b", "a::c") as found:
        assert {"a::b": 5, "a::c": 5} == asked(found)


def test_reviews_are_bounded_by_the_decks_above_too() -> None:
    with collection(
        '[decks.a]\nreviews_per_day = 7\nbacklog_days = 0\n[decks."a::b"]\nreviews_per_day = 5\n', "a", "a::b"
    ) as found:
        asked(found)
        later = NOON + timedelta(days=60)
        assert 7 == sum(review for _, review in offered(found, later).values())
        session = found.session(now=later, new=0)
        assert 7 == session.left.review


def test_new_cards_count_against_reviews_only_where_the_learner_wants_it() -> None:
    for wanted, expected in ((False, 6), (True, 2)):
        text = f"reviews_per_day = 5\nnew_per_day = 6\nbacklog_days = 0\nnew_count_as_reviews = {str(wanted).lower()}\n"
        with collection(text, "a") as found:
            session = found.session(now=NOON, new=3)
            while session.next(NOON):
                session.answer(Rating.HARD, NOON)
            later = NOON + timedelta(days=2)
            assert (expected, 3) == offered(found, later)["a"]
            assert {"a": expected + 3} == asked(found, later)
            assert (0, 0) == offered(found, later)["a"]


def test_new_cards_wait_while_there_is_a_backlog() -> None:
    with collection("reviews_per_day = 2\nnew_per_day = 3\nbacklog_days = 3\n", "a") as found:
        session = found.session(now=NOON, new=7)
        while session.next(NOON):
            session.answer(Rating.GOOD, NOON)
        later = NOON + timedelta(days=60)
        assert (0, 2) == offered(found, later)["a"]
        assert {"a": 2} == asked(found, later, rating=Rating.EASY)
        assert (0, 0) == offered(found, later)["a"]  # 5 are left, and 2 were done: still a backlog today
        next_day = later + timedelta(days=1)
        assert (3, 2) == offered(found, next_day)["a"]


def test_of_a_backlog_the_most_valuable_are_asked() -> None:
    from quiz.study.backlog import by_worth
    from quiz.study.queue import Waiting

    with collection("reviews_per_day = 2\nnew_per_day = 20\nbacklog_days = 1\n", "a") as found:
        session = found.session(now=NOON)
        for number in range(12):
            assert session.next(NOON)
            session.answer(Rating(2 + number % 3), NOON)
        later = NOON + timedelta(days=90)
        states = found.store.states(card.id for card in found.cards("a"))
        items = [Waiting(card, "a", card, state) for card, state in states.items()]
        assert {Phase.REVIEW} == {state.phase for state in states.values()}
        best = {item.card for item in by_worth(items, found.day(later), found.settings.parameters)[:2]}
        session = found.session(now=later)
        assert best == {item.card for item in session._line}


def test_siblings_due_on_one_day_are_counted_and_asked_once() -> None:
    deck = Deck("pairs", facts=[Fact(f"{letter * 9}", "what", f"{letter * 4}x{letter * 4}") for letter in "abcd"])
    with Collection.in_memory(StudySettings(fuzz=False, learning_steps=())) as found:
        found.add(deck, NOON)
        session = found.session(now=NOON, new=8)
        while session.next(NOON):
            session.answer(Rating.GOOD, NOON)
        later = NOON + timedelta(days=30)
        assert (0, 4) == offered(found, later)["pairs"]
        assert {"pairs": 4} == asked(found, later)
        assert (0, 0) == offered(found, later)["pairs"]
        assert (0, 4) == offered(found, later + timedelta(days=1))["pairs"]


def test_strict_new_siblings_are_counted_and_met_once() -> None:
    deck = Deck("pairs", facts=[Fact(f"{letter * 9}", "what", f"{letter * 4}x{letter * 4}") for letter in "abcd"])
    with Collection.in_memory(Settings.parse('[study]\nnew_siblings = "strict"\nlearning_steps = []\n')) as found:
        found.add(deck, NOON)
        assert (4, 0) == offered(found)["pairs"]
        assert {"pairs": 4} == asked(found)
        assert (0, 0) == offered(found)["pairs"]


def test_a_deadline_paces_new_cards_and_raises_retention() -> None:
    exam = date(2025, 11, 8) + timedelta(days=10)
    text = f"[decks.a]\ndeadline = {exam}\ndeadline_retention = 0.97\ndeadline_gap = 3\n"
    with collection(text, "a", "e") as found:
        assert {"a": (2, 0), "e": (12, 0)} == offered(found)  # 12 cards on 7 days
        assert 0.97 == found.allowance(NOON).of("a").desired_retention
        assert 0.9 == found.allowance(NOON).of("e").desired_retention
        after = NOON + timedelta(days=11)
        assert (12, 0) == offered(found, after)["a"]
        assert (0, 0) == offered(found, NOON + timedelta(days=8))["a"]


def test_what_would_be_forgotten_on_the_date_is_asked_before() -> None:
    exam = date(2025, 11, 8) + timedelta(days=20)
    with collection("new_per_day = 20\n", "a") as found:
        study(found, Rating.GOOD)
        due = {found.state(card.id).due_day for card in found.cards("a")}
        text = f"[study]\nfuzz = false\nlearning_steps = []\n[decks.a]\ndeadline = {exam}\ndeadline_retention = 0.99\n"
        aimed = Collection(found.store, Settings.parse(text))
        for day in range(1, 20):
            asked(aimed, NOON + timedelta(days=day))
        from quiz.memory.fsrs import retrievability

        states = [found.state(card.id) for card in found.cards("a")]
        assert len(due) == 1
        exam_day = aimed.day(NOON) + 20
        for state in states:
            assert state.memory
            chance = retrievability(state.memory.stability, exam_day - (state.last_day or 0), aimed.settings.parameters)
            assert chance >= 0.99 or state.last_day == exam_day - 1


@pytest.mark.parametrize("reviews", [0, 3])
def test_reviews_over_the_limit_of_the_day(reviews: int) -> None:
    with collection("reviews_per_day = 2\nnew_per_day = 20\n", "a") as found:
        study(found, Rating.GOOD)
        assert reviews == found.session(now=NOON + timedelta(days=60), reviews=reviews).left.review
