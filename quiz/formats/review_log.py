"""The review log of a deck as a table: one row an answer, with the columns of py-fsrs's own logs first.

`card_id`, `review_time` (milliseconds since the epoch, UTC), `review_rating` (1 … 4) and `review_duration` (milliseconds) are
what tools that fit FSRS read; `form`, `answer`, `due_day`, `prompt` and `right_answer` are for people.
"""

import csv
import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Final

from quiz.cards.generation import generate
from quiz.errors import FormatError
from quiz.formats.format import Format, Outgoing, Written

COLUMNS: Final = (
    "card_id", "review_time", "review_rating", "review_duration", "study_day", "due_day", "form", "answer",
    "prompt", "right_answer",
)  # fmt: skip
_NUMBERS: Final = frozenset({"review_time", "review_rating", "review_duration", "study_day", "due_day"})
_GROUP: Final = 20_000
"""Rows of a group, which are in memory at once."""


def write_csv(outgoing: Outgoing, path: Path) -> Written:
    """Write the answers as CSV."""
    count = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        for row in _rows(outgoing):
            writer.writerow(row)
            count += 1
    return Written(reviews=count)


def write_lines(outgoing: Outgoing, path: Path) -> Written:
    """Write the answers as JSON Lines."""
    count = 0
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for row in _rows(outgoing):
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
            count += 1
    return Written(reviews=count)


def write_parquet(outgoing: Outgoing, path: Path) -> Written:
    """Write the answers as Parquet, some thousands at a time."""
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError as error:
        message = 'Writing Parquet files needs pyarrow; install it with: pip install "factquiz[parquet]"'
        raise FormatError(message) from error
    schema = pa.schema([(name, pa.int64() if name in _NUMBERS else pa.string()) for name in COLUMNS])
    rows, count = _rows(outgoing), 0
    with parquet.ParquetWriter(path, schema) as writer:
        while group := list(islice(rows, _GROUP)):
            writer.write_table(pa.Table.from_pylist(group, schema=schema))
            count += len(group)
    return Written(reviews=count)


def _rows(outgoing: Outgoing) -> Iterator[dict[str, object]]:
    cards = {card.id: card for card in generate(outgoing.deck)}
    for number, event in enumerate(outgoing.reviews):
        if not number % 1000:
            outgoing.tick()
        card = cards.get(event.card)
        yield dict(
            zip(
                COLUMNS,
                (
                    event.card, event.at, int(event.rating), event.took, event.day, event.due_day, event.form, event.answer or "",
                    card.prompt if card else "", card.answer if card else "",
                ),
                strict=True,
            )
        )  # fmt: skip


_HOLDS: Final = "every answer: card, moment, rating, form, what was typed, time taken"
_LACKS: Final = "the facts themselves; answers that were taken back"
FORMATS: Final = {
    "log-csv": Format(
        name="log-csv", title="review log as CSV", write=write_csv, extensions=(".csv",), has_reviews=True,
        holds=_HOLDS, lacks=_LACKS,
    ),
    "log-jsonl": Format(
        name="log-jsonl", title="review log as JSON Lines", write=write_lines, extensions=(".jsonl",), has_reviews=True,
        holds=_HOLDS, lacks=_LACKS,
    ),
    "log-parquet": Format(
        name="log-parquet", title="review log as Parquet", write=write_parquet, extensions=(".parquet",), has_reviews=True,
        holds=_HOLDS, lacks=_LACKS, extra="parquet",
    ),
}  # fmt: skip
