"""What is confused with what, as cards to be drilled."""

from quiz.cards.card import Form
from quiz.collection.collection import Collection
from quiz.collection.confusing import Taken, cards_to_drill, of_confusions, of_results
from quiz.memory.rating import Rating
from quiz.study.session import Session
from tests.collection.samples import card_id, studying
from tests.study.samples import CAPITALS, NOON


def confused() -> tuple[Collection, Session, str]:
    """Return a collection in which Rome was once given for the capital of France."""
    collection = studying(CAPITALS)
    france = card_id(collection, "capitals", "France — capital?")
    session = collection.custom(cards=[france], now=NOON, form=Form.TYPED)
    session.next(NOON)
    session.check("rome")
    session.answer(Rating.AGAIN, NOON)
    return collection, session, france


def test_what_was_given_is_drilled_beside_what_was_right() -> None:
    collection, session, france = confused()
    ((right, given, taken),) = of_results(session.results)
    assert ("Paris", "rome", Taken(france, "rome")) == (right, given, taken)
    assert [france, card_id(collection, "capitals", "Italy — capital?")] == cards_to_drill(collection, [taken])


def test_confusions_of_the_log_lead_to_the_same_cards() -> None:
    collection, session, france = confused()
    found = of_confusions(collection.figures(NOON).confusions)
    assert [Taken(france, "rome")] == found
    assert cards_to_drill(collection, found) == cards_to_drill(collection, [of_results(session.results)[0][2]])


def test_right_answers_and_cards_that_are_gone_are_left_out() -> None:
    collection = studying(CAPITALS)
    session = collection.session(now=NOON, form=Form.TYPED)
    question = session.next(NOON)
    assert question is not None
    session.answer(question.card.answer, NOON)
    assert [] == of_results(session.results)
    assert [] == cards_to_drill(collection, [Taken("nothing", "rome")])
