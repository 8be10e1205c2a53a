"""Options are fair: one is right, the others are false by the table itself, as a reader who knows nothing of quiz would check."""

import csv
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.cards.asked import Choice
from quiz.cards.card import Card, Form, Kind
from quiz.cards.choices import choice, true_false
from quiz.cards.generation import generate
from quiz.errors import UsageError
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.facts.loading import load
from quiz.facts.relation import Relation
from quiz.facts.term import Term

Truth = dict[str, dict[str, set[str | float]]]
"""By column and subject: everything that the table says, each cell in parts too."""

SEEDS = ("1", "2", "3")


def plain(text: str) -> str:
    """Write a text without case, accents, spaces and punctuation."""
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    kept = "".join(sign for sign in decomposed if sign.isalnum() or unicodedata.category(sign) in {"Sm", "Mc", "So", "Sk"})
    return kept or text.strip().casefold()


def number(text: str) -> float | str:
    """Read a number; a text such as `007` is a code and not one."""
    digits = text.replace(",", "")
    return float(digits) if re.fullmatch(r"-?(0|[1-9]\d*)(\.\d+)?", digits) else plain(text)


def parts(cell: str) -> set[str | float]:
    """Return what a cell may be said to hold: itself, and each thing that it lists."""
    return {number(cell), *(plain(part) for part in re.split(r"[,;/|\n&]|\band\b", cell) if plain(part))}


def truth_of(rows: Iterable[dict[str, str]], subject: str) -> Truth:
    found: Truth = defaultdict(lambda: defaultdict(set))
    for row in rows:
        for column, cell in row.items():
            if column != subject and cell and cell.strip() and (row[subject] or "").strip():
                found[column][plain(row[subject])] |= parts(cell.strip())
    return found


def options_of(card: Card) -> Iterator[Choice]:
    for seed in SEEDS:
        if Form.CHOICE in card.forms:
            yield choice(card, seed)


def assert_fair(card: Card, truth: Truth) -> int:
    """Check all the choices of a card against the table; return how many there were."""
    said = truth[card.relation.name]
    count = 0
    for asked in options_of(card):
        count += 1
        texts = [plain(option.text) for option in asked.options]
        assert 4 == len(set(texts)) == len(texts), (card.prompt, asked)
        assert 1 == sum(option.right for option in asked.options)
        for option in asked.options:
            if card.kind is Kind.BACKWARD:
                true = number(card.given) in said[plain(option.text)]
            else:
                true = number(option.text) in said[plain(card.given)]
            assert true == option.right, (card.prompt, asked)
            assert option.right or option.why
    return count


CELLS = st.sampled_from(
    [
        "English",
        "english",
        "English, Spanish",
        "Spanish & French",
        "French",
        "Português",
        "Portugues",
        "Latin",
        "Greek",
        "Dutch and French",
        "Welsh",
        "Irish",
        "Basque",
        "Euro (EUR)",
        "Euro",
        "1,000",
        "1000",
        "C",
        "C++",
        "",
    ]
)
ROWS = st.lists(
    st.tuples(
        st.sampled_from(
            ["Aland", "Borduria", "Caprona", "Dinotopia", "Elbonia", "Žižkov", "Zizkov", "Gondor", "Hyrule", "Ithaca"]
        ),
        CELLS,
        CELLS,
    ),
    min_size=4,
    max_size=16,
)


@settings(max_examples=60)
@given(ROWS)
def test_random_tables(tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str, str]]) -> None:
    path = tmp_path_factory.getbasetemp() / "random.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, quoting=csv.QUOTE_ALL).writerows([("land", "language", "money"), *rows])
    truth = truth_of(({"land": land, "language": one, "money": two} for land, one, two in rows), "land")
    for card in generate(load(path)):
        assert_fair(card, truth)
        if Form.TRUEFALSE in card.forms:
            for seed in SEEDS:
                assert_agrees(card, true_false(card, seed), truth)


