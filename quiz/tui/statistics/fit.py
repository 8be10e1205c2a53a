"""Fitting the memory model: what it is, and what the last fit led to."""

from quiz.errors import FittingError
from quiz.memory.fitting import Report
from quiz.memory.good_answers import intervals_when_good
from quiz.memory.quality import Calibrated
from quiz.study.charts import Bar, Look
from quiz.tui.figure_blocks import Block, Lines, bar_lines, table_lines
from quiz.tui.statistics.known import Known
from quiz.tui.times import DAY, count, interval

_WHAT = (
    "FSRS predicts when you are about to forget a card. Its 21 parameters come from many learners; fitted to your own answers "
    "they predict better, and your intervals become right for you."
)


def blocks(known: Known) -> list[Block]:
    """Return the section's blocks."""
    if isinstance(known.fit, Report):
        return _report(known, known.fit)
    said = [Block("No fit was made", known.fit)] if known.fit else []
    if not said and (missing := _missing()):
        said = [Block("What is missing", missing)]
    again = "A fit takes seconds for 100,000 answers, can be cancelled, and keeps nothing that is no better."
    return [Block("Fit the memory model", _WHAT, wide=True), *said, Block("Start" if not known.fit else "Again", again)]


def _missing() -> str:
    from quiz.collection.fitter import installed

    try:
        installed()
    except FittingError as error:
        return str(error)
    return ""


def _report(known: Known, found: Report) -> list[Block]:
    judged = count(found.after.answers, "answer")
    verdict = (
        f"The fitted parameters predict better and are used from the next answer on: log loss {found.before.log_loss:.4f} "
        f"before, {found.after.log_loss:.4f} after."
        if found.kept
        else f"The fitted parameters were not kept: they predict no better. Log loss {found.before.log_loss:.4f} so far, "
        f"{found.after.log_loss:.4f} with them."
    )
    words = f"{verdict} Judged by the last {judged}, which the fit has not seen; {count(found.answers, 'answer')} were read."
    losses = {"so far": found.before, "fitted": found.after, "as it comes": found.default, "moving average": found.average}
    table = [("parameters", "log loss", "calibration error")]
    table += [(name, f"{quality.log_loss:.4f}", f"{quality.rmse_bins:.1%}") for name, quality in losses.items()]
    days = [
        (name, intervals_when_good(parameters, known.desired_retention))
        for name, parameters in (("so far", found.former), ("fitted", found.fitted))
    ]
    intervals = [("answer", *(f"{number}." for number in range(1, 7)))]
    intervals += [(name, *map(_days, row)) for name, row in days]
    return [
        Block("Kept" if found.kept else "Not kept", words, lambda _: table_lines(table), wide=True),
        _calibration("Calibration so far", found.curve_before),
        _calibration("Calibration, fitted", found.curve_after),
        Block(
            "Intervals",
            f"Days after each answer of a card that is always Good, at a desired retention of {known.desired_retention:.0%}.",
            lambda _: table_lines(intervals),
        ),
    ]


def _days(number: int) -> str:
    return interval(number * DAY)


def _calibration(heading: str, parts: tuple[Calibrated, ...]) -> Block:
    worst = max((abs(part.predicted - part.right) for part in parts), default=0.0)
    words = f"What was predicted and what came true are {worst:.0%} apart at most." if parts else ""
    rows = [Bar(f"predicted {part.predicted:.0%}", part.right, f"{part.right:.0%} right") for part in parts]

    def chart(look: Look) -> Lines:
        return bar_lines(rows, look, most=1.0, styles=("$review",))

    return Block(heading, words, chart)
