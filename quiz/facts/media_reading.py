"""Looking at the pictures and sounds that a deck names: every one that cannot be used is told where it is named."""

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path as FilePath

from attrs import evolve

from quiz.errors import Severity
from quiz.facts.deck_folder import Unusable, medium
from quiz.facts.fields import Path, Report
from quiz.facts.media import Picture, Sound
from quiz.facts.media_named import media_of_fact
from quiz.facts.records import Placed
from quiz.facts.term import Term


def check_media(facts: Iterable[Placed], terms: Mapping[str, Term], folder: FilePath, report: Report) -> None:
    """Report the pictures and sounds that are not there, lead out of the deck's folder, are too large, or of no known type."""

    @cache
    def looked_at(path: str, kind: str) -> FilePath | Unusable:
        return medium(folder, path, kind)

    def tell(found: Picture | Sound, own: Report, path: Path, severity: Severity = "error") -> None:
        seen = looked_at(found.path, "picture" if isinstance(found, Picture) else "sound")
        if isinstance(seen, Unusable):
            own.add(path, seen.code, seen.message, seen.hint, severity)

    for name, term in terms.items():
        if term.picture:
            tell(term.picture, report, ("terms", name, "picture"))
    for placed in facts:
        for found in media_of_fact(placed.fact):
            # What is but mentioned in words leaves a fact that can be asked.
            is_value = found in getattr(placed.fact.value, "items", (placed.fact.value,))
            tell(found, evolve(report, places=placed.places), placed.path, "error" if is_value else "warning")
