"""Wording: questions that leave out what they ask about, that are shared, or that hold their own answer."""

import re
from collections.abc import Callable, Collection, Iterator

from quiz.errors import Problem
from quiz.facts.fact import Fact
from quiz.facts.lint.inspection import Inspection
from quiz.facts.relation import Relation, fill, placeholders
from quiz.facts.statements import distinction
from quiz.text.normal import folded, script

_SHORTEST_REVEALED = 3
"""Characters; a shorter answer that stands in its question is mostly chance."""
_UNSPACED = frozenset({"CJK", "HIRAGANA", "KATAKANA", "THAI", "LAO", "KHMER", "MYANMAR", "TIBETAN"})
"""Scripts that put no spaces between words."""
_SIDES = (("ask", "subject", "forward"), ("ask_back", "value", "backward"), ("say", "subject", "cloze"))


def ambiguous(seen: Inspection) -> Iterator[Problem]:
    """A question leaves out what it asks about, or two relations ask in the same words."""
    worded: dict[str, str] = {}
    for relation in seen.deck.relations.values():
        for key, name, kind in _SIDES:
            wording = getattr(relation, key)
            if kind == "cloze" and kind not in relation.asked:
                continue
            path = ("relations", relation.name, key)
            if wording and name not in placeholders(wording) and (several := _given(seen, relation, name)) > 1:
                message = f"“{wording}” is the same question for {several} different {name}s"
                yield seen.declared(path, "ambiguous-wording", message, f"Use {{{name}}} in it.", "error")
            if relation.apart or (not wording and (not relation.declared or kind not in relation.asked)):
                continue  # of facts that are apart, only those that really meet are told: see `same_questions`
            words = wording or f"{relation.words} {relation.subject if kind == 'backward' else ''}"
            other = worded.setdefault(f"{key if wording else kind} {bool(wording)} {folded(words)}", relation.name)
            if other != relation.name:
                message = f"“{relation.name}” asks in the same words as “{other}”"
                yield seen.declared(path, "ambiguous-wording", message, "Word one of them differently.")
                break


def _given(seen: Inspection, relation: Relation, side: str) -> int:
    """Return how many different subjects or values a relation has."""
    facts = seen.facts_of(relation.name)
    return len({fact.subject if side == "subject" else fact.value.key for fact in facts})


def revealing(seen: Inspection) -> Iterator[Problem]:
    """A question holds its own answer: in its wording, or in the hint of a blank."""
    for name, numbers in seen.numbered.items():
        relation = seen.deck.relations[name]
        asked = [(key, fill(wording, subject=" ", value=" ")) for key, wording in _asked(relation)]
        if not asked and relation.value != "cloze":
            continue
        for number in numbers:
            fact = seen.deck.facts[number]
            for key, words in asked:
                answers = (fact.subject,) if key == "ask_back" else (str(fact.value),)
                found = _held(words, seen.deck.names_of(answers[0]))
                if found:
                    message = f"The question “{words.replace(' ' * 2, ' … ').strip()}” holds its answer “{found}”"
                    yield seen.problem(number, "revealed-answer", message, f"Reword {key} in [relations.{name}].")
                    break
            blanked = getattr(fact.value, "blanked", None)
            if blanked is not None:
                for blank in fact.value.numbers:  # type: ignore[union-attr]
                    shown, hidden = blanked(blank)
                    if found := next((words for words in hidden if _held(shown, (words,))), None):
                        message = f"With blank {blank} hidden, the sentence still shows “{found}”"
                        yield seen.problem(number, "revealed-answer", message, "Reword it, or hide both with the same number.")
                        break


def _asked(relation: Relation) -> Iterator[tuple[str, str]]:
    """Yield the wordings that a relation's cards show, by key."""
    for key, _, kind in _SIDES:
        wording = getattr(relation, key)
        if wording and kind in relation.asked:
            yield key, wording


def _held(sentence: str, answers: Collection[str]) -> str | None:
    """Return the answer that stands in a sentence as a word of its own."""
    shown = folded(sentence)
    for answer in answers:
        words = folded(answer)
        if words not in shown:
            continue
        if script(words) in _UNSPACED or (
            len(words) >= _SHORTEST_REVEALED and re.search(rf"(?<!\w){re.escape(words)}(?!\w)", shown)
        ):
            return answer
    return None


def same_questions(seen: Inspection) -> Iterator[Problem]:
    """Two facts that are asked each by itself have the same question, so that only a number tells the two apart."""
    for name, numbers in seen.numbered.items():
        relation = seen.deck.relations[name]
        if not relation.apart or relation.value == "cloze":
            continue
        if "forward" in relation.asked:
            yield from _met_again(seen, relation, numbers, lambda fact: (fact.subject, fact.value.key), "value")
        if "backward" in relation.asked:
            yield from _met_again(seen, relation, numbers, lambda fact: (str(fact.value), fact.subject), "subject")


def _met_again(
    seen: Inspection, relation: Relation, numbers: list[int], sides: Callable[[Fact], tuple[str, str]], what: str
) -> Iterator[Problem]:
    """Yield the facts that show what an earlier one shows and have another answer, which is a `what`."""
    first: dict[object, str] = {}
    for number in numbers:
        fact = seen.deck.facts[number]
        given, answer = sides(fact)
        if first.setdefault((given, fact.front if what == "value" else "", distinction(fact)), answer) != answer:
            message = f"“{given}” is asked for its {what} twice by “{relation.name}”, with another answer each time"
            yield seen.problem(number, "same-question", message, "Say in it which one is meant.")


def silent(seen: Inspection) -> Iterator[Problem]:
    """A statement leaves out its value."""
    for relation in seen.deck.relations.values():
        if relation.say and "value" not in placeholders(relation.say):
            path = ("relations", relation.name, "say")
            message = f"“{relation.say}” does not say the value"
            yield seen.declared(path, "silent-wording", message, "Put {value} where it belongs.", "error")


def unheard(seen: Inspection) -> Iterator[Problem]:
    """A question back is worded, but the relation's type is one that is asked forward only unless its kinds say more."""
    for relation in seen.deck.relations.values():
        doubtful = seen.is_doubtful(relation.name, "value", "kinds")
        if relation.ask_back and relation.kinds is None and "backward" not in relation.asked and not doubtful:
            path = ("relations", relation.name, "ask_back")
            message = f"ask_back is worded, but a {relation.value} is asked forward only"
            yield seen.declared(path, "unused-wording", message, 'Write kinds = ["forward", "backward"], or delete it.')


CHECKS = (ambiguous, revealing, same_questions, silent, unheard)
