"""The checkpoint: what replaying the log said of every card, one row a card. It can be cleared and rebuilt."""

from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from quiz.memory.state import CardState, Member, MemoryState, Phase
    from quiz.store.connection import Database, Row

COLUMNS: Final = (
    "phase, stability, difficulty, step, due_day, due_at, last_day, reps, lapses, suspended, buried_until, marked, reteach, "
    "members, flag"
)
"""The columns of `cards` from which `to_state` makes a state, in its order."""

_NAMES = COLUMNS.split(", ")
_BATCH: Final = 500
_PUT = (
    f"INSERT INTO cards ({COLUMNS}, card) VALUES ({', '.join('?' * (len(_NAMES) + 1))}) "  # noqa: S608 - constants
    f"ON CONFLICT (card) DO UPDATE SET {', '.join(f'{name} = excluded.{name}' for name in _NAMES)}"
)
DEFAULTS: Final = ("new", None, None, 0, None, None, None, 0, 0, 0, None, 0, 0, None, 0)
"""What `COLUMNS` are for a card of which nothing is known."""


def state(database: "Database", card: str) -> "CardState":
    """Return the state of a card; the default one if nothing is known of it."""
    from quiz.memory.state import CardState

    row = database.row(f"SELECT {COLUMNS} FROM cards WHERE card = ?", (card,))  # noqa: S608 - a constant
    return CardState() if row is None else to_state(row)


def deck_of(database: "Database", card: str) -> str | None:
    """Return the deck that a card is in, or was in last; nothing for a card that was never in one here."""
    found = database.value("SELECT deck FROM cards WHERE card = ?", (card,))
    return None if found is None else str(found)


def remembers_any_outside_decks(database: "Database") -> bool:
    """Say whether anything is remembered of a card that is in no current deck. Quick where there is none."""
    return bool(database.rows("SELECT 1 FROM cards WHERE alive = 0 LIMIT 1"))


def states(database: "Database", cards: "Iterable[str]") -> "dict[str, CardState]":
    """Return the states of these cards by card, in their order; the default one for those of which nothing is known."""
    from quiz.memory.state import CardState

    default = CardState()
    found = dict.fromkeys(cards, default)
    names = list(found)
    for start in range(0, len(names), _BATCH):
        batch = names[start : start + _BATCH]
        sql = f"SELECT {COLUMNS}, card FROM cards WHERE card IN ({', '.join('?' * len(batch))})"  # noqa: S608 - constants
        for row in database.rows(sql, batch):
            found[row[-1]] = to_state(row)
    return found


def put_state(database: "Database", card: str, state: "CardState") -> None:
    """Keep the state of a card, whether or not it is in a deck."""
    database.run(_PUT, (*_to_row(state), card))


def put_states(database: "Database", states: "Mapping[str, CardState]") -> None:
    """Keep the states of many cards, all or none."""
    database.run_many(_PUT, ((*_to_row(states[card]), card) for card in sorted(states)))


def clear_states(database: "Database") -> None:
    """Give every card the default state, so that the log can be replayed. Decks and their cards stay."""
    with database.transaction():
        database.run("DELETE FROM cards WHERE deck IS NULL")
        database.run(
            f"UPDATE cards SET ({COLUMNS}) = ({', '.join('?' * len(DEFAULTS))}) "  # noqa: S608 - constants
            f"WHERE ({COLUMNS}) IS NOT ({', '.join('?' * len(DEFAULTS))})",
            DEFAULTS * 2,
        )


def to_state(row: "Row") -> "CardState":
    """Return the state that a row says, whose first columns are `COLUMNS`."""
    state, memory, phase = _kinds()
    return state(
        phase=phase(row[0]),
        memory=None if row[1] is None else memory(row[1], row[2]),
        step=row[3],
        due_day=row[4],
        due_at=row[5],
        last_day=row[6],
        reps=row[7],
        lapses=row[8],
        suspended=bool(row[9]),
        buried_until=row[10],
        marked=bool(row[11]),
        reteach=bool(row[12]),
        members=_to_members(row[13]) if row[13] else (),
        flag=row[14],
    )


@cache
def _kinds() -> "tuple[type[CardState], type[MemoryState], type[Phase]]":
    """Return what states are made of. A session begins with thousands of them, so it is looked up once."""
    from quiz.memory.state import CardState, MemoryState, Phase

    return CardState, MemoryState, Phase


def _to_members(text: str) -> "tuple[Member, ...]":
    import json

    from quiz.memory.state import Member, MemoryState

    return tuple(Member(name, MemoryState(stability, difficulty), day) for name, stability, difficulty, day in json.loads(text))


def _of_members(members: "tuple[Member, ...]") -> str | None:
    if not members:
        return None
    import json

    return json.dumps([(one.name, one.memory.stability, one.memory.difficulty, one.last_day) for one in members])


def _to_row(state: "CardState") -> tuple[object, ...]:
    memory = state.memory
    return (
        str(state.phase),
        None if memory is None else memory.stability,
        None if memory is None else memory.difficulty,
        state.step,
        state.due_day,
        state.due_at,
        state.last_day,
        state.reps,
        state.lapses,
        int(state.suspended),
        state.buried_until,
        int(state.marked),
        int(state.reteach),
        _of_members(state.members),
        state.flag,
    )
