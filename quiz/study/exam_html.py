"""A paper and its answer key as a page to print: HTML that needs nothing beside it."""

from collections.abc import Callable, Iterator
from html import escape
from typing import TypeAlias

from quiz.cards.card import Form
from quiz.cards.depicted import answer_media, asked_media, depicted, pointed
from quiz.cards.wording import statement
from quiz.facts.media import Picture, medium_of
from quiz.study.exam import Paper
from quiz.study.exam_paper import LETTERS, MOST_FACTS, how_to, right_answer
from quiz.study.question import Question
from quiz.text.html_writing import FRAMED_STYLE, framed, html_of
from quiz.text.rich import Span, mark
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
.front { font-weight: bold; }
.front p, .front ul, .front ol { margin: .3em 0; }
.front ul { list-style: disc; padding-inline-start: 1.5em; }
.front table { border-collapse: collapse; }
.front td, .front th { border: 1px solid #999; padding: .1em .5em; }
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


Address: TypeAlias = Callable[[str, Picture], str]
"""Returns the address of a picture of a deck, by the deck's id; nothing where there is none that can be printed."""


def paper_html(paper: Paper, address: Address = lambda _, __: "") -> str:
    """Return the questions with their options and room for the answers, without anything that tells which are right.

    Pictures are printed that have an `address`, such as one that holds them.
    """
    who = '<p class="who"><span>Name</span><span>Date</span></p>'
    return _page(paper, "", who, "".join(_question(question, address) for question in paper.questions))


def key_html(paper: Paper, address: Address = lambda _, __: "") -> str:
    """Return the right answer to each question, with the facts behind it and where they are from."""
    return _page(paper, "answer key", "", "".join(_answer(question, address) for question in paper.questions))


def _page(paper: Paper, what: str, before: str, items: str) -> str:
    title = ", ".join(part for part in (safe_line(paper.title) or "Exam", what) if part)
    number = len(paper.questions)
    about = f"{number} question{'' if number == 1 else 's'}, seed {safe_line(paper.seed) or 'none'}, paper {paper.code}"
    languages = {question.card.deck.lang for question in paper.questions}
    lang = f' lang="{_text(languages.pop())}"' if len(languages) == 1 else ""
    return (
        f'<!DOCTYPE html>\n<html{lang}>\n<head>\n<meta charset="utf-8">\n<title>{_text(title)}</title>\n'
        f"<style>{_STYLE}{FRAMED_STYLE}</style>\n</head>\n<body>\n"
        f'<h1 dir="auto">{_text(title)}</h1>\n<p class="about">{_text(about)}</p>\n{before}\n'
        f'<ol class="questions">\n{items}</ol>\n</body>\n</html>\n'
    )


def _question(question: Question, address: Address) -> str:
    how = f'<span class="how">{_text(how_to(question))}</span>' if how_to(question) else ""
    lists = "".join(
        f"<ul>{''.join(_option(*one, _pictured(question, one[1], address)) for one in part)}</ul>"
        for part in _options(question)
        if part
    )
    return f'<li><div dir="auto">{_asked(question, address)}{how}</div>\n<div class="pairs">{lists}</div>{_room(question)}</li>\n'


def _options(question: Question) -> Iterator[list[tuple[str, str]]]:
    """Yield the columns: what is to be matched, and what there is to pick from, each with its mark."""
    yield list(zip(LETTERS, question.left, strict=False))
    if question.form is not Form.TRUEFALSE:
        yield [(str(number), option.text) for number, option in enumerate(question.options, start=1)]


def _option(mark: str, text: str, picture: str) -> str:
    return f'<li dir="auto"><span class="mark">{mark})</span><bdi>{picture or _text(text)}</bdi></li>'


def _asked(question: Question, address: Address) -> str:
    """Return a question: as its author laid it out, or in words with its pictures below."""
    deck = question.card.deck.id

    def shown(span: Span) -> str:
        medium = medium_of(span)
        return (_picture(medium, deck, address) if isinstance(medium, Picture) else "") or f"[{_text(medium.alt or mark(span))}]"

    if question.front:
        return f'<div class="front">{html_of(safe(question.front), shown, tex=False)}</div>'
    words, pictures = question.prompt, []
    for medium in asked_media(question.card, question.prompt):
        if isinstance(medium, Picture) and (found := _picture(medium, deck, address)):
            words = pointed(words, medium, question.card.deck.lang)
            pictures.append(f"<div>{found}</div>")
    return f'<span class="prompt">{_text(words)}</span>{"".join(pictures)}'


def _pictured(question: Question, text: str, address: Address) -> str:
    """Return the picture that an option stands for, if it is one that can be printed."""
    found = depicted(question.card, text)
    return _picture(found, question.card.deck.id, address) if found else ""


def _picture(picture: Picture, deck: str, address: Address) -> str:
    found = address(deck, picture)
    span = Span(picture.alt, frozenset({"picture"}), path=picture.path, alt=picture.alt, masks=picture.masks)
    return framed(span, found) if found else ""


def _room(question: Question) -> str:
    if question.form is Form.MATCHING:
        lines = "".join(f'{letter} <span class="line"></span>' for letter in LETTERS[: len(question.left)])
    elif question.form is Form.TYPED:
        # Of several answers, how many there are is not told.
        lines = '<span class="line long"></span>' * (3 if len(question.card.members) > 1 or question.card.ordered else 1)
    else:
        lines = '<span class="line"></span>'
    return f'<div class="room">{lines}</div>'


def _answer(question: Question, address: Address) -> str:
    card = question.card
    told = [statement(fact, card.relation) for fact in card.facts[:MOST_FACTS]]
    if len(card.facts) > MOST_FACTS:
        told.append(f"and {len(card.facts) - MOST_FACTS} more")
    facts = "".join(f'<div dir="auto">{_text(text)}</div>' for text in told)
    sources = "".join(f'<div class="source" dir="auto">Source: {_text(str(source))}</div>' for source in card.sources)
    shown = (_picture(one, card.deck.id, address) for one in answer_media(card) if isinstance(one, Picture))
    pictures = "".join(f"<div>{picture}</div>" for picture in shown if picture)
    return f'<li><div class="prompt" dir="auto">{_text(right_answer(question))}</div>{pictures}{facts}{sources}</li>\n'


def _text(text: str) -> str:
    """Return a text as HTML shows it: nothing in it means anything but itself."""
    return escape(safe(text))
