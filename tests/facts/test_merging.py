"""The learner's edits live on in a new version; where both changed one thing, that is told."""

from collections import Counter
from copy import deepcopy
from typing import Any

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.facts.merging import merge
from quiz.facts.quantities import Quantity
from quiz.facts.relation import Relation
from quiz.facts.term import Term
from tests.strategies import deck_data, deck_of, relation_of, value_of

BASE = Deck(
    "d",
    "Capitals",
    [Fact("France", "capital", "Pariss"), Fact("Peru", "capital", "Lima", sources="atlas"), Fact("Chad", "capital", "Ndjamena")],
    [Relation("capital", ask="Capital of {subject}?")],
    [Term("Lima", aliases=("Ciudad de los Reyes",))],
)
PARIS, LIMA, NDJAMENA = BASE.facts


def stated(deck: Deck) -> list[str]:
    return [f"{fact.subject} {fact.value}" for fact in deck.facts]


def with_facts(*facts: Fact, **others: Any) -> Deck:  # noqa: ANN401 - any field of a deck
    return evolve(BASE, facts=facts, **others)


def test_edits_of_both_sides_are_joined() -> None:
    ours = with_facts(evolve(PARIS, value="Paris"), LIMA, NDJAMENA, Fact("Togo", "capital", "Lomé"))
    theirs = with_facts(
        PARIS, LIMA, evolve(NDJAMENA, value="N’Djamena"), Fact("Mali", "capital", "Bamako"), title="Capital cities"
    )
    merged = merge(BASE, ours, theirs)
    assert () == merged.conflicts
    assert ["France Paris", "Peru Lima", "Chad N’Djamena", "Togo Lomé", "Mali Bamako"] == stated(merged.deck)
    assert "Capital cities" == merged.deck.title


def test_of_one_thing_that_both_changed_ours_stays_and_is_told() -> None:
    ours, theirs = (with_facts(evolve(PARIS, value=value), LIMA, NDJAMENA) for value in ("Paris!", "Paris"))
    merged = merge(BASE, ours, theirs)
    (conflict,) = merged.conflicts
    assert ("France Paris!", "France – capital: yours is “Paris!”, the new version has “Paris”") == (
        stated(merged.deck)[0],
        str(conflict),
    )
    assert theirs == merge(BASE, ours, theirs, [conflict.key]).deck


def test_what_one_side_took_out_and_the_other_changed_is_in_conflict() -> None:
    gone, mended = with_facts(LIMA, NDJAMENA), with_facts(evolve(PARIS, value="Paris"), LIMA, NDJAMENA)
    assert (["Peru Lima", "Chad Ndjamena"], ["France – capital: yours is none, the new version has “Paris”"]) == (
        stated(merge(BASE, gone, mended).deck),
        [str(found) for found in merge(BASE, gone, mended).conflicts],
    )
    assert "France Paris" in stated(merge(BASE, mended, gone).deck)
    assert () == merge(BASE, gone, evolve(gone, title="x")).conflicts


def test_relations_and_terms_are_merged_key_by_key() -> None:
    ours = evolve(BASE, relations=[Relation("capital", ask="Its capital, {subject}?")], terms=[Term("Lima", aliases=("LIM",))])
    theirs = evolve(
        BASE,
        relations=[Relation("capital", ask="Capital of {subject}?", say="{value}!", label="seat")],
        terms=[Term("Lima", aliases=("Ciudad de los Reyes", "Los Reyes"), type="city")],
    )
    merged = merge(BASE, ours, theirs)
    assert () == merged.conflicts
    assert Relation("capital", ask="Its capital, {subject}?", say="{value}!", label="seat") == merged.deck.relations["capital"]
    assert (("city",), {"LIM", "Los Reyes"}) == ((merged.deck.terms["Lima"].type,), set(merged.deck.terms["Lima"].aliases))


def test_a_fact_is_one_thing_but_for_its_tags() -> None:
    ours = with_facts(evolve(PARIS, tags="mine"), LIMA, NDJAMENA)
    theirs = with_facts(evolve(PARIS, value="Paris", tags="theirs"), LIMA, NDJAMENA)
    merged = merge(BASE, ours, theirs)
    assert (evolve(theirs.facts[0], tags="mine theirs"), ()) == (merged.deck.facts[0], merged.conflicts)
    dated = with_facts(evolve(PARIS, as_of="2020"), LIMA, NDJAMENA)
    assert 1 == len(merge(BASE, dated, theirs).conflicts)


