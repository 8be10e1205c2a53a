"""The columns of a table: what each of them holds, guessed from its name or told by whoever imports it.

A role is `subject`; `answer`, for what answers the subject read as a question; a qualifier of the row (`tags`, `source`, `at`,
`id`, `since`, `until`, `as_of`, `status`, `according_to`, `wrong`, `accept`, `note`, `feedback`, `front`, `kept`); `ignore`; or
the name of a relation. `relation:tags` is the relation that is called like a role.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from attrs import evolve, frozen

from quiz.errors import UsageError
from quiz.facts.fields import QUALIFIERS
from quiz.facts.rows import Cell, Row, Table
from quiz.formats.column_names import (
    IDS,
    NUMBERED,
    TAGS,
    explains,
    is_around,
    is_studied,
    names_a_question,
    names_an_answer,
    sorts,
)
from quiz.text.safe import safe_line

SUBJECT: Final = "subject"
ANSWER: Final = "answer"
IGNORE: Final = "ignore"
RELATION: Final = "relation:"
ROLES: Final = (SUBJECT, ANSWER, *QUALIFIERS, IGNORE)
"""Every role but the names of relations."""

_LABEL: Final = "Label"
_ENTITY: Final = "http://www.wikidata.org/entity/"
_NO_SUBJECTS = frozenset(QUALIFIERS) - {"front"}
_SAMPLE: Final = 200
_WHOLE: Final = "␟"
"""Divides nothing: a cell is one value."""


@frozen
class Layout:
    """What the columns of a table hold."""

    columns: tuple[str, ...]
    """Their names, each of its own."""
    roles: Mapping[str, str]
    """The role of every column."""

    @property
    def subject(self) -> str:
        """The column of the subjects."""
        return next(column for column, role in self.roles.items() if role == SUBJECT)

    @property
    def relations(self) -> dict[str, str]:
        """The relation of each column that states one."""
        return {column: relation_of(role) for column, role in self.roles.items() if is_relation(role)}

    @property
    def qualifiers(self) -> dict[str, str]:
        """The qualifier of each column that holds one."""
        return {column: role for column, role in self.roles.items() if role in QUALIFIERS}


LONGEST_NAME = 150
"""Letters. What is longer is no name of a column, unless it says that it is one."""


def is_relation(role: str) -> bool:
    """Say whether a column of this role states something."""
    return role == ANSWER or role not in ROLES


def relation_of(role: str) -> str:
    """Return the name of the relation that a column of this role states."""
    return role.removeprefix(RELATION)


def role_of(relation: str) -> str:
    """Return the role of a column that states a relation."""
    return f"{RELATION}{relation}" if relation in ROLES or relation.startswith(RELATION) else relation


def unique(columns: Iterable[str]) -> tuple[str, ...]:
    """Return the names of columns; of several that share one, the further ones get a number."""
    taken: dict[str, int] = {}
    found: list[str] = []
    for name in columns:
        number = taken[name] = taken.get(name, 0) + 1
        told = name if number == 1 else f"{name} ({number})"
        found.append(told)
        taken.setdefault(told, 1)
    return tuple(found)


def layout(table: Table, told: Mapping[str, str]) -> Layout:
    """Return what the columns of a table hold: as told, and else by a guess.

    Raises `UsageError` for a column that the table does not have, a role that cannot be, and where nothing is stated.
    """
    columns = unique(table.columns)
    for name, role in told.items():
        _check(name, role, columns)
    roles: dict[str, str] = {column: role.strip() for column, role in told.items()}
    guessed = _guessed(table, columns)
    has_subject = SUBJECT in roles.values()
    for column in columns:
        if column not in roles:
            role = guessed[column]
            if (role == SUBJECT and has_subject) or (role in {*QUALIFIERS, SUBJECT} and role in roles.values()):
                role = role_of(column)
            roles[column] = role
    if SUBJECT not in roles.values():
        first = next((column for column in columns if column not in told and is_relation(roles[column])), None)
        if first is None:
            raise UsageError(f"No column holds the subjects. Say which: --column {columns[0]}=subject")
        roles[first] = SUBJECT
    several = [role for role in (SUBJECT, *QUALIFIERS) if list(roles.values()).count(role) > 1]
    if several:
        raise UsageError(f"Two columns are to be the {several[0]}; only one can.")
    found = Layout(columns, {column: roles[column] for column in columns})
    if not found.relations:
        raise UsageError(
            f"Beside its subjects the table states nothing; its only columns are {', '.join(columns)}. "
            "Every other column can be a relation: --column NAME=RELATION"
        )
    return found


def _check(name: str, role: str, columns: tuple[str, ...]) -> None:
    from quiz.text.closeness import nearest

    if name not in columns:
        near = nearest(name, list(columns))
        hint = f"Did you mean “{near}”?" if near else f"There are: {', '.join(columns)}."
        raise UsageError(f"The table has no column “{name}”. {hint}")
    if not safe_line(relation_of(role)).strip():
        raise UsageError(f"The column “{name}” needs a role: {', '.join(ROLES)}, or the name of a relation.")


def _guessed(table: Table, columns: tuple[str, ...]) -> dict[str, str]:
    """Return a role for every column by its name and place."""
    found: dict[str, str] = {}
    for place, column in enumerate(columns):
        role = _role(table, columns, place, found)
        found[column] = role if role == IGNORE or role not in found.values() else role_of(column)
    stating = _stating(columns, found)
    pair = _pair(stating)
    if pair:
        found.update({pair[0]: SUBJECT, pair[1]: ANSWER})
        found.update(_beside(found, [column for column in stating if column not in pair]))
        if pair[0] in NUMBERED and _are_questions(table, columns.index(pair[0])):
            found.update((column, IGNORE) for column in stating if column.startswith("column ") and column not in pair)
    elif stating:
        found[_subject(table, columns, stating)] = SUBJECT
        studied = [column for column in stating if is_studied(column) and found[column] != SUBJECT]
        if len(studied) > 1:
            found.update(dict.fromkeys(studied, IGNORE))
    return found


def _subject(table: Table, columns: tuple[str, ...], stating: Sequence[str]) -> str:
    """Return the column of the subjects, of those that state something: the first one, if it does not only sort what follows.

    A level, a chapter or a category that is the same for several rows sorts the things that the next column names, each once.
    """
    first, *others = stating
    if len(others) > 1 and sorts(first) and not is_around(others[0]) and _repeats(table, columns.index(first)):
        return others[0] if not _repeats(table, columns.index(others[0])) else first
    return first


def _repeats(table: Table, place: int) -> bool:
    cells = [str(row.cells[place]) for row in table.rows[:_SAMPLE]]
    return len(set(cells)) < len(cells)


def _role(table: Table, columns: tuple[str, ...], place: int, found: Mapping[str, str]) -> str:
    """Return the role of a column by its name and place, and by the roles of those before it."""
    column = columns[place]
    name = column.casefold().strip()
    if column.startswith(RELATION):
        return column
    if name in TAGS:
        return "tags"
    if name in IDS and _names_rows(table, place):
        return "id"
    if name == "front" and (place == 0 or (_asks(columns, place) and _states_nothing(found))):
        return role_of(column)  # as others call their questions, before which nothing is stated
    if f"{column}{_LABEL}" in columns and _holds_entities(table, place):
        return IGNORE  # what Wikidata says of it is beside it, in words
    if column.endswith(_LABEL) and IGNORE in found.values():
        return role_of(column.removesuffix(_LABEL))
    if name in QUALIFIERS and name not in IDS and _qualifies(table, place, name):
        return name
    if place == 0 and len(columns) > 2 and name in {"column 1", "no", "no.", "nr", "nr.", "#"} and _counts(table):
        return IGNORE
    return role_of(column)


def _pair(stating: Sequence[str]) -> tuple[str, str] | None:
    """Return the columns of questions and of their answers, wherever they are, of those that state something."""
    for place, column in enumerate(stating):
        if names_a_question(column):
            answers = [one for one in stating[place + 1 :] if names_an_answer(one)]
            if answers and (place == 0 or column not in NUMBERED) and (answers[0] == stating[1] or answers[0] not in NUMBERED):
                return column, answers[0]
    return None


def _beside(found: Mapping[str, str], others: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the roles of what stands beside questions and answers: what explains these, and what nobody asks of a question."""
    has_note = "note" in found.values()
    has_wrong = "wrong" in found.values()
    for column in others:
        if explains(column) and not has_note:
            has_note = True
            yield column, "note"
        elif has_wrong or is_around(column):
            yield column, IGNORE


