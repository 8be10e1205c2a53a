"""Time: dates that cannot be, and what time alone makes wrong: reports grown old, forecasts whose day has come."""

from collections.abc import Iterator
from datetime import date

from quiz.errors import Problem
from quiz.facts.dates import Date
from quiz.facts.fact import Fact, Status
from quiz.facts.lint.inspection import Inspection

OLD_AFTER = 2
"""Years; an older report of something that is reported again and again should be looked up anew."""

_FORECASTS = frozenset({Status.ANNOUNCED, Status.EXPECTED})
_BEGINNINGS = {"born": "died", "birth": "death", "founded": "dissolved", "opened": "closed", "began": "ended",
               "started": "ended", "start": "end", "beginning": "end", "built": "demolished"}  # fmt: skip
"""Words in the names of relations of dates, of which the second cannot come first."""


def impossible(seen: Inspection) -> Iterator[Problem]:
    """A report comes from before what it reports, or from the future; or something ended before it began."""
    now = _day(seen.today) if seen.today else None
    for number, fact in enumerate(seen.deck.facts):
        if fact.as_of is None or not seen.is_sound(number):
            continue
        if fact.since is not None and fact.status is Status.STATED and fact.as_of.latest < fact.since.earliest:
            message = f"It was reported as of {fact.as_of}, before it began: {fact.since}"
            hint = 'Correct one of the dates; what was foreseen has status = "announced" or "expected".'
            yield seen.problem(number, "impossible-date", message, hint)
        elif now and fact.as_of.earliest > now:
            message = f"It was reported as of {fact.as_of}, which is still to come"
            yield seen.problem(number, "impossible-date", message, "Correct as_of.")
    for key, source in seen.deck.sources.items():
        if now and source.key == key and source.date is not None and source.date.earliest > now:
            message = f"The source is of {source.date}, which is still to come"
            yield seen.declared(("sources", key, "date"), "impossible-date", message, "Correct the date.")
    yield from _upside_down(seen)


def _upside_down(seen: Inspection) -> Iterator[Problem]:
    by_word = {word: name for name in seen.numbered if seen.deck.relations[name].value == "date" for word in name.split("_")}
    for first, last in _BEGINNINGS.items():
        if first not in by_word or last not in by_word:
            continue
        began = {fact.subject: fact.value for fact in seen.facts_of(by_word[first])}
        for number in seen.numbered[by_word[last]]:
            fact = seen.deck.facts[number]
            begin, end = began.get(fact.subject), fact.value
            if isinstance(begin, Date) and isinstance(end, Date) and end.latest < begin.earliest:
                message = f"“{fact.subject}” has {end} for “{by_word[last]}”, before “{by_word[first]}”: {begin}"
                yield seen.problem(number, "impossible-date", message, "Correct one of the dates.")


def ended(seen: Inspection) -> Iterator[Problem]:
    """Something no longer holds and nothing took its place. What is a matter of history as a whole is left alone."""
    if seen.today is None:
        return
    now = _day(seen.today)
    for name, numbers in seen.numbered.items():
        facts = seen.deck.facts
        over = [number for number in numbers if (until := facts[number].until) is not None and until.latest < now]
        if not over:
            continue
        gone = set(over)
        holding = {facts[number].subject for number in numbers if number not in gone}
        history = not holding and len(numbers) > 1
        for number in over:
            fact = facts[number]
            told_before = _told_before(fact, seen.deck.as_of)
            if fact.subject in holding or fact.since == fact.until or (history and not told_before) or not seen.is_sound(number):
                continue
            message = f"“{fact.subject} – {name}: {fact.value}” held until {fact.until}, and nothing says what holds since"
            hint = "Add what holds now; the plain question belongs to it."
            yield seen.problem(number, "ended-fact", message, hint)


def _told_before(fact: Fact, deck: Date | None) -> bool:
    """Say whether a fact's end was still to come when it was reported."""
    told = fact.as_of or deck
    return told is not None and fact.until is not None and told.latest < fact.until.latest


def old(seen: Inspection) -> Iterator[Problem]:
    """The latest report of something is old. It is told once a relation and file; a question that names the year is never old."""
    if seen.today is None:
        return
    limit = (seen.today.year - OLD_AFTER, seen.today.month, seen.today.day)
    for name, numbers in seen.numbered.items():
        latest: dict[str, int] = {}
        for number in numbers:
            fact = seen.deck.facts[number]
            if fact.as_of is None or fact.until is not None:
                continue
            known = latest.setdefault(fact.subject, number)
            if (report := seen.deck.facts[known].as_of) is not None and report.latest < fact.as_of.latest:
                latest[fact.subject] = number
        files: dict[str, list[int]] = {}
        for number in latest.values():
            report = seen.deck.facts[number].as_of
            if report is not None and report.latest < limit and not _names_year(seen, name, report):
                files.setdefault(seen.reading.facts[number].places.file, []).append(number)
        for found in files.values():
            what = "“{0.subject} – {0.relation}” is".format(seen.deck.facts[found[0]])
            what = what if len(found) == 1 else f"{len(found):,} facts of “{name}”, this one first, are"
            message = f"{what} as of {seen.deck.facts[found[0]].as_of}, over {OLD_AFTER} years ago"
            hint = "Look it up anew, or name the year in the question: then it stays true."
            yield seen.problem(found[0], "old-report", message, hint)


def _names_year(seen: Inspection, name: str, report: Date) -> bool:
    relation = seen.deck.relations[name]
    return str(report.year) in f"{relation.ask} {relation.label} {relation.name}"


def passed(seen: Inspection) -> Iterator[Problem]:
    """Something was announced or expected for a day that has passed, and nothing says whether it came true."""
    if seen.today is None:
        return
    now = _day(seen.today)
    forecast = [number for number, fact in enumerate(seen.deck.facts) if fact.status in _FORECASTS]
    if not forecast:
        return
    settled = {(fact.relation, fact.subject) for fact in seen.deck.facts if fact.status is Status.STATED}
    for number in forecast:
        fact = seen.deck.facts[number]
        if (fact.relation, fact.subject) in settled or not seen.is_sound(number):
            continue
        day = fact.since or fact.until or (fact.value if isinstance(fact.value, Date) else None)
        if day is not None and day.latest < now:
            message = f"“{fact.subject} – {fact.relation}: {fact.value}” was {fact.status} for {day}, which has passed"
            yield seen.problem(number, "past-forecast", message, "State what came of it, with its source.")


def _day(today: date) -> tuple[int, int, int]:
    return today.year, today.month, today.day


CHECKS = (impossible, ended, old, passed)