def assert_agrees(card: Card, asked: Choice, truth: Truth) -> None:
    """Check that a statement that is called true stands in the table, and one that is called false does not."""
    subject, _, rest = asked.prompt.partition(f" — {card.relation.words}: ")
    right = asked.options[0].right
    assert ("True", "False") == tuple(option.text for option in asked.options)
    assert right == (number(rest) in truth[card.relation.name][plain(subject)]), asked


TABLES = (
    "ultimate-geography/country.csv",
    "ultimate-geography/capital.csv",
    "us/us_states.csv",
    "periodic/periodic-table.csv",
    "mledoze/countries.csv",
)


@pytest.mark.parametrize("name", TABLES)
def test_real_tables(corpus: Path, name: str) -> None:
    with (corpus / "facts" / name).open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    subject = next(iter(rows[0]))
    # A table whose rows are wider than its header is for the reader's own tests.
    truth = truth_of(({key: cell for key, cell in row.items() if isinstance(cell, str)} for row in rows), subject)
    deck = load(corpus / "facts" / name)
    cards = [card for card in generate(deck) if card.relation.name in truth]
    sample = Random(1).sample(cards, min(400, len(cards)))
    assert sum(assert_fair(card, truth) for card in sample) > 0


@pytest.mark.long
@pytest.mark.parametrize("name", TABLES)
def test_every_card_of_real_tables(corpus: Path, name: str) -> None:
    with (corpus / "facts" / name).open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    truth = truth_of(({key: cell for key, cell in row.items() if isinstance(cell, str)} for row in rows), next(iter(rows[0])))
    for card in generate(load(corpus / "facts" / name)):
        if card.relation.name in truth:
            assert_fair(card, truth)


@pytest.mark.parametrize("relation", [Relation("b", many=True), Relation("b", many=True, kinds=("forward", "backward", "cloze"))])
def test_where_more_may_be_true_nothing_is_false(relation: Relation) -> None:
    deck = Deck("d", facts=[Fact(f"S{number}", "b", f"V{number}") for number in range(9)], relations=[relation])
    for card in generate(deck):
        assert (Form.REVEAL, Form.TYPED) == card.forms
        for ask in (choice, true_false):
            with pytest.raises(UsageError):
                ask(card, "1")


def test_where_all_is_named_the_rest_is_false() -> None:
    facts = [Fact(f"S{number}", "b", f"V{number}") for number in range(5)] + [Fact("S0", "b", "V1")]
    deck = Deck("d", facts=facts, relations=[Relation("b", many=True, complete=True, kinds=("forward",))])
    first, second, *_ = generate(deck)
    assert (Form.REVEAL, Form.TYPED, Form.TRUEFALSE, Form.MULTISELECT) == first.forms
    assert Form.CHOICE in second.forms


@pytest.mark.parametrize(
    ("wrong", "what"),
    [
        ("Alias", "an alias"),
        ("Above", "a broader term"),
        ("Below", "a narrower term"),
        ("Earlier", "true at another time"),
        ("Claimed", "what somebody claims"),
        ("right", "another writing"),
        ("Right, Other", "a list that holds it"),
    ],
)
def test_what_might_be_true_is_never_offered(wrong: str, what: str) -> None:
    terms = [Term("Right", "t", ["Alias"], broader=["Above"]), Term("Above", "t"), Term("Below", "t", broader=["Right"])]
    facts = [
        Fact("S", "b", "Right", since=2010),
        Fact("S", "b", "Earlier", since=2000, until=2009),
        Fact("S", "b", "Claimed", status="alleged", according_to="them"),
        *(Fact(f"S{number}", "b", f"V{number}") for number in range(6)),
        Fact("Other", "b", wrong),
    ]
    deck = Deck("d", facts=facts, relations=[Relation("b", kinds=("forward",))], terms=terms)
    card = next(card for card in generate(deck) if card.prompt == "S — b?")
    for seed in map(str, range(30)):
        assert wrong not in {option.text for option in choice(card, seed, preferred=[wrong]).options if not option.right}, what


