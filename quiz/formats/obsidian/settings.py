"""How a vault writes its cards: what the plugin keeps in the vault's own folder, or else its defaults."""

import json
import re
from pathlib import Path
from typing import Any, Final

from attrs import frozen

_FILES: Final = (
    ".obsidian/plugins/obsidian-spaced-repetition/data.json",
    ".obsidian/plugins/obsidian-spaced-repetition-recall/data.json",
)
_LARGEST: Final = 4 * 2**20
_HIGHLIGHT, _BOLD, _CURLY = "==", "**", "{{"
_MAYBE: Final = re.compile(r"\[[^\]]*\]")
_DEEPEST: Final = 12


@frozen(kw_only=True)
class Settings:
    """What stands between the parts of cards, and which notes hold any."""

    tags: tuple[str, ...] = ("#flashcards",)
    """The tags of notes with cards."""
    inline: str = "::"
    inline_both: str = ":::"
    below: str = "?"
    below_both: str = "??"
    end: str = ""
    """The line that ends cards of several lines; where there is none, an empty line does."""
    highlights: bool = True
    bold: bool | None = None
    """Whether bold words are blanks; `None` where nobody says so."""
    curly: bool | None = None
    own: tuple[tuple[str, str], ...] = (("{@{", "}@}"),)
    """What else stands before and behind blanks: the signs of the vault's own; where it does not say, those that others chose."""
    folders_are_decks: bool = False

    @property
    def is_known(self) -> bool:
        """Whether the vault says how it writes its cards."""
        return self.bold is not None


def settings_of(path: Path) -> tuple[Settings, Path | None]:
    """Return the settings of the vault in which a file or folder is, and the vault, where there is one."""
    start = path.resolve()
    for folder in [start, *start.parents][:_DEEPEST]:
        if (folder / ".obsidian").is_dir():
            return _read(folder), folder
    return Settings(), None


def _read(vault: Path) -> Settings:
    for name in _FILES:
        file = vault / name
        try:
            if file.is_file() and not file.is_symlink() and file.stat().st_size <= _LARGEST:
                found = json.loads(file.read_bytes())
                told = found.get("settings", found) if isinstance(found, dict) else None
                if isinstance(told, dict):
                    return _settings(told)
        except (OSError, ValueError, RecursionError):
            continue
    return Settings()


def _settings(told: dict[str, Any]) -> Settings:
    default = Settings()

    def text(key: str, other: str) -> str:
        found = told.get(key)
        return found if isinstance(found, str) and found.strip() else other

    tags = told.get("flashcardTags")
    if isinstance(tags, str):
        tags = re.split(r"[\s,]+", tags)
    listed = tuple(tag for tag in tags if isinstance(tag, str) and tag.startswith("#")) if isinstance(tags, list) else ()
    patterns = told.get("clozePatterns")
    signs = [one for one in patterns if isinstance(one, str)] if isinstance(patterns, list) else None
    end = told.get("multilineCardEndMarker")
    return Settings(
        tags=listed or default.tags,
        inline=text("singleLineCardSeparator", default.inline),
        inline_both=text("singleLineReversedCardSeparator", default.inline_both),
        below=text("multilineCardSeparator", default.below),
        below_both=text("multilineReversedCardSeparator", default.below_both),
        end=end.strip() if isinstance(end, str) else "",
        highlights=_is_on(signs, _HIGHLIGHT, told.get("convertHighlightsToClozes"), default=True),
        bold=_is_on(signs, _BOLD, told.get("convertBoldTextToClozes"), default=False),
        curly=_is_on(signs, _CURLY, told.get("convertCurlyBracketsToClozes"), default=False),
        own=tuple(filter(None, map(_around, signs or ()))),
        folders_are_decks=told.get("convertFoldersToDecks") is True,
    )


def _around(pattern: str) -> tuple[str, str] | None:
    """Return what stands around the blanks of a pattern such as `{@{[123;;]answer[;;hint]}@}`; nothing for one that is known."""
    before, answer, after = (_MAYBE.sub("", part) for part in pattern.partition("answer"))
    return (before, after) if answer and before and after and not before.startswith((_HIGHLIGHT, _BOLD, _CURLY)) else None


def _is_on(patterns: list[str] | None, sign: str, told: object, *, default: bool) -> bool:
    if patterns is not None:
        return any(pattern.startswith(sign) for pattern in patterns)
    return told if isinstance(told, bool) else default
