"""Taking a deck in: its version, its cards and what its changes mean for memory, all or nothing; and taking that back."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from attrs import evolve

from quiz.cards.card import Card
from quiz.cards.generation import generate, together
from quiz.cards.keeping import can_be_asked, kept
from quiz.collection.checkpoint import kept_up
from quiz.collection.first_cards import FirstCards, LeanCards, batch_of, ids_of
from quiz.collection.first_version import FirstVersion
from quiz.collection.history import moment_after, of_deck, path_here, standing
from quiz.collection.places import LEAST_SLICED
from quiz.collection.plan import Change, Plan
from quiz.collection.planning import row_of
from quiz.collection.shelf import unpacked
from quiz.errors import UsageError
from quiz.facts.collecting import no_collecting
from quiz.facts.keeping import fact_texts, head_text, packed, pieces, sliced
from quiz.memory.events import CardEvent, DeckVersion, Edited, Event, Renamed, Retaught, Suspended, Undone
from quiz.memory.replay import lineage, replay_card
from quiz.memory.state import CardState
from quiz.store.cards import CardBatch, CardRow
from quiz.store.decks import DeckRow

if TYPE_CHECKING:
    from quiz.collection.tuning import Tuning
    from quiz.facts.deck import Deck
    from quiz.store.store import Store


def apply(store: "Store", plan: Plan, at: int, day: int, tuning: "Tuning") -> None:
    """Carry a plan out in one transaction.

    A version that the collection already follows from the same place adds no event. Raises `UsageError` when the deck was
    changed after the plan was made.
    """
    deck = plan.deck
    with kept_up(store), no_collecting():
        row = row_of(store, deck.id)
        present = row.version if row and not row.archived else None
        if present != plan.replaces:
            raise UsageError(f"The deck {deck.id} was changed meanwhile; plan again.")
        held = standing(of_deck(store, deck.id))
        first, texts = None, list[str]()
        if row is None and plan.upstream is None and isinstance(plan.cards, FirstCards):
            first = FirstVersion.put(store, plan.cards)
            version = first.version
        else:
            texts = fact_texts(deck)
            version = store.put_version(deck.id, pieces(head_text(deck), texts))
        upstream = version if plan.upstream is None else store.put_version(deck.id, packed(plan.upstream))
        then, on = moment_after(store, deck.id, at, day)
        head: DeckVersion | Edited = DeckVersion(deck=deck.id, version=upstream, path=plan.path, at=then, day=on)
        follow: list[Event] = []
        if plan.is_edit and held is not None:
            head = Edited(deck=deck.id, version=version, base=held.upstream, at=then, day=on)
        elif upstream != version:
            follow.append(Edited(deck=deck.id, version=version, base=upstream, at=then, day=on))
        follow += _for_cards(store, plan, at, day)
        if follow or held is None or row is None or (present, row.path, held.upstream) != (version, plan.path, upstream):
            store.append_all([evolve(head, changes=len(follow)), *follow])
            placed = DeckRow(deck.id, version, deck.title, plan.path, _position(store, row))
            if first is not None:
                first.follow(store, placed)
            else:
                put(store, plan.cards, placed, texts, is_first=plan.is_first)
        else:
            put(store, plan.cards, row, texts)
        refresh(store, _touched(follow, store), tuning)


def undo(store: "Store", deck: str, at: int, day: int, tuning: "Tuning") -> bool:
    """Take back the last version of a deck, or the learner's last edit, with all that it did to cards, in one transaction.

    Returns whether it was an edit.

    Raises:
        NotFoundError: the collection never had the deck.
        UsageError: there is nothing before it, or the deck was removed since.
    """
    with kept_up(store):
        row = store.deck_row(deck)
        events = of_deck(store, deck)
        if row.archived or not events or not isinstance(events[-1], DeckVersion | Edited):
            raise UsageError(f"The deck {deck} was removed; quiz add brings it back.")
        group = _last_group(store, events)
        names = {(event.device, event.sequence) for event in group}
        left = [event for event in events if (event.device, event.sequence) not in names]
        held = standing(left)
        if held is None:
            raise UsageError(f"The deck {deck} has no version before this one; quiz remove {deck} takes it out.")
        store.append_all(
            [Undone(at=at, day=day, target_device=event.device, target_sequence=event.sequence) for event in reversed(group)]
        )
        former = unpacked(store.version(held.version))
        put(store, tuple(generate(former)), DeckRow(deck, held.version, former.title, path_here(store, left), row.position))
        if held.archived:
            store.archive(deck)
        refresh(store, _touched(group, store), tuning)
    return isinstance(group[0], Edited)


def refresh(store: "Store", cards: Iterable[str], tuning: "Tuning") -> None:
    """Bring what is kept of some cards, and of those that they are called now, up to date with the log."""
    called = store.former_ids()
    found: dict[str, CardState] = {}
    for name in cards:
        found[name] = found[called.get(name, name)] = CardState()
    for now, events in store.events_of_cards(name for name in found if name not in called).items():
        found[now] = replay_card(events, tuning.of_card(now))
    known = store.states(found)
    store.put_states({card: state for card, state in found.items() if state != known[card]})


def put(
    store: "Store", cards: Sequence[Card], row: DeckRow, texts: Sequence[str] | None = None, *, is_first: bool = False
) -> None:
    """Make these the cards of a deck, and keep a large deck in slices.

    `texts` are those of its facts, where they are at hand; `is_first` where nothing is known of any of the cards.
    """
    store.put_deck(row)
    slices = slices_of(cards, texts)
    if slices is None:
        store.drop_slices(row.deck)
        store.put_cards(row.deck, rows_of(cards))
        return
    store.put_slices(row.deck, row.version, *slices)
    if isinstance(cards, FirstCards):
        store.put_first_cards(row.deck, cards.batches())
    elif is_first:
        store.put_first_cards(row.deck, _batches(cards))
    else:
        store.put_cards(row.deck, rows_of(cards))


def slices_of(
    cards: Sequence[Card], texts: Sequence[str] | None = None, count: int | None = None
) -> tuple[str, Iterator[str]] | None:
    """Return the head and the slices of the deck that has these cards, as many as are wanted; nothing for a small one."""
    deck = _deck_of(cards)
    if deck is None or len(deck.facts) < LEAST_SLICED:
        return None
    return head_text(deck), sliced(deck, texts or fact_texts(deck), count)


def _deck_of(cards: Sequence[Card]) -> "Deck | None":
    if isinstance(cards, LeanCards):
        return cards.deck if len(cards) else None
    return cards[0].deck if cards else None


def rows_of(cards: Sequence[Card]) -> Iterable[CardRow]:
    """Return the rows of those of a deck's cards that can be asked."""
    deck = _deck_of(cards)
    if deck is None or len(deck.facts) < LEAST_SLICED:
        return (CardRow(card.id, place, card.sibling) for place, card in enumerate(cards) if can_be_asked(card))
    return (one for batch in _batches(cards) for one in batch.rows())