def test_quantities_and_dates_that_overlap_are_never_offered() -> None:
    facts = [Fact("S", "b", "c. 100"), *(Fact(f"N{n}", "b", str(n)) for n in (95, 104, 110, 150, 200, 300))]
    deck = Deck("d", facts=facts, relations=[Relation("b", value="quantity")])
    card = next(iter(generate(deck)))
    shown = {option.text for seed in map(str, range(20)) for option in choice(card, seed).options}
    assert {"c. 100", "150", "200", "300"} == shown
    facts = [Fact("S", "b", "843/848"), *(Fact(f"N{n}", "b", f"{n}/{n + 1}") for n in (842, 845, 848, 850, 870, 900, 950))]
    card = next(iter(generate(Deck("d", facts=facts, relations=[Relation("b", value="date")]))))
    shown = {option.text for seed in map(str, range(20)) for option in choice(card, seed).options if not option.right}
    assert shown
    assert not shown & {"between 842 and 843", "between 845 and 846", "between 848 and 849"}


def test_two_names_of_one_thing_are_one_option() -> None:
    terms = [Term("China", "", ["PRC"]), Term("Korea", "", ["ROK"])]
    facts = [Fact(f"S{number}", "b", name) for number, name in enumerate(["X", "China", "PRC", "Korea", "ROK", "Peru", "Péru"])]
    deck = Deck("d", facts=facts, relations=[Relation("b", kinds=("forward",))], terms=terms)
    card = next(iter(generate(deck)))
    for seed in map(str, range(20)):
        shown = {option.text for option in choice(card, seed).options}
        assert all(len(shown & same) <= 1 for same in ({"China", "PRC"}, {"Korea", "ROK"}, {"Peru", "Péru"}))


def test_a_statement_says_when_and_by_whom() -> None:
    facts = [
        Fact("S", "b", "Old", as_of=2010),
        Fact("S", "b", "New", as_of=2020),
        Fact("T", "b", "Other", status="denied", according_to="them"),
    ]
    cards = list(generate(Deck("d", facts=facts, relations=[Relation("b", kinds=("forward",))])))
    for card in cards:
        for seed in map(str, range(8)):
            asked = true_false(card, seed)
            assert ("(as of 2010)" in asked.prompt) == (card.answer == "Old")
            assert ("(denied by them)" in asked.prompt) == (card.answer == "Other")


def test_a_statement_about_one_of_several_tells_only_whose_claim_it_is() -> None:
    facts = [Fact("S", "b", "V"), Fact("T", "b", "V", status="announced"), *(Fact(f"N{n}", "b", f"W{n}") for n in range(4))]
    card = next(
        card
        for card in generate(Deck("d", facts=facts, relations=[Relation("b")]))
        if card.kind is Kind.BACKWARD and card.given == "V"
    )
    true = {asked.prompt for seed in map(str, range(40)) if (asked := true_false(card, seed)).options[0].right}
    assert {"S — b: V", "T — b: V (announced)"} == true


def test_the_same_seed_gives_the_same_options() -> None:
    deck = Deck("d", facts=[Fact(f"S{number}", "b", f"V{number}") for number in range(20)])
    card = next(iter(generate(deck)))
    assert choice(card, "x") == choice(card, "x")
    assert 1 < len({choice(card, str(seed)).options for seed in range(10)})
    assert 1 < len({choice(card, str(seed)).right for seed in range(30)})


def test_own_wrong_answers_come_first() -> None:
    deck = Deck("d", facts=[Fact(f"S{number}", "b", f"V{number}") for number in range(300)])
    card = next(iter(generate(deck)))
    for seed in map(str, range(10)):
        assert "V299" in {option.text for option in choice(card, seed, preferred=["v299"]).options}


def test_a_wrong_option_tells_what_it_is_true_of() -> None:
    deck = Deck("d", facts=[Fact(f"S{number}", "b", f"V{number}") for number in range(4)])
    asked = choice(next(iter(generate(deck))), "1")
    assert {f"S{n} — b: V{n}" for n in (1, 2, 3)} == {option.why for option in asked.options if not option.right}


