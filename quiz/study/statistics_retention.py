"""True retention: of the reviews that tested a memory, the share that was remembered."""

from collections.abc import Iterable, Mapping

from attrs import frozen

MATURE = 21
"""Days of interval from which a card is mature, as in Anki; before it is young."""


@frozen
class Retention:
    """Reviews that tested a memory, by what came of them and by how long the interval before them was.

    One counts where the card was past its learning steps, was answered on no earlier moment of the same study day, and was not
    taught anew since. Any grade but Again is remembered. So counts Anki's table of true retention.
    """

    young_passed: int = 0
    young_failed: int = 0
    mature_passed: int = 0
    mature_failed: int = 0

    @property
    def reviews(self) -> int:
        """All of them."""
        return self.young_passed + self.young_failed + self.mature_passed + self.mature_failed

    @property
    def passed(self) -> int:
        """Those that were remembered."""
        return self.young_passed + self.mature_passed

    @property
    def share(self) -> float | None:
        """The true retention, from 0 to 1; `None` without a review."""
        return _share(self.passed, self.reviews - self.passed)

    @property
    def young(self) -> float | None:
        """The share among young cards."""
        return _share(self.young_passed, self.young_failed)

    @property
    def mature(self) -> float | None:
        """The share among mature cards."""
        return _share(self.mature_passed, self.mature_failed)


def joined(parts: Iterable[Retention]) -> Retention:
    """Return several retentions as one."""
    counts = [(part.young_passed, part.young_failed, part.mature_passed, part.mature_failed) for part in parts]
    return Retention(*map(sum, zip(*counts, strict=True))) if counts else Retention()


def by_group(of_cards: Mapping[str, Retention], groups: Iterable[tuple[str, str]]) -> dict[str, Retention]:
    """Return the retention of each group, by name. `groups` are pairs of a card and its group's name."""
    found: dict[str, list[Retention]] = {}
    for card, group in groups:
        if card in of_cards:
            found.setdefault(group, []).append(of_cards[card])
    return {group: joined(parts) for group, parts in sorted(found.items())}


def by_week(by_day: Mapping[int, Retention]) -> dict[int, Retention]:
    """Return the retention of each week, by the study day of its Monday."""
    found: dict[int, list[Retention]] = {}
    for day, part in sorted(by_day.items()):
        found.setdefault(monday(day), []).append(part)
    return {week: joined(parts) for week, parts in found.items()}


def monday(day: int) -> int:
    """Return the study day of the Monday of a study day's week. Day 0, 1970-01-01, was a Thursday."""
    return day - (day + 3) % 7


def _share(passed: int, failed: int) -> float | None:
    return passed / (passed + failed) if passed + failed else None
