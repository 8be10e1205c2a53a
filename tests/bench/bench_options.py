"""How long it takes to find options for one question out of very many values, and to build what they are found in.

    uv run python tests/bench/bench_options.py
    uv run python tests/bench/bench_options.py --values 10000

The deck has two relations, of words and of numbers, each with as many values as subjects. The first question of each pays for
its pool; what that takes is printed beside the median and the 99th percentile of the questions that follow. Exit code 1 if a
median is above a millisecond, or building takes more than five seconds.
"""

import argparse
import sys
from random import Random
from statistics import median, quantiles
from time import perf_counter

from quiz.cards.card import Card
from quiz.cards.choices import choice
from quiz.cards.generation import generate
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.facts.relation import Relation

TARGET = 0.001
"""Seconds for the options of one question, at the median."""
BUILDING = 5.0
"""Seconds for all that they are found in."""
QUESTIONS = 2000
SYLLABLES = (
    "ba",
    "cor",
    "dun",
    "el",
    "fi",
    "gran",
    "ho",
    "in",
    "jas",
    "kel",
    "lo",
    "mar",
    "nor",
    "os",
    "pra",
    "qui",
    "ros",
    "sul",
)


def main() -> int:
    """Measure, print the times, and say by the exit code whether the targets are met."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--values", type=int, default=250_000, help="values of each relation (250000)")
    count: int = parser.parse_args().values
    deck = made(count)
    by_relation: dict[str, list[Card]] = {}
    started = perf_counter()
    for card in generate(deck):
        by_relation.setdefault(card.relation.name, []).append(card)
    print(f"{sum(map(len, by_relation.values())):,} cards generated in {perf_counter() - started:.1f} s")
    built, slow = 0.0, False
    for name, cards in by_relation.items():
        started = perf_counter()
        choice(cards[0], "first")
        built += perf_counter() - started
        print(f"{name}: the first question, with its pool, {perf_counter() - started:.2f} s")
        times = sorted(timed(card) for card in Random(1).sample(cards, QUESTIONS))
        slow |= median(times) > TARGET
        print(f"{name}: options in {median(times) * 1000:.2f} ms (median), {quantiles(times, n=100)[98] * 1000:.2f} ms (99 %)")
    print(f"building: {built:.2f} s    (target: at most {BUILDING:.0f} s; options at most {TARGET * 1000:.0f} ms at the median)")
    return 1 if slow or built > BUILDING else 0


def made(count: int) -> Deck:
    """Return a deck of subjects with a word and a number each, all different."""
    random = Random(7)
    facts = []
    for number in range(count):
        word = "".join(random.choices(SYLLABLES, k=random.randint(2, 5))).capitalize()
        facts.append(Fact(f"Place {number}", "founder", f"{word} {number % 977} {random.choice(SYLLABLES)}{number}"))
        facts.append(Fact(f"Place {number}", "area", number * 7 + random.randrange(7)))
    return Deck("options", facts=facts, relations=[Relation("founder", kinds=("forward",)), Relation("area", value="quantity")])


def timed(card: Card) -> float:
    """Return the seconds that the options of a card take, and finding out whether it has enough."""
    started = perf_counter()
    assert len(choice(card, "7").options) == 4
    return perf_counter() - started


if __name__ == "__main__":
    sys.exit(main())
