"""Files of Mnemosyne's first version, and of two programs that it took over: as items."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from attrs import field, frozen

from quiz.errors import FormatError
from quiz.formats.format import Skipped
from quiz.formats.mnemosyne.items import Item
from quiz.formats.mnemosyne.past import DAY, Learned, local_day, real, whole
from quiz.formats.mnemosyne.pickles import Instance, PickleError, unpickled
from quiz.formats.xml_records import Element, records
from quiz.text.safe import safe_line

MEM: Final = b"--- Mnemosyne Data Base ---"
"""How a database of the first version begins; the rest of that line tells its version, and below it is a pickle."""
ROOTS: Final = ("mnemosyne", "smconv_pl", "CueCards")
"""The outermost elements of files of XML."""
_ITEMS: Final = frozenset({"item", "card", "Card"})


@frozen
class Days:
    """How a file counts days."""

    start: float = 0.0
    """The moment of its day 0, in seconds since the epoch."""
    known: dict[int, int] = field(factory=dict)

    def of(self, number: int) -> int:
        """Return a day in days since 1970-01-01, by its number."""
        if number not in self.known:
            self.known[number] = local_day(self.start + max(-100_000, min(number, 1_000_000)) * DAY)
        return self.known[number]


def mem_items(path: Path) -> Iterator[Item | Skipped]:
    """Yield the items of a database. Raises `FormatError` where it holds none."""
    data = path.read_bytes()
    end = data.find(b"\n", 0, 200)
    if not data.startswith(MEM) or end < 0:
        raise FormatError(f"{path} does not begin as a database of Mnemosyne 1 does.")
    try:
        whole_file = unpickled(data, end + 1)
    except PickleError as error:
        raise FormatError(f"{path} cannot be read as a database of Mnemosyne 1: {error}. Export it as XML there.") from None
    if not isinstance(whole_file, list | tuple) or len(whole_file) < 3 or not isinstance(whole_file[2], list):
        raise FormatError(f"{path} holds something else than a database of Mnemosyne 1 does.")
    start = whole_file[0]
    days = Days(real(start.get("time"), 0.0) if isinstance(start, Instance) else 0.0)
    for number, found in enumerate(whole_file[2], start=1):
        where = f"item {number}"
        if not isinstance(found, Instance):
            yield Skipped(where, "It is no item.")
            continue
        category = found.get("cat")
        attributes = {short: found.get(name) for name, short in _STORED.items() if found.get(name) is not None}
        id = found.get("id")
        yield Item(
            id="" if id is None else safe_line(str(id)),
            where=f"{where} ({safe_line(str(id))})" if id else where,
            question=_said(found.get("q")),
            answer=_said(found.get("a")),
            category=_said(category.get("name")) if isinstance(category, Instance) else "",
            learned=_learned(attributes, days),
        )


_STORED: Final = {
    "grade": "gr", "easiness": "e", "acq_reps": "ac_rp", "ret_reps": "rt_rp", "lapses": "lps", "last_rep": "l_rp",
    "next_rep": "n_rp", "unseen": "u",
}  # fmt: skip
"""What a database calls the learning data of an item, and what XML does."""


def _said(found: object) -> str:
    return found if isinstance(found, str) else ""


def xml_items(path: Path) -> Iterator[Item | Skipped]:
    """Yield the items of a file of XML."""
    days = Days()
    for found in _elements(path):
        if isinstance(found, Skipped):
            yield found
        elif found.tag == "mnemosyne":
            days = Days(real(found.attributes.get("time_of_start"), 0.0))
        elif found.tag == "item":
            id = safe_line(found.attributes.get("id", ""))
            yield Item(
                id=id,
                where=f"line {found.line}",
                question=found.said("Q"),
                answer=found.said("A"),
                category=found.said("cat"),
                learned=_learned(found.attributes, days),
            )
        elif found.tag == "card":
            yield _of_supermemo(found)
        else:
            yield Item(
                id="",
                where=f"line {found.line}",
                question=found.attributes.get("Question", ""),
                answer=found.attributes.get("Answer", ""),
            )


def _elements(path: Path) -> Iterator[Element | Skipped]:
    """Yield the records of a file; before them its outermost element where that says when its days begin."""
    data = path.read_bytes()
    beginning = data[:4096]
    if b"<mnemosyne" in beginning:
        place = beginning.index(b"<mnemosyne")
        end = beginning.find(b">", place)
        text = beginning[place : end + 1].decode("latin-1")
        yield from (one for one in records([text.removesuffix("/>").removesuffix(">").encode() + b"/>"], {"mnemosyne"}))
    try:
        data.decode()
        is_utf_8 = True
    except UnicodeDecodeError:
        is_utf_8 = False
    # What is no UTF-8 and does not say what it is was written by a Western European Windows.
    is_told = b"encoding" in data[:200] and not data[:200].upper().count(b"UTF-8")
    encoding = None if is_utf_8 or is_told or data.startswith((b"\xff\xfe", b"\xfe\xff")) else "windows-1252"
    yield from records([data], _ITEMS, encoding)


def _of_supermemo(found: Element) -> Item:
    """Return the card of a file of SuperMemo for Palm, as the program “smconv” writes it."""
    fields: dict[str, str] = {}
    for group in found.all("card_fields"):
        fields.update((one.attributes.get("idx", ""), one.text) for one in group.all("card_field"))
    told = next((one.attributes for one in found.all("card_other")), {})
    interval, due = whole(told.get("interval")), _iso(told.get("datenexttest", ""))
    learned = Learned(grade=-1)
    if due is not None and interval > 0:
        learned = Learned(
            grade=4, reps=whole(told.get("recalls")), lapses=whole(told.get("lapses")), last_day=due - interval, next_day=due
        )
    return Item(
        id="",
        where=f"line {found.line}",
        question=fields.get("1", ""),
        answer=fields.get("2", ""),
        category=found.attributes.get("category", ""),
        learned=learned,
    )


def _iso(text: str) -> int | None:
    from datetime import date

    try:
        return date.fromisoformat(text).toordinal() - date(1970, 1, 1).toordinal()
    except ValueError:
        return None


def _learned(told: Any, days: Days) -> Learned:  # noqa: ANN401 - attributes of XML, or what a database stored
    """Return the learning data of an item. One that was never graded is new."""
    if told.get("gr") is None:
        return Learned(grade=-1)
    grade = whole(told.get("gr"))
    acquired, retained = whole(told.get("ac_rp")), whole(told.get("rt_rp"))
    unseen = told.get("u")
    is_unseen = (acquired <= 1 and not retained and not grade) if unseen is None else str(unseen).strip() not in {"0", "False"}
    if grade < 0 or (is_unseen and grade < 2):
        return Learned(grade=-1)
    return Learned(
        grade=grade,
        easiness=real(told.get("e"), 2.5),
        reps=acquired + retained,
        lapses=whole(told.get("lps")),
        last_day=days.of(whole(told.get("l_rp"))),
        next_day=days.of(whole(told.get("n_rp"))),
    )
