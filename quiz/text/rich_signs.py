"""The signs of rich text: what they look like, and how words are written that look like them."""

import re
from typing import Final

# As in Pandoc: no space inside the dollar signs, no digit behind them, so that “$5 and $10” is money. Two dollar signs are TeX's
# own for a formula by itself; here it stands on one line as well.
MATH: Final = re.compile(r"\$\$((?:\\.|[^$\\]){1,1000}?)\$\$(?!\d)|\$(?=\S)((?:\\.|[^$\\\n]){1,1000}?)(?<=\S)\$(?!\d)")
SUB: Final = re.compile(r"~([^~\s]{1,40})~(?!~)")
SUP: Final = re.compile(r"\^([^^\s]{1,40})\^")
# In a file's name, brackets that close each other stand as they are.
PICTURE: Final = re.compile(
    r"!\[(?P<alt>(?:\\.|[^\[\]\\\n]){0,1000})\]\((?P<path>(?:\\.|[^()\\\n]|\((?:\\.|[^()\\\n]){0,500}\)){1,1000})\)"
)
_VALUE = r'(?:"(?:\\.|[^"\\\n]){0,4000}"|[^\s"{}]{1,4000})'
ATTRIBUTES: Final = re.compile(rf"\{{ *(?:(?:\.[a-z]+|[a-z]+={_VALUE})(?: +(?:\.[a-z]+|[a-z]+={_VALUE})){{0,9}})? *\}}")
_ATTRIBUTE = re.compile(rf"\.(?P<class>[a-z]+)|(?P<key>[a-z]+)=(?P<value>{_VALUE})")
ADDRESS: Final = re.compile(r"(?:https?://|mailto:)[^\s\x00-\x1f<>\"\\^`{|}]{1,2000}", re.IGNORECASE)
"""An address that words may lead to."""
SOUND_ENDS: Final = (
    ".mp3", ".ogg", ".oga", ".opus", ".wav", ".flac", ".m4a", ".m4b", ".aac", ".spx", ".3gp", ".mp4", ".m4v", ".webm", ".mkv",
    ".mov", ".avi", ".mpg", ".mpeg", ".ogv", ".ogx", ".flv", ".swf", ".wma", ".mid", ".midi",
)  # fmt: skip
"""How the names of sounds and films end."""

_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
SPECIAL: Final = re.compile(r"([\\*_`~^$])")
_BRACES_AHEAD = re.compile(r"\](?=\{)")
_BRACES_OR_FILE_AHEAD = re.compile(r"\](?=[{(])")
_BRACKETS = re.compile(r"([\[\]])")
_LINE_START = re.compile(
    r"^([ \t]*)(?:(\+(?=\s|$)|-(?=[\s|:-]|$)|>|\||#(?=#{0,5}(?:\s|$))|:(?=[ \t|:]*-))|(\d{1,9})(?=[.)](?:\s|$)))", re.MULTILINE
)


def unescaped(text: str) -> str:
    """Return a text without the backslashes that stand before punctuation."""
    return _ESCAPED.sub(r"\1", text) if "\\" in text else text


def attributes(braces: str) -> tuple[frozenset[str], dict[str, str]] | None:
    """Return what braces hold: the names with a dot, and the values by their keys. Nothing where something is said twice."""
    classes, values = [], {}
    count = 0
    for match in _ATTRIBUTE.finditer(braces):
        count += 1
        if match["class"]:
            classes.append(match["class"])
        else:
            value = match["value"]
            values[match["key"]] = unescaped(value[1:-1]) if value.startswith('"') else value
    return (frozenset(classes), values) if len({*classes}) + len(values) == count else None


def value(text: str) -> str:
    """Return a value as it stands in braces: in quotation marks where it has to."""
    line = " ".join(text.split())
    if line and re.fullmatch(r"[^\s\"{}\\]+", line):
        return line
    return '"' + re.sub(r'([\\"])', r"\\\1", line) + '"'


def escaped(words: str, *, bracketed: bool = False) -> str:
    """Return words so that none of their signs is read as one of rich text; `bracketed` where they stand in brackets."""
    found = SPECIAL.sub(r"\\\1", words)
    if bracketed:
        return _BRACKETS.sub(r"\\\1", found)
    if "](" in found and "![" in found:
        return _BRACES_OR_FILE_AHEAD.sub(r"\\]", found)
    return _BRACES_AHEAD.sub(r"\\]", found) if "]{" in found else found


def lines_escaped(source: str) -> str:
    """Return the source of several lines so that no line is read as the beginning of a list, a quote, a heading or a table."""
    if "\n" not in source:
        return source
    return _LINE_START.sub(lambda found: f"{found[1]}\\{found[2]}" if found[2] else f"{found[1]}{found[3]}\\", source)


def masked(masks: tuple[tuple[str, str], ...]) -> str:
    """Return what is covered of a picture as braces behind it; of one that is whole, nothing."""
    return f"{{{' '.join(f'{name}={value(areas)}' for name, areas in masks)}}}" if masks else ""


def picture(path: str, alt: str = "", masks: tuple[tuple[str, str], ...] = ()) -> str:
    """Return a picture or sound as rich text has it."""
    path, alt = " ".join(path.split()), " ".join(alt.split())
    said = re.sub(r"([\\\[\]])", r"\\\1", alt)
    found = PICTURE.fullmatch(f"![{said}]({path})")
    if not found or unescaped(found["path"]) != path:
        path = re.sub(r"([()\\])", r"\\\1", path)
    return f"![{said}]({path}){masked(masks)}"
