"""Every rule of the queue has its own function, its own test and its line in the docs."""

import ast
import re
from pathlib import Path

import pytest

from tests.conftest import ROOT

RULES = ("orders", "queue", "limits", "siblings", "lookalikes", "backlog", "prerequisites", "leeches", "deadline", "custom")
PAGE = (ROOT / "docs" / "reference" / "queue.md").read_text(encoding="utf-8")
ROWS = dict(re.findall(r"^`quiz/study/(\w+)\.py`[^\n]*\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL))


def functions(path: Path) -> list[ast.FunctionDef]:
    return [node for node in ast.parse(path.read_text(encoding="utf-8")).body if isinstance(node, ast.FunctionDef)]


def public(module: str) -> list[str]:
    return [found.name for found in functions(ROOT / "quiz" / "study" / f"{module}.py") if not found.name.startswith("_")]


def test_the_page_has_a_section_for_every_module() -> None:
    assert set(RULES) == set(ROWS)


@pytest.mark.parametrize("module", RULES)
def test_every_rule_has_its_line_in_the_docs(module: str) -> None:
    assert sorted(public(module)) == sorted(re.findall(r"^\| [^|]+ \| `(\w+)` \|", ROWS[module], re.MULTILINE))


@pytest.mark.parametrize("module", RULES)
def test_every_rule_has_its_own_test(module: str) -> None:
    tests = [found.name for found in functions(Path(__file__).parent / f"test_{module}.py")]
    assert [] == [name for name in public(module) if not any(test.startswith(f"test_{name}_") for test in tests)]


@pytest.mark.parametrize("module", RULES)
def test_every_rule_says_what_it_does(module: str) -> None:
    found = functions(ROOT / "quiz" / "study" / f"{module}.py")
    assert [] == [rule.name for rule in found if not rule.name.startswith("_") and not ast.get_docstring(rule)]
