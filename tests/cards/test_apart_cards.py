"""Relations whose facts are asked each by itself: a card for each fact and kind, whatever else is asked or answered alike."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.cards.card import Card, Kind
from quiz.cards.generation import generate
from quiz.cards.identity import own_id
from quiz.cards.index import Index
from quiz.cards.keeping import kept, made
from quiz.cards.prompts import Prompts
from quiz.cards.told_apart import told_apart
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.facts.relation import Relation

BOTH = ("forward", "backward")
BACK = Relation("Back", ask="{subject}", ask_back="{value}", kinds=BOTH, apart=True)


def cards(*facts: Fact, relations: tuple[Relation, ...] = (BACK,)) -> list[Card]:
    return list(generate(Deck("d", facts=facts, relations=relations)))


def shown(found: list[Card]) -> list[tuple[str, str]]:
    return [(card.prompt, card.answer) for card in found]


def test_each_fact_is_a_card_in_each_kind() -> None:
    found = cards(Fact("bank", "Back", "Ufer", id="a/0"), Fact("bank", "Back", "Geldhaus", id="b/0"))
    assert [("bank", "Ufer"), ("bank [2]", "Geldhaus"), ("Ufer", "bank"), ("Geldhaus", "bank")] == shown(found)
    assert all(card.asked for card in found)


def test_facts_with_one_value_are_cards_by_themselves() -> None:
    found = cards(Fact("shore", "Back", "Ufer", id="a/0"), Fact("bank", "Back", "Ufer", id="b/0"))
    assert [("shore", "Ufer"), ("bank", "Ufer"), ("Ufer", "shore"), ("Ufer [2]", "bank")] == shown(found)


def test_facts_that_say_the_same_are_cards_by_themselves() -> None:
    found = cards(Fact("bank", "Back", "Ufer", id="a/0"), Fact("bank", "Back", "Ufer", id="b/0"))
    assert [("bank", "Ufer"), ("bank [2]", "Ufer"), ("Ufer", "bank"), ("Ufer [2]", "bank")] == shown(found)
    assert 4 == len({card.id for card in found})


def test_a_card_follows_the_id_of_its_fact_through_any_edit_and_the_renaming_of_its_relation() -> None:
    before = cards(Fact("bank", "Back", "Ufer", id="a/0"))
    meaning = Relation("Meaning", ask="What is {subject}?", kinds=BOTH, apart=True)
    after = cards(Fact("the bank", "Meaning", "Ufer (Fluss)", id="a/0"), relations=(meaning,))
    assert [own_id("d", "a/0", kind) for kind in BOTH] == [card.id for card in before] == [card.id for card in after]


def test_a_fact_without_an_id_goes_by_its_key() -> None:
    fact = Fact("bank", "Back", "Ufer")
    assert [own_id("d", fact.key, kind) for kind in BOTH] == [card.id for card in cards(fact)]


def test_what_is_stated_twice_without_ids_is_asked_once() -> None:
    assert 2 == len(cards(Fact("bank", "Back", "Ufer"), Fact("bank", "Back", "Ufer")))


def test_facts_that_share_an_id_have_cards_of_their_own() -> None:
    other = Relation("Sound", ask="Say {subject}", kinds=BOTH, apart=True)
    facts = [Fact("a", "Back", value, id="x") for value in ("1", "2", "3", "3")] + [Fact("a", "Sound", "1", id="x")]
    found = cards(*facts, relations=(BACK, other))
    assert 8 == len(found) == len({card.id for card in found})


def test_a_sentence_has_a_card_for_each_number_by_the_id_of_its_fact() -> None:
    relation = Relation("Text", value="cloze", apart=True)
    twice = "{{c1::Paris}} is the capital of {{c2::France}}"
    found = cards(Fact("s", "Text", twice, id="a/0"), Fact("s", "Text", twice, id="b/0"), relations=(relation,))
    assert [own_id("d", name, f"cloze\x1f{number}") for name in ("a/0", "b/0") for number in (1, 2)] == [
        card.id for card in found
    ]
    assert ["Paris", "France", "Paris", "France"] == [card.answer for card in found]
    assert 4 == len({card.prompt for card in found})


def test_a_sentence_with_a_gap_for_each_fact() -> None:
    relation = Relation("capital", say="The capital of {subject} is {value}.", kinds=("cloze",), apart=True)
    facts = [Fact("Bolivia", "capital", "Sucre", id="a"), Fact("Bolivia", "capital", "La Paz", id="b")]
    found = cards(*facts, relations=(relation,))
    assert [("The capital of Bolivia is _____.", "Sucre"), ("The capital of Bolivia is _____. [2]", "La Paz")] == shown(found)


def test_claims_and_times_are_told() -> None:
    facts = [
        Fact("a", "Back", "x", until=2019),
        Fact("a", "Back", "y", status="alleged", according_to="B"),
        Fact("a", "Back", "z"),
    ]
    assert ["a (until 2019)", "a (alleged by B)", "a"] == [card.prompt for card in cards(*facts)][:3]


def test_a_question_that_does_not_name_its_side_names_it_where_there_are_several() -> None:
    relation = Relation("b", ask="Which?", kinds=("forward",), apart=True)
    assert ["Which? [A]", "Which? [B]"] == [
        card.prompt for card in cards(Fact("A", "b", "x"), Fact("B", "b", "y"), relations=(relation,))
    ]
    assert ["Which?"] == [card.prompt for card in cards(Fact("A", "b", "x"), relations=(relation,))]


def test_relations_that_ask_in_the_same_words_keep_them() -> None:
    other = Relation("Definition", ask="{subject}", kinds=("forward",), apart=True)
    found = cards(Fact("a", "Back", "x"), Fact("b", "Definition", "y"), Fact("a", "Definition", "z"), relations=(BACK, other))
    assert ["a", "x", "b", "a [2]"] == [card.prompt for card in found]


def test_another_relation_that_asks_in_the_same_words_keeps_its_own_too() -> None:
    plain = Relation("plain", ask="{subject}", kinds=("forward",))
    found = cards(Fact("a", "plain", "x"), Fact("a", "Back", "y"), Fact("b", "Back", "z"), relations=(plain, BACK))
    assert ["a", "a [2]", "b"] == [card.prompt for card in found if card.kind is Kind.FORWARD]


def test_frames_of_facts_that_are_apart_are_not_remembered_word_by_word() -> None:
    deck = Deck("d", facts=[Fact("a", "Back", "x"), Fact("a", "Back", "y")], relations=[BACK])
    (index,) = {id(card.index): card.index for card in generate(deck)}.values()
    assert {("Back", Kind.FORWARD), ("Back", Kind.BACKWARD)} == set(Prompts.of(index).frames)


def test_thousands_with_one_question_take_no_longer_than_others() -> None:
    found = cards(*(Fact("?", "Back", f"v{number}", id=f"{number}") for number in range(5_000)))
    assert 10_000 == len({card.prompt for card in found})


def test_cards_of_one_note_are_siblings_though_their_subjects_differ() -> None:
    facts = [Fact("a", "Back", "x", id="n/1/0"), Fact("b", "Back", "y", id="n/1/1"), Fact("c", "Back", "z", id="n/2/0")]
    assert ["a", "a", "c"] == [card.sibling for card in cards(*facts) if card.kind is Kind.FORWARD]
    assert ["A", "B"] == [card.sibling for card in cards(Fact("A", "Back", "x", id="1"), Fact("B", "Back", "x", id="2"))][:2]


@pytest.mark.parametrize("kind", ["order", "contrast"])
def test_other_kinds_leave_out_what_has_several_values(kind: str) -> None:
    relation = Relation("born", value="date", kinds=(kind,), contrast=[["A", "B"]], apart=True)
    facts = [
        Fact("A", "born", 1900),
        Fact("B", "born", 1910),
        Fact("B", "born", 1911),
        Fact("C", "born", 1920),
        Fact("D", "born", 1930),
    ]
    for card in cards(*facts, relations=(relation,)):
        assert "B" not in {fact.subject for fact in card.facts}


PIECES = st.sampled_from(["a", "b", "a [2]", "c1", "_____", "(until 2010)", "a (until 2010)", "is a", "x is a"])


@settings(max_examples=300)
@given(
    st.lists(
        st.builds(
            lambda subject, relation, value, told: Fact(subject, relation, value, **told),
            PIECES,
            st.sampled_from(["one", "two", "three"]),
            PIECES,
            st.sampled_from([{}, {}, {"id": "n/0"}, {"id": "n/1"}, {"until": 2010}, {"according_to": "B"}]),
        ),
        min_size=1,
        max_size=12,
    ),
    st.lists(
        st.tuples(st.sampled_from(["{subject}", "is {subject}", "{subject} is a", "Which?"]), st.booleans()),
        min_size=3,
        max_size=3,
    ),
)
def test_no_two_cards_have_one_prompt_or_one_id(facts: list[Fact], worded: list[tuple[str, bool]]) -> None:
    relations = [
        Relation(
            name, ask=ask, ask_back="is {value}", say="{subject} is {value}", kinds=("forward", "backward", "cloze"), apart=apart
        )
        for name, (ask, apart) in zip(("one", "two", "three"), worded, strict=True)
    ]
    found = list(generate(Deck("d", facts=facts, relations=relations)))
    assert [] == [prompt for prompt, times in Counter(card.prompt for card in found).items() if times > 1]
    alone = [card.id for card in found if card.relation.apart]
    assert len(alone) == len(set(alone))
    apart = [card for card in found if card.relation.apart]
    assert apart == made_again(apart)
    assert found == list(generate(Deck("d", facts=facts, relations=relations)))


def made_again(found: list[Card]) -> list[Card]:
    """Return cards as they are made from what is kept of them and from the facts of their subjects."""
    again: list[Card] = []
    for batch in kept(found):
        contents = batch.contents or [batch.content] * len(batch.names)
        for name, sibling, content in zip(batch.names, batch.siblings, contents, strict=True):
            card = found[len(again)]
            assert (card.id, card.sibling) == (name, sibling)
            deck = card.deck
            again.append(
                card
                if content is None
                else made(
                    name,
                    sibling,
                    content,
                    lambda subject, deck=deck: [fact for fact in deck.facts if fact.subject == subject],  # type: ignore[misc]
                    lambda facts, deck=deck: Index(deck.of_settled(facts)),  # type: ignore[misc]
                )
            )
    return again


@pytest.mark.parametrize("ask", ["{subject}", "What is {subject}?", "Which?"])
def test_cards_are_made_again_from_what_is_kept_of_them(ask: str) -> None:
    relations = [
        Relation("Back", ask=ask, kinds=BOTH, value="rich", apart=True),
        Relation("Text", value="cloze", apart=True),
        Relation("front", ask="{subject}", kinds=("forward",), value="rich", apart=True),
    ]
    facts = [
        Fact("a", "Back", "**x**", id="n1/0"),
        Fact("b", "Back", "$x^2$", id="n1/1"),
        Fact("b", "Back", "z", id="n2/0"),
        Fact("c", "Back", "z", until=2019),
        Fact("s", "Text", "{{c1::Paris}} in {{c2::France}}", id="n3/0"),
        Fact("a", "front", "x", id="n4/0", front="# a"),
        Fact("x", "front", "y", id="n1/2"),
    ]
    found = cards(*facts, relations=tuple(relations))
    assert found == made_again(found)
    assert 12 == len(found)


def test_plain_cards_are_kept_together_and_others_in_few_batches() -> None:
    plain = cards(*(Fact(f"s{number}", "Back", f"v{number}", id=f"n{number}/0") for number in range(50)))
    assert [(50, None), (50, None)] == [(len(one.names), one.contents) for one in kept(plain)]
    two = [
        fact
        for n in range(50)
        for fact in (Fact(f"s{n}", "Back", f"v{n}", id=f"n{n}/0"), Fact(f"t{n}", "Back", f"w{n}", id=f"n{n}/1"))
    ]
    assert 3 >= len(list(kept(cards(*two))))


def test_what_one_key_does_not_tell_apart_is_left_to_the_whole_deck() -> None:
    found = cards(Fact("a", "Back", "x", id="n"), Fact("a", "Back", "y", id="n"))
    assert {None} == {content for one in kept(found) for content in one.contents or [one.content]}


def test_thousands_of_one_subject_are_kept_soon() -> None:
    found = cards(*(Fact("?", "Back", f"v{number}", id=f"{number}") for number in range(5000)))
    assert 10_000 == sum(len(one.names) for one in kept(found))


def test_what_is_told_apart_by_a_number_alone_can_be_reported() -> None:
    relations = (BACK, Relation("Text", value="cloze", apart=True), Relation("plain"))
    facts = [
        Fact("bank", "Back", "Ufer", id="a/0"),
        Fact("bank", "Back", "Geldhaus", id="b/0"),
        Fact("x [2]", "Back", "[7]", id="c/0"),
        Fact("bank", "Back", "alt", id="d/0", until=1900),
        Fact("s", "Text", "{{c1::A}} and {{c2::B}}", id="e/0"),
        Fact("s", "Text", "{{c1::A}} and {{c2::B}}", id="f/0"),
        Fact("q [2]", "plain", "w"),
    ]
    found = list(told_apart(cards(*facts, relations=relations)))
    assert [("bank", "bank [2]"), ("_____ and B", "_____ and B [2]"), ("A and _____", "A and _____ [2]")] == [
        (one.question, one.card.prompt) for one in found
    ]
    assert "“bank” is asked by another card too, so this one is shown as “bank [2]”" == str(found[0])
