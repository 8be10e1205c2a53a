"""A card keeps its id through every edit that leaves its question the same."""

from copy import deepcopy
from datetime import date
from itertools import count
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from quiz.cards.card import Card
from quiz.cards.generation import generate
from quiz.cards.identity import card_id, own_id, plain_ids
from quiz.collection.shelf import unpacked
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.facts.keeping import packed
from quiz.facts.loading import load
from quiz.facts.relation import Relation
from tests.strategies import (
    Data,
    as_json_lines,
    as_tables,
    deck_data,
    deck_of,
    qualifiers,
    relation_of,
    reworded,
    shuffled,
    value_of,
    write,
)

_number = count()


def ids(deck: Deck) -> set[str]:
    return {card.id for card in generate(deck)}


def ids_of(data: Data) -> set[str]:
    return ids(deck_of(data))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("decks")


@given(deck_data(ids=True), st.text("abc xyz", min_size=1).filter(str.strip))
def test_rewording(data: Data, words: str) -> None:
    assert ids_of(data) == ids_of(reworded(data, words))


@given(deck_data(ids=True), st.integers())
def test_reordering(data: Data, seed: int) -> None:
    assert ids_of(data) == ids_of(shuffled(data, seed))


@settings(max_examples=50)
@given(deck_data(ids=True))
def test_moving_facts_to_csv_tables(folder: Path, data: Data) -> None:
    moved, tables = as_tables(data)
    assert ids_of(data) == ids(load(write(folder / str(next(_number)), moved, tables)))


@settings(max_examples=50)
@given(deck_data(ids=True))
def test_moving_facts_to_json_lines(folder: Path, data: Data) -> None:
    moved, tables = as_json_lines(data)
    assert ids_of(data) == ids(load(write(folder / str(next(_number)), moved, tables)))


@given(deck_data(), st.data())
def test_a_further_value(data: Data, more: st.DataObject) -> None:
    record = more.draw(st.sampled_from(data["facts"]))
    relation = relation_of(record)
    added = {**record, relation: more.draw(value_of(relation))}
    if more.draw(st.booleans()):
        added = {"subject": record["subject"], relation: added[relation], **more.draw(qualifiers())}
    place = more.draw(st.integers(0, len(data["facts"])))
    grown = data | {"facts": [*data["facts"][:place], added, *data["facts"][place:]]}
    assert ids_of(data) <= ids_of(grown)


@given(deck_data(), st.data())
def test_sources_tags_and_dates_of_report(data: Data, more: st.DataObject) -> None:
    grown = deepcopy(data)
    for record in grown["facts"]:
        if more.draw(st.booleans()):
            record |= {"source": "atlas", "at": "page 3", "tags": ["north"]}
        if more.draw(st.booleans()):
            record.setdefault("as_of", more.draw(st.sampled_from([1999, 2012, "2021-05", date(2022, 2, 2)])))
    assert ids_of(data) <= ids_of(grown)


@given(deck_data(claims=False), st.sampled_from(["announced", "expected"]))
def test_what_comes_true_keeps_its_card(data: Data, status: str) -> None:
    before = data | {"facts": [record | {"status": status} for record in data["facts"]]}
    assert ids_of(before) == ids_of(data)


@given(deck_data(ids=True))
def test_a_collection_keeps_the_same_cards(data: Data) -> None:
    deck = deck_of(data)
    assert [card.id for card in generate(deck)] == [card.id for card in generate(unpacked(packed(deck)))]


@given(deck_data(ids=True))
def test_ids_are_unique(data: Data) -> None:
    cards = list(generate(deck_of(data)))
    assert len({card.id for card in cards}) == len(cards)


def only(deck: Deck, kind: str = "forward") -> Card:
    (card,) = (card for card in generate(deck) if card.kind == kind)
    return card


def test_a_second_value_of_a_declared_relation_is_a_conflict_on_the_same_card() -> None:
    relation = Relation("capital", kinds=("forward",))
    one = Deck("d", facts=[Fact("A", "capital", "X")], relations=[relation])
    two = Deck("d", facts=[Fact("A", "capital", "X"), Fact("A", "capital", "Y")], relations=[relation])
    assert only(one).id == only(two).id
    assert only(one).asked
    assert not only(two).asked
    assert () == only(two).forms
    assert "X; Y" == only(two).answer


