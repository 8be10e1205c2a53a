"""Aiken: what is read and written."""

from pathlib import Path

import pytest

from quiz.facts.fact import Fact
from quiz.facts.values import RichText, SetOf
from quiz.formats.format import Head
from quiz.formats.moodle.aiken import sniff
from quiz.formats.reading import Contents, read


def aiken(tmp_path: Path, text: str) -> Contents:
    path = tmp_path / "x.txt"
    path.write_bytes(text.encode())
    return read(path)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_questions_have_options_by_letters(tmp_path: Path, end: str) -> None:
    lines = [
        "\ufeffWhat is it?",
        "A. this",
        "B) that",
        "C. *both*",
        "ANSWER: B",
        "",
        "Second",
        "in two lines",
        "A) a",
        "B) b",
        "answer: a.",
    ]
    first, second = aiken(tmp_path, end.join(lines)).deck.facts
    assert ("What is it?", "that", ("this", "\\*both\\*")) == (first.subject, str(first.value), first.wrong)
    assert ("Second\nin two lines", "a", ("b",)) == (second.subject, str(second.value), second.wrong)


def test_several_letters_are_a_set(tmp_path: Path) -> None:
    (fact,) = read(_file(tmp_path, "Q\nA. a\nB. b\nC. c\nANSWERS: A, C"), format="aiken").deck.facts
    assert (SetOf([RichText("a"), RichText("c")]), ("b",)) == (fact.value, fact.wrong)


def _file(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "x.txt"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "where", "reason"),
    [
        ("ANSWER: A", "line 1", "without a question"),
        ("A. a", "line 1", "without a question"),
        ("Q\nA. a\nB. b", "line 1", "has no line ANSWER:"),
        ("Q\nA. a\nB. b\nANSWER: C", "line 4", "There is no option C; the options are A, B"),
        ("Q\nA. a\nB. b\nANSWER: maybe", "line 4", "“maybe” is no letter"),
        ("Q\nA. a\nANSWER: A", "line 1", "fewer than two options"),
        ("Q\nA. a\nA. b\nANSWER: A", "line 1", "the same letter"),
        ("Q\nANSWER: A", "line 2", "the options are missing"),
    ],
)
def test_a_mistake_costs_only_its_question(tmp_path: Path, text: str, where: str, reason: str) -> None:
    found = read(_file(tmp_path, f"{text}\n\nok\nA. a\nB. b\nANSWER: B\n"), format="aiken")
    assert [(where, True)] == [(one.where, reason in one.reason) for one in found.skipped]
    assert ["ok"] == [fact.subject for fact in found.deck.facts]


def test_it_is_known_by_its_answers() -> None:
    def sure(text: str) -> float:
        return sniff(Head(Path("x"), text.encode(), len(text.encode())))

    assert sure("Q\nA. a\nB. b\nANSWER: A\n") > 0.9
    assert 0 == sure("Q: a\nA: b\n") == sure("A. a\nB. b\n") == sure("ANSWER: A\n") == sure("")


def test_what_it_cannot_hold_is_told(tmp_path: Path) -> None:
    from quiz.formats.writing import write

    (tmp_path / "a.gift").write_text("one {~a =b ~c}\n\ntwo {=x}\n\nA. three {~a =b}\n\nfour {#4}", encoding="utf-8")
    deck = read(tmp_path / "a.gift").deck
    out = tmp_path / "out.txt"
    written = write(deck, out, format="aiken")
    assert "one\nA. b\nB. a\nC. c\nANSWER: A\n\n– A. three\nA. b\nB. a\nANSWER: A\n" == out.read_text(encoding="utf-8").replace(
        "A. a\nB. b\nC. c\nANSWER: B", "A. b\nB. a\nC. c\nANSWER: A"
    ).replace("A. a\nB. b\nANSWER: B", "A. b\nB. a\nANSWER: A")
    assert (2, ["two", "four"]) == (written.cards, [one.where for one in written.skipped])
    facts: list[Fact] = list(read(out).deck.facts)
    assert ["b", "b"] == [str(fact.value) for fact in facts]


