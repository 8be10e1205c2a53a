"""What differs between two versions of a deck, and what that is called."""

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from quiz.facts.changes import Change, Thing, difference
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.facts.relation import Relation
from quiz.facts.term import Term
from quiz.facts.values import Listed, SetOf, Text
from tests.strategies import deck_data, deck_of, reworded, shuffled


def deck(*facts: Fact | tuple[str, str, str], **others: object) -> Deck:
    return Deck("d", facts=[fact if isinstance(fact, Fact) else Fact(*fact) for fact in facts], **others)  # type: ignore[arg-type]


def told(old: Deck, new: Deck, *earlier: Deck, thing: Thing = Thing.FACT) -> list[str]:
    return sorted(str(found) for found in difference(old, new, earlier).changes if found.thing is thing)


CAPITALS = (("France", "capital", "Paris"), ("Peru", "capital", "Lima"), ("Chad", "capital", "Ndjamena"))
OLD = deck(*CAPITALS)


def test_nothing_changed() -> None:
    assert () == difference(OLD, evolve(OLD)).changes


def test_added_and_retired() -> None:
    new = deck(*CAPITALS[1:], ("Mali", "capital", "Bamako"))
    assert ["fact added: Mali – capital – Bamako", "fact retired: France – capital – Paris"] == told(OLD, new)
    assert ["subject added: Mali", "subject retired: France"] == told(OLD, new, thing=Thing.SUBJECT)


def test_what_an_earlier_version_had_returns() -> None:
    assert ["fact returned: Chad – capital – Ndjamena"] == told(deck(*CAPITALS[:2]), OLD, OLD)


def test_a_mended_value_is_corrected_and_another_one_changed() -> None:
    new = deck(("France", "capital", "Lyon"), ("Peru", "capital", "Lima"), ("Chad", "capital", "N’Djamena"))
    assert [
        "fact changed: France – capital – Paris → France – capital – Lyon",
        "fact corrected: Chad – capital – Ndjamena → Chad – capital – N’Djamena",
    ] == told(OLD, new)
    assert ["member renamed: Ndjamena → N’Djamena"] == told(OLD, new, thing=Thing.MEMBER)


def test_an_end_and_a_successor_change_what_holds_now() -> None:
    old = deck(Fact("UK", "monarch", "Elizabeth II", since="1952"))
    new = deck(
        Fact("UK", "monarch", "Elizabeth II", since="1952", until="2022"), Fact("UK", "monarch", "Charles III", since="2022")
    )
    found = difference(old, new)
    (changed,) = found.of(Change.CHANGED, Thing.FACT)
    assert (old.facts[0], new.facts[1]) == (changed.old, changed.new)
    assert [new.facts[0]] == [one.new for one in found.of(Change.ADDED, Thing.FACT)]


def test_an_end_without_a_successor_corrects_the_fact() -> None:
    old, new = (deck(Fact("UK", "member of", "EU", since="1973", until=until)) for until in (None, "2020"))
    assert [Change.CORRECTED] == [one.change for one in difference(old, new).changes]


def test_a_fact_that_keeps_its_id_is_the_same_fact() -> None:
    old = deck(Fact("Zaire", "capital", "Kinshasa", id="a"), Fact("Peru", "capital", "Lima", id="b"))
    new = deck(Fact("DR Congo", "capital", "Lubumbashi", id="a"), Fact("Peru", "capital", "Lima", id="b"))
    found = difference(old, new)
    assert {"Zaire": "DR Congo"} == found.renames.subjects
    assert [Change.CHANGED] == [one.change for one in found.changes if one.thing is Thing.FACT]


def test_other_sources_are_other_words() -> None:
    assert [Change.REWORDED] == [
        one.change for one in difference(deck(Fact("a", "b", "c")), deck(Fact("a", "b", "c", sources="book"))).changes
    ]


