"""All that happened to a card, one event a line: answers, changes of its fact, and what was taken back."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, tzinfo

from textual.content import Content

from quiz.memory.events import (
    Buried,
    CardEvent,
    Crammed,
    DueSet,
    Event,
    Flagged,
    Given,
    Marked,
    Renamed,
    Reset,
    Resumed,
    Retaught,
    Reviewed,
    Suspended,
)
from quiz.memory.rating import Rating
from quiz.memory.replay import cancelled
from quiz.study.day import date_of_day
from quiz.tui.lines import hanging, plain
from quiz.tui.times import spent

_INDENT = 12
_STYLES = {Rating.AGAIN: "$error", Rating.HARD: "$warning", Rating.GOOD: "", Rating.EASY: "$success"}


def happenings(log: Sequence[Event], zone: tzinfo | None, width: int, *, with_answer: bool) -> list[Content]:
    """Return the lines of a card's events, the latest first; those that were taken back are struck out and say so.

    Without `with_answer`, what the learner typed or picked is left out: it could give the answer away.
    """
    gone = cancelled(log)
    lines: list[Content] = []
    first = True
    for event in log:
        if not isinstance(event, CardEvent):
            continue
        undone = (event.device, event.sequence) in gone
        met = isinstance(event, Reviewed) and first and not undone
        first = first and not met
        lines.append(_line(event, zone, width, undone=undone, met=met, with_answer=with_answer))
    return lines[::-1]


def _line(event: CardEvent, zone: tzinfo | None, width: int, *, undone: bool, met: bool, with_answer: bool) -> Content:
    moment = datetime.fromtimestamp(event.at / 1000, tz=UTC).astimezone(zone)
    words, style = _words(event)
    details = list(_details(event, with_answer=with_answer))
    details += ["first learned"] if met else []
    details += ["undone"] if undone else []
    head = plain(words, f"strike {style}".strip() if undone else style)
    text = head + plain(f"  {' · '.join(details)}", "$quiet") if details else head
    return hanging(Content.styled(f"{moment:%Y-%m-%d}", "$quiet"), text, _INDENT, width)


_WORDS: Mapping[type[CardEvent], tuple[str, str]] = {
    Suspended: ("suspended", ""),
    Resumed: ("taken up again", ""),
    Retaught: ("the fact changed: taught again", "$warning"),
    Renamed: ("called otherwise; its memory came along", ""),
    Reset: ("made new again: its memory was forgotten", "$warning"),
}


def _words(event: CardEvent) -> tuple[str, str]:
    match event:
        case Reviewed():
            return event.rating.name.title(), _STYLES[event.rating]
        case Crammed():
            return f"{event.rating.name.title()}, practice", "$quiet"
        case Buried():
            return f"buried until {date_of_day(event.until)}", ""
        case Marked():
            return "marked" if event.on else "mark taken off", ""
        case DueSet():
            return f"set due on {date_of_day(event.due_day)}", ""
        case Given():
            return f"taken over from {event.source}: due {date_of_day(event.due_day)}", ""
        case Flagged():
            return f"flag {event.flag}" if event.flag else "flag taken off", ""
        case _:
            return _WORDS.get(type(event), (type(event).__name__.lower(), ""))


def _details(event: CardEvent, *, with_answer: bool) -> Iterator[str]:
    if not isinstance(event, Reviewed | Crammed):
        return
    yield str(event.form)
    if event.took:
        yield spent(event.took / 1000)
    if event.answer and with_answer:
        yield f"“{event.answer}”"
    if isinstance(event, Reviewed) and event.due_day is not None:
        yield f"due {date_of_day(event.due_day)}"
