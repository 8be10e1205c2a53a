"""How fast a deck becomes cards with id, prompt and answer, against Anki rendering as many of its own, in one run.

    uv run --group bench python tests/bench/bench_generate.py
    uv run --group bench python tests/bench/bench_generate.py --facts 20000

The deck has two-column facts, asked both ways. Three things are compared: quiz, from a loaded deck to every card's id, prompt and
answer as text; two bare loops that only build the same records, from parts that are at hand, one of them the cards alone and the
other the facts too, as a program must that has two columns and no deck; and Anki, through its `anki`
package, with one note of the type “Basic (and reversed card)” a fact: `get_card`, `question()` and `answer()`. Anki's part is
left out where the package is not installed. The memory that streaming takes beyond the deck is measured in a run of its own.
Exit code 1 if a target is missed.
"""

import argparse
import sys
import tempfile
import tracemalloc
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from time import perf_counter

from quiz.cards.card import Card
from quiz.cards.generation import generate
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact

AGAINST_ANKI = 20.0
"""How many times as many cards a second."""
AGAINST_LOOP = 0.3
BYTES = 100
"""A card, beyond the deck."""
ANKI_FACTS = 5000
"""Anki's cards take the same time each, so that fewer tell as much."""


def main() -> int:
    """Measure, print the figures and ratios, and say by the exit code whether the targets are met."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--facts", type=int, default=100_000, help="two-column facts (100000)")
    parser.add_argument("--rounds", type=int, default=5, help="runs, of which the best counts (5)")
    arguments = parser.parse_args()
    count: int = arguments.facts
    deck = Deck("d", facts=[Fact(f"Subject {number}", "value", f"Value {number}") for number in range(count)])
    cards = 2 * count
    print(f"{count:,} facts, {cards:,} cards")
    runs = (lambda: stream(deck), bare_loop(deck), bare_loop_with_facts(deck))
    speed, loop, whole = (cards / seconds for seconds in best(runs, arguments.rounds))
    print(f"quiz             {speed:12,.0f} cards/s")
    print(f"cards alone      {loop:12,.0f} cards/s    ratio {speed / loop:6.2f}    (target: at least {AGAINST_LOOP})")
    print(f"facts and cards  {whole:12,.0f} cards/s    ratio {speed / whole:6.2f}    (quiz had the facts)")
    used = memory(deck) / cards
    print(f"memory           {used:12,.0f} bytes a card beyond the deck    (target: at most {BYTES})")
    good = speed / loop >= AGAINST_LOOP and used <= BYTES
    other = anki(min(count, ANKI_FACTS))
    if other is None:
        print("The package `anki` is not installed, so there is no comparison with it.")
    else:
        times = speed / other
        print(f"anki             {other:12,.0f} cards/s    ratio {times:6.1f}    (target: at least {AGAINST_ANKI:.0f})")
        good = good and times >= AGAINST_ANKI
    return 0 if good else 1


def stream(deck: Deck) -> int:
    """Go through all cards of a deck; return how many there are."""
    count = letters = 0
    for card in generate(deck):
        letters += len(card.id) + len(card.prompt) + len(card.answer)
        count += 1
    assert letters > 16 * count
    return count


def bare_loop(deck: Deck) -> Callable[[], None]:
    """Return a loop that builds the cards of a deck, and the tuple of facts in each, out of parts that are made before."""
    parts = [(c.id, c.kind, c.relation, c.given, c.prompt, c.facts[0], c.index) for c in generate(deck)]

    def loop() -> None:
        for name, kind, relation, given, prompt, fact, index in parts:
            Card(name, kind, relation, given, prompt, (fact,), index)

    return loop


def bare_loop_with_facts(deck: Deck) -> Callable[[], None]:
    """Return a loop that builds a fact and its two cards out of two columns, with all other parts made before."""
    cards = list(generate(deck))
    half = len(cards) // 2
    columns = [(fact.subject, str(fact.value)) for fact in deck.facts]
    parts = [(c.id, c.kind, c.relation, c.given, c.prompt, c.index) for c in cards]

    def loop() -> None:
        for (subject, value), one, other in zip(columns, parts[:half], parts[half:], strict=True):
            facts = (Fact(subject, "value", value),)
            for name, kind, relation, given, prompt, index in (one, other):
                Card(name, kind, relation, given, prompt, facts, index)

    return loop


def best(runs: Sequence[Callable[[], object]], rounds: int) -> list[float]:
    """Return the shortest time of each run, in seconds; they take turns, so that a busy moment meets them all."""
    times: list[list[float]] = [[] for _ in runs]
    for _ in range(rounds):
        for run, taken in zip(runs, times, strict=True):
            started = perf_counter()
            run()
            taken.append(perf_counter() - started)
    return list(map(min, times))


def memory(deck: Deck) -> int:
    """Return how many bytes are taken at most while the cards of a loaded deck are streamed."""
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    stream(deck)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak - before


def anki(count: int) -> float | None:
    """Return how many cards a second Anki renders of notes with the same two columns, or nothing where it is not installed."""
    try:
        from anki.collection import Collection
    except ImportError:
        return None
    with tempfile.TemporaryDirectory() as folder:
        collection = Collection(str(Path(folder) / "collection.anki2"))
        try:
            kind = collection.models.by_name("Basic (and reversed card)")
            home = collection.decks.id("d")
            for number in range(count):
                note = collection.new_note(kind)
                note["Front"], note["Back"] = f"Subject {number}", f"Value {number}"
                collection.add_note(note, home)
            names = list(collection.find_cards(""))
            seconds = best([lambda: [None for _ in rendered(collection, names)]], 1)[0]
        finally:
            collection.close()
    return len(names) / seconds


def rendered(collection: object, names: list[int]) -> Iterator[tuple[str, str]]:
    """Yield Anki's question and answer of each card."""
    for name in names:
        card = collection.get_card(name)  # type: ignore[attr-defined]
        yield card.question(), card.answer()


if __name__ == "__main__":
    sys.exit(main())
