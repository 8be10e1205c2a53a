"""Looking at the pictures and sounds that a deck names: every one that cannot be used is told where it is named."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path as FilePath

from attrs import evolve

from quiz.facts.deck_folder import Unusable, medium
from quiz.facts.fields import Path, Report
from quiz.facts.media import Picture, Sound
from quiz.facts.records import Placed
from quiz.facts.relation import Relation
from quiz.facts.term import Term
from quiz.facts.values import Listed, SetOf, Value

_KINDS = {"picture", "sound"}


def check_media(
    facts: Iterable[Placed], terms: Mapping[str, Term], relations: Mapping[str, Relation], folder: FilePath, report: Report
) -> None:
    """Report the pictures and sounds that are not there, lead out of the deck's folder, are too large, or of no known type."""

    @cache
    def looked_at(path: str, kind: str) -> FilePath | Unusable:
        return medium(folder, path, kind)

    def tell(found: Picture | Sound, own: Report, path: Path) -> None:
        seen = looked_at(found.path, "picture" if isinstance(found, Picture) else "sound")
        if isinstance(seen, Unusable):
            own.add(path, seen.code, seen.message, seen.hint)

    for name, term in terms.items():
        if term.picture:
            tell(term.picture, report, ("terms", name, "picture"))
    shown = {name for name, relation in relations.items() if {relation.value, relation.of} & _KINDS}
    if not shown:
        return
    for placed in facts:
        if placed.fact.relation in shown:
            own = evolve(report, places=placed.places)
            for found in _media(placed.fact.value):
                tell(found, own, placed.path)


def _media(value: Value) -> Iterator[Picture | Sound]:
    for item in value.items if isinstance(value, Listed | SetOf) else (value,):
        if isinstance(item, Picture | Sound):
            yield item