def test_members_of_sets() -> None:
    old, new = (
        deck(Fact("Switzerland", "languages", SetOf(map(Text, names))))
        for names in (("German", "Frensh", "Italian"), ("German", "French", "Italian", "Romansh"))
    )
    found = difference(old, new)
    assert [Change.CHANGED] == [one.change for one in found.changes if one.thing is Thing.FACT]  # one more was not known
    corrected = deck(Fact("Switzerland", "languages", SetOf(map(Text, ("German", "French", "Italian")))))
    assert {("languages", "Frensh"): "French"} == difference(old, corrected).members


def test_a_list_in_another_order_is_another_answer() -> None:
    old, new = (deck(Fact("light", "phases", Listed(map(Text, words)))) for words in (("red", "green"), ("green", "red")))
    assert [Change.CHANGED] == [one.change for one in difference(old, new).changes]


def test_terms_and_relations() -> None:
    old = evolve(OLD, terms=[Term("Paris"), Term("Burma"), Term("Zaire")], relations=[Relation("capital")])
    new = evolve(
        OLD,
        terms=[Term("Paris", aliases=("Lutetia",)), Term("Myanmar", was=("Burma",)), Term("Togo")],
        relations=[Relation("capital", ask="Which city rules {subject}?"), Relation("mayor")],
    )
    assert ["term added: Togo", "term renamed: Burma → Myanmar", "term retired: Zaire", "term reworded: Paris"] == told(
        old, new, thing=Thing.TERM
    )
    assert ["relation added: mayor", "relation reworded: capital"] == told(old, new, thing=Thing.RELATION)
    assert ["relation changed: capital"] == told(
        old, evolve(old, relations=[Relation("capital", value="city")]), thing=Thing.RELATION
    )


def test_a_fact_that_is_stated_twice_is_one() -> None:
    twice = deck(CAPITALS[0], *CAPITALS)
    assert () == difference(OLD, twice).changes == difference(twice, OLD).changes
    assert ["fact retired: France – capital – Paris"] == told(twice, deck(*CAPITALS[1:]))
    assert ["fact added: France – capital – Paris"] == told(deck(*CAPITALS[1:]), twice)
    assert ["fact changed: France – capital – Paris → France – capital – Lyon"] == told(
        twice, deck(*CAPITALS[1:], *[("France", "capital", "Lyon")] * 2)
    )


@given(deck_data(ids=True), st.integers())
def test_order_and_wording_change_no_fact(data: dict[str, object], seed: int) -> None:
    old = deck_of(data)
    for other in (shuffled(data, seed), reworded(data, "Say")):
        assert [] == told(old, deck_of(other))


@given(deck_data(ids=True), deck_data(ids=True))
def test_every_fact_of_both_versions_is_accounted_for_once(one: dict[str, object], other: dict[str, object]) -> None:
    old, new = deck_of(one), deck_of(other)
    found = [change for change in difference(old, new).changes if change.thing is Thing.FACT]
    olds, news = (
        ([fact for fact in facts if fact is not None] for facts in zip(*((c.old, c.new) for c in found), strict=True))
        if found
        else ([], [])
    )
    for facts, told_of in ((old.facts, olds), (new.facts, news)):
        assert len({id(fact) for fact in told_of}) == len(told_of)
        assert {id(fact) for fact in told_of} <= {id(fact) for fact in facts}
    # As sets, for a fact that is stated twice is one.
    assert {*map(repr, old.facts)} - {*map(repr, olds)} == {*map(repr, new.facts)} - {*map(repr, news)}


@pytest.mark.parametrize("back", [False, True])
def test_a_difference_is_that_of_the_other_way_round(back: bool) -> None:  # noqa: FBT001
    old, new = OLD, deck(*CAPITALS[1:], ("Mali", "capital", "Bamako"))
    found = difference(new, old) if back else difference(old, new)
    assert 1 == len(found.of(Change.ADDED, Thing.FACT)) == len(found.of(Change.RETIRED, Thing.FACT))
