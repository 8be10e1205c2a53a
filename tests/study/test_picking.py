"""What several picks are worth."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.cards.asked import Choice, Option
from quiz.cards.asking import put
from quiz.cards.card import Card, Form, Kind
from quiz.cards.generation import generate
from quiz.cards.verdict import Outcome
from quiz.errors import UsageError
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.facts.relation import Relation
from quiz.memory.rating import Rating
from quiz.study.picking import places_of, weigh, wrong_answers
from quiz.study.question import assess
from tests.study.samples import CAPITALS, card, question

AGAIN, HARD, GOOD = int(Rating.AGAIN), int(Rating.HARD), int(Rating.GOOD)


def listing(length: int = 5) -> tuple[Card, Choice]:
    deck = Deck("d", facts=[Fact("it", "has", list("abcdefgh"[:length]))], relations=[Relation("has", value="list")])
    found = next(generate(deck))
    return found, put(found, Form.ORDERING, "1")


def borders() -> tuple[Card, Choice]:
    facts = [Fact("Norway", "border", name) for name in ("Sweden", "Finland", "Russia", "the sea")]
    facts += [Fact("Peru", "border", name) for name in ("Chile", "Bolivia", "Brazil", "Ecuador")]
    relation = Relation("border", many=True, complete=True, kinds="forward")
    found = next(generate(Deck("d", facts=facts, relations=[relation])))
    return found, put(found, Form.MULTISELECT, "1")


def places(asked: Choice, *texts: str) -> tuple[int, ...]:
    return tuple([option.text for option in asked.options].index(text) for text in texts)


@pytest.mark.parametrize(
    ("picked", "outcome", "grade"),
    [
        ("Sweden;Finland;Russia;the sea", Outcome.RIGHT, GOOD),
        ("the sea;Russia;Finland;Sweden", Outcome.RIGHT, GOOD),
        ("Sweden;Finland;Russia", Outcome.PARTIAL, HARD),
        ("Sweden;Finland", Outcome.PARTIAL, HARD),
        ("Sweden", Outcome.PARTIAL, AGAIN),
        ("Sweden;Finland;Russia;Chile", Outcome.PARTIAL, HARD),
        ("Sweden;Finland;Chile", Outcome.PARTIAL, AGAIN),
        ("Sweden;Finland;Russia;the sea;Chile", Outcome.PARTIAL, HARD),
        ("Chile;Bolivia", Outcome.WRONG, AGAIN),
    ],
)
def test_members_picked_from_among_others(picked: str, outcome: Outcome, grade: int) -> None:
    found, asked = borders()
    texts = picked.split(";")
    verdict = weigh(found, asked, places(asked, *texts))
    assert (outcome, grade) == (verdict.outcome, verdict.suggests)
    assert {(name, name in texts) for name in ("Sweden", "Finland", "Russia", "the sea")} == set(verdict.marks)
    assert {text for text in texts if text in {"Chile", "Bolivia"}} == set(verdict.extra)
    assert all(f"Peru — border: {text}" in verdict.note for text in verdict.extra)


@pytest.mark.parametrize(
    ("given", "outcome", "grade", "kept"),
    [
        ("abcde", Outcome.RIGHT, GOOD, "abcde"),
        ("bcdea", Outcome.PARTIAL, HARD, "bcde"),
        ("acbde", Outcome.PARTIAL, HARD, None),
        ("abced", Outcome.PARTIAL, HARD, None),
        ("badce", Outcome.PARTIAL, AGAIN, None),
        ("edcba", Outcome.WRONG, AGAIN, "c"),
        ("abcd", Outcome.PARTIAL, HARD, "abcd"),
        ("abc", Outcome.PARTIAL, AGAIN, "abc"),
        ("a", Outcome.WRONG, AGAIN, "a"),
        ("adcbe", Outcome.PARTIAL, AGAIN, "ace"),
    ],
)
def test_things_put_in_order(given: str, outcome: Outcome, grade: int, kept: str | None) -> None:
    found, asked = listing()
    verdict = weigh(found, asked, places(asked, *given))
    assert (outcome, grade) == (verdict.outcome, verdict.suggests)
    assert list("abcde") == [item for item, _ in verdict.marks]
    if kept is not None:
        assert set(kept) == {item for item, good in verdict.marks if good}
    assert "; ".join(given) == verdict.answer


def test_one_of_three_out_of_its_place_is_no_slip() -> None:
    found, asked = listing(3)
    assert (Outcome.PARTIAL, AGAIN) == ((verdict := weigh(found, asked, places(asked, *"bac"))).outcome, verdict.suggests)


PARIS = card()
MATCHED = put(PARIS, Form.MATCHING, "1")


def matched(**wrong: str) -> tuple[int, ...]:
    """Return the right picks, but for those subjects that get another value."""
    right = {fact.subject: str(fact.value) for fact in CAPITALS.facts}
    return places(MATCHED, *(wrong.get(item, right[item]) for item in MATCHED.left))


def test_the_own_pair_decides() -> None:
    assert (Outcome.RIGHT, GOOD) == ((found := weigh(PARIS, MATCHED, MATCHED.picks)).outcome, found.suggests)
    assert all(good for _, good in found.marks)
    one, two = [item for item in MATCHED.left if item != "France"][:2]
    right = {fact.subject: str(fact.value) for fact in CAPITALS.facts}
    others = weigh(PARIS, MATCHED, matched(**{one: right[two], two: right[one]}))
    assert (Outcome.PARTIAL, HARD) == (others.outcome, others.suggests)
    assert {one, two} == {item for item, good in others.marks if not good}
    own = weigh(PARIS, MATCHED, matched(France=right[one], **{one: "Paris"}))
    assert (Outcome.WRONG, AGAIN) == (own.outcome, own.suggests)
    assert f"{one} — capital: {right[one]}" == own.note
    assert f"France → {right[one]}" in own.answer


def test_both_pairs_of_a_contrast_are_its_own() -> None:
    deck = Deck("d", facts=CAPITALS.facts, relations=[Relation("capital", kinds=(), contrast=[("France", "Italy")])])
    (found,) = generate(deck)
    assert found.kind is Kind.CONTRAST
    asked = put(found, Form.MATCHING, "1")
    assert GOOD == weigh(found, asked, asked.picks).suggests
    assert (Outcome.WRONG, AGAIN) == ((verdict := weigh(found, asked, asked.picks[::-1])).outcome, verdict.suggests)


def test_too_few_picks_leave_the_rest_out() -> None:
    verdict = weigh(PARIS, MATCHED, MATCHED.picks[:1])
    assert [True, False, False, False] == [good for _, good in verdict.marks]
    assert Outcome.EMPTY is weigh(PARIS, MATCHED, ()).outcome


@pytest.mark.parametrize("picked", [(0, 0), (9,), (-1,), (0, 1, 2, 3, 4)])
def test_picks_that_cannot_be_are_refused(picked: tuple[int, ...]) -> None:
    with pytest.raises(UsageError, match=r"There is no option|picked twice"):
        weigh(PARIS, MATCHED, picked)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2 1 4 3", (1, 0, 3, 2)),
        ("2,1,4,3", (1, 0, 3, 2)),
        (" 2, 1 ,4;3 ", (1, 0, 3, 2)),
        ("2143", (1, 0, 3, 2)),
        ("3", (2,)),
        ("2 2", None),
        ("1 9", None),
        ("0 1", None),
        ("Paris", None),
        ("", None),
        ("²", None),
    ],
)
def test_numbers_pick(text: str, found: tuple[int, ...] | None) -> None:
    assert found == places_of(text, MATCHED)


def test_names_pick_too_where_each_stands_for_itself() -> None:
    _, asked = borders()
    assert places(asked, "Sweden", "the sea") == places_of("sweden; The Sea", asked)
    assert places_of("sweden; atlantis", asked) is None
    numbers = Choice("?", tuple(Option(text, right=True) for text in ("10", "20", "30")), form=Form.ORDERING)
    assert (2, 0, 1) == places_of("30; 10; 20", numbers)


@given(st.permutations(range(4)), st.sampled_from([" ", ",", ", ", ""]))
def test_text_and_places_are_the_same_response(order: list[int], between: str) -> None:
    asked = question(PARIS, Form.MATCHING)
    assert assess(asked, tuple(order)) == assess(asked, between.join(str(place + 1) for place in order))


@given(st.lists(st.integers(0, 7), unique=True, max_size=8))
def test_an_order_is_right_only_when_it_is_whole(order: list[int]) -> None:
    found, asked = listing(8)
    verdict = weigh(found, asked, order)
    assert (verdict.outcome is Outcome.RIGHT) == (tuple(order) == asked.picks)
    assert (verdict.suggests == GOOD) == (verdict.outcome is Outcome.RIGHT)


def test_words_are_judged_where_they_pick_nothing() -> None:
    asked = question(PARIS, Form.MATCHING)
    assert Outcome.RIGHT is assess(asked, "paris").outcome
    assert Outcome.WRONG is assess(asked, "Atlantis").outcome


def test_one_pick_is_not_several() -> None:
    asked = question(PARIS, Form.CHOICE)
    assert assess(asked, 2) == assess(asked, (2,))
    with pytest.raises(UsageError, match="takes one pick"):
        assess(asked, (1, 2))


def test_wrong_picks_are_what_was_confused() -> None:
    assert ("Rome", "Lima") == wrong_answers(PARIS, ["Spain → Oslo; France → Rome", "Lima", "Italy → Oslo"])
    found, _ = borders()
    assert ("Sweden", "Chile") == wrong_answers(found, ["Sweden; Chile"])


def test_a_wrong_pair_is_offered_again() -> None:
    from tests.collection.samples import studying
    from tests.study.samples import NOON

    collection = studying(CAPITALS)
    session = collection.session(now=NOON, form=Form.MATCHING)
    first = session.next(NOON)
    assert first is not None
    at = first.left.index(first.card.given)
    wrong = next(place for place in range(4) if place != first.asked.picks[at])
    picks = list(first.asked.picks)
    picks[at], picks[picks.index(wrong)] = wrong, picks[at]
    session.answer(tuple(picks), NOON)
    again = collection.session(now=NOON, form=Form.CHOICE)
    while (question := again.next(NOON)) is not None and question.card.id != first.card.id:
        again.answer(Rating.EASY, NOON)
    assert question is not None
    assert first.options[wrong].text in {option.text for option in question.options}
