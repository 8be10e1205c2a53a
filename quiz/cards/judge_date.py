"""Judging a typed date: at the precision of the right one."""

import re
from collections.abc import Mapping

from attrs import evolve

from quiz.cards.typed_dates import dates
from quiz.cards.verdict import Finding, Outcome
from quiz.facts.dates import Date, Day
from quiz.facts.relation import Relation
from quiz.text.normal import folded

_WIDEST = 100
"""Years: a wider span than a century is no answer to when something was."""


def judge_date(right: Date, text: str, relation: Relation, lang: str) -> Finding:
    """Judge a typed date at the precision of the right one.

    A more precise date that agrees is right, a less precise one is close. Of a span of time, any date inside is right. An
    approximate date may be off by a hundredth of its age, at least one year and at most fifty; more where the relation's
    tolerance (in years) says so.
    """
    if folded(text) in {folded(str(right)), folded(right.edtf)}:
        return Finding(Outcome.RIGHT, str(right))
    findings = [_judged(right, typed, relation) for typed in dates(text, lang)]
    known = any(finding.outcome is Outcome.RIGHT for finding in findings)
    if not known and right.precision == "day" and not re.search(r"\d{3}", text):
        # The day and month without the year.
        for typed in (*dates(f"{text} {right.year}", lang), *dates(f"{text.rstrip('.')}.{right.year}", lang)):
            if typed.precision == "day" and _judged(right, typed, relation).outcome is Outcome.RIGHT:
                return Finding(Outcome.CLOSE, str(right), f"the year is missing: {right}")
    if not findings:
        return Finding(Outcome.WRONG, note="the answer is a date")
    return min(findings, key=lambda finding: _ORDER[finding.outcome])


_ORDER: Mapping[Outcome, int] = {Outcome.RIGHT: 0, Outcome.CLOSE: 1, Outcome.WRONG: 2}


def _judged(right: Date, typed: Date, relation: Relation) -> Finding:
    typed = evolve(typed, approximate=False, uncertain=False)
    inside = right.earliest <= typed.earliest and typed.latest <= right.latest
    if inside:
        within = right.precision == "interval" and typed.edtf != evolve(right, approximate=False, uncertain=False).edtf
        return Finding(Outcome.RIGHT, str(right), str(right) if within else "")
    reach = _reach(right, relation)
    if reach and _years(right.earliest, -reach) <= typed.earliest and typed.latest <= _years(right.latest, reach):
        return Finding(Outcome.RIGHT, str(right), f"near enough: {right}")
    contains = typed.earliest <= right.earliest and right.latest <= typed.latest
    if contains and typed.latest[0] - typed.earliest[0] <= _WIDEST:
        return Finding(Outcome.CLOSE, str(right), f"true, but more exactly: {right}")
    if right.precision == "day" and typed.precision == "day":
        if typed.year == right.year and typed.month == right.month:
            return Finding(Outcome.WRONG, note="the month and year are right")
        if typed.year == right.year:
            return Finding(Outcome.WRONG, note="the year is right")
    return Finding(Outcome.WRONG)


def _reach(right: Date, relation: Relation) -> int:
    allowed = int(relation.tolerance.amount) if relation.tolerance and not relation.tolerance.share else 0
    end = right.end
    if right.approximate or (end is not None and end.approximate):
        return max(allowed, min(max(abs(2000 - right.year) // 100, 1), 50))
    return allowed


def _years(day: Day, reach: int) -> Day:
    return (day[0] + reach, *day[1:])
