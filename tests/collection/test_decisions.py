"""Many decisions about a plan at once."""

import pytest
from attrs import evolve

from quiz.collection.decisions import decided, meaning, options
from quiz.collection.plan import Change, Plan
from quiz.errors import UsageError
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.facts.relation import Relation
from tests.collection.samples import deck, studying
from tests.study.samples import NOON

OLD = deck(("France", "capital", "Paris"), ("Kazakhstan", "capital", "Nur-Sultan"), ("Iraq", "capital", "Baghdad"))


def update() -> Plan:
    """A plan with an added, a changed and a retired card at least."""
    facts = [OLD.facts[0], Fact("Kazakhstan", "capital", "Astana"), Fact("Peru", "capital", "Lima")]
    with studying(OLD) as collection:
        return collection.plan(evolve(OLD, facts=facts))


def test_what_is_decided_at_once_is_what_is_decided_one_by_one() -> None:
    plan = update()
    for line in plan.lines:
        first, *others = options(line)
        assert first is line.change
        for decision in others:
            assert plan.override(line.card.id, decision) == decided(plan, {line.card.id: decision})
    everything = {line.card.id: Change.RETIRED for line in plan.lines if line.change is not Change.RETIRED}
    assert len(everything) == decided(plan, everything).skipped


def test_a_renamed_card_can_be_another_one() -> None:
    relation = Relation("capital", kinds="forward")
    old = Deck("one", facts=[Fact("Swaziland", "capital", "Mbabane", id="sz")], relations=[relation])
    new = evolve(old, facts=[Fact("Eswatini", "capital", "Mbabane", id="sz")], terms=[])
    with studying(old) as collection:
        plan = collection.plan(new)
        moved = [line for line in plan.lines if line.is_moved]
        for line in moved:
            assert Change.ADDED in options(line)
            assert plan.override(line.card.id, Change.ADDED) == decided(plan, {line.card.id: Change.ADDED})


def test_an_added_card_can_be_the_one_that_was_retired() -> None:
    plan = update()
    new = next(line for line in plan.lines if line.change is Change.ADDED)
    old = next(line for line in plan.lines if line.change is Change.RETIRED)
    assert plan.override(new.card.id, Change.RENAMED, old.card.id) == decided(plan, {}, {new.card.id: old.card.id})


def test_a_new_deck_is_added_without_some_cards() -> None:
    with studying() as collection:
        plan = collection.plan(OLD)
        card = plan.lines[0].card.id
        left = decided(plan, {card: Change.RETIRED})
        collection.apply(left, NOON)
        assert collection.state(card).suspended
        assert plan is decided(plan, {})


def test_what_cannot_be_decided_is_told() -> None:
    plan = update()
    added = next(line for line in plan.lines if line.change is Change.ADDED)
    with pytest.raises(UsageError, match="cannot be decided"):
        decided(plan, {added.card.id: Change.CHANGED})
    with pytest.raises(UsageError, match="is not changed by this update"):
        decided(plan, {"unknown": Change.RETIRED})


def test_each_decision_has_its_words() -> None:
    plan = update()
    words = {(line.change, decision): meaning(line, decision) for line in plan.lines for decision in options(line)}
    assert "left out" == words[Change.ADDED, Change.RETIRED]
    assert "asked no longer" == words[Change.RETIRED, Change.RETIRED]
    assert "memory is kept" == words[Change.CHANGED, Change.CORRECTED]
    assert "taught again" == words[Change.CHANGED, Change.CHANGED]
