"""Numbers as Moodle writes them."""

import re
from decimal import Decimal
from typing import Final

LARGEST_POWER: Final = 300
_NUMBER = re.compile(r"[+-]?(?:\d{1,400}(?:[.,]\d{0,400})?|[.,]\d{1,400})(?:[eE][+-]?(\d{1,3}))?")


def number_of(text: str) -> Decimal | None:
    """Return a number, with a point or a comma in it; nothing for what is none."""
    found = _NUMBER.fullmatch(text.strip().replace("\u2212", "-"))
    if found is None or int(found[1] or 0) > LARGEST_POWER:
        return None
    return Decimal(found[0].replace(",", "."))


def written(number: Decimal) -> str:
    """Return a number as every version of Moodle reads it."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
