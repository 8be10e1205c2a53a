"""Texts with blanks: Moodle's embedded answers, as `{1:SHORTANSWER:=Paris~%50%Lyon#no}`, and its words in double brackets."""

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from html import unescape
from typing import Final

from attrs import frozen

from quiz.formats.moodle.gift_questions import of_pattern
from quiz.formats.moodle.numbers import number_of
from quiz.formats.moodle.question import ANY, NOTHING, WHOLE, Amount, Option, Question, QuestionKind, gap_mark
from quiz.formats.moodle.words import Worded, worded

MOST_GAPS: Final = 100
"""Blanks of one question."""
_CHOICE: Final = "MULTICHOICE|MC|MULTICHOICE_V|MCV|MULTICHOICE_H|MCH|MULTICHOICE_S|MCS|MULTICHOICE_VS|MCVS|MULTICHOICE_HS|MCHS"
_SEVERAL: Final = "MULTIRESPONSE|MR|MULTIRESPONSE_H|MRH|MULTIRESPONSE_S|MRS|MULTIRESPONSE_HS|MRHS"
_SHORT: Final = "SHORTANSWER|SA|MW"
_EXACT: Final = "SHORTANSWER_C|SAC|MWC"
_NUMBER: Final = "NUMERICAL|NM"
_KINDS: Final = {
    name: kind
    for names, kind in (
        (_CHOICE, QuestionKind.CHOICE),
        (_SEVERAL, QuestionKind.SEVERAL),
        (_SHORT, QuestionKind.SHORT),
        (_EXACT, QuestionKind.SHORT),
        (_NUMBER, QuestionKind.NUMBER),
    )
    for name in names.split("|")
}
_OPENED = re.compile(rf"\{{\s{{0,9}}\d{{0,9}}\s{{0,9}}:({'|'.join(sorted(_KINDS, key=len, reverse=True))}):")
_SIGN = re.compile(r"\\.|&amp;#?|&#?|[~#}]", re.DOTALL)
_SHARE = re.compile(r"\s*(?:(=)|%(-?\d{1,3}(?:[.,]\d{0,9})?)%)")
_ESCAPED = re.compile(r"\\([~#{}=%\"/\\])")
_BRACKETS = re.compile(r"\[\[(\d{1,3})\]\]")
_PRIVATE = re.compile("[\ue002\ue003]")


@frozen
class Choice:
    """A word that may fill a blank, of a group that shares its blanks."""

    words: Worded
    group: str = ""


def embedded(source: str, text: Callable[[str], Worded]) -> tuple[Worded, tuple[Question, ...]]:
    """Return a text with marks in the places of its embedded answers, and the question of each of them."""
    source = _PRIVATE.sub("", source)
    pieces: list[str] = []
    gaps: list[Question] = []
    at = 0
    while (opened := _OPENED.search(source, at)) is not None and len(gaps) < MOST_GAPS:
        alternatives, end = _alternatives(source, opened.end())
        if end < 0:
            break
        pieces += [source[at : opened.start()], gap_mark(len(gaps))]
        gaps.append(_gap(opened[1], alternatives))
        at = end
    return text("".join((*pieces, source[at:]))), tuple(gaps)


def bracketed(source: str, choices: Sequence[Choice], text: Callable[[str], Worded]) -> tuple[Worded, tuple[Question, ...]]:
    """Return a text with marks in the places of `[[1]]`, and the question of each: which of its group's words belongs there."""
    gaps: list[Question] = []

    def gap(found: re.Match[str]) -> str:
        number = int(found[1])
        if not 1 <= number <= len(choices) or len(gaps) >= MOST_GAPS:
            return found[0]
        right = choices[number - 1]
        others = [one for one in choices if one.group == right.group and one.words.plain != right.words.plain]
        options = [Option(right.words), *(Option(one.words, Decimal(0)) for one in others)]
        gaps.append(Question(QuestionKind.CHOICE, "", NOTHING, options=tuple(options)))
        return gap_mark(len(gaps) - 1)

    marked = _BRACKETS.sub(gap, _PRIVATE.sub("", source))
    return text(marked), tuple(gaps)


def _alternatives(source: str, start: int) -> tuple[list[tuple[str, str]], int]:
    """Return the answers from a place on, each with what is said to it, and where they end; -1 where they do not."""
    found: list[tuple[str, str]] = []
    answer: str | None = None
    at = start
    for sign in _SIGN.finditer(source, start):
        if sign[0] == "#" and answer is None:
            answer, at = source[at : sign.start()], sign.end()
        elif sign[0] in {"~", "}"}:
            rest = source[at : sign.start()]
            found.append((rest, "") if answer is None else (answer, rest))
            answer, at = None, sign.end()
            if sign[0] == "}":
                return found, sign.end()
    return found, -1


def _gap(type: str, alternatives: Sequence[tuple[str, str]]) -> Question:
    kind = _KINDS[type]
    if kind is QuestionKind.NUMBER:
        return Question(kind, "", NOTHING, amounts=tuple(_amounts(alternatives)))
    options = tuple(one for answer, remark in alternatives if (one := _option(answer, remark, kind)).words)
    if kind is QuestionKind.CHOICE and not any(one.share == WHOLE for one in options) and any(one.share > 0 for one in options):
        best = max(one.share for one in options)
        options = tuple(Option(one.words, WHOLE if one.share == best else one.share, one.remark) for one in options)
    return Question(kind, "", NOTHING, options=options, is_exact=type in _EXACT.split("|"))


def _option(answer: str, remark: str, kind: QuestionKind) -> Option:
    share, rest = _shared(answer)
    if kind is QuestionKind.SHORT:
        return Option(of_pattern(unescape(_plain(rest)).replace("\xa0", " ")), share, _remark(remark))
    return Option(worded(_plain(rest), "html"), share, _remark(remark))


def _amounts(alternatives: Sequence[tuple[str, str]]) -> Iterator[Amount]:
    for answer, remark in alternatives:
        share, rest = _shared(answer)
        number, _, tolerance = unescape(_plain(rest)).strip().partition(":")
        value = None if number.strip() == ANY else number_of(number)
        if value is not None or number.strip() == ANY:
            yield Amount(value, number_of(tolerance) or Decimal(0), share, _remark(remark))


def _shared(answer: str) -> tuple[Decimal, str]:
    """Return the share of the marks that an answer gets, and the rest of it."""
    found = _SHARE.match(answer)
    if found is None:
        return Decimal(0), answer
    return WHOLE if found[1] else Decimal(found[2].replace(",", ".")), answer[found.end() :]


def _remark(source: str) -> str:
    return worded(_plain(source), "html").rich


def _plain(source: str) -> str:
    return _ESCAPED.sub(r"\1", source)
