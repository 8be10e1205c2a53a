"""Writing TOML as people write it: short arrays on one line, long ones an item a line, prose over several lines."""

import re
from collections.abc import Mapping
from typing import Any

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_WIDEST = 120
"""Characters; a longer array is written an item a line."""
_INDENT = "    "


def toml_key(name: str) -> str:
    """Write a key: bare where TOML allows it, else in quotes."""
    return name if _BARE.fullmatch(name) else _basic(name)


def toml_header(*names: str) -> str:
    """Write what stands between the brackets of a table's header."""
    return ".".join(map(toml_key, names))


def toml_value(found: object) -> str:
    """Write a text, a number, true or false, a list or a table, on one line."""
    match found:
        case bool():
            return "true" if found else "false"
        case int() | float():
            return repr(found)
        case list():
            return f"[{', '.join(map(toml_value, found))}]"
        case Mapping():
            return f"{{{', '.join(toml_pair(key, part) for key, part in found.items())}}}" if found else "{}"
        case _:
            return _basic(str(found))


def toml_pair(key: str, found: object) -> str:
    """Write `key = value` on one line."""
    return f"{toml_key(key)} = {toml_value(found)}"


def toml_table(header: str, table: Mapping[str, Any]) -> str:
    """Write a table under its header, brackets and all, a pair a line; long arrays and texts of several lines are spread."""
    return "".join(f"{line}\n" for line in (header, *(_spread(key, found) for key, found in table.items())))


def _spread(key: str, found: object) -> str:
    line = toml_pair(key, found)
    if isinstance(found, list) and len(line) > _WIDEST:
        return "\n".join((f"{toml_key(key)} = [", *(f"{_INDENT}{toml_value(item)}," for item in found), "]"))
    if isinstance(found, str) and "\n" in found and '"""' not in found and not found.endswith('"'):
        body = found.replace("\\", "\\\\").replace("\t", "\\t")
        # A space before a line's end is easily lost in an editor.
        body = re.sub(r" (?=\n|\Z)", r"\\u0020", body)
        if body.replace("\n", "").isprintable():
            return f'{toml_key(key)} = """\n{body}"""'
    return line


def _basic(text: str) -> str:
    from json import dumps

    # JSON escapes whatever TOML wants escaped, but for DEL.
    return dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