def test_values_are_compared_in_the_type_that_they_get() -> None:
    base = Deck("d", facts=[Fact("tower", "height", "330 m"), Fact("hill", "height", "129 m")])
    ours = evolve(base, facts=[Fact("tower", "height", "331 m"), base.facts[1]], relations=())
    theirs = evolve(base, relations=[Relation("height", value="quantity")])
    merged = merge(base, ours, theirs)
    assert ((), Quantity(331, "m")) == (merged.conflicts, merged.deck.facts[0].value)  # type: ignore[arg-type]


def test_an_edit_that_no_longer_fits_gives_way() -> None:
    base = Deck("d", facts=[Fact("tower", "height", "330 m")])
    ours = evolve(base, facts=[Fact("tower", "height", "very tall")], relations=())
    theirs = evolve(base, relations=[Relation("height", value="quantity")])
    merged = merge(base, ours, theirs)
    assert (1, theirs) == (len(merged.conflicts), merged.deck)
    typed = evolve(base, relations=[Relation("height", value="quantity")])
    grown = evolve(base, facts=[*base.facts, Fact("cloud", "height", "unknown")], relations=())
    merged = merge(base, typed, grown)
    assert (1, grown) == (len(merged.conflicts), merged.deck)


def test_a_value_of_another_type_is_no_edit_of_all_the_others() -> None:
    base = Deck("d", facts=[Fact(name, "score", value) for name, value in (("a", "1"), ("b", "2"), ("c", "3"))])
    ours = Deck("d", facts=[base.facts[0], Fact("b", "score", "high"), base.facts[2]])
    theirs = Deck("d", facts=[*base.facts[:2], Fact("c", "score", "4")])
    merged = merge(base, ours, theirs)
    assert ((), ["a 1", "b high", "c 4"]) == (merged.conflicts, stated(merged.deck))


def test_a_former_name_leads_to_the_same_fact() -> None:
    base = Deck("d", facts=[Fact("Burma", "capital", "Naypyidaw"), Fact("Peru", "capital", "Lima")])
    ours = evolve(base, facts=[Fact("Burma", "capital", "Naypyitaw"), base.facts[1]])
    theirs = Deck("d", facts=base.facts, terms=[Term("Myanmar", was=("Burma",))])
    assert ["Myanmar Naypyitaw", "Peru Lima"] == stated(merge(base, ours, theirs).deck)


def renamed(deck: Deck, name: str, **others: Any) -> Deck:  # noqa: ANN401 - any field of a deck
    """Return a deck that calls Chad otherwise."""
    return evolve(deck, facts=[evolve(fact, subject=name) if fact.subject == "Chad" else fact for fact in deck.facts], **others)


def test_edits_follow_what_the_other_side_renamed() -> None:
    more = [*BASE.facts, Fact("Chad", "river", "Chari")]
    base, ours = with_facts(*more), with_facts(PARIS, LIMA, evolve(NDJAMENA, value="Abéché"), more[3], Fact("Chad", "code", "TD"))
    for one, other in ((ours, renamed(base, "Tchad")), (renamed(base, "Tchad"), ours)):
        merged = merge(base, one, other)
        assert () == merged.conflicts
        assert ["France Pariss", "Peru Lima", "Tchad Abéché", "Tchad Chari", "Tchad TD"] == stated(merged.deck)


def test_a_name_that_both_gave_differently_is_in_conflict() -> None:
    ours, theirs = renamed(BASE, "Tchad"), renamed(BASE, "Tschad")
    merged = merge(BASE, ours, theirs)
    (conflict,) = merged.conflicts
    assert "subject Chad: yours is “Tchad”, the new version has “Tschad”" == str(conflict)
    assert (ours, theirs) == (merged.deck, merge(BASE, ours, theirs, [conflict.key]).deck)
    assert () == merge(BASE, ours, ours).conflicts


