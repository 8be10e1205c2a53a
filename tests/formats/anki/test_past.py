"""What Anki remembers of a card, in whichever way one of its versions has written it."""

from datetime import date, datetime, timedelta

from quiz.formats.anki.cards import Card
from quiz.formats.anki.past import Calendar, Whose, past
from quiz.formats.past import Past
from quiz.memory.state import Phase

CARD = Card(1, 1, 0, 1, 0, 2, 2, 30, 0, 7, 2500, 1, 0, 0, 0, 1_700_000_000, b"")
DAYS = Calendar(first_day=20_000)


def remembered(card: Card, *rows: tuple[int, ...]) -> Past:
    return past(card, rows, DAYS, None, Whose("d", "f", "forward", 0, "note 1"), is_marked=False)


def test_days_begin_at_four_where_a_package_does_not_say() -> None:
    before_dawn = datetime(2026, 3, 1, 2).astimezone()
    card = Card(1, 1, 0, 1, 0, 2, -2, 3, 0, 1, 2500, 1, 0, 0, 0, int(before_dawn.timestamp()), b"")
    found = past(card, (), Calendar(), None, Whose("d", "f", "forward", 0, "note 1"), is_marked=False)
    assert date(2026, 3, 1) == date(1970, 1, 1) + timedelta(days=found.buried_until or 0)


def test_a_place_in_a_filtered_deck_is_no_day() -> None:
    card = Card(1, 1, 0, 1, 0, 2, 2, -99_998, 0, 7, 2500, 1, 0, 0, 0, 1_700_000_000, b"")
    found = past(card, (), Calendar(first_day=20_000), None, Whose("d", "f", "forward", 0, "note 1"), is_marked=False)
    assert (Phase.REVIEW, None) == (found.phase, found.due_day)


def test_a_review_in_steps_is_learned_again_as_the_first_scheduler_had_it() -> None:
    moment = 20_010 * 86_400
    found = remembered(CARD._replace(queue=1, due=moment, home_due=25, left=1001))
    assert (Phase.RELEARNING, moment * 1000, None) == (found.phase, found.due_at, found.due_day)
    found = remembered(CARD._replace(queue=3, due=11, home_due=25, left=1001))
    assert (Phase.RELEARNING, None, 20_011) == (found.phase, found.due_at, found.due_day)


def test_a_review_at_a_moment_is_one_of_that_day() -> None:
    noon = 20_010 * 86_400 + 43_200
    assert (Phase.REVIEW, 20_010) == ((found := remembered(CARD._replace(due=noon))).phase, found.due_day)


def test_an_answer_beyond_the_best_one_is_the_best_one() -> None:
    found = remembered(CARD, (1_700_000_000_000, 5, 3, 2500, 10, 1), (1_700_000_001_000, 200, 3, 2500, 10, 1))
    assert [4, 4] == [answer.rating for answer in found.answers]


def test_a_card_that_was_forgotten_on_purpose_is_met_by_its_next_answer() -> None:
    reset, answer = (1_700_000_001_000, 0, 0, 0, 0, 4), (1_700_000_000_000, 3, 1, 2500, 10, 0)
    assert not remembered(CARD).is_met
    assert remembered(CARD, answer).is_met
    assert not remembered(CARD, answer, reset).is_met
    assert remembered(CARD, answer, reset, (1_700_000_002_000, *answer[1:])).is_met
