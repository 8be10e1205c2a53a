"""`quiz cards`: what a deck makes, as text and for programs."""

from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import DECK, run, write_deck
from tests.cli.several import BORDERS, CAPITALS, FOUNDED, several

KEYS = [
    "id", "deck", "kind", "subject", "relation", "value", "forms", "prompt", "answer", "front", "note", "accepted", "choices",
    "facts", "source", "status", "according_to",
]  # fmt: skip


def cards(*arguments: str | Path) -> list[dict[str, Any]]:
    found = run("cards", *arguments, "--json")
    assert (0, "") == (found.code, found.err)
    return found.objects


def test_text_is_a_question_and_its_answer(deck: Path) -> None:
    expected = ["Where does the Rhine end? → the North Sea", "Where does the Danube end? → the Black Sea"]
    assert expected == run("cards", deck, "--limit", "2").lines
    assert [] == run("cards", deck, "--limit", "0").lines


def test_a_card_has_exactly_these_keys_and_types(deck: Path) -> None:
    found = cards(deck)
    assert 6 == len(found)
    assert [KEYS] * 6 == [list(card) for card in found]
    first = found[0]
    assert {
        "deck": "rivers",
        "kind": "forward",
        "subject": "Rhine",
        "relation": "mouth",
        "value": "the North Sea",
        "forms": ["reveal", "typed", "choice", "truefalse", "matching"],
        "prompt": "Where does the Rhine end?",
        "answer": "the North Sea",
        "accepted": ["the North Sea"],
        "choices": [],
        "source": "An atlas, page 3",
        "status": "stated",
        "according_to": None,
    }.items() <= first.items()
    assert [first["id"]] == [card["id"] for card in found if card["id"] == first["id"]]
    assert [str] == [type(fact) for fact in first["facts"]]


def test_a_set_of_several_is_a_list(tmp_path: Path) -> None:
    deck = DECK.replace('kinds = ["forward"]', 'kinds = ["forward", "backward"]\nmany = true')
    folder = write_deck(tmp_path / "sets", "name,mouth\nNile,Rosetta;Damietta\nRhine,the North Sea\n", deck)
    nile, rhine, *backward = cards(folder)
    assert (["Damietta", "Rosetta"], "Damietta; Rosetta") == (nile["value"], nile["answer"])
    assert ["Damietta", "Rosetta"] == nile["accepted"]
    assert 2 == len(nile["facts"])
    assert "the North Sea" == rhine["value"]
    assert [("backward", "Rosetta", "Nile")] == [
        (c["kind"], c["value"], c["answer"]) for c in backward if c["value"] == "Rosetta"
    ]


def test_claims_say_whose_they_are() -> None:
    claimed = [card for card in cards("victory-day-2025") if card["status"] != "stated"]
    assert claimed
    assert all(card["according_to"] for card in claimed)


def test_a_choice_shows_all_options_the_answer_among_them(deck: Path) -> None:
    found = cards(deck, "--form", "choice", "--seed", "7", "--limit", "4")
    assert 4 == len(found)
    for card in found:
        assert 4 == len(set(card["choices"]))
        assert card["answer"] in card["choices"]
        assert card["answer"] == card["value"]


def test_true_or_false_shows_a_statement(deck: Path) -> None:
    found = cards(deck, "--form", "truefalse", "--seed", "7")
    assert {"True", "False"} == {card["answer"] for card in found}
    for card in found:
        assert ["True", "False"] == card["choices"]
        assert [card["answer"]] == card["accepted"]
        assert (card["prompt"] == f"The {card['subject']} ends in {card['value']}.") is (card["answer"] == "True")


def test_a_seed_samples_and_is_repeatable() -> None:
    def sample(seed: str, *more: str) -> list[str]:
        return [card["id"] for card in cards("victory-day-2025", "--seed", seed, *more)]

    everything = [card["id"] for card in cards("victory-day-2025")]
    assert sample("1", "--limit", "10") == sample("1")[:10]
    assert sample("1") != sample("2")
    assert sorted(everything) == sorted(sample("1"))
    assert everything[:10] != sample("1", "--limit", "10")


def test_only_cards_with_the_form_are_sampled() -> None:
    found = cards("victory-day-2025", "--form", "typed", "--seed", "3", "--limit", "30")
    assert 30 == len(found)
    assert all("typed" in card["forms"] for card in found)


def test_every_card_of_a_choice_sample_is_the_same_whatever_the_limit() -> None:
    few = cards("elements", "--form", "choice", "--seed", "3", "--limit", "5")
    assert few == cards("elements", "--form", "choice", "--seed", "3", "--limit", "9")[:5]


def test_a_broken_deck_prints_no_card_and_every_problem(tmp_path: Path) -> None:
    folder = write_deck(tmp_path / "broken", deck=DECK.replace('source = "atlas"', 'source = "atlos"\nsubjekt = "x"'))
    found = run("cards", folder, "--json")
    assert (1, "") == (found.code, found.out)
    assert 2 == found.err.count(": error: ")


def test_warnings_are_not_printed(tmp_path: Path) -> None:
    folder = write_deck(tmp_path / "warned", "name,moth\nRhine,the North Sea\n")
    assert "warning" in run("check", folder).out
    assert "" == run("cards", folder).err


def test_a_deck_of_the_collection_is_found_by_its_id(added: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path.parent)
    expected = cards(added)
    (added / "deck.toml").unlink()
    assert expected == cards("rivers")
    assert 1 == run("cards", "lakes").code


@pytest.fixture
def several_deck(tmp_path: Path) -> Path:
    """A deck for the forms with several picks."""
    path = tmp_path / "several.toml"
    path.write_text(several(), encoding="utf-8")
    return path


def test_a_set_is_shown_with_how_many_to_pick(several_deck: Path) -> None:
    found = cards(several_deck, "--form", "multiselect", "--seed", "7")
    assert {"Norway", "Peru"} == {card["subject"] for card in found}
    for card in found:
        assert 3 == card["pick"]
        assert card["prompt"].endswith("(pick 3)")
        assert 6 == len(set(card["choices"]))
        assert set(BORDERS[card["subject"]]) == {card["choices"][place - 1] for place in card["right"]}
        assert "; ".join(card["choices"][place - 1] for place in card["right"]) == card["answer"]
        assert [*KEYS[: KEYS.index("choices") + 1], "pick", "right", *KEYS[KEYS.index("choices") + 1 :]] == list(card)


def test_an_order_is_shown_shuffled(several_deck: Path) -> None:
    found = cards(several_deck, "--form", "ordering", "--seed", "7")
    assert found
    for card in found:
        assert "Put in order (founded, earliest first)" == card["prompt"]
        assert [*FOUNDED] == [card["choices"][place - 1] for place in card["right"]]
        assert "; ".join(FOUNDED) == card["answer"]


def test_pairs_are_shown_as_two_columns(several_deck: Path) -> None:
    found = cards(several_deck, "--form", "matching", "--seed", "7")
    assert {*CAPITALS} == {card["subject"] for card in found}
    for card in found:
        assert {*CAPITALS} == set(card["left"])
        assert [CAPITALS[item] for item in card["left"]] == [card["choices"][place - 1] for place in card["right"]]
        assert [CAPITALS[card["subject"]]] == card["accepted"]
    lines = run("cards", several_deck, "--form", "matching", "--seed", "7").lines
    assert 4 == len(lines)
    assert all(" → Oslo" in line and " | " in line for line in lines)
