"""A paper and its answer key as text to print: Markdown, or plain."""

import re
from collections.abc import Iterator

from quiz.cards.card import Form
from quiz.cards.wording import statement
from quiz.study.exam import Paper
from quiz.study.question import Question
from quiz.text.safe import safe_line

LETTERS = "abcdefgh"
"""What stands before the things that options are to be matched with."""
MOST_FACTS = 12
"""Statements that a key gives of one answer; a longer set is cut there."""
_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~$&])")
_HOW = {
    Form.TYPED: "",
    Form.CHOICE: "Choose one.",
    Form.TRUEFALSE: "True or false?",
    Form.MULTISELECT: "Choose {wants}.",
    Form.ORDERING: "Put them in order.",
    Form.MATCHING: "Give each letter its number.",
}


def paper_text(paper: Paper, *, markdown: bool = True) -> str:
    """Return the questions with their options and room for the answers, without anything that tells which are right."""
    lines = [*_head(paper, "", markdown=markdown), "Name: ______________________    Date: ______________", ""]
    for number, question in enumerate(paper.questions, start=1):
        prompt = " ".join(part for part in (_words(question.prompt, markdown=markdown), how_to(question)) if part)
        lines += [f"{number}. {_strong(prompt, markdown=markdown)}", ""]
        if options := list(_options(question, markdown=markdown)):
            lines += [_block(options, markdown=markdown), ""]
        lines += [_room(question), ""]
    return "\n".join(lines)


def key_text(paper: Paper, *, markdown: bool = True) -> str:
    """Return the right answer to each question, with the facts behind it and where they are from."""
    lines = _head(paper, "answer key", markdown=markdown)
    for number, question in enumerate(paper.questions, start=1):
        lines += [f"{number}. {_strong(_words(right_answer(question), markdown=markdown), markdown=markdown)}", ""]
        card = question.card
        told = [statement(fact, card.relation) for fact in card.facts[:MOST_FACTS]]
        if len(card.facts) > MOST_FACTS:
            told.append(f"and {len(card.facts) - MOST_FACTS} more")
        told += [f"Source: {source}" for source in card.sources]
        lines += [_block([_words(text, markdown=markdown) for text in told], markdown=markdown), ""]
    return "\n".join(lines)


def how_to(question: Question) -> str:
    """Return how a question is answered on paper, where it does not say so itself."""
    return _HOW.get(question.form, "").format(wants=question.wants)


def right_answer(question: Question) -> str:
    """Return the right answer as it is to be written: with the numbers of the options, where there are any."""
    places = [place + 1 for place in question.asked.picks]
    if question.form is Form.MATCHING:
        numbers = " ".join(f"{letter}{place}" for letter, place in zip(LETTERS, places, strict=False))
    else:
        numbers = " ".join(map(str, places))
    return f"{numbers} ({question.answer})" if numbers else question.answer


def _head(paper: Paper, what: str, *, markdown: bool) -> list[str]:
    title = ", ".join(part for part in (safe_line(paper.title) or "Exam", what) if part)
    number = len(paper.questions)
    about = f"{number} question{'' if number == 1 else 's'}, seed {safe_line(paper.seed) or 'none'}, paper {paper.code}"
    words = _words(title, markdown=markdown)
    return [f"# {words}" if markdown else words, "", _words(about, markdown=markdown), ""]


def _options(question: Question, *, markdown: bool) -> Iterator[str]:
    """Yield what there is to pick from, in Markdown with marks that no list is made of."""
    shown = [(letter, item) for letter, item in zip(LETTERS, question.left, strict=False)]
    if question.form is not Form.TRUEFALSE:
        shown += [(str(number), option.text) for number, option in enumerate(question.options, start=1)]
    bracket = "\\)" if markdown else ")"
    for mark, text in shown:
        yield f"{mark}{bracket} {_words(text, markdown=markdown)}"


def _block(lines: list[str], *, markdown: bool) -> str:
    """Return lines that stay lines, below a number and its indent."""
    return "   " + ("\\\n   " if markdown else "\n   ").join(lines)


def _room(question: Question) -> str:
    if question.form is Form.MATCHING:
        return "   " + "  ".join(f"{letter}: ____" for letter, _ in zip(LETTERS, question.left, strict=False))
    if question.form is Form.TYPED:
        return "   Answer: ________________________________"
    return "   Answer: ____"


def _words(text: str, *, markdown: bool) -> str:
    """Return words as they are shown: in Markdown, nothing in them means anything but itself."""
    line = safe_line(text)
    return _SPECIAL.sub(r"\\\1", line) if markdown else line


def _strong(text: str, *, markdown: bool) -> str:
    return f"**{text}**" if markdown and text else text
