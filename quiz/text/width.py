"""How wide text is on a terminal."""


def columns_of(text: str) -> int:
    """Return how many columns a terminal takes to show one line."""
    if text.isascii():
        return len(text)
    from unicodedata import category, east_asian_width

    return sum(
        0 if category(character) in {"Mn", "Me", "Cf"} else 2 if east_asian_width(character) in {"W", "F"} else 1
        for character in text
    )
