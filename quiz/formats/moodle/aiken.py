"""Aiken: questions with options by letters, of which one is right. Reading and writing it."""

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Final

from attrs import frozen

from quiz.formats.format import Format, Head, Outgoing, ReadOptions, Record, Skipped, Written
from quiz.formats.moodle.bank import Bank
from quiz.formats.moodle.deck_questions import asked_of
from quiz.formats.moodle.gift import text_of_file
from quiz.formats.moodle.question import WHOLE, Option, Question, QuestionKind
from quiz.formats.moodle.words import of_plain, of_rich
from quiz.formats.tabular import deck_id
from quiz.text.safe import safe_line

_LINE_END = re.compile(r"\r\n|\r|\n")
_OPTION = re.compile(r"([A-Z])[.)](?:[ \t]+|$)(.*)", re.DOTALL)
_ANSWER = re.compile(r"ANSWERS?:[ \t]*(.*)", re.IGNORECASE)
_LETTERS = re.compile(r"[A-Za-z](?:[\s,;]+[A-Za-z])*\.?")
_SIGN: Final = re.compile(r"^[ \t]*ANSWER:[ \t]*[A-Za-z]\.?[ \t]*$", re.MULTILINE)
_CHOICE: Final = re.compile(r"^[ \t]*[A-Z][.)][ \t]+\S", re.MULTILINE)
MOST_OPTIONS: Final = 26


@frozen
class _Open:
    """A question whose answer has not come yet."""

    line: int
    words: list[str]
    options: list[tuple[str, str]]


def sniff(head: Head) -> float:
    """Return how surely a file is Aiken: options by letters, and lines that say which one is right."""
    text = (head.text or "").replace("\r\n", "\n").replace("\r", "\n")
    answers = len(_SIGN.findall(text))
    return 0.92 if answers and len(_CHOICE.findall(text)) >= 2 * answers else 0.0


def read(path: Path, options: ReadOptions) -> Iterator[Record]:
    """Read the questions of a file."""
    text, guessed = text_of_file(path, options)
    bank = Bank(options.deck or deck_id(path), is_one=True)
    if guessed:
        bank.note(guessed)
    for number, found in enumerate(_questions(text)):
        if not number % 100:
            options.tick()
        if isinstance(found, Question):
            bank.take(found)
        else:
            bank.skip(found.where, found.reason)
    yield from bank.records()


def _questions(text: str) -> Iterator[Question | Skipped]:
    current: _Open | None = None
    for number, line in enumerate(_LINE_END.split(text.removeprefix("\ufeff")), start=1):
        bare = line.strip()
        if not bare:
            continue
        if answer := _ANSWER.fullmatch(bare):
            if current is None:
                yield Skipped(f"line {number}", "An answer stands here without a question.")
            else:
                yield _question(current, answer[1].strip(), number)
            current = None
        elif option := _OPTION.fullmatch(bare):
            if current is None:
                yield Skipped(f"line {number}", "An option stands here without a question; write the question in the line above.")
            else:
                current.options.append((option[1], option[2].strip()))
        elif current is None or current.options:
            if current is not None:
                yield Skipped(f"line {current.line}", "The question has no line ANSWER: with the letter of the right option.")
            current = _Open(number, [bare], [])
        else:
            current.words.append(bare)
    if current is not None:
        yield Skipped(f"line {current.line}", "The question has no line ANSWER: with the letter of the right option.")


def _question(found: _Open, answer: str, line: int) -> Question | Skipped:
    where = f"line {found.line}"
    letters = set(re.findall("[A-Z]", answer.upper())) if _LETTERS.fullmatch(answer) else set()
    named = [letter for letter, _ in found.options]
    if not letters:
        return Skipped(f"line {line}", f"“{answer[:40]}” is no letter of an option; write ANSWER: B.")
    if missing := sorted(letters - set(named)):
        return Skipped(f"line {line}", f"There is no option {missing[0]}; the options are {', '.join(named) or 'missing'}.")
    if len(found.options) < 2:
        return Skipped(where, "The question has fewer than two options.")
    if len(set(named)) < len(named):
        return Skipped(where, "Two options have the same letter.")
    choices = tuple(
        Option(of_plain(text or letter), WHOLE if letter in letters else Decimal(0)) for letter, text in found.options
    )
    kind = QuestionKind.CHOICE if len(letters) == 1 else QuestionKind.SEVERAL
    return Question(kind, where, of_plain("\n".join(found.words)), options=choices)


def write(outgoing: Outgoing, path: Path) -> Written:
    """Write the questions of a deck that have options, of which one is right."""
    parts: list[str] = []
    cards = 0
    facts: set[str] = set()
    skipped: list[Skipped] = []
    for found in asked_of(outgoing):
        if isinstance(found, Skipped):
            skipped.append(found)
        elif (text := _written(found.question)) is None:
            skipped.append(Skipped(found.question.words.plain[:120], "Aiken holds only questions of which one option is right."))
        else:
            parts.append(text)
            cards += found.cards
            facts |= found.facts
    path.write_text("\n\n".join(parts) + "\n", encoding="utf-8", newline="\n")
    return Written(facts=len(facts), cards=cards, skipped=tuple(skipped))


def _written(question: Question) -> str | None:
    options = [option for option in question.options if option.words]
    right = [place for place, option in enumerate(options) if option.share == WHOLE]
    if question.kind is not QuestionKind.CHOICE or not right or not 2 <= len(options) <= MOST_OPTIONS:
        return None
    # Of several right answers, one can be named.
    kept = [option for place, option in enumerate(options) if place == right[0] or option.share != WHOLE]
    words = _line(question)
    if len(kept) < 2 or not words:
        return None
    lines = [words, *(f"{chr(65 + place)}. {safe_line(of_rich(option.words.rich).plain)}" for place, option in enumerate(kept))]
    return "\n".join([*lines, f"ANSWER: {chr(65 + next(place for place, option in enumerate(kept) if option.share == WHOLE))}"])


def _line(question: Question) -> str:
    """Return the words of a question as one line that is no option and no answer."""
    words = safe_line(question.words.plain)
    return f"– {words}" if _OPTION.fullmatch(words) or _ANSWER.fullmatch(words) else words


FORMATS: Final = {
    "aiken": Format(
        name="aiken",
        title="Aiken, questions with options by letters",
        sniff=sniff,
        read=read,
        write=write,
        extensions=(".aiken",),
        holds="questions of which one option is right",
        lacks="everything else: remarks, numbers, words that are typed, styles, pictures, tags, reviews",
    )
}
