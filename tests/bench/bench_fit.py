"""Fitting out of process against a bare call of the crate fsrs on the same reviews: log loss held out, and time.

Run it with `uv run python tests/bench/bench_fit.py [LOG]`. LOG is a table with the columns `card_id`, `review_rating` and
`review_time`; without it, `revlogs/pyfsrs_josh.csv` of the corpus is taken. Times are medians of several runs, taken in turns:

- *start*: a bare Python process that loads the crate and ends;
- *bare*: making the crate's items of the reviews, and its fit to all of them, in this process;
- *quiz*: everything that `quiz fit` does with the same reviews: a process, the fit to what is not held out, and judging it, the
  former parameters and a moving average.
"""

import os
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC
from pathlib import Path
from statistics import median
from time import perf_counter

import fsrs_rs_python as rs_fsrs

from quiz.collection.fitter import installed
from quiz.collection.fitting import fit_rows
from quiz.collection.review_log import read_log
from quiz.memory.fitting import Row, predicted, split
from quiz.memory.fsrs import DEFAULT_PARAMETERS, Parameters, check_parameters
from quiz.memory.quality import quality

RUNS = 15
ALLOWED_LOSS = 0.001
ALLOWED_RATIO = 1.5
CORPUS = Path(os.environ.get("QUIZ_CORPUS") or Path(__file__).parents[3] / "shared" / "corpus")


def bare(rows: Sequence[Row]) -> Parameters:
    """Fit with nothing but the crate, in this process."""
    histories: dict[int, list[rs_fsrs.FSRSReview]] = {}
    last: dict[int, int] = {}
    items = []
    for number, day, rating, _ in rows:
        elapsed = max(0, day - last.get(number, day))
        last[number] = day
        history = histories.setdefault(number, [])
        history.append(rs_fsrs.FSRSReview(rating, elapsed))
        if elapsed:
            items.append(rs_fsrs.FSRSItem(history))
    return check_parameters(rs_fsrs.FSRS(DEFAULT_PARAMETERS).compute_parameters(items))


def start() -> None:
    """Start a process that loads the crate, and wait for its end."""
    subprocess.run([sys.executable, "-c", f"import sys; sys.path.append({installed()!r}); import fsrs_rs_python"], check=True)


def main(arguments: Sequence[str]) -> int:
    """Print both figures; return 1 where one is out of bounds."""
    rows = read_log(arguments[0] if arguments else CORPUS / "revlogs" / "pyfsrs_josh.csv", UTC)
    held_out = split(predicted(rows))
    report = fit_rows(rows, DEFAULT_PARAMETERS)
    theirs = quality(rows, bare(rows[:held_out]), held_out)
    worse = report.after.log_loss - theirs.log_loss
    print(f"{len(rows):,} reviews, {report.predicted:,} of them tell of forgetting, {report.after.answers:,} held out")
    print(f"log loss held out: quiz {report.after.log_loss:.5f}, crate {theirs.log_loss:.5f}, worse by {worse:+.5f}")
    print(f"                   FSRS-6 as it comes {report.default.log_loss:.5f}, moving average {report.average.log_loss:.5f}")
    times: dict[str, list[float]] = {"start": [], "bare": [], "quiz": []}
    for _ in range(RUNS):
        for name, work in (
            ("start", start),
            ("bare", lambda: bare(rows)),
            ("quiz", lambda: fit_rows(rows, DEFAULT_PARAMETERS)),
        ):
            begun = perf_counter()
            work()
            times[name].append(perf_counter() - begun)
    begin, alone, ours = (median(times[name]) for name in ("start", "bare", "quiz"))
    ratio = ours / (alone + begin)
    print(f"time: start {begin * 1000:.1f} ms, bare {alone * 1000:.1f} ms, quiz {ours * 1000:.1f} ms: ratio {ratio:.2f}")
    good = worse <= ALLOWED_LOSS and ratio <= ALLOWED_RATIO
    print("within bounds" if good else "OUT OF BOUNDS")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
