"""The decks that ship with quiz: complete, without a warning, and safe against every edit of their files."""

import csv
import io
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from quiz.cards.card import Card
from quiz.cards.generation import generate
from quiz.cards.wording import statement
from quiz.collection.shelf import unpacked
from quiz.facts.deck import Deck
from quiz.facts.fact import Status
from quiz.facts.keeping import packed
from quiz.facts.lint import check
from quiz.facts.loading import load
from quiz.facts.writing import dump
from tests.strategies import FORBIDDEN, Data, reworded, shuffled, strings_in, write

ROOT = Path(__file__).parent.parent / "decks"
DECKS = sorted(folder.name for folder in ROOT.iterdir() if folder.is_dir())
CLAIMING = {"announced", "expected", "alleged", "denied", "disputed"}


@pytest.fixture(scope="module", params=DECKS)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def deck(name: str) -> Deck:
    return load(ROOT / name)


@pytest.fixture(scope="module")
def cards(deck: Deck) -> list[Card]:
    return list(generate(deck))


def ids(deck: Deck) -> set[str]:
    return {card.id for card in generate(deck)}


def data_of(name: str) -> tuple[Data, dict[str, str]]:
    """Return a bundled deck's data and its tables as text."""
    folder = ROOT / name
    tables = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.csv")}
    return tomllib.loads((folder / "deck.toml").read_text(encoding="utf-8")), tables


def test_there_are_three() -> None:
    assert ["countries", "elements", "victory-day-2025"] == DECKS


def test_nothing_is_wrong(name: str) -> None:
    assert () == check(ROOT / name)


@pytest.mark.parametrize(
    ("deck_name", "facts", "cards"), [("victory-day-2025", 55, 100), ("elements", 118, 118), ("countries", 195, 195)]
)
def test_size(deck_name: str, facts: int, cards: int) -> None:
    deck = load(ROOT / deck_name)
    assert len(deck.facts) >= facts
    assert len(list(generate(deck))) >= cards


def test_there_are_118_elements() -> None:
    assert 118 == len({fact.subject for fact in load(ROOT / "elements").facts})


def test_ids_and_prompts_are_unique(cards: list[Card]) -> None:
    assert Counter({1: len(cards)}) == Counter(Counter(card.id for card in cards).values())
    assert Counter({1: len(cards)}) == Counter(Counter(card.prompt.casefold() for card in cards).values())


def test_every_card_can_be_asked(cards: list[Card]) -> None:
    assert [] == [card.prompt for card in cards if not card.forms]


def test_every_fact_has_a_source(deck: Deck) -> None:
    assert [] == [fact for fact in deck.facts if not fact.sources]


def test_claims_are_told_as_claims(cards: list[Card]) -> None:
    for card in cards:
        for fact in card.facts:
            told = f"{card.prompt} {statement(fact, card.relation)}"
            assert fact.according_to is None or fact.according_to in told
            if fact.status is not Status.STATED:
                assert card.status in CLAIMING
                assert fact.status in told
                assert fact.according_to


def test_no_text_can_harm_a_terminal(cards: list[Card]) -> None:
    texts = {text for card in cards for text in (card.prompt, card.answer, *(strings_in(card.facts)))}
    assert not FORBIDDEN & set("".join(texts))


def test_rewording_everything(name: str, deck: Deck, tmp_path: Path) -> None:
    data, tables = data_of(name)
    assert ids(deck) == ids(load(write(tmp_path / name, reworded(data, "Tell me"), tables)))


def test_reordering_everything(name: str, deck: Deck, tmp_path: Path) -> None:
    data, tables = data_of(name)
    turned = {}
    for file, text in tables.items():
        head, *rows = text.splitlines()
        turned[file] = "\n".join([head, *reversed(rows)]) + "\n"
    assert ids(deck) == ids(load(write(tmp_path / name, shuffled(data, 1), turned)))


def test_moving_tables_into_the_deck_file(name: str, deck: Deck, tmp_path: Path) -> None:
    data, tables = data_of(name)
    for entry in data.pop("tables"):
        rows = list(csv.DictReader(io.StringIO(tables[entry["path"]])))
        columns: dict[str, Any] = entry.get("columns", {key: key for key in rows[0] if key != entry["subject"]})
        general = {key: found for key, found in entry.items() if key not in {"path", "subject", "columns", "split"}}
        data.setdefault("facts", [])
        data["facts"] += [_record(row, entry["subject"], column, _meaning(options, general), data["relations"])
                          for row in rows for column, options in columns.items()
                          if row[column] and column not in _QUALIFIERS]  # fmt: skip
    assert ids(deck) == ids(load(write(tmp_path / name, data)))


_QUALIFIERS = ("since", "until", "as_of", "status", "according_to", "source", "at", "tags", "id")


def _meaning(options: str | Data, general: Data) -> Data:
    """Return what a `[[tables]]` entry says of a column: its relation and qualifiers."""
    return general | ({"relation": options} if isinstance(options, str) else options)


def _record(row: dict[str, str], subject: str, column: str, meaning: Data, relations: Data) -> Data:
    """Return one cell of a table as a `[[facts]]` table with typed values, as far as TOML has them."""
    own = {key: row[key] for key in _QUALIFIERS if row.get(key)}
    relation = meaning["relation"]
    declared = relations.get(relation, {})
    value: Any = row[column]
    if declared.get("many") or declared.get("value") == "set":
        value = [part.strip() for part in value.split(";")]
    elif declared.get("value") == "quantity" and value.isdigit():
        value = int(value)
    return {
        "subject": row[subject],
        relation: value,
        **{key: found for key, found in meaning.items() if key != "relation"},
        **own,
    }


def test_more_sources_and_tags(name: str, deck: Deck, tmp_path: Path) -> None:
    data, tables = data_of(name)
    data["sources"]["more"] = {"title": "Another source"}
    for record in data.get("facts", []):
        record |= {"source": [*([record["source"]] if isinstance(record.get("source"), str) else []), "more"], "tags": ["new"]}
    assert ids(deck) == ids(load(write(tmp_path / name, data, tables)))


def test_a_second_value_for_every_record(name: str, deck: Deck, tmp_path: Path) -> None:
    data, tables = data_of(name)
    added = []
    for record in data.get("facts", []):
        for key, found in record.items():
            if (
                key not in {"subject", *_QUALIFIERS}
                and isinstance(found, str)
                and data["relations"][key]["value"] not in {"date", "quantity"}
            ):
                added.append({"subject": record["subject"], key: "Something else"})
    data["facts"] = [*data.get("facts", []), *added]
    if not data["facts"]:
        del data["facts"]
    assert ids(deck) <= ids(load(write(tmp_path / name, data, tables)))


def test_written_and_read_again(deck: Deck, tmp_path: Path) -> None:
    dump(deck, tmp_path / "again.toml")
    again = load(tmp_path / "again.toml")
    assert deck == again
    assert [card.id for card in generate(deck)] == [card.id for card in generate(again)]


def test_packed_and_unpacked(deck: Deck) -> None:
    assert deck == unpacked(packed(deck))
    assert packed(deck) == packed(unpacked(packed(deck)))
