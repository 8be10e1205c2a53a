"""Exams as PDF: read back, they say what was asked, and whatever a deck says is no markup."""

import builtins
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from quiz.cards.card import Form
from quiz.collection.collection import Collection
from quiz.collection.exams import paper_of, write_paper
from quiz.errors import FormatError
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.facts.relation import Relation
from quiz.formats.exam import pdf_of
from quiz.formats.writing import write
from quiz.study.exam_paper import right_answer
from tests.collection.samples import studying
from tests.study.samples import CAPITALS
from tests.tui.pictures import flags, followed
from tests.tui.rich_cards import house

HOSTILE = ('#read("/etc/passwd")', "*bold* _a_ $x$", "#panic()", "= a\n+ b", "<label> @ref", '"quoted" \\ \\u{41}', "#{1+1}")


def _text(path: Path) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(path).pages).split())


def _hostile() -> Collection:
    facts = [Fact(f"{text} {number}", "answer", text) for number, text in enumerate(HOSTILE)]
    return studying(Deck("hostile", title=HOSTILE[0], relations=[Relation("answer", ask="{subject}")], facts=facts))


def test_a_paper_and_its_key_are_read_back(tmp_path: Path) -> None:
    collection = studying(CAPITALS)
    paper = paper_of(collection, "capitals", questions=6, seed="7")
    key = write_paper(paper, tmp_path / "exam.pdf", collection)
    assert tmp_path / "exam-key.pdf" == key
    asked, told = _text(tmp_path / "exam.pdf"), _text(key)
    for question in paper.questions:
        assert " ".join(question.prompt.split()) in asked
        assert all(option.text in asked for option in question.options if question.form is not Form.TRUEFALSE)
        assert " ".join(right_answer(question).split()) in told
    assert "Name" in asked
    assert paper.code in asked
    assert "answer key" in told
    assert "answer key" not in asked


def test_a_deck_is_exported_as_an_exam(tmp_path: Path) -> None:
    collection = studying(CAPITALS)
    for name, format in (("exam.pdf", "exam-pdf"), ("exam.html", "exam")):
        report = collection.export("capitals", tmp_path / name)
        assert (format, len(paper_of(collection, "capitals").questions)) == (report.format, report.cards)
    text = _text(tmp_path / "exam.pdf")
    page = (tmp_path / "exam.html").read_text("utf-8")
    assert 1 == page.count("</html>")
    for question in paper_of(collection, "capitals").questions:
        assert question.prompt in text
    assert "answer key" in text
    assert "answer key" in page


def test_nothing_in_a_deck_is_obeyed(tmp_path: Path) -> None:
    collection = _hostile()
    paper = paper_of(collection, "hostile", questions=20, seed="1", forms=[Form.TYPED])
    write_paper(paper, tmp_path / "exam.pdf", collection)
    text = _text(tmp_path / "exam.pdf")
    for question in paper.questions:
        assert " ".join(question.prompt.split()) in text
    assert len(HOSTILE) <= len(paper.questions)
    assert "root:" not in text


def test_pictures_are_printed_with_what_is_covered_of_them(tmp_path: Path) -> None:
    shown = followed(flags(tmp_path / "flags"))
    write_paper(paper_of(shown, "flags", questions=2, seed="1", forms=[Form.TYPED]), tmp_path / "flags.pdf", shown)
    assert any(page.images for page in PdfReader(tmp_path / "flags.pdf").pages)
    covered = followed(house(tmp_path / "house", front=True))
    key = write_paper(paper_of(covered, "plan", questions=1, forms=[Form.REVEAL]), tmp_path / "house.pdf", covered)
    assert "Which room is this?" in _text(tmp_path / "house.pdf")
    assert "Kitchen" not in _text(tmp_path / "house.pdf")
    assert "Kitchen" in _text(key)


def test_a_picture_that_cannot_be_read_is_told_by_its_words() -> None:
    picture = {"kind": "picture", "name": "a", "alt": "a flag", "masks": []}
    item = {"asked": [picture], "how": "", "columns": [], "marks": [""], "long": 0}
    page: dict[str, Any] = {"title": "t", "about": "", "lang": "en", "key": False, "items": [item]}
    assert b"%PDF" == pdf_of([page], {"a": b"\x89PNG broken"})[:4]
    assert b"%PDF" == pdf_of([page], {"a": b"../../etc/passwd"})[:4]


@pytest.mark.parametrize("words", ["首都はどこですか", "ما هي عاصمة بيرو؟", "מהי בירת פרו", "😀 naïve"])
def test_scripts_of_all_kinds_are_laid_out(tmp_path: Path, words: str) -> None:
    collection = studying(Deck("d", relations=[Relation("answer", ask="{subject}")], facts=[Fact(words, "answer", words[::-1])]))
    write_paper(paper_of(collection, "d", forms=[Form.REVEAL]), tmp_path / "exam.pdf", collection)
    assert 1 == len(PdfReader(tmp_path / "exam.pdf").pages)


def test_without_typst_the_error_names_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real: Callable[..., Any] = builtins.__import__

    def missing(name: str, *args: Any, **options: Any) -> Any:  # noqa: ANN401 - what Python's own takes
        if name == "typst":
            raise ImportError(name)
        return real(name, *args, **options)

    monkeypatch.setattr(builtins, "__import__", missing)
    with pytest.raises(FormatError, match=r"factquiz\[pdf\]"):
        studying(CAPITALS).export("capitals", tmp_path / "exam.pdf")
    assert [] == list(tmp_path.iterdir())


def test_from_a_deck_alone_no_exam_is_drawn(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="drawn from the cards of a collection"):
        write(CAPITALS, tmp_path / "exam.pdf")
