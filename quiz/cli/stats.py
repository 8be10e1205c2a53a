"""`quiz stats`: the numbers of the log."""

import click

from quiz.cli import output
from quiz.cli.call import Call, common
from quiz.cli.clock import now
from quiz.cli.opening import studied


@click.command(epilog="Example: quiz stats countries --json")
@click.argument("deck", required=False)
@common
def stats(call: Call, deck: str | None) -> None:
    """Print how much was studied and remembered.

    In all decks, or in one and those below it.
    """
    with studied(call) as collection:
        found = collection.stats(now(), deck)
    retention = found.true_retention
    if call.json:
        from quiz.study.day import date_of_day

        output.record(
            {
                "reviews": found.reviews,
                "cards": found.cards,
                "true_retention": retention,
                "reviews_today": found.reviews_today,
                "cards_today": found.cards_today,
                "seconds": found.seconds,
                "seconds_today": found.seconds_today,
                "streak": found.streak,
                "by_rating": dict(found.by_rating),
                "by_form": dict(found.by_form),
                "by_day": {date_of_day(day).isoformat(): number for day, number in found.by_day.items()},
                "deck": deck,
            }
        )
        return
    from quiz.cli.wording import span

    grades = ", ".join(f"{number} {name}" for name, number in found.by_rating.items())
    days = f"{found.streak} day{'' if found.streak == 1 else 's'} in a row"
    rows = [
        ("answers", f"{found.reviews} to {found.cards} cards, in {span(found.seconds)}"),
        ("today", f"{found.reviews_today} to {found.cards_today} cards, in {span(found.seconds_today)}; {days}"),
        ("grades", grades),
        ("true retention", "not known before the first review" if retention is None else f"{retention:.1%}"),
    ]
    for name, text in rows:
        output.line(f"{name:<16}{text}")