def _stating(columns: tuple[str, ...], found: dict[str, str]) -> list[str]:
    """Return the columns that state something. Beside words alone, one called “note” or “source” is what is asked for."""
    stating = [column for column in columns if is_relation(found[column])]
    for column in columns if len(stating) == 1 else ():
        if found[column] in _NO_SUBJECTS - {"id", "tags", "kept"}:
            found[column] = role_of(column)
            return [*stating, column]
    return stating


def _states_nothing(found: Mapping[str, str]) -> bool:
    """Say whether columns state nothing but what is said around questions."""
    return all(not is_relation(role) or is_around(name) for name, role in found.items())


def _asks(columns: tuple[str, ...], place: int) -> bool:
    """Say whether the next column is called as those of answers are."""
    return place + 1 < len(columns) and names_an_answer(columns[place + 1])


def _are_questions(table: Table, place: int) -> bool:
    """Say whether a column that has no name holds questions, so that nobody asks for more of them than their answers."""
    cells = [str(row.cells[place]).rstrip() for row in table.rows[:_SAMPLE] if row.cells[place]]
    return sum(1 for cell in cells if cell.endswith(("?", "？"))) > len(cells) / 2


def _holds_entities(table: Table, place: int) -> bool:
    cells = [row.cells[place] for row in table.rows[:_SAMPLE] if row.cells[place]]
    return bool(cells) and all(isinstance(cell, str) and cell.startswith(_ENTITY) for cell in cells)


