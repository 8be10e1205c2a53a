"""Values of settings as people write and read them: back from what `Settings` holds to the file, and to a line of text."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from quiz.collection.setting_checks import WEEKDAYS
from quiz.collection.setting_texts import APP, STUDY, About, Kind

ABOUT: Mapping[str, About] = {one.name: one for one in (*STUDY, *APP)}
"""What there is to know of each setting, by its name."""
_UNITS = (("d", 86_400), ("h", 3600), ("m", 60), ("s", 1))
_EPOCH = date(1970, 1, 1)
_AHEAD = re.compile(r"(?:\+|in\s+)(\d{1,5})(?:\s*d(?:ays?)?)?", re.IGNORECASE)
_DAY_SHARE = re.compile(r"([a-z]{3})[a-z]*\s*[:=]?\s*(\d+(?:\.\d+)?)\s*(%?)", re.IGNORECASE)


def as_written(kind: Kind, value: Any) -> Any:  # noqa: ANN401 - a value of any setting
    """Return what stands in the file for a value that `Settings` holds, such as `"10m"` for 600 seconds."""
    match kind:
        case "time":
            return span(value)
        case "times":
            return [span(one) for one in value]
        case "date":
            return None if value is None else _EPOCH + timedelta(days=value)
        case "week":
            return {day: share for day, share in zip(WEEKDAYS, value, strict=True) if share < 1}
        case "word" | "theme":
            return str(value)
        case _:
            return value


def as_text(kind: Kind, value: Any) -> str:  # noqa: ANN401 - a value of any setting
    """Return a value that `Settings` holds as people read it; `from_text` reads it again."""
    match kind:
        case "flag":
            return "yes" if value else "no"
        case "number":
            return f"{value:,}"
        case "share":
            return percent(value)
        case "time":
            return span(value)
        case "times":
            return " ".join(map(span, value))
        case "date":
            return "" if value is None else (_EPOCH + timedelta(days=value)).isoformat()
        case "week":
            return ", ".join(f"{day} {percent(share)}" for day, share in zip(WEEKDAYS, value, strict=True) if share < 1)
        case _:
            return str(value)


def from_text(kind: Kind, text: str, today: date) -> Any:  # noqa: ANN401 - a value of any setting
    """Return what a line of text means in the file, unchecked; what cannot be read is returned as it is, for the check to name.

    A date may also be so many days from `today`, such as `+30`. Nothing at all is `None`, which takes the setting out.
    """
    words = text.strip()
    if not words and kind != "times":
        return None
    match kind:
        case "flag":
            return {"yes": True, "true": True, "no": False, "false": False}.get(words.casefold(), words)
        case "number":
            plain = words.replace(",", "").replace(" ", "")
            return int(plain) if plain.isascii() and plain.removeprefix("-").isdigit() and len(plain) < 12 else words
        case "share":
            return _share(words)
        case "time":
            return "0s" if words == "0" else words
        case "times":
            return [part for part in re.split(r"[\s,;]+", words) if part]
        case "date":
            ahead = _AHEAD.fullmatch(words)
            return today + timedelta(days=int(ahead[1])) if ahead else words
        case "week":
            return _week(words)
        case _:
            return words


def span(seconds: int) -> str:
    """Return a span of time as the file has it, such as `1h30m`."""
    parts = []
    for unit, size in _UNITS:
        number, seconds = divmod(seconds, size)
        if number:
            parts.append(f"{number}{unit}")
    return "".join(parts) or "0s"


def percent(share: float) -> str:
    """Return a share as a percentage, such as `90 %` or `87.5 %`."""
    return f"{float(f'{share * 100:.4g}'):g} %" if share < 0.999 or share == 1 else f"{share * 100:.2f} %"


def _share(words: str) -> Any:  # noqa: ANN401 - a number, or what is none
    plain = words.removesuffix("%").strip().replace(",", ".")
    try:
        found = float(plain)
    except ValueError:
        return words
    # Nobody wants to remember one card in a hundred: 90 is meant as a percentage.
    return round(found / 100, 6) if words.endswith("%") or 1 < found <= 100 else found


def _week(words: str) -> Any:  # noqa: ANN401 - a table, or what is none
    parts = [part.strip() for part in words.split(",") if part.strip()]
    found = [_DAY_SHARE.fullmatch(part) for part in parts]
    if not all(found):
        return words
    return {one[1].casefold(): _share(f"{one[2]}{one[3]}") for one in found if one}
