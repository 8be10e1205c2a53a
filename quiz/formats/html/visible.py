"""What a browser would show of HTML: not what its styles hide, until a script shows it."""

import re
from functools import lru_cache
from typing import Final

_HIDES: Final = r"(?:display\s*:\s*none|visibility\s*:\s*hidden)"
_MAY_HIDE: Final = re.compile(rf"{_HIDES}|\bhidden\b|<button\b", re.IGNORECASE)
_DECLARED: Final = re.compile(rf"{_HIDES}\s*;?", re.IGNORECASE)
_TAG: Final = re.compile(r"<(/?)([a-z][a-z0-9]*)\b([^<>]*)>", re.IGNORECASE)
_STYLE: Final = re.compile(rf"\bstyle\s*=\s*(?:\"[^\"]*{_HIDES}|'[^']*{_HIDES}|{_HIDES})", re.IGNORECASE)
_ATTRIBUTE: Final = re.compile(r"(?:^|\s)hidden(?:\s|=|$)", re.IGNORECASE)
_QUOTED: Final = re.compile(r"\"[^\"]*\"|'[^']*'")
_CLASS: Final = re.compile(r"\bclass\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)
_RULE: Final = re.compile(rf"(?:^|[}}\s,])\.([\w-]{{1,80}})\s*\{{[^{{}}]{{0,2000}}?{_HIDES}", re.IGNORECASE)
_VOID: Final = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
_LONGEST_CSS: Final = 200_000


@lru_cache(maxsize=64)
def hidden_classes(css: str) -> frozenset[str]:
    """Return the classes whose elements a style sheet hides, as far as it says so in one plain rule."""
    return frozenset(_RULE.findall(css[:_LONGEST_CSS]))


def visible(html: str, css: str = "", *, buttons: bool = False) -> str:
    """Return HTML without the elements that are hidden, and without `buttons` unless these are wanted.

    What was hidden and is never closed hides all that follows.
    """
    classes = hidden_classes(css)
    if not _MAY_HIDE.search(html) and not classes:
        return html
    kept: list[str] = []
    at, hidden, depth = 0, "", 0
    for tag in _TAG.finditer(html):
        name = tag[2].lower()
        if hidden:
            if name == hidden:
                depth += -1 if tag[1] else 1
                if not depth:
                    hidden, at = "", tag.end()
        elif not tag[1] and name not in _VOID and ((name == "button" and not buttons) or _is_hidden(tag[3], classes)):
            kept.append(html[at : tag.start()])
            hidden, depth = name, 1
    return "".join([*kept, "" if hidden else html[at:]])


def may_hide(html: str) -> bool:
    """Say whether HTML may hide anything by itself. It is quick, and asked of every field."""
    return "none" in html or "hidden" in html or "NONE" in html or "HIDDEN" in html


def unhidden(html: str) -> str:
    """Return HTML that hides by styles of its own nothing of what stands in it."""
    return _DECLARED.sub("", html) if may_hide(html) else html


def _is_hidden(attributes: str, classes: frozenset[str]) -> bool:
    if _STYLE.search(attributes) or _ATTRIBUTE.search(_QUOTED.sub("", attributes)):
        return True
    named = _CLASS.search(attributes) if classes else None
    return named is not None and not classes.isdisjoint((named[1] or named[2] or named[3]).split())
