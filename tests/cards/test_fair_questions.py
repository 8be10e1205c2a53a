"""Questions with options are fair, as a reader sees who has the table and knows nothing of how quiz works.

The table is read with `csv` alone. What is checked is what `quiz cards --json` and `Choice` give: one option right, the others
false of that subject in every row, none twice however loosely it is written, and none that stands out.
"""

import csv
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from random import Random

import pytest
from attrs import field, frozen
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.cards.asked import Choice
from quiz.cards.card import Card, Form, Kind
from quiz.cards.choices import choice
from quiz.cards.generation import generate
from quiz.cards.judge import judge
from quiz.cards.verdict import Outcome
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.facts.loading import load
from quiz.facts.relation import Relation

Row = dict[str, str]
Keys = frozenset[str | float]


def loose(text: str) -> str:
    """Write a text without case, accents, spaces and punctuation."""
    letters = "".join(sign for sign in unicodedata.normalize("NFKD", text).casefold() if sign.isalnum())
    return letters or re.sub(r"\s", "", text).casefold()


def keys(text: str) -> Keys:
    """Return what a cell is equal to: a number where it is one, or else its letters."""
    bare = re.sub(r"[,\s]", "", text).replace("−", "-")
    for written, iso in (("%d %B %Y", "%Y-%m-%d"), ("%B %Y", "%Y-%m")):
        with suppress(ValueError):
            return frozenset((loose(datetime.strptime(text, written).strftime(iso)),))  # noqa: DTZ007 - a day has no zone
    return frozenset((float(bare),)) if re.fullmatch(r"[+-]?\d+(\.\d+)?", bare) else frozenset((loose(text),))


def listed(cell: str) -> Keys:
    """Return what a cell is equal to, and every thing that it lists."""
    parts = [part for part in re.split(r"[,;/|\n&]|\band\b", cell) if part.strip()]
    return keys(cell).union(*map(keys, parts))


@frozen
class Table:
    """What a table says, by column and subject."""

    said: dict[str, dict[str, set[str | float]]]
    cells: dict[str, dict[str, list[str]]] = field(repr=False)

    @classmethod
    def of(cls, rows: Iterable[Row], subject: str) -> "Table":
        said: dict[str, dict[str, set[str | float]]] = defaultdict(lambda: defaultdict(set))
        cells: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for row in rows:
            name = (row[subject] or "").strip()
            for column, cell in row.items():
                # What is wider than the header has no column.
                if name and column and column != subject and isinstance(cell, str) and cell.strip():
                    said[column.strip()][loose(name)] |= listed(cell.strip())
                    cells[column.strip()][name].append(cell.strip())
        return cls(said, cells)

    def says(self, column: str, subject: str, value: str) -> bool:
        return bool(keys(value) & self.said[column][loose(subject)])

    def single_valued(self) -> Iterator[str]:
        """Yield the columns with one value a subject and four values or more."""
        for column, by_subject in self.cells.items():
            values = [frozenset(map(loose, cells)) for cells in by_subject.values()]
            if all(len(several) == 1 for several in values) and len(set(values)) >= 4:
                yield column


def read(path: Path) -> Table:
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    return Table.of(rows, next(iter(rows[0])))


def fault(card: Card, asked: Choice, table: Table) -> str:
    """Return what is unfair about a question, or nothing."""
    texts = [option.text for option in asked.options]
    if len(texts) != 4 or sum(option.right for option in asked.options) != 1:
        return "not one right option of four"
    if any(keys(one) & keys(other) for place, one in enumerate(texts) for other in texts[:place]):
        return "an option twice"
    for option in asked.options:
        subject, value = (option.text, card.given) if card.kind is Kind.BACKWARD else (card.given, option.text)
        if table.says(card.relation.name, subject, value) != option.right:
            return f"“{option.text}” is {'missing from' if option.right else 'true by'} the table"
        if not option.right and not option.why:
            return "a wrong option that is not explained"
    return ""


def assert_fair(cards: Iterable[Card], table: Table, seeds: Iterable[str]) -> int:
    count = 0
    for seed in seeds:
        for card in cards:
            asked = choice(card, seed)
            assert "" == fault(card, asked, table), (card.prompt, asked)
            count += 1
    return count


def with_choice(cards: Iterable[Card]) -> list[Card]:
    return [card for card in cards if Form.CHOICE in card.forms]


def assert_one_answer_a_prompt(cards: Iterable[Card]) -> None:
    answers: dict[str, set[str]] = defaultdict(set)
    for card in cards:
        answers[card.prompt].add(card.answer)
    assert [] == [prompt for prompt, several in answers.items() if len(several) > 1]


