"""What stands beside a fact's statement: other right answers, notes, remarks, a front of its own, what another program keeps."""

import json
from pathlib import Path

import pytest

import quiz
from quiz.errors import DeckError
from quiz.facts.changes import Change, difference
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.facts.from_mappings import from_mappings
from quiz.facts.keeping import packed
from quiz.facts.lint import check
from quiz.facts.loading import load
from quiz.facts.merging import merge
from quiz.facts.relation import Relation
from quiz.facts.restoring import restored
from quiz.facts.saving import save
from quiz.facts.writing import MANY_FACTS, dump, to_data

TOLD = {
    "wrong": ("Lyon", "Nice"),
    "accept": ("Paname", "Lutetia"),
    "note": "It has **20** districts.\n\n- one\n- two",
    "feedback": (("Lyon", "That is the *second* city; or the third."), ("Paris", "Right!")),
    "front": "# The capital\n\nof *France*",
    "kept": '{"ord": 1, "mod": 1700000000}',
}
PARIS = Fact("France", "capital", "Paris", id="g/0", **TOLD)  # type: ignore[arg-type]
APART = Relation("capital", apart=True)
DECK = Deck("d", facts=[PARIS, Fact("Peru", "capital", "Lima")], relations=[APART], kept='{"conf": 1}')


def test_it_is_in_a_deck_file(tmp_path: Path) -> None:
    dump(DECK, tmp_path / "d.toml")
    assert DECK == load(tmp_path / "d.toml")
    text = (tmp_path / "d.toml").read_text("utf-8")
    assert 'accept = ["Paname", "Lutetia"]' in text
    assert "apart = true" in text


def test_it_is_in_tables(tmp_path: Path) -> None:
    facts = [Fact(f"s{number}", "capital", f"v{number}") for number in range(MANY_FACTS)]
    dump(whole := Deck("d", facts=[*facts, PARIS], relations=[APART]), tmp_path)
    assert whole == load(tmp_path)
    assert "[[facts]]" not in (tmp_path / "deck.toml").read_text("utf-8")


def test_it_is_in_a_kept_version() -> None:
    assert DECK == restored(json.loads(packed(DECK)))


def test_a_fact_without_it_is_kept_as_ever() -> None:
    plain = Deck("d", facts=[Fact("a", "b", "x"), Fact("a", "b", "y", id="1", wrong=["z"])], relations=[Relation("b", many=True)])
    assert packed(plain).decode() == (
        '{"deck":{"id":"d","title":"d","lang":"en"},"sources":{},"terms":{},"relations":{"b":{"value":"text","many":true}},'
        '"facts":[{"subject":"a","relation":"b","value":"x"},{"subject":"a","relation":"b","value":"y","id":"1","wrong":["z"]}]}'
    )


def test_it_is_in_rows() -> None:
    row = {"country": "France", "capital": "Paris", "id": "g/0", **TOLD, "feedback": dict(TOLD["feedback"])}  # type: ignore[arg-type]
    assert (PARIS,) == from_mappings([row], id="d").facts


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ('[["Lyon", "No."]]', (("Lyon", "No."),)),
        ('{ Lyon = "No.", Nice = "Nor this." }', (("Lyon", "No."), ("Nice", "Nor this."))),
        ('\'[["Lyon", "No."]]\'', (("Lyon", "No."),)),
    ],
)
def test_remarks_are_pairs_or_a_table(tmp_path: Path, written: str, read: tuple[tuple[str, str], ...]) -> None:
    file = tmp_path / "d.toml"
    file.write_text(f'[deck]\nid = "d"\n[[facts]]\nsubject = "France"\ncapital = "Paris"\nfeedback = {written}\n', "utf-8")
    assert read == load(file).facts[0].feedback


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('feedback = "no"', "“no” stands where remarks were expected"),
        ('feedback = [["a"]]', "a list stands where remarks were expected"),
        ('feedback = [["", "b"]]', "an empty text stands where text was expected"),
        ("feedback = '[[\"a\"'", "stands where JSON was expected"),
        ("accept = []\nnote = 3", "the number 3 stands where text was expected"),
        ('note = ""', "an empty text stands where text was expected"),
        ('front = ["a"]', "a list stands where text was expected"),
        ('kept = "{"', "“{” stands where JSON was expected"),
    ],
)
def test_mistakes_in_it_are_told_with_their_place(tmp_path: Path, line: str, told: str) -> None:
    file = tmp_path / "d.toml"
    file.write_text(f'[deck]\nid = "d"\n[[facts]]\nsubject = "France"\ncapital = "Paris"\n{line}\n', "utf-8")
    with pytest.raises(DeckError) as caught:
        load(file)
    (problem,) = caught.value.problems
    assert told in problem.message
    assert ("wrong-value", 6 + line.count("\n")) == (problem.code, problem.line)


