"""`quiz why`: why a card exists, and why it is due when it is."""

from typing import TYPE_CHECKING, Any

import click

from quiz.cli import output
from quiz.cli.call import Call, common
from quiz.cli.clock import local, now
from quiz.cli.opening import studied

if TYPE_CHECKING:
    from quiz.cards.card import Card
    from quiz.collection.collection import Collection
    from quiz.facts.fact import Fact


@click.command(epilog="Example: quiz why capital of peru")
@click.argument("card", nargs=-1, required=True)
@common
def why(call: Call, card: tuple[str, ...]) -> None:
    """Tell why a card exists and when it is due.

    CARD is its id, the beginning of its id, or words of its question. You are told its facts with their sources, what its
    identity rests on, and what is remembered of it.
    """
    from quiz.cli.finding import card_meant

    with studied(call) as collection:
        found = card_meant(collection, " ".join(card))
        data = as_data(collection, found)
        if call.json:
            output.record(data)
        else:
            _tell(collection, found, data)


def as_data(collection: "Collection", card: "Card") -> dict[str, Any]:
    """Return everything that is known of a card, as `quiz why --json` prints it."""
    from quiz.cli.log import as_data as event_data
    from quiz.cli.log import history
    from quiz.memory.fsrs import retrievability

    state, today = collection.state(card.id), collection.day(now())
    memory, recall = state.memory, None
    if memory is not None:
        elapsed = today - (state.last_day if state.last_day is not None else today)
        recall = retrievability(memory.stability, elapsed, collection.settings_of(card.deck.id).parameters)
    events, gone = history(collection, card.id)
    return {
        "id": card.id,
        "deck": card.deck.id,
        "title": card.deck.title,
        "path": collection.store.deck_row(card.deck.id).path,
        "kind": str(card.kind),
        "relation": card.relation.name,
        "given": card.given,
        "prompt": card.prompt,
        "answer": card.answer,
        "accepted": list(card.accepted),
        "forms": [str(form) for form in card.forms],
        "facts": [_fact_data(fact, card) for fact in card.facts],
        "state": {
            "phase": str(state.phase),
            "due": _date(state.due_day),
            "due_at": state.due_at,
            "last": _date(state.last_day),
            "reps": state.reps,
            "lapses": state.lapses,
            "suspended": state.suspended,
            "buried_until": _date(state.buried_until),
            "marked": state.marked,
            "reteach": state.reteach,
        },
        "memory": None
        if memory is None
        else {"stability": memory.stability, "difficulty": memory.difficulty, "retrievability": recall},
        "history": [event_data(event, undone=(event.device, event.sequence) in gone) for event in events],
    }


def _fact_data(fact: "Fact", card: "Card") -> dict[str, Any]:
    from quiz.cards.wording import statement

    return {
        "id": fact.key,
        "statement": statement(fact, card.relation),
        "subject": fact.subject,
        "value": str(fact.value),
        "since": fact.since.edtf if fact.since else None,
        "until": fact.until.edtf if fact.until else None,
        "as_of": fact.as_of.edtf if fact.as_of else None,
        "status": str(fact.status),
        "according_to": fact.according_to,
        "sources": [str(source) for source in fact.sources],
    }


def _tell(collection: "Collection", card: "Card", data: dict[str, Any]) -> None:
    output.line(card.prompt, "bold")
    output.line(f"Answer: {card.answer}")
    for fact in data["facts"]:
        output.line(f"Because: {fact['statement']}")
        for source in fact["sources"] or ["no source is named"]:
            output.line(f"    {source}", "dim")
    if not card.asked:
        output.line("It is not asked: its facts contradict each other. quiz check tells how to mend the deck.", "yellow")
    output.line(f"Deck: {card.deck.id}, {card.deck.title}" + (f", from {data['path']}" if data["path"] else ""))
    output.line(f"Card: {card.id}, {card.kind} on “{card.relation.name}” of “{card.given}”")
    output.line("    Its id is made of the deck, the relation, the direction and the given side, never of the answer or wording.")
    output.line(f"State: {_state_in_words(data['state'])}")
    if memory := data["memory"]:
        output.line(
            f"Memory: stability {memory['stability']:.1f} days, difficulty {memory['difficulty']:.1f} of 10, "
            f"chance of recall today {memory['retrievability']:.0%}"
        )
    _tell_history(collection, card)


def _state_in_words(state: dict[str, Any]) -> str:
    parts = [state["phase"]]
    if state["due_at"] is not None:
        parts.append(f"due {local(state['due_at']):%Y-%m-%d %H:%M}")
    elif state["due"]:
        parts.append(f"due {state['due']}")
    parts.append(f"{state['reps']} answers, {state['lapses']} lapses")
    parts += [word for word in ("suspended", "marked") if state[word]]
    if state["buried_until"]:
        parts.append(f"buried until {state['buried_until']}")
    if state["reteach"]:
        parts.append("its fact changed, so it is shown before it is asked")
    return "; ".join(parts)


def _tell_history(collection: "Collection", card: "Card") -> None:
    from quiz.cli.log import history, reviewed
    from quiz.memory.events import Reviewed

    events, gone = history(collection, card.id)
    for event in events:
        what = reviewed(event) if isinstance(event, Reviewed) else type(event).__name__.lower()
        undone = " (undone)" if (event.device, event.sequence) in gone else ""
        output.line(f"{local(event.at):%Y-%m-%d %H:%M}  {what}{undone}")


def _date(day: int | None) -> str | None:
    from quiz.study.day import date_of_day

    return None if day is None else date_of_day(day).isoformat()