def _batches(cards: Iterable[Card]) -> Iterable[CardBatch]:
    return (batch_of(found) for found in kept(together(cards.deck) if isinstance(cards, LeanCards) else cards))


def _for_cards(store: "Store", plan: Plan, at: int, day: int) -> list[Event]:
    """Return the events that carry out what a plan does to cards, in their order."""
    if plan.is_first:
        return [
            Undone(at=at, day=day, target_device=event.device, target_sequence=event.sequence)
            for event in _freed(store, [], ids_of(plan.cards))
        ]
    known = store.states(card.id for line in plan.lines for card in (line.card, line.was) if card is not None)
    vacant = store.former_ids()  # of these, memory that had moved away may come back below
    renamed: list[Renamed] = []
    others: list[Event] = []
    for line in plan.lines:
        card, was = line.card, line.was
        before = known[was.id if was is not None and line.is_moved else card.id]
        # A card that moves is renamed even if nothing is known of it here: another device may know something.
        if was is not None and (line.is_moved or (line.members and before != CardState())) and line.change is not Change.RETIRED:
            renamed.append(Renamed(card=card.id, was=was.id, members=line.members, at=at, day=day))
        if line.change is Change.CHANGED and (before.reps or card.id in vacant):
            others.append(Retaught(card=card.id, at=at, day=day))
        if line.skipped and not before.suspended:
            others.append(Suspended(card=card.id, at=at, day=day))
    freed = _freed(store, renamed, ids_of(plan.cards))
    undone = [Undone(at=at, day=day, target_device=event.device, target_sequence=event.sequence) for event in freed]
    return [*undone, *renamed, *others]


def _freed(store: "Store", added: list[Renamed], cards: Iterable[str]) -> list[Renamed]:
    """Return the renamings that must be taken back so that every card of a deck has a memory of its own.

    A card that a former version renamed, and that stands beside its successor now, would lose each answer to it.
    """
    known = [event for event in store.standing((Renamed,)) if isinstance(event, Renamed)]
    if not known:
        return []
    present = set(cards)
    last = store.heads().get(store.device, 0)
    new = [evolve(event, device=store.device, sequence=last + number) for number, event in enumerate(added, 1)]
    freed: list[Renamed] = []
    while True:
        left = [event for event in known if event not in freed]
        called = lineage([*left, *new])
        more = [event for event in left if event.was in present and event.was in called]
        if not more:
            return freed
        freed += more


def _touched(events: Iterable[Event], store: "Store") -> list[str]:
    """Return the ids of the cards whose memory some events, just added or just taken back, can have changed."""
    found: list[str] = []
    for event in events:
        meant = store.event(event.target_device, event.target_sequence) if isinstance(event, Undone) else event
        found += [meant.card] if isinstance(meant, CardEvent) else []
        found += [meant.was] if isinstance(meant, Renamed) else []
    return found


def _last_group(store: "Store", events: list[Event]) -> list[Event]:
    """Return the events of the last change of a deck: its version or edit, and what that did to cards."""
    last = events[-1]
    heads = [event for event in events if isinstance(event, DeckVersion | Edited) and event.device == last.device]
    head = next(head for head in heads if head.sequence <= last.sequence <= head.sequence + head.changes)
    return [head, *store.following(head, head.changes)]  # of another device the rest may not have come here yet


def _position(store: "Store", row: DeckRow | None) -> int:
    if row is not None:
        return row.position
    return 1 + max((known.position for known in (*store.deck_rows(), *store.deck_rows(archived=True))), default=0)
