"""`quiz stats`: the numbers of the log and of the memories, as a dashboard, as charts, and as data."""

import os
import shutil
from typing import TYPE_CHECKING

import click

from quiz.cli import output
from quiz.cli.call import Call, common
from quiz.cli.clock import now
from quiz.cli.completing import decks
from quiz.cli.opening import studied

if TYPE_CHECKING:
    from quiz.study.charts import Look

_OF = (
    "retention",
    "calendar",
    "forecast",
    "stability",
    "difficulty",
    "retrievability",
    "time",
    "confusions",
    "coverage",
    "relations",
    "forms",
)
_NARROWEST, _WIDEST = 20, 120


@click.command(epilog="Example: quiz stats countries --of retention")
@click.argument("deck", required=False, shell_complete=decks)
@click.option("--of", type=click.Choice(_OF), help="Print one chart, with all that belongs to it.")
@click.option("--ascii", "plain", is_flag=True, help="Draw with plain ASCII, as is done where TERM is dumb.")
@common
def stats(call: Call, deck: str | None, of: str | None, *, plain: bool) -> None:
    """Print how much was studied and remembered.

    In all decks, or in one and those below it. With --json, all figures are one object.
    """
    with studied(call) as collection:
        from quiz.cli.stats_charts import CHARTS, dashboard

        figures = collection.figures(now(), deck)
        if call.json:
            from quiz.cli.stats_data import everything

            output.record({"of": of, "deck": deck, **CHARTS[of][1](figures)} if of else everything(figures, deck))
            return

        look = look_of_terminal(plain=plain)
        lines = CHARTS[of][0](figures, look) if of else dashboard(figures, look)
    for text in lines:
        output.line(text)


def look_of_terminal(*, plain: bool) -> "Look":
    """Return how to draw charts for whoever reads: as wide as the terminal (`COLUMNS`, or 80), within reason."""
    from quiz.study.charts import ASCII, BLOCKS, Look

    width = shutil.get_terminal_size().columns
    plain = plain or os.environ.get("TERM") == "dumb"
    return Look(min(max(width, _NARROWEST), _WIDEST), ASCII if plain else BLOCKS)
