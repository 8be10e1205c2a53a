"""Facts of questions: each question, each of its blanks and each of its pairs is a fact that is asked by itself."""

import json
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from hashlib import blake2b
from typing import Final

from attrs import evolve

from quiz.facts.clozes import BLANK
from quiz.facts.fact import Fact
from quiz.facts.quantities import Quantity
from quiz.facts.relation import Relation
from quiz.facts.values import Boolean, Listed, RichText, SetOf, Value
from quiz.formats.moodle.numbers import written
from quiz.formats.moodle.question import ANY, GAP, WHOLE, Option, Pair, Question, QuestionKind, Worded
from quiz.formats.moodle.words import of_plain, of_rich
from quiz.text.safe import safe_line

ANSWER: Final = "answer"
EXACT: Final = "exact answer"
SEVERAL: Final = "answers"
NUMBER: Final = "number"
TRUE: Final = "is true"
ORDER: Final = "order"
PAIR: Final = "match"
"""What the relation of a question's pairs is called, before the name of the question."""
LONGEST_WITH_GAPS: Final = 10_000
"""Letters of a text that is shown once for each of its blanks."""
_LONGEST_ID: Final = 120


class NoAnswerError(ValueError):
    """A question that nothing can be asked of; its text says why, and what to do about it."""


def _asked(name: str, value: str, **more: str) -> Relation:
    return Relation(
        name,
        value=value,
        ask="{subject}",
        say="{subject} — {value}",
        kinds="forward",
        apart=True,
        # The answers to other questions are not wrong for that: only its author can say what is.
        many=not name.startswith(PAIR),
        of=more.get("of", ""),
        strict=name == EXACT,
    )


RELATIONS: Final = (
    _asked(ANSWER, "rich"),
    _asked(EXACT, "rich"),
    _asked(SEVERAL, "set", of="rich"),
    _asked(NUMBER, "quantity"),
    _asked(TRUE, "boolean"),
    _asked(ORDER, "list", of="rich"),
)
"""The relations between questions and their answers."""


def facts_of(question: Question, base: str) -> tuple[Fact, ...]:
    """Return the facts of a question that is known by a name. Raises `NoAnswerError` where it has no answer."""
    found = tuple(_facts(question, base))
    if not found:
        raise NoAnswerError("It asks for nothing that can be answered.")
    return found


def base_of(question: Question) -> str:
    """Return the name by which a question is known when it comes again: its id, else its title, else a hash of its words."""
    # What stands before a slash in the id of a fact is the note that it is of.
    named = safe_line(question.id) or safe_line(question.title).replace("/", "∕")
    if named and len(named) <= _LONGEST_ID:
        return named
    return f"q-{digest(named or question.words.rich)}"


def digest(*texts: str) -> str:
    """Return a short hash of texts."""
    return blake2b("\x1f".join(texts).encode("utf-8", "replace"), digest_size=5).hexdigest()


def relation_of_pairs(question: Question, base: str) -> Relation:
    """Return the relation between what belongs together in a question that asks for pairs."""
    words = safe_line(question.words.plain).translate({ord("{"): "(", ord("}"): ")"})
    label = words or safe_line(question.title)
    ask = f"{words} {{subject}}" if words else "{subject}"
    return evolve(_asked(f"{PAIR}: {base}", "rich"), ask=ask, label=label)


def _facts(question: Question, base: str) -> Iterator[Fact]:
    match question.kind:
        case QuestionKind.PAIRS:
            yield from _of_pairs(question, base)
        case QuestionKind.GAPS:
            if len(question.words.rich) > LONGEST_WITH_GAPS:
                raise NoAnswerError(f"A text with blanks may have {LONGEST_WITH_GAPS:,} letters; this one is longer.")
            for number, gap in enumerate(question.gaps):
                words = _sentence(question, number)
                kept = {} if number else question.kept
                yield from _facts(
                    evolve(gap, words=words, note=question.note, tags=question.tags, kept=kept), f"{base}/{number + 1}"
                )
        case QuestionKind.TRUEFALSE:
            remarks = tuple(zip(("true", "false"), question.remarks, strict=True))
            yield _fact(question, TRUE, Boolean(question.is_true), base, feedback=remarks)
        case QuestionKind.NUMBER:
            yield _of_numbers(question, base)
        case QuestionKind.ORDER:
            if len(question.options) < 2:
                raise NoAnswerError("It names fewer than two things to put in order.")
            yield _fact(question, ORDER, Listed(_value(one) for one in question.options), base)
        case QuestionKind.SEVERAL:
            yield _of_several(question, base)
        case _:
            yield _of_one(question, base)


def _of_one(question: Question, base: str) -> Fact:
    """Return the fact of a question that has one answer, however many writings of it are right."""
    options = [one for one in question.options if one.words.plain != ANY]
    best = _best(options)
    right = [one for one in options if one.share == best]
    others = [one for one in options if one.share < best]
    is_choice = question.kind is QuestionKind.CHOICE
    return _fact(
        question,
        EXACT if question.is_exact else ANSWER,
        _value(right[0]),
        base,
        accept=tuple(one.words.plain for one in right[1:]),
        wrong=tuple(one.words.rich for one in others) if is_choice else (),
        feedback=_feedback((*right, *others, *(one for one in question.options if one.words.plain == ANY)), best),
    )