def _qualifies(table: Table, place: int, name: str) -> bool:
    """Say whether a column that is called like a qualifier holds what such a one can be, in its first rows."""
    cells = [row.cells[place] for row in table.rows[:_SAMPLE] if row.cells[place] not in (None, "", [])]
    fit = 0
    for cell in cells:
        try:
            QUALIFIERS[name](cell)
        except (TypeError, ValueError):
            continue
        fit += 1
    return fit >= len(cells) / 2


def _names_rows(table: Table, place: int) -> bool:
    """Say whether what a column holds never stands in two rows about different things."""
    other = next(
        (at for at, name in enumerate(table.columns) if at != place and name.casefold().strip() not in _NO_SUBJECTS), place
    )
    known: dict[str, Cell] = {}
    return all(
        known.setdefault(str(row.cells[place]), row.cells[other]) == row.cells[other]
        for row in table.rows
        if row.cells[place] not in (None, "", [])
    )


def _counts(table: Table) -> bool:
    found = [str(row.cells[0]) for row in table.rows]
    return bool(found) and any(found == [str(number) for number in range(first, first + len(found))] for first in (0, 1))


def arranged(table: Table, found: Layout) -> tuple[Table, dict[str, object]]:
    """Return a table as `quiz.facts.table_records` reads it, with the columns that count, and what is to be said of it."""
    names = found.qualifiers
    taken = set(names.values())
    for column, role in found.roles.items():
        if role == SUBJECT or is_relation(role):
            names[column] = next(name for name in _free(column) if name not in taken)
            taken.add(names[column])
    places = [(found.columns.index(column), found.roles[column]) for column in names]
    rows = tuple(Row(row.line, tuple(cell_of(row.cells[place], role) for place, role in places)) for row in table.rows)
    columns = {names[column]: {"relation": relation, "split": _WHOLE} for column, relation in found.relations.items()}
    entry: dict[str, object] = {"subject": names[found.subject], "columns": columns}
    return evolve(table, columns=tuple(names.values()), rows=rows, problems=[]), entry


def _free(column: str) -> Iterator[str]:
    yield column or "column"
    yield from (f"{column} ({number})" for number in range(2, 10_000))


def cell_of(cell: Cell, role: str) -> Cell:
    """Return a cell as its column's role divides it."""
    if cell == []:
        return None
    if isinstance(cell, str) and role == "tags":
        return tags_in(cell)
    if isinstance(cell, str) and role == "source":
        return [part for part in map(str.strip, cell.split(";")) if safe_line(part).strip()]
    return cell


def tags_in(cell: str) -> list[str]:
    """Return the tags in a cell: divided by semicolons where there is one, else by commas or, as Anki writes them, by spaces."""
    sign = next((sign for sign in (";", ",", "，", "、") if sign in cell), None)
    parts = cell.split(sign)
    return [part for part in map(str.strip, parts) if safe_line(part).strip()]