@pytest.mark.parametrize(("first", "second"), [(None, "2020"), ("2020", None), ("2020", "2020"), (None, None)])
def test_reports_settle_a_conflict_only_when_both_say_when(first: str | None, second: str | None) -> None:
    relation = Relation("capital", kinds=("forward",))
    facts = [Fact("A", "capital", "X", as_of=first), Fact("A", "capital", "Y", as_of=second)]
    card = only(Deck("d", facts=facts, relations=[relation]))
    assert card.id == only(Deck("d", facts=facts[:1], relations=[relation])).id
    assert () == card.forms


@pytest.mark.parametrize("declared", [(), (Relation("language", many=True),)])
def test_a_second_value_of_a_many_relation_is_a_set_on_the_same_card(declared: tuple[Relation, ...]) -> None:
    one = Deck("d", facts=[Fact("A", "language", "X")], relations=declared)
    two = Deck("d", facts=[Fact("A", "language", "X"), Fact("A", "language", "Y")], relations=declared)
    assert only(one).id == only(two).id
    assert "X; Y" == only(two).answer
    assert only(two).asked


@pytest.mark.parametrize(
    "more", [Fact("A", "b", "y", as_of=2020), Fact("A", "b", "y", as_of=2000), Fact("A", "b", "y"), Fact("C", "b", "x")]
)
@pytest.mark.parametrize("first", [Fact("A", "b", "x", as_of=2010), Fact("A", "b", "x", status="expected")])
def test_a_value_that_is_superseded_keeps_its_card_both_ways(first: Fact, more: Fact) -> None:
    before, after = (Deck("d", facts=found, relations=[Relation("b")]) for found in ([first], [first, more]))
    assert ids(before) < ids(after) or more.subject == "C"
    assert ids(before) <= ids(after)


def test_a_fact_with_an_id_keeps_its_card_through_any_edit() -> None:
    before = Deck("d", facts=[Fact("A", "capital", "X", id="f1")])
    after = Deck("d", facts=[Fact("B", "capital", "Y", id="f1", since="2001")])
    assert only(before).id == only(after).id == own_id("d", "f1", "capital\x1fforward")


@pytest.mark.parametrize("relations", [(), (Relation("capital"),), (Relation("capital", many=True),)])
def test_a_further_value_changes_no_id_that_a_fact_gives(relations: tuple[Relation, ...]) -> None:
    facts = [Fact("A", "capital", "X", id="f9"), Fact("A", "capital", "Y"), Fact("A", "capital", "Z", id="f10")]
    found = {only(Deck("d", facts=facts[:number], relations=relations)).id for number in (1, 2, 3)}
    assert 1 == len(found)


def test_a_name_of_a_term_is_that_term_whatever_else_the_relation_holds() -> None:
    data: Data = {
        "deck": {"id": "d"},
        "terms": {"China": {"type": "country", "aliases": ["PRC"]}},
        "facts": [{"subject": "Xi", "leads": "PRC"}],
    }
    grown = data | {"facts": [*data["facts"], {"subject": "Bob", "leads": "a band"}]}
    assert ids_of(data) <= ids_of(grown)


@given(st.lists(st.tuples(st.text(), st.text(), st.text()), min_size=2, max_size=2, unique=True))
def test_different_questions_have_different_ids(questions: list[tuple[str, str, str]]) -> None:
    assume(not any("\x1f" in part or any("\ud800" <= sign <= "\udfff" for sign in part) for one in questions for part in one))
    one, other = ((deck, relation, given) for deck, relation, given in questions)
    assert card_id(one[0], one[1], "forward", one[2]) != card_id(other[0], other[1], "forward", other[2])


