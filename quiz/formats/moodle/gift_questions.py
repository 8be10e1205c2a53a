"""Questions of GIFT's tree: what its signs and weights mean."""

import re
from decimal import Decimal
from typing import Final

from quiz.facts.clozes import BLANK
from quiz.formats.moodle.gift_answers import Choice, Number
from quiz.formats.moodle.gift_text import Formatted
from quiz.formats.moodle.gift_tree import Question as Tree
from quiz.formats.moodle.question import ANY, WHOLE, Amount, Option, Pair, Question, QuestionKind
from quiz.formats.moodle.words import NOTHING, Worded, of_plain, worded

_GAP = re.compile(r"_____ (?=[.,;:!?…)\]}’”])")
_BEFORE_SIGN = re.compile(r"(?<=[?!…:]) ?_____[.?!]?$")
KIND_OF: Final = {
    "MC": QuestionKind.CHOICE,
    "Short": QuestionKind.SHORT,
    "Numerical": QuestionKind.NUMBER,
    "TF": QuestionKind.TRUEFALSE,
    "Matching": QuestionKind.PAIRS,
}
"""The kind of question of each type that GIFT has, but those that ask nothing."""


def question_of(tree: Tree, where: str) -> Question:
    """Return the question that a tree states; its type is one of `KIND_OF`."""
    answers = tree.answers
    kind = KIND_OF[tree.type]
    options: tuple[Option, ...] = ()
    if kind in {QuestionKind.CHOICE, QuestionKind.SHORT}:
        options = tuple(one for choice in answers.choices if (one := _option(choice, kind)).words)
        if kind is QuestionKind.CHOICE and not any(choice.is_correct for choice in answers.choices):
            kind = QuestionKind.SEVERAL
    return Question(
        kind,
        where,
        _words(_stem(tree)),
        title=" ".join((tree.title or "").split()),
        id=tree.id or "",
        tags=tuple(tree.tags),
        note=_rich(answers.general),
        options=options,
        amounts=_amounts(tree) if kind is QuestionKind.NUMBER else (),
        pairs=tuple(Pair(_words(one.subquestion), of_plain(one.subanswer)) for one in answers.pairs),
        is_true=answers.is_true,
        remarks=(_rich(answers.true_feedback), _rich(answers.false_feedback)),
        kept={"gift": tree.source},
    )


def _stem(tree: Tree) -> Formatted:
    """Return the words of a question, without a blank that only stands before the sign that ends them."""
    if not tree.is_embedded:
        return tree.stem
    text, lines = (_BEFORE_SIGN.sub("", _GAP.sub(BLANK, one)) for one in (tree.stem.text, tree.stem.lines))
    return Formatted(text, tree.stem.format, lines)


def _option(choice: Choice, kind: QuestionKind) -> Option:
    text = choice.text if isinstance(choice.text, Formatted) else Formatted(str(choice.text.first))
    words = of_pattern(text.text) if kind is QuestionKind.SHORT else _words(text)
    share = choice.weight if choice.weight is not None else WHOLE if choice.is_correct else Decimal(0)
    return Option(words, share, _rich(choice.feedback))


def of_pattern(text: str) -> Worded:
    r"""Return an answer that is to be typed, without the asterisks that stand for any letters; `\*` is one that is meant."""
    if text.strip() == ANY:
        return of_plain(ANY)
    pieces = [piece.strip() for piece in text.replace("\\*", "\ue004").split(ANY)]
    return of_plain(" ".join(filter(None, pieces)).replace("\ue004", ANY))


def _amounts(tree: Tree) -> tuple[Amount, ...]:
    number = tree.answers.number
    if number is not None:
        return (_amount(number, WHOLE, ""),)
    found = []
    for choice in tree.answers.choices:
        share = choice.weight if choice.weight is not None else WHOLE if choice.is_correct else Decimal(0)
        remark = _rich(choice.feedback)
        if isinstance(choice.text, Number):
            found.append(_amount(choice.text, share, remark))
        else:
            found.append(Amount(None, share=share, remark=remark))
    return tuple(found)


def _amount(number: Number, share: Decimal, remark: str) -> Amount:
    if number.type == "high-low":
        middle = (number.first + number.second) / 2
        return Amount(middle, number.second - middle, share, remark)
    return Amount(number.first, number.second, share, remark)


def _words(text: Formatted) -> Worded:
    return worded(text.lines if text.format == "markdown" else text.text, text.format) if text.text else NOTHING


def _rich(text: Formatted | None) -> str:
    return _words(text).rich if text else ""
