"""How one setting is changed: each kind in the way that suits it, checked while it is typed, written only when it is right."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from attrs import evolve

from quiz.collection.setting_checks import WEEKDAYS
from quiz.collection.setting_entries import Entry
from quiz.collection.setting_values import as_text, as_written, from_text, percent
from quiz.study.day import date_of_day
from quiz.tui.asking import Ask, Choose
from quiz.tui.lines import joined, plain
from quiz.tui.times import days, long_date

if TYPE_CHECKING:
    from quiz.tui.app import QuizApp

Taking = Callable[[object], None]
"""Takes the new value as the file has it; `None` takes the setting out."""
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SHARES = (1.0, 0.75, 0.5, 0.25, 0.0)
_HOW = {
    "share": "A share such as 0.9 or 90 %.",
    "time": "A time such as 90s, 10m, 1h30m or 2d.",
    "times": "Times such as 1m 10m 1d, one after the other. None: no steps.",
    "text": "Nothing: none.",
    "date": "A date such as 2027-06-15, or so many days from today, such as +30. Nothing: no date.",
}


def change(app: "QuizApp", entry: Entry, take: Taking) -> None:
    """Ask for another value of a setting and hand it to `take`."""
    match entry.about.kind:
        case "flag":
            take(not entry.value)
        case "word":
            _choose_word(app, entry, take)
        case "theme":
            _choose_theme(app, entry, take)
        case "week":
            _choose_day(app, entry, take, 0)
        case _:
            _ask(app, entry, take)


def _ask(app: "QuizApp", entry: Entry, take: Taking) -> None:
    kind, about = entry.about.kind, entry.about
    today = date_of_day(app.collection.day(app.now()))
    means = about.plain_meaning
    explained = f"{means[0].upper()}{means[1:]}.\n{_HOW.get(kind, f'A number: {about.takes}.')}"

    def check(line: str) -> str:
        return entry.check(from_text(kind, line, today))

    def taken(line: str | None) -> None:
        if line is not None:
            take(from_text(kind, line, today))

    ask = Ask(
        about.label,
        explained,
        value=as_text(kind, entry.value),
        check=check,
        echo=lambda line: understood(entry, line, today),
        empty=kind in {"date", "times", "text"},
    )
    app.push_screen(ask, taken)


def understood(entry: Entry, line: str, today: date) -> str:
    """Return in words what a right line means, where the line does not say it itself."""
    kind, raw = entry.about.kind, from_text(entry.about.kind, line, today)
    if raw is None:
        return ""
    if kind == "date":
        day = raw if isinstance(raw, date) else date.fromisoformat(str(raw))
        return f"{long_date(day)} {day.year}, {days((day - today).days)}"
    if kind == "share":
        return percent(float(raw))
    if kind == "times":
        steps = " ".join(map(str, raw))
        return f"{len(raw)} steps: {steps}" if len(raw) > 1 else f"1 step: {steps}" if raw else "No steps"
    return f"{int(raw)}:00" if entry.about.name == "rollover_hour" else ""


def _choose_word(app: "QuizApp", entry: Entry, take: Taking) -> None:
    about = entry.about
    options = [(word, joined([plain(word, "bold"), plain(text, "$quiet")])) for word, text in about.words.items()]
    means = about.plain_meaning
    choose = Choose(about.label, options, f"{means[0].upper()}{means[1:]}.", chosen=str(entry.value))
    app.push_screen(choose, lambda word: None if word is None else take(word))


def _choose_theme(app: "QuizApp", entry: Entry, take: Taking) -> None:
    from quiz.tui.more_themes import offered

    options = [("", "The one that fits the terminal"), *offered().items()]
    numbered = {f"theme-{number}": name for number, (name, _) in enumerate(options)}
    chosen = next((row for row, name in numbered.items() if name == entry.value), "theme-0")
    choose = Choose(entry.about.label, [(row, options[number][1]) for number, row in enumerate(numbered)], chosen=chosen)
    app.push_screen(choose, lambda row: None if row is None else take(numbered[row] or None))


def _choose_day(app: "QuizApp", entry: Entry, take: Taking, chosen: int) -> None:
    """Ask for a day, and then for its share, until there is nothing more to change."""

    def pick(row: str | None) -> None:
        if row is not None:
            _choose_share(app, entry, take, WEEKDAYS.index(row))

    rows = [(name, f"{_DAYS[day]:<12}{percent(entry.value[day]):>6}") for day, name in enumerate(WEEKDAYS)]
    choose = Choose(entry.about.label, rows, "How much of a usual day's reviews each day gets.", chosen=WEEKDAYS[chosen])
    choose.leaves = "ends"
    app.push_screen(choose, pick)


def _choose_share(app: "QuizApp", entry: Entry, take: Taking, day: int) -> None:
    def write(share: str | None) -> None:
        shares = list(entry.value)
        if share is not None and float(share) != shares[day]:
            shares[day] = float(share)
            take(as_written("week", shares) or None)
        _choose_day(app, evolve(entry, value=tuple(shares)), take, day)

    options = [(str(share), f"{percent(share)} of a usual day's reviews") for share in _SHARES]
    app.push_screen(Choose(_DAYS[day], options, chosen=str(entry.value[day])), write)
