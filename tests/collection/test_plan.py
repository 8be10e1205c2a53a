"""What a new version of a deck does to the learner's cards."""

import pytest
from attrs import evolve

from quiz.collection.collection import Collection
from quiz.collection.plan import Change, Plan
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.facts.relation import Relation
from quiz.facts.term import Term
from quiz.facts.values import Value, parse_value
from tests.collection.samples import deck, study, studying
from tests.study.samples import NOON

OLD = deck(("France", "capital", "Paris"), ("Kazakhstan", "capital", "Nur-Sultan"), ("Iraq", "capital", "Baghdad"))


def changes(before: Deck, after: Deck) -> dict[str, Change]:
    """Return what happens to the cards that ask forward, by their subject."""
    with studying(before) as collection:
        return by_subject(collection.plan(after))


def by_subject(plan: Plan) -> dict[str, Change]:
    return {line.card.given: line.change for line in plan.lines if line.card.kind == "forward"}


def one(relation: Relation | None, before: Value, after: Value) -> Change | None:
    """Return what happens to one card when its value becomes another one."""
    relations = [relation] if relation else []
    old, new = (Deck("one", facts=[Fact("it", "what", value)], relations=relations) for value in (before, after))
    return changes(old, new).get("it")


def test_a_new_deck() -> None:
    with Collection.in_memory() as collection:
        plan = collection.plan(OLD)
        assert (True, False, 6, 6) == (plan.replaces is None, plan.is_empty, plan.count(Change.ADDED), len(plan.lines))
        assert "facts: 6 added" == str(plan)
        assert [] == collection.decks()  # a plan changes nothing


def test_the_same_deck_again() -> None:
    with studying(OLD) as collection:
        plan = collection.plan(OLD)
        assert (False, True, "facts: no change") == (plan.replaces is None, plan.is_empty, str(plan))


def test_added_and_retired() -> None:
    after = evolve(OLD, facts=[*OLD.facts[1:], Fact("Peru", "capital", "Lima")])
    assert {"Peru": Change.ADDED, "France": Change.RETIRED} == changes(OLD, after)


def test_reworded() -> None:
    after = evolve(OLD, relations=[Relation("capital", ask="Name the capital of {subject}!")])
    with studying(OLD) as collection:
        plan = collection.plan(after)
        (line, *_) = plan.of(Change.REWORDED)
        assert {Change.REWORDED} == {found.change for found in plan.lines if found.card.kind == "forward"}
        assert "Name the capital of France!" in str(line)
        assert line.was
        assert line.was.prompt in str(line)


def test_changed() -> None:
    after = deck(("France", "capital", "Paris"), ("Kazakhstan", "capital", "Astana"), ("Iraq", "capital", "Baghdad"))
    with studying(OLD) as collection:
        plan = collection.plan(after)
        assert {"Kazakhstan": Change.CHANGED} == by_subject(plan)
        (line,) = plan.of(Change.CHANGED)
        assert str(line).endswith("Nur-Sultan → Astana")
        assert "facts: 1 added, 1 changed, 1 retired" == str(plan)  # whose capital Nur-Sultan is, is asked no longer


QUANTITY, DATE = Relation("what", value="quantity"), Relation("what", value="date")


@pytest.mark.parametrize(
    ("relation", "before", "after", "expected"),
    [
        (None, "Ulaanbatar", "Ulaanbaatar", Change.CORRECTED),
        (None, "Kim Jong Un", "Kim Jong-un", Change.CORRECTED),
        (None, "Sao Paulo", "São Paulo", Change.CORRECTED),
        (None, "Warsaw", "Krakow", Change.CHANGED),
        (None, "North Korea", "South Korea", Change.CHANGED),  # two letters, and another country
        (None, "hypertension", "hypotension", Change.CHANGED),
        (None, "Al", "Ga", Change.CHANGED),  # as far apart as two words of two letters can be
        (None, "version 1", "version 2", Change.CHANGED),
        (None, "Boeing 737", "Boeing 747", Change.CHANGED),
        (None, "Paris", "Paris and Lyon", Change.CHANGED),
        (QUANTITY, "8849 m", "8848 m", Change.CHANGED),
        (QUANTITY, "8.8 km", "8800 m", Change.CORRECTED),
        (QUANTITY, "c. 100", "101", Change.CORRECTED),
        (DATE, "1959", "1959-01-08", Change.CORRECTED),
        (DATE, "c. 886", "886", Change.CORRECTED),
        (DATE, "1959", "1958", Change.CHANGED),
        (Relation("what", value="boolean"), "yes", "no", Change.CHANGED),
        (Relation("what", value="list"), "red; amber; green", "red; ambre; green", Change.CORRECTED),
        (Relation("what", value="list"), "red; amber; green", "green; amber; red", Change.CHANGED),
        (Relation("what", value="set"), "red; amber", "amber; red", None),
        (Relation("what", value="set"), "Agreb; Berlin; Paris", "Berlin; Paris; Agrebb", Change.CORRECTED),
        (Relation("what", value="set"), "red; amber", "red; amber; green", Change.CHANGED),
        (Relation("what", value="set"), "red; amber", "red; green", Change.CHANGED),
    ],
)
def test_corrected_or_changed(relation: Relation | None, before: str, after: str, expected: Change | None) -> None:
    kind = relation.value if relation else "text"
    assert expected == one(relation, parse_value(before, kind), parse_value(after, kind))


