"""org-fc: headings with the tag `fc`, by their types, and when each of their positions is due.

(Types: `org-fc-type-*.el`; blanks: `org-fc-type-cloze-hole-re`; the drawer: `awk/index.awk` of org-fc 0.6.)
"""

import re
from collections.abc import Sequence
from typing import Final

from attrs import evolve

from quiz.formats.authored import BOTH, FORWARD, MOST_BLANKS, Blank, Made, Whose, hole, unmarked
from quiz.formats.org.drill import Item
from quiz.formats.org.outline import Heading
from quiz.formats.org.times import day_of, moment_of, real
from quiz.formats.org.words import html_of
from quiz.formats.past import Past
from quiz.memory.state import Phase

TAG: Final = "fc"
SUSPENDED: Final = "suspended"
SOURCE: Final = "org-fc"
# Braces inside of formulas close nothing. What begins like a hole and is none ends where the next one begins.
_WORDS: Final = r"(?:(?>\$[^$]{1,1000}\$|(?!\{\{)[^}]){0,1000}?|(?:(?!\{\{)[^}]){0,5000}?)"
_HOLE: Final = re.compile(
    rf"\{{\{{(?P<words>{_WORDS})\}}(?:\{{(?P<hint>(?>\$[^$]{{1,500}}\$|[^}}]){{0,1000}}?)\}})?(?:@(?P<id>\d{{1,4}}))?\}}"
)
_BACK: Final = "back"


def facts_of(item: Item) -> list[Made]:
    """Return the facts of a heading. Raises `ValueError` where it asks nothing, with why."""
    heading = item.heading
    kind = heading.properties.get("FC_TYPE", "normal").strip().casefold()
    if kind == "cloze":
        return _sentence(item)
    back = next((child for child in heading.children if child.title.strip().casefold() == _BACK), None)
    others = [child for child in heading.children if child is not back and TAG not in child.tags]
    title, text = heading.title.strip(), heading.text.strip("\n")
    answer = heading.properties.get("ANSWER", "")
    if back is not None:
        question = f"{title}\n\n{text}" if text.strip() else title
        answer = answer or _said(back)
    elif answer:
        question = f"{title}\n\n{text}" if text.strip() else title
    else:
        question, answer = title, text
        if not text.strip() and others:
            answer, others = _said(others[0]) or others[0].title, others[1:]
    note = "".join(
        f"<p><b>{html_of(one.title).removeprefix('<p>').removesuffix('</p>')}</b></p>{html_of(_said(one))}" for one in others
    )
    kinds = BOTH if kind in {"double", "vocab"} else FORWARD
    return [
        item.made.pair(
            item.read(html_of(question)), item.read(html_of(answer)), kinds, tags=item.tags, id=item.id,
            note=item.read(note).rich if note else "",
        )
    ]  # fmt: skip


def _said(heading: Heading) -> str:
    parts = [heading.text.strip("\n"), *(f"*{one.title}*\n\n{one.text}" for one in heading.all() if TAG not in one.tags)]
    return "\n\n".join(part for part in parts if part.strip())


def _sentence(item: Item) -> list[Made]:
    """Return the facts of a text with holes; its heading may have some too."""
    heading = item.heading
    holes: list[tuple[int, str]] = []
    given = {int(found["id"]) for found in _HOLE.finditer(f"{heading.title}\n{heading.text}") if found["id"]}
    free = max(given, default=-1)

    def marked(found: re.Match[str]) -> str:
        nonlocal free
        if len(holes) >= MOST_BLANKS:
            raise ValueError(f"The text has more than {MOST_BLANKS} holes; at most so many are read")
        if found["id"] is None:
            free += 1
        holes.append((int(found["id"]) if found["id"] else free, " ".join((found["hint"] or "").split())))
        return hole(len(holes) - 1, found["words"])

    title = _HOLE.sub(marked, unmarked(heading.title))
    in_title = len(holes)
    text = _HOLE.sub(marked, unmarked(heading.text))
    if not holes:
        raise ValueError("It has no hole; write {{words}@0} around what is to be recalled")
    source = f"{title}\n\n{text}" if in_title or not text.strip() else text
    others = [child for child in heading.children if TAG not in child.tags]
    note = "".join(html_of(f"*{one.title}*\n\n{_said(one)}") for one in others)
    blanks = _blanks(holes, heading.properties.get("FC_CLOZE_TYPE", "deletion").strip().casefold())
    return item.made.sentence(
        html_of(source), blanks, item.read, tags=item.tags, id=item.id, note=item.read(note).rich if note else ""
    )


