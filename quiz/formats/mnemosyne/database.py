"""Mnemosyne's database: its facts with their cards, tags, learning data and answers, in SQLite."""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Final

from attrs import frozen

from quiz.formats.anki.database import Database, Row
from quiz.formats.mnemosyne.past import DAY, Learned, Logged, ordered, real, whole
from quiz.formats.mnemosyne.second import Card, View
from quiz.formats.mnemosyne.words import literal

TABLES: Final = frozenset({"facts", "cards", "data_for_fact", "tags_for_card", "fact_views"})
"""Some of the tables that tell a database of Mnemosyne."""
NEEDED: Final = ("facts", "data_for_fact", "cards")
_REPETITION: Final = 9
_NEW: Final = -1


@frozen
class Entry:
    """A fact with its cards."""

    id: str
    number: int
    fields: dict[str, str]
    cards: tuple[Card, ...]


class Notes:
    """What is read of a database."""

    def __init__(self, database: Database) -> None:
        """Read an open database."""
        self._database = database
        self._has_log = "log" in database and database.has_index("log", "object_id")
        self._tags = self._tags_of_cards()

    def views(self) -> dict[str, View]:
        """Return the views of the learner's own card types."""
        if "fact_views" not in self._database:
            return {}
        rows = self._database.rows("SELECT id, q_fact_keys, a_fact_keys FROM fact_views")
        return {text(id): View(_keys(asked), _keys(answered)) for id, asked, answered in rows}

    def entries(self) -> Iterator[Entry]:
        """Yield the facts in the order in which they were added."""
        fields = groupby(
            self._database.rows(
                "SELECT f._id, f.id, d.key, d.value FROM facts f LEFT JOIN data_for_fact d ON d._fact_id = f._id ORDER BY f._id"
            ),
            key=lambda row: row[:2],
        )
        cards = groupby(
            self._database.rows(
                "SELECT _fact_id, _id, id, card_type_id, fact_view_id, grade, easiness, acq_reps, ret_reps, lapses, last_rep, "
                "next_rep, extra_data FROM cards WHERE typeof(_fact_id) = 'integer' ORDER BY _fact_id, _id"
            ),
            key=lambda row: row[0],
        )
        place, group = next(cards, (None, iter(())))
        for (number, id), rows in fields:
            data = {text(key): text(value) for _, _, key, value in rows if key is not None}
            while isinstance(place, int) and isinstance(number, int) and place < number:
                place, group = next(cards, (None, iter(())))
            own = tuple(self._card(row) for row in group) if place == number else ()
            yield Entry(text(id) or str(number), whole(number), data, own)

    def _card(self, row: Row) -> Card:
        _, number, id, kind, view, grade, easiness, acquired, retained, lapses, last, due, extra = row
        last_at = whole(last, _NEW)
        name = text(id)
        return Card(
            id=name,
            type=text(kind),
            view=text(view),
            tags=tuple(self._tags.get(number, ())),
            learned=Learned(
                grade=whole(grade, _NEW),
                easiness=real(easiness, 2.5),
                reps=whole(acquired) + whole(retained),
                lapses=whole(lapses),
                last_day=last_at // DAY,
                next_day=whole(due, _NEW) // DAY,
                last_at=last_at if last_at > 0 else None,
            ),
            extra=text(extra),
            answers=self._answers(id) if self._has_log and name else (),
        )

    def _answers(self, id: object) -> list[Logged]:
        rows = self._database.rows(
            "SELECT timestamp, grade, next_rep, thinking_time, acq_reps, ret_reps, lapses FROM log "
            "WHERE object_id = CAST(? AS TEXT) AND event_type = ? ORDER BY _id",
            (id, _REPETITION),
        )
        return ordered([Logged(*(whole(part) for part in row)) for row in rows])

    def _tags_of_cards(self) -> dict[object, list[str]]:
        found: dict[object, list[str]] = {}
        if "tags" in self._database and "tags_for_card" in self._database:
            names = {number: text(name) for number, name in self._database.rows("SELECT _id, name FROM tags")}
            for card, tag in self._database.rows("SELECT _card_id, _tag_id FROM tags_for_card"):
                if tag in names:
                    found.setdefault(card, []).append(names[tag])
        return found


def text(found: object) -> str:
    """Return what a value of a table says."""
    return found.decode("utf-8", "replace") if isinstance(found, bytes) else "" if found is None else str(found)


def _keys(found: object) -> tuple[str, ...]:
    keys = literal(text(found), ())
    return tuple(key for key in keys if isinstance(key, str)) if isinstance(keys, list | tuple) else ()


def media_folders(path: Path) -> tuple[str, ...]:
    """Return the folders beside a database in which its media may be."""
    return (f"{path.name}_media", f"{path.stem}_media", "")
