"""`quiz add`: follow the deck of a file or folder."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from quiz.cli import output
from quiz.cli.call import Call, common
from quiz.cli.clock import now
from quiz.cli.completing import files
from quiz.cli.opening import check_writable, kept
from quiz.cli.plans import counts_of
from quiz.errors import DeckError, UsageError

if TYPE_CHECKING:
    from quiz.collection.collection import Collection
    from quiz.errors import Problem
    from quiz.facts.deck import Deck


@click.command(epilog="Example: quiz add my-deck")
@click.argument("paths", metavar="[PATH]...", nargs=-1, shell_complete=files)
@click.option("--bundled", is_flag=True, help="Add all decks that ship with quiz.")
@common
def add(call: Call, paths: tuple[str, ...], *, bundled: bool) -> None:
    """Add decks and follow their files.

    All of them are added, or none where one has errors. PATH is a deck's folder or file, or a table
    with a header; where there is no such file, the id of a deck that ships with quiz.
    """
    if not paths and not bundled:
        raise UsageError("Name a deck: quiz add PATH, or quiz add --bundled for those that ship with quiz.")
    decks = read((*paths, *(_all_bundled() if bundled else ())))
    with kept(call) as collection:
        check_writable(collection)
        collection.back_up_before("add", now())
        _take_in(call, collection, decks)


def read(paths: tuple[str, ...]) -> "list[tuple[str, Deck]]":
    """Return the decks of these paths, each with the place that it will follow.

    Raises `DeckError` with the problems of all of them where one cannot be read without errors. What is merely found in them,
    conflicts among it, is told and does not keep them out: such cards are kept and not asked.
    """
    from quiz.facts.lint import lint
    from quiz.facts.loading import examine

    decks: list[tuple[str, Deck]] = []
    problems: list[Problem] = []
    unreadable = False
    for path in dict.fromkeys(paths):
        file, follows = _places(path)
        reading = examine(file)
        unreadable = unreadable or bool(reading.errors)
        problems += sorted((*reading.problems, *lint(reading)), key=lambda problem: (problem.file, problem.line or 0))
        if reading.deck is None:
            continue
        for other, deck in decks:
            if deck.id == reading.deck.id and other != follows:
                raise UsageError(f"{other} and {follows} both hold a deck “{deck.id}”; give one of them another id.")
        if all(other != follows for other, _ in decks):
            decks.append((follows, reading.deck))
    if unreadable:
        raise DeckError(problems)
    for problem in problems:
        output.message(str(problem))
    return decks


def _take_in(call: Call, collection: "Collection", decks: "list[tuple[str, Deck]]") -> None:
    from quiz.collection.new_decks import refuse_namesake

    before = {row.deck: row.path for row in collection.decks()}
    moment = now()
    with collection.store.transaction():
        plans = []
        for follows, deck in decks:
            plan = collection.plan(deck, follows)
            refuse_namesake(plan, before.get(deck.id))
            collection.apply(plan, moment)
            plans.append(plan)
    for plan in plans:
        old = before.get(plan.deck.id)
        if old and old != plan.path:
            output.message(f"{plan.deck.id} followed {old}; now it follows {plan.path}.")
        if call.json:
            output.record({"deck": plan.deck.id, "title": plan.deck.title, "path": plan.path, **counts_of(plan)})
        else:
            output.line(str(plan))
    if not call.json:
        output.line("Study: quiz, or without a terminal: quiz drill DECK")


def _places(path: str) -> tuple[str, str]:
    """Return the file or folder to read, and what the collection will follow."""
    from quiz.collection.places import BUNDLED, bundled_decks

    bundled = None if Path(path).exists() else bundled_decks().get(path)
    return (str(bundled), BUNDLED + path) if bundled else (path, str(Path(path).resolve()))


def _all_bundled() -> tuple[str, ...]:
    from quiz.collection.places import bundled_decks

    return tuple(bundled_decks())
