"""A paper and its answer key as plain data, for whatever lays out pages: texts are texts, and never markup."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any, Final, TypeAlias

from attrs import field, frozen

from quiz.cards.card import Form
from quiz.cards.depicted import answer_media, asked_media, depicted, pointed
from quiz.cards.wording import statement
from quiz.facts.media import Picture, medium_of
from quiz.study.exam import Paper
from quiz.study.exam_paper import LETTERS, MOST_FACTS, how_to, right_answer
from quiz.study.question import Question
from quiz.text.areas import areas
from quiz.text.blocks import Block, Code, Items, Paragraph, Quote, Rule, Table, blocks
from quiz.text.rich import Span, mark
from quiz.text.safe import safe, safe_line

Data: TypeAlias = dict[str, Any]
_LANG: Final = re.compile(r"[a-z]{2,3}")


@frozen
class Sheets:
    """The pages of a paper or of its key: data that JSON can hold, and the pictures in it, by the names that stand there."""

    data: Data
    pictures: dict[str, tuple[str, Picture]] = field(factory=dict)
    """The deck's id and the picture."""


def paper_sheets(paper: Paper) -> Sheets:
    """Return the questions with their options and room for the answers, without anything that tells which are right."""
    sheets = _Sheets()
    items = [sheets.question(question) for question in paper.questions]
    return Sheets(_page(paper, "", items), sheets.pictures)


def key_sheets(paper: Paper) -> Sheets:
    """Return the right answer to each question, with the facts behind it and where they are from."""
    sheets = _Sheets()
    items = [sheets.answer(question) for question in paper.questions]
    return Sheets(_page(paper, "answer key", items), sheets.pictures)


def _page(paper: Paper, what: str, items: list[Data]) -> Data:
    number = len(paper.questions)
    languages = {question.card.deck.lang for question in paper.questions}
    lang = languages.pop().split("-")[0].lower() if len(languages) == 1 else ""
    return {
        "title": ", ".join(part for part in (safe_line(paper.title) or "Exam", what) if part),
        "about": f"{number} question{'' if number == 1 else 's'}, seed {safe_line(paper.seed) or 'none'}, paper {paper.code}",
        "lang": lang if _LANG.fullmatch(lang) else "en",
        "key": bool(what),
        "items": items,
    }


class _Sheets:
    """Makes the items of a page, and gathers their pictures."""

    def __init__(self) -> None:
        self.pictures: dict[str, tuple[str, Picture]] = {}
        self._names: dict[tuple[str, str], str] = {}

    def question(self, question: Question) -> Data:
        asked = self._asked(question)
        left = [self._option(question, letter, text) for letter, text in zip(LETTERS, question.left, strict=False)]
        right = []
        if question.form is not Form.TRUEFALSE:
            options = enumerate((option.text for option in question.options), start=1)
            right = [self._option(question, str(number), text) for number, text in options]
        return {"asked": asked, "how": how_to(question), "columns": [part for part in (left, right) if part], **_room(question)}

    def answer(self, question: Question) -> Data:
        card = question.card
        told = [statement(fact, card.relation) for fact in card.facts[:MOST_FACTS]]
        if len(card.facts) > MOST_FACTS:
            told.append(f"and {len(card.facts) - MOST_FACTS} more")
        shown = [self._picture(one, card.deck.id) for one in answer_media(card) if isinstance(one, Picture)]
        return {
            "asked": [_words(right_answer(question)), *shown],
            "told": [_told(text) for text in told],
            "sources": [_told(f"Source: {source}") for source in card.sources],
        }

    def _asked(self, question: Question) -> list[Data]:
        deck = question.card.deck.id
        if question.front:
            return [self._block(block, deck) for block in blocks(safe(question.front))]
        words, pictures = question.prompt, []
        for medium in asked_media(question.card, question.prompt):
            if isinstance(medium, Picture):
                words = pointed(words, medium, question.card.deck.lang)
                pictures.append(self._picture(medium, deck))
        return [_words(words), *pictures]

    def _option(self, question: Question, sign: str, text: str) -> Data:
        found = depicted(question.card, text)
        shown = [self._picture(found, question.card.deck.id)] if found else [_words(text)]
        return {"mark": f"{sign})", "shown": shown}

    def _picture(self, picture: Picture, deck: str) -> Data:
        masks = [
            {"name": name, "shape": area.shape, "box": [round(end, 5) for end in area.box], "points": _points(area.numbers),
             "angle": area.angle, "words": area.words}
            for name, text in picture.masks
            for area in areas(text)
        ]  # fmt: skip
        name = self._names.setdefault((deck, picture.path), f"picture{len(self._names)}")
        self.pictures[name] = (deck, picture)
        return {"kind": "picture", "name": name, "alt": safe_line(picture.alt or "picture"), "masks": masks}

    def _block(self, block: Block, deck: str) -> Data:
        match block:
            case Paragraph(words):
                return {
                    "kind": "words",
                    "spans": list(self._spans(words, deck)),
                    "rtl": _is_rtl("".join(one.text for one in words)),
                }
            case Code(source):
                return {"kind": "code", "text": safe(source)}
            case Table(rows):
                cells = [list(self._spans(cell, deck)) for row in rows for cell in row]
                return {"kind": "table", "width": max(1, len(rows[0]) if rows else 1), "cells": cells}
            case Quote(inner):
                return {"kind": "quote", "blocks": [self._block(one, deck) for one in inner]}
            case Items(items):
                return {
                    "kind": "items",
                    "items": [
                        {"mark": block.mark(place), "blocks": [self._block(one, deck) for one in item]}
                        for place, item in enumerate(items)
                    ],
                }
            case Rule():
                return {"kind": "rule"}

    def _spans(self, words: Iterable[Span], deck: str) -> Iterator[Data]:
        for span in words:
            medium = medium_of(span) if span.path else None
            if isinstance(medium, Picture):
                yield self._picture(medium, deck)
            elif medium is not None:
                yield {"kind": "text", "text": f"[{safe_line(medium.alt or mark(span))}]", "styles": []}
            else:
                reading = f"({safe(span.reading)})" if span.reading else ""
                yield {"kind": "text", "text": safe(span.text) + reading, "styles": sorted(span.styles)}


def _room(question: Question) -> Data:
    """Return how much room there is for the answer: the marks of lines, and how many long ones."""
    if question.form is Form.MATCHING:
        return {"marks": list(LETTERS[: len(question.left)]), "long": 0}
    if question.form is Form.TYPED:
        return {"marks": [], "long": 3 if len(question.card.members) > 1 or question.card.ordered else 1}
    return {"marks": [""], "long": 0}


def _points(numbers: tuple[float, ...]) -> list[list[float]]:
    return [[round(x, 5), round(y, 5)] for x, y in zip(numbers[::2], numbers[1::2], strict=False)]


def _words(text: str) -> Data:
    return {"kind": "words", "spans": [{"kind": "text", "text": safe(text), "styles": []}], "rtl": _is_rtl(text)}


def _told(text: str) -> Data:
    return {"text": safe(text), "rtl": _is_rtl(text)}


def _is_rtl(text: str) -> bool:
    """Say whether the first letter that has a direction goes from right to left."""
    return next((kind for kind in map(unicodedata.bidirectional, text) if kind in {"L", "R", "AL"}), "L") != "L"
