"""A fact is read from a form as from a deck's file, and put into its deck without touching the others."""

import pytest
from attrs import evolve
from hypothesis import given

from quiz.collection.collection import Collection
from quiz.collection.fact_edits import SPACED, FactDraft, fact_like, preview, read_draft, relation_for, source_called, with_fact
from quiz.collection.plan import Change
from quiz.errors import NotFoundError, UsageError
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact, Source, Status
from quiz.facts.relation import Relation
from quiz.facts.values import SetOf, TermName, Text, written
from quiz.testing import decks
from quiz.text.safe import safe_line
from tests.study.samples import NOON
from tests.tui.samples import ATLAS, capitals, hostile, neighbours, presidents

ALL = (capitals(), neighbours(), presidents(), hostile())


@pytest.mark.parametrize("deck", ALL, ids=lambda deck: deck.id)
def test_a_draft_of_a_fact_is_read_as_that_fact(deck: Deck) -> None:
    for fact in deck.facts:
        assert fact == read_draft(deck, FactDraft.of(fact), fact).fact


@given(decks())
def test_whatever_a_deck_states_survives_the_form(deck: Deck) -> None:
    for fact in deck.facts[:5]:
        found = read_draft(deck, FactDraft.of(fact), fact)
        if found.fact is None:
            continue  # what a file could not hold either, such as a list whose members have semicolons
        again = with_fact(deck, found.fact, fact)
        assert len(deck.facts) == len(again.facts)


@pytest.mark.parametrize(
    ("part", "text", "told"),
    [
        ("subject", "", "Give the subject."),
        ("relation", "", "Give the relation."),
        ("value", "", "Give the value."),
        ("since", "last week", "is not a date"),
        ("status", "alledged", "is not a status"),
        ("until", "1066", "only since"),
    ],
)
def test_what_is_wrong_is_told_of_the_part_that_has_it(part: str, text: str, told: str) -> None:
    deck = presidents()
    draft = evolve(FactDraft.of(deck.facts[0]), **{part: text})
    found = read_draft(deck, draft, deck.facts[0])
    assert found.fact is None
    assert [part] == list(found.wrong)
    assert told in found.wrong[part]


def test_all_that_is_wrong_is_told_at_once() -> None:
    found = read_draft(presidents(), FactDraft(since="soon", status="new"))
    assert {"subject", "relation", "value", "since", "status"} == set(found.wrong)


def test_a_value_is_of_its_relations_type() -> None:
    deck = Deck(
        "sizes",
        relations=[
            Relation("height", value="quantity", unit="m"),
            Relation("colours", value="set"),
            Relation("was", value="date"),
        ],
    )
    assert "8848 m" == str(read_draft(deck, FactDraft("Everest", "height", "8848")).fact.value)  # type: ignore[union-attr]
    colours = read_draft(deck, FactDraft("France", "colours", "blue; white; red")).fact
    assert colours is not None
    assert isinstance(colours.value, SetOf)
    assert ["value"] == list(read_draft(deck, FactDraft("Everest", "was", "tall")).wrong)
    assert "tall" in read_draft(deck, FactDraft("Everest", "height", "tall")).wrong["value"]


def test_sources_are_those_of_the_deck_or_new_ones_and_stay_where_they_were_not_touched() -> None:
    deck = capitals()
    fact = deck.facts[0]
    assert (ATLAS,) == read_draft(deck, FactDraft.of(fact), fact).fact.sources  # type: ignore[union-attr]
    moved = read_draft(deck, evolve(FactDraft.of(fact), at="page 9"), fact).fact
    assert moved is not None
    assert [("World atlas", "A publisher", "page 9")] == [(one.title, one.publisher, one.locator) for one in moved.sources]
    other = read_draft(deck, evolve(FactDraft.of(fact), source="world ATLAS; My notes", at=""), fact).fact
    assert other is not None
    assert ["World atlas", "My notes"] == [one.title for one in other.sources]
    assert Source("Elsewhere") == source_called(deck, "Elsewhere")


def test_what_a_form_does_not_show_stays() -> None:
    fact = Fact("Peru", "capital", "Lima", id="peru", wrong=("Cusco",), tags=("andes", "south"))
    deck = Deck("one", facts=[fact])
    found = read_draft(deck, evolve(FactDraft.of(fact), value="LIMA", tags="andes, coast; north"), fact).fact
    assert found is not None
    assert ("peru", ("Cusco",), {"andes", "coast", "north"}) == (found.id, found.wrong, set(found.tags))


def test_a_relation_is_found_by_its_words() -> None:
    deck = Deck("d", relations=[Relation("head_of_state", label="Head of state"), Relation("born_in")])
    assert ["head_of_state", "born_in", "born_in"] == [
        found.name for text in ("head of STATE", "born in", "born_in") if (found := relation_for(deck, text))
    ]
    assert relation_for(deck, "died in") is None


