"""Writes the tables of the reference page of the settings from what the settings say of themselves.

python -m tests.collection.settings_page
"""

import json
import sys
from pathlib import Path
from typing import Any

from quiz.collection.app_choices import AppChoices
from quiz.collection.setting_texts import APP, STUDY, About
from quiz.collection.setting_values import as_written
from quiz.study.settings import StudySettings
from tests.conftest import ROOT

PAGE = ROOT / "docs" / "reference" / "settings.md"
_HEAD = "| setting | takes | unless set | means |\n|---|---|---|---|\n"
_FITTED = (
    "| `parameters` | not in the file | those of FSRS-6 | the 21 numbers that say how you forget; they are fitted to your "
    "reviews, which the log keeps |\n"
)


def written(text: str) -> str:
    """Return the page's text with its tables as they should be: the first is that of `[study]`, the second that of `[app]`."""
    first, second = table(STUDY, StudySettings()) + _FITTED, table(APP, AppChoices())
    parts = text.split(_HEAD)
    assert len(parts) == 3, "the page has two tables"
    rest = [part[part.index("\n\n") :] for part in parts[1:]]
    return parts[0] + first + rest[0].removeprefix("\n") + second + rest[1].removeprefix("\n")


def table(several: tuple[About, ...], defaults: object) -> str:
    """Return the table of some settings."""
    return _HEAD + "".join(_row(one, getattr(defaults, one.name)) for one in several)


def _row(about: About, default: Any) -> str:  # noqa: ANN401 - of any setting
    means = about.means
    if about.words:
        means += ": " + "; ".join(f"`{word}` {text}" for word, text in about.words.items())
    raw = as_written(about.kind, default)
    shown = "none" if raw in (None, {}) else f"`{json.dumps(raw)}`"
    return f"| `{about.name}` | {about.takes} | {shown} | {means} |\n"


if __name__ == "__main__":
    page = Path(PAGE)
    page.write_text(written(page.read_text(encoding="utf-8")), encoding="utf-8")
    sys.stdout.write(f"{page} is up to date.\n")
