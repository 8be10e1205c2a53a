"""The stages of an import, and what can be done at each."""

from typing import Literal

from textual.content import Content

from quiz.collection.import_preview import Preview
from quiz.collection.importing import ImportReport
from quiz.formats.reading import PAIRS
from quiz.tui.action import Action

Stage = Literal["file", "columns", "plan", "done"]
STEPS: dict[Stage, str] = {"file": "File", "columns": "Meaning", "plan": "Changes", "done": "Done"}
WORKS: dict[Stage, frozenset[str]] = {
    "file": frozenset({"go", "complete"}),
    "columns": frozenset(
        {
            "go",
            "left",
            "right",
            "role",
            "deck",
            "format",
            "header",
            "separator",
            "rows",
            "encoding",
            "file",
            "up",
            "down",
            "page_up",
            "page_down",
        }
    ),
    "plan": frozenset({"go", "plan", "keep", "file", "up", "down", "page_up", "page_down"}),
    "done": frozenset({"go", "keep", "file", "up", "down", "page_up", "page_down"}),
}
"""What can be done at each stage."""
LABELS: dict[Stage, str] = {"file": "Look inside", "columns": "See changes", "plan": "Import", "done": "Done"}
_LEAST_FOR_STEPS = 44
_OF_TABLES = frozenset({"left", "right", "role"})
_OF_TEXT = frozenset({"header", "separator", "rows", "encoding"})


def steps(present: Stage, width: int) -> Content:
    """Return the stages in one line, the present one in bold; that one alone where there is little room."""
    return Content.styled(" › ", "$quiet").join(
        Content.styled(word, "bold" if stage == present else "$quiet")
        for stage, word in STEPS.items()
        if width > _LEAST_FOR_STEPS or stage == present
    )


def works(action: Action, stage: Stage, found: Preview | None, report: ImportReport | None, *, typing: bool) -> bool:
    """Say whether an action of Import works at a stage."""
    if action.name not in WORKS[stage]:
        return False
    if action.name in _OF_TABLES:
        return found is not None and found.layout is not None
    if action.name in _OF_TEXT:
        if found is None or found.format.extra or not (found.format.columns is not None or found.format.name == PAIRS):
            return False
        return action.name == "encoding" or not found.format.name.startswith("json")
    if action.name == "complete":
        return typing
    if action.name == "plan":
        return report is not None and len(report.decks) == 1 and not report.decks[0].plan.is_empty
    if action.name == "go" and stage == "columns":
        return found is not None and not found.problem
    return True
