"""Writing GIFT: questions with their options, remarks and weights, every sign escaped that would mean something."""

import re
from decimal import Decimal
from pathlib import Path
from typing import Final

from attrs import evolve

from quiz.formats.format import Outgoing, Skipped, Written
from quiz.formats.moodle.deck_questions import Asked, asked_of
from quiz.formats.moodle.gift_text import escaped
from quiz.formats.moodle.numbers import written as written_number
from quiz.formats.moodle.question import ANY, WHOLE, Amount, Option, Question, QuestionKind, Worded
from quiz.formats.moodle.question_facts import base_of
from quiz.formats.moodle.words import html_of, of_plain, of_rich
from quiz.text.safe import safe_line

HOLDS: Final = (
    QuestionKind.CHOICE,
    QuestionKind.SEVERAL,
    QuestionKind.SHORT,
    QuestionKind.NUMBER,
    QuestionKind.TRUEFALSE,
    QuestionKind.PAIRS,
)
_HTML = re.compile(r"[<>&]|->")
_UNFIT_TAG = re.compile(r"[<>`]")


def write(outgoing: Outgoing, path: Path) -> Written:
    """Write the questions of a deck, in the category that its id names."""
    parts = [f"$CATEGORY: {category_of(outgoing.deck.id)}"]
    skipped: list[Skipped] = []
    facts: set[str] = set()
    cards = 0
    for found in asked_of(outgoing, "gift", HOLDS):
        if isinstance(found, Skipped):
            skipped.append(found)
            continue
        parts.append(written(found))
        cards += found.cards
        facts |= found.facts
    path.write_text("\n\n".join(parts) + "\n", encoding="utf-8", newline="\n")
    return Written(facts=len(facts), cards=cards, skipped=tuple(skipped))


def category_of(deck: str) -> str:
    """Return the category of a deck as Moodle writes it."""
    return "/".join(("$course$", "top", *(level.replace("/", "//") for level in deck.split("::"))))


def written(asked: Asked) -> str:
    """Return a question as it is written, with the remark above it that names it."""
    question = asked.question
    is_known = base_of(evolve(question, id="")) == question.id if asked.source else _is_known_by_words(question)
    marks = [] if is_known or not question.id else [f"[id:{_bracketed(question.id)}]"]
    marks += [f"[tag:{_UNFIT_TAG.sub('_', _bracketed(tag))}]" for tag in question.tags]
    remark = f"// {' '.join(marks)}\n" if marks else ""
    return remark + (asked.source or _written(question, is_titled=not is_known))


def _is_known_by_words(question: Question) -> bool:
    """Say whether a question without a title would be known by the name that it has."""
    return base_of(evolve(question, id="", title="")) == question.id


def _bracketed(text: str) -> str:
    return safe_line(text).replace("]", "\\]")


def _written(question: Question, *, is_titled: bool) -> str:
    title = safe_line(question.title) if is_titled else ""
    words = _with_unit(question)
    format = "html" if _is_html(words) else "moodle"
    stem = _text(words, "moodle") or escaped(question.title)
    # A line that begins with two slashes would be a remark, one with a dollar sign perhaps a category.
    head = f"::{escaped(title)}::" if title else "[moodle]" if stem[:1] in {"/", "$", ":"} else ""
    return f"{head}{stem}{{{_answers(question, format)}}}"


def _with_unit(question: Question) -> Worded:
    if not question.unit or question.unit in question.words.plain:
        return question.words
    return of_rich(f"{question.words.rich} {of_plain(f'({question.unit})').rich}")


def _answers(question: Question, format: str) -> str:
    general = _text(of_rich(question.note), format) if question.note else ""
    lines = _lines(question, format)
    if question.kind is QuestionKind.TRUEFALSE:
        return lines[0] + (f"####{general}" if general else "")
    if general:
        lines.append(f"####{general}")
    mark = "#" if question.kind is QuestionKind.NUMBER else ""
    return mark + "".join(f"\n\t{line}" for line in lines) + "\n"


def _lines(question: Question, format: str) -> list[str]:
    match question.kind:
        case QuestionKind.TRUEFALSE:
            return [_told(question, format)]
        case QuestionKind.NUMBER:
            return [_amount(one, format) for one in question.amounts if one.number is not None or one.remark]
        case QuestionKind.PAIRS:
            return [f"={_text(pair.left, format).replace('->', '→')} -> {escaped(pair.right.plain)}" for pair in question.pairs]
        case QuestionKind.CHOICE | QuestionKind.SEVERAL if len(question.options) > 1:
            is_single = question.kind is QuestionKind.CHOICE
            return [_option(one, format, is_single=is_single) for one in question.options]
        case _:
            return [f"={_weight(one.share)}{_pattern(one)}{_remark(one.remark, format)}" for one in question.options]


def _amount(amount: Amount, format: str) -> str:
    remark = _remark(amount.remark, format)
    if amount.number is None:
        return f"~{remark}"
    return f"={_weight(amount.share)}{written_number(amount.number)}:{written_number(amount.tolerance)}{remark}"


def _option(option: Option, format: str, *, is_single: bool) -> str:
    wrong = f"~{_weight(option.share)}" if option.share else "~"
    sign = "=" if option.share == WHOLE and is_single else wrong
    return f"{sign}{_text(option.words, format)}{_remark(option.remark, format)}"


def _pattern(option: Option) -> str:
    """Return an answer that is to be typed; an asterisk would stand for any letters, and an arrow for a pair."""
    if option.words.plain == ANY:
        return ANY
    text = escaped(option.words.plain.replace(ANY, f"\\{ANY}")).replace("->", "→")
    return f"[moodle]{text}" if text[:1] in {"[", "%"} else text


def _told(question: Question, format: str) -> str:
    right, wrong = question.remarks if question.is_true else question.remarks[::-1]
    said = [_text(of_rich(one), format) if one else "" for one in (wrong, right)]
    tail = f"#{said[0]}#{said[1]}" if said[1] else f"#{said[0]}" if said[0] else ""
    return ("TRUE" if question.is_true else "FALSE") + tail


def _remark(remark: str, format: str) -> str:
    return f"#{_text(of_rich(remark), format)}" if remark else ""


def _weight(share: Decimal) -> str:
    return f"%{written_number(share)}%"


def _is_html(words: Worded) -> bool:
    return words.is_styled or _HTML.search(words.plain) is not None


def _text(words: Worded, otherwise: str) -> str:
    """Return a text; with its format where that is another one, or where its first sign would mean something."""
    if not words:
        return ""
    if _is_html(words):
        text = escaped(html_of(words.rich))
        return text if otherwise == "html" and text[:1] not in {"[", "%"} else f"[html]{text}"
    text = escaped(words.plain)
    return text if otherwise == "moodle" and text[:1] not in {"[", "%"} else f"[moodle]{text}"
