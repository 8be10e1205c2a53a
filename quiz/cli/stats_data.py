"""The figures of `quiz stats` as JSON data: all of them, or those of one chart."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from attrs import asdict

from quiz.study.day import date_of_day
from quiz.study.statistics_coverage import Level
from quiz.study.statistics_retention import Retention, by_week

if TYPE_CHECKING:
    from quiz.collection.figures import Figures
    from quiz.study.statistics_spreads import Spread

Data = dict[str, Any]


def everything(figures: "Figures", deck: str | None) -> Data:
    """Return all figures, those of the log first. A table of every subject is only in what `coverage` returns."""
    found = figures.statistics
    return {
        "reviews": found.reviews,
        "cards": found.cards,
        "true_retention": found.true_retention,
        "reviews_today": found.reviews_today,
        "cards_today": found.cards_today,
        "seconds": found.seconds,
        "seconds_today": found.seconds_today,
        "streak": found.streak,
        "longest_streak": found.longest_streak,
        "by_rating": dict(found.by_rating),
        "by_phase": {phase: dict(grades) for phase, grades in found.by_phase.items()},
        "by_form": dict(found.by_form),
        "by_day": _days(found.by_day),
        "deck": deck,
        "standing": asdict(figures.standing),
        **retention(figures),
        **forecast(figures),
        **stability(figures),
        **difficulty(figures),
        **retrievability(figures),
        **time(figures),
        **forms(figures),
        **confusions(figures),
        "coverage": _levels(figures),
        "leeches": [{"card": card, "lapses": lapses} for card, lapses in figures.leeches],
    }


def retention(figures: "Figures") -> Data:
    """Return the true retention: of all, by day, week, deck and relation."""
    found = figures.statistics
    return {
        "retention": {
            "all": _retention(found.retention),
            "by_day": {date_of_day(day).isoformat(): _retention(part) for day, part in found.retention_by_day.items()},
            "by_week": {date_of_day(day).isoformat(): _retention(part) for day, part in by_week(found.retention_by_day).items()},
            "by_deck": _retentions(figures.retention_by_deck),
            "by_relation": _retentions(figures.retention_by_relation),
        }
    }


def calendar(figures: "Figures") -> Data:
    """Return the answers of each day, and the streaks."""
    found = figures.statistics
    return {
        "by_day": _days(found.by_day),
        "new_by_day": _days(found.new_by_day),
        "streak": found.streak,
        "longest_streak": found.longest_streak,
    }


def forecast(figures: "Figures") -> Data:
    """Return how many cards wait for each day."""
    return {"forecast": {"overdue": figures.forecast.overdue, "by_day": _days(figures.forecast.by_day)}}


def stability(figures: "Figures") -> Data:
    """Return the spreads of stability and intervals, in days."""
    return {"stability": _spread(figures.spreads.stability), "intervals": _spread(figures.spreads.intervals)}


def difficulty(figures: "Figures") -> Data:
    """Return the spread of difficulty."""
    return {"difficulty": _spread(figures.spreads.difficulty)}


def retrievability(figures: "Figures") -> Data:
    """Return the spread of the chances of recall, and their sum."""
    return {"retrievability": _spread(figures.spreads.retrievability), "remembered": figures.spreads.remembered}


def time(figures: "Figures") -> Data:
    """Return the time spent by day, and the answers by hour."""
    found = figures.statistics
    hours = [{"answers": hour.answers, **_retention(hour.retention)} for hour in found.by_hour]
    return {"seconds_by_day": _days(found.seconds_by_day), "by_hour": hours}


def confusions(figures: "Figures") -> Data:
    """Return which answer was given in place of which."""
    return {"confusions": [asdict(pair) for pair in figures.confusions]}


def coverage(figures: "Figures") -> Data:
    """Return how far each subject's relations are known."""
    cells = {subject: {name: str(level) for name, level in row.items()} for subject, row in figures.coverage.cells.items()}
    return {"coverage": {**_levels(figures), "subjects": cells}}


def relations(figures: "Figures") -> Data:
    """Return the true retention of each relation."""
    return {"relations": _retentions(figures.retention_by_relation)}


def forms(figures: "Figures") -> Data:
    """Return how each form was answered."""
    return {
        "forms": {
            form: {"answers": part.answers, "right": part.right, **_retention(part.retention)}
            for form, part in figures.statistics.forms.items()
        }
    }


def _levels(figures: "Figures") -> Data:
    found = figures.coverage
    by_relation = {relation: _counts(counts) for relation, counts in found.relations.items()}
    return {**_counts(found.levels), "by_relation": by_relation}


def _counts(counts: Mapping[Level, int]) -> dict[str, int]:
    return {str(level): number for level, number in counts.items()}


def _retention(part: Retention) -> Data:
    return {
        "reviews": part.reviews,
        "passed": part.passed,
        "true_retention": part.share,
        "young": part.young,
        "mature": part.mature,
    }


def _retentions(parts: Mapping[str, Retention]) -> Data:
    return {name: _retention(part) for name, part in parts.items()}


def _spread(found: "Spread") -> Data:
    edges = [None if edge == float("inf") else edge for edge in found.edges]
    return {"edges": edges, "counts": list(found.counts), "mean": found.mean, "median": found.median}


def _days(counts: Mapping[int, int]) -> dict[str, int]:
    return {date_of_day(day).isoformat(): number for day, number in counts.items()}
