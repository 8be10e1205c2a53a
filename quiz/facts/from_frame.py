"""Decks from data frames: pandas, Polars, PyArrow and whatever else narwhals reads."""

import struct
from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Unpack

from quiz.errors import UsageError
from quiz.facts.building import DeckOptions
from quiz.facts.checks import described
from quiz.facts.deck import Deck
from quiz.facts.from_mappings import from_mappings

if TYPE_CHECKING:
    import narwhals

_MISSING = frozenset({"NAType", "NaTType"})
"""The classes of what pandas puts where there is nothing."""


def from_frame(
    frame: Any,  # noqa: ANN401 - of a library that need not be installed
    *,
    id: str,
    subject: str | None = None,
    columns: Mapping[str, str | Mapping[str, Any]] | None = None,
    **deck: Unpack[DeckOptions],
) -> Deck:
    """Make a deck of a data frame's rows, as `from_mappings` does of mappings.

    What is missing in a cell (`None`, NaN, NaT) is no fact. A time of day is left out of a date. A column of numbers that are
    all whole, as pandas makes of whole numbers among which some are missing, is one of whole numbers.

    Args:
        frame: A frame of pandas, Polars (a lazy one is collected), PyArrow or another library that narwhals knows.
        id: The deck's id, which never changes.
        subject: The column of the subjects, or the name of a pandas index; the first column unless given.
        columns: The columns to read, as for `from_mappings`; every column unless given. A pandas index is read only where it
            has a name and stands here or is the subject.
        deck: What else there is to say of the deck: see `DeckOptions`.

    Raises:
        DeckError: Something is wrong in the rows; all of it is told, each with its place, such as `rows[3].population`.
        UsageError: `frame` is no data frame, or narwhals, which the extra `frames` installs, is not there.
    """
    found = _eager(_with_index(frame, {*(columns or ()), *([] if subject is None else [subject])}))
    names = [str(name) for name in found.columns]
    if len({*names}) < len(names):
        raise UsageError("Two columns of the frame have the same name; give each a name of its own.")
    return from_mappings(_rows(found, names), id=id, subject=subject, columns=columns, **deck)


def _eager(frame: Any) -> "narwhals.DataFrame[Any]":  # noqa: ANN401 - as in from_frame
    try:
        import narwhals
    except ImportError as error:
        raise UsageError('Reading data frames needs narwhals; install it with: pip install "factquiz[frames]"') from error
    try:
        found = narwhals.from_native(frame)
    except (TypeError, ValueError, narwhals.exceptions.NarwhalsError) as error:
        if isinstance(error, TypeError):
            expected = "pandas, Polars, PyArrow or another library that narwhals reads"
            message = f"{described(frame)} is no data frame; expected one of {expected}"
        else:
            message = f"The frame cannot be read: {error}"
        raise UsageError(message) from error
    return found.collect() if isinstance(found, narwhals.LazyFrame) else found


def _with_index(frame: Any, asked: set[str]) -> Any:  # noqa: ANN401 - a frame, or whatever was given for one
    """Return a pandas frame with the levels of its index that are asked for by name as columns; any other frame as it is."""
    index = getattr(frame, "index", None)
    names = [name for name in getattr(index, "names", ()) or () if isinstance(name, str) and name in asked]
    wanted = [name for name in names if name not in frame.columns]
    return frame.reset_index(level=wanted) if wanted else frame


def _rows(frame: "narwhals.DataFrame[Any]", names: list[str]) -> Iterator[dict[str, Any]]:
    """Yield the rows as Python's own values."""
    columns = [_column(frame[:, place]) for place in range(len(names))]
    for cells in zip(*columns, strict=True):
        yield dict(zip(names, cells, strict=True))


def _column(series: "narwhals.Series[Any]") -> list[Any]:
    from narwhals import Float32

    short = series.dtype == Float32
    cells = [_plain(cell, short=short) for cell in series.to_list()]
    numbers = [cell for cell in cells if cell is not None]
    if all(isinstance(cell, float) and cell.is_integer() for cell in numbers):
        return [None if cell is None else int(cell) for cell in cells]
    return cells


def _plain(cell: Any, *, short: bool) -> Any:  # noqa: ANN401 - whatever a frame holds
    """Return a cell as a value of Python's own types, `None` for a missing one; `short` says that it has 32 bits."""
    kind = type(cell)
    if cell is None or kind.__name__ in _MISSING:
        return None
    if kind.__module__ == "numpy":
        if kind.__name__ == "datetime64":
            return _plain(cell.astype("datetime64[D]").item(), short=short)
        return _plain(cell.tolist(), short=short or kind.__name__ == "float32")
    if isinstance(cell, float):
        return None if cell != cell else _as_written(cell) if short else cell  # noqa: PLR0124 - the test for NaN
    if isinstance(cell, date):
        return date(cell.year, cell.month, cell.day)
    if isinstance(cell, list | tuple):
        return [item for item in (_plain(item, short=short) for item in cell) if item is not None]
    if hasattr(cell, "is_nan") and cell.is_nan():
        return None
    to_list = getattr(cell, "to_list", None)
    return _plain(to_list(), short=short) if to_list else cell


def _as_written(number: float) -> float:
    """Return the shortest number that a 32-bit float stands for: 1.1, not 1.100000023841858."""
    if number in {float("inf"), float("-inf")}:
        return number
    return next(found for digits in range(6, 10) if _same(found := float(f"{number:.{digits}g}"), number))


def _same(one: float, other: float) -> bool:
    try:
        return struct.pack("f", one) == struct.pack("f", other)
    except OverflowError:
        return False
