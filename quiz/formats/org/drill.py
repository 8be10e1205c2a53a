"""org-drill: headings with the tag `drill`, by their card types, and what it keeps of when they are due.

(Card types: `org-drill-card-type-alist` of org-drill 2.7. Each item has one schedule; of one that is asked in several ways, quiz
makes a card for each way, all of which begin with that schedule.)
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import Final

from attrs import frozen

from quiz.formats.authored import BOTH, FORWARD, MOST_BLANKS, Authored, Blank, Made, Whose, hole, unmarked, without_marks
from quiz.formats.html_text import Fragment
from quiz.formats.org.outline import Heading
from quiz.formats.org.times import day_of, moment_of, real
from quiz.formats.org.words import html_of
from quiz.formats.past import Past
from quiz.memory.state import Phase

TAG: Final = "drill"
SOURCE: Final = "org-drill"
_MOST_SIDES: Final = 40
"""Each side is shown with all others as its answer."""
_BLANK: Final = re.compile(
    r"(?P<code>(?<![\w=~])[=~]\S[^\n=~]{0,300}[=~](?!\w))|(?P<link>\[\[[^\[\]\n]+\](?:\[[^\[\]]+\])?\])"
    r"|\[(?!\[|fn:|\d{4}-\d\d-\d\d|[ xX-]\]|\d{0,3}%\]|\d+/\d+\])(?P<words>[^\[\]]{1,2000}?)\]"
)
_FENCE: Final = re.compile(r"^[ \t]*#\+(begin|end)_(src|example|export|comment)\b", re.MULTILINE | re.IGNORECASE)
_BARS: Final = re.compile(r"!\|([^\[\]|\n]{1,2000}(?:\|\|[^\[\]|\n]{1,500})?)\|!")
"""What stands around blanks where brackets are wanted for other things: `org-drill-left-cloze-delimiter` as many set it."""
_ONE_HIDDEN: Final = frozenset({"hide1cloze", "multicloze", "hide1_firstmore", "hide1_lastmore"})
_ONE_SHOWN: Final = frozenset({"show1cloze", "show1_firstless", "show1_lastmore", "show1_firstmore"})
_LEARN_DATA: Final = re.compile(r"\(\s*([\d.]+)\s+(\d+)\s+([\d.]+|nil)")


@frozen
class Item:
    """An item and what it reads its text by."""

    heading: Heading
    read: Callable[[str], Fragment]
    made: Authored
    tags: tuple[str, ...]

    @property
    def type(self) -> str:
        """Its card type."""
        return self.heading.property("DRILL_CARD_TYPE").strip().casefold() or "simple"

    @property
    def id(self) -> str | None:
        """Its own id, if it has one."""
        return self.heading.properties.get("ID", "").strip() or None

    @property
    def sides(self) -> list[Heading]:
        """The headings in it that are no items themselves."""
        return [child for child in self.heading.children if TAG not in child.tags]


def facts_of(item: Item) -> list[Made]:
    """Return the facts of an item. Raises `ValueError` where it asks nothing, with why."""
    heading, kind = item.heading, item.type
    if kind == "translate_number":
        raise ValueError("Its numbers are drawn anew each time, which quiz does not do")
    is_empty = not heading.text.strip() and not heading.properties.get("DRILL_ANSWER")
    if kind in {"conjugate", "decline_noun"}:
        if is_empty:
            raise ValueError("It is empty")
        return [_formed(item)]
    if kind == "multisided":
        return _sided(item, item.sides)
    if kind == "twosided" or (kind == "spanish_verb" and len(item.sides) > 1):
        return _sided(item, item.sides[:2], item.sides[2:])
    if is_empty and not (item.sides and (heading.is_marked or _said(item.sides[0]))):
        raise ValueError("It is empty")
    return _simple(item)


def _simple(item: Item) -> list[Made]:
    """Return the facts of an item with its answer in brackets, or in the headings below it, or of its heading and its text."""
    heading = item.heading
    marked, hints = _marked(heading.text)
    notes = _rich(item, item.sides)
    if len(hints) > MOST_BLANKS:
        raise ValueError(f"The sentence has {len(hints):,} blanks; at most {MOST_BLANKS} are read")
    if hints:
        blanks = [Blank(tuple(_numbers(item.type, place, len(hints))), hint) for place, hint in enumerate(hints)]
        return item.made.sentence(html_of(marked), blanks, item.read, tags=item.tags, id=item.id, note=notes)
    text = heading.text.strip()
    told = heading.properties.get("DRILL_ANSWER", "")
    if told:
        return [_pair(item, text, told, notes)]
    if item.sides:
        first = item.sides[0]
        return [_pair(item, text, _said(first) or first.title, _rich(item, item.sides[1:]))]
    if "cloze" in item.type or item.type.startswith(("hide", "show")):
        raise ValueError("It has no blank; put the words to recall in brackets")
    return [item.made.pair(item.read(html_of(heading.title)), item.read(html_of(text)), tags=item.tags, id=item.id)]


def _pair(item: Item, question: str, answer: str, note: str) -> Made:
    """Return the fact of a text and its answer. A heading that asks is part of the question, any other one its title."""
    title = item.heading.title.strip()
    front = ""
    if not question:
        question = title
    elif title.endswith("?"):
        question = f"{title}\n\n{question}"
    elif title:
        front = item.read(_bold(title) + html_of(question)).rich
    return item.made.pair(
        item.read(html_of(question)), item.read(html_of(answer)), FORWARD, tags=item.tags, id=item.id, note=note, front=front
    )


def _sided(item: Item, sides: Sequence[Heading], rest: Sequence[Heading] = ()) -> list[Made]:
    """Return the facts of an item of which one side is shown: of two sides one fact, of more one for each."""
    told = [(_said(side) or side.title, side.title) for side in sides]
    if len(told) < 2:
        raise ValueError("It needs two headings below it, one for each side")
    if len(told) > _MOST_SIDES:
        raise ValueError(f"It has {len(told):,} sides; at most {_MOST_SIDES} are read")
    above = html_of(without_marks(_marked(item.heading.text)[0])) if item.heading.text.strip() else ""
    notes = _rich(item, rest)
    if len(told) == 2:
        (question, _), (answer, _) = told
        front = item.read(above + html_of(question)).rich if above else ""
        return [
            item.made.pair(
                item.read(html_of(question)),
                item.read(html_of(answer)),
                BOTH,
                tags=item.tags,
                id=item.id,
                note=notes,
                front=front,
            )
        ]
    found = []
    for number, (shown, _) in enumerate(told, start=1):
        others = "".join(_bold(title) + html_of(side) for place, (side, title) in enumerate(told, start=1) if place != number)
        id = None if item.id is None else f"{item.id}/{number}"
        front = item.read(above + html_of(shown)).rich if above else ""
        made = item.made.pair(
            item.read(html_of(shown)), item.read(others), FORWARD, name="sides", tags=item.tags, id=id, front=front
        )
        found.append(made)
    return found


def _formed(item: Item) -> Made:
    """Return the fact of the forms of a word, which properties name: a verb in a tense, or a noun."""
    heading = item.heading
    words = [heading.property(name) for name in ("VERB_INFINITIVE", "VERB_TRANSLATION", "NOUN", "NOUN_ROOT", "NOUN_TRANSLATION")]
    forms = [heading.property(name) for name in ("VERB_TENSE", "VERB_MOOD", "DECLINE_DEFINITE")]
    question = " – ".join(word for word in words if word) or heading.title
    form = ", ".join(word for word in forms if word) or heading.title
    return item.made.pair(
        item.read(html_of(f"{question} ({form})")), item.read(html_of(heading.text)), name="forms", tags=item.tags, id=item.id
    )


def _said(heading: Heading) -> str:
    """Return the text of a heading with that of the headings below it."""
    parts = [heading.text.strip("\n")]
    parts += [f"*{one.title}*\n\n{one.text}" if one.title.strip() else one.text for one in heading.all() if TAG not in one.tags]
    return "\n\n".join(part for part in parts if part.strip())


def _bold(title: str) -> str:
    return f"<p><b>{html_of(title).removeprefix('<p>').removesuffix('</p>')}</b></p>" if title.strip() else ""


def _rich(item: Item, headings: Sequence[Heading]) -> str:
    """Return headings with their text as a note."""
    html = "".join(_bold(one.title) + html_of(_said(one)) for one in headings)
    return item.read(html).rich if html else ""


def _marked(text: str) -> tuple[str, list[str]]:
    """Return a text with what is in brackets marked as blanks, and the hint of each: what stands behind a bar, or two."""
    hints: list[str] = []
    text = _BARS.sub(r"[\1]", unmarked(text))
    code = _code_in(text)

    def blank(found: re.Match[str]) -> str:
        before = bisect_right(code, (found.start(), len(text))) - 1
        if before >= 0 and found.start() < code[before][1]:
            return found[0]
        if found["words"] is None or "\n\n" in found["words"]:
            return found[0]
        words, bar, hint = found["words"].partition("||")
        if not bar:
            words, bar, hint = found["words"].partition("|")
        if not words.strip():
            words, hint = found["words"], ""
        hints.append(" ".join(hint.split()))
        return hole(len(hints) - 1, words)

    return _BLANK.sub(blank, text), hints


def _code_in(text: str) -> list[tuple[int, int]]:
    """Return where blocks of code begin and end in a text."""
    found: list[tuple[int, int]] = []
    start, kind = -1, ""
    for fence in _FENCE.finditer(text):
        if fence[1].lower() == "begin":
            start, kind = (fence.start(), fence[2].lower()) if start < 0 else (start, kind)
        elif start >= 0 and fence[2].lower() == kind:
            found.append((start, fence.end()))
            start = -1
    return found


def _numbers(kind: str, place: int, count: int) -> Sequence[int]:
    """Return the numbers of the cards that hide a blank, by the card type."""
    every = range(1, count + 1)
    if kind in _ONE_HIDDEN:
        return [place + 1]
    if kind in _ONE_SHOWN:
        return [number for number in every if number != place + 1] if count > 1 else [1]
    if kind == "hide2cloze":
        return [number for number in every if place + 1 in {number, number % count + 1}] if count > 2 else [1]
    if kind == "show2cloze":
        return [number for number in every if place + 1 not in {number, number % count + 1}] if count > 2 else [1]
    if kind == "hidefirst":
        return [1] if not place else []
    if kind == "hidelast":
        return [1] if place == count - 1 else []
    return [1]


def past(cards: Sequence[Whose], item: Item) -> list[Past]:
    """Return what org-drill keeps of an item, for each of its cards; nothing for a new one."""
    told = item.heading.properties
    interval, reps, ease = real(told.get("DRILL_LAST_INTERVAL", "")), real(told.get("DRILL_TOTAL_REPEATS", "")), 0.0
    ease = real(told.get("DRILL_EASE", ""))
    if (learned := _LEARN_DATA.match(told.get("LEARN_DATA", ""))) is not None:
        interval, reps, ease = real(learned[1]), real(learned[2]), real(learned[3])
    last = moment_of(told.get("DRILL_LAST_REVIEWED", ""))
    due = day_of(item.heading.scheduled)
    last_day = day_of(told.get("DRILL_LAST_REVIEWED", ""))
    if due is None and last_day is not None:
        due = last_day + round(interval)
    if due is None or (not reps and last is None):
        return []
    lapses = int(real(told.get("DRILL_FAILURE_COUNT", "")))
    is_known = interval >= 0.5
    again = Phase.RELEARNING if lapses else Phase.LEARNING
    wait = max(1, round(interval)) if last_day is None else max(1, due - last_day)
    return [
        Past(
            deck=whose.deck,
            fact=whose.fact,
            kind=whose.kind,
            number=whose.number,
            source=SOURCE,
            phase=Phase.REVIEW if is_known else again,
            due_day=due,
            due_at=None if is_known else (due * 86_400 + 43_200) * 1000,
            interval=wait if is_known else 0,
            ease=ease if 1.0 <= ease < 100 else 0.0,
            last_at=last,
            reps=max(1, int(reps)),
            lapses=max(0, lapses),
            where=whose.where,
        )
        for whose in cards
    ]
