"""A paper tells nothing of its answers, and its key all of them."""

from quiz.cards.card import Form
from quiz.cards.generation import generate
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact, Source
from quiz.study.exam import Paper, set_paper
from quiz.study.exam_paper import key_text, paper_text, right_answer
from tests.study.samples import CAPITALS

TITLE = "Land & people"
CHOICE = set_paper(generate(CAPITALS), questions=2, seed="3", forms=[Form.CHOICE], title=TITLE)
EVIL = Deck(
    "evil",
    facts=[
        Fact("*Bold* <b>_x_</b>", "code", "`a|b`\u202e [x](y)", sources=(Source("Book #1", locator="p. 3"),)),
        Fact("plain", "code", "z"),
    ],
)


def test_a_paper_to_print() -> None:
    first, second = CHOICE.questions
    lines = paper_text(CHOICE).splitlines()
    assert ["# Land \\& people", "", f"2 questions, seed 3, paper {CHOICE.code}", ""] == lines[:4]
    assert f"1. **{first.prompt} Choose one.**" in lines
    assert f"2. **{second.prompt} Choose one.**" in lines
    options = [f"   {number}\\) {option.text}" for number, option in enumerate(first.options, 1)]
    start = lines.index(options[0] + "\\")
    assert [*(text + "\\" for text in options[:3]), options[3]] == lines[start : start + 4]
    assert 2 == lines.count("   Answer: ____")


def test_a_paper_as_plain_text() -> None:
    lines = paper_text(CHOICE, markdown=False).splitlines()
    assert TITLE == lines[0]
    assert f"   1) {CHOICE.questions[0].options[0].text}" in lines


def test_the_key_has_answers_facts_and_sources() -> None:
    text = key_text(set_paper(generate(EVIL), forms=[Form.TYPED]), markdown=False)
    assert "Source: Book #1" in text
    assert "Exam, answer key" == text.splitlines()[0]
    assert "p. 3" in text
    for question in CHOICE.questions:
        assert f"**{right_answer(question)}**" in key_text(CHOICE).replace("\\", "")
        assert right_answer(question).startswith(f"{question.asked.right + 1} (")


def test_paper_and_key_are_known_to_belong_together() -> None:
    assert CHOICE.code in paper_text(CHOICE)
    assert CHOICE.code in key_text(CHOICE)


def test_typed_answers_are_not_in_the_paper() -> None:
    forward = [card for card in generate(CAPITALS) if card.kind == "forward"]
    paper = set_paper(forward, forms=[Form.TYPED])
    assert not any(question.answer in paper_text(paper) for question in paper.questions)
    assert all(question.answer in key_text(paper) for question in paper.questions)


def test_words_of_a_deck_mean_nothing_in_markdown() -> None:
    paper = set_paper(generate(EVIL), forms=[Form.TYPED])
    for text in (paper_text(paper), key_text(paper)):
        assert "\u202e" not in text
        assert "<b>" not in text
        assert "\\*Bold\\* \\<b\\>\\_x\\_\\</b\\>" in text


def test_matches_have_letters() -> None:
    areas = Deck("areas", facts=[Fact(f"land {number}", "area", f"{number**4 + 7} km2") for number in range(2, 12)])
    paper = set_paper(generate(areas), questions=1, forms=[Form.MATCHING])
    (question,) = paper.questions
    lines = paper_text(paper, markdown=False).splitlines()
    assert f"   a) {question.left[0]}" in lines
    assert f"   1) {question.options[0].text}" in lines
    assert "   a: ____  b: ____  c: ____  d: ____" in lines
    assert right_answer(question).startswith(f"a{question.asked.picks[0] + 1} b")


def test_true_or_false() -> None:
    deck = Deck(
        "islands", facts=[Fact(name, "island", value) for name, value in (("Malta", "true"), ("Peru", "false"), ("Cuba", "true"))]
    )
    text = paper_text(set_paper(generate(deck)), markdown=False)
    assert "True or false?" in text
    assert "1)" not in text


def test_an_empty_title() -> None:
    assert "Exam" == paper_text(Paper("", "", CHOICE.questions), markdown=False).splitlines()[0]