def test_yes_or_no() -> None:
    deck = Deck("d", facts=[Fact("S", "b", value=True), Fact("T", "b", value=False)])
    assert [("Yes", "No", 0), ("Yes", "No", 1)] == [
        (*(option.text for option in asked.options), asked.right) for asked in (true_false(card, "1") for card in generate(deck))
    ]


def named(*names: str, kinds: tuple[str, ...] = ("forward",)) -> Deck:
    facts = [Fact(f"S{number}", "b", name) for number, name in enumerate(names)]
    return Deck("d", facts=facts, relations=[Relation("b", kinds=kinds)])


def test_statements_are_true_or_false_and_say_why() -> None:
    card = next(iter(generate(named("Oslo", "Bern", "Lima", "Rome", "Kyiv"))))
    found = [true_false(card, seed) for seed in map(str, range(60))]
    true = [asked for asked in found if asked.options[0].right]
    assert 20 < len(true) < 40
    assert {"S0 — b: Oslo"} == {asked.prompt for asked in true}
    for asked in found:
        assert Form.TRUEFALSE is asked.form
        assert ["True", "False"] == [option.text for option in asked.options]
        assert [asked in true, asked not in true] == [option.right for option in asked.options]
        said = asked.prompt.removeprefix("S0 — b: ")
        subject = f"S{('Oslo', 'Bern', 'Lima', 'Rome', 'Kyiv').index(said)}"
        assert ("" if asked in true else f"{subject} — b: {said}") == asked.options[0].why
        assert "" == asked.options[1].why
    assert found == [true_false(card, seed) for seed in map(str, range(60))]


def test_a_preferred_wrong_answer_is_stated() -> None:
    card = next(iter(generate(named("Oslo", "Bern", "Lima", "Rome", "Kyiv"))))
    found = {true_false(card, seed, preferred=["rome"]).prompt for seed in map(str, range(20))}
    assert {"S0 — b: Oslo", "S0 — b: Rome"} == found


def test_a_gap_is_filled() -> None:
    card = next(iter(generate(named("Oslo", "Bern", "Lima", "Rome", "Kyiv", kinds=("cloze",)))))
    found = {true_false(card, seed).prompt for seed in map(str, range(40))}
    assert {f"S0 — b: {name}" for name in ("Oslo", "Bern", "Lima", "Rome", "Kyiv")} == found


def test_yes_and_no_are_asked_with_the_prompt() -> None:
    card = next(iter(generate(Deck("d", facts=[Fact("S", "b", value=True)]))))
    asked = true_false(card, "1")
    assert (card.prompt, Form.TRUEFALSE) == (asked.prompt, asked.form)
    assert [("Yes", True), ("No", False)] == [(option.text, option.right) for option in asked.options]


def test_a_choice_shows_the_prompt() -> None:
    card = next(iter(generate(named("x" * 200, "Bern", "Lima", "Rome", "Kyiv"))))
    asked = choice(card, "1")
    assert (card.prompt, Form.CHOICE, "x" * 200) == (asked.prompt, asked.form, asked.answer)


def test_what_is_missing_is_said() -> None:
    card = next(iter(generate(named("Oslo"))))
    with pytest.raises(UsageError, match="“S0 — b\\?” has too few provably wrong options"):
        choice(card, "1")
    with pytest.raises(UsageError, match="“S0 — b\\?” has no provably false statement"):
        true_false(card, "1")


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("Lima", True),
        ("It divides\nin two steps", False),
        ("x" * 101, False),
        ("a city by the sea, founded in 1535, with some ten million people", True),
    ],
)
def test_no_statement_is_made_of_an_answer_of_several_lines_or_a_long_one(answer: str, expected: bool) -> None:  # noqa: FBT001
    relation = Relation("answer", ask="{subject}", say="{subject} — {value}", kinds="forward", apart=True)
    fact = Fact("What is it?", "answer", answer, wrong=["one\nand two", "another"], id="1")
    (card,) = generate(Deck("deck", facts=[fact], relations=[relation]))
    assert expected == (Form.TRUEFALSE in card.forms)
    assert Form.CHOICE in card.forms
    if expected:
        assert not any("\n" in true_false(card, str(seed)).prompt for seed in range(20))
