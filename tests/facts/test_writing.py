"""What is written is read back as it was, whatever stands in it."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quiz.cards.generation import generate
from quiz.collection.shelf import unpacked
from quiz.errors import DeckError, UsageError
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact, Source
from quiz.facts.keeping import packed
from quiz.facts.lint import check
from quiz.facts.loading import load
from quiz.facts.relation import Relation
from quiz.facts.term import Term
from quiz.facts.values import BUILT_IN_TYPES, Value, parse_value, value_of, written
from quiz.facts.writing import dump, to_data
from tests.strategies import FORBIDDEN, Data, dates, deck_data, deck_of, decks, names, quantities, several_facts, strings_in


@given(st.one_of(quantities(), dates()))
def test_a_value_is_written_as_it_is_read(value: Value) -> None:
    kind = type(value).__name__.lower()
    assert kind in BUILT_IN_TYPES
    assert value == parse_value(written(value), kind)


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(st.builds(lambda found: Deck("d", facts=found), several_facts()))
def test_packed_facts_of_a_program(deck: Deck) -> None:
    assert deck == unpacked(packed(deck))


@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_written_decks_of_a_program(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    deck = data.draw(decks())
    path = tmp_path_factory.getbasetemp() / "written.toml"
    dump(deck, path)
    assert deck == load(path) == unpacked(packed(deck))


@settings(max_examples=40)
@given(deck_data(ids=True))
def test_written_decks_of_a_file(tmp_path_factory: pytest.TempPathFactory, data: Data) -> None:
    deck = deck_of(data)
    folder = tmp_path_factory.getbasetemp() / "written"
    dump(deck, folder)
    again = load(folder)
    assert deck == again
    assert [(card.id, card.prompt, card.answer, card.forms) for card in generate(deck)] == [
        (card.id, card.prompt, card.answer, card.forms) for card in generate(again)
    ]


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(decks())
def test_no_record_holds_a_character_that_a_terminal_obeys(deck: Deck) -> None:
    cards = list(generate(deck))
    held = [*strings_in(deck), *(text for card in cards for text in (card.prompt, card.given, card.answer, card.id))]
    assert not FORBIDDEN & set("".join(held))
    assert not FORBIDDEN & set("".join(strings_in(to_data(deck))))


def test_the_source_of_a_fact_is_found_again_though_another_has_its_title(tmp_path: Path) -> None:
    book, other = Source("A book", date="1999"), Source("A book", date="2005", locator="page 3")
    deck = Deck("d", facts=[Fact("A", "b", "c", sources=book), Fact("B", "b", "d", sources=[other])])
    dump(deck, tmp_path / "d.toml")
    assert deck == load(tmp_path / "d.toml")
    assert ("A book", "A book 2") == tuple(deck.sources)


def test_a_record_with_an_id_and_several_values(tmp_path: Path) -> None:
    (tmp_path / "deck.toml").write_text(
        "[deck]\nid = 'd'\n[relations.b]\nmany = true\n[[facts]]\nsubject = 'A'\nb = ['x', 'y']\nc = 'z'\nid = 'f'\n",
        encoding="utf-8",
    )
    deck = load(tmp_path)
    assert deck == unpacked(packed(deck))
    dump(deck, tmp_path)
    assert deck == load(tmp_path)


def test_lists_sets_and_numbers(tmp_path: Path) -> None:
    found = [["a", "b"], {"x", "y"}, 5, 2.5, True, "2020-01-02", "text", "12"]
    deck = Deck("d", facts=[Fact("A", f"r{number}", value_of(value)) for number, value in enumerate(found)])
    dump(deck, tmp_path)
    assert deck == load(tmp_path)


def test_everything_that_a_relation_and_a_term_say(tmp_path: Path) -> None:
    relation = Relation(
        "size",
        "country",
        "quantity",
        "how large",
        "{subject}?",
        "{value}?",
        "{subject}: {value}",
        "km²",
        many=True,
        complete=True,
        kinds=["forward", "cloze"],
        after=["capital", "flag"],
        lang="de",
        strict=True,
        tolerance="5 %",
    )
    term = Term('A.b "c"\nd', "country", ["x", "y"], ["z"], ["w"])
    deck = Deck(
        "d", "T", [Fact(term.name, "size", "c. 12.0 ± 0.5")], [relation], [term], lang="fr", as_of=2020, description="a\n\tb "
    )
    dump(deck, tmp_path)
    assert deck == load(tmp_path)
    assert relation == load(tmp_path).relations["size"]
    assert term == load(tmp_path).terms[term.name]


def test_a_relation_that_asks_nothing(tmp_path: Path) -> None:
    dump(Deck("d", facts=[Fact("A", "b", "c")], relations=[Relation("b", kinds=())]), tmp_path)
    assert () == load(tmp_path).relations["b"].kinds


@pytest.mark.parametrize("name", ["a\0b.toml", "file/deck.toml"])
def test_what_cannot_be_written_is_told(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(UsageError):
        dump(Deck("d"), tmp_path / name)


def test_writing_leaves_nothing_else_behind(tmp_path: Path) -> None:
    dump(Deck("d"), tmp_path)
    dump(Deck("e"), tmp_path)
    assert ["deck.toml"] == [path.name for path in tmp_path.iterdir()]
    assert "e" == load(tmp_path).id


@given(names(), names(), names())
def test_hostile_deck_files(tmp_path_factory: pytest.TempPathFactory, subject: str, relation: str, value: str) -> None:
    import json

    path = tmp_path_factory.getbasetemp() / "hostile.jsonl"
    record = {"subject": subject, relation: value, "x": [value, subject], "y": {"z": 1} if len(value) % 2 else None}
    path.write_text(json.dumps(record), encoding="utf-8")
    held = strings_in(check(path))
    with suppress(DeckError):
        deck = load(path)
        held += [*strings_in(deck), *(card.prompt for card in generate(deck))]
    assert not FORBIDDEN & set("".join(held))


def test_records_are_written_as_people_write_them(tmp_path: Path) -> None:
    source = Source("An atlas", key="atlas", locator="page 3")
    relations = [Relation("capital"), Relation("area", value="quantity", unit="km²"), Relation("neighbour", many=True)]
    facts = [
        Fact("Austria", "capital", "Vienna", sources=source),
        Fact("Austria", "area", 83879, sources=source),
        Fact("Austria", "neighbour", "Italy", sources=source),
        Fact("Austria", "neighbour", "Hungary", sources=source),
        Fact("Austria", "capital", "Berlin", since=1938, until=1945),
        Fact("Austria", "subject", "a country"),
    ]
    deck = Deck("d", facts=facts, relations=relations, description='One.\nTwo \\ "three"')
    dump(deck, tmp_path / "d.toml")
    assert deck == load(tmp_path / "d.toml")
    text = (tmp_path / "d.toml").read_text(encoding="utf-8")
    expected = """\
[[facts]]
subject = "Austria"
capital = "Vienna"
area = 83879
neighbour = ["Italy", "Hungary"]
source = "atlas"
at = "page 3"

[[facts]]
subject = "Austria"
capital = "Berlin"
since = "1938"
until = "1945"

[[facts]]
subject = "Austria"
relation = "subject"
value = "a country"
"""
    assert text.endswith(expected)


def test_pictures_go_with_their_deck(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    (old / "flags").mkdir(parents=True)
    svg = b'<svg xmlns="http://www.w3.org/2000/svg"></svg>'
    (old / "flags" / "at.svg").write_bytes(svg)
    head = "[deck]\nid = 'd'\n[relations.flag]\nvalue = 'picture'\n"
    (old / "deck.toml").write_text(f"{head}[[facts]]\nsubject = 'Austria'\nflag = 'flags/at.svg'\n", encoding="utf-8")
    deck = load(old)
    dump(deck, new)
    assert deck == load(new)
    assert svg == (new / "flags" / "at.svg").read_bytes()