def test_a_fact_takes_the_place_of_another_or_comes_last_or_goes() -> None:
    deck = capitals()
    old = deck.facts[2]
    new = evolve(old, value=TermName("Giza", "city"))
    assert [*deck.facts[:2], new, *deck.facts[3:]] == list(with_fact(deck, new, old).facts)
    added = Fact("Mali", "capital", TermName("Bamako", "city"))
    assert [*deck.facts, added] == list(with_fact(deck, added).facts)
    assert [*deck.facts[:2], *deck.facts[3:]] == list(with_fact(deck, None, old).facts)


def test_a_fact_that_is_there_already_or_that_cannot_be_is_refused() -> None:
    deck = capitals()
    with pytest.raises(UsageError, match="already"):
        with_fact(deck, deck.facts[1], deck.facts[0])
    with pytest.raises(NotFoundError, match="changed meanwhile"):
        with_fact(deck, None, Fact("Atlantis", "capital", "Nowhere"))
    dated = Deck("d", facts=[Fact("x", "born", "1900")], relations=[Relation("born", value="date")])
    with pytest.raises(UsageError, match="cannot state this"):
        with_fact(dated, Fact("y", "born", "never"))


def test_a_fact_is_found_though_its_sources_changed_meanwhile() -> None:
    deck = capitals()
    assert deck.facts[3] == fact_like(deck, evolve(deck.facts[3], sources=()))
    named = Deck("d", facts=[Fact("x", "y", "z", id="me")])
    assert named.facts[0] == fact_like(named, Fact("other", "y", "else", id="me"))


def test_a_second_value_of_a_relation_that_nobody_declared_makes_it_several() -> None:
    deck = Deck("d", facts=[Fact("Chile", "neighbour", "Peru"), Fact("Spain", "neighbour", "Portugal")])
    again = with_fact(deck, Fact("Chile", "neighbour", "Bolivia"))
    assert again.relations["neighbour"].many
    assert not deck.relations["neighbour"].many


@pytest.mark.parametrize(
    ("place", "value", "change"), [(1, "Santyago", Change.CORRECTED), (0, "Salzburg", Change.CHANGED), (0, "Wien", None)]
)
def test_a_preview_says_what_happens_to_the_card(place: int, value: str, change: Change | None) -> None:
    deck = capitals()
    old = deck.facts[place]
    found = preview(deck, read_draft(deck, evolve(FactDraft.of(old), value=value), old).fact, old)
    assert [f"What is the capital of {old.subject}?"] == [card.prompt for card in found.cards]
    assert [change] * (change is not None) == [line.change for line in found.lines]


def test_a_preview_agrees_with_the_plan() -> None:
    for deck in ALL[:3]:
        with Collection.in_memory() as collection:
            collection.add(deck, NOON)
            for fact in deck.facts:
                new = evolve(fact, value=Text("Quite another one"), status=Status.STATED, according_to=None)
                planned = collection.plan_edit(with_fact(deck, new, fact))
                shown = preview(deck, new, fact)
                assert {(one.change, one.card.id) for one in planned.lines} == {(one.change, one.card.id) for one in shown.lines}


def test_a_preview_tells_of_a_contradiction() -> None:
    found = preview(presidents(), Fact("Freedonia", "president", "Chicolini", since="2015"))
    assert [False] == [card.asked for card in found.cards]


def test_the_preview_of_a_large_deck_is_made_of_a_few_facts() -> None:
    facts = [Fact(f"subject {number}", "capital", f"value {number}") for number in range(5000)]
    deck = Deck("large", facts=facts)
    found = preview(deck, evolve(facts[7], value=Text("other")), facts[7])
    assert {2} == {len(found.cards)}
    assert all(len(card.deck.facts) < 10 for card in found.cards)


def test_what_stands_beside_a_fact_is_edited_and_nothing_of_it_is_lost() -> None:
    relation = Relation("b", value="rich", apart=True)
    code = "```python\nif x:\n    y\n```"
    before = Fact(
        "A\nB",
        "b",
        code,
        id="n/0",
        wrong=["x; y", "z"],
        accept=["1; 2"],
        note="a\n\n    b",
        front="# F",
        feedback=[("q", "r")],
        kept="{}",
    )
    deck = Deck("d", facts=[before], relations=[relation])
    (before,) = deck.facts
    draft = FactDraft.of(before)
    as_shown = evolve(draft, subject=safe_line(draft.subject), **{name: safe_line(getattr(draft, name)) for name in SPACED})
    assert before == read_draft(deck, as_shown, before).fact
    assert evolve(before, tags=["t"]) == read_draft(deck, evolve(as_shown, tags="t"), before).fact
    assert evolve(before, note="one\ntwo") == read_draft(deck, evolve(as_shown, note="one⏎two"), before).fact
    assert evolve(before, front="one\ntwo") == read_draft(deck, evolve(as_shown, front="one⏎two"), before).fact
    assert evolve(before, front="") == read_draft(deck, evolve(as_shown, front=""), before).fact
    assert evolve(before, accept=["1", "3"]) == read_draft(deck, evolve(as_shown, accept="1; 3"), before).fact
    assert evolve(before, wrong=["w"]) == read_draft(deck, evolve(as_shown, wrong="w"), before).fact
    changed = read_draft(deck, evolve(draft, value=draft.value.replace("x", "z")), before).fact
    assert changed is not None
    assert "```python\nif z:\n    y\n```" == written(changed.value)