@pytest.mark.parametrize(
    "text",
    [
        "1. Which falls?\nA) flow\nB) ebb\nAnswer: B\n\n2. Which rises?\nA. flow\nB. ebb\nAnswer: A\n",
        "Q1. Which falls?\na) flow\nb) ebb\nCorrect answer: b) ebb\n\nQ2. Which rises?\na) flow\nb) ebb\nCorrect: a\n",
        "**Q1: Which falls?**\n\n- A) flow\n- B) ebb\n\n**Answer: B**\n\n**2. Which rises?**\n- A) flow\n- B) ebb\n**Ans:** A. x",
        "Which falls?\n(A) flow\n(B) ebb\nAns: (B)\n\nWhich rises?\n(A) flow\n(B) ebb\nRespuesta correcta: flow\n",
    ],
)
def test_what_is_written_much_like_it_is_read(tmp_path: Path, text: str) -> None:
    found = aiken(tmp_path, text)
    assert ("aiken", 0) == (found.format.name, found.skipped_count)
    assert [("Which falls?", "ebb", ("flow",)), ("Which rises?", "flow", ("ebb",))] == [
        (fact.subject, str(fact.value), fact.wrong) for fact in found.deck.facts
    ]


def test_an_explanation_is_shown_with_the_answer_and_true_or_false_needs_no_options(tmp_path: Path) -> None:
    text = (
        "1. Who?\nA. I\nB. __you__\nAnswer: A\nExplanation: So it is.\nAs *ever*.\n\n2. It rains.\nAnswer: True\n"
        "Explanation: Look.\n\n3. x?\na) y\nb) z\nAnswer: b\n"
    )
    who, rains, last = sorted(aiken(tmp_path, text).deck.facts, key=lambda fact: str(fact.subject) != "Who?")
    assert ("Who?", "So it is.\nAs \\*ever\\*.", ("\\_\\_you\\_\\_",)) == (who.subject, who.note, who.wrong)
    (rains,) = (fact for fact in (rains, last) if fact.relation == "is true")
    assert ("It rains.", "Look.", True) == (rains.subject, rains.note, str(rains.value) in {"yes", "True", "true"})


def test_titles_and_what_is_said_of_a_question_are_no_part_of_it(tmp_path: Path) -> None:
    text = (
        "# Week 3\n\n**Topic:** Tides\n\n---\n\n### Q1: Falling\n**Type:** Multiple Choice\n\nWhich falls?\n\n"
        "A) flow\nB) ebb\n\n**Answer:** B\n\n"
        "**Feedback:**\n- **A) Incorrect.** It rises.\n- **B) Correct!** Yes.\n\n---\n\n"
        "### 2. Which rises?\nA) flow\nB) ebb\n**Answer:** A\n\n"
        "### Which stays?\nLook *here*.\nA) slack\nB) ebb\n**Answer:** A\n**Feedback:** Look again.\n"
    )
    found = aiken(tmp_path, text)
    falls, rises, stays = found.deck.facts
    assert (["Which falls?", "Which rises?", "Which stays?\nLook *here*."], 0) == (
        [fact.subject for fact in found.deck.facts],
        found.skipped_count,
    )
    assert ({("flow", "Incorrect. It rises."), ("ebb", "Correct! Yes.")}, "") == (set(falls.feedback), falls.note)
    assert ((), "Look again.") == (rises.feedback, stays.note)


def test_a_title_above_the_first_number_is_no_question(tmp_path: Path) -> None:
    found = aiken(
        tmp_path,
        "Quiz on tides\n\n1. Which falls?\nA) flow\nB) ebb\nAnswer: B\n\n2. Mind:\nwhich rises?\nA) flow\nB) ebb\nAnswer: A\n",
    )
    assert ["Which falls?", "Mind:\nwhich rises?"] == [fact.subject for fact in found.deck.facts]