def test_edits_follow_a_relation_and_a_term_that_were_renamed() -> None:
    ours = with_facts(
        evolve(PARIS, value="Paris"), LIMA, NDJAMENA, terms=[Term("Chad", aliases=("TD",)), Term("Lima", aliases=("LIM",))]
    )
    theirs = Deck(
        "d",
        "Capitals",
        [evolve(fact, relation="seat", subject=fact.subject.replace("Chad", "Tchad")) for fact in BASE.facts],
        [Relation("seat", ask="Capital of {subject}?")],
        [Term("Lima"), Term("Tchad", was=("Chad",))],
    )
    merged = merge(BASE, ours, theirs)
    assert ((), ["seat"]) == (merged.conflicts, list(merged.deck.relations))
    assert ["France Paris", "Peru Lima", "Tchad Ndjamena"] == stated(merged.deck)
    assert [("Lima", ("LIM",), ()), ("Tchad", ("TD",), ("Chad",))] == [
        (term.name, term.aliases, term.was) for term in merged.deck.terms.values()
    ]


# Any decks at all: the second and third are the first one, edited.


@st.composite
def edited(draw: st.DrawFn, data: dict[str, Any], only: tuple[int, ...] | None = None) -> dict[str, Any]:
    """Draw an edit of a deck's data: records changed, taken out and added; of some records alone, where these are named."""
    found = deepcopy(data)
    places = range(len(found["facts"])) if only is None else only
    for place in places:
        record = found["facts"][place]
        match draw(st.sampled_from(["keep", "keep", "change", "tag", "drop"])):
            case "change":
                record[relation_of(record)] = draw(value_of(relation_of(record)))
            case "tag":
                record["tags"] = "mine"
            case "drop":
                record.clear()
    found["facts"] = [record for record in found["facts"] if record]
    if only is None:
        if draw(st.booleans()):
            found["deck"]["title"] = draw(st.sampled_from(["One", "Another"]))
        if draw(st.booleans()):
            found["facts"].append({"subject": draw(st.sampled_from(["Narnia", "Oz"])), "capital": "Gotham"})
        for relation in found["relations"].values():
            relation["ask"] = draw(st.sampled_from(["What of {subject}?", "{subject}?"]))
    return found


@st.composite
def three(draw: st.DrawFn) -> tuple[Deck, Deck, Deck]:
    data = draw(deck_data(ids=True))
    return deck_of(data), deck_of(draw(edited(data))), deck_of(draw(edited(data)))


@given(three())
def test_what_only_one_side_changed_is_as_that_side_has_it(decks: tuple[Deck, Deck, Deck]) -> None:
    base, one, other = decks
    assert other == merge(base, base, other).deck
    assert one == merge(base, one, base).deck
    assert one == merge(base, one, one).deck
    for merged in (merge(base, base, other), merge(base, one, base), merge(base, one, one)):
        assert () == merged.conflicts


@given(three())
def test_merging_never_fails_and_settles(decks: tuple[Deck, Deck, Deck]) -> None:
    base, ours, theirs = decks
    merged = merge(base, ours, theirs)
    again = merge(theirs, merged.deck, theirs)
    assert (merged.deck, ()) == (again.deck, again.conflicts)
    taken = merge(base, ours, theirs, [conflict.key for conflict in merged.conflicts])
    assert [c.key for c in merged.conflicts] == [c.key for c in taken.conflicts]


@given(st.data())
def test_independent_edits_commute(data: st.DataObject) -> None:
    drawn = data.draw(deck_data(ids=True, claims=False).filter(lambda found: len(found["facts"]) > 1))
    # One subject for each record, so that no two are about the same thing.
    drawn["facts"] = [record | {"subject": f"{record['subject']} {n}"} for n, record in enumerate(drawn["facts"])]
    half = len(drawn["facts"]) // 2
    drawn["relations"] = {}
    one = deck_of(data.draw(edited(drawn, tuple(range(half)))))
    other = deck_of(data.draw(edited(drawn, tuple(range(half, len(drawn["facts"]))))))
    base = deck_of(drawn)
    here, there = merge(base, one, other), merge(base, other, one)
    assert ((), ()) == (here.conflicts, there.conflicts)
    assert Counter(here.deck.facts) == Counter(there.deck.facts)
    assert [fact for fact in here.deck.facts if fact in one.facts] == [fact for fact in one.facts if fact in here.deck.facts]
