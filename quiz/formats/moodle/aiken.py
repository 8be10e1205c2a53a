"""Aiken: questions with options by letters, of which one is right. Reading and writing it.

What people and chatbots write much like it is read too: numbered questions, small letters, `Answer: b) …`, true and false, and an
explanation below the answer.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Final

from attrs import evolve, frozen

from quiz.formats.format import Format, Head, Outgoing, ReadOptions, Record, Skipped, Written
from quiz.formats.moodle.bank import Bank
from quiz.formats.moodle.deck_questions import asked_of
from quiz.formats.moodle.gift import text_of_file
from quiz.formats.moodle.question import WHOLE, Option, Question, QuestionKind
from quiz.formats.moodle.words import of_plain, of_rich
from quiz.formats.tabular import deck_id
from quiz.text.safe import safe_line

_LINE_END = re.compile(r"\r\n|\r|\n")
_OPTION = re.compile(r"(?:[-*•][ \t]+)?\(?([A-Za-z])[.)](?:[ \t]+|$)(.*)", re.DOTALL)
_ANSWERS: Final = (
    r"(?:(?:the )?correct )?answers?|correct(?: option| choice)?|ans|right answer|solution|respuestas?(?: correctas?)?|"
    r"(?:richtige )?antwort|réponse|risposta|resposta|ответ|正解|答案"
)
_ANSWER = re.compile(rf"(?:[-*•][ \t]+)?(?:{_ANSWERS})[ \t]*[:：][ \t]*(.*)", re.IGNORECASE)
_LETTERS = re.compile(r"\(?[A-Za-z]\)?(?:[\s,;&]+(?:and[ ]+)?\(?[A-Za-z]\)?)*\.?")
_LETTER = re.compile(r"(?:option[ ]+)?\(?([A-Za-z])[.):][ \t]+\S.*", re.IGNORECASE)
_NUMBER = re.compile(r"(?:#{1,6}[ \t]+)?(?:q(?:uestion)?[ \t]*\d{0,4}|\d{1,4})[ \t]*[.):][ \t]+(?=\S)", re.IGNORECASE)
_WHY = re.compile(
    r"(?:explanation|rationale|feedback|reason(?:ing)?|explicación|erklärung|explication|解説|解析)[ \t]*[:：][ \t]*(.*)",
    re.IGNORECASE,
)
_HEADING = re.compile(r"#{1,6}[ \t]+")
_RULE = re.compile(r"(?:-{3,}|\*{3,}|_{3,}|={3,})")
_ABOUT = re.compile(
    r"\*\*(?:(?:question )?type|difficulty(?: level)?|level|topic|source|bloom[’']?s?[\w ]{0,30}|category|points|marks|chapter|"
    r"section|learning \w{1,30}|objectives?|tags|prepares for)[ \t]{0,5}:[ \t]{0,5}\*\*",
    re.IGNORECASE,
)
"""What is said of a question above it, and is no part of it."""
_TRUTH: Final = {
    "true": True,
    "t": True,
    "false": False,
    "f": False,
    "verdadero": True,
    "falso": False,
    "vrai": True,
    "faux": False,
}
_BOLD = re.compile(r"((?:[-*•][ \t]+)?)\*\*(.+?)\*\*(.*)", re.DOTALL)
_SIGN: Final = re.compile(
    rf"^[ \t]*(?:[-*•][ \t]+)?(?:\*\*|__)?(?:{_ANSWERS})[ \t]*[:：](?:\*\*|__)?[ \t]*\(?[A-Za-z](?:[.):][ \t*_].*|[.)*_ \t]*)$",
    re.MULTILINE | re.IGNORECASE,
)
_CHOICE: Final = re.compile(r"^[ \t]*(?:[-*•][ \t]+)?(?:\*\*|__)?\(?[A-Za-z][.)](?:\*\*|__)?[ \t]+\S", re.MULTILINE)
MOST_OPTIONS: Final = 26


@frozen
class _Open:
    """A question whose answer has not come yet."""

    line: int
    words: list[str]
    options: list[tuple[str, str]]


@frozen
class _Remark:
    """What is said to an option."""

    letter: str
    words: str


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
    """Yield the questions, each with the explanation below it, and what is out of order."""
    waiting: Question | None = None
    for found in _parts(text):
        if isinstance(found, _Remark):
            if waiting is not None:
                options = tuple(
                    evolve(one, remark=of_plain(found.words).rich) if chr(ord("A") + place) == found.letter else one
                    for place, one in enumerate(waiting.options)
                )
                waiting = evolve(waiting, options=options)
            continue
        if isinstance(found, str):
            if waiting is not None:
                words = of_plain(found).rich
                waiting = evolve(waiting, note=f"{waiting.note}\n{words}" if waiting.note else words)
            continue
        if waiting is not None:
            yield waiting
        waiting = found if isinstance(found, Question) else None
        if waiting is None:
            yield found
    if waiting is not None:
        yield waiting


def _parts(text: str) -> "Iterator[Question | Skipped | str | _Remark]":
    """Yield the questions, the lines that explain the answer of the question above, remarks on options, what is out of order."""
    current: _Open | None = None
    for number, bare, is_why in _lines(text):
        if is_why and current is None:
            remark = _OPTION.fullmatch(bare)
            yield bare if remark is None else _Remark(remark[1].upper(), remark[2].strip())
        elif answer := _ANSWER.fullmatch(bare):
            if current is None:
                yield Skipped(f"line {number}", "An answer stands here without a question.")
            else:
                yield _question(current, answer[1].strip(), number)
            current = None
        elif (option := _OPTION.fullmatch(bare)) and (option[1].isupper() or _is_next(option[1], current)):
            if current is None:
                yield Skipped(f"line {number}", "An option stands here without a question; write the question in the line above.")
            else:
                current.options.append((option[1].upper(), option[2].strip()))
        elif current is None or current.options:
            if current is not None:
                yield Skipped(f"line {current.line}", "The question has no line ANSWER: with the letter of the right option.")
            current = _Open(number, [bare], [])
        else:
            current.words.append(bare)
    if current is not None:
        yield Skipped(f"line {current.line}", "The question has no line ANSWER: with the letter of the right option.")


def _lines(text: str) -> Iterator[tuple[int, str, bool]]:
    """Yield the lines that are not empty: their numbers, without what makes them bold, and whether they explain something."""
    is_why = is_listed = False
    for number, line in enumerate(_LINE_END.split(text.removeprefix("\ufeff")), start=1):
        bare = line.strip()
        if _ABOUT.match(bare):
            continue
        bold = _BOLD.fullmatch(bare)
        bare = "".join(bold.groups()).strip() if bold else bare
        why = _WHY.fullmatch(bare)
        is_option = _OPTION.fullmatch(bare) is not None
        is_why = bool(why) or (is_why and bool(bare) and is_option <= is_listed and not _ANSWER.fullmatch(bare))
        # A list below “Feedback:” says something to each of the options.
        is_listed = bool(why and not why[1].strip()) or (is_listed and is_option)
        if bare and not (why and not why[1].strip()):
            yield number, why[1].strip() if why else bare, is_why


def _asked(words: list[str]) -> str:
    """Return what a question asks: without the titles above it and its number."""
    rest = [line for line in words if not _RULE.fullmatch(line)] or words
    lines = [line for line in rest if not _HEADING.match(line)]
    titles = [line for line in rest if _HEADING.match(line)]
    if titles and (not lines or titles[-1].endswith("?")):
        lines.insert(0, titles[-1])
    numbered = [place for place, line in enumerate(lines) if _NUMBER.match(line)]
    if len(numbered) == 1:
        lines = lines[numbered[0] :]
    return "\n".join([_HEADING.sub("", _NUMBER.sub("", lines[0], count=1), count=1), *lines[1:]])


def _is_next(letter: str, current: _Open | None) -> bool:
    """Say whether a small letter is that of the next option of a question."""
    return current is not None and ord(letter) - ord("a") == len(current.options)


def _letters(answer: str, options: list[tuple[str, str]]) -> set[str]:
    """Return the letters that an answer names, itself or by the words of an option."""
    named = {letter for letter, words in options if words.casefold() == answer.casefold()}
    if named:
        return named
    if single := _LETTER.fullmatch(answer):
        return {single[1].upper()}
    return set(re.findall("[A-Z]", re.sub(r"\band\b", " ", answer).upper())) if _LETTERS.fullmatch(answer) else set()


def _question(found: _Open, answer: str, line: int) -> Question | Skipped:
    where = f"line {found.line}"
    if not found.options and (truth := _TRUTH.get(answer.rstrip(".").casefold())) is not None:
        return Question(QuestionKind.TRUEFALSE, where, of_plain(_asked(found.words)), is_true=truth)
    letters = _letters(answer, found.options)
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
    return Question(kind, where, of_plain(_asked(found.words)), options=choices)


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