def test_another_name_of_the_same_thing_is_no_other_answer() -> None:
    before = Deck("one", facts=[Fact("it", "what", "Burma")])
    after = Deck("one", facts=[Fact("it", "what", "Myanmar")])
    assert {"it": Change.CHANGED} == changes(before, after)
    assert {"it": Change.CORRECTED} == changes(before, evolve(after, terms=[Term("Myanmar", aliases=("Burma",))]))
    assert {"it": Change.CORRECTED} == changes(evolve(before, terms=[Term("Burma", was=("Myanmar",))]), after)


def test_a_near_miss_that_is_something_else_is_another_answer() -> None:
    before = deck(("it", "borders", "Iran"), ("Iran", "language", "Persian"), ("Iraq", "language", "Arabic"))
    after = deck(("it", "borders", "Iraq"), ("Iran", "language", "Persian"), ("Iraq", "language", "Arabic"))
    assert Change.CHANGED == changes(before, after)["it"]
    assert Change.CORRECTED == changes(deck(("it", "borders", "Iram")), deck(("it", "borders", "Iran")))["it"]


def test_a_value_that_gets_its_type_is_no_other_answer() -> None:
    before = Deck("one", facts=[Fact("tower", "height", "330 m")])
    after = Deck("one", facts=[Fact("tower", "height", "330 m")], relations=[Relation("height", value="quantity")])
    assert changes(before, after).get("tower") in {None, Change.CORRECTED}


def test_returned() -> None:
    with studying(OLD) as collection:
        study(collection)
        collection.add(evolve(OLD, facts=OLD.facts[1:]), NOON)
        plan = collection.plan(evolve(OLD, facts=[*OLD.facts, Fact("Peru", "capital", "Lima")]))
        assert {"France": Change.RETURNED, "Peru": Change.ADDED} == by_subject(plan)
        assert "returned: " in str(plan.of(Change.RETURNED)[0])


def test_what_returns_unseen_is_added() -> None:
    with studying(OLD) as collection:
        collection.add(evolve(OLD, facts=OLD.facts[1:]), NOON)
        assert {"France": Change.ADDED} == by_subject(collection.plan(OLD))


def test_what_returns_with_another_answer_has_changed() -> None:
    with studying(OLD) as collection:
        study(collection)
        for version in (evolve(OLD, facts=OLD.facts[:1]), evolve(OLD, facts=OLD.facts[:2])):
            collection.add(version, NOON)
        plan = collection.plan(evolve(OLD, facts=[*OLD.facts[:2], Fact("Iraq", "capital", "Basra")]))
        assert {"Iraq": Change.CHANGED} == by_subject(plan)
        assert by_subject(collection.plan(OLD)) == {"Iraq": Change.RETURNED}


def test_a_removed_deck_returns() -> None:
    with studying(OLD) as collection:
        study(collection, limit=2)  # France and Kazakhstan, asked forward
        collection.remove(OLD.id, NOON)
        after = evolve(OLD, facts=[Fact("France", "capital", "Lyon"), *OLD.facts[1:]])
        plan = collection.plan(after)
        assert plan.replaces is None
        assert {"France": Change.CHANGED, "Kazakhstan": Change.RETURNED, "Iraq": Change.ADDED} == by_subject(plan)
        assert 0 == plan.count(Change.RETIRED)
        assert 2 == collection.plan(OLD).count(Change.RETURNED)


def test_a_large_change_is_planned_in_time() -> None:
    from time import perf_counter

    before = deck(*((f"subject {number}", "what", f"value {number}") for number in range(3000)))
    after = deck(*((f"subject {number}", "what", f"worth {number}") for number in range(3000)))
    with studying(before) as collection:
        started = perf_counter()
        assert 3000 == collection.plan(after).count(Change.CHANGED)
        assert perf_counter() - started < 5  # far from comparing each with all


def test_other_company_in_an_order_keeps_its_memory() -> None:
    """More facts change what an order card shows beside its anchor; only an order that turned round is learned anew."""

    def founded(**years: str) -> Deck:
        facts = [Fact(name, "founded", year) for name, year in years.items()]
        return Deck("d", facts=facts, relations=[Relation("founded", value="date", kinds="order")])

    old = {"Oslo": "1048", "Riga": "1201", "Bergen": "1070"}
    with studying(founded(**old)) as collection:
        more = collection.plan(founded(**old, Turku="1229", Tallinn="1154"))
        assert more.of(Change.REWORDED)
        assert not more.of(Change.CHANGED, Change.RETIRED)
        turned = collection.plan(founded(**{**old, "Oslo": "1080"}))
        assert turned.of(Change.CHANGED)