def test_an_id_is_what_it_was() -> None:
    """Learners' progress hangs on these letters: they may never change."""
    assert "b4dc95qob0bni3lc" == card_id("d", "capital", "forward", "France")
    assert "p0v0oor70hgns8bp" == card_id("d", "capital", "forward", "France", ("the king", "denied", "", ""))
    assert "8hfqbn86qhrr9nor" == own_id("d", "f1", "capital")


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=5), max_size=5), st.sampled_from([0, 251, 256, 600]))
def test_ids_that_are_written_together_are_the_same(given: list[str], more: int) -> None:
    sides = [*given, *map(str, range(more))]
    assert [card_id("d", "b", "forward", side) for side in sides] == list(plain_ids("d", "b", "forward", sides))


_FROZEN_FACTS = (
    Fact("A", "capital", "X", since=1990, until=1999),
    Fact("A", "capital", "Y", since="2000-05"),
    Fact("A", "capital", "Z", status="alleged", according_to="them"),
    Fact("B", "capital", "Y", id="f1"),
    Fact("Ж, é & co", "capital", "北京"),
    Fact("A", "host", "X", as_of=2010),
    Fact("A", "host", "Y", as_of=2020),
    Fact("B", "host", "X", status="expected"),
    Fact("A", "language", "P"),
    Fact("A", "language", "Q"),
    Fact("B", "language", "Q"),
    Fact("A", "area", "12.50 km²"),
    Fact("B", "area", 7),
    Fact("A", "founded", "843/848"),
    Fact("B", "member", value=True),
    Fact("A", "colours", {"red", "blue"}),
)
_FROZEN_RELATIONS = (
    Relation("capital", kinds=("forward", "backward", "cloze")),
    Relation("language", many=True),
    Relation("area", value="quantity", kinds=("forward", "backward")),
    Relation("colours", value="set", kinds=("forward", "backward")),
)
_FROZEN = (
    "1pedv5g2ajfg1905 A — capital? (1990 to 1999)",
    "o2u57c482235us3l A — capital?",
    "kimbm9ce964506jp A — capital? (alleged by them)",
    "ku1t2gfp6j5itr72 B — capital?",
    "nj4n465h42f9958j Ж, é & co — capital?",
    "hre9m7f17jgrpsev capital: X — which one? (1990 to 1999)",
    "0mnoaou6mhi2nj05 capital: Y — which one?",
    "239ka2503ja6ojpa capital: Z — which one? (alleged by them)",
    "qn3pv5ssgknapphu capital: 北京 — which one?",
    "2g7r5dcehekp2c27 A — capital: _____ (1990 to 1999)",
    "02vtn0a0932jjavq A — capital: _____",
    "uruiatgr1utk7umf A — capital: _____ (alleged by them)",
    "bdkd8lcl6pvm51u3 B — capital: _____",
    "2q49dmuiqg3njgc4 Ж, é & co — capital: _____",
    "e90a71981d27qtk8 A — host? (as of 2010)",
    "u0ps70g7jac3rc7e A — host?",
    "8dufq9km9gd5pf33 B — host? (expected)",
    "soudj7eg6h14mup4 host: X — which one? (as of 2010)",
    "5u0je85nue296kmv host: Y — which one?",
    "44apinhukuj0po3u host: X — which one? (expected)",
    "olku2c0v48g9260l A — language?",
    "59mnsverj5c3ffjk B — language?",
    "gmg8q8po4n6sbgae language: P — which one?",
    "p8hj4vif2i87jirl language: Q — which one?",
    "64jn4phm5hcoo717 A — area?",
    "u45aduh2jjco864f B — area?",
    "2is7dgc4k8ljk3sc area: 12.50 km² — which one?",
    "4st2gte1f2chcb9g area: 7 — which one?",
    "1td8jcbopbv864i9 A — founded?",
    "u76bnc41ma5799mk founded: 843/848 — which one?",
    "hph29hjr3vgmpe6q B — member?",
    "mu1q5dlphn9c10ns A — colours?",
    "frem8an8qfhadq4b colours: blue — which one?",
    "bj02fg726vbaue4k colours: red — which one?",
)


def test_cards_are_what_they_were() -> None:
    """No change of the program may change one of these ids; a prompt may be worded anew."""
    found = [f"{card.id} {card.prompt}" for card in generate(Deck("frozen", facts=_FROZEN_FACTS, relations=_FROZEN_RELATIONS))]
    assert [*_FROZEN] == found
