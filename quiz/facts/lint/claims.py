"""Who says so: claims without a claimant, facts without a source, sources that cannot be followed."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from quiz.errors import Problem
from quiz.facts.fact import Status
from quiz.facts.lint.inspection import Inspection


def nameless_claims(seen: Inspection) -> Iterator[Problem]:
    """A claim does not say whose it is. In a table it is told once, since it is mended once."""
    told: set[str] = set()
    for number, fact in enumerate(seen.deck.facts):
        if fact.status is not Status.STATED and not fact.according_to and seen.is_sound(number):
            placed = seen.reading.facts[number]
            if placed.path[0] == "row":
                if placed.places.file in told:
                    continue
                told.add(placed.places.file)
            message = f"“{fact.subject} – {fact.relation}” is {fact.status}, but not by whom"
            yield seen.problem(number, "nameless-claim", message, 'Write according_to = "…".')


def sourceless(seen: Inspection) -> Iterator[Problem]:
    """The deck names its sources, but some facts none. It is told once a file."""
    if not seen.deck.sources or any("source" in problem.where for problem in seen.reading.problems):
        return
    first: dict[str, list[int]] = {}
    for number, fact in enumerate(seen.deck.facts):
        if not fact.sources:
            first.setdefault(seen.reading.facts[number].places.file, []).append(number)
    if seen.reading.errors and sum(map(len, first.values())) == len(seen.deck.facts):
        # As long as no fact that can be read has one, those that cannot perhaps have.
        return
    for numbers in first.values():
        what = "This fact names" if len(numbers) == 1 else f"{len(numbers):,} facts, this one first, name"
        hint = 'Write source = "…" with a key of [sources]; under [deck] it holds for all facts that name none.'
        yield seen.problem(numbers[0], "missing-source", f"{what} no source, though the deck has sources", hint)


def unreachable(seen: Inspection) -> Iterator[Problem]:
    """A source's address is none that a browser opens."""
    for key, source in seen.deck.sources.items():
        if source.url and source.key == key and not _is_address(source.url):
            message = f"“{source.url}” is not an address"
            yield seen.declared(("sources", key, "url"), "wrong-url", message, "Write it with https:// and the site's name.")


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and "." in parts.netloc and " " not in url


CHECKS = (nameless_claims, sourceless, unreachable)
