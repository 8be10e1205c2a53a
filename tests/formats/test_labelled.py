"""Questions and answers under labels, as people and chatbots write them."""

from pathlib import Path

import pytest

from quiz.errors import FormatError
from quiz.facts.values import RichText
from quiz.formats.reading import Contents, read
from quiz.formats.sniffing import sniff


def _read(tmp_path: Path, text: str, name: str = "x.md") -> Contents:
    (tmp_path / name).write_text(text, encoding="utf-8")
    return read(tmp_path / name)


def _pairs(found: Contents) -> list[tuple[str, str]]:
    return [
        (fact.subject, fact.value.source if isinstance(fact.value, RichText) else str(fact.value)) for fact in found.deck.facts
    ]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Question: {}", "Answer: {}"),
        ("Q1: {}", "A1: {}"),
        ("**Q**: {}", "**A**: {}"),
        ("**Q:** {}", "**A:** {}"),
        ("**Q: {}**", "A: {}"),
        ("### Q: {}", "A: {}"),
        ("- Front: {}", "- Back: {}"),
        ("Term: {}", "Explanation: {}"),
        ("Frage 1: {}", "Antwort 1: {}"),
        ("Concepto: {}", "Definición: {}"),
        ("问：{}", "答：{}"),
    ],
)
@pytest.mark.parametrize("name", ["x.md", "x.txt", "x"])
def test_labels_say_what_is_asked_and_what_answers(tmp_path: Path, question: str, answer: str, name: str) -> None:
    text = "\n\n".join(f"{question.format(f'rain{n}')}\n\n{answer.format(f'water{n}')}" for n in range(3))
    found = _read(tmp_path, text, name)
    assert "labelled" == found.format.name
    assert [(f"rain{n}", f"water{n}") for n in range(3)] == _pairs(found)
    assert ({"forward"}, 0) == ({kind for one in found.deck.relations.values() for kind in one.kinds or ()}, found.skipped_count)


def test_what_stands_between_the_cards_belongs_to_none(tmp_path: Path) -> None:
    text = (
        "# Weather\n\n_Learn these._\n\n### Card 1: Rain\n**Q**: What is\nrain?\n\n**A**: Water\n- that **falls**\n\n"
        "**Status**: new\n\n"
        "---\n\n### Card 2\n**Q**: Hail?\n**A**: Ice\n**Explanation**: It froze.\n**Tags**: cold, sky\n\n---\n\n_More to come._\n"
    )
    found = _read(tmp_path, text)
    assert [("What is\nrain?", "Water\n\n- that **falls**"), ("Hail?", "Ice")] == _pairs(found)
    assert ("It froze.", {"cold", "sky"}) == (found.deck.facts[1].note, set(found.deck.facts[1].tags))


def test_a_plain_text_is_taken_as_it_is_written(tmp_path: Path) -> None:
    text = "Question: 2*3*4?\nAnswer: 24\n\nFlashcard 2\nQuestion: a_b_c\nAnswer: x\ny\n"
    assert [("2*3*4?", "24"), ("a_b_c", "x\ny")] == [
        (fact.subject, str(fact.value).replace("\\", "")) for fact in _read(tmp_path, text, "x.txt").deck.facts
    ]


def test_what_lacks_its_other_half_is_told(tmp_path: Path) -> None:
    text = "Q: a\nA: b\n\n" * 5 + "Answer: alone\n\nQuestion: nothing\n"
    (tmp_path / "x").write_text(text)
    found = read(tmp_path / "x", format="labelled")
    assert [("line 16", "An answer stands here without a question."), ("line 18", "The question has no answer.")] == [
        (one.where, one.reason) for one in found.skipped
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Q: a\nA: b\n\nQ: c\nA: d\n", "hashcards"),
        ("# Sky\n\nSome words.\n\nQ: a\nA: b\n\n## Sea\n\nQ: c\nA: d\n", "hashcards"),
        ("Question: a\nA) b\nB) c\nAnswer: B\n\nQuestion: d\nA) e\nB) f\nAnswer: A\n", "aiken"),
        ("a: b\nc: d\ne: f\n", "quizlet"),
        ("Q: a::b\nQ: c::d\nQ: e::f\n#flashcards\n", "obsidian"),
    ],
)
def test_other_texts_are_what_they_are(tmp_path: Path, text: str, expected: str) -> None:
    (tmp_path / "x").write_text(text)
    assert expected == sniff(tmp_path / "x").format.name


def test_a_text_with_one_question_is_none_of_cards(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="in no format"):
        _read(tmp_path, "He said:\n\nQuestion: why?\n\nThe answer came late.\n")
