"""What tells two statements of one subject and relation apart."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.facts.dates import parse_date
from quiz.facts.fact import Fact, Status
from quiz.facts.relation import Relation
from quiz.facts.statements import distinction, statements

ONE, MANY = Relation("b"), Relation("b", many=True)


def told(*facts: Fact, relation: Relation = ONE) -> list[tuple[str, tuple[str, ...], bool, bool]]:
    return [(str(s.fact.value), s.distinction, s.dated, s.conflicting) for s in statements(facts, relation)]


def test_one_fact() -> None:
    assert [("x", (), False, False)] == told(Fact("A", "b", "x", as_of=2020))


def test_two_values_conflict() -> None:
    assert [("x", (), False, True), ("y", (), False, True)] == told(Fact("A", "b", "x"), Fact("A", "b", "y"))


def test_two_values_of_a_many_relation_do_not() -> None:
    assert [("x", (), False, False), ("y", (), False, False)] == told(Fact("A", "b", "x"), Fact("A", "b", "y"), relation=MANY)


def test_one_value_from_two_sources() -> None:
    assert [("x", (), False, False)] * 2 == told(Fact("A", "b", "x", as_of=2010), Fact("A", "b", "x", as_of=2020))


def test_the_later_report_is_the_plain_one() -> None:
    facts = [Fact("A", "b", "x", as_of=2010), Fact("A", "b", "y", as_of=2020), Fact("A", "b", "z", as_of=2015)]
    assert {
        ("x", ("as of", "stated", "2010"), True, False),
        ("y", (), False, False),
        ("z", ("as of", "stated", "2015"), True, False),
    } == set(told(*facts))


def test_two_values_of_one_report_conflict() -> None:
    facts = [Fact("A", "b", "x", as_of=2010), Fact("A", "b", "y", as_of=2010), Fact("A", "b", "z", as_of=2015)]
    assert {
        ("x", ("as of", "stated", "2010"), True, True),
        ("y", ("as of", "stated", "2010"), True, True),
        ("z", (), False, False),
    } == set(told(*facts))


def test_a_report_without_a_date_is_no_earlier_one() -> None:
    assert {("x", (), False, True), ("y", (), False, True)} == set(told(Fact("A", "b", "x"), Fact("A", "b", "y", as_of=2020)))


def test_what_is_settled_is_the_plain_one() -> None:
    facts = [Fact("A", "b", "x", status="expected", as_of=2025), Fact("A", "b", "y", as_of=2020)]
    assert {("x", ("status", "expected"), False, False), ("y", (), False, False)} == set(told(*facts))


@pytest.mark.parametrize(("qualifiers", "words"), [
    ({}, ()), ({"since": 2000}, ()), ({"as_of": 2000}, ()), ({"status": "announced"}, ()), ({"status": "expected"}, ()),
    ({"until": 2000}, ("", "", "", "2000")), ({"since": 1990, "until": 2000}, ("", "", "1990", "2000")),
    ({"according_to": "X"}, ("X", "", "", "")), ({"according_to": "X", "status": "announced"}, ("X", "", "", "")),
    ({"according_to": "X", "status": "denied"}, ("X", "denied", "", "")), ({"status": "alleged"}, ("", "alleged", "", "")),
    ({"according_to": "X", "since": 1990}, ("X", "", "", "")),
])  # fmt: skip
def test_what_always_tells_a_fact_apart(qualifiers: dict[str, str], words: tuple[str, ...]) -> None:
    assert words == distinction(Fact("A", "b", "x", **qualifiers))


FACTS = st.builds(
    Fact,
    st.just("A"),
    st.just("b"),
    st.sampled_from("xyz"),
    until=st.sampled_from([None, None, 2000]),
    as_of=st.sampled_from([None, 2010, 2015, "2015-12-31"]),
    status=st.sampled_from(Status),
    according_to=st.sampled_from([None, None, "them"]),
)


@settings(max_examples=200)
@given(st.lists(FACTS, min_size=1, max_size=6), FACTS, st.booleans())
def test_another_fact_takes_no_statement_away(facts: list[Fact], more: Fact, many: bool) -> None:  # noqa: FBT001
    relation = MANY if many else ONE
    before, after = ({s.distinction for s in statements(several, relation)} for several in (facts, [*facts, more]))
    assert before <= after


@given(st.lists(FACTS, min_size=1, max_size=6))
def test_every_fact_is_one_statement_and_conflicts_are_real(facts: list[Fact]) -> None:
    found = statements(facts, ONE)
    assert sorted(map(repr, facts)) == sorted(repr(s.fact) for s in found)
    for s in found:
        values = {other.fact.value.key for other in found if other.distinction == s.distinction}
        assert s.conflicting == (len(values) > 1)


def test_the_deck_says_when_a_fact_that_does_not_was_reported() -> None:
    old, new, undated = Fact("A", "b", "x", as_of=2010), Fact("A", "b", "y", as_of=2030), Fact("A", "b", "z")
    found = statements([old, undated], ONE, parse_date("2025"))
    assert [(("as of", "stated", "2010"), True, False), ((), False, False)] == [
        (one.distinction, one.dated, one.conflicting) for one in found
    ]
    found = statements([new, undated], ONE, parse_date("2025"))
    assert [((), False, False), (("as of", "stated", "2025"), True, False)] == [
        (one.distinction, one.dated, one.conflicting) for one in found
    ]


def test_two_facts_that_say_no_date_conflict_whenever_the_deck_was_true() -> None:
    found = statements([Fact("A", "b", "x"), Fact("A", "b", "y")], ONE, parse_date("2025"))
    assert all(one.conflicting for one in found)
