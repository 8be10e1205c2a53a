"""Does a learner who is asked by options, and guesses what he does not know, still remember as much as was wished for?

Run it with `uv run python tests/bench/bench_guessing.py`. For each desired retention and number of options, a simulated learner
studies the same cards for ten years, once graded plainly and once with answers weighed as evidence. His first answer to a card is
graded plainly. Printed is the share of reviews at which he truly knew the answer, and how far it is from what was desired.
"""

import sys

from quiz.memory.state import CardState
from quiz.study.settings import StudySettings
from quiz.study.simulation import Learner, Simulated, simulate

CARDS = 600
DAYS = 3650
ALLOWED = {4: 0.010, 2: 0.015}
"""How far true retention may be from a desired one of 0.9, by the number of options."""


def studied(options: int, retention: float, *, weighed: bool, cards: int = CARDS, days: int = DAYS, seed: str = "1") -> Simulated:
    """Let a learner study; all cards are met on the first day, so that limits play no part."""
    settings = StudySettings(desired_retention=retention, new_per_day=cards, reviews_per_day=cards)
    states = {str(number): CardState() for number in range(cards)}
    return simulate(Learner(options=options, weighed=weighed), states, settings, first_day=20_000, days=days, seed=seed)


def main() -> int:
    """Print the table; return 1 where a figure is out of bounds."""
    print(f"{CARDS} cards, {DAYS} days")
    print("desired  options  plain            weighed          reviews a card (plain, weighed)")
    good = True
    for retention in (0.9, 0.8, 0.95):
        for options in (0, 4, 2):
            found = [studied(options, retention, weighed=weighed) for weighed in (False, True)]
            rates = [done.true_retention for done in found]
            reviews = [sum(day.reviews for day in done.days) / CARDS for done in found]
            cells = "  ".join(f"{rate:.4f} ({100 * (rate - retention):+.2f})" for rate in rates)
            print(f"{retention:<7}  {options or 'none':>7}  {cells}  {reviews[0]:.1f}, {reviews[1]:.1f}")
            if retention == 0.9 and options:
                good = good and abs(rates[1] - retention) <= ALLOWED[options]
    print("within bounds at 0.9" if good else "OUT OF BOUNDS at 0.9")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
