"""What the terminal can show, as far as it can be known without asking it: colours, its background, the signs of its encoding."""

import codecs
import locale
import sys
from collections.abc import Mapping

_COLOURLESS = ("vt1", "vt2", "vt3", "vt4", "vt5", "hp", "wy", "adm", "tvi")
"""How the names of terminals begin that never had colours."""
_LIGHT = frozenset({"7", "9", "10", "11", "12", "13", "14", "15"})


def is_dumb(environment: Mapping[str, str]) -> bool:
    """Say whether the terminal can only print one line after the other."""
    return environment.get("TERM", "") in {"dumb", "unknown"}


def is_colourless(environment: Mapping[str, str]) -> bool:
    """Say whether colours are not wanted (https://no-color.org), or are not there."""
    name = environment.get("TERM", "").casefold()
    return bool(environment.get("NO_COLOR")) or name.endswith(("-m", "-mono")) or name.startswith(_COLOURLESS)


def is_light(environment: Mapping[str, str]) -> bool:
    """Say whether the terminal tells that its background is light: the last number of `COLORFGBG` is a colour of the palette."""
    return environment.get("COLORFGBG", "").rpartition(";")[2] in _LIGHT


def encoding(environment: Mapping[str, str]) -> str:
    """Return the encoding of what is written to the terminal: that of Python if it is named, else that of the locale.

    Python writes UTF-8 under the locale `C`, whatever the terminal can show; whoever chose that locale gets plain signs.
    """
    chosen = environment.get("PYTHONIOENCODING", "").partition(":")[0]
    name = chosen or ("ascii" if _is_plain(environment) else locale.getencoding())
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "ascii"


def write_in(encoding: str) -> None:
    """Have the app painted in an encoding; Textual paints on the standard error."""
    change = getattr(sys.__stderr__, "reconfigure", None)
    if change is not None and encoding != "utf-8":
        change(encoding=encoding, errors="replace")


def _is_plain(environment: Mapping[str, str]) -> bool:
    chosen = environment.get("LC_ALL") or environment.get("LC_CTYPE") or environment.get("LANG") or ""
    if chosen == "C.UTF-8" and not environment.get("LC_ALL"):
        # That is what Python itself puts there for LANG=C (PEP 538).
        chosen = environment.get("LANG") or chosen
    return chosen in {"C", "POSIX"}