def _blanks(holes: Sequence[tuple[int, str]], kind: str) -> list[Blank]:
    """Return which cards ask for each hole, by its position and 1, and which hide it beside that."""
    places = sorted({place for place, _ in holes})
    order = {place: number for number, place in enumerate(places)}
    found = []
    for place, hint in holes:
        match kind:
            case "enumeration":
                covered = [other for other in places if other < place]
            case "single":
                covered = [other for other in places if other != place]
            case "context":
                covered = [other for other in places if abs(order[other] - order[place]) > 1]
            case _:
                covered = []
        found.append(Blank((place + 1,), hint, tuple(other + 1 for other in covered)))
    return found


def past(cards: Sequence[Whose], item: Item) -> list[Past]:
    """Return what the drawer says of each position; nothing of those that are new."""
    suspended = SUSPENDED in item.heading.tags
    positions = _positions(item.heading.drawers.get("REVIEW_DATA", ()))
    found = []
    for place, whose in enumerate(cards):
        name = {"forward": "front", "backward": "back"}.get(whose.kind, str(whose.number - 1))
        row = positions.get(name) or (positions.get(str(place)) if len(cards) > 1 or "0" in positions else None) or {}
        record = _past(whose, row, suspended=suspended)
        if record is not None:
            found.append(record)
    return found


def _positions(lines: Sequence[str]) -> dict[str, dict[str, str]]:
    """Return the rows of a drawer by their positions, each by the names of its columns."""
    rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines if line.strip().startswith("|")]
    rows = [row for row in rows if not all(set(cell) <= set("-+") for cell in row)]
    if not rows:
        return {}
    names = [name.casefold() for name in rows[0]]
    found = [dict(zip(names, row, strict=False)) for row in rows[1:]]
    return {row.get("position", ""): row for row in found}


def _past(whose: Whose, row: dict[str, str], *, suspended: bool) -> Past | None:
    """Return what a row of the drawer says of a card; nothing of one that is new, unless it is suspended."""
    own = Past(deck=whose.deck, fact=whose.fact, kind=whose.kind, number=whose.number, source=SOURCE, where=whose.where)
    due, moment = day_of(row.get("due", "")), moment_of(row.get("due", ""))
    interval = real(row.get("interval", ""))
    stability, difficulty = real(row.get("stability", "")), real(row.get("difficulty", ""))
    if due is None or moment is None or (interval <= 0 and real(row.get("box", "")) <= 0 and stability <= 0):
        return evolve(own, phase=Phase.NEW, suspended=True) if suspended else None
    ease = real(row.get("ease", ""))
    is_known = interval >= 0.5 or (stability > 0 and interval <= 0)
    has_memory = 0 < stability < 1e6 and 0 < difficulty < 100
    return evolve(
        own,
        phase=Phase.REVIEW if is_known else Phase.LEARNING,
        due_day=due,
        due_at=None if is_known else moment,
        interval=max(1, round(interval or stability)) if is_known else 0,
        ease=ease if 1.0 <= ease < 100 else 0.0,
        stability=stability if has_memory else None,
        difficulty=difficulty if has_memory else None,
        reps=max(1, int(real(row.get("box", ""), 1))),
        suspended=suspended,
    )