TABLES = (
    "ultimate-geography/country.csv",
    "ultimate-geography/capital.csv",
    "ultimate-geography/main.csv",
    "mledoze/countries.csv",
    "periodic/periodic-table.csv",
    "us/us_states.csv",
    "geo/airports.csv",
    "historicaldate/data/Science and Technology/Maths Physics Astronomy.csv",
    "historicaldate/data/Science and Technology/Chemistry and Life Sciences.csv",
    "historicaldate/data/Science and Technology/Technology and Computing.csv",
)
QUICK = tuple(name for name in TABLES if name not in {"geo/airports.csv", "mledoze/countries.csv"})


@pytest.mark.parametrize("name", QUICK)
def test_a_sample_of_real_tables(corpus: Path, name: str) -> None:
    table, cards = read(corpus / "facts" / name), list(generate(load(corpus / "facts" / name)))
    sample = Random(1).sample(cards, min(300, len(cards)))
    assert assert_fair(with_choice(sample), table, ["1"]) > 50
    assert_one_answer_a_prompt(cards)


@pytest.mark.long
@pytest.mark.parametrize("name", TABLES)
def test_ten_thousand_questions_of_real_tables(corpus: Path, name: str) -> None:
    table, cards = read(corpus / "facts" / name), list(generate(load(corpus / "facts" / name)))
    assert_one_answer_a_prompt(cards)
    sample = with_choice(Random(1).sample(cards, min(10_000, len(cards))))
    seeds = [str(number) for number in range(-(-10_000 // len(sample)))]
    assert assert_fair(sample, table, seeds) >= 10_000


@pytest.mark.long
@pytest.mark.parametrize("name", TABLES)
def test_nearly_all_columns_can_be_asked_by_choice(corpus: Path, name: str) -> None:
    table = read(corpus / "facts" / name)
    offered: dict[str, list[bool]] = defaultdict(list)
    for card in generate(load(corpus / "facts" / name)):
        if card.kind is Kind.FORWARD and len(offered[card.relation.name]) < 500:
            offered[card.relation.name].append(Form.CHOICE in card.forms)
    columns = list(table.single_valued())
    enough = [column for column in columns if sum(offered[column]) * 2 > len(offered[column])]
    assert len(enough) >= 0.95 * len(columns)


SUBJECTS = st.sampled_from(
    [
        "Aland",
        "aland",
        "Borduria",
        "Caprona",
        "Dinotopia",
        "Elbonia",
        "Žižkov",
        "Zizkov",
        "The Gambia",
        "Gambia",
        "Hyrule",
        "Rome",
    ]
)
CELLS = {
    "names": [
        "Rome",
        "rome",
        "Róme",
        "The Hague",
        "Hague",
        "São Tomé",
        "Sao Tome",
        "Paris; Rome",
        "Paris",
        "Lima",
        "Quito",
        "Bern",
    ],
    "numbers": ["1,000", "1000", "1000.0", "1e3", "-1000", "2", "2.0", "02", "17", "170", "1,7", "1.7"],
    "whole": ["1", "1.0", "2", "3", "10", "-3", "0", "-0", "100", "1000", "250", "7"],
    "days": [
        "1900-05",
        "1900-05-06",
        "1900-05-07",
        "1901-01-01",
        "1901-01",
        "1950-02-03",
        "1950-03",
        "1999-12",
        "2001-01",
        "1850-10",
    ],
    "years": ["c. 1900", "1900", "1905", "1900s", "1850/1860", "1855", "1700", "1650", "12 May 1900", "1900-05-12", "after 1950"],
    "lists": ["a; b", "b", "b; a", "a & b", "a, b and c", "c", "d", "e", "f/g", "g", "A", ""],
    "amounts": ["5 km", "5000 m", "5km", "3 mi", "10 kg", "10", "twelve", "12", "7 km", "9 km", "11 km", ""],
}


@settings(max_examples=60)
@given(
    st.dictionaries(st.sampled_from(sorted(CELLS)), st.none(), min_size=1, max_size=2),
    st.lists(st.tuples(SUBJECTS, st.integers(0, 11), st.integers(0, 11)), min_size=4, max_size=18),
)
def test_nasty_tables(
    tmp_path_factory: pytest.TempPathFactory, columns: dict[str, None], rows: list[tuple[str, int, int]]
) -> None:
    path = tmp_path_factory.getbasetemp() / "nasty.csv"
    found = [
        {
            "name": name,
            **{column: CELLS[column][place % len(CELLS[column])] for column, place in zip(columns, places, strict=False)},
        }
        for name, *places in rows
    ]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, ["name", *columns], quoting=csv.QUOTE_ALL)
        writer.writeheader()
        writer.writerows(found)
    cards = list(generate(load(path)))
    assert_one_answer_a_prompt(cards)
    asked = with_choice(cards)
    assert_fair(asked, Table.of(found, "name"), ["1", "2"])
    for card in asked:
        assert_the_judge_agrees(card, choice(card, "3"))


def assert_the_judge_agrees(card: Card, asked: Choice) -> None:
    """Check that no wrong option would be taken for right if it were typed."""
    for option in asked.options:
        outcome = judge(card, option.text).outcome
        assert outcome is not Outcome.RIGHT or option.right, (card.prompt, card.answer, option.text)


@pytest.mark.parametrize("name", ["ultimate-geography/capital.csv", "us/us_states.csv", "periodic/periodic-table.csv"])
def test_the_judge_accepts_no_wrong_option_of_real_tables(corpus: Path, name: str) -> None:
    cards = list(generate(load(corpus / "facts" / name)))
    for card in with_choice(Random(2).sample(cards, 60)):
        assert_the_judge_agrees(card, choice(card, "1"))


@pytest.mark.parametrize(
    ("right", "wrong", "settings_of_relation"),
    [
        ("The Gambia", "Gambia", {}),
        ("München", "Muenchen", {"lang": "de"}),
        ("Москва", "Moskva", {"lang": "ru"}),
        ("Georgia (country)", "Georgia", {}),
        ("Saint Petersburg", "St. Petersburg", {}),
        ("100", "102", {"value": "quantity", "tolerance": "5 %"}),
        ("8231", "8230", {"value": "quantity"}),
        ("5 km", "5000 m", {"value": "quantity"}),
        ("c. 1900", "1903", {"value": "date"}),
    ],
)
def test_what_the_judge_would_accept_is_never_offered(right: str, wrong: str, settings_of_relation: Row) -> None:
    number = settings_of_relation.get("value") in {"quantity", "date"}
    unit = right.partition(" km")[1]
    others = [f"{year}{unit}" for year in (2000, 2500, 1700, 1600)] if number else ["Oslo", "Lima", "Quito", "Bern"]
    facts = [Fact(f"S{place}", "b", value) for place, value in enumerate([right, wrong, *others])]
    relation = Relation("b", kinds=("forward",), **settings_of_relation)  # type: ignore[arg-type]
    card = next(iter(generate(Deck("d", facts=facts, relations=[relation]))))
    shown = Counter(option.text for seed in map(str, range(20)) for option in choice(card, seed, preferred=[wrong]).options)
    assert 20 == shown[card.answer]
    assert str(facts[1].value) not in shown
    assert wrong not in shown


Guess = Callable[[list[str]], list[float]]


def guesses() -> dict[str, Guess]:
    """Return ways to guess without knowing anything, each as a score for every option."""
    return {
        "longest": lambda texts: [len(text) for text in texts],
        "shortest": lambda texts: [-len(text) for text in texts],
        "most words": lambda texts: [text.count(" ") for text in texts],
        "most decimals": lambda texts: [len(text.partition(".")[2]) for text in texts],
        "odd script": lambda texts: [-sum(text.isascii() == other.isascii() for other in texts) for text in texts],
        "largest": _numbers,
        "smallest": lambda texts: [-number for number in _numbers(texts)],
        "middle": lambda texts: [-abs(number - sorted(_numbers(texts))[1]) for number in _numbers(texts)],
    }


def _numbers(texts: list[str]) -> list[float]:
    found = [float(text) if re.fullmatch(r"-?\d+(\.\d+)?", text) else None for text in texts]
    return [number for number in found if number is not None] if None not in found else [0.0] * len(texts)


@pytest.mark.parametrize("name", ["ultimate-geography/capital.csv", "us/us_states.csv", "periodic/periodic-table.csv"])
def test_the_right_option_does_not_stand_out(corpus: Path, name: str) -> None:
    """Whoever knows nothing is right in a quarter of all questions; no simple rule does much better."""
    hits: dict[str, list[float]] = defaultdict(list)
    for card in with_choice(Random(3).sample(list(generate(load(corpus / "facts" / name))), 700)):
        asked = choice(card, "5")
        texts = [option.text for option in asked.options]
        for rule, guess in guesses().items():
            scores = guess(texts)
            best = [place for place, score in enumerate(scores) if score == max(scores)]
            hits[rule].append((asked.right in best) / len(best))
    assert {} == {rule: share for rule, found in hits.items() if (share := sum(found) / len(found)) > 0.35}
