"""A paper and its answer key as a page to print: HTML that needs nothing beside it."""

from collections.abc import Iterator
from html import escape

from quiz.cards.card import Form
from quiz.cards.wording import statement
from quiz.study.exam import Paper
from quiz.study.exam_paper import LETTERS, MOST_FACTS, how_to, right_answer
from quiz.study.question import Question
from quiz.text.safe import safe, safe_line

# Nothing is fetched from anywhere: the fonts are the reader's own, also those for scripts that the first ones do not have.
_STYLE = """
@page { margin: 18mm 16mm; }
body { font: 11pt/1.45 Georgia, "Noto Serif", "Noto Serif CJK SC", "Songti SC", serif, "Apple Color Emoji", "Noto Color Emoji";
       color: #000; max-width: 46em; margin: 2em auto; padding: 0 1em; }
h1 { font-size: 1.5em; margin: 0 0 .2em; }
.about { color: #444; margin: 0 0 1em; }
.who { display: flex; gap: 2em; margin: 1.5em 0 2em; }
.who span { flex: 1; border-bottom: 1px solid #000; padding-bottom: .2em; }
ol.questions { padding-inline-start: 2em; }
ol.questions > li { break-inside: avoid; margin-bottom: 1.6em; }
ol.questions > li::marker { font-weight: bold; }
.prompt { font-weight: bold; white-space: pre-line; }
.how { color: #444; font-style: italic; margin-inline-start: .4em; }
ul { list-style: none; padding: 0; margin: .4em 0; }
.pairs { display: flex; gap: 4em; }
.mark { display: inline-block; min-width: 1.6em; }
.room { margin-top: .6em; }
.line { display: inline-block; border-bottom: 1px solid #000; width: 4em; height: 1.1em; margin-inline-end: 1.2em; }
.long { width: 100%; max-width: 26em; }
.source { color: #444; font-size: .9em; }
@media print { body { margin: 0; padding: 0; max-width: none; } }
"""


def paper_html(paper: Paper) -> str:
    """Return the questions with their options and room for the answers, without anything that tells which are right."""
    who = '<p class="who"><span>Name</span><span>Date</span></p>'
    return _page(paper, "", who, "".join(_question(question) for question in paper.questions))


def key_html(paper: Paper) -> str:
    """Return the right answer to each question, with the facts behind it and where they are from."""
    return _page(paper, "answer key", "", "".join(_answer(question) for question in paper.questions))


def _page(paper: Paper, what: str, before: str, items: str) -> str:
    title = ", ".join(part for part in (safe_line(paper.title) or "Exam", what) if part)
    number = len(paper.questions)
    about = f"{number} question{'' if number == 1 else 's'}, seed {safe_line(paper.seed) or 'none'}, paper {paper.code}"
    languages = {question.card.deck.lang for question in paper.questions}
    lang = f' lang="{_text(languages.pop())}"' if len(languages) == 1 else ""
    return (
        f'<!DOCTYPE html>\n<html{lang}>\n<head>\n<meta charset="utf-8">\n<title>{_text(title)}</title>\n<style>{_STYLE}</style>\n'
        f'</head>\n<body>\n<h1 dir="auto">{_text(title)}</h1>\n<p class="about">{_text(about)}</p>\n{before}\n'
        f'<ol class="questions">\n{items}</ol>\n</body>\n</html>\n'
    )


def _question(question: Question) -> str:
    how = f'<span class="how">{_text(how_to(question))}</span>' if how_to(question) else ""
    lists = "".join(f"<ul>{''.join(_option(*one) for one in part)}</ul>" for part in _options(question) if part)
    return (
        f'<li><div dir="auto"><span class="prompt">{_text(question.prompt)}</span>{how}</div>\n'
        f'<div class="pairs">{lists}</div>{_room(question)}</li>\n'
    )


def _options(question: Question) -> Iterator[list[tuple[str, str]]]:
    """Yield the columns: what is to be matched, and what there is to pick from, each with its mark."""
    yield list(zip(LETTERS, question.left, strict=False))
    if question.form is not Form.TRUEFALSE:
        yield [(str(number), option.text) for number, option in enumerate(question.options, start=1)]


def _option(mark: str, text: str) -> str:
    return f'<li dir="auto"><span class="mark">{mark})</span><bdi>{_text(text)}</bdi></li>'


def _room(question: Question) -> str:
    if question.form is Form.MATCHING:
        lines = "".join(f'{letter} <span class="line"></span>' for letter in LETTERS[: len(question.left)])
    elif question.form is Form.TYPED:
        # Of several answers, how many there are is not told.
        lines = '<span class="line long"></span>' * (3 if len(question.card.members) > 1 or question.card.ordered else 1)
    else:
        lines = '<span class="line"></span>'
    return f'<div class="room">{lines}</div>'


def _answer(question: Question) -> str:
    card = question.card
    told = [statement(fact, card.relation) for fact in card.facts[:MOST_FACTS]]
    if len(card.facts) > MOST_FACTS:
        told.append(f"and {len(card.facts) - MOST_FACTS} more")
    facts = "".join(f'<div dir="auto">{_text(text)}</div>' for text in told)
    sources = "".join(f'<div class="source" dir="auto">Source: {_text(str(source))}</div>' for source in card.sources)
    return f'<li><div class="prompt" dir="auto">{_text(right_answer(question))}</div>{facts}{sources}</li>\n'


def _text(text: str) -> str:
    """Return a text as HTML shows it: nothing in it means anything but itself."""
    return escape(safe(text))
