"""Papers over the decks of a collection, and what to expect of its learner."""

from datetime import timedelta
from pathlib import Path

import pytest

from quiz.cards.card import Form
from quiz.collection.exams import expected_of, paper_of, write_paper
from quiz.errors import NotFoundError
from tests.collection.samples import SYMBOLS, deck, study, studying
from tests.study.samples import CAPITALS, NOON
from tests.tui.pictures import flags, followed
from tests.tui.rich_cards import house


def test_a_paper_of_several_decks() -> None:
    collection = studying(CAPITALS, SYMBOLS, deck(("a", "b", "c"), name="symbols::more"))
    found = paper_of(collection, ["capitals", "symbols"], questions=100)
    assert {"capitals", "symbols", "symbols::more"} == {question.card.deck.id for question in found.questions}
    assert "capitals; symbols; symbols::more" == found.title
    with pytest.raises(NotFoundError):
        paper_of(collection, "nowhere")


def test_the_paper_does_not_depend_on_the_learner_unless_asked() -> None:
    fresh, learned = studying(CAPITALS), studying(CAPITALS)
    study(learned)
    assert paper_of(fresh, "capitals", seed="1", questions=5).code == paper_of(learned, "capitals", seed="1", questions=5).code
    assert 5 == len(paper_of(learned, "capitals", seed="1", questions=5, by_difficulty=True).questions)


def test_what_to_expect_falls_as_time_goes_by() -> None:
    collection = studying(CAPITALS)
    paper = paper_of(collection, "capitals", questions=10, forms=[Form.TYPED])
    assert 0.0 == expected_of(collection, paper, NOON).points
    study(collection)
    points = [expected_of(collection, paper, NOON + timedelta(days=days)).points for days in (0, 10, 100, 1000)]
    assert 10.0 == points[0]
    assert points == sorted(points, reverse=True)
    assert 0 < points[-1] < points[1] < 10
    events = list(collection.events())
    expected_of(collection, paper, NOON)
    assert events == list(collection.events())


def test_a_page_holds_the_pictures_of_its_questions(tmp_path: Path) -> None:
    collection = followed(flags(tmp_path / "flags"))
    key = write_paper(
        paper_of(collection, "flags", questions=1, seed="1", forms=[Form.TYPED]), tmp_path / "exam.html", collection
    )
    page = (tmp_path / "exam.html").read_text("utf-8")
    assert 1 == page.count('<img src="data:image/png;base64,')
    assert "Whose flag is this?" in page
    assert "flags/" not in page
    assert "data:image" not in key.read_text("utf-8")


def test_a_question_as_its_author_laid_it_out_is_printed_so(tmp_path: Path) -> None:
    collection = followed(house(tmp_path / "house", front=True))
    paper = paper_of(collection, "plan", questions=1, seed="1", forms=[Form.REVEAL])
    key = write_paper(paper, tmp_path / "exam.html", collection)
    page = (tmp_path / "exam.html").read_text("utf-8")
    assert "Which room is this?" in page
    assert '<rect x="5.00" y="64.00" width="90.00" height="28.00" class="hide"/>' in page
    assert '<b class="asked" style="left: 73.75%; top: 33.00%">?</b>' in page
    assert 'class="words" style="left: 60.00%; top: 30.00%">Kitchen</b>' in key.read_text("utf-8")


def test_without_a_collection_pictures_are_what_is_said_of_them(tmp_path: Path) -> None:
    collection = followed(house(tmp_path / "house", front=True))
    write_paper(paper_of(collection, "plan", questions=1, forms=[Form.REVEAL]), tmp_path / "exam.html")
    page = (tmp_path / "exam.html").read_text("utf-8")
    assert "Which room is this? [picture " in page
    assert "house" not in page.lower().replace("a house", "")
