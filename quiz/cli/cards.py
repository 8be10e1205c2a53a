"""`quiz cards`: the cards that a deck or a plain table makes, one after the other."""

from typing import TYPE_CHECKING, Any, Final

import click

from quiz.cli import output
from quiz.cli.call import Call, common
from quiz.cli.completing import decks_and_files, searches
from quiz.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from quiz.cards.asked import Choice
    from quiz.cards.card import Card

FORMS: Final = ("reveal", "typed", "choice", "truefalse", "multiselect", "ordering", "matching")
"""The names of `quiz.Form`, without loading it."""
_LARGE: Final = 50_000
"""Cards in a deck from which on the progress of its index is told."""


@click.command(epilog="Example: quiz cards capitals.csv --form choice --seed 7 --limit 20 --json")
@click.argument("path", required=False, shell_complete=decks_and_files)
@click.option("--form", type=click.Choice(FORMS), help="Only cards that have this form, asked in it.")
@click.option("--seed", metavar="N", help="Sample the cards by this seed, in place of the deck's order.")
@click.option("--limit", type=click.IntRange(min=0), metavar="N", help="Print at most so many.")
@click.option("--search", metavar="TEXT", shell_complete=searches, help="The cards of the collection that this search finds.")
@common
def cards(call: Call, path: str | None, *, form: str | None, seed: str | None, limit: int | None, search: str | None) -> None:
    """Print the cards of a deck or a plain table.

    PATH is a deck's folder or file, or a table with a header. Where there is no such file, it is the id of a deck that ships with
    quiz, or of one in the collection. Nothing is stored. With --search, PATH is the id of a deck in the collection; without it,
    all decks are searched.
    """
    from quiz.cards.generation import generate
    from quiz.cli.finding import deck_at

    if search is None:
        if path is None:
            raise UsageError("Name a deck or a table: quiz cards PATH. To search the collection: quiz cards --search TEXT")
        show(
            call,
            generate(deck_at(call, path)),
            as_data,
            form=form,
            seed=seed,
            limit=limit,
            none=f"; quiz check {path} may say why",
        )
        return
    from quiz.cli.clock import now
    from quiz.cli.opening import existing
    from quiz.collection import searching

    with existing(call) as collection:
        # A sample and a form are taken from all that is found.
        most = limit if seed is None and form is None else None
        found = searching.search(collection, search, now(), deck=path, limit=most, told=told)

        def remembered(card: "Card", asked: "Choice") -> dict[str, Any]:
            state = collection.state(card.id)
            stability = None if state.memory is None else state.memory.stability
            return {**as_data(card, asked), "due": state.due_day, "stability": stability, "phase": str(state.phase)}

        show(call, map(collection.card, found), remembered, form=form, seed=seed, limit=limit, none=" found by the search")


def show(
    call: Call,
    found: "Iterable[Card]",
    data: "Callable[[Card, Choice], dict[str, Any]]",
    *,
    form: str | None,
    seed: str | None,
    limit: int | None,
    none: str,
) -> None:
    """Print cards one by one; `none` says why there might be none."""
    from quiz.cards.asking import put
    from quiz.cards.card import Form

    wanted = Form(form) if form else None
    if seed is not None:
        from quiz.text.safe import safe_line

        seed = safe_line(seed)  # an argument may hold what has no bytes in UTF-8, by which a seed is read
        found = sampled(found, seed)
    if limit == 0:
        return
    number = 0
    for number, card in enumerate((card for card in found if wanted is None or wanted in card.forms), start=1):
        asked = put(card, wanted or Form.REVEAL, seed or "0")
        if call.json:
            output.record(data(card, asked))
        else:
            left = f" [{' | '.join(asked.left)}]" if asked.left else ""
            options = f" [{' | '.join(option.text for option in asked.options)}]" if asked.options else ""
            output.line(f"{asked.prompt}{left}{options} → {asked.answer or card.answer}")
        if number == limit:
            return
    if not number:
        output.message("No cards" + (f" that allow the form {form}" if form else none) + ".")


def told(deck: str, done: int, total: int) -> None:
    """Tell how far the search index of a deck is, which takes some seconds for a large one."""
    if total > _LARGE:
        output.message(f"Indexing {deck} for searches: {done:,} of {total:,} cards.")


def sampled(cards: "Iterable[Card]", seed: str) -> "Iterator[Card]":
    """Yield all cards in an order that the seed gives.

    Each card's place follows from the seed and its own id, so that a card more in the deck leaves the order of the others.
    """
    from hashlib import blake2b

    yield from sorted(cards, key=lambda card: blake2b(f"{seed}\x1f{card.id}".encode(), digest_size=8).digest())


def as_data(card: "Card", asked: "Choice") -> dict[str, Any]:
    """Return a card as `quiz cards --json` prints it, in the words and with the options that it is `asked` with."""
    from quiz.cards.card import Kind

    values = [card.given] if card.kind is Kind.BACKWARD else [str(member) for member in card.members]
    answer = asked.answer or card.answer
    return {
        "id": card.id,
        "deck": card.deck.id,
        "kind": str(card.kind),
        "subject": card.subject,
        "relation": card.relation.name,
        "value": values[0] if len(values) == 1 else values,
        "forms": [str(form) for form in card.forms],
        "prompt": asked.prompt,
        "answer": answer,
        "front": card.front or None,
        "note": card.note or None,
        "accepted": _accepted(card, answer) if len(asked.picks) == 1 else list(card.accepted),
        "choices": [option.text for option in asked.options],
        **_several(asked),
        "facts": [fact.key for fact in card.facts],
        "source": "; ".join(str(source) for source in card.sources) or None,
        "status": str(card.status),
        "according_to": card.according_to,
    }


def _several(asked: "Choice") -> dict[str, Any]:
    """Return what a question with several picks has beside its options: how many to pick, or what to match, and the solution."""
    from quiz.cards.asking import SEVERAL_PICKS
    from quiz.cards.card import Form

    if asked.form not in SEVERAL_PICKS:
        return {}
    pick = {"pick": len(asked.picks)} if asked.form is Form.MULTISELECT else {}
    left = {"left": list(asked.left)} if asked.left else {}
    return {**pick, **left, "right": [place + 1 for place in asked.picks]}


def _accepted(card: "Card", answer: str) -> list[str]:
    """Return the writings of the right option: of a set that is asked by membership, those of the member that is shown."""
    return next((list(card.names(member)) for member in card.members if str(member) == answer), [answer])
