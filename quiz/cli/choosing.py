"""The options that `quiz drill` and `quiz study` share: which cards are asked, over what is due."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from quiz.cli.completing import searches
from quiz.errors import NotFoundError, UsageError

if TYPE_CHECKING:
    from datetime import datetime

    from quiz.cards.card import Form
    from quiz.collection.collection import Collection
    from quiz.study.session import Session

_Function = TypeVar("_Function", bound=Callable[..., Any])

_OPTIONS: Final = (
    click.option("--new", type=click.IntRange(min=0), metavar="N", help="Meet so many new cards, over today's limit."),
    click.option("--reviews", type=click.IntRange(min=0), metavar="N", help="Ask so many reviews, over today's limit."),
    click.option("--limit", type=click.IntRange(min=0), metavar="N", help="End after so many answers."),
    click.option("--ahead", type=click.IntRange(1, 36_500), metavar="DAYS", help="Ask reviews that are due within so many days."),
    click.option(
        "--forgotten",
        type=click.IntRange(1, 36_500),
        is_flag=False,
        flag_value=1,
        metavar="[DAYS]",
        help="Ask what was answered Again today, or in the last so many days.",
    ),
    click.option("--overdue", is_flag=True, help="Ask reviews that were due before today."),
    click.option("--preview", type=click.IntRange(min=1), metavar="N", help="Look at so many new cards without meeting them."),
    click.option("--tag", metavar="TAG", help="Ask cards of facts with this tag."),
    click.option("--search", metavar="TEXT", shell_complete=searches, help="Ask the cards that this search finds, due or not."),
    click.option("--card", "cards", multiple=True, metavar="ID", help="Ask this card; can be given several times."),
    click.option("--cram", is_flag=True, help="Practise: answers move neither memory nor due days."),
)
_LIMITS = ("new", "reviews")
"""What only the day's own queue takes."""
_WAYS = ("ahead", "forgotten", "overdue", "preview", "tag", "search", "cards")
"""Ways to choose cards, of which one can be taken."""
_LISTED = 12
"""Tags that are named where none is near."""


def choosing(function: _Function) -> _Function:
    """Give a verb the options that say which cards are asked; its function gets them as keyword arguments."""
    for option in reversed(_OPTIONS):
        function = option(function)
    return function


def session_of(
    collection: "Collection",
    deck: str | None,
    now: "datetime",
    options: dict[str, Any],
    *,
    form: "Form | None" = None,
    seed: str = "",
) -> "Session":
    """Return the session that the options ask for. Raises `UsageError` where they contradict each other."""
    ways = [name for name in _WAYS if options[name] or (name == "search" and options[name] is not None)]
    common = {"limit": options["limit"], "cram": options["cram"], "form": form, "seed": seed}
    if not ways:
        return collection.session(deck, now=now, new=options["new"], reviews=options["reviews"], **common)
    both = [*ways[:2], *(name for name in _LIMITS if options[name] is not None)]
    if len(both) > 1:
        first, second = (f"--{name.removesuffix('s') if name == 'cards' else name}" for name in both[:2])
        raise UsageError(
            f"{first} and {second} exclude each other: cards are chosen in one way, and then no limit of the day holds."
        )
    if options["search"] is not None:
        from quiz.collection import searching

        return searching.session(collection, options["search"], now, deck=deck, **common)
    for card in options["cards"] or ():
        collection.store.scheduled(collection.store.called(card))  # tells of one that is not there
    session = collection.custom(deck, now=now, **{ways[0]: options[ways[0]]}, **common)
    if options["tag"] and not session.left.total:
        _check_tag(collection, deck, options["tag"])
    return session


def _check_tag(collection: "Collection", deck: str | None, tag: str) -> None:
    """Raise `NotFoundError` for a tag that no fact has, and name the nearest one that there is."""
    from quiz.text.closeness import nearest
    from quiz.text.normal import folded

    tags = sorted({own for name in collection.named(deck) for fact in collection.deck(name).facts for own in fact.tags})
    wanted = folded(tag)
    if any(folded(own) == wanted or folded(own).startswith(f"{wanted}::") for own in tags):
        return  # its cards are put away
    near = nearest(tag, tags)
    hint = f"Did you mean “{near}”?" if near else f"Tags: {', '.join(tags[:_LISTED])}." if tags else "No fact there has one."
    raise NotFoundError(f"No card there has the tag “{tag}”. {hint}")