def test_control_characters_in_it_are_told_and_neutralised(tmp_path: Path) -> None:
    file = tmp_path / "d.toml"
    head = '[deck]\nid = "d"\n[[facts]]\nsubject = "France"\ncapital = "Paris"\n'
    file.write_text(
        head + 'note = "a\\u001b[31mb"\nfront = "\\u202Ec"\nfeedback = [["x", "y\\u0007"]]\naccept = ["q\\u009b"]\n', "utf-8"
    )
    fact = load(file).facts[0]
    assert ("a�[31mb", "c", (("x", "y�"),), ("q�",)) == (fact.note, fact.front, fact.feedback, fact.accept)
    assert {6, 7, 8} == {problem.line for problem in check(file) if problem.code == "unsafe-text"}


@pytest.mark.parametrize("name", TOLD)
def test_a_change_of_it_is_another_wording(name: str) -> None:
    bare = Deck("d", facts=[Fact("France", "capital", "Paris", id="g/0")])
    told = Deck("d", facts=[Fact("France", "capital", "Paris", id="g/0", **{name: TOLD[name]})])  # type: ignore[arg-type]
    assert [Change.REWORDED] == [one.change for one in difference(bare, told).changes]


def test_both_sides_may_change_it() -> None:
    base = Deck("d", facts=[Fact("a", "b", "x", id="1"), Fact("c", "b", "y", id="2")], kept="1")
    ours = Deck("d", facts=[Fact("a", "b", "x", id="1", note="ours"), base.facts[1]], kept="1")
    theirs = Deck("d", facts=[base.facts[0], Fact("c", "b", "y", id="2", accept=["z"])], kept="2")
    merged = merge(base, ours, theirs)
    assert () == merged.conflicts
    assert (ours.facts[0], theirs.facts[1], "2") == (*merged.deck.facts, merged.deck.kept)
    (conflict,) = merge(
        base, ours, Deck("d", facts=[Fact("a", "b", "x", id="1", note="theirs"), base.facts[1]], kept="1")
    ).conflicts
    assert ("x, note: ours", "x, note: theirs") == (conflict.ours, conflict.theirs)


def test_saving_writes_it(tmp_path: Path) -> None:
    file = tmp_path / "d.toml"
    file.write_text('[deck]\nid = "d"\n\n[[facts]] # mine\nsubject = "France"\ncapital = "Paris"\nid = "g/0"\n', "utf-8")
    deck = load(file)
    save(Deck("d", deck.title, [PARIS], deck.relations), file)
    assert (PARIS,) == load(file).facts
    assert "[[facts]] # mine" in file.read_text("utf-8")


def test_saving_writes_it_into_a_table_that_has_columns_for_it(tmp_path: Path) -> None:
    (tmp_path / "deck.toml").write_text('[deck]\nid = "d"\n[[tables]]\npath = "t.csv"\n', "utf-8")
    (tmp_path / "t.csv").write_text("subject,capital,note,feedback,accept\nFrance,Paris,,,\nPeru,Lima,,,\n", "utf-8")
    deck = load(tmp_path)
    told = Fact("France", "capital", "Paris", note="a, b", feedback=[("x", "y; z")], accept=["P"])
    save(Deck("d", deck.title, [told, deck.facts[1]], deck.relations), tmp_path)
    assert 'France,Paris,"a, b","[[""x"", ""y; z""]]",P' in (tmp_path / "t.csv").read_text("utf-8")
    assert told == load(tmp_path).facts[0]


def test_its_data_is_plain() -> None:
    data = json.loads(json.dumps(to_data(DECK)))
    assert [["Lyon", "That is the *second* city; or the third."], ["Paris", "Right!"]] == data["facts"][0]["feedback"]
    assert DECK == restored(data)


def test_a_program_gives_it_as_it_likes() -> None:
    fact = quiz.Fact("a", "b", "c", accept="d", feedback={"e": "f", "g": " "}, note="\u202eh", kept="\ud800")
    assert (("d",), (("e", "f"),), "h", "?") == (fact.accept, fact.feedback, fact.note, fact.kept)
