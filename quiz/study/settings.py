"""How somebody studies: limits, steps, orders and retention. Every value has the default that most people keep.

Every field can be set in `settings.toml`, for all decks or for some: `docs/reference/settings.md` lists them.
"""

from collections.abc import Iterable

from attrs import field, frozen
from attrs.validators import and_, deep_iterable, ge, le

from quiz.errors import UsageError
from quiz.memory.fsrs import DEFAULT_PARAMETERS, RETENTION_MAX, RETENTION_MIN, Parameters, check_parameters
from quiz.study.balance import EVERY_DAY
from quiz.study.day import ROLLOVER_HOUR
from quiz.study.options import LeechAction, NewOrder, Placement, ReviewOrder, Spacing

MINUTE = 60
HUNDRED_YEARS = 36_500


def _seconds(steps: Iterable[int]) -> tuple[int, ...]:
    return tuple(int(step) for step in steps)


def _shares(shares: Iterable[float]) -> tuple[float, ...]:
    return tuple(float(share) for share in shares)


def _seven(_: object, __: object, shares: tuple[float, ...]) -> None:
    if len(shares) != len(EVERY_DAY):
        raise UsageError(
            f"easy_days has a share for each day of the week, Monday first: 7 numbers, but {len(shares)} were given."
        )


@frozen
class StudySettings:
    """The learner's choices."""

    desired_retention: float = field(default=0.9, validator=and_(ge(RETENTION_MIN), le(RETENTION_MAX)))
    """The chance of recall at which a card is due again."""
    new_per_day: int = field(default=20, validator=ge(0))
    """New cards a day from a deck and those below it."""
    reviews_per_day: int = field(default=200, validator=ge(0))
    """Reviews a day from a deck and those below it."""
    new_count_as_reviews: bool = False
    """Whether new cards count against the day's reviews too."""
    review_order: ReviewOrder = field(default=ReviewOrder.FALLING_RETRIEVABILITY, converter=ReviewOrder)
    new_order: NewOrder = field(default=NewOrder.DECK, converter=NewOrder)
    new_placement: Placement = field(default=Placement.MIXED, converter=Placement)
    """Where new cards stand among the reviews."""
    interday_placement: Placement = field(default=Placement.BEFORE, converter=Placement)
    """Where cards stand whose learning step began on an earlier day."""
    new_siblings: Spacing = field(default=Spacing.WHERE_POSSIBLE, converter=Spacing)
    """How far new cards are kept apart from siblings that are met on the same day."""
    review_siblings: Spacing = field(default=Spacing.STRICT, converter=Spacing)
    """How far reviews are kept apart from siblings that are asked on the same day."""
    look_alikes_apart: bool = True
    """Whether new cards that are easily confused are met on different days while there are others."""
    backlog_days: int = field(default=3, validator=ge(0))
    """More due reviews than so many days' limit are a backlog: the most valuable ones come first, and no new cards. 0: never."""
    leech_lapses: int = field(default=8, validator=ge(0))
    """Lapses at which a card is a leech, and again at each further half of them. 0: never."""
    leech_action: LeechAction = field(default=LeechAction.TELL, converter=LeechAction)
    """What happens to a leech."""
    deadline: int | None = None
    """The study day on which all cards are to be known, in days since 1970-01-01."""
    deadline_retention: float = field(default=0.9, validator=and_(ge(RETENTION_MIN), le(RETENTION_MAX)))
    """The least chance of recall on the day of the deadline, from 0 to 1."""
    deadline_gap: int = field(default=3, validator=ge(0))
    """Days before the deadline in which no new card is met."""
    learning_steps: tuple[int, ...] = field(default=(1 * MINUTE, 10 * MINUTE), converter=_seconds, validator=deep_iterable(ge(1)))
    """Seconds between the first answers to a new card."""
    relearning_steps: tuple[int, ...] = field(default=(10 * MINUTE,), converter=_seconds, validator=deep_iterable(ge(1)))
    """Seconds between the first answers to a forgotten card."""
    learn_ahead: int = field(default=20 * MINUTE, validator=ge(0))
    """Seconds: when nothing else is left, learning cards due within this time are asked at once."""
    maximum_interval: int = field(default=HUNDRED_YEARS, validator=and_(ge(1), le(HUNDRED_YEARS)))
    """Days."""
    rollover_hour: int = field(default=ROLLOVER_HOUR, validator=and_(ge(0), le(23)))
    """The local hour at which a study day begins."""
    fuzz: bool = True
    """Whether intervals vary a little, so that cards learned together part."""
    load_balance: bool = True
    """Whether, within what fuzz allows, days with fewer reviews are taken rather than others."""
    easy_days: tuple[float, ...] = field(
        default=EVERY_DAY, converter=_shares, validator=deep_iterable(and_(ge(0), le(1)), _seven)
    )
    """How much of a usual day's reviews Monday to Sunday get, each from 0 (as few as fuzz allows) to 1."""
    parameters: Parameters = field(default=DEFAULT_PARAMETERS, converter=check_parameters)
    """The 21 parameters of FSRS-6."""
