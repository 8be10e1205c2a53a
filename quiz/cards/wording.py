"""Wording: the question, the statement, and the words that say when something held and who says so."""

from collections.abc import Iterable

from quiz.facts.clozes import Cloze
from quiz.facts.dates import Date
from quiz.facts.fact import Fact, Status
from quiz.facts.relation import Relation, fill
from quiz.facts.statements import Statement


def ask(relation: Relation, subject: str) -> str:
    """Return the question from a subject to its value."""
    return fill(relation.ask, subject=subject) if relation.ask else f"{subject} — {relation.words}?"


def ask_back(relation: Relation, value: str, subject_label: str) -> str:
    """Return the question from a value to its subject. Unless worded, it names what subjects are called."""
    if relation.ask_back:
        return fill(relation.ask_back, value=value)
    return f"{relation.words}: {value} — which {subject_label or 'one'}?"


def say(relation: Relation, subject: str, value: str) -> str:
    """Return the statement in words."""
    return fill(relation.say, subject=subject, value=value) if relation.say else f"{subject} — {relation.words}: {value}"


def statement(fact: Fact, relation: Relation) -> str:
    """Return what a fact states, with all its qualifiers in parentheses."""
    value = fact.value
    sentence = str(value) if isinstance(value, Cloze) else say(relation, fact.subject, str(value))
    return qualified(sentence, (claim(fact), _span(fact), as_of(fact)))


def claim(fact: Fact) -> str:
    """Return who says so, and how, for a fact that is not simply stated; an empty string for one that is."""
    who = fact.according_to
    if fact.status is Status.STATED:
        return f"according to {who}" if who else ""
    return f"{fact.status} by {who}" if who else str(fact.status)


def held(fact: Fact) -> str:
    """Return the closed span of time in which a fact held, as a question must name it; empty while it still holds."""
    return _span(fact) if fact.until else ""


def as_of(fact: Fact) -> str:
    """Return when a fact was so reported."""
    return f"as of {fact.as_of}" if fact.as_of else ""


def qualifiers(statement: Statement) -> tuple[str, ...]:
    """Return what a question about a statement must say of it: whose claim it is, when it held, when it was so reported."""
    fact = statement.fact
    return (claim(fact), held(fact), as_of(fact) if statement.dated else "")


def qualified(question: str, parts: Iterable[str]) -> str:
    """Return a question or sentence with what qualifies it in parentheses, which come before a full stop."""
    named = "; ".join(dict.fromkeys(part for part in parts if part))
    if not named:
        return question
    return f"{question[:-1]} ({named})." if question.endswith(".") else f"{question} ({named})"


def _span(fact: Fact) -> str:
    if fact.since and fact.until:
        return _one_date(fact.since) if fact.since == fact.until else f"{fact.since} to {fact.until}"
    if fact.until:
        return f"until {fact.until}"
    return f"since {fact.since}" if fact.since else ""


def _one_date(date: Date) -> str:
    return f"on {date}" if date.precision == "day" else f"in {date}"
