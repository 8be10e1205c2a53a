"""`quiz fit`: fit the memory model to the learner."""

from time import monotonic
from typing import TYPE_CHECKING

import click

from quiz.cli import output
from quiz.cli.call import Call, common
from quiz.cli.clock import now
from quiz.cli.completing import decks

if TYPE_CHECKING:
    from quiz.collection.fitter import Progress
    from quiz.memory.fitting import Report
    from quiz.memory.quality import Quality

_OFTEN = 3.0
"""Seconds between two words on a long stage."""
_STAGES = {"reading": "Reading the log …", "fitting": "Fitting …"}


@click.command(epilog="Example: quiz fit countries --dry-run")
@click.argument("deck", required=False, shell_complete=decks)
@click.option("--dry-run", is_flag=True, help="Only report; keep nothing.")
@click.option(
    "--log",
    "path",
    type=click.Path(exists=True, dir_okay=False),
    metavar="FILE",
    help="Fit to another program's review log, and keep nothing: a table with card_id, review_rating and review_time.",
)
@common
def fit(call: Call, deck: str | None, path: str | None, *, dry_run: bool) -> None:
    """Fit the memory model's parameters to your answers.

    In all decks, or in one and those below it. They are kept where they predict the last fifth of your answers, which the fit
    has not seen, better than the parameters so far. Takes the extra “fit”.
    """
    if path is not None:
        if deck is not None:
            raise click.UsageError("--log fits to a file; leave the deck out.")
        found = _fit_log(path)
    else:
        from quiz.cli.opening import existing
        from quiz.collection.fitting import fit as fit_deck

        with existing(call) as collection:
            found = fit_deck(collection, deck or "", now=now(), keep=not dry_run, progress=_Teller())
    kept = found.kept and not dry_run and path is None
    if call.json:
        output.record(_as_data(found, deck, kept=kept))
    else:
        _show(found, kept=kept)


def _fit_log(path: str) -> "Report":
    from quiz.collection.fitting import fit_rows
    from quiz.collection.review_log import read_log
    from quiz.memory.fsrs import DEFAULT_PARAMETERS

    zone = now().tzinfo
    assert zone is not None  # noqa: S101 - `now` promises it
    return fit_rows(read_log(path, zone), DEFAULT_PARAMETERS, progress=_Teller())


class _Teller:
    """Tells people how far a fit is: once a stage, and every few seconds of a long one."""

    def __init__(self) -> None:
        self._stage = ""
        self._told_at = 0.0

    def __call__(self, progress: "Progress") -> None:
        at = monotonic()
        if progress.stage != self._stage:
            output.message(_STAGES[progress.stage])
        elif progress.share is not None and at - self._told_at >= _OFTEN:
            output.message(f"{_STAGES[progress.stage]} about {progress.share:.0%}")
        else:
            return
        self._stage, self._told_at = progress.stage, at


def _as_data(found: "Report", deck: str | None, *, kept: bool) -> dict[str, object]:
    qualities = {"before": found.before, "after": found.after, "default": found.default, "moving_average": found.average}
    return {
        "deck": deck,
        "better": found.kept,
        "kept": kept,
        "answers": found.answers,
        "predicted": found.predicted,
        "held_out": found.after.answers,
        **{name: {"log_loss": quality.log_loss, "rmse_bins": quality.rmse_bins} for name, quality in qualities.items()},
        "parameters": list(found.parameters),
    }


def _show(found: "Report", *, kept: bool) -> None:
    output.line(
        f"{found.answers:,} answers, of which {found.predicted:,} tell of forgetting; the last {found.after.answers:,} judged."
    )
    output.table(
        [
            ("parameters", "log loss", "calibration error"),
            _row("so far", found.before),
            _row("fitted", found.after),
            _row("FSRS-6 as it comes", found.default),
            _row("moving average", found.average),
        ]
    )
    if kept:
        output.line("The fitted parameters are better, and are used from the next answer on.", "green")
    elif found.kept:
        output.line("The fitted parameters are better. They were not kept.")
    else:
        output.line("The fitted parameters are no better; those so far stay.")
    output.line("parameters      " + ", ".join(f"{number:.4g}" for number in found.parameters))


def _row(name: str, quality: "Quality") -> tuple[str, str, str]:
    return name, f"{quality.log_loss:.4f}", f"{quality.rmse_bins:.1%}"