def _of_several(question: Question, base: str) -> Fact:
    """Return the fact of a question of which several options are right together."""
    right = [one for one in question.options if one.share > 0]
    _best(right)
    if len(right) == 1:
        return _of_one(evolve(question, kind=QuestionKind.CHOICE), base)
    wrong = tuple(one.words.rich for one in question.options if one.share <= 0)
    value = SetOf(_value(one) for one in right)
    places = {str(item): place for place, item in enumerate(value.items)}
    ordered = sorted(question.options, key=lambda one: places.get(one.words.plain, len(places)))
    remarks = tuple((one.words.plain, one.remark) for one in ordered)
    return _fact(question, SEVERAL, value, base, wrong=wrong, feedback=remarks)


def _of_numbers(question: Question, base: str) -> Fact:
    amounts = [one for one in question.amounts if one.number is not None]
    if any(one.share > 0 for one in question.amounts if one.number is None):
        raise NoAnswerError("It takes every number for right; name one.")
    if not amounts or (best := max(one.share for one in amounts)) <= 0:
        raise NoAnswerError("It names no right number; give one the whole mark.")
    found = [(one, _quantity(one.number or Decimal(0), one.tolerance, question.unit)) for one in amounts]
    right = [number for one, number in found if one.share == best]
    remarks = [(str(number), told(one.share, best, one.remark)) for one, number in found]
    remarks += [(ANY, one.remark) for one in question.amounts if one.number is None]
    return _fact(
        question,
        NUMBER,
        right[0],
        base,
        accept=tuple(one.written for one in right[1:]),
        feedback=tuple((answer, remark) for answer, remark in remarks if remark),
    )


def _quantity(number: Decimal, tolerance: Decimal, unit: str) -> Quantity:
    # Trailing zeros say nothing in Moodle, which writes numbers with and without them.
    number, within = (Decimal(written(one)) for one in (number, abs(tolerance)))
    return Quantity(number, unit, tolerance=within or None)


def _of_pairs(question: Question, base: str) -> Iterator[Fact]:
    """Yield a fact for each pair; the answers of the others are wrong for it."""
    name = relation_of_pairs(question, base).name
    asked = [pair for pair in question.pairs if pair.left]
    if not asked:
        raise NoAnswerError("It names nothing that something belongs to.")
    loose = [pair for pair in question.pairs if not pair.left]
    used: set[str] = set()
    for number, pair in enumerate(asked):
        wrong = dict.fromkeys(one.right.rich for one in (*asked, *loose) if one.right.plain != pair.right.plain)
        own = f"{base}/{digest(pair.left.rich)}"
        own = own if own not in used else f"{own}-{len(used)}"
        used.add(own)
        yield Fact(
            pair.left.plain or question.title or question.words.plain or base,
            name,
            RichText(pair.right.rich),
            id=own,
            tags=frozenset(question.tags),
            wrong=tuple(wrong),
            note=question.note,
            front=_front_of_pair(question, pair),
            kept="" if number else _kept(question),
        )


def _front_of_pair(question: Question, pair: Pair) -> str:
    if not (question.words.is_styled or pair.left.is_styled):
        return ""
    return "\n\n".join(part for part in (question.words.rich, pair.left.rich) if part)


def _sentence(question: Question, number: int) -> Worded:
    """Return the text of a question with the blanks filled in, but for the one of a number."""
    shown = [of_plain(BLANK) if other == number else _answer(gap) for other, gap in enumerate(question.gaps)]
    return of_rich(GAP.sub(lambda found: shown[int(found[1])].rich if int(found[1]) < len(shown) else "", question.words.rich))


def _answer(gap: Question) -> Worded:
    """Return what fills a blank: its best answer."""
    if gap.kind is QuestionKind.NUMBER:
        numbers = [one for one in gap.amounts if one.number is not None]
        best = max(numbers, key=lambda one: one.share, default=None)
        return of_plain(f"{best.number:f} {gap.unit}" if best and best.number is not None else BLANK)
    options = [one for one in gap.options if one.words.plain != ANY]
    return max(options, key=lambda one: one.share).words if options else of_plain(BLANK)


def _fact(
    question: Question,
    relation: str,
    value: Value,
    base: str,
    *,
    accept: tuple[str, ...] = (),
    wrong: tuple[str, ...] = (),
    feedback: tuple[tuple[str, str], ...] = (),
) -> Fact:
    return Fact(
        question.words.plain or question.title or base,
        relation,
        value,
        id=base,
        tags=frozenset(question.tags),
        accept=accept,
        wrong=wrong,
        note=question.note,
        feedback=tuple((answer, remark) for answer, remark in feedback if remark),
        kept=_kept(question),
        front=question.words.rich if question.words.is_styled or not question.words.plain else "",
    )


def _kept(question: Question) -> str:
    return json.dumps(dict(question.kept), ensure_ascii=False, sort_keys=True) if question.kept else ""


def _value(option: Option) -> RichText:
    return RichText(option.words.rich)


def _best(options: Sequence[Option]) -> Decimal:
    """Return the largest share of the marks that an answer gets. Raises `NoAnswerError` where none gets any."""
    best = max((one.share for one in options), default=Decimal(0))
    if best <= 0:
        raise NoAnswerError("None of its answers is right; give one of them the whole mark.")
    return best


def _feedback(options: Iterable[Option], best: Decimal) -> tuple[tuple[str, str], ...]:
    found = ((one.words.plain, told(one.share, best, one.remark)) for one in options)
    return tuple((answer, remark) for answer, remark in found if remark)


def told(share: Decimal, best: Decimal, remark: str) -> str:
    """Return a remark that says how much of the marks an answer gets, if it is neither wrong nor the best: `50 %: …`."""
    if not 0 < share < best:
        return remark
    part = f"{(share * WHOLE / best).quantize(Decimal('0.00001')).normalize():f} %"
    return f"{part}: {remark}" if remark else part
