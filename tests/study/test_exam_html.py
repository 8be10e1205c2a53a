"""A page to print: it needs nothing beside it, and nothing in it is obeyed."""

import re
from html.parser import HTMLParser

from quiz.cards.card import Form
from quiz.cards.generation import generate
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact, Source
from quiz.facts.relation import Relation
from quiz.study.exam import Paper, set_paper
from quiz.study.exam_html import key_html, paper_html
from quiz.study.exam_paper import right_answer
from tests.study.samples import CAPITALS

CHOICE = set_paper(generate(CAPITALS), questions=3, seed="3", forms=[Form.CHOICE], title="Land & people")
MATCHING = set_paper(generate(CAPITALS), questions=1, seed="1", forms=[Form.MATCHING])
EVIL = "<script>alert(1)</script> \x1b[31m \u202e &amp; \" ' <img src=x onerror=y>"
DECK = Deck(
    "evil",
    lang='en" onload="x',
    facts=[Fact(f"{EVIL} {n}", "code", f"{EVIL} {n}", sources=Source(EVIL)) for n in range(3)]
    + [Fact("日本", "code", "القاهرة")],
)


class Reader(HTMLParser):
    """Collects the tags and the words of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.words: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def test_a_paper_has_questions_options_and_room_but_no_answers() -> None:
    page = Reader(paper_html(CHOICE))
    words = " ".join(page.words)
    assert f"3 questions, seed 3, paper {CHOICE.code}" in words
    for question in CHOICE.questions:
        assert question.prompt in page.words
        assert {option.text for option in question.options} <= set(page.words)
        assert right_answer(question) not in words
    assert 3 == paper_html(CHOICE).count('class="line"')
    assert "Land & people" in page.words


def test_pairs_stand_in_two_columns() -> None:
    (question,) = MATCHING.questions
    page = paper_html(MATCHING)
    assert 2 == page.count("<ul>")
    assert len(question.left) == page.count('class="line"')


def test_the_key_has_answers_facts_and_sources() -> None:
    page = Reader(key_html(CHOICE))
    for question in CHOICE.questions:
        assert right_answer(question) in page.words
    assert any("answer key" in word for word in page.words)


def test_no_text_is_ever_markup() -> None:
    paper = set_paper(generate(DECK), seed="1", forms=[Form.TYPED], title=EVIL)
    for text in (paper_html(paper), key_html(paper)):
        page = Reader(text)
        assert not {"script", "img", "link", "iframe"} & set(page.tags)
        assert not [name for name, _ in page.attributes if name.startswith("on")]
        assert not set(text) & {"\x1b", "\u202e"}
        assert not re.search(r"https?://|url\(|@import", text)
        assert "日本" in text
        assert 'dir="auto"' in text


def test_a_paper_does_not_tell_how_many_answers_there_are() -> None:
    def room(*values: str) -> int:
        deck = Deck("d", facts=[Fact("s", "r", value) for value in values], relations=[Relation("r", many=True, kinds="forward")])
        return paper_html(set_paper(generate(deck), forms=[Form.TYPED])).count("line long")

    assert (1, 3, 3) == (room("a"), room("a", "b"), room("a", "b", "c", "d"))


def test_an_empty_paper_is_a_page() -> None:
    assert "0 questions" in paper_html(Paper("", "", ()))
